//! GGUF, the file format of models on the device: a reader that trusts nothing.
//!
//! A model file comes from anywhere. llama.cpp ends the whole program on some broken or hostile files, so every file
//! passes [`Gguf::open`] and [`Gguf::facts`] first. Only the head of a file is read: metadata and the table of
//! tensors, never the weights. Every count, length and offset is checked against the file's size and a limit before
//! memory is taken for it.
//!
//! Format: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>, versions 2 and 3, little-endian.

mod model;

pub(crate) use model::is_encoder;
pub use model::{ModelFacts, TokenizerKind};

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Highest length of a key or a tensor's name, in bytes. llama.cpp holds tensor names of at most 63.
const MAX_NAME: u64 = 256;
const MAX_TENSOR_NAME: usize = 63;
/// Highest length of one string, in bytes: chat templates are the longest and stay far below.
const MAX_STRING: u64 = 1 << 20;
/// Highest number of elements of one array: the merges of the largest vocabularies are under a million.
const MAX_ELEMENTS: u64 = 1 << 21;
/// Highest number of metadata entries and of tensors.
const MAX_ENTRIES: u64 = 4096;
const MAX_TENSORS: u64 = 16_384;
/// Highest size of the head, in bytes.
const MAX_HEAD: u64 = 256 << 20;
const MAX_DIMENSIONS: u32 = 4;

/// Why a file is not a model that can be loaded. Texts read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GgufError {
    /// The file cannot be read.
    #[error("read the model file: {0}")]
    Io(String),
    /// The file does not begin as a GGUF file does.
    #[error("read the model file: it is no GGUF file; download it again or choose another")]
    NotGguf,
    /// A version or byte order that is not read.
    #[error("read the model file: its GGUF version {0} is not supported; look for a newer conversion of the model")]
    Version(u32),
    /// The file ends before what its head announces.
    #[error("read the model file: it is cut off; download it again")]
    Truncated,
    /// Something in the head contradicts the format or itself, or is larger than any real model has it.
    #[error("read the model file: {0}; the file is damaged or was not made as a model")]
    Invalid(String),
    /// A well-formed file that this engine does not run.
    #[error("load the model: {0}; choose another model")]
    Unsupported(String),
}

/// A metadata value.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Any unsigned number.
    Unsigned(u64),
    /// Any signed number.
    Signed(i64),
    /// Any float.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// Text; the format asks for UTF-8, vocabularies do not always keep to it.
    Text(Vec<u8>),
    /// Unsigned numbers or truth values.
    UnsignedList(Vec<u64>),
    /// Signed numbers.
    SignedList(Vec<i64>),
    /// Floats.
    FloatList(Vec<f32>),
    /// Texts.
    TextList(Vec<Vec<u8>>),
}

/// How the numbers of a tensor are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TensorKind {
    /// Number of the format.
    pub id: u32,
    /// Name, for example `Q4_K`.
    pub name: &'static str,
    /// Numbers in one block.
    pub block: u64,
    /// Bytes of one block.
    pub bytes: u64,
    /// The engine multiplies by it.
    pub weight: bool,
}

/// One row of the table of tensors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tensor {
    /// Name, for example `blk.0.attn_q.weight`.
    pub name: String,
    /// Lengths, the innermost first.
    pub shape: Vec<u64>,
    /// How its numbers are stored.
    pub kind: TensorKind,
    /// Where its bytes begin, from the start of the data.
    pub offset: u64,
    /// How many bytes it has.
    pub size: u64,
}

/// The head of a GGUF file, with every bound checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Gguf {
    version: u32,
    metadata: Vec<(String, Value)>,
    tensors: Vec<Tensor>,
    data_start: u64,
    file_size: u64,
}

impl Gguf {
    /// Reads the head of a file.
    ///
    /// # Errors
    /// [`GgufError`]; a file that is cut off anywhere, also in its weights, is [`GgufError::Truncated`].
    pub fn open(path: &Path) -> Result<Self, GgufError> {
        let file = File::open(path).map_err(|error| GgufError::Io(error.kind().to_string()))?;
        let facts = file.metadata().map_err(|error| GgufError::Io(error.kind().to_string()))?;
        if !facts.is_file() {
            return Err(GgufError::Io("it is no regular file".to_owned()));
        }
        Self::read(BufReader::with_capacity(1 << 16, file), facts.len())
    }

