//! Meals that are told, put right or asked for.

use super::super::lexicon::{Concept, Meaning};
use super::super::time::When;
use super::super::topic::Topic;
use super::pattern::number;
use super::{Matter, Said, Slots, Wish, words};

/// Words that open a correction.
const OPENERS: &[&str] = &[
    "no",
    "nope",
    "not",
    "actually",
    "sorry",
    "only",
    "just",
    "without",
    "minus",
    "plus",
    "but",
    "and",
    "also",
    "it",
    "make",
    "i",
    "wait",
    "oh",
    "the",
    "they",
    "there",
    "correction",
    "wrong",
    "instead",
    "more",
    "less",
    "half",
    "with",
    "skip",
    "remove",
    "forgot",
    "add",
];
/// Longest correction in words; longer messages speak for themselves.
const LONGEST: usize = 14;

/// "no, two of them", "without the butter", "skimmed": said after a meal was told.
pub(super) fn correction(said: &Said<'_>) -> Option<Wish> {
    let previous = said.previous.filter(|wish| matches!(wish.matter, Matter::LogMeal | Matter::CorrectMeal))?;
    let before = previous.slots.text.as_deref()?;
    let talk = matches!(
        said.topic,
        Topic::Thanks
            | Topic::Greeting
            | Topic::Goodbye
            | Topic::Help
            | Topic::Identity
            | Topic::TalkTo
            | Topic::Medical
    );
    let agrees = said.tokens.len() <= 2
        && said.begins(&[
            "yes", "ok", "okay", "yep", "sure", "great", "fine", "good", "cool", "perfect", "yeah", "approve",
        ]);
    if talk || agrees || said.tokens.len() > LONGEST || said.raw.contains('?') || asks(said) {
        return None;
    }
    let opens = said.begins(OPENERS) || said.tokens.first().is_some_and(|token| number(token).is_some());
    let of_meals = matches!(said.topic, Topic::Unclear | Topic::Nutrition | Topic::Intake | Topic::Acknowledgement);
    // a new meal is no correction of the one before
    let anew = told(said) && said.tokens.iter().any(|token| words::meal(&token.stem).is_some());
    if anew || !(of_meals || (opens && foods(said) > 0)) {
        return None;
    }
    let slots = Slots {
        text: Some(format!("{}\n{}", before.trim(), said.raw.trim())),
        correction: Some(said.raw.trim().to_owned()),
        replaces_text: Some(before.to_owned()),
        slot: previous.slots.slot.clone(),
        at: previous.slots.at.clone(),
        ..Slots::default()
    };
    Some(Wish { matter: Matter::CorrectMeal, slots })
}

fn asks(said: &Said<'_>) -> bool {
    said.begins(&[
        "how", "what", "when", "was", "is", "are", "am", "why", "who", "which", "did", "does", "has", "show", "should",
        "compare",
    ])
}

fn foods(said: &Said<'_>) -> usize {
    said.tokens.iter().filter(|token| words::is_food(&token.stem)).count()
}

/// Tells whether a meal is told to be written down: "I had two eggs for breakfast", "lunch: soup and bread".
pub(super) fn told(said: &Said<'_>) -> bool {
    let logs = said.has(Concept::LogVerb) || said.begins(&["add", "log", "track", "record", "note", "enter", "put"]);
    let polite = said.begins(&["can", "could", "please"]) && logs;
    if (asks(said) || said.raw.contains('?')) && !polite {
        return false;
    }
    if matches!(said.topic, Topic::Motivation | Topic::Sleep | Topic::Hrv | Topic::HeartRate | Topic::BodyMetric)
        && foods(said) == 0
    {
        return false;
    }
    if said.has(Concept::Why)
        || said.says(&["quit", "stopped", "since", "plan", "recipe", "idea", "ideas", "suggest", "should"])
    {
        return false;
    }
    let meal = said.tokens.iter().any(|token| words::meal(&token.stem).is_some());
    let named =
        foods(said) > 0 || said.tokens.iter().any(|token| words::is_portion(&token.stem) && token.text.len() > 1);
    let vague = said.says(&[
        "nothing",
        "badly",
        "well",
        "much",
        "not",
        "never",
        "want",
        "need",
        "like",
        "healthy",
        "healthier",
    ]);
    let ate = said.says(&["ate", "eaten", "drank", "drunk", "snacked", "munched", "devoured", "nibbled"]);
    let had = said.says(&["had", "having"]);
    let was = meal && said.says(&["was", "were"]);
    // "my meal log" names a thing, "log my meal" asks for an act
    let act = !said.begins(&["my", "the", "show"])
        && said
            .tokens
            .iter()
            .take(3)
            .any(|token| token.is(&["log", "add", "track", "record", "note", "enter", "save"]));
    if logs && (foods(said) > 0 || (act && (meal || said.says(&["meal", "food"])) && !said.says(&["diary"]))) {
        return !said.spots.iter().any(|spot| matches!(spot.meaning, Meaning::Exercise(_) | Meaning::Sport(_)));
    }
    if (ate || ((had || was) && (named || meal))) && !vague {
        return true;
    }
    // "2 eggs, toast with butter": hardly anything but foods and amounts
    bare(said) && !vague
}

