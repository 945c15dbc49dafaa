//! Where things are: the root of the clone, the target directory, what a build left there.

use anyhow::{Context, Result, ensure};
use cargo_metadata::{Metadata, MetadataCommand};
use std::path::{Path, PathBuf};

/// The workspace that the command was started in.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds; outside the clone when `CARGO_TARGET_DIR` says so.
    pub(crate) target: PathBuf,
    /// Members and their declared dependencies, without the crates of the registry.
    pub(crate) metadata: Metadata,
}

impl Workspace {
    /// The workspace around the current directory.
    pub(crate) fn find() -> Result<Self> {
        Self::from_command(&mut MetadataCommand::new())
    }

    /// The workspace in `root`.
    pub(crate) fn at(root: &Path) -> Result<Self> {
        Self::from_command(MetadataCommand::new().current_dir(root))
    }

    fn from_command(command: &mut MetadataCommand) -> Result<Self> {
        let metadata = command.no_deps().exec().context("failed to read the workspace with cargo metadata")?;
        Ok(Self {
            root: metadata.workspace_root.clone().into_std_path_buf(),
            target: metadata.target_directory.clone().into_std_path_buf(),
            metadata,
        })
    }

    /// Every package of the dependency graph, for all platforms, exactly as `Cargo.lock` has them.
    pub(crate) fn full_metadata(&self) -> Result<Metadata> {
        MetadataCommand::new()
            .current_dir(&self.root)
            .other_options(vec!["--locked".to_owned()])
            .exec()
            .context("failed to resolve the dependencies with cargo metadata --locked")
    }

    /// The program `name` as built with `profile`; an error when it is not there.
    pub(crate) fn program(&self, profile: &str, name: &str) -> Result<PathBuf> {
        self.artefact(profile, &format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The example program `name` as built with `profile`; an error when it is not there.
    pub(crate) fn example(&self, profile: &str, name: &str) -> Result<PathBuf> {
        self.artefact(profile, &format!("examples/{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The dynamic library `name` as built with `profile`; an error when it is not there.
    pub(crate) fn library(&self, profile: &str, name: &str) -> Result<PathBuf> {
        use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
        self.artefact(profile, &format!("{DLL_PREFIX}{name}{DLL_SUFFIX}"))
    }

    fn artefact(&self, profile: &str, file: &str) -> Result<PathBuf> {
        // Cargo keeps the dev profile in a folder of another name.
        let folder = if profile == "dev" { "debug" } else { profile };
        let path = self.target.join(folder).join(file);
        ensure!(path.is_file(), "failed to find {}: the build did not make it", path.display());
        Ok(path)
    }
}
