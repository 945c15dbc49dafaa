//! Few tools at a time: small models choose well among a handful and badly among dozens.

use crate::chat::ToolDescription;
use std::collections::HashMap;

/// How well a tool fits a question; higher is better, 0 is not at all.
pub trait ToolScorer: std::fmt::Debug + Send + Sync {
    /// One score for each tool, in their order.
    fn scores(&self, question: &str, tools: &[ToolDescription]) -> Vec<f64>;
}

/// Words in common, weighed by how rare they are among the tools (Okapi BM25, k1 = 1.2, b = 0.75; Robertson and
/// Zaragoza 2009). A word in a tool's name counts three times.
#[derive(Debug, Clone, Copy, Default)]
pub struct LexicalScorer;

impl ToolScorer for LexicalScorer {
    fn scores(&self, question: &str, tools: &[ToolDescription]) -> Vec<f64> {
        const K1: f64 = 1.2;
        const B: f64 = 0.75;
        let documents: Vec<HashMap<String, f64>> = tools
            .iter()
            .map(|tool| {
                let mut counts: HashMap<String, f64> = HashMap::new();
                for (text, weight) in [(&tool.name, 3.0), (&tool.description, 1.0)] {
                    for word in words(text) {
                        *counts.entry(word).or_default() += weight;
                    }
                }
                counts
            })
            .collect();
        let lengths: Vec<f64> = documents.iter().map(|counts| counts.values().sum()).collect();
        let average = (lengths.iter().sum::<f64>() / lengths.len().max(1) as f64).max(1.0);
        let mut asked = words(question);
        asked.sort_unstable();
        asked.dedup();
        documents
            .iter()
            .zip(&lengths)
            .map(|(counts, length)| {
                asked
                    .iter()
                    .filter_map(|word| {
                        let count = counts.get(word)?;
                        let holders = documents.iter().filter(|other| other.contains_key(word)).count() as f64;
                        let rarity = (1.0 + (tools.len() as f64 - holders + 0.5) / (holders + 0.5)).ln();
                        Some(rarity * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length / average)))
                    })
                    .sum()
            })
            .collect()
    }
}

/// Words of a text or of a name in camel or snake case, in lower case and without common endings. Words that say
/// nothing are left out.
pub(crate) fn words(text: &str) -> Vec<String> {
    const EMPTY: &[&str] = &[
        "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "did", "do", "for", "from", "get", "had", "has",
        "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "not", "of", "on", "or", "so", "that", "the",
        "this", "to", "was", "were", "what", "when", "which", "will", "with", "you", "your",
    ];
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for letter in text.chars().chain([' ']) {
        let begins = letter.is_uppercase() && before.is_lowercase();
        if (!letter.is_alphanumeric() || begins) && !word.is_empty() {
            let whole = std::mem::take(&mut word);
            if !EMPTY.contains(&whole.as_str()) {
                words.push(stem(&whole).to_owned());
            }
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words
}

fn stem(word: &str) -> &str {
    for ending in ["ing", "ies", "ed", "es", "s", "y", "e"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            return stem;
        }
    }
    word
}

/// What is known beside the question when tools are picked.
#[derive(Debug, Clone, Copy, Default)]
pub struct PickHints<'a> {
    /// Tools that were called since the question: they stay.
    pub called: &'a [&'a str],
    /// The tools of the last pick. It is kept when it still holds the two best, so that a prompt stays the same.
    pub previous: &'a [String],
}

