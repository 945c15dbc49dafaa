//! Which exercise a name means.
//!
//! A name is read as words and equipment ([`words`]), other languages and slang in the words of the table
//! ([`languages`]), compared with every name of the table that shares a word with it ([`index`]), and scored by the
//! words that both have, the words that only one has, and whether the equipment fits.
//! What is as good for two exercises is sure for neither.

mod gear;
mod index;
mod languages;
mod muscle;
mod words;

use super::{EXERCISES, Exercise, Muscle, Pattern};
use gear::{Gear, Gears, fit};
use index::{INDEX, Index, Label, Reading, Said, Word};
use muscle::muscles_of;
use std::collections::BTreeMap;

pub(super) use words::{spelled, spelled_softly};

/// An exercise that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The exercise.
    pub exercise: &'static Exercise,
    /// How sure that is, 0 to 1; from [`Match::SURE`] on it may be used without asking.
    pub confidence: f64,
}

impl Match {
    /// The confidence from which on a match may be used without asking.
    pub const SURE: f64 = 0.8;

    /// Whether it may be used without asking.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.confidence >= Self::SURE
    }
}

/// Matches below this are not worth a question.
const LEAST: f64 = 0.3;
/// How many matches are given.
const MOST: usize = 5;
/// All words are the same, in any order.
const SAME_WORDS: f64 = 0.97;
/// What the same words lose in another order: more than [`MARGIN`], so that a name in this order goes first.
const OTHER_ORDER: f64 = 0.09;
/// The most for a name that is not the same word for word.
const NEARLY: f64 = 0.93;
/// The most for a name that means another exercise as well.
const AMBIGUOUS: f64 = 0.74;
/// Two matches are as good when they are no further apart than this.
const MARGIN: f64 = 0.08;
/// What a match is worth whose words are in the names of no other exercise.
const ONLY_ONE: f64 = 0.84;
/// Words up to this weight are common: they are in the names of more than twenty exercises.
const COMMON: f64 = 1.25;
/// The factor for equipment that only the table's name has: a name without equipment may mean any.
const UNNAMED_GEAR: f64 = 0.82;
/// Words that say so little that they are never sure alone, whatever the equipment.
const BARE: &[&str] = &["press", "raise", "extension", "pull", "push", "kick", "hold", "lift", "stretch", "rotation"];
/// Words that say too little without equipment.
const BARE_ALONE: &[&str] = &["row", "fly", "curl"];

/// The exercises that a name may mean, likeliest first, at most five; none when nothing is near. Names may be as an app
/// writes them ("Bench Press (Barbell)", "BARBELL_BENCH_PRESS"), abbreviated, misspelled, in another order or in a
/// common German, Spanish, French, Italian, Portuguese or Dutch form. Words that say nothing new cost little: a muscle
/// that it trains, a side, a maker. A name to the letter has the confidence 1.
#[must_use]
pub fn resolve(name: &str) -> Vec<Match> {
    let index = &*INDEX;
    let mut best = scores(index, &index.read(name), name);
    if let Some(row) = index.exact(name) {
        // Whatever else is near, a name of the table is what it says.
        best.retain(|(other, _)| *other != row);
        best.iter_mut().for_each(|(_, score)| *score = score.min(AMBIGUOUS));
        best.insert(0, (row, 1.0));
    }
    best.truncate(MOST);
    best.into_iter().map(|(row, confidence)| Match { exercise: EXERCISES[row], confidence }).collect()
}

/// How well one name of the table fits.
struct Fit {
    score: f64,
    /// The same without equipment, for a whole name that names none; 0 for others.
    without_gear: f64,
    /// All words of the name that was asked for are in this one, and its equipment fits.
    holds_all: bool,
    /// What this name has beside them are common words: press, row, squat.
    only_common: bool,
}

