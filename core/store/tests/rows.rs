//! What people and agents write: profile, conversations, proposals, traces, workouts.

#![allow(clippy::unwrap_used, reason = "test code")]

mod common;

use coach_domain::person::{Level, Profile, Sex};
use coach_domain::record::{RoutePoint, Source, SourceKind, StrengthSet, Workout, WorkoutKind};
use coach_store::{Error, ProposalRow, ProposalState, SpanRow, TraceRow, TurnRecord};
use common::*;
use jiff::civil::date;
use serde_json::json;

fn workout(source: Source, start_ms: i64, minutes: i64) -> Workout {
    serde_json::from_value(json!({
        "kind": "running",
        "source": source,
        "start_ms": start_ms,
        "end_ms": start_ms + minutes * 60_000,
        "offset_min": 60,
        "active_s": minutes * 60,
    }))
    .unwrap()
}

#[test]
fn a_profile_is_written_field_by_field() {
    let (_folder, store) = new_store();
    assert_eq!(store.profile().unwrap(), Profile::default());
    let mut profile = Profile {
        name: Some("Ana".to_owned()),
        birth_date: Some(date(1990, 5, 17)),
        sex: Some(Sex::Female),
        level: Some(Level::Beginner),
        conditions: vec!["beta_blocker".to_owned()],
        ..Profile::default()
    };
    store.set_profile(&profile, "person").unwrap();
    assert_eq!(store.profile().unwrap(), profile);
    let entries = store.log_entries(10).unwrap();
    assert_eq!((entries.len(), entries[0].kinds[0].as_str(), entries[0].actor.as_str()), (1, "profile.set", "person"));
    store.set_profile(&profile, "person").unwrap();
    assert_eq!(store.log_entries(10).unwrap().len(), 1, "nothing changed, nothing is logged");
    profile.name = None;
    store.set_profile(&profile, "person").unwrap();
    assert_eq!(store.profile().unwrap(), profile, "a field can be taken back");
}

#[test]
fn a_file_fills_only_what_the_profile_lacks() {
    let (_folder, store) = new_store();
    let said = Profile { birth_date: Some(date(1990, 5, 17)), ..Profile::default() };
    store.set_profile(&said, "person").unwrap();
    let mut ingest = store.ingest(&start("a")).unwrap();
    let facts =
        coach_domain::record::PersonFacts { birth_date: Some(date(1980, 1, 1)), sex: Some("female".to_owned()) };
    ingest.person(&facts).unwrap();
    ingest.finish(false).unwrap();
    assert_eq!(store.profile().unwrap(), Profile { sex: Some(Sex::Female), ..said });
}

#[test]
fn a_turn_is_kept_whole() {
    let (folder, store) = new_store();
    let session = store.create_session("Triage").unwrap();
    let proposal = ProposalRow {
        id: "p1".to_owned(),
        at_ms: 5,
        actor: "Max Power".to_owned(),
        tool: "progress-tracking/logWorkout".to_owned(),
        arguments: json!({"minutes": 30}),
        summary: "log a run of 30 minutes".to_owned(),
        state: ProposalState::Open,
    };
    let span = SpanRow {
        id: 1,
        parent: None,
        name: "turn".to_owned(),
        start_us: 0,
        duration_us: 5,
        status: "ok".to_owned(),
        attributes: json!({"tools": 1}),
    };
    let trace = TraceRow { id: "t1".to_owned(), session_id: session.clone(), at_ms: 7, spans: vec![span] };
    let messages = [json!({"role": "user", "text": "hello"}), json!({"role": "assistant", "text": "hi"})];
    let turn = TurnRecord {
        session_id: &session,
        agent: "Max Power",
        messages: &messages,
        interventions: &[],
        proposals: std::slice::from_ref(&proposal),
        trace: &trace,
    };
    store.commit_turn(&turn).unwrap();
    let missing = TurnRecord { session_id: "none", ..turn.clone() };
    assert!(matches!(store.commit_turn(&missing), Err(Error::Missing { what: "conversation", .. })));
    store.save_run(&session, Some(b"state")).unwrap();
    drop(store);

    let store = open(folder.path(), false).unwrap();
    let row = store.session(&session).unwrap();
    assert_eq!((row.agent.as_str(), row.messages), ("Max Power", 2));
    assert_eq!(store.sessions().unwrap(), [row]);
    let kept = store.messages(&session).unwrap();
    assert_eq!(kept.iter().map(|message| message.index).collect::<Vec<_>>(), [0, 1]);
    assert!(kept.iter().map(|message| &message.content).eq(&messages));
    assert!(matches!(store.messages("none"), Err(Error::Missing { .. })));
    assert_eq!(store.trace("t1").unwrap(), trace);
    assert_eq!(store.traces(5).unwrap().len(), 1);
    assert_eq!(store.load_run(&session).unwrap().as_deref(), Some(b"state".as_slice()));
    store.save_run(&session, None).unwrap();
    assert_eq!(store.load_run(&session).unwrap(), None);
    assert_eq!(store.open_proposals().unwrap(), std::slice::from_ref(&proposal));
    store.decide_proposal("p1", ProposalState::Rejected, "person").unwrap();
    assert!(store.open_proposals().unwrap().is_empty());
    assert!(matches!(store.decide_proposal("p1", ProposalState::Approved, "person"), Err(Error::Missing { .. })));
    assert!(matches!(store.proposal("p2"), Err(Error::Missing { .. })));
    let entries = store.log_entries(2).unwrap();
    assert_eq!(entries[0].kinds, ["proposal.decided"]);
    assert_eq!(entries[1].kinds, ["message.appended", "conversation.agent", "proposal.put"]);
}

