//! Reads: figures by bucket, samples, nights, workouts, sources.

use crate::{
    Bucket, BucketValue, DayFigure, Error, Freshness, RawSample, SourceInfo, Store, StoredWorkout,
};
use coach_domain::metric::MetricCode;
use coach_domain::record::ActivitySummary;
use coach_domain::sleep::SleepSession;
use jiff::civil::Date;

impl Store {
    /// Figures of a metric over local days `from..=to`, merged over sources, or of one source only.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn query(
        &self,
        metric: MetricCode,
        from: Date,
        to: Date,
        bucket: Bucket,
        source: Option<&str>,
    ) -> Result<Vec<BucketValue>, Error> {
        let _ = (metric, from, to, bucket, source);
        todo!()
    }

    /// Daily figures over local days `from..=to`, oldest first; days without data are absent.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn days(&self, metric: MetricCode, from: Date, to: Date) -> Result<Vec<DayFigure>, Error> {
        let _ = (metric, from, to);
        todo!()
    }

    /// Samples whose start lies in `start_ms..end_ms`, ordered by start, of all sources.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn samples(
        &self,
        metric: MetricCode,
        start_ms: i64,
        end_ms: i64,
    ) -> Result<Vec<RawSample>, Error> {
        let _ = (metric, start_ms, end_ms);
        todo!()
    }

    /// The latest daily figure on or before a day.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn latest(
        &self,
        metric: MetricCode,
        on_or_before: Date,
    ) -> Result<Option<DayFigure>, Error> {
        let _ = (metric, on_or_before);
        todo!()
    }

    /// Nights and naps whose waking lies in `from..=to`, by the source of highest priority that recorded each.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sleep(&self, from: Date, to: Date) -> Result<Vec<SleepSession>, Error> {
        let _ = (from, to);
        todo!()
    }

    /// Workouts whose start lies on local days `from..=to`, oldest first, one of each set of duplicates.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn workouts(&self, from: Date, to: Date) -> Result<Vec<StoredWorkout>, Error> {
        let _ = (from, to);
        todo!()
    }

    /// One workout with its track.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn workout(&self, id: &str) -> Result<StoredWorkout, Error> {
        let _ = id;
        todo!()
    }

    /// Activity rings of local days `from..=to`.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn activity_summaries(&self, from: Date, to: Date) -> Result<Vec<ActivitySummary>, Error> {
        let _ = (from, to);
        todo!()
    }

    /// Every source.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sources(&self) -> Result<Vec<SourceInfo>, Error> {
        todo!()
    }

    /// First and last day and number of samples of each metric that has any.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn freshness(&self) -> Result<Vec<Freshness>, Error> {
        todo!()
    }

    /// Sets the person's order of sources for a metric, best first, and rebuilds its figures without a new import.
    /// Sources that are not named follow in the default order.
    ///
    /// # Errors
    /// [`Error::Missing`] when a source is not known; those of writing to the database.
    pub fn set_source_order(&self, metric: MetricCode, sources: &[String]) -> Result<(), Error> {
        let _ = (metric, sources);
        todo!()
    }

    /// The person's order of sources for a metric, default order behind it.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn source_order(&self, metric: MetricCode) -> Result<Vec<String>, Error> {
        let _ = metric;
        todo!()
    }

    /// Removes every sample and workout of a source and rebuilds the figures that it was part of.
    ///
    /// # Errors
    /// [`Error::Missing`] when the source is not known; those of writing to the database.
    pub fn delete_source(&self, source: &str) -> Result<u64, Error> {
        let _ = source;
        todo!()
    }

    /// Removes the samples of a metric and source that start exactly at `start_ms` and rebuilds the day's figure.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn delete_samples(
        &self,
        metric: MetricCode,
        source: &str,
        start_ms: i64,
    ) -> Result<u64, Error> {
        let _ = (metric, source, start_ms);
        todo!()
    }
}
