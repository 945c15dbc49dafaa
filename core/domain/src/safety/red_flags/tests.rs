use super::RedFlagKind::{
    Arrhythmia, Breathing, ChestPain, Headache, JointPain, Rhabdomyolysis, Stroke, SyncopeDizziness,
};
use super::*;
use phrases::{EVERYDAY, TOLD};
use proptest::prelude::*;

mod classes;
mod phrases;

#[track_caller]
fn flagged(kind: RedFlagKind, texts: &[&str]) {
    let missed: Vec<_> = texts
        .iter()
        .filter(|text| !scan(text).iter().any(|flag| flag.kind == kind))
        .map(|text| format!("{text:?} gave {:?}", scan(text)))
        .collect();
    assert!(missed.is_empty(), "not flagged as {kind:?}:\n{}", missed.join("\n"));
}

#[track_caller]
fn clear(texts: &[&str]) {
    let wrong: Vec<_> = texts
        .iter()
        .filter(|text| !scan(text).is_empty())
        .map(|text| format!("{text:?} gave {:?}", scan(text)))
        .collect();
    assert!(wrong.is_empty(), "flagged:\n{}", wrong.join("\n"));
}

#[test]
fn chest_pain() {
    flagged(
        ChestPain,
        &[
            "My chest hurts",
            "I have chest pain",
            "there's a sharp pain in my chest when I run",
            "chset pain since this morning",
            "my cheast hurts alot",
            "Chest pian",
            "CHEST TIGHTNESS!!",
            "it feels like an elephant is sitting on my chest",
            "pressure in the middle of my chest",
            "My husband has crushing chest pain",
            "my chest feels heavy and my left arm aches",
            "I think I'm having a heart attack",
            "feeling a squeezing in my chest going down into my left arm",
            "tight chest",
            "my heart hurts when I climb the stairs",
            "my chest aches during bench press",
            "chest pain when benching",
            "pain radiating down my left arm and jaw",
            "Did squats today, 5x5 at 100 kg, felt ok. Then ate, and now there is a burning in my chest. Should I do cardio tomorrow?",
            r#"{"workout":"run","note":"stopped early, chest pain","minutes":12}"#,
            "Ich habe Brustschmerzen",
            "Ich habe Schmerzen in der Brust",
            "Mir tut die Brust weh",
            "Druck auf der Brust seit heute",
            "Stechen in der Brust beim Laufen",
            "me duele el pecho",
            "tengo dolor en el pecho",
            "siento una opresión en el pecho",
            "j'ai mal à la poitrine",
            "douleur dans la poitrine",
            "ma poitrine me serre",
            "ho un dolore al petto",
            "mi fa male il petto",
            "sento una pressione sul petto",
            "estou com dor no peito",
            "sinto um aperto no peito",
            "ik heb pijn op de borst",
            "drukkend gevoel op mijn borst",
            "boli mnie w klatce piersiowej",
            "mam ból w klatce piersiowej",
            "göğsüm ağrıyor",
            "göğsümde ağrı var",
            "göğüs ağrım var",
            "我胸口痛",
            "跑步的时候胸部很疼",
            "胸口好闷",
            "我胸痛",
            "不知道为什么胸口很疼",
            "I don't know why but my chest hurts",
            "My chest pain isn't going away",
            "never had chest pain like this",
            "chess pain",
        ],
    );
}

#[test]
fn dizziness() {
    flagged(
        SyncopeDizziness,
        &[
            "I feel dizzy",
            "im so dizy",
            "I fainted during squats",
            "I passed out at the gym",
            "nearly blacked out after deadlifts",
            "the room is spinning",
            "I feel faint",
            "feeling light-headed",
            "lightheded since the run",
            "everything went black for a second",
            "She lost consciousness",
            "my client collapsed during the workout",
            "mir ist schwindelig",
            "ich bin umgekippt",
            "mir wird schwarz vor Augen",
            "estoy mareado",
            "me desmayé en el gimnasio",
            "j'ai la tête qui tourne",
            "je me suis évanouie",
            "mi gira la testa",
            "sono svenuta",
            "estou com tontura",
            "desmaiei",
            "ik ben duizelig",
            "ik ben flauwgevallen",
            "kręci mi się w głowie",
            "zemdlałem",
            "başım dönüyor",
            "bayıldım",
            "我头晕",
            "他晕倒了",
            "头很暈，我頭暈",
            "Why do I get dizzy when I stand up?",
            "is it normal to feel dizzy after squats?",
            "dizzzzy",
        ],
    );
}