/// The tools to show for a question: at most `most`, besides those that hand over to another coach
/// (`transfer_to_…`) and those already called, which always stay. They come in the order in which they are offered.
#[must_use]
pub fn pick_tools(
    question: &str,
    tools: &[ToolDescription],
    most: usize,
    hints: PickHints<'_>,
    scorer: &dyn ToolScorer,
) -> Vec<ToolDescription> {
    let always =
        |tool: &ToolDescription| tool.name.starts_with("transfer_to_") || hints.called.contains(&tool.name.as_str());
    if tools.iter().filter(|tool| !always(tool)).count() <= most {
        return tools.to_vec();
    }
    let scores = scorer.scores(question, tools);
    let mut ranked: Vec<usize> = (0..tools.len()).filter(|&at| !always(&tools[at])).collect();
    let score = |at: usize| scores.get(at).copied().filter(|score| score.is_finite()).unwrap_or(0.0);
    ranked.sort_by(|&left, &right| score(right).total_cmp(&score(left)).then(left.cmp(&right)));
    let best: Vec<&str> =
        ranked.iter().take(2).filter(|&&at| score(at) > 0.0).map(|&at| tools[at].name.as_str()).collect();
    let offered = |name: &String| tools.iter().any(|tool| tool.name == *name);
    let still_fits = !hints.previous.is_empty()
        && hints.previous.iter().all(offered)
        && best.iter().all(|name| hints.previous.iter().any(|previous| previous == name));
    let kept = |at: usize, tool: &ToolDescription| {
        always(tool)
            || if still_fits {
                hints.previous.contains(&tool.name)
            } else {
                ranked.iter().take(most).any(|&one| one == at)
            }
    };
    tools.iter().enumerate().filter(|(at, tool)| kept(*at, tool)).map(|(_, tool)| tool.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tools() -> Vec<ToolDescription> {
        [
            ("getSleepData", "Hours and stages of sleep for a range of days."),
            ("getHeartRate", "Resting heart rate and heart rate during workouts."),
            ("getSteps", "Steps and walking distance by day."),
            ("logMeal", "Proposes to log a meal with its foods and amounts."),
            ("createWorkoutPlan", "Proposes a training plan for the coming weeks."),
            ("getRecoveryScore", "How recovered the body is, from sleep, heart rate and load."),
            ("searchExercises", "Finds exercises by muscle, equipment and difficulty."),
            ("compareProgress", "Compares two periods of any metric."),
            ("transfer_to_max_power", "Hand over to Max Power for hard training."),
        ]
        .map(|(name, description)| ToolDescription {
            name: name.to_owned(),
            description: description.to_owned(),
            input_schema: serde_json::json!({ "type": "object" }),
        })
        .to_vec()
    }

    fn picked(question: &str, most: usize, hints: PickHints<'_>) -> Vec<String> {
        pick_tools(question, &tools(), most, hints, &LexicalScorer).into_iter().map(|tool| tool.name).collect()
    }

    #[test]
    fn the_tool_that_a_question_is_about_is_among_the_picked() {
        for (question, tool) in [
            ("How did I sleep last night?", "getSleepData"),
            ("what was my resting heart rate", "getHeartRate"),
            ("how many steps yesterday", "getSteps"),
            ("please log my meals: two eggs", "logMeal"),
            ("make me a plan for training this week", "createWorkoutPlan"),
            ("am I recovered?", "getRecoveryScore"),
            ("exercises for the back muscles", "searchExercises"),
            ("comparing this month with the last", "compareProgress"),
        ] {
            let picked = picked(question, 2, PickHints::default());
            assert!(picked.iter().any(|name| name == tool), "{question}: {picked:?}");
            assert_eq!(picked.len(), 3, "two and the handover");
            assert_eq!(picked.last().map(String::as_str), Some("transfer_to_max_power"));
        }
    }

    #[test]
    fn few_tools_are_all_kept_and_in_their_order() {
        assert_eq!(picked("anything", 8, PickHints::default()).len(), 9);
        let all: Vec<String> = tools().into_iter().map(|tool| tool.name).collect();
        let some = picked("sleep and steps and meals", 3, PickHints::default());
        let mut at = 0;
        for name in &some {
            at += all[at..].iter().position(|other| other == name).unwrap();
        }
    }

    #[test]
    fn called_tools_stay_and_a_pick_that_still_fits_is_kept() {
        let called = ["compareProgress"];
        assert!(
            picked("sleep", 2, PickHints { called: &called, previous: &[] }).contains(&"compareProgress".to_owned())
        );
        let previous = ["getSleepData", "getRecoveryScore", "getSteps"].map(str::to_owned);
        let hints = PickHints { called: &[], previous: &previous };
        assert_eq!(picked("how is my sleep", 3, hints)[..3], ["getSleepData", "getSteps", "getRecoveryScore"]);
        assert!(picked("log a meal", 3, hints).contains(&"logMeal".to_owned()));
        let gone = ["getSleepData", "removedTool"].map(str::to_owned);
        assert!(!picked("sleep", 2, PickHints { called: &[], previous: &gone }).contains(&"removedTool".to_owned()));
    }

    #[test]
    fn a_scorer_that_answers_nonsense_breaks_nothing() {
        #[derive(Debug)]
        struct Nonsense;
        impl ToolScorer for Nonsense {
            fn scores(&self, _: &str, _: &[ToolDescription]) -> Vec<f64> {
                vec![f64::NAN, f64::INFINITY]
            }
        }
        assert_eq!(pick_tools("x", &tools(), 3, PickHints::default(), &Nonsense).len(), 4);
        assert!(pick_tools("x", &[], 3, PickHints::default(), &Nonsense).is_empty());
    }
}
