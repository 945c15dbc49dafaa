//! A server with a hub, and a phone: the real programs.

use crate::person::Client;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use std::future::Future;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;

const SERVER: &str = env!("CARGO_BIN_EXE_coach-server");

/// The coach of this build. A build of the workspace, as `cargo xtask test` makes it first, has it beside the server; when
/// it is missing it is built here, without the models that a hub in a test has no use for.
pub(crate) fn coach() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let folder = Path::new(SERVER).parent().unwrap();
        let program = folder.join("coach");
        if !program.exists() {
            let profile = folder.file_name().unwrap().to_str().unwrap();
            let profile = if profile == "debug" { "dev" } else { profile };
            let mut build = Command::new(env!("CARGO"));
            build.args(["build", "-p", "coach-cli", "--no-default-features", "--quiet", "--profile", profile]);
            assert!(build.status().unwrap().success());
        }
        program
    })
}

/// The server, to be given arguments and nothing of this environment.
pub(crate) fn server(arguments: &[&str]) -> Command {
    let mut command = Command::new(SERVER);
    command.args(arguments).env_clear().env("TZ", "Europe/Berlin").stdin(Stdio::null());
    command
}

pub(crate) async fn json_of(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

/// Waits for something that comes to pass by itself; how long it takes is not the question.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, mut is_so: impl FnMut() -> F) {
    for _ in 0..2400 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}

/// The processes that one process started.
pub(crate) fn children(process: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        if let Some((_, parent)) = state(id)
            && parent == process
        {
            found.push(id);
        }
    }
    found
}

/// Whether a process is there and not merely waited for.
pub(crate) fn is_there(process: u32) -> bool {
    state(process).is_some_and(|(state, _)| state != "Z" && state != "X")
}

/// State and parent, by proc(5).
fn state(process: u32) -> Option<(String, u32)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace();
    Some((fields.next()?.to_owned(), fields.next()?.parse().ok()?))
}

/// A running server with a hub. Both end with the test.
pub(crate) struct House {
    pub(crate) child: Child,
    pub(crate) client: Client,
    /// Where the hub's pages are.
    pub(crate) address: String,
    /// The token of the link.
    pub(crate) token: String,
    folder: TempDir,
}

impl House {
    pub(crate) fn start(more: &[&str]) -> Self {
        Self::of(TempDir::new().unwrap(), more)
    }

    /// Another server on the data of one that has ended.
    pub(crate) fn again(mut before: House, more: &[&str]) -> Self {
        let folder = std::mem::replace(&mut before.folder, TempDir::new().unwrap());
        let token = before.token.clone();
        drop(before);
        let house = Self::of(folder, more);
        assert_eq!(house.token, token, "the link stays the same");
        house
    }

