//! Disks that forget what they had confirmed, and relays that lose what they had: data beside the log stays as long as
//! anyone has it.

use super::snapshots::say;
use coach_server::Principal;
use coach_sync::{Alert, Session, service};
use coach_sync_tests::family::{Family, export, open, set_clock};
use coach_sync_tests::network::{Fate, NOW_MS, copy_folder};
use coach_wire::PROTOCOL;
use coach_wire::message::{Exchange, Request, SlotRef, Statement};
use futures::executor::block_on;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A family, and the files of device 0 as they were before it weighed anything.
fn family() -> (Family, std::path::PathBuf) {
    let family = Family::new();
    family.weigh(0, "scale", 1);
    family.sync(0).unwrap();
    let kept = family.place("kept");
    copy_folder(&family.folder_of(0), &kept);
    family.weigh(0, "scale", 2);
    family.sync(0).unwrap();
    (family, kept)
}

#[test]
fn a_device_gets_back_what_it_brought_and_forgot() {
    let (mut family, kept) = family();
    family.put_back(0, &kept);
    assert_eq!(family.sync(0).unwrap().alerts, []);
    assert_eq!(family.weighed(0, "scale"), [1, 2]);
    // And its slot holds it again, so that what comes on top does not take its place.
    family.weigh(0, "scale", 3);
    family.settle();
    family.assert_equal("after a disk forgot");
    assert_eq!(family.weighed(2, "scale"), [1, 2, 3]);
}

#[test]
fn what_is_written_over_a_forgotten_past_does_not_take_it_from_the_relay() {
    let (mut family, kept) = family();
    family.put_back(0, &kept);
    // Nobody else has what was weighed at minute 2. As many entries as were forgotten, and more, in the same slot.
    for number in 0..6 {
        family.set(0, "theme", number);
    }
    family.weigh(0, "scale", 3);
    let alerts = family.sync(0).unwrap().alerts;
    assert!(alerts.iter().any(|alert| matches!(alert, Alert::Copied { .. })), "{alerts:?}");
    assert_eq!(family.settle(), []);
    family.assert_equal("after another history");
    assert_eq!(family.weighed(3, "scale"), [1, 2, 3]);
}

/// What the relay gives comes in pages, and the part of the chain that would tell where the histories part comes late.
#[test]
fn where_two_histories_part_is_found_though_the_answer_has_many_pages() {
    let mut noise = ChaCha8Rng::seed_from_u64(1);
    for device in 0..2 {
        let mut family = Family::new();
        let kept = family.place("kept");
        copy_folder(&family.folder_of(device), &kept);
        for writer in 0..4 {
            let session = family.stores[writer].create_session("Serena").unwrap();
            for _ in 0..16 {
                let story: String = (0..2000).map(|_| format!("{:016x}", noise.next_u64())).collect();
                say(&family, writer, &session, &story);
            }
            family.set(writer, &format!("of {writer}"), 39);
        }
        family.settle();
        family.put_back(device, &kept);
        for number in 0..60 {
            family.set(device, "another past", number);
        }
        // With data beside the log it looks what the relay has before it brings anything.
        family.weigh(device, "scale", 1);
        for _ in 0..4 {
            Session::begin(&family.stores[device], NOW_MS).unwrap().lost().unwrap();
        }
        let alerts = family.sync(device).unwrap().alerts;
        assert!(matches!(alerts.as_slice(), [Alert::Copied { .. }]), "device {device}: {alerts:?}");
        assert_eq!(family.settle(), []);
        family.assert_equal("after another past");
        assert_eq!((family.get(0, "another past"), family.get(0, &format!("of {device}"))), (Some(59), Some(39)));
    }
}

