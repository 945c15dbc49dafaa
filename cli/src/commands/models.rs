//! `models list|pull|verify|bench|remove|import`.

use crate::arguments::{Arguments, ModelsCommand};
use crate::failure::Failure;
use crate::output::Output;
use crate::signals::on_interrupt;
use crate::{home, render};
use coach_api::{CoachError, LocalModels, ModelProgress, ModelReport, ModelRequest, ModelTask};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::json;
use std::time::Duration;

pub(crate) async fn run(arguments: &Arguments, command: &ModelsCommand, output: &Output) -> Result<(), Failure> {
    let models = LocalModels::new(&home::config(arguments)?.data_dir);
    match command {
        ModelsCommand::List => {
            let rows = models.list().await?;
            output.result(&rows, || render::models(&rows))
        }
        ModelsCommand::Pull { model, name, sha256, trust_first_download } => {
            let request = ModelRequest {
                what: model.clone(),
                name: name.clone(),
                sha256: sha256.clone(),
                trust_first_download: *trust_first_download,
            };
            let report = watch(models.pull(request)?, output).await?;
            output.result(&report, || render::model(&report))
        }
        ModelsCommand::Import { path, name, sha256 } => {
            let task = models.import(path.clone(), name.clone(), sha256.as_deref())?;
            let report = watch(task, output).await?;
            output.result(&report, || render::model(&report))
        }
        ModelsCommand::Verify { model } => verify(&models, model.as_deref(), output).await,
        ModelsCommand::Remove { model } => {
            let freed_bytes = models.remove(model).await?;
            output.result(&json!({"removed": model, "freed_bytes": freed_bytes}), || {
                format!("Removed {model}; {} are free again.", render::bytes(freed_bytes))
            })
        }
        ModelsCommand::Services(command) => super::cloud::models(arguments, command, output).await,
        ModelsCommand::Bench { model } => {
            let speed = models.bench(model).await?;
            output.result(&speed, || render::speed(&speed))
        }
    }
}

#[derive(Serialize)]
struct Checked {
    name: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Checks one model, or all of them; a model that does not pass does not keep the others from being looked at.
async fn verify(models: &LocalModels, model: Option<&str>, output: &Output) -> Result<(), Failure> {
    let names = match model {
        Some(name) => vec![name.to_owned()],
        None => models.installed().await?,
    };
    let mut rows = Vec::new();
    for name in names {
        let error = match watch(models.verify(&name), output).await {
            Ok(_) => None,
            Err(Failure::Coach(error)) if model.is_none() && error != CoachError::Cancelled => {
                Some(error.user_message())
            }
            Err(other) => return Err(other),
        };
        rows.push(Checked { name, ok: error.is_none(), error });
    }
    output.result(&rows, || {
        let lines = rows.iter().map(|row| match &row.error {
            None => format!("✓ {}", row.name),
            Some(error) => format!("✗ {}: {error}", row.name),
        });
        let lines: Vec<_> = lines.collect();
        if lines.is_empty() { "No model is installed.".to_owned() } else { lines.join("\n") }
    })?;
    if rows.iter().all(|row| row.ok) {
        Ok(())
    } else {
        Err(Failure::Io("A model is not as it was installed; remove it and pull it again.".to_owned()))
    }
}

/// Waits for a task, with a bar on a terminal; Ctrl-C ends it.
async fn watch(mut task: ModelTask, output: &Output) -> Result<ModelReport, Failure> {
    let bar = bar();
    let cancel = task.cancel_token();
    let interrupt = on_interrupt(move || cancel.cancel());
    while let Some(progress) = task.next_progress().await {
        show(&bar, &progress);
    }
    let report = task.finish().await;
    interrupt.abort();
    bar.finish_and_clear();
    if matches!(report, Err(CoachError::Cancelled)) {
        output.note("Stopped. What was fetched is kept; run the same command again to go on.");
    }
    Ok(report?)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let template = "{msg} {bar:30} {bytes}/{total_bytes} {percent}% {bytes_per_sec}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

fn show(bar: &ProgressBar, progress: &ModelProgress) {
    bar.set_length(progress.bytes_total);
    bar.set_message(progress.stage);
    bar.set_position(progress.bytes_done);
}
