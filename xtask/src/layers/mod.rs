//! The layering rule and the invariants that are absences, read from `cargo metadata` and the sources.
//!
//! Rooms: [`drawing`] says what may import what, [`pure`] what the text of `domain` must not contain.

mod drawing;
mod pure;

use crate::tool::workspace::Workspace;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata};
use drawing::{Edge, Room};
use std::fs;
use std::path::Path;

/// What was looked at, and what was found where it must not be.
pub(crate) struct Inspection {
    pub(crate) crates: usize,
    pub(crate) edges: usize,
    pub(crate) files: usize,
    pub(crate) crossings: Vec<String>,
}

/// Looks at every member of the workspace.
pub(crate) fn inspect(workspace: &Workspace) -> Result<Inspection> {
    let rooms = rooms(&workspace.metadata);
    let mut crossings = drawing::crossings(&rooms);
    let root_manifest = read_manifest(&workspace.root)?;
    if aborts_on_panic(&root_manifest) {
        crossings.push("a profile sets panic = \"abort\": a panic must unwind to the face that called".to_owned());
    }
    for room in &rooms {
        let folder = workspace.root.join(&room.path);
        let lints = read_manifest(&folder)?.get("lints").and_then(|lints| lints.get("workspace").cloned());
        if lints.and_then(|value| value.as_bool()) != Some(true) {
            crossings.push(format!("{} does not take the workspace's lints", room.path));
        }
        if !folder.join("README.md").is_file() {
            crossings.push(format!("{} has no README.md", room.path));
        }
    }
    let mut files = 0;
    for room in rooms.iter().filter(|room| drawing::is_pure(&room.path)) {
        files += pure::inspect(&workspace.root, &room.path, &mut crossings)?;
    }
    let edges = rooms.iter().map(|room| room.edges.len()).sum();
    Ok(Inspection { crates: rooms.len(), edges, files, crossings })
}

fn rooms(metadata: &Metadata) -> Vec<Room> {
    let place = |manifest: &Path| -> String {
        let folder = manifest.parent().unwrap_or(manifest);
        let relative = folder.strip_prefix(&metadata.workspace_root).unwrap_or(folder);
        relative.to_string_lossy().replace('\\', "/")
    };
    let room = |package: &cargo_metadata::Package| Room {
        path: place(package.manifest_path.as_std_path()),
        edges: package
            .dependencies
            .iter()
            .map(|dependency| Edge {
                name: dependency.name.clone(),
                room: dependency.path.as_ref().map(|path| place(path.join("Cargo.toml").as_std_path())),
                for_tests: dependency.kind == DependencyKind::Development,
            })
            .collect(),
    };
    metadata.workspace_packages().into_iter().map(room).collect()
}

fn read_manifest(folder: &Path) -> Result<toml::Table> {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("failed to understand {}", path.display()))
}

fn aborts_on_panic(manifest: &toml::Table) -> bool {
    let profiles = manifest.get("profile").and_then(toml::Value::as_table);
    profiles
        .into_iter()
        .flatten()
        .any(|(_, profile)| profile.get("panic").and_then(toml::Value::as_str) == Some("abort"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace on disk with the rooms of the house that matter here.
    struct House(tempfile::TempDir);

    impl House {
        fn new() -> Self {
            let house = Self(tempfile::tempdir().unwrap());
            let members = r#"["core/domain", "core/store", "core/agent", "core/api", "cli"]"#;
            house.write("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = {members}\n"));
            house.member("core/domain", "coach-domain", "");
            house.member("core/store", "coach-store", "coach-domain = { path = \"../domain\" }");
            house.member("core/agent", "coach-agent", "coach-store = { path = \"../store\" }");
            house.member("core/api", "coach-api", "coach-agent = { path = \"../agent\" }");
            house.member("cli", "coach-cli", "coach-api = { path = \"../core/api\" }");
            house
        }

        fn member(&self, path: &str, name: &str, dependencies: &str) {
            self.write(
                &format!("{path}/Cargo.toml"),
                &format!(
                    "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                     [lints]\nworkspace = true\n[dependencies]\n{dependencies}\n"
                ),
            );
            self.write(&format!("{path}/README.md"), name);
            self.write(&format!("{path}/src/lib.rs"), "");
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.0.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        /// Adds the workspace lint table that the members ask for, then inspects.
        fn crossings(&self) -> Vec<String> {
            let manifest = self.0.path().join("Cargo.toml");
            let text = fs::read_to_string(&manifest).unwrap();
            if !text.contains("workspace.lints") {
                fs::write(&manifest, text + "[workspace.lints.rust]\nunsafe_code = \"deny\"\n").unwrap();
            }
            inspect(&Workspace::at(self.0.path()).unwrap()).unwrap().crossings
        }
    }

    #[test]
    fn a_house_in_order_passes() {
        let house = House::new();
        assert_eq!(house.crossings(), Vec::<String>::new());
    }

    #[test]
    fn a_forbidden_import_added_to_a_manifest_fails() {
        let house = House::new();
        house.member("cli", "coach-cli", "coach-store = { path = \"../core/store\" }");
        let crossings = house.crossings();
        assert_eq!(crossings.len(), 1, "{crossings:?}");
        assert!(crossings[0].starts_with("cli imports core/store"), "{crossings:?}");
    }

    #[test]
    fn a_clock_in_the_domain_fails() {
        let house = House::new();
        house.write("core/domain/src/lib.rs", "pub fn now() -> std::time::SystemTime { std::time::SystemTime::now() }");
        let crossings = house.crossings();
        assert!(crossings[0].starts_with("core/domain/src/lib.rs:1 "), "{crossings:?}");
    }

    #[test]
    fn panics_that_abort_missing_lints_and_missing_readmes_fail() {
        let house = House::new();
        let text = fs::read_to_string(house.0.path().join("Cargo.toml")).unwrap();
        house.write("Cargo.toml", &(text + "[profile.release]\npanic = \"abort\"\n"));
        fs::remove_file(house.0.path().join("core/api/README.md")).unwrap();
        let manifest = fs::read_to_string(house.0.path().join("core/agent/Cargo.toml")).unwrap();
        house.write("core/agent/Cargo.toml", &manifest.replace("[lints]\nworkspace = true\n", ""));
        let crossings = house.crossings().join("\n");
        for expected in ["panic = \"abort\"", "core/api has no README.md", "core/agent does not take the workspace's"] {
            assert!(crossings.contains(expected), "{expected} is not in {crossings}");
        }
    }

    #[test]
    fn this_workspace_passes() {
        let workspace = Workspace::find().unwrap();
        let found = inspect(&workspace).unwrap();
        assert_eq!(found.crossings, Vec::<String>::new());
        assert!(found.crates > 10 && found.edges > 50 && found.files > 10);
    }
}
