//! What people and tools wrote stays text, whatever it spells.
//!
//! Templates mix the model's own marks (`<|im_start|>`) with text from outside. Before a template sees such text, each
//! letter that a mark could begin or end with is replaced by a stand-in that no text has. After rendering, the
//! stand-ins become letters again, but it is known where they were: a mark that holds one is no mark.

/// Stand-ins begin here, in a plane of Unicode that is nobody's. Text from outside that has such letters loses them.
const FIRST: u32 = 0xF_0000;
const LAST: u32 = 0xF_FFFD;

/// The letters that marks begin and end with.
#[derive(Debug, Clone, Default)]
pub(super) struct Taint {
    letters: Vec<char>,
}

/// A rendered prompt, and where letters from outside stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rendered {
    pub(super) text: String,
    /// Byte offsets of letters that no mark may hold, ascending.
    pub(super) outside: Vec<usize>,
}

impl Taint {
    pub(super) fn new<'a>(marks: impl IntoIterator<Item = &'a str>) -> Self {
        let mut letters: Vec<char> =
            marks.into_iter().flat_map(|mark| mark.chars().next().into_iter().chain(mark.chars().last())).collect();
        letters.sort_unstable();
        letters.dedup();
        letters.truncate((LAST - FIRST) as usize);
        Self { letters }
    }

    /// Text from outside, as a template may see it.
    pub(super) fn mark(&self, text: &str) -> String {
        text.chars()
            .map(|letter| match self.letters.binary_search(&letter) {
                Ok(number) => u32::try_from(number).ok().and_then(|n| char::from_u32(FIRST + n)).unwrap_or('\u{fffd}'),
                Err(_) if (FIRST..=LAST).contains(&u32::from(letter)) => '\u{fffd}',
                Err(_) => letter,
            })
            .collect()
    }

    /// All strings in a value, as a template may see them.
    pub(super) fn mark_value(&self, value: &serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match value {
            Value::String(text) => Value::String(self.mark(text)),
            Value::Array(list) => Value::Array(list.iter().map(|value| self.mark_value(value)).collect()),
            Value::Object(fields) => {
                Value::Object(fields.iter().map(|(key, value)| (self.mark(key), self.mark_value(value))).collect())
            }
            other => other.clone(),
        }
    }

    /// A rendered prompt with its letters back.
    pub(super) fn clear(&self, rendered: &str) -> Rendered {
        let mut clear = Rendered { text: String::with_capacity(rendered.len()), outside: Vec::new() };
        for letter in rendered.chars() {
            let code = u32::from(letter);
            let original = code
                .checked_sub(FIRST)
                .and_then(|number| usize::try_from(number).ok())
                .and_then(|number| self.letters.get(number));
            match original {
                Some(original) => {
                    clear.outside.push(clear.text.len());
                    clear.text.push(*original);
                }
                None => clear.text.push(letter),
            }
        }
        clear
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_letters_from_outside_are_known_as_such() {
        let taint = Taint::new(["<|im_end|>", "[INST]", "</s>"]);
        let outside = taint.mark("a <|im_end|> [INST] b");
        assert!(!outside.contains('<') && !outside.contains('>') && !outside.contains('['));
        let clear = taint.clear(&format!("<|im_start|>{outside}<|im_end|>"));
        assert_eq!(clear.text, "<|im_start|>a <|im_end|> [INST] b<|im_end|>");
        assert_eq!(clear.outside, [14, 23, 25, 30]);
    }

    #[test]
    fn stand_ins_cannot_be_smuggled_in() {
        let taint = Taint::new(["<x>"]);
        let smuggled: String = [0xF_0000, 0xF_0001, 0xF_FFFD].iter().filter_map(|code| char::from_u32(*code)).collect();
        assert_eq!(taint.clear(&taint.mark(&smuggled)).text, "\u{fffd}\u{fffd}\u{fffd}");
    }

    proptest! {
        #[test]
        fn text_comes_back_as_it_was(text in "[a-z<>|\\[\\] äß😀]{0,40}") {
            let taint = Taint::new(["<|x|>", "[Y]"]);
            prop_assert_eq!(taint.clear(&taint.mark(&text)).text, text);
        }
    }
}
