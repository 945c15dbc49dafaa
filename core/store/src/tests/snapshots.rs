//! Snapshots: what is drawn from a history and what comes after it make the same store as the whole history does.

use super::sync::{export, family, give};
use super::*;
use crate::snapshots::{Begun, Tail};
use coach_domain::journal::Entry as Note;

fn note(number: u8) -> Note {
    serde_json::from_value(json!({
        "id": format!("mood {number}"), "at_ms": 1_741_600_000_000_i64 + i64::from(number), "offset_min": 60,
        "kind": "mood", "score": 1 + number % 5, "note": format!("words {number}"),
    }))
    .unwrap()
}

/// What the other steps do, and what erases words.
#[derive(Debug, Clone)]
enum Deed {
    Step(Step),
    Note(u8),
    Unnote(u8),
    Talk(u8),
    Call(u8, Option<u8>),
    Forget(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => step().prop_map(Deed::Step),
        1 => (0..4_u8).prop_map(Deed::Note),
        1 => (0..4_u8).prop_map(Deed::Unnote),
        1 => any::<u8>().prop_map(Deed::Talk),
        1 => (any::<u8>(), prop::option::of(any::<u8>())).prop_map(|(talk, name)| Deed::Call(talk, name)),
        1 => any::<u8>().prop_map(Deed::Forget),
    ]
}

fn does(store: &Store, session: &str, number: usize, deed: &Deed) {
    let talk = |which: u8| {
        let others: Vec<String> = store.sessions().unwrap().into_iter().map(|row| row.id).collect();
        let others: Vec<String> = others.into_iter().filter(|id| id != session).collect();
        others.get(usize::from(which) % others.len().max(1)).cloned()
    };
    match deed {
        Deed::Step(step) => perform(store, session, number, step),
        Deed::Note(which) => store.put_entry(&note(*which), "person").unwrap(),
        Deed::Unnote(which) => drop(store.remove_entry(&format!("mood {which}"), "person")),
        Deed::Talk(which) => {
            let id = talk(*which).filter(|_| which % 3 > 0).unwrap_or_else(|| store.create_session("Serena").unwrap());
            perform(store, &id, number, &Step::Turn(2));
        }
        Deed::Call(which, name) => {
            if let Some(id) = talk(*which) {
                let name = name.map(|name| format!("name {name}"));
                store.name_session(&id, name.as_deref()).unwrap();
            }
        }
        Deed::Forget(which) => {
            if let Some(id) = talk(*which) {
                store.delete_session(&id).unwrap();
            }
        }
    }
}

/// Gives one store the entries of another one that come after what it has.
fn tell(from: &Store, to: &Store) {
    from.offer_slots().unwrap();
    for tip in from.frontier().unwrap() {
        let known = to.frontier().unwrap().into_iter().find(|known| known.device == tip.device);
        let entries = from.entries_after(&tip.device, known.map_or(0, |known| known.seq), usize::MAX).unwrap();
        assert_eq!(to.receive(&entries).unwrap().refused, []);
    }
}

/// As [`tell`], and the data beside the log.
fn give_tail(from: &Store, to: &Store) {
    tell(from, to);
    let wanted = to.slots_wanted(10_000).unwrap();
    let contents: Vec<_> =
        wanted.into_iter().filter_map(|slot| Some((slot.clone(), from.slot_content(&slot).unwrap()?))).collect();
    assert_eq!(to.merge_slots(&contents).unwrap(), []);
}

/// One thing that happens among three devices that write to the same few sources.
#[derive(Debug, Clone)]
enum Act {
    Does(usize, Step),
    /// One hears of what another one wrote, and fetches nothing.
    Hears(usize, usize),
    /// One hears and fetches.
    Fetches(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    let step = prop_oneof![
        1 => (0..3_i64).prop_map(|hours| Step::Clock(1_741_564_800_000 + (hours - 1) * 3_600_000)),
        4 => (0..2_u8, 0..4_u16, 0..4_u8).prop_map(|(source, at, value)| Step::Sample(source, at, value)),
        2 => (0..2_u8, 0..4_u16, 0..4_u8).prop_map(|(source, at, count)| Step::Import(source, at, count)),
        2 => (0..2_u8, 0..4_u16).prop_map(|(source, at)| Step::Workout(source, at)),
        3 => (0..2_u8).prop_map(Step::DeleteSource),
        1 => (0..2_u8, 0..4_u16, 0..4_u8).prop_map(|(source, at, value)| Step::DeleteSample(source, at, value)),
    ];
    let pair = || (0..3_usize, 1..3_usize).prop_map(|(from, way)| (from, (from + way) % 3));
    prop_oneof![
        4 => (0..3_usize, step).prop_map(|(who, step)| Act::Does(who, step)),
        1 => pair().prop_map(|(from, to)| Act::Hears(from, to)),
        2 => pair().prop_map(|(from, to)| Act::Fetches(from, to)),
    ]
}

fn settle(stores: &[&Store]) {
    for _ in 0..2 {
        for from in stores {
            for to in stores {
                if from.identity().unwrap() != to.identity().unwrap() {
                    give_tail(from, to);
                }
            }
        }
    }
}

/// As many histories as the environment asks for, or some.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(if cfg!(debug_assertions) { 24 } else { 96 })
}

