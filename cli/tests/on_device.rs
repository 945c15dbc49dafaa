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
    // The model writes names of figures; code writes the figures.
    let reply = bench["reply"].as_str().unwrap();
    assert!(!reply.contains(['{', '}']) && reply.contains(" kg"), "{reply}");
    let cited = bench["citations"].as_array().unwrap();
    assert!(
        cited.iter().any(|citation| citation["metric"] == "e1rm" && reply.contains(citation["text"].as_str().unwrap()))
    );
    assert_eq!(asked("how is my bench press coming along")["reply"], bench["reply"]);

    // A time is in the words of the question, and becomes the days that the tool takes.
    let sleep = asked("how did i sleep last night");
    let today = jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::get("Europe/Berlin").unwrap()).date();
    assert_eq!(sleep["tool_calls"][0]["tool"], "getSleepData", "{sleep}");
    assert_eq!(sleep["tool_calls"][0]["arguments"]["date"], today.to_string(), "{sleep}");

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
