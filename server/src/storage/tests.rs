//! One suite, asked of every place to keep things.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use super::{Chain, Letter, Page, Postgres, Sqlite, Standing, Storage, Stored, View};
use crate::{Error, Totals};
use coach_wire::account::Record;
use server::Server;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

#[path = "../../tests/postgres/mod.rs"]
pub(crate) mod server;

const ANA: [u8; 16] = [1; 16];
const BOB: [u8; 16] = [2; 16];
const PHONE: [u8; 16] = [7; 16];
const LAPTOP: [u8; 16] = [8; 16];

/// The server of this run; `None` where there is no PostgreSQL.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(Server::start).as_ref()
}

/// Asks every place the same.
fn everywhere(name: &str, ask: impl Fn(&Storage)) {
    let folder = tempfile::tempdir().unwrap();
    ask(&Storage::Sqlite(Sqlite::open(folder.path()).unwrap()));
    match server() {
        Some(server) => ask(&Storage::Postgres(Postgres::open(&server.create(name), None).unwrap())),
        None => panic!("PostgreSQL is not installed: apt-get install postgresql"),
    }
}

fn record(byte: u8) -> Record {
    Record { body: vec![byte; 300], signature: [byte; 64] }
}

fn stored(seq: u64, size: usize) -> Stored {
    Stored { seq, hash: [seq as u8; 32], bytes: vec![seq as u8; size] }
}

