//! The event log: one append-only, hash-chained, signed and sealed chain per device.
//!
//! An entry, its outbox row and what it changes in the projections are written in one transaction.

pub(crate) mod base;
mod cbor;
mod clock;
pub(crate) mod crypto;
pub(crate) mod op;
pub(crate) mod project;

pub use clock::Stamp;
pub use coach_wire::{DeviceId, Entry, Hash, Header};
pub use crypto::EpochKey;
pub use op::Op;

use crate::Error;
use coach_wire::message::Tip;
use ed25519_dalek::SigningKey;
use project::Kinds;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// What an edit says before it has a stamp.
pub(crate) struct Draft {
    pub(crate) kind: &'static str,
    pub(crate) data: Value,
}

impl Draft {
    pub(crate) fn new(kind: &'static str, data: Value) -> Self {
        Draft { kind, data }
    }
}

/// Who writes this store's own chain, and every key that entries of the account are sealed with. Read anew in every
/// transaction: another process may have joined an account or begun an epoch in between.
pub(crate) struct Keys {
    pub(crate) account: [u8; 16],
    pub(crate) device: DeviceId,
    pub(crate) epoch: u32,
    pub(crate) epochs: BTreeMap<u32, EpochKey>,
    pub(crate) signing: SigningKey,
}

/// Names of the secrets that [`Keys`] are kept under. The key of epoch N is `epoch_key/N`; that of a store which was
/// never synced is `epoch_key` and belongs to epoch 1.
const EPOCH_KEY: &str = "epoch_key";

impl Keys {
    /// Makes account, device and keys for a new store.
    pub(crate) fn create(tx: &Connection) -> Result<(), Error> {
        let mut random = Zeroizing::new([0_u8; 96]);
        crypto::random(random.as_mut())?;
        put_secret(tx, EPOCH_KEY, &random[32..64])?;
        put_secret(tx, "account", &random[64..80])?;
        put_secret(tx, "epoch", &1_u32.to_le_bytes())?;
        Self::put_device(tx, random[80..96].first_chunk().ok_or_else(missing_keys)?, &random[..32])
    }

    /// Makes a device the author of what this store writes from now on.
    pub(crate) fn put_device(tx: &Connection, device: &DeviceId, seed: &[u8]) -> Result<(), Error> {
        let signing = SigningKey::from_bytes(seed.try_into().map_err(|_| missing_keys())?);
        put_secret(tx, "device_key", seed)?;
        put_secret(tx, "device", device)?;
        add_device(tx, device, signing.verifying_key().as_bytes())
    }

    /// Replaces account and epoch keys.
    pub(crate) fn put_account(
        tx: &Connection,
        account: &[u8; 16],
        epoch: u32,
        epochs: &BTreeMap<u32, EpochKey>,
    ) -> Result<(), Error> {
        put_secret(tx, "account", account)?;
        put_secret(tx, "epoch", &epoch.to_le_bytes())?;
        tx.execute("DELETE FROM secret WHERE name = 'epoch_key' OR name LIKE 'epoch_key/%'", [])?;
        for (number, key) in epochs {
            put_secret(tx, &format!("{EPOCH_KEY}/{number}"), key.expose())?;
        }
        Ok(())
    }

    /// Reads what [`Keys::create`] made.
    pub(crate) fn load(connection: &Connection) -> Result<Self, Error> {
        fn fixed<const N: usize>(connection: &Connection, name: &str) -> Result<Zeroizing<[u8; N]>, Error> {
            let value = secret(connection, name)?.ok_or_else(missing_keys)?;
            Ok(Zeroizing::new(value.as_slice().try_into().map_err(|_| missing_keys())?))
        }
        let mut epochs = BTreeMap::new();
        let mut statement = connection
            .prepare_cached("SELECT name, value FROM secret WHERE name = 'epoch_key' OR name LIKE 'epoch_key/%'")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, value): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let value = Zeroizing::new(value);
            let number = name.strip_prefix("epoch_key/").map_or(Ok(1), str::parse).map_err(|_| missing_keys())?;
            epochs.insert(number, EpochKey::from_bytes(value.as_slice().try_into().map_err(|_| missing_keys())?));
        }
        Ok(Keys {
            account: *fixed(connection, "account")?,
            device: *fixed(connection, "device")?,
            epoch: u32::from_le_bytes(*fixed(connection, "epoch")?),
            epochs,
            signing: SigningKey::from_bytes(&*fixed(connection, "device_key")?),
        })
    }

    /// Opens one stored entry.
    pub(crate) fn open(&self, entry: &Entry) -> Result<(Header, Vec<Op>), Error> {
        let header = Header::decode(&entry.header)?;
        let key = self.epochs.get(&header.epoch);
        let key =
            key.ok_or_else(|| Error::Corrupt(format!("a log entry: the key of epoch {} is missing", header.epoch)))?;
        let ops = op::open(entry, &header, key)?;
        Ok((header, ops))
    }

    /// Seals operations as the next entry of this device and puts it into the outbox.
    pub(crate) fn write(&self, tx: &Connection, ops: &[Op]) -> Result<u64, Error> {
        let last = last_entry(tx, &self.device)?;
        let seq = last.map_or(1, |(seq, _)| seq + 1);
        let header = Header {
            account: self.account,
            epoch: self.epoch,
            device: self.device,
            seq,
            prev_hash: last.map_or([0; 32], |(_, hash)| hash),
            witness: witness(tx)?,
            n_ops: 0,
            commit_tag: [0; 32],
        };
        let key = self.epochs.get(&self.epoch).ok_or_else(missing_keys)?;
        insert(tx, &self.device, seq, &op::seal(header, ops, key, &self.signing)?)?;
        tx.prepare_cached("INSERT INTO outbox (device, seq) VALUES (?1, ?2)")?.execute(params![self.device, seq])?;
        Ok(seq)
    }
}

