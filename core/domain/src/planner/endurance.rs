//! Continuous work: runs, rides, walks, warming up, cooling down, and mobility.

use super::select::Chooser;
use super::split::Stint;
use super::trainee::{Effort, Trainee};
use crate::exercise::{Exercise, Joint, Measure, Pattern};
use crate::person::Level;
use crate::plan::{Block, EffortTarget, Goal, Part, PlannedSet};
use crate::safety::limits::{self, Sport, SportAmount, SportHistory};
use jiff::civil::Date;

/// The activities that are open to a person.
pub(super) struct Moves {
    run: Option<&'static Exercise>,
    walk_run: Option<&'static Exercise>,
    long_run: Option<&'static Exercise>,
    tempo_run: Option<&'static Exercise>,
    interval_run: Option<&'static Exercise>,
    ride: Option<&'static Exercise>,
    walk: Option<&'static Exercise>,
    brisk: Option<&'static Exercise>,
    /// The gentlest machine or other activity, for those who can neither run nor ride.
    other: Option<&'static Exercise>,
    mobility: Vec<&'static Exercise>,
}

impl Moves {
    pub(super) fn new(chooser: &Chooser<'_>) -> Self {
        let allowed = chooser.allowed();
        let first =
            |ids: &[&str]| ids.iter().find_map(|id| allowed.iter().copied().find(|exercise| exercise.id == *id));
        Self {
            run: first(&["easy_run", "treadmill_run"]),
            walk_run: first(&["walk_run"]),
            long_run: first(&["long_run"]),
            tempo_run: first(&["tempo_run"]),
            interval_run: first(&["interval_run"]),
            ride: first(&["cycling", "indoor_cycling", "recumbent_bike"]),
            walk: first(&["walking", "treadmill_walk"]),
            brisk: first(&["brisk_walking", "treadmill_walk", "walking"]),
            other: first(&[
                "rowing_erg",
                "elliptical",
                "freestyle_swim",
                "breaststroke",
                "ski_erg",
                "arm_ergometer",
                "stair_climber",
            ]),
            mobility: allowed.iter().copied().filter(|exercise| exercise.pattern == Pattern::Mobility).collect(),
        }
    }

    /// The exercise for an outing whose sessions are otherwise done as another one.
    pub(super) fn for_stint(&self, outing: &Outing, main: &'static Exercise, run_walk: bool) -> &'static Exercise {
        if sport(main) != Some(Sport::Run) {
            return main;
        }
        match (outing.stint, outing.stretches, outing.tempo > 0.0) {
            (_, Some(_), _) if run_walk => self.walk_run,
            (_, Some(_), _) => self.interval_run,
            (_, None, true) => self.tempo_run,
            (Stint::Long, None, _) => self.long_run,
            _ => None,
        }
        .unwrap_or(main)
    }

    /// What the endurance sessions of a goal are done as.
    pub(super) fn main(&self, goal: Goal, level: Level) -> Option<&'static Exercise> {
        match goal {
            Goal::Running => self.run.or(self.ride).or(self.other).or(self.brisk),
            Goal::Cycling => self.ride.or(self.other).or(self.run).or(self.brisk),
            Goal::Mixed if level > Level::Beginner => self.run.or(self.ride).or(self.other).or(self.brisk),
            _ if level > Level::Beginner => self.ride.or(self.run).or(self.other).or(self.brisk),
            _ => self.ride.or(self.other).or(self.brisk).or(self.run),
        }
    }

