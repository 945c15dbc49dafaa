//! Which exercise fills which place of a session.

use super::trainee::Trainee;
use crate::exercise::{Equipment, Exercise, Loading, Measure, Muscle, Pattern};
use crate::person::Level;
use crate::plan::Goal;

/// How much a place in a session matters, most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The lift that the day is about.
    Main,
    /// A second lift over several joints.
    Second,
    /// The trunk.
    Core,
    /// One muscle or one joint.
    Accessory,
}

/// A place in a session: what may fill it, best first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slot {
    pub(super) role: Role,
    patterns: &'static [Pattern],
    /// At least one of these must be primary; empty for any.
    muscles: &'static [Muscle],
}

const BACK: &[Muscle] = &[Muscle::Lats, Muscle::UpperBack, Muscle::RearDelts];

/// Whether an exercise counts as a push for the balance of a week.
pub(super) fn is_push(exercise: &Exercise) -> bool {
    matches!(exercise.pattern, Pattern::HorizontalPush | Pattern::VerticalPush)
}

/// Whether an exercise counts as a pull for the balance of a week: rows and pull-downs, and what else is done for the
/// back of the shoulder.
pub(super) fn is_pull(exercise: &Exercise) -> bool {
    matches!(exercise.pattern, Pattern::HorizontalPull | Pattern::VerticalPull)
        || (matches!(exercise.pattern, Pattern::ShoulderIsolation | Pattern::BackExtension)
            && exercise.primary.iter().any(|muscle| BACK.contains(muscle)))
}

/// Whether an exercise is for the trunk.
pub(super) fn is_core(exercise: &Exercise) -> bool {
    matches!(exercise.pattern, Pattern::TrunkFlexion | Pattern::TrunkStability | Pattern::Carry)
}

/// Whether an exercise bends and straightens the knee.
pub(super) fn is_knee(exercise: &Exercise) -> bool {
    matches!(exercise.pattern, Pattern::Squat | Pattern::Lunge | Pattern::KneeExtension)
}

/// Whether an exercise is for the hip and the back of the thigh.
pub(super) fn is_hip(exercise: &Exercise) -> bool {
    use Pattern as P;
    matches!(exercise.pattern, P::Hinge | P::HipIsolation | P::KneeFlexion | P::BackExtension)
}

/// Whether an exercise is for the legs or hips.
pub(super) fn is_leg(exercise: &Exercise) -> bool {
    let hip = is_hip(exercise) && exercise.pattern != Pattern::BackExtension;
    hip || is_knee(exercise) || exercise.pattern == Pattern::Calf
}

macro_rules! slots {
    ($($name:ident = $role:ident [$($pattern:ident)*] [$($muscle:ident)*];)*) => {
        $(pub(super) const $name: Slot = Slot {
            role: Role::$role,
            patterns: &[$(Pattern::$pattern),*],
            muscles: &[$(Muscle::$muscle),*],
        };)*
    };
}

