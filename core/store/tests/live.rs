//! Records of a platform's health store: identity, changes, deletions, anchors.

#![allow(clippy::unwrap_used, reason = "test code")]

mod common;

use coach_domain::metric::{HEART_RATE, STEPS};
use coach_domain::record::{Workout, WorkoutKind};
use coach_store::live::{Anchor, LiveBatch, LiveReport, LiveSample, LiveWindow};
use coach_store::{Bucket, Error, Store};
use common::*;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn live(record: &str, start_ms: i64, value: f64, modified_ms: i64) -> LiveSample {
    LiveSample {
        metric: "steps".to_owned(),
        source: watch(),
        device: None,
        origin: format!("hc:{record}@{start_ms}"),
        start_ms,
        end_ms: start_ms + 60_000,
        offset_min: 60,
        value,
        raw_unit: None,
        raw_value: value,
        modified_ms,
        metadata: None,
        user_entered: false,
    }
}

/// A batch of changed records and deletions.
fn batch(samples: Vec<LiveSample>, deleted: &[&str]) -> LiveBatch {
    let replaced: BTreeSet<String> =
        samples.iter().map(|sample| sample.origin.split('@').next().unwrap().to_owned()).collect();
    LiveBatch {
        replaced: replaced.into_iter().collect(),
        samples,
        deleted: deleted.iter().map(|id| format!("hc:{id}")).collect(),
        ..LiveBatch::default()
    }
}

fn put(store: &Store, samples: Vec<LiveSample>, deleted: &[&str]) -> LiveReport {
    store.ingest_live(batch(samples, deleted), None).unwrap()
}

/// Starts and values that are in the store, of whatever month.
fn there(store: &Store) -> Vec<(i64, f64)> {
    let samples = store.samples(STEPS, 0, MONDAY_MS + 400 * DAY_MS).unwrap();
    samples.iter().map(|sample| (sample.start_ms, sample.value)).collect()
}

fn of_day(store: &Store, day: jiff::civil::Date) -> Option<f64> {
    store.query(STEPS, day, day, Bucket::Day, None).unwrap().first().map(|figure| figure.value)
}

#[test]
fn a_record_that_is_given_again_is_one_record() {
    let (_folder, store) = new_store();
    let report = put(&store, vec![live("a", MONDAY_MS, 100.0, 1), live("b", MONDAY_MS, 50.0, 1)], &[]);
    assert_eq!((report.new, report.duplicates, report.deleted), (2, 0, 0));
    let report = put(&store, vec![live("a", MONDAY_MS, 100.0, 1), live("b", MONDAY_MS, 50.0, 1)], &[]);
    assert_eq!((report.new, report.duplicates, report.deleted), (0, 2, 0));
    assert_eq!(there(&store).len(), 2);
}

#[test]
fn a_change_may_lower_a_value_move_a_record_and_drop_a_part_of_it() {
    let (_folder, store) = new_store();
    put(&store, vec![live("a", MONDAY_MS, 100.0, 1), live("a", MONDAY_MS + HOUR_MS, 900.0, 1)], &[]);
    assert_eq!(of_day(&store, date(2025, 3, 10)), Some(1_000.0));
    // Lower, and without its second sample.
    let report = put(&store, vec![live("a", MONDAY_MS, 60.0, 2)], &[]);
    assert_eq!((report.new, report.duplicates, report.deleted), (0, 1, 1));
    assert_eq!(of_day(&store, date(2025, 3, 10)), Some(60.0));
    // Into another month, and back.
    let april = MONDAY_MS + 30 * DAY_MS;
    put(&store, vec![live("a", april, 60.0, 3)], &[]);
    assert_eq!((of_day(&store, date(2025, 3, 10)), of_day(&store, date(2025, 4, 9))), (None, Some(60.0)));
    put(&store, vec![live("a", MONDAY_MS, 70.0, 4)], &[]);
    assert_eq!(there(&store), [(MONDAY_MS, 70.0)]);
    // An older state that comes late changes nothing.
    put(&store, vec![live("a", MONDAY_MS, 60.0, 2)], &[]);
    assert_eq!(there(&store), [(MONDAY_MS, 70.0)]);
}

#[test]
fn a_deletion_takes_every_sample_of_a_record_wherever_it_is() {
    let (_folder, store) = new_store();
    let april = MONDAY_MS + 30 * DAY_MS;
    put(&store, vec![live("a", MONDAY_MS, 1.0, 1), live("a", april, 2.0, 1), live("b", april, 3.0, 1)], &[]);
    let report = put(&store, vec![], &["a", "unheard of"]);
    assert_eq!(report.deleted, 2);
    assert_eq!(there(&store), [(april, 3.0)]);
    // The figures went with them, and rebuilding everything gives the same.
    let before = export(&store);
    store.rebuild().unwrap();
    assert_eq!(export(&store), before);
    assert_eq!(of_day(&store, date(2025, 3, 10)), None);
}

