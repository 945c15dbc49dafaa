//! The canonical export: JSON lines in an order that depends on the content alone.

use crate::chunk::{self, Strings};
use crate::query::raw_sample;
use crate::{Error, samples, sources, workouts};
use coach_domain::metric::MetricCode;
use coach_domain::record::Ecg;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io::Write;

/// A line with its type in front.
#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'a str,
    #[serde(flatten)]
    content: T,
}

fn line(out: &mut dyn Write, r#type: &str, content: impl Serialize) -> Result<(), Error> {
    let mut bytes =
        serde_json::to_vec(&Line { r#type, content }).map_err(|error| Error::Database(error.to_string()))?;
    bytes.push(b'\n');
    out.write_all(&bytes).map_err(|source| Error::io(std::path::Path::new("the export"), source))
}

/// Writes everything.
pub(crate) fn write(connection: &Connection, out: &mut dyn Write) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT source FROM chunk UNION SELECT source FROM workout")?;
    let has_data: HashSet<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // The name of a source whose data are gone is kept where they were, and nowhere else.
    for source in sources::all(connection)?.into_iter().filter(|source| has_data.contains(&source.id)) {
        line(out, "source", json!({"name": source.name, "kind": source.kind}))?;
    }
    write_samples(connection, out)?;
    write_workouts(connection, out)?;
    let mut statement = connection.prepare("SELECT body FROM rings ORDER BY day")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        line(out, "activity_summary", parse(&row.get::<_, String>(0)?)?)?;
    }
    let mut statement = connection.prepare("SELECT body FROM ecg ORDER BY start_ms, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let corrupt = || Error::Corrupt("an electrocardiogram".to_owned());
        let json = crate::codec::inflate(&row.get::<_, Vec<u8>>(0)?, 256 << 20).ok_or_else(corrupt)?;
        line(out, "ecg", serde_json::from_slice::<Ecg>(&json).map_err(|_| corrupt())?)?;
    }
    write_cells(connection, out)?;
    let mut statement =
        connection.prepare("SELECT session, at_ms, content FROM message ORDER BY session, stamp, device, n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (session, at_ms): (String, i64) = (row.get(0)?, row.get(1)?);
        let content = parse(&row.get::<_, String>(2)?)?;
        line(out, "message", json!({"session": session, "at_ms": at_ms, "content": content}))?;
    }
    let mut statement = connection.prepare("SELECT at_ms, actor, body FROM intervention ORDER BY stamp, device, n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (at_ms, actor): (i64, String) = (row.get(0)?, row.get(1)?);
        let body = parse(&row.get::<_, String>(2)?)?;
        line(out, "intervention", json!({"at_ms": at_ms, "actor": actor, "intervention": body}))?;
    }
    Ok(())
}

fn parse(json: &str) -> Result<Value, Error> {
    serde_json::from_str(json).map_err(|_| Error::Corrupt("a stored value".to_owned()))
}

fn write_samples(connection: &Connection, out: &mut dyn Write) -> Result<(), Error> {
    let mut chunks: Vec<(String, String, i32, i64)> = Vec::new();
    {
        let mut statement = connection
            .prepare("SELECT metric, name, month, data FROM chunk JOIN source ON source.id = chunk.source")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let metric = sources::metric_name(connection, MetricCode(row.get(0)?))?;
            chunks.push((metric, row.get(1)?, row.get(2)?, row.get(3)?));
        }
    }
    chunks.sort_unstable();
    for (metric, source, _, data) in chunks {
        let mut strings = Strings::default();
        for row in chunk::decode(&samples::bytes(connection, data)?, &mut strings)? {
            #[derive(Serialize)]
            struct Named<'a> {
                metric: &'a str,
                #[serde(flatten)]
                sample: crate::RawSample,
            }
            line(out, "sample", Named { metric: &metric, sample: raw_sample(&row, &strings, &source) })?;
        }
    }
    Ok(())
}

fn write_workouts(connection: &Connection, out: &mut dyn Write) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT id, body, route FROM workout ORDER BY start_ms, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        #[derive(Serialize)]
        struct Identified {
            id: String,
            #[serde(flatten)]
            workout: coach_domain::record::Workout,
        }
        let (body, route): (Vec<u8>, Option<Vec<u8>>) = (row.get(1)?, row.get(2)?);
        line(out, "workout", Identified { id: row.get(0)?, workout: workouts::whole(&body, route.as_deref())? })?;
    }
    Ok(())
}

/// What people and agents wrote: profile, settings, plans with their versions, targets, conversations, proposals.
fn write_cells(connection: &Connection, out: &mut dyn Write) -> Result<(), Error> {
    let mut statement = connection.prepare(
        "SELECT kind, row, field, value FROM cell WHERE value IS NOT NULL AND kind <> 'source'
                  ORDER BY kind, row, field",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, id, field): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let value = parse(&row.get::<_, String>(3)?)?;
        line(out, &kind, json!({"row": id, "field": field, "value": value}))?;
    }
    let mut statement = connection.prepare("SELECT body FROM entry WHERE body IS NOT NULL ORDER BY at_ms, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        line(out, "entry", json!({"entry": parse(&row.get::<_, String>(0)?)?}))?;
    }
    let mut statement = connection.prepare("SELECT body FROM plan_version ORDER BY plan, stamp, device")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        line(out, "plan_version", parse(&row.get::<_, String>(0)?)?)?;
    }
    Ok(())
}
