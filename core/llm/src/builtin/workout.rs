//! A workout in words: "ran 5 km in 25 min", "bench 3x8 at 60 kg".

use super::lexicon::{Meaning, Spot};
use super::text::Token;
use super::topic;
use serde::{Deserialize, Serialize};

const KG_PER_LB: f64 = 0.453_592_37;
const M_PER_MILE: f64 = 1_609.344;
/// More sets than this in one sentence are not a plausible reading of it.
const MAX_SETS: usize = 30;

/// What a person said about a workout, in the units that the tool takes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SpokenWorkout {
    /// Kind, for example `running`.
    pub kind: Option<String>,
    /// Duration in seconds.
    pub duration_s: Option<f64>,
    /// Distance in metres.
    pub distance_m: Option<f64>,
    /// Active energy in kilocalories.
    pub energy_active_kcal: Option<f64>,
    /// Mean heart rate in beats per minute.
    pub heart_rate_mean_bpm: Option<f64>,
    /// Effort from 0 to 10.
    pub rpe: Option<f64>,
    /// Sets of a strength workout.
    pub sets: Vec<SpokenSet>,
}

/// One set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpokenSet {
    /// Exercise.
    pub exercise: String,
    /// Weight in kilograms, if one was said.
    pub weight_kg: Option<f64>,
    /// Repetitions.
    pub reps: u32,
}

impl SpokenWorkout {
    /// Tells whether there is enough to write down: a kind, and how long, how far or which sets.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.kind.is_some() && (self.duration_s.is_some() || self.distance_m.is_some() || !self.sets.is_empty())
    }
}

/// Reads the quantities of a workout out of a text.
pub(crate) fn read(tokens: &[Token], spots: &[Spot]) -> SpokenWorkout {
    let exercise = spots.iter().find_map(|spot| match spot.meaning {
        Meaning::Exercise(name) => Some(name),
        _ => None,
    });
    let sport = topic::sport(spots);
    let mut workout = SpokenWorkout {
        kind: sport.map(|sport| sport.kind().to_owned()),
        duration_s: clock(tokens).or_else(|| spoken_duration(tokens)),
        ..SpokenWorkout::default()
    };
    for (at, token) in tokens.iter().enumerate() {
        let Some(value) = token.number.filter(|value| *value > 0.0 && *value < 1e6) else { continue };
        let unit = tokens.get(at + 1).map_or("", |token| token.stem.as_str());
        match unit {
            "km" | "k" | "kilometre" | "kilometer" | "kay" => workout.distance_m = Some(value * 1_000.0),
            "mile" => workout.distance_m = Some(value * M_PER_MILE),
            "m" | "metre" | "meter" => workout.distance_m = Some(value),
            "calorie" | "kcal" => workout.energy_active_kcal = Some(value),
            "bpm" => workout.heart_rate_mean_bpm = Some(value),
            _ => {}
        }
        if at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|token| token.is(&["rpe"])) && value <= 10.0 {
            workout.rpe = Some(value);
        }
    }
    if let Some(exercise) = exercise {
        workout.sets = sets(tokens, exercise);
        if !workout.sets.is_empty() || workout.kind.is_none() {
            workout.kind = Some("strength".to_owned());
        }
    }
    workout
}

/// A duration in seconds that is named in words and numbers.
pub(crate) fn duration(tokens: &[Token]) -> Option<f64> {
    spoken_duration(tokens)
}

/// "1 hour 5 min", "90 min", "half an hour", "an hour and a half".
fn spoken_duration(tokens: &[Token]) -> Option<f64> {
    let mut total = 0.0;
    for (at, token) in tokens.iter().enumerate() {
        let size = match token.stem.as_str() {
            "hour" => 3_600.0,
            "min" => 60.0,
            "sec" | "second" => 1.0,
            _ => continue,
        };
        let before = at.checked_sub(1).and_then(|i| tokens.get(i));
        let further = at.checked_sub(2).and_then(|i| tokens.get(i));
        let count = match before {
            Some(token) if token.number.is_some() => token.number.unwrap_or_default(),
            Some(token) if token.is(&["an", "a", "one"]) => {
                if further.is_some_and(|token| token.is(&["half"])) {
                    0.5
                } else {
                    1.0
                }
            }
            Some(token) if token.is(&["half"]) => 0.5,
            Some(token) if token.is(&["two"]) => 2.0,
            Some(token) if token.is(&["ten"]) => 10.0,
            Some(token) if token.is(&["twenty"]) => 20.0,
            Some(token) if token.is(&["thirty"]) => 30.0,
            Some(token) if token.is(&["forty"]) => 40.0,
            Some(token) if token.is(&["fifty"]) => 50.0,
            _ => continue,
        };
        total += count * size;
        let rest: Vec<&str> = tokens.iter().skip(at + 1).take(3).map(|token| token.text.as_str()).collect();
        if rest == ["and", "a", "half"] {
            total += size / 2.0;
        }
    }
    (total > 0.0 && total <= 7.0 * 86_400.0).then_some(total)
}

