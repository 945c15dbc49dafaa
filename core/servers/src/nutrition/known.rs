//! The foods that words may mean: the table's, and those of catalogues that the person brought in or looked up.

use crate::desk::failed;
use coach_domain::nutrition::food::ImportedFood;
use coach_domain::nutrition::meal::{Candidate, FoodLookup, Spelling, TableLookup, name_key};
use coach_mcp::ToolError;
use coach_store::Store;
use std::cell::RefCell;

/// Confidence of the table from which on no catalogue is asked.
const SURE: f64 = 0.9;
/// Confidence in a food of a catalogue of which the words are the whole name.
const NAMED: f64 = 0.95;
/// The same where other foods have that name too, or where the words are a part of one name alone.
const TAKEN: f64 = 0.8;
/// Names to choose from in a question.
const NEAR: usize = 4;

/// Looks foods up in the table first, then in the catalogues.
pub(super) struct KnownFoods<'a> {
    store: &'a Store,
    /// The first failure of the database; a lookup has no other way to tell of it.
    failure: RefCell<Option<coach_store::Error>>,
}

impl<'a> KnownFoods<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store, failure: RefCell::new(None) }
    }

    /// Fails if any look-up did.
    pub(super) fn check(self) -> Result<(), ToolError> {
        self.failure.into_inner().map_or(Ok(()), |error| Err(failed(error)))
    }

    fn ask<T: Default>(&self, question: impl FnOnce(&Store) -> Result<T, coach_store::Error>) -> T {
        question(self.store).unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    /// The food of a catalogue that the words are the name of, or that alone has all of them in its name.
    fn in_catalogues(&self, words: &str) -> Option<Candidate> {
        let mut named = self.ask(|store| store.foods_named(&name_key(words), 2)).into_iter();
        if let Some(first) = named.next() {
            return Some(match named.next().filter(|second| second.per_100 != first.per_100) {
                None => first.candidate(NAMED, None),
                Some(_) => {
                    first.candidate(TAKEN, Some(format!("taken as {}; others have this name too", first.title())))
                }
            });
        }
        // A single word is a part of too many names.
        words.split_whitespace().nth(1)?;
        match &self.ask(|store| store.find_foods(words, 2))[..] {
            [only] => Some(only.candidate(TAKEN, Some(format!("taken as {}", only.title())))),
            _ => None,
        }
    }
}

impl FoodLookup for KnownFoods<'_> {
    fn find(&self, words: &str) -> Vec<Candidate> {
        let table = TableLookup.find(words);
        if table.first().is_some_and(|best| best.confidence >= SURE && best.assumed.is_none()) {
            return table;
        }
        let surer = |found: &Candidate| table.first().is_none_or(|best| found.confidence > best.confidence);
        match self.in_catalogues(words).filter(surer) {
            Some(found) => std::iter::once(found).chain(table).collect(),
            None => table,
        }
    }

    fn get(&self, id: &str) -> Option<Candidate> {
        TableLookup.get(id).or_else(|| Some(self.ask(|store| store.food(id))?.candidate(1.0, None)))
    }

    fn spell(&self, word: &str) -> Spelling {
        match TableLookup.spell(word) {
            Spelling::Unknown if self.ask(|store| store.is_word_of_foods(word)) => Spelling::Known,
            spelling => spelling,
        }
    }

    fn near(&self, words: &str) -> Vec<String> {
        let mut names = TableLookup.near(words);
        if names.len() < NEAR {
            let found = self.ask(|store| store.find_foods(words, NEAR - names.len()));
            names.extend(found.iter().map(ImportedFood::title));
        }
        names
    }
}
