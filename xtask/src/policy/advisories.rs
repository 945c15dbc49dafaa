//! Known vulnerabilities, from the RustSec advisory database (<https://rustsec.org>).
//!
//! The database is fetched with git into the user's cache folder. Without a way to it nothing can be
//! said, and that is what the caller is told: [`Database::Unreachable`] is neither good nor bad news.

use super::Policy;
use crate::tool::process::run_within;
use anyhow::{Context, Result, bail, ensure};
use cargo_metadata::Metadata;
use cargo_metadata::semver::{Version, VersionReq};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const ORIGIN: &str = "https://github.com/RustSec/advisory-db";
/// How long a fetch may take before the network counts as absent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A copy of the database, or the reason why there is none.
pub(crate) enum Database {
    At(PathBuf),
    Unreachable(String),
}

/// The newest database that can be had: the folder `given`, else a fresh fetch into the cache.
pub(crate) fn database(given: Option<&Path>) -> Result<Database> {
    if let Some(folder) = given {
        ensure!(folder.join("crates").is_dir(), "failed to find an advisory database in {}", folder.display());
        return Ok(Database::At(folder.to_owned()));
    }
    let Some(cache) = cache_folder() else {
        return Ok(Database::Unreachable("there is no home folder to keep the advisory database in".to_owned()));
    };
    Ok(match fetch(&cache) {
        Ok(()) => Database::At(cache),
        Err(error) => Database::Unreachable(format!("the advisory database could not be fetched ({error:#})")),
    })
}

fn cache_folder() -> Option<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))?;
    Some(base.join("pocketcoach").join("advisory-db"))
}

fn fetch(folder: &Path) -> Result<()> {
    let git = || {
        let mut command = Command::new("git");
        command.env("GIT_TERMINAL_PROMPT", "0").arg("-C").arg(folder);
        command
    };
    fs::create_dir_all(folder).with_context(|| format!("failed to make {}", folder.display()))?;
    run_within(git().args(["init", "--quiet"]), PATIENCE)?;
    run_within(git().args(["fetch", "--quiet", "--depth", "1", ORIGIN, "HEAD"]), PATIENCE)?;
    run_within(git().args(["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"]), PATIENCE)
}

/// What the database holds against the packages in use.
pub(crate) struct Findings {
    /// Vulnerable or unsound packages, in words.
    pub(crate) problems: Vec<String>,
    /// Unmaintained packages and notices, in words: worth knowing, no reason to fail.
    pub(crate) remarks: Vec<String>,
    /// How many packages were looked up.
    pub(crate) looked_up: usize,
}

/// Looks up every package that comes from a registry.
pub(crate) fn look_up(policy: &Policy, metadata: &Metadata, database: &Path) -> Result<Findings> {
    let mut findings = Findings { problems: Vec::new(), remarks: Vec::new(), looked_up: 0 };
    for package in metadata.packages.iter().filter(|package| package.source.is_some()) {
        findings.looked_up += 1;
        for advisory in advisories_of(&database.join("crates").join(package.name.as_str()))? {
            let ignored = policy.advisories.ignore.iter().any(|ignored| ignored.id == advisory.advisory.id);
            if ignored || !advisory.affects(&package.version) {
                continue;
            }
            let kind = advisory.advisory.informational.as_deref();
            let text = format!("{} {}: {}", package.name, package.version, advisory.summary(kind));
            if matches!(kind, None | Some("unsound")) {
                findings.problems.push(text);
            } else {
                findings.remarks.push(text);
            }
        }
    }
    ensure!(findings.looked_up > 0, "failed to find any package to look up");
    Ok(findings)
}

#[derive(Debug, Deserialize)]
struct Advisory {
    advisory: Header,
    #[serde(default)]
    versions: Versions,
}

#[derive(Debug, Deserialize)]
struct Header {
    id: String,
    withdrawn: Option<String>,
    informational: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Versions {
    #[serde(default)]
    patched: Vec<VersionReq>,
    #[serde(default)]
    unaffected: Vec<VersionReq>,
}

impl Advisory {
    /// Reads the TOML block at the head of an advisory's Markdown.
    fn parse(text: &str) -> Result<Self> {
        let block = text.split_once("```toml").and_then(|(_, rest)| rest.split_once("```"));
        let Some((block, _)) = block else { bail!("it has no TOML block") };
        Ok(toml::from_str(block)?)
    }