#[test]
fn the_same_samples_out_of_an_export_and_out_of_healthkit_count_once_in_either_order() {
    let named = |value: f64| LiveSample {
        origin: "hk:4f".to_owned(),
        start_ms: MONDAY_MS + 417,
        end_ms: MONDAY_MS + 60_890,
        value,
        raw_value: value,
        ..live("", MONDAY_MS, value, 0)
    };
    let exported = [sample(STEPS, MONDAY_MS, MONDAY_MS + 60_000, 100.123)];
    let live_batch = || LiveBatch { samples: vec![named(100.123_4)], ..LiveBatch::default() };

    let (_folder, first) = new_store();
    import(&first, "a", &watch(), &exported);
    let report = first.ingest_live(live_batch(), None).unwrap();
    assert_eq!((report.new, report.duplicates), (0, 1));
    let (_folder, second) = new_store();
    second.ingest_live(live_batch(), None).unwrap();
    let report = import(&second, "a", &watch(), &exported);
    assert_eq!((report.new, report.duplicates), (0, 1));
    assert_eq!(there(&first), [(MONDAY_MS + 417, 100.123_4)]);
    assert_eq!(there(&first), there(&second));
    // Another value at the same time is another sample.
    import(&second, "b", &watch(), &[sample(STEPS, MONDAY_MS, MONDAY_MS + 60_000, 7.0)]);
    assert_eq!(there(&second).len(), 2);
}

#[test]
fn a_workout_out_of_an_export_and_out_of_healthkit_is_one_workout() {
    let workout = |origin: Option<&str>, late_ms: i64| {
        let kind = WorkoutKind("running".to_owned());
        let mut workout = Workout::plain(kind, watch(), MONDAY_MS + late_ms, MONDAY_MS + HOUR_MS + late_ms, 60);
        workout.origin = origin.map(str::to_owned);
        workout
    };
    let list = |store: &Store| store.workouts(date(2025, 3, 9), date(2025, 3, 11)).unwrap();
    for named_first in [false, true] {
        let (_folder, store) = new_store();
        let from_export = |store: &Store| {
            let mut ingest = store.ingest(&start("export")).unwrap();
            ingest.workout(workout(None, 0)).unwrap();
            ingest.finish(false).unwrap();
        };
        if !named_first {
            from_export(&store);
        }
        let batch = LiveBatch { workouts: vec![workout(Some("hk:7"), 250)], ..LiveBatch::default() };
        store.ingest_live(batch.clone(), None).unwrap();
        if named_first {
            from_export(&store);
        }
        let workouts = list(&store);
        assert_eq!(workouts.len(), 1, "named first: {named_first}");
        assert_eq!(workouts[0].workout.origin.as_deref(), Some("hk:7"));
        let gone = LiveBatch { deleted: vec!["hk:7".to_owned()], ..LiveBatch::default() };
        assert_eq!(store.ingest_live(gone, None).unwrap().deleted, 1);
        assert!(list(&store).is_empty());
        // A batch from before the deletion does not bring it back.
        let report = store.ingest_live(batch, None).unwrap();
        assert_eq!((report.new, report.skipped[0].reason.as_str()), (0, "deleted_before"));
    }
}

#[test]
fn a_window_that_is_complete_drops_what_the_platform_no_longer_has() {
    let (_folder, store) = new_store();
    import(&store, "export", &phone(), &[sample(STEPS, MONDAY_MS + HOUR_MS, MONDAY_MS + HOUR_MS, 5.0)]);
    let minute = |index: i64| MONDAY_MS + index * 60_000;
    put(&store, (0..6).map(|index| live(&format!("r{index}"), minute(index), 1.0, 1)).collect(), &[]);
    let window = LiveWindow {
        prefix: "hc:",
        metrics: vec!["steps".to_owned()],
        workouts: true,
        from_ms: minute(1),
        to_ms: minute(4),
    };
    let batch = LiveBatch { complete: Some(window), ..batch(vec![live("r2", minute(2), 1.0, 1)], &[]) };
    let report = store.ingest_live(batch, None).unwrap();
    assert_eq!((report.deleted, report.duplicates), (2, 1));
    let starts: Vec<i64> = there(&store).into_iter().map(|(start, _)| start).collect();
    assert_eq!(
        starts,
        [minute(0), minute(2), minute(4), minute(5), MONDAY_MS + HOUR_MS],
        "what is not the platform's stays"
    );
}

fn anchor(after: Option<&str>, next: &str) -> Anchor {
    Anchor { stream: "steps".to_owned(), after: after.map(|after| after.into()), next: next.into() }
}

