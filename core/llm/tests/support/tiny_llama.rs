//! A Llama of a few layers with random weights: a real model file for the whole path, made from a seed.

use super::gguf_writer::{Meta, Writer};

/// Shape of a tiny model: a Llama, or one in the shape of LFM2.
#[derive(Debug, Clone)]
pub struct TinyLlama {
    pub seed: u64,
    pub layers: u32,
    pub width: u32,
    pub heads: u32,
    pub kv_heads: u32,
    pub feed_forward: u32,
    pub context: u32,
    pub template: String,
    /// Weights in 8 bits (Q8_0) instead of 32; widths must be multiples of 32.
    pub quantized: bool,
    /// Control tokens beside [`SPECIAL`].
    pub more_marks: Vec<&'static str>,
    /// Size of the random weights of the last layer: small ones write noise, large ones repeat themselves.
    pub sharpness: f32,
    /// In the shape of LFM2: every other layer is a short convolution instead of attention. What such a layer remembers of
    /// a prompt cannot be cut back to an earlier token.
    pub convolutions: bool,
}

impl Default for TinyLlama {
    fn default() -> Self {
        Self {
            seed: 1,
            layers: 2,
            width: 64,
            heads: 4,
            kv_heads: 2,
            feed_forward: 96,
            context: 2048,
            template: CHATML.to_owned(),
            quantized: false,
            more_marks: Vec::new(),
            sharpness: 1.0,
            convolutions: false,
        }
    }
}

/// ChatML with tools in the way of Hermes and Qwen.
pub const CHATML: &str = "{%- if tools %}{{- '<|im_start|>system\\n' }}{%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{%- endif %}{{- \"# Tools\\n\\n<tools>\" }}{%- for tool in tools %}{{- \"\\n\" }}{{- tool | tojson }}{%- endfor %}{{- \"\\n</tools>\\n\\nFor each call: <tool_call>\\n{\\\"name\\\": <function-name>, \\\"arguments\\\": <args-json-object>}\\n</tool_call><|im_end|>\\n\" }}{%- else %}{%- if messages[0].role == 'system' %}{{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}{%- endif %}{%- endif %}{%- for message in messages %}{%- if message.role == 'user' or (message.role == 'system' and not loop.first) %}{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{%- elif message.role == 'assistant' %}{{- '<|im_start|>assistant\\n' + message.content }}{%- for call in message.tool_calls or [] %}{{- '\\n<tool_call>\\n{\"name\": \"' + call.function.name + '\", \"arguments\": ' }}{{- call.function.arguments | tojson }}{{- '}\\n</tool_call>' }}{%- endfor %}{{- '<|im_end|>\\n' }}{%- elif message.role == 'tool' %}{{- '<|im_start|>user\\n<tool_response>\\n' + message.content + '\\n</tool_response><|im_end|>\\n' }}{%- endif %}{%- endfor %}{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}";

/// Tokens with a meaning of their own. The first four are control tokens, the others user-defined, as in Qwen's files.
pub const SPECIAL: &[&str] = &[
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|reserved|>",
    "<tool_call>",
    "</tool_call>",
    "<think>",
    "</think>",
];
const CONTROL: usize = 4;
/// Tokens that a short convolution sees.
const CONVOLUTION: u32 = 3;

const WORDS: &str = "the your you sleep score was hours minutes heart rate resting steps training today yesterday \
    week recovery plan session workout easy moderate hard rest run running kilometres minutes protein calories meal \
    how did what much many show good lower higher average below above than last night and with for this that are is \
    name arguments true false null tool call system user assistant date start end metric days function parameters \
    type object string number integer properties required description";

/// Vocabulary and merges: every byte, the prefixes of some words with and without a space, then the special tokens.
pub fn vocabulary() -> (Vec<String>, Vec<String>) {
    let letters = byte_letters();
    let mut tokens: Vec<String> = letters.iter().map(char::to_string).collect();
    let mut merges = Vec::new();
    let space = letters[usize::from(b' ')];
    for word in WORDS.split_whitespace() {
        for start in [String::new(), space.to_string()] {
            let mut written = start;
            for letter in word.chars() {
                let longer = format!("{written}{letter}");
                if !written.is_empty() && !tokens.contains(&longer) {
                    merges.push(format!("{written} {letter}"));
                    tokens.push(longer.clone());
                }
                written = longer;
            }
        }
    }
    tokens.extend(SPECIAL.iter().map(|token| (*token).to_owned()));
    (tokens, merges)
}

/// The letter that byte-level vocabularies write for each byte.
fn byte_letters() -> Vec<char> {
    let mut next = 256;
    (0..=255_u32)
        .map(|byte| {
            let shown = matches!(byte, 33..=126 | 161..=172 | 174..=255);
            let code = if shown {
                byte
            } else {
                next += 1;
                next - 1
            };
            char::from_u32(code).unwrap()
        })
        .collect()
}

