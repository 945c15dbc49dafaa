//! What the steps of each job are, and how each is undone.

use super::sagas::{NewJob, Step, Task};
use super::{MAX_ITEMS, end_of, kept};
use crate::gate::{Caller, Role, hex, unhex};
use crate::storage::{Grant, Item, Saga, View};
use crate::{Error, Relay};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Documents of one import.
const MAX_DOCUMENTS: usize = 2000;
/// Documents that one step stages.
const CHUNK: usize = 50;

/// Many documents at once.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Import {
    /// Name of the import, 32 hexadecimal digits; asked for again under one name, it is brought once.
    pub(crate) id: String,
    /// `session`, `plan` or `summary`.
    pub(crate) kind: String,
    /// The documents; all of them come, or none.
    #[schema(value_type = Vec<Object>)]
    pub(crate) documents: Vec<Value>,
    /// Seconds after which they are gone; 30 days when it is left out.
    #[serde(default)]
    pub(crate) seconds: Option<i64>,
}

/// How an import stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct ImportState {
    /// Name of the import.
    pub(crate) id: String,
    /// `running`, `done`, `undoing`, `undone`, or `dead` when it needs whoever runs the server.
    pub(crate) state: String,
    /// Steps that are done.
    pub(crate) steps: u64,
    /// What went wrong last; empty when nothing did.
    pub(crate) note: String,
}

/// Who may see an item, as a job keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct OfferedGrant {
    account: String,
    role: String,
    ends_ms: i64,
}

impl From<&Grant> for OfferedGrant {
    fn from(grant: &Grant) -> Self {
        OfferedGrant { account: hex(&grant.grantee), role: grant.role.clone(), ends_ms: grant.ends_ms }
    }
}

fn state(saga: &Saga) -> ImportState {
    ImportState { id: hex(&saga.id), state: saga.state.clone(), steps: saga.step, note: saga.note.clone() }
}

/// The name of a document of an import: the same each time that its step is done.
fn named(job: &[u8; 16], number: usize) -> [u8; 16] {
    let mut name = [0; 16];
    let bytes = [job.as_slice(), &(number as u64).to_le_bytes()].concat();
    name.copy_from_slice(&blake3::hash(&coach_wire::labelled("pocketcoach/v1/import", &bytes)).as_bytes()[..16]);
    name
}

impl Relay {
    /// Takes an import, which goes on by itself.
    ///
    /// # Errors
    /// [`Error::Malformed`]; [`Error::Conflict`] when another account has an import of that name.
    pub(crate) fn import(&self, caller: &Caller, import: Import, now_ms: i64) -> Result<ImportState, Error> {
        if !["session", "plan", "summary"].contains(&import.kind.as_str()) {
            return Err(Error::Malformed("sessions, plans and summaries can be imported"));
        }
        if import.documents.is_empty() || import.documents.len() > MAX_DOCUMENTS {
            return Err(Error::Malformed("an import has 1 to 2000 documents"));
        }
        let id = unhex(&import.id).ok_or(Error::Malformed("a name is 32 hexadecimal digits"))?;
        let ends_ms = end_of(import.seconds, now_ms)?;
        let task = Task::Import { kind: import.kind, documents: import.documents, ends_ms };
        self.acting(caller, "import", now_ms, |view| {
            if let Some(saga) = view.saga(&id)? {
                return if saga.account == caller.account && saga.kind == "import" {
                    Ok(state(&saga))
                } else {
                    Err(Error::Conflict)
                };
            }
            self.begin_job(view, &NewJob { id, account: caller.account, task }, now_ms)?;
            self.note(view, caller, "import", &id, "done", now_ms)?;
            view.saga(&id)?.map(|saga| state(&saga)).ok_or(Error::NotFound)
        })
    }

    /// How an import of a caller stands.
    ///
    /// # Errors
    /// [`Error::NotFound`] when they have none of that name.
    pub(crate) fn import_state(&self, caller: &Caller, id: &str, now_ms: i64) -> Result<ImportState, Error> {
        let id = unhex(id).ok_or(Error::NotFound)?;
        self.storage.read(|view| {
            self.admit(view, caller, now_ms)?;
            let saga = view.saga(&id)?.filter(|saga| saga.account == caller.account && saga.kind == "import");
            saga.map(|saga| state(&saga)).ok_or(Error::NotFound)
        })
    }

