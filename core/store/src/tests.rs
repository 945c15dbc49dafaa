//! Tests of the whole store from inside: what the tables hold, what another version and another device would do.

use crate::db::Db;
use crate::log::project::{KINDS, Kinds};
use crate::log::{Op, Stamp};
use crate::sync::{Received, Refused};
use crate::*;
use coach_domain::metric::{HEART_RATE, STEPS};
use coach_domain::person::Profile;
use coach_domain::record::{
    DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef, Workout, WorkoutKind,
};
use coach_domain::safety::{Intervention, Rule};
use proptest::prelude::*;
use rusqlite::types::Value as Sql;
use serde_json::json;
use std::cell::Cell;
use std::path::Path;

mod by_hand;
mod kept;
mod outbound;
mod search;
mod snapshots;
mod sync;

const KEY: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(1_741_564_800_000) };
}

fn key(folder: &Path) -> DatabaseKey {
    KeySource::Given(KEY.to_owned().into()).load(folder).unwrap()
}

fn open(folder: &Path, create: bool, kinds: Kinds) -> Store {
    Store::from_db(Db::open_as(folder, key(folder), create, kinds, || NOW.get()).unwrap())
}

fn new_store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), true, KINDS);
    (folder, store)
}

/// Every row of every table that is a projection, and of those that it is made of.
fn dump(store: &Store) -> Vec<String> {
    let tables = [
        "cell",
        "message",
        "intervention",
        "plan_version",
        "entry",
        "deleted_sample",
        "quarantine",
        "workout",
        "daily",
        "source",
        "chunk",
        "chunk_data",
        "rings",
        "ecg",
        "dirty",
    ];
    store
        .db()
        .read(|connection| {
            let mut lines = Vec::new();
            for table in tables {
                let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
                let columns = statement.column_count();
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let values: Vec<Sql> = (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
                    lines.push(format!("{table} {values:?}"));
                }
            }
            Ok(lines)
        })
        .unwrap()
}

fn source(number: u8) -> Source {
    let kind = [SourceKind::Manual, SourceKind::Watch, SourceKind::Phone][usize::from(number % 3)];
    Source { name: format!("source {}", number % 3), kind }
}

fn sample(minute: u16, value: u8) -> Sample {
    let start_ms = 1_741_500_000_000 + i64::from(minute) * 60_000;
    Sample {
        metric: if value.is_multiple_of(2) { STEPS } else { HEART_RATE },
        source: SourceRef(0),
        device: DeviceRef(0),
        start_ms,
        end_ms: start_ms + i64::from(value) * 10_000,
        offset_min: 60,
        value: f64::from(value),
        raw_unit: TextRef(0),
        raw_value: f64::from(value),
        created_ms: 0,
        origin: TextRef(0),
        metadata: TextRef(0),
        flags: SampleFlags::default(),
    }
}

fn workout(minute: u16, number: u8) -> Workout {
    let start_ms = 1_741_500_000_000 + i64::from(minute) * 60_000;
    Workout {
        distance_m: number.is_multiple_of(2).then_some(5000.0),
        ..Workout::plain(WorkoutKind("running".to_owned()), source(number), start_ms, start_ms + 1_800_000, 60)
    }
}

/// One thing that a person, an agent or an import does.
#[derive(Debug, Clone)]
enum Step {
    Clock(i64),
    Name(Option<String>),
    Weight(u8),
    Setting(u8, Option<u8>),
    Sample(u8, u16, u8),
    Import(u8, u16, u8),
    Workout(u8, u16),
    Turn(u8),
    Intervention(u8),
    Order(u8),
    DeleteSource(u8),
    DeleteSample(u8, u16, u8),
    Decide,
}

