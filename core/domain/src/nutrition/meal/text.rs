//! Text of a meal as tokens: folded words, numbers and the marks between them.

use crate::fold::fold;
use unicode_normalization::char::is_combining_mark;

/// Letters of a text beyond these are not looked at: no meal is told in more.
const MOST_LETTERS: usize = 6_000;
/// Tokens beyond these are not looked at.
const MOST_TOKENS: usize = 1_200;
/// Letters of one word beyond these are cut.
const LONGEST_WORD: usize = 40;

/// A token and where it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Folded word; empty for everything that is no word.
    pub(super) word: String,
    /// Bytes of the text.
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Word,
    Number(f64),
    /// A number below one that was written as a fraction.
    Fraction(f64),
    /// `8:30`, `8h30`: the hour.
    Time(f64),
    /// Something parts the list here.
    Break,
    /// `+` or `&`.
    Plus,
    /// `-` between two things.
    Dash,
    /// `w/`
    With,
    Open,
    Close,
}

impl Token {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number(value) | Kind::Fraction(value) => Some(value),
            _ => None,
        }
    }
}

/// An English plural made singular; other words lose a last `s` too, in names and in texts alike.
pub(super) fn singular(word: &str) -> String {
    let cut = |end: &str, put: &str| word.strip_suffix(end).map(|stem| format!("{stem}{put}"));
    if word.len() < 4 || !word.ends_with('s') || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    let long = word.len() > 4;
    let vowel = if long { cut("ies", "y").or_else(|| cut("oes", "o")) } else { None };
    vowel
        .or_else(|| {
            cut("ches", "ch").or_else(|| cut("shes", "sh")).or_else(|| cut("sses", "ss")).or_else(|| cut("xes", "x"))
        })
        .or_else(|| cut("leaves", "leaf").or_else(|| cut("loaves", "loaf")).or_else(|| cut("halves", "half")))
        .or_else(|| cut("s", ""))
        .unwrap_or_default()
}

/// The folded singular words of a phrase, for keys.
pub(crate) fn key_words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(Token::is_word).map(|token| singular(&token.word)).collect()
}

