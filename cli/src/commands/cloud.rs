//! Models elsewhere: `models key|server|consent|order|budget`, the preview of a question, and what left.

use crate::arguments::{
    AddServer, ApiChoice, Arguments, Budget, Choice, ConsentCommand, KeyCommand, ServerCommand, ServicesCommand,
};
use crate::failure::Failure;
use crate::output::Output;
use crate::{home, render};
use coach_api::{Coach, CoachError, ModelApi, ModelServer, SendOptions, Share};
use secrecy::SecretString;
use serde_json::json;
use std::io::{BufRead, IsTerminal, Write};

pub(crate) async fn models(arguments: &Arguments, command: &ServicesCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let result = match command {
        ServicesCommand::Key { command } => key(&coach, command, output).await,
        ServicesCommand::Server { command } => server(&coach, command, output).await,
        ServicesCommand::Consent { command } => consent(&coach, command, output).await,
        ServicesCommand::Order { models, none } => order(&coach, models, *none, output).await,
        ServicesCommand::Budget(wanted) => budget(&coach, wanted, output).await,
    };
    coach.shutdown().await;
    result
}

async fn key(coach: &Coach, command: &KeyCommand, output: &Output) -> Result<(), Failure> {
    match command {
        KeyCommand::Set { service } => {
            let kept = coach.set_service_key(service, read_key(service, output)?).await?;
            let place = if kept.in_keyring { "the platform's keyring" } else { "the encrypted database" };
            output.result(&kept, || format!("The key for {service} is kept in {place}."))
        }
        KeyCommand::Remove { service } => {
            coach.remove_service_key(service).await?;
            output.result(&json!({"removed": service}), || format!("Forgot the key for {service}."))
        }
        KeyCommand::List => {
            let keys = coach.service_keys().await?;
            output.result(&keys, || {
                let names: Vec<_> = keys.iter().map(|key| key.service.as_str()).collect();
                if names.is_empty() { "There are no keys.".to_owned() } else { names.join("\n") }
            })
        }
    }
}

async fn server(coach: &Coach, command: &ServerCommand, output: &Output) -> Result<(), Failure> {
    match command {
        ServerCommand::Add(wanted) => add_server(coach, wanted, output).await,
        ServerCommand::Remove { name } => {
            coach.remove_model_server(name).await?;
            output.result(&json!({"removed": name}), || format!("Forgot the server {name}."))
        }
        ServerCommand::List => {
            let servers = coach.model_servers().await?;
            output.result(&servers, || render::model_servers(&servers))
        }
    }
}

async fn add_server(coach: &Coach, wanted: &AddServer, output: &Output) -> Result<(), Failure> {
    let api = match wanted.api {
        ApiChoice::Chat => ModelApi::Chat,
        ApiChoice::Responses => ModelApi::Responses,
        ApiChoice::Messages => ModelApi::Messages,
    };
    let server = ModelServer { url: wanted.url.clone(), api, on_this_machine: wanted.on_this_machine };
    // Read first: a server whose key did not come is not half added.
    let key = if wanted.key { Some(read_key(&wanted.name, output)?) } else { None };
    coach.add_model_server(&wanted.name, server.clone()).await?;
    if let Some(key) = key {
        coach.set_service_key(&wanted.name, key).await?;
    }
    output.result(&json!({"name": wanted.name, "server": server}), || {
        format!("Added. Ask it with --model server:{}/MODEL.", wanted.name)
    })
}

async fn consent(coach: &Coach, command: &ConsentCommand, output: &Output) -> Result<(), Failure> {
    let shares: Vec<Share> = match command {
        ConsentCommand::Show => coach.shares().await?,
        ConsentCommand::Give { categories } => coach.share(categories, true).await?,
        ConsentCommand::Withdraw { categories } => coach.share(categories, false).await?,
    };
    output.result(&shares, || render::shares(&shares))
}

async fn order(coach: &Coach, models: &[String], none: bool, output: &Output) -> Result<(), Failure> {
    if none || !models.is_empty() {
        coach.set_model_order(models).await?;
    }
    let order = coach.model_order().await?;
    output.result(&json!({"order": order}), || {
        let names = order.iter().map(String::as_str).chain(["builtin, always"]);
        names.enumerate().map(|(at, name)| format!("{}. {name}\n", at + 1)).collect()
    })
}

async fn budget(coach: &Coach, wanted: &Budget, output: &Output) -> Result<(), Failure> {
    let mut limits = coach.cloud_limits().await?;
    let before = limits;
    match wanted.tokens_per_day.as_deref() {
        None => {}
        Some("none") => limits.tokens_per_day = None,
        Some(text) => {
            limits.tokens_per_day = Some(
                text.parse()
                    .map_err(|_| Failure::Usage("Give a number of tokens a day, or none for no limit.".to_owned()))?,
            );
        }
    }
    limits.timeout_s = wanted.timeout_s.unwrap_or(limits.timeout_s);
    if limits != before {
        coach.set_cloud_limits(limits).await?;
    }
    output.result(&limits, || {
        let tokens = limits.tokens_per_day.map_or("any number of".to_owned(), |tokens| tokens.to_string());
        format!("Models elsewhere may use {tokens} tokens a day and {} s for an answer.", limits.timeout_s)
    })
}

/// Shows what would leave for a question: the body alone on standard output, to the byte, and the rest beside it.
pub(crate) async fn preview(
    arguments: &Arguments,
    text: &str,
    session: Option<&str>,
    choice: &Choice,
    options: &SendOptions,
    output: &Output,
) -> Result<(), Failure> {
    let coach = home::open_with(arguments, choice).await?;
    let preview = coach.preview(session, text, options).await;
    coach.shutdown().await;
    let preview = preview?;
    if output.is_json() {
        return output.result(&json!({"leaves": preview.is_some(), "preview": preview}), String::new);
    }
    match preview {
        None => output.line("Nothing would leave this device."),
        Some(preview) => {
            output.note(&format!(
                "{} bytes would leave for {} at {}, with: {}. SHA-256 {}.",
                preview.bytes,
                preview.model,
                preview.url,
                preview.categories.join(", ").replace('_', " "),
                preview.sha256
            ));
            output.piece(&preview.body)
        }
    }
}

/// What left, or every byte of one request.
pub(crate) async fn outbound(
    arguments: &Arguments,
    limit: usize,
    body: Option<i64>,
    output: &Output,
) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let result = async {
        let Some(id) = body else {
            let entries = coach.outbound(limit).await?;
            return output.result(&entries, || render::outbound(&entries));
        };
        let body = coach.outbound_body(id).await?;
        if output.is_json() {
            return output.result(&json!({"id": id, "body": String::from_utf8_lossy(&body)}), String::new);
        }
        let mut out = std::io::stdout().lock();
        out.write_all(&body)?;
        Ok(out.flush()?)
    }
    .await;
    coach.shutdown().await;
    result
}

/// Reads a key from standard input; on a terminal without showing it.
fn read_key(service: &str, output: &Output) -> Result<SecretString, Failure> {
    let nothing = |error: std::io::Error| Failure::Io(format!("Failed to read the key: {}.", error.kind()));
    let text = if std::io::stdin().is_terminal() {
        output.note(&format!("The key for {service} (it is not shown):"));
        rpassword::read_password().map_err(nothing)?
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(nothing)?;
        line
    };
    let key = SecretString::from(text.trim());
    let text = zeroize::Zeroizing::new(text);
    if text.trim().is_empty() {
        return Err(CoachError::InvalidInput("read the key: standard input is empty".to_owned()).into());
    }
    Ok(key)
}
