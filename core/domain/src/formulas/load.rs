//! Training load: session RPE, monotony and strain, and fitness, fatigue and form.

use super::{insufficient, stats};
use crate::figure::Insufficient;

/// Session load: CR10 rating x minutes (Foster 2001). `None` outside 0 to 10 or for impossible minutes.
#[must_use]
pub fn session_rpe(rpe: f64, minutes: f64) -> Option<f64> {
    ((0.0..=10.0).contains(&rpe) && minutes.is_finite() && minutes >= 0.0).then_some(rpe * minutes)
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

/// Fitness, fatigue and form day by day: X += (load - X)(1 - e^(-1/tau)) from 0, in GoldenCheetah's form.
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

#[cfg(test)]
mod tests {
    use super::*;
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

    proptest! {
        #[test]
        fn form_stays_between_the_loads(loads in prop::collection::vec(prop::option::of(0.0_f64..500.0), 0..120)) {
            for day in form(&loads).into_iter().flatten() {
                prop_assert!((0.0..=500.0).contains(&day.ctl) && (0.0..=500.0).contains(&day.atl));
            }
        }
    }
}
