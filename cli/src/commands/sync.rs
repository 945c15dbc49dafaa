//! `sync init|join|pair|now|status|trim|devices|revoke|rotate|recover|erase`.

use crate::arguments::{Arguments, SyncCommand};
use crate::failure::Failure;
use crate::output::Output;
use crate::{home, render};
use coach_api::{Coach, SyncShown};
use serde_json::json;
use std::io::{IsTerminal, Write};
use std::pin::Pin;

pub(crate) async fn run(arguments: &Arguments, command: &SyncCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let result = perform(&coach, command, *output).await;
    coach.shutdown().await;
    result
}

async fn perform(coach: &Coach, command: &SyncCommand, output: Output) -> Result<(), Failure> {
    match command {
        SyncCommand::Init { server, name } => {
            let account = coach.sync_init(server, &device_name(name.as_deref())).await?;
            output.result(&account, || {
                format!("{}\nThese words are shown this once. Write them down before you go on.", account.kit)
            })
        }
        SyncCommand::Join { server, name } => {
            let report =
                coach.sync_join(server, &device_name(name.as_deref()), move |shown| show(output, &shown)).await?;
            let device = coach.sync_status().await?.device;
            if output.is_json() {
                return output.line(&json!({"device": device, "report": report}).to_string());
            }
            output.line(&format!("This device is in.\n{}", render::sync_report(&report)))
        }
        SyncCommand::Pair { code } => {
            let confirm = move |words: [String; 3]| -> Pin<Box<dyn Future<Output = bool> + Send>> {
                Box::pin(
                    async move { tokio::task::spawn_blocking(move || compare(output, &words)).await.unwrap_or(false) },
                )
            };
            let device = coach.sync_pair(code, confirm).await?;
            output.result(&json!({"device": device}), || {
                format!("The device “{}” is in.", device.name.as_deref().unwrap_or(&device.id))
            })
        }
        SyncCommand::Now { watch: true } => watch(coach, output).await,
        SyncCommand::Now { watch: false } => {
            let report = coach.sync_now().await?;
            output.result(&report, || render::sync_report(&report))
        }
        SyncCommand::Status => {
            let status = coach.sync_status().await?;
            output.result(&status, || render::sync_status(&status))
        }
        SyncCommand::Trim => {
            let report = coach.sync_trim().await?;
            let status = coach.sync_status().await?;
            output.result(&json!({"report": report, "status": status}), || {
                format!("{}\n{}", render::sync_report(&report), render::sync_trimmed(&status))
            })
        }
        SyncCommand::Devices => {
            let devices = coach.sync_devices().await?;
            output.result(&devices, || render::sync_devices(&devices))
        }
        SyncCommand::Revoke { id } => {
            let devices = coach.sync_revoke(id).await?;
            output.result(&devices, || {
                format!("It is out, and reads nothing that is written from now on.\n{}", render::sync_devices(&devices))
            })
        }
        SyncCommand::Rotate => {
            let epoch = coach.sync_rotate().await?;
            output.result(&json!({"epoch": epoch}), || format!("Everything new is sealed with key number {epoch}."))
        }
        SyncCommand::Recover { server, account, name } => {
            let words = read_words()?;
            let (recovered, report) =
                coach.sync_recover(server, &words, account.as_deref(), &device_name(name.as_deref())).await?;
            let state_of = render::moment(recovered.state_of_ms);
            output.result(&json!({"state_of": state_of, "state_by": recovered.state_by, "report": report}), || {
                format!(
                    "The account is back, as it was changed last on {state_of}{}. If you know of a later change, the \
                     server keeps it back.\n{}",
                    recovered.state_by.as_deref().map_or(String::new(), |id| format!(" by the device {}", &id[..8])),
                    render::sync_report(&report)
                )
            })
        }
        SyncCommand::Erase { yes } => {
            if !yes {
                return Err(Failure::Usage(
                    "This erases the account on the server for all devices; what is on them stays. Add --yes to go on."
                        .to_owned(),
                ));
            }
            let (entries, bytes) = coach.sync_erase().await?;
            output.result(&json!({"entries": entries, "bytes": bytes}), || {
                format!("The server erased the account: {entries} sealed entries, {bytes} bytes. It signed a receipt.")
            })
        }
    }
}

/// Syncs until Ctrl-C. A server that is away is no reason to stop.
async fn watch(coach: &Coach, output: Output) -> Result<(), Failure> {
    let stop = tokio::signal::ctrl_c();
    tokio::pin!(stop);
    loop {
        match coach.sync_now().await {
            Ok(report) if output.is_json() => output.line(&json!(report).to_string())?,
            Ok(report) => output.line(&render::sync_report(&report))?,
            Err(error) if error.is_retryable() => output.note(&error.user_message()),
            Err(error) => return Err(error.into()),
        }
        tokio::select! {
            _ = &mut stop => return Ok(()),
            waited = coach.sync_wait() => waited?,
        }
    }
}

fn device_name(given: Option<&str>) -> String {
    given.map_or_else(|| format!("{} computer", std::env::consts::OS), str::to_owned)
}

/// Shows the code and the words of a device that wants in: as JSON lines, or as text with a picture of the code.
fn show(output: Output, shown: &SyncShown) {
    let text = match shown {
        SyncShown::Code(code) if output.is_json() => json!({"code": code}).to_string(),
        SyncShown::Words(words) if output.is_json() => json!({"words": words}).to_string(),
        SyncShown::Code(code) => {
            let picture = qrcode::QrCode::new(code.as_bytes())
                .map(|code| code.render::<qrcode::render::unicode::Dense1x2>().build())
                .unwrap_or_default();
            format!("{picture}\nOn a device that is in:\n\n  coach sync pair {code}\n\nWaiting for it …")
        }
        SyncShown::Words(words) => {
            format!("The other device asks for these three words. Type them there:\n\n  {}\n", words.join(" "))
        }
    };
    // A reader that went away does not end the enrolment.
    let _ = output.line(&text);
    let _ = std::io::stdout().flush();
}

/// Asks for the words that the new device shows, rather than showing them to be agreed to: who reads them has to look.
fn compare(output: Output, words: &[String; 3]) -> bool {
    if std::io::stdin().is_terminal() {
        output.note("Type the three words that the new device shows:");
    }
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line).is_err() {
        return false;
    }
    line.split_whitespace().map(str::to_lowercase).eq(words.iter().cloned())
}

fn read_words() -> Result<String, Failure> {
    let mut words = String::new();
    if std::io::stdin().is_terminal() {
        let mut editor = rustyline::DefaultEditor::new()
            .map_err(|error| Failure::Io(format!("Failed to open the terminal: {error}.")))?;
        words = editor
            .readline("The 24 words of the recovery kit: ")
            .map_err(|_| Failure::Usage("Nothing was recovered.".to_owned()))?;
    } else {
        std::io::Read::read_to_string(&mut std::io::stdin(), &mut words)
            .map_err(|error| Failure::Io(format!("Failed to read the words: {error}.")))?;
    }
    Ok(words)
}
