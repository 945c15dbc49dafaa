//! Statements that both databases understand, with values that both keep: what the shared plane and the ledger are
//! written in, once for both.
//!
//! Parameters are `$1`, `$2` and so on, each first named in that order, since SQLite numbers them by their first use.

use crate::Error;

/// A value on its way to or from a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Words.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Value::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(value: &[u8; N]) -> Self {
        Value::Bytes(value.to_vec())
    }
}

/// Values for a statement.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::storage::sql::Value::from($value)),*] };
}
pub(crate) use values;

/// One row of an answer.
#[derive(Debug)]
pub(crate) struct Line(pub(crate) std::vec::IntoIter<Value>);

impl Line {
    fn next(&mut self) -> Result<Value, Error> {
        self.0.next().ok_or_else(|| Error::Storage("a row is shorter than was asked".to_owned()))
    }

    /// The next column as a number.
    pub(crate) fn int(&mut self) -> Result<i64, Error> {
        match self.next()? {
            Value::Int(value) => Ok(value),
            _ => Err(Error::Storage("a column is no number".to_owned())),
        }
    }

    /// The next column as a number that is not negative.
    pub(crate) fn count(&mut self) -> Result<u64, Error> {
        u64::try_from(self.int()?).map_err(|_| Error::Storage("a number is negative".to_owned()))
    }

    /// The next column as words.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        match self.next()? {
            Value::Text(value) => Ok(value),
            _ => Err(Error::Storage("a column is no text".to_owned())),
        }
    }

    /// The next column as bytes.
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, Error> {
        match self.next()? {
            Value::Bytes(value) => Ok(value),
            _ => Err(Error::Storage("a column holds no bytes".to_owned())),
        }
    }

    /// The next column as a name of a known length.
    pub(crate) fn name<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.bytes()?.try_into().map_err(|_| Error::Storage("a name has another length".to_owned()))
    }
}

/// Statements within one transaction.
pub(crate) trait Sql {
    /// The rows of an answer.
    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Line>, Error>;
    /// Runs a statement, and says how many rows it changed.
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error>;
    /// What a `SELECT` ends with when its rows are to be held until the transaction ends.
    fn holding(&self) -> &'static str;
}
