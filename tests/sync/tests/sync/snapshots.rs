//! Snapshots and trimming: older entries go once nobody needs them, those who come anew or come back begin with the
//! snapshot, and a relay that lies about it is found out.

use super::malicious::{be_honest, found, lie, recovers};
use coach_store::{Store, TraceRow, TurnRecord};
use coach_sync::{Alert, Credential, Error, PATIENCE_MS, Session, Step, Transport, service};
use coach_sync_tests::family::{Family, export, let_in, open};
use coach_sync_tests::network::NOW_MS;
use coach_wire::account::{Body, Change, RECORD, Record, Signer, Snapshot};
use coach_wire::message::{Exchange, Request, Response};
use coach_wire::{Account, PROTOCOL};
use futures::executor::block_on;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn trim_at(family: &Family, device: usize, now_ms: i64) -> Vec<Alert> {
    block_on(service::trim(&family.stores[device], family.network.as_ref(), now_ms)).unwrap().alerts
}

fn trim(family: &Family, device: usize) -> Vec<Alert> {
    trim_at(family, device, NOW_MS)
}

fn bytes(family: &Family) -> u64 {
    family.network.with(|relay| relay.totals()).unwrap().bytes
}

/// Everything is trimmed, and all devices know.
fn trimmed(family: &Family) {
    trim(family, 0);
    assert_eq!(family.settle(), []);
    for store in &family.stores {
        let status = service::status(store).unwrap();
        assert!(status.trimmed_ms.is_some() && status.waiting_for.is_empty(), "{status:?}");
        assert_eq!(status.log_entries, 0);
    }
}

/// What the relay answers to someone who knows nothing.
fn to_a_stranger(family: &Family) -> coach_wire::message::Exchanged {
    let ask = Request::Exchange(Exchange { protocol: PROTOCOL, ..Exchange::default() });
    let recovery = family.recovery();
    match block_on(family.network.ask(Credential::Recovery(&recovery), ask)).unwrap() {
        Response::Exchanged(answer) => answer,
        _ => panic!("no answer to the question"),
    }
}

#[test]
fn older_entries_go_from_the_relay_and_from_every_device_and_erased_words_with_them() {
    let mut family = Family::new();
    let session = family.stores[0].create_session("Serena").unwrap();
    for number in 0..200 {
        family.set(0, "theme", number);
    }
    family.set(1, "kept", 7);
    family.stores[0].name_session(&session, Some(&"a long name ".repeat(400))).unwrap();
    family.settle();
    let before = bytes(&family);
    assert!(to_a_stranger(&family).entries.len() > 100);
    family.stores[0].delete_session(&session).unwrap();
    trimmed(&family);
    assert_eq!(to_a_stranger(&family).entries, [], "no sealed entry is left");
    assert!(bytes(&family) < before / 4, "{} of {before} bytes are left", bytes(&family));
    for store in &family.stores {
        let parts = store.begin_parts().unwrap().concat();
        assert!(!String::from_utf8_lossy(&parts).contains("a long name"));
    }
    family.assert_equal("trimmed");
    // What goes on from there.
    family.set(2, "theme", 9);
    family.settle();
    let new = family.newcomer();
    assert_eq!(let_in(&family.network, &family.stores[new], "new", &family.stores[1]).unwrap().alerts, []);
    family.settle();
    family.assert_equal("with a new device");
    assert_eq!((family.get(new, "theme"), family.get(new, "kept")), (Some(9), Some(7)));
    assert_eq!(trim(&family, new), [], "and the new one does as the others do");
    assert_eq!(family.settle(), []);
    assert_eq!(to_a_stranger(&family).entries, []);
    recovers(&family, "trimmed twice");
    assert!(to_a_stranger(&family).lacks.is_empty());
}

#[test]
fn nobody_who_may_need_them_is_left_without_entries_unless_away_for_long() {
    let family = Family::new();
    for number in 0..20 {
        family.set(0, "theme", number);
    }
    family.sync(0).unwrap();
    family.set(3, "written alone", 5);
    trim(&family, 0);
    for _ in 0..3 {
        for device in 0..3 {
            assert_eq!(family.sync(device).unwrap().alerts, []);
        }
    }
    let status = service::status(&family.stores[0]).unwrap();
    assert_eq!((status.waiting_for, status.trimmed_ms), (vec![family.id_of(3)], None));
    assert_eq!(trim_at(&family, 1, NOW_MS + PATIENCE_MS - 1), []);
    assert_eq!(service::status(&family.stores[1]).unwrap().trimmed_ms, None, "it is waited for");
    assert!(!to_a_stranger(&family).entries.is_empty());
    assert_eq!(trim_at(&family, 1, NOW_MS + PATIENCE_MS + 1), []);
    assert!(service::status(&family.stores[1]).unwrap().trimmed_ms.is_some());
    assert_eq!(to_a_stranger(&family).entries, []);
    // It comes back with what it wrote meanwhile, and is who it was.
    let id = family.id_of(3);
    assert_eq!(family.sync(3).unwrap().alerts, []);
    assert_eq!(family.id_of(3), id);
    recovers(&family, "back after long");
    assert_eq!((family.get(3, "theme"), family.get(0, "written alone")), (Some(19), Some(5)));
}

