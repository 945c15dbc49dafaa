//! `cargo xtask layers`: which crate may import which, and what must be absent where.

use crate::layers::{Inspection, inspect};
use crate::tool::report::Checked;
use crate::tool::workspace::Workspace;
use anyhow::{Result, bail, ensure};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The workspace to check, when it is not this one
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = match &args.root {
        Some(root) => Workspace::at(root)?,
        None => Workspace::find()?,
    };
    if let Checked::Fine(note) = check(&workspace)? {
        println!("layers: {note}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Holds the workspace against the drawing; the error names every crossing.
pub(crate) fn check(workspace: &Workspace) -> Result<Checked> {
    let Inspection { crates, edges, files, crossings } = inspect(workspace)?;
    if !crossings.is_empty() {
        let list: Vec<_> = crossings.iter().map(|crossing| format!("  {crossing}")).collect();
        bail!("{} things are not where the layers allow them:\n{}", crossings.len(), list.join("\n"));
    }
    ensure!(crates > 0 && edges > 0 && files > 0, "failed to find anything to check");
    Ok(Checked::Fine(format!("{crates} crates, {edges} dependencies, {files} source files")))
}
