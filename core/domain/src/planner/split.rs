//! Which day of the week is for what.

use super::select::{self, Slot};
use super::trainee::Trainee;
use crate::person::Level;
use crate::plan::Goal;

/// What a day of the week is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Day {
    /// Strength; `finish` adds easy continuous work at the end.
    Strength { finish: bool },
    /// Running, cycling or whatever continuous work there is.
    Endurance(Stint),
    /// A walk and mobility; does not count as a session.
    Easy,
}

/// Kinds of endurance session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stint {
    /// Steady and moderate.
    Easy,
    /// The longest of the week.
    Long,
    /// A steady stretch at a harder pace.
    Tempo,
    /// Hard stretches with rests.
    Intervals,
}

/// The days of a plan's week, in order of the weekday.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) days: Vec<(i8, Day)>,
    /// Days that were asked for and became easy ones.
    pub(super) eased: usize,
}

impl Layout {
    /// Strength instead of endurance, where nothing of the latter can be done.
    pub(super) fn without_endurance(&mut self) {
        for (_, day) in self.days.iter_mut().filter(|(_, day)| *day != Day::Easy) {
            *day = Day::Strength { finish: false };
        }
    }

    /// Endurance, or else easy days, instead of strength.
    pub(super) fn without_strength(&mut self, endurance: bool) {
        for (_, day) in &mut self.days {
            if matches!(day, Day::Strength { .. }) {
                *day = if endurance { Day::Endurance(Stint::Easy) } else { Day::Easy };
            }
        }
    }
}

use select::{
    CALVES, CARRY, CORE, CORE_TURN, CURL, GLUTES, HINGE, LEG_CURL, LUNGE, PRESS, PULL, PULL_DOWN, PUSH, REAR_DELTS,
    SECOND_HINGE, SECOND_PRESS, SECOND_PULL, SECOND_PULL_DOWN, SECOND_PUSH, SECOND_SQUAT, SIDE_DELTS, SQUAT, TRICEPS,
};

/// The title of a session and the places to fill in it.
pub(super) type Template = (&'static str, &'static [Slot]);

const FULL_A: Template =
    ("Full body A", &[SQUAT, PULL, SECOND_PUSH, CORE, SECOND_HINGE, SECOND_PULL_DOWN, TRICEPS, CURL, CALVES]);
const FULL_B: Template =
    ("Full body B", &[HINGE, PULL_DOWN, SECOND_PRESS, CORE_TURN, LUNGE, REAR_DELTS, SECOND_PUSH, CURL, CALVES]);
const FULL_C: Template =
    ("Full body C", &[SECOND_SQUAT, PUSH, SECOND_PULL, CARRY, GLUTES, SECOND_PULL_DOWN, SIDE_DELTS, LEG_CURL, TRICEPS]);
const UPPER_A: Template =
    ("Upper body A", &[PUSH, PULL, SECOND_PULL_DOWN, SECOND_PRESS, REAR_DELTS, CURL, TRICEPS, CORE_TURN]);
const LOWER_A: Template = ("Lower body A", &[SQUAT, SECOND_HINGE, LUNGE, CORE, LEG_CURL, CALVES, GLUTES]);
const UPPER_B: Template =
    ("Upper body B", &[PRESS, PULL_DOWN, SECOND_PULL, SECOND_PUSH, SIDE_DELTS, TRICEPS, CURL, CORE]);
const LOWER_B: Template = ("Lower body B", &[HINGE, SECOND_SQUAT, GLUTES, CORE_TURN, CALVES, LEG_CURL, CARRY]);
const PUSH_DAY: Template = ("Push", &[PUSH, SECOND_PRESS, SECOND_PUSH, SIDE_DELTS, TRICEPS, CORE]);
const PULL_DAY: Template = ("Pull", &[PULL_DOWN, SECOND_PULL, SECOND_PULL_DOWN, REAR_DELTS, CURL, CORE_TURN]);
const LEGS: Template = ("Legs", &[SQUAT, SECOND_HINGE, LUNGE, LEG_CURL, CALVES, CORE]);

