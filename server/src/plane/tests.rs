//! Jobs that are broken off at each step, a ledger that was tampered with, sessions that are renewed twice: on both
//! databases.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use super::sagas::NewJob;
use super::*;
use crate::gate::{Granted, hex, random};
use crate::storage::tests as storage_tests;
use crate::storage::{Postgres, Sqlite, Storage};
use crate::{Limits, Principal, Relay};
use person::Person;
use serde_json::json;
use storage_tests::server::Server;

#[path = "../../tests/person/mod.rs"]
#[allow(dead_code, reason = "this suite says nothing over HTTP")]
mod person;

const NOW: i64 = 1_800_000_000_000;
const DAY: i64 = 86_400_000;

fn server() -> &'static Server {
    storage_tests::server().unwrap_or_else(|| panic!("PostgreSQL is not installed: apt-get install postgresql"))
}

/// Asks a relay on each database.
fn everywhere(name: &str, ask: impl Fn(&Relay)) {
    let folder = tempfile::tempdir().unwrap();
    let on = |storage| Relay::on(storage, Limits::default()).unwrap();
    ask(&on(Storage::Sqlite(Sqlite::open(folder.path()).unwrap())));
    ask(&on(Storage::Postgres(Postgres::open(&server().create(name), None).unwrap())));
}

struct Member {
    person: Person,
    caller: Caller,
    granted: Granted,
}

fn member(relay: &Relay, number: u8, role: Role) -> Member {
    let person = Person::new(number);
    relay.begin(&[person.genesis()], NOW).unwrap();
    let who = Principal { account: person.account, device: Some([7; 16]) };
    let granted = relay.open_session(&who, role, NOW).unwrap();
    let caller = relay.caller(&granted.access_token, NOW).unwrap();
    assert_eq!((caller.role, caller.account), (role, person.account));
    Member { person, caller, granted }
}

fn offer(kind: &str, with: &[(&Member, Role)]) -> Offer {
    let with = with.iter().map(|(member, role)| OfferGrant {
        account: hex(&member.person.account),
        role: *role,
        seconds: None,
    });
    Offer { id: None, kind: kind.to_owned(), document: json!({"a": 1}), with: with.collect(), seconds: Some(3600) }
}

fn erase(relay: &Relay, member: &Member) {
    use ed25519_dalek::Signer as _;
    let wish = coach_wire::labelled(coach_wire::auth::ERASE, &member.person.account);
    let signature = member.person.device.sign(&wish).to_bytes();
    let who = Principal { account: member.person.account, device: Some([7; 16]) };
    relay.erase(&who, &signature, NOW).unwrap();
}

#[test]
fn what_is_shared_is_seen_by_whom_it_was_shared_with_for_as_long_as_was_said() {
    everywhere("shared", |relay| {
        let (ana, bob, eve) =
            (member(relay, 1, Role::Owner), member(relay, 2, Role::Trainer), member(relay, 3, Role::Trainer));
        let shown = relay.share(&ana.caller, &offer("plan", &[(&bob, Role::Trainer)]), NOW).unwrap();
        assert_eq!((shown.state.as_str(), shown.version, shown.with.unwrap().len()), ("current", 1, 1));
        let plans = |caller: &Caller, now| relay.listed(caller, "plans", "plan", None, now).unwrap().len();
        assert_eq!((plans(&ana.caller, NOW), plans(&bob.caller, NOW), plans(&eve.caller, NOW)), (1, 1, 0));
        assert_eq!(relay.shares(&bob.caller, NOW).unwrap().len(), 1);
        assert_eq!(plans(&bob.caller, NOW + 3_600_000), 0, "it ended");
        // A trainer proposes, and their proposal is not the plan until its owner says so.
        let changed = relay.change_plan(&bob.caller, &shown.id, &json!({"b": 2}), NOW).unwrap();
        assert_eq!((changed.state.as_str(), changed.version), ("proposed", 2));
        assert_eq!(relay.change_plan(&eve.caller, &shown.id, &json!({}), NOW).unwrap_err(), Error::NotFound);
        let agreed = relay.change_plan(&ana.caller, &shown.id, &json!({"b": 2}), NOW).unwrap();
        assert_eq!((agreed.state.as_str(), agreed.version), ("current", 3));
        let back = Revisit { restore: Some(1), document: None };
        assert_eq!(relay.add_plan_version(&ana.caller, &shown.id, &back, NOW).unwrap().document, json!({"a": 1}));
        assert_eq!(relay.plan_versions(&bob.caller, &shown.id, NOW).unwrap().len(), 4);
        let proposal = relay.create_plan(&bob.caller, Some(&hex(&ana.person.account)), &json!({}), NOW).unwrap();
        assert_eq!(proposal.state, "proposed");
        let none = relay.create_plan(&eve.caller, Some(&hex(&ana.person.account)), &json!({}), NOW);
        assert_eq!(none.unwrap_err(), Error::NotFound, "who has nothing of hers writes nothing for her");
        // Taken back, it is gone at once.
        relay.revoke(&ana.caller, &shown.id, &hex(&bob.person.account), NOW).unwrap();
        assert_eq!(relay.plan_versions(&bob.caller, &shown.id, NOW).unwrap_err(), Error::NotFound);
        relay.unshare(&ana.caller, &shown.id, NOW).unwrap();
        assert_eq!(plans(&ana.caller, NOW), 1, "the proposal is left");
        // Of what others did, their owner reads.
        let log = relay.access_log(&ana.caller, NOW).unwrap();
        assert!(log.iter().any(|line| !line.own && line.action == "change_plan" && line.role == "trainer"), "{log:?}");
        assert!(relay.access_log(&eve.caller, NOW).unwrap().iter().all(|line| line.own));
        // What ended is taken from the disk.
        assert!(relay.sweep(NOW + 100 * DAY).unwrap() > 0);
        assert_eq!(relay.storage.read(|view| view.item_count(&ana.person.account)).unwrap(), 0);
    });
}

