//! Dishes whose parts are told with amounts: `porridge made with water, 50 g oats`, `salad with 100 g tuna and 50 g
//! tomatoes`. The parts are logged and the name of the dish is a heading; nothing is counted twice.

use super::amount::Amount;
use super::draft::{Draft, is_sandwich};
use super::lexicon::Unit;
use super::lookup::{Candidate, Part};
use super::measure::is_poured;
use super::read::Reader;
use super::text::key_words;
use crate::nutrition::food::FoodCategory;

/// Share of a recipe from which the parts that were told stand for all of it.
const MOST_OF_IT: f64 = 0.6;

/// Whether people tell what is in it behind its name.
pub(super) fn names_its_parts(food: &Candidate) -> bool {
    let name = food.name.to_lowercase();
    ["omelette", "porridge", "oatmeal", "overnight oats", "smoothie", "shake", "salad", "sandwich", "granola", "muesli"]
        .iter()
        .any(|kind| name.contains(kind))
}

/// What becomes of a dish whose parts were told.
enum Outcome {
    Heading,
    Less(Vec<Part>),
    /// A shake of which only the liquid was told: its powder.
    Powder(Candidate),
    /// As much of it as it takes this much of its part, which is not counted beside it.
    Scaled(Amount, usize),
}

impl Reader<'_> {
    /// Settles which dishes are headings of the parts that follow them.
    pub(super) fn settle(&mut self) {
        for at in 0..self.drafts.len() {
            let Some(outcome) = self.outcome(at) else { continue };
            match outcome {
                Outcome::Heading => {
                    self.drafts[at].asked = true;
                    let title = self.drafts[at].words.clone();
                    self.ignored.push(title);
                }
                Outcome::Less(parts) => {
                    for part in parts {
                        if !self.drafts[at].less.contains(&part) {
                            self.drafts[at].less.push(part);
                        }
                    }
                }
                Outcome::Powder(powder) => {
                    let note = format!("`{}` taken as 1 scoop of {}", self.drafts[at].words, powder.name);
                    let draft = &mut self.drafts[at];
                    draft.notes.push(note);
                    draft.amount = Some(Amount { unit: Some(Unit::Scoop), ..Amount::one() });
                    draft.food = powder;
                }
                Outcome::Scaled(amount, part) => {
                    self.drafts[at].amount = Some(amount);
                    self.drafts[part].asked = true;
                }
            }
        }
    }

    fn outcome(&self, at: usize) -> Option<Outcome> {
        let dish = self.drafts.get(at).filter(|dish| !dish.asked && is_free(dish))?;
        let in_sentence: Vec<usize> = (at + 1..self.drafts.len())
            .take_while(|next| self.drafts[*next].sentence == dish.sentence)
            .filter(|next| !self.drafts[*next].asked)
            .collect();
        let under: Vec<usize> =
            in_sentence.iter().copied().filter(|next| self.drafts[*next].under == Some(at)).collect();
        let name = dish.food.name.to_lowercase();
        let has = |kind: &str| name.contains(kind);
        let told = |next: &&usize| self.drafts[**next].amount.as_ref().is_some_and(says_how_much);
        let any_amount = |next: &&usize| self.drafts[**next].amount.is_some();
        let weighed = |next: &&usize| {
            self.drafts[**next].amount.as_ref().is_some_and(|amount| amount.is_weighed() || is_spoon(amount))
        };
        if has("porridge") || has("overnight oats") || has("oatmeal") && dish.food.category == FoodCategory::Cereal {
            let oats = in_sentence.iter().filter(told).any(|next| is_oats(&self.drafts[*next].food.id));
            return oats.then_some(Outcome::Heading);
        }
        if has("smoothie") || has("shake") {
            let liquid = |next: &usize| is_poured(&self.drafts[*next].food);
            if under.iter().all(liquid) {
                let powder = has("whey") || has("protein");
                let found = self.lookup.find("whey protein powder").into_iter().next();
                return found.filter(|_| powder && under.iter().any(|next| weighed(&next))).map(Outcome::Powder);
            }
            let list = under.iter().filter(any_amount).count();
            let weighed = under.iter().filter(weighed).count();
            return (weighed >= 1 || list >= 2).then_some(Outcome::Heading);
        }
        if has("sushi") && dish.amount.is_none() {
            let kinds = in_sentence
                .iter()
                .filter(told)
                .any(|next| self.drafts[*next].food.name.starts_with("Sushi") && self.adjacent(dish, *next));
            return kinds.then_some(Outcome::Heading);
        }
        if has("omelette") || dish.food.id == "egg-scrambled" {
            return self.of_eggs(dish, &under);
        }
        if has("salad") && under.iter().filter(told).count() >= 2 {
            return Some(Outcome::Heading);
        }
        if is_sandwich(&dish.food)
            && under.iter().filter(told).any(|next| self.drafts[*next].food.category == FoodCategory::Bread)
        {
            return Some(Outcome::Heading);
        }
        // `a yoghurt bowl with 200 g skyr`
        let is_yoghurt =
            |next: &usize| weighed(&next) && self.drafts[*next].food.name.to_lowercase().contains("yoghurt");
        if has("yoghurt")
            && dish.amount.as_ref().is_some_and(|amount| amount.unit == Some(Unit::Bowl))
            && under.iter().any(is_yoghurt)
        {
            return Some(Outcome::Heading);
        }
        let said = dish.words.to_lowercase();
        let of_many =
            ["stir fry", "stir-fry", "bowl", "wok", "pfanne"].iter().any(|kind| said.contains(kind) || has(kind));
        if of_many && under.iter().filter(weighed).count() >= 2 {
            return Some(Outcome::Heading);
        }
        self.parts_told(dish, &under)
    }

    /// An omelette is as big as its eggs; one with more in it whose parts are told is a heading.
    fn of_eggs(&self, dish: &Draft, under: &[usize]) -> Option<Outcome> {
        let eggs = under.iter().copied().find(|next| {
            let draft = &self.drafts[*next];
            draft.food.category == FoodCategory::Egg
                && draft.food.id != "egg-white"
                && draft.amount.as_ref().is_some_and(says_how_much)
        })?;
        let amount = self.drafts[eggs].amount.clone()?;
        if dish.food.parts.is_empty() {
            return Some(Outcome::Scaled(amount, eggs));
        }
        let more = under.iter().any(|next| *next != eggs && part_of(&dish.food, &self.drafts[*next].food).is_some());
        if more || amount.unit.is_some() {
            return Some(Outcome::Heading);
        }
        let whole: f64 = 100.0;
        let base = dish.food.parts.iter().find(|part| part.id == "omelette")?.grams;
        // An egg of an omelette weighs 61 g with what it is fried in.
        let grams = (amount.value * 61.0 * whole / base).round();
        let assumed = vec![format!("as much of it as {} eggs make", amount.value)];
        let amount = Amount { value: grams, unit: Some(Unit::Gram), size: None, article: false, assumed };
        Some(Outcome::Scaled(amount, eggs))
    }

    fn parts_told(&self, dish: &Draft, under: &[usize]) -> Option<Outcome> {
        let parts: Vec<Part> = under
            .iter()
            .filter(|next| {
                let draft = &self.drafts[**next];
                draft.amount.as_ref().is_some_and(|amount| amount.is_weighed() || is_spoon(amount))
                    && !self.is_extra(draft.from)
            })
            .filter_map(|next| part_of(&dish.food, &self.drafts[*next].food))
            .collect();
        if parts.is_empty() {
            return None;
        }
        let share: f64 = parts.iter().map(|part| part.grams / 100.0).sum();
        Some(if share >= MOST_OF_IT { Outcome::Heading } else { Outcome::Less(parts) })
    }

    /// `with 30 g extra cheese`, `an additional egg`
    fn is_extra(&self, from: usize) -> bool {
        (from.saturating_sub(4)..from)
            .any(|at| matches!(self.word(at), Some("extra" | "additional" | "more" | "another" | "added")))
    }

    fn adjacent(&self, dish: &Draft, next: usize) -> bool {
        self.drafts[next].from.saturating_sub(dish.to) <= 6
    }
}

