//! How the coach does: what its turns took and called, what the safety rules changed, what the person thought of it.

use crate::CoachError;
use crate::coach::Coach;
use crate::figures::check_tool_range;
use coach_store::{SpanRow, Store, TraceRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Most letters of a note on a reply.
const MAX_NOTE: usize = 1_000;

/// What the person thought of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Feedback {
    /// It helped.
    pub helpful: bool,
    /// The person's own words, at most 1,000 letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How one agent does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AgentQuality {
    /// Fixed name.
    pub agent: String,
    /// Turns that it ended.
    pub turns: u64,
    /// Turns of it that ended without an answer.
    pub failed: u64,
    /// Milliseconds that half of its turns took at most.
    pub p50_ms: f64,
    /// Milliseconds that 95 % of its turns took at most.
    pub p95_ms: f64,
    /// Replies that the person called helpful.
    pub helpful: u64,
    /// Replies that the person called unhelpful.
    pub unhelpful: u64,
}

/// How one tool does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ToolQuality {
    /// Server.
    pub server: String,
    /// Tool.
    pub tool: String,
    /// Calls of it.
    pub calls: u64,
    /// Calls that it did not answer.
    pub failed: u64,
    /// Milliseconds that half of its calls took at most.
    pub p50_ms: f64,
    /// Milliseconds that 95 % of its calls took at most.
    pub p95_ms: f64,
}

/// How the coach does, over its latest turns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AiQuality {
    /// Turns that were looked at.
    pub turns: u64,
    /// Handoffs between agents in them.
    pub handoffs: u64,
    /// Agents, by name.
    pub agents: Vec<AgentQuality>,
    /// Tools, by server and name.
    pub tools: Vec<ToolQuality>,
    /// What the safety rules did lately, by rule.
    pub interventions: BTreeMap<String, u64>,
}

/// Training over a period, as the tools tell it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct WorkoutAnalytics {
    /// First local day.
    pub from: Date,
    /// Last local day, included.
    pub to: Date,
    /// Training load by day.
    #[schema(value_type = crate::figures::ToolAnswer)]
    pub load: Value,
    /// Workouts with totals by kind.
    #[schema(value_type = crate::figures::ToolAnswer)]
    pub workouts: Value,
    /// Strength by exercise.
    #[schema(value_type = crate::figures::ToolAnswer)]
    pub strength: Value,
}

impl Coach {
    /// Training over local days `from..=to`.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a range that ends before it begins; those of reading the database.
    pub async fn workout_analytics(&self, from: Date, to: Date) -> Result<WorkoutAnalytics, CoachError> {
        check_tool_range(from, to)?;
        let span = json!({"from": from, "to": to});
        Ok(WorkoutAnalytics {
            from,
            to,
            load: self.read_tool("getTrainingLoad", span.clone()).await?,
            workouts: self.read_tool("getWorkoutHistory", span.clone()).await?,
            strength: self.read_tool("analyzeStrengthProgression", span).await?,
        })
    }

