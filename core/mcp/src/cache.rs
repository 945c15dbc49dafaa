//! Results that may be given out again: bounded in age, number and bytes.

use crate::call::Outcome;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Most results that are kept.
const MAX_ENTRIES: usize = 512;
/// Most bytes that kept results have together.
const MAX_BYTES: usize = 4 * 1024 * 1024;

struct Kept {
    outcome: Arc<Outcome>,
    until: Instant,
    bytes: usize,
    turn: u64,
}

#[derive(Default)]
struct Shelf {
    kept: HashMap<[u8; 32], Kept>,
    /// Oldest first; an entry whose turn differs from the kept one was replaced meanwhile.
    order: VecDeque<([u8; 32], u64)>,
    bytes: usize,
    turn: u64,
    generation: u64,
}

/// What the store looked like when a call began; a result is kept only if nothing was written since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Generation(u64);

/// The cache of one router.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Shelf>);

impl Cache {
    /// A panic while the shelf was held leaves at worst a stale count, which eviction repairs.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The result under `key` if it is fresh at `now`, or the generation to put a new one under.
    pub(crate) fn get(&self, key: &[u8; 32], now: Instant) -> Result<Arc<Outcome>, Generation> {
        let shelf = self.shelf();
        match shelf.kept.get(key) {
            Some(kept) if kept.until > now => Ok(Arc::clone(&kept.outcome)),
            _ => Err(Generation(shelf.generation)),
        }
    }

    /// Keeps a result until `until`, unless something was written since `generation`.
    pub(crate) fn put(
        &self,
        key: [u8; 32],
        outcome: Arc<Outcome>,
        bytes: usize,
        until: Instant,
        generation: Generation,
    ) {
        let mut shelf = self.shelf();
        if Generation(shelf.generation) != generation || bytes > MAX_BYTES {
            return;
        }
        shelf.turn += 1;
        let turn = shelf.turn;
        if let Some(old) = shelf.kept.insert(key, Kept { outcome, until, bytes, turn }) {
            shelf.bytes -= old.bytes;
        }
        shelf.bytes += bytes;
        shelf.order.push_back((key, turn));
        while shelf.kept.len() > MAX_ENTRIES || shelf.bytes > MAX_BYTES || shelf.order.len() > 2 * MAX_ENTRIES {
            let Some((oldest, turn)) = shelf.order.pop_front() else { break };
            if shelf.kept.get(&oldest).is_some_and(|kept| kept.turn == turn)
                && let Some(gone) = shelf.kept.remove(&oldest)
            {
                shelf.bytes -= gone.bytes;
            }
        }
    }

    /// Forgets everything, also results that are being computed now.
    pub(crate) fn clear(&self) {
        let mut shelf = self.shelf();
        let (turn, generation) = (shelf.turn, shelf.generation + 1);
        *shelf = Shelf { turn, generation, ..Shelf::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::time::Duration;

    fn outcome() -> Arc<Outcome> {
        Arc::new(Outcome {
            own: true,
            server: "s".to_owned(),
            structured: json!({}),
            text: String::new(),
            citations: Vec::new(),
            proposal: None,
            proposal_id: None,
            is_error: false,
            cached: false,
            duration_us: 0,
            next_cursor: None,
        })
    }

    fn key(n: usize) -> [u8; 32] {
        *blake3::hash(&n.to_le_bytes()).as_bytes()
    }

    #[test]
    fn number_and_bytes_stay_bounded_whatever_is_put() {
        let (cache, now) = (Cache::default(), Instant::now());
        let later = now + Duration::from_secs(300);
        let generation = cache.get(&key(0), now).unwrap_err();
        for n in 0..5 * MAX_ENTRIES {
            cache.put(key(n % 700), outcome(), (n % 7) * MAX_BYTES / 40, later, generation);
            let shelf = cache.shelf();
            assert!(shelf.kept.len() <= MAX_ENTRIES && shelf.bytes <= MAX_BYTES);
            assert!(shelf.order.len() <= 2 * MAX_ENTRIES);
            assert_eq!(shelf.bytes, shelf.kept.values().map(|kept| kept.bytes).sum::<usize>());
        }
        cache.put(key(9_999), outcome(), MAX_BYTES + 1, later, generation);
        assert!(cache.get(&key(9_999), now).is_err(), "a result larger than the whole cache is not kept");
    }

    #[test]
    fn a_result_that_began_before_a_write_is_not_kept() {
        let (cache, now) = (Cache::default(), Instant::now());
        let later = now + Duration::from_secs(300);
        let before = cache.get(&key(1), now).unwrap_err();
        cache.clear();
        cache.put(key(1), outcome(), 1, later, before);
        let after = cache.get(&key(1), now).unwrap_err();
        cache.put(key(1), outcome(), 1, later, after);
        assert!(cache.get(&key(1), now).is_ok());
    }

    #[test]
    fn results_grow_old() {
        let (cache, now) = (Cache::default(), Instant::now());
        let generation = cache.get(&key(1), now).unwrap_err();
        cache.put(key(1), outcome(), 1, now + Duration::from_secs(300), generation);
        assert!(cache.get(&key(1), now + Duration::from_secs(299)).is_ok());
        assert!(cache.get(&key(1), now + Duration::from_secs(300)).is_err());
    }
}
