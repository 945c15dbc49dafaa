//! Instants that a caller writes as time on the wall or with an offset.

use coach_mcp::ToolError;
use jiff::civil::DateTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// How far an instant may lie ahead of now: clocks of phones and watches differ a little.
pub(crate) const SLACK_MS: i64 = 5 * 60_000;

/// An instant with the offset of the place: as given, or of the person's zone for a time on the wall. `argument` is
/// the name under which the caller knows it.
pub(crate) fn read(argument: &str, text: &str, zone: &TimeZone) -> Result<Zoned, ToolError> {
    let wrong = || ToolError::Arguments(format!("`{argument}` must be a local time like 2026-05-01T07:30"));
    let text = text.trim();
    let pieces = Pieces::parse(text).map_err(|_| wrong())?;
    let time = pieces.time().ok_or_else(wrong)?;
    let zone = match pieces.offset() {
        None => return DateTime::from_parts(pieces.date(), time).to_zoned(zone.clone()).map_err(|_| wrong()),
        // `Z` says which instant it is and nothing about the place.
        Some(PiecesOffset::Zulu) => zone.clone(),
        Some(_) => pieces.to_numeric_offset().map_or_else(|| zone.clone(), TimeZone::fixed),
    };
    let instant: Timestamp = text.parse().map_err(|_| wrong())?;
    Ok(instant.to_zoned(zone))
}

/// An instant of the clock on the wall of the person.
pub(crate) fn zoned(instant_ms: i64, zone: &TimeZone) -> Result<Zoned, ToolError> {
    Timestamp::from_millisecond(instant_ms)
        .map(|instant| instant.to_zoned(zone.clone()))
        .map_err(|_| ToolError::Internal("the clock is outside the calendar".to_owned()))
}

/// Minutes east of UTC at the place.
pub(crate) fn offset_min(at: &Zoned) -> i16 {
    i16::try_from(at.offset().seconds() / 60).unwrap_or(0)
}
