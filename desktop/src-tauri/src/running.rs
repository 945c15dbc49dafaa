//! What the page has asked for and waits for, so that it can be given up.

use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Pieces of a file that wait at most.
const PIECES: usize = 2;
/// Messages of a talk that wait at most.
const MESSAGES: usize = 64;

type Piece = io::Result<Vec<u8>>;

/// Questions, uploads and talks of the page by the id that it gave them.
#[derive(Default)]
pub(crate) struct Running(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    asked: HashMap<String, CancellationToken>,
    uploads: HashMap<String, Upload>,
    talks: HashMap<String, mpsc::Sender<String>>,
}

struct Upload {
    /// Question that the file goes with.
    id: String,
    give: mpsc::Sender<Piece>,
    take: Option<mpsc::Receiver<Piece>>,
}

/// A question that is going on; forgotten when dropped.
pub(crate) struct Asked<'a> {
    running: &'a Running,
    id: String,
    /// Set when the page gives it up.
    pub(crate) given_up: CancellationToken,
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        let mut kept = self.running.kept();
        kept.asked.remove(&self.id);
        kept.uploads.retain(|_, upload| upload.id != self.id);
        kept.talks.remove(&self.id);
    }
}

impl Running {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A map is whole whatever broke down beside it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a question.
    pub(crate) fn ask(&self, id: String) -> Asked<'_> {
        let given_up = CancellationToken::new();
        self.kept().asked.insert(id.clone(), given_up.clone());
        Asked { running: self, id, given_up }
    }

    /// Makes ready for a file that goes with a question.
    pub(crate) fn upload(&self, id: String, name: String) {
        let (give, take) = mpsc::channel(PIECES);
        self.kept().uploads.insert(name, Upload { id, give, take: Some(take) });
    }

    /// The pieces of a file; `None` when it was not made ready for, or is taken already.
    pub(crate) fn pieces(&self, name: &str) -> Option<mpsc::Receiver<Piece>> {
        self.kept().uploads.get_mut(name)?.take.take()
    }

    /// Where pieces of a file go; `None` when it is not wanted, or no more.
    pub(crate) fn give(&self, name: &str) -> Option<mpsc::Sender<Piece>> {
        self.kept().uploads.get(name).map(|upload| upload.give.clone())
    }

    /// The file is whole.
    pub(crate) fn given(&self, name: &str) {
        self.kept().uploads.remove(name);
    }

    /// Begins a talk; gives what the page says.
    pub(crate) fn talk(&self, id: String) -> mpsc::Receiver<String> {
        let (say, said) = mpsc::channel(MESSAGES);
        self.kept().talks.insert(id, say);
        said
    }

    /// Where messages of a talk go; `None` when it is over.
    pub(crate) fn say(&self, id: &str) -> Option<mpsc::Sender<String>> {
        self.kept().talks.get(id).cloned()
    }

    /// The page gives a question, an upload or a talk up.
    pub(crate) fn cancel(&self, id: &str) {
        let mut kept = self.kept();
        if let Some(given_up) = kept.asked.get(id) {
            given_up.cancel();
        }
        kept.talks.remove(id);
    }

    /// The page is gone, and with it everything that it waited for.
    pub(crate) fn cancel_all(&self) {
        let mut kept = self.kept();
        for given_up in kept.asked.values() {
            given_up.cancel();
        }
        kept.uploads.clear();
        kept.talks.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_up_hears_of_it_and_nothing_is_left() {
        let running = Running::default();
        let (one, other) = (running.ask("1".to_owned()), running.ask("2".to_owned()));
        running.upload("1".to_owned(), "file".to_owned());
        assert!(running.pieces("file").is_some());
        assert!(running.pieces("file").is_none(), "pieces are taken once");
        assert!(running.give("file").is_some());
        running.cancel("1");
        assert!(one.given_up.is_cancelled() && !other.given_up.is_cancelled());
        drop(one);
        assert!(running.give("file").is_none(), "a file goes with its question");
        running.cancel_all();
        assert!(other.given_up.is_cancelled());
        drop(other);
        let kept = running.kept();
        assert!(kept.asked.is_empty() && kept.uploads.is_empty() && kept.talks.is_empty());
    }

    #[tokio::test]
    async fn a_talk_ends_when_it_is_given_up() {
        let running = Running::default();
        let mut said = running.talk("t".to_owned());
        running.say("t").unwrap().send("hello".to_owned()).await.unwrap();
        running.cancel("t");
        assert!(running.say("t").is_none());
        assert_eq!(said.recv().await.as_deref(), Some("hello"));
        assert_eq!(said.recv().await, None);
    }
}
