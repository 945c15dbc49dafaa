//! Measures the server with the generator beside it: reads, durable writes, idle sockets, a replica that is killed, ten
//! minutes. `cargo xtask server load` runs it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a measurement that fails has failed")]

#[path = "../../tests/person/mod.rs"]
#[allow(dead_code, reason = "not everything is said here")]
mod person;
#[path = "../../tests/postgres/mod.rs"]
#[allow(dead_code, reason = "nothing is killed here but replicas")]
mod postgres;
mod program;
mod wrk;

use coach_wire::PROTOCOL;
use coach_wire::message::{Exchange, Request};
use person::{Client, Person};
use program::Program;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Writers at once, and connections of `pgbench`.
const WRITERS: u8 = 16;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_else(|| "all".to_owned());
    let into = arguments.next().map(PathBuf::from);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut report = serde_json::Map::new();
    for (name, measured) in [("reads", true), ("writes", true), ("sockets", true), ("replicas", true), ("soak", false)]
    {
        // Ten minutes are only spent by name.
        if what == name || (what == "all" && measured) {
            let figures = runtime.block_on(async {
                match name {
                    "reads" => reads(20).await,
                    "writes" => writes().await,
                    "sockets" => sockets().await,
                    "replicas" => replicas().await,
                    _ => soak().await,
                }
            });
            println!("{name}: {figures:#}");
            report.insert(name.to_owned(), figures);
        }
    }
    assert!(!report.is_empty(), "reads, writes, sockets, replicas, soak or all");
    if let Some(into) = into {
        // What an earlier run of another part measured stays.
        let before = std::fs::read(&into).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut all: serde_json::Map<String, Value> = before.unwrap_or_default();
        all.extend(report);
        std::fs::write(into, serde_json::to_vec_pretty(&all).unwrap()).unwrap();
    }
}

/// A device that is up to date asks whether there is anything new, over the embedded database.
async fn reads(seconds: u32) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&["--data-dir", folder.path().join("data").to_str().unwrap()]);
    let token = prepared(&program.client, 1).await;
    let before = program.cpu();
    let run = wrk::run(&program.client.url, &folder.path().join("read.lua"), &token, &question_of(1), 64, seconds);
    let cpu = program.cpu() - before;
    let requests = run["requests"].as_f64().unwrap();
    json!({
        "requests_per_s": requests / f64::from(seconds), "p50_ms": run["p50_ms"], "p95_ms": run["p95_ms"],
        "p99_ms": run["p99_ms"], "errors": run["errors"], "error_share": run["errors"].as_f64().unwrap() / requests,
        "server_cpu_us_per_request": cpu.as_secs_f64() * 1e6 / requests, "connections": 64, "seconds": seconds,
        "peak_memory_mb": program.memory_kb("VmHWM:") / 1024,
    })
}

/// An account of one device with some entries, and its token.
async fn prepared(client: &Client, number: u8) -> String {
    let person = Person::new(number);
    client.begin(&person).await;
    let token = client.token(&person).await;
    let (mut entries, mut prev) = (Vec::new(), [0; 32]);
    for seq in 1..=20 {
        let entry = person.entry_of(seq, prev, 1000);
        prev = entry.hash();
        entries.push(entry);
    }
    client.exchange(&token, entries).await;
    token
}

/// The question of a device that has what [`prepared`] brought.
fn question_of(number: u8) -> Vec<u8> {
    let person = Person::new(number);
    let mut prev = [0; 32];
    for seq in 1..=20 {
        prev = person.entry_of(seq, prev, 1000).hash();
    }
    let frontier = vec![coach_wire::message::Mark::of([7; 16], 20, &prev)];
    let ask = Exchange { protocol: PROTOCOL, records_known: 1, frontier, ..Exchange::default() };
    coach_wire::to_bytes(&Request::Exchange(ask))
}

/// Entries a second that are confirmed when they are on the disk, of many people who each wait for their own.
async fn writing(client: &Client, seconds: u64) -> (u64, Vec<Duration>) {
    let until = Instant::now() + Duration::from_secs(seconds);
    let writers = (1..=WRITERS).map(|number| {
        let client = client.clone();
        tokio::spawn(async move {
            let person = Person::new(number);
            client.begin(&person).await;
            let token = client.token(&person).await;
            let (mut seq, mut prev, mut times) = (1, [0; 32], Vec::new());
            while Instant::now() < until {
                let entry = person.entry_of(seq, prev, 300);
                (seq, prev) = (seq + 1, entry.hash());
                let began = Instant::now();
                let answer = client.exchange(&token, vec![entry]).await;
                assert_eq!(answer.refused, []);
                times.push(began.elapsed());
            }
            times
        })
    });
    let mut times = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        times.extend(writer.await.unwrap());
    }
    times.sort_unstable();
    (times.len() as u64, times)
}

fn share_ms(times: &[Duration], share: f64) -> f64 {
    let at = ((times.len() - 1) as f64 * share) as usize;
    times[at].as_secs_f64() * 1e3
}

