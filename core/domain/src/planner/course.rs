//! A plan week by week, each within the limits that the weeks before it leave.

use super::adapt::shorten;
use super::endurance::{self, Around, Moves, Outing, Room};
use super::loads::Loads;
use super::schedule::{Clock, longest_run};
use super::select::Chooser;
use super::split::{self, Day, Layout, Stint, Template};
use super::strength::{self, Place, Terms};
use super::trainee::{Effort, Trainee};
use super::{LEAST_MINUTES, Request, Unplannable, words};
use crate::exercise::{EXERCISES, Equipment, Exercise, Joint, Pattern};
use crate::person::Level;
use crate::plan::{Block, EffortTarget, Goal, Part, Plan, PlannedSession};
use crate::safety::facts::Facts;
use crate::safety::limits::{
    self, Sport, SportAmount, SportHistory, Training, Volume, latest_first_deload, starter_volume, volume_limit,
    volume_of,
};
use crate::safety::reviewed::Reviewable;
use jiff::civil::{Date, Weekday};

/// Minutes of an outing, warm-up and cool-down included, below which a walk does as well.
const LEAST_OUTING: f64 = 8.0;

/// What is open in a stretch of a plan after an absence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ease {
    pub(super) from: Date,
    /// Last day, included.
    pub(super) to: Date,
    /// Share of the volume before.
    pub(super) volume: f64,
    /// Share of the loads before.
    pub(super) load: f64,
    /// No hard stretches and no harder pace.
    pub(super) gentle: bool,
}

/// The writer of a plan.
pub(super) struct Course<'a> {
    trainee: &'a Trainee<'a>,
    plan: Plan,
    chooser: Chooser<'a>,
    moves: Moves,
    layout: Layout,
    loads: Loads,
    outings: SportHistory,
    clock: Clock<'a>,
    /// The last week that was no deload, or what stands for it.
    reference: Volume,
    /// Minutes of endurance work in the week before the plan.
    habit: f64,
    /// Loaded weeks so far.
    turn: usize,
    eases: Vec<Ease>,
    /// Nothing is planned from the first to the last of these days.
    free: Vec<(Date, Date)>,
    /// Sessions that did not fit between others and became easy.
    displaced: usize,
    /// The goal that was asked for.
    asked: Goal,
}

impl<'a> Course<'a> {
    pub(super) fn new(trainee: &'a Trainee<'a>, request: &'a Request) -> Result<Self, Unplannable> {
        let facts = trainee.facts;
        let mut frame = request.frame.clone();
        frame.weekdays.sort_unstable();
        if request.goal == Goal::Cycling && !frame.equipment.contains(&Equipment::Bike) {
            frame.equipment.push(Equipment::Bike);
        }
        let minutes = trainee.minutes(frame.minutes);
        let loads = Loads::new(trainee);
        let chooser =
            Chooser::new(trainee, request.goal, &frame.equipment, &request.likes, &request.avoids, loads.known());
        let moves = Moves::new(&chooser);
        let days = longest_run(frame.start, minutes);
        let mut layout = split::layout(trainee, request.goal, &frame.weekdays, days);
        let endurance = moves.main(request.goal, trainee.level).is_some();
        if !endurance {
            layout.without_endurance();
        }
        let strength = chooser.any_strength();
        if !strength {
            layout.without_strength(endurance);
        }
        if !moves.any() && !strength {
            return Err(Unplannable::NothingLeft);
        }
        let mut clock = Clock::new(&facts.zone, frame.start, facts.now_ms);
        for done in facts.done.iter().filter(|done| !done.easy) {
            clock.ended(Training::done(done).end_ms);
        }
        let goal = goal_for(request, facts);
        let plan = Plan {
            id: request.id.clone(),
            title: title(goal, request.weeks, frame.weekdays.len()),
            goal,
            start: request.start,
            weeks: request.weeks,
            first_deload: latest_first_deload(&request.id, request.start, facts),
            frame,
            event: request.event,
            sessions: Vec::new(),
            reason: String::new(),
        };
        let reference =
            volume_limit(&plan, 1, facts).map_or_else(|| starter_volume(trainee.level), |limit| limit.reference);
        Ok(Self {
            trainee,
            plan,
            chooser,
            moves,
            layout,
            loads,
            outings: SportHistory::new(facts),
            clock,
            habit: reference.minutes,
            reference,
            turn: 0,
            eases: Vec::new(),
            free: Vec::new(),
            displaced: 0,
            asked: request.goal,
        })
    }

