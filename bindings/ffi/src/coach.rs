//! The coach behind the boundary.

use crate::records::date;
use crate::runtime::{handle, hop};
use crate::{Bucket, BucketValue, CoachError, Finding, ImportTask, Profile, Proposal, Session};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the database key comes from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum KeyChoice {
    /// The platform's keyring.
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

/// Where a coach lives and how it is unlocked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CoachConfig {
    /// Folder of the data.
    pub data_dir: String,
    /// Key of the database.
    pub key: KeyChoice,
}

impl From<CoachConfig> for coach_api::CoachConfig {
    fn from(config: CoachConfig) -> Self {
        Self {
            data_dir: PathBuf::from(config.data_dir),
            key: match config.key {
                KeyChoice::Keyring => coach_api::KeySource::Keyring,
                KeyChoice::File { path } => coach_api::KeySource::File(PathBuf::from(path)),
                KeyChoice::Given { hex } => coach_api::KeySource::Given(hex.into()),
            },
        }
    }
}

/// Version of the library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The person's coach. Every call may come from any thread; waiting happens on the caller's executor, work on the
/// library's own threads. After `shutdown` every call fails with `Closed`.
#[derive(Debug, uniffi::Object)]
pub struct Coach {
    coach: coach_api::Coach,
}

#[uniffi::export]
impl Coach {
    /// Makes a new database with a new key and the person's profile, and opens it.
    #[uniffi::constructor]
    pub async fn create(config: CoachConfig, profile: Profile) -> Result<Arc<Self>, CoachError> {
        let profile = profile.try_into()?;
        let coach = hop(coach_api::Coach::create(config.into(), profile)).await?;
        Ok(Arc::new(Self { coach }))
    }

    /// Opens an existing database.
    #[uniffi::constructor]
    pub async fn open(config: CoachConfig) -> Result<Arc<Self>, CoachError> {
        let coach = hop(coach_api::Coach::open(config.into())).await?;
        Ok(Arc::new(Self { coach }))
    }

    /// Ends every task and closes the database. Safe to call again.
    pub async fn shutdown(&self) -> Result<(), CoachError> {
        let coach = self.coach.clone();
        hop(async move {
            coach.shutdown().await;
            Ok(())
        })
        .await
    }

    /// The person's profile.
    pub async fn profile(&self) -> Result<Profile, CoachError> {
        let coach = self.coach.clone();
        hop(async move { Ok(coach.profile().await?.into()) }).await
    }

    /// Writes the person's profile.
    pub async fn set_profile(&self, profile: Profile) -> Result<(), CoachError> {
        let coach = self.coach.clone();
        let profile = profile.try_into()?;
        hop(async move { coach.set_profile(profile).await }).await
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
        let coach = self.coach.clone();
        hop(async move {
            let report = coach.demo(seed.cast_unsigned(), days)?.finish().await?;
            Ok(i64::try_from(report.samples).unwrap_or(i64::MAX))
        })
        .await
    }

    /// Begins a conversation.
    pub async fn new_session(&self) -> Result<Arc<Session>, CoachError> {
        let coach = self.coach.clone();
        hop(async move { Ok(Arc::new(Session::new(coach.new_session().await?))) }).await
    }

    /// Goes on with a conversation.
    pub async fn session(&self, id: String) -> Result<Arc<Session>, CoachError> {
        let coach = self.coach.clone();
        hop(async move { Ok(Arc::new(Session::new(coach.session(&id).await?))) }).await
    }

    /// A metric over local days, both included, merged over sources or of one source.
    #[uniffi::method(default(source = None))]
    pub async fn query(
        &self,
        metric: String,
        first_day: String,
        last_day: String,
        bucket: Bucket,
        source: Option<String>,
    ) -> Result<Vec<BucketValue>, CoachError> {
        let (from, to) = (date(&first_day)?, date(&last_day)?);
        let coach = self.coach.clone();
        hop(async move {
            let series = coach.query(&metric, Some(from), Some(to), bucket.into(), source).await?;
            Ok(series.into_iter().map(BucketValue::from).collect())
        })
        .await
    }

