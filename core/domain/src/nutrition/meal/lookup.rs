//! How the reader of meals finds a food for words: a trait, and the one over the table of foods.

use super::lexicon::{self, State};
use super::text::{Kind, Token, singular, tokens};
use crate::fold::fold;
use crate::nutrition::food::{Food, FoodCategory, FoodSource, Nutrient, food, foods, search};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

/// A food that words may mean, with what is needed to weigh it and to compute its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Id of the food.
    pub id: String,
    /// Name of the food for people.
    pub name: String,
    /// How sure it is that the words mean this food, 0 to 1. Every one of the words has been accounted for; what was
    /// left out of account is in `assumed`.
    pub confidence: f64,
    /// The shelf it lies on.
    pub category: FoodCategory,
    /// Grams of one of each portion, by its name, in the order of the table.
    pub portions: Vec<(String, f64)>,
    /// Grams per millilitre, where it is known.
    pub density: Option<f64>,
    /// Figures per 100 g by metric id. What is not known is not in it.
    pub per_100g: BTreeMap<&'static str, f64>,
    /// The parts of a dish, with their grams in 100 g of it; empty for a plain food.
    pub parts: Vec<Part>,
    /// What was taken for granted in choosing this food, in words; `None` when the words name it.
    pub assumed: Option<String>,
    /// Where the figures come from.
    pub source: String,
}

/// One part of a dish.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Id of the food.
    pub id: String,
    /// Name of the food for people.
    pub name: String,
    /// Grams in 100 g of the dish.
    pub grams: f64,
    /// Its own figures per 100 g by metric id.
    pub per_100g: BTreeMap<&'static str, f64>,
}

/// What a lookup knows about the spelling of a single word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spelling {
    /// It is a word of the names.
    Known,
    /// It is another form of this word of the names, such as a plural.
    Form(String),
    /// It is this word of the names with a slip of the finger.
    Slip(String),
    /// Nothing is like it.
    Unknown,
}

/// Finds foods for words.
pub trait FoodLookup {
    /// The foods that all of `words` together may mean, most likely first; empty when they mean none. A part of the
    /// words, or words with something unknown among them, mean none.
    fn find(&self, words: &str) -> Vec<Candidate>;

    /// The food with this id.
    fn get(&self, id: &str) -> Option<Candidate>;

    /// What is known about the spelling of one folded word.
    fn spell(&self, word: &str) -> Spelling {
        if self.find(word).is_empty() { Spelling::Unknown } else { Spelling::Known }
    }

    /// Names of foods that are like `words`, to choose from in a question; at most four.
    fn near(&self, words: &str) -> Vec<String> {
        let _ = words;
        Vec::new()
    }
}

/// The lookup over the table of foods and dishes, [`foods`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableLookup;

impl FoodLookup for TableLookup {
    fn find(&self, words: &str) -> Vec<Candidate> {
        index().find(&canonical(&tokens(words)))
    }

    fn get(&self, id: &str) -> Option<Candidate> {
        food(id).map(|food| candidate(food, 1.0, None))
    }

    fn spell(&self, word: &str) -> Spelling {
        index().spell(word)
    }

    fn near(&self, words: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for found in search(words, 4) {
            if found.confidence >= 0.4 {
                names.push(found.food.name.to_owned());
            }
        }
        names
    }
}

/// The metric that a nutrient of the table is.
pub(crate) const fn nutrient_metric(nutrient: Nutrient) -> &'static str {
    match nutrient {
        Nutrient::Energy => "energy_in",
        Nutrient::Protein => "protein",
        Nutrient::Carbohydrate => "carbs",
        Nutrient::Fat => "fat",
        Nutrient::SaturatedFat => "saturated_fat",
        Nutrient::Fibre => "fibre",
        Nutrient::Sugars => "sugar",
        Nutrient::Sodium => "sodium",
        Nutrient::Calcium => "calcium",
        Nutrient::Iron => "iron",
        Nutrient::Potassium => "potassium",
        Nutrient::Magnesium => "magnesium",
        Nutrient::VitaminC => "vitamin_c",
        Nutrient::VitaminD => "vitamin_d",
        Nutrient::VitaminB12 => "vitamin_b12",
        Nutrient::Alcohol => "alcohol",
        Nutrient::Caffeine => "caffeine",
        Nutrient::Water => "water",
    }
}

