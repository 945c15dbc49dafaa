//! Which tools a question is about, by examples of questions: the nearest example says more than a tool's description.
//!
//! Of the 186 held-out questions of this crate, five tools chosen by names hold a right one 63 times, by the words of the
//! examples 165 times. With the real descriptions and embeddings of MiniLM it is 235 of 242; see
//! `models/minilm/README.md`.

use crate::catalogue::Digest;
use crate::chat::ToolDescription;
use crate::embedding::{Embedder, likeness};
use crate::tools::{ToolScorer, words};
use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// Ways of asking that the rules were built with: `tool|tool: question`, with `=>` and arguments behind some. They are
/// tests of the rules as well, which is where they live.
const EXAMPLES: [&str; 3] = [
    include_str!("../tests/phrasings/training.txt"),
    include_str!("../tests/phrasings/classes.txt"),
    include_str!("../tests/phrasings/coaching.txt"),
];
/// Okapi BM25 with the usual constants (Robertson and Zaragoza 2009).
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// A way of asking, and the tools that are right for it.
struct Example {
    tools: Vec<&'static str>,
    question: &'static str,
    words: Vec<String>,
}

static BOOK: LazyLock<Vec<Example>> =
    LazyLock::new(|| EXAMPLES.iter().flat_map(|text| text.lines()).filter_map(read).collect());

fn read(line: &'static str) -> Option<Example> {
    if line.starts_with('#') {
        return None;
    }
    let (tools, rest) = line.split_once(": ")?;
    let question = rest.split(" => ").next().unwrap_or(rest).trim();
    let tools = tools.split('|').map(str::trim).filter(|tool| *tool != "-").collect();
    Some(Example { tools, question, words: words(question) })
}

/// Scores tools by the examples of questions that are nearest. A tool's description counts as one more example, so that
/// tools that no example names are found too.
#[derive(Clone, Default)]
pub struct Phrasebook {
    embedder: Option<Arc<dyn Embedder>>,
    /// Where vectors of the examples are kept from one start to the next.
    file: Option<PathBuf>,
    /// Vectors of the examples, made once.
    vectors: Arc<OnceLock<Option<Vec<Vec<f32>>>>>,
    /// Vectors of descriptions of tools, which are the same in nearly every question.
    described: Arc<Mutex<HashMap<String, Vec<f32>>>>,
}

impl std::fmt::Debug for Phrasebook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.embedder.as_ref().map_or("words", |embedder| embedder.name());
        formatter.debug_tuple("Phrasebook").field(&name).finish()
    }
}

impl Phrasebook {
    /// By the words that a question shares with the examples.
    #[must_use]
    pub fn by_words() -> Self {
        Self::default()
    }

    /// By meaning; by words where the embedder fails. The first question takes as long as embedding the examples.
    #[must_use]
    pub fn by_meaning(embedder: Arc<dyn Embedder>) -> Self {
        Self { embedder: Some(embedder), ..Self::default() }
    }

    /// Keeps the vectors of the examples in this file, so that they are made once for an encoder and not at each
    /// start. They are made again when the file is damaged or of another encoder.
    #[must_use]
    pub fn kept_in(self, file: PathBuf) -> Self {
        Self { file: Some(file), ..self }
    }

    fn meanings(&self, question: &str, tools: &[ToolDescription]) -> Option<Vec<f64>> {
        let embedder = self.embedder.as_ref()?;
        let examples = self.vectors.get_or_init(|| self.examples(embedder.as_ref())).as_ref()?;
        let asked = embedder.embed(&[question]).ok()?.pop()?;
        let near: Vec<f64> = examples.iter().map(|vector| likeness(&asked, vector)).collect();
        let own = self.descriptions(embedder.as_ref(), tools)?;
        let own = own.iter().map(|vector| likeness(&asked, vector)).collect();
        Some(best(tools, &near, own))
    }

    fn examples(&self, embedder: &dyn Embedder) -> Option<Vec<Vec<f32>>> {
        let questions: Vec<&str> = BOOK.iter().map(|example| example.question).collect();
        let whose = (embedder.name().to_owned(), fingerprint(&questions));
        let kept = self.file.as_ref().and_then(|file| std::fs::read(file).ok());
        let kept = kept.and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
        if let Some(kept) = kept
            && (&kept.encoder, &kept.examples) == (&whose.0, &whose.1)
            && kept.vectors.len() == questions.len()
        {
            return Some(kept.vectors);
        }
        let vectors = embedder.embed(&questions).ok()?;
        let kept = Kept { encoder: whose.0, examples: whose.1, vectors };
        if let Some(file) = &self.file
            && let Ok(bytes) = serde_json::to_vec(&kept)
        {
            // A cache: half of it is told from all of it, and one that cannot be written is made again.
            let _ = std::fs::write(file, bytes);
        }
        Some(kept.vectors)
    }

