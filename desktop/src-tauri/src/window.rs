//! The one window: the interface, with no way to the network.

use crate::arrivals::{Arrival, import};
use crate::{menu, preferences, shell};
use std::path::{Path, PathBuf};
use tauri::webview::{DownloadEvent, NewWindowResponse, PageLoadEvent, PermissionResponse, WebviewWindowBuilder};
use tauri::{AppHandle, DragDropEvent, Manager, Url, WebviewUrl, WebviewWindow, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

const MAIN: &str = "main";
/// What of the window is kept from one start to the next. Whether it was shown is not: a start from the tray decides that.
pub(crate) const KEPT: StateFlags =
    StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED).union(StateFlags::FULLSCREEN);

/// Makes the window.
pub(crate) fn open(app: &AppHandle, visible: bool) -> tauri::Result<()> {
    let (loading, saving) = (app.clone(), app.clone());
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("PocketCoach")
        .inner_size(1280.0, 860.0)
        .min_inner_size(360.0, 480.0)
        .visible(visible)
        .devtools(false)
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .on_page_load(move |_, load| {
            if load.event() == PageLoadEvent::Started {
                // The page before this one is gone, and with it everything that it waited for.
                shell(&loading).running.cancel_all();
                shell(&loading).arrivals.page_gone();
            }
        })
        .on_download(move |_, event| download(&saving, event))
        .build()?;
    tend(&window);
    Ok(())
}

/// Whether an address is the app's own page, or something that the page itself has made.
fn is_own(url: &Url) -> bool {
    let local = matches!(url.scheme(), "http" | "https") && url.host_str() == Some("tauri.localhost");
    url.scheme() == "tauri" && url.host_str() == Some("localhost")
        || cfg!(windows) && local
        || url.as_str() == "about:blank"
        || url.scheme() == "blob" && url.path().starts_with("tauri://localhost")
}

/// Shows the window in front of the others.
pub(crate) fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether the person has the window before them.
pub(crate) fn is_in_front(app: &AppHandle) -> bool {
    app.get_webview_window(MAIN).is_some_and(|window| window.is_focused().unwrap_or(false))
}

/// Follows what happens to the window.
pub(crate) fn happened(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    match event {
        WindowEvent::CloseRequested { api, .. } if preferences::stays(app) && shell(app).has_tray() => {
            api.prevent_close();
            let _ = window.hide();
        }
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => shell(app).arrivals.tell(Arrival::Over { over: true }),
        WindowEvent::DragDrop(DragDropEvent::Leave) => shell(app).arrivals.tell(Arrival::Over { over: false }),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            shell(app).arrivals.tell(Arrival::Over { over: false });
            import(app, paths.clone());
        }
        _ => {}
    }
}

/// Keeps what the page exports, in the folder for downloads, beside what is there already.
fn download(app: &AppHandle, event: DownloadEvent<'_>) -> bool {
    match event {
        DownloadEvent::Requested { url, destination } => {
            let folder = app.path().download_dir().or_else(|_| app.path().home_dir());
            let name = destination.file_name().map(PathBuf::from).unwrap_or_else(|| "export".into());
            let Ok(folder) = folder else { return false };
            *destination = free(&folder, &name, |path| path.exists());
            // Only what the page itself has made: nothing is fetched.
            is_own(&url) && std::fs::create_dir_all(&folder).is_ok()
        }
        DownloadEvent::Finished { path, success, .. } => {
            let name = path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
            let texts = shell(app).texts();
            shell(app).arrivals.tell(match name {
                Some(name) if success => Arrival::Saved { name },
                _ => Arrival::Problem { problem: texts.get("notSaved").to_owned() },
            });
            true
        }
        _ => false,
    }
}

/// A name in `folder` that nothing has yet.
fn free(folder: &Path, name: &Path, taken: impl Fn(&Path) -> bool) -> PathBuf {
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    let ending = name.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let numbered = (2..).map(|number| folder.join(format!("{stem} ({number}){ending}")));
    let first = folder.join(name.file_name().unwrap_or_default());
    std::iter::once(first).chain(numbered).find(|path| !taken(path)).unwrap_or_else(|| folder.join(name))
}

