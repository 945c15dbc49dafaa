//! Amounts as people say them: `200 g`, `two large`, `1 1/2 cups`, `a couple of`, `half a`.

use super::lexicon::{self, Size, Unit};
use super::text::{Kind, Token};

/// An amount, not yet of anything.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub(super) value: f64,
    pub(super) unit: Option<Unit>,
    pub(super) size: Option<Size>,
    /// Only an article or a bare unit said that it is one.
    pub(super) article: bool,
    /// What was taken for granted, in words.
    pub(super) assumed: Vec<String>,
}

impl Amount {
    pub(super) const fn one() -> Amount {
        Amount { value: 1.0, unit: None, size: None, article: true, assumed: Vec::new() }
    }

    /// Whether it says grams or millilitres, whatever the food.
    pub(super) const fn is_weighed(&self) -> bool {
        matches!(
            self.unit,
            Some(
                Unit::Gram
                    | Unit::Kilogram
                    | Unit::Milligram
                    | Unit::Ounce
                    | Unit::Pound
                    | Unit::Etto
                    | Unit::Millilitre
                    | Unit::Centilitre
                    | Unit::Decilitre
                    | Unit::Litre
                    | Unit::FluidOunce
                    | Unit::Quart
            )
        )
    }
}

/// Tokens that amounts are read from; `is_food` says whether a name of two or more words begins at a place, so that
/// its first word is no unit there.
pub(super) struct Amounts<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) is_food: &'a dyn Fn(usize) -> bool,
}