/// The figures of a food per 100 g by metric id. A gram of water is taken for a millilitre.
pub(crate) fn figures(food: &Food) -> BTreeMap<&'static str, f64> {
    food.per_100g
        .known()
        // A sum over parts of which one is unknown would be too low.
        .filter(|(nutrient, _)| !food.per_100g.is_partial(*nutrient))
        .map(|(nutrient, amount)| (nutrient_metric(nutrient), amount))
        .collect()
}

fn candidate(food_row: &Food, confidence: f64, assumed: Option<String>) -> Candidate {
    let parts = match &food_row.source {
        FoodSource::Recipe { ingredients, ready_grams } => ingredients
            .iter()
            .filter_map(|ingredient| {
                let row = food(ingredient.food)?;
                Some(Part {
                    id: row.id.to_owned(),
                    name: row.name.to_owned(),
                    grams: ingredient.grams * 100.0 / ready_grams,
                    per_100g: figures(row),
                })
            })
            .collect(),
        FoodSource::StandardReference { .. } => Vec::new(),
    };
    Candidate {
        id: food_row.id.to_owned(),
        name: food_row.name.to_owned(),
        confidence,
        category: food_row.category,
        portions: food_row.portions.iter().map(|portion| (portion.name.to_owned(), portion.grams)).collect(),
        density: food_row.density_g_per_ml,
        per_100g: figures(food_row),
        parts,
        assumed,
        source: food_row.source.to_string(),
    }
}

/// The words that a name is told by, whatever their order, case, plurals and small words; empty when it has none.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut words = canonical(&tokens(name));
    words.sort_unstable();
    words.join(" ")
}

/// The words of a phrase as keys hold them: folded, singular, without articles and prepositions; `and`, `with` and
/// `without` in one spelling, because rice and milk is not rice milk.
fn canonical(tokens: &[Token]) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token.kind {
            Kind::Plus => words.push("&".to_owned()),
            Kind::With => words.push("+".to_owned()),
            Kind::Number(value) => words.push(format!("{value}")),
            Kind::Word => match token.word.as_str() {
                "and" | "und" | "y" | "et" | "n" => words.push("&".to_owned()),
                "with" | "mit" | "con" | "avec" | "in" | "on" => words.push("+".to_owned()),
                "without" | "ohne" | "sin" | "sans" | "senza" | "no" => words.push("-".to_owned()),
                "of" | "de" | "d" | "di" | "du" | "des" | "del" | "della" | "dell" | "the" | "la" | "le" | "les"
                | "el" | "los" | "las" | "al" | "alla" | "au" | "aux" | "a" | "an" | "da" | "l" | "il" | "lo"
                | "dei" | "der" | "die" | "das" => {}
                word => words.push(singular(word)),
            },
            _ => {}
        }
    }
    words
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Place in the table.
    food: usize,
    /// The name stands for a whole family.
    assumed: bool,
    state: Option<State>,
}

struct Index {
    /// Whole names.
    names: HashMap<String, Vec<Entry>>,
    /// Names without the words for the way of preparing.
    plain: HashMap<String, Vec<Entry>>,
    /// Words of names of two and more words with the food, by the word that says what it is: for names of which a part
    /// is left out.
    parts: HashMap<String, Vec<(Vec<String>, usize)>>,
    words: HashSet<String>,
    /// The same words by first letter and in order, for slips.
    spelled: BTreeMap<char, Vec<String>>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(foods()))
}

