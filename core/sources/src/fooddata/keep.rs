//! Foods of a download, put into the store.

use super::read_foods;
use crate::container::Container;
use crate::{CancelFlag, Error, Format, Progress, Stage};
use coach_domain::nutrition::food::ImportedFood;
use coach_store::{ImportReport, Kept, SkipCount, Store};
use std::collections::BTreeMap;
use std::time::Instant;

/// Foods that are written at once. Others may write in between.
const BATCH: usize = 2_000;

/// Puts the foods of a download into the store, each in place of an earlier version of it. What was written before it
/// was cancelled is kept, and the same again adds nothing.
///
/// # Errors
/// [`Error::Cancelled`], [`Error::FoodData`] and those of the store.
pub(crate) fn import(
    store: &Store,
    container: &mut Container,
    progress: &dyn Fn(&Progress),
    cancel: &CancelFlag,
) -> Result<ImportReport, Error> {
    let began = Instant::now();
    let mut keeper = Keeper { store, batch: Vec::with_capacity(BATCH), kept: Kept::default(), given: 0 };
    let read = read_foods(container, progress, cancel, |food| {
        keeper.take(food)?;
        if keeper.batch.is_empty() {
            let (records, new) = (keeper.given, keeper.kept.new);
            progress(&Progress { stage: Stage::Finishing, bytes_done: 0, bytes_total: 0, records, new, eta: None });
        }
        Ok(())
    })?;
    keeper.write()?;
    let Kept { new, changed, same } = keeper.kept;
    let left_out: u64 = read.skipped.values().sum();
    Ok(ImportReport {
        format: Format::FoodDataCentral.name().to_owned(),
        records: read.foods + left_out,
        new: new + changed,
        duplicates: same,
        skipped: read
            .skipped
            .iter()
            .map(|(reason, count)| SkipCount { reason: (*reason).to_owned(), count: *count })
            .collect(),
        by_type: BTreeMap::from([("foods".to_owned(), read.foods)]),
        workouts: 0,
        from: None,
        to: None,
        seconds: began.elapsed().as_secs_f64(),
        partial: container.is_damaged(),
    })
}

struct Keeper<'a> {
    store: &'a Store,
    batch: Vec<ImportedFood>,
    kept: Kept,
    given: u64,
}

impl Keeper<'_> {
    fn take(&mut self, food: ImportedFood) -> Result<(), Error> {
        self.given += 1;
        self.batch.push(food);
        if self.batch.len() >= BATCH { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<(), Error> {
        let written = self.store.put_foods(&self.batch)?;
        self.kept.new += written.new;
        self.kept.changed += written.changed;
        self.kept.same += written.same;
        self.batch.clear();
        Ok(())
    }
}
