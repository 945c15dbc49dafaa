//! A year of a realistic, watermarked person, so that everything has something to show.
//!
//! The year is drawn from a seed and ends on a given day: training blocks with every fourth week lighter, an illness,
//! a journey across time zones, a change of watch, and days on which nothing was worn. It goes into the store through
//! the same door as any import, and every source's name says that it is sample data.

mod training;

use crate::{CancelFlag, Error};
use coach_domain::metric::{self, MetricCode};
use coach_domain::record::{
    DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, StrengthSet, TextRef, Workout, WorkoutKind,
};
use coach_domain::sleep::SleepStage;
use coach_store::{ImportReport, ImportStart, Ingest, Store};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

/// What the watermark of every sample source reads.
pub const WATERMARK: &str = "(sample data)";

/// Which year to draw.
#[derive(Debug, Clone)]
pub struct DemoOptions {
    /// Seed; the same seed and last day give the same year.
    pub seed: u64,
    /// Last day of the year, usually yesterday or today.
    pub last_day: Date,
    /// The person's home time zone.
    pub home: TimeZone,
    /// Days before and including the last one; 365 for a year.
    pub days: u32,
}

/// Days between two checkpoints: other writers wait no longer than these take.
const CHECKPOINT_DAYS: u32 = 120;

/// What was written.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct DemoReport {
    /// Samples that were not there before.
    pub samples: u64,
    /// Workouts that were not there before.
    pub workouts: u64,
    /// Meals.
    pub meals: u64,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Seed.
    pub seed: u64,
}

/// Writes the sample year into a store.
///
/// # Errors
/// [`Error::Cancelled`] when `cancel` is set, and those of the store.
pub fn write_demo(
    store: &Store,
    options: &DemoOptions,
    progress: &dyn Fn(u32, u32),
    cancel: &CancelFlag,
) -> Result<DemoReport, Error> {
    let zone = options.home.iana_name().unwrap_or("fixed");
    let start = ImportStart {
        content_hash: format!("demo-{}-{}-{}-{zone}", options.seed, options.last_day, options.days),
        format: "demo".to_owned(),
        bytes: 0,
    };
    let mut ingest = store.ingest(&start)?;
    let first = options.last_day.saturating_sub(jiff::Span::new().days(i64::from(options.days) - 1));
    let mut year = Year::new(&mut ingest, options, first);
    for index in 0..options.days {
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        year.day(&mut ingest, index)?;
        if index % CHECKPOINT_DAYS == CHECKPOINT_DAYS - 1 {
            ingest.checkpoint(&[], u64::from(index) + 1, serde_json::Value::Null)?;
        }
        progress(index + 1, options.days);
    }
    let meals = year.meals;
    let ImportReport { new, workouts, .. } = ingest.finish(false)?;
    // A year that was there already adds no meals either.
    let meals = if new == 0 { 0 } else { meals };
    let samples = new.saturating_sub(workouts);
    training::write(store, options)?;
    Ok(DemoReport { samples, workouts, meals, from: first, to: options.last_day, seed: options.seed })
}

/// What a day of the year is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Episode {
    Usual,
    Ill,
    Travelling,
    NotWorn,
}

/// Strength exercises of the person: name, first working weight in kg, gain in kg per week of training.
const LIFTS: [(&str, f64, f64); 5] = [
    ("back squat", 80.0, 0.55),
    ("bench press", 60.0, 0.35),
    ("deadlift", 100.0, 0.65),
    ("overhead press", 37.5, 0.2),
    ("barbell row", 55.0, 0.3),
];

struct Year {
    rng: ChaCha8Rng,
    first: Date,
    home: TimeZone,
    away: TimeZone,
    days: u32,
    old_watch: SourceRef,
    new_watch: SourceRef,
    phone: SourceRef,
    scale: SourceRef,
    food: SourceRef,
    old_device: DeviceRef,
    new_device: DeviceRef,
    phone_device: DeviceRef,
    meals: u64,
    fatigue: f64,
}

