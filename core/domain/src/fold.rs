//! Words without what keyboards and languages do to letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds one letter: compatibility forms, case, accents and the letters that do not decompose.
pub(crate) fn fold_letter(letter: char, out: &mut String) {
    for part in std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)) {
        match part {
            'ß' | 'ẞ' => out.push_str("ss"),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ı' | 'İ' => out.push('i'),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            other => out.extend(other.to_lowercase().filter(|lower| !is_combining_mark(*lower))),
        }
    }
}

/// Lower case without accents: `Hähnchen` is `hahnchen`, `weiß` is `weiss`.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold_letter(letter, &mut out));
    out
}
