//! Meals, plans, exercises and the journal: many ways to ask, and the tool with the arguments that each must reach.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use coach_llm::{ChatRequest, Message, ToolCall};
use common::{all_tools, answer, calls, calls_of_all, data_tools, request, transfer, user};
use serde_json::{Value, json};

/// Phrasings that the tables were built with, as `tool: question => {arguments}`; `-` where no tool is needed.
const TRAINING: &str = include_str!("phrasings/coaching.txt");
/// Phrasings that were written before the tables, and were not used to tune them.
const HELD_OUT: &str = include_str!("phrasings/coaching_held_out.txt");

/// Tools that are right, question, arguments that must be there.
type Row = (Vec<&'static str>, &'static str, Value);

fn rows(text: &'static str) -> Vec<Row> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (tools, rest) = line.split_once(": ").unwrap();
            let (question, arguments) = rest.split_once(" => ").unwrap_or((rest, "{}"));
            (tools.split('|').collect(), question, serde_json::from_str(arguments).unwrap())
        })
        .collect()
}

/// What went wrong with a row; `None` when its tool was reached with its arguments.
fn miss((wanted, question, arguments): &Row) -> Option<String> {
    let calls = calls_of_all(question);
    let first = calls.first();
    let name = first.map_or("-", |call| call.name.as_str());
    if !wanted.contains(&name) {
        return Some(format!("{question} -> {name}, wanted {wanted:?}"));
    }
    let given = first.map(|call| &call.arguments);
    let wrong: Vec<String> = arguments
        .as_object()
        .unwrap()
        .iter()
        .filter(|(key, value)| given.and_then(|given| given.get(key.as_str())) != Some(*value))
        .map(|(key, value)| format!("{key} is not {value}"))
        .collect();
    (!wrong.is_empty()).then(|| format!("{question} -> {}, {}", given.unwrap(), wrong.join(", ")))
}

fn misses(text: &'static str) -> Vec<String> {
    rows(text).iter().filter_map(miss).collect()
}

#[test]
fn every_way_to_ask_of_the_tables_reaches_its_tool_and_arguments() {
    assert!(rows(TRAINING).len() >= 250);
    assert_eq!(misses(TRAINING), Vec::<String>::new());
}

#[test]
fn eight_in_ten_unseen_ways_to_ask_reach_their_tool_and_arguments() {
    let misses = misses(HELD_OUT);
    let count = rows(HELD_OUT).len();
    assert!(count >= 80);
    println!("{} of {count} missed: {misses:#?}", misses.len());
    assert!(misses.len() * 10 <= count * 2, "{} of {count}: {misses:#?}", misses.len());
}

/// Ways of asking for figures, as they were before there were plans and meals.
const BEFORE: [&str; 3] = [
    include_str!("phrasings/training.txt"),
    include_str!("phrasings/classes.txt"),
    include_str!("phrasings/held_out.txt"),
];

/// What was not answered before, and what now is.
const ANSWERED_NOW: &[(&str, &str)] = &[
    ("how much protein did I eat yesterday", "getMacroProgress"),
    ("make me a training plan", "createWorkoutPlan"),
    ("build me a 12 week programme", "createWorkoutPlan"),
    ("what should I eat tonight", "suggestHealthyMeals"),
    ("my knee hurts", "getJournal"),
];

#[test]
fn new_tools_take_no_old_question() {
    let mut moved = Vec::new();
    for line in BEFORE.iter().flat_map(|text| text.lines()).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (_, question) = line.split_once(": ").unwrap();
        let first = |calls: Vec<ToolCall>| calls.first().map_or_else(|| "-".to_owned(), |call| call.name.clone());
        let (old, new) = (first(calls(question)), first(calls_of_all(question)));
        let wanted = ANSWERED_NOW.iter().find(|(known, _)| *known == question).map(|(_, tool)| (*tool).to_owned());
        if new != wanted.unwrap_or_else(|| old.clone()) {
            moved.push(format!("{question}: {old} -> {new}"));
        }
    }
    assert_eq!(moved, Vec::<String>::new());
}

#[test]
fn a_tool_that_is_not_offered_is_never_called() {
    for (_, question, _) in rows(TRAINING) {
        let offered: Vec<String> = data_tools().into_iter().map(|tool| tool.name).collect();
        for call in calls(question) {
            assert!(offered.contains(&call.name), "{question} -> {}", call.name);
        }
        let silent = answer(&request("Max Power", vec![user(question)], Vec::new()));
        assert!(silent.tool_calls.is_empty() && !silent.text.is_empty(), "{question}");
    }
}

