//! `serve`.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::home;
use crate::output::Output;
use crate::signals::End;
use coach_api::Coach;
use coach_web::{ServeOptions, Server, openapi_json};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) async fn run(
    arguments: &Arguments,
    port: u16,
    open: bool,
    openapi: bool,
    scopes: &[String],
    output: &Output,
) -> Result<(), Failure> {
    if openapi {
        return output.piece(&openapi_json());
    }
    let config = home::config(arguments)?;
    let data_dir = config.data_dir.clone();
    let coach = Coach::open(config.clone()).await?;
    let options = ServeOptions { port, mcp_scopes: scopes.to_vec() };
    let server = match Server::start(coach.clone(), config, options).await {
        Ok(server) => server,
        Err(error) => {
            coach.shutdown().await;
            return Err(error.into());
        }
    };
    let end = End::listen();
    let (address, url) = (server.address(), server.url());
    output.result(&json!({"url": url, "address": address, "token": server.token()}), || url.clone())?;
    output.note(
        "Serving this machine only. The address holds the key of this start: keep it to yourself. Ctrl-C ends it.",
    );
    // Goes with its file when the server ends.
    let _door = if open { Door::open(&data_dir, &url, *output) } else { None };
    tokio::select! {
        () = end.told() => {}
        () = server.ended() => {}
    }
    server.stop().await;
    coach.shutdown().await;
    Ok(())
}

/// A page that leads the browser to the interface. The address goes through a file of the person's own: what stands on
/// a command line can be read by everyone on the machine. Removed when dropped.
struct Door(PathBuf);

impl Door {
    fn open(data_dir: &Path, url: &str, output: Output) -> Option<Door> {
        let door = Door(data_dir.join("open.html"));
        let page =
            format!("<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url={url}\">");
        let opened = door.write(&page).and_then(|()| show(&door.0));
        if let Err(error) = opened {
            output.note(&format!("No browser could be opened ({}); open the address yourself.", error.kind()));
        }
        Some(door)
    }

    fn write(&self, page: &str) -> std::io::Result<()> {
        use std::io::Write as _;
        let mut options = std::fs::File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // One that was left behind may belong to anyone.
        let _ = std::fs::remove_file(&self.0);
        options.open(&self.0)?.write_all(page.as_bytes())
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Has the platform show a file.
fn show(path: &Path) -> std::io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop)
}
