//! How concepts make a red flag, and what takes one back: negation, questions about knowledge, soreness, idioms.

use super::RedFlagKind;
use super::concept::{Concept, Found};
use super::text::Sentence;
use Concept as C;

/// A red flag at the words `start..=end` of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) kind: RedFlagKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) resolved: bool,
}

/// A sentence with what was found in it.
pub(super) struct Reading<'a> {
    sentence: &'a Sentence,
    found: Vec<Found>,
    /// The message it stands in speaks of exercise or muscles.
    trained: bool,
    /// Words that tell of getting no air, read before negators are: "no" is part of it.
    no_air: Option<(usize, usize)>,
}

/// Body parts to which a pain may belong instead of the chest or heart.
const OTHER_PLACES: &[Concept] = &[C::Joint, C::OtherBody, C::Head, C::Headache, C::Muscle];

/// How left and right begin in the languages of the lexicon.
const SIDES: &[&str] = &[
    "left", "right", "link", "recht", "izquierd", "derech", "gauche", "droit", "sinistr", "destr", "esquerd", "direit",
    "lew", "praw", "sol", "sag",
];

/// Words between "air" and the verb that gets it.
const AIR_WINDOW: usize = 7;

/// Words before a question that do not change what it asks.
const GREETINGS: &[&str] = &[
    "hi", "hey", "hello", "coach", "max", "emma", "so", "ok", "okay", "please", "and", "well", "quick", "question",
    "just", "also", "then", "btw", "if", "how", "hallo", "hola", "bonjour", "salut", "ciao", "ola", "hoi", "czesc",
    "merhaba", "bitte", "por", "favor", "s", "il", "vous", "plait", "was",
];

impl<'a> Reading<'a> {
    pub(super) fn new(sentence: &'a Sentence, found: Vec<Found>, trained: bool) -> Self {
        let mut reading = Reading { sentence, found, trained, no_air: None };
        reading.no_air = reading.gets_no_air();
        reading.drop_negated();
        reading
    }

    pub(super) fn has(&self, concept: Concept) -> bool {
        self.found.iter().any(|found| found.concept == concept)
    }

