//! One row per step, a table at the end, and one last line that a machine can read.

use super::counts::Counts;
use anyhow::Result;
use std::process::ExitCode;
use std::time::{Duration, Instant};

struct Row {
    name: String,
    counts: Counts,
    took: Duration,
    note: String,
}

/// What a check found when nothing was wrong.
pub(crate) enum Checked {
    /// All well; the text says what was looked at.
    Fine(String),
    /// It could not be looked at. Counts neither as passed nor as failed, and is said aloud.
    NotChecked(String),
}

/// The steps of a run.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Runs a check that either holds or does not; it counts as one.
    pub(crate) fn check(&mut self, name: &str, check: impl FnOnce() -> Result<Checked>) -> bool {
        let started = begin(name);
        let mut counts = Counts::default();
        let note = match check() {
            Ok(Checked::Fine(note)) => {
                counts.passed = 1;
                note
            }
            Ok(Checked::NotChecked(reason)) => format!("not checked: {reason}"),
            Err(error) => {
                println!("{name}: {error:#}");
                counts.failed = 1;
                format!("{error:#}")
            }
        };
        let fine = counts.failed == 0;
        self.rows.push(Row { name: name.to_owned(), counts, took: started.elapsed(), note });
        fine
    }

    /// Runs a test suite. One that could not run, or that ran no test, counts as one failure.
    pub(crate) fn suite(&mut self, name: &str, suite: impl FnOnce(&mut Counts) -> Result<()>) {
        let started = begin(name);
        let mut counts = Counts::default();
        let mut note = String::new();
        if let Err(error) = suite(&mut counts) {
            println!("{name}: {error:#}");
            note = format!("{error:#}");
            // Failed tests are counted by name already; an error without one is a failure of its own.
            counts.failed = counts.failed.max(1);
        } else if counts.passed + counts.failed == 0 {
            "ran no test".clone_into(&mut note);
            counts.failed = 1;
        }
        self.rows.push(Row { name: name.to_owned(), counts, took: started.elapsed(), note });
    }

    /// Prints the table and the last line, and says whether everything passed.
    pub(crate) fn finish(self) -> ExitCode {
        print!("{}", self.text());
        if self.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn passed(&self) -> bool {
        let total = self.total();
        total.1 == 0 && total.0 > 0
    }

    fn total(&self) -> (u64, u64) {
        self.rows.iter().fold((0, 0), |sum, row| (sum.0 + row.counts.passed, sum.1 + row.counts.failed))
    }

    fn text(&self) -> String {
        let mut text =
            format!("\n{:<24} {:>7} {:>7} {:>7} {:>9}  note\n", "step", "passed", "failed", "skipped", "time");
        for Row { name, counts, took, note } in &self.rows {
            let note = note.lines().next().unwrap_or_default();
            text += format!(
                "{name:<24} {:>7} {:>7} {:>7} {:>9}  {note}",
                counts.passed,
                counts.failed,
                counts.skipped,
                format!("{}m{:02}s", took.as_secs() / 60, took.as_secs() % 60),
            )
            .trim_end();
            text.push('\n');
        }
        for row in &self.rows {
            for failure in &row.counts.failures {
                text += &format!("failed: {}: {failure}\n", row.name);
            }
        }
        let (passed, failed) = self.total();
        // A run that checked nothing has not passed.
        let failed = if passed + failed == 0 { 1 } else { failed };
        text + &format!("\n{passed} passed, {failed} failed\n")
    }
}

fn begin(name: &str) -> Instant {
    println!("\n== {name}");
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    fn last_line(report: &Report) -> String {
        report.text().lines().last().unwrap().to_owned()
    }

    #[test]
    fn counts_add_up_and_the_last_line_stands_alone() {
        let mut report = Report::default();
        report.check("layers", || Ok(Checked::Fine("13 crates".to_owned())));
        report.suite("rust", |counts| {
            counts.passed = 41;
            Ok(())
        });
        assert_eq!(last_line(&report), "42 passed, 0 failed");
        assert!(report.passed());
    }

    #[test]
    fn a_suite_that_ran_nothing_fails() {
        let mut report = Report::default();
        report.suite("python", |_| Ok(()));
        assert_eq!(last_line(&report), "0 passed, 1 failed");
        assert!(report.text().contains("ran no test"));
        assert!(!report.passed());
    }

    #[test]
    fn a_suite_that_broke_after_passing_tests_fails() {
        let mut report = Report::default();
        report.suite("rust", |counts| {
            counts.passed = 5;
            bail!("a test binary crashed")
        });
        assert_eq!(last_line(&report), "5 passed, 1 failed");
    }

    #[test]
    fn what_was_not_checked_is_said_and_is_no_pass() {
        let mut report = Report::default();
        report.check("advisories", || Ok(Checked::NotChecked("no network".to_owned())));
        assert!(report.text().contains("not checked: no network"));
        assert_eq!(last_line(&report), "0 passed, 1 failed");
        assert!(!report.passed());
    }

    #[test]
    fn a_failed_check_is_named() {
        let mut report = Report::default();
        report.check("format", || bail!("store.rs differs"));
        assert!(report.text().contains("store.rs differs"));
        assert!(!report.passed());
    }
}
