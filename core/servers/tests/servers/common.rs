//! A store in a temporary folder with a small, hand-made person, and the servers over it.

use coach_domain::journal::{Body, Entry};
use coach_domain::metric::{self, MetricCode};
use coach_domain::person::Profile;
use coach_domain::record::{
    DeviceRef, Sample, SampleFlags, Source, SourceKind, StrengthSet, TextRef, Workout, WorkoutKind,
};
use coach_domain::safety::screening::{Answers, Intensity, screen};
use coach_domain::sleep::SleepStage;
use coach_domain::time::{Clock, date_of_epoch_day, local_day};
use coach_mcp::{CallContext, Outcome, Proposal, Router};
use coach_store::{ImportStart, KeySource, Store, StoreOptions, create_key_file};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

/// The day on which every test asks: a Wednesday, 18:00 in Berlin.
pub(crate) const TODAY: Date = date(2026, 5, 20);
/// Minutes east of UTC in Berlin in May.
pub(crate) const OFFSET_MIN: i16 = 120;
pub(crate) const WATCH: &str = "Ana’s Watch";

/// A clock on the wall in Berlin that stands until a test moves it.
struct Wall(AtomicI64);

impl Clock for Wall {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        date_of_epoch_day(local_day(self.now_ms(), OFFSET_MIN))
    }

    fn time_zone(&self) -> String {
        "Europe/Berlin".to_owned()
    }
}

/// A time on the wall in Berlin, in milliseconds since 1970 UTC.
pub(crate) fn at(day: Date, hour: i8, minute: i8) -> i64 {
    let wall = day.at(hour, minute, 0, 0);
    let utc = wall.checked_sub(i64::from(OFFSET_MIN).minutes()).unwrap();
    utc.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond()
}

pub(crate) fn days_ago(days: i64) -> Date {
    TODAY.checked_sub(days.days()).unwrap()
}

pub(crate) struct Home {
    pub(crate) store: Store,
    pub(crate) router: Router,
    wall: Arc<Wall>,
    _folder: TempDir,
}

