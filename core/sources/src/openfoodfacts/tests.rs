use super::*;
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

const CODE: &str = "3017620422003";

fn answer(product: Value) -> Vec<u8> {
    json!({ "code": CODE, "status": 1, "product": product }).to_string().into_bytes()
}

fn spread() -> Value {
    json!({
        "product_name": "Hazelnut spread",
        "brands": "Nuts & Co, Other brand",
        "serving_size": "15 g",
        "serving_quantity": "15",
        "nutrition_data_per": "100g",
        "nutriments": {
            "energy_100g": 2252, "energy-kj_100g": 2252, "energy-kcal_100g": 539, "energy-kcal_serving": 80.8,
            "proteins_100g": 6.3, "carbohydrates_100g": 57.5, "sugars_100g": 56.3, "fat_100g": 30.9,
            "saturated-fat_100g": 10.6, "salt_100g": 0.107, "sodium_100g": 0.0428, "calcium_100g": "0.108"
        }
    })
}

fn with(mut product: Value, field: &str, value: Value) -> Result<ImportedFood, ProductError> {
    product["nutriments"][field] = value;
    parse_product(&answer(product))
}

#[test]
fn a_product_is_read() {
    let food = parse_product(&answer(spread())).unwrap();
    assert_eq!((food.name.as_str(), food.brand.as_deref()), ("Hazelnut spread", Some("Nuts & Co")));
    assert_eq!((food.id.as_str(), food.barcode.as_deref()), (CODE, Some(CODE)));
    assert_eq!(food.catalogue, Catalogue::OpenFoodFacts);
    assert_eq!(food.per_100.energy_kcal(), Some(539.0));
    assert_eq!(food.per_100.protein_g(), Some(6.3));
    assert!((food.per_100.get(Nutrient::Sodium).unwrap() - 42.8).abs() < 1e-9);
    assert!((food.per_100.get(Nutrient::Calcium).unwrap() - 108.0).abs() < 1e-9);
    assert_eq!(food.per_100.fibre_g(), None);
    assert_eq!(food.portions, [ImportedPortion { name: "serving".to_owned(), amount: 15.0 }]);
    assert!(!food.per_millilitre);
}

#[test]
fn kilojoules_become_kilocalories() {
    for fields in [json!({"energy_100g": 2252}), json!({"energy-kj_100g": 2252}), json!({"energy-kj_100g": "2252,0"})] {
        let food = parse_product(&answer(json!({ "product_name": "x", "nutriments": fields }))).unwrap();
        assert!((food.per_100.energy_kcal().unwrap() - 2252.0 / 4.184).abs() < 1e-9);
    }
    // Kilojoules in the field of kilocalories: only so do they fit.
    let food = with(spread(), "energy-kcal_100g", json!(2252)).unwrap();
    assert!((food.per_100.energy_kcal().unwrap() - 538.2).abs() < 0.1);
    let mut alone = spread();
    alone["nutriments"].as_object_mut().unwrap().retain(|field, _| !field.starts_with("energy"));
    let food = with(alone, "energy-kcal_100g", json!(2252)).unwrap();
    assert!((food.per_100.energy_kcal().unwrap() - 538.2).abs() < 0.1);
}

#[test]
fn figures_per_serving_are_computed_where_its_weight_is_known() {
    let product = |quantity: Value| {
        json!({
            "product_name": "Bar", "nutrition_data_per": "serving", "serving_quantity": quantity,
            "nutriments": { "energy-kcal_serving": 120, "proteins_serving": 10, "fat_serving": 4, "carbohydrates_serving": 11 }
        })
    };
    let food = parse_product(&answer(product(json!(40)))).unwrap();
    assert_eq!(food.per_100.energy_kcal(), Some(300.0));
    assert_eq!(food.per_100.protein_g(), Some(25.0));
    for unknown in [json!(null), json!(0), json!(-40), json!("a bar"), json!(1e9)] {
        assert_eq!(parse_product(&answer(product(unknown))), Err(ProductError::NoFigures));
    }
}

