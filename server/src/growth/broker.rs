//! News and jobs over NATS JetStream.
//!
//! What is to be told is written to the outbox in the transaction of what it tells of, and published from there with the
//! number of its row, by which JetStream drops what comes twice; the row goes once JetStream has confirmed. Jobs come to
//! one durable consumer that all replicas share. A job that cannot be done is put into a stream of dead letters, and only
//! when that is confirmed is it taken from the others. Every job is in the database too, so a broker that is lost loses
//! time and nothing else.

use crate::relay::{JOBS, NEWS};
use crate::storage::OutboxLetter;
use crate::{Error, Relay, now_ms};
use async_nats::HeaderMap;
use async_nats::jetstream::consumer::{self, AckPolicy, DeliverPolicy};
use async_nats::jetstream::stream::{Config, RetentionPolicy};
use async_nats::jetstream::{self, AckKind, Context};
use coach_wire::AccountId;
use futures::StreamExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

const NEWS_STREAM: &str = "POCKETCOACH_NEWS";
const JOBS_STREAM: &str = "POCKETCOACH_JOBS";
const DEAD_STREAM: &str = "POCKETCOACH_DEAD";
/// Where jobs go that cannot be done.
const DEAD: &str = "pocketcoach.dead";
/// The consumer that all replicas share.
const WORKERS: &str = "workers";
/// Times that a job is delivered.
const MOST_DELIVERIES: i64 = 5;
/// Messages published at once.
const BATCH: i64 = 256;
/// The outbox is looked through this often, for what a replica that is gone left in it.
const LOOK: Duration = Duration::from_secs(1);
/// After a failure.
const PAUSE: Duration = Duration::from_millis(500);

/// A connection to NATS, and what is done over it.
pub(crate) struct Broker {
    relay: Arc<Relay>,
    context: Context,
    client: async_nats::Client,
    published: AtomicU64,
    dead: AtomicU64,
    works: AtomicBool,
}

type Tell = Arc<dyn Fn(Option<AccountId>) + Send + Sync>;

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Storage(format!("NATS: {error}"))
}

async fn connect(url: &str, patient: bool) -> Result<async_nats::Client, Error> {
    let options = async_nats::ConnectOptions::new()
        .name("coach-server")
        .request_timeout(Some(Duration::from_secs(5)))
        .connection_timeout(Duration::from_secs(5))
        .reconnect_delay_callback(|attempts| Duration::from_millis((100 * attempts as u64).min(2000)));
    let options = if patient { options.retry_on_initial_connect() } else { options };
    // The error names the address, which may hold a password.
    options.connect(url).await.map_err(|error| Error::Storage(format!("reach NATS: {:?}", error.kind())))
}

async fn streams(context: &Context) -> Result<(), Error> {
    let base = Config { max_message_size: 64 << 10, duplicate_window: Duration::from_secs(120), ..Config::default() };
    let news = Config {
        name: NEWS_STREAM.to_owned(),
        subjects: vec![NEWS.to_owned()],
        max_age: Duration::from_secs(3600),
        ..base.clone()
    };
    let jobs = Config {
        name: JOBS_STREAM.to_owned(),
        subjects: vec![JOBS.to_owned()],
        retention: RetentionPolicy::WorkQueue,
        ..base.clone()
    };
    let dead = Config {
        name: DEAD_STREAM.to_owned(),
        subjects: vec![DEAD.to_owned()],
        max_age: Duration::from_secs(90 * 86_400),
        ..base
    };
    for config in [news, jobs, dead] {
        context.get_or_create_stream(config).await.map_err(broken)?;
    }
    Ok(())
}

impl Broker {
    /// Connects, or goes on trying, and starts to publish, to hear and to work until the end.
    ///
    /// # Errors
    /// [`Error::Storage`] when the address is none.
    pub(crate) async fn start(
        relay: Arc<Relay>,
        url: &str,
        posted: Arc<Notify>,
        tell: Tell,
        end: CancellationToken,
    ) -> Result<Arc<Self>, Error> {
        let client = connect(url, true).await?;
        let mut context = jetstream::new(client.clone());
        context.set_timeout(Duration::from_secs(5));
        let broker = Arc::new(Broker {
            relay,
            context,
            client,
            published: AtomicU64::new(0),
            dead: AtomicU64::new(0),
            works: AtomicBool::new(false),
        });
        let tasks: [futures::future::BoxFuture<'static, ()>; 3] = [
            Box::pin(Arc::clone(&broker).publish(posted)),
            Box::pin(Arc::clone(&broker).hear(tell)),
            Box::pin(Arc::clone(&broker).work()),
        ];
        for task in tasks {
            let end = end.clone();
            tokio::spawn(async move {
                tokio::select! {
                    () = end.cancelled() => {}
                    () = task => {}
                }
            });
        }
        Ok(broker)
    }

    /// Whether the connection is there.
    pub(crate) fn is_connected(&self) -> bool {
        self.client.connection_state() == async_nats::connection::State::Connected && self.works.load(Ordering::Relaxed)
    }

    /// Messages that were published, and jobs that were given up.
    pub(crate) fn counts(&self) -> (u64, u64) {
        (self.published.load(Ordering::Relaxed), self.dead.load(Ordering::Relaxed))
    }