fn write<T>(storage: &Storage, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> T {
    storage.write(work).unwrap()
}

fn read<T>(storage: &Storage, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> T {
    storage.read(work).unwrap()
}

#[test]
fn accounts_begin_grow_and_end() {
    everywhere("accounts", |storage| {
        assert_eq!(read(storage, |view| view.standing(&ANA)), None);
        write(storage, |view| {
            view.begin(&ANA, 5)?;
            view.begin(&BOB, 6)?;
            view.begin(&ANA, 7)?;
            view.put_record(&ANA, 0, &record(3))?;
            view.put_record(&ANA, 1, &record(4))
        });
        let standing = |account| read(storage, |view| view.standing(&account));
        assert_eq!(standing(ANA), Some(Standing { records: 2, bytes: 0, statements: 0 }));
        assert_eq!(standing(BOB), Some(Standing { records: 0, bytes: 0, statements: 0 }));
        assert_eq!(read(storage, |view| view.records(&ANA, 0)), [record(3), record(4)]);
        assert_eq!(read(storage, |view| view.records(&ANA, 1)), [record(4)]);
        assert_eq!(read(storage, |view| view.records(&ANA, 9)), []);
        // A number is given out once.
        assert!(storage.write(|view| view.put_record(&ANA, 1, &record(5))).is_err());
        assert_eq!(write(storage, |view| view.grow(&ANA, 100)), 100);
        assert_eq!(write(storage, |view| view.grow(&ANA, -30)), 70);
        assert_eq!(write(storage, |view| view.grow(&ANA, -300)), 0, "never below nothing");
        write(storage, |view| view.put_entries(&ANA, &PHONE, &[stored(1, 10)]));
        write(storage, |view| view.put_slot(&ANA, &[1; 16], 1, Some(&[9; 32])));
        assert!(write(storage, |view| view.put_blob(&ANA, &[9; 32], b"sealed")));
        assert_eq!(read(storage, |view| view.counts(&ANA)), (1, 1));
        assert_eq!(read(storage, |view| view.erased(&ANA)), None);
        write(storage, |view| view.erase(&ANA, 8, b"receipt"));
        storage.scrub();
        assert_eq!(standing(ANA), None);
        assert_eq!(read(storage, |view| view.erased(&ANA)).as_deref(), Some(&b"receipt"[..]));
        assert_eq!(read(storage, |view| view.records(&ANA, 0)), []);
        assert_eq!(read(storage, |view| view.blob(&ANA, &[9; 32])), b"");
        let totals = Totals { accounts: 1, erased: 1, entries: 0, blobs: 0, bytes: 0 };
        assert_eq!(read(storage, |view| view.totals()), totals);
        storage.check().unwrap();
    });
}

#[test]
fn chains_hold_what_was_put_into_them_in_order() {
    everywhere("chains", |storage| {
        write(storage, |view| {
            view.begin(&ANA, 5)?;
            view.put_entries(&ANA, &PHONE, &[])?;
            view.put_entries(&ANA, &PHONE, &(1..=100).map(|seq| stored(seq, 100)).collect::<Vec<_>>())?;
            view.put_entries(&ANA, &PHONE, &[stored(101, 100_000), stored(102, 5)])?;
            view.put_entries(&ANA, &LAPTOP, &[stored(1, 1)])
        });
        let mut chains = read(storage, |view| view.chains(&ANA));
        chains.sort_unstable_by_key(|(device, _)| *device);
        assert_eq!(chains[0], (PHONE, Chain { seq: 102, hash: [102; 32] }));
        assert_eq!(chains[1], (LAPTOP, Chain { seq: 1, hash: [1; 32] }));
        assert_eq!(read(storage, |view| view.hash_at(&ANA, &PHONE, 50)), Some([50; 32]));
        assert_eq!(read(storage, |view| view.hash_at(&ANA, &PHONE, 103)), None);
        assert_eq!(read(storage, |view| view.hash_at(&BOB, &PHONE, 50)), None, "another's");
        let page = |after, budget, one| read(storage, |view| view.entries(&ANA, &PHONE, after, budget, one));
        let sizes = |page: &Page| page.entries.iter().map(Vec::len).collect::<Vec<_>>();
        let first = page(0, 1000, true);
        assert_eq!((sizes(&first), first.more), (vec![100; 10], true));
        assert_eq!((sizes(&page(99, 50, true)), page(99, 50, true).more), (vec![100], true), "one at least");
        assert_eq!((sizes(&page(99, 50, false)), page(99, 50, false).more), (vec![], true));
        let rest = page(10, usize::MAX, false);
        assert_eq!((rest.entries.len(), rest.more), (92, false));
        assert_eq!(page(102, 100, true), Page::default());
        assert_eq!(read(storage, |view| view.entries(&ANA, &[9; 16], 0, 100, true)), Page::default());
        assert!(storage.write(|view| view.put_entries(&ANA, &PHONE, &[stored(50, 1)])).is_err(), "it is there");
        let gone = write(storage, |view| view.cut(&ANA, &PHONE, 100));
        assert_eq!(gone.iter().map(Vec::len).sum::<usize>(), 100_005);
        assert_eq!(read(storage, |view| view.chains(&ANA)).len(), 2);
        assert_eq!(read(storage, |view| view.hash_at(&ANA, &PHONE, 101)), None);
        assert_eq!(write(storage, |view| view.cut(&ANA, &PHONE, u64::MAX)), Vec::<Vec<u8>>::new());
        assert_eq!(write(storage, |view| view.cut(&ANA, &LAPTOP, 0)).len(), 1);
        assert_eq!(read(storage, |view| view.chains(&ANA)), [(PHONE, Chain { seq: 100, hash: [100; 32] })]);
        write(storage, |view| view.put_entries(&ANA, &PHONE, &[stored(101, 3)]));
        // What no database can count to is refused in words.
        let far = storage.read(|view| view.hash_at(&ANA, &PHONE, u64::MAX));
        assert!(matches!(far, Err(Error::Malformed(_))));
    });
}

#[test]
fn slots_blobs_statements_and_letters_are_kept() {
    everywhere("slots", |storage| {
        let (one, two) = ([1; 32], [2; 32]);
        write(storage, |view| view.begin(&ANA, 5));
        write(storage, |view| view.put_slot(&ANA, &[1; 16], 3, Some(&one)));
        write(storage, |view| view.put_slot(&ANA, &[2; 16], 4, Some(&one)));
        assert_eq!(read(storage, |view| view.slot(&ANA, &[1; 16])), Some((3, Some(one))));
        assert_eq!(read(storage, |view| view.slot(&ANA, &[3; 16])), None);
        assert!(read(storage, |view| view.is_referred(&ANA, &one)));
        assert!(!read(storage, |view| view.is_referred(&BOB, &one)));
        assert!(!read(storage, |view| view.has_blob(&ANA, &one)));
        assert!(write(storage, |view| view.put_blob(&ANA, &one, b"sealed")));
        assert!(!write(storage, |view| view.put_blob(&ANA, &one, b"again")), "the first stays");
        assert_eq!(read(storage, |view| view.blob(&ANA, &one)), b"sealed");
        assert_eq!(write(storage, |view| view.drop_unreferred(&ANA, &one)), None);
        write(storage, |view| view.put_slot(&ANA, &[1; 16], 5, Some(&two)));
        assert_eq!(write(storage, |view| view.drop_unreferred(&ANA, &one)), None, "the other slot has it");
        write(storage, |view| view.put_slot(&ANA, &[2; 16], 6, None));
        assert_eq!(read(storage, |view| view.slot(&ANA, &[2; 16])), Some((6, None)));
        assert_eq!(write(storage, |view| view.drop_unreferred(&ANA, &one)), Some(6));
        assert_eq!(read(storage, |view| view.blob(&ANA, &one)), b"");

        write(storage, |view| view.put_statement(&ANA, &PHONE, b"a"));
        write(storage, |view| view.put_statement(&ANA, &LAPTOP, b"b"));
        write(storage, |view| view.put_statement(&ANA, &PHONE, b"c"));
        assert_eq!(read(storage, |view| view.standing(&ANA)).unwrap().statements, 3);
        let heard = |after, but| read(storage, |view| view.statements(&ANA, after, but));
        assert_eq!(heard(0, None), [b"b".to_vec(), b"c".to_vec()], "the last of each");
        assert_eq!(heard(0, Some(&PHONE)), [b"b".to_vec()]);
        assert_eq!(heard(2, None), [b"c".to_vec()]);
        assert_eq!(heard(3, None), Vec::<Vec<u8>>::new());

        let letter = |bytes: &'static [u8], at_ms| Letter { meeting: [5; 16], number: 1, bytes, at_ms };
        let leave = |letter: Letter<'_>, since| storage.write(|view| view.leave(&letter, since, 2));
        assert_eq!(leave(letter(b"hello", 100), 0).unwrap(), b"hello");
        assert_eq!(leave(letter(b"other", 101), 0).unwrap(), b"hello", "the first stays");
        assert_eq!(read(storage, |view| view.fetch(&[5; 16], 1, 100)).as_deref(), Some(&b"hello"[..]));
        assert_eq!(read(storage, |view| view.fetch(&[5; 16], 1, 101)), None, "too old");
        assert_eq!(leave(letter(b"other", 700), 600).unwrap(), b"other");
        leave(Letter { number: 2, ..letter(b"x", 700) }, 600).unwrap();
        assert!(matches!(leave(Letter { number: 0, ..letter(b"x", 700) }, 600), Err(Error::TooMany { .. })));
        assert_eq!(write(storage, |view| view.secret("name", &[4; 32])), [4; 32]);
        assert_eq!(write(storage, |view| view.secret("name", &[5; 32])), [4; 32]);
    });
}

#[test]
fn what_fails_takes_nothing_of_the_others_with_it() {
    everywhere("whole", |storage| {
        write(storage, |view| view.begin(&ANA, 1));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        storage.listen(Arc::new(move |account| hears.lock().unwrap().push(account)));
        if matches!(storage, Storage::Postgres(_)) {
            // The line to the server takes a moment.
            std::thread::sleep(Duration::from_millis(500));
        }
        let results = storage.write_each::<u64>(vec![
            Box::new(|view| {
                view.tell(&ANA)?;
                view.grow(&ANA, 1)
            }),
            Box::new(|view| {
                view.grow(&ANA, 10)?;
                view.tell(&BOB)?;
                Err(Error::Quota)
            }),
            Box::new(|view| view.grow(&ANA, 100)),
        ]);
        assert_eq!(results, [Ok(1), Err(Error::Quota), Ok(101)]);
        assert_eq!(storage.write(|view| view.grow(&ANA, 7).and(Err::<(), _>(Error::Gone))), Err(Error::Gone));
        assert_eq!(read(storage, |view| view.standing(&ANA)).unwrap().bytes, 101);
        let began = Instant::now();
        while heard.lock().unwrap().is_empty() && began.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(*heard.lock().unwrap(), [Some(ANA)], "of what was committed, and of nothing else");
    });
}

#[test]
fn what_goes_out_later_is_in_order_whole_and_undone_with_what_fails() {
    everywhere("later", |storage| {
        write(storage, |view| {
            view.begin(&ANA, 1)?;
            view.put_record(&ANA, 0, &record(1))
        });
        let failed = storage.write(|view| {
            view.put_entries(&ANA, &PHONE, &[stored(1, 10)])?;
            view.put_record(&ANA, 0, &record(2))?;
            view.put_slot(&ANA, &[1; 16], 1, None)
        });
        assert!(matches!(failed, Err(Error::Storage(_))), "there is a record of that number");
        assert_eq!(read(storage, |view| view.chains(&ANA)), []);
        assert_eq!(read(storage, |view| view.records(&ANA, 0)), [record(1)]);
        // More than wait for each other, and what is asked in between sees what was said before.
        let seen = write(storage, |view| {
            for n in 1..=100 {
                view.put_record(&ANA, n, &record(n as u8))?;
                view.put_slot(&ANA, &[1; 16], n, None)?;
            }
            view.touch(&ANA, 9, 70)?;
            view.slot(&ANA, &[1; 16])
        });
        assert_eq!(seen, Some((100, None)));
        let standing = Standing { records: 101, bytes: 70, statements: 0 };
        assert_eq!(read(storage, |view| view.standing(&ANA)), Some(standing));
        // Whoever gives up, in whatever way, holds neither the account nor a connection.
        for _ in 0..40 {
            let given_up = storage.write(|view| view.standing(&ANA).and(Err::<(), _>(Error::Quota)));
            assert_eq!(given_up, Err(Error::Quota));
        }
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            storage.write(|view| -> Result<(), Error> {
                view.put_record(&ANA, 101, &record(1))?;
                view.standing(&ANA)?;
                panic!("a bug in the middle of a transaction");
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(write(storage, |view| view.standing(&ANA)), Some(standing));
    });
}

#[test]
fn writers_of_one_account_come_one_after_the_other() {
    everywhere("ordered", |storage| {
        write(storage, |view| view.begin(&ANA, 1));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        // Each reads, thinks, and writes what it read and one more: without holding it, some would be lost.
                        write(storage, |view| {
                            let records = view.standing(&ANA)?.map_or(0, |standing| standing.records);
                            std::thread::yield_now();
                            view.put_record(&ANA, records, &record(1))
                        });
                    }
                });
            }
        });
        assert_eq!(read(storage, |view| view.standing(&ANA)).unwrap().records, 200);
    });
}
