//! PostgreSQL, for several replicas of the relay on one database.
//!
//! The relay's own code waits for the disk on threads of its own, so this waits there too, for a small runtime that does
//! the network. A transaction that writes holds its account's row from [`View::standing`] on: writers of one account come
//! one after the other, whatever replica they are on, and writers of different accounts do not wait for each other.

mod transaction;
mod view;

use self::transaction::Inside;
use super::tls;
use super::{Listener, Outbox, View};
use crate::Error;
use coach_wire::AccountId;
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime as PoolRuntime};
use refinery::{Migration, Runner};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tokio::runtime::{Handle, Runtime};
use tokio::sync::mpsc;
use tokio_postgres::config::SslMode;
use tokio_postgres::{AsyncMessage, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connections of one replica.
const CONNECTIONS: usize = 16;
/// How long a request waits for a connection, or a connection for the server.
const PATIENCE: Duration = Duration::from_secs(5);
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