    /// Goes on from a plan of which some sessions stay: everything before `from` is kept as it is.
    pub(super) fn resume(&mut self, before: &Plan, from: Date, eases: Vec<Ease>, free: Vec<(Date, Date)>) {
        self.plan.first_deload = before.first_deload;
        self.plan.sessions = before.sessions.iter().filter(|session| session.date < from).cloned().collect();
        self.eases = eases;
        self.free = free;
    }

    /// Writes every week that is not there yet.
    pub(super) fn write(&mut self) {
        self.write_from(self.plan.start);
    }

    /// Writes everything from a day on; what was there before it counts for the limits.
    pub(super) fn write_from(&mut self, from: Date) {
        let kept = std::mem::take(&mut self.plan.sessions);
        for week in 1..=self.plan.weeks {
            let first = self.first_day(week);
            let before: Vec<PlannedSession> =
                kept.iter().filter(|session| self.plan.week_of(session.date) == Some(week)).cloned().collect();
            for session in &before {
                self.take(session, week);
            }
            let written = if days_after(first, 6) < from { Vec::new() } else { self.week(week, from, &before) };
            let deload = self.plan.is_deload(week);
            if !deload {
                let sum = before.iter().chain(&written).map(volume_of).fold(Volume::default(), |sum, volume| Volume {
                    sets: sum.sets + volume.sets,
                    minutes: sum.minutes + volume.minutes,
                });
                let starter = starter_volume(self.trainee.level);
                let capped = sum.least(self.reference.times(limits::RAISED_VOLUME));
                self.reference = Volume {
                    sets: if capped.sets > 0.0 { capped.sets } else { starter.sets },
                    minutes: if capped.minutes > 0.0 { capped.minutes } else { starter.minutes },
                };
                self.turn += 1;
            }
            self.plan.sessions.extend(before);
            self.plan.sessions.extend(written);
        }
        self.plan.sessions.sort_by_key(|session| (session.date, session.start));
    }

    /// A session that stays: what was done of it is known from the facts when its day has gone by.
    fn take(&mut self, session: &PlannedSession, week: u32) {
        if session.date < self.trainee.facts.today {
            self.loads.leave_behind(session);
        } else {
            self.loads.follow(session, week);
        }
        self.outings.add_planned(session);
        if session.counts() {
            self.clock.ended(Training::planned(session, &self.trainee.facts.zone).end_ms);
        }
    }

    fn first_day(&self, week: u32) -> Date {
        days_after(self.plan.start, 7 * (week as i32 - 1))
    }

    /// The sessions of a week from a day on. A day whose session does not fit between others is made an easy one, and
    /// the week is written anew, so that what is left of it is whole.
    fn week(&mut self, week: u32, from: Date, before: &[PlannedSession]) -> Vec<PlannedSession> {
        let mut eased: Vec<Date> = Vec::new();
        loop {
            let state = (self.clock.clone(), self.loads.clone(), self.outings.clone());
            match self.attempt(week, from, before, &eased) {
                Ok(written) => return written,
                Err(late) => {
                    (self.clock, self.loads, self.outings) = state;
                    self.displaced += 1;
                    eased.push(late);
                }
            }
        }
    }

