//! Our renderings against llama.cpp's own (`tests/templates/make_goldens.py`).

use super::{Conversation, Template};
use crate::llama::format::ToolFormat;
use crate::llama::vocab::Marks;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(serde::Deserialize)]
struct Goldens {
    today: jiff::civil::Date,
    cases: BTreeMap<String, Case>,
    renderings: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(serde::Deserialize)]
struct Case {
    messages: Vec<Value>,
    tools: Vec<Value>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates")
}

fn goldens() -> Goldens {
    serde_json::from_str(&std::fs::read_to_string(folder().join("goldens.json")).unwrap()).unwrap()
}

fn source(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{name}.jinja"))).unwrap()
}

fn joined(messages: &[Value]) -> Vec<Value> {
    let text = |at: usize| messages[at]["content"].as_str().unwrap_or_default();
    let mut joined = messages[1..].to_vec();
    joined[0]["content"] = Value::from(format!("{}\n{}", text(0), text(1)));
    joined
}

#[test]
fn templates_render_as_llama_cpp_renders_them() {
    let goldens = goldens();
    let (mut compared, mut wrong) = (0, Vec::new());
    for (name, renderings) in &goldens.renderings {
        let template = Template::new(&source(name), "<|endoftext|>", "<|im_end|>").unwrap();
        for (case, expected) in renderings {
            let Case { messages, tools } = &goldens.cases[case];
            let render = |messages: &[Value]| {
                template.render(Conversation { messages, tools, today: goldens.today, reply: true })
            };
            // Gemma takes no instructions of their own; llama.cpp puts them before the first message, and so do we.
            let ours = render(messages).or_else(|_| render(&joined(messages)));
            compared += 1;
            if ours.as_ref() != Ok(expected) {
                let same = ours.as_ref().map_or(0, |ours| {
                    ours.char_indices()
                        .zip(expected.chars())
                        .find(|((_, left), right)| left != right)
                        .map_or(0, |((at, _), _)| at)
                });
                let shown = |text: &str| {
                    text.get(same.saturating_sub(30)..).unwrap_or(text).chars().take(160).collect::<String>()
                };
                wrong.push(match &ours {
                    Ok(ours) => format!("{name}/{case}:\n  ours   {:?}\n  theirs {:?}", shown(ours), shown(expected)),
                    Err(error) => format!("{name}/{case}: {error}"),
                });
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(goldens.renderings.len() >= 12 && compared >= 60, "{compared} renderings of {}", goldens.renderings.len());
}

#[test]
fn each_template_is_called_in_its_own_way_or_refused() {
    let expected = |name: &str| match name {
        "Bielik-11B-v3.0-Instruct"
        | "NousResearch-Hermes-3-Llama-3.1-8B-tool_use"
        | "Qwen-QwQ-32B"
        | "Qwen-Qwen2.5-7B-Instruct"
        | "Qwen-Qwen3-0.6B"
        | "MiMo-VL"
        | "ibm-granite-granite-4.0" => Some(ToolFormat::Hermes),
        "openbmb-MiniCPM5-1B" => Some(ToolFormat::MiniCpm),
        "meta-llama-Llama-3.1-8B-Instruct" | "meta-llama-Llama-3.2-3B-Instruct" => Some(ToolFormat::Llama3),
        "google-gemma-2-2b-it"
        | "deepseek-ai-DeepSeek-R1-Distill-Qwen-32B"
        | "HuggingFaceTB-SmolLM3-3B"
        | "microsoft-Phi-3.5-mini-instruct" => Some(ToolFormat::Json),
        _ => None,
    };
    let none = Marks::of_texts(&["<|im_start|>", "<|im_end|>"]);
    let lfm = Marks::of_texts(&["<|tool_call_start|>", "<|tool_call_end|>"]);
    for name in goldens().renderings.keys() {
        if name.starts_with("LFM2") {
            assert_eq!(ToolFormat::of(&source(name), &lfm), Ok(ToolFormat::Lfm2), "{name}");
        } else {
            assert_eq!(ToolFormat::of(&source(name), &none).ok(), expected(name), "{name}");
        }
    }
}
