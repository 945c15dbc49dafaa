//! Many ways to ask, and the tool that each must reach first.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

/// Phrasings that the lexicon was built with, as `tool: question`; `-` where no tool is needed.
const TRAINING: &str = include_str!("phrasings/training.txt");
/// Ways of asking by class, eight or more of each: classes that were once missed.
const CLASSES: &str = include_str!("phrasings/classes.txt");
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
fn phrasings_of_each_class_reach_their_tool() {
    assert!(rows(CLASSES).len() >= 80);
    assert_eq!(misses(CLASSES), Vec::<String>::new());
}

#[test]
fn what_is_named_reaches_the_arguments() {
    let argument = |question: &str, name: &str| {
        let call = common::calls(question).into_iter().next().unwrap();
        call.arguments.get(name).and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    for (question, name, wanted) in [
        ("has my landmine press improved", "exercise", "landmine press"),
        ("progress of my turkish get-up", "exercise", "turkish get up"),
        ("show the progress of my dragon flags", "exercise", "dragon flags"),
        ("what's my best cuban press", "exercise", "cuban press"),
        ("number of gym visits last month", "from", "2026-10-01"),
        ("number of gym visits last month", "to", "2026-10-31"),
        ("how many sessions did I manage in june", "from", "2026-06-01"),
        ("everything you have on 3 november, sleep, calories, training", "date", "2026-11-03"),
        ("did I put on weight over christmas", "metric", "body_mass"),
        ("did I put on weight over christmas", "from", "2025-12-24"),
        ("did I put on weight over christmas", "to", "2026-01-01"),
    ] {
        assert_eq!(argument(question, name).as_deref(), Some(wanted), "{question}");
    }
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

#[test]
fn both_sides_of_a_comparison_reach_the_tool_later_days_first() {
    for (question, later, earlier) in [
        ("compare my steps in may with october", "2026-10-01", "2026-05-01"),
        ("steps last week compared to the week before", "2026-11-09", "2026-11-02"),
    ] {
        let call = common::calls(question).into_iter().find(|call| call.name == "analyzeProgressData").unwrap();
        assert_eq!(call.arguments["from"], later, "{question}");
        assert_eq!(call.arguments["compare_from"], earlier, "{question}");
    }
}
