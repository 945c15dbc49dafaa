//! Why a model cannot be listed, fetched or kept.

use super::Digest;
use crate::gguf::GgufError;
use std::io;
use std::path::{Path, PathBuf};

/// Why a model cannot be listed, fetched or kept. Texts read after "failed to". None carries an address with its query,
/// which may hold a token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The catalogue is no catalogue that this version reads.
    #[error("read the model catalogue: {0}")]
    Catalogue(String),
    /// The catalogue was changed, or signed by someone else.
    #[error("trust the model catalogue: its signature does not fit; take it from a release again")]
    Signature,
    /// No model of that name, neither in the catalogue nor installed.
    #[error("find the model `{0}`: `coach models list` shows the models")]
    Unknown(String),
    /// The name cannot be that of a model.
    #[error("use the name `{0}`: take lower-case letters, digits, dots, dashes and underscores")]
    Name(String),
    /// The address cannot be fetched from.
    #[error("fetch from {address}: {reason}")]
    Address {
        /// The address without its query.
        address: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Nobody vouches for what would be fetched.
    #[error(
        "pull {0}: its hash is not known; give it with --sha256, or take what comes and pin it with --trust-first-download"
    )]
    NoHash(String),
    /// The file is another one than it should be. It was removed.
    #[error("keep {file}: its SHA-256 is {found} and should be {expected}; the file was removed, get it again")]
    WrongHash {
        /// Name of the file.
        file: String,
        /// What it should be.
        expected: Digest,
        /// What it is.
        found: Digest,
    },
    /// An installed file is no longer what was installed. It was left where it is.
    #[error("verify {0}: the file is no longer the one that was installed; remove the model and pull it again")]
    Altered(String),
    /// An installed model has lost its file.
    #[error("find the file of {0}: it is gone; pull or import the model again")]
    Gone(String),
    /// The source offers a file of another length than the catalogue says.
    #[error("fetch {file}: the source has {found} bytes where {expected} are expected; it is another file")]
    WrongSize {
        /// Name of the file.
        file: String,
        /// Bytes by the catalogue.
        expected: u64,
        /// Bytes by the source.
        found: u64,
    },
    /// The source does not say how long the file is, and no hash is known either.
    #[error("fetch {0}: the source does not say how long the file is; give its hash with --sha256")]
    UnknownSize(String),
    /// The file is no model file, or a broken one. What was downloaded or copied was removed.
    #[error("use {file} as a model: {reason}")]
    NotAModel {
        /// Name of the file.
        file: String,
        /// What is wrong with it.
        #[source]
        reason: GgufError,
    },
    /// There is not enough room on the disk.
    #[error(
        "store {file}: it needs {needed_bytes} bytes of free space and there are {free_bytes}; make room and go on"
    )]
    NoSpace {
        /// Name of the file.
        file: String,
        /// Bytes that are needed, with a reserve.
        needed_bytes: u64,
        /// Bytes that are free.
        free_bytes: u64,
    },
    /// The disk is full although there seemed to be room.
    #[error("write {0}: the disk is full; make room and go on")]
    DiskFull(String),
    /// A file or folder cannot be read or written.
    #[error("use {path}: {source}")]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The source cannot be reached.
    #[error("reach {host}: {reason}; what was fetched is kept, try again later")]
    Unreachable {
        /// Host of the source.
        host: String,
        /// What happened.
        reason: &'static str,
    },
    /// The connection broke again and again.
    #[error("fetch from {0}: the connection breaks again and again; what was fetched is kept, try again later")]
    CutOff(String),
    /// The source answers with an error.
    #[error("fetch from {host}: it answered {status}")]
    Status {
        /// Host of the source.
        host: String,
        /// Status of HTTP.
        status: u16,
    },
    /// Another process is fetching the same file.
    #[error("fetch {0}: another program is fetching it; wait for its end")]
    Busy(String),
    /// Another model is installed under that name.
    #[error("install {0}: another model has that name; remove it first or choose a name with --name")]
    Taken(String),
    /// The work was cancelled. What was fetched is kept.
    #[error("finish: cancelled")]
    Cancelled,
    /// An inner task ended unexpectedly.
    #[error("finish: an inner task ended unexpectedly")]
    Internal,
}

impl Error {
    /// The error of a file or folder.
    pub(super) fn disk(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull(file_name(path)),
            _ => Error::Disk { path: path.to_owned(), source },
        }
    }

    /// Whether another source of the same file may do better.
    pub(super) const fn is_of_the_source(&self) -> bool {
        matches!(
            self,
            Error::Address { .. }
                | Error::WrongHash { .. }
                | Error::WrongSize { .. }
                | Error::UnknownSize(_)
                | Error::Unreachable { .. }
                | Error::CutOff(_)
                | Error::Status { .. }
        )
    }
}

/// The last part of a path, as text.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "the file".to_owned(), |name| name.to_string_lossy().into_owned())
}
