//! Which models answer, in which order: from the person's words to a chain of models.

use crate::CoachError;
use crate::border::{Service, StoreBorder};
use crate::coach::Coach;
use async_trait::async_trait;
use coach_agent::Limits;
use coach_llm::builtin::{BuiltinCoach, BuiltinIfUnderstood};
use coach_llm::cloud::{Api, CloudModel, Connection, Endpoint};
use coach_llm::device::{Cores, DeviceState, Refusal, WorkPlan};
use coach_llm::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError};
use coach_store::Store;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Settings that this module reads.
pub(crate) const ORDER: &str = "models.order";
pub(crate) const SERVERS: &str = "models.servers";
pub(crate) const CLOUD: &str = "models.cloud";

/// Tokens a day that models elsewhere may use unless the person says otherwise.
const TOKENS_PER_DAY: u64 = 1_000_000;

/// Seconds beyond the time of an answer in which a model elsewhere gives up by itself, and says so in the log.
const SLACK_S: u64 = 1;

/// Which model answers.
#[derive(Clone, Default)]
pub enum ModelChoice {
    /// The models of the person's order, one after another until one answers; without an order, the built-in coach.
    #[default]
    Auto,
    /// The built-in coach: rules and figures, nothing else needed.
    Builtin,
    /// One model by name: `auto`, `builtin`, `llama:NAME_OR_PATH`, `openai:NAME`, `anthropic:NAME` or
    /// `server:NAME/MODEL`. No other stands in for it.
    Named(String),
    /// A model that the caller brings, for tests and for engines outside this crate.
    Given(Arc<dyn ChatModel>),
}

impl ModelChoice {
    /// Whether the choice makes sense, before anything is opened.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name that is no model's.
    pub fn check(&self) -> Result<(), CoachError> {
        match self {
            ModelChoice::Named(name) if name != "auto" => ModelName::parse(name).map(drop),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for ModelChoice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ModelChoice::Auto => formatter.write_str("Auto"),
            ModelChoice::Builtin => formatter.write_str("Builtin"),
            ModelChoice::Named(name) => write!(formatter, "Named({name})"),
            ModelChoice::Given(model) => write!(formatter, "Given({})", model.name()),
        }
    }
}

/// One model, as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ModelName {
    Builtin,
    Llama(String),
    OpenAi(String),
    Anthropic(String),
    Server { server: String, model: String },
}

impl ModelName {
    /// Reads a name.
    pub(crate) fn parse(text: &str) -> Result<Self, CoachError> {
        let unknown = || {
            CoachError::InvalidInput(format!(
                "find the model `{text}`: choose auto, builtin, llama:NAME, openai:NAME, anthropic:NAME or \
                 server:NAME/MODEL"
            ))
        };
        let fits =
            |name: &str| !name.is_empty() && name.len() <= 512 && name.chars().all(|letter| !letter.is_control());
        match text.split_once(':') {
            None if text == "builtin" => Ok(Self::Builtin),
            Some(("llama", name)) if fits(name) => Ok(Self::Llama(name.to_owned())),
            Some(("openai", name)) if fits(name) => Ok(Self::OpenAi(name.to_owned())),
            Some(("anthropic", name)) if fits(name) => Ok(Self::Anthropic(name.to_owned())),
            Some(("server", rest)) => match rest.split_once('/') {
                Some((server, model)) if fits(server) && fits(model) => {
                    Ok(Self::Server { server: server.to_owned(), model: model.to_owned() })
                }
                _ => Err(unknown()),
            },
            _ => Err(unknown()),
        }
    }
}

impl std::fmt::Display for ModelName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Builtin => formatter.write_str("builtin"),
            Self::Llama(name) => write!(formatter, "llama:{name}"),
            Self::OpenAi(name) => write!(formatter, "openai:{name}"),
            Self::Anthropic(name) => write!(formatter, "anthropic:{name}"),
            Self::Server { server, model } => write!(formatter, "server:{server}/{model}"),
        }
    }
}

/// A server of the person's that speaks as OpenAI or Anthropic do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ModelServer {
    /// Base address.
    pub url: String,
    /// How it is spoken to.
    pub api: Api,
    /// It runs on this machine and sends nothing on, so that asking it is not leaving. Only for addresses of this
    /// machine.
    #[serde(default)]
    pub on_this_machine: bool,
}

/// Bounds for models elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CloudLimits {
    /// Tokens that they may use a day, all together; `None` for no limit.
    pub tokens_per_day: Option<u64>,
    /// Seconds that an answer of theirs may take.
    pub timeout_s: u64,
}

impl Default for CloudLimits {
    fn default() -> Self {
        Self { tokens_per_day: Some(TOKENS_PER_DAY), timeout_s: coach_llm::cloud::DEFAULT_TIMEOUT.as_secs() }
    }
}

