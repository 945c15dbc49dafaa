use super::*;
use proptest::prelude::*;

mod corrections;
mod foods;
mod hostile;
mod nothing;
mod properties;

/// Meals that are read, each with what has to come of it.
const PHRASES: &str = include_str!("tests/phrases.txt");

/// The same, for what people add to a meal: when and where, what they left, what is in it.
const MORE_PHRASES: &str = include_str!("tests/phrases_more.txt");

fn table(text: &str) -> Reading {
    read(text, &TableLookup)
}

fn ids(reading: &Reading) -> Vec<&str> {
    reading.items.iter().map(|item| item.food.as_str()).collect()
}

/// What is wrong with a reading, by a line of the list.
fn faults(line: &str) -> Option<String> {
    let (text, wanted) = line.split_once(" => ")?;
    let reading = table(text);
    let mut items: Vec<(&str, f64)> = Vec::new();
    let (mut questions, mut ignored) = (Vec::new(), Vec::new());
    for part in wanted.split("; ") {
        if let Some(words) = part.strip_prefix('?') {
            questions.push(words);
        } else if let Some(words) = part.strip_prefix('-') {
            ignored.push(words);
        } else {
            let (id, grams) = part.rsplit_once(' ')?;
            items.push((id, grams.parse().ok()?));
        }
    }
    let close = items.len() == reading.items.len()
        && items
            .iter()
            .zip(&reading.items)
            .all(|((id, grams), item)| *id == item.food && (item.grams - grams).abs() <= 0.10 * grams);
    let asked: Vec<&str> = reading.questions.iter().map(|question| question.words.as_str()).collect();
    let left: Vec<&str> = reading.ignored.iter().map(String::as_str).collect();
    let same = close && asked == questions && left == ignored;
    (!same).then(|| {
        let items: Vec<String> = reading.items.iter().map(|item| format!("{} {:.1}", item.food, item.grams)).collect();
        format!("{text}\n  wanted {wanted}\n  is {items:?} ?{asked:?} -{left:?}")
    })
}

#[test]
fn phrases_are_read_as_people_mean_them() {
    let lines: Vec<&str> =
        PHRASES.lines().chain(MORE_PHRASES.lines()).filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert!(lines.len() >= 350, "{}", lines.len());
    assert!(lines.iter().all(|line| line.contains(" => ")));
    let faults: Vec<String> = lines.iter().filter_map(|line| faults(line)).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), lines.len(), faults.join("\n"));
}

#[test]
fn the_meal_of_the_day() {
    for (text, slot) in [
        ("for breakfast I had 2 eggs", Some(Slot::Breakfast)),
        ("Lunch: rice", Some(Slot::Lunch)),
        ("rice for dinner", Some(Slot::Dinner)),
        ("snack: an apple", Some(Slot::Snack)),
        ("I snacked on almonds", Some(Slot::Snack)),
        ("zum Frühstück zwei Eier", Some(Slot::Breakfast)),
        ("Mittagessen: Reis", Some(Slot::Lunch)),
        ("Abendessen: Reis", Some(Slot::Dinner)),
        ("desayuno: dos huevos", Some(Slot::Breakfast)),
        ("para el almuerzo arroz", Some(Slot::Lunch)),
        ("cena: arroz", Some(Slot::Dinner)),
        ("petit-déjeuner : du pain", Some(Slot::Breakfast)),
        ("déjeuner : du riz", Some(Slot::Lunch)),
        ("dîner : du riz", Some(Slot::Dinner)),
        ("a colazione pane", Some(Slot::Breakfast)),
        ("pranzo: riso", Some(Slot::Lunch)),
        ("2 eggs at 8am", Some(Slot::Breakfast)),
        ("pasta at 7pm", Some(Slot::Dinner)),
        ("um 13 Uhr Reis", Some(Slot::Lunch)),
        ("rice at 12:30", Some(Slot::Lunch)),
        ("rice at 7", None),
        ("2 eggs", None),
        ("a dinner roll", None),
        ("i had eggs this morning", Some(Slot::Breakfast)),
    ] {
        let reading = table(text);
        assert_eq!(reading.slot, slot, "{text}");
        assert_eq!(reading.items.len(), 1, "{text}: {:?}", ids(&reading));
    }
    // An hour is no amount.
    assert_eq!(table("eggs at 8").items[0].grams, table("eggs").items[0].grams);
}

