//! A relay that lies. Each lie is found out at the next contact and said in plain words; nothing is lost, and when the
//! relay is honest again all devices hold the same.

use coach_sync::{Alert, Error, service};
use coach_sync_tests::family::{Family, export, let_in, open};
use coach_sync_tests::network::{NOW_MS, Network};
use coach_wire::Header;
use coach_wire::message::{Exchanged, Mark, Request, Response, Statement, Tip};
use futures::executor::block_on;
use rand::{RngExt, SeedableRng};
use std::sync::{Arc, Mutex};

pub(crate) fn lie(family: &Family, mut with: impl FnMut(&mut Exchanged) + Send + 'static) {
    *family.network.liar.lock().unwrap() = Some(Box::new(move |_: &Request, mut answer| {
        if let Response::Exchanged(exchanged) = &mut answer {
            with(exchanged);
        }
        answer
    }));
}

pub(crate) fn be_honest(family: &Family) {
    *family.network.liar.lock().unwrap() = None;
}

/// All is well again: no lie left a mark.
pub(crate) fn recovers(family: &Family, what: &str) {
    be_honest(family);
    family.settle();
    let left: Vec<Alert> = (0..family.stores.len()).flat_map(|device| family.sync(device).unwrap().alerts).collect();
    assert_eq!(left, [], "{what}");
    family.assert_equal(what);
}

pub(crate) fn found(alerts: &[Alert], what: &str, is: impl Fn(&Alert) -> bool) {
    assert!(alerts.iter().any(is), "{what}: {alerts:?}");
    for alert in alerts {
        let words = alert.words();
        assert!(words.ends_with('.') && words.len() > 30, "{words}");
    }
}

#[test]
fn a_changed_bit_anywhere_in_an_entry_is_found() {
    for place in 0..3 {
        let family = Family::new();
        family.set(0, "theme", 7);
        family.sync(0).unwrap();
        lie(&family, move |answer| {
            if let Some(entry) = answer.entries.first_mut() {
                match place {
                    0 => *entry.header.last_mut().unwrap() ^= 1,
                    1 => *entry.sealed.last_mut().unwrap() ^= 1,
                    _ => entry.signature[5] ^= 1,
                }
            }
        });
        let report = family.sync(1).unwrap();
        found(&report.alerts, "a flipped bit", |alert| matches!(alert, Alert::Forged { .. }));
        assert_eq!(family.get(1, "theme"), None, "it was not taken");
        recovers(&family, "after a flipped bit");
        assert_eq!(family.get(1, "theme"), Some(7));
    }
}

#[test]
fn what_is_broken_of_one_device_holds_up_no_other() {
    // One of the two comes first in an answer.
    for (broken, other) in [(0, 2), (2, 0)] {
        let family = Family::new();
        for device in [0, 2] {
            family.set(device, &format!("by {device}"), 1);
            family.sync(device).unwrap();
        }
        let author = family.stores[broken].identity().unwrap().device;
        lie(&family, move |answer| {
            for entry in answer.entries.iter_mut() {
                if Header::decode(&entry.header).unwrap().device == author {
                    entry.signature[5] ^= 1;
                }
            }
        });
        let report = family.sync(1).unwrap();
        found(&report.alerts, "a broken signature", |alert| matches!(alert, Alert::Forged { .. }));
        assert_eq!((family.get(1, &format!("by {broken}")), family.get(1, &format!("by {other}"))), (None, Some(1)));
        recovers(&family, "after a broken signature");
    }
}

#[test]
fn bodies_that_are_swapped_are_found() {
    let family = Family::new();
    family.set(0, "one", 1);
    family.set(0, "two", 2);
    family.sync(0).unwrap();
    lie(&family, |answer| {
        if answer.entries.len() >= 2 {
            let body = answer.entries[0].sealed.clone();
            answer.entries[0].sealed = std::mem::replace(&mut answer.entries[1].sealed, body);
        }
    });
    found(&family.sync(1).unwrap().alerts, "swapped bodies", |alert| matches!(alert, Alert::Forged { .. }));
    recovers(&family, "after swapped bodies");
}

