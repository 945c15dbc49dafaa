//! The part of the reader that finds foods in the words: the longest name, what goes on with it, and what of it was
//! said not to be there.

use super::Missing;
use super::amount::{Amount, Amounts, plain};
use super::draft::{Draft, holds, is_sandwich, usual_part};
use super::lexicon::{self, Role, Unit};
use super::lookup::Candidate;
use super::measure::weigh;
use super::read::{Reader, is_adverb};
use super::spelling::is_known;
use super::text::{Kind, Token, key_words};
use crate::nutrition::food::FoodCategory;

/// Confidence from which words are a name as it stands.
const WHOLE: f64 = 0.95;
/// Words of the longest name that is looked for.
const LONGEST_NAME: usize = 8;

impl Reader<'_> {
    /// The longest food that begins at a token, and the token behind it. It is asked for often and looked for once.
    pub(super) fn longest(&self, at: usize) -> Option<(Candidate, usize)> {
        if let Some(known) = self.longest.borrow().get(&at) {
            return known.clone();
        }
        let found = self.look_for_longest(at);
        self.longest.borrow_mut().insert(at, found.clone());
        found
    }

    fn look_for_longest(&self, at: usize) -> Option<(Candidate, usize)> {
        let first = self.word(at)?;
        if lexicon::is_joint(first) {
            return None;
        }
        // A measure of something: `bowl of rice`; and a pan to fry in.
        let of = matches!(self.word(at + 1), Some("of" | "de" | "di" | "d" | "du" | "von"));
        let pan = first == "pan"
            && (self.word(at + 1).is_some_and(|word| lexicon::state(word).is_some())
                || at.checked_sub(1).is_some_and(|before| matches!(self.word(before), Some("a" | "the" | "in"))));
        // Then only a name as it stands, such as `palitos de pescado`.
        let only_whole = pan || (of && lexicon::unit(first).is_some());
        let mut end = at;
        while end < self.tokens.len() && end < at + LONGEST_NAME {
            match self.tokens[end].kind {
                Kind::Word | Kind::Plus | Kind::With | Kind::Number(_) => end += 1,
                _ => break,
            }
        }
        while end > at {
            let ends_well = self.word(end - 1).is_some_and(|word| !lexicon::is_joint(word));
            if ends_well && (end > at + 1 || may_stand_alone(first)) {
                let span = &self.tokens[at..end];
                let spoken = |token: &Token| match token.kind {
                    Kind::Plus => "and".to_owned(),
                    Kind::With => "with".to_owned(),
                    Kind::Number(value) => plain(value),
                    _ => token.word.clone(),
                };
                let all: Vec<String> = span.iter().map(spoken).collect();
                let found = self.lookup.find(&all.join(" ")).into_iter().next();
                if let Some(found) = found.filter(|found| !only_whole || (end > at + 1 && found.confidence >= WHOLE)) {
                    if self.tail_goes_on(at, end) {
                        end -= 1;
                        continue;
                    }
                    return Some((found, end));
                }
                let harmless =
                    |word: &String| matches!(lexicon::role(word), Some(Role::Harmless)) || lexicon::brand(word);
                if !only_whole
                    && end > at + 1
                    && !harmless(&all[0])
                    && all.iter().any(harmless)
                    && !harmless(&all[all.len() - 1])
                {
                    let fewer: Vec<String> = all.into_iter().filter(|word| !harmless(word)).collect();
                    if let Some(found) = self.lookup.find(&fewer.join(" ")).into_iter().next() {
                        return Some((found, end));
                    }
                }
            }
            end -= 1;
        }
        None
    }

    /// Whether the last thing of `stir fry with rice` is the beginning of another one, rice noodles.
    pub(super) fn tail_goes_on(&self, at: usize, end: usize) -> bool {
        let joint =
            |token: &Token| !token.is_word() || matches!(lexicon::role(&token.word), Some(Role::And | Role::With));
        let Some(last) = self.tokens[at..end].iter().rposition(joint) else { return false };
        let follows = self.word(end).is_some_and(|word| lexicon::role(word).is_none());
        follows && self.longest(at + last + 1).is_some_and(|(_, to)| to > end)
    }

    pub(super) fn food(&mut self, at: usize) -> Option<usize> {
        let (mut food, mut to) = self.longest(at)?;
        // With fish, steak and the like, chips are fried potatoes.
        let british = matches!(self.word(at), Some("chips" | "chip"))
            && to == at + 1
            && self.tokens.iter().any(|token| {
                matches!(
                    token.word.as_str(),
                    "fish"
                        | "steak"
                        | "peas"
                        | "gravy"
                        | "sausage"
                        | "sausages"
                        | "pie"
                        | "egg"
                        | "eggs"
                        | "gammon"
                        | "scampi"
                        | "cod"
                        | "haddock"
                        | "burger"
                )
            });
        if let Some(fries) =
            british.then(|| self.lookup.find("french fries")).and_then(|found| found.into_iter().next())
        {
            food = Candidate { assumed: Some(format!("taken as {}", fries.name)), ..fries };
        }
        // In `salt and pepper` it is the spice.
        let salted = at >= 2
            && self.word(at) == Some("pepper")
            && to == at + 1
            && matches!(self.word(at - 2), Some("salt" | "salz"));
        if let Some(spice) = salted.then(|| self.lookup.find("black pepper")).and_then(|found| found.into_iter().next())
        {
            food = spice;
        }
        if self.aside {
            // `after the chicken shop`: unless it is plainly the meal again, it is no part of it.
            let named = self.pending.amount.is_some();
            if !named {
                return Some(to);
            }
        }
        let single_unit = to == at + 1 && self.word(at).is_some_and(|word| lexicon::unit(word).is_some());
        if single_unit
            && self.pending.amount.as_ref().is_some_and(|known| known.unit.is_none())
            && self.longest(at + 1).is_some()
        {
            return None;
        }
        let mut notes: Vec<String> = self.slips[at..to].iter().flatten().cloned().collect();
        let brand =
            (self.pending.from.unwrap_or(at)..to).find_map(|at| self.word(at).filter(|word| lexicon::brand(word)));
        if let Some(brand) = brand {
            notes.push(format!("figures of the kind, not of the brand `{brand}`"));
        }
        let pending = std::mem::take(&mut self.pending);
        // The name goes on with something that is not known: then it is not this food.
        let end = self.unknown_end(to);
        if !pending.unknown.is_empty() || pending.vague || end > to {
            let end = self.thing_end(end);
            let from = pending
                .unknown
                .first()
                .copied()
                .unwrap_or(at)
                .min(pending.from.filter(|_| pending.vague).unwrap_or(at));
            if self.without || self.planned {
                self.ignored.push(self.words(from, end));
            } else {
                self.ask(from, end, Missing::Food, vec![food.name]);
            }
            // `quantum rice 200 g`: the amount is of it.
            let none = |_: usize| false;
            let amount = Amounts { tokens: self.tokens, is_food: &none }.read(end);
            let own = amount.filter(|(amount, after)| amount.is_weighed() && self.longest(*after).is_none());
            return Some(own.map_or(end, |(_, after)| after));
        }
        let words = self.words(at, to);
        if self.planned {
            self.ignored.push(words);
            return Some(to);
        }
        if self.without {
            self.take_away(Some(&food), &words);
            // `without milk or sugar`, `no milk, no sugar`
            self.without =
                matches!(self.word(to), Some("or" | "oder" | "o" | "ou" | "nor" | "ni" | "noch" | "and" | "und"));
            if self.word(to).is_some_and(|word| matches!(word, "and" | "und")) {
                self.without = false;
            }
            return Some(to);
        }
        let mut amount = pending.amount;
        // `the pasta was great`: it has been counted.
        let again = amount.is_none()
            && at.checked_sub(1).is_some_and(|before| matches!(self.word(before), Some("the" | "my" | "that")))
            && self.drafts.iter().any(|draft| draft.food.id == food.id && draft.sentence + 1 >= self.sentence);
        if again {
            return Some(to);
        }
        if food.id == "espresso" && self.word(at) == Some("double") {
            let single = amount.take().unwrap_or_else(Amount::one);
            amount = Some(Amount { value: 2.0 * single.value, article: false, ..single });
        }
        // `2 bread slices`, `chicken breast fillet`
        if let Some(unit) = self.word(to).and_then(lexicon::unit).filter(|unit| follows_name(*unit))
            && (self.longest(to).is_none() || matches!(self.word(to), Some("steak" | "steaks")))
            && amount.as_ref().is_none_or(|amount| amount.unit.is_none())
        {
            let with_unit = Amount { unit: Some(unit), ..amount.clone().unwrap_or_else(Amount::one) };
            if weigh(Some(&with_unit), &food, &words, None).is_some() {
                amount = Some(with_unit);
            }
            to += 1;
        }
        if let Some(after) = self.compound(&food, at, to, amount.as_ref(), &words) {
            return Some(after);
        }
        let with = self.with.and_then(|at| self.drafts.get(at)).filter(|draft| !draft.asked);
        let sandwich = with.is_some_and(|draft| is_sandwich(&draft.food));
        let beside = with.map(|draft| if sandwich { FoodCategory::FastFood } else { draft.food.category });
        if let (true, FoodCategory::Bread, None, Some(at)) = (sandwich, food.category, &amount, self.with) {
            // `turkey sandwich on rye`: the bread is in it already.
            let head = &mut self.drafts[at];
            head.notes.push(format!("the bread of {} is in it, whatever its kind", head.food.name));
            return Some(to);
        }
        if let Some(after) = self.same_again(&food, at, to, amount.as_ref()) {
            return Some(after);
        }
        if let (Some(dish), None, None) = (self.bracket, &amount, self.head) {
            // `burrito (chicken)`: what is in it.
            let note = format!("figures of {} do not tell `{words}` apart", self.drafts[dish].food.name);
            self.drafts[dish].notes.push(note);
            return Some(to);
        }
        let (under, sentence) = (self.with.or(self.bracket), self.sentence);
        if let Some(head) = self.head.take().and_then(|head| self.drafts.get_mut(head)) {
            // `protein shake: 1 scoop whey, 1 banana`: its parts are told, so it is not counted beside them.
            head.asked = true;
            let title = head.words.clone();
            self.ignored.push(title);
        }
        self.eaten = true;
        self.drafts.push(Draft {
            food,
            from: at,
            to,
            words,
            amount,
            beside,
            notes,
            less: Vec::new(),
            asked: false,
            share: 1.0,
            under,
            sentence,
        });
        Some(to)
    }

    /// Behind unknown words that go on with a name: `chicken zorblax`, `cream of zorblax`.
    pub(super) fn unknown_end(&self, to: usize) -> usize {
        let unknown = |at: usize| self.word(at).is_some_and(|word| self.is_unknown(word)) && self.longest(at).is_none();
        let mut end = to;
        loop {
            let of = usize::from(matches!(self.word(end), Some("of" | "de" | "di")));
            if !unknown(end + of) {
                return end;
            }
            end += of + 1;
        }
    }

    /// Where the words of one thing end, foods or not.
    pub(super) fn thing_end(&self, from: usize) -> usize {
        let mut end = from;
        loop {
            if let Some((_, to)) = self.longest(end) {
                end = to;
            } else if self.word(end).is_some_and(|word| self.is_unknown(word)) {
                end += 1;
            } else {
                return end;
            }
        }
    }

    /// Two foods side by side without anything between them are one thing: `mushroom pizza`, `guava juice`.
    pub(super) fn compound(
        &mut self,
        food: &Candidate,
        at: usize,
        to: usize,
        amount: Option<&Amount>,
        words: &str,
    ) -> Option<usize> {
        use FoodCategory as Shelf;
        let last = self.drafts.len().checked_sub(1)?;
        let before = &self.drafts[last];
        if before.to != at
            || amount.is_some()
            || before.asked
            || self.tokens[before.from..at].iter().any(|token| !token.is_word())
        {
            return None;
        }
        let name = food.name.to_ascii_lowercase();
        let yoghurt = food.category == Shelf::Dairy
            && ["yoghurt", "quark", "skyr", "ice cream", "kefir", "shake"].iter().any(|word| name.contains(word));
        let kinds = [
            "pizza",
            "croissant",
            "bagel",
            "brioche",
            "omelette",
            "smoothie",
            "cookie",
            "biscuit",
            "muffin",
            "pancake",
            "waffle",
            "doughnut",
        ];
        // What an animal gives makes another food of it: no goat curry for chicken curry, no egg white for eggs.
        let animal = matches!(
            before.food.category,
            Shelf::Meat | Shelf::Poultry | Shelf::Fish | Shelf::Egg | Shelf::Dish | Shelf::FastFood
        );
        // A 3 egg omelette is one of eggs, an egg white omelette is not.
        let of_eggs = name.contains("omelette") && before.food.id != "egg-white" && before.food.category == Shelf::Egg;
        let stands_in = of_eggs
            || !animal
                && (yoghurt
                    || matches!(food.category, Shelf::Supplement | Shelf::Snack)
                    || name.starts_with("tea")
                    || kinds.iter().any(|kind| name.contains(kind)));
        let made = matches!(
            food.category,
            Shelf::Dish | Shelf::Soup | Shelf::FastFood | Shelf::Bakery | Shelf::Supplement | Shelf::Snack
        );
        let filled = food.category == Shelf::Bread
            && matches!(self.word(to - 1), Some("roll" | "rolls" | "bun" | "wrap" | "wraps" | "tortilla" | "bagel"));
        let another = filled
            || made
            || name.contains("omelette")
            || matches!(
                food.category,
                Shelf::Drink
                    | Shelf::AlcoholicDrink
                    | Shelf::Oil
                    | Shelf::Sauce
                    | Shelf::PlantMilk
                    | Shelf::Sweet
                    | Shelf::ProcessedMeat
                    | Shelf::Dairy
                    | Shelf::Nut
            ) && !matches!(self.word(at), Some("coffee" | "espresso" | "water" | "cappuccino"));
        if !stands_in && !another {
            return None;
        }
        let from = before.from;
        let both = self.words(from, to);
        let old = self.drafts.pop()?;
        if stands_in {
            let mut notes = old.notes;
            notes.push(format!("no figures for `{both}`; those of {}", food.name));
            self.drafts.push(Draft {
                food: food.clone(),
                from,
                to,
                words: both,
                amount: old.amount,
                beside: old.beside,
                notes,
                less: Vec::new(),
                asked: false,
                share: 1.0,
                under: old.under,
                sentence: old.sentence,
            });
        } else {
            let _ = words;
            self.ask(from, to, Missing::Food, vec![food.name.clone(), old.food.name]);
        }
        Some(to)
    }

    /// The dish before an opening bracket.
    pub(super) fn bracketed(&self, at: usize) -> Option<usize> {
        let last = self.drafts.len().checked_sub(1)?;
        (self.tokens[at].kind == Kind::Open && self.is_head(last, at)).then_some(last)
    }

    /// A dish before a colon that has no amount of its own.
    pub(super) fn is_head(&self, last: usize, at: usize) -> bool {
        use FoodCategory as Shelf;
        let draft = &self.drafts[last];
        let made = matches!(
            draft.food.category,
            Shelf::Dish | Shelf::Supplement | Shelf::Soup | Shelf::FastFood | Shelf::Drink
        );
        draft.to == at
            && (made || super::headings::names_its_parts(&draft.food))
            && !draft.asked
            && draft.amount.as_ref().is_none_or(|amount| amount.article && amount.unit.is_none())
    }

    /// `scrambled eggs (3 eggs)`: the amount of the item before.
    pub(super) fn same_again(
        &mut self,
        food: &Candidate,
        at: usize,
        to: usize,
        amount: Option<&Amount>,
    ) -> Option<usize> {
        let amount = amount.filter(|amount| !amount.article)?;
        let last = self
            .drafts
            .last_mut()
            .filter(|last| !last.asked && last.amount.as_ref().is_none_or(|known| known.article))?;
        let gap = self.tokens.get(last.to..at)?;
        let open = gap.first().is_some_and(|token| token.kind == Kind::Open) && gap.len() <= 5;
        let shared = key_words(&last.food.name).iter().any(|word| key_words(&food.name).contains(word));
        let closed = self.tokens.get(to).is_none_or(|token| token.kind == Kind::Close);
        // `Rührei aus 3 Eiern`, `omelette with 3 eggs`: eggs in eggs.
        let between = |token: &Token| match token.kind {
            Kind::Open | Kind::Dash | Kind::Break => true,
            _ => matches!(lexicon::role(&token.word), Some(Role::Filler)),
        };
        // `sushi, 8 salmon nigiri`: said twice, and eaten once.
        let said_twice = last.food.id == food.id
            && last.amount.is_none()
            && last.sentence == self.sentence
            && !gap.is_empty()
            && gap.iter().all(between);
        let of_eggs = food.category == FoodCategory::Egg
            && amount.unit.is_none()
            && gap.first().is_some_and(|token| {
                // `scrambled eggs, 3 eggs`
                (gap.len() <= 3 && token.kind == Kind::Break && food.assumed.is_some())
                    || matches!(
                        token.word.as_str(),
                        "aus" | "from" | "with" | "made" | "of" | "de" | "con" | "mit" | "avec" | "di"
                    )
            });
        if last.food.category != food.category || !(said_twice || of_eggs || (open && closed && shared)) {
            return None;
        }
        last.amount = Some(amount.clone());
        last.to = to;
        Some(to)
    }

    /// What was said not to be in it.
    pub(super) fn take_away(&mut self, food: Option<&Candidate>, words: &str) {
        let said = key_words(words);
        let same = |name: &str| {
            let name = key_words(name);
            said.iter().any(|word| name.contains(word))
        };
        if let Some(at) =
            food.and_then(|food| self.drafts.iter().rposition(|draft| !draft.asked && draft.food.id == food.id))
        {
            self.drafts[at].asked = true;
            return;
        }
        let lookup = self.lookup;
        if let Some(last) = self.drafts.iter_mut().rev().find(|draft| !draft.asked) {
            let at =
                last.food.parts.iter().position(|part| food.is_some_and(|food| part.id == food.id) || same(&part.name));
            if let Some(at) = at {
                if last.food.parts.len() > 1 && !last.less.contains(&last.food.parts[at]) {
                    last.less.push(last.food.parts[at].clone());
                    return;
                }
            } else if last.food.parts.is_empty() && holds(&last.food) {
                if let Some(part) = usual_part(&last.food, &said, lookup) {
                    last.less.push(part);
                    return;
                }
                if food.is_some() {
                    last.notes.push(format!("figures of {} may include {words}", last.food.name));
                }
            }
        }
        self.ignored.push(format!("without {words}"));
    }

    pub(super) fn is_unknown(&self, word: &str) -> bool {
        !is_known(word) && !lexicon::is_attribute(word) && !is_adverb(word)
            || matches!(lexicon::role(word), Some(Role::Vague))
    }

    /// A kind behind the food: `coffee, black`, `rice (brown)`.
    pub(super) fn kind_behind(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        if !lexicon::is_attribute(word) && (lexicon::role(word).is_some() || self.longest(at).is_some()) {
            return None;
        }
        let ends = self.tokens.get(at + 1).is_none_or(|next| matches!(next.kind, Kind::Break | Kind::Close));
        let last = self.drafts.last_mut().filter(|draft| !draft.asked && ends)?;
        let gap = self.tokens.get(last.to..at)?;
        if gap.len() != 1 || !matches!(gap[0].kind, Kind::Break | Kind::Open) {
            return None;
        }
        let found = self.lookup.find(&format!("{word} {}", last.words)).into_iter().next()?;
        if found.confidence < 0.9 || found.category != last.food.category {
            return None;
        }
        let closed = self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Close);
        last.food = found;
        last.to = at + 1 + usize::from(closed);
        self.bracket = self.bracket.filter(|_| !closed);
        Some(at + 1 + usize::from(closed))
    }

    /// A way of preparing behind the food: `rice (dry)`, `eggs, boiled`.
    pub(super) fn restate(&mut self, at: usize, word: &str) {
        let Some(last) = self.drafts.last_mut().filter(|draft| !draft.asked) else { return };
        let near = self.tokens.get(last.to..at).is_some_and(|gap| {
            gap.iter().all(|token| match token.kind {
                Kind::Open | Kind::Break | Kind::Dash => true,
                Kind::Word => matches!(lexicon::role(&token.word), Some(Role::Filler | Role::Harmless | Role::Eat)),
                _ => false,
            })
        });
        let another = self.tokens.get(at + 1).is_some_and(Token::is_word);
        if !near || (another && self.tokens[last.to..at].iter().any(|token| token.kind == Kind::Break)) {
            return;
        }
        let named: Vec<&str> = self.tokens[last.from..last.to]
            .iter()
            .filter(|token| token.is_word())
            .map(|token| token.word.as_str())
            .collect();
        for keep in (1..=named.len()).rev() {
            let words = format!("{} {word}", named[..keep].join(" "));
            if let Some(found) = self.lookup.find(&words).into_iter().next() {
                last.food = found;
                return;
            }
        }
    }
}

/// Whether one word alone may name a food, although it has a part in the sentence.
fn may_stand_alone(word: &str) -> bool {
    let small = matches!(
        lexicon::role(word),
        Some(
            Role::Filler
                | Role::Eat
                | Role::And
                | Role::With
                | Role::Without
                | Role::Or
                | Role::Circumstance
                | Role::Vague
                | Role::NoMeal
        )
    );
    !small
        && lexicon::number_word(word).is_none()
        && lexicon::size(word).is_none()
        && (lexicon::state(word).is_none() || word == "roti")
}

const fn follows_name(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Slice
            | Unit::Piece
            | Unit::Fillet
            | Unit::Bar
            | Unit::Stick
            | Unit::Leaf
            | Unit::Strip
            | Unit::Bottle
            | Unit::Bowl
            | Unit::Clove
            | Unit::Shot
            | Unit::Square
            | Unit::Ball
            | Unit::Scoop
            | Unit::Serving
            | Unit::Pot
    )
}
