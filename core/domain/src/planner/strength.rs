//! Strength sessions: exercises, sets, repetitions, rests, and the minutes that they take.

use super::loads::{EXTRA_REPS, Loads, Range, SECONDS};
use super::select::{
    CALVES, CORE, CORE_TURN, CURL, Chooser, GLUTES, Role, SECOND_HINGE, SECOND_PRESS, SECOND_PULL, SECOND_PULL_DOWN,
    SECOND_PUSH, SECOND_SQUAT, Slot, TRICEPS, is_core, is_hip, is_knee, is_leg, is_pull, is_push,
};
use super::trainee::Trainee;
use crate::exercise::{Exercise, Loading, Measure, Muscle};
use crate::person::Level;
use crate::plan::{Block, Goal, Part, PlannedSet};
use jiff::civil::Date;

/// An exercise with its number of work sets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lift {
    pub(super) exercise: &'static Exercise,
    pub(super) role: Role,
    pub(super) sets: usize,
}

/// A strength session before its loads are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) lifts: Vec<Lift>,
    /// Too little of its own kind can be done, so that it holds others too.
    mixed: bool,
}

impl Draft {
    fn has(&self, wanted: Kind) -> bool {
        self.lifts.iter().any(|lift| wanted(lift.exercise))
    }

    /// What the session is called, when it is usually called so.
    pub(super) fn title(&self, usual: &'static str) -> &'static str {
        if self.mixed { title_of(self.lifts.iter().map(|lift| lift.exercise)) } else { usual }
    }
}

/// What a session of these exercises is called that is none of the usual ones.
pub(super) fn title_of(exercises: impl Iterator<Item = &'static Exercise>) -> &'static str {
    let (mut push, mut pull, mut legs) = (false, false, false);
    for exercise in exercises {
        push |= is_push(exercise);
        pull |= is_pull(exercise);
        legs |= is_leg(exercise);
    }
    match (push && pull, legs) {
        (true, true) => "Full body",
        (true, false) => "Upper body",
        _ => "Strength",
    }
}

/// What the strength sessions of a week have to fit into.
pub(super) struct Terms<'a> {
    pub(super) trainee: &'a Trainee<'a>,
    pub(super) goal: Goal,
    /// Minutes of a session, all in all.
    pub(super) minutes: f64,
    /// Loaded weeks so far, for variety in small exercises.
    pub(super) turn: usize,
    /// Blocks of weeks so far, for variety in second lifts.
    pub(super) block: usize,
    /// How far into a block of loaded weeks, from 0.
    pub(super) step: usize,
    pub(super) deload: bool,
    /// Coming back: effort stays at 7 or below.
    pub(super) gentle: bool,
}

/// Seconds that one repetition takes.
const REP_S: f64 = 4.0;
/// Seconds to set up an exercise.
const SETUP_S: f64 = 40.0;

impl Terms<'_> {
    /// Minutes of the general warm-up.
    pub(super) fn warm_up(&self) -> f64 {
        let more = if self.trainee.older() && self.minutes >= 30.0 { 2.0 } else { 0.0 };
        more + match self.minutes {
            m if m < 25.0 => 3.0,
            m if m < 45.0 => 5.0,
            m if m < 75.0 => 7.0,
            _ => 10.0,
        }
    }

    /// Minutes of the cool-down.
    pub(super) fn cool_down(&self) -> f64 {
        match self.minutes {
            m if m < 20.0 => 1.0,
            m if m < 30.0 => 2.0,
            m if m < 45.0 => 3.0,
            _ => 5.0,
        }
    }

    /// Repetitions by goal, place, age and level.
    fn range(&self, lift: &Lift) -> Range {
        let careful = self.trainee.age.is_some_and(|age| !(18..65).contains(&age))
            || self.trainee.cap < crate::safety::screening::Intensity::Vigorous
            || !self.trainee.conditions.is_empty();
        let (low, high) = match (self.goal, lift.role) {
            (_, Role::Core) => (8, 15),
            (Goal::Strength, Role::Main) if !careful && self.trainee.level > Level::Beginner => (3, 6),
            (Goal::Strength, Role::Main) if !careful => (5, 8),
            (Goal::Strength, Role::Second) if !careful => (6, 10),
            (Goal::Strength, _) => (8, 12),
            (Goal::Muscle, Role::Main) if !careful => (6, 10),
            (Goal::Muscle, Role::Main | Role::Second) => (8, 12),
            (Goal::Running | Goal::Cycling | Goal::Mixed, Role::Main) if !careful => (6, 10),
            (_, Role::Main | Role::Second) => (8, 12),
            (_, Role::Accessory) => (10, 15),
        };
        // Nothing to add but repetitions.
        let high = if lift.exercise.loading == Loading::None { high.max(15) } else { high };
        let low = if lift.exercise.loading == Loading::None { low.max(6) } else { low };
        match lift.exercise.measure {
            Measure::Reps => Range { low, high },
            // Fives of seconds: 20 to 45 s.
            Measure::Seconds | Measure::Metres => Range { low: 4, high: 9 },
        }
    }

