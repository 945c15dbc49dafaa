//! Fetching one large file over a bad line: in pieces, with its hash, and never twice what is there already.

use super::partial::{BLOCK, Origin, Partial, room_for};
use super::progress::{OnProgress, Progress, Stage, go_on, hop};
use super::source::{Source, client};
use super::{Digest, Error};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, ETAG, HeaderMap, IF_RANGE, LAST_MODIFIED, RANGE, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long a bad line is put up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Tries in a row that bring nothing before the download gives up.
    pub idle_tries: u32,
    /// Tries in all.
    pub tries: u32,
    /// Wait before the second try; doubled for each further one that brings nothing.
    pub first_wait: Duration,
    /// Longest wait, also where the source asks for more.
    pub longest_wait: Duration,
    /// How long a connection may take.
    pub connect: Duration,
    /// How long a source may say nothing.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            idle_tries: 5,
            tries: 200,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            connect: Duration::from_secs(20),
            silence: Duration::from_secs(60),
        }
    }
}

/// What to fetch.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Addresses of the same file, best first.
    pub(super) urls: Vec<String>,
    /// Where the unfinished file is.
    pub(super) partial: PathBuf,
    /// Name of the file in messages.
    pub(super) shown: String,
    /// Its hash, where somebody vouches for one.
    pub(super) sha256: Option<Digest>,
    /// Its length, where it is known.
    pub(super) size_bytes: Option<u64>,
}

/// A whole file that is the one that was wanted.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) partial: Partial,
    pub(super) sha256: Digest,
    /// Address that it came from, without its query.
    pub(super) url: String,
    /// Bytes that came over the network in this run.
    pub(super) fetched_bytes: u64,
}

/// Fetches model files. Nothing is sent before [`crate::catalogue::pull`] is called.
#[derive(Debug, Clone)]
pub struct Downloads {
    client: reqwest::Client,
    patience: Patience,
}

impl Downloads {
    /// # Errors
    /// [`Error::Internal`] when there is no TLS on this machine.
    pub fn new(patience: Patience) -> Result<Self, Error> {
        Ok(Downloads { client: client(patience.connect, patience.silence)?, patience })
    }

    /// Fetches a file, from where an earlier run left it. What was fetched stays when it fails, but for a file that is
    /// not the one that was wanted.
    pub(super) async fn fetch(
        &self,
        wanted: &Wanted,
        progress: &Arc<OnProgress>,
        cancel: &CancellationToken,
    ) -> Result<Fetched, Error> {
        let mut last = Error::Internal;
        for url in &wanted.urls {
            match self.fetch_from(url, wanted, progress, cancel).await {
                Err(error) if error.is_of_the_source() => last = error,
                end => return end,
            }
        }
        Err(last)
    }

    async fn fetch_from(
        &self,
        url: &str,
        wanted: &Wanted,
        progress: &Arc<OnProgress>,
        cancel: &CancellationToken,
    ) -> Result<Fetched, Error> {
        let source = Source::read(url)?;
        let partial = {
            let (path, shown) = (wanted.partial.clone(), wanted.shown.clone());
            let (progress, cancel) = (progress.clone(), cancel.clone());
            hop(move || Partial::open(path, &shown, progress.as_ref(), &cancel)).await?
        };
        let mut fetch = Fetch { source, wanted, partial: Some(partial), fetched: 0, progress, cancel };
        fetch.check_beginning().await?;
        let mut idle = 0;
        for _ in 0..self.patience.tries {
            let before = fetch.fetched;
            let (error, asked) = match fetch.attempt(&self.client).await? {
                Attempt::Whole => return fetch.finish().await,
                Attempt::Again => continue,
                Attempt::Later(error, asked) => (error, asked),
            };
            idle = if fetch.fetched > before { 0 } else { idle + 1 };
            if idle >= self.patience.idle_tries {
                return Err(error);
            }
            let wait = asked.unwrap_or(self.patience.first_wait * 2_u32.saturating_pow(idle));
            tokio::select! {
                () = cancel.cancelled() => return Err(Error::Cancelled),
                () = tokio::time::sleep(wait.min(self.patience.longest_wait)) => {}
            }
        }
        Err(Error::CutOff(fetch.source.host()))
    }
}

/// How one request ended.
enum Attempt {
    /// Every byte is there.
    Whole,
    /// The source has to be asked another way, at once.
    Again,
    /// Something failed that may pass; the source may have said how long to wait.
    Later(Error, Option<Duration>),
}

