//! The folder of installed models and the list of what is in it.

use super::error::file_name;
use super::manifest::{is_file_name, is_name};
use super::partial::{BLOCK, Origin, Partial, discard_at, hash, room_for, write_whole};
use super::progress::{OnProgress, Progress, Stage, go_on};
use super::{Catalogue, Digest, Error};
use crate::gguf::Gguf;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

const INDEX: &str = "installed.json";
const LOCK: &str = ".lock";
const SCHEMA: u32 = 1;

/// Who says that a file is the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VouchedBy {
    /// The signed catalogue.
    Catalogue,
    /// The person, who gave the hash or brought the file.
    Person,
    /// Nobody: what came first was taken, and its hash is held on to since.
    FirstDownload,
}

/// A model that is on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = InstalledModel)]
pub struct Installed {
    /// Name to call it by.
    pub name: String,
    /// Name of the file in the folder.
    pub file: String,
    /// Length in bytes.
    pub size_bytes: u64,
    /// Hash.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// Who says that this is the right file.
    pub vouched_by: VouchedBy,
    /// Address that it came from without its query, or name of the file that was imported.
    pub from: String,
    /// When, in milliseconds since 1970.
    pub installed_ms: i64,
    /// Architecture by its head, for example `qwen3`.
    pub architecture: Option<String>,
    /// Longest context by its head, in tokens.
    pub context_tokens: Option<u64>,
}

impl Installed {
    /// Whether it makes vectors of texts instead of writing some.
    #[must_use]
    pub fn is_encoder(&self) -> bool {
        self.architecture.as_deref().is_some_and(crate::gguf::is_encoder)
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Index {
    schema: u32,
    models: Vec<Installed>,
}

/// What a file that was checked is to be known as.
pub(super) struct Arrival {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) sha256: Digest,
    pub(super) vouched_by: VouchedBy,
    pub(super) from: String,
    pub(super) at_ms: i64,
}

/// The folder of installed models, `models` in the folder of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelsFolder {
    root: PathBuf,
}

impl ModelsFolder {
    /// The folder under `data_dir`. It is made when something is put into it.
    #[must_use]
    pub fn new(data_dir: &Path) -> Self {
        ModelsFolder { root: data_dir.join("models") }
    }