#[test]
fn entries_out_of_order_and_answers_again_do_no_harm() {
    let family = Family::new();
    for number in 0..5 {
        family.set(0, "theme", number);
    }
    family.sync(0).unwrap();
    lie(&family, |answer| answer.entries.reverse());
    let alerts = family.sync(1).unwrap().alerts;
    assert!(!alerts.iter().any(|alert| matches!(alert, Alert::TwoHistories { .. })), "one history: {alerts:?}");
    be_honest(&family);
    let kept = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&kept);
    lie(&family, move |answer| {
        keep.lock().unwrap().get_or_insert_with(|| answer.clone());
    });
    family.sync(2).unwrap();
    family.set(0, "theme", 9);
    be_honest(&family);
    family.sync(0).unwrap();
    let old = kept.lock().unwrap().clone().unwrap();
    lie(&family, move |answer| *answer = old.clone());
    let _ = family.sync(2);
    recovers(&family, "after a replay");
    assert_eq!(family.get(2, "theme"), Some(9));
}

#[test]
fn a_relay_that_is_rolled_back_is_found_and_healed_from_any_device() {
    let family = Family::new();
    let old = family.place("old relay");
    family.network.copy_to(&old);
    for device in 0..3 {
        family.set(device, &format!("by {device}"), 1);
    }
    family.settle();
    family.network.replace(&old);
    // The device that notices wrote nothing itself: it brings what it has of the others.
    let report = family.sync(3).unwrap();
    found(&report.alerts, "a rollback", |alert| *alert == Alert::RolledBack);
    let fresh = open(&family.place("fresh"));
    block_on(service::recover(&fresh, family.network.as_ref(), "http://localhost", &family.recovery(), "new", NOW_MS))
        .unwrap();
    for device in 0..3 {
        assert_eq!(fresh.setting(&format!("by {device}")).unwrap(), Some(1.into()), "it was brought again");
    }
    recovers(&family, "after a rollback");
}

#[test]
fn a_relay_that_lost_everything_is_filled_again() {
    let family = Family::new();
    family.set(2, "theme", 3);
    family.settle();
    let empty = family.place("empty");
    std::fs::create_dir_all(&empty).unwrap();
    family.network.replace(&empty);
    found(&family.sync(1).unwrap().alerts, "a wipe", |alert| *alert == Alert::RolledBack);
    recovers(&family, "after a wipe");
}

#[test]
fn entries_that_are_kept_back_are_known_by_what_others_say() {
    // The relay admits that there is more, with and without the words of others, or pretends that there is not.
    for (pretends, silent) in [(false, false), (false, true), (true, false)] {
        let family = Family::new();
        let author = family.stores[0].identity().unwrap().device;
        let before: Vec<Mark> =
            family.stores[1].frontier().unwrap().iter().map(|tip| Mark::of(tip.device, tip.seq, &tip.hash)).collect();
        family.set(0, "theme", 4);
        family.sync(0).unwrap();
        family.sync(2).unwrap();
        lie(&family, move |answer| {
            answer.entries.retain(|entry| Header::decode(&entry.header).unwrap().device != author);
            if pretends {
                answer.frontier = Some(before.clone());
            }
            if silent {
                answer.statements.clear();
            }
        });
        let report = family.sync(1).unwrap();
        found(&report.alerts, "kept back", |alert| matches!(alert, Alert::KeptBack { .. }));
        assert_eq!(family.get(1, "theme"), None);
        recovers(&family, "after something was kept back");
        assert_eq!(family.get(1, "theme"), Some(4));
    }
}

#[test]
fn words_that_the_relay_puts_into_a_devices_mouth_are_not_heard() {
    let family = Family::new();
    let [first, _, third] = [0, 1, 2].map(|device: usize| family.stores[device].identity().unwrap());
    let statement = Statement {
        account: third.account,
        device: third.device,
        number: 1 << 40,
        at_ms: NOW_MS,
        records: 1 << 40,
        account_head: [9; 32],
        tips: vec![Tip { device: first.device, seq: 1 << 40, hash: [9; 32] }],
        signature: [1; 64],
        snapshot: None,
    };
    lie(&family, move |answer| answer.statements.push(statement.clone()));
    let alerts = family.sync(1).unwrap().alerts;
    found(&alerts, "a made-up statement", |alert| matches!(alert, Alert::Forged { .. }));
    assert_eq!(alerts.len(), 1, "nobody is accused by it: {alerts:?}");
    recovers(&family, "after a made-up statement");
}

