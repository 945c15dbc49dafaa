//! Computes formulas for `tests/figures/compare.py`: one JSON object a line in, with the formula's name in `f` and its
//! arguments, and one out. Days are numbers since 1970-01-01; `null` stands for what is missing. For development only.

use coach_domain::figure::{Figure, Insufficient};
use coach_domain::formulas::best_efforts::{RUNNING_MOST_SPEED, TrackPoint, fastest, track};
use coach_domain::formulas::correlation::correlation;
use coach_domain::formulas::energy::{Activity, cunningham, mifflin_st_jeor, total_energy};
use coach_domain::formulas::expenditure::{HeartRateFacts, heart_rate_energy, met_energy, met_energy_net};
use coach_domain::formulas::heart::{
    Reserve, ShareOfMax, Zone, hr_max_gulati, hr_max_tanaka, observed_max, resting_hr, vo2max_uth,
};
use coach_domain::formulas::hrv::{HrvKind, HrvState, hrv_baseline};
use coach_domain::formulas::intake::{energy_availability, macro_targets, measured_needs, protein_target};
use coach_domain::formulas::progression::{Caution, LiftSession, next_load, rir_of_rpe, rpe_of_rir};
use coach_domain::formulas::readiness::{ReadinessInputs, readiness};
use coach_domain::formulas::records::{lowest_record, record, rep_table, streak};
use coach_domain::formulas::sleep::sleep_score;
use coach_domain::formulas::strength::E1rm;
use coach_domain::formulas::trend::{compare, robust_trend, trend};
use coach_domain::formulas::volume::{Role, sets_by_muscle};
use coach_domain::formulas::{Reading, load, power, stats};
use coach_domain::person::{Profile, Sex};
use coach_domain::record::{RoutePoint, StrengthSet};
use coach_domain::sleep::SleepSession;
use coach_domain::time::{date_of_epoch_day, epoch_day};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut output = std::io::BufWriter::new(output);
    for line in input.lines() {
        let answer = answer(&Arguments(serde_json::from_str(&line?)?)).unwrap_or_else(|| json!({ "unknown": true }));
        writeln!(output, "{answer}")?;
    }
    Ok(output.flush()?)
}

/// The answer to one line; `None` for an unknown formula or a lacking argument, and `{"err": have}` for too little data.
fn answer(of: &Arguments) -> Option<Value> {
    let formula = of.0.get("f")?.as_str()?;
    strength(formula, of).or_else(|| heart(formula, of)).or_else(|| body(formula, of)).or_else(|| series(formula, of))
}

fn strength(formula: &str, of: &Arguments) -> Option<Value> {
    Some(match formula {
        "e1rm" => {
            let (weight, reps) = (of.number("w")?, of.number("r")? as u32);
            json!([E1rm::Epley, E1rm::Brzycki, E1rm::Lombardi].map(|one| one.estimate(weight, reps)))
        }
        "rir" => json!([rir_of_rpe(of.number("x")?), rpe_of_rir(of.number("x")?)]),
        "sets" => {
            let sets = of
                .rows("sets")?
                .into_iter()
                .map(|set| (set[0] as i64, if set[1] > 0.0 { Role::Direct } else { Role::Indirect }));
            let counts = sets_by_muscle(sets);
            json!(counts.iter().map(|(muscle, count)| (muscle.to_string(), count.sets())).collect::<Vec<_>>())
        }
        "next_load" => {
            let sessions: Vec<LiftSession<'_>> = of
                .rows("sessions")?
                .iter()
                .map(|row| LiftSession {
                    day: date_of_epoch_day(row[0] as i32),
                    load_kg: row[1],
                    reps: row[2] as u32,
                    target: row[3] as u32,
                    missed: row[4] > 0.0,
                    deload: row[5] > 0.0,
                    source: "x",
                })
                .collect();
            let caution = [Caution::None, Caution::Hold, Caution::Lower][of.number("caution")? as usize % 3];
            match next_load(&sessions, of.day("today")?, of.number("step")?, caution) {
                Ok(next) => json!([next.load.value, next.reps, format!("{:?}", next.reason)]),
                Err(reason) => lacks(&reason),
            }
        }
        "rep_table" => {
            let sets = of.sets()?;
            let table = rep_table(&sets.iter().map(|(day, set)| (*day, set)).collect::<Vec<_>>());
            json!(table.iter().map(|row| (row.reps, row.weight_kg, epoch_day(row.day))).collect::<Vec<_>>())
        }
        "record" => {
            let find = if of.number("lowest")? > 0.0 { lowest_record } else { record };
            let found = find(&of.dated("values")?, of.day("from")?, of.day("to")?);
            json!(found.map(|record| (
                epoch_day(record.day),
                record.value,
                record.before,
                epoch_day(record.before_day)
            )))
        }
        "streak" => {
            let found = streak(&of.dated("values")?, of.number("goal")?, of.day("today")?);
            json!([found.current, found.longest])
        }
        "fastest" => {
            let points: Vec<TrackPoint> =
                of.rows("track")?.iter().map(|row| TrackPoint { at_s: row[0], distance_m: row[1] }).collect();
            let found = fastest(&points, of.number("distance")?, RUNNING_MOST_SPEED);
            json!(found.map(|effort| effort.time_s))
        }
        "track" => {
            let route: Vec<RoutePoint> = of
                .rows("route")?
                .iter()
                .map(|row| RoutePoint { at_ms: row[0] as i64, latitude: row[1], longitude: row[2], elevation_m: 0.0 })
                .collect();
            json!(track(&route).last().map(|point| point.distance_m))
        }
        _ => return None,
    })
}

