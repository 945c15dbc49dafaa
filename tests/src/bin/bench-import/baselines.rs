//! The least that reading the same bytes can cost, and the simplest that keeping them can.

use anyhow::Context;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use rusqlite::{Connection, params};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Opens an XML behind its prolog, which quick-xml need not accept.
fn open(xml: &Path) -> anyhow::Result<Reader<BufReader<File>>> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(xml).context("open the XML")?);
    loop {
        let mut line = Vec::new();
        if file.read_until(b'\n', &mut line)? == 0 || line.starts_with(b"<HealthData") {
            break;
        }
    }
    let mut reader = Reader::from_reader(file);
    // The root was opened before the reader saw it.
    reader.config_mut().allow_unmatched_ends = true;
    Ok(reader)
}

/// Counts records among the events, doing nothing else.
pub(crate) fn events(xml: &Path) -> anyhow::Result<u64> {
    let mut reader = open(xml)?;
    let mut buffer = Vec::new();
    let mut records = 0;
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(records),
            Event::Start(tag) | Event::Empty(tag) if tag.name().0 == "Record" => records += 1,
            _ => {}
        }
        buffer.clear();
    }
}

/// Inserts every record as a row of texts, in one transaction without an index.
pub(crate) fn rows(xml: &Path, database: &Path) -> anyhow::Result<u64> {
    let mut connection = Connection::open(database)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; CREATE TABLE record (type, source, device, unit, created, start, end, value)",
    )?;
    let mut reader = open(xml)?;
    let mut buffer = Vec::new();
    let mut records = 0;
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        loop {
            match reader.read_event_into(&mut buffer)? {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) if tag.name().0 == "Record" => {
                    // The exports hold damaged elements on purpose.
                    if let Some(row) = attributes(&tag) {
                        let [kind, source, device, unit, created, start, end, value] = &row;
                        insert.execute(params![kind, source, device, unit, created, start, end, value])?;
                        records += 1;
                    }
                }
                _ => {}
            }
            buffer.clear();
        }
    }
    transaction.commit()?;
    Ok(records)
}

fn attributes(tag: &BytesStart<'_>) -> Option<[Option<String>; 8]> {
    const NAMES: [&str; 8] = ["type", "sourceName", "device", "unit", "creationDate", "startDate", "endDate", "value"];
    let mut row: [Option<String>; 8] = Default::default();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        if let Some(place) = NAMES.iter().position(|name| *name == attribute.key.0) {
            row[place] = Some(quick_xml::escape::unescape(&attribute.value).ok()?.into_owned());
        }
    }
    Some(row)
}
