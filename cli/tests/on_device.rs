//! Questions answered on this device by the model that the repository carries: the whole loop in the real program, with
//! no key and no network. What the model can and cannot do is in its card, `models/coach-tiny/README.md`.

#![cfg(feature = "llama")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{coach, json};
use predicates::prelude::*;
use serde_json::json;

const MODEL: &str = concat!("llama:", env!("CARGO_MANIFEST_DIR"), "/../models/coach-tiny/coach-tiny.gguf");

#[test]
fn a_model_file_hands_over_and_calls_a_tool_with_what_the_question_says() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam", "--level", "intermediate"]);
    json(home.path(), &["demo"]);
    let asked = |question: &str| json(home.path(), &["ask", question, "--model", MODEL]);

    let bench = asked("how is my bench press coming along");
    assert_eq!(bench["coach"], "Max Power", "{bench}");
    assert_eq!(bench["handoffs"][0]["from"], "Coach Selector");
    let call = &bench["tool_calls"][0];
    assert_eq!((&call["tool"], &call["ok"]), (&json!("getStrengthProgression"), &json!(true)));
    assert_eq!(call["arguments"]["exercise"], "bench press");
    assert!(bench["usage"]["output_tokens"].as_u64().unwrap() > 0, "{bench}");
    assert_eq!(asked("how is my bench press coming along")["reply"], bench["reply"]);

    let capital = asked("what's the capital of France?");
    assert_eq!(capital["tool_calls"], json!([]), "{capital}");
}

#[test]
fn a_model_that_is_named_and_not_there_ends_with_one_sentence() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam"]);
    let cut = home.path().join("cut.gguf");
    std::fs::write(&cut, &std::fs::read(MODEL.trim_start_matches("llama:")).unwrap()[..200_000]).unwrap();
    for name in ["llama:no-such-model".to_owned(), format!("llama:{}", cut.display())] {
        coach(home.path())
            .args(["ask", "How did I sleep?", "--model", &name])
            .assert()
            .code(1)
            .stderr(predicate::str::contains("panicked").not().and(predicate::str::ends_with(".\n")));
    }
}
