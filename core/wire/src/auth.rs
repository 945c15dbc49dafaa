//! How a device says who it is: it signs a nonce of the relay. No password, no e-mail.

use crate::{AccountId, DeviceId, Hash, Signature};
use minicbor::{Decode, Encode};

/// Label of the signature under a login.
pub const LOGIN: &str = "pocketcoach/v1/login";
/// Label of the signature under the wish to erase an account.
pub const ERASE: &str = "pocketcoach/v1/erase";
/// Label of the relay's signature under a receipt of erasure.
pub const RECEIPT: &str = "pocketcoach/v1/receipt";
/// Bytes of a pass: account, end in seconds since 1970 UTC, and the relay's tag.
pub const PASS_LENGTH: usize = 16 + 4 + 8;

/// Who wants in: a device, or the holder of the recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Claim {
    /// Account.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub account: AccountId,
    /// Device; `None` for the recovery key.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub device: Option<DeviceId>,
}

/// A claim with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Login {
    /// Who.
    #[n(0)]
    pub claim: Claim,
    /// The nonce that the relay gave for this claim.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub nonce: Vec<u8>,
    /// Signature over [`Login::signed`].
    #[cbor(n(2), with = "minicbor::bytes")]
    pub signature: Signature,
}

impl Login {
    /// The bytes that are signed.
    #[must_use]
    pub fn signed(claim: &Claim, nonce: &[u8]) -> Vec<u8> {
        [crate::to_bytes(claim), nonce.to_vec()].concat()
    }
}

/// A short-lived token.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Token {
    /// What goes into the `Authorization` header after `Bearer`.
    #[n(0)]
    pub token: String,
    /// Seconds that it holds.
    #[n(1)]
    pub seconds: u32,
    /// A pass, of [`PASS_LENGTH`] bytes: with it, and without logging in, anyone may ask for some days whether what they
    /// hold of the account is all that there is. Empty from a relay that gives none.
    #[cbor(n(2), default, with = "minicbor::bytes")]
    pub pass: Vec<u8>,
}

/// What the relay says when an account is gone.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Receipt {
    /// Account.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub account: AccountId,
    /// When, in milliseconds since 1970 UTC.
    #[n(1)]
    pub at_ms: i64,
    /// Sealed entries that were erased.
    #[n(2)]
    pub entries: u64,
    /// Sealed blobs that were erased.
    #[n(3)]
    pub blobs: u64,
    /// Bytes that were erased.
    #[n(4)]
    pub bytes: u64,
    /// The relay's key.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub key: Hash,
    /// The relay's signature over the fields before it.
    #[cbor(n(6), with = "minicbor::bytes")]
    pub signature: Signature,
}

impl Receipt {
    /// The bytes that the relay signs.
    #[must_use]
    pub fn signed(&self) -> Vec<u8> {
        crate::to_bytes(&Receipt { signature: [0; 64], ..self.clone() })
    }
}
