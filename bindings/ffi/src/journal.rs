//! What the person writes down by hand, what they approve, and the screening.

use crate::words::{count, date, json, mirrored, parsed, word};
use crate::{Coach, CoachError, Proposal};
use serde_json::{Value, json as document};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Logged {
    /// What it is, for example `body_mass` or `workout`.
    pub kind: String,
    /// One line for the person.
    pub text: String,
    /// The entry with its figures, as JSON.
    pub entry_json: String,
}

impl TryFrom<coach_api::LoggedEntry> for Logged {
    type Error = coach_api::CoachError;

    fn try_from(logged: coach_api::LoggedEntry) -> Result<Self, Self::Error> {
        Ok(Self { entry_json: json(&logged.entry)?, kind: logged.kind, text: logged.text })
    }
}

/// One set of a strength exercise.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SetEntry {
    /// Exercise in the person's words.
    pub exercise: String,
    /// Load in kilograms; 0 for body weight alone.
    pub weight_kg: f64,
    /// Repetitions.
    pub reps: i32,
    /// Effort on the CR10 scale, if given.
    #[uniffi(default = None)]
    pub rpe: Option<f64>,
    /// A warm-up set.
    #[uniffi(default = false)]
    #[serde(default)]
    pub warmup: bool,
}

impl TryFrom<SetEntry> for coach_api::SetEntry {
    type Error = CoachError;

    fn try_from(set: SetEntry) -> Result<Self, CoachError> {
        Ok(Self {
            exercise: set.exercise,
            weight_kg: set.weight_kg,
            reps: count("log the set", set.reps)?,
            rpe: set.rpe,
            warmup: set.warmup,
        })
    }
}

/// One workout that the person did.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct WorkoutEntry {
    /// Kind in snake case, for example `running`.
    pub kind: String,
    /// Length in seconds.
    pub duration_s: f64,
    /// Start as an RFC 3339 instant or a local date and time; now minus the length when missing.
    #[uniffi(default = None)]
    pub start: Option<String>,
    /// Metres, if any.
    #[uniffi(default = None)]
    pub distance_m: Option<f64>,
    /// Effort on the CR10 scale, if given.
    #[uniffi(default = None)]
    pub rpe: Option<f64>,
    /// The person's own words.
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// Strength sets, if any.
    #[uniffi(default = [])]
    #[serde(default)]
    pub sets: Vec<SetEntry>,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct JournalEntry {
    /// Id.
    pub id: String,
    /// `meal`, `pain`, `symptom`, `mood`, `habit`, `screening` or `clearance`.
    pub kind: String,
    /// When it happened, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Minutes east of UTC at the place.
    pub offset_min: i32,
    /// The whole entry as JSON.
    pub json: String,
}

impl TryFrom<coach_api::JournalEntry> for JournalEntry {
    type Error = coach_api::CoachError;

    fn try_from(entry: coach_api::JournalEntry) -> Result<Self, Self::Error> {
        Ok(Self {
            json: json(&entry)?,
            kind: entry.body.kind().to_owned(),
            id: entry.id,
            at_ms: entry.at_ms,
            offset_min: i32::from(entry.offset_min),
        })
    }
}

mirrored! {
    /// How hard the person wants to train.
    Intensity = coach_api::screening::Intensity {
        /// 30 to 39 % of heart-rate reserve.
        Light,
        /// 40 to 59 % of heart-rate reserve.
        Moderate,
        /// 60 % of heart-rate reserve and more.
        Vigorous,
    }
}

mirrored! {
    /// Kinds of known disease that matter to the screening.
    Disease = coach_api::screening::Disease {
        /// Of heart, vessels or brain vessels.
        Cardiovascular,
        /// Diabetes, type 1 or 2.
        Metabolic,
        /// Of the kidneys.
        Renal,
    }
}

mirrored! {
    /// What the screening comes to.
    ScreeningOutcome = coach_api::screening::Outcome {
        /// Nothing stands against the training that is wanted.
        Ready,
        /// Training up to the cap; more after a clinician's clearance.
        Capped,
        /// A clinician first; no training until then.
        ClinicianFirst,
    }
}

mirrored! {
    /// How a question of the screening is answered.
    QuestionKind = coach_api::screening::QuestionKind {
        /// Yes or no; yes to `active` and `cleared` sets the field of that name.
        YesNo,
        /// Yes names a known disease; the id is that of the disease in lower case.
        Disease,
        /// Yes names a sign; the id goes into `signs`.
        Sign,
        /// One of the intensities.
        Intensity,
    }
}

