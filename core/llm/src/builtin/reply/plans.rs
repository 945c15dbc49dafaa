//! Plans: a new one, the one that there is, and changes of it.

use super::super::coaching::{Change, View, Wish, exercises_of};
use super::super::understand::Coach;
use super::facts::{Answer, capital, dated, text};
use super::sentence;
use super::wanted::{approval, day, interventions, joined, series, texts, whole};
use serde_json::Value;

/// Sessions and changes that are shown, and lines of each.
const SESSIONS: usize = 5;
const CHANGES: usize = 6;
const LINES: usize = 3;
/// Changes of whole sessions beside which no exercise is told.
const ENOUGH: usize = 3;
/// Main lines of the session of the day, beside the advice for it.
const DAY_LINES: usize = 6;
/// Lines of a session that is shown alone.
const ALL_LINES: usize = 10;

/// "Mon 23 Nov, 18:00: Upper body (45 min)", with the text of its blocks.
fn session(row: &Value, lines: usize) -> String {
    let date = day(&text(row, "date"));
    let start = text(row, "start");
    let when: Vec<String> = [date, clock(&start)].into_iter().filter(|part| !part.is_empty()).collect();
    let minutes = whole(row, "minutes").map(|minutes| format!(" ({minutes} min)")).unwrap_or_default();
    let flags = match (flag(row, "done"), flag(row, "deload")) {
        (true, _) => ", done",
        (false, true) => ", deload",
        _ => "",
    };
    // where there is room for a few only, the work is shown and not its frame
    let all: Vec<String> = texts(row, "lines").iter().filter_map(|line| work(line)).collect();
    let shown: Vec<String> = all.iter().take(lines).cloned().collect();
    let more = if lines > 0 && all.len() > lines { "; and more" } else { "" };
    let shown = if shown.is_empty() { String::new() } else { format!(". {}{more}", shown.join("; ")) };
    format!("- {}: {}{minutes}{flags}{shown}", when.join(", "), text(row, "title"))
}

/// The main work of a line, in short: "Goblet squat 3 × 8 at 20 kg, effort 7 of 10" of a line that also names warm-up
/// sets, rests and a note. Nothing of a line that is the frame of a session: warm-up, cool-down, form check.
///
/// Every piece stands word for word in the line, so that its numbers can be traced.
fn work(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    if ["warm", "cool", "form check"].iter().any(|frame| lower.starts_with(frame)) {
        return None;
    }
    let unrested = |piece: &str| piece.split_once(", rest ").map_or(piece, |(piece, _)| piece).to_owned();
    let Some((name, sets)) = line.split_once(": ") else { return Some(unrested(line)) };
    let sets = sets.split_once(" (").map_or(sets, |(sets, _)| sets);
    let pieces: Vec<String> = sets.split("; ").filter(|piece| !piece.starts_with("warm-up ")).map(unrested).collect();
    Some(if pieces.is_empty() { name.to_owned() } else { format!("{name} {}", pieces.join(", ")) })
}

/// The time of day of a start, which may be a whole date and time.
fn clock(start: &str) -> String {
    let time = start.rsplit('T').next().unwrap_or_default();
    time.get(..5).filter(|time| time.contains(':')).unwrap_or_default().to_owned()
}

fn flag(row: &Value, name: &str) -> bool {
    row.get(name).and_then(Value::as_bool) == Some(true)
}

fn sessions(rows: &[Value], lines: usize) -> String {
    rows.iter().take(SESSIONS).map(|row| session(row, lines)).collect::<Vec<_>>().join("\n")
}

fn deloads(plan: &Value) -> Option<String> {
    let weeks: Vec<String> = plan
        .get("deload_weeks")
        .and_then(Value::as_array)?
        .iter()
        .filter_map(Value::as_u64)
        .map(|week| week.to_string())
        .collect();
    (!weeks.is_empty()).then(|| series(&weeks, "and"))
}

/// The text of a figure, with its unit where it is a bare number.
fn counted(text: &str, unit: &str) -> String {
    if text.chars().any(char::is_alphabetic) { text.to_owned() } else { format!("{text} {unit}") }
}

