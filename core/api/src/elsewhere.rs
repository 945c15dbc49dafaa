//! Models elsewhere, as the person sets them up: keys, servers, what is shared, the order, the budget, and what left.

use crate::coach::Coach;
use crate::models::{CLOUD, CloudLimits, ModelName, ModelServer, ORDER, SERVERS, read};
use crate::session::coach_named;
use crate::{CoachError, SendOptions};
use coach_agent::TurnOptions;
use coach_domain::privacy::{Category, Consent};
use coach_llm::ModelError;
use coach_llm::cloud::Endpoint;
use coach_store::{KeyPlace, OutboundEntry};
use secrecy::SecretString;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Who the log names for what the person sets.
const PERSON: &str = "person";

/// What would leave for a question, to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Preview {
    /// Model that would be asked.
    pub model: String,
    /// Address that it would go to.
    pub url: String,
    /// Ids of the categories that it may hold.
    pub categories: Vec<String>,
    /// Bytes of the body.
    pub bytes: usize,
    /// SHA-256 of the body in hexadecimal digits.
    pub sha256: String,
    /// The body; it is JSON in UTF-8.
    pub body: String,
}

/// A category with what the person decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Share {
    /// Id of the category.
    pub category: String,
    /// What it covers.
    pub covers: String,
    /// Whether it is shared.
    pub shared: bool,
}

/// A service for which there is a key. The key itself is never shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ServiceKey {
    /// Name of the service.
    pub service: String,
    /// It is in the platform's keyring, rather than in the encrypted database.
    pub in_keyring: bool,
}

impl Coach {
    /// What the first model elsewhere of this coach would be sent for a message. `None` when nothing would leave: no
    /// model is elsewhere, or a rule answers instead of any model. Nothing is sent or stored.
    ///
    /// # Errors
    /// [`CoachError::Unavailable`] when it would not be asked, with the reason; [`CoachError::InvalidInput`] for a
    /// message that cannot be read; those of reading the database.
    pub async fn preview(
        &self,
        session: Option<&str>,
        text: &str,
        options: &SendOptions,
    ) -> Result<Option<Preview>, CoachError> {
        let parts = self.parts()?;
        let Some(model) = parts.elsewhere.first() else { return Ok(None) };
        let coach = options.coach.as_deref().map(coach_named).transpose()?;
        parts.connect().await;
        let options = TurnOptions { coach, ..TurnOptions::default() };
        let Some(request) = parts.driver.first_request(session, text, &options).await? else { return Ok(None) };
        let departure = model.preview(&request).await.map_err(|error| match error {
            ModelError::Cancelled => CoachError::Cancelled,
            other => CoachError::Unavailable(other.to_string()),
        })?;
        Ok(Some(Preview {
            sha256: departure.sha256(),
            bytes: departure.body.len(),
            categories: departure.categories.iter().map(|category| category.id().to_owned()).collect(),
            body: String::from_utf8(departure.body)
                .map_err(|_| CoachError::Storage("show the request: it is no text".to_owned()))?,
            model: departure.model,
            url: departure.url,
        }))
    }

