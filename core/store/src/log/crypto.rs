//! The cryptography of the log: one key per job, drawn from the epoch key with HKDF-SHA256 labels.

use crate::Error;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

/// Bytes of an XChaCha20-Poly1305 nonce, kept in front of the ciphertext.
const NONCE: usize = 24;
/// Bodies from this size on are compressed.
const COMPRESS_FROM: usize = 512;
/// A body never grows beyond this when it is opened, whatever its bytes say.
const MAX_BODY: usize = 64 << 20;

const LABEL_LOG: &[u8] = b"pocketcoach/v1/log";
const LABEL_COMMIT: &[u8] = b"pocketcoach/v1/commit";

/// Fills a buffer from the system's random numbers.
pub(crate) fn random(buffer: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(buffer).map_err(|error| Error::Database(format!("no random numbers: {error}")))
}

/// The key that entries of one epoch are sealed with. Wiped on drop.
#[derive(Clone)]
pub struct EpochKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for EpochKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("EpochKey(…)")
    }
}

impl EpochKey {
    /// Takes 32 random bytes as a key.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        EpochKey(Zeroizing::new(bytes))
    }

    /// The key itself, for those who wrap it to a device.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one job, by HKDF-SHA256 under the job's label. No key does two jobs.
    ///
    /// # Errors
    /// [`Error::Corrupt`] never occurs for a key of this length, and is there so that nothing panics.
    pub fn for_job(&self, label: &str) -> Result<Zeroizing<[u8; 32]>, Error> {
        self.derive(&[], label.as_bytes())
    }

    /// Seals bytes for a job other than the log's: packed, padded, with a commitment to the key, and bound to
    /// `context`. The result is nonce, commitment and ciphertext.
    ///
    /// # Errors
    /// [`Error::Database`] when the system gives no random numbers.
    pub fn seal_for(&self, job: &str, context: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let mut nonce = [0_u8; NONCE];
        random(&mut nonce)?;
        let key = self.for_job(job)?;
        let commitment = self.derive(&nonce, format!("{job}/commit").as_bytes())?;
        let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| broken_seal())?);
        let packed = Zeroizing::new(pack(bytes)?);
        let sealed =
            cipher.encrypt(&XNonce::from(nonce), Payload { msg: &packed, aad: context }).map_err(|_| broken_seal())?;
        Ok([nonce.as_slice(), commitment.as_slice(), &sealed].concat())
    }

    /// Opens what [`EpochKey::seal_for`] made for the same job and context.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when it was sealed with another key or for another job or context, or was changed.
    pub fn open_for(&self, job: &str, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>().ok_or_else(broken_seal)?;
        let (commitment, ciphertext) = rest.split_first_chunk::<32>().ok_or_else(broken_seal)?;
        if self.derive(nonce, format!("{job}/commit").as_bytes())?.as_slice() != commitment {
            return Err(broken_seal());
        }
        let key = self.for_job(job)?;
        let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| broken_seal())?);
        let packed = cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: context })
            .map(Zeroizing::new)
            .map_err(|_| broken_seal())?;
        unpack(&packed).map(Zeroizing::new)
    }

    fn derive(&self, salt: &[u8], label: &[u8]) -> Result<Zeroizing<[u8; 32]>, Error> {
        let mut out = Zeroizing::new([0_u8; 32]);
        hkdf::Hkdf::<sha2::Sha256>::new(Some(salt), self.0.as_slice())
            .expand(label, out.as_mut())
            .map_err(|_| Error::Corrupt("a key derivation".to_owned()))?;
        Ok(out)
    }

    /// The tag that commits to this key and nonce: XChaCha20-Poly1305 alone would open under more than one key.
    pub(crate) fn commit_tag(&self, nonce: &[u8; NONCE]) -> Result<[u8; 32], Error> {
        self.derive(nonce, LABEL_COMMIT).map(|tag| *tag)
    }

    /// Encrypts a packed body with the whole header as associated data; the nonce leads the result.
    pub(crate) fn seal(&self, nonce: &[u8; NONCE], header: &[u8], packed: &[u8]) -> Result<Vec<u8>, Error> {
        let key = self.derive(&[], LABEL_LOG)?;
        let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| failed())?);
        let sealed =
            cipher.encrypt(&XNonce::from(*nonce), Payload { msg: packed, aad: header }).map_err(|_| failed())?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`EpochKey::seal`] made, after checking that this key is the one the header commits to.
    pub(crate) fn open(&self, header: &[u8], commit_tag: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>().ok_or_else(failed)?;
        if self.commit_tag(nonce)?.as_slice() != commit_tag {
            return Err(Error::Corrupt("a log entry: it was sealed with another key".to_owned()));
        }
        let key = self.derive(&[], LABEL_LOG)?;
        let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| failed())?);
        cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: header })
            .map(Zeroizing::new)
            .map_err(|_| failed())
    }
}

