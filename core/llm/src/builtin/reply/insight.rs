//! What the figures mean, in words: from the states that tools return, never from figures computed here.

use super::super::topic::Topic;
use super::super::understand::{Coach, Understanding};
use super::facts::Answer;
use super::voice::Picker;
use jiff::civil::Date;

/// How hard today may be. Readiness can hold or lower, never raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effort {
    Rest,
    Easy,
    Moderate,
    Hard,
}

/// What the state of one answer means; `None` when it has none.
pub(super) fn meaning(answer: &Answer<'_>, coach: Coach, picker: Picker<'_>) -> Option<String> {
    let said = match answer.tool {
        "getRecoveryScore" => recovery(answer, coach, picker)?,
        "getTrainingLoad" => picker.pick(form(&answer.field("form")?, coach)?).to_owned(),
        "getHRVTrends" => picker.pick(variability(&answer.field("status")?, coach)?).to_owned(),
        "getStrengthProgression" | "analyzeStrengthProgression" => {
            picker.pick(strength(&answer.field("status")?, coach)?).to_owned()
        }
        "analyzeProgressData" => direction(answer, coach)?,
        "getRecentActivity"
            if answer.content.get("today_is_partial").and_then(serde_json::Value::as_bool) == Some(true) =>
        {
            match coach {
                Coach::Max => "The day is not over, so there is still time to move.",
                Coach::Emma => "Today is not over yet, so this can still grow.",
                Coach::Progress => "Today is not complete yet.",
            }
            .to_owned()
        }
        _ => return None,
    };
    Some(said)
}

fn recovery(answer: &Answer<'_>, coach: Coach, picker: Picker<'_>) -> Option<String> {
    let band = answer.field("band")?;
    let variants: &[&'static str] = match (band.as_str(), coach) {
        ("high", Coach::Max) => &["That is green.", "You are charged."],
        ("high", Coach::Emma) => &["Your body seems well rested.", "That is a lovely sign."],
        ("high", Coach::Progress) => &["That is above your usual range.", "That counts as high for you."],
        ("moderate", Coach::Max) => &["That is middling. No heroics.", "Not bad, not green."],
        ("moderate", Coach::Emma) => &["That is a middling day, and that is fine.", "Your body is doing all right."],
        ("moderate", Coach::Progress) => &["That is close to your usual range.", "That counts as moderate for you."],
        ("low", Coach::Max) => &["That is low. Rest is an order.", "That is red. Only a fool pushes on that."],
        ("low", Coach::Emma) => &["Your body asks for rest today.", "That is low, so please be kind to yourself."],
        ("low", Coach::Progress) => &[
            "That is below your usual range, and rest is the sensible answer.",
            "That counts as low for you; rest comes first.",
        ],
        _ => return None,
    };
    let mut said = picker.pick(variants).to_owned();
    let driver = answer.rows("drivers").iter().find_map(|row| {
        let effect = super::facts::text(row, "effect");
        let name = match super::facts::text(row, "name").as_str() {
            "hrv" => "heart rate variability",
            "resting_hr" => "resting heart rate",
            "asleep" => "sleep",
            "respiratory_rate" => "breathing rate",
            _ => return None,
        };
        matches!(effect.as_str(), "helps" | "hurts").then_some((name, effect))
    });
    if let Some((name, effect)) = driver {
        let verb = if effect == "hurts" { "pulls it down" } else { "lifts it" };
        said.push_str(&format!(" What {verb} most is your {name}."));
    }
    Some(said)
}

fn form(form: &str, coach: Coach) -> Option<&'static [&'static str]> {
    Some(match (form, coach) {
        ("fresh", Coach::Max) => &["You are fresh. There is room to work."],
        ("fresh", Coach::Emma) => &["You are fresh from your training, which is a good place to be."],
        ("fresh", Coach::Progress) => &["Your form is fresh: fitness stands above recent fatigue."],
        ("neutral", Coach::Max) => &["Load and rest are in balance. Hold that line."],
        ("neutral", Coach::Emma) => &["Training and rest are nicely in balance."],
        ("neutral", Coach::Progress) => &["Fitness and fatigue are in balance."],
        ("loaded", Coach::Max) => &["You carry load. Good, but do not stack more on it."],
        ("loaded", Coach::Emma) => &["You have been working hard, so leave room for rest."],
        ("loaded", Coach::Progress) => {
            &["Recent fatigue stands above fitness: you are training productively, with limited room for more."]
        }
        ("overloaded", Coach::Max) => &["You are overloaded. Back off now, that is how you come back stronger."],
        ("overloaded", Coach::Emma) => &["That is a lot for your body. Easier days would do you good."],
        ("overloaded", Coach::Progress) => &["Fatigue is far above fitness; easier days are the sensible answer."],
        _ => return None,
    })
}

