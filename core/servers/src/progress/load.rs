//! `getTrainingLoad`: load per day, fitness, fatigue and form.
//!
//! Loads from heart rate (TRIMP) and from perceived exertion (session RPE) are on different scales, so one answer uses
//! one of them throughout; workouts that lack what it needs are unknown, never 0.

use super::workouts::{active_s, day_of};
use crate::calc;
use crate::desk::{Desk, Sources, failed};
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::formulas::load as fitness;
use coach_domain::record::Workout;
use coach_mcp::{Reply, ToolError};
use coach_store::StoredWorkout;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days before the period that fitness is built up from; after four times its 42 days nothing earlier matters.
const WARM_UP_DAYS: i32 = 180;
/// Form above which people are called fresh, and below which loaded, as Coggan and Friel read it.
const FRESH_ABOVE: f64 = 5.0;
const LOADED_BELOW: f64 = -10.0;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// What load is measured by; default what more workouts allow.
    #[serde(default)]
    method: Method,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

/// What load is measured by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    /// What more workouts allow.
    #[default]
    Auto,
    /// Training impulse, from the heart rate of workouts.
    Trimp,
    /// Perceived exertion times minutes.
    Srpe,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// What load is measured by; null without any known load.
    method: Option<Method>,
    /// What the form says; null without it.
    form: Option<Form>,
    /// Every day, oldest first.
    days: Vec<DayRow>,
}

/// What the form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// More fit than tired: ready to race or to train hard.
    Fresh,
    /// Balanced.
    Neutral,
    /// More tired than fit: training hard, recovery is due.
    Loaded,
}

/// One day.
#[derive(Debug, Serialize, JsonSchema)]
struct DayRow {
    /// Local day.
    date: Date,
    /// Load; 0 on a rest day, null when there were workouts of unknown load only.
    load: Option<f64>,
    /// Workouts.
    workouts: usize,
    /// Workouts of unknown load among them.
    unknown: usize,
    /// Fitness (42 days).
    ctl: Option<f64>,
    /// Fatigue (7 days).
    atl: Option<f64>,
    /// Form: fitness less fatigue of the day before.
    tsb: Option<f64>,
}

impl Keyed for DayRow {
    fn key(&self) -> String {
        self.date.to_string()
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.days.truncate(items);
    }
}

/// Load of one day.
#[derive(Debug, Clone, Default)]
pub(crate) struct DayLoad {
    /// Sum of the known loads; `None` when there were workouts and all are unknown.
    pub(crate) load: Option<f64>,
    workouts: usize,
    unknown: usize,
}

/// Loads of a period and of the days before it that fitness needs.
pub(crate) struct Loads {
    pub(crate) method: Method,
    /// Every day from the first workout on record.
    pub(crate) days: BTreeMap<Date, DayLoad>,
    pub(crate) source: String,
    /// What load from heart rate lacks.
    lacks: Vec<&'static str>,
    any: bool,
}

impl Loads {
    /// Reads the loads of a period with `warm_up` days before it.
    pub(crate) fn read(desk: &Desk, period: Period, warm_up: i32, method: Method) -> Result<Self, ToolError> {
        let reach = period.reaching_back(warm_up);
        let workouts = desk.store.workouts(reach.from, reach.to).map_err(failed)?;
        let (limits, lacks) = calc::limits(desk, period.to)?;
        let trimp = |workout: &Workout| limits.as_ref()?.trimp(active_s(workout)?, workout.heart_rate_mean_bpm?);
        let srpe = |workout: &Workout| calc::srpe(workout.rpe?, active_s(workout)?);
        let count = |load: &dyn Fn(&Workout) -> Option<f64>| {
            workouts.iter().filter(|stored| load(&stored.workout).is_some()).count()
        };
        let method = match method {
            Method::Auto if count(&srpe) > count(&trimp) => Method::Srpe,
            Method::Auto => Method::Trimp,
            chosen => chosen,
        };
        let load: &dyn Fn(&Workout) -> Option<f64> = if method == Method::Srpe { &srpe } else { &trimp };
        Ok(Self {
            method,
            days: by_day(&workouts, reach.to, load),
            source: Sources::of(workouts.iter().map(|stored| stored.workout.source.name.as_str())),
            lacks,
            any: count(load) > 0,
        })
    }

    /// Known load of a period; `None` when no day of it has a known load from workouts.
    pub(crate) fn total(&self, period: Period) -> Option<f64> {
        let days = || self.days.range(period.from..=period.to).map(|(_, day)| day);
        days().any(|day| day.workouts > day.unknown).then(|| days().filter_map(|day| day.load).sum())
    }
}

