//! A relay for tests that cannot start one themselves.

use crate::tool::workspace::Workspace;
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The `coach-server` of the dev build on a free port of loopback, over a folder of its own. It ends when dropped.
pub(super) struct Relay {
    child: Child,
    /// Where it listens.
    pub(super) url: String,
}

impl Relay {
    pub(super) fn start(workspace: &Workspace) -> Result<Self> {
        let data = workspace.target.join("relay");
        if data.exists() {
            std::fs::remove_dir_all(&data)?;
        }
        let mut child = Command::new(workspace.program("dev", "coach-server")?)
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(&data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("failed to start coach-server")?;
        let mut line = String::new();
        if let Some(out) = child.stdout.as_mut() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let url = line.trim().strip_prefix("listening on ").context("failed to hear where coach-server listens")?;
        Ok(Self { url: url.to_owned(), child })
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
