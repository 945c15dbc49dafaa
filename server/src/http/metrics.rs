//! Prometheus metrics as text: requests by route and status, their times, and what is on the relay.

use crate::Totals;
use crate::hub::Standing;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const BUCKETS: [f64; 9] = [0.001, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0, 30.0];

#[derive(Default)]
struct Times {
    /// Requests that took at most so long, by bucket.
    within: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

#[derive(Default)]
struct Counts {
    answers: HashMap<String, BTreeMap<u16, u64>>,
    times: HashMap<String, Times>,
}

/// How the server stands now.
pub(super) struct Gauges {
    pub(super) streams: u64,
    pub(super) draining: bool,
    pub(super) limits_degraded: bool,
    pub(super) limits_fallbacks: u64,
    pub(super) broker_down: bool,
    pub(super) published: u64,
    pub(super) dead: u64,
    /// `None` where there is to be no hub.
    pub(super) hub: Option<Standing>,
}

/// Counters of the HTTP side.
#[derive(Default)]
pub(super) struct Metrics(Mutex<Counts>);

impl Metrics {
    pub(super) fn count(&self, route: &str, status: u16, took: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !counts.answers.contains_key(route) {
            counts.answers.insert(route.to_owned(), BTreeMap::new());
            counts.times.insert(route.to_owned(), Times::default());
        }
        if let Some(answers) = counts.answers.get_mut(route) {
            *answers.entry(status).or_default() += 1;
        }
        let Some(times) = counts.times.get_mut(route) else { return };
        let seconds = took.as_secs_f64();
        for (bucket, limit) in times.within.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(seconds <= limit);
        }
        times.count += 1;
        times.seconds += seconds;
    }

    /// Everything in Prometheus' text format. Routes are templates: no name of anyone is in a label.
    pub(super) fn text(&self, totals: &Totals, state: &Gauges) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        let mut line = |args: std::fmt::Arguments<'_>| {
            let _ = text.write_fmt(args);
            text.push('\n');
        };
        line(format_args!("# HELP http_requests_total Answers by route and status."));
        line(format_args!("# TYPE http_requests_total counter"));
        for (route, answers) in &counts.answers {
            for (status, count) in answers {
                line(format_args!("http_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}"));
            }
        }
        line(format_args!("# HELP http_request_duration_seconds Time to the answer by route."));
        line(format_args!("# TYPE http_request_duration_seconds histogram"));
        for (route, times) in &counts.times {
            for (within, limit) in times.within.iter().zip(BUCKETS) {
                line(format_args!("http_request_duration_seconds_bucket{{route=\"{route}\",le=\"{limit}\"}} {within}"));
            }
            line(format_args!("http_request_duration_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", times.count));
            line(format_args!("http_request_duration_seconds_sum{{route=\"{route}\"}} {}", times.seconds));
            line(format_args!("http_request_duration_seconds_count{{route=\"{route}\"}} {}", times.count));
        }
        let mut gauges = vec![
            ("relay_accounts", "Accounts.", totals.accounts),
            ("relay_erased_accounts", "Accounts that were erased.", totals.erased),
            ("relay_entries", "Sealed entries.", totals.entries),
            ("relay_blobs", "Sealed blobs.", totals.blobs),
            ("relay_bytes", "Bytes of sealed entries and blobs.", totals.bytes),
            ("relay_streams", "Live streams of hints.", state.streams),
            ("relay_draining", "1 once the end was asked for.", u64::from(state.draining)),
            (
                "relay_limits_degraded",
                "1 while Redis does not answer and each replica counts limits for itself.",
                u64::from(state.limits_degraded),
            ),
            (
                "relay_broker_down",
                "1 while NATS does not answer: news wait in the outbox, jobs are polled.",
                u64::from(state.broker_down),
            ),
        ];
        let mut counters = vec![
            ("relay_limits_fallbacks_total", "Requests counted by this replica alone.", state.limits_fallbacks),
            ("relay_messages_published_total", "Messages that JetStream confirmed.", state.published),
            ("relay_jobs_dead_total", "Jobs put among the dead letters.", state.dead),
        ];
        if let Some(hub) = state.hub {
            gauges.push(("relay_hub_up", "1 while the hub answers.", u64::from(hub.runs)));
            gauges.push(("relay_hub_sync_failing", "1 while the hub does not get in sync.", u64::from(hub.sync_fails)));
            counters.push(("relay_hub_starts_total", "Starts of the hub.", hub.starts));
        }
        for (name, help, value) in gauges {
            line(format_args!("# HELP {name} {help}"));
            line(format_args!("# TYPE {name} gauge"));
            line(format_args!("{name} {value}"));
        }
        for (name, help, value) in counters {
            line(format_args!("# HELP {name} {help}"));
            line(format_args!("# TYPE {name} counter"));
            line(format_args!("{name} {value}"));
        }
        text
    }
}