/// The log of this store.
pub(crate) struct Log;

/// Why an entry of another device was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It belongs to another account.
    OtherAccount,
    /// Its device is not in the account.
    UnknownDevice,
    /// It comes after the last entry that counts of a device that is out.
    Revoked,
    /// An entry before it is missing.
    Gap,
    /// Another entry with its number is there: the device wrote two histories.
    Fork,
    /// Its header or signature does not hold.
    Forged,
    /// A newer version wrote it.
    Newer,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It was appended and projected.
    Applied,
    /// It was appended; what is in it cannot be read yet.
    Unread,
    /// It was there.
    Known,
}

impl Log {
    /// Appends one entry with these edits to this device's chain, projects it, and puts it into the outbox.
    pub(crate) fn append(
        &self,
        tx: &Connection,
        kinds: &Kinds,
        now_ms: i64,
        actor: &str,
        drafts: Vec<Draft>,
    ) -> Result<(), Error> {
        let keys = Keys::load(tx)?;
        let seq = last_entry(tx, &keys.device)?.map_or(1, |(seq, _)| seq + 1);
        let mut ops = Vec::with_capacity(drafts.len());
        for (n, Draft { kind, data }) in drafts.into_iter().enumerate() {
            let previous = project::previous_stamp(tx, kind, &data)?;
            let op = Op {
                kind: kind.to_owned(),
                version: kinds.version(kind).unwrap_or(1),
                stamp: Stamp::edit(now_ms, previous),
                actor: actor.to_owned(),
                data,
            };
            project::apply(tx, kinds, &keys.device, seq, n as u32, &op)?;
            ops.push(op);
        }
        keys.write(tx, &ops)?;
        Ok(())
    }

    /// Takes an entry of the account: checks it, appends it to its author's chain and projects it. `settle` sees every
    /// operation after it was projected. Operations of an unknown kind or a newer form are kept in quarantine, and so
    /// is a whole entry that cannot be opened; neither blocks what follows.
    pub(crate) fn receive(
        &self,
        tx: &Connection,
        keys: &Keys,
        kinds: &Kinds,
        entry: &Entry,
        settle: &mut dyn FnMut(&Op) -> Result<(), Error>,
    ) -> Result<Result<Taken, Refused>, Error> {
        let header = match Header::decode(&entry.header) {
            Ok(header) => header,
            Err(coach_wire::Error::Newer(_)) => return Ok(Err(Refused::Newer)),
            Err(_) => return Ok(Err(Refused::Forged)),
        };
        if header.account != keys.account {
            return Ok(Err(Refused::OtherAccount));
        }
        let Some((key, last_seq)) = device(tx, &header.device)? else { return Ok(Err(Refused::UnknownDevice)) };
        if entry.verify(&key).is_err() {
            return Ok(Err(Refused::Forged));
        }
        if last_seq.is_some_and(|last| header.seq > last) {
            return Ok(Err(Refused::Revoked));
        }
        let (seq, hash) = last_entry(tx, &header.device)?.unwrap_or((0, [0; 32]));
        // What is in the snapshot that the chain begins with is there, and cannot be held against anything.
        if header.seq < base::begins_after(tx, &header.device)?.0 {
            return Ok(Ok(Taken::Known));
        }
        if header.seq <= seq {
            let same = hash_at(tx, &header.device, header.seq)? == Some(entry.hash());
            return Ok(if same { Ok(Taken::Known) } else { Err(Refused::Fork) });
        }
        if header.seq != seq + 1 {
            return Ok(Err(Refused::Gap));
        }
        if header.prev_hash != hash {
            return Ok(Err(Refused::Fork));
        }
        insert(tx, &header.device, header.seq, entry)?;
        let Ok((_, ops)) = keys.open(entry) else {
            set_aside(tx, &header)?;
            return Ok(Ok(Taken::Unread));
        };
        for (n, op) in ops.iter().enumerate() {
            project::apply(tx, kinds, &header.device, header.seq, n as u32, op)?;
            settle(op)?;
        }
        Ok(Ok(Taken::Applied))
    }

