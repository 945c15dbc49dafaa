//! How fast a store of ten million samples opens and answers, beside plain SQLite rows of the same samples.
//!
//! `bench-store all --json FILE` fills both, measures each in a fresh process with the page cache dropped where the
//! system lets it, prints a table and writes the figures.

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use coach_domain::metric;
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceKind, TextRef};
use coach_store::{Bucket, ImportStart, KeySource, Store, StoreOptions};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Seconds between two samples of the heart rate, so that ten years hold ten million of all metrics.
const HEART_RATE_EVERY_S: i64 = 40;
const STEPS_EVERY_S: i64 = 150;
const LAST: Date = date(2026, 11, 19);
const YEARS: i64 = 10;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Fills, measures and prints.
    All {
        /// Where the figures go.
        #[arg(long)]
        json: PathBuf,
    },
    /// Measures a filled folder in this process.
    Measure {
        /// Folder of the store and of the plain rows.
        folder: PathBuf,
    },
}

/// Milliseconds of each question, ours and that of plain rows.
#[derive(Debug, Serialize, Deserialize)]
struct Figures {
    open_ms: f64,
    days_90_ms: f64,
    months_120_ms: f64,
    raw_day_ms: f64,
    plain_open_ms: f64,
    plain_days_90_ms: f64,
    plain_months_120_ms: f64,
    plain_raw_day_ms: f64,
}

#[derive(Debug, Serialize)]
struct Report {
    samples: u64,
    store_bytes: u64,
    plain_bytes: u64,
    fill_s: f64,
    page_cache_dropped: bool,
    figures: Figures,
    mcp_serve_idle_kb: Option<u64>,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Verb::All { json } => all(&json),
        Verb::Measure { folder } => {
            let figures = measure(&folder)?;
            Ok(writeln!(std::io::stdout(), "{}", serde_json::to_string(&figures)?)?)
        }
    }
}

fn all(json: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let began = Instant::now();
    let samples = fill(folder.path())?;
    let fill_s = began.elapsed().as_secs_f64();
    fill_plain(folder.path())?;
    let dropped = drop_page_cache();
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg("measure").arg(folder.path()).output()?;
    ensure!(output.status.success(), "failed to measure: {}", String::from_utf8_lossy(&output.stderr));
    let figures: Figures = serde_json::from_slice(&output.stdout)?;
    let report = Report {
        samples,
        store_bytes: std::fs::metadata(folder.path().join("store/coach.db"))?.len(),
        plain_bytes: std::fs::metadata(folder.path().join("plain.db"))?.len(),
        fill_s,
        page_cache_dropped: dropped,
        mcp_serve_idle_kb: serve_memory(&folder.path().join("store"))?,
        figures,
    };
    std::fs::write(json, serde_json::to_string_pretty(&report)?)?;
    print(&report)
}

fn print(report: &Report) -> Result<()> {
    let Figures { open_ms, days_90_ms, months_120_ms, raw_day_ms, .. } = report.figures;
    let plain = &report.figures;
    let mut out = std::io::stdout().lock();
    let cache = if report.page_cache_dropped { "page cache dropped" } else { "page cache warm" };
    writeln!(out, "\n{} samples, filled in {:.1} s, {cache}", report.samples, report.fill_s)?;
    writeln!(out, "{:<34} {:>12} {:>12} {:>8} {:>10}", "", "store", "plain rows", "ratio", "goal")?;
    for (name, ours, theirs, goal) in [
        ("open, cold", open_ms, plain.plain_open_ms, "100 ms"),
        ("90 days of daily figures", days_90_ms, plain.plain_days_90_ms, "5 ms"),
        ("ten years by month", months_120_ms, plain.plain_months_120_ms, "20 ms"),
        ("one day of raw heart rate", raw_day_ms, plain.plain_raw_day_ms, "10 ms"),
    ] {
        writeln!(out, "{name:<34} {ours:>9.2} ms {theirs:>9.2} ms {:>8.3} {goal:>10}", ours / theirs)?;
    }
    let (ours, theirs) = (report.store_bytes as f64 / 1e6, report.plain_bytes as f64 / 1e6);
    writeln!(out, "{:<34} {ours:>9.1} MB {theirs:>9.1} MB {:>8.3}", "size", ours / theirs)?;
    match report.mcp_serve_idle_kb {
        Some(kb) => {
            writeln!(out, "{:<34} {:>9.1} MB {:>32}", "coach mcp serve, idle, resident", kb as f64 / 1e3, "30 MB")?
        }
        None => writeln!(out, "coach mcp serve was not measured: POCKETCOACH_BIN is not set")?,
    }
    Ok(())
}

