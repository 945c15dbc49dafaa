//! `coach`: the private AI fitness coach, on the command line.

mod arguments;
mod commands;
mod failure;
mod home;
mod logging;
mod output;
mod render;
mod signals;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start(arguments.verbose);
    let output = output::Output::new(arguments.json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output.fail(&failure::Failure::from(error)),
    };
    let result = runtime.block_on(commands::run(arguments, &output));
    // What still closes the database gets to end first; leaving beside it can abort in its exit handlers. A prompt that
    // still waits for a line of input must not keep the process, though.
    runtime.shutdown_timeout(Duration::from_millis(500));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}
