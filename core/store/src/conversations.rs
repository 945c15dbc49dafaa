//! Conversations, what their turns leave behind, and the log as a person may see it.

use crate::edits::{cell, from_value, parse, recorded, to_value};
use crate::log::project::is_deleted;
use crate::log::{Draft, Entry, Keys};
use crate::rows::limit;
use crate::{Error, LogEntryInfo, MessageRow, SessionRow, Store, TraceRow, TurnRecord};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

/// Letters of a first question that stand for a conversation in a list.
const ABOUT_LETTERS: usize = 80;

fn session_row(connection: &Connection, id: &str) -> Result<SessionRow, Error> {
    let missing = || Error::Missing { what: "conversation", id: id.to_owned() };
    if is_deleted(connection, id)? {
        return Err(missing());
    }
    let created = cell(connection, "conversation", id, "created")?.ok_or_else(missing)?;
    let agent = match cell(connection, "conversation", id, "agent")? {
        Some(Value::String(agent)) => agent,
        _ => String::new(),
    };
    let messages = connection
        .prepare_cached("SELECT count(*) FROM message WHERE session = ?1")?
        .query_row([id], |row| row.get(0))?;
    let created_ms = created.get("created_ms").and_then(Value::as_i64).unwrap_or_default();
    let name = cell(connection, "conversation", id, "name")?.and_then(|name| Some(name.as_str()?.to_owned()));
    let first: Option<Option<String>> = connection
        .prepare_cached(
            "SELECT content ->> '$.text' FROM message WHERE session = ?1 AND content ->> '$.role' = 'user'
             ORDER BY stamp, device, n LIMIT 1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let about = first.flatten().map(|text| text.chars().take(ABOUT_LETTERS).collect());
    Ok(SessionRow { id: id.to_owned(), created_ms, agent, messages, name, about })
}

fn message_rows(connection: &Connection, session: &str) -> Result<Vec<MessageRow>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT at_ms, content FROM message WHERE session = ?1 ORDER BY stamp, device, n")?;
    let mut rows = statement.query([session])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        let content = parse(&row.get::<_, String>(1)?)?;
        list.push(MessageRow { index: list.len() as u64, at_ms: row.get(0)?, content });
    }
    Ok(list)
}

fn trace_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<(TraceRow, String)> {
    let trace = TraceRow { id: row.get(0)?, session_id: row.get(1)?, at_ms: row.get(2)?, spans: Vec::new() };
    Ok((trace, row.get(3)?))
}

