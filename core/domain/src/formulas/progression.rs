//! The next load of a lift, and how ratings of exertion and repetitions in reserve tell the same.

use super::{figure, input, insufficient};
use crate::figure::{Confidence, Figure, FigureInput, Insufficient};
use crate::time::epoch_day;
use jiff::civil::Date;

/// Highest raise of a load from one session to the next: LOAD-STEP of the safety envelope.
pub const MOST_RAISE: f64 = 0.10;
/// Lowest raise that is worth one (ACSM 2009: 2 to 10 %).
pub const LEAST_RAISE: f64 = 0.02;
/// What is taken off after two misses, after a break, or on a day that calls for it.
pub const CUT: f64 = 0.10;
/// Days without the lift after which it starts again at 90 % or less.
pub const BREAK_DAYS: i32 = 21;
/// Repetitions in reserve above which people misjudge them too much for decisions on load (Hackett 2017).
pub const MOST_RIR: f64 = 5.0;

/// Repetitions in reserve of a rating of perceived exertion: RIR = 10 - RPE (Zourdos 2016). `None` outside 0 to 10, and
/// above [`MOST_RIR`], where it says nothing about the load (Hackett 2017).
#[must_use]
pub fn rir_of_rpe(rpe: f64) -> Option<f64> {
    Some(10.0 - rpe).filter(|rir| (0.0..=10.0).contains(&rpe) && *rir <= MOST_RIR)
}

/// The rating of perceived exertion of repetitions in reserve: RPE = 10 - RIR. `None` outside 0 to [`MOST_RIR`].
#[must_use]
pub fn rpe_of_rir(rir: f64) -> Option<f64> {
    (0.0..=MOST_RIR).contains(&rir).then_some(10.0 - rir)
}

/// One earlier session of a lift.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LiftSession<'a> {
    /// Local day.
    pub day: Date,
    /// Load of the working sets in kg; 0 for the body alone.
    pub load_kg: f64,
    /// Fewest repetitions of a working set.
    pub reps: u32,
    /// Repetitions that were aimed at.
    pub target: u32,
    /// Whether a set was missed, or not logged.
    pub missed: bool,
    /// Whether it was light on purpose.
    pub deload: bool,
    /// Who logged it.
    pub source: &'a str,
}

impl LiftSession<'_> {
    fn is_missed(&self) -> bool {
        self.missed || self.reps < self.target
    }

    /// Repetitions over the target; 0 when anything was missed.
    fn over(&self) -> u32 {
        if self.is_missed() { 0 } else { self.reps - self.target }
    }

    fn inputs(&self) -> [FigureInput; 3] {
        let of = |name: &str, value: f64, unit: &str| input(name, value, unit, self.source, self.day, self.day);
        [
            of("load", self.load_kg, "kg"),
            of("reps", f64::from(self.reps), "1"),
            of("reps_target", f64::from(self.target), "1"),
        ]
    }
}

/// What readiness and the person's state ask of the day. They can hold or lower a load, never raise one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Caution {
    /// Nothing speaks against a raise.
    #[default]
    None,
    /// No raise today.
    Hold,
    /// Less today.
    Lower,
}

/// Why the load is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Two sessions in a row were over the target.
    OverTarget,
    /// They were, but the smallest step is more than the highest raise: repetitions are added.
    StepTooLarge,
    /// On the way: neither missed nor twice over the target.
    OnTarget,
    /// A set was missed or not logged in the last session.
    Missed,
    /// Something was missed in the last two sessions.
    MissedTwice,
    /// More than [`BREAK_DAYS`] days without the lift.
    Break,
    /// The state of the day asks for it.
    Caution,
}

/// The load of the next session.
#[derive(Debug, Clone, PartialEq)]
pub struct NextLoad {
    /// The load in kg, with the sessions that it comes from.
    pub load: Figure,
    /// Repetitions to aim at.
    pub reps: u32,
    /// Why.
    pub reason: Reason,
    /// The load in kg that must not be exceeded today.
    pub cap_kg: f64,
}

