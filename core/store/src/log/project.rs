//! Projections: what each kind of operation means for the tables that are queried.
//!
//! Every rule here gives the same tables whatever the order of devices: cells keep the greatest (stamp, device), and
//! what is appended is keyed by (stamp, device, position).

use super::clock::Stamp;
use super::op::Op;
use crate::{Error, journal, slots, sources, workouts};
use coach_domain::journal::Entry;
use coach_domain::record::Workout;
use coach_domain::safety::Intervention;
use coach_wire::DeviceId;
use minicbor::Decoder;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;
use serde_json::Value;

/// The kinds of operations that a version of PocketCoach knows, with the newest form of each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kinds(pub(crate) &'static [(&'static str, u16)]);

/// What this version knows.
pub(crate) const KINDS: Kinds = Kinds(&[
    ("consent.set", 1),
    ("conversation.agent", 1),
    ("conversation.created", 1),
    ("conversation.deleted", 1),
    ("conversation.named", 1),
    ("data.offered", 1),
    ("entry.put", 1),
    ("entry.removed", 1),
    ("import.finished", 1),
    ("intervention.recorded", 1),
    ("message.appended", 1),
    ("plan.put", 1),
    ("plan.session", 1),
    ("profile.set", 1),
    ("proposal.decided", 1),
    ("proposal.put", 1),
    ("samples.deleted", 1),
    ("samples.merged", 1),
    ("samples.restored", 1),
    ("setting.set", 1),
    ("source.deleted", 1),
    ("source_order.set", 1),
    ("target.put", 1),
    ("workout.logged", 1),
]);

impl Kinds {
    /// The newest form of a kind, if it is known.
    pub(crate) fn version(self, kind: &str) -> Option<u16> {
        self.0.iter().find(|(name, _)| *name == kind).map(|(_, version)| *version)
    }
}

/// Every table that [`apply`] writes, apart from logged workouts.
pub(crate) const TABLES: &[&str] =
    &["cell", "message", "intervention", "plan_version", "entry", "deleted_sample", "quarantine"];

