//! Records of the boundary: plain data, signed integers, dates and instants as text or milliseconds.

use crate::CoachError;
use crate::words::{date, signed, word};
use std::collections::HashMap;

/// Sex as it matters to formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither or not said.
    Other,
}

/// Training experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// New to training.
    Beginner,
    /// Trains regularly.
    Intermediate,
    /// Years of structured training.
    Advanced,
}

/// Units of replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, uniffi::Enum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Units {
    /// Kilograms, kilometres.
    #[default]
    Metric,
    /// Pounds, miles.
    Imperial,
}

/// What the person said about themselves. Every field may be missing.
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    /// Name to be called by.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// Date of birth, YYYY-MM-DD.
    #[uniffi(default = None)]
    pub birth_date: Option<String>,
    /// Sex.
    #[uniffi(default = None)]
    pub sex: Option<Sex>,
    /// Height in centimetres, 50 to 272.
    #[uniffi(default = None)]
    pub height_cm: Option<f64>,
    /// Weight in kilograms, 20 to 650.
    #[uniffi(default = None)]
    pub weight_kg: Option<f64>,
    /// Training experience.
    #[uniffi(default = None)]
    pub level: Option<Level>,
    /// Goal in the person's words.
    #[uniffi(default = None)]
    pub goal: Option<String>,
    /// Measured maximum heart rate in bpm, 120 to 230.
    #[uniffi(default = None)]
    pub max_hr_bpm: Option<f64>,
    /// Measured resting heart rate in bpm, 20 to 150.
    #[uniffi(default = None)]
    pub resting_hr_bpm: Option<f64>,
    /// Functional threshold power on the bicycle in watts, 50 to 600.
    #[uniffi(default = None)]
    pub ftp_w: Option<f64>,
    /// Conditions such as `pregnancy` or `beta_blocker`.
    #[uniffi(default = [])]
    #[serde(default)]
    pub conditions: Vec<String>,
    /// Units of replies; metric when missing.
    #[uniffi(default = None)]
    pub units: Option<Units>,
    /// IANA time zone; the system's when missing.
    #[uniffi(default = None)]
    pub time_zone: Option<String>,
    /// ISO 3166 country code, for the emergency number.
    #[uniffi(default = None)]
    pub country: Option<String>,
}

impl TryFrom<Profile> for coach_api::Profile {
    type Error = CoachError;

    fn try_from(profile: Profile) -> Result<Self, CoachError> {
        Ok(Self {
            name: profile.name,
            birth_date: profile.birth_date.as_deref().map(date).transpose()?,
            sex: profile.sex.map(|sex| match sex {
                Sex::Female => coach_api::Sex::Female,
                Sex::Male => coach_api::Sex::Male,
                Sex::Other => coach_api::Sex::Other,
            }),
            height_cm: profile.height_cm,
            weight_kg: profile.weight_kg,
            level: profile.level.map(|level| match level {
                Level::Beginner => coach_api::Level::Beginner,
                Level::Intermediate => coach_api::Level::Intermediate,
                Level::Advanced => coach_api::Level::Advanced,
            }),
            goal: profile.goal,
            max_hr_bpm: profile.max_hr_bpm,
            resting_hr_bpm: profile.resting_hr_bpm,
            ftp_w: profile.ftp_w,
            conditions: profile.conditions,
            units: match profile.units {
                Some(Units::Imperial) => coach_api::UnitSystem::Imperial,
                _ => coach_api::UnitSystem::Metric,
            },
            time_zone: profile.time_zone,
            country: profile.country,
        })
    }
}

