//! The person: what they say about themselves.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Sex as it matters to formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither or not said; formulas that need it say what they lack.
    Other,
}

/// Training experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// New to training; the stricter limits apply.
    Beginner,
    /// Trains regularly.
    Intermediate,
    /// Years of structured training.
    Advanced,
}

/// Units that replies are written in; storage is always metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitSystem {
    /// Kilograms, kilometres, centimetres.
    #[default]
    Metric,
    /// Pounds, miles, feet and inches.
    Imperial,
}

/// What the person said about themselves. Every field may be missing, and a formula says when it lacks one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Profile {
    /// Name to be called by.
    pub name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Height in centimetres.
    pub height_cm: Option<f64>,
    /// Weight in kilograms, as said at set-up; measured weights are samples.
    pub weight_kg: Option<f64>,
    /// Training experience; without it the stricter limits apply.
    pub level: Option<Level>,
    /// Goal in the person's words.
    pub goal: Option<String>,
    /// Measured or given maximum heart rate in bpm (120 to 230).
    pub max_hr_bpm: Option<f64>,
    /// Measured or given resting heart rate in bpm (20 to 150).
    pub resting_hr_bpm: Option<f64>,
    /// Functional threshold power on the bicycle in watts (50 to 600): what can be held for about an hour.
    #[serde(default)]
    pub ftp_w: Option<f64>,
    /// Conditions such as `pregnancy`, `beta_blocker`, `diabetes`.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// Units of replies.
    #[serde(default)]
    pub units: UnitSystem,
    /// IANA time zone, for "today"; the system's when missing.
    pub time_zone: Option<String>,
    /// ISO 3166 country code, for the emergency number; told from the time zone when missing.
    pub country: Option<String>,
}

/// The condition that a red flag leaves behind until a doctor has cleared the person.
pub const UNCLEARED_RED_FLAG: &str = "uncleared_red_flag";

impl Profile {
    /// Whether a red flag was told of and no doctor has cleared the person yet: no training is advised or planned.
    #[must_use]
    pub fn training_suspended(&self) -> bool {
        self.conditions.iter().any(|condition| condition == UNCLEARED_RED_FLAG)
    }

    /// Suspends training or, once a doctor has cleared the person, lets it go on. Tells whether anything changed.
    pub fn suspend_training(&mut self, suspended: bool) -> bool {
        let before = self.conditions.len();
        self.conditions.retain(|condition| suspended || condition != UNCLEARED_RED_FLAG);
        if suspended && !self.training_suspended() {
            self.conditions.push(UNCLEARED_RED_FLAG.to_owned());
        }
        self.conditions.len() != before
    }

    /// Age in whole years on a date; `None` without a date of birth or before it.
    #[must_use]
    pub fn age_on(&self, date: Date) -> Option<u32> {
        let born = self.birth_date?;
        let years = date.year() - born.year();
        let had_birthday = (date.month(), date.day()) >= (born.month(), born.day());
        u32::try_from(if had_birthday { years } else { years - 1 }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn age_turns_on_the_birthday() {
        let person = Profile { birth_date: Some(date(1990, 5, 17)), ..Profile::default() };
        assert_eq!(person.age_on(date(2026, 5, 16)), Some(35));
        assert_eq!(person.age_on(date(2026, 5, 17)), Some(36));
        assert_eq!(person.age_on(date(1989, 1, 1)), None);
    }
}
