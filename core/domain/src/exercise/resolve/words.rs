//! How a name is read: folded words in one spelling, and the equipment that it names.

use super::gear::{Gear, Gears};
use super::languages::{foreign_words, translated};
use crate::fold::fold_letter;
use unicode_normalization::char::is_combining_mark;

/// What is looked at of a name; no name of an exercise is longer.
const LONGEST: usize = 160;

/// Words without a meaning of their own in a name.
const EMPTY: &[&str] = &[
    "and", "the", "a", "an", "with", "w", "on", "of", "to", "for", "in", "at", "from", "using", "your", "de", "del",
    "con", "en", "el", "la", "los", "las", "al", "mit", "am", "auf", "der", "die", "das", "dem", "den", "und", "im",
    "au", "aux", "le", "les", "du", "des", "et", "avec", "sur", "zum", "zur", "da", "di", "su", "ai", "alla", "alle",
    "sulla", "sulle", "com", "em", "na", "met", "op", "van", "un", "une", "il", "lo", "e",
];

/// What is worn or hung on beside a lift, and the words after which it is only that: "squat with belt" is no belt squat.
const WORN: &[&str] = &["belt", "belts", "strap", "straps", "wraps", "sleeves", "chains", "vest", "gurtel"];
/// Words before what is worn.
const BESIDE: &[&str] = &["with", "w", "and", "no", "without", "mit", "con", "avec", "plus"];

/// Words that describe how an exercise is done but hardly ever which one it is.
const SOFT: &[&str] = &[
    "exercise",
    "type",
    "workout",
    "activity",
    "session",
    "training",
    "hkworkout",
    "grip",
    "medium",
    "standard",
    "regular",
    "normal",
    "basic",
    "classic",
    "traditional",
    "conventional",
    "strict",
    "standing",
    "free",
    "heavy",
    "light",
    "slow",
    "controlled",
    "explosive",
    "tempo",
    "alternating",
    "bilateral",
    "both",
    "two",
    "style",
    "version",
    "variation",
    "male",
    "female",
    "rep",
    "set",
    "min",
    "sec",
    "kg",
    "lb",
    "warmup",
    "weighted",
    "flat",
    "full",
    "easy",
    "outdoor",
    "position",
    "overhand",
    "attachment",
    "handle",
    "max",
    "new",
    "my",
    "superset",
    "dropset",
    "myo",
    "left",
    "each",
    "per",
    "x",
    "rpe",
    "rir",
    "amrap",
    "emom",
    "right",
    "working",
    "range",
    "rom",
    "offset",
    "mid",
    "middle",
    "degree",
    "deg",
    "graus",
    "grad",
    "grado",
    "grau",
    "degre",
    "izquierda",
    "izquierdo",
    "derecha",
    "derecho",
    "gauche",
    "droite",
    "link",
    "recht",
    "sinistro",
    "sinistra",
    "destro",
    "destra",
    "esquerdo",
    "esquerda",
    "direito",
    "direita",
    "technogym",
    "cybex",
    "matrix",
    "panatta",
    "precor",
    "nautilus",
    "brand",
    "partialrange",
    "iso",
    "strap",
    "wrap",
    "sleeve",
    "chain",
    "top",
    "mag",
    "together",
    "deep",
];

/// Whether a word hardly ever decides which exercise is meant; numbers with and without units and marks like "A1" are
/// among them.
pub(super) fn is_soft(word: &str) -> bool {
    let mark = || matches!(word.as_bytes(), [letter, digit] if letter.is_ascii_lowercase() && digit.is_ascii_digit());
    SOFT.contains(&word) || word.starts_with(|letter: char| letter.is_ascii_digit()) || mark()
}

/// Words that say where, how or with which part of the body: alone they are no exercise.
const MODIFIERS: &[&str] = &[
    "front",
    "back",
    "side",
    "lateral",
    "reverse",
    "incline",
    "decline",
    "seated",
    "lying",
    "kneeling",
    "prone",
    "single",
    "double",
    "high",
    "low",
    "close",
    "wide",
    "underhand",
    "neutral",
    "overhead",
    "up",
    "down",
    "over",
    "inverted",
    "cross",
    "pause",
    "assisted",
    "elevated",
    "horizontal",
    "vertical",
    "upper",
    "lower",
    "inner",
    "outer",
    "body",
    "leg",
    "arm",
    "chest",
    "shoulder",
    "epaule",
    "hip",
    "knee",
    "ankle",
    "heel",
    "toe",
    "foot",
    "wrist",
    "neck",
    "head",
    "hand",
    "glute",
    "hamstring",
    "quad",
    "calf",
    "bicep",
    "tricep",
    "lat",
    "delt",
    "ab",
    "core",
    "pec",
    "rear",
    "floor",
    "bench",
    "box",
    "wall",
    "ball",
    "bar",
    "rope",
    "stance",
    "vgrip",
    "trap",
    "oblique",
    "forearm",
    "thigh",
];

