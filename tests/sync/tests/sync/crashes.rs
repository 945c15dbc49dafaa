//! Every place at which something that a person does can break off: each question that is lost or whose answer is, and
//! each transaction on the device's disk that is not there, or half. Done again, it is done, and nothing is lost.

use coach_sync::{Error, service};
use coach_sync_tests::crash;
use coach_sync_tests::family::{DATABASE, Family, let_in};
use coach_sync_tests::network::{Fate, NOW_MS, copy_folder};
use futures::executor::block_on;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Something that a person does, which may break off anywhere and be done again.
struct Deed {
    name: &'static str,
    /// Brings a family to where it is done, and says on which device.
    before: fn(&mut Family) -> usize,
    again: fn(&mut Family, usize) -> Result<(), Error>,
}

fn plain(family: &mut Family) -> usize {
    family.set(0, "before", 1);
    family.weigh(0, "scale", 1);
    family.set(2, "elsewhere", 2);
    family.sync(2).unwrap();
    0
}

fn newcomer(family: &mut Family) -> usize {
    let new = family.newcomer();
    family.set(new, "brought", 3);
    family.weigh(new, "scale", 7);
    new
}

fn copied(family: &mut Family) -> usize {
    let kept = family.place("kept");
    copy_folder(&family.folder_of(1), &kept);
    family.set(1, "first history", 4);
    family.sync(1).unwrap();
    family.put_back(1, &kept);
    family.set(1, "second history", 5);
    1
}

fn done_before<T>(result: Result<T, Error>) -> Result<(), Error> {
    match result {
        // An attempt that seemed to fail did it.
        Ok(_) | Err(Error::AlreadyIn | Error::NoDevice(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

const DEEDS: &[Deed] = &[
    Deed {
        name: "a snapshot in place of older entries",
        before: plain,
        again: |family, device| {
            let trim = |family: &Family| {
                let (store, network) = (&family.stores[device], family.network.as_ref());
                block_on(service::trim(store, network, NOW_MS)).map(|_| ())
            };
            trim(family)?;
            for other in (0..family.stores.len()).filter(|&other| other != device) {
                family.sync(other)?;
            }
            trim(family)
        },
    },
    Deed { name: "sync", before: plain, again: |family, device| family.sync(device).map(|_| ()) },
    Deed {
        name: "a new key",
        before: plain,
        again: |family, device| {
            done_before(block_on(service::rotate(&family.stores[device], family.network.as_ref(), NOW_MS)))
        },
    },
    Deed {
        name: "putting a device out",
        before: plain,
        again: |family, device| {
            let out = family.id_of(3);
            let (store, network) = (&family.stores[device], family.network.as_ref());
            done_before(block_on(service::revoke(store, network, &out, NOW_MS)))
        },
    },
    Deed {
        name: "24 words",
        before: newcomer,
        again: |family, device| {
            let (store, network) = (&family.stores[device], family.network.as_ref());
            let recovery = family.recovery();
            done_before(block_on(service::recover(store, network, "http://localhost", &recovery, "new", NOW_MS)))?;
            family.sync(device).map(|_| ())
        },
    },
    Deed {
        name: "letting a device in",
        before: newcomer,
        again: |family, device| {
            done_before(let_in(&family.network, &family.stores[device], "new", &family.stores[0]))?;
            family.sync(device).map(|_| ())
        },
    },
    Deed {
        name: "going on as another device",
        before: copied,
        again: |family, device| family.sync(device).map(|_| ()),
    },
];

/// All is well: what was done is done, everything that was written is there.
fn holds(family: &mut Family, deed: &Deed, device: usize, what: &str) {
    let mut done = Err(Error::TimedOut);
    for _ in 0..3 {
        done = (deed.again)(family, device);
        if done.is_ok() {
            break;
        }
    }
    done.unwrap_or_else(|error| panic!("{what}: {error}"));
    if deed.name == "putting a device out" {
        family.stores.remove(3);
    }
    family.settle();
    family.assert_equal(what);
    let expected: &[(&str, u64)] = match deed.name {
        "sync" | "a new key" | "putting a device out" | "a snapshot in place of older entries" => {
            &[("before", 1), ("elsewhere", 2)]
        }
        "24 words" | "letting a device in" => &[("brought", 3)],
        _ => &[("first history", 4), ("second history", 5)],
    };
    for (name, value) in expected {
        assert_eq!(family.get(2, name), Some(*value), "{what}: {name}");
    }
}

/// The network does its work for so many questions; what becomes of the next one is said, and all after it are lost.
fn breaks_after(family: &Family, questions: u32, then: Fate) -> Arc<AtomicU32> {
    let asked = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&asked);
    *family.network.fate.lock().unwrap() = Box::new(move || match counted.fetch_add(1, Ordering::Relaxed) {
        number if number < questions => Fate::Answered,
        number if number == questions => then,
        _ => Fate::Lost,
    });
    asked
}

fn mend(family: &Family) {
    *family.network.fate.lock().unwrap() = Box::new(|| Fate::Answered);
}

#[test]
fn whatever_question_is_lost_doing_it_again_does_it() {
    for deed in DEEDS {
        for fate in [Fate::Lost, Fate::Unanswered, Fate::Torn(50)] {
            for questions in 0.. {
                let mut family = Family::new();
                let device = (deed.before)(&mut family);
                let asked = breaks_after(&family, questions, fate);
                let _ = (deed.again)(&mut family, device);
                mend(&family);
                family.crash(device, None);
                let what = format!("{} after question {questions}, {fate:?}", deed.name);
                holds(&mut family, deed, device, &what);
                if asked.load(Ordering::Relaxed) <= questions {
                    assert!(questions > 1, "{} asked nothing", deed.name);
                    break;
                }
            }
        }
    }
}

#[test]
fn whatever_transaction_is_not_on_the_disk_or_half_doing_it_again_does_it() {
    for deed in DEEDS {
        let mut transactions = 0;
        for point in 0.. {
            let mut family = Family::new();
            let device = (deed.before)(&mut family);
            let before = crash::frames(&family.folder_of(device), DATABASE).ends.last().copied().unwrap_or(0);
            (deed.again)(&mut family, device).unwrap();
            let frames = crash::frames(&family.folder_of(device), DATABASE);
            let ends: Vec<u64> = frames.ends.into_iter().filter(|&end| end > before).collect();
            // Between two transactions, and in the middle of the second one.
            let Some(&end) = ends.get(point / 2) else { break };
            let from = if point >= 2 { ends[point / 2 - 1] } else { before };
            family.crash(device, Some(if point % 2 == 0 { from } else { from + (end - from) / 2 }));
            transactions = ends.len();
            holds(&mut family, deed, device, &format!("{} torn at {point}", deed.name));
        }
        assert!(transactions > 1, "{} wrote nothing", deed.name);
    }
}
