//! Canonical units and the conversions into them.

use crate::metric::Metric;

/// A canonical unit. [`Unit::symbol`] is its UCUM symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A number of things, `1`.
    Count,
    /// Metres, `m`.
    Metre,
    /// Centimetres, `cm`.
    Centimetre,
    /// Kilocalories, `kcal` (1 kcal = 4.184 kJ).
    Kilocalorie,
    /// Minutes, `min`.
    Minute,
    /// Seconds, `s`.
    Second,
    /// Beats per minute, `/min`.
    BeatsPerMinute,
    /// Breaths per minute, `/min`.
    BreathsPerMinute,
    /// Revolutions per minute, `/min`.
    RevolutionsPerMinute,
    /// Milliseconds, `ms`.
    Millisecond,
    /// Percent from 0 to 100, `%`.
    Percent,
    /// `mL/kg/min`.
    MillilitrePerKilogramMinute,
    /// Kilograms, `kg`.
    Kilogram,
    /// Grams, `g`.
    Gram,
    /// Milligrams, `mg`.
    Milligram,
    /// Millilitres, `mL`.
    Millilitre,
    /// `kg/m2`.
    KilogramPerSquareMetre,
    /// Degrees Celsius, `Cel`.
    Celsius,
    /// `mm[Hg]`.
    MillimetreOfMercury,
    /// `mg/dL`.
    MilligramPerDecilitre,
    /// `m/s`.
    MetrePerSecond,
    /// Decibels, `dB`.
    Decibel,
    /// Watts, `W`.
    Watt,
    /// `kcal/h/kg`.
    KilocaloriePerHourKilogram,
    /// A coded state, without a unit.
    Code,
}

impl Unit {
    /// The UCUM symbol; empty for coded states.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Unit::Count => "1",
            Unit::Metre => "m",
            Unit::Centimetre => "cm",
            Unit::Kilocalorie => "kcal",
            Unit::Minute => "min",
            Unit::Second => "s",
            Unit::BeatsPerMinute | Unit::BreathsPerMinute | Unit::RevolutionsPerMinute => "/min",
            Unit::Millisecond => "ms",
            Unit::Percent => "%",
            Unit::MillilitrePerKilogramMinute => "mL/kg/min",
            Unit::Kilogram => "kg",
            Unit::Gram => "g",
            Unit::Milligram => "mg",
            Unit::Millilitre => "mL",
            Unit::KilogramPerSquareMetre => "kg/m2",
            Unit::Celsius => "Cel",
            Unit::MillimetreOfMercury => "mm[Hg]",
            Unit::MilligramPerDecilitre => "mg/dL",
            Unit::MetrePerSecond => "m/s",
            Unit::Decibel => "dB",
            Unit::Watt => "W",
            Unit::KilocaloriePerHourKilogram => "kcal/h/kg",
            Unit::Code => "",
        }
    }

    /// The word that a reply shows behind a value, for example `bpm`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Unit::Count => "",
            Unit::BeatsPerMinute => "bpm",
            Unit::BreathsPerMinute => "breaths/min",
            Unit::RevolutionsPerMinute => "rpm",
            Unit::Celsius => "°C",
            Unit::MillimetreOfMercury => "mmHg",
            Unit::KilogramPerSquareMetre => "kg/m²",
            other => other.symbol(),
        }
    }
}

impl serde::Serialize for Unit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.symbol())
    }
}

/// How a raw value becomes a canonical one: `raw * factor + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conversion {
    /// What the raw value is multiplied with.
    pub factor: f64,
    /// What is added after that; 0 except for temperatures.
    pub offset: f64,
}

impl Conversion {
    /// Leaves a value as it is.
    pub const IDENTITY: Conversion = Conversion { factor: 1.0, offset: 0.0 };

    const fn scale(factor: f64) -> Conversion {
        Conversion { factor, offset: 0.0 }
    }

