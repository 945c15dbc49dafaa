//! Tests that Maven builds and runs on the JVM.

use super::counts::Counts;
use super::process::{run_watched, succeeded};
use anyhow::{Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the tests of `project` and counts those of `modules`, folders within it. `library` is the one that they load.
pub(crate) fn test(project: &Path, modules: &[&str], library: &Path, counts: &mut Counts) -> Result<()> {
    ensure!(project.join("pom.xml").is_file(), "failed to find {}", project.join("pom.xml").display());
    let reports: Vec<PathBuf> =
        modules.iter().map(|module| project.join(module).join("target/surefire-reports")).collect();
    // Reports of an earlier run must not count.
    for folder in reports.iter().filter(|folder| folder.exists()) {
        fs::remove_dir_all(folder)?;
    }
    let folder = library.parent().unwrap_or(library);
    println!("Maven fetches the Kotlin compiler and what the tests need, the first time");
    let mut command = Command::new("mvn");
    command
        .current_dir(project)
        .args(["--batch-mode", "--no-transfer-progress", "--quiet", "--fail-at-end", "test"])
        .arg(format!("-Djna.library.path={}", folder.display()));
    let status = run_watched(command, |_| ())?;
    for (folder, module) in reports.iter().zip(modules) {
        let files = xml_files(folder)?;
        ensure!(!status.success() || !files.is_empty(), "failed to find a report of the tests in {module}");
        for file in files {
            counts.read_junit_file(&file)?;
        }
    }
    succeeded(&Command::new("mvn"), status)
}

fn xml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "xml") {
            found.push(path);
        }
    }
    Ok(found)
}
