//! What every request shares.

use crate::guard::{Names, Token};
use crate::jobs::Jobs;
use crate::metrics::Metrics;
use crate::uploads::Uploads;
use coach_api::{Coach, CoachConfig};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The server behind its routes.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) coach: Coach,
    pub(crate) config: CoachConfig,
    pub(crate) token: Token,
    pub(crate) names: Names,
    pub(crate) jobs: Jobs,
    pub(crate) uploads: Uploads,
    pub(crate) metrics: Metrics,
    /// Set when the server ends: streams close, tasks cancel.
    pub(crate) stop: CancellationToken,
}

pub(crate) type Web = Arc<App>;
