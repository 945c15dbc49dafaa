//! Replicas that share a Redis and a NATS: what they count together, what they tell each other, and what happens when
//! either is killed under load and comes back.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod daemon;
mod person;
mod postgres;

use coach_server::{Backends, Limits, Relay, Serving, serve_with};
use coach_wire::message::{Exchange, Request, Response};
use coach_wire::{Entry, PROTOCOL};
use daemon::{Daemon, Kind};
use futures::StreamExt;
use person::{Client, Person};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// Replicas on one database, with what they share.
struct Replicas {
    clients: Vec<Client>,
    end: CancellationToken,
    _database: postgres::Server,
    _folder: tempfile::TempDir,
}

fn installed(kind: Kind, folder: &tempfile::TempDir) -> Daemon {
    let started = Daemon::start(kind, &folder.path().join("daemon"));
    started.unwrap_or_else(|error| panic!("{error}: apt-get install redis-server nats-server"))
}

impl Replicas {
    async fn start(count: usize, serving: Serving, backends: Backends) -> Self {
        let database = postgres::Server::start()
            .unwrap_or_else(|| panic!("PostgreSQL is not installed: apt-get install postgresql"));
        let url = database.create("relay");
        let end = CancellationToken::new();
        let mut clients = Vec::new();
        for _ in 0..count {
            let url = url.clone();
            let relay = tokio::task::spawn_blocking(move || Relay::open_postgres(&url, Limits::default()).unwrap());
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            clients.push(Client::new(format!("http://{}", listener.local_addr().unwrap())));
            tokio::spawn(serve_with(
                Arc::new(relay.await.unwrap()),
                listener,
                serving,
                backends.clone(),
                None,
                end.clone(),
            ));
        }
        Replicas { clients, end, _database: database, _folder: tempfile::tempdir().unwrap() }
    }
}

fn unbounded() -> Serving {
    Serving { strangers_per_minute: u32::MAX, members_per_minute: u32::MAX, shared_plane: true, ..Serving::default() }
}

fn question(entries: Vec<Entry>) -> Vec<u8> {
    let ask = Exchange { protocol: PROTOCOL, records_known: 1, entries, ..Exchange::default() };
    coach_wire::to_bytes(&Request::Exchange(ask))
}

async fn text(client: &Client, path: &str) -> String {
    client.http.get(format!("{}{path}", client.url)).send().await.unwrap().text().await.unwrap()
}

