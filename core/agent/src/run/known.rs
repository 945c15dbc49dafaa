//! What a tool's answer says beside its figures, and a reply may repeat: the days that were looked at, reasons for gaps, and
//! names of sources. Only those with a digit matter, since only numbers are traced.

use coach_domain::citation::Citation;
use jiff::civil::Date;
use serde_json::Value;

/// A calendar day that a reply may name.
pub(super) fn day(day: Date) -> Citation {
    Citation {
        text: day.to_string(),
        value: f64::from(day.day()),
        unit: String::new(),
        metric: "date".to_owned(),
        source: "calendar".to_owned(),
        from: Some(day),
        to: Some(day),
    }
}

/// The days, reasons and names of one answer.
pub(super) fn beside_figures(tool: &str, answer: &Value) -> Vec<Citation> {
    let days = ["from", "to"].into_iter().filter_map(|end| answer.get(end)?.as_str()?.parse().ok().map(day));
    let texts = |rows: &str, field: &'static str, metric: &'static str| {
        let rows = answer.get(rows).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(move |row| words(row.get(field)?.as_str()?, metric, tool)).collect::<Vec<_>>()
    };
    let mut known: Vec<Citation> = days.collect();
    for citation in texts("missing", "reason", "gap").into_iter().chain(texts("figures", "source", "source")) {
        if !known.contains(&citation) {
            known.push(citation);
        }
    }
    known
}

/// Words that stand for themselves; the unit is an annotation, so that their number counts nothing else.
fn words(text: &str, metric: &str, tool: &str) -> Option<Citation> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Some(Citation {
        text: text.to_owned(),
        value: digits.parse().ok()?,
        unit: "{words}".to_owned(),
        metric: metric.to_owned(),
        source: tool.to_owned(),
        from: None,
        to: None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;
    use coach_domain::safety::grounding::{Evidence, ground};
    use serde_json::json;

    #[test]
    fn days_reasons_and_names_may_be_repeated() {
        let answer = json!({
            "from": "2011-01-01", "to": "2011-12-31",
            "figures": [{ "name": "steps_total", "source": "Watch 10" }, { "source": "Watch 10" }, { "source": "Scale" }],
            "missing": [{ "what": "sleep", "reason": "have 2 nights, need 3; some from 20 Nov 2025" }],
        });
        let figures = beside_figures("getSleepData", &answer);
        assert_eq!(figures.len(), 4);
        let evidence = Evidence { figures, words: Vec::new() };
        for kept in [
            "I looked from 1 Jan 2011 to 31 Dec 2011.",
            "The reason: have 2 nights, need 3; some from 20 Nov 2025.",
            "From Watch 10.",
        ] {
            let grounded = ground(kept, &evidence);
            assert_eq!(grounded.text, kept);
            assert!(!grounded.citations.is_empty());
        }
        assert_ne!(ground("You slept 10 h.", &evidence).text, "You slept 10 h.");
    }

    #[test]
    fn odd_answers_hold_nothing() {
        for answer in [json!(null), json!([]), json!({ "from": 3, "missing": "x", "figures": [1, {}] })] {
            assert_eq!(beside_figures("x", &answer), []);
        }
    }
}
