//! What belongs to the person: everything out, everything gone, and who read what.

use crate::CoachError;
use crate::coach::{Coach, CoachConfig, hop};
use crate::export::{ExportForm, Reform};
use coach_store::{AccessEntry, Health, LogEntryInfo, RebuildReport, Store, StoredIntervention, TraceRow};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

impl Coach {
    /// Writes everything in a canonical order, in the form that is asked for.
    ///
    /// # Errors
    /// Those of reading the database or writing to `out`.
    pub async fn export(&self, out: impl Write + Send + 'static, form: ExportForm) -> Result<(), CoachError> {
        self.on_store(move |store| {
            let mut out = Reform::new(out, form);
            store.export(&mut out)?;
            out.finish().map(drop).map_err(|error| CoachError::Storage(format!("write the export: {error}")))
        })
        .await
    }

    /// Writes everything to a file that its owner only can read; returns its size in bytes. The file appears whole or
    /// not at all.
    ///
    /// # Errors
    /// Those of reading the database or writing the file.
    pub async fn export_to(&self, path: PathBuf, form: ExportForm) -> Result<u64, CoachError> {
        self.on_store(move |store| {
            let mut partial = path.clone().into_os_string();
            partial.push(".partial");
            let partial = PathBuf::from(partial);
            let failed = |error| CoachError::Storage(format!("write {}: {error}", path.display()));
            let write = || {
                let mut out = Reform::new(BufWriter::new(create_private(&partial).map_err(failed)?), form);
                store.export(&mut out)?;
                out.finish()
                    .map_err(failed)?
                    .into_inner()
                    .map_err(|error| failed(error.into_error()))?
                    .sync_all()
                    .map_err(failed)?;
                std::fs::rename(&partial, &path).map_err(failed)?;
                Ok(std::fs::metadata(&path).map_err(failed)?.len())
            };
            let written = write();
            if written.is_err() {
                // Best effort: the error that stopped the export is the one to report.
                let _ = std::fs::remove_file(&partial);
            }
            written
        })
        .await
    }

    /// Erases the database and its key for good and says which files went. The coach in that folder must be shut down.
    ///
    /// # Errors
    /// [`CoachError::SetUp`] when there is nothing to erase; those of the disk, naming what is left.
    pub async fn erase(config: CoachConfig) -> Result<Vec<PathBuf>, CoachError> {
        hop(move || {
            if !Store::exists(&config.data_dir) {
                return Err(coach_store::Error::NotFound(config.data_dir).into());
            }
            Ok(Store::erase(&config.data_dir, &config.key)?)
        })
        .await
    }

    /// Who read or wrote what, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn audit(&self, limit: usize) -> Result<Vec<AccessEntry>, CoachError> {
        self.on_store(move |store| Ok(store.audit_entries(limit)?)).await
    }

    /// What the safety envelope did, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn interventions(&self, limit: usize) -> Result<Vec<StoredIntervention>, CoachError> {
        self.on_store(move |store| Ok(store.interventions(limit)?)).await
    }

    /// Entries of the event log, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn log_entries(&self, limit: usize) -> Result<Vec<LogEntryInfo>, CoachError> {
        self.on_store(move |store| Ok(store.log_entries(limit)?)).await
    }

    /// What a turn did, span by span.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id.
    pub async fn trace(&self, id: &str) -> Result<TraceRow, CoachError> {
        let id = id.to_owned();
        self.on_store(move |store| Ok(store.trace(&id)?)).await
    }

    /// The latest traces without their spans, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn traces(&self, limit: usize) -> Result<Vec<TraceRow>, CoachError> {
        self.on_store(move |store| Ok(store.traces(limit)?)).await
    }

    /// Checks the database and the log.
    ///
    /// # Errors
    /// Those of reading the database; findings are in the answer.
    pub async fn check(&self) -> Result<Health, CoachError> {
        self.on_store(|store| Ok(store.check()?)).await
    }

    /// Drops every projection and builds it again from the log and the samples.
    ///
    /// # Errors
    /// Those of writing to the database; nothing changes then.
    pub async fn rebuild(&self) -> Result<RebuildReport, CoachError> {
        let report = self.on_store(|store| Ok(store.rebuild()?)).await?;
        self.wrote();
        Ok(report)
    }
}

/// Makes a file that its owner only can read.
fn create_private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}