#[test]
fn sodium_comes_from_salt_where_it_is_missing() {
    let mut product = spread();
    product["nutriments"].as_object_mut().unwrap().remove("sodium_100g");
    let food = parse_product(&answer(product)).unwrap();
    assert!((food.per_100.get(Nutrient::Sodium).unwrap() - 42.8).abs() < 1e-9);
    assert!((food.per_100.salt_g().unwrap() - 0.107).abs() < 1e-9);
}

#[test]
fn drinks_are_per_millilitre_and_alcohol_is_of_volume() {
    let beer = |per: &str, unit: &str| {
        let product = json!({
            "product_name": "Beer", "nutrition_data_per": per, "product_quantity_unit": unit,
            "nutriments": { "energy-kcal_100g": 42, "alcohol_100g": 5, "carbohydrates_100g": 3, "proteins_100g": 0.4, "fat_100g": 0 }
        });
        parse_product(&answer(product)).unwrap()
    };
    for poured in [beer("100ml", ""), beer("100g", "ml"), beer("100g", "CL")] {
        assert!(poured.per_millilitre);
        assert!((poured.per_100.get(Nutrient::Alcohol).unwrap() - 3.945).abs() < 1e-9);
    }
    let weighed = beer("100g", "g");
    assert!(!weighed.per_millilitre);
    assert_eq!(weighed.per_100.get(Nutrient::Alcohol), None);
}

#[test]
fn what_cannot_be_true_is_refused_or_unknown() {
    for (field, value, label) in [
        ("energy-kcal_100g", json!(-1), "energy"),
        ("fat_100g", json!(101), "fat"),
        ("proteins_100g", json!(-0.1), "protein"),
        ("carbohydrates_100g", json!(70), "carbohydrate"),
        ("sugars_100g", json!(560), "sugars"),
    ] {
        assert_eq!(with(spread(), field, value), Err(ProductError::Absurd(label)), "{field}");
    }
    let mut only = json!({ "product_name": "x", "nutriments": {} });
    only["nutriments"]["energy-kcal_100g"] = json!(951);
    assert_eq!(parse_product(&answer(only)), Err(ProductError::Absurd("energy")));
    for (field, value) in [("calcium_100g", json!(108)), ("calcium_100g", json!(-1)), ("vitamin-d_100g", json!(5))] {
        let food = with(spread(), field, value).unwrap();
        assert_eq!(food.per_100.get(Nutrient::Calcium).is_none(), field == "calcium_100g");
        assert_eq!(food.per_100.get(Nutrient::VitaminD), None);
    }
}

#[test]
fn answers_that_are_no_product_are_told_apart() {
    assert_eq!(parse_product(b"<html>"), Err(ProductError::Unreadable));
    assert_eq!(parse_product(b""), Err(ProductError::Unreadable));
    assert_eq!(parse_product(b"[]"), Err(ProductError::Unreadable));
    assert_eq!(parse_product(b"{}"), Err(ProductError::Unreadable));
    assert_eq!(parse_product(br#"{"status":0,"status_verbose":"product not found"}"#), Err(ProductError::NotFound));
    assert_eq!(parse_product(&answer(json!({ "nutriments": {"fat_100g": 1} }))), Err(ProductError::Unnamed));
    assert_eq!(parse_product(&answer(json!({ "product_name": " \n " }))), Err(ProductError::Unnamed));
    assert_eq!(parse_product(&answer(json!({ "product_name": "x" }))), Err(ProductError::NoFigures));
    assert_eq!(parse_product(&answer(json!({ "product_name": "x", "nutriments": [] }))), Err(ProductError::NoFigures));
    let odd = json!({ "product_name": "x", "nutriments": { "fat_100g": {"value": 1}, "salt_100g": true } });
    assert_eq!(parse_product(&answer(odd)), Err(ProductError::NoFigures));
    let long = json!({ "product_name": "name ".repeat(10_000), "nutriments": { "fat_100g": 1 } });
    assert_eq!(parse_product(&answer(long)).unwrap().name.chars().count(), 200);
}

#[test]
fn a_request_names_the_app_and_the_product() {
    let request = ProductRequest::new("0 3 0".replace(' ', "").as_str(), "x");
    assert!(matches!(request, Err(LookupError::NoBarcode)));
    let request = ProductRequest::new(CODE, "hello@example.org\r\nX-Other: 1").unwrap();
    assert!(
        request.url().starts_with("https://world.openfoodfacts.org/api/v2/product/3017620422003.json?fields=code,")
    );
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(request.user_agent(), format!("PocketCoach/{version} (hello@example.orgX-Other: 1)"));
    assert!(matches!(ProductRequest::new("../../evil", "x"), Err(LookupError::NoBarcode)));
}

/// Answers one request with `reply` and gives the request back.
fn server(reply: Vec<u8>, wait: Duration) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut chunk = [0; 1024];
        while !request.ends_with(b"\r\n\r\n") {
            let read = stream.read(&mut chunk).unwrap();
            request.extend_from_slice(&chunk[..read]);
        }
        thread::sleep(wait);
        // The other side may have gone, as it does when it has waited long enough.
        let _ = stream.write_all(&reply);
        String::from_utf8(request).unwrap()
    });
    (address, served)
}

