//! What a person does with sync: begin, let in, put out, bring back, and sync now.

use crate::enrol::{Code, Letter, Newcomer, Sponsor, Welcome};
use crate::exchange::{Met, Report, Session, Step, hex};
use crate::ledger::{self, By, Ledger, Successor};
use crate::recovery::RecoveryKey;
use crate::state::State;
use crate::transport::{Credential, Transport};
use crate::{Alert, Error, keys, random, snapshots};
use coach_store::Store;
use coach_store::sync::{EpochKeys, SlotStep};
use coach_wire::auth::{RECEIPT, Receipt};
use coach_wire::message::{Exchange, Exchanged, Mark, Request, Response};
use coach_wire::{Account, DeviceId, PROTOCOL, Signer};
use futures::future::BoxFuture;
use serde::Serialize;
use std::time::Duration;

/// How often a device looks for the other one's letter.
const LOOK: Duration = Duration::from_millis(700);
/// How long it looks: as long as a code is good for.
const PATIENCE: Duration = Duration::from_secs(600);
/// A revocation or another change of the account is tried this often when others change it at the same moment.
const TRIES: u32 = 3;

/// A device of the account, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = SyncDevice)]
pub struct DeviceView {
    /// Id in hexadecimal.
    pub id: String,
    /// Its name, when the key for it is here.
    pub name: Option<String>,
    /// It is this one.
    pub this: bool,
    /// It was put out.
    pub revoked: bool,
    /// When it was let in, in milliseconds since 1970 UTC.
    pub added_ms: i64,
    /// Its entries that are here.
    pub entries: u64,
}

/// How sync stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = SyncStatus)]
pub struct Status {
    /// The account's code.
    pub account: String,
    /// Address of the server.
    pub server: String,
    /// This device's id in hexadecimal.
    pub device: String,
    /// Devices that are in.
    pub devices: usize,
    /// Number of the epoch.
    pub epoch: u32,
    /// Entries that the server has not confirmed.
    pub unsent: u64,
    /// Data beside the log that the server does not have yet.
    pub unsent_blobs: u64,
    /// Entries and operations in quarantine.
    pub quarantined: u64,
    /// When the last sync was, in milliseconds since 1970 UTC; `None` for never.
    pub last_sync_ms: Option<i64>,
    /// What it found, and first whether this device is out of the account.
    pub alerts: Vec<Alert>,
    /// When the state was summed up that chains begin with, in milliseconds since 1970 UTC by the clock of who did;
    /// `None` for never. The server holds no entry from before.
    pub trimmed_ms: Option<i64>,
    /// Entries since then, of all devices.
    pub log_entries: u64,
    /// Ids of devices that have not confirmed the snapshot that is offered, in hexadecimal.
    pub waiting_for: Vec<String>,
}

/// How an account stood when the recovery key brought it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recovered {
    /// When the account was last changed, in milliseconds since 1970 UTC, by the clock of who changed it.
    pub state_of_ms: i64,
    /// The device that changed it, in hexadecimal; `None` for the recovery key.
    pub state_by: Option<String>,
    /// Number of the epoch.
    pub epoch: u32,
    /// The first sync.
    pub report: Report,
}

/// Begins an account with this device in it. Returns the recovery key, which is shown once and kept nowhere.
///
/// # Errors
/// [`Error::AlreadyIn`]; those of the server, when nothing has changed here.
pub async fn init(
    store: &Store,
    relay: &dyn Transport,
    server: &str,
    name: &str,
    now_ms: i64,
) -> Result<RecoveryKey, Error> {
    refuse_if_in(store)?;
    let recovery = RecoveryKey::generate()?;
    let (ledger, keys) = Ledger::begin(store, &recovery, name, now_ms)?;
    relay.begin(&ledger.records).await?;
    enter(store, &ledger, &keys, server)?;
    Ok(recovery)
}

