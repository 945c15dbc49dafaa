//! What is held against the relay's words: the account's log, what this device knows that the relay has had, and what the
//! other devices say that they have seen.

use super::{Session, hex};
use crate::{Error, alert::Alert};
use coach_wire::DeviceId;
use coach_wire::message::{Exchanged, Mark, STATEMENT, Statement, Tip};
use std::collections::BTreeMap;

impl Session {
    /// Takes what is new of the account's log.
    pub(super) fn take_records(&mut self, answer: &Exchanged) -> Result<(), Error> {
        let known = self.ledger.account.records;
        if !answer.records.is_empty() {
            match self.ledger.follow(&answer.records) {
                Ok(()) => self.ledger.save(&self.store)?,
                Err(_) => {
                    self.alerts.insert(Alert::OtherAccountLog);
                }
            }
        } else if answer.records_held > known {
            self.alerts.insert(Alert::AccountKeptBack);
        } else if answer.records_held < known {
            self.alerts.insert(Alert::RolledBack);
        }
        Ok(())
    }

    /// Holds the relay's frontier against what is here.
    pub(super) fn compare(&mut self, tips: &[Tip], relay: &BTreeMap<DeviceId, Mark>, more: bool) -> Result<(), Error> {
        let own = self.store.identity()?.device;
        for tip in tips.iter().filter(|tip| !self.stuck.contains(&tip.device)) {
            let confirmed = if tip.device == own { tip.seq.saturating_sub(self.store.unsent()?) } else { tip.seq };
            let held = relay.get(&tip.device).map_or(0, |mark| mark.seq);
            let ours = self.ledger.account.devices.contains_key(&tip.device);
            // It once confirmed or gave what it does not have now. It gets it again from here.
            if ours && held < confirmed && self.alerts.insert(Alert::RolledBack) {
                self.store.resend_slots()?;
                self.blobs.again(&self.store)?;
            }
        }
        for mark in relay.values().filter(|mark| !self.stuck.contains(&mark.device)) {
            let known = tips.iter().find(|tip| tip.device == mark.device).map_or(0, |tip| tip.seq);
            let last = self.ledger.account.devices.get(&mark.device).and_then(|device| device.last_seq);
            let readable = !self.alerts.contains(&Alert::Newer);
            if mark.seq.min(last.unwrap_or(u64::MAX)) > known && !more && readable {
                self.alerts.insert(Alert::KeptBack { device: hex(&mark.device) });
            }
        }
        Ok(())
    }

    /// Holds what another device says it has seen against what the relay gave.
    pub(super) fn hear(&mut self, statement: &Statement, tips: &[Tip]) -> Result<(), Error> {
        let account = &self.ledger.account;
        let Some(device) = account.devices.get(&statement.device) else { return Ok(()) };
        let genuine = statement.account == account.id
            && coach_wire::verify(
                &device.device.verifying_key,
                STATEMENT,
                &statement.signed(),
                &statement.signature,
                "a statement",
            )
            .is_ok();
        if !genuine {
            self.alerts.insert(Alert::Forged { device: hex(&statement.device), seq: 0 });
            return Ok(());
        }
        if device.last_seq.is_some() || !self.state.newer(statement) {
            return Ok(());
        }
        if statement.records > account.records {
            self.alerts.insert(Alert::AccountKeptBack);
        } else {
            let at = usize::try_from(statement.records).unwrap_or(usize::MAX).checked_sub(1);
            let hash = at.and_then(|at| self.ledger.records.get(at)).map(coach_wire::Record::hash);
            if hash != Some(statement.account_head) {
                self.alerts.insert(Alert::OtherAccountLog);
            }
        }
        for seen in &statement.tips {
            let Some(author) = self.ledger.account.devices.get(&seen.device) else { continue };
            if author.last_seq.is_some_and(|last| seen.seq > last) {
                continue;
            }
            let known = tips.iter().find(|tip| tip.device == seen.device).map_or(0, |tip| tip.seq);
            if seen.seq < self.store.begins_after(&seen.device)? {
                continue;
            }
            if seen.seq > known {
                self.alerts.insert(Alert::KeptBack { device: hex(&seen.device) });
            } else if self.store.entry_hash(&seen.device, seen.seq)? == Some(seen.hash) {
                continue;
            } else if seen.device == self.store.identity()?.device {
                // This device's disk has forgotten what others have of it, and it wrote something else since.
                self.report.forked_after = Some(self.confirmed()?.min(seen.seq.saturating_sub(1)));
            } else {
                self.alerts.insert(Alert::TwoHistories { device: hex(&seen.device), seq: seen.seq });
            }
        }
        self.state.heard(statement);
        Ok(())
    }
}
