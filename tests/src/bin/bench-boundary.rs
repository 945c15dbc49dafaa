//! What crossing the boundary of the bindings costs: a call, an asynchronous call, a callback and a series of 10,000
//! points, from Python, the JVM and Swift beside the same in Rust; how soon a model stops once a turn is given up, and
//! whether a clock on the caller's side keeps its pace; and how long it takes from nothing to a first answer.
//!
//! `bench-boundary all --json FILE` measures in Rust and runs the program of each language that is given, prints tables
//! and writes the figures. `--python`, `--kotlin` and `--swift` are commands that print their figures as one JSON object.

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use futures::FutureExt;
use pocketcoach_ffi::{
    Bucket, Coach, CoachConfig, CoachEvent, EventListener, KeyChoice, ListenerError, Probe, Profile, Turn,
};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

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
        /// A shell command that measures in Python.
        #[arg(long)]
        python: Option<String>,
        /// A shell command that measures on the JVM.
        #[arg(long)]
        kotlin: Option<String>,
        /// A shell command that measures in Swift.
        #[arg(long)]
        swift: Option<String>,
    },
}

type Figures = BTreeMap<String, f64>;

struct Counting(AtomicI64);

impl EventListener for Counting {
    fn on_event(&self, _: CoachEvent) -> Result<(), ListenerError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

fn main() -> Result<()> {
    let Verb::All { json, python, kotlin, swift } = Arguments::parse().command;
    let mut rows = BTreeMap::from([("rust".to_owned(), in_rust()?)]);
    for (language, command) in [("python", python), ("kotlin", kotlin), ("swift", swift)] {
        if let Some(command) = command {
            rows.insert(language.to_owned(), of_program(&command)?);
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{:<10} {:>10} {:>14} {:>12} {:>16}",
        "", "call µs", "async call µs", "callback µs", "10,000 points µs"
    )?;
    for (language, figures) in &rows {
        let figure = |name: &str| figures.get(name).copied().unwrap_or(f64::NAN);
        writeln!(
            out,
            "{language:<10} {:>10.3} {:>14.2} {:>12.3} {:>16.1}",
            figure("call_us"),
            figure("async_call_us"),
            figure("callback_us"),
            figure("series_of_10000_us")
        )?;
    }
    writeln!(
        out,
        "\nlongest of 40, from giving up to the model's end; longest gap of a 10 ms clock while the library is busy\n{:<10} {:>10} {:>10} {:>10} {:>10}",
        "", "handle ms", "drop ms", "task ms", "gap ms"
    )?;
    for (language, figures) in &rows {
        let figure = |name: &str| figures.get(name).copied().unwrap_or(f64::NAN);
        writeln!(
            out,
            "{language:<10} {:>10.2} {:>10.2} {:>10.2} {:>10.2}",
            figure("cancel_handle_ms"),
            figure("cancel_drop_ms"),
            figure("cancel_task_ms"),
            figure("ticker_gap_ms")
        )?;
    }
    let start = futures::executor::block_on(start_up())?;
    writeln!(out, "open {:.1} ms, first query {:.1} ms, of a sample year", start["open_ms"], start["first_query_ms"])?;
    rows.insert("start_up".to_owned(), start);
    std::fs::write(&json, serde_json::to_vec_pretty(&rows)?)
        .with_context(|| format!("failed to write {}", json.display()))
}

/// Microseconds of each.
fn each_us(times: u32, mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let started = Instant::now();
    for _ in 0..times {
        work()?;
    }
    Ok(started.elapsed().as_secs_f64() * 1e6 / f64::from(times))
}

fn in_rust() -> Result<Figures> {
    let probe = Probe::new()?;
    let listener = Arc::new(Counting(AtomicI64::new(0)));
    let callbacks = 200_000_i32;
    let call = each_us(1_000_000, || {
        std::hint::black_box(probe.echo(std::hint::black_box(1))?);
        Ok(())
    })?;
    let calls = 20_000;
    let started = Instant::now();
    futures::executor::block_on(async {
        for number in 0..calls {
            probe.echo_async(i64::from(number)).await?;
        }
        Ok::<(), pocketcoach_ffi::CoachError>(())
    })?;
    let async_call = started.elapsed().as_secs_f64() * 1e6 / f64::from(calls);
    let callback = each_us(1, || {
        probe.call_back(listener.clone(), i64::from(callbacks))?;
        Ok(())
    })?;
    let series = each_us(200, || {
        std::hint::black_box(probe.series(10_000)?);
        Ok(())
    })?;
    ensure!(listener.0.load(Ordering::Relaxed) == i64::from(callbacks), "failed to be called back each time");
    Ok(Figures::from([
        ("call_us".to_owned(), call),
        ("async_call_us".to_owned(), async_call),
        ("callback_us".to_owned(), callback / f64::from(callbacks)),
        ("series_of_10000_us".to_owned(), series),
        ("cancel_handle_ms".to_owned(), cancel_ms(|turn| turn.cancel())?),
        (
            "cancel_drop_ms".to_owned(),
            cancel_ms(|turn| {
                drop(turn);
                Ok(())
            })?,
        ),
        (
            "cancel_task_ms".to_owned(),
            cancel_ms(|turn| {
                let mut reading = Box::pin(async move { while let Ok(Some(_)) = turn.next_event().await {} });
                let waits = reading.as_mut().now_or_never().is_none();
                drop(reading);
                if waits { Ok(()) } else { Err(pocketcoach_ffi::CoachError::Closed) }
            })?,
        ),
        ("ticker_gap_ms".to_owned(), ticker_gap_ms(&probe)?),
    ]))
}

/// The longest time from a turn's giving up to the end of its model, of some rounds.
fn cancel_ms(mut give_up: impl FnMut(Arc<Turn>) -> Result<(), pocketcoach_ffi::CoachError>) -> Result<f64> {
    let mut longest = 0_i64;
    for _ in 0..40 {
        let probe = Probe::new()?;
        let turn = probe.stream(-1, 1_000)?;
        while probe.produced()? < 5 {
            std::thread::sleep(Duration::from_millis(1));
        }
        let begun = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros())?;
        give_up(turn)?;
        let ended = loop {
            if let Some(ended) = probe.ended_us()? {
                break ended;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        longest = longest.max(ended - begun);
    }
    Ok(longest as f64 / 1e3)
}

/// The longest gap between two ticks on a thread that polls a call by which the library is busy.
fn ticker_gap_ms(probe: &Probe) -> Result<f64> {
    let mut busy = Box::pin(probe.block(500));
    let (mut longest, mut last) = (Duration::ZERO, Instant::now());
    while busy.as_mut().now_or_never().is_none() {
        std::thread::sleep(Duration::from_millis(10));
        longest = longest.max(last.elapsed());
        last = Instant::now();
    }
    Ok(longest.as_secs_f64() * 1e3)
}

/// The figures that a program of another language prints.
fn of_program(command: &str) -> Result<Figures> {
    let ran = Command::new("sh").args(["-c", command]).output().context("failed to start a shell")?;
    ensure!(ran.status.success(), "failed to measure with `{command}`: {}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).with_context(|| format!("failed to read what `{command}` printed"))
}

/// From a closed database of a sample year to the answer of a first question.
async fn start_up() -> Result<Figures> {
    let folder = tempfile::tempdir()?;
    let config = CoachConfig {
        data_dir: folder.path().join("home").display().to_string(),
        key: KeyChoice::Given { hex: "5a".repeat(32) },
        model: None,
    };
    let coach = Coach::create(config.clone(), Profile::default(), None).await?;
    coach.write_demo(1, 365).await?;
    coach.shutdown().await?;
    drop(coach);
    let started = Instant::now();
    let coach = Coach::open(config, None).await?;
    let open_ms = started.elapsed().as_secs_f64() * 1e3;
    let today = coach.today_date()?;
    let values = coach.query("steps".to_owned(), "2000-01-01".to_owned(), today, Bucket::Day, None).await?;
    let first_query_ms = started.elapsed().as_secs_f64() * 1e3 - open_ms;
    ensure!(values.len() > 300, "failed to find the sample year: {} days", values.len());
    coach.shutdown().await?;
    Ok(Figures::from([("open_ms".to_owned(), open_ms), ("first_query_ms".to_owned(), first_query_ms)]))
}
