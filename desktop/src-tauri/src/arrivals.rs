//! What comes from outside the page: from the menu, the tray, links, files and other starts of the program.

use crate::links::Brought;
use crate::{shell, window};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Mutex;
use tauri::AppHandle;
use tauri::ipc::Channel;

/// Something for the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Arrival {
    /// Another screen is wanted.
    Go {
        /// Its route, for example `/log`.
        place: String,
    },
    /// Files are being imported.
    Import {
        /// Work that reads them.
        id: String,
        /// Their names.
        name: String,
    },
    /// Files are held over the window, or no more.
    Over {
        /// Whether.
        over: bool,
    },
    /// A file was saved.
    Saved {
        /// Its name.
        name: String,
    },
    /// Something could not be done.
    Problem {
        /// For the person.
        problem: String,
    },
}

/// Hands things to the page, and keeps them until there is one.
#[derive(Default)]
pub(crate) struct Arrivals(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    page: Option<Channel<Arrival>>,
    kept: Vec<Arrival>,
}

impl Arrivals {
    /// A page takes what comes from now on, and what waits.
    pub(crate) fn hand_to(&self, page: Channel<Arrival>) {
        if let Ok(mut waiting) = self.0.lock() {
            for arrival in waiting.kept.drain(..) {
                let _ = page.send(arrival);
            }
            waiting.page = Some(page);
        }
    }

    /// The page is gone.
    pub(crate) fn page_gone(&self) {
        if let Ok(mut waiting) = self.0.lock() {
            waiting.page = None;
        }
    }

    pub(crate) fn tell(&self, arrival: Arrival) {
        let Ok(mut waiting) = self.0.lock() else { return };
        match &waiting.page {
            Some(page) => {
                let _ = page.send(arrival);
            }
            // Only what still means something later.
            None if !matches!(arrival, Arrival::Over { .. }) => waiting.kept.push(arrival),
            None => {}
        }
    }
}

/// Goes where links lead, and imports files.
pub(crate) fn take(app: &AppHandle, brought: Brought) {
    if let Some(place) = brought.place {
        go(app, place);
    }
    if !brought.files.is_empty() {
        import(app, brought.files);
    }
}

/// Shows a screen.
pub(crate) fn go(app: &AppHandle, place: &str) {
    window::show(app);
    shell(app).arrivals.tell(Arrival::Go { place: place.to_owned() });
}

/// Begins to import files of this machine where they lie; the page shows how far that is, and can cancel it.
pub(crate) fn import(app: &AppHandle, files: Vec<PathBuf>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let begun = match shell(&app).core.open().await {
            Ok(open) => open.inside.import(files),
            Err(problem) => Err(problem),
        };
        shell(&app).arrivals.tell(match begun {
            Ok((id, name)) => Arrival::Import { id, name },
            Err(problem) => Arrival::Problem { problem: problem.detail },
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tauri::ipc::InvokeResponseBody;

    #[test]
    fn what_comes_before_the_page_waits_for_it_in_order() {
        let arrivals = Arrivals::default();
        arrivals.tell(Arrival::Go { place: "/log".to_owned() });
        arrivals.tell(Arrival::Over { over: true });
        arrivals.tell(Arrival::Import { id: "1".to_owned(), name: "a.zip".to_owned() });
        let heard = Arc::new(Mutex::new(Vec::new()));
        let telling = heard.clone();
        arrivals.hand_to(Channel::new(move |body| {
            if let InvokeResponseBody::Json(text) = body {
                telling.lock().unwrap().push(text);
            }
            Ok(())
        }));
        arrivals.tell(Arrival::Saved { name: "b.csv".to_owned() });
        let heard = heard.lock().unwrap();
        assert_eq!(
            *heard,
            [
                r#"{"kind":"go","place":"/log"}"#,
                r#"{"kind":"import","id":"1","name":"a.zip"}"#,
                r#"{"kind":"saved","name":"b.csv"}"#,
            ]
        );
    }
}
