//! The process between the server and the hub. It runs the hub's program for as long as the server holds the other end of
//! its standard input, so that a server that is killed hard leaves no hub behind.

use crate::Error;
use std::ffi::OsString;
use std::io::Read as _;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// How long a program may take to end in order.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs a program until it ends, or until standard input does or this process is asked to end; then it is asked to end,
/// and after twenty seconds made to. Gives its status.
///
/// # Errors
/// [`Error::Hub`] when it cannot be started.
pub fn keep(program: &[OsString]) -> Result<u8, Error> {
    let [name, arguments @ ..] = program else { return Err(Error::Malformed("there is no program to keep")) };
    let failed = |error: std::io::Error| Error::Hub(format!("run {}: {error}", name.display()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let status = runtime.block_on(async {
        let (let_go, gone) = tokio::sync::oneshot::channel();
        // A thread of its own: reading cannot be given up, and must not keep the process.
        std::thread::spawn(move || {
            let _ = std::io::stdin().lock().read_to_end(&mut Vec::new());
            let _ = let_go.send(());
        });
        let told = asked_to_end()?;
        let mut child = Command::new(name).args(arguments).stdin(Stdio::null()).kill_on_drop(true).spawn()?;
        let ended = tokio::select! {
            status = child.wait() => Some(status?),
            _ = gone => None,
            () = told => None,
        };
        match ended {
            Some(status) => Ok(status),
            None => end(&mut child).await,
        }
    });
    let code = status.map_err(failed)?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(1))
}

async fn end(child: &mut Child) -> std::io::Result<std::process::ExitStatus> {
    #[cfg(unix)]
    if let Some(id) = child.id().and_then(|id| i32::try_from(id).ok()) {
        let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(id), nix::sys::signal::Signal::SIGTERM);
        if let Ok(status) = tokio::time::timeout(PATIENCE, child.wait()).await {
            return status;
        }
    }
    child.start_kill()?;
    child.wait().await
}

/// Waits until this process is asked to end.
#[cfg(unix)]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    let mut asked = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        asked.recv().await;
    })
}

#[cfg(not(unix))]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(std::future::pending())
}