    fn affects(&self, version: &Version) -> bool {
        let mut safe = self.versions.patched.iter().chain(&self.versions.unaffected);
        self.advisory.withdrawn.is_none() && !safe.any(|range| range.matches(version))
    }

    fn summary(&self, kind: Option<&str>) -> String {
        let id = &self.advisory.id;
        format!("{} ({id}, https://rustsec.org/advisories/{id})", kind.unwrap_or("vulnerable"))
    }
}

fn advisories_of(folder: &Path) -> Result<Vec<Advisory>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path)?;
            found.push(Advisory::parse(&text).with_context(|| format!("failed to understand {}", path.display()))?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::workspace::Workspace;

    fn advisory(head: &str, versions: &str) -> Advisory {
        let text = format!(
            "```toml\n[advisory]\nid = \"RUSTSEC-2026-0001\"\npackage = \"a\"\n{head}\n[versions]\n{versions}\n```\n# A\n"
        );
        Advisory::parse(&text).unwrap()
    }

    fn affects(advisory: &Advisory, version: &str) -> bool {
        advisory.affects(&Version::parse(version).unwrap())
    }

    #[test]
    fn patched_and_unaffected_versions_are_safe_and_the_rest_is_not() {
        let found = advisory("", "patched = [\">= 1.2.3, < 2.0.0\", \">= 2.1.0\"]\nunaffected = [\"< 0.9.0\"]");
        for (version, vulnerable) in
            [("0.8.9", false), ("0.9.0", true), ("1.2.2", true), ("1.2.3", false), ("2.0.5", true), ("2.1.0", false)]
        {
            assert_eq!(affects(&found, version), vulnerable, "{version}");
        }
        assert!(affects(&advisory("", "patched = []"), "99.0.0"), "no patch means every version");
        assert!(!affects(&advisory("withdrawn = \"2026-02-01\"", "patched = []"), "1.0.0"));
    }

    #[test]
    fn a_planted_advisory_is_found_and_an_ignored_one_is_not() {
        let workspace = Workspace::find().unwrap();
        let metadata = workspace.full_metadata().unwrap();
        let mut policy = Policy::read(&workspace.root).unwrap();
        let database = tempfile::tempdir().unwrap();
        let plant = |package: &str, id: &str, informational: &str| {
            let folder = database.path().join("crates").join(package);
            fs::create_dir_all(&folder).unwrap();
            let text = format!("```toml\n[advisory]\nid = \"{id}\"\n{informational}\n[versions]\npatched = []\n```\n");
            fs::write(folder.join(format!("{id}.md")), text).unwrap();
        };
        plant("serde", "RUSTSEC-2999-0001", "");
        plant("clap", "RUSTSEC-2999-0002", "informational = \"unmaintained\"");
        plant("not-in-use", "RUSTSEC-2999-0003", "");

        let findings = look_up(&policy, &metadata, database.path()).unwrap();
        assert!(findings.problems.iter().all(|problem| problem.starts_with("serde ")), "{:?}", findings.problems);
        assert!(findings.problems[0].contains("RUSTSEC-2999-0001"));
        assert!(findings.remarks[0].contains("unmaintained"));
        assert!(findings.looked_up > 100);

        let reason = "a test".to_owned();
        policy.advisories.ignore.push(super::super::Ignored { id: "RUSTSEC-2999-0001".to_owned(), reason });
        assert!(look_up(&policy, &metadata, database.path()).unwrap().problems.is_empty());
    }

    #[test]
    fn a_folder_that_is_no_database_is_refused() {
        assert!(database(Some(tempfile::tempdir().unwrap().path())).is_err());
    }

    #[test]
    fn a_broken_advisory_is_an_error_and_not_silence() {
        assert!(Advisory::parse("# no block").is_err());
        assert!(Advisory::parse("```toml\n[advisory]\n```").is_err());
    }
}
