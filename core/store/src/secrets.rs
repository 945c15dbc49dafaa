//! Keys for services, in the platform's keyring where the database key is, else in the encrypted database. They never
//! leave this device and are in no export.

use crate::{Error, KeySource, Store, key};
use rusqlite::OptionalExtension;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// What names of keys begin with among the secrets.
const PREFIX: &str = "service/";
/// Bytes of a key at most.
const KEY_BYTES: usize = 4_096;

/// Where a key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the platform's keyring.
    Keyring,
    /// In the encrypted database.
    Database,
}

impl Store {
    /// Keeps the key for a service, in place of an earlier one; says where.
    ///
    /// # Errors
    /// [`Error::NoKey`] when the text is no key or the keyring does not answer; those of writing to the database.
    pub fn keep_service_key(
        &self,
        source: &KeySource,
        service: &str,
        secret: &SecretString,
    ) -> Result<KeyPlace, Error> {
        let text = secret.expose_secret();
        if text.is_empty() || text.len() > KEY_BYTES || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::NoKey(format!("what was given for {service} is no key: one word of ASCII letters")));
        }
        let (place, value) = if matches!(source, KeySource::Keyring) {
            key::set_service_key(self.data_dir(), service, Some(text))?;
            (KeyPlace::Keyring, Zeroizing::new(Vec::new()))
        } else {
            (KeyPlace::Database, Zeroizing::new(text.as_bytes().to_vec()))
        };
        self.db().write(|tx| {
            tx.execute(
                "INSERT INTO secret (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                rusqlite::params![format!("{PREFIX}{service}"), value.as_slice()],
            )?;
            Ok(())
        })?;
        Ok(place)
    }

    /// The key for a service, if there is one.
    ///
    /// # Errors
    /// [`Error::NoKey`] when the keyring does not answer; those of reading the database.
    pub fn service_key(&self, service: &str) -> Result<Option<SecretString>, Error> {
        let value: Option<Zeroizing<Vec<u8>>> = self.db().read(|connection| {
            Ok(connection
                .query_row("SELECT value FROM secret WHERE name = ?1", [format!("{PREFIX}{service}")], |row| row.get(0))
                .optional()?
                .map(Zeroizing::new))
        })?;
        match value {
            None => Ok(None),
            Some(value) if value.is_empty() => key::service_key(self.data_dir(), service),
            Some(value) => {
                let text = str::from_utf8(&value).map_err(|_| Error::Corrupt("the key for a service".to_owned()))?;
                Ok(Some(text.into()))
            }
        }
    }

    /// Forgets the key for a service; tells whether there was one.
    ///
    /// # Errors
    /// As [`Store::service_key`].
    pub fn forget_service_key(&self, service: &str) -> Result<bool, Error> {
        let name = format!("{PREFIX}{service}");
        let in_keyring: Option<bool> = self.db().read(|connection| {
            Ok(connection
                .query_row("SELECT length(value) = 0 FROM secret WHERE name = ?1", [&name], |row| row.get(0))
                .optional()?)
        })?;
        if in_keyring == Some(true) {
            key::set_service_key(self.data_dir(), service, None)?;
        }
        self.db().write(|tx| Ok(tx.execute("DELETE FROM secret WHERE name = ?1", [&name])?))?;
        Ok(in_keyring.is_some())
    }

    /// A key of 32 random bytes for what is kept sealed beside the database, made when it is first asked for. Like keys
    /// for services it never leaves this device.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn device_key(&self, purpose: &str) -> Result<Zeroizing<[u8; 32]>, Error> {
        let name = format!("device/{purpose}");
        self.db().write(|tx| {
            let kept: Option<Vec<u8>> =
                tx.query_row("SELECT value FROM secret WHERE name = ?1", [&name], |row| row.get(0)).optional()?;
            if let Some(key) = kept.map(Zeroizing::new).and_then(|kept| <[u8; 32]>::try_from(kept.as_slice()).ok()) {
                return Ok(Zeroizing::new(key));
            }
            let mut key = Zeroizing::new([0; 32]);
            crate::log::crypto::random(key.as_mut_slice())?;
            tx.execute(
                "INSERT OR REPLACE INTO secret (name, value) VALUES (?1, ?2)",
                rusqlite::params![name, key.as_slice()],
            )?;
            Ok(key)
        })
    }

    /// Names of the services for which there is a key, and where each is kept.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn service_keys(&self) -> Result<Vec<(String, KeyPlace)>, Error> {
        self.db().read(|connection| {
            let mut statement =
                connection.prepare("SELECT name, length(value) = 0 FROM secret WHERE name LIKE ?1 ORDER BY name")?;
            let rows = statement
                .query_map([format!("{PREFIX}%")], |row| {
                    let name: String = row.get(0)?;
                    let place = if row.get(1)? { KeyPlace::Keyring } else { KeyPlace::Database };
                    Ok((name.trim_start_matches(PREFIX).to_owned(), place))
                })?
                .collect::<Result<_, _>>()?;
            Ok(rows)
        })
    }
}