/// The strength days of a week, in order, for a number of them. A single one takes turns from week to week.
pub(super) fn templates(count: usize, turn: usize) -> &'static [Template] {
    match count {
        0 => &[],
        1 if turn % 2 == 1 => &[FULL_B],
        1 => &[FULL_A],
        2 => &[FULL_A, FULL_B],
        3 => &[FULL_A, FULL_B, FULL_C],
        4 => &[UPPER_A, LOWER_A, UPPER_B, LOWER_B],
        5 => &[PUSH_DAY, PULL_DAY, LEGS, UPPER_B, LOWER_B],
        _ => &[PUSH_DAY, PULL_DAY, LEGS, UPPER_A, LOWER_B, UPPER_B],
    }
}

/// Most days a week that count as sessions, by level and goal.
fn most_sessions(trainee: &Trainee<'_>, goal: Goal) -> usize {
    if trainee.light_only() {
        return 0;
    }
    let most: usize = match (trainee.level, goal) {
        (Level::Beginner, Goal::Mixed | Goal::WeightLoss | Goal::Health) => 4,
        (Level::Beginner, _) => 3,
        (Level::Intermediate, _) => 5,
        (Level::Advanced, _) => 6,
    };
    if trainee.older() { most.min(4) } else { most }
}

/// How many of the sessions of a week are for strength.
fn strength_days(goal: Goal, sessions: usize) -> usize {
    match goal {
        Goal::Strength | Goal::Muscle => sessions,
        Goal::Running | Goal::Cycling => match sessions {
            0..=3 => 0,
            4 | 5 => 1,
            _ => 2,
        },
        Goal::WeightLoss => match sessions {
            0..=2 => sessions,
            3 | 4 => 2,
            _ => 3,
        },
        Goal::Health => sessions.min(2),
        Goal::Mixed => sessions.div_ceil(2),
    }
}

/// The most evenly spread `count` of these weekdays such that starts that move on by a session's length from one day
/// to the next never pass the latest start; earlier days first among equals. Fewer when so many do not fit.
fn spread(weekdays: &[i8], count: usize, longest_run: usize) -> Vec<i8> {
    let mut wanted = count.min(weekdays.len());
    while wanted > 0 {
        let mut best: Option<(i32, i32, u32)> = None;
        for chosen in 1_u32..1 << weekdays.len() {
            if chosen.count_ones() as usize != wanted {
                continue;
            }
            let days: Vec<i8> = picked(weekdays, chosen);
            if run_of_days(&days) > longest_run {
                continue;
            }
            let gaps = (0..days.len()).map(|index| {
                let next = days[(index + 1) % days.len()];
                let gap = i32::from(next) - i32::from(days[index]);
                if gap <= 0 { gap + 7 } else { gap }
            });
            let (least, squares) = gaps.fold((7, 0), |(least, squares), gap| (gap.min(least), squares + gap * gap));
            // More evenly spread gaps have the smaller sum of squares.
            let better = best.is_none_or(|(found, sum, _)| (least, -squares) > (found, -sum));
            if better {
                best = Some((least, squares, chosen));
            }
        }
        if let Some((_, _, chosen)) = best {
            return picked(weekdays, chosen);
        }
        wanted -= 1;
    }
    Vec::new()
}

fn picked(weekdays: &[i8], chosen: u32) -> Vec<i8> {
    weekdays.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1).map(|(_, day)| *day).collect()
}

/// Longest run of days in a row, over the end of the week; endless when all seven are in it.
fn run_of_days(days: &[i8]) -> usize {
    if days.len() == 7 {
        return usize::MAX;
    }
    let on = |day: i8| days.contains(&day.rem_euclid(7));
    (0..7).map(|from| (0..7).take_while(|ahead| on(from + ahead)).count()).max().unwrap_or(0)
}

