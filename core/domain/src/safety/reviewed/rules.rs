//! HR-CAP and BEGINNER, for sessions, plans and targets.

use super::{ReviewContext, Verdict};
use crate::person::Level;
use crate::plan::{Block, HeartRateTarget, Plan, PlannedSession, Target};
use crate::safety::{Intervention, Rule};

/// Longest session of a beginner in minutes, all parts included.
const BEGINNER_MINUTES: f64 = 45.0;

/// Conditions under which heart rate tells nothing reliable about effort.
const NO_HEART_RATE: [&str; 2] = ["beta_blocker", "pregnancy"];

/// The cap on heart-rate targets of a person.
#[derive(Debug, Clone, PartialEq)]
pub enum HeartRateCap {
    /// Targets up to this whole number of bpm.
    Bpm {
        /// The cap, 85 % of the maximum, rounded down.
        cap: u32,
        /// Maximum heart rate that it was taken from, in bpm.
        max: f64,
        /// Where the maximum comes from: `measured or given`, `observed` or `estimated from age`.
        from: &'static str,
    },
    /// No heart-rate targets: effort is steered by RPE and the talk test.
    NoTargets {
        /// The condition that rules them out.
        condition: String,
    },
    /// The maximum cannot be told.
    Unknown,
}

/// The cap for a person: a measured or given maximum first (120 to 230 bpm), then the highest observed, then Tanaka's
/// estimate 208 - 0.7 x age (2001).
#[must_use]
pub fn heart_rate_cap(context: &ReviewContext) -> HeartRateCap {
    let profile = &context.profile;
    let folded = |condition: &String| condition.trim().to_lowercase().replace(['-', ' '], "_");
    let ruled_out = profile.conditions.iter().map(folded).find(|condition| {
        NO_HEART_RATE.iter().any(|known| condition.starts_with(known)) || condition.contains("pregnant")
    });
    if let Some(condition) = ruled_out {
        return HeartRateCap::NoTargets { condition };
    }
    let plausible = |bpm: &f64| (120.0..=230.0).contains(bpm);
    let cap = |max: f64, from| HeartRateCap::Bpm { cap: floor_cap(max), max, from };
    if let Some(max) = profile.max_hr_bpm.filter(plausible) {
        return cap(max, "measured or given");
    }
    if let Some(max) = context.observed_max_hr_bpm.filter(plausible) {
        return cap(max, "observed");
    }
    context
        .today
        .and_then(|today| profile.age_on(today))
        .map(|age| 208.0 - 0.7 * f64::from(age))
        .filter(plausible)
        .map_or(HeartRateCap::Unknown, |max| cap(max, "estimated from age"))
}

/// 85 % of a maximum in whole bpm, rounded down; the smallest slack keeps 0.85 x 180 at 153 in floating point.
fn floor_cap(max: f64) -> u32 {
    (max * 0.85 + 1e-9).floor() as u32
}

fn intervention(rule: Rule, action: &str, detail: String) -> Intervention {
    Intervention { rule, action: action.to_owned(), detail }
}

fn no_maximum() -> Intervention {
    intervention(
        Rule::HrCap,
        "refused",
        "heart-rate targets need your maximum heart rate or your date of birth; add one of them to your profile, or use RPE".to_owned(),
    )
}

/// HR-CAP for the targets of some blocks: what changed, or why it cannot stand.
fn cap_blocks(blocks: &mut [Block], context: &ReviewContext) -> Result<Option<Intervention>, Intervention> {
    if blocks.iter().all(|block| block.heart_rate.is_none()) {
        return Ok(None);
    }
    match heart_rate_cap(context) {
        HeartRateCap::Unknown => Err(no_maximum()),
        HeartRateCap::NoTargets { condition } => {
            for block in blocks {
                block.heart_rate = None;
            }
            let detail = format!(
                "heart-rate targets were taken out because of {}; use RPE and the talk test instead",
                condition.replace('_', " ")
            );
            Ok(Some(intervention(Rule::HrCap, "adjusted", detail)))
        }
        HeartRateCap::Bpm { cap, max, from } => {
            let mut changed = Vec::new();
            for block in blocks {
                if let Some(target) = block.heart_rate
                    && target.low_bpm.max(target.high_bpm) > cap
                {
                    let lowered =
                        HeartRateTarget { low_bpm: target.low_bpm.min(cap), high_bpm: target.high_bpm.min(cap) };
                    changed.push(format!(
                        "{} from {}-{} to {}-{} bpm",
                        block.name, target.low_bpm, target.high_bpm, lowered.low_bpm, lowered.high_bpm
                    ));
                    block.heart_rate = Some(lowered);
                }
            }
            Ok((!changed.is_empty()).then(|| {
                let detail =
                    format!("lowered {}: at most 85 % of a maximum of {max:.1} bpm ({from})", changed.join(", "));
                intervention(Rule::HrCap, "adjusted", detail)
            }))
        }
    }
}

