//! Where the database key comes from.

use crate::Error;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// Name under which the platform's keyring lists the key.
const KEYRING_SERVICE: &str = "PocketCoach";
/// Ends of the names of a folder's entries: the database key, and the keys for services.
const DATABASE: &str = "";
const SERVICES: &str = "-services";

/// A random 32-byte key. Never printed, wiped on drop.
pub struct DatabaseKey(pub(crate) Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DatabaseKey(…)")
    }
}

impl DatabaseKey {
    /// A new key from the system's random numbers.
    fn random() -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        crate::log::crypto::random(bytes.as_mut())?;
        Ok(DatabaseKey(bytes))
    }

    /// Reads 64 hexadecimal digits, white space around them allowed.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut key = Zeroizing::new([0_u8; 32]);
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = (high * 16 + low) as u8;
        }
        Some(DatabaseKey(key))
    }

    /// The key as 64 hexadecimal digits.
    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text
    }
}

/// A place for secrets that the program around the store brings, such as a phone's keychain.
pub trait SecretVault: Send + Sync {
    /// The secret of a name; `None` when there is none.
    ///
    /// # Errors
    /// Why it cannot be read, and what to do, without any secret.
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, String>;

    /// Keeps a secret in place of an earlier one.
    ///
    /// # Errors
    /// Why it cannot be kept, and what to do, without any secret.
    fn write(&self, name: &str, secret: &[u8]) -> Result<(), String>;

    /// Forgets a secret; none of this name is fine.
    ///
    /// # Errors
    /// Why it cannot be forgotten.
    fn delete(&self, name: &str) -> Result<(), String>;
}

/// The name of the database key in a vault.
const VAULT_NAME: &str = "pocketcoach.database";

/// Where to look for the key, or where to put a new one.
#[derive(Clone)]
pub enum KeySource {
    /// A vault of the host's.
    Vault(Arc<dyn SecretVault>),
    /// The platform's keyring, under a name that belongs to the data folder.
    Keyring,
    /// A file that only its owner can read, holding 64 hexadecimal digits.
    File(PathBuf),
    /// 64 hexadecimal digits, as from `POCKETCOACH_KEY`.
    Given(SecretString),
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeySource::Vault(_) => formatter.write_str("Vault"),
            KeySource::Keyring => formatter.write_str("Keyring"),
            KeySource::File(path) => formatter.debug_tuple("File").field(path).finish(),
            KeySource::Given(secret) => formatter.debug_tuple("Given").field(secret).finish(),
        }
    }
}

impl KeySource {
    /// Reads the key for an existing database in `data_dir`.
    ///
    /// # Errors
    /// [`Error::NoKey`] or [`Error::KeyFile`], with a sentence that says the way on.
    pub fn load(&self, data_dir: &Path) -> Result<DatabaseKey, Error> {
        match self {
            KeySource::Given(text) => given(text),
            KeySource::Vault(vault) => from_vault(vault.as_ref()),
            KeySource::File(path) => read_key_file(path),
            KeySource::Keyring => {
                let secret = with_keyring(data_dir, DATABASE, |entry| entry.get_secret().map(Zeroizing::new))?;
                let bytes: [u8; 32] = secret.as_slice().try_into().map_err(|_| {
                    Error::NoKey("the keyring's entry for this folder is not a PocketCoach key".to_owned())
                })?;
                Ok(DatabaseKey(Zeroizing::new(bytes)))
            }
        }
    }

    /// Makes a random key for a new database in `data_dir` and keeps it in this place. A given key is taken as it is;
    /// a key file that is already there is used.
    ///
    /// # Errors
    /// As [`KeySource::load`]; a locked or absent keyring says how to use a key file instead.
    pub fn create(&self, data_dir: &Path) -> Result<DatabaseKey, Error> {
        match self {
            KeySource::Given(text) => given(text),
            KeySource::Vault(vault) => {
                let key = DatabaseKey::random()?;
                vault.write(VAULT_NAME, key.0.as_slice()).map_err(Error::NoKey)?;
                // A locked keychain may take a secret and not give it back: only a read tells.
                let read = from_vault(vault.as_ref())?;
                if read.0.as_slice() != key.0.as_slice() {
                    return Err(Error::NoKey("the keychain did not keep the key; unlock it and try again".to_owned()));
                }
                Ok(key)
            }
            KeySource::File(path) => {
                if !path.exists() {
                    create_key_file(path)?;
                }
                read_key_file(path)
            }
            KeySource::Keyring => {
                let key = DatabaseKey::random()?;
                // A locked keyring may take a secret and not give it back: only a read tells.
                let read = with_keyring(data_dir, DATABASE, |entry| {
                    entry.set_secret(key.0.as_slice())?;
                    entry.get_secret().map(Zeroizing::new)
                })?;
                if read.as_slice() != key.0.as_slice() {
                    return Err(Error::NoKey(format!("the keyring did not keep the key; {WAY_ON}")));
                }
                Ok(key)
            }
        }
    }

