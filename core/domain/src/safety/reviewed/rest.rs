//! REST-24: at least 24 h between training sessions, in absolute time.

use super::Verdict;
use super::change::{Sessions, adjusted, named, refusal};
use super::numbers::in_order;
use crate::plan::{Part, Plan, PlannedSession};
use crate::safety::Rule;
use crate::safety::facts::{DoneSession, Facts};
use crate::safety::limits::{
    REST_MS, Training, earliest_start_on, is_past, load_key, sport_of, sport_of_kind, too_close,
};
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// A session among the others, in order of its earliest start.
struct Placed {
    training: Training,
    name: String,
    /// Index of the session that may be moved; `None` when it stands.
    open: Option<usize>,
}

/// Whether a session that was done is this planned one of the same day.
fn fulfils(done: &DoneSession, session: &PlannedSession) -> bool {
    let work = || session.blocks.iter().filter(|block| block.part == Part::Main);
    let same_lift = || work().any(|block| done.sets.iter().any(|set| set.exercise == load_key(block)));
    let sport = sport_of_kind(&done.kind);
    done.day == session.date && (same_lift() || (sport.is_some() && work().any(|block| sport_of(block) == sport)))
}

/// Planned sessions that were done already, by index: each done session stands for at most one.
fn fulfilled(sessions: &[PlannedSession], facts: &Facts) -> Vec<bool> {
    let mut found = vec![false; sessions.len()];
    for done in facts.done.iter().filter(|done| done.day == facts.today) {
        let match_ = sessions.iter().zip(&found).position(|(session, taken)| !taken && fulfils(done, session));
        if let Some(index) = match_ {
            found[index] = true;
        }
    }
    found
}

/// Every session that counts: done, planned beside the judged ones, and judged.
fn placed<T: Sessions>(value: &T, facts: &Facts) -> Vec<Placed> {
    let done = facts.done.iter().filter(|done| !done.easy).map(|done| Placed {
        training: Training::done(done),
        name: format!("the {} done on {}", done.kind.replace('_', " "), done.day),
        open: None,
    });
    let planned = |session: &PlannedSession, open| Placed {
        training: Training::planned(session, &facts.zone),
        name: named(session),
        open,
    };
    let coming = |session: &PlannedSession| session.counts() && session.date >= facts.today;
    let beside: Vec<PlannedSession> = value.beside(facts).into_iter().cloned().collect();
    let beside_done = fulfilled(&beside, facts);
    let beside = beside.iter().zip(&beside_done).filter(|(session, done)| coming(session) && !**done);
    let judged_done = fulfilled(value.sessions(), facts);
    let judged = value.sessions().iter().zip(&judged_done).enumerate();
    let judged = judged.filter(|(_, (session, done))| coming(session) && !**done);
    let mut all: Vec<Placed> = done
        .chain(beside.map(|(session, _)| planned(session, None)))
        .chain(judged.map(|(index, (session, _))| planned(session, (!is_past(session, facts)).then_some(index))))
        .collect();
    order(&mut all);
    all
}

/// The pairs of sessions, by index, that lie too close, in order of time; of two that nobody can move nothing is said.
fn close_pairs<'a>(all: &'a [Placed], facts: &'a Facts) -> impl Iterator<Item = (usize, usize)> + 'a {
    let longest = all.iter().map(|placed| placed.training.end_ms.saturating_sub(placed.training.start_ms)).max();
    let reach = longest.unwrap_or(0).saturating_add(REST_MS);
    all.iter().enumerate().flat_map(move |(later, two)| {
        let near =
            move |(_, one): &(usize, &Placed)| two.training.start_ms.saturating_sub(one.training.start_ms) <= reach;
        let before = all[..later].iter().enumerate().rev().take_while(near);
        before
            .filter(move |(_, one)| {
                (one.open.is_some() || two.open.is_some()) && too_close(&one.training, &two.training, facts)
            })
            .map(move |(earlier, _)| (earlier, later))
    })
}

fn order(all: &mut [Placed]) {
    all.sort_by_key(|placed| (placed.training.start_ms, placed.training.end_ms));
}

