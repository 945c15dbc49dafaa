//! `coach models`, `ask --preview` and `audit --outbound`, with no service anywhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{coach, json};
use predicates::prelude::*;
use serde_json::json;

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Ana"]);
    home
}

#[test]
fn keys_come_from_standard_input_and_are_never_shown() {
    let home = home();
    let home = home.path();
    let canary = "sk-canary-91c2";
    let set = |service: &str, given: &str| {
        let mut command = coach(home);
        command.args(["models", "key", "set", service]).write_stdin(given.to_owned());
        command.assert()
    };
    set("openai", &format!("  {canary}\n")).success().stdout(predicate::str::contains(canary).not());
    set("anthropic", canary).success();
    set("nobody", canary)
        .code(1)
        .stderr(predicate::str::contains("nobody").and(predicate::str::contains(canary).not()));
    for nothing in ["", "\n", "two words\n"] {
        set("openai", nothing).code(1).stdout("");
    }
    coach(home).args(["models", "key", "set", "openai", canary]).assert().code(2);
    let keys = json(home, &["models", "key", "list"]);
    assert_eq!(
        keys,
        json!([
            {"service": "anthropic", "in_keyring": false},
            {"service": "openai", "in_keyring": false},
        ])
    );
    assert_eq!(json(home, &["models", "key", "remove", "openai"]), json!({"removed": "openai"}));
    coach(home)
        .args(["models", "key", "remove", "openai"])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("find a key"));
    let export = coach(home).arg("export").output().unwrap();
    assert!(!String::from_utf8_lossy(&export.stdout).contains(canary));
}

#[test]
fn nothing_is_shared_until_it_is_given_and_each_choice_is_in_the_log() {
    let home = home();
    let home = home.path();
    let shared = |shares: serde_json::Value| -> Vec<String> {
        let shares = shares.as_array().unwrap().clone();
        let given = shares.into_iter().filter(|share| share["shared"] == true);
        given.map(|share| share["category"].as_str().unwrap().to_owned()).collect()
    };
    assert!(shared(json(home, &["models", "consent", "show"])).is_empty());
    assert_eq!(shared(json(home, &["models", "consent", "give", "sleep", "conversation"])), ["conversation", "sleep"]);
    assert_eq!(shared(json(home, &["models", "consent", "withdraw", "sleep"])), ["conversation"]);
    coach(home)
        .args(["models", "consent", "give", "body", "everything"])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("choose all, conversation, profile, biometrics"));
    assert_eq!(shared(json(home, &["models", "consent", "show"])), ["conversation"], "a wrong name changes nothing");
    let log = json(home, &["audit"])["log"].clone();
    let choices = log.as_array().unwrap().iter().filter(|entry| entry["kinds"][0] == "consent.set").count();
    assert_eq!(choices, 3);
}

#[test]
fn servers_order_and_budget_are_kept_and_nonsense_is_not() {
    let home = home();
    let home = home.path();
    json(home, &["models", "server", "add", "home", "--url", "http://127.0.0.1:11434/v1", "--on-this-machine"]);
    for bad in ["http://example.org/v1", "https://me:key@example.org/v1", "nowhere"] {
        coach(home).args(["models", "server", "add", "x", "--url", bad]).assert().code(1);
    }
    coach(home).args(["models", "server", "add", "openai", "--url", "https://example.org/v1"]).assert().code(1);
    let servers = json(home, &["models", "server", "list"]);
    assert_eq!(servers, json!({"home": {"url": "http://127.0.0.1:11434/v1", "api": "chat", "on_this_machine": true}}));
    let order = json(home, &["models", "order", "server:home/some", "builtin", "openai:some"]);
    assert_eq!(order["order"], json!(["server:home/some", "builtin", "openai:some"]));
    coach(home).args(["models", "order", "some"]).assert().code(1);
    assert_eq!(json(home, &["models", "order"])["order"].as_array().unwrap().len(), 3);
    assert_eq!(json(home, &["models", "order", "--none"])["order"], json!([]));
    assert_eq!(json(home, &["models", "budget", "5000"])["tokens_per_day"], 5_000);
    assert_eq!(
        json(home, &["models", "budget", "none", "--timeout-s", "60"]),
        json!({"tokens_per_day": null, "timeout_s": 60})
    );
    coach(home).args(["models", "budget", "lots"]).assert().code(2);
    coach(home).args(["models", "budget", "--timeout-s", "0"]).assert().code(1);
    json(home, &["models", "server", "remove", "home"]);
    coach(home).args(["models", "server", "remove", "home"]).assert().code(1);
}

#[test]
fn a_model_that_cannot_be_asked_ends_with_one_sentence() {
    let home = home();
    let home = home.path();
    for (model, why) in [
        ("openai:some", "give conversation"),
        ("anthropic:some", "give conversation"),
        ("server:none/some", "coach models server add none"),
    ] {
        coach(home)
            .args(["ask", "How did I sleep?", "--model", model, "--json"])
            .assert()
            .code(1)
            .stdout("")
            .stderr(predicate::str::starts_with("Failed to reach the model").and(predicate::str::contains(why)));
    }
    json(home, &["models", "consent", "give", "all"]);
    coach(home)
        .args(["ask", "How did I sleep?", "--model", "openai:some"])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("coach models key set openai"));
    coach(home)
        .args(["ask", "Hello", "--model", "gpt"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("choose auto"));
    coach(home).args(["ask", "Hello", "--preview"]).assert().success().stdout("Nothing would leave this device.\n");
    let preview = json(home, &["ask", "Hello, I am Ana", "--preview", "--model", "openai:some"]);
    assert_eq!(preview["leaves"], true);
    assert_eq!(preview["preview"]["url"], "https://api.openai.com/v1/responses");
    let body = preview["preview"]["body"].as_str().unwrap();
    assert!(body.contains("Hello, I am <PERSON_A>") && !body.contains("Ana"));
    assert_eq!(json(home, &["audit", "--outbound"]), json!([]));
    coach(home).args(["audit", "--outbound", "--body", "1"]).assert().code(1);
}
