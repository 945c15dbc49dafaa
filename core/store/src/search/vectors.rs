//! Finding again by what was meant: vectors of texts, and both rankings as one.
//!
//! The vectors are few enough to look at all of them: a thousand conversations are some ten thousand texts, and four
//! megabytes. An index of nearest neighbours would be larger than what it indexes.

use super::{Found, SNIPPET_WORDS, matches, terms};
use crate::rows::limit;
use crate::{Error, Store};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// How alike two texts are at least, as the cosine of their vectors, to be found by meaning. Texts about different
/// matters lie below 0.2 for the encoders of sentence-transformers, paraphrases above 0.5.
const ALIKE: f64 = 0.35;
/// Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009).
const FUSION: f64 = 60.0;
/// Finds of each ranking that are looked at, for each one that is wanted.
const DEEP: usize = 4;

impl Store {
    /// Texts that the encoder of this name has not read, at most `count`, the newest first: their ids for
    /// [`Store::put_vectors`], and their words.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn texts_without_vectors(&self, encoder: &str, count: usize) -> Result<Vec<(i64, String)>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT t.id, t.body FROM search_text AS t
                 WHERE NOT EXISTS (SELECT 1 FROM search_vector AS v WHERE v.id = t.id AND v.encoder = ?1)
                 ORDER BY t.at_ms DESC, t.id DESC LIMIT ?2",
            )?;
            let rows = statement.query_map(params![encoder, limit(count)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Keeps vectors of length 1 that an encoder made of texts. A text that was removed meanwhile gets none, and one
    /// that was read by another encoder before is that one's no more.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_vectors(&self, encoder: &str, vectors: &[(i64, String, Vec<f32>)]) -> Result<(), Error> {
        self.db().write(|tx| {
            let mut statement = tx.prepare_cached(
                "INSERT OR REPLACE INTO search_vector (id, encoder, vector)
                 SELECT id, ?2, ?3 FROM search_text WHERE id = ?1 AND body = ?4",
            )?;
            for (id, text, vector) in vectors {
                statement.execute(params![id, encoder, packed(vector), text])?;
            }
            Ok(())
        })
    }

    /// Like [`Store::search`], and finds what means the same in other words: `vector` is what the encoder of this name
    /// makes of the text. What is found both ways comes first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn search_by_meaning(
        &self,
        text: &str,
        encoder: &str,
        vector: &[f32],
        count: usize,
    ) -> Result<Vec<Found>, Error> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let deep = count.saturating_mul(DEEP);
        let words = terms(text);
        self.db().read(|connection| {
            let mut scores: HashMap<i64, f64> = HashMap::new();
            let mut found: HashMap<i64, Found> = HashMap::new();
            let mut add = |id: i64, rank: usize| *scores.entry(id).or_default() += 1.0 / (FUSION + 1.0 + rank as f64);
            let by_words = if words.is_empty() { Vec::new() } else { matches(connection, &words.join(" OR "), deep)? };
            for (rank, (id, hit)) in by_words.into_iter().enumerate() {
                add(id, rank);
                found.insert(id, hit);
            }
            for (rank, id) in nearest(connection, encoder, &packed(vector), deep)?.into_iter().enumerate() {
                add(id, rank);
            }
            let mut ranked: Vec<(i64, f64)> = scores.into_iter().collect();
            ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
            let mut hits = Vec::with_capacity(count.min(ranked.len()));
            for (id, _) in ranked.into_iter().take(count) {
                match found.remove(&id) {
                    Some(hit) => hits.push(hit),
                    None => hits.extend(whole(connection, id)?),
                }
            }
            Ok(hits)
        })
    }
}

/// A vector of length 1 as bytes, which is precise to half a percent of the cosine.
fn packed(vector: &[f32]) -> Vec<u8> {
    vector.iter().map(|number| ((number * 127.0).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect()
}

/// Cosine of two packed vectors; 0 when they are not of one size.
fn likeness(one: &[u8], other: &[u8]) -> f64 {
    if one.len() != other.len() {
        return 0.0;
    }
    let product = |(one, other): (&u8, &u8)| i64::from(i32::from(one.cast_signed()) * i32::from(other.cast_signed()));
    let (dot, own, others) = one.iter().zip(other).fold((0, 0, 0), |(dot, own, others), pair| {
        (dot + product(pair), own + product((pair.0, pair.0)), others + product((pair.1, pair.1)))
    });
    let lengths = (own as f64 * others as f64).sqrt();
    if lengths > 0.0 { dot as f64 / lengths } else { 0.0 }
}

/// Ids of the texts that are most alike, the nearest first.
fn nearest(connection: &Connection, encoder: &str, vector: &[u8], count: usize) -> Result<Vec<i64>, Error> {
    let mut statement = connection.prepare_cached("SELECT id, vector FROM search_vector WHERE encoder = ?1")?;
    let mut rows = statement.query([encoder])?;
    let mut near: Vec<(i64, f64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let alike = likeness(vector, row.get_ref(1)?.as_blob().unwrap_or_default());
        if alike >= ALIKE {
            near.push((row.get(0)?, alike));
        }
    }
    near.sort_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
    Ok(near.into_iter().take(count).map(|(id, _)| id).collect())
}

/// A text that shares no word with the question: its snippet is its beginning.
fn whole(connection: &Connection, id: i64) -> Result<Option<Found>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT kind, owner, said_by, at_ms, body FROM search_text WHERE id = ?1")?;
    let found = statement.query_row([id], |row| {
        let text: String = row.get(4)?;
        Ok(Found {
            kind: row.get(0)?,
            id: row.get(1)?,
            said_by: row.get(2)?,
            at_ms: row.get(3)?,
            snippet: beginning(&text),
            text,
        })
    });
    Ok(found.optional()?)
}

fn beginning(text: &str) -> String {
    let words = usize::try_from(SNIPPET_WORDS).unwrap_or(usize::MAX);
    match text.split_whitespace().nth(words) {
        None => text.to_owned(),
        Some(_) => text.split_whitespace().take(words).collect::<Vec<_>>().join(" ") + "…",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(numbers: &[f64]) -> Option<Vec<f32>> {
        let length = numbers.iter().map(|number| number * number).sum::<f64>().sqrt();
        (length > 1e-3).then(|| numbers.iter().map(|number| (number / length) as f32).collect())
    }

    proptest! {
        #[test]
        fn a_byte_a_dimension_keeps_the_cosine(
            pair in prop::collection::vec((-1.0..1.0_f64, -1.0..1.0_f64), 64..384),
        ) {
            let (one, other): (Vec<f64>, Vec<f64>) = pair.into_iter().unzip();
            let (Some(one), Some(other)) = (unit(&one), unit(&other)) else { return Ok(()) };
            let exact: f64 = one.iter().zip(&other).map(|(one, other)| f64::from(*one) * f64::from(*other)).sum();
            prop_assert!((likeness(&packed(&one), &packed(&other)) - exact).abs() < 0.02);
        }
    }

    #[test]
    fn vectors_of_another_size_or_length_zero_are_like_nothing() {
        assert!(likeness(&packed(&[1.0, 0.0]), &packed(&[1.0])).abs() < 1e-12);
        assert!(likeness(&packed(&[0.0, 0.0]), &packed(&[1.0, 0.0])).abs() < 1e-12);
        assert!((likeness(&packed(&[0.6, 0.8]), &packed(&[0.6, 0.8])) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_beginning_is_cut_between_words() {
        assert_eq!(beginning("two  words"), "two  words");
        let long = "w ".repeat(30);
        assert_eq!(beginning(&long), "w ".repeat(23) + "w…");
    }
}
