//! Names and words as Dart writes them.

/// Words that cannot be names.
const RESERVED: &[&str] = &[
    "assert",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "do",
    "else",
    "enum",
    "extends",
    "false",
    "final",
    "finally",
    "for",
    "if",
    "in",
    "is",
    "new",
    "null",
    "rethrow",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "var",
    "void",
    "when",
    "while",
    "with",
    "yield",
    "hashCode",
    "runtimeType",
    "toString",
];

/// `snake_case` or `UpperCamel` as `lowerCamel`; a reserved word gets an underscore.
pub(crate) fn lower(name: &str) -> String {
    let mut made = String::new();
    for (index, part) in name.split('_').filter(|part| !part.is_empty()).enumerate() {
        let mut letters = part.chars();
        let Some(first) = letters.next() else { continue };
        if index == 0 {
            made.extend(first.to_lowercase());
        } else {
            made.extend(first.to_uppercase());
        }
        made.push_str(letters.as_str());
    }
    if RESERVED.contains(&made.as_str()) { format!("{made}_") } else { made }
}

/// The name of a variant of an enum of Dart's own, which has two names already.
pub(crate) fn constant(name: &str) -> String {
    let made = lower(name);
    if ["values", "index"].contains(&made.as_str()) { format!("{made}_") } else { made }
}

/// A text as a documentation comment with `indent` spaces before it; nothing for no text.
pub(crate) fn documentation(text: Option<&str>, indent: usize) -> String {
    let space = " ".repeat(indent);
    text.map_or_else(String::new, |text| {
        text.lines().map(|line| format!("{space}/// {}", line.trim_end()).trim_end().to_owned() + "\n").collect()
    })
}

/// A text as a Dart string.
pub(crate) fn quoted(text: &str) -> String {
    let mut made = String::from("'");
    for letter in text.chars() {
        match letter {
            '\'' | '\\' | '$' => {
                made.push('\\');
                made.push(letter);
            }
            '\n' => made.push_str("\\n"),
            '\r' => made.push_str("\\r"),
            letter => made.push(letter),
        }
    }
    made + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_camels_and_never_reserved_words() {
        assert_eq!(lower("max_hr_bpm"), "maxHrBpm");
        assert_eq!(lower("HeartRate"), "heartRate");
        assert_eq!(lower("default"), "default_");
        assert_eq!(lower("in"), "in_");
        assert_eq!(lower("x"), "x");
        assert_eq!((lower("values").as_str(), constant("Values").as_str()), ("values", "values_"));
    }

    #[test]
    fn text_cannot_leave_its_quotes_or_its_comment() {
        assert_eq!(quoted("it's $5\\\n"), r"'it\'s \$5\\\n'");
        assert_eq!(documentation(Some("One.\n\nTwo.  "), 2), "  /// One.\n  ///\n  /// Two.\n");
        assert_eq!(documentation(None, 2), "");
    }
}
