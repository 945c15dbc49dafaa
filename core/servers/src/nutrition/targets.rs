//! What to eat in a day: targets that the person set, else estimates from their needs.

use crate::desk::{Desk, failed};
use crate::period::Period;
use coach_domain::citation::Gap;
use coach_domain::figure::{Confidence, Figure};
use coach_domain::formulas::Reading;
use coach_domain::formulas::energy::resting_energy;
use coach_domain::formulas::intake::{NoTarget, macro_targets, measured_needs};
use coach_domain::metric::{BODY_MASS, ENERGY_ACTIVE, ENERGY_IN};
use coach_domain::safety::facts::Facts;
use coach_mcp::ToolError;
use coach_store::DayFigure;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days over which measured active energy is averaged, and the least of them with a figure.
const ACTIVE_DAYS: i32 = 14;
const ACTIVE_LEAST: usize = 5;
/// Fibre in grams for each 1,000 kcal (Institute of Medicine 2005, Dietary Reference Intakes).
const FIBRE_G_PER_1000_KCAL: f64 = 14.0;

/// One target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DayTarget {
    pub(super) value: f64,
    pub(super) source: String,
    pub(super) confidence: Option<Confidence>,
}

/// Targets of a day by metric id.
pub(super) struct Targets {
    pub(super) of: BTreeMap<&'static str, DayTarget>,
    /// `set` or `estimated`, for the energy.
    pub(super) from: Option<&'static str>,
    /// Why some are not there.
    pub(super) gaps: Vec<Gap>,
}

/// The targets of a day.
pub(super) fn targets(desk: &Desk, facts: &Facts, day: Date) -> Result<Targets, ToolError> {
    let mut of = BTreeMap::new();
    let mut gaps = Vec::new();
    let stored = desk.store.targets(facts).map_err(failed)?;
    for metric in ["energy_in", "protein", "carbs", "fat", "fibre"] {
        if let Some(target) = stored.iter().find(|target| target.metric == metric) {
            let set = DayTarget { value: target.value, source: "your target".to_owned(), confidence: None };
            of.insert(metric, set);
        }
    }
    let mut from = of.contains_key("energy_in").then_some("set");
    if from.is_none() {
        match needs(desk, facts, day)? {
            Ok(estimate) => {
                of.insert("energy_in", estimate);
                from = Some("estimated");
            }
            Err(gap) => gaps.push(gap),
        }
    }
    let Some(energy) = of.get("energy_in").map(|target| target.value) else {
        return Ok(Targets { of, from, gaps });
    };
    let weight = weight(desk, facts, day)?;
    let reading = weight.as_ref().map(|(day, value, source)| Reading::new(*day, *value, source));
    match macro_targets(&facts.profile, energy, reading) {
        Ok(macros) => {
            for (metric, figure) in [("protein", macros.protein), ("carbs", macros.carbohydrate), ("fat", macros.fat)] {
                of.entry(metric).or_insert_with(|| estimated(&figure));
            }
        }
        Err(error) => {
            gaps.push(Gap { what: "targets for protein, carbohydrates and fat".to_owned(), reason: why(&error) })
        }
    }
    of.entry("fibre").or_insert_with(|| DayTarget {
        value: energy / 1_000.0 * FIBRE_G_PER_1000_KCAL,
        source: "Institute of Medicine 2005".to_owned(),
        confidence: Some(Confidence::Low),
    });
    Ok(Targets { of, from, gaps })
}

fn why(error: &NoTarget) -> String {
    match error {
        NoTarget::Insufficient(lacking) => {
            format!("insufficient: have {} {}, need {}", lacking.have, lacking.unit, lacking.need)
        }
        NoTarget::Clinician => "with a condition of the kidneys a clinician sets them".to_owned(),
    }
}

fn estimated(figure: &Figure) -> DayTarget {
    let names: Vec<&str> = figure.inputs.iter().map(|input| input.name.as_str()).collect();
    DayTarget {
        value: figure.value,
        source: format!("estimated from {}", names.join(", ").replace('_', " ")),
        confidence: Some(figure.confidence),
    }
}

/// What the person needs in a day to keep their weight: measured from intake and weight where enough was logged, else
/// resting needs and the active energy that was measured. Without either there is no estimate.
fn needs(desk: &Desk, facts: &Facts, day: Date) -> Result<Result<DayTarget, Gap>, ToolError> {
    let yesterday = day.saturating_sub(jiff::Span::new().days(1));
    let past = Period::day(yesterday).reaching_back(27);
    let (eaten, weights) = (desk.days(ENERGY_IN, past)?, desk.days(BODY_MASS, past)?);
    if let Ok(measured) = measured_needs(&readings(&eaten), &readings(&weights), yesterday) {
        return Ok(Ok(DayTarget {
            value: measured.needs.value,
            source: "measured from your meals and weight".to_owned(),
            confidence: Some(measured.needs.confidence),
        }));
    }
    let resting = match resting_energy(&facts.profile, day, facts.weight_kg, facts.fat_free_kg) {
        Ok(resting) => resting,
        Err(lacking) => {
            let reason = format!("insufficient: have {} {}, need {}", lacking.have, lacking.unit, lacking.need);
            return Ok(Err(Gap { what: "a target for energy".to_owned(), reason }));
        }
    };
    let active = desk.days(ENERGY_ACTIVE, Period::day(yesterday).reaching_back(ACTIVE_DAYS - 1))?;
    if active.len() < ACTIVE_LEAST {
        let reason = format!("insufficient: have {} days of active energy, need {ACTIVE_LEAST}", active.len());
        return Ok(Err(Gap { what: "a target for energy".to_owned(), reason }));
    }
    let mean = active.iter().map(|day| day.value).sum::<f64>() / active.len() as f64;
    Ok(Ok(DayTarget {
        value: resting.value + mean,
        source: "estimated from resting needs and measured active energy".to_owned(),
        confidence: Some(Confidence::Low),
    }))
}

fn readings(days: &[DayFigure]) -> Vec<Reading<'_>> {
    days.iter().map(|day| Reading::new(day.day, day.value, &day.source)).collect()
}

/// The latest body weight, measured or said.
fn weight(desk: &Desk, facts: &Facts, day: Date) -> Result<Option<(Date, f64, String)>, ToolError> {
    let measured = desk.latest(BODY_MASS, day)?.map(|figure| (figure.day, figure.value, figure.source));
    Ok(measured.or_else(|| facts.profile.weight_kg.map(|kg| (day, kg, "person".to_owned()))))
}
