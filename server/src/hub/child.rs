//! The hub's process: started, watched, started again, and ended.

use super::home::Home;
use crate::Error;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader, Lines};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// How the hub is served: to this machine alone, at a port that the system chooses, and said as JSON.
const SERVE: [&str; 4] = ["--json", "serve", "--port", "0"];
/// The first wait before another start, and the longest.
const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(60)];
/// Longer than the keeper's own patience with the program.
const PATIENCE: Duration = Duration::from_secs(30);
/// Lines of what it says at its start.
const MOST_LINES: usize = 64;

/// A hub that answers: where, and with the token of this start.
#[derive(Deserialize)]
pub(super) struct Upstream {
    pub(super) address: SocketAddr,
    pub(super) token: String,
}

/// Keeps a hub running.
pub(super) struct Supervisor {
    pub(super) home: Home,
    /// This program, which can be a keeper.
    pub(super) keeper: PathBuf,
    /// Told of each hub that answers, and of `None` when there is none.
    pub(super) current: watch::Sender<Option<Arc<Upstream>>>,
    pub(super) starts: Arc<AtomicU64>,
    pub(super) stop: CancellationToken,
}

impl Supervisor {
    /// Runs until the end is asked for and the process is gone.
    pub(super) async fn run(self) {
        let mut wait = WAITS[0];
        while !self.stop.is_cancelled() {
            let began = Instant::now();
            match self.once().await {
                Ok(()) if self.stop.is_cancelled() => break,
                Ok(()) => tracing::warn!("the hub ended and is started again"),
                Err(error) => tracing::warn!(%error, "the hub does not run and is started again"),
            }
            // One that ran for a while failed for another reason than the last time.
            wait = if began.elapsed() > WAITS[1] { WAITS[0] } else { wait };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.stop.cancelled() => break,
            }
            wait = (wait * 2).min(WAITS[1]);
        }
    }

    /// One life of the process.
    async fn once(&self) -> Result<(), Error> {
        let home = self.home.clone();
        let prepared = tokio::task::spawn_blocking(move || home.prepare()).await;
        prepared.map_err(|_| Error::Hub("make the hub's folder: an inner task ended unexpectedly".to_owned()))??;
        let mut command = Command::from(self.home.kept(&self.keeper, &SERVE));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        // Ctrl-C in a terminal is for the server, which ends the hub when its own requests are answered.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn().map_err(|error| Error::Hub(format!("start the hub: {error}")))?;
        // Kept apart: waiting for a child closes the input that it still holds.
        let leash = child.stdin.take();
        let last_words = child.stderr.take().map(|stderr| tokio::spawn(last_line(BufReader::new(stderr).lines())));
        let said = child.stdout.take().map(|stdout| BufReader::new(stdout).lines());
        let started = tokio::select! {
            started = started(said) => started,
            () = self.stop.cancelled() => return end(child, leash).await,
        };
        let Some((upstream, rest)) = started else {
            let status = child.wait().await.ok().and_then(|status| status.code());
            let words = match last_words {
                Some(words) => words.await.unwrap_or_default(),
                None => String::new(),
            };
            return Err(Error::Hub(format!("start the hub: it ended with {status:?} and said: {words}")));
        };
        // Nothing more is said there; a pipe that is closed would be an error to whoever writes to it.
        let drain = tokio::spawn(last_line(rest));
        self.starts.fetch_add(1, Ordering::Relaxed);
        tracing::info!("the hub runs");
        self.current.send_replace(Some(Arc::new(upstream)));
        let ended = tokio::select! {
            ended = child.wait() => ended.map(|_| ()).map_err(|error| Error::Hub(format!("watch the hub: {error}"))),
            () = self.stop.cancelled() => end(child, leash).await,
        };
        self.current.send_replace(None);
        drain.abort();
        ended
    }
}

/// Asks for the end by letting the keeper's input go, and waits for it.
async fn end(mut child: Child, leash: Option<ChildStdin>) -> Result<(), Error> {
    drop(leash);
    if tokio::time::timeout(PATIENCE, child.wait()).await.is_err() {
        let _ = child.kill().await;
        return Err(Error::Hub("end the hub: it did not end by itself and was killed".to_owned()));
    }
    Ok(())
}

/// Reads what it says at its start; `None` when it ends before it has said that.
async fn started<R: AsyncRead + Unpin>(lines: Option<Lines<BufReader<R>>>) -> Option<(Upstream, Lines<BufReader<R>>)> {
    let (mut lines, mut text) = (lines?, String::new());
    for _ in 0..MOST_LINES {
        text.push_str(&lines.next_line().await.ok()??);
        if let Ok(upstream) = serde_json::from_str(&text) {
            return Some((upstream, lines));
        }
    }
    None
}

/// The last sentence that it said. The coach puts one on standard error when it fails, without anything of the person's.
async fn last_line<R: AsyncRead + Unpin>(mut lines: Lines<BufReader<R>>) -> String {
    let mut last = String::new();
    while let Ok(Some(line)) = lines.next_line().await {
        if !line.trim().is_empty() {
            last = line;
        }
    }
    last
}
