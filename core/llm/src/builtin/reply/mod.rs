//! From tool results to words.
//!
//! Every number in a reply is the text of a figure, a date or a reason of a tool result, or the person's own words.
//! Nothing is added up, rounded or turned into a word.

mod direct;
mod exercises;
mod facts;
mod insight;
mod journal;
mod meals;
mod plans;
mod provide;
mod select;
mod special;
mod voice;
mod wanted;

use super::conversation::Conversation;
use super::topic::Topic;
use super::understand::{Coach, Understanding};
use crate::chat::TurnContext;
use facts::{Answer, Fact, capital, days};
use voice::Picker;

/// Figures quoted of the first answer, and of each further one.
const FIRST: usize = 5;
const FURTHER: usize = 3;
/// Gaps that are named.
const GAPS: usize = 3;
/// Longest reply in characters (outer contract).
const LONGEST: usize = 2_000;

/// The reply to a question that needs no tool, or for which none is offered.
pub(super) fn without_tools(context: &TurnContext, speaker: Option<Coach>, conversation: &Conversation<'_>) -> String {
    direct::reply(context, speaker, conversation)
}

/// The reply from what tools answered.
pub(super) fn from_answers(context: &TurnContext, speaker: Option<Coach>, conversation: &Conversation<'_>) -> String {
    let coach = speaker.unwrap_or(Coach::Progress);
    let ask = &conversation.understanding;
    let picker = Picker::new(conversation.question, &conversation.said);
    let answers: Vec<Answer<'_>> = conversation.answers.iter().map(Answer::read).collect();
    if let Some(said) = ask.wish.as_ref().and_then(|wish| wanted::reply(wish, &answers, coach, picker, context)) {
        return shorten(said);
    }
    if let Some(logged) = special::logged(&answers, coach) {
        return logged;
    }
    // the plan of the day stands beside the advice, not among its figures
    let (planned, answers): (Vec<Answer<'_>>, Vec<Answer<'_>>) =
        answers.into_iter().partition(|answer| answer.tool == "getWorkoutPlan" && ask.topic == Topic::WhatToDo);
    let rests = insight::rests(&answers);
    let planned =
        planned.iter().find(|answer| answer.error.is_none()).map(|answer| plans::of_the_day(answer, coach, rests));
    let failed: Vec<String> = answers.iter().filter_map(|answer| failure(answer, coach)).collect();
    let good: Vec<&Answer<'_>> = answers.iter().filter(|answer| answer.error.is_none()).collect();
    let any_fact = good.iter().any(|answer| !answer.facts.is_empty());

    let mut parts: Vec<String> = Vec::new();
    let advice = insight::advice(&answers, ask, context.today, coach).filter(|_| !good.is_empty());
    let looks_back = matches!(ask.topic, Topic::ReadyToTrain | Topic::WhatToDo) && insight::is_past(ask, context.today);
    if ask.topic == Topic::WhatToDo && !looks_back && !ask.why && !good.is_empty() {
        // what to do comes first, then the two figures that drive it, then the plan; nothing around it
        parts.extend(advice);
        parts.extend(insight::drivers(&answers, coach));
        parts.extend(planned);
        parts.extend(failed);
        return shorten(join(&parts));
    }
    if any_fact {
        parts.push(picker.pick(voice::opener(coach, ask.low)).to_owned());
        parts.extend(advice);
        parts.extend(told(&good, ask, coach, picker));
        parts.extend(gaps(&good, coach));
        parts.extend(planned);
    } else if !good.is_empty() && ask.topic == Topic::Motivation {
        parts.push(picker.pick(voice::opener(coach, true)).to_owned());
    } else if !good.is_empty() && ask.topic == Topic::Achievements {
        parts.push(no_record(&good, coach));
    } else if !good.is_empty() {
        parts.push(absence(&good, ask, coach, picker));
        parts.extend(advice);
        parts.extend(planned);
    } else {
        parts.extend(planned);
    }
    if ask.why {
        parts.extend(insight::explanation(ask).map(str::to_owned));
    }
    parts.extend(failed);
    // a word for the evening or the next session fits no earlier day
    if (any_fact && !looks_back) || matches!(ask.topic, Topic::Motivation) {
        if ask.topic == Topic::Motivation && !any_fact {
            parts.push(direct::encouragement(coach).to_owned());
        }
        parts.push(picker.pick(voice::closer(coach, ask.topic)).to_owned());
    }
    shorten(join(&parts))
}

