//! Lies about who is in and under which keys: by the relay alone, and by a relay with the help of a device that is in, or
//! was. Each is refused at the next contact, said in plain words, and leaves no mark.

use crate::sync::malicious::{be_honest, found, lie, recovers};
use coach_sync::{Alert, Credential, Transport, service};
use coach_sync_tests::family::Family;
use coach_sync_tests::network::{Fate, NOW_MS, Network};
use coach_wire::account::{Body, Change, Epoch, NewDevice, RECORD, Record, Signer, Wrapped};
use coach_wire::message::{Exchange, Request, Response};
use coach_wire::{Account, Hash, PROTOCOL};
use ed25519_dalek::{Signer as _, SigningKey};
use futures::executor::block_on;
use std::sync::Arc;

/// The account as the relay has it.
fn account(family: &Family) -> Account {
    let ask = Exchange { protocol: PROTOCOL, room: Some(0), ..Exchange::default() };
    let asked = family.network.ask(Credential::Device(&family.stores[0]), Request::Exchange(ask));
    let Response::Exchanged(answer) = block_on(asked).unwrap() else { panic!("no answer to the question") };
    Account::read(&answer.records).unwrap()
}

/// A device that nobody let in.
fn stranger() -> (NewDevice, SigningKey) {
    let key = SigningKey::from_bytes(&[66; 32]);
    let device = NewDevice {
        id: [66; 16],
        verifying_key: key.verifying_key().to_bytes(),
        sealing_key: [66; 32],
        label: Vec::new(),
    };
    (device, key)
}

fn body(family: &Family, by: usize, number: u64, prev_hash: Hash, change: Change) -> Vec<u8> {
    let identity = family.stores[by].identity().unwrap();
    let signer = Signer::Device(identity.device);
    coach_wire::to_bytes(&Body { account: identity.account, number, prev_hash, at_ms: NOW_MS, signer, change })
}

/// A record with the signature of a device, whatever it says.
fn signed(family: &Family, by: usize, number: u64, prev_hash: Hash, change: Change) -> Record {
    let body = body(family, by, number, prev_hash, change);
    Record { signature: family.stores[by].sign(RECORD, &body).unwrap(), body }
}

/// The next epoch, for the devices that are said.
fn epoch(account: &Account, suite: u8, but: Option<[u8; 16]>) -> Epoch {
    let live = account.live().map(|device| device.device.id).filter(|id| Some(*id) != but);
    Epoch {
        number: account.epoch().number + 1,
        suite,
        commit: [1; 32],
        wrapped: live.map(|device| Wrapped { device, key: vec![2; 80] }).collect(),
        recovery: vec![3; 80],
        back_link: vec![4; 128],
    }
}

/// Shows a device one more record than there are. It is not believed.
fn is_refused(family: &Family, to: usize, what: &str, record: Record) {
    let known = service::devices(&family.stores[to]).unwrap();
    let keys = family.stores[to].epoch_keys().unwrap().current;
    lie(family, move |answer| {
        answer.records.push(record.clone());
        answer.records_held += 1;
    });
    let report = family.sync(to).unwrap_or_else(|error| panic!("{what}: {error}"));
    found(&report.alerts, what, |alert| *alert == Alert::OtherAccountLog);
    assert_eq!(service::devices(&family.stores[to]).unwrap(), known, "{what}: who is in");
    assert_eq!(family.stores[to].epoch_keys().unwrap().current, keys, "{what}: the key");
    be_honest(family);
}

#[test]
fn two_devices_that_change_the_account_at_once_agree_on_both_changes() {
    let family = Family::new();
    family.settle();
    let before = account(&family).epoch().number;
    // The second has not heard of the first, so that the relay does not take what it signed at first.
    for device in [1, 0] {
        block_on(service::rotate(&family.stores[device], family.network.as_ref(), NOW_MS)).unwrap();
    }
    assert_eq!(family.settle(), []);
    for store in &family.stores {
        assert_eq!(store.epoch_keys().unwrap().current, before + 2);
    }
    family.set(0, "theme", 1);
    recovers(&family, "two changes at once");
}

#[test]
fn what_the_relay_makes_up_is_refused() {
    let family = Family::new();
    family.settle();
    let account = account(&family);
    let (device, key) = stranger();
    let weaker = epoch(&account, 0, None);
    for (what, change) in [
        ("a device that it adds", Change::Add { device, key: vec![1; 80] }),
        ("a weaker key", Change::Rotate { epoch: weaker }),
        ("a key of its own", Change::Rotate { epoch: epoch(&account, coach_wire::account::SUITE, None) }),
    ] {
        // In the name of a device that is in, with another key.
        let body = body(&family, 1, account.records, account.head, change);
        let signature = key.sign(&coach_wire::labelled(RECORD, &body)).to_bytes();
        is_refused(&family, 0, what, Record { body, signature });
    }
    recovers(&family, "after made-up records");
}