fn verdict<T>(value: T, result: Result<Option<Intervention>, Intervention>) -> Verdict<T> {
    match result {
        Ok(None) => Verdict::Allowed,
        Ok(Some(intervention)) => Verdict::Adjusted(value, intervention),
        Err(intervention) => Verdict::Refused(intervention),
    }
}

pub(super) fn session_heart_rate(session: &PlannedSession, context: &ReviewContext) -> Verdict<PlannedSession> {
    let mut session = session.clone();
    let result = cap_blocks(&mut session.blocks, context);
    verdict(session, result)
}

pub(super) fn plan_heart_rate(plan: &Plan, context: &ReviewContext) -> Verdict<Plan> {
    let mut plan = plan.clone();
    let mut details: Vec<Intervention> = Vec::new();
    for session in &mut plan.sessions {
        match cap_blocks(&mut session.blocks, context) {
            Ok(changed) => details.extend(changed),
            Err(refused) => return Verdict::Refused(refused),
        }
    }
    let Some(first) = details.first().cloned() else { return Verdict::Allowed };
    let mut lines: Vec<String> = details.into_iter().map(|change| change.detail).collect();
    lines.dedup();
    Verdict::Adjusted(plan, Intervention { detail: lines.join("; "), ..first })
}

/// A target must be a number; negative and absurd ones are refused before anything else looks at them.
pub(super) fn target_number(target: &Target, _: &ReviewContext) -> Verdict<Target> {
    if target.value.is_finite() {
        Verdict::Allowed
    } else {
        Verdict::Refused(intervention(Rule::Scope, "refused", "a target must be a number".to_owned()))
    }
}

pub(super) fn target_heart_rate(target: &Target, context: &ReviewContext) -> Verdict<Target> {
    // Resting heart rate and recovery are outcomes, not efforts to be held.
    let effort = matches!(target.metric.as_str(), "heart_rate" | "walking_hr" | "max_hr" | "hr_max" | "heart_rate_max")
        || (target.metric.starts_with("heart_rate") && !target.metric.contains("variability"))
        || target.unit == "bpm";
    if !effort || matches!(target.metric.as_str(), "resting_hr" | "hr_recovery") {
        return Verdict::Allowed;
    }
    match heart_rate_cap(context) {
        HeartRateCap::Unknown => Verdict::Refused(no_maximum()),
        HeartRateCap::NoTargets { condition } => Verdict::Refused(intervention(
            Rule::HrCap,
            "refused",
            format!(
                "there are no heart-rate targets with {}; use RPE and the talk test instead",
                condition.replace('_', " ")
            ),
        )),
        HeartRateCap::Bpm { cap, .. } if target.value <= f64::from(cap) => Verdict::Allowed,
        HeartRateCap::Bpm { cap, max, from } => {
            let detail = format!(
                "lowered from {} to {cap} bpm: at most 85 % of a maximum of {max:.1} bpm ({from})",
                target.value
            );
            let adjusted = Target { value: f64::from(cap), ..target.clone() };
            Verdict::Adjusted(adjusted, intervention(Rule::HrCap, "adjusted", detail))
        }
    }
}

/// A level that is not known is that of a beginner.
fn is_beginner(context: &ReviewContext) -> bool {
    context.profile.level.unwrap_or(Level::Beginner) == Level::Beginner
}

