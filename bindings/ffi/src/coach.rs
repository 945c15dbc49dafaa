//! The coach behind the boundary: opening, closing, the profile, settings, imports.

use crate::runtime::{handle, hop};
use crate::words::{json, parsed};
use crate::{CoachError, CoachHost, Finding, ImportTask, Profile};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio_util::sync::DropGuard;

/// Where the database key comes from.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum KeyChoice {
    /// The host's keychain; the host has to bring one.
    Keychain,
    /// The keyring of a desktop system.
    Keyring,
    /// A file that its owner only can read; made when a database is created.
    File {
        /// Path.
        path: String,
    },
    /// 64 hexadecimal digits.
    Given {
        /// Digits.
        hex: String,
    },
}

impl std::fmt::Debug for KeyChoice {
    // Digits of a key are in no log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            KeyChoice::Keychain => "Keychain",
            KeyChoice::Keyring => "Keyring",
            KeyChoice::File { .. } => "File",
            KeyChoice::Given { .. } => "Given",
        })
    }
}

/// Where a coach lives, how it is unlocked and who answers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CoachConfig {
    /// Folder of the data.
    pub data_dir: String,
    /// Key of the database.
    pub key: KeyChoice,
    /// The one model that answers: `builtin`, `llama:NAME`, `openai:NAME`, `anthropic:NAME` or `server:NAME/MODEL`. The
    /// host's, or else those of the person's order, when missing.
    #[uniffi(default = None)]
    pub model: Option<String>,
}

impl CoachConfig {
    /// As the core takes it.
    pub(crate) fn into_core(self, host: Option<&CoachHost>) -> Result<coach_api::CoachConfig, CoachError> {
        let key = match self.key {
            KeyChoice::Keyring => coach_api::KeySource::Keyring,
            KeyChoice::File { path } => coach_api::KeySource::File(PathBuf::from(path)),
            KeyChoice::Given { hex } => coach_api::KeySource::Given(hex.into()),
            KeyChoice::Keychain => {
                let missing = || CoachError::Locked {
                    reason: "find the database key: the app brings no keychain; give one with the host".to_owned(),
                };
                coach_api::KeySource::Vault(host.ok_or_else(missing)?.vault()?)
            }
        };
        Ok(coach_api::CoachConfig { data_dir: PathBuf::from(self.data_dir), key })
    }
}

/// Version of the library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Tells whether there is a database in a folder.
#[uniffi::export]
pub fn coach_exists(data_dir: String) -> Result<bool, CoachError> {
    Ok(coach_api::Coach::exists(&PathBuf::from(data_dir)))
}

/// The person's coach. Every call may come from any thread; waiting happens on the caller's executor, work on the
/// library's own threads. After `shutdown` every call fails with `Closed`.
#[derive(Debug, uniffi::Object)]
pub struct Coach {
    pub(crate) coach: coach_api::Coach,
    pub(crate) host: Option<Arc<CoachHost>>,
    /// Ends what announces the plan to the host.
    _announcing: Option<DropGuard>,
}

impl Coach {
    /// Runs work of the core on the library's threads.
    pub(crate) async fn with<T, F>(&self, work: impl FnOnce(coach_api::Coach) -> F) -> Result<T, CoachError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, coach_api::CoachError>> + Send + 'static,
    {
        hop(work(self.coach.clone())).await
    }

    fn hosted(coach: coach_api::Coach, host: Option<Arc<CoachHost>>) -> Result<Arc<Self>, CoachError> {
        let announcing = host.as_ref().map(|host| crate::host::announce(&coach, host)).transpose()?.flatten();
        Ok(Arc::new(Self { coach, host, _announcing: announcing }))
    }
}

/// What the core takes of a configuration and a host, whose model is asked for its name.
fn prepared(
    config: CoachConfig,
    host: Option<&CoachHost>,
) -> Result<(coach_api::CoachConfig, coach_api::Hosting), CoachError> {
    let hosting = match (host, config.model.clone()) {
        (Some(host), model) => host.hosting(model)?,
        (None, Some(name)) => {
            coach_api::Hosting { model: coach_api::ModelChoice::Named(name), ..coach_api::Hosting::default() }
        }
        (None, None) => coach_api::Hosting::default(),
    };
    Ok((config.into_core(host)?, hosting))
}

#[uniffi::export]
impl Coach {
    /// Makes a new database with a new key and the person's profile, and opens it.
    #[uniffi::constructor(default(host = None))]
    pub async fn create(
        config: CoachConfig,
        profile: Profile,
        host: Option<Arc<CoachHost>>,
    ) -> Result<Arc<Self>, CoachError> {
        let profile = profile.try_into()?;
        let (config, hosting) = prepared(config, host.as_deref())?;
        let coach = hop(coach_api::Coach::create_hosted(config, profile, hosting)).await?;
        Self::hosted(coach, host)
    }

