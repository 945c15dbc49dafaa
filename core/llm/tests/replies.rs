//! What is said from what tools answered: the same facts in each voice, and no number of its own.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use coach_llm::{ChatRequest, Message};
use common::{answer, answered, data_tools, request, user};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const COACHES: [&str; 3] = ["Max Power", "Emma Encourage", "Dr. Progress"];

/// Answers as the tools give them, by name.
static ANSWERS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("fixtures/answers.json")).unwrap());

/// A question, and the answers that its tools gave.
const CASES: &[(&str, &str, &[&str])] = &[
    ("sleep_last_night", "how did I sleep last night?", &["sleep_night"]),
    ("sleep_week", "how was my sleep this past week", &["sleep_week"]),
    ("deep_sleep", "how much deep sleep did I get?", &["sleep_night"]),
    ("bedtime", "when did I go to bed", &["sleep_night"]),
    ("tired", "why am I so tired", &["recovery_low", "sleep_night"]),
    ("recovery", "how recovered am I?", &["recovery_low"]),
    ("today_high", "what should I do today?", &["recovery_high", "load"]),
    ("today_low", "should I go hard today?", &["recovery_low", "load"]),
    ("today_load_only", "am I ready to train", &["load"]),
    ("steps", "how many steps today", &["activity"]),
    ("resting_heart_rate", "what's my resting heart rate", &["heart"]),
    ("max_heart_rate", "my max heart rate this week", &["heart"]),
    ("hrv", "how's my hrv", &["hrv"]),
    ("load", "am I overtraining?", &["load", "recovery_low"]),
    ("compare_steps", "compare my steps this month with last month", &["compare", "activity"]),
    ("squat", "what's my squat 1rm", &["strength"]),
    ("unknown_exercise", "what's my zercher squat max", &["strength_unknown"]),
    ("runs", "show my runs", &["workouts"]),
    ("last_run", "how far was my last run", &["workouts"]),
    ("weight", "how much do I weigh", &["weight"]),
    ("glucose_absent", "what's my blood sugar", &["glucose_absent"]),
    ("sleep_absent", "how did I sleep in 2011", &["sleep_absent"]),
    ("daily", "how was my day", &["daily"]),
    ("achievements", "any new PRs?", &["achievements"]),
    ("motivation", "I feel like giving up", &["achievements"]),
    ("log", "I ran 5 km in 25 min", &["log"]),
    ("error", "what's my resting heart rate", &["error"]),
];

fn turn(coach: &str, question: &str, answers: &[(String, Value)]) -> ChatRequest {
    answered(coach, question, answers, data_tools())
}

fn fixtures(names: &[&str]) -> Vec<(String, Value)> {
    names
        .iter()
        .map(|name| {
            let row = &ANSWERS[*name];
            (row["tool"].as_str().unwrap().to_owned(), row["content"].clone())
        })
        .collect()
}

fn reply(coach: &str, question: &str, names: &[&str]) -> String {
    let response = answer(&turn(coach, question, &fixtures(names)));
    assert_eq!(response.tool_calls, []);
    response.text
}

/// Every run of digits with the separators inside it.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut number = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_numeric() || (!number.is_empty() && matches!(c, '.' | ',' | ':')) {
            number.push(c);
        } else if !number.is_empty() {
            found.insert(number.trim_end_matches(['.', ',', ':']).to_owned());
            number.clear();
        }
    }
    found
}

/// Numbers that a reply may hold: those of figures, days, labels, reasons, and the person's words.
fn allowed(question: &str, answers: &[(String, Value)]) -> BTreeSet<String> {
    let mut allowed = numbers(question);
    for (_, content) in answers {
        collect(content, &mut allowed);
    }
    allowed
}

fn collect(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            into.extend(numbers(text));
            // a day is shown as "3 Mar 2026"
            if let Ok(day) = text.parse::<jiff::civil::Date>() {
                into.extend([day.day().to_string(), day.year().to_string()]);
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| collect(row, into)),
        Value::Object(row) => row.values().for_each(|value| collect(value, into)),
        _ => {}
    }
}

