//! Vectors of texts from a real file of an encoder.
#![cfg(feature = "llama")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod support;

use coach_llm::llama::{LlamaEmbedder, LlamaError, LlamaModel, LlamaOptions};
use coach_llm::{Embedder, likeness};
use std::sync::Arc;
use support::{tiny_bert, tiny_llama::TinyLlama};

fn embedder(folder: &tempfile::TempDir) -> LlamaEmbedder {
    let path = folder.path().join("tiny-bert.gguf");
    std::fs::write(&path, tiny_bert::bytes(7)).unwrap();
    LlamaEmbedder::open(&path, Some(1)).unwrap()
}

#[test]
fn texts_have_vectors_of_length_one_that_depend_on_the_text_alone() {
    let folder = tempfile::tempdir().unwrap();
    let embedder = embedder(&folder);
    assert_eq!(embedder.name(), "tiny bert");
    let texts = ["the heart", "squat", "sleep 8", "THE HEART", "héart", "the heart the squat"];
    let together = embedder.embed(&texts).unwrap();
    for (text, vector) in texts.iter().zip(&together) {
        assert_eq!(vector.len(), 32);
        assert!((likeness(vector, vector) - 1.0).abs() < 1e-5, "{text}");
        assert_eq!(embedder.embed(&[text]).unwrap()[0], *vector, "{text} beside others and alone");
    }
    assert_eq!(together[0], together[3], "capitals do not matter");
    assert_ne!(together[0], together[1], "another text has another vector");
    assert_eq!(embedder.embed(&[]).unwrap(), Vec::<Vec<f32>>::new());
}

#[test]
fn what_is_too_long_empty_or_strange_is_cut_and_never_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let embedder = embedder(&folder);
    let (long, longer) = ("a ".repeat(10_000), "a ".repeat(100_000));
    let words = "日本語 💪🏽 ".repeat(3_000);
    let exact = "a ".repeat(tiny_bert::POSITIONS as usize - 2);
    let texts = ["", " ", "\0", "[CLS] [SEP] [MASK] <|im_end|>", &long, &longer, &words, &exact, "\u{202e}\u{feff}"];
    let vectors = embedder.embed(&texts).unwrap();
    assert!(vectors.iter().flatten().all(|number| number.is_finite()));
    assert_eq!(vectors[4], vectors[5], "only so much of a text is read");
    assert_eq!(vectors[4], vectors[7], "what fits exactly is read whole");
}

#[test]
fn many_may_ask_at_once_and_the_end_waits_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let embedder = Arc::new(embedder(&folder));
    let expected = embedder.embed(&["sleep"]).unwrap();
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (embedder, expected) = (embedder.clone(), expected.clone());
            std::thread::spawn(move || {
                for _ in 0..20 {
                    assert_eq!(embedder.embed(&["sleep"]).unwrap(), expected);
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
fn a_file_of_another_kind_is_refused_on_either_side() {
    let folder = tempfile::tempdir().unwrap();
    let (bert, llama) = (folder.path().join("bert.gguf"), folder.path().join("llama.gguf"));
    std::fs::write(&bert, tiny_bert::bytes(7)).unwrap();
    std::fs::write(&llama, TinyLlama::default().bytes()).unwrap();
    assert!(matches!(LlamaEmbedder::open(&llama, None), Err(LlamaError::Template(_))));
    assert!(matches!(LlamaModel::open(&bert, LlamaOptions::default()), Err(LlamaError::Template(_))));
    let whole = std::fs::read(&bert).unwrap();
    for cut in [0, 4, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&bert, &whole[..cut]).unwrap();
        assert!(matches!(LlamaEmbedder::open(&bert, None), Err(LlamaError::File(_))), "cut to {cut}");
    }
}