fn variability(status: &str, coach: Coach) -> Option<&'static [&'static str]> {
    Some(match (status, coach) {
        ("below", Coach::Max) => &["That is under your baseline. Ease off."],
        ("below", Coach::Emma) => &["It is a little under your usual range, so go easy on yourself."],
        ("below", Coach::Progress) => {
            &["The rolling mean lies below your baseline, often a sign of strain, short sleep or illness coming."]
        }
        ("within", Coach::Max) => &["Inside your baseline. Steady."],
        ("within", Coach::Emma) => &["It is within your usual range, which is reassuring."],
        ("within", Coach::Progress) => &["The rolling mean lies within your baseline: nothing unusual."],
        ("above", Coach::Max) => &["Over your baseline. Your system handles the work."],
        ("above", Coach::Emma) => &["It is above your usual range, a good sign of rest."],
        ("above", Coach::Progress) => &["The rolling mean lies above your baseline, usually a sign of good recovery."],
        _ => return None,
    })
}

fn strength(status: &str, coach: Coach) -> Option<&'static [&'static str]> {
    Some(match (status, coach) {
        ("progressing", Coach::Max) => &["It is moving up. Keep stacking clean reps."],
        ("progressing", Coach::Emma) => &["It is growing. Well done, truly."],
        ("progressing", Coach::Progress) => &["The trend is upward."],
        ("stalled", Coach::Max) => &["It is stuck. An easier week first, then a small step up."],
        ("stalled", Coach::Emma) => &["It has been level for a while, which is normal. An easier week often helps."],
        ("stalled", Coach::Progress) => {
            &["The trend is flat; an easier week or a change of repetitions is the usual answer."]
        }
        ("declining", Coach::Max) => &["It is sliding. Sleep, eat, and take the weight down before you build again."],
        ("declining", Coach::Emma) => &["It has come down a little. Rest and sleep may be what it needs."],
        ("declining", Coach::Progress) => &["The trend is downward; recovery is the first thing to check."],
        _ => return None,
    })
}

fn direction(answer: &Answer<'_>, coach: Coach) -> Option<String> {
    let subject = answer.field("title").unwrap_or_else(|| "it".to_owned());
    let metric = answer.field("metric").unwrap_or_default();
    let better_up = matches!(
        metric.as_str(),
        "vo2max"
            | "hrv_sdnn"
            | "hrv_rmssd"
            | "steps"
            | "asleep"
            | "deep_sleep"
            | "rem_sleep"
            | "exercise_time"
            | "hr_recovery"
            | "workout_count"
    );
    let better_down = metric == "resting_hr";
    let moves = match answer.field("direction")?.as_str() {
        "up" => Some(true),
        "down" => Some(false),
        "flat" => None,
        "unclear" => {
            return Some(match coach {
                Coach::Max => format!("No clear trend in {subject}. More days, then we talk."),
                Coach::Emma => format!("There is no clear direction in {subject} yet, and that is all right."),
                Coach::Progress => format!("The values of {subject} scatter too much for a clear trend."),
            });
        }
        _ => return None,
    };
    let good = moves.map(|up| (up && better_up) || (!up && better_down));
    let bad = moves.map(|up| (!up && better_up) || (up && better_down));
    let way = match moves {
        Some(true) => "upward",
        Some(false) => "downward",
        None => "flat",
    };
    let comment = match (good, bad, coach) {
        (Some(true), _, Coach::Max) => " That is what work looks like.",
        (Some(true), _, Coach::Emma) => " That is a lovely development.",
        (Some(true), _, Coach::Progress) => " That is the favourable direction.",
        (_, Some(true), Coach::Max) => " Turn it around: rest, then work.",
        (_, Some(true), Coach::Emma) => " That can have many reasons, so be patient with yourself.",
        (_, Some(true), Coach::Progress) => {
            " That is the less favourable direction; training, sleep and illness are the usual reasons."
        }
        _ => "",
    };
    Some(format!("The trend in {subject} is {way}.{comment}"))
}

/// Tells whether days before today are asked about.
pub(super) fn is_past(ask: &Understanding, today: Date) -> bool {
    ask.range.is_some_and(|range| range.to < today)
}