impl From<coach_api::Profile> for Profile {
    fn from(profile: coach_api::Profile) -> Self {
        Self {
            name: profile.name,
            birth_date: profile.birth_date.map(|date| date.to_string()),
            sex: profile.sex.map(|sex| match sex {
                coach_api::Sex::Female => Sex::Female,
                coach_api::Sex::Male => Sex::Male,
                coach_api::Sex::Other => Sex::Other,
            }),
            height_cm: profile.height_cm,
            weight_kg: profile.weight_kg,
            level: profile.level.map(|level| match level {
                coach_api::Level::Beginner => Level::Beginner,
                coach_api::Level::Intermediate => Level::Intermediate,
                coach_api::Level::Advanced => Level::Advanced,
            }),
            goal: profile.goal,
            max_hr_bpm: profile.max_hr_bpm,
            resting_hr_bpm: profile.resting_hr_bpm,
            ftp_w: profile.ftp_w,
            conditions: profile.conditions,
            units: Some(match profile.units {
                coach_api::UnitSystem::Imperial => Units::Imperial,
                coach_api::UnitSystem::Metric => Units::Metric,
            }),
            time_zone: profile.time_zone,
            country: profile.country,
        }
    }
}

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ImportProgress {
    /// Bytes read.
    pub bytes_done: i64,
    /// Bytes in all, 0 until known.
    pub bytes_total: i64,
    /// Records read.
    pub records: i64,
    /// Estimated seconds to go, once there is an estimate.
    pub seconds_left: Option<f64>,
    /// What is being done.
    pub stage: String,
}

impl From<coach_api::ImportProgress> for ImportProgress {
    fn from(progress: coach_api::ImportProgress) -> Self {
        Self {
            bytes_done: signed(progress.bytes_done),
            bytes_total: signed(progress.bytes_total),
            records: signed(progress.records),
            seconds_left: progress.seconds_left,
            stage: progress.stage,
        }
    }
}

/// One reason why records were skipped.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SkipCount {
    /// Reason in snake case.
    pub reason: String,
    /// How many.
    pub count: i64,
}

/// What an import did. Records are new, duplicates or skipped.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ImportReport {
    /// Format, for example `apple_health`.
    pub format: String,
    /// Records read.
    pub records: i64,
    /// Records that were not there before.
    pub new_records: i64,
    /// Records that were there before.
    pub duplicates: i64,
    /// Records left out, by reason.
    pub skipped: Vec<SkipCount>,
    /// Records by metric or kind.
    pub by_type: HashMap<String, i64>,
    /// Workouts that were not there before.
    pub workouts: i64,
    /// First local day, YYYY-MM-DD.
    pub first_day: Option<String>,
    /// Last local day, YYYY-MM-DD.
    pub last_day: Option<String>,
    /// Wall seconds.
    pub seconds: f64,
    /// The input ended early or was damaged; what was read is kept.
    pub partial: bool,
}

impl From<coach_api::ImportReport> for ImportReport {
    fn from(report: coach_api::ImportReport) -> Self {
        Self {
            format: report.format,
            records: signed(report.records),
            new_records: signed(report.new),
            duplicates: signed(report.duplicates),
            skipped: report
                .skipped
                .into_iter()
                .map(|skipped| SkipCount { reason: skipped.reason, count: signed(skipped.count) })
                .collect(),
            by_type: report.by_type.into_iter().map(|(kind, count)| (kind, signed(count))).collect(),
            workouts: signed(report.workouts),
            first_day: report.from.map(|date| date.to_string()),
            last_day: report.to.map(|date| date.to_string()),
            seconds: report.seconds,
            partial: report.partial,
        }
    }
}

/// Width of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Every sample.
    Raw,
    /// Local hours.
    Hour,
    /// Local days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Calendar months.
    Month,
}

impl From<Bucket> for coach_api::Bucket {
    fn from(bucket: Bucket) -> Self {
        match bucket {
            Bucket::Raw => coach_api::Bucket::Raw,
            Bucket::Hour => coach_api::Bucket::Hour,
            Bucket::Day => coach_api::Bucket::Day,
            Bucket::Week => coach_api::Bucket::Week,
            Bucket::Month => coach_api::Bucket::Month,
        }
    }
}

/// One bucket of a query, merged over sources.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct BucketValue {
    /// First local day or instant.
    pub start: String,
    /// Value in the metric's canonical unit.
    pub value: f64,
    /// Lowest sample, where that makes sense.
    pub min: Option<f64>,
    /// Highest sample, where that makes sense.
    pub max: Option<f64>,
    /// UCUM symbol.
    pub unit: String,
    /// Samples behind the value.
    pub count: i64,
    /// Source names.
    pub source: String,
}

impl From<coach_api::BucketValue> for BucketValue {
    fn from(value: coach_api::BucketValue) -> Self {
        Self {
            start: value.start,
            value: value.value,
            min: value.min,
            max: value.max,
            unit: value.unit,
            count: signed(value.count),
            source: value.source,
        }
    }
}