/// A plan that was made: its figures, the first week, deloads, what was assumed, and that it waits.
pub(super) fn made(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    let plan = answer.content.get("plan").unwrap_or(&Value::Null);
    let title = text(plan, "title");
    let figures: Vec<String> = [
        ("plan_weeks", "weeks", ""),
        ("sessions_per_week", "sessions", " a week"),
        ("session_minutes", "min", " each"),
    ]
    .iter()
    .filter_map(|(name, unit, tail)| {
        let said = counted(&answer.fact(name)?.text, unit);
        Some(if said.contains("week") { said } else { format!("{said}{tail}") })
    })
    .collect();
    let figures = figures.join(", ");
    let named = if title.is_empty() { "your plan".to_owned() } else { format!("“{title}”") };
    let head = match coach {
        Coach::Max => format!("{}: {figures}. First week:", capital(&named)),
        Coach::Emma => format!("I have put {named} together for you: {figures}. This is how the first week looks:"),
        Coach::Progress => format!("{}. The plan is {named}. First week:", capital(&figures)),
    };
    let rows = answer.rows("first_week");
    let lines = if rows.len() > 2 { 2 } else { LINES };
    let deload = deloads(plan).map(|weeks| match coach {
        Coach::Max => format!("Deload in week {weeks}. That is where you grow."),
        Coach::Emma => format!("In week {weeks} it gets easier on purpose, so that you can recover."),
        Coach::Progress => {
            format!("Deload in week {weeks}: less volume, so that fatigue falls and the work can take effect.")
        }
    });
    let reason = text(plan, "reason");
    let reason = if reason.is_empty() || coach == Coach::Max {
        String::new()
    } else {
        sentence(&format!("Why this way: {reason}"))
    };
    joined(vec![
        head,
        sessions(rows, lines),
        deload.unwrap_or_default(),
        reason,
        interventions(answer, coach),
        assumed(wish, coach),
        approval(answer, coach).to_owned(),
    ])
}

/// What the person did not say, so that defaults were taken.
fn assumed(wish: &Wish, coach: Coach) -> String {
    let slots = &wish.slots;
    let open: Vec<String> = [
        ("goal", slots.goal.is_none()),
        ("length", slots.weeks.is_none()),
        ("days", slots.days.is_none() && slots.weekdays.is_empty()),
        ("session length", slots.minutes.is_none()),
        ("equipment", slots.equipment.is_empty()),
    ]
    .into_iter()
    .filter(|(_, open)| *open)
    .map(|(name, _)| name.to_owned())
    .collect();
    if open.is_empty() {
        return String::new();
    }
    let open = series(&open, "and");
    match coach {
        Coach::Max => format!("Assumed: {open}. Wrong? Tell me."),
        Coach::Emma => format!("You did not mention {open}, so I assumed it. Tell me what to change."),
        Coach::Progress => format!("Not stated, so assumed: {open}. Name any of it and I change it."),
    }
}

/// No plan is there: an offer.
fn none(coach: Coach) -> String {
    match coach {
        Coach::Max => "No plan yet. Say “make me a plan” with your goal and days, and we start.",
        Coach::Emma => "You have no plan yet, and that is fine. Shall I make you one? Tell me your goal and how many days suit you.",
        Coach::Progress => "There is no plan yet. Name a goal, days and session length, and I propose one: “make me a plan”.",
    }
    .to_owned()
}

/// The plan waits for a doctor: why, and what comes first.
fn suspended(answer: &Answer<'_>, coach: Coach) -> Option<String> {
    let suspended = answer.content.get("suspended").filter(|suspended| suspended.is_object())?;
    let detail = text(suspended, "detail");
    let detail = if detail.is_empty() { String::new() } else { format!(" {}", sentence(&capital(&detail))) };
    let (start, end) = match coach {
        Coach::Max => {
            ("Your plan is on hold.", "Doctor first, then training. Cleared? Tell me, or `coach log cleared`.")
        }
        Coach::Emma => (
            "Your plan is resting for now, to keep you safe.",
            "Please see a doctor first; once you are cleared, tell me or use `coach log cleared`.",
        ),
        Coach::Progress => {
            ("The plan is suspended.", "A doctor's clearance comes first; record it with `coach log cleared`.")
        }
    };
    Some(format!("{start}{detail} {end}"))
}