    /// Does the next step of a job.
    pub(super) fn step(&self, view: &mut dyn View, saga: &Saga, task: &Task, now_ms: i64) -> Result<Step, Error> {
        match task {
            Task::Share { item, grants } => self.step_share(view, saga, (item.as_str(), grants.as_slice()), now_ms),
            Task::Import { kind, documents, ends_ms } => {
                self.step_import(view, saga, (kind.as_str(), documents.as_slice(), *ends_ms), now_ms)
            }
            Task::Erase => self.step_erase(view, saga),
        }
    }

    fn step_share(
        &self,
        view: &mut dyn View,
        saga: &Saga,
        (item, offered): (&str, &[OfferedGrant]),
        now_ms: i64,
    ) -> Result<Step, Error> {
        let item = unhex(item).ok_or(Error::Malformed("the item has no name"))?;
        let mut grants = Vec::new();
        for grant in offered {
            let grantee = unhex(&grant.account).ok_or(Error::Malformed("an account has no name"))?;
            grants.push(Grant { item, grantee, role: grant.role.clone(), ends_ms: grant.ends_ms });
        }
        if saga.step == 0 {
            // An owner who erased everything meanwhile has no item any more.
            if view.has_item(&item)? {
                self.put_grants(view, &item, &grants, now_ms)?;
            }
            return Ok(Step::More);
        }
        view.publish(&saga.id)?;
        for grant in &grants {
            view.tell(&grant.grantee)?;
        }
        Ok(Step::Last)
    }

    fn step_import(
        &self,
        view: &mut dyn View,
        saga: &Saga,
        (kind, documents, ends_ms): (&str, &[Value], i64),
        now_ms: i64,
    ) -> Result<Step, Error> {
        let from = usize::try_from(saga.step).unwrap_or(usize::MAX).saturating_mul(CHUNK);
        if from >= documents.len() {
            view.publish(&saga.id)?;
            view.tell(&saga.account)?;
            return Ok(Step::Last);
        }
        if view.standing(&saga.account)?.is_none() {
            return Err(Error::NotLetIn);
        }
        for (number, document) in documents.iter().enumerate().skip(from).take(CHUNK) {
            view.put_item(&Item {
                id: named(&saga.id, number),
                owner: saga.account,
                author: saga.account,
                kind: kind.to_owned(),
                state: "staged".to_owned(),
                version: 1,
                at_ms: now_ms,
                ends_ms,
                job: saga.id,
                body: kept(document)?,
            })?;
        }
        if view.item_count(&saga.account)? > MAX_ITEMS { Err(Error::Quota) } else { Ok(Step::More) }
    }

    /// What an erasure leaves to do: everyone hears of it, files are scrubbed, and then it is looked whether anything is
    /// left.
    fn step_erase(&self, view: &mut dyn View, saga: &Saga) -> Result<Step, Error> {
        match saga.step {
            0 => {
                view.tell(&saga.account)?;
                Ok(Step::More)
            }
            1 => {
                view.forget_person(&saga.account)?;
                Ok(Step::More)
            }
            _ if view.left_of(&saga.account)? > 0 => {
                Err(Error::Storage("something of an erased account is left".to_owned()))
            }
            _ => {
                // Its own name goes last.
                view.blank_saga(&saga.id)?;
                Ok(Step::Last)
            }
        }
    }

    /// Undoes what the steps of a job did.
    pub(super) fn undo(&self, view: &mut dyn View, saga: &Saga) -> Result<(), Error> {
        match saga.kind.as_str() {
            "share" | "import" => view.unstage(&saga.id).map(drop),
            // What is erased stays so; its steps only ever go on.
            _ => Ok(()),
        }
    }

    /// What a caller who runs the server asks for: jobs by their state.
    ///
    /// # Errors
    /// [`Error::NotLetIn`], [`Error::Storage`].
    pub(crate) fn job_counts(&self, caller: &Caller, now_ms: i64) -> Result<Vec<(String, u64)>, Error> {
        debug_assert_eq!(caller.role, Role::Admin);
        self.storage.read(|view| {
            self.admit(view, caller, now_ms)?;
            view.saga_counts()
        })
    }
}
