use super::*;
use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

fn device(number: u8) -> NewDevice {
    NewDevice {
        id: [number; 16],
        verifying_key: key(number).verifying_key().to_bytes(),
        sealing_key: [number; 32],
        label: vec![number; 20],
    }
}

fn epoch(number: u32, devices: &[u8]) -> Epoch {
    Epoch {
        number,
        suite: SUITE,
        commit: [9; 32],
        wrapped: devices.iter().map(|device| Wrapped { device: [*device; 16], key: vec![1; 48] }).collect(),
        recovery: vec![2; 48],
        back_link: if number == 1 { Vec::new() } else { vec![3; 72] },
    }
}

fn sign(body: &Body, by: &SigningKey) -> Record {
    let bytes = crate::to_bytes(body);
    Record { signature: by.sign(&crate::labelled(RECORD, &bytes)).to_bytes(), body: bytes }
}

fn genesis() -> Record {
    let root = key(200).verifying_key().to_bytes();
    let change = Change::Genesis { root, recovery: [201; 32], device: device(1), epoch: epoch(1, &[1]) };
    let body =
        Body { account: account_id(&root), number: 0, prev_hash: [0; 32], at_ms: 5, signer: Signer::Root, change };
    sign(&body, &key(200))
}

fn next(account: &Account, by: u8, change: Change) -> Record {
    let signer = if by == 200 { Signer::Root } else { Signer::Device([by; 16]) };
    let body = Body { account: account.id, number: account.records, prev_hash: account.head, at_ms: 6, signer, change };
    sign(&body, &key(by))
}

fn add(number: u8) -> Change {
    Change::Add { device: device(number), key: vec![4; 48] }
}

#[test]
fn devices_come_and_go_and_keys_follow() {
    let mut account = Account::begin(&genesis()).unwrap();
    account.follow(&next(&account, 1, add(2))).unwrap();
    account.follow(&next(&account, 2, add(3))).unwrap();
    assert_eq!(account.wrapped_for(&[3; 16]), Some((1, [4; 48].as_slice())));
    account
        .follow(&next(&account, 3, Change::Revoke { device: [1; 16], last_seq: 7, epoch: epoch(2, &[2, 3]) }))
        .unwrap();
    assert_eq!((account.is_live(&[1; 16]), account.devices[&[1; 16]].last_seq), (false, Some(7)));
    assert_eq!(account.wrapped_for(&[1; 16]).unwrap().0, 1, "nothing new for the one who is out");
    assert_eq!(account.wrapped_for(&[2; 16]).unwrap().0, 2);
    account.follow(&next(&account, 200, Change::Rotate { epoch: epoch(3, &[2, 3]) })).unwrap();
    assert_eq!((account.records, account.epoch().number), (5, 3));
}

#[test]
fn what_must_not_be_is_refused_and_changes_nothing() {
    let mut account = Account::begin(&genesis()).unwrap();
    account.follow(&next(&account, 1, add(2))).unwrap();
    account.follow(&next(&account, 1, Change::Revoke { device: [2; 16], last_seq: 0, epoch: epoch(2, &[1]) })).unwrap();
    let weaker = Epoch { suite: 0, ..epoch(3, &[1]) };
    let unlinked = Epoch { back_link: Vec::new(), ..epoch(3, &[1]) };
    let twin = NewDevice { id: [4; 16], ..device(1) };
    let weak_key = NewDevice { verifying_key: [0; 32], ..device(4) };
    let wrong: Vec<(&str, Record)> = vec![
        ("a revoked device signs", next(&account, 2, add(3))),
        ("a stranger signs", next(&account, 77, add(3))),
        ("a device comes back", next(&account, 1, add(2))),
        ("a key is used twice", next(&account, 1, Change::Add { device: twin, key: vec![] })),
        ("a weak key", next(&account, 1, Change::Add { device: weak_key, key: vec![] })),
        ("weaker cryptography", next(&account, 1, Change::Rotate { epoch: weaker })),
        ("no link back", next(&account, 1, Change::Rotate { epoch: unlinked })),
        ("an epoch is left out", next(&account, 1, Change::Rotate { epoch: epoch(4, &[1]) })),
        ("a key for one who is out", next(&account, 1, Change::Rotate { epoch: epoch(3, &[1, 2]) })),
        ("a key for nobody", next(&account, 1, Change::Rotate { epoch: epoch(3, &[]) })),
        ("the last device", next(&account, 1, Change::Revoke { device: [1; 16], last_seq: 0, epoch: epoch(3, &[]) })),
        ("it begins twice", genesis()),
        ("a record again", {
            let before = Account::begin(&genesis()).unwrap();
            next(&before, 1, add(2))
        }),
    ];
    let before = account.clone();
    for (what, record) in wrong {
        assert!(account.follow(&record).is_err(), "{what}");
        assert_eq!(account, before, "{what}");
    }
    let newer = Epoch { suite: SUITE + 1, ..epoch(3, &[1]) };
    assert_eq!(
        account.follow(&next(&account, 1, Change::Rotate { epoch: newer })),
        Err(Error::Newer("the account's log"))
    );
}