    /// Seconds of rest after a set.
    fn rest(&self, lift: &Lift) -> f64 {
        let full: f64 = match (self.goal, lift.role) {
            (_, Role::Core) => 45.0,
            (Goal::Strength, Role::Main) => 180.0,
            (Goal::Strength, Role::Second) => 120.0,
            (Goal::Strength, Role::Accessory) => 90.0,
            (Goal::Muscle, Role::Main) => 120.0,
            (Goal::Muscle, Role::Second) => 90.0,
            (Goal::Muscle, Role::Accessory) => 75.0,
            (Goal::WeightLoss, Role::Main | Role::Second) => 75.0,
            (Goal::WeightLoss, Role::Accessory) => 45.0,
            (_, Role::Main) => 90.0,
            (_, Role::Second) => 75.0,
            (_, Role::Accessory) => 60.0,
        };
        match self.minutes {
            m if m < 20.0 => full.min(45.0),
            m if m <= 30.0 && lift.role != Role::Main => full.min(60.0),
            // Never so short that the loads of the main lifts have to fall.
            m if m <= 30.0 => full.min(90.0),
            m if m < 45.0 => full.min(120.0),
            _ => full,
        }
    }

    fn ramp_count(&self, lift: &Lift) -> usize {
        // The body's own weight cannot be built up to.
        if matches!(lift.exercise.loading, Loading::None | Loading::Added { .. }) || self.minutes < 20.0 {
            return 0;
        }
        match lift.role {
            Role::Main if self.minutes >= 45.0 && self.goal == Goal::Strength => 3,
            Role::Main if self.minutes >= 35.0 => 2,
            Role::Main => 1,
            Role::Second if self.minutes >= 45.0 => 1,
            _ => 0,
        }
    }

    /// Most exercises of a session with so many sets: the heavier the goal, the fewer with more sets each.
    fn exercises(&self, sets: usize) -> usize {
        match self.goal {
            Goal::Strength => (sets / 3 + 1).max(4),
            Goal::Muscle => (sets * 2 / 5 + 1).max(4),
            _ => usize::MAX,
        }
    }

    fn most_sets(&self, role: Role) -> usize {
        match (role, self.trainee.level) {
            (Role::Main, Level::Beginner) => 3,
            (Role::Main, Level::Intermediate) => 4,
            (Role::Main, Level::Advanced) => 5,
            (Role::Second, Level::Advanced) => 4,
            _ => 3,
        }
    }

    /// Most sets a week for a muscle, as a training log counts them.
    fn most_for_muscle(&self) -> f64 {
        match (self.goal, self.trainee.level) {
            (Goal::Strength | Goal::Muscle, Level::Beginner) => 10.0,
            (Goal::Strength | Goal::Muscle, Level::Intermediate) => 16.0,
            (Goal::Strength | Goal::Muscle, Level::Advanced) => 20.0,
            (_, Level::Beginner) => 8.0,
            (_, Level::Intermediate) => 10.0,
            (_, Level::Advanced) => 12.0,
        }
    }

    /// Minutes of an exercise at the most repetitions of its range.
    fn cost(&self, lift: &Lift) -> f64 {
        let range = self.range(lift);
        // Where a step of the load is too much, repetitions go on a little past the range.
        let more = if lift.exercise.loading == Loading::None { 0 } else { EXTRA_REPS };
        let sets = self.sets(lift, None, range.high + more, None);
        minutes_of(&sets, lift.exercise)
    }

