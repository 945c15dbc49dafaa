//! Writes a made-up Apple Health export and, beside it, the truth about what is in it.

use anyhow::Context;
use clap::Parser;
use coach_tests::apple_export::{Container, Dtd, Options};
use std::path::PathBuf;

/// Writes a made-up Apple Health export; the truth about it goes to PATH.truth.json.
#[derive(Parser)]
struct Arguments {
    /// Where to write it.
    path: PathBuf,
    /// Size of the XML in megabytes.
    #[arg(long, default_value_t = 100)]
    megabytes: u64,
    /// Days instead of a size.
    #[arg(long)]
    days: Option<u32>,
    /// The same seed gives the same export.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Shape of the document type definition.
    #[arg(long, value_enum, default_value_t)]
    dtd: Dtd,
    /// What to put it into.
    #[arg(long, value_enum, default_value_t)]
    container: Container,
    /// Name of the XML without its ending.
    #[arg(long, default_value = "export")]
    name: String,
    /// Leave out the rows that no importer can use.
    #[arg(long)]
    clean: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let options = Options {
        seed: arguments.seed,
        dtd: arguments.dtd,
        name: arguments.name,
        damaged_rows: !arguments.clean,
        ..Options::default()
    };
    let options = match arguments.days {
        Some(days) => Options { days, ..options },
        None => options.megabytes(arguments.megabytes)?,
    };
    let truth = options
        .write(&arguments.path, arguments.container)
        .with_context(|| format!("write {}", arguments.path.display()))?;
    let mut beside = arguments.path.into_os_string();
    beside.push(".truth.json");
    std::fs::write(&beside, serde_json::to_vec_pretty(&truth)?).context("write the truth")?;
    Ok(())
}
