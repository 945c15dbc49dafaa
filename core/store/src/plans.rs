//! Plans with their versions, and targets. What is written is reviewed, and so is what is read: a plan that was safe
//! when it was written may not be so today, and neither need be what two devices made of it.

use crate::edits::{cell, from_value, parse, recorded, to_value};
use crate::facts::local_date;
use crate::log::{Draft, Stamp};
use crate::mark::{Answer, Mark};
use crate::rows::{ENVELOPE, PlanVersion};
use crate::{Error, Store};
use coach_domain::plan::{Plan, PlannedSession, Target};
use coach_domain::safety::Intervention;
use coach_domain::safety::facts::Facts;
use coach_domain::safety::reviewed::{Refused, Reviewable, Reviewed};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};
use std::sync::Arc;

/// The current plan as the envelope lets it stand today, or why none of it may be trained.
pub type PlanToday = Result<Reviewed<Plan>, Refused>;

/// The day and the time zone of a review, and the instants between which it says the same.
pub(crate) struct Judged {
    today: Date,
    zone: TimeZone,
    from_ms: i64,
    until_ms: i64,
}

impl Judged {
    fn holds(&self, now_ms: i64, today: Date, zone: &TimeZone) -> bool {
        self.today == today && self.zone == *zone && (self.from_ms..self.until_ms).contains(&now_ms)
    }
}

/// The review of the current plan; `None` when there is none.
pub(crate) type KeptPlan = Answer<Judged, Option<Arc<PlanToday>>>;

