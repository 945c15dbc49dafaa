//! The programs that are measured.

use crate::person::Client;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that was started.
pub(crate) struct Program {
    child: Child,
    pub(crate) client: Client,
}

impl Program {
    pub(crate) fn start(more: &[&str]) -> Self {
        let program =
            std::env::var_os("POCKETCOACH_SERVER_BIN").unwrap_or_else(|| panic!("set POCKETCOACH_SERVER_BIN"));
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--strangers-per-minute", "4000000000"])
            .args(["--members-per-minute", "4000000000"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line}")).to_owned();
        Program { child, client: Client::new(url) }
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    /// A line of the kernel's account of its memory, such as `VmRSS:`.
    pub(crate) fn memory_kb(&self, name: &str) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Processor time so far.
    pub(crate) fn cpu(&self) -> Duration {
        let stat = self.proc("stat");
        let after = stat.rsplit(')').next().unwrap();
        let ticks: u64 = after.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Ends it as when the power goes.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A balancer that ends with this.
pub(crate) struct Balancer(Child);

impl Drop for Balancer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// HAProxy before replicas, with the settings of `deploy/haproxy.cfg`, and its address.
pub(crate) fn haproxy(folder: &Path, replicas: &[Program]) -> (Balancer, String) {
    let settings = include_str!("../../../deploy/haproxy.cfg");
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (head, _) = settings.split_once("    server ").unwrap();
    let mut text = head.replace("bind :8080", &format!("bind 127.0.0.1:{port}"));
    for (number, replica) in replicas.iter().enumerate() {
        let address = replica.client.url.trim_start_matches("http://");
        text.push_str(&format!("    server relay{number} {address} check\n"));
    }
    let file = folder.join("haproxy.cfg");
    std::fs::write(&file, text).unwrap();
    let child = Command::new("haproxy").arg("-db").arg("-f").arg(&file).stderr(Stdio::null()).spawn().unwrap();
    let balancer = Balancer(child);
    for _ in 0..100 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_secs(1));
    (balancer, format!("http://127.0.0.1:{port}"))
}
