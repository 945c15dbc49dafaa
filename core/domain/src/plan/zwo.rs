//! A run or ride as a Zwift workout file (`.zwo`).

use super::{Block, EffortTarget, Part, PlannedSession, text};
use crate::person::UnitSystem;
use crate::safety::limits::{Sport, sport_of};
use std::fmt::Write as _;

/// The session as a Zwift workout, an XML document; `None` when its work is not a run or a ride.
///
/// Power is a fraction of the threshold (FTP for rides, threshold pace for runs). It follows from the planned effort by
/// Coggan's levels, which give each level its range of effort on the CR10 scale (Allen and Coggan, *Training and Racing
/// with a Power Meter*): below 2 active recovery (to 0.55), 2 to 3 endurance (0.56 to 0.75), 3 to 4 tempo (0.76 to
/// 0.90), 4 to 5 threshold (0.91 to 1.05), 6 to 7 VO2max (1.06 to 1.20). Of each level it is the lower end, since the
/// planned effort is what counts. Mobility is left out.
#[must_use]
pub fn zwo(session: &PlannedSession, units: UnitSystem) -> Option<String> {
    let main = session.blocks.iter().filter(|block| block.part == Part::Main);
    let sport = main.filter_map(sport_of).next()?;
    let kind = match sport {
        Sport::Run => "run",
        Sport::Ride => "bike",
    };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workout_file>\n");
    let _ = writeln!(out, "  <author>PocketCoach</author>");
    let _ = writeln!(out, "  <name>{}</name>", escaped(&session.title));
    let _ = writeln!(out, "  <description>{}</description>", escaped(&text::session(session, units)));
    let _ = writeln!(out, "  <sportType>{kind}</sportType>\n  <tags/>\n  <workout>");
    for block in session.blocks.iter().filter(|block| moves(block)) {
        step(&mut out, block);
    }
    out.push_str("  </workout>\n</workout_file>\n");
    Some(out)
}

/// Whether a block is continuous work or intervals, not mobility or strength.
fn moves(block: &Block) -> bool {
    let pattern = block.known().map(|exercise| exercise.pattern);
    pattern == Some(crate::exercise::Pattern::Endurance) || (pattern.is_none() && block.sets.is_empty())
}

/// The fraction of threshold of the middle of an effort range.
fn power(effort: Option<EffortTarget>) -> f64 {
    match effort.map_or(2.0, |effort| f64::midpoint(effort.low, effort.high)) {
        rpe if rpe < 2.0 => 0.45,
        rpe if rpe < 3.0 => 0.56,
        rpe if rpe < 4.0 => 0.70,
        rpe if rpe < 5.0 => 0.80,
        rpe if rpe < 6.0 => 0.91,
        rpe if rpe < 7.0 => 1.00,
        _ => 1.06,
    }
}

fn step(out: &mut String, block: &Block) {
    let power = power(block.rpe);
    let seconds = (block.minutes * 60.0).round();
    match (block.part, block.sets.first()) {
        (Part::Main, Some(first)) => {
            // The rest of the last repetition is part of the workout: it is the way to what comes next.
            let _ = writeln!(
                out,
                "    <IntervalsT Repeat=\"{}\" OnDuration=\"{}\" OffDuration=\"{}\" OnPower=\"{power:.2}\" OffPower=\"0.50\"/>",
                block.sets.len(),
                first.seconds.unwrap_or_default().round(),
                first.rest_s.round(),
            );
        }
        (Part::Main, None) => {
            let _ = writeln!(out, "    <SteadyState Duration=\"{seconds}\" Power=\"{power:.2}\"/>");
        }
        (Part::WarmUp, _) => {
            let _ = writeln!(out, "    <Warmup Duration=\"{seconds}\" PowerLow=\"0.40\" PowerHigh=\"{power:.2}\"/>");
        }
        (Part::CoolDown, _) => {
            let _ = writeln!(out, "    <Cooldown Duration=\"{seconds}\" PowerLow=\"{power:.2}\" PowerHigh=\"0.40\"/>");
        }
    }
}

/// Text for XML; characters that XML 1.0 does not allow are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::PlannedSet;
    use jiff::civil::date;

    fn session(title: &str) -> PlannedSession {
        let effort = |low, high| Some(EffortTarget { low, high });
        let interval = PlannedSet { seconds: Some(120.0), rest_s: 90.0, ..PlannedSet::default() };
        let block = |name: &str, part, minutes, rpe, sets| Block {
            name: name.to_owned(),
            part,
            minutes,
            rpe,
            sets,
            exercise: crate::exercise::exercise(name).map(|known| known.id.to_owned()),
            ..Block::default()
        };
        PlannedSession {
            id: "a".to_owned(),
            date: date(2026, 3, 2),
            start: None,
            title: title.to_owned(),
            deload: false,
            form_check: None,
            blocks: vec![
                block("walking", Part::WarmUp, 5.0, effort(2.0, 3.0), Vec::new()),
                block("easy_run", Part::Main, 12.5, effort(3.0, 4.0), Vec::new()),
                block("interval_run", Part::Main, 17.5, effort(7.0, 8.0), vec![interval; 5]),
                block("walking", Part::CoolDown, 3.0, effort(2.0, 3.0), Vec::new()),
            ],
        }
    }

    #[test]
    fn a_run_is_well_formed_and_lasts_as_long_as_planned() {
        let title = "Hard & \"steep\" <run>\u{0}";
        let document = zwo(&session(title), UnitSystem::Metric).unwrap();
        let parsed = roxmltree::Document::parse(&document).unwrap();
        let text = |name| parsed.descendants().find(|node| node.has_tag_name(name)).unwrap().text().unwrap().to_owned();
        assert_eq!(text("name"), "Hard & \"steep\" <run>");
        assert_eq!(text("sportType"), "run");
        let workout = parsed.descendants().find(|node| node.has_tag_name("workout")).unwrap();
        let seconds: f64 = workout
            .children()
            .filter(roxmltree::Node::is_element)
            .map(|step| {
                let number = |name| step.attribute(name).map_or(0.0, |value: &str| value.parse::<f64>().unwrap());
                number("Duration") + number("Repeat") * (number("OnDuration") + number("OffDuration"))
            })
            .sum();
        assert_eq!(seconds, session("").minutes() * 60.0);
        let hardest = workout.children().filter_map(|step| step.attribute("OnPower")).next().unwrap();
        assert_eq!(hardest, "1.06");
    }

    #[test]
    fn strength_is_no_workout_for_zwift() {
        let mut lifting = session("Lift");
        lifting.blocks.truncate(1);
        lifting.blocks[0].part = Part::Main;
        assert_eq!(zwo(&lifting, UnitSystem::Metric), None);
    }
}