fn heart(formula: &str, of: &Arguments) -> Option<Value> {
    let reserve = || Reserve::new(of.number("rest")?, of.number("max")?);
    let hold = || Some(of.number("hold")? as i64);
    Some(match formula {
        "hr_max" => json!([hr_max_tanaka(of.number("age")?), hr_max_gulati(of.number("age")?)]),
        "resting_hr" => value(resting_hr(&of.readings("days")?, of.day("today")?)),
        "observed_max" => json!(observed_max(&of.samples("samples")?, hold()?)),
        "reserve" => {
            let (reserve, bpm) = (reserve()?, of.number("bpm")?);
            let share = of.number("p")?;
            let zone = reserve.zone(bpm).map(|zone| zone as u8);
            let bands = Zone::ALL.map(|zone| reserve.range(zone));
            json!([reserve.bpm(share), reserve.fraction(bpm), zone, reserve.fraction_at(ShareOfMax(share)), bands])
        }
        "zone_seconds" => json!(reserve()?.zone_seconds(&of.samples("samples")?, hold()?)),
        "trimp" => json!(reserve()?.trimp(of.number("minutes")?, of.number("bpm")?, of.sex())),
        "trimp_of" => json!(reserve()?.trimp_of(&of.samples("samples")?, hold()?, of.sex())),
        "vo2max" => {
            let figure = |value: f64| Figure {
                name: String::new(),
                value,
                unit: String::new(),
                confidence: coach_domain::figure::Confidence::High,
                inputs: Vec::new(),
                missing: Vec::new(),
            };
            value(vo2max_uth(&figure(of.number("max")?), &figure(of.number("rest")?), of.sex()))
        }
        "hr_energy" => {
            let weight = Reading::new(date_of_epoch_day(0), of.number("kg")?, "x");
            let facts = HeartRateFacts { reserve: reserve()?, weight, age: of.number("age")?, sex: of.sex() };
            value(heart_rate_energy(&of.samples("samples")?, hold()?, &facts, weight.day, "x"))
        }
        "hrv" => match hrv_baseline(&of.readings("nights")?, HrvKind::Rmssd, of.day("today")?) {
            Ok(found) => {
                let state =
                    [HrvState::Below, HrvState::Within, HrvState::Above].iter().position(|one| *one == found.state);
                json!([found.rolling_ms, found.low_ms, found.high_ms, state, found.band_nights])
            }
            Err(reason) => lacks(&reason),
        },
        "readiness" => {
            let [hrv, rest, asleep, breath] =
                [of.readings("hrv")?, of.readings("rest_hr")?, of.readings("asleep")?, of.readings("breath")?];
            let inputs = ReadinessInputs { hrv: &hrv, resting_hr: &rest, asleep: &asleep, respiratory_rate: &breath };
            match readiness(of.day("today")?, &inputs) {
                Ok(found) => json!([found.score, found.drivers.len()]),
                Err(reason) => lacks(&reason),
            }
        }
        "sleep" => {
            let nights = of.nights("nights")?;
            let (night, before) = nights.split_first()?;
            value(sleep_score(night, before))
        }
        _ => return None,
    })
}

