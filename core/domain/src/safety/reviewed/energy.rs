//! ENERGY: floors and rates of loss. They apply to deficits only; surplus and maintenance stand.

use super::Verdict;
use super::change::{adjusted, number, refusal};
use crate::figure::Confidence;
use crate::formulas::energy::{Activity, mifflin_st_jeor, resting_energy};
use crate::metric::Metric;
use crate::plan::{Goal, Plan, Target};
use crate::safety::facts::Facts;
use crate::safety::limits::{body_weight, conditions};
use crate::safety::screening::Disease;
use crate::safety::{Intervention, Rule};
use crate::time::epoch_day;
use crate::unit;

/// Lowest energy availability in kcal for each kilogram of fat-free mass a day (Loucks 2011; IOC consensus on REDs 2023).
const AVAILABILITY: f64 = 30.0;
/// Most loss a week as a share of body weight.
const FASTEST_LOSS: f64 = 0.01;
/// Energy of a kilogram of body weight in kcal (Wishnofsky 1958).
const KCAL_A_KG: f64 = 7_700.0;
/// Body mass index below which nobody is to lose weight (WHO: underweight).
const UNDERWEIGHT: f64 = 18.5;
/// Most kcal a day that a target may have.
const MOST_KCAL: f64 = 10_000.0;
/// Most grams of protein for each kilogram of body weight, and in all.
const MOST_PROTEIN: (f64, f64) = (4.0, 400.0);
/// Fastest gain in kilograms a week.
const FASTEST_GAIN: f64 = 2.0;

const BEARING: &[&str] = &["pregnan", "breastfe", "breast_fe", "lactat", "nursing_mother"];
const EATING: &[&str] = &["eating_disorder", "anorexi", "bulimi", "binge", "orthorexi", "arfid", "purging"];
const KIDNEY: &[&str] = &["kidney", "renal", "ckd", "nephro", "dialysis"];

fn has(facts: &Facts, words: &[&str]) -> bool {
    conditions(facts).any(|condition| words.iter().any(|word| condition.contains(word)))
}

fn height_m(facts: &Facts) -> Option<f64> {
    facts.profile.height_cm.filter(|cm| (100.0..=250.0).contains(cm)).map(|cm| cm / 100.0)
}

/// Body mass index in kg/m2, when weight and height are known.
fn body_mass_index(facts: &Facts) -> Option<f64> {
    Some(body_weight(facts)? / height_m(facts)?.powi(2))
}

/// Why the person is to have no deficit at all, as far as it is known.
fn ruled_out(facts: &Facts) -> Option<&'static str> {
    if facts.eating_disorder_signs || has(facts, EATING) {
        Some(
            "with signs of an eating disorder a deficit is nothing for a coach; a physician or a counselling service for eating disorders helps",
        )
    } else if has(facts, BEARING) {
        Some("in pregnancy and while breast-feeding there is no deficit; ask your midwife or physician")
    } else if facts.profile.age_on(facts.today).is_some_and(|age| age < 18) {
        Some("below 18 years there is no deficit; ask a paediatrician or dietitian")
    } else if body_mass_index(facts).is_some_and(|bmi| bmi < UNDERWEIGHT) {
        Some("with a body mass index below 18.5 there is no deficit; ask a physician or dietitian")
    } else {
        None
    }
}