fn scores(index: &Index, reading: &Reading, name: &str) -> Vec<(usize, f64)> {
    let mut labels: Vec<usize> = reading
        .words
        .iter()
        .flat_map(|said| &said.meanings)
        .flat_map(|(word, _)| index.postings[usize::from(*word)].iter().copied())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    let mut rows: BTreeMap<usize, Fit> = BTreeMap::new();
    for label in labels.into_iter().map(|label| &index.labels[label]) {
        let fit = compare(index, reading, label);
        let entry = rows.entry(label.row).or_insert(Fit {
            score: 0.0,
            without_gear: 0.0,
            holds_all: false,
            only_common: false,
        });
        entry.score = entry.score.max(fit.score);
        entry.without_gear = entry.without_gear.max(fit.without_gear);
        if fit.holds_all {
            entry.holds_all = true;
            entry.only_common |= fit.only_common;
        }
    }
    lift_base(index, reading, &mut rows);
    let holding = rows.values().filter(|fit| fit.holds_all).count();
    let mut best: Vec<(usize, f64)> = rows
        .iter()
        .map(|(row, fit)| {
            let only = holding == 1 && fit.holds_all && fit.only_common;
            (*row, if only { fit.score.max(ONLY_ONE) } else { fit.score })
        })
        .filter(|(_, score)| *score >= LEAST)
        .collect();
    best.sort_by(|(a, a_score), (b, b_score)| b_score.total_cmp(a_score).then(a.cmp(b)));
    let first = best.first().map_or(0.0, |(_, score)| *score);
    let second = best.get(1).map_or(0.0, |(_, score)| *score);
    // A name that has each word of this one, also those that hardly decide, goes before one that lacks some.
    let only_same = first >= SAME_WORDS && second < SAME_WORDS;
    let most =
        if (first - second <= MARGIN && !only_same) || says_little(index, reading, name) { AMBIGUOUS } else { 1.0 };
    for (place, (_, score)) in best.iter_mut().enumerate() {
        // Only the first may be sure.
        *score = score.min(if place == 0 { most } else { AMBIGUOUS });
    }
    best
}

/// What an exercise keeps of its score when the equipment that is named is not its own and no other has it.
const OTHER_GEAR: f64 = 0.92;
/// From this on a name without equipment is whole.
const WHOLE: f64 = 0.86;

/// Equipment for which the table has no exercise of this name means the one that is named without equipment: a frog pump
/// with a dumbbell is a frog pump.
fn lift_base(index: &Index, reading: &Reading, rows: &mut BTreeMap<usize, Fit>) {
    if reading.gears.is_empty() || reading.gears.has(Gear::Bodyweight) || is_generic(index, reading) {
        return;
    }
    let most = rows.values().map(|fit| fit.without_gear).fold(0.0, f64::max);
    if most < WHOLE || rows.values().any(|fit| fit.score >= Match::SURE) {
        return;
    }
    // What one walks, swims or stretches with is another thing than what one lifts.
    let lifted = |row: usize| !matches!(EXERCISES[row].pattern, Pattern::Endurance | Pattern::Mobility);
    let mut whole = rows.iter_mut().filter(|(row, fit)| lifted(**row) && fit.without_gear + MARGIN > most);
    if let (Some((_, base)), None) = (whole.next(), whole.next()) {
        base.score = base.score.max(base.without_gear * OTHER_GEAR);
    }
}

/// Whether a name is one word for a whole family of lifts, which other equipment makes another lift.
fn is_generic(index: &Index, reading: &Reading) -> bool {
    const FAMILIES: &[&str] =
        &["squat", "deadlift", "lunge", "plank", "crunch", "shrug", "clean", "snatch", "thruster"];
    let mut content = reading.words.iter().filter(|said| !is_light(said.weight));
    match (content.next(), content.next()) {
        (Some(said), None) => said.meanings.first().is_none_or(|(word, _)| {
            let word = index.spelling(*word);
            BARE.contains(&word) || BARE_ALONE.contains(&word) || FAMILIES.contains(&word)
        }),
        (None, _) => true,
        _ => false,
    }
}