/// Whether a word only describes: it names a place, a posture or a part of the body.
pub(super) fn is_modifier(word: &str) -> bool {
    MODIFIERS.contains(&word)
}

/// One spelling, or more than one word, for abbreviations and synonyms; folded and without plural.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("db", &["dumbbell"]),
    ("dumbel", &["dumbbell"]),
    ("feet", &["foot"]),
    ("palloff", &["pallof"]),
    ("paloff", &["pallof"]),
    ("dumbell", &["dumbbell"]),
    ("bb", &["barbell"]),
    ("kh", &["dumbbell"]),
    ("lh", &["barbell"]),
    ("leste", &["weighted"]),
    ("2", &["two"]),
    ("kb", &["kettlebell"]),
    ("bw", &["bodyweight"]),
    ("mb", &["medicine", "ball"]),
    ("medball", &["medicine", "ball"]),
    ("rdl", &["romanian", "deadlift"]),
    ("sldl", &["stiff", "leg", "deadlift"]),
    ("slrdl", &["single", "leg", "romanian", "deadlift"]),
    ("ohp", &["overhead", "press"]),
    ("bss", &["bulgarian", "split", "squat"]),
    ("rfess", &["rear", "foot", "elevated", "split", "squat"]),
    ("cgbp", &["close", "grip", "bench", "press"]),
    ("dl", &["deadlift"]),
    ("bp", &["bench", "press"]),
    ("bor", &["bentover", "row"]),
    ("tgu", &["turkish", "get", "up"]),
    ("ghr", &["glute", "ham", "raise"]),
    ("hspu", &["handstand", "push", "up"]),
    ("ttb", &["toe", "bar"]),
    ("t2b", &["toe", "bar"]),
    ("sdhp", &["sumo", "deadlift", "high", "pull"]),
    ("sq", &["squat"]),
    ("sa", &["single", "arm"]),
    ("sl", &["single", "leg"]),
    ("one", &["single"]),
    ("unilateral", &["single"]),
    ("legged", &["leg"]),
    ("armed", &["arm"]),
    ("ext", &["extension"]),
    ("tri", &["tricep"]),
    ("bi", &["bicep"]),
    ("inc", &["incline"]),
    ("inclined", &["incline"]),
    ("declined", &["decline"]),
    ("decl", &["decline"]),
    ("alt", &["alternating"]),
    ("alternate", &["alternating"]),
    ("alternated", &["alternating"]),
    ("rev", &["reverse"]),
    ("reversed", &["reverse"]),
    ("supinated", &["underhand"]),
    ("supine", &["lying"]),
    ("pronated", &["overhand"]),
    ("narrow", &["close"]),
    ("mil", &["military"]),
    ("pressdown", &["pushdown"]),
    ("pulldn", &["pulldown"]),
    ("xover", &["crossover"]),
    ("flye", &["fly"]),
    ("flie", &["fly"]),
    ("flyer", &["fly"]),
    ("calve", &["calf"]),
    ("deltoid", &["delt"]),
    ("quadricep", &["quad"]),
    ("abdominal", &["ab"]),
    ("pectoral", &["pec"]),
    ("ham", &["hamstring"]),
    ("sitting", &["seated"]),
    ("laying", &["lying"]),
    ("paused", &["pause"]),
    ("kneeled", &["kneeling"]),
    ("shldr", &["shoulder"]),
    ("weight", &["weighted"]),
    ("elev", &["elevated"]),
];

/// What is said in short only in the plural: "chins", "deads", "laterals".
const PLURALS: &[(&str, &[&str])] = &[
    ("chins", &["chin", "up"]),
    ("deads", &["deadlift"]),
    ("calfs", &["calf", "raise"]),
    ("skulls", &["skullcrusher"]),
    ("skullies", &["skullcrusher"]),
    ("hammers", &["hammer", "curl"]),
    ("preachers", &["preacher", "curl"]),
    ("laterals", &["lateral", "raise"]),
    ("pendlays", &["pendlay", "row"]),
    ("hypers", &["hyperextension"]),
    ("nordics", &["nordic", "curl"]),
    ("zerchers", &["zercher", "squat"]),
    ("goblets", &["goblet", "squat"]),
    ("bulgarians", &["bulgarian", "split", "squat"]),
    ("pistols", &["pistol", "squat"]),
    ("carries", &["carry"]),
    ("bis", &["bicep"]),
    ("hammies", &["hamstring"]),
];

