//! Samples in, figures out: counts, duplicates, resuming, deleting, priorities.

mod common;

use coach_domain::metric::{self, HEART_RATE, STEPS};
use coach_domain::record::{Sample, SampleFlags};
use coach_store::{Bucket, Error};
use common::*;
use jiff::civil::date;

fn steps(days: i64) -> Vec<Sample> {
    (0..days * 24)
        .map(|hour| sample(STEPS, MONDAY_MS + hour * HOUR_MS, MONDAY_MS + (hour + 1) * HOUR_MS, 100.0))
        .collect()
}

fn heart(days: i64) -> Vec<Sample> {
    (0..days * 288)
        .map(|index| {
            let at = MONDAY_MS + index * 300_000;
            sample(HEART_RATE, at, at, 60.0 + (index % 40) as f64)
        })
        .collect()
}

#[test]
fn figures_follow_an_import() {
    let (_folder, store) = new_store();
    let report = import(&store, "a", &watch(), &steps(40));
    assert_eq!((report.records, report.new, report.duplicates), (960, 960, 0));
    assert_eq!(report.by_type["steps"], 960);
    assert_eq!((report.from, report.to), (Some(date(2025, 3, 10)), Some(date(2025, 4, 19))));

    // The offset is one hour: the first local day begins at 01:00 of its first sample, so it has 23 hours of steps.
    let days = store.days(STEPS, date(2025, 3, 1), date(2025, 4, 30)).unwrap();
    assert_eq!(days.len(), 41);
    assert_eq!((days[0].day, days[0].value, days[0].count), (date(2025, 3, 10), 2300.0, 23));
    assert_eq!((days[1].value, days[1].source.as_str()), (2400.0, "Ana’s Watch"));
    assert_eq!(days.iter().map(|day| day.value).sum::<f64>(), 96_000.0);

    let weeks = store.query(STEPS, date(2025, 3, 10), date(2025, 3, 23), Bucket::Week, None).unwrap();
    assert_eq!(weeks.iter().map(|week| week.start.as_str()).collect::<Vec<_>>(), ["2025-03-10", "2025-03-17"]);
    assert_eq!(weeks[1].value, 7.0 * 2400.0);
    let months = store.query(STEPS, date(2025, 3, 1), date(2025, 4, 30), Bucket::Month, Some("Ana’s Watch")).unwrap();
    assert_eq!(months.iter().map(|month| (month.start.as_str(), month.count)).collect::<Vec<_>>().len(), 2);
    assert_eq!(months.iter().map(|month| month.value).sum::<f64>(), 96_000.0);
    let hours = store.query(STEPS, date(2025, 3, 11), date(2025, 3, 11), Bucket::Hour, None).unwrap();
    assert_eq!(hours.len(), 24);
    assert_eq!((hours[0].start.as_str(), hours[0].value), ("2025-03-11T00:00:00+01:00", 100.0));
    let raw = store.query(STEPS, date(2025, 3, 11), date(2025, 3, 11), Bucket::Raw, None).unwrap();
    assert_eq!((raw.len(), raw[0].unit.as_str()), (24, "1"));
    assert!(matches!(
        store.query(STEPS, date(2025, 3, 1), date(2025, 3, 2), Bucket::Day, Some("nobody")),
        Err(Error::Missing { what: "source", .. })
    ));
    assert_eq!(store.latest(STEPS, date(2030, 1, 1)).unwrap().unwrap().day, date(2025, 4, 19));
    assert_eq!(store.latest(STEPS, date(2020, 1, 1)).unwrap(), None);
    let fresh = store.freshness().unwrap();
    assert_eq!((fresh[0].metric.as_str(), fresh[0].samples, fresh[0].last_day), ("steps", 960, date(2025, 4, 19)));
}

#[test]
fn importing_again_adds_nothing_and_writes_no_chunk() {
    let (_folder, store) = new_store();
    import(&store, "a", &watch(), &heart(3));
    let before = export(&store);
    let report = import(&store, "b", &watch(), &heart(3));
    assert_eq!((report.records, report.new, report.duplicates), (864, 0, 864));
    assert_eq!(export(&store), before);
    let last = &store.log_entries(1).unwrap()[0];
    assert_eq!(last.kinds, ["import.finished"], "no chunk was touched");
    assert!(store.finished_import("a").unwrap().is_some());
    assert_eq!(store.finished_import("c").unwrap(), None);
}

