//! `cargo xtask ci`: everything that a change must pass, and the only definition of "checked".
//!
//! The order is the order of cost: what fails in a second comes first. Tests, clippy and rustdoc share
//! one target directory; clippy and rustdoc share the checked (not compiled) dependencies.

use super::{deny, layers, run as run_verb, test};
use crate::tool::process::{cargo, run as run_command};
use crate::tool::report::{Checked, Report};
use crate::tool::setup;
use crate::tool::workspace::Workspace;
use anyhow::Result;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    deny: deny::Args,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut report = Report::default();
    report.check("toolchain", || {
        setup::ensure_rust_components()?;
        Ok(Checked::Fine("rustfmt and clippy are there".to_owned()))
    });
    report.check("format", || cargo_passes(&workspace, &["fmt", "--all", "--check"]));
    report.check("layers", || layers::check(&workspace));
    deny::steps(&workspace, &args.deny, &mut report);
    test::all(&workspace, &mut report);
    report.check("sample run", || sample_run(&workspace));
    report.check("clippy", || {
        let flags = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        cargo_passes(&workspace, &flags)
    });
    report.check("documentation", || {
        let mut command = cargo(&workspace.root, &["doc", "--locked", "--workspace", "--no-deps"]);
        run_command(command.env("RUSTDOCFLAGS", "-D warnings"))?;
        Ok(Checked::Fine("no warnings".to_owned()))
    });
    Ok(report.finish())
}

fn cargo_passes(workspace: &Workspace, arguments: &[&str]) -> Result<Checked> {
    run_command(&mut cargo(&workspace.root, arguments))?;
    Ok(Checked::Fine(String::new()))
}

/// What `cargo xtask run` does without a terminal, with the coach that the tests built.
fn sample_run(workspace: &Workspace) -> Result<Checked> {
    let home = run_verb::SampleHome::new(&workspace.target, workspace.program("dev", "coach")?);
    home.remove()?;
    home.fill()?;
    home.ask(run_verb::QUESTION)?;
    Ok(Checked::Fine("a sample year and an answer".to_owned()))
}