/// The week of a goal.
pub(super) fn layout(trainee: &Trainee<'_>, goal: Goal, weekdays: &[i8], longest_run: usize) -> Layout {
    let most = most_sessions(trainee, goal);
    let strenuous = spread(weekdays, most.min(weekdays.len()), longest_run);
    let sessions = strenuous.len();
    let strength = strength_days(goal, sessions);
    let endurance = sessions - strength;
    let stints = stints(trainee, goal, endurance);
    let finish = strength > 0 && endurance == 0 && matches!(goal, Goal::Health | Goal::WeightLoss | Goal::Mixed);
    let mut next_stint = 0;
    let mut days: Vec<(i8, Day)> = Vec::with_capacity(weekdays.len());
    let mut index = 0;
    for weekday in weekdays {
        if !strenuous.contains(weekday) {
            days.push((*weekday, Day::Easy));
            continue;
        }
        let is_strength = (index + 1) * strength / sessions.max(1) > index * strength / sessions.max(1);
        index += 1;
        let day = if is_strength {
            Day::Strength { finish }
        } else {
            let stint = stints.get(next_stint).copied().unwrap_or(Stint::Easy);
            next_stint += 1;
            Day::Endurance(stint)
        };
        days.push((*weekday, day));
    }
    put_long_last(&mut days);
    Layout {
        days,
        eased: weekdays.len().min(most.max(1)).saturating_sub(sessions) + weekdays.len().saturating_sub(most),
    }
}

/// The endurance sessions of a week in order; about four fifths of the time stay easy.
fn stints(trainee: &Trainee<'_>, goal: Goal, count: usize) -> Vec<Stint> {
    use Stint as S;
    let hard = trainee.hardest > super::trainee::Effort::Easy && trainee.level > Level::Beginner;
    let sport = matches!(goal, Goal::Running | Goal::Cycling);
    let list: &[Stint] = match (count, hard, sport) {
        (0, ..) => &[],
        (1, _, true) => &[S::Long],
        (1, _, false) => &[S::Easy],
        (2, true, true) => &[S::Intervals, S::Long],
        (2, true, false) => &[S::Easy, S::Intervals],
        (3, true, _) => &[S::Easy, S::Intervals, S::Long],
        (4, true, _) => &[S::Easy, S::Tempo, S::Easy, S::Long],
        (5, true, _) => &[S::Easy, S::Intervals, S::Easy, S::Tempo, S::Long],
        (_, true, _) => &[S::Easy, S::Intervals, S::Easy, S::Tempo, S::Easy, S::Long],
        (_, false, true) => &[S::Easy, S::Easy, S::Easy, S::Easy, S::Easy, S::Long],
        (_, false, false) => &[S::Easy, S::Easy, S::Easy, S::Easy, S::Easy, S::Easy],
    };
    let mut list = list.to_vec();
    if !hard && sport && count >= 1 && count < list.len() {
        list = vec![S::Easy; count - 1];
        list.push(S::Long);
    }
    list.truncate(count);
    list
}

/// The long session goes to the weekend where the week has endurance there.
fn put_long_last(days: &mut [(i8, Day)]) {
    let Some(long) = days.iter().position(|(_, day)| *day == Day::Endurance(Stint::Long)) else { return };
    let weekend = days.iter().rposition(|(weekday, day)| *weekday >= 5 && matches!(day, Day::Endurance(_)));
    if let Some(weekend) = weekend
        && weekend != long
    {
        let (a, b) = (days[long].1, days[weekend].1);
        days[long].1 = b;
        days[weekend].1 = a;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_spread_as_far_as_they_go() {
        assert_eq!(spread(&[0, 1, 2, 3, 4, 5, 6], 3, 3), vec![0, 2, 4]);
        assert_eq!(spread(&[0, 1, 2], 2, 3), vec![0, 2]);
        assert_eq!(spread(&[0, 1, 2], 3, 2), vec![0, 2]);
        assert_eq!(spread(&[5, 6], 2, 1), vec![5]);
        assert_eq!(spread(&[0, 1, 2, 3, 4, 5, 6], 7, 9).len(), 6);
    }

    #[test]
    fn runs_of_days_go_over_the_end_of_the_week() {
        assert_eq!(run_of_days(&[0, 1, 6]), 3);
        assert_eq!(run_of_days(&[0, 2, 4]), 1);
        assert_eq!(run_of_days(&[]), 0);
    }
}