#[test]
fn two_meals_in_one_text_are_asked_about() {
    let reading = table("breakfast: 2 eggs, lunch: rice");
    assert_eq!(ids(&reading), ["egg-boiled", "white-rice-cooked"]);
    assert_eq!(reading.questions.iter().filter(|question| question.what == Missing::Slot).count(), 1);
    assert!(table("for breakfast 2 eggs at breakfast").questions.is_empty());
}

#[test]
fn what_is_taken_for_granted_is_said() {
    let assumed = |text: &str| table(text).items[0].assumed.join("; ");
    assert_eq!(assumed("200 g banana"), "");
    assert!(assumed("rice 200 g").contains("White rice, cooked"));
    assert!(assumed("200 ml milk").contains("semi-skimmed"));
    assert!(assumed("banana").contains("amount not said"));
    assert!(assumed("2 eggs").contains("weight of one not said"));
    assert!(assumed("2-3 eggs").contains("2 to 3 taken as 2.5"));
    assert!(assumed("a few almonds").contains("taken as 3"));
    assert!(assumed("100 g chiken breast").contains("`chiken` read as `chicken`"));
    assert!(assumed("Heinz baked beans 200 g").contains("heinz"));
    assert!(assumed("mushroom pizza 200 g").contains("no figures for"));
    assert!(assumed("burger without the bun").contains("less Burger bun"));
    assert!(assumed("a plate of lentils").contains("230"));
}

#[test]
fn figures_are_those_of_the_table() {
    let item = &table("200 g banana").items[0];
    let row = crate::nutrition::food::food("banana").unwrap();
    for (nutrient, per_100g) in row.per_100g.known() {
        let own = item.nutrients[nutrient_metric(nutrient)];
        assert!((own - 2.0 * per_100g).abs() < 1e-9, "{nutrient:?}");
    }
    assert_eq!(item.nutrients.len(), row.per_100g.known().count());
    assert!(item.source.contains(match row.source {
        crate::nutrition::food::FoodSource::StandardReference { ndb } => ndb,
        crate::nutrition::food::FoodSource::Recipe { .. } => unreachable!(),
    }));
    // 2 x 50 g of boiled egg: 155 kcal and 12.6 g of protein in 100 g.
    let eggs = &table("2 eggs").items[0];
    assert!((eggs.nutrients["energy_in"] - 155.0).abs() < 1.0);
    assert!((eggs.nutrients["protein"] - 12.58).abs() < 0.1);
}

#[test]
fn less_of_a_dish_is_less_of_its_figures() {
    let whole = &table("BLT").items[0];
    let less = &table("BLT without bacon").items[0];
    let bacon = table("30 g fried bacon").items[0].clone();
    assert!((whole.grams - less.grams - 30.0).abs() < 1e-9);
    let difference = whole.nutrients["energy_in"] - less.nutrients["energy_in"];
    assert!((difference - bacon.nutrients["energy_in"]).abs() < 1e-6, "{difference}");
    assert!(less.nutrients.values().all(|amount| *amount >= 0.0));
}

#[test]
fn an_unknown_figure_is_absent() {
    for food in crate::nutrition::food::foods() {
        let item = table(&format!("100 g {}", food.name)).items.into_iter().next();
        let Some(item) = item.filter(|item| item.food == food.id) else { continue };
        for nutrient in crate::nutrition::food::Nutrient::ALL {
            let known = food.per_100g.get(nutrient).is_some() && !food.per_100g.is_partial(nutrient);
            assert_eq!(item.nutrients.contains_key(nutrient_metric(nutrient)), known, "{} {nutrient:?}", food.id);
        }
    }
}

#[test]
fn eggs_on_toast_are_counted_as_eggs() {
    for text in ["2 eggs on toast", "two poached eggs on toast", "I had 2 scrambled eggs on toast for breakfast"] {
        let reading = table(text);
        let grams: Vec<f64> = reading.items.iter().map(|item| item.grams).collect();
        assert_eq!(reading.items.len(), 2, "{text}: {:?}", reading.items);
        assert!((85.0..=125.0).contains(&grams[0]) && grams[1] < 60.0, "{text}: {grams:?}");
    }
    assert_eq!(table("scrambled eggs on toast").items.len(), 1, "without a count it is the dish");
}
