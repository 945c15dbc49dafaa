//! What sync asks of a store, without a network: two and more stores of one account, given each other's entries.

use super::*;
use crate::log::EpochKey;
use crate::sync::{EpochKeys, Slot, SlotStep};
use coach_domain::record::ActivitySummary;
use coach_wire::DeviceId;

pub(super) fn keys(numbers: &[(u32, u8)]) -> EpochKeys {
    EpochKeys {
        current: numbers.last().unwrap().0,
        keys: numbers.iter().map(|(epoch, byte)| (*epoch, EpochKey::from_bytes([*byte; 32]))).collect(),
    }
}

/// Stores of one account, which know each other's devices.
pub(super) fn family(count: usize) -> Vec<(tempfile::TempDir, Store)> {
    let stores: Vec<_> = (0..count).map(|_| new_store()).collect();
    for (_, store) in &stores {
        store.adopt_account(&[7; 16], &keys(&[(1, 1)])).unwrap();
        for (_, other) in &stores {
            let other = other.identity().unwrap();
            store.admit_device(&other.device, &other.verifying_key).unwrap();
        }
    }
    stores
}

/// Gives one store every entry that another one holds, and the data beside the log.
pub(super) fn give(from: &Store, to: &Store) {
    from.offer_slots().unwrap();
    for tip in from.frontier().unwrap() {
        let entries = from.entries_after(&tip.device, 0, usize::MAX).unwrap();
        let received = to.receive(&entries).unwrap();
        assert_eq!(received.refused, []);
    }
    let wanted = to.slots_wanted(1000).unwrap();
    let contents: Vec<(Slot, Vec<u8>)> =
        wanted.into_iter().filter_map(|slot| Some((slot.clone(), from.slot_content(&slot).unwrap()?))).collect();
    assert_eq!(to.merge_slots(&contents).unwrap(), []);
}

pub(super) fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn import(store: &Store, number: u8, at: u16, count: u16) {
    let start = ImportStart { content_hash: format!("{number} {at}"), format: "test".to_owned(), bytes: 1 };
    let mut ingest = store.ingest(&start).unwrap();
    let reference = ingest.source(&source(number));
    for index in 0..count {
        ingest.sample(&Sample { source: reference, ..sample(at + index, (index % 50) as u8) }).unwrap();
    }
    let custom = ingest.custom_metric(&format!("HKQuantityTypeIdentifierNew{number}"));
    ingest.sample(&Sample { source: reference, metric: custom, ..sample(at, 3) }).unwrap();
    ingest.workout(workout(at, number)).unwrap();
    ingest
        .activity_summary(&ActivitySummary {
            date: jiff::civil::date(2025, 3, 10),
            energy_active_kcal: Some(f64::from(number)),
            energy_goal_kcal: None,
            exercise_min: None,
            exercise_goal_min: None,
            stand_hours: None,
            stand_goal_hours: None,
        })
        .unwrap();
    ingest.finish(false).unwrap();
}

#[test]
fn moving_into_an_account_keeps_every_edit_and_its_time() {
    let (_folder, store) = new_store();
    for number in 0..5 {
        store.set_setting("theme", Some(&json!(number)), "person").unwrap();
    }
    import(&store, 1, 0, 20);
    let before = (dump(&store), store.identity().unwrap());
    store.adopt_account(&[7; 16], &keys(&[(1, 1), (2, 2)])).unwrap();
    let after = store.identity().unwrap();
    assert_eq!((after.account, after.epoch, after.device), ([7; 16], 2, before.1.device));
    assert_eq!(dump(&store), before.0);
    store.rebuild().unwrap();
    assert_eq!(dump(&store), before.0);
    let health = store.check().unwrap();
    assert_eq!((health.log_error, health.quarantined), (None, 0));
    assert_eq!(store.unsent().unwrap(), health.log_entries);
    store.sent(3).unwrap();
    assert_eq!(store.unsent().unwrap(), health.log_entries - 3);
}

