#![doc = include_str!("../README.md")]

mod access;
mod error;
mod ingest;
mod key;
mod model;
mod query;
mod rows;
mod store;

pub use access::{AccessEntry, AccessKind};
pub use error::Error;
pub use ingest::{Checkpoint, ImportId, ImportReport, ImportStart, Ingest, SkipCount};
pub use key::{DatabaseKey, KeySource, create_key_file};
pub use model::{Bucket, BucketValue, DayFigure, Freshness, RawSample, SourceInfo, StoredWorkout};
pub use rows::{
    LogEntryInfo, MessageRow, ProposalRow, ProposalState, SessionRow, SpanRow, StoredIntervention,
    TraceRow, TurnRecord,
};
pub use store::{Health, RebuildReport, Store, StoreOptions};