impl Home {
    /// An empty store.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key_file = folder.path().join("key");
        create_key_file(&key_file).unwrap();
        let data_dir = folder.path().join("data");
        std::fs::create_dir_all(&data_dir).unwrap();
        let key = KeySource::File(key_file).create(&data_dir).unwrap();
        let store = Store::open(StoreOptions { data_dir, key, create: true }).unwrap();
        let wall = Arc::new(Wall(AtomicI64::new(at(TODAY, 18, 0))));
        let clock: Arc<dyn Clock> = wall.clone();
        let mut router = Router::builder();
        for server in coach_servers::all(&store, &clock) {
            router = router.server(server);
        }
        Self { store, router: router.build(), wall, _folder: folder }
    }

    /// A store with what `fill` adds.
    pub(crate) fn with(fill: impl FnOnce(&mut Records)) -> Self {
        let home = Self::empty();
        let mut records = Records::default();
        fill(&mut records);
        records.write(&home.store);
        home
    }

    pub(crate) fn profile(&self, change: impl FnOnce(&mut Profile)) {
        let mut profile = self.store.profile().unwrap();
        change(&mut profile);
        self.store.set_profile(&profile, "test").unwrap();
        self.router.invalidate();
    }

    /// Lets it be another time.
    pub(crate) fn wait_until(&self, day: Date, hour: i8, minute: i8) {
        self.wall.0.store(at(day, hour, minute), Ordering::Relaxed);
        self.router.invalidate();
    }

    /// Writes further records of the watch.
    pub(crate) fn add(&self, fill: impl FnOnce(&mut Records)) {
        let mut records = Records::default();
        fill(&mut records);
        records.write(&self.store);
        self.router.invalidate();
    }

    /// The person answers the screening: active, healthy, wants to train hard.
    pub(crate) fn screened(self) -> Self {
        self.answer(&Answers {
            active: true,
            diseases: Vec::new(),
            signs: Vec::new(),
            intensity: Intensity::Vigorous,
            cleared: false,
        });
        self
    }

    pub(crate) fn answer(&self, answers: &Answers) {
        self.entry("screening", Body::Screening(screen(answers)));
    }

    /// Writes an entry of the journal an hour ago.
    pub(crate) fn entry(&self, id: &str, body: Body) {
        let at_ms = self.wall.now_ms() - 3_600_000;
        self.store.put_entry(&Entry { id: id.to_owned(), at_ms, offset_min: OFFSET_MIN, body }, "test").unwrap();
        self.router.invalidate();
    }

    /// Everything that is in the store, as its canonical export.
    pub(crate) fn export(&self) -> String {
        let mut bytes = Vec::new();
        self.store.export(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// The same without the notes on what the safety rules did, which are kept also of what was only proposed.
    pub(crate) fn records(&self) -> String {
        let export = self.export();
        export.lines().filter(|line| !line.starts_with(r#"{"type":"intervention""#)).collect::<Vec<_>>().join("\n")
    }

    /// Asks for a write without approval; nothing may be written by that.
    pub(crate) fn asked(&self, tool: &str, arguments: Value) -> Answered {
        let before = self.records();
        let outcome = self.try_call(&CallContext::coach("Max Power"), tool, arguments);
        assert!(!outcome.is_error, "{tool}: {}", outcome.text);
        assert_eq!(outcome.structured["written"], false, "{tool}");
        assert_eq!(self.records(), before, "{tool} wrote without approval");
        Answered(outcome)
    }

    /// What the person is shown before a write.
    pub(crate) fn proposal(&self, tool: &str, arguments: Value) -> Proposal {
        let asked = self.asked(tool, arguments);
        asked.0.proposal.unwrap_or_else(|| panic!("{tool} proposes nothing: {}", asked.0.text))
    }

    /// Calls with approval.
    pub(crate) fn approved(&self, tool: &str, arguments: Value) -> Outcome {
        let context = CallContext { approved: true, ..CallContext::coach("Max Power") };
        self.try_call(&context, tool, arguments)
    }

    /// Proposes, and approves the proposal with its own arguments.
    pub(crate) fn written(&self, tool: &str, arguments: Value) -> Answered {
        let proposal = self.proposal(tool, arguments);
        let outcome = self.approved(tool, proposal.arguments);
        assert!(!outcome.is_error, "{tool}: {}", outcome.text);
        assert_eq!(outcome.structured["written"], true, "{tool}: {}", outcome.text);
        Answered(outcome)
    }

    /// Calls as the coach and expects a refusal by a rule, and that no record is written, with or without approval.
    pub(crate) fn refused(&self, tool: &str, arguments: &Value) -> (String, String) {
        let before = self.records();
        let outcome = self.try_call(&CallContext::coach("Max Power"), tool, arguments.clone());
        assert!(outcome.is_error, "{tool} answered: {}", outcome.text);
        assert!(outcome.proposal.is_none(), "{tool}");
        assert!(self.approved(tool, arguments.clone()).is_error, "{tool} with approval");
        assert_eq!(self.records(), before, "{tool} wrote what it refused");
        (outcome.structured["error"]["rule"].as_str().unwrap_or_default().to_owned(), outcome.text)
    }

    pub(crate) fn try_call(&self, context: &CallContext, tool: &str, arguments: Value) -> Outcome {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.router.call(context, None, tool, arguments)).unwrap()
    }

    /// What is said of arguments that do not even reach the tool.
    pub(crate) fn router_refuses(&self, tool: &str, arguments: &Value) -> Option<String> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let context = CallContext { approved: true, ..CallContext::coach("test") };
        let answer = runtime.block_on(self.router.call(&context, None, tool, arguments.clone()));
        answer.err().map(|error| error.to_string())
    }

    /// Calls a tool as a reader and expects an answer.
    pub(crate) fn call(&self, tool: &str, arguments: Value) -> Answered {
        let outcome = self.try_call(&CallContext::reader("test"), tool, arguments);
        assert!(!outcome.is_error, "{tool}: {}", outcome.text);
        Answered(outcome)
    }

    /// Calls a tool and expects it to refuse; returns its words.
    pub(crate) fn refusal(&self, tool: &str, arguments: Value) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let context = CallContext::coach("test");
        match runtime.block_on(self.router.call(&context, None, tool, arguments)) {
            Ok(outcome) => {
                assert!(outcome.is_error, "{tool} answered: {}", outcome.text);
                outcome.text
            }
            Err(error) => error.to_string(),
        }
    }
}

/// An answer with handy ways to look at it.
pub(crate) struct Answered(pub(crate) Outcome);

impl Answered {
    pub(crate) fn figures(&self) -> &Vec<Value> {
        self.0.structured["figures"].as_array().unwrap()
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.figures().iter().map(|figure| figure["name"].as_str().unwrap()).collect()
    }