fn reply(status: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn ask(address: &str, patience: Duration) -> Result<ImportedFood, LookupError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = ProductRequest::at(address, CODE, "hello@example.org").unwrap();
    runtime.block_on(fetch_within(&request, patience))
}

#[test]
fn a_product_is_fetched() {
    let (address, served) = server(reply("200 OK", &answer(spread())), Duration::ZERO);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = ProductRequest::at(&address, CODE, "hello@example.org").unwrap();
    let food = runtime.block_on(fetch(&request, NetworkAllowed::by_the_person())).unwrap();
    assert_eq!(food.name, "Hazelnut spread");
    let request = served.join().unwrap();
    assert!(request.starts_with("GET /api/v2/product/3017620422003.json?fields=code,product_name,"), "{request}");
    let agent = format!("user-agent: pocketcoach/{} (hello@example.org)", env!("CARGO_PKG_VERSION"));
    assert!(request.to_lowercase().contains(&agent), "{request}");
    assert!(!request.to_lowercase().contains("cookie"));
}

#[test]
fn each_failure_has_its_name() {
    let at = |status: &str| {
        let (address, served) = server(reply(status, b"{}"), Duration::ZERO);
        let outcome = ask(&address, PATIENCE);
        served.join().unwrap();
        outcome.unwrap_err()
    };
    assert!(matches!(at("404 Not Found"), LookupError::NotFound));
    assert!(matches!(at("503 Service Unavailable"), LookupError::Busy));
    assert!(matches!(at("429 Too Many Requests"), LookupError::Busy));
    assert!(matches!(at("500 Internal Server Error"), LookupError::Status(500)));
    assert!(matches!(at("301 Moved Permanently"), LookupError::Status(301)));
    assert!(matches!(at("200 OK"), LookupError::Product(ProductError::Unreadable)));

    let (address, served) = server(reply("200 OK", br#"{"status":0}"#), Duration::ZERO);
    assert!(matches!(ask(&address, PATIENCE), Err(LookupError::NotFound)));
    served.join().unwrap();

    let (address, served) = server(reply("200 OK", b"{}"), Duration::from_millis(600));
    assert!(matches!(ask(&address, Duration::from_millis(150)), Err(LookupError::Timeout)));
    served.join().unwrap();

    let (address, served) = server(reply("200 OK", &vec![b' '; MOST_BYTES + 1]), Duration::ZERO);
    assert!(matches!(ask(&address, PATIENCE), Err(LookupError::Product(ProductError::Unreadable))));
    served.join().unwrap();

    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = ask(&format!("http://{unused}"), PATIENCE).unwrap_err();
    assert!(matches!(error, LookupError::Unreachable(_)));
    assert!(!error.to_string().contains(CODE), "the barcode is in {error}");
}
