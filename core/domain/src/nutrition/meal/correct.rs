//! Corrections: what a person says about a meal that has just been read.
//!
//! A correction has a cue, such as `no`, `actually`, `make that`, `without`, `add`, or is nothing but an amount. What is
//! said is read like a meal and put in the place of the item that it is about: the one that is named, one of the same
//! food, of the same words, of the same shelf, or the last one. All of it is said again by reading `200 g` and the words
//! of the item, so that a corrected item is weighed like one that was said right at once.

mod amounts;
mod replaced;

use super::cues::{CUES, Cue};
use super::lookup::FoodLookup;
use super::text::{Kind, Token, key_words, tokens};
use super::{Item, Reading, lexicon, read};
use crate::fold::fold;
use crate::nutrition::food::FoodCategory;

/// Letters of a correction: what is longer tells a meal.
const LONGEST: usize = 300;

/// The meal as it is after `text`, or `None` when the text does not correct it.
///
/// The items that it is not about stay as they are. An item whose food is replaced keeps its weight unless a new one is
/// said. Questions that the text answers are gone.
#[must_use]
pub fn correct(previous: &Reading, text: &str, lookup: &dyn FoodLookup) -> Option<Reading> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST || (previous.items.is_empty() && previous.questions.is_empty())
    {
        return None;
    }
    let tokens = tokens(text);
    Correction { previous, text, tokens, lookup }.apply().filter(|after| after != previous)
}

pub(super) struct Correction<'a> {
    pub(super) previous: &'a Reading,
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) lookup: &'a dyn FoodLookup,
}

