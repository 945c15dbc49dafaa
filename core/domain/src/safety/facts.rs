//! What the envelope may use to judge: facts, gathered by the store and given in; no clock and no model.

use crate::exercise::{Joint, resolve};
use crate::formulas::heart::Reserve;
use crate::person::Profile;
use crate::plan::Plan;
use crate::record::Workout;
use crate::safety::screening::Screening;
use crate::time::{date_of_epoch_day, local_day};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

/// Facts about the person at the moment of a review. What is missing takes the stricter branch.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The person.
    pub profile: Profile,
    /// Now, in milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// The person's local day.
    pub today: Date,
    /// The person's time zone, in which planned times are meant.
    pub zone: TimeZone,
    /// Highest heart rate held at least 15 s, in bpm, if observed.
    pub observed_max_hr_bpm: Option<f64>,
    /// Latest measured body weight in kilograms, else the one of the profile.
    pub weight_kg: Option<f64>,
    /// Latest measured fat-free mass in kilograms.
    pub fat_free_kg: Option<f64>,
    /// Energy that training burns a day in kcal, averaged over the last weeks, if known.
    pub exercise_kcal: Option<f64>,
    /// Sessions that were done in the last [`HISTORY_DAYS`] days, oldest first.
    pub done: Vec<DoneSession>,
    /// The current plan, as it was reviewed last.
    pub plan: Option<Plan>,
    /// Pain that was told of and not cleared, newest first.
    pub pain: Vec<OpenPain>,
    /// The latest screening, if one was done.
    pub screening: Option<Screening>,
    /// The person switched on two sessions a day.
    pub two_a_day: bool,
    /// The person has told of signs of an eating disorder.
    pub eating_disorder_signs: bool,
    /// What the person confirmed for this very change, knowing the warning.
    pub confirmed: Confirmed,
    /// Until when judgements by these facts stand, as far as they were asked for.
    pub horizon: Horizon,
}

/// The instant until which judgements by some facts stand, were the clock alone to go on within their day: each time
/// that a judgement asks whether something still ahead is over, its end comes nearer.
#[derive(Debug)]
pub struct Horizon(AtomicI64);

impl Horizon {
    /// That instant in milliseconds since 1970 UTC, not included; `i64::MAX` when nothing that was asked depends on it.
    #[must_use]
    pub fn until_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Default for Horizon {
    fn default() -> Self {
        Horizon(AtomicI64::new(i64::MAX))
    }
}

/// A copy of facts was asked nothing yet.
impl Clone for Horizon {
    fn clone(&self) -> Self {
        Horizon::default()
    }
}

impl Facts {
    /// Whether an instant, in milliseconds since 1970 UTC, has come. Judgements ask here rather than look at `now_ms`,
    /// so that the [`Horizon`] knows.
    #[must_use]
    pub fn has_come(&self, at_ms: i64) -> bool {
        let come = at_ms <= self.now_ms;
        if !come {
            self.horizon.0.fetch_min(at_ms, Ordering::Relaxed);
        }
        come
    }
}

/// Days of history that a review looks at.
pub const HISTORY_DAYS: i32 = 120;

/// What only the person can confirm, for one change. Never set from a model's output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// A run or ride more than twice as long as the longest of the last 30 days.
    pub spike: bool,
}

/// A session that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct DoneSession {
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Local day of its start.
    pub day: Date,
    /// Kind in snake case, for example `running`.
    pub kind: String,
    /// Metres, if measured.
    pub distance_m: Option<f64>,
    /// Below 40 % of heart-rate reserve, or walking, mobility and the like: does not count as a session.
    pub easy: bool,
    /// Done in a deload week of a plan.
    pub deload: bool,
    /// Strength sets in order.
    pub sets: Vec<DoneSet>,
}

/// One strength set that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct DoneSet {
    /// Id in the catalogue, if the name could be resolved with certainty; else the name in lower case.
    pub exercise: String,
    /// External load in kilograms.
    pub weight_kg: f64,
    /// Repetitions.
    pub reps: u32,
    /// Rating of perceived exertion, if given.
    pub rpe: Option<f64>,
    /// A warm-up set.
    pub warmup: bool,
    /// Attempted and not completed.
    pub missed: bool,
}

/// Pain that still excludes something.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenPain {
    /// Id of the journal entry.
    pub id: String,
    /// When it was told, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The joint, if the words named one.
    pub joint: Option<Joint>,
    /// Id in the catalogue of the exercise at which it hurt, if known.
    pub exercise: Option<String>,
    /// How strong, 0 to 10; without a number it counts as 3.
    pub score: Option<u8>,
    /// How often pain was told of at this place in the last 90 days, this time included.
    pub times: u32,
}

impl Default for Facts {
    /// Facts of which nothing is known, on the first day of 1970: every rule takes its stricter branch.
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            now_ms: 0,
            today: jiff::civil::date(1970, 1, 1),
            zone: TimeZone::UTC,
            observed_max_hr_bpm: None,
            weight_kg: None,
            fat_free_kg: None,
            exercise_kcal: None,
            done: Vec::new(),
            plan: None,
            pain: Vec::new(),
            screening: None,
            two_a_day: false,
            eating_disorder_signs: false,
            confirmed: Confirmed::default(),
            horizon: Horizon::default(),
        }
    }
}

