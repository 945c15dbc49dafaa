//! The signed list of models: reading, verifying and signing it.

use super::{Digest, Error, hex};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

const DOCUMENT: &[u8] = include_bytes!("../../../../models/catalogue.json");
const SIGNATURE: &str = include_str!("../../../../models/catalogue.sig");
const KEY: &str = include_str!("../../../../models/catalogue.pub");

/// Version of the format that this version reads.
const SCHEMA: u32 = 1;
/// What a signature is for, so that one of this key for anything else is none for a catalogue.
const PURPOSE: &[u8] = b"pocketcoach model catalogue v1\n";

/// The key that a catalogue's signature must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueKey(VerifyingKey);

impl CatalogueKey {
    /// The key that this program was built with, `models/catalogue.pub`.
    ///
    /// # Errors
    /// [`Error::Catalogue`] when the file holds no key.
    pub fn built_in() -> Result<Self, Error> {
        Self::read(KEY)
    }

    /// Reads a public key from its 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::Catalogue`].
    pub fn read(text: &str) -> Result<Self, Error> {
        hex::read(text)
            .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok())
            .map(CatalogueKey)
            .ok_or_else(|| Error::Catalogue("the public key is none".to_owned()))
    }
}

impl fmt::Display for CatalogueKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(self.0.as_bytes(), formatter)
    }
}

/// The secret half of a [`CatalogueKey`]. Prints as nothing.
pub struct CatalogueSigner(SigningKey);

impl CatalogueSigner {
    /// Reads a secret key from its 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::Catalogue`].
    pub fn read(text: &str) -> Result<Self, Error> {
        hex::read(text)
            .map(|bytes| CatalogueSigner(SigningKey::from_bytes(&bytes)))
            .ok_or_else(|| Error::Catalogue("the secret key is none: it has 64 hexadecimal digits".to_owned()))
    }

    /// The public half.
    #[must_use]
    pub fn key(&self) -> CatalogueKey {
        CatalogueKey(self.0.verifying_key())
    }

    /// Signs a catalogue, once it has been read and found whole. The signature is 128 hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::Catalogue`].
    pub fn sign(&self, document: &[u8]) -> Result<String, Error> {
        let canonical = canonical(document)?;
        Catalogue::check(&canonical)?;
        let signature = self.0.sign(&message(&canonical)).to_bytes();
        Ok(signature.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl fmt::Debug for CatalogueSigner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CatalogueSigner")
    }
}

/// How a model lays out a conversation. The engine renders the file's own template; this says what to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// `<|im_start|>role … <|im_end|>`.
    Chatml,
    /// `<|start_header_id|>role<|end_header_id|> … <|eot_id|>`.
    Llama3,
    /// `<start_of_turn>role … <end_of_turn>`.
    Gemma,
    /// `<|turn>role … <turn|>`, from Gemma 4 on.
    Gemma4,
    /// `<|start_of_role|>role<|end_of_role|> … <|end_of_text|>`.
    Granite,
}

/// How a model writes a call of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToolFormat {
    /// A bare JSON object with `name` and `parameters`.
    Llama3Json,
    /// JSON between `<tool_call>` and `</tool_call>`.
    Hermes,
    /// `<function=…><parameter=…>…</parameter></function>` between `<tool_call>` and `</tool_call>`, from Qwen3.5 on.
    QwenXml,
    /// `<function name="…"><param name="…">…</param></function>`.
    Minicpm5,
    /// `call:NAME{…}` between `<|tool_call>` and `<tool_call|>`.
    Gemma4,
    /// Python calls in a list between `<|tool_call_start|>` and `<|tool_call_end|>`.
    Lfm2,
    /// None of its own; the engine asks for plain JSON.
    None,
}

/// Terms under which a model may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// SPDX identifier, or the name where it has none.
    pub name: String,
    /// Where the text is.
    pub url: String,
    /// Conditions beyond naming the makers: read the text before use.
    pub restricted: bool,
}

/// One model file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CatalogueEntry)]
pub struct Entry {
    /// Name to call it by, for example `qwen3-1.7b`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Family, for example `Qwen3`.
    pub family: String,
    /// Number of weights.
    pub parameters: u64,
    /// How the weights are stored, for example `Q4_K_M`.
    pub quantisation: String,
    /// Terms of use.
    pub licence: Licence,
    /// Where the file is, best first; each names a fixed revision.
    pub urls: Vec<String>,
    /// Name of the file.
    pub file: String,
    /// Length in bytes, where it is known.
    pub size_bytes: Option<u64>,
    /// Hash, where it is known.
    #[schema(value_type = Option<String>)]
    pub sha256: Option<Digest>,
    /// Longest context that the model was trained for, in tokens, where it is known.
    pub context_tokens: Option<u32>,
    /// Layout of a conversation.
    pub template: TemplateKind,
    /// Form of a tool call.
    pub tool_format: ToolFormat,
    /// The cache of a conversation can go back to an earlier token; otherwise an edit reads everything again.
    pub rolls_back: bool,
    /// Bytes that the cache grows by with each token at 16 bits, where they are known.
    pub kv_bytes_per_token: Option<u64>,
    /// Memory in bytes that it takes with a context of 4,096 tokens; see `models/README.md` for how it is told.
    pub memory_bytes: Option<u64>,
    /// What it is good for, in a sentence.
    pub good_for: String,
    /// What to know before choosing it.
    pub notes: String,
    /// Where these facts are from.
    pub facts: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: u32,
    issued: jiff::civil::Date,
    models: Vec<Entry>,
}

