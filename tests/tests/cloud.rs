//! Models elsewhere through the façade: what leaves, what does not, and who answers when they cannot.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use coach_api::{
    CloudLimits, Coach, CoachConfig, CoachError, KeySource, ModelApi, ModelChoice, ModelServer, Profile, SendOptions,
    TurnResult,
};
use coach_domain::privacy::{Category, categories_of_tool};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

const NAME: &str = "Quillonia Zweifelhart";
const KEY: &str = "sk-canary-5f2e8c";

/// What the server answers to the n-th request (from 0), as the events of chat completions; `None` for silence.
type Script = Box<dyn Fn(usize) -> Option<Vec<Value>> + Send + Sync>;

/// A server on this machine that keeps what it is sent.
struct Capturing {
    url: String,
    bodies: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Capturing {
    fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let bodies: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let (kept, script) = (Arc::clone(&bodies), Arc::new(script));
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let (kept, script) = (Arc::clone(&kept), Arc::clone(&script));
                std::thread::spawn(move || {
                    let _ = serve(socket.unwrap(), &kept, &script);
                });
            }
        });
        Self { url, bodies }
    }

    fn bodies(&self) -> Vec<Vec<u8>> {
        self.bodies.lock().unwrap().clone()
    }

    fn text(&self) -> String {
        String::from_utf8(self.bodies().concat()).unwrap()
    }
}

fn serve(socket: TcpStream, kept: &Mutex<Vec<Vec<u8>>>, script: &Script) -> std::io::Result<()> {
    let mut reader = BufReader::new(socket.try_clone()?);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let number = {
        let mut kept = kept.lock().unwrap();
        kept.push(body);
        kept.len() - 1
    };
    let mut socket = socket;
    let Some(events) = script(number) else {
        // Until the client gives up.
        let _ = reader.read(&mut [0]);
        return Ok(());
    };
    let events: String = events.iter().map(|event| format!("data: {event}\n\n")).collect();
    write!(
        socket,
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n{events}data: [DONE]\n\n"
    )
}

fn words(text: &str) -> Option<Vec<Value>> {
    let chunk = |delta: Value, reason: Option<&str>| json!({"choices": [{"delta": delta, "finish_reason": reason}]});
    // Cut in the middle, wherever that is.
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (first, second) = text.split_at(middle);
    Some(vec![chunk(json!({"content": first}), None), chunk(json!({"content": second}), Some("stop"))])
}

fn call(tool: &str, arguments: &Value) -> Option<Vec<Value>> {
    let function = json!({"name": tool, "arguments": arguments.to_string()});
    let delta = json!({"tool_calls": [{"index": 0, "id": "c1", "function": function}]});
    Some(vec![json!({"choices": [{"delta": delta, "finish_reason": "tool_calls"}]})])
}

fn config(folder: &Path) -> CoachConfig {
    CoachConfig { data_dir: folder.join("data"), key: KeySource::Given("5a".repeat(32).into()) }
}

/// A person with some days of data.
async fn person(folder: &Path) -> Coach {
    let profile = Profile { name: Some(NAME.to_owned()), ..Profile::default() };
    let coach = Coach::create(config(folder), profile).await.unwrap();
    coach.demo(7, 20).unwrap().finish().await.unwrap();
    coach
}

async fn add(coach: &Coach, server: &Capturing, on_this_machine: bool) {
    let server = ModelServer { url: server.url.clone(), api: ModelApi::Chat, on_this_machine };
    coach.add_model_server("test", server).await.unwrap();
}

/// A coach of the folder that asks this model.
async fn open(folder: &Path, coach: Coach, model: &str) -> Coach {
    coach.shutdown().await;
    Coach::open_with_model(config(folder), ModelChoice::Named(model.to_owned())).await.unwrap()
}

fn options() -> SendOptions {
    SendOptions { coach: Some("progress".to_owned()), ..SendOptions::default() }
}

