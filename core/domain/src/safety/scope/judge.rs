//! Whether one sentence diagnoses, treats, names a drug or dose as advice, or promises a result.

use super::words::Words;
use super::{Removal, ScopeContext};
use crate::fold::fold;
use crate::safety::phrase::Phrases;
use crate::safety::red_flags::text::{Sentence, Token, sentences};

/// Words that may stand between what asserts and the condition.
const NEAR: usize = 5;

/// "I promise nothing", "ich garantiere nicht".
const NOTHING: [&str; 18] = [
    "nothing", "none", "no", "nichts", "nicht", "keine", "kein", "keinen", "nada", "ninguno", "ningun", "rien", "pas",
    "aucun", "nulla", "nessuno", "nenhum", "niente",
];

/// What is weighed in grams and is no drug, by the beginnings of its names.
const FOODS: [&str; 16] = [
    "protein",
    "carb",
    "fat",
    "fib",
    "sugar",
    "water",
    "salt",
    "eiweiss",
    "kohlenhydrat",
    "fett",
    "hidrato",
    "glucid",
    "proteina",
    "food",
    "rice",
    "oat",
];

/// Words of a part of a sentence that are looked back on.
const LOOK_BACK: usize = 30;

/// What the check knows of the person, read once.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Conditions, by their place in the table, that the person has told of or that stand in the profile.
    conditions: Vec<usize>,
    /// The person's words, folded.
    words: Vec<String>,
}

impl Known {
    pub(super) fn new(context: &ScopeContext) -> Self {
        let words = Words::shared();
        let named = |tokens: &[Token]| -> Vec<usize> {
            (0..words.conditions.len()).filter(|at| words.conditions[*at].is_in(tokens)).collect()
        };
        let mut conditions: Vec<usize> = context
            .conditions
            .iter()
            .flat_map(|condition| sentences(&condition.replace('_', " ")))
            .flat_map(|sentence| named(&sentence.tokens))
            .collect();
        for said in &context.words {
            for piece in said.split_inclusive(['.', '!', '?', '\n']).filter(|piece| !piece.contains('?')) {
                for sentence in sentences(piece) {
                    let tokens = &sentence.tokens;
                    if words.own.is_in(tokens) && !words.unsure.is_in(tokens) && !words.denies.is_in(tokens) {
                        conditions.extend(named(tokens));
                    }
                }
            }
        }
        Self { conditions, words: context.words.iter().map(|said| fold(said)).collect() }
    }
}

/// Why a sentence of a model must not be shown; `None` when it may.
pub(super) fn judge(sentence: &str, known: &Known) -> Option<Removal> {
    let bare = without_quotes(sentence, known);
    let is_question = bare.trim_end().trim_end_matches(['*', '_', ')', '"', ' ']).ends_with('?');
    sentences(&bare).iter().find_map(|sentence| {
        let sentence = Read::new(sentence, known, is_question);
        sentence.doses().or_else(|| sentence.diagnoses()).or_else(|| sentence.treats()).or_else(|| sentence.promises())
    })
}

/// The sentence without what it quotes of the person.
fn without_quotes(sentence: &str, known: &Known) -> String {
    let words = Words::shared();
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(open) = rest.find(['"', '“', '„', '«', '”']) {
        let mark = rest[open..].chars().next().map_or(1, char::len_utf8);
        let inner = &rest[open + mark..];
        let Some(close) = inner.find(['"', '”', '“', '»']) else { break };
        let quoted = &inner[..close];
        out.push_str(&rest[..open]);
        let folded = fold(quoted);
        let is_own = !folded.trim().is_empty() && known.words.iter().any(|said| said.contains(folded.trim()));
        let is_told = sentences(&out).last().is_some_and(|before| words.reported.is_in(&before.tokens));
        if !is_own && !is_told {
            out.push_str(quoted);
        }
        let closing = inner[close..].chars().next().map_or(1, char::len_utf8);
        rest = &inner[close + closing..];
    }
    out.push_str(rest);
    out
}

/// A sentence with what was made out in it.
struct Read<'a> {
    words: &'static Words,
    tokens: &'a [Token],
    /// First word of the part of the sentence that each word belongs to: cut at punctuation, "but" and the like.
    part: Vec<usize>,
    known: &'a Known,
    is_question: bool,
}