    /// Opens entries that waited for their key, and projects them. Returns how many that were.
    pub(crate) fn open_waiting(
        &self,
        tx: &Connection,
        keys: &Keys,
        kinds: &Kinds,
        settle: &mut dyn FnMut(&Op) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let waiting: Vec<(DeviceId, u64)> = {
            let mut statement =
                tx.prepare_cached("SELECT device, seq FROM quarantine WHERE reason = 'sealed' ORDER BY device, seq")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
        };
        let mut opened = 0;
        for (device, seq) in waiting {
            let Some(entry) = entry(tx, &device, seq)? else { continue };
            let Ok((_, ops)) = keys.open(&entry) else { continue };
            tx.execute(
                "DELETE FROM quarantine WHERE device = ?1 AND seq = ?2 AND reason = 'sealed'",
                params![device, seq],
            )?;
            for (n, op) in ops.iter().enumerate() {
                project::apply(tx, kinds, &device, seq, n as u32, op)?;
                settle(op)?;
            }
            opened += 1;
        }
        Ok(opened)
    }

    /// Walks every chain: order, hashes, signatures, seals. Returns how many entries of this device hold, and the
    /// first thing that does not.
    pub(crate) fn check(&self, connection: &Connection) -> Result<(u64, Option<Error>), Error> {
        let keys = Keys::load(connection)?;
        let mut own = 0;
        for device in devices(connection)? {
            let key = device_key(connection, &device)?;
            let (begins_after, mut prev_hash) = base::begins_after(connection, &device)?;
            let mut next = begins_after + 1;
            let mut finding = None;
            for_each_entry(connection, &device, |seq, hash, entry| {
                let broken = |reason: &str| Err(Error::Chain { sequence: seq, reason: reason.to_owned() });
                let step = || {
                    let header = entry.verify(&key)?;
                    if seq != next || header.seq != seq || header.device != device {
                        return broken("an entry is missing or out of place");
                    }
                    if header.prev_hash != prev_hash || entry.hash() != hash {
                        return broken("the chain of hashes does not hold");
                    }
                    // One that waits for its key is counted as quarantined.
                    if keys.epochs.contains_key(&header.epoch) { keys.open(&entry).map(|_| ()) } else { Ok(()) }
                };
                match step() {
                    Ok(()) => {
                        next += 1;
                        prev_hash = hash;
                        own += u64::from(device == keys.device);
                        Ok(true)
                    }
                    Err(error @ Error::Chain { .. }) => {
                        finding = Some(error);
                        Ok(false)
                    }
                    Err(error) => {
                        finding = Some(Error::Chain { sequence: seq, reason: error.to_string() });
                        Ok(false)
                    }
                }
            })?;
            if finding.is_some() {
                return Ok((own, finding));
            }
        }
        Ok((own, None))
    }

    /// Applies the snapshot that chains begin with and every entry of every device again, to projections that are empty.
    /// With a cut, entries after it are left out. Returns the number of entries.
    pub(crate) fn replay(&self, tx: &Connection, kinds: &Kinds, cut: Option<&[Tip]>) -> Result<u64, Error> {
        let keys = Keys::load(tx)?;
        let begin = base::read(&base::parts(tx)?)?;
        let mut entries = 0;
        // Deleted sources first: what they had must not come to life on the way, not even as a name.
        for deletions in [true, false] {
            entries = 0;
            let now = begin.iter().enumerate();
            for (n, item) in now.filter(|(_, item)| deletions == (item.op.kind == "source.deleted")) {
                base::apply(tx, kinds, n, item)?;
            }
            for device in devices(tx)? {
                let last = match cut {
                    None => u64::MAX,
                    Some(cut) => cut.iter().find(|tip| tip.device == device).map_or(0, |tip| tip.seq),
                };
                for_each_entry(tx, &device, |seq, _, entry| {
                    if seq > last {
                        return Ok(false);
                    }
                    entries += 1;
                    let Ok((_, ops)) = keys.open(&entry) else {
                        set_aside(tx, &Header::decode(&entry.header)?)?;
                        return Ok(true);
                    };
                    for (n, op) in ops.iter().enumerate() {
                        if deletions == (op.kind == "source.deleted") {
                            project::apply(tx, kinds, &device, seq, n as u32, op)?;
                        }
                    }
                    Ok(true)
                })?;
            }
        }
        Ok(entries)
    }
}

