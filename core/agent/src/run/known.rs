//! What a tool's answer says beside its figures, and a reply may repeat: the days that were looked at, reasons for gaps, and
//! names of sources. The coach's own tools for meals, plans, exercises and the journal say more in words: lines of a
//! session, amounts, reasons, claims. Only those with a digit matter, since only numbers are traced.

use coach_domain::citation::Citation;
use jiff::civil::Date;
use serde_json::Value;

/// Tools whose words beside the figures are results too.
const SPEAKING: &[&str] = &[
    "logMealNaturalLanguage",
    "getMeals",
    "getMacroProgress",
    "suggestHealthyMeals",
    "searchFoods",
    "searchExercises",
    "getScientificExercises",
    "getExercise",
    "suggestAlternatives",
    "createWorkoutPlan",
    "modifyWorkout",
    "getWorkoutPlan",
    "logJournal",
    "getJournal",
];

/// Fields of their answers that hold words for people.
const SPOKEN: &[&str] = &[
    "advice", "amount", "assumed", "choices", "claim", "cues", "detail", "error", "excluded", "faults", "from",
    "label", "lines", "name", "question", "reason", "source", "text", "title", "to", "what", "why", "why_not", "words",
];

/// Fields that hold lines of a plan, of which a piece may be repeated: the sets without the rests between them.
const PARTED: &[&str] = &["from", "lines", "to"];

/// Fields of their answers that hold a day, or a day and a time of day.
const DATED: &[&str] = &["at", "date", "from", "start", "time", "to"];

/// Most texts of one answer that are kept.
const MOST: usize = 1_000;

/// A calendar day that a reply may name.
pub(super) fn day(day: Date) -> Citation {
    Citation {
        text: day.to_string(),
        value: f64::from(day.day()),
        unit: String::new(),
        metric: "date".to_owned(),
        source: "calendar".to_owned(),
        from: Some(day),
        to: Some(day),
    }
}

/// The days, reasons and names of one answer.
pub(super) fn beside_figures(tool: &str, answer: &Value) -> Vec<Citation> {
    let days = ["from", "to"].into_iter().filter_map(|end| answer.get(end)?.as_str()?.parse().ok().map(day));
    let texts = |rows: &str, field: &'static str, metric: &'static str| {
        let rows = answer.get(rows).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(move |row| words(row.get(field)?.as_str()?, metric, tool)).collect::<Vec<_>>()
    };
    let mut known: Vec<Citation> = days.collect();
    let mut spoken = Vec::new();
    if SPEAKING.contains(&tool) {
        let labels = texts("figures", "label", "label");
        // what a food holds "per 100 g" is said once for all of its figures
        let per = labels.iter().filter_map(|label| label.text.find("per ").and_then(|at| label.text.get(at..)));
        spoken.extend(per.filter_map(|per| words(per, "label", tool)).collect::<Vec<_>>());
        spoken.extend(labels);
        said(answer, tool, &mut spoken);
        spoken.truncate(MOST);
    }
    let gaps = texts("missing", "reason", "gap").into_iter().chain(texts("figures", "source", "source"));
    for citation in gaps.chain(spoken) {
        if !known.contains(&citation) {
            known.push(citation);
        }
    }
    known
}