/// What four devices do: two before a snapshot, one that is away meanwhile, and the two again after it.
#[derive(Debug)]
struct History {
    before: Vec<(bool, Deed)>,
    alone: Vec<Deed>,
    after: Vec<(bool, Deed)>,
}

fn history() -> impl Strategy<Value = History> {
    let both = |count| prop::collection::vec((any::<bool>(), deed()), count);
    (both(1..24), prop::collection::vec(deed(), 0..8), both(0..16)).prop_map(|(before, alone, after)| History {
        before,
        alone,
        after,
    })
}

/// Whoever trims, begins with the snapshot, comes back to it or keeps the whole log ends with the same store.
fn same_everywhere(history: &History) -> Result<(), TestCaseError> {
    let stores = family(4);
    let [first, second, third, stale] = [0, 1, 2, 3].map(|number: usize| &stores[number].1);
    NOW.set(1_741_564_800_000);
    let session = first.create_session("Max Power").unwrap();
    give(first, second);
    give(first, stale);
    for (number, (on_first, deed)) in history.before.iter().enumerate() {
        does(if *on_first { first } else { second }, &session, number, deed);
    }
    // The one that is away goes on alone, and has sent what it wrote before.
    for (number, deed) in history.alone.iter().enumerate() {
        does(stale, &session, 100 + number, deed);
    }
    settle(&[first, second]);
    let (cut, early) = (first.frontier().unwrap(), dump(first));
    let parts = first.draw_snapshot(&cut).unwrap().unwrap();
    prop_assert_eq!(&second.draw_snapshot(&cut).unwrap(), &Some(parts.clone()), "two devices draw the same");
    prop_assert_eq!(dump(first), early, "drawing leaves no mark");
    for (number, (on_first, deed)) in history.after.iter().enumerate() {
        does(if *on_first { first } else { second }, &session, 200 + number, deed);
    }
    settle(&[first, second]);
    prop_assert_eq!(&second.draw_snapshot(&cut).unwrap(), &Some(parts.clone()), "also later");

    // One trims, one begins with it, one comes back to it with what it wrote alone; one keeps its history.
    prop_assert_eq!(first.begin_with(&cut, &parts).unwrap(), Begun::Done);
    prop_assert_eq!(third.begin_with(&cut, &parts).unwrap(), Begun::Done);
    prop_assert_eq!(stale.begin_with(&cut, &parts).unwrap(), Begun::Done);
    settle(&[first, second, third, stale]);
    let whole = export(second);
    for (store, name) in [(first, "trimmed"), (third, "new"), (stale, "stale")] {
        prop_assert_eq!(&export(store), &whole, "{}", name);
        prop_assert_eq!(store.check().unwrap().log_error, None);
        store.rebuild().unwrap();
        prop_assert_eq!(&export(store), &whole, "{}, built again from the snapshot", name);
    }
    // And the next snapshot is the same whatever the last one was taken from.
    let next = second.frontier().unwrap();
    let drawn = second.draw_snapshot(&next).unwrap();
    prop_assert!(drawn.is_some());
    for store in [first, third, stale] {
        prop_assert!(store.draw_snapshot(&next).unwrap() == drawn, "the next one is another");
        prop_assert!(store.draw_snapshot(&cut).unwrap().as_ref() == Some(&parts), "the last one is another");
    }
    Ok(())
}