/// Seconds that a turn with a model on this device may take.
#[cfg(feature = "llama")]
const ON_DEVICE_S: u64 = 600;

/// The models that answer, and how long they may take.
pub(crate) struct Chain {
    /// The first, then those that stand in for it.
    pub(crate) models: Vec<Arc<dyn ChatModel>>,
    /// Those of them that are elsewhere.
    pub(crate) elsewhere: Vec<Arc<CloudModel>>,
    /// Those of them that run on this device.
    #[cfg(feature = "llama")]
    pub(crate) on_device: Vec<Arc<crate::on_device::OnDevice>>,
    pub(crate) limits: Limits,
}

/// What is needed to make models.
pub(crate) struct Workshop<'a> {
    pub(crate) store: &'a Store,
    pub(crate) clock: &'a Arc<crate::SystemClock>,
    pub(crate) meaning: &'a Arc<crate::meaning::Meaning>,
}

impl Workshop<'_> {
    /// The chain of a choice. Nothing is loaded or reached yet: that a key, consent or the network is missing shows
    /// when a model is asked.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name that is none; those of reading the settings.
    pub(crate) fn chain(&self, choice: ModelChoice) -> Result<Chain, CoachError> {
        let builtin = || Arc::new(self.builtin()) as Arc<dyn ChatModel>;
        let limits: CloudLimits = read(self.store, CLOUD)?;
        let mut chain = Chain {
            models: Vec::new(),
            elsewhere: Vec::new(),
            #[cfg(feature = "llama")]
            on_device: Vec::new(),
            limits: Limits::default(),
        };
        match choice {
            ModelChoice::Builtin => chain.models.push(builtin()),
            ModelChoice::Given(model) => chain.models.extend([model, builtin()]),
            ModelChoice::Named(name) if name == "auto" => return self.chain(ModelChoice::Auto),
            ModelChoice::Named(name) => {
                self.add(&ModelName::parse(&name)?, &limits, &mut chain)?;
                if !chain.elsewhere.is_empty() {
                    chain.limits.wall_clock_s = limits.timeout_s.saturating_add(SLACK_S);
                }
            }
            ModelChoice::Auto => {
                let order: Vec<String> = read(self.store, ORDER)?;
                for name in &order {
                    match ModelName::parse(name) {
                        Ok(ModelName::Builtin) => chain.models.push(Arc::new(BuiltinIfUnderstood(self.builtin()))),
                        Ok(name) => self.add(&name, &limits, &mut chain)?,
                        // A name of a later version; the others still answer.
                        Err(_) => chain.models.push(Absent::new(name, "this version does not know it")),
                    }
                }
                if chain.models.len() == chain.elsewhere.len() && !chain.models.is_empty() {
                    // Only models elsewhere come first: what they may take together leaves the rest to the built-in coach.
                    let count = chain.elsewhere.len() as u64;
                    chain.limits.first_models_s = limits.timeout_s.saturating_mul(count).saturating_add(SLACK_S);
                    chain.limits.wall_clock_s =
                        chain.limits.wall_clock_s.max(chain.limits.first_models_s.saturating_add(60));
                }
                chain.models.push(builtin());
            }
        }
        Ok(chain)
    }

    fn builtin(&self) -> BuiltinCoach {
        BuiltinCoach::with_intents(Arc::clone(self.meaning) as Arc<dyn coach_llm::Intents>)
    }

    fn add(&self, name: &ModelName, limits: &CloudLimits, chain: &mut Chain) -> Result<(), CoachError> {
        let (service, model) = match name {
            ModelName::Builtin => {
                chain.models.push(Arc::new(self.builtin()));
                return Ok(());
            }
            ModelName::Llama(wanted) => {
                self.on_device(name, wanted, chain);
                return Ok(());
            }
            ModelName::OpenAi(model) => (Service::openai(), model),
            ModelName::Anthropic(model) => (Service::anthropic(), model),
            ModelName::Server { server, model } => {
                let servers: BTreeMap<String, ModelServer> = read(self.store, SERVERS)?;
                let Some(known) = servers.get(server) else {
                    let why =
                        format!("there is no server `{server}`; `coach models server add {server} --url URL` adds it");
                    chain.models.push(Absent::new(&name.to_string(), &why));
                    return Ok(());
                };
                (Service::of_server(server, known), model)
            }
        };
        let made = self.elsewhere(name, service, model, limits);
        match made {
            Ok(model) => {
                chain.elsewhere.push(Arc::clone(&model));
                chain.models.push(model);
            }
            Err(ModelError::Unavailable(why)) => chain.models.push(Absent::new(&name.to_string(), &why)),
            Err(other) => chain.models.push(Absent::new(&name.to_string(), &other.to_string())),
        }
        Ok(())
    }

    #[cfg(feature = "llama")]
    fn on_device(&self, name: &ModelName, wanted: &str, chain: &mut Chain) {
        let model = crate::on_device::OnDevice::new(
            name.to_string(),
            wanted.to_owned(),
            self.store.clone(),
            Arc::clone(self.meaning),
        );
        let model = Arc::new(model);
        chain.on_device.push(Arc::clone(&model));
        chain.models.push(model);
        // A small device takes its time, and shows how far it is.
        chain.limits.wall_clock_s = chain.limits.wall_clock_s.max(ON_DEVICE_S);
    }

    /// A build without the engine says so when the model is asked.
    #[cfg(not(feature = "llama"))]
    #[allow(clippy::unused_self, reason = "the build with the engine needs it")]
    fn on_device(&self, name: &ModelName, _: &str, chain: &mut Chain) {
        let why = "this build has no engine for models on the device; `--model builtin` needs none";
        chain.models.push(Absent::new(&name.to_string(), why));
    }

    fn elsewhere(
        &self,
        name: &ModelName,
        service: Service,
        model: &str,
        limits: &CloudLimits,
    ) -> Result<Arc<CloudModel>, ModelError> {
        let endpoint = Endpoint::parse(&service.url)
            .map_err(|error| ModelError::Unavailable(format!("its address cannot be used: failed to {error}")))?;
        let connection = Connection::new(endpoint, service.api);
        let (known_as, original) = (service.name.clone(), service.is_original);
        let border = StoreBorder::new(self.store.clone(), Arc::clone(self.clock), service);
        let model = CloudModel::new(name.to_string(), known_as, model, Arc::new(connection), Arc::new(border))
            .with_timeout(Duration::from_secs(limits.timeout_s));
        Ok(Arc::new(if original { model.original() } else { model }))
    }
}