    fn descriptions(&self, embedder: &dyn Embedder, tools: &[ToolDescription]) -> Option<Vec<Vec<f32>>> {
        let texts: Vec<String> =
            tools.iter().map(|tool| format!("{}: {}", spaced(&tool.name), tool.description)).collect();
        let mut known = self.described.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<&str> = texts.iter().filter(|text| !known.contains_key(*text)).map(String::as_str).collect();
        if !new.is_empty() {
            let vectors = embedder.embed(&new).ok()?;
            known.extend(new.iter().map(|text| (*text).to_owned()).zip(vectors));
        }
        texts.iter().map(|text| known.get(text).cloned()).collect()
    }
}

/// Vectors of the examples in a file.
#[derive(Serialize, Deserialize)]
struct Kept {
    encoder: String,
    /// Hash of the examples.
    examples: Digest,
    vectors: Vec<Vec<f32>>,
}

fn fingerprint(texts: &[&str]) -> Digest {
    let mut hash = sha2::Sha256::new();
    for text in texts {
        hash.update(text);
        hash.update([0]);
    }
    Digest::of(hash)
}

impl ToolScorer for Phrasebook {
    fn scores(&self, question: &str, tools: &[ToolDescription]) -> Vec<f64> {
        self.meanings(question, tools).unwrap_or_else(|| shared_words(question, tools))
    }
}

/// For each tool, the best of its examples and its description.
fn best(tools: &[ToolDescription], near: &[f64], own: Vec<f64>) -> Vec<f64> {
    let mut by_tool: HashMap<&str, f64> = HashMap::new();
    for (example, score) in BOOK.iter().zip(near) {
        for tool in &example.tools {
            let best = by_tool.entry(tool).or_insert(0.0);
            *best = best.max(*score);
        }
    }
    let score = |(tool, own): (&ToolDescription, f64)| by_tool.get(tool.name.as_str()).copied().unwrap_or(0.0).max(own);
    tools.iter().zip(own).map(score).collect()
}

fn shared_words(question: &str, tools: &[ToolDescription]) -> Vec<f64> {
    let described: Vec<Vec<String>> =
        tools.iter().map(|tool| [words(&tool.name), words(&tool.description)].concat()).collect();
    let documents: Vec<&Vec<String>> = BOOK.iter().map(|example| &example.words).chain(&described).collect();
    let count = documents.len() as f64;
    let average = documents.iter().map(|document| document.len()).sum::<usize>() as f64 / count;
    let asked: HashSet<String> = words(question).into_iter().collect();
    let rarity: HashMap<&str, f64> = asked
        .iter()
        .map(|word| {
            let holders = documents.iter().filter(|document| document.contains(word)).count() as f64;
            (word.as_str(), (1.0 + (count - holders + 0.5) / (holders + 0.5)).ln())
        })
        .collect();
    let score = |document: &Vec<String>| -> f64 {
        let length = K1 * (1.0 - B + B * document.len() as f64 / average);
        let of = |(word, rarity): (&&str, &f64)| {
            let times = document.iter().filter(|own| own.as_str() == *word).count() as f64;
            rarity * times * (K1 + 1.0) / (times + length)
        };
        rarity.iter().map(of).sum()
    };
    let near: Vec<f64> = BOOK.iter().map(|example| score(&example.words)).collect();
    best(tools, &near, described.iter().map(score).collect())
}

