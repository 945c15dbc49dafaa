//! Entries that the person makes by hand, and what they approve.

use crate::CoachError;
use crate::coach::Coach;
use crate::figures::{check_range, metric_code};
use coach_domain::journal::{Body, Entry};
use coach_domain::metric::Metric;
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef};
use coach_domain::time::Clock;
use coach_mcp::CallContext;
use coach_store::ProposalRow;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Seconds that one strength set stands for when only the set is logged.
const SET_SECONDS: f64 = 60.0;

/// Kinds of entries in the journal.
const JOURNAL_KINDS: [&str; 7] = ["meal", "pain", "symptom", "mood", "habit", "screening", "clearance"];

/// What was written.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LoggedEntry {
    /// What it is, for example `body_mass` or `workout`.
    pub kind: String,
    /// One line for the person.
    pub text: String,
    /// The entry with its figures.
    pub entry: Value,
}

/// One set of a strength exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SetEntry {
    /// Exercise in the person's words.
    pub exercise: String,
    /// Load in kilograms; 0 for body weight alone.
    pub weight_kg: f64,
    /// Repetitions.
    pub reps: u32,
    /// Effort on the CR10 scale, if given.
    pub rpe: Option<f64>,
    /// A warm-up set.
    pub warmup: bool,
}

/// One workout.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WorkoutEntry {
    /// Kind in snake case, for example `running`.
    pub kind: String,
    /// Start as an RFC 3339 instant or a local date and time; now minus the duration when missing.
    pub start: Option<String>,
    /// Length in seconds.
    pub duration_s: f64,
    /// Metres, if any.
    pub distance_m: Option<f64>,
    /// Effort on the CR10 scale, if given.
    pub rpe: Option<f64>,
    /// The person's own words.
    pub note: Option<String>,
    /// Strength sets, if any.
    pub sets: Vec<SetEntry>,
}

impl Coach {
    /// Writes one measurement that the person took, in the metric's canonical unit.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown metric, [`CoachError::InvalidInput`] for a value that cannot be.
    pub async fn log_measurement(&self, metric: &str, value: f64) -> Result<LoggedEntry, CoachError> {
        let code = metric_code(metric)?;
        let Some(&Metric { id, unit, plausible: (low, high), title, .. }) = code.metric() else {
            return Err(CoachError::NotFound(format!("find the metric `{metric}`")));
        };
        if !value.is_finite() || !(low..=high).contains(&value) {
            return Err(CoachError::InvalidInput(format!(
                "log the {title}: give a value from {low} to {high} {}",
                unit.label()
            )));
        }
        let parts = self.parts()?;
        let now_ms = parts.clock.now_ms();
        let offset = parts.clock.zone().to_offset(jiff::Timestamp::from_millisecond(now_ms).unwrap_or_default());
        let sample = Sample {
            metric: code,
            source: SourceRef(0),
            device: DeviceRef::default(),
            start_ms: now_ms,
            end_ms: now_ms,
            offset_min: (offset.seconds() / 60) as i16,
            value,
            raw_unit: TextRef::default(),
            raw_value: value,
            created_ms: now_ms,
            origin: TextRef::default(),
            metadata: TextRef::default(),
            flags: SampleFlags::USER_ENTERED,
        };
        let source = manual_source();
        self.on_store(move |store| Ok(store.log_sample(&sample, &source, "person")?)).await?;
        self.wrote();
        Ok(LoggedEntry {
            kind: id.to_owned(),
            text: format!("Logged {title}: {} {}.", (value * 10.0).round() / 10.0, unit.label()),
            entry: json!({"metric": id, "value": value, "unit": unit.symbol(), "at_ms": now_ms}),
        })
    }

    /// Writes one workout that the person did, through the same tool that the coach uses.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for figures that cannot be.
    pub async fn log_workout(&self, workout: WorkoutEntry) -> Result<LoggedEntry, CoachError> {
        let arguments =
            serde_json::to_value(&workout).map_err(|_| CoachError::InvalidInput("read the workout".to_owned()))?;
        self.change("progress-tracking", "logWorkout", "workout", arguments).await
    }

