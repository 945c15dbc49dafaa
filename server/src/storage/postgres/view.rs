//! What the relay and the plane ask of PostgreSQL.

use super::storage;
use super::transaction::{Inside, Values, array, column, unsigned};
use crate::storage::sql::{Line, Sql, Value};
use crate::storage::{Chain, Letter, NEWS, Page, Standing, Stored, View, number};
use crate::{Error, Totals};
use coach_wire::account::Record;
use coach_wire::{AccountId, DeviceId, Hash};
use tokio_postgres::Row;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};

/// Rows of a chain that are fetched at once.
const ROWS: i64 = 64;

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(value) if *kind == Type::INT4 => i32::try_from(*value)?.to_sql(kind, out),
            Value::Int(value) => value.to_sql(kind, out),
            Value::Text(value) => value.to_sql(kind, out),
            Value::Bytes(value) => value.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT4, Type::INT8, Type::TEXT, Type::BYTEA].contains(kind)
    }

    tokio_postgres::types::to_sql_checked!();
}

fn value(row: &Row, at: usize) -> Result<Value, Error> {
    let kind = row.columns().get(at).map(tokio_postgres::Column::type_);
    let found = match kind {
        Some(kind) if *kind == Type::INT8 => column::<Option<i64>>(row, at)?.map(Value::Int),
        Some(kind) if *kind == Type::INT4 => column::<Option<i32>>(row, at)?.map(|value| Value::Int(value.into())),
        Some(kind) if *kind == Type::TEXT => column::<Option<String>>(row, at)?.map(Value::Text),
        Some(kind) if *kind == Type::BYTEA => column::<Option<Vec<u8>>>(row, at)?.map(Value::Bytes),
        _ => return Err(storage("read a column", "it is of another kind")),
    };
    Ok(found.unwrap_or(Value::Null))
}

impl Sql for Inside<'_> {
    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Line>, Error> {
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let rows = self.query(sql, &values)?;
        rows.iter()
            .map(|row| {
                let line = (0..row.len()).map(|at| value(row, at)).collect::<Result<Vec<_>, _>>()?;
                Ok(Line(line.into_iter()))
            })
            .collect()
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        self.execute(sql, &values)
    }

    fn holding(&self) -> &'static str {
        if self.writes { " FOR UPDATE" } else { "" }
    }
}

