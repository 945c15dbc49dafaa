//! The tray: the plan of the day, a quick log, and the way back to the window.

use crate::texts::Texts;
use crate::{preferences, reminder, shell, window};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tauri::AppHandle;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::tray::{TrayIcon, TrayIconBuilder};

/// Beginning of the ids of moods; the score follows.
pub(crate) const FEEL: &str = "feel-";
/// Most letters of a line of the plan.
const MOST_LETTERS: usize = 60;
/// How long the tray leaves a start alone.
const FIRST: Duration = Duration::from_secs(3);
/// How long after a write the tray is drawn anew: an import writes many times a second.
const CALM: Duration = Duration::from_secs(2);
/// How often it is drawn anew at least, for the day to be the right one.
const OFTEN: Duration = Duration::from_secs(600);

/// The icon in the tray.
pub(crate) struct Tray(TrayIcon);

/// Puts the icon there, where the system has a tray.
pub(crate) fn build(app: &AppHandle) {
    let texts = shell(app).texts();
    let made = catch_unwind(AssertUnwindSafe(|| -> tauri::Result<TrayIcon> {
        // What is pressed in it comes to the handler of the app's menu.
        let mut tray = TrayIconBuilder::with_id("tray").menu(&menu_of(app, texts, &[])?).tooltip("PocketCoach");
        if let Some(icon) = app.default_window_icon() {
            tray = tray.icon(icon.clone());
        }
        tray.build(app)
    }));
    match made {
        Ok(Ok(icon)) => {
            if let Ok(mut tray) = shell(app).tray.lock() {
                *tray = Some(Tray(icon));
            }
        }
        Ok(Err(error)) => tracing::warn!("there is no tray: {error}"),
        // The library for trays breaks down where the system has none.
        Err(_) => tracing::warn!("there is no tray: the system lacks libayatana-appindicator3"),
    }
}

fn menu_of(app: &AppHandle, texts: Texts, plan: &[String]) -> tauri::Result<Menu<tauri::Wry>> {
    let mut menu = MenuBuilder::new(app);
    if plan.is_empty() {
        menu = menu.item(&MenuItemBuilder::with_id("/plan", texts.get("nothing")).build(app)?);
    }
    for line in plan {
        menu = menu.item(&MenuItemBuilder::with_id("/plan", line).build(app)?);
    }
    let mut feel = SubmenuBuilder::new(app, texts.get("feel"));
    for score in (1..=5).rev() {
        feel = feel.text(format!("{FEEL}{score}"), texts.get(&format!("feels.{score}")));
    }
    menu.separator()
        .item(&feel.build()?)
        .text("/log", texts.get("meal"))
        .text("/coach", texts.get("coach"))
        .separator()
        .text("open", texts.get("open"))
        .text("quit", texts.get("quit"))
        .build()
}

/// Keeps the tray, and the language of the shell, as what was written has them.
pub(crate) async fn follow(app: AppHandle) {
    // What the person looks at comes first.
    tokio::time::sleep(FIRST).await;
    // Without an open coach there is nothing to follow.
    let open = loop {
        if let Some(open) = shell(&app).core.opened().await {
            break open;
        }
        tokio::time::sleep(CALM).await;
    };
    preferences::restore(&app, &open).await;
    let Ok(mut changes) = open.coach.changes() else { return };
    loop {
        let kept = open.coach.face_setting("interface").await.ok().flatten();
        let texts = kept.as_ref().and_then(|kept| kept.get("language")).and_then(Value::as_str).map(Texts::of);
        let texts = texts.unwrap_or_default();
        let new = shell(&app).texts.lock().is_ok_and(|mut now| std::mem::replace(&mut *now, texts) != texts);
        let sessions = reminder::planned(&open.coach).await;
        let titles: Vec<String> = texts.titles(&sessions).iter().map(|title| shortened(title)).collect();
        let drawing = app.clone();
        // Menus are made where the windows are.
        let _ = app.run_on_main_thread(move || {
            if new {
                window::retitle(&drawing);
            }
            if let (Ok(tray), Ok(menu)) = (shell(&drawing).tray.lock(), menu_of(&drawing, texts, &titles))
                && let Some(Tray(icon)) = &*tray
            {
                let _ = icon.set_menu(Some(menu));
            }
        });
        tokio::select! {
            written = changes.next() => if written.is_none() { return },
            () = tokio::time::sleep(OFTEN) => {}
        }
        tokio::time::sleep(CALM).await;
    }
}

/// A line that fits a menu.
fn shortened(title: &str) -> String {
    match title.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default()),
        None => title.to_owned(),
    }
}

/// Writes down how the person feels.
pub(crate) fn note_mood(app: &AppHandle, score: u8) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let noted = match shell(&app).core.open().await {
            Ok(open) => open
                .coach
                .log_journal(json!({"kind": "mood", "score": score}))
                .await
                .map_err(|error| error.user_message()),
            Err(problem) => Err(problem.detail),
        };
        let texts = shell(&app).texts();
        reminder::notify(&app, "PocketCoach", noted.err().as_deref().unwrap_or(texts.get("logged")));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_letters() {
        assert_eq!(shortened("Legs"), "Legs");
        let long = "数".repeat(61);
        assert_eq!(shortened(&long), format!("{}…", "数".repeat(60)));
    }
}
