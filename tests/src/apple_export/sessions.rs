//! What follows the records in an export: correlations, workouts with their tracks, rings, electrocardiograms.

use super::Options;
use super::days::{BLOOD_PRESSURE, pressures};
use super::page::{AWAY, Page, Record, Recorder, metadata};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;
use std::io;

const WORKOUTS: u64 = 1000;
const RINGS: u64 = 1001;

pub(super) fn write(page: &mut Page<'_>) -> io::Result<()> {
    for number in 0..page.options.days {
        correlation(page, number)?;
    }
    for number in 0..page.options.days {
        workout(page, number)?;
    }
    page.write(" <ActivitySummary dateComponents=\"1969-12-31\" activeEnergyBurned=\"0\" activeEnergyBurnedGoal=\"0\" activeEnergyBurnedUnit=\"Cal\"/>\n")?;
    page.skipped("empty_summary");
    for number in 0..page.options.days {
        rings(page, number)?;
    }
    page.write(" <Audiogram type=\"HKDataTypeIdentifierAudiogram\" sourceName=\"Health\">\n  <SensitivityPoint frequencyValue=\"250\" frequencyUnit=\"Hz\"/>\n </Audiogram>\n")?;
    page.skipped("audiogram");
    page.write(" <Telepathy strength=\"3\"/>\n")?;
    page.skipped("unknown_element");
    Ok(())
}

/// Blood pressure again, as a pair: the same records as at the top level.
fn correlation(page: &mut Page<'_>, number: u32) -> io::Result<()> {
    let mut day = page.day(BLOOD_PRESSURE, number);
    let Some((at, values)) = pressures(&mut day) else { return Ok(()) };
    let mut text = format!(
        " <Correlation type=\"HKCorrelationTypeIdentifierBloodPressure\" {} startDate=\"",
        day.page.recorder(Recorder::Hand)
    );
    day.page.stamp(&mut text, at);
    text += "\" endDate=\"";
    day.page.stamp(&mut text, at);
    text += "\">\n";
    for (kind, value) in ["Systolic", "Diastolic"].into_iter().zip(&values) {
        let kind = format!("HKQuantityTypeIdentifierBloodPressure{kind}");
        let record =
            Record { kind: &kind, unit: "mmHg", value, recorder: Recorder::Hand, start: at, end: at, children: "" };
        day.text(&mut text, &record);
    }
    text += " </Correlation>\n";
    page.truth.nested += 2;
    page.write(&text)
}

/// When a workout of a day is, if there is one, and whether it has a track.
fn plan(options: &Options, number: u32) -> Option<(i64, i64, bool)> {
    let mut random = ChaCha8Rng::seed_from_u64(options.seed ^ (WORKOUTS << 48) ^ u64::from(number));
    if !random.random_ratio(4, 7) {
        return None;
    }
    let start = 61_200 + random.random_range(0..3600);
    Some((start, random.random_range(1500..4200), number.is_multiple_of(2)))
}

fn workout(page: &mut Page<'_>, number: u32) -> io::Result<()> {
    let Some((start, length, outside)) = plan(page.options, number) else { return Ok(()) };
    let track = track_name(page.options, number);
    let mut day = page.day(WORKOUTS, number);
    let (from, to) = (day.midnight + start, day.midnight + start + length);
    let kind = if outside { "Running" } else { "TraditionalStrengthTraining" };
    let stamp = |day: &super::page::Day<'_, '_>, second| {
        let mut text = String::new();
        day.page.stamp(&mut text, second);
        text
    };
    let minutes = (length - 120) as f64 / 60.0;
    let (begin, end) = (stamp(&day, from), stamp(&day, to));
    let mut text = format!(
        " <Workout workoutActivityType=\"HKWorkoutActivityType{kind}\" duration=\"{minutes:.6}\" durationUnit=\"min\" {} creationDate=\"{end}\" startDate=\"{begin}\" endDate=\"{end}\">\n",
        day.page.recorder(Recorder::Watch)
    );
    text += &metadata("HKTimeZone", if day.travelling { AWAY } else { "Europe/Berlin" });
    text += &metadata("HKIndoorWorkout", if outside { "0" } else { "1" });
    for (event, second) in [("Pause", from + 600), ("Resume", from + 720)] {
        let _ = writeln!(text, "  <WorkoutEvent type=\"HKWorkoutEventType{event}\" date=\"{}\"/>", stamp(&day, second));
    }
    let _ = writeln!(
        text,
        "  <WorkoutActivity uuid=\"{:08X}-0000-4000-8000-000000000000\" startDate=\"{begin}\" endDate=\"{end}\" duration=\"{minutes:.6}\" durationUnit=\"min\">\n  </WorkoutActivity>",
        number
    );
    let energy = day.random.random_range(150.0..600.0);
    let mut statistic = |kind: &str, values: &str, unit: &str| {
        let _ = writeln!(
            text,
            "  <WorkoutStatistics type=\"HKQuantityTypeIdentifier{kind}\" startDate=\"{begin}\" endDate=\"{end}\" {values} unit=\"{unit}\"/>"
        );
    };
    statistic("ActiveEnergyBurned", &format!("sum=\"{energy:.3}\""), "Cal");
    statistic("BasalEnergyBurned", &format!("sum=\"{:.3}\"", energy / 5.0), "Cal");
    statistic("HeartRate", "average=\"141.5\" minimum=\"96\" maximum=\"172\"", "count/min");
    if outside {
        statistic("DistanceWalkingRunning", &format!("sum=\"{:.5}\"", minutes / 6.0), "km");
        let _ = writeln!(
            text,
            "  <WorkoutRoute {} creationDate=\"{end}\" startDate=\"{begin}\" endDate=\"{end}\">\n{}   <FileReference path=\"/{}\"/>\n  </WorkoutRoute>",
            day.page.recorder(Recorder::Watch),
            metadata("HKMetadataKeySyncVersion", "2"),
            track
        );
    }
    text += " </Workout>\n";
    page.truth.workouts += 1;
    page.write(&text)
}

