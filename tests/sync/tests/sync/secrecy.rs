//! What the relay has says nothing: no canary is on its disk, in its backups, in its memory or a core file of it, in its
//! metrics, logs and traces, whatever is synced.

use coach_domain::journal::{Body, Entry, Pain};
use coach_domain::metric::BODY_MASS;
use coach_domain::person::Profile;
use coach_domain::record::{DeviceRef, Sample, SampleFlags, SourceRef, TextRef};
use coach_store::{Store, TraceRow, TurnRecord};
use coach_sync::{HttpRelay, RecoveryKey, service};
use coach_sync_tests::family::{Family, open};
use coach_sync_tests::network::{NOW_MS, Network};
use coach_sync_tests::served::Server;
use futures::executor::block_on;
use std::path::Path;

const CANARY: &str = "Zanzibarquux";
/// A weight in kilograms that is nobody's.
const FIGURE: f64 = 83.709_155_273_437_51;

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
    // What was asked and answered, with the prompt that it took.
    let session = store.create_session("Max Power").unwrap();
    let trace = TraceRow { id: "1".to_owned(), session_id: session.clone(), at_ms: 0, spans: Vec::new() };
    let messages = [serde_json::json!({"role": "system", "content": CANARY}), format!("{CANARY} {FIGURE}").into()];
    let turn = TurnRecord {
        session_id: &session,
        agent: "Max Power",
        messages: &messages,
        interventions: &[],
        proposals: &[],
        trace: &trace,
    };
    store.commit_turn(&turn).unwrap();
    let sample = Sample {
        metric: BODY_MASS,
        source: SourceRef(0),
        device: DeviceRef(0),
        start_ms: NOW_MS,
        end_ms: NOW_MS,
        offset_min: 0,
        value: FIGURE,
        raw_unit: TextRef(0),
        raw_value: FIGURE,
        created_ms: 0,
        origin: TextRef(0),
        metadata: TextRef(0),
        flags: SampleFlags::default(),
    };
    let scale = coach_domain::record::Source { name: CANARY.to_owned(), kind: coach_domain::record::SourceKind::Scale };
    store.log_sample(&sample, &scale, "person").unwrap();
}

/// What must be nowhere: the canary, the figure, the keys of all epochs, and the 24 words.
fn secrets(store: &Store, key: &RecoveryKey) -> Vec<Vec<u8>> {
    let mut secrets: Vec<Vec<u8>> =
        store.epoch_keys().unwrap().keys.values().map(|key| key.expose().to_vec()).collect();
    secrets.extend([CANARY, &CANARY.to_lowercase()].map(|text| text.as_bytes().to_vec()));
    // As UTF-16 it would hide from a search for bytes.
    secrets.push(CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect());
    secrets.push(key.words().unwrap()[..3].join(" ").into_bytes());
    secrets.extend([FIGURE.to_le_bytes().to_vec(), FIGURE.to_be_bytes().to_vec(), FIGURE.to_string().into_bytes()]);
    secrets
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
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

/// A core file of a process that goes on, as a debugger takes it. Where none is there, or the system does not let it, the
/// memory that is read here is all there is.
#[cfg(target_os = "linux")]
fn core_file(process: u32, folder: &Path) -> Option<Vec<u8>> {
    use std::process::{Command, Stdio};
    let to = folder.join("core");
    let mut gcore = Command::new("gcore");
    gcore.arg("-o").arg(&to).arg(process.to_string()).stdout(Stdio::null()).stderr(Stdio::null());
    gcore.status().ok()?;
    std::fs::read(folder.join(format!("core.{process}"))).ok()
}

/// Takes what a program sends to a collector of traces, and keeps it as it came.
#[cfg(target_os = "linux")]
fn collector() -> (String, std::sync::Arc<std::sync::Mutex<Vec<u8>>>) {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let kept = std::sync::Arc::<std::sync::Mutex<Vec<u8>>>::default();
    let all = std::sync::Arc::clone(&kept);
    std::thread::spawn(move || {
        for line in listener.incoming() {
            let (mut line, all) = (line.unwrap(), std::sync::Arc::clone(&all));
            std::thread::spawn(move || {
                let (mut question, mut part) = (Vec::new(), [0; 4096]);
                loop {
                    let read = line.read(&mut part).unwrap_or(0);
                    question.extend_from_slice(&part[..read]);
                    let text = String::from_utf8_lossy(&question).to_lowercase();
                    let head = text.find("\r\n\r\n");
                    let length = text.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
                    let length: Option<usize> = length.and_then(|length| length.trim().parse().ok());
                    // Lower case is as long as upper case up to the end of the head, which is ASCII.
                    if head.zip(length).is_some_and(|(head, length)| question.len() >= head + 4 + length) {
                        all.lock().unwrap().append(&mut question);
                        let _ = line.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
                    }
                    if read == 0 {
                        break;
                    }
                }
            });
        }
    });
    (url, kept)
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_that_a_person_wrote_is_in_the_relays_memory_or_in_what_it_says_of_itself() {
    use std::io::{Read, Write};
    let family = Family::new();
    let folder = family.place("watched");
    let (collecting, traces) = collector();
    let log = family.place("log");
    let server = Server::start_with(Path::new(env!("CARGO_BIN_EXE_bench-sync")), &folder, |command| {
        // As much as it can be made to say.
        command.args(["--collector", &collecting]).env("POCKETCOACH_SERVER_LOG", "trace");
        command.env("OTEL_BSP_SCHEDULE_DELAY", "50").stderr(std::fs::File::create(&log).unwrap());
    });
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
    let account = store.identity().unwrap().account;
    let bytes = memory(server.id());
    says_nothing(&bytes, &secrets, "the memory");
    assert!(has(&bytes, &account), "memory without the account would prove nothing");
    if let Some(core) = core_file(server.id(), &family.place("")) {
        says_nothing(&core, &secrets, "the core file");
        assert!(has(&core, &account), "a core file without the account would prove nothing");
    }
    let ask = |question: &str| {
        let mut line = std::net::TcpStream::connect(server.address).unwrap();
        write!(line, "{question} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).unwrap();
        answer
    };
    let metrics = ask("GET /metrics");
    assert!(metrics.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&metrics));
    says_nothing(&metrics, &secrets, "the metrics");
    // Nor what somebody puts into an address or a question that is refused.
    let _ = ask(&format!("GET /v1/rendezvous/{CANARY}/{CANARY}?{CANARY}={FIGURE}"));
    for _ in 0..200 {
        if has(&traces.lock().unwrap(), b"/metrics") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let traces = traces.lock().unwrap().clone();
    says_nothing(&traces, &secrets, "the traces");
    assert!(has(&traces, b"/v1/sync") && has(&traces, b"/metrics"), "traces of nothing would prove nothing");
    let log = std::fs::read(&log).unwrap();
    says_nothing(&log, &secrets, "the log");
    assert!(has(&log, b"/v1/sync") && has(&log, b"answered"), "a log of nothing would prove nothing");
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
    assert_eq!(asked + answered, 0, "the digest of what is here is all that was sent");
    family.set(0, "theme", 1);
    assert_eq!(family.sync(0).unwrap().round_trips, 2);
    assert_eq!(family.sync(1).unwrap().received, 1, "the digest is another one now");
    assert_eq!(family.sync(1).unwrap().round_trips, 1);
}
