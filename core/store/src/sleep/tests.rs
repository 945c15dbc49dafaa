use super::*;

const HOUR: i64 = 3_600_000;
/// 2025-03-10T00:00:00Z.
const MONDAY: i64 = 1_741_564_800_000;

fn stage(from_h: f64, to_h: f64, stage: SleepStage) -> Light {
    let at = |hours: f64| MONDAY + (hours * HOUR as f64) as i64;
    Light { start_ms: at(from_h), end_ms: at(to_h), value: stage.value(), offset_min: 60 }
}

fn night(list: &[(&str, Vec<Light>)]) -> Vec<SleepSession> {
    let by_priority = list
        .iter()
        .map(|(source, rows)| {
            let mut rows = rows.clone();
            rows.sort_by_key(|row| row.start_ms);
            drafts(&rows, source)
        })
        .collect();
    let mut sessions = weigh(by_priority);
    mark_naps(&mut sessions);
    sessions.sort_by_key(|session| session.start_ms);
    sessions
}

#[test]
fn stages_are_told_apart_and_an_unspecified_sleep_beside_them_is_dropped() {
    use SleepStage::{Asleep, Awake, Deep, InBed, Light, Rem};
    let found = night(&[(
        "watch",
        vec![
            stage(-2.0, 6.5, InBed),
            stage(-1.5, 6.0, Asleep),
            stage(-1.5, 1.0, Light),
            stage(1.0, 2.0, Deep),
            stage(2.0, 2.5, Awake),
            stage(2.5, 4.0, Rem),
            stage(4.0, 6.0, Light),
        ],
    )]);
    assert_eq!(found.len(), 1);
    let one = &found[0];
    assert_eq!((one.asleep_s, one.awake_s), (7.0 * 3600.0, 1800.0));
    assert_eq!(one.in_bed_s, Some(8.5 * 3600.0));
    assert_eq!((one.light_s, one.deep_s, one.rem_s), (Some(16_200.0), Some(3600.0), Some(5400.0)));
    assert_eq!((one.start_ms, one.end_ms), (MONDAY - 2 * HOUR, MONDAY + 13 * HOUR / 2));
    assert_eq!((one.wake_day.to_string().as_str(), one.nap), ("2025-03-10", false));
}

#[test]
fn the_better_source_wins_and_sources_are_never_added() {
    use SleepStage::{Asleep, Deep, InBed, Light};
    let watch = vec![stage(-1.0, 3.0, Light), stage(3.0, 6.0, Deep)];
    let phone = vec![stage(-2.0, 7.0, InBed), stage(-1.5, 6.5, Asleep)];
    let found = night(&[("watch", watch.clone()), ("phone", phone.clone())]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].source.as_str(), found[0].asleep_s), ("watch", 7.0 * 3600.0));
    assert_eq!(found[0].in_bed_s, Some(9.0 * 3600.0), "the phone may tell the time in bed");
    let found = night(&[("phone", phone), ("watch", watch)]);
    assert_eq!((found[0].source.as_str(), found[0].asleep_s, found[0].deep_s), ("phone", 8.0 * 3600.0, None));
}

#[test]
fn a_source_that_only_saw_the_bed_does_not_win() {
    use SleepStage::{InBed, Light};
    let found = night(&[("phone", vec![stage(-2.0, 7.0, InBed)]), ("watch", vec![stage(-1.0, 6.0, Light)])]);
    assert_eq!((found.len(), found[0].source.as_str()), (1, "watch"));
    assert!(night(&[("phone", vec![stage(-2.0, 7.0, InBed)])]).is_empty(), "no sleep was seen");
}

#[test]
fn two_hours_part_a_night_from_a_nap() {
    use SleepStage::Asleep;
    let found = night(&[(
        "watch",
        vec![stage(-1.0, 2.0, Asleep), stage(3.9, 6.0, Asleep), stage(8.0, 8.5, Asleep), stage(13.0, 13.5, Asleep)],
    )]);
    let shown: Vec<(f64, bool)> = found.iter().map(|one| (one.asleep_s / 3600.0, one.nap)).collect();
    assert_eq!(shown, [(5.1, false), (0.5, true), (0.5, true)]);
    let alone = night(&[("watch", vec![stage(13.0, 14.0, Asleep)])]);
    assert!(alone[0].nap, "an hour after lunch is no night");
}

#[test]
fn a_night_over_the_change_of_clocks_has_its_true_length() {
    // 2025-03-30 in Berlin: 23:00 +01:00 to 07:00 +02:00 are seven hours.
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let rows =
        [("2025-03-29T22:00:00Z", "2025-03-30T01:00:00Z", 60), ("2025-03-30T01:00:00Z", "2025-03-30T05:00:00Z", 120)];
    let rows = rows
        .map(|(from, to, offset_min)| Light {
            start_ms: at(from),
            end_ms: at(to),
            value: SleepStage::Light.value(),
            offset_min,
        })
        .to_vec();
    let found = night(&[("watch", rows)]);
    assert_eq!((found[0].asleep_s, found[0].offset_min), (7.0 * 3600.0, 120));
    assert_eq!(found[0].wake_day.to_string(), "2025-03-30");
}
