//! What `coach init` and `coach profile` take.

use clap::{Args, ValueEnum};
use jiff::civil::Date;

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Name to be called by.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Date of birth, YYYY-MM-DD.
    #[arg(long)]
    pub(crate) birth_date: Option<Date>,
    /// Sex, as it matters to formulas.
    #[arg(long, value_enum)]
    pub(crate) sex: Option<SexChoice>,
    /// Height in centimetres.
    #[arg(long)]
    pub(crate) height_cm: Option<f64>,
    /// Weight in kilograms.
    #[arg(long)]
    pub(crate) weight_kg: Option<f64>,
    /// Training experience.
    #[arg(long, value_enum)]
    pub(crate) level: Option<LevelChoice>,
    /// Goal in your own words.
    #[arg(long)]
    pub(crate) goal: Option<String>,
    /// Measured maximum heart rate in bpm.
    #[arg(long)]
    pub(crate) max_hr: Option<f64>,
    /// Measured resting heart rate in bpm.
    #[arg(long)]
    pub(crate) resting_hr: Option<f64>,
    /// Functional threshold power on the bicycle in watts.
    #[arg(long)]
    pub(crate) ftp_w: Option<f64>,
    /// A condition such as pregnancy, beta_blocker or diabetes; may be repeated.
    #[arg(long)]
    pub(crate) condition: Vec<String>,
    /// Units of replies.
    #[arg(long, value_enum)]
    pub(crate) units: Option<UnitsChoice>,
    /// Time zone, for example Europe/Berlin [default: the system's].
    #[arg(long)]
    pub(crate) time_zone: Option<String>,
    /// Country code, for the local emergency number [default: told from the time zone].
    #[arg(long)]
    pub(crate) country: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SexChoice {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other or not said.
    Other,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LevelChoice {
    /// New to training.
    Beginner,
    /// Trains regularly.
    Intermediate,
    /// Years of structured training.
    Advanced,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum UnitsChoice {
    /// Kilograms, kilometres.
    Metric,
    /// Pounds, miles.
    Imperial,
}
