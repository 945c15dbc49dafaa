//! What is kept in memory is what would be computed anew, whatever was written meanwhile and by whom.

use super::by_hand::{entry, hard, healthy, plan, session, written_raw};
use super::*;
use crate::mark::Answer;
use coach_domain::exercise::Joint;
use coach_domain::journal::{Body, Clearance, Cleared, Pain};
use coach_domain::plan::Plan;
use coach_domain::safety::reviewed::Reviewable;
use jiff::civil::date;
use jiff::tz::{TimeZone, offset};

/// Sunday, 9 March 2025, 06:00 UTC: where the samples and workouts of [`Step`] begin.
const BEGIN_MS: i64 = 1_741_500_000_000;
/// Minutes over which questions and plans are spread.
const SPREAD: u16 = 4_000;

/// What happens between two questions.
#[derive(Debug, Clone)]
enum Event {
    /// Something that changes other tables too.
    Step(Step),
    /// A plan with sessions on a few days at a few hours; hard ones are too near each other.
    Plan(Vec<(u8, i8, bool)>),
    /// One session of it.
    Session(u8, i8, bool),
    Pain(u8, u16),
    Cleared(u8),
    Suspended(bool),
    TwoADay(bool),
    Rebuilt,
    /// Rows that no answer depends on.
    Aside,
}

fn place() -> impl Strategy<Value = (u8, i8, bool)> {
    (0_u8..4, 0_i8..24, any::<bool>())
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => step().prop_map(Event::Step),
        2 => prop::collection::vec(place(), 1..5).prop_map(Event::Plan),
        2 => place().prop_map(|(day, hour, is_hard)| Event::Session(day, hour, is_hard)),
        1 => (0_u8..3, 0..SPREAD).prop_map(|(id, at)| Event::Pain(id, at)),
        1 => (0_u8..3).prop_map(Event::Cleared),
        1 => any::<bool>().prop_map(Event::Suspended),
        1 => any::<bool>().prop_map(Event::TwoADay),
        1 => Just(Event::Rebuilt),
        2 => Just(Event::Aside),
    ]
}

fn planned(id: usize, (day, hour, is_hard): (u8, i8, bool)) -> coach_domain::plan::PlannedSession {
    let day = date(2025, 3, 9 + day as i8);
    (if is_hard { hard } else { session })(&format!("s{id}"), day, hour)
}

fn happen(store: &Store, talk: &str, number: usize, event: &Event) {
    match event {
        Event::Step(step) => perform(store, talk, number, step),
        Event::Plan(places) => {
            let sessions = places.iter().enumerate().map(|(id, place)| planned(id, *place)).collect();
            let whole = Plan { start: date(2025, 3, 3), ..plan(sessions) };
            written_raw(store, "plan.put", serde_json::to_value(&whole).unwrap());
        }
        Event::Session(day, hour, is_hard) => {
            let edit = json!({"plan": "p", "session": planned(0, (*day, *hour, *is_hard)), "reason": "moved"});
            written_raw(store, "plan.session", edit);
        }
        Event::Pain(id, at) => {
            let pain = Pain {
                place: "knee".to_owned(),
                joint: Some(Joint::Knee),
                score: Some(id + 3),
                exercise: None,
                note: None,
            };
            let at_ms = BEGIN_MS + i64::from(*at) * 60_000;
            store.put_entry(&entry(&format!("p{id}"), at_ms, Body::Pain(pain)), "person").unwrap();
        }
        Event::Cleared(id) => {
            let of = Cleared::Pain { id: format!("p{id}") };
            let clearance = Body::Clearance(Clearance { of, by_clinician: false });
            store.put_entry(&entry(&format!("c{id}"), BEGIN_MS, clearance), "person").unwrap();
        }
        Event::Suspended(is_so) => {
            let mut profile = store.profile().unwrap();
            profile.suspend_training(*is_so);
            store.set_profile(&profile, "person").unwrap();
        }
        Event::TwoADay(is_so) => store.set_setting(TWO_A_DAY, Some(&json!(is_so)), "person").unwrap(),
        Event::Rebuilt => drop(store.rebuild().unwrap()),
        Event::Aside => aside(store),
    }
}

fn aside(store: &Store) {
    let line = AccessEntry {
        at_ms: 0,
        actor: "app".to_owned(),
        kind: AccessKind::Read,
        subject: "fitness-wearables/getSleepData".to_owned(),
        scope: "read:sleep".to_owned(),
    };
    store.audit(&line).unwrap();
    store.save_run("none", Some(b"state")).unwrap();
}

