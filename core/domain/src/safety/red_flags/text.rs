//! Text to sentences, clauses and folded words, each with its place in the original.

use crate::fold::fold_letter;
use unicode_normalization::char::is_combining_mark;

/// One word, folded, with its bytes in the original text.
#[derive(Debug, Clone)]
pub(in crate::safety) struct Token {
    pub(in crate::safety) form: String,
    pub(in crate::safety) start: usize,
    pub(in crate::safety) end: usize,
    /// Number of the clause within its sentence, cut at punctuation.
    pub(in crate::safety) clause: usize,
}

/// Words up to a full stop, question or exclamation mark or an empty line.
#[derive(Debug, Clone, Default)]
pub(in crate::safety) struct Sentence {
    pub(in crate::safety) tokens: Vec<Token>,
}

/// Chinese characters and kana: they carry no word boundaries and are scanned apart.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || is_combining_mark(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '＇')
}

/// Endings that English writes behind an apostrophe; other apostrophes are elisions and part two words.
const ENGLISH_ENDINGS: [&str; 7] = ["t", "s", "m", "re", "ve", "ll", "d"];

/// Cuts a text into sentences of folded words.
pub(in crate::safety) fn sentences(text: &str) -> Vec<Sentence> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut cut = Cutter::default();
    for (index, &(at, letter)) in letters.iter().enumerate() {
        let after = at + letter.len_utf8();
        let next = letters.get(index + 1).map(|(_, next)| *next);
        let between_digits =
            || cut_digit(index.checked_sub(1).and_then(|i| letters.get(i))) && next.is_some_and(|n| n.is_ascii_digit());
        if is_invisible(letter) {
            cut.extend(after);
        } else if letter.is_alphanumeric() && !is_han(letter) {
            cut.push(letter, at, after);
        } else if is_apostrophe(letter) && keeps_ending(&letters, index) {
            cut.extend(after);
        } else if matches!(letter, '.' | ',' | '/') && between_digits() {
            cut.push(letter, at, after);
        } else {
            cut.word();
            match letter {
                '.' if next == Some('.') => cut.clause(),
                '.' | '!' | '?' | ';' | '。' | '！' | '？' | '；' | '•' | '|' | '}' => cut.sentence(),
                '\n' if next_visible(&letters, index).is_none_or(|n| matches!(n, '\n' | '-' | '*' | '#')) => {
                    cut.sentence()
                }
                ',' | ':' | '(' | ')' | '[' | ']' | '{' | '"' | '“' | '”' | '„' | '—' | '–' | '…' | '\n' | '，'
                | '、' | '：' => cut.clause(),
                _ => {}
            }
        }
    }
    cut.word();
    cut.sentence();
    cut.done
}

fn cut_digit(letter: Option<&(usize, char)>) -> bool {
    letter.is_some_and(|(_, letter)| letter.is_ascii_digit())
}

fn next_visible(letters: &[(usize, char)], index: usize) -> Option<char> {
    letters[index + 1..].iter().map(|(_, letter)| *letter).find(|letter| !matches!(letter, ' ' | '\t' | '\r'))
}

fn keeps_ending(letters: &[(usize, char)], index: usize) -> bool {
    let ending: String = letters[index + 1..]
        .iter()
        .map(|(_, letter)| *letter)
        .take_while(|letter| letter.is_alphabetic())
        .take(3)
        .collect();
    ENGLISH_ENDINGS.contains(&ending.to_lowercase().as_str())
}

#[derive(Default)]
struct Cutter {
    done: Vec<Sentence>,
    open: Sentence,
    clause: usize,
    form: String,
    start: usize,
    end: usize,
}

impl Cutter {
    fn push(&mut self, letter: char, start: usize, end: usize) {
        if self.form.is_empty() {
            self.start = start;
        }
        fold_letter(letter, &mut self.form);
        self.end = end;
    }

    fn extend(&mut self, end: usize) {
        if !self.form.is_empty() {
            self.end = end;
        }
    }

    fn word(&mut self) {
        if !self.form.is_empty() {
            let form = unstretch(&std::mem::take(&mut self.form));
            self.open.tokens.push(Token { form, start: self.start, end: self.end, clause: self.clause });
        }
    }

    fn clause(&mut self) {
        self.clause += 1;
    }

    fn sentence(&mut self) {
        self.clause = 0;
        if !self.open.tokens.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }
}

/// Takes stretched letters back: `paaaain` to `pain`. Two of a kind are left alone, digits too.
fn unstretch(form: &str) -> String {
    let letters: Vec<char> = form.chars().collect();
    let mut out = String::with_capacity(form.len());
    let mut index = 0;
    while index < letters.len() {
        let run = letters[index..].iter().take_while(|letter| **letter == letters[index]).count();
        let kept = if run >= 3 && letters[index].is_alphabetic() { 1 } else { run };
        out.extend(std::iter::repeat_n(letters[index], kept));
        index += run;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn words(text: &str) -> Vec<Vec<String>> {
        sentences(text).into_iter().map(|s| s.tokens.into_iter().map(|t| t.form).collect()).collect()
    }

    #[test]
    fn folds_and_cuts() {
        assert_eq!(words("I can’t BRÉATHE!! J'ai mal."), [vec!["i", "cant", "breathe"], vec!["j", "ai", "mal"]]);
        assert_eq!(words("9/10 pain, 7.5 kg"), [["9/10", "pain", "7.5", "kg"]]);
        assert_eq!(
            words("Göğüs ağrım, klatka bólu; paaaain"),
            [vec!["gogus", "agrim", "klatka", "bolu"], vec!["pain"]]
        );
        assert_eq!(words("ｃｈｅｓｔ\u{200b}pain che\u{ad}st"), [["chestpain", "chest"]]);
        assert_eq!(words("pain\nin it\n\nnext"), [vec!["pain", "in", "it"], vec!["next"]]);
    }

    #[test]
    fn places_are_those_of_the_original() {
        let text = "Ich fühle Atemnot… jetzt";
        for token in sentences(text).iter().flat_map(|s| &s.tokens) {
            assert_eq!(fold(&text[token.start..token.end]), token.form);
        }
    }
}
