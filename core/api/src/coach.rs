//! Opening a coach, and what hangs together under it.

use crate::meaning::Meaning;
use crate::models::{ModelChoice, Workshop};
use crate::{CoachError, Hosting, SystemClock};
use coach_agent::Driver;
use coach_domain::person::Profile;
use coach_domain::time::Clock;
use coach_llm::ChatModel;
use coach_llm::cloud::CloudModel;
use coach_mcp::{AuditLine, AuditSink, PendingProposal, ProposalSink, Router};
use coach_store::{AccessEntry, AccessKind, KeySource, ProposalRow, ProposalState, Store, StoreOptions};
use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use tokio::sync::{OnceCell, watch};
use tokio_util::sync::CancellationToken;

/// Where a coach lives and how it is unlocked.
#[derive(Debug, Clone)]
pub struct CoachConfig {
    /// Folder of the data.
    pub data_dir: PathBuf,
    /// Where the database key comes from.
    pub key: KeySource,
}

impl CoachConfig {
    /// What a face works with when nothing else was said: the platform's data folder and keyring. `data_dir` and
    /// `key_file` come first; then the key in `POCKETCOACH_KEY`.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] when there is no home folder and no `data_dir`.
    pub fn of_this_machine(data_dir: Option<PathBuf>, key_file: Option<PathBuf>) -> Result<CoachConfig, CoachError> {
        let data_dir = match data_dir {
            Some(folder) => folder,
            None => platform_folder()?,
        };
        let key = match (key_file, std::env::var("POCKETCOACH_KEY")) {
            (Some(path), _) => KeySource::File(path),
            (None, Ok(key)) if !key.is_empty() => KeySource::Given(key.into()),
            _ => KeySource::Keyring,
        };
        Ok(CoachConfig { data_dir, key })
    }
}

fn platform_folder() -> Result<PathBuf, CoachError> {
    let strategy = choose_native_strategy(AppStrategyArgs {
        top_level_domain: "app".to_owned(),
        author: "PocketCoach".to_owned(),
        app_name: "PocketCoach".to_owned(),
    })
    .map_err(|_| {
        CoachError::InvalidInput(
            "find the data: there is no home folder; name a data folder with --data-dir or POCKETCOACH_HOME".to_owned(),
        )
    })?;
    Ok(strategy.data_dir())
}

/// Everything that lives between opening and shutting down.
pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) router: Router,
    pub(crate) clock: Arc<SystemClock>,
    pub(crate) model: Arc<dyn ChatModel>,
    pub(crate) driver: Driver,
    /// Models of the driver that are elsewhere, in order.
    pub(crate) elsewhere: Vec<Arc<CloudModel>>,
    /// Models of the driver that run on this device.
    #[cfg(feature = "llama")]
    pub(crate) on_device: Vec<Arc<crate::on_device::OnDevice>>,
    pub(crate) meaning: Arc<Meaning>,
    /// Where the database key is, and so keys for services.
    pub(crate) key: KeySource,
    pub(crate) cancel: CancellationToken,
    connected: OnceCell<()>,
    changes: watch::Sender<u64>,
}

impl Parts {
    /// Tells those who watch that something was written.
    pub(crate) fn note_change(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Connects to the person's further MCP servers once, so that their tools are known. At first use rather than at
    /// opening: a server that is down must not delay those who do not ask for it.
    pub(crate) async fn connect(&self) {
        self.connected
            .get_or_init(|| async {
                self.router.connect().await;
            })
            .await;
    }
}

/// The person's coach: the only door that faces use.
///
/// Cheap to clone; every clone is the same coach. All methods may be called from many threads and need a tokio
/// runtime. After [`Coach::shutdown`] they return [`CoachError::Closed`].
#[derive(Clone)]
pub struct Coach {
    parts: Arc<RwLock<Option<Arc<Parts>>>>,
}

/// What was written, as it is written. Several writes at once may be told as one.
#[derive(Debug)]
pub struct Changes(watch::Receiver<u64>);

impl Changes {
    /// Waits for the next write and gives the number of writes since the coach was opened; `None` once it is shut
    /// down.
    pub async fn next(&mut self) -> Option<u64> {
        self.0.changed().await.ok()?;
        Some(*self.0.borrow_and_update())
    }
}

impl std::fmt::Debug for Coach {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Coach")
    }
}