impl Index {
    fn new(foods: &[Food]) -> Index {
        let mut index = Index {
            names: HashMap::new(),
            plain: HashMap::new(),
            parts: HashMap::new(),
            words: HashSet::new(),
            spelled: BTreeMap::new(),
        };
        for (at, food) in foods.iter().enumerate() {
            for phrase in turned(food.name) {
                index.insert(&phrase, at, false);
            }
            index.insert_plain(food.name, at);
            for alias in &food.aliases {
                index.insert(alias.text, at, alias.assumed);
            }
            let words = canonical(&tokens(food.name));
            let head = canonical(&tokens(food.name.split(',').next().unwrap_or_default()));
            if let Some(head) = head.last().filter(|_| words.len() > 1) {
                index.parts.entry(head.clone()).or_default().push((words.clone(), at));
            }
            for alias in food.aliases.iter().filter(|alias| !alias.assumed) {
                let words = canonical(&tokens(alias.text));
                if let Some(head) = words.last().filter(|_| words.len() > 1) {
                    index.parts.entry(head.clone()).or_default().push((words.clone(), at));
                }
            }
        }
        index.words.extend(super::supplement::words().map(str::to_owned));
        let also = super::names::ALSO.iter().map(|line| (line, false));
        for ((also, phrase), stands_in) in also.chain(super::names::STANDS_IN.iter().map(|line| (line, true))) {
            let key = canonical(&tokens(phrase)).join(" ");
            let Some(entry) = index.names.get(&key).and_then(|entries| entries.first().copied()) else { continue };
            if !index.names.contains_key(&canonical(&tokens(also)).join(" ")) {
                index.insert(also, entry.food, entry.assumed || stands_in);
            }
        }
        let mut words: Vec<&String> = index.words.iter().collect();
        words.sort_unstable();
        for word in words {
            if let Some(first) = word.chars().next() {
                index.spelled.entry(first).or_default().push(word.clone());
            }
        }
        index
    }

    fn insert(&mut self, phrase: &str, food: usize, assumed: bool) {
        let words = canonical(&tokens(phrase));
        if words.is_empty() {
            return;
        }
        let state = words.iter().find_map(|word| lexicon::state(word));
        for word in &words {
            if word.chars().all(char::is_alphanumeric) {
                self.words.insert(word.clone());
            }
        }
        let entry = Entry { food, assumed, state };
        self.names.entry(words.join(" ")).or_default().push(entry);
    }

    /// `Potato, boiled` without what stands behind the comma. `Baked beans` without `baked` is not baked beans.
    fn insert_plain(&mut self, name: &str, food: usize) {
        let Some((first, rest)) = name.split_once(',') else { return };
        let rest = canonical(&tokens(rest));
        let Some(state) = rest.iter().find_map(|word| lexicon::state(word)) else { return };
        let mut plain = canonical(&tokens(first));
        let entry = Entry { food, assumed: false, state: Some(state) };
        if rest.len() > 1 {
            plain.extend(rest.into_iter().filter(|word| lexicon::state(word).is_none()));
        }
        if !plain.is_empty() {
            self.plain.entry(plain.join(" ")).or_default().push(entry);
        }
    }

    fn find(&self, words: &[String]) -> Vec<Candidate> {
        if words.is_empty() || words.len() > 12 {
            return Vec::new();
        }
        self.whole(words)
            .or_else(|| super::supplement::find(words))
            .or_else(|| self.turned_pair(words))
            .or_else(|| self.prepared(words))
            .or_else(|| self.narrowed(words))
            .or_else(|| self.widened(words))
            .into_iter()
            .collect()
    }

    /// A whole name.
    fn whole(&self, words: &[String]) -> Option<Candidate> {
        // `pine apple` is the pineapple.
        let joined =
            || words.len() == 2 && words.iter().all(|word| word.len() >= 3 && word.chars().all(char::is_alphabetic));
        let entries =
            self.names.get(&words.join(" ")).or_else(|| joined().then(|| self.names.get(&words.concat())).flatten())?;
        let entry = entries.iter().find(|entry| !entry.assumed).or_else(|| entries.first())?;
        let row = foods().get(entry.food)?;
        let assumed = entry.assumed.then(|| format!("taken as {}", row.name));
        Some(candidate(row, if entry.assumed { 0.95 } else { 1.0 }, assumed))
    }

    /// `cheese and ham toastie` for the one with ham and cheese.
    fn turned_pair(&self, words: &[String]) -> Option<Candidate> {
        let [one, and, two, rest @ ..] = words else { return None };
        if and != "&" {
            return None;
        }
        let mut turned = vec![two.clone(), and.clone(), one.clone()];
        turned.extend(rest.iter().cloned());
        self.whole(&turned)
    }