/// A question of the screening.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ScreeningQuestion {
    /// Name in data.
    pub id: String,
    /// The question.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Why it is asked.
    pub why: String,
}

/// Answers to the screening.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ScreeningAnswers {
    /// At least 30 minutes of moderate activity on at least 3 days a week for the last 3 months.
    pub active: bool,
    /// How hard the person wants to train.
    pub intensity: Intensity,
    /// Known diseases.
    #[uniffi(default = [])]
    #[serde(default)]
    pub diseases: Vec<Disease>,
    /// Signs or symptoms, by the ids of the questions.
    #[uniffi(default = [])]
    #[serde(default)]
    pub signs: Vec<String>,
    /// A clinician cleared the person for such training within the last 12 months.
    #[uniffi(default = false)]
    #[serde(default)]
    pub cleared: bool,
}

/// What the screening came to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Screening {
    /// What the answers come to.
    pub outcome: ScreeningOutcome,
    /// The hardest training that is open; nothing when none is.
    pub cap: Option<Intensity>,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
}

impl From<coach_api::screening::Screening> for Screening {
    fn from(screening: coach_api::screening::Screening) -> Self {
        Self { outcome: screening.outcome.into(), cap: screening.cap.map(Intensity::from), reasons: screening.reasons }
    }
}

/// The questions of the screening, in the order in which they are asked.
#[uniffi::export]
pub fn screening_questions() -> Result<Vec<ScreeningQuestion>, CoachError> {
    Ok(coach_api::screening::QUESTIONS
        .iter()
        .map(|question| ScreeningQuestion {
            id: question.id.to_owned(),
            text: question.text.to_owned(),
            kind: question.kind.into(),
            why: question.why.to_owned(),
        })
        .collect())
}

#[uniffi::export]
impl Coach {
    /// Screens the person by their answers and keeps the result; plans follow it from now on.
    pub async fn screen(&self, answers: ScreeningAnswers) -> Result<Screening, CoachError> {
        // The core reads answers in one place, where signs that are none are refused.
        let answers = document!({
            "active": answers.active,
            "intensity": word(&coach_api::screening::Intensity::from(answers.intensity)),
            "diseases": answers.diseases.into_iter().map(coach_api::screening::Disease::from).collect::<Vec<_>>(),
            "signs": answers.signs,
            "cleared": answers.cleared,
        });
        let answers = coach_api::screening::parse_answers(&answers.to_string())
            .map_err(|error| CoachError::InvalidInput { reason: error.to_string() })?;
        self.with(|coach| async move { Ok(coach.screen(&answers).await?.into()) }).await
    }

    /// The latest screening with what was cleared since; nothing before the first.
    pub async fn screening(&self) -> Result<Option<Screening>, CoachError> {
        self.with(|coach| async move { Ok(coach.screening().await?.map(Screening::from)) }).await
    }

    /// Writes one measurement in the metric's canonical unit, for example `body_mass` in kilograms.
    pub async fn log_measurement(&self, metric: String, value: f64) -> Result<Logged, CoachError> {
        self.with(|coach| async move { coach.log_measurement(&metric, value).await?.try_into() }).await
    }

    /// Writes one workout that the person did.
    pub async fn log_workout(&self, workout: WorkoutEntry) -> Result<Logged, CoachError> {
        let sets = workout.sets.into_iter().map(TryInto::try_into).collect::<Result<_, CoachError>>()?;
        let workout = coach_api::WorkoutEntry {
            kind: workout.kind,
            start: workout.start,
            duration_s: workout.duration_s,
            distance_m: workout.distance_m,
            rpe: workout.rpe,
            note: workout.note,
            sets,
        };
        self.with(|coach| async move { coach.log_workout(workout).await?.try_into() }).await
    }

    /// Writes one strength set that the person did, as a workout of its own.
    pub async fn log_set(&self, set: SetEntry) -> Result<Logged, CoachError> {
        let set = set.try_into()?;
        self.with(|coach| async move { coach.log_set(set).await?.try_into() }).await
    }

