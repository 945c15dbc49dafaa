//! `cargo xtask deny`: licences, banned crates, sources and advisories of everything that is built in.

use crate::policy::advisories::{self, Database};
use crate::policy::{Policy, crates};
use crate::tool::report::{Checked, Report};
use crate::tool::workspace::Workspace;
use anyhow::{Result, bail, ensure};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[group(id = "policy")]
pub(crate) struct Args {
    /// A copy of the RustSec advisory database, to use instead of fetching one
    #[arg(long, value_name = "DIR", env = "POCKETCOACH_ADVISORY_DB")]
    pub(crate) advisory_db: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut report = Report::default();
    steps(&workspace, args, &mut report);
    Ok(report.finish())
}

/// Both checks, each a row of the report.
pub(crate) fn steps(workspace: &Workspace, args: &Args, report: &mut Report) {
    report.check("licences and bans", || check_crates(workspace));
    report.check("advisories", || check_advisories(workspace, args));
}

fn check_crates(workspace: &Workspace) -> Result<Checked> {
    let policy = Policy::read(&workspace.root)?;
    if let Some(bare) = policy.bans.deny.iter().find(|banned| banned.reason.trim().is_empty()) {
        bail!("deny.toml bans {} without a reason", bare.name);
    }
    let metadata = workspace.full_metadata()?;
    ensure!(metadata.packages.len() > metadata.workspace_members.len(), "failed to find any dependency to check");
    let violations = crates::violations(&policy, &metadata)?;
    if !violations.is_empty() {
        bail!("{} packages break deny.toml:\n  {}", violations.len(), violations.join("\n  "));
    }
    Ok(Checked::Fine(format!("{} packages", metadata.packages.len())))
}

fn check_advisories(workspace: &Workspace, args: &Args) -> Result<Checked> {
    let policy = Policy::read(&workspace.root)?;
    if let Some(bare) = policy.advisories.ignore.iter().find(|ignored| ignored.reason.trim().is_empty()) {
        bail!("deny.toml ignores {} without a reason", bare.id);
    }
    let folder = match advisories::database(args.advisory_db.as_deref())? {
        Database::At(folder) => folder,
        Database::Unreachable(reason) => return Ok(Checked::NotChecked(reason)),
    };
    let findings = advisories::look_up(&policy, &workspace.full_metadata()?, &folder)?;
    for remark in &findings.remarks {
        println!("{remark}");
    }
    if !findings.problems.is_empty() {
        bail!("{} advisories apply:\n  {}", findings.problems.len(), findings.problems.join("\n  "));
    }
    Ok(Checked::Fine(format!("{} packages, {} remarks", findings.looked_up, findings.remarks.len())))
}