    fn of(folder: TempDir, more: &[&str]) -> Self {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.path().join("log")).unwrap();
        let limits = ["--strangers-per-minute", "100000", "--members-per-minute", "100000"];
        let mut command = server(&["serve", "--listen", "127.0.0.1:0", "--hub", "--hub-listen", "127.0.0.1:0"]);
        command
            .args(limits)
            .args(more)
            .arg("--data-dir")
            .arg(folder.path().join("data"))
            .arg("--hub-program")
            .arg(coach());
        command.env("HOME", folder.path()).env("POCKETCOACH_SERVER_LOG", "debug").stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        let mut said = |start: &str| {
            let line = lines.next().unwrap().unwrap();
            line.strip_prefix(start).unwrap_or_else(|| panic!("{line}")).to_owned()
        };
        let (url, address) = (said("listening on "), said("hub on http://"));
        let mut house = House { child, client: Client::new(url), address, token: String::new(), folder };
        house.token = house.link(&[]);
        house
    }

    /// The server's program with a command about this house.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = server(arguments);
        command.env("HOME", self.folder.path()).env("POCKETCOACH_SERVER_DATA_DIR", self.folder.path().join("data"));
        command.env("POCKETCOACH_SERVER_HUB_PROGRAM", coach());
        command
    }

    /// The token of the link that is printed.
    pub(crate) fn link(&self, more: &[&str]) -> String {
        let output = self.command(&["hub", "link", "--hub-listen", &self.address]).args(more).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        said.trim()
            .strip_prefix(&format!("http://{}/#token=", self.address))
            .unwrap_or_else(|| panic!("{said}"))
            .to_owned()
    }

    /// A question to the hub's pages' own server, with the link's token.
    pub(crate) fn dashboard(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.http.request(method, format!("http://{}{path}", self.address)).bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        json_of(self.dashboard(Method::GET, path).send().await.unwrap()).await
    }

    /// A text of the relay's.
    pub(crate) async fn text(&self, path: &str) -> String {
        self.client.http.get(format!("{}{path}", self.client.url)).send().await.unwrap().text().await.unwrap()
    }

    /// The value of a metric.
    pub(crate) async fn metric(&self, name: &str) -> String {
        let metrics = self.text("/metrics").await;
        let mut lines = metrics.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        lines.next().unwrap_or_else(|| panic!("{name} is not in {metrics}")).to_owned()
    }

    /// Waits until the hub answers.
    pub(crate) async fn answers(&self) {
        until("the hub answers", || async {
            self.dashboard(Method::GET, "/v1/users/me").send().await.unwrap().status() == StatusCode::OK
        })
        .await;
    }

    /// The keeper and the coach.
    pub(crate) fn processes(&self) -> (u32, u32) {
        let keepers = children(self.child.id());
        assert_eq!(keepers.len(), 1);
        let coaches = children(keepers[0]);
        assert_eq!(coaches.len(), 1);
        (keepers[0], coaches[0])
    }

    /// Most memory of the server so far.
    pub(crate) fn peak_memory_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1000.0
    }

    /// Uploads that the hub has at the moment: folders within the folder of its start.
    pub(crate) fn uploads(&self) -> usize {
        let folders = |path: PathBuf| -> Vec<PathBuf> {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
        };
        folders(self.folder.path().join("data/hub/data/uploads")).into_iter().map(|own| folders(own).len()).sum()
    }

    /// Lets the hub into the phone's account, through the relay.
    pub(crate) fn enrol(&self, phone: &Phone) {
        let join = ["hub", "coach", "--", "--json", "sync", "join", "--server", &self.client.url, "--name", "hub"];
        let mut joining = self.command(&join).stdout(Stdio::piped()).spawn().unwrap();
        let mut shown = BufReader::new(joining.stdout.take().unwrap());
        let code = next_line(&mut shown)["code"].as_str().unwrap().to_owned();
        let mut pairing = phone.command(&["sync", "pair", &code, "--json"]).stdin(Stdio::piped()).spawn().unwrap();
        let words = next_line(&mut shown)["words"].clone();
        let words: Vec<&str> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        writeln!(pairing.stdin.take().unwrap(), "{}", words.join(" ")).unwrap();
        let paired = pairing.wait_with_output().unwrap();
        assert!(paired.status.success(), "{}", String::from_utf8_lossy(&paired.stderr));
        shown.read_to_string(&mut String::new()).unwrap();
        assert!(joining.wait().unwrap().success());
    }

    /// Asks the server to end, and waits until it has.
    pub(crate) fn stop(&mut self) -> bool {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().success()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn next_line(out: &mut BufReader<ChildStdout>) -> Value {
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap()
}

/// A device with a coach.
pub(crate) struct Phone(TempDir);

impl Phone {
    pub(crate) fn new(name: &str) -> Self {
        let phone = Phone(TempDir::new().unwrap());
        phone.json(&["init", "--name", name, "--birth-date", "1990-04-12", "--sex", "female", "--weight-kg", "68"]);
        phone
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(coach());
        command.env_clear().env("HOME", self.0.path()).env("POCKETCOACH_HOME", self.0.path().join("data"));
        command.env("POCKETCOACH_KEY", "5a".repeat(32)).env("TZ", "Europe/Berlin").args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let output: Output = self.command(arguments).arg("--json").output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}