/// Empties every table that [`apply`] writes, but for what is known of offers.
pub(crate) fn clear(tx: &Connection) -> Result<(), Error> {
    for table in TABLES {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    tx.execute("DELETE FROM workout WHERE stamp IS NOT NULL", [])?;
    Ok(())
}

/// What an operation does.
enum Effect {
    /// Last writer wins.
    Cell {
        kind: &'static str,
        row: String,
        field: String,
        value: Option<Value>,
    },
    /// A plan: a cell whose earlier values are kept.
    Plan {
        id: String,
        body: Value,
    },
    /// One session of a plan: a cell of its own, and a version of the plan.
    Session {
        plan: String,
        session: String,
        body: Value,
    },
    /// A journal entry, or its removal.
    Entry {
        id: String,
        entry: Option<Box<Entry>>,
    },
    Message(Message),
    /// What the person calls a conversation, or that they call it nothing.
    ConversationNamed {
        id: String,
        name: Option<String>,
    },
    /// A conversation is gone for good, with everything that was or will be said in it.
    ConversationDeleted {
        id: String,
    },
    Intervention {
        at_ms: i64,
        body: Intervention,
    },
    SourceDeleted {
        source: String,
    },
    Samples {
        set: SampleSet,
        deleted: bool,
    },
    Workout(Box<Workout>),
    /// Data beside the log that the author has and others may fetch.
    Offered(Vec<(String, String, String)>),
    /// Says what happened to data that is not in the log.
    Nothing,
}

#[derive(Deserialize)]
struct FieldEdit {
    #[serde(alias = "name")]
    field: String,
    value: Value,
}

#[derive(Deserialize)]
struct Shared {
    category: String,
    shared: bool,
}

#[derive(Deserialize)]
struct Message {
    session: String,
    at_ms: i64,
    content: Value,
}

#[derive(Deserialize)]
struct Recorded {
    at_ms: i64,
    intervention: Intervention,
}

#[derive(Deserialize)]
struct SampleSet {
    metric: String,
    source: String,
    start_ms: i64,
    identities: Vec<String>,
}

#[derive(Deserialize)]
struct PlannedEdit {
    plan: String,
    session: Value,
}

#[derive(Deserialize)]
struct Ordered {
    metric: String,
    sources: Value,
}

fn text(data: &Value, field: &str) -> Result<String, Error> {
    data.get(field).and_then(Value::as_str).map(str::to_owned).ok_or_else(malformed)
}

fn malformed() -> Error {
    Error::Corrupt("a log operation: its data has another form".to_owned())
}

fn parse<T: serde::de::DeserializeOwned>(data: &Value) -> Result<T, Error> {
    T::deserialize(data).map_err(|_| malformed())
}

fn effect(kind: &str, data: &Value) -> Result<Effect, Error> {
    let cell = |kind, row: String, field: &str, value: Value| Effect::Cell {
        kind,
        row,
        field: field.to_owned(),
        value: if value.is_null() { None } else { Some(value) },
    };
    Ok(match kind {
        "profile.set" => {
            let edit: FieldEdit = parse(data)?;
            cell("profile", String::new(), &edit.field, edit.value)
        }
        "setting.set" => {
            let edit: FieldEdit = parse(data)?;
            cell("setting", edit.field, "value", edit.value)
        }
        "consent.set" => {
            let edit: Shared = parse(data)?;
            cell("consent", edit.category, "shared", Value::Bool(edit.shared))
        }
        "plan.put" => Effect::Plan { id: text(data, "id")?, body: data.clone() },
        "plan.session" => {
            let edit: PlannedEdit = parse(data)?;
            Effect::Session { plan: edit.plan, session: text(&edit.session, "id")?, body: data.clone() }
        }
        "entry.put" => Effect::Entry { id: text(data, "id")?, entry: Some(Box::new(parse(data)?)) },
        "entry.removed" => Effect::Entry { id: text(data, "id")?, entry: None },
        "target.put" => cell("target", text(data, "id")?, "value", data.clone()),
        "conversation.created" => cell("conversation", text(data, "id")?, "created", data.clone()),
        "conversation.agent" => cell("conversation", text(data, "id")?, "agent", Value::from(text(data, "agent")?)),
        "conversation.named" => Effect::ConversationNamed {
            id: text(data, "id")?,
            name: data.get("name").and_then(Value::as_str).map(str::to_owned),
        },
        "conversation.deleted" => Effect::ConversationDeleted { id: text(data, "id")? },
        "message.appended" => Effect::Message(parse(data)?),
        "intervention.recorded" => {
            let recorded: Recorded = parse(data)?;
            Effect::Intervention { at_ms: recorded.at_ms, body: recorded.intervention }
        }
        "proposal.put" => cell("proposal", text(data, "id")?, "proposal", data.clone()),
        "proposal.decided" => cell("proposal", text(data, "id")?, "state", Value::from(text(data, "state")?)),
        "source_order.set" => {
            let edit: Ordered = parse(data)?;
            cell("source_order", edit.metric, "sources", edit.sources)
        }
        "source.deleted" => Effect::SourceDeleted { source: text(data, "source")? },
        "samples.deleted" => Effect::Samples { set: parse(data)?, deleted: true },
        "samples.restored" => Effect::Samples { set: parse(data)?, deleted: false },
        "workout.logged" => Effect::Workout(Box::new(parse(data)?)),
        "data.offered" => Effect::Offered(parse(data.get("slots").unwrap_or(&Value::Null))?),
        "samples.merged" | "import.finished" => Effect::Nothing,
        _ => return Err(malformed()),
    })
}

/// The stamp of what an edit would change, so that the edit can be given a later one.
pub(crate) fn previous_stamp(tx: &Connection, kind: &str, data: &Value) -> Result<Option<Stamp>, Error> {
    let Ok(effect) = effect(kind, data) else { return Ok(None) };
    let found: Option<i64> = match &effect {
        Effect::Cell { kind, row, field, .. } => cell_stamp(tx, kind, row, field)?,
        Effect::Plan { id, .. } => {
            let mut statement = tx.prepare_cached("SELECT max(stamp) FROM cell WHERE kind = 'plan' AND row = ?1")?;
            // A plan replaces the edits of its sessions too, and becomes the current one.
            let own: Option<i64> = statement.query_row([id], |row| row.get(0))?;
            own.max(cell_stamp(tx, "plan", "", "current")?)
        }
        Effect::Session { plan, session, .. } => {
            // What the edit changes may have come with the plan as well as alone.
            cell_stamp(tx, "plan", plan, &session_field(session))?.max(cell_stamp(tx, "plan", plan, "plan")?)
        }
        Effect::Entry { id, .. } => {
            tx.prepare_cached("SELECT stamp FROM entry WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?
        }
        Effect::Message(message) => tx
            .prepare_cached("SELECT max(stamp) FROM message WHERE session = ?1")?
            .query_row([&message.session], |row| row.get(0))?,
        Effect::ConversationNamed { id, .. } => cell_stamp(tx, "conversation", id, "name")?,
        Effect::ConversationDeleted { id } => cell_stamp(tx, "conversation", id, "deleted")?,
        Effect::Intervention { .. } => {
            tx.prepare_cached("SELECT max(stamp) FROM intervention")?.query_row([], |row| row.get(0))?
        }
        Effect::SourceDeleted { source } => {
            let own = cell_stamp(tx, "source", source, "deleted")?;
            let logged: Option<i64> = tx
                .prepare_cached(
                    "SELECT max(stamp) FROM workout JOIN source ON source.id = workout.source WHERE name = ?1",
                )?
                .query_row([source], |row| row.get(0))?;
            own.max(logged)
        }
        Effect::Samples { set, .. } => tx
            .prepare_cached(
                "SELECT max(stamp) FROM deleted_sample WHERE metric = ?1 AND source = ?2 AND start_ms = ?3",
            )?
            .query_row(params![set.metric, set.source, set.start_ms], |row| row.get(0))?,
        Effect::Workout(workout) => {
            let own: Option<Option<i64>> = tx
                .prepare_cached("SELECT stamp FROM workout WHERE id = ?1")?
                .query_row([workouts::logged_id(workout)], |row| row.get(0))
                .optional()?;
            own.flatten().max(cell_stamp(tx, "source", &workout.source.name, "deleted")?)
        }
        // What is offered later must look later, whatever the clock says.
        Effect::Offered(_) => tx.prepare_cached("SELECT max(stamp) FROM wanted")?.query_row([], |row| row.get(0))?,
        Effect::Nothing => None,
    };
    Ok(found.and_then(Stamp::from_i64))
}

fn cell_stamp(tx: &Connection, kind: &str, row: &str, field: &str) -> Result<Option<i64>, Error> {
    Ok(tx
        .prepare_cached("SELECT stamp FROM cell WHERE kind = ?1 AND row = ?2 AND field = ?3")?
        .query_row([kind, row, field], |row| row.get(0))
        .optional()?)
}

/// Applies one operation, or keeps it in quarantine when this version does not know it or cannot read it.
pub(crate) fn apply(tx: &Connection, kinds: &Kinds, device: &DeviceId, seq: u64, n: u32, op: &Op) -> Result<(), Error> {
    let reason = match kinds.version(&op.kind) {
        None => "unknown kind",
        Some(version) if op.version > version => "newer form",
        Some(_) => match effect(&op.kind, &op.data) {
            Ok(effect) => return perform(tx, device, n, op, effect),
            Err(_) => "malformed",
        },
    };
    tx.prepare_cached(
        "INSERT OR REPLACE INTO quarantine (device, seq, n, kind, version, reason, op) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![device, seq, n, op.kind, op.version, reason, op.encode()])?;
    Ok(())
}

/// Applies what waits in quarantine and is known by now. Returns how many operations that were.
pub(crate) fn release(tx: &Connection, kinds: &Kinds) -> Result<usize, Error> {
    type Kept = (DeviceId, u64, u32, Vec<u8>);
    let mut known: Vec<Kept> = Vec::new();
    {
        let mut statement =
            tx.prepare("SELECT device, seq, n, op, kind, version FROM quarantine WHERE reason <> 'malformed'")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, version): (String, u16) = (row.get(4)?, row.get(5)?);
            if kinds.version(&kind).is_some_and(|newest| version <= newest) {
                known.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            }
        }
    }
    for (device, seq, n, bytes) in &known {
        tx.execute("DELETE FROM quarantine WHERE device = ?1 AND seq = ?2 AND n = ?3", params![device, seq, n])?;
        let op = Op::decode(&mut Decoder::new(bytes))?;
        apply(tx, kinds, device, *seq, *n, &op)?;
        slots::settle(tx, &op)?;
    }
    crate::daily::build_marked(tx, |_, _| true)?;
    Ok(known.len())
}

fn perform(tx: &Connection, device: &DeviceId, n: u32, op: &Op, effect: Effect) -> Result<(), Error> {
    let stamp = op.stamp.to_i64();
    match effect {
        Effect::Cell { kind, row, field, value } => {
            put_cell(tx, device, op, kind, &row, &field, value.as_ref())?;
        }
        Effect::Plan { id, body } => {
            put_version(tx, device, op, &id, &body)?;
            put_cell(tx, device, op, "plan", "", "current", Some(&Value::from(id.as_str())))?;
            put_cell(tx, device, op, "plan", &id, "plan", Some(&body))?;
        }
        Effect::Session { plan, session, body } => {
            put_version(tx, device, op, &plan, &body)?;
            put_cell(tx, device, op, "plan", &plan, &session_field(&session), body.get("session"))?;
        }
        Effect::Entry { id, entry } => journal::project(tx, device, op, &id, entry.as_deref())?,
        Effect::Message(message) => {
            // What another device said in it before it heard of the end is not kept either.
            if is_deleted(tx, &message.session)? {
                return Ok(());
            }
            tx.prepare_cached(
                "INSERT OR IGNORE INTO message (session, stamp, device, n, at_ms, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![message.session, stamp, device, n, message.at_ms, message.content.to_string()])?;
        }
        Effect::ConversationNamed { id, name } => {
            if !is_deleted(tx, &id)? {
                put_cell(tx, device, op, "conversation", &id, "name", name.map(Value::String).as_ref())?;
            }
        }
        Effect::ConversationDeleted { id } => {
            put_cell(tx, device, op, "conversation", &id, "deleted", Some(&Value::Bool(true)))?;
            for erase in [
                "DELETE FROM message WHERE session = ?1",
                "DELETE FROM cell WHERE kind = 'conversation' AND row = ?1 AND field = 'name'",
                "DELETE FROM trace WHERE session = ?1",
                "DELETE FROM run WHERE session = ?1",
            ] {
                tx.prepare_cached(erase)?.execute([&id])?;
            }
        }
        Effect::Intervention { at_ms, body } => {
            let body = serde_json::to_string(&body).map_err(|_| malformed())?;
            tx.prepare_cached(
                "INSERT OR IGNORE INTO intervention (stamp, device, n, at_ms, actor, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![stamp, device, n, at_ms, op.actor, body])?;
        }
        Effect::SourceDeleted { source } => {
            put_cell(tx, device, op, "source", &source, "deleted", Some(&Value::Bool(true)))?;
            tx.prepare_cached(
                "DELETE FROM workout WHERE stamp <= ?1 AND source = (SELECT id FROM source WHERE name = ?2)",
            )?
            .execute(params![stamp, source])?;
        }
        Effect::Samples { set, deleted } => {
            for identity in &set.identities {
                tx.prepare_cached(
                    "INSERT INTO deleted_sample (metric, source, start_ms, identity, stamp, device, deleted)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                     ON CONFLICT DO UPDATE SET stamp = excluded.stamp, device = excluded.device, deleted = excluded.deleted
                     WHERE (excluded.stamp, excluded.device) > (stamp, device)",
                )?
                .execute(params![set.metric, set.source, set.start_ms, identity, stamp, device, deleted])?;
            }
        }
        Effect::Workout(workout) => {
            if sources::deleted_at(tx, &workout.source.name)? < stamp {
                let source = sources::intern(tx, &workout.source)?.id;
                workouts::put_logged(tx, source, &workout, op.stamp, device)?;
            }
        }
        Effect::Offered(slots) => {
            for (kind, key, hash) in slots {
                slots::want(tx, device, &kind, &key, &hash, stamp)?;
            }
        }
        Effect::Nothing => {}
    }
    Ok(())
}

/// Whether a conversation is gone. Nothing brings one back.
pub(crate) fn is_deleted(tx: &Connection, conversation: &str) -> Result<bool, Error> {
    Ok(cell_stamp(tx, "conversation", conversation, "deleted")?.is_some())
}

/// The cell of a planned session.
fn session_field(session: &str) -> String {
    format!("session:{session}")
}

fn put_version(tx: &Connection, device: &DeviceId, op: &Op, plan: &str, body: &Value) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO plan_version (plan, stamp, device, actor, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![plan, op.stamp.to_i64(), device, op.actor, body.to_string()])?;
    Ok(())
}

fn put_cell(
    tx: &Connection,
    device: &DeviceId,
    op: &Op,
    kind: &str,
    row: &str,
    field: &str,
    value: Option<&Value>,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO cell (kind, row, field, stamp, device, actor, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET stamp = excluded.stamp, device = excluded.device, actor = excluded.actor,
                                   value = excluded.value
         WHERE (excluded.stamp, excluded.device) > (stamp, device)",
    )?
    .execute(params![kind, row, field, op.stamp.to_i64(), device, op.actor, value.map(Value::to_string)])?;
    Ok(())
}