const OLD_WATCH: &str = "Sam’s Watch 7 (sample data)";
const NEW_WATCH: &str = "Sam’s Watch 10 (sample data)";

impl Year {
    fn new(ingest: &mut Ingest<'_>, options: &DemoOptions, first: Date) -> Self {
        let mut source = |name: &str, kind| ingest.source(&Source { name: name.to_owned(), kind });
        let old_watch = source(OLD_WATCH, SourceKind::Watch);
        let new_watch = source(NEW_WATCH, SourceKind::Watch);
        let phone = source("Sam’s Phone (sample data)", SourceKind::Phone);
        let scale = source("Bathroom Scale (sample data)", SourceKind::Scale);
        let food = source("Food Diary (sample data)", SourceKind::Other);
        Self {
            rng: ChaCha8Rng::seed_from_u64(options.seed),
            first,
            home: options.home.clone(),
            away: TimeZone::fixed(jiff::tz::offset(9)),
            days: options.days,
            old_watch,
            new_watch,
            phone,
            scale,
            food,
            old_device: ingest.device("name:Sample Watch, model:Watch, hardware:Watch7,1"),
            new_device: ingest.device("name:Sample Watch, model:Watch, hardware:Watch10,1"),
            phone_device: ingest.device("name:Sample Phone, model:Phone, hardware:Phone15,2"),
            meals: 0,
            fatigue: 0.0,
        }
    }

    /// The shape of the year, as shares of its length, so that a shorter one shows the same episodes.
    fn episode(&self, index: u32) -> Episode {
        let share = f64::from(index) / f64::from(self.days);
        match share {
            share if (0.30..0.322).contains(&share) => Episode::Ill,
            share if (0.52..0.552).contains(&share) => Episode::Travelling,
            share if (0.70..0.711).contains(&share) => Episode::NotWorn,
            _ => Episode::Usual,
        }
    }

    fn watch(&self, index: u32) -> (SourceRef, DeviceRef) {
        if f64::from(index) < f64::from(self.days) * 0.6 {
            (self.old_watch, self.old_device)
        } else {
            (self.new_watch, self.new_device)
        }
    }

