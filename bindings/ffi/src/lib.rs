#![doc = include_str!("../README.md")]

mod coach;
mod error;
mod figures;
mod foods;
mod health;
mod host;
mod journal;
mod live;
mod logs;
mod models;
mod plan;
mod privacy;
mod probe;
mod quality;
mod questions;
mod records;
mod runtime;
mod session;
mod sync;
mod tasks;
mod tools;
mod words;

pub use coach::{Changes, Coach, CoachConfig, KeyChoice, coach_exists, diagnose, version};
pub use error::CoachError;
pub use figures::{
    Answer, Chart, ChartBucket, DoneSet, Figure, Freshness, Gap, Metric, SleepNight, SleepStretch, Source, Summary,
    Today, Workout, metrics,
};
pub use foods::{CatalogueFood, ProductLookups};
pub use health::{
    HealthAnchor, HealthBatch, HealthKind, HealthPlatform, HealthPoint, HealthRecord, HealthSample, HealthWindow,
    HealthWorkout, IngestReport, health_kinds,
};
pub use host::{
    CoachHost, HealthPage, HealthTask, HostClock, HostError, HostHealthReader, HostKeychain, HostModel, HostNotifier,
    ModelQuestion, ModelReply, ModelToolCall, Notice,
};
pub use journal::{
    Disease, Intensity, JournalEntry, Logged, QuestionKind, Screening, ScreeningAnswers, ScreeningOutcome,
    ScreeningQuestion, SetEntry, WorkoutEntry, screening_questions,
};
pub use live::{LiveEvent, LiveInput, LiveSummary, LiveWorkout, LiveZone, ZoneTime};
pub use logs::{LogLevel, LogLine, LogSink, set_log_sink};
pub use models::{
    DevicePolicy, DeviceState, Fits, LocalModel, LocalModels, ModelPause, ModelProgress, ModelReport, ModelRequest,
    ModelSpeed, ModelTask, Thermal, device_policy,
};
pub use plan::{
    Plan, PlanChange, PlanFile, PlanForm, PlanRequest, PlanVersion, PlannedBlock, PlannedSession, PlannedSet,
};
pub use privacy::{
    AuditEntry, CloudLimits, ExportForm, LogEntry, ModelApi, ModelServer, OutboundEntry, Preview, ServiceKey, Share,
    StoredIntervention, Trace, TraceSpan, erase,
};
pub use probe::Probe;
pub use quality::{AgentQuality, AiQuality, Feedback, ToolQuality, WorkoutAnalytics};
pub use questions::{HostAnswer, HostFailure, HostQuestion, HostQuestions};
pub use records::{
    Bucket, BucketValue, Citation, Finding, ImportProgress, ImportReport, Intervention, Level, Profile, Proposal, Sex,
    SkipCount, ToolCall, TurnResult, Units,
};
pub use session::{
    CoachEvent, Conversation, EventListener, HistoryMessage, ListenerError, Personality, SearchHit, Session, Turn,
    personalities,
};
pub use sync::{
    JoinScreen, JoinTask, PairScreen, PairTask, SyncAccount, SyncDevice, SyncErased, SyncRecovered, SyncReport,
    SyncStatus,
};
pub use tasks::ImportTask;
pub use tools::{FurtherServer, FurtherServerPlace, Tool};

uniffi::setup_scaffolding!("pocketcoach");
