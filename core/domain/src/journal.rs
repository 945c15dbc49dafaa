//! What people write down by hand beside workouts and measurements: meals, pain, symptoms, moods, habits, answers to
//! the screening, and what a clinician has cleared.

use crate::exercise::Joint;
use crate::nutrition::meal::Meal;
use crate::safety::screening::Screening;
use serde::{Deserialize, Serialize};

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = JournalEntry)]
pub struct Entry {
    /// Stable id.
    pub id: String,
    /// When it happened, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Minutes east of UTC at the place.
    pub offset_min: i16,
    /// What it is.
    #[serde(flatten)]
    pub body: Body,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = JournalBody)]
pub enum Body {
    /// Something was eaten or drunk.
    Meal(Meal),
    /// Something hurt.
    Pain(Pain),
    /// A symptom beside pain, for example dizziness.
    Symptom(Symptom),
    /// How the person felt.
    Mood(Mood),
    /// Something that the person wants to do regularly was done.
    Habit(Habit),
    /// Answers to the screening before the first plan.
    Screening(Screening),
    /// Something was cleared.
    Clearance(Clearance),
}

impl Body {
    /// Name of the kind in data, for example `meal`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Body::Meal(_) => "meal",
            Body::Pain(_) => "pain",
            Body::Symptom(_) => "symptom",
            Body::Mood(_) => "mood",
            Body::Habit(_) => "habit",
            Body::Screening(_) => "screening",
            Body::Clearance(_) => "clearance",
        }
    }
}

/// Pain that the person told of. Soreness of muscles is not pain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Pain {
    /// Where, in the person's words.
    pub place: String,
    /// The joint or part of the spine, if the words name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<Joint>,
    /// How strong, 0 to 10; missing until the person has given a number, and then taken for 3 or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// The exercise at which it hurt, as the person wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<String>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A symptom in the person's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Symptom {
    /// The person's own words.
    pub text: String,
    /// How strong, 0 to 10, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
}

/// How the person felt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Mood {
    /// From 1 (very low) to 5 (very good).
    pub score: u8,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A habit that was kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Habit {
    /// Name in the person's words, for example `stretching`.
    pub name: String,
    /// How much, if it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// Of what, for example `minutes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Something that no longer limits what is allowed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Clearance {
    /// What was cleared.
    pub of: Cleared,
    /// A clinician said so; else the person did.
    pub by_clinician: bool,
}

/// What a clearance is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
#[schema(as = ClearedWhat)]
pub enum Cleared {
    /// A pain entry, and what it excludes.
    Pain {
        /// Id of the entry.
        id: String,
    },
    /// The cap that the screening set. Only a clinician can lift it.
    Screening,
    /// The suspension after a red flag. Only a clinician can lift it.
    RedFlag,
}
