//! What may not be seen: plain text in any file, a store without its key, files that others can read.

#![allow(clippy::unwrap_used, reason = "test code")]

mod common;

use coach_domain::metric::{BODY_MASS, HEART_RATE};
use coach_domain::person::Profile;
use coach_domain::record::Sample;
use coach_store::{Error, KeySource, Store, StoreOptions, TraceRow, TurnRecord};
use common::*;
use std::path::Path;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn assert_hidden(folder: &Path, canaries: &[&[u8]]) {
    let all = files(folder);
    assert!(all.iter().any(|file| file.ends_with("coach.db")));
    for file in all {
        let bytes = std::fs::read(&file).unwrap();
        for canary in canaries {
            let seen = bytes.windows(canary.len()).any(|window| window == *canary);
            assert!(!seen, "{} shows a canary", file.display());
        }
        assert!(!bytes.starts_with(b"SQLite format 3"), "{} is plain", file.display());
    }
}

#[test]
fn nothing_is_readable_on_disk_while_open_and_after() {
    let (folder, store) = new_store();
    let canaries: [&[u8]; 5] = [
        b"Zaphod-Canary-Name",
        b"canary note about my knee",
        b"canary-origin",
        b"HKCanaryType",
        &173.8125_f64.to_le_bytes(),
    ];
    let profile =
        Profile { name: Some("Zaphod-Canary-Name".to_owned()), weight_kg: Some(173.8125), ..Profile::default() };
    store.set_profile(&profile, "person").unwrap();
    let session = store.create_session("Serena").unwrap();
    let trace = TraceRow { id: "trace".to_owned(), session_id: session.clone(), at_ms: 0, spans: Vec::new() };
    let messages = [serde_json::json!({"text": "canary note about my knee"})];
    let turn = TurnRecord {
        session_id: &session,
        agent: "Serena",
        messages: &messages,
        interventions: &[],
        proposals: &[],
        trace: &trace,
    };
    store.commit_turn(&turn).unwrap();
    store.save_run(&session, Some(b"canary note about my knee")).unwrap();
    let mut ingest = store.ingest(&start("a")).unwrap();
    let source = ingest.source(&watch());
    let custom = ingest.custom_metric("HKCanaryType");
    let origin = ingest.text("canary-origin");
    for index in 0..5000 {
        let at = MONDAY_MS + index * 60_000;
        ingest.sample(&Sample { source, ..sample(HEART_RATE, at, at, 173.8125) }).unwrap();
        ingest.sample(&Sample { source, ..sample(BODY_MASS, at, at, 173.8125) }).unwrap();
    }
    ingest.sample(&Sample { source, origin, ..sample(custom, MONDAY_MS, MONDAY_MS, 1.0) }).unwrap();
    ingest.checkpoint(&["canary note about my knee".to_owned()], 1, serde_json::Value::Null).unwrap();
    assert_hidden(folder.path(), &canaries);
    ingest.finish(false).unwrap();
    assert!(export(&store).contains("canary note about my knee"), "it is there, for whoever has the key");
    assert_hidden(folder.path(), &canaries);
    drop(store);
    assert_hidden(folder.path(), &canaries);
}

#[test]
fn a_wrong_key_is_a_clear_error_and_harms_nothing() {
    let (folder, store) = new_store();
    store.set_setting("theme", Some(&serde_json::json!("dark")), "person").unwrap();
    drop(store);
    let wrong = KeySource::Given("ab".repeat(32).into()).load(folder.path()).unwrap();
    let options = StoreOptions { data_dir: folder.path().to_path_buf(), key: wrong, create: false };
    let error = Store::open(options).unwrap_err();
    assert!(matches!(error, Error::WrongKey), "{error}");
    let store = open(folder.path(), false).unwrap();
    assert_eq!(store.setting("theme").unwrap(), Some(serde_json::json!("dark")));
}

#[test]
fn what_is_not_a_database_is_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(open(folder.path(), false), Err(Error::NotFound(_))));
    std::fs::write(
        folder.path().join("coach.db"),
        "this is no database, and long enough to look like one ".repeat(100),
    )
    .unwrap();
    assert!(matches!(open(folder.path(), false), Err(Error::WrongKey)));
    assert!(matches!(open(folder.path(), true), Err(Error::AlreadyExists(_))));
    assert!(folder.path().join("coach.db").exists(), "what was there is left alone");
}

#[test]
fn a_database_that_cannot_be_made_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert!(open(&file.join("data"), true).is_err());
    let target = folder.path().join("data");
    let store = open(&target, true).unwrap();
    assert!(matches!(open(&target, true), Err(Error::AlreadyExists(_))));
    assert!(store.check().unwrap().integrity == "ok", "the attempt did not touch it");
}

#[cfg(unix)]
#[test]
fn files_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new/data");
    let store = open(&data, true).unwrap();
    import(&store, "a", &watch(), &[sample(HEART_RATE, MONDAY_MS, MONDAY_MS, 60.0)]);
    store.set_setting("theme", None, "person").unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    let all = files(&data);
    assert!(all.len() >= 3, "database, write-ahead log, shared memory: {all:?}");
    for file in all {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn erasing_takes_the_key_and_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let key_path = folder.path().join("key");
    coach_store::create_key_file(&key_path).unwrap();
    let source = KeySource::File(key_path.clone());
    let data = folder.path().join("data");
    let store =
        Store::open(StoreOptions { data_dir: data.clone(), key: source.load(&data).unwrap(), create: true }).unwrap();
    let ingest = store.ingest(&start("a")).unwrap();
    assert!(matches!(Store::erase(&data, &source), Err(Error::Busy)));
    assert!(key_path.exists());
    drop(ingest);
    drop(store);
    let erased = Store::erase(&data, &source).unwrap();
    assert!(erased.contains(&key_path) && erased.contains(&data.join("coach.db")));
    assert!(!key_path.exists() && !Store::exists(&data));
    assert!(files(&data).is_empty());
    assert_eq!(Store::erase(&data, &source).unwrap(), Vec::<std::path::PathBuf>::new(), "a second time finds nothing");
}
