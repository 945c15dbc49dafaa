//! What 50,000 changes cost over real HTTP, with the relay in a process of its own: bytes, questions and seconds of
//! pushing them, of pulling them to a new device, and of a check without news; processor time, memory and disk of the relay.
//!
//! `bench-sync all --json FILE` prints a table and writes the figures. Bytes are counted on the sockets, with HTTP's own.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement talks to who runs it")]

use clap::{Parser, Subcommand};
use coach_server::{Limits, Relay};
use coach_store::{Store, TraceRow, TurnRecord};
use coach_sync::{HttpRelay, RecoveryKey, Report, service};
use coach_sync_tests::family::open;
use coach_sync_tests::line::Line;
use coach_sync_tests::network::NOW_MS;
use coach_sync_tests::peers::{self, Figures};
use coach_sync_tests::served::{self, Server, peak_memory};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

const TURNS: usize = 1_000;
const CHANGES_OF_A_TURN: usize = 50;

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
        /// Where the packages of `tests/sync/peers` are installed, to measure those beside it.
        #[arg(long)]
        peers: Option<PathBuf>,
    },
    /// Serves a relay, for the measurement.
    #[command(hide = true)]
    Relay {
        /// Its folder.
        folder: PathBuf,
        /// Where its traces go; with it, lines go to standard error.
        #[arg(long)]
        collector: Option<String>,
    },
    /// Pulls as a new device in a process of its own, and says what that took of memory.
    #[command(hide = true)]
    Pull {
        /// The relay.
        url: String,
        /// The 24 words.
        words: String,
        /// Its folder.
        folder: PathBuf,
    },
}

fn main() {
    match Arguments::parse().command {
        Verb::All { json, peers } => {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(all(&json, peers.as_deref()));
        }
        Verb::Pull { url, words, folder } => {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                let (store, relay) = (open(&folder), HttpRelay::new(&url).unwrap());
                let key = RecoveryKey::from_words(&words, None).unwrap();
                let idle = peak_memory(std::process::id());
                let report = service::recover(&store, &relay, &url, &key, "third", NOW_MS).await.unwrap().report;
                assert_eq!(report.alerts, []);
                let peak = peak_memory(std::process::id());
                println!("{}", json!({"idle_mb": idle, "peak_mb": peak, "received": report.received}));
            });
        }
        Verb::Relay { folder, collector } => {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(served::relay(&folder, collector.as_deref()));
        }
    }
}

struct Bench {
    server: Server,
    line: Arc<Line>,
    rows: Vec<Value>,
}

impl Bench {
    async fn measure<F: Future<Output = Report>>(&mut self, what: &str, work: F) {
        self.line.begin();
        let (began, processor) = (Instant::now(), self.server.processor());
        let report = work.await;
        let seconds = began.elapsed().as_secs_f64();
        assert!(report.alerts.is_empty(), "{:?}", report.alerts);
        let (asked, answered) = self.line.bytes();
        let row = json!({
            "what": what,
            "bytes_asked": asked,
            "bytes_answered": answered,
            "round_trips": report.round_trips,
            "wall_s": (seconds * 1000.0).round() / 1000.0,
            "relay_cpu_s": ((self.server.processor() - processor) * 100.0).round() / 100.0,
            "relay_peak_mb": self.server.memory(),
        });
        println!("{row}");
        self.rows.push(row);
    }
}

fn write(store: &Store) {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for number in 0..TURNS {
        // Turns of one session cost more to write the longer it is, which is not what is measured here.
        let session = store.create_session("Max Power").unwrap();
        // Random letters: nothing that compression could make much shorter than its 120 characters.
        let messages: Vec<Value> = (0..CHANGES_OF_A_TURN)
            .map(|_| (0..120).map(|_| char::from(random.random_range(b' '..=b'~'))).collect::<String>().into())
            .collect();
        let trace = TraceRow { id: number.to_string(), session_id: session.clone(), at_ms: 0, spans: Vec::new() };
        let turn = TurnRecord {
            session_id: &session,
            agent: "Max Power",
            messages: &messages,
            interventions: &[],
            proposals: &[],
            trace: &trace,
        };
        store.commit_turn(&turn).unwrap();
    }
}

async fn all(to: &Path, beside: Option<&Path>) {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("relay");
    let server = Server::start(&std::env::current_exe().unwrap(), &folder);
    let (line, url) = Line::to(server.address).await;
    let (first, second) = (open(&root.path().join("a")), open(&root.path().join("b")));
    let began = Instant::now();
    write(&first);
    let written = began.elapsed().as_secs_f64();
    println!("{} changes written here in {written:.2} s", TURNS * CHANGES_OF_A_TURN);
    let relay = HttpRelay::new(&url).unwrap();
    let idle = server.memory();
    let mut bench = Bench { server, line, rows: Vec::new() };
    let key = service::init(&first, &relay, &url, "first", NOW_MS).await.unwrap();
    bench.measure("push", async { service::now(&first, &relay, NOW_MS).await.unwrap() }).await;
    let other = HttpRelay::new(&url).unwrap();
    bench
        .measure("cold pull with 24 words", async {
            service::recover(&second, &other, &url, &key, "second", NOW_MS).await.unwrap().report
        })
        .await;
    service::now(&first, &relay, NOW_MS).await.unwrap();
    service::now(&second, &other, NOW_MS).await.unwrap();
    bench.measure("check without news", async { service::now(&first, &relay, NOW_MS).await.unwrap() }).await;
    bench
        .measure("100 checks without news", async {
            for _ in 1..100 {
                service::now(&first, &relay, NOW_MS).await.unwrap();
            }
            service::now(&first, &relay, NOW_MS).await.unwrap()
        })
        .await;
    let memory = bench.server.memory();
    let device = Command::new(std::env::current_exe().unwrap())
        .args(["pull", &url, &key.words().unwrap().join(" ")])
        .arg(root.path().join("c"))
        .output()
        .unwrap();
    assert!(device.status.success(), "{}", String::from_utf8_lossy(&device.stderr));
    let device: Value = serde_json::from_slice(&device.stdout).unwrap();
    println!("a device of its own that pulls: {device}");
    let rows = std::mem::take(&mut bench.rows);
    drop(bench);
    let totals = Relay::open(&folder, Limits::default()).unwrap().totals().unwrap();
    let disk: u64 = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
    let ours = Figures::ours(&rows, memory, disk);
    let mut figures = vec![ours];
    for peer in beside.map(peers::all).unwrap_or_default() {
        figures.push(peer.measure(&root.path().join(peer.name)).await);
    }
    let summary = json!({
        "beside": figures,
        "changes": TURNS * CHANGES_OF_A_TURN,
        "entries": totals.entries,
        "bytes_of_entries": totals.bytes,
        "relay_disk_bytes": disk,
        "relay_idle_mb": idle,
        "relay_peak_mb": memory,
        "device": device,
        "steps": rows,
    });
    println!(
        "{} entries, {} B of them, {disk} B on the relay's disk, {memory} MB at most",
        totals.entries, totals.bytes
    );
    println!("\n{}", peers::table(&figures));
    std::fs::write(to, summary.to_string()).unwrap();
}