fn refuse_if_in(store: &Store) -> Result<(), Error> {
    let state = State::load(store)?;
    match Ledger::load(store) {
        Ok(ledger) if ledger.account.is_live(&store.identity()?.device) && !state.erased && !state.refused => {
            Err(Error::AlreadyIn)
        }
        _ => Ok(()),
    }
}

/// Moves the store into an account that has it as a device.
fn enter(store: &Store, ledger: &Ledger, keys: &EpochKeys, server: &str) -> Result<(), Error> {
    store.adopt_account(&ledger.account.id, keys)?;
    ledger.save(store)?;
    State { server: server.to_owned(), ..State::default() }.save(store)
}

/// A device that was put out of an account comes back as a new one. What it wrote meanwhile goes with it.
fn renew_if_put_out(store: &Store) -> Result<(), Error> {
    let Ok(ledger) = Ledger::load(store) else { return Ok(()) };
    let own = store.identity()?.device;
    let last = ledger.account.devices.get(&own).and_then(|device| device.last_seq);
    if last.is_some() || State::load(store)?.refused {
        let tip = store.frontier()?.into_iter().find(|tip| tip.device == own).map_or(0, |tip| tip.seq);
        let confirmed = tip.saturating_sub(store.unsent()?);
        store.become_device(&*random::bytes()?, &*random::bytes()?, last.unwrap_or(confirmed))?;
    }
    Ok(())
}

/// Lets this device into an account, beside a device that is in. `show` gets the code first and the three words then.
///
/// # Errors
/// [`Error::AlreadyIn`], [`Error::TimedOut`], [`Error::OlderState`]; those of the server.
pub async fn join(
    store: &Store,
    relay: &dyn Transport,
    server: &str,
    name: &str,
    now_ms: i64,
    show: &(dyn Fn(Shown) + Send + Sync),
) -> Result<Report, Error> {
    refuse_if_in(store)?;
    renew_if_put_out(store)?;
    let sealing = ledger::make_sealing_to_enter(store)?;
    let identity = store.identity()?;
    let mut newcomer = Newcomer::begin()?;
    let code = newcomer.code();
    let meeting = code.meeting();
    show(Shown::Code(code.text()));
    let hello = wait_for(relay, &meeting, Letter::Hello).await?;
    let (reply, words) = newcomer.reply(&hello, identity.device, identity.verifying_key, sealing.public(), name)?;
    relay.leave(&meeting, Letter::Reply as u8, reply).await?;
    show(Shown::Words(words.map(str::to_owned)));
    let welcome = newcomer.welcomed(&wait_for(relay, &meeting, Letter::Welcome).await?)?;

    // The store speaks as a device of the account from here on, so it has to be in before it can ask.
    let records = first_records(relay, store, &welcome.account).await?;
    let ledger = Ledger::of(records)?;
    let at = usize::try_from(welcome.records).ok().and_then(|count| ledger.records.get(count.checked_sub(1)?));
    if ledger.account.id != welcome.account || at.map(coach_wire::Record::hash) != Some(welcome.head) {
        return Err(Error::OlderState);
    }
    let keys = own_keys(store, &ledger)?;
    enter(store, &ledger, &keys, server)?;
    let report = now(store, relay, now_ms).await?;
    for tip in &welcome.tips {
        let revoked =
            Ledger::load(store)?.account.devices.get(&tip.device).is_none_or(|device| device.last_seq.is_some());
        let summed_up = tip.seq < store.begins_after(&tip.device)?;
        if !revoked && !summed_up && store.entry_hash(&tip.device, tip.seq)? != Some(tip.hash) {
            return Err(Error::OlderState);
        }
    }
    Ok(report)
}

/// What a new device shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The code, for a device that is in.
    Code(String),
    /// The three words, which that device has to show as well.
    Words([String; 3]),
}

