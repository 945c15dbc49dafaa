//! Signs and checks the catalogue of models. `cargo xtask models` calls it; see `models/README.md`.
//!
//! ```text
//! catalogue key    SECRET.key                      the public half of a secret key
//! catalogue sign   catalogue.json SECRET.key       the signature of a catalogue
//! catalogue check  catalogue.json catalogue.sig catalogue.pub
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use coach_llm::catalogue::{Catalogue, CatalogueKey, CatalogueSigner};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["key", secret] => text(secret).and_then(|secret| key(&secret)),
        ["sign", document, secret] => read(document).and_then(|document| sign(&document, &text(secret)?)),
        ["check", document, signature, key] => {
            read(document).and_then(|document| check(&document, &text(signature)?, &text(key)?))
        }
        _ => Err("failed to understand the arguments: give key, sign or check with their files".to_owned()),
    };
    match done {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn key(secret: &str) -> Result<String, String> {
    Ok(CatalogueSigner::read(secret).map_err(failed)?.key().to_string())
}

fn sign(document: &[u8], secret: &str) -> Result<String, String> {
    CatalogueSigner::read(secret).and_then(|signer| signer.sign(document)).map_err(failed)
}

fn check(document: &[u8], signature: &str, key: &str) -> Result<String, String> {
    let key = CatalogueKey::read(key).map_err(failed)?;
    let catalogue = Catalogue::read(document, signature, &key).map_err(failed)?;
    let models = &catalogue.models;
    let known = models.iter().filter(|entry| entry.sha256.is_some() && entry.size_bytes.is_some()).count();
    Ok(format!("{} models of {}, {known} with hash and size, signed by {key}", models.len(), catalogue.issued))
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("failed to read {path}: {error}"))
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("failed to read {path}: {error}"))
}

fn failed(error: impl std::fmt::Display) -> String {
    format!("failed to {error}")
}
