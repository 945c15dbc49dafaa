//! What kind of model a file holds, and whether the engine can take it without harm.
//!
//! llama.cpp checks some of this itself and reports it; other values it asserts, and a failed assertion ends the
//! program. Each check here names the value; the asserting places are `load_hparams`, `llama_vocab::impl::load`, the
//! graph builders and `ggml_rms_norm` of llama.cpp b11434.

use super::{Gguf, GgufError, Value, invalid};
use std::collections::HashSet;

/// Architectures whose assertions are known and checked here: dense decoders of a size for phones and laptops, and
/// two encoders for embeddings.
const DECODERS: &[&str] = &[
    "llama",
    "qwen2",
    "qwen3",
    "qwen35",
    "lfm2",
    "gemma",
    "gemma2",
    "gemma3",
    "gemma4",
    "granite",
    "granitehybrid",
    "smollm3",
    "phi3",
    "minicpm",
    "mistral3",
    "olmo2",
    "exaone4",
    "ernie4_5",
    "hunyuan-dense",
];
const ENCODERS: &[&str] = &["bert", "nomic-bert"];

/// Whether models of this architecture make vectors of texts instead of writing some.
pub(crate) fn is_encoder(architecture: &str) -> bool {
    ENCODERS.contains(&architecture)
}

/// Decoders whose memory of the prompt cannot be cut back to an earlier token: some layers are recurrent or see a
/// sliding window only.
const NO_ROLLBACK: &[&str] = &["qwen35", "lfm2", "granitehybrid", "gemma2", "gemma3", "gemma4"];
/// Decoders in which a layer may differ from the next, or have no attention at all.
const UNEVEN: &[&str] = &["qwen35", "lfm2", "granitehybrid", "gemma3", "gemma4"];

const MAX_LAYERS: u64 = 512;
const MAX_WIDTH: u64 = 65_536;
const MAX_FEED_FORWARD: u64 = 1 << 20;
const MAX_CONTEXT: u64 = 1 << 24;
const MAX_TOKEN_BYTES: usize = 1024;

/// How a model cuts text into tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenizerKind {
    /// Byte-level byte pair encoding.
    Bytes,
    /// SentencePiece.
    Pieces,
    /// WordPiece.
    Words,
}

/// What a model file says about its model, checked for contradictions.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ModelFacts {
    /// Architecture, for example `llama`.
    pub architecture: String,
    /// The model's name, if the file has one.
    pub name: Option<String>,
    /// Makes embeddings, not text.
    pub encoder: bool,
    /// Layers.
    pub layers: u64,
    /// Width of the hidden state, in numbers.
    pub width: u64,
    /// Tokens that the model was trained to see at once.
    pub context: u64,
    /// Tokens in the vocabulary.
    pub vocabulary: u64,
    /// Heads for keys and values of the widest layer.
    pub kv_heads: u64,
    /// Numbers per key and value head: key plus value.
    pub kv_head_width: u64,
    /// Weights, in numbers.
    pub parameters: u64,
    /// Weights, in bytes.
    pub weight_bytes: u64,
    /// How most of the weights are stored, for example `Q4_K`.
    pub quantization: &'static str,
    /// How text becomes tokens.
    pub tokenizer: TokenizerKind,
    /// The file brings a template for conversations.
    pub has_chat_template: bool,
    /// Reading can go on from any earlier token; otherwise a changed prompt is read anew.
    pub rolls_back: bool,
}

impl ModelFacts {
    /// Bytes that the memory of the prompt takes per token, at `bytes_per_number` (2 for 16-bit floats). An upper
    /// bound where layers differ.
    #[must_use]
    pub fn kv_bytes_per_token(&self, bytes_per_number: f64) -> f64 {
        (self.layers * self.kv_heads * self.kv_head_width) as f64 * bytes_per_number
    }
}