#[test]
fn a_source_deleted_while_another_device_writes_to_it_is_gone_for_everyone() {
    // Found by the property: the sample was of the same moment as the deletion.
    same_everywhere(&History {
        before: vec![(false, Deed::Step(Step::Clock(1_741_564_800_000)))],
        alone: vec![Deed::Step(Step::Sample(93, 0, 0)), Deed::Step(Step::DeleteSource(78))],
        after: vec![(false, Deed::Step(Step::Sample(21, 0, 3))), (true, Deed::Step(Step::Workout(194, 1141)))],
    })
    .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_snapshot_and_what_came_after_it_is_the_whole_history(history in history()) {
        same_everywhere(&history)?;
    }

    #[test]
    fn a_deleted_source_means_the_same_whoever_hears_of_it_when(acts in prop::collection::vec(act(), 1..30)) {
        let stores = family(4);
        let [first, second, third, new] = [0, 1, 2, 3].map(|number: usize| &stores[number].1);
        let devices = [first, second, third];
        NOW.set(1_741_564_800_000);
        for (number, act) in acts.iter().enumerate() {
            match act {
                Act::Does(who, step) => perform(devices[*who], "", number, step),
                Act::Hears(from, to) => tell(devices[*from], devices[*to]),
                Act::Fetches(from, to) => give_tail(devices[*from], devices[*to]),
            }
        }
        settle(&devices);
        let whole = export(first);
        prop_assert_eq!(&export(second), &whole);
        prop_assert_eq!(&export(third), &whole);
        let cut = first.frontier().unwrap();
        let parts = first.draw_snapshot(&cut).unwrap().unwrap();
        prop_assert!(second.draw_snapshot(&cut).unwrap().as_ref() == Some(&parts));
        prop_assert_eq!(new.begin_with(&cut, &parts).unwrap(), Begun::Done);
        settle(&[new, first, second, third]);
        for store in [first, second, third, new] {
            prop_assert_eq!(&export(store), &whole);
            store.rebuild().unwrap();
            prop_assert_eq!(&export(store), &whole, "built again");
        }
    }

    #[test]
    fn hostile_parts_are_errors_and_change_nothing(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
        let stores = family(1);
        let store = &stores[0].1;
        store.set_setting("theme", Some(&json!(1)), "person").unwrap();
        let before = dump(store);
        prop_assert!(store.begin_with(&store.frontier().unwrap(), &[bytes]).is_err());
        prop_assert_eq!(dump(store), before);
    }
}

#[test]
fn erased_words_are_in_no_snapshot_and_go_from_the_log() {
    let stores = family(2);
    let (store, other) = (&stores[0].1, &stores[1].1);
    let session = store.create_session("Serena").unwrap();
    perform(store, &session, 77, &Step::Turn(3));
    store.name_session(&session, Some("canary of a name")).unwrap();
    store.put_entry(&note(9), "person").unwrap();
    store.set_setting("kept", Some(&json!("kept words")), "person").unwrap();
    assert_eq!(store.tail().unwrap(), Tail { entries: 5, erased: false });
    assert!(store.log_bytes().unwrap() > 5 * 64, "each has a signature");
    store.delete_session(&session).unwrap();
    store.remove_entry("mood 9", "person").unwrap();
    assert!(store.tail().unwrap().erased);
    let cut = store.frontier().unwrap();
    let parts = store.draw_snapshot(&cut).unwrap().unwrap();
    let text = String::from_utf8_lossy(&parts.concat()).into_owned();
    assert!(text.contains("kept words"));
    for canary in ["canary", "words 9", "message.appended"] {
        assert!(!text.contains(canary), "{canary}");
    }
    assert_eq!(store.begin_with(&cut, &parts).unwrap(), Begun::Done);
    assert_eq!(store.tail().unwrap(), Tail::default());
    assert_eq!(store.log_bytes().unwrap(), parts.concat().len() as u64);
    assert_eq!(store.entries_after(&cut[0].device, 0, usize::MAX).unwrap(), []);
    assert_eq!((store.frontier().unwrap(), store.check().unwrap().log_error), (cut.clone(), None), "the chain goes on");
    // What another one still says in it is not kept either.
    other.begin_with(&cut, &parts).unwrap();
    // Moving on to another account takes along what the snapshot stands for.
    let whole = export(store);
    store.adopt_account(&[8; 16], &sync::keys(&[(1, 9)])).unwrap();
    store.rebuild().unwrap();
    assert_eq!((export(store), store.begin_cut().unwrap()), (whole, vec![]));
    assert!(other.session(&session).is_err());
}

