//! Values as a reply shows them: `7 h 12 min`, `58 bpm`, `8,432 steps`, `82.4 kg`, `+3 %`.
//!
//! The text follows the person's choice of units; value and unit stay canonical, so that programs need not care.

use coach_domain::metric::Metric;
use coach_domain::person::UnitSystem;
use coach_domain::unit::Unit;
use jiff::civil::Date;

/// One value with its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// As a reply shows it.
    pub(crate) text: String,
    /// Value in `unit`.
    pub(crate) value: f64,
    /// UCUM symbol; empty for counts, scores and dates.
    pub(crate) unit: &'static str,
}

/// Pounds in a kilogram, by the international pound of 0.453 592 37 kg.
const POUNDS_PER_KG: f64 = 1.0 / 0.453_592_37;
/// Metres in an international mile.
const METRES_PER_MILE: f64 = 1_609.344;
/// Metres in an international foot.
const METRES_PER_FOOT: f64 = 0.304_8;
/// Centimetres in an inch.
const CM_PER_INCH: f64 = 2.54;

impl Shown {
    fn new(text: String, value: f64, unit: &'static str) -> Self {
        Self { text, value, unit }
    }

    /// A value of a metric.
    pub(crate) fn metric(metric: &Metric, value: f64, units: UnitSystem) -> Self {
        let text = match metric.unit {
            Unit::Count => counted(value, metric_noun(metric)),
            Unit::Metre => distance(value, units),
            Unit::Minute => duration(value * 60.0),
            Unit::Second => duration(value),
            Unit::Kilogram => mass(value, units),
            Unit::Centimetre => length(value, units),
            Unit::Celsius => temperature(value, units),
            other => labelled(value, decimals(other), other),
        };
        Self::new(text, value, symbol(metric.unit))
    }

    /// A difference between two values of a metric, with its sign.
    pub(crate) fn metric_change(metric: &Metric, difference: f64, units: UnitSystem) -> Self {
        let size = difference.abs();
        let text = match metric.unit {
            Unit::Count => counted(size, metric_noun(metric)),
            Unit::Metre => distance(size, units),
            Unit::Minute => span(size * 60.0),
            Unit::Second => span(size),
            Unit::Kilogram => mass(size, units),
            Unit::Centimetre => length(size, units),
            // A difference has no zero point, so only the size of the degree matters.
            Unit::Celsius => match units {
                UnitSystem::Metric => format!("{} °C", number(size, 1)),
                UnitSystem::Imperial => format!("{} °F", number(size * 1.8, 1)),
            },
            other => labelled(size, decimals(other).max(1), other),
        };
        Self::new(signed(difference, text), difference, symbol(metric.unit))
    }

    /// A length of time in seconds.
    pub(crate) fn duration_s(seconds: f64) -> Self {
        Self::new(duration(seconds), seconds, "s")
    }

    /// A time over a distance, as a race is timed: `4:05 min`, `1:02:33 h`.
    pub(crate) fn race_time_s(seconds: f64) -> Self {
        let whole = seconds.round().max(0.0) as i64;
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
        let text =
            if hours > 0 { format!("{hours}:{minutes:02}:{rest:02} h") } else { format!("{minutes}:{rest:02} min") };
        Self::new(text, seconds, "s")
    }

    /// A power in watts.
    pub(crate) fn watts(watts: f64) -> Self {
        Self::new(format!("{} W", number(watts, 0)), watts, "W")
    }

    /// A difference of times in seconds, with its sign.
    pub(crate) fn duration_change_s(seconds: f64) -> Self {
        Self::new(signed(seconds, span(seconds.abs())), seconds, "s")
    }

    /// A share in percent.
    pub(crate) fn percent(percent: f64) -> Self {
        Self::new(format!("{} %", number(percent, 0)), percent, "%")
    }

    /// An amount of food in grams.
    pub(crate) fn grams(grams: f64) -> Self {
        Self::new(format!("{} g", number(grams, if grams < 10.0 { 1 } else { 0 })), grams, "g")
    }

    /// A change in percent, with its sign.
    pub(crate) fn percent_change(percent: f64) -> Self {
        Self::new(signed(percent, format!("{} %", number(percent.abs(), 0))), percent, "%")
    }

