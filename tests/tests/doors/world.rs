//! People who are set up once, and everything that can be read back of them.

use coach_api::screening::{Answers, Intensity};
use coach_api::{
    Coach, CoachConfig, CoachError, ExportForm, KeySource, Level, Plan, PlanForm, PlanRequest, Profile, SetEntry, Sex,
    WorkoutEntry,
};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// Key of every database here, which hold made-up people only.
pub(crate) const KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

pub(crate) const PLANS: &str = "exercise-recommendations";
pub(crate) const PROGRESS: &str = "progress-tracking";

/// Somebody whose limits are worked out by hand in the attacks. All are men of 35 years, 180 cm and 80 kg, whose maximum
/// heart rate is not measured, and have a plan of eight weeks with sessions tomorrow, in three and in five days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// Trains; three days ago back squat 100 kg, bench press and row 60 kg; a plan for strength.
    Lifter,
    /// Trains; the longest run of the last 30 days is 5 km; a plan for running.
    Runner,
    /// New to training.
    Beginner,
    /// Trains, but the screening is open; no plan.
    Unscreened,
    /// By the screening a clinician comes first; no plan.
    ClinicianFirst,
    /// The lifter, whom the screening caps at moderate effort.
    Capped,
    /// The lifter, whose knee hurts 5 of 10 at squats since today.
    Hurt,
    /// The lifter after a warning sign.
    Suspended,
    /// The lifter at 16 years.
    Minor,
    /// The lifter, pregnant.
    Pregnant,
}

static TODAY: LazyLock<Date> = LazyLock::new(|| jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());

pub(crate) fn day(offset: i64) -> Date {
    TODAY.checked_add(offset.days()).unwrap()
}

pub(crate) fn config(folder: &Path) -> CoachConfig {
    CoachConfig { data_dir: folder.to_owned(), key: KeySource::Given(KEY.into()) }
}

fn profile(person: Person) -> Profile {
    let years = if person == Person::Minor { 16 } else { 35 };
    Profile {
        name: Some("Kim".to_owned()),
        birth_date: Some(day(-100).checked_sub(years.years()).unwrap()),
        sex: Some(if person == Person::Pregnant { Sex::Female } else { Sex::Male }),
        height_cm: Some(180.0),
        weight_kg: Some(80.0),
        level: Some(if person == Person::Beginner { Level::Beginner } else { Level::Intermediate }),
        time_zone: Some("UTC".to_owned()),
        country: Some("DE".to_owned()),
        ..Profile::default()
    }
}

fn weekday(date: Date) -> String {
    date.strftime("%a").to_string().to_lowercase()
}

/// Three sessions a week at 18:00, from tomorrow on.
pub(crate) fn request(goal: &str, minutes: u32) -> PlanRequest {
    PlanRequest {
        goal: Some(goal.to_owned()),
        weeks: Some(8),
        weekdays: Some([1, 3, 5].map(|offset| weekday(day(offset))).to_vec()),
        minutes: Some(minutes),
        equipment: Some(vec!["gym".to_owned()]),
        start: Some(day(1)),
        start_time: Some("18:00".to_owned()),
        ..PlanRequest::default()
    }
}

async fn history(coach: &Coach, person: Person) {
    for ago in [24, 21, 17, 14, 10, 7, 3] {
        let start = Some(format!("{}T08:00", day(-ago)));
        let entry = if person == Person::Runner {
            let distance_m = Some(if ago == 10 { 5_000.0 } else { 4_000.0 });
            let kind = "running".to_owned();
            WorkoutEntry { kind, start, duration_s: 1_800.0, distance_m, ..WorkoutEntry::default() }
        } else {
            let set = |exercise: &str, weight_kg: f64| SetEntry {
                exercise: exercise.to_owned(),
                weight_kg,
                reps: 5,
                rpe: None,
                warmup: false,
            };
            let sets = [set("back squat", 100.0), set("bench press", 60.0), set("barbell row", 60.0)];
            let sets = sets.iter().flat_map(|set| std::iter::repeat_n(set.clone(), 3)).collect();
            let kind = "traditional_strength_training".to_owned();
            WorkoutEntry { kind, start, duration_s: 3_000.0, sets, ..WorkoutEntry::default() }
        };
        coach.log_workout(entry).await.unwrap();
    }
}

