//! SCREEN: screening before the first plan, by the logic of the American College of Sports Medicine's preparticipation
//! health screening (Riebe et al., Medicine & Science in Sports & Exercise 47(11), 2015). The wording is our own.

use serde::{Deserialize, Serialize};

/// Kinds of known disease that matter to the screening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disease {
    /// Of heart, vessels or brain vessels.
    Cardiovascular,
    /// Diabetes, type 1 or 2.
    Metabolic,
    /// Of the kidneys.
    Renal,
}

/// How hard the person wants to train.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Intensity {
    /// 30 to 39 % of heart-rate reserve.
    Light,
    /// 40 to 59 % of heart-rate reserve.
    Moderate,
    /// 60 % of heart-rate reserve and more.
    Vigorous,
}

/// Answers to the screening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ScreeningAnswers)]
pub struct Answers {
    /// At least 30 minutes of moderate activity on at least 3 days a week for the last 3 months.
    pub active: bool,
    /// Known diseases.
    #[serde(default)]
    pub diseases: Vec<Disease>,
    /// Signs or symptoms that suggest such a disease, in the words of the questionnaire, for example `chest_pain`.
    #[serde(default)]
    pub signs: Vec<String>,
    /// How hard the person wants to train.
    pub intensity: Intensity,
    /// A clinician cleared the person for such training within the last 12 months.
    #[serde(default)]
    pub cleared: bool,
}

/// What the screening comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing stands against the training that is wanted, built up step by step.
    Ready,
    /// Training up to the cap; more after a clinician's clearance.
    Capped,
    /// A clinician first; no training until then.
    ClinicianFirst,
}

/// Answers with what they come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Screening {
    /// The answers.
    pub answers: Answers,
    /// What they come to.
    pub outcome: Outcome,
    /// The hardest training that is open; `None` when none is.
    pub cap: Option<Intensity>,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Yes or no; yes to `active` and `cleared` sets the field of that name.
    YesNo,
    /// Yes names a known disease; the id is that of [`Disease`].
    Disease,
    /// Yes names a sign; the id goes into [`Answers::signs`].
    Sign,
    /// One of `light`, `moderate` and `vigorous`.
    Intensity,
}

/// A question of the screening, in our own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Question {
    /// Name in data.
    pub id: &'static str,
    /// The question.
    pub text: &'static str,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Why it is asked.
    pub why: &'static str,
}

const fn question(id: &'static str, kind: QuestionKind, text: &'static str, why: &'static str) -> Question {
    Question { id, text, kind, why }
}

/// The questions, in the order in which they are asked.
pub const QUESTIONS: &[Question] = &[
    question(
        "active",
        QuestionKind::YesNo,
        "Over the last three months, have you moved at a brisk pace for half an hour or more on three or more days of most weeks?",
        "A body that is used to effort carries more of it safely.",
    ),
    question(
        "cardiovascular",
        QuestionKind::Disease,
        "Has a doctor ever told you of a disease of your heart, your blood vessels or the vessels of your brain, such as a heart attack, heart failure, a stroke or narrowed leg arteries?",
        "Such a disease raises the risk of hard effort most.",
    ),
    question(
        "metabolic",
        QuestionKind::Disease,
        "Do you have diabetes, of type 1 or type 2?",
        "Diabetes can hide a disease of the heart, and effort moves blood sugar.",
    ),
    question(
        "renal",
        QuestionKind::Disease,
        "Has a doctor told you of a disease of your kidneys?",
        "It goes along with disease of heart and vessels.",
    ),
    question(
        "chest_pain",
        QuestionKind::Sign,
        "Do you get pain, pressure or tightness in your chest, neck, jaw or arms, at rest or when you exert yourself?",
        "It can mean that the heart gets too little blood.",
    ),
    question(
        "breathless_at_rest",
        QuestionKind::Sign,
        "Do you run out of breath while you sit still or do something light, such as dressing?",
        "It can come from the heart or the lungs.",
    ),
    question(
        "dizziness_or_fainting",
        QuestionKind::Sign,
        "Have you been dizzy for no clear reason, or have you fainted?",
        "During effort it can be the first sign of a dangerous heart rhythm.",
    ),
    question(
        "breathless_lying",
        QuestionKind::Sign,
        "Do you need to sit up to breathe at night, or wake up short of breath?",
        "It can mean that the heart does not keep up.",
    ),
    question(
        "ankle_swelling",
        QuestionKind::Sign,
        "Do your ankles swell on both sides, most of all in the evening?",
        "It can come from the heart, the veins or the kidneys.",
    ),
    question(
        "palpitations",
        QuestionKind::Sign,
        "Does your heart race, flutter or skip beats without a reason you know?",
        "It can be an irregular rhythm that effort makes worse.",
    ),
    question(
        "leg_pain_walking",
        QuestionKind::Sign,
        "Do your calves or thighs cramp when you walk, so that you must stop, and ease within minutes of rest?",
        "It can mean that the arteries of the legs are narrowed.",
    ),
    question(
        "heart_murmur",
        QuestionKind::Sign,
        "Has anyone who examined you heard a heart murmur that was never looked into or that was not harmless?",
        "A valve that is narrow limits what the heart may be asked to do.",
    ),
    question(
        "unusual_fatigue",
        QuestionKind::Sign,
        "Are you more tired or more out of breath than you used to be with things you do every day?",
        "It can be an early sign of a disease of heart, lungs or metabolism.",
    ),
    question(
        "intensity",
        QuestionKind::Intensity,
        "How hard do you want to train: light, moderate (you can talk, not sing) or vigorous (only a few words at a time)?",
        "The harder the training, the more it matters what stands above.",
    ),
    question(
        "cleared",
        QuestionKind::YesNo,
        "Has a doctor cleared you for training of that kind within the last twelve months, with nothing changed since?",
        "A doctor who knows you can open what this screening keeps closed.",
    ),
];

