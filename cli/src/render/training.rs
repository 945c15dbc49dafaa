//! The screening, plans and what changes in them.

use super::{system_time, table};
use coach_api::screening::{Intensity, Outcome, Screening};
use coach_api::{PlanChange, PlanVersion, PlanView};

pub(crate) fn screening(screening: &Screening) -> String {
    let outcome = match (screening.outcome, screening.cap) {
        (Outcome::Ready, _) => "You can begin. Build it up step by step.".to_owned(),
        (Outcome::Capped, Some(cap)) => format!("You can train up to a {} effort for now.", effort(cap)),
        (Outcome::Capped, None) | (Outcome::ClinicianFirst, _) => {
            "See a doctor before you train. There is no plan until then.".to_owned()
        }
    };
    let mut text = outcome;
    for reason in &screening.reasons {
        text.push_str(&format!("\n- {reason}"));
    }
    text
}

const fn effort(intensity: Intensity) -> &'static str {
    match intensity {
        Intensity::Light => "light",
        Intensity::Moderate => "moderate",
        Intensity::Vigorous => "vigorous",
    }
}

pub(crate) fn plan(view: &PlanView) -> String {
    let mut text = view.text.clone();
    if let Some(version) = view.version {
        let reason = view.plan.as_ref().map(|plan| plan.reason.as_str()).unwrap_or_default();
        text.push_str(&format!("\n\nVersion {version}. {reason}"));
    }
    for intervention in &view.interventions {
        text.push_str(&format!("\n{}: {}", intervention.rule.id(), intervention.detail));
    }
    text
}

pub(crate) fn plan_versions(versions: &[PlanVersion]) -> String {
    if versions.is_empty() {
        return "There is no plan yet. `coach plan create` makes one.".to_owned();
    }
    let mut table = table(["version", "at", "by", "reason"]);
    for version in versions {
        table.add_row([
            version.number.to_string(),
            system_time(version.at_ms),
            version.actor.clone(),
            version.plan.reason.clone(),
        ]);
    }
    table.to_string()
}

pub(crate) fn plan_changes(changes: &[PlanChange]) -> String {
    if changes.is_empty() {
        return "Nothing differs.".to_owned();
    }
    let lines: Vec<String> = changes.iter().map(PlanChange::line).collect();
    lines.join("\n")
}
