use super::*;

fn corrected(meal: &str, text: &str) -> Option<Vec<(String, i64)>> {
    let after = correct(&table(meal), text, &TableLookup)?;
    Some(after.items.into_iter().map(|item| (item.food, item.grams.round() as i64)).collect())
}

#[track_caller]
fn check(meal: &str, text: &str, wanted: &[(&str, i64)]) {
    let after = corrected(meal, text);
    let wanted: Vec<(String, i64)> = wanted.iter().map(|(food, grams)| ((*food).to_owned(), *grams)).collect();
    assert_eq!(after, Some(wanted), "{meal} | {text}");
}

#[test]
fn amounts() {
    check("an egg and toast with butter", "no, two of them", &[("egg-boiled", 100), ("toast-with-butter", 37)]);
    check("chicken 100 g", "actually it was 200 g", &[("chicken-breast-cooked", 200)]);
    check(
        "150 g chicken and 100 g rice",
        "actually it was 200 g of chicken",
        &[("chicken-breast-cooked", 200), ("white-rice-cooked", 100)],
    );
    check(
        "rice 100 g and 150 g chicken",
        "the rice was 250 g",
        &[("white-rice-cooked", 250), ("chicken-breast-cooked", 150)],
    );
    check("chicken 100 g", "200 g", &[("chicken-breast-cooked", 200)]);
    check("2 slices of bread", "3 slices", &[("white-bread", 87)]);
    check("2 slices of bread", "they were large slices", &[("white-bread", 60)]);
    check("2 eggs, coffee", "no, 3 eggs", &[("egg-boiled", 150), ("coffee-black", 250)]);
    check("a glass of wine", "make that two", &[("red-wine", 300)]);
    check(
        "200 g chicken and rice",
        "that was 150 g of rice",
        &[("chicken-and-rice", 200)].map(|_| ("white-rice-cooked", 150)),
    );
    check("200 g Reis", "es waren nur 150 g", &[("white-rice-cooked", 150)]);
    check("dos huevos", "no, eran tres", &[("egg-boiled", 150)]);
    check("200 g de riz", "en fait c'était 150 g", &[("white-rice-cooked", 150)]);
    check("due uova", "no, erano tre", &[("egg-boiled", 150)]);
}

#[test]
fn parts_of_it() {
    check("2 eggs and 200 g rice", "half of that", &[("egg-boiled", 50), ("white-rice-cooked", 100)]);
    check("2 eggs and 200 g rice", "half of the rice", &[("egg-boiled", 100), ("white-rice-cooked", 100)]);
    check("200 g rice", "double that", &[("white-rice-cooked", 400)]);
    check("200 g Reis", "nur die Hälfte", &[("white-rice-cooked", 100)]);
    check("200 g de arroz", "solo la mitad", &[("white-rice-cooked", 100)]);
    check("200 g rice", "I only ate half of it", &[("white-rice-cooked", 100)]);
}

#[test]
fn things_taken_away() {
    check("2 toast and 10 g butter", "without the butter", &[("white-bread-toasted", 44)]);
    check("2 eggs, coffee", "remove the coffee", &[("egg-boiled", 100)]);
    check("2 eggs and coffee", "I didn't have the coffee", &[("egg-boiled", 100)]);
    check("200 g rice, salad", "no salad", &[("white-rice-cooked", 200)]);
    check("toast with butter", "without the butter", &[("toast-with-butter", 29)]);
    check("BLT", "no bacon", &[("blt-sandwich", 145)]);
    check("Toast mit Butter und 2 Eier", "ohne Butter", &[("toast-with-butter", 29), ("egg-boiled", 100)]);
    check("2 huevos y cerveza", "quita la cerveza", &[("egg-boiled", 100)]);
    check("un œuf et un croissant", "enlève le croissant", &[("egg-boiled", 50)]);
    check("100 g riso e pollo", "senza pollo", &[("white-rice-cooked", 100)]);
    assert_eq!(corrected("2 eggs", "remove everything"), Some(Vec::new()));
    // What is not there cannot be taken away.
    assert_eq!(corrected("2 eggs", "remove the coffee"), None);
}

