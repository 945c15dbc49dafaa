//! The guards before a model: red flags in what the person writes and in the notes that tools return.

use coach_domain::journal::Pain;
use coach_domain::person::Profile;
use coach_domain::safety::eating;
use coach_domain::safety::emergency::country_of_time_zone;
use coach_domain::safety::pain::{self, PainKind, PainReport, Side};
use coach_domain::safety::red_flags::{self, RedFlag};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Characters that are looked at, from each end, of a message of any length.
const SCAN_CHARS: usize = 10_000;

/// Parts of field names that hold the person's own words.
const NOTE_FIELDS: [&str; 6] = ["note", "comment", "symptom", "feeling", "remark", "journal"];

/// Fields that date the object they stand in.
const DATE_FIELDS: [&str; 6] = ["date", "day", "start", "at", "logged_at", "to"];

/// What a message tells of that limits what may be advised from now on, whatever a model says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Pain, with what is known of it. Soreness is none.
    pub pain: Option<Pain>,
    /// Signs of an eating disorder.
    pub eating: bool,
}

/// What a message tells of beside red flags.
pub(crate) fn told(text: &str) -> Told {
    let head: String = text.chars().take(SCAN_CHARS).collect();
    let hurts = pain::read(&head).filter(|report| report.kind == PainKind::Pain);
    Told { pain: hurts.map(as_entry), eating: !eating::signs(&head).is_empty() }
}

/// Pain as the journal keeps it.
fn as_entry(report: PainReport) -> Pain {
    let side = match report.side {
        Some(Side::Left) => "left",
        Some(Side::Right) => "right",
        Some(Side::Both) | None => "",
    };
    let named = side.is_empty() || report.place.contains(side);
    let place = if named { report.place } else { format!("{side} {}", report.place) };
    Pain { place, joint: report.joint, score: report.score, exercise: report.exercise_words, note: None }
}

/// The red flags of a message, present or past.
pub(crate) fn in_message(text: &str) -> Vec<RedFlag> {
    let length = text.chars().count();
    if length <= 2 * SCAN_CHARS {
        return red_flags::scan(text);
    }
    let head: String = text.chars().take(SCAN_CHARS).collect();
    let tail: String = text.chars().skip(length - SCAN_CHARS).collect();
    let mut flags = red_flags::scan(&head);
    flags.extend(red_flags::scan(&tail));
    flags
}

/// The red flags that a tool's result tells as present: in the person's notes of yesterday, today or without a date.
pub(crate) fn in_result(result: &Value, today: Date) -> Vec<RedFlag> {
    let mut flags = Vec::new();
    walk(result, false, true, today, &mut flags);
    flags
}

fn walk(value: &Value, is_note: bool, is_recent: bool, today: Date, flags: &mut Vec<RedFlag>) {
    match value {
        Value::String(text) if is_note && is_recent => {
            flags.extend(in_message(text).into_iter().filter(|flag| !flag.resolved));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, is_note, is_recent, today, flags)),
        Value::Object(fields) => {
            let dated = DATE_FIELDS.iter().find_map(|name| fields.get(*name).and_then(Value::as_str).and_then(day_of));
            let is_recent = dated.map_or(is_recent, |day| day >= today.yesterday().unwrap_or(today));
            for (name, field) in fields {
                let name = name.to_ascii_lowercase();
                let is_note = is_note || NOTE_FIELDS.iter().any(|part| name.contains(part));
                walk(field, is_note, is_recent, today, flags);
            }
        }
        _ => {}
    }
}

/// The day that an ISO 8601 date or instant begins with.
fn day_of(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// The ISO 3166 code of where the person is: what they said, else the country of the time zone.
pub(crate) fn country(profile: &Profile, time_zone: &str) -> Option<String> {
    profile
        .country
        .clone()
        .or_else(|| country_of_time_zone(profile.time_zone.as_deref().unwrap_or(time_zone)).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_country_is_what_the_person_said_else_that_of_the_zone() {
        let mut profile = Profile::default();
        assert_eq!(country(&profile, "Europe/Berlin").as_deref(), Some("DE"));
        assert_eq!(country(&profile, "US/Pacific").as_deref(), Some("US"));
        assert_eq!(country(&profile, "Asia/Calcutta").as_deref(), Some("IN"));
        assert_eq!(country(&profile, "Etc/UTC"), None);
        profile.time_zone = Some("Australia/Sydney".to_owned());
        assert_eq!(country(&profile, "Europe/Berlin").as_deref(), Some("AU"));
        profile.country = Some("NZ".to_owned());
        assert_eq!(country(&profile, "Europe/Berlin").as_deref(), Some("NZ"));
    }

    #[test]
    fn only_recent_notes_count() {
        let today = jiff::civil::date(2026, 11, 20);
        let present = |result: Value| !in_result(&result, today).is_empty();
        let pain = "I have chest pain right now";
        assert!(present(json!({"notes": pain})));
        assert!(present(json!({"workouts": [{"date": "2026-11-19", "notes": [{"text": pain}]}]})));
        assert!(!present(json!({"workouts": [{"start": "2026-08-19T10:00:00Z", "notes": pain}]})));
        assert!(!present(json!({"description": pain})));
        assert!(!present(json!({"notes": "My chest is sore from bench press"})));
    }

    #[test]
    fn a_red_flag_at_the_end_of_a_huge_message_is_seen() {
        let mut text = "all fine today. ".repeat(20_000);
        text.push_str("I have chest pain right now");
        assert!(!in_message(&text).is_empty());
    }
}