    /// How the coach does over its latest `turns` turns.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn ai_quality(&self, turns: usize) -> Result<AiQuality, CoachError> {
        self.on_store(move |store| quality(store, turns)).await
    }

    /// What the turns of a conversation did, span by span, newest first.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown conversation; those of reading the database.
    pub async fn session_traces(&self, session: &str) -> Result<Vec<TraceRow>, CoachError> {
        let session = session.to_owned();
        self.on_store(move |store| {
            store.session(&session)?;
            let known = store.traces(usize::MAX)?.into_iter().filter(|trace| trace.session_id == session);
            Ok(known.map(|trace| store.trace(&trace.id)).collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Keeps what the person thought of the reply of a turn, in place of what they thought before.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown turn, [`CoachError::InvalidInput`] for a note that is too long.
    pub async fn give_feedback(&self, turn: &str, feedback: Feedback) -> Result<(), CoachError> {
        if feedback.note.as_ref().is_some_and(|note| note.chars().count() > MAX_NOTE) {
            return Err(CoachError::InvalidInput(format!("keep the note: write at most {MAX_NOTE} letters")));
        }
        let turn = turn.to_owned();
        self.on_store(move |store| {
            let trace = store.trace(&turn)?;
            let value = json!(feedback);
            Ok(store.set_setting(&setting(&trace.id), Some(&value), "person")?)
        })
        .await?;
        self.parts()?.note_change();
        Ok(())
    }
}

fn setting(turn: &str) -> String {
    format!("feedback.{turn}")
}

fn quality(store: &Store, turns: usize) -> Result<AiQuality, CoachError> {
    let mut quality = AiQuality::default();
    let mut agents = BTreeMap::<String, (AgentQuality, Vec<u64>)>::new();
    let mut tools = BTreeMap::<(String, String), (ToolQuality, Vec<u64>)>::new();
    for head in store.traces(turns)? {
        let trace = store.trace(&head.id)?;
        quality.turns += 1;
        quality.handoffs += trace.spans.iter().filter(|span| span.name == "handoff").count() as u64;
        let turn = trace.spans.iter().find(|span| span.parent.is_none());
        let agent = trace.spans.iter().rev().find_map(|span| attribute(span, "gen_ai.agent.name"));
        if let (Some(turn), Some(name)) = (turn, agent) {
            let (agent, times) = agents.entry(name.to_owned()).or_default();
            agent.turns += 1;
            agent.failed += u64::from(!matches!(turn.status.as_str(), "ok" | "stopped" | "cancelled"));
            times.push(turn.duration_us);
            if let Some(given) = store.setting(&setting(&trace.id))? {
                match serde_json::from_value::<Feedback>(given) {
                    Ok(Feedback { helpful: true, .. }) => agent.helpful += 1,
                    Ok(Feedback { helpful: false, .. }) => agent.unhelpful += 1,
                    // Of a form that a newer version wrote.
                    Err(_) => {}
                }
            }
        }
        for span in &trace.spans {
            let Some(name) = attribute(span, "gen_ai.tool.name") else { continue };
            let server = attribute(span, "server").unwrap_or_default();
            let (tool, times) = tools.entry((server.to_owned(), name.to_owned())).or_default();
            tool.calls += 1;
            tool.failed += u64::from(span.status != "ok");
            times.push(span.duration_us);
        }
    }
    quality.agents = agents
        .into_iter()
        .map(|(agent, (row, times))| {
            let (p50_ms, p95_ms) = percentiles_ms(times);
            AgentQuality { agent, p50_ms, p95_ms, ..row }
        })
        .collect();
    quality.tools = tools
        .into_iter()
        .map(|((server, tool), (row, times))| {
            let (p50_ms, p95_ms) = percentiles_ms(times);
            ToolQuality { server, tool, p50_ms, p95_ms, ..row }
        })
        .collect();
    for stored in store.interventions(turns)? {
        *quality.interventions.entry(stored.intervention.rule.id().to_owned()).or_default() += 1;
    }
    Ok(quality)
}

fn attribute<'span>(span: &'span SpanRow, name: &str) -> Option<&'span str> {
    span.attributes.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// The 50th and the 95th percentile by nearest rank, in milliseconds; 0 without any.
fn percentiles_ms(mut times_us: Vec<u64>) -> (f64, f64) {
    times_us.sort_unstable();
    let rank = |percent: usize| {
        let place = (times_us.len() * percent).div_ceil(100).saturating_sub(1);
        times_us.get(place).map_or(0.0, |us| *us as f64 / 1_000.0)
    };
    (rank(50), rank(95))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_what_is_there() {
        assert_eq!(percentiles_ms(Vec::new()), (0.0, 0.0));
        assert_eq!(percentiles_ms(vec![7_000]), (7.0, 7.0));
        assert_eq!(percentiles_ms((1..=100).rev().map(|ms| ms * 1_000).collect()), (50.0, 95.0));
    }
}
