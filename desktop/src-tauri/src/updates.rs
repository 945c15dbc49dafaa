//! Newer versions: looked for when the person asks, checked against the key in this build, and never looked for else.
//!
//! A build takes two variables: `POCKETCOACH_UPDATE_ENDPOINT`, where the list of versions is, and
//! `POCKETCOACH_UPDATE_KEY`, the public half of the key that signs them. A build without them does not update itself.

use crate::{Shell, shell};
use coach_api::CoachError;
use coach_web::Problem;
use serde::Serialize;
use serde_json::json;
use std::sync::Mutex;
use tauri::{AppHandle, State};
use tauri_plugin_updater::UpdaterExt as _;

/// Where newer versions of this build come from.
pub(crate) struct Updates {
    place: Option<Place>,
    /// What was found last and can be installed.
    found: Mutex<Option<tauri_plugin_updater::Update>>,
}

#[derive(Clone, Copy)]
struct Place {
    endpoint: &'static str,
    key: &'static str,
}

/// A newer version.
#[derive(Serialize)]
pub(crate) struct Update {
    version: String,
    notes: String,
}

impl Updates {
    /// As this build was told.
    pub(crate) fn of_build() -> Self {
        let place = match (option_env!("POCKETCOACH_UPDATE_ENDPOINT"), option_env!("POCKETCOACH_UPDATE_KEY")) {
            (Some(endpoint), Some(key)) if !endpoint.is_empty() && !key.is_empty() => Some(Place { endpoint, key }),
            _ => None,
        };
        Updates { place, found: Mutex::default() }
    }

    /// Whether this build can update itself.
    pub(crate) fn possible(&self) -> bool {
        self.place.is_some()
    }

    /// Tells the updater its place and key. A version has to be signed as what it is called, so that an older build
    /// cannot be passed off as a newer one.
    pub(crate) fn configure(&self, config: &mut tauri::Config) {
        if let Some(Place { endpoint, key }) = self.place {
            let settings = json!({"endpoints": [endpoint], "pubkey": key, "requireSignedVersion": true});
            config.plugins.0.insert("updater".to_owned(), settings);
        }
    }

    /// Brings the updater in, where there is a place to ask.
    pub(crate) fn register(&self, app: &AppHandle) -> tauri::Result<()> {
        if self.possible() { app.plugin(tauri_plugin_updater::Builder::new().build()) } else { Ok(()) }
    }
}

fn failed(what: &str, error: &tauri_plugin_updater::Error) -> Problem {
    CoachError::Unavailable(format!("{what}: {error}. Try again later, or fetch the new version yourself")).into()
}

/// Asks the place of updates for a newer version.
#[tauri::command]
pub(crate) async fn check_update(app: AppHandle, shell: State<'_, Shell>) -> Result<Option<Update>, Problem> {
    if !shell.updates.possible() {
        return Err(
            CoachError::Unavailable("look for a newer version: this build does not update itself".to_owned()).into()
        );
    }
    let looked = async { app.updater()?.check().await };
    let found = looked.await.map_err(|error| failed("look for a newer version", &error))?;
    let told = found
        .as_ref()
        .map(|update| Update { version: update.version.clone(), notes: update.body.clone().unwrap_or_default() });
    if let Ok(mut kept) = shell.updates.found.lock() {
        *kept = found;
    }
    Ok(told)
}

/// Fetches, checks and installs what was found, and starts the app anew.
#[tauri::command]
pub(crate) async fn install_update(app: AppHandle) -> Result<(), Problem> {
    let found = shell(&app).updates.found.lock().ok().and_then(|mut found| found.take());
    let Some(update) = found else {
        return Err(CoachError::NotFound("install the new version: look for one first".to_owned()).into());
    };
    update.download_and_install(|_, _| {}, || {}).await.map_err(|error| failed("install the new version", &error))?;
    shell(&app).core.end().await;
    app.request_restart();
    Ok(())
}