/// What a slot holds gets to the relay before the entry that names it, and takes the place of what it held before.
#[test]
fn what_a_device_that_is_put_out_took_back_in_the_middle_of_a_sync_reaches_all_from_who_has_it() {
    let mut taken_back = 0;
    for answered in 0..6 {
        let family = Family::new();
        family.weigh(1, "scale", 1);
        family.sync(1).unwrap();
        family.sync(0).unwrap();
        family.weigh(1, "scale", 2);
        let mut asked = 0;
        *family.network.fate.lock().unwrap() = Box::new(move || {
            asked += 1;
            if asked <= answered { Fate::Answered } else { Fate::Lost }
        });
        let broken_off = family.sync(1).is_err();
        *family.network.fate.lock().unwrap() = Box::new(|| Fate::Answered);
        let (network, id) = (family.network.as_ref(), family.id_of(1));
        block_on(service::revoke(&family.stores[0], network, &id, NOW_MS)).unwrap();
        for _ in 0..3 {
            for device in [0, 2, 3] {
                assert_eq!(family.sync(device).unwrap().alerts, [], "{answered} were answered");
            }
        }
        for device in [0, 2, 3] {
            let weighed = family.weighed(device, "scale");
            assert!(weighed.starts_with(&[1]), "device {device}, {answered} were answered: {weighed:?}");
            assert_eq!(export(&family.stores[device]), export(&family.stores[0]), "{answered} were answered");
        }
        taken_back += u32::from(broken_off);
    }
    assert!(taken_back > 2, "{taken_back}");
}

/// A device changes what its slot holds or takes it back, tells the relay, and forgets all of it before the entry that says
/// so is there. What the others were told of is what counts then.
#[test]
fn what_a_disk_forgot_to_have_changed_is_still_there_for_the_others() {
    let changes: [fn(&Family); 2] = [
        |family| family.weigh(0, "scale", 2),
        |family| {
            family.stores[0].delete_source("scale").unwrap();
        },
    ];
    for (change, expected) in changes.into_iter().zip([vec![1, 2], vec![]]) {
        let mut broken_off = 0;
        for answered in 0..8 {
            let mut family = Family::new();
            family.weigh(0, "scale", 1);
            family.sync(0).unwrap();
            let kept = family.place("kept");
            copy_folder(&family.folder_of(0), &kept);
            change(&family);
            let mut asked = 0;
            *family.network.fate.lock().unwrap() = Box::new(move || {
                asked += 1;
                if asked <= answered { Fate::Answered } else { Fate::Lost }
            });
            broken_off += u32::from(family.sync(0).is_err());
            *family.network.fate.lock().unwrap() = Box::new(|| Fate::Answered);
            family.put_back(0, &kept);
            assert_eq!(family.settle(), [], "{answered} were answered");
            family.assert_equal(&format!("{answered} were answered"));
            let weighed = family.weighed(3, "scale");
            assert!(weighed == [1] || weighed == expected, "{answered} were answered: {weighed:?}");
            // And what comes on top takes nothing away.
            family.weigh(0, "scale", 3);
            assert_eq!(family.settle(), [], "{answered} were answered");
            family.assert_equal(&format!("{answered} were answered, and more came"));
            assert_eq!(family.weighed(3, "scale"), [weighed, vec![3]].concat());
        }
        assert!(broken_off > 2, "{broken_off}");
    }
}

#[test]
fn an_offer_of_the_history_that_is_left_behind_hides_none_of_the_one_that_goes_on() {
    let mut family = Family::new();
    let kept = family.place("kept");
    copy_folder(&family.folder_of(0), &kept);
    family.weigh(0, "scale", 1);
    family.weigh(0, "scale", 2);
    family.sync(0).unwrap();
    family.put_back(0, &kept);
    // What it offers now is less than what the relay has of it, and looks later. Nobody else will offer more.
    set_clock(NOW_MS + 1_000_000_000);
    family.weigh(0, "scale", 1);
    family.settle();
    family.assert_equal("after another history by a later clock");
    assert_eq!(family.weighed(0, "scale"), [1, 2]);
}

#[test]
fn who_has_the_data_brings_it_again_when_relay_and_author_are_gone() {
    let (mut family, _) = family();
    family.settle();
    let empty = family.place("empty");
    std::fs::create_dir_all(&empty).unwrap();
    family.network.replace(&empty);
    family.stores.remove(0);
    family.sync(0).unwrap();
    let new = family.newcomer();
    let (store, recovery) = (&family.stores[new], family.recovery());
    block_on(service::recover(store, family.network.as_ref(), "http://localhost", &recovery, "new", NOW_MS)).unwrap();
    assert_eq!(family.weighed(new, "scale"), [1, 2]);
    let fresh = open(&family.place("again"));
    block_on(service::recover(&fresh, family.network.as_ref(), "http://localhost", &recovery, "two", NOW_MS)).unwrap();
    family.stores.push(fresh);
    family.settle();
    family.assert_equal("after relay and author were gone");
}