impl Store {
    /// Writes a plan as the current one. Only a reviewed one is taken. Earlier versions are kept.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_plan(&self, plan: &Reviewed<Plan>, actor: &str) -> Result<(), Error> {
        self.db().append(actor, vec![Draft::new("plan.put", to_value(plan.value())?)])
    }

    /// Writes one session of a plan, so that another device may change another one at the same time. The whole plan
    /// is reviewed, since a session is safe or not by what lies around it.
    ///
    /// # Errors
    /// [`Error::Missing`] when the plan is not the current one or has no such session; those of writing to the
    /// database.
    pub fn put_planned_session(&self, plan: &Reviewed<Plan>, session: &str, actor: &str) -> Result<(), Error> {
        let db = self.db();
        let plan = plan.value();
        let found = plan.sessions.iter().find(|planned| planned.id == session);
        let found = to_value(found.ok_or_else(|| Error::Missing { what: "planned session", id: session.to_owned() })?)?;
        db.write(|tx| {
            if cell(tx, "plan", "", "current")? != Some(Value::from(plan.id.as_str())) {
                return Err(Error::Missing { what: "plan", id: plan.id.clone() });
            }
            let edit = json!({"plan": plan.id, "session": found, "reason": plan.reason});
            db.log.append(tx, &db.kinds, db.now_ms(), actor, vec![Draft::new("plan.session", edit)])
        })
    }

    /// Whether there is a current plan, whatever the facts say of it.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn has_plan(&self) -> Result<bool, Error> {
        self.db().read(|connection| Ok(cell(connection, "plan", "", "current")?.is_some()))
    }

    /// The current plan, reviewed by the facts of an instant in the person's time zone; `None` when there is none.
    /// What the review changes or refuses is written to the log, once.
    ///
    /// # Errors
    /// Those of reading the database, and of writing an intervention.
    pub fn plan(&self, now_ms: i64, zone: &TimeZone) -> Result<Option<PlanToday>, Error> {
        let today = local_date(now_ms, zone);
        let kept = self.db().read(|connection| {
            let mark = Mark::of(connection)?;
            let judge = || {
                // Facts take some reading, which those without a plan need not wait for.
                let Some(plan) = merged(connection)? else {
                    return Ok((Judged { today, zone: zone.clone(), from_ms: i64::MIN, until_ms: i64::MAX }, None));
                };
                let facts = self.facts_of(connection, mark, now_ms, zone)?;
                let reviewed = plan.review(&facts);
                let until_ms = facts.horizon.until_ms();
                let judged = Judged { today, zone: zone.clone(), from_ms: now_ms, until_ms };
                Ok((judged, Some(Arc::new(reviewed))))
            };
            self.db().plan.get(mark, |judged| judged.holds(now_ms, today, zone), judge)
        })?;
        let Some(reviewed) = kept else { return Ok(None) };
        self.note_review("plan_review", done_by(&reviewed))?;
        Ok(Some(PlanToday::clone(&reviewed)))
    }

    /// Number of the latest version of the current plan, from 1; `None` when there is no plan.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn plan_number(&self) -> Result<Option<u32>, Error> {
        self.db().read(|connection| {
            let Some(Value::String(id)) = cell(connection, "plan", "", "current")? else { return Ok(None) };
            // As in `plan_versions`: sessions that were written before the plan are no versions of it.
            let count: u32 = connection
                .prepare_cached(
                    "SELECT count(*) FROM plan_version WHERE plan = ?1 AND (stamp, device) >=
                        (SELECT stamp, device FROM plan_version
                         WHERE plan = ?1 AND json_type(body, '$.session') IS NULL ORDER BY stamp, device LIMIT 1)",
                )?
                .query_row([&id], |row| row.get(0))?;
            Ok(Some(count).filter(|count| *count > 0))
        })
    }

    /// Writes down what a review of something stored did, unless it did the same the last time.
    fn note_review(&self, what: &str, interventions: &[Intervention]) -> Result<(), Error> {
        let seen = serde_json::to_vec(interventions).map_err(|error| Error::Database(error.to_string()))?;
        let seen = blake3::hash(&seen);
        let known: Option<Vec<u8>> = self.db().read(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
            Ok(statement.query_row([what], |row| row.get(0)).optional()?)
        })?;
        let is_new = match known {
            Some(known) => known != seen.as_bytes(),
            None => !interventions.is_empty(),
        };
        if !is_new {
            return Ok(());
        }
        let db = self.db();
        db.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
                .execute(params![what, seen.as_bytes().as_slice()])?;
            let drafts: Vec<Draft> = interventions.iter().map(|done| recorded(done, db.now_ms())).collect();
            if drafts.is_empty() {
                return Ok(());
            }
            db.log.append(tx, &db.kinds, db.now_ms(), ENVELOPE, drafts)
        })
    }

    /// One version of the current plan by its number, reviewed by the facts of an instant in the person's time zone;
    /// `None` when there is none. What another device wrote has passed no review here, and what was safe then may not
    /// be so now. What the review changes or refuses is written to the log, once.
    ///
    /// # Errors
    /// Those of reading the database, and of writing an intervention.
    pub fn plan_version(&self, number: u32, now_ms: i64, zone: &TimeZone) -> Result<Option<PlanToday>, Error> {
        let found = self.plan_versions()?.into_iter().find(|version| version.number == number);
        let Some(version) = found else { return Ok(None) };
        let reviewed = version.plan.review(&self.facts(now_ms, zone)?);
        self.note_review(&format!("plan_review:{number}"), done_by(&reviewed))?;
        Ok(Some(reviewed))
    }

    /// Every version of the current plan as the envelope lets it be shown by these facts, oldest first. One that is
    /// refused keeps its number, its time and its author, and nothing else.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn plan_versions_today(&self, facts: &Facts) -> Result<Vec<PlanVersion>, Error> {
        let shown = |version: PlanVersion| {
            let plan = match version.plan.clone().review(facts) {
                Ok(reviewed) => reviewed.into_inner(),
                Err(Refused(intervention)) => Plan {
                    title: String::new(),
                    sessions: Vec::new(),
                    reason: format!("Not shown: {}.", intervention.detail),
                    ..version.plan
                },
            };
            PlanVersion { plan, ..version }
        };
        Ok(self.plan_versions()?.into_iter().map(shown).collect())
    }

    /// Every version of the current plan, oldest first. They are what was written then: one that is to be used or shown
    /// has to be reviewed again.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn plan_versions(&self) -> Result<Vec<PlanVersion>, Error> {
        self.db().read(|connection| {
            let Some(Value::String(id)) = cell(connection, "plan", "", "current")? else { return Ok(Vec::new()) };
            let mut statement = connection
                .prepare_cached("SELECT stamp, actor, body FROM plan_version WHERE plan = ?1 ORDER BY stamp, device")?;
            let mut rows = statement.query([&id])?;
            let mut versions: Vec<PlanVersion> = Vec::new();
            while let Some(row) = rows.next()? {
                let (stamp, actor): (i64, String) = (row.get(0)?, row.get(1)?);
                let body = parse(&row.get::<_, String>(2)?)?;
                let plan = match body.get("session") {
                    None => from_value(body)?,
                    Some(session) => {
                        let Some(before) = versions.last() else { continue };
                        let mut plan = before.plan.clone();
                        put_into(&mut plan, from_value(session.clone())?);
                        if let Some(Value::String(reason)) = body.get("reason") {
                            plan.reason.clone_from(reason);
                        }
                        plan
                    }
                };
                let number = versions.len() as u32 + 1;
                let at_ms = Stamp::from_i64(stamp).map_or(0, Stamp::millis);
                versions.push(PlanVersion { number, at_ms, actor, plan });
            }
            Ok(versions)
        })
    }

    /// Writes a target. Only a reviewed one is taken.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_target(&self, target: &Reviewed<Target>, actor: &str) -> Result<(), Error> {
        self.db().append(actor, vec![Draft::new("target.put", to_value(target.value())?)])
    }

    /// The targets that stand by today's facts, by id. One that the envelope refuses by now is left out. What the
    /// review changes or refuses is written to the log, once.
    ///
    /// # Errors
    /// Those of reading the database, and of writing an intervention.
    pub fn targets(&self, facts: &Facts) -> Result<Vec<Target>, Error> {
        let stored: Vec<Target> = self.db().read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT value FROM cell WHERE kind = 'target' AND value IS NOT NULL ORDER BY row")?;
            let values = statement.query_map([], |row| row.get::<_, String>(0))?;
            values.map(|value| from_value(parse(&value?)?)).collect()
        })?;
        let reviewed: Vec<_> = stored.into_iter().map(|target| target.review(facts)).collect();
        let interventions: Vec<Intervention> = reviewed.iter().flat_map(done_by).cloned().collect();
        self.note_review("target_review", &interventions)?;
        Ok(reviewed.into_iter().filter_map(Result::ok).map(Reviewed::into_inner).collect())
    }
}