/// Signs that may be an emergency while they are there: no clearance opens training.
const EMERGENCY_SIGNS: [&str; 5] =
    ["chest_pain", "breathless_at_rest", "dizziness_or_fainting", "breathless_lying", "palpitations"];

/// Whether a sign of the answers may be an emergency: by its id, or because its words tell a red flag.
#[must_use]
pub fn is_emergency_sign(sign: &str) -> bool {
    let id = name(sign);
    EMERGENCY_SIGNS.contains(&id.as_str()) || !super::red_flags::scan(&id.replace('_', " ")).is_empty()
}

/// What the answers come to.
///
/// The paper's logic: signs or symptoms ask for a clinician whatever else holds; without them, a known disease asks
/// for one before any training in people who are not active, and before vigorous training in those who are. Without
/// either, active people are free, and others begin light to moderate. A clearance opens the intensity that was
/// asked for and nothing above it, and never where a sign may be an emergency.
#[must_use]
pub fn screen(answers: &Answers) -> Screening {
    let signs: Vec<&String> = answers.signs.iter().filter(|sign| !sign.trim().is_empty()).collect();
    let has_disease = !answers.diseases.is_empty();
    let mut reasons = Vec::new();
    let mut because = |reason: &str| reasons.push(reason.to_owned());
    let open = match (answers.active, has_disease, !signs.is_empty()) {
        (active, _, true) => {
            because("You told of a sign that a doctor should look at before you train.");
            if active {
                because("Pause your training until then.");
            }
            None
        }
        (false, true, false) => {
            because(
                "You have a known disease and are not used to regular activity, so a doctor should clear you before you begin.",
            );
            None
        }
        (true, true, false) => {
            because("You have a known disease and are active: light and moderate training may go on as it is.");
            Some(Intensity::Moderate)
        }
        (false, false, false) => {
            because(
                "Nothing that you told of asks for a doctor. You are not used to regular activity yet, so begin light to moderate and build up step by step.",
            );
            Some(Intensity::Moderate)
        }
        (true, false, false) => {
            because("You are active and told of no disease and no sign of one: training of any intensity is open.");
            Some(Intensity::Vigorous)
        }
    };
    let is_emergency = signs.iter().any(|sign| is_emergency_sign(sign));
    let cap = if is_emergency {
        because(
            "What you told of can be an emergency. No earlier clearance covers it: see a doctor now, and call the emergency number if it is there as you read this.",
        );
        None
    } else if answers.cleared && open < Some(answers.intensity) {
        because("A doctor has cleared you for training of this kind, which opens it. Build up to it step by step.");
        Some(answers.intensity)
    } else {
        if open.is_some() && open < Some(answers.intensity) {
            because(if has_disease {
                "Vigorous training opens with a doctor's clearance from the last twelve months."
            } else {
                "Vigorous training opens after three months of regular activity, when you answer these questions again, or with a doctor's clearance."
            });
        }
        open
    };
    let outcome = match cap {
        None => Outcome::ClinicianFirst,
        Some(cap) if cap < answers.intensity => Outcome::Capped,
        Some(_) => Outcome::Ready,
    };
    Screening { answers: answers.clone(), outcome, cap, reasons }
}

