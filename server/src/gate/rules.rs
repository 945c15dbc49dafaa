//! Which roles may call which operation of the shared plane, in one table. An operation without a row is let through to
//! nobody.

use super::{Role, Scope};

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Method and path of the operation.
    pub(crate) operation: (&'static str, &'static str),
    /// Roles that may.
    pub(crate) roles: &'static [Role],
    /// What a program needs besides; none lets no program in.
    pub(crate) scope: Option<Scope>,
}

const PEOPLE: &[Role] = &[Role::Owner, Role::Trainer, Role::Viewer];
const READERS: &[Role] = &[Role::Owner, Role::Trainer, Role::Viewer, Role::Service];
const WRITERS: &[Role] = &[Role::Owner, Role::Trainer, Role::Service];
const OWN: &[Role] = &[Role::Owner];
const OWN_OR_PROGRAM: &[Role] = &[Role::Owner, Role::Service];
const OPERATOR: &[Role] = &[Role::Admin];
const EVERYONE: &[Role] = &[Role::Owner, Role::Trainer, Role::Viewer, Role::Admin];

const fn rule(operation: (&'static str, &'static str), roles: &'static [Role], scope: Option<Scope>) -> Rule {
    Rule { operation, roles, scope }
}

/// Every operation that asks for a token of the shared plane.
const RULES: &[Rule] = &[
    rule(("DELETE", "/v1/session"), EVERYONE, None),
    rule(("GET", "/v1/keys"), OWN, None),
    rule(("POST", "/v1/keys"), OWN, None),
    rule(("DELETE", "/v1/keys/{prefix}"), OWN, None),
    rule(("GET", "/v1/shares"), PEOPLE, None),
    rule(("POST", "/v1/shares"), OWN, None),
    rule(("PUT", "/v1/shares/{id}/grants"), OWN, None),
    rule(("DELETE", "/v1/shares/{id}/grants/{account}"), OWN, None),
    rule(("DELETE", "/v1/shares/{id}"), OWN, None),
    rule(("GET", "/v1/users/{id}"), READERS, Some(Scope::ReadProfile)),
    rule(("PUT", "/v1/users/{id}"), OWN, None),
    rule(("POST", "/v1/users/{id}/preferences"), OWN, None),
    rule(("GET", "/v1/workouts/plans"), READERS, Some(Scope::ReadWorkouts)),
    rule(("POST", "/v1/workouts/plans"), WRITERS, Some(Scope::WriteWorkouts)),
    rule(("PUT", "/v1/workouts/plans/{id}"), WRITERS, Some(Scope::WriteWorkouts)),
    rule(("GET", "/v1/workouts/plans/{id}/versions"), READERS, Some(Scope::ReadWorkouts)),
    rule(("POST", "/v1/workouts/plans/{id}/versions"), WRITERS, Some(Scope::WriteWorkouts)),
    rule(("GET", "/v1/workouts/sessions"), READERS, Some(Scope::ReadWorkouts)),
    rule(("POST", "/v1/workouts/sessions"), OWN_OR_PROGRAM, Some(Scope::WriteWorkouts)),
    rule(("POST", "/v1/ai/chat"), PEOPLE, None),
    rule(("GET", "/v1/ai/personalities"), READERS, Some(Scope::ReadProfile)),
    rule(("POST", "/v1/ai/modify-workout"), PEOPLE, None),
    rule(("GET", "/v1/ai/traces/{session_id}"), PEOPLE, None),
    rule(("GET", "/v1/analytics/user/{id}"), READERS, Some(Scope::ReadAnalytics)),
    rule(("GET", "/v1/analytics/workouts"), READERS, Some(Scope::ReadAnalytics)),
    rule(("GET", "/v1/analytics/ai-quality"), PEOPLE, None),
    rule(("POST", "/v1/imports"), OWN_OR_PROGRAM, Some(Scope::WriteWorkouts)),
    rule(("GET", "/v1/imports/{id}"), OWN_OR_PROGRAM, Some(Scope::WriteWorkouts)),
    rule(("GET", "/v1/audit"), OWN, None),
    rule(("GET", "/v1/admin/ledger"), OPERATOR, None),
    rule(("GET", "/v1/admin/totals"), OPERATOR, None),
    rule(("POST", "/v1/admin/jobs/revive"), OPERATOR, None),
];

/// The rule of an operation, by its method and the template of its path.
pub(crate) fn of(method: &str, path: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.operation == (method, path))
}
