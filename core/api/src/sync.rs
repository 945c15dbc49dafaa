//! End-to-end encrypted sync: an account, its devices, and the exchange with a server that can read nothing.

use crate::CoachError;
use crate::coach::{Coach, hop};
use coach_domain::time::Clock;
use coach_store::Store;
use coach_sync::{DeviceView, Error, HttpRelay, RecoveryKey, Report, Shown, Status, service};
use futures::future::BoxFuture;
use serde::Serialize;
use std::future::Future;
use std::time::Duration;

/// A device that waits for news syncs after this long in any case.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// A new account. The words are shown once and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
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

/// What a sync did, and what to know about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SyncReport {
    /// Counts, and what does not hold.
    #[serde(flatten)]
    pub report: Report,
    /// The sentences for the person, in the order of the alerts.
    pub words: Vec<String>,
    /// What the safety envelope did to the plan and the targets after changes of other devices came in.
    pub interventions: Vec<String>,
}

/// What a device that wants in shows to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncShown {
    /// The code, to be read by a device that is in.
    Code(String),
    /// The three words, which that device has to show as well.
    Words([String; 3]),
}

impl Coach {
    /// Makes an account on a server, with this device in it.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] when this device is in one; [`CoachError::Unavailable`] when the server cannot be reached.
    pub async fn sync_init(&self, server: &str, name: &str) -> Result<SyncAccount, CoachError> {
        let (server, name, date) = (server.to_owned(), name.to_owned(), self.today_date()?);
        let now = self.parts()?.clock.now_ms();
        let account = self
            .on_relay(Some(server.clone()), move |store, relay| async move {
                let key = service::init(&store, &relay, &server, &name, now).await?;
                service::now(&store, &relay, now).await?;
                let words = key.words()?;
                Ok(SyncAccount {
                    account: coach_sync::to_code(&key.account()),
                    kit: coach_sync::kit(&words, &key.account(), &server, &date.to_string()),
                    server,
                    recovery_words: words.into_iter().map(str::to_owned).collect(),
                })
            })
            .await?;
        self.wrote();
        Ok(account)
    }

    /// Lets this device into an account, beside a device that is in. `show` gets the code first, then the three words.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] when this device is in one; [`CoachError::Unavailable`] when the other device or the server
    /// does not answer in time.
    pub async fn sync_join(
        &self,
        server: &str,
        name: &str,
        show: impl Fn(SyncShown) + Send + Sync + 'static,
    ) -> Result<SyncReport, CoachError> {
        let (server, name, now) = (server.to_owned(), name.to_owned(), self.parts()?.clock.now_ms());
        let report = self
            .on_relay(Some(server.clone()), move |store, relay| async move {
                let show = move |shown| {
                    show(match shown {
                        Shown::Code(code) => SyncShown::Code(code),
                        Shown::Words(words) => SyncShown::Words(words),
                    });
                };
                service::join(&store, &relay, &server, &name, now, &show).await
            })
            .await?;
        self.merged(report).await
    }

    /// Lets a new device in by its code. `confirm` gets the three words and says whether the new device shows the same.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] when the code is none or the words differ; [`CoachError::Unavailable`] when the new
    /// device or the server does not answer in time.
    pub async fn sync_pair(
        &self,
        code: &str,
        confirm: impl FnOnce([String; 3]) -> BoxFuture<'static, bool> + Send + 'static,
    ) -> Result<DeviceView, CoachError> {
        let (code, now) = (code.to_owned(), self.parts()?.clock.now_ms());
        let device = self
            .on_relay(None, move |store, relay| async move { service::pair(&store, &relay, &code, now, confirm).await })
            .await?;
        self.wrote();
        Ok(device)
    }

    /// Syncs now.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] outside an account; [`CoachError::Unavailable`] when the server cannot be reached, when
    /// everything waits here.
    pub async fn sync_now(&self) -> Result<SyncReport, CoachError> {
        let now = self.parts()?.clock.now_ms();
        let report =
            self.on_relay(None, move |store, relay| async move { service::now(&store, &relay, now).await }).await?;
        self.merged(report).await
    }

    /// Syncs now, and lets go of older entries as soon as may be: a snapshot is made if there is none, and takes their place
    /// once every device has found it to be right. [`Coach::sync_status`] says whom it waits for.
    ///
    /// # Errors
    /// As [`Coach::sync_now`].
    pub async fn sync_trim(&self) -> Result<SyncReport, CoachError> {
        let now = self.parts()?.clock.now_ms();
        let report =
            self.on_relay(None, move |store, relay| async move { service::trim(&store, &relay, now).await }).await?;
        self.merged(report).await
    }

    /// Waits until another device has brought something to the server, or five minutes: then it is time to sync again.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] outside an account; [`CoachError::Locked`] when the server does not let this device in.
    pub async fn sync_wait(&self) -> Result<(), CoachError> {
        self.on_relay(None, |store, relay| async move {
            relay.wait_for_news(coach_sync::Credential::Device(&store), LONGEST_WAIT).await
        })
        .await
    }

