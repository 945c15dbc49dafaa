//! The menu of the window.

use crate::arrivals::go;
use crate::texts::Texts;
use crate::{shell, tray, window};
use tauri::menu::{Menu, MenuBuilder, MenuItem, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Manager};

/// Least, most and step of the zoom.
const ZOOM: (f64, f64, f64) = (0.5, 3.0, 0.1);

/// The menu in the language of the interface. Ids that begin with `/` are screens.
pub(crate) fn build(app: &AppHandle, texts: Texts) -> tauri::Result<Menu<tauri::Wry>> {
    let item = |id: &str, text: &str, keys: Option<&str>| -> tauri::Result<MenuItem<tauri::Wry>> {
        let builder = MenuItemBuilder::with_id(id, text);
        match keys {
            Some(keys) => builder.accelerator(keys).build(app),
            None => builder.build(app),
        }
    };
    let file = SubmenuBuilder::new(app, texts.get("file"))
        .item(&item("/data", texts.get("import"), Some("CmdOrCtrl+O"))?)
        .item(&item("/settings", texts.get("settings"), None)?)
        .separator()
        .item(&item("quit", texts.get("quit"), Some("CmdOrCtrl+Q"))?)
        .build()?;
    let view = SubmenuBuilder::new(app, texts.get("view"))
        .item(&item("/today", texts.get("today"), Some("CmdOrCtrl+1"))?)
        .item(&item("/coach", texts.get("coach"), Some("CmdOrCtrl+2"))?)
        .item(&item("/plan", texts.get("plan"), Some("CmdOrCtrl+3"))?)
        .item(&item("/log", texts.get("log"), Some("CmdOrCtrl+4"))?)
        .item(&item("/trends", texts.get("trends"), Some("CmdOrCtrl+5"))?)
        .separator()
        .item(&item("bigger", texts.get("bigger"), Some("CmdOrCtrl+="))?)
        .item(&item("smaller", texts.get("smaller"), Some("CmdOrCtrl+-"))?)
        .item(&item("actual", texts.get("actual"), Some("CmdOrCtrl+0"))?)
        .build()?;
    let help =
        SubmenuBuilder::new(app, texts.get("help")).item(&item("/privacy", texts.get("privacy"), None)?).build()?;
    let menu = MenuBuilder::new(app).item(&file);
    // Elsewhere the keys of the page itself do this.
    #[cfg(target_os = "macos")]
    let menu = menu.item(
        &SubmenuBuilder::new(app, texts.get("edit"))
            .undo()
            .redo()
            .separator()
            .cut()
            .copy()
            .paste()
            .select_all()
            .build()?,
    );
    menu.item(&view).item(&help).build()
}

/// Does what was chosen in the menu of the window or of the tray.
pub(crate) fn chosen(app: &AppHandle, id: &str) {
    match id {
        "open" => window::show(app),
        "quit" => app.exit(0),
        "bigger" => zoom(app, |now| now + ZOOM.2),
        "smaller" => zoom(app, |now| now - ZOOM.2),
        "actual" => zoom(app, |_| 1.0),
        place if place.starts_with('/') => go(app, place),
        other => {
            if let Some(score) = other.strip_prefix(tray::FEEL).and_then(|score| score.parse().ok()) {
                tray::note_mood(app, score);
            }
        }
    }
}

fn zoom(app: &AppHandle, to: impl Fn(f64) -> f64) {
    let shell = shell(app);
    let Ok(mut now) = shell.zoom.lock() else { return };
    *now = to(*now).clamp(ZOOM.0, ZOOM.1);
    for window in app.webview_windows().values() {
        let _ = window.set_zoom(*now);
    }
}
