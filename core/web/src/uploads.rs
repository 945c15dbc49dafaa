//! Files that a page sends for an import: kept for as long as the import runs, and not a moment longer.

use crate::Problem;
use axum::body::Body;
use axum::http::StatusCode;
use coach_api::CoachError;
use futures::StreamExt as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

/// Most bytes of one upload.
const MAX_BYTES: u64 = 64 << 30;
/// How long an upload may pause.
const PAUSE: Duration = Duration::from_secs(60);
/// Name of the folder within the data folder.
const FOLDER: &str = "uploads";
/// Name of the file in each server's own folder that it holds a lock on.
const LOCK: &str = "lock";

/// Where uploads lie: one folder for each running server, within the data folder, for its owner only.
#[derive(Debug)]
pub(crate) struct Uploads {
    root: PathBuf,
    /// How long an upload may pause.
    pause: Duration,
    own: Mutex<Option<Own>>,
}

#[derive(Debug)]
struct Own {
    folder: PathBuf,
    _lock: File,
}

/// An uploaded file; removed when dropped.
#[derive(Debug)]
pub(crate) struct Upload {
    folder: PathBuf,
    pub(crate) path: PathBuf,
}

impl Drop for Upload {
    fn drop(&mut self) {
        // Best effort; what is left goes at the next start.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Uploads {
    fn drop(&mut self) {
        if let Ok(Some(own)) = self.own.get_mut().map(Option::take) {
            let _ = fs::remove_dir_all(&own.folder);
            let _ = fs::remove_dir(&self.root);
        }
    }
}

impl Uploads {
    /// The uploads of a data folder. What a server left behind that did not end in an orderly way is removed; what
    /// another one works on stays, as it holds its lock.
    pub(crate) fn of(data_dir: &Path) -> Self {
        let root = data_dir.join(FOLDER);
        for entry in fs::read_dir(&root).into_iter().flatten().flatten() {
            let folder = entry.path();
            let held = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err());
            if !held {
                let _ = fs::remove_dir_all(&folder);
            }
        }
        let _ = fs::remove_dir(&root);
        Uploads { root, pause: PAUSE, own: Mutex::new(None) }
    }

    /// Removes everything that was uploaded.
    pub(crate) fn clear(&self) {
        if let Some(own) = self.own.lock().ok().and_then(|mut own| own.take()) {
            let _ = fs::remove_dir_all(own.folder);
        }
        let _ = fs::remove_dir(&self.root);
    }

    /// Writes a body to a file as it comes. When it ends early, pauses too long or is given up, nothing is left.
    ///
    /// # Errors
    /// A problem that says which; those of the disk.
    pub(crate) async fn take(&self, name: &str, body: Body) -> Result<Upload, Problem> {
        let folder = self.own_folder().map_err(|error| failed(&error))?.join(uuid::Uuid::new_v4().to_string());
        make_private(&folder).map_err(|error| failed(&error))?;
        let upload = Upload { path: folder.join(plain(name)), folder };
        let mut file = tokio::fs::File::from_std(create_private(&upload.path).map_err(|error| failed(&error))?);
        let mut stream = body.into_data_stream();
        let mut taken = 0_u64;
        while let Some(chunk) = timeout(self.pause, stream.next()).await.map_err(|_| Problem::too_slow())? {
            let chunk = chunk.map_err(|_| Problem::malformed("Failed to take the file: it ended early."))?;
            taken += chunk.len() as u64;
            if taken > MAX_BYTES {
                return Err(Problem::too_large(&format!("{} GB", MAX_BYTES >> 30)));
            }
            file.write_all(&chunk).await.map_err(|error| failed(&error))?;
        }
        file.flush().await.map_err(|error| failed(&error))?;
        if taken == 0 {
            return Err(CoachError::InvalidInput("take the file: it is empty".to_owned()).into());
        }
        Ok(upload)
    }