    /// Writes one measurement in the metric's canonical unit, for example `body_mass` in kilograms; returns a sentence.
    pub async fn log_measurement(&self, metric: String, value: f64) -> Result<String, CoachError> {
        let coach = self.coach.clone();
        hop(async move { Ok(coach.log_measurement(&metric, value).await?.text) }).await
    }

    /// Writes pain, a symptom, a mood, a habit or a clearance down; returns a sentence. `entry_json` are the arguments
    /// of the tool `logJournal`.
    pub async fn log_journal(&self, entry_json: String) -> Result<String, CoachError> {
        let entry = parsed("read the entry", &entry_json)?;
        let coach = self.coach.clone();
        hop(async move { Ok(coach.log_journal(entry).await?.text) }).await
    }

    /// Screens the person by the answers to the screening as JSON, and keeps the result; returns it as JSON.
    pub async fn screen(&self, answers_json: String) -> Result<String, CoachError> {
        let answers = coach_api::screening::parse_answers(&answers_json)
            .map_err(|error| CoachError::InvalidInput { reason: error.to_string() })?;
        let coach = self.coach.clone();
        hop(async move { json(&coach.screen(&answers).await?) }).await
    }

    /// The current plan as the safety envelope lets it stand now, with its text, as JSON.
    pub async fn plan(&self) -> Result<String, CoachError> {
        let coach = self.coach.clone();
        hop(async move { json(&coach.plan(None).await?) }).await
    }

    /// Calls a tool of the coach's servers with arguments as a JSON object; returns a report as JSON with `ok`, `text`
    /// and `result`. A write answers with a proposal that `approve` carries out.
    pub async fn call_tool(&self, server: String, tool: String, arguments_json: String) -> Result<String, CoachError> {
        let arguments = parsed("read the arguments", &arguments_json)?;
        let coach = self.coach.clone();
        hop(async move { json(&coach.call_tool(Some(&server), &tool, arguments).await?) }).await
    }

    /// Writes that wait for the person.
    pub async fn proposals(&self) -> Result<Vec<Proposal>, CoachError> {
        let coach = self.coach.clone();
        hop(async move { Ok(coach.proposals().await?.into_iter().map(Proposal::from).collect()) }).await
    }

    /// Carries out a proposal; returns a sentence.
    pub async fn approve(&self, id: String) -> Result<String, CoachError> {
        let coach = self.coach.clone();
        hop(async move { Ok(coach.approve(&id).await?.text) }).await
    }

    /// Turns a proposal down.
    pub async fn reject(&self, id: String) -> Result<(), CoachError> {
        let coach = self.coach.clone();
        hop(async move { coach.reject(&id).await.map(drop) }).await
    }

    /// Writes everything as JSON lines to a file that its owner only can read.
    pub async fn export_to(&self, path: String) -> Result<(), CoachError> {
        let coach = self.coach.clone();
        hop(async move { coach.export_to(PathBuf::from(path), coach_api::ExportForm::Json).await.map(drop) }).await
    }
}

/// A JSON document of the host; `what` reads after "failed to".
fn parsed(what: &str, text: &str) -> Result<serde_json::Value, CoachError> {
    serde_json::from_str(text)
        .map_err(|error| CoachError::InvalidInput { reason: format!("{what}: it is no JSON document: {error}") })
}

/// A record as a JSON document.
fn json(record: &impl serde::Serialize) -> Result<String, coach_api::CoachError> {
    serde_json::to_string(record).map_err(|_| coach_api::CoachError::Storage("write the answer as JSON".to_owned()))
}

/// Looks at the folder, the key, the database and the log, and says what is wrong and what to do.
#[uniffi::export]
pub async fn diagnose(config: CoachConfig) -> Result<Vec<Finding>, CoachError> {
    hop(async move {
        let diagnosis = coach_api::Diagnosis::run(config.into()).await;
        Ok(diagnosis.findings.into_iter().map(Finding::from).collect())
    })
    .await
}