#[test]
fn things_added() {
    check("2 eggs", "add an apple", &[("egg-boiled", 100), ("apple", 182)]);
    check("2 eggs", "also a glass of orange juice", &[("egg-boiled", 100), ("orange-juice", 200)]);
    check("2 eggs", "I forgot a glass of milk", &[("egg-boiled", 100), ("milk-semi-skimmed", 244)]);
    check("2 Eier", "dazu noch ein Apfel", &[("egg-boiled", 100), ("apple", 182)]);
    check("tres huevos", "añade una manzana", &[("egg-boiled", 150), ("apple", 182)]);
    check("due uova", "aggiungi una mela", &[("egg-boiled", 100), ("apple", 182)]);
    let after = correct(&table("2 eggs"), "add a glarph", &TableLookup).unwrap();
    assert_eq!(ids(&after), ["egg-boiled"]);
    assert_eq!(after.questions.len(), 1);
}

#[test]
fn things_replaced() {
    check("200 g white rice", "make that brown rice", &[("brown-rice-cooked", 200)]);
    check("2 eggs and 200 g milk", "it was skimmed milk", &[("egg-boiled", 100), ("milk-skimmed", 200)]);
    check("200 g white rice and 2 eggs", "brown rice not white", &[("brown-rice-cooked", 200), ("egg-boiled", 100)]);
    check("10 g butter and 2 eggs", "not butter but margarine", &[("margarine", 10), ("egg-boiled", 100)]);
    check("200 g pasta and 200 g milk", "the milk was oat milk", &[("pasta-cooked", 200), ("oat-drink", 200)]);
    check("200 g milk", "skimmed milk instead of semi-skimmed", &[("milk-skimmed", 200)]);
    check("60 g bread and 2 eggs", "swap the bread for crackers", &[("butter-crackers", 60), ("egg-boiled", 100)]);
    check("330 g cola", "it was a diet coke", &[("cola-diet", 330)]);
    check("coffee with milk", "actually oat milk", &[("coffee-with-milk", 190), ("oat-drink", 30)]);
    check("150 g chicken breast", "it was raw", &[("chicken-breast-raw", 150)]);
    check("100 g Nudeln", "es waren Vollkornnudeln", &[("wholemeal-pasta-cooked", 100)]);
    check("200 g de leche", "era leche desnatada", &[("milk-skimmed", 200)]);
    check("200 g de riz", "c'était du riz complet", &[("brown-rice-cooked", 200)]);
    check("200 g di latte", "era latte scremato", &[("milk-skimmed", 200)]);
}

#[test]
fn a_question_is_answered() {
    let asked = table("200 g of zorblax");
    let after = correct(&asked, "it was 200 g of rice", &TableLookup).unwrap();
    assert_eq!(ids(&after), ["white-rice-cooked"]);
    assert!(after.questions.is_empty());
}

#[test]
fn other_talk_corrects_nothing() {
    for text in [
        "",
        "   ",
        "thanks!",
        "ok",
        "no",
        "nein",
        "I had 3 eggs for lunch",
        "how many calories was that?",
        "what about a pear",
        "now I want a plan for running",
        "I ran 5 km",
        "my knee hurts",
        "what should I eat tomorrow?",
        "great, good night",
        "Wie viel Eiweiß war das?",
        "gracias",
        "merci beaucoup",
    ] {
        assert_eq!(corrected("2 eggs and toast", text), None, "{text}");
    }
    assert_eq!(correct(&Reading::default(), "add an apple", &TableLookup), None);
}

