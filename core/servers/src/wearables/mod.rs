//! `fitness-wearables`: what watches, rings, phones and scales measured.

pub(crate) mod activity;
mod biometrics;
pub(crate) mod daily;
mod heart_rate;
mod hrv;
mod recovery;
pub(crate) mod sleep;
mod zones;

pub(crate) use recovery::{Band, band};

use crate::desk::{Desk, with};
use crate::resources;
use coach_domain::time::Clock;
use coach_mcp::{Server, ToolSpec, TypedTool};
use coach_store::Store;
use std::sync::Arc;

const BIOMETRICS: &str = "read:biometrics";
const ACTIVITY: &str = "read:activity";

/// The server `fitness-wearables`.
#[must_use]
pub fn server(store: Store, clock: Arc<dyn Clock>) -> Server {
    let desk = Desk { store, clock };
    Server::builder("fitness-wearables")
        .title("Wearables")
        .instructions(
            "Body metrics, heart rate, recovery, sleep and activity of one person, by local day. Quote numbers only \
             from `figures`, in the words of `text`; say what is in `missing` instead of guessing.",
        )
        .tool(TypedTool::new(
            ToolSpec::builder("getCurrentBiometrics")
                .title("Latest readings")
                .description(
                    "The latest reading of each body metric (resting heart rate, heart rate variability, weight, body \
                     fat, blood oxygen, respiratory rate, VO2max, …) with its date and age; with `metrics`, of any \
                     metric, also to learn that there is none.",
                )
                .scope(BIOMETRICS),
            with(&desk, |desk, input| biometrics::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getRecoveryScore")
                .title("Recovery")
                .description(
                    "Readiness of a day from 0 to 100 with what drives it: heart rate variability, resting heart \
                     rate, sleep and respiratory rate, each with the person's usual range.",
                )
                .scope(BIOMETRICS),
            with(&desk, |desk, input| recovery::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getHeartRateData")
                .title("Heart rate")
                .description(
                    "Resting, average, lowest and highest heart rate of a period, the time in each zone, the change \
                     against the period before, and a series for a chart.",
                )
                .scope(BIOMETRICS),
            with(&desk, |desk, input| heart_rate::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getHRVTrends")
                .title("Heart rate variability")
                .description(
                    "Heart rate variability of a period against the person's own usual range. SDNN and rMSSD are \
                     different measures and are never mixed.",
                )
                .scope(BIOMETRICS),
            with(&desk, |desk, input| hrv::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getSleepData")
                .title("Sleep")
                .description(
                    "Nights by the day on which they ended: time asleep, stages, awakenings, score and averages. Last \
                     night is the one that ended today.",
                )
                .scope(BIOMETRICS),
            with(&desk, |desk, input| sleep::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getRecentActivity")
                .title("Activity")
                .description(
                    "Steps, distances, active energy, exercise minutes and floors: totals, daily averages, best days, \
                     each day, and the change against the period before.",
                )
                .scope(ACTIVITY),
            with(&desk, |desk, input| activity::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getDailySummary")
                .title("Summary of a day")
                .description(
                    "One day in one answer: recovery, sleep, heart rate, activity, weight, workouts, load, what is \
                     planned and how fresh each source is. Only figures of that very day.",
                )
                .scope(ACTIVITY),
            with(&desk, |desk, input| daily::run(desk, &input)),
        ))
        .resource(resources::today(&desk))
        .resource(resources::week(&desk))
        .prompt(resources::weekly_review())
        .prompt(resources::explain_my_recovery())
        .build()
}
