//! What a question asks for, learned: a linear layer on an encoder's vectors, beside the rules of the built-in coach.
//!
//! `models/intents/train.py` writes the layer and says how it was learned, `models/intents/EVALUATION.md` how often it
//! is right. It holds for one encoder alone, which is known by what it says of one sentence.

use crate::embedding::{Embedder, likeness};
use serde::Deserialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The layer.
const HEAD: &str = include_str!("../../../models/intents/intents.json");
/// Least cosine of the probe's vector with that of the training: other precisions of the same encoder are above it,
/// other encoders far below.
const SAME: f64 = 0.99;
/// Questions whose answer is kept: a turn asks about its own several times, and about those before it.
const KEPT: usize = 64;
/// Longest text that is read, in characters, as in training.
const LONGEST: usize = 400;

/// What a question is likely to ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Intent {
    /// A tool, with `:` and what is changed or written down behind some; `off_topic`, `talk` or `named` where no tool
    /// is asked for.
    pub class: &'static str,
    /// Probability from 0 to 1 of the tool, or of none.
    pub sure: f32,
}

impl Intent {
    /// The tool that is asked for; `None` where no tool is.
    #[must_use]
    pub fn tool(&self) -> Option<&'static str> {
        tool_of(self.class)
    }
}

/// Tells what questions ask for. A call may block for some milliseconds a question, the first one as long as an encoder
/// takes to be loaded. Everything that uses it works without it, by rules.
pub trait Intents: Send + Sync {
    /// For each question what it asks for; `None` where nothing can be said.
    fn of(&self, questions: &[&str]) -> Vec<Option<Intent>>;
}

/// The layer on an encoder.
pub struct IntentHead {
    encoder: Arc<dyn Embedder>,
    seen: Mutex<VecDeque<(String, Intent)>>,
}

impl std::fmt::Debug for IntentHead {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("IntentHead").field(&self.encoder.name()).finish()
    }
}

impl IntentHead {
    /// The layer on this encoder; `None` when it was learned with another one.
    #[must_use]
    pub fn on(encoder: Arc<dyn Embedder>) -> Option<Self> {
        let head = HEAD_READ.as_ref()?;
        let probe = encoder.embed(&[&head.probe.text]).ok()?.pop()?;
        let same = probe.len() == head.probe.vector.len() && likeness(&probe, &head.probe.vector) >= SAME;
        same.then(|| Self { encoder, seen: Mutex::default() })
    }

    fn known(&self, question: &str) -> Option<Intent> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().find(|(text, _)| text == question).map(|(_, intent)| intent.clone())
    }
}

impl Intents for IntentHead {
    fn of(&self, questions: &[&str]) -> Vec<Option<Intent>> {
        let cut: Vec<&str> = questions.iter().map(|text| beginning(text)).collect();
        let new: Vec<&str> = cut.iter().filter(|text| self.known(text).is_none()).copied().collect();
        if let (false, Some(head)) = (new.is_empty(), HEAD_READ.as_ref())
            && let Ok(vectors) = self.encoder.embed(&new)
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            for (text, vector) in new.iter().zip(vectors) {
                if let Some(intent) = head.decide(&vector) {
                    seen.push_back(((*text).to_owned(), intent));
                }
            }
            // What is asked about now is kept whole, however much it is.
            while seen.len() > KEPT.max(questions.len()) {
                seen.pop_front();
            }
        }
        cut.iter().map(|text| self.known(text)).collect()
    }
}

fn beginning(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

fn tool_of(class: &str) -> Option<&str> {
    let tool = class.split(':').next().unwrap_or(class);
    (!["off_topic", "talk", "named"].contains(&tool)).then_some(tool)
}

static HEAD_READ: LazyLock<Option<Head>> = LazyLock::new(|| serde_json::from_str(HEAD).ok());

/// Every class that the layer tells apart.
#[cfg(test)]
pub(crate) fn classes() -> impl Iterator<Item = &'static str> {
    HEAD_READ.iter().flat_map(|head| &head.classes).map(|class| class.name.as_str())
}

/// As `train.py` writes it.
#[derive(Deserialize)]
struct Head {
    probe: Probe,
    classes: Vec<Class>,
}

#[derive(Deserialize)]
struct Probe {
    text: String,
    vector: Vec<f32>,
}

/// A class's score is `bias + scale * (weights · vector)`.
#[derive(Deserialize)]
struct Class {
    name: String,
    bias: f32,
    scale: f32,
    weights: Vec<i8>,
}

