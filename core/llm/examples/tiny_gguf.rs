//! Writes a tiny Llama with random weights, for the scripts under `tests/templates` and `benches`.
//!
//! `cargo run -p coach-llm --example tiny_gguf -- FILE [LAYERS WIDTH]`

#[path = "../tests/support/mod.rs"]
mod support;

use support::tiny_llama::TinyLlama;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "tiny.gguf".to_owned());
    let mut number = |default: u32| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (layers, width) = (number(2), number(64));
    let heads = width / 16;
    let tiny = TinyLlama {
        layers,
        width,
        heads,
        kv_heads: heads.div_ceil(2),
        feed_forward: width / 2 * 3,
        context: 8192,
        ..TinyLlama::default()
    };
    std::fs::write(path, tiny.bytes())
}
