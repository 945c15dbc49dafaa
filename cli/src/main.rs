//! `coach`: the private AI fitness coach, on the command line.

mod arguments;
mod commands;
mod failure;
mod home;
mod logging;
mod output;
mod render;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start(arguments.verbose);
    let output = output::Output::new(arguments.json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output.fail(&failure::Failure::from(error)),
    };
    let result = runtime.block_on(commands::run(arguments, &output));
    // A prompt that still waits for a line of input must not keep the process.
    runtime.shutdown_background();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}