/// What models on this device do in a state of it, for faces that show why one is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DevicePolicy {
    /// Why nothing is written now; `None` when replies are written.
    pub paused_by: Option<Refusal>,
    /// Most tokens of a reply, where there is a bound beside the question's own.
    pub reply_tokens: Option<u32>,
    /// The model leaves memory at once.
    pub unloads: bool,
    /// Seconds without a question after which it leaves memory.
    pub idle_unload_s: u64,
}

impl DevicePolicy {
    /// What follows from a state, as [`Coach::device_changed`] makes models follow it.
    #[must_use]
    pub fn of(state: &DeviceState) -> Self {
        // Only the number of threads depends on the cores, and it is no face's business.
        let plan = WorkPlan::for_state(state, Cores { physical: 1, busy: 0 });
        Self {
            paused_by: plan.refuse,
            reply_tokens: plan.token_cap,
            unloads: plan.unload,
            idle_unload_s: plan.idle_unload_s,
        }
    }
}

impl Coach {
    /// What the shell sees of the device: memory, battery, heat, whether the app is on the screen. Models on the
    /// device follow it: fewer threads, shorter replies, leaving memory, or writing nothing for now. To be told whenever
    /// something of it changes; a build without the engine has nothing that follows.
    ///
    /// # Errors
    /// [`CoachError::Closed`].
    pub fn device_changed(&self, state: DeviceState) -> Result<(), CoachError> {
        let parts = self.parts()?;
        #[cfg(feature = "llama")]
        for model in &parts.on_device {
            model.set_state(state);
        }
        #[cfg(not(feature = "llama"))]
        let _ = (parts, state);
        Ok(())
    }
}

/// A setting, or its default when it was never set or has a form of a later version.
pub(crate) fn read<T: Default + serde::de::DeserializeOwned>(store: &Store, name: &str) -> Result<T, CoachError> {
    Ok(store.setting(name)?.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

/// A model that cannot be asked; it says why when it is.
struct Absent {
    name: String,
    why: String,
}

impl Absent {
    #[allow(clippy::new_ret_no_self, reason = "it is only ever one of the models of a chain")]
    fn new(name: &str, why: &str) -> Arc<dyn ChatModel> {
        Arc::new(Self { name: name.to_owned(), why: why.to_owned() })
    }
}

#[async_trait]
impl ChatModel for Absent {
    fn name(&self) -> &str {
        &self.name
    }

    async fn chat(
        &self,
        _: &ChatRequest,
        _: &mut (dyn FnMut(Delta) + Send),
        _: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        Err(ModelError::Unavailable(self.why.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for name in
            ["builtin", "llama:/models/a b.gguf", "openai:gpt-5.1", "anthropic:claude-x", "server:home/org/model:8b"]
        {
            assert_eq!(ModelName::parse(name).unwrap().to_string(), name);
        }
        for name in
            ["", "auto", "gpt-5", "openai:", "openai", "server:home", "server:/m", "server:home/", "x:y", "llama:a\nb"]
        {
            assert!(matches!(ModelName::parse(name), Err(CoachError::InvalidInput(_))), "{name}");
        }
    }
}
