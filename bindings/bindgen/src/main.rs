#![doc = include_str!("../README.md")]
// Telling the person at the terminal what failed is all that this program prints.
#![allow(clippy::print_stderr)]

mod dart;
mod describe;
mod interface;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["dart", library, target] => dart::write(library.as_ref(), target.as_ref()),
        ["describe", library, target] => describe::write(library.as_ref(), target.as_ref()),
        // The languages that UniFFI itself knows.
        _ => {
            uniffi::uniffi_bindgen_main();
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("coach-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
