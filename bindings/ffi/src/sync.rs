//! End-to-end encrypted sync: an account, its devices, pairing, recovery.

use crate::host::HostError;
use crate::questions::HostQuestions;
use crate::runtime::Outcome;
use crate::words::{signed, sized};
use crate::{Coach, CoachError};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// A new account. The words are shown once and kept nowhere.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncAccount {
    /// The account's code, which helps to find a wrong word.
    pub account: String,
    /// Address of the server.
    pub server: String,
    /// The 24 words that bring everything back.
    pub recovery_words: Vec<String>,
    /// A page to print or to write down.
    pub kit: String,
}

impl std::fmt::Debug for SyncAccount {
    // The words are the account: they are in no log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SyncAccount(…)")
    }
}

/// What a sync did, and what to know about it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SyncReport {
    /// Entries that the server took.
    pub sent: i64,
    /// Entries of other devices that were taken.
    pub received: i64,
    /// Blobs of data that were sent.
    pub blobs_sent: i64,
    /// Blobs that were fetched and merged.
    pub blobs_received: i64,
    /// Blobs that other devices offer and the server does not have yet.
    pub blobs_missing: i64,
    /// What the person should know, one sentence each.
    pub alerts: Vec<String>,
    /// What the safety envelope did after changes of other devices came in.
    pub interventions: Vec<String>,
}

impl From<coach_api::SyncReport> for SyncReport {
    fn from(report: coach_api::SyncReport) -> Self {
        Self {
            sent: signed(report.report.sent),
            received: signed(report.report.received),
            blobs_sent: signed(report.report.blobs_sent),
            blobs_received: signed(report.report.blobs_received),
            blobs_missing: signed(report.report.blobs_missing),
            alerts: report.words,
            interventions: report.interventions,
        }
    }
}

/// A device of the account.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SyncDevice {
    /// Id in hexadecimal.
    pub id: String,
    /// Its name, when the key for it is here.
    pub name: Option<String>,
    /// It is this one.
    pub is_this: bool,
    /// It was put out.
    pub revoked: bool,
    /// When it was let in, in milliseconds since 1970 UTC.
    pub added_ms: i64,
    /// Its entries that are here.
    pub entries: i64,
}

impl From<coach_api::DeviceView> for SyncDevice {
    fn from(device: coach_api::DeviceView) -> Self {
        Self {
            id: device.id,
            name: device.name,
            is_this: device.this,
            revoked: device.revoked,
            added_ms: device.added_ms,
            entries: signed(device.entries),
        }
    }
}

/// How sync stands.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SyncStatus {
    /// The account's code.
    pub account: String,
    /// Address of the server.
    pub server: String,
    /// This device's id in hexadecimal.
    pub device: String,
    /// Devices that are in.
    pub devices: i64,
    /// Number of the epoch.
    pub epoch: i64,
    /// Entries that the server has not confirmed.
    pub unsent: i64,
    /// Data beside the log that the server does not have yet.
    pub unsent_blobs: i64,
    /// Entries and operations in quarantine.
    pub quarantined: i64,
    /// When the last sync was, in milliseconds since 1970 UTC; nothing for never.
    pub last_sync_ms: Option<i64>,
    /// What it found, one sentence each.
    pub alerts: Vec<String>,
    /// When the state was summed up that takes the place of older entries, in milliseconds since 1970 UTC; nothing for
    /// never.
    #[uniffi(default = None)]
    #[serde(default)]
    pub trimmed_ms: Option<i64>,
    /// Entries since then, of all devices.
    #[uniffi(default = 0)]
    #[serde(default)]
    pub log_entries: i64,
    /// Ids of devices that older entries still wait for, in hexadecimal.
    #[uniffi(default = [])]
    #[serde(default)]
    pub waiting_for: Vec<String>,
}

/// What was brought back with the recovery words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SyncRecovered {
    /// When the account was last changed, in milliseconds since 1970 UTC.
    pub state_of_ms: i64,
    /// The first sync.
    pub report: SyncReport,
}

