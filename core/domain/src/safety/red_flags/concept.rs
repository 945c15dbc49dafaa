//! What words mean here: concepts, and the lexicon that finds them in a sentence, typing errors included.

use super::lexicon;
use super::text::Sentence;
use crate::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word or phrase stands for. Rules combine these; languages only fill them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Concept {
    // How a sentence is meant.
    /// A fixed phrase whose words mean nothing else: "chest day", "took my breath away".
    Mask,
    /// "Tell me": the speaker, but not as the one who feels.
    Polite,
    Negator,
    /// "Not sure why", "won't stop": a negator that denies no symptom.
    NotNegation,
    /// A negator that follows what it denies: "yok", "false".
    PostNegator,
    Or,
    And,
    But,
    /// Someone who may feel something: I, my, he, her, and verbs in the first person.
    Person,
    Family,
    /// Opens a question about knowledge: "what is", "can running".
    GenericStart,
    /// A text or course about something.
    Topic,
    /// "If you feel": an instruction.
    ConditionalYou,
    /// "It's gone".
    Over,
    /// "Still", "right now".
    Still,
    /// "Years ago".
    LongPast,
    /// "Had": a verb in the past.
    Had,
    /// Someone asked about symptoms, a form lists them.
    Asked,
    /// "Never had either": denies what was asked about.
    NeverHad,
    /// A film, a play, a character.
    Story,
    /// I, my, me: the speaker alone.
    OwnWord,
    /// Numbers, options, joy: what makes people dizzy in jest.
    Choice,
    /// "Slept", "the pillow": who passed out was asleep.
    Asleep,
    // Places.
    Chest,
    Heart,
    Beat,
    Head,
    Headache,
    Joint,
    Face,
    Limb,
    OneSide,
    /// Left arm or jaw, where a heart's pain goes.
    LeftArm,
    Urine,
    Muscle,
    OtherBody,
    // Sensations.
    Pain,
    Pressure,
    Tight,
    Soreness,
    Severe,
    Excruciating,
    WorstEver,
    Sudden,
    Numb,
    Weak,
    CannotMove,
    Droop,
    Irregular,
    Racing,
    Swollen,
    Dark,
    StrongColour,
    Radiate,
    Sweat,
    Cannot,
    Breathe,
    /// "Get", of air.
    Get,
    /// "Barely", "not enough", of air.
    Scarce,
    Trouble,
    ShortOfBreath,
    OutOfBreath,
    // Circumstances.
    Rest,
    Exertion,
    During,
    MuscleWork,
    Cause,
    Emotion,
    SleptOn,
    // Complete in themselves.
    ChestDirect,
    Dizzy,
    BreathDirect,
    ArrhythmiaDirect,
    HeartAttack,
    StrokeWord,
    StrokeDirect,
    HeadacheDirect,
    JointDirect,
    CannotBear,
    Rhabdo,
}

/// A concept found at the words `start..=end` of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) concept: Concept,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Index into [`lexicon::LANGUAGES`].
    pub(super) language: usize,
}

/// One word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A word or stem, by its place in the vocabulary.
    Known(usize),
    /// `~`: up to three words of any kind.
    Gap,
}

struct Entry {
    concept: Concept,
    language: usize,
    parts: Vec<Part>,
}

struct Word {
    text: String,
    stem: bool,
    length: usize,
}

/// The tables of [`lexicon`], indexed.
pub(super) struct Lexicon {
    vocabulary: Vec<Word>,
    exact: HashMap<String, usize>,
    stems: Vec<usize>,
    /// Words and stems by their first letter, for close spellings.
    by_letter: HashMap<char, Vec<usize>>,
    /// Entries by the vocabulary index of their first word.
    by_first: HashMap<usize, Vec<usize>>,
    entries: Vec<Entry>,
    common: std::collections::HashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// Words between which a gap may lie, at most.
const GAP: usize = 3;

impl Lexicon {
    pub(super) fn shared() -> &'static Lexicon {
        &LEXICON
    }