    /// What gentle minutes are done as.
    pub(super) fn gentle(&self) -> Option<&'static Exercise> {
        self.walk.or(self.ride).or(self.other)
    }

    /// Whether there is anything for an easy day, a warm-up and a cool-down.
    pub(super) fn any(&self) -> bool {
        self.gentle().is_some() || !self.mobility.is_empty()
    }

    /// So many mobility exercises, those first that move one of the joints; held ones where they are wanted.
    fn mobility(&self, turn: usize, count: usize, joints: &[Joint], held: bool) -> Vec<&'static Exercise> {
        let matches = |exercise: &&&'static Exercise| {
            (exercise.measure == Measure::Seconds) == held
                && (joints.is_empty() || exercise.joints.iter().any(|joint| joints.contains(joint)))
        };
        let mut fitting: Vec<&'static Exercise> = self.mobility.iter().filter(matches).copied().collect();
        if fitting.len() < count {
            fitting.clone_from(&self.mobility);
        }
        (0..count.min(fitting.len())).map(|index| fitting[(turn * count + index) % fitting.len()]).collect()
    }
}

fn gentle_block(exercise: &'static Exercise, part: Part, minutes: f64, trainee: &Trainee<'_>) -> Block {
    Block {
        name: exercise.name.to_owned(),
        exercise: Some(exercise.id.to_owned()),
        part,
        minutes,
        rpe: Some(trainee.effort(Effort::Gentle)),
        note: Some(Effort::Gentle.talk().to_owned()),
        ..Block::default()
    }
}

fn mobility_block(exercise: &'static Exercise, part: Part, minutes: f64) -> Block {
    Block {
        name: exercise.name.to_owned(),
        exercise: Some(exercise.id.to_owned()),
        part,
        minutes,
        rpe: Some(EffortTarget { low: 1.0, high: 2.0 }),
        ..Block::default()
    }
}

/// What goes before and after the work of a session.
pub(super) struct Around<'a> {
    pub(super) moves: &'a Moves,
    pub(super) trainee: &'a Trainee<'a>,
    /// For variety.
    pub(super) turn: usize,
    /// Joints that the work loads.
    pub(super) joints: &'a [Joint],
}

impl Around<'_> {
    /// Minutes of raising the pulse, then of moving the joints that the session loads.
    pub(super) fn warm_up(&self, minutes: f64) -> Vec<Block> {
        let joints = if minutes >= 5.0 { 2.0 } else { 0.0 };
        let moving = |count: usize| self.moves.mobility(self.turn, count, self.joints, false);
        let mut blocks: Vec<Block> = Vec::new();
        match (self.moves.gentle(), moving(1).first()) {
            (Some(walk), Some(stretch)) if joints > 0.0 => {
                blocks.push(gentle_block(walk, Part::WarmUp, minutes - joints, self.trainee));
                blocks.push(mobility_block(stretch, Part::WarmUp, joints));
            }
            (Some(walk), _) => blocks.push(gentle_block(walk, Part::WarmUp, minutes, self.trainee)),
            (None, _) => {
                let several = moving((minutes / 2.0).floor().max(1.0) as usize);
                // In half minutes, so that what is told is what is planned; the first takes what is left over.
                let each = (minutes / several.len().max(1) as f64 * 2.0).floor() / 2.0;
                let over = minutes - each * several.len() as f64;
                blocks.extend(several.into_iter().enumerate().map(|(index, stretch)| {
                    mobility_block(stretch, Part::WarmUp, if index == 0 { each + over } else { each })
                }));
            }
        }
        blocks
    }

    /// Minutes of coming down.
    pub(super) fn cool_down(&self, minutes: f64) -> Vec<Block> {
        let count = if minutes >= 4.0 { 2 } else { 1 };
        let stretches = self.moves.mobility(self.turn, count, self.joints, true);
        let each = minutes / stretches.len().max(1) as f64;
        let mut blocks: Vec<Block> =
            stretches.into_iter().map(|stretch| mobility_block(stretch, Part::CoolDown, each)).collect();
        if let (true, Some(walk)) = (blocks.is_empty(), self.moves.gentle()) {
            blocks.push(gentle_block(walk, Part::CoolDown, minutes, self.trainee));
        }
        blocks
    }
}