impl Gguf {
    /// What model this is.
    ///
    /// # Errors
    /// [`GgufError::Unsupported`] for an architecture that the engine is not known to run safely,
    /// [`GgufError::Invalid`] for values with which loading would end the program or make no sense.
    pub fn facts(&self) -> Result<ModelFacts, GgufError> {
        let architecture =
            self.text("general.architecture").ok_or_else(|| invalid("it does not say its architecture"))?;
        let encoder = is_encoder(architecture);
        if !encoder && !DECODERS.contains(&architecture) {
            let shown: String = architecture.chars().filter(|c| c.is_ascii_graphic()).take(32).collect();
            return Err(GgufError::Unsupported(format!("its architecture {shown} is not supported")));
        }
        if self.count("split.count").is_some_and(|parts| parts > 1) {
            return Err(GgufError::Unsupported("it is one part of several files".to_owned()));
        }
        let shape = Shape { file: self, architecture, uneven: UNEVEN.contains(&architecture), encoder };
        let layers = shape.within("block_count", 1, MAX_LAYERS)?;
        let width = shape.within("embedding_length", 1, MAX_WIDTH)?;
        let context = shape.within("context_length", 1, MAX_CONTEXT)?;
        let (kv_heads, kv_head_width) = shape.heads(layers, width)?;
        shape.every("feed_forward_length", layers, 1, MAX_FEED_FORWARD)?;
        shape.numbers()?;
        let (tokenizer, vocabulary) = self.vocabulary(encoder)?;
        self.weights(architecture)?;
        Ok(ModelFacts {
            name: self.text("general.name").map(str::to_owned),
            encoder,
            layers,
            width,
            context,
            vocabulary,
            kv_heads,
            kv_head_width,
            parameters: self.tensors.iter().map(|tensor| tensor.shape.iter().product::<u64>()).sum(),
            weight_bytes: self.weight_bytes(),
            quantization: self.quantization(),
            tokenizer,
            has_chat_template: self.chat_template(None).is_some(),
            rolls_back: !NO_ROLLBACK.contains(&architecture),
            architecture: architecture.to_owned(),
        })
    }

    fn quantization(&self) -> &'static str {
        let mut sizes: Vec<(&'static str, u64)> = Vec::new();
        for tensor in &self.tensors {
            match sizes.iter_mut().find(|(name, _)| *name == tensor.kind.name) {
                Some((_, size)) => *size += tensor.size,
                None => sizes.push((tensor.kind.name, tensor.size)),
            }
        }
        sizes.into_iter().max_by_key(|(_, size)| *size).map_or("none", |(name, _)| name)
    }

    fn vocabulary(&self, encoder: bool) -> Result<(TokenizerKind, u64), GgufError> {
        let kind = match self.text("tokenizer.ggml.model") {
            Some("gpt2" | "gemma4") => TokenizerKind::Bytes,
            Some("llama") => TokenizerKind::Pieces,
            Some("bert") if encoder => TokenizerKind::Words,
            _ => return Err(GgufError::Unsupported("its tokenizer is not supported".to_owned())),
        };
        let Some(Value::TextList(tokens)) = self.get("tokenizer.ggml.tokens") else {
            return Err(invalid("it has no vocabulary"));
        };
        if tokens.len() < 2 {
            return Err(invalid("its vocabulary is empty"));
        }
        let mut seen = HashSet::with_capacity(tokens.len());
        for token in tokens {
            // llama.cpp compares tokens as C strings, gives empty ones a name, and asserts that no two are equal.
            if token.is_empty() || token.contains(&0) || token.len() > MAX_TOKEN_BYTES || !seen.insert(token.as_slice())
            {
                return Err(invalid("its vocabulary has an empty, overlong or repeated token"));
            }
        }
        match kind {
            // A character that is no token becomes byte tokens, which are looked up without asking.
            TokenizerKind::Pieces => {
                if (0..=255).any(|byte: u8| !seen.contains(format!("<0x{byte:02X}>").as_bytes())) {
                    return Err(invalid("its vocabulary cannot write every byte"));
                }
            }
            TokenizerKind::Bytes => match self.get("tokenizer.ggml.merges") {
                Some(Value::TextList(merges)) if merges.iter().all(|merge| mergeable(merge)) => {}
                _ => return Err(invalid("its vocabulary has no or broken merges")),
            },
            TokenizerKind::Words => {
                let special = ["bos_token_id", "seperator_token_id", "unknown_token_id"];
                let known =
                    |key: &&str| self.count(&format!("tokenizer.ggml.{key}")).is_none_or(|id| id < tokens.len() as u64);
                if tokens.len() < 104 || !special.iter().all(known) {
                    return Err(invalid("its vocabulary lacks the tokens that frame a text"));
                }
            }
        }
        for (key, value) in &self.metadata {
            if key.starts_with("tokenizer.ggml.") && key.ends_with("_token_id") {
                let id = match value {
                    Value::Unsigned(id) => Some(*id),
                    _ => None,
                };
                if id.is_none_or(|id| id >= tokens.len() as u64) {
                    return Err(invalid("a special token is not in its vocabulary"));
                }
            }
        }
        Ok((kind, tokens.len() as u64))
    }

