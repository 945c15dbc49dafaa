//! A relay in a process of its own, over HTTP on loopback.

use coach_server::{Limits, Relay, Serving, serve};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Serves a relay from a folder on a port that it prints, until its process ends. With a collector it says all that the
/// program can say: lines on standard error, spans to there.
pub async fn relay(folder: &Path, collector: Option<&str>) {
    let _telemetry = collector.map(|url| coach_server::Telemetry::start(Some(url)).unwrap());
    let relay = Arc::new(Relay::open(folder, Limits::default()).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut out = std::io::stdout();
    writeln!(out, "{}", listener.local_addr().unwrap()).unwrap();
    out.flush().unwrap();
    let serving = Serving { strangers_per_minute: u32::MAX, members_per_minute: u32::MAX, ..Serving::default() };
    serve(relay, listener, serving, CancellationToken::new()).await.unwrap();
}

/// The relay's process. It ends with this.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a program that has the command `relay FOLDER`.
    pub fn start(program: &Path, folder: &Path) -> Self {
        Self::start_with(program, folder, |_| ())
    }

    /// The same, with what else a command is to have.
    pub fn start_with(program: &Path, folder: &Path, more: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(program);
        // As in the image: otherwise each thread of the C library keeps what the pages of others left behind.
        command.arg("relay").arg(folder).env("MALLOC_ARENA_MAX", "1").stdout(Stdio::piped());
        more(&mut command);
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        Server { address: line.trim().parse().unwrap(), child }
    }

    /// A server that another one started, which listens there.
    pub fn of(child: Child, address: SocketAddr) -> Self {
        Server { child, address }
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Processor seconds so far.
    pub fn processor(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        // Fields 14 and 15 of proc(5), in hundredths of a second on Linux.
        let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
        ticks / 100.0
    }

    /// Most memory so far, in megabytes.
    pub fn memory(&self) -> f64 {
        peak_memory(self.id())
    }
}

/// Most memory that a process had so far, in megabytes.
pub fn peak_memory(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1000.0
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
