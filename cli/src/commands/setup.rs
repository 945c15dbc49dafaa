//! `init`, `demo` and `doctor`.

use crate::arguments::{Arguments, Init, LevelChoice, SexChoice, UnitsChoice};
use crate::failure::Failure;
use crate::output::Output;
use crate::{home, render};
use coach_api::{Coach, Diagnosis, Level, Profile, Sex, UnitSystem, WATERMARK};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use rustyline::DefaultEditor;
use std::io::IsTerminal;

pub(crate) async fn init(arguments: &Arguments, init: &Init, output: &Output) -> Result<(), Failure> {
    let config = home::config(arguments)?;
    if Coach::exists(&config.data_dir) {
        // Answers that would be thrown away are not asked for.
        Coach::create(config, Profile::default()).await?;
        return Ok(());
    }
    let given = profile_of(init);
    let asked = given == Profile::default() && std::io::stdin().is_terminal() && output.is_terminal();
    let profile = if asked { interview()? } else { given };
    let folder = config.data_dir.display().to_string();
    let coach = Coach::create(config, profile).await?;
    let profile = coach.profile().await?;
    coach.shutdown().await;
    output.result(&profile, || {
        let name = profile.name.as_deref().map_or_else(String::new, |name| format!(", {name}"));
        format!(
            "Your coach is ready{name}. Everything stays on this device, encrypted, in {folder}.\n\
             Next: `coach import PATH` for your own data, or `coach demo` for a sample year, then `coach chat`."
        )
    })
}

pub(crate) async fn profile(arguments: &Arguments, changes: &Init, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let (before, given) = (coach.profile().await?, profile_of(changes));
    // A condition that a red flag left behind is cleared by `coach log cleared` alone.
    let mut conditions = before.conditions.clone();
    conditions.extend(given.conditions.into_iter().filter(|condition| !before.conditions.contains(condition)));
    let after = Profile {
        name: given.name.or(before.name.clone()),
        birth_date: given.birth_date.or(before.birth_date),
        sex: given.sex.or(before.sex),
        height_cm: given.height_cm.or(before.height_cm),
        weight_kg: given.weight_kg.or(before.weight_kg),
        level: given.level.or(before.level),
        goal: given.goal.or(before.goal.clone()),
        max_hr_bpm: given.max_hr_bpm.or(before.max_hr_bpm),
        resting_hr_bpm: given.resting_hr_bpm.or(before.resting_hr_bpm),
        ftp_w: given.ftp_w.or(before.ftp_w),
        conditions,
        units: if changes.units.is_some() { given.units } else { before.units },
        time_zone: given.time_zone.or(before.time_zone.clone()),
        country: given.country.or(before.country.clone()),
    };
    if after != before {
        coach.set_profile(after.clone()).await?;
    }
    coach.shutdown().await;
    output.result(&after, || render::profile(&after))
}

pub(crate) async fn demo(arguments: &Arguments, seed: u64, days: u32, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let bar = ProgressBar::new(u64::from(days));
    if let Ok(style) = ProgressStyle::with_template("writing the sample year {bar:30} {pos}/{len} days") {
        bar.set_style(style);
    }
    let mut task = coach.demo(seed, days)?;
    while let Some((done, _)) = task.next_progress().await {
        bar.set_position(u64::from(done));
    }
    let report = task.finish().await;
    bar.finish_and_clear();
    let report = report?;
    coach.shutdown().await;
    output.result(&report, || {
        format!(
            "Wrote {} samples, {} workouts and {} meals from {} to {}.\n\
             Every source of them is marked “{WATERMARK}”; `coach delete --all` removes them with everything else.",
            render::thousands(report.samples),
            report.workouts,
            report.meals,
            report.from,
            report.to
        )
    })
}

pub(crate) async fn doctor(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let diagnosis = Diagnosis::run(home::config(arguments)?).await;
    output.result(&diagnosis, || render::diagnosis(&diagnosis))?;
    if diagnosis.ok {
        Ok(())
    } else {
        Err(Failure::Io("Something needs your attention; the lines above say what to do.".to_owned()))
    }
}

fn profile_of(init: &Init) -> Profile {
    Profile {
        name: init.name.clone(),
        birth_date: init.birth_date,
        sex: init.sex.map(|sex| match sex {
            SexChoice::Female => Sex::Female,
            SexChoice::Male => Sex::Male,
            SexChoice::Other => Sex::Other,
        }),
        height_cm: init.height_cm,
        weight_kg: init.weight_kg,
        level: init.level.map(|level| match level {
            LevelChoice::Beginner => Level::Beginner,
            LevelChoice::Intermediate => Level::Intermediate,
            LevelChoice::Advanced => Level::Advanced,
        }),
        goal: init.goal.clone(),
        max_hr_bpm: init.max_hr,
        resting_hr_bpm: init.resting_hr,
        ftp_w: init.ftp_w,
        conditions: init.condition.clone(),
        units: match init.units {
            Some(UnitsChoice::Imperial) => UnitSystem::Imperial,
            _ => UnitSystem::Metric,
        },
        time_zone: init.time_zone.clone(),
        country: init.country.clone(),
    }
}

/// Asks for the profile on a terminal. Every question may be left empty.
fn interview() -> Result<Profile, Failure> {
    let mut editor =
        DefaultEditor::new().map_err(|error| Failure::Io(format!("Failed to open the terminal: {error}.")))?;
    let mut ask = |question: &str| match editor.readline(&format!("{question} (Enter to skip): ")) {
        Ok(answer) => Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty())),
        Err(rustyline::error::ReadlineError::Eof | rustyline::error::ReadlineError::Interrupted) => {
            Err(Failure::Usage("Nothing was set up.".to_owned()))
        }
        Err(error) => Err(Failure::Io(format!("Failed to read the answer: {error}."))),
    };
    let name = ask("What should I call you?")?;
    let birth_date = loop {
        match ask("Date of birth, YYYY-MM-DD")?.map(|answer| answer.parse::<Date>()) {
            None => break None,
            Some(Ok(date)) => break Some(date),
            Some(Err(_)) => {}
        }
    };
    let sex = ask("Sex as it matters to formulas: female, male, other")?.map(|answer| match answer.as_str() {
        "female" | "f" | "w" => Sex::Female,
        "male" | "m" => Sex::Male,
        _ => Sex::Other,
    });
    let mut number = |question: &str| -> Result<Option<f64>, Failure> {
        loop {
            match ask(question)?.map(|answer| answer.replace(',', ".").parse::<f64>()) {
                None => return Ok(None),
                Some(Ok(value)) => return Ok(Some(value)),
                Some(Err(_)) => {}
            }
        }
    };
    let height_cm = number("Height in cm")?;
    let weight_kg = number("Weight in kg")?;
    let level = ask("Experience: beginner, intermediate, advanced")?.and_then(|answer| match answer.as_str() {
        "beginner" => Some(Level::Beginner),
        "intermediate" => Some(Level::Intermediate),
        "advanced" => Some(Level::Advanced),
        _ => None,
    });
    let goal = ask("Your goal, in your own words")?;
    Ok(Profile { name, birth_date, sex, height_cm, weight_kg, level, goal, ..Profile::default() })
}
