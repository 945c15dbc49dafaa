//! When sessions begin, so that 24 hours lie between them.

use crate::plan::PlannedSession;
use crate::safety::limits::{LATEST_START, REST_MS, Training, earliest_start_on};
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// The minute of the day of a time.
pub(super) fn minute(time: Time) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

/// Most days in a row for sessions of so many minutes that move on by their length from one day to the next, so that
/// 24 hours lie between them.
pub(super) fn longest_run(start: Time, minutes: f64) -> usize {
    let step = ((minutes / 5.0).ceil() as i32 * 5).max(5);
    let room = minute(LATEST_START) - minute(start);
    if room < 0 { 1 } else { (room / step) as usize + 1 }
}

/// Gives sessions their starts, in order of days.
#[derive(Clone)]
pub(super) struct Clock<'a> {
    zone: &'a TimeZone,
    start: Time,
    /// End of the last session that counts.
    last_end_ms: Option<i64>,
    now_ms: i64,
}

impl<'a> Clock<'a> {
    pub(super) fn new(zone: &'a TimeZone, start: Time, now_ms: i64) -> Self {
        Self { zone, start, last_end_ms: None, now_ms }
    }

    /// A session that counts ends then.
    pub(super) fn ended(&mut self, end_ms: i64) {
        self.last_end_ms = Some(self.last_end_ms.map_or(end_ms, |last| last.max(end_ms)));
    }

    /// Leaves a session the start that it has where that lies ahead and is rested, else places it as
    /// [`place`](Self::place) does. Tells whether it fits in its day.
    pub(super) fn keep(&mut self, session: &mut PlannedSession) -> bool {
        if session.start.is_none() {
            return self.place(session);
        }
        let training = Training::planned(session, self.zone);
        let ahead = training.start_ms > self.now_ms;
        if !session.counts() {
            if !ahead {
                session.start = None;
            }
            return true;
        }
        if !ahead || self.last_end_ms.is_some_and(|end| training.start_ms - end < REST_MS) {
            return self.place(session);
        }
        self.ended(training.end_ms);
        true
    }

    /// Gives a session its start: the usual one, or as much later as the rest before it needs. Tells whether it fits
    /// in its day; an easy session always does.
    pub(super) fn place(&mut self, session: &mut PlannedSession) -> bool {
        session.start = Some(self.start);
        let mut training = Training::planned(session, self.zone);
        if !session.counts() {
            // What is easy may lie anywhere in a day whose usual time has gone by.
            if training.start_ms <= self.now_ms {
                session.start = None;
            }
            return true;
        }
        let rested = |training: &Training, last: Option<i64>| last.is_none_or(|end| training.start_ms - end >= REST_MS);
        // What would have begun before now waits for the next five minutes.
        let past = (training.start_ms <= self.now_ms).then_some(self.now_ms + 1 - REST_MS);
        if !rested(&training, self.last_end_ms) || past.is_some() {
            let wanted = self.last_end_ms.max(past);
            let Some(later) = wanted.and_then(|end| earliest_start_on(session.date, end, self.zone)) else {
                return false;
            };
            session.start = Some(later.max(self.start));
            training = Training::planned(session, self.zone);
            if !rested(&training, self.last_end_ms) {
                return false;
            }
        }
        self.ended(training.end_ms);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Block;
    use jiff::civil::{Date, date, time};

    fn session(day: Date, minutes: f64) -> PlannedSession {
        PlannedSession {
            id: day.to_string(),
            date: day,
            start: None,
            title: "Row".to_owned(),
            deload: false,
            form_check: None,
            blocks: vec![Block { name: "Row".to_owned(), minutes, ..Block::default() }],
        }
    }

    fn start(clock: &mut Clock<'_>, day: Date, minutes: f64) -> Option<Time> {
        let mut session = session(day, minutes);
        clock.place(&mut session).then_some(session.start).flatten()
    }

    #[test]
    fn the_next_day_begins_where_the_rest_ends() {
        let zone = TimeZone::UTC;
        let mut clock = Clock::new(&zone, time(18, 0, 0, 0), i64::MIN / 2);
        assert_eq!(start(&mut clock, date(2026, 3, 2), 58.0), Some(time(18, 0, 0, 0)));
        assert_eq!(start(&mut clock, date(2026, 3, 3), 60.0), Some(time(19, 0, 0, 0)));
        assert_eq!(start(&mut clock, date(2026, 3, 4), 60.5), Some(time(20, 0, 0, 0)));
        assert_eq!(start(&mut clock, date(2026, 3, 5), 60.0), None, "21:05 is too late");
        assert_eq!(start(&mut clock, date(2026, 3, 6), 60.0), Some(time(18, 0, 0, 0)));
    }

    #[test]
    fn a_start_is_kept_while_it_is_rested() {
        let zone = TimeZone::UTC;
        let mut clock = Clock::new(&zone, time(18, 0, 0, 0), i64::MIN / 2);
        let mut keep = |day: Date, start: Time| {
            let mut session = PlannedSession { start: Some(start), ..session(day, 60.0) };
            clock.keep(&mut session).then_some(session.start).flatten()
        };
        assert_eq!(keep(date(2026, 3, 2), time(7, 0, 0, 0)), Some(time(7, 0, 0, 0)));
        assert_eq!(keep(date(2026, 3, 3), time(8, 0, 0, 0)), Some(time(8, 0, 0, 0)));
        assert_eq!(keep(date(2026, 3, 4), time(8, 59, 0, 0)), Some(time(18, 0, 0, 0)), "a minute too early");
        assert_eq!(keep(date(2026, 3, 6), time(8, 59, 0, 0)), Some(time(8, 59, 0, 0)));
    }

    #[test]
    fn a_day_of_23_hours_moves_the_start_by_an_hour_more() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let mut clock = Clock::new(&zone, time(8, 0, 0, 0), i64::MIN / 2);
        assert_eq!(start(&mut clock, date(2026, 3, 28), 60.0), Some(time(8, 0, 0, 0)));
        assert_eq!(start(&mut clock, date(2026, 3, 29), 60.0), Some(time(10, 0, 0, 0)));
    }

    #[test]
    fn runs_of_days_end_at_nine_in_the_evening() {
        assert_eq!(longest_run(time(18, 0, 0, 0), 60.0), 4);
        assert_eq!(longest_run(time(22, 0, 0, 0), 60.0), 1);
        assert_eq!(longest_run(time(20, 30, 0, 0), 45.0), 1);
    }
}
