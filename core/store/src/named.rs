//! Which chunks hold records that their origin names: 32 bits of each name's hash, sorted, a few bytes a record.
//!
//! A platform tells of a deletion by an id alone. Ten years of a watch are thousands of chunks; these lists say which
//! of them to read. A hash that two names share costs one look too many and nothing else.

use crate::Error;
use crate::chunk::{Row, Strings};
use crate::codec::{Reader, put_varint};
use coach_domain::metric::MetricCode;
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashSet};

use crate::samples::ChunkKey;

/// The record that a name belongs to: a record with several samples names each by its start.
pub(crate) fn record_of(origin: &str) -> &str {
    origin.rsplit_once('@').map_or(origin, |(record, _)| record)
}

fn hash(record: &str) -> u32 {
    let hash = blake3::hash(record.as_bytes());
    let bytes: [u8; 4] = hash.as_bytes()[..4].try_into().unwrap_or_default();
    u32::from_le_bytes(bytes)
}

/// Hashes of names, as they are stored: how far each lies behind the one before it.
fn encode(hashes: &BTreeSet<u32>) -> Vec<u8> {
    let mut out = Vec::with_capacity(hashes.len() * 3);
    let mut previous = 0;
    for hash in hashes {
        put_varint(&mut out, u64::from(hash - previous));
        previous = *hash;
    }
    out
}

/// Whether any of the wanted hashes is in a list.
fn holds(bytes: &[u8], wanted: &HashSet<u32>) -> bool {
    let mut reader = Reader(bytes);
    let mut hash = 0_u64;
    while let Some(step) = reader.varint() {
        hash = hash.saturating_add(step);
        if u32::try_from(hash).is_ok_and(|hash| wanted.contains(&hash)) {
            return true;
        }
    }
    false
}

/// Notes the names in a chunk that was written.
pub(crate) fn note(tx: &Connection, data: i64, rows: &[Row], strings: &Strings) -> Result<(), Error> {
    let hashes: BTreeSet<u32> =
        rows.iter().filter(|row| row.origin != 0).map(|row| hash(record_of(strings.get(row.origin)))).collect();
    if hashes.is_empty() {
        tx.prepare_cached("DELETE FROM named WHERE data = ?1")?.execute([data])?;
    } else {
        tx.prepare_cached("INSERT OR REPLACE INTO named (data, hashes) VALUES (?1, ?2)")?
            .execute(params![data, encode(&hashes)])?;
    }
    Ok(())
}

/// Chunks that are likely to hold samples of these records.
pub(crate) fn chunks_with(connection: &Connection, records: &HashSet<String>) -> Result<Vec<ChunkKey>, Error> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: HashSet<u32> = records.iter().map(|record| hash(record)).collect();
    let mut statement = connection.prepare_cached(
        "SELECT metric, source, month, hashes FROM named JOIN chunk ON chunk.data = named.data ORDER BY metric, source, month",
    )?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        if holds(row.get_ref(3)?.as_blob().map_err(|_| Error::Corrupt("the names in a chunk".to_owned()))?, &wanted) {
            keys.push(ChunkKey { metric: MetricCode(row.get(0)?), source: row.get(1)?, month: row.get(2)? });
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_noted_is_found(hashes in prop::collection::btree_set(any::<u32>(), 0..200), other in any::<u32>()) {
            let bytes = encode(&hashes);
            for hash in &hashes {
                prop_assert!(holds(&bytes, &HashSet::from([*hash])));
            }
            prop_assert_eq!(holds(&bytes, &HashSet::from([other])), hashes.contains(&other));
        }

        #[test]
        fn damaged_lists_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = holds(&bytes, &HashSet::from([7]));
        }
    }

    #[test]
    fn samples_of_one_record_share_its_name() {
        assert_eq!(record_of("hc:4f@1700"), "hc:4f");
        assert_eq!(record_of("hk:4f"), "hk:4f");
    }
}
