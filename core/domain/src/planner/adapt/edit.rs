//! Changes of single sessions: exercises exchanged, shorter, easier, harder.

use crate::exercise::{Exercise, Loading, Measure, Pattern};
use crate::plan::{Block, EffortTarget, Goal, Part, PlannedSession};
use crate::planner::endurance::{self, Moves};
use crate::planner::loads::{Loads, Range};
use crate::planner::select::{Chooser, Role, Slot};
use crate::planner::strength::{BOTH_WAYS, FILLERS, FULL_BODY, LEAST_LIFTS, Lift, Terms, minutes_of, title_of};
use crate::planner::trainee::Trainee;
use crate::safety::limits::{NO_HISTORY_EFFORT, sport_of, volume_of};

/// Seconds of a set of a held exercise that stands in for one with repetitions.
const HOLD_S: f64 = 30.0;
/// Repetitions of an exercise that stands in for a held one.
const REPS: u32 = 10;

/// What became of the exercises of a session.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Touched {
    /// Exchanged for others or left out.
    pub(super) exchanged: usize,
    /// Put into the session beside them.
    pub(super) added: usize,
}

/// Exchanges exercises for others that may be done.
pub(super) struct Editor<'a> {
    pub(super) trainee: &'a Trainee<'a>,
    pub(super) chooser: &'a Chooser<'a>,
    pub(super) goal: Goal,
    pub(super) loads: &'a Loads,
}

fn role(pattern: Pattern) -> Role {
    match pattern {
        Pattern::Squat
        | Pattern::Hinge
        | Pattern::Lunge
        | Pattern::HorizontalPush
        | Pattern::VerticalPush
        | Pattern::HorizontalPull
        | Pattern::VerticalPull => Role::Second,
        Pattern::TrunkFlexion | Pattern::TrunkStability | Pattern::Carry => Role::Core,
        _ => Role::Accessory,
    }
}

