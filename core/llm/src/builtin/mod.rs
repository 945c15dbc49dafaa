//! The built-in coach: rules and figures, no model file, no network, the same answer to the same request.
//!
//! A request goes through small steps, each in its own module: `text` (words, spelling), `lexicon` (what words
//! mean, as tables), `time` (days), `topic` and `understand` (what is asked), `learned` (what an encoder makes of it,
//! where one is installed), `conversation` (what came before),
//! `triage` (who answers), `plan` (which tools), `reply` (what is said). It reads no clock and draws no random
//! number; wording is varied by a hash of the question.

mod approval;
mod coaching;
mod conversation;
mod learned;
mod lent;
mod lexicon;
mod passing;
mod plan;
mod reply;
mod text;
mod time;
mod told;
mod topic;
mod triage;
mod understand;
mod workout;

pub(crate) use lent::{coming_days, days, workout_in};

pub use coaching::{Change, Matter, Slots, View, Wish};
pub use passing::BuiltinIfUnderstood;
pub use time::{DateRange, Period};
pub use topic::Topic;
pub use understand::{Coach, Understanding, understand};
pub use workout::{SpokenSet, SpokenWorkout};

use crate::chat::{ChatModel, ChatRequest, ChatResponse, Delta, FinishReason, ModelError, ToolCall, Usage};
use crate::intent::{Intent, Intents};
use async_trait::async_trait;
use conversation::Conversation;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The coach that works with nothing. Where an encoder is installed, what it has learned of questions stands beside the
/// rules.
#[derive(Default, Clone)]
pub struct BuiltinCoach {
    intents: Option<Arc<dyn Intents>>,
}

impl std::fmt::Debug for BuiltinCoach {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("BuiltinCoach").field("learned", &self.intents.is_some()).finish()
    }
}

impl BuiltinCoach {
    /// The coach by rules alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The coach that asks this what questions ask for, too.
    #[must_use]
    pub fn with_intents(intents: Arc<dyn Intents>) -> Self {
        Self { intents: Some(intents) }
    }

    /// What was learned that the messages of a request ask for, by their texts.
    async fn learned(&self, request: &ChatRequest) -> HashMap<String, Intent> {
        let Some(intents) = self.intents.clone() else { return HashMap::new() };
        let texts = conversation::recent(request);
        let read = tokio::task::spawn_blocking(move || {
            let asked: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = intents.of(&asked);
            texts.into_iter().zip(found).filter_map(|(text, intent)| Some((text, intent?))).collect()
        });
        // The rules answer without it.
        read.await.unwrap_or_default()
    }

    /// The next message. With `leave`, [`ModelError::NotUnderstood`] where it would say that it did not understand.
    async fn answer(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
        leave: bool,
    ) -> Result<ChatResponse, ModelError> {
        if cancel.is_cancelled() {
            return Err(ModelError::Cancelled);
        }
        let intents = self.learned(request).await;
        let conversation = Conversation::read(request, &intents);
        if leave && conversation.is_unclear() {
            return Err(ModelError::NotUnderstood);
        }
        match next_move(request, &conversation) {
            Move::Call(calls) => {
                let tool_calls = calls
                    .into_iter()
                    .enumerate()
                    .map(|(at, (name, arguments))| ToolCall {
                        id: format!("call_{}", conversation.calls + at + 1),
                        name,
                        arguments,
                    })
                    .collect();
                Ok(ChatResponse {
                    text: String::new(),
                    tool_calls,
                    finish: FinishReason::ToolCalls,
                    usage: Usage::default(),
                })
            }
            Move::Say(text) => {
                for piece in sentences(&text) {
                    if cancel.is_cancelled() {
                        return Err(ModelError::Cancelled);
                    }
                    on_delta(Delta::Text(piece.to_owned()));
                    tokio::task::yield_now().await;
                }
                Ok(ChatResponse { text, tool_calls: Vec::new(), finish: FinishReason::Stop, usage: Usage::default() })
            }
        }
    }
}

/// What the coach does next.
enum Move {
    /// Calls tools.
    Call(Vec<(String, Value)>),
    /// Speaks.
    Say(String),
}

/// What everyone is told who asks for training while a warning sign waits for a doctor, whoever speaks.
const SUSPENDED: &str = "So I give you no training, not even an easy one. Rest, and have it looked at first.";