impl Store {
    /// Begins a conversation and returns its id.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn create_session(&self, agent: &str) -> Result<String, Error> {
        let id = uuid::Uuid::now_v7().to_string();
        let drafts = vec![
            Draft::new("conversation.created", json!({"id": id, "created_ms": self.db().now_ms()})),
            Draft::new("conversation.agent", json!({"id": id, "agent": agent})),
        ];
        self.db().append(crate::rows::PERSON, drafts)?;
        Ok(id)
    }

    /// Every conversation, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sessions(&self) -> Result<Vec<SessionRow>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT row FROM cell WHERE kind = 'conversation' AND field = 'created' AND row NOT IN
                     (SELECT row FROM cell WHERE kind = 'conversation' AND field = 'deleted')",
            )?;
            let ids: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut list = ids.iter().map(|id| session_row(connection, id)).collect::<Result<Vec<_>, _>>()?;
            list.sort_by(|a, b| (b.created_ms, &b.id).cmp(&(a.created_ms, &a.id)));
            Ok(list)
        })
    }

    /// Calls a conversation something, or nothing any more.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id; those of writing to the database.
    pub fn name_session(&self, id: &str, name: Option<&str>) -> Result<SessionRow, Error> {
        let db = self.db();
        db.write(|tx| {
            session_row(tx, id)?;
            let draft = Draft::new("conversation.named", json!({"id": id, "name": name}));
            db.log.append(tx, &db.kinds, db.now_ms(), crate::rows::PERSON, vec![draft])?;
            session_row(tx, id)
        })
    }

    /// Erases a conversation on every device: its messages with what search knows of them, its name, its traces and an
    /// unfinished turn. What was said stays in the sealed entries of the log, which nothing but the keys of the account
    /// opens and nothing here reads again; it goes with the log when everything is erased.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id; those of writing to the database.
    pub fn delete_session(&self, id: &str) -> Result<(), Error> {
        let db = self.db();
        db.write(|tx| {
            session_row(tx, id)?;
            let draft = Draft::new("conversation.deleted", json!({"id": id}));
            db.log.append(tx, &db.kinds, db.now_ms(), crate::rows::PERSON, vec![draft])
        })
    }

    /// Begins a conversation with the first `count` messages of another one, and returns its id. The other one stays.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id; those of writing to the database.
    pub fn branch_session(&self, id: &str, count: usize) -> Result<String, Error> {
        let db = self.db();
        let (branch, now) = (uuid::Uuid::now_v7().to_string(), db.now_ms());
        db.write(|tx| {
            let from = session_row(tx, id)?;
            let mut drafts = vec![
                Draft::new("conversation.created", json!({"id": branch, "created_ms": now})),
                Draft::new("conversation.agent", json!({"id": branch, "agent": from.agent})),
            ];
            let said = message_rows(tx, id)?.into_iter().take(count);
            drafts.extend(said.map(|row| {
                let data = json!({"session": branch, "at_ms": row.at_ms, "content": row.content});
                Draft::new("message.appended", data)
            }));
            db.log.append(tx, &db.kinds, now, crate::rows::PERSON, drafts)?;
            Ok(branch.clone())
        })
    }

    /// One conversation.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn session(&self, id: &str) -> Result<SessionRow, Error> {
        self.db().read(|connection| session_row(connection, id))
    }

    /// Messages of a conversation in order.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn messages(&self, session_id: &str) -> Result<Vec<MessageRow>, Error> {
        self.db().read(|connection| {
            session_row(connection, session_id)?;
            message_rows(connection, session_id)
        })
    }

    /// Appends what a turn said and did: messages, the agent in charge, interventions, proposals and the trace, all in
    /// one transaction with its log entry. The saved state of the turn is forgotten in it too.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such conversation; those of writing to the database.
    pub fn commit_turn(&self, turn: &TurnRecord<'_>) -> Result<(), Error> {
        let db = self.db();
        let now = db.now_ms();
        let id = turn.session_id;
        let spans = serde_json::to_string(&turn.trace.spans).map_err(|error| Error::Database(error.to_string()))?;
        db.write(|tx| {
            let before = session_row(tx, id)?;
            let mut drafts: Vec<Draft> = turn
                .messages
                .iter()
                .map(|message| Draft::new("message.appended", json!({"session": id, "at_ms": now, "content": message})))
                .collect();
            if before.agent != turn.agent {
                drafts.push(Draft::new("conversation.agent", json!({"id": id, "agent": turn.agent})));
            }
            drafts.extend(turn.interventions.iter().map(|intervention| recorded(intervention, now)));
            for proposal in turn.proposals {
                drafts.push(Draft::new("proposal.put", to_value(proposal)?));
            }
            if !drafts.is_empty() {
                db.log.append(tx, &db.kinds, now, turn.agent, drafts)?;
            }
            tx.prepare_cached("INSERT OR REPLACE INTO trace (id, session, at_ms, spans) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![turn.trace.id, turn.trace.session_id, turn.trace.at_ms, spans])?;
            tx.prepare_cached("DELETE FROM run WHERE session = ?1")?.execute([id])?;
            Ok(())
        })
    }

    /// Keeps the serialised state of a turn in progress, so that it can go on after a crash; `None` removes it.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn save_run(&self, session_id: &str, run: Option<&[u8]>) -> Result<(), Error> {
        self.db().note(|tx| {
            match run {
                Some(state) => tx
                    .prepare_cached("INSERT OR REPLACE INTO run (session, state) VALUES (?1, ?2)")?
                    .execute(params![session_id, state])?,
                None => tx.prepare_cached("DELETE FROM run WHERE session = ?1")?.execute([session_id])?,
            };
            Ok(())
        })
    }

    /// The serialised state of an unfinished turn.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn load_run(&self, session_id: &str) -> Result<Option<Vec<u8>>, Error> {
        self.db().read(|connection| {
            Ok(connection
                .prepare_cached("SELECT state FROM run WHERE session = ?1")?
                .query_row([session_id], |row| row.get(0))
                .optional()?)
        })
    }

    /// One trace.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn trace(&self, id: &str) -> Result<TraceRow, Error> {
        self.db().read(|connection| {
            let (trace, spans) = connection
                .prepare_cached("SELECT id, session, at_ms, spans FROM trace WHERE id = ?1")?
                .query_row([id], trace_row)
                .optional()?
                .ok_or_else(|| Error::Missing { what: "trace", id: id.to_owned() })?;
            Ok(TraceRow { spans: from_value(parse(&spans)?)?, ..trace })
        })
    }

    /// The latest traces without their spans, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn traces(&self, count: usize) -> Result<Vec<TraceRow>, Error> {
        self.db().read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT id, session, at_ms, '' FROM trace ORDER BY at_ms DESC, rowid DESC LIMIT ?1")?;
            let rows = statement.query_map([limit(count)], |row| trace_row(row).map(|(trace, _)| trace))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Entries of this device's event log, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn log_entries(&self, count: usize) -> Result<Vec<LogEntryInfo>, Error> {
        let db = self.db();
        db.read(|connection| {
            let keys = Keys::load(connection)?;
            let mut statement = connection.prepare_cached(
                "SELECT header, sealed, signature FROM log_entry WHERE device = ?1 ORDER BY seq DESC LIMIT ?2",
            )?;
            let mut rows = statement.query(params![keys.device, limit(count)])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                let entry = Entry { header: row.get(0)?, sealed: row.get(1)?, signature: row.get(2)? };
                let (header, ops) = keys.open(&entry)?;
                let mut kinds: Vec<String> = Vec::new();
                for op in &ops {
                    if !kinds.contains(&op.kind) {
                        kinds.push(op.kind.clone());
                    }
                }
                list.push(LogEntryInfo {
                    sequence: header.seq,
                    at_ms: ops.first().map_or(0, |op| op.stamp.millis()),
                    kinds,
                    actor: ops.first().map_or_else(String::new, |op| op.actor.clone()),
                    hash: blake3::Hash::from_bytes(entry.hash()).to_hex().to_string(),
                });
            }
            Ok(list)
        })
    }
}
