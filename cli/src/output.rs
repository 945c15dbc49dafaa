//! What goes to standard output and what to standard error.

use crate::failure::Failure;
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Writes results: one JSON document with `--json`, text for people otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether `--json` was given.
    pub(crate) const fn is_json(self) -> bool {
        self.json
    }

    /// Whether a person reads standard output.
    pub(crate) fn is_terminal(self) -> bool {
        !self.json && std::io::stdout().is_terminal()
    }

    /// Writes the result of a command: the value as JSON, or the text.
    pub(crate) fn result<T: Serialize>(self, value: &T, text: impl FnOnce() -> String) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        if self.json {
            serde_json::to_writer_pretty(&mut out, value)
                .map_err(|error| Failure::from(std::io::Error::from(error)))?;
            writeln!(out)?;
        } else {
            let text = text();
            writeln!(out, "{}", text.trim_end())?;
        }
        Ok(out.flush()?)
    }

    /// Writes a piece of text as it comes, without a line break.
    pub(crate) fn piece(self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Writes one line of text.
    pub(crate) fn line(self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(std::io::stdout().lock(), "{text}")?)
    }

    /// Writes a note for the person to standard error.
    pub(crate) fn note(self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Says why the command failed and gives its exit status.
    pub(crate) fn fail(self, failure: &Failure) -> ExitCode {
        let sentence = failure.sentence();
        if !sentence.is_empty() {
            self.note(&sentence);
        }
        ExitCode::from(failure.status())
    }
}
