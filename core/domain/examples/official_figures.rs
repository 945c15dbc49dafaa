//! Compares the table of foods with the official download it names.
//!
//! ```text
//! cargo run -p coach-domain --example official_figures -- FOLDER
//! ```
//!
//! FOLDER is either the ASCII download of the Standard Reference (`NUT_DATA.txt`, of SR28 or SR Legacy) or the CSV
//! download of FoodData Central with its SR Legacy foods (`sr_legacy_food.csv` and `food_nutrient.csv`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a comparison may fail and says what it found"
)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use coach_domain::nutrition::food::{FoodSource, Nutrient, foods};

/// Numbers of the nutrients in the Standard Reference, and their ids in FoodData Central.
const NUMBERS: [(Nutrient, &str, &str); 18] = [
    (Nutrient::Energy, "208", "1008"),
    (Nutrient::Protein, "203", "1003"),
    (Nutrient::Carbohydrate, "205", "1005"),
    (Nutrient::Fat, "204", "1004"),
    (Nutrient::SaturatedFat, "606", "1258"),
    (Nutrient::Fibre, "291", "1079"),
    (Nutrient::Sugars, "269", "2000"),
    (Nutrient::Sodium, "307", "1093"),
    (Nutrient::Calcium, "301", "1087"),
    (Nutrient::Iron, "303", "1089"),
    (Nutrient::Potassium, "306", "1092"),
    (Nutrient::Magnesium, "304", "1090"),
    (Nutrient::VitaminC, "401", "1162"),
    (Nutrient::VitaminD, "328", "1114"),
    (Nutrient::VitaminB12, "418", "1178"),
    (Nutrient::Alcohol, "221", "1018"),
    (Nutrient::Caffeine, "262", "1057"),
    (Nutrient::Water, "255", "1051"),
];

/// Figures are the same up to 10 % or half a unit, which is what a table rounds away.
const SHARE: f64 = 0.10;
const ROUNDING: f64 = 0.5;

/// Figures by NDB number and nutrient.
type Official = BTreeMap<(String, Nutrient), f64>;

fn main() {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).expect("name the folder of the download");
    let same_release = folder.join("NUT_DATA.txt").is_file();
    let official = if same_release { ascii(&folder) } else { fooddata_central(&folder) };
    let (mut compared, mut figures, mut gaps, mut largest) = (0, 0, 0, (0.0, String::new()));
    let mut apart = Vec::new();
    for food in foods() {
        let FoodSource::StandardReference { ndb } = food.source else { continue };
        if !official.contains_key(&(ndb.to_owned(), Nutrient::Energy)) {
            continue;
        }
        compared += 1;
        for nutrient in Nutrient::ALL {
            let ours = food.per_100g.get(nutrient);
            let theirs = official.get(&(ndb.to_owned(), nutrient)).copied();
            let (Some(ours), Some(theirs)) = (ours, theirs) else {
                gaps += usize::from(ours.is_some() != theirs.is_some());
                continue;
            };
            figures += 1;
            let off = (ours - theirs).abs();
            let share = if off <= ROUNDING { 0.0 } else { off / theirs.max(ours) };
            if share > largest.0 {
                largest = (share, format!("{} {}: {ours} and {theirs}", food.id, nutrient.key()));
            }
            if share > SHARE {
                apart.push(format!("{} {}: {ours} and {theirs}", food.id, nutrient.key()));
            }
        }
    }
    println!("{compared} foods, {figures} figures, {gaps} known on one side only");
    println!("{} figures more than 10 % apart, the most {:.1} % ({})", apart.len(), largest.0 * 100.0, largest.1);
    apart.iter().take(60).for_each(|line| println!("  {line}"));
    assert!(compared >= 200, "{compared} foods are in the download");
    // A later release has measured a few foods anew.
    assert!(apart.len() * 50 <= figures, "{} of {figures} figures are apart", apart.len());
}

fn nutrient(column: impl Fn(&(Nutrient, &str, &str)) -> bool) -> Option<Nutrient> {
    NUMBERS.iter().find(|row| column(row)).map(|row| row.0)
}

fn ascii(folder: &Path) -> Official {
    let mut official = Official::new();
    let mut rows = BufReader::new(File::open(folder.join("NUT_DATA.txt")).unwrap());
    let mut line = Vec::new();
    while rows.read_until(b'\n', &mut line).unwrap() > 0 {
        let text = String::from_utf8_lossy(&line).into_owned();
        line.clear();
        let fields: Vec<&str> = text.split('^').map(|field| field.trim_matches('~')).collect();
        if let Some(nutrient) = nutrient(|row| row.1 == fields[1]) {
            official.insert((fields[0].to_owned(), nutrient), fields[2].parse().unwrap());
        }
    }
    official
}

fn fooddata_central(folder: &Path) -> Official {
    let mut numbers = BTreeMap::new();
    each_row(&folder.join("sr_legacy_food.csv"), &["fdc_id", "NDB_number"], |row| {
        numbers.insert(row[0].clone(), format!("{:0>5}", row[1]));
    });
    let mut official = Official::new();
    each_row(&folder.join("food_nutrient.csv"), &["fdc_id", "nutrient_id", "amount"], |row| {
        if let (Some(ndb), Some(nutrient)) = (numbers.get(&row[0]), nutrient(|known| known.2 == row[1])) {
            official.insert((ndb.clone(), nutrient), row[2].parse().unwrap());
        }
    });
    official
}

/// The wanted columns of each row of a CSV file, by the names in its first row.
fn each_row(path: &Path, wanted: &[&str], mut row: impl FnMut(&[String])) {
    let mut lines = BufReader::new(File::open(path).unwrap()).lines();
    let header = fields(&lines.next().unwrap().unwrap());
    let columns: Vec<usize> =
        wanted.iter().map(|name| header.iter().position(|column| column == name).unwrap()).collect();
    for line in lines {
        let fields = fields(&line.unwrap());
        if fields.len() == header.len() {
            row(&columns.iter().map(|column| fields[*column].clone()).collect::<Vec<_>>());
        }
    }
}

fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().unwrap().push(other),
        }
    }
    fields
}
