//! The kinds of equipment that names speak of, and how they fit what an exercise uses.

use crate::exercise::{Equipment, Exercise, Loading};

/// Equipment as names speak of it. What only supports (rack, bench, box, bars to hang from) is no kind of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gear {
    Barbell,
    Dumbbell,
    Kettlebell,
    EzBar,
    TrapBar,
    Plate,
    Cable,
    Machine,
    Smith,
    Suspension,
    Band,
    MedicineBall,
    StabilityBall,
    Landmine,
    Sandbag,
    Sled,
    /// A machine for endurance, which a name calls a machine.
    Endurance,
    Bodyweight,
}

/// A set of kinds of equipment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gears(u32);

impl Gears {
    pub(super) fn add(&mut self, gear: Gear) {
        self.0 |= 1 << gear as u32;
    }

    pub(super) fn has(self, gear: Gear) -> bool {
        self.0 & (1 << gear as u32) != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether each kind in here is in the other set too.
    pub(super) fn within(self, other: Gears) -> bool {
        self.0 & !other.0 == 0
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Gear> {
        ALL.iter().copied().filter(move |gear| self.has(*gear))
    }
}

const ALL: &[Gear] = &[
    Gear::Barbell,
    Gear::Dumbbell,
    Gear::Kettlebell,
    Gear::EzBar,
    Gear::TrapBar,
    Gear::Plate,
    Gear::Cable,
    Gear::Machine,
    Gear::Smith,
    Gear::Suspension,
    Gear::Band,
    Gear::MedicineBall,
    Gear::StabilityBall,
    Gear::Landmine,
    Gear::Sandbag,
    Gear::Sled,
    Gear::Endurance,
    Gear::Bodyweight,
];

/// The kinds of equipment that an exercise uses.
pub(super) fn gears_of(exercise: &Exercise) -> Gears {
    let mut gears = Gears::default();
    for thing in exercise.equipment {
        match thing {
            Equipment::Barbell => gears.add(Gear::Barbell),
            Equipment::Dumbbell => gears.add(Gear::Dumbbell),
            Equipment::Kettlebell => gears.add(Gear::Kettlebell),
            Equipment::EzBar => gears.add(Gear::EzBar),
            Equipment::TrapBar => gears.add(Gear::TrapBar),
            Equipment::Plate => gears.add(Gear::Plate),
            Equipment::Cable => gears.add(Gear::Cable),
            Equipment::Smith => gears.add(Gear::Smith),
            Equipment::Suspension => gears.add(Gear::Suspension),
            Equipment::Band => gears.add(Gear::Band),
            Equipment::MedicineBall => gears.add(Gear::MedicineBall),
            Equipment::StabilityBall => gears.add(Gear::StabilityBall),
            Equipment::Landmine => gears.add(Gear::Landmine),
            Equipment::Sandbag => gears.add(Gear::Sandbag),
            Equipment::Sled => gears.add(Gear::Sled),
            Equipment::Machine => gears.add(Gear::Machine),
            Equipment::CardioMachine | Equipment::Treadmill | Equipment::Rower | Equipment::Bike => {
                gears.add(Gear::Endurance);
            }
            Equipment::Rack
            | Equipment::Bench
            | Equipment::PullUpBar
            | Equipment::DipBars
            | Equipment::Box
            | Equipment::AbWheel
            | Equipment::JumpRope
            | Equipment::BattleRope
            | Equipment::FoamRoller
            | Equipment::Pool
            | Equipment::PunchingBag
            | Equipment::Tyre
            | Equipment::SportsGear
            | Equipment::ClimbingRope => {}
        }
    }
    let alone = matches!(exercise.loading, Loading::None | Loading::Added { .. }) && exercise.bodyweight_share > 0.0;
    if gears.is_empty() || (alone && !gears.has(Gear::Band) && !gears.has(Gear::Suspension)) {
        gears.add(Gear::Bodyweight);
    }
    gears
}

/// How far an exercise with these kinds of equipment can be meant by a name with that one, 0 to 1.
pub(super) fn fit(named: Gear, used: Gears) -> f64 {
    if used.has(named) {
        return 1.0;
    }
    let near = |a: Gear, b: Gear| (named == a && used.has(b)) || (named == b && used.has(a));
    if named == Gear::Machine && used.has(Gear::Endurance) {
        0.9
    } else if near(Gear::EzBar, Gear::Barbell) {
        0.85
    } else if near(Gear::Machine, Gear::Cable) || (named == Gear::Plate && used.has(Gear::Machine)) {
        0.8
    } else if near(Gear::Machine, Gear::Smith) || near(Gear::Plate, Gear::Dumbbell) || near(Gear::Band, Gear::Cable) {
        0.75
    } else if near(Gear::TrapBar, Gear::Barbell) || near(Gear::Dumbbell, Gear::Kettlebell) {
        0.65
    } else {
        0.45
    }
}