#[test]
fn a_disk_that_forgot_what_was_summed_up_gets_it_back_and_loses_nothing() {
    let mut family = Family::new();
    let kept = family.place("kept");
    family.set(1, "early", 1);
    coach_sync_tests::network::copy_folder(&family.folder_of(1), &kept);
    for number in 0..5 {
        family.set(1, "theme", number);
    }
    family.settle();
    trimmed(&family);
    family.put_back(1, &kept);
    family.set(1, "after the backup", 3);
    let alerts = family.sync(1).unwrap().alerts;
    assert!(matches!(alerts.as_slice(), [Alert::Copied { .. }]), "{alerts:?}");
    recovers(&family, "a backup of before a snapshot");
    assert_eq!(
        (family.get(0, "after the backup"), family.get(1, "theme"), family.get(2, "early")),
        (Some(3), Some(4), Some(1))
    );
}

/// The relay objects to the last entry that it has, and the histories part before those that it no longer has.
#[test]
fn a_history_that_parts_within_what_was_summed_up_is_one_of_a_new_device() {
    let mut family = Family::new();
    let kept = family.place("kept");
    coach_sync_tests::network::copy_folder(&family.folder_of(1), &kept);
    for number in 0..3 {
        family.set(1, "theme", number);
    }
    family.settle();
    trimmed(&family);
    family.set(1, "after the snapshot", 1);
    family.settle();
    family.put_back(1, &kept);
    for number in 0..9 {
        family.set(1, "another past", number);
    }
    // With data beside the log it looks what the relay has before it brings anything.
    family.weigh(1, "scale", 1);
    let alerts = family.sync(1).unwrap().alerts;
    assert!(matches!(alerts.as_slice(), [Alert::Copied { .. }]), "{alerts:?}");
    recovers(&family, "another past than the one that was summed up");
    for store in 0..family.stores.len() {
        let here = ["theme", "after the snapshot", "another past"].map(|name| family.get(store, name));
        assert_eq!(here, [Some(2), Some(1), Some(8)]);
    }
}

/// Writes, and lets entries go without device 3, which is away.
fn goes_on_without_3(family: &Family, number: u64, now_ms: i64) {
    family.set(0, "theme", number);
    for _ in 0..2 {
        for device in 0..3 {
            assert_eq!(family.sync(device).unwrap().alerts, []);
        }
    }
    trim_at(family, 0, now_ms);
    for device in [1, 2, 0] {
        assert_eq!(family.sync(device).unwrap().alerts, []);
    }
    assert_eq!(trim_at(family, 0, now_ms + PATIENCE_MS + 1), []);
    assert_eq!(service::status(&family.stores[0]).unwrap().log_entries, 0);
}

#[test]
fn who_takes_a_snapshot_while_another_takes_its_place_takes_that_one() {
    let family = Family::new();
    family.settle();
    goes_on_without_3(&family, 1, NOW_MS);
    let (network, store) = (&family.network, &family.stores[3]);
    let mut session = Session::begin(store, NOW_MS).unwrap();
    let mut replaced = 0;
    let report = loop {
        match session.step().unwrap() {
            Step::Done(report) => break report,
            Step::Ask(request) => {
                // What it asks for next is gone by then, once.
                if session.is_coming_back() && replaced == 0 {
                    replaced = 1;
                    goes_on_without_3(&family, 2, NOW_MS + 2 * PATIENCE_MS);
                }
                let answer = block_on(network.ask(Credential::Device(store), request)).unwrap();
                session.answer(answer).unwrap();
            }
        }
    };
    assert_eq!((replaced, report.alerts), (1, Vec::new()));
    assert_eq!(family.settle(), []);
    family.assert_equal("after two snapshots");
    assert_eq!(family.get(3, "theme"), Some(2));
}

