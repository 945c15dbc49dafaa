//! Phrases that say when, where, why or out of what something was eaten. They stand for nothing that could be logged, so
//! each is folded into one word of no meaning before the meal is read: `through the day`, `straight from the jar`.

use super::text::{Kind, Token};

/// The word that stands for a phrase of no meaning.
pub(super) const IDLE: &str = "idle";

/// The phrases, folded.
const PHRASES: &[&str] = &[
    "through the day",
    "throughout the day",
    "over the day",
    "over the course of the day",
    "during the day",
    "all day long",
    "all day",
    "last night",
    "last evening",
    "late last night",
    "late at night",
    "late night",
    "the other day",
    "earlier today",
    "earlier on",
    "a bit later",
    "a little later",
    "a while ago",
    "just now",
    "right now",
    "as always",
    "as usual",
    "as ever",
    "as per usual",
    "like always",
    "like usual",
    "like every day",
    "same as always",
    "same as usual",
    "on the go",
    "on the run",
    "on the side",
    "on the way",
    "on the train",
    "on the bus",
    "on the plane",
    "on the sofa",
    "on the couch",
    "on my way",
    "on my way home",
    "on my way to work",
    "on the way home",
    "on the way to work",
    "in a hurry",
    "in a rush",
    "in front of the tv",
    "in between",
    "in the end",
    "in total",
    "in the office",
    "in the car",
    "in bed",
    "between meals",
    "between meetings",
    "to go",
    "to finish",
    "to start",
    "to start with",
    "to share",
    "to drink",
    "to eat",
    "to wash it down",
    "for the road",
    "for a change",
    "for afters",
    "for pudding",
    "for dessert",
    "for starters",
    "for elevenses",
    "after training",
    "after the gym",
    "after work",
    "after my run",
    "before bed",
    "before the gym",
    "at work",
    "at home",
    "at my desk",
    "at the office",
    "at the desk",
    "at the gym",
    "at the cinema",
    "at the pub",
    "at the bar",
    "at school",
    "at uni",
    "at a friends",
    "at a party",
    "at once",
    "at the end",
    "out and about",
    "out of nowhere",
    "that is all",
    "that was all",
    "thats all",
    "thats it",
    "that was it",
    "nothing else",
    "and nothing else",
    "and that was it",
    "and thats it",
    "all in all",
    "of course",
    "by the way",
    "i think",
    "i guess",
    "i believe",
    "i suppose",
    "if that counts",
    "not sure",
    "more or less",
    "or so",
    "give or take",
    "so far",
    "as well",
    "den ganzen tag",
    "uber den tag verteilt",
    "uber den tag",
    "am schreibtisch",
    "auf der arbeit",
    "auf dem weg",
    "auf die hand",
    "auf die schnelle",
    "aus dem glas",
    "aus der packung",
    "aus der tute",
    "aus der dose",
    "aus dem kuhlschrank",
    "vom backer",
    "beim backer",
    "in der mittagspause",
    "in der kantine",
    "in der arbeit",
    "im buro",
    "wie immer",
    "gestern abend",
    "heute morgen",
    "heute mittag",
    "heute abend",
    "vor dem sport",
    "nach dem sport",
    "zum nachtisch",
    "als nachtisch",
    "zum mitnehmen",
    "vor dem schlafen",
    "durante el dia",
    "a lo largo del dia",
    "durante todo el dia",
    "todo el dia",
    "anoche",
    "como siempre",
    "para llevar",
    "en el trabajo",
    "en la oficina",
    "en casa",
    "de postre",
    "esta manana",
    "esta tarde",
    "esta noche",
    "por la manana",
    "por la tarde",
    "por la noche",
    "a media manana",
    "a media tarde",
    "de camino al trabajo",
    "durante la giornata",
    "durante il giorno",
    "tutto il giorno",
    "ieri sera",
    "come sempre",
    "come al solito",
    "al lavoro",
    "in ufficio",
    "al bar",
    "a casa",
    "da asporto",
    "questa mattina",
    "stamattina",
    "stasera",
    "per dolce",
    "tout au long de la journee",
    "toute la journee",
    "dans la journee",
    "hier soir",
    "ce matin",
    "ce midi",
    "ce soir",
    "comme toujours",
    "comme d habitude",
    "au travail",
    "au bureau",
    "a la maison",
    "a emporter",
    "en dessert",
    "sur le pouce",
];

