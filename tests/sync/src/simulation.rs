//! Random histories of three to five devices and a relay: edits, imports, deletions; lost, repeated and late messages;
//! partitions; machines that end in the middle of a write, and some whose disk forgets what it had confirmed; clocks that
//! are wrong by years and jump; new keys and a device that is put out. At the end the network heals, and all devices must
//! hold the same, with every edit in it that was not on a disk that forgot.
//!
//! Everything follows from the seed, except for keys and nonces, which change nothing that is looked at.

use crate::crash;
use crate::family::{DATABASE, Family, export, set_clock};
use crate::network::{Fate, NOW_MS};
use coach_domain::metric::STEPS;
use coach_domain::record::{
    DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef, Workout, WorkoutKind,
};
use coach_server::Principal;
use coach_store::{ImportStart, Store};
use coach_sync::{Alert, Credential, PATIENCE_MS, Session, Step, Transport, service};
use coach_wire::message::{Exchange, Mark, Request, Response, Tip};
use coach_wire::{Account, Hash, Header, PROTOCOL};
use futures::executor::block_on;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

const STEPS_OF_A_RUN: usize = 90;
const YEAR_MS: i64 = 31_557_600_000;
/// Longer than a device is waited for that is away.
const LONG_MS: i64 = PATIENCE_MS + 86_400_000;

/// What happened in a run, so that a campaign can show that it saw what it is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Devices.
    pub devices: u64,
    /// Edits.
    pub edits: u64,
    /// Questions that were answered.
    pub answered: u64,
    /// Questions that were lost, or whose answer was.
    pub lost: u64,
    /// Machines that ended, relay and devices.
    pub crashes: u64,
    /// Writes of which a part was on the disk.
    pub torn: u64,
    /// Disks that forgot transactions.
    pub forgotten: u64,
    /// Edits that went with them, before anyone else had them.
    pub gone: u64,
    /// Clocks that were set.
    pub clock_jumps: u64,
    /// Devices that went on as new ones, because their history had gone two ways.
    pub successors: u64,
    /// Devices that were put out.
    pub put_out: u64,
    /// Times that a device's chains came to begin with a snapshot, or with a later one.
    #[serde(default)]
    pub trimmed: u64,
    /// Times that the device had been away, and lacked something that was in it.
    #[serde(default)]
    pub came_back: u64,
}

