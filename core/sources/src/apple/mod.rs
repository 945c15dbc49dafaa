//! Apple Health exports: finding the XML, reading it with checkpoints, then the electrocardiograms.

mod beats;
mod ecg;
mod gpx;
mod memo;
mod parser;
mod record;
mod summary;
#[cfg(test)]
mod tests;
mod value;
mod workout;
mod xml;
mod zone;

pub(crate) use workout::snake_case;

use crate::container::{Bomb, Container};
use crate::pump::pump;
use crate::sink::Sink;
use crate::{CancelFlag, Error, Progress, Stage};
use coach_domain::record::RoutePoint;
use coach_store::Checkpoint;
use parser::{Flow, Parser, State};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};
use workout::Routes;
use xml::{MAX_PROLOG, Prolog, Token, Tokenizer, prolog};

/// Records before the first checkpoint, so that figures are seen early.
const FIRST_CHECKPOINT_RECORDS: u64 = 20_000;
/// Records between two checkpoints.
const CHECKPOINT_RECORDS: u64 = 250_000;
/// Bytes of XML between two checkpoints.
const CHECKPOINT_BYTES: u64 = 64 << 20;
/// Bytes of XML between two reports of progress.
const PROGRESS_BYTES: u64 = 1 << 20;
/// Tokens between two looks at the clock, the flag and the counters.
const TOKENS: u32 = 512;
/// The longest track or electrocardiogram that is read, in bytes.
const MOST_FILE: u64 = 64 << 20;
/// The part of the input that holds records, in checkpoints.
const RECORDS: &str = "records";
/// Endings of files that are never the main one.
const OTHERS: [&str; 9] = [".gpx", ".csv", ".json", ".jpg", ".jpeg", ".png", ".heic", ".pdf", ".zip"];

/// Finds the XML of an export among the members of the input: by content, since its name is in the language of the
/// phone and often garbled on the way.
///
/// # Errors
/// [`Error::NotAnExport`], [`Error::Refused`] when the XML declares entities, and [`Error::Io`].
pub(crate) fn find(container: &mut Container, path: &Path) -> Result<usize, Error> {
    let mut candidates: Vec<(bool, u64, usize)> = Vec::new();
    for (index, member) in container.members().iter().enumerate() {
        let name = member.name.to_lowercase();
        if !name.ends_with('/') && !OTHERS.iter().any(|ending| name.ends_with(ending)) {
            candidates.push((!name.ends_with(".xml"), u64::MAX - member.size.unwrap_or_default(), index));
        }
    }
    // XML files first, large ones first.
    candidates.sort_unstable();
    for (_, _, index) in candidates.into_iter().take(1000) {
        let head = match container.head(index, MAX_PROLOG) {
            Ok(head) => head,
            Err(source) if source.raw_os_error().is_some() => return Err(Error::Io { path: path.to_owned(), source }),
            Err(_) => continue,
        };
        match prolog(&head) {
            Prolog::Export(_) => return Ok(index),
            Prolog::Hostile => return Err(hostile(path)),
            Prolog::Other => {}
        }
    }
    Err(Error::NotAnExport(path.to_owned()))
}

fn hostile(path: &Path) -> Error {
    Error::Refused { path: path.to_owned(), reason: "the XML declares entities or loads other files" }
}

/// One import.
pub(crate) struct Job<'j> {
    pub(crate) container: Container,
    pub(crate) main: usize,
    pub(crate) path: &'j Path,
    pub(crate) time_zone: Option<&'j str>,
    pub(crate) progress: &'j dyn Fn(&Progress),
    pub(crate) cancel: &'j CancelFlag,
}

/// How an import ended.
pub(crate) struct Outcome {
    /// The input was whole.
    pub(crate) complete: bool,
    /// How far it came.
    pub(crate) progress: Progress,
}

/// What a checkpoint holds beside its offset.
#[derive(Default, Serialize, Deserialize)]
struct Saved {
    parser: State,
    /// The XML was whole; told once the records are done.
    complete: bool,
}

