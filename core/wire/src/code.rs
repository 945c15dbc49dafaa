//! Bytes as people copy them: the code of an account, and of a device that wants in.

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Bytes as people copy them: Crockford's base 32, lower case, in groups of five.
#[must_use]
pub fn to_code(bytes: &[u8]) -> String {
    let (mut bits, mut held, mut text) = (0_u32, 0_u32, String::new());
    let put = |text: &mut String, value: u32| {
        if text.len() % 6 == 5 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[(value & 31) as usize]));
    };
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            put(&mut text, bits >> held);
        }
    }
    if held > 0 {
        put(&mut text, bits << (5 - held));
    }
    text
}

/// Reads what [`to_code`] wrote; case, hyphens and spaces do not matter, and letters that look like digits are taken
/// for them. `None` when it is something else.
#[must_use]
pub fn from_code(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0_u32, Vec::new());
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
        let letter = match letter.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        let value = ALPHABET.iter().position(|known| char::from(*known) == letter)?;
        bits = ((bits << 5) | value as u32) & 0xfff;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    // What is left over of the last letter must be zero, so that a code has one form.
    (held < 5 && bits & ((1 << held) - 1) == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn codes_go_there_and_back(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let code = to_code(&bytes);
            prop_assert_eq!(from_code(&code).unwrap(), bytes.clone());
            prop_assert_eq!(from_code(&code.to_uppercase().replace('-', " ")).unwrap(), bytes);
        }

        #[test]
        fn hostile_codes_are_refused_or_have_one_form(text in ".{0,60}") {
            if let Some(bytes) = from_code(&text) {
                prop_assert_eq!(to_code(&bytes).replace('-', "").len(), text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').count());
            }
        }
    }
}
