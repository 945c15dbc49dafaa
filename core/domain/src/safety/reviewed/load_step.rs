//! LOAD-STEP: at most a tenth more weight a session, and no weight without history.

use super::Verdict;
use super::change::{Sessions, adjusted, named, number, refusal};
use super::timeline::{Item, timeline};
use crate::exercise::Loading;
use crate::plan::{Block, PlannedSession};
use crate::safety::Rule;
use crate::safety::facts::Facts;
use crate::safety::limits::{LoadBasis, LoadHistory, LoadLimit, NO_HISTORY_EFFORT, is_past, load_key};

/// What stands in place of a weight that cannot be told.
const CHOOSE: &str = "choose a load that leaves three repetitions in reserve";

/// Words for a weight.
const WEIGHTS: [&str; 10] = ["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "lb", "lbs", "pound", "pounds"];

/// Letters that a note may have with [`CHOOSE`] behind it.
const MOST_NOTE: usize = 1_000;

fn why(limit: &LoadLimit) -> String {
    let from = if limit.logged { "lifted" } else { "planned" };
    let basis = match limit.basis {
        LoadBasis::Raise => "at most 10 % more than",
        LoadBasis::Hold => "no more after a missed or unlogged set, or without a body weight, than",
        LoadBasis::AfterGap => "after more than three weeks without it at most 90 % of",
        LoadBasis::Deload => "in a deload week at most 90 % of",
    };
    format!("{basis} the {} kg {from} on {}", number(limit.reference_kg), limit.reference_day)
}

/// Takes the weights out of a block of which no load is known, and limits its effort; what changed.
fn without_history(block: &mut Block) -> Option<String> {
    let weighed = block.sets.iter().any(|set| set.weight_kg.is_some_and(|kg| kg > 0.0));
    let loaded = block
        .known()
        .is_some_and(|exercise| matches!(exercise.loading, Loading::Total { .. } | Loading::PerHand { .. }));
    if weighed {
        for set in &mut block.sets {
            set.weight_kg = None;
            set.rpe = Some(set.rpe.unwrap_or(NO_HISTORY_EFFORT).min(NO_HISTORY_EFFORT));
        }
        let note = block.note.take().filter(|note| note.chars().count() + CHOOSE.len() + 2 <= MOST_NOTE);
        block.note = Some(match note {
            Some(note) if note.contains(CHOOSE) => note,
            Some(note) if !note.trim().is_empty() => format!("{note}; {CHOOSE}"),
            _ => CHOOSE.to_owned(),
        });
        return Some(format!(
            "{} without a weight, since none is known of it: {CHOOSE}, up to effort {}",
            block.name,
            number(NO_HISTORY_EFFORT)
        ));
    }
    let hard = |rpe: Option<f64>| rpe.is_some_and(|rpe| rpe > NO_HISTORY_EFFORT);
    if !loaded || !block.sets.iter().any(|set| hard(set.rpe)) {
        return None;
    }
    block.sets.iter_mut().filter(|set| hard(set.rpe)).for_each(|set| set.rpe = Some(NO_HISTORY_EFFORT));
    Some(format!("{} to effort {}, since no load is known of it", block.name, number(NO_HISTORY_EFFORT)))
}

/// Lowers the weights of a block to its limit; what changed.
fn lower(block: &mut Block, limit: &LoadLimit) -> Option<String> {
    let step = block.known().and_then(|exercise| exercise.loading.step_kg());
    let heaviest = block.sets.iter().filter_map(|set| set.weight_kg).reduce(f64::max)?;
    if limit.allows(heaviest) {
        return None;
    }
    let fitted = limit.rounded(step);
    for set in block.sets.iter_mut().filter(|set| set.weight_kg.is_some_and(|kg| !limit.allows(kg))) {
        set.weight_kg = fitted;
        if fitted.is_none() {
            set.rpe = Some(set.rpe.unwrap_or(NO_HISTORY_EFFORT).min(NO_HISTORY_EFFORT));
        }
    }
    let to = fitted.map_or_else(|| "no weight".to_owned(), |kg| format!("{} kg", number(kg)));
    Some(format!("{} from {} kg to {to}, {}", block.name, number(heaviest), why(limit)))
}

/// Whether a name prescribes a weight, which belongs in the sets.
fn names_weight(name: &str) -> bool {
    let folded = super::text::folded(name);
    let tokens = super::text::tokens(&folded);
    let weighs = |two: &[String]| two[0].parse::<f64>().is_ok() && WEIGHTS.contains(&two[1].as_str());
    tokens.windows(2).any(weighs)
}

fn judge(session: &mut PlannedSession, history: &LoadHistory, deload: bool) -> Result<Vec<String>, String> {
    let title = named(session);
    let mut lines = Vec::new();
    for block in &mut session.blocks {
        if names_weight(&block.name) {
            return Err(format!("{} in {title} has a weight in its name; weights belong in the sets", block.name));
        }
        let changed = match history.limit(&load_key(block), session.date, deload) {
            Some(limit) => lower(block, &limit),
            None => without_history(block),
        };
        lines.extend(changed.map(|change| format!("{change} ({title})")));
    }
    Ok(lines)
}

/// Loads that rise by at most a tenth, session by session.
pub(super) fn rule<T: Sessions>(value: &T, facts: &Facts) -> Verdict<T> {
    let mut value = value.clone();
    let mut history = LoadHistory::new(facts);
    let mut lines = Vec::new();
    for item in timeline(&value, facts) {
        let index = match item {
            Item::Beside(session) => {
                history.add_planned(session);
                continue;
            }
            Item::Judged(index) => index,
        };
        let Some(deload) = value.sessions().get(index).map(|session| value.in_deload(session, facts)) else { continue };
        let Some(session) = value.sessions_mut().get_mut(index) else { continue };
        if !is_past(session, facts) {
            match judge(session, &history, deload) {
                Ok(changed) => lines.extend(changed),
                Err(problem) => return Verdict::Refused(refusal(Rule::LoadStep, problem)),
            }
        }
        history.add_planned(session);
    }
    adjusted(value, Rule::LoadStep, lines, "")
}
