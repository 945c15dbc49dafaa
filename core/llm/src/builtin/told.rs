//! What people say about their own state that no figure knows: ill, injured, pregnant, drained, on beta blockers, or on
//! the way to a dangerous diet. It caps what is advised, whatever the figures say.
//!
//! These answers carry no figure on purpose: a good recovery score is no argument against a fever.

use super::Coach;

/// A state that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// An infection or a fever.
    Ill,
    /// An injury or a painful joint.
    Injured,
    /// Pregnancy.
    Pregnant,
    /// Exhaustion, hangover or very little sleep.
    Drained,
    /// Drugs that hold the heart rate down.
    BetaBlocker,
    /// Not eating, or losing weight at a dangerous rate.
    RiskyDiet,
}

/// Phrases of each state, in lower case; a trailing `*` stands for any ending. Graver states come first.
const PHRASES: &[(Told, &[&str])] = &[
    (
        Told::RiskyDiet,
        &[
            "stopped eating",
            "stop eating",
            "not eating",
            "starving myself",
            "starve myself",
            "make myself sick",
            "make myself throw up",
            "purge",
            "purging",
            "crash diet",
        ],
    ),
    (Told::Pregnant, &["pregnant", "pregnancy", "expecting a baby", "trimester"]),
    (
        Told::Ill,
        &[
            "fever",
            "feverish",
            "temperature of",
            "flu",
            "influenza",
            "covid",
            "corona",
            "infection",
            "bronchitis",
            "pneumonia",
            "feel ill",
            "am ill",
            "i'm ill",
            "im ill",
            "been ill",
            "feeling ill",
            "am sick",
            "i'm sick",
            "im sick",
            "feel sick",
            "feeling sick",
            "being sick",
            "vomit*",
            "throwing up",
            "stomach bug",
            "head cold",
            "a cold",
            "chest infection",
            "sore throat",
            "tonsillitis",
        ],
    ),
    (
        Told::Injured,
        &[
            "injured",
            "injury",
            "tore my",
            "tore a",
            "pain in my",
            "in pain",
            "painful",
            "swollen",
            "it hurts",
            "foot hurts",
            "foot pain",
            "leg hurts",
            "neck hurts",
            "neck pain",
            "knee is sore",
            "shoulder is sore",
            "ankle is sore",
            "back is sore",
            "hurt my",
            "twisted my",
            "rolled my",
            "torn",
            "tear in my",
            "sprain*",
            "strained my",
            "pulled my",
            "pulled a",
            "broke my",
            "broken bone",
            "broken toe",
            "fracture*",
            "dislocat*",
            "concussion",
            "sore knee",
            "sore shoulder",
            "sore ankle",
            "sore hip",
            "sore elbow",
            "sore wrist",
            "sore back",
            "knee hurts",
            "knee pain",
            "back hurts",
            "back pain",
            "shoulder hurts",
            "shoulder pain",
            "ankle hurts",
            "ankle pain",
            "hip hurts",
            "hip pain",
            "elbow hurts",
            "elbow pain",
            "wrist hurts",
            "wrist pain",
            "bad knee",
            "bad back",
            "shin splints",
            "tendonitis",
        ],
    ),
    (Told::BetaBlocker, &["beta blocker*", "beta-blocker*", "betablocker*", "bisoprolol", "metoprolol", "propranolol"]),
    (
        Told::Drained,
        &[
            "exhausted",
            "knackered",
            "wrecked",
            "hungover",
            "hung over",
            "hangover",
            "burnt out",
            "burned out",
            "barely slept",
            "hardly slept",
            "didn't sleep",
            "didnt sleep",
            "no sleep",
            "slept badly",
            "slept only",
            "only slept",
            "slept terribly",
            "running on empty",
            "dead on my feet",
            "shattered",
            "drained",
        ],
    ),
];

/// Words that ask for training.
const TRAINING: &[&str] = &[
    "train*",
    "workout*",
    "work out",
    "exercise*",
    "session",
    "gym",
    "run",
    "running",
    "jog",
    "lift*",
    "squat*",
    "deadlift*",
    "bench",
    "press",
    "hiit",
    "ride",
    "cycle",
    "swim",
    "sport",
    "race",
    "push me",
    "push it",
    "go hard",
    "what should i do",
    "what do i do",
    "max effort",
];

const HEART: &[&str] = &["heart", "hr", "pulse", "zone*", "bpm", "train*", "workout*"];

const DENIED: [&str; 8] = ["not", "no", "never", "isn't", "wasn't", "without", "don't", "n't"];

