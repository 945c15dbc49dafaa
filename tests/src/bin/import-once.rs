//! Imports one file into a home and prints the report. The crash tests start it and kill it.

use clap::Parser;
use coach_tests::home::Home;
use std::io::Write;
use std::path::PathBuf;

/// Imports one file into a home and prints the report as JSON.
#[derive(Parser)]
struct Arguments {
    /// Folder of the store and its key.
    home: PathBuf,
    /// What to import.
    path: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let report = Home::new(&arguments.home).import(&arguments.path)?;
    writeln!(std::io::stdout(), "{}", serde_json::to_string(&report)?)?;
    Ok(())
}