    /// Effort at which sets end, on the CR10 scale.
    fn rpe(&self, weighed: bool) -> f64 {
        if self.deload {
            return self.trainee.set_rpe.min(6.0);
        }
        let most: f64 = if weighed { 9.0 } else { 7.0 };
        let wanted = if self.trainee.set_rpe >= 8.0 { 7.0 + 0.5 * self.step.min(2) as f64 } else { 7.0 };
        let wanted = if self.trainee.level == Level::Advanced { wanted + 0.5 } else { wanted };
        let most = if self.gentle { most.min(7.0) } else { most };
        wanted.min(most).min(self.trainee.set_rpe)
    }

    /// Warm-up sets, then work sets.
    fn sets(&self, lift: &Lift, weight_kg: Option<f64>, count: u32, rpe: Option<f64>) -> Vec<PlannedSet> {
        let mut sets: Vec<PlannedSet> = Vec::with_capacity(lift.sets + 3);
        const RAMPS: [&[(f64, u32)]; 4] = [&[], &[(0.6, 6)], &[(0.5, 6), (0.75, 4)], &[(0.5, 5), (0.7, 3), (0.85, 2)]];
        let step = lift.exercise.loading.step_kg().unwrap_or(1.0);
        for (share, reps) in RAMPS[self.ramp_count(lift).min(3)] {
            let kg = weight_kg.map(|kg| ((kg * share / step).floor() * step).max(0.0)).filter(|kg| *kg > 0.0);
            let easier = if *share < 0.6 { 2.0 } else { 3.0 };
            let timed = lift.exercise.measure != Measure::Reps;
            sets.push(PlannedSet {
                reps: (!timed).then_some(*reps),
                seconds: timed.then_some(15.0),
                weight_kg: kg,
                rest_s: if *share > 0.6 { 60.0 } else { 45.0 },
                rpe: Some(easier),
                warmup: true,
            });
        }
        let (reps, seconds) = match lift.exercise.measure {
            Measure::Reps => (Some(count), None),
            Measure::Seconds | Measure::Metres => (None, Some(f64::from(count) * SECONDS)),
        };
        let rest_s = self.rest(lift);
        sets.extend((0..lift.sets).map(|_| PlannedSet { reps, seconds, weight_kg, rest_s, rpe, warmup: false }));
        sets
    }

    /// The block of a lift on a day, with its load.
    pub(super) fn block(&self, lift: &Lift, loads: &Loads, at: (Date, u32), eased: f64) -> Block {
        let range = self.range(lift);
        let next = loads.next(lift.exercise, range, at, self.deload, eased);
        let rpe = self.rpe(next.weight_kg.is_some());
        let sets = self.sets(lift, next.weight_kg, next.reps, Some(rpe));
        let loadable = !matches!(lift.exercise.loading, Loading::None | Loading::Added { .. });
        let note = match (next.weight_kg, loadable) {
            (None, true) if rpe >= 6.0 => Some("choose a load that leaves three repetitions in reserve"),
            (None, true) => Some("choose a light load"),
            _ if lift.exercise.unilateral => Some("each side"),
            _ => None,
        };
        Block {
            name: lift.exercise.name.to_owned(),
            exercise: Some(lift.exercise.id.to_owned()),
            part: Part::Main,
            minutes: minutes_of(&sets, lift.exercise),
            sets,
            note: note.map(str::to_owned),
            ..Block::default()
        }
    }
}

/// Minutes of sets with their rests and the time to set up, in half minutes, rounded up.
pub(super) fn minutes_of(sets: &[PlannedSet], exercise: &Exercise) -> f64 {
    let sides = if exercise.unilateral { 2.0 } else { 1.0 };
    let seconds: f64 = sets
        .iter()
        .map(|set| {
            let work = set.seconds.unwrap_or_else(|| f64::from(set.reps.unwrap_or(1)) * REP_S);
            work * sides + set.rest_s
        })
        .sum();
    ((seconds + SETUP_S) / 30.0).ceil() / 2.0
}

/// A session's places with the minutes that are open for them.
pub(super) struct Place {
    slots: &'static [Slot],
    minutes: f64,
    /// It is for the whole body, so that a push and a pull belong into it.
    full: bool,
}

impl Place {
    pub(super) fn new((title, slots): &(&'static str, &'static [Slot]), minutes: f64) -> Self {
        Self { slots, minutes, full: title.starts_with(FULL_BODY) }
    }
}

/// What the titles of sessions for the whole body begin with.
pub(super) const FULL_BODY: &str = "Full body";

/// Least exercises of a strength session.
pub(super) const LEAST_LIFTS: usize = 3;

