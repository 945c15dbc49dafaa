//! What is said of meals, plans, exercises and the journal: each in the voice of its coach, with no number of its own.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use coach_llm::ChatRequest;
use common::{all_tools, answer, answered};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const COACHES: [&str; 3] = ["Max Power", "Emma Encourage", "Dr. Progress"];
/// Characters that a reply takes at most with these answers; the outer limit is 2,000.
const SHORT: usize = 900;

static ANSWERS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("fixtures/answers.json")).unwrap());

/// A question, and the answers that its tools gave.
const CASES: &[(&str, &[&str])] = &[
    ("I had 2 eggs and toast for breakfast", &["meal_proposal"]),
    ("had an egg and curry for lunch", &["meal_with_question"]),
    ("I ate a plate of stuff", &["meal_only_question"]),
    ("what did I eat today", &["meals_today"]),
    ("what did I have for lunch", &["meals_today"]),
    ("what did I eat yesterday", &["meals_none"]),
    ("how many calories do I have left", &["macros"]),
    ("am I over my calories", &["macros_over"]),
    ("my macros", &["macros_no_target"]),
    ("protein left?", &["macros_none"]),
    ("ideas for dinner, vegetarian", &["ideas"]),
    ("vegan dinner in 5 minutes", &["ideas_none"]),
    ("how much protein is in chicken", &["food"]),
    ("how many calories in a blorp", &["food_none"]),
    ("12-week strength plan, 3 days a week, 45 minutes, only dumbbells at home", &["plan_made"]),
    ("make me a plan", &["plan_made"]),
    ("make me a plan", &["plan_screen"]),
    ("I want to get fit", &["plan_red_flag"]),
    ("train me for a 10k", &["plan_pain"]),
    ("show my plan", &["plan_week"]),
    ("what's my workout today", &["plan_today"]),
    ("what's my workout tomorrow", &["plan_rest"]),
    ("show my plan", &["plan_none"]),
    ("show my plan", &["plan_suspended"]),
    ("which week am I in", &["plan_week"]),
    ("when is my deload", &["plan_week"]),
    ("show me the versions of my plan", &["plan_week"]),
    ("what should I do today?", &["recovery_high", "load", "plan_today"]),
    ("what should I do today?", &["recovery_low", "load", "plan_none"]),
    ("what should I do today?", &["recovery_low", "load", "plan_rest"]),
    ("too hard", &["change_hard"]),
    ("I only have 20 minutes today", &["change_time"]),
    ("swap the squats for leg press", &["change_swap"]),
    ("move monday's workout to tuesday", &["change_move"]),
    ("I was ill from Monday to Wednesday", &["change_ill"]),
    ("I can't make tomorrow's session", &["change_missed"]),
    ("I missed last week", &["change_missed"]),
    ("I'm travelling 3–10 December", &["change_travel"]),
    ("too easy", &["change_none"]),
    ("undo that", &["change_restore"]),
    ("make it 4 days", &["plan_error"]),
    ("how do I do a Romanian deadlift", &["exercise"]),
    ("how do you squat properly", &["exercise_blocked"]),
    ("how do I perform a zo press", &["exercise_unknown"]),
    ("what's good for my glutes", &["muscle"]),
    ("alternative to bench press with dumbbells", &["alternatives"]),
    ("easier than pull-ups", &["alternatives_none"]),
    ("what exercises can I do with dumbbells", &["search"]),
    ("my knee hurts 4/10 when squatting", &["journal_pain", "pain_instead"]),
    ("my knee hurts", &["journal_again"]),
    ("my calves are sore", &["journal_none"]),
    ("My knee is fine again", &["journal_pain", "cleared"]),
    ("my shoulder pain is gone", &["journal_none"]),
    ("mood 4/5", &["mood"]),
    ("I'm new here", &["plan_none"]),
    ("I'm new here", &["plan_week"]),
];

fn fixtures(names: &[&str]) -> Vec<(String, Value)> {
    names
        .iter()
        .map(|name| (ANSWERS[*name]["tool"].as_str().unwrap().to_owned(), ANSWERS[*name]["content"].clone()))
        .collect()
}

fn turn(coach: &str, question: &str, answers: &[(String, Value)]) -> ChatRequest {
    answered(coach, question, answers, all_tools())
}

fn reply(coach: &str, question: &str, names: &[&str]) -> String {
    let response = answer(&turn(coach, question, &fixtures(names)));
    assert_eq!(response.tool_calls, [], "{question}");
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

/// Numbers that stand in an answer: in its words, its days, and the lengths, weeks and versions that it counts.
fn collect(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            into.extend(numbers(text));
            if let Some(Ok(day)) = text.get(..10).map(str::parse::<jiff::civil::Date>) {
                into.extend([day.day().to_string(), day.year().to_string()]);
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| collect(row, into)),
        Value::Object(row) => {
            for (name, value) in row {
                match (name.as_str(), value) {
                    ("minutes" | "number", Value::Number(number)) => {
                        into.insert(number.to_string());
                    }
                    ("deload_weeks", Value::Array(weeks)) => into.extend(weeks.iter().map(Value::to_string)),
                    _ => collect(value, into),
                }
            }
        }
        _ => {}
    }
}

