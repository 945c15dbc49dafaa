//! BEGINNER: at most 45 minutes in all, no advanced lifts, and a look at the form in every session.

use super::Verdict;
use super::change::{Sessions, adjusted, named, number, refusal, to_check};
use super::lifts::is_advanced_lift;
use crate::exercise::Pattern;
use crate::person::Level;
use crate::plan::{Block, PlannedSession};
use crate::safety::Rule;
use crate::safety::facts::Facts;
use crate::safety::limits::{BEGINNER_MINUTES, SLACK, level};

/// Whether a block is an advanced lift by its name, its note, its id or its row in the catalogue.
fn is_advanced(block: &Block) -> bool {
    let by_row = block.known().is_some_and(|exercise| {
        exercise.level == Level::Advanced
            || (exercise.pattern == Pattern::Olympic && exercise.level != Level::Beginner)
            || is_advanced_lift(exercise.name)
    });
    let texts = [Some(block.name.as_str()), block.note.as_deref(), block.exercise.as_deref()];
    by_row || texts.into_iter().flatten().any(is_advanced_lift)
}

fn problem(session: &PlannedSession, why: &str) -> Option<String> {
    if let Some(block) = session.blocks.iter().find(|block| is_advanced(block)) {
        let what = "is an advanced lift and not for beginners";
        return Some(format!("{} in {} {what}{why}; choose a simpler exercise", block.name, named(session)));
    }
    if is_advanced_lift(&session.title) || session.form_check.as_deref().is_some_and(is_advanced_lift) {
        return Some(format!("an advanced lift is not for beginners{why}; choose a simpler exercise"));
    }
    let minutes = session.minutes();
    (minutes.is_nan() || minutes > BEGINNER_MINUTES + SLACK).then(|| {
        format!(
            "{} minutes of {} are more than the {BEGINNER_MINUTES} of a beginner's session, warm-up and rests included{why}",
            number(minutes),
            named(session)
        )
    })
}

/// The limits for beginners, in every session.
pub(super) fn rule<T: Sessions>(value: &T, facts: &Facts) -> Verdict<T> {
    if level(facts) != Level::Beginner {
        return Verdict::Allowed;
    }
    let unset = facts.profile.level.is_none();
    let why = if unset { " (your level is not set, so the limits for beginners apply)" } else { "" };
    if let Some(detail) = value.sessions().iter().find_map(|session| problem(session, why)) {
        return Verdict::Refused(refusal(Rule::Beginner, detail));
    }
    if value.texts().first().is_some_and(|title| is_advanced_lift(title)) {
        let detail = format!("an advanced lift is not for beginners{why}; choose a simpler exercise");
        return Verdict::Refused(refusal(Rule::Beginner, detail));
    }
    let mut value = value.clone();
    let mut lines = Vec::new();
    for session in value.sessions_mut().iter_mut().filter(|session| session.form_check.is_none()) {
        session.form_check = to_check(session);
        if let Some(exercise) = &session.form_check {
            lines.push(format!("a look at the form of {exercise} is asked for in {}", named(session)));
        }
    }
    adjusted(value, Rule::Beginner, lines, "")
}
