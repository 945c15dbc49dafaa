//! Records of a platform's health store, as a shell brings them or as they are read through it.

use crate::coach::Coach;
use crate::{CancelFlag, CoachError};
use coach_domain::time::Clock;
use coach_sources::health::{HealthBatch, HealthPlatform, ingest};
use coach_store::SkipCount;
use coach_store::live::{Anchor, LiveReport};

/// Longest name of a stream, in bytes.
const MAX_STREAM: usize = 200;
/// Most bytes of an anchor.
const MAX_ANCHOR: usize = 1 << 20;

/// What a shell has read of one stream at once.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthPage {
    /// The records.
    pub batch: HealthBatch,
    /// The anchor that comes after them.
    pub next: Vec<u8>,
    /// There is more to read at once.
    pub more: bool,
}

/// What reads a platform's health store: the shell.
pub trait HealthReader: Send + Sync {
    /// Reads what came after an anchor, or everything without one. May block.
    ///
    /// # Errors
    /// Why it could not be read, for the person; reads after "failed to".
    fn read(&self, stream: &str, after: Option<&[u8]>) -> Result<HealthPage, CoachError>;
}

impl Coach {
    /// Writes what a shell has read and the anchor up to which it goes, in one transaction: after a crash both are
    /// there or neither. The same batch again changes nothing.
    ///
    /// # Errors
    /// [`CoachError::Busy`] when the batch was not read from the anchor that is stored: read it and ask the health store
    /// again. [`CoachError::InvalidInput`] for a stream without a name; those of writing to the database.
    pub async fn ingest(&self, batch: HealthBatch, anchor: Option<Anchor>) -> Result<LiveReport, CoachError> {
        if let Some(anchor) = &anchor {
            check_stream(&anchor.stream)?;
            if anchor.next.len() > MAX_ANCHOR {
                return Err(CoachError::InvalidInput("keep the anchor: it may take at most 1 MiB".to_owned()));
            }
        }
        let (now_ms, zone) = self.now()?;
        let report = self.on_store(move |store| Ok(ingest(store, &batch, anchor.as_ref(), &zone, now_ms)?)).await?;
        if !report.repeated {
            self.wrote();
        }
        Ok(report)
    }

    /// The anchor up to which a stream was read; `None` before the first batch.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a stream without a name; those of reading the database.
    pub async fn anchor(&self, stream: &str) -> Result<Option<Vec<u8>>, CoachError> {
        check_stream(stream)?;
        let stream = stream.to_owned();
        self.on_store(move |store| Ok(store.anchor(&stream)?)).await
    }

    /// Forgets an anchor, so that the stream is read from the beginning again; what was read stays. Tells whether there
    /// was one.
    ///
    /// # Errors
    /// As [`Coach::anchor`].
    pub async fn forget_anchor(&self, stream: &str) -> Result<bool, CoachError> {
        check_stream(stream)?;
        let stream = stream.to_owned();
        self.on_store(move |store| Ok(store.forget_anchor(&stream)?)).await
    }

    /// Reads a stream through a shell until there is no more, page by page. Each page is committed with its anchor
    /// before the next one is asked for, so that a crash at any moment loses nothing and doubles nothing. Blocks: to be
    /// run on a thread that may.
    ///
    /// # Errors
    /// [`CoachError::Cancelled`], what the reader says, and as [`Coach::ingest`]. What was committed stays.
    pub fn read_health(
        &self,
        reader: &dyn HealthReader,
        stream: &str,
        cancel: &CancelFlag,
    ) -> Result<LiveReport, CoachError> {
        check_stream(stream)?;
        let mut whole = LiveReport::default();
        loop {
            if cancel.is_cancelled() {
                return Err(CoachError::Cancelled);
            }
            let parts = self.parts()?;
            let after = parts.store.anchor(stream)?;
            let page = reader.read(stream, after.as_deref())?;
            let anchor = Anchor { stream: stream.to_owned(), after, next: page.next };
            let report = ingest(&parts.store, &page.batch, Some(&anchor), &parts.clock.zone(), parts.clock.now_ms())?;
            // A reader that says that there is more and does not move would be asked for ever.
            let moves = anchor.after.as_ref() != Some(&anchor.next);
            add(&mut whole, report);
            self.wrote();
            if !page.more || !moves {
                return Ok(whole);
            }
        }
    }
}

/// Adds what a later page did.
fn add(whole: &mut LiveReport, page: LiveReport) {
    whole.new += page.new;
    whole.duplicates += page.duplicates;
    whole.deleted += page.deleted;
    for SkipCount { reason, count } in page.skipped {
        match whole.skipped.iter_mut().find(|known| known.reason == reason) {
            Some(known) => known.count += count,
            None => whole.skipped.push(SkipCount { reason, count }),
        }
    }
}

fn check_stream(stream: &str) -> Result<(), CoachError> {
    if stream.is_empty() || stream.len() > MAX_STREAM {
        return Err(CoachError::InvalidInput(format!(
            "use the stream: give its name, at most {MAX_STREAM} bytes, such as the type that it reads"
        )));
    }
    Ok(())
}

/// The types that a shell may read from a platform.
#[must_use]
pub fn health_kinds(platform: HealthPlatform) -> Vec<coach_sources::health::HealthKind> {
    coach_sources::health::health_kinds(platform)
}
