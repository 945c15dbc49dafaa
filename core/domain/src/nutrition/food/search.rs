//! Finds the food that words mean, and says how sure that is.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::words::{weight, words};
use super::{Food, foods};

/// From this confidence on a match is as good as the person's own word for the food.
///
/// Only a whole name reaches it, spelled right or, for a long word, with one slip. A part of a name, a beginning of a
/// word or a name with further words about it stays below.
pub const SURE: f64 = 0.85;

/// Matches below this say nothing and are left out.
const LEAST: f64 = 0.25;
/// Confidence in a name that stands for a whole family.
const ASSUMED: f64 = 0.9;
/// Confidence in a name that was written in one word or in two, unlike ours.
const JOINED: f64 = 0.96;
/// Confidence in a name whose words are in another order: chocolate milk is not milk chocolate.
const REORDERED: f64 = 0.96;
/// Words of a search beyond these are not looked at.
const MOST_WORDS: usize = 12;
/// Letters of a search beyond these are not looked at.
const MOST_LETTERS: usize = 200;

/// A food that a search found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoodMatch {
    /// The food.
    pub food: &'static Food,
    /// How sure it is that this food was meant, from 0.25 to 1; see [`SURE`].
    pub confidence: f64,
    /// The name of the food that matched best: its name or one of its aliases.
    pub matched_alias: &'static str,
    /// True where that name stands for a whole family of foods and this is its usual member.
    pub assumed: bool,
}

/// The foods that `query` may mean, at most `limit`, most likely first.
///
/// Case, accents, plurals and small words do not count, the order of words only between names of
/// the same words. One slip of the finger is forgiven in words
/// of four letters and more, two from eight letters on, unless the word is one of the table's as it stands. Empty where
/// nothing is like it.
#[must_use]
pub fn search(query: &str, limit: usize) -> Vec<FoodMatch> {
    let short: String = query.chars().take(MOST_LETTERS).collect();
    let mut asked: Vec<String> = Vec::new();
    for word in words(&short) {
        // `cous cous` has a word twice, no name has one three times.
        if asked.len() < MOST_WORDS && asked.iter().filter(|known| **known == word).count() < 2 {
            asked.push(word);
        }
    }
    if asked.is_empty() || limit == 0 {
        return Vec::new();
    }
    let index = index();
    let asked: Vec<Asked> = asked.iter().map(|word| index.ask(word)).collect();
    let whole: f64 = asked.iter().map(|word| word.weight).sum();
    let joined: String = asked.iter().map(|word| word.text).collect();

    let mut best: Vec<Option<(f64, &Phrase)>> = vec![None; foods().len()];
    for phrase in &index.phrases {
        let mut confidence = phrase.likeness(&asked, whole);
        if phrase.joined == joined {
            confidence = confidence.max(JOINED);
        }
        if phrase.assumed {
            confidence *= ASSUMED;
        }
        if confidence >= LEAST && best[phrase.food].is_none_or(|(known, _)| confidence > known) {
            best[phrase.food] = Some((confidence, phrase));
        }
    }
    let mut found: Vec<(usize, f64, &Phrase)> =
        best.into_iter().enumerate().filter_map(|(at, found)| found.map(|(sure, phrase)| (at, sure, phrase))).collect();
    found.sort_by(|one, two| rank(one).total_cmp(&rank(two)).reverse().then_with(|| tie(one, two)));
    found
        .into_iter()
        .take(limit)
        .filter_map(|(at, confidence, phrase)| {
            let food = foods().get(at)?;
            Some(FoodMatch { food, confidence, matched_alias: phrase.text, assumed: phrase.assumed })
        })
        .collect()
}

/// Confidences that differ by rounding alone are the same.
fn rank(found: &(usize, f64, &Phrase)) -> f64 {
    (found.1 * 1e6).round()
}

fn tie(one: &(usize, f64, &Phrase), two: &(usize, f64, &Phrase)) -> Ordering {
    one.2.words.len().cmp(&two.2.words.len()).then(one.0.cmp(&two.0))
}

struct Index {
    /// All words of all names, in the order in which they come.
    words: Vec<Word>,
    /// Places in `words`.
    places: HashMap<String, usize>,
    phrases: Vec<Phrase>,
}

struct Word {
    text: String,
    letters: u64,
    length: usize,
    weight: f64,
}

