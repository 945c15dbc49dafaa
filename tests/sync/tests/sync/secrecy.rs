//! What the relay has says nothing: no canary is on its disk, in its backups, in its memory, or in what it says of itself,
//! whatever is synced.

use coach_domain::journal::{Body, Entry, Pain};
use coach_domain::person::Profile;
use coach_store::Store;
use coach_sync::{HttpRelay, RecoveryKey, service};
use coach_sync_tests::family::{Family, open};
use coach_sync_tests::network::{NOW_MS, Network};
use coach_sync_tests::served::Server;
use futures::executor::block_on;
use std::path::Path;

const CANARY: &str = "Zanzibarquux";

/// Puts the canary wherever a person writes something.
fn write(store: &Store) {
    let profile = Profile { name: Some(CANARY.to_owned()), ..store.profile().unwrap() };
    store.set_profile(&profile, "person").unwrap();
    let pain =
        Pain { place: CANARY.to_owned(), joint: None, score: Some(3), exercise: None, note: Some(CANARY.into()) };
    let entry = Entry { id: CANARY.to_owned(), at_ms: NOW_MS, offset_min: 0, body: Body::Pain(pain) };
    store.put_entry(&entry, "person").unwrap();
    let source =
        coach_domain::record::Source { name: CANARY.to_owned(), kind: coach_domain::record::SourceKind::Scale };
    let workout = coach_domain::record::Workout {
        note: Some(CANARY.to_owned()),
        ..coach_domain::record::Workout::plain(
            coach_domain::record::WorkoutKind(CANARY.to_owned()),
            source,
            NOW_MS,
            NOW_MS + 1,
            0,
        )
    };
    store.log_workout(&workout, "person").unwrap();
}

/// What must be nowhere: the canary, the keys of all epochs, and the 24 words.
fn secrets(store: &Store, key: &RecoveryKey) -> Vec<Vec<u8>> {
    let mut secrets: Vec<Vec<u8>> =
        store.epoch_keys().unwrap().keys.values().map(|key| key.expose().to_vec()).collect();
    secrets.extend([CANARY, &CANARY.to_lowercase()].map(|text| text.as_bytes().to_vec()));
    // As UTF-16 it would hide from a search for bytes.
    secrets.push(CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect());
    secrets.push(key.words().unwrap()[..3].join(" ").into_bytes());
    secrets
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn says_nothing(bytes: &[u8], secrets: &[Vec<u8>], what: &str) {
    for (number, secret) in secrets.iter().enumerate() {
        assert!(!has(bytes, secret), "secret {number} is in {what}");
    }
}

fn files_say_nothing(folder: &Path, secrets: &[Vec<u8>]) {
    let mut files = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        says_nothing(&std::fs::read(&path).unwrap(), secrets, &path.display().to_string());
        files += 1;
    }
    assert!(files >= 1);
}

#[test]
fn nothing_that_a_person_wrote_is_on_the_relays_disk_or_in_its_backup() {
    let family = Family::new();
    let folder = family.place("watched");
    let network = Network::new(&folder);
    let store = open(&family.place("person"));
    write(&store);
    let key = block_on(service::init(&store, &network, "http://localhost", CANARY, NOW_MS)).unwrap();
    assert_eq!(block_on(service::now(&store, &network, NOW_MS)).unwrap().alerts, []);
    let secrets = secrets(&store, &key);
    // While it runs, with what its log of changes holds.
    files_say_nothing(&folder, &secrets);
    let backup = family.place("backup");
    network.with(|relay| relay.backup(&backup)).unwrap();
    let bytes = std::fs::read(&backup).unwrap();
    says_nothing(&bytes, &secrets, "the backup");
    assert!(has(&bytes, &store.identity().unwrap().account), "a backup of nothing would prove nothing");
    network.stop();
    files_say_nothing(&folder, &secrets);
}

/// All that a process has in memory, as a core file would hold it.
#[cfg(target_os = "linux")]
fn memory(process: u32) -> Vec<u8> {
    use std::os::unix::fs::FileExt;
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let file = std::fs::File::open(format!("/proc/{process}/mem")).unwrap();
    let mut bytes = Vec::new();
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let (from, to) = line.split_once(' ').and_then(|(range, _)| range.split_once('-')).unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut part = vec![0; (to - from) as usize];
        if file.read_exact_at(&mut part, from).is_ok() {
            // Pages that were never written to say nothing, and are most of them.
            part.chunks(4096).filter(|page| page.iter().any(|byte| *byte != 0)).for_each(|page| bytes.extend(page));
        }
    }
    bytes
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_that_a_person_wrote_is_in_the_relays_memory_or_in_what_it_says_of_itself() {
    use std::io::{Read, Write};
    let family = Family::new();
    let folder = family.place("watched");
    let server = Server::start(Path::new(env!("CARGO_BIN_EXE_bench-sync")), &folder);
    let url = format!("http://{}", server.address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (relay, store) = (HttpRelay::new(&url).unwrap(), open(&family.place("person")));
    write(&store);
    let key = runtime.block_on(service::init(&store, &relay, &url, CANARY, NOW_MS)).unwrap();
    let other = open(&family.place("other"));
    runtime.block_on(async {
        assert_eq!(service::now(&store, &relay, NOW_MS).await.unwrap().alerts, []);
        service::recover(&other, &relay, &url, &key, CANARY, NOW_MS).await.unwrap();
    });
    let secrets = secrets(&store, &key);
    let bytes = memory(server.id());
    says_nothing(&bytes, &secrets, "the memory");
    assert!(has(&bytes, &store.identity().unwrap().account), "memory without the account would prove nothing");
    let mut line = std::net::TcpStream::connect(server.address).unwrap();
    write!(line, "GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut metrics = Vec::new();
    line.read_to_end(&mut metrics).unwrap();
    assert!(metrics.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&metrics));
    says_nothing(&metrics, &secrets, "the metrics");
    files_say_nothing(&folder, &secrets);
}

#[test]
fn a_check_without_news_is_small_and_one_question() {
    let family = Family::new();
    family.settle();
    *family.network.bytes.lock().unwrap() = (0, 0);
    let report = family.sync(1).unwrap();
    let (asked, answered) = *family.network.bytes.lock().unwrap();
    assert_eq!(report.round_trips, 1);
    assert!(asked + answered <= 300, "{asked} and {answered} bytes for four devices");
    family.set(0, "theme", 1);
    assert_eq!(family.sync(0).unwrap().round_trips, 2);
}