    /// The word at a place, folded.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.sentence.tokens.get(at).map(|token| token.form.as_str())
    }

    /// Whether one of these words stands in the sentence.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.sentence.tokens.iter().any(|token| words.contains(&token.form.as_str()))
    }

    pub(super) fn any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.has(*concept))
    }

    pub(super) fn all_of(&self, concepts: &[Concept]) -> impl Iterator<Item = &Found> + Clone {
        self.found.iter().filter(move |found| concepts.contains(&found.concept))
    }

    fn clause(&self, index: usize) -> usize {
        self.sentence.tokens.get(index).map_or(usize::MAX, |token| token.clause)
    }

    /// "I have been getting hardly any air", in any order of words within a clause.
    fn gets_no_air(&self) -> Option<(usize, usize)> {
        self.all_of(&[C::Breathe]).find_map(|air| {
            let near = |concept| {
                self.all_of(&[concept]).find(|other| {
                    other.language == air.language
                        && self.clause(other.start) == self.clause(air.start)
                        && gap(other, air) <= AIR_WINDOW
                        && !overlaps(other, air)
                })
            };
            let (get, scarce) = (near(C::Get)?, near(C::Scarce)?);
            let all = [air, get, scarce];
            Some((all.iter().map(|f| f.start).min()?, all.iter().map(|f| f.end).max()?))
        })
    }

    /// Takes out what a negator denies. A phrase that holds its own negator ("can not breathe") is kept.
    fn drop_negated(&mut self) {
        let mut denied = vec![None; self.sentence.tokens.len()];
        for negator in self.all_of(&[C::Negator]) {
            for index in self.scope(negator) {
                denied[index] = Some(negator.start);
            }
        }
        for negator in self.all_of(&[C::PostNegator]) {
            let first = negator.start.saturating_sub(5);
            for index in (first..negator.start).filter(|index| self.clause(*index) + 1 >= self.clause(negator.start)) {
                denied[index] = Some(negator.start);
            }
        }
        self.found.retain(|found| {
            !is_symptom(found.concept)
                || !(found.start..=found.end)
                    .any(|index| denied[index].is_some_and(|by| !(found.start..=found.end).contains(&by)))
        });
    }

    /// The words that a negator denies: on to the end of its clause, over a list that ends in "or", not beyond
    /// "but", and beyond "and" only when a symptom stands before it.
    fn scope(&self, negator: &Found) -> Vec<usize> {
        let starts =
            |index: usize, concept: Concept| self.found.iter().any(|f| f.concept == concept && f.start == index);
        let mut words = Vec::new();
        let mut symptom = false;
        let mut listed = 0;
        for index in negator.end + 1..self.sentence.tokens.len() {
            let first = index == negator.end + 1;
            if starts(index, C::But)
                || (first && (self.answers_no(negator) || self.clause(index) != self.clause(negator.end)))
            {
                break;
            }
            if self.clause(index) != self.clause(index - 1) && !self.continues_list(index) {
                break;
            }
            if starts(index, C::And) && (!symptom || starts(index + 1, C::Person)) {
                break;
            }
            symptom |= self.found.iter().any(|f| f.start == index && is_symptom(f.concept));
            listed += 1;
            if listed > 12 || (listed > 7 && !symptom) {
                break;
            }
            words.push(index);
        }
        words
    }

    /// "No my chest hurts": an answer, not a denial.
    fn answers_no(&self, negator: &Found) -> bool {
        let form = |index: usize| self.sentence.tokens.get(index).map_or("", |token| token.form.as_str());
        form(negator.start) == "no"
            && matches!(form(negator.end + 1), "my" | "i" | "im" | "ive" | "his" | "her" | "he" | "she")
    }

    /// Whether a denied list goes on in the clause that starts at `index`: short, without a person, "or" in it or
    /// behind it.
    fn continues_list(&self, index: usize) -> bool {
        let clause = self.clause(index);
        let rest = self.sentence.tokens.iter().enumerate().skip(index);
        let mut or_follows = false;
        for (at, token) in rest {
            let here = |concept| self.found.iter().any(|f: &Found| f.concept == concept && f.start == at);
            if here(C::Person) || here(C::But) || here(C::Negator) {
                if token.clause == clause {
                    return false;
                }
                break;
            }
            or_follows |= here(C::Or);
        }
        or_follows
    }

    /// Whether the sentence asks or tells about symptoms in general, and of no one.
    fn is_generic(&self) -> bool {
        let person = self.has(C::Person);
        let asks = self.found.iter().any(|f| f.concept == C::GenericStart && self.opens(f.start));
        let felt = self.found.iter().any(|f| f.concept == C::Chest || is_complete(f.concept))
            && self.found.windows(2).any(|pair| {
                pair[0].concept == C::Person && pair[1].start <= pair[0].end + 2 && is_symptom(pair[1].concept)
            });
        ((asks || self.has(C::ConditionalYou)) && !person) || (self.has(C::Topic) && !felt)
    }

    /// Whether a question begins at this word: first, or behind a greeting or a polite phrase.
    fn opens(&self, at: usize) -> bool {
        let polite = |index: usize| self.all_of(&[C::Polite]).any(|f| f.start <= index && index <= f.end);
        (0..at).all(|index| polite(index) || GREETINGS.contains(&self.sentence.tokens[index].form.as_str()))
    }

    /// Two concepts that belong together, at most `window` words apart.
    fn pair(&self, places: &[Concept], sensations: &[Concept], window: usize) -> Option<(Found, Found)> {
        self.all_of(places).find_map(|place| {
            self.all_of(sensations)
                .find(|sensation| {
                    gap(place, sensation) <= window && !overlaps(place, sensation) && self.belongs(place, sensation)
                })
                .map(|sensation| (*place, *sensation))
        })
    }

    /// Whether a sensation is told of this place rather than of another body part nearer to it.
    fn belongs(&self, place: &Found, sensation: &Found) -> bool {
        let distance = gap(place, sensation);
        let rival = |other: &&Found| {
            !places_alike(other.concept, place.concept)
                && !overlaps(other, place)
                && !overlaps(other, sensation)
                && !self.coordinated(place, other)
        };
        let apart = self.clause(place.start) != self.clause(sensation.start);
        !self.all_of(OTHER_PLACES).filter(rival).any(|other| {
            let same = self.clause(other.start) == self.clause(sensation.start);
            same && (apart || gap(other, sensation) < distance)
        })
    }

    /// "Chest and left shoulder": only small words between two places.
    fn coordinated(&self, left: &Found, right: &Found) -> bool {
        let (first, second) = if left.start < right.start { (left, right) } else { (right, left) };
        let between = first.end + 1..second.start;
        between.len() <= 4
            && between
                .clone()
                .any(|index| self.found.iter().any(|f| f.start == index && matches!(f.concept, C::And | C::Or)))
            && between.clone().all(|index| {
                self.found.iter().any(|f| f.start == index && matches!(f.concept, C::And | C::Or | C::Person))
                    || self.sentence.tokens[index].form.len() <= 5
            })
    }

    fn single(&self, concept: Concept) -> Option<Found> {
        self.all_of(&[concept]).next().copied()
    }

    /// The red flags of the sentence, before it is known whether they are over.
    pub(super) fn hits(&self) -> Vec<Hit> {
        if self.is_generic() {
            return Vec::new();
        }
        let mut hits = Vec::new();
        let mut add = |kind, span: Option<(usize, usize)>| {
            if let Some((start, end)) = span {
                hits.push(Hit { kind, start, end, resolved: false });
            }
        };
        add(RedFlagKind::ChestPain, self.chest());
        add(RedFlagKind::SyncopeDizziness, self.single(C::Dizzy).map(span_of));
        add(RedFlagKind::JointPain, self.joint());
        add(RedFlagKind::Breathing, self.breathing());
        add(RedFlagKind::Arrhythmia, self.arrhythmia());
        add(RedFlagKind::Stroke, self.stroke());
        add(RedFlagKind::Headache, self.headache());
        add(RedFlagKind::Rhabdomyolysis, self.rhabdomyolysis());
        hits
    }

    fn chest(&self) -> Option<(usize, usize)> {
        if let Some(direct) = self.single(C::ChestDirect) {
            return (!(self.muscle_explains() && self.has(C::MuscleWork) && self.has(C::Soreness)))
                .then_some(span_of(direct));
        }
        if let Some(attack) = self.single(C::HeartAttack) {
            return self.attack(attack);
        }
        let at_heart =
            || self.pair(&[C::Heart], &[C::Pain, C::Pressure, C::Tight], 4).filter(|_| !self.has(C::Emotion));
        let at_chest = || {
            self.pair(&[C::Chest], &[C::Pain, C::Pressure], 7)
                .or_else(|| self.pair(&[C::Chest], &[C::Tight], 3))
                .filter(|(_, sensation)| !self.sore_muscle(sensation.concept))
        };
        let radiating = || {
            self.pair(&[C::LeftArm], &[C::Pain], 4)
                .filter(|_| self.has(C::Radiate) && !self.any(&[C::SleptOn, C::Joint]))
        };
        at_chest().or_else(at_heart).or_else(radiating).map(span_of_pair)
    }

    /// Soreness from training the chest, with nothing about it that a muscle does not explain.
    fn sore_muscle(&self, sensation: Concept) -> bool {
        self.muscle_explains()
            && (self.has(C::Soreness) || (sensation != C::Pressure && self.has(C::Cause)) || sensation == C::Tight)
    }

    fn muscle_explains(&self) -> bool {
        self.has(C::MuscleWork)
            && !self.any(&[C::Radiate, C::Sweat, C::During, C::LeftArm, C::BreathDirect, C::ShortOfBreath, C::Dizzy])
    }

    /// A heart attack or stroke as a word: someone else's in the past is history, not an emergency.
    fn attack(&self, word: Found) -> Option<(usize, usize)> {
        let history = self.has(C::Family) && self.has(C::Had);
        (!history).then_some(span_of(word))
    }

    fn joint(&self) -> Option<(usize, usize)> {
        if let Some((joint, direct)) = self.pair(&[C::Joint], &[C::JointDirect], 5) {
            return Some(span_of_pair((joint, direct)));
        }
        if let Some(pair) = self.pair(&[C::Joint], &[C::CannotBear], 10) {
            let unable = self.any(&[C::Cannot, C::Pain, C::Swollen]) || self.refuses(pair.1);
            return unable.then_some(span_of_pair(pair));
        }
        let (joint, pain) = self.pair(&[C::Joint], &[C::Pain, C::Excruciating], 7)?;
        if self.has(C::Soreness) && !self.any(&[C::Excruciating]) {
            return None;
        }
        let strong =
            self.all_of(&[C::Excruciating]).find(|strong| gap(strong, &pain) <= 6 || gap(strong, &joint) <= 6)?;
        Some((joint.start.min(pain.start).min(strong.start), joint.end.max(pain.end).max(strong.end)))
    }

    /// A phrase of not bearing weight that says so by itself, not "put weight on my ankle" alone.
    fn refuses(&self, phrase: Found) -> bool {
        let words = &self.sentence.tokens[phrase.start..=phrase.end];
        let first = words.first().map_or("", |token| token.form.as_str());
        !matches!(first, "put" | "bear" | "load" | "weight" | "buckled")
    }

    fn breathing(&self) -> Option<(usize, usize)> {
        if self.has(C::Emotion) && !self.any(&[C::Rest, C::Chest, C::Sudden]) {
            return None;
        }
        if let Some(direct) = self.single(C::BreathDirect) {
            return Some(span_of(direct));
        }
        if self.no_air.is_some() {
            return self.no_air;
        }
        if let Some(pair) = self.pair(&[C::Breathe], &[C::Cannot, C::Trouble], 3) {
            return Some(span_of_pair(pair));
        }
        if let Some(short) = self.single(C::ShortOfBreath) {
            // Its own words are listed among the signs of danger; another one is needed.
            let alone = self.all_of(&[C::Sweat]).all(|sign| overlaps(sign, &short));
            let calm = self.has(C::Exertion)
                && alone
                && !self.any(&[C::Rest, C::Chest, C::Severe, C::Sudden, C::Dizzy, C::Heart]);
            return (!calm).then_some(span_of(short));
        }
        let out = self.single(C::OutOfBreath)?;
        (self.any(&[C::Chest, C::Dizzy]) || (self.has(C::Rest) && !self.has(C::Exertion))).then_some(span_of(out))
    }

    fn arrhythmia(&self) -> Option<(usize, usize)> {
        if let Some(direct) = self.single(C::ArrhythmiaDirect) {
            return (!self.has(C::Emotion) || self.any(&[C::Rest, C::Chest, C::Dizzy])).then_some(span_of(direct));
        }
        if self.has(C::Emotion) {
            return None;
        }
        // "Skipped breakfast and my heart rate": before the heart only right before it.
        let told = self.all_of(&[C::Heart, C::Beat]).find_map(|heart| {
            let of = |odd: &&Found| odd.start > heart.end || gap(odd, heart) <= 1;
            let near = |odd: &&Found| gap(odd, heart) <= 4 && !overlaps(odd, heart);
            self.all_of(&[C::Irregular]).filter(near).find(of).map(|odd| (*heart, *odd))
        });
        if let Some(pair) = told {
            return Some(span_of_pair(pair));
        }
        let racing = self.pair(&[C::Heart, C::Beat], &[C::Racing], 3)?;
        let ordinary =
            self.any(&[C::Exertion, C::MuscleWork]) && !self.any(&[C::Rest, C::Chest, C::Dizzy, C::ShortOfBreath]);
        (!ordinary).then_some(span_of_pair(racing))
    }

    fn stroke(&self) -> Option<(usize, usize)> {
        if let Some(direct) = self.single(C::StrokeDirect) {
            return Some(span_of(direct));
        }
        if let Some(word) = self.single(C::StrokeWord) {
            return self.attack(word);
        }
        let face = || self.pair(&[C::Face, C::OneSide], &[C::Droop], 5);
        let side = || self.pair(&[C::OneSide, C::Face], &[C::Numb, C::Weak, C::CannotMove], 6);
        // Of "my left arm" the words "left arm" count, which tell the side.
        let loud = self.any(&[C::Sudden, C::Face]);
        let limb = || {
            self.all_of(&[C::Limb]).filter(|limb| loud || self.sided(limb)).find_map(|limb| {
                self.all_of(&[C::Numb, C::Weak, C::CannotMove])
                    .filter(|what| what.concept != C::CannotMove || loud || self.any(&[C::Numb, C::Weak]))
                    .find(|what| gap(limb, what) <= 6 && !overlaps(limb, what) && self.belongs(limb, what))
                    .map(|what| (*limb, *what))
            })
        };
        if self.has(C::SleptOn) {
            return None;
        }
        face().or_else(side).or_else(limb).filter(|(_, what)| !self.tired(what.concept)).map(span_of_pair)
    }

    /// A limb that is told with its side.
    fn sided(&self, limb: &Found) -> bool {
        self.sentence.tokens[limb.start..=limb.end]
            .iter()
            .any(|token| SIDES.iter().any(|side| token.form.starts_with(side)))
    }

    /// Tired rather than paralysed: weak after training, and nothing else about it.
    fn tired(&self, what: Concept) -> bool {
        what == C::Weak && self.trained && !self.any(&[C::Sudden, C::Numb, C::Face, C::CannotMove])
    }

    fn headache(&self) -> Option<(usize, usize)> {
        if let Some(direct) = self.single(C::HeadacheDirect) {
            return Some(span_of(direct));
        }
        let ache = self.single(C::Headache).or_else(|| {
            self.pair(&[C::Head], &[C::Pain, C::Excruciating], 4).map(|pair| {
                let (start, end) = span_of_pair(pair);
                Found { start, end, ..pair.0 }
            })
        })?;
        if self.has(C::WorstEver) {
            return Some(span_of(ache));
        }
        let strong = self.all_of(&[C::Excruciating]).find(|f| gap(f, &ache) <= 5);
        let sudden = self.all_of(&[C::Severe]).find(|f| gap(f, &ache) <= 5).filter(|_| self.has(C::Sudden));
        strong.or(sudden).map(|f| (ache.start.min(f.start), ache.end.max(f.end)))
    }

    fn rhabdomyolysis(&self) -> Option<(usize, usize)> {
        if let Some(word) = self.single(C::Rhabdo) {
            return (!(self.has(C::Had) && self.has(C::Family))).then_some(span_of(word));
        }
        if let Some(pair) = self.pair(&[C::Urine], &[C::StrongColour], 6) {
            return Some(span_of_pair(pair));
        }
        self.pair(&[C::Urine], &[C::Dark], 5).filter(|_| self.trained).map(span_of_pair)
    }
}

