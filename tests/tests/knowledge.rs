//! What the coach makes of names and words that were collected without sight of its tables: exercises as other apps
//! and people write them, and meals as people tell them. The sets are described in `data/README.md`.

use coach_domain::exercise::resolve;
use coach_domain::nutrition::food::search;
use coach_domain::nutrition::meal::{Item, Reading, TableLookup, correct, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct ExerciseName {
    name: String,
    app: String,
    means: Option<String>,
    #[serde(default)]
    also_ok: Vec<String>,
    known: bool,
}

/// Ids that plain English names mean.
fn meant(names: &[&str]) -> Vec<&'static str> {
    names.iter().filter_map(|name| Some(resolve(name).first()?.exercise.id)).collect()
}

#[test]
fn exercise_names_of_other_apps_are_resolved_and_none_is_wrong_with_confidence() {
    let names: Vec<ExerciseName> = serde_json::from_str(include_str!("../data/exercise_names.json")).unwrap();
    assert_eq!(names.len(), 300);
    let (mut right, mut known, mut open) = (0, 0, 0);
    let mut wrong = Vec::new();
    for entry in &names {
        let found = resolve(&entry.name);
        let best = found.first();
        let sure = best.filter(|best| best.is_sure()).map(|best| best.exercise.id);
        if !entry.known {
            if let Some(id) = sure {
                wrong.push(format!("{} ({}) is nothing, taken for {id}", entry.name, entry.app));
            }
            continue;
        }
        known += 1;
        let mut plain: Vec<&str> = entry.means.as_deref().into_iter().collect();
        plain.extend(entry.also_ok.iter().map(String::as_str));
        let accepted = meant(&plain);
        match sure {
            Some(id) if accepted.contains(&id) => right += 1,
            Some(id) => wrong.push(format!("{} ({}) means {plain:?}, taken for {id}", entry.name, entry.app)),
            None => {
                open += 1;
                let asked: Vec<String> =
                    found.iter().take(3).map(|hit| format!("{} {:.2}", hit.exercise.id, hit.confidence)).collect();
                println!("open  {} ({}) means {plain:?}: {asked:?}", entry.name, entry.app);
            }
        }
    }
    for line in &wrong {
        println!("wrong {line}");
    }
    println!(
        "{right} of {known} known names resolved rightly, {open} left open, {} wrong with confidence",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(right * 100 >= known * 95, "{right} of {known}");
}

#[derive(Deserialize)]
struct MealText {
    text: String,
    language: String,
    items: Vec<Expected>,
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    then: Option<String>,
    items_after: Option<Vec<Expected>>,
}

#[derive(Deserialize)]
struct Expected {
    food: String,
    #[serde(default)]
    also_ok: Vec<String>,
    grams_low: f64,
    grams_high: f64,
    #[serde(default)]
    amount_open: bool,
    #[serde(default)]
    parts: Vec<String>,
}

/// The words of a name that carry its meaning.
fn words(name: &str) -> Vec<String> {
    let plain: String =
        name.to_lowercase().chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    plain.split_whitespace().map(|word| word.trim_end_matches('s').to_owned()).collect()
}

/// Whether an item is the food that is expected: the table finds it under that name, or it carries the name's head.
fn is_food(item: &Item, names: &[&str]) -> bool {
    let own = words(&item.name);
    names.iter().any(|name| {
        let head = words(name.split(',').next().unwrap_or(name));
        search(name, 3).iter().any(|hit| hit.food.id == item.food)
            || (!head.is_empty() && head.iter().all(|word| own.contains(word)))
            || (!own.is_empty() && own.iter().all(|word| words(name).contains(word)))
    })
}

/// Whether the name of a dish that was found says that this food is in it, as butter is in toast with butter.
fn in_a_dish(reading: &Reading, names: &[&str]) -> bool {
    reading.items.iter().any(|item| {
        let own = words(&item.name);
        names.iter().any(|name| {
            let head = words(name.split(',').next().unwrap_or(name));
            !head.is_empty() && head.iter().all(|word| own.contains(word))
        })
    })
}

struct Score {
    expected: usize,
    food: usize,
    amount: usize,
    invented: usize,
    log: Vec<String>,
}

impl Score {
    fn take(&mut self, what: &str, reading: &Reading, expected: &[Expected], unknown: &[String], absent: &[String]) {
        let mut left: Vec<&Item> = reading.items.iter().collect();
        for wanted in expected {
            self.expected += 1;
            let mut names = vec![wanted.food.as_str()];
            names.extend(wanted.also_ok.iter().map(String::as_str));
            let place = left.iter().position(|item| is_food(item, &names));
            let parts: Vec<&str> = wanted.parts.iter().map(String::as_str).collect();
            let as_parts: Vec<usize> = (0..left.len()).filter(|place| is_food(left[*place], &parts)).collect();
            let asked = reading.questions.iter().any(|question| {
                let said = words(&question.words);
                names.iter().any(|name| words(name).iter().any(|word| said.contains(word)))
            });
            if let Some(place) = place {
                let item = left.remove(place);
                self.food += 1;
                let within = (wanted.grams_low..=wanted.grams_high).contains(&item.grams);
                if within || (wanted.amount_open && !item.assumed.is_empty()) {
                    self.amount += 1;
                } else {
                    self.log.push(format!(
                        "amount  {what:?}: {} is {:.0} g ({}), expected {:.0} to {:.0}",
                        item.name, item.grams, item.amount, wanted.grams_low, wanted.grams_high
                    ));
                }
            } else if !parts.is_empty() && !as_parts.is_empty() {
                for place in as_parts.into_iter().rev() {
                    left.remove(place);
                }
                self.food += 1;
                self.amount += 1;
            } else if wanted.amount_open && in_a_dish(reading, &names) {
                // The table knows the dish with this in it.
                self.food += 1;
                self.amount += 1;
            } else if asked && wanted.amount_open {
                self.food += 1;
                self.amount += 1;
            } else {
                let got: Vec<&str> = reading.items.iter().map(|item| item.name.as_str()).collect();
                let asks: Vec<&str> = reading.questions.iter().map(|question| question.words.as_str()).collect();
                self.log.push(format!("missing {what:?}: {} not in {got:?}, asked {asks:?}", wanted.food));
            }
        }
        for item in left {
            let said = words(&item.words);
            let of_unknown =
                unknown.iter().any(|name| words(name).iter().any(|word| word.len() > 3 && said.contains(word)));
            let denied = absent.iter().any(|name| is_food(item, &[name.as_str()]));
            if of_unknown || denied {
                self.invented += 1;
                self.log.push(format!("INVENTED {what:?}: {} from {:?}", item.name, item.words));
            } else {
                self.log.push(format!("extra   {what:?}: {} from {:?}", item.name, item.words));
            }
        }
    }
}

#[test]
fn meals_in_peoples_own_words_are_read_and_nothing_is_invented() {
    let meals: Vec<MealText> = serde_json::from_str(include_str!("../data/meals.json")).unwrap();
    assert_eq!(meals.len(), 150);
    let mut score = Score { expected: 0, food: 0, amount: 0, invented: 0, log: Vec::new() };
    for meal in &meals {
        let reading = read(&meal.text, &TableLookup);
        let what = format!("{} [{}]", meal.text, meal.language);
        score.take(&what, &reading, &meal.items, &meal.unknown, &meal.absent);
        if let (Some(then), Some(after)) = (&meal.then, &meal.items_after) {
            let what = format!("{} / {then}", meal.text);
            match correct(&reading, then, &TableLookup) {
                Some(corrected) => score.take(&what, &corrected, after, &meal.unknown, &meal.absent),
                None => {
                    score.expected += after.len();
                    score.log.push(format!("missing {what:?}: not taken for a correction"));
                }
            }
        }
    }
    for line in &score.log {
        println!("{line}");
    }
    let Score { expected, food, amount, invented, .. } = score;
    println!("{food} of {expected} foods found, {amount} with the right amount, {invented} invented");
    assert_eq!(invented, 0);
    assert!(amount * 100 >= expected * 90, "{amount} of {expected}");
}
