//! `cargo xtask bench`: the benchmark programs, each with its table, and their figures as JSON.
//!
//! A benchmark is a binary of `coach-tests` or `coach-sync-tests` whose name begins with `bench-`. Called with
//! `all --json FILE` it measures everything, prints a table and writes the figures to the file.
//! `desktop` and `ui` are scripts, since they ask pages: in the app's own engine, and in Chromium.

use super::bindings::{self, Language};
use crate::tool::process::{cargo, run as run_command};
use crate::tool::workspace::Workspace;
use crate::tool::{interface, node, python, setup};
use anyhow::{Result, ensure};
use cargo_metadata::TargetKind;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// What `bench-import` compares itself with.
const COMPETITOR: &str = "healthkit-to-sqlite==1.0.1\n";

/// Name of the benchmark of the desktop app.
const DESKTOP: &str = "desktop";
/// Name of the benchmark of the interface in a browser.
const UI: &str = "ui";
/// Where benchmarks are.
const PACKAGES: &[&str] = &["coach-tests", "coach-sync-tests"];

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
    let wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|only| only == name);
    let (with_desktop, with_ui) = (wanted(DESKTOP), wanted(UI));
    let chosen: Vec<_> =
        benchmarks(&workspace).into_iter().filter(|name| name.strip_prefix("bench-").is_some_and(wanted)).collect();
    ensure!(with_desktop || with_ui || !chosen.is_empty(), "failed to find a benchmark of that name");
    setup::ensure(&[setup::BUILD])?;
    if with_desktop {
        setup::ensure(&[setup::DESKTOP, setup::SCREEN])?;
    }
    if with_ui {
        setup::ensure(&[setup::BROWSER])?;
    }
    if with_desktop || with_ui {
        setup::ensure(&[setup::NODE])?;
        interface::build(&workspace)?;
    }
    // The coach itself is measured too, so it is built the same way.
    let mut build = vec![
        "build",
        "--locked",
        "--profile",
        "quick",
        "-p",
        "coach-tests",
        "-p",
        "coach-sync-tests",
        "-p",
        "coach-cli",
        "-p",
        "coach-ffi",
    ];
    if with_desktop {
        build.extend(["-p", "coach-desktop"]);
    }
    run_command(&mut cargo(&workspace.root, &build))?;
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    for name in &chosen {
        let mut command = Command::new(workspace.program("quick", name)?);
        command.args(["all", "--json"]).arg(folder.join(format!("{name}.json"))).args(&args.rest);
        command.env("POCKETCOACH_BIN", workspace.program("quick", "coach")?);
        if name == "bench-import" {
            setup::ensure(&[setup::PYTHON])?;
            let programs = python::install(&workspace, "bench", COMPETITOR)?;
            command.arg("--healthkit-to-sqlite").arg(programs.join("healthkit-to-sqlite"));
        }
        if name == "bench-boundary" {
            command.args(boundary(&workspace)?);
        }
        if name == "bench-sync" {
            setup::ensure(&[setup::NODE])?;
            command.arg("--peers").arg(node::packages(&workspace, Path::new("tests/sync/peers"), "sync-peers")?);
        }
        run_command(&mut command)?;
    }
    if with_desktop {
        let mut command = Command::new("node");
        command.arg(workspace.root.join("desktop/e2e/measure.mjs")).arg(folder.join("bench-desktop.json"));
        command.env("POCKETCOACH_BIN", workspace.program("quick", "coach")?);
        command.env("POCKETCOACH_DESKTOP_BIN", workspace.program("quick", "coach-desktop")?);
        run_command(&mut command)?;
    }
    if with_ui {
        // The sizes of the scripts are part of the report, and hold without a browser.
        run_command(&mut interface::npm(&workspace, &["run", "--silent", "budget"]))?;
        let mut command = Command::new("node");
        command.arg(workspace.root.join("desktop/ui/e2e/measure.mjs")).arg(folder.join("bench-ui.json"));
        command.env("POCKETCOACH_BIN", workspace.program("quick", "coach")?);
        run_command(&mut command)?;
    }
    println!("\nas JSON in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// The commands that measure the boundary in other languages. The generated code is that of the dev build: it is the
/// same, and only the library that it loads is another.
fn boundary(workspace: &Workspace) -> Result<Vec<String>> {
    let library = workspace.library("quick", bindings::LIBRARY)?;
    let mut arguments = Vec::new();
    for language in [Language::Python, Language::Kotlin, Language::Swift] {
        arguments.extend([format!("--{}", language.name()), bindings::measuring(workspace, language, &library)?]);
    }
    Ok(arguments)
}

fn benchmarks(workspace: &Workspace) -> Vec<String> {
    let tests = workspace.metadata.packages.iter().filter(|package| PACKAGES.contains(&package.name.as_str()));
    let binaries = tests.flat_map(|package| &package.targets).filter(|target| target.kind.contains(&TargetKind::Bin));
    let mut names: Vec<_> =
        binaries.map(|target| target.name.clone()).filter(|name| name.starts_with("bench-")).collect();
    names.sort();
    names
}