#[test]
fn a_longer_export_after_a_shorter_one_equals_the_longer_one_alone() {
    let (_one, grown) = new_store();
    import(&grown, "short", &watch(), &heart(20));
    import(&grown, "short steps", &phone(), &steps(5));
    let report = import(&grown, "long", &watch(), &heart(45));
    assert_eq!((report.new, report.duplicates), (25 * 288, 20 * 288));
    import(&grown, "long steps", &phone(), &steps(9));
    let (_two, alone) = new_store();
    import(&alone, "long steps", &phone(), &steps(9));
    import(&alone, "long", &watch(), &heart(45));
    assert_eq!(export(&grown), export(&alone));
    let all = |store: &coach_store::Store| store.days(HEART_RATE, date(2025, 1, 1), date(2026, 1, 1)).unwrap();
    assert_eq!(all(&grown), all(&alone));
}

#[test]
fn an_interrupted_import_goes_on_from_its_checkpoint() {
    let (_folder, store) = new_store();
    let samples = heart(50);
    {
        let mut ingest = store.ingest(&start("a")).unwrap();
        assert_eq!(*ingest.resumed(), coach_store::Checkpoint::default());
        feed(&mut ingest, &watch(), &samples[..5000]);
        ingest.skip("unknown_unit");
        ingest.checkpoint(&["first.xml".to_owned()], 5000, serde_json::json!({"at": 5000})).unwrap();
        let shown = store.days(HEART_RATE, date(2025, 3, 1), date(2025, 6, 1)).unwrap();
        assert!(!shown.is_empty(), "the first figures are visible at once");
        feed(&mut ingest, &watch(), &samples[5000..9000]);
        // Dropped here, as by a crash: what came after the checkpoint is gone.
    }
    let mut ingest = store.ingest(&start("a")).unwrap();
    let resumed = ingest.resumed().clone();
    assert_eq!((resumed.offset, resumed.done.len(), &resumed.state["at"]), (5000, 1, &serde_json::json!(5000)));
    assert_eq!((resumed.report.new, resumed.report.records), (5000, 5001));
    feed(&mut ingest, &watch(), &samples[5000..]);
    let report = ingest.finish(false).unwrap();
    assert_eq!((report.new, report.duplicates, report.records), (14_400, 0, 14_401));
    assert_eq!(report.skipped[0].count, 1);

    let (_other, clean) = new_store();
    import(&clean, "a", &watch(), &samples);
    assert_eq!(export(&store), export(&clean));
    let health = store.check().unwrap();
    assert_eq!((health.integrity.as_str(), health.log_error), ("ok", None));
}

#[test]
fn one_import_at_a_time_and_readers_beside_it() {
    let (folder, store) = new_store();
    import(&store, "a", &watch(), &heart(1));
    let mut ingest = store.ingest(&start("b")).unwrap();
    feed(&mut ingest, &watch(), &steps(1));
    assert!(matches!(store.ingest(&start("c")), Err(Error::Busy)));
    let other = open(folder.path(), false).unwrap();
    assert!(matches!(other.ingest(&start("c")), Err(Error::Busy)));
    assert_eq!(other.days(HEART_RATE, date(2025, 3, 1), date(2025, 4, 1)).unwrap().len(), 2);
    other.set_setting("theme", Some(&serde_json::json!("dark")), "person").unwrap();
    ingest.finish(false).unwrap();
    assert!(other.ingest(&start("c")).is_ok());
    assert_eq!(store.setting("theme").unwrap(), Some(serde_json::json!("dark")));
}

#[test]
fn sources_are_reconciled_by_the_persons_order() {
    let (_folder, store) = new_store();
    let at = MONDAY_MS + 8 * HOUR_MS;
    import(&store, "a", &watch(), &[sample(STEPS, at, at + HOUR_MS, 1000.0)]);
    import(&store, "b", &phone(), &[sample(STEPS, at, at + 2 * HOUR_MS, 1600.0)]);
    let day = || store.latest(STEPS, date(2025, 3, 10)).unwrap().unwrap();
    assert_eq!((day().value, day().source.as_str()), (1800.0, "Ana’s Watch + Ana’s Phone"));
    assert_eq!(store.source_order(STEPS).unwrap(), ["Ana’s Watch", "Ana’s Phone"]);
    store.set_source_order(STEPS, &["Ana’s Phone".to_owned()]).unwrap();
    assert_eq!((day().value, day().source.as_str()), (1600.0, "Ana’s Phone"));
    assert_eq!(store.source_order(STEPS).unwrap(), ["Ana’s Phone", "Ana’s Watch"]);
    assert!(matches!(store.set_source_order(STEPS, &["nobody".to_owned()]), Err(Error::Missing { .. })));
    let only = store.query(STEPS, date(2025, 3, 10), date(2025, 3, 10), Bucket::Day, Some("Ana’s Watch")).unwrap();
    assert_eq!(only[0].value, 1000.0);
}

