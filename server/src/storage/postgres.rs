//! PostgreSQL, for several replicas of the relay on one database.
//!
//! The relay's own code waits for the disk on threads of its own, so this waits there too, for a small runtime that does
//! the network. A transaction that writes holds its account's row from [`View::standing`] on: writers of one account come
//! one after the other, whatever replica they are on, and writers of different accounts do not wait for each other.
//!
//! A round trip costs more than what is asked: statements whose answer nobody needs go out with the next one whose answer
//! is needed, the first of all with the beginning of the transaction and the last with its end.

use super::sql::{Line, Sql, Value};
use super::tls;
use super::{Chain, Letter, Listener, NEWS, Outbox, Page, Standing, Stored, View, number};
use crate::{Error, Totals};
use coach_wire::account::Record;
use coach_wire::{AccountId, DeviceId, Hash};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime as PoolRuntime};
use futures::TryStreamExt;
use futures::future::join_all;
use refinery::{Migration, Runner};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tokio::runtime::{Handle, Runtime};
use tokio::sync::mpsc;
use tokio_postgres::config::SslMode;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use tokio_postgres::{AsyncMessage, Config, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connections of one replica.
const CONNECTIONS: usize = 16;
/// How long a request waits for a connection, or a connection for the server.
const PATIENCE: Duration = Duration::from_secs(5);
/// Rows of a chain that are fetched at once.
const ROWS: i64 = 64;
/// Statements that wait for one whose answer is needed, at most.
const TOGETHER: usize = 16;
/// What is read holds together.
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// What is written is read again once the account is held.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/// The channel on which replicas tell each other of what is new.
const CHANNEL: &str = "pocketcoach_news";
/// Replicas that start at once migrate one after the other; the number is this program's own.
const MIGRATION_LOCK: i64 = 0x706f_636b_6574;

/// A database by its address.
pub(crate) struct Postgres {
    config: Config,
    tls: MakeRustlsConnect,
    pool: Pool,
    /// Taken when this is dropped.
    runtime: Option<Runtime>,
    handle: Handle,
    outbox: Outbox,
    /// Accounts of which something new is committed.
    news: mpsc::UnboundedSender<AccountId>,
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        // The server's own text may quote values; its code and the kind of error say enough.
        Error::Storage(match error.code() {
            Some(code) => format!("PostgreSQL answers {}", code.code()),
            None => "the connection to PostgreSQL failed".to_owned(),
        })
    }
}

fn storage(what: &str, error: impl std::fmt::Display) -> Error {
    Error::Storage(format!("{what}: {error}"))
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Also from within another runtime.
            runtime.shutdown_background();
        }
    }
}

