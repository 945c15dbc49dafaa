//! Emergency numbers by country, and the country of a time zone.

/// What is said when the country is not known.
pub const UNKNOWN_COUNTRY: &str = "112 or 911, or your local emergency number";

/// The number that reaches an ambulance, and ISO 3166 codes. Where two are given, both work.
///
/// Sources: European Commission on 112; the national numbering plans filed with the ITU (T-SP-E.164); travel advice of
/// the US State Department. Countries of which the sources disagree are left out, so that the person is told to call
/// the local number rather than a wrong one.
const NUMBERS: &[(&str, &str)] = &[
    (
        "112",
        "AT BE BG HR CY CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI AD MC SM VA MK XK TR MD GE FO GL GI \
         KW NG TZ BT",
    ),
    ("112 or 999", "IE"),
    ("112 or 103", "UA RU BY KZ AM AZ"),
    ("103", "UZ KG MN"),
    ("113 or 112", "NO"),
    ("144 or 112", "CH"),
    ("194 or 112", "RS"),
    ("124 or 112", "ME BA"),
    ("127 or 112", "AL"),
    ("999 or 112", "GB JE GG IM KE UG"),
    ("999", "BD BH HK MO MY QA ZW"),
    ("911", "US CA MX PR GU VI AS MP CR PA EC UY VE DO HN SV PH JO FJ BM KY"),
    ("000", "AU"),
    ("111", "NZ"),
    ("112 or 108", "IN"),
    ("119", "JP KR TW KH"),
    ("120", "CN"),
    ("995", "SG"),
    ("1669", "TH"),
    ("115", "VN IR"),
    ("112 or 119", "ID"),
    ("1122 or 115", "PK"),
    ("1990", "LK"),
    ("102", "NP"),
    ("998", "AE"),
    ("997", "SA BW"),
    ("9999", "OM"),
    ("101", "IL"),
    ("140", "LB"),
    ("123", "EG CO"),
    ("150", "MA"),
    ("190", "TN"),
    ("14", "DZ"),
    ("112 or 10177", "ZA"),
    ("112 or 193", "GH"),
    ("907", "ET"),
    ("912", "RW"),
    ("114", "MU"),
    ("15", "SN"),
    ("192", "BR"),
    ("107 or 911", "AR"),
    ("131", "CL"),
    ("106", "PE"),
    ("104", "CU"),
    ("110", "JM"),
    ("811", "TT"),
    ("511", "BB"),
];

/// The emergency number of a country by its ISO 3166 code, in either case; `None` when it is not in the table.
#[must_use]
pub fn emergency_number(country: &str) -> Option<&'static str> {
    let code = country.trim().to_ascii_uppercase();
    let code = if code == "UK" { "GB".to_owned() } else { code };
    (code.len() == 2)
        .then(|| NUMBERS.iter().find(|(_, countries)| countries.split(' ').any(|known| known == code)))
        .flatten()
        .map(|(number, _)| *number)
}

