//! What is wrong on this machine, and what to do about it.

use crate::coach::{Coach, CoachConfig, hop};
use coach_domain::time::Clock;
use coach_store::{KeySource, Store};
use serde::Serialize;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Finding {
    /// What was looked at, for example `database`.
    pub name: String,
    /// It is as it should be.
    pub ok: bool,
    /// What was found, and what to do where it is not as it should be.
    pub detail: String,
}

/// Everything that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Diagnosis {
    /// Nothing is wrong.
    pub ok: bool,
    /// Version of PocketCoach.
    pub version: String,
    /// Findings in the order of the checks.
    pub findings: Vec<Finding>,
}

impl Diagnosis {
    /// Looks at the folder, the key, the database, the log, the data and the clock. Never fails: what is wrong is in
    /// the findings.
    pub async fn run(config: CoachConfig) -> Diagnosis {
        let mut findings = Vec::new();
        let folder = config.data_dir.display().to_string();
        if !Store::exists(&config.data_dir) {
            findings.push(bad("database", format!("there is none in {folder}; run `coach init`")));
            return finish(findings);
        }
        findings.push(good("folder", folder));
        let key = config.key.clone();
        let data_dir = config.data_dir.clone();
        match hop(move || Ok(key.load(&data_dir).map(drop)?)).await {
            Ok(()) => findings.push(good("key", place(&config.key))),
            Err(error) => findings.push(bad("key", error.user_message())),
        }
        match Coach::open(config).await {
            Ok(coach) => {
                look_inside(&coach, &mut findings).await;
                coach.shutdown().await;
            }
            Err(error) => findings.push(bad("database", error.user_message())),
        }
        finish(findings)
    }
}

impl Coach {
    /// Looks at the database, the log, the data and the clock of this coach while it is open. Never fails: what is
    /// wrong is in the findings.
    pub async fn diagnose(&self) -> Diagnosis {
        let mut findings = Vec::new();
        look_inside(self, &mut findings).await;
        finish(findings)
    }
}

async fn look_inside(coach: &Coach, findings: &mut Vec<Finding>) {
    match coach.check().await {
        Ok(health) => {
            let intact = health.integrity == "ok";
            let detail = if intact {
                format!("intact, {:.1} MB", health.bytes as f64 / 1e6)
            } else {
                format!("{}; restore a backup or export what can be read", health.integrity)
            };
            findings.push(Finding { name: "database".to_owned(), ok: intact, detail });
            findings.push(match health.log_error {
                None => good("log", format!("{} entries, every hash and signature holds", health.log_entries)),
                Some(error) => bad("log", format!("{error}; run `coach export` and keep the file")),
            });
            findings.push(match health.quarantined {
                0 => good("quarantine", "empty".to_owned()),
                count => bad("quarantine", format!("{count} entries wait for a newer PocketCoach; update this one")),
            });
        }
        Err(error) => findings.push(bad("database", error.user_message())),
    }
    let freshness = coach.on_store(|store| Ok(store.freshness()?)).await;
    findings.push(match freshness {
        Ok(rows) => match rows.iter().map(|row| row.last_day).max() {
            Some(last) => good("data", format!("{} metrics, the latest day is {last}", rows.len())),
            None => bad("data", "none yet; run `coach import PATH` or `coach demo`".to_owned()),
        },
        Err(error) => bad("data", error.user_message()),
    });
    if let Ok(parts) = coach.parts() {
        findings.push(good("clock", format!("{} in {}", parts.clock.today(), parts.clock.time_zone())));
        let name = parts.model.name();
        let detail = match name {
            "builtin" => format!("{name}; needs no key, network or model file"),
            _ => format!("{name}, and the built-in coach where it cannot answer"),
        };
        findings.push(good("model", detail));
    }
}

fn place(key: &KeySource) -> String {
    match key {
        KeySource::Keyring => "in the platform's keyring".to_owned(),
        KeySource::File(path) => format!("in {}", path.display()),
        KeySource::Vault(_) => "in the platform's keychain".to_owned(),
        KeySource::Given(_) => "given by the environment".to_owned(),
    }
}

fn good(name: &str, detail: String) -> Finding {
    Finding { name: name.to_owned(), ok: true, detail }
}

fn bad(name: &str, detail: String) -> Finding {
    Finding { name: name.to_owned(), ok: false, detail }
}

fn finish(findings: Vec<Finding>) -> Diagnosis {
    Diagnosis { ok: findings.iter().all(|finding| finding.ok), version: env!("CARGO_PKG_VERSION").to_owned(), findings }
}
