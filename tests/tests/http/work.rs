//! Uploads, long work, exports, and the end of everything.

use crate::served::{Served, until};
use coach_api::ModelChoice;
use coach_tests::apple_export::{Container, Options};
use serde_json::{Value, json};
use std::path::Path;
use tokio::io::AsyncWriteExt;

fn export(folder: &Path, days: u32) -> Vec<u8> {
    let path = folder.join("export.zip");
    let options = Options { first_day: jiff::civil::date(2026, 3, 22), days, ..Options::default() };
    options.write(&path, Container::Zip).unwrap();
    std::fs::read(path).unwrap()
}

/// Files below a folder, but for locks.
fn files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            all.extend(files(&entry.path()));
        } else if entry.file_name() != "lock" {
            all.push(entry.path().display().to_string());
        }
    }
    all
}

async fn upload(served: &Served, bytes: &[u8]) -> Value {
    let head = served.head("POST", "/v1/imports?name=export.zip");
    let mut request = format!("{head}Connection: close\r\nContent-Length: {}\r\n\r\n", bytes.len()).into_bytes();
    request.extend_from_slice(bytes);
    let heard = served.raw(&request).await;
    assert_eq!(heard.status, 202, "{}", heard.text());
    heard.json()
}

async fn ended(served: &Served, job: &Value) -> Value {
    let path = format!("/v1/jobs/{}", job["id"].as_str().unwrap());
    let mut last = Value::Null;
    until("the end of the work", async || {
        last = served.get(&path).await.json();
        last["state"] != "running"
    })
    .await;
    last
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_imported_once_and_its_file_is_gone() {
    let files_folder = tempfile::tempdir().unwrap();
    let bytes = export(files_folder.path(), 6);
    let served = Served::start(ModelChoice::Builtin).await;
    let first = ended(&served, &upload(&served, &bytes).await).await;
    assert_eq!((first["state"].as_str(), first["name"].as_str()), (Some("done"), Some("export.zip")), "{first}");
    assert!(first["report"]["new"].as_u64().unwrap() > 100, "{first}");
    let again = ended(&served, &upload(&served, &bytes).await).await;
    assert_eq!(again["report"]["new"], 0, "{again}");
    assert!(files(&served.uploads()).is_empty());

    let told = served.get(&format!("/v1/jobs/{}/events", first["id"].as_str().unwrap())).await.text();
    assert!(told.starts_with("event: job\n") && told.contains("\"state\":\"done\""), "{told}");
    let broken = ended(&served, &upload(&served, b"this is no export").await).await;
    assert_eq!(
        (broken["state"].as_str(), broken["problem"]["code"].as_str()),
        (Some("failed"), Some("invalid_input")),
        "{broken}"
    );
    assert!(files(&served.uploads()).is_empty());
    let uploads = served.uploads();
    served.end().await;
    assert!(!uploads.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_of_an_upload_that_is_killed_in_the_middle() {
    let served = Served::start(ModelChoice::Builtin).await;
    let mut stream = served.connect().await;
    let head = served.head("POST", "/v1/imports?name=export.zip");
    let begin = format!("{head}Content-Length: 10000000\r\n\r\n");
    stream.write_all(begin.as_bytes()).await.unwrap();
    stream.write_all(&vec![7; 2_000_000]).await.unwrap();
    until("a part of the file", async || !files(&served.uploads()).is_empty()).await;
    drop(stream);
    until("the end of the file", async || files(&served.uploads()).is_empty()).await;
    assert_eq!(served.get("/v1/jobs").await.json(), json!([]));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_is_cancelled_and_the_end_of_the_server_cancels_it_too() {
    let served = Served::start(ModelChoice::Builtin).await;
    let demo = served.send("POST", "/v1/demo", &json!({"days": 3650})).await;
    assert_eq!(demo.status, 202);
    let job = demo.json();
    let path = format!("/v1/jobs/{}", job["id"].as_str().unwrap());
    let cancelled = served.raw(format!("{}Connection: close\r\n\r\n", served.head("DELETE", &path)).as_bytes()).await;
    assert_eq!(cancelled.json()["state"], "cancelled", "{}", cancelled.text());
    assert_eq!(served.send("POST", "/v1/demo", &json!({"days": 3650})).await.status, 202);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_over_the_wire_is_the_export() {
    let served = Served::start(ModelChoice::Builtin).await;
    let job = served.send("POST", "/v1/demo", &json!({"days": 20, "seed": 3})).await.json();
    assert_eq!(ended(&served, &job).await["state"], "done");
    for (name, form) in [
        ("json", coach_api::ExportForm::Json),
        ("csv", coach_api::ExportForm::Csv),
        ("fhir", coach_api::ExportForm::Fhir),
    ] {
        let file = served.home.path().join(name);
        served.coach.export_to(file.clone(), form).await.unwrap();
        let heard = served.get(&format!("/v1/privacy/export?format={name}")).await;
        assert!(heard.body == std::fs::read(&file).unwrap(), "{name}");
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_of_minutes_is_as_long_as_it_can_be_seen() {
    let served = Served::start(ModelChoice::Builtin).await;
    let job = served.send("POST", "/v1/demo", &json!({"days": 30})).await.json();
    assert_eq!(ended(&served, &job).await["state"], "done");
    let raw = served.get("/v1/query/heart_rate?bucket=raw").await.json();
    let rows: Vec<f64> = raw.as_array().unwrap().iter().map(|row| row["value"].as_f64().unwrap()).collect();
    assert!(rows.len() > 2_000, "{}", rows.len());
    let chart = served.get("/v1/chart/heart_rate?bucket=raw&max_points=300").await.json();
    let column =
        |name: &str| chart[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect::<Vec<_>>();
    let (at, value, min, max) = (column("at_ms"), column("value"), column("min"), column("max"));
    assert_eq!(chart["rows"].as_u64(), Some(rows.len() as u64));
    assert!(at.len() == 300 && value.len() == 300 && min.len() == 300 && max.len() == 300);
    assert!(at.is_sorted());
    let lowest = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    assert_eq!((lowest(&min), highest(&max)), (lowest(&rows), highest(&rows)), "no peak is lost");

    // Sums get wider rows instead of fewer, so that they add up still.
    let days = served.get("/v1/query/steps?bucket=day").await.json();
    let all: f64 = days.as_array().unwrap().iter().map(|row| row["value"].as_f64().unwrap()).sum();
    let steps = served.get("/v1/chart/steps?bucket=day&max_points=8").await.json();
    assert_eq!(steps["bucket"], "week");
    let shown: f64 = steps["value"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).sum();
    assert!((shown - all).abs() < 1e-6 * all, "{shown} of {all}");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_erased_only_on_the_word_and_ends_the_server() {
    let served = Served::start(ModelChoice::Builtin).await;
    let folder = served.home.path().join("data");
    let unsure = served.send("POST", "/v1/privacy/delete", &json!({"confirm": "yes"})).await;
    assert_eq!(unsure.status, 422);
    assert!(std::fs::read_dir(&folder).unwrap().count() > 0);
    let erased = served.send("POST", "/v1/privacy/delete", &json!({"confirm": "delete everything"})).await;
    assert_eq!(erased.status, 200, "{}", erased.text());
    assert!(!erased.json()["files"].as_array().unwrap().is_empty());
    served.server.ended().await;
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_red_flag_is_not_taken_back_by_writing_the_profile() {
    let served = Served::start(ModelChoice::Builtin).await;
    let stopped =
        served.send("POST", "/v1/ai/chat", &json!({"text": "I have crushing chest pain and my arm is numb"})).await;
    assert_eq!(stopped.status, 200);
    let mut profile = served.get("/v1/users/me").await.json();
    assert_eq!(profile["conditions"], json!(["uncleared_red_flag"]));
    profile["conditions"] = json!([]);
    let kept = served.send("PUT", "/v1/users/me", &profile).await.json();
    assert_eq!(kept["conditions"], json!(["uncleared_red_flag"]));
    assert_eq!(served.send("POST", "/v1/log/clearance", &json!({"of": "red_flag"})).await.status, 201);
    assert_eq!(served.get("/v1/users/me").await.json()["conditions"], json!([]));
    profile["conditions"] = json!(["uncleared_red_flag", "asthma"]);
    let set = served.send("PUT", "/v1/users/me", &profile).await.json();
    assert_eq!(set["conditions"], json!(["asthma"]), "nobody sets it by hand");
    assert_eq!(served.get("/v1/users/someone").await.status, 404);
    served.end().await;
}