/// What several words in a row mean together.
enum Sense {
    Gear(Gear),
    Words(&'static [&'static str]),
}

/// Rows of words with one meaning, the longest first where one begins another.
const SENSES: &[(&[&str], Sense)] = &[
    (&["smith", "machine"], Sense::Gear(Gear::Smith)),
    (&["smith"], Sense::Gear(Gear::Smith)),
    (&["multipresse"], Sense::Gear(Gear::Smith)),
    (&["multipower"], Sense::Gear(Gear::Smith)),
    (&["plate", "loaded"], Sense::Gear(Gear::Machine)),
    (&["machine", "plate"], Sense::Gear(Gear::Machine)),
    (&["hammer", "strength"], Sense::Gear(Gear::Machine)),
    (&["lever"], Sense::Gear(Gear::Machine)),
    (&["leverage"], Sense::Gear(Gear::Machine)),
    (&["selectorized"], Sense::Gear(Gear::Machine)),
    (&["machine"], Sense::Gear(Gear::Machine)),
    (&["maschine"], Sense::Gear(Gear::Machine)),
    (&["maquina"], Sense::Gear(Gear::Machine)),
    (&["resistance", "band"], Sense::Gear(Gear::Band)),
    (&["loop", "band"], Sense::Gear(Gear::Band)),
    (&["mini", "band"], Sense::Gear(Gear::Band)),
    (&["band"], Sense::Gear(Gear::Band)),
    (&["banded"], Sense::Gear(Gear::Band)),
    (&["theraband"], Sense::Gear(Gear::Band)),
    (&["gummiband"], Sense::Gear(Gear::Band)),
    (&["banda"], Sense::Gear(Gear::Band)),
    (&["elastique"], Sense::Gear(Gear::Band)),
    (&["ez", "curl", "bar"], Sense::Gear(Gear::EzBar)),
    (&["ez", "bar"], Sense::Gear(Gear::EzBar)),
    (&["ez", "barbell"], Sense::Gear(Gear::EzBar)),
    (&["ezbar"], Sense::Gear(Gear::EzBar)),
    (&["ez"], Sense::Gear(Gear::EzBar)),
    (&["curl", "bar"], Sense::Gear(Gear::EzBar)),
    (&["sz", "stange"], Sense::Gear(Gear::EzBar)),
    (&["sz"], Sense::Gear(Gear::EzBar)),
    (&["barra", "z"], Sense::Gear(Gear::EzBar)),
    (&["barre", "ez"], Sense::Gear(Gear::EzBar)),
    (&["trap", "bar"], Sense::Gear(Gear::TrapBar)),
    (&["hex", "bar"], Sense::Gear(Gear::TrapBar)),
    (&["hexbar"], Sense::Gear(Gear::TrapBar)),
    (&["trapbar"], Sense::Gear(Gear::TrapBar)),
    (&["barbell"], Sense::Gear(Gear::Barbell)),
    (&["langhantel"], Sense::Gear(Gear::Barbell)),
    (&["barra"], Sense::Gear(Gear::Barbell)),
    (&["barre"], Sense::Gear(Gear::Barbell)),
    (&["dumbbell"], Sense::Gear(Gear::Dumbbell)),
    (&["kurzhantel"], Sense::Gear(Gear::Dumbbell)),
    (&["kurzhanteln"], Sense::Gear(Gear::Dumbbell)),
    (&["mancuerna"], Sense::Gear(Gear::Dumbbell)),
    (&["haltere"], Sense::Gear(Gear::Dumbbell)),
    (&["kettle", "bell"], Sense::Gear(Gear::Kettlebell)),
    (&["bar", "bell"], Sense::Gear(Gear::Barbell)),
    (&["dumb", "bell"], Sense::Gear(Gear::Dumbbell)),
    (&["kettlebell"], Sense::Gear(Gear::Kettlebell)),
    (&["kugelhantel"], Sense::Gear(Gear::Kettlebell)),
    (&["pesa", "rusa"], Sense::Gear(Gear::Kettlebell)),
    (&["cable"], Sense::Gear(Gear::Cable)),
    (&["kabel"], Sense::Gear(Gear::Cable)),
    (&["kabelzug"], Sense::Gear(Gear::Cable)),
    (&["pulley"], Sense::Gear(Gear::Cable)),
    (&["polea"], Sense::Gear(Gear::Cable)),
    (&["poulie"], Sense::Gear(Gear::Cable)),
    (&["suspension", "trainer"], Sense::Gear(Gear::Suspension)),
    (&["suspension"], Sense::Gear(Gear::Suspension)),
    (&["suspended"], Sense::Gear(Gear::Suspension)),
    (&["gymnastic", "ring"], Sense::Gear(Gear::Suspension)),
    (&["ring"], Sense::Gear(Gear::Suspension)),
    (&["trx"], Sense::Gear(Gear::Suspension)),
    (&["medicine", "ball"], Sense::Gear(Gear::MedicineBall)),
    (&["med", "ball"], Sense::Gear(Gear::MedicineBall)),
    (&["medizinball"], Sense::Gear(Gear::MedicineBall)),
    (&["swiss", "ball"], Sense::Gear(Gear::StabilityBall)),
    (&["exercise", "ball"], Sense::Gear(Gear::StabilityBall)),
    (&["stability", "ball"], Sense::Gear(Gear::StabilityBall)),
    (&["gym", "ball"], Sense::Gear(Gear::StabilityBall)),
    (&["physio", "ball"], Sense::Gear(Gear::StabilityBall)),
    (&["plate"], Sense::Gear(Gear::Plate)),
    (&["landmine"], Sense::Gear(Gear::Landmine)),
    (&["sandbag"], Sense::Gear(Gear::Sandbag)),
    (&["sled"], Sense::Gear(Gear::Sled)),
    (&["prowler"], Sense::Gear(Gear::Sled)),
    (&["body", "weighted"], Sense::Gear(Gear::Bodyweight)),
    (&["bodyweight"], Sense::Gear(Gear::Bodyweight)),
    (&["no", "equipment"], Sense::Gear(Gear::Bodyweight)),
    (&["poid", "corp"], Sense::Gear(Gear::Bodyweight)),
    // The grip of a lift is not the lift.
    (&["clean", "grip"], Sense::Words(&["cleangrip"])),
    (&["snatch", "grip"], Sense::Words(&["snatchgrip"])),
    (&["x", "over"], Sense::Words(&["crossover"])),
    (&["1", "arm"], Sense::Words(&["single", "arm"])),
    (&["1", "leg"], Sense::Words(&["single", "leg"])),
    (&["left", "side"], Sense::Words(&["each"])),
    (&["right", "side"], Sense::Words(&["each"])),
    (&["left", "leg"], Sense::Words(&["each"])),
    (&["right", "leg"], Sense::Words(&["each"])),
    (&["left", "arm"], Sense::Words(&["each"])),
    (&["right", "arm"], Sense::Words(&["each"])),
    (&["each", "side"], Sense::Words(&["each"])),
    (&["per", "side"], Sense::Words(&["each"])),
    (&["each", "arm"], Sense::Words(&["each"])),
    (&["per", "arm"], Sense::Words(&["each"])),
    (&["each", "leg"], Sense::Words(&["each"])),
    (&["per", "leg"], Sense::Words(&["each"])),
    (&["two", "arm"], Sense::Words(&["bilateral"])),
    (&["two", "hand"], Sense::Words(&["bilateral"])),
    (&["two", "leg"], Sense::Words(&["bilateral"])),
    (&["lat", "raise"], Sense::Words(&["lateral", "raise"])),
    (&["warm", "up"], Sense::Words(&["warmup"])),
    (&["bent", "over"], Sense::Words(&["bentover"])),
    (&["hyper", "extension"], Sense::Words(&["hyperextension"])),
];

