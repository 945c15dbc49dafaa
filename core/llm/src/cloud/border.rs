//! What the caller decides and keeps for a model outside the device.

use super::Hidden;
use crate::chat::Usage;
use async_trait::async_trait;
use coach_domain::privacy::{Category, Consent};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What may leave now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permit {
    /// What the person shares.
    pub consent: Consent,
    /// What must not leave whatever is shared.
    pub hidden: Vec<Hidden>,
    /// Tokens that may still be used today; `None` for no limit.
    pub tokens_left: Option<u64>,
}

/// What is about to leave.
#[derive(Clone, PartialEq, Eq)]
pub struct Departure {
    /// Name of the model, for example `openai:gpt-5`.
    pub model: String,
    /// Address that it goes to; never holds a key.
    pub url: String,
    /// What it may hold of the person.
    pub categories: BTreeSet<Category>,
    /// Every byte of the request's body.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Departure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Departure")
            .field("model", &self.model)
            .field("url", &self.url)
            .field("categories", &self.categories)
            .field("bytes", &self.body.len())
            .finish()
    }
}

impl Departure {
    /// SHA-256 of the body, in hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> String {
        Sha256::digest(&self.body).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The caller's side of the border: consent, keys, the budget and the log of what left. Texts of errors read after
/// "failed to reach the model: " and hold no secret.
#[async_trait]
pub trait Border: Send + Sync {
    /// What may leave now; asked before every request.
    ///
    /// # Errors
    /// Why nothing may leave.
    async fn permit(&self) -> Result<Permit, String>;

    /// The key for the service; `None` when there is none.
    ///
    /// # Errors
    /// Why the place of the key does not answer.
    async fn key(&self) -> Result<Option<SecretString>, String>;

    /// Writes down what is about to leave and returns a number for [`settled`](Self::settled). Asked before every
    /// attempt; when it fails, nothing leaves.
    ///
    /// # Errors
    /// Why it could not be written down.
    async fn leaving(&self, departure: &Departure) -> Result<i64, String>;

    /// Writes down what came of it: `answered`, or the kind of failure; and the tokens used, estimated when the service
    /// does not tell.
    async fn settled(&self, number: i64, outcome: &str, usage: Usage);
}