/// What fills a session in which too little of its own kind can be done, in this order.
pub(super) const FILLERS: [Slot; 12] = [
    SECOND_PULL,
    SECOND_PUSH,
    SECOND_SQUAT,
    SECOND_HINGE,
    SECOND_PULL_DOWN,
    SECOND_PRESS,
    CORE,
    CORE_TURN,
    CURL,
    TRICEPS,
    GLUTES,
    CALVES,
];

/// The strength sessions of a week: exercises by priority, then sets, until minutes, sets of the week and sets of a
/// muscle are used up; pulls and pushes balanced.
pub(super) fn drafts(terms: &Terms<'_>, chooser: &Chooser<'_>, places: &[Place], sets: usize) -> Vec<Draft> {
    let mut week = Week { terms, drafts: vec![Draft::default(); places.len()], left: sets, muscles: Vec::new() };
    let mut used: Vec<&'static str> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        // What is left for this session when the later ones get as much.
        let share = week.left / (places.len() - index);
        let mut open = share;
        // Of few sets the main lift has more than one.
        let most = if share < 6 { LEAST_LIFTS + 1 } else { terms.exercises(share) };
        let slots = ordered(place, index == terms.turn % places.len(), share);
        for slot in slots {
            if open == 0 || week.drafts[index].lifts.len() >= most {
                break;
            }
            let taken: Vec<&'static str> = week.drafts[index].lifts.iter().map(|lift| lift.exercise.id).collect();
            let turn = match slot.role {
                Role::Main => 0,
                Role::Second => terms.block,
                Role::Core | Role::Accessory => terms.turn,
            };
            // Few sets make one of each exercise rather than two of half of them.
            let first = if share >= 6 && open >= 2 { 2 } else { 1 };
            // What does not fit may have a shorter neighbour, which matters for the trunk.
            let tries = if slot.role == Role::Core { 3 } else { 1 };
            for turn in turn..turn + tries {
                let Some(exercise) = chooser.choose(slot, turn, &taken, &used) else { break };
                if week.add(index, Lift { exercise, role: slot.role, sets: first }, place.minutes) {
                    open -= first;
                    used.push(exercise.id);
                    break;
                }
            }
        }
    }
    for (index, place) in places.iter().enumerate() {
        week.complete(index, place, chooser);
    }
    week.fill(places);
    week.pull_for_push(chooser);
    week.trunk(places, chooser);
    week.balance(places);
    for draft in &mut week.drafts {
        draft.lifts.sort_by_key(|lift| match lift.role {
            Role::Main => 0,
            Role::Second => 1,
            Role::Accessory => 2,
            Role::Core => 3,
        });
    }
    week.drafts
}

/// The places of a session in the order in which they are filled. In one session of the week the trunk comes early, so
/// that it is never left out for want of room.
fn ordered(place: &Place, its_turn: bool, sets: usize) -> Vec<&'static Slot> {
    let mut slots: Vec<&'static Slot> = place.slots.iter().collect();
    if its_turn && let Some(core) = slots.iter().position(|slot| slot.role == Role::Core) {
        let room = (sets / 2).min((place.minutes / 8.0) as usize);
        let core = slots.remove(core);
        slots.insert(slots.len().min(room.saturating_sub(1).clamp(1, 2)), core);
    }
    slots
}

/// Tells the exercises of a kind.
type Kind = fn(&Exercise) -> bool;

/// Pulls and pushes, with the places that they are chosen for.
pub(super) const BOTH_WAYS: [(Kind, [Slot; 2]); 2] =
    [(is_pull, [SECOND_PULL, SECOND_PULL_DOWN]), (is_push, [SECOND_PUSH, SECOND_PRESS])];

struct Week<'a> {
    terms: &'a Terms<'a>,
    drafts: Vec<Draft>,
    left: usize,
    muscles: Vec<(Muscle, f64)>,
}