    /// What is installed, by name. A file may be gone all the same: [`ModelsFolder::path`] tells.
    ///
    /// # Errors
    /// [`Error::Disk`] when the list cannot be read, [`Error::Catalogue`] when it is not one.
    pub fn installed(&self) -> Result<Vec<Installed>, Error> {
        let path = self.root.join(INDEX);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::disk(&path, error)),
        };
        let unreadable = || Error::Catalogue(format!("{} is no list of models; move it away", path.display()));
        let index = serde_json::from_slice::<Index>(&bytes).map_err(|_| unreadable())?;
        let sound = index.models.iter().all(|model| is_name(&model.name) && is_file_name(&model.file));
        if index.schema != SCHEMA || !sound {
            return Err(unreadable());
        }
        Ok(index.models)
    }

    /// The installed model of that name.
    ///
    /// # Errors
    /// [`Error::Unknown`], and those of [`ModelsFolder::installed`].
    pub fn find(&self, name: &str) -> Result<Installed, Error> {
        let found = self.installed()?.into_iter().find(|model| model.name == name);
        found.ok_or_else(|| Error::Unknown(name.to_owned()))
    }

    /// The file of an installed model.
    ///
    /// # Errors
    /// [`Error::Gone`] when it is not there or has another length, and those of [`ModelsFolder::find`].
    pub fn path(&self, name: &str) -> Result<PathBuf, Error> {
        let model = self.find(name)?;
        let path = self.root.join(&model.file);
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() && metadata.len() == model.size_bytes => Ok(path),
            _ => Err(Error::Gone(name.to_owned())),
        }
    }

    /// Computes the hash of an installed model's file again. Takes as long as reading the file.
    ///
    /// # Errors
    /// [`Error::Altered`] when it is another one, [`Error::Gone`], [`Error::Cancelled`], and those of the disk.
    pub fn verify(&self, name: &str, progress: &OnProgress, cancel: &CancellationToken) -> Result<Installed, Error> {
        let model = self.find(name)?;
        let path = self.root.join(&model.file);
        if !path.is_file() {
            return Err(Error::Gone(name.to_owned()));
        }
        let (sha256, size_bytes) = hash(&path, progress, cancel)?;
        if (sha256, size_bytes) != (model.sha256, model.size_bytes) {
            return Err(Error::Altered(name.to_owned()));
        }
        Ok(model)
    }

    /// Removes a model and what is left of an unfinished download of it. Says how many bytes became free.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is neither, and those of the disk.
    pub fn remove(&self, name: &str) -> Result<u64, Error> {
        if !is_name(name) {
            return Err(Error::Name(name.to_owned()));
        }
        let partial = self.partial(name);
        let mut freed = std::fs::metadata(&partial).map_or(0, |metadata| metadata.len());
        let unfinished = partial.exists();
        discard_at(&partial)?;
        let found = self.installed()?.into_iter().find(|model| model.name == name);
        let Some(model) = found else {
            return if unfinished { Ok(freed) } else { Err(Error::Unknown(name.to_owned())) };
        };
        // The file goes first: a list that names no file is mended by a pull, a file that no list names is not.
        let path = self.root.join(&model.file);
        match std::fs::remove_file(&path) {
            Ok(()) => freed += model.size_bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::disk(&path, error)),
        }
        self.change(|models| models.retain(|model| model.name != name))?;
        Ok(freed)
    }

    /// Copies a model file of the person's into the folder, checks it and lists it. A file of the catalogue is known by
    /// its hash and takes its name there; any other one is called `name`, or after its file.
    ///
    /// # Errors
    /// [`Error::NotAModel`], [`Error::WrongHash`] when it is not `expected`, [`Error::Taken`], [`Error::NoSpace`],
    /// [`Error::Cancelled`], and those of the disk.
    pub fn import(
        &self,
        import: &Import<'_>,
        progress: &OnProgress,
        cancel: &CancellationToken,
    ) -> Result<Installed, Error> {
        let shown = file_name(import.path);
        // The head before the copy: most wrong files are told at once.
        read_head(import.path, &shown)?;
        let given = match import.name {
            Some(name) => name.to_owned(),
            None => name_after(&shown).ok_or_else(|| Error::Name(shown.clone()))?,
        };
        if !is_name(&given) {
            return Err(Error::Name(given));
        }
        self.make()?;
        let partial = self.copy(import.path, &shown, &given, progress, cancel)?;
        let sha256 = partial.digest();
        if let Some(expected) = import.expected
            && expected != sha256
        {
            partial.discard()?;
            return Err(Error::WrongHash { file: shown, expected, found: sha256 });
        }
        let known = import.catalogue.with_hash(sha256).filter(|_| import.name.is_none());
        let arrival = Arrival {
            name: known.map_or(given.clone(), |entry| entry.id.clone()),
            file: known.map_or_else(|| format!("{given}.gguf"), |entry| entry.file.clone()),
            sha256,
            vouched_by: if known.is_some() { VouchedBy::Catalogue } else { VouchedBy::Person },
            from: shown,
            at_ms: import.at_ms,
        };
        self.settle(partial, arrival)
    }

    /// Where the unfinished file of a model is.
    pub(super) fn partial(&self, name: &str) -> PathBuf {
        self.root.join(format!("{name}.part"))
    }

    pub(super) fn file(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    pub(super) fn make(&self) -> Result<(), Error> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            // It may be the first thing in the folder of the data, which is nobody else's.
            builder.mode(0o700);
        }
        builder.create(&self.root).map_err(|error| Error::disk(&self.root, error))
    }

    /// Fails when another model has the name or the file. The same model may arrive again.
    pub(super) fn is_free(&self, name: &str, file: &str, sha256: Option<Digest>) -> Result<(), Error> {
        let taken = self.installed()?.into_iter().any(|model| {
            let same = model.name == name && model.file == file && sha256.is_none_or(|hash| hash == model.sha256);
            (model.name == name || model.file == file) && !same
        });
        if taken { Err(Error::Taken(name.to_owned())) } else { Ok(()) }
    }

    /// Checks the head of a whole file, moves it to its place and lists it. A file that is no model is removed.
    pub(super) fn settle(&self, partial: Partial, arrival: Arrival) -> Result<Installed, Error> {
        let head = match read_head(partial.path(), &arrival.file) {
            Ok(head) => head,
            Err(error) => {
                partial.discard()?;
                return Err(error);
            }
        };
        if let Err(error) = self.is_free(&arrival.name, &arrival.file, Some(arrival.sha256)) {
            partial.discard()?;
            return Err(error);
        }
        partial.settle(&self.root.join(&arrival.file))?;
        self.list(&head, arrival)
    }

    /// Lists a file that is in its place.
    pub(super) fn list(&self, head: &Gguf, arrival: Arrival) -> Result<Installed, Error> {
        let architecture = head.text("general.architecture").map(str::to_owned);
        let context = architecture.as_ref().and_then(|name| head.count(&format!("{name}.context_length")));
        let model = Installed {
            name: arrival.name,
            file: arrival.file,
            size_bytes: head.file_size(),
            sha256: arrival.sha256,
            vouched_by: arrival.vouched_by,
            from: arrival.from,
            installed_ms: arrival.at_ms,
            architecture,
            context_tokens: context,
        };
        let listed = model.clone();
        self.change(move |models| {
            models.retain(|other| other.name != listed.name);
            models.push(listed);
            models.sort_by(|one, other| one.name.cmp(&other.name));
        })?;
        Ok(model)
    }

    fn copy(
        &self,
        from: &Path,
        shown: &str,
        name: &str,
        progress: &OnProgress,
        cancel: &CancellationToken,
    ) -> Result<Partial, Error> {
        let failed = |error| Error::disk(from, error);
        let mut source = File::open(from).map_err(failed)?;
        let total = source.metadata().map_err(failed)?.len();
        // An import has a file of its own, so that it does not take over what a download has left.
        let mut partial = Partial::open(self.root.join(format!("{name}.copy")), shown, progress, cancel)?;
        partial.start_over()?;
        let mut fill = || {
            room_for(partial.path(), total)?;
            partial.remember(Origin { total: Some(total), ..Origin::default() })?;
            let mut block = vec![0; BLOCK];
            loop {
                go_on(cancel)?;
                let read = source.read(&mut block).map_err(failed)?;
                if read == 0 {
                    return Ok(());
                }
                partial.append(&block[..read])?;
                let bytes_done = partial.length();
                progress(Progress { stage: Stage::Copying, bytes_done, bytes_total: Some(total) });
            }
        };
        match fill() {
            Ok(()) => Ok(partial),
            Err(error) => {
                // A copy is made again from its beginning, so nothing of it is kept.
                let _ = partial.discard();
                Err(error)
            }
        }
    }

    /// Changes the list while no other program does.
    fn change(&self, change: impl FnOnce(&mut Vec<Installed>)) -> Result<(), Error> {
        self.make()?;
        let path = self.root.join(LOCK);
        let lock = File::create(&path).map_err(|error| Error::disk(&path, error))?;
        // File systems without locks: one program at a time has to do.
        let _ = lock.lock();
        let mut models = self.installed()?;
        change(&mut models);
        let bytes = serde_json::to_vec_pretty(&Index { schema: SCHEMA, models }).map_err(|_| Error::Internal)?;
        write_whole(&self.root.join(INDEX), &bytes)
    }
}

