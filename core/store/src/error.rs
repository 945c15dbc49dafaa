//! The store's errors. None of them carries a health value or a secret.

use std::path::PathBuf;

/// What can go wrong in the store. Messages read after "failed to".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no database in the folder.
    #[error("find a database in {0}; run `coach init` first")]
    NotFound(PathBuf),
    /// A database is already there.
    #[error("create a database in {0}: one is already there")]
    AlreadyExists(PathBuf),
    /// The key does not open the database, or the file is not a database.
    #[error("open the database: the key is wrong or the file is damaged")]
    WrongKey,
    /// No key was found; the text says the way on.
    #[error("find the database key: {0}")]
    NoKey(String),
    /// The key file has the wrong form or permissions; the text says the way on.
    #[error("read the key file: {0}")]
    KeyFile(String),
    /// Another process holds the store.
    #[error("write to the database: an import or another PocketCoach is writing to it; try again when it is done")]
    Busy,
    /// A batch of a health store was not read from the anchor that is stored.
    #[error("take the records of {0}: it was read further meanwhile; read its anchor and ask the health store again")]
    AnchorMoved(String),
    /// The disk is full.
    #[error("write to the database: the disk is full; free some space and try again")]
    DiskFull,
    /// The folder or file cannot be written.
    #[error("write to {0}: the folder is read-only")]
    ReadOnly(PathBuf),
    /// The database was written by a newer version.
    #[error("open the database: it was written by a newer PocketCoach; update this one")]
    Newer,
    /// The log's chain of hashes or signatures is broken.
    #[error("verify the log at entry {sequence}: {reason}")]
    Chain {
        /// Sequence number of the first entry that does not hold.
        sequence: u64,
        /// What does not hold.
        reason: String,
    },
    /// The caller asked for something that is not there.
    #[error("find {what} `{id}`")]
    Missing {
        /// What kind of thing.
        what: &'static str,
        /// The id that was asked for.
        id: String,
    },
    /// A sample cannot be a measurement, for example because it ends before it starts.
    #[error("keep the sample: {0}")]
    Implausible(&'static str),
    /// The work was cancelled; what was checkpointed stays.
    #[error("finish: cancelled")]
    Cancelled,
    /// Input or output failed.
    #[error("read or write {path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database failed in a way that has no better name.
    #[error("use the database: {0}")]
    Database(String),
    /// Stored bytes do not decode.
    #[error("decode {0}")]
    Corrupt(String),
}

impl From<coach_wire::Error> for Error {
    fn from(error: coach_wire::Error) -> Self {
        match error {
            coach_wire::Error::Newer(_) => Error::Newer,
            coach_wire::Error::Malformed(what) => Error::Corrupt(what.to_owned()),
            other => Error::Corrupt(other.to_string()),
        }
    }
}

impl From<rusqlite::Error> for Error {
    /// Gives SQLite's codes the names that people can act on. SQLite's own messages name tables, never values.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            return Error::Database(error.to_string());
        };
        match (failure.extended_code & 0xff, failure.extended_code) {
            (ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED, _) => Error::Busy,
            (ffi::SQLITE_FULL, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => Error::DiskFull,
            (ffi::SQLITE_NOTADB, _) => Error::WrongKey,
            (ffi::SQLITE_CORRUPT, _) => Error::Corrupt("the database".to_owned()),
            (ffi::SQLITE_READONLY, _) => Error::ReadOnly(PathBuf::from("the data folder")),
            _ => Error::Database(error.to_string()),
        }
    }
}

impl Error {
    /// Names the folder in errors that SQLite reports without one.
    pub(crate) fn in_folder(self, folder: &std::path::Path) -> Self {
        match self {
            Error::ReadOnly(_) => Error::ReadOnly(folder.to_path_buf()),
            other => other,
        }
    }

    /// An input or output error, with the two kinds that people can act on told apart.
    pub(crate) fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                Error::ReadOnly(path.to_path_buf())
            }
            _ => Error::Io { path: path.to_path_buf(), source },
        }
    }
}
