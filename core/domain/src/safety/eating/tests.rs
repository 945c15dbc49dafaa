use super::EatingSign::{Binge, Compensating, ExtremeTarget, Fear, Laxatives, Named, NotEating, Purging};
use super::*;
use proptest::prelude::*;

const TOLD: &[(EatingSign, &str)] = &[
    (Purging, "I make myself throw up after dinner"),
    (Purging, "sometimes I purge when I ate too much"),
    (Purging, "I put my fingers down my throat"),
    (Purging, "she made herself sick again"),
    (Purging, "I threw up on purpose"),
    (Purging, "Ich stecke mir den Finger in den Hals"),
    (Purging, "nach dem Essen erbreche ich absichtlich"),
    (Purging, "me provoco el vómito después de cenar"),
    (Purging, "je me fais vomir après les repas"),
    (Laxatives, "I take laxatives to lose weight"),
    (Laxatives, "I've been using a lot of laxatives lately"),
    (Laxatives, "ich nehme Abführmittel zum Abnehmen"),
    (Laxatives, "tomo laxantes para adelgazar"),
    (Laxatives, "je prends des laxatifs"),
    (NotEating, "I haven't eaten for three days"),
    (NotEating, "I have not eaten anything in 4 days"),
    (NotEating, "I'm starving myself to fit the dress"),
    (NotEating, "I ate nothing for five days"),
    (NotEating, "ich habe seit drei Tagen nichts gegessen"),
    (NotEating, "llevo cuatro días sin comer"),
    (NotEating, "je n'ai rien mangé depuis trois jours"),
    (ExtremeTarget, "Plan me 500 kcal a day"),
    (ExtremeTarget, "I want to eat 400 calories per day"),
    (ExtremeTarget, "I only eat 600kcal a day"),
    (ExtremeTarget, "five hundred calories a day is my goal"),
    (ExtremeTarget, "ich will nur 500 Kalorien am Tag essen"),
    (ExtremeTarget, "quiero comer 500 calorías al día"),
    (ExtremeTarget, "je mange 500 calories par jour"),
    (ExtremeTarget, "799 kcal a day"),
    (Binge, "I binge eat every night"),
    (Binge, "I binged again and then I purged"),
    (Binge, "I lose control when eating"),
    (Binge, "ich habe Fressanfälle"),
    (Binge, "tengo atracones por la noche"),
    (Binge, "j'ai des crises de boulimie"),
    (Compensating, "I need to burn off yesterday's binge"),
    (Compensating, "I run to punish myself for eating cake"),
    (Compensating, "I don't deserve food today"),
    (Compensating, "how do I compensate for the cake I ate with a longer run"),
    (Compensating, "tengo que compensar lo que he comido"),
    (Fear, "I'm terrified of gaining weight"),
    (Fear, "I feel guilty every time I eat"),
    (Fear, "I'm afraid of carbs"),
    (Fear, "ich habe Angst vor dem Zunehmen"),
    (Fear, "tengo miedo a engordar"),
    (Fear, "j'ai peur de grossir"),
    (Named, "I have anorexia"),
    (Named, "I'm recovering from an eating disorder"),
    (Named, "my daughter is bulimic"),
    (Named, "ich hatte Magersucht"),
    (Named, "tengo bulimia"),
    (Named, "je souffre d'anorexie"),
];