/// Loads the page anew when its process has crashed: the coach lives in another one, and nothing that was written is
/// lost. Has it drawn without a driver where there is no graphics card.
fn tend(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    {
        use std::time::{Duration, Instant};
        use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebContextExt as _, WebViewExt as _};
        /// A page that crashes again within this is left alone.
        const REST: Duration = Duration::from_secs(10);
        let result = window.with_webview(|webview| {
            // One page that never goes to another: nothing is worth keeping for a way back.
            if let Some(context) = webview.inner().context() {
                context.set_cache_model(webkit2gtk::CacheModel::DocumentViewer);
            }
            // A driver that only plays a graphics card brings a compiler and its own copy of every layer: about 100 MB
            // to draw the same on the same processor.
            if !has_graphics_card(Path::new("/dev"))
                && let Some(settings) = webview.inner().settings()
            {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
            let last = std::cell::Cell::new(None::<Instant>);
            webview.inner().connect_web_process_terminated(move |view, _| {
                tracing::error!("the page crashed; it is loaded anew");
                if last.replace(Some(Instant::now())).is_none_or(|last| last.elapsed() > REST) {
                    view.reload();
                }
            });
        });
        if let Err(error) = result {
            tracing::warn!("a crash of the page would not be noticed: {error}");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// Whether Linux knows a graphics card that programs may draw with. `devices` is where it names them.
#[cfg(target_os = "linux")]
fn has_graphics_card(devices: &Path) -> bool {
    let has = |folder: &Path, begin: &str| {
        let named = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with(begin);
        std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(named))
    };
    // NVIDIA's own driver need not offer the common interface.
    has(&devices.join("dri"), "renderD") || has(devices, "nvidia")
}

/// Puts the menu in another language.
pub(crate) fn retitle(app: &AppHandle) {
    let texts = shell(app).texts();
    if let Ok(menu) = menu::build(app, texts) {
        let _ = app.set_menu(menu);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let own = |text: &str| is_own(&text.parse().unwrap());
        assert!(own("tauri://localhost/index.html#/today"));
        assert!(own("blob:tauri://localhost/0e6c"));
        for foreign in [
            "https://evil.example/",
            "tauri://evil.example/",
            "http://127.0.0.1:8700/",
            "file:///etc/passwd",
            "data:text/html,x",
            "blob:https://evil.example/1",
            "javascript:alert(1)",
        ] {
            assert!(!own(foreign), "{foreign}");
        }
    }

    #[test]
    fn nothing_is_written_over_and_no_name_leaves_the_folder() {
        let folder = Path::new("/downloads");
        let taken = ["/downloads/plan.ics", "/downloads/plan (2).ics"];
        let free =
            |name: &str| free(folder, Path::new(name), |path| taken.iter().any(|taken| path == Path::new(taken)));
        assert_eq!(free("plan.ics"), Path::new("/downloads/plan (3).ics"));
        assert_eq!(free("sleep.csv"), Path::new("/downloads/sleep.csv"));
        assert_eq!(free("../../x.csv"), Path::new("/downloads/x.csv"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_graphics_card_is_one_that_programs_may_draw_with() {
        let devices = tempfile::tempdir().unwrap();
        let at = |name: &str| devices.path().join(name);
        assert!(!has_graphics_card(devices.path()));
        std::fs::create_dir(at("dri")).unwrap();
        // A screen that nothing but the console is drawn on.
        std::fs::write(at("dri/card0"), "").unwrap();
        assert!(!has_graphics_card(devices.path()));
        std::fs::write(at("dri/renderD128"), "").unwrap();
        assert!(has_graphics_card(devices.path()));
        std::fs::remove_dir_all(at("dri")).unwrap();
        std::fs::write(at("nvidia0"), "").unwrap();
        assert!(has_graphics_card(devices.path()));
    }
}