/// An easy day: a walk, then mobility.
pub(super) fn easy_day(moves: &Moves, trainee: &Trainee<'_>, minutes: f64, turn: usize) -> Vec<Block> {
    let total = minutes.min(if trainee.light_only() { 40.0 } else { 30.0 });
    let stretch = if total >= 20.0 { 3 } else { 2 };
    let mut blocks: Vec<Block> = Vec::new();
    let mobility = moves.mobility(turn, stretch, &[], false);
    let walk = moves.gentle();
    let each = if walk.is_some() { 2.0 } else { (total / stretch as f64).floor().clamp(2.0, 5.0) };
    if let Some(walk) = walk {
        blocks.push(gentle_block(walk, Part::Main, total - each * mobility.len() as f64, trainee));
    }
    blocks.extend(mobility.into_iter().map(|exercise| mobility_block(exercise, Part::Main, each)));
    blocks
}

/// Easy minutes at the end of a strength session.
pub(super) fn finisher(exercise: &'static Exercise, minutes: f64, trainee: &Trainee<'_>) -> Block {
    steady(exercise, Effort::Easy, minutes, Part::Main, trainee)
}

fn steady(exercise: &'static Exercise, effort: Effort, minutes: f64, part: Part, trainee: &Trainee<'_>) -> Block {
    let effort = effort.min(trainee.hardest);
    Block {
        name: exercise.name.to_owned(),
        exercise: Some(exercise.id.to_owned()),
        part,
        minutes,
        heart_rate: trainee.heart_rate(effort),
        rpe: Some(trainee.effort(effort)),
        note: Some(effort.talk().to_owned()),
        ..Block::default()
    }
}

/// One endurance session of a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outing {
    pub(super) stint: Stint,
    /// Minutes of steady work.
    pub(super) minutes: f64,
    /// Hard or run-walk stretches: how many, their seconds, and the seconds between them.
    pub(super) stretches: Option<(usize, f64, f64)>,
    /// Minutes at a harder pace within the steady ones.
    pub(super) tempo: f64,
}

/// What the endurance of a week has to fit into.
pub(super) struct Room {
    /// Minutes of a session, all in all.
    pub(super) session: f64,
    /// Minutes of steady work in the week.
    pub(super) minutes: f64,
    /// Minutes a week that the person is used to, where the goal is to go on from there.
    pub(super) habit: f64,
    /// Sets of the week.
    pub(super) sets: usize,
    /// Minutes of the longest outing that is no spike; endless where that is not looked at.
    pub(super) longest: f64,
    /// Loaded weeks so far.
    pub(super) turn: usize,
    /// Runs begin as stretches of running and walking.
    pub(super) run_walk: bool,
    /// No hard stretches, and shorter: a deload, or coming back.
    pub(super) light: bool,
}

/// Minutes of the warm-up and the cool-down of an outing.
fn minutes_around(session: f64) -> (f64, f64) {
    match session {
        m if m < 20.0 => (2.0, 1.0),
        m if m < 30.0 => (3.0, 2.0),
        m if m < 60.0 => (5.0, 3.0),
        _ => (8.0, 5.0),
    }
}

/// Stretches of running and walking in seconds, week by week, and how many.
const RUN_WALK: [(f64, f64, usize); 6] =
    [(60.0, 90.0, 8), (90.0, 90.0, 7), (120.0, 90.0, 6), (180.0, 90.0, 5), (240.0, 60.0, 4), (360.0, 60.0, 3)];

/// Hard stretches in seconds, their rests, and how many, by week.
const INTERVALS: [(f64, f64, usize); 3] = [(60.0, 60.0, 6), (120.0, 90.0, 5), (180.0, 120.0, 4)];