impl Correction<'_> {
    fn apply(&self) -> Option<Reading> {
        if let Some(after) = self.told_anew().or_else(|| self.was_not()) {
            return Some(after);
        }
        let (mut from, mut cue) = (0, None);
        // `oh and a can of coke`
        let mut more = false;
        while let Some(word) = self.word(from) {
            let and = matches!(word, "and" | "und" | "y" | "et" | "e");
            let opens = matches!(word, "oh" | "ah" | "um" | "but" | "aber" | "pero" | "mais" | "ma" | "ups" | "hmm");
            if !and && !opens {
                break;
            }
            more |= and;
            from += 1;
            while self.tokens.get(from).is_some_and(|token| matches!(token.kind, Kind::Break | Kind::Dash)) {
                from += 1;
            }
        }
        let start = from;
        while let Some((found, after)) = self.cue_at(from) {
            // `no butter`, but `no, butter` doubts.
            let none_of_it = self.word(from) == Some("no")
                && self.tokens.get(after).is_some_and(Token::is_word)
                && self.cue_at(after).is_none()
                && self.word(after).is_some_and(|word| lexicon::number_word(word).is_none());
            cue = Some(if none_of_it { Cue::None } else { found });
            from = after;
            while self.tokens.get(from).is_some_and(|token| matches!(token.kind, Kind::Break | Kind::Dash)) {
                from += 1;
            }
            if matches!(cue, Some(Cue::Remove | Cue::None | Cue::Add)) {
                break;
            }
        }
        let end = self.tokens.len();
        if let Some(after) = self.scaled(from, cue.is_some()) {
            return Some(after);
        }
        if let Some(after) = self.swapped(from) {
            return Some(after);
        }
        if let Some(after) = self.was(from) {
            return Some(after);
        }
        match cue {
            Some(Cue::Remove) => self.removed(&self.slice(from, end)),
            Some(Cue::None) => self
                .removed(&self.slice(from, end))
                .or_else(|| self.amount_only(from))
                .or_else(|| self.replaced(&self.slice(from, end), None)),
            Some(Cue::Add) => self.added(&self.slice(from, end)),
            Some(Cue::Replace | Cue::Doubt) => self
                .amount_only(from)
                .or_else(|| self.named_amount(from))
                .or_else(|| self.removed_later(from))
                .or_else(|| self.prepared(from))
                .or_else(|| self.replaced(&self.slice(from, end), None))
                .or_else(|| self.refined(&self.slice(from, end), None)),
            None if more => self.added_plainly(&self.slice(start, end)),
            None if self.word(from) == Some("make") => self.named_amount(from),
            None => self.amount_only(from).or_else(|| self.kind_only()),
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.is_word()).map(|token| token.word.as_str())
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        let (Some(first), Some(last)) =
            (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last)))
        else {
            return String::new();
        };
        self.text.get(first.start..last.end).unwrap_or_default().to_owned()
    }

    /// Whether a phrase stands at a token, and the token behind it.
    pub(super) fn phrase(&self, phrase: &str, at: usize) -> Option<usize> {
        let mut after = at;
        for word in phrase.split(' ') {
            if self.word(after) != Some(word) {
                return None;
            }
            after += 1;
        }
        Some(after)
    }

    pub(super) fn cue_at(&self, at: usize) -> Option<(Cue, usize)> {
        CUES.iter()
            .filter_map(|(phrase, cue)| self.phrase(phrase, at).map(|after| (*cue, after)))
            .max_by_key(|(_, after)| *after)
    }

    /// The item that words are about.
    pub(super) fn target(&self, words: &str) -> Option<usize> {
        let items = &self.previous.items;
        let said: Vec<String> = key_words(words).into_iter().filter(|word| !is_small(word)).collect();
        if said.is_empty() {
            return None;
        }
        let found =
            self.lookup.find(words).into_iter().next().or_else(|| self.lookup.find(&said.join(" ")).into_iter().next());
        if let Some(at) = found.as_ref().and_then(|found| items.iter().rposition(|item| item.food == found.id)) {
            return Some(at);
        }
        let shared = |item: &Item| {
            let (own, name) = (key_words(&item.words), key_words(&item.name));
            said.iter().filter(|word| own.contains(word) || name.contains(word)).count()
        };
        let (at, count) =
            items.iter().enumerate().map(|(at, item)| (at, shared(item))).max_by_key(|(at, count)| (*count, *at))?;
        (count > 0).then_some(at)
    }

    pub(super) fn with_items(&self, items: Vec<Item>) -> Reading {
        Reading { items, ..self.previous.clone() }
    }

    /// `I had no coffee`, `there was no butter` behind a doubt.
    fn removed_later(&self, from: usize) -> Option<Reading> {
        let at = (from..self.tokens.len().min(from + 4)).find(|at| {
            matches!(
                self.word(*at),
                Some("no" | "without" | "ohne" | "sin" | "sans" | "senza" | "kein" | "keine" | "keinen" | "didnt")
            )
        })?;
        self.removed(&self.slice(at + 1, self.tokens.len()))
    }

    fn removed(&self, words: &str) -> Option<Reading> {
        let mut items = self.previous.items.clone();
        let mut questions = self.previous.questions.clone();
        let mut changed = false;
        if let [all] = &parts(words)[..]
            && matches!(
                fold(all).as_str(),
                "everything" | "all" | "all of it" | "the lot" | "alles" | "todo" | "tout" | "tutto"
            )
        {
            return Some(Reading { slot: self.previous.slot, ..Reading::default() });
        }
        for part in parts(words) {
            let found = {
                let current = Reading { items: items.clone(), ..Reading::default() };
                Correction { previous: &current, text: self.text, tokens: Vec::new(), lookup: self.lookup }
                    .target(&part)
            };
            // A part of a dish: `without the cheese` of a cheese sandwich is not the sandwich.
            let whole = found.filter(|at| is_whole(&items[*at], &part, self.lookup));
            if let Some(at) = whole {
                items.remove(at);
                changed = true;
                continue;
            }
            for item in items.iter_mut().rev() {
                let again = read(&format!("{} g {} without {part}", item.grams, item.words), self.lookup);
                if let [less] = &again.items[..]
                    && less.food == item.food
                    && less.grams < item.grams - 1e-6
                {
                    *item = less.clone();
                    changed = true;
                    break;
                }
            }
            let said = key_words(&part);
            let before = questions.len();
            questions.retain(|question| {
                !key_words(&question.words).iter().any(|word| said.contains(word) && !is_small(word))
            });
            changed |= questions.len() != before;
        }
        changed.then(|| Reading { items, questions, ..self.previous.clone() })
    }

    fn added(&self, words: &str) -> Option<Reading> {
        // `add an apple and remove the coffee` is two corrections; the meal is read, the rest is left alone.
        let more = read(words, self.lookup);
        if more.items.is_empty() && more.questions.is_empty() {
            return None;
        }
        let mut after = self.previous.clone();
        after.items.extend(more.items);
        after.questions.extend(more.questions);
        Some(after)
    }

    /// `and a banana`: only where all of it is food.
    fn added_plainly(&self, words: &str) -> Option<Reading> {
        let more = read(words, self.lookup);
        let plain = !more.items.is_empty() && more.questions.is_empty() && more.ignored.is_empty();
        plain.then(|| self.added(words)).flatten()
    }
}