/// What each answer holds: its figures, and what they mean.
fn told(answers: &[&Answer<'_>], ask: &Understanding, coach: Coach, picker: Picker<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    let mut origin_said = String::new();
    let advises = matches!(ask.topic, Topic::ReadyToTrain | Topic::WhatToDo);
    // the plain figures behind a comparison that was made are one glance too many
    let compared = answers.first().is_some_and(|first| first.tool == "analyzeProgressData" && first.facts.len() > 2);
    for (at, answer) in answers.iter().enumerate() {
        if at > 0 && compared && answer.tool != "getTrainingLoad" {
            continue;
        }
        let most = if at == 0 { FIRST } else { FURTHER };
        let block = special::list(answer, ask, most)
            .unwrap_or_else(|| figures(&select::select(answer, ask, most), coach, &mut origin_said));
        if !block.is_empty() {
            parts.push(block);
        }
        parts.extend(special::matched(answer));
        if !(advises && answer.tool == "getTrainingLoad") {
            parts.extend(insight::meaning(answer, coach, picker));
        }
    }
    parts
}

/// Joins sentences with spaces, and lists with line breaks.
fn join(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            let list = part.starts_with("- ") || text.rsplit('\n').next().is_some_and(|line| line.starts_with("- "));
            text.push_str(if list { "\n\n" } else { " " });
        }
        text.push_str(part);
    }
    text
}

/// Keeps whole lines and sentences up to the limit.
fn shorten(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut short = String::new();
    for piece in super::sentences(&text) {
        if short.chars().count() + piece.chars().count() > LONGEST {
            break;
        }
        short.push_str(piece);
    }
    short.trim_end().to_owned()
}

/// Figures in the voice of a coach, with days and source said once where they agree.
///
/// `origin_said` is where the block before came from; it is not said twice.
fn figures(facts: &[&Fact], coach: Coach, origin_said: &mut String) -> String {
    let Some(main) = facts.first() else { return String::new() };
    let (shared_days, shared_source) = (days(&main.from, &main.to), main.source.clone());
    let aside = |fact: &Fact| {
        let when = days(&fact.from, &fact.to);
        let differs_when = when != shared_days && !when.is_empty();
        let differs_source = fact.source != shared_source && !fact.source.is_empty();
        match (differs_when, differs_source) {
            (true, true) => format!(" ({when}, {})", fact.source),
            (true, false) => format!(" ({when})"),
            (false, true) => format!(" ({})", fact.source),
            (false, false) => String::new(),
        }
    };
    let mut lines = facts.iter();
    let mut text = String::new();
    if let Some(first) = facts.first()
        && let Some(lead) = voice::lead(coach, &first.name)
    {
        text = format!("{}{}.", lead.replace("{}", &first.text), aside(first));
        lines.next();
    }
    let rest: Vec<&&Fact> = lines.collect();
    let listed = match coach {
        Coach::Max => rest.len() > 3,
        Coach::Emma => rest.len() > 1,
        Coach::Progress => true,
    };
    if rest.is_empty() {
        // the lead said it
    } else if listed {
        let rows: Vec<String> =
            rest.iter().map(|fact| format!("- {}{}", capital(&fact.plain()), aside(fact))).collect();
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&rows.join("\n"));
    } else {
        let said: Vec<String> = rest.iter().map(|fact| format!("{}{}", fact.plain(), aside(fact))).collect();
        let joined = capital(&said.join("; "));
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&format!("{joined}."));
    }
    let origin = match (shared_days.is_empty(), shared_source.is_empty(), coach) {
        (true, true, _) => return text,
        (false, true, Coach::Progress) => format!("Period: {shared_days}."),
        (false, true, _) => format!("That is for {shared_days}."),
        (true, false, _) => format!("Source: {shared_source}."),
        (false, false, Coach::Max) => format!("From {shared_source}, {shared_days}."),
        (false, false, Coach::Emma) => format!("This is from {shared_source}, for {shared_days}."),
        (false, false, Coach::Progress) => format!("Source: {shared_source}; period: {shared_days}."),
    };
    if *origin_said == origin {
        return text;
    }
    origin_said.clone_from(&origin);
    text.push_str(if text.rsplit('\n').next().is_some_and(|line| line.starts_with("- ")) { "\n\n" } else { " " });
    text.push_str(&origin);
    text
}

