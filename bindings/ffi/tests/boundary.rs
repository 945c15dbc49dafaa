//! The boundary as a host meets it, without a runtime of its own: every way of giving a turn up stops the model, what fails
//! inside is a typed error, and nothing stays behind.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use pocketcoach_ffi::{
    Coach, CoachConfig, CoachError, CoachEvent, CoachHost, EventListener, HostError, HostModel, KeyChoice,
    ListenerError, ModelQuestion, ModelReply, ModelToolCall, Probe, Profile, Turn,
};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

/// Handles are counted for the whole process, so these tests take turns.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn config(folder: &tempfile::TempDir) -> CoachConfig {
    CoachConfig {
        data_dir: folder.path().join("home").display().to_string(),
        key: KeyChoice::Given { hex: "5a".repeat(32) },
        model: None,
    }
}

/// Waits until something holds; a boundary that hangs fails the test.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..6_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("waited in vain until {what}");
}

fn writing(probe: &Probe) -> Arc<Turn> {
    let turn = probe.stream(-1, 100).unwrap();
    until("the model writes", || probe.produced().unwrap() > 0);
    turn
}

/// The model wrote at most one more piece, and has ended.
fn stopped(probe: &Probe, way: &str) {
    let then = probe.produced().unwrap();
    until("the model ended", || probe.ended_us().unwrap().is_some());
    let more = probe.produced().unwrap() - then;
    assert!(more <= 1, "{way}: {more} more pieces");
}

#[test]
fn every_way_of_giving_up_stops_the_model_at_its_next_piece() {
    let _alone = alone();
    let probe = Probe::new().unwrap();

    let turn = writing(&probe);
    turn.cancel().unwrap();
    stopped(&probe, "handle");
    // Once the end is told, the model has written its last and nothing more is heard.
    let written = probe.produced().unwrap();
    assert_eq!(block_on(turn.finish()), Err(CoachError::Cancelled));
    let mut events = Vec::new();
    while let Some(event) = block_on(turn.next_event()).unwrap() {
        events.push(event);
    }
    assert!(matches!(events.last(), Some(CoachEvent::Failed { kind, .. }) if kind == "cancelled"), "{events:?}");
    assert_eq!(events.iter().filter(|event| matches!(event, CoachEvent::Failed { .. })).count(), 1);
    assert_eq!(block_on(turn.next_event()).unwrap(), None);
    assert_eq!(probe.produced().unwrap(), written);

    drop(writing(&probe));
    stopped(&probe, "drop");

    // A task that owns the turn and is dropped while it waits.
    let turn = writing(&probe);
    let mut reading = Box::pin(async move { while turn.next_event().await.unwrap().is_some() {} });
    assert!(reading.as_mut().now_or_never().is_none());
    drop(reading);
    stopped(&probe, "task");
}

/// Writes until it is told to stop, and counts what it wrote.
#[derive(Default)]
struct Endless {
    written: AtomicI64,
    ended: AtomicI64,
}

struct Writing(Arc<Endless>);

impl HostModel for Writing {
    fn name(&self) -> Result<String, HostError> {
        Ok("endless".to_owned())
    }

