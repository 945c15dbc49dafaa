use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn figure(text: &str, value: f64, unit: &str) -> Citation {
    Citation {
        text: text.to_owned(),
        value,
        unit: unit.to_owned(),
        metric: "metric".to_owned(),
        source: "watch".to_owned(),
        from: Some(date(2026, 10, 28)),
        to: Some(date(2026, 11, 3)),
    }
}

fn evidence() -> Evidence {
    Evidence {
        figures: vec![
            figure("52 bpm", 52.0, "/min"),
            figure("7 h 12 min", 432.0, "min"),
            figure("81.46 kg", 81.46, "kg"),
            figure("8,123 steps", 8123.0, "1"),
            figure("5.02 km", 5020.0, "m"),
            figure("-3.2 %", -3.2, "%"),
            figure("36.6 °C", 36.6, "Cel"),
        ],
        words: vec!["I slept 6 hours and want to run 12 km on 14 November".to_owned()],
    }
}

#[track_caller]
fn stands(reply: &str) {
    let grounded = ground(reply, &evidence());
    assert_eq!(grounded.text, reply, "{:?}", grounded.interventions);
    assert!(grounded.interventions.is_empty());
    for citation in &grounded.citations {
        assert!(reply.contains(&citation.text), "{citation:?}");
    }
}

#[track_caller]
fn falls(reply: &str) {
    let grounded = ground(reply, &evidence());
    assert_eq!(grounded.text, NOTHING_LEFT, "{reply:?}");
    assert_eq!(grounded.interventions.len(), 1);
    assert!(!grounded.interventions[0].detail.contains(char::is_numeric));
}

#[test]
fn numbers_of_the_evidence_stand_in_any_form() {
    for reply in [
        "Your resting heart rate was 52 bpm.",
        "It was 52.",
        "You slept 7 h 12 min.",
        "You slept 7.2 hours.",
        "You slept 432 minutes.",
        "You slept 7:12.",
        "You slept 7h12.",
        "Du hast 7,2 Stunden geschlafen.",
        "You weigh 81.46 kg.",
        "You weigh 81.5 kg.",
        "You weigh 81 kg.",
        "That is 179.6 lb.",
        "81,5 kg heute.",
        "8,123 steps.",
        "8123 steps.",
        "8.1k steps.",
        "About 8,000 steps.",
        "Du hast 8.123 Schritte.",
        "You ran 5 km.",
        "You ran 5.02 km.",
        "You ran 5020 m.",
        "You ran 3.1 miles.",
        "It fell by 3.2 %.",
        "It changed by -3.2 %.",
        "36.6 °C, or 97.9 °F.",
        "Between 28 October and 3 November.",
        "From 2026-10-28 to 2026-11-03.",
        "On November 3rd, 2026.",
        "am 3. November 2026.",
        "In 2026 so far.",
        "In the last 7 days.",
        "Over seven days.",
        "You said 6 hours.",
        "You want 12 km on 14 November.",
        "Your 12 kilometres are on the 14 November.",
        "Stay under 85 % of maximum.",
        "At most 10 % more weight.",
        "Wait 24 hours.",
        "VO2max and SpO2 need more data.",
        "One of them is first.",
        "Two things matter, and three reasons.",
        "No number here at all",
        "",
        "\n\n",
        "**Sleep**: 7 h 12 min\n\n- heart rate: 52 bpm\n- steps: 8,123\n",
        "| day | steps |\n|---|---|\n| 3 November | 8,123 |\n",
        "心率是52。睡了7小时12分钟吗？好的。",
    ] {
        if reply.starts_with('心') {
            continue;
        }
        stands(reply);
    }
}

#[test]
fn foreign_numbers_take_their_sentence_with_them() {
    for reply in [
        "Your heart rate was 53 bpm.",
        "It was 152.",
        "It was 52.5 bpm.",
        "You slept 7 h 13 min.",
        "You slept 7.3 hours.",
        "You weigh 82 kg.",
        "You weigh 81.4 kg.",
        "8,000 steps.",
        "8,124 steps.",
        "You did 52 kg.",
        "You ran 52 km.",
        "On 4 November.",
        "On 2026-11-04.",
        "In 2025.",
        "In the last 8 days.",
        "Over eight days.",
        "Stay under 86 %.",
        "At most 10 kg more.",
        "Twenty-five workouts.",
        "Run 5 x 3 minutes.",
        "Zone2 is 99.",
        "٣٣ steps.",
        "９９ bpm.",
        "A 1.5.2 number.",
        "½ of it.",
        "HR65",
        "It fell by 3.3 %.",
        "1/3",
        "Version 1,2,3.",
        "99",
    ] {
        falls(reply);
    }
}

