//! PAIN-3: what hurts, and what loads the same joint in the same way, is left out until it is cleared.

use super::Verdict;
use super::change::{adjusted, has_work, mend_form_check, refusal};
use crate::plan::{Block, Plan, PlannedSession};
use crate::safety::Rule;
use crate::safety::facts::{Facts, OpenPain};
use crate::safety::limits::{RECURRING_PAIN, active_pain, exclusion, is_past, place_unknown};
use jiff::civil::Date;

/// Exercises that an intervention names; of more it says how many they are.
const NAMED: usize = 6;

fn how_strong(pain: &OpenPain) -> String {
    let given = pain.score.map_or_else(
        || " without a number, so that it counts as 3 of 10".to_owned(),
        |score| format!(" of {score} of 10"),
    );
    let again = if pain.times >= RECURRING_PAIN {
        format!(", and which came {} times in 90 days: let a physician or physiotherapist look at it", pain.times)
    } else {
        String::new()
    };
    format!("{given}{again}")
}

/// Why a block is left out; `None` when it stands.
pub(super) fn reason(block: &Block, facts: &Facts) -> Option<String> {
    let Some(exercise) = block.known() else {
        return Some("it is not in the catalogue, so that it cannot be told whether it loads what hurts".to_owned());
    };
    let found = exclusion(exercise, facts)?;
    let strong = how_strong(found.pain);
    Some(match found.joint {
        None => format!("you told of pain{strong} at it"),
        Some(joint) => format!("it loads the {}, where you told of pain{strong}", joint.words()),
    })
}

/// What was taken out, exercise by exercise, for the words of an intervention.
#[derive(Default)]
struct Relief {
    exercises: Vec<Taken>,
    /// Title and day of each session without any work left.
    emptied: Vec<(String, Date)>,
}

/// An exercise with the sessions that it was taken out of.
struct Taken {
    name: String,
    why: String,
    sessions: Vec<(String, Date)>,
}

impl Relief {
    /// Takes what pain rules out of a session.
    fn relieve(&mut self, session: &mut PlannedSession, facts: &Facts) {
        let at = (session.title.clone(), session.date);
        let before = session.blocks.len();
        session.blocks.retain(|block| match reason(block, facts) {
            Some(why) => {
                self.take(&block.name, why, &at);
                false
            }
            None => true,
        });
        if session.blocks.len() < before {
            mend_form_check(session);
        }
    }

    fn take(&mut self, name: &str, why: String, at: &(String, Date)) {
        match self.exercises.iter_mut().find(|taken| taken.name == name && taken.why == why) {
            Some(taken) if taken.sessions.contains(at) => {}
            Some(taken) => taken.sessions.push(at.clone()),
            None => self.exercises.push(Taken { name: name.to_owned(), why, sessions: vec![at.clone()] }),
        }
    }

    /// One line for each exercise, and one for the sessions that are gone.
    fn lines(&self) -> Vec<String> {
        let named = self.exercises.iter().take(NAMED);
        let mut lines: Vec<String> = named
            .map(|taken| format!("took {} out of {}, as {}", taken.name, told(&taken.sessions), taken.why))
            .collect();
        if self.exercises.len() > NAMED {
            lines.push(format!("and {} more", self.exercises.len() - NAMED));
        }
        if !self.emptied.is_empty() {
            let have = if self.emptied.len() == 1 { "has" } else { "have" };
            lines.push(format!("took out {}, which {have} no work left", told(&self.emptied)));
        }
        lines
    }
}

/// A single session by its title and day, several by how many they are and the first day.
fn told(sessions: &[(String, Date)]) -> String {
    let day = |date: &Date| date.strftime("%-d %b %Y").to_string();
    match sessions {
        [(title, date)] => format!("{title} of {}", day(date)),
        _ => {
            let first = sessions.iter().map(|(_, date)| date).min().map_or_else(String::new, day);
            format!("{} sessions (first {first})", sessions.len())
        }
    }
}

fn where_first() -> crate::safety::Intervention {
    refusal(Rule::Pain3, "you told of pain; say first where it hurts or at which exercise, and how strong from 0 to 10")
}

const UNTIL: &str = "it stays out until you say that the pain is gone";

/// A plan without what pain rules out; sessions that have no work left are taken out.
pub(super) fn plan(plan: &Plan, facts: &Facts) -> Verdict<Plan> {
    if active_pain(facts).next().is_none() {
        return Verdict::Allowed;
    }
    if place_unknown(facts).is_some() {
        return Verdict::Refused(where_first());
    }
    let mut plan = plan.clone();
    let mut relief = Relief::default();
    plan.sessions.retain_mut(|session| {
        if is_past(session, facts) {
            return true;
        }
        relief.relieve(session, facts);
        let left = has_work(session);
        if !left {
            relief.emptied.push((session.title.clone(), session.date));
        }
        left
    });
    if plan.sessions.is_empty() {
        return Verdict::Refused(refusal(
            Rule::Pain3,
            "nothing of the plan is left beside what hurts; rest, or plan other exercises",
        ));
    }
    adjusted(plan, Rule::Pain3, relief.lines(), UNTIL)
}

/// A session without what pain rules out.
pub(super) fn session(session: &PlannedSession, facts: &Facts) -> Verdict<PlannedSession> {
    if active_pain(facts).next().is_none() || is_past(session, facts) {
        return Verdict::Allowed;
    }
    if place_unknown(facts).is_some() {
        return Verdict::Refused(where_first());
    }
    let mut session = session.clone();
    let mut relief = Relief::default();
    relief.relieve(&mut session, facts);
    if !has_work(&session) {
        return Verdict::Refused(refusal(
            Rule::Pain3,
            "nothing of the session is left beside what hurts; rest, or choose other exercises",
        ));
    }
    adjusted(session, Rule::Pain3, relief.lines(), UNTIL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn exercises_are_told_once_with_their_sessions() {
        let mut relief = Relief::default();
        let at = |day: i8| ("Legs".to_owned(), date(2026, 11, day));
        for day in [30, 23, 23] {
            relief.take("Front squat", "it loads the knee".to_owned(), &at(day));
        }
        assert_eq!(relief.lines(), ["took Front squat out of 2 sessions (first 23 Nov 2026), as it loads the knee"]);
        for number in 1..=6 {
            relief.take(&format!("Lunge {number}"), "it loads the knee".to_owned(), &at(2));
        }
        let lines = relief.lines();
        assert_eq!(lines.len(), NAMED + 1);
        assert_eq!(lines[1], "took Lunge 1 out of Legs of 2 Nov 2026, as it loads the knee");
        assert_eq!(lines[NAMED], "and 1 more");
    }
}
