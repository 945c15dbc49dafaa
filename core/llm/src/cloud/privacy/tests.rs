use super::*;
use crate::chat::{ChatRequest, Message, ModelError, ToolCall, ToolDescription, TurnContext};
use coach_domain::person::UnitSystem;
use coach_domain::privacy::{Category, Consent};
use proptest::prelude::*;
use serde_json::{Value, json};

fn context() -> TurnContext {
    TurnContext {
        agent: "Dr. Progress".to_owned(),
        today: jiff::civil::date(2026, 11, 20),
        person_name: Some("Ana Zweifelhart".to_owned()),
        units: UnitSystem::Metric,
        data_span: Some((jiff::civil::date(2025, 11, 21), jiff::civil::date(2026, 11, 19))),
        training_suspended: false,
    }
}

fn request(messages: Vec<Message>) -> ChatRequest {
    let system = format!("You are Dr. Progress.\n\n{}", context().in_words());
    let tool = |name: &str| ToolDescription {
        name: name.to_owned(),
        description: String::new(),
        input_schema: json!({"type": "object"}),
    };
    ChatRequest {
        context: context(),
        messages: [vec![Message::System { text: system }], messages].concat(),
        tools: vec![tool("getSleepData"), tool("home__lights"), tool("transfer_to_max_power")],
        max_tokens: 100,
    }
}

fn user(text: &str) -> Message {
    Message::User { text: text.to_owned() }
}

fn said(text: &str) -> Message {
    Message::Assistant { agent: "Dr. Progress".to_owned(), text: text.to_owned(), tool_calls: Vec::new() }
}

fn called(tool: &str, answer: Value) -> [Message; 2] {
    let call = ToolCall { id: format!("c-{tool}"), name: tool.to_owned(), arguments: json!({"of": "CANARY-IN"}) };
    [
        Message::Assistant { agent: "Dr. Progress".to_owned(), text: "CANARY-TEXT".to_owned(), tool_calls: vec![call] },
        Message::Tool { call_id: format!("c-{tool}"), name: tool.to_owned(), content: answer, is_error: false },
    ]
}

fn hidden() -> Vec<Hidden> {
    let of = |kind, text: &str| Hidden { kind, text: text.to_owned() };
    vec![
        of(HiddenKind::Person, "Ana Zweifelhart"),
        of(HiddenKind::Device, "Ana’s Apple Watch"),
        of(HiddenKind::Identifier, "1990-05-17"),
    ]
}

fn all_but(category: Category) -> Consent {
    Category::ALL.into_iter().filter(|other| *other != category).collect()
}

/// What leaves, as text, with its tokens.
fn leaves(request: &ChatRequest, consent: &Consent, hidden: &[Hidden]) -> (String, Tokens) {
    let (request, tokens) = redact(reduce(request, consent).unwrap(), hidden).unwrap();
    (serde_json::to_string(&(&request.messages, &request.tools)).unwrap(), tokens)
}

#[test]
fn without_consent_to_the_conversation_nothing_leaves() {
    let request = request(vec![user("Hello")]);
    for consent in [Consent::default(), all_but(Category::Conversation)] {
        assert!(matches!(reduce(&request, &consent), Err(ModelError::Unavailable(_))));
    }
}

#[test]
fn a_result_leaves_only_when_everything_in_it_is_shared() {
    for (tool, categories) in [
        ("getSleepData", &[Category::Sleep][..]),
        ("getRecoveryScore", &[Category::Biometrics, Category::Sleep, Category::Workouts]),
        ("getJournal", &[Category::Journal]),
        ("home__lights", &[Category::FurtherServers]),
    ] {
        let answer = json!({"value": "CANARY-OUT"});
        let messages = [vec![user("How am I?")], called(tool, answer).to_vec()].concat();
        let request = request(messages);
        let just: Consent = [Category::Conversation].into_iter().chain(categories.iter().copied()).collect();
        let (text, _) = leaves(&request, &just, &[]);
        assert!(text.contains("CANARY-OUT") && text.contains("CANARY-IN"), "{tool}");
        assert!(!text.contains("CANARY-TEXT"), "words of a coach may repeat anything");
        for category in categories {
            let (text, _) = leaves(&request, &all_but(*category), &[]);
            assert!(!text.contains("CANARY"), "{tool} without {category:?}: {text}");
            assert!(text.contains("cannot see it"), "{tool}: the model is told");
        }
        let reduced = reduce(&request, &just).unwrap();
        assert!(categories.iter().all(|category| reduced.categories.contains(category)));
    }
}