fn both(one: &Placed, two: &Placed) -> String {
    format!("{} and {} are less than 24 h apart", one.name, two.name)
}

/// At most two sessions that count on one day, whatever they work.
fn third_of_a_day(all: &[Placed]) -> Option<&Placed> {
    all.iter().find(|placed| {
        placed.open.is_some() && all.iter().filter(|other| other.training.day == placed.training.day).count() > 2
    })
}

/// Gives a time to the sessions without one that lie too close to another: the time at which the plan's sessions
/// begin, so that they can be judged at all.
fn give_times(sessions: &mut [PlannedSession], indices: &[usize], time: Option<Time>, lines: &mut Vec<String>) -> bool {
    let Some(time) = time else { return false };
    let mut given = false;
    for index in indices {
        if let Some(session) = sessions.get_mut(*index).filter(|session| session.start.is_none()) {
            session.start = Some(time);
            lines.push(format!("{} begins at {}", named(session), time.strftime("%H:%M")));
            given = true;
        }
    }
    given
}

/// Moves sessions to later on their day until all lie 24 h apart; what was done, or which two cannot be.
fn spread<T: Sessions>(value: &mut T, usual: Option<Time>, facts: &Facts) -> Result<Vec<String>, String> {
    let zone: &TimeZone = &facts.zone;
    let mut lines = Vec::new();
    let mut all = placed(value, facts);
    let untimed: Vec<usize> =
        close_pairs(&all, facts).flat_map(|(earlier, later)| [all[earlier].open, all[later].open]).flatten().collect();
    if give_times(value.sessions_mut(), &untimed, usual, &mut lines) {
        all = placed(value, facts);
    }
    // Each step moves one session later on its own day, so that there can be no more of them than this.
    for _ in 0..=4 * all.len() {
        let Some((earlier, later)) = close_pairs(&all, facts).next() else {
            return third_of_a_day(&all).map_or(Ok(lines), |third| {
                Err(format!("{} is the third session of its day; there are at most two", third.name))
            });
        };
        let (one, two) = (&all[earlier], &all[later]);
        let problem = || both(one, two);
        let index = two.open.ok_or_else(problem)?;
        let end = one.training.end_ms;
        let session = value.sessions_mut().get_mut(index).ok_or_else(problem)?;
        let start = earliest_start_on(session.date, end, zone).ok_or_else(problem)?;
        if session.start.is_some_and(|now| now >= start) {
            return Err(problem());
        }
        let from = session.start.map_or_else(|| "any time".to_owned(), |now| now.strftime("%H:%M").to_string());
        session.start = Some(start);
        let hours = REST_MS / 3_600_000;
        lines.push(format!(
            "{} from {from} to {}, {hours} h after the end of {}",
            named(session),
            start.strftime("%H:%M"),
            one.name
        ));
        all[later].training = Training::planned(session, zone);
        order(&mut all);
    }
    Err("the sessions cannot be spread so that 24 h lie between them".to_owned())
}

const WHY: &str = "at least 24 h lie between the end of a session and the start of the next";

/// A plan whose sessions lie 24 h apart.
pub(super) fn plan(plan: &Plan, facts: &Facts) -> Verdict<Plan> {
    let mut plan = plan.clone();
    let usual = Some(plan.frame.start);
    match spread(&mut plan, usual, facts) {
        Ok(lines) => {
            plan.sessions.sort_by_key(in_order);
            adjusted(plan, Rule::Rest24, lines, WHY)
        }
        Err(problem) => Verdict::Refused(refusal(Rule::Rest24, format!("{problem}; {WHY}"))),
    }
}

/// A session that lies 24 h from what was done and from the others of the current plan.
pub(super) fn session(session: &PlannedSession, facts: &Facts) -> Verdict<PlannedSession> {
    let mut session = session.clone();
    let usual = facts.plan.as_ref().map(|plan| plan.frame.start);
    match spread(&mut session, usual, facts) {
        Ok(lines) => adjusted(session, Rule::Rest24, lines, WHY),
        Err(problem) => Verdict::Refused(refusal(Rule::Rest24, format!("{problem}; {WHY}"))),
    }
}
