//! What rules share: the sessions that they judge, and how an intervention is put into words.

use super::Verdict;
use crate::plan::{Block, Part, Plan, PlannedSession};
use crate::safety::facts::Facts;
use crate::safety::{Intervention, Rule};

/// Changes that an intervention names one by one; of more it says how many they are.
const NAMED: usize = 12;

/// A plan, or a session on its own beside the current plan.
pub(super) trait Sessions: Clone {
    /// What is judged.
    fn sessions(&self) -> &[PlannedSession];
    /// What may be changed.
    fn sessions_mut(&mut self) -> &mut [PlannedSession];
    /// Sessions beside it that stand as they are.
    fn beside<'a>(&self, facts: &'a Facts) -> Vec<&'a PlannedSession>;
    /// Whether a session lies in a deload week.
    fn in_deload(&self, session: &PlannedSession, facts: &Facts) -> bool;
    /// Texts beside those of the sessions, the title first.
    fn texts(&self) -> Vec<&str>;
}

impl Sessions for Plan {
    fn sessions(&self) -> &[PlannedSession] {
        &self.sessions
    }

    fn sessions_mut(&mut self) -> &mut [PlannedSession] {
        &mut self.sessions
    }

    fn beside<'a>(&self, _: &'a Facts) -> Vec<&'a PlannedSession> {
        Vec::new()
    }

    fn in_deload(&self, session: &PlannedSession, _: &Facts) -> bool {
        self.week_of(session.date).is_some_and(|week| self.is_deload(week))
    }

    fn texts(&self) -> Vec<&str> {
        vec![&self.title, &self.reason]
    }
}

impl Sessions for PlannedSession {
    fn sessions(&self) -> &[PlannedSession] {
        std::slice::from_ref(self)
    }

    fn sessions_mut(&mut self) -> &mut [PlannedSession] {
        std::slice::from_mut(self)
    }

    fn beside<'a>(&self, facts: &'a Facts) -> Vec<&'a PlannedSession> {
        let others = facts.plan.iter().flat_map(|plan| &plan.sessions);
        others.filter(|other| other.id != self.id).collect()
    }

    fn in_deload(&self, session: &PlannedSession, facts: &Facts) -> bool {
        let week = facts.plan.as_ref().and_then(|plan| plan.week_of(session.date).map(|week| plan.is_deload(week)));
        week.unwrap_or(session.deload)
    }

    fn texts(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// A refusal.
pub(super) fn refusal(rule: Rule, detail: impl Into<String>) -> Intervention {
    Intervention { rule, action: "refused".to_owned(), detail: detail.into() }
}

/// The verdict of a rule that changed what the lines name; allowed when there is none.
pub(super) fn adjusted<T>(value: T, rule: Rule, lines: Vec<String>, why: &str) -> Verdict<T> {
    match listed(lines) {
        Some(list) => {
            let detail = if why.is_empty() { list } else { format!("{list}: {why}") };
            Verdict::Adjusted(value, Intervention { rule, action: "adjusted".to_owned(), detail })
        }
        None => Verdict::Allowed,
    }
}

/// Lines in one sentence, each once; `None` without any.
pub(super) fn listed(mut lines: Vec<String>) -> Option<String> {
    let mut seen = std::collections::BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    let more = lines.len().saturating_sub(NAMED);
    lines.truncate(NAMED);
    if more > 0 {
        lines.push(format!("{more} more"));
    }
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// A session as an intervention names it.
pub(super) fn named(session: &PlannedSession) -> String {
    format!("{} of {}", session.title, session.date)
}

/// A number with at most two decimals, none of them a trailing zero.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether a session still has work in it.
pub(super) fn has_work(session: &PlannedSession) -> bool {
    session.blocks.iter().any(|block| block.part == Part::Main)
}

/// Points the form check of a session at a block that is still there, when the one that it named is not.
pub(super) fn mend_form_check(session: &mut PlannedSession) {
    let gone = session.form_check.as_ref().is_some_and(|name| session.blocks.iter().all(|block| block.name != *name));
    if gone {
        session.form_check = to_check(session);
    }
}

/// The exercise of a session at which a look at the form says most: the first one with sets, else the first of the
/// work.
pub(super) fn to_check(session: &PlannedSession) -> Option<String> {
    let main = || session.blocks.iter().filter(|block| block.part == Part::Main);
    let with_sets = main().find(|block: &&Block| !block.sets.is_empty());
    with_sets.or_else(|| main().next()).or_else(|| session.blocks.first()).map(|block| block.name.clone())
}
