#![doc = include_str!("../README.md")]

mod border;
mod catalogue;
mod chart;
mod clock;
mod coach;
mod doctor;
mod elsewhere;
mod error;
mod export;
mod figures;
mod foods;
mod health;
mod hosting;
mod import;
mod live;
mod local_models;
mod logging;
mod meaning;
mod model_bench;
mod models;
#[cfg(feature = "llama")]
mod on_device;
mod privacy;
mod quality;
mod screen;
mod session;
mod sync;
mod training;
mod upstreams;

pub use catalogue::{McpServing, McpTool, ToolCallReport};
pub use chart::{Chart, ChartBucket, SleepStretch, Track};
pub use clock::SystemClock;
pub use coach::{Changes, Coach, CoachConfig};
pub use doctor::{Diagnosis, Finding};
pub use elsewhere::{Preview, ServiceKey, Share};
pub use error::CoachError;
pub use export::ExportForm;
pub use figures::{Series, SleepNight, SourceView, Summary, Today};
pub use foods::{CatalogueFood, ProductLookups};
pub use health::{HealthPage, HealthReader, health_kinds};
pub use hosting::{HostClock, Hosting, Notice};
pub use import::{DemoTask, ImportProgress, ImportRequest, ImportTask};
pub use live::LiveWorkout;
pub use local_models::{LocalModel, LocalModels, ModelProgress, ModelReport, ModelRequest, ModelTask};
pub use logging::{LoggedEntry, SetEntry, WorkoutEntry};
pub use model_bench::ModelSpeed;
pub use models::{CloudLimits, DevicePolicy, ModelChoice, ModelServer};
pub use quality::{AgentQuality, AiQuality, Feedback, ToolQuality, WorkoutAnalytics};
pub use session::{CoachEvent, HistoryMessage, Personality, SendOptions, Session, Turn, TurnResult};
pub use sync::{SyncAccount, SyncReport, SyncShown};
pub use training::{PlanFile, PlanForm, PlanRequest, PlanView};
pub use upstreams::UpstreamView;

pub use coach_agent::Fallback;
pub use coach_domain::citation::{Citation, Gap, ShownFigure};
pub use coach_domain::journal::Entry as JournalEntry;
pub use coach_domain::metric::{Aggregation, METRICS, Metric};
pub use coach_domain::person::{Level, Profile, Sex, UnitSystem};
pub use coach_domain::plan::{Plan, PlannedSession};
pub use coach_domain::planner::PlanChange;
pub use coach_domain::safety::Intervention;
pub use coach_domain::safety::live::{LiveEvent, LiveInput, LiveZone};
pub use coach_domain::safety::screening;
pub use coach_llm::catalogue::{Entry as CatalogueEntry, Fits, Installed as InstalledModel, VouchedBy};
pub use coach_llm::cloud::Api as ModelApi;
pub use coach_llm::device::{DeviceState, Refusal, Thermal};
pub use coach_llm::{ChatModel, ChatRequest, ChatResponse, Delta, FinishReason, Message, ModelError, ToolCall, Usage};
pub use coach_mcp::{HttpRoutes, HttpServer, UpstreamConfig};
pub use coach_servers::{HeartZone, HeartZones};
pub use coach_sources::health::{
    HealthBatch, HealthKind, HealthPlatform, HealthPoint, HealthRecord, HealthSample, HealthWindow, HealthWorkout,
};
pub use coach_sources::{CancelFlag, DemoReport, Format, WATERMARK};
pub use coach_store::live::{Anchor as HealthAnchor, LiveReport as IngestReport};
pub use coach_store::{
    AccessEntry, Bucket, BucketValue, Found, Health, ImportReport, KeySource, LogEntryInfo, OutboundEntry, PlanVersion,
    ProposalRow, RebuildReport, SecretVault, SessionRow, SpanRow, StoredIntervention, StoredWorkout, TraceRow,
    create_key_file,
};
pub use coach_sync::{Alert as SyncAlert, DeviceView, Status as SyncStatus};
pub use jiff::civil::Date;
