//! `setTarget`: a target of the person, as the safety envelope lets it stand.

use crate::catalog;
use crate::desk::{Desk, failed};
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::plan::Target;
use coach_mcp::{CallContext, Proposal, Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The change of body weight in kg a week, which is no metric of its own.
const WEIGHT_CHANGE: &str = "body_mass_change";

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// A canonical metric, for example `energy_in` (kcal a day), `protein` (g a day), `steps`, `heart_rate` (bpm), or
    /// `body_mass_change` (kg a week, below 0 to lose weight).
    #[schemars(length(min = 1, max = 60))]
    metric: String,
    /// The target in the metric's canonical unit.
    value: f64,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Whether it is set now; false for a proposal that waits for the person.
    written: bool,
    /// The metric.
    metric: String,
    /// What the safety rules changed, in words.
    interventions: Vec<String>,
}

pub(super) fn run(desk: &Desk, context: &CallContext, input: Input) -> Result<Reply<Structured<More>>, ToolError> {
    let wanted = catalog::plain(&input.metric).replace(' ', "_");
    let (id, unit, title) = if wanted == WEIGHT_CHANGE {
        (WEIGHT_CHANGE, "kg/wk", "change of body weight a week")
    } else {
        let found = catalog::find(&input.metric);
        let metric = found.first().ok_or_else(|| {
            ToolError::Arguments("`metric` must be a canonical metric such as energy_in, protein or steps".to_owned())
        })?;
        (metric.id, metric.unit.symbol(), metric.title)
    };
    let facts = desk.facts()?;
    let target = Target { id: id.to_owned(), metric: id.to_owned(), value: input.value, unit: unit.to_owned() };
    let reviewed = desk.review(target, &facts, &context.actor)?;
    let value = reviewed.value().value;
    let shown = match coach_domain::metric::Metric::by_id(id) {
        Some(metric) => Shown::metric(metric, value, facts.profile.units),
        None => Shown::mass_change_kg(value, facts.profile.units).with("a week"),
    };
    let text = shown.text.clone();
    let today = Period::day(facts.today);
    let mut sheet = Sheet::new(today, facts.profile.units);
    sheet.add("target", format!("target for {title}"), shown, Origin::new(id, "your target", today));
    let interventions = reviewed.interventions().iter().map(|done| done.detail.clone()).collect();
    let more = More { written: context.approved, metric: id.to_owned(), interventions };
    if context.approved {
        desk.store.put_target(&reviewed, &context.actor).map_err(failed)?;
        return Ok(sheet.reply(&format!("Set: {title} {text}"), more));
    }
    let reply = sheet.reply(&format!("Not set yet: {title} {text}. Approve it to set it"), more);
    let arguments = json!({"metric": id, "value": value});
    Ok(reply.proposal(Proposal { summary: format!("Set the target for {title} to {text}"), arguments }))
}