#[test]
fn samples_workouts_and_rings_reach_every_device_and_deletions_too() {
    let devices = family(3);
    let [a, b, c] = [&devices[0].1, &devices[1].1, &devices[2].1];
    import(a, 1, 0, 40);
    import(b, 1, 20, 40);
    import(b, 2, 100, 10);
    a.log_workout(&workout(500, 0), "person").unwrap();
    give(a, c);
    give(b, c);
    give(c, a);
    give(c, b);
    // A round more: what was merged here is offered from here.
    give(a, b);
    give(b, a);
    give(a, c);
    assert_eq!(export(a), export(b));
    assert_eq!(export(a), export(c));
    assert!(export(a).contains("\"energy_active_kcal\":2.0"), "of two accounts of a day the fuller one stays");
    let entries = a.check().unwrap().log_entries;
    for _ in 0..3 {
        give(a, b);
        give(b, a);
    }
    assert_eq!(a.check().unwrap().log_entries, entries, "what is the same everywhere is no news");

    let doomed = sample(25, 5);
    assert!(b.delete_samples(doomed.metric, &source(1).name, doomed.start_ms).unwrap() > 0);
    c.delete_source(&source(2).name).unwrap();
    a.set_source_order(STEPS, &[source(1).name]).unwrap();
    for _ in 0..2 {
        give(b, a);
        give(c, a);
        give(a, b);
        give(a, c);
    }
    assert_eq!(export(a), export(b));
    assert_eq!(export(a), export(c));
    assert!(!export(a).contains("\"source 2\""));
    for store in [a, b, c] {
        let before = dump(store);
        store.rebuild().unwrap();
        assert_eq!(dump(store), before);
    }
}

#[test]
fn content_that_is_not_what_its_hash_says_is_not_merged() {
    let devices = family(2);
    let [a, b] = [&devices[0].1, &devices[1].1];
    import(a, 1, 0, 5);
    a.offer_slots().unwrap();
    let own = a.identity().unwrap().device;
    b.receive(&a.entries_after(&own, 0, usize::MAX).unwrap()).unwrap();
    let before = export(b);
    let wanted = b.slots_wanted(100).unwrap();
    assert!(wanted.len() >= 4, "{wanted:?}");
    for slot in &wanted {
        let bytes = a.slot_content(slot).unwrap().unwrap();
        for broken in [Vec::new(), bytes[..bytes.len() - 1].to_vec()] {
            assert_eq!(b.merge_slots(&[(slot.clone(), broken)]).unwrap(), std::slice::from_ref(slot), "{}", slot.kind);
        }
        // Another slot's content under this slot's name.
        let other = wanted.iter().find(|other| other.kind != slot.kind).unwrap();
        let swapped = a.slot_content(other).unwrap().unwrap();
        assert_eq!(b.merge_slots(&[(slot.clone(), swapped)]).unwrap(), std::slice::from_ref(slot), "{}", slot.kind);
    }
    assert_eq!(export(b), before);
    assert_eq!(b.slots_wanted(100).unwrap(), wanted, "it is still wanted");
}

#[test]
fn an_entry_of_a_later_epoch_waits_for_its_key_and_blocks_nothing() {
    let devices = family(2);
    let [a, b] = [&devices[0].1, &devices[1].1];
    a.set_setting("one", Some(&json!(1)), "person").unwrap();
    a.set_epoch_keys(&keys(&[(1, 1), (2, 2)])).unwrap();
    a.set_setting("two", Some(&json!(2)), "person").unwrap();
    let own = a.identity().unwrap().device;
    let received = b.receive(&a.entries_after(&own, 0, usize::MAX).unwrap()).unwrap();
    assert_eq!((received.taken, received.unread), (2, 1));
    assert_eq!((b.setting("one").unwrap(), b.setting("two").unwrap()), (Some(json!(1)), None));
    assert_eq!(b.quarantine().unwrap(), [(own, 2, "sealed".to_owned())]);
    b.rebuild().unwrap();
    assert_eq!(b.quarantine().unwrap().len(), 1, "it waits through a rebuild");
    assert_eq!(b.check().unwrap().log_error, None);
    assert_eq!(b.set_epoch_keys(&keys(&[(1, 1), (2, 2)])).unwrap(), 1);
    assert_eq!(b.setting("two").unwrap(), Some(json!(2)));
    assert_eq!(b.quarantine().unwrap(), []);
}

#[test]
fn a_device_that_is_out_counts_up_to_its_last_entry_everywhere() {
    let devices = family(3);
    let [a, b, lost] = [&devices[0].1, &devices[1].1, &devices[2].1];
    let id = lost.identity().unwrap().device;
    for number in 0..4 {
        lost.set_setting("theme", Some(&json!(number)), "person").unwrap();
    }
    let entries = lost.entries_after(&id, 0, usize::MAX).unwrap();
    a.receive(&entries[..2]).unwrap();
    b.receive(&entries).unwrap();
    a.revoke_device(&id, 2).unwrap();
    assert_eq!(b.revoke_device(&id, 2).unwrap(), 2, "what came after goes again");
    assert_eq!(a.receive(&entries).unwrap().refused, [(id, 3, Refused::Revoked)]);
    assert_eq!((a.setting("theme").unwrap(), b.setting("theme").unwrap()), (Some(json!(1)), Some(json!(1))));
    assert_eq!(dump(a), dump(b));
}

