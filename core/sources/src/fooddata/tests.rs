use super::*;
use crate::{Format, ImportOptions, detect};
use coach_store::{KeySource, Store, StoreOptions, create_key_file};
use std::fs;
use std::io::Write;
use std::path::Path;

const FOOD: &str = "\"fdc_id\",\"data_type\",\"description\",\"food_category_id\",\"publication_date\"
\"173944\",\"sr_legacy_food\",\"Bananas, raw\",\"9\",\"2019-04-01\"
\"2000001\",\"branded_food\",\"CRUNCHY \"\"BIG\"\" OATS\",\"\",\"2021-10-28\"
\"2000002\",\"branded_food\",\"COLA\",\"\",\"2021-10-28\"
\"300\",\"sub_sample_food\",\"Banana, lot 7\",\"9\",\"2019-04-01\"
\"400\",\"survey_fndds_food\",\"Coffee, brewed\",\"\",\"2020-10-30\"
\"500\",\"foundation_food\",\"Hummus, commercial\",\"16\",\"2019-04-01\"
\"600\",\"sr_legacy_food\",\"\",\"9\",\"2019-04-01\"
\"700\",\"sr_legacy_food\",\"Without figures\",\"9\",\"2019-04-01\"
\"800\",\"sr_legacy_food\",\"Heavier than itself\",\"9\",\"2019-04-01\"
\"173944\",\"sr_legacy_food\",\"Bananas, again\",\"9\",\"2019-04-01\"
\"x\",\"sr_legacy_food\",\"No id\",\"9\",\"2019-04-01\"
\"900\"
";

const AMOUNTS: &str = "\"id\",\"fdc_id\",\"nutrient_id\",\"amount\",\"data_points\"
\"1\",\"173944\",\"1003\",\"1.09\",\"16\"
\"2\",\"2000001\",\"1008\",\"380\",\"\"
\"3\",\"173944\",\"1008\",\"89.0\",\"\"
\"4\",\"173944\",\"1062\",\"371.0\",\"\"
\"5\",\"173944\",\"1092\",\"358\",\"\"
\"6\",\"173944\",\"9999\",\"1\",\"\"
\"7\",\"2000001\",\"1110\",\"80\",\"\"
\"8\",\"2000001\",\"1093\",\"-5\",\"\"
\"9\",\"2000001\",\"1087\",\"many\",\"\"
\"10\",\"2000001\",\"1089\",\"\",\"\"
\"11\",\"2000002\",\"1008\",\"42\",\"\"
\"12\",\"300\",\"1008\",\"89\",\"\"
\"13\",\"400\",\"208\",\"1\",\"\"
\"14\",\"400\",\"262\",\"40\",\"\"
\"15\",\"500\",\"2047\",\"229\",\"\"
\"16\",\"500\",\"2048\",\"217\",\"\"
\"17\",\"600\",\"1008\",\"1\",\"\"
\"18\",\"800\",\"1005\",\"80\",\"\"
\"19\",\"800\",\"1004\",\"60\",\"\"
\"20\",\"500\",\"1003\",\"inf\",\"\"
\"21\",\"500\",\"1018\",\"5\",\"\"
";

const PORTIONS: &str =
    "\"id\",\"fdc_id\",\"seq_num\",\"amount\",\"measure_unit_id\",\"portion_description\",\"modifier\",\"gram_weight\"
\"1\",\"173944\",\"1\",\"1.0\",\"9999\",\"\",\"medium (7\"\" to 7-7/8\"\" long)\",\"118.0\"
\"2\",\"173944\",\"2\",\"0.5\",\"1000\",\"\",\"sliced\",\"75.0\"
\"3\",\"400\",\"1\",\"\",\"9999\",\"1 mug (8 fl oz)\",\"10205\",\"240\"
\"4\",\"400\",\"2\",\"\",\"9999\",\"Quantity not specified\",\"90000\",\"360\"
\"5\",\"500\",\"1\",\"2.0\",\"1001\",\"\",\"\",\"33.9\"
\"6\",\"500\",\"2\",\"1.0\",\"1001\",\"\",\"\",\"0\"
";

