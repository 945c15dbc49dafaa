//! `logMealNaturalLanguage`: a meal in the person's words, read, shown with its figures, and written once approved.

use super::known::KnownFoods;
use super::rows::{ItemRow, SHOWN, SlotName, slot_in_words};
use crate::catalog;
use crate::desk::{Desk, failed};
use crate::instant::{self, SLACK_MS};
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::{Shown, date};
use coach_domain::journal::{Body, Entry};
use coach_domain::nutrition::meal::{self, Item, Meal, Missing, Question, Reading};
use coach_domain::time::{date_of_epoch_day, local_day};
use coach_mcp::{CallContext, Proposal, Reply, ToolError};
use coach_store::ProposalState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Days back that an entry may lie.
const MAX_AGE_DAYS: i64 = 366;
/// Most foods of a meal, and those of which figures may be quoted: an answer has to hold what was written.
const MOST_ITEMS: usize = 24;
const QUOTED: usize = 8;
/// Questions that are asked at most.
const MOST_QUESTIONS: usize = 12;
/// Most bytes of words that are kept of a meal.
const MOST_WORDS: usize = 2_000;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// What was eaten and drunk in the person's own words, for example `2 eggs, toast with butter and a flat white`;
    /// with `replaces` also a correction, for example `no, two of them`.
    #[schemars(length(min = 1, max = 2000))]
    text: String,
    /// When, as local time `2026-05-01T07:30` or with an offset; default now.
    #[schemars(length(max = 40))]
    at: Option<String>,
    /// When in the day; default as the words say.
    slot: Option<SlotName>,
    /// Id of a logged meal that this one takes the place of.
    #[schemars(length(min = 1, max = 64))]
    replaces: Option<String>,
    /// The foods and grams themselves instead of what the words say; what a proposal carries.
    #[schemars(length(min = 1, max = 24))]
    items: Option<Vec<Exact>>,
    /// Id for the new entry; what a proposal carries.
    #[schemars(length(min = 1, max = 64))]
    entry_id: Option<String>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

/// One food with its grams.
#[derive(Debug, Deserialize, JsonSchema)]
struct Exact {
    /// Id of the food.
    #[schemars(length(min = 1, max = 80))]
    food: String,
    /// Grams.
    #[schemars(range(min = 0.1, max = 5000))]
    grams: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Whether it is in the log now; false for a proposal that waits for the person, or when nothing was understood.
    written: bool,
    /// Id of the written meal.
    meal_id: Option<String>,
    /// When in the day.
    slot: Option<&'static str>,
    /// What was understood, with the figures that were used.
    items: Vec<ItemRow>,
    /// What has to be asked before it can be logged.
    questions: Vec<QuestionRow>,
}

/// Something that the words leave open.
#[derive(Debug, Serialize, JsonSchema)]
struct QuestionRow {
    /// The words that it is about.
    words: String,
    /// The question.
    what: String,
    /// What could be meant.
    choices: Vec<String>,
}

pub(super) fn run(desk: &Desk, context: &CallContext, input: Input) -> Result<Reply<Structured<More>>, ToolError> {
    let before = input.replaces.as_deref().map(|id| logged(desk, id)).transpose()?;
    let known = KnownFoods::new(&desk.store);
    let corrected = before.as_ref().and_then(|(_, meal)| correct(meal, &input.text, &known));
    let text = words(before.as_ref().map(|(_, meal)| meal), &input.text, corrected.is_some());
    let mut reading = read(&input, corrected, &known)?;
    known.check()?;
    reading.questions.truncate(MOST_QUESTIONS);
    if reading.items.len() > MOST_ITEMS {
        return Err(ToolError::Arguments(format!("a meal has at most {MOST_ITEMS} foods; log it as several meals")));
    }
    let (at_ms, offset_min) = when(desk, &input, before.as_ref().map(|(entry, _)| entry))?;
    let slot = input.slot.map(SlotName::slot).or(reading.slot).or(before.as_ref().and_then(|(_, meal)| meal.slot));
    let day = date_of_epoch_day(local_day(at_ms, offset_min));
    let mut sheet = Sheet::new(Period::day(day), desk.profile()?.units);
    let meal = Meal { slot, text, items: reading.items };
    fill(&mut sheet, &meal);
    for question in &reading.questions {
        sheet.miss(question.words.clone(), asked(question));
    }
    let questions = reading.questions.iter().map(row).collect();
    let items: Vec<ItemRow> = meal.items.iter().map(ItemRow::of).collect();
    let more = |written, meal_id| More { written, meal_id, slot: slot.map(slot_in_words), items, questions };
    if meal.items.is_empty() {
        return Ok(sheet.reply("Not written: no food was understood", more(false, None)));
    }
    ensure_plausible(&meal)?;
    let what = in_words(&meal, day);
    let superseded = if context.approved { None } else { superseded(desk, &input.text)? };
    let id = match (&before, input.entry_id, &superseded) {
        (Some((entry, _)), _, _) => entry.id.clone(),
        (None, Some(id), _) => id,
        (None, None, Some(earlier)) => earlier.entry_id.clone(),
        (None, None, None) => uuid::Uuid::now_v7().to_string(),
    };
    if before.is_none() {
        ensure_free(desk, &id, at_ms, &meal)?;
    }
    if context.approved {
        desk.heed([meal.text.as_str()], &context.actor)?;
        let entry = Entry { id: id.clone(), at_ms, offset_min, body: Body::Meal(meal) };
        desk.store.put_entry(&entry, &context.actor).map_err(failed)?;
        return Ok(sheet.reply(&format!("Written: {what}"), more(true, Some(id))));
    }
    let exact: Vec<_> = meal.items.iter().map(|item| json!({"food": item.food, "grams": item.grams})).collect();
    let mut arguments = json!({
        "text": input.text.trim(),
        "at": crate::desk::local_rfc3339(at_ms, offset_min),
        "items": exact,
    });
    if let Some(slot) = slot {
        arguments["slot"] = json!(slot_in_words(slot));
    }
    match &before {
        Some(_) => arguments["replaces"] = json!(id),
        None => arguments["entry_id"] = json!(id),
    }
    if let Some(earlier) = superseded {
        // What was put right must not be approved as it was.
        desk.store.decide_proposal(&earlier.proposal, ProposalState::Rejected, &context.actor).map_err(failed)?;
    }
    let reply = sheet.reply(&format!("Not written yet: {what}. Approve it to write it"), more(false, None));
    Ok(reply.proposal(Proposal { summary: format!("Log {what}"), arguments }))
}

