use super::*;
use proptest::prelude::*;

type Expected<'a> = (&'a str, Option<Joint>, Option<Side>, Option<u8>, Option<&'a str>, PainKind);

const TOLD: &[Expected<'_>] = &[
    (
        "my left knee hurts when squatting, 4/10",
        Some(Joint::Knee),
        Some(Side::Left),
        Some(4),
        Some("squatting"),
        PainKind::Pain,
    ),
    ("sore quads from yesterday", None, None, None, None, PainKind::Soreness),
    ("shoulder twinge 2 out of 10", Some(Joint::Shoulder), None, Some(2), None, PainKind::Pain),
    (
        "lower back pain six out of ten deadlifting",
        Some(Joint::LowerBack),
        None,
        Some(6),
        Some("deadlifting"),
        PainKind::Pain,
    ),
    ("My right elbow hurts during curls", Some(Joint::Elbow), Some(Side::Right), None, Some("curls"), PainKind::Pain),
    ("both knees ache", Some(Joint::Knee), Some(Side::Both), None, None, PainKind::Pain),
    ("pain in my left wrist, pain level 7", Some(Joint::Wrist), Some(Side::Left), Some(7), None, PainKind::Pain),
    ("neck pain 3 / 10", Some(Joint::Neck), None, Some(3), None, PainKind::Pain),
    ("my hip hurts, it's a 5", Some(Joint::Hip), None, Some(5), None, PainKind::Pain),
    ("achilles pain of about 4-5/10 when running", Some(Joint::Ankle), None, Some(5), Some("running"), PainKind::Pain),
    ("sharp pain in my hamstring", None, None, None, None, PainKind::Pain),
    ("sore knee", Some(Joint::Knee), None, None, None, PainKind::Unclear),
    (
        "Mein linkes Knie tut beim Kniebeugen weh, 6 von 10",
        Some(Joint::Knee),
        Some(Side::Left),
        Some(6),
        Some("Kniebeugen"),
        PainKind::Pain,
    ),
    (
        "Rückenschmerzen sieben von zehn beim Kreuzheben",
        Some(Joint::LowerBack),
        None,
        Some(7),
        Some("Kreuzheben"),
        PainKind::Pain,
    ),
    ("Ich habe Muskelkater in den Beinen", None, None, None, None, PainKind::Soreness),
    ("Meine rechte Schulter schmerzt", Some(Joint::Shoulder), Some(Side::Right), None, None, PainKind::Pain),
    (
        "me duele la rodilla derecha al hacer sentadillas, 5 de 10",
        Some(Joint::Knee),
        Some(Side::Right),
        Some(5),
        Some("hacer sentadillas"),
        PainKind::Pain,
    ),
    ("tengo agujetas en las piernas", None, None, None, None, PainKind::Soreness),
    ("dolor de espalda baja", Some(Joint::LowerBack), None, None, None, PainKind::Pain),
    ("j'ai mal au genou gauche, 4 sur 10", Some(Joint::Knee), Some(Side::Left), Some(4), None, PainKind::Pain),
    ("j'ai des courbatures aux cuisses", None, None, None, None, PainKind::Soreness),
    ("mon épaule droite me fait mal", Some(Joint::Shoulder), Some(Side::Right), None, None, PainKind::Pain),
    ("I did 3 sets of 10 at 60 kg and my shoulder hurts", Some(Joint::Shoulder), None, None, None, PainKind::Pain),
    ("my ankle hurts since 4 days", Some(Joint::Ankle), None, None, None, PainKind::Pain),
    ("it hurts", None, None, None, None, PainKind::Pain),
    ("upper back pain 1/10", Some(Joint::UpperBack), None, Some(1), None, PainKind::Pain),
    ("my knee pain is back, 0/10 at rest and 6/10 on stairs", Some(Joint::Knee), None, Some(6), None, PainKind::Pain),
    (
        "My right shoulder has been hurting for two weeks when I bench press",
        Some(Joint::Shoulder),
        Some(Side::Right),
        None,
        Some("bench press"),
        PainKind::Pain,
    ),
    (
        "got a sharp pain in my lower back while deadlifting, maybe 7/10",
        Some(Joint::LowerBack),
        None,
        Some(7),
        Some("deadlifting"),
        PainKind::Pain,
    ),
    ("knees are killing me on lunges", Some(Joint::Knee), None, None, Some("lunges"), PainKind::Pain),
    ("elbow is bothering me, around a 4", Some(Joint::Elbow), None, Some(4), None, PainKind::Pain),
    ("hip pinches at the bottom of the squat", Some(Joint::Hip), None, None, Some("squat"), PainKind::Pain),
    ("legs are so sore after leg day", None, None, None, None, PainKind::Soreness),
    ("my chest is sore from bench press", None, None, None, Some("bench press"), PainKind::Soreness),
    ("mir tut der untere Rücken weh", Some(Joint::LowerBack), None, None, None, PainKind::Pain),
    ("me duelen las rodillas al correr", Some(Joint::Knee), None, None, Some("correr"), PainKind::Pain),
    ("the pain came back", None, None, None, None, PainKind::Pain),
    ("I don't have pain in the knee but my hip hurts 4/10", Some(Joint::Hip), None, Some(4), None, PainKind::Pain),
];