/// Loads of every day from the first workout to `to`; days without a workout are rest days.
fn by_day(workouts: &[StoredWorkout], to: Date, load: &dyn Fn(&Workout) -> Option<f64>) -> BTreeMap<Date, DayLoad> {
    let Some(first) = workouts.first() else { return BTreeMap::new() };
    let rest = DayLoad { load: Some(0.0), workouts: 0, unknown: 0 };
    let mut days: BTreeMap<Date, DayLoad> = match Period::new(day_of(&first.workout), to) {
        Ok(span) => span.iter().map(|day| (day, rest.clone())).collect(),
        Err(_) => BTreeMap::new(),
    };
    for stored in workouts {
        let day = days.entry(day_of(&stored.workout)).or_insert_with(|| rest.clone());
        day.workouts += 1;
        match load(&stored.workout) {
            Some(load) => *day.load.get_or_insert(0.0) += load,
            None => day.unknown += 1,
        }
    }
    for day in days.values_mut() {
        if day.workouts > 0 && day.workouts == day.unknown {
            day.load = None;
        }
    }
    days
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 28)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let loads = Loads::read(desk, period, WARM_UP_DAYS, input.method)?;
    if !loads.any {
        add_gap(&mut sheet, &loads);
        let more = |days| More { method: None, form: None, days };
        return sheet.reply_with_list("Training load", Vec::new(), None, None, more);
    }
    let known: Vec<Option<f64>> = loads.days.values().map(|day| day.load).collect();
    let fitness: BTreeMap<Date, fitness::Form> =
        loads.days.keys().copied().zip(fitness::form(&known)).filter_map(|(day, form)| Some((day, form?))).collect();
    let form = add_fitness(&mut sheet, &loads, &fitness);
    add_amounts(&mut sheet, &loads);
    let rows = loads
        .days
        .range(period.from..=period.to)
        .map(|(day, load)| {
            let state = fitness.get(day);
            DayRow {
                date: *day,
                load: load.load,
                workouts: load.workouts,
                unknown: load.unknown,
                ctl: state.map(|state| state.ctl),
                atl: state.map(|state| state.atl),
                tsb: state.map(|state| state.tsb),
            }
        })
        .collect();
    let method = Some(loads.method);
    sheet.reply_with_list("Training load", rows, input.cursor.as_deref(), None, |days| More { method, form, days })
}

fn add_gap(sheet: &mut Sheet, loads: &Loads) {
    if loads.days.is_empty() {
        sheet.miss("training load", "no workouts recorded in this time or the half year before it");
    } else if loads.method == Method::Srpe {
        sheet.miss("training load", "no workout has both a length and a perceived exertion");
    } else {
        let mut lacks = vec!["workouts with their heart rate, or with a perceived exertion"];
        lacks.extend(&loads.lacks);
        sheet.miss("training load", format!("it needs {}", lacks.join(", ")));
    }
}

/// Adds fitness, fatigue and form of the period's last day, or of the latest known one of its last week.
fn add_fitness(sheet: &mut Sheet, loads: &Loads, fitness: &BTreeMap<Date, fitness::Form>) -> Option<Form> {
    let to = sheet.period.to;
    let first = *loads.days.keys().next()?;
    let week = Period::day(to).reaching_back(6);
    let Some((day, state)) = fitness.range(week.from..=to).next_back() else {
        let have = loads.days.values().filter(|day| day.load.is_some()).count();
        let need = fitness::FORM_NEEDS_DAYS;
        let reason = if have < need as usize {
            format!("insufficient: have {have} known days, need {need}")
        } else {
            "the load of the last week is unknown".to_owned()
        };
        sheet.miss("fitness, fatigue and form", reason);
        return None;
    };
    let origin = |metric: &str| Origin::new(metric, &loads.source, Period { from: first, to: *day });
    sheet.add("ctl", "fitness (CTL)", Shown::plain(state.ctl, 0), origin("ctl"));
    sheet.add("atl", "fatigue (ATL)", Shown::plain(state.atl, 0), origin("atl"));
    sheet.add("tsb", "form (TSB)", Shown::plain_change(state.tsb, 0), origin("tsb"));
    Some(if state.tsb > FRESH_ABOVE {
        Form::Fresh
    } else if state.tsb < LOADED_BELOW {
        Form::Loaded
    } else {
        Form::Neutral
    })
}

fn add_amounts(sheet: &mut Sheet, loads: &Loads) {
    let period = sheet.period;
    let week = Period::day(period.to).reaching_back(6);
    let before = week.before();
    let add = |sheet: &mut Sheet, name: &str, label: &str, shown: Shown, days: Period| {
        sheet.add(name, label, shown, Origin::new("training_load", &loads.source, days));
    };
    let (now, earlier) = (loads.total(week), loads.total(before));
    if let Some(now) = now {
        add(sheet, "load_last_7d", "load of the last week", Shown::plain(now, 0), week);
    }
    if let Some(earlier) = earlier {
        add(sheet, "load_previous_7d", "load of the week before", Shown::plain(earlier, 0), before);
    }
    if let Some(percent) = earlier.zip(now).and_then(|(earlier, now)| calc::percent(earlier, now)) {
        let both = Period { from: before.from, to: week.to };
        add(
            sheet,
            "load_change",
            "load of the last week against the week before",
            Shown::percent_change(percent),
            both,
        );
    }
    if let Some(total) = loads.total(period) {
        add(sheet, "load_total", "load in all", Shown::plain(total, 0), period);
        let mean = total / f64::from(period.days());
        add(sheet, "load_mean", "load a day, average", Shown::plain(mean, 0), period);
    }
    let last: Vec<Option<f64>> = week.iter().map(|day| loads.days.get(&day).and_then(|day| day.load)).collect();
    match calc::monotony(&last) {
        Ok((monotony, strain)) => {
            add(sheet, "monotony", "monotony of the last week", Shown::plain(monotony, 1), week);
            add(sheet, "strain", "strain of the last week", Shown::plain(strain, 0), week);
        }
        Err(reason) => sheet.miss("monotony and strain", reason),
    }
    let unknown: usize = loads.days.range(period.from..=period.to).map(|(_, day)| day.unknown).sum();
    if unknown > 0 {
        let origin = Origin::new("workout_count", &loads.source, period);
        let shown = Shown::count(unknown, "workout", "workouts");
        sheet.add("unknown_workouts_count", "workouts of unknown load", shown, origin);
        let reason =
            if loads.method == Method::Srpe { "they have no perceived exertion" } else { "they have no heart rate" };
        sheet.miss("load of some workouts", reason);
    }
}
