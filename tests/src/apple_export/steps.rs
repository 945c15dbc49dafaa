//! The truth about steps, found second by second: slow, simple, and nothing like the sweep that it is there to check.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// Steps of one stretch of time.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: i64,
    end: i64,
    steps: f64,
    watch: bool,
}

/// Collects stretches and settles each day when the next one begins.
#[derive(Default)]
pub(super) struct Steps {
    stretches: Vec<Stretch>,
    pending: Vec<(Date, i64, i64)>,
    reconciled: BTreeMap<Date, f64>,
    added_up: BTreeMap<Date, f64>,
}

impl Steps {
    /// Begins a local day of `seconds` seconds from `midnight` on.
    pub(super) fn begin(&mut self, date: Date, midnight: i64, seconds: i64) {
        // A stretch may reach into the next day, so a day is settled when the one after it has begun.
        if let Some((date, midnight, seconds)) = self.pending.pop() {
            self.settle(date, midnight, seconds);
            let keep = midnight + seconds;
            self.stretches.retain(|stretch| stretch.end > keep);
        }
        self.pending.push((date, midnight, seconds));
    }

    pub(super) fn add(&mut self, start: i64, end: i64, steps: u32, watch: bool) {
        self.stretches.push(Stretch { start, end, steps: f64::from(steps), watch });
    }

    /// Reconciled and added-up steps by local day.
    pub(super) fn days(mut self) -> (BTreeMap<Date, f64>, BTreeMap<Date, f64>) {
        // What reaches into the day after the last one belongs to that day.
        let last = self.pending.first().copied();
        if let Some((date, midnight, seconds)) = last {
            let next = date.tomorrow().unwrap_or(date);
            self.begin(next, midnight + seconds, 86_400);
            self.begin(next, midnight + seconds, 86_400);
        }
        (self.reconciled, self.added_up)
    }

    fn settle(&mut self, date: Date, midnight: i64, seconds: i64) {
        let mut watch = vec![0.0; seconds as usize];
        let mut phone = vec![0.0; seconds as usize];
        let mut covered = vec![false; seconds as usize];
        for stretch in &self.stretches {
            let rate = stretch.steps / (stretch.end - stretch.start) as f64;
            for second in stretch.start.max(midnight)..stretch.end.min(midnight + seconds) {
                let at = (second - midnight) as usize;
                if stretch.watch {
                    watch[at] += rate;
                    covered[at] = true;
                } else {
                    phone[at] += rate;
                }
            }
        }
        let all: f64 = watch.iter().chain(&phone).sum();
        let best = (0..covered.len()).map(|at| if covered[at] { watch[at] } else { phone[at] }).sum();
        if all > 0.0 {
            self.reconciled.insert(date, best);
            self.added_up.insert(date, all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_hides_the_phone_where_it_covers_it() {
        let day = jiff::civil::date(2026, 1, 1);
        let mut steps = Steps::default();
        steps.begin(day, 0, 86_400);
        steps.add(0, 100, 100, true);
        steps.add(50, 150, 200, false);
        steps.add(86_300, 86_500, 200, false);
        let (reconciled, added_up) = steps.days();
        assert_eq!(reconciled[&day].round(), 300.0);
        assert_eq!(added_up[&day].round(), 400.0);
        assert_eq!(reconciled[&day.tomorrow().unwrap()].round(), 100.0);
    }
}