/// What a review did.
fn done_by<T>(reviewed: &Result<Reviewed<T>, Refused>) -> &[Intervention] {
    match reviewed {
        Ok(reviewed) => reviewed.interventions(),
        Err(Refused(intervention)) => std::slice::from_ref(intervention),
    }
}

/// The current plan as the logs of all devices make it, not reviewed.
pub(crate) fn merged(connection: &Connection) -> Result<Option<Plan>, Error> {
    let Some(Value::String(id)) = cell(connection, "plan", "", "current")? else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT field, value FROM cell WHERE kind = 'plan' AND row = ?1 AND value IS NOT NULL ORDER BY stamp, device",
    )?;
    let mut rows = statement.query([&id])?;
    let mut plan: Option<Plan> = None;
    while let Some(row) = rows.next()? {
        let field: String = row.get(0)?;
        let value = parse(&row.get::<_, String>(1)?)?;
        if field == "plan" {
            // Sessions that were written before this plan were replaced by it.
            plan = Some(from_value(value)?);
        } else if let Some(plan) = &mut plan {
            put_into(plan, from_value(value)?);
        }
    }
    Ok(plan)
}

/// Puts a session in the place of the one with its id, or adds it, in order of time.
fn put_into(plan: &mut Plan, session: PlannedSession) {
    match plan.sessions.iter_mut().find(|planned| planned.id == session.id) {
        Some(planned) => *planned = session,
        None => plan.sessions.push(session),
    }
    plan.sessions.sort_by(|a, b| (a.date, a.start, &a.id).cmp(&(b.date, b.start, &b.id)));
}