/// What is missing beside figures that are there.
fn gaps(answers: &[&Answer<'_>], coach: Coach) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    answers
        .iter()
        .flat_map(|answer| &answer.missing)
        .filter(|gap| {
            let fresh = !seen.contains(&gap.what.as_str());
            seen.push(&gap.what);
            fresh
        })
        .take(GAPS)
        .map(|gap| {
            let opening = match coach {
                Coach::Max => "Not on the board",
                Coach::Emma => "What I could not see",
                Coach::Progress => "Missing",
            };
            sentence(&format!("{opening}: {}", with_reason(gap)))
        })
        .collect()
}

fn with_reason(gap: &facts::Missing) -> String {
    if gap.reason.is_empty() {
        gap.what.clone()
    } else {
        format!("{} ({})", gap.what, gap.reason.trim_end_matches('.'))
    }
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// Nothing was found: what, which days, why, and what would provide it.
fn absence(answers: &[&Answer<'_>], ask: &Understanding, coach: Coach, picker: Picker<'_>) -> String {
    let mut parts = vec![picker.pick(voice::absent(coach)).to_owned()];
    let gap = answers.iter().flat_map(|answer| &answer.missing).next();
    let what = gap.map_or_else(|| provide::subject(ask), |gap| gap.what.clone());
    parts.push(sentence(&format!("Insufficient data: I have no {what} for that time")));
    if let Some(answer) = answers.first()
        && !answer.from.is_empty()
    {
        let at = if answer.from == answer.to { "at" } else { "from" };
        parts.push(format!("I looked {at} {}.", days(&answer.from, &answer.to)));
    }
    if let Some(gap) = gap.filter(|gap| !gap.reason.is_empty()) {
        parts.push(sentence(&format!("The reason: {}", gap.reason)));
    }
    if let Some(known) = answers.iter().find_map(|answer| special::known_exercises(answer)) {
        parts.push(known);
    }
    parts.push(provide::how(ask).to_owned());
    parts.join(" ")
}

/// No new best is no lack of data.
fn no_record(answers: &[&Answer<'_>], coach: Coach) -> String {
    let looked = answers.iter().find(|answer| !answer.from.is_empty());
    let looked = looked.map(|answer| format!(" I looked from {}.", days(&answer.from, &answer.to))).unwrap_or_default();
    let said = match coach {
        Coach::Max => "No new record in that time. Then set the next one: pick a lift or a run.",
        Coach::Emma => "I found no new record in that time, and that is fine: showing up counts too.",
        Coach::Progress => "There is no new best in that time.",
    };
    format!("{said}{looked} Ask for a longer time to see earlier ones.")
}

/// A tool failed: what, and what to do.
fn failure(answer: &Answer<'_>, coach: Coach) -> Option<String> {
    let error = answer.error.as_ref()?;
    let what = provide::tool(answer.tool);
    let said = match coach {
        Coach::Max => format!("I could not read {what}."),
        Coach::Emma => format!("I am sorry, I could not read {what}."),
        Coach::Progress => format!("Reading {what} failed."),
    };
    let reason =
        if error.is_empty() { String::new() } else { format!(" {}", sentence(&format!("The tool says: {error}"))) };
    Some(format!("{said}{reason} Try again in a moment; if it stays, `coach doctor` shows what is wrong."))
}
