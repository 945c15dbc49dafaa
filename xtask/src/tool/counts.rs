//! How many tests ran, read from what the test runners print or write.

use anyhow::{Context, Result, ensure};
use quick_xml::events::Event;
use std::path::Path;

/// Tests that passed, failed and were left out, with the names of those that failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
    pub(crate) failures: Vec<String>,
}

impl Counts {
    /// Takes in one line of what `cargo test` prints.
    pub(crate) fn read_cargo_line(&mut self, line: &str) {
        if let Some(summary) = line.strip_prefix("test result: ") {
            for part in summary.split([';', '.']) {
                let mut words = part.split_whitespace();
                let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
                    continue;
                };
                match words.next() {
                    Some("passed") => self.passed += count,
                    Some("failed") => self.failed += count,
                    Some("ignored") => self.skipped += count,
                    _ => {}
                }
            }
        } else if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.failures.push(name.to_owned());
        }
    }

    /// Takes in one line of a program that ends with `N passed, N failed`.
    pub(crate) fn read_plain_line(&mut self, line: &str) {
        let counted = |part: &str, word: &str| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok();
        let Some((passed, failed)) = line.split_once(',') else { return };
        if let (Some(passed), Some(failed)) = (counted(passed, "passed"), counted(failed, "failed")) {
            self.passed += passed;
            self.failed += failed;
        }
    }

    /// Takes in one line of what XCTest prints, on Linux or on macOS.
    pub(crate) fn read_xctest_line(&mut self, line: &str) {
        let Some((name, end)) = line.strip_prefix("Test Case '").and_then(|rest| rest.split_once("' ")) else { return };
        match end.split_whitespace().next() {
            Some("passed") => self.passed += 1,
            Some("skipped") => self.skipped += 1,
            Some("failed") => {
                self.failed += 1;
                self.failures.push(name.to_owned());
            }
            _ => {}
        }
    }

    /// Adds the report that pytest or Maven's Surefire wrote to `path`.
    pub(crate) fn read_junit_file(&mut self, path: &Path) -> Result<()> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("failed to read the report {}", path.display()))?;
        self.read_junit(&text).with_context(|| format!("failed to understand the report {}", path.display()))
    }

    fn read_junit(&mut self, text: &str) -> Result<()> {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut case = String::new();
        let mut suites = 0;
        loop {
            match reader.read_event()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "testsuite" => {
                        let count = |key: &str| -> Result<u64> {
                            let found = tag.try_get_attribute(key)?;
                            Ok(found.map_or(Ok(0), |attribute| attribute.value.parse())?)
                        };
                        let (failed, skipped) = (count("failures")? + count("errors")?, count("skipped")?);
                        self.passed += count("tests")?.saturating_sub(failed + skipped);
                        self.failed += failed;
                        self.skipped += skipped;
                        suites += 1;
                    }
                    "testcase" => {
                        let name = tag.try_get_attribute("name")?;
                        case = name.map_or(String::new(), |attribute| attribute.value.into_owned());
                    }
                    "failure" | "error" => self.failures.push(case.clone()),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        ensure!(suites > 0, "it holds no test suite");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_counts_are_read_and_other_lines_are_not() {
        let mut counts = Counts::default();
        for line in ["18 passed, 2 failed", "0 passed, 0 failed", "plans passed, none failed", "12 passed", ""] {
            counts.read_plain_line(line);
        }
        assert_eq!((counts.passed, counts.failed), (18, 2));
    }

    #[test]
    fn xctest_lines_are_counted_once_each_and_failures_have_names() {
        let mut counts = Counts::default();
        for line in [
            "Test Suite 'StoreTests' passed at 2026-11-26 04:00:00.000",
            "Test Case 'StoreTests.testVersion' started at 2026-11-26 04:00:00.000",
            "Test Case 'StoreTests.testVersion' passed (0.001 seconds)",
            "/x/StoreTests.swift:9: error: StoreTests.testKey : XCTAssertEqual failed",
            "Test Case 'StoreTests.testKey' failed (0.2 seconds)",
            "Test Case '-[Tests.StoreTests testMac]' skipped (0.0 seconds).",
            "\t Executed 3 tests, with 1 failure (0 unexpected) in 0.2 (0.2) seconds",
        ] {
            counts.read_xctest_line(line);
        }
        assert_eq!((counts.passed, counts.failed, counts.skipped), (1, 1, 1));
        assert_eq!(counts.failures, ["StoreTests.testKey"]);
    }

    #[test]
    fn cargo_output_is_added_up_over_binaries() {
        let mut counts = Counts::default();
        for line in [
            "     Running unittests src/lib.rs (target/debug/deps/coach_store-1)",
            "test log::chain ... ok",
            "test log::fork ... FAILED",
            "test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 7 filtered out; finished in 1.50s",
            "a test result: ok. 99 passed; 0 failed that a test printed",
        ] {
            counts.read_cargo_line(line);
        }
        assert_eq!(counts, Counts { passed: 13, failed: 1, skipped: 3, failures: vec!["log::fork".to_owned()] });
    }

    #[test]
    fn output_of_a_broken_build_counts_nothing() {
        let mut counts = Counts::default();
        counts.read_cargo_line("error[E0433]: failed to resolve");
        assert_eq!(counts, Counts::default());
    }

    #[test]
    fn junit_reports_of_pytest_and_surefire_are_read() {
        let mut counts = Counts::default();
        counts
            .read_junit(
                r#"<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="1" failures="1" skipped="1"
                tests="5"><testcase name="a"/><testcase name="b"><failure message="x">y</failure></testcase>
                <testcase name="c"><error message="z"/></testcase></testsuite></testsuites>"#,
            )
            .unwrap();
        counts.read_junit(r#"<testsuite tests="4" errors="0" skipped="0" failures="0"/>"#).unwrap();
        let failures = vec!["b".to_owned(), "c".to_owned()];
        assert_eq!(counts, Counts { passed: 6, failed: 2, skipped: 1, failures });
    }

    #[test]
    fn a_report_without_a_suite_is_an_error() {
        assert!(Counts::default().read_junit("<html/>").is_err());
        assert!(Counts::default().read_junit(r#"<testsuite tests="many"/>"#).is_err());
    }
}
