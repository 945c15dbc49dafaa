//! The person's own further MCP servers.

use crate::CoachError;
use crate::coach::Coach;
use coach_mcp::{Upstream, UpstreamConfig};
use coach_store::Store;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const SETTING: &str = "mcp.upstreams";

/// A further server as it is kept: how to reach it, and the hash that each tool was approved under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct UpstreamServer {
    /// How to reach it.
    config: UpstreamConfig,
    /// Approved tools and the hash of each description.
    pins: BTreeMap<String, String>,
}

/// A further server with what it offers.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct UpstreamView {
    /// Name that the person gave it.
    pub name: String,
    /// How to reach it.
    pub config: UpstreamConfig,
    /// Names and descriptions of its tools.
    pub tools: BTreeMap<String, String>,
    /// Hash of each tool's description and schemas, as they were shown.
    pub pins: BTreeMap<String, String>,
}

/// The configured servers, for the router.
pub(crate) fn configured(store: &Store) -> Result<Vec<Upstream>, CoachError> {
    Ok(read(store)?
        .into_iter()
        .map(|(name, server)| Upstream { name, config: server.config, pins: server.pins })
        .collect())
}

fn read(store: &Store) -> Result<BTreeMap<String, UpstreamServer>, CoachError> {
    match store.setting(SETTING)? {
        None => Ok(BTreeMap::new()),
        Some(value) => serde_json::from_value(value)
            .map_err(|_| CoachError::Storage("read the list of further MCP servers".to_owned())),
    }
}

fn write(store: &Store, servers: &BTreeMap<String, UpstreamServer>) -> Result<(), CoachError> {
    let value = serde_json::to_value(servers)
        .map_err(|_| CoachError::Storage("write the list of further MCP servers".to_owned()))?;
    Ok(store.set_setting(SETTING, Some(&value), "person")?)
}

impl Coach {
    /// Connects to a further server and shows its tools, without keeping anything.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name that is taken or malformed; [`CoachError::Unavailable`] when it cannot
    /// be reached.
    pub async fn discover_mcp(&self, name: &str, config: UpstreamConfig) -> Result<UpstreamView, CoachError> {
        let well_formed = !name.is_empty()
            && name.len() <= 64
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
        if !well_formed {
            return Err(CoachError::InvalidInput(
                "add the server: its name may hold letters, digits, `-` and `_`, at most 64".to_owned(),
            ));
        }
        if self.mcp_servers()?.iter().any(|known| known == name) {
            return Err(CoachError::InvalidInput(format!("add the server `{name}`: the name is taken")));
        }
        let tools = Upstream::discover(name, &config).await.map_err(CoachError::Unavailable)?;
        Ok(UpstreamView {
            name: name.to_owned(),
            config,
            pins: tools.iter().map(|tool| (tool.spec.name.clone(), tool.pin.clone())).collect(),
            tools: tools.into_iter().map(|tool| (tool.spec.name, tool.spec.description)).collect(),
        })
    }

    /// Keeps a further server with its tools approved exactly as they were shown. It is used from the next start on;
    /// its tools stay untrusted and ask at every call, and one that changes is not offered until it is approved again.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub async fn add_mcp(&self, shown: &UpstreamView) -> Result<(), CoachError> {
        let name = shown.name.clone();
        let kept = UpstreamServer { config: shown.config.clone(), pins: shown.pins.clone() };
        self.on_store(move |store| {
            let mut servers = read(store)?;
            servers.insert(name, kept);
            write(store, &servers)
        })
        .await
    }

    /// Forgets a further server.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none of this name.
    pub async fn remove_mcp(&self, name: &str) -> Result<(), CoachError> {
        let key = name.to_owned();
        self.on_store(move |store| {
            let mut servers = read(store)?;
            if servers.remove(&key).is_none() {
                return Err(CoachError::NotFound(format!("find the further server `{key}`")));
            }
            write(store, &servers)
        })
        .await
    }
}