/// One number of a reply and where it came from.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Citation {
    /// The number as the reply shows it.
    pub text: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol.
    pub unit: String,
    /// Metric or figure.
    pub metric: String,
    /// Who measured or said it.
    pub source: String,
    /// First local day, YYYY-MM-DD.
    pub first_day: Option<String>,
    /// Last local day, YYYY-MM-DD.
    pub last_day: Option<String>,
}

impl From<coach_api::Citation> for Citation {
    fn from(citation: coach_api::Citation) -> Self {
        Self {
            text: citation.text,
            value: citation.value,
            unit: citation.unit,
            metric: citation.metric,
            source: citation.source,
            first_day: citation.from.map(|date| date.to_string()),
            last_day: citation.to.map(|date| date.to_string()),
        }
    }
}

/// What the safety envelope did.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Intervention {
    /// Id of the rule.
    pub rule: String,
    /// What was done.
    pub action: String,
    /// What was changed and why, in plain words.
    pub detail: String,
}

impl From<coach_api::Intervention> for Intervention {
    fn from(intervention: coach_api::Intervention) -> Self {
        Self { rule: intervention.rule.id().to_owned(), action: intervention.action, detail: intervention.detail }
    }
}

/// One tool call of a turn.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ToolCall {
    /// Server.
    pub server: String,
    /// Tool.
    pub tool: String,
    /// Arguments as JSON.
    pub arguments_json: String,
    /// Milliseconds that the call took.
    pub duration_ms: f64,
    /// The tool answered.
    pub ok: bool,
}

/// A write that waits for the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Proposal {
    /// Id, for `approve` and `reject`.
    pub id: String,
    /// Server and tool.
    pub tool: String,
    /// What will be written, in plain words.
    pub summary: String,
    /// When it was made, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who proposes.
    pub actor: String,
    /// Arguments that will be used when it is approved, as JSON.
    pub arguments_json: String,
    /// `open`, `approved` or `rejected`.
    pub state: String,
}

impl From<coach_api::ProposalRow> for Proposal {
    fn from(proposal: coach_api::ProposalRow) -> Self {
        Self {
            arguments_json: proposal.arguments.to_string(),
            state: word(&proposal.state),
            id: proposal.id,
            tool: proposal.tool,
            summary: proposal.summary,
            at_ms: proposal.at_ms,
            actor: proposal.actor,
        }
    }
}

/// What a turn came to.
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct TurnResult {
    /// Conversation.
    pub session_id: String,
    /// The reply.
    pub reply: String,
    /// Name of the coach who answered.
    pub coach: String,
    /// Tool calls in order.
    pub tool_calls: Vec<ToolCall>,
    /// One for each number of the reply.
    pub citations: Vec<Citation>,
    /// What the safety envelope did.
    pub interventions: Vec<Intervention>,
    /// Writes that wait for the person.
    pub proposals: Vec<Proposal>,
    /// Id of the trace.
    pub trace_id: String,
    /// Model that answered; empty when a rule answered instead of any model.
    pub model: String,
}

impl From<coach_api::TurnResult> for TurnResult {
    fn from(result: coach_api::TurnResult) -> Self {
        Self {
            session_id: result.session_id,
            reply: result.reply,
            coach: result.coach.name().to_owned(),
            tool_calls: result
                .tool_calls
                .into_iter()
                .map(|call| ToolCall {
                    server: call.server,
                    tool: call.tool,
                    arguments_json: call.arguments.to_string(),
                    duration_ms: call.duration_ms,
                    ok: call.ok,
                })
                .collect(),
            citations: result.citations.into_iter().map(Citation::from).collect(),
            interventions: result.interventions.into_iter().map(Intervention::from).collect(),
            proposals: result.proposals.into_iter().map(Proposal::from).collect(),
            trace_id: result.trace_id,
            model: result.model,
        }
    }
}

/// One thing that was looked at on this machine.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// What was looked at.
    pub name: String,
    /// It is as it should be.
    pub ok: bool,
    /// What was found, and what to do.
    pub detail: String,
}

impl From<coach_api::Finding> for Finding {
    fn from(finding: coach_api::Finding) -> Self {
        Self { name: finding.name, ok: finding.ok, detail: finding.detail }
    }
}
