//! `cargo xtask openapi`: the description of the HTTP API, written where the interface's types are generated from it.

use crate::tool::process::{cargo, run as run_command, succeeded};
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::process::{Command, ExitCode};

/// Where it is committed. A test of `coach-web` holds it against the routes.
const PLACE: &str = "core/web/openapi.json";

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    run_command(&mut cargo(&workspace.root, &["build", "--locked", "-p", "coach-cli"]))?;
    let mut coach = Command::new(workspace.program("dev", "coach")?);
    coach.args(["serve", "--openapi"]);
    let written = coach.output().context("failed to run the coach")?;
    succeeded(&coach, written.status)?;
    fs::write(workspace.root.join(PLACE), written.stdout).with_context(|| format!("failed to write {PLACE}"))?;
    println!("wrote {PLACE}");
    Ok(ExitCode::SUCCESS)
}