    /// What the person shares with models elsewhere, category by category.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn shares(&self) -> Result<Vec<Share>, CoachError> {
        let consent = self.on_store(|store| Ok(store.consent()?)).await?;
        Ok(shares(&consent))
    }

    /// Shares categories with models elsewhere, or no longer; `all` stands for every one. It holds from the next request
    /// on, also within a conversation.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name that is none; nothing is changed then. Those of writing to the database.
    pub async fn share(&self, categories: &[String], shared: bool) -> Result<Vec<Share>, CoachError> {
        let mut wanted = Vec::new();
        for name in categories {
            match Category::parse(name) {
                _ if name == "all" => wanted.extend(Category::ALL),
                Some(category) => wanted.push(category),
                None => {
                    let known: Vec<_> = Category::ALL.into_iter().map(Category::id).collect();
                    return Err(CoachError::InvalidInput(format!(
                        "find the category `{name}`: choose all, {}",
                        known.join(", ")
                    )));
                }
            }
        }
        self.on_store(move |store| {
            let before = store.consent()?;
            for category in wanted {
                if before.allows(category) != shared {
                    store.set_consent(category, shared, PERSON)?;
                }
            }
            Ok(shares(&store.consent()?))
        })
        .await
    }

    /// Keeps the key for a service: `openai`, `anthropic` or one of the person's servers. In the platform's keyring
    /// where the database key is there, else in the encrypted database.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for a service that is not known; [`CoachError::Locked`] when the text is no key or the
    /// keyring does not answer.
    pub async fn set_service_key(&self, service: &str, key: SecretString) -> Result<ServiceKey, CoachError> {
        let source = self.parts()?.key.clone();
        let service = service.to_owned();
        self.on_store(move |store| {
            let servers: BTreeMap<String, ModelServer> = read(store, SERVERS)?;
            if !MAKERS.contains(&service.as_str()) && !servers.contains_key(&service) {
                return Err(CoachError::NotFound(format!(
                    "find the service `{service}`: it is openai, anthropic or a server that was added"
                )));
            }
            let place = store.keep_service_key(&source, &service, &key)?;
            Ok(ServiceKey { service, in_keyring: place == KeyPlace::Keyring })
        })
        .await
    }

    /// Forgets the key for a service.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none.
    pub async fn remove_service_key(&self, service: &str) -> Result<(), CoachError> {
        let service = service.to_owned();
        self.on_store(move |store| {
            if store.forget_service_key(&service)? {
                return Ok(());
            }
            Err(CoachError::NotFound(format!("find a key for `{service}`")))
        })
        .await
    }

    /// The services for which there are keys.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn service_keys(&self) -> Result<Vec<ServiceKey>, CoachError> {
        self.on_store(|store| {
            let keys = store.service_keys()?.into_iter();
            Ok(keys.map(|(service, place)| ServiceKey { service, in_keyring: place == KeyPlace::Keyring }).collect())
        })
        .await
    }

    /// Adds a server that speaks as OpenAI or Anthropic do, in place of an earlier one of the name.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name or an address that cannot be used.
    pub async fn add_model_server(&self, name: &str, server: ModelServer) -> Result<(), CoachError> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        if name.is_empty() || name.len() > 64 || !name.chars().all(plain) || MAKERS.contains(&name) {
            return Err(CoachError::InvalidInput(
                "add the server: its name may hold letters, digits, `-` and `_`, at most 64, and be no maker's"
                    .to_owned(),
            ));
        }
        let endpoint = Endpoint::parse(&server.url).map_err(|error| CoachError::InvalidInput(error.to_string()))?;
        if server.on_this_machine && !endpoint.is_this_machine() {
            return Err(CoachError::InvalidInput(
                "add the server: its address is not on this machine, so what is asked there leaves it".to_owned(),
            ));
        }
        let server = ModelServer { url: endpoint.as_str().to_owned(), ..server };
        self.change_servers(name, Some(server)).await.map(drop)
    }

    /// Forgets a server and its key.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none of this name.
    pub async fn remove_model_server(&self, name: &str) -> Result<(), CoachError> {
        if !self.change_servers(name, None).await? {
            return Err(CoachError::NotFound(format!("find the server `{name}`")));
        }
        let name = name.to_owned();
        self.on_store(move |store| Ok(store.forget_service_key(&name).map(drop)?)).await
    }

    /// The person's servers.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn model_servers(&self) -> Result<BTreeMap<String, ModelServer>, CoachError> {
        self.on_store(|store| read(store, SERVERS)).await
    }

    /// Sets or removes a server; tells whether there was one.
    async fn change_servers(&self, name: &str, server: Option<ModelServer>) -> Result<bool, CoachError> {
        let name = name.to_owned();
        self.on_store(move |store| {
            let mut servers: BTreeMap<String, ModelServer> = read(store, SERVERS)?;
            let before = match server {
                Some(server) => servers.insert(name, server),
                None => servers.remove(&name),
            };
            store.set_setting(SERVERS, Some(&value(&servers)?), PERSON)?;
            Ok(before.is_some())
        })
        .await
    }

    /// The order in which models are asked; the built-in coach stands behind the last of them.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn model_order(&self) -> Result<Vec<String>, CoachError> {
        self.on_store(|store| read(store, ORDER)).await
    }

    /// Sets the order in which models are asked; none for the built-in coach alone. It holds from the next opening on
    /// and shares nothing that is not shared already.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name that is none.
    pub async fn set_model_order(&self, order: &[String]) -> Result<(), CoachError> {
        let names: Vec<String> =
            order.iter().map(|name| Ok(ModelName::parse(name)?.to_string())).collect::<Result<_, CoachError>>()?;
        self.on_store(move |store| Ok(store.set_setting(ORDER, Some(&value(&names)?), PERSON)?)).await
    }

    /// The bounds of models elsewhere.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn cloud_limits(&self) -> Result<CloudLimits, CoachError> {
        self.on_store(|store| read(store, CLOUD)).await
    }

    /// Sets the bounds of models elsewhere. The budget holds at once, the time from the next opening on.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a time that is not 1 to 600 seconds.
    pub async fn set_cloud_limits(&self, limits: CloudLimits) -> Result<(), CoachError> {
        if !(1..=600).contains(&limits.timeout_s) {
            return Err(CoachError::InvalidInput("set the time of an answer: give 1 to 600 seconds".to_owned()));
        }
        self.on_store(move |store| Ok(store.set_setting(CLOUD, Some(&value(&limits)?), PERSON)?)).await
    }

    /// The latest requests that left, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn outbound(&self, limit: usize) -> Result<Vec<OutboundEntry>, CoachError> {
        self.on_store(move |store| Ok(store.outbound(limit)?)).await
    }

    /// Every byte of the body of a request that left.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none of this number.
    pub async fn outbound_body(&self, id: i64) -> Result<Vec<u8>, CoachError> {
        self.on_store(move |store| Ok(store.outbound_body(id)?)).await
    }
}

/// Services that need no address.
const MAKERS: [&str; 2] = ["openai", "anthropic"];

fn shares(consent: &Consent) -> Vec<Share> {
    let share = |category: Category| Share {
        category: category.id().to_owned(),
        covers: category.covers().to_owned(),
        shared: consent.allows(category),
    };
    Category::ALL.into_iter().map(share).collect()
}

fn value(setting: &impl Serialize) -> Result<Value, CoachError> {
    serde_json::to_value(setting).map_err(|_| CoachError::Storage("write a setting".to_owned()))
}