/// What comes next in a lift: raise by 2 to 10 % after one or more repetitions over the target in two sessions in a row
/// at the same load (ACSM 2009), hold after a missed set, 10 % off after two. `sessions` may be in any order; those
/// after `today`, and those without a possible load or target, are left out. `step_kg` is the smallest step of load.
///
/// The raise makes the target as hard as the repetitions that were done: (30 + done) / (30 + target), by Epley's
/// formula, within the two limits. It never goes past 10 % over the last load that was completed outside a deload before
/// today, however it is rounded; where the smallest step would, the load stays and up to two repetitions are added.
/// After [`BREAK_DAYS`] days away it is at most 90 % of the last one.
///
/// # Errors
/// [`Insufficient`] without a session, or without a step.
pub fn next_load(
    sessions: &[LiftSession<'_>],
    today: Date,
    step_kg: f64,
    caution: Caution,
) -> Result<NextLoad, Insufficient> {
    if !(step_kg.is_finite() && step_kg > 0.0) {
        return Err(insufficient("next load", 0, 1, "smallest steps of load"));
    }
    let mut found: Vec<&LiftSession<'_>> = sessions
        .iter()
        .filter(|one| !one.deload && one.day <= today && one.target > 0)
        .filter(|one| one.load_kg.is_finite() && one.load_kg >= 0.0)
        .collect();
    found.sort_by_key(|session| session.day);
    let Some((last, earlier)) = found.split_last() else {
        return Err(insufficient("next load", 0, 1, "sessions outside a deload"));
    };
    let before = earlier.last();
    let ladder = Ladder { from: last.load_kg, step: step_kg };
    let away = epoch_day(today) - epoch_day(last.day) > BREAK_DAYS;
    let reference = found.iter().rev().find(|one| !one.is_missed() && one.day < today).map(|one| one.load_kg);
    let raised = reference.unwrap_or(last.load_kg) * (1.0 + MOST_RAISE);
    let cap = if away { raised.min(last.load_kg * (1.0 - CUT)) } else { raised };
    let over = before
        .filter(|before| (before.load_kg - last.load_kg).abs() < 1e-9)
        .map_or(0, |before| before.over().min(last.over()));
    let (mut reason, mut load, mut reps) = if away {
        (Reason::Break, ladder.at_most(last.load_kg * (1.0 - CUT)), last.target)
    } else if last.is_missed() && before.is_some_and(|before| before.is_missed()) {
        (Reason::MissedTwice, ladder.lower(), last.target)
    } else if last.is_missed() {
        (Reason::Missed, Some(last.load_kg), last.target)
    } else if over > 0 {
        let (done, target) = (f64::from(last.target + over), f64::from(last.target));
        let ratio = ((30.0 + done) / (30.0 + target)).clamp(1.0 + LEAST_RAISE, 1.0 + MOST_RAISE);
        match ladder.raise(last.load_kg * ratio, cap) {
            Some(raised) => (Reason::OverTarget, Some(raised), last.target),
            None => (Reason::StepTooLarge, Some(last.load_kg), last.target.saturating_add(over.min(2))),
        }
    } else {
        (Reason::OnTarget, Some(last.load_kg), last.target)
    };
    match caution {
        Caution::Lower if !matches!(reason, Reason::Break | Reason::MissedTwice) => {
            (reason, load, reps) = (Reason::Caution, ladder.lower(), last.target);
        }
        Caution::Hold if matches!(reason, Reason::OverTarget | Reason::StepTooLarge) => {
            (reason, load, reps) = (Reason::Caution, Some(last.load_kg), last.target);
        }
        _ => {}
    }
    // Without a lighter step the set gets shorter.
    if load.is_none() {
        reps = last.target.saturating_sub(1).max(1);
    }
    let mut load_kg = load.unwrap_or(last.load_kg);
    // A load that was tried and missed may itself lie past the cap.
    if load_kg > cap + 1e-9 {
        let completed = reference.map(|reference| reference.min(last.load_kg));
        load_kg = ladder.at_most(cap).or(completed).unwrap_or(load_kg);
    }
    let confidence = if before.is_some() && !away { Confidence::Medium } else { Confidence::Low };
    let inputs = before.into_iter().copied().chain([*last]).flat_map(LiftSession::inputs).collect();
    let missing = if before.is_none() { vec!["a second session".to_owned()] } else { Vec::new() };
    let load = Figure { missing, ..figure("next_load", load_kg, "kg", confidence, inputs) };
    Ok(NextLoad { load, reps, reason, cap_kg: cap })
}

/// The loads that can be put together: whole steps away from the one that was used. Halfway between two steps the lighter
/// one is taken, with room for what rounding leaves.
#[derive(Clone, Copy)]
struct Ladder {
    from: f64,
    step: f64,
}

impl Ladder {
    /// The step nearest to a load above, at least one and never past the cap; `None` when one is.
    fn raise(self, to: f64, cap: f64) -> Option<f64> {
        let allowed = ((cap - self.from) / self.step + 1e-9).floor();
        let wanted = ((to - self.from) / self.step - 0.5 - 1e-9).ceil().max(1.0);
        (allowed >= 1.0).then(|| self.from + wanted.min(allowed) * self.step)
    }

    /// The step nearest to 10 % less, at least one; `None` when nothing is left.
    fn lower(self) -> Option<f64> {
        let steps = (self.from * CUT / self.step + 0.5 + 1e-9).floor().max(1.0);
        Some(self.from - steps * self.step).filter(|load| *load > 1e-9)
    }

    /// The highest step that is no heavier than a load; `None` when nothing is left.
    fn at_most(self, load: f64) -> Option<f64> {
        let steps = ((self.from - load) / self.step - 1e-9).ceil().max(0.0);
        Some(self.from - steps * self.step).filter(|load| *load > 1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::date_of_epoch_day;
    use proptest::prelude::*;

    const TODAY: i32 = 20_000;

    fn session(back: i32, load_kg: f64, reps: u32, target: u32) -> LiftSession<'static> {
        let day = date_of_epoch_day(TODAY - back);
        LiftSession { day, load_kg, reps, target, missed: false, deload: false, source: "log" }
    }

    fn next(sessions: &[LiftSession<'_>], step: f64, caution: Caution) -> (f64, u32, Reason) {
        let found = next_load(sessions, date_of_epoch_day(TODAY), step, caution).unwrap();
        (found.load.value, found.reps, found.reason)
    }

    #[test]
    fn two_sessions_over_the_target_raise_within_two_and_ten_percent() {
        // (30 + 9) / (30 + 8) is 2.6 %, so 2.5 kg on 100 kg; two over are 5.3 %; far over stops at 10 %.
        for (reps, expected) in [(9, 102.5), (10, 105.0), (20, 110.0)] {
            let sessions = [session(5, 100.0, reps, 8), session(2, 100.0, reps, 8)];
            assert_eq!(next(&sessions, 2.5, Caution::None), (expected, 8, Reason::OverTarget), "{reps}");
        }
        // The lesser of the two counts, in any order of the list.
        let mixed = [session(2, 100.0, 10, 8), session(5, 100.0, 9, 8)];
        assert_eq!(next(&mixed, 2.5, Caution::None).0, 102.5);
        for once in [
            [session(5, 100.0, 8, 8), session(2, 100.0, 10, 8)],
            [session(5, 97.5, 10, 8), session(2, 100.0, 10, 8)],
            [session(5, 100.0, 10, 8), session(2, 100.0, 8, 8)],
        ] {
            assert_eq!(next(&once, 2.5, Caution::None), (100.0, 8, Reason::OnTarget));
        }
        assert_eq!(next(&mixed[..1], 2.5, Caution::None).2, Reason::OnTarget);
    }

    #[test]
    fn a_step_past_ten_percent_adds_repetitions_instead() {
        let over = |load: f64| [session(5, load, 12, 10), session(2, load, 11, 10)];
        assert_eq!(next(&over(10.0), 2.5, Caution::None), (10.0, 11, Reason::StepTooLarge));
        assert_eq!(next(&over(24.9), 2.5, Caution::None).2, Reason::StepTooLarge);
        // 40 to 41 repetitions' worth are 2.5 %, halfway between one step and two of half a kilogram.
        assert_eq!(next(&[session(5, 30.0, 11, 10), session(2, 30.0, 11, 10)], 0.5, Caution::None).0, 30.5);
        assert_eq!(next(&[session(5, 37.5, 7, 8), session(2, 37.5, 7, 8)], 2.5, Caution::None).0, 32.5);
        // Exactly 10 % is allowed.
        assert_eq!(next(&over(25.0), 2.5, Caution::None), (27.5, 10, Reason::OverTarget));
        assert_eq!(next(&over(0.0), 2.5, Caution::None), (0.0, 11, Reason::StepTooLarge));
        // Nearest would be two steps, which is past the cap.
        assert_eq!(next(&[session(5, 43.0, 20, 5), session(2, 43.0, 20, 5)], 3.0, Caution::None).0, 46.0);
    }

    #[test]
    fn misses_hold_and_then_lower() {
        let ok = session(5, 100.0, 8, 8);
        assert_eq!(next(&[ok, session(2, 100.0, 7, 8)], 2.5, Caution::None), (100.0, 8, Reason::Missed));
        let unlogged = LiftSession { missed: true, ..session(2, 100.0, 12, 8) };
        assert_eq!(next(&[session(5, 100.0, 12, 8), unlogged], 2.5, Caution::None).2, Reason::Missed);
        let twice = [ok, session(4, 100.0, 7, 8), session(2, 100.0, 6, 8)];
        assert_eq!(next(&twice, 2.5, Caution::None), (90.0, 8, Reason::MissedTwice));
        // Nothing lighter is left: fewer repetitions.
        let light = [session(4, 2.0, 7, 8), session(2, 2.0, 7, 8)];
        assert_eq!(next(&light, 2.0, Caution::None), (2.0, 7, Reason::MissedTwice));
        // A load far past the cap was tried and missed: it is not offered again.
        assert_eq!(next(&[session(5, 100.0, 8, 8), session(2, 130.0, 2, 8)], 2.5, Caution::None).0, 110.0);
    }

    #[test]
    fn readiness_holds_or_lowers() {
        let over = [session(5, 100.0, 10, 8), session(2, 100.0, 10, 8)];
        assert_eq!(next(&over, 2.5, Caution::Hold), (100.0, 8, Reason::Caution));
        assert_eq!(next(&over, 2.5, Caution::Lower), (90.0, 8, Reason::Caution));
        let twice = [session(5, 100.0, 7, 8), session(2, 100.0, 7, 8)];
        assert_eq!(next(&twice, 2.5, Caution::Lower), (90.0, 8, Reason::MissedTwice));
        assert_eq!(next(&twice, 2.5, Caution::Hold), (90.0, 8, Reason::MissedTwice));
    }

    #[test]
    fn a_break_starts_lower_and_a_deload_is_no_reference() {
        let over = |back: i32| [session(back + 3, 100.0, 10, 8), session(back, 100.0, 10, 8)];
        assert_eq!(next(&over(21), 2.5, Caution::None).2, Reason::OverTarget);
        assert_eq!(next(&over(22), 2.5, Caution::None), (90.0, 8, Reason::Break));
        assert_eq!(next(&over(22), 4.0, Caution::None).0, 88.0);
        let deload = LiftSession { deload: true, ..session(1, 60.0, 8, 8) };
        assert_eq!(next(&[over(5)[0], over(5)[1], deload], 2.5, Caution::None), (105.0, 8, Reason::OverTarget));
        // Two raises in one day stay within 10 % of the last day.
        let again = [session(3, 100.0, 12, 8), session(0, 107.5, 12, 8), session(0, 107.5, 12, 8)];
        assert_eq!(next(&again, 2.5, Caution::None).0, 110.0);
    }

    #[test]
    fn nothing_is_guessed() {
        let today = date_of_epoch_day(TODAY);
        let lone = session(2, 100.0, 8, 8);
        assert!(next_load(&[], today, 2.5, Caution::None).is_err());
        assert!(next_load(&[lone], today, 0.0, Caution::None).is_err());
        assert!(next_load(&[lone], today, f64::NAN, Caution::None).is_err());
        for absurd in [
            LiftSession { load_kg: f64::NAN, ..lone },
            LiftSession { load_kg: -1.0, ..lone },
            LiftSession { target: 0, ..lone },
            LiftSession { deload: true, ..lone },
            session(-1, 100.0, 8, 8),
        ] {
            assert!(next_load(&[absurd], today, 2.5, Caution::None).is_err(), "{absurd:?}");
        }
        let found = next_load(&[lone], today, 2.5, Caution::None).unwrap();
        assert_eq!((found.load.missing.len(), found.load.inputs[0].value, found.load.unit.as_str()), (1, 100.0, "kg"));
    }

    #[test]
    fn reserve_and_exertion_are_two_sides() {
        assert_eq!((rir_of_rpe(10.0), rir_of_rpe(8.5), rir_of_rpe(5.0)), (Some(0.0), Some(1.5), Some(5.0)));
        assert_eq!(
            (rir_of_rpe(4.9), rir_of_rpe(10.1), rir_of_rpe(-1.0), rir_of_rpe(f64::NAN)),
            (None, None, None, None)
        );
        assert_eq!(
            (rpe_of_rir(2.0), rpe_of_rir(5.0), rpe_of_rir(5.1), rpe_of_rir(-0.1)),
            (Some(8.0), Some(5.0), None, None)
        );
    }

    proptest! {
        #[test]
        fn never_past_the_cap_and_caution_never_raises(
            logged in prop::collection::vec((0_i32..40, 0.0_f64..300.0, 0_u32..20, 1_u32..15, any::<bool>()), 1..6),
            step in 0.25_f64..10.0,
        ) {
            let sessions: Vec<LiftSession<'_>> = logged
                .iter()
                .map(|(back, load, reps, target, missed)| LiftSession { missed: *missed, ..session(*back, *load, *reps, *target) })
                .collect();
            let today = date_of_epoch_day(TODAY);
            let of = |caution| next_load(&sessions, today, step, caution).unwrap();
            let (free, held, lowered) = (of(Caution::None), of(Caution::Hold), of(Caution::Lower));
            let last = sessions.iter().max_by_key(|one| one.day).unwrap();
            for found in [&free, &held, &lowered] {
                // Only a load with nothing lighter below it may stay above.
                prop_assert!(found.load.value <= found.cap_kg + 1e-6 || found.load.value - step <= 1e-6);
                prop_assert!(found.load.value >= 0.0 && found.reps >= 1);
            }
            prop_assert!(held.load.value <= free.load.value + 1e-9 && held.reps <= free.reps);
            prop_assert!(lowered.load.value <= held.load.value + 1e-9);
            if last.is_missed() {
                prop_assert!(free.load.value <= last.load_kg + 1e-9);
            }
        }
    }
}