    /// A name with another way of preparing, or none, in it.
    fn prepared(&self, words: &[String]) -> Option<Candidate> {
        let asked = words.iter().find_map(|word| lexicon::state(word));
        let plain: Vec<&str> = words.iter().map(String::as_str).filter(|word| lexicon::state(word).is_none()).collect();
        if plain.is_empty() {
            return None;
        }
        let key = plain.join(" ");
        let mut entries: Vec<Entry> = self.plain.get(&key).cloned().unwrap_or_default();
        if asked.is_some() {
            entries.extend(self.names.get(&key).into_iter().flatten().copied());
            // The row that the plain name stands for may itself be the member of a family that has the wanted one.
            let rows: Vec<usize> = entries.iter().map(|entry| entry.food).collect();
            for row in rows {
                let Some(name) = foods().get(row).map(|food| food.name) else { continue };
                let base: Vec<String> =
                    canonical(&tokens(name)).into_iter().filter(|word| lexicon::state(word).is_none()).collect();
                entries.extend(self.plain.get(&base.join(" ")).into_iter().flatten().copied());
            }
        }
        let mut best: Option<(u8, Entry)> = None;
        for entry in entries {
            let entry = Entry { state: entry.state.or_else(|| row_state(entry.food)), ..entry };
            let fit = fitness(asked, entry.state);
            if best.is_none_or(|(known, _)| fit > known) {
                best = Some((fit, entry));
            }
        }
        let (fit, entry) = best?;
        let row = foods().get(entry.food)?;
        let (confidence, assumed) = match (asked, fit) {
            (Some(_), 5..) => (0.98, None),
            (Some(asked), _) => (0.85, Some(format!("no figures for it {}; those of {}", asked.name(), row.name))),
            (None, _) => (0.92, Some(format!("taken as {}", row.name))),
        };
        Some(candidate(row, confidence, assumed))
    }

    /// A name of which the words leave a part out, `low fat greek yoghurt` for one that is also plain.
    fn narrowed(&self, words: &[String]) -> Option<Candidate> {
        let last = words.last()?;
        if words.len() < 2 || words.iter().any(|word| !self.words.contains(word) && !word.ends_with('%')) {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        let first = words.first().filter(|_| words[1..].iter().all(|word| lexicon::is_attribute(word)));
        let heads = [Some(last), first.filter(|first| *first != last)];
        for (name, food) in heads.into_iter().flatten().filter_map(|head| self.parts.get(head)).flatten() {
            if name.len() > words.len() && words.iter().all(|word| name.contains(word)) {
                let extra = name.len() - words.len();
                // A thing that is in it or with it makes another food of it.
                let joins = name.iter().filter(|word| matches!(word.as_str(), "&" | "+" | "-")).count();
                if extra <= 2 && joins == 0 && best.is_none_or(|(least, _)| extra < least) {
                    best = Some((extra, *food));
                }
            }
        }
        let row = foods().get(best?.1)?;
        Some(candidate(row, 0.85, Some(format!("taken as {}", row.name))))
    }

    /// The plain food, where the table has no row for a word that narrows it down.
    fn widened(&self, words: &[String]) -> Option<Candidate> {
        let kept: Vec<String> = words.iter().filter(|word| !lexicon::is_attribute(word)).cloned().collect();
        if kept.is_empty() || kept.len() == words.len() {
            return None;
        }
        let left_out: Vec<&str> = words.iter().filter(|word| lexicon::is_attribute(word)).map(String::as_str).collect();
        // One word less first: `low fat greek yoghurt` is nearer to `greek yoghurt` than to `yoghurt`.
        for skipped in 0..words.len() {
            if words.len() > 2 && lexicon::is_attribute(&words[skipped]) {
                let fewer: Vec<String> =
                    words.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, word)| word.clone()).collect();
                if let Some(found) = self.whole(&fewer).or_else(|| self.prepared(&fewer)) {
                    let note = format!("no figures for `{}`; those of {}", words[skipped], found.name);
                    return Some(Candidate { confidence: 0.75, assumed: Some(note), ..found });
                }
            }
        }
        let found = self.whole(&kept).or_else(|| self.prepared(&kept))?;
        let note = format!("no figures for `{}`; those of {}", left_out.join(" "), found.name);
        Some(Candidate { confidence: 0.7, assumed: Some(note), ..found })
    }

    fn spell(&self, word: &str) -> Spelling {
        let plain = singular(word);
        if self.words.contains(&plain) {
            return Spelling::Known;
        }
        if plain.len() < 3 || plain.len() > 30 || !plain.chars().all(char::is_alphabetic) {
            return Spelling::Unknown;
        }
        if lexicon::is_no_slip(word) {
            return Spelling::Unknown;
        }
        if let Some(form) = forms(word).into_iter().find(|form| self.words.contains(form)) {
            return Spelling::Form(form);
        }
        // `peanutbutter`
        let parted = plain
            .char_indices()
            .filter(|(at, _)| *at >= 3 && plain.len() - at >= 3)
            .map(|(at, _)| format!("{} {}", &plain[..at], &plain[at..]))
            .find(|parted| self.names.contains_key(parted));
        if let Some(parted) = parted {
            return Spelling::Form(parted);
        }
        if plain.chars().count() < 4 {
            return Spelling::Unknown;
        }
        self.slip(&plain).map_or(Spelling::Unknown, Spelling::Slip)
    }

    /// The nearest word: one slip, two in long words, and the first letter is right.
    fn slip(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        let mut best: Option<(usize, &String)> = None;
        for known in self.spelled.get(&word.chars().next()?)? {
            let other = known.chars().count();
            let allowed = if length >= 8 && other >= 7 { 2 } else { 1 };
            if other < 4 || length.abs_diff(other) > allowed || lexicon::role(known).is_some() {
                continue;
            }
            let distance = strsim::osa_distance(word, known);
            // In four letters only a missing or a swapped one is surely a slip: `tost`, `mlik`, but not `milt`.
            if length == 4 && other == 4 && !swapped(word, known) || length == 4 && other < 4 {
                continue;
            }
            if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, known));
            }
        }
        best.map(|(_, known)| known.clone())
    }
}