fn offer(cut: &[(u8, u64)], parts: usize) -> Change {
    let cut =
        cut.iter().map(|(device, seq)| Tip { device: [*device; 16], seq: *seq, hash: [*seq as u8; 32] }).collect();
    Change::Snapshot { snapshot: Snapshot { cut, parts: vec![[1; 32].into(); parts] } }
}

#[test]
fn chains_begin_with_a_snapshot_that_was_offered_and_none_goes_back() {
    let mut account = Account::begin(&genesis()).unwrap();
    account.follow(&next(&account, 1, add(2))).unwrap();
    let before = account.clone();
    for (by, bad) in [
        (200, offer(&[(1, 5)], 1)),
        (1, offer(&[], 1)),
        (1, offer(&[(1, 5)], 0)),
        (1, offer(&[(1, 5)], MAX_PARTS + 1)),
        (1, offer(&[(1, 0)], 1)),
        (1, offer(&[(2, 5), (1, 5)], 1)),
        (1, offer(&[(1, 5), (1, 6)], 1)),
        (1, offer(&[(3, 5)], 1)),
        (1, Change::Trim { number: 2 }),
    ] {
        assert!(account.follow(&next(&account, by, bad.clone())).is_err(), "{bad:?}");
        assert_eq!(account, before);
    }
    account.follow(&next(&account, 1, offer(&[(1, 5), (2, 7)], 2))).unwrap();
    assert!(account.follow(&next(&account, 2, Change::Trim { number: 1 })).is_err(), "another one is offered");
    account.follow(&next(&account, 2, Change::Trim { number: 2 })).unwrap();
    assert_eq!((account.begins_after(&[2; 16]).unwrap().seq, &account.offered), (7, &None));
    assert!(account.follow(&next(&account, 2, Change::Trim { number: 2 })).is_err(), "once is enough");
    for bad in [offer(&[(1, 4), (2, 7)], 1), offer(&[(1, 9)], 1)] {
        assert!(account.follow(&next(&account, 1, bad.clone())).is_err(), "{bad:?} is older");
    }
    account.follow(&next(&account, 1, offer(&[(1, 5), (2, 9)], 1))).unwrap();
    // Who is put out before what is offered takes the offer along; what chains begin with stays.
    let out = |last_seq| Change::Revoke { device: [2; 16], last_seq, epoch: epoch(2, &[1]) };
    assert!(account.follow(&next(&account, 1, out(6))).is_err());
    account.follow(&next(&account, 1, out(8))).unwrap();
    assert_eq!(account.offered, None);
    assert!(account.follow(&next(&account, 1, offer(&[(1, 5), (2, 9)], 1))).is_err(), "it does not count");
}

#[test]
fn an_account_belongs_to_its_root_key() {
    let mut body = genesis().read().unwrap();
    body.account = [1; 16];
    assert!(Account::begin(&sign(&body, &key(200))).is_err());
    assert!(Account::begin(&sign(&genesis().read().unwrap(), &key(201))).is_err());
    assert!(Account::read(&[]).is_err());
}

proptest! {
    #[test]
    fn any_changed_bit_of_a_record_is_found(which in 0_usize..2, at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut account = Account::begin(&genesis()).unwrap();
        let mut records = vec![genesis(), next(&account, 1, add(2))];
        account.follow(&records[1]).unwrap();
        let record = &mut records[which];
        let length = record.body.len();
        let index = at.index(length + 64);
        if index < length { record.body[index] ^= 1 << bit } else { record.signature[index - length] ^= 1 << bit }
        prop_assert!(Account::read(&records).is_err());
    }

    #[test]
    fn hostile_records_are_errors(body in prop::collection::vec(any::<u8>(), 0..400)) {
        let record = Record { body, signature: [0; 64] };
        prop_assert!(Account::begin(&record).is_err());
    }
}
