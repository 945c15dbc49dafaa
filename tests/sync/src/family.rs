//! A person's devices, made once and copied for each test.

use crate::crash;
use crate::network::{NOW_MS, Network, copy_folder};
use coach_domain::metric::BODY_MASS;
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef};
use coach_store::{KeySource, Store, StoreOptions};
use coach_sync::{RecoveryKey, Report, Shown, service};
use futures::FutureExt;
use futures::executor::block_on;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

const KEY: &str = "0102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10";
/// Devices of the family, unless a test says otherwise.
pub const DEVICES: usize = 4;
/// Devices of a family at most.
pub const MOST: usize = 5;
/// The file of a device's database.
pub const DATABASE: &str = "coach.db";

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(NOW_MS) };
}

/// Sets the wall clock of every store that this thread opened.
pub fn set_clock(now_ms: i64) {
    CLOCK.set(now_ms);
}

fn clock() -> i64 {
    // Something always passes.
    CLOCK.set(CLOCK.get().saturating_add(1));
    CLOCK.get()
}

/// Opens a store in a folder, and makes it when there is none.
pub fn open(folder: &Path) -> Store {
    let key = KeySource::Given(KEY.to_owned().into()).load(folder).unwrap();
    let create = !Store::exists(folder);
    Store::open_with_clock(StoreOptions { data_dir: folder.to_path_buf(), key, create }, clock).unwrap()
}

/// A folder that forgets: in memory where there is such a place, since nothing here tests the disk.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Devices with a relay, all in one folder.
pub struct Family {
    root: tempfile::TempDir,
    /// What is between the devices and the relay.
    pub network: Arc<Network>,
    /// The devices.
    pub stores: Vec<Store>,
    /// The 24 words.
    pub words: String,
    folders: Vec<PathBuf>,
    crashes: u32,
}

struct Template {
    root: tempfile::TempDir,
    words: String,
}

/// Lets a device in beside another one, both at once, as two people with two screens do.
pub fn let_in(network: &Network, new: &Store, name: &str, sponsor: &Store) -> Result<Report, coach_sync::Error> {
    let (code, words) = (Mutex::new(None), Mutex::new(None));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let show = |shown: Shown| match shown {
            Shown::Code(text) => *code.lock().unwrap() = Some(text),
            Shown::Words(text) => *words.lock().unwrap() = Some(text),
        };
        let joining = service::join(new, network, "http://localhost", name, NOW_MS, &show);
        let pairing = async {
            let text = loop {
                if let Some(text) = code.lock().unwrap().clone() {
                    break text;
                }
                tokio::task::yield_now().await;
            };
            let shown = &words;
            let confirm = |other: [String; 3]| async move { shown.lock().unwrap().as_ref() == Some(&other) }.boxed();
            service::pair(sponsor, network, &text, NOW_MS, confirm).await
        };
        // When one of the two fails, the other one would wait for its letters for ten minutes.
        futures::try_join!(joining, pairing).map(|(joined, _)| joined)
    })
}

fn template(devices: usize) -> &'static Template {
    static TEMPLATES: [OnceLock<Template>; MOST + 1] = [const { OnceLock::new() }; MOST + 1];
    TEMPLATES[devices].get_or_init(|| {
        set_clock(NOW_MS);
        let root = folder();
        let network = Network::new(&root.path().join("relay"));
        let stores: Vec<Store> = (0..devices).map(|number| open(&root.path().join(number.to_string()))).collect();
        let key = block_on(service::init(&stores[0], &network, "http://localhost", "device 0", NOW_MS)).unwrap();
        for (number, store) in stores.iter().enumerate().skip(1) {
            let_in(&network, store, &format!("device {number}"), &stores[0]).unwrap();
        }
        for store in stores.iter().chain(&stores) {
            assert_eq!(block_on(service::now(store, &network, NOW_MS)).unwrap().alerts, []);
        }
        Template { words: key.words().unwrap().join(" "), root }
    })
}

impl Family {
    /// Four devices that are in one account and hold the same.
    #[allow(clippy::new_without_default, reason = "a family costs files")]
    pub fn new() -> Self {
        Self::of(DEVICES)
    }

    /// One to [`MOST`] devices that are in one account and hold the same.
    pub fn of(devices: usize) -> Self {
        let template = template(devices);
        set_clock(NOW_MS + 1_000_000);
        let root = folder();
        for name in (0..devices).map(|number| number.to_string()).chain(["relay".to_owned()]) {
            copy_folder(&template.root.path().join(&name), &root.path().join(&name));
        }
        let network = Arc::new(Network::new(&root.path().join("relay")));
        let folders: Vec<PathBuf> = (0..devices).map(|number| root.path().join(number.to_string())).collect();
        let stores = folders.iter().map(|folder| open(folder)).collect();
        Family { network, stores, words: template.words.clone(), folders, crashes: 0, root }
    }

    /// Where a device's files are.
    pub fn folder_of(&self, device: usize) -> PathBuf {
        self.folders[device].clone()
    }

