//! What a device asks of the relay and what it answers, as CBOR.

use crate::account::Record;
use crate::{AccountId, DeviceId, Entry, Hash, Signature};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use std::collections::BTreeMap;

/// Requests and answers are no larger than this.
pub const MAX_MESSAGE: usize = 24 << 20;
/// What a page of entries or blobs aims at, when nobody asks for another size.
pub const PAGE: usize = 1 << 20;
/// The smallest page of entries that can be asked for.
pub const LEAST_PAGE: usize = 256 << 10;
/// The largest one: each costs a round trip, and the relay's memory.
pub const MAX_PAGE: usize = 8 << 20;
/// One sealed entry is no larger than this.
pub const MAX_ENTRY: usize = 8 << 20;
/// One sealed blob is no larger than this.
pub const MAX_BLOB: usize = 16 << 20;
/// A message of an enrolment is no larger than this.
pub const MAX_RENDEZVOUS: usize = 16 << 10;
/// Label of the signature under a [`Statement`].
pub const STATEMENT: &str = "pocketcoach/v1/statement";

/// How far a chain is known: sequence number of the last entry, and the beginning of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Mark {
    /// Author of the chain.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: DeviceId,
    /// Sequence number of the last entry.
    #[n(1)]
    pub seq: u64,
    /// First eight bytes of its hash.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub hash: [u8; 8],
}

impl Mark {
    /// The mark of a tip.
    #[must_use]
    pub fn of(device: DeviceId, seq: u64, hash: &Hash) -> Self {
        let mut short = [0; 8];
        short.copy_from_slice(&hash[..8]);
        Mark { device, seq, hash: short }
    }
}

/// What somebody holds of an account, in eight bytes: the number of its records, the counter of its statements, and the
/// last entry of each chain. Two who agree in it need not talk.
pub fn held(records: u64, statements: u64, marks: impl IntoIterator<Item = Mark>) -> [u8; 8] {
    let chains: BTreeMap<DeviceId, Mark> = marks.into_iter().map(|mark| (mark.device, mark)).collect();
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/held");
    hasher.update(&records.to_le_bytes()).update(&statements.to_le_bytes());
    for mark in chains.values() {
        hasher.update(&mark.device).update(&mark.seq.to_le_bytes()).update(&mark.hash);
    }
    let mut digest = [0; 8];
    hasher.finalize_xof().fill(&mut digest);
    digest
}

/// The last entry of a chain, whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct Tip {
    /// Author of the chain.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: DeviceId,
    /// Sequence number of the last entry.
    #[n(1)]
    pub seq: u64,
    /// Its hash.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub hash: Hash,
}

/// What a device has seen, signed by it. The relay passes it on, so that a relay that keeps something back from one
/// device is found out by what the others say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Statement {
    /// Account.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub account: AccountId,
    /// Who says it.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub device: DeviceId,
    /// Rises with every statement of a device.
    #[n(2)]
    pub number: u64,
    /// When, in milliseconds since 1970 UTC, by that device's clock.
    #[n(3)]
    pub at_ms: i64,
    /// Records of the account's log that it holds.
    #[n(4)]
    pub records: u64,
    /// Hash of the last of them.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub account_head: Hash,
    /// Every chain that it holds, by device.
    #[n(6)]
    pub tips: Vec<Tip>,
    /// Signature over [`Statement::signed`].
    #[cbor(n(7), with = "minicbor::bytes")]
    pub signature: Signature,
    /// Number of the record of the last snapshot that this device holds all of: because it has drawn the same, or because
    /// chains begin with it and it was away.
    #[n(8)]
    pub snapshot: Option<u64>,
}

impl Statement {
    /// The bytes that are signed.
    #[must_use]
    pub fn signed(&self) -> Vec<u8> {
        crate::to_bytes(&Statement { signature: [0; 64], ..self.clone() })
    }
}

