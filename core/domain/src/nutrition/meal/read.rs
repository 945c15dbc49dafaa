//! Reads a meal from plain words.
//!
//! The words are a list of things, parted by commas, lines, `and`, `with` and the like. Within one thing, the longest
//! run of words that names a food wins, so that a dish of the table wins over its parts. What stands beside a food must
//! be an amount, a size, a way of preparing or a word that changes nothing; any other word makes the whole thing a
//! question, because `zorblax chicken` need not be chicken.

use super::amount::{Amount, Amounts, plain};
use super::draft::{Draft, item};
use super::idle::fold_idle;
use super::lexicon::{self, Role};
use super::lookup::{Candidate, FoodLookup};
use super::measure::weigh;
use super::spelling::spell;
use super::text::{Kind, Token, tokens};
use super::{MOST_GRAMS, Missing, Question, Reading, Slot};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Items and questions of one text beyond these are left out, and said to be.
const MOST_ITEMS: usize = 60;

/// What `text` says was eaten.
///
/// Deterministic, without today's date: a time of day in the text gives the slot, nothing else does. Each item names a
/// food that `lookup` has for words of the text. Instructions in the text are words like any other.
#[must_use]
pub fn read(text: &str, lookup: &dyn FoodLookup) -> Reading {
    let text = &counted_on_toast(text);
    let mut tokens = fold_idle(tokens(text));
    let notes = spell(text, &mut tokens, lookup);
    Reader::new(text, &tokens, notes, lookup).read()
}

/// "2 eggs on toast" counts eggs, not portions of the dish: the toast is told beside them.
fn counted_on_toast(text: &str) -> Cow<'_, str> {
    const ON_TOAST: &str = " on toast";
    let lower = text.to_lowercase();
    // Folding may move places in other scripts, where this way of speaking does not occur.
    let Some(at) = lower.find(ON_TOAST).filter(|_| lower.len() == text.len()) else { return Cow::Borrowed(text) };
    let before: Vec<&str> = lower[..at].split_whitespace().rev().take(3).collect();
    let eggs = before.first().is_some_and(|word| *word == "eggs");
    let counted = before.iter().skip(1).any(|word| {
        let number = word.parse::<f64>().is_ok();
        number || ["two", "three", "four", "five", "six"].contains(word)
    });
    if !(eggs && counted) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{} and a slice of toast{}", &text[..at], &text[at + ON_TOAST.len()..]))
}

