//! Words and numbers of a text, as the rules read them.

use unicode_normalization::UnicodeNormalization;

/// A text in lower case, without accents and with one form of each sign.
pub(super) fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    plain
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '\u{2026}' => '-',
            '\u{066a}' => '%',
            other => other,
        })
        .collect::<String>()
        .replace("b.p.m", "bpm")
}

/// Numbers, words and the signs `%`, `-` and `/` of a folded text; a decimal comma is a point.
pub(super) fn tokens(folded: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Number,
        Word,
        None,
    }
    let mut tokens: Vec<String> = Vec::new();
    let mut last = Kind::None;
    let letters: Vec<char> = folded.chars().collect();
    for (index, letter) in letters.iter().copied().enumerate() {
        let next_is_digit = letters.get(index + 1).is_some_and(char::is_ascii_digit);
        let kind = match letter {
            '0'..='9' => Kind::Number,
            '.' | ',' if last == Kind::Number && next_is_digit => Kind::Number,
            letter if letter.is_alphabetic() => Kind::Word,
            _ => Kind::None,
        };
        match kind {
            Kind::None if matches!(letter, '%' | '-' | '/') => tokens.push(letter.to_string()),
            Kind::None => {}
            kind if kind == last => {
                if let Some(token) = tokens.last_mut() {
                    token.push(if letter == ',' { '.' } else { letter });
                }
            }
            _ => tokens.push(letter.to_string()),
        }
        last = kind;
    }
    tokens
}