#[test]
fn the_rest_of_the_meal_is_left_as_it_is() {
    let before = table("breakfast: 2 eggs, 100 g rice and a glarph");
    let after = correct(&before, "no, 3 eggs", &TableLookup).unwrap();
    assert_eq!(after.slot, before.slot);
    assert_eq!(after.items[1], before.items[1]);
    assert_eq!(after.questions, before.questions);
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "\\PC{0,80}") {
        let before = table("2 eggs, 100 g rice and coffee with milk");
        if let Some(after) = correct(&before, &text, &TableLookup) {
            for item in &after.items {
                prop_assert!(item.grams.is_finite() && item.grams > 0.0 && item.grams <= 5000.0);
            }
        }
    }

    #[test]
    fn cues_in_any_order_do_not_break_it(words in proptest::collection::vec(
        prop::sample::select(vec!["no", "it was", "half", "of", "the", "rice", "not", "but", "two", "without", "add", "instead of", "200 g", "make that", "was", "egg", ",", "double", "nicht", "sondern", "change", "to"]), 0..9)) {
        let before = table("2 eggs, 100 g rice and coffee with milk");
        if let Some(after) = correct(&before, &words.join(" "), &TableLookup) {
            prop_assert!(after.items.iter().all(|item| item.grams.is_finite() && item.grams > 0.0 && item.grams <= 5000.0));
            prop_assert_ne!(after, before);
        }
    }
}

#[test]
fn what_it_was_not_and_what_it_was() {
    let chicken = ("chicken-breast-cooked", 150);
    check(
        "150 g chicken and 100 g rice",
        "sorry, the chicken was 250",
        &[("chicken-breast-cooked", 250), ("white-rice-cooked", 100)],
    );
    check("150 g chicken and 100 g rice", "make the rice 200 g", &[chicken, ("white-rice-cooked", 200)]);
    check("100 g rice, 150 g chicken", "not rice, potatoes", &[("potato-boiled", 100), chicken]);
    check("100 g rice, 150 g chicken", "it wasn't rice, it was potatoes", &[("potato-boiled", 100), chicken]);
    check("100 g de arroz, 150 g de pollo", "no arroz, patatas", &[("potato-boiled", 100), chicken]);
    check("2 Eier und Kaffee", "statt Kaffee Tee", &[("egg-boiled", 100), ("tea-black", 250)]);
    check("200 ml whole milk", "skimmed, not whole", &[("milk-skimmed", 206)]);
    check("200 ml milk", "skimmed, not whole", &[("milk-skimmed", 206)]);
    check("yoghurt", "it was greek", &[("greek-yoghurt-plain", 150)]);
    check("2 slices of bread", "wholemeal", &[("wholemeal-bread", 58)]);
    check("200 g chicken", "raw weight", &[("chicken-breast-raw", 200)]);
    check("toast with jam", "honey not jam", &[("toast-with-jam", 35), ("honey", 17)]);
    check("due uova", "non uova, ma pane", &[("italian-bread", 30)]);
    check("steak and chips", "I left the chips", &[("steak-with-chips", 210)]);
    check("a beer and crisps", "it was a pint", &[("beer", 570), ("potato-crisps", 30)]);
}

#[test]
fn more_and_all_anew() {
    check("2 eggs", "oh and a can of coke", &[("egg-boiled", 100), ("cola", 330)]);
    check("2 eggs", "and a banana", &[("egg-boiled", 100), ("banana", 118)]);
    check("2 eggs", "forgot the coffee", &[("egg-boiled", 100), ("coffee-black", 250)]);
    check("a glass of wine", "make it two", &[("red-wine", 300)]);
    check("2 eggs", "no wait, 3", &[("egg-boiled", 150)]);
    check("porridge and a banana", "that was yesterday, today was fish fingers, 5 of them", &[("fish-fingers", 140)]);
    check("2 eggs, coffee", "scratch that, I had porridge", &[("porridge-made-with-water", 240)]);
    for text in [
        "and what about tomorrow",
        "ok and now a plan",
        "and my knee hurts",
        "oh and I ran 5 km",
        "today was great",
        "that was yesterday",
        "not today, sorry",
        "no, thanks",
        "and a glarph",
    ] {
        assert_eq!(corrected("2 eggs and toast", text), None, "{text}");
    }
}