fn key() -> KeySource {
    KeySource::Given("5a".repeat(32).into())
}

fn open(folder: &Path, create: bool) -> Result<Store> {
    let data_dir = folder.join("store");
    let key = key().load(&data_dir)?;
    Ok(Store::open(StoreOptions { data_dir, key, create })?)
}

/// First instant of the ten years.
fn first_ms() -> Result<i64> {
    let first = LAST.saturating_sub(jiff::Span::new().years(YEARS));
    Ok(first.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().as_millisecond())
}

fn last_ms() -> Result<i64> {
    Ok(LAST.tomorrow()?.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().as_millisecond())
}

/// A number from 0 to 1023 that looks random and is the same in every run (SplitMix64, Steele, Lea and Flood 2014).
fn noise(index: i64) -> i64 {
    let mut mixed = index.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((mixed ^ (mixed >> 31)) >> 54).cast_signed()
}

/// A heart rate that wanders and scatters as a watch's does.
fn heart_rate(index: i64) -> f64 {
    let wave = (index as f64 / 700.0).sin() * 14.0 + (index as f64 / 37.0).sin() * 5.0;
    (68.0 + wave + noise(index) as f64 / 128.0).round()
}

/// Instants do not come by the clock either: each lies up to 16 s into its slot.
fn jittered(at: i64, index: usize) -> i64 {
    at + noise(index as i64 + 7) / 64 * 1000
}

fn fill(folder: &Path) -> Result<u64> {
    let store = open(folder, true)?;
    let start = ImportStart { content_hash: "bench".to_owned(), format: "bench".to_owned(), bytes: 0 };
    let mut ingest = store.ingest(&start)?;
    let watch = ingest.source(&Source { name: "Watch".to_owned(), kind: SourceKind::Watch });
    let phone = ingest.source(&Source { name: "Phone".to_owned(), kind: SourceKind::Phone });
    let mut count = 0;
    let (first, last) = (first_ms()?, last_ms()?);
    let blank = Sample {
        metric: metric::HEART_RATE,
        source: watch,
        device: DeviceRef::default(),
        start_ms: 0,
        end_ms: 0,
        offset_min: 0,
        value: 0.0,
        raw_unit: TextRef::default(),
        raw_value: 0.0,
        created_ms: 0,
        origin: TextRef::default(),
        metadata: TextRef::default(),
        flags: SampleFlags::default(),
    };
    for (index, at) in (first..last).step_by((HEART_RATE_EVERY_S * 1000) as usize).enumerate() {
        let (at, value) = (jittered(at, index), heart_rate(index as i64));
        ingest.sample(&Sample { start_ms: at, end_ms: at, value, raw_value: value, ..blank })?;
        count += 1;
    }
    for (index, at) in (first..last).step_by((STEPS_EVERY_S * 1000) as usize).enumerate() {
        let value = (noise(index as i64) / 16) as f64;
        let source = if index % 3 == 0 { phone } else { watch };
        let end_ms = at + STEPS_EVERY_S * 1000;
        let metric = metric::STEPS;
        ingest.sample(&Sample { metric, source, start_ms: at, end_ms, value, raw_value: value, ..blank })?;
        count += 1;
    }
    ingest.finish(false)?;
    Ok(count)
}

/// The same samples as rows with the index that the questions need.
fn fill_plain(folder: &Path) -> Result<()> {
    let mut connection = rusqlite::Connection::open(folder.join("plain.db"))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE sample (metric INTEGER, source INTEGER, start INTEGER, end INTEGER, value REAL);",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO sample VALUES (?1, ?2, ?3, ?4, ?5)")?;
        let (first, last) = (first_ms()?, last_ms()?);
        for (index, at) in (first..last).step_by((HEART_RATE_EVERY_S * 1000) as usize).enumerate() {
            let at = jittered(at, index);
            insert.execute((10, 1, at, at, heart_rate(index as i64)))?;
        }
        for (index, at) in (first..last).step_by((STEPS_EVERY_S * 1000) as usize).enumerate() {
            let source = if index % 3 == 0 { 2 } else { 1 };
            insert.execute((1, source, at, at + STEPS_EVERY_S * 1000, (noise(index as i64) / 16) as f64))?;
        }
    }
    transaction.commit()?;
    connection.execute_batch("CREATE INDEX by_time ON sample (metric, start); PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let began = Instant::now();
    let result = work()?;
    Ok((began.elapsed().as_secs_f64() * 1e3, result))
}