impl Head {
    /// The likeliest tool, or none, and its likeliest class. Probabilities of classes of one tool are added up.
    fn decide(&'static self, vector: &[f32]) -> Option<Intent> {
        let score = |class: &Class| {
            let sum: f32 = class.weights.iter().zip(vector).map(|(weight, value)| f32::from(*weight) * value).sum();
            class.bias + class.scale * sum
        };
        let scores: Vec<f32> = self.classes.iter().map(score).collect();
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
        let all: f32 = powers.iter().sum();
        let mut tools: BTreeMap<Option<&str>, f32> = BTreeMap::new();
        for (class, power) in self.classes.iter().zip(&powers) {
            *tools.entry(tool_of(&class.name)).or_default() += power;
        }
        let (tool, of_tool) = tools.into_iter().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        let own = self.classes.iter().zip(&powers).filter(|(class, _)| tool_of(&class.name) == tool);
        let (class, _) = own.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        Some(Intent { class: &class.name, sure: of_tool / all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::EmbedError;

    /// Says of every text what the training's encoder says of the probe, or the opposite.
    struct Fixed {
        vector: Vec<f32>,
        read: std::sync::atomic::AtomicUsize,
    }

    impl Embedder for Fixed {
        fn name(&self) -> &str {
            "fixed"
        }

        fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
            self.read.fetch_add(texts.len(), std::sync::atomic::Ordering::Relaxed);
            Ok(vec![self.vector.clone(); texts.len()])
        }
    }

    fn encoder(change: impl Fn(f32) -> f32) -> Arc<Fixed> {
        let vector = HEAD_READ.as_ref().unwrap().probe.vector.iter().map(|value| change(*value)).collect();
        Arc::new(Fixed { vector, read: std::sync::atomic::AtomicUsize::new(0) })
    }

    #[test]
    fn the_layer_is_whole() {
        let head = HEAD_READ.as_ref().unwrap();
        assert!(head.classes.len() > 40);
        let length: f32 = head.probe.vector.iter().map(|value| value * value).sum();
        assert!((length - 1.0).abs() < 1e-3, "{length}");
        for class in &head.classes {
            assert_eq!(class.weights.len(), head.probe.vector.len(), "{}", class.name);
            assert!(class.weights.iter().any(|weight| weight.unsigned_abs() == 127), "{}", class.name);
        }
    }

    #[test]
    fn it_holds_for_its_encoder_alone() {
        assert!(IntentHead::on(encoder(|value| value)).is_some());
        assert!(IntentHead::on(encoder(|value| (value * 127.0).round() / 127.0)).is_some(), "a coarser one");
        assert!(IntentHead::on(encoder(|value| -value)).is_none());
        assert!(IntentHead::on(encoder(f32::abs)).is_none());
        let short = Fixed { vector: vec![1.0], read: std::sync::atomic::AtomicUsize::new(0) };
        assert!(IntentHead::on(Arc::new(short)).is_none());
    }

    #[test]
    fn a_question_is_read_once_and_gets_the_likeliest_tool() {
        let encoder = encoder(|value| value);
        let head = IntentHead::on(Arc::clone(&encoder) as Arc<dyn Embedder>).unwrap();
        let first = head.of(&["How did I sleep last night, and should I train today?", "and the other"]);
        let again = head.of(&["and the other", "How did I sleep last night, and should I train today?"]);
        assert_eq!(first, again);
        assert_eq!(encoder.read.load(std::sync::atomic::Ordering::Relaxed), 3, "the probe and two questions");
        let intent = first[0].clone().unwrap();
        assert!(["getSleepData", "getRecoveryScore"].contains(&intent.tool().unwrap()), "{intent:?}");
        assert!(intent.sure > 0.3 && intent.sure <= 1.0, "{intent:?}");
        let many: Vec<String> = (0..200).map(|at| format!("question {at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(head.of(&many).iter().all(Option::is_some));
        assert!(head.seen.lock().unwrap().len() <= 200);
        head.of(&["x"]);
        assert!(head.seen.lock().unwrap().len() <= KEPT);
    }

    #[test]
    fn classes_name_their_tools() {
        assert_eq!(tool_of("modifyWorkout:skip"), Some("modifyWorkout"));
        assert_eq!(tool_of("getSleepData"), Some("getSleepData"));
        assert_eq!(tool_of("off_topic"), None);
        assert_eq!(beginning(&"é".repeat(500)).chars().count(), LONGEST);
    }
}
