//! How often someone may ask, counted together by all replicas in Redis, or by each for itself.
//!
//! One step is one script in Redis, so that two replicas cannot both take the last place. When Redis does not answer
//! within a moment, each replica counts in its own window until it does: that lets through at most as many times the limit
//! as there are replicas, and lets nobody be shut out. It is said in `/ready` and in the metrics.

use super::window::Pace;
use crate::Error;
use coach_wire::AccountId;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Redis has this long to answer.
const PATIENCE: Duration = Duration::from_millis(250);
/// After it did not, it is asked again after this.
const PAUSE: Duration = Duration::from_secs(1);

/// A minute's sliding window in two counters, by the clock of Redis. Answers 0, or the seconds to wait.
const STEP: &str = r"
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'began', 'before', 'now')
local began, before, count = tonumber(kept[1]) or now, tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
local passed = now - began
if passed >= 120000 or passed < 0 then
    began, before, count = now, 0, 0
elseif passed >= 60000 then
    began, before, count = began + 60000, count, 0
end
local share = 1 - (now - began) / 60000
if before * share + count >= tonumber(ARGV[1]) then
    return math.max(1, math.floor((60000 - (now - began)) / 1000))
end
redis.call('HSET', KEYS[1], 'began', began, 'before', before, 'now', count + 1)
redis.call('PEXPIRE', KEYS[1], 120000)
return 0
";

/// Windows that all replicas share.
pub(crate) struct Windows {
    manager: ConnectionManager,
    script: redis::Script,
    /// Names in Redis are made with this, so that it holds no address and no account.
    key: [u8; 32],
    broken: AtomicBool,
    fallbacks: AtomicU64,
    not_before: Mutex<Option<Instant>>,
}

impl Windows {
    /// Windows in the Redis at an address. It need not be there yet.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the address is not understood.
    pub(crate) fn at(url: &str, key: [u8; 32]) -> Result<Arc<Self>, Error> {
        let not_understood = |_| Error::Malformed("the address of Redis is not understood; it is redis://HOST:PORT/");
        let client = redis::Client::open(url).map_err(not_understood)?;
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_max_delay(PAUSE)
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        let manager = ConnectionManager::new_lazy_with_config(client, config).map_err(not_understood)?;
        Ok(Arc::new(Windows {
            manager,
            script: redis::Script::new(STEP),
            key,
            broken: AtomicBool::new(false),
            fallbacks: AtomicU64::new(0),
            not_before: Mutex::new(None),
        }))
    }

    /// Whether each replica counts for itself now.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Requests that were counted by this replica alone because Redis did not answer.
    pub(crate) fn fallbacks(&self) -> u64 {
        self.fallbacks.load(Ordering::Relaxed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.not_before.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One step, in one call; `None` when Redis does not answer.
    async fn step(&self, class: &str, who: &[u8], per_minute: u32) -> Option<Result<(), u64>> {
        if self.lock().is_some_and(|then| Instant::now() < then) {
            self.fallbacks.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let hash = blake3::keyed_hash(&self.key, who).to_hex();
        let mut call = self.script.key(format!("pocketcoach:pace:{class}:{}", &hash.as_str()[..32]));
        call.arg(per_minute);
        let mut manager = self.manager.clone();
        let answer = tokio::time::timeout(PATIENCE, call.invoke_async::<u64>(&mut manager)).await;
        if let Ok(Ok(seconds)) = answer {
            if self.broken.swap(false, Ordering::Relaxed) {
                tracing::info!("Redis answers again: limits are counted together");
            }
            return Some(if seconds == 0 { Ok(()) } else { Err(seconds) });
        }
        *self.lock() = Some(Instant::now() + PAUSE);
        self.fallbacks.fetch_add(1, Ordering::Relaxed);
        if !self.broken.swap(true, Ordering::Relaxed) {
            tracing::warn!("Redis does not answer: each replica counts limits for itself");
        }
        None
    }

    /// Asks once, so that what `/ready` says is of now.
    pub(crate) async fn look(&self) {
        let _ = self.step("look", b"", u32::MAX).await;
    }
}

/// Who is counted, as bytes.
pub(crate) trait Named: std::hash::Hash + Eq {
    /// The bytes.
    fn bytes(&self) -> Vec<u8>;
}

impl Named for IpAddr {
    fn bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }
}

impl Named for AccountId {
    fn bytes(&self) -> Vec<u8> {
        self.to_vec()
    }
}

/// A limit for each of a class.
pub(crate) struct Limiter<K> {
    class: &'static str,
    per_minute: u32,
    own: Pace<K>,
    together: Option<Arc<Windows>>,
}

impl<K: Named> Limiter<K> {
    pub(crate) fn new(class: &'static str, per_minute: u32, together: Option<Arc<Windows>>) -> Self {
        Limiter { class, per_minute, own: Pace::new(per_minute), together }
    }

    /// Counts one request.
    ///
    /// # Errors
    /// [`Error::TooMany`] when there were too many in the last minute.
    pub(crate) async fn step(&self, who: K) -> Result<(), Error> {
        if let Some(windows) = &self.together
            && let Some(answer) = windows.step(self.class, &who.bytes(), self.per_minute).await
        {
            return answer.map_err(|seconds| Error::TooMany { seconds });
        }
        self.own.step(who, Instant::now()).map_err(|seconds| Error::TooMany { seconds })
    }
}
