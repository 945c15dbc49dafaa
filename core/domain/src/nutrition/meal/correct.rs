//! Corrections: what a person says about a meal that has just been read.
//!
//! A correction has a cue, such as `no`, `actually`, `make that`, `without`, `add`, or is nothing but an amount. What is
//! said is read like a meal and put in the place of the item that it is about: the one that is named, one of the same
//! food, of the same words, of the same shelf, or the last one. All of it is said again by reading `200 g` and the words
//! of the item, so that a corrected item is weighed like one that was said right at once.

use super::cues::{CUES, Cue, NOT, NOT_BUT};
use super::lookup::FoodLookup;
use super::text::{Kind, Token, key_words, tokens};
use super::{Item, Missing, Reading, lexicon, read};
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

    /// `half of that`, `only half of the rice`, `double that`
    fn scaled(&self, from: usize, cued: bool) -> Option<Reading> {
        let mut at = from;
        while self.word(at).is_some_and(|word| {
            matches!(
                word,
                "i" | "ate"
                    | "had"
                    | "only"
                    | "just"
                    | "about"
                    | "die"
                    | "la"
                    | "le"
                    | "el"
                    | "il"
                    | "a"
                    | "nur"
                    | "solo"
                    | "ich"
                    | "habe"
                    | "eat"
            )
        }) {
            at += 1;
        }
        let word = self.word(at)?;
        let factor = match word {
            "double" | "twice" | "doppelt" | "doppelte" | "doble" | "doppio" => 2.0,
            "triple" | "thrice" | "dreifache" => 3.0,
            _ => lexicon::part(word)?,
        };
        let factor = if self.word(at.wrapping_sub(1)) == Some("three") && factor == 0.25 { 0.75 } else { factor };
        let mut rest = at + 1;
        let mut all = false;
        while let Some(word) = self.word(rest) {
            match word {
                "of" | "the" | "von" | "der" | "dem" | "vom" | "davon" | "de" | "del" | "la" | "du" | "di" | "das"
                | "amount" | "as" | "much" | "den" => {}
                "that" | "it" | "all" | "everything" | "this" | "eso" | "ca" | "questo" | "meal" | "gegessen"
                | "menge" | "please" | "them" => all = true,
                _ => break,
            }
            rest += 1;
        }
        all |= self.word(rest).is_none() && self.tokens.get(rest).is_none_or(|token| token.kind == Kind::Break);
        let mut items = self.previous.items.clone();
        if all && (cued || rest > at + 1 || factor > 1.0) {
            for item in &mut items {
                *item = scaled_item(item, factor)?;
            }
            return (!items.is_empty()).then(|| self.with_items(items));
        }
        // `half an avocado` is an amount, `half the rice` is half of it.
        if rest == at + 1 {
            return None;
        }
        let target = self.target(&self.slice(rest, self.tokens.len()))?;
        let item = items.get_mut(target)?;
        *item = scaled_item(item, factor)?;
        Some(self.with_items(items))
    }

    /// `brown rice instead of white`, `not butter but margarine`
    fn swapped(&self, from: usize) -> Option<Reading> {
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

    /// The item that an amount alone was said of, `3 not 2`: the last one.
    fn amount_item(&self, words: &str) -> Option<usize> {
        let tokens = tokens(words);
        let numbers =
            tokens.iter().any(|token| token.number().is_some() || lexicon::number_word(&token.word).is_some());
        (numbers && tokens.len() <= 3).then(|| self.previous.items.len().checked_sub(1)).flatten()
    }

    /// `the milk was oat milk`, `the rice was 200 g`
    fn was(&self, from: usize) -> Option<Reading> {
        let end = self.tokens.len();
        let at = (from + 1..end.min(from + 6)).find(|at| {
            matches!(
                self.word(*at),
                Some("was" | "were" | "is" | "war" | "waren" | "era" | "eran" | "etait" | "etaient" | "erano" | "fue")
            )
        })?;
        if matches!(self.word(from), Some("it" | "that" | "there" | "they" | "es" | "das" | "c" | "i")) {
            return None;
        }
        let target = self.target(&self.slice(from, at))?;
        let right = self.slice(at + 1, end);
        self.weighed(&right, target)
            .or_else(|| self.replaced(&right, Some(target)))
            .or_else(|| self.refined(&right, Some(target)))
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

    /// Nothing but an amount: `two of them`, `200 g`, `3 slices`.
    fn amount_only(&self, from: usize) -> Option<Reading> {
        let end = self.tokens.len();
        let mut last = end;
        while last > from
            && (!self.tokens[last - 1].is_word() && self.tokens[last - 1].number().is_none()
                || self.word(last - 1).is_some_and(|word| {
                    matches!(
                        word,
                        "of" | "them"
                            | "it"
                            | "those"
                            | "these"
                            | "davon"
                            | "ellos"
                            | "ellas"
                            | "that"
                            | "please"
                            | "though"
                            | "actually"
                            | "en"
                            | "ne"
                            | "total"
                            | "bitte"
                    )
                }))
        {
            last -= 1;
        }
        let words = self.slice(from, last);
        let target = self.amount_target(from, last)?;
        // `it was a pint` is of the beer, although the crisps came last.
        self.weighed(&words, target)
            .or_else(|| (0..self.previous.items.len()).rev().find_map(|other| self.weighed(&words, other)))
    }

    /// The item that a bare amount is about: for a count the last one that was counted, else the last one.
    fn amount_target(&self, from: usize, to: usize) -> Option<usize> {
        let mut has_number = false;
        let mut has_unit = false;
        for at in from..to {
            let token = &self.tokens[at];
            let word = token.word.as_str();
            if token.number().is_some()
                || lexicon::number_word(word).is_some()
                || lexicon::part(word).is_some()
                || lexicon::loose_count(word).is_some()
                || lexicon::is_article(word)
                    && self
                        .word(at + 1)
                        .is_some_and(|next| lexicon::unit(next).is_some() || lexicon::size(next).is_some())
            {
                has_number = true;
            } else if has_number && lexicon::unit(word).is_some() {
                has_unit = true;
            } else if lexicon::size(word).is_some() {
                has_number = true;
            } else if !(token.kind == Kind::Dash
                || matches!(lexicon::role(word), Some(lexicon::Role::Filler | lexicon::Role::Eat | lexicon::Role::And)))
            {
                return None;
            }
        }
        if !has_number {
            return None;
        }
        let items = &self.previous.items;
        if items.is_empty() {
            return None;
        }
        let counted = || items.iter().rposition(|item| item.amount.contains('×'));
        if has_unit { Some(items.len() - 1) } else { counted().or(Some(items.len() - 1)) }
    }

    /// `it was fried`: another way of preparing the last item.
    fn prepared(&self, from: usize) -> Option<Reading> {
        let words: Vec<&str> = (from..self.tokens.len()).filter_map(|at| self.word(at)).collect();
        let state = words.iter().find(|word| lexicon::state(word).is_some())?;
        if !words.iter().all(|word| word == state || is_small(word)) {
            return None;
        }
        let last = self.previous.items.len().checked_sub(1)?;
        let item = &self.previous.items[last];
        let named: Vec<String> =
            key_words(&item.words).into_iter().filter(|word| lexicon::state(word).is_none()).collect();
        let again = read(&format!("{} g {} {state}", item.grams, named.join(" ")), self.lookup);
        let [new] = &again.items[..] else { return None };
        let mut items = self.previous.items.clone();
        items[last] = Item { amount: item.amount.clone(), words: item.words.clone(), ..new.clone() };
        Some(self.with_items(items))
    }

    /// The item with another amount.
    pub(super) fn weighed(&self, amount: &str, target: usize) -> Option<Reading> {
        let item = self.previous.items.get(target)?;
        let (from, to) = (amount.trim(), item.words.as_str());
        let tokens = tokens(from);
        let plain = tokens.iter().all(|token| {
            token.number().is_some()
                || token.kind == Kind::Dash
                || lexicon::unit(&token.word).is_some()
                || lexicon::number_word(&token.word).is_some()
                || lexicon::part(&token.word).is_some()
                || lexicon::loose_count(&token.word).is_some()
                || lexicon::size(&token.word).is_some()
                || matches!(
                    lexicon::role(&token.word),
                    Some(lexicon::Role::Filler | lexicon::Role::Eat | lexicon::Role::And)
                )
        });
        if tokens.is_empty() || !plain {
            return None;
        }
        // `they were large slices`: as many as before.
        let numbered = tokens.iter().any(|token| {
            token.number().is_some()
                || lexicon::number_word(&token.word).is_some()
                || lexicon::part(&token.word).is_some()
                || lexicon::loose_count(&token.word).is_some()
        });
        let count = item.amount.split_once(" ×").map_or("1", |(count, _)| count);
        let count = if numbered { "" } else { count };
        // `the chicken was 250` of chicken that was weighed.
        let bare = tokens.iter().all(|token| lexicon::unit(&token.word).is_none());
        let value = tokens.iter().find_map(Token::number).unwrap_or_default();
        let unit = item.amount.split(' ').nth(1).filter(|unit| {
            bare && value >= 10.0 && matches!(*unit, "g" | "ml" | "cl" | "dl") && !item.amount.contains('×')
        });
        let number = tokens.iter().find(|token| token.number().is_some());
        let from = match (unit, number) {
            (Some(unit), Some(number)) => format!("{} {unit}", from.get(number.start..number.end).unwrap_or_default()),
            _ => from.to_owned(),
        };
        let again = read(&format!("{count} {from} {to}"), self.lookup);
        let [new] = &again.items[..] else { return None };
        if new.food != item.food || new.assumed.iter().any(|note| note.starts_with(NOT_SAID)) {
            return None;
        }
        let mut items = self.previous.items.clone();
        items[target] = Item { words: item.words.clone(), ..new.clone() };
        Some(self.with_items(items))
    }

    /// What is read takes the place of what it is about.
    pub(super) fn replaced(&self, words: &str, target: Option<usize>) -> Option<Reading> {
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
    fn part_of(&self, new: &Item, taken: &[usize]) -> Option<(usize, Item, Item)> {
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
                Item { amount: format!("{} g", super::amount::plain(grams)), ..new.weighing(grams)? }
            };
            return Some((at, less.clone(), part));
        }
        None
    }

    /// The item that a new one is most like: of the same food, words or shelf.
    fn alike(&self, new: &Item, taken: &[usize]) -> Option<usize> {
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
    fn in_place_of(&self, old: &Item, new: Item) -> Item {
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
