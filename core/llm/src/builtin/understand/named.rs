//! What is meant though its own word is missing: a goal of steps named by its number, an exercise of no table, a day
//! with everything in it.

use super::super::lexicon::{self, Concept, Meaning, Spot};
use super::super::text::Token;
use super::super::time::{Mention, Period, When};
use super::super::topic::{Group, group_of};
use std::ops::Range;

/// Goals of steps that people have, in steps.
const GOALS: std::ops::RangeInclusive<f64> = 3_000.0..=60_000.0;
/// Shortest goal written with a "k"; below it a run is meant.
const SHORTEST_K: f64 = 6.0;
const THOUSANDS: &[(&str, f64)] = &[
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
];
/// Words that speak of reaching something.
const REACHING: &[&str] =
    &["yet", "done", "hit", "reach", "reached", "close", "goal", "target", "there", "near", "managed"];
/// What a number may count instead of steps.
const UNITS: &[&str] = &[
    "step", "calorie", "kcal", "m", "metre", "meter", "km", "mile", "rep", "ml", "mg", "g", "kg", "lb", "min", "hour",
    "sec", "kj", "euro", "dollar",
];

/// The words of a goal of steps that is named by its number alone: "have I hit my ten thousand", "10k done yet".
pub(super) fn step_goal(tokens: &[Token], spots: &[Spot], mentions: &[Mention]) -> Option<Range<usize>> {
    let timed = |at: usize| mentions.iter().any(|mention| (mention.start..mention.end).contains(&at));
    let (at, used) =
        (0..tokens.len()).filter(|at| !timed(*at)).find_map(|at| goal_at(tokens, at).map(|used| (at, used)))?;
    let goal = at..at + used;
    if tokens.get(goal.end).is_some_and(|next| UNITS.contains(&next.stem.as_str()))
        || tokens.iter().any(|token| token.is(&["min", "hour", "sec", "pace", "time"]))
    {
        return None;
    }
    let other = |spot: &&Spot| !goal.contains(&spot.start);
    let spoilt = spots.iter().filter(other).any(|spot| match spot.meaning {
        Meaning::Sport(_) | Meaning::Exercise(_) | Meaning::Metric(_) => true,
        Meaning::Concept(concept) => matches!(
            concept,
            Concept::Calories
                | Concept::Eat
                | Concept::Pace
                | Concept::LogVerb
                | Concept::Did
                | Concept::Distance
                | Concept::Plan
                | Concept::Last
                | Concept::Workout
        ),
        Meaning::BodyPart(_) => false,
    });
    let reaching = tokens.iter().any(|token| token.is(REACHING));
    let day = mentions.iter().any(|mention| mention.period == Some(Period::Day));
    (!spoilt && (reaching || day)).then_some(goal)
}

/// Words that a number of steps takes here.
fn goal_at(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1);
    let spelt = THOUSANDS.iter().find(|(word, _)| token.text == *word).map(|(_, value)| *value);
    if let Some(count) = spelt.or(token.number)
        && next.is_some_and(|next| next.is(&["thousand"]))
    {
        return GOALS.contains(&(count * 1_000.0)).then_some(2);
    }
    let value = token.number?;
    if next.is_some_and(|next| next.is(&["k"])) {
        return (value >= SHORTEST_K && GOALS.contains(&(value * 1_000.0))).then_some(2);
    }
    if next.is_some_and(|next| next.typed == "000") {
        return GOALS.contains(&(value * 1_000.0)).then_some(2);
    }
    GOALS.contains(&value).then_some(1)
}

/// Words that end the name of a lift.
const HEADS: &[&str] =
    &["lift", "press", "presse", "swing", "curl", "raise", "getup", "row", "carry", "fly", "pull", "extension", "hold"];
/// Words that are never part of the name of a lift.
const NO_NAME: &[&str] = &[
    "i", "my", "the", "a", "an", "is", "are", "was", "were", "has", "have", "had", "of", "in", "on", "for", "with",
    "to", "at", "how", "what", "any", "about", "did", "do", "does", "can", "show", "me", "and", "or", "not", "will",
    "should", "that", "this", "it", "please", "since", "over", "so", "far", "general", "overall", "here", "now",
    "lately", "all", "these", "those", "we", "you", "your", "his", "her", "their", "much", "many", "some", "by",
    "from", "would", "could", "coming", "along", "as", "if", "which", "each", "every",
];
/// Words before which the thing that progresses is named.
const OF: &[&str] = &["of", "on", "in", "with", "for", "at"];
/// Most words of a name.
const LONGEST: usize = 3;