/// A model file that the person brings.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// The file.
    pub path: &'a Path,
    /// Name to call it by.
    pub name: Option<&'a str>,
    /// Hash that it must have.
    pub expected: Option<Digest>,
    /// The catalogue, in which it is looked for.
    pub catalogue: &'a Catalogue,
    /// Now, in milliseconds since 1970.
    pub at_ms: i64,
}

/// Reads the head of a model file, with every bound checked.
pub(super) fn read_head(path: &Path, shown: &str) -> Result<Gguf, Error> {
    if !path.is_file() {
        let missing = std::io::Error::new(std::io::ErrorKind::NotFound, "there is no such file");
        return Err(Error::disk(path, missing));
    }
    Gguf::open(path).map_err(|reason| Error::NotAModel { file: shown.to_owned(), reason })
}

/// A name for a model out of the name of its file.
pub(super) fn name_after(file: &str) -> Option<String> {
    let stem = file.strip_suffix(".gguf").or_else(|| file.strip_suffix(".GGUF")).unwrap_or(file);
    let letters = stem.chars().map(|letter| match letter.to_ascii_lowercase() {
        letter if letter.is_ascii_alphanumeric() || "._-".contains(letter) => letter,
        _ => '-',
    });
    let name: String = letters.skip_while(|letter| !letter.is_ascii_alphanumeric()).take(80).collect();
    is_name(&name).then_some(name)
}

#[cfg(test)]
mod tests;