    /// Writes one strength set that the person did: into the workout that is going on, where its last set was written
    /// within the hour, else as the first one of a new workout.
    ///
    /// # Errors
    /// As [`Coach::log_workout`].
    pub async fn log_set(&self, set: SetEntry) -> Result<LoggedEntry, CoachError> {
        let arguments = json!({
            "kind": "traditional_strength_training",
            "duration_s": SET_SECONDS,
            "sets": [set],
            "joins": true,
        });
        self.change("progress-tracking", "logWorkout", "workout", arguments).await
    }

    /// The journal over local days `from..=to`, newest first: one kind (`meal`, `pain`, `symptom`, `mood`, `habit`,
    /// `screening`, `clearance`), or all of them.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for an unknown kind or a range that ends before it begins; those of reading.
    pub async fn journal(&self, kind: Option<&str>, from: Date, to: Date) -> Result<Vec<Entry>, CoachError> {
        check_range(from, to)?;
        let kinds: Vec<&'static str> =
            JOURNAL_KINDS.into_iter().filter(|known| kind.is_none_or(|kind| kind == *known)).collect();
        if kinds.is_empty() {
            let names = JOURNAL_KINDS.join(", ");
            return Err(CoachError::InvalidInput(format!("read the journal: its kinds are {names}")));
        }
        self.on_store(move |store| {
            let mut entries = Vec::new();
            for kind in kinds {
                entries.extend(store.entries(kind, from, to)?);
            }
            entries.sort_by(|a, b| (b.at_ms, &b.id).cmp(&(a.at_ms, &a.id)));
            Ok(entries)
        })
        .await
    }

    /// Takes an entry out of the journal again, with the figures that it brought.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id, [`CoachError::InvalidInput`] for a screening or a
    /// clearance: the safety rules build on those.
    pub async fn remove_entry(&self, id: &str) -> Result<Entry, CoachError> {
        let id = id.to_owned();
        let removed = self
            .on_store(move |store| {
                if matches!(store.entry(&id)?.body, Body::Screening(_) | Body::Clearance(_)) {
                    return Err(CoachError::InvalidInput(
                        "remove the entry: screenings and clearances stay; answer the screening again instead"
                            .to_owned(),
                    ));
                }
                Ok(store.remove_entry(&id, "person")?)
            })
            .await?;
        self.wrote();
        Ok(removed)
    }

    /// Writes a meal in the person's own words down: what was understood, with its figures; `questions` in the entry
    /// hold what was not, and is not written. `replaces` is the id of a logged meal that this one takes the place of, or
    /// that the words correct.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] when no food was understood, or the time makes no sense.
    pub async fn log_meal(
        &self,
        text: &str,
        at: Option<String>,
        replaces: Option<String>,
    ) -> Result<LoggedEntry, CoachError> {
        self.meal(json!({"text": text, "at": at, "replaces": replaces})).await
    }

    /// Writes a weight of one food down as a meal: a food of the table or of a catalogue, by its id.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a food that is not known, or a weight that is not above 0 and up to 5,000 g.
    pub async fn log_food(&self, food: &str, grams: f64, at: Option<String>) -> Result<LoggedEntry, CoachError> {
        let items = json!([{"food": food, "grams": grams}]);
        self.meal(json!({"text": format!("{grams} g of {food}"), "at": at, "items": items})).await
    }

    async fn meal(&self, arguments: Value) -> Result<LoggedEntry, CoachError> {
        let logged = self.change("nutrition-tracking", "logMealNaturalLanguage", "meal", arguments).await?;
        if logged.entry.get("written") == Some(&Value::Bool(true)) {
            return Ok(logged);
        }
        let asked = logged.entry.get("questions").and_then(Value::as_array).into_iter().flatten();
        let questions: Vec<&str> = asked.filter_map(|question| question.get("what")?.as_str()).collect();
        Err(CoachError::InvalidInput(format!("log the meal: no food was understood. {}", questions.join(" "))))
    }

