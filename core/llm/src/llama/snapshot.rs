//! The fixed beginning of a prompt, read once and kept on disk, encrypted.
//!
//! What a model has read of a prompt is the prompt in another form: instructions that may hold a name. So it is
//! sealed with a key that the caller keeps, under a name that says nothing. The name and the seal cover the model, the
//! setup and the tokens: a snapshot of anything else does not open, and llama.cpp is never given bytes that were not
//! written here.
//!
//! The seal is AES-256-GCM, for which processors have instructions: the file of a small model has to open in a few
//! milliseconds, or reading the prompt again would be as soon done. Each file has a key of its own (BLAKE3 of a random
//! salt, keyed), so that no nonce can come twice.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

const MAGIC: &[u8] = b"coach-prefix-2\n";
const SALT: usize = 32;
/// What stands in a file before the sealed state.
const HEAD: usize = MAGIC.len() + SALT;
/// How the files end.
const KIND: &str = "prefix";
/// Snapshots that are kept; the least recently used go first.
const KEPT: usize = 8;
/// A larger state is not worth its place.
const MAX_BYTES: usize = 512 << 20;

/// The key that snapshots are sealed with; prints as nothing.
#[derive(Clone)]
pub struct SnapshotKey([u8; 32]);

impl SnapshotKey {
    /// A key of 32 random bytes that the caller keeps as it keeps other secrets.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl std::fmt::Debug for SnapshotKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SnapshotKey(…)")
    }
}

/// Where snapshots are kept.
#[derive(Debug, Clone)]
pub struct Snapshots {
    folder: PathBuf,
    key: SnapshotKey,
}

impl Snapshots {
    /// Snapshots in a folder of their own, which is made when it is needed.
    #[must_use]
    pub fn new(folder: PathBuf, key: SnapshotKey) -> Self {
        Self { folder, key }
    }

    /// Begins to open the snapshot that was used last, beside what else is done until it is asked for.
    pub(super) fn ahead(&self) -> Option<Ahead> {
        let snapshots = self.clone();
        std::thread::Builder::new().name("coach-prefix".to_owned()).spawn(move || snapshots.last_used()).ok().map(Ahead)
    }

    /// The sealed state for this identity, if there is a sound one: the one that was opened ahead, or from its file.
    /// Anything else is passed over.
    pub(super) fn load(&self, identity: &[u8], ahead: Option<Ahead>) -> Option<Vec<u8>> {
        let name = self.name(identity);
        let path = self.path(&name);
        let file = fs::File::open(&path).ok()?;
        // What is used stays, and is opened ahead next time.
        let _ = file.set_modified(std::time::SystemTime::now());
        if let Some((_, state)) = ahead.and_then(Ahead::take).filter(|(ahead, _)| *ahead == name) {
            return Some(state);
        }
        let opened = self.open(&name, file);
        if opened.is_none() {
            tracing::warn!("a saved prompt does not open; it is read again");
            let _ = fs::remove_file(&path);
        }
        opened
    }

    fn last_used(&self) -> Option<(Name, Vec<u8>)> {
        let (_, path) = self.files().into_iter().find(|(_, path)| path.extension().is_some_and(|kind| kind == KIND))?;
        let name = Name::from_hex(path.file_stem()?.to_str()?)?;
        Some((name, self.open(&name, fs::File::open(&path).ok()?)?))
    }

    /// Keeps a state. Failing is no error: the prompt is read again next time.
    pub(super) fn save(&self, identity: &[u8], state: Vec<u8>) {
        if state.len() > MAX_BYTES {
            return;
        }
        if let Err(error) = self.write(identity, state) {
            tracing::warn!(kind = %error.kind(), "a read prompt could not be kept");
        }
    }

