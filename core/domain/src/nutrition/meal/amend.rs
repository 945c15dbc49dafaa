//! Corrections that name the thing by what it was not, by a kind, or not at all: `not rice, potatoes`, `skimmed, not
//! whole`, `honey not jam`, `that was yesterday, today was soup`.

use super::correct::{Correction, NOT_SAID, is_small, is_whole, kin};
use super::text::{Kind, key_words};
use super::{Item, Reading, lexicon, read};

/// What it was not stands behind these, and behind the next mark what it was.
const WAS_NOT: &[&str] = &[
    "it was not",
    "it wasnt",
    "that was not",
    "that wasnt",
    "they were not",
    "they werent",
    "wasnt",
    "not",
    "no",
    "es war kein",
    "es war keine",
    "es waren keine",
    "kein",
    "keine",
    "nicht",
    "no era",
    "no eran",
    "ce n etait pas",
    "pas",
    "non era",
    "non",
];
/// All of it belongs to another day or was wrong, and the meal is told anew behind it.
const ALL_WRONG: &[&str] = &[
    "that was yesterday",
    "this was yesterday",
    "it was yesterday",
    "that was yesterdays",
    "that was the day before",
    "das war gestern",
    "eso fue ayer",
    "c etait hier",
    "era ieri",
    "quello era ieri",
    "scratch that",
    "scrap that",
    "forget that",
    "forget all that",
    "ignore that",
    "delete that",
    "all wrong",
    "thats all wrong",
    "that is all wrong",
    "that was all wrong",
    "that was wrong",
    "thats wrong",
    "start again",
    "start over",
    "wrong meal",
];
/// Words before the new meal.
const TODAY: &[&str] = &[
    "today it was",
    "today was",
    "today i had",
    "today i ate",
    "today",
    "i had",
    "i ate",
    "it was",
    "heute war",
    "heute gab es",
    "heute",
    "hoy fue",
    "hoy",
    "aujourd hui c etait",
    "aujourdhui",
    "oggi",
    "ich hatte",
    "comi",
    "instead",
];