impl TinyLlama {
    /// The file in the making, so that a test can spoil it.
    pub fn writer(&self) -> Writer {
        let (mut tokens, merges) = vocabulary();
        let first_special = tokens.len() - SPECIAL.len();
        tokens.extend(self.more_marks.iter().map(|mark| (*mark).to_owned()));
        let vocabulary = tokens.len() as u32;
        let types = (0..tokens.len())
            .map(|id| match id.checked_sub(first_special) {
                None => 1,
                Some(special) if special < CONTROL || special >= SPECIAL.len() => 3,
                Some(_) => 4,
            })
            .collect();
        let special = |offset: usize| Meta::U32((first_special + offset) as u32);
        let head = self.width / self.heads;
        let kind = if self.convolutions { "lfm2" } else { "llama" };
        let mut file = Writer::default();
        let mut shape = |name: &str, value: Meta| {
            file.meta(&format!("{kind}.{name}"), value);
        };
        shape("block_count", Meta::U32(self.layers));
        shape("context_length", Meta::U32(self.context));
        shape("embedding_length", Meta::U32(self.width));
        shape("feed_forward_length", Meta::U32(self.feed_forward));
        shape("attention.head_count", Meta::U32(self.heads));
        shape("attention.layer_norm_rms_epsilon", Meta::F32(1e-5));
        shape("rope.freq_base", Meta::F32(10_000.0));
        shape("vocab_size", Meta::U32(vocabulary));
        if self.convolutions {
            let kv_heads = |layer| if self.convolves(layer) { 0 } else { self.kv_heads as i32 };
            shape("attention.head_count_kv", Meta::Ints((0..self.layers).map(kv_heads).collect()));
            shape("shortconv.l_cache", Meta::U32(CONVOLUTION));
        } else {
            shape("attention.head_count_kv", Meta::U32(self.kv_heads));
            shape("rope.dimension_count", Meta::U32(head));
        }
        file.meta("general.architecture", Meta::Text(kind.to_owned()))
            .meta("general.name", Meta::Text("tiny".to_owned()))
            .meta("tokenizer.ggml.model", Meta::Text("gpt2".to_owned()))
            .meta("tokenizer.ggml.pre", Meta::Text("gpt-2".to_owned()))
            .meta("tokenizer.ggml.tokens", Meta::Texts(tokens))
            .meta("tokenizer.ggml.token_type", Meta::Ints(types))
            .meta("tokenizer.ggml.merges", Meta::Texts(merges))
            .meta("tokenizer.ggml.bos_token_id", special(0))
            .meta("tokenizer.ggml.eos_token_id", special(2))
            .meta("tokenizer.ggml.add_bos_token", Meta::Bool(false))
            .meta("tokenizer.chat_template", Meta::Text(self.template.clone()));
        let mut noise = Noise { state: self.seed, quantized: self.quantized };
        let wide = u64::from(self.width);
        let keys = u64::from(self.kv_heads * head);
        let inner = u64::from(self.feed_forward);
        noise.tensor(&mut file, "token_embd.weight", &[wide, u64::from(vocabulary)], 0.5 * self.sharpness);
        // LFM2 calls its last norm so.
        let last = if self.convolutions { "token_embd_norm.weight" } else { "output_norm.weight" };
        noise.ones(&mut file, last, wide);
        for layer in 0..self.layers {
            let name = |part: &str| format!("blk.{layer}.{part}.weight");
            noise.ones(&mut file, &name("attn_norm"), wide);
            if self.convolves(layer) {
                // Added up as they are: never in blocks.
                noise.floats(&mut file, &name("shortconv.conv"), &[u64::from(CONVOLUTION), wide], 0.3);
                noise.tensor(&mut file, &name("shortconv.in_proj"), &[wide, 3 * wide], 0.3);
                noise.tensor(&mut file, &name("shortconv.out_proj"), &[wide, wide], 0.3);
            } else {
                noise.tensor(&mut file, &name("attn_q"), &[wide, wide], 0.3);
                noise.tensor(&mut file, &name("attn_k"), &[wide, keys], 0.3);
                noise.tensor(&mut file, &name("attn_v"), &[wide, keys], 0.3);
                noise.tensor(&mut file, &name("attn_output"), &[wide, wide], 0.3);
                if self.convolutions {
                    noise.ones(&mut file, &name("attn_q_norm"), u64::from(head));
                    noise.ones(&mut file, &name("attn_k_norm"), u64::from(head));
                }
            }
            noise.ones(&mut file, &name("ffn_norm"), wide);
            noise.tensor(&mut file, &name("ffn_gate"), &[wide, inner], 0.3);
            noise.tensor(&mut file, &name("ffn_up"), &[wide, inner], 0.3);
            noise.tensor(&mut file, &name("ffn_down"), &[inner, wide], 0.3);
        }
        file
    }

    fn convolves(&self, layer: u32) -> bool {
        self.convolutions && layer.is_multiple_of(2)
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.writer().finish()
    }
}

/// SplitMix64, so that a seed makes the same file everywhere.
struct Noise {
    state: u64,
    quantized: bool,
}

impl Noise {
    fn next(&mut self) -> f32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    fn tensor(&mut self, file: &mut Writer, name: &str, shape: &[u64], size: f32) {
        if self.quantized {
            let numbers = self.numbers(shape, size);
            file.blocks(name, shape, &numbers);
        } else {
            self.floats(file, name, shape, size);
        }
    }

    fn floats(&mut self, file: &mut Writer, name: &str, shape: &[u64], size: f32) {
        let numbers = self.numbers(shape, size);
        file.floats(name, shape, &numbers);
    }

    fn numbers(&mut self, shape: &[u64], size: f32) -> Vec<f32> {
        (0..shape.iter().product::<u64>()).map(|_| self.next() * size).collect()
    }

    fn ones(&self, file: &mut Writer, name: &str, length: u64) {
        file.floats(name, &[length], &vec![1.0; length as usize]);
    }
}