#[test]
fn the_end_of_one_history_does_not_join_the_beginning_of_another() {
    let family = Family::new();
    let folder = family.place("copy");
    coach_sync_tests::network::copy_folder(&family.folder_of(0), &folder);
    let (copy, author) = (open(&folder), family.stores[0].identity().unwrap().device);
    // It has written nothing so far.
    let seen = copy.frontier().unwrap().iter().find(|tip| tip.device == author).map_or(0, |tip| tip.seq);
    family.set(0, "here", 1);
    family.sync(0).unwrap();
    family.sync(1).unwrap();
    for number in 0..2 {
        copy.set_setting("there", Some(&number.into()), "person").unwrap();
    }
    // By the same device: something else under a number that is known, and what comes on top of that.
    for other in copy.entries_after(&author, seen, usize::MAX).unwrap() {
        lie(&family, move |answer| answer.entries = vec![other.clone()]);
        let report = family.sync(1).unwrap();
        found(&report.alerts, "two histories", |alert| matches!(alert, Alert::TwoHistories { .. }));
    }
    assert_eq!((family.get(1, "here"), family.get(1, "there")), (Some(1), None));
    recovers(&family, "after two histories");
}

#[test]
fn two_devices_that_are_shown_different_histories_find_out() {
    let family = Family::new();
    let fork = family.place("fork");
    family.network.copy_to(&fork);
    let other = Network::new(&fork);
    family.set(0, "here", 1);
    family.sync(0).unwrap();
    family.sync(0).unwrap();
    family.set(1, "there", 2);
    block_on(service::now(&family.stores[1], &other, NOW_MS)).unwrap();
    // The relay goes on with one of the two.
    let report = family.sync(1).unwrap();
    found(&report.alerts, "a fork", |alert| *alert == Alert::RolledBack);
    recovers(&family, "after a fork");
    assert_eq!((family.get(0, "there"), family.get(1, "here")), (Some(2), Some(1)));
}

#[test]
fn a_revocation_that_is_hidden_is_known_by_what_others_say_and_by_the_key() {
    let mut family = Family::new();
    let lost = family.id_of(3);
    block_on(service::revoke(&family.stores[0], family.network.as_ref(), &lost, NOW_MS)).unwrap();
    // Two that wait for the key which comes with the revocation.
    family.set(0, "before", 4);
    family.set(0, "secret", 5);
    family.sync(0).unwrap();
    let known = 4;
    lie(&family, move |answer| {
        answer.records.clear();
        answer.records_held = answer.records_held.min(known);
    });
    let report = family.sync(1).unwrap();
    found(&report.alerts, "a hidden revocation", |alert| *alert == Alert::AccountKeptBack);
    found(&report.alerts, "a missing key", |alert| *alert == Alert::Unreadable);
    assert_eq!(family.get(1, "secret"), None, "it waits");
    be_honest(&family);
    assert!(matches!(family.sync(3), Err(Error::NotLetIn)), "who is out is not let in");
    family.stores.truncate(3);
    recovers(&family, "after a hidden revocation");
    assert_eq!(family.get(1, "secret"), Some(5));
}

#[test]
fn a_device_that_is_out_reads_and_writes_nothing_more_even_if_the_relay_helps_it() {
    let mut family = Family::new();
    let lost = family.id_of(3);
    family.set(3, "last words", 1);
    family.sync(3).unwrap();
    block_on(service::revoke(&family.stores[0], family.network.as_ref(), &lost, NOW_MS)).unwrap();
    family.set(0, "secret", 5);
    family.sync(0).unwrap();
    // It writes on; the relay passes all of it to everyone, and everything to it.
    family.set(3, "after", 2);
    let id = family.stores[3].identity().unwrap().device;
    let after = family.stores[3].entries_after(&id, 1, usize::MAX).unwrap();
    lie(&family, move |answer| answer.entries.extend(after.clone()));
    let _ = family.sync(1).unwrap();
    assert_eq!((family.get(1, "after"), family.get(1, "last words")), (None, Some(1)));
    let own = family.stores[0].identity().unwrap().device;
    let seen = family.stores[3].frontier().unwrap().iter().find(|tip| tip.device == own).map_or(0, |tip| tip.seq);
    let leaked = family.stores[0].entries_after(&own, seen, usize::MAX).unwrap();
    let received = family.stores[3].receive(&leaked).unwrap();
    assert_eq!((received.taken, received.unread), (leaked.len() as u64, leaked.len() as u64));
    assert_eq!(family.get(3, "secret"), None, "the new key is not on it");
    family.stores.truncate(3);
    recovers(&family, "after a helped device");
}