#[test]
fn triage_knows_who_plans_who_cooks_and_who_comforts() {
    for (question, wanted) in [
        ("I had 2 eggs and toast for breakfast", "transfer_to_emma_encourage"),
        ("ideas for dinner", "transfer_to_emma_encourage"),
        ("calories left today", "transfer_to_dr_progress"),
        ("make me a plan", "transfer_to_dr_progress"),
        ("12-week strength plan", "transfer_to_max_power"),
        ("show my plan", "transfer_to_dr_progress"),
        ("too hard", "transfer_to_emma_encourage"),
        ("it's too easy", "transfer_to_max_power"),
        ("I was ill from Monday to Wednesday", "transfer_to_emma_encourage"),
        ("how do I do a Romanian deadlift", "transfer_to_max_power"),
        ("what's good for my glutes", "transfer_to_dr_progress"),
        ("my knee hurts", "transfer_to_emma_encourage"),
        ("I'm new here", "transfer_to_emma_encourage"),
    ] {
        assert_eq!(transfer(question).as_deref(), Some(wanted), "{question}");
    }
}

/// A conversation: what the person said, each earlier message having been answered, and the answers to the last one.
fn after(said: &[&str], answers: &[(&str, Value)]) -> ChatRequest {
    let (last, earlier) = said.split_last().unwrap();
    let mut messages = Vec::new();
    let spoke = |text: &str| Message::Assistant {
        agent: "Emma Encourage".to_owned(),
        text: text.to_owned(),
        tool_calls: Vec::new(),
    };
    for text in earlier {
        messages.extend([user(text), spoke("It waits for your approval.")]);
    }
    messages.push(user(last));
    for (at, (tool, content)) in answers.iter().enumerate() {
        let call = ToolCall { id: format!("call_{at}"), name: (*tool).to_owned(), arguments: json!({}) };
        messages.push(Message::Assistant {
            agent: "Emma Encourage".to_owned(),
            text: String::new(),
            tool_calls: vec![call.clone()],
        });
        messages.push(Message::Tool {
            call_id: call.id,
            name: call.name,
            content: content.clone(),
            is_error: content.get("error").is_some(),
        });
    }
    request("Emma Encourage", messages, all_tools())
}

#[test]
fn a_correction_replaces_the_meal_that_was_written() {
    let said = ["I had 2 eggs and toast for breakfast", "no, three of them"];
    let first = answer(&after(&said, &[])).tool_calls;
    assert_eq!(first[0].name, "getMeals");
    let written = json!({ "meals": [
        { "id": "m-9", "note": "a banana" },
        { "id": "m-8", "note": "I had 2 eggs and toast for breakfast" },
    ] });
    let second = answer(&after(&said, &[("getMeals", written)])).tool_calls;
    assert_eq!(second[0].name, "logMealNaturalLanguage");
    assert_eq!(second[0].arguments["replaces"], "m-8");
    assert_eq!(second[0].arguments["text"], "no, three of them");
    assert_eq!(second[0].arguments["slot"], "breakfast");
}

#[test]
fn a_correction_of_a_meal_that_still_waits_tells_it_again() {
    let said = ["toast with butter for breakfast", "without the butter", "and a coffee"];
    for none in [json!({ "meals": [] }), json!({ "error": "the store is busy" })] {
        let calls = answer(&after(&said, &[("getMeals", none.clone())])).tool_calls;
        assert_eq!(calls[0].name, "logMealNaturalLanguage");
        assert_eq!(calls[0].arguments["text"], "toast with butter for breakfast\nwithout the butter\nand a coffee");
        assert!(calls[0].arguments.get("replaces").is_none());
        // and it ends there, whatever came of it
        let done = json!({ "error": "no food was found" });
        let end = answer(&after(&said, &[("getMeals", none), ("logMealNaturalLanguage", done)]));
        assert!(end.tool_calls.is_empty() && end.text.contains("No food was found."), "{}", end.text);
    }
}

#[test]
fn what_follows_a_meal_but_is_no_correction_is_read_by_itself() {
    let meal = "I had 2 eggs and toast for breakfast";
    let first = |said: &str| answer(&after(&[meal, said], &[])).tool_calls.first().map(|call| call.name.clone());
    assert_eq!(first("thanks"), None);
    assert_eq!(first("yes"), None);
    assert_eq!(first("how did I sleep").as_deref(), Some("getSleepData"));
    assert_eq!(first("for lunch I had soup and bread").as_deref(), Some("logMealNaturalLanguage"));
    assert_eq!(first("what's left of my calories").as_deref(), Some("getMacroProgress"));
    assert_eq!(first("I ran 5 km in 25 min").as_deref(), Some("logWorkout"));
}