/// What was erased on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SyncErased {
    /// Entries that went.
    pub entries: i64,
    /// Bytes that went.
    pub bytes: i64,
}

/// Shows what a device that wants in has to show to the person.
#[uniffi::export(foreign)]
pub trait JoinScreen: Send + Sync {
    /// The code, to be read by a device that is in.
    fn show_code(&self, code: String) -> Result<(), HostError>;
    /// The three words, which that device has to show as well.
    fn show_words(&self, words: Vec<String>) -> Result<(), HostError>;
}

/// Asks the person whether a new device shows the same three words. May wait for as long as they take.
#[uniffi::export(foreign)]
pub trait PairScreen: Send + Sync {
    /// Whether the new device shows these words.
    fn same_words(&self, words: Vec<String>) -> Result<bool, HostError>;
}

/// Joining an account, which waits for the other device. Letting go of it cancels.
#[derive(Debug, uniffi::Object)]
pub struct JoinTask {
    outcome: Outcome<SyncReport>,
    cancel: CancellationToken,
}

#[uniffi::export]
impl JoinTask {
    /// Waits until this device is in and has synced once.
    pub async fn finish(&self) -> Result<SyncReport, CoachError> {
        self.outcome.wait().await
    }

    /// Gives up; it then fails with `Cancelled`.
    pub fn cancel(&self) -> Result<(), CoachError> {
        self.cancel.cancel();
        Ok(())
    }
}

impl Drop for JoinTask {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Letting a device in, which waits for it and for the person. Letting go of it cancels.
#[derive(Debug, uniffi::Object)]
pub struct PairTask {
    outcome: Outcome<SyncDevice>,
    cancel: CancellationToken,
}

#[uniffi::export]
impl PairTask {
    /// Waits until the device is in.
    pub async fn finish(&self) -> Result<SyncDevice, CoachError> {
        self.outcome.wait().await
    }

    /// Gives up; it then fails with `Cancelled`.
    pub fn cancel(&self) -> Result<(), CoachError> {
        self.cancel.cancel();
        Ok(())
    }
}

impl Drop for PairTask {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Runs work until it ends or is cancelled.
async fn cancellable<T>(
    cancel: CancellationToken,
    work: impl Future<Output = Result<T, coach_api::CoachError>>,
) -> Result<T, CoachError> {
    match cancel.run_until_cancelled(work).await {
        Some(result) => result.map_err(CoachError::from),
        None => Err(CoachError::Cancelled),
    }
}

#[uniffi::export]
impl Coach {
    /// Makes an account on a server, with this device in it.
    pub async fn sync_init(&self, server: String, device_name: String) -> Result<SyncAccount, CoachError> {
        self.with(|coach| async move {
            let account = coach.sync_init(&server, &device_name).await?;
            Ok(SyncAccount {
                account: account.account,
                server: account.server,
                recovery_words: account.recovery_words,
                kit: account.kit,
            })
        })
        .await
    }

    /// Lets this device into an account, beside a device that is in.
    pub fn sync_join(
        &self,
        server: String,
        device_name: String,
        screen: Arc<dyn JoinScreen>,
    ) -> Result<Arc<JoinTask>, CoachError> {
        let (coach, cancel) = (self.coach.clone(), CancellationToken::new());
        let token = cancel.clone();
        let outcome = Outcome::of(async move {
            let show = move |shown| {
                // What cannot be shown is asked for again by the person; the join goes on waiting.
                let _ = match shown {
                    coach_api::SyncShown::Code(code) => screen.show_code(code),
                    coach_api::SyncShown::Words(words) => screen.show_words(words.to_vec()),
                };
            };
            cancellable(token, async move { Ok(coach.sync_join(&server, &device_name, show).await?.into()) }).await
        })?;
        Ok(Arc::new(JoinTask { outcome, cancel }))
    }

