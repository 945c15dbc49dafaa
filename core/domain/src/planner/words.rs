//! Days and counts as the reasons of a plan tell them.

use jiff::civil::Date;

/// A day in words, for example `2 Mar 2026`.
pub(super) fn told(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// A stretch of days in words: `on 2 Mar 2026`, or `from 2 Mar 2026 to 4 Mar 2026`.
pub(super) fn between(from: Date, to: Date) -> String {
    if from == to { format!("on {}", told(from)) } else { format!("from {} to {}", told(from), told(to)) }
}

/// A number with its noun, for example `1 session` or `3 sessions`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A sentence with its first letter in upper case.
pub(super) fn sentence(text: &str) -> String {
    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_counts_are_words() {
        assert_eq!(between(date(2026, 3, 2), date(2026, 3, 2)), "on 2 Mar 2026");
        assert_eq!(between(date(2026, 3, 2), date(2026, 11, 24)), "from 2 Mar 2026 to 24 Nov 2026");
        assert_eq!((count(0, "session"), count(1, "session")), ("0 sessions".to_owned(), "1 session".to_owned()));
        assert_eq!(sentence("on the way"), "On the way");
    }
}
