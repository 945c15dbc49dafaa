//! TLS to PostgreSQL: taken from whom an authority signed for, and from nobody else. And traces: what a collector is told,
//! and what it is not.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod person;
mod postgres;

use coach_server::{Limits, Relay};
use person::{Client, Person};
use postgres::Server;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn openssl(folder: &Path, arguments: &[&str]) {
    let made = Command::new("openssl").current_dir(folder).args(arguments).output();
    let made = made.unwrap_or_else(|error| panic!("openssl: {error}: apt-get install openssl"));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// An authority, and what it signed for `localhost`.
fn certificates(folder: &Path) {
    let new = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    let with = |more: &[&'static str]| [&new[..], more].concat();
    openssl(folder, &with(&["-x509", "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.pem"]));
    openssl(folder, &with(&["-x509", "-subj", "/CN=another", "-keyout", "other.key", "-out", "other.pem"]));
    openssl(folder, &with(&["-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr"])[..]);
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let sign =
        ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"];
    openssl(folder, &[&sign[..], &["-extfile", "names", "-out", "server.pem"]].concat());
    for file in ["server.key", "server.pem"] {
        let _ = Command::new("chown").current_dir(folder).args(["postgres", file]).status();
        assert!(Command::new("chmod").current_dir(folder).args(["600", file]).status().unwrap().success());
    }
}

#[test]
fn a_database_is_believed_when_an_authority_signed_for_its_name() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = Server::start_with(|folder| {
        certificates(folder);
        let setting = |text: String| ["-c".to_owned(), text];
        [
            setting("listen_addresses=localhost".to_owned()),
            setting(format!("port={port}")),
            setting("ssl=on".to_owned()),
            setting(format!("ssl_cert_file={}", folder.join("server.pem").display())),
            setting(format!("ssl_key_file={}", folder.join("server.key").display())),
        ]
        .concat()
    });
    let server = server.unwrap_or_else(|| panic!("PostgreSQL is not installed: apt-get install postgresql"));
    let own = server.create("relay");
    assert!(own.contains("dbname=relay"));
    let url = |host: &str, mode: &str| format!("postgres://relay@{host}:{port}/relay?sslmode={mode}");
    let open = |url: String, authority: &str| {
        let file = server.folder().join(authority);
        Relay::open_postgres_over_tls(&url, Some(&file), Limits::default())
    };
    let relay = open(url("localhost", "require"), "ca.pem").unwrap();
    relay.check().unwrap();
    // The server itself says that the line is encrypted.
    let asked = Command::new("psql")
        .arg(&own)
        .args(["-XAtc", "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'coach-server'"])
        .output()
        .unwrap();
    let encrypted: u32 = String::from_utf8_lossy(&asked.stdout).trim().parse().unwrap();
    assert!(encrypted >= 1);
    assert!(open(url("localhost", "require"), "other.pem").is_err(), "signed by someone else");
    assert!(open(url("127.0.0.1", "require"), "ca.pem").is_err(), "signed for another name");
    assert!(open(url("localhost", "require"), "names").is_err(), "no certificate at all");
    let system = Relay::open_postgres(&url("localhost", "require"), Limits::default());
    assert!(system.is_err(), "no authority of the system");
    assert!(open(url("localhost", "disable"), "ca.pem").is_ok(), "without, where that is asked for");
}

/// A collector that keeps all it is sent.
fn collector() -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, hears) = (stream.unwrap(), Arc::clone(&hears));
            std::thread::spawn(move || {
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                loop {
                    let (mut length, mut line) = (0, String::new());
                    while reader.read_line(&mut line).unwrap_or(0) > 2 {
                        let lower = line.to_lowercase();
                        if let Some(value) = lower.strip_prefix("content-length:") {
                            length = value.trim().parse().unwrap();
                        }
                        line.clear();
                    }
                    if length == 0 {
                        return;
                    }
                    let mut body = vec![0; length];
                    reader.read_exact(&mut body).unwrap();
                    hears.lock().unwrap().extend_from_slice(&body);
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
                }
            });
        }
    });
    (url, heard)
}

fn holds(heard: &[u8], text: &str) -> bool {
    heard.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_collector_hears_of_routes_and_times_and_of_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (collector, heard) = collector();
    let mut child = Command::new(env!("CARGO_BIN_EXE_coach-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--shared-plane", "--otlp-url", &collector, "--data-dir"])
        .arg(folder.path())
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let client = Client::new(line.trim().strip_prefix("listening on ").unwrap().to_owned());
    let ana = Person::new(1);
    client.begin(&ana).await;
    let token = client.token(&ana).await;
    client.exchange(&token, vec![ana.entry(1, [0; 32])]).await;
    let (_, opened) = client.post("/v1/session", br#"{"role":"owner"}"#.to_vec(), Some(&token)).await;
    let opened: serde_json::Value = serde_json::from_slice(&opened).unwrap();
    let signed = opened["access_token"].as_str().unwrap();
    let offer = br#"{"kind":"plan","document":{"note":"Zanzibarquux"}}"#.to_vec();
    assert_eq!(client.post("/v1/shares", offer, Some(signed)).await.0, 201);
    assert_eq!(client.status("/v1/Zanzibarquux?q=Zanzibarquux").await, 404);
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    tokio::task::block_in_place(|| child.wait()).unwrap();
    let began = Instant::now();
    while !holds(&heard.lock().unwrap(), "POST /v1/shares") {
        assert!(began.elapsed() < Duration::from_secs(20), "no trace came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let heard = heard.lock().unwrap();
    for said in ["coach-server", "/v1/sync", "http.response.status_code", "storage"] {
        assert!(holds(&heard, said), "{said}");
    }
    let account: String = ana.account.iter().map(|byte| format!("{byte:02x}")).collect();
    let renewal = opened["refresh_token"].as_str().unwrap();
    for secret in ["Zanzibarquux", &account, &token[..40], &signed[..40], &renewal[..40], "Bearer", "127.0.0.1"] {
        assert!(!holds(&heard, secret), "{secret} went to the collector");
    }
}