    /// The sessions of a week with some days made easy; else the first day whose session does not fit.
    fn attempt(
        &mut self,
        week: u32,
        from: Date,
        before: &[PlannedSession],
        eased: &[Date],
    ) -> Result<Vec<PlannedSession>, Date> {
        let first = self.first_day(week);
        let deload = self.plan.is_deload(week);
        // A deload looks like the week before it.
        let turn = if deload { self.turn.saturating_sub(1) } else { self.turn };
        let days = self.days(first, from, eased);
        let step = if deload { 0 } else { self.step(week) };
        let ease = self.ease(first);
        let taper = self.taper(first);
        let back = ease.volume.min(taper);
        let share = match (deload, step) {
            (true, _) => limits::DELOAD_VOLUME.min(back),
            (false, 0) => back,
            (false, _) if back < 1.0 => back,
            // Whole sets: a tenth of a few is none.
            (false, _) if self.reference.sets < 10.0 => limits::RAISED_VOLUME,
            (false, _) => 1.1,
        };
        let had = before.iter().map(volume_of).fold(Volume::default(), |sum, volume| Volume {
            sets: sum.sets + volume.sets,
            minutes: sum.minutes + volume.minutes,
        });
        let open = self.reference.times(share);
        // Coming back, what is left of a week has its part of the eased volume, whatever was planned before in it.
        let left = if ease.volume < 1.0 {
            let whole = self.days(first, first, eased).len().max(1) as f64;
            let part = open.times(days.len() as f64 / whole);
            let limit = self.reference.times(if deload { limits::DELOAD_VOLUME } else { limits::RAISED_VOLUME });
            part.least(Volume { sets: limit.sets - had.sets, minutes: limit.minutes - had.minutes })
        } else {
            Volume { sets: open.sets - had.sets, minutes: open.minutes - had.minutes }
        };
        let mut sets = (left.sets + 1e-9).floor().max(0.0) as usize;
        let minutes = (left.minutes + 1e-9).floor().max(0.0);
        let session_minutes = self.trainee.minutes(self.plan.frame.minutes);
        let strength: Vec<usize> = positions(&days, |day| matches!(day, Day::Strength { .. }));
        let stints: Vec<usize> = positions(&days, |day| matches!(day, Day::Endurance(_)));
        let finish = self.finisher_minutes(&days, &strength, minutes, session_minutes);
        let exercise = self.moves.main(self.plan.goal, self.trainee.level);
        let gentle = ease.gentle || taper < 0.7;
        let (room, outings) = self.outings_of(&days, &stints, exercise, (sets, minutes, turn), first, deload || gentle);
        let used: usize = outings.iter().flatten().filter_map(|outing| outing.stretches).map(|(count, ..)| count).sum();
        sets = sets.saturating_sub(used);

        let terms = Terms {
            trainee: self.trainee,
            goal: self.plan.goal,
            minutes: session_minutes,
            turn,
            block: week.saturating_sub(1) as usize / 4,
            step,
            deload,
            gentle: ease.gentle,
        };
        // Where the sets of the week do not make four for each session, fewer are planned.
        let held = strength.len().min(sets / 4).max(usize::from(sets >= 2 && !strength.is_empty()));
        let whole = positions(&self.days(first, first, eased), |day| matches!(day, Day::Strength { .. })).len();
        // A week that was begun goes on where it was.
        let (templates, begun) = if held == strength.len() {
            (split::templates(whole, turn), whole - held)
        } else {
            (split::templates(held, turn), 0)
        };
        let templates: Vec<Template> = templates.iter().cycle().skip(begun).take(held).copied().collect();
        let open = session_minutes - terms.warm_up() - terms.cool_down() - finish;
        let places: Vec<Place> = templates.iter().map(|template| Place::new(template, open)).collect();
        let drafts = strength::drafts(&terms, &self.chooser, &places, sets);

        let mut written: Vec<PlannedSession> = Vec::with_capacity(days.len());
        for (index, (date, day)) in days.iter().enumerate() {
            let session = match day {
                Day::Strength { .. } => {
                    let position = strength.iter().position(|at| *at == index).unwrap_or_default();
                    let lifts = drafts.get(position).map_or(&[][..], |draft| &draft.lifts);
                    let mut work: Vec<Block> =
                        lifts.iter().map(|lift| terms.block(lift, &self.loads, (*date, week), ease.load)).collect();
                    if work.is_empty() {
                        self.easy(*date, deload, turn + index)
                    } else {
                        if let (true, Some(exercise)) = (finish > 0.0, exercise) {
                            work.push(endurance::finisher(exercise, finish, self.trainee));
                        }
                        let joints: Vec<Joint> =
                            lifts.first().map_or_else(Vec::new, |lift| lift.exercise.joints.to_vec());
                        let around =
                            Around { moves: &self.moves, trainee: self.trainee, turn: turn + index, joints: &joints };
                        let mut blocks = around.warm_up(terms.warm_up());
                        blocks.extend(work);
                        blocks.extend(around.cool_down(terms.cool_down()));
                        let title = drafts[position].title(templates[position].0);
                        self.session(*date, title, deload, blocks).or_else(|| self.easy(*date, deload, turn + index))
                    }
                }
                Day::Endurance(_) => {
                    let position = stints.iter().position(|at| *at == index).unwrap_or_default();
                    match (outings.get(position).copied().flatten(), exercise) {
                        (Some(outing), Some(exercise)) => self
                            .outing(*date, &outing, exercise, &room, deload)
                            .filter(|session| session.minutes() >= LEAST_OUTING)
                            .or_else(|| self.easy(*date, deload, turn + index)),
                        _ => self.easy(*date, deload, turn + index),
                    }
                }
                Day::Easy => self.easy(*date, deload, turn + index),
            };
            let Some(mut session) = session else { continue };
            if !self.clock.place(&mut session) {
                return Err(*date);
            }
            self.loads.follow(&session, week);
            self.outings.add_planned(&session);
            written.push(session);
        }
        Ok(written)
    }