/// What stands before the next food of a thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Pending {
    pub(super) amount: Option<Amount>,
    /// Tokens that are not known.
    pub(super) unknown: Vec<usize>,
    pub(super) vague: bool,
    /// Tokens of this thing, for questions: from.
    pub(super) from: Option<usize>,
    /// Behind the amount.
    pub(super) to: usize,
    pub(super) no_meal: bool,
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) slips: Vec<Option<String>>,
    pub(super) lookup: &'a dyn FoodLookup,
    pub(super) pending: Pending,
    pub(super) drafts: Vec<Draft>,
    pub(super) questions: Vec<(usize, Question)>,
    pub(super) ignored: Vec<String>,
    pub(super) slots: Vec<Slot>,
    pub(super) times: Vec<Slot>,
    /// What follows was not eaten.
    pub(super) without: bool,
    /// What follows goes with this item, by its place.
    pub(super) with: Option<usize>,
    /// What follows was thought of and not eaten.
    pub(super) planned: bool,
    /// Sentences so far.
    pub(super) sentence: usize,
    /// What follows says where or when.
    pub(super) aside: bool,
    pub(super) eaten: bool,
    /// Something that is no meal was told.
    no_meal: bool,
    /// The item that the words in brackets are about, by its place.
    pub(super) bracket: Option<usize>,
    /// The longest food that begins at each token that was asked for.
    pub(super) longest: RefCell<BTreeMap<usize, Option<(Candidate, usize)>>>,
    /// A dish whose parts follow behind a colon, by its place.
    pub(super) head: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        slips: Vec<Option<String>>,
        lookup: &'a dyn FoodLookup,
    ) -> Reader<'a> {
        Reader {
            text,
            tokens,
            slips,
            lookup,
            pending: Pending::default(),
            drafts: Vec::new(),
            questions: Vec::new(),
            ignored: Vec::new(),
            slots: Vec::new(),
            times: Vec::new(),
            without: false,
            with: None,
            planned: false,
            sentence: 0,
            aside: false,
            eaten: false,
            head: None,
            bracket: None,
            no_meal: false,
            longest: RefCell::default(),
        }
    }

    pub(super) fn read(mut self) -> Reading {
        let mut at = 0;
        while at < self.tokens.len() {
            if self.drafts.len() + self.questions.len() >= MOST_ITEMS {
                self.ignored.push(self.words(at, self.tokens.len().min(at + 20)));
                break;
            }
            at = self.step(at).max(at + 1);
        }
        self.flush();
        self.finish()
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).filter(|token| token.is_word()).map(|token| token.word.as_str())
    }

    /// The person's own words from one token to before another.
    pub(super) fn words(&self, from: usize, to: usize) -> String {
        let (Some(first), Some(last)) = (self.tokens.get(from), to.checked_sub(1).and_then(|to| self.tokens.get(to)))
        else {
            return String::new();
        };
        self.text.get(first.start..last.end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn step(&mut self, at: usize) -> usize {
        match self.tokens[at].kind {
            Kind::Break | Kind::Open => {
                if let Some(after) = self.in_brackets(at) {
                    return after;
                }
                self.planned = false;
                let told = self.tokens[at].kind == Kind::Open
                    && self.tokens.get(at + 1).is_some_and(|token| token.number().is_some());
                self.flush();
                self.bracket = self.bracket.or_else(|| self.bracketed(at)).filter(|_| {
                    self.tokens[at].kind == Kind::Open
                        || self.text.get(self.tokens[at].start..self.tokens[at].end) == Some(",")
                });
                self.aside = false;
                // A comma goes on with what is on the bread, a new line does not.
                let goes_on = self.tokens[at].kind == Kind::Open
                    || self.text.get(self.tokens[at].start..self.tokens[at].end) == Some(",");
                if told || self.text.get(self.tokens[at].start..self.tokens[at].end) == Some(":") {
                    self.head = self.drafts.len().checked_sub(1).filter(|last| self.is_head(*last, at));
                } else if !goes_on {
                    self.head = None;
                }
                self.sentence += usize::from(!goes_on && self.head.is_none());
                self.with = self.with.filter(|_| goes_on);
                self.without = false;
                return at + 1;
            }
            Kind::Close => {
                self.bracket = None;
                self.flush();
                self.without = false;
                return at + 1;
            }
            Kind::Dash => {
                self.flush();
                return at + 1;
            }
            Kind::Plus => {
                self.part(false);
                self.without = false;
                return at + 1;
            }
            Kind::With => {
                self.part(true);
                self.without = false;
                return at + 1;
            }
            Kind::Time(hour) => {
                self.time(hour);
                return at + 1;
            }
            Kind::Number(_) | Kind::Fraction(_) | Kind::Word => {}
        }
        if let Some(after) = self.uneaten(at) {
            return after;
        }
        if let Some(after) = self.time_of_day(at).or_else(|| self.no_food_number(at)) {
            return after;
        }
        if let Some(after) = self.size_behind(at).or_else(|| self.chain_cup(at)).or_else(|| self.kind_behind(at)) {
            return after;
        }
        if let Some(after) = self.food(at) {
            return after;
        }
        if self.word(at) == Some("pan") {
            return at + 1;
        }
        if let Some(after) = self.amount(at) {
            return after;
        }
        self.small_word(at)
    }

    /// `at 8`, `8 am`, `um 8 Uhr`, `a las 8`, `à 8 h`
    pub(super) fn time_of_day(&mut self, at: usize) -> Option<usize> {
        let (mut number_at, mut said) = (at, false);
        if let Some(word) = self.word(at) {
            if !matches!(
                word,
                "at" | "um" | "gegen" | "around" | "a" | "alle" | "about" | "vers" | "las" | "les" | "by"
            ) {
                return None;
            }
            said = matches!(word, "at" | "um" | "gegen" | "alle" | "vers" | "las");
            number_at += 1;
            if matches!(self.word(number_at), Some("las" | "la" | "about" | "around")) {
                said = true;
                number_at += 1;
            }
        }
        let hour = match self.tokens.get(number_at)?.kind {
            Kind::Number(hour) => hour,
            Kind::Time(hour) => {
                self.time(hour);
                return Some(number_at + 1);
            }
            _ => return None,
        };
        let marker = self.word(number_at + 1);
        let (hour, after) = match marker {
            Some("am" | "uhr" | "oclock" | "h" | "heures" | "heure" | "horas") => (hour, number_at + 2),
            Some("pm") => (if hour < 12.0 { hour + 12.0 } else { hour }, number_at + 2),
            Some("o") if self.word(number_at + 2) == Some("clock") => (hour, number_at + 3),
            // `at 8` with nothing behind that it could be the amount of.
            None if said && hour.fract() == 0.0 && hour <= 24.0 => (hour, number_at + 1),
            _ => return None,
        };
        if hour > 24.0 {
            return None;
        }
        self.flush();
        self.aside = false;
        // `at 7` may be in the morning or in the evening.
        if marker.is_some() && (marker != Some("oclock") || hour >= 13.0) {
            self.time(hour);
        }
        Some(after)
    }

    pub(super) fn time(&mut self, hour: f64) {
        let slot = match hour {
            hour if (4.0..10.5).contains(&hour) => Slot::Breakfast,
            hour if (11.0..14.5).contains(&hour) => Slot::Lunch,
            hour if (14.5..17.0).contains(&hour) => Slot::Snack,
            hour if (17.5..22.5).contains(&hour) => Slot::Dinner,
            _ => return,
        };
        self.times.push(slot);
    }

    /// `500 kcal`, `5 km`: numbers that are no amount of food.
    pub(super) fn no_food_number(&mut self, at: usize) -> Option<usize> {
        self.tokens[at].number()?;
        let word = self.word(at + 1)?;
        let other = matches!(
            word,
            "kcal"
                | "cal"
                | "cals"
                | "calories"
                | "kj"
                | "km"
                | "miles"
                | "min"
                | "mins"
                | "minutes"
                | "minuten"
                | "hours"
                | "hour"
                | "hrs"
                | "stunden"
                | "minutos"
                | "kalorien"
                | "calorias"
                | "calorie"
                | "days"
                | "times"
                | "percent"
                | "years"
                | "steps"
                | "reps"
                | "sets"
                | "euro"
                | "euros"
                | "dollars"
                | "people"
                | "o"
                | "weeks"
        );
        if !other
            || (word == "o" && self.tokens.get(at + 2).is_some_and(|next| next.number().is_some()))
            || word == "times"
        {
            return None;
        }
        self.ignored.push(self.words(at, at + 2));
        Some(at + 2)
    }

    pub(super) fn amount(&mut self, at: usize) -> Option<usize> {
        let (amount, after) = {
            let is_food = |at: usize| self.longest(at).is_some_and(|(_, to)| to > at + 1);
            let amounts = Amounts { tokens: self.tokens, is_food: &is_food };
            amounts.read(at).or_else(|| {
                amounts.bare_unit(at).filter(|_| self.pending.amount.as_ref().is_none_or(|known| known.unit.is_none()))
            })?
        };
        if self.aside {
            // Only a real number leads back to the food.
            if amount.article && self.longest(after).is_none_or(|(_, to)| to <= after) {
                return Some(after);
            }
            self.aside = false;
            self.flush();
        }
        if let Some(after) = self.trailing(at, &amount, after) {
            return Some(after);
        }
        // `a large bowl`, `2 big glasses`: the count came before, the unit now.
        if let Some(known) = self.pending.amount.as_mut()
            && amount.article
            && known.unit.is_none()
        {
            known.unit = amount.unit;
            known.size = known.size.or(amount.size);
            return Some(after);
        }
        let mut amount = amount;
        // `2 150 g steaks`, `two 6 oz burgers`
        if let Some(known) = self.pending.amount.as_ref()
            && known.unit.is_none()
            && !known.article
            && (2.0..=12.0).contains(&known.value)
            && known.value.fract() == 0.0
            && amount.is_weighed()
            && self.pending.to == at
        {
            amount.value *= known.value;
        } else if self.pending.amount.as_ref().is_some_and(|known| !known.article) && !amount.article {
            // Two amounts before one food: the first one is of nothing that is known.
            self.flush();
        }
        self.pending.from.get_or_insert(at);
        self.pending.amount = Some(amount);
        self.pending.to = after;
        Some(after)
    }

    /// `1 glass (200 ml) orange juice`: what is in brackets says it better.
    pub(super) fn in_brackets(&mut self, at: usize) -> Option<usize> {
        if self.tokens[at].kind != Kind::Open || self.pending.amount.is_none() || !self.pending.unknown.is_empty() {
            return None;
        }
        let none = |_: usize| false;
        let (amount, after) = Amounts { tokens: self.tokens, is_food: &none }.read(at + 1)?;
        if !amount.is_weighed() || self.tokens.get(after).map(|token| token.kind) != Some(Kind::Close) {
            return None;
        }
        self.pending.amount = Some(amount);
        Some(after + 1)
    }

    pub(super) fn ask(&mut self, from: usize, to: usize, what: Missing, mut choices: Vec<String>) {
        let words = self.words(from, to);
        for name in self.lookup.near(&words) {
            if choices.len() < 4 && !choices.contains(&name) {
                choices.push(name);
            }
        }
        self.questions.push((from, Question { words, what, choices }));
    }

    pub(super) fn small_word(&mut self, at: usize) -> usize {
        let Some(word) = self.word(at) else { return at + 1 };
        if word == "petit" && self.word(at + 1) == Some("dejeuner") {
            self.flush();
            self.slots.push(Slot::Breakfast);
            return at + 2;
        }
        if let Some(slot) = lexicon::slot(word) {
            self.flush();
            self.slots.push(slot);
            self.aside = false;
            self.without = false;
            return at + 1;
        }
        if let Some(slot) = lexicon::day_part(word) {
            self.times.push(slot);
            return at + 1;
        }
        if self.aside && !matches!(lexicon::role(word), Some(Role::And | Role::With | Role::Without | Role::Eat)) {
            return at + 1;
        }
        if let Some(size) = lexicon::size(word) {
            // `una manzana grande`
            if let Some(last) = self.drafts.last_mut().filter(|last| last.to == at && !last.asked) {
                let amount = last.amount.get_or_insert_with(Amount::one);
                amount.size = amount.size.or(Some(size));
                last.to = at + 1;
                return at + 1;
            }
            let amount = self.pending.amount.get_or_insert_with(Amount::one);
            amount.size = amount.size.or(Some(size));
            self.pending.from.get_or_insert(at);
            return at + 1;
        }
        if lexicon::state(word).is_some() {
            self.restate(at, word);
            return at + 1;
        }
        match lexicon::role(word) {
            Some(Role::And) => {
                self.part(false);
                self.without = false;
            }
            Some(Role::With) => {
                self.part(true);
                self.without = false;
            }
            Some(Role::Or) => self.part(false),
            // `an apple instead` takes nothing away, `instead of` and `anstatt` do.
            Some(Role::Without) if word == "instead" && !matches!(self.word(at + 1), Some("of" | "von")) => {
                self.planned = false;
            }
            Some(Role::Without) => {
                // `instead of` and `statt` take away what follows, as `without` does.
                self.part(false);
                self.without = true;
            }
            Some(Role::Eat) => {
                self.pending.unknown.clear();
                self.flush();
                self.aside = false;
                self.eaten = true;
            }
            Some(Role::Circumstance) => {
                self.part(false);
                self.aside = true;
            }
            Some(Role::Filler) if word == "for" => {
                self.part(false);
                self.aside = self.word(at + 1).is_none_or(|next| lexicon::slot(next).is_none());
            }
            Some(Role::Vague) => {
                self.pending.vague = true;
                self.pending.from.get_or_insert(at);
                self.pending.unknown.push(at);
            }
            Some(Role::NoMeal) => {
                self.pending.no_meal = true;
                self.no_meal = true;
            }
            Some(Role::Filler | Role::Harmless) => {}
            None if lexicon::brand(word) => {
                self.pending.from.get_or_insert(at);
            }
            None if lexicon::is_place(word) || lexicon::unit(word).is_some() || is_adverb(word) => {}
            None => {
                self.pending.from.get_or_insert(at);
                self.pending.unknown.push(at);
            }
        }
        at + 1
    }

    /// The thing ends, and another one follows.
    pub(super) fn part(&mut self, with: bool) {
        self.flush();
        if with && self.with.is_none() {
            self.with = self.drafts.iter().rposition(|draft| !draft.asked);
        }
        self.aside = false;
    }

    /// The thing ends: what has not become an item is asked or left.
    pub(super) fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let (Some(first), Some(last)) = (pending.unknown.first(), pending.unknown.last()) else {
            // An amount of nothing: `200 g`.
            if let (Some(from), Some(true)) =
                (pending.from, pending.amount.map(|amount| amount.unit.is_some() && !amount.article))
                && !self.without
                && !self.planned
                && !self.aside
                && !pending.no_meal
            {
                self.ask(from, pending.to.max(from + 1), Missing::Food, Vec::new());
            }
            return;
        };
        let numbered = pending.amount.as_ref().is_some_and(|amount| !amount.article || amount.unit.is_some());
        let words = self.words(*first, last + 1);
        if self.without {
            self.take_away(None, &words);
        } else if self.aside || self.planned || pending.no_meal && !numbered {
            self.ignored.push(words);
        } else if numbered || pending.vague || pending.amount.is_some() || self.eaten || self.tokens.len() <= 8 {
            self.ask(*first, last + 1, Missing::Food, Vec::new());
        } else {
            self.ignored.push(words);
        }
    }

    pub(super) fn finish(mut self) -> Reading {
        self.settle();
        let mut items = Vec::new();
        for draft in std::mem::take(&mut self.drafts) {
            if draft.asked {
                continue;
            }
            match weigh(draft.amount.as_ref(), &draft.food, &draft.words, draft.beside) {
                Some(weighed) if weighed.grams <= MOST_GRAMS && weighed.grams > 0.0 => {
                    items.push(item(&draft, weighed))
                }
                _ => {
                    let choices = draft
                        .food
                        .portions
                        .iter()
                        .take(4)
                        .map(|(name, grams)| format!("1 {name} ({} g)", plain(*grams)))
                        .collect();
                    let from = draft.from.min(draft.to);
                    self.questions.push((
                        from,
                        Question { words: self.words(draft.from, draft.to), what: Missing::Amount, choices },
                    ));
                }
            }
        }
        self.slots.dedup();
        let slot = self.slots.first().copied().or_else(|| self.times.first().copied());
        if self.slots.iter().any(|other| Some(*other) != slot && *other != Slot::Snack) && !items.is_empty() {
            let mut names: Vec<String> = Vec::new();
            for slot in &self.slots {
                let name = format!("{slot:?}").to_lowercase();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            self.questions
                .push((usize::MAX, Question { words: names.join(", "), what: Missing::Slot, choices: names }));
        }
        // `the usual`, `leftovers`: eaten, and nobody knows what.
        let untold = |token: &Token| {
            matches!(
                token.word.as_str(),
                "leftovers" | "leftover" | "usual" | "same" | "food" | "meal" | "essen" | "comida" | "repas"
            )
        };
        if items.is_empty()
            && self.questions.is_empty()
            && self.tokens.len() <= 8
            && self.tokens.iter().any(untold)
            && !self.no_meal
        {
            let words = self.words(0, self.tokens.len());
            self.questions.push((0, Question { words, what: Missing::Food, choices: Vec::new() }));
        }
        self.questions.sort_by_key(|(at, _)| *at);
        let mut questions: Vec<Question> = Vec::new();
        for (_, question) in self.questions {
            if !question.words.is_empty() && !questions.contains(&question) {
                questions.push(question);
            }
        }
        self.ignored.retain(|words| !words.is_empty());
        Reading { slot, items, questions, ignored: self.ignored }
    }
}

/// `quickly`, but not `jelly`.
pub(super) fn is_adverb(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ly")
}