    /// Writes a meal in the person's own words. `replaces` is the id of a logged meal that this one takes the place of.
    #[uniffi::method(default(at = None, replaces = None))]
    pub async fn log_meal(
        &self,
        text: String,
        at: Option<String>,
        replaces: Option<String>,
    ) -> Result<Logged, CoachError> {
        self.with(|coach| async move { coach.log_meal(&text, at, replaces).await?.try_into() }).await
    }

    /// Writes pain: where, how strong from 0 to 10, at which exercise. Pain of 3 and more changes the plan.
    #[uniffi::method(default(score = None, exercise = None, text = None))]
    pub async fn log_pain(
        &self,
        place: String,
        score: Option<i32>,
        exercise: Option<String>,
        text: Option<String>,
    ) -> Result<Logged, CoachError> {
        self.entry(document!({"kind": "pain", "place": place, "score": score, "exercise": exercise, "text": text}))
            .await
    }

    /// Writes a symptom in the person's words, with how strong it is from 0 to 10. One that is a red flag stops training.
    #[uniffi::method(default(score = None))]
    pub async fn log_symptom(&self, text: String, score: Option<i32>) -> Result<Logged, CoachError> {
        self.entry(document!({"kind": "symptom", "text": text, "score": score})).await
    }

    /// Writes how the person feels, from 1 (very low) to 5 (very good).
    #[uniffi::method(default(text = None))]
    pub async fn log_mood(&self, score: i32, text: Option<String>) -> Result<Logged, CoachError> {
        self.entry(document!({"kind": "mood", "score": score, "text": text})).await
    }

    /// Writes that a habit was kept.
    #[uniffi::method(default(amount = None, unit = None))]
    pub async fn log_habit(
        &self,
        name: String,
        amount: Option<f64>,
        unit: Option<String>,
    ) -> Result<Logged, CoachError> {
        self.entry(document!({"kind": "habit", "name": name, "amount": amount, "unit": unit})).await
    }

    /// Writes any entry of the journal. `entry_json` are the arguments of the tool `logJournal`.
    pub async fn log_journal(&self, entry_json: String) -> Result<Logged, CoachError> {
        self.entry(parsed("read the entry", &entry_json)?).await
    }

    /// Notes that a doctor has cleared the person after a red flag.
    pub async fn log_cleared(&self) -> Result<Logged, CoachError> {
        self.with(|coach| async move { coach.log_cleared().await?.try_into() }).await
    }

    /// The journal over local days, newest first: one kind, or all of them.
    #[uniffi::method(default(kind = None))]
    pub async fn journal(
        &self,
        first_day: String,
        last_day: String,
        kind: Option<String>,
    ) -> Result<Vec<JournalEntry>, CoachError> {
        let (from, to) = (date(&first_day)?, date(&last_day)?);
        self.with(|coach| async move {
            coach.journal(kind.as_deref(), from, to).await?.into_iter().map(JournalEntry::try_from).collect()
        })
        .await
    }

    /// Takes an entry out of the journal again, with the figures that it brought.
    pub async fn remove_entry(&self, id: String) -> Result<JournalEntry, CoachError> {
        self.with(|coach| async move { coach.remove_entry(&id).await?.try_into() }).await
    }

    /// Writes that wait for the person, oldest first.
    pub async fn proposals(&self) -> Result<Vec<Proposal>, CoachError> {
        self.with(|coach| async move { Ok(coach.proposals().await?.into_iter().map(Proposal::from).collect()) }).await
    }

    /// Carries out a proposal. One that the safety envelope refuses stays open.
    pub async fn approve(&self, id: String) -> Result<Logged, CoachError> {
        self.with(|coach| async move { coach.approve(&id).await?.try_into() }).await
    }

    /// Puts a proposal right before it is approved: the tool reads and checks the arguments, a JSON object, anew. Nothing is
    /// written.
    pub async fn revise(&self, id: String, arguments: String) -> Result<Proposal, CoachError> {
        let arguments = parsed("change the proposal", &arguments)?;
        self.with(|coach| async move { Ok(coach.revise(&id, arguments).await?.into()) }).await
    }

    /// Turns a proposal down.
    pub async fn reject(&self, id: String) -> Result<Proposal, CoachError> {
        self.with(|coach| async move { Ok(coach.reject(&id).await?.into()) }).await
    }
}

impl Coach {
    async fn entry(&self, entry: Value) -> Result<Logged, CoachError> {
        self.with(|coach| async move { coach.log_journal(entry).await?.try_into() }).await
    }
}
