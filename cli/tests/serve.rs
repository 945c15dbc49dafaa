//! `coach serve` as the real program: starting, answering, ending, and being in the way of another one.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod common;

use common::{coach, json};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use predicates::prelude::*;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

struct Running {
    child: Child,
    said: Value,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(home: &Path, arguments: &[&str]) -> Running {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("coach"))
        .env_clear()
        .env("HOME", home)
        .env("POCKETCOACH_HOME", home.join("data"))
        .env("POCKETCOACH_KEY", "5a".repeat(32))
        .args(["serve", "--json"])
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut text = String::new();
    let said = loop {
        text.push_str(&lines.next().unwrap_or_else(|| panic!("it ended: {text}")).unwrap());
        if let Ok(said) = serde_json::from_str(&text) {
            break said;
        }
    };
    Running { child, said }
}

fn get(running: &Running, path: &str) -> String {
    let address = running.said["address"].as_str().unwrap();
    let token = running.said["token"].as_str().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn init(home: &Path) {
    json(home, &["init", "--name", "Ana"]);
}

#[test]
fn it_serves_until_it_is_told_to_end() {
    let home = tempfile::tempdir().unwrap();
    init(home.path());
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut running = serve(home.path(), &["--port", "0"]);
        let url = running.said["url"].as_str().unwrap();
        let token = running.said["token"].as_str().unwrap();
        assert_eq!(url, format!("http://{}/#token={token}", running.said["address"].as_str().unwrap()));
        assert_eq!(token.len(), 64);
        let answer = get(&running, "/v1/users/me");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"name\":\"Ana\""), "{answer}");
        kill(Pid::from_raw(i32::try_from(running.child.id()).unwrap()), signal).unwrap();
        assert_eq!(running.child.wait().unwrap().code(), Some(0), "{signal}");
    }
    let left: Vec<_> = std::fs::read_dir(home.path().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.contains("db"))
        .collect();
    assert!(!left.iter().any(|name| name.starts_with("uploads") || name.starts_with("open")), "{left:?}");
}

#[test]
fn a_taken_port_is_said_in_one_sentence() {
    let home = tempfile::tempdir().unwrap();
    init(home.path());
    let running = serve(home.path(), &["--port", "0"]);
    let port = running.said["address"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
    coach(home.path())
        .args(["serve", "--port", &port])
        .assert()
        .code(1)
        .stdout("")
        .stderr(predicate::str::contains(port.as_str()).and(predicate::str::contains("--port")));
    assert!(get(&running, "/v1/health").starts_with("HTTP/1.1 200"), "and the first one goes on");
}

#[test]
fn without_a_database_it_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    coach(home.path())
        .args(["serve", "--port", "0"])
        .assert()
        .code(1)
        .stdout("")
        .stderr(predicate::str::contains("coach init"));
}

#[test]
fn the_description_needs_nothing() {
    let home = tempfile::tempdir().unwrap();
    let output = coach(home.path()).args(["serve", "--openapi"]).output().unwrap();
    assert!(output.status.success());
    let committed = include_str!("../../core/web/openapi.json");
    assert!(String::from_utf8(output.stdout).unwrap() == committed, "run `cargo xtask openapi`");
    coach(home.path()).args(["serve", "--openapi", "--open"]).assert().code(2);
}
