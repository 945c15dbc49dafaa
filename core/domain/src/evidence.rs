//! What research says about training towards a goal: ranges to train in and the papers that they come from.

use crate::plan::Goal;

/// One claim and where it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// What was found, in plain words.
    pub claim: &'static str,
    /// Authors, year and journal.
    pub source: &'static str,
}

/// A range of a training variable and its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Authors and year.
    pub source: &'static str,
}

/// How to train towards a goal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guidance {
    /// Hard sets a week for each muscle that the goal is about.
    pub weekly_sets: Option<Range>,
    /// Repetitions of a set.
    pub reps: Option<Range>,
    /// Seconds between sets.
    pub rest_s: Option<Range>,
    /// Repetitions left in reserve at the end of a set.
    pub in_reserve: Option<Range>,
    /// Minutes of moderate activity a week.
    pub weekly_minutes: Option<Range>,
    /// Share of endurance training that is easy, in percent.
    pub easy_percent: Option<Range>,
    /// What was found.
    pub claims: &'static [Claim],
}

const NOTHING: Guidance = Guidance {
    weekly_sets: None,
    reps: None,
    rest_s: None,
    in_reserve: None,
    weekly_minutes: None,
    easy_percent: None,
    claims: &[],
};

const fn range(low: f64, high: f64, source: &'static str) -> Option<Range> {
    Some(Range { low, high, source })
}

const FREQUENCY: Claim = Claim {
    claim: "Training a muscle twice a week builds more than once a week when the work is the same",
    source: "Schoenfeld, Ogborn and Krieger 2016, Sports Medicine 46",
};
const DOSE: Claim = Claim {
    claim: "More hard sets a week build more muscle, with less and less for each further set; sets in which a muscle \
            only helps count about half",
    source: "Schoenfeld, Ogborn and Krieger 2017, Journal of Sports Sciences 35; Pelland et al. 2024, SportRxiv",
};
const LOADS: Claim = Claim {
    claim: "Light and heavy loads build muscle alike when sets are hard; heavy loads make stronger",
    source: "Schoenfeld et al. 2017, Journal of Strength and Conditioning Research 31",
};
const RESTS: Claim = Claim {
    claim: "Long rests between hard sets give more strength and size than short ones in trained people",
    source: "Schoenfeld et al. 2016, Journal of Strength and Conditioning Research 30",
};
const EFFORT: Claim = Claim {
    claim: "Muscle grows more the closer a set comes to failure; strength hardly depends on it",
    source: "Robinson et al. 2024, Sports Medicine 54",
};
const PROGRESSION: Claim = Claim {
    claim: "Loads go up in small steps once the planned repetitions are exceeded on two sessions",
    source: "American College of Sports Medicine 2009, Medicine & Science in Sports & Exercise 41",
};
const SPIKE: Claim = Claim {
    claim: "A single run much longer than the longest of the last month raises the risk of injury; the load of whole \
            weeks says less",
    source: "Schuster Brandt Frandsen et al. 2025, British Journal of Sports Medicine 59",
};
const POLARISED: Claim = Claim {
    claim: "Good endurance athletes do most of their training easy and little of it very hard",
    source: "Seiler and Kjerland 2006, Scandinavian Journal of Medicine & Science in Sports 16; Stöggl and Sperlich \
             2014, Frontiers in Physiology 5",
};
const LEAN: Claim = Claim {
    claim: "In an energy deficit strength training keeps muscle, while gaining it becomes hard",
    source: "Murphy and Koehler 2022, Scandinavian Journal of Medicine & Science in Sports 32",
};
const PROTEIN: Claim = Claim {
    claim: "Protein beyond about one and a half grams for each kilogram of body weight adds little muscle",
    source: "Morton et al. 2018, British Journal of Sports Medicine 52",
};
const HEALTH: Claim = Claim {
    claim: "Adults are advised to move at a moderate effort on most days and to train all large muscles twice a week",
    source: "Bull et al. 2020, British Journal of Sports Medicine 54 (World Health Organization)",
};

const SETS: Option<Range> = range(10.0, 20.0, "Schoenfeld 2017; Pelland 2024");
const EASY: Option<Range> = range(75.0, 85.0, "Seiler and Kjerland 2006; Stöggl and Sperlich 2014");
const MINUTES: Option<Range> = range(150.0, 300.0, "Bull 2020 (World Health Organization)");

/// What research says about training towards a goal.
#[must_use]
pub const fn guidance(goal: Goal) -> Guidance {
    match goal {
        Goal::Strength => Guidance {
            reps: range(1.0, 6.0, "ACSM 2009; Schoenfeld 2017"),
            rest_s: range(120.0, 300.0, "ACSM 2009; Schoenfeld 2016"),
            in_reserve: range(1.0, 4.0, "Robinson 2024; Zourdos 2016"),
            claims: &[LOADS, RESTS, EFFORT, PROGRESSION],
            ..NOTHING
        },
        Goal::Muscle => Guidance {
            weekly_sets: SETS,
            reps: range(6.0, 15.0, "Schoenfeld 2017"),
            rest_s: range(90.0, 180.0, "Schoenfeld 2016"),
            in_reserve: range(0.0, 3.0, "Robinson 2024"),
            claims: &[DOSE, FREQUENCY, LOADS, RESTS, EFFORT, PROTEIN],
            ..NOTHING
        },
        Goal::Running => Guidance { easy_percent: EASY, claims: &[POLARISED, SPIKE], ..NOTHING },
        Goal::Cycling => Guidance { easy_percent: EASY, claims: &[POLARISED], ..NOTHING },
        Goal::WeightLoss => Guidance {
            reps: range(6.0, 15.0, "Schoenfeld 2017"),
            in_reserve: range(1.0, 3.0, "Robinson 2024"),
            weekly_minutes: MINUTES,
            claims: &[LEAN, PROTEIN, HEALTH],
            ..NOTHING
        },
        Goal::Health => Guidance {
            reps: range(8.0, 12.0, "ACSM 2009"),
            in_reserve: range(2.0, 4.0, "ACSM 2009"),
            weekly_minutes: MINUTES,
            claims: &[HEALTH, FREQUENCY],
            ..NOTHING
        },
        Goal::Mixed => Guidance {
            reps: range(3.0, 10.0, "ACSM 2009; Schoenfeld 2017"),
            rest_s: range(120.0, 180.0, "Schoenfeld 2016"),
            in_reserve: range(1.0, 4.0, "Robinson 2024"),
            easy_percent: EASY,
            claims: &[LOADS, POLARISED, PROGRESSION],
            ..NOTHING
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_goal_has_claims_with_sources_and_ranges_in_order() {
        for goal in Goal::ALL {
            let guidance = guidance(goal);
            assert!(guidance.claims.len() >= 2 || goal == Goal::Cycling, "{goal:?}");
            assert!(guidance.claims.iter().all(|claim| claim.source.contains("20")), "{goal:?}: a year is named");
            let ranges = [
                guidance.weekly_sets,
                guidance.reps,
                guidance.rest_s,
                guidance.in_reserve,
                guidance.weekly_minutes,
                guidance.easy_percent,
            ];
            assert!(ranges.iter().flatten().count() >= 1, "{goal:?}");
            assert!(ranges.iter().flatten().all(|range| range.low < range.high && !range.source.is_empty()));
        }
    }
}
