//! Meals: what was understood of one, what was eaten, ideas, and what foods hold.

use super::super::coaching::Wish;
use super::super::understand::Coach;
use super::facts::{Answer, Fact, capital, days, text};
use super::sentence;
use super::voice::Picker;
use super::wanted::{approval, day, joined, series, texts};
use serde_json::Value;

/// Items of a meal, meals and suggestions that are shown.
const ITEMS: usize = 8;
const MEALS: usize = 6;
const IDEAS: usize = 3;

/// Figures of a day's food, with their names for people.
const NUTRIENTS: [(&str, &str); 5] =
    [("energy", "Energy"), ("protein", "Protein"), ("carbs", "Carbohydrates"), ("fat", "Fat"), ("fibre", "Fibre")];

fn figure<'a>(answer: &'a Answer<'_>, name: &str) -> Option<&'a str> {
    answer.fact(name).map(|fact| fact.text.as_str())
}

/// A meal that was read: items, what was assumed, the sums, and what is still open.
pub(super) fn logged(answer: &Answer<'_>, coach: Coach) -> String {
    let rows = answer.rows("items");
    let questions = questions(answer);
    if rows.is_empty() && answer.facts.is_empty() {
        let start = match coach {
            Coach::Max => "Not enough to log yet.",
            Coach::Emma => "Thank you for telling me. I need a little more before I can note it.",
            Coach::Progress => "The meal cannot be worked out yet.",
        };
        let ask = if questions.is_empty() {
            "Which foods were it, and about how much of each?".to_owned()
        } else {
            questions.join(" ")
        };
        return format!("{start} {ask} Nothing is stored until then.");
    }
    let slot = text(answer.content, "slot");
    let meal = if slot.is_empty() { "meal".to_owned() } else { slot };
    let head = match coach {
        Coach::Max => format!("{}. Here is what I took:", capital(&meal)),
        Coach::Emma => format!("Lovely, thank you. Your {meal} as I understood it:"),
        Coach::Progress => format!("Your {meal}, worked out per item:"),
    };
    let lines: Vec<String> = rows.iter().take(ITEMS).enumerate().map(|(at, row)| item(answer, row, at + 1)).collect();
    let sums: Vec<String> = ["meal_energy", "meal_protein", "meal_carbs", "meal_fat", "meal_fibre"]
        .iter()
        .filter_map(|name| answer.fact(name))
        .take(if coach == Coach::Progress { 5 } else { 4 })
        .map(|fact| format!("{} {}", fact.label.trim_end_matches(" of the meal"), fact.text))
        .collect();
    let sums = if sums.is_empty() { String::new() } else { format!("In all: {}.", sums.join(", ")) };
    let fix = match coach {
        Coach::Max => "Wrong? Say what: “no, only half of it” or “without the butter”.",
        Coach::Emma => {
            "If something is not right, just tell me, for example “no, only half of it” or “without the butter”."
        }
        Coach::Progress => "Correct it in words, for example “no, only half of it” or “without the butter”.",
    };
    let open = if questions.is_empty() {
        String::new()
    } else {
        format!("Still open, and not counted yet: {}", questions.join(" "))
    };
    joined(vec![head, lines.join("\n"), sums, open, approval(answer, coach).to_owned(), fix.to_owned()])
}

/// One item: its name, grams, energy, and what was assumed.
fn item(answer: &Answer<'_>, row: &Value, number: usize) -> String {
    let name = capital(&text(row, "name"));
    let figures: Vec<&str> = ["grams", "energy", "protein"]
        .iter()
        .filter_map(|end| figure(answer, &format!("item_{number}_{end}")))
        .take(2)
        .collect();
    let assumed = series(&texts(row, "assumed"), "and");
    let assumed = if assumed.is_empty() { String::new() } else { format!(" (assumed: {assumed})") };
    let figures = if figures.is_empty() { text(row, "amount") } else { figures.join(", ") };
    format!("- {name}: {figures}{assumed}")
}