fn body(formula: &str, of: &Arguments) -> Option<Value> {
    let weight = || Some(Reading::new(date_of_epoch_day(0), of.number("kg")?, "x"));
    Some(match formula {
        "resting_energy" => {
            let female = of.sex() == Some(Sex::Female);
            let basal = mifflin_st_jeor(of.number("kg")?, of.number("cm")?, of.number("age")?, female);
            let activities =
                [Activity::Sedentary, Activity::Light, Activity::Moderate, Activity::Very, Activity::Extra];
            let resting = Figure {
                name: String::new(),
                value: basal,
                unit: String::new(),
                confidence: coach_domain::figure::Confidence::High,
                inputs: Vec::new(),
                missing: Vec::new(),
            };
            let total = activities.map(|activity| total_energy(&resting, activity).value);
            json!([basal, cunningham(of.number("ffm")?), total])
        }
        "measured_needs" => match measured_needs(&of.readings("intake")?, &of.readings("weights")?, of.day("today")?) {
            Ok(found) => json!([found.needs.value, found.low, found.high]),
            Err(reason) => lacks(&reason),
        },
        "protein" => {
            let found = protein_target(&Profile::default(), weight()?.into()).ok();
            json!(found.map(|found| [found.target.value, found.low, found.high]))
        }
        "macros" => {
            let found = macro_targets(&Profile::default(), of.number("kcal")?, weight()?.into()).ok();
            json!(found.map(|found| [found.protein.value, found.fat.value, found.carbohydrate.value]))
        }
        "availability" => {
            let fat_free = Reading::new(date_of_epoch_day(0), of.number("ffm")?, "x");
            value(energy_availability(&of.readings("intake")?, &of.readings("training")?, fat_free, of.day("today")?))
        }
        "met" => {
            let (met, kg, minutes) = (of.number("met")?, of.number("kg")?, of.number("minutes")?);
            json!([met_energy(met, kg, minutes), met_energy_net(met, kg, minutes)])
        }
        _ => return None,
    })
}

fn series(formula: &str, of: &Arguments) -> Option<Value> {
    Some(match formula {
        "session_rpe" => json!(load::session_rpe(of.number("rpe")?, of.number("minutes")?)),
        "monotony" => match load::monotony(&<[Option<f64>; 7]>::try_from(of.options("days")?).ok()?) {
            Ok(found) => json!([found.week_load, found.monotony, found.strain]),
            Err(reason) => lacks(&reason),
        },
        "form" => {
            let found = load::form(&of.options("days")?);
            json!(found.iter().map(|day| day.map(|day| [day.ctl, day.atl, day.tsb])).collect::<Vec<_>>())
        }
        "form_on" => match load::form_on(&of.readings("loads")?, of.day("today")?) {
            Ok(found) => json!([found.fitness.value, found.fatigue.value, found.form.value]),
            Err(reason) => lacks(&reason),
        },
        "power" => {
            let grid = power::seconds(&of.samples("samples")?);
            let normalized = power::normalized_power(&grid);
            let (known, threshold) = (grid.iter().flatten().count(), of.number("ftp")?);
            let factor = normalized.and_then(|watts| power::intensity_factor(watts, threshold));
            let stress = normalized.and_then(|watts| power::training_stress(known as f64, watts, threshold));
            json!([known, normalized, factor, stress])
        }
        "trend" => match trend(&of.dated("values")?) {
            Ok(found) => json!([found.per_day, found.standard_error, found.low, found.high, found.start, found.end]),
            Err(reason) => lacks(&reason),
        },
        "robust_trend" => match robust_trend(&of.dated("values")?) {
            Ok(found) => json!([found.per_day, found.low, found.high]),
            Err(reason) => lacks(&reason),
        },
        "compare" => match compare(&of.list("before")?, &of.list("now")?) {
            Ok(found) => json!([found.difference, found.low, found.high, found.effect]),
            Err(reason) => lacks(&reason),
        },
        "correlation" => match correlation(&of.dated("x")?, &of.dated("y")?, of.number("lag")? as i32) {
            Ok(found) => {
                let ends = |one: coach_domain::formulas::correlation::Coefficient| [one.value, one.low, one.high];
                json!([ends(found.pearson), ends(found.spearman), found.days])
            }
            Err(reason) => lacks(&reason),
        },
        "stats" => {
            let values = of.list("values")?;
            json!([
                stats::mean(&values),
                stats::standard_deviation(&values),
                stats::median(&values),
                stats::robust_deviation(&values),
                stats::student_t95(of.number("df")?),
            ])
        }
        _ => return None,
    })
}

