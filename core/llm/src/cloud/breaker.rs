//! A pause after repeated failures, so that a service which is down costs no waiting at every question.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures in a row that open the breaker.
const FAILURES: u32 = 3;
/// First pause.
const PAUSE: Duration = Duration::from_secs(30);
/// Longest pause.
const LONGEST: Duration = Duration::from_secs(300);

/// Counts failures of one service. After three in a row nothing is asked for half a minute; then one question is let
/// through, and its failure doubles the pause up to five minutes. The time comes from the caller.
#[derive(Debug, Default)]
pub(crate) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    closed_until: Option<Instant>,
    pause: Duration,
}

impl Breaker {
    /// Whether the service may be asked.
    ///
    /// # Errors
    /// Seconds until it may.
    pub(crate) fn check(&self, now: Instant) -> Result<(), u64> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(until) = state.closed_until else { return Ok(()) };
        let left = until.saturating_duration_since(now);
        if !left.is_zero() {
            return Err(left.as_secs().max(1));
        }
        // Those who ask beside this one wait for what comes of it.
        state.closed_until = Some(now + state.pause);
        Ok(())
    }

    pub(crate) fn succeeded(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    pub(crate) fn failed(&self, now: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES {
            state.pause = if state.pause.is_zero() { PAUSE } else { (state.pause * 2).min(LONGEST) };
            state.closed_until = Some(now + state.pause);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_in_a_row_pause_and_one_success_forgets() {
        let breaker = Breaker::default();
        let mut now = Instant::now();
        for _ in 0..2 {
            breaker.failed(now);
            assert_eq!(breaker.check(now), Ok(()));
        }
        breaker.succeeded();
        for _ in 0..3 {
            assert_eq!(breaker.check(now), Ok(()));
            breaker.failed(now);
        }
        assert_eq!(breaker.check(now), Err(30));
        now += Duration::from_secs(30);
        assert_eq!(breaker.check(now), Ok(()), "one is let through");
        assert!(breaker.check(now).is_err(), "and no second beside it");
        breaker.failed(now);
        assert_eq!(breaker.check(now), Err(60));
        for _ in 0..5 {
            now += LONGEST;
            assert_eq!(breaker.check(now), Ok(()));
            breaker.failed(now);
        }
        assert_eq!(breaker.check(now), Err(300));
        breaker.succeeded();
        assert_eq!(breaker.check(now), Ok(()));
    }
}