#[test]
fn pain_is_cleared_by_the_id_of_its_open_entry() {
    let said = ["My knee is fine again"];
    let entries = |open: bool| {
        json!({ "entries": [
            { "id": "j-1", "kind": "pain", "text": "shoulder", "open": true },
            { "id": "j-2", "kind": "pain", "text": "left Knee when running", "open": open },
        ] })
    };
    let calls = answer(&after(&said, &[("getJournal", entries(true))])).tool_calls;
    assert_eq!(calls[0].name, "logJournal");
    assert_eq!(calls[0].arguments, json!({ "kind": "cleared", "cleared": "j-2", "place": "knee" }));
    let none = answer(&after(&said, &[("getJournal", entries(false))]));
    assert!(none.tool_calls.is_empty() && none.text.contains("coach log cleared"), "{}", none.text);
}

#[test]
fn told_states_still_come_before_plans_and_exercises() {
    let speaks = |text: &str| {
        let response = answer(&request("Max Power", vec![user(text)], all_tools()));
        assert!(response.tool_calls.is_empty(), "{text}");
        response.text
    };
    assert!(speaks("I have the flu, can I go to the gym").contains("No training while you are ill"));
    assert!(speaks("I'm pregnant, make me a training plan").contains("midwife"));
    assert!(speaks("I'm injured, make me a workout plan").contains("injury"));
    assert!(speaks("I stopped eating, make me a plan to lose weight").contains("talk to a doctor"));
    assert!(speaks("I want to lose 10 kg in 2 weeks").contains("talk to a doctor"));
    assert!(speaks("I'm exhausted, it's too easy, make the workouts harder").contains("running on empty"));
    // what asks less of somebody who is ill or drained is no advice to train
    for (question, change) in [
        ("I'm exhausted, skip today's workout", "skip"),
        ("I have the flu, skip today's training", "skip"),
        ("I'm wrecked, make the session easier", "too_hard"),
    ] {
        let calls = answer(&request("Max Power", vec![user(question)], all_tools())).tool_calls;
        assert_eq!((calls[0].name.as_str(), &calls[0].arguments["change"]), ("modifyWorkout", &json!(change)));
    }
}

#[test]
fn nothing_to_train_with_is_said_while_training_is_suspended() {
    for question in [
        "make me a plan",
        "show my plan",
        "it's too easy",
        "what should I do today",
        "what's good for my glutes",
        "how do I do a Romanian deadlift",
        "easier than pull-ups",
    ] {
        let mut request = request("Max Power", vec![user(question)], all_tools());
        request.context.training_suspended = true;
        let response = answer(&request);
        assert!(response.tool_calls.is_empty() && response.text.contains("no training"), "{question}");
    }
    // meals are no training, and a clearance is what ends it
    for (question, tool) in [
        ("I had 2 eggs and toast for breakfast", "logMealNaturalLanguage"),
        ("my doctor has cleared me to train", "logJournal"),
    ] {
        let mut request = request("Max Power", vec![user(question)], all_tools());
        request.context.training_suspended = true;
        assert_eq!(answer(&request).tool_calls[0].name, tool, "{question}");
    }
}

#[test]
fn days_are_counted_where_the_tool_counts_them() {
    let mut tools = all_tools();
    for tool in tools.iter_mut().filter(|tool| tool.name == "modifyWorkout") {
        tool.input_schema["properties"]["days"] = json!({});
    }
    let calls = answer(&request("Max Power", vec![user("make it 4 days")], tools)).tool_calls;
    assert_eq!(calls[0].arguments, json!({ "change": "days", "days": 4 }));
}

#[test]
fn meals_and_sessions_of_other_days_can_be_asked_for_as_a_follow_up() {
    let said = ["what did I eat today", "and yesterday?"];
    let calls = answer(&after(&said, &[])).tool_calls;
    assert_eq!(calls[0].name, "getMeals");
    assert_eq!(calls[0].arguments["from"], "2026-11-19");
    let calls = answer(&after(&["what's my workout today", "and tomorrow?"], &[])).tool_calls;
    assert_eq!(calls[0].name, "getWorkoutPlan");
    assert_eq!(calls[0].arguments, json!({ "date": "2026-11-21" }));
}
