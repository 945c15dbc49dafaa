//! What the relay has on its disk says nothing: no canary in it, whatever is synced.

use coach_domain::journal::{Body, Entry, Pain};
use coach_domain::person::Profile;
use coach_sync::service;
use coach_sync_tests::family::{Family, open};
use coach_sync_tests::network::{NOW_MS, Network};
use futures::executor::block_on;

const CANARY: &str = "Zanzibarquux";

#[test]
fn nothing_that_a_person_wrote_is_on_the_relays_disk() {
    let family = Family::new();
    let folder = family.place("watched");
    let network = Network::new(&folder);
    let store = open(&family.place("person"));
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
    let key = block_on(service::init(&store, &network, "http://localhost", CANARY, NOW_MS)).unwrap();
    assert_eq!(block_on(service::now(&store, &network, NOW_MS)).unwrap().alerts, []);
    network.stop();
    let own: Vec<Vec<u8>> = store.epoch_keys().unwrap().keys.values().map(|key| key.expose().to_vec()).collect();
    let mut files = 0;
    for file in std::fs::read_dir(&folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!has(CANARY.as_bytes()) && !has(CANARY.to_lowercase().as_bytes()));
        assert!(own.iter().all(|key| !has(key)), "no key");
        assert!(!has(key.words().unwrap()[..3].join(" ").as_bytes()));
        files += 1;
    }
    assert!(files >= 1);
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
