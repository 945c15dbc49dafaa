//! Texts as vectors: how alike two texts are in meaning, beyond the words that they share.

/// Why a text has no vector. Texts read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("compare texts: {0}")]
pub struct EmbedError(pub String);

/// Makes vectors of texts. The nearer in meaning two texts are, the smaller the angle between theirs.
///
/// Calls may block for some milliseconds a text. Everything that uses an embedder works without one, by shared words.
pub trait Embedder: Send + Sync {
    /// Name of the model; vectors of different names are not compared.
    fn name(&self) -> &str;

    /// One vector of length 1 for each text, all of the same dimension. A text that is too long is cut.
    ///
    /// # Errors
    /// [`EmbedError`] when the model fails; then there is none for any of them.
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError>;
}

/// Cosine of two vectors of length 1: 1 for the same direction, 0 for nothing in common.
#[must_use]
pub fn likeness(one: &[f32], other: &[f32]) -> f64 {
    one.iter().zip(other).map(|(one, other)| f64::from(*one) * f64::from(*other)).sum()
}
