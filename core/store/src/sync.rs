//! What sync needs of a store: whose it is, its chains, taking entries of other devices, and data beside the log.
//!
//! Nothing here talks to anyone. `coach-sync` does, and keeps its own secrets in here.

use crate::log::{self, EpochKey, Keys, Op};
use crate::{Error, Store, daily, slots, store};
use coach_wire::message::Tip;
use coach_wire::{AccountId, DeviceId, Entry, Hash};
use ed25519_dalek::Signer;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

pub use crate::log::Refused;

/// Operations that are written as one entry when a snapshot's are written anew.
const OPS: usize = 200;

/// Whose store this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Account.
    pub account: AccountId,
    /// This device.
    pub device: DeviceId,
    /// Its Ed25519 key.
    pub verifying_key: [u8; 32],
    /// Epoch that it writes in.
    pub epoch: u32,
}

/// What became of entries that were given to [`Store::receive`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Received {
    /// Entries that were appended.
    pub taken: u64,
    /// Those of them that cannot be read yet, because their key is missing or they are damaged.
    pub unread: u64,
    /// The first entry of each chain that was refused, with what follows it in that chain.
    pub refused: Vec<(DeviceId, u64, Refused)>,
}

/// Data beside the log that a device offers, or that is wanted from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// What kind of data.
    pub kind: String,
    /// Which of that kind.
    pub key: String,
    /// Name of its content; empty for an empty slot.
    pub hash: String,
}

/// How the relay comes to hold what a slot of this device holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotStep {
    /// It holds nothing of the slot: the content goes there before the entry that offers it.
    New,
    /// It holds what the slot held before: what it holds now goes beside that, before the entry that offers it.
    Beside,
    /// The entry that tells of the change is there: what the slot holds takes the place of what it held before.
    Instead,
}

/// Everything that a person and their devices share is sealed with these.
#[derive(Debug, Clone)]
pub struct EpochKeys {
    /// Epoch that is written in.
    pub current: u32,
    /// Key of each epoch.
    pub keys: BTreeMap<u32, EpochKey>,
}

