#![doc = include_str!("../README.md")]
// Talking to the person at the terminal is what this program is for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod layers;
mod policy;
mod tool;
mod verbs;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// PocketCoach's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build the desktop app and open it
    Desktop(verbs::desktop::Args),
    /// Build the coach, fill a sample home and start a conversation
    Run(verbs::run::Args),
    /// Run every test there is, in Rust, Python, Kotlin and Swift
    Test(verbs::test::Args),
    /// Run everything that a change must pass
    Ci(verbs::ci::Args),
    /// Check which crate may import which
    Layers(verbs::layers::Args),
    /// Check licences, banned crates, sources and advisories of the dependencies
    Deny(verbs::deny::Args),
    /// Run the benchmarks
    Bench(verbs::bench::Args),
    /// Plant known bugs of sync in a copy of the sources, and say which test finds each
    Planted(verbs::planted::Args),
    /// Sign or check the catalogue of models
    Models(verbs::models::Args),
    /// Run the relay with what it can stand on, or measure it
    Server(verbs::server::Args),
    /// Write the description of the HTTP API
    Openapi(verbs::openapi::Args),
    /// Generate, check, test or package the bindings
    Bindings(verbs::bindings::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Desktop(args) => verbs::desktop::run(&args),
        Verb::Run(args) => verbs::run::run(&args),
        Verb::Test(args) => verbs::test::run(&args),
        Verb::Ci(args) => verbs::ci::run(&args),
        Verb::Layers(args) => verbs::layers::run(&args),
        Verb::Deny(args) => verbs::deny::run(&args),
        Verb::Bench(args) => verbs::bench::run(&args),
        Verb::Planted(args) => verbs::planted::run(&args),
        Verb::Models(args) => verbs::models::run(&args),
        Verb::Server(args) => verbs::server::run(&args),
        Verb::Openapi(args) => verbs::openapi::run(&args),
        Verb::Bindings(args) => verbs::bindings::run(&args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_verb_has_arguments_that_fit_together() {
        Cli::command().debug_assert();
    }
}
