//! What `deploy` says about the program is true of the program: metrics, options, addresses.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_coach-server");

fn deploy(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../deploy").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Words that begin like one of our metrics.
fn metrics_in(text: &str) -> BTreeSet<&str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| word.starts_with("relay_") || word.starts_with("http_request")).collect()
}

#[tokio::test]
async fn dashboards_and_alerts_ask_for_what_the_program_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(folder.path().join("data"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("listening on ").unwrap();
    let get = |path: &str| reqwest::get(format!("{url}{path}"));
    assert!(get("/ready").await.unwrap().status().is_success());
    let said = get("/metrics").await.unwrap().text().await.unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let known = metrics_in(&said);
    for file in ["grafana/relay.json", "prometheus/alerts.yml", "prometheus/alerts.test.yml"] {
        let text = deploy(file);
        let asked = metrics_in(&text);
        assert!(!asked.is_empty(), "{file} asks for nothing");
        assert_eq!(asked.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "{file}");
    }
    let dashboard: serde_json::Value = serde_json::from_str(&deploy("grafana/relay.json")).unwrap();
    assert!(dashboard["panels"].as_array().unwrap().len() > 5);
}

#[test]
fn every_variable_in_deploy_is_one_of_the_program() {
    let help = Command::new(PROGRAM).args(["serve", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for file in ["Dockerfile", "compose.yaml", "helm/relay/templates/relay.yaml"] {
        let text = deploy(file);
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let named: BTreeSet<&str> = words.filter(|word| word.starts_with("POCKETCOACH_SERVER_")).collect();
        assert!(!named.is_empty(), "{file} sets nothing");
        for name in named {
            assert!(name == "POCKETCOACH_SERVER_LOG" || help.contains(name), "{file} sets {name}");
        }
    }
}

#[test]
fn every_alert_leads_to_a_page_of_the_runbook() {
    let alerts = deploy("prometheus/alerts.yml");
    let runbook = deploy("../docs/server/runbook.md");
    let headings: BTreeSet<String> = runbook
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    let anchors: Vec<&str> = alerts.lines().filter_map(|line| line.split("runbook.md#").nth(1)).collect();
    assert!(anchors.len() >= 7);
    for anchor in anchors {
        assert!(headings.contains(anchor), "no page {anchor}");
    }
}

#[test]
fn every_column_of_the_database_is_on_the_page_of_what_the_server_sees() {
    let folder = tempfile::tempdir().unwrap();
    coach_server::Relay::open(folder.path(), coach_server::Limits::default()).unwrap();
    let database = rusqlite::Connection::open(folder.path().join(coach_server::FILE)).unwrap();
    let mut columns = database
        .prepare(
            "SELECT tables.name, columns.name FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
             WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let there: BTreeSet<(String, String)> =
        columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let page = deploy("../docs/server/what-it-sees.md");
    let mut told = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let mut cells = line.split('|').skip(1);
        let (table, columns) = (cells.next().unwrap().trim().trim_matches('`'), cells.next().unwrap());
        told.extend(columns.split('`').skip(1).step_by(2).map(|column| (table.to_owned(), column.to_owned())));
    }
    assert_eq!(there, told);
}
