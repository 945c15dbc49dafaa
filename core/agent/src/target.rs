//! What a model may not say even with the person's own numbers: a target that the envelope would not store.
//!
//! A number is traced when the person said it, so "can I run at 190 bpm?" would let a model answer "run at 190 bpm". Here
//! a heart rate above the cap, and energy of a day below resting needs, stand only where a tool has measured them, and
//! not as an instruction even then. Sentences are read by words and numbers alone; when in doubt one is left out.

use coach_domain::citation::Citation;
use coach_domain::formulas::energy::resting_energy;
use coach_domain::person::Profile;
use coach_domain::safety::facts::Facts;
use coach_domain::safety::reviewed::{HeartRateCap, heart_rate_cap};
use coach_domain::safety::{Intervention, Rule};
use jiff::civil::Date;

const HEART: &[&str] = &[
    "bpm",
    "beats per minute",
    "beats a minute",
    "heart rate",
    "heart-rate",
    "pulse",
    "puls",
    "herzfrequenz",
    "schläge",
    "frecuencia card",
    "pulsaciones",
    "fréquence card",
    "battements",
    "frequenza card",
    "battiti",
    "frequência card",
    "batimentos",
    "hartslag",
    "tętno",
    "nabız",
    "心率",
];
const ENERGY: &[&str] = &["kcal", "calor", "kalor", "kilojoule", "大卡", "卡路里"];
const A_DAY: &[&str] = &[
    "day",
    "daily",
    "diet",
    "tag",
    "täglich",
    "día",
    "diari",
    "diário",
    "jour",
    "quotidien",
    "giorno",
    "dia",
    "dag",
    "dzie",
    "gün",
    "天",
    "日",
];
/// First words of a sentence that tells somebody what to do.
const INSTRUCTIONS: &[&str] = &[
    "run",
    "ride",
    "row",
    "cycle",
    "swim",
    "sprint",
    "train",
    "go",
    "keep",
    "hold",
    "stay",
    "aim",
    "target",
    "push",
    "hit",
    "reach",
    "warm",
    "work",
    "do",
    "jog",
    "climb",
    "pedal",
    "start",
    "eat",
    "cut",
    "limit",
    "lauf",
    "laufe",
    "fahr",
    "fahre",
    "trainiere",
    "halte",
    "bleib",
    "bleibe",
    "iss",
    "geh",
    "gehe",
];
/// Words that make any sentence one.
const ADVICE: &[&str] = &[
    "should",
    "you can",
    "you could",
    "you may",
    "let's",
    "let us",
    "aim for",
    "aim at",
    "your target",
    "safe to",
    "du kannst",
    "du solltest",
    "ziel",
];
/// Words before the first one that say nothing.
const FILLERS: &[&str] = &[
    "yes",
    "ok",
    "okay",
    "sure",
    "then",
    "so",
    "now",
    "no",
    "problem",
    "great",
    "please",
    "and",
    "but",
    "just",
    "ja",
    "gut",
    "dann",
    "absolutely",
    "definitely",
    "always",
];

/// Heart rates in bpm that people have.
const BEATS: std::ops::RangeInclusive<f64> = 90.0..=260.0;
/// Least energy of a day in kcal that is read as such; smaller numbers count something else.
const LEAST_KCAL: f64 = 100.0;

/// The limits of a person for numbers in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TargetLimits {
    /// Highest heart rate in bpm; 0 where none may be named.
    bpm: f64,
    /// Least energy of a day in kcal; infinite where it cannot be told.
    kcal: f64,
}

impl TargetLimits {
    /// Those of a profile on a day. A maximum that was only observed is not known here, which takes the stricter side.
    pub(crate) fn of(profile: &Profile, today: Date) -> Self {
        let facts = Facts { profile: profile.clone(), today, ..Facts::default() };
        let bpm = match heart_rate_cap(&facts) {
            HeartRateCap::Bpm { cap, .. } => f64::from(cap),
            HeartRateCap::NoTargets { .. } | HeartRateCap::Unknown => 0.0,
        };
        let resting = resting_energy(profile, today, profile.weight_kg, None);
        Self { bpm, kcal: resting.map_or(f64::INFINITY, |resting| resting.value) }
    }