    /// The canonical value of a raw one.
    #[must_use]
    pub fn apply(self, raw: f64) -> f64 {
        raw * self.factor + self.offset
    }

    /// Tells whether values stay as they are.
    #[must_use]
    pub fn is_identity(self) -> bool {
        self == Conversion::IDENTITY
    }
}

/// Molar mass of glucose in g/mol, as HealthKit spells it inside `mmol<…>/L`.
const GLUCOSE_MOLAR_MASS: f64 = 180.155_880_000_054_1;

/// The conversion from a unit as sources spell it into the canonical unit of a metric; `None` when the unit is not
/// known or does not fit the metric, so that the row is rejected rather than guessed.
///
/// Spelling matters: `cal` is a small calorie and `Cal` a large one, as in HealthKit. `%` is HealthKit's fraction
/// from 0 to 1 for every metric whose canonical unit is percent; a source that writes 0 to 100 says `percent`.
/// Factors are exact by definition (international yard and pound, US gallon, thermochemical calorie) except those of
/// pressure, which use the conventional millimetre of mercury (NIST SP 811, appendix B).
#[must_use]
pub fn convert(raw_unit: &str, metric: &Metric) -> Option<Conversion> {
    let raw = raw_unit.trim();
    match metric.unit {
        Unit::Count => matches!(raw, "count" | "1").then_some(Conversion::IDENTITY),
        Unit::Code => raw.is_empty().then_some(Conversion::IDENTITY),
        Unit::Percent => match raw {
            "%" | "fraction" => Some(Conversion::scale(100.0)),
            "percent" => Some(Conversion::IDENTITY),
            _ => None,
        },
        Unit::Celsius => match raw {
            "degC" | "Cel" | "°C" => Some(Conversion::IDENTITY),
            "degF" | "[degF]" | "°F" => Some(Conversion { factor: 5.0 / 9.0, offset: -160.0 / 9.0 }),
            "K" => Some(Conversion { factor: 1.0, offset: -273.15 }),
            _ => None,
        },
        Unit::MilligramPerDecilitre => glucose(raw).map(Conversion::scale),
        // HealthKit has no unit for the body mass index and writes `count`.
        Unit::KilogramPerSquareMetre => {
            matches!(raw, "count" | "kg/m2" | "kg/m²" | "kg/m^2").then_some(Conversion::IDENTITY)
        }
        Unit::Decibel => matches!(raw, "dBASPL" | "dB" | "dBA" | "dB(A)").then_some(Conversion::IDENTITY),
        unit => {
            let canonical = in_base(unit.symbol())?;
            let given = in_base(raw)?;
            (given.0 == canonical.0).then(|| Conversion::scale(ratio(given, canonical)))
        }
    }
}

/// Exactly 1 for a unit against itself, so that an untouched value stays bit for bit the same.
fn ratio(given: (Dimension, f64), canonical: (Dimension, f64)) -> f64 {
    if given.1 == canonical.1 { 1.0 } else { given.1 / canonical.1 }
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Length,
    Mass,
    Energy,
    Time,
    Rate,
    Volume,
    Speed,
    Pressure,
    Power,
    OxygenUptake,
    Effort,
}

