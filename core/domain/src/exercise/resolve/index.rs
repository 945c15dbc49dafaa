//! The names of the whole table, read once.

use super::gear::{Gears, gears_of};
use super::languages::foreign_words;
use super::words::{corrected, gear_words, is_modifier, is_soft, sensed, spelled, words};
use crate::exercise::{EXERCISES, Exercise};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A word of the index by its number.
pub(super) type Word = u16;

/// A name or alias of an exercise as it is compared.
pub(super) struct Label {
    /// Place of the exercise in the table.
    pub(super) row: usize,
    /// Its words, in order, without equipment.
    pub(super) words: Vec<Word>,
    /// The equipment that it names.
    pub(super) gears: Gears,
}

/// A name from outside, read against the index.
pub(super) struct Reading {
    /// Each of its words, in order.
    pub(super) words: Vec<Said>,
    /// The equipment that it names.
    pub(super) gears: Gears,
}

/// A word of a name from outside.
pub(super) struct Said {
    /// What it may be in the index and how alike that is, 0 to 1, likest first.
    pub(super) meanings: Vec<(Word, f64)>,
    /// What it weighs.
    pub(super) weight: f64,
}

impl Reading {
    /// Whether this word was said.
    pub(super) fn has(&self, index: &Index, word: &str) -> bool {
        self.words.iter().any(|said| said.meanings.first().is_some_and(|(number, _)| index.is_word(*number, word)))
    }
}

/// Everything that is known by name.
pub(super) struct Index {
    /// Letters and digits of a name, without anything between them, to the place of the exercise.
    exact: HashMap<String, usize>,
    pub(super) labels: Vec<Label>,
    /// For each word the labels that it is in.
    pub(super) postings: Vec<Vec<usize>>,
    /// What each word weighs: rare words decide more.
    pub(super) weights: Vec<f64>,
    /// The equipment of each exercise, by its place in the table.
    pub(super) gears: Vec<Gears>,
    numbers: HashMap<String, Word>,
    /// Each word with its length and a bit for each of its letters.
    spellings: Vec<(String, usize, u32)>,
    /// Single words in the names of the table, before any are joined.
    single: HashSet<String>,
}

/// The index of the table.
pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// The shortest word in which a slip of the finger is looked for, and the one in which two are.
const ONE_SLIP: usize = 5;
const TWO_SLIPS: usize = 8;
/// How alike a word with one slip is.
const ONE_SLIP_LIKE: f64 = 0.94;
/// How alike a short word with one slip is.
const SHORT_SLIP_LIKE: f64 = 0.9;
/// Short words that are no slip of another: a log press is no leg press.
const NO_SLIPS: &[&str] = &["log", "lap", "lot", "car", "cow", "low", "pen", "pet", "fast", "fact", "bank", "half"];
/// How alike a word with another ending is.
const OTHER_END_LIKE: f64 = 0.97;
/// What a word weighs that is in no name of the table.
const UNKNOWN: f64 = 1.3;
/// Words of two letters that others are joined with.
const SHORT: &[&str] = &["up", "ab", "ez"];
/// What a word weighs that hardly ever decides.
const SOFT: f64 = 0.2;

impl Index {
    fn new() -> Index {
        let names = |row: &'static Exercise| std::iter::once(row.name).chain(row.aliases.iter().copied());
        let single: HashSet<String> = EXERCISES
            .iter()
            .flat_map(|row| names(row))
            .flat_map(spelled)
            .chain(gear_words().map(str::to_owned))
            .chain(foreign_words().map(str::to_owned))
            .collect();
        let mut index = Index {
            exact: HashMap::new(),
            labels: Vec::new(),
            postings: Vec::new(),
            weights: Vec::new(),
            gears: EXERCISES.iter().map(|row| gears_of(row)).collect(),
            numbers: HashMap::new(),
            spellings: Vec::new(),
            single,
        };
        // In how many exercises each word is, counted with the last exercise that had it.
        let mut seen: Vec<(usize, usize)> = Vec::new();
        for (row, exercise) in EXERCISES.iter().enumerate() {
            for name in names(exercise) {
                index.exact.insert(compact(name), row);
                let (parts, gears) = sensed(spelled(name));
                let words: Vec<Word> = index.joined(parts).into_iter().map(|word| index.number(word)).collect();
                let label = index.labels.len();
                for word in &words {
                    let word = usize::from(*word);
                    if seen.len() <= word {
                        seen.resize(word + 1, (usize::MAX, 0));
                        index.postings.resize_with(word + 1, Vec::new);
                    }
                    if seen[word].0 != row {
                        seen[word] = (row, seen[word].1 + 1);
                    }
                    if index.postings[word].last() != Some(&label) {
                        index.postings[word].push(label);
                    }
                }
                index.labels.push(Label { row, words, gears });
            }
        }
        let rows = EXERCISES.len() as f64;
        index.weights = index
            .spellings
            .iter()
            .zip(&seen)
            .map(
                |((word, ..), (_, rows_with))| {
                    if is_soft(word) { SOFT } else { 0.55 + 0.2 * (rows / (*rows_with).max(1) as f64).ln() }
                },
            )
            .collect();
        index
    }

