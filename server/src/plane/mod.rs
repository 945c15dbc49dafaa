//! The shared plane: what people chose to show to a trainer or a viewer, in plain text, item by item, for a time. Off
//! unless the server is told otherwise. No network in here, and no SQL.

mod figures;
mod hub;
mod items;
mod jobs;
mod ledger;
mod plans;
mod sagas;

pub(crate) use figures::WorkoutFigures;
pub(crate) use items::{Offer, OfferGrant, Shown};
pub(crate) use jobs::{Import, ImportState};
pub(crate) use ledger::{AccessShown, LedgerState};
pub(crate) use plans::{RevisionShown, Revisit};
pub(crate) use sagas::JOBS;

use crate::Error;
use crate::gate::{Caller, Role, unhex};
use crate::storage::Reader;
use coach_wire::AccountId;
use serde_json::Value;

/// Characters of a document at most.
const MAX_DOCUMENT: usize = 256 << 10;
/// Items of one owner.
const MAX_ITEMS: u64 = 5000;
/// People with whom one item is shared.
const MAX_GRANTS: usize = 50;
/// Items in one answer.
const MAX_ANSWER: i64 = 500;
/// What is shared ends after this at the latest, and after this if nothing is said.
const LONGEST_S: i64 = 90 * 86_400;
const USUAL_S: i64 = 30 * 86_400;

/// Kinds of items, by what they are called.
pub(crate) const KINDS: [&str; 5] = ["profile", "preferences", "plan", "session", "summary"];

/// A document as it is kept, if it is an object of a bearable size.
fn kept(document: &Value) -> Result<String, Error> {
    if !document.is_object() {
        return Err(Error::Malformed("a document is a JSON object"));
    }
    let text = document.to_string();
    if text.len() > MAX_DOCUMENT { Err(Error::Malformed("a document has at most 256 KiB")) } else { Ok(text) }
}

/// The end of something that lasts so many seconds.
fn end_of(seconds: Option<i64>, now_ms: i64) -> Result<i64, Error> {
    let seconds = seconds.unwrap_or(USUAL_S);
    if !(60..=LONGEST_S).contains(&seconds) {
        return Err(Error::Malformed("what is shared lasts for a minute to 90 days"));
    }
    Ok(now_ms + seconds * 1000)
}

/// An account by its name; a name that is none is nobody's.
fn account(name: &str) -> Result<AccountId, Error> {
    unhex(name).ok_or(Error::NotFound)
}

/// Through whose eyes a caller looks.
fn reader(caller: &Caller, writes: bool) -> Reader {
    match caller.role {
        Role::Owner | Role::Service => Reader::Owner(caller.account),
        // Viewers write nowhere, and administrators see nothing: the rules let neither come this far.
        Role::Trainer | Role::Viewer | Role::Admin => Reader::Grantee { account: caller.account, writes },
    }
}

/// Whose data a caller asks for: their own, or that of a person with whom they have to do.
fn of_whom(caller: &Caller, user: Option<&str>) -> Result<Option<AccountId>, Error> {
    let user = user.map(account).transpose()?;
    match (caller.role, user) {
        (Role::Owner | Role::Service, Some(user)) if user != caller.account => Err(Error::NotFound),
        (Role::Owner | Role::Service, _) => Ok(Some(caller.account)),
        (_, user) => Ok(user),
    }
}

#[cfg(test)]
mod tests;