/// "25:30" is minutes and seconds, "1:05:00" hours, minutes and seconds.
fn clock(tokens: &[Token]) -> Option<f64> {
    tokens.iter().enumerate().find_map(|(at, token)| {
        let parts: Vec<f64> = token.typed.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        // "at 7:30" is a time of day
        if at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|before| before.is(&["at"])) {
            return None;
        }
        match parts.as_slice() {
            [minutes, seconds] if *seconds < 60.0 => Some(minutes * 60.0 + seconds),
            [hours, minutes, seconds] if *minutes < 60.0 && *seconds < 60.0 => {
                Some(hours * 3_600.0 + minutes * 60.0 + seconds)
            }
            _ => None,
        }
        .filter(|total| *total > 0.0)
    })
}

/// "3x8 at 60 kg", "3 sets of 8 with 60 kg", "100 kg for 5".
fn sets(tokens: &[Token], exercise: &str) -> Vec<SpokenSet> {
    let weight_at = tokens.windows(2).position(|pair| pair[0].number.is_some() && pair[1].is(&["kg", "lb"]));
    let weight_kg = weight_at.and_then(|at| {
        let value = tokens.get(at)?.number?;
        let kg = if tokens.get(at + 1)?.is(&["lb"]) { value * KG_PER_LB } else { value };
        ((0.0..=1_000.0).contains(&kg)).then_some(kg)
    });
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let plain = |value: f64| (value.fract() == 0.0 && (1.0..=200.0).contains(&value)).then_some(value as u32);
    let (mut count, mut reps) = (None, None);
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(number).and_then(plain);
        let after = number(at + 1).and_then(plain);
        match token.stem.as_str() {
            "x" | "by" if reps.is_none() => {
                if let (Some(a), Some(b)) = (before, after) {
                    (count, reps) = (Some(a), Some(b));
                }
            }
            "set" => {
                count = before.or(count);
                if tokens.get(at + 1).is_some_and(|token| token.is(&["of"])) {
                    reps = number(at + 2).and_then(plain).or(reps);
                }
            }
            "rep" => reps = before.or(reps),
            "for" if weight_at.is_some_and(|weight| weight < at) && reps.is_none() => reps = after,
            _ => {}
        }
    }
    let Some(reps) = reps else { return Vec::new() };
    let set = SpokenSet { exercise: exercise.to_owned(), weight_kg, reps };
    vec![set; (count.unwrap_or(1) as usize).min(MAX_SETS)]
}

#[cfg(test)]
mod tests {
    use super::super::{lexicon, text};
    use super::*;

    fn workout(text: &str) -> SpokenWorkout {
        let tokens = text::tokens(text);
        read(&tokens, &lexicon::spot(&tokens))
    }

    #[test]
    fn reads_runs() {
        let run = workout("I ran 5 km in 25 min, rpe 6");
        assert_eq!(run.kind.as_deref(), Some("running"));
        assert_eq!((run.distance_m, run.duration_s, run.rpe), (Some(5_000.0), Some(1_500.0), Some(6.0)));
        assert_eq!(workout("jogged 3 miles in 28:30").duration_s, Some(1_710.0));
        assert_eq!(workout("cycled for an hour and a half").duration_s, Some(5_400.0));
        assert_eq!(workout("swam 1,500 m in half an hour").distance_m, Some(1_500.0));
        assert_eq!(workout("rode 1h 20min").duration_s, Some(4_800.0));
    }

    #[test]
    fn reads_sets() {
        let bench = workout("bench 3x8 at 60kg");
        assert_eq!(bench.kind.as_deref(), Some("strength"));
        assert_eq!(bench.sets.len(), 3);
        assert_eq!((bench.sets[0].weight_kg, bench.sets[0].reps), (Some(60.0), 8));
        let squat = workout("squatted 100 kg for 5 reps");
        assert_eq!((squat.sets.len(), squat.sets[0].reps), (1, 5));
        let pounds = workout("5 sets of 5 deadlift with 225 lbs");
        assert_eq!(pounds.sets.len(), 5);
        assert!((pounds.sets[0].weight_kg.unwrap() - 102.06).abs() < 0.01);
    }

    #[test]
    fn a_time_of_day_is_no_duration() {
        assert_eq!(workout("I ran at 7:30").duration_s, None);
        assert!(!workout("log my run").is_complete());
    }
}