const fn vulgar(letter: char) -> Option<f64> {
    Some(match letter {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        _ => return None,
    })
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().take(MOST_LETTERS).collect();
    let end_of =
        |at: usize| letters.get(at).map_or_else(|| letters.last().map_or(0, |(b, c)| b + c.len_utf8()), |l| l.0);
    let mut out: Vec<Token> = Vec::new();
    let (mut at, mut fresh_line) = (0, true);
    while at < letters.len() && out.len() < MOST_TOKENS {
        let (start, letter) = letters[at];
        let from = at;
        let look = |ahead: usize| letters.get(from + ahead).map(|(_, letter)| *letter);
        let line_start = fresh_line;
        fresh_line = matches!(letter, '\n' | '\r') || (fresh_line && letter.is_whitespace());
        let mut push = |kind: Kind, word: String, end: usize| out.push(Token { kind, word, start, end });
        if letter.is_ascii_digit() {
            let (kind, used) = number(&letters[at..], line_start);
            at += used;
            at += percent_range(&letters[at..]);
            // A percentage belongs to the name of the food, `1.5% milk`.
            if letters.get(at).is_some_and(|(_, letter)| *letter == '%') {
                at += 1;
                push(Kind::Word, text[start..end_of(at)].replace(',', "."), end_of(at));
            } else {
                push(kind, String::new(), end_of(at));
            }
        } else if let Some(value) = vulgar(letter) {
            at += 1;
            push(Kind::Fraction(value), String::new(), end_of(at));
        } else if letter == '×' || (matches!(letter, 'x' | 'X') && look(1).is_some_and(|next| next.is_ascii_digit())) {
            at += 1;
            push(Kind::Word, "x".to_owned(), end_of(at));
        } else if letter.is_alphanumeric() {
            while letters
                .get(at)
                .is_some_and(|(_, l)| (l.is_alphanumeric() && vulgar(*l).is_none()) || is_combining_mark(*l))
            {
                at += 1;
            }
            let word = fold(&text[start..end_of(at)]);
            // `w/ milk`, `w/o milk`
            if word == "w" && letters.get(at).is_some_and(|(_, l)| *l == '/') {
                let without = letters.get(at + 1).is_some_and(|(_, l)| *l == 'o')
                    && letters.get(at + 2).is_none_or(|(_, l)| !l.is_alphabetic());
                at += if without { 2 } else { 1 };
                if without {
                    push(Kind::Word, "without".to_owned(), end_of(at));
                } else {
                    push(Kind::With, String::new(), end_of(at));
                }
                continue;
            }
            // `coffee w milk`
            if word == "w" && letters.get(at).is_some_and(|(_, l)| *l == ' ') {
                push(Kind::With, String::new(), end_of(at));
                continue;
            }
            let apostrophe = letters.get(at).is_some_and(|(_, l)| matches!(l, '\'' | '’' | '`' | '´' | 'ʼ'));
            let next_is_letter = letters.get(at + 1).is_some_and(|(_, l)| l.is_alphabetic());
            if apostrophe && next_is_letter {
                let elided = matches!(
                    word.as_str(),
                    "l" | "d"
                        | "j"
                        | "m"
                        | "n"
                        | "s"
                        | "c"
                        | "qu"
                        | "un"
                        | "dell"
                        | "all"
                        | "dall"
                        | "nell"
                        | "sull"
                        | "quell"
                );
                at += 1;
                if !elided {
                    // `grandma's`, `I've`, `didn't`: one word.
                    let rest = at;
                    while letters.get(at).is_some_and(|(_, l)| l.is_alphanumeric()) {
                        at += 1;
                    }
                    let tail = fold(&text[end_of(rest)..end_of(at)]);
                    push(Kind::Word, cut(format!("{word}{tail}")), end_of(at));
                    continue;
                }
            }
            let end = end_of(at);
            // Folded, these would be the article and the `but` of another language.
            let word = match &text[start..end] {
                "thé" | "Thé" | "tè" | "Tè" | "té" | "Té" => "tea".to_owned(),
                "pâtes" | "Pâtes" => "pasta".to_owned(),
                "maïs" | "Maïs" | "maíz" | "Maíz" | "Mais" => "corn".to_owned(),
                _ => word,
            };
            push(Kind::Word, cut(word), end);
        } else {
            at += 1;
            let end = end_of(at);
            match letter {
                '+' | '&' => push(Kind::Plus, String::new(), end),
                '(' | '[' | '{' => push(Kind::Open, String::new(), end),
                ')' | ']' | '}' => push(Kind::Close, String::new(), end),
                '-' | '–' | '—' | '−' | '‐' | '‑' => {
                    let inside = from > 0
                        && letters[from - 1].1.is_alphanumeric()
                        && letters.get(at).is_some_and(|(_, l)| l.is_alphanumeric());
                    let both_digits = inside
                        && letters[from - 1].1.is_ascii_digit()
                        && letters.get(at).is_some_and(|(_, l)| l.is_ascii_digit());
                    if line_start {
                        push(Kind::Break, String::new(), end);
                    } else if !inside || both_digits {
                        push(Kind::Dash, String::new(), end);
                    }
                }
                ',' | ';' | '\n' | '\r' | '!' | '?' | ':' | '|' | '•' | '·' | '*' | '/' | '。' | '、' | '，' | '→'
                | '=' => {
                    push(Kind::Break, String::new(), end);
                }
                // An abbreviation such as `tbsp.` or `ca.` does not end anything.
                '.' if letters.get(at).is_none_or(|(_, l)| l.is_whitespace())
                    && !out
                        .last()
                        .is_some_and(|last| last.is_word() && super::lexicon::is_abbreviation(&last.word)) =>
                {
                    out.push(Token { kind: Kind::Break, word: String::new(), start, end });
                }
                _ => {}
            }
        }
    }
    out
}

