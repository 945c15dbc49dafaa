//! Tracks of workouts as pictures: a plane in metres, and fewer points for the same line.

use crate::record::RoutePoint;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Metres of a degree of latitude: a quarter of the earth's meridian (10,001.966 km, WGS 84) has 90 of them.
const DEGREE_M: f64 = 10_001_966.0 / 90.0;

/// A place on the plane around the first point of a track.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Metres east of the first point.
    pub east_m: f64,
    /// Metres north of the first point.
    pub north_m: f64,
}

/// The places of a track on a plane: an equirectangular projection with the scale of its first point, which is off by
/// less than a percent for what a person covers in a day outside the polar circles. A track across the date line stays
/// in one piece. Points that are no places are left where the one before them is.
#[must_use]
pub fn plane(route: &[RoutePoint]) -> Vec<Place> {
    let known = |point: &&RoutePoint| point.latitude.is_finite() && point.longitude.is_finite();
    let Some(origin) = route.iter().find(known) else {
        return vec![Place { east_m: 0.0, north_m: 0.0 }; route.len()];
    };
    let narrow = origin.latitude.to_radians().cos();
    let mut last = Place { east_m: 0.0, north_m: 0.0 };
    route
        .iter()
        .map(|point| {
            if known(&point) {
                let turn = (point.longitude - origin.longitude + 540.0).rem_euclid(360.0) - 180.0;
                last =
                    Place { east_m: turn * DEGREE_M * narrow, north_m: (point.latitude - origin.latitude) * DEGREE_M };
            }
            last
        })
        .collect()
}

/// The area of the triangle that a point makes with those beside it.
fn area(a: Place, b: Place, c: Place) -> f64 {
    ((b.east_m - a.east_m) * (c.north_m - a.north_m) - (c.east_m - a.east_m) * (b.north_m - a.north_m)).abs() / 2.0
}

/// A point that may go, the one that changes the line least first.
#[derive(PartialEq)]
struct Spare {
    area: f64,
    index: usize,
}

impl Eq for Spare {}

impl PartialOrd for Spare {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Spare {
    fn cmp(&self, other: &Self) -> Ordering {
        // The heap gives its greatest first.
        other.area.total_cmp(&self.area).then(other.index.cmp(&self.index))
    }
}

/// At most `most` positions of a line in order, so that it looks the same: the point with the least area goes first
/// (M. Visvalingam, J. D. Whyatt, Line generalisation by repeated elimination of points, Cartographic Journal 30, 1993).
/// The ends are always kept. `most` below 2 counts as 2.
#[must_use]
pub fn simplify(places: &[Place], most: usize) -> Vec<usize> {
    let (count, most) = (places.len(), most.max(2));
    if count <= most {
        return (0..count).collect();
    }
    let mut before: Vec<usize> = (0..count).map(|index| index.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..count).map(|index| (index + 1).min(count - 1)).collect();
    let mut gone = vec![false; count];
    let mut now: Vec<f64> =
        (0..count).map(|index| area(places[before[index]], places[index], places[after[index]])).collect();
    let mut spare: BinaryHeap<Spare> = (1..count - 1).map(|index| Spare { area: now[index], index }).collect();
    let mut left = count;
    while left > most {
        let Some(least) = spare.pop() else { break };
        // What was measured before a neighbour went no longer counts.
        if gone[least.index] || least.area.total_cmp(&now[least.index]) != Ordering::Equal {
            continue;
        }
        gone[least.index] = true;
        left -= 1;
        let (a, c) = (before[least.index], after[least.index]);
        after[a] = c;
        before[c] = a;
        for index in [a, c] {
            if index != 0 && index != count - 1 {
                // A point never goes before one that made less of a difference than it does.
                now[index] = area(places[before[index]], places[index], places[after[index]]).max(least.area);
                spare.push(Spare { area: now[index], index });
            }
        }
    }
    (0..count).filter(|index| !gone[*index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(latitude: f64, longitude: f64) -> RoutePoint {
        RoutePoint { at_ms: 0, latitude, longitude, elevation_m: f64::NAN }
    }

    #[test]
    fn a_degree_is_as_long_as_it_is_there() {
        let places = plane(&[point(60.0, 10.0), point(61.0, 10.0), point(60.0, 11.0)]);
        assert!((places[1].north_m - 111_132.96).abs() < 1.0 && places[1].east_m.abs() < 1e-6);
        // Half as long at 60 degrees as at the equator.
        assert!((places[2].east_m - 55_566.5).abs() < 1.0 && places[2].north_m.abs() < 1e-6);
    }

    #[test]
    fn the_date_line_and_holes_tear_no_track() {
        let places = plane(&[point(f64::NAN, 0.0), point(0.0, 179.999), point(0.0, -179.999), point(0.0, f64::NAN)]);
        assert!((places[2].east_m - 0.002 * DEGREE_M).abs() < 1e-3, "{places:?}");
        assert_eq!(places[3], places[2]);
        assert_eq!(plane(&[point(f64::NAN, 1.0)]).len(), 1);
        assert!(plane(&[]).is_empty());
    }

    #[test]
    fn corners_stay_and_points_on_a_line_go() {
        let at = |east_m, north_m| Place { east_m, north_m };
        let square = [at(0.0, 0.0), at(5.0, 0.0), at(10.0, 0.0), at(10.0, 5.0), at(10.0, 10.0), at(0.0, 10.0)];
        assert_eq!(simplify(&square, 4), [0, 2, 4, 5]);
        assert_eq!(simplify(&square, 0), [0, 5]);
    }

    proptest! {
        #[test]
        fn as_many_as_asked_for_in_order_with_both_ends(
            line in prop::collection::vec((-1e6..1e6, -1e6..1e6), 0..300),
            most in 0_usize..400,
        ) {
            let places: Vec<Place> = line.into_iter().map(|(east_m, north_m)| Place { east_m, north_m }).collect();
            let kept = simplify(&places, most);
            prop_assert_eq!(kept.len(), places.len().min(most.max(2)));
            prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
            if let (Some(first), Some(last)) = (kept.first(), kept.last()) {
                prop_assert_eq!((*first, *last), (0, places.len() - 1));
            }
        }
    }
}
