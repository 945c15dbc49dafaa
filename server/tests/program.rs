//! The real program: what it logs, how it ends, and that a backup brings everything back.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod person;

use coach_wire::message::{Exchange, Request};
use coach_wire::{Entry, PROTOCOL};
use person::{Client, Person};
use reqwest::StatusCode;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_coach-server");

struct Program {
    child: Child,
    client: Client,
}

impl Program {
    fn start(data: &Path, log: &Path, more: &[&str]) -> Self {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0", "--strangers-per-minute", "100000"])
            .args(["--members-per-minute", "1000000", "--data-dir"])
            .arg(data)
            .args(more)
            .env_clear()
            .env("POCKETCOACH_SERVER_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Program { child, client: Client::new(url) }
    }

    fn terminate(&self) {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
    }

    fn wait(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).env_clear().output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn question(entries: Vec<Entry>) -> Vec<u8> {
    let ask = Exchange { protocol: PROTOCOL, records_known: 1, entries, ..Exchange::default() };
    coach_wire::to_bytes(&Request::Exchange(ask))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_a_running_server_brings_everything_back() {
    let folder = TempDir::new().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    let backup = folder.path().join("backup.db");
    let (data_text, backup_text) = (data.to_str().unwrap(), backup.to_str().unwrap());
    let mut program = Program::start(&data, &log, &[]);
    let ana = Person::new(1);
    program.client.begin(&ana).await;
    let token = program.client.token(&ana).await;
    let (mut chain, mut prev) = (Vec::new(), [0; 32]);
    for seq in 1..=30 {
        let entry = ana.entry(seq, prev);
        prev = entry.hash();
        chain.push(entry);
    }
    program.client.exchange(&token, chain[..20].to_vec()).await;
    let done = run(&["backup", "--data-dir", data_text, backup_text]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&run(&["backup", "--data-dir", data_text, backup_text])).contains("already"), "never over another");
    program.client.exchange(&token, chain[20..].to_vec()).await;
    program.terminate();
    assert!(program.wait());

    // The disk is gone; the backup is what there is.
    std::fs::remove_dir_all(&data).unwrap();
    assert!(!run(&["admin", "--data-dir", data_text]).status.success(), "a mistyped folder makes no server");
    std::fs::create_dir_all(&data).unwrap();
    let damaged = folder.path().join("damaged.db");
    std::fs::write(&damaged, b"no database").unwrap();
    assert!(!run(&["restore", "--data-dir", data_text, damaged.to_str().unwrap()]).status.success());
    let done = run(&["restore", "--data-dir", data_text, backup_text]);
    assert!(done.status.success(), "{}", said(&done));
    let totals: serde_json::Value = serde_json::from_slice(&run(&["admin", "--data-dir", data_text]).stdout).unwrap();
    assert_eq!((totals["accounts"].as_u64(), totals["entries"].as_u64()), (Some(1), Some(20)));
    let program = Program::start(&data, &log, &[]);
    // The token of before is good: its key was in the backup. The device brings again what the backup lacks.
    assert_eq!(program.client.exchange(&token, Vec::new()).await.entries, chain[..20]);
    assert_eq!(program.client.exchange(&token, chain[20..].to_vec()).await.refused, []);
    assert_eq!(program.client.exchange(&token, Vec::new()).await.entries, chain);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_line_says_who_or_with_what() {
    let folder = TempDir::new().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    let mut program = Program::start(&data, &log, &[]);
    let ana = Person::new(1);
    program.client.begin(&ana).await;
    let token = program.client.token(&ana).await;
    program.client.exchange(&token, vec![ana.entry(1, [0; 32])]).await;
    assert_eq!(program.client.post("/v1/sync", vec![0xff], Some(&token)).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(program.client.post("/v1/sync", vec![0xff], Some("forged")).await.0, StatusCode::UNAUTHORIZED);
    let meeting = "c0ffee00".repeat(4);
    assert_eq!(program.client.status(&format!("/v1/rendezvous/{meeting}/0")).await, StatusCode::NOT_FOUND);
    let metrics = program.client.http.get(format!("{}/metrics", program.client.url)).send().await.unwrap();
    let metrics = metrics.text().await.unwrap();
    program.terminate();
    assert!(program.wait());
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("\"route\":\"/v1/sync\""), "it does log: {log}");
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "each line is a document: {line}");
    }
    for secret in [&token[..40], &hex(&ana.account), &hex(&[7; 16]), &meeting, "Bearer", "forged"] {
        assert!(!log.contains(secret), "{secret} is in the log");
        assert!(!metrics.contains(secret), "{secret} is in the metrics");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_under_load_fails_no_request_and_keeps_all_that_was_confirmed() {
    let folder = TempDir::new().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    let mut program = Program::start(&data, &log, &["--drain-seconds", "2"]);
    let mut writing = Vec::new();
    for number in 1..=6 {
        let (client, person) = (Client::new(program.client.url.clone()), Person::new(number));
        client.begin(&person).await;
        writing.push(tokio::spawn(async move {
            let token = client.token(&person).await;
            let (mut confirmed, mut prev) = (0, [0; 32]);
            while client.status("/ready").await == StatusCode::OK {
                let entry = person.entry(confirmed + 1, prev);
                prev = entry.hash();
                let (status, _) = client.post("/v1/sync", question(vec![entry]), Some(&token)).await;
                assert_eq!(status, StatusCode::OK);
                confirmed += 1;
            }
            (person, token, confirmed)
        }));
    }
    tokio::time::sleep(Duration::from_millis(700)).await;
    program.terminate();
    let mut told = Vec::new();
    for task in writing {
        told.push(task.await.unwrap());
    }
    assert!(tokio::task::block_in_place(|| program.wait()), "it ends in order");
    let program = Program::start(&data, &log, &[]);
    for (_, token, confirmed) in told {
        assert!(confirmed > 0);
        assert_eq!(program.client.exchange(&token, Vec::new()).await.entries.len() as u64, confirmed);
    }
}

#[test]
fn what_is_asked_for_wrongly_is_said_and_makes_nothing() {
    let description: serde_json::Value = serde_json::from_slice(&run(&["openapi"]).stdout).unwrap();
    assert_eq!(description["openapi"].as_str().map(|version| &version[..3]), Some("3.1"));
    let folder = TempDir::new().unwrap();
    let nowhere = folder.path().join("nowhere");
    assert!(said(&run(&["serve"])).contains("--data-dir"), "{}", said(&run(&["serve"])));
    for arguments in [
        vec!["admin", "--database-url", "postgres://relay:Zanzibarquux@127.0.0.1:1/relay"],
        vec!["admin", "--database-url", "postgres://relay:Zanzibarquux@127.0.0.1:1/relay?sslmode=require"],
        vec!["admin", "--database-url", "Zanzibarquux"],
        vec!["backup", "--data-dir", nowhere.to_str().unwrap(), "copy.db"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(!said(&output).contains("Zanzibarquux"), "a password is no text for the terminal: {}", said(&output));
    }
    assert!(!nowhere.exists());
}
