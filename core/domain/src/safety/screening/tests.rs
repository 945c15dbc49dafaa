use super::Intensity::{Light, Moderate, Vigorous};
use super::*;
use crate::safety::red_flags;
use proptest::prelude::*;

const DISEASES: [Disease; 3] = [Disease::Cardiovascular, Disease::Metabolic, Disease::Renal];

/// The figure of the paper as a table: active, disease, signs; then the hardest training without and with a
/// clearance for light, moderate and vigorous (`L`, `M`, `V`, `-` for none). A clearance is for what was asked.
const FIGURE: [(bool, bool, bool, &str, &str); 8] = [
    // Does not take part in regular exercise.
    (false, false, false, "MMM", "MMV"), // no clearance needed; light to moderate, vigorous by and by
    (false, true, false, "---", "LMV"),  // clearance recommended
    (false, false, true, "---", "LMV"),  // clearance recommended
    (false, true, true, "---", "LMV"),   // clearance recommended, whatever the disease
    // Takes part in regular exercise.
    (true, false, false, "VVV", "VVV"), // no clearance needed; moderate or vigorous goes on
    (true, true, false, "MMM", "MMV"),  // none for moderate; for vigorous within 12 months
    (true, false, true, "---", "LMV"),  // stop and seek clearance
    (true, true, true, "---", "LMV"),
];

fn letter(cap: Option<Intensity>) -> char {
    match cap {
        None => '-',
        Some(Light) => 'L',
        Some(Moderate) => 'M',
        Some(Vigorous) => 'V',
    }
}

fn subsets() -> impl Iterator<Item = Vec<Disease>> {
    (0..8_usize).map(|bits| (0..3_usize).filter(|bit| bits & (1 << bit) != 0).map(|bit| DISEASES[bit]).collect())
}

#[test]
fn every_combination_is_that_of_the_figure() {
    let mut checked = 0;
    for (active, has_disease, has_sign, uncleared, cleared_caps) in FIGURE {
        for diseases in subsets().filter(|diseases| diseases.is_empty() != has_disease) {
            for (at, intensity) in [Light, Moderate, Vigorous].into_iter().enumerate() {
                for cleared in [false, true] {
                    let signs = if has_sign { vec!["ankle_swelling".to_owned()] } else { Vec::new() };
                    let answers = Answers { active, diseases: diseases.clone(), signs, intensity, cleared };
                    let screening = screen(&answers);
                    let row = if cleared { cleared_caps } else { uncleared };
                    let expected = row.chars().nth(at).unwrap();
                    assert_eq!(letter(screening.cap), expected, "{answers:?}");
                    let outcome = match (expected, intensity) {
                        ('-', _) => Outcome::ClinicianFirst,
                        ('M', Vigorous) => Outcome::Capped,
                        _ => Outcome::Ready,
                    };
                    assert_eq!(screening.outcome, outcome, "{answers:?}");
                    assert!(!screening.reasons.is_empty());
                    assert_eq!(screening.answers, answers);
                    checked += 1;
                }
            }
        }
    }
    assert_eq!(checked, 2 * 8 * 2 * 3 * 2);
}

#[test]
fn a_healthy_active_person_of_45_is_ready_for_vigorous_training() {
    let answers = Answers { active: true, diseases: vec![], signs: vec![], intensity: Vigorous, cleared: false };
    let screening = screen(&answers);
    assert_eq!((screening.outcome, screening.cap), (Outcome::Ready, Some(Vigorous)));
}

#[test]
fn no_clearance_covers_a_sign_that_may_be_an_emergency() {
    let signs = QUESTIONS.iter().filter(|question| question.kind == QuestionKind::Sign);
    let mut emergencies = 0;
    for sign in signs {
        let answers = Answers {
            active: true,
            diseases: vec![],
            signs: vec![sign.id.to_owned()],
            intensity: Light,
            cleared: true,
        };
        let expected = if is_emergency_sign(sign.id) { Outcome::ClinicianFirst } else { Outcome::Ready };
        assert_eq!(screen(&answers).outcome, expected, "{}", sign.id);
        emergencies += usize::from(is_emergency_sign(sign.id));
    }
    assert_eq!(emergencies, 5);
    // Signs in free words are read as the red flags are.
    for sign in ["Chest Pain", "I fainted yesterday", "irregular heartbeat", "schmerzen in der brust"] {
        assert!(is_emergency_sign(sign), "{sign}");
        let answers =
            Answers { active: true, diseases: vec![], signs: vec![sign.to_owned()], intensity: Light, cleared: true };
        assert_eq!(screen(&answers).outcome, Outcome::ClinicianFirst);
    }
    assert!(!is_emergency_sign("heart_murmur"));
}

