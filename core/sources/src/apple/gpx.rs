//! Tracks of workouts (GPX 1.1, times in UTC).

use coach_domain::record::RoutePoint;
use jiff::Timestamp;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// The most points that are kept of one track: eleven days at one per second.
const MOST_POINTS: usize = 1_000_000;

/// The points of a track that have a time and a place on Earth. A file that breaks off gives the points before the
/// break. Entities and DTDs are not read.
pub(crate) fn points(bytes: &[u8]) -> Vec<RoutePoint> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let mut reader = Reader::from_str(text);
    let mut points = Vec::new();
    let mut current: Option<Point> = None;
    let mut field = Field::Other;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => match tag.name().0 {
                "trkpt" => current = Point::begin(&tag),
                "time" => field = Field::Time,
                "ele" => field = Field::Elevation,
                _ => field = Field::Other,
            },
            Event::Text(text) => {
                if let Some(point) = &mut current {
                    match field {
                        Field::Time => point.at = text.trim().parse::<Timestamp>().ok(),
                        Field::Elevation => point.elevation_m = text.trim().parse().unwrap_or(f64::NAN),
                        Field::Other => {}
                    }
                }
            }
            Event::End(tag) => {
                field = Field::Other;
                if tag.name().0 == "trkpt" {
                    points.extend(current.take().and_then(Point::finish));
                    if points.len() >= MOST_POINTS {
                        break;
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    points
}

#[derive(Clone, Copy)]
enum Field {
    Time,
    Elevation,
    Other,
}

struct Point {
    latitude: f64,
    longitude: f64,
    elevation_m: f64,
    at: Option<Timestamp>,
}

impl Point {
    fn begin(tag: &BytesStart<'_>) -> Option<Point> {
        let degrees = |name: &str, most: f64| {
            let attribute = tag.try_get_attribute(name).ok()??;
            attribute.value.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most)
        };
        let (latitude, longitude) = (degrees("lat", 90.0)?, degrees("lon", 180.0)?);
        Some(Point { latitude, longitude, elevation_m: f64::NAN, at: None })
    }

    fn finish(self) -> Option<RoutePoint> {
        Some(RoutePoint {
            at_ms: self.at?.as_millisecond(),
            latitude: self.latitude,
            longitude: self.longitude,
            elevation_m: if self.elevation_m.is_finite() { self.elevation_m } else { f64::NAN },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TRACK: &str = r#"<?xml version="1.0"?><gpx><metadata><time>2026-01-05T07:00:00Z</time></metadata><trk><trkseg>
        <trkpt lon="13.4" lat="52.5"><ele>34.25</ele><time>2026-01-05T06:00:00Z</time><extensions><speed>3</speed></extensions></trkpt>
        <trkpt lon="13.4" lat="52.6"><time>2026-01-05T06:00:01.5Z</time></trkpt>
        <trkpt lon="13.4" lat="152.6"><time>2026-01-05T06:00:02Z</time></trkpt>
        <trkpt lon="13.4" lat="52.6"><time>yesterday</time></trkpt>
        <trkpt lon="13.4" lat="52.7"><ele>35"#;

    #[test]
    fn points_with_a_time_and_a_place_are_kept() {
        let points = points(TRACK.as_bytes());
        assert_eq!(points.len(), 2);
        assert_eq!((points[0].latitude, points[0].longitude, points[0].elevation_m), (52.5, 13.4, 34.25));
        assert_eq!(points[1].at_ms - points[0].at_ms, 1500);
        assert!(points[1].elevation_m.is_nan());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0..TRACK.len()) {
            points(&bytes);
            points(&TRACK.as_bytes()[..cut]);
        }
    }
}
