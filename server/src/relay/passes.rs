//! Passes: a device that left with everything asks with one short line whether that still is everything, without logging
//! in again.
//!
//! A pass holds the account, its end and a tag that proves that it came from here; nothing of it is kept. All that it
//! opens is whether what somebody holds of the account, told by a digest, is what the relay holds. A device that is put
//! out knows no such digest any more, since that is a record of the account.

use super::tokens::{read, same};
use super::{Relay, snapshots};
use crate::Error;
use coach_wire::AccountId;
use coach_wire::auth::PASS_LENGTH;
use coach_wire::message::{Mark, held};

/// A pass is good for this long, in seconds.
const LASTS: i64 = 7 * 24 * 3600;
/// Account, and end in seconds since 1970 UTC.
const BODY: usize = 16 + 4;
/// Pass and digest.
const LENGTH: usize = PASS_LENGTH + 8;

impl Relay {
    /// A pass for an account.
    pub(super) fn pass(&self, account: &AccountId, now_ms: i64) -> [u8; PASS_LENGTH] {
        let end = u32::try_from(now_ms.div_euclid(1000).saturating_add(LASTS)).unwrap_or(0);
        let mut pass = [0; PASS_LENGTH];
        pass[..16].copy_from_slice(account);
        pass[16..BODY].copy_from_slice(&end.to_le_bytes());
        let tag = self.tag("pass", &pass[..BODY]);
        pass[BODY..].copy_from_slice(&tag[..PASS_LENGTH - BODY]);
        pass
    }

    /// Whether what somebody holds is all that there is of an account. `question` is a pass and the digest of
    /// [`coach_wire::message::held`] behind it, in base64url.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not, when the pass is none of this relay or has ended, and when the account is gone:
    /// to who asks it is one and the same, they log in and hear more.
    pub fn holds_all(&self, question: &str, now_ms: i64) -> Result<(), Error> {
        let bytes = read::<LENGTH>(question).ok_or(Error::NotFound)?;
        let (pass, digest) = bytes.split_at(PASS_LENGTH);
        let (body, tag) = pass.split_at(BODY);
        let end = body.last_chunk::<4>().map_or(0, |end| u32::from_le_bytes(*end));
        // An account is looked up for a pass of this relay alone, so that time tells nobody which there are.
        if !same::<{ PASS_LENGTH - BODY }>(tag, &self.tag("pass", body)) || i64::from(end) < now_ms.div_euclid(1000) {
            return Err(Error::NotFound);
        }
        let account: &AccountId = body.first_chunk().ok_or(Error::NotFound)?;
        let now = self.storage.read(|view| {
            let Some(standing) = view.standing(account)? else { return Ok(None) };
            // Parts that a snapshot lacks are news of their own.
            let known = self.account(view, account, standing.records)?;
            if !snapshots::lacks(view, &known)?.is_empty() {
                return Ok(None);
            }
            let chains = view.chains(account)?;
            let marks = chains.iter().map(|(device, chain)| Mark::of(*device, chain.seq, &chain.hash));
            Ok(Some(held(standing.records, standing.statements, marks)))
        })?;
        if now.is_some_and(|now| now == digest) { Ok(()) } else { Err(Error::NotFound) }
    }
}
