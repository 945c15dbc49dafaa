//! Phrases in folded words: how the rules that read texts say what they look for.
//!
//! A phrase is a row of words, parted by spaces. `a/b` is either word, `word*` any word that begins so, `?word` one
//! that may be missing, `~` up to three words of any kind in the same clause, and `#` a number, in digits or words.

use super::red_flags::text::Token;
use crate::fold::fold;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Phrases that were read once and are looked for in many texts.
#[derive(Debug)]
pub(super) struct Phrases(Vec<Vec<Piece>>);

#[derive(Debug)]
enum Piece {
    Word { any_of: Vec<Form>, optional: bool },
    Gap,
}

#[derive(Debug)]
enum Form {
    Whole(String),
    Stem(String),
    Number,
}

/// Words that a gap may stand for.
const GAP: usize = 3;

impl Phrases {
    /// Reads phrases, parted by `|`.
    pub(super) fn new(tables: &[&str]) -> Self {
        let phrases = tables.iter().flat_map(|table| table.split('|'));
        let pieces = phrases.map(|phrase| phrase.split_whitespace().map(piece).collect::<Vec<_>>());
        Self(pieces.filter(|pieces| !pieces.is_empty()).collect())
    }

    /// The first and last word of each place where a phrase stands; one for each first word, the longest.
    pub(super) fn find_all(&self, tokens: &[Token]) -> Vec<(usize, usize)> {
        let longest = |start: usize| {
            self.0.iter().filter_map(|phrase| ends(phrase, tokens, start)).filter(|end| *end > start).max()
        };
        (0..tokens.len()).filter_map(|start| longest(start).map(|end| (start, end - 1))).collect()
    }

    /// Whether a phrase stands anywhere.
    pub(super) fn is_in(&self, tokens: &[Token]) -> bool {
        (0..tokens.len())
            .any(|start| self.0.iter().any(|phrase| ends(phrase, tokens, start).is_some_and(|end| end > start)))
    }

    /// Whether a phrase begins with the first word.
    pub(super) fn begins(&self, tokens: &[Token]) -> bool {
        self.0.iter().any(|phrase| ends(phrase, tokens, 0).is_some_and(|end| end > 0))
    }
}

fn piece(written: &str) -> Piece {
    if written == "~" {
        return Piece::Gap;
    }
    let (optional, words) = match written.strip_prefix('?') {
        Some(words) => (true, words),
        None => (false, written),
    };
    let form = |word: &str| match word.strip_suffix('*') {
        _ if word == "#" => Form::Number,
        Some(stem) => Form::Stem(fold(stem)),
        None => Form::Whole(fold(word)),
    };
    Piece::Word { any_of: words.split('/').map(form).collect(), optional }
}

impl Form {
    fn is(&self, word: &str) -> bool {
        match self {
            Form::Whole(whole) => whole == word,
            Form::Stem(stem) => word.starts_with(stem.as_str()),
            Form::Number => word.starts_with(|letter: char| letter.is_ascii_digit()) || number_of(word).is_some(),
        }
    }
}

/// Behind the last word of the longest reading of a phrase that begins at `at`.
fn ends(phrase: &[Piece], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((piece, rest)) = phrase.split_first() else { return Some(at) };
    match piece {
        Piece::Word { any_of, optional } => {
            let is_there = tokens.get(at).is_some_and(|token| any_of.iter().any(|form| form.is(&token.form)));
            let taken = if is_there { ends(rest, tokens, at + 1) } else { None };
            let left_out = if *optional { ends(rest, tokens, at) } else { None };
            taken.max(left_out)
        }
        Piece::Gap => {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map(|token| token.clause);
            (0..=GAP)
                .take_while(|skipped| {
                    *skipped == 0
                        || tokens.get(at + skipped - 1).is_some_and(|token| before.is_none_or(|c| c == token.clause))
                })
                .filter_map(|skipped| ends(rest, tokens, at + skipped))
                .max()
        }
    }
}

/// Number words of the languages that are read, from 0.
const NUMBERS: [&str; 13] = [
    "zero/null/cero/zéro/nought",
    "one/a/an/ein/eine/einen/eins/uno/una/un/une/um/uma",
    "two/zwei/dos/deux/due/dois/duas/couple",
    "three/drei/tres/trois/tre/três",
    "four/vier/cuatro/quatre/quattro/quatro",
    "five/fünf/cinco/cinq/cinque",
    "six/sechs/seis/sei",
    "seven/sieben/siete/sept/sette/sete",
    "eight/acht/ocho/huit/otto/oito",
    "nine/neun/nueve/neuf/nove",
    "ten/zehn/diez/dix/dieci/dez",
    "eleven/elf/once/onze/undici",
    "twelve/zwölf/doce/douze/dodici/doze",
];

/// The number that a folded word stands for, 0 to 12; articles count as one.
pub(super) fn number_of(word: &str) -> Option<u8> {
    static FOLDED: LazyLock<BTreeMap<String, u8>> = LazyLock::new(|| {
        let numbers = NUMBERS.iter().zip(0_u8..);
        numbers.flat_map(|(words, number)| words.split('/').map(move |word| (fold(word), number))).collect()
    });
    FOLDED.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::red_flags::text::sentences;

    fn finds(phrase: &str, text: &str) -> Vec<(usize, usize)> {
        let tokens: Vec<Token> = sentences(text).into_iter().flat_map(|sentence| sentence.tokens).collect();
        Phrases::new(&[phrase]).find_all(&tokens)
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        assert_eq!(finds("take ~ ibuprofen", "Just take two tablets of ibuprofen"), [(1, 5)]);
        assert_eq!(finds("take ~ ibuprofen", "take two small white tablets ibuprofen"), []);
        assert_eq!(finds("take ~ ibuprofen", "take rest, not ibuprofen"), []);
        assert_eq!(finds("garant*", "Garantía total"), [(0, 0)]);
        assert_eq!(finds("do ?not run", "do run, do not run"), [(0, 1), (2, 4)]);
        assert_eq!(finds("# days", "for 3 days or three days"), [(1, 2), (4, 5)]);
        assert_eq!(finds("a/b c", "a c b c"), [(0, 1), (2, 3)]);
        assert_eq!(finds(" | ", "a"), []);
    }

    #[test]
    fn number_words() {
        for (word, number) in [("six", 6), ("funf", 5), ("zwolf", 12), ("ein", 1), ("trois", 3), ("nove", 9)] {
            assert_eq!(number_of(word), Some(number), "{word}");
        }
        assert_eq!(number_of("dozen"), None);
    }
}
