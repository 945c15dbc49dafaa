//! Names of lifts that are not for beginners.

/// What follows the name of a lift when it only describes a grip, a pull or something else.
const OTHER_EXERCISE: &[&str] = &[
    "grip",
    "gripped",
    "stance",
    "shrug",
    "shrugs",
    "pull",
    "pulls",
    "deadlift",
    "deadlifts",
    "high",
    "eating",
    "width",
];

/// Whether a name is a snatch, a clean and jerk or a muscle-up, in any spelling or variant; names that only contain
/// the words, such as "front squat, clean grip" or "snatch-grip deadlift", are not.
pub(super) fn is_advanced_lift(name: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let plain = name.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    let folded = plain.collect::<String>().to_lowercase().replace(['&', '+'], " and ");
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // The lift itself, not "snatch grip": in every spelling one letter off.
    let lift = |names: &[&str]| {
        words.iter().enumerate().any(|(index, word)| {
            let named = names.iter().any(|name| {
                word == name
                    || (name.len() >= 5
                        && word.len() >= 5
                        && word.get(..1) == name.get(..1)
                        && strsim::osa_distance(word, name) <= 1)
            });
            named && !words.get(index + 1).is_some_and(|next| OTHER_EXERCISE.contains(next))
        })
    };
    let pair = |first: &str, second: &str| words.windows(2).any(|two| two[0] == first && two[1].starts_with(second));
    let short =
        words.contains(&"cj") || pair("c", "j") || words.windows(3).any(|three| three[0] == "c" && three[2] == "j");
    lift(&["snatch", "snatches", "snatching"])
        || (lift(&["clean", "cleans", "cleaning"]) && lift(&["jerk", "jerks", "jerking"]))
        || lift(&["cleanandjerk", "cleanjerk", "cleannjerk"])
        || pair("muscle", "up")
        || words.iter().any(|word| word.starts_with("muscleup"))
        || short
}