/// The plan, or the part of it that was asked for.
pub(super) fn shown(answer: &Answer<'_>, view: View, wish: &Wish, coach: Coach) -> String {
    if let Some(suspended) = suspended(answer, coach) {
        return suspended;
    }
    let Some(plan) = answer.content.get("plan").filter(|plan| plan.is_object()) else { return none(coach) };
    let rows = answer.rows("sessions");
    let week = answer.fact("plan_week").map(|fact| match fact.text.chars().next() {
        Some(first) if first.is_alphabetic() => capital(&fact.text),
        _ => format!("Week {}", fact.text),
    });
    let weeks =
        answer.fact("plan_weeks").map(|fact| format!(" of {}", counted(&fact.text, "weeks"))).unwrap_or_default();
    let position = week.map(|week| format!("{week}{weeks}.")).unwrap_or_default();
    match view {
        View::Days => of_days(answer, plan, rows, wish, coach, position),
        View::Position => {
            let end = match coach {
                Coach::Max => "Keep stacking weeks.",
                Coach::Emma => "Every week counts. Shall I show you this one?",
                Coach::Progress => "Ask for the week, and I list its sessions.",
            };
            joined(vec![position, end.to_owned()])
        }
        View::Deload => {
            let now = rows.iter().any(|row| flag(row, "deload"));
            let weeks = deloads(plan).map(|weeks| format!("Deload in week {weeks}."));
            let this = match (now, weeks.is_some()) {
                (true, _) => "This week is a deload: lighter on purpose.",
                (false, true) => "This week is a normal one.",
                (false, false) => "The plan is too short to hold a deload.",
            };
            let end = match coach {
                Coach::Max => "Beat up already? Say “give me a deload”.",
                Coach::Emma => "If you feel worn out before that, tell me and I make it lighter.",
                Coach::Progress => "A deload may come earlier when lifts stall or recovery stays low.",
            };
            joined(vec![weeks.unwrap_or_default(), position, this.to_owned(), end.to_owned()])
        }
        View::Versions => {
            let lines: Vec<String> = answer
                .rows("versions")
                .iter()
                .take(SESSIONS)
                .map(|row| {
                    let number = whole(row, "number").map(|number| number.to_string()).unwrap_or_default();
                    let reason = text(row, "reason");
                    let reason = if reason.is_empty() { "no reason given".to_owned() } else { reason };
                    format!("- Version {number}, {}: {reason}", day(&text(row, "at")))
                })
                .collect();
            if lines.is_empty() {
                return match coach {
                    Coach::Max => "No changes so far. You are on the first version.",
                    Coach::Emma => "Your plan is still just as it was made.",
                    Coach::Progress => "This plan has not been changed yet.",
                }
                .to_owned();
            }
            let (head, end) = match coach {
                Coach::Max => ("What your plan went through:", "Want one back? Name it."),
                Coach::Emma => {
                    ("This is how your plan changed:", "If an earlier one felt better, name it and we go back.")
                }
                Coach::Progress => ("Versions, newest first:", "To go back, name the version."),
            };
            joined(vec![head.to_owned(), lines.join("\n"), end.to_owned()])
        }
    }
}

fn of_days(answer: &Answer<'_>, plan: &Value, rows: &[Value], wish: &Wish, coach: Coach, position: String) -> String {
    let single = wish.slots.date.is_some();
    // the day that the tool looked at, so that the reply names no other
    let when = (single && answer.from == answer.to && !answer.from.is_empty()).then(|| day(&answer.from));
    match (rows, single) {
        ([], _) => {
            let when = when.map(|when| format!(" for {when}")).unwrap_or_default();
            match coach {
                Coach::Max => format!("Nothing planned{when}. Rest is part of the work; walk if you itch."),
                Coach::Emma => format!("Nothing is planned{when}, so enjoy the rest. A walk is always fine."),
                Coach::Progress => format!("No session is planned{when}. Rest days let the training take effect."),
            }
        }
        ([only], _) => {
            let minutes = whole(only, "minutes").map(|minutes| format!(" ({minutes} min)")).unwrap_or_default();
            let when: Vec<String> = [day(&text(only, "date")), clock(&text(only, "start"))]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            let what = format!("{}{minutes}, {}", text(only, "title"), when.join(", "));
            let head = match coach {
                Coach::Max => format!("On deck: {what}."),
                Coach::Emma => format!("This is planned for you: {what}."),
                Coach::Progress => format!("Planned: {what}."),
            };
            let lines: Vec<String> =
                texts(only, "lines").into_iter().take(ALL_LINES).map(|line| format!("- {line}")).collect();
            let end = match (flag(only, "done"), flag(only, "deload"), coach) {
                (true, _, _) => "It is done already.",
                (false, true, _) => "It is a deload session: keep it easy.",
                (_, _, Coach::Max) => "Warm up, then work. Pain means stop.",
                (_, _, Coach::Emma) => "Warm up gently, and stop if something hurts. Too much today? Just tell me.",
                (_, _, Coach::Progress) => {
                    "Warm up first and stop at pain. If time or form do not fit, tell me and I adjust it."
                }
            };
            joined(vec![head, lines.join("\n"), end.to_owned()])
        }
        (rows, _) => {
            let title = text(plan, "title");
            let head = match coach {
                Coach::Max => format!("{title}. Your sessions:"),
                Coach::Emma => format!("Here is your week of “{title}”:"),
                Coach::Progress => format!("{title}. {position} Sessions:"),
            };
            let position = if coach == Coach::Progress { String::new() } else { position };
            let end = match coach {
                Coach::Max => "Name a day and I give you the details.",
                Coach::Emma => "Does it fit your week? I can move things.",
                Coach::Progress => "Ask for a day to see its blocks.",
            };
            joined(vec![head, sessions(rows, 0), position, interventions(answer, coach), end.to_owned()])
        }
    }
}

