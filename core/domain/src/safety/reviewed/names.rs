//! What an exercise is called and what it is have to agree, since rules judge by what it is.

use super::Verdict;
use super::change::{Sessions, adjusted, named};
use crate::exercise::resolve;
use crate::plan::Block;
use crate::safety::Rule;
use crate::safety::facts::Facts;

/// What is wrong with the id of a block: the one to put in its place, and why.
fn correction(block: &Block) -> Option<(Option<String>, String)> {
    let id = block.exercise.as_deref()?;
    let Some(known) = block.known() else {
        return Some((None, format!("{} is not in the catalogue under its id", block.name)));
    };
    let name = block.name.trim().to_lowercase();
    if name.contains(&known.name.to_lowercase()) || known.aliases.contains(&name.as_str()) {
        return None;
    }
    let meant: Vec<_> = resolve(&name).into_iter().filter(|found| found.is_sure()).collect();
    if meant.iter().any(|found| found.exercise.id == id) {
        return None;
    }
    let found = meant.first()?.exercise;
    Some((Some(found.id.to_owned()), format!("{} is judged as {}, not as {}", block.name, found.name, known.name)))
}

/// Ids that are not in the catalogue are taken out; where a name surely means another exercise, the name counts: it is
/// what people read and do.
pub(super) fn agree<T: Sessions>(value: &T, _: &Facts) -> Verdict<T> {
    let mut value = value.clone();
    let mut lines = Vec::new();
    for session in value.sessions_mut() {
        let title = named(session);
        for block in &mut session.blocks {
            if let Some((id, why)) = correction(block) {
                block.exercise = id;
                lines.push(format!("{why} ({title})"));
            }
        }
    }
    adjusted(value, Rule::Scope, lines, "")
}
