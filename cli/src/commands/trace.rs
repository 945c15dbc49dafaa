//! `trace` and `audit`.

use crate::arguments::{Arguments, TraceCommand};
use crate::failure::Failure;
use crate::output::Output;
use crate::{home, render};
use coach_api::CoachError;
use serde_json::json;

pub(crate) async fn trace(arguments: &Arguments, command: &TraceCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let result = match command {
        TraceCommand::List { limit } => {
            let traces = coach.traces(*limit).await?;
            output.result(&traces, || render::traces(&traces))
        }
        TraceCommand::Show { id } => {
            let id = if id == "last" {
                let latest = coach.traces(1).await?.into_iter().next();
                latest.map(|trace| trace.id).ok_or_else(|| {
                    CoachError::NotFound("find a trace: there was no turn yet; ask something first".to_owned())
                })?
            } else {
                id.clone()
            };
            let trace = coach.trace(&id).await?;
            output.result(&trace, || render::trace(&trace))
        }
    };
    coach.shutdown().await;
    result
}

pub(crate) async fn audit(arguments: &Arguments, limit: usize, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let accesses = coach.audit(limit).await?;
    let interventions = coach.interventions(limit).await?;
    let log = coach.log_entries(limit).await?;
    coach.shutdown().await;
    let value = json!({"accesses": accesses, "interventions": interventions, "log": log});
    output.result(&value, || render::audit(&accesses, &interventions, &log))
}