    /// Reads the head from `source`, which has `file_size` bytes in all.
    ///
    /// # Errors
    /// [`GgufError`].
    pub fn read(source: impl Read, file_size: u64) -> Result<Self, GgufError> {
        let mut head = Head { source, at: 0, end: file_size.min(MAX_HEAD), cut: file_size <= MAX_HEAD };
        let mut magic = [0; 4];
        if file_size < 4 {
            return Err(GgufError::NotGguf);
        }
        head.fill(&mut magic)?;
        if &magic != b"GGUF" {
            return Err(GgufError::NotGguf);
        }
        let version = head.u32()?;
        if !(2..=3).contains(&version) {
            return Err(GgufError::Version(version));
        }
        let tensors = head.u64()?;
        let entries = head.u64()?;
        if tensors > MAX_TENSORS || entries > MAX_ENTRIES {
            return Err(invalid("it announces too many tensors or metadata entries"));
        }
        let metadata = head.metadata(entries)?;
        let alignment = alignment(&metadata)?;
        let tensors = head.tensors(tensors, alignment)?;
        let data_start = head.at.next_multiple_of(alignment);
        let data_size = tensors.last().map_or(0, |last| last.offset + last.size);
        if data_start.checked_add(data_size).is_none_or(|end| end > file_size) {
            return Err(GgufError::Truncated);
        }
        Ok(Self { version, metadata, tensors, data_start, file_size })
    }

    /// Version of the format.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Size of the file in bytes.
    #[must_use]
    pub fn file_size(&self) -> u64 {
        self.file_size
    }

    /// Where the weights begin in the file, in bytes.
    #[must_use]
    pub fn data_start(&self) -> u64 {
        self.data_start
    }

    /// The tensors, in the order of the file.
    #[must_use]
    pub fn tensors(&self) -> &[Tensor] {
        &self.tensors
    }

    /// All metadata, in the order of the file.
    #[must_use]
    pub fn metadata(&self) -> &[(String, Value)] {
        &self.metadata
    }

