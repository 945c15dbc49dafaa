//! Supplements that are taken for what is in them and not for energy: creatine, vitamins, minerals. The table has no
//! rows for them, so an item says that it was taken and carries no figure beside no energy worth counting.

use super::lookup::Candidate;
use crate::nutrition::food::FoodCategory;
use std::collections::BTreeMap;

/// Words of a name, as keys hold them; id, name, and grams of one scoop or tablet.
const SUPPLEMENTS: &[(&str, &str, &str, f64)] = &[
    ("creatine", "supplement-creatine", "Creatine", 5.0),
    ("creatine monohydrate", "supplement-creatine", "Creatine", 5.0),
    ("creatine powder", "supplement-creatine", "Creatine", 5.0),
    ("kreatin", "supplement-creatine", "Creatine", 5.0),
    ("creatina", "supplement-creatine", "Creatine", 5.0),
    ("multivitamin", "supplement-multivitamin", "Multivitamin", 1.5),
    ("multivitamin tablet", "supplement-multivitamin", "Multivitamin", 1.5),
    ("vitamin tablet", "supplement-multivitamin", "Multivitamin", 1.5),
    ("vitamin d tablet", "supplement-vitamin-d", "Vitamin D tablet", 0.5),
    ("vitamin d supplement", "supplement-vitamin-d", "Vitamin D tablet", 0.5),
    ("magnesium", "supplement-magnesium", "Magnesium tablet", 1.0),
    ("magnesium tablet", "supplement-magnesium", "Magnesium tablet", 1.0),
    ("zinc tablet", "supplement-zinc", "Zinc tablet", 0.5),
    ("iron tablet", "supplement-iron", "Iron tablet", 0.5),
    ("beta alanine", "supplement-beta-alanine", "Beta-alanine", 3.0),
    ("electrolyte tablet", "supplement-electrolytes", "Electrolyte tablet", 4.0),
    ("electrolyte tab", "supplement-electrolytes", "Electrolyte tablet", 4.0),
    ("electrolyte", "supplement-electrolytes", "Electrolyte tablet", 4.0),
    ("caffeine tablet", "supplement-caffeine", "Caffeine tablet", 0.3),
    ("caffeine pill", "supplement-caffeine", "Caffeine tablet", 0.3),
];

/// Words of all names.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    SUPPLEMENTS.iter().flat_map(|(name, ..)| name.split(' '))
}

/// The supplement that the words name, all of them together.
pub(super) fn find(words: &[String]) -> Option<Candidate> {
    let said = words.join(" ");
    let (_, id, name, grams) = SUPPLEMENTS.iter().find(|(name, ..)| *name == said)?;
    let portions = ["scoop", "tablet", "tsp"].map(|portion| (portion.to_owned(), *grams));
    Some(Candidate {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        confidence: 1.0,
        category: FoodCategory::Supplement,
        portions: portions.to_vec(),
        density: None,
        per_100g: BTreeMap::from([("energy_in", 0.0)]),
        parts: Vec::new(),
        assumed: Some("counted without energy: a supplement".to_owned()),
        source: "a supplement, no table has it".to_owned(),
    })
}
