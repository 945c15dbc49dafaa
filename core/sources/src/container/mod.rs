//! The input as a list of members, whether it is one file, a folder or an archive. Nothing is ever extracted, and no
//! path inside an archive is used as a path.

mod torn;
mod zipped;

use crate::{CancelFlag, Error};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// More members than this are no export.
const MOST_MEMBERS: usize = 1_000_000;
/// How many folders deep a folder is looked through.
const DEPTH: usize = 3;

/// One file of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Name inside the input, with `/` between its parts. For matching only.
    pub(crate) name: String,
    /// Uncompressed size, if it is known.
    pub(crate) size: Option<u64>,
}

/// The input.
#[derive(Debug)]
pub(crate) struct Container {
    path: PathBuf,
    members: Vec<Member>,
    kind: Kind,
    modified_ms: Option<i64>,
    bytes: u64,
}

#[derive(Debug)]
enum Kind {
    /// Files on disk, in the order of the members.
    Files(Vec<PathBuf>),
    Zip(Box<zipped::Zip>),
    /// A zip whose directory is missing.
    Torn(torn::Torn),
}

impl Container {
    /// Opens a file, folder or archive and lists its members.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Empty`], [`Error::Refused`], [`Error::Encrypted`] and [`Error::Io`].
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let io = |source: io::Error| Error::Io { path: path.to_owned(), source };
        let metadata = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::NotFound(path.to_owned()),
            _ => io(error),
        })?;
        let modified_ms = metadata
            .modified()
            .ok()
            .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
            .and_then(|since| i64::try_from(since.as_millis()).ok());
        let (members, kind) = if metadata.is_dir() {
            let mut files = Vec::new();
            list(path, path, DEPTH, &mut files).map_err(io)?;
            files_of(files)
        } else if metadata.len() == 0 {
            return Err(Error::Empty(path.to_owned()));
        } else if starts_with(path, b"PK\x03\x04").map_err(io)? {
            match zipped::Zip::open(path)? {
                Some(zip) => (zip.members(), Kind::Zip(Box::new(zip))),
                None => {
                    let torn = torn::Torn::open(path)?;
                    (torn.members(), Kind::Torn(torn))
                }
            }
        } else {
            let mut files = vec![named(path, path.file_name().map(Path::new).unwrap_or(path), metadata.len())];
            // What lies beside an unpacked export belongs to it; the rest of the folder does not.
            if let Some(folder) = path.parent() {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                for beside in ["workout-routes", "electrocardiograms"] {
                    let beside = folder.join(beside);
                    if beside.is_dir() {
                        list(&beside, folder, 1, &mut files).map_err(io)?;
                    }
                }
            }
            files_of(files)
        };
        if members.is_empty() {
            return Err(Error::Empty(path.to_owned()));
        }
        let bytes = match &kind {
            Kind::Files(_) => members.iter().filter_map(|member| member.size).sum(),
            Kind::Zip(_) | Kind::Torn(_) => metadata.len(),
        };
        Ok(Container { path: path.to_owned(), members, kind, modified_ms, bytes })
    }

    /// The members, in a fixed order.
    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    /// Size of the input as the person sees it.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// When the input was last changed, in milliseconds since 1970 UTC.
    pub(crate) fn modified_ms(&self) -> Option<i64> {
        self.modified_ms
    }

    /// Tells whether the input is known to be incomplete.
    pub(crate) fn is_damaged(&self) -> bool {
        matches!(self.kind, Kind::Torn(_))
    }

    /// Gives `read` a member's bytes from `offset` on.
    ///
    /// # Errors
    /// Those of the disk. Damage and bombs inside an archive are met by `read`.
    pub(crate) fn with<T>(
        &mut self,
        member: usize,
        offset: u64,
        read: impl FnOnce(&mut dyn Read) -> T,
    ) -> io::Result<T> {
        match &mut self.kind {
            Kind::Files(paths) => {
                let path = paths.get(member).ok_or(io::ErrorKind::NotFound)?;
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(offset))?;
                Ok(read(&mut file))
            }
            Kind::Zip(zip) => zip.with(member, |input| after(input, offset, read)),
            Kind::Torn(torn) => torn.with(member, |input| after(input, offset, read)),
        }
    }

    /// The first bytes of a member, at most `most`; what cannot be read is left out.
    pub(crate) fn head(&mut self, member: usize, most: usize) -> io::Result<Vec<u8>> {
        self.with(member, 0, |input| {
            let mut head = Vec::new();
            let _ = input.take(most as u64).read_to_end(&mut head);
            head
        })
    }

    /// A second view of the same input, to be read from another thread.
    pub(crate) fn again(&self) -> Result<Self, Error> {
        let kind = match &self.kind {
            Kind::Files(paths) => Kind::Files(paths.clone()),
            Kind::Zip(_) => Kind::Zip(Box::new(
                zipped::Zip::open(&self.path)?.ok_or_else(|| Error::NotAnExport(self.path.clone()))?,
            )),
            Kind::Torn(torn) => Kind::Torn(torn.clone()),
        };
        Ok(Container {
            path: self.path.clone(),
            members: self.members.clone(),
            kind,
            modified_ms: self.modified_ms,
            bytes: self.bytes,
        })
    }

    /// A hash of the content: of an archive's bytes, or of the main file's bytes with the names and sizes of the
    /// files beside it. `None` when cancelled.
    pub(crate) fn hash(
        &self,
        main: usize,
        cancel: &CancelFlag,
        mut done: impl FnMut(u64),
    ) -> Result<Option<String>, Error> {
        let path = match &self.kind {
            Kind::Files(paths) => paths.get(main).unwrap_or(&self.path),
            Kind::Zip(_) | Kind::Torn(_) => &self.path,
        };
        let io = |source| Error::Io { path: path.clone(), source };
        let mut hasher = blake3::Hasher::new();
        let mut file = File::open(path).map_err(io)?;
        let mut buffer = vec![0; 256 << 10];
        let mut total = 0;
        loop {
            if cancel.is_cancelled() {
                return Ok(None);
            }
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => {
                    hasher.update(&buffer[..read]);
                    total += read as u64;
                    done(total);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(io(error)),
            }
        }
        if let Kind::Files(_) = &self.kind {
            for (_, member) in self.members.iter().enumerate().filter(|(member, _)| *member != main) {
                hasher.update(&member.size.unwrap_or_default().to_le_bytes());
                hasher.update(member.name.rsplit('/').next().unwrap_or_default().as_bytes());
                hasher.update(b"\0");
            }
        }
        Ok(Some(hasher.finalize().to_hex().to_string()))
    }
}