impl View for Inside<'_> {
    fn secret(&mut self, name: &str, fresh: &[u8; 32]) -> Result<[u8; 32], Error> {
        self.execute("INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", &[&name, &&fresh[..]])?;
        let row = self.first("SELECT value FROM secret WHERE name = $1", &[&name])?;
        array(&row.ok_or_else(|| storage("keep a secret", "it is not there"))?, 0)
    }

    fn standing(&mut self, account: &AccountId) -> Result<Option<Standing>, Error> {
        // A statement of its own: what the one before waited for is seen by this one alone.
        let standing = "SELECT bytes, statements, (SELECT coalesce(max(number) + 1, 0) FROM record WHERE account = $1)
             FROM account WHERE id = $1";
        let name: Values<'_> = &[&&account[..]];
        let both = [("SELECT FROM account WHERE id = $1 FOR UPDATE", name), (standing, name)];
        let answer = self.ask(if self.writes { &both } else { &both[1..] })?.pop();
        let row = answer.and_then(|answer| answer.rows.into_iter().next());
        row.map(|row| {
            Ok(Standing { bytes: unsigned(&row, 0)?, statements: unsigned(&row, 1)?, records: unsigned(&row, 2)? })
        })
        .transpose()
    }

    fn erased(&mut self, account: &AccountId) -> Result<Option<Vec<u8>>, Error> {
        let row = self.first("SELECT receipt FROM erased WHERE account = $1", &[&&account[..]])?;
        row.map(|row| column(&row, 0)).transpose()
    }

    fn begin(&mut self, account: &AccountId, now_ms: i64) -> Result<(), Error> {
        self.execute(
            "INSERT INTO account (id, created_ms, seen_ms, bytes, statements) VALUES ($1, $2, $2, 0, 0)
             ON CONFLICT DO NOTHING",
            &[&&account[..], &now_ms],
        )?;
        Ok(())
    }

    fn erase(&mut self, account: &AccountId, now_ms: i64, receipt: &[u8]) -> Result<(), Error> {
        self.execute("DELETE FROM account WHERE id = $1", &[&&account[..]])?;
        self.execute(
            "INSERT INTO erased (account, at_ms, receipt) VALUES ($1, $2, $3)",
            &[&&account[..], &now_ms, &receipt],
        )?;
        Ok(())
    }

    fn counts(&mut self, account: &AccountId) -> Result<(u64, u64), Error> {
        Ok((
            self.count(
                "SELECT count(*) FROM entry JOIN chain ON chain.id = entry.chain WHERE account = $1 AND length(bytes) > 0",
                &[&&account[..]],
            )?,
            self.count("SELECT count(*) FROM blob WHERE account = $1", &[&&account[..]])?,
        ))
    }

    fn touch(&mut self, account: &AccountId, now_ms: i64, more: u64) -> Result<(), Error> {
        self.later(
            "UPDATE account SET seen_ms = $2, bytes = bytes + $3 WHERE id = $1",
            vec![Box::new(account.to_vec()), Box::new(now_ms), Box::new(number(more)?)],
        )
    }

    fn grow(&mut self, account: &AccountId, by: i64) -> Result<u64, Error> {
        self.count(
            "UPDATE account SET bytes = greatest(0, bytes + $2) WHERE id = $1 RETURNING bytes",
            &[&&account[..], &by],
        )
    }

    fn records(&mut self, account: &AccountId, from: u64) -> Result<Vec<Record>, Error> {
        let rows = self.query(
            "SELECT body, signature FROM record WHERE account = $1 AND number >= $2 ORDER BY number",
            &[&&account[..], &number(from)?],
        )?;
        rows.iter().map(|row| Ok(Record { body: column(row, 0)?, signature: array(row, 1)? })).collect()
    }

    fn put_record(&mut self, account: &AccountId, at: u64, record: &Record) -> Result<(), Error> {
        let (body, signature) = (record.body.clone(), record.signature.to_vec());
        self.later(
            "INSERT INTO record (account, number, body, signature) VALUES ($1, $2, $3, $4)",
            vec![Box::new(account.to_vec()), Box::new(number(at)?), Box::new(body), Box::new(signature)],
        )
    }

    fn chains(&mut self, account: &AccountId) -> Result<Vec<(DeviceId, Chain)>, Error> {
        let rows =
            self.query("SELECT device, seq, hash FROM chain WHERE account = $1 AND seq > 0", &[&&account[..]])?;
        rows.iter().map(|row| Ok((array(row, 0)?, Chain { seq: unsigned(row, 1)?, hash: array(row, 2)? }))).collect()
    }

    fn hash_at(&mut self, account: &AccountId, device: &DeviceId, seq: u64) -> Result<Option<Hash>, Error> {
        let row = self.first(
            "SELECT entry.hash FROM entry JOIN chain ON chain.id = entry.chain
             WHERE chain.account = $1 AND chain.device = $2 AND entry.seq = $3",
            &[&&account[..], &&device[..], &number(seq)?],
        )?;
        row.map(|row| array(&row, 0)).transpose()
    }

    fn put_entries(&mut self, account: &AccountId, device: &DeviceId, entries: &[Stored]) -> Result<(), Error> {
        let Some(last) = entries.last() else { return Ok(()) };
        let seqs = entries.iter().map(|entry| number(entry.seq)).collect::<Result<Vec<i64>, _>>()?;
        let hashes: Vec<Vec<u8>> = entries.iter().map(|entry| entry.hash.to_vec()).collect();
        let bytes: Vec<Vec<u8>> = entries.iter().map(|entry| entry.bytes.clone()).collect();
        self.later(
            "WITH grown AS (
                 INSERT INTO chain (account, device, seq, hash) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (account, device) DO UPDATE SET seq = excluded.seq, hash = excluded.hash RETURNING id
             )
             INSERT INTO entry (chain, seq, hash, bytes)
             SELECT grown.id, new.seq, new.hash, new.bytes
             FROM grown, unnest($5::bigint[], $6::bytea[], $7::bytea[]) AS new (seq, hash, bytes)",
            vec![
                Box::new(account.to_vec()),
                Box::new(device.to_vec()),
                Box::new(number(last.seq)?),
                Box::new(last.hash.to_vec()),
                Box::new(seqs),
                Box::new(hashes),
                Box::new(bytes),
            ],
        )
    }

    fn entries(
        &mut self,
        account: &AccountId,
        device: &DeviceId,
        after: u64,
        budget: usize,
        one: bool,
    ) -> Result<Page, Error> {
        let mut page = Page::default();
        let (mut after, mut bytes) = (number(after)?, 0);
        loop {
            let rows = self.query(
                "SELECT entry.seq, entry.bytes FROM entry JOIN chain ON chain.id = entry.chain
                 WHERE account = $1 AND device = $2 AND entry.seq > $3 ORDER BY entry.seq LIMIT $4",
                &[&&account[..], &&device[..], &after, &ROWS],
            )?;
            for row in &rows {
                let entry: Vec<u8> = column(row, 1)?;
                bytes += entry.len();
                if bytes > budget && !(one && page.entries.is_empty()) {
                    page.more = true;
                    return Ok(page);
                }
                page.entries.push(entry);
                after = column(row, 0)?;
            }
            if rows.len() < ROWS as usize {
                return Ok(page);
            }
        }
    }

    fn cut(&mut self, account: &AccountId, device: &DeviceId, after: u64) -> Result<Vec<Vec<u8>>, Error> {
        let sql = "SELECT id FROM chain WHERE account = $1 AND device = $2";
        let Some(chain) = self.first(sql, &[&&account[..], &&device[..]])? else { return Ok(Vec::new()) };
        let chain: i64 = column(&chain, 0)?;
        // A revocation may name an entry that is not here yet: nothing is to be cut then.
        let after = number(after).unwrap_or(i64::MAX);
        let gone = self.query("DELETE FROM entry WHERE chain = $1 AND seq > $2 RETURNING bytes", &[&chain, &after])?;
        let left = self.first("SELECT seq, hash FROM entry WHERE chain = $1 ORDER BY seq DESC LIMIT 1", &[&chain])?;
        let (seq, hash) = match left {
            Some(row) => (column::<i64>(&row, 0)?, array::<32>(&row, 1)?),
            None => (0, [0; 32]),
        };
        self.execute("UPDATE chain SET seq = $2, hash = $3 WHERE id = $1", &[&chain, &seq, &&hash[..]])?;
        gone.iter().map(|row| column(row, 0)).collect()
    }

    fn put_statement(&mut self, account: &AccountId, device: &DeviceId, body: &[u8]) -> Result<(), Error> {
        self.later(
            "WITH counted AS (UPDATE account SET statements = statements + 1 WHERE id = $1 RETURNING statements)
             INSERT INTO statement (account, device, counter, body) SELECT $1, $2, statements, $3 FROM counted
             ON CONFLICT (account, device) DO UPDATE SET counter = excluded.counter, body = excluded.body",
            vec![Box::new(account.to_vec()), Box::new(device.to_vec()), Box::new(body.to_vec())],
        )
    }

    fn statements(&mut self, account: &AccountId, after: u64, but: Option<&DeviceId>) -> Result<Vec<Vec<u8>>, Error> {
        let but = but.map(|device| &device[..]);
        let rows = self.query(
            "SELECT body FROM statement
             WHERE account = $1 AND counter > $2 AND device IS DISTINCT FROM $3::bytea ORDER BY counter",
            &[&&account[..], &number(after)?, &but],
        )?;
        rows.iter().map(|row| column(row, 0)).collect()
    }

    fn slot(&mut self, account: &AccountId, slot: &[u8; 16]) -> Result<Option<(u64, Option<Hash>)>, Error> {
        let row = self
            .first("SELECT version, blob FROM slot WHERE account = $1 AND slot = $2", &[&&account[..], &&slot[..]])?;
        row.map(|row| {
            let blob = if column::<Option<&[u8]>>(&row, 1)?.is_some() { Some(array(&row, 1)?) } else { None };
            Ok((unsigned(&row, 0)?, blob))
        })
        .transpose()
    }

    fn put_slot(
        &mut self,
        account: &AccountId,
        slot: &[u8; 16],
        version: u64,
        blob: Option<&Hash>,
    ) -> Result<(), Error> {
        let blob = blob.map(|blob| blob.to_vec());
        self.later(
            "INSERT INTO slot (account, slot, version, blob) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account, slot) DO UPDATE SET version = excluded.version, blob = excluded.blob",
            vec![Box::new(account.to_vec()), Box::new(slot.to_vec()), Box::new(number(version)?), Box::new(blob)],
        )
    }

    fn is_referred(&mut self, account: &AccountId, blob: &Hash) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM slot WHERE account = $1 AND blob = $2 LIMIT 1";
        Ok(self.first(sql, &[&&account[..], &&blob[..]])?.is_some())
    }

    fn has_blob(&mut self, account: &AccountId, blob: &Hash) -> Result<bool, Error> {
        Ok(self.first("SELECT 1 FROM blob WHERE account = $1 AND name = $2", &[&&account[..], &&blob[..]])?.is_some())
    }

    fn blob(&mut self, account: &AccountId, blob: &Hash) -> Result<Vec<u8>, Error> {
        let sql = "SELECT sealed FROM blob WHERE account = $1 AND name = $2";
        self.first(sql, &[&&account[..], &&blob[..]])?.map_or_else(|| Ok(Vec::new()), |row| column(&row, 0))
    }

    fn put_blob(&mut self, account: &AccountId, blob: &Hash, sealed: &[u8]) -> Result<bool, Error> {
        let new = self.execute(
            "INSERT INTO blob (account, name, sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            &[&&account[..], &&blob[..], &sealed],
        )?;
        Ok(new > 0)
    }

    fn drop_unreferred(&mut self, account: &AccountId, blob: &Hash) -> Result<Option<u64>, Error> {
        let row = self.first(
            "DELETE FROM blob WHERE account = $1 AND name = $2
                AND NOT EXISTS (SELECT 1 FROM slot WHERE account = $1 AND blob = $2)
             RETURNING length(sealed)::bigint",
            &[&&account[..], &&blob[..]],
        )?;
        row.map(|row| unsigned(&row, 0)).transpose()
    }

    fn leave(&mut self, letter: &Letter<'_>, since_ms: i64, most: u64) -> Result<Vec<u8>, Error> {
        self.execute("DELETE FROM letter WHERE at_ms < $1", &[&since_ms])?;
        if self.count("SELECT count(*) FROM letter", &[])? < most {
            self.execute(
                "INSERT INTO letter (meeting, number, at_ms, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                &[&&letter.meeting[..], &i16::from(letter.number), &letter.at_ms, &letter.bytes],
            )?;
        }
        self.fetch(&letter.meeting, letter.number, since_ms)?.ok_or(Error::TooMany { seconds: 60 })
    }

    fn fetch(&mut self, meeting: &[u8; 16], letter: u8, since_ms: i64) -> Result<Option<Vec<u8>>, Error> {
        let row = self.first(
            "SELECT body FROM letter WHERE meeting = $1 AND number = $2 AND at_ms >= $3",
            &[&&meeting[..], &i16::from(letter), &since_ms],
        )?;
        row.map(|row| column(&row, 0)).transpose()
    }

    fn totals(&mut self) -> Result<Totals, Error> {
        Ok(Totals {
            accounts: self.count("SELECT count(*) FROM account", &[])?,
            erased: self.count("SELECT count(*) FROM erased", &[])?,
            entries: self.count("SELECT count(*) FROM entry", &[])?,
            blobs: self.count("SELECT count(*) FROM blob", &[])?,
            bytes: self.count("SELECT coalesce(sum(bytes), 0)::bigint FROM account", &[])?,
        })
    }

    fn tell(&mut self, account: &AccountId) -> Result<(), Error> {
        if self.announces {
            return (self as &mut dyn View).post(NEWS, account);
        }
        self.news.push(*account);
        Ok(())
    }
}
