//! Where the database key comes from.

use crate::Error;
use std::path::{Path, PathBuf};

/// A random 32-byte key. Never printed, wiped on drop.
pub struct DatabaseKey(pub(crate) zeroize::Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DatabaseKey(…)")
    }
}

/// Where to look for the key, or where to put a new one.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// The platform's keyring, under a name that belongs to the data folder.
    Keyring,
    /// A file that only its owner can read, holding 64 hexadecimal digits.
    File(PathBuf),
    /// 64 hexadecimal digits, as from `POCKETCOACH_KEY`.
    Given(secrecy::SecretString),
}

impl KeySource {
    /// Reads the key for an existing database in `data_dir`.
    ///
    /// # Errors
    /// [`Error::NoKey`] or [`Error::KeyFile`], with a sentence that says the way on.
    pub fn load(&self, data_dir: &Path) -> Result<DatabaseKey, Error> {
        let _ = data_dir;
        todo!()
    }

    /// Makes a random key for a new database in `data_dir` and keeps it in this place. A given key is taken as it is;
    /// a key file that is already there is used.
    ///
    /// # Errors
    /// As [`KeySource::load`]; a locked or absent keyring says how to use a key file instead.
    pub fn create(&self, data_dir: &Path) -> Result<DatabaseKey, Error> {
        let _ = data_dir;
        todo!()
    }
}

/// Writes a new random key to `path`, readable by its owner only; an existing file is left alone and is an error.
///
/// # Errors
/// [`Error::KeyFile`] when the file exists or cannot be written.
pub fn create_key_file(path: &Path) -> Result<(), Error> {
    let _ = path;
    todo!()
}