/// Minutes for each outing of a week, the long one first served; an outing for which too little is left is dropped
/// (`None`) and becomes an easy day.
pub(super) fn outings(stints: &[Stint], room: &Room, level: Level) -> Vec<Option<Outing>> {
    let (before, after) = minutes_around(room.session);
    let most = (room.session - before - after).floor().min(room.longest.floor());
    let usual: f64 = match level {
        Level::Beginner => 20.0,
        Level::Intermediate => 35.0,
        Level::Advanced => 50.0,
    };
    let eased = if room.light { 0.6 } else { 1.0 };
    let growth = 1.0 + 0.04 * room.turn.min(12) as f64;
    if room.run_walk && room.turn < RUN_WALK.len() {
        let each = room.sets / stints.len().max(1);
        let (run, walk, count) = RUN_WALK[room.turn];
        let fitting = (most * 60.0 / (run + walk)).floor() as usize;
        let count = ((count as f64 * eased).ceil() as usize).min(fitting).min(each);
        if count >= 2 {
            return stints
                .iter()
                .map(|stint| {
                    Some(Outing { stint: *stint, minutes: 0.0, stretches: Some((count, run, walk)), tempo: 0.0 })
                })
                .collect();
        }
    }
    let share = |stint: &Stint| match stint {
        Stint::Long => 1.5,
        Stint::Easy => 1.0,
        Stint::Tempo | Stint::Intervals => 0.9,
    };
    // What somebody of the level does as a rule, or what the person has done of late where that is more.
    let habit = room.habit / stints.iter().map(share).sum::<f64>().max(1.0);
    let of_habit = habit > usual;
    let usual = usual.max(habit);
    // Somebody who does much already grows by the long session, which stays the longest.
    let wanted: Vec<f64> = stints
        .iter()
        .map(|stint| match stint {
            Stint::Easy | Stint::Tempo | Stint::Intervals if of_habit => {
                (usual * share(stint) * (1.0 + growth) / 2.0 * eased).floor().min((most * 0.85).floor())
            }
            _ => (usual * share(stint) * growth * eased).floor().min(most),
        })
        .collect();
    let total: f64 = wanted.iter().sum();
    let week = total.min(room.minutes).max(1.0);
    let (hard, rest, count) = INTERVALS[room.turn % INTERVALS.len()];
    let count = count.min((week * 0.2 * 60.0 / hard).floor() as usize).min(room.sets);
    let took = (count as f64 * (hard + rest) / 60.0).ceil();
    let stretches = stints.contains(&Stint::Intervals) && !room.light && count >= 3;
    // The week's minutes are of steady work; stretches are among its sets.
    let open = if stretches { room.minutes + took } else { room.minutes };
    let scale = if total > open { open / total } else { 1.0 };
    // Where the week's minutes do not make ten for each, fewer are planned.
    let least = 10.0_f64.min(most);
    let kept =
        stints.len().min(((room.minutes / least.max(1.0)).floor() as usize).max(usize::from(room.minutes >= 5.0)));
    let shrunk = if scale * wanted.iter().copied().fold(f64::INFINITY, f64::min) < least { kept } else { stints.len() };
    let mut left = room.minutes.floor();
    let mut planned: Vec<Option<Outing>> = vec![None; stints.len()];
    let mut order: Vec<usize> = (0..stints.len()).collect();
    order.sort_by_key(|index| (stints[*index] != Stint::Long, *index));
    for (rank, index) in order.into_iter().enumerate().take(shrunk) {
        let stint = stints[index];
        let minutes = if shrunk < stints.len() {
            (left / (shrunk - rank) as f64).floor().min(most)
        } else {
            (wanted[index] * scale).floor()
        };
        let hard_stretches =
            (stint == Stint::Intervals && stretches && minutes - took >= 5.0).then_some((count, hard, rest));
        let minutes = if hard_stretches.is_some() { minutes - took } else { minutes }.min(left);
        if minutes < 5.0 {
            continue;
        }
        let tempo = if stint == Stint::Tempo && !room.light {
            (week * 0.15).floor().clamp(5.0, 25.0).min((minutes * 0.6).floor())
        } else {
            0.0
        };
        planned[index] = Some(Outing { stint, minutes, stretches: hard_stretches, tempo });
        left -= minutes;
    }
    planned
}

