//! Exercises: what each one trains, loads and needs, in one catalogue of our own.
//!
//! An [`Exercise`] is a row of a table that the compiler checks; [`resolve`] finds the one that a log, an app or a
//! person means by a name, [`alternatives`] those that can stand for another, and [`search`] those that fit a wish. What
//! the envelope, the planner and the tools know of an exercise is read from here.

mod catalogue;
mod choice;
mod resolve;
mod search;
#[cfg(test)]
mod tests;

pub use catalogue::{EXERCISES, exercise};
pub use choice::{Direction, Filter, alternatives, alternatives_towards};
pub use resolve::{Match, resolve};
pub use search::{Query, search};

use crate::person::Level;
use serde::{Deserialize, Serialize};

/// Gives an enumeration its name in data and its words for people, and lists every variant.
macro_rules! named {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident $id:literal $words:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $id)] $variant,)*
        }

        impl $type {
            /// Every value, in the order of the table.
            pub const ALL: &[$type] = &[$($type::$variant,)*];

            /// Name in data, in snake case.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $($type::$variant => $id,)* }
            }

            /// Words for people, in lower case.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $($type::$variant => $words,)* }
            }

            /// The value with this name in data.
            #[must_use]
            pub fn by_id(id: &str) -> Option<$type> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }
        }
    };
}

named! {
    /// How a body moves in an exercise. What hurts in one exercise is looked for in others of its pattern.
    Pattern {
        /// Both knees and hips bend under a load, the trunk upright.
        Squat "squat" "squat",
        /// The hips bend, the knees hardly.
        Hinge "hinge" "hip hinge",
        /// One leg works in front of, behind or above the other.
        Lunge "lunge" "lunge",
        /// Away from the chest.
        HorizontalPush "horizontal_push" "horizontal push",
        /// Overhead.
        VerticalPush "vertical_push" "vertical push",
        /// Towards the chest.
        HorizontalPull "horizontal_pull" "horizontal pull",
        /// Down from overhead.
        VerticalPull "vertical_pull" "vertical pull",
        /// The knee straightens alone.
        KneeExtension "knee_extension" "knee extension",
        /// The knee bends alone.
        KneeFlexion "knee_flexion" "knee flexion",
        /// The hip moves alone: bridge, thrust, kickback, abduction, adduction.
        HipIsolation "hip_isolation" "hip isolation",
        /// The ankle moves alone.
        Calf "calf" "calf raise",
        /// The elbow bends alone.
        ElbowFlexion "elbow_flexion" "elbow flexion",
        /// The elbow straightens alone.
        ElbowExtension "elbow_extension" "elbow extension",
        /// The shoulder moves alone: raises, flies, rotations, shrugs.
        ShoulderIsolation "shoulder_isolation" "shoulder isolation",
        /// The wrist and the grip.
        Grip "grip" "grip",
        /// The trunk bends or turns.
        TrunkFlexion "trunk_flexion" "trunk flexion",
        /// The trunk holds still against a force.
        TrunkStability "trunk_stability" "trunk stability",
        /// The back straightens.
        BackExtension "back_extension" "back extension",
        /// A load is carried or pushed over a distance.
        Carry "carry" "carry",
        /// Snatch, clean, jerk and what leads to them.
        Olympic "olympic" "olympic lift",
        /// Jumps and throws.
        Power "power" "jump or throw",
        /// Running, cycling, rowing, swimming and the like.
        Endurance "endurance" "endurance",
        /// Whole-body work against the clock.
        Conditioning "conditioning" "conditioning",
        /// Easy movement through a range.
        Mobility "mobility" "mobility",
    }
}

