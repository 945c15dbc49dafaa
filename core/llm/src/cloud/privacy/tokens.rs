//! Tokens that stand for what must not leave, and putting back what they stand for.

use crate::chat::ToolCall;
use serde_json::Value;

/// Tokens of one request, each with what it stands for. The same text always has the same token within a request, and
/// a request that goes on from an earlier one has the earlier one's tokens.
///
/// Tokens have letters instead of digits, so that one which a model changes is no untraced number.
#[derive(Default, Clone, PartialEq)]
pub(crate) struct Tokens(Vec<(String, String)>);

impl std::fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Tokens({})", self.0.len())
    }
}

impl Tokens {
    /// The token for a text of this kind.
    pub(crate) fn of(&mut self, kind: &str, text: &str) -> String {
        let folded = text.to_lowercase();
        let known = self.0.iter().find(|(token, original)| is_of(token, kind) && original.to_lowercase() == folded);
        if let Some((token, _)) = known {
            return token.clone();
        }
        let number = self.0.iter().filter(|(token, _)| is_of(token, kind)).count();
        let token = format!("<{kind}_{}>", letters(number));
        self.0.push((token.clone(), text.to_owned()));
        token
    }

    /// A text with what its tokens stand for.
    pub(crate) fn restore(&self, text: &str) -> String {
        let mut restorer = Restorer::new(self);
        let mut whole = restorer.push(text);
        whole.push_str(&restorer.finish());
        whole
    }

    /// Puts back what stands behind tokens in the arguments of a call.
    pub(crate) fn restore_call(&self, call: &mut ToolCall) {
        self.restore_value(&mut call.arguments);
    }

    fn restore_value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.restore(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.restore_value(item)),
            Value::Object(fields) => {
                *fields = std::mem::take(fields)
                    .into_iter()
                    .map(|(name, mut field)| {
                        self.restore_value(&mut field);
                        (self.restore(&name), field)
                    })
                    .collect();
            }
            _ => {}
        }
    }
}

fn is_of(token: &str, kind: &str) -> bool {
    token.strip_prefix('<').and_then(|rest| rest.strip_prefix(kind)).is_some_and(|rest| rest.starts_with('_'))
}

/// A, B, … Z, AA, AB, …
fn letters(mut number: usize) -> String {
    let mut text = Vec::new();
    loop {
        text.push(b'A' + (number % 26) as u8);
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    text.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Puts back what tokens stand for while text streams in; a token may be split at any place.
#[derive(Debug)]
pub(crate) struct Restorer<'a> {
    tokens: &'a Tokens,
    held: String,
}

impl<'a> Restorer<'a> {
    pub(crate) fn new(tokens: &'a Tokens) -> Self {
        Self { tokens, held: String::new() }
    }

    /// Takes a piece and gives out what can be no part of a token that is still to come.
    pub(crate) fn push(&mut self, piece: &str) -> String {
        self.held.push_str(piece);
        let mut out = String::new();
        let mut rest = self.held.as_str();
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let whole = self.tokens.0.iter().find(|(token, _)| rest.starts_with(token));
            if let Some((token, original)) = whole {
                out.push_str(original);
                rest = &rest[token.len()..];
            } else if self.tokens.0.iter().any(|(token, _)| token.starts_with(rest)) {
                self.held = rest.to_owned();
                return out;
            } else {
                out.push('<');
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
        self.held.clear();
        out
    }

    /// What was held back; nothing more comes.
    pub(crate) fn finish(self) -> String {
        self.held
    }
}
