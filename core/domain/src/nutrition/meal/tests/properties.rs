use super::*;
use crate::nutrition::food::{foods, search};

/// Foods that are read alone as one item with one word or two.
const FOODS: [&str; 16] = [
    "banana",
    "apple",
    "eggs",
    "white rice",
    "oats",
    "chicken breast",
    "salmon",
    "cheddar",
    "almonds",
    "broccoli",
    "olive oil",
    "honey",
    "peanut butter",
    "milk",
    "tofu",
    "lentils",
];

fn is_sound(reading: &Reading, text: &str) -> Result<(), TestCaseError> {
    for item in &reading.items {
        prop_assert!(item.grams.is_finite() && item.grams > 0.0 && item.grams <= 5000.0, "{} g", item.grams);
        prop_assert!(item.nutrients.values().all(|amount| amount.is_finite() && *amount >= 0.0));
        prop_assert!(!item.words.is_empty() && !item.amount.is_empty() && !item.source.is_empty());
        let squeezed: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(squeezed.contains(&item.words), "{} is not in the text", item.words);
        prop_assert!(crate::nutrition::food::food(&item.food).is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,120}") {
        is_sound(&table(&text), &text)?;
    }

    #[test]
    fn words_of_meals_in_any_order_do_not_break_it(words in proptest::collection::vec(prop::sample::select(vec![
        "2", "1/2", "½", "200", "g", "ml", "cup", "of", "a", "the", "half", "and", "with", "without", "no", "egg", "eggs", "rice", "milk", "bread",
        "pizza", "(", ")", ",", "-", "x", "x2", "large", "fried", "raw", "for", "breakfast", "at", "8", "am", "or", ":", "zorblax", "glass", "couple",
        "few", "EL", "un", "de", "deux", "latte", "mit", "ohne", "chips", "salt", "pepper", "burger", "bun", "\n", "1.", "w/", "&", "to", "dozen", "coffee",
    ]), 0..25)) {
        let text = words.join(" ");
        is_sound(&table(&text), &text)?;
    }

    #[test]
    fn twice_the_amount_weighs_twice(food in prop::sample::select(FOODS.to_vec()), grams in 1_u32..2000) {
        let once = table(&format!("{grams} g {food}"));
        let twice = table(&format!("{} g {food}", 2 * grams));
        prop_assert_eq!(once.items.len(), 1);
        prop_assert!((once.items[0].grams - f64::from(grams)).abs() < 1e-9);
        prop_assert!((twice.items[0].grams - 2.0 * once.items[0].grams).abs() < 1e-6);
        for (metric, amount) in &once.items[0].nutrients {
            prop_assert!((twice.items[0].nutrients[metric] - 2.0 * amount).abs() <= 1e-9 * amount.max(1.0));
        }
    }

    #[test]
    fn household_amounts_scale_too(count in 1_u32..9, text in prop::sample::select(vec![
        "eggs", "slices of bread", "cups of cooked rice", "tbsp honey", "medium bananas", "handfuls of almonds", "glasses of milk", "oz chicken breast"])) {
        let one = table(&format!("1 {text}"));
        let many = table(&format!("{count} {text}"));
        prop_assert_eq!(one.items.len(), 1);
        prop_assert!((many.items[0].grams - f64::from(count) * one.items[0].grams).abs() < 1e-6);
    }

    #[test]
    fn the_order_of_a_list_does_not_matter(
        foods in proptest::collection::vec((prop::sample::select(FOODS.to_vec()), 1_u32..500), 1..6),
        joint in prop::sample::select(vec![", ", "\n", "; ", " and "]),
    ) {
        let list = |foods: &[(&str, u32)]| foods.iter().map(|(food, grams)| format!("{grams} g {food}")).collect::<Vec<_>>().join(joint);
        let mut turned = foods.clone();
        turned.reverse();
        let (one, two) = (table(&list(&foods)), table(&list(&turned)));
        let mut backwards = two.items;
        backwards.reverse();
        prop_assert_eq!(&one.items, &backwards);
        prop_assert_eq!(one.items.len(), foods.len());
        prop_assert!(one.questions.is_empty());
    }

    #[test]
    fn letters_that_are_no_words_are_no_food(word in "[bcdfgjkqvwxz]{5,12}", grams in 1_u32..900) {
        let reading = table(&format!("{grams} g {word}"));
        prop_assert!(reading.items.is_empty(), "{:?}", ids(&reading));
        prop_assert_eq!(reading.questions.len(), 1);
        prop_assert_eq!(&reading.questions[0].words, &word);
        prop_assert_eq!(reading.questions[0].what, Missing::Food);
    }
}

#[test]
fn an_item_is_one_of_the_foods_that_the_search_finds_for_its_words() {
    // The reader has an index of its own; the search of the table is the witness.
    let (mut all, mut found) = (0, 0);
    for food in foods().iter().step_by(3) {
        for item in table(&food.name.replace(',', " ")).items {
            all += 1;
            found += usize::from(search(&item.words, 20).iter().any(|found| found.food.id == item.food));
        }
    }
    assert!(all > 300, "{all}");
    assert!(found as f64 >= 0.95 * f64::from(all), "{found} of {all}");
}

#[test]
fn the_same_words_give_the_same_reading() {
    for line in PHRASES.lines().filter_map(|line| line.split_once(" => ")) {
        assert_eq!(table(line.0), table(line.0));
        let json = serde_json::to_string(&table(line.0)).unwrap();
        assert_eq!(serde_json::from_str::<Reading>(&json).unwrap().items.len(), table(line.0).items.len());
    }
}