    /// Writes pain, a symptom, a mood, a habit or a clearance down. `entry` are the arguments of the tool `logJournal`.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] when something is lacking; [`CoachError::Refused`] for a clearance that only a
    /// clinician can give.
    pub async fn log_journal(&self, entry: Value) -> Result<LoggedEntry, CoachError> {
        let kind = entry.get("kind").and_then(Value::as_str).unwrap_or("journal").to_owned();
        self.change("progress-tracking", "logJournal", &kind, entry).await
    }

    /// Calls a write tool on the person's own word and forgets cached results.
    pub(crate) async fn change(
        &self,
        server: &str,
        tool: &str,
        kind: &str,
        arguments: Value,
    ) -> Result<LoggedEntry, CoachError> {
        let (text, entry) = self.write_tool(server, tool, without_nulls(arguments)).await?;
        self.wrote();
        Ok(LoggedEntry { kind: kind.to_owned(), text, entry })
    }

    /// Notes that a doctor has cleared the person after a red flag; training is advised and planned again.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when training is not suspended.
    pub async fn log_cleared(&self) -> Result<LoggedEntry, CoachError> {
        let mut profile = self.profile().await?;
        if !profile.suspend_training(false) {
            return Err(CoachError::NotFound("clear the suspension: your training is not suspended".to_owned()));
        }
        self.set_profile(profile).await?;
        Ok(LoggedEntry {
            kind: "cleared".to_owned(),
            text: "Noted: a doctor has cleared you. Start easy, and stop at once if it comes back.".to_owned(),
            entry: json!({"training_suspended": false}),
        })
    }

    /// Carries out a proposal that a turn or a client made.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id or it is decided already;
    /// [`CoachError::Refused`] when the safety envelope refuses it; the proposal stays open then.
    pub async fn approve(&self, id: &str) -> Result<LoggedEntry, CoachError> {
        let parts = self.parts()?;
        let outcome = parts.driver.approve(id, "person").await?;
        self.wrote();
        let id = id.to_owned();
        let proposal = self.on_store(move |store| Ok(store.proposal(&id)?)).await?;
        let kind = proposal.tool.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(LoggedEntry { kind, text: outcome.text, entry: outcome.structured })
    }

    /// Puts a proposal right before it is approved: the tool reads and checks the arguments anew, and what it proposes
    /// then takes the place of this one. Nothing is written.
    ///
    /// # Errors
    /// As [`Coach::approve`]; [`CoachError::InvalidInput`] when the tool does not take the arguments. The proposal stays
    /// as it was in each case.
    pub async fn revise(&self, id: &str, arguments: Value) -> Result<ProposalRow, CoachError> {
        let revised = self.parts()?.driver.revise(id, arguments, "person").await?;
        self.wrote();
        Ok(revised)
    }

    /// Turns a proposal down.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id or it is decided already.
    pub async fn reject(&self, id: &str) -> Result<ProposalRow, CoachError> {
        self.parts()?.driver.reject(id, "person").await?;
        let id = id.to_owned();
        self.on_store(move |store| Ok(store.proposal(&id)?)).await
    }

    /// Proposals that wait for the person.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn proposals(&self) -> Result<Vec<ProposalRow>, CoachError> {
        self.on_store(|store| Ok(store.open_proposals()?)).await
    }

    /// Calls a write tool on the person's own word.
    async fn write_tool(&self, server: &str, tool: &str, arguments: Value) -> Result<(String, Value), CoachError> {
        let parts = self.parts()?;
        let mut context = CallContext::coach("person");
        context.approved = true;
        let outcome = parts.router.call(&context, Some(server), tool, arguments).await?;
        if !outcome.is_error {
            return Ok((outcome.text, outcome.structured));
        }
        Err(match outcome.refusal() {
            Some((rule, detail)) => CoachError::Refused { rule: rule.to_owned(), detail: detail.to_owned() },
            None => CoachError::InvalidInput(outcome.text),
        })
    }
}

/// The source of everything that the person enters here.
fn manual_source() -> Source {
    Source { name: "PocketCoach".to_owned(), kind: SourceKind::Manual }
}

/// Leaves out fields that are null, so that optional arguments are absent rather than of the wrong type.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, field)| !field.is_null())
                .map(|(name, field)| (name, without_nulls(field)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
