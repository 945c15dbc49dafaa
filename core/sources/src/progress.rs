//! How far an import has come, and how to stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the input once to tell whether it is known.
    Checking,
    /// Reading records.
    Records,
    /// Reading electrocardiograms.
    Electrocardiograms,
    /// Building the last figures.
    Finishing,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// Bytes done in this stage, uncompressed.
    pub bytes_done: u64,
    /// Bytes to do in this stage, uncompressed; 0 when not known.
    pub bytes_total: u64,
    /// Records read so far.
    pub records: u64,
    /// Records that were not there before, as of the latest checkpoint.
    pub new: u64,
    /// Estimate of the time left; `None` until there is something to estimate from.
    pub eta: Option<Duration>,
}

/// Stops an import between two records. Clones share one flag.
#[derive(Debug, Clone, Default)]
pub struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    /// Asks the import to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Tells whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