fn files_of(mut files: Vec<(Member, PathBuf)>) -> (Vec<Member>, Kind) {
    files.sort_by(|one, two| one.0.name.cmp(&two.0.name));
    let (members, paths) = files.into_iter().unzip();
    (members, Kind::Files(paths))
}

fn named(path: &Path, name: &Path, size: u64) -> (Member, PathBuf) {
    let name = name.to_string_lossy().replace('\\', "/");
    (Member { name, size: Some(size) }, path.to_owned())
}

/// Lists the files of a folder. Links are not followed, so nothing outside it is read.
fn list(folder: &Path, root: &Path, depth: usize, files: &mut Vec<(Member, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() && depth > 1 {
            list(&path, root, depth - 1, files)?;
        } else if kind.is_file() && files.len() < MOST_MEMBERS {
            let name = path.strip_prefix(root).unwrap_or(&path).to_owned();
            files.push(named(&path, &name, entry.metadata()?.len()));
        }
    }
    Ok(())
}

fn starts_with(path: &Path, magic: &[u8]) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(magic.len() as u64).read_to_end(&mut head)?;
    Ok(head == magic)
}

/// Steps over `offset` bytes of a stream.
fn after<T>(input: &mut dyn Read, offset: u64, read: impl FnOnce(&mut dyn Read) -> T) -> T {
    // An error here is met again by the reader, who knows what to do with it.
    let _ = io::copy(&mut Read::take(&mut *input, offset), &mut io::sink());
    read(input)
}

/// Marks a stream that grew beyond what an honest archive holds.
#[derive(Debug, thiserror::Error)]
#[error("the archive holds more than it says")]
pub(crate) struct Bomb;

/// How many times its compressed size a member may have: real exports have up to 26.
pub(crate) const MOST_RATIO: u64 = 200;
/// Members up to this size are harmless whatever their ratio is.
const HARMLESS: u64 = 1 << 20;

/// The most bytes that a member of this compressed size may hold.
pub(crate) fn most_bytes(compressed: u64) -> u64 {
    compressed.saturating_mul(MOST_RATIO).saturating_add(HARMLESS)
}

/// Ends with [`Bomb`] when a stream is longer than it may be.
struct Guard<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // One byte more than it may have shows whether it goes on.
        let most = usize::try_from(self.left.saturating_add(1)).unwrap_or(usize::MAX).min(out.len());
        let read = match self.inner.read(&mut out[..most]) {
            // The archive reader counts too, and has no error of its own for it.
            Err(error) if error.to_string().contains("larger than its declared") => return Err(bomb()),
            other => other?,
        };
        self.left = self.left.checked_sub(read as u64).ok_or_else(bomb)?;
        Ok(read)
    }
}

fn bomb() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Bomb)
}
