//! Challenge, login and tokens: a device signs a nonce, and gets a token for a quarter of an hour.
//!
//! Neither nonces nor tokens are kept: both carry their end and are authenticated by a key that stays here. A nonce
//! belongs to one claim; a token belongs to one device, and a device that was put out is refused whatever it carries.

use super::Relay;
use crate::Error;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coach_wire::auth::{Claim, LOGIN, Login, Token};
use coach_wire::{AccountId, DeviceId};

/// A nonce is good for this long.
const NONCE_MS: i64 = 60_000;
/// A token is good for this long.
const TOKEN_MS: i64 = 15 * 60_000;
/// End, random bytes and tag.
const NONCE_LENGTH: usize = 8 + 16 + 32;
/// Account, device or none, end and tag. It goes with every question, so its tag is cut to what nobody guesses, and its
/// letters are as few as can be: 76, of which none is left over, so that one token has one spelling.
const TOKEN_LENGTH: usize = BODY_LENGTH + TAG_LENGTH;
const BODY_LENGTH: usize = 16 + 17 + 8;
const TAG_LENGTH: usize = 16;

/// Who is logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Principal {
    /// Account.
    pub account: AccountId,
    /// Device; `None` for the holder of the recovery key.
    pub device: Option<DeviceId>,
}

impl Relay {
    pub(crate) fn tag(&self, label: &str, bytes: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&self.token_key);
        hasher.update(&coach_wire::labelled(label, bytes));
        *hasher.finalize().as_bytes()
    }

    /// A nonce for a claim; given to anyone, whether there is such an account or not.
    ///
    /// # Errors
    /// [`Error::Storage`] when the system gives no random numbers.
    pub fn challenge(&self, claim: &Claim, now_ms: i64) -> Result<Vec<u8>, Error> {
        let mut nonce = [0_u8; 24];
        nonce[..8].copy_from_slice(&(now_ms + NONCE_MS).to_le_bytes());
        getrandom::fill(&mut nonce[8..]).map_err(|error| Error::Storage(error.to_string()))?;
        let tag = self.tag("nonce", &[coach_wire::to_bytes(claim).as_slice(), &nonce].concat());
        Ok([nonce.as_slice(), &tag].concat())
    }

    /// A token for a claim that is proved.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] when the proof does not hold or there is no such account or device; [`Error::Gone`] when
    /// the account was erased.
    pub fn login(&self, login: &Login, now_ms: i64) -> Result<Token, Error> {
        let (body, tag) = login.nonce.split_at_checked(24).ok_or(Error::NotLetIn)?;
        let expected = self.tag("nonce", &[coach_wire::to_bytes(&login.claim).as_slice(), body].concat());
        let end = body.first_chunk::<8>().map_or(0, |end| i64::from_le_bytes(*end));
        // Hashes compare in constant time.
        let genuine = login.nonce.len() == NONCE_LENGTH
            && tag
                .first_chunk::<32>()
                .is_some_and(|tag| blake3::Hash::from_bytes(*tag) == blake3::Hash::from_bytes(expected))
            && (now_ms..=now_ms + NONCE_MS).contains(&end);
        let account = self.storage.read(|view| match view.standing(&login.claim.account)? {
            Some(standing) => self.account(view, &login.claim.account, standing.records).map(Some),
            None if view.erased(&login.claim.account)?.is_some() => Err(Error::Gone),
            None => Ok(None),
        })?;
        let key = account.as_ref().and_then(|account| match login.claim.device {
            None => Some(account.root),
            Some(id) => account
                .devices
                .get(&id)
                .filter(|device| device.last_seq.is_none())
                .map(|device| device.device.verifying_key),
        });
        if let Some(account) = account {
            self.accounts.remember(account);
        }
        // A signature is checked in any case, so that an unknown account takes as long as a wrong proof.
        let checked = key.unwrap_or_else(|| self.key());
        let signed = Login::signed(&login.claim, &login.nonce);
        let holds = coach_wire::verify(&checked, LOGIN, &signed, &login.signature, "a login").is_ok();
        if !(genuine && holds && key.is_some()) {
            return Err(Error::NotLetIn);
        }
        let who = Principal { account: login.claim.account, device: login.claim.device };
        Ok(Token {
            token: self.token(&who, now_ms + TOKEN_MS),
            seconds: (TOKEN_MS / 1000) as u32,
            pass: self.pass(&who.account, now_ms).to_vec(),
        })
    }

    fn token(&self, who: &Principal, end_ms: i64) -> String {
        let mut bytes = Vec::with_capacity(TOKEN_LENGTH);
        bytes.extend_from_slice(&who.account);
        bytes.push(u8::from(who.device.is_some()));
        bytes.extend_from_slice(&who.device.unwrap_or_default());
        bytes.extend_from_slice(&end_ms.to_le_bytes());
        let tag = self.tag("token", &bytes);
        bytes.extend_from_slice(&tag[..TAG_LENGTH]);
        URL_SAFE_NO_PAD.encode(&bytes)
    }

    /// Who a token belongs to.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] when it is none of this relay, was changed, or has ended.
    pub fn principal(&self, token: &str, now_ms: i64) -> Result<Principal, Error> {
        let bytes = read::<TOKEN_LENGTH>(token).ok_or(Error::NotLetIn)?;
        let (body, tag) = bytes.split_at(BODY_LENGTH);
        if !same::<TAG_LENGTH>(tag, &self.tag("token", body)) {
            return Err(Error::NotLetIn);
        }
        let part = |from: usize| body.get(from..).and_then(|rest| rest.first_chunk::<16>()).copied();
        let end = body.get(33..).and_then(|rest| rest.first_chunk::<8>()).map_or(0, |end| i64::from_le_bytes(*end));
        if end <= now_ms {
            return Err(Error::NotLetIn);
        }
        let (account, device) = (part(0).ok_or(Error::NotLetIn)?, part(17).ok_or(Error::NotLetIn)?);
        Ok(Principal { account, device: (body[16] == 1).then_some(device) })
    }
}

impl Relay {
    /// When a token of this relay ends, in milliseconds since 1970 UTC.
    pub(crate) fn token_ends(&self, token: &str) -> Option<i64> {
        let bytes = read::<TOKEN_LENGTH>(token)?;
        Some(i64::from_le_bytes(*bytes.get(33..)?.first_chunk::<8>()?))
    }

    /// Whether someone who logged in is in still.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub(crate) fn is_in(&self, who: &Principal) -> Result<bool, Error> {
        let is_in = self.storage.read(|view| {
            let standing = view.standing(&who.account)?;
            self.member(view, who, standing)
        });
        match is_in {
            Ok(_) => Ok(true),
            Err(Error::Storage(inner)) => Err(Error::Storage(inner)),
            Err(_) => Ok(false),
        }
    }
}

/// So many bytes in base64url, no more and no fewer.
pub(super) fn read<const LENGTH: usize>(text: &str) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    // The length is asked for first: nothing long is decoded.
    let whole = text.len() == (LENGTH * 8).div_ceil(6);
    (whole && URL_SAFE_NO_PAD.decode_slice(text, &mut bytes) == Ok(LENGTH)).then_some(bytes)
}

/// Whether a tag of a length is the beginning of another one, in constant time: as hashes, which compare so.
pub(super) fn same<const LENGTH: usize>(tag: &[u8], whole: &[u8; 32]) -> bool {
    let mut padded = *whole;
    let Some(begin) = padded.get_mut(..tag.len()) else { return false };
    begin.copy_from_slice(tag);
    tag.len() == LENGTH && blake3::Hash::from_bytes(padded) == blake3::Hash::from_bytes(*whole)
}