    /// The days of a week from a day on, with what they are for; days that are to stay free are left out, and some
    /// are easy ones.
    fn days(&self, first: Date, from: Date, eased: &[Date]) -> Vec<(Date, Day)> {
        let event = self.plan.event.map(|event| event.date);
        let mut days: Vec<(Date, Day)> = (0..7)
            .map(|ahead| days_after(first, ahead))
            .filter(|date| *date >= from && Some(*date) != event)
            .filter(|date| !self.free.iter().any(|(from, to)| (from..=to).contains(&date)))
            .filter_map(|date| {
                let weekday = date.weekday().to_monday_zero_offset();
                self.layout.days.iter().find(|(on, _)| *on == weekday).map(|(_, day)| (date, *day))
            })
            .collect();
        for (date, day) in &mut days {
            // The two days before an event, and the one after it, are easy.
            if eased.contains(date) || event.is_some_and(|event| (-2..=1).contains(&days_between(event, *date))) {
                *day = Day::Easy;
            }
        }
        days
    }

    /// How far a loaded week lies into its block of loaded weeks, from 0.
    fn step(&self, week: u32) -> usize {
        (1..week).rev().take_while(|earlier| !self.plan.is_deload(*earlier)).count()
    }

    fn ease(&self, first: Date) -> Ease {
        let none = Ease { from: first, to: first, volume: 1.0, load: 1.0, gentle: false };
        let last = days_after(first, 6);
        self.eases.iter().find(|ease| ease.from <= last && first <= ease.to).copied().unwrap_or(none)
    }

    /// The share of a week's volume around an event: less in the week before it, least in its own week and the next.
    fn taper(&self, first: Date) -> f64 {
        let Some(event) = self.plan.event else { return 1.0 };
        match days_between(first, event.date) {
            -7..=6 => 0.5,
            7..=13 => 0.75,
            _ => 1.0,
        }
    }

    /// Easy minutes at the end of strength sessions.
    fn finisher_minutes(&self, days: &[(Date, Day)], strength: &[usize], minutes: f64, session: f64) -> f64 {
        let wanted = days.iter().any(|(_, day)| matches!(day, Day::Strength { finish: true, .. }));
        let each = if session >= 45.0 {
            10.0
        } else if session >= 30.0 {
            6.0
        } else {
            0.0
        };
        let each = f64::min(each, (minutes / strength.len().max(1) as f64).floor());
        if wanted && each >= 5.0 { each } else { 0.0 }
    }

    fn outings_of(
        &self,
        days: &[(Date, Day)],
        stints: &[usize],
        exercise: Option<&'static Exercise>,
        (sets, minutes, turn): (usize, f64, usize),
        first: Date,
        light: bool,
    ) -> (Room, Vec<Option<Outing>>) {
        let sport = exercise.and_then(endurance::sport);
        let longest = sport.map_or(f64::INFINITY, |sport| {
            let none = SportAmount { metres: None, minutes: 0.0 };
            let day = stints.first().map_or(first, |index| days[*index].0);
            let last = stints.last().map_or(first, |index| days[*index].0);
            // The window moves on within the week.
            let longest = |day: Date| self.outings.compare(sport, none, day).longest;
            longest(day).min(longest(last)) * limits::Spike::WARNED_ABOVE
        });
        let done = &self.trainee.facts.done;
        let used_to_it = done
            .iter()
            .any(|done| limits::sport_of_kind(&done.kind) == sport && done.end_ms - done.start_ms >= 20 * 60_000);
        // Of beginners, and of those who trained lately and did nothing of it.
        let new = sport.is_some() && !used_to_it && (self.trainee.level == Level::Beginner || !done.is_empty());
        let light = light || (new && turn < 4);
        let level = if new { Level::Beginner } else { self.trainee.level };
        // Other goals have a use for endurance work, but not for all that was done of it.
        let habit = if matches!(self.plan.goal, Goal::Running | Goal::Cycling) { self.habit } else { 0.0 };
        let room = Room {
            session: self.trainee.minutes(self.plan.frame.minutes),
            minutes,
            habit,
            sets,
            longest,
            turn,
            run_walk: new && sport == Some(Sport::Run),
            light,
        };
        let wanted: Vec<Stint> = stints
            .iter()
            .filter_map(|index| match days[*index].1 {
                Day::Endurance(stint) => Some(stint),
                _ => None,
            })
            .collect();
        let outings = endurance::outings(&wanted, &room, level);
        (room, outings)
    }

