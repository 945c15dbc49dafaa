#![doc = include_str!("../README.md")]
// On Windows a release build brings no console of its own.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arrivals;
mod commands;
mod core;
mod crash;
mod links;
mod menu;
mod pages;
mod preferences;
mod reminder;
mod running;
mod texts;
mod tray;
mod updates;
mod window;

use crate::arrivals::Arrivals;
use crate::core::Core;
use crate::preferences::Preferences;
use crate::running::Running;
use crate::texts::Texts;
use std::process::ExitCode;
use std::sync::Mutex;
use tauri::{AppHandle, Manager, RunEvent};

/// The argument with which the system starts the app at log-in: in the tray, without a window.
const HIDDEN: &str = "--hidden";

/// What every part of the app shares.
struct Shell {
    core: Core,
    running: Running,
    arrivals: Arrivals,
    texts: Mutex<Texts>,
    /// There is a tray, so that the app can be reached without a window.
    tray: Mutex<Option<tray::Tray>>,
    updates: updates::Updates,
    /// As the person set them, once they were read.
    preferences: Mutex<Option<Preferences>>,
    /// How large the page is shown, 1 for its own size.
    zoom: Mutex<f64>,
}

impl Shell {
    /// The texts in the language of the interface.
    fn texts(&self) -> Texts {
        self.texts.lock().map(|texts| *texts).unwrap_or_default()
    }

    fn has_tray(&self) -> bool {
        self.tray.lock().is_ok_and(|tray| tray.is_some())
    }
}

/// The shell of a running app.
fn shell(app: &AppHandle) -> tauri::State<'_, Shell> {
    app.state::<Shell>()
}

fn main() -> ExitCode {
    crash::keep_values_out_of_panics();
    start_logging();
    let mut context = tauri::generate_context!();
    context.set_assets(Box::new(pages::Pages));
    let updates = updates::Updates::of_build();
    updates.configure(context.config_mut());
    let built = tauri::Builder::default()
        // First, so that a second start does nothing else.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            window::show(app);
            arrivals::take(app, links::of_arguments(arguments.iter().skip(1), &folder));
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(window::KEPT).build())
        .plugin(tauri_plugin_autostart::Builder::new().arg(HIDDEN).app_name("PocketCoach").build())
        .plugin(tauri_plugin_global_shortcut::Builder::new().build())
        .manage(Shell {
            core: Core::new(),
            running: Running::default(),
            arrivals: Arrivals::default(),
            texts: Mutex::default(),
            tray: Mutex::default(),
            updates,
            preferences: Mutex::default(),
            zoom: Mutex::new(1.0),
        })
        .menu(|app| menu::build(app, Texts::default()))
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .on_window_event(window::happened)
        .invoke_handler(tauri::generate_handler![
            commands::ask,
            commands::stream,
            commands::upload,
            commands::piece,
            commands::talk,
            commands::say,
            commands::cancel,
            commands::arrivals,
            preferences::desk,
            preferences::set_desk,
            updates::check_update,
            updates::install_update,
        ])
        .setup(|app| {
            let app = app.handle();
            // Beside the engine's own start, so that the record is there when the page first asks for it. What becomes of
            // it is told to that question.
            let opening = app.clone();
            tauri::async_runtime::spawn(async move { shell(&opening).core.open().await.map(drop) });
            shell(app).updates.register(app)?;
            let arguments: Vec<String> = std::env::args().skip(1).collect();
            let hidden = arguments.iter().any(|argument| argument == HIDDEN);
            let folder = std::env::current_dir().unwrap_or_default();
            arrivals::take(app, links::of_arguments(arguments.iter(), &folder.to_string_lossy()));
            tray::build(app);
            // Without a tray nobody would find an app that has no window.
            window::open(app, !hidden || !shell(app).has_tray())?;
            links::hear(app);
            tauri::async_runtime::spawn(tray::follow(app.clone()));
            tauri::async_runtime::spawn(reminder::watch(app.clone()));
            Ok(())
        })
        .build(context);
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            tracing::error!("failed to start the app: {error}");
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| match event {
        RunEvent::Exit => tauri::async_runtime::block_on(shell(app).core.end()),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        _ => {}
    });
    ExitCode::SUCCESS
}

/// Errors on standard error; more with `POCKETCOACH_LOG`.
fn start_logging() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("POCKETCOACH_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().try_init();
}
