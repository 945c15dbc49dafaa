#![doc = include_str!("../README.md")]

pub mod account;
pub mod auth;
mod code;
pub mod entry;
pub mod message;

pub use account::{Account, Body, Change, Device, Epoch, NewDevice, Record, Recorded, Signer, Snapshot};
pub use code::{from_code, to_code};
pub use entry::{Entry, Header};

/// The id of an account: the first half of the BLAKE3 hash of its root key, so that nobody can claim another's.
pub type AccountId = [u8; 16];
/// The id of a device within an account.
pub type DeviceId = [u8; 16];
/// A BLAKE3 hash.
pub type Hash = [u8; 32];
/// An Ed25519 signature.
pub type Signature = [u8; 64];

/// The version of the protocol that this build speaks; a relay answers the one before it and the one after it, too.
pub const PROTOCOL: u16 = 1;

/// What does not hold in bytes from elsewhere. Messages read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not what they should be, or not in the one canonical form.
    #[error("decode {0}")]
    Malformed(&'static str),
    /// A later version wrote it.
    #[error("read {0}: a newer PocketCoach wrote it; update this one")]
    Newer(&'static str),
    /// A signature does not hold.
    #[error("verify {0}: its signature does not hold")]
    Signature(&'static str),
    /// A record may not follow on what is known of the account.
    #[error("follow the account's log: {0}")]
    Account(&'static str),
}

/// Encodes a value into memory, which cannot fail.
pub fn to_bytes<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    to_bytes_of(value, 0)
}

/// As [`to_bytes`], for a value that takes about so many bytes: a large one is not copied while it grows.
pub fn to_bytes_of<T: minicbor::Encode<()>>(value: &T, about: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(about);
    let _ = minicbor::encode(value, &mut bytes);
    bytes
}

/// Decodes a value and refuses what is left over.
///
/// # Errors
/// [`Error::Malformed`] when the bytes are not exactly one value.
pub fn from_bytes<'b, T: minicbor::Decode<'b, ()>>(bytes: &'b [u8], what: &'static str) -> Result<T, Error> {
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode().map_err(|_| Error::Malformed(what))?;
    if decoder.position() == bytes.len() { Ok(value) } else { Err(Error::Malformed(what)) }
}

/// Checks an Ed25519 signature over bytes under a label.
///
/// # Errors
/// [`Error::Signature`] when key or signature do not hold.
pub fn verify(
    key: &[u8; 32],
    label: &str,
    bytes: &[u8],
    signature: &Signature,
    what: &'static str,
) -> Result<(), Error> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(key).map_err(|_| Error::Signature(what))?;
    key.verify_strict(&labelled(label, bytes), &ed25519_dalek::Signature::from_bytes(signature))
        .map_err(|_| Error::Signature(what))
}

/// What is signed: the label, a separator that no label holds, and the bytes. One key signs several kinds of things,
/// and none can be taken for another.
#[must_use]
pub fn labelled(label: &str, bytes: &[u8]) -> Vec<u8> {
    [label.as_bytes(), &[0], bytes].concat()
}
