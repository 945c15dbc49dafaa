//! Who may do what on the shared plane: roles, scopes, tokens that are signed, sessions that renew themselves, keys for
//! programs. No network in here, and no SQL.

mod keys;
mod rules;
mod sessions;
mod token;

pub(crate) use keys::{KeyMade, KeyShown};
pub(crate) use rules::{Rule, of as rule_of};
pub(crate) use sessions::{Granted, Renewed, random};
pub(crate) use token::Signer;

use coach_wire::{AccountId, DeviceId};
use serde::{Deserialize, Serialize};

/// What someone is, for as long as a token lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Who the data is about.
    Owner,
    /// Someone with whom it is shared, who may propose changes.
    Trainer,
    /// Someone with whom it is shared, to look at.
    Viewer,
    /// Who runs the server: numbers, jobs and the ledger, and nobody's data.
    Admin,
    /// A program that acts for an owner within the scopes of its key.
    Service,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Trainer => "trainer",
            Role::Viewer => "viewer",
            Role::Admin => "admin",
            Role::Service => "service",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Role::Owner, Role::Trainer, Role::Viewer, Role::Admin, Role::Service]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// What a key of a program may be good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub(crate) enum Scope {
    /// Profiles.
    #[serde(rename = "read:profile")]
    ReadProfile,
    /// Plans and sessions.
    #[serde(rename = "read:workouts")]
    ReadWorkouts,
    /// Writing plans and sessions, imports included.
    #[serde(rename = "write:workouts")]
    WriteWorkouts,
    /// Summaries and figures.
    #[serde(rename = "read:analytics")]
    ReadAnalytics,
}

const SCOPES: [(Scope, &str); 4] = [
    (Scope::ReadProfile, "read:profile"),
    (Scope::ReadWorkouts, "read:workouts"),
    (Scope::WriteWorkouts, "write:workouts"),
    (Scope::ReadAnalytics, "read:analytics"),
];

/// Scopes as one text, in their order, each once.
fn scopes_text(scopes: &[Scope]) -> String {
    let named = SCOPES.iter().filter(|(scope, _)| scopes.contains(scope)).map(|(_, name)| *name);
    named.collect::<Vec<_>>().join(" ")
}

/// Scopes of a text; words that are none are left out.
fn scopes_of(text: &str) -> Vec<Scope> {
    let words: Vec<&str> = text.split(' ').collect();
    SCOPES.iter().filter(|(_, name)| words.contains(name)).map(|(scope, _)| *scope).collect()
}

/// Who asks, after their token was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    /// Whose account it is.
    pub(crate) account: AccountId,
    /// The device that logged in; `None` for the recovery key and for programs.
    pub(crate) device: Option<DeviceId>,
    pub(crate) role: Role,
    /// What a program may do; people may do all that their role may.
    pub(crate) scopes: Vec<Scope>,
    /// The session, for people.
    pub(crate) family: Option<[u8; 16]>,
    /// The key, for programs.
    pub(crate) key: Option<[u8; 8]>,
}

impl Caller {
    /// Whether a rule lets this caller in.
    pub(crate) fn may(&self, rule: &Rule) -> bool {
        rule.roles.contains(&self.role)
            && (self.role != Role::Service || rule.scope.is_some_and(|scope| self.scopes.contains(&scope)))
    }
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Exactly so many bytes out of lower-case hexadecimal.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || digits.iter().any(u8::is_ascii_uppercase) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for role in [Role::Owner, Role::Trainer, Role::Viewer, Role::Admin, Role::Service] {
            assert_eq!(Role::named(role.name()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
        }
        assert_eq!(Role::named("root"), None);
        for (scope, name) in SCOPES {
            assert_eq!(serde_json::to_value(scope).unwrap(), name);
            assert_eq!(scopes_of(name), [scope]);
        }
        let both = [Scope::ReadAnalytics, Scope::ReadProfile, Scope::ReadProfile];
        assert_eq!(scopes_text(&both), "read:profile read:analytics");
        assert_eq!(scopes_of("read:profile admin read:analytics").len(), 2);
        assert_eq!(unhex::<2>("00fF"), None);
        assert_eq!(unhex::<2>("00ff"), Some([0, 255]));
        assert_eq!(unhex::<2>("00f"), None);
    }
}