/// Dimension and size of a unit in the base unit of its dimension.
fn in_base(raw: &str) -> Option<(Dimension, f64)> {
    use Dimension::{Effort, Energy, Length, Mass, OxygenUptake, Power, Pressure, Rate, Speed, Time, Volume};
    Some(match raw {
        // in metres
        "m" => (Length, 1.0),
        "km" => (Length, 1_000.0),
        "cm" => (Length, 0.01),
        "mm" => (Length, 0.001),
        "mi" => (Length, 1_609.344),
        "yd" => (Length, 0.914_4),
        "ft" => (Length, 0.304_8),
        "in" => (Length, 0.025_4),
        // in grams
        "g" => (Mass, 1.0),
        "kg" => (Mass, 1_000.0),
        "mg" => (Mass, 0.001),
        "mcg" | "ug" | "µg" | "μg" => (Mass, 0.000_001),
        "lb" | "lbs" => (Mass, 453.592_37),
        "oz" => (Mass, 28.349_523_125),
        "st" => (Mass, 6_350.293_18),
        // in joules
        "kcal" | "Cal" => (Energy, 4_184.0),
        "cal" => (Energy, 4.184),
        "kJ" => (Energy, 1_000.0),
        "J" => (Energy, 1.0),
        // in milliseconds
        "ms" => (Time, 1.0),
        "s" | "sec" => (Time, 1_000.0),
        "min" => (Time, 60_000.0),
        "hr" | "h" => (Time, 3_600_000.0),
        "d" => (Time, 86_400_000.0),
        // per minute
        "count/min" | "/min" | "bpm" | "rpm" | "1/min" => (Rate, 1.0),
        "count/s" | "Hz" | "/s" => (Rate, 60.0),
        // in millilitres
        "mL" | "ml" => (Volume, 1.0),
        "cL" | "cl" => (Volume, 10.0),
        "dL" | "dl" => (Volume, 100.0),
        "L" | "l" => (Volume, 1_000.0),
        "fl_oz_us" => (Volume, 29.573_529_562_5),
        "fl_oz_imp" => (Volume, 28.413_062_5),
        "cup_us" => (Volume, 236.588_236_5),
        "cup_imp" => (Volume, 284.130_625),
        "pt_us" => (Volume, 473.176_473),
        "pt_imp" => (Volume, 568.261_25),
        // in metres per second
        "m/s" => (Speed, 1.0),
        "km/hr" | "km/h" => (Speed, 1.0 / 3.6),
        "mi/hr" | "mph" => (Speed, 0.447_04),
        "ft/s" => (Speed, 0.304_8),
        // in millimetres of mercury
        "mmHg" | "mm[Hg]" => (Pressure, 1.0),
        "kPa" => (Pressure, 1_000.0 / 133.322_387_415),
        // in watts
        "W" => (Power, 1.0),
        "kW" => (Power, 1_000.0),
        "mL/min·kg" | "mL/kg/min" | "ml/kg/min" | "mL/(kg·min)" | "mL/kg·min" | "mL/min/kg" => (OxygenUptake, 1.0),
        "kcal/hr·kg" | "kcal/h/kg" | "kcal/kg·hr" | "kcal/(kg·hr)" | "kcal/kg/hr" | "kcal/kg/h" => (Effort, 1.0),
        "kJ/hr·kg" | "kJ/kg·hr" | "kJ/kg/hr" => (Effort, 1.0 / 4.184),
        _ => return None,
    })
}