/// One file on its way from one source.
struct Fetch<'a> {
    source: Source,
    wanted: &'a Wanted,
    /// Always there, but for the moments in which a blocking thread has it.
    partial: Option<Partial>,
    fetched: u64,
    progress: &'a Arc<OnProgress>,
    cancel: &'a CancellationToken,
}

impl Fetch<'_> {
    /// Drops a beginning that cannot be one of this file.
    async fn check_beginning(&mut self) -> Result<(), Error> {
        let partial = self.partial()?;
        let too_long = self.wanted.size_bytes.is_some_and(|size| partial.length() > size);
        let other_length = matches!((self.wanted.size_bytes, partial.origin.total), (Some(a), Some(b)) if a != b);
        let same_source = partial.origin.url == self.source.public() && partial.origin.validator.is_some();
        // Without the source's own mark of the version, only a hash at the end can say whether the halves fit.
        let fits = same_source || self.wanted.sha256.is_some();
        if partial.length() > 0 && (too_long || other_length || !fits) {
            self.start_over().await?;
        }
        Ok(())
    }

    async fn attempt(&mut self, client: &reqwest::Client) -> Result<Attempt, Error> {
        go_on(self.cancel)?;
        let partial = self.partial()?;
        let begin = partial.length();
        let mut request = client.get(self.source.url().clone()).header(ACCEPT_ENCODING, "identity");
        if begin > 0 {
            if Some(begin) == self.wanted.size_bytes.or(partial.origin.total) {
                return Ok(Attempt::Whole);
            }
            request = request.header(RANGE, format!("bytes={begin}-"));
            if partial.origin.url == self.source.public()
                && let Some(validator) = &partial.origin.validator
            {
                request = request.header(IF_RANGE, validator);
            }
        }
        let response = tokio::select! {
            () = self.cancel.cancelled() => return Err(Error::Cancelled),
            response = request.send() => response,
        };
        match response {
            Ok(response) => self.answer(response, begin).await,
            Err(error) => self.no_answer(&error).map(|error| Attempt::Later(error, None)),
        }
    }

    /// The error to give up with, or at once when another try is the same.
    fn no_answer(&self, error: &reqwest::Error) -> Result<Error, Error> {
        if error.is_redirect() {
            return Err(Error::Address {
                address: self.source.public(),
                reason: "it sends on to where nothing is fetched from",
            });
        }
        let reason = if error.is_timeout() {
            "it does not answer in time"
        } else if error.is_connect() {
            "there is no connection"
        } else {
            "the connection broke"
        };
        Ok(Error::Unreachable { host: self.source.host(), reason })
    }

    async fn answer(&mut self, response: Response, begin: u64) -> Result<Attempt, Error> {
        let status = response.status();
        let total = match status {
            StatusCode::OK => {
                if begin > 0 {
                    // The source knows no ranges, or the file is another one by now.
                    self.start_over().await?;
                }
                response.content_length()
            }
            StatusCode::PARTIAL_CONTENT => {
                let range = content_range(response.headers());
                let known = self.partial()?.origin.clone();
                let same_version = known.url != self.source.public()
                    || known.validator.is_none()
                    || validator(response.headers()).is_none_or(|now| Some(now) == known.validator);
                let same_length = matches!(range, Some((_, total)) if known.total.is_none() || total.is_none() || total == known.total);
                match range {
                    Some((Some(from), total)) if from == begin && begin > 0 && same_version && same_length => {
                        total.or(known.total)
                    }
                    // Another range than was asked for, or another file: nothing of it fits.
                    _ if begin > 0 => {
                        self.start_over().await?;
                        return Ok(Attempt::Again);
                    }
                    _ => return Err(self.refused(status)),
                }
            }
            StatusCode::RANGE_NOT_SATISFIABLE if begin > 0 => {
                let total = content_range(response.headers()).and_then(|(_, total)| total);
                if total == Some(begin) && self.wanted.size_bytes.is_none_or(|size| size == begin) {
                    return Ok(Attempt::Whole);
                }
                self.start_over().await?;
                return Ok(Attempt::Again);
            }
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
                return Ok(Attempt::Later(self.refused(status), retry_after(response.headers())));
            }
            other if other.is_server_error() => {
                return Ok(Attempt::Later(self.refused(status), retry_after(response.headers())));
            }
            _ => return Err(self.refused(status)),
        };
        if let (Some(expected), Some(found)) = (self.wanted.size_bytes, total)
            && expected != found
        {
            return Err(self.wrong_size(expected, found));
        }
        if total.is_none() && self.wanted.size_bytes.is_none() && self.wanted.sha256.is_none() {
            return Err(Error::UnknownSize(self.wanted.shown.clone()));
        }
        let origin = Origin { url: self.source.public(), validator: validator(response.headers()), total };
        self.with_partial(move |partial| {
            if let Some(total) = total {
                room_for(partial.path(), total.saturating_sub(partial.length()))?;
            }
            partial.remember(origin)
        })
        .await?;
        self.body(response, total).await
    }

    async fn body(&mut self, mut response: Response, total: Option<u64>) -> Result<Attempt, Error> {
        let end = total.or(self.wanted.size_bytes);
        let mut block = Vec::with_capacity(BLOCK);
        let whole = loop {
            let chunk = tokio::select! {
                () = self.cancel.cancelled() => {
                    self.keep(&mut block, end).await?;
                    return Err(Error::Cancelled);
                }
                chunk = response.chunk() => chunk,
            };
            match chunk {
                Ok(Some(bytes)) => {
                    block.extend_from_slice(&bytes);
                    let there = self.partial()?.length() + block.len() as u64;
                    if let Some(end) = end
                        && there > end
                    {
                        self.start_over().await?;
                        return Err(self.wrong_size(end, there));
                    }
                    if block.len() >= BLOCK {
                        self.keep(&mut block, end).await?;
                    }
                }
                Ok(None) => break true,
                Err(_) => break false,
            }
        };
        self.keep(&mut block, end).await?;
        let there = self.partial()?.length();
        if whole && end.is_none_or(|end| end == there) {
            return Ok(Attempt::Whole);
        }
        Ok(Attempt::Later(Error::CutOff(self.source.host()), None))
    }

    /// Writes what has come.
    async fn keep(&mut self, block: &mut Vec<u8>, end: Option<u64>) -> Result<(), Error> {
        if block.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::replace(block, Vec::with_capacity(BLOCK));
        self.fetched += bytes.len() as u64;
        self.with_partial(move |partial| partial.append(&bytes)).await?;
        let bytes_done = self.partial()?.length();
        (self.progress)(Progress { stage: Stage::Downloading, bytes_done, bytes_total: end });
        Ok(())
    }

    async fn finish(mut self) -> Result<Fetched, Error> {
        let partial = self.partial.take().ok_or(Error::Internal)?;
        let found = partial.digest();
        match self.wanted.sha256 {
            Some(expected) if expected != found => {
                hop(move || partial.discard()).await?;
                Err(Error::WrongHash { file: self.wanted.shown.clone(), expected, found })
            }
            _ => Ok(Fetched { partial, sha256: found, url: self.source.public(), fetched_bytes: self.fetched }),
        }
    }

    async fn start_over(&mut self) -> Result<(), Error> {
        self.with_partial(Partial::start_over).await
    }

    fn partial(&self) -> Result<&Partial, Error> {
        self.partial.as_ref().ok_or(Error::Internal)
    }

    async fn with_partial(
        &mut self,
        work: impl FnOnce(&mut Partial) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        let mut partial = self.partial.take().ok_or(Error::Internal)?;
        let (partial, result) = hop(move || {
            let result = work(&mut partial);
            Ok((partial, result))
        })
        .await?;
        self.partial = Some(partial);
        result
    }

    fn refused(&self, status: StatusCode) -> Error {
        Error::Status { host: self.source.host(), status: status.as_u16() }
    }

    fn wrong_size(&self, expected: u64, found: u64) -> Error {
        Error::WrongSize { file: self.wanted.shown.clone(), expected, found }
    }
}

/// What `If-Range` takes: a strong entity tag, else the date of the last change.
fn validator(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let tag = text(ETAG).filter(|tag| tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2);
    tag.or_else(|| text(LAST_MODIFIED)).map(str::to_owned)
}

/// First byte and length of the whole, of `bytes 5-9/10`, `bytes 5-9/*` or `bytes */10`.
fn content_range(headers: &HeaderMap) -> Option<(Option<u64>, Option<u64>)> {
    let text = headers.get(CONTENT_RANGE)?.to_str().ok()?.strip_prefix("bytes ")?;
    let (range, total) = text.split_once('/')?;
    let from = range.split_once('-').and_then(|(from, _)| from.trim().parse().ok());
    Some((from, total.trim().parse().ok()))
}

/// How long the source asks to wait, in whole seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests;