/// What has to be known before a deficit can be judged, and is not.
fn lacking(facts: &Facts) -> Option<String> {
    let facts = [
        ("date of birth", facts.profile.age_on(facts.today).is_none()),
        ("height", height_m(facts).is_none()),
        ("weight", body_weight(facts).is_none()),
    ];
    let names: Vec<&str> = facts.iter().filter(|(_, lacks)| *lacks).map(|(name, _)| *name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Why there can be no deficit for the person; `None` when there can be one.
fn no_deficit(facts: &Facts) -> Option<Intervention> {
    if let Some(why) = ruled_out(facts) {
        return Some(refusal(Rule::Energy, why));
    }
    lacking(facts).map(|names| {
        refusal(Rule::Energy, format!("a deficit cannot be judged without your {names}; add it to your profile"))
    })
}

/// Needs of a day in kcal.
struct Needs {
    resting: f64,
    total: f64,
    exercise: f64,
    from: String,
}

/// Estimated needs, or what is lacking for them. Where only the sex is not known, resting needs are the higher of the
/// two.
fn needs(facts: &Facts) -> Result<Needs, String> {
    let lean = facts.fat_free_kg.filter(|kg| (15.0..=200.0).contains(kg));
    let weight = body_weight(facts);
    let computed = resting_energy(&facts.profile, facts.today, weight, lean);
    let age = facts.profile.age_on(facts.today).map(f64::from);
    let (resting, from) = match (computed, weight, height_m(facts), age) {
        (Ok(figure), ..) => {
            let from = if figure.confidence == Confidence::High { "measured fat-free mass" } else { "your profile" };
            (figure.value, from)
        }
        (Err(_), Some(weight), Some(height), Some(age)) => {
            (mifflin_st_jeor(weight, height * 100.0, age, false), "your profile, the higher value of both sexes")
        }
        (Err(lack), ..) => return Err(lack.unit.split("missing: ").last().unwrap_or("profile").to_owned()),
    };
    let today = epoch_day(facts.today);
    let sessions = facts.done.iter().filter(|done| !done.easy && (today - 28..today).contains(&epoch_day(done.day)));
    let activity = match sessions.count() {
        0..=3 => Activity::Sedentary,
        4..=12 => Activity::Light,
        13..=20 => Activity::Moderate,
        _ => Activity::Very,
    };
    let still = resting * Activity::Sedentary.factor();
    let burnt = facts.exercise_kcal.filter(|kcal| (0.0..=5_000.0).contains(kcal));
    let total = burnt.map_or(resting * activity.factor(), |kcal| still + kcal);
    let trained = if burnt.is_some() { "measured training" } else { "the sessions of four weeks" };
    Ok(Needs { resting, total, exercise: total - still, from: format!("estimated from {from} and {trained}") })
}

/// The least energy of a day that a deficit may come down to, in whole kcal, and which limit it is.
fn floor(needs: &Needs, facts: &Facts) -> (f64, &'static str) {
    let available = facts
        .fat_free_kg
        .filter(|kg| (15.0..=200.0).contains(kg))
        .map_or(0.0, |lean| AVAILABILITY * lean + needs.exercise);
    let slowest = body_weight(facts).map_or(0.0, |kg| needs.total - FASTEST_LOSS * kg * KCAL_A_KG / 7.0);
    let limits = [
        (needs.resting, "resting needs"),
        (available, "30 kcal for each kilogram of fat-free mass beside training"),
        (slowest, "a loss of at most 1 % of body weight a week"),
    ];
    let found = limits.into_iter().max_by(|one, other| one.0.total_cmp(&other.0));
    let (kcal, what) = found.unwrap_or((needs.resting, "resting needs"));
    ((kcal - 1e-6).ceil(), what)
}

/// The kcal a day of a target of energy eaten under any name; an error when it is one that cannot be read.
fn intake(target: &Target) -> Result<Option<f64>, String> {
    let name = target.metric.to_lowercase();
    if name == "energy_in" {
        return Ok(Some(target.value));
    }
    if Metric::by_id(&target.metric).is_some() {
        return Ok(None);
    }
    if name.contains("deficit") {
        return Err("a deficit is judged by what is eaten; set a target for energy_in".to_owned());
    }
    let burnt = ["burn", "out", "active", "expend", "basal", "exercise"].iter().any(|word| name.contains(word));
    let eaten = ["calor", "kcal", "kilojoule", "intake", "energy", "diet"].iter().any(|word| name.contains(word));
    let conversion = Metric::by_id("energy_in").and_then(|metric| unit::convert(&target.unit, metric));
    match conversion {
        Some(conversion) if !burnt => Ok(Some(conversion.apply(target.value))),
        None if eaten && !burnt => Err(format!("{} is not a unit of energy eaten", target.unit)),
        _ => Ok(None),
    }
}

fn refused(detail: impl Into<String>) -> Verdict<Target> {
    Verdict::Refused(refusal(Rule::Energy, detail))
}

fn judge_intake(target: &Target, kcal: f64, facts: &Facts) -> Verdict<Target> {
    if kcal > MOST_KCAL {
        return refused(format!("more than {MOST_KCAL} kcal a day are not eaten"));
    }
    let needs = match needs(facts) {
        Ok(needs) => needs,
        Err(names) => {
            return Verdict::Refused(ruled_out(facts).map_or_else(
                || {
                    let what = "whether a target for energy is a deficit cannot be told without your";
                    refusal(Rule::Energy, format!("{what} {names}; add it to your profile"))
                },
                |why| refusal(Rule::Energy, why),
            ));
        }
    };
    if kcal >= needs.total - 1e-6 {
        return Verdict::Allowed;
    }
    if let Some(refusal) = no_deficit(facts) {
        return Verdict::Refused(refusal);
    }
    let (least, what) = floor(&needs, facts);
    if kcal >= least - 1e-6 {
        return Verdict::Allowed;
    }
    let line = format!("raised from {} to {} kcal a day", number(kcal), number(least));
    let why = format!(
        "a deficit goes no lower than {what}; resting needs {} and total needs {} kcal, {}",
        number(needs.resting.round()),
        number(needs.total.round()),
        needs.from
    );
    let raised = Target { metric: "energy_in".to_owned(), value: least, unit: "kcal".to_owned(), ..target.clone() };
    adjusted(raised, Rule::Energy, vec![line], &why)
}

/// Kilograms of a unit of weight a week; `None` when it is none.
fn kg_a_week(unit: &str) -> Option<f64> {
    match unit.trim() {
        "kg/wk" | "kg" | "kg/week" => Some(1.0),
        "[lb_av]/wk" | "lb/wk" | "lb/week" | "lb" | "lbs" => Some(0.453_592_37),
        _ => None,
    }
}

fn judge_change(target: &Target, facts: &Facts) -> Verdict<Target> {
    let Some(factor) = kg_a_week(&target.unit) else {
        return refused(format!("a change of body weight is counted in kg a week, not in {}", target.unit));
    };
    let kg = target.value * factor;
    if kg > FASTEST_GAIN {
        return refused(format!("a gain of more than {FASTEST_GAIN} kg a week is none of muscle"));
    }
    if kg >= 0.0 {
        return Verdict::Allowed;
    }
    if let Some(refusal) = no_deficit(facts) {
        return Verdict::Refused(refusal);
    }
    let Some(weight) = body_weight(facts) else { return refused("a rate of loss needs your weight") };
    let fastest = -FASTEST_LOSS * weight;
    if kg >= fastest - 1e-9 {
        return Verdict::Allowed;
    }
    let line = format!("slowed from {} to {} kg a week", number(kg), number(fastest));
    let why = format!("at most 1 % of a body weight of {} kg", number(weight));
    adjusted(Target { value: fastest, unit: "kg/wk".to_owned(), ..target.clone() }, Rule::Energy, vec![line], &why)
}

fn judge_weight(target: &Target, facts: &Facts) -> Verdict<Target> {
    let loses = body_weight(facts).is_none_or(|weight| target.value < weight);
    if !loses {
        return Verdict::Allowed;
    }
    if let Some(refusal) = no_deficit(facts) {
        return Verdict::Refused(refusal);
    }
    let Some(height) = height_m(facts) else { return refused("a goal for body weight needs your height") };
    // Up to the next tenth of a kilogram.
    let least = (UNDERWEIGHT * height * height * 10.0 - 1e-6).ceil() / 10.0;
    if target.value >= least - 1e-9 {
        return Verdict::Allowed;
    }
    let line = format!("raised from {} to {} kg", number(target.value), number(least));
    let why = format!("a body mass index of at least 18.5 at {} cm", number(height * 100.0));
    adjusted(Target { value: least, ..target.clone() }, Rule::Energy, vec![line], &why)
}

fn judge_index(target: &Target, facts: &Facts) -> Verdict<Target> {
    if body_mass_index(facts).is_some_and(|bmi| target.value >= bmi) {
        return Verdict::Allowed;
    }
    match no_deficit(facts) {
        Some(refusal) => Verdict::Refused(refusal),
        None if target.value < UNDERWEIGHT => refused("a body mass index below 18.5 is no goal"),
        None => Verdict::Allowed,
    }
}

fn judge_protein(target: &Target, facts: &Facts) -> Verdict<Target> {
    let renal = facts.screening.as_ref().is_some_and(|screening| screening.answers.diseases.contains(&Disease::Renal));
    if renal || has(facts, KIDNEY) {
        return refused("with a disease of the kidneys how much protein is right is a clinician's to say");
    }
    let (of_weight, in_all) = MOST_PROTEIN;
    let most = body_weight(facts).map_or(in_all, |kg| (of_weight * kg).min(in_all));
    if target.value <= most {
        return Verdict::Allowed;
    }
    refused(format!("more than {} g of protein a day do nothing good", number(most)))
}

/// Floors and rates of loss for targets.
pub(super) fn target(target: &Target, facts: &Facts) -> Verdict<Target> {
    match intake(target) {
        Err(problem) => return refused(problem),
        Ok(Some(kcal)) => return judge_intake(target, kcal, facts),
        Ok(None) => {}
    }
    let name = target.metric.to_lowercase();
    match name.as_str() {
        "body_mass" => judge_weight(target, facts),
        "bmi" => judge_index(target, facts),
        "protein" => judge_protein(target, facts),
        "body_mass_change" => judge_change(target, facts),
        name if name.contains("weight") || name.contains("loss") => {
            refused("a goal for body weight is set as body_mass, a rate of change as body_mass_change")
        }
        _ => Verdict::Allowed,
    }
}

/// A plan is not for weight loss where there is to be no deficit.
pub(super) fn plan(plan: &Plan, facts: &Facts) -> Verdict<Plan> {
    match ruled_out(facts) {
        Some(why) if plan.goal == Goal::WeightLoss => {
            let line = format!("the goal from {} to {}", Goal::WeightLoss.words(), Goal::Health.words());
            adjusted(Plan { goal: Goal::Health, ..plan.clone() }, Rule::Energy, vec![line], why)
        }
        _ => Verdict::Allowed,
    }
}
