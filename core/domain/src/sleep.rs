//! Sleep stages and the codes that samples of `sleep_stage` carry.

use serde::{Deserialize, Serialize};

/// A stage of sleep. The discriminant is the value of a `sleep_stage` sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum SleepStage {
    /// Nothing is known.
    Unknown = 0,
    /// Lying in bed, asleep or not.
    InBed = 1,
    /// Awake in bed.
    Awake = 2,
    /// Asleep, stage not told apart.
    Asleep = 3,
    /// Light sleep (N1 and N2; Apple's "core").
    Light = 4,
    /// Deep sleep (N3).
    Deep = 5,
    /// REM sleep.
    Rem = 6,
    /// Out of bed.
    OutOfBed = 7,
}

impl SleepStage {
    /// The stage behind the value of a sample; values outside the list are [`SleepStage::Unknown`].
    #[must_use]
    pub fn from_value(value: f64) -> SleepStage {
        match value as u8 {
            1 => SleepStage::InBed,
            2 => SleepStage::Awake,
            3 => SleepStage::Asleep,
            4 => SleepStage::Light,
            5 => SleepStage::Deep,
            6 => SleepStage::Rem,
            7 => SleepStage::OutOfBed,
            _ => SleepStage::Unknown,
        }
    }

    /// The value that a sample of this stage carries.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self as u8)
    }

    /// Tells whether the person sleeps in this stage.
    #[must_use]
    pub fn is_asleep(self) -> bool {
        matches!(self, SleepStage::Asleep | SleepStage::Light | SleepStage::Deep | SleepStage::Rem)
    }
}

/// One night or nap, from the samples of one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SleepSession {
    /// Local date of the final waking.
    pub wake_day: jiff::civil::Date,
    /// A short sleep beside the main one of the day.
    pub nap: bool,
    /// First moment in bed or asleep, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// Last moment in bed or asleep, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC at waking.
    pub offset_min: i16,
    /// Seconds asleep: the union of the asleep, light, deep and REM stages.
    pub asleep_s: f64,
    /// Seconds in bed, if told.
    pub in_bed_s: Option<f64>,
    /// Seconds awake between falling asleep and the final waking.
    pub awake_s: f64,
    /// Seconds of light sleep, if stages are told apart.
    pub light_s: Option<f64>,
    /// Seconds of deep sleep, if stages are told apart.
    pub deep_s: Option<f64>,
    /// Seconds of REM sleep, if stages are told apart.
    pub rem_s: Option<f64>,
    /// Name of the source that was used.
    pub source: String,
}