/// Countries and their IANA zones, the continent shortened to its first letters where it is shared.
const ZONES: &[(&str, &str)] = &[
    ("AT", "Europe/Vienna"),
    ("BE", "Europe/Brussels"),
    ("BG", "Europe/Sofia"),
    ("HR", "Europe/Zagreb"),
    ("CY", "Asia/Nicosia Asia/Famagusta Europe/Nicosia"),
    ("CZ", "Europe/Prague"),
    ("DK", "Europe/Copenhagen"),
    ("EE", "Europe/Tallinn"),
    ("FI", "Europe/Helsinki Europe/Mariehamn"),
    ("FR", "Europe/Paris"),
    ("DE", "Europe/Berlin Europe/Busingen"),
    ("GR", "Europe/Athens"),
    ("HU", "Europe/Budapest"),
    ("IE", "Europe/Dublin Eire"),
    ("IT", "Europe/Rome"),
    ("LV", "Europe/Riga"),
    ("LT", "Europe/Vilnius"),
    ("LU", "Europe/Luxembourg"),
    ("MT", "Europe/Malta"),
    ("NL", "Europe/Amsterdam"),
    ("PL", "Europe/Warsaw Poland"),
    ("PT", "Europe/Lisbon Atlantic/Madeira Atlantic/Azores Portugal"),
    ("RO", "Europe/Bucharest"),
    ("SK", "Europe/Bratislava"),
    ("SI", "Europe/Ljubljana"),
    ("ES", "Europe/Madrid Atlantic/Canary Africa/Ceuta"),
    ("SE", "Europe/Stockholm"),
    ("IS", "Atlantic/Reykjavik Iceland"),
    ("LI", "Europe/Vaduz"),
    ("AD", "Europe/Andorra"),
    ("MC", "Europe/Monaco"),
    ("SM", "Europe/San_Marino"),
    ("VA", "Europe/Vatican"),
    ("MK", "Europe/Skopje"),
    ("TR", "Europe/Istanbul Asia/Istanbul Turkey"),
    ("MD", "Europe/Chisinau"),
    ("GE", "Asia/Tbilisi"),
    ("NO", "Europe/Oslo Arctic/Longyearbyen"),
    ("CH", "Europe/Zurich"),
    ("RS", "Europe/Belgrade"),
    ("ME", "Europe/Podgorica"),
    ("BA", "Europe/Sarajevo"),
    ("AL", "Europe/Tirane"),
    ("GI", "Europe/Gibraltar"),
    ("GB", "Europe/London Europe/Belfast GB"),
    ("JE", "Europe/Jersey"),
    ("GG", "Europe/Guernsey"),
    ("IM", "Europe/Isle_of_Man"),
    ("UA", "Europe/Kyiv Europe/Kiev"),
    ("BY", "Europe/Minsk"),
    (
        "RU",
        "Europe/Moscow Europe/Kaliningrad Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Vladivostok",
    ),
    (
        "US",
        "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage America/Detroit \
         America/Boise America/Juneau America/Indiana/Indianapolis America/Kentucky/Louisville Pacific/Honolulu US/Eastern US/Central \
         US/Mountain US/Pacific",
    ),
    (
        "CA",
        "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/Regina America/St_Johns \
         America/Montreal America/Moncton America/Whitehorse America/Yellowknife",
    ),
    (
        "MX",
        "America/Mexico_City America/Tijuana America/Cancun America/Monterrey America/Merida America/Hermosillo America/Chihuahua",
    ),
    ("PR", "America/Puerto_Rico"),
    ("CR", "America/Costa_Rica"),
    ("PA", "America/Panama"),
    ("DO", "America/Santo_Domingo"),
    ("SV", "America/El_Salvador"),
    ("HN", "America/Tegucigalpa"),
    ("CU", "America/Havana"),
    ("JM", "America/Jamaica"),
    (
        "BR",
        "America/Sao_Paulo America/Manaus America/Fortaleza America/Recife America/Bahia America/Belem America/Cuiaba",
    ),
    ("AR", "America/Argentina/Buenos_Aires America/Buenos_Aires America/Argentina/Cordoba America/Argentina/Mendoza"),
    ("CL", "America/Santiago Pacific/Easter"),
    ("CO", "America/Bogota"),
    ("PE", "America/Lima"),
    ("VE", "America/Caracas"),
    ("EC", "America/Guayaquil"),
    ("UY", "America/Montevideo"),
    ("TT", "America/Port_of_Spain"),
    ("BB", "America/Barbados"),
    (
        "AU",
        "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Hobart Australia/Darwin \
         Australia/Canberra",
    ),
    ("NZ", "Pacific/Auckland Pacific/Chatham"),
    ("FJ", "Pacific/Fiji"),
    ("IN", "Asia/Kolkata Asia/Calcutta"),
    ("JP", "Asia/Tokyo Japan"),
    ("KR", "Asia/Seoul"),
    ("CN", "Asia/Shanghai Asia/Urumqi Asia/Chongqing PRC"),
    ("TW", "Asia/Taipei"),
    ("HK", "Asia/Hong_Kong"),
    ("MO", "Asia/Macau"),
    ("SG", "Asia/Singapore Singapore"),
    ("MY", "Asia/Kuala_Lumpur"),
    ("TH", "Asia/Bangkok"),
    ("VN", "Asia/Ho_Chi_Minh Asia/Saigon"),
    ("ID", "Asia/Jakarta Asia/Makassar Asia/Jayapura"),
    ("PH", "Asia/Manila"),
    ("PK", "Asia/Karachi"),
    ("BD", "Asia/Dhaka"),
    ("LK", "Asia/Colombo"),
    ("NP", "Asia/Kathmandu"),
    ("KZ", "Asia/Almaty"),
    ("UZ", "Asia/Tashkent"),
    ("AM", "Asia/Yerevan"),
    ("AZ", "Asia/Baku"),
    ("AE", "Asia/Dubai"),
    ("SA", "Asia/Riyadh"),
    ("QA", "Asia/Qatar"),
    ("KW", "Asia/Kuwait"),
    ("BH", "Asia/Bahrain"),
    ("OM", "Asia/Muscat"),
    ("IL", "Asia/Jerusalem Asia/Tel_Aviv"),
    ("LB", "Asia/Beirut"),
    ("JO", "Asia/Amman"),
    ("IR", "Asia/Tehran"),
    ("EG", "Africa/Cairo"),
    ("MA", "Africa/Casablanca"),
    ("TN", "Africa/Tunis"),
    ("DZ", "Africa/Algiers"),
    ("ZA", "Africa/Johannesburg"),
    ("NG", "Africa/Lagos"),
    ("KE", "Africa/Nairobi"),
    ("GH", "Africa/Accra"),
    ("ET", "Africa/Addis_Ababa"),
    ("UG", "Africa/Kampala"),
    ("TZ", "Africa/Dar_es_Salaam"),
    ("RW", "Africa/Kigali"),
    ("SN", "Africa/Dakar"),
    ("MU", "Indian/Mauritius"),
];