fn swapped(one: &str, two: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    a.sort_unstable();
    b.sort_unstable();
    a == b
}

fn row_state(row: usize) -> Option<State> {
    let name = foods().get(row)?.name;
    fold(name).split(|letter: char| !letter.is_alphanumeric()).find_map(lexicon::state)
}

/// How well a row fits the way of preparing that was said; without one, what is eaten most: cooked.
fn fitness(asked: Option<State>, row: Option<State>) -> u8 {
    match (asked, row) {
        (Some(asked), Some(row)) if asked == row => 9,
        (Some(State::Cooked), Some(row)) if row.is_cooked() => 8,
        (Some(asked), Some(State::Cooked)) if asked.is_cooked() => 7,
        (Some(State::Dry), Some(State::Raw)) | (Some(State::Raw), Some(State::Dry)) => 7,
        (Some(asked), Some(row)) if asked.is_cooked() && row.is_cooked() => 4,
        (Some(State::Raw), None) => 5,
        (Some(_), None) => 3,
        (Some(_), Some(_)) => 1,
        (None, Some(row)) if row.is_cooked() => 8,
        (None, _) => 5,
    }
}

/// Other forms of a word: plurals and cases of German, French and Italian, and `ae` for `ä`.
fn forms(word: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |form: String| {
        if form.len() >= 2 && !out.contains(&form) {
            out.push(form);
        }
    };
    let without_umlaut = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    for base in [word, without_umlaut.as_str()] {
        add(singular(base));
        for end in ["nen", "en", "er", "es", "n", "e", "s", "x"] {
            if let Some(stem) = base.strip_suffix(end).filter(|stem| stem.len() >= 3 || end == "er") {
                add(stem.to_owned());
                add(singular(stem));
            }
        }
        for (end, put) in [
            ("che", "ca"),
            ("chi", "co"),
            ("ghe", "ga"),
            ("e", "a"),
            ("i", "o"),
            ("i", "e"),
            ("a", "o"),
            ("aux", "al"),
            ("uova", "uovo"),
        ] {
            if let Some(stem) = base.strip_suffix(end).filter(|_| base.len() >= 4) {
                add(format!("{stem}{put}"));
            }
        }
        for end in ["filet", "filets", "scheibe", "scheiben", "stucke", "wurfel"] {
            if let Some(stem) = base.strip_suffix(end).filter(|stem| stem.len() >= 4) {
                add(stem.to_owned());
                add(stem.trim_end_matches('s').to_owned());
                add(stem.trim_end_matches('n').to_owned());
            }
        }
    }
    out
}

/// The orders in which the parts of a name between commas may be said: `Milk, whole` is also `whole milk`.
fn turned(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [one, two] => vec![format!("{one} {two}"), format!("{two} {one}")],
        [one, two, three] => vec![
            format!("{one} {two} {three}"),
            format!("{two} {one} {three}"),
            format!("{three} {one} {two}"),
            format!("{three} {two} {one}"),
            format!("{two} {three} {one}"),
            format!("{one} {three} {two}"),
        ],
        _ => vec![name.to_owned()],
    }
}