    fn answer(&self, _: ModelQuestion, reply: Arc<ModelReply>) -> Result<Vec<ModelToolCall>, HostError> {
        loop {
            self.0.written.fetch_add(1, Ordering::SeqCst);
            if !reply.push("All is well. ".to_owned()).unwrap() {
                self.0.ended.fetch_add(1, Ordering::SeqCst);
                return Ok(Vec::new());
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }
}

fn hosted(model: Arc<Endless>) -> Arc<CoachHost> {
    CoachHost::new(None, None, None, None, Some(Arc::new(Writing(model)))).unwrap()
}

#[test]
fn a_model_of_the_hosts_is_told_at_its_next_piece_once_a_cancel_is_confirmed() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let model = Arc::new(Endless::default());
    let coach = block_on(Coach::create(config(&folder), Profile::default(), Some(hosted(model.clone())))).unwrap();
    for round in 1..=5 {
        let session = block_on(coach.new_session()).unwrap();
        let turn = session.send("Say that all is well.".to_owned(), None).unwrap();
        let before = model.written.load(Ordering::SeqCst);
        until("the model writes", || model.written.load(Ordering::SeqCst) > before + 3);
        turn.cancel().unwrap();
        assert_eq!(block_on(turn.finish()), Err(CoachError::Cancelled));
        let confirmed = model.written.load(Ordering::SeqCst);
        let last = std::iter::from_fn(|| block_on(turn.next_event()).unwrap()).last();
        assert!(matches!(&last, Some(CoachEvent::Failed { kind, .. }) if kind == "cancelled"), "{last:?}");
        until("the model ended", || model.ended.load(Ordering::SeqCst) == round);
        // The piece on its way, and the one at which it hears of the end.
        assert!(model.written.load(Ordering::SeqCst) - confirmed <= 2);
    }
    block_on(coach.shutdown()).unwrap();
}

#[test]
fn a_callers_thread_keeps_its_pace_while_the_library_is_busy() {
    let _alone = alone();
    let probe = Probe::new().unwrap();
    // One thread polls the call and ticks; a call that blocked it would leave no tick in between.
    let mut busy = Box::pin(probe.block(300));
    let mut ticks = 0;
    while busy.as_mut().now_or_never().is_none() {
        std::thread::sleep(Duration::from_millis(10));
        ticks += 1;
    }
    assert!(ticks >= 5, "{ticks} ticks");
}

#[test]
fn a_panic_inside_is_a_typed_error_and_the_library_goes_on() {
    let _alone = alone();
    let probe = Probe::new().unwrap();
    let error = block_on(probe.panic()).unwrap_err();
    assert_eq!(error.code(), "storage");
    assert!(!error.user_message().contains("panic"));
    assert_eq!(block_on(probe.echo_async(7)), Ok(7));
}

/// A listener made of a function.
struct Hearing<F>(F);

impl<F: Fn(CoachEvent) -> Result<(), ListenerError> + Send + Sync> EventListener for Hearing<F> {
    fn on_event(&self, event: CoachEvent) -> Result<(), ListenerError> {
        (self.0)(event)
    }
}

#[test]
fn slow_failing_and_reentrant_listeners_hold_up_no_turn() {
    let _alone = alone();
    let probe = Probe::new().unwrap();
    let whole: String = (0..1_000).map(|number| format!("{number} ")).collect();

    let (hears, heard) = mpsc::channel();
    let slow = Hearing(move |event: CoachEvent| {
        std::thread::sleep(Duration::from_millis(20));
        hears.send(event).map_err(|_| ListenerError::Failed)
    });
    let turn = probe.stream_to(1_000, 0, Arc::new(slow)).unwrap();
    assert_eq!(block_on(turn.finish()).unwrap().reply, whole);
    let events: Vec<_> = heard.into_iter().collect();
    let text: String = events
        .iter()
        .filter_map(|event| if let CoachEvent::Text { text } = event { Some(&**text) } else { None })
        .collect();
    assert_eq!(text, whole);
    assert!(matches!(events.last(), Some(CoachEvent::Finished { .. })));

    let calls = Arc::new(AtomicI64::new(0));
    let counted = calls.clone();
    let failing = Hearing(move |_: CoachEvent| {
        counted.fetch_add(1, Ordering::SeqCst);
        Err(ListenerError::Failed)
    });
    let turn = probe.stream_to(1_000, 0, Arc::new(failing)).unwrap();
    assert_eq!(block_on(turn.finish()).unwrap().reply, whole);
    assert_eq!(calls.load(Ordering::SeqCst), 1);

    let (hears, heard) = mpsc::channel();
    let own = Probe::new().unwrap();
    let reentrant = Hearing(move |event: CoachEvent| {
        assert_eq!(own.echo(3), Ok(3));
        assert_eq!(block_on(own.echo_async(4)), Ok(4));
        hears.send(event).map_err(|_| ListenerError::Failed)
    });
    let turn = probe.stream_to(1_000, 0, Arc::new(reentrant)).unwrap();
    assert_eq!(block_on(turn.finish()).unwrap().reply, whole);
    assert!(matches!(heard.into_iter().last(), Some(CoachEvent::Finished { .. })));
}

#[test]
fn a_thousand_conversations_leave_no_handle() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let probe = Probe::new().unwrap();
    until("earlier tests let go", || (probe.open_turns(), probe.open_sessions()) == (Ok(0), Ok(0)));
    let coach = block_on(Coach::create(config(&folder), Profile::default(), None)).unwrap();
    // Eight at a time, as an impatient host opens them.
    let opened = futures::stream::iter(0..1_000_i64).map(|number| {
        let (coach, probe) = (coach.clone(), &probe);
        async move {
            let session = coach.new_session().await.unwrap();
            assert!(probe.open_sessions().unwrap() > 0);
            if number % 100 == 0 {
                session.send("How many steps did I take yesterday?".to_owned(), None).unwrap().cancel().unwrap();
            }
            drop(probe.stream(3, 0).unwrap());
            session.id()
        }
    });
    let ids: std::collections::BTreeSet<String> = block_on(opened.buffer_unordered(8).collect());
    assert_eq!(ids.len(), 1_000);
    until("every handle is let go", || (probe.open_turns(), probe.open_sessions()) == (Ok(0), Ok(0)));
    block_on(coach.shutdown()).unwrap();
}
