//! Vectors of the texts in a JSON list on standard input, as JSON: `embed MODEL.gguf < texts.json`. What
//! `models/minilm/convert.py check --engine` holds against the formulas.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use coach_llm::Embedder;
use coach_llm::llama::LlamaEmbedder;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match vectors() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("failed to {error}");
            ExitCode::FAILURE
        }
    }
}

fn vectors() -> Result<String, String> {
    let path = std::env::args_os().nth(1).map(PathBuf::from).ok_or("start: name a model file")?;
    let texts: Vec<String> = serde_json::from_reader(std::io::stdin().lock()).map_err(|error| error.to_string())?;
    let embedder = LlamaEmbedder::open(&path, None).map_err(|error| error.to_string())?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let vectors = embedder.embed(&texts).map_err(|error| error.to_string())?;
    serde_json::to_string(&vectors).map_err(|error| error.to_string())
}
