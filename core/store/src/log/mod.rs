//! The event log: one append-only, hash-chained, signed and sealed chain per device.
//!
//! An entry, its outbox row and what it changes in the projections are written in one transaction.

mod cbor;
mod clock;
pub(crate) mod crypto;
mod entry;
pub(crate) mod project;

pub use clock::Stamp;
pub use crypto::EpochKey;
pub use entry::{DeviceId, Entry, Hash, Header, Op};

use crate::Error;
use ed25519_dalek::{SigningKey, VerifyingKey};
use project::Kinds;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use zeroize::Zeroizing;

/// Who writes this store's own chain, and with which keys.
pub(crate) struct Author {
    account: [u8; 16],
    pub(crate) device: DeviceId,
    epoch: u32,
    epoch_key: EpochKey,
    signing: SigningKey,
}

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

impl Author {
    /// Makes account, device and keys for a new store.
    pub(crate) fn create(tx: &Connection) -> Result<(), Error> {
        let mut random = Zeroizing::new([0_u8; 96]);
        crypto::random(random.as_mut())?;
        let signing = SigningKey::from_bytes(random[..32].first_chunk().ok_or_else(missing_keys)?);
        let put = |name: &str, value: &[u8]| {
            tx.execute("INSERT INTO secret (name, value) VALUES (?1, ?2)", params![name, value])
        };
        put("device_key", &random[..32])?;
        put("epoch_key", &random[32..64])?;
        put("account", &random[64..80])?;
        put("device", &random[80..96])?;
        put("epoch", &1_u32.to_le_bytes())?;
        tx.execute(
            "INSERT INTO device (id, verifying_key) VALUES (?1, ?2)",
            params![&random[80..96], signing.verifying_key().as_bytes()],
        )?;
        Ok(())
    }

    /// Reads what [`Author::create`] made.
    pub(crate) fn load(connection: &Connection) -> Result<Self, Error> {
        fn secret<const N: usize>(connection: &Connection, name: &str) -> Result<Zeroizing<[u8; N]>, Error> {
            let value = connection
                .query_row("SELECT value FROM secret WHERE name = ?1", [name], |row| row.get::<_, Vec<u8>>(0))
                .optional()?
                .map(Zeroizing::new)
                .ok_or_else(missing_keys)?;
            Ok(Zeroizing::new(value.as_slice().try_into().map_err(|_| missing_keys())?))
        }
        Ok(Author {
            account: *secret(connection, "account")?,
            device: *secret(connection, "device")?,
            epoch: u32::from_le_bytes(*secret(connection, "epoch")?),
            epoch_key: EpochKey::from_bytes(*secret(connection, "epoch_key")?),
            signing: SigningKey::from_bytes(&*secret(connection, "device_key")?),
        })
    }