    /// One more device, which is in no account yet.
    pub fn newcomer(&mut self) -> usize {
        let folder = self.place(&format!("newcomer {}", self.stores.len()));
        self.stores.push(open(&folder));
        self.folders.push(folder);
        self.stores.len() - 1
    }

    /// A new folder beside the devices.
    pub fn place(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Ends a device's machine without a word and starts it again with what is on its disk; of the file of frames that is
    /// as much as is said.
    pub fn crash(&mut self, device: usize, length: Option<u64>) {
        self.crashes += 1;
        let next = self.place(&format!("{device} after {}", self.crashes));
        crash::copy(&self.folders[device], &next, DATABASE, length);
        let before = std::mem::replace(&mut self.folders[device], next.clone());
        // The old one is closed where nobody looks.
        self.stores[device] = open(&next);
        std::fs::remove_dir_all(before).unwrap();
    }

    /// Ends a device's process in order and starts it again.
    pub fn restart(&mut self, device: usize) {
        let folder = self.folder_of(device);
        let elsewhere = folder.join("none");
        std::fs::create_dir_all(&elsewhere).unwrap();
        // The old one is closed before the new one opens.
        drop(std::mem::replace(&mut self.stores[device], open(&elsewhere)));
        self.stores[device] = open(&folder);
        std::fs::remove_dir_all(&elsewhere).unwrap();
    }

    /// A whole sync of a device.
    ///
    /// # Errors
    /// Those of the sync.
    pub fn sync(&self, device: usize) -> Result<Report, coach_sync::Error> {
        block_on(service::now(&self.stores[device], self.network.as_ref(), NOW_MS))
    }

    /// Every device syncs, often enough that all know of all.
    pub fn settle(&self) -> Vec<coach_sync::Alert> {
        let mut alerts = Vec::new();
        for _ in 0..3 {
            for device in 0..self.stores.len() {
                alerts.extend(self.sync(device).unwrap().alerts);
            }
        }
        alerts
    }

    /// The id by which a device is put out.
    pub fn id_of(&self, device: usize) -> String {
        let id = self.stores[device].identity().unwrap().device;
        id.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The recovery key.
    pub fn recovery(&self) -> RecoveryKey {
        RecoveryKey::from_words(&self.words, None).unwrap()
    }

    /// Writes a setting on a device.
    pub fn set(&self, device: usize, name: &str, value: u64) {
        self.stores[device].set_setting(name, Some(&value.into()), "person").unwrap();
    }

    /// Logs a weight of 80 kg of a scale so many minutes after the tests' present.
    pub fn weigh(&self, device: usize, scale: &str, minute: i64) {
        let source = Source { name: scale.to_owned(), kind: SourceKind::Scale };
        let at = NOW_MS + minute * 60_000;
        let sample = Sample {
            metric: BODY_MASS,
            source: SourceRef(0),
            device: DeviceRef(0),
            start_ms: at,
            end_ms: at,
            offset_min: 60,
            value: 80.0,
            raw_unit: TextRef(0),
            raw_value: 80.0,
            created_ms: 0,
            origin: TextRef(0),
            metadata: TextRef(0),
            flags: SampleFlags::default(),
        };
        self.stores[device].log_sample(&sample, &source, "person").unwrap();
    }

    /// The minutes at which a device knows weights of a scale, as [`Family::weigh`] counts them.
    pub fn weighed(&self, device: usize, scale: &str) -> Vec<i64> {
        let lines = export(&self.stores[device]);
        let samples = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let weights = samples.filter(|line| line["type"] == "sample" && line["source"] == scale);
        weights.map(|line| (line["start_ms"].as_i64().unwrap() - NOW_MS) / 60_000).collect()
    }

    /// Closes a device and puts a copy of its files in their place, as a backup that is brought back does.
    pub fn put_back(&mut self, device: usize, from: &Path) {
        let folder = self.folder_of(device);
        let nowhere = open(&self.place("nowhere"));
        drop(std::mem::replace(&mut self.stores[device], nowhere));
        std::fs::remove_dir_all(&folder).unwrap();
        copy_folder(from, &folder);
        self.stores[device] = open(&folder);
    }

    /// A setting as a device shows it.
    pub fn get(&self, device: usize, name: &str) -> Option<u64> {
        self.stores[device].setting(name).unwrap().and_then(|value| value.as_u64())
    }

    /// Fails unless all devices hold the same, and all that they hold is in order.
    pub fn assert_equal(&self, what: &str) {
        let exports: Vec<String> = self.stores.iter().map(export).collect();
        for (device, other) in exports.iter().enumerate().skip(1) {
            let lines = exports[0].lines().zip(other.lines()).find(|(first, other)| first != other);
            assert!(exports[0] == *other, "{what}: device {device} differs from device 0: {lines:?}");
        }
        for store in &self.stores {
            let health = store.check().unwrap();
            assert_eq!((health.log_error, health.quarantined, store.unsent().unwrap()), (None, 0, 0), "{what}");
        }
    }
}

/// All that a device holds, as text.
pub fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