/// A thousand entries and more, and both devices know all of them.
fn many(family: &Family, mut write: impl FnMut(u64)) -> u64 {
    for number in 0..1100 {
        write(number);
    }
    assert_eq!(family.settle(), []);
    assert_eq!(family.settle(), []);
    service::status(&family.stores[1]).unwrap().log_entries
}

#[test]
fn a_snapshot_is_made_unasked_where_it_takes_less_room() {
    let family = Family::of(2);
    assert_eq!(many(&family, |number| family.set(0, "theme", number)), 0);
    family.assert_equal("after a snapshot that nobody asked for");
    assert!(bytes(&family) < 20_000, "{}", bytes(&family));
    comes_back_whole(&family);
}

#[test]
fn where_a_snapshot_takes_as_much_room_as_the_entries_do_there_is_none() {
    let family = Family::of(2);
    let session = family.stores[0].create_session("Serena").unwrap();
    let mut noise = ChaCha8Rng::seed_from_u64(2);
    let mut speak = |_| {
        let words: String = (0..8).map(|_| format!("{:016x} ", noise.next_u64())).collect();
        say(&family, 0, &session, &words);
    };
    assert!(many(&family, &mut speak) >= 1100);
    // Twice as many of them make it worth another look, and are no more worth than before.
    assert!(many(&family, &mut speak) >= 2200);
    trimmed(&family);
    comes_back_whole(&family);
}

pub(crate) fn say(family: &Family, device: usize, session: &str, text: &str) {
    let messages = [serde_json::json!({"role": "user", "text": text})];
    let turn = TurnRecord {
        session_id: session,
        agent: "Serena",
        messages: &messages,
        interventions: &[],
        proposals: &[],
        trace: &TraceRow { id: text.to_owned(), session_id: session.to_owned(), at_ms: 0, spans: Vec::new() },
    };
    family.stores[device].commit_turn(&turn).unwrap();
}

#[test]
fn what_a_disk_forgot_to_have_sent_is_not_written_twice() {
    for writes_more in [false, true] {
        let mut family = Family::new();
        let kept = family.place("kept");
        let session = family.stores[1].create_session("Serena").unwrap();
        for text in ["one", "two", "three"] {
            say(&family, 1, &session, text);
        }
        coach_sync_tests::network::copy_folder(&family.folder_of(1), &kept);
        say(&family, 1, &session, "four");
        family.settle();
        trimmed(&family);
        family.put_back(1, &kept);
        if writes_more {
            say(&family, 1, &session, "five");
        }
        let id = family.id_of(1);
        let alerts = family.sync(1).unwrap().alerts;
        assert_eq!(alerts.iter().any(|alert| matches!(alert, Alert::Copied { .. })), writes_more, "{alerts:?}");
        assert_eq!(family.id_of(1) == id, !writes_more);
        recovers(&family, "a disk that forgot what it had sent");
        for store in &family.stores {
            let said = store.messages(&session).unwrap().into_iter();
            let mut said: Vec<String> =
                said.map(|message| message.content["text"].as_str().unwrap().to_owned()).collect();
            said.sort();
            let all: &[&str] =
                if writes_more { &["five", "four", "one", "three", "two"] } else { &["four", "one", "three", "two"] };
            assert_eq!(said, all);
        }
    }
}

/// It looks what the relay has before it brings data, and hears then what the others have seen of it.
#[test]
fn a_device_that_others_know_another_history_of_goes_on_as_a_new_one() {
    let mut family = Family::new();
    let kept = family.place("kept");
    family.set(1, "theme", 1);
    family.set(1, "theme", 2);
    coach_sync_tests::network::copy_folder(&family.folder_of(1), &kept);
    family.set(1, "theme", 3);
    family.settle();
    trimmed(&family);
    family.put_back(1, &kept);
    family.set(1, "other", 4);
    family.weigh(1, "scale", 1);
    let store = &family.stores[1];
    let mut session = Session::begin(store, NOW_MS).unwrap();
    let report = loop {
        match session.step().unwrap() {
            Step::Done(report) => break report,
            Step::Ask(request) => {
                let answer = block_on(family.network.ask(Credential::Device(store), request)).unwrap();
                session.answer(answer).unwrap();
            }
        }
    };
    assert_eq!((report.alerts, report.forked_after), (Vec::new(), Some(0)), "nobody lied");
    let alerts = family.sync(1).unwrap().alerts;
    assert!(matches!(alerts.as_slice(), [Alert::Copied { .. }]), "{alerts:?}");
    recovers(&family, "another history than the others know");
    assert_eq!((family.get(0, "theme"), family.get(0, "other")), (Some(3), Some(4)));
    assert_eq!(family.weighed(0, "scale"), [1]);
}