async fn wait_for(relay: &dyn Transport, meeting: &[u8; 16], letter: Letter) -> Result<Vec<u8>, Error> {
    let looks = PATIENCE.as_millis() / LOOK.as_millis();
    for _ in 0..looks {
        match relay.fetch(meeting, letter as u8).await {
            Ok(Some(bytes)) => return Ok(bytes),
            // A flaky line does not end an enrolment.
            Ok(None) | Err(Error::Unreachable(_) | Error::TooMany(_)) => tokio::time::sleep(LOOK).await,
            Err(error) => return Err(error),
        }
    }
    Err(Error::TimedOut)
}

/// The account's log, asked for by a device that is in it on the relay and not yet here.
async fn first_records(
    relay: &dyn Transport,
    store: &Store,
    account: &coach_wire::AccountId,
) -> Result<Vec<coach_wire::Record>, Error> {
    let who = Credential::Newcomer(store, *account);
    match relay
        .ask(who, Request::Exchange(Exchange { protocol: PROTOCOL, room: Some(0), ..Exchange::default() }))
        .await?
    {
        Response::Exchanged(answer) => Ok(answer.records),
        _ => Err(Error::Protocol("the answer does not belong to the question".to_owned())),
    }
}

fn own_keys(store: &Store, ledger: &Ledger) -> Result<EpochKeys, Error> {
    let device = store.identity()?.device;
    let (number, wrapped) = ledger.account.wrapped_for(&device).ok_or(Error::Key("there is none for this device"))?;
    let keys = keys::unwrap_all(&ledger.account, number, wrapped, &ledger::own_sealing(store)?)?;
    Ok(EpochKeys { current: number, keys })
}

/// Lets a new device in by the code that it shows. `confirm` gets the three words, and says whether the new device
/// shows the same.
///
/// # Errors
/// [`Error::Code`], [`Error::OtherWords`], [`Error::TimedOut`]; those of the server.
pub async fn pair<'a>(
    store: &Store,
    relay: &dyn Transport,
    code: &str,
    now_ms: i64,
    confirm: impl FnOnce([String; 3]) -> BoxFuture<'a, bool>,
) -> Result<DeviceView, Error> {
    let code = Code::parse(code)?;
    // What the new device is told about has to be on the relay.
    now(store, relay, now_ms).await?;
    let meeting = code.meeting();
    let sponsor = Sponsor::begin(code, store.identity()?.account)?;
    relay.leave(&meeting, Letter::Hello as u8, sponsor.hello().to_vec()).await?;
    let (applicant, words) = sponsor.read(&wait_for(relay, &meeting, Letter::Reply).await?)?;
    if !confirm(words.map(str::to_owned)).await {
        return Err(Error::OtherWords);
    }
    let keys = store.epoch_keys()?;
    let account = store.identity()?.account;
    let device = coach_wire::NewDevice {
        id: applicant.device,
        verifying_key: applicant.verifying_key,
        sealing_key: applicant.sealing_key,
        label: keys::seal_label(&account, &applicant.device, ledger::current(&keys)?, &applicant.name)?,
    };
    let mut ledger = Ledger::load(store)?;
    if !ledger.has(&device.id, &device.verifying_key, &device.sealing_key) {
        ledger = change(store, relay, now_ms, |ledger| {
            let keys = store.epoch_keys()?;
            ledger.admit(store, &By::Device, now_ms, &keys, device.clone())
        })
        .await?;
    }
    let welcome = Welcome {
        account: ledger.account.id,
        records: ledger.account.records,
        head: ledger.account.head,
        tips: store.frontier()?,
    };
    relay.leave(&meeting, Letter::Welcome as u8, sponsor.welcome(&welcome)?).await?;
    let id = hex(&applicant.device);
    devices(store)?.into_iter().find(|view| view.id == id).ok_or(Error::NoDevice(id))
}