named! {
    /// A muscle group as training logs count it.
    Muscle {
        /// Pectorals.
        Chest "chest" "chest",
        /// Front of the shoulder.
        FrontDelts "front_delts" "front shoulder",
        /// Side of the shoulder.
        SideDelts "side_delts" "side shoulder",
        /// Back of the shoulder.
        RearDelts "rear_delts" "rear shoulder",
        /// Latissimus.
        Lats "lats" "lats",
        /// Trapezius, rhomboids.
        UpperBack "upper_back" "upper back",
        /// Spinal erectors.
        LowerBack "lower_back" "lower back",
        /// Biceps and brachialis.
        Biceps "biceps" "biceps",
        /// Triceps.
        Triceps "triceps" "triceps",
        /// Forearm and grip.
        Forearms "forearms" "forearms",
        /// Rectus and transversus abdominis.
        Abs "abs" "abs",
        /// Obliques.
        Obliques "obliques" "obliques",
        /// Gluteals.
        Glutes "glutes" "glutes",
        /// Quadriceps.
        Quadriceps "quadriceps" "quadriceps",
        /// Hamstrings.
        Hamstrings "hamstrings" "hamstrings",
        /// Inner thigh.
        Adductors "adductors" "inner thigh",
        /// Outer hip.
        Abductors "abductors" "outer hip",
        /// Hip flexors.
        HipFlexors "hip_flexors" "hip flexors",
        /// Calves.
        Calves "calves" "calves",
        /// Front of the shin.
        Shins "shins" "shins",
        /// Neck.
        Neck "neck" "neck",
        /// Heart and lungs, for endurance work.
        Cardio "cardio" "heart and lungs",
    }
}

named! {
    /// A joint or part of the spine that an exercise loads.
    Joint {
        /// Neck.
        Neck "neck" "neck",
        /// Shoulder.
        Shoulder "shoulder" "shoulder",
        /// Elbow.
        Elbow "elbow" "elbow",
        /// Wrist and hand.
        Wrist "wrist" "wrist",
        /// Upper back.
        UpperBack "upper_back" "upper back",
        /// Lower back.
        LowerBack "lower_back" "lower back",
        /// Hip.
        Hip "hip" "hip",
        /// Knee.
        Knee "knee" "knee",
        /// Ankle and foot.
        Ankle "ankle" "ankle",
    }
}

named! {
    /// A thing that an exercise needs.
    Equipment {
        /// Barbell with plates.
        Barbell "barbell" "barbell",
        /// Dumbbells.
        Dumbbell "dumbbell" "dumbbells",
        /// Kettlebell.
        Kettlebell "kettlebell" "kettlebell",
        /// EZ or curl bar.
        EzBar "ez_bar" "curl bar",
        /// Trap or hex bar.
        TrapBar "trap_bar" "trap bar",
        /// Weight plate in the hands or on the body.
        Plate "plate" "weight plate",
        /// Squat rack or stands.
        Rack "rack" "rack",
        /// Flat or adjustable bench.
        Bench "bench" "bench",
        /// Cable machine.
        Cable "cable" "cable machine",
        /// Any other machine of a gym.
        Machine "machine" "machine",
        /// Smith machine.
        Smith "smith" "Smith machine",
        /// Bar to hang from.
        PullUpBar "pull_up_bar" "pull-up bar",
        /// Parallel bars.
        DipBars "dip_bars" "dip bars",
        /// Rings or suspension straps.
        Suspension "suspension" "rings or straps",
        /// Elastic band.
        Band "band" "band",
        /// Box, step or sturdy chair.
        Box "box" "box or step",
        /// Medicine ball, slam ball or wall ball.
        MedicineBall "medicine_ball" "medicine ball",
        /// Large gymnastic ball.
        StabilityBall "stability_ball" "stability ball",
        /// Ab wheel.
        AbWheel "ab_wheel" "ab wheel",
        /// Rope to skip with.
        JumpRope "jump_rope" "skipping rope",
        /// Battle ropes.
        BattleRope "battle_rope" "battle ropes",
        /// Sled.
        Sled "sled" "sled",
        /// Landmine or a bar in a corner.
        Landmine "landmine" "landmine",
        /// Sandbag.
        Sandbag "sandbag" "sandbag",
        /// Foam roller.
        FoamRoller "foam_roller" "foam roller",
        /// Treadmill.
        Treadmill "treadmill" "treadmill",
        /// Bicycle or stationary bike.
        Bike "bike" "bicycle",
        /// Rowing machine.
        Rower "rower" "rowing machine",
        /// Elliptical, ski or stair machine.
        CardioMachine "cardio_machine" "cardio machine",
        /// A pool or open water.
        Pool "pool" "pool",
        /// Boxing bag.
        PunchingBag "punching_bag" "punching bag",
        /// Large tyre.
        Tyre "tyre" "tyre",
        /// What a sport is done with: skis, skates, poles, climbing shoes.
        SportsGear "sports_gear" "gear of the sport",
        /// Rope to climb.
        ClimbingRope "climbing_rope" "climbing rope",
    }
}

