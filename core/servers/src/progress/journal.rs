//! `logJournal` and `getJournal`: pain, symptoms, moods, habits, and what was cleared.

use crate::desk::{Desk, failed};
use crate::instant;
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::exercise::EXERCISES;
use coach_domain::journal::{Body, Clearance, Cleared, Entry, Habit, Mood, Pain, Symptom};
use coach_domain::safety::facts::Facts;
use coach_domain::safety::{Rule, limits, pain, red_flags};
use coach_domain::time::{DAY_MS, date_of_epoch_day, local_day};
use coach_mcp::{CallContext, Proposal, Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Names of exercises that a result lists at most.
const NAMED: usize = 12;
/// Letters of a symptom that a proposal shows.
const TOLD: usize = 120;
/// Days back that an entry may lie.
const MAX_AGE_DAYS: i64 = 366;
/// Days in which pain at a place counts as coming back.
const RECURRING_DAYS: i64 = 90;

#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub(super) struct Input {
    /// What is written down.
    kind: Kind,
    /// Pain: where, in words, for example `left knee`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    place: Option<String>,
    /// Pain and symptoms: how strong, 0 to 10. Mood: 1 (very low) to 5 (very good).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 10))]
    score: Option<u8>,
    /// Pain: the exercise at which it hurts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    exercise: Option<String>,
    /// The person's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2000))]
    text: Option<String>,
    /// Habit: its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    name: Option<String>,
    /// Habit: how much.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<f64>,
    /// Habit: of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40))]
    unit: Option<String>,
    /// Cleared: the id of a pain entry, `pain` for all pain that is open, `screening` or `red_flag`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    cleared: Option<String>,
    /// Cleared: a clinician said so.
    #[serde(default)]
    by_clinician: bool,
    /// When, as local time `2026-05-01T07:30` or with an offset; default now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 40))]
    at: Option<String>,
    /// Id for the new entry; what a proposal carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    entry_id: Option<String>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id", skip_serializing)]
    _user_id: Option<String>,
}

/// What can be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Pain,
    Symptom,
    Mood,
    Habit,
    Cleared,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Written {
    /// Whether it is in the journal now; false for a proposal that waits for the person.
    written: bool,
    /// Ids of the written entries.
    entry_ids: Vec<String>,
    /// Exercises that are out until the pain is cleared, some of them by name.
    excluded: Vec<&'static str>,
    /// What still has to be asked.
    question: Option<String>,
    /// What to do about it.
    advice: Option<String>,
}

pub(super) fn write(desk: &Desk, context: &CallContext, input: Input) -> Result<Reply<Structured<Written>>, ToolError> {
    let now = instant::zoned(desk.clock.now_ms(), &desk.zone())?;
    let at = input.at.as_deref().map_or(Ok(now), |text| instant::read("at", text, &desk.zone()))?;
    let (at_ms, offset_min) = (at.timestamp().as_millisecond(), instant::offset_min(&at));
    if at_ms > desk.clock.now_ms() + instant::SLACK_MS {
        return Err(ToolError::Arguments("`at` lies in the future".to_owned()));
    }
    if desk.clock.now_ms() - at_ms > MAX_AGE_DAYS * DAY_MS {
        return Err(ToolError::Arguments("`at` is more than a year ago".to_owned()));
    }
    let facts = desk.facts()?;
    let approved = is_approved(context, &input);
    let entry_id = input.entry_id.clone().unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
    let bodies = bodies(desk, &input, &facts, &context.actor)?;
    let entries = bodies.into_iter().enumerate().map(|(place, body)| {
        let id = if place == 0 { entry_id.clone() } else { format!("{entry_id}-{place}") };
        Entry { id, at_ms, offset_min, body }
    });
    let entries: Vec<Entry> = entries.collect();
    let new = unwritten(desk, &entries)?;
    let day = date_of_epoch_day(local_day(at_ms, offset_min));
    let mut sheet = Sheet::new(Period::day(day), facts.profile.units);
    if let Some(score) = input.score {
        let shown = Shown::plain(f64::from(score), 0);
        sheet.add("logged_score", "how strong", shown, Origin::day("score", "person", day));
    }
    let mut written = Written {
        written: approved,
        entry_ids: Vec::new(),
        excluded: Vec::new(),
        question: None,
        advice: advice(&input, times(desk, &facts, &entries)?),
    };
    let what = in_words(&input);
    if input.kind == Kind::Pain && input.score.is_none() {
        written.question = Some("How strong is it, from 0 to 10?".to_owned());
    }
    if approved {
        heed(desk, &input, &context.actor)?;
        for entry in new {
            desk.store.put_entry(entry, &context.actor).map_err(failed)?;
        }
        written.entry_ids = entries.iter().map(|entry| entry.id.clone()).collect();
        written.excluded = excluded(&desk.facts()?);
        return Ok(sheet.reply(&format!("Written: {what}"), written));
    }
    let reply = sheet.reply(&format!("Not written yet: {what}. Approve it to write it"), written);
    let at = Some(crate::desk::local_rfc3339(at_ms, offset_min));
    let fixed = Input { at, entry_id: Some(entry_id), ..input };
    let arguments =
        serde_json::to_value(fixed).map_err(|_| ToolError::Internal("the proposal is not JSON".to_owned()))?;
    Ok(reply.proposal(Proposal { summary: format!("Write down {what}"), arguments }))
}