impl Coach {
    /// Makes a new database with a new key and the person's profile, and opens it.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] when there is one already; [`CoachError::Locked`] when no key can be kept;
    /// [`CoachError::InvalidInput`] when the profile makes no sense.
    pub async fn create(config: CoachConfig, profile: Profile) -> Result<Coach, CoachError> {
        Self::create_hosted(config, profile, Hosting::default()).await
    }

    /// As [`Coach::create`], with what the program around the coach brings.
    ///
    /// # Errors
    /// As [`Coach::create`]; [`CoachError::InvalidInput`] for a name that is no model's.
    pub async fn create_hosted(config: CoachConfig, profile: Profile, hosting: Hosting) -> Result<Coach, CoachError> {
        check_profile(&profile)?;
        let coach = Self::open_with(config, hosting, true).await?;
        coach.set_profile(profile).await?;
        Ok(coach)
    }

    /// Opens an existing database with the models of the person's order; the built-in coach without one.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] when there is none, [`CoachError::Locked`] when the key is missing or wrong, and those of
    /// the disk.
    pub async fn open(config: CoachConfig) -> Result<Coach, CoachError> {
        Self::open_with(config, Hosting::default(), false).await
    }

    /// Opens an existing database with a model of the caller's choice.
    ///
    /// # Errors
    /// As [`Coach::open`]; [`CoachError::InvalidInput`] for a name that is no model's.
    pub async fn open_with_model(config: CoachConfig, model: ModelChoice) -> Result<Coach, CoachError> {
        Self::open_with(config, Hosting { model, ..Hosting::default() }, false).await
    }

    /// As [`Coach::open`], with what the program around the coach brings.
    ///
    /// # Errors
    /// As [`Coach::open_with_model`].
    pub async fn open_hosted(config: CoachConfig, hosting: Hosting) -> Result<Coach, CoachError> {
        Self::open_with(config, hosting, false).await
    }

    /// Tells whether there is a database in a folder.
    #[must_use]
    pub fn exists(data_dir: &Path) -> bool {
        Store::exists(data_dir)
    }

    async fn open_with(config: CoachConfig, hosting: Hosting, create: bool) -> Result<Coach, CoachError> {
        hosting.model.check()?;
        let Hosting { model, clock } = hosting;
        let key_source = config.key.clone();
        let store = hop(move || {
            // Looked at before the key, so that a missing database is not reported as a missing key.
            if !create && !Store::exists(&config.data_dir) {
                return Err(coach_store::Error::NotFound(config.data_dir).into());
            }
            if create && Store::exists(&config.data_dir) {
                return Err(coach_store::Error::AlreadyExists(config.data_dir).into());
            }
            let key = if create { config.key.create(&config.data_dir) } else { config.key.load(&config.data_dir) }?;
            Ok(Store::open(StoreOptions { data_dir: config.data_dir, key, create })?)
        })
        .await?;
        let clock = Arc::new(SystemClock::of(clock));
        let meaning = Arc::new(Meaning::new(store.data_dir()));
        let (opened, shared_clock, shared_meaning) = (store.clone(), Arc::clone(&clock), Arc::clone(&meaning));
        let (profile, upstreams, chain) = hop(move || {
            let chain = Workshop { store: &opened, clock: &shared_clock, meaning: &shared_meaning }.chain(model)?;
            Ok((opened.profile()?, crate::upstreams::configured(&opened)?, chain))
        })
        .await?;
        clock.set_zone(profile.time_zone.as_deref());

        let sink = Arc::new(StoreSink { store: store.clone(), clock: clock.clone() });
        let marked = store.clone();
        // Without a mark nothing is kept, and the tool tells what is wrong with the database.
        let content = Arc::new(move || marked.mark().ok().map(|mark| *mark.as_bytes()));
        let mut router = Router::builder().audit(sink.clone()).proposals(sink).content(content);
        let shared: Arc<dyn Clock> = clock.clone();
        for server in coach_servers::all(&store, &shared) {
            router = router.server(server);
        }
        for upstream in upstreams {
            router = router.upstream(upstream);
        }
        let router = router.build();
        let mut models = chain.models.into_iter();
        let Some(model) = models.next() else {
            return Err(CoachError::InvalidInput("choose a model: there is none to ask".to_owned()));
        };
        let mut driver =
            Driver::new(model.clone(), router.clone(), store.clone(), clock.clone()).with_limits(chain.limits);
        for model in models {
            driver = driver.with_fallback(model);
        }
        let parts = Parts {
            store,
            router,
            clock,
            model,
            driver,
            elsewhere: chain.elsewhere,
            #[cfg(feature = "llama")]
            on_device: chain.on_device,
            meaning,
            key: key_source,
            cancel: CancellationToken::new(),
            connected: OnceCell::new(),
            changes: watch::Sender::new(0),
        };
        Ok(Coach { parts: Arc::new(RwLock::new(Some(Arc::new(parts)))) })
    }