#[test]
fn an_anchor_goes_on_with_its_batch_or_not_at_all() {
    let (folder, store) = new_store();
    let given = |value| batch(vec![live("a", MONDAY_MS, value, 0)], &[]);
    assert_eq!(store.anchor("steps").unwrap(), None);
    store.ingest_live(given(1.0), Some(&anchor(None, "one"))).unwrap();
    assert_eq!(store.anchor("steps").unwrap().as_deref(), Some(b"one".as_slice()));
    // The same again is known by its anchor.
    let report = store.ingest_live(given(9.0), Some(&anchor(None, "one"))).unwrap();
    assert!(report.repeated);
    assert_eq!(there(&store), [(MONDAY_MS, 1.0)]);
    // What was read from another anchor is refused, and nothing of it is written.
    for stale in [anchor(None, "two"), anchor(Some("zero"), "two")] {
        let refused = store.ingest_live(batch(vec![live("b", MONDAY_MS, 2.0, 0)], &["a"]), Some(&stale));
        assert!(matches!(refused, Err(Error::AnchorMoved(_))));
    }
    assert_eq!(there(&store), [(MONDAY_MS, 1.0)]);
    drop(store);
    let store = open(folder.path(), false).unwrap();
    assert_eq!(store.anchor("steps").unwrap().as_deref(), Some(b"one".as_slice()));
    assert_eq!(store.anchor("heart_rate").unwrap(), None);
    assert!(store.forget_anchor("steps").unwrap());
    assert!(!store.forget_anchor("steps").unwrap());
    store.ingest_live(given(1.0), Some(&anchor(None, "again"))).unwrap();
}

#[test]
fn what_cannot_be_is_counted_and_left_out() {
    let (_folder, store) = new_store();
    let backwards = LiveSample { end_ms: MONDAY_MS - 1, ..live("a", MONDAY_MS, 1.0, 0) };
    let nothing = LiveSample { value: f64::NAN, ..live("b", MONDAY_MS, 1.0, 0) };
    let report = put(&store, vec![backwards, nothing], &[]);
    let reasons: Vec<&str> = report.skipped.iter().map(|skip| skip.reason.as_str()).collect();
    assert_eq!((report.new, reasons), (0, vec!["end_before_start", "not_a_number"]));
}

#[test]
fn types_that_no_metric_describes_are_kept() {
    let (_folder, store) = new_store();
    let unknown = LiveSample { metric: "HKQuantityTypeIdentifierNew".to_owned(), ..live("a", MONDAY_MS, 3.0, 0) };
    assert_eq!(put(&store, vec![unknown], &[]).new, 1);
    assert!(export(&store).contains("HKQuantityTypeIdentifierNew"));
    assert!(store.days(HEART_RATE, date(2025, 1, 1), date(2026, 1, 1)).unwrap().is_empty());
}

/// What a platform does with a record.
#[derive(Debug, Clone)]
enum Step {
    Put { record: u8, minute: u16, parts: u8, value: u8 },
    Delete { record: u8 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..6_u8, 0..60_000_u16, 1..4_u8, 1..200_u8)
            .prop_map(|(record, minute, parts, value)| Step::Put { record, minute, parts, value }),
        1 => (0..6_u8).prop_map(|record| Step::Delete { record }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a platform does, in whatever batches it is told, and told again: the store has what the platform has.
    #[test]
    fn the_store_has_what_the_platform_has(steps in prop::collection::vec(step(), 1..40), cuts in prop::collection::vec(1..6_usize, 1..40)) {
        let (_folder, store) = new_store();
        let mut platform: BTreeMap<String, Vec<LiveSample>> = BTreeMap::new();
        let mut ids: BTreeMap<u8, usize> = BTreeMap::new();
        let (mut clock, mut from) = (0_i64, 0);
        let mut cuts = cuts.into_iter().cycle();
        let mut anchored: Option<String> = None;
        while from < steps.len() {
            let to = (from + cuts.next().unwrap()).min(steps.len());
            let mut changed: BTreeSet<String> = BTreeSet::new();
            for step in &steps[from..to] {
                clock += 1;
                match step {
                    Step::Put { record, minute, parts, value } => {
                        // An id never comes back after its deletion.
                        let id = format!("r{record}-{}", ids.entry(*record).or_default());
                        let start = MONDAY_MS + i64::from(*minute) * 60_000;
                        let samples = (0..*parts)
                            .map(|part| live(&id, start + i64::from(part) * 3_600_000, f64::from(*value), clock))
                            .collect();
                        platform.insert(id.clone(), samples);
                        changed.insert(id);
                    }
                    Step::Delete { record } => {
                        let count = ids.entry(*record).or_default();
                        let id = format!("r{record}-{count}");
                        *count += 1;
                        platform.remove(&id);
                        changed.insert(id);
                    }
                }
            }
            let (kept, gone): (Vec<&String>, Vec<&String>) = changed.iter().partition(|id| platform.contains_key(*id));
            let samples: Vec<LiveSample> = kept.iter().flat_map(|id| platform[*id].clone()).collect();
            let gone: Vec<&str> = gone.into_iter().map(String::as_str).collect();
            let next = format!("{to}");
            let step = anchor(anchored.as_deref(), &next);
            for again in 0..2 {
                let report = store.ingest_live(batch(samples.clone(), &gone), Some(&step)).unwrap();
                prop_assert_eq!(report.repeated, again == 1);
            }
            anchored = Some(next);
            from = to;
            let mut expected: Vec<(i64, f64)> =
                platform.values().flatten().map(|sample| (sample.start_ms, sample.value)).collect();
            expected.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let mut found = there(&store);
            found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            prop_assert_eq!(found, expected);
        }
        let before = export(&store);
        store.rebuild().unwrap();
        prop_assert_eq!(export(&store), before);
    }
}
