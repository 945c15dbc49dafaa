//! Canonical units and the conversions into them.

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
