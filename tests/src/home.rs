//! A store in a folder of its own, with a key file beside it.

use anyhow::Context;
use coach_sources::{CancelFlag, ImportOptions, Progress};
use coach_store::{ImportReport, KeySource, Store, StoreOptions};
use std::path::{Path, PathBuf};

/// Where a store lives.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// A home in `folder`, which is made when the store is.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Home { folder: folder.to_owned() }
    }

    /// Folder of the database.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Opens the store, and makes it when there is none.
    ///
    /// # Errors
    /// Those of the store.
    pub fn open(&self) -> anyhow::Result<Store> {
        let data_dir = self.data();
        std::fs::create_dir_all(&data_dir).context("make the folder")?;
        let source = KeySource::File(self.folder.join("key"));
        let create = !Store::exists(&data_dir);
        let key = if create { source.create(&data_dir)? } else { source.load(&data_dir)? };
        Ok(Store::open(StoreOptions { data_dir, key, create })?)
    }

    /// Imports `path` into the store.
    ///
    /// # Errors
    /// Those of the store and the import.
    pub fn import(&self, path: &Path) -> anyhow::Result<ImportReport> {
        import(&self.open()?, path)
    }

    /// The canonical export of the store.
    ///
    /// # Errors
    /// Those of the store.
    pub fn export(&self) -> anyhow::Result<Vec<u8>> {
        let mut out = Vec::new();
        self.open()?.export(&mut out)?;
        Ok(out)
    }

    /// Bytes of the database with its side files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let files = std::fs::read_dir(self.data()).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len()).sum()
    }
}

/// Imports `path` without watching.
///
/// # Errors
/// Those of the import.
pub fn import(store: &Store, path: &Path) -> anyhow::Result<ImportReport> {
    let silent = |_: &Progress| {};
    Ok(coach_sources::import(store, path, &ImportOptions::default(), &silent, &CancelFlag::default())?)
}

/// Where two exports differ first, for a failure that can be read.
#[must_use]
pub fn first_difference(one: &[u8], two: &[u8]) -> Option<String> {
    let (mut one, mut two) = (one.split(|byte| *byte == b'\n'), two.split(|byte| *byte == b'\n'));
    let mut line = 0;
    loop {
        line += 1;
        let pair = (one.next(), two.next());
        match pair {
            (None, None) => return None,
            (a, b) if a == b => {}
            (a, b) => {
                let text = |side: Option<&[u8]>| {
                    side.map_or("(end)".into(), |side| String::from_utf8_lossy(side).into_owned())
                };
                return Some(format!("line {line}:\n  {}\n  {}", text(a), text(b)));
            }
        }
    }
}
