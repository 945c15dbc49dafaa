//! The importer against a collector in place of the store.

use super::parser::{Flow, Parser, State};
use super::workout::Routes;
use super::xml::Tokenizer;
use super::{Job, Outcome, find};
use crate::container::Container;
use crate::sink::Sink;
use crate::{CancelFlag, Error, Progress};
use coach_domain::metric::{self, MetricCode};
use coach_domain::record::{
    ActivitySummary, DeviceRef, Ecg, PersonFacts, RoutePoint, Sample, SampleFlags, Source, SourceKind, SourceRef,
    TextRef, Workout,
};
use coach_domain::sleep::SleepStage;
use coach_store::{Checkpoint, ImportReport};
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Collects what the store would get, with every reference resolved, so that two runs can be compared.
#[derive(Debug, Default, Clone, PartialEq)]
struct Collector {
    texts: Vec<String>,
    sources: Vec<Source>,
    samples: Vec<Sample>,
    workouts: Vec<Workout>,
    rings: Vec<ActivitySummary>,
    ecgs: Vec<Ecg>,
    people: Vec<PersonFacts>,
    skipped: BTreeMap<&'static str, u64>,
    /// The latest checkpoint, with what had been collected by then.
    saved: Option<(Checkpoint, Box<Collector>)>,
}

impl Collector {
    fn intern(&mut self, text: &str) -> u32 {
        let at = self.texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        at as u32 + 1
    }

    fn resolve(&self, reference: u32) -> &str {
        reference.checked_sub(1).map_or("", |at| &self.texts[at as usize])
    }

    fn metric(&self, code: MetricCode) -> &str {
        code.metric().map_or_else(|| self.resolve(u32::from(code.0 - MetricCode::CUSTOM)), |metric| metric.id)
    }

    fn line(&self, sample: &Sample) -> String {
        let source = &self.sources[sample.source.0 as usize];
        format!(
            "{} {}..{} {} {} [{} {}] {:?} {} {} {:?} {}",
            self.metric(sample.metric),
            sample.start_ms,
            sample.end_ms,
            sample.offset_min,
            sample.value,
            sample.raw_value,
            self.resolve(sample.raw_unit.0),
            source,
            self.resolve(sample.device.0),
            self.resolve(sample.metadata.0),
            sample.flags,
            sample.created_ms,
        )
    }

    /// Everything as a set, as the store keeps it: without the children of correlations, which repeat.
    fn content(&self) -> BTreeSet<String> {
        let samples = self
            .samples
            .iter()
            .filter(|sample| !sample.flags.contains(SampleFlags::NESTED))
            .map(|sample| self.line(sample));
        let workouts = self.workouts.iter().map(|workout| format!("{workout:?}"));
        let others =
            self.rings.iter().map(|rings| format!("{rings:?}")).chain(self.ecgs.iter().map(|ecg| format!("{ecg:?}")));
        samples.chain(workouts).chain(others).collect()
    }
}

impl Sink for Collector {
    fn source(&mut self, source: &Source) -> SourceRef {
        let at = self.sources.iter().position(|known| known == source).unwrap_or_else(|| {
            self.sources.push(source.clone());
            self.sources.len() - 1
        });
        SourceRef(at as u32)
    }

    fn device(&mut self, device: &str) -> DeviceRef {
        DeviceRef(self.intern(device))
    }

    fn text(&mut self, text: &str) -> TextRef {
        TextRef(self.intern(text))
    }

    fn custom_metric(&mut self, name: &str) -> MetricCode {
        MetricCode(MetricCode::CUSTOM + self.intern(name) as u16)
    }

    fn sample(&mut self, sample: &Sample) -> Result<(), coach_store::Error> {
        self.samples.push(*sample);
        Ok(())
    }

    fn workout(&mut self, workout: Workout) -> Result<(), coach_store::Error> {
        self.workouts.push(workout);
        Ok(())
    }

    fn activity_summary(&mut self, summary: &ActivitySummary) -> Result<(), coach_store::Error> {
        self.rings.push(summary.clone());
        Ok(())
    }

