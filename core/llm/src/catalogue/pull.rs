//! Pulling a model: fetch, check, keep, list.

use super::download::{Downloads, Wanted};
use super::error::file_name;
use super::folder::{Arrival, Installed, ModelsFolder, VouchedBy, name_after, read_head};
use super::manifest::{Entry, is_name};
use super::partial::hash;
use super::progress::{OnProgress, hop};
use super::source::Source;
use super::{Catalogue, Digest, Error};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What a person wants pulled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PullRequest {
    /// Name in the catalogue, or an address.
    pub what: String,
    /// Name to install it under; the catalogue's name, or that of the file.
    pub name: Option<String>,
    /// Hash that it must have. Of a model of the catalogue, it has to be the catalogue's where that knows one.
    pub sha256: Option<Digest>,
    /// Take what comes where no hash is known, and hold on to its hash from then on.
    pub trust_first_download: bool,
}

/// A model that is installed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// The model.
    pub model: Installed,
    /// It was there already.
    pub was_there: bool,
    /// Bytes that came over the network.
    pub fetched_bytes: u64,
}

struct Plan {
    name: String,
    file: String,
    urls: Vec<String>,
    sha256: Option<Digest>,
    size_bytes: Option<u64>,
    vouched_by: VouchedBy,
}

/// Pulls a model into the folder, from where an earlier pull of it was left. `now_ms` is now, in milliseconds since 1970.
///
/// # Errors
/// [`Error::NoHash`] before anything is fetched when nobody vouches for the file; every other [`Error`].
pub async fn pull(
    folder: &ModelsFolder,
    downloads: &Downloads,
    request: &PullRequest,
    now_ms: i64,
    progress: Arc<OnProgress>,
    cancel: &CancellationToken,
) -> Result<Pulled, Error> {
    let plan = plan(request, &Catalogue::built_in()?)?;
    if let Some(model) = there_already(folder, &plan, now_ms, &progress, cancel).await? {
        return Ok(Pulled { model, was_there: true, fetched_bytes: 0 });
    }
    let wanted = Wanted {
        urls: plan.urls,
        partial: folder.partial(&plan.name),
        shown: plan.file.clone(),
        sha256: plan.sha256,
        size_bytes: plan.size_bytes,
    };
    let fetched = downloads.fetch(&wanted, &progress, cancel).await?;
    let arrival = Arrival {
        name: plan.name,
        file: plan.file,
        sha256: fetched.sha256,
        vouched_by: plan.vouched_by,
        from: fetched.url,
        at_ms: now_ms,
    };
    let (folder, partial) = (folder.clone(), fetched.partial);
    let model = hop(move || folder.settle(partial, arrival)).await?;
    Ok(Pulled { model, was_there: false, fetched_bytes: fetched.fetched_bytes })
}

fn plan(request: &PullRequest, catalogue: &Catalogue) -> Result<Plan, Error> {
    let mut plan = match catalogue.entry(&request.what) {
        Some(entry) => by_entry(entry, request)?,
        None if request.what.contains("://") => by_address(request)?,
        None => return Err(Error::Unknown(request.what.clone())),
    };
    if let Some(name) = &request.name {
        if !is_name(name) {
            return Err(Error::Name(name.clone()));
        }
        plan.name.clone_from(name);
        plan.file = format!("{name}.gguf");
    }
    if plan.sha256.is_none() && !request.trust_first_download {
        return Err(Error::NoHash(plan.name));
    }
    Ok(plan)
}

fn by_entry(entry: &Entry, request: &PullRequest) -> Result<Plan, Error> {
    if let (Some(expected), Some(found)) = (entry.sha256, request.sha256)
        && expected != found
    {
        return Err(Error::Catalogue(format!("it has another SHA-256 for {}: {expected}", entry.id)));
    }
    let vouched_by = match (entry.sha256, request.sha256) {
        (Some(_), _) => VouchedBy::Catalogue,
        (None, Some(_)) => VouchedBy::Person,
        (None, None) => VouchedBy::FirstDownload,
    };
    Ok(Plan {
        name: entry.id.clone(),
        file: entry.file.clone(),
        urls: entry.urls.clone(),
        sha256: entry.sha256.or(request.sha256),
        size_bytes: entry.size_bytes,
        vouched_by,
    })
}

fn by_address(request: &PullRequest) -> Result<Plan, Error> {
    let source = Source::read(&request.what)?;
    let nameless = || Error::Name(source.public());
    let name = name_after(source.file_name().ok_or_else(nameless)?).ok_or_else(nameless)?;
    Ok(Plan {
        file: format!("{name}.gguf"),
        name,
        urls: vec![request.what.clone()],
        sha256: request.sha256,
        size_bytes: None,
        vouched_by: if request.sha256.is_some() { VouchedBy::Person } else { VouchedBy::FirstDownload },
    })
}

/// The model, when it is installed and its file is there; or when its file is there and only the list lacks it.
async fn there_already(
    folder: &ModelsFolder,
    plan: &Plan,
    now_ms: i64,
    progress: &Arc<OnProgress>,
    cancel: &CancellationToken,
) -> Result<Option<Installed>, Error> {
    let (folder, progress, cancel) = (folder.clone(), progress.clone(), cancel.clone());
    let (name, file, sha256, vouched_by) = (plan.name.clone(), plan.file.clone(), plan.sha256, plan.vouched_by);
    hop(move || {
        folder.make()?;
        folder.is_free(&name, &file, sha256)?;
        match folder.path(&name) {
            Ok(_) => return folder.find(&name).map(Some),
            Err(Error::Gone(_) | Error::Unknown(_)) => {}
            Err(error) => return Err(error),
        }
        let path = folder.file(&file);
        let Some(sha256) = sha256.filter(|_| path.is_file()) else { return Ok(None) };
        let (found, _) = hash(&path, progress.as_ref(), &cancel)?;
        if found != sha256 {
            return Ok(None);
        }
        let head = read_head(&path, &file)?;
        let from = file_name(&path);
        folder.list(&head, Arrival { name, file, sha256, vouched_by, from, at_ms: now_ms }).map(Some)
    })
    .await
}
