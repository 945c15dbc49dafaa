use super::Removal::{Diagnosis, Dose};
use super::*;
use proptest::prelude::*;

mod sentences_of;

use sentences_of::{ALSO_GO, GO, STAY};

fn removal(text: &str) -> Option<Removal> {
    judge(text, &ScopeContext::default())
}

#[test]
fn sentences_out_of_scope_go() {
    assert!(GO.len() >= 80, "{}", GO.len());
    let missed: Vec<String> = GO
        .iter()
        .filter(|(kind, text)| removal(text) != Some(*kind))
        .map(|(kind, text)| format!("{text:?} is {kind:?}, gave {:?}", removal(text)))
        .collect();
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), GO.len(), missed.join("\n"));
}

#[test]
fn further_sentences_out_of_scope_go() {
    let missed: Vec<&&str> = ALSO_GO.iter().filter(|text| removal(text).is_none()).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn look_alikes_stay() {
    assert!(STAY.len() >= 80, "{}", STAY.len());
    let wrong: Vec<String> =
        STAY.iter().filter_map(|text| removal(text).map(|kind| format!("{text:?} gave {kind:?}"))).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), STAY.len(), wrong.join("\n"));
}

#[test]
fn what_the_person_said_they_have_may_be_said_again() {
    let with = |words: &[&str], conditions: &[&str]| ScopeContext {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        conditions: conditions.iter().map(|word| (*word).to_owned()).collect(),
    };
    let sentence = "You have diabetes, so check your sugar before a run.";
    assert_eq!(judge(sentence, &with(&[], &[])), Some(Diagnosis));
    assert_eq!(judge(sentence, &with(&[], &["diabetes"])), None);
    assert_eq!(judge(sentence, &with(&["I have diabetes type 2."], &[])), None);
    assert_eq!(judge(sentence, &with(&["Ich habe Diabetes"], &[])), None);
    // A question or a guess is no knowledge.
    for guess in [
        "Do I have diabetes?",
        "I think I have diabetes",
        "I don't have diabetes",
        "my mother worries about diabetes",
        "What if I have diabetes?",
    ] {
        assert_eq!(judge(sentence, &with(&[guess], &[])), Some(Diagnosis), "{guess}");
    }
    // One condition opens no other one.
    assert_eq!(judge("You have tendinitis.", &with(&["I have diabetes"], &["diabetes"])), Some(Diagnosis));
    // The amount that the person told of, but not one that they asked about.
    let dose = "You told me of 50 mg metoprolol.";
    assert_eq!(judge(dose, &with(&["I take 50 mg metoprolol"], &[])), None);
    assert_eq!(judge("Take 50 mg metoprolol.", &with(&["should I take 50 mg metoprolol?"], &[])), Some(Dose));
    // The person's own words in quotes.
    let quote = "About \"I have tendinitis\": rest the arm and see a physiotherapist.";
    assert_eq!(judge(quote, &with(&["I think I have tendinitis in my arm"], &[])), None);
    assert_eq!(judge("\"You have tendinitis\" is what I see.", &with(&[], &[])), Some(Diagnosis));
}

#[test]
fn a_referral_takes_the_place_of_what_was_left_out() {
    let report = check("Rest the arm today. You have tendinitis. Walk instead.", &ScopeContext::default());
    assert_eq!(report.text, format!("Rest the arm today. Walk instead.\n\n{}", ADDED[0].referral));
    assert_eq!(report.interventions.len(), 1);
    assert_eq!(report.interventions[0].rule, Rule::Scope);
    assert!(!report.interventions[0].detail.contains("tend"));
    let nothing_left = check("You have tendinitis.", &ScopeContext::default());
    assert_eq!(nothing_left.text, ADDED[0].referral);
    let promise = check("Results are guaranteed.", &ScopeContext::default());
    assert_eq!(promise.text, ADDED[0].no_promise);
    let german =
        check("Mach heute eine Pause und geh spazieren. Du hast eine Sehnenentzündung.", &ScopeContext::default());
    assert!(german.text.ends_with(ADDED[1].referral), "{}", german.text);
}

#[test]
fn what_is_added_is_itself_within_the_scope() {
    for added in ADDED {
        for text in [added.referral, added.no_promise, added.warning] {
            let report = check(text, &ScopeContext::default());
            assert_eq!((report.text.as_str(), report.interventions.len()), (text, 0), "{text}");
        }
        assert!(judge::is_warning(added.warning), "{}", added.warning);
    }
}

#[test]
fn what_the_coach_says_itself_stays() {
    use crate::safety::{eating, live, pain, red_flags};
    let flags = red_flags::scan("chest pain");
    let mut texts = vec![live::COOL_DOWN.to_owned(), pain::recurring_text("left knee", 3).unwrap()];
    for text in [
        "chest pain",
        "Schmerzen in der Brust",
        "dolor en el pecho",
        "douleur à la poitrine",
        "dolore al petto",
        "dor no peito",
    ] {
        texts.push(red_flags::emergency_reply(&flags, Some("DE"), text).0);
        texts.push(eating::referral_text(text).to_owned());
    }
    for text in texts {
        let report = check(&text, &ScopeContext::default());
        assert_eq!((report.text.as_str(), report.interventions.len()), (text.as_str(), 0));
    }
}

