//! `coach-server`: the optional relay for sealed entries.

use clap::{Args, Parser, Subcommand};
use coach_server::{Error, FILE, Limits, Relay, Serving, openapi_json, serve};
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// A relay between the devices of a person. It sees sealed entries, pseudonyms, sizes and times, and nothing else.
#[derive(Debug, Parser)]
#[command(name = "coach-server", version, arg_required_else_help = true, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Where the relay keeps things.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Database {
    /// Folder of the embedded database.
    #[arg(long, value_name = "DIR", env = "POCKETCOACH_SERVER_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// Address of a PostgreSQL database, which several replicas may share; the folder is not used then.
    #[arg(long, value_name = "URL", env = "POCKETCOACH_SERVER_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

#[derive(Debug, Args)]
struct Place {
    /// Folder of the database.
    #[arg(long, value_name = "DIR", env = "POCKETCOACH_SERVER_DATA_DIR")]
    data_dir: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve devices until SIGTERM or Ctrl-C.
    Serve(Serve),
    /// Write a copy of the database, while the server runs.
    Backup {
        #[command(flatten)]
        place: Place,
        /// File to write; must not be there.
        to: PathBuf,
    },
    /// Put a backup in place. The server must not run; what is there is moved aside.
    Restore {
        #[command(flatten)]
        place: Place,
        /// File that `backup` wrote.
        from: PathBuf,
    },
    /// What is on the server, in numbers, as JSON.
    Admin {
        #[command(flatten)]
        database: Database,
    },
    /// Write the description of the routes (OpenAPI 3.1).
    Openapi,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    database: Database,
    /// Address to listen on. Put a proxy with TLS in front of anything but loopback.
    #[arg(long, default_value = "127.0.0.1:8787", env = "POCKETCOACH_SERVER_LISTEN")]
    listen: SocketAddr,
    /// Megabytes for each account.
    #[arg(long, default_value_t = 2048, env = "POCKETCOACH_SERVER_QUOTA_MB")]
    quota_mb: u64,
    /// Take no new accounts.
    #[arg(long, env = "POCKETCOACH_SERVER_CLOSED")]
    closed: bool,
    /// Requests a minute that one address may make without being logged in.
    #[arg(long, default_value_t = Serving::default().strangers_per_minute, env = "POCKETCOACH_SERVER_STRANGERS_PER_MINUTE")]
    strangers_per_minute: u32,
    /// Requests a minute for each account.
    #[arg(long, default_value_t = Serving::default().members_per_minute, env = "POCKETCOACH_SERVER_MEMBERS_PER_MINUTE")]
    members_per_minute: u32,
    /// A proxy stands in front: who asks is the last address in X-Forwarded-For.
    #[arg(long, env = "POCKETCOACH_SERVER_BEHIND_PROXY")]
    behind_proxy: bool,
    /// Seconds for which requests are still taken after SIGTERM, while /ready says no: longer than a balancer takes to see it.
    #[arg(long, default_value_t = 0, env = "POCKETCOACH_SERVER_DRAIN_SECONDS")]
    drain_seconds: u64,
}

fn main() -> ExitCode {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("POCKETCOACH_SERVER_LOG").unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "coach-server failed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Serve(options) => serving(&options),
        Command::Backup { place, to } => existing(&place)?.backup(&to),
        Command::Restore { place, from } => restore(&place, &from),
        Command::Admin { database } => {
            let relay = match (&database.database_url, database.data_dir) {
                (Some(url), _) => Relay::open_postgres(url, Limits::default())?,
                (None, Some(data_dir)) => existing(&Place { data_dir })?,
                (None, None) => return Err(Error::NotFound),
            };
            let totals = serde_json::to_string(&relay.totals()?).map_err(|error| storage(&error))?;
            writeln!(std::io::stdout(), "{totals}").map_err(|error| storage(&error))
        }
        Command::Openapi => write!(std::io::stdout(), "{}", openapi_json()).map_err(|error| storage(&error)),
    }
}

fn storage(error: &dyn std::fmt::Display) -> Error {
    Error::Storage(error.to_string())
}

/// A relay that is there; a mistyped folder makes none.
fn existing(place: &Place) -> Result<Relay, Error> {
    if !place.data_dir.join(FILE).exists() {
        return Err(Error::NotFound);
    }
    Relay::open(&place.data_dir, Limits::default())
}

fn serving(options: &Serve) -> Result<(), Error> {
    let limits = Limits { quota_bytes: options.quota_mb.saturating_mul(1 << 20), registration: !options.closed };
    let relay = Arc::new(match (&options.database.database_url, &options.database.data_dir) {
        (Some(url), _) => Relay::open_postgres(url, limits)?,
        (None, Some(folder)) => Relay::open(folder, limits)?,
        (None, None) => return Err(Error::NotFound),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| storage(&error))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.listen).await.map_err(|error| storage(&error))?;
        let address = listener.local_addr().map_err(|error| storage(&error))?;
        // For who started it: with port 0 the system chooses one.
        writeln!(std::io::stdout(), "listening on http://{address}").map_err(|error| storage(&error))?;
        let end = CancellationToken::new();
        let stop = end.clone();
        tokio::spawn(async move {
            stop_signal().await;
            tracing::info!("ending: what is under way is answered first");
            stop.cancel();
        });
        let serving = Serving {
            strangers_per_minute: options.strangers_per_minute,
            members_per_minute: options.members_per_minute,
            behind_proxy: options.behind_proxy,
            drain: Duration::from_secs(options.drain_seconds),
            ..Serving::default()
        };
        serve(relay, listener, serving, end).await
    })
}

async fn stop_signal() {
    #[cfg(unix)]
    if let Ok(mut term) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = term.recv() => return,
            _ = tokio::signal::ctrl_c() => return,
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Puts a backup in place after it was opened and read, and keeps what was there under another name.
fn restore(place: &Place, from: &std::path::Path) -> Result<(), Error> {
    let check = tempfolder(place)?;
    std::fs::copy(from, check.join(FILE)).map_err(|error| storage(&error))?;
    let totals = Relay::open(&check, Limits::default()).and_then(|relay| relay.totals());
    let done = totals.and_then(|totals| {
        let target = place.data_dir.join(FILE);
        for side in ["", "-wal", "-shm"] {
            let file = place.data_dir.join(format!("{FILE}{side}"));
            if file.exists() {
                std::fs::rename(&file, place.data_dir.join(format!("before-restore-{FILE}{side}")))
                    .map_err(|error| storage(&error))?;
            }
        }
        std::fs::rename(check.join(FILE), target).map_err(|error| storage(&error))?;
        tracing::info!(accounts = totals.accounts, entries = totals.entries, "restored");
        Ok(())
    });
    let _ = std::fs::remove_dir_all(&check);
    done
}

fn tempfolder(place: &Place) -> Result<PathBuf, Error> {
    let folder = place.data_dir.join("restoring");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| storage(&error))?;
    Ok(folder)
}
