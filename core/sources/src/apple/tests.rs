//! The importer against a collector in place of the store.

mod elements;
mod files;

use crate::sink::Sink;
use coach_domain::metric::MetricCode;
use coach_domain::record::{
    ActivitySummary, DeviceRef, Ecg, PersonFacts, Sample, SampleFlags, Source, SourceRef, TextRef, Workout,
};
use coach_store::{Checkpoint, ImportReport};
use std::collections::{BTreeMap, BTreeSet};

const WATCH: &str = "sourceName=\"Ana\u{2019}s Apple\u{a0}Watch\" sourceVersion=\"26.1\" device=\"&lt;&lt;HKDevice: 0x2802a8a00&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, software:26.1&gt;\" creationDate=\"2026-11-01 08:00:00 +0100\"";
const DATES: &str = "startDate=\"2026-11-01 07:00:00 +0100\" endDate=\"2026-11-01 07:10:00 +0100\"";

/// Collects what the store would get, with every reference resolved, so that two runs can be compared.
#[derive(Debug, Default, Clone, PartialEq)]
struct Collector {
    texts: Vec<String>,
    sources: Vec<Source>,
    samples: Vec<Sample>,
    workouts: Vec<Workout>,
    rings: Vec<ActivitySummary>,
    ecgs: Vec<Ecg>,
    people: Vec<PersonFacts>,
    skipped: BTreeMap<&'static str, u64>,
    /// The latest checkpoint, with what had been collected by then.
    saved: Option<(Checkpoint, Box<Collector>)>,
}

impl Collector {
    fn intern(&mut self, text: &str) -> u32 {
        let at = self.texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        at as u32 + 1
    }

    fn resolve(&self, reference: u32) -> &str {
        reference.checked_sub(1).map_or("", |at| &self.texts[at as usize])
    }

    fn metric(&self, code: MetricCode) -> &str {
        code.metric().map_or_else(|| self.resolve(u32::from(code.0 - MetricCode::CUSTOM)), |metric| metric.id)
    }

    fn line(&self, sample: &Sample) -> String {
        let source = &self.sources[sample.source.0 as usize];
        format!(
            "{} {}..{} {} {} [{} {}] {:?} {} {} {:?} {}",
            self.metric(sample.metric),
            sample.start_ms,
            sample.end_ms,
            sample.offset_min,
            sample.value,
            sample.raw_value,
            self.resolve(sample.raw_unit.0),
            source,
            self.resolve(sample.device.0),
            self.resolve(sample.metadata.0),
            sample.flags,
            sample.created_ms,
        )
    }

    /// Everything as a set, as the store keeps it: without the children of correlations, which repeat.
    fn content(&self) -> BTreeSet<String> {
        let samples = self
            .samples
            .iter()
            .filter(|sample| !sample.flags.contains(SampleFlags::NESTED))
            .map(|sample| self.line(sample));
        let workouts = self.workouts.iter().map(|workout| format!("{workout:?}"));
        let others =
            self.rings.iter().map(|rings| format!("{rings:?}")).chain(self.ecgs.iter().map(|ecg| format!("{ecg:?}")));
        samples.chain(workouts).chain(others).collect()
    }
}

impl Sink for Collector {
    fn source(&mut self, source: &Source) -> SourceRef {
        let at = self.sources.iter().position(|known| known == source).unwrap_or_else(|| {
            self.sources.push(source.clone());
            self.sources.len() - 1
        });
        SourceRef(at as u32)
    }

    fn device(&mut self, device: &str) -> DeviceRef {
        DeviceRef(self.intern(device))
    }

    fn text(&mut self, text: &str) -> TextRef {
        TextRef(self.intern(text))
    }

    fn custom_metric(&mut self, name: &str) -> MetricCode {
        MetricCode(MetricCode::CUSTOM + self.intern(name) as u16)
    }

    fn sample(&mut self, sample: &Sample) -> Result<(), coach_store::Error> {
        self.samples.push(*sample);
        Ok(())
    }

    fn workout(&mut self, workout: Workout) -> Result<(), coach_store::Error> {
        self.workouts.push(workout);
        Ok(())
    }

    fn activity_summary(&mut self, summary: &ActivitySummary) -> Result<(), coach_store::Error> {
        self.rings.push(summary.clone());
        Ok(())
    }

    fn ecg(&mut self, ecg: &Ecg) -> Result<(), coach_store::Error> {
        self.ecgs.push(ecg.clone());
        Ok(())
    }

    fn person(&mut self, facts: &PersonFacts) -> Result<(), coach_store::Error> {
        self.people.push(facts.clone());
        Ok(())
    }

    fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    fn checkpoint(&mut self, done: &[String], offset: u64, state: serde_json::Value) -> Result<(), coach_store::Error> {
        let checkpoint = Checkpoint { done: done.to_vec(), offset, state, ..Checkpoint::default() };
        self.saved = None;
        self.saved = Some((checkpoint, Box::new(self.clone())));
        Ok(())
    }

    fn progress(&self) -> ImportReport {
        ImportReport { records: self.samples.len() as u64, ..ImportReport::default() }
    }
}