fn questions(answer: &Answer<'_>) -> Vec<String> {
    answer
        .rows("questions")
        .iter()
        .take(2)
        .filter_map(|row| {
            let what = text(row, "what");
            let words = text(row, "words");
            let asked = if what.is_empty() { words.clone() } else { what };
            if asked.is_empty() {
                return None;
            }
            let choices: Vec<String> = texts(row, "choices").into_iter().take(4).collect();
            let asked = asked.trim_end_matches(['?', '.']).to_owned();
            let about =
                if words.is_empty() || asked.contains(&words) { String::new() } else { format!("“{words}”: ") };
            Some(if choices.is_empty() {
                format!("{about}{asked}?")
            } else {
                format!("{about}{asked} ({})?", series(&choices, "or"))
            })
        })
        .collect()
}

/// Meals that were eaten, newest first, and their sums.
pub(super) fn eaten(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    let wanted = wish.slots.slot.as_deref();
    let rows: Vec<&Value> = answer
        .rows("meals")
        .iter()
        .filter(|row| wanted.is_none_or(|slot| text(row, "slot") == slot))
        .take(MEALS)
        .collect();
    let when = days(&answer.from, &answer.to);
    if rows.is_empty() {
        let meal = wanted.unwrap_or("meal");
        let said = match coach {
            Coach::Max => format!("No {meal} on record."),
            Coach::Emma => format!("I have no {meal} from you there."),
            Coach::Progress => format!("No {meal} is recorded."),
        };
        let looked = if when.is_empty() { String::new() } else { format!(" I looked at {when}.") };
        return format!("{said}{looked} Tell me what you ate, and I prepare the entry.");
    }
    let several = answer.from != answer.to;
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let date = if several { format!(" {}", day(&text(row, "date"))) } else { String::new() };
            let slot = capital(&text(row, "slot"));
            let slot = if slot.is_empty() { "Meal".to_owned() } else { slot };
            let names: Vec<String> = row
                .get("items")
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .take(ITEMS)
                .map(|item| text(item, "name"))
                .filter(|name| !name.is_empty())
                .collect();
            let names = if names.is_empty() { text(row, "note") } else { names.join("; ") };
            format!("- {slot}{date}: {names}")
        })
        .collect();
    let head = match coach {
        Coach::Max => "What went in:",
        Coach::Emma => "This is what you told me:",
        Coach::Progress => "Recorded meals:",
    };
    let head = if when.is_empty() { head.to_owned() } else { format!("{} ({when}):", head.trim_end_matches(':')) };
    let sums: Vec<String> = ["energy_total", "protein_total", "carbs_total", "fat_total", "fibre_total"]
        .iter()
        .filter_map(|name| answer.fact(name))
        .take(if coach == Coach::Progress { 5 } else { 2 })
        .map(Fact::plain)
        .collect();
    // the sums are of the days, not of one kind of meal
    let sums =
        if sums.is_empty() || wanted.is_some() { String::new() } else { format!("{}.", capital(&sums.join("; "))) };
    let end = match coach {
        Coach::Max => "Ask what is left for today.",
        Coach::Emma => "Would you like to see what is left for today?",
        Coach::Progress => "Shall I set it against your targets?",
    };
    joined(vec![head, lines.join("\n"), sums, end.to_owned()])
}