/// Holds facts and plan at an instant against those that are computed for this question alone.
fn compare(store: &Store, now_ms: i64, zone: &TimeZone) {
    let (facts, review) = store
        .db()
        .read(|connection| {
            let facts = facts::facts(connection, now_ms, zone)?;
            let told = format!("{facts:?}");
            Ok((told, plans::merged(connection)?.map(|plan| plan.review(&facts))))
        })
        .unwrap();
    assert_eq!(format!("{:?}", store.facts(now_ms, zone).unwrap()), facts);
    assert_eq!(store.plan(now_ms, zone).unwrap(), review);
    assert_eq!(store.plan_number().unwrap(), store.plan_versions().unwrap().last().map(|version| version.number));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_kept_is_what_would_be_computed(
        events in prop::collection::vec((event(), any::<bool>(), 0..SPREAD, 0_u16..300), 1..25),
    ) {
        NOW.set(BEGIN_MS);
        let (folder, store) = new_store();
        // Another program with the same database.
        let other = open(folder.path(), false, KINDS);
        healthy(&store, BEGIN_MS - 86_400_000);
        let talk = store.create_session("Max Power").unwrap();
        let zones = [TimeZone::UTC, TimeZone::fixed(offset(9))];
        for (number, (event, by_other, at, later)) in events.iter().enumerate() {
            happen(if *by_other { &other } else { &store }, &talk, number, event);
            // The clock goes on within a day, and back, with nothing written.
            for minutes in [*at, at + later, *at] {
                let now_ms = BEGIN_MS + i64::from(minutes) * 60_000;
                compare(&store, now_ms, &zones[number % 2]);
                compare(&other, now_ms, &zones[0]);
            }
        }
    }
}

#[test]
fn every_write_draws_a_mark_but_audit_and_runs() {
    let (folder, store) = new_store();
    let first = store.mark().unwrap();
    aside(&store);
    assert_eq!(store.mark().unwrap(), first);
    let refused: Result<(), Error> = store.db().write(|_| Err(Error::Busy));
    assert!(refused.is_err());
    assert_eq!(store.mark().unwrap(), first, "what was rolled back was not written");
    store.set_setting("theme", Some(&json!("dark")), "person").unwrap();
    let second = store.mark().unwrap();
    assert_ne!(second, first);
    let other = open(folder.path(), false, KINDS);
    assert_eq!(other.mark().unwrap(), second, "opening writes nothing");
    let start = ImportStart { content_hash: "a".to_owned(), format: "test".to_owned(), bytes: 1 };
    let mut ingest = other.ingest(&start).unwrap();
    let reference = ingest.source(&source(1));
    ingest.sample(&Sample { source: reference, ..sample(1, 1) }).unwrap();
    ingest.finish(false).unwrap();
    assert_ne!(store.mark().unwrap(), second);
}

#[test]
fn a_database_of_an_older_version_gets_a_mark_when_it_is_opened() {
    let (folder, store) = new_store();
    store.db().note(|tx| Ok(tx.execute("DELETE FROM meta WHERE key = 'mark'", [])?)).unwrap();
    drop(store);
    open(folder.path(), false, KINDS).mark().unwrap();
}

#[test]
fn an_answer_is_computed_once_until_something_is_written() {
    let (_folder, store) = new_store();
    let (answer, count) = (Answer::<u8, usize>::default(), Cell::new(0));
    let ask = |key: u8| {
        let compute = || {
            count.set(count.get() + 1);
            Ok((key, count.get()))
        };
        answer.get(store.mark().unwrap(), |of| *of == key, compute).unwrap()
    };
    assert_eq!((ask(1), ask(1)), (1, 1));
    assert_eq!(ask(2), 2, "another question");
    aside(&store);
    assert_eq!(ask(2), 2);
    store.set_setting("theme", None, "person").unwrap();
    assert_eq!(ask(2), 3);
    let failed = answer.get(store.mark().unwrap(), |_| false, || Err(Error::Busy));
    assert!(failed.is_err());
    assert_eq!(ask(2), 4, "nothing is kept of an answer that failed");
}

/// What lies behind is not changed by a review: two hard sessions two hours apart are one too many until they are over.
#[test]
fn a_review_is_kept_until_a_session_is_over() {
    let (_folder, store) = new_store();
    NOW.set(BEGIN_MS);
    healthy(&store, BEGIN_MS - 86_400_000);
    let day = date(2025, 3, 9);
    let whole = Plan { start: date(2025, 3, 3), ..plan(vec![hard("a", day, 8), hard("b", day, 10)]) };
    written_raw(&store, "plan.put", serde_json::to_value(&whole).unwrap());
    // Half an hour each, to the millisecond.
    let midnight = BEGIN_MS - 6 * 3_600_000;
    let instants = [8.0, 8.5, 10.4, 10.5, 12.0].map(|hour: f64| midnight + (hour * 3_600_000.0) as i64);
    let at = |now_ms: i64| {
        compare(&store, now_ms, &TimeZone::UTC);
        format!("{:?}", store.plan(now_ms, &TimeZone::UTC).unwrap())
    };
    assert_ne!(at(midnight), at(instants[4]), "the review depends on the hour");
    for around in instants.into_iter().flat_map(|instant| [instant - 1, instant, instant + 1]) {
        at(around);
    }
    for earlier in instants.into_iter().rev() {
        at(earlier);
    }
}
