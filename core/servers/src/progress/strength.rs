//! `analyzeStrengthProgression` and `getStrengthProgression`: estimated one-repetition maxima over time.

use super::next::{self, NextRow, RepMaximumRow};
use super::workouts::{SetRow, day_of};
use crate::calc::{self, Direction, Trend};
use crate::desk::{Desk, Sources, failed};
use crate::exercise;
use crate::period::{MAX_DAYS, Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::{Shown, date};
use coach_domain::figure::Insufficient;
use coach_domain::formulas::strength::{CURRENT_DAYS, current_max, hard_days};
use coach_domain::metric;
use coach_domain::record::StrengthSet;
use coach_mcp::{Reply, ToolError};
use coach_store::{DayFigure, StoredWorkout};
use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const DEFAULT_DAYS: u32 = 180;
/// Exercises that an overview shows.
const OVERVIEW: usize = 8;
/// Names that are offered when a word matched none.
const OFFERED: usize = 30;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct AnalyzeInput {
    /// Exercise in any spelling, for example `squat`; default an overview of all.
    #[schemars(length(max = 80))]
    exercise: Option<String>,
    #[serde(flatten)]
    period: PeriodArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct GetInput {
    /// Exercise in any spelling, for example `squat`.
    #[schemars(length(min = 1, max = 80))]
    exercise: String,
    #[serde(flatten)]
    period: PeriodArgs,
    /// Most sessions to list; default 20.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct AnalyzeMore {
    /// The exercise as it was logged; null for an overview or when nothing matched.
    exercise: Option<String>,
    /// The word that was asked for.
    matched_from: Option<String>,
    /// How the estimated maximum of the exercise moves; null when that cannot be told.
    status: Option<Status>,
    /// Every exercise with sets in the period, for an overview, most sets first.
    exercises: Vec<ExerciseRow>,
    /// Logged exercises, when nothing matched.
    known_exercises: Vec<String>,
    /// The heaviest weights of the exercise for 1, 2, 3 … repetitions in the period.
    rep_maxima: Vec<RepMaximumRow>,
    /// What comes next in the exercise; null when that cannot be told.
    next: Option<NextRow>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GetMore {
    /// The exercise as it was logged; null when nothing matched.
    exercise: Option<String>,
    /// The word that was asked for.
    matched_from: String,
    /// Days with the exercise, newest first.
    sessions: Vec<SessionRow>,
    /// Logged exercises, when nothing matched.
    known_exercises: Vec<String>,
}

/// How an estimated maximum moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// It rises beyond what chance explains.
    Progressing,
    /// It neither rises nor falls.
    Stalled,
    /// It falls beyond what chance explains.
    Declining,
}

/// One exercise of an overview.
#[derive(Debug, Serialize, JsonSchema)]
struct ExerciseRow {
    /// As it was logged.
    exercise: String,
    /// How its estimated maximum moves.
    status: Option<Status>,
    /// Days with it.
    sessions: usize,
    /// Last day with it.
    last_day: Date,
    /// Current estimated one-repetition maximum in kg: the best of the last four weeks.
    e1rm_latest_kg: Option<f64>,
    /// Its change over the period in kg.
    e1rm_change_kg: Option<f64>,
}

/// One day with an exercise.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct SessionRow {
    /// Local day.
    date: Date,
    /// Best estimated one-repetition maximum of the day in kg; null when no set allows one.
    e1rm_kg: Option<f64>,
    /// Heaviest weight in kg.
    best_weight_kg: f64,
    /// Repetitions with it.
    best_reps: u32,
    /// Weight times repetitions over all working sets, in kg.
    volume_kg: f64,
    /// Every set.
    sets: Vec<SetRow>,
}

impl Keyed for SessionRow {
    fn key(&self) -> String {
        self.date.to_string()
    }
}

impl Listed for GetMore {
    fn keep(&mut self, items: usize) {
        self.sessions.truncate(items);
    }
}

/// Every day with one exercise, oldest first.
pub(super) struct Lift {
    name: String,
    sessions: Vec<SessionRow>,
    /// Every set with its day, oldest first.
    sets: Vec<(Date, StrengthSet)>,
    source: String,
}

impl Lift {
    /// Collects the sets of an exercise; `body` gives the body weight that body-weight lifts carry.
    pub(super) fn of(name: &str, workouts: &[StoredWorkout], body: &[DayFigure]) -> Self {
        let mut days: BTreeMap<Date, Vec<&StrengthSet>> = BTreeMap::new();
        let mut sources = Sources::default();
        for stored in workouts {
            let sets: Vec<_> = stored.workout.sets.iter().filter(|set| exercise::same(&set.exercise, name)).collect();
            if !sets.is_empty() {
                sources.add(&stored.workout.source.name);
                days.entry(day_of(&stored.workout)).or_default().extend(sets);
            }
        }
        let sets = days.iter().flat_map(|(day, sets)| sets.iter().map(|set| (*day, (*set).clone()))).collect();
        let sessions = days.into_iter().filter_map(|(day, sets)| session(name, day, &sets, body)).collect();
        Self { name: name.to_owned(), sessions, sets, source: sources.joined() }
    }

    /// Days with an estimated maximum.
    pub(super) fn maxima(&self) -> Vec<(Date, f64)> {
        self.sessions.iter().filter_map(|session| Some((session.date, session.e1rm_kg?))).collect()
    }

    /// Name as it was logged.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Every set with its day, oldest first.
    pub(super) fn sets(&self) -> &[(Date, StrengthSet)] {
        &self.sets
    }

    /// Who logged it.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// What the person can lift now and could lift at first: best estimates of the last and of the first weeks.
    fn ends(&self) -> Option<Ends> {
        let maxima = self.maxima();
        let (first_day, last_day) = (maxima.first()?.0, maxima.last()?.0);
        // Over less than three months the first weeks must not reach into the last ones.
        let opening = ((last_day - first_day).get_days() / 3).min(CURRENT_DAYS - 1);
        let first = current_max(&maxima, first_day.saturating_add(opening.days()))?;
        Some(Ends { first, latest: current_max(&maxima, last_day)?, several: maxima.len() > 1 })
    }

    fn trend(&self) -> Result<Trend, Insufficient> {
        calc::trend(&hard_days(&self.maxima()))
    }

    fn status(&self) -> Option<Status> {
        let trend = self.trend().ok()?;
        Some(match trend.direction {
            Direction::Up => Status::Progressing,
            Direction::Down => Status::Declining,
            Direction::Flat => Status::Stalled,
            Direction::Unclear => return None,
        })
    }
}

/// Estimated maxima at both ends of a period.
struct Ends {
    first: (Date, f64),
    latest: (Date, f64),
    /// There is more than one day, so that there is a change.
    several: bool,
}

impl Ends {
    fn change(&self) -> Option<f64> {
        self.several.then_some(self.latest.1 - self.first.1)
    }

    fn span(&self) -> Period {
        Period { from: self.first.0.min(self.latest.0), to: self.latest.0.max(self.first.0) }
    }
}

fn session(name: &str, day: Date, sets: &[&StrengthSet], body: &[DayFigure]) -> Option<SessionRow> {
    let working: Vec<_> = sets.iter().filter(|set| !set.warmup && !set.missed && set.reps > 0).collect();
    let best = working
        .iter()
        .max_by(|one, other| one.weight_kg.total_cmp(&other.weight_kg).then_with(|| one.reps.cmp(&other.reps)))?;
    let carried = body.iter().rev().find(|figure| figure.day <= day).map(|figure| figure.value);
    let e1rm_kg =
        working.iter().filter_map(|set| calc::e1rm(name, set.weight_kg, set.reps, carried)).max_by(f64::total_cmp);
    Some(SessionRow {
        date: day,
        e1rm_kg,
        best_weight_kg: best.weight_kg,
        best_reps: best.reps,
        volume_kg: working.iter().map(|set| set.weight_kg * f64::from(set.reps)).sum(),
        sets: sets.iter().map(|set| SetRow::of(set)).collect(),
    })
}

/// What both tools read.
struct Logged {
    period: Period,
    workouts: Vec<StoredWorkout>,
    body: Vec<DayFigure>,
    names: BTreeMap<String, usize>,
}

impl Logged {
    fn read(desk: &Desk, period: &PeriodArgs) -> Result<Self, ToolError> {
        let period = period.resolve(desk, DEFAULT_DAYS)?;
        let workouts = desk.store.workouts(period.from, period.to).map_err(failed)?;
        // Body weight changes slowly: the last one of half a year before the period still stands for its first days.
        let body = desk.days(metric::BODY_MASS, period.reaching_back(180))?;
        let names = exercise::logged(workouts.iter().map(|stored| &stored.workout));
        Ok(Self { period, workouts, body, names })
    }

    fn lift(&self, name: &str) -> Lift {
        Lift::of(name, &self.workouts, &self.body)
    }

    /// The exercise that a word means, in the period or else at any time.
    fn find(&self, desk: &Desk, word: &str) -> Result<Found, ToolError> {
        if let Some(name) = exercise::find(word, &self.names) {
            return Ok(Found::Here(name));
        }
        let ever = Period::day(desk.clock.today()).reaching_back(MAX_DAYS);
        let all = desk.store.workouts(ever.from, ever.to).map_err(failed)?;
        let names = exercise::logged(all.iter().map(|stored| &stored.workout));
        let Some(name) = exercise::find(word, &names) else {
            let mut known: Vec<_> = names.into_iter().collect();
            known.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            return Ok(Found::Never(known.into_iter().map(|(name, _)| name).take(OFFERED).collect()));
        };
        let last =
            all.iter().rev().find(|stored| stored.workout.sets.iter().any(|set| exercise::same(&set.exercise, &name)));
        Ok(Found::Elsewhen(last.map(|stored| day_of(&stored.workout))))
    }
}

enum Found {
    Here(String),
    Elsewhen(Option<Date>),
    Never(Vec<String>),
}

impl Found {
    /// The exercise when it is there in the period; otherwise notes why not and returns the names on offer.
    fn name_or_gap(self, sheet: &mut Sheet, word: &str) -> Result<String, Vec<String>> {
        let what = format!("sets of {}", crate::catalog::plain(word));
        match self {
            Found::Here(name) => Ok(name),
            Found::Elsewhen(last) => {
                let reason = match last {
                    Some(day) => format!("none in this time; the latest were on {}", date(day)),
                    None => "none in this time".to_owned(),
                };
                sheet.miss(what, reason);
                if let Some(day) = last {
                    sheet.add(
                        "latest_day",
                        "latest such session",
                        Shown::day(day),
                        Origin::day("workout_day", "", day),
                    );
                }
                Err(Vec::new())
            }
            Found::Never(known) => {
                sheet.miss(what, "none were ever logged");
                Err(known)
            }
        }
    }
}

pub(super) fn analyze(desk: &Desk, input: &AnalyzeInput) -> Result<Reply<Structured<AnalyzeMore>>, ToolError> {
    let logged = Logged::read(desk, &input.period)?;
    let mut sheet = Sheet::new(logged.period, desk.profile()?.units);
    let Some(word) = input.exercise.as_deref() else {
        let exercises = add_overview(&mut sheet, &logged);
        return Ok(sheet.reply("Strength", AnalyzeMore { exercises, ..AnalyzeMore::default() }));
    };
    let matched_from = Some(word.to_owned());
    let more = match logged.find(desk, word)?.name_or_gap(&mut sheet, word) {
        Err(known_exercises) => AnalyzeMore { matched_from, known_exercises, ..AnalyzeMore::default() },
        Ok(name) => {
            let lift = logged.lift(&name);
            add_lift(&mut sheet, &lift);
            add_trend(&mut sheet, &lift);
            let rep_maxima = next::add_maxima(&mut sheet, &lift);
            let next = next::add(desk, &mut sheet, &lift)?;
            AnalyzeMore {
                status: lift.status(),
                exercise: Some(name),
                matched_from,
                rep_maxima,
                next,
                ..AnalyzeMore::default()
            }
        }
    };
    Ok(sheet.reply("Strength", more))
}

pub(super) fn get(desk: &Desk, input: &GetInput) -> Result<Reply<Structured<GetMore>>, ToolError> {
    let logged = Logged::read(desk, &input.period)?;
    let mut sheet = Sheet::new(logged.period, desk.profile()?.units);
    let (exercise, sessions, known_exercises) =
        match logged.find(desk, &input.exercise)?.name_or_gap(&mut sheet, &input.exercise) {
            Err(known) => (None, Vec::new(), known),
            Ok(name) => {
                let lift = logged.lift(&name);
                add_lift(&mut sheet, &lift);
                (Some(name), lift.sessions.into_iter().rev().collect(), Vec::new())
            }
        };
    let limit = Some(input.limit.unwrap_or(20) as usize);
    let matched_from = input.exercise.clone();
    sheet.reply_with_list("Strength sessions", sessions, input.cursor.as_deref(), limit, |sessions| GetMore {
        exercise,
        matched_from,
        sessions,
        known_exercises,
    })
}

/// Adds the estimated maxima, the best and the latest set and the volume of one exercise.
fn add_lift(sheet: &mut Sheet, lift: &Lift) {
    let (units, period) = (sheet.units, sheet.period);
    let name = lift.name.as_str();
    let maxima = lift.maxima();
    if let Some(ends) = lift.ends() {
        let best = maxima.iter().copied().reduce(|best, next| if next.1 >= best.1 { next } else { best });
        let mut add = |figure: &str, words: &str, (day, value): (Date, f64)| {
            let label = format!("{name}, {words} estimated one-repetition maximum");
            sheet.add(figure, label, Shown::mass_kg(value, units), Origin::day("e1rm", &lift.source, day));
        };
        add("e1rm_latest", "current", ends.latest);
        add("e1rm_best", "best", best.unwrap_or(ends.latest));
        if let Some(change) = ends.change() {
            add("e1rm_first", "first", ends.first);
            let origin = || Origin::new("e1rm", &lift.source, ends.span());
            let shown = Shown::mass_change_kg(change, units);
            sheet.add("e1rm_change", format!("{name}, change of the estimated maximum"), shown, origin());
            if let Some(percent) = calc::percent(ends.first.1, ends.latest.1) {
                let label = format!("{name}, change of the estimated maximum in percent");
                sheet.add("e1rm_change_percent", label, Shown::percent_change(percent), origin());
            }
        }
    } else {
        sheet.miss(format!("estimated maximum of {name}"), "no working set with a weight and few enough repetitions");
    }
    let heaviest = lift.sessions.iter().max_by(|one, other| {
        one.best_weight_kg.total_cmp(&other.best_weight_kg).then_with(|| one.best_reps.cmp(&other.best_reps))
    });
    for (part, words, session) in
        [("best_set", "best set", heaviest), ("last_set", "latest top set", lift.sessions.last())]
    {
        let Some(session) = session else { continue };
        let origin = |metric: &str| Origin::day(metric, &lift.source, session.date);
        if session.best_weight_kg > 0.0 {
            let weight = Shown::mass_kg(session.best_weight_kg, units);
            sheet.add(format!("{part}_weight"), format!("{name}, {words}"), weight, origin("weight"));
        }
        let reps = Shown::count(session.best_reps as usize, "repetition", "repetitions");
        sheet.add(format!("{part}_reps"), format!("{name}, repetitions of the {words}"), reps, origin("reps"));
    }
    let volume: f64 = lift.sessions.iter().map(|session| session.volume_kg).sum();
    let origin = |metric: &str| Origin::new(metric, &lift.source, period);
    if volume > 0.0 {
        sheet.add("volume_total", format!("{name}, weight moved"), Shown::mass_kg(volume, units), origin("volume"));
    }
    let count = Shown::count(lift.sessions.len(), "session", "sessions");
    sheet.add("strength_sessions_count", format!("days with {name}"), count, origin("strength_sessions"));
}

fn add_trend(sheet: &mut Sheet, lift: &Lift) {
    match lift.trend() {
        Ok(trend) => {
            let shown = Shown::mass_change_kg(trend.per_week, sheet.units).with("per week");
            let origin = Origin::new("e1rm", &lift.source, sheet.period);
            sheet.add("e1rm_trend_per_week", format!("{}, trend", lift.name), shown, origin);
        }
        Err(reason) => sheet.insufficient(&format!("trend of {}", lift.name), &reason),
    }
}

fn add_overview(sheet: &mut Sheet, logged: &Logged) -> Vec<ExerciseRow> {
    let mut names: Vec<(&String, &usize)> = logged.names.iter().collect();
    names.sort_by(|one, other| other.1.cmp(one.1).then_with(|| one.0.cmp(other.0)));
    let mut lifts: Vec<Lift> = Vec::new();
    for (name, _) in names {
        if !lifts.iter().any(|lift| exercise::same(&lift.name, name)) {
            lifts.push(logged.lift(name));
        }
    }
    lifts.retain(|lift| !lift.sessions.is_empty());
    if lifts.is_empty() {
        sheet.miss("strength sets", "none in this time; log sets or import workouts that have them");
    }
    lifts.truncate(40);
    let units = sheet.units;
    for lift in lifts.iter().take(OVERVIEW) {
        let id = crate::catalog::plain(&lift.name).replace(' ', "_");
        if let Some(ends) = lift.ends() {
            let label = format!("{}, current estimated one-repetition maximum", lift.name);
            let origin = Origin::day("e1rm", &lift.source, ends.latest.0);
            sheet.add(format!("{id}_e1rm_latest"), label, Shown::mass_kg(ends.latest.1, units), origin);
            if let Some(change) = ends.change() {
                let origin = Origin::new("e1rm", &lift.source, ends.span());
                let label = format!("{}, change of the estimated maximum", lift.name);
                sheet.add(format!("{id}_e1rm_change"), label, Shown::mass_change_kg(change, units), origin);
            }
        }
    }
    lifts.iter().filter_map(exercise_row).collect()
}

fn exercise_row(lift: &Lift) -> Option<ExerciseRow> {
    let ends = lift.ends();
    Some(ExerciseRow {
        exercise: lift.name.clone(),
        status: lift.status(),
        sessions: lift.sessions.len(),
        last_day: lift.sessions.last()?.date,
        e1rm_latest_kg: ends.as_ref().map(|ends| ends.latest.1),
        e1rm_change_kg: ends.as_ref().and_then(Ends::change),
    })
}
