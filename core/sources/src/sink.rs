//! Where records go: the store's ingest, or a collector in tests.

use coach_domain::metric::MetricCode;
use coach_domain::record::{ActivitySummary, DeviceRef, Ecg, PersonFacts, Sample, Source, SourceRef, TextRef, Workout};
use coach_store::{Error, ImportReport, Ingest};

/// Takes canonical records. The methods are those of [`Ingest`].
pub(crate) trait Sink {
    fn source(&mut self, source: &Source) -> SourceRef;
    fn device(&mut self, device: &str) -> DeviceRef;
    fn text(&mut self, text: &str) -> TextRef;
    fn custom_metric(&mut self, name: &str) -> MetricCode;
    fn sample(&mut self, sample: &Sample) -> Result<(), Error>;
    fn workout(&mut self, workout: Workout) -> Result<(), Error>;
    fn activity_summary(&mut self, summary: &ActivitySummary) -> Result<(), Error>;
    fn ecg(&mut self, ecg: &Ecg) -> Result<(), Error>;
    fn person(&mut self, facts: &PersonFacts) -> Result<(), Error>;
    fn skip(&mut self, reason: &'static str);
    fn checkpoint(&mut self, done: &[String], offset: u64, state: serde_json::Value) -> Result<(), Error>;
    fn progress(&self) -> ImportReport;
}

impl Sink for Ingest<'_> {
    fn source(&mut self, source: &Source) -> SourceRef {
        Ingest::source(self, source)
    }

    fn device(&mut self, device: &str) -> DeviceRef {
        Ingest::device(self, device)
    }

    fn text(&mut self, text: &str) -> TextRef {
        Ingest::text(self, text)
    }

    fn custom_metric(&mut self, name: &str) -> MetricCode {
        Ingest::custom_metric(self, name)
    }

    fn sample(&mut self, sample: &Sample) -> Result<(), Error> {
        Ingest::sample(self, sample)
    }

    fn workout(&mut self, workout: Workout) -> Result<(), Error> {
        Ingest::workout(self, workout)
    }

    fn activity_summary(&mut self, summary: &ActivitySummary) -> Result<(), Error> {
        Ingest::activity_summary(self, summary)
    }

    fn ecg(&mut self, ecg: &Ecg) -> Result<(), Error> {
        Ingest::ecg(self, ecg)
    }

    fn person(&mut self, facts: &PersonFacts) -> Result<(), Error> {
        Ingest::person(self, facts)
    }

    fn skip(&mut self, reason: &'static str) {
        Ingest::skip(self, reason);
    }

    fn checkpoint(&mut self, done: &[String], offset: u64, state: serde_json::Value) -> Result<(), Error> {
        Ingest::checkpoint(self, done, offset, state)
    }

    fn progress(&self) -> ImportReport {
        Ingest::progress(self)
    }
}