fn extra(said: &str, question: &str, answers: &[(String, Value)]) -> Vec<String> {
    let mut allowed = numbers(question);
    answers.iter().for_each(|(_, content)| collect(content, &mut allowed));
    numbers(said).difference(&allowed).cloned().collect()
}

#[test]
fn each_voice_answers_in_its_own_words_and_with_no_number_of_its_own() {
    let mut sheet = String::new();
    for (question, names) in CASES {
        sheet.push_str(&format!("# {question} ({})\n", names.join(", ")));
        for coach in COACHES {
            let said = reply(coach, question, names);
            let length = said.chars().count();
            assert!(length > 0 && length <= SHORT, "{length}: {question} {coach}: {said}");
            assert_eq!(extra(&said, question, &fixtures(names)), Vec::<String>::new(), "{question} {coach}: {said}");
            sheet.push_str(&format!("## {coach}\n{said}\n\n"));
        }
        let [max, emma, progress] = COACHES.map(|coach| reply(coach, question, names));
        assert!(max != emma && emma != progress && max != progress, "{question}");
    }
    insta::assert_snapshot!(sheet);
}

#[test]
fn proposals_are_said_to_wait() {
    for (question, names) in CASES {
        let proposes = fixtures(names).iter().any(|(tool, content)| {
            content["written"] == json!(false)
                && (tool != "modifyWorkout" || content["changes"] != json!([]))
                && (tool != "logMealNaturalLanguage" || content["items"] != json!([]))
        });
        for coach in COACHES {
            let waits = reply(coach, question, names).contains("waits for your approval");
            assert_eq!(waits, proposes, "{question} {names:?} {coach}");
        }
    }
}

#[test]
fn written_answers_are_not_said_to_wait() {
    for (question, name) in
        [("too hard", "change_hard"), ("make me a plan", "plan_made"), ("I had 2 eggs and toast", "meal_proposal")]
    {
        let mut answers = fixtures(&[name]);
        answers[0].1["written"] = json!(true);
        for coach in COACHES {
            let said = answer(&turn(coach, question, &answers)).text;
            assert!(said.contains("stored") && !said.contains("waits"), "{said}");
        }
    }
}

#[test]
fn refusals_name_the_way_on() {
    for coach in COACHES {
        assert!(reply(coach, "make me a plan", &["plan_screen"]).contains("`coach screen`"));
        for name in ["plan_red_flag", "plan_pain"] {
            assert!(reply(coach, "make me a plan", &[name]).contains("`coach log cleared`"));
        }
        assert!(reply(coach, "make me a plan", &["plan_red_flag"]).contains("doctor"));
        assert!(reply(coach, "make it 4 days", &["plan_error"]).contains("ask me to make one"));
    }
}

#[test]
fn pain_that_comes_back_is_referred_and_a_missing_number_is_asked_for() {
    for coach in COACHES {
        let again = reply(coach, "my knee hurts", &["journal_again"]);
        assert!(again.contains("physiotherapist") && again.contains("worst"), "{again}");
        let told = reply(coach, "my knee hurts 4/10 when squatting", &["journal_pain", "pain_instead"]);
        assert!(told.contains("front squat") && told.contains("hip thrust") && !told.contains("worst"), "{told}");
        let sore = reply(coach, "my calves are sore", &["journal_none"]);
        assert!(sore.to_lowercase().contains("sore") && sore.contains('?') && !sore.contains("worst"), "{sore}");
    }
}

#[test]
fn evidence_is_named_with_its_paper() {
    let said = reply("Dr. Progress", "what's good for my glutes", &["muscle"]);
    assert!(said.contains("(Schoenfeld et al. 2017)"), "{said}");
    assert!(said.starts_with("Recommended: 10 to 20 sets a week"), "{said}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!("2026-11-23")),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let key = prop::sample::select(vec![
            "figures",
            "missing",
            "text",
            "name",
            "label",
            "items",
            "questions",
            "choices",
            "meals",
            "plan",
            "title",
            "first_week",
            "sessions",
            "lines",
            "date",
            "start",
            "minutes",
            "deload_weeks",
            "changes",
            "from",
            "to",
            "reason",
            "next",
            "interventions",
            "detail",
            "exercises",
            "evidence",
            "claim",
            "source",
            "alternatives",
            "entries",
            "open",
            "suspended",
            "error",
            "rule",
            "cues",
            "known",
            "foods",
            "suggestions",
            "written",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..8)
                .prop_map(|rows| Value::Object(rows.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_result_is_survived_within_the_length(
        content in any_json(),
        case in prop::sample::select(CASES.to_vec()),
        coach in prop::sample::select(COACHES.to_vec()),
    ) {
        let (question, names) = case;
        let answers: Vec<(String, Value)> =
            fixtures(names).into_iter().map(|(tool, _)| (tool, content.clone())).collect();
        let response = answer(&turn(coach, question, &answers));
        prop_assert!(!response.text.is_empty() || !response.tool_calls.is_empty());
        prop_assert!(response.text.chars().count() <= 2_000);
        let foreign = extra(&response.text, question, &answers);
        prop_assert!(foreign.is_empty(), "{foreign:?} in {}", response.text);
    }
}
