//! `cargo xtask desktop`: from a fresh clone to the open window.

use super::run::SampleHome;
use crate::tool::process::{cargo, run as run_command, show, succeeded};
use crate::tool::workspace::Workspace;
use crate::tool::{interface, setup};
use anyhow::{Context, Result};
use std::process::{Command, ExitCode, Stdio};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build with this profile
    #[arg(long, default_value = "quick")]
    profile: String,
    /// Open it on the invented person of `cargo xtask run`, not on your own record
    #[arg(long)]
    sample: bool,
    /// Build it and say where it is
    #[arg(long)]
    build_only: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    setup::ensure(&[setup::BUILD, setup::NODE, setup::DESKTOP])?;
    interface::build(&workspace)?;
    println!("building the desktop app; the first time takes some minutes");
    let mut build = vec!["build", "--locked", "--profile", &args.profile, "-p", "coach-desktop"];
    if args.sample {
        build.extend(["-p", "coach-cli"]);
    }
    run_command(&mut cargo(&workspace.root, &build))?;
    let program = workspace.program(&args.profile, "coach-desktop")?;
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if args.build_only || (cfg!(target_os = "linux") && !display) {
        println!("the app is {}", program.display());
        if !args.build_only {
            println!("it was not opened: there is no display here; `xvfb-run` gives it one");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut app = Command::new(program);
    if args.sample {
        let home = SampleHome::new(&workspace.target, workspace.program(&args.profile, "coach")?);
        home.fill()?;
        app.envs(home.variables());
    }
    show(&app);
    let status = app.stdin(Stdio::null()).status().context("failed to open the app")?;
    succeeded(&app, status)?;
    Ok(ExitCode::SUCCESS)
}
