//! Several replicas on one PostgreSQL, and the database that goes away under load.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod person;
mod postgres;

use coach_server::{Limits, Relay, Serving, serve};
use coach_wire::auth::ERASE;
use coach_wire::message::{Exchange, Request};
use coach_wire::{Entry, PROTOCOL};
use ed25519_dalek::Signer as _;
use futures::StreamExt;
use person::{Client, Person};
use postgres::Server;
use reqwest::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Replicas on one database.
struct Replicas {
    clients: Vec<Client>,
    end: CancellationToken,
    tasks: Vec<tokio::task::JoinHandle<Result<(), coach_server::Error>>>,
    database: Server,
}

impl Replicas {
    async fn start(count: usize) -> Self {
        let database =
            Server::start().unwrap_or_else(|| panic!("PostgreSQL is not installed: apt-get install postgresql"));
        let url = database.create("relay");
        // All of them find an empty database at the same time.
        let opened = (0..count).map(|_| {
            let url = url.clone();
            tokio::task::spawn_blocking(move || Relay::open_postgres(&url, Limits::default()).unwrap())
        });
        let relays = futures::future::join_all(opened).await;
        let end = CancellationToken::new();
        let (mut clients, mut tasks) = (Vec::new(), Vec::new());
        for relay in relays {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            clients.push(Client::new(format!("http://{}", listener.local_addr().unwrap())));
            let serving =
                Serving { strangers_per_minute: u32::MAX, members_per_minute: u32::MAX, ..Serving::default() };
            tasks.push(tokio::spawn(serve(Arc::new(relay.unwrap()), listener, serving, end.clone())));
        }
        Replicas { clients, end, tasks, database }
    }

    async fn stop(self) {
        self.end.cancel();
        for task in self.tasks {
            task.await.unwrap().unwrap();
        }
    }
}