/// A day against its targets.
pub(super) fn progress(answer: &Answer<'_>, coach: Coach, picker: Picker<'_>) -> String {
    let most = match coach {
        Coach::Max => 2,
        Coach::Emma => 3,
        Coach::Progress => 5,
    };
    let over_energy = answer.fact("energy_remaining").is_some_and(|left| remaining(left).starts_with("over"));
    let lines: Vec<String> = NUTRIENTS
        .iter()
        .filter_map(|(what, name)| {
            let eaten = answer.fact(&format!("{what}_eaten"))?;
            let target = figure(answer, &format!("{what}_target"));
            let left = answer.fact(&format!("{what}_remaining"));
            let aim = target.map(|target| format!(" of {target}")).unwrap_or_default();
            let left = left.map(|left| format!(", {}", remaining(left))).unwrap_or_default();
            Some(format!("- {name}: {}{aim}{left}", eaten.text))
        })
        .take(most)
        .collect();
    if lines.is_empty() {
        let gap = answer.missing.first().map(|gap| format!(" {}", sentence(&capital(&gap.reason)))).unwrap_or_default();
        return match coach {
            Coach::Max => format!("Nothing logged, nothing to count.{gap} Tell me what you ate."),
            Coach::Emma => format!(
                "I have no meals from you for that day yet.{gap} Tell me what you ate, and we take it from there."
            ),
            Coach::Progress => format!(
                "No meal is recorded for that day, so nothing can be set against a target.{gap} Tell me what you ate."
            ),
        };
    }
    let head = picker.pick(match coach {
        Coach::Max => &["Your fuel gauge:", "Fuel check:"],
        Coach::Emma => &["Let us see where you are:", "Here is where your day stands:"],
        Coach::Progress => &["Eaten against target:", "The balance of the day:"],
    });
    let from = match (text(answer.content, "targets_from").as_str(), coach) {
        ("estimated", Coach::Progress) => {
            "The targets are estimated from your measurements; set your own to replace them."
        }
        ("estimated", _) => "The targets are estimates.",
        ("set", Coach::Progress) => "The targets are the ones that you set.",
        ("set", _) => "",
        _ => "There is no target yet, so I show only what was eaten.",
    };
    // one day over a target is no failure, and nothing has to be made up for by hunger
    let end = match (over_energy, coach) {
        (true, Coach::Max) => "Over for today, and that is fine. No skipping meals tomorrow: eat as planned, move on.",
        (true, Coach::Emma) => {
            "That is a little over, and a single day does not decide anything. Please skip nothing tomorrow; just eat as usual."
        }
        (true, Coach::Progress) => {
            "One day above target says little; the mean of a week does. Nothing has to be made up for: eat as usual tomorrow."
        }
        (false, Coach::Max) => "Need an idea for the next meal? Ask.",
        (false, Coach::Emma) => "Would you like an idea for your next meal?",
        (false, Coach::Progress) => "Only logged meals count. Shall I suggest a meal that fits?",
    };
    let missing = answer.missing.first().filter(|gap| !gap.reason.is_empty() && coach == Coach::Progress);
    let missing = missing.map(|gap| sentence(&format!("Missing: {} ({})", gap.what, gap.reason))).unwrap_or_default();
    joined(vec![head.to_owned(), lines.join("\n"), from.to_owned(), missing, end.to_owned()])
}

/// "58 g left", or how much it is over.
fn remaining(fact: &Fact) -> String {
    match fact.text.strip_prefix(['-', '−']) {
        Some(over) => format!("over by {over}"),
        None if fact.label.contains("over") => format!("over by {}", fact.text),
        None if fact.text.contains("left") => fact.text.clone(),
        None => format!("{} left", fact.text),
    }
}