#[test]
fn a_sign_in_unknown_words_still_asks_for_a_clinician() {
    let answers = Answers {
        active: true,
        diseases: vec![],
        signs: vec!["something odd".to_owned()],
        intensity: Light,
        cleared: false,
    };
    assert_eq!(screen(&answers).outcome, Outcome::ClinicianFirst);
    let blank = Answers { signs: vec![" ".to_owned()], ..answers };
    assert_eq!(screen(&blank).outcome, Outcome::Ready);
}

#[test]
fn questions_are_complete_and_unlike_each_other() {
    let mut ids: Vec<&str> = QUESTIONS.iter().map(|question| question.id).collect();
    assert_eq!(QUESTIONS.iter().filter(|question| question.kind == QuestionKind::Sign).count(), 9);
    for disease in DISEASES {
        let id = serde_json::to_value(disease).unwrap();
        assert!(QUESTIONS.iter().any(|q| q.kind == QuestionKind::Disease && q.id == id.as_str().unwrap()));
    }
    for question in QUESTIONS {
        assert!(question.text.ends_with('?') && question.why.ends_with('.'), "{}", question.id);
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), QUESTIONS.len());
    for id in EMERGENCY_SIGNS {
        assert!(QUESTIONS.iter().any(|question| question.id == id), "{id}");
    }
    // What is said of an emergency must not itself be kept back as one that the coach has.
    assert!(red_flags::scan("Do you train?").is_empty());
}

#[test]
fn answers_are_read() {
    let read = parse_answers(
        r#"{"active": true, "diseases": ["metabolic", "Metabolic"], "signs": ["Chest pain", "chest-pain"], "intensity": "Vigorous"}"#,
    );
    assert_eq!(
        read.unwrap(),
        Answers {
            active: true,
            diseases: vec![Disease::Metabolic],
            signs: vec!["chest_pain".to_owned()],
            intensity: Vigorous,
            cleared: false
        }
    );
    let answers =
        Answers { active: false, diseases: DISEASES.to_vec(), signs: vec![], intensity: Light, cleared: true };
    assert_eq!(parse_answers(&serde_json::to_string(&answers).unwrap()).unwrap(), answers);
}

#[test]
fn what_is_not_understood_is_never_a_no() {
    let wrong = |json: &str| parse_answers(json).unwrap_err().to_string();
    for (json, says) in [
        ("", "not a JSON object (line 1, column 0)"),
        ("[]", "must be one JSON object"),
        (r#"{"intensity": "light"}"#, "`active` must be true or false"),
        (r#"{"active": "yes", "intensity": "light"}"#, "`active` must be true or false"),
        (r#"{"active": true}"#, "`intensity` must be light, moderate or vigorous"),
        (r#"{"active": true, "intensity": "extreme"}"#, "`intensity` must be"),
        (
            r#"{"active": true, "intensity": "light", "diseases": ["renal", "gout"]}"#,
            "disease 2 is not one of cardiovascular, metabolic, renal",
        ),
        (r#"{"active": true, "intensity": "light", "signs": ["gout"]}"#, "sign 1 is not one of chest_pain, "),
        (r#"{"active": true, "intensity": "light", "signs": "chest_pain"}"#, "`signs` must be a list of names"),
        (r#"{"active": true, "intensity": "light", "signs": [null]}"#, "`signs` must be a list of names"),
        (r#"{"active": true, "intensity": "light", "symptoms": ["chest_pain"]}"#, "field 3 is not one of"),
        (r#"{"active": true, "intensity": "light", "cleared": 1}"#, "`cleared` must be true or false"),
    ] {
        let said = wrong(json);
        assert!(said.contains(says), "{json} gave {said}");
        assert!(!said.contains("gout"), "{said}");
    }
}

proptest! {
    #[test]
    fn hostile_answers_never_panic(text in "\\PC{0,80}") {
        let _ = parse_answers(&text);
        let _ = is_emergency_sign(&text);
    }

    #[test]
    fn one_answer_more_never_opens_more(
        active: bool, cleared: bool, bits in 0..8_u8, sign in proptest::option::of("[a-z_]{1,20}"),
        intensity in prop_oneof![Just(Light), Just(Moderate), Just(Vigorous)],
    ) {
        let diseases: Vec<Disease> = DISEASES.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, d)| *d).collect();
        let answers = Answers { active, diseases, signs: sign.into_iter().collect(), intensity, cleared };
        let cap = screen(&answers).cap;
        let worse = Answers { diseases: DISEASES.to_vec(), ..answers.clone() };
        prop_assert!(screen(&worse).cap <= cap);
        let ill = Answers { signs: vec!["palpitations".to_owned()], ..answers.clone() };
        prop_assert_eq!(screen(&ill).cap, None);
        let sure = Answers { cleared: true, ..answers };
        prop_assert!(screen(&sure).cap >= cap);
    }
}
