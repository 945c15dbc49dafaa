//! Entries that the person makes by hand, and the journal.

use super::{Answer, Made, made};
use crate::extract::{Asked, Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use coach_api::{Date, JournalEntry, LoggedEntry, SetEntry};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(journal))
        .routes(routes!(remove_entry))
        .routes(routes!(log_measurement))
        .routes(routes!(log_set))
        .routes(routes!(log_meal))
        .routes(routes!(log_pain))
        .routes(routes!(log_symptom))
        .routes(routes!(log_mood))
        .routes(routes!(log_habit))
        .routes(routes!(log_clearance))
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Entries {
    /// `meal`, `pain`, `symptom`, `mood`, `habit`, `screening` or `clearance`; all of them when missing.
    kind: Option<String>,
    /// First local day; 29 days before the last when missing.
    from: Option<Date>,
    /// Last local day, included; today when missing.
    to: Option<Date>,
}

/// The journal over local days, newest first.
#[utoipa::path(get, path = "/log", tag = "log", params(Entries), responses((status = 200, body = [JournalEntry])))]
async fn journal(State(web): State<Web>, Asked(asked): Asked<Entries>) -> Answer<Vec<JournalEntry>> {
    let (from, to) = super::Days { from: asked.from, to: asked.to }.range(&web)?;
    Ok(Json(web.coach.journal(asked.kind.as_deref(), from, to).await?))
}

/// Takes an entry out of the journal again, with the figures that it brought.
#[utoipa::path(
    delete, path = "/log/{id}", tag = "log", params(("id" = String, Path)),
    responses((status = 200, body = JournalEntry))
)]
async fn remove_entry(State(web): State<Web>, Place(id): Place<String>) -> Answer<JournalEntry> {
    Ok(Json(web.coach.remove_entry(&id).await?))
}

/// A measurement that the person took now.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Measurement {
    /// Metric, for example `body_mass`.
    metric: String,
    /// Value in the metric's canonical unit.
    value: f64,
}

/// Writes a measurement, for example body weight in kilograms.
#[utoipa::path(
    post, path = "/log/measurement", tag = "log", request_body = Measurement,
    responses((status = 201, body = LoggedEntry))
)]
async fn log_measurement(State(web): State<Web>, Sent(taken): Sent<Measurement>) -> Made<LoggedEntry> {
    made(web.coach.log_measurement(&taken.metric, taken.value).await?)
}

/// Writes one strength set.
#[utoipa::path(
    post, path = "/log/set", tag = "log", request_body = SetEntry, responses((status = 201, body = LoggedEntry))
)]
async fn log_set(State(web): State<Web>, Sent(set): Sent<SetEntry>) -> Made<LoggedEntry> {
    made(web.coach.log_set(set).await?)
}

/// A meal in the person's words.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[schema(as = MealEntry)]
struct Meal {
    /// What was eaten and drunk.
    text: String,
    /// When, as a local date and time or with an offset; now when missing.
    at: Option<String>,
    /// Id of a logged meal that this one replaces or corrects.
    replaces: Option<String>,
}

/// Writes a meal: what was understood, with its figures.
#[utoipa::path(
    post, path = "/log/meal", tag = "log", request_body = Meal, responses((status = 201, body = LoggedEntry))
)]
async fn log_meal(State(web): State<Web>, Sent(meal): Sent<Meal>) -> Made<LoggedEntry> {
    made(web.coach.log_meal(&meal.text, meal.at, meal.replaces).await?)
}

/// Something that hurts.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PainEntry)]
struct Pain {
    /// Where, for example `left knee`.
    place: String,
    /// How strong, 0 to 10.
    #[schema(maximum = 10)]
    score: Option<u8>,
    /// Exercise at which it hurts.
    exercise: Option<String>,
    /// The person's own words.
    note: Option<String>,
}

/// Writes pain down.
#[utoipa::path(
    post, path = "/log/pain", tag = "log", request_body = Pain, responses((status = 201, body = LoggedEntry))
)]
async fn log_pain(
    State(web): State<Web>,
    Sent(Pain { place, score, exercise, note }): Sent<Pain>,
) -> Made<LoggedEntry> {
    let entry = json!({"kind": "pain", "place": place, "score": score, "exercise": exercise, "text": note});
    made(web.coach.log_journal(entry).await?)
}

/// A symptom.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[schema(as = SymptomEntry)]
struct Symptom {
    /// The person's own words.
    text: String,
    /// How strong, 0 to 10.
    #[schema(maximum = 10)]
    severity: Option<u8>,
}

/// Writes a symptom down.
#[utoipa::path(
    post, path = "/log/symptom", tag = "log", request_body = Symptom, responses((status = 201, body = LoggedEntry))
)]
async fn log_symptom(State(web): State<Web>, Sent(symptom): Sent<Symptom>) -> Made<LoggedEntry> {
    let entry = json!({"kind": "symptom", "text": symptom.text, "score": symptom.severity});
    made(web.coach.log_journal(entry).await?)
}

/// How the person feels.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[schema(as = MoodEntry)]
struct Mood {
    /// From 1 (very low) to 5 (very good).
    #[schema(minimum = 1, maximum = 5)]
    score: u8,
    /// The person's own words.
    note: Option<String>,
}

/// Writes down how the person feels.
#[utoipa::path(
    post, path = "/log/mood", tag = "log", request_body = Mood, responses((status = 201, body = LoggedEntry))
)]
async fn log_mood(State(web): State<Web>, Sent(mood): Sent<Mood>) -> Made<LoggedEntry> {
    made(web.coach.log_journal(json!({"kind": "mood", "score": mood.score, "text": mood.note})).await?)
}

/// A habit that was kept.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[schema(as = HabitEntry)]
struct Habit {
    /// Its name.
    name: String,
    /// How much.
    amount: Option<f64>,
    /// Of what.
    unit: Option<String>,
}

/// Writes down that a habit was kept.
#[utoipa::path(
    post, path = "/log/habit", tag = "log", request_body = Habit, responses((status = 201, body = LoggedEntry))
)]
async fn log_habit(State(web): State<Web>, Sent(habit): Sent<Habit>) -> Made<LoggedEntry> {
    let entry = json!({"kind": "habit", "name": habit.name, "amount": habit.amount, "unit": habit.unit});
    made(web.coach.log_journal(entry).await?)
}

/// What is cleared.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
enum ClearanceEntry {
    /// A doctor has cleared the person after a warning sign.
    RedFlag,
    /// What hurt does not hurt any more.
    Pain {
        /// Id of the pain entry; all of them when missing.
        id: Option<String>,
    },
    /// A clinician lifted what the screening capped.
    Screening {
        /// A clinician said so; the person alone cannot.
        by_clinician: bool,
    },
}

/// Writes down that something is cleared.
#[utoipa::path(
    post, path = "/log/clearance", tag = "log", request_body = ClearanceEntry,
    responses((status = 201, body = LoggedEntry))
)]
async fn log_clearance(State(web): State<Web>, Sent(entry): Sent<ClearanceEntry>) -> Made<LoggedEntry> {
    let entry = match entry {
        ClearanceEntry::RedFlag => return made(web.coach.log_cleared().await?),
        ClearanceEntry::Pain { id } => {
            json!({"kind": "cleared", "cleared": id.unwrap_or_else(|| "pain".to_owned())})
        }
        ClearanceEntry::Screening { by_clinician } => {
            json!({"kind": "cleared", "cleared": "screening", "by_clinician": by_clinician})
        }
    };
    made(web.coach.log_journal(entry).await?)
}
