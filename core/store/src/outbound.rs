//! What may leave this device, and what left: consent as events, and a log of every request.

use crate::log::Draft;
use crate::{Error, Store, codec};
use coach_domain::privacy::{Category, Consent};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How long requests are kept.
const KEPT_MS: i64 = 90 * coach_domain::time::DAY_MS;
/// Bytes of a request's body at most.
const BODY_BYTES: usize = 64 << 20;
/// Outcome of a request of which nothing is known: it is under way, or the process ended.
const UNDER_WAY: &str = "under way";

/// A request that is about to leave.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// Name of the model.
    pub model: &'a str,
    /// Address, without any secret.
    pub url: &'a str,
    /// Ids of the categories that it may hold.
    pub categories: &'a [&'static str],
    /// SHA-256 of the body in hexadecimal digits.
    pub sha256: &'a str,
    /// Every byte of the body.
    pub body: &'a [u8],
    /// Tokens that it is likely to cost, until it is settled.
    pub estimated_tokens: u64,
}

/// One request that left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OutboundEntry {
    /// Number, for its body.
    pub id: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Name of the model.
    pub model: String,
    /// Address that it went to.
    pub url: String,
    /// Ids of the categories that it may hold.
    pub categories: Vec<String>,
    /// Bytes of its body.
    pub bytes: u64,
    /// SHA-256 of its body in hexadecimal digits.
    pub sha256: String,
    /// `answered`, the kind of failure, or `under way`.
    pub outcome: String,
    /// Tokens read, estimated where the service does not tell.
    pub input_tokens: u64,
    /// Tokens written.
    pub output_tokens: u64,
}

impl Store {
    /// What the person shares with models outside this device.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn consent(&self) -> Result<Consent, Error> {
        self.db().read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT row, value FROM cell WHERE kind = 'consent' AND field = 'shared'")?;
            let mut rows = statement.query([])?;
            let mut consent = Consent::default();
            while let Some(row) = rows.next()? {
                let (category, value): (String, Option<String>) = (row.get(0)?, row.get(1)?);
                // A category of a later version is none that anything of this one would leave under.
                if let Some(category) = Category::parse(&category) {
                    consent.set(category, value.as_deref() == Some("true"));
                }
            }
            Ok(consent)
        })
    }

    /// Shares a category, or no longer. Every change is an entry of the event log.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_consent(&self, category: Category, shared: bool, actor: &str) -> Result<(), Error> {
        let data = json!({"category": category.id(), "shared": shared});
        self.db().append(actor, vec![Draft::new("consent.set", data)])
    }

    /// Writes down a request before it leaves, drops those older than 90 days, and returns its number.
    ///
    /// # Errors
    /// Those of writing to the database; nothing may leave then.
    pub fn leaving(&self, leaving: &Leaving<'_>) -> Result<i64, Error> {
        let body = zstd::bulk::compress(leaving.body, 3).map_err(|_| Error::Database("pack a request".to_owned()))?;
        let categories = json!(leaving.categories).to_string();
        let now_ms = self.db().now_ms();
        self.db().write(|tx| {
            tx.prepare_cached("DELETE FROM outbound WHERE at_ms < ?1")?.execute([now_ms - KEPT_MS])?;
            tx.prepare_cached(
                "INSERT INTO outbound
                 (at_ms, model, url, categories, bytes, sha256, body, outcome, input_tokens, output_tokens)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
            )?
            .execute(params![
                now_ms,
                leaving.model,
                leaving.url,
                categories,
                leaving.body.len() as i64,
                leaving.sha256,
                body,
                UNDER_WAY,
                i64::try_from(leaving.estimated_tokens).unwrap_or(i64::MAX),
            ])?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// Writes down what came of a request.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn settle(&self, id: i64, outcome: &str, input_tokens: u64, output_tokens: u64) -> Result<(), Error> {
        let number = |tokens| i64::try_from(tokens).unwrap_or(i64::MAX);
        self.db().write(|tx| {
            tx.prepare_cached("UPDATE outbound SET outcome = ?2, input_tokens = ?3, output_tokens = ?4 WHERE id = ?1")?
                .execute(params![id, outcome, number(input_tokens), number(output_tokens)])?;
            Ok(())
        })
    }

    /// The latest requests that left, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn outbound(&self, limit: usize) -> Result<Vec<OutboundEntry>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, at_ms, model, url, categories, bytes, sha256, outcome, input_tokens, output_tokens
                 FROM outbound ORDER BY id DESC LIMIT ?1",
            )?;
            let rows = statement
                .query_map([crate::rows::limit(limit)], |row| {
                    Ok(OutboundEntry {
                        id: row.get(0)?,
                        at_ms: row.get(1)?,
                        model: row.get(2)?,
                        url: row.get(3)?,
                        categories: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
                        bytes: row.get(5)?,
                        sha256: row.get(6)?,
                        outcome: row.get(7)?,
                        input_tokens: row.get(8)?,
                        output_tokens: row.get(9)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
            Ok(rows)
        })
    }

    /// Every byte of the body of a request that left.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none of this number; those of reading the database.
    pub fn outbound_body(&self, id: i64) -> Result<Vec<u8>, Error> {
        self.db().read(|connection| {
            let body: Option<Vec<u8>> = connection
                .prepare_cached("SELECT body FROM outbound WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?;
            let body = body.ok_or_else(|| Error::Missing { what: "request", id: id.to_string() })?;
            codec::inflate(&body, BODY_BYTES).ok_or_else(|| Error::Corrupt("a request that left".to_owned()))
        })
    }

    /// Tokens of everything that left at or after a moment (milliseconds since 1970 UTC).
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn tokens_since(&self, at_ms: i64) -> Result<u64, Error> {
        self.db().read(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM outbound WHERE at_ms >= ?1",
                )?
                .query_row([at_ms], |row| row.get(0))?)
        })
    }
}
