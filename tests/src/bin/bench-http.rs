//! How fast the HTTP face answers reads, beside a bare axum route in the same run.
//!
//! `bench-http all --json FILE` makes a home with a sample year, serves it, asks each route over connections that stay
//! open, prints a table and writes the figures. Client and server share the machine.

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::routing::get;
use clap::{Parser, Subcommand};
use coach_api::{Coach, CoachConfig, KeySource, Profile};
use coach_web::{ServeOptions, Server};
use serde::Serialize;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Connections that ask at once.
const CONNECTIONS: usize = 8;
/// How long each route is asked.
const TIME: Duration = Duration::from_secs(3);
/// Days of the sample year.
const DAYS: u32 = 365;
/// What the bare route answers: about as much as `/v1/ready`.
const BARE: &str = r#"{"ready":true,"model":"bare"}"#;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Measures and prints.
    All {
        /// Where the figures go.
        #[arg(long)]
        json: PathBuf,
    },
}

/// How one route answers.
#[derive(Debug, Serialize)]
struct Row {
    route: String,
    bytes: usize,
    requests: usize,
    per_second: f64,
    p50_ms: f64,
    p95_ms: f64,
    p99_ms: f64,
}

fn main() -> Result<()> {
    let Verb::All { json } = Arguments::parse().command;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(all(&json))
}

async fn all(json: &Path) -> Result<()> {
    let home = tempfile::tempdir()?;
    let config = CoachConfig { data_dir: home.path().join("data"), key: KeySource::Given("5a".repeat(32).into()) };
    let coach = Coach::create(config.clone(), Profile::default()).await?;
    coach.demo(7, DAYS)?.finish().await?;
    let options = ServeOptions { port: 0, mcp_scopes: Vec::new() };
    let server = Server::start(coach.clone(), config, options).await?;
    let bare = TcpListener::bind("127.0.0.1:0").await?;
    let bare_address = bare.local_addr()?;
    let serving = tokio::spawn(async move {
        let route = get(|| async { ([("content-type", "application/json")], BARE) });
        axum::serve(bare, Router::new().route("/", route)).await
    });
    let (address, token) = (server.address(), server.token().to_owned());
    let mut rows = vec![measure(bare_address, "", "/", "bare axum route").await?];
    for path in [
        "/v1/health",
        "/v1/ready",
        "/v1/users/me",
        "/v1/sources",
        "/v1/query/steps",
        "/v1/sleep",
        "/v1/chart/resting_hr?from=2026-01-01",
        "/v1/today",
        "/v1/chart/heart_rate?bucket=raw&from=2020-01-01&max_points=2000",
    ] {
        rows.push(measure(address, &token, path, path).await?);
    }
    serving.abort();
    server.stop().await;
    coach.shutdown().await;
    std::fs::write(json, serde_json::to_string_pretty(&rows)?)?;
    print(&rows)
}

/// Asks a route over several connections for a while.
async fn measure(address: SocketAddr, token: &str, path: &str, name: &str) -> Result<Row> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n");
    let began = Instant::now();
    let asking = (0..CONNECTIONS).map(|_| tokio::spawn(ask(address, request.clone(), began + TIME)));
    let (mut times, mut bytes) = (Vec::new(), 0);
    for one in asking.collect::<Vec<_>>() {
        let (taken, size) = one.await??;
        times.extend(taken);
        bytes = size;
    }
    let seconds = began.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    Ok(Row {
        route: name.to_owned(),
        bytes,
        requests: times.len(),
        per_second: times.len() as f64 / seconds,
        p50_ms: at(50),
        p95_ms: at(95),
        p99_ms: at(99),
    })
}

/// Asks over one connection until a moment; gives the time of each answer and the size of the last body.
async fn ask(address: SocketAddr, request: String, until: Instant) -> Result<(Vec<Duration>, usize)> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let (mut times, mut length, mut line) = (Vec::new(), 0, String::new());
    while times.is_empty() || Instant::now() < until {
        let asked = Instant::now();
        stream.get_mut().write_all(request.as_bytes()).await?;
        let mut status = None;
        loop {
            line.clear();
            ensure!(stream.read_line(&mut line).await? > 0, "the connection ended");
            status = status.or_else(|| line.split(' ').nth(1).map(str::to_owned));
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().context("the length of an answer")?;
            }
            if line == "\r\n" {
                break;
            }
        }
        ensure!(status.as_deref() == Some("200"), "an answer of {status:?}");
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        times.push(asked.elapsed());
    }
    Ok((times, length))
}

fn print(rows: &[Row]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{CONNECTIONS} connections, {DAYS} days of sample data, client and server on one machine")?;
    writeln!(out, "{:<64} {:>8} {:>9} {:>9} {:>9} {:>9}", "", "bytes", "per s", "p50 ms", "p95 ms", "p99 ms")?;
    for Row { route, bytes, per_second, p50_ms, p95_ms, p99_ms, .. } in rows {
        writeln!(out, "{route:<64} {bytes:>8} {per_second:>9.0} {p50_ms:>9.2} {p95_ms:>9.2} {p99_ms:>9.2}")?;
    }
    Ok(())
}