#[test]
fn a_viewer_looks_and_writes_nothing() {
    everywhere("viewer", |relay| {
        let (ana, vic) = (member(relay, 1, Role::Owner), member(relay, 2, Role::Trainer));
        let shown = relay.share(&ana.caller, &offer("plan", &[(&vic, Role::Viewer)]), NOW).unwrap();
        // Whoever opened a session as a trainer is no trainer of someone who shared with a viewer.
        assert_eq!(relay.listed(&vic.caller, "plans", "plan", None, NOW).unwrap().len(), 1);
        assert_eq!(relay.change_plan(&vic.caller, &shown.id, &json!({}), NOW).unwrap_err(), Error::NotFound);
        let user = hex(&ana.person.account);
        assert_eq!(relay.create_plan(&vic.caller, Some(&user), &json!({}), NOW).unwrap_err(), Error::NotFound);
    });
}

#[test]
fn a_job_that_is_broken_off_at_any_step_is_finished_once_and_whole() {
    everywhere("resumed", |relay| {
        let ana = member(relay, 1, Role::Owner);
        let documents: Vec<_> = (0..120).map(|number| json!({"duration_s": number})).collect();
        // 120 documents are three steps and one that shows them.
        for broken_at in 0..=4 {
            let id: [u8; 16] = random().unwrap();
            let import =
                Import { id: hex(&id), kind: "session".to_owned(), documents: documents.clone(), seconds: None };
            assert_eq!(relay.import(&ana.caller, import.clone(), NOW).unwrap().state, "running");
            assert_eq!(relay.import(&ana.caller, import, NOW).unwrap().state, "running", "the same again is the same");
            let before = relay.listed(&ana.caller, "sessions", "session", None, NOW).unwrap().len();
            relay.storage.write(|view| view.claim_saga(&id, NOW + 30_000, NOW)).unwrap();
            for _ in 0..broken_at {
                relay.step_job(&id, NOW).unwrap();
            }
            if broken_at < 4 {
                let now = relay.listed(&ana.caller, "sessions", "session", None, NOW).unwrap().len();
                assert_eq!(now, before, "half an import is not to be seen");
                assert_eq!(relay.run_due(NOW + 1000).unwrap(), 0, "whoever has it may be at work");
            }
            // Whoever had it is gone; when its time is over, another finishes it.
            relay.run_due(NOW + 60_000).unwrap();
            assert_eq!(relay.import_state(&ana.caller, &hex(&id), NOW).unwrap().state, "done");
            let count = relay.storage.read(|view| view.item_count(&ana.person.account)).unwrap();
            assert_eq!(count, 120 * (broken_at as u64 + 1), "nothing twice");
        }
        let figures = relay.workout_figures(&ana.caller, None, NOW + 60_000).unwrap();
        assert_eq!((figures.sessions, figures.with_duration, figures.with_distance), (500, 500, 0), "the newest 500");
    });
}

