//! Elements, one by one.

use super::{Collector, DATES, WATCH};
use crate::apple::parser::{Flow, Parser, State};
use crate::apple::workout::Routes;
use crate::apple::xml::Tokenizer;
use coach_domain::metric;
use coach_domain::record::{RoutePoint, SampleFlags, SourceKind, TextRef};
use coach_domain::sleep::SleepStage;
use std::collections::BTreeMap;

struct NoRoutes;

impl Routes for NoRoutes {
    fn route(&mut self, _path: &str) -> Option<Vec<RoutePoint>> {
        None
    }
}

/// Parses the inside of a root element.
fn parse_in(body: &str, time_zone: Option<&str>) -> Collector {
    let text = format!(
        "<HealthData locale=\"en_DE\">\n <ExportDate value=\"2026-11-10 12:00:00 +0100\"/>\n{body}\n</HealthData>"
    );
    let mut collector = Collector::default();
    let mut tokenizer = Tokenizer::new(text.as_bytes(), 0);
    let mut routes = NoRoutes;
    let mut parser = Parser::new(&mut collector, &mut routes, State::default(), None, time_zone);
    while parser.take(&tokenizer.next().unwrap()).unwrap() == Flow::Go {}
    collector
}

fn parse(body: &str) -> Collector {
    parse_in(body, None)
}

fn record(kind: &str, rest: &str) -> String {
    format!("<Record type=\"{kind}\" {WATCH} {DATES} {rest}/>\n")
}

fn steps(rest: &str) -> String {
    record("HKQuantityTypeIdentifierStepCount", rest)
}

#[test]
fn a_record_keeps_everything() {
    let collector = parse(&record("HKQuantityTypeIdentifierBodyMass", "unit=\"lb\" value=\"180\""));
    let [sample] = collector.samples[..] else { panic!("one sample") };
    assert_eq!(sample.metric, metric::BODY_MASS);
    assert!((sample.value - 81.646_626_6).abs() < 1e-6);
    assert_eq!((sample.raw_value, collector.resolve(sample.raw_unit.0)), (180.0, "lb"));
    assert_eq!((sample.offset_min, sample.end_ms - sample.start_ms), (60, 600_000));
    assert_eq!(sample.created_ms - sample.start_ms, 3_600_000);
    let source = &collector.sources[sample.source.0 as usize];
    assert_eq!((source.name.as_str(), source.kind), ("Ana\u{2019}s Apple\u{a0}Watch", SourceKind::Watch));
    assert_eq!(
        collector.resolve(sample.device.0),
        "name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, software:26.1"
    );
}

#[test]
fn fractions_become_percent_by_type() {
    let collector = parse(
        &(record("HKQuantityTypeIdentifierOxygenSaturation", "unit=\"%\" value=\"0.97\"")
            + &record("HKQuantityTypeIdentifierBodyFatPercentage", "unit=\"%\" value=\"0.5\"")),
    );
    let values: Vec<f64> = collector.samples.iter().map(|sample| sample.value).collect();
    assert_eq!(values, [97.0, 50.0]);
}