    /// A normally distributed draw (Box and Muller, 1958).
    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let first: f64 = self.rng.random_range(f64::EPSILON..1.0);
        let second: f64 = self.rng.random_range(0.0..1.0);
        mean + deviation * (-2.0 * first.ln()).sqrt() * (std::f64::consts::TAU * second).cos()
    }

    fn day(&mut self, ingest: &mut Ingest<'_>, index: u32) -> Result<(), Error> {
        let date = self.first.saturating_add(jiff::Span::new().days(i64::from(index)));
        let episode = self.episode(index);
        let zone = if episode == Episode::Travelling { self.away.clone() } else { self.home.clone() };
        let Ok(midnight) = date.to_zoned(zone) else { return Ok(()) };
        let offset_min = (midnight.offset().seconds() / 60) as i16;
        let mut day = Day { ingest, midnight_ms: midnight.timestamp().as_millisecond(), offset_min };

        let deload = (index / 7) % 4 == 3;
        let weekday = date.weekday();
        let trains = episode == Episode::Usual && !(deload && weekday == Weekday::Saturday);
        let load = if trains { self.training(&mut day, index, weekday, deload)? } else { 0.0 };
        self.fatigue = self.fatigue * 0.72 + load;

        self.phone_steps(&mut day, episode)?;
        if episode != Episode::NotWorn {
            self.vitals(&mut day, index, episode)?;
            self.night(&mut day, index, episode)?;
            self.activity(&mut day, index, episode, load)?;
        }
        self.body_and_food(&mut day, index, weekday, episode)
    }

    /// Writes the day's training and returns its load in arbitrary units from 0 to about 1.5.
    fn training(&mut self, day: &mut Day<'_, '_>, index: u32, weekday: Weekday, deload: bool) -> Result<f64, Error> {
        let lighter = if deload { 0.6 } else { 1.0 };
        match weekday {
            Weekday::Monday | Weekday::Thursday => {
                self.strength(day, index, weekday == Weekday::Monday, deload)?;
                Ok(0.7 * lighter)
            }
            Weekday::Tuesday => self.run(day, index, 5.5 * lighter, 5.9, 146.0).map(|()| 0.6 * lighter),
            Weekday::Saturday => {
                let longest = 9.0 + 5.0 * f64::from((index / 7) % 12) / 12.0;
                self.run(day, index, longest * lighter, 6.2, 141.0).map(|()| 1.1 * lighter)
            }
            Weekday::Wednesday if self.rng.random_bool(0.5) => {
                self.ride(day, index, 18.0 * lighter).map(|()| 0.5 * lighter)
            }
            _ => Ok(0.0),
        }
    }

    fn run(
        &mut self,
        day: &mut Day<'_, '_>,
        index: u32,
        kilometres: f64,
        minutes_per_km: f64,
        heart_rate: f64,
    ) -> Result<(), Error> {
        let progress = f64::from(index) / f64::from(self.days);
        let pace = self.normal(minutes_per_km - 0.5 * progress, 0.12);
        let distance_m = self.normal(kilometres, 0.3).max(2.0) * 1000.0;
        let minutes = distance_m / 1000.0 * pace;
        let start = 18 * 60 + self.rng.random_range(0..45);
        let mean = self.normal(heart_rate - 4.0 * progress, 2.5);
        self.endurance(day, index, "running", start, minutes, distance_m, mean, metric::DISTANCE_WALK_RUN)
    }

    fn ride(&mut self, day: &mut Day<'_, '_>, index: u32, kilometres: f64) -> Result<(), Error> {
        let distance_m = self.normal(kilometres, 2.0).max(5.0) * 1000.0;
        let minutes = distance_m / 1000.0 * self.normal(2.5, 0.1);
        let mean = self.normal(128.0, 3.0);
        self.endurance(day, index, "cycling", 17 * 60 + 30, minutes, distance_m, mean, metric::DISTANCE_CYCLE)
    }

    #[allow(clippy::too_many_arguments)]
    fn endurance(
        &mut self,
        day: &mut Day<'_, '_>,
        index: u32,
        kind: &str,
        start_min: u32,
        minutes: f64,
        distance_m: f64,
        heart_rate: f64,
        distance: MetricCode,
    ) -> Result<(), Error> {
        let (watch, device) = self.watch(index);
        let start_ms = day.at(f64::from(start_min));
        let pause_s = if self.rng.random_bool(0.3) { f64::from(self.rng.random_range(30..240)) } else { 0.0 };
        let whole = minutes.ceil() as u32;
        let mut highest: f64 = 0.0;
        let mut lowest = f64::INFINITY;
        for minute in 0..whole {
            let ramp = (f64::from(minute) / 6.0).min(1.0);
            for half in 0..2 {
                let rate = self.normal(heart_rate - 28.0 * (1.0 - ramp), 2.8).round().clamp(80.0, 188.0);
                highest = highest.max(rate);
                lowest = lowest.min(rate);
                day.instant(metric::HEART_RATE, watch, device, start_min, f64::from(minute) + 0.5 * half as f64, rate)?;
            }
            let span = (f64::from(start_min + minute), f64::from(start_min + minute + 1));
            day.interval(distance, watch, device, span, (distance_m / f64::from(whole)).round())?;
        }
        let active_s = (minutes * 60.0).round();
        let workout = Workout {
            active_s,
            distance_m: Some(distance_m.round()),
            energy_active_kcal: Some((minutes * (heart_rate - 60.0) * 0.12).round()),
            heart_rate_mean_bpm: Some(heart_rate.round()),
            heart_rate_min_bpm: Some(lowest),
            heart_rate_max_bpm: Some(highest),
            rpe: Some(if kind == "running" { 6.0 } else { 4.0 }),
            ..day.workout(kind, self.watch_name(index), start_ms, start_ms + ((active_s + pause_s) * 1000.0) as i64)
        };
        day.ingest.workout(workout)?;
        Ok(())
    }

    fn strength(&mut self, day: &mut Day<'_, '_>, index: u32, lower: bool, deload: bool) -> Result<(), Error> {
        let weeks = f64::from(index) / 7.0;
        let chosen: &[usize] = if lower { &[0, 1, 4] } else { &[2, 3, 4] };
        let mut sets = Vec::new();
        for &lift in chosen {
            let (exercise, first_kg, gain_kg) = LIFTS[lift];
            let working = (first_kg + gain_kg * weeks) * if deload { 0.8 } else { 1.0 };
            let weight_kg = (working / 2.5).floor() * 2.5;
            sets.push(StrengthSet {
                exercise: exercise.to_owned(),
                weight_kg: (weight_kg * 0.5 / 2.5).floor() * 2.5,
                reps: 8,
                rpe: None,
                warmup: true,
                missed: false,
            });
            for set in 0..3u32 {
                let missed = set == 2 && !deload && self.rng.random_bool(0.06);
                sets.push(StrengthSet {
                    exercise: exercise.to_owned(),
                    weight_kg,
                    reps: if missed { 3 } else { 5 },
                    rpe: Some(if deload { 6.0 } else { 7.0 + f64::from(set) * 0.5 }),
                    warmup: false,
                    missed,
                });
            }
        }
        let (watch, device) = self.watch(index);
        let start_min = 7 * 60;
        let minutes = 52.0;
        let mean = self.normal(112.0, 3.0);
        for minute in 0..52u32 {
            let rate = self.normal(mean, 9.0).round().clamp(75.0, 165.0);
            day.instant(metric::HEART_RATE, watch, device, start_min, f64::from(minute), rate)?;
        }
        let start_ms = day.at(f64::from(start_min));
        let workout = Workout {
            energy_active_kcal: Some((minutes * 5.2_f64).round()),
            heart_rate_mean_bpm: Some(mean.round()),
            rpe: Some(if deload { 5.0 } else { 7.0 }),
            sets,
            ..day.workout(
                "traditional_strength_training",
                self.watch_name(index),
                start_ms,
                start_ms + (minutes * 60_000.0) as i64,
            )
        };
        day.ingest.workout(workout)?;
        Ok(())
    }

    fn watch_name(&self, index: u32) -> &'static str {
        if self.watch(index).0 == self.old_watch { OLD_WATCH } else { NEW_WATCH }
    }

    /// The phone counts part of the steps, also when the watch is not worn.
    fn phone_steps(&mut self, day: &mut Day<'_, '_>, episode: Episode) -> Result<(), Error> {
        let share = match episode {
            Episode::Ill => 0.2,
            Episode::NotWorn => 1.0,
            _ => 0.8,
        };
        for slot in 7 * 4..22 * 4u32 {
            let carried = self.rng.random_bool(0.6);
            let steps = (self.normal(105.0, 50.0) * share).round();
            if carried && steps > 5.0 {
                let start = f64::from(slot * 15 + self.rng.random_range(0..3));
                day.interval(metric::STEPS, self.phone, self.phone_device, (start, start + 10.0), steps)?;
            }
        }
        Ok(())
    }

    fn activity(&mut self, day: &mut Day<'_, '_>, index: u32, episode: Episode, load: f64) -> Result<(), Error> {
        let (watch, device) = self.watch(index);
        let level = if episode == Episode::Ill { 0.22 } else { 1.0 };
        for hour in 7..22u32 {
            for quarter in 0..4u32 {
                let steps = (self.normal(135.0, 70.0) * level).round();
                if steps > 5.0 {
                    let start = f64::from(hour * 60 + quarter * 15);
                    day.interval(metric::STEPS, watch, device, (start, start + 12.0), steps)?;
                    let metres = (steps * 0.74).round();
                    day.interval(metric::DISTANCE_WALK_RUN, watch, device, (start, start + 12.0), metres)?;
                }
            }
            let start = f64::from(hour * 60);
            let active = (self.normal(22.0, 8.0) * level + load * 14.0).max(1.0).round();
            day.interval(metric::ENERGY_ACTIVE, watch, device, (start, start + 60.0), active)?;
        }
        for hour in 0..24u32 {
            let start = f64::from(hour * 60);
            day.interval(metric::ENERGY_BASAL, watch, device, (start, start + 60.0), 73.0)?;
        }
        if load > 0.0 {
            let minutes = (load * 45.0).round();
            day.interval(metric::EXERCISE_TIME, watch, device, (1080.0, 1080.0 + minutes), minutes)?;
        }
        let flights = self.normal(8.0 * level, 3.0).round().max(0.0);
        day.interval(metric::FLIGHTS, watch, device, (600.0, 1200.0), flights)
    }

    fn vitals(&mut self, day: &mut Day<'_, '_>, index: u32, episode: Episode) -> Result<(), Error> {
        let (watch, device) = self.watch(index);
        let progress = f64::from(index) / f64::from(self.days);
        let ill = if episode == Episode::Ill { 1.0 } else { 0.0 };
        let jet_lag = if episode == Episode::Travelling { 1.0 } else { 0.0 };
        let strain = self.fatigue + 2.0 * ill + 0.8 * jet_lag;
        let resting = self.normal(56.5 - 4.0 * progress + 1.6 * strain + 5.0 * ill, 1.1).round();
        day.instant(metric::RESTING_HR, watch, device, 9 * 60, 0.0, resting)?;
        for reading in 0..4u32 {
            let sdnn = self.normal(58.0 + 7.0 * progress - 5.5 * strain - 9.0 * ill, 4.5).max(12.0);
            let minute = f64::from(reading) * 90.0;
            day.instant(metric::HRV_SDNN, watch, device, 60, minute, (sdnn * 10.0).round() / 10.0)?;
        }
        let breaths = self.normal(14.4 + 1.9 * ill, 0.35);
        day.instant(metric::RESPIRATORY_RATE, watch, device, 3 * 60, 0.0, (breaths * 2.0).round() / 2.0)?;
        let oxygen = self.normal(96.8 - 1.2 * ill, 0.6).round().min(100.0);
        day.instant(metric::SPO2, watch, device, 4 * 60, 0.0, oxygen)?;
        let temperature = self.normal(35.4 + 0.9 * ill, 0.12);
        day.instant(metric::WRIST_TEMP, watch, device, 4 * 60, 30.0, (temperature * 100.0).round() / 100.0)?;
        for slot in 0..288u32 {
            let hour = slot / 12;
            let base = if hour < 7 { resting - 2.0 } else { resting + 16.0 };
            let rate = self.normal(base, if hour < 7 { 2.0 } else { 7.0 }).round().clamp(40.0, 130.0);
            day.instant(metric::HEART_RATE, watch, device, slot * 5, 0.0, rate)?;
        }
        if index.is_multiple_of(14) {
            let vo2max = self.normal(44.0 + 3.2 * progress, 0.4);
            day.instant(metric::VO2MAX, watch, device, 19 * 60, 0.0, (vo2max * 10.0).round() / 10.0)?;
        }
        Ok(())
    }

    /// The night that ends on the morning of this day.
    fn night(&mut self, day: &mut Day<'_, '_>, index: u32, episode: Episode) -> Result<(), Error> {
        let (watch, device) = self.watch(index);
        let short = if episode == Episode::Travelling { 75.0 } else { 0.0 };
        let asleep_at = self.normal(-45.0, 34.0);
        let wake_at = self.normal(395.0 - short, 30.0).max(asleep_at + 200.0);
        day.interval(
            metric::SLEEP_STAGE,
            self.phone,
            self.phone_device,
            (asleep_at - 18.0, wake_at + 6.0),
            SleepStage::InBed.value(),
        )?;
        let mut at = asleep_at;
        let mut cycle = 0u32;
        while at < wake_at - 1.0 {
            let deep = (self.normal(30.0, 8.0) - 9.0 * f64::from(cycle)).max(0.0);
            let rem = (self.normal(9.0, 3.0) + 5.0 * f64::from(cycle)).max(2.0);
            let awake = if self.rng.random_bool(0.55) { self.rng.random_range(2.0..16.0) } else { 0.0 };
            let light = self.normal(44.0, 7.0).max(15.0);
            for (stage, minutes) in [
                (SleepStage::Light, light * 0.5),
                (SleepStage::Deep, deep),
                (SleepStage::Light, light * 0.5),
                (SleepStage::Rem, rem),
                (SleepStage::Awake, awake),
            ] {
                let end = (at + minutes).min(wake_at);
                if end - at >= 1.0 {
                    day.interval(metric::SLEEP_STAGE, watch, device, (at, end), stage.value())?;
                }
                at = end.max(at);
            }
            cycle += 1;
        }
        Ok(())
    }

    fn body_and_food(
        &mut self,
        day: &mut Day<'_, '_>,
        index: u32,
        weekday: Weekday,
        episode: Episode,
    ) -> Result<(), Error> {
        let progress = f64::from(index) / f64::from(self.days);
        if episode == Episode::Travelling {
            return Ok(());
        }
        if matches!(weekday, Weekday::Monday | Weekday::Wednesday | Weekday::Saturday) {
            let weight = self.normal(79.8 - 3.1 * progress, 0.35);
            let none = DeviceRef::default();
            day.instant(metric::BODY_MASS, self.scale, none, 7 * 60, 5.0, (weight * 10.0).round() / 10.0)?;
            let fat = self.normal(20.5 - 2.4 * progress, 0.3);
            day.instant(metric::BODY_FAT, self.scale, none, 7 * 60, 5.0, (fat * 10.0).round() / 10.0)?;
        }
        // The diary is kept on most days of the last third of the year only, as people do.
        if progress > 0.66 && self.rng.random_bool(0.8) {
            for (minute, share) in [(8 * 60, 0.25), (13 * 60, 0.35), (19 * 60 + 30, 0.4)] {
                let energy = (self.normal(2280.0, 160.0) * share).round();
                let none = DeviceRef::default();
                day.instant(metric::ENERGY_IN, self.food, none, minute, 0.0, energy)?;
                day.instant(metric::PROTEIN, self.food, none, minute, 0.0, (energy * 0.26 / 4.0).round())?;
                day.instant(metric::CARBS, self.food, none, minute, 0.0, (energy * 0.44 / 4.0).round())?;
                day.instant(metric::FAT, self.food, none, minute, 0.0, (energy * 0.30 / 9.0).round())?;
                self.meals += 1;
            }
        }
        Ok(())
    }
}