impl Correction<'_> {
    /// `that was yesterday, today was fish fingers`: the meal told anew.
    pub(super) fn told_anew(&self) -> Option<Reading> {
        let start = (0..self.tokens.len().min(4))
            .find_map(|at| ALL_WRONG.iter().filter_map(|phrase| self.phrase(phrase, at)).max())?;
        let mut from = start;
        while self.tokens.get(from).is_some_and(|token| matches!(token.kind, Kind::Break | Kind::Dash)) {
            from += 1;
        }
        if let Some(after) = TODAY.iter().filter_map(|phrase| self.phrase(phrase, from)).max() {
            from = after;
        }
        let more = read(&self.slice(from, self.tokens.len()), self.lookup);
        let slot = more.slot.or(self.previous.slot);
        (!more.items.is_empty()).then_some(Reading { slot, ..more })
    }

    /// `not rice, potatoes`, `it wasn't rice, it was potatoes`
    pub(super) fn was_not(&self) -> Option<Reading> {
        let end = self.tokens.len();
        let mut start = 0;
        while let Some((super::cues::Cue::Doubt, after)) = self.cue_at(start).filter(|_| self.word(start) != Some("no"))
        {
            start = after;
        }
        while self.tokens.get(start).is_some_and(|token| matches!(token.kind, Kind::Break | Kind::Dash)) {
            start += 1;
        }
        let after = WAS_NOT.iter().filter_map(|phrase| self.phrase(phrase, start)).max()?;
        let parting = (after + 1..end).find(|at| self.tokens[*at].kind == Kind::Break)?;
        let wrong = self.slice(after, parting);
        let target = self.target(&wrong)?;
        let mut from = parting + 1;
        while let Some((_, next)) = self.cue_at(from) {
            from = next;
        }
        let right = self.slice(from, end);
        // `no toast, 2 eggs` takes something away and says something else.
        if self.word(start) == Some("no") {
            let shelf = |words: &str| self.lookup.find(words).into_iter().next().map(|found| kin(found.category));
            let new = read(&right, self.lookup);
            let [only] = &new.items[..] else { return None };
            if shelf(&only.words) != shelf(&wrong) {
                return None;
            }
        }
        self.instead(&wrong, &right, target)
    }

    /// What takes the place of something, which may be a part of a dish or a kind of a food.
    pub(super) fn instead(&self, wrong: &str, right: &str, target: usize) -> Option<Reading> {
        let item = self.previous.items.get(target)?;
        if !is_whole(item, wrong, self.lookup)
            && let Some(after) = self.part_instead(wrong, right, target)
        {
            return Some(after);
        }
        self.replaced(right, Some(target)).or_else(|| self.refined(right, Some(target)))
    }

    /// `honey not jam` of toast with jam: the dish without it, and the new thing.
    fn part_instead(&self, wrong: &str, right: &str, target: usize) -> Option<Reading> {
        let item = self.previous.items.get(target)?;
        let again = read(&format!("{} g {} without {wrong}", item.grams, item.words), self.lookup);
        let [less] = &again.items[..] else { return None };
        if less.food != item.food || less.grams >= item.grams - 1e-6 {
            return None;
        }
        let new = read(right, self.lookup);
        let [new] = &new.items[..] else { return None };
        let grams = item.grams - less.grams;
        let said = !new.assumed.iter().any(|note| note.starts_with(NOT_SAID));
        let new = if said {
            new.clone()
        } else {
            Item { amount: format!("{} g", super::amount::plain(grams.round())), ..new.weighing(grams)? }
        };
        let mut items = self.previous.items.clone();
        items[target] = Item { words: item.words.clone(), ..less.clone() };
        items.insert(target + 1, new);
        Some(self.with_items(items))
    }

    /// `skimmed`, `wholemeal`, `greek`: another kind of an item, in the same weight.
    pub(super) fn refined(&self, right: &str, target: Option<usize>) -> Option<Reading> {
        let kind: Vec<String> = super::text::tokens(right)
            .into_iter()
            .filter(|token| {
                token.is_word()
                    && !lexicon::is_joint(&token.word)
                    && !matches!(lexicon::role(&token.word), Some(lexicon::Role::Filler | lexicon::Role::Eat))
                    && !matches!(token.word.as_str(), "one" | "kind" | "version" | "type" | "weight")
            })
            .map(|token| token.word)
            .collect();
        if kind.is_empty() || kind.len() > 3 {
            return None;
        }
        let kind = kind.join(" ");
        let places: Vec<usize> = match target {
            Some(target) => vec![target],
            None => (0..self.previous.items.len()).rev().collect(),
        };
        for at in places {
            let item = &self.previous.items[at];
            let old = self.lookup.find(&item.words).into_iter().next()?;
            let (own, name) = (key_words(&item.words), key_words(item.name.split(',').next().unwrap_or_default()));
            let nouns = own.last().into_iter().chain(name.last()).chain(own.first());
            for noun in nouns {
                for phrase in [format!("{kind} {noun}"), format!("{noun} {kind}")] {
                    let Some(found) = self.lookup.find(&phrase).into_iter().next() else { continue };
                    if found.confidence < 0.9 || found.id == item.food || kin(found.category) != kin(old.category) {
                        continue;
                    }
                    let again = read(&format!("{} g {phrase}", item.grams), self.lookup);
                    let [new] = &again.items[..] else { continue };
                    if new.food != found.id {
                        continue;
                    }
                    let mut items = self.previous.items.clone();
                    items[at] = Item { amount: item.amount.clone(), ..new.clone() };
                    return Some(self.with_items(items));
                }
            }
        }
        None
    }

    /// `wholemeal`, `diet`, `dry weight`: nothing but a kind, without any cue.
    pub(super) fn kind_only(&self) -> Option<Reading> {
        let words: Vec<&str> = (0..self.tokens.len()).filter_map(|at| self.word(at)).collect();
        let kinds = words.iter().all(|word| {
            lexicon::is_attribute(word) || lexicon::state(word).is_some() || *word == "weight" || *word == "please"
        });
        if words.is_empty() || words.len() > 3 || !kinds || words.len() != self.tokens.len() {
            return None;
        }
        self.refined(&words.join(" "), None).or_else(|| self.prepared_by(&words))
    }

    fn prepared_by(&self, words: &[&str]) -> Option<Reading> {
        let state = words.iter().find(|word| lexicon::state(word).is_some())?;
        self.refined(state, None)
    }

    /// `make the pasta 200 g`, `chicken 250`: a name and an amount.
    pub(super) fn named_amount(&self, from: usize) -> Option<Reading> {
        let from = if self.word(from) == Some("make") { from + 1 } else { from };
        let number = (from + 1..self.tokens.len()).find(|at| {
            self.tokens[*at].number().is_some()
                || self.word(*at).is_some_and(|word| lexicon::number_word(word).is_some() && !lexicon::is_article(word))
        })?;
        let name = self.slice(from, number);
        if key_words(&name).iter().all(|word| is_small(word)) {
            return None;
        }
        let target = self.target(&name)?;
        self.weighed(&self.slice(number, self.tokens.len()), target)
    }
}
