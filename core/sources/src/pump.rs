//! Reads and unpacks on a thread of its own, a few chunks ahead of the parser.

use crossbeam_channel::{Receiver, Sender, bounded};
use std::io::{self, Read};

const CHUNK: usize = 256 << 10;
const AHEAD: usize = 4;

/// The sending end; lives on the reading thread.
pub(crate) struct Pump {
    full: Sender<io::Result<Vec<u8>>>,
    empty: Receiver<Vec<u8>>,
}

/// The receiving end, a plain reader. Dropping it stops the pump.
pub(crate) struct Pumped {
    full: Receiver<io::Result<Vec<u8>>>,
    empty: Sender<Vec<u8>>,
    current: Vec<u8>,
    at: usize,
}

/// Both ends. At most a few chunks are held between them.
pub(crate) fn pump() -> (Pump, Pumped) {
    let (send_full, full) = bounded(AHEAD);
    let (empty, receive_empty) = bounded(AHEAD + 1);
    (Pump { full: send_full, empty: receive_empty }, Pumped { full, empty, current: Vec::new(), at: 0 })
}

impl Pump {
    /// Reads `input` to its end, to an error, or until nobody listens.
    pub(crate) fn run(&self, input: &mut dyn Read) {
        loop {
            let mut chunk = self.empty.try_recv().unwrap_or_default();
            chunk.resize(CHUNK, 0);
            let mut filled = 0;
            let mut failed = None;
            while filled < CHUNK {
                match input.read(&mut chunk[filled..]) {
                    Ok(0) => break,
                    Ok(read) => filled += read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => {
                        failed = Some(error);
                        break;
                    }
                }
            }
            let ended = filled < CHUNK;
            chunk.truncate(filled);
            if (filled > 0 && self.full.send(Ok(chunk)).is_err())
                || failed.is_some_and(|error| self.fail(error))
                || ended
            {
                return;
            }
        }
    }

    /// Hands over an error. Always true.
    pub(crate) fn fail(&self, error: io::Error) -> bool {
        // Nobody listens when the parser has stopped first.
        let _ = self.full.send(Err(error));
        true
    }
}

impl Read for Pumped {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.current.len() {
            let Ok(next) = self.full.recv() else { return Ok(0) };
            let spent = std::mem::replace(&mut self.current, next?);
            self.at = 0;
            // The pump makes a new one when it is gone.
            let _ = self.empty.try_send(spent);
        }
        let held = &self.current[self.at..];
        let read = held.len().min(out.len());
        out[..read].copy_from_slice(&held[..read]);
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_before_an_error_arrives() {
        struct Failing(usize);
        impl Read for Failing {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                if self.0 == 0 {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                let read = self.0.min(out.len()).min(1000);
                self.0 -= read;
                out[..read].fill(7);
                Ok(read)
            }
        }
        let total = 3 * CHUNK + 17;
        let (pump, mut pumped) = pump();
        std::thread::scope(|scope| {
            scope.spawn(move || pump.run(&mut Failing(total)));
            let mut read = Vec::new();
            let error = pumped.read_to_end(&mut read).unwrap_err();
            assert_eq!((error.kind(), read.len()), (io::ErrorKind::InvalidData, total));
        });
    }

    #[test]
    fn a_reader_that_stops_listening_stops_the_pump() {
        let (pump, pumped) = pump();
        drop(pumped);
        pump.run(&mut io::repeat(1));
    }
}