    /// Removes the key from its place: the keyring's entry, or the key file after its bytes are overwritten.
    /// Returns the file that was removed, if it was one.
    pub(crate) fn destroy(&self, data_dir: &Path) -> Result<Option<PathBuf>, Error> {
        match self {
            KeySource::Given(_) => Ok(None),
            KeySource::Vault(vault) => vault.delete(VAULT_NAME).map(|()| None).map_err(Error::NoKey),
            KeySource::File(path) if !path.exists() => Ok(None),
            KeySource::File(path) => {
                let wipe = || -> std::io::Result<()> {
                    use std::io::Write;
                    let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
                    file.write_all(&[b'0'; 64])?;
                    file.sync_all()?;
                    std::fs::remove_file(path)
                };
                wipe().map_err(|error| Error::io(path, error))?;
                Ok(Some(path.clone()))
            }
            KeySource::Keyring => {
                let delete = |entry: keyring::Entry| match entry.delete_credential() {
                    Err(keyring::Error::NoEntry) => Ok(None),
                    other => other.map(|()| None),
                };
                with_keyring(data_dir, SERVICES, delete)?;
                with_keyring(data_dir, DATABASE, delete)
            }
        }
    }
}

/// The keys for services that the keyring holds for a folder: one entry, so that erasing the folder finds all of them.
fn service_keys(data_dir: &Path) -> Result<BTreeMap<String, String>, Error> {
    let text = with_keyring(data_dir, SERVICES, |entry| match entry.get_secret() {
        Err(keyring::Error::NoEntry) => Ok(None),
        other => other.map(|secret| Some(Zeroizing::new(secret))),
    })?;
    let unreadable = |_| Error::NoKey("the keyring's entry for services cannot be read; set the keys anew".to_owned());
    text.map_or_else(|| Ok(BTreeMap::new()), |text| serde_json::from_slice(&text).map_err(unreadable))
}

/// The key for a service out of the keyring.
pub(crate) fn service_key(data_dir: &Path, service: &str) -> Result<Option<SecretString>, Error> {
    Ok(service_keys(data_dir)?.remove(service).map(SecretString::from))
}

/// Keeps the key for a service in the keyring, or forgets it.
pub(crate) fn set_service_key(data_dir: &Path, service: &str, key: Option<&str>) -> Result<(), Error> {
    let mut keys = service_keys(data_dir)?;
    match key {
        Some(key) => keys.insert(service.to_owned(), key.to_owned()),
        None => keys.remove(service),
    };
    let text = serde_json::to_string(&keys).map(Zeroizing::new);
    keys.values_mut().for_each(Zeroize::zeroize);
    let text = text.map_err(|_| Error::NoKey("the keys for services cannot be written".to_owned()))?;
    // A locked keyring may take a secret and not give it back: only a read tells.
    let read = with_keyring(data_dir, SERVICES, |entry| {
        entry.set_secret(text.as_bytes())?;
        entry.get_secret().map(Zeroizing::new)
    })?;
    if read.as_slice() == text.as_bytes() {
        Ok(())
    } else {
        Err(Error::NoKey(format!("the keyring did not keep the key; {WAY_ON}")))
    }
}

/// What a person can do when the keyring does not help.
const WAY_ON: &str =
    "unlock it and try again, or use a key file: `--key-file PATH` (`coach init --key-file PATH` makes one)";

fn from_vault(vault: &dyn SecretVault) -> Result<DatabaseKey, Error> {
    let secret = vault.read(VAULT_NAME).map_err(Error::NoKey)?.ok_or_else(|| {
        Error::NoKey("the keychain has no key for the database; bring it back from a backup of the keychain".to_owned())
    })?;
    let bytes: [u8; 32] = secret
        .as_slice()
        .try_into()
        .map_err(|_| Error::NoKey("the keychain's entry is not a PocketCoach key".to_owned()))?;
    Ok(DatabaseKey(Zeroizing::new(bytes)))
}

fn given(text: &SecretString) -> Result<DatabaseKey, Error> {
    use secrecy::ExposeSecret;
    DatabaseKey::parse(text.expose_secret())
        .ok_or_else(|| Error::NoKey("the given key is not 64 hexadecimal digits; check POCKETCOACH_KEY".to_owned()))
}

fn keyring_error(error: &keyring::Error) -> Error {
    // The platform's own text may name objects of the session; the kind says enough.
    Error::NoKey(match error {
        keyring::Error::NoEntry => "the keyring has no key for this folder; if it was made with a key file, \
                                    use `--key-file PATH`"
            .to_owned(),
        keyring::Error::NoStorageAccess(_) => format!("the keyring is locked; {WAY_ON}"),
        _ => format!("no keyring answers on this system; {WAY_ON}"),
    })
}

