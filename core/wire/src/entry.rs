//! Entries of the log, in the form in which they are shipped: header, sealed body, signature.

use crate::{AccountId, DeviceId, Error, Hash, Signature};
use minicbor::{Decode, Decoder, Encode, Encoder};

const NAMESPACE: &str = "pocketcoach/log";
const VERSION: u16 = 1;
const SIGNED: &[u8] = b"pocketcoach/v1/entry";
const HEADER: &str = "a log header";

/// The part of an entry that is not secret. All of it is authenticated with the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Account the log belongs to.
    pub account: AccountId,
    /// Epoch of the key that the body is sealed with.
    pub epoch: u32,
    /// Author.
    pub device: DeviceId,
    /// Position in the author's chain, from 1.
    pub seq: u64,
    /// Hash of the author's entry before; zeros for the first.
    pub prev_hash: Hash,
    /// Hash of the frontier that the author had seen.
    pub witness: Hash,
    /// Number of operations in the body.
    pub n_ops: u32,
    /// Commitment to the epoch key.
    pub commit_tag: Hash,
}

impl Header {
    /// Canonical CBOR: one array, shortest forms.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(192);
        // Writing into memory cannot fail.
        let _ = self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn write(
        &self,
        encoder: &mut Encoder<&mut Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        encoder
            .array(10)?
            .str(NAMESPACE)?
            .u16(VERSION)?
            .bytes(&self.account)?
            .u32(self.epoch)?
            .bytes(&self.device)?
            .u64(self.seq)?
            .bytes(&self.prev_hash)?
            .bytes(&self.witness)?
            .u32(self.n_ops)?
            .bytes(&self.commit_tag)?
            .ok()
    }

    /// Reads a header; other bytes than the canonical ones are refused.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the bytes are not a header; [`Error::Newer`] for a later version.
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        fn fixed<const N: usize>(decoder: &mut Decoder<'_>) -> Result<[u8; N], minicbor::decode::Error> {
            decoder.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("length"))
        }
        let bad = |_| Error::Malformed(HEADER);
        let mut decoder = Decoder::new(bytes);
        let count = decoder.array().map_err(bad)?;
        let namespace = decoder.str().map_err(bad)?;
        if count != Some(10) || namespace != NAMESPACE {
            return Err(Error::Malformed(HEADER));
        }
        if decoder.u16().map_err(bad)? != VERSION {
            return Err(Error::Newer(HEADER));
        }
        let mut read = || -> Result<Header, minicbor::decode::Error> {
            Ok(Header {
                account: fixed(&mut decoder)?,
                epoch: decoder.u32()?,
                device: fixed(&mut decoder)?,
                seq: decoder.u64()?,
                prev_hash: fixed(&mut decoder)?,
                witness: fixed(&mut decoder)?,
                n_ops: decoder.u32()?,
                commit_tag: fixed(&mut decoder)?,
            })
        };
        let header = read().map_err(bad)?;
        if header.encode() == bytes { Ok(header) } else { Err(Error::Malformed(HEADER)) }
    }
}

/// One entry as it is stored and shipped.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Entry {
    /// Canonical header.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub header: Vec<u8>,
    /// Nonce and ciphertext of the body.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
    /// The author's Ed25519 signature over the header and the hash of the sealed body.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub signature: Signature,
}

impl Entry {
    /// The bytes that the author signs.
    #[must_use]
    pub fn signed(header: &[u8], sealed: &[u8]) -> Vec<u8> {
        [SIGNED, &(header.len() as u32).to_le_bytes(), header, blake3::hash(sealed).as_bytes()].concat()
    }

    /// The hash that the next entry of the chain refers to.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&Self::signed(&self.header, &self.sealed));
        hasher.update(&self.signature);
        *hasher.finalize().as_bytes()
    }

    /// Bytes that it takes on the wire and on disk, but for a few of framing.
    #[must_use]
    pub fn size(&self) -> usize {
        self.header.len() + self.sealed.len() + self.signature.len()
    }

    /// Checks the author's signature and returns the header.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::Newer`] or [`Error::Signature`] when header or signature do not hold.
    pub fn verify(&self, key: &[u8; 32]) -> Result<Header, Error> {
        const WHAT: &str = "a log entry";
        let header = Header::decode(&self.header)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(key).map_err(|_| Error::Signature(WHAT))?;
        let signature = ed25519_dalek::Signature::from_bytes(&self.signature);
        key.verify_strict(&Self::signed(&self.header, &self.sealed), &signature).map_err(|_| Error::Signature(WHAT))?;
        Ok(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};
    use proptest::prelude::*;

    fn sample() -> (Entry, SigningKey) {
        let key = SigningKey::from_bytes(&[3; 32]);
        let header = Header {
            account: [1; 16],
            epoch: 1,
            device: [2; 16],
            seq: 300,
            prev_hash: [0; 32],
            witness: [5; 32],
            n_ops: 1,
            commit_tag: [6; 32],
        };
        let (header, sealed) = (header.encode(), vec![7; 100]);
        let signature = key.sign(&Entry::signed(&header, &sealed)).to_bytes();
        (Entry { header, sealed, signature }, key)
    }

    #[test]
    fn an_entry_is_verified_by_its_author_alone() {
        let (entry, key) = sample();
        assert_eq!(entry.verify(key.verifying_key().as_bytes()).unwrap().seq, 300);
        assert!(entry.verify(SigningKey::from_bytes(&[9; 32]).verifying_key().as_bytes()).is_err());
        let bytes = crate::to_bytes(&entry);
        assert_eq!(crate::from_bytes::<Entry>(&bytes, "an entry").unwrap(), entry);
        assert!(crate::from_bytes::<Entry>(&[bytes.as_slice(), &[0]].concat(), "an entry").is_err(), "left over");
    }

    proptest! {
        #[test]
        fn any_changed_bit_is_found(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let (entry, key) = sample();
            let mut bytes = [entry.header.as_slice(), &entry.sealed, &entry.signature].concat();
            let index = at.index(bytes.len());
            bytes[index] ^= 1 << bit;
            let (header, rest) = bytes.split_at(entry.header.len());
            let (sealed, signature) = rest.split_at(entry.sealed.len());
            let broken = Entry {
                header: header.to_vec(),
                sealed: sealed.to_vec(),
                signature: signature.try_into().unwrap(),
            };
            prop_assert!(broken.verify(key.verifying_key().as_bytes()).is_err());
        }

        #[test]
        fn hostile_headers_are_errors(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(Header::decode(&bytes).is_err());
        }
    }
}