#[test]
fn a_conversation_is_named_branched_and_erased() {
    let (folder, store) = new_store();
    let (session, other) = (store.create_session("Triage").unwrap(), store.create_session("Triage").unwrap());
    let trace = TraceRow { id: "t1".to_owned(), session_id: session.clone(), at_ms: 7, spans: Vec::new() };
    let messages = [
        json!({"role": "user", "text": "how is my ankle, the marmalade one"}),
        json!({"role": "assistant", "text": "sore"}),
        json!({"role": "user", "text": "and my knee"}),
    ];
    let turn = TurnRecord {
        session_id: &session,
        agent: "Max Power",
        messages: &messages,
        interventions: &[],
        proposals: &[],
        trace: &trace,
    };
    store.commit_turn(&turn).unwrap();
    assert_eq!(store.session(&session).unwrap().about.as_deref(), Some("how is my ankle, the marmalade one"));
    assert_eq!(store.name_session(&session, Some("Ankle")).unwrap().name.as_deref(), Some("Ankle"));
    assert_eq!(store.name_session(&session, None).unwrap().name, None);
    store.name_session(&session, Some("Ankle")).unwrap();

    let branch = store.branch_session(&session, 2).unwrap();
    let kept: Vec<_> = store.messages(&branch).unwrap().into_iter().map(|row| row.content).collect();
    assert_eq!(kept, messages[..2]);
    assert_eq!(store.session(&branch).unwrap().agent, "Max Power");
    assert_eq!(store.messages(&session).unwrap().len(), 3);
    store.delete_session(&branch).unwrap();

    store.save_run(&session, Some(b"state")).unwrap();
    assert_eq!(store.search("marmalade", 5).unwrap().len(), 1);
    store.delete_session(&session).unwrap();
    for gone in [
        store.session(&session).map(drop),
        store.messages(&session).map(drop),
        store.delete_session(&session),
        store.name_session(&session, Some("again")).map(drop),
        store.branch_session(&session, 1).map(drop),
        store.commit_turn(&turn),
        store.trace("t1").map(drop),
    ] {
        assert!(matches!(gone, Err(Error::Missing { .. })), "{gone:?}");
    }
    assert_eq!(store.load_run(&session).unwrap(), None);
    assert!(store.search("marmalade", 5).unwrap().is_empty());
    let left: Vec<_> = store.sessions().unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(left, [other.as_str()]);
    drop(store);
    assert_eq!(open(folder.path(), false).unwrap().sessions().unwrap().len(), 1);
}