/// Ideas for a meal, with what they hold.
pub(super) fn ideas(answer: &Answer<'_>, coach: Coach, picker: Picker<'_>) -> String {
    let rows = answer.rows("suggestions");
    let full = answer.missing.iter().any(|gap| gap.reason.contains("hardly any energy"));
    if rows.is_empty() && full {
        return match coach {
            Coach::Max => {
                "Today's target is eaten. Still hungry? Then eat: vegetables, a clear soup, fruit or plain yoghurt. Hunger is no discipline."
            }
            Coach::Emma => {
                "You have eaten about what today asks for, well done. If you are still hungry, please eat something light: fruit, vegetables, a soup or plain yoghurt."
            }
            Coach::Progress => {
                "Hardly any energy is left of today's target, so no whole meal fits. If you are hungry, something light is sensible: vegetables, fruit, a clear soup or plain yoghurt. The target is a mean to aim at, no ban."
            }
        }
        .to_owned();
    }
    if rows.is_empty() {
        let reason =
            answer.missing.first().map(|gap| format!(" {}", sentence(&capital(&gap.reason)))).unwrap_or_default();
        return match coach {
            Coach::Max => format!("Nothing fits that.{reason} Loosen one wish and ask again."),
            Coach::Emma => format!("I found nothing that fits all of that.{reason} Shall we drop one of the wishes?"),
            Coach::Progress => format!("No meal meets all conditions.{reason} Drop one of them and ask again."),
        };
    }
    // without a target nothing is known of what is left
    let fitted = text(answer.content, "fitted_to") != "usual";
    let head = picker.pick(match coach {
        Coach::Progress if !fitted => &["There is no target for today yet, so these are meals of a usual size:"],
        Coach::Max => &["Eat like you train. Pick one:", "Fuel up. Choose:"],
        Coach::Emma => &["How about one of these?", "Something here may taste good to you:"],
        Coach::Progress => &["These fit what is left of your day:", "Meals that fit, with what they hold:"],
    });
    let lines: Vec<String> = rows
        .iter()
        .take(IDEAS)
        .enumerate()
        .map(|(at, row)| {
            let number = at + 1;
            let items: Vec<String> = row
                .get("items")
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .take(5)
                .enumerate()
                .map(|(item, row)| {
                    let grams = figure(answer, &format!("suggestion_{number}_item_{}_grams", item + 1));
                    let name = text(row, "name");
                    grams.map_or_else(|| name.clone(), |grams| format!("{name} {grams}"))
                })
                .collect();
            let figures: Vec<&str> = ["energy", "protein"]
                .iter()
                .filter_map(|what| figure(answer, &format!("suggestion_{number}_{what}")))
                .collect();
            let figures = match figures.as_slice() {
                [energy, protein] => format!(" {energy}, {protein} protein."),
                [energy] => format!(" {energy}."),
                _ => String::new(),
            };
            let why = text(row, "why");
            // what the first one leaves of the day is enough to see that they fit
            let why = if why.is_empty() || coach == Coach::Max || !fitted || at > 0 {
                String::new()
            } else {
                format!(" {}", sentence(&capital(&why)))
            };
            format!("- {}: {}.{figures}{why}", capital(&text(row, "title")), items.join("; "))
        })
        .collect();
    let end = match coach {
        Coach::Max => "Ate one? Tell me and I log it.",
        Coach::Emma => "When you have eaten, just tell me and I note it for you.",
        Coach::Progress => "Tell me what you ate of it, and I prepare the entry.",
    };
    joined(vec![head.to_owned(), lines.join("\n"), end.to_owned()])
}

/// What a food holds.
pub(super) fn food(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    let asked = wish.slots.query.as_deref().unwrap_or("that");
    let Some(best) = answer.rows("foods").first() else {
        return match coach {
            Coach::Max => format!("No food called “{asked}” in my table. Say it another way."),
            Coach::Emma => {
                format!("I am sorry, I do not find “{asked}” in my table of foods. Could you say it another way?")
            }
            Coach::Progress => format!("“{asked}” is not in the table of foods. Another name may find it."),
        };
    };
    let name = capital(&text(best, "name"));
    let of_best: Vec<&Fact> = answer
        .facts
        .iter()
        .filter(|fact| fact.name.starts_with("food_1_"))
        .take(if coach == Coach::Max { 2 } else { 4 })
        .collect();
    // "per 100 g" is said once where every label says it
    let per = of_best.first().and_then(|fact| fact.label.find(" per ").map(|at| fact.label[at..].to_owned()));
    let per = per.filter(|per| of_best.iter().all(|fact| fact.label.ends_with(per.as_str()))).unwrap_or_default();
    let facts: Vec<String> = of_best
        .iter()
        .map(|fact| format!("{} {}", fact.label.strip_suffix(per.as_str()).unwrap_or(&fact.label), fact.text))
        .collect();
    let source = text(best, "source");
    let source =
        if source.is_empty() || coach != Coach::Progress { String::new() } else { format!("Source: {source}.") };
    let others: Vec<String> = answer
        .rows("foods")
        .iter()
        .skip(1)
        .take(2)
        .map(|row| text(row, "name"))
        .filter(|name| !name.is_empty())
        .collect();
    let others = if others.is_empty() || coach == Coach::Max {
        String::new()
    } else {
        format!("Also found: {}.", others.join("; "))
    };
    if facts.is_empty() {
        return joined(vec![format!("I know {name}, but not what it holds."), others]);
    }
    let said = match coach {
        Coach::Max => format!("{name}{per}: {}.", facts.join("; ")),
        Coach::Emma => format!("Good question. {name} has this{per}: {}.", facts.join("; ")),
        Coach::Progress => format!("{}{per}: {}.", name, facts.join("; ")),
    };
    joined(vec![said, source, others])
}
