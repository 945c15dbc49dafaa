//! `cargo xtask bench`: the benchmark programs, one table, and their figures as JSON.
//!
//! A benchmark is a binary of `coach-tests` whose name begins with `bench-`. It shows its progress on
//! standard error and prints one JSON object on standard output: a figure per name.

use crate::tool::process::{cargo, run as run_command, show, succeeded};
use crate::tool::setup;
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use cargo_metadata::TargetKind;
use serde_json::Value;
use std::fs;
use std::process::{Command, ExitCode, Stdio};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run this benchmark alone, by its name without `bench-`; may be given more than once
    #[arg(long)]
    only: Vec<String>,
    /// Passed on to the benchmarks
    #[arg(last = true)]
    rest: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let chosen: Vec<_> = benchmarks(&workspace)
        .into_iter()
        .filter(|name| args.only.is_empty() || args.only.iter().any(|only| name.strip_prefix("bench-") == Some(only)))
        .collect();
    ensure!(!chosen.is_empty(), "failed to find a benchmark of that name in coach-tests");
    setup::ensure(&[setup::BUILD])?;
    // The coach itself is measured too, so it is built the same way.
    run_command(&mut cargo(
        &workspace.root,
        &["build", "--locked", "--profile", "quick", "-p", "coach-tests", "-p", "coach-cli", "--bins"],
    ))?;
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let mut table = Vec::new();
    for name in &chosen {
        let mut command = Command::new(workspace.program("quick", name)?);
        command.args(&args.rest).stdin(Stdio::null()).stderr(Stdio::inherit());
        command.env("POCKETCOACH_BIN", workspace.program("quick", "coach")?);
        show(&command);
        let output = command.output().with_context(|| format!("failed to start {name}"))?;
        succeeded(&command, output.status)?;
        let figures: Value =
            serde_json::from_slice(&output.stdout).with_context(|| format!("failed to read the figures of {name}"))?;
        fs::write(folder.join(format!("{name}.json")), serde_json::to_string_pretty(&figures)?)?;
        rows(name, &figures, &mut table);
    }
    let width = table.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    println!();
    for (name, figure) in &table {
        println!("{name:<width$}  {figure}");
    }
    println!("\nas JSON in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

fn benchmarks(workspace: &Workspace) -> Vec<String> {
    let tests = workspace.metadata.packages.iter().filter(|package| package.name.as_str() == "coach-tests");
    let binaries = tests.flat_map(|package| &package.targets).filter(|target| target.kind.contains(&TargetKind::Bin));
    let mut names: Vec<_> =
        binaries.map(|target| target.name.clone()).filter(|name| name.starts_with("bench-")).collect();
    names.sort();
    names
}

/// One row per figure, named by its path through the JSON.
fn rows(path: &str, value: &Value, table: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| rows(&format!("{path} {name}"), inner, table));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, inner)| rows(&format!("{path} {at}"), inner, table));
        }
        Value::String(text) => table.push((path.to_owned(), text.clone())),
        other => table.push((path.to_owned(), other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rows_named_by_their_path() {
        let mut table = Vec::new();
        let figures = serde_json::json!({"zip": {"cpu_s": 4.5, "note": "warm"}, "runs": [1, 2]});
        rows("bench-import", &figures, &mut table);
        let lines: Vec<_> = table.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            lines,
            [
                "bench-import zip cpu_s=4.5",
                "bench-import zip note=warm",
                "bench-import runs 0=1",
                "bench-import runs 1=2"
            ]
        );
    }
}
