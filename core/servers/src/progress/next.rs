//! What a lift has reached by repetitions, and what comes next in it.

use super::strength::Lift;
use crate::desk::Desk;
use crate::exercise;
use crate::exercises::one::{meant, why_not};
use crate::period::Period;
use crate::sheet::{Origin, Sheet};
use crate::shown::{Shown, date};
use crate::wearables::{Band, band};
use coach_domain::formulas::progression::{Caution, LiftSession, Reason, next_load};
use coach_domain::formulas::records::rep_table;
use coach_domain::plan::{Part, Plan, PlannedSet};
use coach_domain::record::StrengthSet;
use coach_mcp::ToolError;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Repetition maxima that may be quoted.
const QUOTED: [u32; 4] = [1, 3, 5, 10];
/// Sessions that tell how many repetitions a person aims at where no plan says it.
const HABIT: usize = 3;

/// The heaviest weight for a number of repetitions.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RepMaximumRow {
    /// Repetitions, 1 to 12.
    reps: u32,
    /// Weight in kg.
    weight_kg: f64,
    /// First day of it.
    date: Date,
}

/// What comes next in a lift.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NextRow {
    /// Weight in kg; null when the plan names an effort in its place.
    weight_kg: Option<f64>,
    /// Repetitions to aim at.
    reps: Option<u32>,
    /// Effort at which a set ends, CR10, when the plan names one.
    rpe: Option<f64>,
    /// Day of the planned session; null when no plan has the lift.
    date: Option<Date>,
    /// Why: `plan`, or the rule: `over_target`, `step_too_large`, `on_target`, `missed`, `missed_twice`, `break`,
    /// `caution`.
    reason: &'static str,
}

/// Adds the repetition maxima of the period.
pub(super) fn add_maxima(sheet: &mut Sheet, lift: &Lift) -> Vec<RepMaximumRow> {
    let sets: Vec<(Date, &StrengthSet)> = lift.sets().iter().map(|(day, set)| (*day, set)).collect();
    let table = rep_table(&sets);
    for row in table.iter().filter(|row| QUOTED.contains(&row.reps)) {
        let times = if row.reps == 1 { "1 repetition".to_owned() } else { format!("{} repetitions", row.reps) };
        let label = format!("{}, most weight for {times}", lift.name());
        let origin = Origin::day("weight", lift.source(), row.day);
        sheet.add(format!("rep_max_{}", row.reps), label, Shown::mass_kg(row.weight_kg, sheet.units), origin);
    }
    let rows = table.iter();
    rows.map(|row| RepMaximumRow { reps: row.reps, weight_kg: row.weight_kg, date: row.day }).collect()
}

/// Adds what comes next: what the plan says, else what the rule of progression says. Nothing while the lift is out for
/// the person.
pub(super) fn add(desk: &Desk, sheet: &mut Sheet, lift: &Lift) -> Result<Option<NextRow>, ToolError> {
    let today = desk.clock.today();
    let what = format!("next load of {}", lift.name());
    let Ok(known) = meant(lift.name()) else {
        sheet.miss(what, "the exercise is not in the catalogue, so its smallest step is not known");
        return Ok(None);
    };
    if let Some(why) = why_not(known, &desk.facts()?) {
        sheet.miss(what, why);
        return Ok(None);
    }
    let plan = desk.plan()?.and_then(Result::ok);
    let plan = plan.as_ref().map(|reviewed| reviewed.value());
    if let Some((day, set)) = plan.and_then(|plan| planned(plan, known.id, lift.name(), today)) {
        return Ok(Some(add_planned(sheet, lift, day, set)));
    }
    let Some(step_kg) = known.loading.step_kg() else {
        sheet.miss(what, "it carries no weight");
        return Ok(None);
    };
    let aimed = plan.map(|plan| targets(plan, known.id, lift.name())).unwrap_or_default();
    let sessions = sessions(lift, &aimed);
    let caution = if band(desk, today)? == Some(Band::Low) { Caution::Hold } else { Caution::None };
    let next = match next_load(&sessions, today, step_kg, caution) {
        Ok(next) => next,
        Err(reason) => {
            sheet.insufficient(&what, &reason);
            return Ok(None);
        }
    };
    let from = next.load.inputs.iter().map(|input| input.from).min().unwrap_or(today);
    let span = Period { from, to: today };
    let origin = |metric: &str| Origin::new(metric, lift.source(), span);
    let label = format!("{}, next weight by the rule of progression", lift.name());
    let (load, confidence) = (next.load.value, Some(next.load.confidence));
    sheet.add_with("next_load_weight", label, Shown::mass_kg(load, sheet.units), origin("weight"), confidence);
    let reps = Shown::count(next.reps as usize, "repetition", "repetitions");
    sheet.add_with(
        "next_load_reps",
        format!("{}, repetitions to aim at", lift.name()),
        reps,
        origin("reps"),
        confidence,
    );
    if aimed.is_empty() {
        sheet.miss(
            format!("repetitions aimed at in {}", lift.name()),
            "no plan names them; what you usually do is taken for it",
        );
    }
    Ok(Some(NextRow {
        weight_kg: Some(load),
        reps: Some(next.reps),
        rpe: None,
        date: None,
        reason: in_words(next.reason),
    }))
}

