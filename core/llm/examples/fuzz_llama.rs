//! Throws everything at models on the device: questions that spell the model's marks, schemas, limits, moments of
//! cancelling, states of the device, broken files. An abort of llama.cpp ends this program; an invalid call, a
//! forgotten cancel or a leak makes it fail.
//!
//! `COACH_FUZZ_RUNS=10000 cargo run -p coach-llm --features llama --example fuzz_llama [-- SEED]`

#[cfg(not(feature = "llama"))]
fn main() {}

#[cfg(feature = "llama")]
#[path = "../tests/support/mod.rs"]
mod support;

#[cfg(feature = "llama")]
#[tokio::main(flavor = "current_thread")]
async fn main() {
    fuzz::run().await;
}

#[cfg(feature = "llama")]
#[allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]
mod fuzz {
    use super::support::schemas::{self, Dice};
    use super::support::tiny_llama::{CHATML, TinyLlama};
    use coach_domain::person::UnitSystem;
    use coach_llm::device::{DeviceState, Thermal};
    use coach_llm::llama::{LlamaModel, LlamaOptions, Sampling, SnapshotKey, Snapshots, ToolUse};
    use coach_llm::{
        ChatModel, ChatRequest, Delta, FinishReason, Message, ModelError, ToolCall, ToolDescription, TurnContext,
    };
    use serde_json::json;
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};
    use std::time::Duration;
    use tokio_util::sync::CancellationToken;

    const WAYS: &[(&str, &[&str])] = &[
        ("", &[]),
        ("Qwen-Qwen3-0.6B", &[]),
        ("meta-llama-Llama-3.2-3B-Instruct", &["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]),
        ("openbmb-MiniCPM5-1B", &[]),
        ("LFM2-8B-A1B", &["<|tool_call_start|>", "<|tool_call_end|>"]),
        ("google-gemma-2-2b-it", &["<start_of_turn>", "<end_of_turn>"]),
        ("microsoft-Phi-3.5-mini-instruct", &["<|user|>", "<|end|>"]),
    ];

    const PIECES: &[&str] = &[
        "sleep ",
        "score ",
        "<|im_end|>",
        "<|im_start|>system\n",
        "<tool_call>",
        "</tool_call>",
        "{\"name\": ",
        "\u{0}",
        "é",
        "😀",
        "\u{f0000}",
        "\n\n",
        "<think>",
        "</think>",
        "<|",
        "|>",
        "a",
        "7 ",
        "<function name=\"",
        "\\",
        "\"",
        "<|tool_call_start|>",
        "{{ 1 }}",
        "{% for %}",
        "<|endoftext|>",
        "   ",
    ];

    fn text(dice: &mut Dice, most: u64) -> String {
        (0..dice.roll(most)).map(|_| *dice.one(PIECES)).collect()
    }

    fn tiny(dice: &mut Dice, way: usize) -> TinyLlama {
        let (name, marks) = WAYS[way];
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/templates/{name}.jinja"));
        let convolutions = dice.roll(4) == 0;
        TinyLlama {
            seed: dice.roll(u64::MAX),
            // At least one layer of each kind.
            layers: 1 + u32::from(convolutions) + dice.roll(2) as u32,
            convolutions,
            template: if name.is_empty() { CHATML.to_owned() } else { std::fs::read_to_string(path).unwrap() },
            more_marks: marks.to_vec(),
            sharpness: [0.2, 1.0, 4.0][dice.roll(3) as usize],
            context: 4096,
            ..TinyLlama::default()
        }
    }

    fn tools(dice: &mut Dice) -> Vec<ToolDescription> {
        (0..dice.roll(8))
            .map(|number| {
                let input_schema = match dice.roll(20) {
                    0 => json!({ "$ref": "https://example.org/schema" }),
                    1 => json!({ "type": "object", "properties": { "a": { "type": "integer", "minimum": 9, "maximum": 1 } }, "required": ["a"] }),
                    2 => json!({ "type": "object", "properties": { "a": { "type": "string", "pattern": "(" } } }),
                    3 => json!(true),
                    4 => (0..40).fold(json!({ "type": "string" }), |inner, _| json!({ "type": "array", "items": inner })),
                    _ => schemas::object(dice, 2),
                };
                let name = if dice.roll(40) == 0 { "bad name\"".to_owned() } else { format!("tool_{number}") };
                ToolDescription { name, description: text(dice, 12), input_schema }
            })
            .collect()
    }

    fn request(dice: &mut Dice) -> ChatRequest {
        let tools = tools(dice);
        let mut messages =
            vec![Message::System { text: format!("Be a coach.\n\nToday is 2026-11-26. {}", text(dice, 9)) }];
        for turn in 0..dice.roll(4) {
            messages.push(Message::User { text: text(dice, 30) });
            let tool_calls: Vec<ToolCall> = (0..dice.roll(3))
                .map(|call| ToolCall {
                    id: format!("{turn}-{call}"),
                    name: format!("tool_{call}"),
                    arguments: json!({ "note": text(dice, 8), "n": [1, null] }),
                })
                .collect();
            let answered = tool_calls.clone();
            messages.push(Message::Assistant { agent: String::new(), text: text(dice, 20), tool_calls });
            messages.extend(answered.into_iter().map(|call| Message::Tool {
                call_id: call.id,
                name: call.name,
                content: json!({ "text": text(dice, 15) }),
                is_error: dice.roll(2) == 0,
            }));
        }
        let length = if dice.roll(25) == 0 { 4000 } else { 60 };
        messages.push(Message::User { text: text(dice, length) });
        let context = TurnContext {
            agent: "Max Power".to_owned(),
            today: jiff::civil::date(2026, 11, 26),
            person_name: None,
            units: UnitSystem::Metric,
            data_span: None,
            training_suspended: false,
        };
        let max_tokens = *dice.one(&[1, 40, 120, 400, 400, 4000]);
        ChatRequest { context, messages, tools, max_tokens: max_tokens as u32 }
    }

    fn options(dice: &mut Dice, folder: &Path) -> LlamaOptions {
        LlamaOptions {
            context_tokens: *dice.one(&[256, 2000, 4000]),
            threads: Some(1),
            sampling: Sampling {
                temperature: *dice.one(&[0.0, 0.7, 2.0, f32::NAN]),
                top_p: *dice.one(&[0.0, 0.5, 0.95, 1.0]),
                min_p: *dice.one(&[0.0, 0.05, 1.0]),
                seed: dice.roll(u64::MAX),
            },
            tool_use: *dice.one(&[ToolUse::Auto, ToolUse::Required, ToolUse::Required]),
            max_tools: dice.roll(6) as usize,
            small_memory: dice.roll(3) == 0,
            idle_unload: (dice.roll(4) == 0).then_some(Duration::from_millis(3)),
            snapshots: (dice.roll(2) == 0).then(|| Snapshots::new(folder.to_owned(), SnapshotKey::new([7; 32]))),
            ..LlamaOptions::default()
        }
    }

    /// One question; what came of it in a word.
    async fn ask(model: &LlamaModel, dice: &mut Dice) -> &'static str {
        let request = request(dice);
        let cancel = CancellationToken::new();
        if dice.roll(3) == 0 {
            let (soon, after) = (cancel.clone(), dice.roll(40_000));
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_micros(after)).await;
                soon.cancel();
            });
        }
        if dice.roll(12) == 0 {
            model.set_device_state(DeviceState {
                memory_warning: dice.roll(3) == 0,
                battery: Some(dice.roll(100) as f64 / 100.0),
                charging: dice.roll(2) == 0,
                thermal: *dice.one(&[Thermal::Nominal, Thermal::Serious, Thermal::Critical]),
                background: dice.roll(4) == 0,
            });
        } else {
            model.set_device_state(DeviceState::default());
        }
        let quits_after = (dice.roll(4) == 0).then(|| dice.roll(6));
        let (mut words, mut streamed, own) = (0, String::new(), cancel.clone());
        let mut on_delta = |Delta::Text(text): Delta| {
            words += 1;
            streamed.push_str(&text);
            if quits_after == Some(words) {
                own.cancel();
            }
        };
        let answer = model.chat(&request, &mut on_delta, &cancel).await;
        match answer {
            Ok(answer) => {
                assert_eq!(answer.text, streamed);
                assert!(answer.usage.output_tokens <= u64::from(request.max_tokens));
                assert_eq!(answer.finish == FinishReason::ToolCalls, !answer.tool_calls.is_empty());
                for call in &answer.tool_calls {
                    let tool = request.tools.iter().find(|tool| tool.name == call.name);
                    let tool = tool.unwrap_or_else(|| panic!("{} was not offered", call.name));
                    assert!(jsonschema::is_valid(&tool.input_schema, &call.arguments), "{call:?} for {tool:?}");
                }
                match answer.finish {
                    FinishReason::ToolCalls => "called",
                    FinishReason::Length => "cut",
                    FinishReason::Stop => "said",
                }
            }
            Err(ModelError::Cancelled) => {
                assert!(cancel.is_cancelled());
                "cancelled"
            }
            Err(ModelError::Unavailable(told)) if told.contains("longer") => "too long",
            Err(ModelError::Unavailable(_)) => "kept from it by the device",
            Err(ModelError::Malformed(told)) => {
                assert!(!told.contains("does not fit its tool"), "the grammar let through what the schema forbids");
                println!("refused: {told}");
                "refused"
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// Puts a file in the place of another, as downloads and imports do. A model that was let go of may still be at work
    /// on the old one, which it has mapped: writing into that would pull the ground from under it.
    fn put(path: &Path, bytes: &[u8]) {
        let _ = std::fs::remove_file(path);
        std::fs::write(path, bytes).unwrap();
    }

    /// Opens a broken file, and asks it something should it open.
    async fn broken(dice: &mut Dice, path: &Path, folder: &Path) -> &'static str {
        let way = dice.roll(WAYS.len() as u64) as usize;
        let mut bytes = tiny(dice, way).bytes();
        let head = bytes.len().min(40_000) as u64;
        for _ in 0..=dice.roll(6) {
            let within = if dice.roll(3) == 0 { bytes.len() as u64 } else { head };
            let place = dice.roll(within) as usize;
            match dice.roll(4) {
                0 => bytes[place] ^= 1 << dice.roll(8),
                1 => bytes[place] = 0xff,
                2 => bytes[place] = 0,
                _ => bytes[place] = dice.roll(256) as u8,
            }
        }
        if dice.roll(6) == 0 {
            let end = dice.roll(bytes.len() as u64) as usize;
            bytes.truncate(end);
        }
        put(path, &bytes);
        match LlamaModel::open(path, options(dice, folder)) {
            Ok(model) => {
                ask(&model, dice).await;
                "broken, yet opened"
            }
            Err(_) => "broken",
        }
    }

    /// Memory of this process in KiB, where Linux says.
    fn memory() -> u64 {
        let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
        told.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4
    }

    pub(crate) async fn run() {
        let runs: u64 = std::env::var("COACH_FUZZ_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(500);
        let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok()).unwrap_or(1);
        let mut dice = Dice(seed);
        let folder: PathBuf = std::env::temp_dir().join(format!("coach-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (path, odd) = (folder.join("tiny.gguf"), folder.join("odd.gguf"));
        let mut outcomes: BTreeMap<&str, u64> = BTreeMap::new();
        let mut model = None;
        let mut early = 0;
        for run in 0..runs {
            if run % 12 == 0 {
                let way = dice.roll(WAYS.len() as u64) as usize;
                let file = tiny(&mut dice, way);
                put(&path, &file.bytes());
                model = Some(LlamaModel::open(&path, options(&mut dice, &folder)).unwrap());
            }
            // Should llama.cpp end the program, the last line says where.
            if std::env::var_os("COACH_FUZZ_TRACE").is_some() {
                println!("run {run} dice {}", dice.0);
            }
            let outcome = match &model {
                Some(model) if dice.roll(8) > 0 => ask(model, &mut dice).await,
                _ => broken(&mut dice, &odd, &folder).await,
            };
            *outcomes.entry(outcome).or_default() += 1;
            if run == runs / 4 {
                early = memory();
            }
        }
        drop(model);
        std::fs::remove_dir_all(&folder).unwrap();
        let late = memory();
        println!(
            "{}",
            json!({ "runs": runs, "seed": seed, "outcomes": outcomes, "kib_early": early, "kib_late": late })
        );
        assert!(late < early + early / 2 + 65_536, "memory grew from {early} to {late} KiB");
    }
}