#[test]
fn a_scale_comes_first_for_the_bodys_weight() {
    let (_folder, store) = new_store();
    let scale =
        coach_domain::record::Source { name: "Scale".to_owned(), kind: coach_domain::record::SourceKind::Scale };
    import(&store, "a", &watch(), &[sample(metric::BODY_MASS, MONDAY_MS + HOUR_MS, MONDAY_MS + HOUR_MS, 80.0)]);
    import(&store, "b", &scale, &[sample(metric::BODY_MASS, MONDAY_MS, MONDAY_MS, 81.0)]);
    assert_eq!(store.latest(metric::BODY_MASS, date(2025, 3, 10)).unwrap().unwrap().value, 81.0);
}

#[test]
fn a_deleted_sample_stays_away_until_it_is_entered_again() {
    let (_folder, store) = new_store();
    import(&store, "a", &watch(), &steps(2));
    let at = MONDAY_MS + 30 * HOUR_MS;
    assert_eq!(store.delete_samples(STEPS, "Ana’s Watch", at).unwrap(), 1);
    assert_eq!(store.delete_samples(STEPS, "Ana’s Watch", at).unwrap(), 0);
    let value = || store.latest(STEPS, date(2025, 3, 11)).unwrap().unwrap().value;
    assert_eq!(value(), 2300.0);
    let report = import(&store, "b", &watch(), &steps(2));
    assert_eq!((report.new, report.duplicates, report.records), (0, 47, 48));
    assert_eq!(report.skipped[0].reason, "deleted_before");
    assert_eq!(value(), 2300.0);
    store.log_sample(&sample(STEPS, at, at + HOUR_MS, 100.0), &watch(), "person").unwrap();
    assert_eq!(value(), 2400.0);
}

#[test]
fn a_deleted_source_comes_back_only_by_a_new_import() {
    let (_folder, store) = new_store();
    import(&store, "a", &watch(), &heart(3));
    import(&store, "b", &phone(), &steps(1));
    let before = export(&store);
    assert_eq!(store.delete_source("Ana’s Watch").unwrap(), 864);
    assert!(store.days(HEART_RATE, date(2025, 1, 1), date(2026, 1, 1)).unwrap().is_empty());
    assert!(!export(&store).contains("Watch\""));
    assert!(matches!(store.delete_source("Ana’s Watch"), Err(Error::Missing { .. })));
    assert_eq!(store.finished_import("a").unwrap(), None);
    import(&store, "a", &watch(), &heart(3));
    assert_eq!(export(&store), before);
}

