//! What must hold for the generated code, without running it: generating again gives the same files, every symbol that
//! is looked up is in the library, and all languages offer the same.

use super::surface::{self, Surface};
use super::{LIBRARY, Language, generate_into};
use crate::tool::report::{Checked, Report};
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The page that lists what the library exports.
const PAGE: &str = "bindings/API.md";
/// What names of the library's symbols begin with.
const PREFIXES: [&str; 2] = ["uniffi_pocketcoach_ffi_", "ffi_pocketcoach_ffi_"];

/// Checks the generated code of every language.
pub(super) fn run(workspace: &Workspace, report: &mut Report) {
    let mut code = BTreeMap::new();
    report.check("generated twice", || {
        for language in Language::ALL {
            code.insert(language.name(), generated_twice(workspace, language)?);
        }
        Ok(Checked::Fine(format!("the same files in {} languages", Language::ALL.len())))
    });
    report.check("symbols", || symbols(workspace, &code));
    report.check("the same surface", || same_surface(&code));
    report.check("API.md", || {
        let swift = code.get(Language::Swift.name()).context("failed to read code that was not generated")?;
        let path = workspace.root.join(PAGE);
        let written = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        ensure!(
            written == surface::page(swift),
            "failed to find {PAGE} up to date; run `cargo xtask bindings generate`"
        );
        Ok(Checked::Fine("up to date".to_owned()))
    });
}

/// Writes the page that lists what the library exports.
pub(super) fn write_page(workspace: &Workspace, folder: &Path) -> Result<()> {
    let swift = texts(folder)?.into_values().collect::<Vec<_>>().join("\n");
    Ok(fs::write(workspace.root.join(PAGE), surface::page(&swift))?)
}

/// Generates the bindings of a language twice and compares; gives the text of all its files.
fn generated_twice(workspace: &Workspace, language: Language) -> Result<String> {
    let library = workspace.library("dev", LIBRARY)?;
    let mut runs = Vec::new();
    for number in ["1", "2"] {
        let folder = workspace.target.join("bindings").join(number).join(language.name());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        generate_into(workspace, language, &library, &folder)?;
        runs.push(texts(&folder)?);
    }
    ensure!(!runs[0].is_empty(), "failed to generate anything for {}", language.name());
    if let Some(differs) = runs[0].iter().find(|(name, text)| runs[1].get(*name) != Some(text)) {
        bail!("failed to generate {} twice: {} differs", language.name(), differs.0.display());
    }
    ensure!(runs[0].len() == runs[1].len(), "failed to generate {} twice: the files differ", language.name());
    Ok(runs.swap_remove(0).into_values().collect::<Vec<_>>().join("\n"))
}

/// The files below a folder by their path in it.
fn texts(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
                found.insert(path.strip_prefix(folder)?.to_owned(), text);
            }
        }
    }
    Ok(found)
}

/// Every symbol that a language looks up is defined in the library.
fn symbols(workspace: &Workspace, code: &BTreeMap<&str, String>) -> Result<Checked> {
    let library = workspace.library("dev", LIBRARY)?;
    let listed = Command::new("nm").args(["--dynamic", "--defined-only"]).arg(&library).output();
    let Ok(listed) = listed else { return Ok(Checked::NotChecked("there is no nm".to_owned())) };
    ensure!(listed.status.success(), "failed to list the symbols of {}", library.display());
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let defined: BTreeSet<&str> = listed.lines().filter_map(|line| line.split_whitespace().nth(2)).collect();
    let mut counts = Vec::new();
    for (language, text) in code {
        let wanted = looked_up(text);
        ensure!(!wanted.is_empty(), "failed to find any symbol in the {language} code");
        let missing: Vec<&str> = wanted.iter().filter(|symbol| !defined.contains(**symbol)).copied().collect();
        ensure!(missing.is_empty(), "failed to find in the library what {language} looks up: {}", missing.join(", "));
        counts.push(format!("{language} {}", wanted.len()));
    }
    Ok(Checked::Fine(counts.join(", ")))
}

/// The names of symbols of the library in a text.
fn looked_up(text: &str) -> BTreeSet<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.split(|letter: char| !is_part(letter))
        .filter(|word| PREFIXES.iter().any(|prefix| word.len() > prefix.len() && word.starts_with(prefix)))
        .collect()
}

/// All languages offer the same types, members and functions.
fn same_surface(code: &BTreeMap<&str, String>) -> Result<Checked> {
    let read = |language: Language, read: fn(&str) -> Surface| {
        code.get(language.name()).map(|text| read(text)).context("failed to read code that was not generated")
    };
    let swift = read(Language::Swift, surface::swift)?;
    let kotlin = read(Language::Kotlin, surface::kotlin)?;
    let python = read(Language::Python, surface::python)?;
    ensure!(swift.len() > 100, "failed to read the surface: {} types in Swift", swift.len());
    let mut differs = surface::differences(["Swift", "Kotlin"], [&swift, &kotlin]);
    differs.extend(surface::differences(["Swift", "Python"], [&swift, &python]));
    ensure!(differs.is_empty(), "failed to find the same in every language:\n  {}", differs.join("\n  "));
    let members: usize = swift.values().map(BTreeSet::len).sum();
    Ok(Checked::Fine(format!("{} types, {members} members and functions", swift.len() - 1)))
}
