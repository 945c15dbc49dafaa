//! One thread that writes, so that many requests share one sync of the disk.

use super::{Principal, Relay, Work};
use crate::Error;
use coach_wire::message::{Request, Response};
use std::sync::{Arc, mpsc};
use tokio::sync::oneshot;

/// Requests that share a commit at most.
const TOGETHER: usize = 128;

struct Job {
    who: Principal,
    request: Request,
    now_ms: i64,
    done: oneshot::Sender<Result<Response, Error>>,
}

/// Hands requests to the thread that writes. When the last handle is dropped, the thread ends after its queue is done.
#[derive(Clone)]
pub struct Writer {
    relay: Arc<Relay>,
    jobs: mpsc::SyncSender<Job>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Writer")
    }
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`Error::Storage`] when the system gives no thread.
    pub fn start(relay: Arc<Relay>) -> Result<Self, Error> {
        let (jobs, queue) = mpsc::sync_channel::<Job>(4 * TOGETHER);
        let own = Arc::clone(&relay);
        std::thread::Builder::new()
            .name("relay-writer".to_owned())
            .spawn(move || {
                while let Ok(first) = queue.recv() {
                    let mut batch = vec![first];
                    while batch.len() < TOGETHER
                        && let Ok(job) = queue.try_recv()
                    {
                        batch.push(job);
                    }
                    commit(&own, batch);
                }
            })
            .map_err(|error| Error::Storage(error.to_string()))?;
        Ok(Writer { relay, jobs })
    }

    /// Answers a question; what it took is on disk then.
    ///
    /// # Errors
    /// As [`Relay::handle`].
    pub async fn handle(&self, who: Principal, request: Request, now_ms: i64) -> Result<Response, Error> {
        let stopped = || Error::Storage("the writer has ended".to_owned());
        let (relay, jobs) = (Arc::clone(&self.relay), self.jobs.clone());
        if super::reads_only(&request) {
            let read = tokio::task::spawn_blocking(move || relay.handle(&who, request, now_ms)).await;
            return read.map_err(|_| stopped())?;
        }
        let (done, answer) = oneshot::channel();
        let job = Job { who, request, now_ms, done };
        // A full queue makes the sender wait, which must not hold an async thread.
        tokio::task::spawn_blocking(move || jobs.send(job).map_err(drop))
            .await
            .map_err(|_| stopped())?
            .map_err(|()| stopped())?;
        answer.await.map_err(|_| stopped())?
    }
}

fn commit(relay: &Arc<Relay>, batch: Vec<Job>) {
    let (mut works, mut waiting): (Vec<Work<Response>>, Vec<_>) = (Vec::new(), Vec::new());
    for Job { who, request, now_ms, done } in batch {
        let relay = Arc::clone(relay);
        works.push(Box::new(move |connection| relay.perform(connection, &who, request, now_ms)));
        waiting.push(done);
    }
    for (done, result) in waiting.into_iter().zip(relay.write_together(works)) {
        // Who asked may be gone; what was taken stays.
        let _ = done.send(result);
    }
}