fn rings(page: &mut Page<'_>, number: u32) -> io::Result<()> {
    let mut day = page.day(RINGS, number);
    let text = format!(
        " <ActivitySummary dateComponents=\"{}\" activeEnergyBurned=\"{:.3}\" activeEnergyBurnedGoal=\"500\" activeEnergyBurnedUnit=\"Cal\" appleMoveTime=\"0\" appleMoveTimeGoal=\"0\" appleExerciseTime=\"{}\" appleExerciseTimeGoal=\"30\" appleStandHours=\"{}\" appleStandHoursGoal=\"12\"/>\n",
        day.date,
        day.random.random_range(250.0..900.0),
        day.random.random_range(5..90),
        day.random.random_range(6..16)
    );
    page.truth.rings += 1;
    page.write(&text)
}

fn track_name(options: &Options, number: u32) -> String {
    let date = options.first_day.saturating_add(jiff::Span::new().days(i64::from(number)));
    format!("workout-routes/route_{date}_6.12pm.gpx")
}

/// Name and text of the track of a day's workout.
pub(super) fn track(options: &Options, number: u32) -> Option<(String, String)> {
    let (start, length, outside) = plan(options, number)?;
    if !outside {
        return None;
    }
    let mut nowhere = io::sink();
    let mut page = Page::new(options, &mut nowhere);
    let midnight = page.day(WORKOUTS, number).midnight;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Apple Health Export\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n <trk>\n  <name>Route</name>\n  <trkseg>\n",
    );
    for second in (0..length).step_by(5) {
        let at = jiff::Timestamp::from_second(midnight + start + second).unwrap_or_default();
        let along = second as f64 / length as f64;
        let _ = writeln!(
            text,
            "   <trkpt lon=\"{:.6}\" lat=\"{:.6}\"><ele>{:.3}</ele><time>{at}</time><extensions><speed>2.8</speed><course>90.0</course><hAcc>1.5</hAcc><vAcc>1.2</vAcc></extensions></trkpt>",
            13.35 + along / 50.0,
            52.51 + (along * 6.3).sin() / 300.0,
            34.0 + along
        );
    }
    text += "  </trkseg>\n </trk>\n</gpx>\n";
    Some((track_name(options, number), text))
}

/// Name and text of an electrocardiogram, one each month, labels in German.
pub(super) fn electrocardiogram(options: &Options, number: u32) -> Option<(String, String)> {
    if number % 30 != 12 {
        return None;
    }
    let mut nowhere = io::sink();
    let mut page = Page::new(options, &mut nowhere);
    let day = page.day(WORKOUTS, number);
    let mut recorded = String::new();
    day.page.stamp(&mut recorded, day.midnight + 31_000);
    let mut text = format!(
        "Name,Ana Beispiel\nGeburtsdatum,\"03.02.1990\"\nAufgezeichnet am,{recorded}\nKlassifizierung,Sinusrhythmus\nSymptome,\nSoftwareversion,2.0\nGer\u{e4}t,\"Watch6,12\"\nAbtastrate,512 Hertz\n\n\nAbleitung,Ableitung I\nEinheit,\u{b5}V\n\n"
    );
    let mut random = ChaCha8Rng::seed_from_u64(options.seed ^ u64::from(number));
    for sample in 0..15_360 {
        let beat = if sample % 430 < 12 { 700.0 } else { 0.0 };
        let value = format!("{:.3}\n", beat + random.random_range(-40.0..40.0));
        text += &value.replace('.', ",");
    }
    Some((format!("electrocardiograms/ecg_{}.csv", day.date), text))
}