/// Whether a name is one bare word, or one short word with another letter in it than the word of the table: "plant" is
/// not surely "plank", while "sqaut" is "squat".
fn says_little(index: &Index, reading: &Reading, name: &str) -> bool {
    let content: Vec<_> = reading.words.iter().filter(|said| !is_light(said.weight)).collect();
    let describes = |said: &&Said| matches!(said.meanings.first(), Some((word, _)) if index.is_modifier(*word));
    if content.iter().all(describes) {
        return true;
    }
    let [said] = content.as_slice() else { return false };
    match said.meanings.first() {
        Some((word, 1.0)) => {
            let word = index.spelling(*word);
            BARE.contains(&word) || (reading.gears.is_empty() && BARE_ALONE.contains(&word))
        }
        Some((_, like)) if *like < 0.9 => true,
        Some(_) if !reading.gears.is_empty() => false,
        Some((word, _)) => {
            let said = words::words(name);
            let joined = said.len() > 1 && index.spelling(*word).chars().count() >= 7;
            let short = !joined && said.iter().all(|word| word.chars().count() < 7);
            short && !said.iter().any(|said| index.same_letters(*word, said))
        }
        None => true,
    }
}

/// Whether a word with this weight hardly decides.
fn is_light(weight: f64) -> bool {
    weight <= 0.3
}

fn compare(index: &Index, reading: &Reading, label: &Label) -> Fit {
    let mut left = label.words.clone();
    let mut both = 0.0;
    let mut slipped = 1.0_f64;
    let mut extra: Vec<&Said> = Vec::new();
    for said in &reading.words {
        let found = said.meanings.iter().find_map(|(word, like)| {
            left.iter().position(|other| other == word).map(|place| (place, *like, index.weights[usize::from(*word)]))
        });
        match found {
            Some((place, like, weight)) => {
                left.remove(place);
                both += weight;
                slipped *= like;
            }
            None => extra.push(said),
        }
    }
    let named: f64 = left.iter().map(|word| index.weights[usize::from(*word)]).sum();
    let complete = left.iter().all(|word| is_light(index.weights[usize::from(*word)]));
    let extras = Extras::of(index, reading, label, &extra, complete);
    let gear = gear_factor(reading.gears, label.gears, index.gears[label.row]);
    let order = in_order(reading, label);
    let raw = if both <= 0.0 {
        0.0
    } else if complete && extras.asked <= 0.0 {
        // A word that hardly decides still does when another name goes without it.
        let each = if reading.words.iter().filter(|said| !is_light(said.weight)).count() > 1 { 0.09 } else { 0.2 };
        let soft = left.len() as f64 * each + if extras.soft { 0.02 } else { 0.0 };
        SAME_WORDS - soft - extras.cost - if order { 0.0 } else { OTHER_ORDER }
    } else {
        let soft = if extras.soft { 0.1 } else { 0.0 };
        (both / (both + extras.asked + soft + extras.cost + 0.8 * named) - if order { 0.0 } else { 0.01 }).min(NEARLY)
    };
    let raw = (raw * slipped).clamp(0.0, SAME_WORDS);
    Fit {
        score: raw * gear,
        without_gear: if label.gears.is_empty() && complete { raw } else { 0.0 },
        holds_all: extra.iter().all(|said| is_light(said.weight)) && !is_light(both) && gear >= 0.9,
        only_common: left.iter().all(|word| index.weights[usize::from(*word)] <= COMMON && !index.decides(*word)),
    }
}

/// What the words of a name cost that are not in the one of the table.
struct Extras {
    /// There is one that hardly decides.
    soft: bool,
    /// For those that say nothing new of this exercise.
    cost: f64,
    /// The weight of the others.
    asked: f64,
}

/// What the first word costs that says nothing new: more than [`MARGIN`], so that a name that has it goes first.
const FIRST_IDLE: f64 = 0.085;
/// What each further one costs.
const NEXT_IDLE: f64 = 0.02;
/// What an unknown word weighs beside a whole name of the table.
const BESIDE_WHOLE: f64 = 0.5;

impl Extras {
    fn of(index: &Index, reading: &Reading, label: &Label, extra: &[&Said], complete: bool) -> Extras {
        let mut extras = Extras { soft: false, cost: 0.0, asked: 0.0 };
        for said in extra {
            if is_light(said.weight) {
                extras.soft = true;
            } else if said.is_idle(index, reading, label, complete) {
                extras.cost += if extras.cost > 0.0 { NEXT_IDLE } else { FIRST_IDLE };
            } else if complete && said.meanings.is_empty() {
                extras.asked += BESIDE_WHOLE;
            } else {
                extras.asked += said.weight;
            }
        }
        extras
    }
}