#[test]
fn what_cannot_be_a_measurement_is_counted_and_left_out() {
    let (_folder, store) = new_store();
    let good = sample(STEPS, MONDAY_MS, MONDAY_MS + 1000, 5.0);
    let bad = [
        (Sample { value: f64::NAN, ..good }, "not_a_number"),
        (Sample { raw_value: f64::INFINITY, ..good }, "not_a_number"),
        (Sample { end_ms: MONDAY_MS - 1, ..good }, "end_before_start"),
        (Sample { start_ms: i64::MIN, ..good }, "absurd_time"),
        (Sample { end_ms: i64::MAX, ..good }, "absurd_time"),
        (Sample { start_ms: MONDAY_MS - 500 * DAY_MS, ..good }, "interval_too_long"),
        (Sample { offset_min: i16::MAX, ..good }, "absurd_offset"),
    ];
    let mut ingest = store.ingest(&start("a")).unwrap();
    let source = ingest.source(&watch());
    for (sample, _) in bad {
        ingest.sample(&Sample { source, ..sample }).unwrap();
        assert!(matches!(store.log_sample(&sample, &watch(), "person"), Err(Error::Implausible(_))));
    }
    ingest.sample(&Sample { source, ..good }).unwrap();
    let report = ingest.finish(false).unwrap();
    assert_eq!((report.records, report.new), (8, 1));
    let mut reasons: Vec<&str> = bad.iter().map(|(_, reason)| *reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    assert_eq!(report.skipped.iter().map(|skip| skip.reason.as_str()).collect::<Vec<_>>(), reasons);
}

#[test]
fn nested_records_count_once() {
    let (_folder, store) = new_store();
    let mut samples = steps(1);
    samples.extend(steps(1).into_iter().map(|sample| Sample { flags: SampleFlags::NESTED, ..sample }));
    let report = import(&store, "a", &watch(), &samples);
    assert_eq!((report.records, report.new, report.duplicates), (24, 24, 0));
    samples.reverse();
    let report = import(&store, "b", &watch(), &samples);
    assert_eq!((report.records, report.new, report.duplicates), (24, 0, 24));
}

#[test]
fn provenance_and_unknown_types_are_kept() {
    let (_folder, store) = new_store();
    let mut ingest = store.ingest(&start("a")).unwrap();
    let source = ingest.source(&watch());
    let code = ingest.custom_metric("HKQuantityTypeIdentifierNew");
    assert_eq!(ingest.custom_metric("HKQuantityTypeIdentifierNew"), code);
    let given = Sample {
        source,
        device: ingest.device("name:Watch, hardware:Watch6,12"),
        raw_unit: ingest.text("furlong"),
        raw_value: 2.5,
        created_ms: MONDAY_MS + 7,
        origin: ingest.text("origin-1"),
        metadata: ingest.text("{\"k\":\"v\"}"),
        flags: SampleFlags::USER_ENTERED,
        ..sample(code, MONDAY_MS, MONDAY_MS + 500, 503.0)
    };
    ingest.sample(&given).unwrap();
    ingest.finish(false).unwrap();
    let found = store.samples(code, MONDAY_MS, MONDAY_MS + 1).unwrap();
    assert_eq!(found.len(), 1);
    let one = &found[0];
    assert_eq!((one.value, one.raw_value, one.raw_unit.as_deref()), (503.0, Some(2.5), Some("furlong")));
    assert_eq!((one.origin.as_deref(), one.metadata.as_deref()), (Some("origin-1"), Some("{\"k\":\"v\"}")));
    assert_eq!((one.created_ms, one.flags), (Some(MONDAY_MS + 7), 1));
    assert!(one.device.as_deref().unwrap().contains("Watch6,12"));
    assert!(store.samples(code, MONDAY_MS + 1, MONDAY_MS + 1000).unwrap().is_empty());
    assert!(export(&store).contains("HKQuantityTypeIdentifierNew"));
    assert_eq!(store.freshness().unwrap()[0].metric, "HKQuantityTypeIdentifierNew");
}

#[test]
fn the_order_of_a_file_does_not_matter() {
    // More than the buffers hold, shuffled over years and metrics, so that chunks are written and read again.
    let mut samples: Vec<Sample> = (0..150_000_i64)
        .map(|index| {
            let at = MONDAY_MS + index * 1_200_000;
            sample(if index % 3 == 0 { STEPS } else { HEART_RATE }, at, at + 1000, 60.0 + (index % 7) as f64)
        })
        .collect();
    let (_one, ordered) = new_store();
    let report = import(&ordered, "a", &watch(), &samples);
    assert_eq!(report.new, 150_000);
    let mut state = 1_u64;
    for index in (1..samples.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        samples.swap(index, (state >> 33) as usize % (index + 1));
    }
    let (_two, shuffled) = new_store();
    let mut ingest = shuffled.ingest(&start("b")).unwrap();
    for (part, chunk) in samples.chunks(40_000).enumerate() {
        feed(&mut ingest, &watch(), chunk);
        ingest.checkpoint(&[], part as u64, serde_json::Value::Null).unwrap();
    }
    assert_eq!(ingest.finish(false).unwrap().new, 150_000);
    assert!(export(&ordered) == export(&shuffled));
    let all = |store: &coach_store::Store| store.days(STEPS, date(2025, 1, 1), date(2035, 1, 1)).unwrap();
    assert_eq!(all(&ordered), all(&shuffled));
}