#[test]
fn the_relay_lets_go_of_what_a_device_wrote_after_its_last_entry_that_counts() {
    let family = Family::new();
    let out = family.stores[3].identity().unwrap().device;
    family.set(3, "too late", 1);
    family.sync(3).unwrap();
    // Who puts it out has not seen that.
    lie(&family, move |answer| {
        answer.entries.retain(|entry| Header::decode(&entry.header).unwrap().device != out);
    });
    let known = family.stores[0].frontier().unwrap().iter().find(|tip| tip.device == out).map_or(0, |tip| tip.seq);
    block_on(service::revoke(&family.stores[0], family.network.as_ref(), &family.id_of(3), NOW_MS)).unwrap();
    be_honest(&family);
    let who = coach_server::Principal { account: family.stores[0].identity().unwrap().account, device: None };
    let ask = coach_wire::message::Exchange { protocol: coach_wire::PROTOCOL, ..Default::default() };
    let answer = family.network.with(|relay| relay.handle(&who, Request::Exchange(ask), NOW_MS)).unwrap();
    let Response::Exchanged(answer) = answer else { panic!("no answer to the question") };
    let marks = answer.frontier.unwrap_or_default();
    assert_eq!(marks.iter().find(|mark| mark.device == out).map_or(0, |mark| mark.seq), known);
}

#[test]
fn a_new_device_is_not_shown_an_older_account() {
    let family = Family::new();
    let new = open(&family.place("new"));
    family.set(0, "theme", 1);
    family.settle();
    let author = family.stores[0].identity().unwrap().device;
    lie(&family, move |answer| {
        answer.entries.retain(|entry| Header::decode(&entry.header).unwrap().device != author);
        answer.frontier =
            answer.frontier.take().map(|marks| marks.into_iter().filter(|mark| mark.device != author).collect());
    });
    let joined = let_in(&family.network, &new, "new", &family.stores[1]);
    assert!(matches!(joined, Err(Error::OlderState)), "{joined:?}");
}

#[test]
fn a_relay_that_confirms_and_keeps_nothing_is_found() {
    let family = Family::new();
    family.set(0, "theme", 1);
    let tips = family.stores[1].frontier().unwrap();
    let held: Vec<Mark> = tips.iter().map(|tip| Mark::of(tip.device, tip.seq, &tip.hash)).collect();
    lie(&family, move |answer| {
        answer.refused.clear();
        answer.frontier = Some(held.clone());
    });
    let report = family.sync(0).unwrap();
    found(&report.alerts, "nothing kept", |alert| *alert == Alert::NotKept);
    assert!(family.stores[0].unsent().unwrap() > 0, "it stays here until it is kept");
    recovers(&family, "after nothing was kept");
}

#[test]
fn changed_and_swapped_blobs_are_not_merged() {
    for swap in [false, true] {
        let family = Family::new();
        for (device, minute) in [(0, 0), (2, 100)] {
            family.weigh(device, &format!("scale {device}"), minute);
            family.sync(device).unwrap();
        }
        *family.network.liar.lock().unwrap() = Some(Box::new(move |_, mut answer| {
            if let Response::Blobs(blobs) = &mut answer {
                if swap && blobs.len() > 1 {
                    let first = blobs[0].sealed.clone();
                    blobs[0].sealed = std::mem::replace(&mut blobs[1].sealed, first);
                } else if let Some(byte) = blobs.first_mut().and_then(|blob| blob.sealed.last_mut()) {
                    *byte ^= 1;
                }
            }
            answer
        }));
        let before = export(&family.stores[1]);
        let report = family.sync(1).unwrap();
        found(&report.alerts, "a changed blob", |alert| *alert == Alert::DamagedData);
        assert!(!swap || export(&family.stores[1]) == before);
        recovers(&family, "after changed blobs");
    }
}

