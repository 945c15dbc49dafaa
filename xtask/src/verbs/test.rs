//! `cargo xtask test`: every test there is, each suite failing when it ran none.

use super::bindings::{self, Language};
use super::parity;
use crate::tool::counts::Counts;
use crate::tool::process::{cargo, run as run_command, run_watched, succeeded};
use crate::tool::report::{Checked, Report};
use crate::tool::workspace::Workspace;
use crate::tool::{encoder, interface, maven, python, setup};
use anyhow::{Context, Result};
use std::fs;
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
    /// The bindings and the packages of the iOS shell, from Swift
    Swift,
    /// The generated code of every language, held against the library and each other
    Generated,
    /// The Android app: health reader, state and screens, on the JVM
    Android,
    /// The MCP servers, from the Python `mcp` client
    Mcp,
    /// The HTTP API, from its own description
    Http,
    /// The relay, from its own description
    Relay,
    /// Models elsewhere, against services that others wrote
    Cloud,
    /// Finding by meaning, with a real encoder, itself held against its formulas
    Meaning,
    /// Figures and plans, against programs in another language that share no code with them
    Independent,
    /// The interface: types, texts, unit tests, size, and a browser against the built program
    Ui,
    /// The desktop app: the built program in its own engine, on a display in memory
    Desktop,
}

const ALL: &[Suite] = &[
    Suite::Rust,
    Suite::Python,
    Suite::Kotlin,
    Suite::Swift,
    Suite::Generated,
    Suite::Android,
    Suite::Mcp,
    Suite::Http,
    Suite::Relay,
    Suite::Cloud,
    Suite::Meaning,
    Suite::Independent,
    Suite::Ui,
    Suite::Desktop,
];

/// People for whom the independent check has plans written and changed.
const PEOPLE: &str = "1000";
/// Inputs for each figure that is recomputed.
const INPUTS: &str = "300";

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
        let mut needs: Vec<_> = suites.iter().flat_map(|suite| suite.needs()).copied().collect();
        needs.push(setup::DESKTOP);
        setup::ensure(&needs)?;
        if suites.iter().any(|suite| matches!(suite, Suite::Ui | Suite::Desktop)) {
            interface::build(workspace)?;
        }
        build(workspace)?;
        Ok(Checked::Fine("everything, tests included".to_owned()))
    });
    if !built {
        return;
    }
    for suite in suites {
        if matches!(suite, Suite::Generated) {
            bindings::check(workspace, report);
            continue;
        }
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
            Self::Swift => "swift packages",
            Self::Generated => "generated code",
            Self::Android => "android",
            Self::Mcp => "mcp client",
            Self::Http => "http api",
            Self::Relay => "relay",
            Self::Cloud => "model services",
            Self::Meaning => "meaning",
            Self::Independent => "independent checks",
            Self::Ui => "interface",
            Self::Desktop => "desktop app",
        }
    }

    fn needs(self) -> &'static [&'static [setup::Need]] {
        match self {
            Self::Rust => &[setup::BUILD, setup::POSTGRES, setup::BROKERS],
            // Swift looks for its compiler itself, which takes more than a package.
            Self::Swift => &[setup::BUILD],
            Self::Python | Self::Generated | Self::Http | Self::Relay | Self::Meaning | Self::Independent => {
                &[setup::BUILD, setup::PYTHON]
            }
            Self::Mcp => &[setup::BUILD, setup::PYTHON, setup::NODE],
            Self::Cloud => &[setup::BUILD, setup::PYTHON, setup::NODE, setup::STRACE],
            Self::Ui => &[setup::BUILD, setup::NODE, setup::BROWSER],
            Self::Desktop => &[setup::BUILD, setup::NODE, setup::STRACE, setup::SCREEN],
            Self::Kotlin => &[setup::BUILD, setup::KOTLIN],
            Self::Android => &[setup::BUILD, setup::KOTLIN, setup::SKIA],
        }
    }

    fn run(self, workspace: &Workspace, counts: &mut Counts) -> Result<()> {
        match self {
            Self::Rust => rust(workspace, counts),
            Self::Python => bindings::test(workspace, Language::Python, counts),
            Self::Kotlin => bindings::test(workspace, Language::Kotlin, counts),
            Self::Swift => bindings::test(workspace, Language::Swift, counts),
            Self::Generated => parity::test(workspace, counts),
            Self::Android => android(workspace, counts),
            Self::Mcp => with_program(workspace, "tests/mcp", counts),
            Self::Http => with_program(workspace, "tests/http", counts),
            Self::Relay => {
                let server = workspace.program("dev", "coach-server")?;
                python::run_suite(
                    workspace,
                    Path::new("tests/relay-http"),
                    &[("POCKETCOACH_SERVER_BIN", server)],
                    counts,
                )
            }
            Self::Cloud => with_program(workspace, "tests/cloud", counts),
            Self::Meaning => meaning(workspace, counts),
            Self::Independent => independent(workspace, counts),
            Self::Ui => ui(workspace, counts),
            Self::Desktop => desktop(workspace, counts),
        }
    }
}