/// The folded words of a name. `LatPulldown`, `LAT_PULLDOWN` and `Lat-Pulldown` are all two words.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut after_lower = false;
    for letter in name.chars().take(LONGEST) {
        let upper = letter.is_uppercase();
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            if upper && after_lower {
                words.push(std::mem::take(&mut word));
            }
            fold_letter(letter, &mut word);
        } else if matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '´' | '`') {
            // An apostrophe parts no words: "farmer's" and "farmers" are one.
        } else {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if matches!(letter, '&' | '+') {
                words.push("and".to_owned());
            }
        }
        after_lower = letter.is_lowercase();
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// The word without an English plural. It need not be a word; only equal for equal words.
fn singular(word: &str) -> &str {
    let cut = |count: usize| word.get(..word.len() - count).unwrap_or(word);
    if ["sses", "ches", "shes", "xes"].iter().any(|end| word.ends_with(end)) && word.len() >= 5 {
        cut(2)
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && word.len() >= 3 {
        cut(1)
    } else {
        word
    }
}

/// The words of a name without empty ones, singular and in one spelling.
pub(in crate::exercise) fn spelled(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut before = String::new();
    for word in words(name) {
        let beside = BESIDE.contains(&before.as_str()) && WORN.contains(&word.as_str());
        // Portuguese names the bar by its bends.
        let word = if before == "barra" && word == "w" { "z".to_owned() } else { word };
        before.clone_from(&word);
        if beside {
            continue;
        }
        // A row of words may hide in one: "dumbbells" and "db" are both said.
        if EMPTY.contains(&word.as_str()) {
            continue;
        }
        if let Some((_, to)) = PLURALS.iter().find(|(from, _)| *from == word) {
            out.extend(to.iter().map(|part| (*part).to_owned()));
            continue;
        }
        let word = singular(&word);
        // "bench pres" lacks a letter, it is no plural.
        let word = if word.ends_with("pre") { format!("{word}ss") } else { word.to_owned() };
        match SPELLINGS.iter().find(|(from, _)| *from == word) {
            Some((_, to)) => out.extend(to.iter().map(|part| (*part).to_owned())),
            None => out.push(word),
        }
    }
    out
}

/// As [`spelled`], without the words that hardly say anything.
pub(in crate::exercise) fn spelled_softly(name: &str) -> Vec<String> {
    spelled(name).into_iter().filter(|word| !is_soft(word)).collect()
}

/// Takes the equipment out of the words, and writes rows of words with one meaning in one way.
pub(super) fn sensed(words: Vec<String>) -> (Vec<String>, Gears) {
    let words = translated(words);
    let mut out = Vec::with_capacity(words.len());
    let mut gears = Gears::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let row = SENSES.iter().find(|(row, _)| {
            words.get(at..at + row.len()).is_some_and(|here| here.iter().zip(*row).all(|(word, part)| word == part))
        });
        match row {
            Some((row, sense)) => {
                match sense {
                    Sense::Gear(gear) => gears.add(*gear),
                    Sense::Words(parts) => out.extend(parts.iter().map(|part| (*part).to_owned())),
                }
                at += row.len();
            }
            None => {
                out.push(word.clone());
                at += 1;
            }
        }
    }
    // "Incline bench" and "bench (close grip)" are presses.
    let describes = |word: &String| is_modifier(word) || is_soft(word);
    if let Some(at) = out.iter().position(|word| word == "bench")
        && out.iter().all(describes)
        && (!gears.is_empty() || !out.iter().all(|word| word == "bench" || is_soft(word)))
    {
        out.insert(at + 1, "press".to_owned());
    }
    (out, gears)
}

