//! What a person waits for over real HTTP, with the relay in a process of its own: a new phone with ten years of a watch's
//! data, 24 words that bring three years back, and a lost device that is put out.
//!
//! `bench-phone all --json FILE` prints a table and writes the figures.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement talks to who runs it")]

use clap::{Parser, Subcommand};
use coach_domain::metric::{BODY_MASS, HEART_RATE, MetricCode, STEPS};
use coach_domain::record::{
    DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef, Workout, WorkoutKind,
};
use coach_store::{ImportStart, Store};
use coach_sync::{Credential, Error, HttpRelay, RecoveryKey, Session, Step, Transport, service};
use coach_sync_tests::family::open;
use coach_sync_tests::network::NOW_MS;
use coach_sync_tests::served::{self, Server, peak_memory};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Instant;

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Measures and prints.
    All {
        /// Where the figures go.
        #[arg(long)]
        json: PathBuf,
    },
    /// Serves a relay, for the measurement.
    #[command(hide = true)]
    Relay {
        /// Its folder.
        folder: PathBuf,
    },
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match Arguments::parse().command {
        Verb::All { json } => runtime.block_on(all(&json)),
        Verb::Relay { folder } => runtime.block_on(served::relay(&folder, None)),
    }
}

fn sample(metric: MetricCode, source: SourceRef, start_ms: i64, minutes: i64, value: f64) -> Sample {
    Sample {
        metric,
        source,
        device: DeviceRef(0),
        start_ms,
        end_ms: start_ms + minutes * MINUTE_MS,
        offset_min: 60,
        value,
        raw_unit: TextRef(0),
        raw_value: value,
        created_ms: 0,
        origin: TextRef(0),
        metadata: TextRef(0),
        flags: SampleFlags::default(),
    }
}

/// The days of a watch and a scale: heart rate every ten minutes, steps every quarter of the day's sixteen waking hours, a
/// weight each morning, a run every other day. Returns how many samples that are.
fn fill(store: &Store, days: i64) -> u64 {
    let start = ImportStart { content_hash: format!("{days} days"), format: "bench".to_owned(), bytes: 1 };
    let mut ingest = store.ingest(&start).unwrap();
    let watch = Source { name: "watch".to_owned(), kind: SourceKind::Watch };
    let (on_wrist, scale) =
        (ingest.source(&watch), ingest.source(&Source { name: "scale".to_owned(), kind: SourceKind::Scale }));
    let (mut count, mut state) = (0, 1_u64);
    let mut random = |most: u64| {
        // xorshift: the same data in every run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % most) as f64
    };
    for day in 0..days {
        let begin = NOW_MS - (days - day) * DAY_MS;
        let mut put = |sample: Sample| {
            ingest.sample(&sample).unwrap();
            count += 1;
        };
        for tenth in 0..144 {
            put(sample(HEART_RATE, on_wrist, begin + tenth * 10 * MINUTE_MS, 0, 50.0 + random(80)));
        }
        for quarter in 28..92 {
            put(sample(STEPS, on_wrist, begin + quarter * 15 * MINUTE_MS, 15, random(900)));
        }
        put(sample(BODY_MASS, scale, begin + 7 * 60 * MINUTE_MS, 0, 70.0 + random(100) / 10.0));
        if day % 2 == 0 {
            let at = begin + 18 * 60 * MINUTE_MS;
            let run = Workout::plain(WorkoutKind("running".to_owned()), watch.clone(), at, at + 40 * MINUTE_MS, 60);
            ingest.workout(run).unwrap();
        }
    }
    ingest.finish(false).unwrap();
    count
}

fn seconds(since: Instant) -> f64 {
    (since.elapsed().as_secs_f64() * 1000.0).round() / 1000.0
}

/// A phone's first sync. It is usable when everything that the person wrote is there, and the first page of samples, which
/// are those of the newest months.
async fn first_sync(store: &Store, relay: &HttpRelay) -> (f64, f64) {
    let (began, mut usable, mut pages) = (Instant::now(), None, 0);
    let mut session = Session::begin(store, NOW_MS).unwrap();
    loop {
        match session.step().unwrap() {
            Step::Done(report) => {
                assert_eq!((report.alerts, report.blobs_missing), (Vec::new(), 0));
                let complete = seconds(began);
                return (usable.unwrap_or(complete), complete);
            }
            Step::Ask(request) => {
                let fetches = matches!(request, coach_wire::message::Request::Get(_));
                pages += u32::from(fetches);
                if pages > 1 && usable.is_none() {
                    assert_eq!(store.setting("theme").unwrap(), Some("dark".into()));
                    usable = Some(seconds(began));
                }
                session.answer(relay.ask(Credential::Device(store), request).await.unwrap()).unwrap();
            }
        }
    }
}

fn relay_of(server: &Server) -> (String, HttpRelay) {
    let url = format!("http://{}", server.address);
    let relay = HttpRelay::new(&url).unwrap();
    (url, relay)
}

