//! The table of exercises and what the resolver makes of the held-out names, as JSON: what `models/minilm/measure.py`
//! compares embeddings with.

#![allow(clippy::print_stdout, reason = "a program for the terminal")]

use coach_domain::exercise::{EXERCISES, resolve};
use serde_json::{Value, json};

const NAMES: &str = include_str!("../../../tests/data/exercise_names.json");

fn main() -> Result<(), serde_json::Error> {
    let first = |name: &str| resolve(name).first().map(|hit| hit.exercise.id);
    let names: Vec<Value> = serde_json::from_str(NAMES)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = names.iter().map(|row| {
        let plain = std::iter::once(&row["means"]).chain(row["also_ok"].as_array().into_iter().flatten());
        let accepted: Vec<_> = plain.filter_map(|name| first(name.as_str()?)).collect();
        let found: Vec<_> = resolve(&text(&row["name"]))
            .iter()
            .map(|hit| json!({"id": hit.exercise.id, "confidence": hit.confidence, "sure": hit.is_sure()}))
            .collect();
        json!({"name": row["name"], "known": row["known"], "accepted": accepted, "found": found})
    });
    let rows: Vec<_> = rows.collect();
    let table = EXERCISES.iter().map(|exercise| {
        let names: Vec<_> = std::iter::once(&exercise.name).chain(exercise.aliases).collect();
        json!({"id": exercise.id, "names": names})
    });
    let table: Vec<_> = table.collect();
    println!("{}", json!({"exercises": table, "names": rows}));
    Ok(())
}