    /// A number of things.
    pub(crate) fn count(count: usize, singular: &str, plural: &str) -> Self {
        let noun = if count == 1 { singular } else { plural };
        let value = count as f64;
        Self::new(format!("{} {noun}", number(value, 0)), value, "")
    }

    /// A score from 0 to 100.
    pub(crate) fn score(score: f64) -> Self {
        Self::new(number(score, 0), score, "")
    }

    /// A training load or another plain number with `places` decimals.
    pub(crate) fn plain(value: f64, places: usize) -> Self {
        Self::new(number(value, places), value, "")
    }

    /// A difference of plain numbers, with its sign.
    pub(crate) fn plain_change(value: f64, places: usize) -> Self {
        Self::new(signed(value, number(value.abs(), places)), value, "")
    }

    /// A load on the bar in kilograms.
    pub(crate) fn mass_kg(kilograms: f64, units: UnitSystem) -> Self {
        Self::new(mass(kilograms, units), kilograms, "kg")
    }

    /// A difference of loads in kilograms, with its sign.
    pub(crate) fn mass_change_kg(kilograms: f64, units: UnitSystem) -> Self {
        Self::new(signed(kilograms, mass(kilograms.abs(), units)), kilograms, "kg")
    }

    /// A distance in metres.
    pub(crate) fn distance_m(metres: f64, units: UnitSystem) -> Self {
        Self::new(distance(metres, units), metres, "m")
    }

    /// A difference of distances in metres, with its sign.
    pub(crate) fn distance_change_m(metres: f64, units: UnitSystem) -> Self {
        Self::new(signed(metres, distance(metres.abs(), units)), metres, "m")
    }

    /// A heart rate.
    pub(crate) fn bpm(bpm: f64) -> Self {
        Self::new(format!("{} bpm", number(bpm, 0)), bpm, Unit::BeatsPerMinute.symbol())
    }

    /// An amount of energy in kcal.
    pub(crate) fn kcal(kcal: f64) -> Self {
        Self::new(format!("{} kcal", number(kcal, 0)), kcal, "kcal")
    }

    /// A time of day, in minutes since midnight.
    pub(crate) fn clock(minutes: i64) -> Self {
        let minutes = minutes.rem_euclid(24 * 60);
        Self::new(format!("{:02}:{:02}", minutes / 60, minutes % 60), minutes as f64, "")
    }

    /// A day; its value is the number of days since 1970-01-01.
    pub(crate) fn day(day: Date) -> Self {
        Self::new(date(day), f64::from(coach_domain::time::epoch_day(day)), "")
    }

    /// Puts words behind the number, for example `per week`.
    pub(crate) fn with(mut self, words: &str) -> Self {
        self.text.push(' ');
        self.text.push_str(words);
        self
    }
}

/// A day as people write it: `9 Feb 2026`.
pub(crate) fn date(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// The UCUM symbol of a citation; counts have none.
pub(crate) fn symbol(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "",
        other => other.symbol(),
    }
}

/// A number with thousands separators and at most `places` decimals, without trailing zeros and without `-0`.
pub(crate) fn number(value: f64, places: usize) -> String {
    let rounded = format!("{value:.places$}");
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let fraction = fraction.trim_end_matches('0');
    let mut text = String::with_capacity(rounded.len() + 4);
    if digits != "0" || !fraction.is_empty() {
        text.push_str(sign);
    }
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Puts a sign before a size that was written without one; a size that rounds to nothing gets none.
fn signed(difference: f64, size: String) -> String {
    let nothing = !size.chars().any(|sign| sign.is_ascii_digit() && sign != '0');
    if nothing {
        size
    } else if difference < 0.0 {
        format!("-{size}")
    } else {
        format!("+{size}")
    }
}

fn counted(value: f64, noun: &str) -> String {
    let text = number(value, 0);
    match noun {
        "" => text,
        _ if text == "1" => format!("1 {}", noun.trim_end_matches('s')),
        _ => format!("{text} {noun}"),
    }
}

fn metric_noun(metric: &Metric) -> &'static str {
    match metric.id {
        "steps" => "steps",
        "flights" => "floors",
        "swim_strokes" => "strokes",
        _ => "",
    }
}

