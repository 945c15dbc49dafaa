//! `cargo xtask server`: the relay on the real PostgreSQL, NATS and Redis of the system's packages, for use by hand; and
//! the same under load.

use crate::tool::process::{cargo, run as run_command};
use crate::tool::setup;
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use daemon::{Daemon, Kind};
use std::process::{Child, Command, ExitCode};

// The tests start the same ones; how is written once.
#[path = "../../../server/tests/daemon/mod.rs"]
mod daemon;
#[path = "../../../server/tests/postgres/mod.rs"]
#[allow(clippy::unwrap_used, dead_code, reason = "a helper of tests, which fails by panicking")]
mod postgres;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What the relay stands on besides its own disk
    #[arg(long, value_enum, value_delimiter = ',')]
    with: Vec<Backend>,
    /// Replicas, on ports from 8787 on; more than one needs PostgreSQL
    #[arg(long, default_value_t = 1)]
    replicas: u16,
    #[command(subcommand)]
    measure: Option<Measure>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Backend {
    Postgres,
    Nats,
    Redis,
}

#[derive(clap::Subcommand)]
enum Measure {
    /// Measure the relay with the generator beside it
    Load {
        /// What: reads, writes, sockets, replicas, soak (ten minutes), or all but the soak
        #[arg(default_value = "all")]
        what: String,
    },
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match &args.measure {
        Some(Measure::Load { what }) => load(&workspace, what),
        None => serve(&workspace, args),
    }
}

fn load(workspace: &Workspace, what: &str) -> Result<ExitCode> {
    setup::ensure(&[setup::BUILD, setup::POSTGRES, setup::LOAD])?;
    let build = ["build", "--locked", "--profile", "quick", "-p", "coach-server", "--bins", "--example", "load"];
    run_command(&mut cargo(&workspace.root, &build))?;
    let folder = workspace.target.join("bench");
    std::fs::create_dir_all(&folder)?;
    let mut command = Command::new(workspace.example("quick", "load")?);
    command.arg(what).arg(folder.join("bench-server.json"));
    command.env("POCKETCOACH_SERVER_BIN", workspace.program("quick", "coach-server")?);
    run_command(&mut command)?;
    println!("\nas JSON in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

fn serve(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let with = |backend| args.with.contains(&backend);
    ensure!(
        args.replicas == 1 || with(Backend::Postgres),
        "failed to start replicas: they share a PostgreSQL; add --with postgres"
    );
    let mut needs = vec![setup::BUILD];
    if with(Backend::Postgres) {
        needs.push(setup::POSTGRES);
    }
    if with(Backend::Nats) || with(Backend::Redis) {
        needs.push(setup::BROKERS);
    }
    setup::ensure(&needs)?;
    run_command(&mut cargo(&workspace.root, &["build", "--locked", "-p", "coach-server"]))?;
    let folder = tempfile::tempdir().context("failed to make a folder")?;
    let mut options = vec!["--shared-plane".to_owned()];
    let database = if with(Backend::Postgres) {
        let server = postgres::Server::start().context("failed to start PostgreSQL")?;
        options.extend(["--database-url".to_owned(), server.create("relay")]);
        Some(server)
    } else {
        options.extend(["--data-dir".to_owned(), folder.path().join("data").display().to_string()]);
        None
    };
    let mut daemons = Vec::new();
    for (backend, kind, option) in
        [(Backend::Nats, Kind::Nats, "--nats-url"), (Backend::Redis, Kind::Redis, "--redis-url")]
    {
        if with(backend) {
            let daemon = Daemon::start(kind, &folder.path().join(option)).context("failed to start a backend")?;
            options.extend([option.to_owned(), daemon.url()]);
            daemons.push(daemon);
        }
    }
    println!("coach-server serve {}", options.join(" "));
    let program = workspace.program("dev", "coach-server")?;
    let mut replicas = Vec::new();
    for number in 0..args.replicas {
        let mut command = Command::new(&program);
        command.args(["serve", "--listen", &format!("127.0.0.1:{}", 8787 + number)]).args(&options);
        replicas.push(command.spawn().context("failed to start the relay")?);
    }
    // Ctrl-C goes to the replicas too, which end in order; what they stand on ends after them.
    let ended: Vec<_> = replicas.iter_mut().map(Child::wait).collect();
    drop((daemons, database));
    let well = ended.into_iter().all(|status| status.is_ok_and(|status| status.success()));
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
