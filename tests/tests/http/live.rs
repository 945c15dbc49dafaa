//! Live events over a WebSocket.

use crate::served::Served;
use coach_api::ModelChoice;
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn open(served: &Served, offers: &str, origin: Option<&str>) -> Result<Socket, u16> {
    let mut request = format!("ws://{}/v1/ws", served.address()).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", offers.parse().unwrap());
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().unwrap());
    }
    match connect_async(request).await {
        Ok((socket, answer)) => {
            assert_eq!(answer.headers()["sec-websocket-protocol"], "pocketcoach.v1", "the token is not said back");
            Ok(socket)
        }
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

async fn say(socket: &mut Socket, value: &Value) {
    socket.send(Message::text(value.to_string())).await.unwrap();
}

async fn hear(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Close(frame) => return json!({"closed": frame.map(|frame| u16::from(frame.code))}),
            _ => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_needs_the_token_and_the_own_page() {
    let served = Served::start(ModelChoice::Builtin).await;
    let good = format!("pocketcoach.v1, bearer.{}", served.server.token());
    assert_eq!(open(&served, "pocketcoach.v1", None).await.err(), Some(401));
    assert_eq!(open(&served, "pocketcoach.v1, bearer.wrong", None).await.err(), Some(401));
    assert_eq!(open(&served, &good, Some("http://evil.example")).await.err(), Some(403));
    assert!(open(&served, &good, Some(&format!("http://{}", served.address()))).await.is_ok());
    assert_eq!(served.get("/v1/ws").await.status, 400, "no socket, no events");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_are_told_and_the_end_of_the_server_closes() {
    let served = Served::start(ModelChoice::Builtin).await;
    let good = format!("pocketcoach.v1, bearer.{}", served.server.token());
    let mut socket = open(&served, &good, None).await.unwrap();
    let logged = served.send("POST", "/v1/log/measurement", &json!({"metric": "body_mass", "value": 71.5})).await;
    assert_eq!(logged.status, 201);
    assert_eq!(hear(&mut socket).await["type"], "changed");
    served.end().await;
    assert_eq!(hear(&mut socket).await, json!({"closed": 1001}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workout_is_stopped_above_the_limit() {
    let served = Served::start(ModelChoice::Builtin).await;
    let good = format!("pocketcoach.v1, bearer.{}", served.server.token());
    let mut socket = open(&served, &good, None).await.unwrap();
    let sample = |second: i64, bpm: f64| json!({"type": "live_input", "input": {"input": "sample", "t_ms": second * 1000, "heart_rate_bpm": bpm}});
    say(&mut socket, &sample(0, 100.0)).await;
    assert_eq!(hear(&mut socket).await["problem"]["code"], "not_found", "nothing was begun");
    say(&mut socket, &json!({"type": "dance"})).await;
    assert_eq!(hear(&mut socket).await["problem"]["code"], "malformed", "and the socket stays");
    say(&mut socket, &json!({"type": "live_start"})).await;
    assert_eq!(hear(&mut socket).await["type"], "live_started");
    for second in 0..40 {
        say(&mut socket, &sample(second, if second < 10 { 150.0 } else { 187.0 })).await;
    }
    let stop = loop {
        let told = hear(&mut socket).await;
        if told["event"]["event"] == "stop" {
            break told;
        }
    };
    assert_eq!(stop["event"]["rule"], "HR-STOP");
    drop(socket);
    let done = served.get("/v1/privacy/interventions").await.json();
    assert_eq!(done[0]["rule"], "HR-STOP", "{done}");
    served.end().await;
}
