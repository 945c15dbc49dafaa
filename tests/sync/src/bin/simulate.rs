//! Runs many random histories on all processors, and says what happened in them.
//!
//! `cargo run --profile quick -p coach-sync-tests --bin simulate -- --seeds 10000`

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a campaign talks to who runs it")]

use clap::Parser;
use coach_sync_tests::simulation::{Tally, run};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Runs random histories of devices and a relay.
#[derive(Parser)]
struct Arguments {
    /// First seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many.
    #[arg(long, default_value_t = 10_000)]
    seeds: u64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

fn main() -> ExitCode {
    let options = Arguments::parse();
    let (next, done, began) = (AtomicU64::new(options.from), AtomicU64::new(0), Instant::now());
    let end = options.from + options.seeds;
    let (all, failed) = (Mutex::new(Tally::default()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..options.threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end {
                        return;
                    }
                    match std::panic::catch_unwind(|| run(seed)) {
                        Ok(tally) => all.lock().unwrap().add(&tally),
                        Err(_) => failed.lock().unwrap().push(seed),
                    }
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if done.is_multiple_of(500) {
                        println!("{done} histories after {:.0} s", began.elapsed().as_secs_f64());
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    println!("{} histories in {:.0} s: {:?}", options.seeds, began.elapsed().as_secs_f64(), all.into_inner().unwrap());
    if failed.is_empty() {
        println!("all held");
        return ExitCode::SUCCESS;
    }
    println!("{} failed; POCKETCOACH_SIM_SEED=N repeats one: {failed:?}", failed.len());
    ExitCode::FAILURE
}
