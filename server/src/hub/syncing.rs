//! Keeping the hub in sync: at its start, in an interval, and when the relay hears of news.

use super::Hub;
use crate::Error;
use axum::http::Method;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// News within this time of a sync wait for the next one: what the hub itself sends is news, too.
const BREATH: Duration = Duration::from_secs(1);

/// How a sync went. A log line is written when this changes, not at each sync.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Done { alerts: usize },
    NoAccount,
    Failed(String),
}

impl Hub {
    /// Syncs until the end.
    pub(super) async fn keep_in_sync(self: Arc<Self>, every: Duration) {
        let (mut current, mut last) = (self.current.clone(), None);
        let work = async {
            loop {
                if current.wait_for(Option::is_some).await.is_err() {
                    return;
                }
                let outcome = self.sync_now().await;
                if last.as_ref() != Some(&outcome) {
                    say(&outcome);
                }
                self.sync_fails.store(matches!(outcome, Outcome::Failed(_)), Ordering::Relaxed);
                last = Some(outcome);
                tokio::time::sleep(BREATH).await;
                tokio::select! {
                    () = tokio::time::sleep(every) => {}
                    () = self.nudge.notified() => {}
                }
            }
        };
        tokio::select! {
            () = work => {}
            () = self.closing.cancelled() => {}
        }
    }

    async fn sync_now(&self) -> Outcome {
        let asked = async {
            // Whose device it is changes when it joins an account or leaves one.
            let who = self.who().await?;
            Ok((who, self.document(Method::POST, "/v1/sync/now").await?))
        };
        let text = |said: &serde_json::Value, name: &str| {
            said.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
        };
        match asked.await {
            Ok((_, (status, said))) if status.is_success() => {
                let alerts = said.get("alerts").and_then(serde_json::Value::as_array).map_or(0, Vec::len);
                Outcome::Done { alerts }
            }
            Ok((None, (_, said))) if text(&said, "code") == "set_up" => Outcome::NoAccount,
            // The coach's own sentence, which names no figure and nothing of the person's.
            Ok((_, (_, said))) => Outcome::Failed(text(&said, "detail")),
            Err(Error::HubAway) => Outcome::Failed("the hub does not answer".to_owned()),
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }
}

fn say(outcome: &Outcome) {
    match outcome {
        Outcome::Done { alerts: 0 } => tracing::info!("the hub is in sync"),
        Outcome::Done { alerts } => {
            tracing::warn!(
                alerts,
                "the hub synced and found something; `coach-server hub coach sync status` says what"
            );
        }
        Outcome::NoAccount => {
            tracing::info!("the hub is in no account; `coach-server hub coach sync join --server ADDRESS` lets it in");
        }
        Outcome::Failed(reason) => tracing::warn!(%reason, "the hub did not sync; it is tried again"),
    }
}
