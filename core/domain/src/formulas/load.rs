//! Training load: session RPE, monotony and strain, and fitness, fatigue and form.

use super::{Reading, days_before, figure, input, insufficient, sources, stats, within};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use crate::time::epoch_day;
use jiff::civil::Date;

/// Session load: CR10 rating x minutes (Foster 2001). `None` outside 0 to 10 or for impossible minutes.
#[must_use]
pub fn session_rpe(rpe: f64, minutes: f64) -> Option<f64> {
    ((0.0..=10.0).contains(&rpe) && minutes.is_finite() && minutes >= 0.0).then_some(rpe * minutes)
}

/// Session load as a figure, of a rating and of the minutes without pauses.
///
/// # Errors
/// [`Insufficient`] where [`session_rpe`] gives none.
pub fn session_load(rpe: Reading<'_>, minutes: Reading<'_>) -> Computed {
    let load = session_rpe(rpe.value, minutes.value)
        .ok_or_else(|| insufficient("session load", 0, 1, "rating from 0 to 10 with its minutes"))?;
    Ok(figure(
        "session_load",
        load,
        "1",
        Confidence::Medium,
        vec![rpe.input("rpe", "1"), minutes.input("active", "min")],
    ))
}

/// How even a week of loads was, and what it cost (Foster 1998).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Monotony {
    /// Sum of the seven daily loads.
    pub week_load: f64,
    /// Mean over standard deviation of the daily loads; `None` when they are all the same.
    pub monotony: Option<f64>,
    /// Week's load x monotony.
    pub strain: Option<f64>,
}

/// Monotony and strain of seven daily loads, rest days 0, unknown days `None`.
///
/// # Errors
/// [`Insufficient`] unless all seven days are known.
pub fn monotony(days: &[Option<f64>; 7]) -> Result<Monotony, Insufficient> {
    let known: Vec<f64> = days.iter().flatten().copied().filter(|load| load.is_finite() && *load >= 0.0).collect();
    if known.len() < 7 {
        return Err(insufficient("training monotony", known.len(), 7, "known days"));
    }
    let week_load = known.iter().sum();
    let mean = stats::mean(&known).unwrap_or(0.0);
    let spread = stats::standard_deviation(&known).filter(|spread| *spread > mean.abs() * 1e-9 && *spread > 0.0);
    let monotony = spread.map(|spread| mean / spread);
    Ok(Monotony { week_load, monotony, strain: monotony.map(|monotony| week_load * monotony) })
}