async fn years(root: &Path, years: i64) -> Value {
    let server = Server::start(&std::env::current_exe().unwrap(), &root.join(format!("relay {years}")));
    let (url, relay) = relay_of(&server);
    let first = open(&root.join(format!("first {years}")));
    let began = Instant::now();
    let samples = fill(&first, years * 365);
    first.set_setting("theme", Some(&"dark".into()), "person").unwrap();
    let written = seconds(began);
    let key = service::init(&first, &relay, &url, "first", NOW_MS).await.unwrap();
    let began = Instant::now();
    let pushed = service::now(&first, &relay, NOW_MS).await.unwrap();
    assert_eq!(pushed.alerts, []);
    let push = seconds(began);

    // One wrong word is named before anything is asked.
    let words = key.words().unwrap();
    let mut wrong = words.clone();
    wrong[6] = if wrong[6] == "zoo" { "zone" } else { "zoo" };
    let began = Instant::now();
    let named = RecoveryKey::from_words(&wrong.join(" "), Some(&key.account())).unwrap_err().to_string();
    let naming = seconds(began);
    assert!(named.contains("word 7 "), "{named}");

    let phone = open(&root.join(format!("phone {years}")));
    let began = Instant::now();
    let recovered = RecoveryKey::from_words(&words.join(" "), None).unwrap();
    let other = HttpRelay::new(&url).unwrap();
    let report = service::recover(&phone, &other, &url, &recovered, "phone", NOW_MS).await.unwrap().report;
    let recovery = seconds(began);
    assert_eq!((report.alerts, report.blobs_missing), (Vec::new(), 0));
    let (mut here, mut there) = (Vec::new(), Vec::new());
    first.export(&mut here).unwrap();
    phone.export(&mut there).unwrap();
    assert!(here == there, "the phone holds something else");
    json!({
        "years": years, "samples": samples, "blobs": pushed.blobs_sent, "written_s": written, "push_s": push,
        "recovery_with_24_words_s": recovery, "wrong_word_named_s": naming, "wrong_word_said": named,
        "relay_bytes": std::fs::read_dir(root.join(format!("relay {years}"))).unwrap()
            .map(|file| file.unwrap().metadata().unwrap().len()).sum::<u64>(),
        "relay_peak_mb": server.memory(),
    })
}

/// A new phone beside one that is in: it is let in by the words' way, stopped before its first sync, and timed from there.
async fn new_phone(root: &Path) -> Value {
    let server = Server::start(&std::env::current_exe().unwrap(), &root.join("relay of a phone"));
    let (url, relay) = relay_of(&server);
    let (first, phone) = (open(&root.join("old phone")), open(&root.join("new phone")));
    let samples = fill(&first, 3650);
    first.set_setting("theme", Some(&"dark".into()), "person").unwrap();
    let key = service::init(&first, &relay, &url, "first", NOW_MS).await.unwrap();
    // Let in while the relay is empty, so that all of its ten years are in the one sync that is timed.
    let other = HttpRelay::new(&url).unwrap();
    service::recover(&phone, &other, &url, &key, "phone", NOW_MS).await.unwrap();
    assert_eq!(service::now(&first, &relay, NOW_MS).await.unwrap().alerts, []);
    let (usable, complete) = first_sync(&phone, &other).await;
    let (mut here, mut there) = (Vec::new(), Vec::new());
    first.export(&mut here).unwrap();
    phone.export(&mut there).unwrap();
    assert!(here == there, "the phone holds something else");
    json!({"samples": samples, "usable_s": usable, "complete_s": complete})
}

/// From the moment at which a person puts a device out, until the relay gives it nothing more and nobody's new words can
/// be read with its keys.
async fn lost_device(root: &Path) -> Value {
    let server = Server::start(&std::env::current_exe().unwrap(), &root.join("relay of the lost"));
    let (url, relay) = relay_of(&server);
    let (first, lost) = (open(&root.join("kept")), open(&root.join("lost")));
    let key = service::init(&first, &relay, &url, "first", NOW_MS).await.unwrap();
    let other = HttpRelay::new(&url).unwrap();
    service::recover(&lost, &other, &url, &key, "lost", NOW_MS).await.unwrap();
    service::now(&first, &relay, NOW_MS).await.unwrap();
    let id: String = lost.identity().unwrap().device.iter().map(|byte| format!("{byte:02x}")).collect();
    let began = Instant::now();
    service::revoke(&first, &relay, &id, NOW_MS).await.unwrap();
    let revoked = seconds(began);
    first.set_setting("secret", Some(&"after".into()), "person").unwrap();
    service::now(&first, &relay, NOW_MS).await.unwrap();
    // It has a token that is good for a quarter of an hour.
    let refused = service::now(&lost, &other, NOW_MS).await;
    assert!(matches!(refused, Err(Error::NotLetIn)), "{refused:?}");
    let shut = seconds(began);
    // And what leaks to it in another way it cannot open.
    let own = first.identity().unwrap().device;
    let seen = lost.frontier().unwrap().iter().find(|tip| tip.device == own).map_or(0, |tip| tip.seq);
    lost.receive(&first.entries_after(&own, seen, usize::MAX).unwrap()).unwrap();
    assert_eq!(lost.setting("secret").unwrap(), None);
    json!({"revoked_s": revoked, "refused_s": shut})
}

async fn all(to: &Path) {
    let root = tempfile::tempdir().unwrap();
    let mut figures = json!({});
    for (name, figure) in [
        ("new phone, ten years", new_phone(root.path()).await),
        ("24 words, three years", years(root.path(), 3).await),
        ("24 words, ten years", years(root.path(), 10).await),
        ("a lost device", lost_device(root.path()).await),
    ] {
        println!("{name}: {figure}");
        figures[name] = figure;
    }
    figures["peak_mb_of_all_devices"] = json!(peak_memory(std::process::id()));
    std::fs::write(to, figures.to_string()).unwrap();
}