    /// Every tensor is of a type that the operation on it takes.
    fn weights(&self, architecture: &str) -> Result<(), GgufError> {
        if !self.tensors.iter().any(|tensor| tensor.name == "token_embd.weight") {
            return Err(invalid("it has no embeddings of its tokens"));
        }
        for tensor in &self.tensors {
            if !tensor.kind.weight {
                return Err(invalid("a tensor is of a type that weights never have"));
            }
            // Norms, biases, factors and convolutions are added or multiplied as they are, in 32-bit floats.
            let small = tensor.shape.len() == 1 || tensor.name.contains("conv") || tensor.name.contains("ssm_");
            let exact = matches!(tensor.kind.name, "F32" | "F16");
            if tensor.shape.len() == 1 && tensor.kind.name != "F32"
                || small && !exact && architecture != "granitehybrid"
            {
                return Err(invalid("a tensor that must be exact is quantised"));
            }
        }
        Ok(())
    }
}

/// Two parts with a space between; the first may begin with one.
fn mergeable(merge: &[u8]) -> bool {
    !merge.is_empty() && !merge.contains(&0) && merge.iter().skip(1).any(|byte| *byte == b' ')
}

/// The numbers under the architecture's name.
struct Shape<'a> {
    file: &'a Gguf,
    architecture: &'a str,
    uneven: bool,
    encoder: bool,
}

