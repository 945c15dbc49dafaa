//! Where a new device and one that is in leave letters for each other, before the new one can log in.
//!
//! For ten minutes. Letters are sealed; each box takes one letter, so that what was said cannot be said differently
//! afterwards.

use super::Relay;
use crate::Error;
use crate::storage::Letter;

/// How long a letter is kept.
pub(crate) const KEPT_MS: i64 = 600_000;
const MOST: u64 = 30_000;
const BOXES: u8 = 3;

fn check(meeting: &str, letter: u8) -> Result<[u8; 16], Error> {
    let digits = meeting.as_bytes();
    let named = digits.len() == 32
        && digits.iter().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte))
        && letter < BOXES;
    let mut name = [0; 16];
    for (byte, pair) in name.iter_mut().zip(digits.chunks_exact(2)) {
        let digits = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
        *byte = digits.ok_or(Error::NotFound)?;
    }
    if named { Ok(name) } else { Err(Error::NotFound) }
}

impl Relay {
    /// Leaves a letter. The same letter again is fine: the answer to the first may have been lost.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such box; [`Error::Conflict`] when another letter is in it;
    /// [`Error::TooMany`] when there is no room.
    pub fn leave(&self, meeting: &str, letter: u8, bytes: &[u8], now_ms: i64) -> Result<(), Error> {
        let letter = Letter { meeting: check(meeting, letter)?, number: letter, bytes, at_ms: now_ms };
        let there = self.storage.write(|view| view.leave(&letter, now_ms - KEPT_MS, MOST))?;
        if there == bytes { Ok(()) } else { Err(Error::Conflict) }
    }

    /// The letter in a box.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none any more.
    pub fn fetch(&self, meeting: &str, letter: u8, now_ms: i64) -> Result<Vec<u8>, Error> {
        let name = check(meeting, letter)?;
        self.storage.read(|view| view.fetch(&name, letter, now_ms - KEPT_MS))?.ok_or(Error::NotFound)
    }
}