    async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Relay) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let relay = Arc::clone(&self.relay);
        tokio::task::spawn_blocking(move || work(&relay)).await.map_err(broken)?
    }

    async fn publish(self: Arc<Self>, posted: Arc<Notify>) {
        loop {
            match self.publish_once().await {
                Ok(0) => {
                    tokio::select! {
                        () = posted.notified() => {}
                        () = tokio::time::sleep(LOOK) => {}
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    self.works.store(false, Ordering::Relaxed);
                    tracing::debug!(%error, "messages wait in the outbox");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Publishes what waits, and says how much that was.
    async fn publish_once(&self) -> Result<usize, Error> {
        if !self.works.load(Ordering::Relaxed) {
            streams(&self.context).await?;
            self.works.store(true, Ordering::Relaxed);
        }
        let letters = self.on_disk(|relay| relay.storage.read(|view| view.posted(BATCH))).await?;
        let (mut waiting, mut sent) = (Vec::new(), Vec::new());
        for OutboxLetter { id, subject, body } in letters {
            let mut headers = HeaderMap::new();
            headers.insert("Nats-Msg-Id", format!("{}-{id}", self.relay.deployment()));
            let confirmed = self.context.publish_with_headers(subject, headers, body.into()).await.map_err(broken)?;
            waiting.push((id, confirmed));
        }
        let mut failed = None;
        for (id, confirmed) in waiting {
            match confirmed.await {
                Ok(_) => sent.push(id),
                Err(error) => failed = Some(broken(error)),
            }
        }
        let count = sent.len();
        self.published.fetch_add(count as u64, Ordering::Relaxed);
        if count > 0 {
            self.on_disk(move |relay| relay.storage.write(|view| view.sent(&sent))).await?;
        }
        failed.map_or(Ok(count), Err)
    }

    /// Hears news of all replicas. Whatever came while the line was broken is one hint for everyone.
    async fn hear(self: Arc<Self>, tell: Tell) {
        loop {
            if let Err(error) = self.hear_once(&tell).await {
                tracing::debug!(%error, "news of other replicas are not heard; trying again");
            }
            tokio::time::sleep(PAUSE).await;
            tell(None);
        }
    }

    async fn hear_once(&self, tell: &Tell) -> Result<(), Error> {
        streams(&self.context).await?;
        let stream = self.context.get_stream(NEWS_STREAM).await.map_err(broken)?;
        let config = consumer::pull::OrderedConfig { deliver_policy: DeliverPolicy::New, ..Default::default() };
        let consumer = stream.create_consumer(config).await.map_err(broken)?;
        let mut messages = consumer.messages().await.map_err(broken)?;
        tell(None);
        while let Some(message) = messages.next().await {
            let message = message.map_err(broken)?;
            if let Ok(account) = AccountId::try_from(message.payload.as_ref()) {
                tell(Some(account));
            }
        }
        Ok(())
    }

    async fn work(self: Arc<Self>) {
        loop {
            if let Err(error) = self.work_once().await {
                tracing::debug!(%error, "jobs are not heard of; they are looked for in the database");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn work_once(&self) -> Result<(), Error> {
        streams(&self.context).await?;
        let stream = self.context.get_stream(JOBS_STREAM).await.map_err(broken)?;
        let config = consumer::pull::Config {
            durable_name: Some(WORKERS.to_owned()),
            ack_policy: AckPolicy::Explicit,
            ack_wait: Duration::from_secs(30),
            max_deliver: MOST_DELIVERIES + 1,
            ..Default::default()
        };
        let consumer = stream.get_or_create_consumer(WORKERS, config).await.map_err(broken)?;
        let mut messages = consumer.messages().await.map_err(broken)?;
        while let Some(message) = messages.next().await {
            let message = message.map_err(broken)?;
            let delivered = message.info().map_or(1, |info| info.delivered);
            let named: Result<[u8; 16], _> = message.payload.as_ref().try_into();
            let done = match named {
                Ok(id) => self.on_disk(move |relay| relay.run_job(&id, now_ms())).await,
                Err(_) => Err(Error::Malformed("a job has no name")),
            };
            let answer = match done {
                Ok(()) => AckKind::Ack,
                Err(Error::Storage(_)) if delivered < MOST_DELIVERIES => {
                    AckKind::Nak(Some(Duration::from_secs(1 << delivered.clamp(0, 5))))
                }
                Err(_) => {
                    // Taken from the jobs only when it is safe among the dead.
                    let confirmed = self.context.publish(DEAD, message.payload.clone()).await.map_err(broken)?;
                    confirmed.await.map_err(broken)?;
                    self.dead.fetch_add(1, Ordering::Relaxed);
                    tracing::error!("a job was put among the dead letters; `coach-server replay` brings it back");
                    AckKind::Term
                }
            };
            message.ack_with(answer).await.map_err(broken)?;
        }
        Ok(())
    }
}

/// Brings dead letters back to the jobs, and says how many.
///
/// # Errors
/// [`Error::Storage`] when NATS does not answer.
pub(crate) async fn replay(url: &str) -> Result<u64, Error> {
    let client = connect(url, false).await?;
    let mut context = jetstream::new(client);
    context.set_timeout(Duration::from_secs(5));
    streams(&context).await?;
    let stream = context.get_stream(DEAD_STREAM).await.map_err(broken)?;
    let config = consumer::pull::Config {
        durable_name: Some("replay".to_owned()),
        ack_policy: AckPolicy::Explicit,
        ..Default::default()
    };
    let consumer = stream.get_or_create_consumer("replay", config).await.map_err(broken)?;
    let mut messages =
        consumer.fetch().max_messages(1000).expires(Duration::from_secs(2)).messages().await.map_err(broken)?;
    let mut brought = 0;
    while let Some(message) = messages.next().await {
        let message = message.map_err(broken)?;
        let confirmed = context.publish(JOBS, message.payload.clone()).await.map_err(broken)?;
        confirmed.await.map_err(broken)?;
        message.double_ack().await.map_err(broken)?;
        let number = message.info().map_err(broken)?.stream_sequence;
        let _ = stream.delete_message(number).await;
        brought += 1;
    }
    Ok(brought)
}
