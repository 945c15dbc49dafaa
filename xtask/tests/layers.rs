//! `cargo xtask layers` on a copy of this workspace, as it is and with a forbidden import planted.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The folders that hold members of the workspace.
const HOUSE: &[&str] = &["core", "bindings", "cli", "desktop", "server", "tests", "xtask"];

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let wanted =
            source.extension().is_some_and(|extension| extension == "rs" || extension == "toml" || extension == "md");
        if source.is_dir() {
            let skipped = ["target", "node_modules", "data", "fixtures"];
            if !skipped.iter().any(|name| entry.file_name() == *name) {
                copy(&source, &target)?;
            }
        } else if wanted {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}

fn copy_of_the_house() -> std::io::Result<tempfile::TempDir> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir()?;
    fs::copy(root.join("Cargo.toml"), folder.path().join("Cargo.toml"))?;
    for name in HOUSE {
        copy(&root.join(name), &folder.path().join(name))?;
    }
    Ok(folder)
}

fn plant(manifest: &Path, dependency: &str) -> std::io::Result<()> {
    let text = fs::read_to_string(manifest)?;
    let planted = format!("[dependencies]\n{dependency}");
    fs::write(manifest, text.replacen("[dependencies]", &planted, 1))
}

fn layers(root: &Path) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(["layers", "--root"]).arg(root).output()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_house_as_it_stands_passes() {
    let house = copy_of_the_house().unwrap();
    let output = layers(house.path()).unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("crates"), "{}", text(&output.stdout));
}

#[test]
fn a_forbidden_import_makes_it_fail_and_names_both_ends() {
    for (crate_folder, dependency, complaint) in [
        ("core/agent", "coach-servers.workspace = true", "core/agent imports core/servers: they stand side by side"),
        (
            "core/domain",
            "coach-store.workspace = true",
            "core/domain imports core/store: core/store stands to the right",
        ),
        ("cli", "coach-store.workspace = true", "cli imports core/store: a face uses the façade"),
        ("core/llm", "uniffi.workspace = true", "core/llm imports uniffi: UniFFI stays in"),
        ("core/agent", "rusqlite.workspace = true", "core/agent imports rusqlite: SQL stays in"),
    ] {
        let house = copy_of_the_house().unwrap();
        plant(&house.path().join(crate_folder).join("Cargo.toml"), dependency).unwrap();
        let output = layers(house.path()).unwrap();
        let complaints = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{crate_folder} with {dependency}: {complaints}");
        assert!(complaints.contains(complaint), "{complaint} is not in: {complaints}");
    }
}
