//! What a person needs and what they eat: measured needs, protein, macronutrients, energy availability.

use super::{Reading, days_before, figure, input, insufficient, sources, stats, trend, within};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use crate::person::Profile;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Energy of a kilogram of body weight in kcal, as mostly fat comes and goes (Wishnofsky 1958; Hall 2008).
pub const KCAL_PER_KG: f64 = 7700.0;
/// Days that needs are measured over.
pub const MEASURED_DAYS: i32 = 28;
/// Logged days of them that are needed.
pub const MEASURED_NEEDS: u32 = 7;
/// Days that the weights must span.
const WEIGHT_SPAN_DAYS: u32 = 7;
/// Needs that are believed, in kcal a day.
const PLAUSIBLE_NEEDS: std::ops::RangeInclusive<f64> = 700.0..=8000.0;

/// Measured needs with their uncertainty.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredNeeds {
    /// Total daily energy in kcal.
    pub needs: Figure,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// Mean of the logged days in kcal.
    pub intake: f64,
    /// Change of weight in kg a day.
    pub weight_per_day: f64,
    /// Days with a logged intake.
    pub logged_days: u32,
    /// Days with a weight.
    pub weighed_days: u32,
}

/// Total daily energy from what was eaten and what it did: mean intake - weight trend x 7700 kcal/kg, over the 28 days
/// that end on `last`, the last day that is over. The interval joins the scatter of intake between days with the standard
/// error of the trend; it does not know of food that was eaten and not logged, which lowers the figure one for one.
///
/// `intake` holds the kcal of a day, several readings of a day being added up; a day without a log is absent, never 0.
///
/// # Errors
/// [`Insufficient`] below [`MEASURED_NEEDS`] logged days, without a trend of weight over at least a week, or when the
/// result is impossible.
pub fn measured_needs(
    intake: &[Reading<'_>],
    weights: &[Reading<'_>],
    last: Date,
) -> Result<MeasuredNeeds, Insufficient> {
    let first = days_before(last, MEASURED_DAYS - 1);
    let eaten = || within(intake, first, last).filter(|reading| (0.0..=20_000.0).contains(&reading.value));
    let mut days: BTreeMap<Date, f64> = BTreeMap::new();
    for reading in eaten() {
        *days.entry(reading.day).or_default() += reading.value;
    }
    let logged: Vec<f64> = days.into_values().collect();
    let mean = stats::mean(&logged).filter(|_| logged.len() >= MEASURED_NEEDS as usize).ok_or_else(|| {
        insufficient("measured energy needs", logged.len(), MEASURED_NEEDS, "logged days of the last 28")
    })?;
    let weighed = || within(weights, first, last).filter(|reading| (20.0..=400.0).contains(&reading.value));
    let points: Vec<(Date, f64)> = weighed().map(|reading| (reading.day, reading.value)).collect();
    let line = trend::trend(&points).map_err(|reason| Insufficient {
        what: "measured energy needs".to_owned(),
        unit: "days with a weight of the last 28".to_owned(),
        ..reason
    })?;
    let span = (crate::time::epoch_day(line.period.1) - crate::time::epoch_day(line.period.0)).unsigned_abs();
    if span < WEIGHT_SPAN_DAYS {
        return Err(insufficient("measured energy needs", span as usize, WEIGHT_SPAN_DAYS, "days between weights"));
    }
    let value = mean - line.per_day * KCAL_PER_KG;
    if !PLAUSIBLE_NEEDS.contains(&value) {
        return Err(insufficient("measured energy needs", 0, 1, "plausible results; a log or a weight is wrong"));
    }
    let scatter = stats::standard_deviation(&logged).unwrap_or(0.0) / (logged.len() as f64).sqrt();
    let error = scatter.hypot(line.standard_error * KCAL_PER_KG);
    let freedom = (logged.len() as f64 - 1.0).min(f64::from(line.days) - 2.0);
    let margin = stats::student_t95(freedom) * error;
    let confidence = if logged.len() >= 21 && line.days >= 14 && margin <= 0.10 * value {
        Confidence::High
    } else if logged.len() >= 14 && margin <= 0.20 * value {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    let unlogged = MEASURED_DAYS as usize - logged.len();
    let missing = if unlogged > 0 { vec![format!("intake of {unlogged} days")] } else { Vec::new() };
    let inputs = vec![
        input("intake_mean", mean, "kcal", &sources(eaten()), first, last),
        input("weight_trend", line.per_day, "kg/d", &sources(weighed()), line.period.0, line.period.1),
    ];
    Ok(MeasuredNeeds {
        needs: Figure { missing, ..figure("measured_needs", value, "kcal", confidence, inputs) },
        low: value - margin,
        high: value + margin,
        intake: mean,
        weight_per_day: line.per_day,
        logged_days: u32::try_from(logged.len()).unwrap_or(u32::MAX),
        weighed_days: line.days,
    })
}

/// Why no target is given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTarget {
    /// Something is lacking.
    #[error(transparent)]
    Insufficient(#[from] Insufficient),
    /// The person's condition needs a clinician's number, not ours.
    #[error("this target belongs to a clinician who knows the person's kidneys")]
    Clinician,
}

/// Protein in g a day.
#[derive(Debug, Clone, PartialEq)]
pub struct ProteinTarget {
    /// The target: 1.6 g per kg of body weight.
    pub target: Figure,
    /// Lower end: 1.2 g per kg.
    pub low: f64,
    /// Upper end: 2.2 g per kg, the end of the interval beyond which nothing was gained.
    pub high: f64,
}

/// Lowest, usual and highest protein in g per kg and day.
pub const PROTEIN_G_PER_KG: (f64, f64, f64) = (1.2, 1.6, 2.2);

/// Words of a condition of the kidneys. They are compared word by word: an adrenal condition is none.
const KIDNEY: [&str; 7] = ["kidney", "kidneys", "renal", "ckd", "dialysis", "nephropathy", "nephritis"];

/// Whether a condition of the kidneys was told.
#[must_use]
pub fn has_kidney_condition(profile: &Profile) -> bool {
    profile.conditions.iter().any(|condition| {
        condition.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).any(|word| KIDNEY.contains(&word))
    })
}

/// The protein target of a body weight in kg (Morton et al. 2018: gains level off at 1.6 g/kg, 95 % interval up to 2.2).
///
/// # Errors
/// [`NoTarget::Clinician`] with a condition of the kidneys; [`NoTarget::Insufficient`] without a plausible weight.
pub fn protein_target(profile: &Profile, weight: Option<Reading<'_>>) -> Result<ProteinTarget, NoTarget> {
    if has_kidney_condition(profile) {
        return Err(NoTarget::Clinician);
    }
    let weight = weight
        .filter(|weight| (20.0..=400.0).contains(&weight.value))
        .ok_or_else(|| insufficient("protein target", 0, 1, "body weights"))?;
    let (low, usual, high) = PROTEIN_G_PER_KG;
    let inputs = vec![weight.input("body_mass", "kg")];
    Ok(ProteinTarget {
        target: figure("protein_target", usual * weight.value, "g", Confidence::Medium, inputs),
        low: low * weight.value,
        high: high * weight.value,
    })
}

/// Energy of protein, fat and carbohydrate in kcal per g (Atwater).
pub const ATWATER: (f64, f64, f64) = (4.0, 9.0, 4.0);
/// Least share of energy from fat (Institute of Medicine 2005: 20 to 35 %).
pub const FAT_SHARE: f64 = 0.20;
/// Least fat in g per kg of body weight (Iraki 2019: 0.5 to 1.5).
pub const FAT_G_PER_KG: f64 = 0.5;

/// Macronutrients of a day for an amount of energy.
#[derive(Debug, Clone, PartialEq)]
pub struct MacroTargets {
    /// Protein in g.
    pub protein: Figure,
    /// Least fat in g.
    pub fat: Figure,
    /// Carbohydrate in g: what is left.
    pub carbohydrate: Figure,
}

/// Protein, least fat and the rest as carbohydrate for a target of `kcal`, which the caller has reviewed: floors and
/// rates of loss are the safety envelope's. Fat is the greater of 20 % of energy and 0.5 g/kg. Where 1.6 g/kg of protein
/// do not fit, protein goes down as far as 1.2 g/kg.
///
/// # Errors
/// As [`protein_target`]; and [`NoTarget::Insufficient`] when not even the least protein and fat fit into the energy.
pub fn macro_targets(profile: &Profile, kcal: f64, weight: Option<Reading<'_>>) -> Result<MacroTargets, NoTarget> {
    let protein = protein_target(profile, weight)?;
    let (kcal_protein, kcal_fat, kcal_carbohydrate) = ATWATER;
    let mass = protein.low / PROTEIN_G_PER_KG.0;
    let fat = (FAT_SHARE * kcal / kcal_fat).max(FAT_G_PER_KG * mass);
    let room = (kcal - fat * kcal_fat) / kcal_protein;
    if !kcal.is_finite() || room < protein.low - 1e-9 {
        let least = protein.low * kcal_protein + fat * kcal_fat;
        let whole = |value: f64| value.clamp(0.0, f64::from(u32::MAX)) as u32;
        let reason = insufficient("macronutrient targets", whole(kcal) as usize, whole(least.ceil()), "kcal a day");
        return Err(reason.into());
    }
    let grams = protein.target.value.min(room);
    let rest = ((kcal - grams * kcal_protein - fat * kcal_fat) / kcal_carbohydrate).max(0.0);
    let day = protein.target.inputs.first().map_or(Date::MIN, |weight| weight.to);
    let mut inputs = vec![input("energy_target", kcal, "kcal", "target", day, day)];
    inputs.extend(protein.target.inputs);
    let of = |name: &str, value: f64| figure(name, value, "g", Confidence::Medium, inputs.clone());
    Ok(MacroTargets {
        protein: of("protein_target", grams),
        fat: of("fat_least", fat),
        carbohydrate: of("carbohydrate_target", rest),
    })
}

/// Energy availability below which hormones, bones and training suffer, in kcal per kg of fat-free mass and day (Loucks
/// and Thuma 2003; the envelope's floor).
pub const AVAILABILITY_LOW: f64 = 30.0;
/// Energy availability of balanced days (Loucks 2011; Mountjoy et al. 2018).
pub const AVAILABILITY_FULL: f64 = 45.0;
/// Days of the last seven with both intake and training energy that are needed.
pub const AVAILABILITY_NEEDS: u32 = 4;

/// Where energy availability lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// Below 30 kcal/kg.
    Low,
    /// From 30 to below 45.
    Reduced,
    /// From 45 on.
    Full,
}

impl Availability {
    /// Where a value lies.
    #[must_use]
    pub fn of(value: f64) -> Self {
        if value < AVAILABILITY_LOW {
            Availability::Low
        } else if value < AVAILABILITY_FULL {
            Availability::Reduced
        } else {
            Availability::Full
        }
    }
}

/// Energy availability in kcal per kg of fat-free mass: (intake - energy of training) / fat-free mass, the mean over the
/// days of the week that ends on `last` on which both are known (Loucks 2011). A rest day is a reading of 0; a day
/// without a reading of either is unknown and left out. The thresholds come from young women; for men they are less sure.
///
/// # Errors
/// [`Insufficient`] below [`AVAILABILITY_NEEDS`] such days or without a plausible fat-free mass.
pub fn energy_availability(
    intake: &[Reading<'_>],
    training: &[Reading<'_>],
    fat_free: Reading<'_>,
    last: Date,
) -> Computed {
    let first = days_before(last, 6);
    if !(15.0..=200.0).contains(&fat_free.value) {
        return Err(insufficient("energy availability", 0, 1, "plausible fat-free masses"));
    }
    let by_day = |readings: &[Reading<'_>]| {
        let mut days: BTreeMap<Date, f64> = BTreeMap::new();
        for reading in within(readings, first, last).filter(|reading| reading.value >= 0.0) {
            *days.entry(reading.day).or_default() += reading.value;
        }
        days
    };
    let (eaten, burnt) = (by_day(intake), by_day(training));
    let both: Vec<(f64, f64)> = eaten.iter().filter_map(|(day, kcal)| Some((*kcal, *burnt.get(day)?))).collect();
    if both.len() < AVAILABILITY_NEEDS as usize {
        let unit = "days of the last 7 with intake and training energy";
        return Err(insufficient("energy availability", both.len(), AVAILABILITY_NEEDS, unit));
    }
    let count = both.len() as f64;
    let (kcal, spent) =
        (both.iter().map(|day| day.0).sum::<f64>() / count, both.iter().map(|day| day.1).sum::<f64>() / count);
    let confidence = if both.len() == 7 { Confidence::Medium } else { Confidence::Low };
    let missing = if both.len() < 7 { vec![format!("{} days of the week", 7 - both.len())] } else { Vec::new() };
    let inputs = vec![
        input("intake_mean", kcal, "kcal", &sources(within(intake, first, last)), first, last),
        input("training_energy_mean", spent, "kcal", &sources(within(training, first, last)), first, last),
        fat_free.input("lean_mass", "kg"),
    ];
    let value = (kcal - spent) / fat_free.value;
    Ok(Figure { missing, ..figure("energy_availability", value, "kcal/kg", confidence, inputs) })
}

#[cfg(test)]
#[path = "intake_tests.rs"]
mod tests;
