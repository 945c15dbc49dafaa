//! The border that models elsewhere stand behind, on the store: consent, keys, the budget and the log of what left.

use crate::SystemClock;
use crate::models::{CLOUD, CloudLimits, ModelServer, read};
use async_trait::async_trait;
use coach_domain::privacy::{Category, Consent};
use coach_domain::record::SourceKind;
use coach_domain::time::Clock;
use coach_llm::Usage;
use coach_llm::cloud::{Api, Border, Departure, Hidden, HiddenKind, Permit};
use coach_store::{Leaving, Store};
use secrecy::SecretString;
use std::sync::Arc;

/// A service that models are asked at.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    /// Name that people and keys know it by.
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) api: Api,
    /// It is the one that its way of speaking comes from.
    pub(crate) is_original: bool,
    /// It cannot be asked without a key.
    needs_key: bool,
    /// Asking it is not leaving this device.
    on_this_machine: bool,
}

impl Service {
    pub(crate) fn openai() -> Self {
        Self::of_the_makers("openai", "https://api.openai.com/v1", Api::Responses)
    }

    pub(crate) fn anthropic() -> Self {
        Self::of_the_makers("anthropic", "https://api.anthropic.com/v1", Api::Messages)
    }

    fn of_the_makers(name: &str, url: &str, api: Api) -> Self {
        Self {
            name: name.to_owned(),
            url: url.to_owned(),
            api,
            is_original: true,
            needs_key: true,
            on_this_machine: false,
        }
    }

    pub(crate) fn of_server(name: &str, server: &ModelServer) -> Self {
        Self {
            name: name.to_owned(),
            url: server.url.clone(),
            api: server.api,
            is_original: false,
            needs_key: false,
            on_this_machine: server.on_this_machine,
        }
    }
}

/// The border of one service.
pub(crate) struct StoreBorder {
    store: Store,
    clock: Arc<SystemClock>,
    service: Service,
}

impl StoreBorder {
    pub(crate) fn new(store: Store, clock: Arc<SystemClock>, service: Service) -> Self {
        Self { store, clock, service }
    }

    /// Works on the store off the threads that serve other tasks.
    async fn on_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, coach_store::Error> + Send + 'static,
    ) -> Result<T, String> {
        let store = self.store.clone();
        match tokio::task::spawn_blocking(move || work(&store)).await {
            Ok(done) => done.map_err(|error| format!("the store failed to {error}")),
            Err(_) => Err("the work on the store ended unexpectedly".to_owned()),
        }
    }

    /// When the person's day began, in milliseconds since 1970 UTC.
    fn day_began_ms(&self) -> i64 {
        let begin = self.clock.today().to_zoned(self.clock.zone());
        begin.map_or_else(|_| self.clock.now_ms(), |begin| begin.timestamp().as_millisecond())
    }
}

/// What must not leave, whatever is shared: the name, the date of birth, and how the person's devices are called.
fn hidden(store: &Store) -> Result<Vec<Hidden>, coach_store::Error> {
    let profile = store.profile()?;
    let mut hidden = Vec::new();
    let mut hide = |kind, text: String| hidden.push(Hidden { kind, text });
    if let Some(name) = profile.name {
        hide(HiddenKind::Person, name);
    }
    if let Some(born) = profile.birth_date {
        hide(HiddenKind::Identifier, born.to_string());
    }
    for source in store.sources()? {
        if source.kind != SourceKind::Manual {
            hide(HiddenKind::Device, source.name);
        }
    }
    Ok(hidden)
}

#[async_trait]
impl Border for StoreBorder {
    async fn permit(&self) -> Result<Permit, String> {
        if self.service.on_this_machine {
            return Ok(Permit { consent: Consent::to_all(), ..Permit::default() });
        }
        let since_ms = self.day_began_ms();
        self.on_store(move |store| {
            let limits: CloudLimits = read(store, CLOUD).unwrap_or_default();
            let tokens_left = match limits.tokens_per_day {
                Some(tokens) => Some(tokens.saturating_sub(store.tokens_since(since_ms)?)),
                None => None,
            };
            Ok(Permit { consent: store.consent()?, hidden: hidden(store)?, tokens_left })
        })
        .await
    }

    async fn key(&self) -> Result<Option<SecretString>, String> {
        let name = self.service.name.clone();
        let key = self.on_store(move |store| store.service_key(&name)).await?;
        if key.is_none() && self.service.needs_key {
            let name = &self.service.name;
            return Err(format!(
                "there is no key for {name}; `coach models key set {name}` takes one on standard input"
            ));
        }
        Ok(key)
    }

    async fn leaving(&self, departure: &Departure) -> Result<i64, String> {
        if self.service.on_this_machine {
            return Ok(0);
        }
        let departure = departure.clone();
        self.on_store(move |store| {
            let categories: Vec<&'static str> = departure.categories.iter().copied().map(Category::id).collect();
            store.leaving(&Leaving {
                model: &departure.model,
                url: &departure.url,
                categories: &categories,
                sha256: &departure.sha256(),
                body: &departure.body,
                estimated_tokens: (departure.body.len() / 4) as u64,
            })
        })
        .await
    }

    async fn settled(&self, number: i64, outcome: &str, usage: Usage) {
        if self.service.on_this_machine {
            return;
        }
        let outcome = outcome.to_owned();
        let settled =
            self.on_store(move |store| store.settle(number, &outcome, usage.input_tokens, usage.output_tokens)).await;
        if settled.is_err() {
            // The request itself is in the log, with its estimate.
            tracing::warn!("what came of a request could not be written down");
        }
    }
}
