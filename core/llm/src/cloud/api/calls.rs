//! Tool calls while they stream in, piece by piece.

use super::strict;
use crate::chat::{ModelError, ToolCall};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Calls of one answer at most.
const MOST: usize = 32;
/// Bytes of the arguments of one call at most.
const ARGUMENT_BYTES: usize = 64 * 1024;
/// Bytes of an id or name at most.
const NAME_BYTES: usize = 256;

/// A call whose arguments may not be whole yet.
#[derive(Debug, Default)]
pub(super) struct Piecemeal {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) arguments: String,
    /// The service said that nothing more of it comes.
    pub(super) is_closed: bool,
}

/// The calls of one answer, each under the place that the service gives it.
#[derive(Debug, Default)]
pub(super) struct Calls {
    calls: Vec<(u64, Piecemeal)>,
    /// Calls are complete only once the service has closed each.
    must_close: bool,
}

impl Calls {
    /// Calls of a service that says when each of them is whole.
    pub(super) fn that_are_closed() -> Self {
        Self { calls: Vec::new(), must_close: true }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// The latest call at a place.
    pub(super) fn at(&mut self, place: u64) -> Option<&mut Piecemeal> {
        self.calls.iter_mut().rev().find(|(own, _)| *own == place).map(|(_, call)| call)
    }

    /// The call that began last.
    pub(super) fn last(&mut self) -> Option<&mut Piecemeal> {
        self.calls.last_mut().map(|(_, call)| call)
    }

    /// Begins a call.
    pub(super) fn begin(&mut self, place: u64, id: &str, name: &str) -> Result<&mut Piecemeal, ModelError> {
        if self.calls.len() >= MOST || id.len() > NAME_BYTES || name.len() > NAME_BYTES {
            return Err(ModelError::Malformed("it has too many tool calls, or too long ones".to_owned()));
        }
        let call = Piecemeal { id: id.to_owned(), name: name.to_owned(), ..Piecemeal::default() };
        self.calls.push((place, call));
        self.last().ok_or_else(not_whole)
    }

    /// The calls, when every one of them is whole.
    ///
    /// # Errors
    /// [`ModelError::Malformed`] when one has no name, is not closed, has arguments that are no JSON object, or has the
    /// id of another: none of them is then made.
    pub(super) fn whole(self) -> Result<Vec<ToolCall>, ModelError> {
        let mut ids = BTreeSet::new();
        let must_close = self.must_close;
        self.calls
            .into_iter()
            .map(|(_, call)| {
                if call.name.is_empty() || (must_close && !call.is_closed) {
                    return Err(not_whole());
                }
                if !call.id.is_empty() && !ids.insert(call.id.clone()) {
                    return Err(ModelError::Malformed("two tool calls have the same id".to_owned()));
                }
                Ok(ToolCall { id: call.id, name: call.name, arguments: arguments(&call.arguments)? })
            })
            .collect()
    }
}

impl Piecemeal {
    /// Adds a piece of the arguments.
    pub(super) fn add(&mut self, piece: &str) -> Result<(), ModelError> {
        if self.is_closed && !piece.is_empty() {
            return Err(ModelError::Malformed("a tool call goes on after its end".to_owned()));
        }
        self.arguments.push_str(piece);
        if self.arguments.len() > ARGUMENT_BYTES {
            return Err(ModelError::Malformed("the arguments of a tool call are too long".to_owned()));
        }
        Ok(())
    }
}

/// Arguments as one object; a call without any has none.
fn arguments(text: &str) -> Result<Value, ModelError> {
    if text.trim().is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    match strict::from_str(text) {
        Ok(Value::Null) => Ok(Value::Object(Map::new())),
        Ok(object @ Value::Object(_)) => Ok(object),
        _ => Err(ModelError::Malformed("the arguments of a tool call are not one whole JSON object".to_owned())),
    }
}

fn not_whole() -> ModelError {
    ModelError::Malformed("a tool call is not whole".to_owned())
}