impl Shape<'_> {
    fn key(&self, name: &str) -> String {
        format!("{}.{name}", self.architecture)
    }

    fn within(&self, name: &str, low: u64, high: u64) -> Result<u64, GgufError> {
        match self.file.get(&self.key(name)) {
            Some(Value::Unsigned(number)) if (low..=high).contains(number) => Ok(*number),
            _ => Err(invalid(format!("its {name} is missing or out of bounds"))),
        }
    }

    /// A number, if it is there.
    fn optional(&self, name: &str, low: u64, high: u64) -> Result<Option<u64>, GgufError> {
        if self.file.get(&self.key(name)).is_none() { Ok(None) } else { self.within(name, low, high).map(Some) }
    }

    /// A number for all layers or one for each: lowest and highest. Absent is not an error here.
    fn every(&self, name: &str, layers: u64, low: u64, high: u64) -> Result<Option<(u64, u64)>, GgufError> {
        let wrong = || invalid(format!("its {name} is out of bounds"));
        let list: Vec<u64> = match self.file.get(&self.key(name)) {
            None => return Ok(None),
            Some(Value::Unsigned(number)) => {
                return if (low..=high).contains(number) { Ok(Some((*number, *number))) } else { Err(wrong()) };
            }
            Some(Value::UnsignedList(list)) if self.uneven => list.clone(),
            Some(Value::SignedList(list)) if self.uneven => {
                list.iter().map(|number| u64::try_from(*number)).collect::<Result<_, _>>().map_err(|_| wrong())?
            }
            Some(_) => return Err(wrong()),
        };
        // An uneven model has layers of another kind, which have none of it.
        let fits =
            list.len() as u64 == layers && list.iter().all(|number| *number == 0 || (low..=high).contains(number));
        match (list.iter().min(), list.iter().max()) {
            (Some(least), Some(most)) if fits && *most > 0 => Ok(Some((*least, *most))),
            _ => Err(wrong()),
        }
    }

    fn heads(&self, layers: u64, width: u64) -> Result<(u64, u64), GgufError> {
        let wrong = || invalid("its attention heads do not fit together");
        let (_, heads) = self.every("attention.head_count", layers, 1, 1024)?.ok_or_else(wrong)?;
        let (_, kv_heads) = self.every("attention.head_count_kv", layers, 1, 1024)?.unwrap_or((heads, heads));
        if !heads.is_multiple_of(kv_heads) || kv_heads > heads {
            return Err(wrong());
        }
        let key = self.optional("attention.key_length", 1, 4096)?;
        let value = self.optional("attention.value_length", 1, 4096)?;
        if key.is_none() && !width.is_multiple_of(heads) {
            return Err(wrong());
        }
        let key = key.unwrap_or(width / heads);
        let value = value.unwrap_or(width / heads);
        let rotated = self.optional("rope.dimension_count", 2, key)?;
        if key != value || !key.is_multiple_of(2) || rotated.is_some_and(|rotated| !rotated.is_multiple_of(2)) {
            return Err(wrong());
        }
        // Llama's own graph takes no partly rotated heads.
        if matches!(self.architecture, "llama" | "mistral3" | "granite" | "minicpm")
            && rotated.is_some_and(|rotated| rotated != key)
        {
            return Err(wrong());
        }
        Ok((kv_heads, key + value))
    }

    /// The numbers that are not sizes.
    fn numbers(&self) -> Result<(), GgufError> {
        let prefix = self.key("");
        for (key, value) in self.file.metadata() {
            let Some(name) = key.strip_prefix(&prefix) else { continue };
            let sound = match value {
                Value::Float(number) if name.ends_with("epsilon") => (0.0..1.0).contains(number),
                Value::Float(number) => number.is_finite(),
                Value::FloatList(list) => list.iter().all(|number| number.is_finite()),
                Value::Unsigned(number) => name.starts_with("expert_") as u64 * number == 0 && *number <= MAX_CONTEXT,
                Value::Signed(number) => number.unsigned_abs() <= MAX_CONTEXT,
                Value::Bool(flag) => name != "attention.causal" || *flag != self.encoder,
                _ => true,
            };
            if !sound {
                return Err(invalid(format!("its {} makes no sense", shown(name))));
            }
        }
        let positive = |name: &str| match self.file.get(&self.key(name)) {
            None => true,
            Some(Value::Float(number)) => *number > 0.0,
            Some(_) => false,
        };
        if !positive("rope.freq_base") || !positive("rope.scaling.factor") || !positive("rope.scale_linear") {
            return Err(invalid("its rotation of positions makes no sense"));
        }
        let scaling = self.key("rope.scaling.type");
        if self.file.get(&scaling).is_some()
            && !matches!(self.file.text(&scaling), Some("none" | "linear" | "yarn" | "longrope"))
        {
            return Err(GgufError::Unsupported("its rotation of positions is unknown".to_owned()));
        }
        let epsilon = ["attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon"];
        if !epsilon.iter().any(|name| matches!(self.file.get(&self.key(name)), Some(Value::Float(_)))) {
            return Err(invalid("it does not say the epsilon of its norms"));
        }
        if self.optional("embedding_length_out", 1, MAX_WIDTH)?.is_some() && !self.encoder {
            return Err(GgufError::Unsupported("it makes embeddings, not text".to_owned()));
        }
        if self.optional("nextn_predict_layers", 0, 0).is_err() {
            return Err(GgufError::Unsupported("it holds layers for drafting that are not supported".to_owned()));
        }
        Ok(())
    }
}

fn shown(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || "._".contains(*c)).take(48).collect()
}
