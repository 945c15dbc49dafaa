//! Lists the interface's files, so that they become part of the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Names another folder than `desktop/ui/dist`, and has this script run again when it changes.
const FOLDER: &str = "POCKETCOACH_UI_DIST";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={FOLDER}");
    let dist = match env::var_os(FOLDER) {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../desktop/ui/dist"),
    };
    // A path that is not there would count as changed at every build.
    if dist.exists() {
        println!("cargo::rerun-if-changed={}", dist.display());
    }
    let mut files = Vec::new();
    if dist.is_dir() {
        collect(&dist, String::new(), &mut files)?;
    }
    files.sort();
    let mut text = String::from("static FILES: &[File] = &[\n");
    for (name, path) in files {
        let _ =
            writeln!(text, "    File {{ name: {name:?}, bytes: include_bytes!({:?}) }},", path.display().to_string());
    }
    text.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("files.rs"), text)
}

fn collect(folder: &Path, prefix: String, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let own = entry.file_name().to_string_lossy().into_owned();
        // Notes of the bundler are no pages.
        if own.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{own}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), format!("{name}/"), files)?;
        } else if !name.ends_with(".map") {
            files.push((name, entry.path().canonicalize()?));
        }
    }
    Ok(())
}
