//! One sync as a state machine: it says what to ask the relay and takes in what it answers. It knows the store and
//! nothing of networks, so that a test can lose, repeat and forge what is in between.
//!
//! Nothing that the relay says is believed: entries and records are checked against their chains and signatures, the
//! relay's frontier against what this device has seen, and what the other devices say they have seen against both.

mod checks;

use crate::blobs::Blobs;
use crate::ledger::Ledger;
use crate::snapshots::{self, Parts};
use crate::{Error, alert::Alert, state::State};
use coach_store::Store;
use coach_store::snapshots::Begun;
use coach_store::sync::Refused;
use coach_wire::message::{
    Exchange, Exchanged, LEAST_PAGE, MAX_PAGE, Mark, PAGE, Reason, Request, Response, STATEMENT, Statement, Tip, held,
};
use coach_wire::{DeviceId, Entry, Hash, PROTOCOL};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds after which a sync stops, whatever the relay says. A page is a mebibyte: this is 4 GiB.
const MAX_ROUNDS: u32 = 4096;

/// What to do next.
#[allow(clippy::large_enum_variant, reason = "one is made for each question, and none is kept")]
#[derive(Debug)]
pub enum Step {
    /// Ask the relay, and give the answer to [`Session::answer`].
    Ask(Request),
    /// The sync is over.
    Done(Report),
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[schema(as = SyncCounts)]
pub struct Report {
    /// Entries of this and other devices that the relay took.
    pub sent: u64,
    /// Entries of other devices that were taken.
    pub received: u64,
    /// Blobs of data beside the log that were sent.
    pub blobs_sent: u64,
    /// Blobs that were fetched and merged.
    pub blobs_received: u64,
    /// Blobs that other devices offer and the relay does not have yet.
    pub blobs_missing: u64,
    /// Questions asked.
    pub round_trips: u32,
    /// What the person should know.
    pub alerts: Vec<Alert>,
    /// The relay holds another history of this device, which shares entries up to this one with what is here.
    #[serde(skip)]
    pub forked_after: Option<u64>,
}

enum Phase {
    /// Before data is sent: is what this device wrote what the relay holds of it? Where a disk has forgotten, it is not, and
    /// then the relay's slots are the only ones that still refer to what they hold.
    Looking,
    /// Data beside the log goes first, so that nobody is told of what is not there.
    Sending,
    Exchanging,
    /// The relay has all that this device wrote: what its slots held before goes there.
    Settling,
    Fetching,
    /// This device lacks what is in the snapshot that chains begin with.
    Beginning,
    Over,
}

/// How both sides stood at the end of a sync.
#[derive(Debug, Clone, Default)]
pub(crate) struct Met {
    /// The ends of all chains, when both hold the same.
    pub(crate) tips: Option<Vec<Tip>>,
    /// Parts of snapshots that the relay lacks.
    pub(crate) lacks: Vec<Hash>,
}

/// A sync in progress. Dropping it at any point loses nothing.
pub struct Session {
    store: Store,
    pub(crate) ledger: Ledger,
    state: State,
    phase: Phase,
    blobs: Blobs,
    /// What the relay said it holds, once it has said so.
    relay: Option<BTreeMap<DeviceId, Mark>>,
    relay_records: Option<u64>,
    /// What the question that is being answered said is here, with what it brought.
    claimed: BTreeMap<DeviceId, u64>,
    statement_sent: Option<Statement>,
    report: Report,
    alerts: BTreeSet<Alert>,
    /// Chains about which the relay and this device will not agree in this sync.
    stuck: BTreeSet<DeviceId>,
    quiet: bool,
    /// The relay said so, asked for the digest of what is here.
    no_news: bool,
    rounds: u32,
    once_more: bool,
    /// Number of a snapshot whose parts were not to be had.
    missed: Option<u64>,
    now_ms: i64,
    /// Parts of snapshots that the relay lacks.
    lacks: Vec<Hash>,
    /// Parts that are fetched.
    parts: Parts,
}

impl Session {
    /// Begins a sync. `now_ms` is this device's clock; it only dates what the device says.
    ///
    /// # Errors
    /// [`Error::NotSetUp`] outside an account; those of the store.
    pub fn begin(store: &Store, now_ms: i64) -> Result<Self, Error> {
        let ledger = Ledger::load(store)?;
        let device = store.identity()?.device;
        if !ledger.account.is_live(&device) {
            return Err(Error::Revoked);
        }
        store.offer_slots()?;
        let blobs = Blobs::begin(store)?;
        Ok(Session {
            store: store.clone(),
            state: State::load(store)?,
            phase: if blobs.any_to_send() { Phase::Looking } else { Phase::Exchanging },
            blobs,
            ledger,
            relay: None,
            relay_records: None,
            claimed: BTreeMap::new(),
            statement_sent: None,
            report: Report::default(),
            alerts: BTreeSet::new(),
            stuck: BTreeSet::new(),
            quiet: false,
            no_news: false,
            rounds: 0,
            once_more: false,
            missed: None,
            now_ms,
            lacks: Vec::new(),
            parts: Parts::default(),
        })
    }

