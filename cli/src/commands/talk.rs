//! `ask` and `chat`.

use super::cloud;
use crate::arguments::{Arguments, Choice};
use crate::failure::Failure;
use crate::output::Output;
use crate::signals::on_interrupt;
use crate::{home, render};
use coach_api::{Coach, CoachError, CoachEvent, Fallback, ProposalRow, SendOptions, Session, TurnResult};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

pub(crate) async fn ask(
    arguments: &Arguments,
    text: &str,
    session: Option<&str>,
    preview: bool,
    choice: &Choice,
    output: &Output,
) -> Result<(), Failure> {
    let options = options(choice);
    if preview {
        return cloud::preview(arguments, text, session, choice, &options, output).await;
    }
    let coach = home::open_with(arguments, choice).await?;
    let session = open_session(&coach, session).await?;
    if output.is_terminal() {
        let result = stream(&session, text, options, output).await?;
        for proposal in &result.proposals {
            output.note(&waiting(proposal));
        }
    } else {
        let result = session.send(text, options)?.finish().await?;
        for Fallback { from, to, reason } in &result.fallbacks {
            output.note(&render::fallback(from, to, reason));
        }
        output.result(&result, || render::turn(&result))?;
    }
    coach.shutdown().await;
    Ok(())
}

pub(crate) async fn chat(
    arguments: &Arguments,
    session: Option<&str>,
    choice: &Choice,
    output: &Output,
) -> Result<(), Failure> {
    if output.is_json() {
        return Err(Failure::Usage(
            "A conversation has no JSON form; use `coach ask TEXT --session ID --json`.".to_owned(),
        ));
    }
    let coach = home::open_with(arguments, choice).await?;
    let mut session = open_session(&coach, session).await?;
    let mut options = options(choice);
    let mut editor =
        DefaultEditor::new().map_err(|error| Failure::Io(format!("Failed to open the terminal: {error}.")))?;
    output.line(&render::welcome(coach.profile().await?.name.as_deref()))?;
    loop {
        let line = match editor.readline("\nyou › ") {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => break,
            Err(error) => return Err(Failure::Io(format!("Failed to read the line: {error}."))),
        };
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        // Kept in memory only: what people write to their coach does not belong in a plain-text history file.
        let _ = editor.add_history_entry(text);
        match text.split_once(' ').map_or((text, ""), |(word, rest)| (word, rest.trim())) {
            ("/quit" | "/exit" | "/q", _) => break,
            ("/help" | "/?", _) => output.line(render::CHAT_HELP)?,
            ("/new", _) => {
                session = coach.new_session().await?;
                output.line("A new conversation begins.")?;
            }
            ("/coach", name) => {
                options.coach = Some(name.to_owned()).filter(|name| !name.is_empty() && name != "auto");
                output.line("Noted.")?;
            }
            (command, _) if command.starts_with('/') => {
                output.line(&format!("There is no {command}. /help shows what there is."))?;
            }
            _ => match stream(&session, text, options.clone(), output).await {
                Ok(result) => decide(&coach, &mut editor, &result.proposals, output).await?,
                Err(Failure::Coach(CoachError::Cancelled)) => output.line("\nStopped.")?,
                Err(Failure::Coach(error)) => output.line(&error.user_message())?,
                Err(other) => return Err(other),
            },
        }
    }
    output.line("Until next time.")?;
    coach.shutdown().await;
    Ok(())
}

async fn open_session(coach: &Coach, id: Option<&str>) -> Result<Session, Failure> {
    Ok(match id {
        Some(id) => coach.session(id).await?,
        None => coach.new_session().await?,
    })
}

fn options(choice: &Choice) -> SendOptions {
    SendOptions { coach: choice.coach.map(|coach| coach.name().to_owned()), standing_approvals: Vec::new() }
}

/// Runs a turn and shows it while it happens. Ctrl-C ends the turn, not the program.
async fn stream(session: &Session, text: &str, options: SendOptions, output: &Output) -> Result<TurnResult, Failure> {
    let mut turn = session.send(text, options)?;
    let cancel = turn.cancel_token();
    let interrupt = on_interrupt(move || cancel.cancel());
    let mut markdown = render::Markdown::new(*output);
    let mut speaker = None;
    while let Some(event) = turn.next_event().await {
        match event {
            CoachEvent::RunStarted { agent, .. } => speaker = Some(agent.name()),
            CoachEvent::TextDelta { text } => {
                if let Some(name) = speaker.take() {
                    output.line(&render::speaker(name))?;
                }
                markdown.push(&text)?;
            }
            CoachEvent::AgentChanged { from, to, .. } => {
                output.line(&render::handoff(from.name(), to.name()))?;
                speaker = Some(to.name());
            }
            CoachEvent::ToolFinished { server, tool, ok, duration_ms, .. } => {
                output.line(&render::tool_line(&server, &tool, ok, duration_ms))?;
            }
            CoachEvent::Intervention { intervention } => output.note(&render::intervention(&intervention)),
            CoachEvent::Fallback { from, to, reason } => {
                markdown.restart();
                output.note(&render::fallback(&from, &to, &reason));
            }
            _ => {}
        }
    }
    markdown.finish()?;
    interrupt.abort();
    Ok(turn.finish().await?)
}

/// Asks the person about each write that the turn proposed.
async fn decide(
    coach: &Coach,
    editor: &mut DefaultEditor,
    proposals: &[ProposalRow],
    output: &Output,
) -> Result<(), Failure> {
    for proposal in proposals {
        output.line(&format!("\n{}", proposal.summary))?;
        match editor.readline("Write it? [y/n/later] ") {
            Ok(answer) if matches!(answer.trim(), "y" | "yes") => match coach.approve(&proposal.id).await {
                Ok(entry) => output.line(&entry.text)?,
                Err(error) => output.line(&error.user_message())?,
            },
            Ok(answer) if matches!(answer.trim(), "n" | "no") => {
                coach.reject(&proposal.id).await?;
                output.line("Not written.")?;
            }
            _ => output.line(&waiting(proposal))?,
        }
    }
    Ok(())
}

fn waiting(proposal: &ProposalRow) -> String {
    format!("Waits for you: {} — `coach approve {}` or `coach reject {}`.", proposal.summary, proposal.id, proposal.id)
}

pub(crate) async fn search(arguments: &Arguments, text: &str, limit: usize, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let found = coach.search(text, limit).await?;
    coach.shutdown().await;
    output.result(&found, || render::found(&found))
}