impl Amounts<'_> {
    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.is_word()).map(|token| token.word.as_str())
    }

    /// The amount that begins at a token, and the token behind it.
    pub(super) fn read(&self, at: usize) -> Option<(Amount, usize)> {
        let (mut amount, mut at) = self.counted(at)?;
        // `2 x 150 g`, `2x eggs`
        if self.word(at).is_some_and(|word| matches!(word, "x" | "times" | "mal" | "fois" | "por")) && !amount.article {
            match self.value(at + 1) {
                Some((second, value, after)) if !second => {
                    amount.value *= value;
                    at = after;
                }
                _ => at += 1,
            }
        }
        at = self.size(at, &mut amount);
        if let Some((unit, after)) = self.unit(at) {
            amount.unit = Some(unit);
            at = after;
            at = self.size(at, &mut amount);
            // `1 cup and a half`, `une tasse et demie`
            if let Some(and_half) = self.and_part(at, true) {
                amount.value += and_half.0;
                at = and_half.1;
            }
        }
        amount.value.is_finite().then_some((amount, at))
    }

    /// A value, a range of two or a loose count.
    fn counted(&self, at: usize) -> Option<(Amount, usize)> {
        let mut amount = Amount::one();
        if let Some((value, after)) = self.loose(at) {
            amount.article = false;
            amount.value = value;
            let words: Vec<&str> = (at..after).filter_map(|at| self.word(at)).collect();
            amount.assumed.push(format!("`{}` taken as {value}", words.join(" ")));
            return Some((amount, after));
        }
        let (article, value, mut after) = self.value(at)?;
        amount.value = value;
        amount.article = article;
        let dash = self.tokens.get(after).is_some_and(|token| token.kind == Kind::Dash)
            || self.word(after).is_some_and(|word| matches!(word, "to" | "bis" | "or" | "oder" | "o" | "ou" | "till"))
            || (self.word(after) == Some("a") && !article);
        if dash
            && !article
            && let Some((false, second, end)) = self.value(after + 1)
            && second > value
            && second <= value * 10.0
        {
            amount.value = f64::midpoint(value, second);
            amount.assumed.push(format!("{} to {} taken as {}", plain(value), plain(second), plain(amount.value)));
            after = end;
        }
        Some((amount, after))
    }

    /// Whether only an article says it, the value, and the token behind.
    fn value(&self, at: usize) -> Option<(bool, f64, usize)> {
        let token = self.tokens.get(at)?;
        match token.kind {
            Kind::Fraction(value) => return Some((false, value, self.skip_article(at + 1))),
            Kind::Number(value) => {
                if let Some(Kind::Fraction(part)) = self.tokens.get(at + 1).map(|token| token.kind) {
                    return Some((false, value + part, at + 2));
                }
                if let Some((part, after)) = self.and_part(at + 1, false) {
                    return Some((false, value + part, after));
                }
                let dozen =
                    self.word(at + 1).and_then(lexicon::number_word).filter(|value| *value == 12.0 || *value == 100.0);
                return match dozen {
                    Some(many) if value < 20.0 => Some((false, value * many, at + 2)),
                    _ => Some((false, value, at + 1)),
                };
            }
            Kind::Word => {}
            _ => return None,
        }
        let word = token.word.as_str();
        if let Some(part) = lexicon::part(word) {
            let mut after = self.skip_article(at + 1);
            // `die Hälfte vom Schnitzel`, `la mitad de la pizza`
            if matches!(word, "halfte" | "haelfte" | "mitad" | "moitie" | "meta") {
                while self.word(after).is_some_and(|word| {
                    matches!(
                        word,
                        "vom" | "von" | "der" | "dem" | "des" | "de" | "del" | "la" | "du" | "di" | "della" | "el"
                    )
                }) {
                    after += 1;
                }
            }
            // `half a dozen`
            if self.word(after).and_then(lexicon::number_word) == Some(12.0) {
                return Some((false, part * 12.0, after + 1));
            }
            return Some((false, part, after));
        }
        if lexicon::is_article(word) || word == "noch" {
            if matches!(self.word(at + 1), Some("la" | "las" | "los" | "base" | "lo" | "el")) {
                return None;
            }
            if word == "a" && self.tokens.get(at + 1).is_none_or(|next| !next.is_word() && next.number().is_none()) {
                return None;
            }
            let next = self.word(at + 1);
            // `a quart of milk`, and `un quart de pizza`
            let part = next
                .filter(|next| !((word == "a" && *next == "quart") || (self.is_food)(at + 1)))
                .and_then(lexicon::part);
            if let Some(part) = part {
                return Some((false, part, self.skip_article(at + 2)));
            }
            if next.is_some_and(lexicon::is_article)
                || self.tokens.get(at + 1).is_some_and(|next| next.number().is_some())
            {
                return self.value(at + 1);
            }
            // `a double cheeseburger` is one of its name.
            if let Some(number) = next.and_then(lexicon::number_word).filter(|_| !(self.is_food)(at + 1)) {
                return self.composed(number, at + 1);
            }
            if let Some((part, after)) = self.and_part(at + 1, false) {
                return Some((false, 1.0 + part, after));
            }
            let one = matches!(word, "one");
            return Some((!one, 1.0, at + 1));
        }
        let number = lexicon::number_word(word)?;
        self.composed(number, at)
    }

    /// `two hundred and fifty`, `twenty five`, `one and a half`
    fn composed(&self, number: f64, at: usize) -> Option<(bool, f64, usize)> {
        let (mut value, mut after) = (number, at + 1);
        let next = |after: usize| self.word(after).and_then(lexicon::number_word);
        if value < 10.0 && matches!(next(after), Some(many) if many == 100.0 || many == 12.0)
            || self.word(after) == Some("cents")
        {
            value *= next(after).unwrap_or(100.0);
            after += 1;
        }
        if let Some((part, end)) = self.and_part(after, false) {
            return Some((false, value + part, end));
        }
        let joined = usize::from(self.word(after).is_some_and(|word| matches!(word, "and" | "y" | "et" | "und")));
        if let Some(rest) = next(after + joined) {
            let fits = (value >= 100.0 && (10.0..100.0).contains(&rest))
                || ((20.0..100.0).contains(&value) && rest < 10.0 && joined == 0);
            if fits && !self.word(after + joined).is_some_and(lexicon::is_article) {
                value += rest;
                after += joined + 1;
                if let Some(last) = next(after).filter(|last| rest >= 20.0 && *last < 10.0) {
                    value += last;
                    after += 1;
                }
            }
        }
        Some((false, value, after))
    }

    /// `and a half`, `y medio`, `et demie`
    fn and_part(&self, at: usize, of: bool) -> Option<(f64, usize)> {
        if !self.word(at).is_some_and(|word| matches!(word, "and" | "y" | "et" | "e" | "und")) {
            return None;
        }
        let after = self.skip_article(at + 1);
        let part = match self.tokens.get(after)?.kind {
            Kind::Fraction(part) => part,
            _ => lexicon::part(self.word(after)?)?,
        };
        // `toast and half an avocado` is another thing.
        let other =
            self.word(after + 1).is_some_and(|word| lexicon::is_article(word) || (!of && matches!(word, "of" | "de")));
        let of = usize::from(of && matches!(self.word(after + 1), Some("of" | "de")));
        (!other).then_some((part, after + 1 + of))
    }

    fn loose(&self, at: usize) -> Option<(f64, usize)> {
        let after = self.skip_article(at);
        let count = lexicon::loose_count(self.word(after)?)?;
        // `unos 200 g` is about 200 g.
        if self.tokens.get(after + 1).is_some_and(|token| token.number().is_some()) {
            return None;
        }
        Some((count, after + 1))
    }

    fn skip_article(&self, at: usize) -> usize {
        if self.word(at).is_some_and(lexicon::is_article) { at + 1 } else { at }
    }

    /// Takes words for the size, and harmless ones that may stand between the number and the unit.
    fn size(&self, mut at: usize, amount: &mut Amount) -> usize {
        while let Some(word) = self.word(at) {
            if (self.is_food)(at) {
                break;
            }
            if word == "extra" && self.word(at + 1).is_some_and(|next| lexicon::size(next) == Some(Size::Large)) {
                amount.size = Some(Size::ExtraLarge);
                at += 2;
            } else if let Some(size) = lexicon::size(word) {
                amount.size = Some(size);
                at += 1;
            } else if matches!(
                word,
                "heaped"
                    | "heaping"
                    | "level"
                    | "rounded"
                    | "generous"
                    | "good"
                    | "gehaufte"
                    | "gehaufter"
                    | "gestrichene"
                    | "gestrichener"
                    | "thick"
                    | "thin"
                    | "whole"
                    | "full"
            ) && (self.unit(at + 1).is_some() || amount.unit.is_some())
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// The unit at a token, and the token behind it and its `of`.
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let word = self.word(at)?;
        if (self.is_food)(at) {
            return None;
        }
        let next = self.word(at + 1);
        let (unit, after) = match (word, next) {
            ("fl" | "fluid", Some("oz" | "ounce" | "ounces")) => (Unit::FluidOunce, at + 2),
            ("table", Some("spoon" | "spoons")) => (Unit::Tablespoon, at + 2),
            ("tea", Some("spoon" | "spoons")) => (Unit::Teaspoon, at + 2),
            ("cuillere" | "cuilleres" | "c", Some("a")) => match self.word(at + 2) {
                Some("cafe" | "c" | "the" | "tea") => (Unit::Teaspoon, at + 3),
                Some("soupe" | "s") => (Unit::Tablespoon, at + 3),
                _ => return None,
            },
            ("cucharada" | "cucharadas", Some("sopera" | "soperas" | "grande" | "grandes")) => {
                (Unit::Tablespoon, at + 2)
            }
            ("hand", Some("full")) => (Unit::Handful, at + 2),
            ("chicken" | "dry", _) => return None,
            // A steak is a food, steaks of something are a measure of it.
            ("steak" | "steaks", next) if !matches!(next, Some("of" | "de" | "di" | "vom")) => return None,
            _ => (lexicon::unit(word)?, at + 1),
        };
        let of = usize::from(
            self.word(after)
                .is_some_and(|word| matches!(word, "of" | "de" | "di" | "d" | "von" | "du" | "des" | "del")),
        );
        Some((unit, after + of))
    }

    /// A measure without a number before it, `bowl of soup`: one of it.
    pub(super) fn bare_unit(&self, at: usize) -> Option<(Amount, usize)> {
        let (unit, after) = self.unit(at)?;
        let weighed = Amount { unit: Some(unit), ..Amount::one() };
        let word = self.word(at)?;
        if weighed.is_weighed()
            || word.len() < 3
            || matches!(word, "cas" | "cac" | "part" | "parts" | "grande" | "filo")
        {
            return None;
        }
        Some((weighed, after))
    }
}

/// A number for people: no more than two decimals, and none where there are none.
pub(super) fn plain(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{rounded}")
}