/// Monotony and strain of the week that ends on a day, as two figures; rest days are readings of 0, and several
/// readings of a day are added up.
///
/// # Errors
/// [`Insufficient`] unless all seven days are known, or when they all had the same load: the standard deviation is 0
/// then, and monotony is undefined.
pub fn week_strain(loads: &[Reading<'_>], last: Date) -> Result<(Figure, Figure), Insufficient> {
    let first = days_before(last, 6);
    let mut days = [None; 7];
    for (day, slot) in known_days(loads, first, last).into_iter().zip(&mut days) {
        *slot = day;
    }
    let found = monotony(&days)?;
    let (Some(even), Some(strain)) = (found.monotony, found.strain) else {
        return Err(insufficient("training monotony", 1, 2, "different daily loads"));
    };
    let source = sources(within(loads, first, last));
    let inputs = vec![input("week_load", found.week_load, "1", &source, first, last)];
    Ok((
        figure("monotony", even, "1", Confidence::Medium, inputs.clone()),
        figure("strain", strain, "1", Confidence::Medium, inputs),
    ))
}

/// The load of each day `first..=last`, `None` for days without a valid reading.
fn known_days(loads: &[Reading<'_>], first: Date, last: Date) -> Vec<Option<f64>> {
    let (start, end) = (epoch_day(first), epoch_day(last));
    let mut days = vec![None; usize::try_from(end - start + 1).unwrap_or(0)];
    for load in within(loads, first, last).filter(|load| load.value >= 0.0) {
        let index = usize::try_from(epoch_day(load.day) - start).ok();
        if let Some(day) = index.and_then(|index| days.get_mut(index)) {
            *day = Some(day.unwrap_or(0.0) + load.value);
        }
    }
    days
}

/// Fitness, fatigue and form of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Form {
    /// Chronic training load, time constant 42 days.
    pub ctl: f64,
    /// Acute training load, time constant 7 days.
    pub atl: f64,
    /// Training stress balance: yesterday's CTL - ATL.
    pub tsb: f64,
}

/// Known days before fitness, fatigue and form are shown.
pub const FORM_NEEDS_DAYS: u32 = 28;

/// Days of history that fitness is computed from; what lies before weighs less than a thousandth of a thousandth.
const FORM_REACH_DAYS: i32 = 730;

/// Fitness, fatigue and form day by day: X += (load - X)(1 - e^(-1/tau)) from 0 (Banister 1975; Allen and Coggan 2010),
/// in the form that GoldenCheetah computes, where a day's form is yesterday's fitness less yesterday's fatigue.
/// Other programs use 1/tau in place of 1 - e^(-1/tau), which weighs a day about 1 % (fitness) and 7 % (fatigue) more.
///
/// A rest day is `Some(0.0)`; an unknown day is `None`, changes nothing and shows nothing, nor does any day before
/// [`FORM_NEEDS_DAYS`] known ones.
#[must_use]
pub fn form(days: &[Option<f64>]) -> Vec<Option<Form>> {
    let step = |tau: f64| 1.0 - (-1.0 / tau).exp();
    let (slow, fast) = (step(42.0), step(7.0));
    let (mut ctl, mut atl, mut known) = (0.0, 0.0, 0_u32);
    days.iter()
        .map(|day| {
            let load = day.filter(|load| load.is_finite() && *load >= 0.0)?;
            let tsb = ctl - atl;
            ctl += (load - ctl) * slow;
            atl += (load - atl) * fast;
            known += 1;
            (known >= FORM_NEEDS_DAYS).then_some(Form { ctl, atl, tsb })
        })
        .collect()
}

/// Fitness, fatigue and form of a day as three figures.
#[derive(Debug, Clone, PartialEq)]
pub struct FormFigures {
    /// Chronic training load.
    pub fitness: Figure,
    /// Acute training load.
    pub fatigue: Figure,
    /// Training stress balance.
    pub form: Figure,
}

/// Fitness, fatigue and form of a day from daily loads of one kind; rest days are readings of 0, days without a
/// reading are unknown, and several readings of a day are added up.
///
/// # Errors
/// [`Insufficient`] below [`FORM_NEEDS_DAYS`] known days, or when the day itself is unknown.
pub fn form_on(loads: &[Reading<'_>], day: Date) -> Result<FormFigures, Insufficient> {
    let reach = days_before(day, FORM_REACH_DAYS);
    let valid = || within(loads, reach, day).filter(|load| load.value >= 0.0);
    let first = valid().map(|load| load.day).min().unwrap_or(day);
    let days = known_days(loads, first, day);
    let known = days.iter().flatten().count();
    if known < FORM_NEEDS_DAYS as usize {
        return Err(insufficient("fitness and form", known, FORM_NEEDS_DAYS, "days with a known load"));
    }
    let found = form(&days)
        .pop()
        .flatten()
        .ok_or_else(|| insufficient("fitness and form", 0, 1, "known load of the day itself"))?;
    let unknown = days.len() - known;
    let confidence = match unknown {
        0 if known >= 84 => Confidence::High,
        few if few * 10 <= days.len() => Confidence::Medium,
        _ => Confidence::Low,
    };
    let mean = days.iter().flatten().sum::<f64>() / known as f64;
    let inputs = vec![input("daily_load_mean", mean, "1", &sources(valid()), first, day)];
    let missing = if unknown > 0 { vec![format!("the load of {unknown} days")] } else { Vec::new() };
    let of = |name: &str, value: f64| Figure {
        missing: missing.clone(),
        ..figure(name, value, "1", confidence, inputs.clone())
    };
    Ok(FormFigures { fitness: of("ctl", found.ctl), fatigue: of("atl", found.atl), form: of("tsb", found.tsb) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn session_load_and_its_edges() {
        assert_eq!((session_rpe(5.0, 60.0), session_rpe(0.0, 60.0)), (Some(300.0), Some(0.0)));
        assert_eq!((session_rpe(10.1, 60.0), session_rpe(f64::NAN, 60.0), session_rpe(5.0, -1.0)), (None, None, None));
    }

    #[test]
    fn monotony_of_a_week() {
        let week = monotony(&[300.0, 0.0, 400.0, 0.0, 500.0, 0.0, 200.0].map(Some)).unwrap();
        assert_eq!(week.week_load, 1400.0);
        assert!((week.monotony.unwrap() - 200.0 / 208.166_6).abs() < 1e-4, "{week:?}");
        assert_eq!(monotony(&[Some(100.0); 7]).unwrap().monotony, None);
        assert_eq!(monotony(&[Some(0.0); 7]).unwrap().strain, None);
        let mut unknown = [Some(100.0); 7];
        unknown[3] = None;
        assert_eq!(monotony(&unknown).unwrap_err().have, 6);
    }

    #[test]
    fn forty_two_days_of_a_hundred() {
        let days = form(&[Some(100.0); 42]);
        assert_eq!((days[41].unwrap().ctl * 100.0).round() / 100.0, 63.21);
        assert!(days[26].is_none() && days[27].is_some());
        let yesterday = days[40].unwrap();
        assert_eq!(days[41].unwrap().tsb, yesterday.ctl - yesterday.atl);
    }

    #[test]
    fn unknown_days_are_not_rest_days() {
        let mut loads = vec![Some(80.0); 40];
        loads[35] = None;
        let days = form(&loads);
        assert!(days[35].is_none());
        assert_eq!(days[39].unwrap().ctl, form(&[Some(80.0); 39])[38].unwrap().ctl);
        loads[35] = Some(0.0);
        assert!(form(&loads)[39].unwrap().ctl < days[39].unwrap().ctl);
    }

    const DAY: Date = date(2026, 11, 20);

    fn loads(days: i32, load: impl Fn(i32) -> f64) -> Vec<Reading<'static>> {
        (0..days).map(|back| Reading::new(days_before(DAY, back), load(back), "log")).collect()
    }

    #[test]
    fn figures_of_form_say_what_they_lack() {
        let found = form_on(&loads(42, |_| 100.0), DAY).unwrap();
        assert_eq!((found.fitness.value * 100.0).round() / 100.0, 63.21);
        assert_eq!((found.fitness.confidence, found.fitness.missing.len()), (Confidence::Medium, 0));
        assert_eq!(form_on(&loads(84, |_| 100.0), DAY).unwrap().form.confidence, Confidence::High);
        assert_eq!(form_on(&loads(27, |_| 100.0), DAY).unwrap_err().have, 27);
        let mut holes = loads(60, |_| 100.0);
        holes.remove(10);
        assert_eq!(form_on(&holes, DAY).unwrap().fatigue.missing, ["the load of 1 days"]);
        assert_eq!(form_on(&holes[1..], DAY).unwrap_err().unit, "known load of the day itself");
        // Two sessions of a day are one load.
        let mut twice = loads(42, |back| if back == 3 { 60.0 } else { 100.0 });
        twice.push(Reading::new(days_before(DAY, 3), 40.0, "log"));
        assert!((form_on(&twice, DAY).unwrap().fitness.value - found.fitness.value).abs() < 1e-9);
    }

    #[test]
    fn figures_of_a_week() {
        let (even, strain) = week_strain(&loads(7, |back| f64::from(back % 2) * 100.0), DAY).unwrap();
        assert!((strain.value - 300.0 * even.value).abs() < 1e-9 && even.inputs[0].value == 300.0);
        assert_eq!(week_strain(&loads(7, |_| 100.0), DAY).unwrap_err().need, 2);
        assert_eq!(week_strain(&loads(6, |_| 100.0), DAY).unwrap_err().have, 6);
        let load = session_load(Reading::new(DAY, 7.0, "me"), Reading::new(DAY, 45.0, "watch")).unwrap();
        assert_eq!((load.value, load.inputs.len()), (315.0, 2));
        assert!(session_load(Reading::new(DAY, 11.0, "me"), Reading::new(DAY, 45.0, "watch")).is_err());
    }

    proptest! {
        #[test]
        fn loads_scale_fitness_and_leave_monotony(days in prop::collection::vec(0.0_f64..500.0, 40), factor in 0.1_f64..10.0) {
            let scaled: Vec<Option<f64>> = days.iter().map(|load| Some(load * factor)).collect();
            let plain: Vec<Option<f64>> = days.iter().copied().map(Some).collect();
            let (one, other) = (form(&plain)[39].unwrap(), form(&scaled)[39].unwrap());
            prop_assert!((one.ctl * factor - other.ctl).abs() < 1e-6 && (one.tsb * factor - other.tsb).abs() < 1e-6);
            let week = |days: &[Option<f64>]| monotony(&<[Option<f64>; 7]>::try_from(&days[..7]).unwrap()).unwrap();
            if let (Some(one), Some(other)) = (week(&plain).monotony, week(&scaled).monotony) {
                prop_assert!((one - other).abs() < 1e-6 * one.abs());
            }
        }

        #[test]
        fn form_stays_between_the_loads(loads in prop::collection::vec(prop::option::of(0.0_f64..500.0), 0..120)) {
            for day in form(&loads).into_iter().flatten() {
                prop_assert!((0.0..=500.0).contains(&day.ctl) && (0.0..=500.0).contains(&day.atl));
            }
        }
    }
}