/// The state that a message tells of, if what it asks makes that state matter.
pub(super) fn told(text: &str) -> Option<Told> {
    let text = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-')).filter(|word| !word.is_empty()).collect();
    if loses_too_fast(&words) {
        return Some(Told::RiskyDiet);
    }
    let said = PHRASES.iter().find(|(_, phrases)| phrases.iter().any(|phrase| says(&words, phrase)));
    let state = said.map(|(state, _)| state).or_else(|| slept_briefly(&words).then_some(&Told::Drained))?;
    let matters = match state {
        Told::RiskyDiet => true,
        Told::BetaBlocker => HEART.iter().any(|phrase| has(&words, phrase)),
        _ => TRAINING.iter().any(|phrase| has(&words, phrase)),
    };
    matters.then_some(*state)
}

/// Loss of weight in a week, in kilograms, above which no coach goes along.
const FASTEST_LOSS_KG_A_WEEK: f64 = 1.0;
/// Kilograms in a pound.
const POUND_KG: f64 = 0.453_592_37;
/// Night in hours below which only easy work is advised.
const SHORT_NIGHT_HOURS: f64 = 5.0;
const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The first amount in one of these units, times what the unit counts for: "10 kg", "10kg", "a week".
fn amount(words: &[&str], units: &[(&str, f64)]) -> Option<f64> {
    let factor = |word: &str| {
        let word = word.strip_suffix('s').unwrap_or(word);
        units.iter().find(|(unit, _)| *unit == word).map(|(_, factor)| *factor)
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let digits = word.trim_end_matches(char::is_alphabetic);
        if let (Ok(number), Some(factor)) = (digits.parse::<f64>(), factor(&word[digits.len()..])) {
            return Some(number * factor);
        }
        let factor = factor(word)?;
        let before = words.get(at.checked_sub(1)?)?;
        let number = match *before {
            "a" | "per" => 1.0,
            word => word
                .parse()
                .ok()
                .or_else(|| NUMBERS.iter().zip(1_u8..).find(|(name, _)| **name == word).map(|(_, n)| f64::from(n)))?,
        };
        Some(number * factor)
    })
}

/// "lose 10 kg in 2 weeks".
fn loses_too_fast(words: &[&str]) -> bool {
    let Some(start) = words.iter().position(|word| ["lose", "losing", "drop", "shed"].contains(word)) else {
        return false;
    };
    let rest = &words[start..];
    let loss = amount(rest, &[("kg", 1.0), ("kilo", 1.0), ("lb", POUND_KG), ("pound", POUND_KG)]);
    let weeks = amount(rest, &[("day", 1.0 / 7.0), ("week", 1.0), ("month", 4.0)]);
    matches!((loss, weeks), (Some(loss), Some(weeks)) if loss > weeks * FASTEST_LOSS_KG_A_WEEK)
}

/// "slept 3 hours".
fn slept_briefly(words: &[&str]) -> bool {
    words.iter().position(|word| *word == "slept").is_some_and(|start| {
        let near = &words[start..words.len().min(start + 6)];
        amount(near, &[("h", 1.0), ("hr", 1.0), ("hour", 1.0)]).is_some_and(|hours| hours < SHORT_NIGHT_HOURS)
    })
}

/// Whether the phrase stands there without a denial in the two words before it.
fn says(words: &[&str], phrase: &str) -> bool {
    places(words, phrase).any(|at| {
        let before = &words[at.saturating_sub(2)..at];
        !before.iter().any(|word| DENIED.contains(word) || word.ends_with("n't"))
    })
}

fn has(words: &[&str], phrase: &str) -> bool {
    places(words, phrase).next().is_some()
}

/// Where a phrase begins.
fn places<'a>(words: &'a [&'a str], phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let parts: Vec<&str> = phrase.split(' ').collect();
    let length = parts.len();
    (0..(words.len() + 1).saturating_sub(length)).filter(move |at| {
        words[*at..*at + length].iter().zip(&parts).all(|(word, part)| match part.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == part,
        })
    })
}

