//! `screen`, `plan` and `live`.

use crate::arguments::{Arguments, PlanCommand, PlanFormat};
use crate::failure::Failure;
use crate::home;
use crate::output::Output;
use crate::render;
use coach_api::screening::{Answers, Disease, Intensity, QUESTIONS, Question, QuestionKind, parse_answers};
use coach_api::{Coach, LiveInput, PlanForm, PlanRequest};
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

pub(crate) async fn screen(arguments: &Arguments, path: Option<&Path>, output: &Output) -> Result<(), Failure> {
    let answers = match path {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Failure::Io(format!("Failed to read the answers in {}: {error}.", path.display())))?;
            parse_answers(&text).map_err(|error| Failure::Io(format!("Failed to {error}.")))?
        }
        None if std::io::stdin().is_terminal() && !output.is_json() => ask(output)?,
        None => {
            return Err(Failure::Usage(
                "Give your answers with --answers FILE, or run `coach screen` on a terminal to be asked.".to_owned(),
            ));
        }
    };
    let coach = home::open(arguments).await?;
    let screening = coach.screen(&answers).await?;
    coach.shutdown().await;
    output.result(&screening, || render::screening(&screening))
}

/// Asks the questions one by one.
fn ask(output: &Output) -> Result<Answers, Failure> {
    let mut answers = Answers {
        active: false,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Moderate,
        cleared: false,
    };
    for question in QUESTIONS {
        let choices = if question.kind == QuestionKind::Intensity { "light, moderate, vigorous" } else { "yes, no" };
        loop {
            output.piece(&format!("{}\n  {}\n  [{choices}] > ", question.text, question.why))?;
            let mut line = String::new();
            if std::io::stdin().lock().read_line(&mut line)? == 0 {
                return Err(Failure::Usage("The screening was not finished; nothing was written.".to_owned()));
            }
            if take(&mut answers, question, line.trim()) {
                break;
            }
            output.note(&format!("Please answer with one of: {choices}."));
        }
    }
    Ok(answers)
}

/// Puts an answer where its question belongs; false when it is none.
fn take(answers: &mut Answers, question: &Question, said: &str) -> bool {
    let said = said.to_lowercase();
    let yes = match said.as_str() {
        "yes" | "y" => Some(true),
        "no" | "n" => Some(false),
        _ => None,
    };
    match (question.kind, yes) {
        (QuestionKind::Intensity, _) => match said.as_str() {
            "light" | "l" => answers.intensity = Intensity::Light,
            "moderate" | "m" => answers.intensity = Intensity::Moderate,
            "vigorous" | "v" => answers.intensity = Intensity::Vigorous,
            _ => return false,
        },
        (_, None) => return false,
        (QuestionKind::YesNo, Some(yes)) if question.id == "active" => answers.active = yes,
        (QuestionKind::YesNo, Some(yes)) => answers.cleared = yes,
        (_, Some(false)) => {}
        (QuestionKind::Sign, Some(true)) => answers.signs.push(question.id.to_owned()),
        (QuestionKind::Disease, Some(true)) => answers.diseases.push(match question.id {
            "metabolic" => Disease::Metabolic,
            "renal" => Disease::Renal,
            _ => Disease::Cardiovascular,
        }),
    }
    true
}

pub(crate) async fn plan(arguments: &Arguments, command: &PlanCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let done = run(&coach, command, output).await;
    coach.shutdown().await;
    done
}

async fn run(coach: &Coach, command: &PlanCommand, output: &Output) -> Result<(), Failure> {
    match command {
        PlanCommand::Create(create) => {
            let request = PlanRequest {
                goal: create.goal.clone(),
                weeks: create.weeks,
                days: create.days,
                weekdays: (!create.weekdays.is_empty()).then(|| create.weekdays.clone()),
                minutes: create.minutes,
                equipment: (!create.equipment.is_empty()).then(|| create.equipment.clone()),
                start: create.start,
                start_time: create.start_time.clone(),
            };
            coach.create_plan(request).await?;
            show(coach, None, output).await
        }
        PlanCommand::Show { version } => show(coach, *version, output).await,
        PlanCommand::Versions => {
            let versions = coach.plan_versions().await?;
            output.result(&versions, || render::plan_versions(&versions))
        }
        PlanCommand::Diff { from, to } => {
            let versions = coach.plan_versions().await?;
            let last = versions.last().map_or(0, |version| version.number);
            let to = to.unwrap_or(last);
            let from = from.unwrap_or(to.saturating_sub(1));
            let changes = coach.plan_diff(from, to).await?;
            output.result(&changes, || render::plan_changes(&changes))
        }
        PlanCommand::Restore { version } => {
            coach.restore_plan(*version).await?;
            show(coach, None, output).await
        }
        PlanCommand::Change { change, arguments } => {
            let mut fields: serde_json::Map<String, Value> = serde_json::from_str(arguments)
                .map_err(|error| Failure::Usage(format!("The arguments are not a JSON object: {error}.")))?;
            fields.insert("change".to_owned(), json!(change));
            let changed = coach.change_plan(Value::Object(fields)).await?;
            output.result(&changed, || changed.text.clone())
        }
        PlanCommand::Export { format, output: folder } => export(coach, *format, folder.as_deref(), output).await,
    }
}

async fn show(coach: &Coach, version: Option<u32>, output: &Output) -> Result<(), Failure> {
    let view = coach.plan(version).await?;
    output.result(&view, || render::plan(&view))
}