#[test]
fn breathing() {
    flagged(
        Breathing,
        &[
            "I can't breathe",
            "cant breath",
            "I'm struggling to breathe at rest",
            "I have trouble breathing",
            "difficulty breathing",
            "short of breath lying in bed",
            "I get short of breath climbing stairs",
            "shortness of breath",
            "gasping for air and I was only sitting",
            "it's hard to breathe",
            "she is wheezing badly",
            "I can not breathe properly",
            "ich kann nicht atmen",
            "ich bekomme keine Luft",
            "Atemnot seit heute Morgen",
            "no puedo respirar",
            "me cuesta respirar",
            "me falta el aire",
            "je n'arrive plus à respirer",
            "j'ai du mal à respirer",
            "non riesco a respirare",
            "mi manca il fiato",
            "não consigo respirar",
            "estou com falta de ar",
            "ik kan niet ademen",
            "ik krijg geen lucht",
            "nie mogę oddychać",
            "mam duszności",
            "nefes alamıyorum",
            "nefes darlığım var",
            "我喘不过气",
            "呼吸困难",
            "我無法呼吸",
            "out of breath just sitting on the couch",
        ],
    );
}

#[test]
fn heartbeat_joints_head_and_the_rest() {
    flagged(
        Arrhythmia,
        &[
            "my heart is beating irregularly",
            "I have palpitations",
            "palpatations again",
            "my heart keeps skipping beats",
            "irregular heartbeat",
            "my heart is racing and I'm just sitting",
            "heart fluttering",
            "My watch says atrial fibrillation",
            "Herzrasen und Herzstolpern",
            "mein Herz schlägt unregelmäßig",
            "tengo palpitaciones",
            "mi corazón late irregular",
            "mon coeur bat irrégulièrement",
            "ho le palpitazioni",
            "coração batendo descompassado",
            "hartkloppingen",
            "mam kołatanie serca",
            "kalbim düzensiz atıyor",
            "çarpıntım var",
            "心跳不规律",
            "我心悸",
        ],
    );
    flagged(
        JointPain,
        &[
            "severe knee pain",
            "my knee is in agony",
            "excruciating pain in my shoulder",
            "I can't put weight on my ankle",
            "unbearable pain in my left hip",
            "my knee pain is 9/10",
            "can't walk on my knee",
            "my shoulder is dislocated",
            "starke Schmerzen im Knie",
            "ich kann mein Knie nicht belasten",
            "dolor insoportable en la rodilla",
            "douleur insupportable au genou",
            "dolore fortissimo al ginocchio",
            "dor insuportável no joelho",
            "ondraaglijke pijn in mijn knie",
            "potworny ból kolana",
            "dizimde dayanılmaz ağrı var",
            "膝盖剧痛",
            "膝盖疼得走不了路",
        ],
    );
    flagged(
        Stroke,
        &[
            "my left side suddenly went weak",
            "my face is drooping",
            "slurred speech",
            "my dad's speech is slurred and his face droops",
            "right arm went numb suddenly",
            "I can't move my right arm and my face feels numb",
            "I think she is having a stroke",
            "half of my face is numb",
            "mein linker Arm ist plötzlich taub",
            "sein Mundwinkel hängt",
            "tengo la mitad de la cara dormida",
            "bouche de travers",
            "ho la bocca storta",
            "boca torta",
            "scheve mond",
            "opada mi kącik ust",
            "yüzüm kaydı",
            "半边身体发麻",
            "嘴歪了",
        ],
    );
    flagged(
        Headache,
        &[
            "worst headache of my life",
            "a sudden severe headache",
            "thunderclap headache",
            "excruciating headache out of nowhere",
            "plötzlich extrem starke Kopfschmerzen",
            "el peor dolor de cabeza de mi vida",
            "mal de tête brutal et violent",
            "突然头痛得要炸",
            "peggior mal di testa della mia vita",
        ],
    );
    flagged(
        Rhabdomyolysis,
        &[
            "my pee is cola coloured after crossfit",
            "dark urine and swollen muscles",
            "urine is brown and my arms are swollen",
            "I think I have rhabdo",
            "mein Urin ist braun nach dem Training",
            "mi orina es color cola",
            "尿像可乐一样，肌肉很肿",
        ],
    );
}