    /// The digest of what is here, for [`Transport::has_news`](crate::transport::Transport::has_news) before the first
    /// question; `None` where there is more to be said. When the relay has no news, [`Session::no_news`]; in any other case
    /// the sync goes on as if nobody had asked.
    ///
    /// # Errors
    /// Those of the store.
    pub fn held(&self) -> Result<Option<[u8; 8]>, Error> {
        let tips = self.store.frontier()?;
        // What went wrong is looked at each time.
        let nothing_to_say = self.rounds == 0
            && matches!(self.phase, Phase::Exchanging)
            && self.state.alerts.is_empty()
            && self.store.unsent()? == 0
            && self.statement(&tips)?.is_none();
        let marks = tips.iter().map(|tip| Mark::of(tip.device, tip.seq, &tip.hash));
        Ok(nothing_to_say.then(|| held(self.ledger.account.records, self.state.statements_known, marks)))
    }

    /// The relay says that it holds what is here and no more. It may lie, as it may in every answer: the other devices tell
    /// what they have seen, as soon as it passes anything on.
    pub const fn no_news(&mut self) {
        self.report.round_trips += 1;
        self.no_news = true;
        self.quiet = true;
    }

    /// What to do next.
    ///
    /// # Errors
    /// Those of the store.
    pub fn step(&mut self) -> Result<Step, Error> {
        self.rounds += 1;
        if self.rounds > MAX_ROUNDS {
            self.alerts.insert(Alert::Endless);
            self.phase = Phase::Over;
        }
        loop {
            match self.phase {
                Phase::Sending => match self.blobs.next_to_send(&self.store)? {
                    Some(request) => return Ok(self.ask(request)),
                    None => self.phase = Phase::Exchanging,
                },
                Phase::Looking => {
                    let request = Request::Exchange(self.question()?);
                    return Ok(self.ask(request));
                }
                Phase::Exchanging if !self.quiet => {
                    let request = Request::Exchange(self.question()?);
                    return Ok(self.ask(request));
                }
                Phase::Exchanging if self.is_told()? => {
                    self.blobs.told(&self.store)?;
                    self.phase = Phase::Settling;
                }
                Phase::Exchanging => self.phase = Phase::Fetching,
                Phase::Settling => match self.blobs.next_to_send(&self.store)? {
                    Some(request) => return Ok(self.ask(request)),
                    None => self.phase = Phase::Fetching,
                },
                Phase::Fetching => match self.blobs.next_to_fetch(&self.store)? {
                    Some(request) => return Ok(self.ask(request)),
                    None => {
                        // What was merged may have made something that the others do not have.
                        if !self.once_more && (self.store.offer_slots()? > 0 || self.blobs.any_to_send()) {
                            self.once_more = true;
                            self.blobs.again(&self.store)?;
                            self.quiet = false;
                            self.phase = Phase::Sending;
                        } else {
                            self.phase = Phase::Over;
                        }
                    }
                },
                Phase::Beginning => match self.parts.next() {
                    Some(request) => return Ok(self.ask(request)),
                    None => self.phase = self.begin_with()?,
                },
                Phase::Over => {
                    self.finish()?;
                    return Ok(Step::Done(self.report.clone()));
                }
            }
        }
    }

    fn ask(&mut self, request: Request) -> Step {
        self.report.round_trips += 1;
        Step::Ask(request)
    }

