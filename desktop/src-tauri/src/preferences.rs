//! How the app behaves on this machine, as the person set it.

use crate::core::Open;
use crate::{Shell, arrivals, shell};
use coach_api::CoachError;
use coach_web::Problem;
use jiff::civil::{Time, time};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, State};
use tauri_plugin_autostart::ManagerExt as _;
use tauri_plugin_global_shortcut::{GlobalShortcutExt as _, ShortcutState};

/// The setting of the coach that holds them.
const NAME: &str = "desktop";
/// Shows the window from anywhere.
const KEYS: &str = "CmdOrCtrl+Alt+P";

/// What the person set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    /// Starts at log-in, in the tray.
    pub(crate) autostart: bool,
    /// Stays in the tray when the window is closed.
    pub(crate) keep_running: bool,
    /// Shows the window on a key combination that works everywhere.
    pub(crate) shortcut: bool,
    /// Local time of the reminder of the day's plan; `None` for none.
    pub(crate) reminder: Option<Time>,
    /// Local time from which no notification comes.
    pub(crate) quiet_from: Time,
    /// Local time until which no notification comes.
    pub(crate) quiet_to: Time,
}

impl Default for Preferences {
    /// Nothing that the person did not switch on.
    fn default() -> Self {
        Preferences {
            autostart: false,
            keep_running: false,
            shortcut: false,
            reminder: None,
            quiet_from: time(22, 0, 0, 0),
            quiet_to: time(7, 0, 0, 0),
        }
    }
}

/// What the page shows.
#[derive(Serialize)]
pub(crate) struct Desk {
    preferences: Preferences,
    shortcut_keys: &'static str,
    tray: bool,
    updates: bool,
    version: &'static str,
}

/// The preferences as they were read last; until then, the first ones.
pub(crate) fn kept(app: &AppHandle) -> Preferences {
    shell(app).preferences.lock().ok().and_then(|kept| kept.clone()).unwrap_or_default()
}

/// Whether the app stays when its window is closed.
pub(crate) fn stays(app: &AppHandle) -> bool {
    kept(app).keep_running
}

/// Takes over what was set at an earlier start, once.
pub(crate) async fn restore(app: &AppHandle, open: &Open) {
    let Some(value) = open.coach.face_setting(NAME).await.ok().flatten() else { return };
    let Ok(mut preferences) = serde_json::from_value::<Preferences>(value) else { return };
    // What starts with the computer is the system's word: the person may have changed it there.
    preferences.autostart = app.autolaunch().is_enabled().unwrap_or(false);
    if shell(app).preferences.lock().is_ok_and(|kept| kept.is_some()) {
        return;
    }
    if let Err(problem) = apply(app, &preferences) {
        shell(app).arrivals.tell(arrivals::Arrival::Problem { problem: problem.detail });
    }
}

fn desk_of(app: &AppHandle) -> Desk {
    let shell = shell(app);
    let mut preferences = kept(app);
    // As in `restore`.
    preferences.autostart = app.autolaunch().is_enabled().unwrap_or(false);
    Desk {
        preferences,
        shortcut_keys: if cfg!(target_os = "macos") { "⌘⌥P" } else { "Ctrl+Alt+P" },
        tray: shell.has_tray(),
        updates: shell.updates.possible(),
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// How the app behaves.
#[tauri::command]
pub(crate) async fn desk(app: AppHandle, shell: State<'_, Shell>) -> Result<Desk, Problem> {
    restore(&app, &shell.core.open().await?).await;
    Ok(desk_of(&app))
}

/// Has the app behave otherwise, from now on and after the next start.
#[tauri::command]
pub(crate) async fn set_desk(
    app: AppHandle,
    shell: State<'_, Shell>,
    preferences: Preferences,
) -> Result<Desk, Problem> {
    let open = shell.core.open().await?;
    apply(&app, &preferences)?;
    let value = serde_json::to_value(&preferences).map_err(|_| CoachError::Storage("keep the settings".to_owned()))?;
    open.coach.set_face_setting(NAME, Some(value)).await?;
    Ok(desk_of(&app))
}

fn apply(app: &AppHandle, preferences: &Preferences) -> Result<(), Problem> {
    let failed = |what: &str, error: &dyn std::fmt::Display| CoachError::Unavailable(format!("{what}: {error}"));
    let autostart = app.autolaunch();
    if autostart.is_enabled().unwrap_or(false) != preferences.autostart {
        let changed = if preferences.autostart { autostart.enable() } else { autostart.disable() };
        changed.map_err(|error| failed("change what starts with the computer", &error))?;
    }
    let keys = app.global_shortcut();
    if keys.is_registered(KEYS) != preferences.shortcut {
        let changed = if preferences.shortcut {
            keys.on_shortcut(KEYS, |app, _, event| {
                if event.state() == ShortcutState::Pressed {
                    crate::window::show(app);
                }
            })
        } else {
            keys.unregister(KEYS)
        };
        changed.map_err(|error| failed("use the key combination", &error))?;
    }
    if let Ok(mut kept) = shell(app).preferences.lock() {
        *kept = Some(preferences.clone());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_on_that_was_not_switched_on_and_old_settings_are_read() {
        let first = Preferences::default();
        assert!(!first.autostart && !first.keep_running && !first.shortcut && first.reminder.is_none());
        let old: Preferences = serde_json::from_str(r#"{"reminder": "07:30", "of_a_later_version": 1}"#).unwrap();
        assert_eq!(old.reminder, Some(time(7, 30, 0, 0)));
        assert_eq!(old.quiet_to, first.quiet_to);
        assert!(serde_json::from_str::<Preferences>(r#"{"reminder": "25:00"}"#).is_err());
    }
}