impl Tally {
    /// Adds another run.
    pub fn add(&mut self, other: &Tally) {
        for (sum, more) in [
            (&mut self.devices, other.devices),
            (&mut self.edits, other.edits),
            (&mut self.answered, other.answered),
            (&mut self.lost, other.lost),
            (&mut self.crashes, other.crashes),
            (&mut self.torn, other.torn),
            (&mut self.forgotten, other.forgotten),
            (&mut self.gone, other.gone),
            (&mut self.clock_jumps, other.clock_jumps),
            (&mut self.successors, other.successors),
            (&mut self.put_out, other.put_out),
            (&mut self.trimmed, other.trimmed),
            (&mut self.came_back, other.came_back),
        ] {
            *sum += more;
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

/// An edit, and the entry that it is in.
#[derive(Clone, Copy)]
struct Written {
    value: u64,
    device: [u8; 16],
    seq: u64,
    /// `None` when the entry was written again by a successor; it is the one at `seq` then, or one before it.
    hash: Option<Hash>,
    /// The relay held another entry of that device and number when it was written: the device's disk had forgotten it.
    forked: bool,
    gone: bool,
}

/// An edit of the contested name: by whom, and which value it replaced on the screen.
#[derive(Clone, Copy)]
struct Contested {
    written: Written,
    saw: Option<u64>,
}

/// Entries by device and number.
type Held = BTreeMap<([u8; 16], u64), Hash>;

/// Whether a device has an edit's entry, or the snapshot that it is in.
fn holds(store: &Store, edit: &Written) -> bool {
    match store.entry_hash(&edit.device, edit.seq).unwrap() {
        Some(hash) => Some(hash) == edit.hash,
        None => !edit.forked && edit.seq <= store.begins_after(&edit.device).unwrap(),
    }
}

/// What a run does beside syncing.
struct World {
    family: Family,
    devices: usize,
    /// Every id that each device had.
    ids: Vec<BTreeSet<[u8; 16]>>,
    sessions: Vec<Option<Session>>,
    partitioned: Vec<bool>,
    /// By how much each device's clock is wrong.
    skew_ms: Vec<i64>,
    /// Disks of this run may forget what they confirmed, as those of phones do when the power goes.
    forgets: bool,
    /// Device that somebody may put out.
    doomed: Option<usize>,
    put_out: bool,
    written: BTreeMap<String, Written>,
    contested: Vec<Contested>,
    tally: Arc<Mutex<Tally>>,
    rng: ChaCha8Rng,
}

/// Runs the history that belongs to a seed.
///
/// # Panics
/// When something does not hold.
#[must_use]
pub fn run(seed: u64) -> Tally {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let devices = 3 + (seed % 3) as usize;
    let family = Family::of(devices);
    let tally = Arc::new(Mutex::new(Tally { devices: devices as u64, ..Tally::default() }));
    let fates = Mutex::new(ChaCha8Rng::seed_from_u64(seed ^ 0xfa7e));
    let trouble = rng.random_range(0..60_u32);
    let counted = Arc::clone(&tally);
    *family.network.fate.lock().unwrap() = Box::new(move || {
        let mut rng = fates.lock().unwrap();
        let mut tally = counted.lock().unwrap();
        if rng.random_range(0..100) >= trouble {
            tally.answered += 1;
            return Fate::Answered;
        }
        match rng.random_range(0..7) {
            0 | 1 => Fate::Repeated,
            2 => {
                tally.torn += 1;
                tally.crashes += 1;
                tally.lost += 1;
                Fate::Torn(rng.random_range(0..100))
            }
            which => {
                tally.lost += 1;
                if which < 5 { Fate::Lost } else { Fate::Unanswered }
            }
        }
    });
    let mut world = World {
        family,
        devices,
        ids: vec![BTreeSet::new(); devices],
        sessions: (0..devices).map(|_| None).collect(),
        partitioned: vec![false; devices],
        skew_ms: vec![0; devices],
        forgets: seed % 4 == 1,
        doomed: (seed % 5 == 2).then_some(devices - 1),
        put_out: false,
        written: BTreeMap::new(),
        contested: Vec::new(),
        tally,
        rng,
    };
    for device in 0..devices {
        world.set_skew(device);
    }
    for number in 1..=STEPS_OF_A_RUN {
        world.step(number as u64);
    }
    world.heal(seed)
}

impl World {
    /// The network heals, and everything is looked at.
    fn heal(mut self, seed: u64) -> Tally {
        self.sessions.clear();
        *self.family.network.fate.lock().unwrap() = Box::new(|| Fate::Answered);
        for device in 0..self.devices {
            self.family.restart(device);
        }
        let everyone: Vec<usize> = (0..self.devices).collect();
        for _ in 0..4 {
            for &device in &everyone {
                self.sync_whole(device, true);
            }
        }
        let out = self.doomed.filter(|&doomed| {
            let id = self.family.stores[doomed].identity().unwrap().device;
            self.known_as_out(&id)
        });
        if let Some(out) = out {
            assert!(out == self.devices - 1 && self.put_out, "seed {seed}: nobody put it out");
            self.tally.lock().unwrap().put_out += 1;
            self.family.stores.truncate(out);
        }
        self.family.assert_equal(&format!("seed {seed}"));
        let last = self.family.stores.len() - 1;
        for (name, written) in &self.written {
            let expected = self.survived(written).then_some(written.value);
            if expected.is_some() {
                assert_eq!(self.family.get(last, name), expected, "seed {seed}: {name} is not there");
            }
        }
        self.last_visible_edit_wins(seed);
        let before = export(&self.family.stores[0]);
        self.family.stores[0].rebuild().unwrap();
        assert!(before == export(&self.family.stores[0]), "seed {seed}: a rebuild gives something else");
        self.all_is_trimmed(seed, &before);
        let mut tally = self.tally.lock().unwrap();
        tally.edits += (self.written.len() + self.contested.len()) as u64;
        *tally
    }

    /// What is left of the logs says the same, to those who are in and to who comes anew.
    fn all_is_trimmed(&mut self, seed: u64, before: &str) {
        let devices = self.family.stores.len();
        // Devices that went on as new ones are away for good under their old names; they are not waited for without end.
        for round in 0..5 {
            for device in 0..devices {
                if device == 0 { self.trim(device, round * LONG_MS, true) } else { self.sync_whole(device, true) }
            }
        }
        for store in &self.family.stores {
            let status = service::status(store).unwrap();
            assert_eq!(status.waiting_for, Vec::<String>::new(), "seed {seed}");
            assert!(status.trimmed_ms.is_some(), "seed {seed}: nothing was trimmed");
        }
        assert!(self.held().0.len() as u64 == self.family.stores[0].tail().unwrap().entries, "seed {seed}: the relay");
        let new = self.family.newcomer();
        let (store, recovery) = (self.family.stores[new].clone(), self.family.recovery());
        let network = Arc::clone(&self.family.network);
        let recovered =
            block_on(service::recover(&store, network.as_ref(), "http://localhost", &recovery, "new", NOW_MS)).unwrap();
        assert_eq!(recovered.report.alerts, [], "seed {seed}");
        for device in (0..=new).chain(0..=new) {
            self.sync_whole(device, true);
        }
        self.family.assert_equal(&format!("seed {seed}, trimmed"));
        for device in [0, new] {
            assert!(export(&self.family.stores[device]) == *before, "seed {seed}: {device} holds something else now");
            self.family.stores[device].rebuild().unwrap();
            assert!(
                export(&self.family.stores[device]) == *before,
                "seed {seed}: {device} was built anew from a snapshot"
            );
        }
    }

    /// Lets go of older entries as soon as may be.
    fn trim(&mut self, device: usize, later_ms: i64, must: bool) {
        if let Some(session) = self.sessions.get_mut(device) {
            *session = None;
        }
        let store = self.family.stores[device].clone();
        let (own, begin) = (store.identity().unwrap().device, store.begin_cut().unwrap());
        let done = block_on(service::trim(&store, self.family.network.as_ref(), NOW_MS + later_ms));
        self.count_begin(device, &begin);
        match done {
            Ok(report) => self.check(device, &report.alerts, own),
            Err(error) => {
                assert!(!must, "device {device}: {error}");
                self.check(device, &[], own);
            }
        }
    }

    fn count_begin(&mut self, device: usize, before: &[Tip]) {
        let now = self.family.stores[device].begin_cut().unwrap();
        self.tally.lock().unwrap().trimmed += u64::from(now != before);
    }

    /// Nobody's edit is undone by one that its author had seen and replaced.
    fn last_visible_edit_wins(&self, seed: u64) {
        let standing: Vec<&Contested> = self.contested.iter().filter(|edit| self.survived(&edit.written)).collect();
        let replaced: BTreeSet<u64> = standing.iter().filter_map(|edit| edit.saw).collect();
        match self.family.get(0, "contested") {
            None => assert!(standing.is_empty(), "seed {seed}: the contested value is gone"),
            Some(value) => assert!(!replaced.contains(&value), "seed {seed}: an edit that was replaced is back"),
        }
    }

    fn known_as_out(&self, device: &[u8; 16]) -> bool {
        let id: String = device.iter().map(|byte| format!("{byte:02x}")).collect();
        service::devices(&self.family.stores[0]).unwrap().iter().any(|view| view.id == id && view.revoked)
    }

    /// Whether an edit has to be there in the end: not if its author's disk forgot it before anyone had it, nor if its
    /// author was put out before anyone had it.
    fn survived(&self, written: &Written) -> bool {
        if written.gone {
            return false;
        }
        !self.known_as_out(&written.device) || written.hash.is_some() && holds(&self.family.stores[0], written)
    }

    fn set_skew(&mut self, device: usize) {
        let years = self.rng.random_range(-60..60_i64) * YEAR_MS;
        self.skew_ms[device] = match self.rng.random_range(0..4_u32) {
            0 => 0,
            1 => self.rng.random_range(-600_000..600_000),
            2 => years,
            _ => years * 30,
        };
    }

    /// What a device does next, it does by its own clock.
    fn at(&self, device: usize, number: u64) {
        set_clock((NOW_MS + number as i64 * 60_000).saturating_add(self.skew_ms[device]));
    }

    /// Where an edit is that was made just now.
    fn edited(&self, device: usize, value: u64) -> Written {
        let written = self.written(device, value);
        let forked = self.forgets && {
            let (held, begin) = self.held();
            held.keys()
                .copied()
                .chain(begin.iter().map(|tip| (tip.device, tip.seq)))
                .any(|(author, seq)| author == written.device && seq >= written.seq)
        };
        Written { forked, ..written }
    }

    /// What a device wrote last.
    fn written(&self, device: usize, value: u64) -> Written {
        let store = &self.family.stores[device];
        let own = store.identity().unwrap().device;
        let tip = store.frontier().unwrap().into_iter().find(|tip| tip.device == own);
        Written {
            value,
            device: own,
            seq: tip.map_or(0, |tip| tip.seq),
            hash: tip.map(|tip| tip.hash),
            forked: false,
            gone: false,
        }
    }

    fn step(&mut self, number: u64) {
        let device = self.rng.random_range(0..self.devices);
        self.at(device, number);
        self.ids[device].insert(self.family.stores[device].identity().unwrap().device);
        match self.rng.random_range(0..100_u32) {
            0..20 => {
                let name = format!("edit {number}");
                self.family.set(device, &name, number);
                self.written.insert(name, self.edited(device, number));
            }
            20..28 => {
                let saw = self.family.get(device, "contested");
                self.family.set(device, "contested", number);
                assert_eq!(self.family.get(device, "contested"), Some(number), "what was written last is what is seen");
                self.contested.push(Contested { written: self.edited(device, number), saw });
            }
            28..33 => import(&self.family.stores[device], &mut self.rng, device),
            33 => {
                let _ = self.family.stores[device].delete_source(&source(device).name);
            }
            34..37 => {
                let doomed = sample(self.rng.random_range(0..2000), 0);
                let _ = self.family.stores[device].delete_samples(STEPS, &source(device).name, doomed.start_ms);
            }
            37..41 => self.partitioned[device] = !self.partitioned[device],
            41..44 => {
                self.tally.lock().unwrap().crashes += 1;
                self.family.network.crash(None);
            }
            44..46 => self.family.network.stop(),
            46..48 => {
                self.sessions[device] = None;
                self.family.restart(device);
            }
            48..52 => self.crash_in_a_write(device, number),
            52..54 if self.forgets => self.forget(device),
            54..57 => {
                let seen = self.family.network.seen.lock().unwrap().len();
                if seen > 0 {
                    // Late, and out of order.
                    self.family.network.again(self.rng.random_range(0..seen));
                }
            }
            57..59 if !self.partitioned[device] => {
                // A new key for all. It may fail half-way, or meet another device's.
                self.sessions[device] = None;
                let store = self.family.stores[device].clone();
                let _ = block_on(service::rotate(&store, self.family.network.as_ref(), 0));
            }
            59..62 => {
                self.tally.lock().unwrap().clock_jumps += 1;
                self.set_skew(device);
                let years = self.rng.random_range(-20..20_i64) * YEAR_MS;
                self.family.network.now_ms.store(NOW_MS + years, Ordering::Relaxed);
            }
            62..64 => self.put_one_out(device),
            64..68 if !self.partitioned[device] => self.sync_whole(device, false),
            68..71 if !self.partitioned[device] => {
                let later_ms = if self.rng.random_range(0..3) == 0 { LONG_MS } else { 0 };
                self.trim(device, later_ms, false);
            }
            _ => self.sync_a_little(device),
        }
    }

    /// A device's machine ends while it writes: of its last transaction there is a part, or nothing, or all of it.
    fn crash_in_a_write(&mut self, device: usize, number: u64) {
        self.sessions[device] = None;
        let before = crash::frames(&self.family.folder_of(device), DATABASE);
        let name = format!("torn {number}");
        self.family.set(device, &name, number);
        let edit = self.edited(device, number);
        let after = crash::frames(&self.family.folder_of(device), DATABASE);
        let length = match (before.ends.last(), after.ends.last()) {
            (Some(&from), Some(&to)) if from < to => {
                self.tally.lock().unwrap().torn += 1;
                Some(self.rng.random_range(from..=to))
            }
            _ => None,
        };
        self.tally.lock().unwrap().crashes += 1;
        self.family.crash(device, length);
        match self.family.get(device, &name) {
            Some(value) => {
                assert_eq!(value, number);
                self.written.insert(name, edit);
            }
            None => assert!(length.is_some_and(|length| Some(&length) < after.ends.last()), "it was confirmed"),
        }
    }

    /// A device's machine ends, and its disk has forgotten the last transactions, though it had confirmed them.
    fn forget(&mut self, device: usize) {
        self.sessions[device] = None;
        let frames = crash::frames(&self.family.folder_of(device), DATABASE);
        let Some(&end) = frames.ends.last() else { return };
        let before = self.written(device, 0);
        self.family.crash(device, Some(self.rng.random_range(frames.frame..=end)));
        let after = self.written(device, 0);
        let mut tally = self.tally.lock().unwrap();
        tally.forgotten += 1;
        tally.crashes += 1;
        drop(tally);
        // What the relay holds comes back; the rest is gone, and its numbers are given out again.
        let ((held, begin), store) = (self.held(), self.family.stores[device].clone());
        // What is in the snapshot comes back with it.
        let summed_up =
            |edit: &Written| !edit.forked && begin.iter().any(|tip| tip.device == edit.device && edit.seq <= tip.seq);
        let held: BTreeSet<Hash> = held.into_values().collect();
        let edits = self.written.values_mut().chain(self.contested.iter_mut().map(|edit| &mut edit.written));
        // Also those under a name that it had before: a sync that broke off may have made it a new device meanwhile.
        for edit in edits.filter(|edit| self.ids[device].contains(&edit.device) && !edit.gone) {
            edit.gone = match edit.hash {
                Some(hash) => !(held.contains(&hash) || summed_up(edit) || holds(&store, edit)),
                None if edit.device == after.device => edit.seq > after.seq,
                // The disk may have gone back to before this device was that one.
                None => edit.device == before.device,
            };
            self.tally.lock().unwrap().gone += u64::from(edit.gone);
        }
    }

    /// Every entry that the relay holds, and where chains begin.
    fn held(&self) -> (Held, Vec<Tip>) {
        let who = Principal { account: self.family.stores[0].identity().unwrap().account, device: None };
        let ask = |frontier: Vec<Mark>, records_known: u64| {
            let ask = Exchange {
                protocol: PROTOCOL,
                frontier,
                records_known,
                statements_known: u64::MAX >> 1,
                ..Exchange::default()
            };
            let answer = self.family.network.with(|relay| relay.handle(&who, Request::Exchange(ask), NOW_MS)).unwrap();
            let Response::Exchanged(answer) = answer else { panic!("no answer to the question") };
            answer
        };
        let account = Account::read(&ask(Vec::new(), 0).records).unwrap();
        let begin = account.base.map_or(Vec::new(), |base| base.snapshot.cut);
        let mark = |tip: &Tip| (tip.device, Mark::of(tip.device, tip.seq, &tip.hash));
        let mut frontier: BTreeMap<_, _> = begin.iter().map(mark).collect();
        let mut held = Held::new();
        loop {
            let answer = ask(frontier.values().copied().collect(), u64::MAX >> 1);
            for entry in &answer.entries {
                let (header, hash) = (Header::decode(&entry.header).unwrap(), entry.hash());
                frontier.insert(header.device, Mark::of(header.device, header.seq, &hash));
                held.insert((header.device, header.seq), hash);
            }
            if !answer.more {
                return (held, begin);
            }
        }
    }

    fn put_one_out(&mut self, by: usize) {
        let Some(doomed) = self.doomed.filter(|&doomed| doomed != by && !self.partitioned[by]) else { return };
        self.sessions[by] = None;
        self.put_out = true;
        let (id, store) = (self.family.id_of(doomed), self.family.stores[by].clone());
        // It may fail half-way; then it is in, or it is out, and all agree which.
        let _ = block_on(service::revoke(&store, self.family.network.as_ref(), &id, 0));
    }

    /// A whole sync, as a person's device does it. It may fail on the way.
    fn sync_whole(&mut self, device: usize, must: bool) {
        if let Some(session) = self.sessions.get_mut(device) {
            *session = None;
        }
        let before = self.family.stores[device].identity().unwrap().device;
        let begin = self.family.stores[device].begin_cut().unwrap();
        let done = self.family.sync(device);
        self.count_begin(device, &begin);
        match done {
            Ok(report) => self.check(device, &report.alerts, before),
            Err(error) => {
                assert!(!must || self.put_out && self.doomed == Some(device), "device {device}: {error}");
                // It may have gone on as a new device before it broke off.
                self.check(device, &[], before);
            }
        }
    }

    /// An honest relay is not accused.
    fn check(&mut self, device: usize, alerts: &[Alert], before: [u8; 16]) {
        for alert in alerts {
            let fine = match alert {
                Alert::Copied { .. } => self.forgets,
                Alert::PutOut => self.put_out && self.doomed == Some(device),
                _ => false,
            };
            assert!(fine, "device {device}: an honest relay is accused: {alert:?}");
        }
        let now = self.written(device, 0);
        if now.device == before {
            return;
        }
        self.tally.lock().unwrap().successors += 1;
        // What its history had and the relay's had not, it has written again.
        let store = self.family.stores[device].clone();
        let edits = self.written.values_mut().chain(self.contested.iter_mut().map(|edit| &mut edit.written));
        for edit in edits.filter(|edit| edit.device == before && !edit.gone) {
            if edit.hash.is_none() || !holds(&store, edit) {
                *edit = Written { value: edit.value, ..Written { hash: None, ..now } };
            }
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
            None => match Session::begin(&store, now_ms) {
                Ok(session) => session,
                Err(error) => {
                    assert!(self.put_out && self.doomed == Some(device), "device {device}: {error}");
                    return;
                }
            },
        };
        if let Some(held) = session.held().unwrap() {
            match block_on(self.family.network.has_news(Credential::Device(&store), held)) {
                Ok(true) => {}
                Ok(false) => session.no_news(),
                Err(_) => return,
            }
        }
        match session.step().unwrap() {
            Step::Done(report) => {
                let own = store.identity().unwrap().device;
                self.check(device, &report.alerts, own);
                if report.forked_after.is_some() {
                    assert!(self.forgets, "device {device}: nothing here wrote another history");
                    self.sync_whole(device, false);
                }
            }
            Step::Ask(request) => {
                let behind = matches!(&request, Request::Get(_)) && session.is_coming_back();
                self.tally.lock().unwrap().came_back += u64::from(behind);
                // A failure ends the sync; the next one begins anew.
                if let Ok(answer) = block_on(self.family.network.ask(Credential::Device(&store), request)) {
                    session.answer(answer).unwrap();
                    self.sessions[device] = Some(session);
                }
            }
        }
    }
}
