//! Sanity before any rule: sizes, dates and numbers that mean something.

use super::Verdict;
use super::change::{Sessions, adjusted, named, number, refusal};
use crate::metric::Metric;
use crate::plan::{Block, Frame, MAX_WEEKS, Part, Plan, PlannedSession, PlannedSet, Target};
use crate::safety::Rule;
use crate::safety::facts::Facts;
use crate::safety::limits::{Sport, least_minutes, sport_of};
use crate::unit;
use std::collections::BTreeSet;

/// Most sessions of a week of a plan.
const MAX_SESSIONS: usize = 14;
/// Most blocks of a session.
const MAX_BLOCKS: usize = 40;
/// Most sets of a block.
const MAX_SETS: usize = 30;
/// Most minutes of a block.
const MAX_BLOCK_MINUTES: f64 = 600.0;
/// Most minutes of a session.
const MAX_SESSION_MINUTES: f64 = 720.0;
/// Most minutes and sets of a block that passes as warm-up or cool-down; a longer one is work.
const MAX_WARM_UP: (f64, usize) = (30.0, 6);
/// Fastest that anybody runs or rides over a distance, in metres a second; other ways of moving are slower than a ride.
const FASTEST: (f64, f64) = (7.0, 20.0);

type Check = Result<(), String>;

fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Check {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn text(what: &str, text: &str, most: usize) -> Check {
    ensure(text.chars().count() <= most, || format!("the {what} is longer than {most} letters"))
}

fn id(what: &str, id: &str) -> Check {
    ensure(!id.trim().is_empty(), || format!("a {what} has no id"))?;
    text(&format!("id of a {what}"), id, 100)
}

/// A number within bounds, both included; NaN is in none.
fn within(value: f64, low: f64, high: f64) -> bool {
    (low..=high).contains(&value)
}

fn check_set(set: &PlannedSet) -> Check {
    ensure(set.reps.is_none_or(|reps| (1..=500).contains(&reps)), || "a set has 1 to 500 repetitions".to_owned())?;
    ensure(set.seconds.is_none_or(|seconds| within(seconds, 0.1, 7_200.0)), || {
        "a set takes from a tenth of a second to 7200 seconds".to_owned()
    })?;
    ensure(set.weight_kg.is_none_or(|kg| within(kg, 0.0, 1_000.0)), || {
        "the weight of a set is from 0 to 1000 kg".to_owned()
    })?;
    ensure(within(set.rest_s, 0.0, 3_600.0), || "a rest takes from 0 to 3600 seconds".to_owned())?;
    ensure(set.rpe.is_none_or(|rpe| within(rpe, 0.0, 10.0)), || "the effort of a set is from 0 to 10".to_owned())
}

fn check_block(block: &Block) -> Check {
    text("name of a block", &block.name, 200)?;
    text("note of a block", block.note.as_deref().unwrap_or(""), 1_000)?;
    text("exercise id of a block", block.exercise.as_deref().unwrap_or(""), 100)?;
    ensure(!block.name.trim().is_empty() || block.known().is_some(), || "a block has no name".to_owned())?;
    ensure(within(block.minutes, 0.0, MAX_BLOCK_MINUTES), || {
        format!("every part of a session needs its minutes, from 0 to {MAX_BLOCK_MINUTES}")
    })?;
    ensure(!block.sets.is_empty() || block.minutes > 0.0, || "a part without sets needs its minutes".to_owned())?;
    ensure(block.sets.len() <= MAX_SETS, || format!("a block has at most {MAX_SETS} sets"))?;
    block.sets.iter().try_for_each(check_set)?;
    if let Some(metres) = block.distance_m {
        ensure(within(metres, 1.0, 500_000.0), || "a distance is from 1 to 500000 m".to_owned())?;
        let (run, ride) = FASTEST;
        let fastest = if sport_of(block) == Some(Sport::Run) { run } else { ride };
        ensure(metres <= fastest * 60.0 * block.minutes, || {
            format!("{} m in {} minutes are faster than anybody is", number(metres), number(block.minutes))
        })?;
    }
    ensure(block.rpe.is_none_or(|effort| within(effort.low, 0.0, 10.0) && within(effort.high, 0.0, 10.0)), || {
        "effort is from 0 to 10".to_owned()
    })?;
    // 0 bpm is missing data, never calm.
    ensure(block.heart_rate.is_none_or(|target| target.low_bpm > 0 && target.high_bpm > 0), || {
        "a heart-rate target of 0 bpm is none".to_owned()
    })
}

fn check_session(session: &PlannedSession) -> Check {
    id("session", &session.id)?;
    text("title of a session", &session.title, 200)?;
    text("form check of a session", session.form_check.as_deref().unwrap_or(""), 200)?;
    ensure((1..=MAX_BLOCKS).contains(&session.blocks.len()), || format!("a session has 1 to {MAX_BLOCKS} blocks"))?;
    session.blocks.iter().try_for_each(check_block)?;
    ensure(session.blocks.iter().any(|block| block.part == Part::Main), || {
        format!("{} has no main part", named(session))
    })?;
    ensure(session.minutes() <= MAX_SESSION_MINUTES, || {
        format!("{} is longer than {MAX_SESSION_MINUTES} minutes", named(session))
    })
}

fn check_frame(frame: &Frame) -> Check {
    let days = &frame.weekdays;
    let ordered = days.windows(2).all(|two| two[0] < two[1]);
    ensure(!days.is_empty() && ordered && days.iter().all(|day| (0..=6).contains(day)), || {
        "the days of training are from 0 to 6, in order, each once".to_owned()
    })?;
    ensure((1..=720).contains(&frame.minutes), || "the minutes of a session are from 1 to 720".to_owned())?;
    ensure(frame.equipment.len() <= 100, || "the list of equipment is too long".to_owned())
}

fn check_plan(plan: &Plan) -> Check {
    id("plan", &plan.id)?;
    text("title of the plan", &plan.title, 200)?;
    text("reason of the plan", &plan.reason, 2_000)?;
    ensure((1..=MAX_WEEKS).contains(&plan.weeks), || format!("a plan has 1 to {MAX_WEEKS} weeks"))?;
    check_frame(&plan.frame)?;
    ensure(
        plan.event.and_then(|event| event.distance_m).is_none_or(|metres| within(metres, 100.0, 1_000_000.0)),
        || "an event is from 100 to 1000000 m long".to_owned(),
    )?;
    ensure(!plan.sessions.is_empty(), || "the plan has no session".to_owned())?;
    let mut ids = BTreeSet::new();
    let mut weeks = vec![0_usize; plan.weeks as usize + 1];
    for session in &plan.sessions {
        let week = plan.week_of(session.date).ok_or_else(|| format!("{} lies outside the plan", named(session)))?;
        weeks[week as usize] += 1;
        ensure(weeks[week as usize] <= MAX_SESSIONS, || format!("week {week} has more than {MAX_SESSIONS} sessions"))?;
        ensure(ids.insert(session.id.as_str()), || format!("two sessions have the id {}", session.id))?;
        check_session(session)?;
    }
    Ok(())
}

/// Puts right what has one right form, and says what.
fn tidy(session: &mut PlannedSession) -> Vec<String> {
    let title = named(session);
    let mut lines = Vec::new();
    for block in &mut session.blocks {
        if let Some(target) = &mut block.heart_rate
            && target.low_bpm > target.high_bpm
        {
            std::mem::swap(&mut target.low_bpm, &mut target.high_bpm);
            lines.push(format!("turned the ends of the heart-rate target of {} in {title}", block.name));
        }
        if let Some(effort) = &mut block.rpe
            && effort.low > effort.high
        {
            std::mem::swap(&mut effort.low, &mut effort.high);
            lines.push(format!("turned the ends of the effort of {} in {title}", block.name));
        }
        let least = least_minutes(block);
        if block.minutes + 1e-9 < least {
            let minutes = least.ceil();
            let was = number(block.minutes);
            lines.push(format!(
                "{} in {title} from {was} to {minutes} minutes, which its sets and rests take",
                block.name
            ));
            block.minutes = minutes;
        }
        let (minutes, sets) = MAX_WARM_UP;
        if block.part != Part::Main && (block.minutes > minutes || block.sets.len() > sets) {
            block.part = Part::Main;
            lines.push(format!("{} in {title} counts as work: it is too long for a warm-up or cool-down", block.name));
        }
        if block.sets.iter().filter(|set| set.warmup).count() > sets {
            block.sets.iter_mut().filter(|set| set.warmup).skip(sets).for_each(|set| set.warmup = false);
            lines.push(format!("more than {sets} warm-up sets of {} in {title} count as work", block.name));
        }
    }
    lines
}

/// A plan whose sizes, dates and numbers mean something, its sessions in order.
pub(super) fn plan(plan: &Plan, _: &Facts) -> Verdict<Plan> {
    if let Err(problem) = check_plan(plan) {
        return Verdict::Refused(refusal(Rule::Scope, problem));
    }
    let mut plan = plan.clone();
    let mut lines: Vec<String> = plan.sessions_mut().iter_mut().flat_map(tidy).collect();
    if !plan.sessions.is_sorted_by_key(in_order) {
        plan.sessions.sort_by_key(in_order);
        lines.push("put the sessions in order of date and time".to_owned());
    }
    adjusted(plan, Rule::Scope, lines, "")
}

/// Order of sessions in a plan.
pub(super) fn in_order(session: &PlannedSession) -> (jiff::civil::Date, Option<jiff::civil::Time>) {
    (session.date, session.start)
}

/// A session whose sizes and numbers mean something.
pub(super) fn session(session: &PlannedSession, _: &Facts) -> Verdict<PlannedSession> {
    if let Err(problem) = check_session(session) {
        return Verdict::Refused(refusal(Rule::Scope, problem));
    }
    let mut session = session.clone();
    let lines = tidy(&mut session);
    adjusted(session, Rule::Scope, lines, "")
}

/// A target that is a number in a unit of its metric, written in the metric's own unit.
///
/// A change may be negative, nothing else. Metrics of the table keep to what is plausible for them.
pub(super) fn target(target: &Target, _: &Facts) -> Verdict<Target> {
    let refused = |detail: String| Verdict::Refused(refusal(Rule::Scope, detail));
    let checked = id("target", &target.id)
        .and_then(|()| text("metric of a target", &target.metric, 100))
        .and_then(|()| text("unit of a target", &target.unit, 40))
        .and_then(|()| ensure(target.value.is_finite(), || "a target must be a number".to_owned()))
        .and_then(|()| ensure(target.value.abs() <= 1e7, || "the target is too large to mean anything".to_owned()))
        .and_then(|()| {
            ensure(target.value >= 0.0 || target.metric.ends_with("_change"), || {
                "a target below zero means nothing".to_owned()
            })
        });
    if let Err(problem) = checked {
        return refused(problem);
    }
    let Some(metric) = Metric::by_id(&target.metric) else { return Verdict::Allowed };
    let Some(conversion) = unit::convert(&target.unit, metric) else {
        return refused(format!("{} is not a unit of {}", target.unit, metric.title));
    };
    let (value, symbol) = (conversion.apply(target.value), metric.unit.symbol());
    let (low, high) = metric.plausible;
    if !within(value, low, high) {
        let unit = metric.unit.label();
        return refused(format!("{} {unit} of {} are not plausible", number(value), metric.title));
    }
    if target.unit == symbol {
        return Verdict::Allowed;
    }
    let line = format!("{} {} is written as {} {symbol}", number(target.value), target.unit, number(value));
    adjusted(Target { value, unit: symbol.to_owned(), ..target.clone() }, Rule::Scope, vec![line], "")
}