/// Does something with the entry that belongs to a data folder: two folders never share a key.
fn with_keyring<T: Send>(
    data_dir: &Path,
    what: &str,
    work: impl FnOnce(keyring::Entry) -> keyring::Result<T> + Send,
) -> Result<T, Error> {
    let folder = std::path::absolute(data_dir).map_err(|error| Error::io(data_dir, error))?;
    let folder = folder.canonicalize().unwrap_or(folder);
    let name = blake3::hash(folder.as_os_str().as_encoded_bytes()).to_hex();
    // The client of the secret service blocks, which it must not do on a thread of an async runtime, and it is no
    // reason to fall over if it panics where there is no session bus.
    std::thread::scope(|scope| {
        scope.spawn(|| work(keyring::Entry::new(KEYRING_SERVICE, &format!("{}{what}", &name[..32]))?)).join()
    })
    .map_err(|_| Error::NoKey(format!("no keyring answers on this system; {WAY_ON}")))?
    .map_err(|error| keyring_error(&error))
}

fn read_key_file(path: &Path) -> Result<DatabaseKey, Error> {
    let shown = path.display();
    let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Error::NoKey(format!("there is no key file {shown}; `coach init --key-file {shown}` makes one"))
        }
        _ => Error::KeyFile(format!("{shown} cannot be read: {}", error.kind())),
    })?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if metadata.permissions().mode() & 0o077 != 0 {
            return Err(Error::KeyFile(format!("others can read {shown}; run `chmod 600 {shown}`")));
        }
    }
    if !metadata.is_file() || metadata.len() > 1024 {
        return Err(Error::KeyFile(format!("{shown} does not hold 64 hexadecimal digits")));
    }
    let mut text = Zeroizing::new(
        std::fs::read_to_string(path)
            .map_err(|error| Error::KeyFile(format!("{shown} cannot be read: {}", error.kind())))?,
    );
    let key =
        DatabaseKey::parse(&text).ok_or_else(|| Error::KeyFile(format!("{shown} does not hold 64 hexadecimal digits")));
    text.zeroize();
    key
}

/// Writes a new random key to `path`, readable by its owner only; an existing file is left alone and is an error.
///
/// # Errors
/// [`Error::KeyFile`] when the file exists or cannot be written.
pub fn create_key_file(path: &Path) -> Result<(), Error> {
    use std::io::Write;
    let shown = path.display();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::KeyFile(format!("{} cannot be made: {}", folder.display(), error.kind())))?;
    }
    let mut file = options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::KeyFile(format!("{shown} is already there and was left alone")),
        kind => Error::KeyFile(format!("{shown} cannot be written: {kind}")),
    })?;
    let key = DatabaseKey::random()?;
    let mut text = key.to_hex();
    text.push('\n');
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| Error::KeyFile(format!("{shown} cannot be written: {}", error.kind())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_private_and_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sub/key");
        create_key_file(&path).unwrap();
        assert!(matches!(create_key_file(&path), Err(Error::KeyFile(text)) if text.contains("left alone")));
        let source = KeySource::File(path.clone());
        let key = source.load(folder.path()).unwrap();
        assert_eq!(*key.0, *source.create(folder.path()).unwrap().0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            for mode in [0o640, 0o604, 0o620] {
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
                let error = source.load(folder.path()).unwrap_err();
                assert!(error.to_string().contains("chmod 600"), "{error}");
            }
        }
    }

    #[test]
    fn a_wrong_key_text_is_told_and_not_repeated() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "abc", &"g".repeat(64), &"a".repeat(63), &"a".repeat(65)] {
            let error = KeySource::Given(text.to_owned().into()).load(folder.path()).unwrap_err();
            assert!(matches!(error, Error::NoKey(_)));
            assert!(text.is_empty() || text == "abc" || !error.to_string().contains(text));
        }
        let key = KeySource::Given(format!(" {}\n", "0aF9".repeat(16)).into()).load(folder.path()).unwrap();
        assert_eq!(*key.to_hex(), "0af9".repeat(16));
        assert!(!format!("{key:?}").contains("0af9"));
    }

    #[test]
    fn a_keyring_without_the_key_says_the_way_on() {
        // With or without a keyring on this system: no key was ever made for this folder.
        let folder = tempfile::tempdir().unwrap();
        let error = KeySource::Keyring.load(folder.path()).unwrap_err();
        assert!(matches!(&error, Error::NoKey(text) if text.contains("--key-file PATH")), "{error}");
    }

    #[test]
    fn a_missing_key_file_says_how_to_make_one() {
        let folder = tempfile::tempdir().unwrap();
        let error = KeySource::File(folder.path().join("none")).load(folder.path()).unwrap_err();
        assert!(error.to_string().contains("coach init --key-file"), "{error}");
    }
}
