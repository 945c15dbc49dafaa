//! `export` and `delete`.

use crate::arguments::{Arguments, ExportFormat};
use crate::failure::Failure;
use crate::home;
use crate::output::Output;
use coach_api::{Coach, ExportForm};
use serde_json::json;
use std::io::{BufWriter, IsTerminal};
use std::path::Path;

pub(crate) async fn export(
    arguments: &Arguments,
    path: Option<&Path>,
    format: ExportFormat,
    output: &Output,
) -> Result<(), Failure> {
    let form = match format {
        ExportFormat::Json => ExportForm::Json,
        ExportFormat::Csv => ExportForm::Csv,
        ExportFormat::Fhir => ExportForm::Fhir,
    };
    let coach = home::open(arguments).await?;
    let Some(path) = path else {
        coach.export(BufWriter::new(std::io::stdout()), form).await?;
        coach.shutdown().await;
        return Ok(());
    };
    let bytes = coach.export_to(path.to_owned(), form).await?;
    coach.shutdown().await;
    output.result(&json!({"path": path, "bytes": bytes}), || {
        format!("Wrote {} ({:.1} MB). It is not encrypted; keep it safe.", path.display(), bytes as f64 / 1e6)
    })
}

pub(crate) async fn delete(
    arguments: &Arguments,
    source: Option<&str>,
    yes: bool,
    output: &Output,
) -> Result<(), Failure> {
    let config = home::config(arguments)?;
    let what = match source {
        Some(source) => format!("everything of the source “{source}”"),
        None => format!("everything in {} and its key", config.data_dir.display()),
    };
    if !yes {
        confirm(&what)?;
    }
    if let Some(source) = source {
        let coach = Coach::open(config).await?;
        let removed = coach.delete_source(source.to_owned()).await?;
        coach.shutdown().await;
        return output.result(&json!({"source": source, "removed": removed}), || format!("Removed {removed} records."));
    }
    let files = Coach::erase(config).await?;
    output.result(&json!({"erased": files}), || {
        let names = files.iter().map(|file| format!("  {}\n", file.display())).collect::<String>();
        format!("Erased for good:\n{names}")
    })
}

fn confirm(what: &str) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Usage(format!("Add --yes to delete {what}.")));
    }
    let mut editor = rustyline::DefaultEditor::new()
        .map_err(|error| Failure::Io(format!("Failed to open the terminal: {error}.")))?;
    match editor.readline(&format!("Delete {what} for good? Type `delete` to go on: ")) {
        Ok(answer) if answer.trim() == "delete" => Ok(()),
        _ => Err(Failure::Usage("Nothing was deleted.".to_owned())),
    }
}
