//! Models elsewhere: servers, what is shared, what left, and who answered instead.

use super::{system_time, table};
use coach_api::{ModelServer, OutboundEntry, Share};
use std::collections::BTreeMap;

/// A model that could not answer, in one sentence.
pub(crate) fn fallback(from: &str, to: &str, reason: &str) -> String {
    format!("{from} failed to {}; {to} answers instead.", reason.trim_end_matches('.'))
}

/// What left this device.
pub(crate) fn outbound(entries: &[OutboundEntry]) -> String {
    if entries.is_empty() {
        return "Nothing left this device.".to_owned();
    }
    let mut rows = table(["number", "when", "model", "bytes", "with", "outcome", "tokens", "sha256"]);
    for entry in entries {
        rows.add_row([
            entry.id.to_string(),
            system_time(entry.at_ms),
            entry.model.clone(),
            entry.bytes.to_string(),
            entry.categories.join(", "),
            entry.outcome.clone(),
            entry.input_tokens.saturating_add(entry.output_tokens).to_string(),
            entry.sha256.chars().take(12).collect(),
        ]);
    }
    format!("{rows}\n`coach audit --outbound --body NUMBER` shows every byte of one.")
}

/// What is shared with models elsewhere.
pub(crate) fn shares(shares: &[Share]) -> String {
    let mut rows = table(["category", "shared", "what it covers"]);
    for share in shares {
        rows.add_row([share.category.as_str(), if share.shared { "yes" } else { "no" }, share.covers.as_str()]);
    }
    rows.to_string()
}

/// Servers of the person's.
pub(crate) fn model_servers(servers: &BTreeMap<String, ModelServer>) -> String {
    if servers.is_empty() {
        return "There are no servers.".to_owned();
    }
    let mut rows = table(["name", "address", "spoken to as", "consent"]);
    for (name, server) in servers {
        let consent = if server.on_this_machine { "not needed: on this machine" } else { "needed" };
        rows.add_row([name.as_str(), server.url.as_str(), server.api.id(), consent]);
    }
    rows.to_string()
}
