//! A small cache from raw bytes to what they stand for.

use std::collections::HashMap;

/// Above this the cache starts anew, so that hostile input cannot fill the memory.
const MOST: usize = 8192;

/// Remembers what raw bytes stand for. Neighbouring records mostly share their unit, source and device, so the latest
/// answer is compared first.
pub(crate) struct Memo<T> {
    latest: Vec<u8>,
    answer: Option<T>,
    all: HashMap<Box<[u8]>, T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { latest: Vec::new(), answer: None, all: HashMap::new() }
    }
}

impl<T: Copy> Memo<T> {
    /// What `key` stands for, worked out by `make` when it is new.
    pub(crate) fn get(&mut self, key: &[u8], make: impl FnOnce() -> T) -> T {
        if let Some(answer) = self.answer
            && self.latest == key
        {
            return answer;
        }
        let answer = match self.all.get(key) {
            Some(answer) => *answer,
            None => {
                if self.all.len() >= MOST {
                    self.all.clear();
                }
                let answer = make();
                self.all.insert(key.into(), answer);
                answer
            }
        };
        self.latest.clear();
        self.latest.extend_from_slice(key);
        self.answer = Some(answer);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_each_answer_once() {
        let mut memo = Memo::default();
        let mut made = 0;
        for key in [b"a", b"a", b"b", b"a", b"b"] {
            assert_eq!(
                memo.get(key, || {
                    made += 1;
                    key[0]
                }),
                key[0]
            );
        }
        assert_eq!(made, 2);
    }

    #[test]
    fn stays_small() {
        let mut memo = Memo::default();
        for key in 0..3 * MOST as u64 {
            memo.get(&key.to_le_bytes(), || key);
        }
        assert!(memo.all.len() <= MOST);
    }
}