#[test]
fn bad_rows_are_skipped_with_their_reason_and_the_rest_goes_on() {
    let ok = "unit=\"count\" value=\"7\"";
    let plain = |dates: &str| format!("<Record type=\"HKQuantityTypeIdentifierStepCount\" {WATCH} {dates} {ok}/>");
    let cases = [
        (steps("unit=\"count\""), "missing_value"),
        (steps("unit=\"count\" value=\"\""), "empty_value"),
        (steps("unit=\"count\" value=\"nan\""), "not_finite"),
        (steps("unit=\"count\" value=\"inf\""), "not_finite"),
        (steps("unit=\"count\" value=\"81,5\""), "bad_number"),
        (steps("unit=\"count\" value=\"-3\""), "negative"),
        (steps("unit=\"count\" value=\"9999999\""), "implausible"),
        (record("HKQuantityTypeIdentifierBodyMass", "unit=\"kg\" value=\"9999\""), "implausible"),
        (steps("unit=\"furlong\" value=\"1\""), "unknown_unit"),
        (steps("value=\"1\""), "missing_unit"),
        (plain("startDate=\"2026-11-01 07:00:00\" endDate=\"2026-11-01 07:10:00\""), "naive_date"),
        (plain("startDate=\"tomorrow\" endDate=\"2026-11-01 07:10:00 +0100\""), "bad_date"),
        (plain("startDate=\"0001-01-01 00:00:00 +0000\" endDate=\"2026-11-01 07:10:00 +0100\""), "absurd_date"),
        (plain("startDate=\"2026-11-01 07:10:00 +0100\" endDate=\"2026-11-01 07:00:00 +0100\""), "end_before_start"),
        (plain("startDate=\"2026-11-12 07:00:00 +0100\" endDate=\"2026-11-12 07:00:00 +0100\""), "future"),
        (plain("endDate=\"2026-11-12 07:00:00 +0100\""), "missing_date"),
        (format!("<Record type=\"HKQuantityTypeIdentifierStepCount\" {DATES} {ok}/>"), "missing_source"),
        (format!("<Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"&lol;\" {DATES} {ok}/>"), "bad_text"),
        (format!("<Record {WATCH} {DATES} {ok}/>"), "missing_type"),
        (steps("unit=\"count\" value=\"1\" value=\"2\""), "malformed_element"),
        (steps("unit=\"count\" value=\"1\u{b}\""), "malformed_element"),
        (steps("Body Mass=\"1\" value=\"1\""), "malformed_element"),
        (
            record("HKCategoryTypeIdentifierSleepAnalysis", "value=\"HKCategoryValueSleepAnalysisAsleepSideways\""),
            "unknown_value",
        ),
        ("<Telepathy strength=\"3\"><Thought/></Telepathy>".to_owned(), "unknown_element"),
        ("<ClinicalRecord type=\"a\"/>".to_owned(), "clinical_record"),
        ("<Audiogram><SensitivityPoint a=\"1\"/></Audiogram>".to_owned(), "audiogram"),
        ("<VisionPrescription><RightEye/></VisionPrescription>".to_owned(), "vision_prescription"),
        ("<ActivitySummary dateComponents=\"1969-12-31\" activeEnergyBurnedGoal=\"300\"/>".to_owned(), "empty_summary"),
        ("<ActivitySummary dateComponents=\"2026-01-01\" activeEnergyBurnedGoal=\"0\"/>".to_owned(), "empty_summary"),
    ];
    let mut whole = String::new();
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for (bad, reason) in cases {
        let collector = parse(&(bad.clone() + &steps(ok)));
        assert_eq!(collector.skipped, BTreeMap::from([(reason, 1)]), "{bad}");
        assert_eq!(collector.samples.len(), 1, "{bad}");
        assert!(!collector.samples[0].flags.contains(SampleFlags::NESTED), "{bad}");
        whole += &bad;
        *expected.entry(reason).or_default() += 1;
    }
    assert_eq!(parse(&whole).skipped, expected);
}

#[test]
fn the_zone_of_the_record_wins_over_the_persons_and_that_over_the_printed_offset() {
    let night = "startDate=\"2026-07-01 00:30:00 +0100\" endDate=\"2026-07-01 00:30:00 +0100\"";
    let open =
        format!("<Record type=\"HKQuantityTypeIdentifierHeartRate\" {WATCH} {night} unit=\"count/min\" value=\"50\"");
    let named = format!("{open}><MetadataEntry key=\"HKTimeZone\" value=\"Asia/Kathmandu\"/></Record>");
    let unknown = format!("{open}><MetadataEntry key=\"HKTimeZone\" value=\"Middle/Earth\"/></Record>");
    let body = format!("{named}{open}/>{unknown}");
    let offsets = |zone| parse_in(&body, zone).samples.iter().map(|sample| sample.offset_min).collect::<Vec<_>>();
    assert_eq!(offsets(None), [345, 60, 60]);
    assert_eq!(offsets(Some("America/New_York")), [345, -240, -240]);
}

