//! Many ways to ask, and the tool that each must reach first.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

/// Phrasings that the lexicon was built with, as `tool: question`; `-` where no tool is needed.
const TRAINING: &str = include_str!("phrasings/training.txt");
/// Phrasings that were written before the lexicon was tried on them, and were not used to tune it.
const HELD_OUT: &str = include_str!("phrasings/held_out.txt");

fn rows(text: &'static str) -> Vec<(Vec<&'static str>, &'static str)> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (tools, question) = line.split_once(": ").unwrap();
            (tools.split('|').collect(), question)
        })
        .collect()
}

fn misses(text: &'static str) -> Vec<String> {
    rows(text)
        .into_iter()
        .filter_map(|(wanted, question)| {
            let calls = common::calls(question);
            let first = calls.first().map_or("-", |call| call.name.as_str());
            (!wanted.contains(&first)).then(|| format!("{question} -> {first}, wanted {wanted:?}"))
        })
        .collect()
}

#[test]
fn phrasings_of_the_lexicon_reach_their_tool() {
    assert!(rows(TRAINING).len() >= 120);
    assert_eq!(misses(TRAINING), Vec::<String>::new());
}

#[test]
fn nine_in_ten_unseen_phrasings_reach_their_tool() {
    let misses = misses(HELD_OUT);
    let count = rows(HELD_OUT).len();
    assert!(count >= 50);
    assert!(misses.len() * 10 <= count, "{misses:#?}");
}

#[test]
fn triage_sends_each_kind_of_question_to_its_coach() {
    let rows = [
        ("what should I do today", "transfer_to_max_power"),
        ("am I ready to go hard", "transfer_to_max_power"),
        ("how is my bench press", "transfer_to_max_power"),
        ("I ran 5 km in 25 min", "transfer_to_max_power"),
        ("how did I sleep last night", "transfer_to_emma_encourage"),
        ("I'm so tired lately", "transfer_to_emma_encourage"),
        ("I feel like giving up", "transfer_to_emma_encourage"),
        ("compare my sleep this month with last month", "transfer_to_dr_progress"),
        ("what's my training load", "transfer_to_dr_progress"),
        ("is my resting heart rate going down", "transfer_to_dr_progress"),
        ("how much do I weigh", "transfer_to_dr_progress"),
        ("let me talk to Emma", "transfer_to_emma_encourage"),
        ("can I speak to max", "transfer_to_max_power"),
        ("ask Dr Progress about my sleep", "transfer_to_dr_progress"),
    ];
    for (question, wanted) in rows {
        assert_eq!(common::transfer(question).as_deref(), Some(wanted), "{question}");
    }
    for question in ["who are you", "help", "hi", "thanks!", "write me a poem", "what's the weather like", "blorp"] {
        assert_eq!(common::transfer(question), None, "{question}");
    }
}
