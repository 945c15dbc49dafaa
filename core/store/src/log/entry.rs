//! Entries of the log, in the form in which they are shipped: header, sealed body, signature.

use super::cbor;
use super::clock::Stamp;
use super::crypto::{self, EpochKey};
use crate::Error;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decoder, Encoder};
use serde_json::Value;

/// The id of a device within an account.
pub type DeviceId = [u8; 16];
/// A BLAKE3 hash.
pub type Hash = [u8; 32];

const NAMESPACE: &str = "pocketcoach/log";
const VERSION: u16 = 1;
const SIGNED: &[u8] = b"pocketcoach/v1/entry";

/// One operation: a fact that projections are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Op {
    /// What happened, for example `profile.set`.
    pub kind: String,
    /// Version of the form of `data`.
    pub version: u16,
    /// When, on the hybrid logical clock.
    pub stamp: Stamp,
    /// Who caused it: the person, an agent or a client.
    pub actor: String,
    /// The facts, in the form that kind and version define.
    pub data: Value,
}

impl Op {
    /// The operation as CBOR.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Writing into memory cannot fail.
        let _ = self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn write(&self, encoder: &mut Encoder<&mut Vec<u8>>) -> cbor::Infallible<()> {
        encoder.array(5)?.str(&self.kind)?.u16(self.version)?.i64(self.stamp.to_i64())?.str(&self.actor)?;
        cbor::encode(encoder, &self.data)
    }

    /// Reads one operation.
    pub(crate) fn decode(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        let bad = |_| Error::Corrupt("a log operation".to_owned());
        if decoder.array().map_err(bad)? != Some(5) {
            return Err(Error::Corrupt("a log operation".to_owned()));
        }
        Ok(Op {
            kind: decoder.str().map_err(bad)?.to_owned(),
            version: decoder.u16().map_err(bad)?,
            stamp: Stamp::from_i64(decoder.i64().map_err(bad)?)
                .ok_or_else(|| Error::Corrupt("a log operation: its clock is out of range".to_owned()))?,
            actor: decoder.str().map_err(bad)?.to_owned(),
            data: cbor::decode(decoder)?,
        })
    }
}

/// The part of an entry that is not secret. All of it is authenticated with the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Account the log belongs to.
    pub account: [u8; 16],
    /// Epoch of the key that the body is sealed with.
    pub epoch: u32,
    /// Author.
    pub device: DeviceId,
    /// Position in the author's chain, from 1.
    pub seq: u64,
    /// Hash of the author's entry before; zeros for the first.
    pub prev_hash: Hash,
    /// Hash of the frontier that the author had seen: what makes a rollback by a server visible.
    pub witness: Hash,
    /// Number of operations in the body.
    pub n_ops: u32,
    /// Commitment to the epoch key.
    pub commit_tag: [u8; 32],
}

impl Header {
    /// Canonical CBOR: one array, shortest forms.
    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(192);
        // Writing into memory cannot fail.
        let _ = self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn write(&self, encoder: &mut Encoder<&mut Vec<u8>>) -> cbor::Infallible<()> {
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
    /// [`Error::Corrupt`] when the bytes are not a header; [`Error::Newer`] for a later version.
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        fn fixed<const N: usize>(decoder: &mut Decoder<'_>) -> Result<[u8; N], minicbor::decode::Error> {
            decoder.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("length"))
        }
        let bad = |_| Error::Corrupt("a log header".to_owned());
        let mut decoder = Decoder::new(bytes);
        let count = decoder.array().map_err(bad)?;
        let namespace = decoder.str().map_err(bad)?;
        if count != Some(10) || namespace != NAMESPACE {
            return Err(Error::Corrupt("a log header".to_owned()));
        }
        if decoder.u16().map_err(bad)? != VERSION {
            return Err(Error::Newer);
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
        if header.encode() != bytes {
            return Err(Error::Corrupt("a log header: it is not canonical".to_owned()));
        }
        Ok(header)
    }
}

/// One entry as it is stored and shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Canonical header.
    pub header: Vec<u8>,
    /// Nonce and ciphertext of the body.
    pub sealed: Vec<u8>,
    /// The author's Ed25519 signature over the header and the hash of the sealed body.
    pub signature: [u8; 64],
}

