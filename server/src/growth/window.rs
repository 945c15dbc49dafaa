//! How often someone may ask: a sliding window of a minute, kept in two counters for each.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(60);
/// Those who were not heard of for two windows are forgotten when there are more than this many.
const KEPT: usize = 100_000;

struct Count {
    began: Instant,
    before: u32,
    now: u32,
}

/// Counters by who asks.
pub(super) struct Pace<K> {
    per_minute: u32,
    counts: Mutex<HashMap<K, Count>>,
}

impl<K: Hash + Eq> Pace<K> {
    pub(super) fn new(per_minute: u32) -> Self {
        Pace { per_minute, counts: Mutex::new(HashMap::new()) }
    }

    /// Counts one request; when there were too many in the last minute, gives the seconds to wait.
    pub(super) fn step(&self, who: K, now: Instant) -> Result<(), u64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > KEPT {
            counts.retain(|_, count| now.duration_since(count.began) < 2 * WINDOW);
        }
        let count = counts.entry(who).or_insert(Count { began: now, before: 0, now: 0 });
        let passed = now.duration_since(count.began);
        if passed >= 2 * WINDOW {
            *count = Count { began: now, before: 0, now: 0 };
        } else if passed >= WINDOW {
            *count = Count { began: count.began + WINDOW, before: count.now, now: 0 };
        }
        // The part of the window before that the last minute still reaches into.
        let share = 1.0 - now.duration_since(count.began).as_secs_f64() / WINDOW.as_secs_f64();
        if f64::from(count.before) * share + f64::from(count.now) >= f64::from(self.per_minute) {
            let wait = WINDOW.saturating_sub(now.duration_since(count.began));
            return Err(wait.as_secs().max(1));
        }
        count.now += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_holds_so_many_and_no_more() {
        let pace = Pace::new(10);
        let began = Instant::now();
        for _ in 0..10 {
            assert_eq!(pace.step("a", began), Ok(()));
        }
        assert!(pace.step("a", began).is_err());
        assert_eq!(pace.step("b", began), Ok(()), "each has their own");
        assert!(pace.step("a", began + Duration::from_secs(59)).is_err());
        let half = began + Duration::from_secs(90);
        let taken = (0..20).filter(|_| pace.step("a", half).is_ok()).count();
        assert_eq!(taken, 5, "half of the window before still counts");
        let later = began + Duration::from_secs(121);
        let taken = (0..20).filter(|_| pace.step("a", later).is_ok()).count();
        assert_eq!(taken, 6, "5 of the last minute have nearly all to wait");
        let slid = later;
        assert!(pace.step("a", slid + Duration::from_secs(200)).is_ok());
    }
}