    /// Lets a new device in by its code.
    pub fn sync_pair(&self, code: String, screen: Arc<dyn PairScreen>) -> Result<Arc<PairTask>, CoachError> {
        let (coach, cancel) = (self.coach.clone(), CancellationToken::new());
        let token = cancel.clone();
        let outcome = Outcome::of(async move {
            let confirm = move |words: [String; 3]| -> futures::future::BoxFuture<'static, bool> {
                Box::pin(async move {
                    let asked = tokio::task::spawn_blocking(move || screen.same_words(words.to_vec())).await;
                    // No answer is no consent.
                    matches!(asked, Ok(Ok(true)))
                })
            };
            cancellable(token, async move { Ok(coach.sync_pair(&code, confirm).await?.into()) }).await
        })?;
        Ok(Arc::new(PairTask { outcome, cancel }))
    }

    /// Lets a new device in by its code; the question whether the words are the same is answered at a desk.
    pub fn sync_pair_asking(&self, code: String, questions: Arc<HostQuestions>) -> Result<Arc<PairTask>, CoachError> {
        self.sync_pair(code, questions)
    }

    /// Syncs now.
    pub async fn sync_now(&self) -> Result<SyncReport, CoachError> {
        self.with(|coach| async move { Ok(coach.sync_now().await?.into()) }).await
    }

    /// Syncs now, and lets go of older entries as soon as every device has found their sum to be right.
    pub async fn sync_trim(&self) -> Result<SyncReport, CoachError> {
        self.with(|coach| async move { Ok(coach.sync_trim().await?.into()) }).await
    }

    /// Waits until another device has brought something to the server, or five minutes.
    pub async fn sync_wait(&self) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.sync_wait().await }).await
    }

    /// How sync stands, as far as this device knows; asks nobody. Fails with `SetUp` outside an account.
    pub async fn sync_status(&self) -> Result<SyncStatus, CoachError> {
        self.with(|coach| async move {
            let status = coach.sync_status().await?;
            Ok(SyncStatus {
                alerts: status.alerts.iter().map(coach_api::SyncAlert::words).collect(),
                account: status.account,
                server: status.server,
                device: status.device,
                devices: sized(status.devices),
                epoch: i64::from(status.epoch),
                unsent: signed(status.unsent),
                unsent_blobs: signed(status.unsent_blobs),
                quarantined: signed(status.quarantined),
                last_sync_ms: status.last_sync_ms,
                trimmed_ms: status.trimmed_ms,
                log_entries: signed(status.log_entries),
                waiting_for: status.waiting_for,
            })
        })
        .await
    }

    /// The devices of the account, as far as this device knows; asks nobody.
    pub async fn sync_devices(&self) -> Result<Vec<SyncDevice>, CoachError> {
        self.with(|coach| async move { Ok(coach.sync_devices().await?.into_iter().map(SyncDevice::from).collect()) })
            .await
    }

    /// Puts a device out of the account, by its id or the beginning of it.
    pub async fn sync_revoke(&self, id: String) -> Result<Vec<SyncDevice>, CoachError> {
        self.with(|coach| async move { Ok(coach.sync_revoke(&id).await?.into_iter().map(SyncDevice::from).collect()) })
            .await
    }

    /// Begins a new epoch: what is written from now on has a new key. Returns its number.
    pub async fn sync_rotate(&self) -> Result<i64, CoachError> {
        self.with(|coach| async move { Ok(i64::from(coach.sync_rotate().await?)) }).await
    }

    /// Brings an account back on this device with the 24 words; with the account's code, a wrong word is named.
    #[uniffi::method(default(account = None))]
    pub async fn sync_recover(
        &self,
        server: String,
        words: String,
        device_name: String,
        account: Option<String>,
    ) -> Result<SyncRecovered, CoachError> {
        self.with(|coach| async move {
            let (recovered, report) = coach.sync_recover(&server, &words, account.as_deref(), &device_name).await?;
            Ok(SyncRecovered { state_of_ms: recovered.state_of_ms, report: report.into() })
        })
        .await
    }

    /// Erases the account on the server; what is on this device stays.
    pub async fn sync_erase(&self) -> Result<SyncErased, CoachError> {
        self.with(|coach| async move {
            let (entries, bytes) = coach.sync_erase().await?;
            Ok(SyncErased { entries: signed(entries), bytes: signed(bytes) })
        })
        .await
    }
}
