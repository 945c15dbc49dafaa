//! What the devices record over a day, kind by kind, in the order of an export.

use super::page::{Day, Record, Recorder, metadata};
use rand::RngExt;
use std::fmt::Write;
use std::io;

/// Writes one kind of record of one day.
pub(super) type Section = fn(&mut Day<'_, '_>) -> io::Result<()>;

/// Kinds in the order of the file: it groups records by type.
pub(super) const SECTIONS: [Section; 18] = [
    bmi_and_height,
    body_mass,
    heart_rate,
    oxygen_and_breath,
    blood_pressure,
    steps,
    distance,
    basal_energy,
    active_energy,
    flights_and_minutes,
    heart_of_the_day,
    variability,
    gait,
    sound,
    food,
    unknown_types,
    sleep,
    invalid,
];

const Q: &str = "HKQuantityTypeIdentifier";

/// A plan of when something is recorded: `count` starts in order, spread over `from..to` seconds of the day.
fn times(day: &mut Day<'_, '_>, count: u32, from: i64, to: i64) -> Vec<i64> {
    let step = (to - from) / i64::from(count.max(1));
    (0..i64::from(count))
        .map(|turn| day.midnight + from + turn * step + day.random.random_range(0..step.max(2) / 2))
        .collect()
}

fn quantity(
    day: &mut Day<'_, '_>,
    bare: &str,
    (unit, value): (&str, &str),
    recorder: Recorder,
    (start, end): (i64, i64),
    children: &str,
) -> io::Result<()> {
    let kind = format!("{Q}{bare}");
    day.record(&Record { kind: &kind, unit, value, recorder, start, end, children })
}

fn bmi_and_height(day: &mut Day<'_, '_>) -> io::Result<()> {
    let at = day.midnight + 28_000;
    if day.number.is_multiple_of(90) {
        quantity(day, "Height", ("ft", "5.58"), Recorder::Hand, (at, at), &metadata("HKWasUserEntered", "1"))?;
    }
    if day.number.is_multiple_of(7) {
        let value = format!("{:.1}", day.random.random_range(22.0..24.0));
        quantity(day, "BodyMassIndex", ("count", &value), Recorder::Scale, (at + 60, at + 60), "")?;
    }
    Ok(())
}

fn body_mass(day: &mut Day<'_, '_>) -> io::Result<()> {
    if day.random.random_ratio(1, 3) {
        return Ok(());
    }
    let at = day.midnight + 27_000 + day.random.random_range(0..1800);
    let kilograms = 64.0 + f64::from(day.number % 100) / 50.0 + day.random.random_range(-0.4..0.4);
    // The scale was set to pounds in the first half year.
    let (unit, value) = if day.number < 182 { ("lb", kilograms / 0.453_592_37) } else { ("kg", kilograms) };
    quantity(day, "BodyMass", (unit, &format!("{value:.2}")), Recorder::Scale, (at, at), "")?;
    let fat = format!("{:.3}", day.random.random_range(0.22..0.26));
    quantity(day, "BodyFatPercentage", ("%", &fat), Recorder::Scale, (at, at), "")
}

fn heart_rate(day: &mut Day<'_, '_>) -> io::Result<()> {
    for at in times(day, 380, 0, 86_000) {
        let hour = (at - day.midnight) / 3600;
        let base = if (7..22).contains(&hour) { 78 } else { 54 };
        let value = (base + day.random.random_range(-8..30)).to_string();
        let context = metadata("HKMetadataKeyHeartRateMotionContext", &day.random.random_range(0..3).to_string());
        quantity(day, "HeartRate", ("count/min", &value), Recorder::Watch, (at, at), &context)?;
    }
    Ok(())
}

fn oxygen_and_breath(day: &mut Day<'_, '_>) -> io::Result<()> {
    for at in times(day, 14, 0, 80_000) {
        let value = format!("0.{}", day.random.random_range(93..100));
        let pressure =
            metadata("HKMetadataKeyBarometricPressure", &format!("{} kPa", day.random.random_range(99..103)));
        quantity(day, "OxygenSaturation", ("%", &value), Recorder::Watch, (at, at), &pressure)?;
    }
    for at in times(day, 24, 0, 24_000) {
        let value = format!("{:.1}", day.random.random_range(12.0..17.0));
        quantity(day, "RespiratoryRate", ("count/min", &value), Recorder::Watch, (at, at), "")?;
    }
    Ok(())
}