    /// Takes in an answer to the last question.
    ///
    /// # Errors
    /// [`Error::Protocol`] when it is no answer to it; those of the store.
    pub fn answer(&mut self, response: Response) -> Result<(), Error> {
        match (response, &self.phase) {
            (Response::Exchanged(answer), Phase::Looking | Phase::Exchanging) => self.exchanged(answer),
            (Response::Lacking(lacking), Phase::Sending | Phase::Settling) => self.blobs.lacking(&self.store, &lacking),
            (Response::Stored, Phase::Sending | Phase::Settling) => self.blobs.stored(&self.store),
            (Response::Blobs(blobs), Phase::Fetching) => {
                let keys = self.store.epoch_keys()?;
                let damaged = self.blobs.take(&self.store, &keys, blobs)?;
                if damaged > 0 {
                    self.alerts.insert(Alert::DamagedData);
                }
                Ok(())
            }
            (Response::Blobs(blobs), Phase::Beginning) => self.parts.take(&self.store, blobs),
            _ => Err(Error::Protocol("the answer does not belong to the question".to_owned())),
        }
    }

    /// Whether it is taking the snapshot that chains begin with, because this device lacks something of it.
    #[must_use]
    pub fn is_coming_back(&self) -> bool {
        matches!(self.phase, Phase::Beginning)
    }

    /// How both sides stand.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn met(&self) -> Result<Met, Error> {
        let tips = self.store.frontier()?;
        let answered = self.agreed(&tips) && self.relay_records == Some(self.ledger.account.records);
        let agreed = answered || self.no_news;
        Ok(Met { tips: agreed.then_some(tips), lacks: self.lacks.clone() })
    }

    /// The relay takes no more blobs: the account's room is full. Entries and records go on.
    pub fn no_room_for_blobs(&mut self) {
        self.alerts.insert(Alert::Quota);
        self.blobs.stop_sending();
    }