/// A name in camel case as words.
fn spaced(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.ends_with(char::is_uppercase) {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::EmbedError;
    use crate::tools::{LexicalScorer, PickHints, pick_tools};

    fn held_out() -> Vec<(Vec<&'static str>, &'static str)> {
        let texts =
            [include_str!("../tests/phrasings/held_out.txt"), include_str!("../tests/phrasings/coaching_held_out.txt")];
        let rows = texts.into_iter().flat_map(str::lines).filter_map(read);
        rows.map(|row| (row.tools, row.question)).filter(|(tools, _)| !tools.is_empty()).collect()
    }

    /// Every tool that an example or a held-out question names, with nothing but its name for a description.
    fn tools() -> Vec<ToolDescription> {
        let held_out = held_out();
        let named = BOOK.iter().flat_map(|example| &example.tools).chain(held_out.iter().flat_map(|(tools, _)| tools));
        let mut names: Vec<&str> = named.copied().collect();
        names.sort_unstable();
        names.dedup();
        let describe = |name: &str| ToolDescription {
            name: name.to_owned(),
            description: spaced(name),
            input_schema: serde_json::json!({"type": "object"}),
        };
        names.into_iter().map(describe).collect()
    }

    fn among_five(scorer: &dyn ToolScorer) -> (usize, usize) {
        let (tools, questions) = (tools(), held_out());
        let hits = questions.iter().filter(|(right, question)| {
            let picked = pick_tools(question, &tools, 5, PickHints::default(), scorer);
            picked.iter().any(|tool| right.contains(&tool.name.as_str()))
        });
        (hits.count(), questions.len())
    }

    #[test]
    fn examples_find_the_tool_of_a_held_out_question_where_names_do_not() {
        assert!(BOOK.len() > 400);
        let (by_examples, all) = among_five(&Phrasebook::by_words());
        let (by_names, _) = among_five(&LexicalScorer);
        println!("a right tool among five: {by_examples} of {all} by examples, {by_names} by names");
        assert!(by_examples * 100 >= all * 85, "{by_examples} of {all}");
        assert!(by_examples > by_names, "{by_examples} by examples, {by_names} by names");
    }

    #[test]
    fn a_tool_that_no_example_names_is_found_by_its_description() {
        let mut tools = tools();
        tools.push(ToolDescription {
            name: "weather__forecast".to_owned(),
            description: "Rain, wind and temperature at a place for the coming days.".to_owned(),
            input_schema: serde_json::json!({"type": "object"}),
        });
        let picked = pick_tools(
            "will there be rain and wind tomorrow",
            &tools,
            5,
            PickHints::default(),
            &Phrasebook::by_words(),
        );
        assert!(picked.iter().any(|tool| tool.name == "weather__forecast"));
    }

    /// Counts letters; enough to see that vectors are used, and what happens when there are none.
    #[derive(Default)]
    struct Letters {
        fails: bool,
        read: std::sync::atomic::AtomicUsize,
    }

    impl Embedder for Letters {
        fn name(&self) -> &str {
            "letters"
        }

        fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
            if self.fails {
                return Err(EmbedError("broken".to_owned()));
            }
            self.read.fetch_add(texts.len(), std::sync::atomic::Ordering::Relaxed);
            let vector = |text: &&str| {
                let mut counts = [0.0_f32; 26];
                for letter in text.bytes().filter(u8::is_ascii_alphabetic) {
                    counts[usize::from(letter.to_ascii_lowercase() - b'a')] += 1.0;
                }
                let length = counts.iter().map(|count| count * count).sum::<f32>().sqrt().max(1e-9);
                counts.iter().map(|count| count / length).collect()
            };
            Ok(texts.iter().map(vector).collect())
        }
    }

    #[test]
    fn meaning_decides_where_there_is_an_embedder_and_words_where_it_fails() {
        let tools = tools();
        let question = "How did I sleep last night?";
        let scores = Phrasebook::by_meaning(Arc::new(Letters::default())).scores(question, &tools);
        let at = tools.iter().position(|tool| tool.name == "getSleepData").unwrap();
        assert!(scores[at] > 0.999, "the same question is an example: {}", scores[at]);
        assert_eq!(
            Phrasebook::by_meaning(Arc::new(Letters { fails: true, ..Letters::default() })).scores(question, &tools),
            Phrasebook::by_words().scores(question, &tools)
        );
        assert!(Phrasebook::by_words().scores("", &tools).iter().all(|score| *score == 0.0));
    }

    #[test]
    fn examples_are_read_once_and_a_damaged_file_of_them_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let (file, tools) = (folder.path().join("vectors"), tools());
        let read_for_one_question = || {
            let encoder = Arc::new(Letters::default());
            let book = Phrasebook::by_meaning(Arc::clone(&encoder) as Arc<dyn Embedder>).kept_in(file.clone());
            let scores = book.scores("How did I sleep?", &tools);
            assert_eq!(book.scores("How did I sleep?", &tools), scores);
            (encoder.read.load(std::sync::atomic::Ordering::Relaxed), scores)
        };
        let (first, scores) = read_for_one_question();
        assert_eq!(first, BOOK.len() + tools.len() + 2);
        let (second, again) = read_for_one_question();
        assert_eq!((second, &again), (tools.len() + 2, &scores));
        let whole = std::fs::read(&file).unwrap();
        for damaged in [&whole[..whole.len() / 2], b"", b"{}"] {
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(read_for_one_question(), (first, scores.clone()));
        }
        let other = String::from_utf8(whole).unwrap().replace("\"letters\"", "\"words\"");
        std::fs::write(&file, other).unwrap();
        assert_eq!(read_for_one_question().0, first, "vectors of another encoder");
    }
}
