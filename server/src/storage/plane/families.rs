//! Sessions that renew themselves, and keys for programs.

use crate::Error;
use crate::storage::View;
use crate::storage::sql::{Line, values};
use coach_wire::AccountId;

/// A session and its renewals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) id: [u8; 16],
    pub(crate) account: AccountId,
    /// Empty for the holder of the recovery key.
    pub(crate) device: Vec<u8>,
    pub(crate) role: String,
    /// The one renewal that is good.
    pub(crate) counter: u64,
    pub(crate) ends_ms: i64,
}

/// A key for a program that acts for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiKey {
    pub(crate) prefix: [u8; 8],
    pub(crate) account: AccountId,
    pub(crate) label: String,
    /// Scopes with blanks between them.
    pub(crate) scopes: String,
    pub(crate) hash: [u8; 32],
    pub(crate) made_ms: i64,
    pub(crate) ends_ms: i64,
}

const FAMILY: &str = "SELECT id, account, device, role, counter, ends_ms FROM family";
const KEY: &str = "SELECT prefix, account, label, scopes, hash, made_ms, ends_ms FROM api_key";

fn family(mut line: Line) -> Result<Family, Error> {
    Ok(Family {
        id: line.name()?,
        account: line.name()?,
        device: line.bytes()?,
        role: line.text()?,
        counter: line.count()?,
        ends_ms: line.int()?,
    })
}

fn api_key(mut line: Line) -> Result<ApiKey, Error> {
    Ok(ApiKey {
        prefix: line.name()?,
        account: line.name()?,
        label: line.text()?,
        scopes: line.text()?,
        hash: line.name()?,
        made_ms: line.int()?,
        ends_ms: line.int()?,
    })
}

impl dyn View + '_ {
    /// Begins a session. No more than `most` of an account are kept: the oldest goes.
    pub(crate) fn put_family(&mut self, family: &Family, most: i64) -> Result<(), Error> {
        self.run(
            "INSERT INTO family (id, account, device, role, counter, ends_ms) VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                &family.id,
                &family.account,
                &family.device[..],
                &family.role[..],
                family.counter as i64,
                family.ends_ms
            ],
        )?;
        self.run(
            "DELETE FROM family WHERE account = $1 AND id NOT IN
                (SELECT id FROM family WHERE account = $1 ORDER BY ends_ms DESC, id LIMIT $2)",
            values![&family.account, most],
        )
        .map(drop)
    }

    /// A session; where this transaction writes, it is held.
    pub(crate) fn family(&mut self, id: &[u8; 16]) -> Result<Option<Family>, Error> {
        let sql = format!("{FAMILY} WHERE id = $1{}", self.holding());
        self.rows(&sql, values![id])?.pop().map(family).transpose()
    }

    /// Counts a renewal.
    pub(crate) fn renew_family(&mut self, id: &[u8; 16], ends_ms: i64) -> Result<(), Error> {
        self.run("UPDATE family SET ends_ms = $1, counter = counter + 1 WHERE id = $2", values![ends_ms, id]).map(drop)
    }

    /// Ends a session.
    pub(crate) fn drop_family(&mut self, id: &[u8; 16]) -> Result<(), Error> {
        self.run("DELETE FROM family WHERE id = $1", values![id]).map(drop)
    }

    /// Makes a key for a program, and says whether there was room for it.
    pub(crate) fn put_api_key(&mut self, key: &ApiKey, most: u64) -> Result<bool, Error> {
        let there = self.rows("SELECT count(*) FROM api_key WHERE account = $1", values![&key.account])?;
        if there.into_iter().next().map_or(Ok(0), |mut line| line.count())? >= most {
            return Ok(false);
        }
        let new = self.run(
            "INSERT INTO api_key (prefix, account, label, scopes, hash, made_ms, ends_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            values![&key.prefix, &key.account, &key.label[..], &key.scopes[..], &key.hash, key.made_ms, key.ends_ms],
        )?;
        Ok(new > 0)
    }

    /// The key with a prefix.
    pub(crate) fn api_key(&mut self, prefix: &[u8; 8]) -> Result<Option<ApiKey>, Error> {
        self.rows(&format!("{KEY} WHERE prefix = $1"), values![prefix])?.pop().map(api_key).transpose()
    }

    /// Keys of an account, oldest first.
    pub(crate) fn api_keys(&mut self, account: &AccountId) -> Result<Vec<ApiKey>, Error> {
        let lines = self.rows(&format!("{KEY} WHERE account = $1 ORDER BY made_ms, prefix"), values![account])?;
        lines.into_iter().map(api_key).collect()
    }

    /// Takes a key, and says whether it was there.
    pub(crate) fn drop_api_key(&mut self, account: &AccountId, prefix: &[u8; 8]) -> Result<bool, Error> {
        Ok(self.run("DELETE FROM api_key WHERE account = $1 AND prefix = $2", values![account, prefix])? > 0)
    }
}