/// Brings the account back on a new device with the 24 words; what that found.
fn come_back(family: &Family, new: &Store) -> Vec<Alert> {
    let (network, recovery) = (family.network.as_ref(), family.recovery());
    let recovered = block_on(service::recover(new, network, "http://localhost", &recovery, "new", NOW_MS));
    recovered.unwrap().report.alerts
}

/// A new device with the 24 words holds what the others hold.
fn comes_back_whole(family: &Family) {
    let new = open(&family.place("new"));
    assert_eq!(come_back(family, &new), []);
    assert_eq!(export(&new), export(&family.stores[0]));
}

#[test]
fn a_snapshot_that_is_changed_or_withheld_is_not_taken() {
    for place in 0..3 {
        let family = Family::new();
        family.set(0, "theme", 4);
        family.settle();
        trimmed(&family);
        let new = open(&family.place("new"));
        *family.network.liar.lock().unwrap() = Some(Box::new(move |_, mut answer| {
            if let Response::Blobs(blobs) = &mut answer {
                match place {
                    0 => *blobs[0].sealed.last_mut().unwrap() ^= 1,
                    1 => blobs[0].sealed.clear(),
                    _ => blobs.clear(),
                }
            }
            answer
        }));
        found(&come_back(&family, &new), "a broken snapshot", |alert| *alert == Alert::SnapshotMissing);
        assert_eq!(new.setting("theme").unwrap(), None, "nothing was taken of it");
        be_honest(&family);
        assert_eq!(block_on(service::now(&new, family.network.as_ref(), NOW_MS)).unwrap().alerts, []);
        assert_eq!(export(&new), export(&family.stores[0]));
        recovers(&family, "after a broken snapshot");
    }
}

#[test]
fn entries_that_are_dropped_untold_are_missed() {
    let family = Family::new();
    for number in 0..6 {
        family.set(0, "theme", number);
    }
    family.sync(0).unwrap();
    lie(&family, |answer| drop(answer.entries.drain(..answer.entries.len().min(3))));
    let alerts = family.sync(1).unwrap().alerts;
    found(&alerts, "dropped entries", |alert| matches!(alert, Alert::DroppedUntold { .. }));
    assert!(!alerts.iter().any(|alert| matches!(alert, Alert::Forged { .. })), "{alerts:?}");
    recovers(&family, "after entries were dropped");
    assert_eq!(family.get(1, "theme"), Some(5));
}

#[test]
fn a_relay_that_goes_back_behind_a_snapshot_is_found_and_healed() {
    let family = Family::new();
    family.set(0, "theme", 1);
    family.settle();
    let old = family.place("old relay");
    family.network.copy_to(&old);
    family.set(1, "later", 2);
    family.settle();
    trimmed(&family);
    family.network.replace(&old);
    // An older account, an older beginning: who was in is not deceived.
    let report = family.sync(2).unwrap();
    found(&report.alerts, "a rollback behind a snapshot", |alert| *alert == Alert::RolledBack);
    recovers(&family, "after a rollback behind a snapshot");
    comes_back_whole(&family);
    assert_eq!(to_a_stranger(&family).entries, []);
}

#[test]
fn a_relay_that_lost_everything_gets_the_snapshot_again() {
    let family = Family::new();
    family.set(0, "theme", 1);
    family.settle();
    trimmed(&family);
    family.set(0, "later", 2);
    family.settle();
    let empty = family.place("empty relay");
    std::fs::create_dir_all(&empty).unwrap();
    family.network.replace(&empty);
    family.settle();
    recovers(&family, "after all was lost");
    comes_back_whole(&family);
}

/// A record by a device of the family, and whether the relay took it.
fn publish(family: &Family, device: usize, change: Change) -> bool {
    let records = to_a_stranger(family).records;
    let (account, store) = (Account::read(&records).unwrap(), &family.stores[device]);
    let signer = Signer::Device(store.identity().unwrap().device);
    let body =
        Body { account: account.id, number: account.records, prev_hash: account.head, at_ms: NOW_MS, signer, change };
    let body = coach_wire::to_bytes(&body);
    let record = Record { signature: store.sign(RECORD, &body).unwrap(), body };
    let ask =
        Exchange { protocol: PROTOCOL, records_known: account.records, records: vec![record], ..Exchange::default() };
    match block_on(family.network.ask(Credential::Device(store), Request::Exchange(ask))).unwrap() {
        Response::Exchanged(answer) => answer.records_held > account.records,
        _ => false,
    }
}

