//! Keys for devices: X25519 keys that epoch keys are wrapped to by HPKE (RFC 9180), and epochs.

use crate::{Error, random};
use coach_store::log::EpochKey;
use coach_wire::account::{Epoch, SUITE, Wrapped};
use coach_wire::{Account, AccountId, DeviceId, Hash};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Bytes of an encapsulated key, in front of the ciphertext.
const ENCAPPED: usize = 32;
const EPOCH: &str = "pocketcoach/v1/epoch";
const COMMIT: &str = "pocketcoach/v1/epoch-commit";
const BACK_LINK: &str = "pocketcoach/v1/back-link";
const LABEL: &str = "pocketcoach/v1/device-label";

/// A private X25519 key. Kept as the seed that it is derived from.
pub struct SealingKey {
    seed: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SealingKey(…)")
    }
}

impl SealingKey {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn generate() -> Result<Self, Error> {
        Ok(SealingKey { seed: random::bytes()? })
    }

    pub(crate) fn from_seed(seed: Zeroizing<[u8; 32]>) -> Self {
        SealingKey { seed }
    }

    pub(crate) fn seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        X25519HkdfSha256::derive_keypair(self.seed.as_slice()).1.to_bytes().into()
    }

    /// Opens what [`seal_to`] made for this key.
    ///
    /// # Errors
    /// [`Error::Key`] when it is for another key, purpose or context, or was changed.
    pub fn open(&self, purpose: &str, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let bad = |_| Error::Key("it was sealed for another device, or it was changed");
        let (encapped, ciphertext) = sealed.split_at_checked(ENCAPPED).ok_or(Error::Key("it is too short"))?;
        let encapped = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapped).map_err(bad)?;
        let private = X25519HkdfSha256::derive_keypair(self.seed.as_slice()).0;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &encapped,
            purpose.as_bytes(),
            ciphertext,
            context,
        );
        plain.map(Zeroizing::new).map_err(bad)
    }
}

/// Seals bytes to a public key, for a purpose and bound to a context: encapsulated key, then ciphertext.
///
/// # Errors
/// [`Error::Key`] when the public key is none.
pub fn seal_to(public: &[u8; 32], purpose: &str, context: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let bad = |_| Error::Key("the other device's key is no key");
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public).map_err(bad)?;
    let (encapped, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        purpose.as_bytes(),
        bytes,
        context,
    )
    .map_err(bad)?;
    Ok([encapped.to_bytes().as_slice(), &ciphertext].concat())
}

/// What an epoch's key is bound to wherever it is wrapped.
fn context(account: &AccountId, number: u32) -> Vec<u8> {
    [account.as_slice(), &number.to_le_bytes(), &[SUITE]].concat()
}

fn commit(key: &EpochKey) -> Result<Hash, Error> {
    Ok(*key.for_job(COMMIT)?)
}

/// A random epoch key.
pub(crate) fn fresh() -> Result<EpochKey, Error> {
    Ok(EpochKey::from_bytes(*random::bytes()?))
}

/// Wraps an epoch's key to one device.
pub(crate) fn wrap(account: &AccountId, number: u32, key: &EpochKey, to: &[u8; 32]) -> Result<Vec<u8>, Error> {
    seal_to(to, EPOCH, &context(account, number), key.expose())
}

/// The record of an epoch: its key wrapped to each device and to the recovery key, and the key before it sealed under
/// it, so that a new key costs as much as there are devices, whatever there is to read.
pub(crate) fn epoch(
    account: &AccountId,
    number: u32,
    key: &EpochKey,
    before: Option<&EpochKey>,
    devices: &[(DeviceId, [u8; 32])],
    recovery: &[u8; 32],
) -> Result<Epoch, Error> {
    let mut wrapped = Vec::with_capacity(devices.len());
    for (device, sealing_key) in devices {
        wrapped.push(Wrapped { device: *device, key: wrap(account, number, key, sealing_key)? });
    }
    Ok(Epoch {
        number,
        suite: SUITE,
        commit: commit(key)?,
        wrapped,
        recovery: wrap(account, number, key, recovery)?,
        back_link: match before {
            Some(before) => key.seal_for(BACK_LINK, &context(account, number), before.expose())?,
            None => Vec::new(),
        },
    })
}

fn key_of(bytes: &[u8], epoch: &Epoch) -> Result<EpochKey, Error> {
    let key = EpochKey::from_bytes(bytes.try_into().map_err(|_| Error::Key("it has another length"))?);
    if commit(&key)? == epoch.commit {
        Ok(key)
    } else {
        Err(Error::Key("it is not the one that the account's log commits to"))
    }
}

/// Every epoch key that follows from one wrapped key, down to the first.
pub(crate) fn unwrap_all(
    account: &Account,
    number: u32,
    wrapped: &[u8],
    by: &SealingKey,
) -> Result<BTreeMap<u32, EpochKey>, Error> {
    let missing = Error::Key("its epoch is not in the account's log");
    let place = account.epochs.iter().position(|epoch| epoch.number == number).ok_or(missing)?;
    let opened = by.open(EPOCH, &context(&account.id, number), wrapped)?;
    let mut key = key_of(&opened, &account.epochs[place])?;
    let mut keys = BTreeMap::from([(number, key.clone())]);
    for (epoch, before) in account.epochs[..=place].iter().rev().zip(account.epochs[..place].iter().rev()) {
        let opened = key.open_for(BACK_LINK, &context(&account.id, epoch.number), &epoch.back_link)?;
        key = key_of(&opened, before)?;
        keys.insert(before.number, key.clone());
    }
    Ok(keys)
}

/// Seals a device's name, so that the relay does not read it.
pub(crate) fn seal_label(account: &AccountId, device: &DeviceId, key: &EpochKey, name: &str) -> Result<Vec<u8>, Error> {
    Ok(key.seal_for(LABEL, &[account.as_slice(), device].concat(), name.as_bytes())?)
}

/// Opens a device's name.
pub(crate) fn open_label(account: &AccountId, device: &DeviceId, key: &EpochKey, sealed: &[u8]) -> Option<String> {
    let bytes = key.open_for(LABEL, &[account.as_slice(), device].concat(), sealed).ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_changed_bit_of_a_wrapped_key_is_found(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let key = SealingKey::generate().unwrap();
            let sealed = seal_to(&key.public(), "purpose", b"context", b"secret").unwrap();
            let opened = key.open("purpose", b"context", &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), b"secret");
            prop_assert!(key.open("other", b"context", &sealed).is_err());
            prop_assert!(key.open("purpose", b"other", &sealed).is_err());
            prop_assert!(SealingKey::generate().unwrap().open("purpose", b"context", &sealed).is_err());
            let mut broken = sealed.clone();
            let index = at.index(broken.len());
            broken[index] ^= 1 << bit;
            // X25519 ignores the top bit of a public key's last byte; HPKE binds the key as it was sent.
            prop_assert!(key.open("purpose", b"context", &broken).is_err());
            prop_assert!(key.open("purpose", b"context", &sealed[..index]).is_err());
        }
    }
}