impl Entry {
    /// Seals and signs operations. The header's `n_ops` and `commit_tag` are filled in here.
    pub(crate) fn seal(mut header: Header, ops: &[Op], epoch: &EpochKey, key: &SigningKey) -> Result<Self, Error> {
        let mut body = Vec::new();
        for op in ops {
            body.extend_from_slice(&op.encode());
        }
        let mut nonce = [0_u8; 24];
        crypto::random(&mut nonce)?;
        header.n_ops = u32::try_from(ops.len()).map_err(|_| Error::Corrupt("a log entry".to_owned()))?;
        header.commit_tag = epoch.commit_tag(&nonce)?;
        let header = header.encode();
        let sealed = epoch.seal(&nonce, &header, &crypto::pack(&body)?)?;
        let signature = key.sign(&signed_bytes(&header, &sealed)).to_bytes();
        Ok(Entry { header, sealed, signature })
    }

    /// The hash that the next entry of the chain refers to.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&signed_bytes(&self.header, &self.sealed));
        hasher.update(&self.signature);
        *hasher.finalize().as_bytes()
    }

    /// Checks the author's signature and returns the header.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when header or signature do not hold.
    pub fn verify(&self, key: &VerifyingKey) -> Result<Header, Error> {
        let header = Header::decode(&self.header)?;
        key.verify_strict(&signed_bytes(&self.header, &self.sealed), &Signature::from_bytes(&self.signature))
            .map_err(|_| Error::Corrupt("a log entry: its signature does not hold".to_owned()))?;
        Ok(header)
    }

    /// Opens the body of a verified entry.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the seal or the body does not hold.
    pub fn open(&self, header: &Header, epoch: &EpochKey) -> Result<Vec<Op>, Error> {
        let packed = epoch.open(&self.header, &header.commit_tag, &self.sealed)?;
        let body = zeroize::Zeroizing::new(crypto::unpack(&packed)?);
        let mut decoder = Decoder::new(&body);
        let mut ops = Vec::new();
        for _ in 0..header.n_ops {
            ops.push(Op::decode(&mut decoder)?);
        }
        if decoder.position() != body.len() {
            return Err(Error::Corrupt("a log entry: its body is too long".to_owned()));
        }
        Ok(ops)
    }
}

fn signed_bytes(header: &[u8], sealed: &[u8]) -> Vec<u8> {
    [SIGNED, &(header.len() as u32).to_le_bytes(), header, blake3::hash(sealed).as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> (Entry, SigningKey, EpochKey, Vec<Op>) {
        let key = SigningKey::from_bytes(&[3; 32]);
        let epoch = EpochKey::from_bytes([4; 32]);
        let ops = vec![Op {
            kind: "profile.set".to_owned(),
            version: 1,
            stamp: Stamp::at(1_700_000_000_000),
            actor: "person".to_owned(),
            data: serde_json::json!({"field": "name", "value": "Ana"}),
        }];
        let header = Header {
            account: [1; 16],
            epoch: 1,
            device: [2; 16],
            seq: 1,
            prev_hash: [0; 32],
            witness: [5; 32],
            n_ops: 0,
            commit_tag: [0; 32],
        };
        (Entry::seal(header, &ops, &epoch, &key).unwrap(), key, epoch, ops)
    }

    #[test]
    fn an_entry_is_verified_and_opened() {
        let (entry, key, epoch, ops) = sample();
        let header = entry.verify(&key.verifying_key()).unwrap();
        assert_eq!(header.n_ops, 1);
        assert_eq!(entry.open(&header, &epoch).unwrap(), ops);
        assert!(entry.verify(&SigningKey::from_bytes(&[9; 32]).verifying_key()).is_err());
    }

    proptest! {
        #[test]
        fn any_changed_bit_is_found(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let (entry, key, _, _) = sample();
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
            prop_assert!(broken.verify(&key.verifying_key()).is_err());
        }

        #[test]
        fn hostile_headers_are_errors(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(Header::decode(&bytes).is_err());
        }
    }
}