    /// Why a sentence must not be shown beside these figures of tools; `None` when it may.
    pub(crate) fn problem(&self, sentence: &str, figures: &[Citation]) -> Option<Intervention> {
        let lower = sentence.to_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let (heart, energy) = (any(HEART), any(ENERGY) && any(A_DAY));
        if !heart && !energy {
            return None;
        }
        let instructs = instructs(&lower);
        let stands = |number: f64| {
            !instructs
                && figures.iter().any(|figure| figure.metric != "person" && (figure.value - number).abs() < 0.5 + 1e-9)
        };
        let found = numbers(&lower);
        let removed =
            |rule, detail: &str| Some(Intervention { rule, action: "removed".to_owned(), detail: detail.to_owned() });
        if heart && found.iter().any(|bpm| BEATS.contains(bpm) && *bpm > self.bpm && !stands(*bpm)) {
            return removed(Rule::HrCap, "left out a sentence with a heart rate above the cap");
        }
        if energy && found.iter().any(|kcal| (LEAST_KCAL..self.kcal).contains(kcal) && !stands(*kcal)) {
            return removed(Rule::Energy, "left out a sentence with less energy a day than resting needs");
        }
        None
    }
}

/// Whether a sentence in lower case tells somebody what to do.
fn instructs(lower: &str) -> bool {
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.find(|word| !FILLERS.contains(word) && word.chars().any(char::is_alphabetic));
    first.is_some_and(|word| INSTRUCTIONS.contains(&word)) || ADVICE.iter().any(|words| lower.contains(words))
}

/// The numbers of a text; separators of thousands are read over.
fn numbers(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        let three = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match letter {
            letter if letter.is_ascii_digit() => digits.push(*letter),
            ',' | '.' | '\'' | ' ' | '\u{a0}' | '\u{202f}' if !digits.is_empty() && digits.len() <= 3 && three => {}
            '.' if !digits.is_empty() && digit(at + 1) && !digits.contains('.') => digits.push('.'),
            _ => found.extend(std::mem::take(&mut digits).parse::<f64>().ok()),
        }
    }
    found.extend(digits.parse::<f64>().ok());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn limits() -> TargetLimits {
        let profile = Profile {
            birth_date: Some(date(1991, 1, 1)),
            sex: Some(coach_domain::person::Sex::Male),
            height_cm: Some(180.0),
            weight_kg: Some(80.0),
            ..Profile::default()
        };
        // 35 years: Tanaka 183.5 bpm, 85 % of which are 155.975; Mifflin and St Jeor 1,755 kcal.
        TargetLimits::of(&profile, date(2026, 11, 20))
    }

    fn figure(value: f64) -> Citation {
        Citation {
            text: value.to_string(),
            value,
            unit: String::new(),
            metric: "heart_rate".to_owned(),
            source: "Watch".to_owned(),
            from: None,
            to: None,
        }
    }

    #[test]
    fn heart_rates_above_the_cap_stand_only_when_they_were_measured() {
        let rule = |text: &str, figures: &[Citation]| limits().problem(text, figures).map(|done| done.rule);
        for text in ["Run at 190 bpm.", "Yes, hold 156 bpm.", "Puls 190 ist gut.", "A pulse of 1 h at 170 is fine."] {
            assert_eq!(rule(text, &[]), Some(Rule::HrCap), "{text}");
        }
        let said = Citation { metric: "person".to_owned(), ..figure(190.0) };
        assert_eq!(rule("190 bpm is fine.", &[said]), Some(Rule::HrCap), "the person's own number is no measurement");
        assert_eq!(rule("Your highest heart rate was 190 bpm.", &[figure(190.0)]), None);
        assert_eq!(rule("Yes, run at 190 bpm.", &[figure(190.0)]), Some(Rule::HrCap), "measured, but no target");
        for text in ["Hold 155 bpm.", "Your heart rate is 62 bpm.", "Run 190 metres.", "Walk 160 steps a minute."] {
            assert_eq!(rule(text, &[]), None, "{text}");
        }
        let nobody = TargetLimits::of(&Profile::default(), date(2026, 11, 20));
        assert!(nobody.problem("Run at 120 bpm.", &[]).is_some(), "no age: nothing is known to be safe");
    }

    #[test]
    fn energy_below_resting_needs_is_no_advice() {
        let rule = |text: &str| limits().problem(text, &[]).map(|done| done.rule);
        for text in
            ["Eat 600 kcal a day.", "600 calories daily is enough.", "Iss 1.754 kcal am Tag.", "1,200 kcal a day"]
        {
            assert_eq!(rule(text), Some(Rule::Energy), "{text}");
        }
        for text in ["Eat 1,755 kcal a day.", "2 500 kcal a day is your need.", "The egg has 140 kcal.", "Day 600."] {
            assert_eq!(rule(text), None, "{text}");
        }
    }
}