impl Store {
    /// Whose store this is.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn identity(&self) -> Result<Identity, Error> {
        self.db().read(|connection| {
            let keys = Keys::load(connection)?;
            let verifying_key = keys.signing.verifying_key().to_bytes();
            Ok(Identity { account: keys.account, device: keys.device, verifying_key, epoch: keys.epoch })
        })
    }

    /// Signs bytes under a label with this device's key.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sign(&self, label: &str, bytes: &[u8]) -> Result<[u8; 64], Error> {
        self.db()
            .read(|connection| Ok(Keys::load(connection)?.signing.sign(&coach_wire::labelled(label, bytes)).to_bytes()))
    }

    /// A secret of sync, kept in the encrypted database and nowhere else.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sync_secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        self.db().read(|connection| log::secret(connection, &format!("sync/{name}")))
    }

    /// Keeps or, with `None`, forgets a secret of sync.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_sync_secret(&self, name: &str, value: Option<&[u8]>) -> Result<(), Error> {
        self.db().note(|tx| {
            let name = format!("sync/{name}");
            match value {
                Some(value) => log::put_secret(tx, &name, value),
                None => Ok(tx.execute("DELETE FROM secret WHERE name = ?1", [name]).map(|_| ())?),
            }
        })
    }

    /// The keys of the account's epochs.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn epoch_keys(&self) -> Result<EpochKeys, Error> {
        self.db().read(|connection| {
            let keys = Keys::load(connection)?;
            Ok(EpochKeys { current: keys.epoch, keys: keys.epochs })
        })
    }

    /// Takes over new epoch keys, and opens what waited for them. Returns how many entries that were.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_epoch_keys(&self, epochs: &EpochKeys) -> Result<u64, Error> {
        let db = self.db();
        db.write(|tx| {
            let account = Keys::load(tx)?.account;
            Keys::put_account(tx, &account, epochs.current, &epochs.keys)?;
            let opened = db.log.open_waiting(tx, &Keys::load(tx)?, &db.kinds, &mut |op: &Op| slots::settle(tx, op))?;
            daily::build_marked(tx, |_, _| true)?;
            Ok(opened)
        })
    }

    /// The last entry of every chain.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn frontier(&self) -> Result<Vec<Tip>, Error> {
        self.db().read(|connection| {
            let mut tips = Vec::new();
            for device in log::devices(connection)? {
                if let Some((seq, hash)) = log::last_entry(connection, &device)? {
                    tips.push(Tip { device, seq, hash });
                }
            }
            Ok(tips)
        })
    }

    /// The hash of one entry, if it is here.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn entry_hash(&self, device: &DeviceId, seq: u64) -> Result<Option<Hash>, Error> {
        self.db().read(|connection| log::hash_at(connection, device, seq))
    }

    /// Entries of a chain after `seq`, until they take `budget` bytes; at least one, when there is one.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn entries_after(&self, device: &DeviceId, seq: u64, budget: usize) -> Result<Vec<Entry>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT header, sealed, signature FROM log_entry WHERE device = ?1 AND seq > ?2 ORDER BY seq",
            )?;
            let mut rows = statement.query(params![device, seq])?;
            let (mut list, mut bytes) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let entry = Entry { header: row.get(0)?, sealed: row.get(1)?, signature: row.get(2)? };
                bytes += entry.size();
                if !list.is_empty() && bytes > budget {
                    break;
                }
                list.push(entry);
            }
            Ok(list)
        })
    }

    /// Takes entries of the account's devices, each chain in order, in one transaction. Each is checked against its
    /// author's chain; one that does not hold stops its own chain and no other one. Taking an entry again does nothing.
    /// Plans among them are reviewed whenever they are read.
    ///
    /// # Errors
    /// Those of writing to the database; nothing is taken then.
    pub fn receive(&self, entries: &[Entry]) -> Result<Received, Error> {
        let db = self.db();
        db.write(|tx| {
            let keys = Keys::load(tx)?;
            let mut received = Received::default();
            let mut stopped: BTreeSet<DeviceId> = BTreeSet::new();
            for entry in entries {
                let (device, seq) =
                    log::Header::decode(&entry.header).map_or(([0; 16], 0), |header| (header.device, header.seq));
                if stopped.contains(&device) {
                    continue;
                }
                match db.log.receive(tx, &keys, &db.kinds, entry, &mut |op: &Op| slots::settle(tx, op))? {
                    Ok(log::Taken::Applied) => received.taken += 1,
                    Ok(log::Taken::Unread) => {
                        received.taken += 1;
                        received.unread += 1;
                    }
                    Ok(log::Taken::Known) => {}
                    Err(refused) => {
                        stopped.insert(device);
                        received.refused.push((device, seq, refused));
                    }
                }
            }
            daily::build_marked(tx, |_, _| true)?;
            Ok(received)
        })
    }

    /// Makes a device of the account known, so that its entries are taken.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn admit_device(&self, device: &DeviceId, verifying_key: &[u8; 32]) -> Result<(), Error> {
        self.db().write(|tx| log::add_device(tx, device, verifying_key))
    }

    /// Puts a device out: nothing after its entry `last_seq` counts, and what is here of it goes. Returns how many
    /// entries went.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn revoke_device(&self, device: &DeviceId, last_seq: u64) -> Result<u64, Error> {
        let db = self.db();
        db.write(|tx| {
            tx.execute("UPDATE device SET last_seq = ?2 WHERE id = ?1", params![device, last_seq])?;
            let gone = tx.execute("DELETE FROM log_entry WHERE device = ?1 AND seq > ?2", params![device, last_seq])?;
            tx.execute("DELETE FROM outbox WHERE device = ?1 AND seq > ?2", params![device, last_seq])?;
            slots::offer_for(tx, device)?;
            if gone > 0 {
                // What was fetched by an offer that no longer counts stays, and is told to devices that never saw it.
                forget_offers(tx, device)?;
                slots::offer_all(tx)?;
                // What a deletion took that no longer counts may still be offered by devices that never heard of it.
                slots::look_again(tx)?;
                store::rebuild(db, tx)?;
            }
            Ok(gone as u64)
        })
    }

    /// Moves this store into an account: its own chain is sealed again under the account's key, with the same
    /// operations and stamps, and is sent from its beginning. What it held of devices of another account becomes its
    /// own, so that nothing is lost.
    ///
    /// # Errors
    /// Those of writing to the database; nothing changes then.
    pub fn adopt_account(&self, account: &AccountId, epochs: &EpochKeys) -> Result<(), Error> {
        let db = self.db();
        db.write(|tx| {
            let before = Keys::load(tx)?;
            if before.account == *account {
                return Keys::put_account(tx, account, epochs.current, &epochs.keys);
            }
            let own = collect(tx, &before, &before.device, 0)?;
            let begin = log::base::read(&log::base::parts(tx)?)?;
            let mut others: Vec<Vec<Op>> =
                begin.chunks(OPS).map(|items| items.iter().map(|item| item.op.clone()).collect()).collect();
            for device in log::devices(tx)?.iter().filter(|device| **device != before.device) {
                others.extend(collect(tx, &before, device, 0)?);
            }
            for table in ["log_entry", "outbox", "wanted"] {
                tx.execute(&format!("DELETE FROM {table}"), [])?;
            }
            log::base::forget(tx)?;
            tx.execute("DELETE FROM device WHERE id <> ?1", [before.device])?;
            tx.execute("UPDATE slot SET sent = 0", [])?;
            Keys::put_account(tx, account, epochs.current, &epochs.keys)?;
            let now = Keys::load(tx)?;
            for ops in own.iter().chain(&others) {
                now.write(tx, ops)?;
            }
            if !others.is_empty() {
                store::rebuild(db, tx)?;
            }
            Ok(())
        })
    }

    /// Makes this store another device of its account: what it wrote after entry `common` is written again by the new
    /// device. For a store whose history went two ways, as that of a restored backup or a copied disk.
    ///
    /// # Errors
    /// Those of writing to the database; nothing changes then.
    pub fn become_device(&self, device: &DeviceId, seed: &[u8; 32], common: u64) -> Result<(), Error> {
        let db = self.db();
        db.write(|tx| {
            let before = Keys::load(tx)?;
            let own = collect(tx, &before, &before.device, common)?;
            tx.execute("DELETE FROM log_entry WHERE device = ?1 AND seq > ?2", params![before.device, common])?;
            tx.execute("DELETE FROM outbox", [])?;
            tx.execute("UPDATE slot SET sent = 0", [])?;
            // Those of the history that is left behind would hide those of the one that goes on under the old name.
            forget_offers(tx, &before.device)?;
            Keys::put_device(tx, device, seed)?;
            let now = Keys::load(tx)?;
            for ops in &own {
                now.write(tx, ops)?;
            }
            store::rebuild(db, tx)?;
            Ok(())
        })
    }

    /// Notes that the relay holds this device's entries up to `seq`.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn sent(&self, seq: u64) -> Result<(), Error> {
        self.db().write(|tx| Ok(tx.execute("DELETE FROM outbox WHERE seq <= ?1", [seq]).map(|_| ())?))
    }

    /// Entries of this device that the relay has not confirmed.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn unsent(&self) -> Result<u64, Error> {
        self.db().read(|connection| Ok(connection.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0))?))
    }

    /// Entries and operations that wait in quarantine, each with its reason.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn quarantine(&self) -> Result<Vec<(DeviceId, u64, String)>, Error> {
        self.db().read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT device, seq, reason FROM quarantine ORDER BY device, seq, n")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Names in the log what changed beside it since the last time. Returns how many slots that were.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn offer_slots(&self) -> Result<u64, Error> {
        let changed = self.db().read(|connection| {
            Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM changed)", [], |row| row.get::<_, bool>(0))?)
        })?;
        if changed { self.db().write(|tx| slots::offer(self.db(), tx)) } else { Ok(0) }
    }

    /// Slots of this device that the relay does not hold as they are, each with what is next. One of which the relay holds
    /// something newer, which this device has forgotten, is not among them.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn slots_to_send(&self) -> Result<Vec<(Slot, SlotStep)>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT kind, key, hash, sent FROM slot WHERE sent <> 1 AND NOT EXISTS
                    (SELECT 1 FROM wanted WHERE device = (SELECT value FROM secret WHERE name = 'device') AND NOT fetched
                        AND wanted.kind = slot.kind AND wanted.key = slot.key AND wanted.hash <> slot.hash)
                 ORDER BY kind, key",
            )?;
            let rows = statement.query_map([], |row| {
                let slot = Slot { kind: row.get(0)?, key: row.get(1)?, hash: row.get(2)? };
                let step = match row.get(3)? {
                    0 => SlotStep::New,
                    2 if !slot.hash.is_empty() => SlotStep::Beside,
                    _ => SlotStep::Instead,
                };
                Ok((slot, step))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The content of a slot as it was offered; `None` when it has changed since, and will be offered again.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn slot_content(&self, slot: &Slot) -> Result<Option<Vec<u8>>, Error> {
        self.db().read(|connection| {
            let content = slots::content(connection, &slot.kind, &slot.key)?;
            Ok(content.filter(|content| content.hash == slot.hash).map(|content| content.bytes))
        })
    }

    /// Notes that a step is done for these slots.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn slots_sent(&self, sent: &[(Slot, SlotStep)]) -> Result<(), Error> {
        self.db().write(|tx| {
            let mut statement =
                tx.prepare_cached("UPDATE slot SET sent = ?4 WHERE kind = ?1 AND key = ?2 AND hash = ?3")?;
            for (slot, step) in sent {
                let sent = if *step == SlotStep::Beside { 3 } else { 1 };
                statement.execute(params![slot.kind, slot.key, slot.hash, sent])?;
            }
            Ok(())
        })
    }

    /// Sends every slot again, also those that hold what another device brought: the relay has lost them, and that device
    /// may not come back.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn resend_slots(&self) -> Result<(), Error> {
        self.db().write(|tx| {
            tx.execute("UPDATE slot SET sent = 2", [])?;
            slots::offer_all(tx)
        })
    }

    /// Notes that the relay does not have these. What this device itself offered and forgot is given up then; what others
    /// offered may still come.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn slots_missing(&self, missing: &[Slot]) -> Result<(), Error> {
        if missing.is_empty() {
            return Ok(());
        }
        self.db().write(|tx| missing.iter().try_for_each(|slot| slots::give_up(tx, slot)))
    }

    /// What other devices offer and this one lacks, up to `limit`.
    ///
    /// # Errors
    /// Those of the database.
    pub fn slots_wanted(&self, limit: usize) -> Result<Vec<Slot>, Error> {
        let any: bool = self.db().read(|connection| {
            let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM wanted WHERE NOT fetched)")?;
            Ok(statement.query_row([], |row| row.get(0))?)
        })?;
        if !any {
            return Ok(Vec::new());
        }
        let mut list: Vec<Slot> = self.db().write(|tx| {
            let wanted = slots::wanted(tx, limit)?;
            Ok(wanted.into_iter().map(|(_, kind, key, hash)| Slot { kind, key, hash }).collect())
        })?;
        list.dedup();
        Ok(list)
    }

    /// Merges contents of other devices' slots, in one transaction. Returns those that are not what their hash says.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn merge_slots(&self, contents: &[(Slot, Vec<u8>)]) -> Result<Vec<Slot>, Error> {
        self.db().write(|tx| {
            let mut wrong = Vec::new();
            for (slot, bytes) in contents {
                match slots::merge(tx, &slot.kind, &slot.key, &slot.hash, bytes) {
                    Ok(()) => {}
                    Err(Error::Corrupt(_) | Error::Newer) => wrong.push(slot.clone()),
                    Err(error) => return Err(error),
                }
            }
            daily::build_marked(tx, |_, _| true)?;
            Ok(wrong)
        })
    }
}

/// Forgets what a device offered. What of its log is still here is told again by a rebuild.
fn forget_offers(tx: &Connection, device: &DeviceId) -> Result<(), Error> {
    tx.execute("DELETE FROM wanted WHERE device = ?1", [device])?;
    Ok(())
}

/// The operations of a chain after an entry, entry by entry. One that cannot be opened has nothing to give.
fn collect(tx: &Connection, keys: &Keys, device: &DeviceId, after: u64) -> Result<Vec<Vec<Op>>, Error> {
    let mut list = Vec::new();
    log::for_each_entry(tx, device, |seq, _, entry| {
        if seq > after
            && let Ok((_, ops)) = keys.open(&entry)
        {
            list.push(ops);
        }
        Ok(true)
    })?;
    Ok(list)
}