/// Changes the account's log: the change is signed here, and counts once the relay has it in its place.
pub(crate) async fn change(
    store: &Store,
    relay: &dyn Transport,
    now_ms: i64,
    mut add: impl FnMut(&mut Ledger) -> Result<(), Error>,
) -> Result<Ledger, Error> {
    for _ in 0..TRIES {
        let mut ledger = Ledger::load(store)?;
        let before = ledger.account.records;
        add(&mut ledger)?;
        let request = publishing(store, &ledger, before)?;
        match relay.ask(Credential::Device(store), request).await? {
            Response::Exchanged(answer) if taken(&ledger, before, &answer) => {
                ledger.save(store)?;
                return Ok(ledger);
            }
            Response::Exchanged(_) => {}
            _ => return Err(Error::Protocol("the answer does not belong to the question".to_owned())),
        }
        // Another record came first: follow it, and sign the change again as it is right then.
        meet(store, relay, now_ms).await?;
    }
    Err(Error::ChangedMeanwhile)
}

fn publishing(store: &Store, ledger: &Ledger, before: u64) -> Result<Request, Error> {
    let tips = store.frontier()?;
    Ok(Request::Exchange(Exchange {
        protocol: PROTOCOL,
        frontier: tips.iter().map(|tip| Mark::of(tip.device, tip.seq, &tip.hash)).collect(),
        records_known: before,
        statements_known: u64::MAX >> 1,
        records: ledger.records.iter().skip(usize::try_from(before).unwrap_or(usize::MAX)).cloned().collect(),
        entries: Vec::new(),
        statement: None,
        // Entries are fetched by a sync, which keeps them.
        room: Some(0),
    }))
}

/// Whether the relay has what was added; also when it had it from a question whose answer was lost.
fn taken(ledger: &Ledger, before: u64, answer: &Exchanged) -> bool {
    let added = ledger.records.iter().skip(usize::try_from(before).unwrap_or(usize::MAX));
    let again = !answer.records.is_empty() && answer.records.iter().eq(added);
    answer.records_held == ledger.account.records && (answer.records.is_empty() || again)
}

/// Syncs now, and does what there is to do about snapshots.
///
/// # Errors
/// [`Error::NotSetUp`], [`Error::Revoked`], [`Error::Erased`]; those of the server, when everything waits here.
pub async fn now(store: &Store, relay: &dyn Transport, now_ms: i64) -> Result<Report, Error> {
    snapshots::forget_what_went(store)?;
    let (report, met) = meet(store, relay, now_ms).await?;
    match snapshots::tend(store, relay, now_ms, met, false).await {
        Ok(alerts) => with_alerts(store, report, alerts),
        // What is synced is synced; the rest is done at the next one.
        Err(Error::Unreachable(_) | Error::TooMany(_) | Error::Full | Error::ChangedMeanwhile) => Ok(report),
        Err(error) => Err(error),
    }
}

/// Syncs now, and lets go of older entries as soon as may be: a snapshot is made if there is none, and takes their place
/// once all devices have confirmed it. [`status`] says who has not.
///
/// # Errors
/// As [`now`]; also when the line breaks off after the sync.
pub async fn trim(store: &Store, relay: &dyn Transport, now_ms: i64) -> Result<Report, Error> {
    snapshots::forget_what_went(store)?;
    let (report, met) = meet(store, relay, now_ms).await?;
    let alerts = snapshots::tend(store, relay, now_ms, met, true).await?;
    with_alerts(store, report, alerts)
}

fn with_alerts(store: &Store, mut report: Report, alerts: Vec<Alert>) -> Result<Report, Error> {
    if !alerts.is_empty() {
        report.alerts.extend(alerts);
        report.alerts.sort();
        report.alerts.dedup();
        let mut state = State::load(store)?;
        state.alerts.clone_from(&report.alerts);
        state.save(store)?;
    }
    Ok(report)
}