/// The pressures of a measurement, as top-level records here and inside correlations at the end of the file.
pub(super) fn pressures(day: &mut Day<'_, '_>) -> Option<(i64, [String; 2])> {
    if !day.number.is_multiple_of(5) {
        return None;
    }
    let at = day.midnight + 30_000 + day.random.random_range(0..600);
    Some((at, [day.random.random_range(108..130).to_string(), day.random.random_range(68..84).to_string()]))
}

/// Number of the section that holds blood pressure.
pub(super) const BLOOD_PRESSURE: u64 = 4;

fn blood_pressure(day: &mut Day<'_, '_>) -> io::Result<()> {
    let Some((at, [systolic, diastolic])) = pressures(day) else { return Ok(()) };
    quantity(day, "BloodPressureSystolic", ("mmHg", &systolic), Recorder::Hand, (at, at), "")?;
    quantity(day, "BloodPressureDiastolic", ("mmHg", &diastolic), Recorder::Hand, (at, at), "")
}

fn steps(day: &mut Day<'_, '_>) -> io::Result<()> {
    let next = day.date.tomorrow().ok();
    let zone = jiff::tz::TimeZone::get(if day.travelling { super::page::AWAY } else { "Europe/Berlin" });
    let next = next.zip(zone.ok()).and_then(|(next, zone)| next.to_zoned(zone).ok());
    let length = next.map_or(86_400, |next| next.timestamp().as_second() - day.midnight);
    day.page.steps.begin(day.date, day.midnight, length);
    for (recorder, count) in [(Recorder::Watch, 90), (Recorder::Phone, 45)] {
        let mut free = 0;
        for start in times(day, count, 28_800, 79_200) {
            // One device never overlaps itself.
            let start = start.max(free);
            let end = start + day.random.random_range(60..400);
            free = end + 1;
            let value = day.random.random_range(10..220_u32);
            day.page.steps.add(start, end, value, recorder == Recorder::Watch);
            quantity(day, "StepCount", ("count", &value.to_string()), recorder, (start, end), "")?;
        }
    }
    // Home from the theatre: the way crosses midnight.
    if day.number % 9 == 4 && !day.travelling {
        let (start, end) = (day.midnight + length - 300, day.midnight + length + 300);
        day.page.steps.add(start, end, 600, false);
        quantity(day, "StepCount", ("count", "600"), Recorder::Phone, (start, end), "")?;
    }
    Ok(())
}

fn distance(day: &mut Day<'_, '_>) -> io::Result<()> {
    for (recorder, count, unit) in [(Recorder::Watch, 90, "km"), (Recorder::Phone, 45, "mi")] {
        for start in times(day, count, 28_800, 79_200) {
            let value = format!("{:.6}", day.random.random_range(0.01..0.2));
            quantity(day, "DistanceWalkingRunning", (unit, &value), recorder, (start, start + 240), "")?;
        }
    }
    Ok(())
}

fn basal_energy(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 96, 0, 86_000) {
        let value = format!("{:.3}", day.random.random_range(13.0..17.0));
        quantity(day, "BasalEnergyBurned", ("Cal", &value), Recorder::Watch, (start, start + 440), "")?;
    }
    Ok(())
}

fn active_energy(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 500, 25_000, 80_000) {
        let value = format!("{:.3}", day.random.random_range(0.05..4.0));
        quantity(day, "ActiveEnergyBurned", ("Cal", &value), Recorder::Watch, (start, start + 50), "")?;
    }
    Ok(())
}

fn flights_and_minutes(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 8, 30_000, 78_000) {
        let value = day.random.random_range(1..4).to_string();
        quantity(day, "FlightsClimbed", ("count", &value), Recorder::Phone, (start, start + 20), "")?;
    }
    for start in times(day, 32, 30_000, 78_000) {
        quantity(day, "AppleExerciseTime", ("min", "1"), Recorder::Watch, (start, start + 60), "")?;
    }
    for start in times(day, 40, 26_000, 80_000) {
        let value = day.random.random_range(1..5).to_string();
        quantity(day, "AppleStandTime", ("min", &value), Recorder::Watch, (start, start + 300), "")?;
    }
    Ok(())
}