    fn number(&mut self, word: String) -> Word {
        if let Some(number) = self.numbers.get(&word) {
            return *number;
        }
        let number = Word::try_from(self.spellings.len()).unwrap_or(Word::MAX);
        let shape = (word.clone(), word.chars().count(), letters(&word));
        self.spellings.push(shape);
        self.numbers.insert(word, number);
        number
    }

    /// Whether the word of this number is this one.
    pub(super) fn is_word(&self, number: Word, word: &str) -> bool {
        self.numbers.get(word) == Some(&number)
    }

    /// The word of this number.
    pub(super) fn spelling(&self, number: Word) -> &str {
        self.spellings.get(usize::from(number)).map_or("", |(word, ..)| word)
    }

    /// Whether a name of this exercise has the word.
    pub(super) fn in_row(&self, word: Word, row: usize) -> bool {
        self.postings[usize::from(word)].iter().any(|label| self.labels[*label].row == row)
    }

    /// Whether a name of another exercise has all these words and this one.
    pub(super) fn told_by(&self, word: Word, words: &[Word], row: usize) -> bool {
        self.postings[usize::from(word)]
            .iter()
            .map(|label| &self.labels[*label])
            .any(|label| label.row != row && words.iter().all(|word| label.words.contains(word)))
    }

    /// Whether the word of this number only describes.
    pub(super) fn is_modifier(&self, number: Word) -> bool {
        self.spellings.get(usize::from(number)).is_some_and(|(word, ..)| is_modifier(word))
    }

    /// Whether the word of this number makes another exercise of a name, however common it is.
    pub(super) fn decides(&self, number: Word) -> bool {
        self.is_modifier(number) || ["stretch", "pose", "roll"].iter().any(|word| self.is_word(number, word))
    }

    /// Whether a word is written with the same letters as the word of this number.
    pub(super) fn same_letters(&self, number: Word, word: &str) -> bool {
        self.spellings.get(usize::from(number)).is_some_and(|(.., shape)| *shape == letters(word))
    }

    /// The exercise whose name or alias this is to the letter, apart from case, accents, signs and spaces.
    pub(super) fn exact(&self, name: &str) -> Option<usize> {
        self.exact.get(&compact(name)).copied()
    }

    /// Writes two words as one where the table knows the one: "pull down" and "pulldown".
    fn joined(&self, parts: Vec<String>) -> Vec<String> {
        let mut out: Vec<String> = Vec::with_capacity(parts.len());
        for part in parts {
            if let Some(last) = out.last_mut() {
                let both = format!("{last}{part}");
                // "Step up right" is no upright row.
                if both.len() >= ONE_SLIP && !is_soft(&part) && self.single.contains(&both) {
                    *last = both;
                    continue;
                }
            }
            out.push(part);
        }
        out
    }

    /// Writes one word as two or three where the table knows only those: "benchpress".
    fn parted(&self, word: String) -> Vec<String> {
        if word.len() < 6 || self.single.contains(&word) {
            return vec![word];
        }
        let known = |part: &str| (part.len() >= 3 || SHORT.contains(&part)) && self.single.contains(part);
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(2).collect();
        for &at in &cuts {
            let (head, tail) = word.split_at(at);
            if known(head) && known(tail) && head.len().max(tail.len()) >= 4 {
                return vec![head.to_owned(), tail.to_owned()];
            }
        }
        for &at in &cuts {
            let (head, rest) = word.split_at(at);
            if head.len() < 3 || !known(head) {
                continue;
            }
            for &second in cuts.iter().filter(|second| **second > at) {
                let (middle, tail) = rest.split_at(second - at);
                if middle.len() >= 3 && known(middle) && tail.len() >= 3 && known(tail) {
                    return vec![head.to_owned(), middle.to_owned(), tail.to_owned()];
                }
            }
        }
        vec![word]
    }

    /// Reads a name from outside.
    pub(super) fn read(&self, name: &str) -> Reading {
        let parts = spelled(name).into_iter().flat_map(|word| self.set_right(word)).collect();
        let (parts, gears) = sensed(parts);
        let parts = self.joined_with_slip(self.joined(parts));
        let several = parts.len() > 1;
        let words = parts
            .into_iter()
            .map(|word| {
                let mut meanings = self.meanings(&word);
                if several && meanings.is_empty() && !is_soft(&word) {
                    meanings = self.short_meanings(&word);
                }
                let weight = match meanings.first() {
                    _ if is_soft(&word) => SOFT,
                    Some((first, _)) => self.weights[usize::from(*first)],
                    None => UNKNOWN,
                };
                Said { meanings, weight }
            })
            .collect();
        Reading { words, gears }
    }