/// The blocks of an outing: its easy part as the one exercise, what is special to it as the other.
pub(super) fn blocks(
    outing: &Outing,
    (base, exercise): (&'static Exercise, &'static Exercise),
    moves: &Moves,
    trainee: &Trainee<'_>,
    room: &Room,
) -> Vec<Block> {
    let (before, after) = minutes_around(room.session);
    let around = Around { moves, trainee, turn: room.turn, joints: base.joints };
    let mut blocks = around.warm_up(before);
    let run_walk = room.run_walk && outing.minutes == 0.0;
    let stretches = |count: usize, seconds: f64, rest: f64| {
        let effort = if run_walk { Effort::Easy } else { Effort::Hard }.min(trainee.hardest);
        let target = trainee.effort(effort);
        let set = PlannedSet { seconds: Some(seconds), rest_s: rest, rpe: Some(target.high), ..PlannedSet::default() };
        Block {
            name: exercise.name.to_owned(),
            exercise: Some(exercise.id.to_owned()),
            part: Part::Main,
            minutes: (count as f64 * (seconds + rest) / 30.0).ceil() / 2.0,
            sets: vec![set; count],
            heart_rate: trainee.heart_rate(effort),
            rpe: Some(target),
            note: Some(if run_walk { "walk in the rests".to_owned() } else { "move gently in the rests".to_owned() }),
            ..Block::default()
        }
    };
    let steady_minutes = outing.minutes - outing.tempo;
    if let (true, Some((count, seconds, rest))) = (run_walk, outing.stretches) {
        blocks.push(stretches(count, seconds, rest));
    } else {
        if steady_minutes > 0.0 {
            blocks.push(steady(base, Effort::Easy, steady_minutes, Part::Main, trainee));
        }
        if outing.tempo > 0.0 {
            blocks.push(steady(exercise, Effort::Tempo, outing.tempo, Part::Main, trainee));
        }
        if let Some((count, seconds, rest)) = outing.stretches {
            blocks.push(stretches(count, seconds, rest));
        }
    }
    blocks.extend(around.cool_down(after));
    blocks
}

/// The sport of an exercise, where its outings are compared with the longest before.
pub(super) fn sport(exercise: &Exercise) -> Option<Sport> {
    limits::sport_of(&Block { exercise: Some(exercise.id.to_owned()), ..Block::default() })
}

/// The blocks of a session with no more of a sport than its longest outing of late allows: what is longest of it
/// gives way first.
pub(super) fn within_longest(outings: &SportHistory, date: Date, mut blocks: Vec<Block>) -> Vec<Block> {
    for sport in Sport::ALL {
        let none = SportAmount { metres: None, minutes: 0.0 };
        let most = outings.compare(sport, none, date).longest * limits::Spike::WARNED_ABOVE;
        loop {
            let of_sport = |block: &Block| limits::sport_of(block) == Some(sport);
            let sum: f64 = blocks.iter().filter(|block| of_sport(block)).map(|block| block.minutes).sum();
            if sum <= most {
                break;
            }
            let longest = blocks
                .iter()
                .enumerate()
                .filter(|(_, block)| of_sport(block))
                .max_by(|(_, a), (_, b)| a.minutes.total_cmp(&b.minutes))
                .map(|(index, _)| index);
            let Some(index) = longest else { break };
            let block = &mut blocks[index];
            let left = block.minutes - (sum - most);
            if block.sets.is_empty() && left >= 1.0 {
                block.minutes = left.floor();
            } else if block.sets.len() > 1 {
                let each = block.minutes / block.sets.len() as f64;
                block.sets.pop();
                block.minutes = (block.sets.len() as f64 * each * 2.0).ceil() / 2.0;
            } else {
                blocks.remove(index);
            }
        }
    }
    blocks
}
