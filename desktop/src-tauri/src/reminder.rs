//! The reminder of the day's plan: once a day, never in quiet hours, and only when something is left to do.

use crate::preferences::{self, Preferences};
use crate::{shell, window};
use coach_api::{Coach, PlannedSession};
use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use serde_json::{Value, json};
use std::time::Duration;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt as _;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(30);
/// The setting that holds the day of the last reminder.
const REMINDED: &str = "desktop.reminded";

/// Shows a notification.
pub(crate) fn notify(app: &AppHandle, title: &str, text: &str) {
    if let Err(error) = app.notification().builder().title(title).body(text).show() {
        tracing::warn!("a notification could not be shown: {error}");
    }
}

/// What is planned for today.
pub(crate) async fn planned(coach: &Coach) -> Vec<PlannedSession> {
    match (coach.today_date(), coach.plan(None).await) {
        (Ok(day), Ok(view)) => {
            view.plan.into_iter().flat_map(|plan| plan.sessions).filter(|session| session.date == day).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a time lies in the quiet hours, which may go over midnight. Hours that begin when they end are none.
fn is_quiet(time: Time, from: Time, to: Time) -> bool {
    if from <= to { from <= time && time < to } else { time >= from || time < to }
}

/// Whether the person is to be reminded now.
fn is_due(now: DateTime, preferences: &Preferences, last: Option<Date>) -> bool {
    let Some(at) = preferences.reminder else { return false };
    now.time() >= at && last != Some(now.date()) && !is_quiet(now.time(), preferences.quiet_from, preferences.quiet_to)
}

/// Looks at the clock for as long as the app runs.
pub(crate) async fn watch(app: AppHandle) {
    loop {
        tokio::time::sleep(LOOK).await;
        let Some(open) = shell(&app).core.opened().await else { continue };
        let now = Zoned::now().datetime();
        let kept = open.coach.face_setting(REMINDED).await.ok().flatten();
        let last = kept.as_ref().and_then(Value::as_str).and_then(|day| day.parse().ok());
        if !is_due(now, &preferences::kept(&app), last) {
            continue;
        }
        let done = match open.coach.today_date() {
            Ok(day) => open.coach.workouts(day, day).await.is_ok_and(|workouts| !workouts.is_empty()),
            Err(_) => continue,
        };
        let sessions = planned(&open.coach).await;
        // Noted before it is shown: rather no reminder than the same one every half minute.
        let noted = open.coach.set_face_setting(REMINDED, Some(json!(now.date().to_string()))).await;
        if noted.is_ok() && !done && !sessions.is_empty() && !window::is_in_front(&app) {
            let texts = shell(&app).texts();
            notify(&app, texts.get("planned"), &texts.titles(&sessions).join("\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn at(hour: i8, minute: i8) -> Time {
        time(hour, minute, 0, 0)
    }

    #[test]
    fn quiet_hours_go_over_midnight_and_end_on_time() {
        let night = (at(22, 0), at(7, 0));
        for (time, quiet) in [((21, 59), false), ((22, 0), true), ((0, 0), true), ((6, 59), true), ((7, 0), false)] {
            assert_eq!(is_quiet(at(time.0, time.1), night.0, night.1), quiet, "{time:?}");
        }
        let noon = (at(12, 0), at(13, 0));
        assert!(is_quiet(at(12, 0), noon.0, noon.1) && !is_quiet(at(13, 0), noon.0, noon.1));
        assert!(!is_quiet(at(5, 0), at(5, 0), at(5, 0)), "hours that begin when they end are none");
    }

    #[test]
    fn a_reminder_comes_once_a_day_and_waits_for_the_end_of_quiet_hours() {
        let mut preferences = Preferences { reminder: Some(at(6, 0)), ..Preferences::default() };
        let day = date(2026, 3, 29);
        let now = |hour, minute| DateTime::from_parts(day, at(hour, minute));
        assert!(!is_due(now(5, 59), &preferences, None));
        assert!(!is_due(now(6, 0), &preferences, None), "six is quiet");
        assert!(is_due(now(7, 0), &preferences, None));
        assert!(is_due(now(21, 59), &preferences, Some(day.yesterday().unwrap())));
        assert!(!is_due(now(7, 0), &preferences, Some(day)));
        preferences.reminder = None;
        assert!(!is_due(now(7, 0), &preferences, None));
    }
}