    /// Opens an existing database.
    #[uniffi::constructor(default(host = None))]
    pub async fn open(config: CoachConfig, host: Option<Arc<CoachHost>>) -> Result<Arc<Self>, CoachError> {
        let (config, hosting) = prepared(config, host.as_deref())?;
        let coach = hop(coach_api::Coach::open_hosted(config, hosting)).await?;
        Self::hosted(coach, host)
    }

    /// Ends every task and closes the database. Safe to call again.
    pub async fn shutdown(&self) -> Result<(), CoachError> {
        self.with(|coach| async move {
            coach.shutdown().await;
            Ok(())
        })
        .await
    }

    /// The person's profile.
    pub async fn profile(&self) -> Result<Profile, CoachError> {
        self.with(|coach| async move { Ok(coach.profile().await?.into()) }).await
    }

    /// Writes the person's profile. A suspension after a red flag stays.
    pub async fn set_profile(&self, profile: Profile) -> Result<(), CoachError> {
        let profile = profile.try_into()?;
        self.with(|coach| async move { coach.replace_profile(profile).await.map(drop) }).await
    }

    /// Whether training is suspended after a red flag, until a doctor has cleared the person.
    pub async fn training_suspended(&self) -> Result<bool, CoachError> {
        self.with(|coach| async move { Ok(coach.profile().await?.training_suspended()) }).await
    }

    /// The person's local day, YYYY-MM-DD.
    pub fn today_date(&self) -> Result<String, CoachError> {
        Ok(self.coach.today_date()?.to_string())
    }

    /// A setting of the host as JSON; nothing when it was not set.
    pub async fn setting(&self, name: String) -> Result<Option<String>, CoachError> {
        self.with(|coach| async move { coach.face_setting(&name).await?.as_ref().map(json).transpose() }).await
    }

    /// Keeps a setting of the host, at most 16 kB of JSON; nothing forgets it.
    pub async fn set_setting(&self, name: String, value_json: Option<String>) -> Result<(), CoachError> {
        let value = value_json.map(|text| parsed("keep the setting", &text)).transpose()?;
        self.with(|coach| async move { coach.set_face_setting(&name, value).await }).await
    }

    /// Starts an import of files, folders or archives.
    pub fn import_files(&self, paths: Vec<String>) -> Result<Arc<ImportTask>, CoachError> {
        let _guard = handle()?.enter();
        let request = coach_api::ImportRequest {
            paths: paths.into_iter().map(PathBuf::from).collect(),
            format: coach_api::Format::Auto,
        };
        Ok(Arc::new(ImportTask::new(self.coach.import(request)?)?))
    }

    /// Writes a seeded, watermarked year of a made-up person; returns the number of samples.
    pub async fn write_demo(&self, seed: i64, days: i32) -> Result<i64, CoachError> {
        let days = u32::try_from(days).ok().filter(|days| (1..=3650).contains(days)).ok_or_else(|| {
            CoachError::InvalidInput { reason: "write the sample year: give 1 to 3650 days".to_owned() }
        })?;
        self.with(|coach| async move {
            let report = coach.demo(seed.cast_unsigned(), days)?.finish().await?;
            Ok(crate::words::signed(report.samples))
        })
        .await
    }

    /// Hears of everything that is written from now on.
    pub fn changes(&self) -> Result<Arc<Changes>, CoachError> {
        Ok(Arc::new(Changes { changes: Arc::new(Mutex::new(self.coach.changes()?)) }))
    }

    /// Looks at the database, the log, the data and the clock of this coach while it is open.
    pub async fn diagnose(&self) -> Result<Vec<Finding>, CoachError> {
        self.with(|coach| async move { Ok(coach.diagnose().await.findings.into_iter().map(Finding::from).collect()) })
            .await
    }
}

/// What was written, as it is written. Several writes at once may be told as one.
#[derive(Debug, uniffi::Object)]
pub struct Changes {
    changes: Arc<Mutex<coach_api::Changes>>,
}

#[uniffi::export]
impl Changes {
    /// Waits for the next write and gives the number of writes since the coach was opened; nothing once it is shut down.
    pub async fn next(&self) -> Result<Option<i64>, CoachError> {
        Ok(self.changes.lock().await.next().await.map(crate::words::signed))
    }
}

/// Looks at the folder, the key, the database and the log, and says what is wrong and what to do.
#[uniffi::export(default(host = None))]
pub async fn diagnose(config: CoachConfig, host: Option<Arc<CoachHost>>) -> Result<Vec<Finding>, CoachError> {
    let config = config.into_core(host.as_deref())?;
    hop(async move {
        let diagnosis = coach_api::Diagnosis::run(config).await;
        Ok(diagnosis.findings.into_iter().map(Finding::from).collect())
    })
    .await
}
