//! What a disk holds after a program or a machine has ended in the middle of something.
//!
//! A database in WAL mode writes frames behind one another; a transaction is there once its last frame is. So the file of
//! frames, cut short, is the disk as it was at an earlier moment: between two transactions, or in the middle of one.

use std::path::{Path, PathBuf};

const HEADER: u64 = 32;
const FRAME_HEADER: u64 = 24;
/// Frames from which on SQLite moves them into the database, and may write over them: such a file is not cut.
const MOVED_FROM: usize = 1000;

/// Ends of the transactions in a file of frames, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frames {
    /// Where each transaction ends.
    pub ends: Vec<u64>,
    /// Bytes of a frame.
    pub frame: u64,
}

/// The file of frames beside a database.
#[must_use]
pub fn frames_file(folder: &Path, database: &str) -> PathBuf {
    folder.join(format!("{database}-wal"))
}

/// The transactions that are in the file of frames and not in the database yet. Empty when some may be in both.
#[must_use]
pub fn frames(folder: &Path, database: &str) -> Frames {
    let Ok(bytes) = std::fs::read(frames_file(folder, database)) else { return Frames::default() };
    let word = |at: usize| bytes.get(at..at + 4).map(|word| u32::from_be_bytes(word.try_into().unwrap()));
    let (Some(page), Some(salt)) = (word(8), bytes.get(16..24)) else { return Frames::default() };
    let frame = FRAME_HEADER + u64::from(page);
    let (mut at, mut ends, mut count) = (HEADER, Vec::new(), 0);
    while at + frame <= bytes.len() as u64 {
        let here = at as usize;
        // What is left of an earlier round has other salts.
        if bytes.get(here + 8..here + 16) != Some(salt) {
            break;
        }
        at += frame;
        count += 1;
        if word(here + 4) != Some(0) {
            ends.push(at);
        }
    }
    if count >= MOVED_FROM { Frames { ends: Vec::new(), frame } } else { Frames { ends, frame } }
}

/// Copies a database as it is on the disk at this moment, with its file of frames cut to `length` bytes if it is longer.
pub fn copy(from: &Path, to: &Path, database: &str, length: Option<u64>) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let name = file.file_name();
        // The index of the frames lives in memory that processes share; it is made anew.
        if file.path().is_file() && !name.to_string_lossy().ends_with("-shm") {
            std::fs::copy(file.path(), to.join(name)).unwrap();
        }
    }
    let frames = frames_file(to, database);
    if let (Some(length), true) = (length, frames.exists()) {
        let file = std::fs::OpenOptions::new().write(true).open(&frames).unwrap();
        if file.metadata().unwrap().len() > length {
            file.set_len(length).unwrap();
        }
    }
}
