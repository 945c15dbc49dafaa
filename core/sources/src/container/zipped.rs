//! Archives with their directory.

use super::{Guard, MOST_MEMBERS, Member, most_bytes};
use crate::Error;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// More bytes than this, all members together, are no export.
const MOST_BYTES: u64 = 1 << 38;

pub(super) struct Zip {
    archive: ZipArchive<BufReader<File>>,
    members: Vec<Member>,
    most: Vec<u64>,
}

impl std::fmt::Debug for Zip {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Zip").field("members", &self.members.len()).finish()
    }
}

impl Zip {
    /// Opens an archive and looks for tricks in its directory; `None` when it has none, as after an unfinished
    /// download.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let refused = |reason| Error::Refused { path: path.to_owned(), reason };
        let mut archive = match ZipArchive::new(BufReader::with_capacity(64 << 10, File::open(path).map_err(io)?)) {
            Ok(archive) => archive,
            Err(ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(io(error)),
            Err(_) => return Ok(None),
        };
        if archive.len() > MOST_MEMBERS {
            return Err(refused("the archive has too many entries"));
        }
        if archive.has_overlapping_entries().unwrap_or(true) {
            return Err(refused("entries of the archive overlap"));
        }
        let mut members = Vec::with_capacity(archive.len());
        let mut most = Vec::with_capacity(archive.len());
        let mut total = 0_u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(|_| refused("its directory is damaged"))?;
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if is_trick(&name) {
                return Err(refused("an entry of the archive points outside of it"));
            }
            let (size, compressed) = (entry.size(), entry.compressed_size());
            if size > most_bytes(compressed) {
                return Err(refused("the archive is a bomb: an entry unpacks to more than 200 times its size"));
            }
            total = total.saturating_add(size);
            if entry.encrypted() {
                return Err(Error::Encrypted(path.to_owned()));
            }
            // Folders keep their place, so that members and entries have the same numbers.
            members.push(Member { name, size: Some(size) });
            most.push(size);
        }
        if total > MOST_BYTES {
            return Err(refused("the archive unpacks to more than 256 GB"));
        }
        Ok(Some(Zip { archive, members, most }))
    }

    pub(super) fn members(&self) -> Vec<Member> {
        self.members.clone()
    }

    pub(super) fn with<T>(&mut self, member: usize, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let left = self.most.get(member).copied().unwrap_or_default();
        let entry = self.archive.by_index(member).map_err(io::Error::other)?;
        Ok(read(&mut Guard { inner: entry, left }))
    }
}

/// Names that no export has: absolute ones, ones that climb, ones with a drive.
pub(super) fn is_trick(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || drive || name.contains('\0') || name.split('/').any(|part| part == "..")
}