/// Words that make a sentence of more than foods and amounts.
const SENTENCE: &[&str] = &[
    "i",
    "my",
    "me",
    "you",
    "is",
    "are",
    "am",
    "do",
    "does",
    "should",
    "could",
    "would",
    "want",
    "need",
    "make",
    "give",
    "show",
    "tell",
    "help",
    "recommend",
    "how",
    "what",
    "when",
    "why",
    "or",
    "please",
    "plan",
    "diet",
    "eat",
    "eating",
    "cook",
    "healthy",
    "calories",
    "macros",
    "carbs",
    "vegan",
    "vegetarian",
    "veggie",
    "quick",
    "remind",
    "watch",
    "battery",
    "app",
    "phone",
    "supplement",
    "supplements",
    "nutritional",
    "nutrition",
    "value",
    "values",
    "nutrients",
    "facts",
    "we",
    "something",
    "more",
    "less",
    "better",
    "than",
    "dinner",
    "lunch",
    "breakfast",
    "snack",
    "supper",
    "meal",
    "exercise",
];
/// Longest list of foods in words.
const LIST: usize = 30;

/// "2 eggs, toast with butter": foods and amounts without a sentence around them; "lunch: soup" too.
fn bare(said: &Said<'_>) -> bool {
    let meal = |at: usize| said.tokens.get(at).is_some_and(|token| words::meal(&token.stem).is_some());
    let headed = meal(0) && (said.raw.contains(':') || said.tokens.get(1).is_some_and(|token| number(token).is_some()));
    // "toast for breakfast" tells, "ideas for breakfast" is kept out by its other word
    let spoilt = said.tokens.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).and_then(|at| said.tokens.get(at));
        let next = said.tokens.get(at + 1);
        if token.is(&["protein"]) {
            let of_food = before.is_some_and(|token| token.is(&["whey"]))
                || next.is_some_and(|token| token.is(&["shake", "bar", "powder", "pancakes", "yoghurt"]));
            return !of_food;
        }
        let named = meal(at) && before.is_some_and(|token| token.is(&["for"]));
        !named && token.is(SENTENCE)
    });
    let list = headed || !spoilt;
    let article = usize::from(said.begins(&["a", "an", "some", "the", "half"]));
    let opens = said
        .tokens
        .get(article)
        .is_some_and(|token| number(token).is_some() || words::is_food(&token.stem) || words::is_portion(&token.stem));
    let of_meals = matches!(
        said.topic,
        Topic::Nutrition | Topic::MealLog | Topic::Unclear | Topic::Intake | Topic::Acknowledgement
    );
    // a drug is no food, and where the words speak of something else the list has to begin like one
    let fits = of_meals || (opens && !matches!(said.topic, Topic::Medical | Topic::OffTopic | Topic::LogWorkout));
    list && foods(said) > 0 && fits && said.tokens.len() <= LIST
}

/// The meal of the day that was named, also by the time of day.
pub(super) fn slot(said: &Said<'_>) -> Option<&'static str> {
    said.tokens.iter().find_map(|token| words::meal(&token.stem)).or_else(|| {
        if said.says(&["morning"]) {
            Some("breakfast")
        } else if said.says(&["tonight", "evening", "night"]) {
            Some("dinner")
        } else {
            None
        }
    })
}

/// When a meal of an earlier day was eaten: at the usual hour of its kind, which the person sees before it is written.
pub(super) fn eaten_at(said: &Said<'_>, slot: Option<&str>) -> Option<String> {
    let yesterday = said.today.saturating_sub(jiff::Span::new().days(1));
    let day = said.mentions.iter().find_map(|mention| match mention.when {
        When::LastNight => Some(yesterday),
        When::Days(range) if range.days() == 1 && range.to < said.today => Some(range.to),
        _ => None,
    })?;
    let hour = match slot {
        Some("breakfast") => "08:00",
        Some("dinner") => "19:00",
        Some("snack") => "16:00",
        _ => "12:30",
    };
    Some(format!("{day}T{hour}"))
}

/// A question for what was eaten, which the score has found: of a day against its targets, of more days as meals.
pub(super) fn looked_up(said: &Said<'_>) -> Option<Matter> {
    let of_meals = said.spots.iter().any(|spot| {
        matches!(spot.meaning, Meaning::Metric("energy_in" | "protein" | "carbs" | "fat" | "fibre"))
            || spot.meaning == Meaning::Concept(Concept::Calories)
    });
    let plain = !said.has(Concept::Trend)
        && !said.has(Concept::Compare)
        && !said.has(Concept::Fitter)
        && !said.has(Concept::Average);
    (said.topic == Topic::Intake && of_meals && plain).then(|| {
        let days = said.mentions.iter().any(|mention| match mention.when {
            When::Days(range) => range.days() > 1,
            _ => true,
        });
        if days { Matter::ShowMeals } else { Matter::Macros }
    })
}