/// Keeps an entry that cannot be opened in mind, so that it is tried again when its key is there.
fn set_aside(tx: &Connection, header: &Header) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO quarantine (device, seq, n, kind, version, reason, op) VALUES (?1, ?2, 0, '', 0, 'sealed', x'')",
    )?
    .execute(params![header.device, header.seq])?;
    Ok(())
}

/// Makes a device of the account known, so that its entries are taken; its key never changes.
pub(crate) fn add_device(tx: &Connection, device: &DeviceId, key: &[u8; 32]) -> Result<(), Error> {
    tx.execute("INSERT OR IGNORE INTO device (id, verifying_key) VALUES (?1, ?2)", params![device, key])?;
    Ok(())
}

/// A secret of this store.
pub(crate) fn secret(connection: &Connection, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let value = connection
        .prepare_cached("SELECT value FROM secret WHERE name = ?1")?
        .query_row([name], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    Ok(value.map(Zeroizing::new))
}

pub(crate) fn put_secret(tx: &Connection, name: &str, value: &[u8]) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR REPLACE INTO secret (name, value) VALUES (?1, ?2)")?.execute(params![name, value])?;
    Ok(())
}

fn missing_keys() -> Error {
    Error::Corrupt("the device's keys".to_owned())
}

fn insert(tx: &Connection, device: &DeviceId, seq: u64, entry: &Entry) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO log_entry (device, seq, header, sealed, signature, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![device, seq, entry.header, entry.sealed, entry.signature, entry.hash()])?;
    Ok(())
}

pub(crate) fn devices(connection: &Connection) -> Result<Vec<DeviceId>, Error> {
    let mut statement = connection.prepare_cached("SELECT id FROM device ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// The key of a device, and its last entry that counts once it is out.
type KnownDevice = ([u8; 32], Option<u64>);

fn device(connection: &Connection, device: &DeviceId) -> Result<Option<KnownDevice>, Error> {
    Ok(connection
        .prepare_cached("SELECT verifying_key, last_seq FROM device WHERE id = ?1")?
        .query_row([device], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn device_key(connection: &Connection, id: &DeviceId) -> Result<[u8; 32], Error> {
    device(connection, id)?.map(|(key, _)| key).ok_or_else(missing_keys)
}

/// The end of a chain; that of a chain without entries is where it begins.
pub(crate) fn last_entry(connection: &Connection, device: &DeviceId) -> Result<Option<(u64, Hash)>, Error> {
    let last = connection
        .prepare_cached("SELECT seq, hash FROM log_entry WHERE device = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([device], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match last {
        Some(last) => Some(last),
        None => Some(base::begins_after(connection, device)?).filter(|(seq, _)| *seq > 0),
    })
}

pub(crate) fn hash_at(connection: &Connection, device: &DeviceId, seq: u64) -> Result<Option<Hash>, Error> {
    Ok(connection
        .prepare_cached(
            "SELECT hash FROM log_entry WHERE device = ?1 AND seq = ?2
             UNION ALL SELECT hash FROM base_tip WHERE device = ?1 AND seq = ?2 LIMIT 1",
        )?
        .query_row(params![device, seq], |row| row.get(0))
        .optional()?)
}

pub(crate) fn entry(connection: &Connection, device: &DeviceId, seq: u64) -> Result<Option<Entry>, Error> {
    Ok(connection
        .prepare_cached("SELECT header, sealed, signature FROM log_entry WHERE device = ?1 AND seq = ?2")?
        .query_row(params![device, seq], |row| {
            Ok(Entry { header: row.get(0)?, sealed: row.get(1)?, signature: row.get(2)? })
        })
        .optional()?)
}

/// The hash of the frontier: the last entry of every device that this one has seen.
fn witness(connection: &Connection) -> Result<Hash, Error> {
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/witness");
    for device in devices(connection)? {
        if let Some((seq, hash)) = last_entry(connection, &device)? {
            hasher.update(&device);
            hasher.update(&seq.to_le_bytes());
            hasher.update(&hash);
        }
    }
    Ok(*hasher.finalize().as_bytes())
}

/// Visits the entries of a chain in order until `visit` returns false.
pub(crate) fn for_each_entry(
    connection: &Connection,
    device: &DeviceId,
    mut visit: impl FnMut(u64, Hash, Entry) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut statement = connection
        .prepare_cached("SELECT seq, hash, header, sealed, signature FROM log_entry WHERE device = ?1 ORDER BY seq")?;
    let mut rows = statement.query([device])?;
    while let Some(row) = rows.next()? {
        let entry = Entry { header: row.get(2)?, sealed: row.get(3)?, signature: row.get(4)? };
        if !visit(row.get(0)?, row.get(1)?, entry)? {
            break;
        }
    }
    Ok(())
}
