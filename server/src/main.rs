//! `coach-server`: the optional relay for sealed entries.

mod hub_commands;

use clap::{Args, Parser, Subcommand};
use coach_server::{Backends, Error, FILE, Limits, Relay, Serving, Telemetry, keep, openapi_json, serve_with};
use hub_commands::{Beside, HubCommand};
use std::ffi::OsString;
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
    /// File of the authority that signed the database's certificate, for an address with `sslmode=require`; the system's
    /// authorities when it is left out.
    #[arg(long, value_name = "FILE", env = "POCKETCOACH_SERVER_DATABASE_CA")]
    database_ca: Option<PathBuf>,
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
    Serve(Box<Serve>),
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
        /// Read the whole ledger and fail when a row was changed or is missing.
        #[arg(long)]
        check_ledger: bool,
        /// Let jobs that were given up run again.
        #[arg(long)]
        revive: bool,
    },
    /// Bring jobs back that were put among the dead letters of NATS.
    Replay {
        /// Address of NATS.
        #[arg(long, value_name = "URL", env = "POCKETCOACH_SERVER_NATS_URL", hide_env_values = true)]
        nats_url: String,
    },
    /// The home hub that `serve --hub` runs.
    Hub {
        #[command(subcommand)]
        command: HubCommand,
    },
    /// Runs a program for as long as standard input is open: what stands between `serve --hub` and the hub.
    #[command(hide = true)]
    Keep {
        #[arg(last = true, required = true)]
        program: Vec<OsString>,
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
    /// Offer the shared plane: people may show chosen items to trainers and viewers, in plain text and for a time.
    #[arg(long, env = "POCKETCOACH_SERVER_SHARED_PLANE")]
    shared_plane: bool,
    /// Account that may see numbers and revive jobs over the shared plane, 32 hexadecimal digits; may be given more than once.
    #[arg(long = "admin", value_name = "ACCOUNT", env = "POCKETCOACH_SERVER_ADMINS", value_delimiter = ',')]
    admins: Vec<String>,
    /// Address of a Redis in which all replicas count limits together.
    #[arg(long, value_name = "URL", env = "POCKETCOACH_SERVER_REDIS_URL", hide_env_values = true)]
    redis_url: Option<String>,
    /// Address of a NATS with JetStream, over which replicas send news and jobs.
    #[arg(long, value_name = "URL", env = "POCKETCOACH_SERVER_NATS_URL", hide_env_values = true)]
    nats_url: Option<String>,
    /// Address of a collector for traces (OTLP over HTTP), such as http://127.0.0.1:4318; no trace leaves without it.
    #[arg(long, value_name = "URL", env = "POCKETCOACH_SERVER_OTLP_URL")]
    otlp_url: Option<String>,
    /// Seconds for which requests are still taken after SIGTERM, while /ready says no: longer than a balancer takes to see it.
    #[arg(long, default_value_t = 0, env = "POCKETCOACH_SERVER_DRAIN_SECONDS")]
    drain_seconds: u64,
    #[command(flatten)]
    beside: Beside,
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let otlp_url = if let Command::Serve(options) = &command { options.otlp_url.clone() } else { None };
    // Two of the libraries bring a cryptography of their own; one is the program's.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let done = Telemetry::start(otlp_url.as_deref()).and_then(|_telemetry| run(command));
    match done {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "coach-server failed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Hub { command } => return hub_commands::run(command),
        Command::Keep { program } => return keep(&program).map(ExitCode::from),
        other => perform(other)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn perform(command: Command) -> Result<(), Error> {
    match command {
        Command::Hub { .. } | Command::Keep { .. } => Ok(()),
        Command::Serve(options) => serving(&options),
        Command::Backup { place, to } => existing(&place)?.backup(&to),
        Command::Restore { place, from } => restore(&place, &from),
        Command::Admin { database, check_ledger, revive } => {
            let relay = match (&database.database_url, database.data_dir) {
                (Some(url), _) => {
                    Relay::open_postgres_over_tls(url, database.database_ca.as_deref(), Limits::default())?
                }
                (None, Some(data_dir)) => existing(&Place { data_dir })?,
                (None, None) => return Err(Error::NotFound),
            };
            if check_ledger {
                let (rows, broken) = relay.check_ledger()?;
                if let Some(row) = broken {
                    return Err(Error::Ledger { row });
                }
                tracing::info!(rows, "the ledger holds");
            }
            if revive {
                let revived = relay.revive_jobs()?;
                tracing::info!(revived, "jobs run again when the server does");
            }
            let totals = serde_json::to_string(&relay.totals()?).map_err(|error| storage(&error))?;
            writeln!(std::io::stdout(), "{totals}").map_err(|error| storage(&error))
        }
        Command::Replay { nats_url } => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let brought = runtime.map_err(|error| storage(&error))?.block_on(coach_server::replay(&nats_url))?;
            writeln!(std::io::stdout(), "{{\"replayed\":{brought}}}").map_err(|error| storage(&error))
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
    let relay = Arc::new(
        match (&options.database.database_url, &options.database.data_dir) {
            (Some(url), _) => Relay::open_postgres_over_tls(url, options.database.database_ca.as_deref(), limits)?,
            (None, Some(folder)) => Relay::open(folder, limits)?,
            (None, None) => return Err(Error::NotFound),
        }
        .with_admins(admins(&options.admins)?),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| storage(&error))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.listen).await.map_err(|error| storage(&error))?;
        let address = listener.local_addr().map_err(|error| storage(&error))?;
        // For who started it: with port 0 the system chooses one.
        writeln!(std::io::stdout(), "listening on http://{address}").map_err(|error| storage(&error))?;
        let hub = options.beside.start(options.database.data_dir.as_deref()).await?;
        if let Some(hub) = &hub {
            writeln!(std::io::stdout(), "hub on http://{}", hub.address()).map_err(|error| storage(&error))?;
        }
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
            shared_plane: options.shared_plane,
            ..Serving::default()
        };
        let backends = Backends { redis_url: options.redis_url.clone(), nats_url: options.nats_url.clone() };
        serve_with(relay, listener, serving, backends, hub, end).await
    })
}

/// Accounts by their names.
fn admins(names: &[String]) -> Result<Vec<coach_wire::AccountId>, Error> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let account = |name: &String| -> Option<coach_wire::AccountId> {
        let pairs = name.as_bytes().chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?));
        pairs.collect::<Option<Vec<u8>>>()?.try_into().ok().filter(|_| name.len() == 32)
    };
    let wrong = Error::Malformed("an account of --admin is 32 hexadecimal digits");
    names.iter().map(|name| account(name).ok_or(wrong.clone())).collect()
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