    /// The folder of this server, made at the first upload.
    fn own_folder(&self) -> io::Result<PathBuf> {
        let mut own = self.own.lock().map_err(|_| io::Error::other("a task ended unexpectedly"))?;
        if let Some(own) = own.as_ref() {
            return Ok(own.folder.clone());
        }
        let folder = self.root.join(uuid::Uuid::new_v4().to_string());
        make_private(&folder)?;
        let lock = create_private(&folder.join(LOCK))?;
        lock.try_lock().map_err(io::Error::from)?;
        *own = Some(Own { folder: folder.clone(), _lock: lock });
        Ok(folder)
    }
}

fn failed(error: &io::Error) -> Problem {
    let detail = match error.kind() {
        io::ErrorKind::StorageFull => {
            "Failed to take the file: the disk is full. Free some space and try again.".to_owned()
        }
        _ => format!("Failed to take the file: {error}."),
    };
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "storage", "The disk or the database failed", detail)
}

/// A name that is only a name: no path, nothing hidden, nothing long.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | ' '))
        .take(80)
        .collect();
    let kept = kept.trim_matches(['.', ' ']).to_owned();
    if kept.is_empty() { "upload".to_owned() } else { kept }
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pieces: Vec<Result<&'static str, io::Error>>) -> Body {
        Body::from_stream(futures::stream::iter(pieces))
    }

    fn left(home: &Path) -> usize {
        fs::read_dir(home).unwrap().count()
    }

    #[test]
    fn names_are_only_names() {
        for (given, kept) in [
            ("export.zip", "export.zip"),
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\a b.xml", "a b.xml"),
            ("..", "upload"),
            ("/", "upload"),
            ("\u{202e}piz.evil", "piz.evil"),
            (".hidden", "hidden"),
        ] {
            assert_eq!(plain(given), kept, "{given}");
        }
        assert_eq!(plain(&"x".repeat(500)).len(), 80);
    }

    #[tokio::test]
    async fn a_file_goes_when_it_is_let_go_of() {
        let home = tempfile::tempdir().unwrap();
        let uploads = Uploads::of(home.path());
        let upload = uploads.take("a.xml", sent(vec![Ok("<a>"), Ok("</a>")])).await.unwrap();
        assert_eq!(fs::read_to_string(&upload.path).unwrap(), "<a></a>");
        let path = upload.path.clone();
        drop(upload);
        assert!(!path.exists());
        drop(uploads);
        assert_eq!(left(home.path()), 0);
    }

    #[tokio::test]
    async fn nothing_is_left_of_a_file_that_ends_early() {
        let home = tempfile::tempdir().unwrap();
        let uploads = Uploads::of(home.path());
        let broken = sent(vec![Ok("half"), Err(io::Error::other("gone"))]);
        assert_eq!(uploads.take("a.xml", broken).await.unwrap_err().status, 400);
        assert_eq!(uploads.take("a.xml", sent(vec![])).await.unwrap_err().status, 422);
        let folder = uploads.own_folder().unwrap();
        assert_eq!(left(&folder), 1, "only the lock");
    }

    #[tokio::test]
    async fn a_file_that_does_not_come_is_given_up() {
        let home = tempfile::tempdir().unwrap();
        let mut uploads = Uploads::of(home.path());
        uploads.pause = Duration::from_millis(1);
        let silent = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, io::Error>>());
        assert_eq!(uploads.take("a.xml", silent).await.unwrap_err().status, 408);
        assert_eq!(left(&uploads.own_folder().unwrap()), 1, "only the lock");
    }

    #[tokio::test]
    async fn what_a_killed_server_left_goes_and_what_a_running_one_holds_stays() {
        let home = tempfile::tempdir().unwrap();
        let running = Uploads::of(home.path());
        let upload = running.take("a.xml", sent(vec![Ok("x")])).await.unwrap();
        let dead = home.path().join(FOLDER).join("dead");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        fs::write(dead.join("export.zip"), "health").unwrap();
        let _second = Uploads::of(home.path());
        assert!(!dead.exists());
        assert!(upload.path.exists());
    }
}
