//! A file that is not whole yet: its bytes, its hash so far, and a note of what they are the beginning of.

use super::error::file_name;
use super::progress::{OnProgress, Progress, Stage, go_on};
use super::{Digest, Error};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

/// Bytes that are read, hashed and written at once.
pub(super) const BLOCK: usize = 256 << 10;

/// What the bytes are the beginning of, as the source told it. Kept beside them, so that a later run goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Origin {
    /// Address without its query.
    pub(super) url: String,
    /// Strong entity tag, or the date of the last change: what `If-Range` takes.
    pub(super) validator: Option<String>,
    /// Length of the whole file in bytes.
    pub(super) total: Option<u64>,
}

/// The file while it grows. Locked, so that no two programs write to it.
#[derive(Debug)]
pub(super) struct Partial {
    file: File,
    path: PathBuf,
    length: u64,
    hasher: Sha256,
    pub(super) origin: Origin,
}

impl Partial {
    /// Opens what an earlier run left and hashes it, or begins anew. `shown` is the name in messages.
    pub(super) fn open(
        path: PathBuf,
        shown: &str,
        progress: &OnProgress,
        cancel: &CancellationToken,
    ) -> Result<Self, Error> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.open(&path).map_err(|error| Error::disk(&path, error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy(shown.to_owned())),
            // File systems without locks: the hash still decides what is kept.
            Err(TryLockError::Error(_)) => {}
        }
        let origin = std::fs::read(note(&path)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut partial = Partial { file, path, length: 0, hasher: Sha256::new(), origin: Origin::default() };
        match origin {
            Some(origin) => {
                partial.origin = origin;
                partial.read_again(progress, cancel)?;
            }
            // Bytes of unknown origin are the beginning of nothing.
            None => partial.start_over()?,
        }
        Ok(partial)
    }

    /// Bytes that are there.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// Drops what is there.
    pub(super) fn start_over(&mut self) -> Result<(), Error> {
        let empty = self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0)));
        empty.map_err(|error| self.failed(error))?;
        self.length = 0;
        self.hasher = Sha256::new();
        self.origin = Origin::default();
        remove(&note(&self.path))
    }

    /// Notes what the bytes are the beginning of. Done before the first of them is written.
    pub(super) fn remember(&mut self, origin: Origin) -> Result<(), Error> {
        if origin != self.origin {
            let bytes = serde_json::to_vec(&origin).map_err(|_| Error::Internal)?;
            write_whole(&note(&self.path), &bytes)?;
            self.origin = origin;
        }
        Ok(())
    }

    /// Adds bytes at the end.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if let Err(error) = self.file.write_all(bytes) {
            // A write that went half way must not count as what was hashed.
            let _ = self.file.set_len(self.length);
            let _ = self.file.seek(SeekFrom::Start(self.length));
            return Err(self.failed(error));
        }
        self.hasher.update(bytes);
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Hash of what is there.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(self.hasher.clone())
    }

    /// Brings the bytes to the disk itself, and the file to where it belongs, in one step.
    pub(super) fn settle(self, target: &Path) -> Result<(), Error> {
        self.file.sync_all().map_err(|error| self.failed(error))?;
        let Partial { file, path, .. } = self;
        // Closed first: some systems move no open files.
        drop(file);
        std::fs::rename(&path, target).map_err(|error| Error::disk(target, error))?;
        remove(&note(&path))?;
        sync_folder_of(target);
        Ok(())
    }

    /// Removes the bytes and the note.
    pub(super) fn discard(self) -> Result<(), Error> {
        let Partial { file, path, .. } = self;
        drop(file);
        discard_at(&path)
    }

    /// Where the bytes are.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn read_again(&mut self, progress: &OnProgress, cancel: &CancellationToken) -> Result<(), Error> {
        let total = self.file.metadata().map_err(|error| self.failed(error))?.len();
        let mut block = vec![0; BLOCK];
        loop {
            go_on(cancel)?;
            let read = self.file.read(&mut block).map_err(|error| self.failed(error))?;
            if read == 0 {
                return Ok(());
            }
            self.hasher.update(&block[..read]);
            self.length += read as u64;
            progress(Progress { stage: Stage::Resuming, bytes_done: self.length, bytes_total: Some(total) });
        }
    }

    fn failed(&self, error: std::io::Error) -> Error {
        Error::disk(&self.path, error)
    }
}

/// Removes what is left of an unfinished file.
pub(super) fn discard_at(path: &Path) -> Result<(), Error> {
    remove(path)?;
    remove(&note(path))
}

/// Hash and length of a whole file.
pub(super) fn hash(path: &Path, progress: &OnProgress, cancel: &CancellationToken) -> Result<(Digest, u64), Error> {
    let failed = |error| Error::disk(path, error);
    let mut file = File::open(path).map_err(failed)?;
    let total = file.metadata().map_err(failed)?.len();
    let (mut hasher, mut length, mut block) = (Sha256::new(), 0, vec![0; BLOCK]);
    loop {
        go_on(cancel)?;
        let read = file.read(&mut block).map_err(failed)?;
        if read == 0 {
            return Ok((Digest::of(hasher), length));
        }
        hasher.update(&block[..read]);
        length += read as u64;
        progress(Progress { stage: Stage::Verifying, bytes_done: length, bytes_total: Some(total) });
    }
}

/// Writes a small file whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let fresh = PathBuf::from(fresh);
    let write = || {
        let mut file = File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&fresh, path)
    };
    write().map_err(|error| {
        let _ = std::fs::remove_file(&fresh);
        Error::disk(path, error)
    })
}

/// Fails when there is no room for `rest` more bytes and a fifth on top, which the rest of the device keeps.
pub(super) fn room_for(path: &Path, rest: u64) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    // Where it cannot be told, the write itself says so.
    let Ok(free_bytes) = fs4::available_space(folder) else { return Ok(()) };
    let needed_bytes = rest.saturating_add(rest / 5);
    if free_bytes < needed_bytes {
        return Err(Error::NoSpace { file: file_name(path), needed_bytes, free_bytes });
    }
    Ok(())
}

fn note(path: &Path) -> PathBuf {
    let mut note = path.as_os_str().to_owned();
    note.push(".json");
    note.into()
}

fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::disk(path, error)),
        _ => Ok(()),
    }
}

/// So that a move survives a loss of power, where the system can do that.
fn sync_folder_of(path: &Path) {
    if cfg!(unix)
        && let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
