//! Names to comparable words: folded, singular, without the small words between them.

use crate::fold::fold;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about the food, in the languages of the aliases.
const SMALL_WORDS: [&str; 41] = [
    "a", "al", "alla", "alle", "allo", "and", "au", "aux", "con", "d", "da", "de", "del", "dem", "der", "des", "di",
    "die", "du", "e", "el", "en", "et", "in", "l", "la", "las", "le", "les", "mit", "of", "on", "or", "para", "some",
    "the", "u", "und", "with", "y", "ve",
];

/// Ways to prepare: they tell foods of one name apart, but do not name one.
const MANNERS: [&str; 33] = [
    "baked",
    "boiled",
    "braised",
    "breaded",
    "broiled",
    "canned",
    "chopped",
    "cooked",
    "cut",
    "dried",
    "drained",
    "dry",
    "fresh",
    "fried",
    "frozen",
    "grilled",
    "homemade",
    "mixed",
    "natural",
    "organic",
    "plain",
    "poached",
    "prepared",
    "raw",
    "roasted",
    "sauteed",
    "skinless",
    "sliced",
    "steamed",
    "toasted",
    "tinned",
    "uncooked",
    "unsweetened",
];

/// Sizes and measures.
const SIZES: [&str; 17] = [
    "big", "bowl", "cup", "extra", "glass", "half", "handful", "large", "medium", "mug", "piece", "plate", "portion",
    "regular", "serving", "slice", "small",
];

/// The words of a name, singular and folded; all of them if nothing but small words is there.
pub(super) fn words(text: &str) -> Vec<String> {
    // Small words are known by their accents: `thé` is not `the`.
    let composed =
        if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfkc().collect::<String>().to_lowercase() };
    let all = || {
        composed
            .split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
            .filter(|word| !word.is_empty())
    };
    let plain = |word: &str| singular(if word.is_ascii() { word.to_owned() } else { fold(word) });
    let mut words: Vec<String> = all().filter(|word| !SMALL_WORDS.contains(word)).map(plain).collect();
    if words.is_empty() {
        words = all().map(plain).collect();
    }
    words
}

/// How much a word says about which food is meant.
pub(super) fn weight(word: &str) -> f64 {
    if SIZES.contains(&word) {
        0.1
    } else if MANNERS.contains(&word) || word.bytes().all(|letter| letter.is_ascii_digit()) {
        0.35
    } else {
        1.0
    }
}

/// An English plural made singular; other words lose a last `s` too, in names and in searches alike.
fn singular(mut word: String) -> String {
    if word.len() < 4 || !word.ends_with('s') || ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return word;
    }
    let (cut, left) = match word.as_str() {
        long if long.len() > 4 && long.ends_with("ies") => (3, "y"),
        long if long.len() > 4 && long.ends_with("oes") => (2, ""),
        hissing if ["ches", "shes", "sses", "xes"].iter().any(|ending| hissing.ends_with(ending)) => (2, ""),
        leaves if ["leaves", "loaves", "halves"].contains(&leaves) => (3, "f"),
        _ => (1, ""),
    };
    word.truncate(word.len() - cut);
    word.push_str(left);
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_and_singular_are_one() {
        for (many, one) in [
            ("Blueberries", "blueberry"),
            ("tomatoes", "tomato"),
            ("potatoes", "potato"),
            ("peaches", "peach"),
            ("radishes", "radish"),
            ("eggs", "egg"),
            ("loaves", "loaf"),
            ("bay leaves", "bay leaf"),
            ("boxes", "box"),
            ("pies", "pie"),
        ] {
            assert_eq!(words(many), words(one), "{many}");
        }
        for same in ["hummus", "asparagus", "couscous", "swiss", "gas"] {
            assert_eq!(words(same), [same]);
        }
    }

    #[test]
    fn case_accents_and_marks_do_not_count() {
        assert_eq!(words("Crème Fraîche"), ["creme", "fraiche"]);
        assert_eq!(words("WEISSBROT"), words("Weißbrot"));
        assert_eq!(words("flocons d’avoine"), ["flocon", "avoine"]);
        assert_eq!(words("  milk , (2%) "), ["milk", "2"]);
        assert_eq!(words("ﬁsh"), ["fish"]);
        assert_eq!(words("İçli köfte"), ["icli", "kofte"]);
    }

    #[test]
    fn only_small_words_stay() {
        assert_eq!(words("de la"), ["de", "la"]);
        assert_eq!(words("Thé au lait"), ["the", "lait"]);
        assert!(words("").is_empty());
        assert!(words(" ,;% ").is_empty());
    }
}
