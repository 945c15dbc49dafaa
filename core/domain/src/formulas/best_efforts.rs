//! Fastest times over race distances within a track.

use crate::record::RoutePoint;

/// Distances that records are kept of, in metres: 1, 5 and 10 km, half marathon and marathon.
pub const RACE_DISTANCES_M: [f64; 5] = [1000.0, 5000.0, 10_000.0, 21_097.5, 42_195.0];

/// Speed in m/s above which two points of a run are a jump of the receiver: the fastest man reached 12.4.
pub const RUNNING_MOST_SPEED: f64 = 12.5;

/// Seconds between two points above which the way between them is not known well enough to start or end there.
const INTERPOLATED_S: f64 = 30.0;

/// A point of a track.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrackPoint {
    /// Seconds since any start, pauses included.
    pub at_s: f64,
    /// Metres covered since any start.
    pub distance_m: f64,
}

/// A fastest stretch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Length in metres.
    pub distance_m: f64,
    /// Time in seconds, pauses included, as a race is timed.
    pub time_s: f64,
    /// Where it starts, in the seconds of the track.
    pub start_s: f64,
    /// Metres of the track before it.
    pub start_m: f64,
}

/// The track of a route, by great circles on a sphere of 6,371,008.8 m (the mean radius of the IUGG; off by up to 0.5 %
/// against the ellipsoid). Points that are no place, or no later than the one before, are left out.
#[must_use]
pub fn track(route: &[RoutePoint]) -> Vec<TrackPoint> {
    let mut track: Vec<TrackPoint> = Vec::with_capacity(route.len());
    let mut last: Option<&RoutePoint> = None;
    for point in route {
        let place = (-90.0..=90.0).contains(&point.latitude) && (-180.0..=180.0).contains(&point.longitude);
        if !place || last.is_some_and(|last| point.at_ms <= last.at_ms) {
            continue;
        }
        let step = last.map_or(0.0, |last| great_circle(last, point));
        let distance_m = track.last().map_or(0.0, |point| point.distance_m) + step;
        track.push(TrackPoint { at_s: point.at_ms as f64 / 1000.0, distance_m });
        last = Some(point);
    }
    track
}