/// The ISO 3166 code of the country of an IANA time zone; `None` for zones that tell no country, such as `UTC`.
#[must_use]
pub fn country_of_time_zone(zone: &str) -> Option<&'static str> {
    let zone = zone.trim();
    ZONES
        .iter()
        .find(|(_, zones)| zones.split(' ').any(|known| known.eq_ignore_ascii_case(zone)))
        .map(|(country, _)| *country)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_country_has_one_number_and_there_are_many() {
        let countries: Vec<&str> = NUMBERS.iter().flat_map(|(_, countries)| countries.split(' ')).collect();
        let unique: BTreeSet<&str> = countries.iter().copied().collect();
        assert_eq!(unique.len(), countries.len());
        assert!(unique.len() >= 100, "{}", unique.len());
        assert!(unique.iter().all(|code| code.len() == 2 && code.chars().all(|letter| letter.is_ascii_uppercase())));
    }

    #[test]
    fn known_numbers() {
        for (country, number) in [
            ("DE", "112"),
            ("us", "911"),
            ("GB", "999 or 112"),
            ("UK", "999 or 112"),
            ("AU", "000"),
            ("NZ", "111"),
            ("IN", "112 or 108"),
            ("JP", "119"),
            ("CN", "120"),
            ("KR", "119"),
            ("BR", "192"),
            ("AR", "107 or 911"),
            ("IE", "112 or 999"),
            ("HU", "112"),
            (" fr ", "112"),
            ("TR", "112"),
        ] {
            assert_eq!(emergency_number(country), Some(number), "{country}");
        }
        for unknown in ["", "X", "ZZ", "DEU", "OR", "112"] {
            assert_eq!(emergency_number(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_zone_leads_to_a_number() {
        for (country, zones) in ZONES {
            assert!(emergency_number(country).is_some(), "{country}");
            for zone in zones.split(' ') {
                assert_eq!(country_of_time_zone(zone), Some(*country), "{zone}");
            }
        }
        assert_eq!(country_of_time_zone("UTC"), None);
        assert_eq!(country_of_time_zone("europe/berlin"), Some("DE"));
    }
}
