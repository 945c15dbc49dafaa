//! `Workout` elements with their events, activities, statistics and routes.

use super::record::{parse, span};
use super::value::{decimal, instant};
use super::xml::Tag;
use super::zone::Zones;
use crate::device;
use coach_domain::metric::{self, Metric};
use coach_domain::record::{RoutePoint, Source, Workout, WorkoutActivity, WorkoutEvent, WorkoutKind, WorkoutStatistic};
use coach_domain::unit::convert;

/// The most events, activities, statistics, metadata entries or route files that are kept of one workout.
const MOST: usize = 20_000;

/// Gives the track behind the path that a `FileReference` names.
pub(crate) trait Routes {
    /// The points of the track; `None` when the input does not hold it.
    fn route(&mut self, path: &str) -> Option<Vec<RoutePoint>>;
}

/// A workout that is being read.
pub(crate) struct WorkoutDraft {
    workout: Workout,
    /// Inside a `WorkoutActivity`, whose statistics and metadata are parts of the whole.
    in_activity: bool,
    in_route: bool,
    zone: Option<usize>,
    routes: Vec<String>,
}

impl WorkoutDraft {
    /// Reads the attributes of a workout. `latest_ms` is the last believable instant.
    ///
    /// # Errors
    /// The reason for skipping it.
    pub(crate) fn begin(tag: &Tag<'_>, latest_ms: i64) -> Result<Self, &'static str> {
        let (start, end) = span(tag.attribute(b"startDate"), tag.attribute(b"endDate"), latest_ms)?;
        let name = tag.text(b"sourceName").filter(|name| !name.is_empty()).ok_or("missing_source")?;
        let described = tag.text(b"device");
        let device = described.as_deref().map(device::stable_part).filter(|device| !device.is_empty());
        let kind = tag.text(b"workoutActivityType").ok_or("missing_type")?;
        let active_s = seconds(tag).unwrap_or((end.ms - start.ms) as f64 / 1000.0);
        let total = |value: &[u8], unit: &[u8], metric: &Metric| amount(tag.attribute(value), &tag.text(unit)?, metric);
        let source = Source { kind: device::kind(&name, device), name: name.into_owned() };
        Ok(WorkoutDraft {
            workout: Workout {
                device: device.map(str::to_owned),
                active_s,
                distance_m: metric::DISTANCE_WALK_RUN
                    .metric()
                    .and_then(|metric| total(b"totalDistance", b"totalDistanceUnit", metric))
                    .filter(|metres| *metres > 0.0),
                energy_active_kcal: metric::ENERGY_ACTIVE
                    .metric()
                    .and_then(|metric| total(b"totalEnergyBurned", b"totalEnergyBurnedUnit", metric))
                    .filter(|energy| *energy > 0.0),
                ..Workout::plain(workout_kind(&kind), source, start.ms, end.ms, start.offset_min)
            },
            in_activity: false,
            in_route: false,
            zone: None,
            routes: Vec::new(),
        })
    }

    /// Takes a child, at whatever depth. Damaged children are left out.
    pub(crate) fn child(&mut self, tag: &Tag<'_>, zones: &mut Zones) {
        match tag.name {
            b"MetadataEntry" if !self.in_activity && !self.in_route => self.metadata(tag, zones),
            b"WorkoutEvent" => self.event(tag),
            b"WorkoutActivity" => {
                self.in_activity = !tag.empty;
                self.activity(tag);
            }
            b"WorkoutStatistics" if !self.in_activity => self.statistic(tag),
            b"WorkoutRoute" => self.in_route = !tag.empty,
            b"FileReference" => {
                if let Some(path) = tag.text(b"path")
                    && self.routes.len() < 64
                {
                    self.routes.push(path.into_owned());
                }
            }
            _ => {}
        }
    }

    /// Takes the end of a child.
    pub(crate) fn child_end(&mut self, name: &[u8]) {
        match name {
            b"WorkoutActivity" => self.in_activity = false,
            b"WorkoutRoute" => self.in_route = false,
            _ => {}
        }
    }

    /// The workout. `zone` is the person's own, for workouts that do not name one.
    pub(crate) fn finish(self, routes: &mut dyn Routes, zones: &mut Zones, zone: Option<usize>) -> Workout {
        let mut workout = self.workout;
        let zone = self.zone.or(zone);
        if let Some(offset) = zone.and_then(|zone| zones.offset_min(zone, workout.start_ms)) {
            workout.offset_min = offset;
        }
        for path in &self.routes {
            workout.route.append(&mut routes.route(path).unwrap_or_default());
        }
        workout.route.sort_by_key(|point| point.at_ms);
        workout.events.sort_by(|one, two| one.at_ms.cmp(&two.at_ms).then_with(|| one.kind.cmp(&two.kind)));
        workout.events.dedup();
        workout.statistics.sort_by(|one, two| one.metric.cmp(&two.metric));
        workout
    }

    fn metadata(&mut self, tag: &Tag<'_>, zones: &mut Zones) {
        let (Some(key), Some(value)) = (tag.text(b"key"), tag.text(b"value")) else { return };
        if key == "HKTimeZone" {
            self.zone = zones.find(&value);
        }
        if self.workout.metadata.len() < MOST {
            self.workout.metadata.insert(key.into_owned(), value.into_owned());
        }
    }

    fn event(&mut self, tag: &Tag<'_>) {
        let Some(kind) = tag.text(b"type") else { return };
        let Some(Ok(at)) = tag.attribute(b"date").map(|date| parse(date, instant)) else { return };
        if self.workout.events.len() < MOST {
            let kind = kind.strip_prefix("HKWorkoutEventType").map_or_else(|| kind.to_string(), snake_case);
            self.workout.events.push(WorkoutEvent { kind, at_ms: at.ms, duration_s: seconds(tag).unwrap_or(0.0) });
        }
    }

    fn activity(&mut self, tag: &Tag<'_>) {
        let Ok((start, end)) = span(tag.attribute(b"startDate"), tag.attribute(b"endDate"), i64::MAX) else { return };
        if self.workout.activities.len() < MOST {
            let kind = tag.text(b"workoutActivityType").map(|kind| workout_kind(&kind));
            self.workout.activities.push(WorkoutActivity {
                kind: kind.unwrap_or_else(|| self.workout.kind.clone()),
                start_ms: start.ms,
                end_ms: end.ms,
                active_s: seconds(tag).unwrap_or((end.ms - start.ms) as f64 / 1000.0),
            });
        }
    }

    fn statistic(&mut self, tag: &Tag<'_>) {
        let (Some(name), Some(unit)) = (tag.text(b"type"), tag.text(b"unit")) else { return };
        let metric = Metric::by_healthkit(&name);
        let read = |attribute: &[u8]| match metric {
            Some(metric) => amount(tag.attribute(attribute), &unit, metric),
            None => parse(tag.attribute(attribute)?, decimal).ok(),
        };
        let (sum, mean, min, max) = (read(b"sum"), read(b"average"), read(b"minimum"), read(b"maximum"));
        let workout = &mut self.workout;
        match metric.map(|metric| metric.code) {
            Some(metric::DISTANCE_WALK_RUN | metric::DISTANCE_CYCLE | metric::DISTANCE_SWIM) => {
                // Totals as attributes belong to old exports, statistics to new ones; a triathlon has several.
                if let Some(metres) = sum.filter(|metres| *metres > 0.0) {
                    workout.distance_m = Some(workout.distance_m.unwrap_or(0.0) + metres);
                }
            }
            Some(metric::ENERGY_ACTIVE) => workout.energy_active_kcal = sum.or(workout.energy_active_kcal),
            Some(metric::ENERGY_BASAL) => workout.energy_basal_kcal = sum.or(workout.energy_basal_kcal),
            Some(metric::HEART_RATE) => {
                workout.heart_rate_mean_bpm = mean;
                workout.heart_rate_min_bpm = min;
                workout.heart_rate_max_bpm = max;
            }
            code if workout.statistics.len() < MOST => {
                if name.ends_with("WorkoutEffortScore") {
                    workout.rpe = mean.or(sum).filter(|score| (0.0..=10.0).contains(score)).or(workout.rpe);
                }
                let known = metric.filter(|_| code.is_some());
                workout.statistics.push(WorkoutStatistic {
                    metric: known.map_or_else(|| name.to_string(), |metric| metric.id.to_owned()),
                    unit: known.map_or_else(|| unit.to_string(), |metric| metric.unit.symbol().to_owned()),
                    sum,
                    mean,
                    min,
                    max,
                });
            }
            _ => {}
        }
    }
}

/// A number with a unit, in the canonical unit of a metric.
pub(crate) fn amount(raw: Option<&[u8]>, unit: &str, metric: &Metric) -> Option<f64> {
    let raw = parse(raw?, decimal).ok()?;
    Some(convert(unit, metric)?.apply(raw)).filter(|value| value.is_finite() && *value >= 0.0)
}

/// `duration` with its `durationUnit`, in seconds.
fn seconds(tag: &Tag<'_>) -> Option<f64> {
    let factor = match tag.attribute(b"durationUnit") {
        None | Some(b"min") => 60.0,
        Some(b"s" | b"sec") => 1.0,
        Some(b"hr" | b"h") => 3600.0,
        Some(_) => return None,
    };
    let duration = parse(tag.attribute(b"duration")?, decimal).ok()?;
    (duration >= 0.0).then_some(duration * factor)
}

fn workout_kind(name: &str) -> WorkoutKind {
    WorkoutKind(match name.strip_prefix("HKWorkoutActivityType") {
        Some(bare) if !bare.is_empty() => snake_case(bare),
        _ => format!("other:{name}"),
    })
}

/// `TraditionalStrengthTraining` as `traditional_strength_training`.
pub(crate) fn snake_case(camel: &str) -> String {
    let mut snake = String::with_capacity(camel.len() + 4);
    let mut previous_lower = false;
    for letter in camel.chars() {
        if letter.is_uppercase() && previous_lower {
            snake.push('_');
        }
        previous_lower = letter.is_lowercase() || letter.is_ascii_digit();
        snake.extend(letter.to_lowercase());
    }
    snake
}
