//! Models outside the device against a server that misbehaves to order: one clear outcome for each fault, no tool call
//! from half an answer, nothing said twice, nothing left unwritten.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod faults;
mod server;
mod speech;

use async_trait::async_trait;
use coach_domain::person::UnitSystem;
use coach_domain::privacy::Consent;
use coach_llm::cloud::{
    Api, Border, CloudModel, Connection, Departure, Endpoint, Hidden, HiddenKind, Permit, RetryPolicy,
};
use coach_llm::{
    ChatModel, ChatRequest, ChatResponse, Delta, Message, ModelError, ToolDescription, TurnContext, Usage,
};
use secrecy::SecretString;
use serde_json::json;
use server::{FaultServer, Reply};
use speech::{End, answer, words};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const APIS: [Api; 3] = [Api::Chat, Api::Responses, Api::Messages];
const KEY: &str = "sk-canary-0123456789abcdef";
const NAME: &str = "Quillonia";

/// A border that lets everything through and remembers it.
pub(crate) struct Open {
    permit: Mutex<Permit>,
    left: Mutex<Vec<Departure>>,
    settled: Mutex<Vec<(i64, String, Usage)>>,
}

impl Open {
    fn new(permit: Permit) -> Arc<Self> {
        Arc::new(Self { permit: Mutex::new(permit), left: Mutex::default(), settled: Mutex::default() })
    }
}

fn everything() -> Permit {
    let name = Hidden { kind: HiddenKind::Person, text: NAME.to_owned() };
    Permit { consent: Consent::to_all(), hidden: vec![name], tokens_left: None }
}

#[async_trait]
impl Border for Open {
    async fn permit(&self) -> Result<Permit, String> {
        Ok(self.permit.lock().unwrap().clone())
    }

    async fn key(&self) -> Result<Option<SecretString>, String> {
        Ok(Some(KEY.into()))
    }

    async fn leaving(&self, departure: &Departure) -> Result<i64, String> {
        let mut left = self.left.lock().unwrap();
        left.push(departure.clone());
        Ok(left.len() as i64)
    }

    async fn settled(&self, number: i64, outcome: &str, usage: Usage) {
        self.settled.lock().unwrap().push((number, outcome.to_owned(), usage));
    }
}

/// Pauses of a millisecond, so that tests are quick.
fn quick() -> RetryPolicy {
    RetryPolicy { base: Duration::from_millis(1), ..RetryPolicy::default() }
}

fn model(server: &FaultServer, api: Api, border: &Arc<Open>) -> CloudModel {
    model_at(&server.base, api, border)
}

fn model_at(base: &str, api: Api, border: &Arc<Open>) -> CloudModel {
    let connection = Connection::new(Endpoint::parse(base).unwrap(), api);
    let border = Arc::clone(border) as Arc<dyn Border>;
    CloudModel::new("server:test/some-model", "test", "some-model", Arc::new(connection), border).with_retry(quick())
}

fn request(text: &str) -> ChatRequest {
    let context = TurnContext {
        agent: "Dr. Progress".to_owned(),
        today: jiff::civil::date(2026, 11, 20),
        person_name: Some(NAME.to_owned()),
        units: UnitSystem::Metric,
        data_span: None,
        training_suspended: false,
    };
    ChatRequest {
        messages: vec![
            Message::System { text: format!("Be brief.\n\n{}", context.in_words()) },
            Message::User { text: text.to_owned() },
        ],
        context,
        tools: vec![ToolDescription {
            name: "getSleepData".to_owned(),
            description: "Nights.".to_owned(),
            input_schema: json!({"type": "object"}),
        }],
        max_tokens: 200,
    }
}

/// Asks once; what was shown while it streamed comes too.
async fn ask(model: &CloudModel, text: &str) -> (Result<ChatResponse, ModelError>, Vec<String>) {
    let mut shown = Vec::new();
    let mut on_delta = |Delta::Text(text)| shown.push(text);
    let answered = model.chat(&request(text), &mut on_delta, &CancellationToken::new()).await;
    (answered, shown)
}

