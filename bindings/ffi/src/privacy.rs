//! What belongs to the person: consents and what left, everything out, everything gone, who read what, traces.

use crate::runtime::hop;
use crate::words::{limit, mirrored, signed, word};
use crate::{Coach, CoachConfig, CoachError, CoachHost, Intervention};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

mirrored! {
    /// The form of an export.
    ExportForm = coach_api::ExportForm {
        /// Everything, as JSON lines.
        Json,
        /// Everything, as a table.
        Csv,
        /// Samples as FHIR observations.
        Fhir,
    }
}

mirrored! {
    /// How a server of the person's is spoken to.
    ModelApi = coach_api::ModelApi {
        /// OpenAI's chat completions, which llama.cpp, Ollama, LM Studio, vLLM and others speak too.
        Chat,
        /// OpenAI's responses.
        Responses,
        /// Anthropic's messages.
        Messages,
    }
}

/// A category with what the person decided about it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Share {
    /// Id of the category.
    pub category: String,
    /// What it covers.
    pub covers: String,
    /// Whether it is shared with models elsewhere.
    pub shared: bool,
}

impl From<coach_api::Share> for Share {
    fn from(share: coach_api::Share) -> Self {
        Self { category: share.category, covers: share.covers, shared: share.shared }
    }
}

/// A service for which there is a key. The key itself is never shown.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ServiceKey {
    /// Name of the service.
    pub service: String,
    /// It is in the platform's keyring, rather than in the encrypted database.
    pub in_keyring: bool,
}

impl From<coach_api::ServiceKey> for ServiceKey {
    fn from(key: coach_api::ServiceKey) -> Self {
        Self { service: key.service, in_keyring: key.in_keyring }
    }
}

/// A server of the person's that answers as a model.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelServer {
    /// Base address.
    pub url: String,
    /// How it is spoken to.
    pub api: ModelApi,
    /// It runs on this machine and sends nothing on.
    #[uniffi(default = false)]
    #[serde(default)]
    pub on_this_machine: bool,
}

/// Bounds for models elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct CloudLimits {
    /// Tokens that they may use a day, all together; nothing for no limit.
    pub tokens_per_day: Option<i64>,
    /// Seconds that an answer of theirs may take, 1 to 600.
    pub timeout_s: i64,
}

/// What would leave for a question, to the byte.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Preview {
    /// Model that would be asked.
    pub model: String,
    /// Address that it would go to.
    pub url: String,
    /// Ids of the categories that it may hold.
    pub categories: Vec<String>,
    /// SHA-256 of the body in hexadecimal digits.
    pub sha256: String,
    /// The body; it is JSON.
    pub body: String,
}

/// One request that left.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct OutboundEntry {
    /// Number, for its body.
    pub id: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Name of the model.
    pub model: String,
    /// Address that it went to.
    pub url: String,
    /// Ids of the categories that it may hold.
    pub categories: Vec<String>,
    /// Bytes of its body.
    pub bytes: i64,
    /// SHA-256 of its body in hexadecimal digits.
    pub sha256: String,
    /// `answered`, the kind of failure, or `under way`.
    pub outcome: String,
}

/// One line of the audit. Holds names of tools and metrics, never values.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct AuditEntry {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who asked.
    pub actor: String,
    /// `read`, `write` or `refused`.
    pub kind: String,
    /// What, for example `fitness-wearables/getSleepData`.
    pub subject: String,
    /// Scope or rule that applied.
    pub scope: String,
}

/// One entry of the event log, without what it changes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct LogEntry {
    /// Position in this device's log, from 1.
    pub sequence: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Kinds of the changes in it, for example `profile.set`.
    pub kinds: Vec<String>,
    /// Who caused it.
    pub actor: String,
    /// Hash of the entry in hexadecimal digits.
    pub hash: String,
}

/// What the safety envelope did, and when.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct StoredIntervention {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who proposed what was changed.
    pub actor: String,
    /// What the envelope did.
    pub intervention: Intervention,
}

/// One span of a trace.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct TraceSpan {
    /// Id within the trace.
    pub id: i64,
    /// Enclosing span.
    pub parent: Option<i64>,
    /// Kind and name.
    pub name: String,
    /// Start, in microseconds since the trace began.
    pub start_us: i64,
    /// Length in microseconds.
    pub duration_us: i64,
    /// `ok` or the kind of failure.
    pub status: String,
    /// Names and counts as JSON, never health values or words of the person.
    pub attributes_json: String,
}