    fn ecg(&mut self, ecg: &Ecg) -> Result<(), coach_store::Error> {
        self.ecgs.push(ecg.clone());
        Ok(())
    }

    fn person(&mut self, facts: &PersonFacts) -> Result<(), coach_store::Error> {
        self.people.push(facts.clone());
        Ok(())
    }

    fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    fn checkpoint(&mut self, done: &[String], offset: u64, state: serde_json::Value) -> Result<(), coach_store::Error> {
        let checkpoint = Checkpoint { done: done.to_vec(), offset, state, ..Checkpoint::default() };
        self.saved = None;
        self.saved = Some((checkpoint, Box::new(self.clone())));
        Ok(())
    }

    fn progress(&self) -> ImportReport {
        ImportReport { records: self.samples.len() as u64, ..ImportReport::default() }
    }
}

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

const WATCH: &str = "sourceName=\"Ana\u{2019}s Apple\u{a0}Watch\" sourceVersion=\"26.1\" device=\"&lt;&lt;HKDevice: 0x2802a8a00&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, software:26.1&gt;\" creationDate=\"2026-11-01 08:00:00 +0100\"";
const DATES: &str = "startDate=\"2026-11-01 07:00:00 +0100\" endDate=\"2026-11-01 07:10:00 +0100\"";

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

// From here on through files.

const TRACK: &str =
    "<gpx><trk><trkseg><trkpt lon=\"13\" lat=\"52\"><time>2026-11-01T06:00:00Z</time></trkpt></trkseg></trk></gpx>";

fn export(records: u32) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate)>\n]>\n\
         <HealthData locale=\"en_DE\">\n <ExportDate value=\"2026-11-10 12:00:00 +0100\"/>\n",
    );
    for count in 0..records {
        let minute = count % 60;
        let hour = count / 60 % 24;
        let open = format!(
            "<Record type=\"HKQuantityTypeIdentifierHeartRate\" {WATCH} startDate=\"2026-10-{:02} {hour:02}:{minute:02}:00 +0200\" endDate=\"2026-10-{:02} {hour:02}:{minute:02}:00 +0200\" unit=\"count/min\" value=\"{}\"",
            1 + count / 1440 % 30,
            1 + count / 1440 % 30,
            60 + count % 90
        );
        text += &match count % 5 {
            0 => format!(
                " {open}>\n  <MetadataEntry key=\"HKMetadataKeyHeartRateMotionContext\" value=\"{}\"/>\n </Record>\n",
                count % 3
            ),
            _ => format!(" {open}/>\n"),
        };
    }
    text += &format!(
        " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"9\" durationUnit=\"min\" {WATCH} {DATES}>\n  \
         <WorkoutRoute><FileReference path=\"/workout-routes/route_1.gpx\"/></WorkoutRoute>\n </Workout>\n</HealthData>\n"
    );
    text
}

fn ecg() -> String {
    let mut text = "Name,Ana\nGeboren,1990\nAufgezeichnet,2026-11-01 07:00:00 +0100\nKlasse,Sinus\nSymptome,\nVersion,2\nGer\u{e4}t,\"Watch6,12\"\nRate,512 Hertz\n\n".to_owned();
    (0..100).for_each(|sample| text += &format!("{sample},5\n"));
    text
}

