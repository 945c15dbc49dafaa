//! The relay as a device sees it. What carries it (HTTP, or a test's own network) stands behind a trait.

use crate::{Error, RecoveryKey};
use coach_store::Store;
use coach_wire::account::Record;
use coach_wire::auth::{Claim, ERASE, LOGIN, Login, Receipt};
use coach_wire::message::{Request, Response};
use futures::future::BoxFuture;

/// Who speaks to the relay.
#[derive(Debug, Clone, Copy)]
pub enum Credential<'key> {
    /// This device.
    Device(&'key Store),
    /// This device, in an account that it has just been let into.
    Newcomer(&'key Store, coach_wire::AccountId),
    /// The holder of the recovery key.
    Recovery(&'key RecoveryKey),
}

impl Credential<'_> {
    /// Who that is.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn claim(&self) -> Result<Claim, Error> {
        Ok(match self {
            Credential::Device(store) => {
                let identity = store.identity()?;
                Claim { account: identity.account, device: Some(identity.device) }
            }
            Credential::Newcomer(store, account) => Claim { account: *account, device: Some(store.identity()?.device) },
            Credential::Recovery(key) => Claim { account: key.account(), device: None },
        })
    }

    /// The proof for a nonce of the relay.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn login(&self, nonce: Vec<u8>) -> Result<Login, Error> {
        let claim = self.claim()?;
        let signature = self.sign(LOGIN, &Login::signed(&claim, &nonce))?;
        Ok(Login { claim, nonce, signature })
    }

    pub(crate) fn sign_erasure(&self) -> Result<[u8; 64], Error> {
        self.sign(ERASE, &self.claim()?.account)
    }

    fn sign(&self, label: &str, bytes: &[u8]) -> Result<[u8; 64], Error> {
        Ok(match self {
            Credential::Device(store) | Credential::Newcomer(store, _) => store.sign(label, bytes)?,
            Credential::Recovery(key) => key.sign(label, bytes),
        })
    }
}

/// The relay. Logging in is the transport's business; nothing that it returns is believed.
pub trait Transport: Send + Sync {
    /// Begins an account with its log; again, or with a log that the relay holds already, does nothing.
    fn begin<'a>(&'a self, records: &'a [Record]) -> BoxFuture<'a, Result<(), Error>>;

    /// Asks as someone.
    fn ask<'a>(&'a self, who: Credential<'a>, request: Request) -> BoxFuture<'a, Result<Response, Error>>;

    /// Whether there may be more than what someone holds, told by its digest. It is one short question where the relay gave
    /// a pass with an earlier login, and `true` where it did not.
    fn has_news<'a>(&'a self, who: Credential<'a>, held: [u8; 8]) -> BoxFuture<'a, Result<bool, Error>>;

    /// Erases the account.
    fn erase<'a>(&'a self, who: Credential<'a>) -> BoxFuture<'a, Result<Receipt, Error>>;

    /// Puts a letter of an enrolment into a box.
    fn leave<'a>(&'a self, meeting: &'a [u8; 16], letter: u8, bytes: Vec<u8>) -> BoxFuture<'a, Result<(), Error>>;

    /// The letter in a box, if there is one yet.
    fn fetch<'a>(&'a self, meeting: &'a [u8; 16], letter: u8) -> BoxFuture<'a, Result<Option<Vec<u8>>, Error>>;
}