/// What is said then, in the coach's voice.
pub(super) const fn answer(state: Told, coach: Coach) -> &'static str {
    match (state, coach) {
        (Told::Ill, Coach::Max) => {
            "No training while you are ill. That is an order, not a weakness: sleep, drink, recover. Come back easy once you have been well for a full day, and see a doctor if the fever stays or you get worse."
        }
        (Told::Ill, Coach::Emma) => {
            "I am sorry you are ill. Please do not train now, your body has enough to do: rest and drink plenty. Start again gently once you have been well for a full day, and see a doctor if the fever stays or you get worse."
        }
        (Told::Ill, Coach::Progress) => {
            "With an infection or fever the recommendation is rest: training then prolongs the illness and can strain the heart. Resume with easy work once you have been well for a full day. See a doctor if the fever stays or you get worse."
        }
        (Told::Injured, Coach::Max) => {
            "You do not push through an injury. Leave out everything that hurts; move only what is free of pain. Have it looked at by a doctor or physiotherapist, then we build it back up. How strong is the pain, from none to the worst you can think of?"
        }
        (Told::Injured, Coach::Emma) => {
            "That sounds unpleasant, so let us be kind to it. Please leave out whatever hurts, and have a doctor or physiotherapist look at it before you load it again. Gentle movement without pain is fine. How strong is the pain?"
        }
        (Told::Injured, Coach::Progress) => {
            "With an injury or a painful joint, the exercises that load it are left out until it has been looked at by a doctor or physiotherapist. Movement without pain may go on. Pain that is strong, swells or lasts needs a professional. How strong is it?"
        }
        (Told::Pregnant, Coach::Max) => {
            "Different rules now, and no heroics: easy to moderate movement, at an effort at which you can talk, no heart-rate targets, nothing with a risk of falling. Clear it with your midwife or doctor first."
        }
        (Told::Pregnant, Coach::Emma) => {
            "Congratulations! Movement usually does good, at an effort at which you can talk, without heart-rate targets and without a risk of falling. Please clear it with your midwife or doctor first; no hard intervals from me."
        }
        (Told::Pregnant, Coach::Progress) => {
            "In pregnancy heart-rate targets do not hold; the talk test does. Easy to moderate activity is usually recommended, hard intervals and a risk of falling are not. Your midwife or doctor decides, please ask first."
        }
        (Told::Drained, Coach::Max) => {
            "Not today. You are running on empty, and hard work then costs more than it brings. Easy movement at most, eat, drink, and an early night. Tomorrow we look at your recovery and hit it properly."
        }
        (Told::Drained, Coach::Emma) => {
            "Thank you for telling me. Then please be gentle with yourself: something easy at most, like a walk, and an early night. Hard training can wait until you have slept. Shall I show you your recovery?"
        }
        (Told::Drained, Coach::Progress) => {
            "After so little rest, coordination and recovery suffer, so easy activity at most is the recommendation; heavy or hard work waits until you have slept. I can show you your recovery and sleep beside it."
        }
        (Told::BetaBlocker, _) => {
            "Beta blockers hold the heart rate down, so heart-rate zones and targets do not fit you. Go by effort and the talk test instead, and ask your doctor how hard you may go. Add it to your profile with `coach profile --condition beta_blocker`, and I keep to it."
        }
        (Told::RiskyDiet, _) => {
            "I do not help with that, because it can harm you. Not eating costs muscle, sleep and health. Please talk to a doctor or someone you trust; if food or weight take up much of your thoughts, there is good help for it. I gladly help you move and sleep well meanwhile."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_states_cap_what_is_advised() {
        for (text, state) in [
            ("I feel ill with fever, should I train today?", Told::Ill),
            ("I have the flu, can I go to the gym", Told::Ill),
            ("got covid, should i run", Told::Ill),
            ("I have a sore knee, should I run?", Told::Injured),
            ("I tore my hamstring, can I train today?", Told::Injured),
            ("I'm injured, what should I do today", Told::Injured),
            ("my back hurts, give me a deadlift workout", Told::Injured),
            ("I'm pregnant, can I do HIIT?", Told::Pregnant),
            ("I'm exhausted, should I train?", Told::Drained),
            ("I slept only 3 hours and feel wrecked, should I do heavy squats?", Told::Drained),
            ("I'm hungover and slept 3 hours, push me", Told::Drained),
            ("I take beta blockers, what's my max heart rate?", Told::BetaBlocker),
            ("I stopped eating to lose weight", Told::RiskyDiet),
            ("how do I lose 10 kg in 2 weeks?", Told::RiskyDiet),
            ("help me drop 20lbs in a month", Told::RiskyDiet),
            ("slept three hours, heavy squats?", Told::Drained),
            ("I slept about 4h, can I train", Told::Drained),
            ("there is pain in my foot, should I run?", Told::Injured),
            ("my knee is sore, should I run?", Told::Injured),
        ] {
            assert_eq!(told(text), Some(state), "{text}");
        }
    }

    #[test]
    fn the_graver_state_wins() {
        assert_eq!(told("exhausted and with a fever, can I train?"), Some(Told::Ill));
        assert_eq!(told("I'm pregnant and exhausted, should I run?"), Some(Told::Pregnant));
    }

    #[test]
    fn denied_and_unasked_states_change_nothing() {
        for text in [
            "should I train today",
            "I'm not injured, should I run?",
            "no fever, can I train?",
            "how did I sleep when I was exhausted",
            "my legs are sore from squats, should I train?",
            "did I run last week",
            "I slept 8 hours, can I train?",
            "I want to lose 2 kg in 2 months",
            "",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn no_answer_holds_a_number() {
        for (state, _) in PHRASES {
            for coach in [Coach::Max, Coach::Emma, Coach::Progress] {
                assert!(!answer(*state, coach).chars().any(|letter| letter.is_ascii_digit()), "{state:?}");
            }
        }
    }
}
