//! Runs many random histories, and says what happened in them. A campaign that is ended goes on where it was.
//!
//! `cargo run --profile quick -p coach-sync-tests --bin simulate -- --seeds 10000 --state target/simulated.json`

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a campaign talks to who runs it")]

use clap::Parser;
use coach_sync_tests::simulation::{Tally, run};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Histories after which the state is written.
const BLOCK: u64 = 50;

/// Runs random histories of devices and a relay.
#[derive(Parser)]
struct Arguments {
    /// First seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many.
    #[arg(long, default_value_t = 10_000)]
    seeds: u64,
    /// Runs every so many of them alone. What may happen in a history follows from its seed: disks forget in those that
    /// leave 1 when divided by 4, a device is put out in those that leave 2 when divided by 5.
    #[arg(long, default_value_t = 1)]
    every: u64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// File that says how far the campaign is; where there is one, it goes on from there.
    #[arg(long)]
    state: Option<PathBuf>,
}

/// How far a campaign is.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Campaign {
    from: u64,
    next: u64,
    seconds: f64,
    failed: Vec<u64>,
    tally: Tally,
}

impl Campaign {
    fn begin(options: &Arguments) -> Self {
        let kept = options.state.as_deref().and_then(|file| std::fs::read(file).ok());
        let campaign: Option<Campaign> = kept.map(|bytes| serde_json::from_slice(&bytes).unwrap());
        let campaign = campaign.filter(|campaign| campaign.from == options.from);
        campaign.unwrap_or(Campaign { from: options.from, next: options.from, ..Campaign::default() })
    }

    fn block(&mut self, end: u64, every: u64, threads: usize) {
        let (next, began) = (AtomicU64::new(self.next), Instant::now());
        let (all, failed) = (Mutex::new(&mut self.tally), Mutex::new(&mut self.failed));
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let seed = next.fetch_add(every, Ordering::Relaxed);
                        if seed >= end {
                            return;
                        }
                        match std::panic::catch_unwind(|| run(seed)) {
                            Ok(tally) => all.lock().unwrap().add(&tally),
                            Err(_) => failed.lock().unwrap().push(seed),
                        }
                    }
                });
            }
        });
        self.seconds += began.elapsed().as_secs_f64();
        self.next = end;
    }

    fn keep(&self, file: &Path) {
        let next = file.with_extension("next");
        std::fs::write(&next, serde_json::to_vec(self).unwrap()).unwrap();
        std::fs::rename(next, file).unwrap();
    }
}

fn main() -> ExitCode {
    let options = Arguments::parse();
    let (mut campaign, end) = (Campaign::begin(&options), options.from + options.seeds * options.every);
    while campaign.next < end {
        campaign.block(end.min(campaign.next + BLOCK * options.every), options.every, options.threads);
        if let Some(file) = &options.state {
            campaign.keep(file);
        }
        let done = (campaign.next - options.from) / options.every;
        if done.is_multiple_of(500) {
            println!("{done} histories after {:.0} s, {} failed", campaign.seconds, campaign.failed.len());
        }
    }
    println!("{} histories in {:.0} s: {:?}", options.seeds, campaign.seconds, campaign.tally);
    if campaign.failed.is_empty() {
        println!("all held");
        return ExitCode::SUCCESS;
    }
    println!("{} failed; POCKETCOACH_SIM_SEED=N repeats one: {:?}", campaign.failed.len(), campaign.failed);
    ExitCode::FAILURE
}
