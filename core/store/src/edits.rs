//! What the person and agents write by hand: profile, settings, samples, workouts, proposals.

use crate::chunk::{Row, Strings};
use crate::db::Db;
use crate::log::Draft;
use crate::rows::limit;
use crate::samples::ChunkKey;
use crate::{
    Error, ProposalRow, ProposalState, Store, StoredIntervention, calendar, daily, ingest, samples, sources, workouts,
};
use coach_domain::metric::METRICS;
use coach_domain::person::Profile;
use coach_domain::record::{Sample, Source, Workout};
use coach_domain::safety::Intervention;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A value as the log keeps it.
pub(crate) fn to_value(value: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Database(error.to_string()))
}

/// Reads what [`to_value`] wrote.
pub(crate) fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|_| Error::Corrupt("a stored value".to_owned()))
}

/// The value of one cell, if it was ever set and not removed.
pub(crate) fn cell(connection: &Connection, kind: &str, row: &str, field: &str) -> Result<Option<Value>, Error> {
    let json: Option<Option<String>> = connection
        .prepare_cached("SELECT value FROM cell WHERE kind = ?1 AND row = ?2 AND field = ?3")?
        .query_row([kind, row, field], |row| row.get(0))
        .optional()?;
    json.flatten().map(|json| parse(&json)).transpose()
}

pub(crate) fn parse(json: &str) -> Result<Value, Error> {
    serde_json::from_str(json).map_err(|_| Error::Corrupt("a stored value".to_owned()))
}

/// The fields of the profile that were set, by name.
fn profile_fields(connection: &Connection) -> Result<Map<String, Value>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT field, value FROM cell WHERE kind = 'profile' AND row = '' AND value IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut fields = Map::new();
    while let Some(row) = rows.next()? {
        fields.insert(row.get(0)?, parse(&row.get::<_, String>(1)?)?);
    }
    Ok(fields)
}

fn as_object(profile: &Profile) -> Result<Map<String, Value>, Error> {
    match to_value(profile)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

/// As [`Store::profile`], in the view of a connection.
pub(crate) fn profile(connection: &Connection) -> Result<Profile, Error> {
    let mut known = Profile::default();
    for (field, value) in profile_fields(connection)? {
        let mut fields = as_object(&known)?;
        fields.insert(field, value);
        // A field that a newer version wrote in another form is left out; it stays in the log.
        if let Ok(wider) = from_value(Value::Object(fields)) {
            known = wider;
        }
    }
    Ok(known)
}

pub(crate) fn proposal_row(connection: &Connection, id: &str) -> Result<ProposalRow, Error> {
    let missing = || Error::Missing { what: "proposal", id: id.to_owned() };
    let mut proposal: ProposalRow = from_value(cell(connection, "proposal", id, "proposal")?.ok_or_else(missing)?)?;
    if let Some(state) = cell(connection, "proposal", id, "state")? {
        proposal.state = from_value(state)?;
    }
    Ok(proposal)
}

impl Store {
    /// The person's profile; the default one when nothing was said.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn profile(&self) -> Result<Profile, Error> {
        self.db().read(profile)
    }

    /// Writes the fields of the profile that changed, each as an edit of its own.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_profile(&self, profile: &Profile, actor: &str) -> Result<(), Error> {
        let db = self.db();
        let wanted = as_object(profile)?;
        db.write(|tx| {
            let known = as_object(&self::profile(tx)?)?;
            let changed: Vec<Draft> = wanted
                .into_iter()
                .filter(|(field, value)| known.get(field) != Some(value))
                .map(|(field, value)| Draft::new("profile.set", json!({"field": field, "value": value})))
                .collect();
            if changed.is_empty() {
                return Ok(());
            }
            db.log.append(tx, &db.kinds, db.now_ms(), actor, changed)
        })
    }

    /// A setting by name.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn setting(&self, name: &str) -> Result<Option<Value>, Error> {
        self.db().read(|connection| cell(connection, "setting", name, "value"))
    }

    /// Writes a setting; `None` removes it.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_setting(&self, name: &str, value: Option<&Value>, actor: &str) -> Result<(), Error> {
        self.db().append(actor, vec![Draft::new("setting.set", json!({"name": name, "value": value}))])
    }

    /// Writes one sample that the person entered, with its log entry. References to interned strings belong to an
    /// ingest and are left out here.
    ///
    /// # Errors
    /// [`Error::Implausible`] when it cannot be a measurement; those of writing to the database.
    pub fn log_sample(&self, sample: &Sample, source: &Source, actor: &str) -> Result<(), Error> {
        let db = self.db();
        db.write(|tx| put_sample(db, tx, sample, source, actor))
    }

    /// Writes one workout that the person entered, with its log entry; returns its id.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn log_workout(&self, workout: &Workout, actor: &str) -> Result<String, Error> {
        self.db().append(actor, vec![Draft::new("workout.logged", to_value(workout)?)])?;
        Ok(workouts::logged_id(workout))
    }

    /// Writes what the envelope did.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn record_intervention(&self, intervention: &Intervention, actor: &str) -> Result<(), Error> {
        self.db().append(actor, vec![recorded(intervention, self.db().now_ms())])
    }

    /// What the envelope did, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn interventions(&self, count: usize) -> Result<Vec<StoredIntervention>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT at_ms, actor, body FROM intervention ORDER BY stamp DESC, device DESC, n DESC LIMIT ?1",
            )?;
            let mut rows = statement.query([limit(count)])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(StoredIntervention {
                    at_ms: row.get(0)?,
                    actor: row.get(1)?,
                    intervention: from_value(parse(&row.get::<_, String>(2)?)?)?,
                });
            }
            Ok(list)
        })
    }

    /// Keeps a proposal that was made outside a turn.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_proposal(&self, proposal: &ProposalRow) -> Result<(), Error> {
        self.db().append(&proposal.actor, vec![Draft::new("proposal.put", to_value(proposal)?)])
    }

    /// One proposal.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn proposal(&self, id: &str) -> Result<ProposalRow, Error> {
        self.db().read(|connection| proposal_row(connection, id))
    }

    /// Proposals that wait for the person, oldest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn open_proposals(&self) -> Result<Vec<ProposalRow>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT row FROM cell WHERE kind = 'proposal' AND field = 'proposal' AND value IS NOT NULL",
            )?;
            let ids: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut list = Vec::new();
            for id in ids {
                let proposal = proposal_row(connection, &id)?;
                if proposal.state == ProposalState::Open {
                    list.push(proposal);
                }
            }
            list.sort_by(|a, b| (a.at_ms, &a.id).cmp(&(b.at_ms, &b.id)));
            Ok(list)
        })
    }

    /// Marks a proposal as decided.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id or it is decided already.
    pub fn decide_proposal(&self, id: &str, state: ProposalState, actor: &str) -> Result<(), Error> {
        let db = self.db();
        db.write(|tx| {
            if proposal_row(tx, id)?.state != ProposalState::Open {
                return Err(Error::Missing { what: "open proposal", id: id.to_owned() });
            }
            let draft = Draft::new("proposal.decided", json!({"id": id, "state": state}));
            db.log.append(tx, &db.kinds, db.now_ms(), actor, vec![draft])
        })
    }
}