    /// How sync stands, as far as this device knows; asks nobody.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] outside an account.
    pub async fn sync_status(&self) -> Result<Status, CoachError> {
        self.on_store(|store| Ok(service::status(store)?)).await
    }

    /// The devices of the account, as far as this device knows; asks nobody.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] outside an account.
    pub async fn sync_devices(&self) -> Result<Vec<DeviceView>, CoachError> {
        self.on_store(|store| Ok(service::devices(store)?)).await
    }

    /// Puts a device out of the account, by its id or the beginning of it. Returns the devices.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none; [`CoachError::InvalidInput`] when it is this one.
    pub async fn sync_revoke(&self, id: &str) -> Result<Vec<DeviceView>, CoachError> {
        let (id, now) = (id.to_owned(), self.parts()?.clock.now_ms());
        let devices = self
            .on_relay(None, move |store, relay| async move { service::revoke(&store, &relay, &id, now).await })
            .await?;
        self.wrote();
        Ok(devices)
    }

    /// Begins a new epoch: what is written from now on has a new key. Returns its number.
    ///
    /// # Errors
    /// As [`Coach::sync_now`].
    pub async fn sync_rotate(&self) -> Result<u32, CoachError> {
        let now = self.parts()?.clock.now_ms();
        self.on_relay(None, move |store, relay| async move { service::rotate(&store, &relay, now).await }).await
    }

    /// Brings an account back on this device with the 24 words; with the account's code, a wrong word is named.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] says which word is wrong; [`CoachError::Locked`] when the server has no such account.
    pub async fn sync_recover(
        &self,
        server: &str,
        words: &str,
        account: Option<&str>,
        name: &str,
    ) -> Result<(coach_sync::Recovered, SyncReport), CoachError> {
        let account = match account {
            Some(code) => {
                let bytes = coach_sync::from_code(code).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
                Some(
                    bytes
                        .ok_or_else(|| CoachError::InvalidInput("read the account code: it is mistyped".to_owned()))?,
                )
            }
            None => None,
        };
        let key = RecoveryKey::from_words(words, account.as_ref())?;
        let (address, name, now) = (server.to_owned(), name.to_owned(), self.parts()?.clock.now_ms());
        let recovered = self
            .on_relay(Some(server.to_owned()), move |store, relay| async move {
                service::recover(&store, &relay, &address, &key, &name, now).await
            })
            .await?;
        let report = self.merged(recovered.report.clone()).await?;
        Ok((recovered, report))
    }

    /// Erases the account on the server; what is on this device stays. Returns the entries and the bytes that went.
    ///
    /// # Errors
    /// As [`Coach::sync_now`].
    pub async fn sync_erase(&self) -> Result<(u64, u64), CoachError> {
        let receipt = self.on_relay(None, |store, relay| async move { service::erase(&store, &relay).await }).await?;
        Ok((receipt.entries, receipt.bytes))
    }

    /// Runs sync work with the relay, on a thread that may wait for the disk.
    async fn on_relay<T, F>(
        &self,
        server: Option<String>,
        work: impl FnOnce(Store, HttpRelay) -> F + Send + 'static,
    ) -> Result<T, CoachError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>>,
    {
        let parts = self.parts()?;
        let (store, cancel) = (parts.store.clone(), parts.cancel.child_token());
        // Letting go of the call ends the work: a device that gave up joining must not be let in later.
        let _let_go = cancel.clone().drop_guard();
        let runtime = tokio::runtime::Handle::current();
        hop(move || {
            let address = match server {
                Some(server) => server,
                None => service::server(&store)?,
            };
            let relay = HttpRelay::new(&address)?;
            let done = cancel.run_until_cancelled(work(store, relay));
            runtime.block_on(done).unwrap_or(Err(Error::Cancelled)).map_err(CoachError::from)
        })
        .await
    }

    /// Reviews what changes of other devices mean for the plan and the targets, at once rather than at the next look.
    async fn merged(&self, report: Report) -> Result<SyncReport, CoachError> {
        self.wrote();
        let parts = self.parts()?;
        let words = report.alerts.iter().map(coach_sync::Alert::words).collect();
        let mut interventions = Vec::new();
        if report.received > 0 {
            let profile = self.profile().await?;
            parts.clock.set_zone(profile.time_zone.as_deref());
            let (now, zone) = (parts.clock.now_ms(), parts.clock.zone());
            interventions = self
                .on_store(move |store| {
                    let before = store.interventions(usize::MAX)?.len();
                    store.plan(now, &zone)?;
                    store.targets(&store.facts(now, &zone)?)?;
                    let all = store.interventions(usize::MAX)?;
                    let new = all.len().saturating_sub(before);
                    Ok(all.into_iter().take(new).map(|done| done.intervention.detail).collect())
                })
                .await?;
        }
        Ok(SyncReport { report, words, interventions })
    }
}