#[test]
fn earlier_replies_leave_only_when_everything_is_shared() {
    let request = request(vec![user("How did I sleep?"), said("You slept CANARY hours."), user("And before?")]);
    assert!(leaves(&request, &Consent::to_all(), &[]).0.contains("CANARY"));
    for category in Category::ALL.into_iter().skip(1) {
        let (text, _) = leaves(&request, &all_but(category), &[]);
        assert!(!text.contains("CANARY"), "{category:?}");
        assert!(text.contains("How did I sleep?") && text.contains("And before?"));
    }
}

#[test]
fn symptoms_are_the_journal_wherever_they_stand() {
    let hurts = "My left knee hurts, 6 out of 10";
    let asked = request(vec![user(hurts)]);
    assert!(
        matches!(reduce(&asked, &all_but(Category::Journal)), Err(ModelError::Unavailable(why)) if why.contains("journal"))
    );
    assert!(reduce(&asked, &Consent::to_all()).unwrap().categories.contains(&Category::Journal));
    let earlier = request(vec![user(hurts), said("Rest it."), user("How did I sleep?")]);
    let (text, _) = leaves(&earlier, &all_but(Category::Journal), &[]);
    assert!(!text.contains("knee") && text.contains("How did I sleep?"));
}

#[test]
fn the_profile_is_left_out_and_the_name_never_leaves() {
    let request = request(vec![user("It is me, ana zweifelhart, Ana for short. Greetings from ANA!")]);
    for consent in [Consent::to_all(), all_but(Category::Profile)] {
        let (text, tokens) = leaves(&request, &consent, &hidden());
        assert!(!text.to_lowercase().contains("zweifelhart") && !text.to_lowercase().contains("ana "), "{text}");
        assert!(text.contains("Today is 2026-11-20."));
        assert_eq!(text.contains("There is data from 2025-11-21"), consent.allows(Category::Profile));
        assert!(tokens.restore("Hi <PERSON_A>, or <PERSON_B>!").starts_with("Hi "));
        assert!(!tokens.restore("Hi <PERSON_A>, or <PERSON_B>!").contains("PERSON"));
    }
}

#[test]
fn what_identifies_somebody_becomes_a_token_and_comes_back() {
    let texts = [
        "write to ana.z+run@mail.example.org",
        "call +49 170 1234567 or 030 / 1234567",
        "or (555) 123-4567",
        "my IBAN is DE89 3704 0044 0532 0130 00",
        "I ran from 52.52001, 13.40495",
        "I live at 221 Baker Street",
        "Ich wohne in der Hauptstraße 5a",
        "entry 0192f0c1-0000-7000-8000-00000000abcd",
        "watch at a4:83:e7:11:22:33",
        "born 1990-05-17",
        "with Ana's Apple Watch",
        "with Ana’s Apple Watch",
    ];
    let secrets = [
        "mail.example",
        "ana.z",
        "1234567",
        "123-4567",
        "3704",
        "13.404",
        "52.52",
        "Baker",
        "Hauptstr",
        "abcd",
        "a4:83",
        "1990-05-17",
        "Apple Watch",
        "Ana",
    ];
    for text in texts {
        let request = request(vec![user(text)]);
        let (left, tokens) = leaves(&request, &Consent::to_all(), &hidden());
        let question: Vec<Message> = serde_json::from_str::<(Vec<Message>, Value)>(&left).unwrap().0;
        let Some(Message::User { text: sent }) = question.last() else { panic!() };
        for secret in secrets {
            assert!(!sent.contains(secret), "{secret} is in {sent}");
        }
        assert_eq!(tokens.restore(sent), text);
    }
}

#[test]
fn figures_days_and_times_are_no_identifiers() {
    let text = "On 2026-11-20 08:30 you ran 10.25 km in 52:10, 145 bpm, 3 x 12 at 80.5 kg, from 2025-01-01 to \
                2026-11-19, 12,345 steps, 1763791500000 ms, UTC+01:00, +250 kcal, 120/80 mmHg, 2026-11-20T08:30:00Z";
    let (left, tokens) = leaves(&request(vec![user(text)]), &Consent::to_all(), &hidden());
    assert!(left.contains(text), "{left} {tokens:?}");
}