/// The words of an answer, field by field, down to its last row; figures speak for themselves.
fn said(value: &Value, tool: &str, into: &mut Vec<Citation>) {
    match value {
        Value::Array(rows) => rows.iter().for_each(|row| said(row, tool, into)),
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| name.as_str() != "figures") {
                let name = name.as_str();
                if DATED.contains(&name) {
                    into.extend(value.as_str().into_iter().flat_map(|text| moment(text, tool)));
                }
                if SPOKEN.contains(&name) {
                    let rows = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    let texts = rows.iter().filter_map(Value::as_str);
                    into.extend(texts.clone().flat_map(|text| sentences(text, tool)));
                    into.extend(texts.clone().flat_map(days_in));
                    if PARTED.contains(&name) {
                        into.extend(texts.flat_map(|text| pieces(text, tool)));
                    }
                }
                match (name, value) {
                    ("minutes", value) => into.extend(counted(value, "min", tool)),
                    ("number", value) => into.extend(counted(value, "", tool)),
                    ("deload_weeks", Value::Array(weeks)) => {
                        into.extend(weeks.iter().filter_map(|week| counted(week, "", tool)));
                    }
                    (_, Value::Array(_) | Value::Object(_)) => said(value, tool, into),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The day and the time of day of `2026-11-23`, `2026-11-23T18:00` or `18:00`.
fn moment(text: &str, tool: &str) -> Vec<Citation> {
    let date = text.get(..10).and_then(|date| date.parse().ok()).map(day);
    let time = text.rsplit('T').next().and_then(|time| time.get(..5)).filter(|time| time.contains(':'));
    date.into_iter().chain(time.and_then(|time| words(time, "time", tool))).collect()
}

/// The sentences of a text as they may be repeated, each also with a capital first letter.
fn sentences(text: &str, tool: &str) -> Vec<Citation> {
    let mut whole = vec![text.to_owned()];
    whole.extend(text.split_inclusive(". ").map(str::to_owned));
    let mut citations: Vec<Citation> = Vec::new();
    for sentence in whole {
        let sentence = sentence.trim().trim_end_matches('.');
        let mut letters = sentence.chars();
        let capital: String =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        for form in [sentence, capital.as_str()] {
            citations.extend(words(form, "words", tool).filter(|citation| !citations.contains(citation)));
        }
    }
    citations
}

/// The days that words name as `2026-03-02`; a reply may write them in another form.
fn days_in(text: &str) -> Vec<Citation> {
    let bare = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_ascii_digit()));
    bare.filter(|word| word.len() == 10).filter_map(|word| word.parse().ok()).map(day).collect()
}

/// The pieces of a line such as `Back squat: warm-up 1 × 5 at 20 kg, rest 60 s; 3 × 5 at 80 kg, rest 180 s (slowly)`, each
/// with its number: sets without their rest, and what stands in brackets.
fn pieces(line: &str, tool: &str) -> Vec<Citation> {
    let cut = |text: &str, at: &str| text.split(at).map(str::to_owned).collect::<Vec<_>>();
    let by_sets = cut(line, ": ").into_iter().flat_map(|part| cut(&part, "; "));
    let by_notes = by_sets.flat_map(|part| cut(&part, " ("));
    let by_rests = by_notes.flat_map(|part| cut(&part, ", rest "));
    let whole = |piece: &String| piece.len() < line.len() && piece.chars().any(|letter| letter.is_ascii_digit());
    let piece = |piece: String| words(piece.trim().trim_end_matches(')'), "words", tool);
    by_rests.filter(whole).filter_map(piece).collect()
}

/// A number that counts something, with its unit. Whole numbers may be written with a point, such as 45.0.
fn counted(value: &Value, unit: &str, tool: &str) -> Option<Citation> {
    let whole = |number: &f64| number.fract() == 0.0 && (0.0..1e9).contains(number);
    let number = value.as_u64().or_else(|| value.as_f64().filter(whole).map(|number| number as u64))?;
    let text = if unit.is_empty() { number.to_string() } else { format!("{number} {unit}") };
    Some(Citation {
        text,
        value: u32::try_from(number).map(f64::from).ok()?,
        unit: unit.to_owned(),
        metric: "plan".to_owned(),
        source: tool.to_owned(),
        from: None,
        to: None,
    })
}

/// Words that stand for themselves; the unit is an annotation, so that their number counts nothing else.
fn words(text: &str, metric: &str, tool: &str) -> Option<Citation> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Some(Citation {
        text: text.to_owned(),
        value: digits.parse().ok()?,
        unit: "{words}".to_owned(),
        metric: metric.to_owned(),
        source: tool.to_owned(),
        from: None,
        to: None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;
    use coach_domain::safety::grounding::{Evidence, ground};
    use serde_json::json;

    #[test]
    fn days_reasons_and_names_may_be_repeated() {
        let answer = json!({
            "from": "2011-01-01", "to": "2011-12-31",
            "figures": [{ "name": "steps_total", "source": "Watch 10" }, { "source": "Watch 10" }, { "source": "Scale" }],
            "missing": [{ "what": "sleep", "reason": "have 2 nights, need 3; some from 20 Nov 2025" }],
        });
        let figures = beside_figures("getSleepData", &answer);
        assert_eq!(figures.len(), 4);
        let evidence = Evidence { figures, words: Vec::new() };
        for kept in [
            "I looked from 1 Jan 2011 to 31 Dec 2011.",
            "The reason: have 2 nights, need 3; some from 20 Nov 2025.",
            "From Watch 10.",
        ] {
            let grounded = ground(kept, &evidence);
            assert_eq!(grounded.text, kept);
            assert!(!grounded.citations.is_empty());
        }
        assert_ne!(ground("You slept 10 h.", &evidence).text, "You slept 10 h.");
    }

    #[test]
    fn lines_of_a_plan_and_amounts_of_a_meal_may_be_repeated() {
        let plan = json!({
            "figures": [{ "name": "plan_weeks", "text": "12 weeks", "label": "plan length" }],
            "plan": { "title": "Strength, 3 days", "start": "2026-11-23", "deload_weeks": [4, 8], "reason": "rated 9 of 10" },
            "first_week": [{
                "session": "s-77", "date": "2026-11-23", "start": "2026-11-23T18:30", "minutes": 45,
                "lines": ["goblet squat 3 × 8 at RPE 7", "row 2 × 10. Rest 90 s"],
            }],
            "interventions": [{ "rule": "LOAD-STEP", "detail": "leg press is held at 62.5 kg because 70 kg is 12 % more" }],
        });
        let figures = beside_figures("createWorkoutPlan", &plan);
        let evidence = Evidence { figures, words: Vec::new() };
        for kept in [
            "- Mon 23 Nov, 18:30: Strength, 3 days (45 min). goblet squat 3 × 8 at RPE 7; row 2 × 10.",
            "Rest 90 s.",
            "Deload in week 4 and 8.",
            "Why: rated 9 of 10.",
            "Rated 9 of 10.",
            "For safety: Leg press is held at 62.5 kg because 70 kg is 12 % more.",
        ] {
            assert_eq!(ground(kept, &evidence).text, kept);
        }
        for dropped in ["You lift 77 kg.", "It takes 50 min.", "Deload in week 6.", "Start at 19:30."] {
            assert_ne!(ground(dropped, &evidence).text, dropped, "{dropped}");
        }
        let meal = json!({
            "items": [{ "name": "toast", "amount": "2 slices", "assumed": ["1 slice of 35 g"] }],
            "questions": [{ "what": "which milk", "choices": ["1.5 % fat", "3.5 % fat"] }],
            "figures": [{ "name": "food_1_energy", "label": "energy per 100 g", "text": "240 kcal" }],
        });
        let evidence = Evidence { figures: beside_figures("logMealNaturalLanguage", &meal), words: Vec::new() };
        for kept in ["Toast: 2 slices (assumed: 1 slice of 35 g).", "Which milk (1.5 % fat or 3.5 % fat)?"] {
            assert_eq!(ground(kept, &evidence).text, kept);
        }
        let evidence = Evidence { figures: beside_figures("searchFoods", &meal), words: Vec::new() };
        let label = "Toast, energy per 100 g.";
        assert_eq!(ground(label, &evidence).text, label);
    }

    /// The built-in coach's replies to answers of these tools pass unchanged: whatever number it repeats is known.
    #[tokio::test]
    async fn replies_of_the_built_in_coach_stand() {
        let answers: Value = serde_json::from_str(include_str!("../../../llm/tests/fixtures/answers.json")).unwrap();
        let mut checked = 0;
        for (question, name) in [
            ("I had 2 eggs and toast for breakfast", "meal_proposal"),
            ("had an egg and curry for lunch", "meal_with_question"),
            ("what did I eat today", "meals_today"),
            ("how many calories do I have left", "macros"),
            ("am I over my calories", "macros_over"),
            ("ideas for dinner, vegetarian", "ideas"),
            ("how much protein is in chicken", "food"),
            ("make me a plan", "plan_made"),
            ("show my plan", "plan_week"),
            ("what's my workout today", "plan_today"),
            ("what's my workout tomorrow", "plan_rest"),
            ("when is my deload", "plan_week"),
            ("which week am I in", "plan_week"),
            ("show me the versions of my plan", "plan_week"),
            ("too hard", "change_hard"),
            ("I only have 20 minutes today", "change_time"),
            ("move monday's workout to tuesday", "change_move"),
            ("I was ill from Monday to Wednesday", "change_ill"),
            ("I'm away next week", "change_travel"),
            ("undo that", "change_restore"),
            ("how do you squat properly", "exercise_blocked"),
            ("what's good for my glutes", "muscle"),
            ("alternative to bench press with dumbbells", "alternatives"),
            ("what exercises can I do with dumbbells", "search"),
            ("my knee hurts", "journal_again"),
            ("mood 4/5", "mood"),
        ] {
            let (tool, content) = (answers[name]["tool"].as_str().unwrap(), &answers[name]["content"]);
            let mut figures: Vec<Citation> = content["figures"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|figure| serde_json::from_value(figure.clone()).unwrap())
                .collect();
            figures.extend(beside_figures(tool, content));
            let evidence = Evidence { figures, words: vec![question.to_owned()] };
            for coach in ["Max Power", "Emma Encourage", "Dr. Progress"] {
                let said = spoken(coach, question, tool, content).await;
                assert_eq!(ground(&said, &evidence).text, said, "{name} {coach}");
                checked += 1;
            }
        }
        assert_eq!(checked, 78);
    }

    async fn spoken(coach: &str, question: &str, tool: &str, content: &Value) -> String {
        use coach_llm::builtin::BuiltinCoach;
        use coach_llm::{ChatModel, ChatRequest, Message, ToolCall, ToolDescription, TurnContext};
        let call = ToolCall { id: "call_1".to_owned(), name: tool.to_owned(), arguments: json!({}) };
        let request = ChatRequest {
            context: TurnContext {
                agent: coach.to_owned(),
                today: jiff::civil::date(2026, 11, 20),
                person_name: None,
                units: coach_domain::person::UnitSystem::Metric,
                data_span: None,
                training_suspended: false,
            },
            messages: vec![
                Message::User { text: question.to_owned() },
                Message::Assistant { agent: coach.to_owned(), text: String::new(), tool_calls: vec![call] },
                Message::Tool {
                    call_id: "call_1".to_owned(),
                    name: tool.to_owned(),
                    content: content.clone(),
                    is_error: false,
                },
            ],
            tools: vec![ToolDescription {
                name: tool.to_owned(),
                description: String::new(),
                input_schema: json!({ "type": "object" }),
            }],
            max_tokens: 1_000,
        };
        BuiltinCoach::new().chat(&request, &mut |_| {}, &tokio_util::sync::CancellationToken::new()).await.unwrap().text
    }

    #[test]
    fn pieces_of_a_line_and_days_in_another_form_may_be_repeated() {
        let answer = json!({
            "figures": [], "reason": "You are away from 2026-11-23 to 2026-11-25",
            "changes": [{ "what": "Back squat", "from": "Back squat: 3 × 5, rest 90 s", "to": "Back squat: 2 × 5 at 80 kg, rest 90 s" }],
            "next": [{ "date": "2026-11-27", "minutes": 34.0, "lines": [
                "Couch stretch 90/90: warm-up 1 × 6 at 20 kg, rest 45 s; 3 × 5 at 62.5 kg, effort 7.5 of 10, rest 180 s (a 2 s pause)",
            ] }],
        });
        let evidence = Evidence { figures: beside_figures("modifyWorkout", &answer), words: Vec::new() };
        for kept in [
            "- Fri 27 Nov: Full body A (34 min). Couch stretch 90/90 3 × 5 at 62.5 kg, effort 7.5 of 10.",
            "Back squat: 3 × 5 → 2 × 5 at 80 kg.",
            "You are away from Mon 23 Nov to Wed 25 Nov.",
        ] {
            assert_eq!(ground(kept, &evidence).text, kept);
        }
        for dropped in ["3 × 6 at 62.5 kg.", "3 × 5 at 65 kg.", "2 × 5 at 80.5 kg.", "35 min.", "On Tue 24 Nov."] {
            assert_ne!(ground(dropped, &evidence).text, dropped, "{dropped}");
        }
    }

    #[test]
    fn words_of_other_tools_are_not_taken() {
        let answer = json!({ "text": "hold 60 kg", "rows": [{ "detail": "do 12 reps", "minutes": 30 }] });
        assert_eq!(beside_figures("somebodyElses", &answer), []);
        assert_eq!(beside_figures("getSleepData", &answer), []);
    }

    #[test]
    fn a_long_answer_keeps_a_bounded_number_of_words() {
        let lines: Vec<String> = (0..2_000).map(|line| format!("line {line}")).collect();
        assert!(beside_figures("getWorkoutPlan", &json!({ "sessions": [{ "lines": lines }] })).len() <= MOST);
    }

    #[test]
    fn odd_answers_hold_nothing() {
        for answer in [json!(null), json!([]), json!({ "from": 3, "missing": "x", "figures": [1, {}] })] {
            assert_eq!(beside_figures("x", &answer), []);
        }
    }
}