    /// Ends every task, closes the database and lets go of callbacks. Safe to call again; calls after it return
    /// [`CoachError::Closed`].
    pub async fn shutdown(&self) {
        let parts = self.parts.write().ok().and_then(|mut parts| parts.take());
        if let Some(parts) = parts {
            parts.cancel.cancel();
            // Closing checkpoints the write-ahead log, which is disk work.
            let _ = tokio::task::spawn_blocking(move || drop(parts)).await;
        }
    }

    pub(crate) fn parts(&self) -> Result<Arc<Parts>, CoachError> {
        self.parts.read().ok().and_then(|parts| parts.clone()).ok_or(CoachError::Closed)
    }

    /// Runs store work on a thread that may block.
    pub(crate) async fn on_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, CoachError> + Send + 'static,
    ) -> Result<T, CoachError> {
        let store = self.parts()?.store.clone();
        hop(move || work(&store)).await
    }

    /// Forgets cached tool results after a write.
    pub(crate) fn wrote(&self) {
        if let Ok(parts) = self.parts() {
            parts.router.invalidate();
            parts.note_change();
        }
    }

    /// Hears of everything that is written through this coach from now on: entries, imports, plans, conversations.
    ///
    /// # Errors
    /// [`CoachError::Closed`].
    pub fn changes(&self) -> Result<Changes, CoachError> {
        Ok(Changes(self.parts()?.changes.subscribe()))
    }

    /// Name of the model that answers.
    ///
    /// # Errors
    /// [`CoachError::Closed`].
    pub fn model_name(&self) -> Result<String, CoachError> {
        Ok(self.parts()?.model.name().to_owned())
    }

    /// The person's profile.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn profile(&self) -> Result<Profile, CoachError> {
        self.on_store(|store| Ok(store.profile()?)).await
    }

    /// Writes the person's profile.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] when a field makes no sense; those of writing to the database.
    pub async fn set_profile(&self, profile: Profile) -> Result<(), CoachError> {
        check_profile(&profile)?;
        self.parts()?.clock.set_zone(profile.time_zone.as_deref());
        self.on_store(move |store| Ok(store.set_profile(&profile, "person")?)).await?;
        self.wrote();
        Ok(())
    }

    /// Replaces the profile by what a face shows of it. A suspension after a red flag stays: only
    /// [`Coach::log_cleared`] lifts it, and nobody sets it by hand.
    ///
    /// # Errors
    /// As [`Coach::set_profile`].
    pub async fn replace_profile(&self, mut profile: Profile) -> Result<Profile, CoachError> {
        let suspended = self.profile().await?.training_suspended();
        profile.suspend_training(suspended);
        self.set_profile(profile).await?;
        self.profile().await
    }

    /// A setting of a face; `None` when it was not set.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name of another form; those of reading the database.
    pub async fn face_setting(&self, name: &str) -> Result<Option<Value>, CoachError> {
        let name = face_setting(name)?;
        self.on_store(move |store| Ok(store.setting(&name)?.filter(|value| !value.is_null()))).await
    }

    /// Keeps a setting of a face, at most 16 kB as JSON; `None` forgets it.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name of another form or a value that is too large; those of writing.
    pub async fn set_face_setting(&self, name: &str, value: Option<Value>) -> Result<(), CoachError> {
        let name = face_setting(name)?;
        if value.as_ref().is_some_and(|value| value.to_string().len() > MAX_SETTING_BYTES) {
            return Err(CoachError::InvalidInput(format!(
                "keep the setting: it may take at most {} kB",
                MAX_SETTING_BYTES / 1_024
            )));
        }
        self.on_store(move |store| Ok(store.set_setting(&name, value.as_ref(), "person")?)).await?;
        self.parts()?.note_change();
        Ok(())
    }

    /// The person's local day.
    ///
    /// # Errors
    /// [`CoachError::Closed`].
    pub fn today_date(&self) -> Result<jiff::civil::Date, CoachError> {
        Ok(self.parts()?.clock.today())
    }
}