impl Saved {
    fn json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Job<'_> {
    /// Reads the input from where an earlier run came to.
    ///
    /// # Errors
    /// [`Error::Cancelled`], [`Error::Refused`], [`Error::Io`] and [`Error::Store`].
    pub(crate) fn run<S: Sink>(mut self, sink: &mut S, resumed: &Checkpoint) -> Result<Outcome, Error> {
        let mut saved: Saved = serde_json::from_value(resumed.state.clone()).unwrap_or_default();
        let mut progress = Progress {
            stage: Stage::Records,
            bytes_done: resumed.offset,
            bytes_total: self.container.members().get(self.main).and_then(|member| member.size).unwrap_or_default(),
            records: 0,
            new: 0,
            eta: None,
        };
        if !resumed.done.iter().any(|part| part == RECORDS) {
            saved.complete = self.records(sink, resumed.offset, saved.parser, &mut progress)?;
        }
        self.electrocardiograms(sink, &saved, &mut progress)?;
        Ok(Outcome { complete: saved.complete && !self.container.is_damaged(), progress })
    }

    /// Reads the XML from `offset` on; false when it breaks off.
    fn records<S: Sink>(
        &self,
        sink: &mut S,
        offset: u64,
        state: State,
        progress: &mut Progress,
    ) -> Result<bool, Error> {
        let mut unpacked = self.container.again()?;
        let mut tracks = Tracks::new(self.container.again()?);
        let (pump, pumped) = pump();
        let main = self.main;
        std::thread::scope(|scope| {
            // Ends with the parser: it stops when nobody listens.
            scope.spawn(move || {
                if let Err(error) = unpacked.with(main, offset, |input| pump.run(input)) {
                    pump.fail(error);
                }
            });
            let mut tokenizer = Tokenizer::new(pumped, offset);
            let mut parser = Parser::new(sink, &mut tracks, state, self.container.modified_ms(), self.time_zone);
            let mut pace = Pace::new(offset);
            if offset == 0 {
                match tokenizer.prolog() {
                    Ok(Prolog::Export(_)) => {}
                    Ok(Prolog::Hostile) => return Err(hostile(self.path)),
                    Ok(Prolog::Other) => return Err(Error::NotAnExport(self.path.to_owned())),
                    Err(error) => return self.broken(error, false),
                }
            }
            loop {
                let flow = match tokenizer.next() {
                    Ok(token) => {
                        pace.records += u64::from(matches!(&token, Token::Start(tag) if tag.name == b"Record"));
                        parser.take(&token)?
                    }
                    Err(error) => return self.broken(error, pace.checkpointed),
                };
                match flow {
                    Flow::Go => {}
                    Flow::Complete => return Ok(true),
                    Flow::CutOff => return Ok(false),
                    Flow::Hostile if pace.checkpointed => return Ok(false),
                    Flow::Hostile => return Err(hostile(self.path)),
                }
                pace.tokens += 1;
                if pace.tokens >= TOKENS {
                    pace.tokens = 0;
                    let here = tokenizer.offset();
                    pace.due |= pace.checkpoint_due(here);
                    if here >= pace.reported + PROGRESS_BYTES {
                        pace.reported = here;
                        let counts = parser.sink().progress();
                        *progress = Progress {
                            bytes_done: here,
                            records: counts.records,
                            new: counts.new,
                            eta: pace.eta(here, progress.bytes_total),
                            ..*progress
                        };
                        (self.progress)(progress);
                    }
                }
                let cancelled = pace.tokens == 0 && self.cancel.is_cancelled();
                pace.due |= cancelled;
                if pace.due
                    && let Some(state) = parser.resting()
                {
                    let here = tokenizer.offset();
                    let saved = Saved { parser: state, complete: false };
                    parser.sink().checkpoint(&[], here, saved.json())?;
                    pace.checkpointed(here);
                    if self.cancel.is_cancelled() {
                        return Err(Error::Cancelled);
                    }
                }
            }
        })
    }

    /// What an error of the stream means: damage inside an archive ends the input early, a failing disk is an error.
    fn broken(&self, error: std::io::Error, checkpointed: bool) -> Result<bool, Error> {
        let bomb = error.get_ref().is_some_and(|inner| inner.is::<Bomb>());
        if bomb && !checkpointed {
            let reason = "the archive is a bomb: an entry unpacks to more than it declares";
            return Err(Error::Refused { path: self.path.to_owned(), reason });
        }
        if error.raw_os_error().is_some() {
            return Err(Error::Io { path: self.path.to_owned(), source: error });
        }
        Ok(false)
    }