/// Words before where something came from, `straight out of`.
const BEFORE: &[&str] = &["straight", "right", "directly", "fresh", "still", "direkt", "frisch"];
/// What things are taken out of, and where they are bought.
const SOURCES: &[&str] = &[
    "jar",
    "packet",
    "pack",
    "package",
    "tub",
    "box",
    "bag",
    "can",
    "tin",
    "fridge",
    "freezer",
    "oven",
    "pan",
    "carton",
    "bottle",
    "bakery",
    "baker",
    "bakers",
    "shop",
    "tree",
    "garden",
    "supermarket",
    "store",
    "deli",
    "machine",
    "canteen",
    "cafe",
    "takeaway",
    "chippy",
    "container",
    "tap",
    "wrapper",
    "market",
    "stall",
    "stand",
    "van",
    "corner",
    "restaurant",
    "cafeteria",
    "buffet",
    "pub",
    "farm",
    "butcher",
    "butchers",
    "kiosk",
    "station",
    "garage",
    "pizzeria",
    "grill",
    "kitchen",
    "cupboard",
    "drawer",
    "desk",
    "knife",
    "multipack",
    "sachet",
    "coffeeshop",
    "place",
    "takeout",
    "microwave",
    "airfryer",
    "toaster",
];

/// The tokens with each phrase of no meaning folded into one [`IDLE`] word.
pub(super) fn fold_idle(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if (word(&tokens, at), word(&tokens, at + 1), word(&tokens, at + 2)) == (Some("as"), Some("well"), Some("as")) {
            let (start, end) = (tokens[at].start, tokens[at + 2].end);
            out.push(Token { kind: Kind::Word, word: "and".to_owned(), start, end });
            at += 3;
            continue;
        }
        let end = phrase_end(&tokens, at).or_else(|| source_end(&tokens, at));
        match end {
            Some(end) => {
                out.push(Token {
                    kind: Kind::Word,
                    word: IDLE.to_owned(),
                    start: tokens[at].start,
                    end: tokens[end - 1].end,
                });
                at = end;
            }
            None => {
                out.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    out
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).filter(|token| token.is_word()).map(|token| token.word.as_str())
}

fn phrase_end(tokens: &[Token], at: usize) -> Option<usize> {
    let first = word(tokens, at)?;
    PHRASES
        .iter()
        .filter(|phrase| phrase.split(' ').next() == Some(first))
        .filter_map(|phrase| {
            let count = phrase.split(' ').count();
            let same = phrase
                .split(' ')
                .enumerate()
                .all(|(ahead, wanted)| word(tokens, at + ahead).is_some_and(|word| word == wanted));
            same.then_some(at + count)
        })
        .max()
}

/// `straight from the jar`, `out of the packet`, `from the bakery`
fn source_end(tokens: &[Token], at: usize) -> Option<usize> {
    let mut next = at;
    while word(tokens, next).is_some_and(|word| BEFORE.contains(&word)) {
        next += 1;
    }
    next = match (word(tokens, next), word(tokens, next + 1)) {
        (Some("out"), Some("of")) => next + 2,
        (Some("from"), _) => next + 1,
        _ => return None,
    };
    if matches!(word(tokens, next), Some("the" | "a" | "an" | "my" | "our" | "this" | "its")) {
        next += 1;
    } else if !word(tokens, next).is_some_and(|word| SOURCES.contains(&word)) {
        return None;
    }
    // Up to two words say which one it was: `the vending machine`.
    (next..next + 3)
        .take_while(|at| word(tokens, *at).is_some())
        .filter(|at| word(tokens, *at).is_some_and(|word| SOURCES.contains(&word)))
        .last()
        .map(|last| last + 1)
}
