//! What may leave this device: a request is reduced to what the person shares, then names and identifiers in it are
//! replaced by tokens, which are put back into the answer.

mod redact;
mod reduce;
mod tokens;

pub(super) use redact::redact;
pub use redact::{Hidden, HiddenKind};
pub(super) use reduce::reduce;
pub(super) use tokens::{Restorer, Tokens};

#[cfg(test)]
mod tests;