/// Begins the assumption of a reader about an amount that was not said.
pub(super) const NOT_SAID: &str = "amount not said";

/// Shelves whose foods take each other's place.
pub(super) const fn kin(shelf: FoodCategory) -> u8 {
    use FoodCategory as Shelf;
    match shelf {
        Shelf::Meat | Shelf::Poultry | Shelf::Fish | Shelf::ProcessedMeat | Shelf::Legume => 1,
        Shelf::Grain | Shelf::Potato | Shelf::Bread | Shelf::Cereal => 2,
        Shelf::Dairy | Shelf::PlantMilk => 3,
        Shelf::Drink | Shelf::AlcoholicDrink => 4,
        Shelf::Fruit => 5,
        Shelf::Vegetable => 6,
        Shelf::Oil => 7,
        Shelf::Egg => 8,
        _ => 9,
    }
}

pub(super) fn is_small(word: &str) -> bool {
    lexicon::is_joint(word)
        || lexicon::state(word).is_some()
        || lexicon::unit(word).is_some()
        || lexicon::size(word).is_some()
        || lexicon::number_word(word).is_some()
        || matches!(
            lexicon::role(word),
            Some(lexicon::Role::Filler | lexicon::Role::Eat | lexicon::Role::With | lexicon::Role::And)
        )
}

/// The things of a list.
fn parts(words: &str) -> Vec<String> {
    let tokens = tokens(words);
    let mut out: Vec<String> = Vec::new();
    let mut from: Option<usize> = None;
    let mut to = 0;
    for token in &tokens {
        let parting =
            !token.is_word() || matches!(token.word.as_str(), "and" | "und" | "y" | "et" | "e" | "or" | "oder");
        let small = token.is_word()
            && (lexicon::is_joint(&token.word)
                || matches!(token.word.as_str(), "it" | "from" | "them" | "that" | "bitte" | "please"));
        if parting {
            if let Some(start) = from.take() {
                out.push(words.get(start..to).unwrap_or_default().to_owned());
            }
        } else if !small || from.is_some() {
            from.get_or_insert(token.start);
            if !small {
                to = token.end;
            }
        }
    }
    if let Some(start) = from {
        out.push(words.get(start..to).unwrap_or_default().to_owned());
    }
    out.retain(|part| !part.is_empty());
    out
}

/// Whether the words mean the item itself, and not something in it: its food, its own words or their last one.
pub(super) fn is_whole(item: &Item, words: &str, lookup: &dyn FoodLookup) -> bool {
    if lookup.find(words).into_iter().next().is_some_and(|found| found.id == item.food) {
        return true;
    }
    // Of `toast with butter`, toast is the thing.
    let first = |text: &str| {
        let tokens = tokens(text);
        let named = tokens.iter().take_while(|token| {
            token.is_word()
                && !matches!(
                    token.word.as_str(),
                    "with" | "mit" | "con" | "avec" | "and" | "und" | "y" | "et" | "e" | "on" | "auf" | "in"
                )
        });
        named.map(|token| super::text::singular(&token.word)).collect::<Vec<String>>()
    };
    let (said, own, name) =
        (key_words(words), first(&item.words), first(item.name.split(',').next().unwrap_or_default()));
    said.last().is_some_and(|last| own.contains(last) || name.last() == Some(last))
}

fn scaled_item(item: &Item, factor: f64) -> Option<Item> {
    let scaled = item.weighing(item.grams * factor)?;
    let amount = format!("{} × ({})", super::amount::plain(factor), item.amount);
    Some(Item { amount, ..scaled })
}