fn step() -> impl Strategy<Value = Step> {
    // Clocks jump years both ways, and to the ends of what a number can hold.
    let clock = prop_oneof![
        3 => (-30_i64..30).prop_map(|years| 1_741_564_800_000 + years * 31_557_600_000),
        1 => any::<i64>(),
    ];
    prop_oneof![
        clock.prop_map(Step::Clock),
        prop::option::of("[a-z]{1,5}").prop_map(Step::Name),
        any::<u8>().prop_map(Step::Weight),
        (0_u8..3, prop::option::of(any::<u8>())).prop_map(|(name, value)| Step::Setting(name, value)),
        (any::<u8>(), 0_u16..4000, any::<u8>()).prop_map(|(source, at, value)| Step::Sample(source, at, value)),
        (any::<u8>(), 0_u16..4000, any::<u8>()).prop_map(|(source, at, count)| Step::Import(source, at, count)),
        (any::<u8>(), 0_u16..4000).prop_map(|(number, at)| Step::Workout(number, at)),
        (1_u8..4).prop_map(Step::Turn),
        any::<u8>().prop_map(Step::Intervention),
        any::<u8>().prop_map(Step::Order),
        any::<u8>().prop_map(Step::DeleteSource),
        (any::<u8>(), 0_u16..4000, any::<u8>()).prop_map(|(source, at, value)| Step::DeleteSample(source, at, value)),
        Just(Step::Decide),
    ]
}