/// The JVM modules of the Android app, against the library of the dev build.
fn android(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    bindings::generate(workspace, Language::Kotlin)?;
    let project = workspace.root.join("mobile-shells/android");
    maven::test(&project, &["health", "model", "screens"], &workspace.library("dev", bindings::LIBRARY)?, counts)
}

/// Makes the encoder, holds what our engine makes of it against the formulas, and looks for paraphrases with it.
fn meaning(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    encoder::check(workspace)?;
    let (coach, file) = (workspace.program("dev", "coach")?, encoder::fetched(workspace)?);
    let variables = [("POCKETCOACH_BIN", coach), ("POCKETCOACH_MINILM", file)];
    python::run_suite(workspace, Path::new("tests/meaning"), &variables, counts)
}

/// Recomputes every figure, and checks many plans, in Python. Each program ends with a line of counts.
fn independent(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let root = &workspace.root;
    // Thousands of plans are written, which takes minutes without optimisation.
    run_command(&mut cargo(root, &["build", "--locked", "--profile", "quick", "-p", "coach-domain", "--examples"]))?;
    let python = python::environment(workspace, &root.join("tests/figures/requirements.txt"))?;
    let mut figures = Command::new(&python);
    figures.current_dir(root).args(["tests/figures/compare.py", "--count", INPUTS]);
    figures.arg(workspace.example("quick", "figures")?);
    let plans = workspace.target.join("reports/plans.jsonl");
    fs::create_dir_all(workspace.target.join("reports"))?;
    let mut written = Command::new(workspace.example("quick", "plan_many")?);
    written.arg(PEOPLE).stdout(fs::File::create(&plans).context("failed to make the file of plans")?);
    let status = written.status().context("failed to write plans")?;
    succeeded(&written, status)?;
    let mut checked = Command::new(&python);
    checked.current_dir(root).arg("tests/plans/check.py").arg(&plans);
    let mut failed = None;
    for command in [figures, checked] {
        let status = run_watched(command, |line| counts.read_plain_line(line))?;
        failed = failed.or(succeeded(&Command::new("the independent check"), status).err());
    }
    fs::remove_file(plans)?;
    failed.map_or(Ok(()), Err)
}

fn rust(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let mut command = cargo(&workspace.root, &["test", "--locked", "--workspace", "--no-fail-fast"]);
    command.env("CARGO_TERM_COLOR", "never");
    let status = run_watched(command, |line| counts.read_cargo_line(line))?;
    succeeded(&Command::new("cargo test"), status)
}

/// Checks the interface, then walks through it in a browser against the built program.
fn ui(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let npm = |args: &[&str]| interface::npm(workspace, args);
    for script in ["types:check", "typecheck", "lint"] {
        run_command(&mut npm(&["run", "--silent", script]))?;
    }
    let report = workspace.target.join("reports/ui.xml");
    let units = npm(&["run", "--silent", "test", "--", "--reporter=default", "--reporter=junit"])
        .arg(format!("--outputFile.junit={}", report.display()))
        .status()
        .context("failed to start npm")?;
    counts.read_junit_file(&report)?;
    succeeded(&Command::new("the unit tests of the interface"), units)?;
    for script in ["budget", "build:mock"] {
        run_command(&mut npm(&["run", "--silent", script]))?;
    }
    let mut walk = npm(&["run", "--silent", "e2e"]);
    walk.env("POCKETCOACH_BIN", workspace.program("dev", "coach")?).env("NO_COLOR", "1");
    walk.env("POCKETCOACH_SERVER_BIN", workspace.program("dev", "coach-server")?);
    let status = run_watched(walk, |line| counts.read_plain_line(line))?;
    succeeded(&Command::new("the browser tests of the interface"), status)
}

/// Drives the desktop app as it was built, in the engine that it runs in.
fn desktop(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let mut walk = Command::new("node");
    walk.arg(workspace.root.join("desktop/e2e/run.mjs")).env("NO_COLOR", "1");
    walk.env("POCKETCOACH_BIN", workspace.program("dev", "coach")?);
    walk.env("POCKETCOACH_DESKTOP_BIN", workspace.program("dev", "coach-desktop")?);
    let status = run_watched(walk, |line| counts.read_plain_line(line))?;
    succeeded(&Command::new("the tests of the desktop app"), status)
}

/// A Python suite that drives the program.
fn with_program(workspace: &Workspace, folder: &str, counts: &mut Counts) -> Result<()> {
    let coach = workspace.program("dev", "coach")?;
    python::run_suite(workspace, Path::new(folder), &[("POCKETCOACH_BIN", coach)], counts)
}