/// mg/dL in one unit of a glucose concentration. A molar mass in angle brackets must be that of glucose.
fn glucose(raw: &str) -> Option<f64> {
    let molar = match raw {
        "mg/dL" => return Some(1.0),
        "g/L" => return Some(100.0),
        "mmol/L" => GLUCOSE_MOLAR_MASS,
        other => other.strip_prefix("mmol<")?.strip_suffix(">/L")?.parse().ok()?,
    };
    // One mmol/L is M mg/L, a tenth of that per decilitre.
    ((molar - GLUCOSE_MOLAR_MASS).abs() < 0.05).then_some(molar / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::METRICS;
    use proptest::prelude::*;

    #[track_caller]
    fn check(raw: f64, unit: &str, metric: &str, expected: f64) {
        let metric = Metric::by_id(metric).unwrap();
        let got = convert(unit, metric).unwrap_or_else(|| panic!("{unit} for {}", metric.id)).apply(raw);
        assert!((got - expected).abs() <= expected.abs() * 1e-12 + 1e-9, "{raw} {unit} gave {got}, not {expected}");
    }

    #[test]
    fn factors_are_those_of_nist_sp_811() {
        check(1.0, "lb", "body_mass", 0.453_592_37);
        check(1.0, "st", "body_mass", 6.350_293_18);
        check(1.0, "oz", "body_mass", 0.028_349_523_125);
        check(81_500.0, "g", "body_mass", 81.5);
        check(1.0, "mi", "distance_walk_run", 1_609.344);
        check(1.0, "yd", "distance_swim", 0.914_4);
        check(1.0, "ft", "height", 30.48);
        check(70.0, "in", "height", 177.8);
        check(1_775.0, "mm", "height", 177.5);
        check(5.0, "km", "distance_cycle", 5_000.0);
        check(418.4, "kJ", "energy_active", 100.0);
        check(4.184, "J", "energy_active", 0.001);
        check(1.0, "Cal", "energy_active", 1.0);
        check(1.0, "cal", "energy_active", 0.001);
        check(98.6, "degF", "body_temp", 37.0);
        check(-40.0, "degF", "body_temp", -40.0);
        check(310.15, "K", "body_temp", 37.0);
        check(5.5, "mmol<180.1558800000541>/L", "glucose", 99.085_734_000_029_76);
        check(5.5, "mmol/L", "glucose", 99.085_734_000_029_76);
        check(95.0, "mg/dL", "glucose", 95.0);
        check(3.6, "km/hr", "walking_speed", 1.0);
        check(1.0, "mi/hr", "walking_speed", 0.447_04);
        check(1.0, "fl_oz_us", "water", 29.573_529_562_5);
        check(2.0, "L", "water", 2_000.0);
        check(1.5, "hr", "exercise_time", 90.0);
        check(90.0, "s", "exercise_time", 1.5);
        check(1.0, "count/s", "heart_rate", 60.0);
        check(13.332_238_741_5, "kPa", "bp_sys", 100.0);
        check(42.0, "mL/min·kg", "vo2max", 42.0);
        check(3.0, "kcal/hr·kg", "physical_effort", 3.0);
        check(27.8, "count", "bmi", 27.8);
        check(2.0, "g", "sodium", 2_000.0);
        check(0.4, "g", "caffeine", 400.0);
    }

    #[test]
    fn fractions_become_percent_by_metric_and_never_by_value() {
        for id in ["spo2", "body_fat", "asymmetry", "double_support"] {
            check(0.97, "%", id, 97.0);
            check(1.0, "%", id, 100.0);
            check(0.005, "%", id, 0.5);
            check(0.5, "percent", id, 0.5);
        }
    }

    #[test]
    fn units_of_another_kind_are_refused() {
        for (unit, id) in [
            ("IU", "protein"),
            ("kg", "height"),
            ("count", "heart_rate"),
            ("%", "steps"),
            ("", "body_mass"),
            ("KG", "body_mass"),
            ("mmol<58.44>/L", "glucose"),
            ("mmol<nan>/L", "glucose"),
            ("mmol<180.15588>", "glucose"),
            ("lb/in", "body_mass"),
            ("dBHL", "audio_env"),
            ("min", "heart_rate"),
            ("degC", "glucose"),
            ("count", "sleep_stage"),
            ("mL", "body_mass"),
        ] {
            assert_eq!(convert(unit, Metric::by_id(id).unwrap()), None, "{unit} for {id}");
        }
    }

    #[test]
    fn canonical_values_stay_bit_for_bit() {
        for metric in METRICS.iter().filter(|metric| metric.unit != Unit::Percent) {
            assert_eq!(convert(metric.unit.symbol(), metric), Some(Conversion::IDENTITY), "{}", metric.id);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_finite_conversion_or_none(unit in "\\PC{0,24}", index in 0..METRICS.len()) {
            if let Some(conversion) = convert(&unit, &METRICS[index]) {
                prop_assert!(conversion.factor.is_finite() && conversion.factor > 0.0 && conversion.offset.is_finite());
            }
        }
    }
}