/// One local day being written.
struct Day<'day, 'store> {
    ingest: &'day mut Ingest<'store>,
    midnight_ms: i64,
    offset_min: i16,
}

impl Day<'_, '_> {
    /// The instant that lies `minutes` after local midnight.
    fn at(&self, minutes: f64) -> i64 {
        self.midnight_ms + (minutes * 60.0).round() as i64 * 1000
    }

    fn instant(
        &mut self,
        metric: MetricCode,
        source: SourceRef,
        device: DeviceRef,
        start_min: u32,
        further_min: f64,
        value: f64,
    ) -> Result<(), Error> {
        let minute = f64::from(start_min) + further_min;
        self.interval(metric, source, device, (minute, minute), value)
    }

    fn interval(
        &mut self,
        metric: MetricCode,
        source: SourceRef,
        device: DeviceRef,
        minutes: (f64, f64),
        value: f64,
    ) -> Result<(), Error> {
        let sample = Sample {
            metric,
            source,
            device,
            start_ms: self.at(minutes.0),
            end_ms: self.at(minutes.1),
            offset_min: self.offset_min,
            value,
            raw_unit: TextRef::default(),
            raw_value: value,
            created_ms: self.at(minutes.1),
            origin: TextRef::default(),
            metadata: TextRef::default(),
            flags: SampleFlags::default(),
        };
        self.ingest.sample(&sample)?;
        Ok(())
    }

    fn workout(&self, kind: &str, source: &str, start_ms: i64, end_ms: i64) -> Workout {
        let source = Source { name: source.to_owned(), kind: SourceKind::Watch };
        Workout::plain(WorkoutKind(kind.to_owned()), source, start_ms, end_ms, self.offset_min)
    }
}