/// Names of exercises that pain excludes, the best known first.
fn excluded(facts: &Facts) -> Vec<&'static str> {
    let out = EXERCISES.iter().filter(|exercise| limits::exclusion(exercise, facts).is_some());
    out.map(|exercise| exercise.name).take(NAMED).collect()
}

/// The entries that are not in the journal yet: the same may be written twice, another one may not be overwritten.
fn unwritten<'a>(desk: &Desk, entries: &'a [Entry]) -> Result<Vec<&'a Entry>, ToolError> {
    let mut new = Vec::new();
    for entry in entries {
        match desk.store.entry(&entry.id) {
            Ok(known) if known == *entry => {}
            Ok(_) => {
                return Err(ToolError::Arguments("`entry_id` belongs to another entry; leave it out".to_owned()));
            }
            Err(coach_store::Error::Missing { .. }) => new.push(entry),
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(new)
}

/// What the arguments come to, or which of them is lacking.
fn bodies(desk: &Desk, input: &Input, facts: &Facts, actor: &str) -> Result<Vec<Body>, ToolError> {
    let wrong = |text: &str| Err(ToolError::Arguments(text.to_owned()));
    let words =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(vec![match input.kind {
        Kind::Pain => {
            let Some(place) = words(&input.place) else { return wrong("`place` says where it hurts") };
            let read = pain::read(&format!("my {place} hurts"));
            Body::Pain(Pain {
                joint: read.and_then(|read| read.joint),
                place,
                score: input.score,
                exercise: words(&input.exercise),
                note: words(&input.text),
            })
        }
        Kind::Symptom => {
            let Some(text) = words(&input.text) else { return wrong("`text` says what the symptom is") };
            Body::Symptom(Symptom { text, severity: input.score })
        }
        Kind::Mood => match input.score {
            Some(score) if (1..=5).contains(&score) => Body::Mood(Mood { score, note: words(&input.text) }),
            _ => return wrong("`score` of a mood goes from 1 (very low) to 5 (very good)"),
        },
        Kind::Habit => {
            let Some(name) = words(&input.name) else { return wrong("`name` says which habit") };
            if input.amount.is_some_and(|amount| !amount.is_finite() || amount < 0.0) {
                return wrong("`amount` of a habit is 0 or more");
            }
            Body::Habit(Habit { name, amount: input.amount, unit: words(&input.unit) })
        }
        Kind::Cleared => return cleared(desk, input, facts, actor),
    }])
}

fn cleared(desk: &Desk, input: &Input, facts: &Facts, actor: &str) -> Result<Vec<Body>, ToolError> {
    let by_clinician = input.by_clinician;
    let clear = |of| Body::Clearance(Clearance { of, by_clinician });
    let clinician_only = |of| {
        if by_clinician {
            return Ok(vec![clear(of)]);
        }
        let rule = if of == Cleared::RedFlag { Rule::RedFlag } else { Rule::Screen };
        let detail = "only a clinician's word lifts this; set `by_clinician` when one has cleared you";
        Err(desk.refused(rule, detail.to_owned(), actor))
    };
    match input.cleared.as_deref().map(str::trim) {
        Some("screening") => clinician_only(Cleared::Screening),
        Some("red_flag") => clinician_only(Cleared::RedFlag),
        Some("pain") if !facts.pain.is_empty() => {
            Ok(facts.pain.iter().map(|open| clear(Cleared::Pain { id: open.id.clone() })).collect())
        }
        Some(id) if facts.pain.iter().any(|open| open.id == id) => Ok(vec![clear(Cleared::Pain { id: id.to_owned() })]),
        _ => Err(ToolError::Arguments(
            "`cleared` takes the id of an open pain entry, `pain` for all of them, `screening` or `red_flag`; \
             getJournal lists the entries"
                .to_owned(),
        )),
    }
}

/// Whether the person's words tell of a warning sign that is there now.
fn warns(input: &Input) -> bool {
    let told = [&input.text, &input.place, &input.exercise, &input.name];
    input.kind != Kind::Cleared
        && told.into_iter().flatten().any(|text| red_flags::scan(text).iter().any(|flag| !flag.resolved))
}

/// Whether the person approved this very entry. A clearance lifts a rule, so an approval that was given once and for
/// all does not do for it.
fn is_approved(context: &CallContext, input: &Input) -> bool {
    context.approved && (input.kind != Kind::Cleared || context.standing.0.is_empty())
}

/// What follows from the words: a red flag among them suspends training, and a clinician's clearance lets it go on.
fn heed(desk: &Desk, input: &Input, actor: &str) -> Result<(), ToolError> {
    if input.kind != Kind::Cleared {
        return desk.heed(
            [&input.text, &input.place, &input.exercise, &input.name].into_iter().flatten().map(String::as_str),
            actor,
        );
    }
    let mut profile = desk.profile()?;
    if input.cleared.as_deref().map(str::trim) == Some("red_flag") && profile.suspend_training(false) {
        desk.store.set_profile(&profile, actor).map_err(failed)?;
    }
    Ok(())
}

/// How often the person told of pain at the place within 90 days, with these entries; 0 when they are none of pain.
fn times(desk: &Desk, facts: &Facts, entries: &[Entry]) -> Result<usize, ToolError> {
    let Some((new, told)) = entries.iter().find_map(|entry| match &entry.body {
        Body::Pain(told) => Some((entry, told)),
        _ => None,
    }) else {
        return Ok(0);
    };
    let from = facts.today.saturating_sub(jiff::Span::new().days(RECURRING_DAYS));
    let before = desk.store.entries("pain", from, facts.today).map_err(failed)?;
    let same = |entry: &&Entry| {
        let Body::Pain(known) = &entry.body else { return false };
        entry.id != new.id
            && match (known.joint, told.joint) {
                (Some(known), Some(told)) => known == told,
                _ => known.place.trim().eq_ignore_ascii_case(told.place.trim()),
            }
    };
    Ok(before.iter().filter(same).count() + 1)
}

fn advice(input: &Input, times: usize) -> Option<String> {
    if warns(input) {
        return Some("This is a warning sign: stop training and have it looked at now.".to_owned());
    }
    if input.kind != Kind::Pain {
        return None;
    }
    if !pain::stops(input.score) {
        return Some("Mild pain: go on gently, and stop when it gets worse.".to_owned());
    }
    Some(
        if times >= limits::RECURRING_PAIN as usize {
            "This pain keeps coming back: have a physiotherapist or doctor look at it. The exercise is out until then."
        } else {
            "The exercise and those like it are out until you clear the pain. See a professional if it does not settle."
        }
        .to_owned(),
    )
}

/// What is written, as the person reads it before they approve.
fn in_words(input: &Input) -> String {
    let said = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    match input.kind {
        Kind::Pain => {
            let score = input.score.map(|score| format!(", {score} of 10")).unwrap_or_default();
            let at = input.exercise.as_deref().map(|name| format!(", at {name}")).unwrap_or_default();
            format!("pain: {}{score}{at}", said(&input.place))
        }
        Kind::Symptom => format!("a symptom: {}", said(&input.text).chars().take(TOLD).collect::<String>()),
        Kind::Mood => format!("mood {} of 5", input.score.unwrap_or_default()),
        Kind::Habit => {
            let amount = input.amount.map(|amount| format!(", {amount} {}", said(&input.unit))).unwrap_or_default();
            format!("habit: {}{}", said(&input.name), amount.trim_end())
        }
        // Who approves has to see what they vouch for.
        Kind::Cleared => {
            let by = if input.by_clinician { "a clinician says" } else { "you say" };
            match input.cleared.as_deref().map(str::trim) {
                Some("red_flag") => format!("that {by} you may train again after the warning sign"),
                Some("screening") => format!("that {by} the limits of the screening are lifted"),
                Some("pain") => format!("that {by} all pain is over"),
                _ => format!("that {by} the pain is over"),
            }
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Asked {
    #[serde(flatten)]
    period: PeriodArgs,
    /// One kind; default pain, symptoms, moods and habits.
    kind: Option<ReadKind>,
    /// Where the next part begins.
    cursor: Option<String>,
}

/// What can be read.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ReadKind {
    Pain,
    Symptom,
    Mood,
    Habit,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entries {
    /// Entries, newest first.
    entries: Vec<EntryRow>,
}

/// One entry.
#[derive(Debug, Serialize, JsonSchema)]
struct EntryRow {
    /// Id.
    id: String,
    /// `pain`, `symptom`, `mood` or `habit`.
    kind: &'static str,
    /// Local day.
    date: Date,
    /// Place, name or words.
    note: String,
    /// How strong or how good, if given.
    score: Option<u8>,
    /// Pain that still excludes exercises.
    open: bool,
    /// Exercises that it excludes, some of them by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    excluded: Vec<&'static str>,
}

impl Keyed for EntryRow {
    fn key(&self) -> String {
        self.id.clone()
    }
}

impl Listed for Entries {
    fn keep(&mut self, items: usize) {
        self.entries.truncate(items);
    }
}

impl EntryRow {
    fn of(entry: &Entry, facts: &Facts) -> Option<Self> {
        let (note, score) = match &entry.body {
            Body::Pain(pain) => (pain.place.clone(), pain.score),
            Body::Symptom(symptom) => (symptom.text.clone(), symptom.severity),
            Body::Mood(mood) => (mood.note.clone().unwrap_or_default(), Some(mood.score)),
            Body::Habit(habit) => (habit.name.clone(), None),
            Body::Meal(_) | Body::Screening(_) | Body::Clearance(_) => return None,
        };
        let open = facts.pain.iter().find(|open| open.id == entry.id);
        let alone = open.map(|open| Facts { pain: vec![open.clone()], ..facts.clone() });
        Some(Self {
            id: entry.id.clone(),
            kind: entry.body.kind(),
            date: date_of_epoch_day(local_day(entry.at_ms, entry.offset_min)),
            note,
            score,
            open: open.is_some(),
            excluded: alone.as_ref().map(excluded).unwrap_or_default(),
        })
    }
}

pub(super) fn read(desk: &Desk, input: &Asked) -> Result<Reply<Structured<Entries>>, ToolError> {
    let period = input.period.resolve(desk, 30)?;
    let facts = desk.facts()?;
    let kinds: &[&str] = match input.kind {
        None => &["pain", "symptom", "mood", "habit"],
        Some(ReadKind::Pain) => &["pain"],
        Some(ReadKind::Symptom) => &["symptom"],
        Some(ReadKind::Mood) => &["mood"],
        Some(ReadKind::Habit) => &["habit"],
    };
    let mut found: Vec<(i64, EntryRow)> = Vec::new();
    for kind in kinds {
        let entries = desk.store.entries(kind, period.from, period.to).map_err(failed)?;
        found.extend(entries.iter().filter_map(|entry| Some((entry.at_ms, EntryRow::of(entry, &facts)?))));
    }
    found.sort_by(|a, b| (b.0, &b.1.id).cmp(&(a.0, &a.1.id)));
    let rows: Vec<EntryRow> = found.into_iter().map(|(_, row)| row).collect();
    let mut sheet = Sheet::new(period, facts.profile.units);
    if rows.is_empty() {
        sheet.miss("journal entries", "none for this time");
    } else {
        let shown = Shown::count(rows.len(), "entry", "entries");
        sheet.add("entry_count", "journal entries", shown, Origin::new("journal", "PocketCoach", period));
    }
    sheet.reply_with_list("Journal", rows, input.cursor.as_deref(), None, |entries| Entries { entries })
}
