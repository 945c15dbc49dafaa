//! How the coach does: what its turns took, and what the person thought of them.

use crate::figures::Answer;
use crate::words::{date, limit, signed};
use crate::{Coach, CoachError, Trace};
use std::collections::HashMap;

/// What the person thought of a reply.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Feedback {
    /// It helped.
    pub helpful: bool,
    /// The person's own words, at most 1,000 letters.
    #[uniffi(default = None)]
    #[serde(default)]
    pub note: Option<String>,
}

/// How one agent does.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct AgentQuality {
    /// Fixed name.
    pub agent: String,
    /// Turns that it ended.
    pub turns: i64,
    /// Turns of it that ended without an answer.
    pub failed: i64,
    /// Milliseconds that half of its turns took at most.
    pub p50_ms: f64,
    /// Milliseconds that 95 % of its turns took at most.
    pub p95_ms: f64,
    /// Replies that the person called helpful.
    pub helpful: i64,
    /// Replies that the person called unhelpful.
    pub unhelpful: i64,
}

/// How one tool does.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ToolQuality {
    /// Server.
    pub server: String,
    /// Tool.
    pub tool: String,
    /// Calls of it.
    pub calls: i64,
    /// Calls that it did not answer.
    pub failed: i64,
    /// Milliseconds that half of its calls took at most.
    pub p50_ms: f64,
    /// Milliseconds that 95 % of its calls took at most.
    pub p95_ms: f64,
}

/// How the coach does, over its latest turns.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct AiQuality {
    /// Turns that were looked at.
    pub turns: i64,
    /// Handoffs between agents in them.
    pub handoffs: i64,
    /// Agents, by name.
    pub agents: Vec<AgentQuality>,
    /// Tools, by server and name.
    pub tools: Vec<ToolQuality>,
    /// How often the safety rules did something lately, by rule.
    pub interventions: HashMap<String, i64>,
}

impl From<coach_api::AiQuality> for AiQuality {
    fn from(quality: coach_api::AiQuality) -> Self {
        let agent = |agent: coach_api::AgentQuality| AgentQuality {
            agent: agent.agent,
            turns: signed(agent.turns),
            failed: signed(agent.failed),
            p50_ms: agent.p50_ms,
            p95_ms: agent.p95_ms,
            helpful: signed(agent.helpful),
            unhelpful: signed(agent.unhelpful),
        };
        let tool = |tool: coach_api::ToolQuality| ToolQuality {
            server: tool.server,
            tool: tool.tool,
            calls: signed(tool.calls),
            failed: signed(tool.failed),
            p50_ms: tool.p50_ms,
            p95_ms: tool.p95_ms,
        };
        Self {
            turns: signed(quality.turns),
            handoffs: signed(quality.handoffs),
            agents: quality.agents.into_iter().map(agent).collect(),
            tools: quality.tools.into_iter().map(tool).collect(),
            interventions: quality.interventions.into_iter().map(|(rule, times)| (rule, signed(times))).collect(),
        }
    }
}

/// Training over a period.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct WorkoutAnalytics {
    /// First local day.
    pub first_day: String,
    /// Last local day, included.
    pub last_day: String,
    /// Training load by day.
    pub load: Answer,
    /// Workouts with totals by kind.
    pub workouts: Answer,
    /// Strength by exercise.
    pub strength: Answer,
}

#[uniffi::export]
impl Coach {
    /// Training over local days, both included.
    pub async fn workout_analytics(&self, first_day: String, last_day: String) -> Result<WorkoutAnalytics, CoachError> {
        let (from, to) = (date(&first_day)?, date(&last_day)?);
        self.with(|coach| async move {
            let analytics = coach.workout_analytics(from, to).await?;
            Ok(WorkoutAnalytics {
                first_day: analytics.from.to_string(),
                last_day: analytics.to.to_string(),
                load: analytics.load.into(),
                workouts: analytics.workouts.into(),
                strength: analytics.strength.into(),
            })
        })
        .await
    }

    /// How the coach does over its latest turns, at most this many.
    pub async fn ai_quality(&self, turns: i32) -> Result<AiQuality, CoachError> {
        let turns = limit("look at the turns", turns)?;
        self.with(|coach| async move { Ok(coach.ai_quality(turns).await?.into()) }).await
    }

    /// What the turns of a conversation did, span by span, newest first.
    pub async fn session_traces(&self, session: String) -> Result<Vec<Trace>, CoachError> {
        self.with(
            |coach| async move { Ok(coach.session_traces(&session).await?.into_iter().map(Trace::from).collect()) },
        )
        .await
    }

    /// Keeps what the person thought of the reply of a turn, by the id of its trace, in place of what they thought before.
    pub async fn give_feedback(&self, trace: String, feedback: Feedback) -> Result<(), CoachError> {
        let feedback = coach_api::Feedback { helpful: feedback.helpful, note: feedback.note };
        self.with(|coach| async move { coach.give_feedback(&trace, feedback).await }).await
    }
}
