//! What a scenario's host brings.

use pocketcoach_ffi::{
    CoachEvent, CoachHost, EventListener, HealthPage, HostClock, HostError, HostHealthReader, HostKeychain, HostModel,
    HostNotifier, ListenerError, ModelQuestion, ModelReply, ModelToolCall, Notice,
};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

#[derive(Default)]
struct Keychain(Mutex<HashMap<String, Vec<u8>>>);

impl HostKeychain for Keychain {
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, HostError> {
        Ok(self.0.lock().unwrap().get(&name).cloned())
    }

    fn write(&self, name: String, secret: Vec<u8>) -> Result<(), HostError> {
        self.0.lock().unwrap().insert(name, secret);
        Ok(())
    }

    fn delete(&self, name: String) -> Result<(), HostError> {
        self.0.lock().unwrap().remove(&name);
        Ok(())
    }
}

struct Clock(i64);

impl HostClock for Clock {
    fn now_ms(&self) -> Result<i64, HostError> {
        Ok(self.0)
    }
}

/// Keeps the last notices.
#[derive(Default)]
pub(crate) struct Notifier {
    notices: Mutex<Vec<Notice>>,
    heard: Condvar,
}

impl Notifier {
    /// Waits up to ten seconds until there was a notice.
    pub(crate) fn heard(&self) -> Vec<Notice> {
        let notices = self.notices.lock().unwrap();
        let wait = Duration::from_secs(10);
        self.heard.wait_timeout_while(notices, wait, |notices| notices.is_empty()).unwrap().0.clone()
    }
}

/// A notifier as the library takes it.
struct Shared(Arc<Notifier>);

impl HostNotifier for Shared {
    fn schedule(&self, notices: Vec<Notice>) -> Result<(), HostError> {
        *self.0.notices.lock().unwrap() = notices;
        self.0.heard.notify_all();
        Ok(())
    }
}

struct Health(Vec<Value>);

impl HostHealthReader for Health {
    fn read(&self, stream: String, after_anchor: Option<Vec<u8>>) -> Result<HealthPage, HostError> {
        let after = after_anchor.map(|anchor| String::from_utf8(anchor).unwrap());
        let found =
            self.0.iter().find(|page| page["stream"] == stream.as_str() && page["after"].as_str() == after.as_deref());
        let page = &found.ok_or(HostError::Failed { reason: "there is no page for this".to_owned() })?["page"];
        Ok(HealthPage {
            batch: serde_json::from_value(page["batch"].clone()).unwrap(),
            next_anchor: page["next_anchor"].as_str().unwrap().into(),
            more: page["more"].as_bool().unwrap(),
        })
    }
}

struct Model(Mutex<VecDeque<Value>>);

impl HostModel for Model {
    fn name(&self) -> Result<String, HostError> {
        Ok("scenario".to_owned())
    }

    fn answer(&self, _: ModelQuestion, reply: Arc<ModelReply>) -> Result<Vec<ModelToolCall>, HostError> {
        let answer = self.0.lock().unwrap().pop_front();
        let answer = answer.filter(|answer| answer["throws"] != true);
        // What a host throws that the trait does not name arrives here as this.
        let answer = answer.ok_or(HostError::Failed { reason: "the app's own code failed".to_owned() })?;
        while answer["hangs"] == true && !reply.is_cancelled().unwrap() {
            std::thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..answer["pieces"].as_i64().unwrap_or(0) {
            if !reply.push(answer["piece"].as_str().unwrap().to_owned()).unwrap() {
                return Ok(Vec::new());
            }
        }
        for word in answer["text"].as_str().unwrap_or_default().split_inclusive(' ') {
            reply.push(word.to_owned()).unwrap();
        }
        let calls = answer["calls"].as_array().cloned().unwrap_or_default();
        Ok(calls
            .into_iter()
            .map(|call| ModelToolCall {
                name: call["name"].as_str().unwrap().to_owned(),
                arguments_json: call["arguments"].to_string(),
            })
            .collect())
    }
}

/// Hears until the turn is over.
#[derive(Default)]
pub(crate) struct Listener {
    events: Mutex<Vec<CoachEvent>>,
    over: Condvar,
}

impl Listener {
    /// Waits up to a minute until it was told that the turn is over.
    pub(crate) fn heard_all(&self) -> Vec<CoachEvent> {
        let events = self.events.lock().unwrap();
        let open = |events: &mut Vec<CoachEvent>| {
            !matches!(events.last(), Some(CoachEvent::Finished { .. } | CoachEvent::Failed { .. }))
        };
        let (events, waited) = self.over.wait_timeout_while(events, Duration::from_secs(60), open).unwrap();
        assert!(!waited.timed_out(), "the listener did not hear of the end");
        events.clone()
    }
}

/// A listener as the library takes it.
pub(crate) struct Hearing(pub(crate) Arc<Listener>);

impl EventListener for Hearing {
    fn on_event(&self, event: CoachEvent) -> Result<(), ListenerError> {
        self.0.events.lock().unwrap().push(event);
        self.0.over.notify_all();
        Ok(())
    }
}

/// The host of a scenario, and its notifier.
pub(crate) fn host(given: &Value) -> (Option<Arc<CoachHost>>, Arc<Notifier>) {
    let notifier = Arc::new(Notifier::default());
    if given.is_null() {
        return (None, notifier);
    }
    let list = |name: &str| given.get(name).and_then(Value::as_array).cloned();
    let keychain = (given["keychain"] == true).then(|| Arc::new(Keychain::default()) as Arc<dyn HostKeychain>);
    let clock = given["clock_ms"].as_i64().map(|now| Arc::new(Clock(now)) as Arc<dyn HostClock>);
    let told = (given["notifier"] == true).then(|| Arc::new(Shared(notifier.clone())) as Arc<dyn HostNotifier>);
    let health = list("health").map(|pages| Arc::new(Health(pages)) as Arc<dyn HostHealthReader>);
    let model = list("model").map(|answers| Arc::new(Model(Mutex::new(answers.into()))) as Arc<dyn HostModel>);
    (Some(CoachHost::new(keychain, clock, told, health, model).unwrap()), notifier)
}