/// Most bytes of a face's setting.
const MAX_SETTING_BYTES: usize = 16 * 1_024;

/// The name under which a face's setting is kept, apart from those of the core.
fn face_setting(name: &str) -> Result<String, CoachError> {
    let fits =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-' | '.');
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) {
        return Err(CoachError::InvalidInput(
            "use the setting: its name may hold a to z, 0 to 9, `_`, `-` and `.`, at most 64".to_owned(),
        ));
    }
    Ok(format!("face.{name}"))
}

/// Runs blocking work off the async threads.
pub(crate) async fn hop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CoachError> + Send + 'static,
) -> Result<T, CoachError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(CoachError::Storage("finish: an inner task ended unexpectedly".to_owned())),
    }
}

/// Checks the ranges of a profile.
fn check_profile(profile: &Profile) -> Result<(), CoachError> {
    let ranges = [
        ("height", profile.height_cm, 50.0, 272.0, "cm"),
        ("weight", profile.weight_kg, 20.0, 650.0, "kg"),
        ("maximum heart rate", profile.max_hr_bpm, 120.0, 230.0, "bpm"),
        ("resting heart rate", profile.resting_hr_bpm, 20.0, 150.0, "bpm"),
        ("threshold power", profile.ftp_w, 50.0, 600.0, "W"),
    ];
    for (name, value, low, high, unit) in ranges {
        if let Some(value) = value
            && !(low..=high).contains(&value)
        {
            return Err(CoachError::InvalidInput(format!("set the {name}: give a value from {low} to {high} {unit}")));
        }
    }
    if let Some(born) = profile.birth_date {
        let today = jiff::Zoned::now().date();
        if profile.age_on(today).is_none_or(|age| age > 120) {
            return Err(CoachError::InvalidInput(format!("set the date of birth: {born} gives no age up to 120")));
        }
    }
    if let Some(country) = &profile.country
        && !(country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase()))
    {
        return Err(CoachError::InvalidInput("set the country: give its two-letter code, such as DE or US".to_owned()));
    }
    if let Some(zone) = &profile.time_zone
        && jiff::tz::TimeZone::get(zone).is_err()
    {
        return Err(CoachError::InvalidInput("set the time zone: give a name such as Europe/Berlin".to_owned()));
    }
    Ok(())
}

/// Keeps what the router reports: audit lines and proposals.
struct StoreSink {
    store: Store,
    clock: Arc<SystemClock>,
}

impl AuditSink for StoreSink {
    fn record(&self, line: &AuditLine) -> Result<(), String> {
        let entry = AccessEntry {
            at_ms: self.clock.now_ms(),
            actor: line.actor.clone(),
            kind: match line.kind {
                "write" => AccessKind::Write,
                "refused" => AccessKind::Refused,
                _ => AccessKind::Read,
            },
            subject: line.subject.clone(),
            scope: line.scope.clone(),
        };
        self.store.audit(&entry).map_err(|error| error.to_string())
    }
}

impl ProposalSink for StoreSink {
    fn keep(&self, pending: &PendingProposal) -> Result<String, String> {
        let id = uuid::Uuid::now_v7().to_string();
        let row = ProposalRow {
            id: id.clone(),
            at_ms: self.clock.now_ms(),
            actor: pending.actor.clone(),
            tool: format!("{}/{}", pending.server, pending.tool),
            arguments: pending.proposal.arguments.clone(),
            summary: pending.proposal.summary.clone(),
            state: ProposalState::Open,
        };
        self.store.put_proposal(&row).map_err(|error| error.to_string())?;
        Ok(id)
    }
}
