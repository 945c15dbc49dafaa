//! The sessions that are judged, among those that stand beside them, in order of time.

use super::change::Sessions;
use super::numbers::in_order;
use crate::plan::PlannedSession;
use crate::safety::facts::Facts;

/// A session in order of time.
pub(super) enum Item<'a> {
    /// One that is judged, by its index in the value.
    Judged(usize),
    /// One that stands as it is.
    Beside(&'a PlannedSession),
}

/// Indices of the judged sessions and the sessions beside them, in order of date and time.
pub(super) fn timeline<'a, T: Sessions>(value: &T, facts: &'a Facts) -> Vec<Item<'a>> {
    let beside = value.beside(facts).into_iter().map(|session| (in_order(session), Item::Beside(session)));
    let judged = value.sessions().iter().enumerate().map(|(index, session)| (in_order(session), Item::Judged(index)));
    let mut items: Vec<_> = beside.chain(judged).collect();
    items.sort_by_key(|(order, _)| *order);
    items.into_iter().map(|(_, item)| item).collect()
}
