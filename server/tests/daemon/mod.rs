//! A Redis or a NATS of one's own, on a port of the loopback that was free. It ends with the process that started it.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

/// What can be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `redis-server`, which keeps nothing on the disk.
    Redis,
    /// `nats-server` with JetStream in a folder.
    Nats,
}

/// A server that was started.
#[derive(Debug)]
pub(crate) struct Daemon {
    kind: Kind,
    port: u16,
    folder: PathBuf,
    process: Mutex<Child>,
}

fn spawn(kind: Kind, port: u16, folder: &Path) -> std::io::Result<Child> {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=KILL");
    let port = port.to_string();
    match kind {
        Kind::Redis => command
            .args(["redis-server", "--bind", "127.0.0.1", "--save", "", "--port", &port])
            .arg("--dir")
            .arg(folder),
        Kind::Nats => command.args(["nats-server", "-a", "127.0.0.1", "-js", "-p", &port, "-sd"]).arg(folder),
    };
    command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    let (started, child) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = started.send(command.spawn());
        // The server would end with this thread.
        loop {
            std::thread::park();
        }
    });
    child.recv().unwrap_or_else(|_| Err(std::io::Error::other("the thread ended")))
}

impl Daemon {
    /// Starts one that keeps its files in a folder.
    ///
    /// # Errors
    /// When its program is not there, or does not answer within 20 seconds.
    pub(crate) fn start(kind: Kind, folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        // Free a moment ago; whoever takes it in between makes the start fail, and says so.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Mutex::new(spawn(kind, port, folder)?);
        let daemon = Daemon { kind, port, folder: folder.to_owned(), process };
        daemon.wait()?;
        Ok(daemon)
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        let scheme = match self.kind {
            Kind::Redis => "redis",
            Kind::Nats => "nats",
        };
        format!("{scheme}://127.0.0.1:{}", self.port)
    }

    fn wait(&self) -> std::io::Result<()> {
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if began.elapsed() > Duration::from_secs(20) {
                return Err(std::io::Error::other(format!("{:?} does not answer; is it installed?", self.kind)));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Ends it as when the power goes.
    #[allow(dead_code, reason = "not everyone ends it")]
    pub(crate) fn kill(&self) {
        if let Ok(mut process) = self.process.lock() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Starts it again after [`Daemon::kill`], with what it kept on the disk.
    ///
    /// # Errors
    /// As [`Daemon::start`].
    #[allow(dead_code, reason = "not everyone ends it")]
    pub(crate) fn start_again(&self) -> std::io::Result<()> {
        let child = spawn(self.kind, self.port, &self.folder)?;
        if let Ok(mut process) = self.process.lock() {
            *process = child;
        }
        self.wait()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.kill();
    }
}