impl Week<'_> {
    fn of_muscle(&self, muscle: Muscle) -> f64 {
        self.muscles.iter().find(|(known, _)| *known == muscle).map_or(0.0, |(_, sets)| *sets)
    }

    fn count(&mut self, exercise: &Exercise, sets: f64) {
        let primary = exercise.primary.iter().map(|muscle| (*muscle, sets));
        let secondary = exercise.secondary.iter().map(|muscle| (*muscle, sets / 2.0));
        for (muscle, sets) in primary.chain(secondary) {
            match self.muscles.iter_mut().find(|(known, _)| *known == muscle) {
                Some((_, counted)) => *counted += sets,
                None => self.muscles.push((muscle, sets)),
            }
        }
    }

    fn fits_muscles(&self, exercise: &Exercise, sets: usize) -> bool {
        let most = self.terms.most_for_muscle();
        exercise.primary.iter().all(|muscle| self.of_muscle(*muscle) + sets as f64 <= most)
    }

    /// Whether one set more leaves about two and a half times as many for the knee as for the hip at the most in a week
    /// that has both, and the other way round.
    fn fits_legs(&self, exercise: &Exercise) -> bool {
        [(is_knee as Kind, is_hip as Kind), (is_hip, is_knee)].iter().all(|(one, other)| {
            let others = self.sets_of(*other);
            !one(exercise) || others == 0 || 2 * self.sets_of(*one) < 5 * others
        })
    }

    fn minutes(&self, index: usize) -> f64 {
        self.drafts[index].lifts.iter().map(|lift| self.terms.cost(lift)).sum()
    }

    fn add(&mut self, index: usize, lift: Lift, minutes: f64) -> bool {
        let fits = self.minutes(index) + self.terms.cost(&lift) <= minutes + 1e-9
            && lift.sets <= self.left
            && self.fits_muscles(lift.exercise, lift.sets);
        if fits {
            self.left -= lift.sets;
            self.count(lift.exercise, lift.sets as f64);
            self.drafts[index].lifts.push(lift);
        }
        fits
    }

    /// Puts an exercise into a session, in place of sets of others where there is no room else; whether it is in it.
    fn insert(&mut self, index: usize, exercise: &'static Exercise, role: Role, minutes: f64) -> bool {
        if (1..=2).rev().any(|sets| self.add(index, Lift { exercise, role, sets }, minutes)) {
            return true;
        }
        let before = (self.drafts[index].clone(), self.left, self.muscles.clone());
        while self.free(index) {
            if self.add(index, Lift { exercise, role, sets: 1 }, minutes) {
                return true;
            }
        }
        (self.drafts[index], self.left, self.muscles) = before;
        false
    }

    /// Takes a set from the exercise with most sets, the last among equals; where each has one, the last small
    /// exercise goes. Whether there was any.
    fn free(&mut self, index: usize) -> bool {
        let lifts = &self.drafts[index].lifts;
        let most = (0..lifts.len()).max_by_key(|position| lifts[*position].sets).filter(|at| lifts[*at].sets > 1);
        let Some(position) = most.or_else(|| lifts.iter().rposition(|lift| lift.role == Role::Accessory)) else {
            return false;
        };
        let lift = lifts[position];
        if lift.sets > 1 {
            self.drafts[index].lifts[position].sets -= 1;
        } else {
            self.drafts[index].lifts.remove(position);
        }
        self.count(lift.exercise, -1.0);
        self.left += 1;
        true
    }

    /// The first exercise for a place of a session that is of a kind and not in it yet.
    fn of_kind(&self, index: usize, slot: &Slot, chooser: &Chooser<'_>, wanted: Kind) -> Option<&'static Exercise> {
        let taken: Vec<&'static str> = self.drafts[index].lifts.iter().map(|lift| lift.exercise.id).collect();
        chooser.choose(slot, 0, &taken, &[]).filter(|exercise| wanted(exercise))
    }

    /// A pull and a push for a session of the whole body, and three exercises at least for any, of other kinds where
    /// too little of its own can be done.
    fn complete(&mut self, index: usize, place: &Place, chooser: &Chooser<'_>) {
        let few = self.drafts[index].lifts.len() < LEAST_LIFTS;
        if few {
            for slot in FILLERS {
                if self.drafts[index].lifts.len() >= LEAST_LIFTS {
                    break;
                }
                if let Some(exercise) = self.of_kind(index, &slot, chooser, |_| true)
                    && self.insert(index, exercise, slot.role, place.minutes)
                {
                    self.drafts[index].mixed = !place.full;
                }
            }
        }
        if !place.full {
            return;
        }
        for (wanted, slots) in BOTH_WAYS {
            for slot in slots {
                if self.drafts[index].has(wanted) {
                    break;
                }
                if let Some(exercise) = self.of_kind(index, &slot, chooser, wanted) {
                    self.insert(index, exercise, slot.role, place.minutes);
                }
            }
        }
    }

    /// The trunk is in a week of two sessions or more, where anything for it can be done.
    fn trunk(&mut self, places: &[Place], chooser: &Chooser<'_>) {
        let sessions = self.drafts.iter().filter(|draft| !draft.lifts.is_empty()).count();
        if sessions < 2 || self.drafts.iter().any(|draft| draft.has(is_core)) {
            return;
        }
        for (index, place) in places.iter().enumerate() {
            for slot in [CORE, CORE_TURN] {
                if !self.drafts[index].lifts.is_empty()
                    && let Some(exercise) = self.of_kind(index, &slot, chooser, is_core)
                    && self.insert(index, exercise, slot.role, place.minutes)
                {
                    return;
                }
            }
        }
    }

    /// One set more for each exercise in turn, main lifts first, while anything is left.
    fn fill(&mut self, places: &[Place]) {
        for most in 3..=5 {
            for role in [Role::Main, Role::Second, Role::Core, Role::Accessory] {
                for (index, place) in places.iter().enumerate() {
                    for position in 0..self.drafts[index].lifts.len() {
                        let lift = self.drafts[index].lifts[position];
                        let more = Lift { sets: lift.sets + 1, ..lift };
                        let fits = lift.role == role
                            && lift.sets < most.min(self.terms.most_sets(role))
                            && self.left > 0
                            && self.fits_muscles(lift.exercise, 1)
                            && self.fits_legs(lift.exercise)
                            && self.minutes(index) - self.terms.cost(&lift) + self.terms.cost(&more)
                                <= place.minutes + 1e-9;
                        if fits {
                            self.left -= 1;
                            self.count(lift.exercise, 1.0);
                            self.drafts[index].lifts[position].sets += 1;
                        }
                    }
                }
            }
        }
    }

    /// A week with pushes and no pull has one of the pushes made a pull, where one can be done.
    fn pull_for_push(&mut self, chooser: &Chooser<'_>) {
        if self.sets_of(is_push) == 0 || self.sets_of(is_pull) > 0 {
            return;
        }
        let Some(pull) = chooser.choose(&super::select::PULL, 0, &[], &[]) else { return };
        let terms = self.terms;
        let lifts = self.drafts.iter_mut().flat_map(|draft| &mut draft.lifts);
        if let Some(lift) = lifts.filter(|lift| is_push(lift.exercise)).last() {
            let room = terms.cost(lift);
            lift.exercise = pull;
            while terms.cost(lift) > room && lift.sets > 1 {
                lift.sets -= 1;
                self.left += 1;
            }
        }
    }

    fn sets_of(&self, wanted: Kind) -> usize {
        self.drafts
            .iter()
            .flat_map(|draft| &draft.lifts)
            .filter(|lift| wanted(lift.exercise))
            .map(|lift| lift.sets)
            .sum()
    }

    /// Between one and one and a half pulls for each push, where there are both.
    fn balance(&mut self, places: &[Place]) {
        loop {
            let (push, pull) = (self.sets_of(is_push), self.sets_of(is_pull));
            if push == 0 || pull == 0 {
                return;
            }
            let shrunk = if push > pull {
                self.shrink(is_push, places)
            } else if 2 * pull > 3 * push {
                self.shrink(is_pull, places)
            } else {
                return;
            };
            if !shrunk {
                return;
            }
        }
    }

    /// Takes a set from the last exercise of a kind with most sets; an exercise with one set goes altogether, unless
    /// its session is for the whole body and has no other of the kind.
    fn shrink(&mut self, wanted: Kind, places: &[Place]) -> bool {
        let mut found: Option<(usize, usize, usize)> = None;
        for (index, draft) in self.drafts.iter().enumerate() {
            let same = draft.lifts.iter().filter(|lift| wanted(lift.exercise)).count();
            for (position, lift) in draft.lifts.iter().enumerate() {
                let kept = lift.sets == 1 && places[index].full && same == 1;
                if wanted(lift.exercise) && !kept && found.is_none_or(|(_, _, sets)| lift.sets >= sets) {
                    found = Some((index, position, lift.sets));
                }
            }
        }
        let Some((index, position, sets)) = found else { return false };
        let total: usize = self.sets_of(wanted);
        if total <= 1 || (sets == 1 && self.drafts[index].lifts.len() == 1) {
            return false;
        }
        let exercise = self.drafts[index].lifts[position].exercise;
        self.count(exercise, -1.0);
        self.left += 1;
        if sets == 1 {
            self.drafts[index].lifts.remove(position);
        } else {
            self.drafts[index].lifts[position].sets -= 1;
        }
        true
    }
}
