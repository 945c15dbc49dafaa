//! The interface: its packages and its build, which the desktop app and `coach serve` carry.

use super::process::run;
use super::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::process::Command;
use std::time::SystemTime;

/// `npm` with arguments, in the folder of the interface.
pub(crate) fn npm(workspace: &Workspace, args: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(workspace.root.join("desktop/ui")).args(args);
    command
}

/// Installs the packages of the interface and builds it, before what carries it is compiled.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let dist = workspace.root.join("desktop/ui/dist");
    let first = !dist.exists();
    run(&mut npm(workspace, &["ci", "--no-fund", "--no-audit"]))?;
    run(&mut npm(workspace, &["run", "--silent", "build"]))?;
    if first {
        // Cargo cannot watch a folder that was not there: a crate that was compiled without the interface would stay so.
        let script = workspace.root.join("core/web/build.rs");
        let touched = File::options().append(true).open(&script).and_then(|file| file.set_modified(SystemTime::now()));
        touched.with_context(|| format!("failed to touch {}", script.display()))?;
    }
    fs::metadata(dist.join("index.html")).context("failed to find the interface: its build made no index.html")?;
    Ok(())
}