#[test]
fn what_only_looks_like_a_red_flag() {
    clear(&[
        "My chest is sore from bench press",
        "my chest is sore",
        "chest day tomorrow",
        "How much should I chest press?",
        "DOMS in my chest after push ups",
        "my chest is tight after benching, how do I stretch it?",
        "no chest pain",
        "I have no chest pain or dizziness",
        "No chest pain, dizziness, or shortness of breath today",
        "I don't feel dizzy",
        "without any dizziness",
        "keine Brustschmerzen",
        "kein Schwindel und keine Atemnot",
        "sin dolor en el pecho",
        "no me duele el pecho",
        "pas de douleur à la poitrine",
        "nessun dolore al petto",
        "sem dor no peito",
        "geen pijn op de borst",
        "nie mam bólu w klatce piersiowej",
        "göğüs ağrım yok",
        "没有胸痛",
        "我没有头晕",
        "what is a heart attack?",
        "can running cause chest pain?",
        "What are the symptoms of a stroke?",
        "跑步会导致胸痛吗？",
        "was ist ein Herzinfarkt?",
        "qué es una arritmia?",
        "Tell me about atrial fibrillation",
        "the view took my breath away",
        "I was dizzy with joy",
        "a killer headache of a project",
        "irregular sleep",
        "my sleep is irregular and my heart rate variability is low",
        "I was out of breath after the sprints",
        "out of breath after sprints",
        "heart racing during intervals",
        "my knee hurts a little",
        "my knees are sore after leg day",
        "I have a headache",
        "my left arm is weaker than my right on curls",
        "my chest strap hurts",
        "get it off my chest",
        "I want a bigger chest",
        "pain in my knee after chest and back",
        "How do I breathe during squats?",
        "breathing exercises for sleep",
        "my urine is dark yellow",
        "what was my resting heart rate last week?",
        "my pulse was 150 in the race",
        "show my stroke rate in the pool",
        "how was my recovery?",
        "check my heart rate",
        "train chest and shoulders",
        "I am weak at pull ups",
        "my back hurts",
        "I slept on my left arm and it is numb",
        "Muskelkater in der Brust vom Bankdrücken",
        "agujetas en el pecho por el press de banca",
        "练胸之后胸肌酸痛",
        "Stop if you feel dizzy or have chest pain.",
        "I read an article about heart attacks",
        "chest hurts from push-ups",
        "chess is hard",
        "faint memory of that race",
        "rest day",
        "How many steps did I take?",
        "My chest measurement is 100 cm",
        "my heart skipped a beat when I saw the medal",
        "You passed out of the beginner level",
        "I'm fighting for a PR",
        "my grandfather had a heart attack in 1990, does that matter?",
        "severe weather ruined my run",
    ]);
}

#[test]
fn past_and_over_is_told_apart() {
    for text in [
        "I had chest pain last week, it's gone now",
        "I was dizzy yesterday but I'm fine now",
        "Had chest pain years ago",
        "Ich hatte Brustschmerzen, jetzt ist alles wieder gut",
        "I fainted. It passed quickly and I feel fine now.",
        "I had a heart attack in 2019",
        "tuve mareos pero ya pasó",
    ] {
        let flags = scan(text);
        assert!(!flags.is_empty() && flags.iter().all(|flag| flag.resolved), "{text:?} gave {flags:?}");
    }
    for text in [
        "I had chest pain last week and still have it",
        "chest pain since yesterday",
        "I was dizzy, it went away and came back again",
    ] {
        let flags = scan(text);
        assert!(flags.iter().any(|flag| !flag.resolved), "{text:?} gave {flags:?}");
    }
}

#[test]
fn a_denial_covers_only_what_it_denies() {
    flagged(
        ChestPain,
        &[
            "no dizziness but my chest hurts",
            "No, my chest hurts",
            "I have no energy and my chest hurts",
            "not feeling well, chest pain",
            "no fever, chest pain",
        ],
    );
    let flags = scan("No chest pain, but I feel dizzy");
    assert_eq!(flags.iter().map(|flag| flag.kind).collect::<Vec<_>>(), [SyncopeDizziness]);
}

