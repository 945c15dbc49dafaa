//! Keys for programs that act for an owner: a prefix that names them, a secret of which a keyed hash is kept, scopes, an
//! end. A program shows its key for a token of a quarter of an hour, or in each request.

use super::sessions::{Renewed, random, signed};
use super::{Caller, Role, Scope, hex, scopes_of, scopes_text, unhex};
use crate::storage::ApiKey;
use crate::{Error, Relay};
use serde::Serialize;

/// How a key begins.
const PREFIX: &str = "pck_";
/// Keys of one account.
const MOST: u64 = 20;
/// Characters of a key's label.
const LABEL: usize = 60;
/// A key ends within a year.
pub(crate) const LONGEST_S: i64 = 366 * 86_400;

/// A key as it is shown once.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct KeyMade {
    /// The whole key; it is shown this once.
    pub(crate) key: String,
    /// What it is shown as afterwards.
    #[serde(flatten)]
    pub(crate) shown: KeyShown,
}

/// A key as its owner sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct KeyShown {
    /// What names it.
    pub(crate) prefix: String,
    /// What its owner calls it.
    pub(crate) label: String,
    /// What it is good for.
    pub(crate) scopes: Vec<Scope>,
    /// When it was made, in milliseconds since 1970 UTC.
    pub(crate) made_ms: i64,
    /// When it ends, in milliseconds since 1970 UTC.
    pub(crate) ends_ms: i64,
}

impl From<ApiKey> for KeyShown {
    fn from(key: ApiKey) -> Self {
        KeyShown {
            prefix: hex(&key.prefix),
            label: key.label,
            scopes: scopes_of(&key.scopes),
            made_ms: key.made_ms,
            ends_ms: key.ends_ms,
        }
    }
}

impl Relay {
    fn key_hash(&self, prefix: &[u8; 8], secret: &[u8; 32]) -> [u8; 32] {
        self.tag("api-key", &[prefix.as_slice(), secret].concat())
    }

    /// Makes a key for a program.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the label, the scopes or the time are none; [`Error::Quota`] when there are too many.
    pub(crate) fn make_api_key(
        &self,
        caller: &Caller,
        label: &str,
        scopes: &[Scope],
        seconds: i64,
        now_ms: i64,
    ) -> Result<KeyMade, Error> {
        if label.is_empty() || label.chars().count() > LABEL || label.chars().any(char::is_control) {
            return Err(Error::Malformed("the label has to have 1 to 60 printable characters"));
        }
        if scopes.is_empty() {
            return Err(Error::Malformed("a key without a scope is good for nothing; name one"));
        }
        if !(60..=LONGEST_S).contains(&seconds) {
            return Err(Error::Malformed("a key holds for a minute to a year"));
        }
        let (prefix, secret) = (random::<8>()?, random::<32>()?);
        let key = ApiKey {
            prefix,
            account: caller.account,
            label: label.to_owned(),
            scopes: scopes_text(scopes),
            hash: self.key_hash(&prefix, &secret),
            made_ms: now_ms,
            ends_ms: now_ms + seconds * 1000,
        };
        self.storage.write(|view| {
            self.admit(view, caller, now_ms)?;
            if !view.put_api_key(&key, MOST)? {
                return Err(Error::Quota);
            }
            self.note(view, caller, "make_api_key", &prefix, "done", now_ms)
        })?;
        Ok(KeyMade { key: format!("{PREFIX}{}_{}", hex(&prefix), hex(&secret)), shown: key.into() })
    }

    /// The keys of a caller's account.
    ///
    /// # Errors
    /// [`Error::NotLetIn`], [`Error::Storage`].
    pub(crate) fn api_keys(&self, caller: &Caller, now_ms: i64) -> Result<Vec<KeyShown>, Error> {
        self.storage.read(|view| {
            self.admit(view, caller, now_ms)?;
            Ok(view.api_keys(&caller.account)?.into_iter().map(KeyShown::from).collect())
        })
    }

    /// Takes a key.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account has none of that prefix.
    pub(crate) fn drop_api_key(&self, caller: &Caller, prefix: &str, now_ms: i64) -> Result<(), Error> {
        let prefix = unhex(prefix).ok_or(Error::NotFound)?;
        self.storage.write(|view| {
            self.admit(view, caller, now_ms)?;
            if !view.drop_api_key(&caller.account, &prefix)? {
                return Err(Error::NotFound);
            }
            self.note(view, caller, "drop_api_key", &prefix, "done", now_ms)
        })
    }

    /// Who shows a key.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] for whatever does not hold, all the same.
    pub(crate) fn program(&self, key: &str, now_ms: i64) -> Result<Caller, Error> {
        let (prefix, secret) = key.strip_prefix(PREFIX).and_then(|rest| rest.split_once('_')).ok_or(Error::NotLetIn)?;
        let prefix = unhex::<8>(prefix).ok_or(Error::NotLetIn)?;
        let secret = unhex::<32>(secret).ok_or(Error::NotLetIn)?;
        let known = self.storage.read(|view| view.api_key(&prefix))?;
        // Hashed and compared in any case, so that an unknown prefix takes as long as a wrong secret.
        let expected = known.as_ref().map_or([0; 32], |key| key.hash);
        let holds = blake3::Hash::from_bytes(expected) == blake3::Hash::from_bytes(self.key_hash(&prefix, &secret));
        let known = known.filter(|key| holds && key.ends_ms > now_ms).ok_or(Error::NotLetIn)?;
        Ok(Caller {
            account: known.account,
            device: None,
            role: Role::Service,
            scopes: scopes_of(&known.scopes),
            family: None,
            key: Some(prefix),
        })
    }

    /// A short token for a program that shows its key.
    ///
    /// # Errors
    /// [`Error::NotLetIn`].
    pub(crate) fn service_token(&self, key: &str, now_ms: i64) -> Result<Renewed, Error> {
        let caller = self.program(key, now_ms)?;
        self.storage.read(|view| self.admit(view, &caller, now_ms))?;
        signed(&self.signer, &caller, now_ms)
    }

    /// Whether something looks like a key of a program.
    pub(crate) fn is_key(token: &str) -> bool {
        token.starts_with(PREFIX)
    }
}