#[test]
fn each_voice_says_the_same_figures() {
    let mut sheet = String::new();
    for (name, question, names) in CASES {
        sheet.push_str(&format!("# {name}: {question}\n"));
        for coach in COACHES {
            let said = reply(coach, question, names);
            assert!(!said.is_empty() && said.chars().count() <= 2_000, "{name} {coach}");
            let extra: Vec<String> = numbers(&said).difference(&allowed(question, &fixtures(names))).cloned().collect();
            assert_eq!(extra, Vec::<String>::new(), "{name} {coach}: {said}");
            sheet.push_str(&format!("## {coach}\n{said}\n\n"));
        }
        let [max, emma, progress] = COACHES.map(|coach| reply(coach, question, names));
        assert_eq!(numbers(&max), numbers(&emma), "{name}");
        assert_eq!(numbers(&max), numbers(&progress), "{name}");
        assert!(max != emma && emma != progress && max != progress, "{name}");
    }
    insta::assert_snapshot!(sheet);
}

#[test]
fn words_without_tools() {
    let questions = [
        "who are you",
        "help",
        "hello",
        "thanks",
        "bye",
        "ok",
        "write me a poem",
        "which dose of ibuprofen",
        "my knee hurts",
        "make me a training plan",
        "what should I eat",
        "log my run",
        "log my weight 80 kg",
        "how did I sleep",
        "xyzzy plugh",
        "let me talk to Emma",
    ];
    let mut sheet = String::new();
    for question in questions {
        sheet.push_str(&format!("# {question}\n"));
        for agent in ["Coach Selector", "Max Power", "Emma Encourage", "Dr. Progress"] {
            let said = answer(&request(agent, vec![user(question)], Vec::new())).text;
            assert!(numbers(&said).is_subset(&numbers(question)), "{said}");
            sheet.push_str(&format!("## {agent}\n{said}\n\n"));
        }
    }
    insta::assert_snapshot!(sheet);
}

#[test]
fn absent_data_is_said_to_be_absent_and_never_a_number() {
    for (question, names) in
        [("what's my blood sugar", ["glucose_absent"]), ("how did I sleep in 2011", ["sleep_absent"])]
    {
        for coach in COACHES {
            let said = reply(coach, question, &names);
            assert!(said.contains("Insufficient data"), "{said}");
            assert!(!numbers(&said).contains("0"), "{said}");
        }
    }
}

#[test]
fn low_recovery_is_answered_with_rest_and_hard_work_with_a_warning() {
    for coach in COACHES {
        let low = reply(coach, "should I go hard today?", &["recovery_low", "load"]);
        assert!(low.contains("rest"), "{low}");
        assert!(!low.contains("cleared to push"), "{low}");
        let high = reply(coach, "what should I do today?", &["recovery_high", "load"]);
        assert!(high.contains("warm up") && high.contains("stop at once"), "{high}");
        // a good load never raises what recovery holds, and no score at all allows easy work only
        let unknown = reply(coach, "am I ready to train", &["load"]);
        assert!(unknown.contains("easy") && !unknown.contains("harder session"), "{unknown}");
    }
}

#[test]
fn openers_are_not_repeated_in_a_conversation() {
    let first = reply("Max Power", "show my runs", &["workouts"]);
    let mut again = turn("Max Power", "show my runs", &fixtures(&["workouts"]));
    again
        .messages
        .insert(0, Message::Assistant { agent: "Max Power".to_owned(), text: first.clone(), tool_calls: vec![] });
    again.messages.insert(0, user("show my runs"));
    let second = answer(&again).text;
    assert_ne!(first.split('.').next(), second.split('.').next());
}

#[test]
fn markup_of_tool_results_is_not_passed_on() {
    let mut answers = fixtures(&["weight"]);
    answers[0].1["figures"][0]["source"] = json!("<b>Scale</b>\n\n[click](http://x) `rm`");
    let said = answer(&turn("Dr. Progress", "how much do I weigh", &answers)).text;
    assert!(!said.contains(['<', '>', '`', '[', ']', '*']), "{said}");
    assert!(said.contains("Source: b Scale /b click (http://x) rm;"), "{said}");
}

