//! Jobs of several steps. Each step commits what it does together with the number of the step that it was, so that a job
//! that is broken off goes on where it was and does nothing twice. What cannot be done is undone.
//!
//! Any replica may run any job: a job is taken for a while, and is free again when whoever took it is gone.

use super::jobs::OfferedGrant;
use crate::storage::{Saga, View};
use crate::{Error, Relay};
use coach_wire::AccountId;
use serde::{Deserialize, Serialize};

/// A job is one's own for so long without a step.
const LEASE_MS: i64 = 30_000;
/// Tries of a step before a job is given up.
const MOST_TRIES: u64 = 6;
/// Jobs that ended are remembered for this long.
const REMEMBERED_MS: i64 = 7 * 86_400_000;
/// What jobs are announced under.
pub(crate) const JOBS: &str = "pocketcoach.jobs";

/// What a job is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub(super) enum Task {
    /// Makes a staged item visible to those who may see it.
    Share {
        /// The item.
        item: String,
        /// Who may see it.
        grants: Vec<OfferedGrant>,
    },
    /// Brings many documents, all of them or none.
    Import {
        /// What they are.
        kind: String,
        /// The documents.
        documents: Vec<serde_json::Value>,
        /// When they are gone.
        ends_ms: i64,
    },
    /// What is left to do when an account was erased.
    Erase,
}

impl Task {
    fn name(&self) -> &'static str {
        match self {
            Task::Share { .. } => "share",
            Task::Import { .. } => "import",
            Task::Erase => "erase",
        }
    }
}

/// A job that begins.
pub(super) struct NewJob {
    pub(super) id: [u8; 16],
    pub(super) account: AccountId,
    pub(super) task: Task,
}

/// What a step came to.
pub(super) enum Step {
    /// There is another one.
    More,
    /// It was the last.
    Last,
}

impl Relay {
    /// Begins a job in the transaction of what it belongs to, and announces it.
    pub(super) fn begin_job(&self, view: &mut dyn View, job: &NewJob, now_ms: i64) -> Result<(), Error> {
        let input = serde_json::to_string(&job.task).map_err(|error| Error::Storage(error.to_string()))?;
        view.put_saga(&Saga {
            id: job.id,
            kind: job.task.name().to_owned(),
            account: job.account,
            state: "running".to_owned(),
            step: 0,
            tries: 0,
            due_ms: now_ms,
            at_ms: now_ms,
            note: String::new(),
            input,
        })?;
        if self.storage.announces() {
            view.post(JOBS, &job.id)?;
        }
        Ok(())
    }

    /// The job that finishes an erasure, in the transaction of the erasure itself.
    pub(crate) fn begin_aftermath(&self, view: &mut dyn View, account: &AccountId, now_ms: i64) -> Result<(), Error> {
        let job = NewJob { id: crate::gate::random()?, account: *account, task: Task::Erase };
        self.begin_job(view, &job, now_ms)
    }

    /// Runs a job to its end, or as far as it goes now. Someone else may have it: then nothing is done.
    ///
    /// # Errors
    /// [`Error::Storage`] when the database does not answer; the job stays as it is.
    pub(crate) fn run_job(&self, id: &[u8; 16], now_ms: i64) -> Result<(), Error> {
        let claimed = self.storage.write(|view| view.claim_saga(id, now_ms + LEASE_MS, now_ms))?;
        if !claimed {
            return Ok(());
        }
        while self.step_job(id, now_ms)? {}
        Ok(())
    }

    /// Runs a job whose end is waited for, and says what became of it.
    pub(super) fn finish_job(&self, id: &[u8; 16], now_ms: i64) -> Result<(), Error> {
        self.run_job(id, now_ms)?;
        let saga = self.storage.read(|view| view.saga(id))?.ok_or(Error::NotFound)?;
        match saga.state.as_str() {
            "undone" | "undoing" => Err(Error::Quota),
            _ => Ok(()),
        }
    }

    /// Does one step of a job, and says whether there is another one.
    pub(super) fn step_job(&self, id: &[u8; 16], now_ms: i64) -> Result<bool, Error> {
        let Some(saga) = self.storage.read(|view| view.saga(id))? else { return Ok(false) };
        if !matches!(saga.state.as_str(), "running" | "undoing") {
            return Ok(false);
        }
        let task: Task = serde_json::from_str(&saga.input).map_err(|error| Error::Storage(error.to_string()))?;
        let from = (saga.state.as_str(), saga.step);
        let done = self.storage.write(|view| {
            let mut next = Saga { tries: 0, due_ms: now_ms + LEASE_MS, ..saga.clone() };
            if saga.state == "undoing" {
                self.undo(view, &saga)?;
                next.state = "undone".to_owned();
            } else {
                next.step += 1;
                if let Step::Last = self.step(view, &saga, &task, now_ms)? {
                    next.state = "done".to_owned();
                }
            }
            if next.state != "running" {
                // What was brought is not needed any more.
                next.input = "{}".to_owned();
            }
            if !view.move_saga(&next, from)? {
                // Somebody else did this step; what was done here goes with the transaction.
                return Err(Error::Conflict);
            }
            Ok(next.state == "running")
        });
        match done {
            Ok(more) => Ok(more),
            Err(Error::Conflict) => Ok(false),
            Err(error) => self.failed(&saga, &error, now_ms),
        }
    }

    /// A step that failed is tried again, or the job is undone, or given up.
    fn failed(&self, saga: &Saga, error: &Error, now_ms: i64) -> Result<bool, Error> {
        let mut next = Saga { tries: saga.tries + 1, note: error.to_string(), ..saga.clone() };
        let passing = matches!(error, Error::Storage(_));
        if !passing && saga.state == "running" {
            (next.state, next.tries, next.due_ms) = ("undoing".to_owned(), 0, now_ms);
        } else if next.tries >= MOST_TRIES {
            next.state = "dead".to_owned();
            tracing::error!(kind = saga.kind, "a job was given up; `coach-server admin --revive` lets it run again");
        } else {
            next.due_ms = now_ms + (1000 << next.tries.min(6));
        }
        let undoing = next.state == "undoing";
        self.storage.write(|view| view.move_saga(&next, (saga.state.as_str(), saga.step)))?;
        Ok(undoing)
    }

    /// Runs what is due, takes what has ended, and says how many jobs were looked at.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub(crate) fn run_due(&self, now_ms: i64) -> Result<usize, Error> {
        let due = self.storage.read(|view| view.due_sagas(now_ms, 32))?;
        for id in &due {
            self.run_job(id, now_ms)?;
        }
        Ok(due.len())
    }

    /// Takes what has ended: items, sessions, keys, old rows of the ledger, jobs of last week.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub(crate) fn sweep(&self, now_ms: i64) -> Result<u64, Error> {
        self.storage.write(|view| {
            let went = view.sweep(now_ms)? + view.trim_ledger(now_ms - super::ledger::KEPT_MS)?;
            Ok(went + view.drop_ended_sagas(now_ms - REMEMBERED_MS)?)
        })
    }

    /// Lets jobs that were given up run again, and says how many.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn revive_jobs(&self) -> Result<u64, Error> {
        self.storage.write(|view| view.revive_sagas(crate::now_ms()))
    }
}
