//! Figures out of the course of a workout: fastest times of runs with a track, power of rides with a meter.

use super::workouts::{active_s, day_of, is_kind, kind_title};
use crate::desk::{Desk, failed};
use crate::sheet::{Origin, Sheet};
use crate::shown::Shown;
use coach_domain::formulas::Reading;
use coach_domain::formulas::best_efforts::{RACE_DISTANCES_M, RUNNING_MOST_SPEED, fastest, track};
use coach_domain::formulas::power::ride_power;
use coach_domain::metric;
use coach_domain::record::Workout;
use coach_mcp::ToolError;
use coach_store::StoredWorkout;

/// Workouts of a list that are looked into: the latest ones.
const LOOKED_INTO: usize = 3;
/// Names of the race distances in figures and in sentences.
const RACES: [(&str, &str); 5] =
    [("1k", "1 km"), ("5k", "5 km"), ("10k", "10 km"), ("half", "half marathon"), ("marathon", "marathon")];

/// Adds them for the latest of `workouts`, which are newest first; figures are named by the place in the list.
pub(super) fn add(desk: &Desk, sheet: &mut Sheet, workouts: &[StoredWorkout]) -> Result<(), ToolError> {
    for (index, stored) in workouts.iter().take(LOOKED_INTO).enumerate() {
        let place = index + 1;
        if is_kind(&stored.workout, "running") {
            add_fastest(desk, sheet, place, stored)?;
        } else if is_kind(&stored.workout, "cycling") {
            add_power(desk, sheet, place, &stored.workout)?;
        }
    }
    Ok(())
}

fn add_fastest(desk: &Desk, sheet: &mut Sheet, place: usize, stored: &StoredWorkout) -> Result<(), ToolError> {
    // Lists leave tracks out, since they are long.
    let whole = desk.store.workout(&stored.id).map_err(failed)?.workout;
    let track = track(&whole.route);
    let title = kind_title(&whole.kind.0);
    for (metres, (name, label)) in RACE_DISTANCES_M.into_iter().zip(RACES) {
        let Some(effort) = fastest(&track, metres, RUNNING_MOST_SPEED) else { break };
        let origin = Origin::day("workout_time", &whole.source.name, day_of(&whole));
        let label = format!("{title}, fastest {label} within it");
        sheet.add(format!("workout_{place}_best_{name}"), label, Shown::race_time_s(effort.time_s), origin);
    }
    Ok(())
}

fn add_power(desk: &Desk, sheet: &mut Sheet, place: usize, workout: &Workout) -> Result<(), ToolError> {
    let raw = desk.store.samples(metric::CYCLING_POWER, workout.start_ms, workout.end_ms).map_err(failed)?;
    let Some(first) = raw.first() else { return Ok(()) };
    // Two meters on one ride are two rides of figures; the one that wrote first is taken throughout.
    let source = first.source.clone();
    let samples: Vec<(i64, f64)> =
        raw.iter().filter(|sample| sample.source == source).map(|sample| (sample.start_ms, sample.value)).collect();
    let (day, title) = (day_of(workout), kind_title(&workout.kind.0));
    let threshold = desk.profile()?.ftp_w.map(|watts| Reading::new(day, watts, "profile"));
    let power = match ride_power(&samples, day, &source, threshold) {
        Ok(power) => power,
        Err(reason) => {
            sheet.insufficient(&format!("power of the {title}"), &reason);
            return Ok(());
        }
    };
    let mut add = |part: &str, label: &str, metric: &str, shown: Shown| {
        let confidence = Some(power.normalized.confidence);
        let name = format!("workout_{place}_{part}");
        sheet.add_with(name, format!("{title}, {label}"), shown, Origin::day(metric, &source, day), confidence);
    };
    add("normalized_power", "normalized power", "normalized_power", Shown::watts(power.normalized.value));
    if let Ok(intensity) = &power.intensity {
        add("intensity_factor", "intensity factor", "intensity_factor", Shown::plain(intensity.value, 2));
    }
    if let Ok(stress) = &power.stress {
        add("training_stress", "training stress score", "training_stress_score", Shown::plain(stress.value, 0));
    }
    if threshold.is_none() && active_s(workout).is_some() {
        sheet.miss(
            "intensity factor and training stress score",
            "they need your functional threshold power, which is not in your profile",
        );
    }
    Ok(())
}