#[test]
fn a_device_that_forgot_what_only_the_relays_slots_know_of_goes_on_as_a_new_one() {
    let mut family = Family::new();
    let kept = family.place("kept");
    copy_folder(&family.folder_of(0), &kept);
    for number in 0..5 {
        family.set(0, "theme", number);
    }
    family.weigh(0, "scale", 1);
    // A look, what its slots hold, the data: all of it arrives. Then the line breaks, and the disk forgets.
    let mut asked = 0;
    *family.network.fate.lock().unwrap() = Box::new(move || {
        asked += 1;
        if asked <= 3 { Fate::Answered } else { Fate::Lost }
    });
    family.sync(0).unwrap_err();
    *family.network.fate.lock().unwrap() = Box::new(|| Fate::Answered);
    family.put_back(0, &kept);
    family.weigh(0, "scale", 2);
    let alerts = family.sync(0).unwrap().alerts;
    assert!(alerts.iter().any(|alert| matches!(alert, Alert::Copied { .. })), "{alerts:?}");
    assert_eq!(family.settle(), []);
    family.assert_equal("after words were forgotten");
    assert_eq!(family.weighed(3, "scale"), [2]);
}

#[test]
fn words_about_data_that_come_late_change_nothing() {
    let mut family = Family::new();
    family.weigh(0, "scale", 1);
    family.sync(0).unwrap();
    let refers = |(_, request): &(_, Request)| matches!(request, Request::Refer(_));
    let late = family.network.seen.lock().unwrap().iter().position(refers).unwrap();
    family.weigh(0, "scale", 2);
    family.sync(0).unwrap();
    family.network.again(late);
    let new = family.newcomer();
    let (store, recovery) = (&family.stores[new], family.recovery());
    block_on(service::recover(store, family.network.as_ref(), "http://localhost", &recovery, "new", NOW_MS)).unwrap();
    assert_eq!(family.weighed(new, "scale"), [1, 2]);
}

#[test]
fn data_that_two_devices_brought_stays_when_one_of_them_brings_more() {
    let family = Family::new();
    for device in [0, 2] {
        family.weigh(device, "scale", 1);
        family.stores[device].offer_slots().unwrap();
    }
    for device in [0, 2] {
        family.sync(device).unwrap();
    }
    family.weigh(2, "scale", 2);
    family.sync(2).unwrap();
    let report = family.sync(1).unwrap();
    assert_eq!((report.blobs_missing, family.weighed(1, "scale")), (0, vec![1, 2]));
}

#[test]
fn of_a_question_that_is_refused_the_relay_keeps_nothing() {
    let family = Family::new();
    let identity = family.stores[0].identity().unwrap();
    let who = Principal { account: identity.account, device: Some(identity.device) };
    let ask = |request| family.network.with(|relay| relay.handle(&who, request, NOW_MS));
    let held = || family.network.with(|relay| relay.totals()).unwrap();
    let before = held();
    let tips = family.stores[0].frontier().unwrap();
    let sent = tips.iter().find(|tip| tip.device == identity.device).map_or(0, |tip| tip.seq);
    family.set(0, "theme", 1);
    // What comes first is as it should be; what comes last is signed by nobody.
    let entries = family.stores[0].entries_after(&identity.device, sent, usize::MAX).unwrap();
    assert!(!entries.is_empty());
    let statement = Statement {
        account: identity.account,
        device: identity.device,
        number: 1,
        at_ms: NOW_MS,
        records: 1,
        account_head: [9; 32],
        tips,
        signature: [1; 64],
        snapshot: None,
    };
    let exchange = Exchange { protocol: PROTOCOL, entries, statement: Some(statement), ..Exchange::default() };
    ask(Request::Exchange(exchange)).unwrap_err();
    assert_eq!(held(), before);
    let refer = |words: &[(u8, u64)]| {
        let refs = words.iter().map(|(slot, version)| SlotRef { slot: [*slot; 16], blob: None, version: *version });
        ask(Request::Refer(refs.collect()))
    };
    refer(&[(1, 5)]).unwrap();
    refer(&[(2, 9), (1, 4)]).unwrap_err();
    refer(&[(2, 3)]).unwrap();
    assert_eq!(family.settle(), []);
    family.assert_equal("after questions that were refused");
}