/// The plan of the day beside the advice for it.
pub(super) fn of_the_day(answer: &Answer<'_>, coach: Coach, rests: bool) -> String {
    if let Some(suspended) = suspended(answer, coach) {
        return suspended;
    }
    if !answer.content.get("plan").is_some_and(Value::is_object) {
        return match coach {
            Coach::Max => "You have no plan yet. Want one? Say “make me a plan”.",
            Coach::Emma => "If you like, I make you a plan: just say “make me a plan”.",
            Coach::Progress => "There is no training plan yet; “make me a plan” proposes one.",
        }
        .to_owned();
    }
    let rows = answer.rows("sessions");
    let Some(first) = rows.first() else {
        return match coach {
            Coach::Max => "Your plan says rest today.",
            Coach::Emma => "Your plan has a rest day for you.",
            Coach::Progress => "The plan holds no session for that day.",
        }
        .to_owned();
    };
    let head = match coach {
        Coach::Max => "On your plan:",
        Coach::Emma => "Your plan has this for you:",
        Coach::Progress => "The plan of the day:",
    };
    let end = match (flag(first, "done"), coach) {
        (false, Coach::Max) if rests => "Rest wins today. Say “skip today” or name another day, and I move it.",
        (false, Coach::Emma) if rests => "It can wait: say “skip today”, or name a day to move it to.",
        (false, Coach::Progress) if rests => "The advice holds: say “skip today”, or name a day to move it to.",
        (true, Coach::Max) => "That one is done. Rest.",
        (true, Coach::Emma) => "You have done that one already, so the rest of the day is yours.",
        (true, Coach::Progress) => "It is done already.",
        (false, Coach::Max) => "More than your body allows today? Say “too hard” and I cut it.",
        (false, Coach::Emma) => "If that is more than feels right, tell me and I make it easier.",
        (false, Coach::Progress) => {
            "Where the advice is lower than the plan, it holds; say “too hard” and I adjust it."
        }
    };
    joined(vec![head.to_owned(), session(first, DAY_LINES), end.to_owned()])
}

/// A change of the plan: which sessions differ and how, why, what comes next, and that it waits.
pub(super) fn changed(answer: &Answer<'_>, change: Change, coach: Coach) -> String {
    let rows = answer.rows("changes");
    let (lines, more) = differences(rows);
    let reason = dated(&text(answer.content, "reason"));
    let reason = match (reason.is_empty(), coach) {
        (true, _) => String::new(),
        (false, Coach::Max) => sentence(&capital(&reason)),
        (false, Coach::Emma) => sentence(&format!("Why: {reason}")),
        (false, Coach::Progress) => sentence(&format!("Reason: {reason}")),
    };
    if lines.is_empty() {
        let said = match coach {
            Coach::Max => "Nothing has to change.",
            Coach::Emma => "Good news: nothing in your plan has to change.",
            Coach::Progress => "The plan stays as it is.",
        };
        // why nothing is exchanged on the way is no news
        let reason = if change == Change::Travel { String::new() } else { reason };
        return joined(vec![said.to_owned(), reason, interventions(answer, coach)]);
    }
    let next = answer.rows("next").first().map(|row| {
        let row = session(row, 0);
        format!("Next: {}.", row.trim_start_matches("- "))
    });
    joined(vec![
        opening(change, coach).to_owned(),
        lines.join("\n"),
        if more { "Later sessions change along with it.".to_owned() } else { String::new() },
        reason,
        next.unwrap_or_default(),
        interventions(answer, coach),
        approval(answer, coach).to_owned(),
    ])
}

