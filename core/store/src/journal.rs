//! The journal: meals, pain, symptoms, moods, habits, screenings, clearances.
//!
//! An entry is an edit in the log and a row of a projection. A meal is eaten energy as well, so its totals become
//! samples of the person's own source beside it, and are figures like any other.

use crate::edits::{parse, put_sample};
use crate::log::{DeviceId, Draft, Op};
use crate::rows::OWN_SOURCE;
use crate::{Error, Store, query};
use coach_domain::journal::{Body, Entry};
use coach_domain::metric::{Metric, MetricCode, WATER};
use coach_domain::nutrition::meal::{Item, Meal};
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef};
use coach_domain::time::{epoch_day, local_day};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

/// Metrics of which a meal writes samples, beside drunk water.
const EATEN: [&str; 8] = ["energy_in", "protein", "carbs", "fat", "fibre", "sugar", "sodium", "caffeine"];

impl Store {
    /// Writes an entry; one with the same id is replaced. A meal's totals are written as samples with it.
    ///
    /// # Errors
    /// [`Error::Implausible`] when a meal's totals cannot be; those of writing to the database. Nothing is written then.
    pub fn put_entry(&self, entry: &Entry, actor: &str) -> Result<(), Error> {
        let db = self.db();
        let draft = Draft::new("entry.put", crate::edits::to_value(entry)?);
        db.write(|tx| {
            if let Some(before) = find(tx, &entry.id)? {
                remove_samples(db, tx, &before, actor)?;
            }
            for sample in samples_of(entry) {
                let believed =
                    |metric: &'static Metric| (metric.plausible.0..=metric.plausible.1).contains(&sample.value);
                if !sample.metric.metric().is_some_and(believed) {
                    return Err(Error::Implausible("out_of_range"));
                }
                put_sample(db, tx, &sample, &own_source(), actor)?;
            }
            db.log.append(tx, &db.kinds, db.now_ms(), actor, vec![draft])
        })
    }

    /// Removes an entry, and the samples that it wrote; returns what it was.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id; those of writing to the database.
    pub fn remove_entry(&self, id: &str, actor: &str) -> Result<Entry, Error> {
        let db = self.db();
        db.write(|tx| {
            let entry = find(tx, id)?.ok_or_else(|| missing(id))?;
            remove_samples(db, tx, &entry, actor)?;
            let draft = Draft::new("entry.removed", json!({"id": id}));
            db.log.append(tx, &db.kinds, db.now_ms(), actor, vec![draft])?;
            Ok(entry)
        })
    }

    /// One entry.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn entry(&self, id: &str) -> Result<Entry, Error> {
        self.db().read(|connection| find(connection, id)?.ok_or_else(|| missing(id)))
    }

    /// The entries of a kind (`meal`, `pain`, `symptom`, `mood`, `habit`, `screening`, `clearance`) on local days
    /// `from..=to`, oldest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn entries(&self, kind: &str, from: Date, to: Date) -> Result<Vec<Entry>, Error> {
        self.db().read(|connection| between(connection, kind, epoch_day(from), epoch_day(to)))
    }
}

/// The entries of a kind on local days `from..=to`, as days since 1970, oldest first.
pub(crate) fn between(connection: &Connection, kind: &str, from: i32, to: i32) -> Result<Vec<Entry>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM entry WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 AND body IS NOT NULL ORDER BY at_ms, id",
    )?;
    let mut rows = statement.query(params![kind, from, to])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}

fn find(connection: &Connection, id: &str) -> Result<Option<Entry>, Error> {
    connection
        .prepare_cached("SELECT body FROM entry WHERE id = ?1 AND body IS NOT NULL")?
        .query_row([id], |row| Ok(read(row)))
        .optional()?
        .transpose()
}

fn read(row: &Row<'_>) -> Result<Entry, Error> {
    crate::edits::from_value(parse(&row.get::<_, String>(0)?)?)
}

fn missing(id: &str) -> Error {
    Error::Missing { what: "entry", id: id.to_owned() }
}

/// Projects an entry; the latest edit of an id stays, a removal included.
pub(crate) fn project(
    tx: &Connection,
    device: &DeviceId,
    op: &Op,
    id: &str,
    entry: Option<&Entry>,
) -> Result<(), Error> {
    let (kind, at_ms, day, body) = match entry {
        Some(entry) => (
            entry.body.kind(),
            entry.at_ms,
            local_day(entry.at_ms, entry.offset_min),
            Some(serde_json::to_string(entry).map_err(|_| Error::Corrupt("a journal entry".to_owned()))?),
        ),
        None => ("", 0, 0, None),
    };
    tx.prepare_cached(
        "INSERT INTO entry (id, kind, at_ms, day, stamp, device, actor, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET kind = excluded.kind, at_ms = excluded.at_ms, day = excluded.day,
                                   stamp = excluded.stamp, device = excluded.device, actor = excluded.actor,
                                   body = excluded.body
         WHERE (excluded.stamp, excluded.device) > (stamp, device)",
    )?
    .execute(params![id, kind, at_ms, day, op.stamp.to_i64(), device, op.actor, body])?;
    Ok(())
}

/// The source of everything that the person enters.
fn own_source() -> Source {
    Source { name: OWN_SOURCE.to_owned(), kind: SourceKind::Manual }
}

/// The samples that an entry stands for.
fn samples_of(entry: &Entry) -> Vec<Sample> {
    let Body::Meal(meal) = &entry.body else { return Vec::new() };
    let eaten = EATEN.iter().filter_map(|id| Some((Metric::by_id(id)?.code, meal.total(id)?.0)));
    let all = eaten.chain(drunk_water(meal).map(|millilitres| (WATER, millilitres)));
    all.map(|(metric, value)| sample(entry, metric, value)).collect()
}

/// Millilitres of water in drinks that are hardly more than water; the water in food is no drink.
fn drunk_water(meal: &Meal) -> Option<f64> {
    let nearly_water = |item: &&Item| {
        let of = |metric: &str| item.nutrients.get(metric).copied();
        of("energy_in").is_some_and(|kcal| kcal <= 0.05 * item.grams)
            && of("water").is_some_and(|water| water >= 0.97 * item.grams)
    };
    let drunk: f64 = meal.items.iter().filter(nearly_water).filter_map(|item| item.nutrients.get("water")).sum();
    (drunk > 0.0).then_some(drunk)
}

fn sample(entry: &Entry, metric: MetricCode, value: f64) -> Sample {
    Sample {
        metric,
        source: SourceRef(0),
        device: DeviceRef::default(),
        start_ms: entry.at_ms,
        end_ms: entry.at_ms,
        offset_min: entry.offset_min,
        value,
        raw_unit: TextRef::default(),
        raw_value: value,
        created_ms: 0,
        origin: TextRef::default(),
        metadata: TextRef::default(),
        flags: SampleFlags::USER_ENTERED,
    }
}

/// Takes the samples of an entry away, and no other ones of the same instant.
fn remove_samples(db: &crate::db::Db, tx: &Connection, entry: &Entry, actor: &str) -> Result<(), Error> {
    for sample in samples_of(entry) {
        let own =
            |row: &crate::chunk::Row| row.start_ms == sample.start_ms && row.value.to_bits() == sample.value.to_bits();
        query::delete_samples(db, tx, sample.metric, OWN_SOURCE, sample.start_ms, own, actor)?;
    }
    Ok(())
}