/// Kinds of workouts that are below 40 % of heart-rate reserve unless a heart rate says otherwise.
const EASY_KINDS: [&str; 11] = [
    "walking",
    "yoga",
    "flexibility",
    "stretching",
    "mind_and_body",
    "preparation_and_recovery",
    "cooldown",
    "tai_chi",
    "mobility",
    "meditation",
    "foam_rolling",
];

/// Share of heart-rate reserve below which activity does not count as a session.
pub const EASY_RESERVE: f64 = 0.40;

/// Ids of exercises by the names of logs, each looked up once.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// The id of the exercise that a name means with certainty, else the name in lower case.
    pub fn id(&mut self, name: &str) -> String {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let sure = |name: &str| Some(resolve(name).first().filter(|best| best.is_sure())?.exercise.id.to_owned());
        let id = sure(name).or_else(|| base_forms(name).iter().find_map(|base| sure(base)));
        let id = id.unwrap_or_else(|| name.trim().to_lowercase());
        self.0.insert(name.to_owned(), id.clone());
        id
    }
}

/// What the doing of an exercise is called without its ending: squatting, squat; bench pressing, bench press.
fn base_forms(name: &str) -> Vec<String> {
    let name = name.trim().to_lowercase();
    let Some(stem) = name.strip_suffix("ing").filter(|stem| stem.chars().count() >= 3) else { return Vec::new() };
    let mut letters = stem.chars().rev();
    let doubled = letters.next() == letters.next();
    let single = stem.char_indices().next_back().filter(|_| doubled).map(|(end, _)| stem[..end].to_owned());
    [Some(stem.to_owned()), single, Some(format!("{stem}e"))].into_iter().flatten().collect()
}

impl DoneSession {
    /// A workout as the envelope looks at it. `reserve` is the person's heart-rate reserve, where it is known.
    #[must_use]
    pub fn of(workout: &Workout, reserve: Option<Reserve>, deload: bool, names: &mut Names) -> Self {
        let day = date_of_epoch_day(local_day(workout.start_ms, workout.offset_min));
        let by_kind = EASY_KINDS.contains(&workout.kind.0.as_str());
        let by_heart =
            reserve.zip(workout.heart_rate_mean_bpm).map(|(reserve, bpm)| reserve.fraction(bpm) < EASY_RESERVE);
        let sets = workout.sets.iter().map(|set| DoneSet {
            exercise: names.id(&set.exercise),
            weight_kg: set.weight_kg,
            reps: set.reps,
            rpe: set.rpe,
            warmup: set.warmup,
            missed: set.missed,
        });
        Self {
            start_ms: workout.start_ms,
            // A device that lost the end still knows how long the person moved.
            end_ms: workout.end_ms.max(workout.start_ms + (workout.active_s.max(0.0) * 1_000.0) as i64),
            day,
            kind: workout.kind.0.clone(),
            distance_m: workout.distance_m,
            easy: workout.sets.is_empty() && by_heart.unwrap_or(by_kind),
            deload,
            sets: sets.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Source, SourceKind, WorkoutKind};

    fn workout(kind: &str, bpm: Option<f64>) -> Workout {
        let source = Source { name: "Watch".to_owned(), kind: SourceKind::Watch };
        let plain = Workout::plain(WorkoutKind(kind.to_owned()), source, 0, 3_600_000, 60);
        Workout { heart_rate_mean_bpm: bpm, ..plain }
    }

    #[test]
    fn a_workout_is_easy_by_its_heart_rate_and_else_by_its_kind() {
        let reserve = Reserve::new(60.0, 180.0);
        let easy = |kind: &str, bpm: Option<f64>| {
            DoneSession::of(&workout(kind, bpm), reserve, false, &mut Names::default()).easy
        };
        assert!(easy("walking", None));
        assert!(!easy("running", None), "what is not known to be easy is not");
        assert!(easy("cycling", Some(107.9)), "just below 40 % of the reserve");
        assert!(!easy("cycling", Some(108.0)));
        assert!(!easy("walking", Some(130.0)), "a hard walk counts");
        let unknown = DoneSession::of(&workout("walking", Some(130.0)), None, false, &mut Names::default());
        assert!(unknown.easy);
    }

    #[test]
    fn the_doing_of_an_exercise_is_the_exercise() {
        let mut names = Names::default();
        for (said, id) in [("squatting", "back_squat"), ("bench pressing", "bench_press"), ("deadlifting", "deadlift")]
        {
            assert_eq!(names.id(said), id, "{said}");
        }
        assert_eq!(names.id("Sing"), "sing");
    }

    #[test]
    fn an_end_that_was_lost_is_told_from_the_active_time() {
        let lost = Workout { end_ms: 0, active_s: 1_800.0, ..workout("running", None) };
        assert_eq!(DoneSession::of(&lost, None, false, &mut Names::default()).end_ms, 1_800_000);
    }
}