impl Postgres {
    /// Connects, and brings the tables up to date.
    pub(crate) fn open(url: &str, authorities: Option<&Path>) -> Result<Self, Error> {
        let mut config: Config =
            url.parse().map_err(|_| Error::Malformed("the database's address is not understood"))?;
        // Either with TLS that is checked, or without: what a stranger in between could switch off is no protection.
        let encrypted = config.get_ssl_mode() == SslMode::Require;
        if !encrypted {
            config.ssl_mode(SslMode::Disable);
        }
        let tls = tls::connector(encrypted.then_some(authorities))?;
        config.connect_timeout(PATIENCE);
        config.application_name("coach-server");
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("relay-postgres")
            .enable_all()
            .build()
            .map_err(|error| storage("start the database's threads", error))?;
        let manager = Manager::from_config(
            config.clone(),
            tls.clone(),
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(PoolRuntime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .recycle_timeout(Some(PATIENCE))
            .build()
            .map_err(|error| storage("make a pool of connections", error))?;
        let handle = runtime.handle().clone();
        handle.block_on(migrate(&config, &tls))?;
        let (news, fresh) = mpsc::unbounded_channel();
        handle.spawn(spread(pool.clone(), fresh));
        Ok(Postgres { config, tls, pool, runtime: Some(runtime), handle, outbox: Outbox::new(), news })
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
        self.transact(false, work)
    }

    pub(super) fn write<T>(&self, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
        self.transact(true, work)
    }

    fn transact<T>(&self, writes: bool, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
        let client = self.handle.block_on(self.pool.get()).map_err(|_| storage("reach PostgreSQL", "no connection"))?;
        let posted = self.outbox.get();
        let mut inside = Inside::new(client, &self.handle, writes, posted.is_some());
        let result = work(&mut inside)?;
        for account in inside.commit()? {
            let _ = self.news.send(account);
        }
        if let Some(posted) = posted.filter(|_| writes) {
            posted.notify_one();
        }
        Ok(result)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        self.write(|view| view.secret("ready", &[0; 32]).map(drop))
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Hears of what any replica commits, on a connection of its own that comes back by itself.
    pub(super) fn listen(&self, listener: Listener) {
        let (config, tls) = (self.config.clone(), self.tls.clone());
        self.handle.spawn(async move {
            let mut again = false;
            loop {
                if let Err(error) = hear(&config, &tls, &listener, again).await {
                    tracing::warn!(%error, "news of other replicas are not heard; trying again");
                }
                again = true;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }
}

async fn migrate(config: &Config, tls: &MakeRustlsConnect) -> Result<(), Error> {
    let (mut client, connection) = config.connect(tls.clone()).await?;
    let driving = tokio::spawn(connection);
    client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK]).await?;
    let first = Migration::unapplied("V1__relay", include_str!("postgres.sql"))
        .map_err(|error| storage("read a migration", error))?;
    let second = Migration::unapplied("V2__plane", super::plane::POSTGRES)
        .map_err(|error| storage("read a migration", error))?;
    let mut runner = Runner::new(&[first, second]);
    runner.set_migration_table_name("relay_migrations");
    let done = runner.run_async(&mut client).await;
    // The lock goes with the connection.
    drop(client);
    let _ = driving.await;
    done.map(drop).map_err(|error| storage("bring the database up to date", error))
}

async fn hear(config: &Config, tls: &MakeRustlsConnect, listener: &Listener, again: bool) -> Result<(), Error> {
    let (client, mut connection) = config.connect(tls.clone()).await?;
    let (told, mut heard) = mpsc::unbounded_channel();
    let driving = tokio::spawn(async move {
        while let Some(Ok(message)) = std::future::poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(note) = message
                && told.send(note.payload().to_owned()).is_err()
            {
                break;
            }
        }
    });
    client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
    if again {
        // Whatever came since the line broke is one hint for everyone.
        listener(None);
    }
    while let Some(payload) = heard.recv().await {
        if let Some(account) = unhex(&payload) {
            listener(Some(account));
        }
    }
    driving.abort();
    Err(storage("hear of news", "the connection broke"))
}

/// Tells all replicas what is new. By itself, after the commits and for many of them at once: PostgreSQL lets commits that
/// notify someone wait for each other, with the disk under each. A replica that ends in between gives no hint; who did not
/// hear it finds out with the next sync.
async fn spread(pool: Pool, mut news: mpsc::UnboundedReceiver<AccountId>) {
    while let Some(first) = news.recv().await {
        let mut accounts = BTreeSet::from([first]);
        while let Ok(more) = news.try_recv() {
            accounts.insert(more);
        }
        let names: Vec<String> = accounts.iter().map(|account| crate::gate::hex(account)).collect();
        while let Err(error) = notify(&pool, &names).await {
            tracing::warn!(%error, "news are not passed on; trying again");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn notify(pool: &Pool, names: &[String]) -> Result<(), Error> {
    let mut client = pool.get().await.map_err(|_| storage("reach PostgreSQL", "no connection"))?;
    let tx = client.transaction().await?;
    // When the server ends, those who listen look by themselves.
    tx.batch_execute("SET LOCAL synchronous_commit TO off").await?;
    let statement = tx.prepare_cached("SELECT pg_notify($1, name) FROM unnest($2::text[]) AS name").await?;
    tx.query(&statement, &[&CHANNEL, &names]).await?;
    Ok(tx.commit().await?)
}

fn unhex(text: &str) -> Option<AccountId> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return None;
    }
    let mut account = [0; 16];
    for (byte, pair) in account.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(account)
}

/// What a statement answers.
struct Answer {
    rows: Vec<Row>,
    /// Rows that it changed or gave.
    changed: u64,
}

async fn answer(client: &Object, statement: &Statement, values: Values<'_>) -> Result<Answer, tokio_postgres::Error> {
    let mut stream = std::pin::pin!(client.query_raw(statement, values.iter().copied()).await?);
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        rows.push(row);
    }
    Ok(Answer { rows, changed: stream.rows_affected().unwrap_or_default() })
}

/// A statement whose answer nobody needs.
struct Waiting {
    sql: &'static str,
    values: Vec<Box<dyn ToSql + Sync + Send>>,
}

/// A transaction. Dropped before its commit, it is undone.
struct Inside<'tx> {
    /// Taken when this is dropped.
    client: Option<Object>,
    handle: &'tx Handle,
    writes: bool,
    announces: bool,
    /// What goes out before the next statement, oldest first.
    waiting: Vec<Waiting>,
    /// The server has heard of the transaction, and not of its end.
    open: bool,
    /// A statement did not go through: nothing of the transaction will.
    failed: bool,
    /// Accounts to tell of, once it is committed.
    news: Vec<AccountId>,
}

type Values<'values> = &'values [&'values (dyn ToSql + Sync)];

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        let Some(client) = self.client.take().filter(|_| self.open) else { return };
        // A connection that is still inside of it is of no more use to anyone.
        if self.handle.block_on(client.batch_execute("ROLLBACK")).is_err() {
            drop(Object::take(client));
        }
    }
}

impl<'tx> Inside<'tx> {
    fn new(client: Object, handle: &'tx Handle, writes: bool, announces: bool) -> Self {
        let begin = Waiting { sql: if writes { WRITE } else { READ }, values: Vec::new() };
        Inside {
            client: Some(client),
            handle,
            writes,
            announces,
            waiting: vec![begin],
            open: false,
            failed: false,
            news: Vec::new(),
        }
    }