/// The words that stand for equipment, alone or with others.
pub(super) fn gear_words() -> impl Iterator<Item = &'static str> {
    SENSES.iter().filter(|(_, sense)| matches!(sense, Sense::Gear(_))).flat_map(|(row, _)| row.iter().copied())
}

/// What a word with one slip of the finger stands for, if it stands for equipment, a synonym or a word that says little.
pub(super) fn corrected(word: &str) -> Option<Vec<String>> {
    let near = |known: &str, least: usize| {
        known.len() >= least
            && known.len().abs_diff(word.len()) <= 1
            && known.as_bytes().first() == word.as_bytes().first()
            && strsim::osa_distance(known, word) <= 1
    };
    if let Some(gear) = gear_words().find(|gear| near(gear, 5)) {
        return Some(vec![gear.to_owned()]);
    }
    if let Some(foreign) = foreign_words().find(|foreign| near(foreign, 6)) {
        return Some(vec![foreign.to_owned()]);
    }
    if let Some((_, to)) = SPELLINGS.iter().find(|(from, _)| near(from, 6)) {
        return Some(to.iter().map(|part| (*part).to_owned()).collect());
    }
    // "Grip" is in many names, and no other short word that says little is.
    SOFT.iter().find(|soft| near(soft, 6) || (**soft == "grip" && near(soft, 4))).map(|soft| vec![(*soft).to_owned()])
}