fn heart_of_the_day(day: &mut Day<'_, '_>) -> io::Result<()> {
    let (start, end) = (day.midnight, day.midnight + 86_000);
    let value = day.random.random_range(50..58).to_string();
    quantity(day, "RestingHeartRate", ("count/min", &value), Recorder::Watch, (start, end), "")?;
    let value = format!("{:.1}", day.random.random_range(90.0..105.0));
    quantity(day, "WalkingHeartRateAverage", ("count/min", &value), Recorder::Watch, (start, end), "")?;
    if day.number % 6 == 1 {
        let value = format!("{:.2}", day.random.random_range(38.0..42.0));
        let at = day.midnight + 66_000;
        let test = metadata("HKVO2MaxTestType", "2");
        quantity(day, "VO2Max", ("mL/min\u{b7}kg", &value), Recorder::Watch, (at, at), &test)?;
    }
    Ok(())
}

fn variability(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 5, 3600, 80_000) {
        let mut beats = String::from("  <HeartRateVariabilityMetadataList>\n");
        let mut hundredths = (start - day.midnight) * 100;
        for _ in 0..50 {
            let bpm = day.random.random_range(52..68);
            hundredths += 6000 / bpm;
            let seconds = hundredths / 100;
            let (hour, half) = (seconds / 3600 % 24, if seconds / 3600 % 24 < 12 { "AM" } else { "PM" });
            let _ = writeln!(
                beats,
                "   <InstantaneousBeatsPerMinute bpm=\"{bpm}\" time=\"{}:{:02}:{:02}.{:02}\u{202f}{half}\"/>",
                (hour + 11) % 12 + 1,
                seconds / 60 % 60,
                seconds % 60,
                hundredths % 100
            );
        }
        beats += "  </HeartRateVariabilityMetadataList>\n";
        let value = format!("{:.4}", day.random.random_range(35.0..75.0));
        quantity(day, "HeartRateVariabilitySDNN", ("ms", &value), Recorder::Watch, (start, start + 60), &beats)?;
    }
    Ok(())
}

fn gait(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 10, 30_000, 75_000) {
        let rows = [
            ("WalkingSpeed", "km/hr", day.random.random_range(3.8..5.6)),
            ("WalkingStepLength", "cm", day.random.random_range(62.0..76.0)),
            ("WalkingDoubleSupportPercentage", "%", day.random.random_range(0.25..0.31)),
            ("WalkingAsymmetryPercentage", "%", day.random.random_range(0.0..0.05)),
        ];
        for (bare, unit, value) in rows {
            quantity(day, bare, (unit, &format!("{value:.4}")), Recorder::Phone, (start, start + 9), "")?;
        }
    }
    Ok(())
}

fn sound(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 40, 25_000, 82_000) {
        let value = format!("{:.3}", day.random.random_range(40.0..78.0));
        quantity(day, "EnvironmentalAudioExposure", ("dBASPL", &value), Recorder::Watch, (start, start + 1200), "")?;
    }
    Ok(())
}

fn food(day: &mut Day<'_, '_>) -> io::Result<()> {
    for start in times(day, 4, 26_000, 76_000) {
        let rows = [
            ("DietaryEnergyConsumed", "kJ", day.random.random_range(900.0..3200.0)),
            ("DietaryProtein", "g", day.random.random_range(8.0..45.0)),
            ("DietaryWater", "fl_oz_us", day.random.random_range(6.0..20.0)),
        ];
        for (bare, unit, value) in rows {
            let entered = metadata("HKWasUserEntered", "1");
            quantity(day, bare, (unit, &format!("{value:.1}")), Recorder::Hand, (start, start), &entered)?;
        }
    }
    let value = format!("{:.2}", day.random.random_range(4.4..6.8));
    let at = day.midnight + 29_000;
    quantity(day, "BloodGlucose", ("mmol&lt;180.1558800000541&gt;/L", &value), Recorder::Hand, (at, at), "")?;
    let value = format!("{:.1}", day.random.random_range(96.8..98.9));
    quantity(day, "BodyTemperature", ("degF", &value), Recorder::Hand, (at, at), "")
}

fn unknown_types(day: &mut Day<'_, '_>) -> io::Result<()> {
    let at = day.midnight + 40_000;
    if day.number.is_multiple_of(3) {
        quantity(day, "TelepathicStrength", ("spoons", "2.5"), Recorder::Hand, (at, at), "")?;
    }
    if day.number.is_multiple_of(10) {
        let value = ["HKCategoryValueSeverityMild", "HKCategoryValueSeveritySevere"][day.number as usize / 10 % 2];
        let kind = "HKCategoryTypeIdentifierHeadache";
        day.record(&Record {
            kind,
            unit: "",
            value,
            recorder: Recorder::Hand,
            start: at,
            end: at + 7200,
            children: "",
        })?;
    }
    Ok(())
}

