//! One scenario, step by step.

use crate::calls::call;
use crate::expect::{fits, part};
use crate::host::{Hearing, Listener, Notifier, host};
use jiff::ToSpan;
use pocketcoach_ffi::{
    Coach, CoachConfig, CoachError, CoachEvent, CoachHost, KeyChoice, LiveInput, LiveWorkout, Probe, Session, Turn,
    TurnResult, diagnose, erase,
};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

type Answer = Result<Value, CoachError>;

pub(crate) struct Scenario {
    steps: Vec<Value>,
    kept: Mutex<HashMap<String, Value>>,
    key: String,
    keychain: bool,
    streams: bool,
    host: Option<Arc<CoachHost>>,
    notifier: Arc<Notifier>,
    coach: Mutex<Option<Arc<Coach>>>,
    session: Mutex<Option<Arc<Session>>>,
    workout: Mutex<Option<Arc<LiveWorkout>>>,
}

fn new_key() -> String {
    let mut key = String::new();
    for _ in 0..32 {
        write!(key, "{:02x}", rand::random::<u8>()).unwrap();
    }
    key
}

fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn text_of(given: &Map<String, Value>, name: &str) -> String {
    given[name].as_str().unwrap().to_owned()
}

impl Scenario {
    pub(crate) fn new(document: &Value, folder: &Path) -> Self {
        let (host, notifier) = host(&document["host"]);
        let steps = document["steps"].as_array().unwrap().clone();
        assert!(!steps.is_empty());
        Self {
            steps,
            kept: Mutex::new(HashMap::from([("DIR".to_owned(), folder.display().to_string().into())])),
            key: new_key(),
            keychain: document["host"]["keychain"] == true,
            streams: document["host"]["model"].is_array(),
            host,
            notifier,
            coach: Mutex::default(),
            session: Mutex::default(),
            workout: Mutex::default(),
        }
    }

    pub(crate) async fn play(self) {
        for (number, step) in self.steps.iter().enumerate() {
            let step = self.filled(step);
            let at = format!("step {number}, {}", step["do"].as_str().unwrap());
            self.step(step, &at).await;
        }
        let coach = self.coach.lock().unwrap().take();
        if let Some(coach) = coach {
            coach.shutdown().await.unwrap();
        }
    }

    async fn step(&self, step: Value, at: &str) -> Value {
        let Value::Object(mut given) = step else { panic!("{at}: a step is an object") };
        let name = given.remove("do").unwrap();
        let expected = given.remove("expect");
        let fails = given.remove("fails");
        let retryable = given.remove("retryable");
        let keep = given.remove("keep");
        match self.call(name.as_str().unwrap(), given).await {
            Err(error) => {
                let message = error.user_message();
                assert_eq!(Some(Value::from(error.code())), fails, "{at}: {message}");
                assert!(message.ends_with(['.', '?', '!']), "{at}: {message}");
                assert!(!message.contains("CoachError") && !message.contains(&self.key), "{at}: {message}");
                if let Some(retryable) = retryable {
                    assert_eq!(error.is_retryable(), retryable, "{at}");
                }
                Value::Null
            }
            Ok(result) => {
                assert_eq!(fails, None, "{at} did not fail: {result}");
                if let Some(expected) = expected
                    && let Err(problem) = fits(&expected, &result, at)
                {
                    panic!("{problem}");
                }
                for (name, path) in keep.iter().filter_map(Value::as_object).flatten() {
                    let value = part(&result, path.as_str().unwrap()).clone();
                    self.kept.lock().unwrap().insert(name.clone(), value);
                }
                result
            }
        }
    }

    /// A step with what its `$NAME`s stand for.
    fn filled(&self, value: &Value) -> Value {
        match value {
            Value::Object(fields) => fields
                .iter()
                .map(|(name, field)| (name.clone(), if name == "keep" { field.clone() } else { self.filled(field) }))
                .collect(),
            Value::Array(list) => list.iter().map(|item| self.filled(item)).collect(),
            Value::String(text) if text.contains('$') => self.filled_text(text),
            other => other.clone(),
        }
    }

