//! `cargo xtask models sign|check`: the signature of the catalogue of models.
//!
//! The work is done by the example `catalogue` of `coach-llm`, so that what signs is what reads.

use crate::tool::process::cargo;
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Sign the catalogue with a secret key
    Sign {
        /// File with the secret key, outside the repository
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Take this key as the one that programs trust from now on
        #[arg(long)]
        new_key: bool,
    },
    /// Verify the catalogue, its signature and the key
    Check,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let folder = workspace.root.join("models");
    let [document, signature, public] =
        ["catalogue.json", "catalogue.sig", "catalogue.pub"].map(|name| folder.join(name));
    if let What::Sign { key, new_key } = &args.what {
        let key = fs::canonicalize(key).with_context(|| format!("failed to find the key {}", key.display()))?;
        ensure!(
            !key.starts_with(fs::canonicalize(&workspace.root)?),
            "failed to sign: the secret key is inside the repository; move it out"
        );
        let ours = tool(&workspace, &["key", text(&key)?])?;
        let trusted = fs::read_to_string(&public).unwrap_or_default();
        if *new_key {
            fs::write(&public, format!("{ours}\n"))?;
        } else {
            ensure!(
                trusted.trim() == ours,
                "failed to sign: programs trust another key; --new-key makes them trust this one"
            );
        }
        let line = tool(&workspace, &["sign", text(&document)?, text(&key)?])?;
        fs::write(&signature, format!("{line}\n"))?;
    }
    println!("models: {}", tool(&workspace, &["check", text(&document)?, text(&signature)?, text(&public)?])?);
    Ok(ExitCode::SUCCESS)
}

/// Runs the example and gives the line that it answers with.
fn tool(workspace: &Workspace, args: &[&str]) -> Result<String> {
    let mut command =
        cargo(&workspace.root, &["run", "--quiet", "--locked", "-p", "coach-llm", "--example", "catalogue", "--"]);
    let output = command.args(args).stdin(Stdio::null()).output().context("failed to start cargo")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("failed to use {}: its name is no text", path.display()))
}