/// Gives and takes, and says how both sides stood then.
pub(crate) async fn meet(store: &Store, relay: &dyn Transport, now_ms: i64) -> Result<(Report, Met), Error> {
    let mut copied = None;
    loop {
        let (report, met) = match drive(store, relay, now_ms).await {
            Err(Error::NotLetIn) => {
                // The relay may have lost the account: it is begun again from here. If it was not lost, nothing happens.
                relay.begin(&Ledger::load(store)?.records).await?;
                let again = drive(store, relay, now_ms).await;
                if matches!(again, Err(Error::NotLetIn)) {
                    let mut state = State::load(store)?;
                    state.refused = true;
                    state.save(store)?;
                }
                again
            }
            Err(Error::Erased) => {
                let mut state = State::load(store)?;
                state.erased = true;
                state.save(store)?;
                Err(Error::Erased)
            }
            other => other,
        }?;
        let mut state = State::load(store)?;
        if std::mem::take(&mut state.refused) {
            state.save(store)?;
        }
        let Some(common) = report.forked_after.filter(|_| copied.is_none()) else {
            return Ok((with_alerts(store, report, copied.into_iter().collect())?, met));
        };
        let mut successor = None;
        let ledger = Box::pin(publish_successor(store, relay, common, now_ms, &mut successor)).await?;
        if let Some(successor) = successor {
            successor.take_over(&ledger, store)?;
        }
        copied = Some(Alert::Copied { device: hex(&store.identity()?.device) });
    }
}

/// Lets this store's successor in. The account's log may have moved on: its new records are followed first.
async fn publish_successor(
    store: &Store,
    relay: &dyn Transport,
    common: u64,
    now_ms: i64,
    successor: &mut Option<Successor>,
) -> Result<Ledger, Error> {
    for _ in 0..TRIES {
        let mut ledger = Ledger::load(store)?;
        let before = ledger.account.records;
        *successor = Some(Successor::admit(&mut ledger, store, common, now_ms)?);
        match relay.ask(Credential::Device(store), publishing(store, &ledger, before)?).await? {
            Response::Exchanged(answer) if taken(&ledger, before, &answer) => return Ok(ledger),
            Response::Exchanged(answer) => {
                let mut ledger = Ledger::load(store)?;
                ledger.follow(&answer.records)?;
                ledger.save(store)?;
            }
            _ => return Err(Error::Protocol("the answer does not belong to the question".to_owned())),
        }
    }
    Err(Error::ChangedMeanwhile)
}

async fn drive(store: &Store, relay: &dyn Transport, now_ms: i64) -> Result<(Report, Met), Error> {
    let mut session = Session::begin(store, now_ms)?;
    if let Some(held) = session.held()?
        && !relay.has_news(Credential::Device(store), held).await?
    {
        session.no_news();
    }
    let mut began_again = false;
    loop {
        match session.step()? {
            Step::Done(report) => return Ok((report, session.met()?)),
            Step::Ask(request) => {
                let (brings_blobs, refers) = (matches!(request, Request::Put(_)), matches!(request, Request::Refer(_)));
                match relay.ask(Credential::Device(store), request).await {
                    Err(Error::Full) if brings_blobs => session.no_room_for_blobs(),
                    // Another process of this device may have said more in between; then the second time is in order.
                    Err(Error::Conflict) if refers && !began_again => {
                        began_again = true;
                        session = Session::begin(store, now_ms)?;
                    }
                    Err(Error::Conflict) if refers => session.forgot()?,
                    Err(Error::Unreachable(why)) => {
                        session.lost()?;
                        return Err(Error::Unreachable(why));
                    }
                    answer => session.answer(answer?)?,
                }
            }
        }
    }
}