#[test]
fn a_copied_store_goes_on_as_a_new_device() {
    let mut family = Family::new();
    let copy = family.place("copy");
    coach_sync_tests::network::copy_folder(&family.folder_of(0), &copy);
    family.set(0, "original", 1);
    family.sync(0).unwrap();
    let copied = open(&copy);
    copied.set_setting("copy", Some(&2.into()), "person").unwrap();
    family.stores.push(copied);
    let last = family.stores.len() - 1;
    let report = family.sync(last).unwrap();
    found(&report.alerts, "a copy", |alert| matches!(alert, Alert::Copied { .. }));
    recovers(&family, "after a copy");
    assert_eq!((family.get(0, "copy"), family.get(last, "original")), (Some(2), Some(1)));
    // An older copy that wrote nothing is no other device: it takes up its own entries.
    let behind = family.place("behind");
    coach_sync_tests::network::copy_folder(&family.folder_of(1), &behind);
    family.set(1, "later", 3);
    family.sync(1).unwrap();
    family.stores[1] = open(&behind);
    assert_eq!(family.sync(1).unwrap().alerts, []);
    assert_eq!(family.get(1, "later"), Some(3));
    recovers(&family, "after an older copy");
}

#[test]
fn an_erased_account_is_gone_and_stays_gone() {
    let family = Family::new();
    family.set(0, "theme", 1);
    family.sync(0).unwrap();
    let receipt = block_on(service::erase(&family.stores[0], family.network.as_ref())).unwrap();
    assert!(receipt.entries > 0 && receipt.bytes > 0);
    for device in 0..3 {
        assert!(matches!(family.sync(device), Err(Error::Erased)), "a stale device is told");
    }
    family
        .network
        .with(|relay| {
            let totals = relay.totals()?;
            assert_eq!((totals.accounts, totals.entries, totals.blobs, totals.bytes, totals.erased), (0, 0, 0, 0, 1));
            Ok(())
        })
        .unwrap();
    // What is on the device stays, and can begin anew.
    assert_eq!(family.get(0, "theme"), Some(1));
    block_on(service::init(&family.stores[0], family.network.as_ref(), "http://localhost", "again", NOW_MS)).unwrap();
    assert_eq!(family.sync(0).unwrap().alerts, []);
    assert_eq!(family.get(0, "theme"), Some(1));
}

#[test]
fn when_the_room_is_full_deleting_and_changing_the_account_still_work() {
    let family = Family::new();
    let used = family.network.with(|relay| relay.totals()).unwrap().bytes;
    let full = family.place("full");
    family.network.copy_to(&full);
    let network = Network::with_limits(&full, coach_server::Limits { quota_bytes: used + 1000, registration: false });
    let now = |store| block_on(service::now(store, &network, NOW_MS)).unwrap();
    // Nothing that compression could make short.
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    let long: String = (0..20_000).map(|_| char::from(random.random_range(b'#'..b'}'))).collect();
    family.stores[0].set_setting("small", Some(&1.into()), "person").unwrap();
    now(&family.stores[0]);
    family.stores[0].set_setting("long", Some(&long.into()), "person").unwrap();
    found(&now(&family.stores[0]).alerts, "no room", |alert| *alert == Alert::Quota);
    block_on(service::revoke(&family.stores[1], &network, &family.id_of(3), NOW_MS)).unwrap();
    for number in 0..10 {
        family.stores[1].set_setting("small", Some(&number.into()), "person").unwrap();
        assert_eq!(now(&family.stores[1]).alerts, [], "what is small passes");
    }
    family.stores[1].set_setting("small", None, "person").unwrap();
    assert_eq!(now(&family.stores[1]).alerts, [], "a deletion passes");
    now(&family.stores[2]);
    assert_eq!(family.get(2, "small"), None);
}
