//! Finding again what was said: conversations, the journal, notes of workouts. By words, which always works, and by
//! meaning ([`vectors`]) where there is an encoder.

mod vectors;

use crate::rows::{PERSON, limit};
use crate::{Error, Store};
use coach_domain::record::Workout;
use rusqlite::{Connection, params};
use serde::Serialize;
use std::collections::BTreeSet;

/// Words of a question that are looked for at most.
const MOST_WORDS: usize = 24;
/// Words around the one that was found.
const SNIPPET_WORDS: i64 = 24;

/// Words that say nothing about what a text is about. A question of these alone is looked for as it stands.
const IDLE: &[&str] = &[
    "a", "about", "an", "and", "are", "at", "be", "been", "but", "did", "do", "does", "for", "from", "had", "have",
    "how", "i", "in", "is", "it", "last", "me", "my", "of", "on", "or", "say", "said", "so", "that", "the", "there",
    "this", "time", "to", "was", "we", "were", "what", "when", "where", "which", "with", "you",
];

/// Something that was said or written down.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = SearchHit)]
pub struct Found {
    /// `message`, `workout`, or the kind of a journal entry such as `meal` or `pain`.
    pub kind: String,
    /// Id of the conversation, the entry or the workout.
    pub id: String,
    /// `person`, or the coach who said it.
    pub said_by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The whole text.
    pub text: String,
    /// The words around what was found, with `…` where text was left out.
    pub snippet: String,
}

impl Store {
    /// Looks for words in conversations, the journal and notes of workouts: texts with all of them first, then those
    /// with some, the most telling ones in front. Endings, accents and capitals do not matter; the last word may be the
    /// beginning of one.
    ///
    /// # Errors
    /// Those of reading the database. No words give no finds.
    pub fn search(&self, text: &str, count: usize) -> Result<Vec<Found>, Error> {
        let words = terms(text);
        if words.is_empty() || count == 0 {
            return Ok(Vec::new());
        }
        self.db().read(|connection| {
            let mut found = Vec::new();
            let mut seen = BTreeSet::new();
            for joint in [" AND ", " OR "] {
                for (id, hit) in matches(connection, &words.join(joint), count)? {
                    if found.len() < count && seen.insert(id) {
                        found.push(hit);
                    }
                }
            }
            Ok(found)
        })
    }
}

/// The words of a question as terms of FTS5: quoted, so that none is an operator.
pub(crate) fn terms(text: &str) -> Vec<String> {
    let all: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .take(MOST_WORDS)
        .collect();
    let telling: Vec<&String> = all.iter().filter(|word| !IDLE.contains(&word.as_str())).collect();
    let chosen = if telling.is_empty() { all.iter().collect() } else { telling };
    let last = chosen.len().saturating_sub(1);
    let term = |(index, word): (usize, &String)| match index {
        // A beginning of one or two letters fits everything.
        index if index == last && word.chars().count() > 2 => format!("\"{word}\" *"),
        _ => format!("\"{word}\""),
    };
    chosen.into_iter().enumerate().map(term).collect()
}

fn matches(connection: &Connection, query: &str, count: usize) -> Result<Vec<(i64, Found)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT t.id, t.kind, t.owner, t.said_by, t.at_ms, t.body, snippet(search, 0, '', '', '…', ?3)
         FROM search JOIN search_text AS t ON t.id = search.rowid
         WHERE search MATCH ?1 ORDER BY rank, t.at_ms DESC, t.id LIMIT ?2",
    )?;
    let rows = statement.query_map(params![query, limit(count), SNIPPET_WORDS], |row| {
        let found = Found {
            kind: row.get(1)?,
            id: row.get(2)?,
            said_by: row.get(3)?,
            at_ms: row.get(4)?,
            text: row.get(5)?,
            snippet: row.get(6)?,
        };
        Ok((row.get(0)?, found))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the note of a workout in step with it.
pub(crate) fn put_note(tx: &Connection, id: &str, workout: &Workout) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM search_text WHERE owner = ?1 AND part = 'note'")?.execute([id])?;
    if let Some(note) = workout.note.as_deref().map(str::trim).filter(|note| !note.is_empty()) {
        tx.prepare_cached(
            "INSERT INTO search_text (kind, owner, part, said_by, at_ms, body) VALUES ('workout', ?1, 'note', ?2, ?3, ?4)",
        )?
        .execute(params![id, PERSON, workout.start_ms, note])?;
    }
    Ok(())
}
