//! What 50,000 changes cost: bytes, questions and seconds of pushing them, of pulling them to a new device, and of a
//! check without news; and what the relay needs for them. `cargo run --profile quick -p coach-tests --example sync_cost`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement talks to who runs it")]

#[allow(dead_code, unreachable_pub, reason = "shared with the tests, which use more of it")]
#[path = "../tests/sync/network.rs"]
mod network;

use coach_store::{KeySource, Store, StoreOptions, TraceRow, TurnRecord};
use coach_sync::{Report, service};
use futures::executor::block_on;
use network::{NOW_MS, Network};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::path::Path;
use std::time::Instant;

const TURNS: usize = 1_000;
const CHANGES_OF_A_TURN: usize = 50;

fn open(folder: &Path) -> Store {
    let key = KeySource::Given("ab".repeat(32).into()).load(folder).unwrap();
    Store::open(StoreOptions { data_dir: folder.to_path_buf(), key, create: true }).unwrap()
}

fn measure(network: &Network, what: &str, work: impl FnOnce() -> Report) {
    *network.bytes.lock().unwrap() = (0, 0);
    let began = Instant::now();
    let report = work();
    let seconds = began.elapsed().as_secs_f64();
    let (asked, answered) = *network.bytes.lock().unwrap();
    println!("{what}: {asked} B asked, {answered} B answered, {} questions, {seconds:.2} s", report.round_trips);
    assert!(report.alerts.is_empty());
}

fn main() {
    let root = tempfile::tempdir().unwrap();
    let network = Network::new(&root.path().join("relay"));
    let (first, second) = (open(&root.path().join("a")), open(&root.path().join("b")));
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let session = first.create_session("Max Power").unwrap();
    let began = Instant::now();
    for number in 0..TURNS {
        // Random letters: nothing that compression could make much shorter than its 120 characters.
        let messages: Vec<serde_json::Value> = (0..CHANGES_OF_A_TURN)
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
        first.commit_turn(&turn).unwrap();
    }
    println!("{} changes written in {:.2} s", TURNS * CHANGES_OF_A_TURN, began.elapsed().as_secs_f64());
    let key = block_on(service::init(&first, &network, "http://localhost", "first", NOW_MS)).unwrap();
    measure(&network, "push", || block_on(service::now(&first, &network, NOW_MS)).unwrap());
    measure(&network, "cold pull with 24 words", || {
        block_on(service::recover(&second, &network, "http://localhost", &key, "second", NOW_MS)).unwrap().report
    });
    block_on(service::now(&first, &network, NOW_MS)).unwrap();
    block_on(service::now(&second, &network, NOW_MS)).unwrap();
    measure(&network, "check without news", || block_on(service::now(&first, &network, NOW_MS)).unwrap());
    let totals = network.with(|relay| relay.totals()).unwrap();
    network.crash();
    let disk: u64 =
        std::fs::read_dir(root.path().join("relay")).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
    println!("relay: {} entries, {} B of them, {disk} B on disk", totals.entries, totals.bytes);
}