#[test]
fn replies_are_in_the_language_of_the_text_and_name_the_number() {
    for (text, country, parts) in [
        (
            "my chest hurts",
            Some("US"),
            ["Call 911 now", "No"].map(|p| if p == "No" { "I will not give you a workout" } else { p }),
        ),
        ("Ich habe Brustschmerzen", Some("DE"), ["112", "kein Training"]),
        ("no puedo respirar y me duele el pecho", Some("AR"), ["107 o 911", "suspendido"]),
        ("j'ai mal à la poitrine", Some("FR"), ["112", "suspendu"]),
        ("mi fa male il petto e non riesco a respirare", Some("IT"), ["112", "sospeso"]),
        ("estou com dor no peito", Some("BR"), ["192", "suspenso"]),
        ("ik heb pijn op de borst", Some("NL"), ["112", "geen training"]),
        ("boli mnie w klatce piersiowej", Some("PL"), ["112", "zawieszony"]),
        ("göğsüm ağrıyor", Some("TR"), ["112", "askıda"]),
        ("我胸口痛", Some("CN"), ["120", "暂停"]),
        ("my chest hurts", None, ["112 or 911", "local emergency number"]),
        ("my chest hurts", Some("QQ"), ["112 or 911", "local emergency number"]),
    ] {
        let flags = scan(text);
        let (reply, intervention) = emergency_reply(&flags, country, text);
        assert!(parts.iter().all(|part| reply.contains(part)), "{text}: {reply}");
        assert_eq!((intervention.rule, intervention.action.as_str()), (crate::safety::Rule::RedFlag, "stopped"));
        assert!(!reply.contains("{n}"));
        for citation in emergency_citations(&reply) {
            assert!(reply.contains(&citation.text) && citation.metric == "RED-FLAG");
        }
    }
    let flags = scan("I had chest pain last week, it's gone now");
    let (reply, _) = emergency_reply(&flags, Some("GB"), "I had chest pain last week, it's gone now");
    assert!(reply.contains("doctor before you train") && reply.contains("999 or 112"), "{reply}");
}

#[test]
fn words_are_as_written() {
    let flags = scan("Hm… my CHEST really HURTS.");
    assert_eq!(flags[0].words, "CHEST really HURTS");
}

#[test]
fn said_in_other_ways() {
    let missed: Vec<&&str> = TOLD.iter().filter(|text| scan(text).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn everyday_talk_is_left_alone() {
    clear(EVERYDAY);
}

#[test]
fn each_class_is_flagged() {
    flagged(ChestPain, classes::KILLING);
    flagged(Arrhythmia, classes::RACING);
    flagged(Arrhythmia, classes::SKIPPING);
    flagged(Breathing, classes::AIR);
    let missed: Vec<&&str> = classes::STILL_TOLD.iter().filter(|text| scan(text).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn each_class_is_left_alone() {
    for class in [classes::PLAIN, classes::NEVER, classes::STORIES, classes::ASLEEP, classes::GIDDY] {
        clear(class);
    }
}

proptest! {
    #[test]
    fn any_text_is_scanned_without_panic(text in "\\PC{0,200}") {
        for flag in scan(&text) {
            prop_assert!(text.contains(&flag.words));
        }
        let _ = emergency_reply(&scan(&text), None, &text);
    }

    #[test]
    fn a_flag_is_found_inside_long_text(before in "([a-z]{2,8} ){0,60}", after in "( [a-z]{2,8}){0,60}") {
        let text = format!("{before}. I have chest pain right now. {after}");
        prop_assert!(scan(&text).iter().any(|flag| flag.kind == ChestPain && !flag.resolved));
    }

    #[test]
    fn one_swapped_pair_of_letters_hides_nothing(at in 1_usize..7, word in prop::sample::select(vec!["dizziness", "palpitations", "lightheaded", "brustschmerzen"])) {
        let mut letters: Vec<char> = word.chars().collect();
        letters.swap(at, at + 1);
        let text: String = letters.into_iter().collect();
        prop_assert!(!scan(&format!("I have {text}")).is_empty(), "{text}");
    }
}
