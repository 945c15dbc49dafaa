//! Steps that are one call of a coach: the arguments by name, the result as data.

use pocketcoach_ffi::{Coach, CoachError, HealthAnchor, device_policy};
use serde::Serialize;
use serde_json::{Map, Value};

/// Takes an argument; one that is missing is null.
fn take<T: serde::de::DeserializeOwned>(given: &mut Map<String, Value>, name: &str, default: &str) -> T {
    let value = given.remove(name).unwrap_or_else(|| serde_json::from_str(default).unwrap());
    serde_json::from_value(value).unwrap_or_else(|error| panic!("the argument {name}: {error}"))
}

fn shown(result: &impl Serialize) -> Value {
    serde_json::to_value(result).unwrap()
}

/// Bytes as the text that they are in scenarios.
fn text(bytes: Vec<u8>) -> Value {
    Value::from(String::from_utf8(bytes).unwrap())
}

/// Calls of a coach by name. An argument may have a default, as JSON.
macro_rules! calls {
    ($coach:ident, $do:ident, $given:ident; $($name:ident($($argument:ident $(= $default:literal)?),*)),* $(,)?) => {
        match $do {
            $(stringify!($name) => {
                $(let $argument = take(&mut $given, stringify!($argument), calls!(@default $($default)?));)*
                assert!($given.is_empty(), "{} takes no {:?}", $do, $given);
                Some($coach.$name($($argument),*).await.map(|result| shown(&result)))
            })*
            _ => None,
        }
    };
    (@default $default:literal) => { $default };
    (@default) => { "null" };
}

/// Makes a call; `None` when there is none of this name.
pub(crate) async fn call(
    coach: &Coach,
    name: &str,
    mut given: Map<String, Value>,
) -> Option<Result<Value, CoachError>> {
    match name {
        "today_date" => return Some(coach.today_date().map(Value::from)),
        "model_name" => return Some(coach.model_name().map(Value::from)),
        "mcp_servers" => return Some(coach.mcp_servers().map(|servers| shown(&servers))),
        "device_policy" => {
            return Some(device_policy(take(&mut given, "state", "null")).map(|policy| shown(&policy)));
        }
        "device_changed" => return Some(coach.device_changed(take(&mut given, "state", "null")).map(|()| Value::Null)),
        "anchor" => {
            let anchor = coach.anchor(take(&mut given, "stream", "null")).await;
            return Some(anchor.map(|anchor| anchor.map_or(Value::Null, text)));
        }
        "ingest" => {
            let anchor = given.remove("anchor").map(|anchor| HealthAnchor {
                stream: anchor["stream"].as_str().unwrap().to_owned(),
                after: anchor["after"].as_str().map(Into::into),
                next: anchor["next"].as_str().unwrap().into(),
            });
            let report = coach.ingest(take(&mut given, "batch", "null"), anchor).await;
            return Some(report.map(|report| shown(&report)));
        }
        "export_plan" => {
            let files = coach.export_plan(take(&mut given, "form", "null")).await;
            let file =
                |file: pocketcoach_ffi::PlanFile| serde_json::json!({"name": file.name, "content": text(file.content)});
            return Some(files.map(|files| files.into_iter().map(file).collect()));
        }
        "read_health" => {
            let task = coach.read_health(take(&mut given, "stream", "null"));
            return Some(match task {
                Ok(task) => task.finish().await.map(|report| shown(&report)),
                Err(error) => Err(error),
            });
        }
        _ => {}
    }
    calls!(coach, name, given;
        profile(), set_profile(profile), training_suspended(), setting(name), set_setting(name, value_json),
        write_demo(seed, days), call_tool(server, tool, arguments_json), diagnose(),
        today(day), summary(days), query(metric, first_day, last_day, bucket, source),
        chart(metric, first_day, last_day, bucket, source, points = "400"), sleep(first_day, last_day),
        workouts(first_day, last_day), workout(id), sources(), delete_source(source),
        forget_anchor(stream), notices(days = "7"),
        screen(answers), screening(), log_measurement(metric, value), log_workout(workout), log_set(set),
        log_meal(text, at, replaces), log_pain(place, score, exercise, text), log_symptom(text, score),
        log_mood(score, text), log_habit(name, amount, unit), log_cleared(), journal(first_day, last_day, kind),
        remove_entry(id), proposals(), approve(id), reject(id),
        plan(version), planned_session(id), create_plan(request), change_plan(change_json), restore_plan(version),
        plan_versions(), plan_diff(before, after),
        shares(), share(categories, shared), audit(most), interventions(most), traces(most), export_to(path, form),
        search(text, most = "20"), sync_status(),
        product(barcode), product_lookups(), set_product_lookups(lookups), food_catalogues(), forget_foods(catalogue),
        log_food(food, grams, at), outbound(most), mcp_tools(server), remove_mcp(name), log_entries(most),
        workout_analytics(first_day, last_day), ai_quality(turns), session_traces(session),
        give_feedback(trace, feedback),
    )
}
