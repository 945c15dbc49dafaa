//! Python suites and tools: each in an environment of its own under the target directory.

use super::counts::Counts;
use super::process::{run, run_watched, succeeded};
use super::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the tests in `folder` (relative to the root) with pytest and the given environment variables.
pub(crate) fn run_suite(
    workspace: &Workspace,
    folder: &Path,
    variables: &[(&str, PathBuf)],
    counts: &mut Counts,
) -> Result<()> {
    let place = workspace.root.join(folder);
    let python = environment(workspace, &place.join("requirements.txt"))?;
    let report =
        workspace.target.join("reports").join(format!("{}.xml", folder.display().to_string().replace('/', "-")));
    // A report of an earlier run must not stand in for this one's.
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut command = Command::new(python);
    command
        .current_dir(&place)
        .args(["-m", "pytest", "-p", "no:cacheprovider", "--color=no", "-q"])
        .arg(format!("--junitxml={}", report.display()))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .envs(variables.iter().map(|(name, value)| (name, value)));
    let status = run_watched(command, |_| ())?;
    counts.read_junit_file(&report)?;
    succeeded(&Command::new("pytest"), status)
}

/// Looks over the Python in `folders` by the rules in `suite`, whose requirements name the linter.
pub(crate) fn lint(workspace: &Workspace, suite: &Path, folders: &[&str]) -> Result<()> {
    let place = workspace.root.join(suite);
    let mut command = Command::new(environment(workspace, &place.join("requirements.txt"))?);
    command.current_dir(&workspace.root).args(["-m", "ruff", "check", "--no-cache", "--quiet", "--config"]);
    run(command.arg(place.join("ruff.toml")).args(folders)).context("failed to find the Python in order")
}

/// The interpreter of an environment that holds what the file `requirements` asks for.
pub(crate) fn environment(workspace: &Workspace, requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read_to_string(requirements)
        .with_context(|| format!("failed to read {}, which lists what the suite needs", requirements.display()))?;
    let suite = requirements.parent().and_then(Path::file_name).unwrap_or_default();
    Ok(install(workspace, &suite.to_string_lossy(), &wanted)?.join("python"))
}

/// The `bin` folder of the environment `name`, which holds what `wanted` asks for, line by line.
pub(crate) fn install(workspace: &Workspace, name: &str, wanted: &str) -> Result<PathBuf> {
    let home = workspace.target.join("venv").join(name);
    let (programs, stamp) = (home.join("bin"), home.join("installed.txt"));
    let python = programs.join("python");
    if python.exists() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    println!("installing Python packages into {}: {}", home.display(), wanted.replace('\n', " ").trim());
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    let list = home.join("requirements.txt");
    fs::write(&list, wanted)?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(list))?;
    fs::write(stamp, wanted)?;
    Ok(programs)
}