#[test]
fn an_import_that_cannot_be_whole_leaves_nothing() {
    everywhere("undone", |relay| {
        let ana = member(relay, 1, Role::Owner);
        let mut documents: Vec<_> = (0..130).map(|number| json!({"n": number})).collect();
        documents[125] = json!("no object");
        let id: [u8; 16] = random().unwrap();
        let import = Import { id: hex(&id), kind: "session".to_owned(), documents, seconds: None };
        relay.import(&ana.caller, import, NOW).unwrap();
        relay.run_due(NOW).unwrap();
        let state = relay.import_state(&ana.caller, &hex(&id), NOW).unwrap();
        assert_eq!((state.state.as_str(), state.steps), ("undone", 2));
        assert!(state.note.contains("JSON object"), "{}", state.note);
        assert_eq!(relay.storage.read(|view| view.item_count(&ana.person.account)).unwrap(), 0);
        // Another's import is nobody else's business.
        let bob = member(relay, 2, Role::Owner);
        assert_eq!(relay.import_state(&bob.caller, &hex(&id), NOW).unwrap_err(), Error::NotFound);
    });
}

#[test]
fn a_share_that_cannot_be_finished_is_taken_back() {
    everywhere("unshared", |relay| {
        let ana = member(relay, 1, Role::Owner);
        let id: [u8; 16] = random().unwrap();
        let item = crate::storage::Item {
            id,
            owner: ana.person.account,
            author: ana.person.account,
            kind: "plan".to_owned(),
            state: "staged".to_owned(),
            version: 1,
            at_ms: NOW,
            ends_ms: NOW + DAY,
            job: [9; 16],
            body: "{}".to_owned(),
        };
        let grants = (0..=MAX_GRANTS).map(|number| crate::storage::Grant {
            item: id,
            grantee: [number as u8; 16],
            role: "viewer".to_owned(),
            ends_ms: NOW + DAY,
        });
        let grants: Vec<_> = grants.collect();
        let task = sagas::Task::Share { item: hex(&id), grants: grants.iter().map(Into::into).collect() };
        relay
            .storage
            .write(|view| {
                view.put_item(&item)?;
                relay.begin_job(view, &NewJob { id: [9; 16], account: ana.person.account, task }, NOW)
            })
            .unwrap();
        relay.run_due(NOW).unwrap();
        let saga = relay.storage.read(|view| view.saga(&[9; 16])).unwrap().unwrap();
        assert_eq!(saga.state, "undone", "more people than an item may have");
        assert_eq!(relay.storage.read(|view| view.has_item(&id)), Ok(false));
        assert_eq!(relay.storage.read(|view| view.grants(&id)).unwrap(), []);
    });
}

#[test]
fn an_erasure_leaves_nothing_but_rows_that_mean_nobody() {
    everywhere("erased", |relay| {
        let (ana, bob) = (member(relay, 1, Role::Owner), member(relay, 2, Role::Trainer));
        let cal = member(relay, 3, Role::Owner);
        relay.share(&ana.caller, &offer("plan", &[(&bob, Role::Trainer)]), NOW).unwrap();
        let cals = relay.share(&cal.caller, &offer("plan", &[(&bob, Role::Trainer)]), NOW).unwrap();
        relay.change_plan(&bob.caller, &cals.id, &json!({"by": "bob"}), NOW).unwrap();
        let scopes = [crate::gate::Scope::ReadWorkouts];
        let key = relay.make_api_key(&ana.caller, "watch", &scopes, 600, NOW).unwrap();
        let before = relay.check_ledger().unwrap();
        let actor = relay.access_log(&cal.caller, NOW).unwrap().into_iter().find(|line| !line.own).unwrap().actor;
        for gone in [&ana, &bob] {
            erase(relay, gone);
            assert_eq!(relay.storage.read(|view| view.left_of(&gone.person.account)), Ok(0));
        }
        relay.run_due(NOW).unwrap();
        assert_eq!(relay.storage.read(|view| view.due_sagas(NOW + DAY, 9)).unwrap(), Vec::<[u8; 16]>::new());
        // What was hers is gone, and so is whatever opens it.
        assert_eq!(relay.shares(&ana.caller, NOW).unwrap_err(), Error::NotLetIn);
        assert_eq!(relay.renew_session(&ana.granted.refresh_token, NOW).unwrap_err(), Error::NotLetIn);
        assert_eq!(relay.program(&key.key, NOW).unwrap_err(), Error::NotLetIn);
        // What he wrote for others stays theirs, without his name.
        let left = relay.plan_versions(&cal.caller, &cals.id, NOW).unwrap();
        assert_eq!((left.len(), left[0].author.as_str()), (2, "0".repeat(32).as_str()));
        // The ledger holds, and its pseudonyms can be made by nobody any more.
        assert_eq!(relay.check_ledger().unwrap(), before);
        assert!(relay.access_log(&cal.caller, NOW).unwrap().iter().any(|line| line.actor == actor));
        assert_eq!(relay.storage.write(|view| view.pseudonym_key(&bob.person.account, Some(&[1; 32]))), Ok(None));
    });
}