    fn outing(
        &self,
        date: Date,
        outing: &Outing,
        exercise: &'static Exercise,
        room: &Room,
        deload: bool,
    ) -> Option<PlannedSession> {
        let base = if outing.stint == Stint::Long { None } else { Some(exercise) };
        let exercise = self.moves.for_stint(outing, exercise, room.run_walk);
        let kind = match (outing.stint, outing.stretches, outing.tempo > 0.0) {
            (_, Some(_), _) if room.run_walk => "run and walk",
            (_, Some(_), _) => "intervals",
            (_, _, true) => "tempo",
            (Stint::Long, ..) => "long",
            _ => "easy",
        };
        let blocks = endurance::blocks(outing, (base.unwrap_or(exercise), exercise), &self.moves, self.trainee, room);
        let title = if endurance::sport(exercise) == Some(Sport::Run) {
            exercise.name.to_owned()
        } else {
            format!("{}, {kind}", exercise.name)
        };
        self.session(date, &title, deload, blocks)
    }

    fn easy(&self, date: Date, deload: bool, turn: usize) -> Option<PlannedSession> {
        let minutes = self.trainee.minutes(self.plan.frame.minutes);
        let blocks = endurance::easy_day(&self.moves, self.trainee, minutes, turn);
        self.session(date, "Easy day", deload, blocks)
    }

    fn session(&self, date: Date, title: &str, deload: bool, blocks: Vec<Block>) -> Option<PlannedSession> {
        let week = self.plan.week_of(date)?;
        let blocks = endurance::within_longest(&self.outings, date, blocks);
        let work = blocks.iter().find(|block| block.part == Part::Main)?;
        let form_check = (self.trainee.level == Level::Beginner).then(|| work.name.clone());
        let mut session = PlannedSession {
            id: session_id(week, date.weekday()),
            date,
            start: None,
            title: title.to_owned(),
            deload,
            form_check,
            blocks,
        };
        shorten(&mut session, self.trainee.minutes(self.plan.frame.minutes));
        (!session.counts() || session.minutes() >= LEAST_MINUTES).then_some(session)
    }

    /// The plan with the reason for what it is.
    pub(super) fn finish(mut self) -> Plan {
        self.plan.reason = self.reason();
        self.plan
    }