fn sleep(day: &mut Day<'_, '_>) -> io::Result<()> {
    let kind = "HKCategoryTypeIdentifierSleepAnalysis";
    let bed = day.midnight - 3600 + day.random.random_range(0..5400);
    let zone = if day.travelling { String::new() } else { metadata("HKTimeZone", "Europe/Berlin") };
    let stage = |day: &mut Day<'_, '_>, recorder, bare: &str, start, end| {
        let value = format!("HKCategoryValueSleepAnalysis{bare}");
        day.record(&Record { kind, unit: "", value: &value, recorder, start, end, children: &zone })
    };
    let mut at = bed + day.random.random_range(300..1500);
    let woken = bed + day.random.random_range(24_000..30_000);
    stage(day, Recorder::Phone, "InBed", bed, woken + 600)?;
    stage(day, Recorder::Ring, "AsleepUnspecified", at, woken)?;
    let mut turn = 0;
    while at < woken {
        let bare = ["AsleepCore", "AsleepDeep", "AsleepCore", "AsleepREM", "Awake"][turn % 5];
        let length = if bare == "Awake" { 240 } else { day.random.random_range(900..2700) };
        let end = (at + length).min(woken);
        stage(day, Recorder::Watch, bare, at, end)?;
        (at, turn) = (end, turn + 1);
    }
    for hour in 8..21 {
        let bare = if day.random.random_ratio(4, 5) { "Stood" } else { "Idle" };
        let value = format!("HKCategoryValueAppleStandHour{bare}");
        let start = day.midnight + hour * 3600;
        let kind = "HKCategoryTypeIdentifierAppleStandHour";
        day.record(&Record {
            kind,
            unit: "",
            value: &value,
            recorder: Recorder::Watch,
            start,
            end: start + 3600,
            children: "",
        })?;
    }
    if day.number % 4 == 2 {
        let start = day.midnight + 76_000;
        let (kind, value) = ("HKCategoryTypeIdentifierMindfulSession", "HKCategoryValueNotApplicable");
        day.record(&Record {
            kind,
            unit: "",
            value,
            recorder: Recorder::Phone,
            start,
            end: start + 600,
            children: "",
        })?;
    }
    Ok(())
}

/// Rows that no importer can use, a set of them each month.
fn invalid(day: &mut Day<'_, '_>) -> io::Result<()> {
    if !day.page.options.damaged_rows || day.number % 30 != 3 {
        return Ok(());
    }
    let at = day.midnight + 50_000;
    let steps = format!("{Q}StepCount");
    let good = Record {
        kind: &steps,
        unit: "count",
        value: "7",
        recorder: Recorder::Phone,
        start: at,
        end: at + 60,
        children: "",
    };
    let with = |day: &Day<'_, '_>, from: &str, to: &str| {
        let mut line = String::new();
        day.text(&mut line, &good);
        line.replacen(from, to, 1)
    };
    let mut start = String::from("startDate=\"");
    day.page.stamp(&mut start, at);
    let naive = start[..start.len() - 6].to_owned();
    let rows = [
        ("empty_value", with(day, "value=\"7\"", "value=\"\"")),
        ("missing_value", with(day, " value=\"7\"", "")),
        ("not_finite", with(day, "value=\"7\"", "value=\"nan\"")),
        ("not_finite", with(day, "value=\"7\"", "value=\"inf\"")),
        ("bad_number", with(day, "value=\"7\"", "value=\"81,5\"")),
        ("negative", with(day, "value=\"7\"", "value=\"-7\"")),
        ("implausible", with(day, "value=\"7\"", "value=\"9999999\"")),
        ("unknown_unit", with(day, "unit=\"count\"", "unit=\"furlong\"")),
        ("missing_unit", with(day, " unit=\"count\"", "")),
        ("naive_date", with(day, &start, &naive)),
        ("bad_date", with(day, &start, "startDate=\"some day")),
        ("absurd_date", with(day, &start, "startDate=\"0001-01-01 00:00:00 +0000")),
        ("end_before_start", with(day, &start, &start.replacen("\"20", "\"21", 1))),
        ("missing_source", with(day, day.page.recorder(Recorder::Phone), "")),
        ("malformed_element", with(day, "unit=\"count\"", "Step Count=\"1\" unit=\"count\"")),
        ("malformed_element", with(day, "value=\"7\"", "value=\"7\u{b}\"")),
    ];
    for (reason, row) in rows {
        day.page.write(&row)?;
        day.page.truth.records += 1;
        day.page.skipped(reason);
    }
    Ok(())
}
