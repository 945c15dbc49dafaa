//! Plans: owners publish them, trainers propose. What a trainer writes is a proposal until the owner's own device has held
//! it against the safety rules and the owner has agreed.

use super::{Shown, account, end_of, kept, reader};
use crate::gate::{Caller, Role, hex, unhex};
use crate::storage::{Grant, Item, View};
use crate::{Error, Relay};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Versions of a plan that are kept.
pub(super) const MAX_VERSIONS: i64 = 50;

/// A version of a plan.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct RevisionShown {
    /// Counts from 1.
    pub(crate) version: u64,
    /// Who wrote it; zeros for someone who is gone.
    pub(crate) author: String,
    /// When, in milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// The plan.
    #[schema(value_type = Object)]
    pub(crate) document: Value,
}

/// A version to go back to, or a new one.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revisit {
    /// The version to go back to.
    #[serde(default)]
    pub(crate) restore: Option<u64>,
    /// Or the new one.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub(crate) document: Option<Value>,
}

fn state_by(caller: &Caller) -> &'static str {
    if caller.role == Role::Trainer { "proposed" } else { "current" }
}

impl Relay {
    /// Publishes a plan of one's own, or proposes one to a person who shares something with the caller as a trainer.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a person who is not theirs to write for; [`Error::Malformed`], [`Error::Quota`].
    pub(crate) fn create_plan(
        &self,
        caller: &Caller,
        user: Option<&str>,
        document: &Value,
        now_ms: i64,
    ) -> Result<Shown, Error> {
        let body = kept(document)?;
        let (id, ends_ms) = (crate::gate::random()?, end_of(None, now_ms)?);
        self.acting(caller, "create_plan", now_ms, |view| {
            let owner = match (caller.role, user) {
                (Role::Trainer, Some(user)) => account(user)?,
                (Role::Trainer, None) => return Err(Error::Malformed("say for whom the plan is: user")),
                (_, None) => caller.account,
                (_, Some(user)) => account(user)?,
            };
            let may = if caller.role == Role::Trainer {
                view.trains(&caller.account, &owner, now_ms)?
            } else {
                owner == caller.account
            };
            if !may {
                return Err(Error::NotFound);
            }
            let item = self.new_item(view, (id, "plan"), caller, &owner, body, ends_ms, now_ms)?;
            let item = Item { state: state_by(caller).to_owned(), ..item };
            view.put_item(&item)?;
            if caller.role == Role::Trainer {
                let role = Role::Trainer.name().to_owned();
                view.put_grant(&Grant { item: id, grantee: caller.account, role, ends_ms }, now_ms)?;
                view.tell(&owner)?;
            }
            self.note_about(view, (caller, Some(&owner)), "create_plan", &id, "done", now_ms)?;
            Shown::of(item)
        })
    }

    fn plan(&self, view: &mut dyn View, caller: &Caller, id: &str, writes: bool, now_ms: i64) -> Result<Item, Error> {
        let id = unhex(id).ok_or(Error::NotFound)?;
        let item = view.item(&id, reader(caller, writes), now_ms)?;
        item.filter(|item| item.kind == "plan").ok_or(Error::NotFound)
    }

    /// Writes a new version of a plan; of a trainer, it is a proposal.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such plan that the caller may change; [`Error::Malformed`].
    pub(crate) fn change_plan(&self, caller: &Caller, id: &str, document: &Value, now_ms: i64) -> Result<Shown, Error> {
        let body = kept(document)?;
        self.acting(caller, "change_plan", now_ms, |view| {
            let item = self.plan(view, caller, id, true, now_ms)?;
            self.revise(view, caller, item, &body, "change_plan", now_ms)
        })
    }

    /// Goes back to a version of a plan, or adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such plan or version; [`Error::Malformed`].
    pub(crate) fn add_plan_version(
        &self,
        caller: &Caller,
        id: &str,
        revisit: &Revisit,
        now_ms: i64,
    ) -> Result<Shown, Error> {
        let given = revisit.document.as_ref().map(kept).transpose()?;
        self.acting(caller, "add_plan_version", now_ms, |view| {
            let item = self.plan(view, caller, id, true, now_ms)?;
            let body = match (given, revisit.restore) {
                (Some(body), None) => body,
                (None, Some(version)) => {
                    let versions = view.revisions(&item.id, MAX_VERSIONS)?;
                    let found = versions.into_iter().find(|found| found.version == version);
                    found.ok_or(Error::NotFound)?.body
                }
                _ => return Err(Error::Malformed("give either restore or document")),
            };
            self.revise(view, caller, item, &body, "add_plan_version", now_ms)
        })
    }

    fn revise(
        &self,
        view: &mut dyn View,
        caller: &Caller,
        item: Item,
        body: &str,
        action: &str,
        now_ms: i64,
    ) -> Result<Shown, Error> {
        let (owner, ends_ms) = (item.owner, item.ends_ms);
        let item = self.write_over(view, item, body, caller, state_by(caller), ends_ms, now_ms)?;
        self.note_about(view, (caller, Some(&owner)), action, &item.id, "done", now_ms)?;
        if caller.role == Role::Trainer {
            view.tell(&owner)?;
        } else {
            for grant in view.grants(&item.id)? {
                view.tell(&grant.grantee)?;
            }
        }
        Shown::of(item)
    }

    /// Versions of a plan, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such plan that the caller may see.
    pub(crate) fn plan_versions(&self, caller: &Caller, id: &str, now_ms: i64) -> Result<Vec<RevisionShown>, Error> {
        self.looking(caller, "plan_versions", now_ms, |view| {
            let item = self.plan(view, caller, id, false, now_ms)?;
            let shown = view.revisions(&item.id, MAX_VERSIONS)?.into_iter().map(|revision| {
                let document =
                    serde_json::from_str(&revision.body).map_err(|error| Error::Storage(error.to_string()))?;
                let author = hex(&revision.author);
                Ok(RevisionShown { version: revision.version, author, at_ms: revision.at_ms, document })
            });
            let shown = shown.collect::<Result<_, Error>>()?;
            Ok((shown, vec![(item.owner, item.id.to_vec())]))
        })
    }
}