fn question(entries: Vec<Entry>) -> Vec<u8> {
    let ask = Exchange { protocol: PROTOCOL, records_known: 1, entries, ..Exchange::default() };
    coach_wire::to_bytes(&Request::Exchange(ask))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_one_replica_took_another_gives_and_tells_of() {
    let replicas = Replicas::start(3).await;
    let [one, two, three] = &replicas.clients[..] else { panic!("three") };
    let ana = Person::new(1);
    // The same account begins on all of them at once.
    futures::future::join3(one.begin(&ana), two.begin(&ana), three.begin(&ana)).await;
    let token = one.token(&ana).await;
    let stream = two.http.get(format!("{}/v1/changes", two.url)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(stream.status(), StatusCode::OK, "a token of one is good on the other");
    let mut stream = stream.bytes_stream();
    // The line between the replicas may still be on its way up.
    let first = ana.entry(1, [0; 32]);
    assert_eq!(one.exchange(&token, vec![first.clone()]).await.refused, []);
    let heard = async {
        let mut seq_hash = (2, first.hash());
        loop {
            match tokio::time::timeout(Duration::from_secs(2), stream.next()).await {
                Ok(Some(Ok(bytes))) if bytes.starts_with(b"event: changed") => return,
                Ok(other) => panic!("{other:?}"),
                Err(_) => {
                    let next = ana.entry(seq_hash.0, seq_hash.1);
                    seq_hash = (seq_hash.0 + 1, next.hash());
                    one.exchange(&token, vec![next]).await;
                }
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), heard).await.unwrap();
    assert_eq!(three.exchange(&token, Vec::new()).await.entries[0], first);
    // Erased on one, it is gone on all, whatever they remember.
    let wish = ana.device.sign(&coach_wire::labelled(ERASE, &ana.account)).to_bytes().to_vec();
    assert_eq!(two.post("/v1/erase", wish, Some(&token)).await.0, StatusCode::OK);
    for replica in [one, two, three] {
        assert_eq!(replica.post("/v1/sync", question(Vec::new()), Some(&token)).await.0, StatusCode::GONE);
        let again = coach_wire::to_bytes(&vec![ana.genesis()]);
        assert_eq!(replica.post("/v1/accounts", again, None).await.0, StatusCode::GONE);
    }
    replicas.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_chain_brought_to_all_replicas_at_once_is_one_chain() {
    let replicas = Replicas::start(3).await;
    let ana = Person::new(1);
    replicas.clients[0].begin(&ana).await;
    let token = replicas.clients[0].token(&ana).await;
    let (mut chain, mut prev) = (Vec::new(), [0; 32]);
    for seq in 1..=60 {
        let entry = ana.entry(seq, prev);
        prev = entry.hash();
        chain.push(entry);
    }
    // Everyone brings all of it, in pieces of other sizes; what is refused is a gap, never a fork.
    let bringing = replicas.clients.iter().enumerate().map(|(number, client)| {
        let (chain, token) = (&chain, &token);
        async move {
            for _ in 0..3 {
                for piece in chain.chunks(3 + 4 * number) {
                    let answer = client.exchange(token, piece.to_vec()).await;
                    assert!(answer.refused.iter().all(|refusal| refusal.reason == coach_wire::message::Reason::Gap));
                }
            }
        }
    });
    futures::future::join_all(bringing).await;
    for client in &replicas.clients {
        assert_eq!(client.exchange(&token, Vec::new()).await.entries, chain);
    }
    replicas.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_that_was_confirmed_is_lost_when_the_database_is_killed_under_load() {
    let replicas = Replicas::start(2).await;
    let people: Vec<Person> = (1..=6).map(Person::new).collect();
    for person in &people {
        replicas.clients[0].begin(person).await;
    }
    let stop = CancellationToken::new();
    let mut writing = Vec::new();
    for (number, person) in people.into_iter().enumerate() {
        let (clients, stop) = (replicas.clients.clone(), stop.clone());
        writing.push(tokio::spawn(async move {
            let token = clients[0].token(&person).await;
            let (mut confirmed, mut prev, mut troubles) = (0_u64, [0; 32], 0_u64);
            while !stop.is_cancelled() {
                let entry = person.entry(confirmed + 1, prev);
                let client = &clients[(number + confirmed as usize) % clients.len()];
                match client.try_post("/v1/sync", question(vec![entry.clone()]), Some(&token)).await {
                    Ok((StatusCode::OK, body)) => {
                        let answer = coach_wire::from_bytes(&body, "an answer").unwrap();
                        let coach_wire::message::Response::Exchanged(answer) = answer else { panic!("another answer") };
                        // An entry whose confirmation was lost is there, and is fine again.
                        assert_eq!(answer.refused, []);
                        confirmed += 1;
                        prev = entry.hash();
                    }
                    Ok((StatusCode::SERVICE_UNAVAILABLE, _)) | Err(_) => {
                        troubles += 1;
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                    Ok((status, _)) => panic!("{status}"),
                }
            }
            (person, confirmed, prev, troubles)
        }));
    }
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        tokio::task::block_in_place(|| {
            replicas.database.kill();
            std::thread::sleep(Duration::from_millis(300));
            replicas.database.start_again();
        });
    }
    tokio::time::sleep(Duration::from_millis(1500)).await;
    stop.cancel();
    let (mut all, mut troubles) = (0, 0);
    for task in writing {
        let (person, confirmed, prev, trouble) = task.await.unwrap();
        let token = replicas.clients[1].token(&person).await;
        let room = Some(u32::MAX);
        let ask = Exchange { protocol: PROTOCOL, records_known: 1, room, ..Exchange::default() };
        let there = replicas.clients[1].ask(&token, ask).await;
        assert!(!there.more && there.entries.len() as u64 >= confirmed, "{} of {confirmed}", there.entries.len());
        if confirmed > 0 {
            assert_eq!(there.entries[confirmed as usize - 1].hash(), prev);
        }
        all += confirmed;
        troubles += trouble;
    }
    assert!(all > 0 && troubles > 0, "{all} confirmed, {troubles} troubles: it was no test");
    // It recovers without hands.
    assert_eq!(replicas.clients[0].status("/ready").await, StatusCode::OK);
    replicas.stop().await;
}