fn value(computed: Result<Figure, Insufficient>) -> Value {
    computed.map_or_else(|reason| lacks(&reason), |figure| json!(figure.value))
}

fn lacks(reason: &Insufficient) -> Value {
    json!({ "err": reason.have })
}

/// The arguments of a line.
struct Arguments(Value);

impl Arguments {
    fn number(&self, name: &str) -> Option<f64> {
        self.0.get(name)?.as_f64()
    }

    fn day(&self, name: &str) -> Option<Date> {
        Some(date_of_epoch_day(self.number(name)? as i32))
    }

    fn sex(&self) -> Option<Sex> {
        match self.0.get("sex")?.as_str()? {
            "f" => Some(Sex::Female),
            "m" => Some(Sex::Male),
            _ => None,
        }
    }

    fn options(&self, name: &str) -> Option<Vec<Option<f64>>> {
        Some(self.0.get(name)?.as_array()?.iter().map(Value::as_f64).collect())
    }

    fn list(&self, name: &str) -> Option<Vec<f64>> {
        Some(self.options(name)?.into_iter().flatten().collect())
    }

    /// Rows of numbers.
    fn rows(&self, name: &str) -> Option<Vec<Vec<f64>>> {
        let row = |row: &Value| Some(row.as_array()?.iter().map(|one| one.as_f64().unwrap_or(f64::NAN)).collect());
        self.0.get(name)?.as_array()?.iter().map(row).collect()
    }

    fn dated(&self, name: &str) -> Option<Vec<(Date, f64)>> {
        Some(self.rows(name)?.iter().map(|row| (date_of_epoch_day(row[0] as i32), row[1])).collect())
    }

    fn readings(&self, name: &str) -> Option<Vec<Reading<'static>>> {
        Some(self.dated(name)?.into_iter().map(|(day, value)| Reading::new(day, value, "x")).collect())
    }

    fn samples(&self, name: &str) -> Option<Vec<(i64, f64)>> {
        Some(self.rows(name)?.iter().map(|row| (row[0] as i64, row[1])).collect())
    }

    /// Sets as `[day, kg, repetitions, warm-up or missed]`.
    fn sets(&self) -> Option<Vec<(Date, StrengthSet)>> {
        let set = |row: &Vec<f64>| {
            let set = StrengthSet {
                exercise: "x".to_owned(),
                weight_kg: row[1],
                reps: row[2] as u32,
                rpe: None,
                warmup: row[3] == 1.0,
                missed: row[3] == 2.0,
            };
            (date_of_epoch_day(row[0] as i32), set)
        };
        Some(self.rows("sets")?.iter().map(set).collect())
    }

    /// Nights as `[wake day, start, end, offset, asleep, awake, deep, REM]`, stages `null` when not told apart.
    fn nights(&self, name: &str) -> Option<Vec<SleepSession>> {
        let night = |row: &Vec<f64>| SleepSession {
            wake_day: date_of_epoch_day(row[0] as i32),
            nap: false,
            start_ms: row[1] as i64,
            end_ms: row[2] as i64,
            offset_min: row[3] as i16,
            asleep_s: row[4],
            in_bed_s: None,
            awake_s: row[5],
            light_s: None,
            deep_s: Some(row[6]).filter(|deep| deep.is_finite()),
            rem_s: Some(row[7]).filter(|rem| rem.is_finite()),
            source: "x".to_owned(),
        };
        Some(self.rows(name)?.iter().map(night).collect())
    }
}
