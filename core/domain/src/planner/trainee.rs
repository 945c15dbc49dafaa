//! What the planner has to know of the person: level, age, limits of effort, what is out, and heart-rate ranges.

use crate::exercise::{Contraindication, EXERCISES, Equipment, Exercise, Pattern};
use crate::person::Level;
use crate::plan::{EffortTarget, HeartRateTarget};
use crate::safety::facts::Facts;
use crate::safety::limits::{self, Screened};
use crate::safety::reviewed::{HeartRateCap, heart_rate_cap};
use crate::safety::screening::Intensity;

/// How hard continuous work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effort {
    /// Below 40 % of reserve: walking, warming up.
    Gentle,
    /// Moderate: whole sentences can be spoken.
    Easy,
    /// Vigorous but held for long: a few words at a time.
    Tempo,
    /// Hard stretches with rests between them.
    Hard,
}

impl Effort {
    /// Effort on the CR10 scale.
    const fn rpe(self) -> (f64, f64) {
        match self {
            Effort::Gentle => (2.0, 3.0),
            Effort::Easy => (3.0, 4.0),
            Effort::Tempo => (5.0, 6.0),
            Effort::Hard => (7.0, 8.0),
        }
    }

    /// Share of heart-rate reserve, and of the maximum where the resting rate is not known (ACSM's Guidelines).
    const fn shares(self) -> ((f64, f64), (f64, f64)) {
        match self {
            Effort::Gentle => ((0.30, 0.39), (0.57, 0.63)),
            Effort::Easy => ((0.45, 0.59), (0.66, 0.76)),
            Effort::Tempo => ((0.65, 0.78), (0.78, 0.84)),
            Effort::Hard => ((0.72, 0.85), (0.80, 0.85)),
        }
    }

    /// The talk test, in words.
    pub(super) const fn talk(self) -> &'static str {
        match self {
            Effort::Gentle => "you could sing",
            Effort::Easy => "you can speak in whole sentences",
            Effort::Tempo => "you can speak a few words at a time",
            Effort::Hard => "you can hardly speak",
        }
    }
}

/// The person as the planner sees them.
pub(super) struct Trainee<'a> {
    pub(super) facts: &'a Facts,
    pub(super) level: Level,
    pub(super) age: Option<u32>,
    /// Conditions that leave exercises out.
    pub(super) conditions: Vec<Contraindication>,
    /// The hardest training that the screening leaves open.
    pub(super) cap: Intensity,
    /// Most effort of a strength set.
    pub(super) set_rpe: f64,
    /// Hardest continuous work.
    pub(super) hardest: Effort,
    heart: HeartRateCap,
}

