//! Writes a Llama with random weights: tiny for the script under `tests/templates`, as large as you like for
//! `benches/compare.py`.
//!
//! `cargo run -p coach-llm --example tiny_gguf -- FILE [LAYERS WIDTH HEAD_WIDTH [q8]]`

#[path = "../tests/support/mod.rs"]
mod support;

use support::tiny_llama::TinyLlama;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().cloned().unwrap_or_else(|| "tiny.gguf".to_owned());
    let number = |at: usize, default: u32| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (layers, width, head) = (number(1, 2), number(2, 64), number(3, 16));
    let heads = width / head;
    let kv_heads = if heads.is_multiple_of(4) { heads / 4 } else { heads };
    let tiny = TinyLlama {
        layers,
        width,
        heads,
        kv_heads,
        feed_forward: width * 4,
        context: 8192,
        quantized: arguments.get(4).is_some_and(|kind| kind == "q8"),
        ..TinyLlama::default()
    };
    std::fs::write(path, tiny.bytes())
}