impl Said {
    /// Whether this word says nothing new of an exercise whose name lacks it: the exercise trains this muscle, another
    /// of its names has the word, or it is a posture or a handle by which no other exercise is told from this one.
    fn is_idle(&self, index: &Index, reading: &Reading, label: &Label, complete: bool) -> bool {
        let Some((word, like)) = self.meanings.first() else { return false };
        let row = EXERCISES[label.row];
        let spelling = index.spelling(*word);
        if *like < 1.0 || !complete {
            return false;
        }
        if label.words.contains(word) {
            return true;
        }
        let heavy: Vec<Word> =
            label.words.iter().copied().filter(|word| !is_light(index.weights[usize::from(*word)])).collect();
        let general = |word: &Word| {
            let word = index.spelling(*word);
            BARE.contains(&word) || BARE_ALONE.contains(&word)
        };
        let bare = heavy.iter().all(general) && heavy.len() < 2;
        // "Rear delt row" is not the row that trains the rear shoulder among others.
        let trains = |muscle: &Muscle| row.primary.contains(muscle) || (!bare && row.secondary.contains(muscle));
        if muscles_of(spelling).iter().any(trains) {
            return true;
        }
        let of_delts = reading.has(index, "delt") || reading.has(index, "shoulder");
        let of_back = reading.has(index, "back");
        let part = match spelling {
            "rear" if of_delts => Some(Muscle::RearDelts),
            "side" if of_delts => Some(Muscle::SideDelts),
            "front" if of_delts => Some(Muscle::FrontDelts),
            "upper" if of_back => Some(Muscle::UpperBack),
            "lower" if of_back => Some(Muscle::LowerBack),
            _ => None,
        };
        if part.is_some_and(|muscle| trains(&muscle)) {
            return true;
        }
        if !index.is_modifier(*word) {
            return false;
        }
        !(bare && label.gears.is_empty())
            && (index.in_row(*word, label.row)
                || (!decides_always(spelling) && !index.told_by(*word, &heavy, label.row)))
    }
}

/// Words that make another exercise even where the table has none by that name.
fn decides_always(word: &str) -> bool {
    const DECIDES: &[&str] = &[
        "front", "back", "reverse", "overhead", "up", "down", "over", "inverted", "cross", "pause", "assisted",
        "lateral", "side", "incline", "decline",
    ];
    DECIDES.contains(&word)
}

/// Whether the words come in the order of the name.
fn in_order(reading: &Reading, label: &Label) -> bool {
    let first = |said: &Said| said.meanings.first().map(|(word, _)| *word);
    let mut rest = reading.words.iter().filter_map(first);
    label
        .words
        .iter()
        .all(|word| !reading.words.iter().any(|said| first(said) == Some(*word)) || rest.any(|said| said == *word))
}

/// How the equipment that is named fits, 0 to 1.
fn gear_factor(asked: Gears, named: Gears, used: Gears) -> f64 {
    if asked.is_empty() {
        return if named.is_empty() { 1.0 } else { UNNAMED_GEAR };
    }
    let fits: Vec<f64> = asked.iter().map(|gear| fit(gear, used)).collect();
    let least = fits.iter().copied().fold(1.0, f64::min);
    let most = fits.iter().copied().fold(0.0, f64::max);
    // Of two things named one may be a handle or an extra: "cable curl with EZ bar". It is not the one that stands.
    let stands = [Gear::Cable, Gear::Machine, Gear::Smith, Gear::Landmine];
    let without = stands.into_iter().any(|gear| asked.has(gear) && !used.has(gear));
    let factor = if fits.len() > 1 && most >= 1.0 && !without { least.max(0.9) } else { least };
    // Equipment of the table's name that was not named is a lesser doubt when other equipment was.
    if named.within(asked) || factor < 1.0 { factor } else { factor * 0.9 }
}
