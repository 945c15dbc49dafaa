//! Every name of the table is read back.
use super::*;
use crate::nutrition::food::foods;

#[test]
fn nearly_every_name_of_the_table_is_its_food() {
    let mut wrong: Vec<String> = Vec::new();
    for food in foods() {
        let name = food.name.replace(',', " ");
        let reading = table(&format!("100 g {name}"));
        let right = matches!(&reading.items[..], [item] if item.food == food.id && (item.grams - 100.0).abs() < 1e-9);
        if !right {
            wrong.push(format!(
                "{name}: {:?} {:?}",
                ids(&reading),
                reading.questions.iter().map(|q| &q.words).collect::<Vec<_>>()
            ));
        }
    }
    let share = wrong.len() as f64 / foods().len() as f64;
    assert!(share < 0.005, "{} of {}:\n{}", wrong.len(), foods().len(), wrong.join("\n"));
}

#[test]
fn nearly_every_alias_is_its_food() {
    let (mut all, mut wrong) = (0, Vec::new());
    for food in foods() {
        for alias in food.aliases.iter().filter(|alias| !alias.assumed) {
            all += 1;
            let reading = table(&format!("100 g {}", alias.text));
            if !matches!(&reading.items[..], [item] if item.food == food.id) {
                wrong.push(format!("{} is {}: {:?}", alias.text, food.id, ids(&reading)));
            }
        }
    }
    let share = wrong.len() as f64 / all as f64;
    assert!(share < 0.005, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_food_has_a_weight_without_an_amount_or_is_asked() {
    for food in foods() {
        let reading = table(&food.name.replace(',', " "));
        for item in &reading.items {
            assert!(item.grams > 0.0 && item.grams <= 1000.0, "{}: {} g", item.food, item.grams);
            assert!(!item.assumed.is_empty(), "{}", item.food);
        }
    }
}