    fn filled_text(&self, text: &str) -> Value {
        let kept = self.kept.lock().unwrap();
        if let Some(value) = text.strip_prefix('$').and_then(|name| kept.get(name)) {
            return value.clone();
        }
        let mut parts = text.split('$');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|letter: char| !letter.is_ascii_uppercase() && letter != '_').unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            if name != "TODAY" {
                let value = kept.get(name).unwrap_or_else(|| panic!("nothing is kept as ${name}"));
                filled.push_str(value.as_str().unwrap());
                filled.push_str(rest);
                continue;
            }
            let digits = rest.get(1..).unwrap_or_default();
            let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            let days = rest.starts_with(['+', '-']).then(|| rest[..=end].parse::<i64>().ok()).flatten();
            let day = today().checked_add(days.unwrap_or(0).days()).unwrap();
            filled.push_str(&day.to_string());
            filled.push_str(if days.is_some() { &rest[end + 1..] } else { rest });
        }
        filled.into()
    }

    fn config(&self, key: &str) -> CoachConfig {
        let kept = self.kept.lock().unwrap();
        let key = if self.keychain { KeyChoice::Keychain } else { KeyChoice::Given { hex: key.to_owned() } };
        CoachConfig { data_dir: format!("{}/home", kept["DIR"].as_str().unwrap()), key, model: None }
    }

    fn coach(&self) -> Arc<Coach> {
        self.coach.lock().unwrap().clone().unwrap()
    }

    async fn call(&self, name: &str, given: Map<String, Value>) -> Answer {
        match name {
            "create" => {
                let profile = serde_json::from_value(given["profile"].clone()).unwrap();
                let coach = Coach::create(self.config(&self.key), profile, self.host.clone()).await?;
                *self.coach.lock().unwrap() = Some(coach);
                Ok(Value::Null)
            }
            "open" => {
                let key = if given.get("other_key") == Some(&Value::Bool(true)) { new_key() } else { self.key.clone() };
                let coach = Coach::open(self.config(&key), self.host.clone()).await?;
                *self.coach.lock().unwrap() = Some(coach);
                Ok(Value::Null)
            }
            "shutdown" => self.coach().shutdown().await.map(|()| Value::Null),
            "erase" => erase(self.config(&self.key), self.host.clone()).await.map(Value::from),
            "diagnose" => Ok(json!(diagnose(self.config(&self.key), self.host.clone()).await?)),
            "write_export" => {
                write_export(&given);
                Ok(Value::Null)
            }
            "import" => {
                let task = self.coach().import_files(paths(&given))?;
                while task.next_progress().await?.is_some() {}
                Ok(json!(task.finish().await?))
            }
            "import_cancelled" => {
                let task = self.coach().import_files(paths(&given))?;
                task.cancel()?;
                match task.finish().await {
                    Ok(_) => Ok(json!({"ended": "finished"})),
                    Err(CoachError::Cancelled) => Ok(json!({"ended": "cancelled"})),
                    Err(error) => Err(error),
                }
            }
            "new_session" => {
                *self.session.lock().unwrap() = None;
                Ok(Value::Null)
            }
            "history" => {
                let session = self.session.lock().unwrap().clone().unwrap();
                Ok(json!(session.history().await?))
            }
            "ask" | "ask_cancelled" => self.ask(&given, name == "ask_cancelled").await,
            "ask_listening" => {
                let listener = Arc::new(Listener::default());
                let session = self.session().await?;
                let turn =
                    session.send_to(text_of(&given, "text"), Arc::new(Hearing(listener.clone())), coach_of(&given))?;
                let result = turn.finish().await?;
                Ok(told(&result, &listener.heard_all()))
            }
            "live" => {
                let session = given.get("session").and_then(Value::as_str).map(str::to_owned);
                self.live(given["inputs"].as_array().unwrap().clone(), session).await
            }
            "live_ramp" => self.live(ramp(&given), None).await,
            "notices_heard" => Ok(json!(self.notifier.heard())),
            "threads" => Ok(self.threads(&given)),
            "shutdown_during" => {
                let turn = self.coach().new_session().await?.send(text_of(&given, "text"), None)?;
                self.coach().shutdown().await?;
                let ended = turn.finish().await.map_or_else(|error| error.code(), |_| "answered".to_owned());
                Ok(json!({"ended": ended}))
            }
            "echo" => Probe::new()?.echo_text(text_of(&given, "text")).map(Value::from),
            "panic" => Probe::new()?.panic().await.map(|()| Value::Null),
            _ => call(&self.coach(), name, given).await.unwrap_or_else(|| panic!("there is no step {name}")),
        }
    }

    async fn session(&self) -> Result<Arc<Session>, CoachError> {
        let known = self.session.lock().unwrap().clone();
        if let Some(session) = known {
            return Ok(session);
        }
        let session = self.coach().new_session().await?;
        *self.session.lock().unwrap() = Some(session.clone());
        Ok(session)
    }

    async fn ask(&self, given: &Map<String, Value>, cancelled: bool) -> Answer {
        let turn: Turn = self.session().await?.send(text_of(given, "text"), coach_of(given))?;
        let mut events = Vec::new();
        if cancelled {
            if self.streams {
                events.extend(turn.next_event().await?);
            }
            turn.cancel()?;
        } else {
            while let Some(event) = turn.next_event().await? {
                events.push(event);
            }
        }
        Ok(told(&turn.finish().await?, &events))
    }

    async fn live(&self, inputs: Vec<Value>, session: Option<String>) -> Answer {
        let known = self.workout.lock().unwrap().clone();
        let workout = match known {
            Some(workout) => workout,
            None => self.coach().start_live(session).await?,
        };
        *self.workout.lock().unwrap() = Some(workout.clone());
        let mut events = Vec::new();
        for given in inputs {
            events.extend(workout.push(input(&given)).await?);
        }
        Ok(json!({"events": events, "stopped": workout.is_stopped().await?}))
    }

    fn threads(&self, given: &Map<String, Value>) -> Value {
        let each = &given["each"];
        std::thread::scope(|scope| {
            let work = |place: u64| {
                scope.spawn(move || futures::executor::block_on(self.step(each.clone(), &format!("thread {place}"))))
            };
            let running: Vec<_> = (0..given["count"].as_u64().unwrap()).map(work).collect();
            running.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }
}

fn paths(given: &Map<String, Value>) -> Vec<String> {
    given["paths"].as_array().unwrap().iter().map(|path| path.as_str().unwrap().to_owned()).collect()
}

fn coach_of(given: &Map<String, Value>) -> Option<String> {
    given.get("coach").and_then(Value::as_str).map(str::to_owned)
}

fn told(result: &TurnResult, events: &[CoachEvent]) -> Value {
    let kinds: Vec<Value> = events.iter().map(|event| json!(event)["event"].clone()).collect();
    let mut each = kinds.clone();
    each.dedup();
    let text: String = events
        .iter()
        .filter_map(|event| if let CoachEvent::Text { text } = event { Some(text.as_str()) } else { None })
        .collect();
    json!({"result": result, "text": text, "events": each, "crossings": events.len()})
}

fn input(given: &Value) -> LiveInput {
    let (kind, value) = given.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "sample" => LiveInput::Sample { t_ms: value[0].as_i64().unwrap(), heart_rate_bpm: value[1].as_f64() },
        "tick" => LiveInput::Tick { t_ms: value.as_i64().unwrap() },
        "said" => LiveInput::Said { text: value.as_str().unwrap().to_owned() },
        "confirm" => LiveInput::Confirm {
            t_ms: value[0].as_i64().unwrap(),
            effort: value[1].as_i64().map(|effort| i32::try_from(effort).unwrap()),
        },
        "finish" => LiveInput::Finish { t_ms: value.as_i64().unwrap() },
        other => panic!("{other} is no input"),
    }
}