/// Metres between two points by the haversine formula.
fn great_circle(from: &RoutePoint, to: &RoutePoint) -> f64 {
    let (lat1, lat2) = (from.latitude.to_radians(), to.latitude.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let h = half(lat2 - lat1) + lat1.cos() * lat2.cos() * half((to.longitude - from.longitude).to_radians());
    2.0 * 6_371_008.8 * h.clamp(0.0, 1.0).sqrt().asin()
}

/// The fastest stretch of `distance_m` within a track in order of time; the earliest of a tie. `None` when the track is
/// too short or the distance impossible.
///
/// Between two points the speed is taken as even, so a stretch may start or end between them, unless they lie more than
/// 30 s apart: then it takes in the whole step, which can only make it slower. Points that go back, in time or in
/// distance, are left out; a step faster than `most_speed` in m/s is a jump, and no stretch reaches over one.
#[must_use]
pub fn fastest(track: &[TrackPoint], distance_m: f64, most_speed: f64) -> Option<Effort> {
    if !(distance_m.is_finite() && distance_m > 0.0 && most_speed > 0.0) {
        return None;
    }
    let mut points: Vec<TrackPoint> = Vec::with_capacity(track.len());
    for point in track.iter().filter(|point| point.at_s.is_finite() && point.distance_m.is_finite()) {
        if points.last().is_none_or(|last| point.at_s > last.at_s && point.distance_m >= last.distance_m) {
            points.push(*point);
        }
    }
    let steady =
        |from: &TrackPoint, to: &TrackPoint| to.distance_m - from.distance_m <= most_speed * (to.at_s - from.at_s);
    points.chunk_by(steady).filter_map(|piece| fastest_of(piece, distance_m)).reduce(faster)
}

fn faster(best: Effort, next: Effort) -> Effort {
    if next.time_s < best.time_s - 1e-9 { next } else { best }
}

/// The fastest stretch of a piece without jumps. The time over a distance is linear between the places where either end
/// meets a point, so the best stretch starts or ends at one.
fn fastest_of(piece: &[TrackPoint], distance_m: f64) -> Option<Effort> {
    let from_points = piece.iter().scan(0, |end, start| {
        let target = start.distance_m + distance_m;
        while piece.get(*end).is_some_and(|point| point.distance_m < target) {
            *end += 1;
        }
        let (before, after) = (piece.get(end.checked_sub(1)?)?, piece.get(*end)?);
        let end_s = if after.at_s - before.at_s > INTERPOLATED_S { after.at_s } else { time_at(before, after, target) };
        Some((start.at_s, start.distance_m, end_s))
    });
    let mut begin = 0;
    let to_points = piece.iter().filter_map(move |end| {
        let target = end.distance_m - distance_m;
        if piece.first()?.distance_m > target {
            return None;
        }
        // The last point that is not yet past the start.
        while piece.get(begin + 1).is_some_and(|next| next.distance_m <= target) {
            begin += 1;
        }
        let (before, after) = (piece.get(begin)?, piece.get(begin + 1)?);
        let start_s =
            if after.at_s - before.at_s > INTERPOLATED_S { before.at_s } else { time_at(before, after, target) };
        Some((start_s, target, end.at_s))
    });
    from_points
        .chain(to_points)
        .map(|(start_s, start_m, end_s)| Effort { distance_m, time_s: end_s - start_s, start_s, start_m })
        .reduce(|best, next| {
            let tie = (next.time_s - best.time_s).abs() <= 1e-9 && next.start_s < best.start_s;
            if tie { next } else { faster(best, next) }
        })
}

/// When a distance between two points was reached.
fn time_at(before: &TrackPoint, after: &TrackPoint, distance_m: f64) -> f64 {
    let step = after.distance_m - before.distance_m;
    let share = if step > 0.0 { ((distance_m - before.distance_m) / step).clamp(0.0, 1.0) } else { 0.0 };
    before.at_s + share * (after.at_s - before.at_s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A track of steps `(seconds, metres)`.
    fn steps(steps: &[(f64, f64)]) -> Vec<TrackPoint> {
        let mut points = vec![TrackPoint { at_s: 0.0, distance_m: 0.0 }];
        for (seconds, metres) in steps {
            let last = points[points.len() - 1];
            points.push(TrackPoint { at_s: last.at_s + seconds, distance_m: last.distance_m + metres });
        }
        points
    }

    fn time(points: &[TrackPoint], distance: f64) -> Option<f64> {
        fastest(points, distance, RUNNING_MOST_SPEED).map(|effort| effort.time_s)
    }

    #[test]
    fn the_fast_kilometre_in_the_middle_is_found() {
        // 2 km at 3 m/s, 1 km at 5 m/s, 2 km at 3 m/s, in steps of 10 s that do not meet the kilometre.
        let even = |speed: f64, metres: f64| vec![(10.0, speed * 10.0); (metres / speed / 10.0).round() as usize];
        let run = steps(&[even(3.0, 2000.0), even(5.0, 1000.0), even(3.0, 2000.0)].concat());
        let found = fastest(&run, 1000.0, RUNNING_MOST_SPEED).unwrap();
        assert!((found.time_s - 200.0).abs() < 1e-9 && (found.start_s - 670.0).abs() < 1e-9, "{found:?}");
        assert_eq!(time(&run, 5000.0).map(|time| time > 1500.0), Some(true));
        assert_eq!(time(&run, 5100.0), None);
        // Half of it fast, half slow.
        assert!((time(&run, 2000.0).unwrap() - (200.0 + 1000.0 / 3.0)).abs() < 1e-9);
    }

    #[test]
    fn pauses_count_and_jumps_do_not() {
        let even = vec![(10.0, 40.0); 20];
        let paused = steps(&[even.clone(), vec![(300.0, 0.0)], even.clone()].concat());
        assert!((time(&paused, 800.0).unwrap() - 200.0).abs() < 1e-9);
        assert!((time(&paused, 1000.0).unwrap() - 550.0).abs() < 1e-9);
        let jumped = steps(&[even.clone(), vec![(1.0, 500.0)], even].concat());
        assert!((time(&jumped, 800.0).unwrap() - 200.0).abs() < 1e-9);
        assert_eq!(time(&jumped, 1000.0), None);
        assert!(fastest(&jumped, 1000.0, 1000.0).is_some());
    }

    #[test]
    fn a_long_step_is_taken_whole() {
        // 100 s for 500 m without a point between: 400 m are not known to be faster than the step.
        let sparse = steps(&[(100.0, 500.0)]);
        assert_eq!(
            (time(&sparse, 400.0), time(&sparse, 500.0), time(&sparse, 501.0)),
            (Some(100.0), Some(100.0), None)
        );
        assert_eq!(time(&steps(&[(20.0, 100.0)]), 80.0), Some(16.0));
    }

    #[test]
    fn hostile_tracks_give_nothing() {
        assert_eq!((time(&[], 1000.0), time(&steps(&[]), 1000.0)), (None, None));
        let good = steps(&[(10.0, 40.0); 50]);
        for distance in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(time(&good, distance), None);
        }
        let mut odd = good.clone();
        odd.insert(7, TrackPoint { at_s: f64::NAN, distance_m: 10.0 });
        odd.insert(9, TrackPoint { at_s: 0.0, distance_m: 1e9 });
        odd.insert(11, TrackPoint { at_s: 95.0, distance_m: 0.0 });
        assert_eq!(time(&odd, 1000.0), time(&good, 1000.0));
    }

    #[test]
    fn a_route_becomes_a_track() {
        let point = |seconds: i64, latitude: f64, longitude: f64| RoutePoint {
            at_ms: seconds * 1000,
            latitude,
            longitude,
            elevation_m: 0.0,
        };
        // A minute of latitude on the sphere is 1,853.25 m.
        let found = track(&[
            point(0, 0.0, 0.0),
            point(60, 1.0 / 60.0, 0.0),
            point(60, 5.0, 0.0),
            point(90, 91.0, 0.0),
            point(120, 0.0, 0.0),
        ]);
        assert_eq!(found.len(), 3);
        assert!((found[1].distance_m - 1853.25).abs() < 0.01 && (found[2].distance_m - 3706.5).abs() < 0.02);
        let over_the_line = track(&[point(0, 0.0, 179.99), point(60, 0.0, -179.99)]);
        assert!((over_the_line[1].distance_m - 2223.9).abs() < 0.1);
    }

    proptest! {
        #[test]
        fn no_stretch_is_faster_and_longer_ones_take_longer(
            raw in prop::collection::vec((1.0_f64..30.0, 0.0_f64..5.0), 2..60), distance in 50.0_f64..500.0
        ) {
            let run = steps(&raw.iter().map(|(seconds, speed)| (*seconds, seconds * speed)).collect::<Vec<_>>());
            let best = time(&run, distance);
            if let (Some(best), Some(longer)) = (best, time(&run, distance * 1.1)) {
                prop_assert!(longer >= best - 1e-9);
            }
            // Every stretch between two points that covers the distance takes at least as long.
            for (index, from) in run.iter().enumerate() {
                for to in &run[index..] {
                    if to.distance_m - from.distance_m >= distance {
                        prop_assert!(best.unwrap() <= to.at_s - from.at_s + 1e-9);
                    }
                }
            }
        }
    }
}
