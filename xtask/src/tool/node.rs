//! Packages for Node that only a measurement needs: each set in a folder of its own under the target directory.

use super::process::run;
use super::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder named `name` with what is in `folder` (relative to the root) and the packages that its manifest asks for.
pub(crate) fn packages(workspace: &Workspace, folder: &Path, name: &str) -> Result<PathBuf> {
    let (from, to) = (workspace.root.join(folder), workspace.target.join(name));
    copy(&from, &to).with_context(|| format!("failed to copy {}", from.display()))?;
    let (wanted, stamp) = (fs::read_to_string(from.join("package.json"))?, to.join("installed.json"));
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(to);
    }
    let install = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    run(Command::new("npm").current_dir(&to).args(install))?;
    fs::write(stamp, wanted)?;
    Ok(to)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let path = file?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}
