//! What is said of plans as the servers word them: short lines, whole sessions first, swaps that find their session.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use coach_llm::{ChatRequest, Message, ToolCall};
use common::{all_tools, answer, request, user};
use serde_json::{Value, json};

const COACHES: [&str; 3] = ["Max Power", "Emma Encourage", "Dr. Progress"];

fn turn(coach: &str, question: &str, answers: &[(&str, Value)]) -> ChatRequest {
    let mut messages = vec![user(question)];
    for (at, (tool, content)) in answers.iter().enumerate() {
        let call = ToolCall { id: format!("call_{at}"), name: (*tool).to_owned(), arguments: json!({}) };
        messages.push(Message::Assistant {
            agent: coach.to_owned(),
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
    request(coach, messages, all_tools())
}

fn said(coach: &str, question: &str, answers: &[(&str, Value)]) -> String {
    let response = answer(&turn(coach, question, answers));
    assert_eq!(response.tool_calls, [], "{question}");
    response.text
}

fn week() -> Value {
    json!({
        "from": "2026-11-20", "to": "2026-11-26", "figures": [], "missing": [], "versions": [], "interventions": [],
        "plan": { "title": "Muscle", "deload_weeks": [4] },
        "sessions": [
            { "session": "s-1", "date": "2026-11-20", "start": "18:00", "title": "Full body A", "minutes": 41.0, "done": true,
              "lines": ["Goblet squat: 3 × 6"] },
            { "session": "s-2", "date": "2026-11-23", "start": "18:00", "title": "Full body B", "minutes": 40.0, "done": false,
              "lines": ["Warm-up: Walking: 5 min", "Goblet squat: warm-up 1 × 6 at 8 kg, rest 45 s; 3 × 6 at 16 kg, effort 7 of 10, rest 120 s (slowly)", "Push-up: 2 × 8; 1 × 10", "Cool-down: Squat hold: 2 min"] },
        ],
    })
}

#[test]
fn a_week_shows_the_work_and_not_its_frame() {
    let mut made =
        json!({ "figures": [], "missing": [], "written": false, "plan": { "title": "Muscle" }, "interventions": [] });
    made["first_week"] = week()["sessions"].clone();
    for coach in COACHES {
        let reply = said(coach, "make me a plan", &[("createWorkoutPlan", made.clone())]);
        assert!(
            reply.contains("(40 min). Goblet squat 3 × 6 at 16 kg, effort 7 of 10; Push-up 2 × 8, 1 × 10\n"),
            "{reply}"
        );
        for frame in ["rest", "8 kg", "slowly", "Walking", "hold"] {
            assert!(!reply.contains(frame) || frame == "rest" && reply.contains("rested"), "{frame}: {reply}");
        }
    }
}

#[test]
fn changes_name_whole_sessions_before_exercises() {
    let row = |date: &str, what: &str, from: Value, to: Value| json!({ "session": "s", "date": date, "what": what, "from": from, "to": to });
    let changes = json!([
        row(
            "2026-11-23",
            "Goblet squat",
            json!("Goblet squat: 3 × 6, rest 90 s"),
            json!("Goblet squat: 2 × 6, rest 90 s")
        ),
        row("2026-11-27", "session", json!("Easy run, 30 min"), Value::Null),
        row("2026-11-27", "session", Value::Null, json!("Full body B, 45 min")),
        row("2026-11-28", "session", json!("Long run, 60 min"), Value::Null),
        row("2026-11-30", "day", json!("Sun 29 Nov 2026"), json!("Mon 30 Nov 2026")),
    ]);
    let answer = json!({ "figures": [], "missing": [], "written": false, "changes": changes, "next": [], "interventions": [],
        "reason": "You are ill from 2026-11-23 to 2026-11-23" });
    for coach in COACHES {
        let reply = said(coach, "I was ill from Monday to Wednesday", &[("modifyWorkout", answer.clone())]);
        let lines: Vec<&str> = reply.lines().filter(|line| line.starts_with("- ")).collect();
        assert_eq!(
            lines,
            [
                "- Fri 27 Nov: Easy run → Full body B",
                "- Sat 28 Nov: Long run left out",
                "- Mon 30 Nov: moved here from Sun 29 Nov 2026",
            ],
        );
        assert!(reply.contains("ou are ill on Mon 23 Nov."), "{reply}");
    }
}

#[test]
fn a_swap_looks_for_the_session_that_has_the_exercise() {
    let question = "swap the squats for push-ups";
    let missed = json!({ "error": "failed to use the arguments: there is no exercise Back squat in that session" });
    let first = answer(&turn("Max Power", question, &[])).tool_calls;
    assert_eq!(first[0].name, "modifyWorkout");
    let second = answer(&turn("Max Power", question, &[("modifyWorkout", missed.clone())])).tool_calls;
    assert_eq!((second[0].name.as_str(), &second[0].arguments["from"]), ("getWorkoutPlan", &json!("2026-11-20")));
    let answers = [("modifyWorkout", missed.clone()), ("getWorkoutPlan", week())];
    let third = answer(&turn("Max Power", question, &answers)).tool_calls;
    assert_eq!(third[0].name, "modifyWorkout");
    assert_eq!(third[0].arguments["exercise"], "Goblet squat");
    assert_eq!(third[0].arguments["date"], "2026-11-23", "the one that is done is passed over");
    // and it ends there, with a question where the other name is not clear
    let unclear = json!({ "error": "failed to use the arguments: `exercise` names none with certainty; it may mean Push-up, Pike push-up" });
    let answers = [("modifyWorkout", missed.clone()), ("getWorkoutPlan", week()), ("modifyWorkout", unclear)];
    for coach in COACHES {
        assert!(said(coach, question, &answers).contains("Push-up or Pike push-up?"));
    }
    // an exercise that is nowhere is asked about, with what there is
    let answers = [("modifyWorkout", missed), ("getWorkoutPlan", week())];
    for coach in COACHES {
        let reply = said(coach, "swap the leg press for push-ups", &answers);
        assert!(reply.contains("- Mon 23 Nov: Goblet squat and Push-up"), "{reply}");
    }
    // a rule of safety is no reason to look elsewhere
    let refused = json!({ "error": { "message": "it hurts", "rule": "PAIN-3" } });
    assert_eq!(answer(&turn("Max Power", question, &[("modifyWorkout", refused)])).tool_calls, []);
}

#[test]
fn whatever_is_asked_of_plans_reaches_the_plan() {
    for question in [
        "what's left of my plan this week?",
        "rest of my week",
        "what remains of my programme",
        "is my training plan any good",
        "my sessions for the next 7 days",
    ] {
        let calls = answer(&request("Dr. Progress", vec![user(question)], all_tools())).tool_calls;
        assert_eq!(calls.first().map(|call| call.name.as_str()), Some("getWorkoutPlan"), "{question}");
    }
    let days = answer(&request("Dr. Progress", vec![user("my sessions for the next 7 days")], all_tools())).tool_calls;
    assert_eq!((&days[0].arguments["from"], &days[0].arguments["to"]), (&json!("2026-11-20"), &json!("2026-11-26")));
}

#[test]
fn a_yes_in_words_tells_where_to_approve() {
    let waits = |coach: &str| Message::Assistant {
        agent: coach.to_owned(),
        text: "Mood 4. It waits for your approval.".to_owned(),
        tool_calls: Vec::new(),
    };
    for coach in COACHES {
        for yes in ["yes", "Yes, do it", "approve it please", "ok go ahead"] {
            let response = answer(&request(coach, vec![user("mood 4/5"), waits(coach), user(yes)], all_tools()));
            assert_eq!(response.tool_calls, [], "{yes}");
            assert!(response.text.contains("`coach approve`"), "{yes}: {}", response.text);
        }
        let no = answer(&request(coach, vec![user("mood 4/5"), waits(coach), user("no, reject it")], all_tools()));
        assert!(no.text.contains("`coach reject`"), "{}", no.text);
        // beside a proposal, and with more in it, a yes is something else
        let alone = answer(&request(coach, vec![user("hello"), user("yes")], all_tools()));
        assert!(!alone.text.contains("`coach approve`"), "{}", alone.text);
        let more =
            answer(&request(coach, vec![user("mood 4/5"), waits(coach), user("yes, how did I sleep?")], all_tools()));
        assert_eq!(more.tool_calls[0].name, "getSleepData");
    }
}

#[test]
fn alternatives_leave_out_what_open_pain_loads() {
    let found = json!({ "figures": [], "missing": [], "exercise": "back_squat", "name": "Back squat", "alternatives": [{ "name": "Lunge" }] });
    let journal = |open: bool| json!({ "entries": [{ "id": "p", "kind": "pain", "note": "left knee", "open": open }] });
    let question = "what can I do instead of squats?";
    let first = answer(&turn("Max Power", question, &[])).tool_calls;
    assert_eq!(first.iter().map(|call| call.name.as_str()).collect::<Vec<_>>(), ["suggestAlternatives", "getJournal"]);
    let open = [("suggestAlternatives", found.clone()), ("getJournal", journal(true))];
    let again = answer(&turn("Max Power", question, &open)).tool_calls;
    assert_eq!(
        (again[0].name.as_str(), &again[0].arguments["avoid_joints"]),
        ("suggestAlternatives", &json!(["knee"]))
    );
    let bridge =
        json!({ "figures": [], "missing": [], "name": "Back squat", "alternatives": [{ "name": "Glute bridge" }] });
    let told = said("Max Power", question, &[open[0].clone(), open[1].clone(), ("suggestAlternatives", bridge)]);
    assert!(told.contains("Glute bridge") && !told.contains("Lunge"), "{told}");
    let closed = said("Max Power", question, &[("suggestAlternatives", found), ("getJournal", journal(false))]);
    assert!(closed.contains("Lunge"), "{closed}");
}

#[test]
fn a_full_day_is_met_with_kindness() {
    let none = json!({ "figures": [], "suggestions": [], "fitted_to": "targets",
        "missing": [{ "what": "meal ideas", "reason": "hardly any energy is left of today's target" }] });
    for coach in COACHES {
        let reply = said(coach, "any idea for dinner?", &[("suggestHealthyMeals", none.clone())]);
        assert!(reply.contains("ungry") && reply.contains("yoghurt"), "{reply}");
        assert!(!reply.contains("wish") && !reply.contains("condition"), "{reply}");
    }
}