/// The database page by page, the free ones among them, as its key opens it.
#[allow(unsafe_code, reason = "SQLite gives its pages to C alone")]
fn pages(store: &Store) -> Vec<u8> {
    let read = |connection: &rusqlite::Connection| {
        let mut size = 0_i64;
        // SAFETY: the connection is open. What SQLite gives is that many bytes of its own, and is freed once.
        unsafe {
            let bytes = rusqlite::ffi::sqlite3_serialize(connection.handle(), c"main".as_ptr(), &mut size, 0);
            assert!(!bytes.is_null());
            let copy = std::slice::from_raw_parts(bytes, size as usize).to_vec();
            rusqlite::ffi::sqlite3_free(bytes.cast());
            Ok(copy)
        }
    };
    store.db().read(read).unwrap()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn of_an_erased_conversation_no_word_and_no_sealed_word_is_left_in_any_file() {
    let stores = family(2);
    let (store, other) = (&stores[0].1, &stores[1].1);
    for number in 0..30 {
        store.set_setting("theme", Some(&json!(number)), "person").unwrap();
    }
    let session = store.create_session("Serena").unwrap();
    let said = |text: &str| json!({"role": "user", "text": text});
    for number in 0..20 {
        let messages = [said(&format!("canary number {number}")), said(&"long canary words ".repeat(300))];
        let turn = TurnRecord {
            session_id: &session,
            agent: "Serena",
            messages: &messages,
            interventions: &[],
            proposals: &[],
            trace: &TraceRow { id: format!("{number}"), session_id: session.clone(), at_ms: 0, spans: Vec::new() },
        };
        store.commit_turn(&turn).unwrap();
    }
    store.name_session(&session, Some("canary of a name")).unwrap();
    store.set_setting("kept", Some(&json!("kept words")), "person").unwrap();
    give(store, other);
    let own = store.identity().unwrap().device;
    let told = store.entries_after(&own, 31, 21).unwrap();
    let told = [told, store.entries_after(&own, 40, usize::MAX).unwrap()].concat();
    let sealed: Vec<&[u8]> = told.iter().take(10).map(|entry| &entry.sealed[..64]).collect();
    store.delete_session(&session).unwrap();
    give(store, other);
    for (folder, store) in &stores {
        let before = pages(store);
        assert!(contains(&before, b"kept words") && sealed.iter().all(|sealed| contains(&before, sealed)));
        let cut = store.frontier().unwrap();
        let parts = store.draw_snapshot(&cut).unwrap().unwrap();
        assert_eq!(store.begin_with(&cut, &parts).unwrap(), Begun::Done);
        assert!(store.forget_earlier_pages().unwrap());
        let after = pages(store);
        assert!(contains(&after, b"kept words"));
        assert!(!contains(&after, b"canary"));
        assert!(!sealed.iter().any(|sealed| contains(&after, sealed)));
        let journal = std::fs::metadata(folder.path().join("coach.db-wal")).map_or(0, |journal| journal.len());
        assert_eq!(journal, 0, "pages as they were before");
    }
}

#[test]
fn a_snapshot_of_another_history_is_not_taken() {
    let stores = family(2);
    let (store, other) = (&stores[0].1, &stores[1].1);
    for number in 0..3 {
        store.set_setting("theme", Some(&json!(number)), "person").unwrap();
    }
    give(store, other);
    let cut = store.frontier().unwrap();
    let parts = store.draw_snapshot(&cut).unwrap().unwrap();
    let mut wrong = cut.clone();
    wrong[0].hash = [1; 32];
    assert_eq!(store.draw_snapshot(&wrong).unwrap(), None);
    assert_eq!(other.begin_with(&wrong, &parts).unwrap(), Begun::Fork(wrong[0].device, 3));
    wrong[0].seq = 9;
    assert_eq!(store.draw_snapshot(&wrong).unwrap(), None, "it is not there yet");
    assert_eq!(store.begin_with(&wrong, &parts).unwrap(), Begun::Unsent, "nobody confirmed what is here");
    assert_eq!(store.tail().unwrap().entries, 3);
    let late = store.entries_after(&cut[0].device, 0, usize::MAX).unwrap();
    assert_eq!(other.begin_with(&cut, &parts).unwrap(), Begun::Done);
    // What a network delivers late is there.
    let received = other.receive(&late).unwrap();
    assert_eq!((received.taken, received.refused), (0, vec![]));
}
