//! Small translations that every room of the boundary needs.

use crate::CoachError;
use serde::Serialize;

/// Counts at the boundary are signed, since Kotlin and Java have no plain unsigned integers.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A size as the boundary has it.
pub(crate) fn sized(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count of the host's; `what` reads after "failed to".
pub(crate) fn count(what: &str, given: i32) -> Result<u32, CoachError> {
    u32::try_from(given).map_err(|_| CoachError::InvalidInput { reason: format!("{what}: give a number from 0") })
}

/// At most this many of a list; `what` reads after "failed to".
pub(crate) fn limit(what: &str, given: i32) -> Result<usize, CoachError> {
    usize::try_from(given).map_err(|_| CoachError::InvalidInput { reason: format!("{what}: give a number from 0") })
}

/// Reads a date of the form YYYY-MM-DD.
pub(crate) fn date(text: &str) -> Result<coach_api::Date, CoachError> {
    text.parse().map_err(|_| CoachError::InvalidInput { reason: format!("read the date `{text}`: use YYYY-MM-DD") })
}

/// A date that may be missing.
pub(crate) fn maybe_date(text: Option<&String>) -> Result<Option<coach_api::Date>, CoachError> {
    text.map(|text| date(text)).transpose()
}

/// A JSON document of the host; `what` reads after "failed to".
pub(crate) fn parsed(what: &str, text: &str) -> Result<serde_json::Value, CoachError> {
    serde_json::from_str(text)
        .map_err(|error| CoachError::InvalidInput { reason: format!("{what}: it is no JSON document: {error}") })
}

/// A record as a JSON document.
pub(crate) fn json(record: &impl Serialize) -> Result<String, coach_api::CoachError> {
    serde_json::to_string(record).map_err(|_| coach_api::CoachError::Storage("write the answer as JSON".to_owned()))
}

/// The word that an enum of the core has in data.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// An enum of the boundary with the same variants as one of the core, and the way there and back.
macro_rules! mirrored {
    ($(#[$meta:meta])* $name:ident = $inner:path { $($(#[$variant_meta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_meta])* $variant),+
        }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                use $inner as Inner;
                match inner {
                    $(Inner::$variant => $name::$variant),+
                }
            }
        }

        impl From<$name> for $inner {
            fn from(outer: $name) -> Self {
                use $inner as Inner;
                match outer {
                    $($name::$variant => Inner::$variant),+
                }
            }
        }
    };
}
pub(crate) use mirrored;