fn perform(store: &Store, session: &str, number: usize, step: &Step) {
    let expect = |result: Result<(), Error>| match result {
        Ok(()) | Err(Error::Missing { .. }) => {}
        Err(error) => panic!("{step:?}: {error}"),
    };
    match step {
        Step::Clock(now) => NOW.set(*now),
        Step::Name(name) => {
            let wanted = Profile { name: name.clone(), ..store.profile().unwrap() };
            store.set_profile(&wanted, "person").unwrap();
            assert_eq!(store.profile().unwrap(), wanted, "the last edit wins under any clock");
        }
        Step::Weight(weight) => {
            let wanted = Profile { weight_kg: Some(f64::from(*weight) / 2.0), ..store.profile().unwrap() };
            store.set_profile(&wanted, "person").unwrap();
            assert_eq!(store.profile().unwrap(), wanted);
        }
        Step::Setting(name, value) => {
            let (name, value) = (format!("setting {name}"), value.map(|value| json!({"value": value})));
            store.set_setting(&name, value.as_ref(), "person").unwrap();
            assert_eq!(store.setting(&name).unwrap(), value);
        }
        Step::Sample(number, at, value) => {
            expect(store.log_sample(&sample(*at, *value), &source(*number), "person"));
        }
        Step::Import(number, at, count) => {
            let hash = format!("{number} {at} {count}");
            let start = ImportStart { content_hash: hash, format: "test".to_owned(), bytes: 1 };
            let mut ingest = store.ingest(&start).unwrap();
            let reference = ingest.source(&source(*number));
            for index in 0..u16::from(*count) {
                ingest.sample(&Sample { source: reference, ..sample(at + index, (index % 50) as u8) }).unwrap();
            }
            ingest.workout(workout(*at, *number)).unwrap();
            ingest.finish(false).unwrap();
        }
        Step::Workout(number, at) => {
            store.log_workout(&workout(*at, *number), "person").unwrap();
        }
        Step::Turn(count) => {
            let messages: Vec<_> = (0..*count).map(|index| json!({"turn": number, "index": index})).collect();
            let before = store.messages(session).unwrap();
            store
                .commit_turn(&TurnRecord {
                    session_id: session,
                    agent: if count % 2 == 0 { "Max Power" } else { "Serena" },
                    messages: &messages,
                    interventions: &[],
                    proposals: &[ProposalRow {
                        id: format!("proposal {number}"),
                        at_ms: number as i64,
                        actor: "Max Power".to_owned(),
                        tool: "progress-tracking/logWorkout".to_owned(),
                        arguments: json!({"a": 1.5}),
                        summary: "log it".to_owned(),
                        state: ProposalState::Open,
                    }],
                    trace: &TraceRow {
                        id: format!("trace {number}"),
                        session_id: session.to_owned(),
                        at_ms: 0,
                        spans: Vec::new(),
                    },
                })
                .unwrap();
            let after = store.messages(session).unwrap();
            assert_eq!(after[..before.len()], before, "messages stay in order under any clock");
            assert!(after[before.len()..].iter().map(|message| &message.content).eq(&messages));
        }
        Step::Intervention(number) => {
            let intervention =
                Intervention { rule: Rule::HrCap, action: "adjusted".to_owned(), detail: format!("detail {number}") };
            store.record_intervention(&intervention, "Max Power").unwrap();
            assert_eq!(store.interventions(1).unwrap()[0].intervention, intervention);
        }
        Step::Order(number) => {
            expect(store.set_source_order(STEPS, &[source(*number).name]));
        }
        Step::DeleteSource(number) => {
            expect(store.delete_source(&source(*number).name).map(|_| ()));
        }
        Step::DeleteSample(number, at, value) => {
            let doomed = sample(*at, *value);
            expect(store.delete_samples(doomed.metric, &source(*number).name, doomed.start_ms).map(|_| ()));
        }
        Step::Decide => {
            if let Some(proposal) = store.open_proposals().unwrap().first() {
                store.decide_proposal(&proposal.id, ProposalState::Approved, "person").unwrap();
                assert_eq!(store.proposal(&proposal.id).unwrap().state, ProposalState::Approved);
                assert!(store.decide_proposal(&proposal.id, ProposalState::Rejected, "person").is_err());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn projections_can_be_dropped_and_rebuilt_to_the_same_bytes(steps in prop::collection::vec(step(), 1..30)) {
        NOW.set(1_741_564_800_000);
        let (_folder, store) = new_store();
        let session = store.create_session("Max Power").unwrap();
        for (number, step) in steps.iter().enumerate() {
            perform(&store, &session, number, step);
        }
        let before = dump(&store);
        let report = store.rebuild().unwrap();
        prop_assert_eq!(dump(&store), before);
        let health = store.check().unwrap();
        prop_assert_eq!(health.integrity.as_str(), "ok");
        prop_assert_eq!(health.log_error, None);
        prop_assert_eq!(health.log_entries, report.entries);
        prop_assert_eq!(health.quarantined, 0);
    }
}

#[test]
fn a_broken_log_is_found_and_named() {
    let damage = [
        ("UPDATE log_entry SET sealed = zeroblob(length(sealed)) WHERE seq = 2", 2),
        ("UPDATE log_entry SET hash = zeroblob(32) WHERE seq = 3", 3),
        ("DELETE FROM log_entry WHERE seq = 2", 3),
        ("UPDATE log_entry SET signature = zeroblob(64) WHERE seq = 1", 1),
        (
            "UPDATE log_entry SET header = (SELECT header FROM log_entry WHERE seq = 1),
                sealed = (SELECT sealed FROM log_entry WHERE seq = 1),
                signature = (SELECT signature FROM log_entry WHERE seq = 1),
                hash = (SELECT hash FROM log_entry WHERE seq = 1) WHERE seq = 2",
            2,
        ),
    ];
    for (sql, sequence) in damage {
        let (_folder, store) = new_store();
        for number in 0..4 {
            store.set_setting("theme", Some(&json!(number)), "person").unwrap();
        }
        assert_eq!(store.check().unwrap().log_error, None);
        store.db().write(|tx| Ok(tx.execute(sql, [])?)).unwrap();
        let found = store.check().unwrap().log_error.unwrap();
        assert!(found.contains(&format!("entry {sequence}:")), "{sql}: {found}");
    }
}

/// What an older version knew.
const OLDER: Kinds = Kinds(&[("setting.set", 1)]);

#[test]
fn what_an_older_version_does_not_know_waits_for_the_newer_one() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = Profile { name: Some("Ana".to_owned()), ..Profile::default() };
    {
        let older = open(folder.path(), true, OLDER);
        older.set_profile(&wanted, "person").unwrap();
        older.set_setting("theme", Some(&json!("dark")), "person").unwrap();
        assert_eq!(older.profile().unwrap(), Profile::default());
        assert_eq!(older.setting("theme").unwrap(), Some(json!("dark")), "one unknown entry never blocks the rest");
        assert_eq!(older.check().unwrap().quarantined, 1);
    }
    {
        let older = open(folder.path(), false, OLDER);
        assert_eq!(older.check().unwrap().quarantined, 1, "it still waits");
    }
    let newer = open(folder.path(), false, KINDS);
    assert_eq!(newer.profile().unwrap(), wanted);
    assert_eq!(newer.check().unwrap().quarantined, 0);
    let before = dump(&newer);
    newer.rebuild().unwrap();
    assert_eq!(dump(&newer), before);
}

/// Another device of the same account, which shares its secrets.
fn second_device(first: &Store) -> (tempfile::TempDir, Store) {
    let (folder, second) = new_store();
    let read = |name: &str| -> Vec<u8> {
        first
            .db()
            .read(|tx| Ok(tx.query_row("SELECT value FROM secret WHERE name = ?1", [name], |row| row.get(0))?))
            .unwrap()
    };
    let (account, epoch_key) = (read("account"), read("epoch_key"));
    second
        .db()
        .write(|tx| {
            tx.execute("UPDATE secret SET value = ?1 WHERE name = 'account'", [&account])?;
            tx.execute("UPDATE secret SET value = ?1 WHERE name = 'epoch_key'", [&epoch_key])?;
            Ok(())
        })
        .unwrap();
    drop(second);
    let second = open(folder.path(), false, KINDS);
    for (from, to) in [(&second, first), (first, &second)] {
        let key: [u8; 32] = from
            .db()
            .read(|tx| {
                let own = from.identity().unwrap().device;
                Ok(tx.query_row("SELECT verifying_key FROM device WHERE id = ?1", [own], |row| row.get(0))?)
            })
            .unwrap();
        to.admit_device(&from.identity().unwrap().device, &key).unwrap();
    }
    (folder, second)
}

/// Gives each of two devices what the other one wrote since it was asked last; `sent` counts what was given.
fn exchange(first: &Store, second: &Store, sent: &mut [usize; 2]) {
    for (place, (from, to)) in [(first, second), (second, first)].into_iter().enumerate() {
        let entries = own_entries(from);
        let received = to.receive(&entries[sent[place]..]).unwrap();
        assert_eq!((received.taken, received.refused), ((entries.len() - sent[place]) as u64, Vec::new()));
        sent[place] = entries.len();
    }
}

/// Entries that a store made itself, in order.
fn own_entries(store: &Store) -> Vec<log::Entry> {
    store
        .db()
        .read(|connection| {
            let mut statement =
                connection.prepare("SELECT header, sealed, signature FROM log_entry WHERE device = ?1 ORDER BY seq")?;
            let rows = statement.query_map([store.identity().unwrap().device], |row| {
                Ok(log::Entry { header: row.get(0)?, sealed: row.get(1)?, signature: row.get(2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn two_devices_agree_under_any_clocks(
        edits in prop::collection::vec((any::<bool>(), 0_u8..3, any::<u8>(), any::<i64>(), any::<bool>()), 1..30)
    ) {
        let (_one, first) = new_store();
        let (_two, second) = second_device(&first);
        let mut sent = [0, 0];
        for (on_first, name, value, clock, sync) in edits {
            NOW.set(clock);
            let store = if on_first { &first } else { &second };
            let (name, value) = (format!("setting {name}"), json!(value));
            store.set_setting(&name, Some(&value), "person").unwrap();
            prop_assert_eq!(store.setting(&name).unwrap(), Some(value), "no clock locks a field");
            if sync {
                exchange(&first, &second, &mut sent);
            }
        }
        exchange(&first, &second, &mut sent);
        let cells = |store: &Store| dump(store).into_iter().filter(|line| line.starts_with("cell")).collect::<Vec<_>>();
        prop_assert_eq!(cells(&first), cells(&second));
        let before = dump(&second);
        second.rebuild().unwrap();
        prop_assert_eq!(dump(&second), before);
    }
}

#[test]
fn an_entry_that_does_not_continue_its_chain_is_refused() {
    let (_one, first) = new_store();
    let (_two, second) = second_device(&first);
    for number in 0..3 {
        first.set_setting("theme", Some(&json!(number)), "person").unwrap();
    }
    let entries = own_entries(&first);
    let device = first.identity().unwrap().device;
    let refusals = |given: &[log::Entry]| second.receive(given).unwrap().refused;
    assert_eq!(refusals(&entries[1..]), [(device, 2, Refused::Gap)], "out of order, said once for the chain");
    assert_eq!(refusals(&entries[..1]), []);
    assert_eq!(second.receive(&entries[..1]).unwrap(), Received::default(), "again does nothing");
    let mut forged = entries[1].clone();
    forged.sealed[40] ^= 1;
    assert_eq!(refusals(&[forged]), [(device, 2, Refused::Forged)]);
    let (_three, stranger) = new_store();
    stranger.set_setting("theme", None, "person").unwrap();
    assert!(matches!(refusals(&own_entries(&stranger))[..], [(_, 1, Refused::OtherAccount)]));
    let (_four, unknown) = second_device(&second);
    unknown.set_setting("theme", None, "person").unwrap();
    let (_five, newcomer) = second_device(&first);
    assert!(matches!(newcomer.receive(&own_entries(&unknown)).unwrap().refused[..], [(_, 1, Refused::UnknownDevice)]));
    assert_eq!(second.setting("theme").unwrap(), Some(json!(0)));
}

#[test]
fn a_later_edit_on_the_same_cell_has_a_later_stamp_in_the_log() {
    let (_folder, store) = new_store();
    let mut stamps: Vec<Stamp> = Vec::new();
    for now in [1_741_564_800_000, 5, i64::MAX, -7, 1_741_564_800_000] {
        NOW.set(now);
        store.set_setting("theme", Some(&json!(now)), "person").unwrap();
    }
    NOW.set(1_741_564_800_000);
    for entry in own_entries(&store) {
        let (header, ops): (_, Vec<Op>) =
            store.db().read(|connection| log::Keys::load(connection)?.open(&entry)).unwrap();
        assert_eq!(header.n_ops, 1);
        stamps.push(ops[0].stamp);
    }
    assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "{stamps:?}");
}

#[test]
fn a_newer_database_is_left_alone() {
    let (folder, store) = new_store();
    store.db().write(|tx| Ok(tx.pragma_update(None, "user_version", 99)?)).unwrap();
    drop(store);
    let options = StoreOptions { data_dir: folder.path().to_path_buf(), key: key(folder.path()), create: false };
    assert!(matches!(Store::open(options), Err(Error::Newer)));
}

#[test]
fn old_lines_of_the_audit_are_dropped() {
    let (_folder, store) = new_store();
    let entry = |at_ms: i64, subject: &str| AccessEntry {
        at_ms,
        actor: "mcp:stdio".to_owned(),
        kind: AccessKind::Read,
        subject: subject.to_owned(),
        scope: "health:read".to_owned(),
    };
    let day = coach_domain::time::DAY_MS;
    let now = NOW.get();
    store.audit(&entry(now - 91 * day, "old")).unwrap();
    store.audit(&entry(now - 89 * day, "kept")).unwrap();
    store.audit(&entry(now, "new")).unwrap();
    let subjects: Vec<String> = store.audit_entries(10).unwrap().into_iter().map(|line| line.subject).collect();
    assert_eq!(subjects, ["new", "kept"]);
}

#[test]
fn a_full_disk_is_named_and_nothing_is_lost() {
    let (_folder, store) = new_store();
    store.set_setting("theme", Some(&json!("dark")), "person").unwrap();
    let limit = |pages: &str| {
        store.db().write(|tx| Ok(tx.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?)).unwrap();
    };
    limit("1");
    let long: String = (0..40_000_u32).map(|index| char::from(33 + (index * index % 89) as u8)).collect();
    let error = store.set_setting("long", Some(&json!(long)), "person").unwrap_err();
    assert!(matches!(error, Error::DiskFull), "{error}");
    assert_eq!(store.setting("long").unwrap(), None);
    limit("1000000");
    store.set_setting("long", Some(&json!(long)), "person").unwrap();
    let health = store.check().unwrap();
    assert_eq!((health.integrity.as_str(), health.log_error, health.log_entries), ("ok", None, 2));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let (folder, store) = new_store();
    store.db().note(|tx| Ok(tx.pragma_update(None, "query_only", true)?)).unwrap();
    let error = store.set_setting("theme", None, "person").unwrap_err();
    assert!(matches!(&error, Error::ReadOnly(path) if path == folder.path()), "{error}");
}

#[test]
fn a_first_start_that_ended_before_its_keys_goes_on() {
    let (folder, store) = new_store();
    store.db().note(|tx| Ok(tx.execute_batch("DELETE FROM secret; DELETE FROM device")?)).unwrap();
    drop(store);
    let store = open(folder.path(), false, KINDS);
    store.set_setting("theme", Some(&json!("dark")), "person").unwrap();
    let health = store.check().unwrap();
    assert_eq!((health.integrity.as_str(), health.log_error, health.log_entries), ("ok", None, 1));
}

#[test]
fn a_store_whose_keys_are_lost_gets_no_new_ones() {
    for written in [false, true] {
        let (folder, store) = new_store();
        if written {
            store.set_setting("theme", Some(&json!("dark")), "person").unwrap();
        }
        store.db().note(|tx| Ok(tx.execute_batch("DELETE FROM secret")?)).unwrap();
        drop(store);
        let opened = Db::open_as(folder.path(), key(folder.path()), false, KINDS, || NOW.get());
        assert!(matches!(opened.err(), Some(Error::Corrupt(what)) if what == "the device's keys"));
    }
}