#[test]
fn signs_are_heard() {
    let missed: Vec<String> = TOLD
        .iter()
        .filter(|(sign, text)| !signs(text).contains(sign))
        .map(|(sign, text)| format!("{text:?} is {sign:?}, gave {:?}", signs(text)))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn signs_are_heard_in_other_words() {
    let texts = [
        "I've been throwing up my food",
        "I stick my fingers down my throat after I eat",
        "I use water pills to drop weight",
        "haven't had anything to eat in three days",
        "I only want 300 calories a day",
        "give me a 600 kcal diet",
        "I eat less than 500 calories a day",
        "I can't stop eating at night and then I hate myself",
        "whenever I eat bread I have to run 10 km to make up for it",
        "I'm scared of eating in front of people",
        "I used to be anorexic",
        "I'm bulimic",
        "I feel disgusting after eating",
        "I am living on coffee and 400 kcal per day",
        "Ich habe seit 4 Tagen nichts gegessen",
        "Ich kotze nach dem Essen",
        "ich esse nur 400 kcal am Tag",
        "Hago dieta de 500 kcal diarias",
        "je ne mange que 400 kcal par jour",
        "no como desde hace tres días",
    ];
    let missed: Vec<_> = texts.iter().filter(|text| signs(text).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn look_alikes_are_none() {
    let texts = [
        "Can you plan 16:8 intermittent fasting for me?",
        "I skipped breakfast",
        "I have a fasting blood test tomorrow",
        "I haven't eaten since yesterday evening because of the blood test",
        "I want to lose 5 kg",
        "I ate too much at the party",
        "I'm starving, what should I eat before the run?",
        "I eat 1800 kcal a day",
        "I want to eat 1,200 kcal a day",
        "800 kcal a day",
        "a deficit of 500 kcal a day",
        "I burned 500 kcal a day cycling",
        "my breakfast has 500 kcal",
        "reduce by 300 kcal a day",
        "I binge watched a series",
        "I threw up after food poisoning",
        "I had a stomach bug and have not eaten for two days",
        "the doctor told me to take laxatives before the colonoscopy",
        "I never purge",
        "I don't have an eating disorder",
        "I have never had an eating disorder",
        "What is bulimia?",
        "what are the signs of anorexia?",
        "How do I gain weight?",
        "I am afraid of the deadlift",
        "I feel guilty for skipping the gym",
        "I'm not afraid of carbs",
        "Ich habe das Frühstück ausgelassen",
        "Ich habe Hunger, was soll ich essen?",
        "Wie funktioniert Intervallfasten?",
        "ein Defizit von 500 Kalorien am Tag",
        "Was ist Magersucht?",
        "hoy no desayuné",
        "quiero bajar de peso",
        "je n'ai pas pris de petit déjeuner",
        "je veux perdre du poids",
        "I stopped eating meat for two weeks",
        "I ate nothing before the run",
        "We ran for days without food stops",
        "I ate 300 calories for breakfast",
        "a 500 kcal run",
        "I had 700 kcal so far today",
        "my goal is 2000 kcal per day",
        "can I fast for 24 hours?",
        "is a 5 day water fast healthy?",
        "I feel bad after eating dairy",
        "I threw up after the sprint",
        "I hate burpees",
        "I'm afraid of injury",
        "I want to cut to 15 % body fat",
        "I forgot to eat lunch",
        "I ate 600 kcal at dinner",
        "what's a good calorie deficit",
        "burned 600 kcal today cycling",
        "I purge my wardrobe",
        "snack of 200 kcal a day is okay?",
        "",
    ];
    let wrong: Vec<_> = texts
        .iter()
        .filter(|text| !signs(text).is_empty())
        .map(|text| format!("{text:?} gave {:?}", signs(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_extreme_begins_below_800_kcal_a_day() {
    for (kcal, is_sign) in [(1, true), (799, true), (800, false), (801, false)] {
        assert_eq!(!signs(&format!("I eat {kcal} kcal a day")).is_empty(), is_sign, "{kcal}");
    }
}

#[test]
fn the_referral_is_kind_and_in_the_language_of_the_text() {
    assert!(referral_text("I make myself throw up").starts_with("Thank you"));
    assert!(referral_text("ich habe Angst vor dem Zunehmen").starts_with("Danke"));
    assert!(referral_text("tengo miedo a engordar").starts_with("Gracias"));
    assert!(referral_text("j'ai peur de grossir et je me fais vomir").starts_with("Merci"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let _ = signs(&text);
    }

    #[test]
    fn signs_are_heard_inside_long_messages(at in 0..TOLD.len(), before in "([a-z]{1,8} ){0,30}", case: bool) {
        let (sign, text) = TOLD[at];
        let text = if case { text.to_uppercase() } else { text.to_owned() };
        let text = format!("hello coach, {}here is my week. {text}. Thanks!", before.replace("not", "").replace("no", ""));
        prop_assert!(signs(&text).contains(&sign), "{}", text);
    }
}