/// Makes a person's database in a folder and closes it.
pub(crate) async fn settle(folder: &Path, person: Person) {
    let coach = Coach::create(config(folder), profile(person)).await.unwrap();
    let active = person != Person::Capped;
    let signs = if person == Person::ClinicianFirst { vec!["chest_pain".to_owned()] } else { Vec::new() };
    let answers = Answers { active, diseases: Vec::new(), signs, intensity: Intensity::Vigorous, cleared: false };
    if person != Person::Unscreened {
        coach.screen(&answers).await.unwrap();
    }
    if person != Person::Beginner {
        history(&coach, person).await;
    }
    let goal = if person == Person::Runner { "running" } else { "strength" };
    let minutes = if person == Person::Beginner { 45 } else { 60 };
    match person {
        Person::Unscreened | Person::ClinicianFirst => {}
        _ => drop(coach.create_plan(request(goal, minutes)).await.unwrap()),
    }
    match person {
        Person::Hurt => {
            let pain = json!({"kind": "pain", "place": "left knee", "score": 5, "exercise": "back squat"});
            coach.log_journal(pain).await.unwrap();
        }
        Person::Suspended => {
            coach.log_journal(json!({"kind": "symptom", "text": "I have chest pain right now"})).await.unwrap();
        }
        Person::Pregnant => {
            let conditions = vec!["pregnancy".to_owned()];
            coach.set_profile(Profile { conditions, ..profile(person) }).await.unwrap();
        }
        _ => {}
    }
    coach.shutdown().await;
}

/// What a person, a program or another device can read back.
#[derive(Debug, Default)]
pub(crate) struct Readback {
    /// The current plan, with the version that was written last.
    pub(crate) plan: Option<Plan>,
    /// Every plan that any reader was given: shown, exported as JSON, and each version.
    pub(crate) plans: Vec<Plan>,
    /// The plans in the export of the store.
    pub(crate) stored: Vec<Plan>,
    /// Everything in words: the plan's text, its calendar, `getWorkoutPlan`, the list of versions and what differs
    /// between them.
    pub(crate) words: String,
    /// Targets in the export of the store, by metric.
    pub(crate) targets: BTreeMap<String, f64>,
    /// What `getMacroProgress` says.
    pub(crate) macros: String,
}

/// Reads everything that there is to read.
pub(crate) async fn read_back(coach: &Coach) -> Readback {
    let mut back = Readback::default();
    let view = coach.plan(None).await.unwrap();
    back.words.push_str(&view.text);
    back.plans.extend(view.plan.clone());
    back.plan = view.plan;
    for (form, is_text) in
        [(PlanForm::Json, true), (PlanForm::Calendar, true), (PlanForm::Fit, false), (PlanForm::Zwo, true)]
    {
        match coach.export_plan(form).await {
            Ok(files) => {
                for file in files {
                    if form == PlanForm::Json {
                        back.plans.push(serde_json::from_slice(&file.bytes).unwrap());
                    }
                    if is_text {
                        back.words.push_str(&file.name);
                        back.words.push_str(&String::from_utf8(file.bytes).unwrap());
                    }
                }
            }
            Err(CoachError::Refused { .. } | CoachError::NotFound(_)) => assert!(back.plan.is_none(), "{form:?}"),
            Err(error) => panic!("{error:?}"),
        }
    }
    let versions = coach.plan_versions().await.unwrap();
    let last = versions.len() as u32;
    for version in versions {
        back.words.push_str(&version.plan.reason);
        back.plans.push(version.plan);
        let view = coach.plan(Some(version.number)).await.unwrap();
        back.words.push_str(&view.text);
        back.plans.extend(view.plan);
    }
    if last > 1 {
        match coach.plan_diff(last - 1, last).await {
            Ok(changes) => back.words.push_str(&serde_json::to_string(&changes).unwrap()),
            Err(CoachError::Refused { .. }) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    let mut asked = vec![json!({"from": day(0), "to": day(90)})];
    asked.extend((last > 0).then(|| json!({"from": day(0), "to": day(90), "version": last})));
    for arguments in asked {
        let mut cursor = Some(String::new());
        while let Some(at) = cursor {
            let mut arguments = arguments.clone();
            if !at.is_empty() {
                arguments["cursor"] = json!(at);
            }
            let report = coach.call_tool(Some(PLANS), "getWorkoutPlan", arguments).await.unwrap();
            assert!(report.ok, "{}", report.text);
            back.words.push_str(&report.text);
            back.words.push_str(&report.result.to_string());
            cursor = report.next_cursor;
        }
    }
    let report = coach.call_tool(None, "getMacroProgress", json!({})).await.unwrap();
    back.macros = format!("{}\n{}", report.text, report.result);
    let file = tempfile::NamedTempFile::new().unwrap();
    coach.export_to(file.path().to_owned(), ExportForm::Json).await.unwrap();
    for line in std::fs::read_to_string(file.path()).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        match line["type"].as_str().unwrap() {
            "plan_version" if line.get("session").is_none() => {
                back.stored.push(serde_json::from_value(line).unwrap());
            }
            "plan" if line["field"] == "plan" => {
                back.stored.push(serde_json::from_value(line["value"].clone()).unwrap());
            }
            "target" => {
                let (metric, value) = (&line["value"]["metric"], &line["value"]["value"]);
                back.targets.insert(metric.as_str().unwrap().to_owned(), value.as_f64().unwrap());
            }
            _ => {}
        }
    }
    back
}