async fn writes() -> Value {
    const SECONDS: u64 = 12;
    let folder = tempfile::tempdir().unwrap();
    let embedded = Program::start(&["--data-dir", folder.path().join("data").to_str().unwrap()]);
    let (count, times) = writing(&embedded.client, SECONDS).await;
    drop(embedded);
    let database = postgres::Server::start().unwrap();
    let (url, own) = (database.create("relay"), database.create("bench"));
    let on_postgres = Program::start(&["--database-url", &url]);
    let (pg_count, pg_times) = writing(&on_postgres.client, SECONDS).await;
    drop(on_postgres);
    let commits = pgbench(&own, folder.path());
    let rate = count as f64 / SECONDS as f64;
    let pg_rate = pg_count as f64 / SECONDS as f64;
    json!({
        "writers": WRITERS, "embedded_per_s": rate, "embedded_p50_ms": share_ms(&times, 0.5),
        "embedded_p95_ms": share_ms(&times, 0.95), "postgres_per_s": pg_rate,
        "postgres_p50_ms": share_ms(&pg_times, 0.5), "postgres_p95_ms": share_ms(&pg_times, 0.95),
        "pgbench_commits_per_s": commits, "embedded_to_pgbench": rate / commits, "postgres_to_pgbench": pg_rate / commits,
    })
}

/// Commits a second of PostgreSQL alone: one row of the same size in each.
fn pgbench(url: &str, folder: &Path) -> f64 {
    let bin = std::fs::read_dir("/usr/lib/postgresql").unwrap().flatten().next().unwrap().path().join("bin");
    let script = folder.join("commit.sql");
    std::fs::write(&script, "INSERT INTO b (v) VALUES (decode(repeat('ab', 500), 'hex'));\n").unwrap();
    let mut made = Command::new(bin.join("psql"));
    made.arg(url).args(["-qXc", "CREATE TABLE b (id bigserial PRIMARY KEY, v bytea)"]);
    assert!(made.status().unwrap().success());
    let run = Command::new(bin.join("pgbench"))
        .args(["-n", "-M", "prepared", "-c", &WRITERS.to_string(), "-j", "2", "-T", "10", "-f"])
        .arg(&script)
        .arg(url)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    let line = text.lines().find(|line| line.starts_with("tps = ")).unwrap_or_else(|| panic!("{text}"));
    line.split_whitespace().nth(2).unwrap().parse().unwrap()
}

/// A thousand sockets of a thousand people that hear nothing.
async fn sockets() -> Value {
    use tokio_tungstenite::tungstenite::client::IntoClientRequest;
    const SOCKETS: usize = 1000;
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&["--data-dir", folder.path().join("data").to_str().unwrap()]);
    let token = prepared(&program.client, 1).await;
    let url = format!("{}/v1/socket", program.client.url.replace("http://", "ws://"));
    let open = async |count: usize| {
        let mut sockets = Vec::new();
        for _ in 0..count {
            let mut request = url.as_str().into_client_request().unwrap();
            request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
            sockets.push(tokio_tungstenite::connect_async(request).await.unwrap().0);
        }
        sockets
    };
    // The first ones make the memory that all share.
    let first = open(50).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = program.memory_kb("VmRSS:");
    let sockets = open(SOCKETS).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let after = program.memory_kb("VmRSS:");
    drop((first, sockets));
    json!({ "sockets": SOCKETS, "kb_each": (after as f64 - before as f64) / SOCKETS as f64, "server_kb": after })
}

/// Three replicas behind HAProxy, of which one is killed under load.
async fn replicas() -> Value {
    const SECONDS: u32 = 20;
    let folder = tempfile::tempdir().unwrap();
    let database = postgres::Server::start().unwrap();
    let url = database.create("relay");
    let mut replicas: Vec<_> = (0..3).map(|_| Program::start(&["--database-url", &url])).collect();
    let token = prepared(&replicas[0].client, 1).await;
    let (balancer, address) = program::haproxy(folder.path(), &replicas);
    let script = folder.path().join("read.lua");
    let load = {
        let (address, token) = (address.clone(), token.clone());
        tokio::task::spawn_blocking(move || wrk::run(&address, &script, &token, &question_of(1), 32, SECONDS))
    };
    tokio::time::sleep(Duration::from_secs(u64::from(SECONDS) / 2)).await;
    replicas.remove(1).kill();
    let run = load.await.unwrap();
    drop(balancer);
    let requests = run["requests"].as_f64().unwrap();
    json!({
        "requests_per_s": requests / f64::from(SECONDS), "requests": requests, "failed": run["errors"],
        "failed_share": run["errors"].as_f64().unwrap() / requests, "p95_ms": run["p95_ms"], "connections": 32,
    })
}

/// Ten minutes of reads and writes, and what memory does.
async fn soak() -> Value {
    const MINUTES: usize = 10;
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&["--data-dir", folder.path().join("data").to_str().unwrap()]);
    let token = prepared(&program.client, 100).await;
    let client = program.client.clone();
    let writers = tokio::spawn(async move { writing(&client, 60 * MINUTES as u64).await.0 });
    let mut memory = vec![program.memory_kb("VmRSS:")];
    let (mut requests, mut errors) = (0.0, 0.0);
    for minute in 0..MINUTES {
        let script = folder.path().join(format!("read{minute}.lua"));
        let (url, token) = (program.client.url.clone(), token.clone());
        let run = tokio::task::spawn_blocking(move || wrk::run(&url, &script, &token, &question_of(100), 16, 60));
        let run = run.await.unwrap();
        requests += run["requests"].as_f64().unwrap();
        errors += run["errors"].as_f64().unwrap();
        memory.push(program.memory_kb("VmRSS:"));
    }
    json!({
        "minutes": MINUTES, "reads": requests, "errors": errors, "writes": writers.await.unwrap(),
        "memory_kb_by_minute": memory, "peak_memory_kb": program.memory_kb("VmHWM:"),
    })
}