struct Phrase {
    /// Place in the table.
    food: usize,
    text: &'static str,
    assumed: bool,
    /// Places in the words of the index.
    words: Vec<usize>,
    weights: Vec<f64>,
    joined: String,
}

/// A word of a search.
struct Asked<'a> {
    text: &'a str,
    weight: f64,
    /// How like it each word of the index is, from 0 to 1.
    likeness: Vec<f64>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(foods()))
}

impl Index {
    fn new(foods: &'static [Food]) -> Index {
        let mut index = Index { words: Vec::new(), places: HashMap::new(), phrases: Vec::new() };
        for (at, food) in foods.iter().enumerate() {
            index.learn(at, food.name, false);
            for alias in &food.aliases {
                index.learn(at, alias.text, alias.assumed);
            }
        }
        index
    }

    fn learn(&mut self, food: usize, text: &'static str, assumed: bool) {
        let parts = words(text);
        let joined = parts.concat();
        let weights = parts.iter().map(|part| weight(part)).collect();
        let words = parts.into_iter().map(|part| self.place(part)).collect();
        self.phrases.push(Phrase { food, text, assumed, words, weights, joined });
    }

    fn place(&mut self, word: String) -> usize {
        if let Some(at) = self.places.get(&word) {
            return *at;
        }
        self.words.push(Word::new(&word));
        self.places.insert(word, self.words.len() - 1);
        self.words.len() - 1
    }

    fn ask<'a>(&self, text: &'a str) -> Asked<'a> {
        let asked = Word::new(text);
        let mut likeness = vec![0.0; self.words.len()];
        // What is a word of the table is not a slip for another one.
        let slips = match self.places.get(text) {
            Some(at) => {
                likeness[*at] = 1.0;
                0
            }
            None => match asked.length {
                0..4 => 0,
                4..8 => 1,
                _ => 2,
            },
        };
        for (at, word) in self.words.iter().enumerate() {
            if likeness[at] == 0.0 {
                likeness[at] = asked.likeness(word, slips);
            }
        }
        Asked { text, weight: asked.weight, likeness }
    }
}

impl Word {
    fn new(text: &str) -> Word {
        let letters = text.bytes().fold(0_u64, |letters, letter| letters | 1 << (letter % 64));
        Word { text: text.to_owned(), letters, length: text.chars().count(), weight: weight(text) }
    }

    /// How like `other` is, from 0 to 1, without regard to being the same.
    fn likeness(&self, other: &Word, slips: usize) -> f64 {
        let begun = if self.length >= 3 && other.text.starts_with(&self.text) {
            0.55 + 0.35 * self.length as f64 / other.length as f64
        } else {
            0.0
        };
        // A slip changes at most two letters of the alphabet that are used; most pairs end here.
        if slips == 0
            || other.length < 4
            || self.length.abs_diff(other.length) > slips
            || (self.letters ^ other.letters).count_ones() as usize > 2 * slips
        {
            return begun;
        }
        let distance = strsim::osa_distance(&self.text, &other.text);
        if distance == 0 || distance > slips {
            return begun;
        }
        let length = self.length.min(other.length) as f64;
        let first = if self.text.chars().next() == other.text.chars().next() { 0.0 } else { 0.08 };
        begun.max(1.0 - 1.1 * distance as f64 / length - first)
    }
}

impl Phrase {
    /// How much of the search the name holds, and how much of the name the search.
    fn likeness(&self, asked: &[Asked], whole: f64) -> f64 {
        let mut used = 0_u64;
        let (mut of_search, mut of_name) = (0.0, 0.0);
        let (mut last, mut in_order) = (0, true);
        for word in asked {
            let mut best = (0.0, 0);
            for (at, known) in self.words.iter().enumerate().take(64) {
                let likeness = word.likeness[*known];
                if likeness > best.0 && used & (1 << at) == 0 {
                    best = (likeness, at);
                }
            }
            if best.0 > 0.0 {
                used |= 1 << best.1;
                in_order &= best.1 >= last;
                last = best.1;
                of_search += word.weight * best.0;
                of_name += self.weights[best.1] * best.0;
            }
        }
        if of_search == 0.0 {
            return 0.0;
        }
        let name: f64 = self.weights.iter().sum();
        let left_over = used.count_ones() as usize != self.words.len() || self.words.len() != asked.len();
        let order = if in_order { 1.0 } else { REORDERED };
        let both = order * (of_search / whole).powf(1.5) * (0.45 + 0.55 * of_name / name);
        if left_over { both * SURE } else { both }
    }
}
