//! Licences, banned crates and sources, over every package that `Cargo.lock` resolves for any platform.

use super::{Licenses, Policy};
use anyhow::{Context, Result};
use cargo_metadata::{Metadata, Package};
use spdx::{Expression, Licensee, ParseMode};
use std::collections::HashMap;

/// Every package that breaks the policy, in words.
pub(crate) fn violations(policy: &Policy, metadata: &Metadata) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let graph = metadata.resolve.as_ref().context("failed to find the resolved graph in the metadata")?;
    let names: HashMap<_, _> = metadata.packages.iter().map(|package| (&package.id, package.name.as_str())).collect();
    let imports: HashMap<_, Vec<_>> = graph
        .nodes
        .iter()
        .map(|node| (&node.id, node.deps.iter().filter_map(|dep| names.get(&dep.pkg).copied()).collect()))
        .collect();
    for package in &metadata.packages {
        let facts = Facts::of(package, imports.get(&package.id).cloned().unwrap_or_default());
        found.extend(licence_problem(&policy.licenses, &facts)?);
        found.extend(source_problem(&policy.sources.allow_registry, &facts));
        found.extend(banned_imports(policy, &facts));
    }
    Ok(found)
}

/// What the policy is held against.
struct Facts<'a> {
    name: &'a str,
    version: String,
    licence: Option<&'a str>,
    /// Where it comes from; absent for a crate of this workspace.
    source: Option<&'a str>,
    /// What it imports in this graph: optional dependencies that are off are not among them.
    imports: Vec<&'a str>,
}

impl<'a> Facts<'a> {
    fn of(package: &'a Package, imports: Vec<&'a str>) -> Self {
        Self {
            name: package.name.as_str(),
            version: package.version.to_string(),
            licence: package.license.as_deref(),
            source: package.source.as_ref().map(|source| source.repr.as_str()),
            imports,
        }
    }
}

fn licence_problem(licenses: &Licenses, facts: &Facts<'_>) -> Result<Option<String>> {
    let Facts { name, version, licence, .. } = facts;
    let Some(licence) = licence else {
        return Ok(Some(format!("{name} {version} names no licence")));
    };
    let exceptions = licenses.exceptions.iter().filter(|exception| exception.name == *name);
    let allowed = licenses
        .allow
        .iter()
        .chain(exceptions.flat_map(|exception| &exception.allow))
        .map(|text| Licensee::parse(text).with_context(|| format!("failed to read the licence {text} of deny.toml")))
        .collect::<Result<Vec<_>>>()?;
    // Older manifests write "MIT/Apache-2.0" for a choice of both.
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
        return Ok(Some(format!("{name} {version} has the licence \"{licence}\", which is not an SPDX expression")));
    };
    let fits = expression.evaluate(|required| allowed.iter().any(|licensee| licensee.satisfies(required)));
    Ok((!fits).then(|| format!("{name} {version} has the licence {licence}, which deny.toml does not allow")))
}

fn source_problem(allowed: &[String], facts: &Facts<'_>) -> Option<String> {
    let source = facts.source?;
    let known = source.strip_prefix("registry+").is_some_and(|url| allowed.iter().any(|known| known == url));
    (!known).then(|| format!("{} {} comes from {source}, which deny.toml does not allow", facts.name, facts.version))
}

/// One line for each import of a banned crate; importing is what is banned, so the importer is named.
fn banned_imports(policy: &Policy, facts: &Facts<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for banned in &policy.bans.deny {
        let wrapped = banned.wrappers.iter().any(|wrapper| wrapper == facts.name);
        if !wrapped && facts.imports.contains(&banned.name.as_str()) {
            found.push(format!("{} {} imports {}: {}", facts.name, facts.version, banned.name, banned.reason));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::workspace::Workspace;

    fn policy() -> Policy {
        toml::from_str(
            r#"
            [advisories]
            ignore = []
            [licenses]
            allow = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"]
            exceptions = [{ crate = "uniffi", allow = ["MPL-2.0"] }]
            [bans]
            deny = [{ crate = "openssl-sys", reason = "two TLS stacks", wrappers = ["libsqlite3-sys"] }]
            [sources]
            allow-registry = ["https://github.com/rust-lang/crates.io-index"]
            "#,
        )
        .unwrap()
    }

    fn licensed<'a>(name: &'a str, licence: Option<&'a str>) -> Facts<'a> {
        Facts { name, version: "1.0.0".to_owned(), licence, source: None, imports: Vec::new() }
    }

    fn licence_passes(name: &str, licence: Option<&str>) -> bool {
        licence_problem(&policy().licenses, &licensed(name, licence)).unwrap().is_none()
    }

    #[test]
    fn a_licence_passes_only_when_all_that_it_demands_is_allowed() {
        for good in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "MIT AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(licence_passes("a", Some(good)), "{good}");
        }
        for bad in ["GPL-3.0-only", "MIT AND GPL-2.0-only", "AGPL-3.0", "see LICENSE", "GPL-2.0 WITH LLVM-exception"] {
            assert!(!licence_passes("a", Some(bad)), "{bad}");
        }
        assert!(!licence_passes("a", None));
    }

    #[test]
    fn an_exception_counts_for_its_crate_alone() {
        assert!(licence_passes("uniffi", Some("MPL-2.0")));
        assert!(!licence_passes("uniffi_other", Some("MPL-2.0")));
    }

    #[test]
    fn only_the_known_registry_is_a_source() {
        let allowed = policy().sources.allow_registry;
        let from = |source| source_problem(&allowed, &Facts { source, ..licensed("a", None) });
        assert_eq!(from(None), None);
        assert_eq!(from(Some("registry+https://github.com/rust-lang/crates.io-index")), None);
        assert!(from(Some("registry+https://elsewhere.example/index")).is_some());
        assert!(from(Some("git+https://github.com/rust-lang/crates.io-index#0123")).is_some());
    }

    #[test]
    fn a_banned_crate_names_its_importer_unless_that_is_a_wrapper() {
        let importing =
            |name| banned_imports(&policy(), &Facts { imports: vec!["openssl-sys"], ..licensed(name, None) });
        assert_eq!(importing("native-tls"), ["native-tls 1.0.0 imports openssl-sys: two TLS stacks"]);
        assert!(importing("libsqlite3-sys").is_empty());
    }

    #[test]
    fn a_bad_licence_planted_in_the_real_graph_is_found() {
        let workspace = Workspace::find().unwrap();
        let policy = Policy::read(&workspace.root).unwrap();
        let mut metadata = workspace.full_metadata().unwrap();
        assert_eq!(violations(&policy, &metadata).unwrap(), Vec::<String>::new());
        let planted = metadata.packages.iter_mut().find(|package| package.name.as_str() == "serde").unwrap();
        planted.license = Some("GPL-3.0-only".to_owned());
        let found = violations(&policy, &metadata).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("serde ") && found[0].contains("GPL-3.0-only"), "{found:?}");
    }
}
