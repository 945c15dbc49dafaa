#![doc = include_str!("../README.md")]

mod access;
mod calendar;
mod catalogue;
mod chunk;
mod codec;
mod conversations;
mod daily;
mod db;
mod edits;
mod error;
mod export;
mod facts;
mod figures;
mod import;
mod ingest;
mod journal;
mod key;
pub mod live;
pub mod log;
mod mark;
mod model;
mod named;
mod outbound;
mod plans;
mod query;
mod rows;
mod samples;
mod search;
mod secrets;
mod sleep;
mod slots;
pub mod snapshots;
mod sources;
mod store;
pub mod sync;
mod workouts;

#[cfg(test)]
mod tests;

pub use access::{AccessEntry, AccessKind};
pub use catalogue::Kept;
pub use error::Error;
pub use facts::{EATING_SIGNS, TWO_A_DAY};
pub use import::{Checkpoint, ImportId, ImportReport, ImportStart, SkipCount};
pub use ingest::Ingest;
pub use key::{DatabaseKey, KeySource, SecretVault, create_key_file};
pub use mark::Mark;
pub use model::{Bucket, BucketValue, DayFigure, Freshness, RawSample, SourceInfo, StoredWorkout};
pub use outbound::{Leaving, OutboundEntry};
pub use plans::PlanToday;
pub use query::Course;
pub use rows::{
    LogEntryInfo, MessageRow, PlanVersion, ProposalRow, ProposalState, SessionRow, SpanRow, StoredIntervention,
    TraceRow, TurnRecord,
};
pub use search::Found;
pub use secrets::KeyPlace;
pub use store::{Health, RebuildReport, Store, StoreOptions};