slots! {
    SQUAT = Main [Squat Lunge KneeExtension HipIsolation] [];
    HINGE = Main [Hinge HipIsolation KneeFlexion BackExtension] [];
    PUSH = Main [HorizontalPush VerticalPush ElbowExtension] [];
    PULL = Main [HorizontalPull VerticalPull ShoulderIsolation BackExtension] [Lats UpperBack RearDelts];
    PRESS = Main [VerticalPush HorizontalPush ShoulderIsolation] [];
    PULL_DOWN = Main [VerticalPull HorizontalPull ShoulderIsolation BackExtension] [Lats UpperBack RearDelts];
    SECOND_SQUAT = Second [Squat Lunge KneeExtension HipIsolation] [];
    SECOND_HINGE = Second [Hinge HipIsolation KneeFlexion BackExtension] [];
    LUNGE = Second [Lunge Squat KneeExtension HipIsolation] [];
    SECOND_PUSH = Second [HorizontalPush VerticalPush ElbowExtension] [];
    SECOND_PULL = Second [HorizontalPull VerticalPull ShoulderIsolation BackExtension] [Lats UpperBack RearDelts];
    SECOND_PRESS = Second [VerticalPush HorizontalPush ShoulderIsolation] [];
    SECOND_PULL_DOWN = Second [VerticalPull HorizontalPull ShoulderIsolation BackExtension] [Lats UpperBack RearDelts];
    CORE = Core [TrunkStability TrunkFlexion BackExtension] [];
    CORE_TURN = Core [TrunkFlexion TrunkStability BackExtension] [];
    CARRY = Core [Carry TrunkStability TrunkFlexion] [];
    CURL = Accessory [ElbowFlexion] [];
    TRICEPS = Accessory [ElbowExtension] [];
    SIDE_DELTS = Accessory [ShoulderIsolation] [SideDelts FrontDelts];
    REAR_DELTS = Accessory [ShoulderIsolation HorizontalPull] [RearDelts UpperBack];
    LEG_CURL = Accessory [KneeFlexion HipIsolation] [];
    GLUTES = Accessory [HipIsolation Hinge] [];
    CALVES = Accessory [Calf] [];
}

