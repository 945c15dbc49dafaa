//! Which tools a question is about, by examples of questions: the nearest example says more than a tool's description.
//!
//! Of the 186 held-out questions of this crate, five tools chosen by names hold a right one 63 times, by the words of the
//! examples 165 times. With the real descriptions and embeddings of MiniLM it is 235 of 242; see
//! `models/minilm/README.md`.

use crate::chat::ToolDescription;
use crate::embedding::{Embedder, likeness};
use crate::tools::{ToolScorer, words};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, OnceLock};

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
    /// Vectors of the examples, made once.
    vectors: Arc<OnceLock<Option<Vec<Vec<f32>>>>>,
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

    fn meanings(&self, question: &str, tools: &[ToolDescription]) -> Option<Vec<f64>> {
        let embedder = self.embedder.as_ref()?;
        let examples = self.vectors.get_or_init(|| {
            let questions: Vec<&str> = BOOK.iter().map(|example| example.question).collect();
            embedder.embed(&questions).ok()
        });
        let examples = examples.as_ref()?;
        let described: Vec<String> =
            tools.iter().map(|tool| format!("{}: {}", spaced(&tool.name), tool.description)).collect();
        let mut texts = vec![question];
        texts.extend(described.iter().map(String::as_str));
        let mut vectors = embedder.embed(&texts).ok()?;
        let descriptions = vectors.split_off(1);
        let asked = vectors.first()?;
        let near: Vec<f64> = examples.iter().map(|vector| likeness(asked, vector)).collect();
        let own = descriptions.iter().map(|vector| likeness(asked, vector)).collect();
        Some(best(tools, &near, own))
    }
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
    struct Letters {
        fails: bool,
    }

    impl Embedder for Letters {
        fn name(&self) -> &str {
            "letters"
        }

        fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
            if self.fails {
                return Err(EmbedError("broken".to_owned()));
            }
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
        let scores = Phrasebook::by_meaning(Arc::new(Letters { fails: false })).scores(question, &tools);
        let at = tools.iter().position(|tool| tool.name == "getSleepData").unwrap();
        assert!(scores[at] > 0.999, "the same question is an example: {}", scores[at]);
        assert_eq!(
            Phrasebook::by_meaning(Arc::new(Letters { fails: true })).scores(question, &tools),
            Phrasebook::by_words().scores(question, &tools)
        );
        assert!(Phrasebook::by_words().scores("", &tools).iter().all(|score| *score == 0.0));
    }
}