#[test]
fn hard_training_carries_one_warning() {
    for text in [
        "Do a HIIT session on Tuesday. And another one on Friday.",
        "Try a 1RM test next week.",
        "Then max out on the bench.",
        "Finish with three heavy singles.",
        "Snatch five times two.",
        "Go to failure on the last set.",
        "Mach heute ein hochintensives Intervalltraining.",
        "Haz una sesión de alta intensidad.",
        "Faites une séance de haute intensité.",
        "Fai una seduta ad alta intensità.",
        "Faça um treino de alta intensidade.",
    ] {
        let report = check(text, &ScopeContext::default());
        let warnings = ADDED.iter().filter(|added| report.text.contains(added.warning)).count();
        assert_eq!(warnings, 1, "{}", report.text);
        assert!(report.text.starts_with(text));
        assert_eq!(report.interventions[0].action, "adjusted");
        // Once is enough.
        let again = check(&report.text, &ScopeContext::default());
        assert_eq!((again.text, again.interventions.len()), (report.text, 0));
    }
    for text in [
        "Take a walk and sleep well.",
        "No HIIT this week.",
        "Leave out the snatch for now.".replace("Leave out", "Avoid").as_str(),
        "Your estimated 1RM is 116.7 kg.",
        "Warm up first, and stop if anything hurts: three heavy singles.",
    ] {
        let report = check(text, &ScopeContext::default());
        assert_eq!((report.text.as_str(), report.interventions.len()), (text, 0));
    }
}

#[test]
fn lists_and_paragraphs_keep_their_form() {
    let text = "Plan:\n\n- Walk 20 minutes.\n- Take 400 mg ibuprofen.\n- Sleep. You have tendinitis. Rest.\n\nYou have a fracture.\n\nSee you.\n";
    let report = check(text, &ScopeContext::default());
    assert_eq!(
        report.text,
        format!("Plan:\n\n- Walk 20 minutes.\n- Sleep. Rest.\n\nSee you.\n\n{}", ADDED[0].referral)
    );
    assert_eq!(report.interventions.len(), 3);
    let first = check("- You have tendinitis. Rest.\n- Walk.", &ScopeContext::default());
    assert!(first.text.starts_with("- Rest.\n- Walk."), "{}", first.text);
}

#[test]
fn sentences_that_were_cut_already_come_out_at_once() {
    let mut stream = ScopeStream::new(&ScopeContext::default());
    let pieces = ["- Walk.", " Take 400 mg ibuprofen.", " Sleep.", "\n", "- You have a fracture.", "\n", "Bye."];
    let shown: Vec<String> = pieces.iter().map(|piece| stream.push_complete(piece).concat()).collect();
    assert_eq!(shown.concat(), "- Walk. Sleep.\nBye.");
    assert_eq!(stream.finish().interventions.len(), 2);
}

fn streamed(text: &str, size: usize, context: &ScopeContext) -> ScopeReport {
    let mut stream = ScopeStream::new(context);
    let letters: Vec<char> = text.chars().collect();
    let mut shown = String::new();
    for piece in letters.chunks(size) {
        shown.push_str(&stream.push(&piece.iter().collect::<String>()).concat());
    }
    let rest = stream.finish();
    shown.push_str(&rest.text);
    ScopeReport { text: shown, ..rest }
}

proptest! {
    #[test]
    fn pieces_do_not_matter(
        picks in proptest::collection::vec((0..GO.len(), 0..STAY.len(), prop_oneof![Just(" "), Just("\n"), Just("\n\n- ")]), 1..5),
        size in 1_usize..30,
    ) {
        let text: String = picks.iter().map(|(go, stay, gap)| format!("{}{gap}{}{gap}", GO[*go].1, STAY[*stay])).collect();
        let whole = check(&text, &ScopeContext::default());
        prop_assert_eq!(&streamed(&text, size, &ScopeContext::default()), &whole);
        for (go, _, _) in &picks {
            prop_assert!(!whole.text.contains(GO[*go].1), "{}", whole.text);
        }
    }

    #[test]
    fn any_text_is_read_and_in_pieces_the_same(text in "[\\PC\n]{0,150}", size in 1_usize..20) {
        prop_assert_eq!(streamed(&text, size, &ScopeContext::default()), check(&text, &ScopeContext::default()));
    }

    #[test]
    fn nothing_else_is_changed(text in "[a-z ,.\n-]{0,120}") {
        let report = check(&text, &ScopeContext::default());
        if report.interventions.is_empty() {
            prop_assert_eq!(report.text, text);
        }
    }
}