const BRANDS: &str = "\"fdc_id\",\"brand_owner\",\"brand_name\",\"gtin_upc\",\"serving_size\",\"serving_size_unit\",\"household_serving_fulltext\"
\"2000001\",\"Oat Company\",\"OATY\",\"00036000291452\",\"40.0\",\"g\",\"1/2 cup\"
\"2000002\",\"Soda Company\",\"\",\"12345\",\"355\",\"ml\",\"\"
";

const UNITS: &str = "\"id\",\"name\"\n\"1000\",\"cup\"\n\"1001\",\"tablespoon\"\n\"9999\",\"undetermined\"\n";
/// Alcohol in another unit than it has: its amounts must not be used.
const NUTRIENTS: &str = "\"id\",\"name\",\"unit_name\",\"nutrient_nbr\",\"rank\"
\"1008\",\"Energy\",\"KCAL\",\"208\",\"300.0\"\n\"1018\",\"Alcohol, ethyl\",\"MG\",\"221\",\"18200.0\"\n";

fn tables() -> Vec<(&'static str, String)> {
    [
        ("food.csv", FOOD),
        ("food_nutrient.csv", AMOUNTS),
        ("food_portion.csv", PORTIONS),
        ("branded_food.csv", BRANDS),
        ("measure_unit.csv", UNITS),
        ("nutrient.csv", NUTRIENTS),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .to_vec()
}

fn folder(tables: &[(&'static str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in tables {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn read(path: &Path) -> Result<(Vec<ImportedFood>, FoodDataReport), Error> {
    let mut foods = Vec::new();
    let mut container = Container::open(path)?;
    let report = read_foods(&mut container, &|_| {}, &CancelFlag::default(), |food| {
        foods.push(food);
        Ok(())
    })?;
    Ok((foods, report))
}

fn named<'a>(foods: &'a [ImportedFood], id: &str) -> &'a ImportedFood {
    foods.iter().find(|food| food.id == id).unwrap()
}

#[test]
fn foods_come_with_figures_portions_and_barcodes() {
    let folder = folder(&tables());
    let (foods, report) = read(folder.path()).unwrap();
    assert_eq!(
        foods.iter().map(|food| food.id.as_str()).collect::<Vec<_>>(),
        ["400", "500", "173944", "2000001", "2000002"]
    );
    assert_eq!(report.foods, 5);

    let banana = named(&foods, "173944");
    assert_eq!((banana.name.as_str(), banana.catalogue), ("Bananas, raw", Catalogue::FoodDataCentral));
    assert_eq!(banana.per_100.energy_kcal(), Some(89.0));
    assert_eq!(banana.per_100.protein_g(), Some(1.09));
    assert_eq!(banana.per_100.fat_g(), None);
    let portion = |name: &str, amount| ImportedPortion { name: name.to_owned(), amount };
    assert_eq!(banana.portions, [portion("medium (7\" to 7-7/8\" long)", 118.0), portion("cup, sliced", 150.0)]);

    let oats = named(&foods, "2000001");
    assert_eq!(oats.name, "CRUNCHY \"BIG\" OATS");
    assert_eq!((oats.brand.as_deref(), oats.barcode.as_deref()), (Some("OATY"), Some("0036000291452")));
    assert_eq!(oats.per_100.get(Nutrient::VitaminD), Some(2.0));
    for unknown in [Nutrient::Sodium, Nutrient::Calcium, Nutrient::Iron] {
        assert_eq!(oats.per_100.get(unknown), None);
    }
    assert_eq!(oats.portions, [portion("1/2 cup", 40.0)]);

    let cola = named(&foods, "2000002");
    assert!(cola.per_millilitre && !oats.per_millilitre);
    assert_eq!((cola.brand.as_deref(), cola.barcode.as_deref()), (Some("Soda Company"), None));
    assert_eq!(cola.portions, [portion("serving", 355.0)]);

    // Numbers in place of ids, and codes in place of modifiers.
    let coffee = named(&foods, "400");
    assert_eq!(coffee.per_100.get(Nutrient::Caffeine), Some(40.0));
    assert_eq!(coffee.portions, [portion("1 mug (8 fl oz)", 240.0)]);

    // Specific Atwater factors come before general ones.
    let hummus = named(&foods, "500");
    assert_eq!(hummus.per_100.energy_kcal(), Some(217.0));
    assert_eq!(hummus.per_100.get(Nutrient::Alcohol), None);
    assert_eq!(hummus.portions, [portion("tablespoon", 16.95)]);
}

#[test]
fn what_was_left_out_is_counted_by_reason() {
    let folder = folder(&tables());
    let (_, report) = read(folder.path()).unwrap();
    let expected = [
        ("bad_barcode", 1),
        ("bad_id", 1),
        ("bad_number", 3),
        ("duplicate_food", 1),
        ("implausible", 1),
        ("negative", 1),
        ("no_figures", 1),
        ("no_food", 1),
        ("no_name", 1),
        ("other_kind", 1),
        ("short_row", 1),
        ("unit_differs", 1),
    ];
    assert_eq!(report.skipped, BTreeMap::from(expected));
    assert_eq!(report.rows, 12 + 21 + 6 + 2 + 3 + 2);
}

#[test]
fn zip_and_folder_give_the_same() {
    let folder = folder(&tables());
    let archive = tempfile::NamedTempFile::new().unwrap();
    let mut zip = zip::ZipWriter::new(archive.reopen().unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in tables() {
        zip.start_file(format!("FoodData_Central_csv_2025-12-18/{name}"), options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    assert_eq!(read(archive.path()).unwrap(), read(folder.path()).unwrap());
}

#[test]
fn tables_that_are_missing_are_named() {
    for missing in ["food.csv", "food_nutrient.csv"] {
        let left: Vec<_> = tables().into_iter().filter(|(name, _)| *name != missing).collect();
        let error = read(folder(&left).path()).unwrap_err();
        assert!(matches!(error, Error::FoodData(FoodDataError::MissingTable(name)) if name == missing), "{error}");
    }
    for optional in ["food_portion.csv", "branded_food.csv", "measure_unit.csv", "nutrient.csv"] {
        let left: Vec<_> = tables().into_iter().filter(|(name, _)| *name != optional).collect();
        assert_eq!(read(folder(&left).path()).unwrap().1.foods, 5, "{optional}");
    }
    let mut other = tables();
    other[1].1 = "\"id\",\"fdc_id\",\"amount\"\n\"1\",\"173944\",\"1\"\n".to_owned();
    let error = read(folder(&other).path()).unwrap_err();
    assert!(matches!(error, Error::FoodData(FoodDataError::MissingColumn { column: "nutrient_id", .. })), "{error}");
    let mut empty = tables();
    empty[0].1 = String::new();
    let error = read(folder(&empty).path()).unwrap_err();
    assert!(matches!(error, Error::FoodData(FoodDataError::MissingColumn { column: "fdc_id", .. })), "{error}");
    assert!(matches!(read(Path::new("no such thing")), Err(Error::NotFound(_))));
}

#[test]
fn other_releases_order_and_mark_their_columns_otherwise() {
    let mut tables = tables();
    tables[0].1 = "\u{feff}description,fdc_id,data_type\r\nBananas,173944,sr_legacy_food\r\n".to_owned();
    let (foods, _) = read(folder(&tables).path()).unwrap();
    assert_eq!(named(&foods, "173944").name, "Bananas");
}

#[test]
fn hostile_rows_cost_only_themselves() {
    let mut tables = tables();
    let huge = "9".repeat(100_000);
    tables[1].1.push_str(&format!("\"30\",\"{huge}\",\"1008\",\"1\",\"\"\n\"31\",\"173944\",\"1093\",\"open\n"));
    tables[1].1.push_str("\"32\",\"173944\",\"1090\",\"27\",\"\"\n,,,,\n\u{0}\u{0}\n");
    tables[0]
        .1
        .push_str("\"-1\",\"sr_legacy_food\",\"Minus\",\"\",\"\"\n\"1e3\",\"sr_legacy_food\",\"Float\",\"\",\"\"\n");
    tables[0].1.push_str(&format!("\"901\",\"branded_food\",\"{}\",\"\",\"\"\n", "long\u{7} name ".repeat(2000)));
    tables[1].1.push_str("\"33\",\"901\",\"1008\",\"100\",\"\"\n");
    let (foods, report) = read(folder(&tables).path()).unwrap();
    assert_eq!(named(&foods, "173944").per_100.get(Nutrient::Magnesium), Some(27.0));
    assert_eq!(report.skipped["malformed_row"], 2);
    assert_eq!(report.skipped["bad_id"], 3);
    let long = &named(&foods, "901").name;
    assert!(long.len() <= 400 && long.starts_with("long name long"));
}

#[test]
fn cancelling_stops_it() {
    let folder = folder(&tables());
    let cancel = CancelFlag::default();
    cancel.cancel();
    let mut container = Container::open(folder.path()).unwrap();
    let outcome = read_foods(&mut container, &|_| {}, &cancel, |_| panic!("no food"));
    assert!(matches!(outcome, Err(Error::Cancelled)));
}

#[test]
fn many_foods_spread_over_parts_come_each_once() {
    let mut food = String::from("fdc_id,data_type,description\n");
    let mut amounts = String::from("id,fdc_id,nutrient_id,amount\n");
    for id in 0..20_000_u32 {
        food.push_str(&format!("{id},sr_legacy_food,Food number {id}\n"));
    }
    for id in (0..20_000_u32).rev() {
        amounts.push_str(&format!("{id},{id},1008,{}\n{id},{id},1003,1\n", id % 900));
    }
    // A size as of a big download, so that there are several parts.
    let padding = "x".repeat(70 << 20);
    let tables = [("food.csv", food), ("food_nutrient.csv", amounts), ("acquisition_samples.csv", padding)];
    let (foods, report) = read(folder(&tables).path()).unwrap();
    assert_eq!((foods.len(), report.foods), (20_000, 20_000));
    for food in &foods {
        let id: u32 = food.id.parse().unwrap();
        assert_eq!(food.per_100.energy_kcal(), Some(f64::from(id % 900)));
        assert_eq!(food.per_100.protein_g(), Some(1.0));
    }
}

#[test]
fn an_import_keeps_the_foods_and_adds_nothing_the_second_time() {
    let home = tempfile::tempdir().unwrap();
    let (key_file, data_dir) = (home.path().join("key"), home.path().join("data"));
    create_key_file(&key_file).unwrap();
    fs::create_dir_all(&data_dir).unwrap();
    let key = KeySource::File(key_file).create(&data_dir).unwrap();
    let store = Store::open(StoreOptions { data_dir, key, create: true }).unwrap();
    let mut tables = tables();
    let input = folder(&tables);
    assert_eq!(detect(input.path()).unwrap(), Format::FoodDataCentral);
    let bring =
        |path: &Path| crate::import(&store, path, &ImportOptions::default(), &|_| {}, &CancelFlag::default()).unwrap();
    let first = bring(input.path());
    assert_eq!((first.format.as_str(), first.new, first.duplicates), ("fooddata_central", 5, 0));
    let left_out: u64 = first.skipped.iter().map(|skipped| skipped.count).sum();
    assert_eq!(first.records, first.new + first.duplicates + left_out);
    let again = bring(input.path());
    assert_eq!((again.new, again.duplicates), (0, 5));
    assert_eq!(store.food_counts().unwrap(), BTreeMap::from([("fdc".to_owned(), 5)]));
    assert_eq!(&store.food("fdc:173944").unwrap().unwrap(), named(&read(input.path()).unwrap().0, "173944"));

    // A later release takes the place of an earlier one.
    tables[1].1 = tables[1].1.replace("\"89.0\"", "\"91.0\"");
    let later = bring(folder(&tables).path());
    assert_eq!((later.new, later.duplicates), (1, 4));
    assert_eq!(store.food("fdc:173944").unwrap().unwrap().per_100.energy_kcal(), Some(91.0));
}