    pub(crate) fn figure(&self, name: &str) -> &Value {
        self.figures()
            .iter()
            .find(|figure| figure["name"] == name)
            .unwrap_or_else(|| panic!("no figure {name} in {:?}", self.names()))
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.figure(name)["text"].as_str().unwrap()
    }

    pub(crate) fn value(&self, name: &str) -> f64 {
        self.figure(name)["value"].as_f64().unwrap()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names().contains(&name)
    }

    /// Reasons of gaps whose subject contains a word.
    pub(crate) fn gap(&self, what: &str) -> Option<&str> {
        let missing = self.0.structured["missing"].as_array().unwrap();
        let gap = missing.iter().find(|gap| gap["what"].as_str().unwrap().contains(what))?;
        gap["reason"].as_str()
    }

    pub(crate) fn field(&self, name: &str) -> &Value {
        &self.0.structured[name]
    }
}

/// Records of one watch, to be written through an import.
#[derive(Default)]
pub(crate) struct Records {
    samples: Vec<(MetricCode, i64, i64, f64, String)>,
    workouts: Vec<Workout>,
}

impl Records {
    pub(crate) fn interval(&mut self, metric: MetricCode, start_ms: i64, end_ms: i64, value: f64) {
        self.samples.push((metric, start_ms, end_ms, value, WATCH.to_owned()));
    }

    /// One reading at a time of day.
    pub(crate) fn reading(&mut self, metric: MetricCode, day: Date, hour: i8, value: f64) {
        self.interval(metric, at(day, hour, 0), at(day, hour, 0), value);
    }

    /// An amount of a day, collected from ten to eleven.
    pub(crate) fn amount(&mut self, metric: MetricCode, day: Date, value: f64) {
        self.interval(metric, at(day, 10, 0), at(day, 11, 0), value);
    }

    /// A night from 23:00 of the day before: light, deep, awake, REM and light again, in minutes.
    pub(crate) fn night(&mut self, wake_day: Date, minutes: [i64; 5]) {
        let mut now = at(wake_day, 0, 0) - 3_600_000;
        let stages = [SleepStage::Light, SleepStage::Deep, SleepStage::Awake, SleepStage::Rem, SleepStage::Light];
        for (stage, minutes) in stages.into_iter().zip(minutes) {
            let end = now + minutes * 60_000;
            if minutes > 0 {
                self.interval(metric::SLEEP_STAGE, now, end, stage.value());
            }
            now = end;
        }
    }

    pub(crate) fn workout(&mut self, workout: Workout) {
        self.workouts.push(workout);
    }

    fn write(self, store: &Store) {
        // No two imports are the same file.
        static COUNT: AtomicI64 = AtomicI64::new(0);
        let content_hash = format!("{:064x}", COUNT.fetch_add(1, Ordering::Relaxed));
        let start = ImportStart { content_hash, format: "test".to_owned(), bytes: self.samples.len() as u64 };
        let mut ingest = store.ingest(&start).unwrap();
        for (metric, start_ms, end_ms, value, source) in self.samples {
            let source = ingest.source(&Source { name: source, kind: SourceKind::Watch });
            let sample = Sample {
                metric,
                source,
                device: DeviceRef::default(),
                start_ms,
                end_ms,
                offset_min: OFFSET_MIN,
                value,
                raw_unit: TextRef::default(),
                raw_value: value,
                created_ms: 0,
                origin: TextRef::default(),
                metadata: TextRef::default(),
                flags: SampleFlags::default(),
            };
            ingest.sample(&sample).unwrap();
        }
        for workout in self.workouts {
            ingest.workout(workout).unwrap();
        }
        ingest.finish(false).unwrap();
    }
}

/// A workout of the watch that began at ten.
pub(crate) fn workout(kind: &str, day: Date, minutes: i64) -> Workout {
    let start_ms = at(day, 10, 0);
    let source = Source { name: WATCH.to_owned(), kind: SourceKind::Watch };
    Workout::plain(WorkoutKind(kind.to_owned()), source, start_ms, start_ms + minutes * 60_000, OFFSET_MIN)
}

pub(crate) fn set(exercise: &str, weight_kg: f64, reps: u32) -> StrengthSet {
    StrengthSet { exercise: exercise.to_owned(), weight_kg, reps, rpe: None, warmup: false, missed: false }
}