    /// The relay has heard later words about a slot than this device knows of having said: its disk has forgotten them, with
    /// what it wrote since what the relay holds of it. It goes on as a new device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn forgot(&mut self) -> Result<(), Error> {
        let own = self.store.identity()?.device;
        let held = self.relay.as_ref().and_then(|relay| relay.get(&own));
        self.report.forked_after = Some(held.map_or(0, |mark| mark.seq));
        self.phase = Phase::Over;
        Ok(())
    }

    fn question(&mut self) -> Result<Exchange, Error> {
        let tips = self.store.frontier()?;
        let own = self.store.identity()?.device;
        let unsent = self.store.unsent()?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut frontier = Vec::new();
        let page = self.page();
        let mut budget = page;
        self.claimed.clear();
        for tip in &tips {
            // What the relay has is known from its last answer. Before that, it is taken to have all that it ever
            // confirmed or gave; if it does not, its answer tells.
            let held = match &self.relay {
                Some(relay) => relay.get(&tip.device).map_or(0, |mark| mark.seq.min(tip.seq)),
                None if tip.device == own => tip.seq.saturating_sub(unsent),
                None => tip.seq,
            };
            // What is in the snapshot, the relay gets with that.
            let held = held.max(self.store.begins_after(&tip.device)?);
            if let Some(hash) = self.store.entry_hash(&tip.device, held)? {
                frontier.push(Mark::of(tip.device, held, &hash));
            }
            let mut last = held;
            let sendable = self.ledger.account.devices.contains_key(&tip.device)
                && !self.stuck.contains(&tip.device)
                // They may name data that the relay does not have yet.
                && !(tip.device == own && matches!(self.phase, Phase::Looking));
            if held < tip.seq && budget > 0 && sendable {
                for entry in self.store.entries_after(&tip.device, held, budget)? {
                    budget = budget.saturating_sub(entry.size());
                    last += 1;
                    entries.push(entry);
                }
            }
            if last > 0 {
                self.claimed.insert(tip.device, last);
            }
        }
        let known = self.ledger.account.records;
        let records_known = self.relay_records.unwrap_or(known).min(known);
        let records = self.ledger.records[records_known as usize..].to_vec();
        let statement = if self.agreed(&tips) && records.is_empty() { self.statement(&tips)? } else { None };
        self.statement_sent.clone_from(&statement);
        Ok(Exchange {
            protocol: PROTOCOL,
            frontier,
            records_known,
            statements_known: self.state.statements_known,
            records,
            entries,
            statement,
            room: u32::try_from(page).ok().filter(|_| page != PAGE),
        })
    }

    /// Bytes of entries in one question or answer. A question that got lost makes them fewer, one that was answered more:
    /// on a good line everything is one page, on a bad one little is sent again.
    fn page(&self) -> usize {
        if self.state.page == 0 { MAX_PAGE } else { (self.state.page as usize).clamp(LEAST_PAGE, MAX_PAGE) }
    }

    /// A question or its answer was lost: the next sync takes smaller pages.
    ///
    /// # Errors
    /// Those of the store.
    pub fn lost(&mut self) -> Result<(), Error> {
        // Read anew: what this session has not saved is not known to be so.
        let mut state = State::load(&self.store)?;
        state.page = (self.page() / 4).max(LEAST_PAGE) as u32;
        state.save(&self.store)
    }

    /// Whether the relay holds all that is here, as far as it has said.
    fn agreed(&self, tips: &[Tip]) -> bool {
        self.relay.as_ref().is_some_and(|relay| {
            tips.iter().all(|tip| {
                let theirs = relay.get(&tip.device);
                theirs.is_some_and(|mark| *mark == Mark::of(tip.device, tip.seq, &tip.hash))
            })
        })
    }

    /// Whether the relay holds all that this device wrote, so that nobody is told any more of what was before.
    fn is_told(&self) -> Result<bool, Error> {
        let agreed = self.no_news || self.agreed(&self.store.frontier()?);
        Ok(agreed && self.store.unsent()? == 0)
    }

    /// What this device has seen, when that has changed since it last said so.
    fn statement(&self, tips: &[Tip]) -> Result<Option<Statement>, Error> {
        let snapshot = Some(self.state.confirmed).filter(|number| *number > 0);
        let seen = State::digest(tips, &self.ledger.account.head, snapshot);
        if self.state.stated == seen {
            return Ok(None);
        }
        let mut statement = Statement {
            account: self.ledger.account.id,
            device: self.store.identity()?.device,
            number: self.state.statement_number + 1,
            at_ms: self.now_ms,
            records: self.ledger.account.records,
            account_head: self.ledger.account.head,
            tips: tips.to_vec(),
            signature: [0; 64],
            snapshot,
        };
        statement.signature = self.store.sign(STATEMENT, &statement.signed())?;
        Ok(Some(statement))
    }

    fn exchanged(&mut self, answer: Exchanged) -> Result<(), Error> {
        if self.state.page != 0 {
            self.state.page = (self.page() * 2).min(MAX_PAGE) as u32;
        }
        let before = (self.store.frontier()?, self.ledger.account.records, self.relay.clone(), self.relay_records);
        if let Some(statement) = self.statement_sent.take() {
            self.state.statement_number = statement.number;
            self.state.stated = State::digest(&statement.tips, &statement.account_head, statement.snapshot);
        }
        self.take_records(&answer)?;
        self.lacks = answer.lacks.iter().map(|part| **part).collect();
        let own = self.store.identity()?.device;
        if !self.ledger.account.is_live(&own) {
            self.alerts.insert(Alert::PutOut);
            self.phase = Phase::Over;
            return Ok(());
        }
        let received = self.store.receive(&answer.entries)?;
        self.report.received += received.taken;
        if received.unread > 0 {
            self.alerts.insert(Alert::Unreadable);
        }
        if received.refused.iter().any(|(_, _, refused)| *refused == Refused::Newer) {
            self.alerts.insert(Alert::Newer);
        }
        // An honest relay gives what follows on what it was told is here.
        for (device, _, _) in received.refused.iter().filter(|(_, _, refused)| *refused == Refused::Gap) {
            self.alerts.insert(Alert::DroppedUntold { device: hex(device) });
        }
        let refused = received.refused.into_iter().map(|(device, seq, refused)| match refused {
            Refused::Fork => (device, seq, Reason::Fork),
            Refused::Revoked | Refused::Newer => (device, seq, Reason::RecordBehind),
            Refused::Gap => (device, seq, Reason::Gap),
            _ => (device, seq, Reason::NotTrusted),
        });
        let refuses_own = answer.refused.iter().any(|refusal| refusal.device == own);
        let theirs = answer.refused.iter().map(|refusal| (refusal.device, refusal.seq, refusal.reason));
        // A look brings none of this device's entries: the relay objects to the mark, and the histories may part long
        // before it. What it once confirmed or gave, both share.
        let shared = if matches!(self.phase, Phase::Looking) { self.confirmed()? } else { u64::MAX };
        let theirs = theirs.map(|(device, seq, reason)| match reason {
            Reason::Fork if device == own => (device, seq.min(shared.saturating_add(1)), reason),
            _ => (device, seq, reason),
        });
        for (device, seq, reason) in refused.chain(theirs) {
            match reason {
                Reason::Fork if device == own => {
                    self.report.forked_after = Some(seq.saturating_sub(1));
                    self.phase = Phase::Over;
                    return Ok(());
                }
                Reason::Fork => {
                    self.stuck.insert(device);
                    self.alerts.insert(Alert::TwoHistories { device: hex(&device), seq });
                }
                Reason::NotTrusted => {
                    self.stuck.insert(device);
                    self.alerts.insert(Alert::Forged { device: hex(&device), seq });
                }
                Reason::Quota => {
                    self.stuck.insert(device);
                    self.alerts.insert(Alert::Quota);
                }
                // The relay's frontier says from where it has to be sent.
                Reason::Gap | Reason::RecordBehind => {}
            }
        }
        let tips = self.store.frontier()?;
        let relay: BTreeMap<DeviceId, Mark> = match &answer.frontier {
            Some(marks) => marks.iter().map(|mark| (mark.device, *mark)).collect(),
            None => {
                let mut relay = BTreeMap::new();
                for (device, seq) in &self.claimed {
                    if let Some(hash) = self.store.entry_hash(device, *seq)? {
                        relay.insert(*device, Mark::of(*device, *seq, &hash));
                    }
                }
                relay
            }
        };
        let lacks_begin = snapshots::lacks(&self.store, &self.ledger)?;
        self.compare(&tips, &relay, answer.more || lacks_begin)?;
        if let Some(mark) = relay.get(&own)
            && let Some(hash) = self.store.entry_hash(&own, mark.seq)?
            && Mark::of(own, mark.seq, &hash) == *mark
        {
            let unsent = self.store.unsent()?;
            self.store.sent(mark.seq)?;
            self.report.sent += unsent - self.store.unsent()?;
        }
        self.relay = Some(relay);
        self.relay_records = Some(answer.records_held);
        if !answer.more && !lacks_begin {
            for statement in answer.statements {
                self.hear(&statement, &tips)?;
            }
            if self.report.forked_after.is_some() {
                self.phase = Phase::Over;
                return Ok(());
            }
            self.state.statements_known = answer.statements_known;
        }
        self.state.save(&self.store)?;
        if lacks_begin {
            self.phase = self.begins(&own, refuses_own)?;
            return Ok(());
        }
        // Over when both hold the same and have said so, or when another question would change nothing.
        let after = (tips, self.ledger.account.records, self.relay.clone(), self.relay_records);
        let agreed = self.agreed(&after.0) && answer.records_held == after.1;
        let unsaid = agreed && self.statement(&after.0)?.is_some();
        self.quiet = before == after || (agreed && !answer.more && !unsaid);
        if matches!(self.phase, Phase::Looking) {
            self.phase = self.looked(&own, before == after)?;
            self.quiet &= agreed;
            return Ok(());
        }
        let kept = |device: &DeviceId| after.2.as_ref().and_then(|relay| relay.get(device)).map_or(0, |mark| mark.seq);
        if before == after
            && self.claimed.iter().any(|(device, seq)| !self.stuck.contains(device) && kept(device) < *seq)
        {
            // It was given these once more, did not refuse them, and does not have them.
            self.alerts.insert(Alert::NotKept);
        }
        Ok(())
    }

    /// This device has to take the snapshot that chains begin with before it can take what follows on it.
    fn begins(&mut self, own: &DeviceId, refused: bool) -> Result<Phase, Error> {
        let known = self.store.frontier()?.into_iter().find(|tip| tip.device == *own).map_or(0, |tip| tip.seq);
        let unsent = self.store.unsent()?;
        if unsent > 0 && self.ledger.account.begins_after(own).is_some_and(|begin| begin.seq > known) {
            if refused {
                return self.forgot_what_is_summed_up();
            }
            // This disk has forgotten what it wrote later, and maybe no more than that: the relay knows the hash of each
            // entry that is summed up, and has not objected to those that it was brought.
            let brought = self.claimed.get(own).copied().unwrap_or(0);
            self.store.sent(brought)?;
            if brought < known {
                let brings_none = !matches!(self.phase, Phase::Looking) && self.store.unsent()? == unsent;
                if brings_none {
                    return self.forgot_what_is_summed_up();
                }
                self.relay = None;
                self.quiet = false;
                return Ok(Phase::Exchanging);
            }
        }
        self.parts = Parts::of(self.ledger.account.base.as_ref());
        Ok(Phase::Beginning)
    }

    /// This disk has forgotten what others have of it. What it has and they may not have goes on under a new name.
    fn forgot_what_is_summed_up(&mut self) -> Result<Phase, Error> {
        self.report.forked_after = Some(self.confirmed()?);
        Ok(Phase::Over)
    }

    /// Number of this device's last entry that the relay has confirmed, or given; 0 for none.
    fn confirmed(&self) -> Result<u64, Error> {
        let own = self.store.identity()?.device;
        let known = self.store.frontier()?.into_iter().find(|tip| tip.device == own).map_or(0, |tip| tip.seq);
        Ok(known.saturating_sub(self.store.unsent()?))
    }

    fn begin_with(&mut self) -> Result<Phase, Error> {
        let (Some(base), Some(parts)) = (&self.ledger.account.base, self.parts.whole()) else {
            let number = self.ledger.account.base.as_ref().map(|base| base.number);
            if self.missed == number {
                self.alerts.insert(Alert::SnapshotMissing);
                return Ok(Phase::Over);
            }
            // Another may have taken its place since this session heard of it; the account's log tells.
            self.missed = number;
            self.quiet = false;
            return Ok(Phase::Exchanging);
        };
        Ok(match self.store.begin_with(&base.snapshot.cut, &parts) {
            Ok(Begun::Done) => {
                self.quiet = false;
                self.state.confirmed = self.state.confirmed.max(base.number);
                self.blobs.again(&self.store)?;
                if self.blobs.any_to_send() { Phase::Looking } else { Phase::Exchanging }
            }
            Ok(Begun::Fork(device, _)) if device == self.store.identity()?.device => self.forgot_what_is_summed_up()?,
            Ok(Begun::Fork(device, seq)) => {
                self.alerts.insert(Alert::TwoHistories { device: hex(&device), seq });
                Phase::Over
            }
            // Something was written here meanwhile; the next sync sees to it.
            Ok(Begun::Unsent) => Phase::Over,
            Err(coach_store::Error::Corrupt(_)) => {
                self.alerts.insert(Alert::SnapshotDiffers { device: hex(&base.by) });
                Phase::Over
            }
            Err(error) => return Err(error.into()),
        })
    }

    /// What comes after a look at what the relay holds of this device's own chain.
    fn looked(&mut self, own: &DeviceId, nothing_new: bool) -> Result<Phase, Error> {
        let mark = self.relay.as_ref().and_then(|relay| relay.get(own)).copied();
        let here = match mark {
            Some(mark) => self.store.entry_hash(own, mark.seq)?.map(|hash| Mark::of(*own, mark.seq, &hash)),
            None => None,
        };
        Ok(if here == mark {
            // What came may be what this device had forgotten.
            self.blobs.again(&self.store)?;
            Phase::Sending
        } else if nothing_new {
            Phase::Exchanging
        } else {
            Phase::Looking
        })
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.report.blobs_sent = self.blobs.sent;
        self.report.blobs_received = self.blobs.received;
        self.report.blobs_missing = self.blobs.missing;
        if self.blobs.too_large > 0 {
            self.alerts.insert(Alert::TooLarge);
        }
        self.report.alerts = self.alerts.iter().cloned().collect();
        self.state.alerts.clone_from(&self.report.alerts);
        self.state.last_sync_ms = self.now_ms;
        self.state.save(&self.store)
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