/// A proposal that waits and is put right by this one.
struct Superseded {
    proposal: String,
    entry_id: String,
}

/// The proposal of the same words without their last line, if it still waits.
fn superseded(desk: &Desk, text: &str) -> Result<Option<Superseded>, ToolError> {
    let Some((before, _)) = text.trim().rsplit_once('\n') else { return Ok(None) };
    let open = desk.store.open_proposals().map_err(failed)?;
    let found = open.into_iter().rev().find_map(|proposal| {
        let of = |field: &str| proposal.arguments.get(field).and_then(serde_json::Value::as_str);
        let same =
            proposal.tool.ends_with("/logMealNaturalLanguage") && of("text").map(str::trim) == Some(before.trim());
        let entry_id = of("entry_id").filter(|_| same)?.to_owned();
        Some(Superseded { proposal: proposal.id, entry_id })
    });
    Ok(found)
}

fn row(question: &Question) -> QuestionRow {
    QuestionRow { words: question.words.clone(), what: asked(question), choices: question.choices.clone() }
}

/// A question as it is put to the person.
fn asked(question: &Question) -> String {
    let words = &question.words;
    match question.what {
        Missing::Food => format!("Which food is \"{words}\"?"),
        Missing::Amount => format!("How much was it: \"{words}\"?"),
        Missing::Slot => "Which meal of the day was it?".to_owned(),
    }
}

fn logged(desk: &Desk, id: &str) -> Result<(Entry, Meal), ToolError> {
    let unknown = || ToolError::Arguments("`replaces` must be the id of a logged meal; getMeals lists them".to_owned());
    let entry = desk.store.entry(id).map_err(|_| unknown())?;
    match entry.body.clone() {
        Body::Meal(meal) => Ok((entry, meal)),
        _ => Err(unknown()),
    }
}

/// Refuses amounts that nobody eats at once, and that the store would not take.
fn ensure_plausible(meal: &Meal) -> Result<(), ToolError> {
    let is_plausible = |code| {
        let metric = catalog::metric(code);
        meal.total(metric.id).is_none_or(|(total, _)| (metric.plausible.0..=metric.plausible.1).contains(&total))
    };
    if SHOWN.iter().all(|(_, code, _)| is_plausible(*code)) {
        return Ok(());
    }
    Err(ToolError::Arguments("this is more than anybody eats in a meal; check the amounts".to_owned()))
}