    fn open(&self, name: &Name, mut file: fs::File) -> Option<Vec<u8>> {
        let size = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let sealed = size.checked_sub(HEAD).filter(|sealed| *sealed <= MAX_BYTES + AES_256_GCM.tag_len())?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let salt = head.strip_prefix(MAGIC)?;
        let mut state = Vec::with_capacity(sealed);
        file.take(sealed as u64).read_to_end(&mut state).ok()?;
        let opened = self.seal(salt)?.open_in_place(nonce(), Aad::from(name.0), &mut state).ok()?.len();
        state.truncate(opened);
        Some(state)
    }

    fn write(&self, identity: &[u8], mut state: Vec<u8>) -> std::io::Result<()> {
        let name = self.name(identity);
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|_| std::io::Error::other("no randomness"))?;
        self.seal(&salt)
            .and_then(|seal| seal.seal_in_place_append_tag(nonce(), Aad::from(name.0), &mut state).ok())
            .ok_or_else(|| std::io::Error::other("not sealed"))?;
        fs::create_dir_all(&self.folder)?;
        let path = self.path(&name);
        let unfinished = path.with_extension(format!("{}.part", std::process::id()));
        let written = fs::File::create(&unfinished).and_then(|mut file| {
            file.write_all(MAGIC)?;
            file.write_all(&salt)?;
            file.write_all(&state)?;
            file.sync_all()
        });
        let kept = written.and_then(|()| fs::rename(&unfinished, &path));
        if kept.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        self.tidy();
        kept
    }

    /// Removes all but the newest snapshots, and what was left half-written.
    fn tidy(&self) {
        for (_, path) in self.files().iter().skip(KEPT) {
            let _ = fs::remove_file(path);
        }
    }

    /// The files of the folder that are ours, those used last first.
    fn files(&self) -> Vec<(std::time::SystemTime, PathBuf)> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<_> = entries
            .flatten()
            .filter_map(|entry| {
                let path = entry.path();
                let ours = path.extension().is_some_and(|kind| kind == KIND || kind == "part");
                ours.then_some((entry.metadata().ok()?.modified().ok()?, path))
            })
            .collect();
        files.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
        files
    }

    /// What seals the one file of this salt.
    fn seal(&self, salt: &[u8]) -> Option<LessSafeKey> {
        let key = blake3::derive_key("coach 2026 seals of prompt snapshots", &self.key.0);
        let key = blake3::keyed_hash(&key, salt);
        UnboundKey::new(&AES_256_GCM, key.as_bytes()).ok().map(LessSafeKey::new)
    }

    fn name(&self, identity: &[u8]) -> Name {
        let key = blake3::derive_key("coach 2026 names of prompt snapshots", &self.key.0);
        let mut name = [0; 16];
        blake3::Hasher::new_keyed(&key).update(identity).finalize_xof().fill(&mut name);
        Name(name)
    }

    fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(format!("{:032x}.{KIND}", u128::from_be_bytes(name.0)))
    }
}

/// A name that says nothing to whoever has no key.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name([u8; 16]);

impl Name {
    fn from_hex(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes()))
    }
}

/// A snapshot that is being opened before it is asked for.
pub(super) struct Ahead(JoinHandle<Option<(Name, Vec<u8>)>>);

impl Ahead {
    fn take(self) -> Option<(Name, Vec<u8>)> {
        self.0.join().ok().flatten()
    }
}

/// The nonce of a key that seals one thing only.
fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

