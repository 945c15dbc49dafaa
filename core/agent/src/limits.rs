//! Bounds of a turn, and of turns over time.

use crate::AgentId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Bounds of one turn. At a bound of the loop the model is asked once more, without tools, and that answer is final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Model calls before the final one.
    pub model_calls: u32,
    /// Tool calls, failed ones included.
    pub tool_calls: u32,
    /// Calls of one tool with the same arguments.
    pub identical_calls: u32,
    /// Calls that name no tool, cannot be read or ask for a handoff that is not allowed.
    pub failures: u32,
    /// Handoffs.
    pub handoffs: u32,
    /// Seconds for the whole turn.
    pub wall_clock_s: u64,
    /// Seconds after which, of several models, only the last one is asked: what is left is for it.
    #[serde(default = "no_limit")]
    pub first_models_s: u64,
    /// Seconds that the final answer may take beyond `wall_clock_s`.
    pub grace_s: u64,
    /// Characters of the person's message.
    pub input_chars: usize,
    /// Characters of the reply.
    pub reply_chars: usize,
    /// Tokens that a model may write in one call.
    pub max_tokens: u32,
    /// Earlier messages that a model is shown.
    pub history_messages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            model_calls: 6,
            tool_calls: 12,
            identical_calls: 2,
            failures: 3,
            handoffs: 3,
            wall_clock_s: 120,
            first_models_s: no_limit(),
            grace_s: 15,
            input_chars: 2_000,
            reply_chars: 2_000,
            max_tokens: 1_024,
            history_messages: 20,
        }
    }
}

/// No bound of its own: that of the turn holds.
const fn no_limit() -> u64 {
    u64::MAX
}

/// A request beyond the rate limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimited {
    /// The coach whose limit was met; `None` for the limit over all of them.
    pub agent: Option<AgentId>,
    /// Milliseconds until the next request fits.
    pub retry_after_ms: i64,
}

/// Counts requests in a sliding window: per coach and in all. Pure: the time comes from the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimiter {
    window_ms: i64,
    per_agent: usize,
    in_all: usize,
    by_agent: BTreeMap<AgentId, VecDeque<i64>>,
    all: VecDeque<i64>,
}

impl Default for RateLimiter {
    /// 100 requests per 15 minutes for each coach and 300 in all.
    fn default() -> Self {
        Self::new(15 * 60 * 1000, 100, 300)
    }
}

impl RateLimiter {
    /// A limiter for a window in milliseconds.
    #[must_use]
    pub fn new(window_ms: i64, per_agent: usize, in_all: usize) -> Self {
        Self { window_ms, per_agent, in_all, by_agent: BTreeMap::new(), all: VecDeque::new() }
    }

    /// Takes one request at `now_ms`, or says how long to wait. A refused request does not count. A clock that was set
    /// back never lengthens a wait beyond one window.
    ///
    /// # Errors
    /// [`RateLimited`] when a window is full.
    pub fn take(&mut self, agent: AgentId, now_ms: i64) -> Result<(), RateLimited> {
        let window_ms = self.window_ms;
        let own = self.by_agent.entry(agent).or_default();
        if let Some(retry_after_ms) = wait_for(own, self.per_agent, window_ms, now_ms) {
            return Err(RateLimited { agent: Some(agent), retry_after_ms });
        }
        if let Some(retry_after_ms) = wait_for(&mut self.all, self.in_all, window_ms, now_ms) {
            return Err(RateLimited { agent: None, retry_after_ms });
        }
        own.push_back(now_ms);
        self.all.push_back(now_ms);
        Ok(())
    }
}

/// Drops what left the window; the milliseconds to wait when `limit` requests are still in it.
fn wait_for(taken: &mut VecDeque<i64>, limit: usize, window_ms: i64, now_ms: i64) -> Option<i64> {
    taken.retain(|&at_ms| at_ms <= now_ms && now_ms - at_ms < window_ms);
    if taken.len() < limit {
        return None;
    }
    taken.get(taken.len() - limit).map_or(Some(window_ms), |&oldest| Some(oldest + window_ms - now_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_hundred_and_first_request_waits_for_the_first_to_leave() {
        let mut limiter = RateLimiter::default();
        for request in 0..100 {
            assert_eq!(limiter.take(AgentId::MaxPower, request), Ok(()));
        }
        assert_eq!(
            limiter.take(AgentId::MaxPower, 100),
            Err(RateLimited { agent: Some(AgentId::MaxPower), retry_after_ms: 899_900 })
        );
        assert_eq!(limiter.take(AgentId::EmmaEncourage, 100), Ok(()));
        assert!(limiter.take(AgentId::MaxPower, 899_999).is_err());
        assert_eq!(limiter.take(AgentId::MaxPower, 900_000), Ok(()));
    }

    #[test]
    fn three_hundred_in_all() {
        let mut limiter = RateLimiter::default();
        for agent in AgentId::COACHES {
            for _ in 0..100 {
                assert_eq!(limiter.take(agent, 7), Ok(()));
            }
        }
        assert_eq!(limiter.take(AgentId::CoachSelector, 8), Err(RateLimited { agent: None, retry_after_ms: 899_999 }));
    }

    proptest! {
        #[test]
        fn no_window_ever_holds_more_than_the_limit(
            steps in proptest::collection::vec((0_i64..40, 0_usize..4), 1..300)
        ) {
            let mut limiter = RateLimiter::new(100, 5, 8);
            let mut now_ms = 0;
            let mut taken: Vec<(i64, AgentId)> = Vec::new();
            for (pause, agent) in steps {
                now_ms += pause;
                let agent = AgentId::ALL[agent];
                match limiter.take(agent, now_ms) {
                    Ok(()) => taken.push((now_ms, agent)),
                    Err(limited) => {
                        prop_assert!((1..=100).contains(&limited.retry_after_ms));
                        let mut later = limiter.clone();
                        let after = now_ms + limited.retry_after_ms;
                        if limited.agent.is_none() {
                            prop_assert!(later.take(agent, after).is_ok());
                        }
                    }
                }
                let in_window = taken.iter().filter(|(at, _)| now_ms - at < 100);
                prop_assert!(in_window.clone().count() <= 8);
                prop_assert!(in_window.filter(|(_, by)| *by == agent).count() <= 5);
            }
        }
    }
}
