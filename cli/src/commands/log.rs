//! `log`, `approve` and `reject`.

use crate::arguments::{Arguments, LogCommand, MassUnit};
use crate::failure::Failure;
use crate::home;
use crate::output::Output;
use coach_api::{SetEntry, WorkoutEntry};
use serde_json::json;

pub(crate) async fn log(arguments: &Arguments, entry: &LogCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let logged = match entry {
        LogCommand::Weight { value, unit } => {
            // International pound and stone: 0.45359237 kg and 14 of them.
            let factor = match unit {
                MassUnit::Kg => 1.0,
                MassUnit::Lb => 0.453_592_37,
                MassUnit::St => 6.350_293_18,
            };
            coach.log_measurement("body_mass", value * factor).await?
        }
        LogCommand::Workout { kind, minutes, km, rpe, start, note } => {
            coach
                .log_workout(WorkoutEntry {
                    kind: kind.clone(),
                    start: start.clone(),
                    duration_s: minutes * 60.0,
                    distance_m: km.map(|km| km * 1000.0),
                    rpe: *rpe,
                    note: note.clone(),
                    sets: Vec::new(),
                })
                .await?
        }
        LogCommand::Meal { text, at, replaces } => coach.log_meal(text, at.clone(), replaces.clone()).await?,
        LogCommand::Pain { place, score, exercise, note } => {
            let pain = json!({"kind": "pain", "place": place, "score": score, "exercise": exercise, "text": note});
            coach.log_journal(pain).await?
        }
        LogCommand::Symptom { text, severity } => {
            coach.log_journal(json!({"kind": "symptom", "text": text, "score": severity})).await?
        }
        LogCommand::Mood { score, note } => {
            coach.log_journal(json!({"kind": "mood", "score": score, "text": note})).await?
        }
        LogCommand::Habit { name, amount, unit } => {
            coach.log_journal(json!({"kind": "habit", "name": name, "amount": amount, "unit": unit})).await?
        }
        LogCommand::Cleared { pain: Some(pain), .. } => {
            let which = if pain == "all" { "pain" } else { pain };
            coach.log_journal(json!({"kind": "cleared", "cleared": which})).await?
        }
        LogCommand::Cleared { screening: true, .. } => {
            coach.log_journal(json!({"kind": "cleared", "cleared": "screening", "by_clinician": true})).await?
        }
        LogCommand::Cleared { .. } => coach.log_cleared().await?,
        LogCommand::Set { exercise, weight_kg, reps, rpe, warmup } => {
            coach
                .log_set(SetEntry {
                    exercise: exercise.clone(),
                    weight_kg: *weight_kg,
                    reps: *reps,
                    rpe: *rpe,
                    warmup: *warmup,
                })
                .await?
        }
    };
    coach.shutdown().await;
    output.result(&logged, || logged.text.clone())
}

pub(crate) async fn approve(arguments: &Arguments, id: Option<&str>, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    if let Some(id) = id {
        let written = coach.approve(id).await?;
        coach.shutdown().await;
        return output.result(&written, || written.text.clone());
    }
    let open = coach.proposals().await?;
    coach.shutdown().await;
    output.result(&open, || {
        if open.is_empty() {
            return "Nothing waits for you.".to_owned();
        }
        open.iter().map(|proposal| format!("{}  {}\n", proposal.id, proposal.summary)).collect()
    })
}

pub(crate) async fn reject(arguments: &Arguments, id: &str, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let rejected = coach.reject(id).await?;
    coach.shutdown().await;
    output.result(&rejected, || format!("Turned down: {}", rejected.summary))
}
