//! Imports, tools, traces, audits and diagnoses.

use super::{system_time, table, thousands};
use coach_api::{
    AccessEntry, Diagnosis, ImportReport, LogEntryInfo, McpTool, Profile, SpanRow, StoredIntervention, TraceRow,
    UpstreamView,
};

/// The profile, a line for each field that is known.
pub(crate) fn profile(profile: &Profile) -> String {
    let number = |value: Option<f64>, unit: &str| value.map(|value| format!("{value} {unit}"));
    let conditions = profile.conditions.join(", ").replace('_', " ");
    let rows = [
        ("name", profile.name.clone()),
        ("birth date", profile.birth_date.map(|date| date.to_string())),
        ("sex", profile.sex.map(|sex| format!("{sex:?}").to_lowercase())),
        ("height", number(profile.height_cm, "cm")),
        ("weight", number(profile.weight_kg, "kg")),
        ("level", profile.level.map(|level| format!("{level:?}").to_lowercase())),
        ("goal", profile.goal.clone()),
        ("maximum heart rate", number(profile.max_hr_bpm, "bpm")),
        ("resting heart rate", number(profile.resting_hr_bpm, "bpm")),
        ("threshold power", number(profile.ftp_w, "W")),
        ("conditions", Some(conditions).filter(|conditions| !conditions.is_empty())),
        ("units", Some(format!("{:?}", profile.units).to_lowercase())),
        ("time zone", profile.time_zone.clone()),
        ("country", profile.country.clone()),
    ];
    let known = rows.into_iter().filter_map(|(name, value)| Some(format!("{name:<20} {}\n", value?)));
    known.collect()
}

pub(crate) fn import(report: &ImportReport) -> String {
    let mut text = format!(
        "Read {} records in {:.1} s: {} new, {} already there, {} skipped; {} new workouts.\n",
        thousands(report.records),
        report.seconds,
        thousands(report.new),
        thousands(report.duplicates),
        thousands(report.skipped.iter().map(|skipped| skipped.count).sum()),
        thousands(report.workouts),
    );
    if let (Some(from), Some(to)) = (report.from, report.to) {
        text.push_str(&format!("It covers {from} to {to}.\n"));
    }
    for skipped in &report.skipped {
        text.push_str(&format!("  skipped {:>8}  {}\n", thousands(skipped.count), skipped.reason.replace('_', " ")));
    }
    if report.partial {
        text.push_str("The file ended early or is damaged; what could be read is kept. Import the whole file again.\n");
    }
    text
}

pub(crate) fn tools(tools: &[McpTool]) -> String {
    let mut text = String::new();
    let mut server = "";
    for tool in tools {
        if tool.server != server {
            server = &tool.server;
            text.push_str(&format!("\n{server}\n"));
        }
        let first = tool.description.split_inclusive(['.', '\n']).next().unwrap_or_default().trim();
        text.push_str(&format!("  {:<28} {:<16} {first}\n", tool.name, tool.scope));
    }
    text.trim_start().to_owned()
}

pub(crate) fn upstream(view: &UpstreamView) -> String {
    let mut text = format!("{} offers:\n", view.name);
    for (name, description) in &view.tools {
        text.push_str(&format!("  {name}: {description}\n"));
    }
    text
}

pub(crate) fn traces(traces: &[TraceRow]) -> String {
    if traces.is_empty() {
        return "There was no turn yet.".to_owned();
    }
    traces.iter().map(|trace| format!("{}  {}\n", trace.id, system_time(trace.at_ms))).collect()
}

/// A trace as a tree.
pub(crate) fn trace(trace: &TraceRow) -> String {
    let mut text = format!("trace {}  {}\n", trace.id, system_time(trace.at_ms));
    children(&mut text, trace, None, "");
    text
}

fn children(text: &mut String, trace: &TraceRow, parent: Option<u64>, indent: &str) {
    let spans = trace.spans.iter().filter(|span| span.parent == parent).collect::<Vec<&SpanRow>>();
    for (index, span) in spans.iter().enumerate() {
        let last = index + 1 == spans.len();
        let (branch, further) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let attributes = match span.attributes.as_object() {
            Some(fields) if !fields.is_empty() => format!("  {}", span.attributes),
            _ => String::new(),
        };
        let status = if span.status == "ok" { String::new() } else { format!("  [{}]", span.status) };
        text.push_str(&format!(
            "{indent}{branch}{}  {:.2} ms{status}{attributes}\n",
            span.name,
            span.duration_us as f64 / 1000.0
        ));
        children(text, trace, Some(span.id), &format!("{indent}{further}"));
    }
}

pub(crate) fn audit(accesses: &[AccessEntry], interventions: &[StoredIntervention], log: &[LogEntryInfo]) -> String {
    let mut text = "Who read or wrote what\n".to_owned();
    let mut rows = table(["when", "who", "what", "subject", "scope"]);
    for access in accesses {
        rows.add_row([
            system_time(access.at_ms),
            access.actor.clone(),
            format!("{:?}", access.kind).to_lowercase(),
            access.subject.clone(),
            access.scope.clone(),
        ]);
    }
    text.push_str(&format!("{rows}\n\nWhat the safety rules did\n"));
    let mut rows = table(["when", "rule", "action", "detail"]);
    for StoredIntervention { at_ms, intervention, .. } in interventions {
        rows.add_row([
            system_time(*at_ms),
            intervention.rule.id().to_owned(),
            intervention.action.clone(),
            intervention.detail.clone(),
        ]);
    }
    text.push_str(&format!("{rows}\n\nThe log\n"));
    let mut rows = table(["entry", "when", "who", "what"]);
    for entry in log {
        rows.add_row([
            entry.sequence.to_string(),
            system_time(entry.at_ms),
            entry.actor.clone(),
            entry.kinds.join(", "),
        ]);
    }
    text.push_str(&rows.to_string());
    text
}

pub(crate) fn diagnosis(diagnosis: &Diagnosis) -> String {
    let mut text = format!("PocketCoach {}\n", diagnosis.version);
    for finding in &diagnosis.findings {
        let mark = if finding.ok { "✓" } else { "✗" };
        text.push_str(&format!("{mark} {:<12} {}\n", finding.name, finding.detail));
    }
    text
}
