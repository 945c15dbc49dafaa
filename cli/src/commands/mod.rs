//! One file for each family of commands.

mod cloud;
mod figures;
mod food;
mod import;
mod log;
mod mcp;
mod models;
mod privacy;
mod serve;
mod setup;
mod sync;
mod talk;
mod trace;
mod training;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::output::Output;

/// Runs the command of the command line.
pub(crate) async fn run(arguments: Arguments, output: &Output) -> Result<(), Failure> {
    match &arguments.command {
        Command::Init(init) => setup::init(&arguments, init, output).await,
        Command::Profile(changes) => setup::profile(&arguments, changes, output).await,
        Command::Screen { answers } => training::screen(&arguments, answers.as_deref(), output).await,
        Command::Plan { command } => training::plan(&arguments, command, output).await,
        Command::Live { workout } => training::live(&arguments, workout.as_deref(), output).await,
        Command::Demo { seed, days } => setup::demo(&arguments, *seed, *days, output).await,
        Command::Doctor => setup::doctor(&arguments, output).await,
        Command::Import { paths, format } => import::import(&arguments, paths, *format, output).await,
        Command::Ask { text, session, preview, choice } => {
            talk::ask(&arguments, text, session.as_deref(), *preview, choice, output).await
        }
        Command::Chat { session, choice } => talk::chat(&arguments, session.as_deref(), choice, output).await,
        Command::Approve { id } => log::approve(&arguments, id.as_deref(), output).await,
        Command::Food { command } => food::run(&arguments, command, output).await,
        Command::Reject { id } => log::reject(&arguments, id, output).await,
        Command::Log { entry } => log::log(&arguments, entry, output).await,
        Command::Today { date } => figures::today(&arguments, *date, output).await,
        Command::Summary { range } => figures::summary(&arguments, range, output).await,
        Command::Search { text, limit } => talk::search(&arguments, &text.join(" "), *limit, output).await,
        Command::Query { metric, span, bucket, source } => {
            figures::query(&arguments, metric, *span, *bucket, source.clone(), output).await
        }
        Command::Sleep { span } => figures::sleep(&arguments, *span, output).await,
        Command::Workouts { span } => figures::workouts(&arguments, *span, output).await,
        Command::Sources { command } => figures::sources(&arguments, command.as_ref(), output).await,
        Command::Serve { port, open, openapi, scopes } => {
            serve::run(&arguments, *port, *open, *openapi, scopes, output).await
        }
        Command::Mcp { command } => mcp::run(&arguments, command, output).await,
        Command::Models { command } => models::run(&arguments, command, output).await,
        Command::Sync { command } => sync::run(&arguments, command, output).await,
        Command::Trace { command } => trace::trace(&arguments, command, output).await,
        Command::Audit { limit, outbound: true, body } => cloud::outbound(&arguments, *limit, *body, output).await,
        Command::Audit { limit, .. } => trace::audit(&arguments, *limit, output).await,
        Command::Export { output: path, format } => privacy::export(&arguments, path.as_deref(), *format, output).await,
        Command::Delete { source, yes, .. } => privacy::delete(&arguments, source.as_deref(), *yes, output).await,
    }
}
