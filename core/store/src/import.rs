//! What an import is, how far it has come, and what it did.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The id of an import: derived from the content, so that the same file has the same id on every device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub String);

/// What an import is, said before its first record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportStart {
    /// Content hash of the input in hexadecimal; an unfinished import with the same hash is resumed.
    pub content_hash: String,
    /// Format, for example `apple_health`.
    pub format: String,
    /// Size of the input in bytes, as the person sees it.
    pub bytes: u64,
}

/// How far an import has come: everything before it is committed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Parts of the input that are done, for example archive members.
    pub done: Vec<String>,
    /// Bytes of the current part (uncompressed) that are done.
    pub offset: u64,
    /// What the importer needs to go on, in its own form.
    pub state: serde_json::Value,
    /// Counts so far.
    pub report: ImportReport,
}

/// One reason why records were skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SkipCount {
    /// Reason in snake case, for example `unknown_unit`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// What an import did. `records = new + duplicates + skipped`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ImportReport {
    /// Format, for example `apple_health`.
    pub format: String,
    /// Records read.
    pub records: u64,
    /// Records that were not there before.
    pub new: u64,
    /// Records that were there before.
    pub duplicates: u64,
    /// Records left out, by reason.
    pub skipped: Vec<SkipCount>,
    /// Records by metric or kind.
    pub by_type: BTreeMap<String, u64>,
    /// Workouts that were not there before.
    pub workouts: u64,
    /// First local day of what was read.
    pub from: Option<jiff::civil::Date>,
    /// Last local day of what was read.
    pub to: Option<jiff::civil::Date>,
    /// Wall seconds.
    pub seconds: f64,
    /// The input ended early or was damaged; what was read is kept.
    pub partial: bool,
}

impl ImportId {
    /// The id of an import of this content.
    pub(crate) fn of(content_hash: &str) -> Self {
        ImportId(blake3::derive_key("pocketcoach/v1/import", content_hash.as_bytes())[..16].iter().fold(
            String::with_capacity(32),
            |mut text, byte| {
                use std::fmt::Write;
                let _ = write!(text, "{byte:02x}");
                text
            },
        ))
    }
}
