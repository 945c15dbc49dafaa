//! The types of what is generated, held against the library in every language, and all that can be known of Dart without
//! its compiler. See `bindings/parity`.

use super::bindings::{self, Language};
use crate::tool::counts::Counts;
use crate::tool::process::{run as run_command, run_watched, succeeded};
use crate::tool::python;
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generates every language, and checks what comes of it.
pub(crate) fn test(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    for language in Language::ALL {
        bindings::generate(workspace, language)?;
    }
    let interface = workspace.target.join("reports/interface.json");
    fs::create_dir_all(workspace.target.join("reports"))?;
    let library = workspace.library("dev", bindings::LIBRARY)?;
    run_command(
        Command::new(workspace.program("dev", "coach-bindgen")?).arg("describe").arg(&library).arg(&interface),
    )?;
    let place = workspace.root.join("bindings/parity");
    let mut check = Command::new(python::environment(workspace, &place.join("requirements.txt"))?);
    check.current_dir(&workspace.root).env("PYTHONDONTWRITEBYTECODE", "1").arg(place.join("check.py"));
    check.arg("--library").arg(&library).arg("--interface").arg(&interface);
    check.args(["--header", "bindings/swift/generated/ffi/PocketCoachFFI.h", "--facade", "core/api/src"]);
    for language in Language::ALL {
        check.arg(format!("--{}", language.name())).arg(source(&workspace.root.join(language.folder()), language)?);
    }
    for folder in ["bindings/dart/lib", "bindings/dart/test", "mobile-shells/flutter/lib", "mobile-shells/flutter/test"]
    {
        check.args(["--dart-folder", folder]);
    }
    let status = run_watched(check, |line| counts.read_plain_line(line))?;
    succeeded(&Command::new("the check of the generated code"), status)
}

/// The one source file of a language.
fn source(folder: &Path, language: Language) -> Result<PathBuf> {
    let extension = match language {
        Language::Python => "py",
        Language::Kotlin => "kt",
        Language::Swift => "swift",
        Language::Dart => "dart",
    };
    let mut found: Vec<_> =
        files(folder)?.into_iter().filter(|path| path.extension().is_some_and(|known| known == extension)).collect();
    ensure!(found.len() == 1, "failed to find the generated file in {}: there are {}", folder.display(), found.len());
    Ok(found.remove(0))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
