//! When a request is tried again, and after how long.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How often and how fast a request is tried again. Only requests of whose answer not one byte came are.
#[derive(Clone)]
pub struct RetryPolicy {
    /// Attempts in all.
    pub attempts: u32,
    /// Pause before the second attempt; it doubles with each further one.
    pub base: Duration,
    /// Longest pause; a service that asks for a longer one is not asked again.
    pub longest: Duration,
    /// Gives a number from 0 to 1 that spreads pauses, so that many devices do not come back at once.
    pub jitter: Arc<dyn Fn() -> f64 + Send + Sync>,
}

impl std::fmt::Debug for RetryPolicy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("RetryPolicy").field("attempts", &self.attempts).finish_non_exhaustive()
    }
}

impl Default for RetryPolicy {
    /// Three attempts, half a second and a second apart, at most ten seconds; spread by the digits of the clock.
    fn default() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(500),
            longest: Duration::from_secs(10),
            jitter: Arc::new(|| {
                let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
                f64::from(now.subsec_micros() % 1_000) / 1_000.0
            }),
        }
    }
}

impl RetryPolicy {
    /// The pause before the attempt after `attempt` (from 1); `None` when there is none. What the service asks for is
    /// kept to: never less, and no attempt when it is too long.
    pub(crate) fn pause(&self, attempt: u32, asked_for: Option<Duration>) -> Option<Duration> {
        if attempt >= self.attempts || asked_for.is_some_and(|asked_for| asked_for > self.longest) {
            return None;
        }
        let own = self.base.saturating_mul(1 << attempt.saturating_sub(1).min(16)).min(self.longest);
        // Half of it is spread.
        let spread = own.mul_f64(0.5 + (self.jitter)().clamp(0.0, 1.0) / 2.0);
        Some(asked_for.map_or(spread, |asked_for| asked_for.max(spread)).min(self.longest))
    }
}

/// Whether a status tells that the same request may succeed later.
pub(crate) fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 409 | 429) || status >= 500
}

/// What the headers of an answer ask to wait (RFC 9110, section 10.2.3, and the finer one of OpenAI).
pub(crate) fn asked_for(header: impl Fn(&str) -> Option<String>, now: SystemTime) -> Option<Duration> {
    let number = |text: String| text.trim().parse::<f64>().ok().filter(|number| (0.0..=1e6).contains(number));
    if let Some(millis) = header("retry-after-ms").and_then(number) {
        return Some(Duration::from_secs_f64(millis / 1_000.0));
    }
    let text = header("retry-after")?;
    if let Some(seconds) = number(text.clone()) {
        return Some(Duration::from_secs_f64(seconds));
    }
    let date = httpdate::parse_http_date(text.trim()).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_passes_is_tried_again() {
        for status in [408, 409, 429, 500, 502, 503, 504, 529] {
            assert!(is_passing(status), "{status}");
        }
        for status in [301, 307, 400, 401, 403, 404, 413, 422] {
            assert!(!is_passing(status), "{status}");
        }
    }

    #[test]
    fn what_is_asked_for_is_read_in_every_form() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let ask = |name: &'static str, value: &'static str| {
            asked_for(|header| (header == name).then(|| value.to_owned()), now)
        };
        assert_eq!(ask("retry-after", "2"), Some(Duration::from_secs(2)));
        assert_eq!(ask("retry-after", " 0.5 "), Some(Duration::from_millis(500)));
        assert_eq!(ask("retry-after-ms", "1500"), Some(Duration::from_millis(1_500)));
        assert_eq!(ask("retry-after", "Sun, 09 Sep 2001 01:46:50 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(ask("retry-after", "Sun, 09 Sep 2001 01:46:00 GMT"), Some(Duration::ZERO));
        for nonsense in ["-1", "soon", "NaN", "inf", ""] {
            assert_eq!(ask("retry-after", nonsense), None, "{nonsense}");
        }
    }

    proptest! {
        #[test]
        fn a_pause_is_never_shorter_than_asked_for_nor_longer_than_allowed(
            attempt in 1_u32..10, asked_ms in proptest::option::of(0_u64..30_000), jitter in 0.0..1.0_f64
        ) {
            let policy = RetryPolicy { jitter: Arc::new(move || jitter), ..RetryPolicy::default() };
            let asked = asked_ms.map(Duration::from_millis);
            match policy.pause(attempt, asked) {
                None => prop_assert!(attempt >= 3 || asked.is_some_and(|asked| asked > policy.longest)),
                Some(pause) => {
                    prop_assert!(asked.is_none_or(|asked| pause >= asked));
                    prop_assert!(pause <= policy.longest);
                    prop_assert!(pause >= policy.base / 2);
                }
            }
        }
    }
}
