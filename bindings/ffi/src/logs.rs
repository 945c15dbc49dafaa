//! The library's log lines, for the host's own log. They name what happened and carry counts and codes; keys, tokens,
//! words of the person and health values are in none of them.

use crate::host::HostError;
use std::cell::Cell;
use std::fmt::Write;
use std::sync::{Arc, PoisonError, RwLock};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, registry};

use crate::CoachError;

/// How much a log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum LogLevel {
    /// What failed.
    Error,
    /// What may be wrong.
    Warn,
    /// What was done.
    Info,
    /// What was done in detail.
    Debug,
}

impl LogLevel {
    fn of(level: Level) -> Option<Self> {
        Some(match level {
            Level::ERROR => LogLevel::Error,
            Level::WARN => LogLevel::Warn,
            Level::INFO => LogLevel::Info,
            Level::DEBUG => LogLevel::Debug,
            _ => return None,
        })
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogLine {
    /// How much it matters.
    pub level: LogLevel,
    /// Which part of the library said it.
    pub target: String,
    /// What happened, with its fields.
    pub text: String,
}

/// Takes the library's log lines, on whatever thread they come from. It must not call the coach.
#[uniffi::export(foreign)]
pub trait LogSink: Send + Sync {
    /// Takes a line.
    fn log(&self, line: LogLine) -> Result<(), HostError>;
}

/// Who takes the lines, and from which level on.
struct Chosen {
    sink: Arc<dyn LogSink>,
    level: LogLevel,
}

static CHOSEN: RwLock<Option<Chosen>> = RwLock::new(None);

thread_local! {
    /// A sink that makes the library log must not hear of that.
    static IN_SINK: Cell<bool> = const { Cell::new(false) };
}

/// Sends the library's log lines to a sink from now on, in place of an earlier one; nothing ends it.
#[uniffi::export(default(level = None))]
pub fn set_log_sink(sink: Option<Arc<dyn LogSink>>, level: Option<LogLevel>) -> Result<(), CoachError> {
    let chosen = sink.map(|sink| Chosen { sink, level: level.unwrap_or(LogLevel::Info) });
    let before = std::mem::replace(&mut *CHOSEN.write().unwrap_or_else(PoisonError::into_inner), chosen);
    // Letting go of a host's object may call the host, which must not happen under the lock.
    drop(before);
    // A program that has its own subscriber, such as our tests, keeps it.
    let _ = registry().with(ToSink).try_init();
    Ok(())
}

/// Hands events to the sink.
struct ToSink;

impl<S: Subscriber> Layer<S> for ToSink {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        // What libraries below say is theirs, and may quote what they were given.
        if !metadata.target().starts_with("coach_") && !metadata.target().starts_with("pocketcoach") {
            return;
        }
        let Some(level) = LogLevel::of(*metadata.level()) else { return };
        let sink = {
            let chosen = CHOSEN.read().unwrap_or_else(PoisonError::into_inner);
            match chosen.as_ref() {
                Some(chosen) if level <= chosen.level => chosen.sink.clone(),
                _ => return,
            }
        };
        if IN_SINK.replace(true) {
            return;
        }
        let mut text = Text(String::new());
        event.record(&mut text);
        // A log that fails has nobody to tell.
        let _ = sink.log(LogLine { level, target: metadata.target().to_owned(), text: text.0 });
        IN_SINK.set(false);
    }
}

/// The words of an event, then its fields.
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let space = if self.0.is_empty() { "" } else { " " };
        // Writing to a string does not fail.
        let _ = if field.name() == "message" {
            write!(self.0, "{space}{value:?}")
        } else {
            write!(self.0, "{space}{}={value:?}", field.name())
        };
    }
}