fn ramp(given: &Map<String, Value>) -> Vec<Value> {
    let number = |name: &str| given[name].as_f64().unwrap();
    let (from_ms, seconds) = (given["from_ms"].as_i64().unwrap(), given["seconds"].as_i64().unwrap());
    (0..seconds)
        .map(|second| {
            let share = second as f64 / (seconds - 1).max(1) as f64;
            let bpm = number("from_bpm") + (number("to_bpm") - number("from_bpm")) * share;
            json!({"sample": [from_ms + second * 1000, bpm.round()]})
        })
        .collect()
}

fn write_export(given: &Map<String, Value>) {
    let days = given["days"].as_i64().unwrap();
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HealthData locale=\"en_DE\">\n <ExportDate value=\"2026-11-26 12:00:00 +0000\"/>\n",
    );
    for number in 0..days {
        let day = today().checked_sub((days - number).days()).unwrap();
        writeln!(
            text,
            " <Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"Alex’s iPhone\" unit=\"count\" \
             creationDate=\"{day} 10:30:00 +0000\" startDate=\"{day} 10:00:00 +0000\" endDate=\"{day} 10:30:00 +0000\" \
             value=\"{}\"/>",
            given["steps_a_day"].as_i64().unwrap() + number
        )
        .unwrap();
    }
    text.push_str("</HealthData>\n");
    std::fs::write(given["path"].as_str().unwrap(), text).unwrap();
}