    /// A word that the table does not know, as those that it does: with a slip set right, or parted.
    fn set_right(&self, word: String) -> Vec<String> {
        // Of four letters only two that changed places are a slip.
        let swapped = |gear: &&str| {
            gear.len() == ONE_SLIP - 1 && letters(gear) == letters(&word) && strsim::osa_distance(gear, &word) == 1
        };
        if word.len() == ONE_SLIP - 1
            && !self.single.contains(&word)
            && let Some(gear) = gear_words().find(swapped)
        {
            return vec![gear.to_owned()];
        }
        if word.len() < ONE_SLIP || self.single.contains(&word) {
            return vec![word];
        }
        if let Some(words) = corrected(&word) {
            return words;
        }
        // A long word with one slip is not two words: "frontkniebeugen".
        let near = if word.len() >= TWO_SLIPS { self.meanings(&word) } else { Vec::new() };
        if near.first().is_some_and(|(_, like)| *like >= ONE_SLIP_LIKE) { vec![word] } else { self.parted(word) }
    }

    /// Joins two words of which one is unknown when together they are a word with one slip: "puhs up".
    fn joined_with_slip(&self, parts: Vec<String>) -> Vec<String> {
        let mut out: Vec<String> = Vec::with_capacity(parts.len());
        for part in parts {
            if let Some(last) = out.last_mut() {
                let known = |word: &str| self.numbers.contains_key(word) || is_soft(word);
                if !(known(last) && known(&part)) {
                    let both = format!("{last}{part}");
                    let near = if both.len() >= ONE_SLIP { self.meanings(&both) } else { Vec::new() };
                    if near.first().is_some_and(|(_, like)| *like >= ONE_SLIP_LIKE) {
                        *last = both;
                        continue;
                    }
                }
            }
            out.push(part);
        }
        out
    }

    /// Words of the table that only end otherwise: "ausfallschritt" and "ausfallschritte".
    fn with_other_end(&self, word: &str) -> impl Iterator<Item = (Word, f64)> {
        self.spellings.iter().enumerate().filter_map(move |(number, (known, ..))| {
            let (short, long) = if known.len() < word.len() { (known.as_str(), word) } else { (word, known.as_str()) };
            let end = long.strip_prefix(short)?;
            let other = short.len() >= TWO_SLIPS - 1 && (1..=2).contains(&end.len());
            other.then(|| (Word::try_from(number).unwrap_or(Word::MAX), OTHER_END_LIKE))
        })
    }

    /// The words of the table that a short word with a slip may be, beside others that are known.
    fn short_meanings(&self, word: &str) -> Vec<(Word, f64)> {
        let length = word.chars().count();
        if !(ONE_SLIP - 2..ONE_SLIP).contains(&length) || NO_SLIPS.contains(&word) {
            return Vec::new();
        }
        let near = |known: &str| {
            let other = known.chars().count();
            known.chars().next() == word.chars().next()
                && (other == length || (other == ONE_SLIP - 1 && length < other))
                && strsim::osa_distance(known, word) == 1
        };
        let shapes = self.spellings.iter().enumerate().filter(|(_, (known, ..))| near(known) && !is_soft(known));
        shapes.map(|(number, _)| (Word::try_from(number).unwrap_or(Word::MAX), SHORT_SLIP_LIKE)).take(6).collect()
    }

    /// The words of the table that a word may be, likest first.
    fn meanings(&self, word: &str) -> Vec<(Word, f64)> {
        let length = word.chars().count();
        if let Some(number) = self.numbers.get(word) {
            let mut same = vec![(*number, 1.0)];
            if length >= TWO_SLIPS {
                same.extend(self.with_other_end(word));
            }
            return same;
        }
        if length < ONE_SLIP - 1 || is_soft(word) {
            return Vec::new();
        }
        let shape = letters(word);
        let mut near: Vec<(Word, f64)> = Vec::new();
        for (number, (known, known_length, known_shape)) in self.spellings.iter().enumerate() {
            let shorter = length.min(*known_length);
            let slips = match length.max(*known_length) {
                // Of four letters only two that changed places are a slip.
                longer if longer < ONE_SLIP => usize::from(length == *known_length && shape == *known_shape),
                _ if shorter >= TWO_SLIPS => 2,
                _ => 1,
            };
            if slips == 0
                || length.abs_diff(*known_length) > slips
                || (shape ^ known_shape).count_ones() as usize > 2 * slips
                || is_soft(known)
            {
                continue;
            }
            let distance = strsim::osa_distance(word, known);
            if distance <= slips {
                near.push((
                    Word::try_from(number).unwrap_or(Word::MAX),
                    if distance == 1 { ONE_SLIP_LIKE } else { 0.86 },
                ));
            }
        }
        near.sort_by(|(a, a_like), (b, b_like)| b_like.total_cmp(a_like).then(a.cmp(b)));
        near.truncate(4);
        near
    }
}

/// Letters and digits of a name without anything between them.
fn compact(name: &str) -> String {
    words(name).concat()
}

/// A bit for each letter from a to z, and one for all others.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, letter| match letter {
        'a'..='z' => bits | 1 << (letter as u32 - 'a' as u32),
        _ => bits | 1 << 31,
    })
}
