//! `import`.

use crate::arguments::{Arguments, ImportFormat};
use crate::failure::Failure;
use crate::output::Output;
use crate::signals::on_interrupt;
use crate::{home, render};
use coach_api::{CoachError, Format, ImportProgress, ImportRequest};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;

pub(crate) async fn import(
    arguments: &Arguments,
    paths: &[PathBuf],
    format: ImportFormat,
    output: &Output,
) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let format = match format {
        ImportFormat::Auto => Format::Auto,
        ImportFormat::AppleHealth => Format::AppleHealth,
        ImportFormat::FooddataCentral => Format::FoodDataCentral,
    };
    let mut task = coach.import(ImportRequest { paths: paths.to_vec(), format })?;
    let bar = bar();
    let cancel = task.cancel_flag();
    let interrupt = on_interrupt(move || cancel.cancel());
    while let Some(progress) = task.next_progress().await {
        show(&bar, &progress);
    }
    let report = task.finish().await;
    interrupt.abort();
    bar.finish_and_clear();
    if matches!(report, Err(CoachError::Cancelled)) {
        output.note("Stopped. What was read so far is kept; run the same command again to go on.");
    }
    let report = report?;
    coach.shutdown().await;
    output.result(&report, || render::import(&report))
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let template = "{msg} {bar:30} {bytes}/{total_bytes} {percent}% {prefix}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: &ImportProgress) {
    bar.set_length(progress.bytes_total);
    bar.set_position(progress.bytes_done);
    bar.set_message(progress.stage.clone());
    let left = progress.seconds_left.map_or_else(String::new, |seconds| format!(", {seconds:.0} s left"));
    bar.set_prefix(format!("{} records{left}", render::thousands(progress.records)));
}