/// An exercise that was to be swapped is not in the session that was meant: which ones are.
pub(super) fn not_in_session(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    if let Some(suspended) = suspended(answer, coach) {
        return suspended;
    }
    if !answer.content.get("plan").is_some_and(Value::is_object) {
        return none(coach);
    }
    let exercise = wish.slots.exercise.as_deref().unwrap_or("that exercise");
    let named: Vec<(String, Vec<String>)> = answer
        .rows("sessions")
        .iter()
        .filter(|row| !flag(row, "done"))
        .map(|row| (day(&text(row, "date")), exercises_of(row)))
        .filter(|(_, names)| !names.is_empty())
        .take(LINES)
        .collect();
    if named.is_empty() {
        let when = wish.slots.date.map(|date| format!(" on {}", day(&date.to_string()))).unwrap_or_default();
        return match coach {
            Coach::Max => format!("No session{when} has exercises to swap. Name another day."),
            Coach::Emma => format!("I find no session{when} with exercises to swap. Which day do you mean?"),
            Coach::Progress => format!("No session with exercises lies{when} in the plan. Name another day."),
        };
    }
    let head = match coach {
        Coach::Max => format!("Which one do you mean by {exercise}? This is what you have:"),
        Coach::Emma => format!("I am not sure where {exercise} stands in your plan. This is what is in it:"),
        Coach::Progress => format!("“{exercise}” is no clear match in the plan. It has:"),
    };
    let lines: Vec<String> = named.iter().map(|(when, names)| format!("- {when}: {}", series(names, "and"))).collect();
    let end = match coach {
        Coach::Max => "Name it, with its day, and I swap it.",
        Coach::Emma => "Tell me which one, and what you would like instead.",
        Coach::Progress => "Name one of them and its day, and I propose the swap.",
    };
    joined(vec![head, lines.join("\n"), end.to_owned()])
}

/// What differs, whole sessions first and exercises only where there is room left; with it, whether more is not shown.
fn differences(rows: &[Value]) -> (Vec<String>, bool) {
    let mut whole: Vec<String> = Vec::new();
    let mut details: Vec<(String, String)> = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    let of_session = |row: &Value| text(row, "what") == "session";
    for (at, row) in rows.iter().enumerate() {
        if told.contains(&at) {
            continue;
        }
        let (date, what) = (day(&text(row, "date")), text(row, "what"));
        let (from, to) = (shown_value(row, "from"), shown_value(row, "to"));
        match what.as_str() {
            "session" => {
                // one that goes and one that comes on the same day are one change
                let other = rows.iter().enumerate().skip(at + 1).find(|(other, later)| {
                    !told.contains(other)
                        && of_session(later)
                        && text(later, "date") == text(row, "date")
                        && text(later, "from").is_empty() != from.is_empty()
                });
                let (from, to) = match other {
                    Some((other, later)) => {
                        told.push(other);
                        let (gone, new) = (shown_value(later, "from"), shown_value(later, "to"));
                        if from.is_empty() { (gone, to) } else { (from, new) }
                    }
                    None => (from, to),
                };
                let same = title_of(&from) == title_of(&to);
                let short = |side: &str| if same { side.to_owned() } else { title_of(side).to_owned() };
                whole.push(match (from.is_empty(), to.is_empty()) {
                    (false, false) => format!("- {date}: {} → {}", short(&from), short(&to)),
                    (false, true) => format!("- {date}: {} left out", title_of(&from)),
                    _ => format!("- {date}: {} added", title_of(&to)),
                });
            }
            "title" if !date.is_empty() => whole.push(format!("- {date}: {from} → {to}")),
            "day" => whole.push(format!("- {date}: moved here from {from}")),
            "start" => details.push((date.clone(), format!("- {date}: begins at {to} instead of {from}"))),
            // a session that became another one is told already
            "lighter week" if whole.iter().any(|line| line.starts_with(&format!("- {date}: "))) => {}
            "lighter week" => {
                whole.push(format!(
                    "- {date}: {}",
                    if to == "yes" { "a lighter session" } else { "a full session again" }
                ));
            }
            _ if date.is_empty() => match (from.is_empty(), to.is_empty()) {
                (false, false) => whole.push(format!("- {}: {from} → {to}", capital(&what))),
                _ => whole.push(format!("- {}", capital(&what))),
            },
            // warm-ups and the film of a set follow the main work
            _ if ["warm-up", "cool-down", "form check"].iter().any(|frame| what.starts_with(frame)) => {}
            _ => {
                let sides = [("from", from), ("to", to)].map(|(_, side)| {
                    let short = work(&side).unwrap_or_default();
                    short.strip_prefix(what.as_str()).map(|rest| rest.trim().to_owned()).unwrap_or(short)
                });
                let line = match sides {
                    [from, to] if !from.is_empty() && !to.is_empty() => format!("- {date}, {what}: {from} → {to}"),
                    [from, to] if to.is_empty() && !from.is_empty() => format!("- {date}, {what} left out"),
                    [_, to] if !to.is_empty() => format!("- {date}, {what}: {to}"),
                    _ => format!("- {date}, {what}"),
                };
                details.push((date, line));
            }
        }
    }
    // the exercises of one session are enough to see what the change does
    let all = whole.len() + details.len();
    if whole.len() >= ENOUGH {
        details.clear();
    }
    let first = details.first().map(|(date, _)| date.clone()).unwrap_or_default();
    let details = details.into_iter().filter(|(date, _)| *date == first).map(|(_, line)| line);
    let lines: Vec<String> = whole.into_iter().chain(details).take(CHANGES).collect();
    let more = all > lines.len();
    (lines, more)
}