    /// Ends it, and gives whom to tell of. What was written is on the disk then.
    fn commit(mut self) -> Result<Vec<AccountId>, Error> {
        if self.failed {
            return Err(storage("commit", "a statement failed before"));
        }
        if self.open || self.waiting.len() > 1 {
            self.query("COMMIT", &[])?;
            self.open = false;
        }
        Ok(std::mem::take(&mut self.news))
    }

    /// Sends what waits and several statements at once, and gives what these answer.
    fn ask(&mut self, statements: &[(&str, Values<'_>)]) -> Result<Vec<Answer>, Error> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(client) = &self.client else { return Err(storage("ask PostgreSQL", "the transaction is over")) };
        self.open = true;
        let answers = self.handle.block_on(async {
            let values: Vec<Vec<&(dyn ToSql + Sync)>> = waiting
                .iter()
                .map(|waiting| waiting.values.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect())
                .collect();
            let earlier = waiting.iter().zip(&values).map(|(waiting, values)| (waiting.sql, values.as_slice()));
            let all: Vec<(&str, Values<'_>)> = earlier.chain(statements.iter().copied()).collect();
            let mut prepared = Vec::with_capacity(all.len());
            for (sql, _) in &all {
                prepared.push(client.prepare_cached(sql).await?);
            }
            // They go out in this order without waiting for each other. What follows on one that fails, fails as well.
            let asked = prepared.iter().zip(&all).map(|(statement, (_, values))| answer(client, statement, values));
            let answers = join_all(asked).await.into_iter().collect::<Result<Vec<_>, _>>()?;
            Ok(answers.into_iter().skip(waiting.len()).collect())
        });
        self.failed |= answers.is_err();
        answers
    }

    fn last(&mut self, sql: &str, values: Values<'_>) -> Result<Answer, Error> {
        self.ask(&[(sql, values)])?.pop().ok_or_else(|| storage("ask PostgreSQL", "no answer"))
    }

    fn query(&mut self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Error> {
        Ok(self.last(sql, values)?.rows)
    }

    fn first(&mut self, sql: &str, values: Values<'_>) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// Runs a statement, and says how many rows it changed.
    fn execute(&mut self, sql: &str, values: Values<'_>) -> Result<u64, Error> {
        Ok(self.last(sql, values)?.changed)
    }

    /// Runs a statement with the next one whose answer is needed, or with the commit, which tells then that it failed. Its
    /// values are of kinds that PostgreSQL always takes: one that could not go out would be missing from what is committed.
    fn later(&mut self, sql: &'static str, values: Vec<Box<dyn ToSql + Sync + Send>>) -> Result<(), Error> {
        self.waiting.push(Waiting { sql, values });
        if self.waiting.len() > TOGETHER { self.ask(&[]).map(drop) } else { Ok(()) }
    }

    fn count(&mut self, sql: &str, values: Values<'_>) -> Result<u64, Error> {
        let row = self.first(sql, values)?.ok_or_else(|| storage("count", "no row"))?;
        unsigned(&row, 0)
    }
}

fn column<'row, T: FromSql<'row>>(row: &'row Row, at: usize) -> Result<T, Error> {
    Ok(row.try_get(at)?)
}

fn unsigned(row: &Row, at: usize) -> Result<u64, Error> {
    u64::try_from(column::<i64>(row, at)?).map_err(|_| storage("read a number", "it is negative"))
}

fn array<const N: usize>(row: &Row, at: usize) -> Result<[u8; N], Error> {
    column::<&[u8]>(row, at)?.try_into().map_err(|_| storage("read a name", "it has another length"))
}

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