fn add_planned(sheet: &mut Sheet, lift: &Lift, day: Date, set: PlannedSet) -> NextRow {
    let origin = |metric: &str| Origin::day(metric, "plan", day);
    if let Some(weight) = set.weight_kg {
        let label = format!("{}, planned weight on {}", lift.name(), date(day));
        sheet.add("next_load_weight", label, Shown::mass_kg(weight, sheet.units), origin("weight"));
    }
    if let Some(reps) = set.reps {
        let label = format!("{}, planned repetitions on {}", lift.name(), date(day));
        let shown = Shown::count(reps as usize, "repetition", "repetitions");
        sheet.add("next_load_reps", label, shown, origin("reps"));
    }
    if let Some(rpe) = set.rpe {
        let label = format!("{}, planned effort of a set on {}", lift.name(), date(day));
        sheet.add("next_load_rpe", label, Shown::plain(rpe, 1), origin("rpe"));
    }
    NextRow { weight_kg: set.weight_kg, reps: set.reps, rpe: set.rpe, date: Some(day), reason: "plan" }
}

/// The work sets of a lift in a plan, by the day.
fn work_sets<'a>(plan: &'a Plan, id: &'a str, name: &'a str) -> impl Iterator<Item = (Date, &'a PlannedSet)> {
    plan.sessions.iter().filter(|session| !session.deload).flat_map(move |session| {
        let of_lift = session.blocks.iter().filter(move |block| {
            block.part == Part::Main && (block.exercise.as_deref() == Some(id) || exercise::same(&block.name, name))
        });
        of_lift.flat_map(|block| &block.sets).filter(|set| !set.warmup).map(move |set| (session.date, set))
    })
}

/// The heaviest work set of the next session with the lift.
fn planned(plan: &Plan, id: &str, name: &str, today: Date) -> Option<(Date, PlannedSet)> {
    let day = work_sets(plan, id, name).map(|(day, _)| day).filter(|day| *day >= today).min()?;
    let sets = work_sets(plan, id, name).filter(|(date, _)| *date == day).map(|(_, set)| *set);
    let load = |set: &PlannedSet| set.weight_kg.unwrap_or(0.0);
    sets.reduce(|best, set| if load(&set) > load(&best) { set } else { best }).map(|set| (day, set))
}

/// Repetitions that a plan aimed at, by the day.
fn targets(plan: &Plan, id: &str, name: &str) -> BTreeMap<Date, u32> {
    let mut targets = BTreeMap::new();
    for (day, set) in work_sets(plan, id, name) {
        if let Some(reps) = set.reps {
            targets.entry(day).and_modify(|fewest: &mut u32| *fewest = reps.min(*fewest)).or_insert(reps);
        }
    }
    targets
}

/// The sessions of a lift: the heaviest work sets of each day. Where no plan says what was aimed at, it is what the
/// person did most often in the sessions before; days before there is a habit are left out.
fn sessions<'a>(lift: &'a Lift, aimed: &BTreeMap<Date, u32>) -> Vec<LiftSession<'a>> {
    let mut days: BTreeMap<Date, Vec<&StrengthSet>> = BTreeMap::new();
    for (day, set) in lift.sets().iter().filter(|(_, set)| !set.warmup) {
        days.entry(*day).or_default().push(set);
    }
    let mut done: Vec<u32> = Vec::new();
    let mut sessions = Vec::new();
    for (day, sets) in days {
        let Some(load_kg) = sets.iter().map(|set| set.weight_kg).max_by(f64::total_cmp) else { continue };
        let top = || sets.iter().filter(|set| set.weight_kg >= load_kg);
        let Some(reps) = top().map(|set| set.reps).min() else { continue };
        let target = aimed.get(&day).copied().or_else(|| habit(&done));
        if let Some(target) = target {
            let missed = top().any(|set| set.missed);
            sessions.push(LiftSession { day, load_kg, reps, target, missed, deload: false, source: lift.source() });
        }
        done.push(reps);
    }
    sessions
}

/// The lower median of what was done before.
fn habit(done: &[u32]) -> Option<u32> {
    let mut sorted = done.to_vec();
    sorted.sort_unstable();
    (done.len() >= HABIT).then(|| sorted[(sorted.len() - 1) / 2])
}

const fn in_words(reason: Reason) -> &'static str {
    match reason {
        Reason::OverTarget => "over_target",
        Reason::StepTooLarge => "step_too_large",
        Reason::OnTarget => "on_target",
        Reason::Missed => "missed",
        Reason::MissedTwice => "missed_twice",
        Reason::Break => "break",
        Reason::Caution => "caution",
    }
}