#[test]
fn a_ledger_that_was_changed_cut_or_thinned_out_is_found_out() {
    everywhere("ledger", |relay| {
        let ana = member(relay, 1, Role::Owner);
        for _ in 0..6 {
            relay.share(&ana.caller, &offer("session", &[]), NOW).unwrap();
        }
        relay.share(&ana.caller, &offer("session", &[]), NOW + 20 * DAY).unwrap();
        assert_eq!(relay.check_ledger().unwrap(), (7, None));
        let with = |sql: &str| {
            // In a transaction that is given up, so that each attempt begins anew.
            let state = relay.storage.write(|view| {
                view.run(sql, &[])?;
                let broken = ledger::check(view)?.broken_at;
                Err::<(), _>(Error::Ledger { row: broken.unwrap_or(0) })
            });
            let Err(Error::Ledger { row }) = state else { panic!("{state:?}") };
            row
        };
        assert_eq!(with("UPDATE ledger SET outcome = 'refused' WHERE seq = 3"), 3);
        assert_eq!(with("UPDATE ledger SET actor = subject, role = 'viewer' WHERE seq = 5"), 5);
        assert_eq!(with("DELETE FROM ledger WHERE seq = 4"), 5);
        assert_eq!(with("DELETE FROM ledger WHERE seq = 1"), 2);
        assert_eq!(with("DELETE FROM ledger WHERE seq = 7"), 7, "the end is kept apart");
        assert_eq!(with("DELETE FROM ledger"), 7);
        assert_eq!(with("UPDATE ledger SET at_ms = at_ms WHERE seq = 2"), 0);
        // After 90 days rows go, and the rest holds.
        relay.sweep(NOW + 95 * DAY).unwrap();
        assert_eq!(relay.check_ledger().unwrap(), (1, None));
        assert_eq!(with("DELETE FROM ledger"), 7);
        relay.sweep(NOW + 300 * DAY).unwrap();
        assert_eq!(relay.check_ledger().unwrap(), (0, None));
    });
}

#[test]
fn a_renewal_is_good_once_and_a_second_use_ends_the_session() {
    everywhere("renewed", |relay| {
        let ana = member(relay, 1, Role::Owner);
        let later = NOW + 10 * 60_000;
        let second = relay.renew_session(&ana.granted.refresh_token, later).unwrap();
        let third = relay.renew_session(&second.refresh_token, later).unwrap();
        let caller = relay.caller(&third.access_token, later).unwrap();
        relay.shares(&caller, later).unwrap();
        // Someone who took the first one comes late.
        assert_eq!(relay.renew_session(&ana.granted.refresh_token, later).unwrap_err(), Error::NotLetIn);
        assert_eq!(relay.renew_session(&third.refresh_token, later).unwrap_err(), Error::NotLetIn, "all of it ends");
        assert_eq!(relay.shares(&caller, later).unwrap_err(), Error::NotLetIn, "its tokens too, before their time");
        // Changed anywhere, it is none.
        let other =
            relay.open_session(&Principal { account: ana.person.account, device: Some([7; 16]) }, Role::Owner, NOW);
        let renewal = other.unwrap().refresh_token;
        for at in [4, 20, 40, 60, 100] {
            let mut changed = renewal.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(relay.renew_session(&changed, NOW).unwrap_err(), Error::NotLetIn);
        }
        assert_eq!(relay.renew_session(&renewal, NOW + 31 * DAY).unwrap_err(), Error::NotLetIn, "too late");
    });
}

#[test]
fn a_renewal_that_two_use_at_once_is_good_for_one_at_most() {
    everywhere("raced", |relay| {
        let ana = member(relay, 1, Role::Owner);
        let good: usize = std::thread::scope(|scope| {
            let asked: Vec<_> =
                (0..8).map(|_| scope.spawn(|| relay.renew_session(&ana.granted.refresh_token, NOW).is_ok())).collect();
            asked.into_iter().map(|asked| usize::from(asked.join().unwrap())).sum()
        });
        assert_eq!(good, 1);
        assert_eq!(relay.shares(&ana.caller, NOW).unwrap_err(), Error::NotLetIn, "the others ended the session");
    });
}

#[test]
fn roles_are_not_taken_by_asking() {
    everywhere("roles", |relay| {
        let person = Person::new(1);
        relay.begin(&[person.genesis()], NOW).unwrap();
        let who = Principal { account: person.account, device: Some([7; 16]) };
        for role in [Role::Admin, Role::Service] {
            assert_eq!(relay.open_session(&who, role, NOW).unwrap_err(), Error::Forbidden);
        }
        let nobody = Principal { account: [5; 16], device: Some([7; 16]) };
        assert_eq!(relay.open_session(&nobody, Role::Owner, NOW).unwrap_err(), Error::NotLetIn);
    });
}
