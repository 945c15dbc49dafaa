//! A person's devices, made once and copied for each test.

use super::network::{NOW_MS, Network, copy_folder};
use coach_store::{KeySource, Store, StoreOptions};
use coach_sync::{RecoveryKey, Report, Shown, service};
use futures::FutureExt;
use futures::executor::block_on;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

const KEY: &str = "0102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10";
/// Devices of the family.
pub(super) const DEVICES: usize = 4;

/// Opens a store in a folder, and makes it when there is none.
pub(super) fn open(folder: &Path) -> Store {
    let key = KeySource::Given(KEY.to_owned().into()).load(folder).unwrap();
    let create = !Store::exists(folder);
    Store::open(StoreOptions { data_dir: folder.to_path_buf(), key, create }).unwrap()
}

/// A folder that forgets: in memory where there is such a place, since nothing here tests the disk.
pub(super) fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Devices with a relay, all in one folder.
pub(super) struct Family {
    root: tempfile::TempDir,
    pub(super) network: Arc<Network>,
    pub(super) stores: Vec<Store>,
    pub(super) words: String,
}

struct Template {
    root: tempfile::TempDir,
    words: String,
}

/// Lets a device in beside another one, both at once, as two people with two screens do.
pub(super) fn let_in(network: &Network, new: &Store, name: &str, sponsor: &Store) -> Result<Report, coach_sync::Error> {
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
        let (joined, paired) = futures::join!(joining, pairing);
        paired?;
        joined
    })
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let root = folder();
        let network = Network::new(&root.path().join("relay"));
        let stores: Vec<Store> = (0..DEVICES).map(|number| open(&root.path().join(number.to_string()))).collect();
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
    pub(super) fn new() -> Self {
        let template = template();
        let root = folder();
        for name in (0..DEVICES).map(|number| number.to_string()).chain(["relay".to_owned()]) {
            copy_folder(&template.root.path().join(&name), &root.path().join(&name));
        }
        let network = Arc::new(Network::new(&root.path().join("relay")));
        let stores = (0..DEVICES).map(|number| open(&root.path().join(number.to_string()))).collect();
        Family { network, stores, words: template.words.clone(), root }
    }

    pub(super) fn folder_of(&self, device: usize) -> PathBuf {
        self.root.path().join(device.to_string())
    }

    /// A new folder beside the devices.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Ends a device's process and starts it again.
    pub(super) fn restart(&mut self, device: usize) {
        let folder = self.folder_of(device);
        let elsewhere = folder.join("none");
        std::fs::create_dir_all(&elsewhere).unwrap();
        // The old one is closed before the new one opens.
        drop(std::mem::replace(&mut self.stores[device], open(&elsewhere)));
        self.stores[device] = open(&folder);
        std::fs::remove_dir_all(&elsewhere).unwrap();
    }

    pub(super) fn sync(&self, device: usize) -> Result<Report, coach_sync::Error> {
        block_on(service::now(&self.stores[device], self.network.as_ref(), NOW_MS))
    }

    /// Every device syncs, often enough that all know of all.
    pub(super) fn settle(&self) -> Vec<coach_sync::Alert> {
        let mut alerts = Vec::new();
        for _ in 0..3 {
            for device in 0..self.stores.len() {
                alerts.extend(self.sync(device).unwrap().alerts);
            }
        }
        alerts
    }

    /// The id by which a device is put out.
    pub(super) fn id_of(&self, device: usize) -> String {
        let id = self.stores[device].identity().unwrap().device;
        id.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn recovery(&self) -> RecoveryKey {
        RecoveryKey::from_words(&self.words, None).unwrap()
    }

    pub(super) fn set(&self, device: usize, name: &str, value: u64) {
        self.stores[device].set_setting(name, Some(&value.into()), "person").unwrap();
    }

    pub(super) fn get(&self, device: usize, name: &str) -> Option<u64> {
        self.stores[device].setting(name).unwrap().and_then(|value| value.as_u64())
    }

    /// Fails unless all devices hold the same, and all that they hold is in order.
    pub(super) fn assert_equal(&self, what: &str) {
        let exports: Vec<String> = self.stores.iter().map(export).collect();
        for (device, other) in exports.iter().enumerate().skip(1) {
            assert!(exports[0] == *other, "{what}: device {device} differs from device 0");
        }
        for store in &self.stores {
            let health = store.check().unwrap();
            assert_eq!((health.log_error, health.quarantined, store.unsent().unwrap()), (None, 0, 0), "{what}");
        }
    }
}

pub(super) fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
