//! Operations, and the entries that carry them sealed.

use super::cbor;
use super::clock::Stamp;
use super::crypto::{self, EpochKey};
use crate::Error;
use coach_wire::{Entry, Header};
use ed25519_dalek::{Signer, SigningKey};
use minicbor::{Decoder, Encoder};
use serde_json::Value;

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

/// Seals and signs operations as an entry. The header's `n_ops` and `commit_tag` are filled in here.
pub(crate) fn seal(mut header: Header, ops: &[Op], epoch: &EpochKey, key: &SigningKey) -> Result<Entry, Error> {
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
    let signature = key.sign(&Entry::signed(&header, &sealed)).to_bytes();
    Ok(Entry { header, sealed, signature })
}

/// Opens the body of a verified entry.
pub(crate) fn open(entry: &Entry, header: &Header, epoch: &EpochKey) -> Result<Vec<Op>, Error> {
    let packed = epoch.open(&entry.header, &header.commit_tag, &entry.sealed)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_sealed_signed_and_opened() {
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
        let entry = seal(header, &ops, &epoch, &key).unwrap();
        let header = entry.verify(key.verifying_key().as_bytes()).unwrap();
        assert_eq!(header.n_ops, 1);
        assert_eq!(open(&entry, &header, &epoch).unwrap(), ops);
        assert!(open(&entry, &header, &EpochKey::from_bytes([5; 32])).is_err());
    }
}
