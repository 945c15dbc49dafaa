//! The real `coach` on three devices, and the real `coach-server` between them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

const CANARY: &str = "Zanzibarquux";

/// The folder of this build's programs. A build of the workspace, as `cargo xtask test` makes it first, has both of them;
/// what is missing is built here, without the models that sync has no use for.
fn programs() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let own = std::env::current_exe().unwrap();
        let folder = own.parent().unwrap().parent().unwrap().to_path_buf();
        if !["coach", "coach-server"].iter().all(|name| folder.join(name).exists()) {
            let profile = folder.file_name().unwrap().to_str().unwrap();
            let profile = if profile == "debug" { "dev" } else { profile };
            let mut build = Command::new(env!("CARGO"));
            build.args(["build", "-p", "coach-cli", "-p", "coach-server", "--no-default-features", "--quiet"]);
            assert!(build.args(["--profile", profile]).status().unwrap().success());
        }
        folder
    })
}

/// A running server. It ends with the test.
struct Server {
    child: Child,
    url: String,
    folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut child = Command::new(programs().join("coach-server"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(folder.path().join("data"))
            .env_clear()
            .env("POCKETCOACH_SERVER_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Server { child, url, folder }
    }

    /// Asks it to end, and waits until it has.
    fn stop(&mut self) -> bool {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One device.
struct Device(TempDir);

impl Device {
    fn new(name: &str) -> Self {
        let device = Device(TempDir::new().unwrap());
        device.json(&["init", "--name", name, "--birth-date", "1990-04-12", "--sex", "female", "--weight-kg", "68"]);
        device
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(programs().join("coach"));
        command.env_clear().env("HOME", self.0.path()).env("POCKETCOACH_HOME", self.0.path().join("data"));
        command.env("POCKETCOACH_KEY", "5a".repeat(32)).env("TZ", "Europe/Berlin").args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        self.json_with(arguments, "")
    }

    fn json_with(&self, arguments: &[&str], input: &str) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat(), input);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    }

    fn sync(&self) {
        let report = self.json(&["sync", "now"]);
        assert_eq!(report["alerts"], Value::Array(Vec::new()), "{report}");
    }

    fn export(&self) -> String {
        let output = self.run(&["export"], "");
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    }
}

fn next_line(out: &mut BufReader<ChildStdout>) -> Value {
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap()
}

/// Lets `new` in beside `old`, with words that the person reads on the new device, or others.
fn pair(new: &Device, old: &Device, url: &str, words: Option<&str>) -> (bool, bool, String) {
    let mut joining = new.command(&["sync", "join", "--server", url, "--name", "phone", "--json"]).spawn().unwrap();
    let mut shown = BufReader::new(joining.stdout.take().unwrap());
    let code = next_line(&mut shown)["code"].as_str().unwrap().to_owned();
    let mut pairing = old.command(&["sync", "pair", &code, "--json"]).stdin(Stdio::piped()).spawn().unwrap();
    let told = next_line(&mut shown)["words"].clone();
    let told: Vec<&str> = told.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let typed = words.map_or_else(|| told.join(" "), str::to_owned);
    writeln!(pairing.stdin.take().unwrap(), "{typed}").unwrap();
    let paired = pairing.wait_with_output().unwrap();
    if !paired.status.success() {
        joining.kill().unwrap();
    }
    let mut rest = String::new();
    shown.read_to_string(&mut rest).unwrap();
    let joined = joining.wait().unwrap().success();
    if joined {
        let answer: Value = serde_json::from_str(rest.trim()).unwrap();
        assert!(answer["device"].is_string(), "{answer}");
    }
    (paired.status.success(), joined, String::from_utf8(paired.stderr).unwrap())
}

#[test]
fn three_devices_share_a_life_that_the_server_cannot_read() {
    let mut server = Server::start();
    let (laptop, phone) = (Device::new(CANARY), Device::new("Ana"));
    phone.json(&["log", "weight", "67.2"]);

    let account = laptop.json(&["sync", "init", "--server", &server.url, "--name", "laptop"]);
    let words: Vec<&str> =
        account["recovery_words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(words.len(), 24);
    assert!(laptop.refused(&["sync", "init", "--server", &server.url], "").contains("already"));

    // Someone in between: the words are not the same, and nobody comes in.
    let (paired, joined, said) = pair(&phone, &laptop, &server.url, Some("not the words"));
    assert!(!paired && !joined && said.contains("three words"), "{said}");
    assert_eq!(laptop.json(&["sync", "devices"]).as_array().unwrap().len(), 1);

    let (paired, joined, said) = pair(&phone, &laptop, &server.url, None);
    assert!(paired && joined, "{said}");
    laptop.sync();
    let meal = laptop.json(&["log", "meal", "2 eggs and toast with butter"]);
    assert!(meal.to_string().contains("egg"), "{meal}");
    laptop.sync();
    phone.sync();
    let today = jiff::Zoned::now().date().to_string();
    let meals = phone.json(&["mcp", "call", "nutrition-tracking", "getMeals", r#"{"days": 1}"#]).to_string();
    assert!(meals.contains("egg"), "{meals}");
    let eaten = |device: &Device| device.json(&["query", "energy_in", "--from", &today, "--to", &today]);
    assert_eq!(eaten(&laptop), eaten(&phone));
    assert!(eaten(&phone)[0]["value"].as_f64().unwrap() > 100.0);
    laptop.sync();
    assert_eq!(laptop.export(), phone.export(), "the weight of before the pairing has come over as well");

    // The phone is lost.
    let devices = laptop.json(&["sync", "devices"]);
    let lost = devices.as_array().unwrap().iter().find(|device| device["name"] == "phone").unwrap();
    laptop.json(&["sync", "revoke", lost["id"].as_str().unwrap()]);
    laptop.json(&["log", "weight", "66.1"]);
    laptop.sync();
    let before = phone.export();
    let said = phone.refused(&["sync", "now"], "");
    assert!(said.contains("revoked") || said.contains("put out"), "{said}");
    assert_eq!(phone.export(), before, "it reads nothing new");

    // A new computer, and the words.
    let tablet = Device::new("somebody");
    let code = account["account"].as_str().unwrap();
    let recover = ["sync", "recover", "--server", server.url.as_str(), "--account", code, "--name", "tablet"];
    let mut wrong = words.clone();
    wrong[6] = if wrong[6] == "zoo" { "zone" } else { "zoo" };
    let said = tablet.refused(&recover, &wrong.join(" "));
    assert!(said.contains("word 7"), "{said}");
    let recovered = tablet.json_with(&recover, &words.join(" "));
    assert!(recovered["state_of"].is_string(), "{recovered}");
    laptop.sync();
    tablet.sync();
    assert_eq!(tablet.export(), laptop.export());
    assert_eq!(tablet.json(&["sync", "status"])["devices"], 2);
    assert_eq!(laptop.json(&["sync", "rotate"])["epoch"], 3);
    tablet.sync();

    // A restart in between loses nothing, and a backup is whole.
    let backup = server.folder.path().join("backup.db");
    let data = server.folder.path().join("data");
    let copied = Command::new(programs().join("coach-server"))
        .args(["backup", "--data-dir"])
        .args([&data, &backup])
        .status()
        .unwrap();
    assert!(copied.success());
    assert!(server.stop(), "it ends in order");
    assert!(laptop.refused(&["sync", "now"], "").contains("nothing is lost"));

    for file in [backup, server.folder.path().join("log")]
        .into_iter()
        .chain(std::fs::read_dir(&data).unwrap().map(|file| file.unwrap().path()))
    {
        let bytes = std::fs::read(&file).unwrap();
        for canary in [CANARY, "eggs", "laptop", "phone", "weight", words[0], "body_mass"] {
            // A short word may stand in ciphertext by chance; one of five letters hardly does.
            let found = canary.len() >= 5
                && bytes.windows(canary.len()).any(|window| window.eq_ignore_ascii_case(canary.as_bytes()));
            assert!(!found || words.contains(&canary) && file.ends_with("log"), "{canary} in {}", file.display());
        }
    }
}

#[test]
fn an_account_that_is_erased_is_gone_for_every_device() {
    let server = Server::start();
    let (laptop, phone) = (Device::new("Ana"), Device::new("Ana"));
    laptop.json(&["sync", "init", "--server", &server.url]);
    assert!(pair(&phone, &laptop, &server.url, None).0);
    assert_eq!(laptop.run(&["sync", "erase"], "").status.code(), Some(2), "it asks first");
    assert!(laptop.json(&["sync", "erase", "--yes"])["entries"].as_u64().unwrap() > 0);
    assert!(phone.refused(&["sync", "now"], "").contains("erased"));
    assert!(laptop.refused(&["sync", "now"], "").contains("erased"));
    let admin = Command::new(programs().join("coach-server"))
        .args(["admin", "--data-dir"])
        .arg(server.folder.path().join("data"))
        .output()
        .unwrap();
    let totals: Value = serde_json::from_slice(&admin.stdout).unwrap();
    assert_eq!(
        (totals["accounts"].as_u64(), totals["entries"].as_u64(), totals["bytes"].as_u64()),
        (Some(0), Some(0), Some(0))
    );
    // What is on the devices stays, and one of them can begin anew.
    laptop.json(&["sync", "init", "--server", &server.url]);
    laptop.sync();
}

#[test]
fn a_warning_sign_told_on_one_device_stops_the_plan_on_the_other_as_it_comes_in() {
    let server = Server::start();
    let (laptop, phone) = (Device::new("Ana"), Device::new("Ana"));
    let answers = laptop.0.path().join("answers.json");
    std::fs::write(
        &answers,
        r#"{"active": true, "diseases": [], "signs": [], "intensity": "vigorous", "cleared": false}"#,
    )
    .unwrap();
    laptop.json(&["screen", "--answers", answers.to_str().unwrap()]);
    laptop.json(&["plan", "create", "--goal", "strength"]);
    laptop.json(&["sync", "init", "--server", &server.url]);
    assert!(pair(&phone, &laptop, &server.url, None).0);
    assert!(phone.json(&["plan", "show"]).to_string().contains("Full body"), "the plan has come over");
    phone.json(&["log", "symptom", "chest pain", "--severity", "8"]);
    phone.sync();
    let report = laptop.json(&["sync", "now"]);
    assert!(report["interventions"].to_string().contains("suspended"), "{report}");
    assert!(report["received"].as_u64().unwrap() > 0);
    let again = laptop.json(&["sync", "now"]);
    assert_eq!(again["interventions"], Value::Array(Vec::new()), "said once: {again}");
}