#[tokio::test(flavor = "multi_thread")]
async fn text_streams_in_any_pieces_and_the_name_comes_back() {
    let text = "Schön geschlafen, <PERSON_A>! 你好 😀 — naïve café.";
    for api in APIS {
        for size in [1, 2, 3, 7, 100_000] {
            let server = FaultServer::start(vec![Reply::Stream(words(api, text), size)]).await;
            let border = Open::new(everything());
            let (answered, shown) = ask(&model(&server, api, &border), "How did I sleep?").await;
            let answered = answered.unwrap();
            assert_eq!(answered.text, text.replace("<PERSON_A>", NAME), "{api:?} in pieces of {size}");
            assert_eq!(shown.concat(), answered.text);
            assert_eq!(answered.usage, Usage { input_tokens: 11, output_tokens: 5 });
            let received = &server.received()[0];
            let path = match api {
                Api::Chat => "/v1/chat/completions",
                Api::Responses => "/v1/responses",
                Api::Messages => "/v1/messages",
            };
            assert_eq!(received.path, path);
            assert_eq!(received.json()["model"], "some-model");
            assert!(!String::from_utf8_lossy(&received.body).contains(NAME));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_what_the_preview_shows_and_the_log_keeps() {
    for api in APIS {
        let server = FaultServer::start(vec![Reply::Stream(words(api, "Yes."), 50)]).await;
        let border = Open::new(everything());
        let model = model(&server, api, &border);
        let preview = model.preview(&request("Is it me, Quillonia?")).await.unwrap();
        assert!(server.received().is_empty(), "a preview sends nothing");
        assert!(border.left.lock().unwrap().is_empty(), "and writes nothing down");
        ask(&model, "Is it me, Quillonia?").await.0.unwrap();
        let received = server.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].body, preview.body);
        assert_eq!(*border.left.lock().unwrap(), [preview]);
        assert_eq!(border.settled.lock().unwrap()[0].1, "answered");
        let header = if api == Api::Messages { "x-api-key" } else { "authorization" };
        assert!(received[0].head.to_ascii_lowercase().contains(header));
        assert!(received[0].head.contains(KEY), "the key is in its header alone");
        assert!(!String::from_utf8_lossy(&received[0].body).contains(KEY));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_come_whole_with_their_tokens_put_back() {
    let calls = [("c1", "getSleepData", r#"{"who":"<PERSON_A>","days":2}"#), ("c2", "getSleepData", "")];
    for api in APIS {
        // Some services end with `stop` although they call tools.
        for end in [End::Calls, End::Stop] {
            let server = FaultServer::start(vec![Reply::Stream(answer(api, "Let me look.", &calls, end), 1)]).await;
            let border = Open::new(everything());
            let (answered, _) = ask(&model(&server, api, &border), "It is Quillonia").await;
            let answered = answered.unwrap();
            assert_eq!(answered.text, "Let me look.");
            assert_eq!(answered.tool_calls.len(), 2);
            assert_eq!(answered.tool_calls[0].id, "c1");
            assert_eq!(answered.tool_calls[0].arguments, json!({"who": NAME, "days": 2}));
            assert_eq!(answered.tool_calls[1].arguments, json!({}));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_leaves_without_consent_budget_or_a_line_in_the_log() {
    struct Shut(Permit, Option<&'static str>);
    #[async_trait]
    impl Border for Shut {
        async fn permit(&self) -> Result<Permit, String> {
            Ok(self.0.clone())
        }
        async fn key(&self) -> Result<Option<SecretString>, String> {
            Ok(None)
        }
        async fn leaving(&self, _: &Departure) -> Result<i64, String> {
            self.1.map_or(Ok(1), |why| Err(why.to_owned()))
        }
        async fn settled(&self, _: i64, _: &str, _: Usage) {}
    }
    let server = FaultServer::start(vec![Reply::Stream(words(Api::Chat, "Yes."), 50)]).await;
    let spent = Permit { tokens_left: Some(3), ..everything() };
    for (border, said) in [
        (Shut(Permit::default(), None), "consent give conversation"),
        (Shut(spent, None), "budget"),
        (Shut(everything(), Some("the disk is full")), "disk is full"),
    ] {
        let connection = Connection::new(Endpoint::parse(&server.base).unwrap(), Api::Chat);
        let model = CloudModel::new("m", "test", "m", Arc::new(connection), Arc::new(border));
        let (answered, shown) = ask(&model, "Hello").await;
        assert!(answered.unwrap_err().to_string().contains(said), "{said}");
        assert!(shown.is_empty() && server.received().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_that_is_asked_for_is_kept() {
    for api in APIS {
        let busy = Reply::Status(429, vec![("retry-after", "1".to_owned())], "{}".to_owned());
        let server = FaultServer::start(vec![busy, Reply::Stream(words(api, "Yes."), 50)]).await;
        let border = Open::new(everything());
        ask(&model(&server, api, &border), "Hello").await.0.unwrap();
        let received = server.received();
        assert_eq!(received.len(), 2);
        assert!(received[1].at - received[0].at >= Duration::from_secs(1));
        assert_eq!(received[0].body, received[1].body);
        let outcomes: Vec<_> = border.settled.lock().unwrap().iter().map(|(_, outcome, _)| outcome.clone()).collect();
        assert_eq!(outcomes, ["failed", "answered"], "each attempt is in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_failed_questions_a_service_is_left_alone() {
    let server = FaultServer::start(vec![Reply::Status(500, Vec::new(), String::new())]).await;
    let border = Open::new(everything());
    let model = model(&server, Api::Chat, &border);
    for _ in 0..3 {
        assert!(ask(&model, "Hello").await.0.is_err());
    }
    let before = server.received().len();
    let error = ask(&model, "Hello").await.0.unwrap_err().to_string();
    assert!(error.contains("failed several times"), "{error}");
    assert_eq!(server.received().len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_ends_a_hanging_answer_and_settles_it() {
    let server = FaultServer::start(vec![Reply::Hang]).await;
    let border = Open::new(everything());
    let model = model(&server, Api::Chat, &border);
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let (answered, ()) = tokio::join!(
        async {
            let question = request("Hello");
            model.chat(&question, &mut |_| {}, &cancel).await
        },
        async {
            while server.received().is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            stop.cancel();
        }
    );
    assert_eq!(answered, Err(ModelError::Cancelled));
    assert_eq!(border.settled.lock().unwrap()[0].1, "cancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_not_sent_on_to_another_host() {
    let other = FaultServer::start(vec![Reply::Stream(words(Api::Chat, "Caught you."), 50)]).await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/chat/completions", other.base);
        let server = FaultServer::start(vec![Reply::Status(status, vec![("location", to)], String::new())]).await;
        let border = Open::new(everything());
        let error = ask(&model(&server, Api::Chat, &border), "Hello").await.0.unwrap_err();
        assert!(error.to_string().contains("not followed"), "{error}");
    }
    assert!(other.received().is_empty());
}

#[test]
fn no_key_is_printed() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let refused = format!(r#"{{"error": {{"message": "Incorrect API key provided: {KEY}", "code": "{KEY}"}}}}"#);
        let server = FaultServer::start(vec![Reply::Status(401, Vec::new(), refused)]).await;
        let border = Open::new(everything());
        let model = model(&server, Api::Chat, &border);
        let error = ask(&model, "Hello").await.0.unwrap_err();
        let shown = format!("{error} {error:?} {model:?} {:?}", border.left.lock().unwrap());
        assert!(!shown.contains("sk-canary"), "{shown}");
        assert!(error.to_string().contains("coach models key set test"), "{error}");
        assert_eq!(server.received().len(), 1, "a refused key is not tried again");
    });
}