#[test]
fn a_copied_store_goes_on_as_a_device_of_its_own_and_loses_nothing() {
    let devices = family(2);
    let [original, other] = [&devices[0].1, &devices[1].1];
    original.set_setting("common", Some(&json!(1)), "person").unwrap();
    let copy_folder = tempfile::tempdir().unwrap();
    original.db().write(|tx| Ok(tx.execute_batch("SELECT 1")?)).unwrap();
    for file in std::fs::read_dir(devices[0].0.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy_folder.path().join(file.file_name())).unwrap();
    }
    let copy = open(copy_folder.path(), false, KINDS);
    original.set_setting("by the original", Some(&json!(2)), "person").unwrap();
    copy.set_setting("by the copy", Some(&json!(3)), "person").unwrap();
    let id: DeviceId = original.identity().unwrap().device;
    let mine = copy.entries_after(&id, 0, usize::MAX).unwrap();
    other.receive(&original.entries_after(&id, 0, usize::MAX).unwrap()).unwrap();
    assert_eq!(other.receive(&mine).unwrap().refused, [(id, 2, Refused::Fork)]);

    copy.become_device(&[9; 16], &[5; 32], 1).unwrap();
    copy.receive(&original.entries_after(&id, 0, usize::MAX).unwrap()).unwrap();
    for store in [original, other] {
        store.admit_device(&[9; 16], &copy.identity().unwrap().verifying_key).unwrap();
        store.receive(&copy.entries_after(&[9; 16], 0, usize::MAX).unwrap()).unwrap();
    }
    for store in [original, other, &copy] {
        assert_eq!(store.setting("by the original").unwrap(), Some(json!(2)));
        assert_eq!(store.setting("by the copy").unwrap(), Some(json!(3)));
        assert_eq!(store.check().unwrap().log_error, None);
    }
    assert_eq!(export(original), export(&copy));
}

#[test]
fn secrets_of_sync_are_kept_and_forgotten() {
    let (_folder, store) = new_store();
    assert!(store.sync_secret("seed").unwrap().is_none());
    store.set_sync_secret("seed", Some(b"abc")).unwrap();
    assert_eq!(store.sync_secret("seed").unwrap().unwrap().as_slice(), b"abc");
    store.set_sync_secret("seed", None).unwrap();
    assert!(store.sync_secret("seed").unwrap().is_none());
    let identity = store.identity().unwrap();
    let signature = store.sign("label", b"bytes").unwrap();
    coach_wire::verify(&identity.verifying_key, "label", b"bytes", &signature, "it").unwrap();
    assert!(coach_wire::verify(&identity.verifying_key, "other", b"bytes", &signature, "it").is_err());
}

#[test]
fn a_store_of_before_sync_offers_all_that_it_holds() {
    let (folder, store) = new_store();
    import(&store, 1, 0, 30);
    store.set_setting("theme", Some(&json!(1)), "person").unwrap();
    let (before, slots) = (export(&store), store.offer_slots().unwrap());
    assert!(slots >= 5, "samples of three metrics, workouts and rings: {slots}");
    // As the version before left it.
    store
        .db()
        .write(|tx| {
            Ok(tx.execute_batch(
                "DROP TRIGGER chunk_put; DROP TRIGGER chunk_gone; DROP TRIGGER workout_put; DROP TRIGGER workout_gone;
                 DROP TRIGGER rings_put; DROP TRIGGER rings_replaced; DROP TRIGGER ecg_put;
                 DROP TABLE changed; DROP TABLE slot; DROP TABLE wanted;
                 ALTER TABLE device DROP COLUMN last_seq;",
            )?)
        })
        .unwrap();
    store.db().write(|tx| Ok(tx.execute_batch(include_str!("../sync.sql"))?)).unwrap();
    drop(store);
    let store = open(folder.path(), false, KINDS);
    assert_eq!(export(&store), before);
    assert_eq!(store.offer_slots().unwrap(), slots);
    let to_send = store.slots_to_send().unwrap();
    assert_eq!(to_send.iter().filter(|(_, step)| *step == SlotStep::New).count() as u64, slots);
    assert_eq!(to_send.len() as u64, slots);
    assert_eq!(store.offer_slots().unwrap(), 0, "and once only");
    store.adopt_account(&[7; 16], &keys(&[(1, 1)])).unwrap();
    assert_eq!(export(&store), before);
    assert_eq!(store.check().unwrap().log_error, None);
}

#[test]
fn what_came_with_an_entry_that_no_longer_counts_is_told_to_who_never_saw_it() {
    let stores = family(3);
    let [(_, first), (_, second), (_, out)] = stores.as_slice() else { panic!("three stores") };
    import(out, 1, 0, 20);
    give(out, second);
    let gone = out.identity().unwrap().device;
    for store in [first, second] {
        store.revoke_device(&gone, 0).unwrap();
    }
    give(second, first);
    assert_eq!(export(first), export(second));
    assert_eq!(export(first).matches("\"type\":\"sample\"").count(), 21);
}