impl<'a> Read<'a> {
    fn new(sentence: &'a Sentence, known: &'a Known, is_question: bool) -> Self {
        let words = Words::shared();
        let tokens = sentence.tokens.as_slice();
        let mut part = Vec::with_capacity(tokens.len());
        let mut first = 0;
        for (at, token) in tokens.iter().enumerate() {
            let is_cut = at > 0 && tokens[at - 1].clause != token.clause;
            if is_cut || words.adversative.begins(std::slice::from_ref(token)) {
                first = at;
            }
            part.push(first);
        }
        Self { words, tokens, part, known, is_question }
    }

    fn before(&self, at: usize) -> &'a [Token] {
        let from = self.part.get(at).copied().unwrap_or(at).max(at.saturating_sub(LOOK_BACK));
        self.tokens.get(from..at).unwrap_or_default()
    }

    fn is_before(&self, phrases: &Phrases, at: usize) -> bool {
        phrases.is_in(self.before(at))
    }

    /// "I cannot say that", "if", "you told me that": what follows is not said by the coach.
    fn is_held_back(&self, at: usize) -> bool {
        let words = self.words;
        let is_denied = self.is_before(&words.denies, at) && !self.is_before(&words.certain, at);
        is_denied || self.is_before(&words.conditional, at) || self.is_before(&words.reported, at)
    }

    fn diagnoses(&self) -> Option<Removal> {
        let words = self.words;
        if self.is_question || words.on_record.is_in(self.tokens) {
            return None;
        }
        let injured = words.injured.find_all(self.tokens).into_iter().any(|(at, _)| !self.is_held_back(at));
        if injured {
            return Some(Removal::Diagnosis);
        }
        let asserts = words.asserts.find_all(self.tokens);
        let diagnosis = words.diagnosis.find_all(self.tokens);
        let is_said = (0..words.conditions.len()).filter(|at| !self.known.conditions.contains(at)).any(|condition| {
            words.conditions[condition]
                .find_all(self.tokens)
                .into_iter()
                .any(|(first, last)| self.is_asserted(&asserts, first, last) || self.is_diagnosed(&diagnosis, first))
        });
        is_said.then_some(Removal::Diagnosis)
    }

    fn is_asserted(&self, asserts: &[(usize, usize)], first: usize, last: usize) -> bool {
        let is_linked = |(start, end): &(usize, usize)| {
            let end = (*end).min(first.saturating_sub(1));
            *start < first
                && first - end <= NEAR
                && self.part[*start] == self.part[first]
                && !self.words.unlinks.is_in(&self.tokens[end + 1..first])
                && !self.is_held_back(*start)
        };
        if asserts.iter().any(is_linked) {
            return true;
        }
        // German: "dass du eine Sehnenentzündung hast".
        let verb = self.tokens.get(last + 1).is_some_and(|word| matches!(word.form.as_str(), "hast" | "haben" | "ist"));
        verb && self.before(first).iter().any(|word| word.form == "du" || word.form == "sie" || word.form == "es")
            && !self.is_held_back(first)
    }

    fn is_diagnosed(&self, diagnosis: &[(usize, usize)], first: usize) -> bool {
        diagnosis
            .iter()
            .any(|(start, end)| *start < first && first - (*end).min(first - 1) <= 2 && !self.is_held_back(*start))
    }

    fn treats(&self) -> Option<Removal> {
        let words = self.words;
        if words.no_doctor.find_all(self.tokens).into_iter().any(|(at, _)| !self.is_before(&words.conditional, at)) {
            return Some(Removal::Treatment);
        }
        if words.prescribes.find_all(self.tokens).into_iter().any(|(at, _)| !self.is_held_back(at)) {
            return Some(Removal::Treatment);
        }
        let is_treated = words.treats.find_all(self.tokens).into_iter().any(|(at, last)| {
            let behind = &self.tokens[last + 1..self.tokens.len().min(last + 1 + NEAR)];
            // "Fix your back angle" mends a form, not a back.
            let is_fix = self.tokens[at].form.starts_with("fix");
            let of = words.body.is_in(behind)
                || (!is_fix && words.parts.is_in(behind))
                || words.conditions.iter().any(|condition| condition.is_in(behind));
            let by_clinician = self.is_before(&words.clinician, at) || words.clinician.is_in(behind);
            of && !by_clinician && !self.is_held_back(at) && !self.is_question
        });
        is_treated.then_some(Removal::Treatment)
    }

    fn doses(&self) -> Option<Removal> {
        let words = self.words;
        let drugs: Vec<(usize, usize)> =
            words.drugs.find_all(self.tokens).into_iter().filter(|hit| self.is_drug(*hit)).collect();
        let supplements = words.supplements.find_all(self.tokens);
        let nutrients = words.nutrients.find_all(self.tokens);
        let takes = words.takes.find_all(self.tokens);
        let doses = self.amounts(&words.units, false);
        // "400 mg of ibuprofen", "ibuprofen at a dose of 400 mg", "creatine, 5 g".
        let is_near = |at: usize, (first, last): (usize, usize)| match at.checked_sub(last) {
            Some(behind) => behind <= 1 || (behind <= NEAR + 1 && self.part[at] == self.part[last]),
            None => first - at.min(first) <= 4 && self.part[at] == self.part[first],
        };
        let denied_by_coach = words.first_person_denies.is_in(self.tokens.get(..self.first_cut()).unwrap_or_default());
        // "Ask your doctor about ibuprofen", but not "ask your doctor and take ibuprofen".
        let asks = words.asks_doctor.find_all(self.tokens).first().map(|(start, _)| *start);
        let referred = |at: usize| {
            let is_told = |take: usize, start: usize| take < start || (take < at && self.is_coordinated(take));
            asks.is_some_and(|start| start < at && !takes.iter().any(|(take, _)| is_told(*take, start)))
        };
        let contains = words.contains.find_all(self.tokens);
        let as_prescribed = words.as_prescribed.is_in(self.tokens);
        // "Your breakfast had 25 g protein, 60 g carbs and 100 mg caffeine": a list of what is in it.
        let is_list = self.amounts(&words.units, true).len() >= 2 && takes.is_empty();
        let is_fact = |at: usize| {
            let is_here = |(word, _): &(usize, usize)| self.part[*word] == self.part[at];
            let is_listed = is_list && contains.first().is_some_and(|(word, _)| *word < at);
            is_listed || (contains.iter().any(is_here) && !takes.iter().any(is_here))
        };
        // An amount of a drug or a supplement.
        for hit in drugs.iter().chain(&supplements) {
            let Some(dose) = doses.iter().find(|at| is_near(**at, *hit)) else { continue };
            if !(denied_by_coach || referred(hit.0) || is_fact(hit.0) || self.is_own_dose(*dose, *hit)) {
                return Some(Removal::Dose);
            }
        }
        // An amount of a mineral or vitamin is food, unless it is to be taken or comes in pills.
        for hit in &nutrients {
            let is_dosed = doses.iter().any(|at| is_near(*at, *hit));
            let is_taken =
                takes.iter().any(|(take, last)| *last < hit.0 && hit.0 - *last <= NEAR && !self.is_statement(*take));
            if is_dosed
                && (is_taken || words.pills.is_in(self.tokens))
                && !denied_by_coach
                && !referred(hit.0)
                && !is_fact(hit.0)
            {
                return Some(Removal::Dose);
            }
        }
        // "Take two tablets every six hours."
        let small = self.amounts(&words.small_units, false);
        let is_bare = takes.iter().any(|(first, last)| {
            let close = small.iter().any(|at| *at > *last && *at - *last <= 2);
            close && !self.is_statement(*first) && !denied_by_coach && !referred(*first) && !is_fact(*first)
        });
        if is_bare {
            return Some(Removal::Dose);
        }
        // Advice on a drug without an amount.
        let is_advised = drugs.iter().any(|hit| {
            let taken = takes.iter().any(|(first, last)| {
                *last < hit.0
                    && hit.0 - *last <= NEAR
                    && self.part[*first] == self.part[hit.0]
                    && !self.is_statement(*first)
                    && !self.is_held_back(*first)
            });
            // Hormones of the body are spoken of as such.
            let is_hormone = ["insulin", "testosteron"].iter().any(|name| self.tokens[hit.0].form.starts_with(name));
            let helps = !is_hormone && words.helps.begins(&self.tokens[hit.1 + 1..]) && !self.is_held_back(hit.0);
            let excused = denied_by_coach || referred(hit.0) || as_prescribed;
            (taken || helps) && !excused && !self.is_question
        });
        is_advised.then_some(Removal::Dose)
    }

    /// "…, take" and "and take": an order of its own.
    fn is_coordinated(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|word| word.form.as_str());
        self.part[verb] == verb || matches!(before, Some("and" | "or" | "und" | "oder" | "y" | "o" | "et" | "ou" | "e"))
    }

    /// A medicine ball and sports medicine are no drugs.
    fn is_drug(&self, (first, last): (usize, usize)) -> bool {
        let next = self.tokens.get(last + 1).map_or("", |word| word.form.as_str());
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or("", |word| word.form.as_str());
        !(matches!(next, "ball" | "balls" | "free") || matches!(before, "sports" | "sport"))
    }

    /// First word of the second part of the sentence.
    fn first_cut(&self) -> usize {
        self.part.iter().position(|first| *first > 0).unwrap_or(self.tokens.len())
    }

    /// Places of numbers with a unit: "400 mg", "400mg", "two tablets", "3-5 g"; those of food only `with_food`.
    fn amounts(&self, units: &Phrases, with_food: bool) -> Vec<usize> {
        let number = &self.words.number;
        (0..self.tokens.len())
            .filter(|at| {
                let token = &self.tokens[*at];
                let digits = token
                    .form
                    .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '/'));
                let joined = digits.len() < token.form.len() && !digits.is_empty() && {
                    let unit = Token { form: digits.to_owned(), ..token.clone() };
                    units.begins(&[unit])
                };
                let behind = self.tokens.get(at + 1).is_some_and(|next| units.begins(std::slice::from_ref(next)));
                let unit = if joined { *at } else { at + 1 };
                let is_food = self
                    .tokens
                    .iter()
                    .skip(unit + 1)
                    .take(2)
                    .any(|word| FOODS.iter().any(|food| word.form.starts_with(food)));
                (with_food || !is_food) && (joined || (behind && number.begins(std::slice::from_ref(token))))
            })
            .collect()
    }

    /// The amount and the substance both stand in one message of the person.
    fn is_own_dose(&self, dose: usize, (_, last): (usize, usize)) -> bool {
        let number = &self.tokens[dose].form;
        let name = &self.tokens[last].form;
        self.known.words.iter().any(|said| {
            let told = sentences(said);
            let has = |form: &String| told.iter().flat_map(|sentence| &sentence.tokens).any(|word| word.form == *form);
            !said.contains('?') && has(number) && has(name)
        })
    }

    /// "You take", "people who take", "while taking": tells of something, and advises nothing.
    fn is_statement(&self, verb: usize) -> bool {
        let Some(before) = verb.checked_sub(1).and_then(|before| self.tokens.get(before)) else { return false };
        self.part[verb] == self.part[verb - 1] && self.words.subjects.begins(std::slice::from_ref(before))
    }

    fn promises(&self) -> Option<Removal> {
        let words = self.words;
        let is_promised = words.promises.find_all(self.tokens).into_iter().any(|(at, last)| {
            let inside = &self.tokens[at..=last];
            let behind = &self.tokens[last + 1..self.tokens.len().min(last + 3)];
            let denied = self.is_before(&words.denies, at)
                || words.denies.is_in(inside)
                || behind.iter().any(|word| NOTHING.contains(&word.form.as_str()));
            !denied && !self.is_before(&words.conditional, at)
        });
        (is_promised && !self.is_question).then_some(Removal::Promise)
    }
}

/// Whether a text speaks of high intensity, heavy weights or advanced movements as something to do.
pub(super) fn is_hard(sentence: &str) -> bool {
    let words = Words::shared();
    sentences(sentence).iter().any(|sentence| {
        words.hard.find_all(&sentence.tokens).into_iter().any(|(at, _)| {
            let from = at.saturating_sub(4);
            !words.denies.is_in(&sentence.tokens[from..at])
        })
    })
}

/// Whether a text carries a safety warning.
pub(super) fn is_warning(sentence: &str) -> bool {
    let words = Words::shared();
    sentences(sentence).iter().any(|sentence| words.warned.is_in(&sentence.tokens))
}
