//! Random histories: edits, imports, deletions, lost and repeated and late messages, partitions, crashes of devices and
//! of the relay. At the end the network heals, and all devices must hold the same, with every edit in it.
//!
//! Everything follows from a seed. `POCKETCOACH_SIM_SEEDS=10000` runs more of them, and `POCKETCOACH_SIM_SEED=17` one.

use super::family::{DEVICES, Family};
use super::network::Fate;
use coach_domain::metric::STEPS;
use coach_domain::record::{
    DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef, Workout, WorkoutKind,
};
use coach_store::{ImportStart, Store};
use coach_sync::{Credential, Session, Step, Transport};
use futures::executor::block_on;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

const STEPS_OF_A_RUN: usize = 90;

fn seeds() -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match number("POCKETCOACH_SIM_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("POCKETCOACH_SIM_SEEDS").unwrap_or(200)).collect(),
    }
}

#[test]
fn all_devices_end_up_with_all_that_was_written_whatever_happens_in_between() {
    for seed in seeds() {
        let told = std::panic::catch_unwind(|| run(seed));
        if let Err(panic) = told {
            eprintln!("seed {seed} failed; POCKETCOACH_SIM_SEED={seed} repeats it");
            std::panic::resume_unwind(panic);
        }
    }
}

fn source(number: usize) -> Source {
    Source { name: format!("watch {}", number % 2), kind: SourceKind::Watch }
}

fn sample(at: u32, value: u8) -> Sample {
    let start_ms = 1_793_000_000_000 + i64::from(at) * 60_000;
    Sample {
        metric: STEPS,
        source: SourceRef(0),
        device: DeviceRef(0),
        start_ms,
        end_ms: start_ms + 60_000,
        offset_min: 60,
        value: f64::from(value),
        raw_unit: TextRef(0),
        raw_value: f64::from(value),
        created_ms: 0,
        origin: TextRef(0),
        metadata: TextRef(0),
        flags: SampleFlags::default(),
    }
}

fn import(store: &Store, rng: &mut ChaCha8Rng, number: usize) {
    let start =
        ImportStart { content_hash: format!("{number} {}", rng.random::<u64>()), format: "test".to_owned(), bytes: 1 };
    let mut ingest = store.ingest(&start).unwrap();
    let reference = ingest.source(&source(number));
    for _ in 0..rng.random_range(1..20) {
        let sample = sample(rng.random_range(0..2000), rng.random_range(0..9));
        ingest.sample(&Sample { source: reference, ..sample }).unwrap();
    }
    let at = 1_793_000_000_000 + i64::from(rng.random_range(0..50_u32)) * 3_600_000;
    ingest.workout(Workout::plain(WorkoutKind("running".to_owned()), source(number), at, at + 1_800_000, 60)).unwrap();
    ingest.finish(false).unwrap();
}

/// What a run does beside syncing.
struct World {
    family: Family,
    sessions: Vec<Option<Session>>,
    partitioned: Vec<bool>,
    written: BTreeMap<String, u64>,
    rng: ChaCha8Rng,
}

fn run(seed: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let family = Family::new();
    let fates = Arc::new(Mutex::new(ChaCha8Rng::seed_from_u64(seed ^ 0xfa7e)));
    let trouble = rng.random_range(0..60_u32);
    *family.network.fate.lock().unwrap() = Box::new(move || {
        let mut rng = fates.lock().unwrap();
        if rng.random_range(0..100) >= trouble {
            return Fate::Answered;
        }
        [Fate::Lost, Fate::Unanswered, Fate::Repeated][rng.random_range(0..3)]
    });
    let mut world = World {
        family,
        sessions: (0..DEVICES).map(|_| None).collect(),
        partitioned: vec![false; DEVICES],
        written: BTreeMap::new(),
        rng,
    };
    for number in 0..STEPS_OF_A_RUN {
        world.step(number as u64);
    }
    // The network heals.
    let World { mut family, sessions, written, .. } = world;
    drop(sessions);
    *family.network.fate.lock().unwrap() = Box::new(|| Fate::Answered);
    for device in 0..DEVICES {
        family.restart(device);
    }
    let alerts = family.settle();
    assert_eq!(alerts, [], "an honest relay is not accused");
    family.assert_equal(&format!("seed {seed}"));
    for (name, value) in &written {
        assert_eq!(family.get(DEVICES - 1, name), Some(*value), "{name}");
    }
    let contested = family.get(0, "contested");
    assert!((1..DEVICES).all(|device| family.get(device, "contested") == contested));
    let before = super::family::export(&family.stores[0]);
    family.stores[0].rebuild().unwrap();
    assert!(before == super::family::export(&family.stores[0]), "a rebuild gives the same");
}

impl World {
    fn step(&mut self, number: u64) {
        let device = self.rng.random_range(0..DEVICES);
        match self.rng.random_range(0..100_u32) {
            0..22 => {
                let name = format!("edit {number}");
                self.family.set(device, &name, number);
                self.written.insert(name, number);
            }
            22..30 => {
                self.family.set(device, "contested", number);
                assert_eq!(self.family.get(device, "contested"), Some(number), "what was written last is what is seen");
            }
            30..36 => import(&self.family.stores[device], &mut self.rng, device),
            36..40 => {
                let doomed = sample(self.rng.random_range(0..2000), 0);
                let _ = self.family.stores[device].delete_samples(STEPS, &source(device).name, doomed.start_ms);
            }
            40..44 => self.partitioned[device] = !self.partitioned[device],
            44..48 => self.family.network.crash(),
            48..52 => {
                self.sessions[device] = None;
                self.family.restart(device);
            }
            52..56 => {
                let seen = self.family.network.seen.lock().unwrap().len();
                if seen > 0 {
                    // Late, and out of order.
                    self.family.network.again(self.rng.random_range(0..seen));
                }
            }
            56..58 if !self.partitioned[device] => {
                // A new key for all. It may fail half-way, or meet another device's.
                self.sessions[device] = None;
                let store = self.family.stores[device].clone();
                let _ = block_on(coach_sync::service::rotate(&store, self.family.network.as_ref(), 0));
            }
            _ => self.sync_a_little(device),
        }
    }

    /// One question of a device's sync, so that the syncs of all devices run into each other.
    fn sync_a_little(&mut self, device: usize) {
        if self.partitioned[device] {
            self.sessions[device] = None;
            return;
        }
        let store = self.family.stores[device].clone();
        let now_ms = self.rng.next_u64() as i64 >> 20;
        let mut session = match self.sessions[device].take() {
            Some(session) => session,
            None => Session::begin(&store, now_ms).unwrap(),
        };
        match session.step().unwrap() {
            Step::Done(report) => {
                assert_eq!(report.alerts, [], "an honest relay is not accused");
                assert_eq!(report.forked_after, None);
            }
            Step::Ask(request) => {
                // A failure ends the sync; the next one begins anew.
                if let Ok(answer) = block_on(self.family.network.ask(Credential::Device(&store), request)) {
                    session.answer(answer).unwrap();
                    self.sessions[device] = Some(session);
                }
            }
        }
    }
}