/// Trims the snapshot that is offered, though nobody else has confirmed it.
fn trim_unasked(family: &Family) {
    let number = Account::read(&to_a_stranger(family).records).unwrap().offered.unwrap().number;
    assert!(publish(family, 3, Change::Trim { number }));
}

/// One offers a snapshot of many changes, and trims it unasked; with the bytes on the relay before.
fn much_trimmed_unasked() -> (Family, u64) {
    let family = Family::new();
    for number in 0..60 {
        family.set(0, "theme", number);
    }
    family.settle();
    trim(&family, 3);
    let before = bytes(&family);
    trim_unasked(&family);
    (family, before)
}

#[test]
fn a_snapshot_that_is_not_what_the_others_hold_is_said_and_not_confirmed() {
    let family = Family::new();
    family.set(0, "theme", 1);
    family.settle();
    let cut = family.stores[0].frontier().unwrap();
    let parts = vec![[7; 32].into()];
    let mut beyond = cut.clone();
    beyond[0].seq += 1;
    assert!(
        !publish(&family, 3, Change::Snapshot { snapshot: Snapshot { cut: beyond, parts: parts.clone() } }),
        "no cut"
    );
    assert!(publish(&family, 3, Change::Snapshot { snapshot: Snapshot { cut, parts } }));
    for _ in 0..2 {
        let alerts = family.sync(1).unwrap().alerts;
        found(&alerts, "another snapshot", |alert| *alert == Alert::SnapshotDiffers { device: family.id_of(3) });
    }
    assert_eq!(service::status(&family.stores[1]).unwrap().trimmed_ms, None);
    assert!(!to_a_stranger(&family).entries.is_empty());
    // Even where one trims it without asking, the relay keeps the entries, for it does not have the snapshot.
    trim_unasked(&family);
    family.set(2, "still", 4);
    let _ = family.sync(2).unwrap();
    let _ = family.sync(1).unwrap();
    assert_eq!(family.get(1, "still"), Some(4), "what is here goes on");
}

#[test]
fn the_relay_keeps_entries_until_each_device_has_signed_that_it_needs_none() {
    let (family, before) = much_trimmed_unasked();
    let sync = |devices: &[usize]| devices.iter().for_each(|&device| drop(family.sync(device).unwrap()));
    family.set(3, "still", 4);
    sync(&[3, 3]);
    assert!(bytes(&family) >= before, "two have not spoken, and one is this one");
    sync(&[0, 1, 0, 1]);
    family.set(0, "still", 5);
    sync(&[0]);
    assert!(bytes(&family) >= before, "one has not spoken");
    // By the relay's own clock it is long.
    family.network.now_ms.store(NOW_MS + PATIENCE_MS - 1, std::sync::atomic::Ordering::Relaxed);
    family.set(0, "still", 6);
    sync(&[0]);
    assert!(bytes(&family) >= before, "it is waited for");
    family.network.now_ms.store(NOW_MS + PATIENCE_MS + 1, std::sync::atomic::Ordering::Relaxed);
    family.set(0, "still", 7);
    sync(&[0]);
    assert!(bytes(&family) < before / 2, "{} of {before} bytes are left", bytes(&family));
    recovers(&family, "after a hasty device");
    assert_eq!((family.get(2, "theme"), family.get(2, "still")), (Some(59), Some(7)));
}

#[test]
fn what_all_have_signed_goes_from_the_relay_at_once() {
    let (family, before) = much_trimmed_unasked();
    family.settle();
    family.settle();
    assert!(bytes(&family) < before / 2, "{} of {before} bytes are left", bytes(&family));
    recovers(&family, "after all have signed");
}

#[test]
fn a_device_that_is_put_out_holds_nothing_up() {
    let family = Family::new();
    family.set(0, "theme", 1);
    trim(&family, 0);
    for device in 0..3 {
        family.sync(device).unwrap();
    }
    assert_eq!(service::status(&family.stores[0]).unwrap().trimmed_ms, None);
    block_on(service::revoke(&family.stores[1], family.network.as_ref(), &family.id_of(3), NOW_MS)).unwrap();
    for _ in 0..3 {
        for device in 0..3 {
            assert_eq!(family.sync(device).unwrap().alerts, []);
        }
    }
    assert!(service::status(&family.stores[0]).unwrap().trimmed_ms.is_some());
    assert!(matches!(family.sync(3), Err(Error::NotLetIn | Error::Revoked)));
}
