//! A look at the boundary itself, on the device where it runs: what a call costs, whether a stream arrives whole, what a
//! failure inside looks like outside. Nothing of the person is touched.

use crate::runtime::hop;
use crate::session::{Turn, live_sessions, live_turns};
use crate::{CoachError, CoachEvent, EventListener};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio_util::sync::CancellationToken;

/// Streams, waits and failures of a made-up kind, on the same way as those of a turn.
#[derive(Debug, uniffi::Object)]
pub struct Probe {
    /// The model of the last stream.
    last: Mutex<Arc<Writer>>,
}

/// What the model of a stream did.
#[derive(Debug, Default)]
struct Writer {
    /// Pieces that it has written.
    produced: AtomicI64,
    /// When it ended, in microseconds since 1970 UTC; 0 while it writes.
    ended_us: AtomicI64,
}

impl Probe {
    fn last(&self) -> Arc<Writer> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[uniffi::export]
impl Probe {
    /// A probe that has done nothing yet.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>, CoachError> {
        Ok(Arc::new(Self { last: Mutex::default() }))
    }

    /// Gives back what it was given: the cost of a call.
    pub fn echo(&self, number: i64) -> Result<i64, CoachError> {
        Ok(number)
    }

    /// Gives back what it was given, by way of the library's runtime: the cost of an asynchronous call.
    pub async fn echo_async(&self, number: i64) -> Result<i64, CoachError> {
        hop(async move { Ok(number) }).await
    }

    /// Gives a text back as it was given.
    pub fn echo_text(&self, text: String) -> Result<String, CoachError> {
        Ok(text)
    }

    /// Calls a listener this many times on the caller's thread: the cost of a callback.
    pub fn call_back(&self, listener: Arc<dyn EventListener>, times: i64) -> Result<i64, CoachError> {
        let mut heard = 0;
        for _ in 0..times {
            if listener.on_event(CoachEvent::Text { text: "x".to_owned() }).is_err() {
                break;
            }
            heard += 1;
        }
        Ok(heard)
    }

    /// A series of so many points, as a chart has it: the cost of carrying one over.
    pub fn series(&self, points: i64) -> Result<Vec<f64>, CoachError> {
        Ok((0..points).map(|point| point as f64 * 0.5).collect())
    }

    /// A turn whose model writes so many numbered pieces, `0 1 2 …`, one every `pause_us` microseconds, without end when
    /// `pieces` is negative. It is read, listened to and cancelled as any turn is.
    pub fn stream(&self, pieces: i64, pause_us: i64) -> Result<Arc<Turn>, CoachError> {
        let (writer, pause) = (Arc::new(Writer::default()), Duration::from_micros(pause_us.max(0).cast_unsigned()));
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = writer.clone();
        let cancel = CancellationToken::new();
        let turn = Turn::made_up(cancel.clone(), move |send| async move {
            let mut written = 0_i64;
            while (pieces < 0 || written < pieces) && !cancel.is_cancelled() {
                send(format!("{written} "));
                written += 1;
                writer.produced.store(written, Ordering::SeqCst);
                if pause.is_zero() {
                    tokio::task::yield_now().await;
                } else {
                    // A model that reads hears of the end as one that writes does.
                    cancel.run_until_cancelled(tokio::time::sleep(pause)).await;
                }
            }
            writer.ended_us.store(now_us(), Ordering::SeqCst);
            !cancel.is_cancelled()
        })?;
        Ok(Arc::new(turn))
    }

    /// As `stream`, pushed to a listener.
    pub fn stream_to(
        &self,
        pieces: i64,
        pause_us: i64,
        listener: Arc<dyn EventListener>,
    ) -> Result<Arc<Turn>, CoachError> {
        let turn = self.stream(pieces, pause_us)?;
        turn.listen(listener)?;
        Ok(turn)
    }

    /// Pieces that the last stream's model has written so far.
    pub fn produced(&self) -> Result<i64, CoachError> {
        Ok(self.last().produced.load(Ordering::SeqCst))
    }

    /// When the last stream's model ended, in microseconds since 1970 UTC; nothing while it writes. It writes nothing after
    /// that, and at most one piece between its cancellation and that.
    pub fn ended_us(&self) -> Result<Option<i64>, CoachError> {
        Ok(Some(self.last().ended_us.load(Ordering::SeqCst)).filter(|ended| *ended != 0))
    }

    /// Keeps a thread of the library busy for so many milliseconds, as a model that reads a long prompt does.
    pub async fn block(&self, milliseconds: i64) -> Result<(), CoachError> {
        let pause = Duration::from_millis(milliseconds.max(0).cast_unsigned());
        hop(async move {
            let _ = tokio::task::spawn_blocking(move || std::thread::sleep(pause)).await;
            Ok(())
        })
        .await
    }

    /// Panics inside the library, on its runtime; fails with `Storage`.
    pub async fn panic(&self) -> Result<(), CoachError> {
        hop(async move { fail_inside() }).await
    }

    /// Turns that have not been let go of, of the whole process.
    pub fn open_turns(&self) -> Result<i64, CoachError> {
        Ok(live_turns())
    }

    /// Conversations that have not been let go of, of the whole process.
    pub fn open_sessions(&self) -> Result<i64, CoachError> {
        Ok(live_sessions())
    }
}

fn now_us() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// What no code of ours does on purpose elsewhere.
#[allow(clippy::panic, reason = "this shows that a panic does not cross the boundary")]
fn fail_inside() -> Result<(), coach_api::CoachError> {
    panic!("the probe was asked to")
}
