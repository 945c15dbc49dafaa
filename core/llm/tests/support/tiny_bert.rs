//! An encoder of two layers with random weights: a real file for everything about vectors, made from a seed.

use super::gguf_writer::{Meta, Writer};

const WIDTH: u64 = 32;
const INNER: u64 = 64;
const LAYERS: u32 = 2;
/// Positions that it has; longer texts have to be cut.
pub const POSITIONS: u32 = 64;

/// The file's bytes.
pub fn bytes(seed: u64) -> Vec<u8> {
    let mut words: Vec<String> = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].map(str::to_owned).to_vec();
    for letter in ('a'..='z').chain('0'..='9') {
        words.push(format!("\u{2581}{letter}"));
        words.push(letter.to_string());
    }
    words.extend(["\u{2581}sleep", "\u{2581}heart", "\u{2581}squat", "\u{2581}the"].map(str::to_owned));
    // The engine asks for as many as the marks of usual files need.
    words.extend((0..40).map(|number| format!("\u{2581}filler{number}")));
    let kinds = words.iter().map(|word| if word.starts_with('[') { 3 } else { 1 }).collect();
    let mut writer = Writer::default();
    writer.meta("general.architecture", Meta::Text("bert".to_owned()));
    writer.meta("general.name", Meta::Text("tiny bert".to_owned()));
    writer.meta("bert.context_length", Meta::U32(POSITIONS));
    writer.meta("bert.embedding_length", Meta::U32(WIDTH as u32));
    writer.meta("bert.feed_forward_length", Meta::U32(INNER as u32));
    writer.meta("bert.block_count", Meta::U32(LAYERS));
    writer.meta("bert.attention.head_count", Meta::U32(2));
    writer.meta("bert.attention.layer_norm_epsilon", Meta::F32(1e-12));
    writer.meta("bert.attention.causal", Meta::Bool(false));
    writer.meta("bert.pooling_type", Meta::U32(1));
    writer.meta("tokenizer.ggml.model", Meta::Text("bert".to_owned()));
    writer.meta("tokenizer.ggml.pre", Meta::Text("default".to_owned()));
    writer.meta("tokenizer.ggml.token_type_count", Meta::U32(2));
    writer.meta("tokenizer.ggml.token_type", Meta::Ints(kinds));
    for (name, id) in [("padding", 0), ("unknown", 1), ("bos", 2), ("seperator", 3), ("mask", 4)] {
        writer.meta(&format!("tokenizer.ggml.{name}_token_id"), Meta::U32(id));
    }
    let vocabulary = words.len() as u64;
    writer.meta("tokenizer.ggml.tokens", Meta::Texts(words));
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut random = |count: u64| -> Vec<f32> {
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((state >> 40) as f32 / (1_u64 << 24) as f32 - 0.5) * 0.5
            })
            .collect()
    };
    let mut put = |writer: &mut Writer, name: &str, shape: &[u64]| {
        let numbers = random(shape.iter().product());
        writer.floats(name, shape, &numbers);
    };
    put(&mut writer, "token_embd.weight", &[WIDTH, vocabulary]);
    put(&mut writer, "token_types.weight", &[WIDTH, 2]);
    put(&mut writer, "position_embd.weight", &[WIDTH, u64::from(POSITIONS)]);
    put(&mut writer, "token_embd_norm.weight", &[WIDTH]);
    put(&mut writer, "token_embd_norm.bias", &[WIDTH]);
    for layer in 0..LAYERS {
        for (name, shape) in [
            ("attn_q", vec![WIDTH, WIDTH]),
            ("attn_k", vec![WIDTH, WIDTH]),
            ("attn_v", vec![WIDTH, WIDTH]),
            ("attn_output", vec![WIDTH, WIDTH]),
            ("attn_output_norm", vec![WIDTH]),
            ("ffn_up", vec![WIDTH, INNER]),
            ("ffn_down", vec![INNER, WIDTH]),
            ("layer_output_norm", vec![WIDTH]),
        ] {
            put(&mut writer, &format!("blk.{layer}.{name}.weight"), &shape);
            put(&mut writer, &format!("blk.{layer}.{name}.bias"), &shape[shape.len() - 1..]);
        }
    }
    writer.finish()
}