/// What a turn did.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Trace {
    /// Id.
    pub id: String,
    /// Conversation.
    pub session_id: String,
    /// When the turn began, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Spans, parents before children; empty in lists.
    pub spans: Vec<TraceSpan>,
}

impl From<coach_api::TraceRow> for Trace {
    fn from(trace: coach_api::TraceRow) -> Self {
        let span = |span: coach_api::SpanRow| TraceSpan {
            id: signed(span.id),
            parent: span.parent.map(signed),
            name: span.name,
            start_us: signed(span.start_us),
            duration_us: signed(span.duration_us),
            status: span.status,
            attributes_json: span.attributes.to_string(),
        };
        Self {
            id: trace.id,
            session_id: trace.session_id,
            at_ms: trace.at_ms,
            spans: trace.spans.into_iter().map(span).collect(),
        }
    }
}

/// Erases the database and its key for good and says which files went. The coach in that folder must be shut down.
#[uniffi::export(default(host = None))]
pub async fn erase(config: CoachConfig, host: Option<Arc<CoachHost>>) -> Result<Vec<String>, CoachError> {
    let config = config.into_core(host.as_deref())?;
    hop(async move {
        let gone = coach_api::Coach::erase(config).await?;
        Ok(gone.into_iter().map(|path| path.display().to_string()).collect())
    })
    .await
}

#[uniffi::export]
impl Coach {
    /// What the person shares with models elsewhere, category by category.
    pub async fn shares(&self) -> Result<Vec<Share>, CoachError> {
        self.with(|coach| async move { Ok(coach.shares().await?.into_iter().map(Share::from).collect()) }).await
    }

    /// Shares categories with models elsewhere, or no longer; `all` stands for every one.
    pub async fn share(&self, categories: Vec<String>, shared: bool) -> Result<Vec<Share>, CoachError> {
        self.with(
            |coach| async move { Ok(coach.share(&categories, shared).await?.into_iter().map(Share::from).collect()) },
        )
        .await
    }

    /// What the first model elsewhere would be sent for a message; nothing when nothing would leave. Nothing is sent.
    #[uniffi::method(default(session = None, coach = None))]
    pub async fn preview(
        &self,
        text: String,
        session: Option<String>,
        coach: Option<String>,
    ) -> Result<Option<Preview>, CoachError> {
        let options = coach_api::SendOptions { coach, standing_approvals: Vec::new() };
        self.with(|coach| async move {
            let preview = coach.preview(session.as_deref(), &text, &options).await?;
            Ok(preview.map(|preview| Preview {
                model: preview.model,
                url: preview.url,
                categories: preview.categories,
                sha256: preview.sha256,
                body: preview.body,
            }))
        })
        .await
    }

    /// The latest requests that left, newest first.
    pub async fn outbound(&self, most: i32) -> Result<Vec<OutboundEntry>, CoachError> {
        let most = limit("list what left", most)?;
        self.with(|coach| async move {
            let entries = coach.outbound(most).await?;
            Ok(entries
                .into_iter()
                .map(|entry| OutboundEntry {
                    id: entry.id,
                    at_ms: entry.at_ms,
                    model: entry.model,
                    url: entry.url,
                    categories: entry.categories,
                    bytes: signed(entry.bytes),
                    sha256: entry.sha256,
                    outcome: entry.outcome,
                })
                .collect())
        })
        .await
    }

    /// Every byte of the body of a request that left.
    pub async fn outbound_body(&self, id: i64) -> Result<Vec<u8>, CoachError> {
        self.with(|coach| async move { coach.outbound_body(id).await }).await
    }

    /// Keeps the key for a service: `openai`, `anthropic` or one of the person's servers.
    pub async fn set_service_key(&self, service: String, key: String) -> Result<ServiceKey, CoachError> {
        self.with(|coach| async move { Ok(coach.set_service_key(&service, key.into()).await?.into()) }).await
    }