/// The models that can be pulled by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Day on which it was made.
    pub issued: jiff::civil::Date,
    /// The models, smallest need of memory first.
    pub models: Vec<Entry>,
}

impl Catalogue {
    /// The catalogue that this program was built with.
    ///
    /// # Errors
    /// [`Error::Signature`] and [`Error::Catalogue`]; the tests make sure that there is none.
    pub fn built_in() -> Result<Self, Error> {
        Self::read(DOCUMENT, SIGNATURE, &CatalogueKey::built_in()?)
    }

    /// Reads a catalogue that `key` has signed. What is read is exactly what was signed.
    ///
    /// # Errors
    /// [`Error::Signature`] when the signature does not fit, [`Error::Catalogue`] for everything else.
    pub fn read(document: &[u8], signature: &str, key: &CatalogueKey) -> Result<Self, Error> {
        let canonical = canonical(document)?;
        let signature = hex::read(signature).map(|bytes| Signature::from_bytes(&bytes)).ok_or(Error::Signature)?;
        key.0.verify_strict(&message(&canonical), &signature).map_err(|_| Error::Signature)?;
        Self::check(&canonical)
    }

    /// The model of that name.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.models.iter().find(|entry| entry.id == id)
    }

    /// The model whose file has that hash.
    #[must_use]
    pub fn with_hash(&self, sha256: Digest) -> Option<&Entry> {
        self.models.iter().find(|entry| entry.sha256 == Some(sha256))
    }

    fn check(canonical: &[u8]) -> Result<Self, Error> {
        let wrong = |text: String| Error::Catalogue(text);
        let document: Document = serde_json::from_slice(canonical).map_err(|error| wrong(error.to_string()))?;
        if document.schema != SCHEMA {
            return Err(wrong(format!(
                "it has format {} and this version reads {SCHEMA}; update the program",
                document.schema
            )));
        }
        let mut seen = BTreeSet::new();
        for entry in &document.models {
            if !is_name(&entry.id) || !seen.insert(entry.id.as_str()) || !seen.insert(entry.file.as_str()) {
                return Err(wrong(format!("the name or file of `{}` is not its own", entry.id)));
            }
            if !is_file_name(&entry.file) {
                return Err(wrong(format!("the file name of `{}` cannot be one", entry.id)));
            }
            if entry.urls.is_empty() || entry.size_bytes == Some(0) {
                return Err(wrong(format!("`{}` lacks an address or a size", entry.id)));
            }
            for url in &entry.urls {
                let address = super::source::Source::read(url)?;
                if !address.is_secure() {
                    return Err(wrong(format!("an address of `{}` is not https", entry.id)));
                }
            }
        }
        let mut models = document.models;
        models.sort_by_key(|entry| entry.memory_bytes.unwrap_or(u64::MAX));
        Ok(Catalogue { issued: document.issued, models })
    }
}

/// Whether a model may be called that: it names files and is typed by people.
pub(super) fn is_name(name: &str) -> bool {
    let mut letters = name.bytes();
    name.len() <= 80
        && letters.next().is_some_and(|first| first.is_ascii_lowercase() || first.is_ascii_digit())
        && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"._-".contains(&letter))
}

/// Whether the name stays in the folder that it is joined to, on every system.
pub(super) fn is_file_name(name: &str) -> bool {
    name.len() <= 120
        && name.ends_with(".gguf")
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"._-".contains(&letter))
}

/// One form for every way of writing the same document: keys in order, no spaces, whole numbers. So line ends and layout
/// may change on the way to a reader without breaking a signature.
fn canonical(document: &[u8]) -> Result<Vec<u8>, Error> {
    let value: Value = serde_json::from_slice(document).map_err(|error| Error::Catalogue(error.to_string()))?;
    let mut out = Vec::with_capacity(document.len());
    write_canonical(&value, &mut out)?;
    Ok(out)
}

fn write_canonical(value: &Value, out: &mut Vec<u8>) -> Result<(), Error> {
    match value {
        Value::Object(fields) => {
            let mut fields = fields.iter().collect::<Vec<_>>();
            fields.sort_by_key(|(name, _)| *name);
            out.push(b'{');
            for (index, (name, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_canonical(&Value::String(name.clone()), out)?;
                out.push(b':');
                write_canonical(value, out)?;
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_canonical(item, out)?;
            }
            out.push(b']');
        }
        Value::Number(number) if number.is_f64() => {
            return Err(Error::Catalogue("it has a number that is not whole".to_owned()));
        }
        plain => out.extend(plain.to_string().into_bytes()),
    }
    Ok(())
}

fn message(canonical: &[u8]) -> Vec<u8> {
    [PURPOSE, canonical].concat()
}

#[cfg(test)]
mod tests;