#[test]
fn one_workout_of_two_apps_is_shown_once_with_the_richer_details() {
    let (_folder, store) = new_store();
    let run = MONDAY_MS + 7 * HOUR_MS;
    let point = RoutePoint { at_ms: run, latitude: 52.5, longitude: 13.4, elevation_m: f64::NAN };
    let rich = Workout { distance_m: Some(5000.0), route: vec![point], ..workout(watch(), run, 30) };
    let poor = workout(phone(), run + 60_000, 31);
    let mut ingest = store.ingest(&start("a")).unwrap();
    ingest.workout(poor.clone()).unwrap();
    ingest.workout(rich.clone()).unwrap();
    ingest.workout(rich.clone()).unwrap();
    // Another kind, too late, too long, the same source again: none of these is the same workout.
    ingest.workout(Workout { kind: WorkoutKind("yoga".to_owned()), ..poor.clone() }).unwrap();
    ingest.workout(workout(phone(), run + 3 * 60_000, 31)).unwrap();
    ingest.workout(workout(phone(), run + 30_000, 50)).unwrap();
    ingest.workout(workout(watch(), run + 1000, 30)).unwrap();
    let report = ingest.finish(false).unwrap();
    assert_eq!((report.records, report.new, report.duplicates, report.workouts), (7, 6, 1, 6));
    let list = store.workouts(date(2025, 3, 10), date(2025, 3, 10)).unwrap();
    assert_eq!(list.len(), 5);
    let shown = list.iter().find(|stored| stored.workout.distance_m.is_some()).unwrap();
    assert_eq!(shown.also.len(), 1);
    assert!(shown.workout.route.is_empty(), "lists leave the track out");
    let whole = store.workout(&shown.id).unwrap();
    assert_eq!((whole.workout.route.len(), whole.also.as_slice()), (1, shown.also.as_slice()));
    assert!(whole.workout.route[0].elevation_m.is_nan());
    let twin = store.workout(&shown.also[0]).unwrap();
    assert_eq!((twin.workout.source, twin.also), (phone(), vec![shown.id.clone()]));
    assert!(store.workouts(date(2025, 3, 11), date(2025, 3, 12)).unwrap().is_empty());
    assert!(matches!(store.workout("none"), Err(Error::Missing { .. })));
}

#[test]
fn the_richer_record_of_one_identity_stays_in_any_order() {
    let poor = workout(watch(), MONDAY_MS, 30);
    let rich = Workout { rpe: Some(7.0), ..poor.clone() };
    let mut exports = Vec::new();
    for order in [[&poor, &rich], [&rich, &poor]] {
        let (_folder, store) = new_store();
        for (number, one) in order.into_iter().enumerate() {
            let mut ingest = store.ingest(&start(&number.to_string())).unwrap();
            ingest.workout(one.clone()).unwrap();
            ingest.finish(false).unwrap();
        }
        exports.push(export(&store));
    }
    assert!(exports[0].contains("\"rpe\":7.0"));
    assert_eq!(exports[0], exports[1]);
}

#[test]
fn a_logged_workout_is_an_edit_and_can_be_corrected() {
    let (_folder, store) = new_store();
    let manual = Source { name: "PocketCoach".to_owned(), kind: SourceKind::Manual };
    let set = StrengthSet {
        exercise: "back squat".to_owned(),
        weight_kg: 80.0,
        reps: 5,
        rpe: None,
        warmup: false,
        missed: false,
    };
    let first = Workout { sets: vec![set.clone(); 3], ..workout(manual, MONDAY_MS, 45) };
    let id = store.log_workout(&first, "person").unwrap();
    assert_eq!(store.workout(&id).unwrap().workout, first);
    let second = Workout { sets: vec![set], ..first };
    assert_eq!(store.log_workout(&second, "person").unwrap(), id);
    assert_eq!(store.workout(&id).unwrap().workout, second, "the later word counts, not the longer one");
    store.rebuild().unwrap();
    assert_eq!(store.workout(&id).unwrap().workout, second);
    assert_eq!(store.sources().unwrap()[0].workouts, 1);
    assert_eq!(store.delete_source("PocketCoach").unwrap(), 1);
    store.rebuild().unwrap();
    assert!(matches!(store.workout(&id), Err(Error::Missing { .. })), "a deleted workout stays deleted");
}

#[test]
fn many_threads_and_two_handles_share_one_store() {
    let (folder, store) = new_store();
    let other = open(folder.path(), false).unwrap();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let store = if number % 2 == 0 { store.clone() } else { other.clone() };
            scope.spawn(move || {
                for value in 0..20 {
                    let name = format!("setting {number}");
                    store.set_setting(&name, Some(&json!(value)), "person").unwrap();
                    assert_eq!(store.setting(&name).unwrap(), Some(json!(value)));
                }
            });
        }
    });
    let health = store.check().unwrap();
    assert_eq!((health.log_entries, health.log_error, health.integrity.as_str()), (80, None, "ok"));
}
