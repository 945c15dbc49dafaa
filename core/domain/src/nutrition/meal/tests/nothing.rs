use super::*;

/// Nothing was eaten of what these name: no item may come of them.
#[test]
fn what_was_not_eaten_is_never_an_item() {
    for text in [
        "skipped lunch",
        "I didn't eat anything",
        "nothing today",
        "I was going to eat but didn't",
        "wanted pizza but ate nothing",
        "no breakfast today",
        "almost had a cookie",
        "nearly ordered chips and a burger",
        "left the pizza",
        "didn't touch the cake",
        "did not eat the rice",
        "never touched the wine",
        "thought about ordering a kebab",
        "was tempted by the doughnuts",
        "considered a beer",
        "said no to the chocolate",
        "threw away the sandwich",
        "had a pizza but didn't touch it",
        "pizza, left it",
        "das Brot habe ich liegen lassen",
        "straight from the gym",
        "trained through the day",
        "ate at the pub with my brother",
        "my brother and sister came",
    ] {
        let reading = table(text);
        assert!(reading.items.is_empty(), "{text}: {:?}", ids(&reading));
    }
}

#[test]
fn a_part_that_was_eaten_is_that_part_in_every_figure() {
    let whole = table("spaghetti bolognese").items.remove(0);
    for (text, part) in [
        ("spaghetti bolognese, ate half of it", 0.5),
        ("spaghetti bolognese but only ate half", 0.5),
        ("spaghetti bolognese, left a third of it", 2.0 / 3.0),
        ("spaghetti bolognese, had three quarters of it", 0.75),
        ("spaghetti bolognese, gave half to my son", 0.5),
    ] {
        let reading = table(text);
        assert_eq!(ids(&reading), ["spaghetti-bolognese"], "{text}");
        let item = &reading.items[0];
        assert!((item.grams - part * whole.grams).abs() < 0.51, "{text} {}", item.grams);
        for (metric, amount) in &whole.nutrients {
            assert!((item.nutrients[metric] - part * amount).abs() <= 0.01 * amount + 1e-9, "{text} {metric}");
        }
    }
}

#[test]
fn a_supplement_adds_no_energy_and_no_figure() {
    let item = &table("5 g creatine").items[0];
    assert_eq!((item.food.as_str(), item.grams), ("supplement-creatine", 5.0));
    assert_eq!(item.nutrients.keys().map(String::as_str).collect::<Vec<_>>(), ["energy_in"]);
    assert_eq!(item.nutrients["energy_in"], 0.0);
    assert!(item.assumed.join(" ").contains("supplement"));
}

#[test]
fn a_brand_says_whose_figures_it_has() {
    let item = &table("2 weetabix").items[0];
    assert!((item.grams - 37.5).abs() < 1e-9);
    assert!(item.assumed.join(" ").contains("Shredded wheat"));
}

#[test]
fn short_slips_are_read_only_beside_food_or_amounts() {
    assert_eq!(ids(&table("2 egs and rce")), ["egg-boiled", "white-rice-cooked"]);
    assert!(table("egs").items.is_empty());
    for text in ["a bee stung me", "had a win today", "sour day at work"] {
        assert!(table(text).items.is_empty(), "{text}");
    }
}