fn archive(path: &Path, files: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// Runs an import and gives what was collected.
fn run(
    path: &Path,
    cancel: &CancelFlag,
    progress: &dyn Fn(&Progress),
    collector: &mut Collector,
) -> Result<Outcome, Error> {
    let mut container = Container::open(path)?;
    let main = find(&mut container, path)?;
    let resumed = collector.saved.as_ref().map(|(checkpoint, _)| checkpoint.clone()).unwrap_or_default();
    Job { container, main, path, time_zone: None, progress, cancel }.run(collector, &resumed)
}

fn import(path: &Path) -> Result<(Collector, bool), Error> {
    let mut collector = Collector::default();
    let outcome = run(path, &CancelFlag::default(), &|_| {}, &mut collector)?;
    Ok((collector, outcome.complete))
}

fn unpacked(folder: &Path, xml_name: &str, xml: &str) {
    for (name, text) in [
        (xml_name, xml),
        ("export_cda.xml", "<?xml version=\"1.0\"?><ClinicalDocument/>"),
        ("workout-routes/route_1.gpx", TRACK),
        ("electrocardiograms/ecg_1.csv", &ecg()),
    ] {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn xml_folder_and_zip_give_the_same_records_whatever_the_names_are() {
    let folder = TempDir::new().unwrap();
    let xml = export(500);
    let mut seen = Vec::new();
    for (turn, name) in
        ["export.xml", "Exportieren.xml", "\u{5bfc}\u{51fa}.xml", "\u{3c3}\u{bb}\u{255d}.xml"].into_iter().enumerate()
    {
        let root = folder.path().join(format!("{turn}/apple_health_export"));
        unpacked(&root, name, &xml);
        let zip = folder.path().join(format!("{turn}.zip"));
        let (cda, routes, hearts) = (
            root.join("export_cda.xml"),
            root.join("workout-routes/route_1.gpx"),
            root.join("electrocardiograms/ecg_1.csv"),
        );
        let read = |path: &Path| std::fs::read(path).unwrap();
        let inside = format!("apple_health_export/{name}");
        archive(
            &zip,
            &[
                ("apple_health_export/workout-routes/route_1.gpx", &read(&routes)),
                ("apple_health_export/export_cda.xml", &read(&cda)),
                (&inside, xml.as_bytes()),
                ("apple_health_export/electrocardiograms/ecg_1.csv", &read(&hearts)),
            ],
        );
        for path in [root.join(name), root.clone(), folder.path().join(turn.to_string()), zip] {
            let (collector, complete) = import(&path).unwrap();
            assert!(complete, "{path:?}");
            seen.push(collector.content());
        }
    }
    assert_eq!(seen[0].len(), 502);
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn an_empty_a_missing_and_a_foreign_input_are_told_apart() {
    let folder = TempDir::new().unwrap();
    let (empty, foreign) = (folder.path().join("empty"), folder.path().join("foreign.xml"));
    std::fs::write(&empty, "").unwrap();
    std::fs::write(&foreign, "<html/>").unwrap();
    assert!(matches!(import(&folder.path().join("none")), Err(Error::NotFound(_))));
    assert!(matches!(import(&empty), Err(Error::Empty(_))));
    assert!(matches!(import(&foreign), Err(Error::NotAnExport(_))));
    let bare = folder.path().join("bare");
    std::fs::create_dir(&bare).unwrap();
    assert!(matches!(import(&bare), Err(Error::Empty(_))));
}

#[test]
fn hostile_input_is_refused_before_anything_is_written() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("hostile");
    let xml = export(10);
    let refused = |path: &Path| match import(path) {
        Err(Error::Refused { .. }) => {}
        other => panic!("{other:?}"),
    };

    let entities = xml.replace("<!ELEMENT", "<!ENTITY lol \"lol\"><!ELEMENT");
    std::fs::write(&path, &entities).unwrap();
    refused(&path);
    std::fs::write(&path, xml.replace(" <ExportDate", "<!ENTITY lol \"lol\"> <ExportDate")).unwrap();
    refused(&path);
    archive(&path, &[("export.xml", entities.as_bytes())]);
    refused(&path);
    for name in ["../export.xml", "/etc/passwd", "a/../../b", "C:\\export.xml", "..\\x"] {
        archive(&path, &[("export.xml", xml.as_bytes()), (name, b"x")]);
        refused(&path);
    }
    archive(&path, &[("export.xml", xml.as_bytes()), ("zeros", &vec![0; 64 << 20])]);
    refused(&path);
}

#[test]
fn an_entry_that_unpacks_to_more_than_it_declares_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("lying.zip");
    let xml = export(3000);
    archive(&path, &[("export.xml", xml.as_bytes())]);
    let mut bytes = std::fs::read(&path).unwrap();
    // The uncompressed size, in the local header (byte 22) and in the directory (byte 24).
    let declared = (xml.len() as u32).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == declared).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_000_u32.to_le_bytes());
    }
    std::fs::write(&path, bytes).unwrap();
    match import(&path) {
        Err(Error::Refused { .. }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_encrypted_archive_says_so() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("locked.zip");
    archive(&path, &[("export.xml", export(3).as_bytes())]);
    let mut bytes = std::fs::read(&path).unwrap();
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(import(&path), Err(Error::Encrypted(_))));
}