    fn reason(&self) -> String {
        let trainee = self.trainee;
        let plan = &self.plan;
        let counted: Vec<&PlannedSession> = plan.sessions.iter().filter(|session| session.counts()).collect();
        let mut said: Vec<String> = Vec::new();
        if plan.goal != self.asked {
            said.push(
                "Losing weight is not what training is for in your case now; ask a doctor or dietitian".to_owned(),
            );
        }
        let level = match (trainee.facts.profile.level, trainee.level) {
            (None, _) => "your level is not set, so this is for a beginner".to_owned(),
            (_, Level::Beginner) => "for a beginner".to_owned(),
            (_, Level::Intermediate) => "for someone who trains regularly".to_owned(),
            (_, Level::Advanced) => "for someone with years of training".to_owned(),
        };
        said.push(format!("Training for {}, {level}", plan.goal.words()));
        if counted.is_empty() {
            said.push("every day is an easy one".to_owned());
        } else if self.layout.eased > 0 {
            let eased = match self.layout.eased {
                1 => "1 of the days you named is an easy one".to_owned(),
                days => format!("{days} of the days you named are easy ones"),
            };
            said.push(format!("{eased}, since hard days need rest between them"));
        }
        if trainee.level == Level::Beginner && plan.frame.minutes > 45 {
            said.push("sessions stay within 45 minutes while you are a beginner".to_owned());
        }
        if trainee.facts.done.is_empty() {
            said.push("nothing is known of earlier training, so it begins with a moderate volume and efforts instead of weights".to_owned());
        } else {
            said.push("weights and volume follow from what you did last and rise in small steps".to_owned());
        }
        let deloads = (1..=plan.weeks).filter(|week| plan.is_deload(*week)).map(|week| week.to_string());
        let deloads: Vec<String> = deloads.collect();
        if !deloads.is_empty() {
            let weeks = if deloads.len() == 1 { "lighter week" } else { "lighter weeks" };
            said.push(format!("{weeks}: {}", deloads.join(", ")));
        }
        if limits::active_pain(trainee.facts).next().is_some() {
            said.push("exercises that load what hurts are left out".to_owned());
        }
        if !trainee.conditions.is_empty() {
            let words: Vec<&str> = trainee.conditions.iter().map(|condition| condition.words()).collect();
            said.push(format!("exercises that do not suit {} are left out", words.join(" and ")));
        }
        if trainee.hardest <= Effort::Easy {
            said.push("effort stays moderate or below, as your screening or condition asks".to_owned());
        }
        if trainee.heart_rate(Effort::Easy).is_none() {
            said.push("effort is steered by feel and the talk test".to_owned());
        }
        if self.displaced > 0 {
            let became = if self.displaced == 1 { "an easy one" } else { "easy ones" };
            let sessions = words::count(self.displaced, "session");
            said.push(format!("{sessions} became {became} to keep 24 hours between sessions"));
        }
        if let Some(event) = self.plan.event {
            let day = words::told(event.date);
            said.push(format!("the days around {day} stay easy and that day is free for your event"));
        }
        if matches!(plan.goal, Goal::Running | Goal::Cycling) {
            let wanted = if plan.goal == Goal::Running { Sport::Run } else { Sport::Ride };
            match self.moves.main(plan.goal, trainee.level) {
                Some(exercise) if endurance::sport(exercise) == Some(wanted) => {}
                Some(exercise) => said.push(format!("{} stands in for what cannot be done now", exercise.name)),
                None => said.push("endurance work has to wait, so it is strength that is planned".to_owned()),
            }
        }
        said.join("; ") + "."
    }
}

/// The goal of a plan: where the envelope lets nobody aim at losing weight, general health stands in for it.
fn goal_for(request: &Request, facts: &Facts) -> Goal {
    if request.goal != Goal::WeightLoss {
        return request.goal;
    }
    let Some(gentle) = EXERCISES
        .iter()
        .find(|exercise| exercise.pattern == Pattern::Mobility && limits::exclusion(exercise, facts).is_none())
    else {
        return request.goal;
    };
    let block = Block {
        name: gentle.name.to_owned(),
        exercise: Some(gentle.id.to_owned()),
        minutes: 5.0,
        rpe: Some(EffortTarget { low: 1.0, high: 2.0 }),
        ..Block::default()
    };
    let smallest = Plan {
        id: "goal".to_owned(),
        title: request.goal.words().to_owned(),
        goal: request.goal,
        start: request.start,
        weeks: 1,
        first_deload: 4,
        frame: request.frame.clone(),
        event: None,
        sessions: vec![PlannedSession {
            id: "goal".to_owned(),
            date: request.start,
            start: None,
            title: "Easy day".to_owned(),
            deload: false,
            form_check: Some(gentle.name.to_owned()),
            blocks: vec![block],
        }],
        reason: String::new(),
    };
    smallest.review(facts).map_or(request.goal, |reviewed| reviewed.value().goal)
}

fn positions(days: &[(Date, Day)], wanted: fn(&Day) -> bool) -> Vec<usize> {
    days.iter().enumerate().filter(|(_, (_, day))| wanted(day)).map(|(index, _)| index).collect()
}

/// The day so many days after another.
pub(super) fn days_after(day: Date, days: i32) -> Date {
    crate::time::date_of_epoch_day(crate::time::epoch_day(day) + days)
}

/// Days from one day to another.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    crate::time::epoch_day(to) - crate::time::epoch_day(from)
}

/// The id of a session on a day of a week.
pub(super) fn session_id(week: u32, weekday: Weekday) -> String {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day = DAYS[weekday.to_monday_zero_offset().rem_euclid(7) as usize];
    format!("w{week:02}-{day}")
}

/// The title of a plan.
pub(super) fn title(goal: Goal, weeks: u32, days: usize) -> String {
    let goal = words::sentence(goal.words());
    format!("{goal}: {}, {} a week", words::count(weeks as usize, "week"), words::count(days, "day"))
}
