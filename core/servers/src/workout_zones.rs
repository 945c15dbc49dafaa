//! Time in heart-rate zones of one workout, for a picture. The same limits and the same rule as `getHeartRateData`.

use crate::calc::{self, ZONES};
use crate::desk::Desk;
use coach_domain::formulas::heart::Zone;
use coach_domain::time::Clock;
use coach_mcp::ToolError;
use coach_store::Store;
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

/// Time in one zone.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct HeartZone {
    /// `light`, `moderate`, `vigorous` or `near_max`.
    pub zone: String,
    /// Lowest heart rate of the zone, in beats a minute.
    pub from_bpm: f64,
    /// Heart rate at which the next zone begins, in beats a minute.
    pub to_bpm: f64,
    /// Seconds in it.
    pub seconds: f64,
}

/// Time in each zone, or what the zones would need.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct HeartZones {
    /// From light to near-maximal; empty when something is missing.
    pub zones: Vec<HeartZone>,
    /// What is missing, for the person.
    pub missing: Option<String>,
}

/// The time in each zone of samples `(milliseconds, beats a minute)` in order of time, with the person's limits of a day.
///
/// # Errors
/// Those of reading the database.
pub fn zone_times(
    store: &Store,
    clock: &Arc<dyn Clock>,
    day: Date,
    samples: &[(i64, f64)],
) -> Result<HeartZones, ToolError> {
    let desk = Desk { store: store.clone(), clock: Arc::clone(clock) };
    let (limits, lacks) = calc::limits(&desk, day)?;
    let Some(limits) = limits else {
        return Ok(HeartZones { zones: Vec::new(), missing: Some(lacks.join(" and ")) });
    };
    let seconds = limits.zone_seconds(samples);
    let zones = Zone::ALL.into_iter().zip(ZONES).zip(seconds).map(|((zone, (name, _)), seconds)| {
        let (from_bpm, to_bpm) = limits.reserve.range(zone);
        HeartZone { zone: name.to_owned(), from_bpm, to_bpm, seconds }
    });
    Ok(HeartZones { zones: zones.collect(), missing: None })
}