    /// The metadata value under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.metadata.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text under `key`, if there is one and it is UTF-8.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Value::Text(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The number under `key`, if there is one and it is whole and not negative.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<u64> {
        match self.get(key)? {
            Value::Unsigned(number) => Some(*number),
            Value::Signed(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The model's own template for conversations (Jinja); `name` for one of its further templates, for example
    /// `tool_use`.
    #[must_use]
    pub fn chat_template(&self, name: Option<&str>) -> Option<&str> {
        match name {
            None => self.text("tokenizer.chat_template"),
            Some(name) => self.text(&format!("tokenizer.chat_template.{name}")),
        }
    }

    /// Bytes of all weights.
    #[must_use]
    pub fn weight_bytes(&self) -> u64 {
        self.tensors.iter().map(|tensor| tensor.size).sum()
    }
}

fn invalid(what: impl Into<String>) -> GgufError {
    GgufError::Invalid(what.into())
}

fn alignment(metadata: &[(String, Value)]) -> Result<u64, GgufError> {
    match metadata.iter().find(|(key, _)| key == "general.alignment") {
        None => Ok(32),
        // llama.cpp takes any power of two; nobody aligns wider than a page.
        Some((_, Value::Unsigned(bytes))) if bytes.is_power_of_two() && *bytes <= 65_536 => Ok(*bytes),
        Some(_) => Err(invalid("its alignment is no power of two")),
    }
}

/// Reads forward, never past the end of what may be a head.
struct Head<R> {
    source: R,
    at: u64,
    end: u64,
    /// The end is the end of the file, not the limit of a head.
    cut: bool,
}

impl<R: Read> Head<R> {
    fn beyond(&self) -> GgufError {
        if self.cut { GgufError::Truncated } else { invalid("its head is too large") }
    }

    /// Fails unless `bytes` more are there.
    fn need(&self, bytes: u64) -> Result<(), GgufError> {
        if bytes > self.end - self.at { Err(self.beyond()) } else { Ok(()) }
    }

    fn fill(&mut self, into: &mut [u8]) -> Result<(), GgufError> {
        self.need(into.len() as u64)?;
        self.source.read_exact(into).map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => GgufError::Truncated,
            kind => GgufError::Io(kind.to_string()),
        })?;
        self.at += into.len() as u64;
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], GgufError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32, GgufError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn u64(&mut self) -> Result<u64, GgufError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    fn bytes(&mut self, limit: u64, what: &str) -> Result<Vec<u8>, GgufError> {
        let length = self.u64()?;
        self.need(length)?;
        if length > limit {
            return Err(invalid(format!("{what} is too long")));
        }
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| self.beyond())?];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn name(&mut self) -> Result<String, GgufError> {
        let bytes = self.bytes(MAX_NAME, "a name")?;
        // llama.cpp reads names as C strings: one with a zero in it would be another name there than here.
        match String::from_utf8(bytes) {
            Ok(name) if !name.is_empty() && !name.contains('\0') => Ok(name),
            _ => Err(invalid("a name is empty or no text")),
        }
    }

    fn metadata(&mut self, entries: u64) -> Result<Vec<(String, Value)>, GgufError> {
        let mut seen = HashSet::new();
        let mut metadata = Vec::new();
        for _ in 0..entries {
            let key = self.name()?;
            if !seen.insert(key.clone()) {
                return Err(invalid("a metadata key stands there twice"));
            }
            let kind = self.u32()?;
            let value = if kind == ARRAY { self.list()? } else { self.value(kind)? };
            metadata.push((key, value));
        }
        Ok(metadata)
    }

    fn value(&mut self, kind: u32) -> Result<Value, GgufError> {
        Ok(match kind {
            0 => Value::Unsigned(u64::from(u8::from_le_bytes(self.array()?))),
            1 => Value::Signed(i64::from(i8::from_le_bytes(self.array()?))),
            2 => Value::Unsigned(u64::from(u16::from_le_bytes(self.array()?))),
            3 => Value::Signed(i64::from(i16::from_le_bytes(self.array()?))),
            4 => Value::Unsigned(u64::from(self.u32()?)),
            5 => Value::Signed(i64::from(i32::from_le_bytes(self.array()?))),
            6 => Value::Float(f64::from(f32::from_le_bytes(self.array()?))),
            7 => match self.array()? {
                [0] => Value::Bool(false),
                [1] => Value::Bool(true),
                _ => return Err(invalid("a truth value is neither true nor false")),
            },
            TEXT => Value::Text(self.bytes(MAX_STRING, "a text")?),
            10 => Value::Unsigned(self.u64()?),
            11 => Value::Signed(i64::from_le_bytes(self.array()?)),
            12 => Value::Float(f64::from_le_bytes(self.array()?)),
            _ => return Err(invalid("a metadata value is of no known type")),
        })
    }

    fn list(&mut self) -> Result<Value, GgufError> {
        let kind = self.u32()?;
        let length = self.u64()?;
        let smallest = match kind {
            0 | 1 | 7 => 1,
            2 | 3 => 2,
            4..=6 => 4,
            TEXT | 10..=12 => 8,
            _ => return Err(invalid("a metadata list is of no known type")),
        };
        if length > MAX_ELEMENTS {
            return Err(invalid("a metadata list is too long"));
        }
        self.need(length * smallest)?;
        let mut list = match kind {
            0 | 2 | 4 | 7 | 10 => Value::UnsignedList(Vec::new()),
            1 | 3 | 5 | 11 => Value::SignedList(Vec::new()),
            6 | 12 => Value::FloatList(Vec::new()),
            _ => Value::TextList(Vec::new()),
        };
        for _ in 0..length {
            match (&mut list, self.value(kind)?) {
                (Value::UnsignedList(list), Value::Unsigned(number)) => list.push(number),
                (Value::UnsignedList(list), Value::Bool(flag)) => list.push(u64::from(flag)),
                (Value::SignedList(list), Value::Signed(number)) => list.push(number),
                // Lists of floats are scores and factors; nothing reads them to more digits.
                (Value::FloatList(list), Value::Float(number)) => list.push(number as f32),
                (Value::TextList(list), Value::Text(text)) => list.push(text),
                _ => return Err(invalid("a metadata list holds different types")),
            }
        }
        Ok(list)
    }

    fn tensors(&mut self, count: u64, alignment: u64) -> Result<Vec<Tensor>, GgufError> {
        let mut seen = HashSet::new();
        let mut tensors: Vec<Tensor> = Vec::new();
        let mut next = 0_u64;
        for _ in 0..count {
            let name = self.name()?;
            if name.len() > MAX_TENSOR_NAME || !seen.insert(name.clone()) {
                return Err(invalid("a tensor's name is too long or stands there twice"));
            }
            let dimensions = self.u32()?;
            if !(1..=MAX_DIMENSIONS).contains(&dimensions) {
                return Err(invalid("a tensor has no or too many dimensions"));
            }
            let mut shape = Vec::new();
            for _ in 0..dimensions {
                shape.push(self.u64()?);
            }
            let id = self.u32()?;
            let kind = *KINDS.iter().find(|kind| kind.id == id).ok_or_else(|| {
                GgufError::Unsupported(format!("its weights are stored in the unknown way number {id}"))
            })?;
            let size = size(&shape, kind).ok_or_else(|| invalid("a tensor's shape does not fit its type"))?;
            let offset = self.u64()?;
            if offset != next {
                return Err(invalid("a tensor does not begin where the one before it ends"));
            }
            next = offset
                .checked_add(size)
                .and_then(|end| end.checked_next_multiple_of(alignment))
                .ok_or_else(|| invalid("the tensors are larger than any file"))?;
            tensors.push(Tensor { name, shape, kind, offset, size });
        }
        Ok(tensors)
    }
}

