//! What differs between two versions of a plan, in words.

use super::words;
use crate::person::UnitSystem;
use crate::plan::{Block, Part, Plan, PlannedSession, text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One difference between two versions of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanChange {
    /// Id of the session; `None` for what is of the plan as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// Its local day, the new one if it moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What differs, for example `session`, `start`, `Back squat` or `Back squat, set 2`.
    pub what: String,
    /// How it was, in words; `None` for what is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How it is, in words; `None` for what is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl PlanChange {
    /// The change in one line, for example `Mon 2 Mar 2026, start: 18:00 → 18:45`.
    #[must_use]
    pub fn line(&self) -> String {
        let day = self.date.map_or_else(String::new, |date| format!("{}, ", date.strftime("%a %-d %b %Y")));
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => format!("{day}{}: {from} → {to}", self.what),
            (Some(from), None) => format!("{day}{} left out: {from}", self.what),
            (None, Some(to)) => format!("{day}{} added: {to}", self.what),
            (None, None) => format!("{day}{}", self.what),
        }
    }
}

/// Everything that differs between two versions of a plan, the plan as a whole first, then by day. Nothing for equal
/// ones, apart from ids and reasons. Sessions are told apart by their ids.
#[must_use]
pub fn diff(before: &Plan, after: &Plan, units: UnitSystem) -> Vec<PlanChange> {
    let mut changes: Vec<PlanChange> = Vec::new();
    let mut whole = |what: &str, from: String, to: String| {
        if from != to {
            let what = what.to_owned();
            changes.push(PlanChange { session: None, date: None, what, from: Some(from), to: Some(to) });
        }
    };
    whole("title", before.title.clone(), after.title.clone());
    whole("goal", before.goal.words().to_owned(), after.goal.words().to_owned());
    whole("first day", words::told(before.start), words::told(after.start));
    whole("weeks", before.weeks.to_string(), after.weeks.to_string());
    whole("lighter weeks", deloads(before), deloads(after));
    let mut of_sessions: Vec<(Date, PlanChange)> = Vec::new();
    for session in &before.sessions {
        match after.sessions.iter().find(|other| other.id == session.id) {
            Some(other) => {
                let found = of_session(session, other, units);
                of_sessions.extend(found.into_iter().map(|change| (other.date, change)));
            }
            None => of_sessions
                .push((session.date, PlanChange { from: Some(summary(session)), ..change(session, "session") })),
        }
    }
    for session in after.sessions.iter().filter(|session| !before.sessions.iter().any(|old| old.id == session.id)) {
        of_sessions.push((session.date, PlanChange { to: Some(summary(session)), ..change(session, "session") }));
    }
    of_sessions.sort_by_key(|(date, _)| *date);
    changes.extend(of_sessions.into_iter().map(|(_, change)| change));
    changes
}

fn deloads(plan: &Plan) -> String {
    let weeks: Vec<String> =
        (1..=plan.weeks).filter(|week| plan.is_deload(*week)).map(|week| week.to_string()).collect();
    if weeks.is_empty() { "none".to_owned() } else { weeks.join(", ") }
}

fn change(session: &PlannedSession, what: &str) -> PlanChange {
    PlanChange {
        session: Some(session.id.clone()),
        date: Some(session.date),
        what: what.to_owned(),
        from: None,
        to: None,
    }
}

fn summary(session: &PlannedSession) -> String {
    format!("{}, {} min", session.title, session.minutes().round())
}

fn of_session(before: &PlannedSession, after: &PlannedSession, units: UnitSystem) -> Vec<PlanChange> {
    let mut changes: Vec<PlanChange> = Vec::new();
    let mut add = |what: &str, from: Option<String>, to: Option<String>| {
        if from != to {
            changes.push(PlanChange { from, to, ..change(after, what) });
        }
    };
    let day = |session: &PlannedSession| Some(session.date.strftime("%a %-d %b %Y").to_string());
    let start = |session: &PlannedSession| session.start.map(|start| start.strftime("%H:%M").to_string());
    let light = |session: &PlannedSession| Some(if session.deload { "yes" } else { "no" }.to_owned());
    add("day", day(before), day(after));
    add("start", start(before), start(after));
    add("title", Some(before.title.clone()), Some(after.title.clone()));
    add("lighter week", light(before), light(after));
    add("form check", before.form_check.clone(), after.form_check.clone());
    let mut left: Vec<&Block> = after.blocks.iter().collect();
    for block in &before.blocks {
        let same = left.iter().position(|other| key(other) == key(block));
        match same.map(|index| left.remove(index)) {
            Some(other) => of_block(block, other, units, &mut add),
            None => add(&named(block), Some(text::block(block, units)), None),
        }
    }
    for block in left {
        add(&named(block), None, Some(text::block(block, units)));
    }
    changes
}

/// What makes two blocks the same one.
fn key(block: &Block) -> (Part, Option<&str>, &str) {
    (block.part, block.exercise.as_deref(), &block.name)
}

fn named(block: &Block) -> String {
    let part = match block.part {
        Part::WarmUp => "warm-up, ",
        Part::Main => "",
        Part::CoolDown => "cool-down, ",
    };
    format!("{part}{}", block.name)
}

fn of_block(
    before: &Block,
    after: &Block,
    units: UnitSystem,
    add: &mut impl FnMut(&str, Option<String>, Option<String>),
) {
    if before == after {
        return;
    }
    let differ = before.sets.iter().zip(&after.sets).filter(|(old, new)| old != new).count();
    let single = before.sets.len() == after.sets.len() && differ > 0 && differ < before.sets.len();
    if single {
        for (index, (old, new)) in before.sets.iter().zip(&after.sets).enumerate().filter(|(_, (old, new))| old != new)
        {
            let words = |set| Some(text::set(set, units));
            add(&format!("{}, set {}", named(before), index + 1), words(old), words(new));
        }
        return;
    }
    let (from, to) = (text::block(before, units), text::block(after, units));
    if from == to {
        // Only what no text tells, for example half a minute.
        add(&named(before), Some(format!("{} min", before.minutes)), Some(format!("{} min", after.minutes)));
    } else {
        add(&named(before), Some(from), Some(to));
    }
}
