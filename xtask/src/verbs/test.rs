//! `cargo xtask test`: every test there is, each suite failing when it ran none.

use super::bindings::{self, Language};
use crate::tool::counts::Counts;
use crate::tool::process::{cargo, run as run_command, run_watched, succeeded};
use crate::tool::report::{Checked, Report};
use crate::tool::workspace::Workspace;
use crate::tool::{python, setup};
use anyhow::Result;
use std::path::Path;
use std::process::{Command, ExitCode};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run this suite alone; may be given more than once
    #[arg(long, value_enum)]
    only: Vec<Suite>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Suite {
    /// Every crate of the workspace, its documentation examples included
    Rust,
    /// The bindings, from Python
    Python,
    /// The bindings, from Kotlin on the JVM
    Kotlin,
    /// The MCP servers, from the Python `mcp` client
    Mcp,
}

const ALL: &[Suite] = &[Suite::Rust, Suite::Python, Suite::Kotlin, Suite::Mcp];

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut report = Report::default();
    let suites = if args.only.is_empty() { ALL } else { &args.only };
    suites_into(&workspace, suites, &mut report);
    Ok(report.finish())
}

/// Runs every suite, each a row of the report.
pub(crate) fn all(workspace: &Workspace, report: &mut Report) {
    suites_into(workspace, ALL, report);
}

fn suites_into(workspace: &Workspace, suites: &[Suite], report: &mut Report) {
    let built = report.check("build", || {
        setup::ensure(&suites.iter().flat_map(|suite| suite.needs()).copied().collect::<Vec<_>>())?;
        build(workspace)?;
        Ok(Checked::Fine("everything, tests included".to_owned()))
    });
    if !built {
        return;
    }
    for suite in suites {
        report.suite(suite.name(), |counts| suite.run(workspace, counts));
    }
}

/// Builds all targets at once, so that programs, the library for other languages and the tests share
/// one set of features and each dependency is compiled once.
fn build(workspace: &Workspace) -> Result<()> {
    run_command(&mut cargo(&workspace.root, &["build", "--locked", "--workspace", "--all-targets"]))
}

impl Suite {
    fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Python => "python bindings",
            Self::Kotlin => "kotlin bindings",
            Self::Mcp => "mcp client",
        }
    }

    fn needs(self) -> &'static [&'static [setup::Need]] {
        match self {
            Self::Rust => &[setup::BUILD],
            Self::Python => &[setup::BUILD, setup::PYTHON],
            Self::Mcp => &[setup::BUILD, setup::PYTHON, setup::NODE],
            Self::Kotlin => &[setup::BUILD, setup::KOTLIN],
        }
    }

    fn run(self, workspace: &Workspace, counts: &mut Counts) -> Result<()> {
        match self {
            Self::Rust => rust(workspace, counts),
            Self::Python => bindings::test(workspace, Language::Python, counts),
            Self::Kotlin => bindings::test(workspace, Language::Kotlin, counts),
            Self::Mcp => mcp(workspace, counts),
        }
    }
}

fn rust(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let mut command = cargo(&workspace.root, &["test", "--locked", "--workspace", "--no-fail-fast"]);
    command.env("CARGO_TERM_COLOR", "never");
    let status = run_watched(command, |line| counts.read_cargo_line(line))?;
    succeeded(&Command::new("cargo test"), status)
}

fn mcp(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let coach = workspace.program("dev", "coach")?;
    python::run_suite(workspace, Path::new("tests/mcp"), &[("POCKETCOACH_BIN", coach)], counts)
}