/// Bytes of a tensor, if its shape makes sense.
fn size(shape: &[u64], kind: TensorKind) -> Option<u64> {
    let row = *shape.first()?;
    if !row.is_multiple_of(kind.block) || shape.contains(&0) {
        return None;
    }
    let numbers = shape.iter().try_fold(1_u64, |product, length| product.checked_mul(*length))?;
    // llama.cpp counts in signed 64 bits.
    i64::try_from(numbers).ok()?;
    (numbers / kind.block).checked_mul(kind.bytes)
}

const TEXT: u32 = 8;
const ARRAY: u32 = 9;

const fn weight(id: u32, name: &'static str, block: u64, bytes: u64) -> TensorKind {
    TensorKind { id, name, block, bytes, weight: true }
}

const fn number(id: u32, name: &'static str, bytes: u64) -> TensorKind {
    TensorKind { id, name, block: 1, bytes, weight: false }
}

/// From `ggml.h` and `ggml-common.h` of llama.cpp b11434.
const KINDS: &[TensorKind] = &[
    weight(0, "F32", 1, 4),
    weight(1, "F16", 1, 2),
    weight(2, "Q4_0", 32, 18),
    weight(3, "Q4_1", 32, 20),
    weight(6, "Q5_0", 32, 22),
    weight(7, "Q5_1", 32, 24),
    weight(8, "Q8_0", 32, 34),
    weight(10, "Q2_K", 256, 84),
    weight(11, "Q3_K", 256, 110),
    weight(12, "Q4_K", 256, 144),
    weight(13, "Q5_K", 256, 176),
    weight(14, "Q6_K", 256, 210),
    weight(16, "IQ2_XXS", 256, 66),
    weight(17, "IQ2_XS", 256, 74),
    weight(18, "IQ3_XXS", 256, 98),
    weight(19, "IQ1_S", 256, 50),
    weight(20, "IQ4_NL", 32, 18),
    weight(21, "IQ3_S", 256, 110),
    weight(22, "IQ2_S", 256, 82),
    weight(23, "IQ4_XS", 256, 136),
    number(24, "I8", 1),
    number(25, "I16", 2),
    number(26, "I32", 4),
    number(27, "I64", 8),
    number(28, "F64", 8),
    weight(29, "IQ1_M", 256, 56),
    weight(30, "BF16", 1, 2),
    weight(34, "TQ1_0", 256, 54),
    weight(35, "TQ2_0", 256, 66),
    weight(39, "MXFP4", 32, 17),
];

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) mod tests_support {
    //! A model's facts for tests elsewhere.

    pub(crate) fn facts_of_a_tiny_model() -> super::ModelFacts {
        super::tests::facts(&super::tests::tiny()).unwrap()
    }
}
