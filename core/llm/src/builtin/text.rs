//! From what a person typed to words: normalised, split, contractions opened, spelling repaired.

use super::lexicon::{self, ALIASES, FILLERS};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest text that is read, in characters; the rest is ignored.
const MAX_CHARS: usize = 4_000;

/// One word or number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// The word as it is understood: lower case, spelling repaired.
    pub text: String,
    /// The word without its plural ending, as the lexicon compares it.
    pub stem: String,
    /// The word as typed, in lower case.
    pub typed: String,
    /// Its value, for plain numbers and number words.
    pub number: Option<f64>,
}

impl Token {
    /// Tells whether the understood word is one of these.
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_str())
    }

    fn new(typed: String, text: String) -> Self {
        let number = text.parse().ok().filter(|value: &f64| value.is_finite());
        Self {
            stem: stem(&text),
            number: number.filter(|_| text.starts_with(|c: char| c.is_ascii_digit())),
            text,
            typed,
        }
    }
}

/// Splits a text into tokens whose spelling is repaired against the lexicon.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in split(text).into_iter().filter(|word| !FILLERS.contains(&word.as_str())) {
        let previous_is_number = tokens.last().is_some_and(|token| token.number.is_some());
        for (typed, text) in open(&word, previous_is_number) {
            tokens.push(Token::new(typed, text));
        }
    }
    for token in &mut tokens {
        if let Some(better) = lexicon::repair(&token.text) {
            token.stem = stem(&better);
            token.text = better;
        }
    }
    tokens
}

/// The word without a plural or third-person ending. Applied to both sides of every comparison, so it needs to be
/// consistent rather than right.
pub(crate) fn stem(word: &str) -> String {
    let strips = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if strips { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

/// Lower-case words and numbers; dates (`2026-03-01`, `1/3/2026`), times (`25:30`) and decimals stay whole.
fn split(text: &str) -> Vec<String> {
    let clean: Vec<char> = text
        .chars()
        .take(MAX_CHARS)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | '`' | '´' => '\'',
            '–' | '—' | '‐' | '‑' => '-',
            other => other,
        })
        .collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, &c) in clean.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| clean.get(i));
        let after = clean.get(at + 1);
        let between = |test: fn(&char) -> bool| before.is_some_and(test) && after.is_some_and(test);
        let inside = match c {
            '\'' => between(|c| c.is_alphabetic()),
            '.' | ',' | ':' | '/' | '-' => between(char::is_ascii_digit),
            _ => c.is_alphanumeric(),
        };
        if inside {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c == '%' {
            words.push("percent".to_owned());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Units that are written without a space behind their number.
const GLUED: &[&str] = &[
    "km", "kms", "k", "m", "mi", "mile", "miles", "min", "mins", "h", "hr", "hrs", "s", "sec", "secs", "kg", "kgs",
    "lb", "lbs", "kcal", "cal", "cals", "bpm", "d", "day", "days", "w", "wk", "wks", "week", "weeks", "month",
    "months", "am", "pm", "x", "reps", "y", "yr", "yrs", "g", "mg", "rpe", "in",
];

/// Opens one written word into what it stands for, each with the form that was typed.
fn open(word: &str, after_number: bool) -> Vec<(String, String)> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return open_number(word);
    }
    if after_number && (word == "hr" || word == "hrs" || word == "h") {
        return vec![(word.to_owned(), "hour".to_owned())];
    }
    if let Some(long) = alias(word) {
        return long.split(' ').map(|part| (word.to_owned(), part.to_owned())).collect();
    }
    let Some((head, tail)) = word.split_once('\'') else {
        return vec![(word.to_owned(), word.to_owned())];
    };
    let head_of = |text: &str| (head.to_owned(), text.to_owned());
    let more = |text: &str| (text.to_owned(), text.to_owned());
    match tail {
        "t" => match head {
            "can" => vec![head_of("can"), more("not")],
            "won" => vec![head_of("will"), more("not")],
            _ => vec![head_of(head.strip_suffix('n').unwrap_or(head)), more("not")],
        },
        "m" => vec![head_of(head), more("am")],
        "re" => vec![head_of(head), more("are")],
        "ve" => vec![head_of(head), more("have")],
        "ll" => vec![head_of(head), more("will")],
        "s" | "d" => open(head, false),
        // "y'day", "o'clock"
        _ => {
            let joined = word.replace('\'', "");
            let text = alias(&joined).unwrap_or(&joined).to_owned();
            vec![(joined, text)]
        }
    }
}

fn alias(word: &str) -> Option<&'static str> {
    ALIASES.iter().find_map(|(short, long)| (*short == word).then_some(*long))
}

/// Numbers: thousands separators dropped, a decimal comma turned into a point, glued units cut off.
fn open_number(word: &str) -> Vec<(String, String)> {
    if let Some(long) = alias(word) {
        return vec![(word.to_owned(), long.to_owned())];
    }
    let cut = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    let (digits, letters) = word.split_at(cut);
    let number = plain_number(digits);
    if letters.is_empty() {
        return vec![(word.to_owned(), number)];
    }
    // "3x8" is sets by repetitions
    if let Some(rest) = letters.strip_prefix('x')
        && !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_digit())
    {
        return [number.as_str(), "x", rest].map(|part| (part.to_owned(), part.to_owned())).to_vec();
    }
    if GLUED.contains(&letters) {
        let unit = match letters {
            "h" | "hr" | "hrs" => "hour",
            other => alias(other).unwrap_or(other),
        };
        return vec![(digits.to_owned(), number), (letters.to_owned(), unit.to_owned())];
    }
    vec![(word.to_owned(), word.to_owned())]
}

fn plain_number(digits: &str) -> String {
    let Some((head, tail)) = digits.split_once(',') else {
        return digits.to_owned();
    };
    let thousands = tail.split(',').all(|group| group.split('.').next().is_some_and(|group| group.len() == 3));
    if thousands {
        digits.replace(',', "")
    } else if tail.contains(',') {
        digits.to_owned()
    } else {
        format!("{head}.{tail}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn contractions_units_and_dates() {
        assert_eq!(words("I can’t, won't"), ["i", "can", "not", "will", "not"]);
        assert_eq!(words("ran 10,000m in 1hr 5min"), ["ran", "10000", "m", "in", "1", "hour", "5", "min"]);
        assert_eq!(words("5,5 km on 2026-03-01"), ["5.5", "km", "on", "2026-03-01"]);
        assert_eq!(words("bench 3x8 @ 60kg"), ["bench", "3", "x", "8", "60", "kg"]);
        assert_eq!(words("pull-ups"), ["pull", "ups"]);
        assert_eq!(words("25:30 today's"), ["25:30", "today"]);
    }

    #[test]
    fn repairs_long_words_only() {
        assert_eq!(words("recoverry yesturday"), ["recovery", "yesterday"]);
        assert_eq!(words("slepp"), ["sleep"]);
        // short words and real words stay
        assert_eq!(words("hut rum thanks"), ["hut", "rum", "thanks"]);
    }
}