impl Editor<'_> {
    /// Exchanges every exercise of a session that is out; what has no neighbour is left out, and a strength session of
    /// which too little is left gets what else can be done. Without work left the session becomes an easy one.
    pub(super) fn replace(
        &self,
        session: &mut PlannedSession,
        week: u32,
        most: f64,
        out: impl Fn(&Exercise) -> bool,
    ) -> Touched {
        let touched: Vec<(usize, &'static Exercise)> = session
            .blocks
            .iter()
            .enumerate()
            .filter_map(|(index, block)| block.known().map(|known| (index, known)))
            .filter(|(_, known)| out(known))
            .collect();
        // What is not in the catalogue cannot be judged.
        let unknown: Vec<usize> =
            (0..session.blocks.len()).filter(|index| session.blocks[*index].known().is_none()).collect();
        if touched.is_empty() && unknown.is_empty() {
            return Touched::default();
        }
        let counted = session.counts();
        let lifted = lifts(session).count() > 0;
        let before = volume_of(session).sets;
        let mut gone: Vec<usize> = unknown;
        for (index, known) in &touched {
            if !self.exchange_at(session, week, *index, known, None) {
                gone.push(*index);
            }
        }
        gone.sort_unstable();
        for index in gone.iter().rev() {
            session.blocks.remove(*index);
        }
        let open = (before - volume_of(session).sets).max(0.0) as usize;
        let added = if counted && lifted { self.complete(session, week, most, open) } else { 0 };
        shorten(session, most);
        if !session.blocks.iter().any(|block| block.part == Part::Main) || (counted && !session.counts()) {
            self.ease_off(session, most);
        }
        name_form_check(session);
        Touched { exchanged: touched.len().max(gone.len()), added }
    }

    /// Completes a strength session that holds little for its time; how many exercises were added.
    pub(super) fn complete_thin(&self, session: &mut PlannedSession, week: u32, most: f64) -> usize {
        let thin = session.counts() && lifts(session).count() > 0 && session.minutes() < most * 2.0 / 3.0;
        let added = if thin { self.complete(session, week, most, 0) } else { 0 };
        if added > 0 {
            name_form_check(session);
        }
        added
    }

    /// Fills a strength session up to three exercises, and one for the whole body with a pull and a push, as far as
    /// minutes and so many sets allow, two for each exercise at least. The week is brought within its limit later.
    fn complete(&self, session: &mut PlannedSession, week: u32, most: f64, open: usize) -> usize {
        let full = session.title.starts_with(FULL_BODY);
        let missing = LEAST_LIFTS.saturating_sub(lifts(session).count());
        let lacks = |session: &PlannedSession, wanted: fn(&Exercise) -> bool| !lifts(session).any(wanted);
        let kinds = if full { BOTH_WAYS.iter().filter(|(wanted, _)| lacks(session, *wanted)).count() } else { 0 };
        let mut open = open.max(2 * missing.max(kinds));
        let mut added = 0;
        for slot in FILLERS {
            if lifts(session).count() >= LEAST_LIFTS {
                break;
            }
            added += usize::from(self.add(session, week, most, &mut open, &slot, |_| true));
        }
        if added > 0 && !full {
            session.title = title_of(lifts(session)).to_owned();
        }
        for (wanted, slots) in BOTH_WAYS.iter().filter(|_| full) {
            for slot in slots {
                if lacks(session, *wanted) {
                    added += usize::from(self.add(session, week, most, &mut open, slot, wanted));
                }
            }
        }
        added
    }

    /// Adds an exercise of a kind after the others of a session, with up to three sets; whether one fits.
    fn add(
        &self,
        session: &mut PlannedSession,
        week: u32,
        most: f64,
        open: &mut usize,
        slot: &Slot,
        wanted: impl Fn(&Exercise) -> bool,
    ) -> bool {
        let taken: Vec<&'static str> =
            session.blocks.iter().filter_map(Block::known).map(|exercise| exercise.id).collect();
        let Some(exercise) = self.chooser.choose(slot, 0, &taken, &[]).filter(|exercise| wanted(exercise)) else {
            return false;
        };
        let terms = Terms {
            trainee: self.trainee,
            goal: self.goal,
            minutes: most,
            turn: 0,
            block: 0,
            step: 0,
            deload: session.deload,
            gentle: false,
        };
        for sets in (1..=3.min(*open)).rev() {
            let lift = Lift { exercise, role: slot.role, sets };
            let block = terms.block(&lift, self.loads, (session.date, week), 1.0);
            if session.minutes() + block.minutes <= most + 1e-9 {
                let last = session.blocks.iter().rposition(is_lift).map(|last| last + 1);
                let work = session.blocks.iter().position(|block| block.part != Part::WarmUp);
                session.blocks.insert(last.or(work).unwrap_or(session.blocks.len()), block);
                *open -= sets;
                return true;
            }
        }
        false
    }

    /// Makes a session an easy day.
    pub(super) fn ease_off(&self, session: &mut PlannedSession, minutes: f64) {
        let moves = Moves::new(self.chooser);
        session.blocks = endurance::easy_day(&moves, self.trainee, minutes, session.date.day() as usize);
        session.title = "Easy day".to_owned();
        name_form_check(session);
    }

    /// Another exercise for the one with this id; which, if one was found.
    pub(super) fn exchange(
        &self,
        session: &mut PlannedSession,
        week: u32,
        id: &str,
        wanted: Option<&'static Exercise>,
    ) -> Option<&'static Exercise> {
        let index = session.blocks.iter().position(|block| block.exercise.as_deref() == Some(id))?;
        let known = session.blocks[index].known()?;
        let done = self.exchange_at(session, week, index, known, wanted);
        name_form_check(session);
        done.then(|| session.blocks[index].known()).flatten()
    }

    fn exchange_at(
        &self,
        session: &mut PlannedSession,
        week: u32,
        index: usize,
        known: &'static Exercise,
        wanted: Option<&'static Exercise>,
    ) -> bool {
        let taken: Vec<&'static str> =
            session.blocks.iter().filter_map(Block::known).map(|exercise| exercise.id).collect();
        let endurance = known.pattern == Pattern::Endurance;
        let other = wanted.or_else(|| {
            if endurance {
                self.activity(&session.blocks[index])
            } else {
                self.chooser.instead_of(known, role(known.pattern), &taken)
            }
        });
        let Some(other) = other else {
            // Where nothing raises the pulse, moving the joints has to do for a warm-up.
            return session.blocks[index].part != Part::Main && self.joints_only(&mut session.blocks[index]);
        };
        let (date, deload) = (session.date, session.deload);
        let block = &mut session.blocks[index];
        block.name = other.name.to_owned();
        block.exercise = Some(other.id.to_owned());
        if block.sets.is_empty() {
            return true;
        }
        if endurance && other.pattern == Pattern::Endurance {
            return true;
        }
        let reps = block.sets.iter().rev().find_map(|set| set.reps).unwrap_or(REPS);
        let next = self.loads.next(other, Range { low: reps, high: reps }, (date, week), deload, 1.0);
        if other.loading == Loading::None {
            block.sets.retain(|set| !set.warmup);
        }
        for set in &mut block.sets {
            (set.reps, set.seconds) = match other.measure {
                Measure::Reps => (set.reps.or(Some(REPS)), None),
                Measure::Seconds | Measure::Metres => (None, set.seconds.or(Some(HOLD_S))),
            };
            set.weight_kg = if set.warmup { None } else { next.weight_kg };
            if next.weight_kg.is_none() {
                set.rpe = set.rpe.map(|rpe| rpe.min(NO_HISTORY_EFFORT));
            }
        }
        block.minutes = minutes_of(&block.sets, other);
        block.note = match (other.loading, next.weight_kg) {
            (Loading::None, _) if other.unilateral => Some("each side".to_owned()),
            (Loading::None, _) => None,
            (_, None) => Some("choose a load that leaves three repetitions in reserve".to_owned()),
            (_, Some(_)) => other.unilateral.then(|| "each side".to_owned()),
        };
        true
    }

    /// Mobility in place of a warm-up or cool-down that cannot be done; whether there is any.
    fn joints_only(&self, block: &mut Block) -> bool {
        let Some(other) = self.chooser.allowed().iter().find(|allowed| allowed.pattern == Pattern::Mobility) else {
            return false;
        };
        *block = Block {
            name: other.name.to_owned(),
            exercise: Some(other.id.to_owned()),
            part: block.part,
            minutes: block.minutes,
            rpe: Some(EffortTarget { low: 1.0, high: 2.0 }),
            ..Block::default()
        };
        true
    }

    /// Another activity for a block of continuous work.
    fn activity(&self, block: &Block) -> Option<&'static Exercise> {
        let moves = Moves::new(self.chooser);
        let main = moves.main(self.goal, self.trainee.level);
        if block.is_easy() { moves.gentle().or(main) } else { main.or_else(|| moves.gentle()) }
    }
}

