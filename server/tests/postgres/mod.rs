//! A PostgreSQL of a test's own. It listens in its folder, without a port, and ends with the process that started it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

/// A server that was made for a test.
pub(crate) struct Server {
    folder: tempfile::TempDir,
    options: Vec<String>,
    process: Mutex<Child>,
}

/// Where Debian puts the programs; elsewhere they are in the path.
fn program(name: &str) -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let places = debian.map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    places.chain(std::env::split_paths(&path)).map(|place| place.join(name)).find(|file| file.exists())
}

fn is_root() -> bool {
    let own = std::fs::metadata("/proc/self");
    own.is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// A command that ends with the thread that starts it, as somebody whom PostgreSQL serves: it refuses root.
fn bound(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg("--pdeathsig=INT").arg(program);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn spawn(folder: &Path, options: &[String]) -> Option<Child> {
    let mut command = bound(&program("postgres")?);
    command.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    command.args(["-c", "listen_addresses=", "-c", "max_connections=100"]);
    command.args(options);
    let (started, child) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = started.send(command.spawn());
        // The server would end with this thread.
        loop {
            std::thread::park();
        }
    });
    child.recv().ok()?.ok()
}

impl Server {
    /// Makes and starts one; `None` where PostgreSQL is not installed.
    #[allow(dead_code, reason = "not every test starts it plain")]
    pub(crate) fn start() -> Option<Self> {
        Self::start_with(|_| Vec::new())
    }

    /// The same with more options, which may name files that are made in its folder.
    pub(crate) fn start_with(prepare: impl FnOnce(&Path) -> Vec<String>) -> Option<Self> {
        let initdb = program("initdb")?;
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            assert!(Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap().success());
        }
        let mut made = bound(&initdb);
        made.args(["--auth=trust", "--username=relay", "--encoding=UTF8", "--no-sync", "--pgdata"]);
        assert!(made.arg(folder.path().join("data")).status().unwrap().success(), "initdb");
        let options = prepare(folder.path());
        let process = Mutex::new(spawn(folder.path(), &options)?);
        let server = Server { folder, options, process };
        server.wait();
        Some(server)
    }

    /// Its folder.
    #[allow(dead_code, reason = "not every test looks into it")]
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address of a database.
    pub(crate) fn url(&self, database: &str) -> String {
        // With another port, its socket has another name.
        let port = self.options.iter().find_map(|option| option.strip_prefix("port=")).unwrap_or("5432");
        format!("host={} port={port} user=relay dbname={database}", self.folder.path().display())
    }

    fn psql(&self, sql: &str) -> bool {
        let mut asked = Command::new(program("psql").unwrap());
        asked.arg(self.url("postgres")).args(["-X", "-c", sql]).stdout(Stdio::null()).stderr(Stdio::null());
        asked.status().unwrap().success()
    }

    fn wait(&self) {
        let began = Instant::now();
        while !self.psql("SELECT 1") {
            assert!(began.elapsed() < Duration::from_secs(60), "PostgreSQL does not answer");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// A new database, and its address.
    pub(crate) fn create(&self, name: &str) -> String {
        assert!(self.psql(&format!("CREATE DATABASE {name}")));
        self.url(name)
    }

    /// Ends it as when the power goes.
    #[allow(dead_code, reason = "not every test ends it")]
    pub(crate) fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        let id = process.id().to_string();
        // Its children notice that their parent is gone.
        assert!(Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
        process.wait().unwrap();
    }

    /// Starts it again after [`Server::kill`].
    #[allow(dead_code, reason = "not every test ends it")]
    pub(crate) fn start_again(&self) {
        let began = Instant::now();
        loop {
            // While children of the one before are still there, a new one refuses.
            let mut child = spawn(self.folder.path(), &self.options).unwrap();
            std::thread::sleep(Duration::from_millis(500));
            if child.try_wait().unwrap().is_none() {
                *self.process.lock().unwrap() = child;
                return self.wait();
            }
            assert!(began.elapsed() < Duration::from_secs(60), "PostgreSQL does not start again");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(mut process) = self.process.lock() {
            let id = process.id().to_string();
            let _ = Command::new("kill").args(["-INT", &id]).status();
            let _ = process.wait();
        }
    }
}