/// How hard a day may be, from recovery and load; with it, whether recovery is not known.
fn effort(answers: &[Answer<'_>]) -> (Effort, bool) {
    let field = |tool: &str, name: &str| {
        answers
            .iter()
            .find(|answer| answer.tool == tool && answer.error.is_none())
            .and_then(|answer| answer.field(name))
    };
    let by_recovery = field("getRecoveryScore", "band").map(|band| match band.as_str() {
        "high" => Effort::Hard,
        "moderate" => Effort::Moderate,
        _ => Effort::Rest,
    });
    let by_load = field("getTrainingLoad", "form").map(|form| match form.as_str() {
        "fresh" | "neutral" => Effort::Hard,
        "loaded" => Effort::Moderate,
        _ => Effort::Easy,
    });
    // without a recovery score nothing harder than easy is advised
    (by_recovery.unwrap_or(Effort::Easy).min(by_load.unwrap_or(Effort::Moderate)), by_recovery.is_none())
}

/// Whether recovery and load say that the day is one of rest.
pub(super) fn rests(answers: &[Answer<'_>]) -> bool {
    effort(answers).0 == Effort::Rest
}

/// What to do today, from recovery and load; with a safety warning whenever hard work is in it.
pub(super) fn advice(answers: &[Answer<'_>], ask: &Understanding, today: Date, coach: Coach) -> Option<String> {
    if !matches!(ask.topic, Topic::ReadyToTrain | Topic::WhatToDo) {
        return None;
    }
    let (effort, unknown) = effort(answers);
    if is_past(ask, today) {
        let said = match effort {
            Effort::Rest => "By the figures of that day, a rest day would have been right.",
            Effort::Easy => "By the figures of that day, easy work would have been right.",
            Effort::Moderate => "By the figures of that day, a moderate session would have been right.",
            Effort::Hard => "By the figures of that day, a demanding session would have been reasonable.",
        };
        return Some(said.to_owned());
    }
    let text = match (effort, coach) {
        (Effort::Rest, Coach::Max) => "My call: rest day. Walk, stretch, sleep. Discipline is knowing when to stop.",
        (Effort::Rest, Coach::Emma) => "My suggestion: rest today. A gentle walk and an early night would do you good.",
        (Effort::Rest, Coach::Progress) => {
            "My recommendation is a rest day: walking or mobility only, and an early night."
        }
        (Effort::Easy, Coach::Max) => "My call: easy work only. Keep it at a pace where you can talk.",
        (Effort::Easy, Coach::Emma) => "My suggestion: something easy that you enjoy, at a pace where you can chat.",
        (Effort::Easy, Coach::Progress) => "My recommendation is easy work at a pace at which you can talk.",
        (Effort::Moderate, Coach::Max) => "My call: a solid, moderate session. Clean form, no records today.",
        (Effort::Moderate, Coach::Emma) => "My suggestion: a moderate session, and stop while it still feels good.",
        (Effort::Moderate, Coach::Progress) => {
            "My recommendation is a moderate session; hold your usual weights rather than raise them."
        }
        (Effort::Hard, Coach::Max) => "My call: you are cleared to push. Go after your main session.",
        (Effort::Hard, Coach::Emma) => {
            "My suggestion: if you feel like it, today is a good day for your harder session."
        }
        (Effort::Hard, Coach::Progress) => "A demanding session is reasonable today, within your plan.",
    };
    let mut said = text.to_owned();
    if unknown {
        said.push_str(" I have no recovery score for that day, so go by feel and stay on the easy side.");
    }
    if effort >= Effort::Moderate {
        said.push_str(
            " Safety first: warm up, keep your form, and stop at once with chest pain, dizziness or sharp pain.",
        );
    }
    Some(said)
}

/// The figures that an advice for the day rests on: recovery and form, each with its day.
pub(super) fn drivers(answers: &[Answer<'_>], coach: Coach) -> Option<String> {
    let of = |tool: &str, name: &str| {
        answers.iter().find(|answer| answer.tool == tool && answer.error.is_none()).and_then(|answer| answer.fact(name))
    };
    let figures: Vec<String> = [of("getRecoveryScore", "recovery_score"), of("getTrainingLoad", "tsb")]
        .into_iter()
        .flatten()
        .map(|fact| format!("{} {}", fact.label, fact.text))
        .collect();
    if figures.is_empty() {
        return None;
    }
    let figures = figures.join(", ");
    Some(match coach {
        Coach::Max => format!("The numbers: {figures}."),
        Coach::Emma => format!("I go by this: {figures}."),
        Coach::Progress => format!("This rests on {figures}."),
    })
}

/// What the figure is and what moves it, for a question that asks why; general knowledge, no figures.
pub(super) fn explanation(ask: &Understanding) -> Option<&'static str> {
    Some(match ask.topic {
        Topic::Hrv => {
            "Heart rate variability is how much the time between heartbeats varies. It tends to fall with hard training, short sleep, alcohol, stress or an illness coming, and to rise with rest; only your own usual range is a fair comparison."
        }
        Topic::HeartRate => {
            "Resting heart rate tends to fall as endurance grows, and to rise with short sleep, stress, heat, alcohol, dehydration or an illness coming."
        }
        Topic::Recovery | Topic::ReadyToTrain => {
            "The recovery score sets your heart rate variability, resting heart rate, sleep and breathing rate against your own usual values."
        }
        Topic::TrainingLoad => {
            "Fitness is the long average of your daily training load, fatigue the short one, and form what is left of fitness after fatigue."
        }
        Topic::Sleep => {
            "Late or changing bedtimes, alcohol, late meals, caffeine and stress are the usual reasons for a poor night."
        }
        Topic::Strength => {
            "The estimate comes from weight and repetitions of your sets; sleep, food and how close you went to your limit move it from day to day."
        }
        Topic::BodyMetric if ask.metric.as_deref() == Some("body_mass") => {
            "Body weight swings from day to day with water, salt and food; the trend over weeks says more."
        }
        Topic::BodyMetric | Topic::Progress if ask.metric.as_deref().is_none_or(|metric| metric == "vo2max") => {
            "Endurance is judged by how much oxygen your body can use; regular easy training and some harder sessions raise it slowly."
        }
        _ => return None,
    })
}
