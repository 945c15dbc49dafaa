//! Cutting a growing text into lines and sentences, the same however it arrives.

use super::vocabulary::month_of;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "approx", "vs", "dr", "mr", "mrs", "ms", "no", "ca", "min", "max", "avg", "z.b", "d.h", "bzw", "nr",
    "std", "st", "resp", "p.ej", "aprox", "env",
];

/// Where the first sentence of a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::safety) enum Cut {
    /// Behind this byte, the white space behind the sentence included.
    At(usize),
    /// Not told by what is there.
    NeedMore,
}

/// Finds the end of the first sentence; a line break always ends one. `row`: the line is a table row, one piece.
pub(in crate::safety) fn first(text: &str, row: bool) -> Cut {
    for (at, letter) in text.char_indices() {
        if letter == '\n' {
            return Cut::At(at + 1);
        }
        if row {
            continue;
        }
        let after = at + letter.len_utf8();
        match letter {
            '。' | '！' | '？' => return spaced(text, after),
            '.' | '!' | '?' | '…' => match ends(text, at, after) {
                Some(true) => return spaced(text, closing(text, after)),
                Some(false) => {}
                None => return Cut::NeedMore,
            },
            _ => {}
        }
    }
    Cut::NeedMore
}

/// Behind closing quotes, brackets and emphasis.
fn closing(text: &str, from: usize) -> usize {
    from + text[from..].chars().take_while(|letter| is_closing(*letter)).map(char::len_utf8).sum::<usize>()
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '.' | '!' | '?' | '…')
}

/// Behind the spaces that follow; they belong to the sentence, and must be complete.
fn spaced(text: &str, from: usize) -> Cut {
    let end = from
        + text[from..]
            .chars()
            .take_while(|letter| *letter == ' ' || *letter == '\t')
            .map(char::len_utf8)
            .sum::<usize>();
    match text[end..].chars().next() {
        None => Cut::NeedMore,
        Some('\n') => Cut::At(end + 1),
        Some(_) => Cut::At(end),
    }
}

/// Whether a mark at `at` ends a sentence; `None` when more text is needed.
fn ends(text: &str, at: usize, after: usize) -> Option<bool> {
    let end = closing(text, after);
    let next = text[end..].chars().next()?;
    if !next.is_whitespace() {
        return Some(false);
    }
    if next == '\n' || !text[at..].starts_with('.') {
        return Some(true);
    }
    let before = &text[..at];
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '*' | '"'))
        .next()
        .unwrap_or_default();
    if ABBREVIATIONS.contains(&word.to_lowercase().as_str()) {
        return Some(false);
    }
    // "am 3. März": an ordinal, if a month or a small letter follows.
    if before.ends_with(char::is_numeric) && end == after {
        let rest = text[end..].trim_start_matches([' ', '\t']);
        let following: String = rest.chars().take_while(|letter| letter.is_alphabetic()).collect();
        if following.len() == rest.len() {
            return None;
        }
        return Some(month_of(&following).is_none() && !following.starts_with(char::is_lowercase));
    }
    Some(true)
}

/// The bytes at the start of a line that are layout: indent, quote, bullet, heading, list number.
pub(in crate::safety) struct Layout {
    /// Bytes of the line that they take.
    pub(in crate::safety) length: usize,
    /// A list number, written as a bullet because it is no figure.
    pub(in crate::safety) numbered: bool,
}

/// Reads the layout of a line; `None` when its first word is not complete yet and `more` may follow.
pub(in crate::safety) fn layout(line: &str, more: bool) -> Option<Layout> {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let rest = &line[indent..];
    let marker: String = rest.chars().take_while(|letter| !letter.is_whitespace()).collect();
    if marker.len() == rest.len() && more {
        return None;
    }
    let behind = &rest[marker.len()..];
    let space = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    if space == behind.len() && more {
        return None;
    }
    if space == 0 || behind[space..].starts_with('\n') || space == behind.len() {
        return Some(Layout { length: indent, numbered: false });
    }
    let number = marker.strip_suffix(['.', ')']);
    let numbered = number
        .is_some_and(|digits| (1..=2).contains(&digits.len()) && digits.chars().all(|letter| letter.is_ascii_digit()));
    if numbered {
        let following: String = behind[space..].chars().take_while(|letter| letter.is_alphabetic()).collect();
        if more && following.len() == behind[space..].len() {
            return None;
        }
        if month_of(&following).is_some() {
            return Some(Layout { length: indent, numbered: false });
        }
    }
    let bullet = matches!(marker.as_str(), "-" | "*" | "+" | "•") || marker.chars().all(|letter| letter == '#');
    Some(if bullet || numbered {
        Layout { length: indent + marker.len() + space, numbered }
    } else {
        Layout { length: indent, numbered: false }
    })
}
