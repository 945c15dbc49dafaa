//! What was said is found again, on every device, until it is removed.

use super::*;
use coach_domain::journal::{Body, Entry, Habit, Mood, Pain};
use coach_domain::nutrition::meal::Meal;

fn said(store: &Store, texts: &[(&str, &str)]) -> String {
    let session = store.create_session("Max Power").unwrap();
    let messages: Vec<_> = texts
        .iter()
        .map(|(role, text)| json!({"turn_id": "t", "role": role, "agent": "Max Power", "text": text, "tool_calls": []}))
        .collect();
    let trace = TraceRow { id: format!("trace-{session}"), session_id: session.clone(), at_ms: 1, spans: Vec::new() };
    let turn = TurnRecord {
        session_id: &session,
        messages: &messages,
        agent: "Max Power",
        interventions: &[],
        proposals: &[],
        trace: &trace,
    };
    store.commit_turn(&turn).unwrap();
    session
}

fn wrote(store: &Store, id: &str, body: Body) {
    let entry = Entry { id: id.to_owned(), at_ms: 1_795_089_600_000, offset_min: 60, body };
    store.put_entry(&entry, "person").unwrap();
}

fn ran(store: &Store, start_ms: i64, note: Option<&str>) -> String {
    let source = Source { name: "PocketCoach".to_owned(), kind: SourceKind::Manual };
    let mut workout = Workout::plain(WorkoutKind("running".to_owned()), source, start_ms, start_ms + 1_800_000, 60);
    workout.note = note.map(str::to_owned);
    store.log_workout(&workout, "person").unwrap()
}

/// Kinds and snippets of what is found.
fn find(store: &Store, text: &str) -> Vec<(String, String)> {
    store.search(text, 10).unwrap().into_iter().map(|found| (found.kind, found.text)).collect()
}

