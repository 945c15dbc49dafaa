//! The text of a plan says what the plan holds.

use super::*;
use crate::person::UnitSystem;
use crate::plan::{Block, text};

/// Every number of a text, in order.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .filter_map(|part| part.trim_matches('.').parse().ok())
        .collect()
}

/// What the text of a block has to hold, in order: runs of equal sets, minutes, heart rate, effort.
fn expected(block: &Block) -> Vec<f64> {
    let mut all = Vec::new();
    let mut rest = &block.sets[..];
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|set| *set == first).count();
        rest = &rest[same..];
        all.push(same as f64);
        all.push(first.reps.map(f64::from).or(first.seconds).unwrap());
        all.extend(first.weight_kg);
        all.extend(first.rpe.into_iter().flat_map(|rpe| [rpe, 10.0]));
        all.extend(Some(first.rest_s).filter(|rest| *rest > 0.0));
    }
    if block.sets.is_empty() {
        all.push(block.minutes);
    }
    all.extend(block.heart_rate.into_iter().flat_map(|target| [f64::from(target.low_bpm), f64::from(target.high_bpm)]));
    if block.sets.is_empty() {
        all.extend(block.rpe.into_iter().flat_map(|effort| [effort.low, effort.high, 10.0]));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_number_is_read_back(facts in anyone(), request in any_request()) {
        let Ok(written) = plan(&request, &facts) else { return Ok(()) };
        let whole = text::plan(&written, UnitSystem::Metric);
        for session in &written.sessions {
            let words = text::session(session, UnitSystem::Metric);
            prop_assert!(whole.contains(&words));
            let mut lines = words.lines();
            let head = lines.next().unwrap();
            let minutes = head.rsplit(", ").find_map(|part| part.strip_suffix(" min")).unwrap();
            prop_assert_eq!(minutes.parse::<f64>().unwrap(), session.minutes());
            for (block, line) in session.blocks.iter().zip(lines) {
                // Names and notes may hold figures of their own, for example "90/90 hip switch".
                let told = line.split_once(&block.name).unwrap().1;
                let told = block.note.as_ref().map_or(told, |note| told.strip_suffix(&format!(" ({note})")).unwrap());
                prop_assert_eq!(numbers(told), expected(block), "{}", line);
            }
        }
    }
}