async fn ask(coach: &Coach, text: &str) -> Result<TurnResult, CoachError> {
    coach.new_session().await.unwrap().send(text, options()).unwrap().finish().await
}

async fn give(coach: &Coach, categories: &[&str]) {
    let names: Vec<String> = categories.iter().map(|name| (*name).to_owned()).collect();
    coach.share(&names, true).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leaves_is_what_the_preview_shows_and_the_log_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|number| match number {
        0 => call("getSleepData", &json!({})),
        _ => words("You slept, <PERSON_A>. Rest <b>well</b>, <PERSON_B>!"),
    }));
    let coach = person(folder.path()).await;
    add(&coach, &server, false).await;
    give(&coach, &["conversation", "profile", "sleep"]).await;
    coach.set_service_key("test", KEY.to_owned().into()).await.unwrap();
    let coach = open(folder.path(), coach, "server:test/some-model").await;

    let question = "I am Quillonia, quillonia@example.org. How did I sleep?";
    let preview = coach.preview(None, question, &options()).await.unwrap().unwrap();
    assert!(server.bodies().is_empty() && coach.outbound(10).await.unwrap().is_empty());
    let result = ask(&coach, question).await.unwrap();
    assert!(result.reply.contains(NAME) || result.reply.contains("Quillonia"), "{}", result.reply);
    assert!(!result.reply.contains("PERSON"), "{}", result.reply);
    assert_eq!(result.model, "server:test/some-model");

    let bodies = server.bodies();
    assert_eq!(bodies.len(), 2);
    assert_eq!(bodies[0], preview.body.as_bytes());
    let text = server.text();
    for secret in ["Quillonia", "Zweifelhart", "example.org", KEY] {
        assert!(!text.contains(secret), "{secret} left");
    }
    let log = coach.outbound(10).await.unwrap();
    assert_eq!(log.len(), 2);
    for (entry, body) in log.iter().rev().zip(&bodies) {
        assert_eq!(&coach.outbound_body(entry.id).await.unwrap(), body);
        assert_eq!((entry.bytes, entry.outcome.as_str()), (body.len() as u64, "answered"));
        assert!(entry.categories.iter().all(|name| ["conversation", "profile", "sleep"].contains(&name.as_str())));
    }
    assert_eq!(log[1].sha256, preview.sha256);
    assert!(log[0].categories.contains(&"sleep".to_owned()));

    // Withdrawing holds from the next request on, within the same coach.
    coach.share(&["all".to_owned()], false).await.unwrap();
    let refused = ask(&coach, question).await;
    assert!(matches!(&refused, Err(CoachError::Unavailable(why)) if why.contains("consent give")), "{refused:?}");
    assert_eq!(server.bodies().len(), 2);
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_leaves_only_when_all_that_is_in_it_is_shared() {
    let folder = tempfile::tempdir().unwrap();
    let coach = person(folder.path()).await;
    let tools: Vec<String> = coach.mcp_tools(None).await.unwrap().into_iter().map(|tool| tool.name).collect();
    for tool in &tools {
        assert!(categories_of_tool(tool).is_some(), "nobody said what {tool} reads");
    }
    let reads = ["getSleepData", "getRecentActivity", "getDailySummary", "getWorkoutHistory", "getRecoveryScore"];
    let server = Capturing::start(Box::new(move |number| match number % 2 {
        0 => call(reads[number / 2 % reads.len()], &json!({})),
        _ => words("I looked."),
    }));
    add(&coach, &server, false).await;
    let coach = open(folder.path(), coach, "server:test/some-model").await;
    for category in [None, Some(Category::Sleep), Some(Category::Workouts), Some(Category::Activity)] {
        coach.share(&["all".to_owned()], true).await.unwrap();
        if let Some(category) = category {
            coach.share(&[category.id().to_owned()], false).await.unwrap();
        }
        for tool in reads {
            let before = server.bodies().len();
            ask(&coach, "How am I?").await.unwrap();
            let bodies = server.bodies();
            let last: Value = serde_json::from_slice(&bodies[before + 1]).unwrap();
            let result = last["messages"].as_array().unwrap().last().unwrap()["content"].as_str().unwrap().to_owned();
            let holds = category.is_some_and(|category| categories_of_tool(tool).unwrap().contains(&category));
            assert_eq!(result.contains("withheld"), holds, "{tool} without {category:?}: {result}");
            if holds {
                let value: Value = serde_json::from_str(&result).unwrap();
                assert_eq!(value.as_object().unwrap().len(), 1, "nothing else of it leaves");
                assert!(!result.contains(|letter: char| letter.is_ascii_digit()), "{result}");
            }
        }
    }
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_a_service_invents_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|number| match number {
        0 => words("You slept 6.66 hours. Go to bed earlier."),
        _ => words("Your resting heart rate is 31 bpm. Lift 400 kg today."),
    }));
    let coach = person(folder.path()).await;
    add(&coach, &server, false).await;
    give(&coach, &["all"]).await;
    coach.set_model_order(&["server:test/liar".to_owned()]).await.unwrap();
    let coach = open(folder.path(), coach, "auto").await;
    let result = ask(&coach, "How did I sleep?").await.unwrap();
    assert!(!result.reply.contains("6.66"), "{}", result.reply);
    assert!(result.reply.contains("Go to bed earlier."));
    assert!(!result.interventions.is_empty());
    let result = ask(&coach, "How is my heart?").await.unwrap();
    assert!(!result.reply.contains("31 bpm") && !result.reply.contains("400"), "{}", result.reply);
    assert_eq!(result.model, "builtin", "where nothing true is left, the built-in coach answers");
    assert_eq!(result.fallbacks.len(), 1);
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_key_consent_budget_or_network_the_built_in_coach_answers_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|_| words("Hello.")));
    let mut coach = person(folder.path()).await;
    add(&coach, &server, false).await;
    let closed = ModelServer { url: "http://127.0.0.1:9/v1".to_owned(), api: ModelApi::Chat, on_this_machine: false };
    coach.add_model_server("closed", closed).await.unwrap();
    let cases: [(&str, &[&str], Option<u64>, &str); 6] = [
        ("openai:some-model", &["all"], None, "models key set openai"),
        ("anthropic:some-model", &["all"], None, "models key set anthropic"),
        ("server:test/some-model", &["sleep"], None, "consent give conversation"),
        ("server:test/some-model", &["all"], Some(10), "budget"),
        ("server:closed/some-model", &["all"], None, "closed cannot be reached"),
        ("server:none/some-model", &["all"], None, "models server add none"),
    ];
    for (model, shared, tokens_per_day, why) in cases {
        coach.share(&["all".to_owned()], false).await.unwrap();
        give(&coach, shared).await;
        coach.set_cloud_limits(CloudLimits { tokens_per_day, ..CloudLimits::default() }).await.unwrap();
        coach.set_model_order(&[model.to_owned()]).await.unwrap();
        coach = open(folder.path(), coach, "auto").await;
        let result = ask(&coach, "How did I sleep?").await.unwrap();
        assert_eq!(result.model, "builtin");
        assert!(!result.citations.is_empty(), "{model}: the answer is a whole one");
        assert!(result.fallbacks[0].reason.contains(why), "{model}: {:?}", result.fallbacks);
        let trace = serde_json::to_string(&coach.trace(&result.trace_id).await.unwrap()).unwrap();
        assert!(trace.contains(why), "{model}: the trace says why");

        coach = open(folder.path(), coach, model).await;
        let named = ask(&coach, "How did I sleep?").await;
        assert!(matches!(&named, Err(CoachError::Unavailable(text)) if text.contains(why)), "{model}: {named:?}");
        let urgent = ask(&coach, "I have chest pain right now").await.unwrap();
        assert!(urgent.reply.contains("112"), "a red flag needs no model");
    }
    assert!(server.bodies().is_empty());
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_service_is_left_when_its_time_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|_| None));
    let coach = person(folder.path()).await;
    add(&coach, &server, false).await;
    give(&coach, &["all"]).await;
    coach.set_cloud_limits(CloudLimits { timeout_s: 1, ..CloudLimits::default() }).await.unwrap();
    coach.set_model_order(&["server:test/silent".to_owned()]).await.unwrap();
    let coach = open(folder.path(), coach, "auto").await;
    let result = ask(&coach, "How did I sleep?").await.unwrap();
    assert_eq!(result.model, "builtin");
    assert!(!result.citations.is_empty());
    assert!(result.fallbacks[0].reason.contains("within 1 s"), "{:?}", result.fallbacks);
    assert_eq!(coach.outbound(10).await.unwrap()[0].outcome, "timeout");
    let coach = open(folder.path(), coach, "server:test/silent").await;
    assert!(matches!(ask(&coach, "How did I sleep?").await, Err(CoachError::Unavailable(_))));
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_the_persons_and_the_built_in_coach_hands_on_what_it_does_not_understand() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|_| words("The moon is grey.")));
    let coach = person(folder.path()).await;
    add(&coach, &server, false).await;
    give(&coach, &["conversation"]).await;
    let order = ["builtin".to_owned(), "server:test/big".to_owned()];
    coach.set_model_order(&order).await.unwrap();
    let coach = open(folder.path(), coach, "auto").await;
    let known = ask(&coach, "How did I sleep?").await.unwrap();
    assert_eq!((known.model.as_str(), server.bodies().len()), ("builtin", 0));
    let unknown = ask(&coach, "xyzzy plugh").await.unwrap();
    assert_eq!(unknown.model, "server:test/big");
    assert_eq!(unknown.reply, "The moon is grey.");
    assert!(matches!(coach.set_model_order(&["gpt".to_owned()]).await, Err(CoachError::InvalidInput(_))));
    assert_eq!(coach.model_order().await.unwrap(), order);
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_this_machine_needs_no_consent_and_is_no_departure() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|_| words("Hello there.")));
    let coach = person(folder.path()).await;
    add(&coach, &server, true).await;
    let far = ModelServer { url: "https://example.org/v1".to_owned(), api: ModelApi::Chat, on_this_machine: true };
    assert!(matches!(coach.add_model_server("far", far).await, Err(CoachError::InvalidInput(_))));
    let plain = ModelServer { url: "http://example.org/v1".to_owned(), api: ModelApi::Chat, on_this_machine: false };
    assert!(matches!(coach.add_model_server("plain", plain).await, Err(CoachError::InvalidInput(_))));
    let coach = open(folder.path(), coach, "server:test/local").await;
    assert_eq!(ask(&coach, "Good morning").await.unwrap().reply, "Hello there.");
    assert_eq!(server.bodies().len(), 1);
    assert!(coach.outbound(10).await.unwrap().is_empty());
    coach.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_would_leave_where_no_model_is_elsewhere_or_a_rule_answers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Capturing::start(Box::new(|_| words("Hello.")));
    let coach = person(folder.path()).await;
    assert_eq!(coach.preview(None, "How did I sleep?", &options()).await.unwrap(), None);
    add(&coach, &server, false).await;
    let coach = open(folder.path(), coach, "server:test/m").await;
    assert_eq!(coach.preview(None, "I have chest pain right now", &options()).await.unwrap(), None);
    let refused = coach.preview(None, "How did I sleep?", &options()).await;
    assert!(matches!(refused, Err(CoachError::Unavailable(_))));
    give(&coach, &["conversation"]).await;
    let hurts = coach.preview(None, "My left knee hurts when I squat, 3 out of 10", &options()).await;
    assert!(matches!(&hurts, Err(CoachError::Unavailable(why)) if why.contains("journal")), "{hurts:?}");
    assert!(server.bodies().is_empty());
    coach.shutdown().await;
}
