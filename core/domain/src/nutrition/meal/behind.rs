//! Amounts and sizes that stand behind the food that they are of.

use super::amount::Amount;
use super::idle::IDLE;
use super::lexicon::{self, Role, Size, Unit};
use super::read::Reader;
use super::text::Kind;
use crate::nutrition::food::FoodCategory;

/// Words for each of several.
const EACH: &[&str] = &[
    "each", "apiece", "jeweils", "je", "cada", "chacun", "chacune", "chaque", "ciascuno", "ciascuna", "ognuno", "per",
    "pro", "piece", "stuck",
];

impl Reader<'_> {
    /// An amount behind its food: `chicken 200 g`, `banana (120 g)`, `eggs x2`, `oats: 50 g`, `tacos, three of them`,
    /// `2 burgers, 120 g each`.
    pub(super) fn trailing(&mut self, at: usize, amount: &Amount, after: usize) -> Option<usize> {
        let last = self.drafts.len().checked_sub(1)?;
        let gap = self.tokens.get(self.drafts[last].to..at)?;
        let (after, pronoun) = self.of_them(after);
        let (after, each) = self.each(after);
        let ends_thing = pronoun
            || each
            || self.tokens.get(after).is_none_or(|token| {
                matches!(token.kind, Kind::Break | Kind::Close | Kind::Open)
                    || token.word == IDLE
                    || matches!(token.word.as_str(), "for" | "at" | "in")
            });
        let mark = |token: &super::text::Token| self.text.get(token.start..token.end);
        // `sushi, 8 pieces`, at the end of a line or before the next comma; `tacos, had three`.
        let commas = gap.iter().filter(|token| token.kind == Kind::Break && mark(token) == Some(",")).count();
        let small = |word: &str| {
            word == IDLE
                || matches!(
                    word,
                    "x" | "about"
                        | "approx"
                        | "ca"
                        | "circa"
                        | "etwa"
                        | "roughly"
                        | "approximately"
                        | "around"
                        | "environ"
                        | "total"
                        | "weighing"
                        | "of"
                        | "de"
                        | "da"
                        | "di"
                        | "von"
                        | "zu"
                        | "je"
                        | "at"
                        | "maybe"
                        | "only"
                        | "just"
                        | "probably"
                        | "each"
                        | "i"
                        | "had"
                        | "ate"
                        | "drank"
                        | "was"
                        | "were"
                        | "there"
                        | "it"
                        | "they"
                )
        };
        let close = commas <= usize::from(ends_thing)
            && gap.iter().all(|token| match token.kind {
                Kind::Open | Kind::Dash => true,
                Kind::Break => matches!(mark(token), Some(":" | "=" | ",")),
                Kind::Word => small(&token.word),
                _ => false,
            });
        // `crisps, a bag` says how much, `crisps, a banana` does not.
        let one = amount.article && !(amount.unit.is_some() && commas == 1 && ends_thing);
        if !close || one || self.pending.amount.is_some() || !self.pending.unknown.is_empty() || self.drafts[last].asked
        {
            return None;
        }
        // `porridge: 60 g oats`: the amount is of what follows.
        if gap.iter().any(|token| token.kind == Kind::Break) && !pronoun && self.longest(after).is_some() {
            return None;
        }
        let open = gap.iter().any(|token| token.kind == Kind::Open);
        let marked =
            open || gap.iter().any(|token| matches!(token.kind, Kind::Dash | Kind::Break) || token.word == "x");
        let ends = pronoun
            || self
                .tokens
                .get(after)
                .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number(_) | Kind::Fraction(_)))
            || self.word(after).is_some_and(|word| {
                lexicon::state(word).is_some()
                    || word == IDLE
                    || matches!(
                        lexicon::role(word),
                        Some(Role::And | Role::With | Role::Without | Role::Circumstance | Role::Or)
                    )
                    || matches!(word, "for" | "total" | "weight")
            });
        let draft = &self.drafts[last];
        let free = draft.amount.as_ref().is_none_or(|known| known.article && known.unit.is_none());
        let colon = gap.iter().any(|token| token.kind == Kind::Break);
        let count = draft.amount.as_ref().filter(|known| is_count(known)).map(|known| known.value);
        // `2 filetes de 150 g`, `2 Steaks je 150 g`
        let per_one = each
            || self.word(at) == Some("a")
            || gap.last().is_some_and(|token| {
                matches!(token.word.as_str(), "of" | "de" | "da" | "di" | "von" | "zu" | "je" | "at" | "each")
            });
        let of_each = per_one && amount.is_weighed() && count.is_some_and(|count| count > 1.0);
        let takes = if of_each {
            true
        } else if free {
            ends || each || (marked && !colon && !open) || amount.is_weighed()
        } else {
            open && amount.is_weighed()
        };
        if !takes {
            return None;
        }
        let mut amount = amount.clone();
        if of_each || each {
            amount.value *= count.unwrap_or(1.0);
        }
        self.head = None;
        let draft = self.drafts.get_mut(last)?;
        draft.amount = Some(amount);
        draft.to = after;
        Some(after)
    }

    /// Behind `of them`, and whether it stands there.
    fn of_them(&self, at: usize) -> (usize, bool) {
        match (self.word(at), self.word(at + 1)) {
            (Some("of" | "von"), Some("them" | "those" | "these" | "it" | "ihnen" | "denen")) => (at + 2, true),
            (Some("davon"), _) => (at + 1, true),
            (Some("them" | "those" | "these" | "it"), _)
                if at.checked_sub(1).is_some_and(|before| self.word(before) == Some("of")) =>
            {
                (at + 1, true)
            }
            _ => (at, false),
        }
    }

    /// Behind `each`, `a piece`, `pro Stück`, and whether it stands there.
    fn each(&self, at: usize) -> (usize, bool) {
        let each = |at: usize| self.word(at).is_some_and(|word| EACH.contains(&word));
        let end = match (self.word(at), self.word(at + 1)) {
            (Some("a" | "the"), Some("piece")) => at + 2,
            (Some("l"), Some("uno" | "una" | "un" | "une")) => at + 2,
            (Some("cada"), Some("uno" | "una")) | (Some("each"), Some("one")) => at + 2,
            (Some("per" | "pro"), Some("piece" | "stuck" | "one" | "pezzo" | "head")) => at + 2,
            (Some("per" | "pro"), _) => at,
            _ if each(at) => at + 1,
            _ => at,
        };
        (end, end > at)
    }

    /// `una birra media`: a size behind a drink and no half of it.
    pub(super) fn size_behind(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at).filter(|word| matches!(*word, "media" | "medio" | "mediana" | "mediano"))?;
        let last = self.drafts.last_mut().filter(|last| last.to == at && !last.asked)?;
        if word.starts_with("medi") && last.food.category != FoodCategory::AlcoholicDrink && word.len() < 6 {
            return None;
        }
        let amount = last.amount.get_or_insert_with(Amount::one);
        amount.size = amount.size.or(Some(Size::Medium));
        last.to = at + 1;
        Some(at + 1)
    }

    /// The cups of coffee chains: `venti latte`, `a tall cappuccino`, `latte, grande`.
    pub(super) fn chain_cup(&mut self, at: usize) -> Option<usize> {
        let millilitres = match self.word(at)? {
            "tall" => 355.0,
            "grande" => 473.0,
            "venti" => 591.0,
            _ => return None,
        };
        let known = self.pending.amount.as_ref().filter(|known| known.unit.is_none());
        let value = known.map_or(1.0, |known| known.value) * millilitres;
        let cup = Amount { value, unit: Some(Unit::Millilitre), size: None, article: false, assumed: Vec::new() };
        let food = (at + 1..at + 4).find_map(|next| {
            let between =
                (at + 1..next).all(|at| self.word(at).is_some_and(|word| lexicon::brand(word) || word == "iced"));
            self.longest(next).filter(|_| between)
        });
        // In Italian `venti latte` would be 20 of it, and `latte` milk.
        if food.is_some_and(|(food, _)| is_coffee(&food.id)) {
            self.pending.from.get_or_insert(at);
            self.pending.amount = Some(cup);
            self.pending.to = at + 1;
            return Some(at + 1);
        }
        let gap = |to: usize| (to..at).all(|at| self.tokens[at].kind == Kind::Break);
        let last = self.drafts.len().checked_sub(1).filter(|last| gap(self.drafts[*last].to))?;
        let draft = &mut self.drafts[last];
        let chain = self.tokens.iter().any(|token| matches!(token.word.as_str(), "starbucks" | "costa"));
        if draft.asked || !is_coffee(&draft.food.id) || (millilitres == 473.0 && !chain) {
            return None;
        }
        let count = draft.amount.as_ref().filter(|known| known.unit.is_none()).map_or(1.0, |known| known.value);
        draft.amount = Some(Amount { value: millilitres * count, ..cup });
        draft.to = at + 1;
        Some(at + 1)
    }
}

fn is_coffee(id: &str) -> bool {
    ["latte", "cappuccino", "coffee", "mocha", "flat-white", "frapp", "macchiato", "chai", "matcha", "tea-", "hot-choc"]
        .iter()
        .any(|kind| id.contains(kind))
}

/// Whether it counts things, of each of which a weight may be said.
const fn is_count(amount: &Amount) -> bool {
    matches!(
        amount.unit,
        None | Some(
            Unit::Slice
                | Unit::Piece
                | Unit::Fillet
                | Unit::Can
                | Unit::Bar
                | Unit::Packet
                | Unit::Pot
                | Unit::Bottle
                | Unit::Scoop
                | Unit::Ball
                | Unit::Strip
                | Unit::Glass
                | Unit::Mug
                | Unit::Bowl
                | Unit::Serving
        )
    )
}
