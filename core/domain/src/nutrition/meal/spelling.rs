//! Words put right before they are read: forms and slips that the lookup knows, and slips in the small words.

use super::lexicon;
use super::lookup::{FoodLookup, Spelling};
use super::text::Token;

/// Puts words right that the lookup knows in another form, and says which.
pub(super) fn spell(text: &str, tokens: &mut [Token], lookup: &dyn FoodLookup) -> Vec<Option<String>> {
    let mut notes = vec![None; tokens.len()];
    // Italian milk, and not the coffee that is called so elsewhere.
    for at in 1..tokens.len() {
        if tokens[at].word == "latte" && matches!(tokens[at - 1].word.as_str(), "di" | "il" | "con" | "col" | "del") {
            tokens[at].word = "milk".to_owned();
        }
    }
    // Fried potatoes in German, and apples in French.
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map_or("", |before| tokens[before].word.as_str());
        let french = matches!(
            before,
            "des"
                | "de"
                | "les"
                | "deux"
                | "trois"
                | "quatre"
                | "cinq"
                | "six"
                | "petites"
                | "grosses"
                | "quelques"
                | "d"
        ) || matches!(
            tokens.get(at + 1).map(|next| next.word.as_str()),
            Some("de" | "frites" | "vertes" | "rouges" | "golden" | "gala" | "dauphine" | "noisettes")
        );
        // `Currywurst mit Pommes` is a dish of the table.
        let dish = at.checked_sub(2).is_some_and(|from| {
            let words: Vec<&str> = tokens[from..=at].iter().map(|token| token.word.as_str()).collect();
            tokens[at].word == "pommes" && lookup.find(&words.join(" ")).iter().any(|found| found.parts.len() > 1)
        });
        if tokens[at].word == "pommes" && !french && !dish {
            tokens[at].word = "fries".to_owned();
        }
    }
    let mut seen: std::collections::BTreeMap<String, Spelling> = std::collections::BTreeMap::new();
    let meal = beside_amounts_or_foods(tokens, lookup);
    for (token, note) in tokens.iter_mut().zip(&mut notes) {
        if !token.is_word() || is_known(&token.word) {
            continue;
        }
        let spelling = seen.entry(token.word.clone()).or_insert_with(|| lookup.spell(&token.word)).clone();
        // `Anna's lasagne`: whose it is says nothing.
        let own = text.get(token.start..token.end).is_some_and(|raw| raw.ends_with("'s") || raw.ends_with("’s"));
        if own && spelling != Spelling::Known {
            token.word = "own".to_owned();
            continue;
        }
        match spelling {
            Spelling::Known => {}
            Spelling::Form(word) => token.word = word,
            Spelling::Slip(word) => {
                *note = Some(format!("`{}` read as `{word}`", token.word));
                token.word = word;
            }
            Spelling::Unknown => {
                if let Some(word) = small_word_slip(&token.word) {
                    token.word = word.to_owned();
                } else if let Some(word) = short_food_slip(&token.word).filter(|_| meal) {
                    *note = Some(format!("`{}` read as `{word}`", token.word));
                    token.word = word.to_owned();
                }
            }
        }
    }
    notes
}

pub(super) fn is_known(word: &str) -> bool {
    lexicon::role(word).is_some()
        || lexicon::unit(word).is_some()
        || lexicon::number_word(word).is_some()
        || lexicon::size(word).is_some()
        || lexicon::state(word).is_some()
        || lexicon::part(word).is_some()
        || lexicon::slot(word).is_some()
        || lexicon::loose_count(word).is_some()
        || lexicon::is_place(word)
        || lexicon::brand(word)
        || word.ends_with('%')
}

/// Whether the text has an amount or a food in it, so that a short word beside it may be a food with a slip.
fn beside_amounts_or_foods(tokens: &[Token], lookup: &dyn FoodLookup) -> bool {
    tokens.iter().any(|token| {
        token.number().is_some()
            || token.is_word()
                && (lexicon::number_word(&token.word).is_some() && !lexicon::is_article(&token.word)
                    || lexicon::unit(&token.word).is_some()
                    || lexicon::role(&token.word).is_none()
                        && token.word.len() > 2
                        && lookup.find(&token.word).first().is_some_and(|found| found.confidence >= 0.9))
    })
}

/// Short names of foods that are written often, and so wrongly often.
const SHORT_FOODS: [&str; 22] = [
    "egg", "eggs", "rice", "milk", "bread", "oats", "fish", "beef", "pork", "tuna", "toast", "pasta", "pizza", "soup",
    "beer", "wine", "cake", "cheese", "butter", "coffee", "apple", "beans",
];

/// The short food of which a word is one with a letter left out, doubled or swapped with the next: `egs`, `rce`.
fn short_food_slip(word: &str) -> Option<&'static str> {
    /// Words of their own.
    const WORDS: [&str; 12] =
        ["bee", "bees", "win", "wins", "past", "soap", "sour", "been", "bear", "ego", "egos", "sup"];
    let length = word.chars().count();
    if !(3..=6).contains(&length) || WORDS.contains(&word) || lexicon::is_no_slip(word) {
        return None;
    }
    SHORT_FOODS.into_iter().find(|known| {
        let other = known.chars().count();
        known.chars().next() == word.chars().next()
            && length.abs_diff(other) <= 1
            && (length != other || swapped(word, known))
            && strsim::osa_distance(known, word) == 1
    })
}

fn swapped(one: &str, two: &str) -> bool {
    let (mut one, mut two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    one.sort_unstable();
    two.sort_unstable();
    one == two
}

/// Slips in the words that matter most.
fn small_word_slip(word: &str) -> Option<&'static str> {
    const OFTEN: [&str; 22] = [
        "breakfast",
        "lunch",
        "dinner",
        "slice",
        "slices",
        "tablespoon",
        "tablespoons",
        "teaspoon",
        "teaspoons",
        "handful",
        "bowl",
        "glass",
        "bottle",
        "piece",
        "pieces",
        "without",
        "scoop",
        "large",
        "medium",
        "small",
        "boiled",
        "grilled",
    ];
    let length = word.chars().count();
    let allowed = if length >= 8 { 2 } else { 1 };
    if length < 5 {
        return None;
    }
    OFTEN.into_iter().find(|known| {
        known.chars().next() == word.chars().next()
            && known.len().abs_diff(word.len()) <= allowed
            && strsim::osa_distance(known, word) <= allowed
    })
}
