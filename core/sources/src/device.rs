//! What a device string and a source name tell about who recorded a sample.

use coach_domain::record::SourceKind;

/// The part of a HealthKit device string that stays the same from one export to the next: without the
/// `<<HKDevice: 0x…>` that holds a memory address, and without the closing bracket.
pub(crate) fn stable_part(device: &str) -> &str {
    let Some(inner) = device.strip_prefix('<') else { return device.trim() };
    let inner = match inner.strip_prefix("<HKDevice") {
        Some(after) => after.split_once('>').map_or("", |(_, rest)| rest).trim_start_matches([',', ' ']),
        None => inner,
    };
    inner.strip_suffix('>').unwrap_or(inner).trim()
}

/// Words that give a kind away, most telling first. A word with a space is looked for as it is, the others as whole
/// words, without their version digits.
const WORDS: [(SourceKind, &[&str]); 5] = [
    (
        SourceKind::Watch,
        &["watch", "applewatch", "garmin", "fitbit", "forerunner", "fenix", "amazfit", "suunto", "coros"],
    ),
    (SourceKind::Ring, &["ring", "oura", "ringconn", "ultrahuman"]),
    (SourceKind::Band, &["whoop", "polar", "band", "strap", "hrm", "tickr", "heart rate monitor"]),
    (SourceKind::Scale, &["scale", "withings", "renpho", "eufy", "qardio", "qardiobase", "fitindex", "garmin index"]),
    (SourceKind::Phone, &["iphone", "phone", "ipad", "ipod"]),
];

/// The kind of a source: from the hardware, then the rest of the device string, then the source's name.
///
/// It depends on the record alone, never on what was read before, so that the order of records does not matter.
pub(crate) fn kind(name: &str, device: Option<&str>) -> SourceKind {
    if let Some(device) = device {
        let hardware = field(device, "hardware:").or_else(|| field(device, "model:"));
        if let Some(kind) = hardware.and_then(kind_of_words).or_else(|| kind_of_words(device)) {
            return kind;
        }
    }
    kind_of_words(name).unwrap_or(if device.is_some() { SourceKind::Other } else { SourceKind::Unknown })
}

/// A field of a device string. Values hold commas (`Watch6,12`), so a field ends before `, ` only.
fn field<'d>(device: &'d str, key: &str) -> Option<&'d str> {
    let at = device.find(key)?;
    let value = &device[at + key.len()..];
    Some(value.split(", ").next().unwrap_or(value))
}

fn kind_of_words(text: &str) -> Option<SourceKind> {
    let lower = text.to_lowercase();
    // "Garmin Index" is a scale of a maker of watches.
    if lower.contains("garmin index") {
        return Some(SourceKind::Scale);
    }
    WORDS.iter().find_map(|(kind, words)| {
        let found = words.iter().any(|word| {
            if word.contains(' ') {
                lower.contains(word)
            } else {
                lower
                    .split(|letter: char| !letter.is_alphanumeric())
                    .any(|part| part.trim_end_matches(|letter: char| letter.is_ascii_digit()) == *word)
            }
        });
        found.then_some(*kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_dropped() {
        let device = "<<HKDevice: 0x283c2a3f0>, name:Apple Watch, model:Watch, hardware:Watch6,12, software:10.1>";
        assert_eq!(stable_part(device), "name:Apple Watch, model:Watch, hardware:Watch6,12, software:10.1");
        assert_eq!(stable_part("Oura Ring"), "Oura Ring");
        assert_eq!(stable_part("<<HKDevice: 0x1>"), "");
        assert_eq!(stable_part("<"), "");
        assert_eq!(stable_part(""), "");
    }

    #[test]
    fn kinds() {
        let watch = "name:Bob, model:Watch, hardware:Watch6,12";
        for (name, device, expected) in [
            ("Bob", Some(watch), SourceKind::Watch),
            ("Ana\u{2019}s Apple\u{a0}Watch", None, SourceKind::Watch),
            ("Apple Watch de Ana", None, SourceKind::Watch),
            ("Ana\u{2019}s iPhone", None, SourceKind::Phone),
            ("Bob", Some("name:iPhone, hardware:iPhone14,2"), SourceKind::Phone),
            ("Oura", None, SourceKind::Ring),
            ("WHOOP", None, SourceKind::Band),
            ("Polar H10", None, SourceKind::Band),
            ("Withings", None, SourceKind::Scale),
            ("Garmin Index S2", None, SourceKind::Scale),
            ("Training Log", None, SourceKind::Unknown),
            ("Monitoring", Some("name:Thing"), SourceKind::Other),
        ] {
            assert_eq!(kind(name, device), expected, "{name}");
        }
    }
}