/// Waits until something is so.
async fn until(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !so().await {
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not come");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// How many of so many questions to the replicas in turn are let through.
async fn let_through(clients: &[Client], token: &str, questions: usize) -> usize {
    let mut through = 0;
    for number in 0..questions {
        let client = &clients[number % clients.len()];
        match client.post("/v1/sync", question(Vec::new()), Some(token)).await.0 {
            StatusCode::OK => through += 1,
            StatusCode::TOO_MANY_REQUESTS => {}
            status => panic!("{status}"),
        }
    }
    through
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_are_counted_together_and_by_each_alone_while_redis_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let redis = installed(Kind::Redis, &folder);
    let serving = Serving { members_per_minute: 40, strangers_per_minute: u32::MAX, ..Serving::default() };
    let backends = Backends { redis_url: Some(redis.url()), nats_url: None };
    let replicas = Replicas::start(2, serving, backends).await;
    let clients = &replicas.clients;
    let people: Vec<Person> = (1..=4).map(Person::new).collect();
    let mut tokens = Vec::new();
    for person in &people {
        clients[0].begin(person).await;
        tokens.push(clients[0].token(person).await);
    }
    assert_eq!(let_through(clients, &tokens[0], 100).await, 40, "the two of them together");
    // Many at once, and still no more than there are places.
    let asked = (0..100).map(|number| {
        let (client, token) = (clients[number % 2].clone(), tokens[1].clone());
        tokio::spawn(async move { client.post("/v1/sync", question(Vec::new()), Some(&token)).await.0 })
    });
    let answers = futures::future::join_all(asked).await;
    assert_eq!(answers.into_iter().filter(|answer| *answer.as_ref().unwrap() == StatusCode::OK).count(), 40);
    // What Redis keeps names nobody.
    let client = redis::Client::open(redis.url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut connection).await.unwrap();
    assert!(!keys.is_empty());
    let account: String = people[0].account.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(
        keys.iter().all(|key| key.starts_with("pocketcoach:pace:") && !key.contains(&account) && !key.contains("127."))
    );

    redis.kill();
    assert_eq!(let_through(clients, &tokens[2], 200).await, 80, "each of the two for itself, and no request failed");
    for client in clients {
        assert!(text(client, "/ready").await.contains("Redis does not answer"));
        assert_eq!(client.status("/ready").await, StatusCode::OK);
        assert!(text(client, "/metrics").await.contains("relay_limits_degraded 1"));
    }
    redis.start_again().unwrap();
    for client in clients {
        until("Redis", async || text(client, "/ready").await == "ready\n").await;
        assert!(text(client, "/metrics").await.contains("relay_limits_degraded 0"));
    }
    assert_eq!(let_through(clients, &tokens[3], 100).await, 40, "together again, without hands");
    replicas.end.cancel();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_confirmed_is_lost_and_news_come_in_the_end_when_nats_and_redis_are_killed_under_load() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (nats, redis) = (installed(Kind::Nats, &one), installed(Kind::Redis, &two));
    let backends = Backends { redis_url: Some(redis.url()), nats_url: Some(nats.url()) };
    let replicas = Replicas::start(2, unbounded(), backends).await;
    let clients = replicas.clients.clone();
    let people: Vec<Person> = (1..=4).map(Person::new).collect();
    for person in &people {
        clients[0].begin(person).await;
    }
    for client in &clients {
        until("NATS", async || text(client, "/ready").await == "ready\n").await;
    }
    // Ana listens on the second replica.
    let token = clients[1].token(&people[0]).await;
    let stream =
        clients[1].http.get(format!("{}/v1/changes", clients[1].url)).bearer_auth(&token).send().await.unwrap();
    let mut hints = stream.bytes_stream();
    let stop = CancellationToken::new();
    let mut writing = Vec::new();
    for (number, person) in people.into_iter().enumerate() {
        let (clients, stop) = (clients.clone(), stop.clone());
        writing.push(tokio::spawn(async move {
            let token = clients[0].token(&person).await;
            let (mut confirmed, mut prev) = (0_u64, [0; 32]);
            while !stop.is_cancelled() {
                let entry = person.entry(confirmed + 1, prev);
                // Ana's go to the first replica alone, so that the second hears of them over NATS or not at all.
                let client = &clients[if number == 0 { 0 } else { (number + confirmed as usize) % 2 }];
                let (status, body) = client.post("/v1/sync", question(vec![entry.clone()]), Some(&token)).await;
                assert_eq!(status, StatusCode::OK, "neither of the two is needed for an answer");
                let answer = coach_wire::from_bytes(&body, "an answer").unwrap();
                let Response::Exchanged(answer) = answer else { panic!("another answer") };
                assert_eq!(answer.refused, []);
                confirmed += 1;
                prev = entry.hash();
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            (person, token, confirmed, prev)
        }));
    }
    let hint = tokio::time::timeout(Duration::from_secs(30), hints.next()).await.unwrap().unwrap().unwrap();
    assert!(hint.starts_with(b"event: changed"), "{hint:?}");
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        tokio::task::block_in_place(|| {
            nats.kill();
            std::thread::sleep(Duration::from_millis(700));
            redis.kill();
            std::thread::sleep(Duration::from_millis(300));
            nats.start_again().unwrap();
            redis.start_again().unwrap();
        });
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    stop.cancel();
    let mut ana = None;
    for task in writing {
        let (person, token, confirmed, prev) = task.await.unwrap();
        assert!(confirmed > 20, "{confirmed} is no load");
        let room = Some(u32::MAX);
        let ask = Exchange { protocol: PROTOCOL, records_known: 1, room, ..Exchange::default() };
        let there = clients[1].ask(&token, ask).await;
        assert!(there.entries.len() as u64 == confirmed && !there.more);
        assert_eq!(there.entries[confirmed as usize - 1].hash(), prev);
        ana = ana.or(Some((person, token, confirmed, prev)));
    }
    for client in &clients {
        until("NATS again", async || text(client, "/ready").await == "ready\n").await;
    }
    // What waited in the outbox went out; then only what is new is heard of.
    until("silence", async || tokio::time::timeout(Duration::from_secs(3), hints.next()).await.is_err()).await;
    let (person, token, confirmed, prev) = ana.unwrap();
    clients[0].exchange(&token, vec![person.entry(confirmed + 1, prev)]).await;
    let hint = tokio::time::timeout(Duration::from_secs(30), hints.next()).await.unwrap().unwrap().unwrap();
    assert!(hint.starts_with(b"event: changed"), "{hint:?}");
    replicas.end.cancel();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn jobs_are_done_without_the_broker_and_what_is_none_goes_among_the_dead() {
    let folder = tempfile::tempdir().unwrap();
    let nats = installed(Kind::Nats, &folder);
    let backends = Backends { redis_url: None, nats_url: Some(nats.url()) };
    let replicas = Replicas::start(2, unbounded(), backends).await;
    let clients = &replicas.clients;
    let ana = Person::new(1);
    clients[0].begin(&ana).await;
    let device = clients[0].token(&ana).await;
    let (status, opened) =
        clients[0].post("/v1/session", json!({"role": "owner"}).to_string().into(), Some(&device)).await;
    assert_eq!(status, StatusCode::CREATED);
    let token = serde_json::from_slice::<Value>(&opened).unwrap()["access_token"].as_str().unwrap().to_owned();
    let import = async |number: u32| {
        let id = format!("{number:032x}");
        let documents: Vec<Value> = (0..130).map(|n| json!({"duration_s": n})).collect();
        let body = json!({"id": id, "kind": "session", "documents": documents}).to_string();
        let (status, answer) = clients[0].post("/v1/imports", body.into_bytes(), Some(&token)).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&answer));
        until("the import", async || {
            let path = format!("{}/v1/imports/{id}", clients[1].url);
            let answer = clients[1].http.get(path).bearer_auth(&token).send().await.unwrap();
            answer.json::<Value>().await.unwrap()["state"] == "done"
        })
        .await;
    };
    import(1).await;
    nats.kill();
    import(2).await;
    assert!(text(&clients[0], "/ready").await.contains("NATS does not answer"));
    nats.start_again().unwrap();
    for client in clients {
        until("NATS", async || text(client, "/ready").await == "ready\n").await;
    }
    import(3).await;
    let url = format!("{}/v1/analytics/workouts", clients[1].url);
    let figures: Value = clients[1].http.get(url).bearer_auth(&token).send().await.unwrap().json().await.unwrap();
    assert_eq!(figures["sessions"], 390, "each once");
    // Something that is no job.
    let client = async_nats::connect(nats.url()).await.unwrap();
    let stream = async_nats::jetstream::new(client.clone());
    stream.publish("pocketcoach.jobs", "nonsense".into()).await.unwrap().await.unwrap();
    let dead = async || -> u64 {
        let state = stream.get_stream("POCKETCOACH_DEAD").await.unwrap();
        state.cached_info().state.messages
    };
    until("the dead letter", async || dead().await == 1).await;
    let waiting = stream.get_stream("POCKETCOACH_JOBS").await.unwrap().cached_info().state.messages;
    assert_eq!(waiting, 0, "it holds up nobody");
    // Brought back it is tried again, and is as dead as before.
    assert_eq!(coach_server::replay(&nats.url()).await.unwrap(), 1);
    until("the dead letter again", async || dead().await == 1).await;
    let counted = text(&clients[0], "/metrics").await + &text(&clients[1], "/metrics").await;
    assert!(counted.contains("relay_jobs_dead_total 1") || counted.contains("relay_jobs_dead_total 2"), "{counted}");
    // The same message again, as from a publisher that lost the answer, is one message.
    for _ in 0..3 {
        let mut headers = async_nats::HeaderMap::new();
        headers.insert("Nats-Msg-Id", "same");
        stream.publish_with_headers("pocketcoach.news", headers, "x".into()).await.unwrap().await.unwrap();
    }
    replicas.end.cancel();
}