fn measure(folder: &Path) -> Result<Figures> {
    let (open_ms, store) = timed(|| {
        let store = open(folder, false)?;
        // A store counts as open when it has answered something.
        store.latest(metric::STEPS, LAST)?.context("failed to find the latest day")?;
        Ok(store)
    })?;
    let ninety = LAST.saturating_sub(jiff::Span::new().days(89));
    let decade = LAST.saturating_sub(jiff::Span::new().years(YEARS));
    let (days_90_ms, days) = timed(|| Ok(store.days(metric::STEPS, ninety, LAST)?))?;
    ensure!(days.len() == 90, "failed to find 90 days: {}", days.len());
    let (months_120_ms, months) = timed(|| Ok(store.query(metric::STEPS, decade, LAST, Bucket::Month, None)?))?;
    ensure!(months.len() >= 120, "failed to find 120 months: {}", months.len());
    let (raw_day_ms, raw) = timed(|| Ok(store.query(metric::HEART_RATE, LAST, LAST, Bucket::Raw, None)?))?;
    ensure!(raw.len() as i64 == 86_400 / HEART_RATE_EVERY_S, "failed to find one day: {}", raw.len());

    let (plain_open_ms, plain) = timed(|| {
        let plain = rusqlite::Connection::open(folder.join("plain.db"))?;
        plain.query_row("SELECT max(start) FROM sample WHERE metric = 1", [], |row| row.get::<_, i64>(0))?;
        Ok(plain)
    })?;
    let ms = |day: Date| Ok::<_, anyhow::Error>(day.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().as_millisecond());
    let rows = |sql: &str, from: i64, to: i64| {
        timed(|| {
            let mut statement = plain.prepare(sql)?;
            let rows = statement.query_map((from, to), |row| row.get::<_, f64>(1))?.collect::<Result<Vec<_>, _>>()?;
            Ok(rows.len())
        })
    };
    let end = last_ms()?;
    let by_day = "SELECT start / 86400000, sum(value) FROM sample
                  WHERE metric = 1 AND start >= ?1 AND start < ?2 GROUP BY 1";
    let by_month = "SELECT strftime('%Y-%m', start / 1000, 'unixepoch'), sum(value) FROM sample
                    WHERE metric = 1 AND start >= ?1 AND start < ?2 GROUP BY 1";
    let raw_rows = "SELECT start, value FROM sample WHERE metric = 10 AND start >= ?1 AND start < ?2 ORDER BY start";
    Ok(Figures {
        open_ms,
        days_90_ms,
        months_120_ms,
        raw_day_ms,
        plain_open_ms,
        plain_days_90_ms: rows(by_day, ms(ninety)?, end)?.0,
        plain_months_120_ms: rows(by_month, ms(decade)?, end)?.0,
        plain_raw_day_ms: rows(raw_rows, ms(LAST)?, end)?.0,
    })
}

/// Drops the system's page cache; only root may.
fn drop_page_cache() -> bool {
    let _ = Command::new("sync").status();
    std::fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
}

/// Resident kilobytes of `coach mcp serve` that waits for a client.
fn serve_memory(data_dir: &Path) -> Result<Option<u64>> {
    let Some(program) = std::env::var_os("POCKETCOACH_BIN") else { return Ok(None) };
    let mut child = Command::new(program)
        .args(["mcp", "serve", "--transport", "stdio"])
        .env("POCKETCOACH_HOME", data_dir)
        .env("POCKETCOACH_KEY", "5a".repeat(32))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    std::thread::sleep(std::time::Duration::from_secs(2));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    drop(child.stdin.take());
    child.wait()?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    Ok(resident.and_then(|text| text.split_whitespace().next()).and_then(|number| number.parse().ok()))
}