#[test]
fn links_out_of_a_folder_are_not_followed() {
    let folder = TempDir::new().unwrap();
    let outside = TempDir::new().unwrap();
    std::fs::write(outside.path().join("export.xml"), export(3)).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path().join("export.xml"), folder.path().join("export.xml")).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("more")).unwrap();
        assert!(matches!(import(folder.path()), Err(Error::Empty(_))));
    }
}

#[test]
fn a_cancelled_import_goes_on_where_it_came_to() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("export.zip");
    let xml = export(30_000);
    archive(&path, &[("export.xml", xml.as_bytes()), ("workout-routes/route_1.gpx", TRACK.as_bytes())]);
    let (clean, _) = import(&path).unwrap();
    let mut collector = Collector::default();
    let mut runs = 0;
    let outcome = loop {
        runs += 1;
        let cancel = CancelFlag::default();
        let reports = Cell::new(0);
        let progress = |_: &Progress| {
            reports.set(reports.get() + 1);
            if reports.get() == 2 {
                cancel.cancel();
            }
        };
        match run(&path, &cancel, &progress, &mut collector) {
            Err(Error::Cancelled) => {
                // What comes after the checkpoint is lost, as in a crash.
                let (checkpoint, kept) = collector.saved.take().unwrap();
                collector = *kept.clone();
                collector.saved = Some((checkpoint, kept));
            }
            other => break other.unwrap(),
        }
    };
    assert!(runs > 2, "{runs}");
    assert!(outcome.complete);
    assert_eq!(collector.samples.len(), clean.samples.len());
    assert_eq!(collector.content(), clean.content());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_broken_off_file_gives_a_part_of_the_whole(cut in 0.05..0.999_f64, zipped in any::<bool>(), streamed in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("export");
        let xml = export(400);
        std::fs::write(&path, &xml).unwrap();
        let (whole, _) = import(&path).unwrap();
        let mut bytes = xml.into_bytes();
        if zipped {
            let options = SimpleFileOptions::default();
            let mut packed = if streamed {
                let mut zip = ZipWriter::new_stream(Vec::new());
                zip.start_file("a/export.xml", options).unwrap();
                zip.write_all(&bytes).unwrap();
                zip.finish().unwrap().into_inner()
            } else {
                let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
                zip.start_file("a/export.xml", options).unwrap();
                zip.write_all(&bytes).unwrap();
                zip.finish().unwrap().into_inner()
            };
            packed.truncate((packed.len() as f64 * cut) as usize);
            bytes = packed;
        } else {
            bytes.truncate((bytes.len() as f64 * cut) as usize);
        }
        std::fs::write(&path, &bytes).unwrap();
        match import(&path) {
            Ok((part, complete)) => {
                let directory_only = zipped && part.samples.len() == whole.samples.len();
                prop_assert!(!complete || directory_only && part.workouts.len() == whole.workouts.len());
                prop_assert!(part.content().is_subset(&whole.content()));
            }
            Err(Error::NotAnExport(_) | Error::Empty(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 1..300), zip in any::<bool>(), xml in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("input");
        let head: &[u8] = if zip { b"PK\x03\x04" } else if xml { b"<HealthData><Record " } else { b"" };
        std::fs::write(&path, [head, &bytes].concat()).unwrap();
        let _ = import(&path);
    }

    #[test]
    fn damaged_exports_never_panic(at in 0..60_000_usize, byte in any::<u8>(), zipped in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("input");
        let xml = export(200);
        archive(&path, &[("export.xml", xml.as_bytes())]);
        let mut bytes = if zipped { std::fs::read(&path).unwrap() } else { xml.into_bytes() };
        let at = at % bytes.len();
        bytes[at] = byte;
        std::fs::write(&path, bytes).unwrap();
        let _ = import(&path);
    }
}
