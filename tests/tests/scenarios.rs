//! Scenarios as data: every file of `scenarios/`, word for word, through the boundary of the bindings. What the fields
//! mean stands in the README there. Nothing here runs on tokio: the futures are polled as a foreign language polls them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "scenarios/calls.rs"]
mod calls;
#[path = "scenarios/expect.rs"]
mod expect;
#[path = "scenarios/host.rs"]
mod host;
#[path = "scenarios/play.rs"]
mod play;

use serde_json::Value;
use std::path::Path;

/// Plays one file in a folder of its own.
fn play(path: &Path) {
    let document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    futures::executor::block_on(play::Scenario::new(&document, folder.path()).play());
}

#[test]
fn every_scenario() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(!files.is_empty(), "no scenario was found, so none was run");
    // Each on a thread of its own, so that one that fails does not hide the others.
    let failed: Vec<String> = files
        .iter()
        .filter_map(|path| {
            let path = path.clone();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            std::thread::Builder::new()
                .name(name.clone())
                .spawn(move || play(&path))
                .unwrap()
                .join()
                .err()
                .map(|_| name)
        })
        .collect();
    assert!(failed.is_empty(), "failed: {}", failed.join(", "));
    println!("{} scenarios", files.len());
}