    fn build() -> Lexicon {
        let mut lexicon = Lexicon {
            vocabulary: Vec::new(),
            exact: HashMap::new(),
            stems: Vec::new(),
            by_letter: HashMap::new(),
            by_first: HashMap::new(),
            entries: Vec::new(),
            common: lexicon::COMMON.split_whitespace().map(fold).collect(),
        };
        let mut known: HashMap<(String, bool), usize> = HashMap::new();
        for (language, (_, table)) in lexicon::LANGUAGES.iter().enumerate() {
            for (concept, phrases) in table.iter() {
                for phrase in phrases.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                    let parts: Vec<Part> =
                        phrase.split_whitespace().map(|word| lexicon.part(word, &mut known)).collect();
                    if let Some(Part::Known(first)) = parts.first().copied() {
                        let index = lexicon.entries.len();
                        lexicon.by_first.entry(first).or_default().push(index);
                        lexicon.entries.push(Entry { concept: *concept, language, parts });
                    }
                }
            }
        }
        lexicon
    }

    fn part(&mut self, raw: &str, known: &mut HashMap<(String, bool), usize>) -> Part {
        if raw == "~" {
            return Part::Gap;
        }
        let stem = raw.ends_with('*');
        let text = fold(raw.trim_end_matches('*'));
        if let Some(index) = known.get(&(text.clone(), stem)) {
            return Part::Known(*index);
        }
        let index = self.vocabulary.len();
        if let Some(letter) = text.chars().next() {
            self.by_letter.entry(letter).or_default().push(index);
        }
        self.vocabulary.push(Word { length: text.chars().count(), text: text.clone(), stem });
        if stem {
            self.stems.push(index);
        } else {
            self.exact.insert(text.clone(), index);
        }
        known.insert((text, stem), index);
        Part::Known(index)
    }

    /// The vocabulary that a written word may stand for: itself and its stems, else close spellings.
    fn resolve(&self, form: &str) -> Vec<usize> {
        let mut found: Vec<usize> = self.exact.get(form).copied().into_iter().collect();
        found.extend(self.stems.iter().copied().filter(|index| form.starts_with(&self.vocabulary[*index].text)));
        let length = form.chars().count();
        if found.is_empty() && (4..=24).contains(&length) && !self.common.contains(form) {
            // The second letter too: it comes first when the two were swapped.
            let letters: std::collections::BTreeSet<char> = form.chars().take(2).collect();
            let near = letters.iter().filter_map(|letter| self.by_letter.get(letter)).flatten().copied();
            found.extend(near.filter(|index| close(form, length, &self.vocabulary[*index])));
        }
        found
    }

    /// Every phrase of the lexicon in a sentence.
    pub(super) fn find_plain(&self, sentence: &Sentence) -> Vec<Found> {
        let words: Vec<Vec<usize>> = sentence.tokens.iter().map(|token| self.resolve(&token.form)).collect();
        let mut found = Vec::new();
        for start in 0..words.len() {
            for first in &words[start] {
                for entry in self.by_first.get(first).into_iter().flatten().map(|index| &self.entries[*index]) {
                    if let Some(end) = follow(&entry.parts[1..], &words, start + 1) {
                        let hit = Found { concept: entry.concept, start, end: end - 1, language: entry.language };
                        if !found.contains(&hit) {
                            found.push(hit);
                        }
                    }
                }
            }
        }
        found
    }

    /// Every concept of a sentence, masked phrases taken out.
    pub(super) fn find(&self, sentence: &Sentence) -> Vec<Found> {
        let mut found = self.find_plain(sentence);
        let inside = |hit: &Found, outer: &Found| outer.start <= hit.start && hit.end <= outer.end;
        let masks: Vec<Found> = found.iter().copied().filter(|hit| hit.concept == Concept::Mask).collect();
        let polite: Vec<Found> = found.iter().copied().filter(|hit| hit.concept == Concept::Polite).collect();
        let exempt: Vec<Found> = found.iter().copied().filter(|hit| hit.concept == Concept::NotNegation).collect();
        // "Cannot breathe": the negator belongs to the symptom.
        let own = |hit: &Found| {
            matches!(hit.concept, Concept::Cannot | Concept::CannotMove | Concept::CannotBear) && hit.end > hit.start
        };
        let unable: Vec<Found> = found.iter().copied().filter(own).collect();
        found.retain(|hit| match hit.concept {
            Concept::Mask => false,
            Concept::Person if polite.iter().any(|outer| inside(hit, outer)) => false,
            Concept::Negator if exempt.iter().chain(&unable).any(|outer| inside(hit, outer)) => false,
            _ => !masks.iter().any(|outer| inside(hit, outer)),
        });
        found
    }
}

/// The index behind the last word if `parts` match from `at` on.
fn follow(parts: &[Part], words: &[Vec<usize>], at: usize) -> Option<usize> {
    match parts.split_first() {
        None => Some(at),
        Some((Part::Gap, rest)) => (0..=GAP).find_map(|skipped| follow(rest, words, at + skipped)),
        Some((Part::Known(index), rest)) => {
            words.get(at).is_some_and(|forms| forms.contains(index)).then(|| follow(rest, words, at + 1))?
        }
    }
}

/// One slip of the finger apart: a letter wrong, missing, added or swapped with its neighbour, never the first one
/// unless swapped. Short words allow only a swap, because too many others lie one letter away.
fn close(form: &str, length: usize, word: &Word) -> bool {
    if word.stem {
        return word.length >= 6
            && word.length <= length + 1
            && (word.length - 1..=word.length + 1).any(|cut| {
                let prefix: String = form.chars().take(cut).collect();
                prefix.chars().count() == cut
                    && same_start(&prefix, &word.text)
                    && strsim::osa_distance(&prefix, &word.text) <= 1
            });
    }
    if length.abs_diff(word.length) > 1 || word.length < 4 {
        return false;
    }
    if word.length == 4 {
        return length == 4 && swapped(form, &word.text);
    }
    if !same_start(form, &word.text) {
        return swapped(form, &word.text);
    }
    let allowed = if word.length >= 10 { 2 } else { 1 };
    strsim::osa_distance(form, &word.text) <= allowed
}

fn same_start(left: &str, right: &str) -> bool {
    left.chars().next() == right.chars().next()
}

/// The same letters with two neighbours swapped.
fn swapped(left: &str, right: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let one = a.len() == b.len() && strsim::osa_distance(left, right) == 1;
    a.sort_unstable();
    b.sort_unstable();
    one && a == b
}