named! {
    /// A condition with which an exercise is left out or done only with a clinician's word.
    Contraindication {
        /// Pregnancy, from the second trimester for lying on the back, at any time for falls and straining.
        Pregnancy "pregnancy" "pregnancy",
        /// High blood pressure that is not under control.
        Hypertension "hypertension" "uncontrolled high blood pressure",
        /// Disc trouble or pain that runs down the leg.
        DiscInjury "disc_injury" "disc injury",
        /// Osteoporosis.
        Osteoporosis "osteoporosis" "osteoporosis",
        /// Shoulder impingement or instability.
        ShoulderInstability "shoulder_instability" "shoulder instability or impingement",
        /// Arthritis or replacement of the knee.
        KneeArthritis "knee_arthritis" "knee arthritis",
        /// Arthritis or replacement of the hip.
        HipArthritis "hip_arthritis" "hip arthritis",
        /// Glaucoma or a detached retina: nothing upside down, no straining.
        Glaucoma "glaucoma" "glaucoma or a detached retina",
        /// Hernia.
        Hernia "hernia" "hernia",
        /// Trouble of the Achilles tendon or the sole of the foot.
        AchillesInjury "achilles_injury" "Achilles or plantar trouble",
        /// Pelvic floor trouble, also after birth.
        PelvicFloor "pelvic_floor" "pelvic floor trouble",
    }
}

/// What one set is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Repetitions.
    Reps,
    /// Seconds held or worked.
    Seconds,
    /// Metres.
    Metres,
}

/// How an exercise is loaded from outside.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loading {
    /// No external load, or none that is counted.
    None,
    /// Kilograms in all, raised by steps of this many kilograms.
    Total {
        /// Smallest usual step in kilograms.
        step_kg: f64,
    },
    /// Kilograms in each hand, raised by steps of this many kilograms a hand.
    PerHand {
        /// Smallest usual step in kilograms.
        step_kg: f64,
    },
    /// Kilograms beside the body's own weight, raised by steps of this many kilograms.
    Added {
        /// Smallest usual step in kilograms.
        step_kg: f64,
    },
}

impl Loading {
    /// The smallest usual step in kilograms; `None` without external load.
    #[must_use]
    pub const fn step_kg(self) -> Option<f64> {
        match self {
            Loading::None => None,
            Loading::Total { step_kg } | Loading::PerHand { step_kg } | Loading::Added { step_kg } => Some(step_kg),
        }
    }
}

/// One exercise of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exercise {
    /// Stable name in data, in snake case, for example `back_squat`.
    pub id: &'static str,
    /// Standard name for people, for example `Back squat`.
    pub name: &'static str,
    /// Other names in use, in lower case, abbreviations and other languages included.
    pub aliases: &'static [&'static str],
    /// How the body moves.
    pub pattern: Pattern,
    /// Muscles that it is done for.
    pub primary: &'static [Muscle],
    /// Muscles that work along; a set counts half for them.
    pub secondary: &'static [Muscle],
    /// Joints that it loads.
    pub joints: &'static [Joint],
    /// Everything that it needs; empty for the body and a floor alone.
    pub equipment: &'static [Equipment],
    /// The lowest level of training at which it is sensible to learn it.
    pub level: Level,
    /// One side at a time; repetitions are for each side.
    pub unilateral: bool,
    /// Share of the body's weight that is lifted with the external load, 0 to 1.
    pub bodyweight_share: f64,
    /// How it is loaded from outside.
    pub loading: Loading,
    /// What a set is counted in.
    pub measure: Measure,
    /// How to do it, one short instruction each, in order.
    pub cues: &'static [&'static str],
    /// What commonly goes wrong.
    pub faults: &'static [&'static str],
    /// Easier exercises, by id, nearest first.
    pub regressions: &'static [&'static str],
    /// Harder exercises, by id, nearest first.
    pub progressions: &'static [&'static str],
    /// Conditions with which it is left out or done only with a clinician's word.
    pub contraindications: &'static [Contraindication],
    /// Metabolic equivalent of continuous work at it, by the 2024 Adult Compendium of Physical Activities.
    pub met: f64,
}