/// Why answers could not be read. No text of the answers is repeated in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswersError {
    /// The text is not JSON.
    #[error("read the answers: not a JSON object (line {line}, column {column})")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The text is JSON, but no object.
    #[error("read the answers: they must be one JSON object")]
    NotAnObject,
    /// A field is missing or is not of its kind.
    #[error("read the answers: `{field}` must be {expected}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// A field is not known.
    #[error("read the answers: field {position} is not one of active, diseases, signs, intensity and cleared")]
    UnknownField {
        /// Its place among the fields, from 1.
        position: usize,
    },
    /// A disease is not known.
    #[error("read the answers: disease {position} is not one of {}", ids(QuestionKind::Disease))]
    UnknownDisease {
        /// Its place in the list, from 1.
        position: usize,
    },
    /// A sign is not known.
    #[error("read the answers: sign {position} is not one of {}", ids(QuestionKind::Sign))]
    UnknownSign {
        /// Its place in the list, from 1.
        position: usize,
    },
}

/// Reads answers from JSON: an object with `active` and `intensity`, and `diseases`, `signs` and `cleared` where there
/// are any. Names may be written with spaces or hyphens and in either case; each is kept once.
///
/// # Errors
/// [`AnswersError`] for what is missing, not of its kind or not known: an answer that was not understood is never
/// taken for a "no".
pub fn parse_answers(json: &str) -> Result<Answers, AnswersError> {
    let value: serde_json::Value = serde_json::from_str(json)
        .map_err(|error| AnswersError::NotJson { line: error.line(), column: error.column() })?;
    let fields = value.as_object().ok_or(AnswersError::NotAnObject)?;
    let known = ["active", "diseases", "signs", "intensity", "cleared"];
    if let Some(at) = fields.keys().position(|field| !known.contains(&field.as_str())) {
        return Err(AnswersError::UnknownField { position: at + 1 });
    }
    let yes_no = |field: &'static str| match fields.get(field) {
        Some(serde_json::Value::Bool(answer)) => Ok(Some(*answer)),
        None => Ok(None),
        Some(_) => Err(AnswersError::Field { field, expected: "true or false" }),
    };
    let list = |field: &'static str| -> Result<Vec<String>, AnswersError> {
        let wrong = AnswersError::Field { field, expected: "a list of names" };
        match fields.get(field) {
            None => Ok(Vec::new()),
            Some(serde_json::Value::Array(items)) => {
                items.iter().map(|item| item.as_str().map(name).ok_or_else(|| wrong.clone())).collect()
            }
            Some(_) => Err(wrong),
        }
    };
    let active = yes_no("active")?.ok_or(AnswersError::Field { field: "active", expected: "true or false" })?;
    let intensity = fields
        .get("intensity")
        .and_then(serde_json::Value::as_str)
        .and_then(|text| match name(text).as_str() {
            "light" => Some(Intensity::Light),
            "moderate" => Some(Intensity::Moderate),
            "vigorous" => Some(Intensity::Vigorous),
            _ => None,
        })
        .ok_or(AnswersError::Field { field: "intensity", expected: "light, moderate or vigorous" })?;
    let mut diseases = Vec::new();
    for (at, disease) in list("diseases")?.iter().enumerate() {
        let disease = match disease.as_str() {
            "cardiovascular" => Disease::Cardiovascular,
            "metabolic" => Disease::Metabolic,
            "renal" => Disease::Renal,
            _ => return Err(AnswersError::UnknownDisease { position: at + 1 }),
        };
        if !diseases.contains(&disease) {
            diseases.push(disease);
        }
    }
    let mut signs: Vec<String> = Vec::new();
    for (at, sign) in list("signs")?.into_iter().enumerate() {
        if !QUESTIONS.iter().any(|question| question.kind == QuestionKind::Sign && question.id == sign) {
            return Err(AnswersError::UnknownSign { position: at + 1 });
        }
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    Ok(Answers { active, diseases, signs, intensity, cleared: yes_no("cleared")?.unwrap_or(false) })
}

/// The ids of the questions of a kind, for an error.
fn ids(kind: QuestionKind) -> String {
    let ids: Vec<&str> =
        QUESTIONS.iter().filter(|question| question.kind == kind).map(|question| question.id).collect();
    ids.join(", ")
}

/// A name as it stands in data.
fn name(written: &str) -> String {
    written.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests;