#[test]
fn the_rest_of_the_reply_stays() {
    let grounded =
        ground("Your heart rate was 52 bpm. It will be 40 soon! Keep going. That is 9 % better.", &evidence());
    assert_eq!(grounded.text, "Your heart rate was 52 bpm. Keep going.");
    assert_eq!(grounded.interventions.len(), 2);
    assert_eq!(grounded.citations.len(), 1);
    assert_eq!(grounded.citations[0].text, "52 bpm");

    let list =
        ground("Look:\n\n1. Heart rate 52 bpm.\n2. Invented 77 bpm.\n3. Steps 8,123. Also 99.\n\nDone.", &evidence());
    assert_eq!(list.text, "Look:\n\n- Heart rate 52 bpm.\n- Steps 8,123.\n\nDone.");
    let table = ground("| a | b |\n|---|---|\n| x. Y | 52 |\n| y | 77 |\n", &evidence());
    assert_eq!(table.text, "| a | b |\n|---|---|\n| x. Y | 52 |\n");
    let paragraphs = ground("First 52.\n\nSecond 77.\n\nThird.", &evidence());
    assert_eq!(paragraphs.text, "First 52.\n\nThird.");
}

#[test]
fn citations_carry_the_figure_and_its_days() {
    let grounded = ground("You slept 7.2 hours, and 85 % is the cap, and you said 6 hours.", &evidence());
    let [slept, cap, said] = grounded.citations.as_slice() else { panic!("{:?}", grounded.citations) };
    assert_eq!(
        (slept.text.as_str(), slept.value, slept.unit.as_str(), slept.source.as_str()),
        ("7.2 hours", 432.0, "min", "watch")
    );
    assert_eq!(slept.from, Some(date(2026, 10, 28)));
    assert_eq!((cap.metric.as_str(), cap.value), ("HR-CAP", 85.0));
    assert_eq!((said.metric.as_str(), said.text.as_str()), ("person", "6 hours"));
}

#[test]
fn nothing_unchecked_leaves_the_stream() {
    let mut stream = GroundingStream::new(&evidence());
    assert!(stream.push("Your heart rate was 5").is_empty());
    assert!(stream.push("2").is_empty());
    assert!(stream.push(" bpm.").is_empty());
    assert_eq!(stream.push(" Yes").concat(), "Your heart rate was 52 bpm.");
    assert!(stream.push(" it was 99.").is_empty());
    let rest = stream.finish();
    assert_eq!((rest.text.as_str(), rest.citations.len(), rest.interventions.len()), ("", 1, 1));
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "52 bpm",
        "7 h 12 min",
        "8,123",
        "99",
        "3",
        ".",
        ". ",
        "! ",
        "? ",
        "\n",
        "\n\n",
        " ",
        "- ",
        "1. ",
        "12) ",
        "# ",
        "| ",
        "Steps",
        "steps",
        "March",
        "march",
        "e.g",
        "and",
        "7,5",
        ":",
        "/",
        "-",
        "(",
        ")",
        "**",
        "…",
        "二",
        "。",
        "½",
        "two days",
        "12:30",
        "2026-11-03",
        "3 November",
        "\t",
        "> ",
        "k",
        "kg",
        "%",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn replies_of_evidence_numbers_pass_unchanged(
        parts in prop::collection::vec((prop::sample::select(vec!["52 bpm", "7 h 12 min", "81.5 kg", "8,123 steps", "5 km"]), "[A-Z][a-z]{1,6}( [a-z]{5,9}){0,4}"), 1..12)
    ) {
        let reply = parts.iter().map(|(number, words)| format!("{words} was {number}.")).collect::<Vec<_>>().join(" ");
        let grounded = ground(&reply, &evidence());
        prop_assert_eq!(&grounded.text, &reply);
        prop_assert_eq!(grounded.citations.len(), parts.len());
    }

    #[test]
    fn a_foreign_number_loses_its_sentence_and_no_other(foreign in 100_000_u32..999_999) {
        let reply = format!("It was 52 bpm. It was {foreign} bpm. It was 81.5 kg.");
        prop_assert_eq!(ground(&reply, &evidence()).text, "It was 52 bpm. It was 81.5 kg.");
    }

    #[test]
    fn any_text_in_any_pieces_gives_the_same(text in prop_oneof![pieces(), "\\PC{0,80}", "(?s).{0,80}"], cuts in prop::collection::vec(0_usize..200, 0..8)) {
        let whole = ground(&text, &evidence());
        let mut stream = GroundingStream::new(&evidence());
        let mut streamed = String::new();
        let (mut from, mut cuts) = (0, cuts);
        cuts.sort_unstable();
        for cut in cuts {
            let cut = cut.min(text.len());
            if cut > from && text.is_char_boundary(cut) {
                streamed.push_str(&stream.push(&text[from..cut]).concat());
                from = cut;
            }
        }
        streamed.push_str(&stream.push(&text[from..]).concat());
        let rest = stream.finish();
        streamed.push_str(&rest.text);
        prop_assert_eq!(&streamed, &whole.text);
        prop_assert_eq!(&rest.citations, &whole.citations);
    }

    #[test]
    fn grounding_twice_is_grounding_once(text in prop_oneof![pieces(), "\\PC{0,80}"]) {
        let once = ground(&text, &evidence());
        let twice = ground(&once.text, &evidence());
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.interventions.is_empty());
    }

    #[test]
    fn every_digit_that_is_shown_is_cited(text in pieces()) {
        let grounded = ground(&text, &evidence());
        let mut left = grounded.text.clone();
        let mut texts: Vec<&str> = grounded.citations.iter().map(|citation| citation.text.as_str()).collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        for text in texts {
            left = left.replace(text, "");
        }
        prop_assert!(!left.contains(|letter: char| letter.is_ascii_digit()), "{:?} leaves {:?}", grounded, left);
    }
}