/// Whether a block is of strength work.
fn is_lift(block: &Block) -> bool {
    let strength = block.known().is_some_and(|known| !matches!(known.pattern, Pattern::Endurance | Pattern::Mobility));
    block.part == Part::Main && block.work_sets().count() > 0 && strength
}

/// The strength exercises of a session.
fn lifts(session: &PlannedSession) -> impl Iterator<Item = &'static Exercise> {
    session.blocks.iter().filter(|block| is_lift(block)).filter_map(Block::known)
}

/// The exercise for which a look at the form is asked is one of the session.
fn name_form_check(session: &mut PlannedSession) {
    if session.form_check.is_some() {
        session.form_check =
            session.blocks.iter().find(|block| block.part == Part::Main).map(|block| block.name.clone());
    }
}

/// Recomputes the minutes of a block whose sets changed.
pub(super) fn retime(block: &mut Block, before: usize) {
    match block.known() {
        Some(known) if known.pattern != Pattern::Endurance => block.minutes = minutes_of(&block.sets, known),
        _ if before > 0 => {
            block.minutes = (block.minutes * block.sets.len() as f64 / before as f64 * 2.0).ceil() / 2.0;
        }
        _ => {}
    }
}

/// Takes the last work set of a block; tells whether the block has any left.
pub(super) fn drop_set(block: &mut Block) -> bool {
    let before = block.sets.len();
    if let Some(last) = block.sets.iter().rposition(|set| !set.warmup) {
        block.sets.remove(last);
    }
    retime(block, before);
    block.sets.iter().any(|set| !set.warmup)
}

/// Brings a session within so many minutes: easy and steady minutes shrink, sets of the last exercises go, then sets
/// that warm up and minutes around the work. Tells whether anything changed.
pub(in crate::planner) fn shorten(session: &mut PlannedSession, most: f64) -> bool {
    let mut changed = false;
    while session.minutes() > most + 1e-9 {
        changed = true;
        let over = session.minutes() - most;
        // The longest steady stretch gives way first while it has more than five minutes.
        let steady = session
            .blocks
            .iter_mut()
            .filter(|block| block.sets.is_empty() && block.minutes > 5.0)
            .max_by(|a, b| a.minutes.total_cmp(&b.minutes));
        if let Some(block) = steady {
            block.minutes = (block.minutes - over).max(5.0);
            continue;
        }
        // Then the last exercise with most sets, down to two; then whole exercises from the end.
        let sets = |block: &Block| block.work_sets().count();
        let most_sets = session.blocks.iter().map(sets).max().unwrap_or(0);
        let position = session.blocks.iter().rposition(|block| sets(block) == most_sets);
        match position {
            Some(index) if most_sets > 2 => {
                drop_set(&mut session.blocks[index]);
            }
            _ => {
                let mains = session.blocks.iter().filter(|block| block.part == Part::Main).count();
                let last = session.blocks.iter().rposition(|block| block.part == Part::Main);
                match last {
                    Some(index) if mains > 1 => {
                        session.blocks.remove(index);
                    }
                    Some(index) if most_sets > 1 => {
                        drop_set(&mut session.blocks[index]);
                    }
                    _ => {
                        if !squeeze(session) {
                            break;
                        }
                    }
                }
            }
        }
    }
    changed
}

