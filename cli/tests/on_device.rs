//! Questions answered on this device by the model that the repository carries: the whole loop in the real program, with
//! no key and no network. What the model can and cannot do is in its card, `models/coach-tiny/README.md`.

#![cfg(feature = "llama")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod common;

use coach_api::{Coach, CoachConfig, CoachError, KeySource, ModelChoice, SendOptions};
use common::{coach, json};
use predicates::prelude::*;
use serde_json::json;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

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

fn config(home: &Path) -> CoachConfig {
    let key_file = home.join("key");
    if !key_file.exists() {
        std::fs::write(&key_file, "5a".repeat(32)).unwrap();
        std::fs::set_permissions(&key_file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }
    CoachConfig { data_dir: home.join("data"), key: KeySource::File(key_file) }
}

async fn opened(home: &Path) -> Coach {
    Coach::open_with_model(config(home), ModelChoice::Named(MODEL.to_owned())).await.unwrap()
}

#[test]
fn a_turn_of_a_model_file_is_cancelled_and_what_was_said_is_found_again() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam", "--level", "intermediate"]);
    json(home.path(), &["demo"]);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let coach = opened(home.path()).await;
        let session = coach.new_session().await.unwrap();
        // Cancelled at once, and after each of the first events.
        for events in 0..4 {
            let mut turn = session.send("how is my bench press coming along", SendOptions::default()).unwrap();
            for _ in 0..events {
                turn.next_event().await;
            }
            turn.cancel();
            match turn.finish().await {
                Err(CoachError::Cancelled) => {}
                // It was done before it heard.
                Ok(result) => assert!(!result.reply.is_empty()),
                Err(other) => panic!("{other}"),
            }
        }
        let result = session.send("how is my bench press coming along", SendOptions::default()).unwrap();
        let result = result.finish().await.unwrap();
        assert!(result.reply.contains(" kg"), "{}", result.reply);
        let found = coach.search("bench press", 10).await.unwrap();
        assert!(found.iter().any(|hit| hit.said_by == "person" && hit.id == session.id()), "{found:?}");
        let found = coach.search("estimated maximum", 10).await.unwrap();
        assert!(found.iter().any(|hit| hit.said_by == result.coach.name()), "{found:?}");
        coach.shutdown().await;
    });
}

#[test]
fn a_turn_of_a_model_file_that_was_killed_goes_on_to_the_same_reply() {
    const QUESTION: &str = "how is my bench press coming along";
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam", "--level", "intermediate"]);
    json(home.path(), &["demo"]);
    let clean = json(home.path(), &["ask", QUESTION, "--model", MODEL]);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let began = Instant::now();
    json(home.path(), &["ask", QUESTION, "--model", MODEL]);
    let usual = began.elapsed();
    let (mut resumed, mut attempt) = (0, 0_u32);
    // Moments all over the time that a question takes, until some lay within the turn.
    while resumed < 3 && attempt < 150 {
        attempt += 1;
        let session = runtime.block_on(async {
            let coach = opened(home.path()).await;
            let id = coach.new_session().await.unwrap().id().to_owned();
            coach.shutdown().await;
            id
        });
        let mut asked = std::process::Command::new(assert_cmd::cargo::cargo_bin("coach"));
        asked.env_clear().env("HOME", home.path()).env("POCKETCOACH_HOME", home.path().join("data"));
        asked.env("POCKETCOACH_KEY", "5a".repeat(32)).env("TZ", "Europe/Berlin");
        asked.args(["ask", QUESTION, "--model", MODEL, "--session", &session, "--json"]);
        let mut asked = asked.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(usual.mul_f64(f64::from(attempt * 37 % 100) / 100.0));
        asked.kill().unwrap();
        asked.wait().unwrap();
        let reply = runtime.block_on(async {
            let coach = opened(home.path()).await;
            let session = coach.session(&session).await.unwrap();
            let reply = session.resume().await.unwrap();
            let history = session.history().await.unwrap();
            coach.shutdown().await;
            // Whatever the moment: nothing was said, or all of it, once.
            assert!(matches!(history.len(), 0 | 2), "{history:?}");
            assert!(reply.is_none() || history.len() == 2);
            reply
        });
        if let Some(result) = reply {
            assert_eq!(result.reply, clean["reply"].as_str().unwrap());
            resumed += 1;
        }
    }
    assert!(resumed >= 1, "none of {attempt} kills lay within a turn");
}