#[test]
fn pain_is_read() {
    for (text, joint, side, score, exercise, kind) in TOLD {
        let report = read(text).unwrap_or_else(|| panic!("nothing read of {text:?}"));
        let read = (report.joint, report.side, report.score, report.exercise_words.as_deref(), report.kind);
        assert_eq!(read, (*joint, *side, *score, *exercise, *kind), "{text:?}");
    }
}

#[test]
fn what_is_missing_is_asked_for_with_one_question() {
    let question = |text: &str| read(text).unwrap().question;
    assert_eq!(question("my knee hurts"), Some(HOW_STRONG));
    assert_eq!(question("it hurts"), Some(WHERE));
    assert_eq!(question("it hurts, 4/10"), Some(WHERE_ONLY));
    assert_eq!(question("my knee hurts 4/10"), None);
    assert_eq!(question("sore quads from yesterday"), None);
    assert_eq!(question("sore knee"), Some(SORE_OR_PAIN));
    assert_eq!(question("my quads hurt from yesterday's session"), Some(SORE_OR_PAIN));
    for question in [HOW_STRONG, WHERE, SORE_OR_PAIN] {
        assert!(question.contains("0 to 10"));
    }
}

#[test]
fn three_stops_and_no_number_counts_as_three() {
    assert!(!stops(Some(0)) && !stops(Some(2)));
    assert!(stops(Some(3)) && stops(Some(4)) && stops(Some(10)));
    assert!(stops(None));
}

#[test]
fn no_pain_is_read_where_there_is_none() {
    for text in [
        "",
        "no pain today",
        "my knee doesn't hurt anymore",
        "No pain, no gain!",
        "the pain is gone",
        "I did 4 sets of squats",
        "Log 5/10 mood",
        "it wouldn't hurt to add a set",
        "kein Schmerz im Knie",
        "die Schmerzen sind weg",
        "sin dolor",
        "je n'ai pas mal",
        "pain free for weeks",
        "what is DOMS",
        "how do I prevent soreness?",
        "My squat is 100 kg",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

#[test]
fn counts_of_other_things_are_no_scores() {
    for text in [
        "my knee pain, it's 3 weeks now",
        "knee pain 4 days ago",
        "my knee hurts after 5 km",
        "it's a pain in my knee",
        "knee pain at 60 kg",
        "my knee hurts 11/10",
        "my knee hurts, 3 sets of 10",
    ] {
        let report = read(text).unwrap();
        assert_eq!(report.score, None, "{text:?}");
        assert!(stops(report.score));
    }
}

#[test]
fn places_are_the_words_of_the_person() {
    assert_eq!(read("My Left Knee hurts").unwrap().place, "Left Knee");
    assert_eq!(read("Schmerzen in der rechten Schulter").unwrap().place, "rechten Schulter");
    assert_eq!(read("mal à l'épaule droite").unwrap().place, "épaule droite");
}

#[test]
fn pain_that_recurs_suggests_a_professional() {
    assert_eq!(recurring_text("left knee", 2), None);
    let text = recurring_text("left knee", 3).unwrap();
    assert!(text.contains("left knee") && text.contains("3 times") && text.contains("physiotherapist"));
    assert!(recurring_text(" ", 4).unwrap().contains("this place"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        if let Some(report) = read(&text) {
            prop_assert!(report.score.is_none_or(|score| score <= 10));
        }
    }

    #[test]
    fn every_score_is_read_in_each_way_of_writing(score in 0_u8..=10) {
        for way in ["{}/10", "{} / 10", "{} out of 10", "pain level {}", "{} von 10", "{} de 10", "{} sur 10"] {
            let text = format!("my knee hurts, {}", way.replace("{}", &score.to_string()));
            prop_assert_eq!(read(&text).unwrap().score, Some(score), "{}", text);
        }
    }
}