    /// Forgets the key for a service.
    pub async fn remove_service_key(&self, service: String) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.remove_service_key(&service).await }).await
    }

    /// The services for which there are keys.
    pub async fn service_keys(&self) -> Result<Vec<ServiceKey>, CoachError> {
        self.with(|coach| async move { Ok(coach.service_keys().await?.into_iter().map(ServiceKey::from).collect()) })
            .await
    }

    /// Adds a server that speaks as OpenAI or Anthropic do, in place of an earlier one of the name.
    pub async fn add_model_server(&self, name: String, server: ModelServer) -> Result<(), CoachError> {
        let server =
            coach_api::ModelServer { url: server.url, api: server.api.into(), on_this_machine: server.on_this_machine };
        self.with(|coach| async move { coach.add_model_server(&name, server).await }).await
    }

    /// Forgets a server and its key.
    pub async fn remove_model_server(&self, name: String) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.remove_model_server(&name).await }).await
    }

    /// The person's servers, by name.
    pub async fn model_servers(&self) -> Result<HashMap<String, ModelServer>, CoachError> {
        self.with(|coach| async move {
            let servers = coach.model_servers().await?;
            Ok(servers
                .into_iter()
                .map(|(name, server)| {
                    let api = server.api.into();
                    (name, ModelServer { url: server.url, api, on_this_machine: server.on_this_machine })
                })
                .collect())
        })
        .await
    }

    /// The bounds of models elsewhere.
    pub async fn cloud_limits(&self) -> Result<CloudLimits, CoachError> {
        self.with(|coach| async move {
            let limits = coach.cloud_limits().await?;
            Ok(CloudLimits { tokens_per_day: limits.tokens_per_day.map(signed), timeout_s: signed(limits.timeout_s) })
        })
        .await
    }

    /// Sets the bounds of models elsewhere. The budget holds at once, the time from the next opening on.
    pub async fn set_cloud_limits(&self, limits: CloudLimits) -> Result<(), CoachError> {
        let whole = |number: i64| {
            u64::try_from(number)
                .map_err(|_| CoachError::InvalidInput { reason: "set the bounds: give numbers from 0".to_owned() })
        };
        let limits = coach_api::CloudLimits {
            tokens_per_day: limits.tokens_per_day.map(whole).transpose()?,
            timeout_s: whole(limits.timeout_s)?,
        };
        self.with(|coach| async move { coach.set_cloud_limits(limits).await }).await
    }

    /// Writes everything to a file that its owner only can read; returns its size in bytes. The file appears whole or
    /// not at all.
    #[uniffi::method(default(form = None))]
    pub async fn export_to(&self, path: String, form: Option<ExportForm>) -> Result<i64, CoachError> {
        let form = form.unwrap_or(ExportForm::Json).into();
        self.with(|coach| async move { Ok(signed(coach.export_to(PathBuf::from(path), form).await?)) }).await
    }

    /// Who read or wrote what, newest first.
    pub async fn audit(&self, most: i32) -> Result<Vec<AuditEntry>, CoachError> {
        let most = limit("list the audit", most)?;
        self.with(|coach| async move {
            let entries = coach.audit(most).await?;
            Ok(entries
                .into_iter()
                .map(|entry| AuditEntry {
                    at_ms: entry.at_ms,
                    actor: entry.actor,
                    kind: word(&entry.kind),
                    subject: entry.subject,
                    scope: entry.scope,
                })
                .collect())
        })
        .await
    }

    /// Entries of the event log, newest first.
    pub async fn log_entries(&self, most: i32) -> Result<Vec<LogEntry>, CoachError> {
        let most = limit("list the log", most)?;
        self.with(|coach| async move {
            let entries = coach.log_entries(most).await?;
            Ok(entries
                .into_iter()
                .map(|entry| LogEntry {
                    sequence: signed(entry.sequence),
                    at_ms: entry.at_ms,
                    kinds: entry.kinds,
                    actor: entry.actor,
                    hash: entry.hash,
                })
                .collect())
        })
        .await
    }

    /// What the safety envelope did, newest first.
    pub async fn interventions(&self, most: i32) -> Result<Vec<StoredIntervention>, CoachError> {
        let most = limit("list the interventions", most)?;
        self.with(|coach| async move {
            let stored = coach.interventions(most).await?;
            Ok(stored
                .into_iter()
                .map(|stored| StoredIntervention {
                    at_ms: stored.at_ms,
                    actor: stored.actor,
                    intervention: stored.intervention.into(),
                })
                .collect())
        })
        .await
    }

    /// The latest traces without their spans, newest first.
    pub async fn traces(&self, most: i32) -> Result<Vec<Trace>, CoachError> {
        let most = limit("list the traces", most)?;
        self.with(|coach| async move { Ok(coach.traces(most).await?.into_iter().map(Trace::from).collect()) }).await
    }

    /// What a turn did, span by span.
    pub async fn trace(&self, id: String) -> Result<Trace, CoachError> {
        self.with(|coach| async move { Ok(coach.trace(&id).await?.into()) }).await
    }

    /// Drops every projection and builds it again from the log and the samples; returns the entries that were applied.
    pub async fn rebuild(&self) -> Result<i64, CoachError> {
        self.with(|coach| async move { Ok(signed(coach.rebuild().await?.entries)) }).await
    }
}