/// Takes a warm-up set from the one exercise that is left, else half a minute from the longest stretch without sets;
/// whether there was any.
fn squeeze(session: &mut PlannedSession) -> bool {
    for block in &mut session.blocks {
        let before = block.sets.len();
        if let Some(first) = block.sets.iter().position(|set| set.warmup) {
            block.sets.remove(first);
            retime(block, before);
            return true;
        }
    }
    let longest = session
        .blocks
        .iter_mut()
        .filter(|block| block.sets.is_empty() && block.minutes > 1.0)
        .max_by(|a, b| a.minutes.total_cmp(&b.minutes));
    match longest {
        Some(block) => {
            block.minutes = ((block.minutes * 2.0).ceil() / 2.0 - 0.5).max(1.0);
            true
        }
        None => false,
    }
}

/// A set less of each exercise, 5 % less load, a point less effort; steady work shorter and easier.
pub(super) fn easier(session: &mut PlannedSession) {
    for block in session.blocks.iter_mut().filter(|block| block.part == Part::Main) {
        if block.sets.is_empty() {
            if block.minutes >= 10.0 {
                block.minutes = (block.minutes * 0.8).floor();
            }
        } else if block.work_sets().count() > 1 {
            drop_set(block);
        }
        let step = block.known().and_then(|known| known.loading.step_kg()).unwrap_or(0.5);
        for set in &mut block.sets {
            set.weight_kg =
                set.weight_kg.map(|kg| ((kg * 0.95 / step + 1e-9).floor() * step).max(0.0)).filter(|kg| *kg > 0.0);
            set.rpe = set.rpe.map(|rpe| (rpe - 1.0).max(1.0));
        }
        if let Some(effort) = &mut block.rpe
            && effort.high > 4.0
        {
            *effort = EffortTarget { low: (effort.low - 1.0).max(1.0), high: effort.high - 1.0 };
            block.heart_rate = None;
        }
    }
}

/// No effort above a limit, and no heart-rate range where one was above it.
pub(super) fn cap_effort(session: &mut PlannedSession, most: f64) {
    for block in &mut session.blocks {
        for set in &mut block.sets {
            set.rpe = set.rpe.map(|rpe| rpe.min(most));
        }
        if let Some(effort) = &mut block.rpe
            && effort.high > most
        {
            *effort = EffortTarget { low: effort.low.min(most - 1.0), high: most };
            block.heart_rate = None;
        }
    }
}

/// Two repetitions more for each set, half a point more effort where it is open, a tenth more minutes of steady work.
pub(super) fn harder(session: &mut PlannedSession, trainee: &Trainee<'_>, most: f64) {
    let mut room = most - session.minutes();
    for block in session.blocks.iter_mut().filter(|block| block.part == Part::Main && !block.is_easy()) {
        if block.sets.is_empty() {
            let more = (block.minutes * 0.1).floor().min(room.floor()).max(0.0);
            block.minutes += more;
            room -= more;
            continue;
        }
        let Some(known) = block.known().filter(|known| known.pattern != Pattern::Endurance) else { continue };
        let before = block.clone();
        for set in block.sets.iter_mut().filter(|set| !set.warmup) {
            set.reps = set.reps.map(|reps| (reps + 2).min(20));
            set.seconds = set.seconds.map(|seconds| (seconds + 5.0).min(60.0));
            if set.weight_kg.is_some() {
                set.rpe = set.rpe.map(|rpe| (rpe + 0.5).min(trainee.set_rpe));
            }
        }
        block.minutes = minutes_of(&block.sets, known);
        if block.minutes - before.minutes > room {
            *block = before;
        } else {
            room -= block.minutes - before.minutes;
        }
    }
}

/// Minutes of running or riding in a session.
pub(super) fn longest_outing(session: &PlannedSession) -> f64 {
    session.blocks.iter().filter(|block| sport_of(block).is_some()).map(|block| block.minutes).sum()
}

/// Shortens the steady running or riding of a session to so many minutes.
pub(super) fn cap_outing(session: &mut PlannedSession, most: f64) {
    let over = longest_outing(session) - most;
    let steady = session
        .blocks
        .iter_mut()
        .filter(|block| block.sets.is_empty() && sport_of(block).is_some())
        .max_by(|a, b| a.minutes.total_cmp(&b.minutes));
    if let (true, Some(block)) = (over > 0.0, steady) {
        block.minutes = (block.minutes - over).floor().max(5.0);
    }
}
