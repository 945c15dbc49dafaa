//! How much an import costs, beside other ways to read the same bytes.
//!
//! Each way runs in a process of its own, so that processor seconds and peak memory are its own. Build with the
//! `quick` profile.

mod baselines;
mod measure;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use coach_sources::{CancelFlag, ImportOptions, Progress};
use coach_tests::apple_export::{Container, Options};
use coach_tests::home::Home;
use measure::{Measured, Usage};
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Measures imports of made-up exports.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Makes the exports, runs every way, prints a table and writes it as JSON.
    All {
        /// Size of the large export's XML in megabytes.
        #[arg(long, default_value_t = 1000)]
        megabytes: u64,
        /// Size of the export for healthkit-to-sqlite.
        #[arg(long, default_value_t = 100)]
        small: u64,
        /// Where the exports and stores go; they take about three times the size of the XML.
        #[arg(long)]
        folder: Option<PathBuf>,
        /// The healthkit-to-sqlite of a Python environment; left out when not given.
        #[arg(long)]
        healthkit_to_sqlite: Option<PathBuf>,
        /// Where the figures go.
        #[arg(long)]
        json: Option<PathBuf>,
    },
    /// One import into a store.
    Import { home: PathBuf, path: PathBuf },
    /// One pass over the events of an XML by quick-xml.
    Events { xml: PathBuf },
    /// One row per record into plain SQLite, in one transaction.
    Rows { xml: PathBuf, database: PathBuf },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().what {
        What::All { megabytes, small, folder, healthkit_to_sqlite, json } => {
            let temporary = tempfile::TempDir::new()?;
            let folder = folder.unwrap_or_else(|| temporary.path().to_owned());
            all(megabytes, small, &folder, healthkit_to_sqlite.as_deref(), json.as_deref())
        }
        What::Import { home, path } => report(import(&Home::new(&home), &path)?),
        What::Events { xml } => report(json!({ "records": baselines::events(&xml)? })),
        What::Rows { xml, database } => report(json!({ "records": baselines::rows(&xml, &database)? })),
    }
}

/// What a measured child tells its parent: its figures and what it used.
fn report(mut figures: Value) -> anyhow::Result<()> {
    let usage = Usage::of_this_process()?;
    figures["cpu_s"] = json!(usage.cpu_s);
    figures["peak_mb"] = json!(usage.peak_mb);
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}

fn import(home: &Home, path: &Path) -> anyhow::Result<Value> {
    let store = home.open()?;
    let began = Instant::now();
    let first = Cell::new(None);
    let progress = |progress: &Progress| {
        if first.get().is_none() && progress.new > 0 {
            first.set(Some(began.elapsed().as_secs_f64()));
        }
    };
    let report = coach_sources::import(&store, path, &ImportOptions::default(), &progress, &CancelFlag::default())?;
    let wall = began.elapsed().as_secs_f64();
    drop(store);
    Ok(json!({
        "wall_s": wall,
        "first_figures_s": first.get(),
        "records": report.records,
        "new": report.new,
        "duplicates": report.duplicates,
        "store_mb": home.bytes() as f64 / 1e6,
    }))
}

fn all(
    megabytes: u64,
    small: u64,
    folder: &Path,
    healthkit_to_sqlite: Option<&Path>,
    json: Option<&Path>,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let zip = folder.join("large.zip");
    let xml = folder.join("large.xml");
    let options = Options::default().megabytes(megabytes)?;
    let truth = options.write(&zip, Container::Zip).context("write the large export")?;
    options.write(&xml, Container::Xml)?;
    let newer = Options { days: options.days + 30, ..options.clone() };
    let newer_zip = folder.join("newer.zip");
    newer.write(&newer_zip, Container::Zip)?;
    let small_zip = folder.join("small.zip");
    // Without damaged rows, which would end the other importer.
    Options { damaged_rows: false, ..Options::default() }.megabytes(small)?.write(&small_zip, Container::Zip)?;

    let home = folder.join("home");
    let program = std::env::current_exe()?;
    let run = |name: &str, arguments: &[&Path]| measure::child(name, Command::new(&program).args(arguments));
    let import = Path::new("import");
    let mut table = vec![
        run("quick-xml events only", &[Path::new("events"), &xml])?,
        run("plain SQLite rows", &[Path::new("rows"), &xml, &folder.join("rows.db")])?,
        run("PocketCoach, zip", &[import, &home, &zip])?,
        run("PocketCoach, unchanged again", &[import, &home, &zip])?,
        run("PocketCoach, a month more", &[import, &home, &newer_zip])?,
        run("PocketCoach, XML", &[import, &folder.join("home-xml"), &xml])?,
        run(&format!("PocketCoach, {small} MB zip"), &[import, &folder.join("home-small"), &small_zip])?,
    ];
    if table[2].number("new") != Some((truth.unique_total() + truth.workouts + truth.rings + truth.ecgs) as f64) {
        bail!("the import does not match the truth about the export");
    }
    if let Some(other) = healthkit_to_sqlite {
        let mut command = Command::new(other);
        command.arg(&small_zip).arg(folder.join("healthkit.db"));
        table.push(measure::foreign(&format!("healthkit-to-sqlite, {small} MB zip"), command)?);
    }
    let figures = json!({
        "xml_mb": truth.bytes as f64 / 1e6,
        "zip_mb": std::fs::metadata(&zip)?.len() as f64 / 1e6,
        "records": truth.records,
        "runs": table.iter().map(Measured::json).collect::<Vec<_>>(),
    });
    if let Some(path) = json {
        std::fs::write(path, serde_json::to_vec_pretty(&figures)?)?;
    }
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{:.0} MB of XML, {:.0} MB zipped, {} records",
        truth.bytes as f64 / 1e6,
        std::fs::metadata(&zip)?.len() as f64 / 1e6,
        truth.records
    )?;
    writeln!(out, "{}", measure::table(&table))?;
    Ok(())
}