/// Whether an answer would have to say what to train or how hard.
const fn asks_for_training(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::ReadyToTrain
            | Topic::WhatToDo
            | Topic::PlanCreation
            | Topic::Plan
            | Topic::PlanChange
            | Topic::Exercise
            | Topic::Pain
            | Topic::Motivation
            | Topic::Recovery
            | Topic::FirstSteps
    )
}

fn next_move(request: &ChatRequest, conversation: &Conversation<'_>) -> Move {
    let context = &request.context;
    let understanding = &conversation.understanding;
    let speaker = Coach::of_agent(&context.agent);
    let matter = understanding.wish.as_ref().map(|wish| wish.matter);
    // what lifts a suspension may be written down while it lasts
    if context.training_suspended && asks_for_training(understanding.topic) && matter != Some(Matter::PainCleared) {
        return Move::Say(SUSPENDED.to_owned());
    }
    let told = told::told(conversation.question).filter(|state| !answers_itself(matter, *state));
    if let (Some(coach), Some(state)) = (speaker, told) {
        return Move::Say(told::answer(state, coach).to_owned());
    }
    if let Some(coach) = speaker
        && conversation.answers.is_empty()
        && let Some(said) = approval::in_words(conversation, coach)
    {
        return Move::Say(said);
    }
    if !conversation.answers.is_empty() {
        let answers: Vec<(&str, &Value)> =
            conversation.answers.iter().map(|answer| (answer.name, answer.content)).collect();
        let further = plan::further(understanding, &answers, context.today, &request.tools);
        if further.is_empty() {
            return Move::Say(reply::from_answers(context, speaker, conversation));
        }
        return Move::Call(calls(further));
    }
    let last = conversation.last_agent.and_then(Coach::of_agent);
    let wanted = match speaker {
        // how a person is counts more than what they ask, and a coach answers it
        None => triage::coach_for(understanding, last).or_else(|| told.map(|_| last.unwrap_or(Coach::Emma))),
        // a coach hands over only when another one is asked for
        Some(_) => understanding.coach,
    };
    if let Some(coach) = wanted.filter(|coach| Some(*coach) != speaker)
        && request.tools.iter().any(|tool| tool.name == coach.transfer_tool())
    {
        let reason = json!({ "reason": triage::reason(understanding, coach) });
        return Move::Call(vec![(coach.transfer_tool().to_owned(), reason)]);
    }
    let steps = plan::plan(understanding, context.today, &request.tools);
    if steps.is_empty() {
        return Move::Say(reply::without_tools(context, speaker, conversation));
    }
    Move::Call(calls(steps))
}

fn calls(steps: Vec<plan::Step>) -> Vec<(String, Value)> {
    steps.into_iter().map(|step| (step.tool.to_owned(), Value::Object(step.arguments))).collect()
}

/// Whether what is wanted is the answer to a told state: pain that is told, an end of pain, a plan that makes room for
/// an illness or asks less of somebody who is drained. Their replies carry the same care.
const fn answers_itself(matter: Option<Matter>, state: told::Told) -> bool {
    use told::Told;
    match (matter, state) {
        (Some(Matter::PainTold | Matter::PainCleared), Told::Injured)
        | (Some(Matter::ChangePlan(Change::Illness | Change::Skip)), Told::Ill) => true,
        (Some(Matter::ChangePlan(change)), Told::Drained) => {
            matches!(change, Change::TooHard | Change::LessTime | Change::Skip | Change::Deload)
        }
        _ => false,
    }
}

/// Cuts a text behind its sentences and lines; the pieces joined are the text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .zip(rest.chars().skip(1).map(Some).chain([None]))
            .find_map(|((at, c), next)| {
                let ends = c == '\n' || (matches!(c, '.' | '!' | '?') && next.is_some_and(|next| next == ' '));
                ends.then_some(at + if c == '\n' { 1 } else { 2 })
            })
            .unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        rest = tail;
        Some(piece)
    })
}

#[async_trait]
impl ChatModel for BuiltinCoach {
    fn name(&self) -> &str {
        "builtin"
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        self.answer(request, on_delta, cancel, false).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_join_to_the_text() {
        for text in ["", "a", "One. Two! Three? 5.2 km.\n- list\n- more", "é. ü", "...", ". . ."] {
            assert_eq!(sentences(text).collect::<String>(), text);
        }
        assert_eq!(sentences("You ran 5.2 km. Good.").count(), 2);
    }
}