#[test]
fn metadata_is_canonical_and_user_entry_is_a_mark() {
    let open =
        format!("<Record type=\"HKQuantityTypeIdentifierHeartRate\" {WATCH} {DATES} unit=\"count/min\" value=\"50\">");
    let collector = parse(&format!(
        "{open}<MetadataEntry key=\"z\" value=\"&lt;1&gt;\"/><MetadataEntry key=\"a\" value=\"2\"/><MetadataEntry key=\"HKWasUserEntered\" value=\"1\"/></Record>"
    ));
    let sample = collector.samples[0];
    assert_eq!(collector.resolve(sample.metadata.0), r#"{"a":"2","z":"<1>"}"#);
    assert_eq!(sample.flags, SampleFlags::USER_ENTERED);
}

#[test]
fn beats_are_kept_as_relative_times() {
    let collector = parse(&format!(
        "<Record type=\"HKQuantityTypeIdentifierHeartRateVariabilitySDNN\" {WATCH} {DATES} unit=\"ms\" value=\"50\">\
         <HeartRateVariabilityMetadataList><InstantaneousBeatsPerMinute bpm=\"61\" time=\"7:12:03.41\u{a0}AM\"/>\
         <InstantaneousBeatsPerMinute bpm=\"60\" time=\"7:12:04.41\u{a0}AM\"/></HeartRateVariabilityMetadataList></Record>{}",
        steps("unit=\"count\" value=\"7\"")
    ));
    assert_eq!(collector.resolve(collector.samples[0].metadata.0), r#"{"beats":[[0,61],[1,60]]}"#);
    assert_eq!(collector.samples[1].metadata, TextRef(0));
}

#[test]
fn children_of_a_correlation_are_marked() {
    let (systolic, diastolic) = (
        record("HKQuantityTypeIdentifierBloodPressureSystolic", "unit=\"mmHg\" value=\"120\""),
        record("HKQuantityTypeIdentifierBloodPressureDiastolic", "unit=\"mmHg\" value=\"80\""),
    );
    let collector = parse(&format!(
        "{systolic}{diastolic}<Correlation type=\"HKCorrelationTypeIdentifierBloodPressure\" {WATCH} {DATES}>\
         <MetadataEntry key=\"a\" value=\"b\"/>{systolic}{diastolic}</Correlation>{}",
        steps("unit=\"count\" value=\"7\"")
    ));
    let nested: Vec<bool> = collector.samples.iter().map(|sample| sample.flags.contains(SampleFlags::NESTED)).collect();
    assert_eq!(nested, [false, false, true, true, false]);
    assert_eq!(collector.content().len(), 3);
}

#[test]
fn types_without_a_meaning_are_kept_raw() {
    let collector = parse(
        &(record("HKQuantityTypeIdentifierNew", "unit=\"furlong\" value=\"2.5\"")
            + &record("HKCategoryTypeIdentifierHeadache", "value=\"HKCategoryValueSeverityMild\"")
            + &record("HKCategoryTypeIdentifierHeadache", "value=\"HKCategoryValueSeveritySevere\"")
            + &record("HKDataTypeSleepDurationGoal", "unit=\"hr\" value=\"8\"")),
    );
    let [new, mild, severe, goal] = collector.samples[..] else { panic!("four samples") };
    assert_eq!(collector.metric(new.metric), "HKQuantityTypeIdentifierNew");
    assert_eq!((new.value, collector.resolve(new.raw_unit.0)), (2.5, "furlong"));
    assert_eq!(collector.resolve(mild.metadata.0), r#"{"value":"HKCategoryValueSeverityMild"}"#);
    assert_ne!(mild.value, severe.value);
    assert_eq!(goal.value, 8.0);
}

#[test]
fn sleep_and_stand_have_codes() {
    let sleep = |value: &str| {
        record("HKCategoryTypeIdentifierSleepAnalysis", &format!("value=\"HKCategoryValueSleepAnalysis{value}\""))
    };
    let body =
        ["InBed", "Awake", "Asleep", "AsleepUnspecified", "AsleepCore", "AsleepDeep", "AsleepREM"].map(sleep).concat();
    let stages: Vec<_> = parse(&body).samples.iter().map(|sample| SleepStage::from_value(sample.value)).collect();
    use SleepStage::{Asleep, Awake, Deep, InBed, Light, Rem};
    assert_eq!(stages, [InBed, Awake, Asleep, Asleep, Light, Deep, Rem]);
    let stand = |value: &str| {
        record("HKCategoryTypeIdentifierAppleStandHour", &format!("value=\"HKCategoryValueAppleStandHour{value}\""))
    };
    let values: Vec<_> = parse(&(stand("Stood") + &stand("Idle"))).samples.iter().map(|sample| sample.value).collect();
    assert_eq!(values, [1.0, 0.0]);
}

#[test]
fn workouts_old_and_new() {
    let old = format!(
        "<Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"9\" durationUnit=\"min\" totalDistance=\"1.5\" \
         totalDistanceUnit=\"km\" totalEnergyBurned=\"418.4\" totalEnergyBurnedUnit=\"kJ\" {WATCH} {DATES}/>"
    );
    let new = format!(
        "<Workout workoutActivityType=\"HKWorkoutActivityTypeTraditionalStrengthTraining\" duration=\"0.1\" durationUnit=\"hr\" {WATCH} {DATES}>\
         <MetadataEntry key=\"HKTimeZone\" value=\"Asia/Tokyo\"/>\
         <WorkoutEvent type=\"HKWorkoutEventTypeMotionPaused\" date=\"2026-11-01 07:05:00 +0100\" duration=\"1\" durationUnit=\"min\"/>\
         <WorkoutActivity uuid=\"x\" startDate=\"2026-11-01 07:00:00 +0100\" endDate=\"2026-11-01 07:05:00 +0100\" duration=\"300\" durationUnit=\"s\">\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierActiveEnergyBurned\" sum=\"1\" unit=\"Cal\"/></WorkoutActivity>\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierActiveEnergyBurned\" sum=\"50\" unit=\"Cal\"/>\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierBasalEnergyBurned\" sum=\"10\" unit=\"Cal\"/>\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierHeartRate\" average=\"120\" minimum=\"90\" maximum=\"150\" unit=\"count/min\"/>\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierStepCount\" sum=\"77\" unit=\"count\"/></Workout>"
    );
    let collector = parse(&(old + &new + "<Workout workoutActivityType=\"3000\" startDate=\"x\"/>"));
    assert_eq!(collector.skipped, BTreeMap::from([("bad_date", 1)]));
    let [old, new] = &collector.workouts[..] else { panic!("two workouts") };
    assert_eq!((old.kind.0.as_str(), old.active_s, old.distance_m), ("running", 540.0, Some(1500.0)));
    assert!((old.energy_active_kcal.unwrap() - 100.0).abs() < 1e-9);
    assert_eq!((new.kind.0.as_str(), new.active_s, new.offset_min), ("traditional_strength_training", 360.0, 540));
    assert_eq!((new.energy_active_kcal, new.energy_basal_kcal), (Some(50.0), Some(10.0)));
    assert_eq!((new.heart_rate_mean_bpm, new.heart_rate_max_bpm), (Some(120.0), Some(150.0)));
    assert_eq!((new.events[0].kind.as_str(), new.events[0].duration_s), ("motion_paused", 60.0));
    assert_eq!(new.activities[0].active_s, 300.0);
    assert_eq!((new.statistics[0].metric.as_str(), new.statistics[0].sum), ("steps", Some(77.0)));
}

#[test]
fn rings_and_person() {
    let collector = parse(
        "<Me HKCharacteristicTypeIdentifierDateOfBirth=\"1990-02-03\" HKCharacteristicTypeIdentifierBiologicalSex=\"HKBiologicalSexFemale\"/>\
         <ActivitySummary dateComponents=\"2026-01-05\" activeEnergyBurned=\"418.4\" activeEnergyBurnedGoal=\"836.8\" activeEnergyBurnedUnit=\"kJ\" \
         appleExerciseTime=\"31\" appleExerciseTimeGoal=\"30\" appleStandHours=\"11\" appleStandHoursGoal=\"12\"/>",
    );
    assert_eq!(collector.people[0].sex.as_deref(), Some("female"));
    assert_eq!(collector.people[0].birth_date.map(|date| date.to_string()).as_deref(), Some("1990-02-03"));
    let rings = &collector.rings[0];
    assert!((rings.energy_active_kcal.unwrap() - 100.0).abs() < 1e-9);
    assert_eq!((rings.exercise_min, rings.stand_goal_hours), (Some(31.0), Some(12.0)));
}
