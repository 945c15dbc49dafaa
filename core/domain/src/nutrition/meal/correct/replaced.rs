//! Corrections of what it was.

use super::super::cues::{Cue, NOT, NOT_BUT};
use super::super::text::{Kind, key_words};
use super::super::{Item, Missing, Reading, read};
use super::{Correction, NOT_SAID, is_small, kin};
use crate::nutrition::food::FoodCategory;

impl Correction<'_> {
    /// `brown rice instead of white`, `not butter but margarine`
    pub(super) fn swapped(&self, from: usize) -> Option<Reading> {
        let end = self.tokens.len();
        for (not, but) in NOT_BUT {
            // The `no` may have been taken for a cue.
            for start in [from, from.saturating_sub(1)] {
                let Some(after) = self.phrase(not, start) else { continue };
                let Some(at) = (after..end).find(|at| self.phrase(but, *at).is_some()) else { continue };
                let target = self.target(&self.slice(after, at));
                if target.is_some() {
                    return self.replaced(&self.slice(at + 1, end), target);
                }
            }
        }
        for at in from + 1..end {
            let Some((after, _)) = NOT
                .iter()
                .filter_map(|not| self.phrase(not, at).map(|after| (after, ())))
                .max_by_key(|(after, ())| *after)
            else {
                continue;
            };
            let wrong = self.slice(after, end);
            let target = self.target(&wrong).or_else(|| self.amount_item(&wrong));
            if target.is_none() && at > from && after < end {
                // `skimmed, not whole` of milk of which neither was said.
                let right = self.slice(from, at);
                if self.phrase("not", at).is_some()
                    && let Some(after) = self.refined(right.trim_end_matches([',', ' ']), None)
                {
                    return Some(after);
                }
            }
            if target.is_some() {
                let mut start = from;
                while let Some((Cue::Replace | Cue::Doubt | Cue::Add, next)) = self.cue_at(start) {
                    start = next;
                }
                let right = self.slice(start, at);
                return self.instead(&wrong, &right, target?).or_else(|| self.weighed(&right, target?));
            }
        }
        // `statt Milch war es Hafermilch`
        if let Some(after) = NOT.iter().filter_map(|not| self.phrase(not, from)).max() {
            let parted = |at: &usize| {
                self.tokens[*at].kind == Kind::Break
                    || matches!(self.word(*at), Some("it" | "war" | "i" | "hatte" | "era" | "c" | "j"))
            };
            if let Some(at) = (after + 1..end).find(parted) {
                let target = self.target(&self.slice(after, at));
                if target.is_some() {
                    return self.replaced(&self.slice(at + 1, end), target);
                }
            }
            // `statt Kaffee Tee`
            for at in after + 1..end {
                let (wrong, right) = (self.slice(after, at), self.slice(at, end));
                let whole = self.lookup.find(&wrong).into_iter().next();
                if whole.is_some()
                    && let Some(target) = self.target(&wrong)
                    && let [_] = &read(&right, self.lookup).items[..]
                {
                    return self.replaced(&right, Some(target));
                }
            }
        }
        // `change the rice to quinoa`, `swap rice for quinoa`
        let after = ["change", "swap", "replace", "ersetze", "cambia", "remplace", "sostituisci"]
            .iter()
            .find_map(|verb| self.phrase(verb, from))?;
        let at = (after + 1..end).find(|at| {
            matches!(self.word(*at), Some("to" | "for" | "with" | "durch" | "por" | "par" | "con" | "into"))
        })?;
        let target = self.target(&self.slice(after, at))?;
        let right = self.slice(at + 1, end);
        self.weighed(&right, target).or_else(|| self.replaced(&right, Some(target)))
    }

    /// What is read takes the place of what it is about.
    pub(in super::super) fn replaced(&self, words: &str, target: Option<usize>) -> Option<Reading> {
        let more = read(words, self.lookup);
        if more.items.is_empty() {
            return None;
        }
        let mut after = self.previous.clone();
        let mut taken: Vec<usize> = Vec::new();
        for new in more.items {
            let at = target.filter(|at| !taken.contains(at)).or_else(|| self.alike(&new, &taken));
            if let Some((at, less, part)) = self.part_of(&new, &taken) {
                taken.push(at);
                after.items[at] = less;
                after.items.insert(at + 1, part);
            } else if let Some(at) = at {
                taken.push(at);
                after.items[at] = self.in_place_of(&self.previous.items[at], new);
            } else if let Some(question) = after.questions.iter().position(|question| question.what != Missing::Slot) {
                after.questions.remove(question);
                after.items.push(new);
            } else if let Some(last) = self.previous.items.len().checked_sub(1).filter(|last| !taken.contains(last)) {
                taken.push(last);
                after.items[last] = self.in_place_of(&self.previous.items[last], new);
            } else {
                after.items.push(new);
            }
        }
        after.questions.extend(more.questions);
        Some(after)
    }

    /// A part of a dish that the new item takes the place of, `oat milk` of coffee with milk: the dish without it, and
    /// the new item with its weight.
    pub(super) fn part_of(&self, new: &Item, taken: &[usize]) -> Option<(usize, Item, Item)> {
        let mine = key_words(&new.words);
        let last = mine.last()?;
        let found = |words: &str| self.lookup.find(words).into_iter().next();
        let shelf = found(&new.words)?.category;
        for (at, item) in self.previous.items.iter().enumerate().rev() {
            let Some(dish) = found(&item.words).filter(|dish| !taken.contains(&at) && dish.parts.len() > 1) else {
                continue;
            };
            if kin(dish.category) == kin(shelf) {
                continue;
            }
            let Some(part) = dish.parts.iter().find(|part| key_words(&part.name).contains(last)) else { continue };
            let grams = part.grams * item.grams / 100.0;
            let again = read(&format!("{} g {} without {last}", item.grams, item.words), self.lookup);
            let [less] = &again.items[..] else { continue };
            if less.food != item.food || less.grams >= item.grams {
                continue;
            }
            let said = !new.assumed.iter().any(|note| note.starts_with(NOT_SAID));
            let part = if said {
                new.clone()
            } else {
                Item { amount: format!("{} g", super::super::amount::plain(grams)), ..new.weighing(grams)? }
            };
            return Some((at, less.clone(), part));
        }
        None
    }

    /// The item that a new one is most like: of the same food, words or shelf.
    pub(super) fn alike(&self, new: &Item, taken: &[usize]) -> Option<usize> {
        let items = &self.previous.items;
        let shelf = |item: &Item| -> Option<FoodCategory> {
            self.lookup.find(&item.words).into_iter().next().map(|found| found.category)
        };
        let (own, name) = (key_words(&new.words), key_words(&new.name));
        let mine = shelf(new);
        let score = |item: &Item| {
            let (words, old) = (key_words(&item.words), key_words(&item.name));
            let shared = own
                .iter()
                .chain(&name)
                .filter(|word| !is_small(word) && (words.contains(word) || old.contains(word)))
                .count();
            if item.food == new.food {
                100
            } else if shared > 0 {
                10 + shared
            } else {
                usize::from(mine.is_some() && shelf(item).map(kin) == mine.map(kin)) * 5
            }
        };
        let (at, best) = items
            .iter()
            .enumerate()
            .filter(|(at, _)| !taken.contains(at))
            .map(|(at, item)| (at, score(item)))
            .max_by_key(|(at, score)| (*score, *at))?;
        (best > 0).then_some(at)
    }

    /// A new food with the weight of the old one, unless it was said how much, or the old one was counted and the new
    /// one is not counted so.
    pub(super) fn in_place_of(&self, old: &Item, new: Item) -> Item {
        let said = !new.assumed.iter().any(|note| note.starts_with(NOT_SAID) || note.starts_with("number not said"));
        let shelf = |item: &Item| self.lookup.find(&item.words).into_iter().next().map(|found| kin(found.category));
        let portion = old.amount.contains('×') || old.amount.starts_with("1 ");
        if said || (portion && shelf(old) != shelf(&new)) {
            return new;
        }
        let Some(mut item) = new.weighing(old.grams) else { return new };
        item.assumed.retain(|note| !note.starts_with(NOT_SAID) && !note.starts_with("number not said"));
        item.assumed.push("amount kept".to_owned());
        item.amount = old.amount.clone();
        item
    }
}
