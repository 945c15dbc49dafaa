//! The real program in a home of its own.

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

/// The program, with nothing of this machine's surroundings.
pub(crate) fn coach(home: &Path) -> Command {
    let mut command = Command::cargo_bin("coach").unwrap();
    command.env_clear().env("HOME", home).env("POCKETCOACH_HOME", home.join("data"));
    command.env("POCKETCOACH_KEY", "5a".repeat(32)).env("TZ", "Europe/Berlin");
    command
}

/// The JSON document that a command answers with; it has to succeed.
pub(crate) fn json(home: &Path, arguments: &[&str]) -> Value {
    let output = coach(home).args(arguments).arg("--json").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
