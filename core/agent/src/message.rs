//! Messages as conversations keep them, and what a model is shown of them.

use coach_domain::citation::Citation;
use coach_domain::safety::Intervention;
use coach_llm::Message;
use coach_store::MessageRow;
use serde::{Deserialize, Serialize};

/// How the turn of a message ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnStatus {
    /// With an answer.
    #[default]
    Complete,
    /// With emergency advice.
    Stopped,
    /// The person, or a crash, ended it.
    Cancelled,
    /// Without an answer.
    Failed,
}

/// One message of a conversation, as it is stored: the person's words, or the reply with what stands behind it.
///
/// A turn leaves two: what the person wrote, and what they were shown. Results of tools are not kept; what the reply
/// quotes of them is, as citations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ConversationMessage)]
pub struct StoredMessage {
    /// Turn it belongs to; also the id of the turn's trace.
    pub turn_id: String,
    /// The message.
    #[serde(flatten)]
    pub message: Message,
    /// How its turn ended.
    #[serde(default, skip_serializing_if = "is_complete")]
    pub status: TurnStatus,
    /// One figure for each number of a reply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// What the safety envelope did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<Intervention>,
    /// Ids of the writes that the turn proposed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<String>,
}

impl StoredMessage {
    /// The messages of a conversation's rows; rows of a form that this version does not know are left out.
    #[must_use]
    pub fn read(rows: &[MessageRow]) -> Vec<StoredMessage> {
        rows.iter().filter_map(|row| StoredMessage::deserialize(&row.content).ok()).collect()
    }

    /// The text of the message.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.message {
            Message::System { text } | Message::User { text } | Message::Assistant { text, .. } => text,
            Message::Tool { .. } => "",
        }
    }
}

fn is_complete(status: &TurnStatus) -> bool {
    *status == TurnStatus::Complete
}

/// What a model is shown of earlier turns: what was said, without the tool calls, at most `limit` messages, beginning
/// with the person's.
pub(crate) fn history(stored: &[StoredMessage], limit: usize) -> impl Iterator<Item = Message> + '_ {
    stored
        .get(stored.len().saturating_sub(limit)..)
        .unwrap_or_default()
        .iter()
        .filter(|stored| !stored.text().is_empty())
        .skip_while(|stored| !matches!(stored.message, Message::User { .. }))
        .map(|stored| match &stored.message {
            Message::Assistant { agent, text, .. } => {
                Message::Assistant { agent: agent.clone(), text: text.clone(), tool_calls: Vec::new() }
            }
            other => other.clone(),
        })
}