fn any_figure() -> impl Strategy<Value = Value> {
    (
        prop::sample::select(vec!["asleep_mean", "steps_total", "hr_max", "recovery_score", "e1rm_latest", "x"]),
        "[a-z ]{0,12}",
        "[0-9]{1,4}(\\.[0-9])? (h|min|bpm|kg)",
        "\\PC{0,20}",
        prop::option::of(1i8..28),
    )
        .prop_map(|(name, label, text, source, day)| {
            let day = day.map(|day| format!("2026-10-{day:02}"));
            json!({ "name": name, "label": label, "text": text, "source": source, "from": day, "to": day })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}", agent in prop::sample::select(vec!["Coach Selector", "Max Power", "Emma Encourage", "Dr. Progress", "?"])) {
        let response = answer(&request(agent, vec![user(&text)], data_tools()));
        prop_assert!(!response.text.is_empty() || !response.tool_calls.is_empty());
        prop_assert!(response.tool_calls.len() <= 2);
        let silent = answer(&request(agent, vec![user(&text)], Vec::new()));
        prop_assert!(!silent.text.is_empty() && silent.tool_calls.is_empty());
        prop_assert!(silent.text.chars().count() <= 2_000);
    }

    #[test]
    fn replies_hold_no_number_of_their_own(
        tool in prop::sample::select(vec![
            "getSleepData", "getRecoveryScore", "getHeartRateData", "getRecentActivity", "getWorkoutHistory", "getTrainingLoad",
            "analyzeProgressData", "celebrateAchievements", "logWorkout", "unknownTool",
        ]),
        figures in prop::collection::vec(any_figure(), 0..12),
        question in prop::sample::select(CASES.iter().map(|case| case.1).collect::<Vec<_>>()),
        coach in prop::sample::select(COACHES.to_vec()),
        band in prop::sample::select(vec!["high", "moderate", "low", "odd"]),
        junk in "\\PC{0,40}",
    ) {
        let content = json!({
            "from": "2026-10-01", "to": "2026-10-31", "figures": figures, "band": band, "form": band, "direction": junk,
            "missing": [{ "what": "sleep", "reason": "have 2 nights, need 3" }],
        });
        let answers = vec![(tool.to_owned(), content)];
        let said = answer(&turn(coach, question, &answers)).text;
        let extra: Vec<String> = numbers(&said).difference(&allowed(question, &answers)).cloned().collect();
        prop_assert!(extra.is_empty(), "{extra:?} in {said}");
        prop_assert!(!said.is_empty() && said.chars().count() <= 2_000);
    }

    #[test]
    fn any_tool_result_is_survived(content in any_json(), tool in prop::sample::select(vec!["getSleepData", "getWorkoutHistory", "logWorkout", "x"]), is_error: bool) {
        let mut turn = turn("Emma Encourage", "how did I sleep", &[(tool.to_owned(), content)]);
        if let Some(Message::Tool { is_error: failed, .. }) = turn.messages.last_mut() {
            *failed = is_error;
        }
        prop_assert!(!answer(&turn).text.is_empty());
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let key = prop::sample::select(vec![
            "figures", "missing", "text", "name", "workouts", "error", "what", "reason", "from", "band",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..6)
                .prop_map(|rows| Value::Object(rows.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
        ]
    })
}

#[test]
fn an_earlier_day_is_judged_in_the_past_and_by_its_own_load() {
    let question = "was I ready to train yesterday?";
    let made = common::calls(question);
    let load = made.iter().find(|call| call.name == "getTrainingLoad").unwrap();
    assert_eq!(load.arguments, json!({ "from": "2026-11-19", "to": "2026-11-19" }));
    for coach in COACHES {
        for names in [&["recovery_high", "load"], &["recovery_low", "load"]] {
            let said = reply(coach, question, names);
            assert!(said.contains("would have been"), "{said}");
            assert!(!said.contains("tonight") && !said.contains("cleared"), "{said}");
        }
    }
}