/// What a device asks.
#[allow(clippy::large_enum_variant, reason = "one is made for each question, and none is kept")]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Request {
    /// Give and take entries.
    #[n(0)]
    Exchange(#[n(0)] Exchange),
    /// Says which blobs a device's slots hold now; answered by those that the relay lacks.
    #[n(1)]
    Refer(#[n(0)] Vec<SlotRef>),
    /// Brings blobs.
    #[n(2)]
    Put(#[n(0)] Vec<Blob>),
    /// Asks for blobs.
    #[n(3)]
    Get(#[n(0)] Vec<ByteArray<32>>),
}

/// Give and take of entries, records and statements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub struct Exchange {
    /// Version of the protocol.
    #[n(0)]
    pub protocol: u16,
    /// What the device holds, before the entries below.
    #[n(1)]
    pub frontier: Vec<Mark>,
    /// Number of records of the account's log that it holds, before those below.
    #[n(2)]
    pub records_known: u64,
    /// The number that the last answer gave for statements; 0 at first.
    #[n(3)]
    pub statements_known: u64,
    /// New records of the account's log.
    #[n(4)]
    pub records: Vec<Record>,
    /// New entries, each chain in order.
    #[n(5)]
    pub entries: Vec<Entry>,
    /// What the device has seen, when that has changed.
    #[n(6)]
    pub statement: Option<Statement>,
    /// Bytes of entries that the device wants in the answer, as many as its line can carry; [`PAGE`] when it does not say,
    /// and none for 0.
    #[n(7)]
    pub room: Option<u32>,
}

/// A slot of a device, and the blob that lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SlotRef {
    /// Slot: a keyed hash of what it is for.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub slot: [u8; 16],
    /// Blob; `None` empties the slot.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub blob: Option<Hash>,
    /// Rises with what the slot holds. What a network delivers late is older, and changes nothing.
    #[n(2)]
    pub version: u64,
}

/// A sealed blob under a keyed hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Blob {
    /// Keyed hash of what is inside.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub id: Hash,
    /// Epoch, nonce, commitment and ciphertext; empty in an answer when the relay has no such blob.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
}

/// What the relay answers.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Response {
    /// To [`Request::Exchange`].
    #[n(0)]
    Exchanged(#[n(0)] Exchanged),
    /// To [`Request::Refer`]: blobs to bring.
    #[n(1)]
    Lacking(#[n(0)] Vec<ByteArray<32>>),
    /// To [`Request::Put`]: they are on disk.
    #[n(2)]
    Stored,
    /// To [`Request::Get`].
    #[n(3)]
    Blobs(#[n(0)] Vec<Blob>),
}

/// The relay's side of an exchange. Everything that was taken is on disk before this is said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub struct Exchanged {
    /// Records that the device lacks.
    #[n(0)]
    pub records: Vec<Record>,
    /// Entries that the device lacks, each chain in order.
    #[n(1)]
    pub entries: Vec<Entry>,
    /// There are more of them.
    #[n(2)]
    pub more: bool,
    /// What the relay holds now; `None` when that is what the device said it holds, with what it brought.
    #[n(3)]
    pub frontier: Option<Vec<Mark>>,
    /// Number of records of the account's log that the relay holds now.
    #[n(4)]
    pub records_held: u64,
    /// Statements of other devices that are new since the number that was given.
    #[n(5)]
    pub statements: Vec<Statement>,
    /// The number to give next time.
    #[n(6)]
    pub statements_known: u64,
    /// What was not taken.
    #[n(7)]
    pub refused: Vec<Refusal>,
    /// Parts of snapshots that the relay lacks.
    #[n(8)]
    pub lacks: Vec<ByteArray<32>>,
}

/// Why the relay did not take something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Reason {
    /// Another entry of that number is there.
    #[n(0)]
    Fork,
    /// Signature, account or device do not hold, or the device was revoked before it.
    #[n(1)]
    NotTrusted,
    /// The account's room is full.
    #[n(2)]
    Quota,
    /// Another record of that number came first.
    #[n(3)]
    RecordBehind,
    /// The one before it is missing.
    #[n(4)]
    Gap,
}

/// Something that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Refusal {
    /// Author, for an entry; zeros for a record.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: DeviceId,
    /// Sequence number of the first one that was not taken.
    #[n(1)]
    pub seq: u64,
    /// Why.
    #[n(2)]
    pub reason: Reason,
}