fn kinds(store: &Store, text: &str) -> Vec<String> {
    find(store, text).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn conversations_the_journal_and_notes_are_found_by_their_words() {
    let (_folder, store) = new_store();
    let session = said(
        &store,
        &[
            ("user", "My Achilles tendon hurts after hill repeats"),
            ("assistant", "Swap the hills for cycling this week."),
            ("system", "You are Max Power, secret instructions about Achilles"),
            ("tool", "Achilles figures"),
        ],
    );
    wrote(
        &store,
        "m1",
        Body::Meal(Meal { slot: None, text: "crème brûlée and espresso".to_owned(), items: Vec::new() }),
    );
    let pain = Pain {
        place: "left knee".to_owned(),
        joint: None,
        score: Some(4),
        exercise: Some("squat".to_owned()),
        note: Some("only going downstairs".to_owned()),
    };
    wrote(&store, "p1", Body::Pain(pain));
    wrote(&store, "h1", Body::Habit(Habit { name: "stretching".to_owned(), amount: Some(10.0), unit: None }));
    wrote(&store, "f1", Body::Mood(Mood { score: 2, note: None }));
    let run = ran(&store, 1_795_089_600_000, Some("Negative split along the canal"));
    ran(&store, 1_795_189_600_000, None);

    let found = store.search("what did you say about my achilles?", 10).unwrap();
    assert_eq!(found.len(), 1, "neither instructions nor results of tools: {found:?}");
    assert_eq!(
        (found[0].kind.as_str(), found[0].id.as_str(), found[0].said_by.as_str()),
        ("message", session.as_str(), "person")
    );
    assert_eq!(store.search("cycling", 10).unwrap()[0].said_by, "Max Power");
    // Endings, accents, capitals and beginnings of the last word do not matter.
    assert_eq!(kinds(&store, "CREME BRULEE"), ["meal"]);
    assert_eq!(kinds(&store, "hurting hill"), ["message", "message"]);
    assert_eq!(kinds(&store, "stretch"), ["habit"]);
    assert_eq!(kinds(&store, "espr"), ["meal"]);
    assert_eq!(kinds(&store, "squat"), ["pain"]);
    assert_eq!(kinds(&store, "downstairs knee"), ["pain"]);
    let notes = store.search("canal split", 10).unwrap();
    assert_eq!((notes[0].kind.as_str(), notes[0].id.as_str()), ("workout", run.as_str()));
    // All words before some words.
    said(&store, &[("user", "knee knee knee knee"), ("user", "my left knee feels fine")]);
    assert_eq!(find(&store, "left knee downstairs")[0].0, "pain");
    assert_eq!(find(&store, "left knee downstairs").len(), 3);
    assert_eq!(store.search("left knee downstairs", 2).unwrap().len(), 2);
    for nothing in ["", "   ", "?!", "zebra"] {
        assert_eq!(find(&store, nothing), [], "{nothing}");
    }
}

#[test]
fn what_is_changed_or_removed_is_found_as_it_is_now() {
    let (_folder, store) = new_store();
    let meal = |text: &str| Body::Meal(Meal { slot: None, text: text.to_owned(), items: Vec::new() });
    wrote(&store, "m1", meal("porridge"));
    wrote(&store, "m1", meal("pancakes"));
    assert_eq!((kinds(&store, "porridge").len(), kinds(&store, "pancakes").len()), (0, 1));
    store.remove_entry("m1", "person").unwrap();
    assert_eq!(kinds(&store, "pancakes"), [""; 0]);
    let id = ran(&store, 1_795_089_600_000, Some("windy"));
    assert_eq!(ran(&store, 1_795_089_600_000, Some("calm")), id);
    assert_eq!((kinds(&store, "windy").len(), kinds(&store, "calm").len()), (0, 1));
    store.delete_source("PocketCoach").unwrap();
    assert_eq!(kinds(&store, "calm"), [""; 0]);
}

#[test]
fn a_rebuild_finds_the_same_and_the_index_is_whole() {
    let (_folder, store) = new_store();
    said(&store, &[("user", "hill repeats"), ("assistant", "easy week")]);
    wrote(&store, "h1", Body::Habit(Habit { name: "hill walks".to_owned(), amount: None, unit: None }));
    ran(&store, 1_795_089_600_000, Some("over the hill"));
    let before = find(&store, "hill");
    assert_eq!(before.len(), 3);
    store.rebuild().unwrap();
    assert_eq!(find(&store, "hill"), before);
    store
        .db()
        .write(|tx| Ok(tx.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", [])?))
        .unwrap();
    assert_eq!(store.check().unwrap().integrity, "ok");
}

#[test]
fn words_of_an_older_database_are_found_after_it_is_brought_up_to_date() {
    let (folder, store) = new_store();
    said(&store, &[("user", "hill repeats")]);
    wrote(&store, "h1", Body::Habit(Habit { name: "hill walks".to_owned(), amount: None, unit: None }));
    // As the version before search left it.
    let names =
        ["message_said", "message_unsaid", "entry_written", "entry_rewritten", "entry_unwritten", "workout_removed"];
    store
        .db()
        .write(|tx| {
            for name in names {
                tx.execute(&format!("DROP TRIGGER {name}"), [])?;
            }
            tx.execute_batch("DROP VIEW spoken; DROP VIEW written; DROP TABLE search; DROP TABLE search_text")?;
            Ok(tx.execute_batch(include_str!("../search.sql"))?)
        })
        .unwrap();
    drop(store);
    let store = open(folder.path(), false, KINDS);
    let mut found = kinds(&store, "hill");
    found.sort();
    assert_eq!(found, ["habit", "message"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever is typed is looked for and never read as the language of the index.
    #[test]
    fn no_question_is_an_error(text in ".{0,80}", operators in "[\"'*:()^{}+\\-, ANDORTNEA]{0,40}") {
        let (_folder, store) = new_store();
        said(&store, &[("user", &text)]);
        prop_assert!(store.search(&text, 5).is_ok());
        prop_assert!(store.search(&operators, 5).is_ok());
    }

    /// Every word of a text finds it.
    #[test]
    fn every_word_finds_its_text(words in prop::collection::vec("[A-Za-zäöüßéèñç0-9]{1,12}", 1..8), gap in "[ ,.;!?-]{1,3}") {
        let (_folder, store) = new_store();
        said(&store, &[("user", &words.join(&gap))]);
        for word in &words {
            prop_assert_eq!(store.search(word, 5).unwrap().len(), 1, "{}", word);
        }
    }
}

/// A stand-in for an encoder: a direction for each matter.
fn meaning(text: &str) -> Vec<f32> {
    let about = |words: &[&str]| if words.iter().any(|word| text.to_lowercase().contains(word)) { 1.0 } else { 0.0 };
    let raw: [f32; 4] = [
        about(&["shoulder", "arm"]),
        about(&["sleep", "tired"]),
        about(&["run", "jog"]),
        about(&["oats", "breakfast"]),
    ];
    let length = raw.iter().map(|number| number * number).sum::<f32>().sqrt().max(1.0);
    raw.map(|number| number / length).to_vec()
}

fn read_all(store: &Store, encoder: &str) -> usize {
    let texts = store.texts_without_vectors(encoder, 100).unwrap();
    let vectors: Vec<_> = texts.into_iter().map(|(id, text)| (id, text.clone(), meaning(&text))).collect();
    store.put_vectors(encoder, &vectors).unwrap();
    vectors.len()
}

#[test]
fn what_means_the_same_is_found_in_other_words() {
    let (_folder, store) = new_store();
    said(&store, &[("user", "My shoulder aches"), ("assistant", "Rest it."), ("user", "I am tired")]);
    ran(&store, 1_795_089_600_000, Some("easy jog"));
    let near = |text: &str, encoder: &str| -> Vec<String> {
        let found = store.search_by_meaning(text, encoder, &meaning(text), 10).unwrap();
        found.into_iter().map(|found| found.text).collect()
    };
    assert_eq!(near("upper arm", "first"), [] as [&str; 0], "nothing was read yet");
    assert_eq!(read_all(&store, "first"), 4);
    assert_eq!(read_all(&store, "first"), 0, "each text once");
    assert_eq!(near("upper arm", "first"), ["My shoulder aches"]);
    assert_eq!(near("did I go for a run", "first"), ["easy jog"]);
    assert_eq!(near("bad sleep, shoulder", "first")[0], "My shoulder aches", "by word and by meaning comes first");
    assert_eq!(near("?", "first"), [] as [&str; 0]);
    assert_eq!(store.search_by_meaning("arm", "first", &meaning("arm"), 0).unwrap(), []);
    // Vectors of another encoder say nothing.
    assert_eq!(near("upper arm", "second"), [] as [&str; 0]);
    assert_eq!(read_all(&store, "second"), 4);
    assert_eq!(near("upper arm", "second"), ["My shoulder aches"]);
}

#[test]
fn vectors_go_with_their_texts() {
    let (_folder, store) = new_store();
    let jog = |id: &str| wrote(&store, id, Body::Habit(Habit { name: "jog".to_owned(), amount: None, unit: None }));
    let held = || {
        let count = |connection: &rusqlite::Connection| {
            Ok(connection.query_row("SELECT count(*) FROM search_vector", [], |row| row.get::<_, i64>(0))?)
        };
        store.db().read(count).unwrap()
    };
    jog("first");
    let texts = store.texts_without_vectors("e", 10).unwrap();
    store.remove_entry("first", "person").unwrap();
    let late: Vec<_> = texts.iter().map(|(id, text)| (*id, text.clone(), meaning(text))).collect();
    store.put_vectors("e", &late).unwrap();
    assert_eq!((texts.len(), held()), (1, 0), "removed while it was read");
    jog("second");
    assert_eq!((read_all(&store, "e"), held()), (1, 1));
    store.remove_entry("second", "person").unwrap();
    assert_eq!(held(), 0);
}
