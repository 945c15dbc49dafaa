//! Archives whose directory is missing, as after an unfinished download: the members are found by walking from one
//! local header to the next (APPNOTE 4.3.7), the last one may break off.

use super::zipped::is_trick;
use super::{Guard, MOST_MEMBERS, Member, most_bytes};
use crate::Error;
use flate2::bufread::DeflateDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

const HEADER: [u8; 4] = *b"PK\x03\x04";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

#[derive(Debug, Clone)]
pub(super) struct Torn {
    path: PathBuf,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    member: Member,
    /// Where the data begins.
    start: u64,
    /// Bytes of data that are there.
    compressed: u64,
    method: u16,
}

impl Torn {
    /// Walks over the local headers.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let refused = |reason| Error::Refused { path: path.to_owned(), reason };
        let length = std::fs::metadata(path).map_err(io)?.len();
        let mut file = BufReader::with_capacity(64 << 10, File::open(path).map_err(io)?);
        let mut entries = Vec::new();
        let mut at = 0;
        while let Some(header) = Header::read(&mut file, at).map_err(io)? {
            if header.encrypted {
                return Err(Error::Encrypted(path.to_owned()));
            }
            if is_trick(&header.name) {
                return Err(refused("an entry of the archive points outside of it"));
            }
            if entries.len() >= MOST_MEMBERS {
                return Err(refused("the archive has too many entries"));
            }
            let start = at + header.length;
            if start > length {
                break;
            }
            let rest = length - start;
            let (compressed, size) = match header.sizes {
                Some((compressed, size)) => {
                    if size > most_bytes(compressed) {
                        return Err(refused("the archive is a bomb: an entry unpacks to more than 200 times its size"));
                    }
                    (compressed.min(rest), Some(size))
                }
                // The sizes stand behind the data, where only unpacking finds them.
                None if header.method == DEFLATED => {
                    file.seek(SeekFrom::Start(start)).map_err(io)?;
                    let compressed = deflated_length(&mut file).map_err(|_| {
                        refused("the archive is a bomb: an entry unpacks to more than 200 times its size")
                    })?;
                    (compressed.unwrap_or(rest), None)
                }
                None => (rest, None),
            };
            let member = Member { name: header.name, size };
            entries.push(Entry { member, start, compressed, method: header.method });
            let Some(next) = next_header(&mut file, start + compressed).map_err(io)? else { break };
            at = next;
        }
        Ok(Torn { path: path.to_owned(), entries })
    }

    pub(super) fn members(&self) -> Vec<Member> {
        self.entries.iter().map(|entry| entry.member.clone()).collect()
    }

    pub(super) fn with<T>(&mut self, member: usize, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let entry = self.entries.get(member).ok_or(io::ErrorKind::NotFound)?;
        let mut file = BufReader::with_capacity(64 << 10, File::open(&self.path)?);
        file.seek(SeekFrom::Start(entry.start))?;
        let left = entry.member.size.unwrap_or_else(|| most_bytes(entry.compressed));
        let data = file.take(entry.compressed);
        match entry.method {
            STORED => Ok(read(&mut Guard { inner: data, left })),
            DEFLATED => Ok(read(&mut Guard { inner: DeflateDecoder::new(data), left })),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

struct Header {
    name: String,
    length: u64,
    method: u16,
    encrypted: bool,
    /// Compressed and uncompressed size, if the header tells them.
    sizes: Option<(u64, u64)>,
}

impl Header {
    /// Reads the local header at `at`; `None` when there is none or it breaks off.
    fn read(file: &mut BufReader<File>, at: u64) -> io::Result<Option<Self>> {
        file.seek(SeekFrom::Start(at))?;
        let mut fixed = [0; 30];
        let Some(()) = whole(file.read_exact(&mut fixed))? else { return Ok(None) };
        if fixed[..4] != HEADER {
            return Ok(None);
        }
        let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
        let long = |at: usize| u32::from_le_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]]);
        let (flags, method) = (short(6), short(8));
        let mut name = vec![0; usize::from(short(26))];
        let mut extra = vec![0; usize::from(short(28))];
        let Some(()) = whole(file.read_exact(&mut name))? else { return Ok(None) };
        let Some(()) = whole(file.read_exact(&mut extra))? else { return Ok(None) };
        let mut sizes = (u64::from(long(18)), u64::from(long(22)));
        if sizes.0 == u64::from(u32::MAX) || sizes.1 == u64::from(u32::MAX) {
            sizes = zip64(&extra).unwrap_or(sizes);
        }
        Ok(Some(Header {
            name: String::from_utf8_lossy(&name).replace('\\', "/"),
            length: 30 + name.len() as u64 + extra.len() as u64,
            method,
            encrypted: flags & 1 != 0,
            sizes: (flags & 8 == 0 || sizes.0 > 0).then_some(sizes),
        }))
    }
}

/// Compressed and uncompressed size from the zip64 field (APPNOTE 4.5.3).
fn zip64(mut extra: &[u8]) -> Option<(u64, u64)> {
    while let [id_low, id_high, length_low, length_high, rest @ ..] = extra {
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let field = rest.get(..length)?;
        if [*id_low, *id_high] == [1, 0] {
            let number = |at: usize| Some(u64::from_le_bytes(field.get(at..at + 8)?.try_into().ok()?));
            return Some((number(8)?, number(0)?));
        }
        extra = rest.get(length..)?;
    }
    None
}

/// Turns an early end into `None`.
fn whole<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes that a deflate stream takes; `None` when it breaks off or is damaged.
fn deflated_length(file: &mut BufReader<File>) -> Result<Option<u64>, super::Bomb> {
    let mut decoder = DeflateDecoder::new(file);
    let mut buffer = vec![0; 64 << 10];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok(Some(decoder.total_in())),
            Ok(_) if decoder.total_out() > most_bytes(decoder.total_in()) => return Err(super::Bomb),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Ok(None),
        }
    }
}

/// Where the next local header is: right behind the data, or behind a data descriptor of 12 to 24 bytes.
fn next_header(file: &mut BufReader<File>, end: u64) -> io::Result<Option<u64>> {
    file.seek(SeekFrom::Start(end))?;
    let mut tail = Vec::new();
    file.take(28).read_to_end(&mut tail)?;
    Ok([0, 12, 16, 20, 24].into_iter().find(|at| tail.get(*at..*at + 4) == Some(&HEADER)).map(|at| end + at as u64))
}
