//! Corrections of how much it was, and of how it was prepared.

use super::super::text::{Kind, Token, key_words, tokens};
use super::super::{Item, Reading, lexicon, read};
use super::{Correction, NOT_SAID, is_small, scaled_item};

impl Correction<'_> {
    /// `half of that`, `only half of the rice`, `double that`
    pub(super) fn scaled(&self, from: usize, cued: bool) -> Option<Reading> {
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

    /// The item that an amount alone was said of, `3 not 2`: the last one.
    pub(super) fn amount_item(&self, words: &str) -> Option<usize> {
        let tokens = tokens(words);
        let numbers =
            tokens.iter().any(|token| token.number().is_some() || lexicon::number_word(&token.word).is_some());
        (numbers && tokens.len() <= 3).then(|| self.previous.items.len().checked_sub(1)).flatten()
    }

    /// `the milk was oat milk`, `the rice was 200 g`
    pub(super) fn was(&self, from: usize) -> Option<Reading> {
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

    /// Nothing but an amount: `two of them`, `200 g`, `3 slices`.
    pub(super) fn amount_only(&self, from: usize) -> Option<Reading> {
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
    pub(super) fn amount_target(&self, from: usize, to: usize) -> Option<usize> {
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
    pub(super) fn prepared(&self, from: usize) -> Option<Reading> {
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
    pub(in super::super) fn weighed(&self, amount: &str, target: usize) -> Option<Reading> {
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
}