/// Chooses exercises for one plan, in the same way each time.
pub(super) struct Chooser<'a> {
    goal: Goal,
    level: Level,
    /// Liked or already part of the plan: preferred.
    likes: &'a [String],
    /// Done lately, most often first: preferred a little, since loads are known.
    known: Vec<String>,
    allowed: Vec<&'static Exercise>,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(
        trainee: &Trainee<'_>,
        goal: Goal,
        equipment: &[Equipment],
        likes: &'a [String],
        avoids: &[String],
        known: Vec<String>,
    ) -> Self {
        let mut allowed = trainee.allowed(equipment);
        allowed.retain(|exercise| !avoids.iter().any(|id| id == exercise.id));
        Self { goal, level: trainee.level, likes, known, allowed }
    }

    /// Everything that may be chosen.
    pub(super) fn allowed(&self) -> &[&'static Exercise] {
        &self.allowed
    }

    /// Whether there is any exercise with sets.
    pub(super) fn any_strength(&self) -> bool {
        self.allowed.iter().any(|exercise| {
            !matches!(
                exercise.pattern,
                Pattern::Endurance | Pattern::Mobility | Pattern::Power | Pattern::Conditioning | Pattern::Grip
            )
        })
    }

    /// How well an exercise fits a place; higher is better. The order of the catalogue decides between equals.
    fn fit(&self, exercise: &Exercise, role: Role) -> i32 {
        let mut fit = 0;
        if self.likes.iter().any(|id| id == exercise.id) {
            fit += 60;
        }
        if self.known.iter().any(|id| id == exercise.id) {
            fit += 12;
        }
        let needs = |wanted: Equipment| exercise.equipment.contains(&wanted);
        let loaded = exercise.loading != Loading::None;
        let heavy = matches!(self.goal, Goal::Strength | Goal::Muscle | Goal::Mixed);
        let staple = super::staples::is_staple(exercise.id);
        fit += match (staple, loaded) {
            (true, true) => 15,
            (true, false) => 8,
            (false, _) => 0,
        };
        if matches!(role, Role::Main | Role::Second) {
            fit += match () {
                () if needs(Equipment::Barbell) && self.goal == Goal::Strength => 14,
                () if needs(Equipment::Barbell) && self.level > Level::Beginner => 10,
                () if needs(Equipment::Dumbbell) || needs(Equipment::Kettlebell) => 9,
                () if needs(Equipment::Machine) || needs(Equipment::Cable) => 8,
                () if needs(Equipment::Barbell) => 7,
                () if loaded => 6,
                () => 3,
            };
            if exercise.unilateral && heavy && role == Role::Main {
                fit -= 6;
            }
            if exercise.measure != Measure::Reps {
                fit -= 15;
            }
        } else if loaded {
            fit += 2;
        }
        // Without a load it is the harder exercise that builds more.
        let below = self.level as i32 - exercise.level as i32;
        if loaded { fit - below } else { fit - 4 * below }
    }

    /// Everything that may fill a place, best first; the first pattern of the place with anything in it decides.
    fn ranked(&self, slot: &Slot, taken: &[&'static str]) -> Vec<&'static Exercise> {
        for pattern in slot.patterns {
            let mut found: Vec<&'static Exercise> = self
                .allowed
                .iter()
                .copied()
                .filter(|exercise| {
                    exercise.pattern == *pattern
                        && (slot.muscles.is_empty()
                            || exercise.primary.iter().any(|muscle| slot.muscles.contains(muscle)))
                        && !taken.contains(&exercise.id)
                })
                .collect();
            if !found.is_empty() {
                found.sort_by_key(|exercise| -self.fit(exercise, slot.role));
                return found;
            }
        }
        Vec::new()
    }

    /// The exercise for a place. `turn` varies what is not the main lift among the three that fit best; what is in
    /// `taken` is already done that day, what is in `week` that week.
    pub(super) fn choose(
        &self,
        slot: &Slot,
        turn: usize,
        taken: &[&'static str],
        week: &[&'static str],
    ) -> Option<&'static Exercise> {
        let ranked = self.ranked(slot, taken);
        let fresh: Vec<&'static Exercise> =
            ranked.iter().copied().filter(|exercise| !week.contains(&exercise.id)).take(3).collect();
        let best = self.fit(ranked.first()?, slot.role);
        let pool: Vec<&'static Exercise> =
            fresh.into_iter().filter(|exercise| best - self.fit(exercise, slot.role) <= 8).collect();
        if pool.is_empty() {
            return ranked.first().copied();
        }
        if self.likes.iter().any(|id| id == pool[0].id) {
            return Some(pool[0]);
        }
        pool.get(turn % pool.len()).copied()
    }

    /// Whether anything else could take an exercise's place: the nearest of its pattern or its neighbours.
    pub(super) fn instead_of(
        &self,
        exercise: &Exercise,
        role: Role,
        taken: &[&'static str],
    ) -> Option<&'static Exercise> {
        let named = exercise.regressions.iter().chain(exercise.progressions).find_map(|id| {
            self.allowed
                .iter()
                .copied()
                .find(|other| other.id == *id && other.pattern == exercise.pattern && !taken.contains(&other.id))
        });
        let mut found: Vec<&'static Exercise> = self
            .allowed
            .iter()
            .copied()
            .filter(|other| other.id != exercise.id && !taken.contains(&other.id))
            .filter(|other| is_neighbour(exercise.pattern, other.pattern))
            .collect();
        found.sort_by_key(|other| {
            let same = i32::from(other.pattern == exercise.pattern) * 40;
            let shared = exercise.primary.iter().filter(|muscle| other.primary.contains(muscle)).count() as i32 * 10;
            -(same + shared + self.fit(other, role))
        });
        named.or_else(|| found.first().copied())
    }
}

/// Whether one pattern may stand in for another.
fn is_neighbour(wanted: Pattern, other: Pattern) -> bool {
    use Pattern as P;
    const FAMILIES: &[&[Pattern]] = &[
        &[P::Squat, P::Lunge, P::KneeExtension, P::HipIsolation],
        &[P::Hinge, P::HipIsolation, P::KneeFlexion, P::BackExtension],
        &[P::HorizontalPush, P::VerticalPush, P::ElbowExtension],
        &[P::HorizontalPull, P::VerticalPull],
        &[P::TrunkFlexion, P::TrunkStability, P::Carry],
        &[P::ElbowFlexion, P::HorizontalPull, P::VerticalPull],
        &[P::ShoulderIsolation, P::HorizontalPull],
        &[P::Endurance],
        &[P::Mobility],
    ];
    wanted == other || FAMILIES.iter().any(|family| family.contains(&wanted) && family.contains(&other))
}
