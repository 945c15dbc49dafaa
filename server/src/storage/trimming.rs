//! Entries that a snapshot took the place of: their content goes, their hashes stay, so that what comes late is known and
//! what was written twice is found.

use super::sql::{Value, values};
use super::{View, number};
use crate::Error;
use coach_wire::{AccountId, DeviceId};

/// Bytes that framing takes of a stored entry, which are not counted as the account's: seven to ten.
const FRAMING: u64 = 8;

impl dyn View + '_ {
    /// Takes the content of a chain's entries up to a number. Returns how many bytes of the account's that were.
    pub(crate) fn empty_entries(&mut self, account: &AccountId, device: &DeviceId, upto: u64) -> Result<u64, Error> {
        let upto = number(upto)?;
        let full = self.rows(
            "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM entry
             WHERE chain = (SELECT id FROM chain WHERE account = $1 AND device = $2) AND seq <= $3 AND length(bytes) > 0",
            values![account, device, upto],
        )?;
        let Some(mut line) = full.into_iter().next() else { return Ok(0) };
        let (entries, bytes) = (line.count()?, line.count()?);
        if entries > 0 {
            self.run(
                "UPDATE entry SET bytes = $1
                 WHERE chain = (SELECT id FROM chain WHERE account = $2 AND device = $3) AND seq <= $4 AND length(bytes) > 0",
                &[Value::Bytes(Vec::new()), Value::from(account), Value::from(device), Value::from(upto)],
            )?;
        }
        Ok(bytes.saturating_sub(FRAMING * entries))
    }
}