#[test]
fn weaker_cryptography_is_refused_though_a_device_that_is_in_signs_it() {
    let family = Family::new();
    let account = account(&family);
    let change = Change::Rotate { epoch: epoch(&account, 0, None) };
    is_refused(&family, 0, "weaker cryptography", signed(&family, 3, account.records, account.head, change));
    recovers(&family, "after weaker cryptography");
}

#[test]
fn a_key_that_leaves_a_device_out_is_refused_though_a_device_that_is_in_signs_it() {
    let family = Family::new();
    let account = account(&family);
    let left_out = family.stores[0].identity().unwrap().device;
    let change = Change::Rotate { epoch: epoch(&account, coach_wire::account::SUITE, Some(left_out)) };
    is_refused(&family, 1, "a key for some", signed(&family, 3, account.records, account.head, change));
    recovers(&family, "after a key for some");
}

#[test]
fn a_second_branch_of_the_accounts_log_is_refused_though_devices_that_are_in_sign_it() {
    let family = Family::new();
    let before = account(&family);
    block_on(service::rotate(&family.stores[1], family.network.as_ref(), NOW_MS)).unwrap();
    family.sync(0).unwrap();
    // Device 2 was shown another branch, and lets somebody in there.
    let change = Change::Rotate { epoch: epoch(&before, coach_wire::account::SUITE, None) };
    let first = signed(&family, 2, before.records, before.head, change);
    let (device, _) = stranger();
    let second = signed(&family, 2, before.records + 1, first.hash(), Change::Add { device, key: vec![1; 80] });
    is_refused(&family, 0, "another branch", second);
    recovers(&family, "after another branch");
}

#[test]
fn a_device_that_is_out_lets_nobody_in() {
    let mut family = Family::new();
    block_on(service::revoke(&family.stores[0], family.network.as_ref(), &family.id_of(3), NOW_MS)).unwrap();
    let account = account(&family);
    let (device, _) = stranger();
    let change = Change::Add { device, key: vec![1; 80] };
    is_refused(&family, 0, "one who is out", signed(&family, 3, account.records, account.head, change));
    family.stores.truncate(3);
    recovers(&family, "after one who is out");
}

#[test]
fn a_change_of_the_account_that_the_relay_counts_and_does_not_give_is_known() {
    let mut family = Family::new();
    block_on(service::revoke(&family.stores[0], family.network.as_ref(), &family.id_of(3), NOW_MS)).unwrap();
    // Nor what others say.
    lie(&family, |answer| {
        answer.records.clear();
        answer.statements.clear();
    });
    let report = family.sync(1).unwrap();
    found(&report.alerts, "a change kept back", |alert| *alert == Alert::AccountKeptBack);
    family.stores.truncate(3);
    recovers(&family, "after a change was kept back");
}

#[test]
fn two_that_change_the_account_at_the_same_time_do_it_one_after_the_other() {
    // The other one's change gets there before this question of the first.
    for before in [1, 2] {
        let family = Family::new();
        let epoch = family.stores[0].epoch_keys().unwrap().current;
        let (store, other) = (family.stores[0].clone(), Arc::new(Network::new(&family.network.folder())));
        let mut asked = 0;
        *family.network.fate.lock().unwrap() = Box::new(move || {
            asked += 1;
            if asked == before {
                let (store, other) = (store.clone(), Arc::clone(&other));
                let change = move || block_on(service::rotate(&store, other.as_ref(), NOW_MS)).unwrap();
                std::thread::spawn(change).join().unwrap();
            }
            Fate::Answered
        });
        let now = block_on(service::rotate(&family.stores[1], family.network.as_ref(), NOW_MS)).unwrap();
        assert_eq!(now, epoch + 2, "on top of the other one's");
        recovers(&family, "after two changes at the same time");
        for store in &family.stores {
            assert_eq!(store.epoch_keys().unwrap().current, epoch + 2);
        }
    }
}

#[test]
fn a_shorter_log_of_the_account_is_known() {
    let family = Family::new();
    let old = family.place("old relay");
    family.network.copy_to(&old);
    block_on(service::rotate(&family.stores[0], family.network.as_ref(), NOW_MS)).unwrap();
    family.settle();
    family.network.replace(&old);
    let report = family.sync(1).unwrap();
    found(&report.alerts, "an older log", |alert| *alert == Alert::RolledBack);
    recovers(&family, "after an older log");
}