fn labelled(value: f64, places: usize, unit: Unit) -> String {
    let text = number(value, places);
    match unit.label() {
        "" => text,
        label => format!("{text} {label}"),
    }
}

/// Decimals that mean something in a unit.
fn decimals(unit: Unit) -> usize {
    match unit {
        Unit::MetrePerSecond => 2,
        Unit::Percent
        | Unit::BreathsPerMinute
        | Unit::MillilitrePerKilogramMinute
        | Unit::KilogramPerSquareMetre
        | Unit::Gram
        | Unit::KilocaloriePerHourKilogram => 1,
        _ => 0,
    }
}

fn mass(kilograms: f64, units: UnitSystem) -> String {
    match units {
        UnitSystem::Metric => format!("{} kg", number(kilograms, 1)),
        UnitSystem::Imperial => format!("{} lb", number(kilograms * POUNDS_PER_KG, 1)),
    }
}

fn distance(metres: f64, units: UnitSystem) -> String {
    match units {
        UnitSystem::Metric if metres < 999.5 => format!("{} m", number(metres, 0)),
        UnitSystem::Metric => format!("{} km", number(metres / 1_000.0, if metres < 99_950.0 { 1 } else { 0 })),
        UnitSystem::Imperial if metres < METRES_PER_MILE / 10.0 => {
            format!("{} ft", number(metres / METRES_PER_FOOT, 0))
        }
        UnitSystem::Imperial => {
            let miles = metres / METRES_PER_MILE;
            format!("{} mi", number(miles, if miles < 99.95 { 1 } else { 0 }))
        }
    }
}

fn length(centimetres: f64, units: UnitSystem) -> String {
    match units {
        UnitSystem::Metric => format!("{} cm", number(centimetres, 1)),
        UnitSystem::Imperial => format!("{} in", number(centimetres / CM_PER_INCH, 1)),
    }
}

fn temperature(celsius: f64, units: UnitSystem) -> String {
    match units {
        UnitSystem::Metric => format!("{} °C", number(celsius, 1)),
        UnitSystem::Imperial => format!("{} °F", number(celsius * 1.8 + 32.0, 1)),
    }
}

/// A difference of times: whole minutes, since seconds of a night or a day mean nothing.
fn span(seconds: f64) -> String {
    if seconds < 30.0 { "0 min".to_owned() } else { duration(seconds.max(60.0)) }
}

