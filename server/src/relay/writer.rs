//! One thread that writes, so that many requests share one sync of the disk.

use super::{Principal, Relay};
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
    /// None where the database itself puts many commits together.
    jobs: Option<mpsc::SyncSender<Job>>,
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
        if !relay.storage.wants_one_writer() {
            return Ok(Writer { relay, jobs: None });
        }
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
        Ok(Writer { relay, jobs: Some(jobs) })
    }

    /// Answers a question; what it took is on disk then.
    ///
    /// # Errors
    /// As [`Relay::handle`].
    pub async fn handle(&self, who: Principal, request: Request, now_ms: i64) -> Result<Response, Error> {
        let stopped = || Error::Storage("the writer has ended".to_owned());
        let relay = Arc::clone(&self.relay);
        if let (Some(_), Request::Exchange(ask)) = (&self.jobs, &request)
            && let Some(answer) = relay.no_news(&who, ask)?
        {
            return Ok(answer);
        }
        let Some(jobs) = self.jobs.as_ref().filter(|_| !super::reads_only(&request)) else {
            let done = tokio::task::spawn_blocking(move || relay.handle(&who, request, now_ms)).await;
            return done.map_err(|_| stopped())?;
        };
        let (done, answer) = oneshot::channel();
        match jobs.try_send(Job { who, request, now_ms, done }) {
            Ok(()) => {}
            Err(mpsc::TrySendError::Disconnected(_)) => return Err(stopped()),
            Err(mpsc::TrySendError::Full(job)) => {
                // It makes the sender wait, which must not hold an async thread.
                let jobs = jobs.clone();
                let sent = tokio::task::spawn_blocking(move || jobs.send(job).map_err(drop)).await;
                sent.map_err(|_| stopped())?.map_err(|()| stopped())?;
            }
        }
        answer.await.map_err(|_| stopped())?
    }
}

fn commit(relay: &Arc<Relay>, batch: Vec<Job>) {
    let (mut questions, mut waiting) = (Vec::new(), Vec::new());
    for Job { who, request, now_ms, done } in batch {
        questions.push((who, request, now_ms));
        waiting.push(done);
    }
    for (done, result) in waiting.into_iter().zip(relay.handle_together(questions)) {
        // Who asked may be gone; what was taken stays.
        let _ = done.send(result);
    }
}
