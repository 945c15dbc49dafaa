//! Catalogues of foods in the real program: imported, looked up by barcode only when allowed, logged, forgotten.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;
#[path = "../../tests/src/file_server.rs"]
#[allow(dead_code, unreachable_pub)]
mod file_server;

use common::{coach, json};
use file_server::{Behaviour, FileServer, header};
use predicates::prelude::*;
use std::path::Path;
use std::sync::Arc;

const FOOD: &str = "fdc_id,data_type,description\n173944,sr_legacy_food,\"Zorbly fruit, raw\"\n\
                    2000001,branded_food,CRUNCHY ZORBLES\n";
const AMOUNTS: &str = "id,fdc_id,nutrient_id,amount\n1,173944,1008,89\n2,173944,1003,1.1\n3,2000001,1008,380\n";
const BRANDS: &str = "fdc_id,brand_owner,brand_name,gtin_upc,serving_size,serving_size_unit,household_serving_fulltext\n\
                      2000001,Oat Company,OATY,00036000291452,40,g,1/2 cup\n";
const CODE: &str = "3017620422003";
const PRODUCT: &str = r#"{"code":"3017620422003","status":1,"product":{"product_name":"Hazelnut spread","brands":"Nuts & Co",
    "serving_quantity":"15","nutriments":{"energy-kcal_100g":539,"proteins_100g":6.3,"carbohydrates_100g":57.5,
    "fat_100g":30.9}}}"#;

fn download(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, text) in [("food.csv", FOOD), ("food_nutrient.csv", AMOUNTS), ("branded_food.csv", BRANDS)] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn a_download_of_fooddata_central_is_imported_searched_and_eaten() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    json(home, &["init"]);
    let folder = home.join("FoodData");
    download(&folder);
    let folder = folder.to_str().unwrap();
    let report = json(home, &["import", folder]);
    assert_eq!((&report["format"], &report["new"]), (&"fooddata_central".into(), &2.into()), "{report}");
    let again = json(home, &["import", folder, "--format", "fooddata-central"]);
    assert_eq!((&again["new"], &again["duplicates"]), (&0.into(), &2.into()), "{again}");
    assert_eq!(json(home, &["food", "catalogues"]), serde_json::json!({ "fdc": 2 }));
    let found = json(home, &["food", "search", "raw", "zorbly", "fruit"]);
    assert_eq!(found["foods"][0]["food"], "fdc:173944", "{found}");
    let meal = json(home, &["log", "meal", "150 g raw zorbly fruit"]);
    assert_eq!(meal["entry"]["items"][0]["food"], "fdc:173944", "{meal}");
    // What is here needs no network and no leave.
    let bar = json(home, &["food", "barcode", "036000291452", "--log", "80"]);
    assert_eq!(bar["entry"]["items"][0]["energy_kcal"], 304.0, "{bar}");
    assert_eq!(json(home, &["audit", "--outbound"]), serde_json::json!([]));
    coach(home).args(["food", "search", "zorbles"]).assert().success().stdout(predicate::str::contains("OATY CRUNCHY"));
    assert_eq!(json(home, &["food", "forget", "fdc"])["removed"], 2);
    coach(home).args(["food", "forget", "nowhere"]).assert().code(1).stderr(predicate::str::contains("fdc or off"));
    // An unpacked download without its main table is named as what it is not.
    std::fs::remove_file(Path::new(folder).join("food_nutrient.csv")).unwrap();
    let forced = coach(home).args(["import", folder, "--format", "fooddata-central"]).assert().code(1);
    forced.stderr(predicate::str::contains("food_nutrient.csv"));
    coach(home).args(["import", folder]).assert().code(1).stderr(predicate::str::contains("neither"));
}

#[test]
fn a_barcode_leaves_only_when_the_person_allows_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    json(home, &["init"]);
    let body = Arc::new(PRODUCT.as_bytes().to_vec());
    let server = FileServer::start(Behaviour { body, ..Behaviour::default() }).unwrap();
    let mirror = server.url("");
    let ask = || coach(home).args(["food", "barcode", CODE]).assert();
    ask().code(1).stderr(predicate::str::contains("coach food lookups on"));
    coach(home).args(["food", "barcode", "3017620422004"]).assert().code(1).stderr(predicate::str::contains("digits"));
    assert!(server.requests().is_empty());
    // A mirror must be safe to ask.
    coach(home).args(["food", "lookups", "on", "--server", "http://mirror.example"]).assert().code(1);
    assert_eq!(json(home, &["food", "lookups"])["allowed"], false);

    json(home, &["food", "lookups", "on", "--server", &mirror]);
    let food = json(home, &["food", "barcode", CODE]);
    assert_eq!((&food["food"], &food["name"]), (&"off:3017620422003".into(), &"Nuts & Co Hazelnut spread".into()));
    assert_eq!(food["per_100"]["energy_kcal"], 539.0);
    assert_eq!(food["source"], "Open Food Facts (ODbL)");
    let asked = server.requests();
    assert_eq!(asked.len(), 1);
    assert!(asked[0][0].contains(CODE) && header(&asked[0], "user-agent").unwrap().starts_with("pocketcoach/"));
    assert!(header(&asked[0], "cookie").is_none());
    let left = json(home, &["audit", "--outbound"]);
    assert_eq!((&left[0]["model"], &left[0]["outcome"]), (&"Open Food Facts".into(), &"answered".into()), "{left}");
    assert!(left[0]["url"].as_str().unwrap().contains(CODE));

    // Kept from then on, also when look-ups are off again.
    json(home, &["food", "lookups", "off"]);
    let eaten = json(home, &["food", "barcode", CODE, "--log", "20"]);
    assert_eq!(eaten["entry"]["items"][0]["energy_kcal"], 108.0, "{eaten}");
    assert_eq!(server.requests().len(), 1);

    // Faults are named, and nothing is kept of them.
    json(home, &["food", "lookups", "on", "--server", &mirror]);
    for (status, words) in [(404, "does not have it"), (503, "busy"), (500, "answered 500")] {
        server.behave(|behaviour| behaviour.statuses = vec![status]);
        let other = coach(home).args(["food", "barcode", "4008400404127"]).assert().code(1);
        other.stderr(predicate::str::contains(words));
    }
    server.behave(|behaviour| behaviour.body = Arc::new(b"<html>".to_vec()));
    coach(home).args(["food", "barcode", "4008400404127"]).assert().code(1).stderr(predicate::str::contains("none of"));
    assert_eq!(json(home, &["food", "catalogues"]), serde_json::json!({ "off": 1 }));
    assert_eq!(json(home, &["audit", "--outbound"]).as_array().unwrap().len(), 5);
}