impl<'a> Trainee<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let level = facts.profile.level.unwrap_or(Level::Beginner);
        let age = facts.profile.age_on(facts.today);
        let conditions = contraindications(&facts.profile.conditions);
        let pregnant = conditions.contains(&Contraindication::Pregnancy);
        let cap = match limits::screened(facts) {
            Screened::Open => Intensity::Vigorous,
            Screened::Capped(cap) => cap.intensity,
            // Nothing is planned then; the stricter branch for whoever asks all the same.
            Screened::Missing | Screened::ClinicianFirst => Intensity::Light,
        };
        let by_level = match level {
            Level::Beginner => 7.0,
            Level::Intermediate => 8.0,
            Level::Advanced => 9.0,
        };
        let young_or_old = age.is_some_and(|age| !(18..65).contains(&age));
        let mut set_rpe: f64 = if young_or_old { 7.0_f64.min(by_level) } else { by_level };
        let mut hardest = match level {
            Level::Beginner => Effort::Tempo,
            _ => Effort::Hard,
        };
        if age.is_some_and(|age| age >= 75) {
            hardest = hardest.min(Effort::Tempo);
        }
        if pregnant {
            set_rpe = set_rpe.min(6.0);
            hardest = Effort::Easy;
        }
        match cap {
            Intensity::Light => (set_rpe, hardest) = (3.0, Effort::Gentle),
            Intensity::Moderate => (set_rpe, hardest) = (set_rpe.min(6.0), Effort::Easy),
            Intensity::Vigorous => {}
        }
        Self { facts, level, age, conditions, cap, set_rpe, hardest, heart: heart_rate_cap(facts) }
    }

    /// Most minutes of a session.
    pub(super) fn minutes(&self, asked: u32) -> f64 {
        let most = if self.level == Level::Beginner { asked.min(45) } else { asked };
        f64::from(most)
    }

    /// Only work that does not count as a session is open.
    pub(super) fn light_only(&self) -> bool {
        self.cap == Intensity::Light
    }

    pub(super) fn older(&self) -> bool {
        self.age.is_some_and(|age| age >= 65)
    }

    /// The range of effort of continuous work, within what is open to the person.
    pub(super) fn effort(&self, effort: Effort) -> EffortTarget {
        let (low, high) = effort.min(self.hardest).rpe();
        EffortTarget { low, high }
    }

    /// The heart-rate range of continuous work, never above the cap; `None` where none can or may be given.
    pub(super) fn heart_rate(&self, effort: Effort) -> Option<HeartRateTarget> {
        let HeartRateCap::Bpm { cap, max, .. } = self.heart else { return None };
        let ((low, high), (low_of_max, high_of_max)) = effort.min(self.hardest).shares();
        let resting = self.facts.profile.resting_hr_bpm.filter(|bpm| (20.0..=150.0).contains(bpm) && *bpm < max);
        let (low, high) = match resting {
            Some(resting) => (resting + low * (max - resting), resting + high * (max - resting)),
            None => (low_of_max * max, high_of_max * max),
        };
        let high = ((high + 1e-9).floor() as u32).min(self.screened_cap(cap));
        // Where the cap cuts the range, five beats are left to steer by.
        let low = (low.ceil() as u32).min(high.saturating_sub(5));
        Some(HeartRateTarget { low_bpm: low, high_bpm: high })
    }

    /// A heart-rate range within the person's cap as it is now; `None` where none can or may be given.
    pub(super) fn within_cap(&self, target: HeartRateTarget) -> Option<HeartRateTarget> {
        let HeartRateCap::Bpm { cap, .. } = self.heart else { return None };
        let high = target.high_bpm.min(self.screened_cap(cap));
        Some(HeartRateTarget { low_bpm: target.low_bpm.min(high.saturating_sub(5)), high_bpm: high })
    }

    fn screened_cap(&self, cap: u32) -> u32 {
        match limits::screened(self.facts) {
            Screened::Capped(effort) => effort.heart_rate_bpm.unwrap_or(cap).min(cap),
            _ => cap,
        }
    }

    /// Whether the person may do an exercise at all, with whatever equipment.
    pub(super) fn may_do(&self, exercise: &Exercise) -> bool {
        exercise.level <= self.level
            && exercise.pattern != Pattern::Olympic
            && !exercise.contraindications.iter().any(|against| self.conditions.contains(against))
            && !spared(exercise, self.facts)
    }

    /// Every exercise that the person may do with this equipment, in the order of the catalogue.
    pub(super) fn allowed(&self, equipment: &[Equipment]) -> Vec<&'static Exercise> {
        EXERCISES
            .iter()
            .copied()
            .filter(|exercise| {
                exercise.equipment.iter().all(|needed| equipment.contains(needed)) && self.may_do(exercise)
            })
            .collect()
    }
}

/// Whether an exercise is spared for pain: what the envelope excludes, and beyond it everything that loads a joint that
/// was named, also where the exercise at which it hurt is of another pattern.
pub(super) fn spared(exercise: &Exercise, facts: &Facts) -> bool {
    limits::exclusion(exercise, facts).is_some()
        || (exercise.pattern != Pattern::Mobility
            && limits::active_pain(facts).filter_map(|pain| pain.joint).any(|joint| exercise.joints.contains(&joint)))
}

/// Which contraindications the conditions of a profile come to, in the person's words or by id; each once.
#[must_use]
pub fn contraindications(conditions: &[String]) -> Vec<Contraindication> {
    use Contraindication as C;
    let mut found: Vec<Contraindication> = Vec::new();
    for condition in conditions {
        let text = condition.trim().to_lowercase().replace(['-', '_'], " ");
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let disc = has(&["disc", "disk", "sciatica", "slipped"]);
        let joint_worn = has(&["arthritis", "arthrosis", "replacement", "prosthesis"]);
        let table: [(bool, Contraindication); 12] = [
            (has(&["pregnan"]), C::Pregnancy),
            (has(&["hypertension", "high blood pressure"]), C::Hypertension),
            (disc, C::DiscInjury),
            (has(&["osteoporo", "osteopen"]), C::Osteoporosis),
            (has(&["shoulder", "rotator"]), C::ShoulderInstability),
            (joint_worn && (has(&["knee"]) || !has(&["hip", "shoulder"])), C::KneeArthritis),
            (joint_worn && (has(&["hip"]) || !has(&["knee", "shoulder"])), C::HipArthritis),
            (has(&["glaucoma", "retina"]), C::Glaucoma),
            (has(&["hernia"]) && !disc, C::Hernia),
            (has(&["achilles", "plantar", "heel spur"]), C::AchillesInjury),
            (has(&["pelvic", "prolapse", "postpartum", "incontinence", "after birth"]), C::PelvicFloor),
            (has(&["gonarthrosis"]), C::KneeArthritis),
        ];
        found.extend(table.into_iter().filter(|(holds, _)| *holds).map(|(_, against)| against));
        found.extend(C::by_id(&text.replace(' ', "_")));
    }
    found.sort_unstable();
    found.dedup();
    found
}
