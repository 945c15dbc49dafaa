#![doc = include_str!("../README.md")]

mod coach;
mod error;
mod records;
mod runtime;
mod session;
mod tasks;

pub use coach::{Coach, CoachConfig, KeyChoice, diagnose, version};
pub use error::CoachError;
pub use records::{
    Bucket, BucketValue, Citation, Finding, ImportProgress, ImportReport, Intervention, Level, Profile, Proposal, Sex,
    SkipCount, ToolCall, TurnResult, Units,
};
pub use session::{CoachEvent, EventListener, ListenerError, Session, Turn};
pub use tasks::ImportTask;

uniffi::setup_scaffolding!("pocketcoach");
