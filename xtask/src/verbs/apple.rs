//! `cargo xtask bindings package apple`: the library as an XCFramework, for Xcode and SwiftPM.

use super::bindings::{self, Language};
use crate::tool::process::{cargo, run as run_command};
use crate::tool::workspace::Workspace;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One build of the library.
struct Target {
    triple: &'static str,
    /// Builds of one slice are joined into one file.
    slice: &'static str,
}

const TARGETS: &[Target] = &[
    Target { triple: "aarch64-apple-ios", slice: "ios" },
    Target { triple: "aarch64-apple-ios-sim", slice: "ios-simulator" },
    Target { triple: "x86_64-apple-ios", slice: "ios-simulator" },
    Target { triple: "aarch64-apple-darwin", slice: "macos" },
    Target { triple: "x86_64-apple-darwin", slice: "macos" },
];

/// The oldest systems that the packages run on.
const OLDEST: [(&str, &str); 2] = [("IPHONEOS_DEPLOYMENT_TARGET", "17.0"), ("MACOSX_DEPLOYMENT_TARGET", "14.0")];
const ARCHIVE: &str = "libpocketcoach_ffi.a";

/// Builds the library for Apple's systems and puts the XCFramework where the Swift package looks for it.
pub(crate) fn package(workspace: &Workspace) -> Result<PathBuf> {
    if !cfg!(target_os = "macos") {
        bail!("failed to package for Apple's systems: this needs macOS with Xcode 16 or later");
    }
    for target in TARGETS {
        run_command(Command::new("rustup").args(["target", "add", target.triple]))?;
        let mut build = cargo(&workspace.root, &["build", "--locked", "--release", "-p", "coach-ffi", "--target"]);
        run_command(build.arg(target.triple).envs(OLDEST))?;
    }
    bindings::generate(workspace, Language::Swift)?;
    let generated = workspace.root.join(Language::Swift.folder());
    let place = workspace.target.join("apple");
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    let framework = generated.join("PocketCoachFFI.xcframework");
    if framework.exists() {
        fs::remove_dir_all(&framework)?;
    }
    for line in lines(&workspace.target, &place, &generated.join("ffi"), &framework) {
        let Some((program, arguments)) = line.split_first() else { continue };
        run_command(Command::new(program).args(arguments))?;
    }
    Ok(framework)
}

/// What is run after the builds, as data.
fn lines(target: &Path, place: &Path, headers: &Path, framework: &Path) -> Vec<Vec<String>> {
    let shown = |path: &Path| path.display().to_string();
    let mut lines = Vec::new();
    let mut create = vec!["xcodebuild".to_owned(), "-create-xcframework".to_owned()];
    for slice in ["ios", "ios-simulator", "macos"] {
        let folder = place.join(slice);
        let joined = folder.join(ARCHIVE);
        let builds = TARGETS.iter().filter(|known| known.slice == slice);
        let archives = builds.map(|known| shown(&target.join(known.triple).join("release").join(ARCHIVE)));
        lines.push(vec!["mkdir".to_owned(), "-p".to_owned(), shown(&folder)]);
        let mut join = vec!["lipo".to_owned(), "-create".to_owned()];
        join.extend(archives);
        join.extend(["-output".to_owned(), shown(&joined)]);
        lines.push(join);
        create.extend(["-library".to_owned(), shown(&joined), "-headers".to_owned(), shown(headers)]);
    }
    create.extend(["-output".to_owned(), shown(framework)]);
    lines.push(create);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_build_is_in_one_slice_and_every_slice_in_the_framework() {
        let lines = lines(Path::new("/t"), Path::new("/t/apple"), Path::new("/h"), Path::new("/f.xcframework"));
        let all = lines.concat().join(" ");
        for target in TARGETS {
            assert_eq!(all.matches(&format!("/t/{}/release/{ARCHIVE}", target.triple)).count(), 1, "{}", target.triple);
        }
        let create = lines.last().unwrap();
        assert_eq!(create[..2], ["xcodebuild", "-create-xcframework"]);
        assert_eq!(create.iter().filter(|word| *word == "-library").count(), 3);
        assert_eq!(create.iter().filter(|word| *word == "/h").count(), 3);
        assert_eq!(create.last().unwrap(), "/f.xcframework");
    }

    #[test]
    fn the_systems_are_those_that_the_package_names() {
        let manifest = include_str!("../../../bindings/swift/Package.swift");
        for (variable, version) in OLDEST {
            let system = if variable.starts_with("IPHONEOS") { "iOS" } else { "macOS" };
            let major = version.trim_end_matches(".0");
            assert!(manifest.contains(&format!(".{system}(.v{major})")), "{system} {version}");
        }
    }
}