fn broken_seal() -> Error {
    Error::Corrupt("sealed data: it was sealed with another key, or it was changed".to_owned())
}

fn failed() -> Error {
    Error::Corrupt("a log entry: its seal does not hold".to_owned())
}

/// The PADMÉ length of a body: at most 12 % more, and only O(log log n) bits of the length remain to be seen
/// (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019).
fn padme(length: usize) -> usize {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let low_bits = exponent - (exponent.ilog2() + 1);
    let mask = (1_usize << low_bits) - 1;
    (length + mask) & !mask
}

/// Compresses a body where that pays, and pads it.
pub(crate) fn pack(body: &[u8]) -> Result<Vec<u8>, Error> {
    let compressed = if body.len() >= COMPRESS_FROM {
        Some(zstd::bulk::compress(body, 3).map_err(|_| Error::Corrupt("a log body".to_owned()))?)
    } else {
        None
    };
    let (kind, bytes) = match &compressed {
        Some(bytes) if bytes.len() < body.len() => (1_u8, bytes.as_slice()),
        _ => (0, body),
    };
    let mut packed = Vec::with_capacity(padme(bytes.len() + 5));
    packed.push(kind);
    packed.extend_from_slice(&u32::try_from(bytes.len()).map_err(|_| failed())?.to_le_bytes());
    packed.extend_from_slice(bytes);
    packed.resize(padme(packed.len()), 0);
    Ok(packed)
}

/// Undoes [`pack`]; hostile lengths are refused before anything is allocated for them.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Error> {
    let bad = || Error::Corrupt("a log body".to_owned());
    let (head, rest) = packed.split_first_chunk::<5>().ok_or_else(bad)?;
    let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]) as usize;
    let bytes = rest.get(..length).ok_or_else(bad)?;
    match head[0] {
        0 => Ok(bytes.to_vec()),
        1 => crate::codec::inflate(bytes, MAX_BODY).ok_or_else(bad),
        _ => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn padme_matches_the_paper() {
        // From the paper's rule: keep the top ⌊log2 log2 n⌋ + 1 bits of the mantissa.
        for (length, padded) in [(0, 0), (1, 1), (2, 2), (9, 10), (100, 104), (1000, 1024), (1025, 1088)] {
            assert_eq!(padme(length), padded, "{length}");
        }
    }

    proptest! {
        #[test]
        fn padding_costs_at_most_an_eighth(length in 1_usize..10_000_000) {
            let padded = padme(length);
            prop_assert!(padded >= length && padded as f64 <= length as f64 * 1.12 + 1.0);
            prop_assert_eq!(padme(padded), padded);
        }

        #[test]
        fn packing_is_undone(body in prop::collection::vec(any::<u8>(), 0..2000), repeat in 1_usize..4) {
            let body = body.repeat(repeat);
            prop_assert_eq!(unpack(&pack(&body).unwrap()).unwrap(), body);
        }

        #[test]
        fn hostile_bodies_are_errors(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes);
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_for_a_job_opens_for_that_job_alone(
            bytes in prop::collection::vec(any::<u8>(), 0..2000),
            at in any::<prop::sample::Index>(),
            bit in 0_u8..8,
        ) {
            let key = EpochKey::from_bytes([7; 32]);
            let sealed = key.seal_for("blob", b"context", &bytes).unwrap();
            let opened = key.open_for("blob", b"context", &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), bytes.as_slice());
            prop_assert!(key.open_for("label", b"context", &sealed).is_err());
            prop_assert!(key.open_for("blob", b"other", &sealed).is_err());
            prop_assert!(EpochKey::from_bytes([8; 32]).open_for("blob", b"context", &sealed).is_err());
            let mut broken = sealed.clone();
            let index = at.index(broken.len());
            broken[index] ^= 1 << bit;
            prop_assert!(key.open_for("blob", b"context", &broken).is_err());
            prop_assert!(key.open_for("blob", b"context", &sealed[..index]).is_err());
        }
    }

    #[test]
    fn a_seal_holds_header_key_and_body_together() {
        let key = EpochKey::from_bytes([7; 32]);
        let nonce = [9; NONCE];
        let tag = key.commit_tag(&nonce).unwrap();
        let sealed = key.seal(&nonce, b"header", b"body").unwrap();
        assert_eq!(key.open(b"header", &tag, &sealed).unwrap().as_slice(), b"body");
        assert!(key.open(b"Header", &tag, &sealed).is_err());
        assert!(EpochKey::from_bytes([8; 32]).open(b"header", &tag, &sealed).is_err());
        for index in 0..sealed.len() {
            let mut broken = sealed.clone();
            broken[index] ^= 1;
            assert!(key.open(b"header", &tag, &broken).is_err(), "byte {index}");
        }
    }
}