    /// Appends one entry with these edits to this device's chain, projects it, and puts it into the outbox.
    pub(crate) fn append(
        &self,
        tx: &Connection,
        kinds: &Kinds,
        now_ms: i64,
        actor: &str,
        drafts: Vec<Draft>,
    ) -> Result<(), Error> {
        let last = last_entry(tx, &self.device)?;
        let seq = last.map_or(1, |(seq, _)| seq + 1);
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
            project::apply(tx, kinds, &self.device, seq, n as u32, &op)?;
            ops.push(op);
        }
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
        let entry = Entry::seal(header, &ops, &self.epoch_key, &self.signing)?;
        insert(tx, &self.device, seq, &entry)?;
        tx.prepare_cached("INSERT INTO outbox (device, seq) VALUES (?1, ?2)")?.execute(params![self.device, seq])?;
        Ok(())
    }

    /// Takes an entry of another device of the account: checks it, appends it to that device's chain and projects it.
    /// Operations of an unknown kind or a newer form are kept in quarantine and never block the others.
    pub(crate) fn receive(&self, tx: &Connection, kinds: &Kinds, entry: &Entry) -> Result<(), Error> {
        let unverified = Header::decode(&entry.header)?;
        let key = verifying_key(tx, &unverified.device)?;
        let header = entry.verify(&key)?;
        let broken = |reason: &str| Error::Chain { sequence: header.seq, reason: reason.to_owned() };
        if header.account != self.account || header.epoch != self.epoch {
            return Err(broken("it belongs to another account or epoch"));
        }
        let (seq, hash) = last_entry(tx, &header.device)?.unwrap_or((0, [0; 32]));
        if header.seq != seq + 1 || header.prev_hash != hash {
            return Err(broken("it does not continue its chain"));
        }
        insert(tx, &header.device, header.seq, entry)?;
        for (n, op) in entry.open(&header, &self.epoch_key)?.iter().enumerate() {
            project::apply(tx, kinds, &header.device, header.seq, n as u32, op)?;
        }
        Ok(())
    }

    /// Opens one stored entry.
    pub(crate) fn open(&self, entry: &Entry) -> Result<(Header, Vec<Op>), Error> {
        let header = Header::decode(&entry.header)?;
        let ops = entry.open(&header, &self.epoch_key)?;
        Ok((header, ops))
    }

    /// Walks every chain: order, hashes, signatures, seals. Returns how many entries of this device hold, and the
    /// first thing that does not.
    pub(crate) fn check(&self, connection: &Connection) -> Result<(u64, Option<Error>), Error> {
        let mut own = 0;
        for device in devices(connection)? {
            let key = verifying_key(connection, &device)?;
            let (mut next, mut prev_hash) = (1, [0; 32]);
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
                    entry.open(&header, &self.epoch_key).map(|_| ())
                };
                match step() {
                    Ok(()) => {
                        next += 1;
                        prev_hash = hash;
                        own += u64::from(device == self.device);
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

    /// Applies every entry of every device again, to projections that are empty. Returns the number of entries.
    pub(crate) fn replay(&self, tx: &Connection, kinds: &Kinds) -> Result<u64, Error> {
        let mut entries = 0;
        // Deleted sources first: what they had must not come to life on the way, not even as a name.
        for deletions in [true, false] {
            entries = 0;
            for device in devices(tx)? {
                for_each_entry(tx, &device, |seq, _, entry| {
                    let (_, ops) = self.open(&entry)?;
                    for (n, op) in ops.iter().enumerate() {
                        if deletions == (op.kind == "source.deleted") {
                            project::apply(tx, kinds, &device, seq, n as u32, op)?;
                        }
                    }
                    entries += 1;
                    Ok(true)
                })?;
            }
        }
        Ok(entries)
    }
}

/// Makes another device of the account known, so that its entries are taken.
#[cfg(test)]
pub(crate) fn add_device(tx: &Connection, device: &DeviceId, key: &VerifyingKey) -> Result<(), Error> {
    tx.execute("INSERT INTO device (id, verifying_key) VALUES (?1, ?2)", params![device, key.as_bytes()])?;
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

fn devices(connection: &Connection) -> Result<Vec<DeviceId>, Error> {
    let mut statement = connection.prepare_cached("SELECT id FROM device ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

fn verifying_key(connection: &Connection, device: &DeviceId) -> Result<VerifyingKey, Error> {
    let bytes: Option<[u8; 32]> = connection
        .prepare_cached("SELECT verifying_key FROM device WHERE id = ?1")?
        .query_row([device], |row| row.get(0))
        .optional()?;
    let bytes = bytes.ok_or_else(|| Error::Corrupt("a log entry: its device is not known".to_owned()))?;
    VerifyingKey::from_bytes(&bytes).map_err(|_| missing_keys())
}

fn last_entry(connection: &Connection, device: &DeviceId) -> Result<Option<(u64, Hash)>, Error> {
    Ok(connection
        .prepare_cached("SELECT seq, hash FROM log_entry WHERE device = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([device], |row| Ok((row.get(0)?, row.get(1)?)))
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
fn for_each_entry(
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
