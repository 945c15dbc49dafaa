//! Items that someone chose to show, their versions, and who may see them.

use crate::Error;
use crate::storage::View;
use crate::storage::sql::{Line, values};
use coach_wire::AccountId;

/// Something that was shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) id: [u8; 16],
    pub(crate) owner: AccountId,
    /// Who wrote the present version; zeros once that account is gone.
    pub(crate) author: AccountId,
    pub(crate) kind: String,
    /// `staged` until a job publishes it, then `current`, or `proposed` while its owner has not agreed to it.
    pub(crate) state: String,
    pub(crate) version: u64,
    pub(crate) at_ms: i64,
    pub(crate) ends_ms: i64,
    /// The job that brought it.
    pub(crate) job: [u8; 16],
    /// A JSON object.
    pub(crate) body: String,
}

/// A version of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Revision {
    pub(crate) version: u64,
    pub(crate) author: AccountId,
    pub(crate) at_ms: i64,
    pub(crate) body: String,
}

/// Who may see an item, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) item: [u8; 16],
    pub(crate) grantee: AccountId,
    pub(crate) role: String,
    pub(crate) ends_ms: i64,
}

/// Whose eyes an item is looked for with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Its owner, or a program that acts for them.
    Owner(AccountId),
    /// Someone it is shared with.
    Grantee {
        /// Who.
        account: AccountId,
        /// Only where they may write.
        writes: bool,
    },
}

const ITEM: &str = "SELECT item.id, item.owner, item.author, item.kind, item.state, item.version, item.at_ms,
    item.ends_ms, item.job, item.body FROM item";

fn item(mut line: Line) -> Result<Item, Error> {
    Ok(Item {
        id: line.name()?,
        owner: line.name()?,
        author: line.name()?,
        kind: line.text()?,
        state: line.text()?,
        version: line.count()?,
        at_ms: line.int()?,
        ends_ms: line.int()?,
        job: line.name()?,
        body: line.text()?,
    })
}

fn writes_only(writes: bool) -> &'static str {
    if writes { " AND share.role = 'trainer'" } else { "" }
}

