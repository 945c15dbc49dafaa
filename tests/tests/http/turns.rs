//! Turns over the wire: what streams, and what a client that goes away leaves.

use crate::served::{Served, hear, until};
use async_trait::async_trait;
use coach_api::ModelChoice;
use coach_llm::{ChatModel, ChatRequest, ChatResponse, Delta, FinishReason, ModelError, Usage};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

/// A model that says something, and then thinks until it is given up.
#[derive(Default)]
struct Dreamer {
    asked: AtomicBool,
    given_up: Arc<AtomicBool>,
}

/// Tells when the thinking ends.
struct Thinking(Arc<AtomicBool>);

impl Drop for Thinking {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[async_trait]
impl ChatModel for Dreamer {
    fn name(&self) -> &str {
        "dreamer"
    }

    async fn chat(
        &self,
        _: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        on_delta(Delta::Text(
            "Let me think about that.\n\nIt takes a while. There is much to say. And then ".to_owned(),
        ));
        let _thinking = Thinking(self.given_up.clone());
        self.asked.store(true, Ordering::SeqCst);
        cancel.cancelled().await;
        Err(ModelError::Cancelled)
    }
}

/// A model that says its words one by one.
struct Speaker(Vec<&'static str>);

#[async_trait]
impl ChatModel for Speaker {
    fn name(&self) -> &str {
        "speaker"
    }

    async fn chat(
        &self,
        _: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        _: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        for word in &self.0 {
            on_delta(Delta::Text((*word).to_owned()));
            tokio::task::yield_now().await;
        }
        let usage = Usage { input_tokens: 3, output_tokens: self.0.len() as u64 };
        Ok(ChatResponse { text: self.0.concat(), tool_calls: Vec::new(), finish: FinishReason::Stop, usage })
    }
}

fn chat(served: &Served, body: &Value) -> String {
    let body = body.to_string();
    let kind = "Content-Type: application/json\r\nAccept: text/event-stream\r\n";
    format!("{}{kind}Content-Length: {}\r\n\r\n{body}", served.head("POST", "/v1/ai/chat"), body.len())
}

/// Names and data of server-sent events.
fn events(text: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for block in text.split("\n\n") {
        let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if let (Some(name), Some(data)) = (field("event:"), field("data:")) {
            all.push((name.to_owned(), serde_json::from_str(data).unwrap()));
        }
    }
    all
}

/// Sends a request that does not ask to close, and reads until the stream of events has ended.
async fn streamed(served: &Served, body: &Value) -> Vec<(String, Value)> {
    let request = chat(served, body).replace("Accept:", "Connection: close\r\nAccept:");
    let heard = served.raw(request.as_bytes()).await;
    assert_eq!(heard.status, 200, "{}", heard.text());
    assert_eq!(heard.header("content-type"), Some("text/event-stream"));
    events(&heard.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_streams_in_order_and_is_the_same_as_its_result() {
    let words = vec!["Rest ", "well ", "and ", "drink ", "enough ", "water. "];
    let served = Served::start(ModelChoice::Given(Arc::new(Speaker(words)))).await;
    let told = streamed(&served, &json!({"text": "What should I do?", "coach": "emma"})).await;
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.first(), Some(&"run_started"), "{names:?}");
    assert_eq!(names.last(), Some(&"finished"), "{names:?}");
    assert!(told.iter().all(|(name, data)| data["type"] == name.as_str()), "{told:?}");
    let reply = &told.last().unwrap().1["result"];
    let said: String = told.iter().filter_map(|(_, data)| data["text"].as_str()).collect();
    assert_eq!(said.trim(), reply["reply"].as_str().unwrap().trim());
    assert!(names.iter().filter(|name| **name == "text_delta").count() <= 6, "pieces are gathered: {names:?}");

    let id = reply["session_id"].as_str().unwrap();
    let history = served.get(&format!("/v1/sessions/{id}/messages")).await.json();
    assert_eq!(history[0]["role"], "user");
    assert_eq!(history[1]["text"], reply["reply"]);
    let traces = served.get(&format!("/v1/ai/traces/{id}")).await.json();
    assert_eq!(traces[0]["id"], reply["trace_id"]);
    let metrics = served.get("/v1/metrics").await.text();
    assert!(
        metrics.contains("agent_response_time_seconds_count{agent_name=\"Emma Encourage\",status=\"ok\"} 1"),
        "{metrics}"
    );
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_nobody_reads_any_more_is_cancelled() {
    let model = Arc::new(Dreamer::default());
    let served = Served::start(ModelChoice::Given(model.clone())).await;
    let session = served.send("POST", "/v1/sessions", &json!({})).await.json()["id"].as_str().unwrap().to_owned();
    let mut stream = served.connect().await;
    let body = json!({"text": "Tell me everything.", "session_id": session, "coach": "max"});
    stream.write_all(chat(&served, &body).as_bytes()).await.unwrap();
    let mut heard = String::new();
    let mut piece = [0; 1024];
    while !heard.contains("text_delta") {
        let count = stream.read(&mut piece).await.unwrap();
        assert!(count > 0, "{heard}");
        heard.push_str(&String::from_utf8_lossy(&piece[..count]));
    }
    assert!(!model.given_up.load(Ordering::SeqCst));
    drop(stream);
    until("the cancelling", async || model.given_up.load(Ordering::SeqCst)).await;
    let path = format!("/v1/sessions/{session}/messages");
    until("the message that was shown", async || {
        let history = served.get(&path).await.json();
        history[1]["status"] == "cancelled" && history[1]["text"].as_str().is_some_and(|text| text.contains("think"))
    })
    .await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_the_server_ends_a_turn_and_says_so() {
    let model = Arc::new(Dreamer::default());
    let served = Served::start(ModelChoice::Given(model.clone())).await;
    let mut stream = served.connect().await;
    let body = json!({"text": "Tell me everything.", "coach": "max"});
    stream.write_all(chat(&served, &body).as_bytes()).await.unwrap();
    until("the question", async || model.asked.load(Ordering::SeqCst)).await;
    served.end().await;
    let told = events(&hear(&mut stream).await.text());
    let (name, problem) = told.last().unwrap();
    assert_eq!((name.as_str(), problem["code"].as_str()), ("problem", Some("cancelled")), "{told:?}");
    assert!(model.given_up.load(Ordering::SeqCst));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_question_is_told_before_the_stream_begins() {
    let served = Served::start(ModelChoice::Builtin).await;
    for (body, status) in [
        (json!({"text": "Hello", "session_id": "none"}), 404),
        (json!({"text": "Hello", "coach": "arnold"}), 422),
        (json!({"words": "Hello"}), 422),
    ] {
        let request = chat(&served, &body).replace("Accept:", "Connection: close\r\nAccept:");
        let heard = served.raw(request.as_bytes()).await;
        assert_eq!(heard.status, status, "{body}");
        assert_eq!(heard.header("content-type"), Some("application/problem+json"));
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_approved_and_feedback_counts() {
    let served = Served::start(ModelChoice::Builtin).await;
    let call = json!({"kind": "running", "duration_s": 1800, "distance_m": 5000});
    let report = served.send("POST", "/v1/tools/progress-tracking/logWorkout", &call).await.json();
    assert_eq!(report["ok"], true, "{report}");
    let open = served.get("/v1/proposals").await.json();
    let id = open[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(served.send("POST", &format!("/v1/proposals/{id}/approve"), &json!({})).await.status, 200);
    assert_eq!(served.send("POST", &format!("/v1/proposals/{id}/approve"), &json!({})).await.status, 404);
    assert_eq!(served.get("/v1/workouts/sessions").await.json()[0]["kind"], "running");

    let turn = served.send("POST", "/v1/ai/chat", &json!({"text": "Hello", "coach": "progress"})).await.json();
    let path = format!("/v1/ai/turns/{}/feedback", turn["trace_id"].as_str().unwrap());
    assert_eq!(served.send("PUT", &path, &json!({"helpful": true})).await.status, 204);
    let quality = served.get("/v1/analytics/ai-quality").await.json();
    let agent = quality["agents"].as_array().unwrap().iter().find(|agent| agent["agent"] == turn["coach"]).unwrap();
    assert_eq!((agent["helpful"].as_u64(), agent["turns"].as_u64()), (Some(1), Some(1)), "{quality}");
    assert!(
        served.get("/v1/metrics").await.text().contains("user_satisfaction_score{agent_name=\"Dr. Progress\"} 1.0")
    );
    served.end().await;
}
