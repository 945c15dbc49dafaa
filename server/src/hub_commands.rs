//! The hub on the command line.

use clap::{Args, Subcommand};
use coach_server::{Error, Home, Hub, HubOptions};
use std::ffi::OsString;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Where the hub's pages are.
#[derive(Debug, Args)]
pub(crate) struct Dashboard {
    /// Address at which the hub's pages are served; beyond loopback only behind a proxy with TLS, named with --hub-name.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8788", env = "POCKETCOACH_SERVER_HUB_LISTEN")]
    hub_listen: SocketAddr,
    /// Name under which a proxy with TLS shows the hub's pages, such as hub.example.org.
    #[arg(long, value_name = "NAME", value_parser = name, env = "POCKETCOACH_SERVER_HUB_NAME")]
    hub_name: Option<String>,
}

/// The hub's program.
#[derive(Debug, Args)]
pub(crate) struct Program {
    /// The hub's program [default: `coach` beside this one, else on the search path].
    #[arg(long, value_name = "PATH", env = "POCKETCOACH_SERVER_HUB_PROGRAM")]
    hub_program: Option<PathBuf>,
}

/// A hub beside the relay.
#[derive(Debug, Args)]
pub(crate) struct Beside {
    /// Run a home hub beside the relay: the coach itself, as one more device of one person, with its pages.
    #[arg(long, requires = "data_dir", env = "POCKETCOACH_SERVER_HUB")]
    hub: bool,
    #[command(flatten)]
    dashboard: Dashboard,
    #[command(flatten)]
    program: Program,
    /// Seconds after which the hub syncs when nothing tells it to sooner.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, env = "POCKETCOACH_SERVER_HUB_SYNC_SECONDS",
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    hub_sync_seconds: u64,
}

impl Beside {
    /// Starts the hub, if there is to be one.
    pub(crate) async fn start(&self, data_dir: Option<&Path>) -> Result<Option<Arc<Hub>>, Error> {
        let Some(data_dir) = data_dir.filter(|_| self.hub) else { return Ok(None) };
        let options = HubOptions {
            home: Home::of(data_dir, self.program.hub_program.as_deref())?,
            keeper: std::env::current_exe().map_err(|error| Error::Hub(format!("find this program: {error}")))?,
            listen: self.dashboard.hub_listen,
            name: self.dashboard.hub_name.clone(),
            sync_every: Duration::from_secs(self.hub_sync_seconds),
        };
        Hub::start(options).await.map(Some)
    }
}

/// The server's data folder, and the hub's program.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Folder of the server's data, in which the hub's is.
    #[arg(long, value_name = "DIR", env = "POCKETCOACH_SERVER_DATA_DIR")]
    data_dir: PathBuf,
    #[command(flatten)]
    program: Program,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HubCommand {
    /// Print the address of the hub's pages, with the token that lets in.
    Link {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        dashboard: Dashboard,
        /// Make another token; the one before lets nobody in any more.
        #[arg(long)]
        renew: bool,
    },
    /// Run the coach on the hub's data, also while the hub runs: `coach-server hub coach sync join --server ADDRESS`.
    Coach {
        #[command(flatten)]
        place: Place,
        /// What to tell the coach.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        arguments: Vec<OsString>,
    },
}

/// Performs a command of the hub.
pub(crate) fn run(command: HubCommand) -> Result<ExitCode, Error> {
    match command {
        HubCommand::Link { place, dashboard, renew } => {
            let home = Home::of(&place.data_dir, place.program.hub_program.as_deref())?;
            let token = home.link_token(renew)?;
            let at = match dashboard.hub_name {
                Some(name) => format!("https://{name}"),
                None => format!("http://{}", dashboard.hub_listen),
            };
            writeln!(std::io::stdout(), "{at}/#token={token}").map_err(|error| Error::Hub(error.to_string()))?;
            Ok(ExitCode::SUCCESS)
        }
        HubCommand::Coach { place, arguments } => {
            let home = Home::of(&place.data_dir, place.program.hub_program.as_deref())?;
            home.prepare()?;
            let status = home.command().args(arguments).status();
            let status = status.map_err(|error| Error::Hub(format!("run the coach: {error}")))?;
            Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
        }
    }
}

/// A host name with or without a port, and nothing else of an address.
fn name(text: &str) -> Result<String, String> {
    let is_name = text.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter));
    if is_name && !text.is_empty() { Ok(text.to_owned()) } else { Err("a name such as hub.example.org".to_owned()) }
}