impl dyn View + '_ {
    /// Puts an item, or a new version of it, with its entry among the versions.
    pub(crate) fn put_item(&mut self, item: &Item) -> Result<(), Error> {
        self.run(
            "INSERT INTO item (id, owner, author, kind, state, version, at_ms, ends_ms, job, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET author = excluded.author, state = excluded.state, version = excluded.version,
                at_ms = excluded.at_ms, ends_ms = excluded.ends_ms, body = excluded.body",
            values![
                &item.id,
                &item.owner,
                &item.author,
                &item.kind[..],
                &item.state[..],
                item.version as i64,
                item.at_ms,
                item.ends_ms,
                &item.job,
                &item.body[..]
            ],
        )?;
        self.run(
            "INSERT INTO item_version (item, version, author, at_ms, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            values![&item.id, item.version as i64, &item.author, item.at_ms, &item.body[..]],
        )
        .map(drop)
    }

    /// An item, if it may be seen now; where this transaction writes, it is held.
    pub(crate) fn item(&mut self, id: &[u8; 16], reader: Reader, now_ms: i64) -> Result<Option<Item>, Error> {
        // Held first, since a row that is joined to another cannot be held on its own everywhere.
        let hold = self.holding();
        if !hold.is_empty() {
            self.rows(&format!("SELECT version FROM item WHERE id = $1{hold}"), values![id])?;
        }
        let lines = match reader {
            Reader::Owner(owner) => self.rows(
                &format!("{ITEM} WHERE id = $1 AND owner = $2 AND ends_ms > $3 AND state <> 'staged'"),
                values![id, &owner, now_ms],
            )?,
            Reader::Grantee { account, writes } => self.rows(
                &format!(
                    "{ITEM} JOIN share ON share.item = item.id WHERE item.id = $1 AND share.grantee = $2
                     AND share.ends_ms > $3 AND item.ends_ms > $3 AND item.state <> 'staged'{}",
                    writes_only(writes)
                ),
                values![id, &account, now_ms],
            )?,
        };
        lines.into_iter().next().map(item).transpose()
    }

    /// Items of a kind that may be seen now, of one owner or of all, newest first.
    pub(crate) fn items(
        &mut self,
        kind: &str,
        reader: Reader,
        owner: Option<&AccountId>,
        now_ms: i64,
        most: i64,
    ) -> Result<Vec<Item>, Error> {
        let lines = match (reader, owner) {
            (Reader::Owner(own), None) => self.rows(
                &format!(
                    "{ITEM} WHERE owner = $1 AND kind = $2 AND ends_ms > $3 AND state <> 'staged'
                     ORDER BY at_ms DESC, id LIMIT $4"
                ),
                values![&own, kind, now_ms, most],
            )?,
            (Reader::Owner(own), Some(owner)) if own == *owner => {
                return self.items(kind, reader, None, now_ms, most);
            }
            (Reader::Owner(_), Some(_)) => Vec::new(),
            (Reader::Grantee { account, writes }, owner) => {
                let (of, limit) = if owner.is_some() { (" AND item.owner = $4", "$5") } else { ("", "$4") };
                let sql = format!(
                    "{ITEM} JOIN share ON share.item = item.id WHERE share.grantee = $1 AND item.kind = $2
                     AND share.ends_ms > $3 AND item.ends_ms > $3 AND item.state <> 'staged'{of}{}
                     ORDER BY item.at_ms DESC, item.id LIMIT {limit}",
                    writes_only(writes),
                );
                match owner {
                    Some(owner) => self.rows(&sql, values![&account, kind, now_ms, owner, most])?,
                    None => self.rows(&sql, values![&account, kind, now_ms, most])?,
                }
            }
        };
        lines.into_iter().map(item).collect()
    }

    /// Everything that an owner shows, newest first, without what is still being brought.
    pub(crate) fn shown(&mut self, owner: &AccountId, now_ms: i64, most: i64) -> Result<Vec<Item>, Error> {
        let lines = self.rows(
            &format!("{ITEM} WHERE owner = $1 AND ends_ms > $2 AND state <> 'staged' ORDER BY at_ms DESC, id LIMIT $3"),
            values![owner, now_ms, most],
        )?;
        lines.into_iter().map(item).collect()
    }

    /// Everything that is shown to someone, newest first.
    pub(crate) fn shown_to(&mut self, grantee: &AccountId, now_ms: i64, most: i64) -> Result<Vec<Item>, Error> {
        let lines = self.rows(
            &format!(
                "{ITEM} JOIN share ON share.item = item.id WHERE share.grantee = $1 AND share.ends_ms > $2
                 AND item.ends_ms > $2 AND item.state <> 'staged' ORDER BY item.at_ms DESC, item.id LIMIT $3"
            ),
            values![grantee, now_ms, most],
        )?;
        lines.into_iter().map(item).collect()
    }

    /// How many items an owner has.
    pub(crate) fn item_count(&mut self, owner: &AccountId) -> Result<u64, Error> {
        let lines = self.rows("SELECT count(*) FROM item WHERE owner = $1", values![owner])?;
        lines.into_iter().next().map_or(Ok(0), |mut line| line.count())
    }

    /// Whether someone may write for an owner: something is shared with them as a trainer.
    pub(crate) fn trains(&mut self, trainer: &AccountId, owner: &AccountId, now_ms: i64) -> Result<bool, Error> {
        let lines = self.rows(
            "SELECT 1 FROM share JOIN item ON item.id = share.item WHERE share.grantee = $1 AND item.owner = $2
             AND share.ends_ms > $3 AND item.ends_ms > $3 AND share.role = 'trainer' AND item.state <> 'staged' LIMIT 1",
            values![trainer, owner, now_ms],
        )?;
        Ok(!lines.is_empty())
    }

    /// Versions of an item, newest first.
    pub(crate) fn revisions(&mut self, item: &[u8; 16], most: i64) -> Result<Vec<Revision>, Error> {
        let lines = self.rows(
            "SELECT version, author, at_ms, body FROM item_version WHERE item = $1 ORDER BY version DESC LIMIT $2",
            values![item, most],
        )?;
        let read = |mut line: Line| {
            Ok(Revision { version: line.count()?, author: line.name()?, at_ms: line.int()?, body: line.text()? })
        };
        lines.into_iter().map(read).collect()
    }

    /// Takes an item of an owner, and says whether it was there.
    pub(crate) fn drop_item(&mut self, owner: &AccountId, id: &[u8; 16]) -> Result<bool, Error> {
        Ok(self.run("DELETE FROM item WHERE owner = $1 AND id = $2", values![owner, id])? > 0)
    }

    /// Lets someone see an item, for another time or in another role if they could before.
    pub(crate) fn put_grant(&mut self, grant: &Grant, now_ms: i64) -> Result<(), Error> {
        self.run(
            "INSERT INTO share (item, grantee, role, made_ms, ends_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (item, grantee) DO UPDATE SET role = excluded.role, ends_ms = excluded.ends_ms",
            values![&grant.item, &grant.grantee, &grant.role[..], now_ms, grant.ends_ms],
        )
        .map(drop)
    }

    /// Who may see an item, the ended ones included.
    pub(crate) fn grants(&mut self, item: &[u8; 16]) -> Result<Vec<Grant>, Error> {
        let lines = self
            .rows("SELECT item, grantee, role, ends_ms FROM share WHERE item = $1 ORDER BY grantee", values![item])?;
        let read = |mut line: Line| {
            Ok(Grant { item: line.name()?, grantee: line.name()?, role: line.text()?, ends_ms: line.int()? })
        };
        lines.into_iter().map(read).collect()
    }

    /// Lets someone see an item no more, and says whether they could.
    pub(crate) fn drop_grant(&mut self, item: &[u8; 16], grantee: &AccountId) -> Result<bool, Error> {
        Ok(self.run("DELETE FROM share WHERE item = $1 AND grantee = $2", values![item, grantee])? > 0)
    }

    /// Makes what a job staged visible, and says how much that was.
    pub(crate) fn publish(&mut self, job: &[u8; 16]) -> Result<u64, Error> {
        self.run("UPDATE item SET state = 'current' WHERE job = $1 AND state = 'staged'", values![job])
    }

    /// Takes what a job staged and did not publish.
    pub(crate) fn unstage(&mut self, job: &[u8; 16]) -> Result<u64, Error> {
        self.run("DELETE FROM item WHERE job = $1 AND state = 'staged'", values![job])
    }

    /// Takes what has ended, and says how many items that were.
    pub(crate) fn sweep(&mut self, now_ms: i64) -> Result<u64, Error> {
        self.run("DELETE FROM share WHERE ends_ms <= $1", values![now_ms])?;
        self.run("DELETE FROM family WHERE ends_ms <= $1", values![now_ms])?;
        self.run("DELETE FROM api_key WHERE ends_ms <= $1", values![now_ms])?;
        self.run("DELETE FROM item WHERE ends_ms <= $1", values![now_ms])
    }

    /// What others keep of an account that ends: what was shared with it, and its name on what it wrote for them.
    pub(crate) fn forget_person(&mut self, account: &AccountId) -> Result<(), Error> {
        let nobody = [0_u8; 16];
        self.run("DELETE FROM share WHERE grantee = $1", values![account])?;
        self.run("UPDATE item SET author = $1 WHERE author = $2", values![&nobody, account])?;
        self.run("UPDATE item_version SET author = $1 WHERE author = $2", values![&nobody, account]).map(drop)
    }

    /// How many rows still name an account that was erased, its job aside.
    pub(crate) fn left_of(&mut self, account: &AccountId) -> Result<u64, Error> {
        let mut left = 0;
        for (table, column) in [
            ("account", "id"),
            ("record", "account"),
            ("chain", "account"),
            ("statement", "account"),
            ("slot", "account"),
            ("blob", "account"),
            ("family", "account"),
            ("api_key", "account"),
            ("pseudonym", "account"),
            ("item", "owner"),
            ("item", "author"),
            ("item_version", "author"),
            ("share", "grantee"),
        ] {
            let lines = self.rows(&format!("SELECT count(*) FROM {table} WHERE {column} = $1"), values![account])?;
            left += lines.into_iter().next().map_or(Ok(0), |mut line| line.count())?;
        }
        Ok(left)
    }

    /// Whether an item of that name is there, whoever owns it and however it stands.
    pub(crate) fn has_item(&mut self, id: &[u8; 16]) -> Result<bool, Error> {
        Ok(!self.rows("SELECT 1 FROM item WHERE id = $1", values![id])?.is_empty())
    }

    /// Takes versions of an item that are older than the newest `most`.
    pub(crate) fn trim_revisions(&mut self, id: &[u8; 16], newest: u64, most: i64) -> Result<(), Error> {
        let last = newest as i64 - most;
        self.run("DELETE FROM item_version WHERE item = $1 AND version <= $2", values![id, last]).map(drop)
    }
}