fn span_of(found: Found) -> (usize, usize) {
    (found.start, found.end)
}

fn span_of_pair((left, right): (Found, Found)) -> (usize, usize) {
    (left.start.min(right.start), left.end.max(right.end))
}

/// Words between two findings.
fn gap(left: &Found, right: &Found) -> usize {
    if left.end < right.start { right.start - left.end - 1 } else { left.start.saturating_sub(right.end + 1) }
}

fn overlaps(left: &Found, right: &Found) -> bool {
    left.start <= right.end && right.start <= left.end
}

/// Whether two concepts can name the same place, so that neither takes a sensation from the other.
fn places_alike(left: Concept, right: Concept) -> bool {
    left == right
        || matches!(
            (left, right),
            (C::Muscle | C::OtherBody, C::Limb | C::LeftArm | C::OneSide | C::Face | C::Urine)
                | (C::Headache | C::Head, C::Head | C::Headache | C::Face | C::OneSide)
                | (C::Muscle | C::OtherBody, C::Joint)
        )
}

/// What a negator can deny.
fn is_symptom(concept: Concept) -> bool {
    is_complete(concept)
        || matches!(
            concept,
            C::Chest
                | C::Pain
                | C::Pressure
                | C::Tight
                | C::Severe
                | C::Excruciating
                | C::WorstEver
                | C::Numb
                | C::Weak
                | C::Droop
                | C::Irregular
                | C::Racing
                | C::Dark
                | C::StrongColour
                | C::Headache
                | C::Trouble
                | C::ShortOfBreath
                | C::OutOfBreath
                | C::Breathe
        )
}

/// What is a red flag by itself.
fn is_complete(concept: Concept) -> bool {
    matches!(
        concept,
        C::ChestDirect
            | C::Dizzy
            | C::BreathDirect
            | C::ArrhythmiaDirect
            | C::HeartAttack
            | C::StrokeWord
            | C::StrokeDirect
            | C::HeadacheDirect
            | C::JointDirect
            | C::Rhabdo
    )
}
