//! What every request shares.

use crate::enrolment::Enrolments;
use crate::jobs::Jobs;
use crate::metrics::Metrics;
use crate::uploads::Uploads;
use coach_api::{Coach, CoachConfig};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// How long work in progress may take to end.
pub(crate) const END_TIME: Duration = Duration::from_secs(5);

/// What stands behind the routes.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) coach: Coach,
    pub(crate) config: CoachConfig,
    pub(crate) jobs: Jobs,
    pub(crate) enrolments: Enrolments,
    pub(crate) uploads: Uploads,
    pub(crate) metrics: Metrics,
    /// Set when serving ends: streams close, tasks cancel.
    pub(crate) stop: CancellationToken,
}

impl App {
    /// What stands behind the routes of a coach. `config` is that of the coach, for erasing everything.
    pub(crate) fn new(coach: Coach, config: CoachConfig, stop: CancellationToken) -> Web {
        Arc::new(App {
            uploads: Uploads::of(&config.data_dir),
            coach,
            config,
            jobs: Jobs::default(),
            enrolments: Enrolments::default(),
            metrics: Metrics::default(),
            stop,
        })
    }

    /// Waits for a moment until work that was cancelled has ended, and removes what was uploaded. Cancel first.
    pub(crate) async fn end(&self) {
        let _ = timeout(END_TIME, self.jobs.wait()).await;
        self.uploads.clear();
    }
}

pub(crate) type Web = Arc<App>;