async fn export(coach: &Coach, format: PlanFormat, path: Option<&Path>, output: &Output) -> Result<(), Failure> {
    let form = match format {
        PlanFormat::Json => PlanForm::Json,
        PlanFormat::Ics => PlanForm::Calendar,
        PlanFormat::Fit => PlanForm::Fit,
        PlanFormat::Zwo => PlanForm::Zwo,
    };
    let files = coach.export_plan(form).await?;
    if files.is_empty() {
        return Err(Failure::Io("No session of the plan fits this format.".to_owned()));
    }
    let one = matches!(form, PlanForm::Json | PlanForm::Calendar);
    let Some(path) = path else {
        let [file] = files.as_slice() else {
            return Err(Failure::Usage(
                "This format has a file for each session; name a folder with --output DIR.".to_owned(),
            ));
        };
        let mut out = std::io::stdout().lock();
        out.write_all(&file.bytes)?;
        return Ok(out.flush()?);
    };
    let failed =
        |path: &Path, error: std::io::Error| Failure::Io(format!("Failed to write {}: {error}.", path.display()));
    let mut written = Vec::new();
    if !one {
        std::fs::create_dir_all(path).map_err(|error| failed(path, error))?;
    }
    for file in files {
        let target = if one { path.to_path_buf() } else { path.join(&file.name) };
        // Appears whole or not at all.
        let partial = target.with_extension("partial");
        std::fs::write(&partial, &file.bytes)
            .and_then(|()| std::fs::rename(&partial, &target))
            .map_err(|error| failed(&target, error))?;
        written.push(target.display().to_string());
    }
    output.result(&json!({"files": written}), || format!("Wrote {}.", written.join(", ")))
}

/// Milliseconds of a time on a line: seconds as a number, milliseconds when it is too large for seconds, or RFC 3339.
fn time_ms(line: &Value) -> Option<i64> {
    /// Seconds since 1970 stay below this until the year 5138; milliseconds have been above it since 1973.
    const SECONDS_END: f64 = 1.0e11;
    if let Some(ms) = line.get("t_ms").and_then(Value::as_i64) {
        return Some(ms);
    }
    match line.get("t")? {
        Value::Number(number) => {
            let time = number.as_f64()?;
            let ms = if time.abs() < SECONDS_END { time * 1_000.0 } else { time };
            Some(ms.round() as i64)
        }
        Value::String(text) => text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond),
        _ => None,
    }
}

/// What a line says; `None` when it says nothing that is understood.
fn live_input(line: &str, last_ms: i64) -> Option<LiveInput> {
    // Sensors' programs write NaN where JSON has no word for it.
    let value: Value =
        serde_json::from_str(line).or_else(|_| serde_json::from_str(&line.replace("NaN", "null"))).ok()?;
    let t_ms = time_ms(&value);
    if let Some(text) = value.get("said").and_then(Value::as_str) {
        return Some(LiveInput::Said { text: text.to_owned() });
    }
    if value.get("confirm").and_then(Value::as_bool) == Some(true) {
        let effort = value.get("effort").and_then(Value::as_u64).and_then(|effort| u8::try_from(effort).ok());
        return Some(LiveInput::Confirm { t_ms: t_ms.unwrap_or(last_ms), effort });
    }
    if value.get("finish").and_then(Value::as_bool) == Some(true) {
        return Some(LiveInput::Finish { t_ms: t_ms.unwrap_or(last_ms) });
    }
    match value.get("heart_rate_bpm") {
        Some(bpm) => Some(LiveInput::Sample { t_ms: t_ms?, heart_rate_bpm: bpm.as_f64() }),
        None => t_ms.map(|t_ms| LiveInput::Tick { t_ms }),
    }
}

pub(crate) async fn live(arguments: &Arguments, session: Option<&str>, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let mut workout = match session {
        Some(id) => coach.live_planned(id).await?,
        None => coach.live().await?,
    };
    if let Some(id) = session {
        let planned = coach.planned_session(id).await?;
        output.line(&json!({"event": "workout", "session": planned}).to_string())?;
    }
    let (sender, mut lines) = tokio::sync::mpsc::channel::<std::io::Result<String>>(64);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            if sender.blocking_send(line).is_err() {
                break;
            }
        }
    });
    let mut last_ms = 0;
    let mut unread = 0_u64;
    while let Some(line) = lines.recv().await {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let Some(input) = live_input(&line, last_ms) else {
            unread += 1;
            output.note(
                "A line was not understood and left out; heart rate is {\"t\": seconds, \"heart_rate_bpm\": number}.",
            );
            continue;
        };
        if let LiveInput::Sample { t_ms, .. } | LiveInput::Tick { t_ms } = &input {
            last_ms = *t_ms;
        }
        tell(&mut workout, input, output).await?;
        if workout.is_finished() {
            break;
        }
    }
    if !workout.is_finished() {
        tell(&mut workout, LiveInput::Finish { t_ms: last_ms }, output).await?;
    }
    coach.shutdown().await;
    if unread > 0 {
        return Err(Failure::Io(format!("{unread} lines were not understood.")));
    }
    Ok(())
}

/// Passes one input on and writes what follows, a stop before any trouble with writing it down.
async fn tell(workout: &mut coach_api::LiveWorkout, input: LiveInput, output: &Output) -> Result<(), Failure> {
    let (events, kept) = workout.input(input).await;
    for event in events {
        let line = serde_json::to_string(&event).map_err(|error| Failure::from(std::io::Error::from(error)))?;
        output.line(&line)?;
    }
    Ok(kept?)
}