/// The name of an exercise that no table holds: "landmine press", "progress of my windmills".
pub(super) fn lift(tokens: &[Token], spots: &[Spot], mentions: &[Mention]) -> Option<String> {
    let covered = |at: usize| {
        spots.iter().any(|spot| (spot.start..spot.end).contains(&at))
            || mentions.iter().any(|mention| (mention.start..mention.end).contains(&at))
    };
    let names =
        |at: usize| !covered(at) && tokens.get(at).is_some_and(|token| token.number.is_none() && !token.is(NO_NAME));
    let has = |concept: Concept| spots.iter().any(|spot| spot.meaning == Meaning::Concept(concept));
    let progress = [
        Concept::Achievement,
        Concept::Best,
        Concept::Trend,
        Concept::Fitter,
        Concept::Stall,
        Concept::OneRepMax,
        Concept::Better,
    ]
    .into_iter()
    .any(has);
    if spots.iter().any(|spot| matches!(spot.meaning, Meaning::Exercise(_))) {
        return None;
    }
    let join = |range: Range<usize>| {
        let words: Vec<&str> = tokens.get(range)?.iter().map(|token| token.typed.as_str()).collect();
        Some(words.join(" "))
    };
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { break };
        let get_up =
            token.is(&["get"]) && tokens.get(at + 1).is_some_and(|next| next.stem == "up" || next.text == "ups");
        if !get_up && !HEADS.contains(&token.stem.as_str()) {
            continue;
        }
        let start = (at.saturating_sub(LONGEST)..at).rev().take_while(|word| names(*word)).last();
        let Some(start) = start else { continue };
        let owned = start.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.is(&["my"]));
        if progress || owned {
            return join(start..at + 1 + usize::from(get_up));
        }
    }
    // "progress of my windmills"
    let of = (1..tokens.len()).find(|at| {
        let announced = tokens.get(at - 1).is_some_and(|token| {
            ["progress", "progression", "development", "improvement", "pr", "pb", "record", "best", "max"]
                .contains(&token.stem.as_str())
        });
        announced && tokens.get(*at).is_some_and(|token| token.is(OF))
    })?;
    let start = of + 1 + usize::from(tokens.get(of + 1).is_some_and(|token| token.is(&["my", "the"])));
    let end = (start..tokens.len().min(start + LONGEST)).take_while(|at| names(*at)).last()? + 1;
    // a name has a word of its own
    let own = tokens.get(start..end)?.iter().any(|token| token.text.len() > 3 && !lexicon::is_common(&token.text));
    if own && !covered(end) { join(start..end) } else { None }
}

/// Tells whether several subjects of one day are asked for: "everything for 3 November: sleep, steps, training".
pub(super) fn lists_a_day(spots: &[Spot], mentions: &[Mention]) -> bool {
    let one_day = matches!(mentions, [Mention { when: When::Days(days), .. }] if days.days() == 1);
    let has = |concept: Concept| spots.iter().any(|spot| spot.meaning == Meaning::Concept(concept));
    let asks = has(Concept::All) || has(Concept::Summary);
    if !one_day || !asks || has(Concept::Why) || has(Concept::Compare) {
        return false;
    }
    let subjects: [&dyn Fn(Meaning) -> bool; 7] = [
        &|m| matches!(m, Meaning::Concept(Concept::Sleep | Concept::SleepStage | Concept::Night | Concept::Bedtime)),
        &|m| matches!(m, Meaning::Concept(Concept::Steps | Concept::Active | Concept::Calories | Concept::Distance)),
        &|m| matches!(m, Meaning::Concept(Concept::HeartRate)),
        &|m| matches!(m, Meaning::Concept(Concept::Hrv)),
        &|m| matches!(m, Meaning::Concept(Concept::Workout | Concept::Train) | Meaning::Sport(_)),
        &|m| matches!(m, Meaning::Concept(Concept::Recovery | Concept::Load)),
        &|m| matches!(m, Meaning::Metric(id) if matches!(group_of(id), Group::Body | Group::Intake)),
    ];
    subjects.iter().filter(|subject| spots.iter().any(|spot| subject(spot.meaning))).count() >= 2
}