/// "Full body B" of "Full body B, 45 min".
fn title_of(session: &str) -> &str {
    match session.rsplit_once(", ") {
        Some((title, length)) if length.ends_with(" min") => title,
        _ => session,
    }
}

/// The text of a side of a change; days are shown as days.
fn shown_value(row: &Value, name: &str) -> String {
    let value = text(row, name);
    if value.len() >= 10 && value.get(..10).is_some_and(|head| head.parse::<jiff::civil::Date>().is_ok()) {
        let time = clock(&value);
        return if time.is_empty() { day(&value) } else { format!("{}, {time}", day(&value)) };
    }
    value
}

/// The first words about a change.
fn opening(change: Change, coach: Coach) -> &'static str {
    match (change, coach) {
        (Change::TooHard, Coach::Max) => "Good that you say it. We train smart, so it gets easier:",
        (Change::TooHard, Coach::Emma) => "Thank you for being honest, that helps. Let us make it kinder:",
        (Change::TooHard, Coach::Progress) => "Noted as too hard. The next sessions come down:",
        (Change::TooEasy, Coach::Max) => "That is what I like to hear. We step it up:",
        (Change::TooEasy, Coach::Emma) => "How good that it went well! A small step up:",
        (Change::TooEasy, Coach::Progress) => "Noted as too easy. The load rises within the limits:",
        (Change::Illness, Coach::Max) => {
            "Ill means no training, no debate. Once you have been well for a full day, we come back easy:"
        }
        (Change::Illness, Coach::Emma) => {
            "I am sorry you were ill. Please rest until you have been well for a full day; then we come back gently:"
        }
        (Change::Illness, Coach::Progress) => {
            "No training while ill; resume with easy work once you have been well for a full day, and see a doctor if it stays. The plan follows that:"
        }
        (Change::Missed, Coach::Max) => "Missed is missed. No catching up, we move on:",
        (Change::Missed, Coach::Emma) => "That happens to everyone, and nothing is lost. We do not catch up, we go on:",
        (Change::Missed, Coach::Progress) => "Missed sessions are not made up for; the plan goes on like this:",
        (Change::Skip, Coach::Max) => "Left out. Recover like you mean it:",
        (Change::Skip, Coach::Emma) => "Of course. Rest is part of it, and nothing has to be caught up:",
        (Change::Skip, Coach::Progress) => "Left out; its work is not stacked onto later days:",
        (Change::LessTime, Coach::Max) => "Short and sharp, then:",
        (Change::LessTime, Coach::Emma) => "A short session counts too. This keeps what matters most:",
        (Change::LessTime, Coach::Progress) => "Cut to the time there is; the main work stays:",
        (Change::Travel, Coach::Max) => "Travel is no excuse, it is a different gym:",
        (Change::Travel, Coach::Emma) => "Have a good trip! The plan makes room for it:",
        (Change::Travel, Coach::Progress) => "The plan around your days away:",
        (Change::Restore, Coach::Max) => "Back it goes:",
        (Change::Restore, Coach::Emma) => "Of course, we can go back. This returns:",
        (Change::Restore, Coach::Progress) => "Return to the earlier version, with these differences:",
        (_, Coach::Max) => "Plan adjusted:",
        (_, Coach::Emma) => "Gladly. This is what would change:",
        (_, Coach::Progress) => "Proposed change, before and after:",
    }
}
