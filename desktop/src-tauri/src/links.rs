//! Links and files that the program is started with, or that come to it while it runs.

use std::path::{Path, PathBuf};
use tauri::AppHandle;

/// Screens that a link may lead to, as `pocketcoach://NAME`. A link says nothing else: it fills nothing in and starts
/// nothing.
const PLACES: &[&str] = &[
    "/today",
    "/coach",
    "/plan",
    "/log",
    "/live",
    "/trends",
    "/activities",
    "/sleep",
    "/body",
    "/nutrition",
    "/data",
    "/models",
    "/tools",
    "/privacy",
    "/sync",
    "/settings",
];
const SCHEME: &str = "pocketcoach://";

/// What was brought.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Brought {
    /// Screen of the last link.
    pub(crate) place: Option<&'static str>,
    /// Files, each a full path.
    pub(crate) files: Vec<PathBuf>,
}

/// What the arguments of a start bring: links, and files that are there. `folder` is where the start was made.
pub(crate) fn of_arguments<'a>(arguments: impl Iterator<Item = &'a String>, folder: &str) -> Brought {
    let mut brought = Brought::default();
    for argument in arguments {
        if let Some(place) = place_of(argument) {
            brought.place = Some(place);
        } else if !argument.starts_with('-') && !argument.contains("://") {
            let path = Path::new(folder).join(argument);
            if path.exists() {
                brought.files.push(path);
            }
        }
    }
    brought
}

/// The screen that a link leads to; nothing for any other text.
pub(crate) fn place_of(link: &str) -> Option<&'static str> {
    let scheme = link.get(..SCHEME.len())?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = link.get(SCHEME.len()..)?.split(['?', '#']).next()?.trim_end_matches('/');
    PLACES.iter().find(|place| place.trim_start_matches('/').eq_ignore_ascii_case(rest)).copied()
}

/// Hears of links that the system brings to a running program. On Linux and Windows they come as arguments of another
/// start.
pub(crate) fn hear(app: &AppHandle) {
    #[cfg(target_os = "macos")]
    {
        use tauri_plugin_deep_link::DeepLinkExt as _;
        let telling = app.clone();
        app.deep_link().on_open_url(move |event| {
            for url in event.urls() {
                if let Some(place) = place_of(url.as_str()) {
                    crate::arrivals::go(&telling, place);
                } else if let Ok(path) = url.to_file_path() {
                    crate::arrivals::import(&telling, vec![path]);
                }
            }
        });
    }
    #[cfg(not(target_os = "macos"))]
    let _ = app;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_screens_and_nowhere_else() {
        assert_eq!(place_of("pocketcoach://log"), Some("/log"));
        assert_eq!(place_of("PocketCoach://Plan/"), Some("/plan"));
        assert_eq!(place_of("pocketcoach://coach?ask=delete%20all#x"), Some("/coach"));
        for foreign in [
            "",
            "log",
            "pocketcoach:log",
            "pocketcoach://",
            "pocketcoach://log/../coach",
            "pocketcoach://evil.example",
            "https://log",
            "javascript://log",
            "pöcketcoach://log",
        ] {
            assert_eq!(place_of(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn every_screen_of_the_interface_can_be_linked() {
        let places = include_str!("../../ui/src/app/places.ts");
        for line in places.lines().filter(|line| line.contains("{ to: \"")) {
            let place = line.split('"').nth(1).unwrap();
            assert!(PLACES.contains(&place), "{place}");
        }
        assert!(places.lines().filter(|line| line.contains("{ to: \"")).count() == PLACES.len());
    }

    #[test]
    fn arguments_bring_the_files_that_are_there() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("export.zip"), "x").unwrap();
        let words =
            ["--hidden", "export.zip", "gone.zip", "pocketcoach://log", "file:///etc/passwd", "pocketcoach://plan"];
        let arguments: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let brought = of_arguments(arguments.iter(), &folder.path().to_string_lossy());
        assert_eq!(brought.place, Some("/plan"));
        assert_eq!(brought.files, [folder.path().join("export.zip")]);
    }
}
