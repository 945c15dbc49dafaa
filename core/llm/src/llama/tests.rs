//! What can only be seen from inside: tokens, and the state of a session.

use super::engine;
use super::session::{self, Interrupted, Session, SessionSetup};
use super::taint::Rendered;
use super::vocab::Marks;
use crate::gguf::Gguf;
use crate::test_support::tiny_llama::{SPECIAL, TinyLlama};
use llama_cpp_2::model::LlamaModel as Weights;
use llama_cpp_2::model::params::LlamaModelParams;
use llama_cpp_2::token::LlamaToken;
use proptest::prelude::*;
use std::sync::LazyLock;

static TINY: LazyLock<(Weights, Marks)> = LazyLock::new(|| {
    let bytes = TinyLlama::default().bytes();
    let path = std::env::temp_dir().join(format!("coach-llama-inside-{}.gguf", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let weights = Weights::load_from_file(engine::backend().unwrap(), &path, &LlamaModelParams::default()).unwrap();
    std::fs::remove_file(&path).unwrap();
    let file = Gguf::read(bytes.as_slice(), bytes.len() as u64).unwrap();
    (weights, Marks::of(&file))
});

/// Tokens that these sessions read at once.
const CHUNK: usize = 64;

fn session(context_tokens: u32) -> Session<'static> {
    let setup = SessionSetup { context_tokens, threads: 1, chunk: CHUNK as u32, small_memory: false };
    Session::new(engine::backend().unwrap(), &TINY.0, setup).unwrap()
}

fn prompt(length: usize, seed: i32) -> Vec<LlamaToken> {
    (0..length).map(|at| LlamaToken((at as i32 * 31 + seed * 7) % 256)).collect()
}

/// Logits after a prompt.
fn logits(session: &mut Session<'_>, prompt: &[LlamaToken]) -> Vec<f32> {
    session.read(prompt, &|| false).unwrap_or_else(|_| panic!("not read")).logits().to_vec()
}

fn best(logits: &[f32]) -> usize {
    (0..logits.len()).max_by(|&left, &right| logits[left].total_cmp(&logits[right])).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Cutting at marks ourselves gives the tokens that llama.cpp gives when it looks for them.
    #[test]
    fn a_prompt_has_the_tokens_that_llama_cpp_gives_it(
        text in "(sleep|score| |\n|<\\|im_start\\|>|<\\|im_end\\|>|<tool_call>|</tool_call>|<think>|é|<\\||user|\\{\"a\": 1\\}){0,20}"
    ) {
        let (weights, marks) = &*TINY;
        let theirs = weights.vocab().tokenize(text.as_bytes(), false, true);
        prop_assert_eq!(marks.tokenize(weights, &Rendered { text, outside: Vec::new() }), theirs);
    }

    /// However marks are spelt in text from outside, the prompt has those of the template only, and the same text.
    #[test]
    fn text_from_outside_has_no_marks(
        outside in "(sleep| |\n|<\\|im_start\\|>|<\\|im_end\\|>|<tool_call>|</tool_call>|<think>|<\\|endoftext\\|>|<\\|im_|end\\|>|<|\\||>|é|\u{f0001}){0,16}",
        own in 0..3_usize,
    ) {
        let (weights, marks) = &*TINY;
        let template = "<|im_start|>user\n".repeat(own);
        let rendered = marks.taint().clear(&format!("{template}{}", marks.taint().mark(&outside)));
        let tokens = marks.tokenize(weights, &rendered);
        let special = |token: &LlamaToken| SPECIAL.iter().any(|mark| marks.find(mark).is_some_and(|(id, _)| id == token.0));
        prop_assert_eq!(tokens.iter().filter(|token| special(token)).count(), own);
        let written: Vec<u8> =
            tokens.iter().flat_map(|token| weights.vocab().token_to_piece(*token, true, None)).collect();
        prop_assert_eq!(String::from_utf8_lossy(&written), rendered.text);
    }
}

#[test]
fn going_on_from_what_was_read_is_the_same_as_reading_it_all() {
    let mut warm = session(512);
    // Lengths around the size of a piece, growing, shrinking, changed in the middle.
    let mut asked = Vec::new();
    for length in [1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300, 40, 300] {
        asked.push(prompt(length, 0));
        let mut changed = prompt(length, 0);
        changed[length / 2] = LlamaToken(255);
        asked.push(changed);
        asked.push(prompt(length, length as i32));
    }
    for prompt in &asked {
        let ours = logits(&mut warm, prompt);
        assert_eq!(warm.tokens(), prompt.as_slice());
        let fresh = logits(&mut session(512), prompt);
        assert_eq!(best(&ours), best(&fresh), "{} tokens", prompt.len());
        let apart = ours.iter().zip(&fresh).map(|(left, right)| (left - right).abs()).fold(0.0, f32::max);
        assert!(apart < 0.05, "{apart} apart after {} tokens", prompt.len());
    }
}

#[test]
fn only_new_tokens_are_evaluated() {
    let mut session = session(512);
    logits(&mut session, &prompt(300, 0));
    assert_eq!(session.evaluated(), 300);
    logits(&mut session, &prompt(310, 0));
    assert_eq!(session.evaluated(), 310);
    logits(&mut session, &prompt(310, 0));
    assert_eq!(session.evaluated(), 311, "the last token is read again for its logits");
    let mut edited = prompt(310, 0);
    edited[200] = LlamaToken(3);
    logits(&mut session, &edited);
    assert_eq!(session.evaluated(), 311 + 110);
}

#[test]
fn what_was_read_is_taken_up_by_another_session() {
    let mut held = session(512);
    logits(&mut held, &prompt(100, 0));
    let state = held.save().unwrap();
    let kept = held.tokens().to_vec();
    let mut other = session(512);
    assert!(other.restore(kept.clone(), &state));
    assert_eq!(other.evaluated(), 0);
    assert_eq!(best(&logits(&mut other, &prompt(130, 0))), best(&logits(&mut session(512), &prompt(130, 0))));
    assert_eq!(other.evaluated(), 30);
    // Bytes that do not fit the tokens are not taken.
    assert!(!other.restore(kept[..50].to_vec(), &state));
    assert!(other.tokens().is_empty());
    assert!(!other.restore(Vec::new(), &state));
    // Another number of threads keeps what was read.
    let mut moved = held.with_threads(engine::backend().unwrap(), &TINY.0, 2).unwrap();
    assert_eq!(moved.tokens(), kept.as_slice());
    let before = moved.evaluated();
    logits(&mut moved, &prompt(101, 0));
    assert_eq!(moved.evaluated() - before, 1);
}

#[test]
fn too_much_is_refused_and_a_stop_is_heard_at_each_piece() {
    let mut session = session(256);
    assert!(matches!(session.read(&[], &|| false), Err(Interrupted::Full)));
    assert!(matches!(session.read(&prompt(257, 0), &|| false), Err(Interrupted::Full)));
    let full = session.read(&prompt(256, 0), &|| false).unwrap_or_else(|_| panic!("not read"));
    assert!(matches!(full.push(&[LlamaToken(1)], &|| false), Err(Interrupted::Full)));
    session.clear();
    let looks = std::cell::Cell::new(0);
    let stop = || {
        looks.set(looks.get() + 1);
        looks.get() > 2
    };
    assert!(matches!(session.read(&prompt(250, 0), &stop), Err(Interrupted::Stopped)));
    assert_eq!((looks.get(), session.tokens().len()), (3, 2 * CHUNK));
    // What was read before the stop is used.
    logits(&mut session, &prompt(250, 0));
    assert_eq!(session.evaluated(), 256 + 250);
}

#[test]
fn pieces_are_smaller_for_larger_models_and_fit_the_context() {
    let mb = 1 << 20;
    assert_eq!(session::chunk(14 * mb, 4096), 512);
    assert_eq!(session::chunk(14 * mb, 300), 256);
    assert_eq!(session::chunk(64 * mb, 4096), 128);
    for large in [1 << 30, 8 << 30, u64::MAX] {
        assert_eq!(session::chunk(large, 4096), 64);
    }
}