/// `7 h 12 min`, `45 min`, `40 s`; rounded to whole minutes from a minute on.
fn duration(seconds: f64) -> String {
    if seconds < 59.5 {
        return format!("{} s", number(seconds, 0));
    }
    let minutes = (seconds / 60.0).round();
    let (hours, rest) = ((minutes / 60.0).floor(), minutes % 60.0);
    match (hours, rest) {
        (0.0, _) => format!("{} min", number(minutes, 0)),
        (_, 0.0) => format!("{} h", number(hours, 0)),
        _ => format!("{} h {} min", number(hours, 0), number(rest, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(id: &str, value: f64, units: UnitSystem) -> String {
        Shown::metric(Metric::by_id(id).unwrap(), value, units).text
    }

    #[test]
    fn texts_are_what_people_write() {
        use UnitSystem::{Imperial, Metric as Si};
        assert_eq!(metric("steps", 8_432.4, Si), "8,432 steps");
        assert_eq!(metric("steps", 1.0, Si), "1 step");
        assert_eq!(metric("resting_hr", 58.4, Si), "58 bpm");
        assert_eq!(metric("body_mass", 82.44, Si), "82.4 kg");
        assert_eq!(metric("body_mass", 82.0, Si), "82 kg");
        assert_eq!(metric("body_mass", 82.44, Imperial), "181.7 lb");
        assert_eq!(metric("distance_walk_run", 5_230.0, Si), "5.2 km");
        assert_eq!(metric("distance_walk_run", 999.4, Si), "999 m");
        assert_eq!(metric("distance_walk_run", 999.6, Si), "1 km");
        assert_eq!(metric("distance_walk_run", 5_230.0, Imperial), "3.2 mi");
        assert_eq!(metric("exercise_time", 90.0, Si), "1 h 30 min");
        assert_eq!(metric("body_temp", 37.0, Imperial), "98.6 °F");
        assert_eq!(metric("spo2", 96.84, Si), "96.8 %");
        assert_eq!(metric("energy_active", 1_234_567.2, Si), "1,234,567 kcal");
        assert_eq!(metric("hrv_rmssd", 47.6, Si), "48 ms");
        assert_eq!(metric("respiratory_rate", 14.25, Si), "14.2 breaths/min");
    }

    #[test]
    fn durations_carry_over_and_never_show_sixty_minutes() {
        assert_eq!(duration(25_920.0), "7 h 12 min");
        assert_eq!(duration(3_599.0), "1 h");
        assert_eq!(duration(59.4), "59 s");
        assert_eq!(duration(59.6), "1 min");
        assert_eq!(duration(0.0), "0 s");
    }

    #[test]
    fn changes_carry_their_sign_and_nothing_has_none() {
        assert_eq!(Shown::percent_change(3.2).text, "+3 %");
        assert_eq!(Shown::percent_change(-12.6).text, "-13 %");
        assert_eq!(Shown::percent_change(-0.2).text, "0 %");
        assert_eq!(Shown::duration_change_s(-1_500.0).text, "-25 min");
        assert_eq!(Shown::duration_change_s(-1.0).text, "0 min");
        assert_eq!(Shown::duration_change_s(31.0).text, "+1 min");
        let body_mass = Metric::by_id("body_mass").unwrap();
        assert_eq!(Shown::metric_change(body_mass, -1.26, UnitSystem::Metric).text, "-1.3 kg");
    }

    #[test]
    fn numbers_have_separators_and_no_negative_zero() {
        assert_eq!(number(-1_234_567.891, 1), "-1,234,567.9");
        assert_eq!(number(-0.04, 1), "0");
        assert_eq!(number(100.0, 1), "100");
        assert_eq!(number(999.96, 1), "1,000");
    }

    /// The number in front of a text, without its separators.
    fn leading(text: &str) -> f64 {
        let digits: String =
            text.chars().take_while(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '+')).collect();
        digits.replace([',', '+'], "").parse().unwrap()
    }

    proptest::proptest! {
        /// Whatever the value, the text shows it, rounded to what it shows.
        #[test]
        fn texts_hold_their_values(value in -1.0e7..1.0e7_f64, places in 0_usize..4) {
            let shown = leading(&number(value, places));
            let step = 10_f64.powi(-(places as i32));
            proptest::prop_assert!((shown - value).abs() <= step / 2.0 + 1e-9, "{value} became {shown}");
        }

        #[test]
        fn masses_and_distances_hold_in_both_systems(value in 0.0..500_000.0_f64) {
            let miles = distance(value, UnitSystem::Imperial);
            let metres = if miles.ends_with("mi") { METRES_PER_MILE } else { METRES_PER_FOOT };
            proptest::prop_assert!((leading(&miles) * metres - value).abs() <= metres / 2.0 + 1e-6, "{value} became {miles}");
            let kilometres = distance(value, UnitSystem::Metric);
            let unit = if kilometres.ends_with("km") { 1_000.0 } else { 1.0 };
            proptest::prop_assert!((leading(&kilometres) * unit - value).abs() <= unit / 2.0 + 1e-6, "{value} became {kilometres}");
            let pounds = mass(value, UnitSystem::Imperial);
            proptest::prop_assert!((leading(&pounds) / POUNDS_PER_KG - value).abs() <= 0.03, "{value} became {pounds}");
        }

        #[test]
        fn durations_hold_to_the_half_minute(seconds in 0.0..400_000.0_f64) {
            let text = duration(seconds);
            let parts: Vec<&str> = text.split(' ').collect();
            let shown: f64 = parts
                .chunks(2)
                .map(|part| {
                    let unit = match part[1] { "h" => 3_600.0, "min" => 60.0, _ => 1.0 };
                    part[0].replace(',', "").parse::<f64>().unwrap() * unit
                })
                .sum();
            proptest::prop_assert!((shown - seconds).abs() <= 30.0 + 1e-6, "{seconds} became {text}");
        }
    }
}