fn is_free(draft: &Draft) -> bool {
    draft.amount.as_ref().is_none_or(|amount| {
        amount.value <= 1.0
            && (amount.article && amount.unit.is_none()
                || matches!(
                    amount.unit,
                    Some(Unit::Bowl | Unit::Plate | Unit::Serving | Unit::Glass | Unit::Mug | Unit::Pot)
                ))
    })
}

const fn says_how_much(amount: &Amount) -> bool {
    !amount.article || amount.unit.is_some()
}

const fn is_spoon(amount: &Amount) -> bool {
    matches!(
        amount.unit,
        Some(Unit::Tablespoon | Unit::Teaspoon | Unit::Spoon | Unit::Cup | Unit::Scoop | Unit::Slice | Unit::Can)
    )
}

fn is_oats(id: &str) -> bool {
    id.starts_with("oats")
        || id.starts_with("oat-bran")
        || id.starts_with("instant-oatmeal")
        || id.starts_with("muesli")
}

/// The part of the recipe that a food is.
fn part_of(dish: &Candidate, food: &Candidate) -> Option<Part> {
    let own = key_words(food.name.split(',').next().unwrap_or_default());
    let head = own.last()?;
    dish.parts
        .iter()
        .find(|part| part.id == food.id)
        .or_else(|| {
            dish.parts.iter().find(|part| key_words(part.name.split(',').next().unwrap_or_default()).contains(head))
        })
        .cloned()
}