/// Puts a device out: its later entries count nowhere, and everything that is written from now on is sealed with a
/// key that it does not get. `id` is the device's id or a beginning of it that is no other's.
///
/// # Errors
/// [`Error::NoDevice`], [`Error::OwnDevice`], [`Error::ChangedMeanwhile`]; those of the server.
pub async fn revoke(store: &Store, relay: &dyn Transport, id: &str, now_ms: i64) -> Result<Vec<DeviceView>, Error> {
    now(store, relay, now_ms).await?;
    let device = find(store, id)?;
    if device == store.identity()?.device {
        return Err(Error::OwnDevice);
    }
    change(store, relay, now_ms, |ledger| {
        if !ledger.account.is_live(&device) {
            return Err(Error::NoDevice(id.to_owned()));
        }
        let last = store.frontier()?.into_iter().find(|tip| tip.device == device).map_or(0, |tip| tip.seq);
        // What is in the snapshot counts for everyone.
        let begin = ledger.account.begins_after(&device).map_or(0, |tip| tip.seq);
        let last = last.max(begin);
        ledger.rotate(store, &By::Device, now_ms, Some((device, last)))
    })
    .await?;
    now(store, relay, now_ms).await?;
    devices(store)
}

fn find(store: &Store, id: &str) -> Result<DeviceId, Error> {
    let ledger = Ledger::load(store)?;
    let id = id.to_lowercase();
    let mut found = ledger.account.live().filter(|device| hex(&device.device.id).starts_with(&id));
    match (found.next(), found.next()) {
        (Some(device), None) if id.len() >= 4 => Ok(device.device.id),
        _ => Err(Error::NoDevice(id)),
    }
}

/// Begins a new epoch: what is written from now on has a new key.
///
/// # Errors
/// [`Error::ChangedMeanwhile`]; those of the server.
pub async fn rotate(store: &Store, relay: &dyn Transport, now_ms: i64) -> Result<u32, Error> {
    now(store, relay, now_ms).await?;
    let ledger = change(store, relay, now_ms, |ledger| ledger.rotate(store, &By::Device, now_ms, None)).await?;
    Ok(ledger.account.epoch().number)
}

/// Brings an account back on this device with the recovery key alone, and lets the device in. With no second device
/// to hold the relay's word against, the date of the state that it shows is all there is to judge it by.
///
/// # Errors
/// [`Error::AlreadyIn`]; [`Error::NotLetIn`] when the server has no such account; those of the server.
pub async fn recover(
    store: &Store,
    relay: &dyn Transport,
    server: &str,
    recovery: &RecoveryKey,
    name: &str,
    now_ms: i64,
) -> Result<Recovered, Error> {
    refuse_if_in(store)?;
    renew_if_put_out(store)?;
    let sealing = ledger::make_sealing_to_enter(store)?;
    let who = Credential::Recovery(recovery);
    for _ in 0..TRIES {
        let ask = Request::Exchange(Exchange { protocol: PROTOCOL, room: Some(0), ..Exchange::default() });
        let Response::Exchanged(answer) = relay.ask(who, ask).await? else {
            return Err(Error::Protocol("the answer does not belong to the question".to_owned()));
        };
        let mut ledger = Ledger::of(answer.records)?;
        if ledger.account.id != recovery.account() {
            return Err(Error::NotLetIn);
        }
        let (state_of_ms, by) = ledger.account.last_change;
        let keys = recovered_keys(&ledger.account, recovery)?;
        let epoch = ledger.account.epoch().number;
        let identity = store.identity()?;
        if !ledger.has(&identity.device, &identity.verifying_key, &sealing.public()) {
            let before = ledger.account.records;
            let device = ledger::new_device(store, &ledger.account.id, ledger::current(&keys)?, &sealing, name)?;
            ledger.admit(store, &By::Root(recovery), now_ms, &keys, device)?;
            let Response::Exchanged(answer) = relay.ask(who, publishing(store, &ledger, before)?).await? else {
                return Err(Error::Protocol("the answer does not belong to the question".to_owned()));
            };
            if !taken(&ledger, before, &answer) {
                continue;
            }
        }
        enter(store, &ledger, &keys, server)?;
        let report = now(store, relay, now_ms).await?;
        let state_by = match by {
            Signer::Device(device) => Some(hex(&device)),
            Signer::Root => None,
        };
        return Ok(Recovered { state_of_ms, state_by, epoch, report });
    }
    Err(Error::ChangedMeanwhile)
}