fn beginner(session: &PlannedSession, context: &ReviewContext) -> Result<(), Intervention> {
    let minutes: f64 = session.blocks.iter().map(|block| block.minutes).sum();
    if session.blocks.iter().any(|block| !block.minutes.is_finite() || block.minutes < 0.0) {
        return Err(intervention(Rule::Beginner, "refused", "every part of a session needs its minutes".to_owned()));
    }
    if !is_beginner(context) {
        return Ok(());
    }
    let why = if context.profile.level.is_none() {
        " (your level is not set, so the limits for beginners apply)"
    } else {
        ""
    };
    if let Some(block) = session.blocks.iter().find(|block| is_advanced_lift(&block.name)) {
        let detail =
            format!("{} is an advanced lift and not for beginners{why}; choose a simpler exercise", block.name);
        return Err(intervention(Rule::Beginner, "refused", detail));
    }
    if is_advanced_lift(&session.title) {
        let detail = format!("an advanced lift is not for beginners{why}; choose a simpler exercise");
        return Err(intervention(Rule::Beginner, "refused", detail));
    }
    if minutes > BEGINNER_MINUTES {
        let detail = format!(
            "{minutes} minutes are more than the {BEGINNER_MINUTES} of a beginner's session, warm-up and rests included{why}"
        );
        return Err(intervention(Rule::Beginner, "refused", detail));
    }
    Ok(())
}

pub(super) fn session_beginner(session: &PlannedSession, context: &ReviewContext) -> Verdict<PlannedSession> {
    beginner(session, context).map_or_else(Verdict::Refused, |()| Verdict::Allowed)
}

pub(super) fn plan_beginner(plan: &Plan, context: &ReviewContext) -> Verdict<Plan> {
    plan.sessions
        .iter()
        .try_for_each(|session| beginner(session, context))
        .map_or_else(Verdict::Refused, |()| Verdict::Allowed)
}

/// What follows the name of a lift when it only describes a grip, a pull or something else.
const OTHER_EXERCISE: &[&str] = &[
    "grip",
    "gripped",
    "stance",
    "shrug",
    "shrugs",
    "pull",
    "pulls",
    "deadlift",
    "deadlifts",
    "high",
    "eating",
    "width",
];

/// Whether a name is a snatch, a clean and jerk or a muscle-up, in any spelling or variant; names that only contain
/// the words, such as "front squat, clean grip" or "snatch-grip deadlift", are not.
fn is_advanced_lift(name: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let plain = name.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    let folded = plain.collect::<String>().to_lowercase().replace(['&', '+'], " and ");
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // The lift itself, not "snatch grip": in every spelling one letter off.
    let lift = |names: &[&str]| {
        words.iter().enumerate().any(|(index, word)| {
            let named = names.iter().any(|name| {
                word == name
                    || (name.len() >= 5
                        && word.len() >= 5
                        && word.get(..1) == name.get(..1)
                        && strsim::osa_distance(word, name) <= 1)
            });
            named && !words.get(index + 1).is_some_and(|next| OTHER_EXERCISE.contains(next))
        })
    };
    let pair = |first: &str, second: &str| words.windows(2).any(|two| two[0] == first && two[1].starts_with(second));
    let short =
        words.contains(&"cj") || pair("c", "j") || words.windows(3).any(|three| three[0] == "c" && three[2] == "j");
    lift(&["snatch", "snatches", "snatching"])
        || (lift(&["clean", "cleans", "cleaning"]) && lift(&["jerk", "jerks", "jerking"]))
        || lift(&["cleanandjerk", "cleanjerk", "cleannjerk"])
        || pair("muscle", "up")
        || words.iter().any(|word| word.starts_with("muscleup"))
        || short
}

/// RED-FLAG: nothing is planned while a warning sign waits for a doctor.
pub(super) fn not_suspended<T>(_: &T, context: &ReviewContext) -> Verdict<T> {
    if !context.profile.training_suspended() {
        return Verdict::Allowed;
    }
    Verdict::Refused(Intervention {
        rule: Rule::RedFlag,
        action: "refused".to_owned(),
        detail: "you told of a warning sign, so training is suspended until a doctor has cleared you".to_owned(),
    })
}
