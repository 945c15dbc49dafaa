//! Changes of a plan: what the person tells, and the plan that follows from it.
//!
//! Three things hold for every change. What lies behind is not altered. What was missed is never added to other days.
//! After the change every later week is brought within the limits again, so that volume and loads come back in steps.

mod edit;
mod settle;

use super::course::{Course, Ease, days_after, days_between, title};
use super::loads::Loads;
use super::select::Chooser;
use super::trainee::{Trainee, spared};
use super::words::{between, count, sentence, told};
use super::{Request, Unplannable, check};
use crate::exercise::{Equipment, exercise};
use crate::plan::{Event, Goal, Part, Plan, PlannedSession};
use crate::safety::facts::Facts;
use crate::safety::limits::{self, Training};
use edit::Editor;
pub(super) use edit::shorten;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use settle::settle;

/// What a plan is changed for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// A session was or will be too hard: it, or the next one like it when it lies behind, is made easier.
    TooHard {
        /// Id of the session.
        session: String,
    },
    /// A session was too easy: it, or the next one like it, is made harder within the limits.
    TooEasy {
        /// Id of the session.
        session: String,
    },
    /// Only some of the equipment is there for some days.
    NoEquipment {
        /// What is there.
        have: Vec<Equipment>,
        /// First day.
        from: Date,
        /// Last day, included.
        to: Date,
    },
    /// Something hurts or no longer does; which, the facts say. Exercises that load it are exchanged.
    Pain,
    /// Less time for some days.
    LessTime {
        /// Minutes of a session.
        minutes: u32,
        /// First day.
        from: Date,
        /// Last day, included.
        to: Date,
    },
    /// Another exercise in a session.
    Swap {
        /// Id of the session.
        session: String,
        /// Id of the exercise in it.
        exercise: String,
        /// Id of the one in its place; the nearest that fits when none is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// A session on another day.
    Move {
        /// Id of the session.
        session: String,
        /// The day.
        to: Date,
    },
    /// A session that will not be done.
    Skip {
        /// Id of the session.
        session: String,
    },
    /// Sessions that lie behind and were not done.
    Missed {
        /// Their ids.
        sessions: Vec<String>,
    },
    /// No training while ill.
    Illness {
        /// First day.
        from: Date,
        /// Last day, included, as far as it can be told.
        to: Date,
    },
    /// Away with other equipment.
    Travel {
        /// First day.
        from: Date,
        /// Last day, included.
        to: Date,
        /// What is there.
        equipment: Vec<Equipment>,
        /// The time zone differs, so that the days of travel are easy ones.
        #[serde(default)]
        other_zone: bool,
    },
    /// Another goal.
    Goal {
        /// The goal.
        goal: Goal,
        /// A race or the like that training leads to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        event: Option<Event>,
    },
    /// Other days of the week.
    Days {
        /// The days, 0 is Monday.
        weekdays: Vec<i8>,
        /// Minutes of a session from now on, if they change too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
    /// The long runs or rides of the last two weeks were missed.
    MissedLongRuns,
    /// A deload now: lifts stall, or readiness is low.
    ReactiveDeload,
}

/// Days from which on less time is a new frame and not an exception.
const FOR_GOOD: i32 = 21;

/// What less time means, for the reason of a plan.
const LESS: &str = "; with less time you will likely hold what you have, and gains come slower";

/// When to see someone, for the reason of a plan after an illness.
const AFTER_ILLNESS: &str =
    "; with chest pain, unusual breathlessness or palpitations on return, stop and see a doctor";

/// When to see someone, for the reason of a plan that spares what hurts.
const WITH_PAIN: &str =
    "; see a professional if it lasts, comes again or gets worse, or with swelling, locking or giving way";

/// The plan with a change. Its weeks are counted as before; [`Plan::reason`] says what changed and why.
///
/// # Errors
/// [`Unplannable`] when the change makes no sense, touches what lies behind, or leaves nothing that may be done.
pub fn adapt(plan: &Plan, change: &Change, facts: &Facts) -> Result<Plan, Unplannable> {
    let changed = changed(plan, change, facts)?;
    if changed.sessions.is_empty() { Err(Unplannable::NoneLeft) } else { Ok(changed) }
}

fn changed(plan: &Plan, change: &Change, facts: &Facts) -> Result<Plan, Unplannable> {
    check(&plan.frame, plan.weeks, facts)?;
    let trainee = Trainee::new(facts);
    let mut changed = plan.clone();
    let reason = match change {
        Change::TooHard { session } => too_hard(&mut changed, session, &trainee)?,
        Change::TooEasy { session } => too_easy(&mut changed, session, &trainee)?,
        Change::NoEquipment { have, from, to } => {
            let exchanged = match other_equipment(&mut changed, have, (*from, *to), &trainee)? {
                0 => "but what is planned can be done with it, so nothing changed".to_owned(),
                number => format!("so {}", exchanged(number)),
            };
            format!("{} only some of the equipment is there, {exchanged}", sentence(&between(*from, *to)))
        }
        Change::Travel { from, to, equipment, other_zone } => {
            travel(&mut changed, equipment, (*from, *to), *other_zone, &trainee)?
        }
        Change::Pain => pain(&mut changed, &trainee)?,
        Change::LessTime { minutes, from, to }
            if days_between(*from, *to) >= FOR_GOOD && plan.week_of(*to) != Some(1) =>
        {
            let mut request = request(plan, facts);
            request.frame.minutes = *minutes;
            check(&request.frame, plan.weeks, facts)?;
            let reason = format!("There are {minutes} minutes for a session from now on{LESS}");
            return again(plan, &request, Vec::new(), Vec::new(), reason, &trainee);
        }
        Change::LessTime { minutes, from, to } => less_time(&mut changed, *minutes, (*from, *to), &trainee)?,
        Change::Swap { session, exercise, to } => swap(&mut changed, session, exercise, to.as_deref(), &trainee)?,
        Change::Move { session, to } => return moved(&changed, session, *to, &trainee),
        Change::Skip { session } => {
            let index = ahead(&changed, session, facts)?;
            let skipped = changed.sessions.remove(index);
            let day = told(skipped.date);
            format!("{} on {day} is left out; it is not made up for on other days", skipped.title)
        }
        Change::Missed { sessions } => return missed(plan, sessions, &trainee),
        Change::Illness { from, to } => return ill(plan, *from, *to, &trainee),
        Change::Goal { goal, event } => {
            // Another goal has no use for the race of the one before.
            let event = if *goal == plan.goal { event.or(plan.event) } else { *event };
            let request = Request { goal: *goal, event, ..request(plan, facts) };
            let mut reason = if *goal == plan.goal {
                format!("The goal stays {}", goal.words())
            } else {
                format!("The goal is now {} instead of {}", goal.words(), plan.goal.words())
            };
            if let Some(event) = event {
                reason += &format!("; training leads to {}, with less in the two weeks before it", told(event.date));
            }
            return again(plan, &request, Vec::new(), Vec::new(), reason, &trainee);
        }
        Change::Days { weekdays, minutes } => {
            let mut request = request(plan, facts);
            request.frame.weekdays.clone_from(weekdays);
            request.frame.weekdays.sort_unstable();
            request.frame.minutes = minutes.unwrap_or(request.frame.minutes);
            check(&request.frame, plan.weeks, facts)?;
            let less = weekdays.len() < plan.frame.weekdays.len() || request.frame.minutes < plan.frame.minutes;
            let mut reason = format!(
                "Training is now on {} a week for up to {} minutes",
                count(weekdays.len(), "day"),
                request.frame.minutes
            );
            if less {
                reason += LESS;
            }
            return again(plan, &request, Vec::new(), Vec::new(), reason, &trainee);
        }
        Change::MissedLongRuns => missed_long(&mut changed, facts),
        Change::ReactiveDeload => return deload_now(plan, &trainee),
    };
    settle(&mut changed, &trainee)?;
    changed.reason = reason + ".";
    Ok(changed)
}

/// Whether a session lies behind or has begun, so that it stays as it is.
pub(super) fn is_fixed(session: &PlannedSession, facts: &Facts) -> bool {
    session.date < facts.today
        || (session.date == facts.today
            && session.start.is_some()
            && Training::planned(session, &facts.zone).start_ms <= facts.now_ms)
}

/// The position of a session that can be changed.
fn ahead(plan: &Plan, id: &str, facts: &Facts) -> Result<usize, Unplannable> {
    let index = plan.sessions.iter().position(|session| session.id == id);
    let index = index.ok_or_else(|| Unplannable::NoSession(id.to_owned()))?;
    if is_fixed(&plan.sessions[index], facts) {
        return Err(Unplannable::PastSession(id.to_owned()));
    }
    Ok(index)
}

/// The session itself when it lies ahead, else the next one with its title.
fn it_or_next(plan: &Plan, id: &str, facts: &Facts) -> Result<usize, Unplannable> {
    let session = plan.sessions.iter().find(|session| session.id == id);
    let session = session.ok_or_else(|| Unplannable::NoSession(id.to_owned()))?;
    if !is_fixed(session, facts) {
        return ahead(plan, id, facts);
    }
    plan.sessions
        .iter()
        .position(|other| other.title == session.title && other.date > session.date && !is_fixed(other, facts))
        .ok_or_else(|| Unplannable::PastSession(id.to_owned()))
}

/// What a plan was asked to be, as far as the plan tells; what it is made of now is preferred.
fn request(plan: &Plan, facts: &Facts) -> Request {
    let mut likes: Vec<String> = Vec::new();
    for session in plan.sessions.iter().filter(|session| !is_fixed(session, facts)) {
        for id in
            session.blocks.iter().filter(|block| block.part == Part::Main).filter_map(|block| block.exercise.as_ref())
        {
            if !likes.contains(id) {
                likes.push(id.clone());
            }
        }
    }
    Request {
        id: plan.id.clone(),
        goal: plan.goal,
        weeks: plan.weeks,
        start: plan.start,
        frame: plan.frame.clone(),
        event: plan.event,
        likes,
        avoids: Vec::new(),
    }
}

/// The first day of which nothing is fixed yet.
fn open_from(plan: &Plan, facts: &Facts) -> Date {
    let begun = plan.sessions.iter().any(|session| session.date == facts.today && is_fixed(session, facts));
    let first = if begun { days_after(facts.today, 1) } else { facts.today };
    first.max(plan.start)
}

/// Writes everything that lies ahead anew.
fn again(
    plan: &Plan,
    request: &Request,
    eases: Vec<Ease>,
    free: Vec<(Date, Date)>,
    reason: String,
    trainee: &Trainee<'_>,
) -> Result<Plan, Unplannable> {
    let from = open_from(plan, trainee.facts);
    let mut course = Course::new(trainee, request)?;
    course.resume(plan, from, eases, free);
    course.write_from(from);
    let mut changed = course.finish();
    changed.title = if plan.goal == request.goal && plan.frame.weekdays == request.frame.weekdays {
        plan.title.clone()
    } else {
        title(request.goal, plan.weeks, request.frame.weekdays.len())
    };
    changed.reason = reason + ".";
    Ok(changed)
}

fn too_hard(plan: &mut Plan, id: &str, trainee: &Trainee<'_>) -> Result<String, Unplannable> {
    let index = it_or_next(plan, id, trainee.facts)?;
    let session = &mut plan.sessions[index];
    edit::easier(session);
    Ok(format!(
        "{} was too hard, so {} has a set less of each exercise, less load and less effort, and later loads follow from there",
        session.title,
        told(session.date)
    ))
}

fn too_easy(plan: &mut Plan, id: &str, trainee: &Trainee<'_>) -> Result<String, Unplannable> {
    let index = it_or_next(plan, id, trainee.facts)?;
    let most = trainee.minutes(plan.frame.minutes);
    let session = &mut plan.sessions[index];
    if session.deload {
        let day = told(session.date);
        return Ok(format!("{} on {day} is in a lighter week, which stays light", session.title));
    }
    edit::harder(session, trainee, most);
    Ok(format!(
        "{} was too easy, so {} has more repetitions or minutes, within the limits",
        session.title,
        told(session.date)
    ))
}

/// How many exercises were exchanged, in words.
fn exchanged(number: usize) -> String {
    let were = if number == 1 { "was" } else { "were" };
    format!("{} {were} exchanged", count(number, "exercise"))
}

/// Refuses a change for days in which no session lies that can be changed.
fn any_within(plan: &Plan, (from, to): (Date, Date), facts: &Facts) -> Result<(), Unplannable> {
    let within = |session: &PlannedSession| (from..=to).contains(&session.date) && !is_fixed(session, facts);
    if plan.sessions.iter().any(within) { Ok(()) } else { Err(Unplannable::NoneInTime) }
}

/// Exchanges what cannot be done with some equipment; tells how many exercises.
fn other_equipment(
    plan: &mut Plan,
    have: &[Equipment],
    (from, to): (Date, Date),
    trainee: &Trainee<'_>,
) -> Result<usize, Unplannable> {
    any_within(plan, (from, to), trainee.facts)?;
    let loads = Loads::new(trainee);
    let chooser = Chooser::new(trainee, plan.goal, have, &[], &[], loads.known());
    let editor = Editor { trainee, chooser: &chooser, goal: plan.goal, loads: &loads };
    let most = trainee.minutes(plan.frame.minutes);
    let starts: Vec<u32> = plan.sessions.iter().map(|session| plan.week_of(session.date).unwrap_or(1)).collect();
    let mut count = 0;
    for (session, week) in plan.sessions.iter_mut().zip(starts) {
        if (from..=to).contains(&session.date) && !is_fixed(session, trainee.facts) {
            count += editor
                .replace(session, week, most, |known| known.equipment.iter().any(|needed| !have.contains(needed)))
                .exchanged;
        }
    }
    plan.sessions.retain(|session| session.blocks.iter().any(|block| block.part == Part::Main));
    Ok(count)
}

fn travel(
    plan: &mut Plan,
    equipment: &[Equipment],
    (from, to): (Date, Date),
    other_zone: bool,
    trainee: &Trainee<'_>,
) -> Result<String, Unplannable> {
    let number = other_equipment(plan, equipment, (from, to), trainee)?;
    let mut easy = 0;
    if other_zone {
        let loads = Loads::new(trainee);
        let chooser = Chooser::new(trainee, plan.goal, equipment, &[], &[], loads.known());
        let editor = Editor { trainee, chooser: &chooser, goal: plan.goal, loads: &loads };
        let minutes = trainee.minutes(plan.frame.minutes);
        // The days of travel and of landing are easy ones; the three days after stay below effort 6.
        for session in &mut plan.sessions {
            let since = [from, to].map(|day| days_between(day, session.date));
            if is_fixed(session, trainee.facts) || !session.counts() {
                continue;
            }
            if since.iter().any(|days| (0..=1).contains(days)) {
                editor.ease_off(session, minutes);
                easy += 1;
            } else if since.iter().any(|days| (2..=4).contains(days)) {
                edit::cap_effort(session, 6.0);
            }
        }
        plan.sessions.retain(|session| session.blocks.iter().any(|block| block.part == Part::Main));
    }
    let days = if easy > 0 { ", and the days of travel between time zones are easy ones" } else { "" };
    let exchanged = match number {
        0 => "what is planned can be done there as it is".to_owned(),
        number => format!("so {} for what can be done there", exchanged(number)),
    };
    Ok(format!("You are away {}, {exchanged}{days}", between(from, to)))
}

fn pain(plan: &mut Plan, trainee: &Trainee<'_>) -> Result<String, Unplannable> {
    let loads = Loads::new(trainee);
    let equipment = plan.frame.equipment.clone();
    let chooser = Chooser::new(trainee, plan.goal, &equipment, &[], &[], loads.known());
    let editor = Editor { trainee, chooser: &chooser, goal: plan.goal, loads: &loads };
    let most = trainee.minutes(plan.frame.minutes);
    let weeks: Vec<u32> = plan.sessions.iter().map(|session| plan.week_of(session.date).unwrap_or(1)).collect();
    let hurts = limits::active_pain(trainee.facts).next().is_some();
    let (mut number, mut added) = (0, 0);
    for (session, week) in plan.sessions.iter_mut().zip(weeks) {
        if !is_fixed(session, trainee.facts) {
            let touched = editor.replace(session, week, most, |known| spared(known, trainee.facts));
            number += touched.exchanged;
            added += touched.added;
            if hurts && touched.exchanged == 0 {
                added += editor.complete_thin(session, week, most);
            }
        }
    }
    plan.sessions.retain(|session| session.blocks.iter().any(|block| block.part == Part::Main));
    let any_ahead = plan.sessions.iter().any(|session| !is_fixed(session, trainee.facts));
    if !any_ahead && number > 0 {
        return Err(Unplannable::NothingLeft);
    }
    let words = match number {
        0 if added == 0 => "Nothing in the plan loads what hurts, so nothing had to change".to_owned(),
        0 => "Sessions that pain had left with little are whole again".to_owned(),
        1 => "1 exercise that loads what hurts was exchanged or left out until you clear the pain".to_owned(),
        _ => {
            format!("{number} exercises that load what hurts were exchanged or left out until you clear the pain")
        }
    };
    let others = match added {
        0 => String::new(),
        1 => "; 1 exercise that spares it was added".to_owned(),
        _ => format!("; {added} exercises that spare it were added"),
    };
    Ok(format!("{words}{others}{WITH_PAIN}"))
}

fn less_time(
    plan: &mut Plan,
    minutes: u32,
    (from, to): (Date, Date),
    trainee: &Trainee<'_>,
) -> Result<String, Unplannable> {
    if !super::MINUTES.contains(&minutes) {
        return Err(Unplannable::Minutes);
    }
    any_within(plan, (from, to), trainee.facts)?;
    let mut shorter = 0;
    for session in plan.sessions.iter_mut() {
        if (from..=to).contains(&session.date) && !is_fixed(session, trainee.facts) {
            shorter += usize::from(shorten(session, f64::from(minutes)));
        }
    }
    let words = match shorter {
        0 => "what is planned fits into them as it is".to_owned(),
        1 => "so 1 session is shorter; main exercises stay, small ones go first".to_owned(),
        _ => format!("so {shorter} sessions are shorter; main exercises stay, small ones go first"),
    };
    Ok(format!("There are {minutes} minutes {}, {words}", between(from, to)))
}

fn swap(plan: &mut Plan, id: &str, from: &str, to: Option<&str>, trainee: &Trainee<'_>) -> Result<String, Unplannable> {
    let index = ahead(plan, id, trainee.facts)?;
    let loads = Loads::new(trainee);
    let equipment = plan.frame.equipment.clone();
    let chooser = Chooser::new(trainee, plan.goal, &equipment, &[], &[], loads.known());
    let editor = Editor { trainee, chooser: &chooser, goal: plan.goal, loads: &loads };
    let most = trainee.minutes(plan.frame.minutes);
    let week = plan.week_of(plan.sessions[index].date).unwrap_or(1);
    let session = &mut plan.sessions[index];
    if !session.blocks.iter().any(|block| block.exercise.as_deref() == Some(from)) {
        return Err(Unplannable::NoExercise(from.to_owned()));
    }
    let wanted = match to {
        None => None,
        Some(to) => {
            let named = exercise(to).ok_or_else(|| Unplannable::NoExercise(to.to_owned()))?;
            let fits = chooser.allowed().iter().any(|allowed| allowed.id == named.id);
            let twice = session.blocks.iter().any(|block| block.exercise.as_deref() == Some(named.id));
            if !fits || twice {
                return Err(Unplannable::Unfit(named.name.to_owned()));
            }
            Some(named)
        }
    };
    let other = editor.exchange(session, week, from, wanted).ok_or_else(|| Unplannable::Unfit(from.to_owned()))?;
    shorten(session, most);
    let name = exercise(from).map_or(from, |known| known.name);
    Ok(format!("On {} {} stands in for {name}", told(session.date), other.name))
}

/// A session on another day, when 24 hours to its neighbours remain and none of them has to give way.
fn moved(plan: &Plan, id: &str, to: Date, trainee: &Trainee<'_>) -> Result<Plan, Unplannable> {
    let index = ahead(plan, id, trainee.facts)?;
    let week = plan.week_of(to).ok_or(Unplannable::Outside(to))?;
    if to < open_from(plan, trainee.facts) {
        return Err(Unplannable::Outside(to));
    }
    let mut changed = plan.clone();
    let from = changed.sessions[index].date;
    let counted = |plan: &Plan| plan.sessions.iter().filter(|session| session.counts()).count();
    let before = counted(&changed);
    // An easy day gives way to a session that counts.
    changed.sessions[index].date = to;
    changed.sessions[index].start = None;
    let deload = changed.is_deload(week);
    if changed.sessions[index].deload && !deload {
        changed.sessions[index].deload = false;
    }
    if deload && !changed.sessions[index].deload {
        edit::easier(&mut changed.sessions[index]);
        changed.sessions[index].deload = true;
    }
    let id = changed.sessions[index].id.clone();
    changed.sessions.retain(|session| session.date != to || session.id == id || session.counts());
    changed.sessions.sort_by_key(|session| (session.date, session.start));
    settle(&mut changed, trainee)?;
    let stands = changed.sessions.iter().any(|session| session.id == id && session.date == to);
    if !stands || counted(&changed) < before {
        return Err(Unplannable::NoRest(to));
    }
    let title =
        changed.sessions.iter().find(|session| session.id == id).map_or("The session", |session| &session.title);
    changed.reason =
        format!("{title} moved from {} to {}; other sessions keep 24 hours from it.", told(from), told(to));
    Ok(changed)
}

/// The last day before today on which a session that counts was done, or the day before the plan.
fn last_trained(plan: &Plan, facts: &Facts) -> Date {
    let done = facts.done.iter().filter(|done| !done.easy && done.day <= facts.today).map(|done| done.day).max();
    let before = days_after(plan.start, -1);
    done.map_or(before, |day| day.max(before)).min(facts.today)
}

/// How training begins again after so many days without it, in documented steps.
///
/// | days | well | after an illness |
/// |---|---|---|
/// | to 3 | as planned | 80 % of the volume |
/// | to 7 | as planned | 65 % of the volume, 95 % of the loads |
/// | to 10 | 90 % of the volume | 60 % of the volume, 90 % of the loads |
/// | to 14 | 70 % of the volume | 60 % of the volume, 90 % of the loads |
/// | to 21 | 60 % of the volume, 95 % of the loads | 55 % of the volume, 90 % of the loads |
/// | more | 50 % of the volume, 90 % of the loads for two weeks | the same |
///
/// The first week of each is without hard stretches and at most effort 7. The week after it grows from there by the
/// limit of a week.
fn eases_after(days: i32, back: Date, ill: bool) -> Vec<Ease> {
    let week = |from: Date, volume: f64, load: f64| Ease {
        from,
        to: days_after(from, 6),
        volume,
        load,
        gentle: load < 1.0 || ill,
    };
    match (days, ill) {
        (..=7, false) => Vec::new(),
        (..=3, true) => vec![week(back, 0.8, 1.0)],
        (..=10, false) => vec![week(back, 0.9, 1.0)],
        (..=7, true) => vec![week(back, 0.65, 0.95)],
        (..=14, false) => vec![week(back, 0.7, 1.0)],
        (..=14, true) => vec![week(back, 0.6, 0.9)],
        (..=21, false) => vec![week(back, 0.6, 0.95)],
        (..=21, true) => vec![week(back, 0.55, 0.9)],
        _ => vec![week(back, 0.5, 0.9), week(days_after(back, 7), 0.7, 0.9)],
    }
}

fn missed(plan: &Plan, ids: &[String], trainee: &Trainee<'_>) -> Result<Plan, Unplannable> {
    let facts = trainee.facts;
    for id in ids {
        if !plan.sessions.iter().any(|session| session.id == *id) {
            return Err(Unplannable::NoSession(id.clone()));
        }
    }
    if ids.is_empty() {
        return Err(Unplannable::NoneMissed);
    }
    let days = days_between(last_trained(plan, facts), facts.today);
    let eases = eases_after(days, open_from(plan, facts), false);
    let mut reason = match ids.len() {
        1 => "1 session was missed and is not made up for".to_owned(),
        number => format!("{number} sessions were missed and are not made up for"),
    };
    if eases.is_empty() {
        let mut changed = plan.clone();
        settle(&mut changed, trainee)?;
        changed.reason = reason + "; the plan goes on, and loads wait until the exercise was done again.";
        return Ok(changed);
    }
    reason += &format!("; after {days} days without training volume and loads come back in steps");
    again(plan, &request(plan, facts), eases, Vec::new(), reason, trainee)
}

fn ill(plan: &Plan, from: Date, to: Date, trainee: &Trainee<'_>) -> Result<Plan, Unplannable> {
    let to = to.max(from);
    let back = days_after(to, 1);
    let days = days_between(from, back).max(days_between(last_trained(plan, trainee.facts), back).min(60));
    let eases = eases_after(days, back, true);
    let reason = format!(
        "No training {} while you are ill; after that it begins gently, and what was left out is not made up for{AFTER_ILLNESS}",
        between(from, to)
    );
    again(plan, &request(plan, trainee.facts), eases, vec![(from, to)], reason, trainee)
}

/// The next long outing goes back to four fifths, and the following ones grow by a tenth from there.
fn missed_long(plan: &mut Plan, facts: &Facts) -> String {
    let mut cap: Option<f64> = None;
    let mut last_week = None;
    let weeks: Vec<Option<u32>> = plan.sessions.iter().map(|session| plan.week_of(session.date)).collect();
    let longest: Vec<f64> = plan.sessions.iter().map(edit::longest_outing).collect();
    let most_of_week = |week: Option<u32>| {
        weeks.iter().zip(&longest).filter(|(other, _)| **other == week).map(|(_, minutes)| *minutes).fold(0.0, f64::max)
    };
    for index in 0..plan.sessions.len() {
        let session = &mut plan.sessions[index];
        if is_fixed(session, facts) || longest[index] <= 0.0 {
            continue;
        }
        let most = match cap {
            None => (0.8 * most_of_week(weeks[index])).floor(),
            Some(cap) if weeks[index] != last_week && !session.deload => (cap * 1.1).floor(),
            Some(cap) => cap,
        };
        edit::cap_outing(session, most);
        cap = Some(most);
        last_week = weeks[index];
    }
    let mut reason =
        "The long sessions of the last two weeks were missed, so the next one is a fifth shorter and they grow \
        by a tenth from there"
            .to_owned();
    if let Some(event) = plan.event.filter(|event| event.date >= facts.today) {
        reason +=
            &format!("; the race on {} can still be your goal, with less ambition for its time", told(event.date));
    }
    reason
}

/// A deload now. The deload weeks move when none of what lies behind is counted otherwise by that: in the first four
/// weeks, from a week of which nothing is done. Else the days that are left of this week, or the next week where few
/// are left, are lighter, and the planned deloads stay.
fn deload_now(plan: &Plan, trainee: &Trainee<'_>) -> Result<Plan, Unplannable> {
    let facts = trainee.facts;
    let from = open_from(plan, facts);
    let now = plan.week_of(from).ok_or(Unplannable::Outside(from))?;
    let last = |week: u32| days_after(plan.start, 7 * week as i32 - 1);
    let week = if days_between(from, last(now)) >= 3 || now == plan.weeks { now } else { now + 1 };
    if plan.is_deload(week) {
        let mut same = plan.clone();
        settle(&mut same, trainee)?;
        same.reason = format!("Week {week} is a lighter one already.");
        return Ok(same);
    }
    let begun = plan.week(week).any(|session| is_fixed(session, facts));
    if week < plan.first_deload && !begun {
        let earlier = Plan { first_deload: week, ..plan.clone() };
        let reason =
            format!("Week {week} is a lighter one now, since you need it; every fourth week after it is one too");
        return again(&earlier, &request(plan, facts), Vec::new(), Vec::new(), reason, trainee);
    }
    let ease = Ease { from, to: last(week), volume: limits::DELOAD_VOLUME, load: 0.9, gentle: true };
    let reason =
        format!("Training is lighter until {}, since you need it; the planned lighter weeks stay", told(ease.to));
    again(plan, &request(plan, facts), vec![ease], Vec::new(), reason, trainee)
}