fn cut(word: String) -> String {
    if word.chars().count() <= LONGEST_WORD { word } else { word.chars().take(LONGEST_WORD).collect() }
}

/// Letters of the second half of `70-85%` before its percent sign; 0 where it is none.
fn percent_range(letters: &[(usize, char)]) -> usize {
    let dash = letters.first().is_some_and(|(_, letter)| matches!(letter, '-' | '–'));
    let digits = letters.iter().skip(1).take_while(|(_, letter)| letter.is_ascii_digit()).count();
    let percent = letters.get(1 + digits).is_some_and(|(_, letter)| *letter == '%');
    if dash && (1..=3).contains(&digits) && percent { 1 + digits } else { 0 }
}

/// Reads a number from the first letter on: its kind and how many letters it takes.
fn number(letters: &[(usize, char)], line_start: bool) -> (Kind, usize) {
    let get = |at: usize| letters.get(at).map(|(_, letter)| *letter);
    let digits = |from: usize| (from..).take_while(|at| get(*at).is_some_and(|l| l.is_ascii_digit())).count();
    let value = |from: usize, count: usize| {
        letters[from..from + count].iter().fold(0.0, |sum, (_, l)| sum * 10.0 + f64::from(l.to_digit(10).unwrap_or(0)))
    };
    let whole = digits(0);
    let first = value(0, whole);
    let ends = |at: usize| get(at).is_none_or(|l| !l.is_ascii_digit());
    match get(whole) {
        // `8:30`
        Some(':') if digits(whole + 1) == 2 && whole <= 2 && first < 25.0 => {
            return (Kind::Time(first + value(whole + 1, 2) / 60.0), whole + 3);
        }
        // `8h30`
        Some('h' | 'H') if digits(whole + 1) == 2 && whole <= 2 && first < 25.0 => {
            return (Kind::Time(first + value(whole + 1, 2) / 60.0), whole + 3);
        }
        Some('/' | '⁄') => {
            let count = digits(whole + 1);
            let under = value(whole + 1, count.min(3));
            if (1..=2).contains(&count) && (2.0..=16.0).contains(&under) && first > 0.0 && ends(whole + 1 + count) {
                let ratio = first / under;
                let kind = if ratio < 1.0 { Kind::Fraction(ratio) } else { Kind::Number(ratio) };
                return (kind, whole + 1 + count);
            }
        }
        // `1. eggs` and `1) eggs` at the start of a line number the line.
        Some('.' | ')') if line_start && whole <= 2 && get(whole + 1).is_some_and(char::is_whitespace) => {
            return (Kind::Break, whole + 1);
        }
        Some(mark @ ('.' | ',')) => {
            let count = digits(whole + 1);
            // `1,000` and `1.000` are thousands, `0,125` and `1,5` are not; of `1.234.567` nothing sensible is meant.
            if count == 3 && (1..=3).contains(&whole) && letters[0].1 != '0' && mark == ',' {
                return (Kind::Number(first * 1_000.0 + value(whole + 1, 3)), whole + 4);
            }
            if count == 3 && whole == 1 && letters[0].1 != '0' && mark == '.' && value(whole + 1, 3) % 100.0 == 0.0 {
                return (Kind::Number(first * 1_000.0 + value(whole + 1, 3)), whole + 4);
            }
            if count > 0 {
                let decimals = count.min(9);
                let part = value(whole + 1, decimals) / 10_f64.powi(i32::try_from(decimals).unwrap_or(9));
                return (Kind::Number(first + part), whole + 1 + count);
            }
        }
        _ => {}
    }
    (Kind::Number(if first.is_finite() { first } else { f64::MAX }), whole)
}