    fn electrocardiograms<S: Sink>(
        &mut self,
        sink: &mut S,
        saved: &Saved,
        progress: &mut Progress,
    ) -> Result<(), Error> {
        let mut files: Vec<usize> = Vec::new();
        for (index, member) in self.container.members().iter().enumerate() {
            let name = member.name.to_lowercase();
            if name.ends_with(".csv") && name.split('/').rev().nth(1) == Some("electrocardiograms") {
                files.push(index);
            }
        }
        for index in files {
            if self.cancel.is_cancelled() {
                sink.checkpoint(&[RECORDS.to_owned()], 0, saved.json())?;
                return Err(Error::Cancelled);
            }
            match read_file(&mut self.container, index).map(|bytes| ecg::read(&bytes)) {
                Some(Ok(ecg)) => sink.ecg(&ecg)?,
                Some(Err(reason)) => sink.skip(reason),
                None => sink.skip("unreadable_file"),
            }
            *progress = Progress { stage: Stage::Electrocardiograms, eta: None, ..*progress };
            (self.progress)(progress);
        }
        Ok(())
    }
}

/// A member as a whole; `None` when it is damaged or too large.
fn read_file(container: &mut Container, index: usize) -> Option<Vec<u8>> {
    container
        .with(index, 0, |input| {
            let mut bytes = Vec::new();
            input.take(MOST_FILE).read_to_end(&mut bytes).ok().filter(|_| (bytes.len() as u64) < MOST_FILE)?;
            Some(bytes)
        })
        .ok()
        .flatten()
}

/// When to report, when to checkpoint.
struct Pace {
    began: Instant,
    from: u64,
    tokens: u32,
    records: u64,
    reported: u64,
    last_offset: u64,
    last_records: u64,
    checkpointed: bool,
    due: bool,
}

impl Pace {
    fn new(offset: u64) -> Self {
        Pace {
            began: Instant::now(),
            from: offset,
            tokens: 0,
            records: 0,
            reported: offset,
            last_offset: offset,
            last_records: 0,
            checkpointed: offset > 0,
            due: false,
        }
    }

    fn checkpoint_due(&self, offset: u64) -> bool {
        let records = if self.checkpointed { CHECKPOINT_RECORDS } else { FIRST_CHECKPOINT_RECORDS };
        self.records - self.last_records >= records || offset - self.last_offset >= CHECKPOINT_BYTES
    }

    fn checkpointed(&mut self, offset: u64) {
        self.last_offset = offset;
        self.last_records = self.records;
        self.checkpointed = true;
        self.due = false;
    }

    /// The time left, if the rest goes as fast as what was done.
    fn eta(&self, offset: u64, total: u64) -> Option<Duration> {
        let elapsed = self.began.elapsed();
        let (done, left) = (offset.checked_sub(self.from)?, total.checked_sub(offset)?);
        if done == 0 || elapsed < Duration::from_millis(250) {
            return None;
        }
        Duration::try_from_secs_f64(elapsed.as_secs_f64() * left as f64 / done as f64).ok()
    }
}

/// The tracks of the input, by the paths that workouts name.
struct Tracks {
    container: Container,
    by_file_name: HashMap<String, Vec<usize>>,
}

impl Tracks {
    fn new(container: Container) -> Self {
        let mut by_file_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, member) in container.members().iter().enumerate() {
            if let Some(name) = member.name.rsplit('/').next().filter(|name| name.to_lowercase().ends_with(".gpx")) {
                by_file_name.entry(name.to_owned()).or_default().push(index);
            }
        }
        Tracks { container, by_file_name }
    }
}

impl Routes for Tracks {
    fn route(&mut self, path: &str) -> Option<Vec<RoutePoint>> {
        let path = path.trim_start_matches('/');
        let same_name = self.by_file_name.get(path.rsplit('/').next()?)?;
        let members = self.container.members();
        let index = *same_name
            .iter()
            .find(|index| {
                let name = members.get(**index).map_or("", |member| member.name.as_str());
                name.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'))
            })
            .or(same_name.first().filter(|_| same_name.len() == 1))?;
        Some(gpx::points(&read_file(&mut self.container, index)?))
    }
}