/// Refuses the id of an entry that is something else: writing would take its place. The same meal may be written twice.
fn ensure_free(desk: &Desk, id: &str, at_ms: i64, meal: &Meal) -> Result<(), ToolError> {
    let entry = match desk.store.entry(id) {
        Ok(entry) => entry,
        Err(coach_store::Error::Missing { .. }) => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    let is_same = |known: &Meal| {
        let pairs = known.items.iter().zip(&meal.items);
        known.items.len() == meal.items.len() && pairs.into_iter().all(|(known, item)| weighs(item, known))
    };
    match &entry.body {
        Body::Meal(known) if entry.at_ms == at_ms && is_same(known) => Ok(()),
        _ => Err(ToolError::Arguments("`entry_id` belongs to another entry; leave it out".to_owned())),
    }
}

/// Whether two items are the same food in the same amount.
fn weighs(item: &Item, known: &Item) -> bool {
    item.food == known.food && is_weight(item.grams, known.grams)
}

fn is_weight(grams: f64, known: f64) -> bool {
    (grams - known).abs() <= known * 1e-9
}

/// A meal as the words correct it; `None` when they are no correction.
fn correct(before: &Meal, text: &str, known: &KnownFoods<'_>) -> Option<Reading> {
    meal::correct(&Reading::from(before.clone()), text, known)
}

/// The words that are kept: those of the meal, with a correction behind them.
fn words(before: Option<&Meal>, text: &str, corrects: bool) -> String {
    let text = text.trim();
    match before {
        Some(before) if before.text.ends_with(text) => before.text.clone(),
        Some(before) if corrects && before.text.len() + text.len() <= MOST_WORDS => format!("{}; {text}", before.text),
        _ => text.to_owned(),
    }
}

/// What the arguments say was eaten: exact foods, a correction of a meal, or words.
fn read(input: &Input, corrected: Option<Reading>, known: &KnownFoods<'_>) -> Result<Reading, ToolError> {
    let reading = corrected.unwrap_or_else(|| read_lines(&input.text, known));
    let Some(exact) = &input.items else { return Ok(reading) };
    // Foods and amounts are those that were shown; what the words say about them stays with them.
    let mut said = reading.items;
    let mut item = |exact: &Exact| {
        let same = said.iter().position(|item| item.food == exact.food && is_weight(exact.grams, item.grams));
        if let Some(place) = same {
            return Ok(said.remove(place));
        }
        let words = said.iter().find(|item| item.food == exact.food).map(|item| item.words.as_str());
        meal::item(&exact.food, exact.grams, words, known).ok_or_else(|| {
            ToolError::Arguments("`items` names a food that is not known; searchFoods lists them".to_owned())
        })
    };
    let items = exact.iter().map(&mut item).collect::<Result<Vec<Item>, _>>()?;
    Ok(Reading { slot: reading.slot, items, ..Reading::default() })
}

/// A meal that was put right before it was approved: the first line is read, and each further line corrects what stands
/// before it or tells of more.
fn read_lines(text: &str, known: &KnownFoods<'_>) -> Reading {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = meal::read(lines.next().unwrap_or_default(), known);
    lines.fold(first, |reading, line| {
        meal::correct(&reading, line, known).unwrap_or_else(|| also(reading, meal::read(line, known)))
    })
}

/// Two readings as one.
fn also(mut reading: Reading, more: Reading) -> Reading {
    reading.slot = reading.slot.or(more.slot);
    reading.items.extend(more.items);
    reading.questions.extend(more.questions);
    reading.ignored.extend(more.ignored);
    reading
}

/// When it was eaten: as the arguments say, as the replaced meal says, or now.
fn when(desk: &Desk, input: &Input, before: Option<&Entry>) -> Result<(i64, i16), ToolError> {
    let now_ms = desk.clock.now_ms();
    let at = match (&input.at, before) {
        (Some(text), _) => instant::read("at", text, &desk.zone())?,
        (None, Some(entry)) => return Ok((entry.at_ms, entry.offset_min)),
        (None, None) => instant::zoned(now_ms, &desk.zone())?,
    };
    let at_ms = at.timestamp().as_millisecond();
    if at_ms > now_ms + SLACK_MS {
        return Err(ToolError::Arguments("`at` lies in the future; log a meal when it is eaten".to_owned()));
    }
    if now_ms - at_ms > MAX_AGE_DAYS * coach_domain::time::DAY_MS {
        return Err(ToolError::Arguments("`at` is more than a year ago".to_owned()));
    }
    Ok((at_ms, instant::offset_min(&at)))
}

fn fill(sheet: &mut Sheet, meal: &Meal) {
    let period = sheet.period;
    for (name, code, label) in SHOWN {
        let metric = catalog::metric(code);
        let Some((total, whole)) = meal.total(metric.id) else { continue };
        let sources: Vec<&str> = meal.items.iter().map(|item| item.source.as_str()).collect();
        let source = crate::desk::Sources::of(sources);
        let label =
            if whole { format!("{label} of the meal") } else { format!("{label} of the meal, as far as known") };
        let shown = Shown::metric(metric, total, sheet.units);
        sheet.add(format!("meal_{name}"), label, shown, Origin::new(metric.id, &source, period));
    }
    for (place, item) in meal.items.iter().take(QUOTED).enumerate() {
        let place = place + 1;
        let origin = |metric: &str| Origin::new(metric, &item.source, period);
        let grams = Shown::grams(item.grams);
        sheet.add(format!("item_{place}_grams"), item.name.clone(), grams, origin("food_mass"));
        for (name, code, label) in &SHOWN[..2] {
            let metric = catalog::metric(*code);
            let Some(value) = item.nutrients.get(metric.id) else { continue };
            let shown = Shown::metric(metric, *value, sheet.units);
            sheet.add(format!("item_{place}_{name}"), format!("{label} of {}", item.name), shown, origin(metric.id));
        }
    }
}

/// `breakfast on 20 Nov 2026: egg, toast`.
fn in_words(meal: &Meal, day: jiff::civil::Date) -> String {
    let names: Vec<&str> = meal.items.iter().map(|item| item.name.as_str()).collect();
    format!("{} on {}: {}", meal.slot.map_or("a meal", slot_in_words), date(day), names.join(", "))
}