/// Writes one sample of the person and its log entry in a transaction.
pub(crate) fn put_sample(db: &Db, tx: &Connection, sample: &Sample, source: &Source, actor: &str) -> Result<(), Error> {
    if let Some(reason) = ingest::implausible(sample) {
        return Err(Error::Implausible(reason));
    }
    let row = Row {
        start_ms: sample.start_ms,
        end_ms: sample.end_ms,
        created_ms: sample.created_ms,
        value: sample.value,
        raw_value: sample.raw_value,
        device: 0,
        raw_unit: 0,
        origin: 0,
        metadata: 0,
        offset_min: sample.offset_min,
        flags: sample.flags.0,
    };
    let mut strings = Strings::default();
    let interned = sources::intern(tx, source)?;
    let metric = sources::metric_name(tx, sample.metric)?;
    let mut drafts = Vec::new();
    let identity = row.identity(&strings);
    let deleted: bool = tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM deleted_sample
                                WHERE metric = ?1 AND source = ?2 AND start_ms = ?3 AND identity = ?4 AND deleted)",
        rusqlite::params![metric, source.name, row.start_ms, identity],
        |row| row.get(0),
    )?;
    if deleted {
        // Entering it again is the explicit way back.
        let restored = json!({
            "metric": metric, "source": source.name, "start_ms": row.start_ms, "identities": [identity],
        });
        let restored = vec![Draft::new("samples.restored", restored)];
        db.log.append(tx, &db.kinds, db.now_ms(), actor, restored)?;
    }
    let month = calendar::utc_month(sample.start_ms);
    let key = ChunkKey { metric: sample.metric, source: interned.id, month };
    let merged = samples::merge(tx, key, vec![row], &mut strings)?;
    if let Some((hash, count)) = merged.written {
        let names = [(interned.id, source.name.clone())].into();
        let chunks = vec![samples::log_line(tx, key, &names, &hash, count)?];
        drafts.push(Draft::new("samples.merged", json!({"chunks": chunks})));
    }
    if interned.moved {
        for metric in METRICS {
            daily::rebuild_metric(tx, metric.code)?;
        }
    } else {
        daily::rebuild(tx, sample.metric, merged.dirty)?;
    }
    if drafts.is_empty() {
        return Ok(());
    }
    db.log.append(tx, &db.kinds, db.now_ms(), actor, drafts)
}

/// The edit that writes what the envelope did.
pub(crate) fn recorded(intervention: &Intervention, at_ms: i64) -> Draft {
    Draft::new("intervention.recorded", json!({"at_ms": at_ms, "intervention": intervention}))
}