fn recovered_keys(account: &Account, recovery: &RecoveryKey) -> Result<EpochKeys, Error> {
    let epoch = account.epoch();
    let keys = keys::unwrap_all(account, epoch.number, &epoch.recovery, &recovery.sealing())?;
    Ok(EpochKeys { current: epoch.number, keys })
}

/// Erases the account on the server; what is on this device stays. Returns the server's receipt, checked.
///
/// # Errors
/// Those of the server.
pub async fn erase(store: &Store, relay: &dyn Transport) -> Result<Receipt, Error> {
    let receipt = relay.erase(Credential::Device(store)).await?;
    coach_wire::verify(&receipt.key, RECEIPT, &receipt.signed(), &receipt.signature, "the server's receipt")?;
    if receipt.account != store.identity()?.account {
        return Err(Error::Protocol("its receipt is for another account".to_owned()));
    }
    let mut state = State::load(store)?;
    state.erased = true;
    state.save(store)?;
    Ok(receipt)
}

/// The devices of the account, as far as this one knows.
///
/// # Errors
/// [`Error::NotSetUp`]; those of reading the store.
pub fn devices(store: &Store) -> Result<Vec<DeviceView>, Error> {
    let ledger = Ledger::load(store)?;
    let (keys, own, tips) = (store.epoch_keys()?, store.identity()?.device, store.frontier()?);
    let mut views: Vec<DeviceView> = ledger
        .account
        .devices
        .values()
        .map(|device| DeviceView {
            id: hex(&device.device.id),
            name: ledger.name_of(&keys, device),
            this: device.device.id == own,
            revoked: device.last_seq.is_some(),
            added_ms: device.added_ms,
            entries: tips.iter().find(|tip| tip.device == device.device.id).map_or(0, |tip| tip.seq),
        })
        .collect();
    views.sort_by(|a, b| (a.added_ms, &a.id).cmp(&(b.added_ms, &b.id)));
    Ok(views)
}

/// How sync stands, as far as this device knows.
///
/// # Errors
/// [`Error::NotSetUp`]; those of reading the store.
pub fn status(store: &Store) -> Result<Status, Error> {
    let ledger = Ledger::load(store)?;
    let mut state = State::load(store)?;
    let own = store.identity()?.device;
    let out = [
        (state.erased, Alert::Erased),
        (!ledger.account.is_live(&own), Alert::PutOut),
        (state.refused, Alert::NotLetIn),
    ];
    if let Some((_, alert)) = out.into_iter().find(|(is, _)| *is) {
        state.alerts.retain(|each| *each != alert);
        state.alerts.insert(0, alert);
    }
    let waiting_for = snapshots::waiting_for(store, &ledger, &state)?;
    Ok(Status {
        account: crate::to_code(&ledger.account.id),
        server: state.server,
        device: hex(&own),
        devices: ledger.account.live().count(),
        epoch: ledger.account.epoch().number,
        unsent: store.unsent()?,
        unsent_blobs: store.slots_to_send()?.iter().filter(|(_, step)| *step != SlotStep::Instead).count() as u64,
        quarantined: store.quarantine()?.len() as u64,
        last_sync_ms: (state.last_sync_ms > 0).then_some(state.last_sync_ms),
        trimmed_ms: ledger.account.base.as_ref().map(|base| base.at_ms),
        log_entries: store.tail()?.entries,
        waiting_for,
        alerts: state.alerts,
    })
}

/// Address of the account's server.
///
/// # Errors
/// [`Error::NotSetUp`] outside an account.
pub fn server(store: &Store) -> Result<String, Error> {
    if !Ledger::exists(store)? {
        return Err(Error::NotSetUp);
    }
    Ok(State::load(store)?.server)
}