#[test]
fn places_in_fields_and_names_in_keys_do_not_leave() {
    let answer = json!({"route": [{"latitude": 52.5, "lon": 13.4}], "by_source": {"Ana’s Apple Watch": 9321}});
    let messages = [vec![user("Where?")], called("getWorkoutHistory", answer).to_vec()].concat();
    let (left, _) = leaves(&request(messages), &Consent::to_all(), &hidden());
    assert!(!left.contains("52.5") && !left.contains("13.4") && !left.contains("Apple"), "{left}");
    assert!(left.contains("9321"));
}

#[test]
fn a_name_that_is_a_word_is_hidden_as_it_is_written() {
    let will = [Hidden { kind: HiddenKind::Person, text: "Will Power".to_owned() }];
    let (left, _) =
        leaves(&request(vec![user("Will here: I will run with power. Will Power")]), &Consent::to_all(), &will);
    assert!(left.contains("I will run with power"), "{left}");
    assert!(!left.contains("Will here") && !left.contains("Will Power"), "{left}");
}

#[test]
fn tokens_in_arguments_are_put_back_so_that_ids_work() {
    let id = "0192f0c1-0000-7000-8000-00000000abcd";
    let mut tokens = Tokens::default();
    let token = tokens.of("ID", id);
    let mut call =
        ToolCall { id: "1".to_owned(), name: "x".to_owned(), arguments: json!({"replaces": token, "of": [token]}) };
    tokens.restore_call(&mut call);
    assert_eq!(call.arguments, json!({"replaces": id, "of": [id]}));
}

#[test]
fn a_conversation_that_goes_on_keeps_its_tokens() {
    let first = vec![user("Ana here, mail ana@x.example")];
    let more = [first.clone(), vec![said("Noted."), user("and bob@x.example")]].concat();
    let (first, _) = leaves(&request(first), &Consent::to_all(), &hidden());
    let (more, _) = leaves(&request(more), &Consent::to_all(), &hidden());
    let beginning = first.split("],[").next().unwrap();
    assert!(more.starts_with(beginning), "{beginning}\n{more}");
}

#[test]
fn there_are_tokens_for_any_number_of_names() {
    let mut tokens = Tokens::default();
    let all: std::collections::BTreeSet<_> = (0..2_000).map(|at| tokens.of("ID", &format!("n{at}"))).collect();
    assert_eq!(all.len(), 2_000);
    assert!(all.contains("<ID_A>") && all.contains("<ID_Z>") && all.contains("<ID_AA>"));
    assert!(all.iter().all(|token| !token.contains(|letter: char| letter.is_ascii_digit())));
}

proptest! {
    #[test]
    fn pieces_of_a_stream_do_not_matter(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("<PERSON_A>".to_owned()), Just("<PERSON_B>".to_owned()), Just("<PERS".to_owned()),
                Just("<".to_owned()), Just("<<PERSON_A>>".to_owned()), "[a-zäöü <>_]{0,8}",
            ],
            0..12,
        ),
        size in 1_usize..9,
    ) {
        let mut tokens = Tokens::default();
        tokens.of("PERSON", "Zoë < Ana");
        tokens.of("PERSON", "Bo");
        let text = parts.concat();
        let whole = tokens.restore(&text);
        let mut restorer = Restorer::new(&tokens);
        let letters: Vec<char> = text.chars().collect();
        let mut streamed = String::new();
        for piece in letters.chunks(size) {
            streamed.push_str(&restorer.push(&piece.iter().collect::<String>()));
        }
        streamed.push_str(&restorer.finish());
        prop_assert_eq!(&streamed, &whole);
        prop_assert!(!whole.contains("<PERSON_A>"));
    }

    #[test]
    fn whatever_is_written_the_name_does_not_leave_and_comes_back(before in "\\PC{0,40}", after in "\\PC{0,40}") {
        let text = format!("{before} Zweifelhart {after}");
        let (left, tokens) = leaves(&request(vec![said(&text), user("Go on.")]), &Consent::to_all(), &hidden());
        prop_assert!(!left.contains("Zweifelhart"));
        let messages: Vec<Message> = serde_json::from_str::<(Vec<Message>, Value)>(&left).unwrap().0;
        let Message::Assistant { text: sent, .. } = &messages[1] else { panic!() };
        // Unless the text itself looks like a token, what comes back is what went in, up to the case of names.
        prop_assert_eq!(tokens.restore(sent).to_lowercase(), text.to_lowercase());
    }
}
