//! Where a new device and one that is in leave letters for each other, before the new one can log in.
//!
//! In memory, for ten minutes. Letters are sealed; each box takes one letter, so that what was said cannot be said
//! differently afterwards.

use crate::Error;
use axum::body::Bytes;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const KEPT: Duration = Duration::from_secs(600);
const MOST: usize = 10_000;
const LETTERS: u8 = 3;

struct Meeting {
    began: Instant,
    letters: [Option<Bytes>; LETTERS as usize],
}

/// Meetings by their name.
#[derive(Default)]
pub(super) struct Rendezvous {
    meetings: Mutex<HashMap<String, Meeting>>,
}

fn check(meeting: &str, letter: u8) -> Result<usize, Error> {
    let named =
        meeting.len() == 32 && meeting.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if named && letter < LETTERS { Ok(usize::from(letter)) } else { Err(Error::NotFound) }
}

impl Rendezvous {
    /// Leaves a letter. The same letter again is fine: the answer to the first may have been lost.
    pub(super) fn leave(&self, meeting: &str, letter: u8, bytes: Bytes, now: Instant) -> Result<(), Error> {
        let place = check(meeting, letter)?;
        let mut meetings = self.meetings.lock().unwrap_or_else(PoisonError::into_inner);
        if meetings.len() >= MOST {
            meetings.retain(|_, meeting| now.duration_since(meeting.began) < KEPT);
            if meetings.len() >= MOST {
                return Err(Error::TooMany { seconds: 60 });
            }
        }
        let meeting = meetings
            .entry(meeting.to_owned())
            .and_modify(|meeting| {
                if now.duration_since(meeting.began) >= KEPT {
                    *meeting = Meeting { began: now, letters: [None, None, None] };
                }
            })
            .or_insert(Meeting { began: now, letters: [None, None, None] });
        match &meeting.letters[place] {
            Some(there) if *there != bytes => Err(Error::Conflict),
            Some(_) => Ok(()),
            None => {
                meeting.letters[place] = Some(bytes);
                Ok(())
            }
        }
    }

    /// The letter in a box.
    pub(super) fn fetch(&self, meeting: &str, letter: u8, now: Instant) -> Result<Bytes, Error> {
        let place = check(meeting, letter)?;
        let meetings = self.meetings.lock().unwrap_or_else(PoisonError::into_inner);
        let meeting = meetings.get(meeting).filter(|meeting| now.duration_since(meeting.began) < KEPT);
        meeting.and_then(|meeting| meeting.letters[place].clone()).ok_or(Error::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_left_once_read_often_and_gone_after_a_while() {
        let rendezvous = Rendezvous::default();
        let (now, name) = (Instant::now(), "0123456789abcdef0123456789abcdef");
        assert_eq!(rendezvous.fetch(name, 0, now), Err(Error::NotFound));
        rendezvous.leave(name, 0, Bytes::from_static(b"hello"), now).unwrap();
        rendezvous.leave(name, 0, Bytes::from_static(b"hello"), now).unwrap();
        assert_eq!(rendezvous.leave(name, 0, Bytes::from_static(b"other"), now), Err(Error::Conflict));
        assert_eq!(rendezvous.fetch(name, 0, now).unwrap(), "hello");
        assert_eq!(rendezvous.fetch(name, 1, now), Err(Error::NotFound));
        assert_eq!(rendezvous.fetch(name, 0, now + KEPT), Err(Error::NotFound));
        rendezvous.leave(name, 0, Bytes::from_static(b"other"), now + KEPT).unwrap();
        for (wrong, letter) in [("short", 0), (&"g".repeat(32)[..], 0), (&"A".repeat(32), 0), (name, 3)] {
            assert_eq!(rendezvous.leave(wrong, letter, Bytes::new(), now), Err(Error::NotFound));
        }
    }
}