/// A short hash of a model file: its head, and pieces from all over it.
pub(super) fn fingerprint(path: &Path, data_start: u64, size: u64) -> std::io::Result<[u8; 32]> {
    use std::io::{Read, Seek, SeekFrom};
    const PIECES: u64 = 64;
    const PIECE: u64 = 64 << 10;
    let mut file = fs::File::open(path)?;
    let mut hash = blake3::Hasher::new();
    hash.update(&size.to_le_bytes());
    std::io::copy(&mut (&mut file).take(data_start), &mut hash)?;
    let data = size.saturating_sub(data_start);
    for piece in 0..PIECES {
        file.seek(SeekFrom::Start(data_start + data / PIECES * piece))?;
        std::io::copy(&mut (&mut file).take(PIECE.min(data / PIECES + 1)), &mut hash)?;
    }
    Ok(*hash.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("coach-snapshots-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn what_is_kept_opens_only_for_its_key_and_identity() {
        let folder = folder("keys");
        let ours = Snapshots::new(folder.clone(), SnapshotKey::new([1; 32]));
        ours.save(b"model and tokens", b"state".to_vec());
        assert_eq!(ours.load(b"model and tokens", None).as_deref(), Some(b"state".as_slice()));
        assert_eq!(ours.load(b"another model", None), None);
        let other = Snapshots::new(folder.clone(), SnapshotKey::new([2; 32]));
        assert_eq!(other.load(b"model and tokens", None), None);
        // A file of one identity under the name of another.
        ours.save(b"second", b"other state".to_vec());
        let (first, second) = (ours.path(&ours.name(b"model and tokens")), ours.path(&ours.name(b"second")));
        fs::copy(&second, &first).unwrap();
        assert_eq!(ours.load(b"model and tokens", None), None);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_damaged_snapshot_is_passed_over_and_removed() {
        let folder = folder("damage");
        let ours = Snapshots::new(folder.clone(), SnapshotKey::new([1; 32]));
        ours.save(b"x", vec![7; 1000]);
        let path = ours.path(&ours.name(b"x"));
        let sound = fs::read(&path).unwrap();
        assert!(!sound.windows(16).any(|window| window == [7; 16]), "the state is not readable on disk");
        for spoilt in [&sound[..sound.len() - 1], &sound[..20], b"", &[b"junk".as_slice(), &sound].concat()] {
            fs::write(&path, spoilt).unwrap();
            assert_eq!(ours.load(b"x", None), None);
            assert!(!path.exists());
        }
        for place in (0..sound.len()).step_by(13) {
            let mut spoilt = sound.clone();
            spoilt[place] ^= 1;
            fs::write(&path, spoilt).unwrap();
            assert_eq!(ours.load(b"x", None), None, "byte {place}");
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_was_used_last_is_opened_ahead_and_given_to_nobody_else() {
        let folder = folder("ahead");
        let ours = Snapshots::new(folder.clone(), SnapshotKey::new([1; 32]));
        assert!(ours.ahead().unwrap().take().is_none(), "there is none yet");
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
        for (identity, age) in [("first", 2), ("second", 1)] {
            ours.save(identity.as_bytes(), identity.as_bytes().to_vec());
            let file = fs::File::open(ours.path(&ours.name(identity.as_bytes()))).unwrap();
            file.set_modified(old - std::time::Duration::from_secs(age)).unwrap();
        }
        // The second is newer, until the first is used.
        let ahead = ours.ahead();
        assert_eq!(ours.load(b"first", ahead).as_deref(), Some(b"first".as_slice()));
        let path = ours.path(&ours.name(b"first"));
        let ahead = ours.ahead().unwrap();
        while !ahead.0.is_finished() {
            std::thread::yield_now();
        }
        fs::write(&path, b"junk").unwrap();
        assert_eq!(ours.load(b"first", Some(ahead)).as_deref(), Some(b"first".as_slice()), "it was open already");
        assert_eq!(ours.load(b"first", ours.ahead()), None, "what does not open is not opened ahead either");
        assert!(Snapshots::new(folder.clone(), SnapshotKey::new([2; 32])).ahead().unwrap().take().is_none());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn few_are_kept_and_nothing_is_left_half_written() {
        let folder = folder("few");
        let ours = Snapshots::new(folder.clone(), SnapshotKey::new([1; 32]));
        for number in 0..12_u8 {
            ours.save(&[number], b"state".to_vec());
        }
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(names.len(), KEPT);
        assert!(names.iter().all(|path| path.extension().unwrap() == "prefix"));
        assert!(!format!("{ours:?}").contains("1, 1"), "the key is never printed");
        fs::remove_dir_all(folder).unwrap();
    }
}
