//! A plan as an iCalendar object (RFC 5545), for any calendar.

use super::{Plan, PlannedSession, text};
use crate::person::UnitSystem;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// The plan as a calendar, one event for each session; lines end in CR LF. Planned local times are meant in `zone` and
/// written as instants in UTC; a session without a start is an event of the whole day. `stamp_ms` is when the calendar
/// is made, in milliseconds since 1970 UTC. The same session keeps its UID from version to version.
#[must_use]
pub fn calendar(plan: &Plan, units: UnitSystem, zone: &TimeZone, stamp_ms: i64) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//PocketCoach//Training plan//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&plan.title)));
    for session in &plan.sessions {
        event(&mut out, plan, session, units, zone, stamp_ms);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, plan: &Plan, session: &PlannedSession, units: UnitSystem, zone: &TimeZone, stamp_ms: i64) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", uid(&plan.id, &session.id)));
    line(out, &format!("DTSTAMP:{}", utc(stamp_ms)));
    let start = session.start.and_then(|start| instant(session, start, zone));
    match start {
        Some(start_ms) => {
            let minutes = session.minutes().clamp(0.0, 1e6);
            line(out, &format!("DTSTART:{}", utc(start_ms)));
            line(out, &format!("DTEND:{}", utc(start_ms + (minutes * 60_000.0).round() as i64)));
        }
        None => {
            let tomorrow = session.date.tomorrow().unwrap_or(session.date);
            line(out, &format!("DTSTART;VALUE=DATE:{}", session.date.strftime("%Y%m%d")));
            line(out, &format!("DTEND;VALUE=DATE:{}", tomorrow.strftime("%Y%m%d")));
        }
    }
    line(out, &format!("SUMMARY:{}", escaped(&session.title)));
    line(out, &format!("DESCRIPTION:{}", escaped(&text::session(session, units))));
    line(out, "CATEGORIES:TRAINING");
    line(out, "END:VEVENT");
}

/// The UID of a session of a plan; ids are told apart from each other even where they hold the separator.
fn uid(plan: &str, session: &str) -> String {
    let plain = |id: &str| {
        id.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect::<String>()
    };
    format!("{}.{}@pocketcoach", plain(plan), plain(session))
}

fn instant(session: &PlannedSession, start: Time, zone: &TimeZone) -> Option<i64> {
    let at = session.date.to_datetime(start).to_zoned(zone.clone()).ok()?;
    Some(at.timestamp().as_millisecond())
}

/// An instant as RFC 5545 writes it in UTC, for example `20261125T180000Z`.
fn utc(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: backslash, semicolon, comma and line ends escaped (3.3.11), other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A content line, folded so that no line is longer than 75 octets and no character is cut.
fn line(out: &mut String, content: &str) {
    let mut used = 0;
    for letter in content.chars() {
        if used + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Block, Frame, Goal};
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    fn plan_of(title: &str, note: &str, start: Option<Time>) -> Plan {
        let block = Block { name: "Row".to_owned(), minutes: 42.5, note: Some(note.to_owned()), ..Block::default() };
        Plan {
            id: "plan/1".to_owned(),
            title: title.to_owned(),
            goal: Goal::Health,
            start: date(2026, 3, 23),
            weeks: 1,
            first_deload: 4,
            frame: Frame { weekdays: vec![6], start: time(8, 0, 0, 0), minutes: 60, equipment: Vec::new() },
            event: None,
            sessions: vec![PlannedSession {
                id: "w01-sun".to_owned(),
                date: date(2026, 3, 29),
                start,
                title: title.to_owned(),
                deload: false,
                form_check: None,
                blocks: vec![block],
            }],
            reason: String::new(),
        }
    }

    /// A strict reader: CR LF everywhere, lines of at most 75 octets, unfolded to name and value.
    fn read(calendar: &str) -> Vec<(String, String)> {
        assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
        let lines = calendar.split("\r\n");
        assert!(lines.clone().all(|line| line.len() <= LINE));
        let unfolded = calendar.replace("\r\n ", "");
        unfolded
            .split("\r\n")
            .filter(|line| !line.is_empty())
            .map(|line| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap())
            .collect()
    }

    fn unescaped(value: &str) -> String {
        let mut out = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next().unwrap() {
                    'n' | 'N' => out.push('\n'),
                    escaped @ ('\\' | ';' | ',') => out.push(escaped),
                    other => panic!("escape of {other:?}"),
                },
                ';' | ',' => panic!("{letter} is not escaped"),
                letter => out.push(letter),
            }
        }
        out
    }

    fn value<'a>(lines: &'a [(String, String)], name: &str) -> &'a str {
        &lines.iter().find(|(found, _)| found == name).unwrap().1
    }

    #[test]
    fn local_times_become_instants_after_the_clock_change() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let plan = plan_of("Row", "easy", Some(time(8, 0, 0, 0)));
        let lines = read(&calendar(&plan, UnitSystem::Metric, &zone, 1_774_000_000_000));
        assert_eq!(value(&lines, "DTSTART"), "20260329T060000Z");
        assert_eq!(value(&lines, "DTEND"), "20260329T064230Z");
        assert_eq!(value(&lines, "DTSTAMP"), "20260320T094640Z");
        assert_eq!(value(&lines, "UID"), "plan%2F1.w01-sun@pocketcoach");
        let whole_day = read(&calendar(&plan_of("Row", "easy", None), UnitSystem::Metric, &zone, 0));
        assert_eq!(value(&whole_day, "DTSTART;VALUE=DATE"), "20260329");
        assert_eq!(value(&whole_day, "DTEND;VALUE=DATE"), "20260330");
    }

    proptest! {
        #[test]
        fn what_is_read_back_is_the_text_of_the_plan(title in "[^\\p{Cc}]{0,120}", note in "\\PC{0,400}") {
            let plan = plan_of(&title, &note, None);
            let lines = read(&calendar(&plan, UnitSystem::Metric, &TimeZone::UTC, 0));
            prop_assert_eq!(unescaped(value(&lines, "SUMMARY")), title);
            prop_assert_eq!(
                unescaped(value(&lines, "DESCRIPTION")),
                text::session(&plan.sessions[0], UnitSystem::Metric)
            );
        }
    }
}
