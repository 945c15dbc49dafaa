//! What the project takes in from others, as `deny.toml` says it.
//!
//! The file has cargo-deny's format; the checks here need nothing installed. Rooms: [`crates`] looks at
//! licences, banned crates and sources, [`advisories`] at known vulnerabilities.

pub(crate) mod advisories;
pub(crate) mod crates;

use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// The part of `deny.toml` that is enforced here.
#[derive(Deserialize)]
pub(crate) struct Policy {
    pub(crate) advisories: Advisories,
    pub(crate) licenses: Licenses,
    pub(crate) bans: Bans,
    pub(crate) sources: Sources,
}

#[derive(Deserialize)]
pub(crate) struct Advisories {
    /// Advisories that do not apply, each with the reason.
    pub(crate) ignore: Vec<Ignored>,
}

#[derive(Deserialize)]
pub(crate) struct Ignored {
    pub(crate) id: String,
    pub(crate) reason: String,
}

#[derive(Deserialize)]
pub(crate) struct Licenses {
    /// SPDX names, each allowed for every crate.
    pub(crate) allow: Vec<String>,
    /// Further ones for single crates.
    #[serde(default)]
    pub(crate) exceptions: Vec<LicenseException>,
}

#[derive(Deserialize)]
pub(crate) struct LicenseException {
    #[serde(rename = "crate")]
    pub(crate) name: String,
    pub(crate) allow: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Bans {
    pub(crate) deny: Vec<Banned>,
}

#[derive(Deserialize)]
pub(crate) struct Banned {
    #[serde(rename = "crate")]
    pub(crate) name: String,
    pub(crate) reason: String,
    /// Crates that may import it all the same.
    #[serde(default)]
    pub(crate) wrappers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Sources {
    pub(crate) allow_registry: Vec<String>,
}

impl Policy {
    /// Reads `deny.toml` in `root`.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let path = root.join("deny.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("failed to understand {}", path.display()))
    }
}
