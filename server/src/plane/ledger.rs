//! The ledger: who did what with what was shared. Each row is chained to the one before by its hash; names in it are
//! pseudonyms, each made with a key of its account that goes when the account does. So an erased account leaves rows that
//! mean nobody, and the chain holds all the same.

use crate::gate::{Caller, hex};
use crate::storage::{LedgerLine, View};
use crate::{Error, Relay};
use coach_wire::AccountId;
use serde::Serialize;

/// Rows are kept for this long.
pub(super) const KEPT_MS: i64 = 90 * 86_400_000;
const LABEL: &str = "pocketcoach/v1/ledger";
/// Rows that are read at once when the chain is checked.
const PAGE: i64 = 1000;
const MAX_SHOWN: i64 = 500;
const NOBODY: [u8; 16] = [0; 16];

/// An access, as the person whom it is about sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct AccessShown {
    /// When, in milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// Whether it was the person themselves, or a program of theirs.
    pub(crate) own: bool,
    /// Pseudonym of who it was; the same person has the same one.
    pub(crate) actor: String,
    /// What they were.
    pub(crate) role: String,
    /// What they did, as the description names the operation.
    pub(crate) action: String,
    /// The item or key that it was about; empty for none.
    pub(crate) item: String,
    /// `done`, `refused` or `reused`.
    pub(crate) outcome: String,
}

/// Whether the ledger holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct LedgerState {
    /// Rows that were read.
    pub(crate) rows: u64,
    /// Whether each is chained to the one before, up to the end that is kept apart.
    pub(crate) holds: bool,
    /// Number of the first row that does not hold.
    pub(crate) broken_at: Option<u64>,
}

/// The hash of a row after another.
fn chained(before: &[u8; 32], line: &LedgerLine) -> [u8; 32] {
    let mut bytes = before.to_vec();
    bytes.extend_from_slice(&line.seq.to_le_bytes());
    bytes.extend_from_slice(&line.at_ms.to_le_bytes());
    bytes.extend_from_slice(&line.actor);
    bytes.extend_from_slice(&line.subject);
    for part in [line.role.as_bytes(), line.action.as_bytes(), &line.item, line.outcome.as_bytes()] {
        // With its length, so that two parts cannot be cut elsewhere.
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    *blake3::hash(&coach_wire::labelled(LABEL, &bytes)).as_bytes()
}

impl Relay {
    /// The name of an account in the ledger; zeros once the account is gone.
    fn pseudonym(view: &mut dyn View, account: &AccountId, make: bool) -> Result<[u8; 16], Error> {
        let mut fresh = [0_u8; 32];
        getrandom::fill(&mut fresh).map_err(|error| Error::Storage(error.to_string()))?;
        let Some(key) = view.pseudonym_key(account, make.then_some(&fresh))? else { return Ok(NOBODY) };
        let mut name = [0; 16];
        name.copy_from_slice(&blake3::keyed_hash(&key, account).as_bytes()[..16]);
        Ok(name)
    }

    /// Notes what a caller did with their own account.
    pub(crate) fn note(
        &self,
        view: &mut dyn View,
        caller: &Caller,
        action: &str,
        item: &[u8],
        outcome: &str,
        now_ms: i64,
    ) -> Result<(), Error> {
        self.note_about(view, (caller, Some(&caller.account)), action, item, outcome, now_ms)
    }

    /// Notes what a caller did with what is someone's; in the transaction in which it is done.
    pub(crate) fn note_about(
        &self,
        view: &mut dyn View,
        (caller, subject): (&Caller, Option<&AccountId>),
        action: &str,
        item: &[u8],
        outcome: &str,
        now_ms: i64,
    ) -> Result<(), Error> {
        let actor = Self::pseudonym(view, &caller.account, true)?;
        let subject = subject.map_or(Ok(NOBODY), |subject| Self::pseudonym(view, subject, true))?;
        let head = view.ledger_head()?;
        let mut line = LedgerLine {
            seq: head.seq + 1,
            at_ms: now_ms,
            actor,
            subject,
            role: caller.role.name().to_owned(),
            action: action.to_owned(),
            item: item.to_vec(),
            outcome: outcome.to_owned(),
            hash: [0; 32],
        };
        line.hash = chained(&head.hash, &line);
        view.put_line(&line)
    }

    /// Who did what with a caller's data, newest first.
    ///
    /// # Errors
    /// [`Error::NotLetIn`], [`Error::Storage`].
    pub(crate) fn access_log(&self, caller: &Caller, now_ms: i64) -> Result<Vec<AccessShown>, Error> {
        self.storage.read(|view| {
            self.admit(view, caller, now_ms)?;
            let own = Self::pseudonym(view, &caller.account, false)?;
            if own == NOBODY {
                return Ok(Vec::new());
            }
            let lines = view.ledger_of(&own, MAX_SHOWN)?;
            Ok(lines
                .into_iter()
                .map(|line| AccessShown {
                    at_ms: line.at_ms,
                    own: line.actor == own,
                    actor: hex(&line.actor),
                    role: line.role,
                    action: line.action,
                    item: hex(&line.item),
                    outcome: line.outcome,
                })
                .collect())
        })
    }

    /// Whether the ledger holds, row by row.
    ///
    /// # Errors
    /// [`Error::NotLetIn`], [`Error::Storage`].
    pub(crate) fn ledger_check(&self, caller: &Caller, now_ms: i64) -> Result<LedgerState, Error> {
        self.storage.read(|view| {
            self.admit(view, caller, now_ms)?;
            check(view)
        })
    }

    /// Whether the ledger holds, for who has the database.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn check_ledger(&self) -> Result<(u64, Option<u64>), Error> {
        let state = self.storage.read(check)?;
        Ok((state.rows, state.broken_at))
    }
}

pub(super) fn check(view: &mut dyn View) -> Result<LedgerState, Error> {
    let head = view.ledger_head()?;
    let (mut rows, mut before, mut last) = (0, head.before, None);
    loop {
        let page = view.ledger(last.unwrap_or(0), PAGE)?;
        if page.is_empty() {
            break;
        }
        for line in page {
            let follows = last.is_none_or(|last| line.seq == last + 1);
            if !follows || chained(&before, &line) != line.hash {
                return Ok(LedgerState { rows, holds: false, broken_at: Some(line.seq) });
            }
            (before, last, rows) = (line.hash, Some(line.seq), rows + 1);
        }
    }
    // What was cut off at the end is missed by the head.
    let whole = before == head.hash && last.is_none_or(|last| last == head.seq);
    Ok(LedgerState { rows, holds: whole, broken_at: (!whole).then_some(head.seq) })
}
