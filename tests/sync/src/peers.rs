//! Other people's servers beside our relay: each started as its package starts it, asked by a client that speaks its own
//! protocol (`tests/sync/peers`), and measured on the same line in the same way.

use crate::line::Line;
use crate::served::Server;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// A peer.
pub struct Peer {
    /// Its name.
    pub name: &'static str,
    packages: PathBuf,
    server: &'static str,
    client: &'static str,
}

/// The peers whose packages are installed in a folder.
pub fn all(packages: &Path) -> Vec<Peer> {
    let packages = std::fs::canonicalize(packages).unwrap();
    let peer = |name, server, client| Peer { name, packages: packages.clone(), server, client };
    vec![
        peer("Evolu relay", "evolu-relay.mjs", "evolu-client.mjs"),
        peer("Actual server", "node_modules/@actual-app/sync-server/build/app.js", "actual-client.mjs"),
    ]
}

/// What one step took.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Step {
    /// Bytes there and back, with those of HTTP.
    pub bytes: u64,
    /// Questions.
    pub round_trips: u64,
    /// Seconds that the client waited and worked.
    pub wall_s: f64,
    /// Processor seconds of the server.
    pub server_cpu_s: f64,
}

/// What 50,000 changes took.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figures {
    /// Whose.
    pub name: String,
    /// All of them from one device.
    pub push: Step,
    /// All of them to a second one.
    pub pull: Step,
    /// The first one again, with nothing new.
    pub check: Step,
    /// Most memory of the server, in megabytes.
    pub peak_mb: f64,
    /// Bytes of the server's files.
    pub disk_bytes: u64,
}

impl Figures {
    /// Those of our relay, of what was measured of it.
    pub fn ours(rows: &[Value], peak_mb: f64, disk_bytes: u64) -> Self {
        let step = |what: &str| {
            let row = rows.iter().find(|row| row["what"] == what).unwrap();
            Step {
                bytes: row["bytes_asked"].as_u64().unwrap() + row["bytes_answered"].as_u64().unwrap(),
                round_trips: row["round_trips"].as_u64().unwrap(),
                wall_s: row["wall_s"].as_f64().unwrap(),
                server_cpu_s: row["relay_cpu_s"].as_f64().unwrap(),
            }
        };
        let (push, pull, check) = (step("push"), step("cold pull with 24 words"), step("check without news"));
        Figures { name: "PocketCoach relay".to_owned(), push, pull, check, peak_mb, disk_bytes }
    }
}

/// A client that does one step after the other.
struct Client {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Client {
    /// Does a step, and says what the client says of it.
    fn step(&mut self, name: &str) -> Value {
        writeln!(self.to, "{name}").unwrap();
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the client did not {name}"))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Peer {
    fn node(&self, script: &str) -> Command {
        let mut command = Command::new(self.packages.join("node_modules/node/bin/node"));
        command.arg(self.packages.join(script)).stderr(Stdio::inherit());
        command
    }

    fn start(&self, folder: &Path) -> Server {
        std::fs::create_dir_all(folder).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = self.node(self.server);
        command.arg(port.to_string()).current_dir(folder).env("NODE_ENV", "production").stdout(Stdio::null());
        command.env("ACTUAL_PORT", port.to_string()).env("ACTUAL_HOSTNAME", "127.0.0.1").env("ACTUAL_DATA_DIR", folder);
        let server = Server::of(command.spawn().unwrap(), SocketAddr::from(([127, 0, 0, 1], port)));
        let began = Instant::now();
        while TcpStream::connect(server.address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "{} did not start", self.name);
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    /// Measures it, with its files in a folder.
    pub async fn measure(&self, folder: &Path) -> Figures {
        let server = self.start(folder);
        let (line, url) = Line::to(server.address).await;
        let mut child = self.node(self.client).arg(url).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut client = Client { child, to, from };
        tokio::task::block_in_place(|| {
            client.step("write");
            let mut step = |name: &str| {
                line.begin();
                let processor = server.processor();
                let said = client.step(name);
                let (asked, answered) = line.bytes();
                Step {
                    bytes: asked + answered,
                    round_trips: said["round_trips"].as_u64().unwrap(),
                    wall_s: said["wall_s"].as_f64().unwrap(),
                    server_cpu_s: server.processor() - processor,
                }
            };
            let (push, pull, check) = (step("push"), step("pull"), step("check"));
            let (name, peak_mb, disk_bytes) = (self.name.to_owned(), server.memory(), size(folder));
            Figures { name, push, pull, check, peak_mb, disk_bytes }
        })
    }
}

fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    files.map(|file| if file.path().is_dir() { size(&file.path()) } else { file.metadata().unwrap().len() }).sum()
}

/// All of it side by side, in Markdown.
pub fn table(all: &[Figures]) -> String {
    type Cell = fn(&Figures) -> String;
    let rows: [(&str, &str, Cell); 12] = [
        ("push, MB", "8", |of| format!("{:.2}", of.push.bytes as f64 / 1e6)),
        ("push, round trips", "2", |of| of.push.round_trips.to_string()),
        ("push, seconds", "", |of| format!("{:.2}", of.push.wall_s)),
        ("cold pull, MB", "8", |of| format!("{:.2}", of.pull.bytes as f64 / 1e6)),
        ("cold pull, round trips", "2", |of| of.pull.round_trips.to_string()),
        ("cold pull, seconds", "", |of| format!("{:.2}", of.pull.wall_s)),
        ("check without news, bytes", "200", |of| of.check.bytes.to_string()),
        ("check without news, round trips", "1", |of| of.check.round_trips.to_string()),
        ("server's processor, push and pull, seconds", "0.5", |of| {
            format!("{:.2}", of.push.server_cpu_s + of.pull.server_cpu_s)
        }),
        ("server's processor, check, seconds", "", |of| format!("{:.2}", of.check.server_cpu_s)),
        ("server's memory at most, MB", "40", |of| format!("{:.0}", of.peak_mb)),
        ("server's disk, MB", "10", |of| format!("{:.1}", of.disk_bytes as f64 / 1e6)),
    ];
    let mut text = "| 50,000 changes of 120 random letters | goal |".to_owned();
    for of in all {
        let _ = write!(text, " {} |", of.name);
    }
    let _ = writeln!(text, "\n|---|---|{}", "---|".repeat(all.len()));
    for (what, goal, cell) in rows {
        let _ = write!(text, "| {what} | {goal} |");
        for of in all {
            let _ = write!(text, " {} |", cell(of));
        }
        text.push('\n');
    }
    text
}
