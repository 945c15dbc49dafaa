//! Model files for the tests of this folder.

use super::Digest;
use crate::test_support::gguf_writer::{Meta, Writer};
use sha2::{Digest as _, Sha256};

/// A well-formed model file of at least that many bytes, another one for each seed.
pub(super) fn model(bytes: usize, seed: u32) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.meta("general.architecture", Meta::Text("llama".to_owned()));
    writer.meta("llama.context_length", Meta::U32(4096));
    let mut state = seed.wrapping_add(1);
    let numbers = (0..bytes.div_ceil(4)).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32
    });
    let numbers: Vec<f32> = numbers.collect();
    writer.floats("token_embd.weight", &[numbers.len() as u64], &numbers);
    writer.finish()
}

/// Hash of bytes.
pub(super) fn digest(bytes: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(bytes);
    Digest::of(hasher)
}

/// A catalogue without models.
pub(super) fn no_catalogue() -> super::Catalogue {
    super::Catalogue { issued: jiff::civil::date(2026, 11, 26), models: Vec::new() }
}
