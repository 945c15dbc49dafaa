//! Single joints of the leg: knee, hip and ankle.

use super::{ADDED, BAR, BODY, CALISTHENICS, HANDS, ONE, RESISTANCE, SMALL, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// The knee straightened.
const EXTENSION: Exercise = Exercise {
    pattern: Pattern::KneeExtension,
    primary: &[M::Quadriceps],
    joints: &[J::Knee],
    contraindications: &[C::KneeArthritis],
    met: RESISTANCE,
    ..BODY
};

/// The knee bent.
const FLEXION: Exercise = Exercise {
    pattern: Pattern::KneeFlexion,
    primary: &[M::Hamstrings],
    secondary: &[M::Calves, M::Glutes],
    contraindications: &[],
    ..EXTENSION
};

/// The hips straightened on the floor or a bench; the pelvis and half of the thighs and trunk are lifted, about 0.5.
const BRIDGE: Exercise = Exercise {
    pattern: Pattern::HipIsolation,
    primary: &[M::Glutes],
    secondary: &[M::Hamstrings, M::Abs],
    joints: &[J::Hip],
    bodyweight_share: 0.5,
    contraindications: &[C::Pregnancy],
    met: CALISTHENICS,
    ..BODY
};

/// The hip moved alone, one side at a time.
const HIP: Exercise =
    Exercise { secondary: &[], bodyweight_share: 0.0, unilateral: true, contraindications: &[], ..BRIDGE };

/// The heel raised; the whole body stands on the toes.
const HEEL: Exercise = Exercise {
    pattern: Pattern::Calf,
    primary: &[M::Calves],
    joints: &[J::Ankle],
    bodyweight_share: 1.0,
    contraindications: &[C::AchillesInjury],
    met: CALISTHENICS,
    ..BODY
};

rows! {
    leg_extension "Leg extension" [
        "leg extensions", "leg extension machine", "machine leg extension", "seated leg extension", "quad extension",
        "lever leg extension", "knee extension", "beinstrecker", "beinstreckung", "extensión de piernas",
        "extensión de cuádriceps", "leg extensión", "extension de jambes",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Knees in line with the pivot", "Straighten without a jerk", "Lower slowly"],
        faults: &["hips lift off the seat", "swinging the weight"], regressions: &["seated_knee_extension"],
        progressions: &["single_leg_extension"],
    } ..EXTENSION;
    single_leg_extension "Single-leg extension" [
        "one leg extension", "single leg leg extension", "unilateral leg extension",
    ] {
        equipment: &[E::Machine], loading: SMALL, unilateral: true,
        cues: &["One leg on the pad", "Straighten smoothly", "Lower slowly"],
        faults: &["hip lifts", "swinging the weight"], regressions: &["leg_extension"],
    } ..EXTENSION;
    cable_leg_extension "Cable leg extension" ["leg extension cable", "ankle cuff leg extension"] {
        equipment: &[E::Cable, E::Bench], loading: SMALL, unilateral: true,
        cues: &["Sit with the back to the low pulley, cuff on the ankle", "Straighten the knee", "Return slowly"],
        faults: &["thigh lifts", "swinging"], regressions: &["seated_knee_extension"],
    } ..EXTENSION;
    band_leg_extension "Band leg extension" [
        "banded leg extension", "leg extension band", "resistance band leg extension",
    ] {
        equipment: &[E::Band, E::Box], unilateral: true,
        cues: &["Sit, band round the ankle and the chair leg", "Straighten the knee", "Return slowly"],
        faults: &["leaning back", "band slips"], regressions: &["seated_knee_extension"],
    } ..EXTENSION;
    terminal_knee_extension "Terminal knee extension" ["tke", "band terminal knee extension", "tkes", "banded tke"] {
        equipment: &[E::Band], unilateral: true, contraindications: &[],
        cues: &["Band behind the knee, pulling forward", "Straighten the knee against it", "Hold for a second"],
        faults: &["moving the hip instead", "locking with a jerk"], progressions: &["spanish_squat"],
    } ..EXTENSION;
    spanish_squat "Spanish squat" ["band spanish squat"] {
        equipment: &[E::Band], joints: &[J::Knee, J::Hip], bodyweight_share: 0.85, secondary: &[M::Glutes],
        cues: &["Strong band behind both knees", "Sit back, shins upright", "Push the knees back to stand"],
        faults: &["leaning forward", "band too weak"], regressions: &["terminal_knee_extension"],
    } ..EXTENSION;
    seated_knee_extension "Seated knee extension" [
        "seated knee extension bodyweight", "chair leg extension", "sitting leg raise", "long arc quad",
    ] {
        equipment: &[E::Box], unilateral: true, met: CALISTHENICS, contraindications: &[],
        cues: &["Sit tall on a chair", "Straighten one knee and hold two seconds", "Lower slowly"],
        faults: &["leaning back", "swinging"], progressions: &["band_leg_extension", "leg_extension"],
    } ..EXTENSION;
    straight_leg_raise "Straight-leg raise" ["supine straight leg raise", "lying straight leg raise", "slr"] {
        unilateral: true, met: CALISTHENICS, secondary: &[M::HipFlexors], joints: &[J::Hip, J::Knee],
        contraindications: &[C::Pregnancy],
        cues: &["Lie down, other knee bent", "Tighten the thigh, lift the straight leg", "Lower slowly"],
        faults: &["knee bends", "lower back arches"], progressions: &["seated_knee_extension"],
    } ..EXTENSION;
    quad_set "Quad set" ["quad sets", "static quad contraction", "thigh squeeze"] {
        unilateral: true, measure: Measure::Seconds, met: CALISTHENICS, contraindications: &[],
        cues: &["Leg straight, rolled towel below the knee", "Press the knee down", "Hold and breathe"],
        faults: &["holding the breath", "pushing with the hip"], progressions: &["straight_leg_raise"],
    } ..EXTENSION;
    reverse_nordic "Reverse Nordic curl" ["reverse nordic", "reverse nordics", "kneeling quad extension"] {
        level: Level::Intermediate, bodyweight_share: 0.6, met: CALISTHENICS, secondary: &[M::HipFlexors, M::Abs],
        cues: &["Kneel tall, hips straight", "Lean back from the knees", "Pull up with the thighs"],
        faults: &["hips bend", "lower back arches"], regressions: &["wall_sit"],
    } ..EXTENSION;
    band_assisted_reverse_nordic "Band-assisted reverse Nordic curl" [
        "banded reverse nordic curl", "banded reverse nordic", "reverse nordic curl band",
        "band assisted reverse nordic",
        "assisted reverse nordic curl",
    ] {
        // How much is lifted depends on the help.
        equipment: &[E::Band], met: CALISTHENICS, secondary: &[M::HipFlexors, M::Abs],
        cues: &["Kneel tall, hold a band that pulls forwards", "Lean back from the knees", "Come up with the band"],
        faults: &["hips bend", "lower back arches"], regressions: &["wall_sit"], progressions: &["reverse_nordic"],
    } ..EXTENSION;
    sissy_squat "Sissy squat" ["sissy squats", "sissy squat machine", "bodyweight sissy squat"] {
        level: Level::Intermediate, bodyweight_share: 0.8, met: CALISTHENICS, joints: &[J::Knee, J::Ankle],
        cues: &["Hold a post, rise on the toes", "Knees forward, hips straight", "Lower slowly, push up"],
        faults: &["hips bend", "dropping into the knees"], regressions: &["reverse_nordic"],
    } ..EXTENSION;
    lying_leg_curl "Lying leg curl" [
        "leg curl", "leg curls", "lying leg curl machine", "prone leg curl", "hamstring curl", "hamstring curls",
        "machine leg curl", "leg curl machine", "lying hamstring curl", "beinbeuger", "beinbeuger liegend", "beincurl",
        "curl femoral", "curl de piernas", "curl femoral tumbado", "leg curl allongé",
    ] {
        equipment: &[E::Machine], loading: STACK, contraindications: &[C::Pregnancy],
        cues: &["Knees just off the pad, hips down", "Curl the heels to the seat", "Lower slowly"],
        faults: &["hips lift", "swinging the weight"], regressions: &["seated_leg_curl"],
        progressions: &["single_leg_curl", "nordic_curl"],
    } ..FLEXION;
    seated_leg_curl "Seated leg curl" [
        "seated leg curl machine", "seated hamstring curl", "beinbeuger sitzend", "curl femoral sentado",
        "leg curl assis",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Thighs under the pad", "Pull the heels under the seat", "Return slowly"],
        faults: &["hips slide forward", "swinging the weight"], progressions: &["lying_leg_curl"],
    } ..FLEXION;
    single_leg_curl "Single-leg curl" [
        "standing leg curl", "one leg curl", "single leg hamstring curl", "standing leg curl machine",
        "unilateral leg curl",
    ] {
        equipment: &[E::Machine], loading: SMALL, unilateral: true,
        cues: &["Thigh still on the pad", "Curl the heel up", "Lower slowly"],
        faults: &["hip bends", "swinging"], regressions: &["lying_leg_curl"],
    } ..FLEXION;
    cable_leg_curl "Cable leg curl" ["leg curl cable", "standing cable leg curl", "cable hamstring curl"] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true,
        cues: &["Cuff on the ankle, face the low pulley", "Curl the heel up", "Lower slowly"],
        faults: &["hip bends", "leaning"],
    } ..FLEXION;
    dumbbell_leg_curl "Dumbbell leg curl" [
        "db leg curl", "leg curl dumbbell", "dumbbell hamstring curl", "lying dumbbell leg curl",
    ] {
        equipment: &[E::Dumbbell], loading: ONE, contraindications: &[C::Pregnancy],
        cues: &["Lie face down, dumbbell between the feet", "Curl it up slowly", "Lower with control"],
        faults: &["hips lift", "losing the dumbbell"],
    } ..FLEXION;
    band_leg_curl "Band leg curl" [
        "banded leg curl", "leg curl band", "banded hamstring curl", "resistance band leg curl",
    ] {
        equipment: &[E::Band],
        cues: &["Band round the ankles and a post", "Pull the heels to the seat", "Return slowly"],
        faults: &["hips lift", "band snaps back"],
    } ..FLEXION;
    stability_ball_leg_curl "Stability ball leg curl" [
        "swiss ball leg curl", "swiss ball hamstring curl", "ball leg curl", "exercise ball hamstring curl",
    ] {
        equipment: &[E::StabilityBall], bodyweight_share: 0.5, joints: &[J::Knee, J::Hip],
        secondary: &[M::Glutes, M::Abs], contraindications: &[C::Pregnancy], met: CALISTHENICS,
        cues: &["Heels on the ball, hips up", "Pull the ball in", "Hips stay high"],
        faults: &["hips sink", "ball rolls sideways"], regressions: &["hamstring_walkout"],
    } ..FLEXION;
    suspension_leg_curl "Suspension leg curl" ["trx hamstring curl", "trx leg curl", "suspended leg curl"] {
        equipment: &[E::Suspension], bodyweight_share: 0.5, joints: &[J::Knee, J::Hip], secondary: &[M::Glutes, M::Abs],
        contraindications: &[C::Pregnancy], met: CALISTHENICS,
        cues: &["Heels in the straps, hips up", "Pull the heels in", "Hips stay high"],
        faults: &["hips sink", "swinging"], regressions: &["hamstring_walkout"],
    } ..FLEXION;
    sliding_leg_curl "Sliding leg curl" [
        "slider leg curl", "towel leg curl", "slider hamstring curl", "towel hamstring curl",
    ] {
        level: Level::Intermediate, bodyweight_share: 0.5, joints: &[J::Knee, J::Hip], secondary: &[M::Glutes, M::Abs],
        contraindications: &[C::Pregnancy], met: CALISTHENICS,
        cues: &["Heels on towels or sliders, hips up", "Slide the heels out slowly", "Pull them back in"],
        faults: &["hips sink", "rushing the way out"], regressions: &["eccentric_sliding_leg_curl"],
        progressions: &["nordic_curl"],
    } ..FLEXION;
    eccentric_sliding_leg_curl "Eccentric sliding leg curl" [
        "eccentric slider leg curl", "towel slide out", "negative sliding leg curl",
    ] {
        bodyweight_share: 0.5, joints: &[J::Knee, J::Hip], secondary: &[M::Glutes, M::Abs],
        contraindications: &[C::Pregnancy], met: CALISTHENICS,
        cues: &["Bridge up, heels on towels", "Slide out for four seconds", "Sit down and start again"],
        faults: &["hips drop at once", "rushing"], regressions: &["hamstring_walkout"],
        progressions: &["sliding_leg_curl"],
    } ..FLEXION;
    hamstring_walkout "Hamstring walkout" ["bridge walkout", "glute bridge walkout", "hamstring walk out"] {
        bodyweight_share: 0.5, joints: &[J::Knee, J::Hip], secondary: &[M::Glutes, M::Abs],
        contraindications: &[C::Pregnancy], met: CALISTHENICS,
        cues: &["Bridge up", "Walk the heels out in small steps", "Walk back, hips high"],
        faults: &["hips sink", "steps too large"], regressions: &["glute_bridge"],
        progressions: &["eccentric_sliding_leg_curl"],
    } ..FLEXION;
    long_lever_bridge "Long-lever bridge" [
        "hamstring bridge", "long lever glute bridge", "straight leg bridge", "heel dig bridge",
    ] {
        bodyweight_share: 0.5, joints: &[J::Knee, J::Hip], secondary: &[M::Glutes], contraindications: &[C::Pregnancy],
        met: CALISTHENICS,
        cues: &["Heels further away, knees a little bent", "Dig the heels in and lift the hips", "Lower slowly"],
        faults: &["lower back arches", "cramping from a jerk"], regressions: &["glute_bridge"],
        progressions: &["hamstring_walkout"],
    } ..FLEXION;
    nordic_curl "Nordic curl" [
        "nordic hamstring curl", "nordics", "nordic ham curl", "natural leg curl", "nordic hamstring",
        "russian leg curl", "natural glute ham raise", "natural ghr"] {
        level: Level::Advanced, bodyweight_share: 0.7, contraindications: &[C::KneeArthritis], met: CALISTHENICS,
        cues: &["Heels held, hips straight", "Lower as slowly as possible", "Catch with the hands and push back"],
        faults: &["hips bend", "falling at once"], regressions: &["sliding_leg_curl", "lying_leg_curl"],
    } ..FLEXION;
    band_assisted_nordic_curl "Band-assisted Nordic curl" [
        "banded nordic curl", "nordic curl band", "band assisted nordic", "assisted nordic curl",
        "band assisted nordic hamstring curl", "assisted nordic",
    ] {
        // How much is lifted depends on the help.
        level: Level::Intermediate, equipment: &[E::Band], contraindications: &[C::KneeArthritis], met: CALISTHENICS,
        cues: &["Heels held, band around the chest", "Lower slowly, hips straight", "Pull up with the band"],
        faults: &["hips bend", "falling at once"], regressions: &["sliding_leg_curl"], progressions: &["nordic_curl"],
    } ..FLEXION;
    glute_ham_raise "Glute-ham raise" ["ghr", "glute ham raise machine", "ghd raise", "glute ham developer raise"] {
        level: Level::Advanced, equipment: &[E::Machine], bodyweight_share: 0.6, loading: ADDED,
        secondary: &[M::Glutes, M::LowerBack, M::Calves],
        cues: &["Knees behind the pad, hips straight", "Lower under control", "Pull up with the hamstrings"],
        faults: &["hips bend", "swinging up"], regressions: &["lying_leg_curl"],
    } ..FLEXION;
    band_assisted_glute_ham_raise "Band-assisted glute-ham raise" [
        "banded glute ham raise", "glute ham raise band", "band assisted ghr", "assisted glute ham raise",
    ] {
        // How much is lifted depends on the help.
        level: Level::Intermediate, equipment: &[E::Machine, E::Band], secondary: &[M::Glutes, M::LowerBack, M::Calves],
        cues: &["Band across the chest", "Lower under control, hips straight", "Pull up with the hamstrings"],
        faults: &["hips bend", "bouncing in the band"], regressions: &["lying_leg_curl"],
        progressions: &["glute_ham_raise"],
    } ..FLEXION;
    hip_thrust "Barbell hip thrust" [
        "hip thrust", "hip thrusts", "hip thrust barbell", "barbell hip thrusts", "beckenheben langhantel",
        "hip thrust con barra", "empuje de cadera", "relevé de bassin barre",
    ] {
        equipment: &[E::Barbell, E::Bench], loading: BAR, met: RESISTANCE,
        cues: &["Shoulder blades on the bench, bar on the hips", "Push the hips up until level",
            "Chin tucked, ribs down"],
        faults: &["lower back arches", "feet too far away", "half the range"],
        regressions: &["bodyweight_hip_thrust", "glute_bridge"],
    } ..BRIDGE;
    bodyweight_hip_thrust "Bodyweight hip thrust" ["hip thrust bodyweight", "couch hip thrust"] {
        equipment: &[E::Box],
        cues: &["Shoulder blades on a stable edge", "Push the hips up until level", "Lower slowly"],
        faults: &["lower back arches", "edge not stable"], regressions: &["glute_bridge"],
        progressions: &["dumbbell_hip_thrust", "single_leg_hip_thrust"],
    } ..BRIDGE;
    single_leg_hip_thrust "Single-leg hip thrust" ["one leg hip thrust", "single leg hip thrust bodyweight"] {
        equipment: &[E::Box], unilateral: true, level: Level::Intermediate,
        cues: &["One foot planted, other knee up", "Push the hips up, level", "Lower slowly"],
        faults: &["hips tilt", "lower back arches"], regressions: &["bodyweight_hip_thrust"],
    } ..BRIDGE;
    dumbbell_hip_thrust "Dumbbell hip thrust" ["db hip thrust", "hip thrust dumbbell"] {
        equipment: &[E::Dumbbell, E::Bench], loading: ONE, met: RESISTANCE,
        cues: &["Dumbbell across the hips", "Push up until level", "Squeeze for a second"],
        faults: &["lower back arches", "half the range"], regressions: &["bodyweight_hip_thrust"],
        progressions: &["hip_thrust"],
    } ..BRIDGE;
    hip_thrust_machine "Hip thrust machine" [
        "machine hip thrust", "glute bridge machine", "glute drive", "booty builder",
    ] {
        equipment: &[E::Machine], loading: STACK, bodyweight_share: 0.0, met: RESISTANCE, contraindications: &[],
        cues: &["Belt low on the hips", "Push up until level", "Squeeze for a second"],
        faults: &["lower back arches", "half the range"], regressions: &["glute_bridge"],
    } ..BRIDGE;
    smith_hip_thrust "Smith machine hip thrust" ["smith hip thrust", "hip thrust smith machine"] {
        equipment: &[E::Smith, E::Bench], loading: BAR, met: RESISTANCE,
        cues: &["Shoulder blades on the bench, bar on the hips", "Push up until level", "Chin tucked"],
        faults: &["lower back arches", "bench slides"], regressions: &["bodyweight_hip_thrust"],
    } ..BRIDGE;
    glute_bridge "Glute bridge" [
        "glute bridges", "hip bridge", "bridge", "floor bridge", "hip raise", "bodyweight glute bridge", "beckenheben",
        "schulterbrücke", "puente de glúteos", "puente", "pont fessier", "relevé de bassin",
    ] {
        cues: &["Feet close to the seat", "Push the hips up, ribs down", "Squeeze and lower slowly"],
        faults: &["lower back arches", "pushing with the toes"],
        progressions: &["single_leg_glute_bridge", "bodyweight_hip_thrust"],
    } ..BRIDGE;
    single_leg_glute_bridge "Single-leg glute bridge" [
        "single leg bridge", "one leg bridge", "one leg glute bridge", "single leg hip bridge",
        "einbeiniges beckenheben",
    ] {
        unilateral: true,
        cues: &["One foot planted, other leg long", "Push the hips up, level", "Lower slowly"],
        faults: &["hips tilt", "lower back arches"], regressions: &["glute_bridge"],
        progressions: &["single_leg_hip_thrust"],
    } ..BRIDGE;
    barbell_glute_bridge "Barbell glute bridge" [
        "glute bridge barbell", "barbell hip thrust on floor", "floor hip thrust",
    ] {
        equipment: &[E::Barbell], loading: BAR, met: RESISTANCE,
        cues: &["Lie on the floor, bar on the hips", "Push up", "Ribs down"],
        faults: &["lower back arches", "bar rolls"], regressions: &["glute_bridge"], progressions: &["hip_thrust"],
    } ..BRIDGE;
    dumbbell_glute_bridge "Dumbbell glute bridge" [
        "db glute bridge", "glute bridge dumbbell", "weighted glute bridge",
    ] {
        equipment: &[E::Dumbbell], loading: ONE, met: RESISTANCE,
        cues: &["Dumbbell on the hips", "Push up and squeeze", "Lower slowly"],
        faults: &["lower back arches", "rushing"], regressions: &["glute_bridge"],
        progressions: &["dumbbell_hip_thrust"],
    } ..BRIDGE;
    kettlebell_glute_bridge "Kettlebell glute bridge" [
        "kb glute bridge", "glute bridge kettlebell", "kettlebell hip thrust",
    ] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, met: RESISTANCE,
        cues: &["Bell on the hips", "Push up and squeeze", "Lower slowly"],
        faults: &["lower back arches", "rushing"], regressions: &["glute_bridge"],
    } ..BRIDGE;
    band_glute_bridge "Band glute bridge" ["banded glute bridge", "glute bridge band", "banded hip thrust"] {
        equipment: &[E::Band], secondary: &[M::Abductors, M::Hamstrings],
        cues: &["Band above the knees", "Push the hips up and the knees out", "Lower slowly"],
        faults: &["knees fall inwards", "lower back arches"], regressions: &["glute_bridge"],
    } ..BRIDGE;
    suspension_glute_bridge "Suspension glute bridge" ["trx hip press", "trx glute bridge", "suspended bridge"] {
        equipment: &[E::Suspension],
        cues: &["Heels in the straps, knees bent", "Push the hips up", "Keep the straps still"],
        faults: &["hips sink", "swinging"], regressions: &["glute_bridge"],
    } ..BRIDGE;
    frog_pump "Frog pump" ["frog pumps", "frog glute bridge"] {
        secondary: &[M::Adductors],
        cues: &["Soles together, knees out", "Push the hips up", "Squeeze"],
        faults: &["lower back arches", "rushing"],
    } ..BRIDGE;
    cable_kickback "Cable glute kickback" [
        "cable kickback", "glute kickback cable", "cable kickbacks", "cable hip extension", "standing cable kickback",
        "glute kickback", "patada de glúteo en polea",
    ] {
        equipment: &[E::Cable], loading: SMALL, met: RESISTANCE, secondary: &[M::Hamstrings],
        cues: &["Cuff on the ankle, lean on the frame", "Drive the leg back", "Hips square"],
        faults: &["lower back arches", "swinging"], regressions: &["donkey_kick"],
    } ..HIP;
    glute_kickback_machine "Glute kickback machine" [
        "glute kickback machine standing", "machine kickback", "glute machine", "hip extension machine",
        "rear kick machine",
    ] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE, secondary: &[M::Hamstrings],
        cues: &["Trunk still on the pad", "Push the plate back", "Return slowly"],
        faults: &["lower back arches", "swinging"], regressions: &["donkey_kick"],
    } ..HIP;
    donkey_kick "Donkey kick" [
        "donkey kicks", "quadruped hip extension", "bent knee kickback", "glute kickback bodyweight", "patada de burro",
    ] {
        cues: &["Hands and knees, back flat", "Push one heel to the ceiling", "Hips square"],
        faults: &["lower back arches", "hips twist"], progressions: &["band_kickback"],
    } ..HIP;
    band_kickback "Band glute kickback" [
        "banded kickback", "banded glute kickback", "glute kickback band", "band donkey kick",
        "resistance band kickback",
    ] {
        equipment: &[E::Band], secondary: &[M::Hamstrings],
        cues: &["Band round the ankles or under the foot", "Drive the leg back", "Hips square"],
        faults: &["lower back arches", "swinging"], regressions: &["donkey_kick"],
    } ..HIP;
    fire_hydrant "Fire hydrant" ["fire hydrants", "quadruped hip abduction"] {
        primary: &[M::Abductors, M::Glutes],
        cues: &["Hands and knees", "Lift the bent knee to the side", "Trunk stays still"],
        faults: &["leaning away", "lower back arches"],
    } ..HIP;
    clamshell "Clamshell" ["clamshells", "clam shell", "clams", "muschel übung"] {
        primary: &[M::Abductors, M::Glutes],
        cues: &["Lie on the side, knees bent", "Open the top knee, feet together", "Hips stay stacked"],
        faults: &["rolling back", "rushing"], progressions: &["band_clamshell"],
    } ..HIP;
    band_clamshell "Band clamshell" ["banded clamshell", "clamshell band", "mini band clamshell"] {
        equipment: &[E::Band], primary: &[M::Abductors, M::Glutes],
        cues: &["Band above the knees", "Open the top knee", "Hips stay stacked"],
        faults: &["rolling back", "rushing"], regressions: &["clamshell"],
    } ..HIP;
    band_lateral_walk "Band lateral walk" [
        "lateral band walk", "banded side steps", "monster walk", "crab walk band", "banded lateral walk",
        "x band walk", "monster walks", "side steps with band",
    ] {
        equipment: &[E::Band], primary: &[M::Abductors, M::Glutes], unilateral: false, secondary: &[M::Quadriceps],
        cues: &["Band above the knees or ankles", "Half squat, step to the side", "Keep the band tight"],
        faults: &["knees fall inwards", "rocking the trunk"],
    } ..HIP;
    side_lying_leg_raise "Side-lying leg raise" [
        "side leg raise", "lying hip abduction", "side lying hip abduction", "lateral leg raise", "jane fonda",
    ] {
        primary: &[M::Abductors], secondary: &[M::Glutes],
        cues: &["Lie on the side in one line", "Lift the top leg, toes forward", "Lower slowly"],
        faults: &["rolling back", "toes turn up"],
    } ..HIP;
    standing_hip_abduction "Standing hip abduction" [
        "standing side leg raise", "standing leg abduction", "standing leg lift side",
    ] {
        primary: &[M::Abductors], secondary: &[M::Glutes],
        cues: &["Hold a wall, stand tall", "Lift the leg to the side", "Lower slowly"],
        faults: &["leaning away", "swinging"], progressions: &["cable_hip_abduction"],
    } ..HIP;
    cable_hip_abduction "Cable hip abduction" [
        "hip abduction cable", "standing cable hip abduction", "cable leg abduction",
    ] {
        equipment: &[E::Cable], loading: SMALL, met: RESISTANCE, primary: &[M::Abductors, M::Glutes],
        cues: &["Cuff on the outer ankle", "Lift the leg to the side", "Trunk still"],
        faults: &["leaning away", "swinging"], regressions: &["standing_hip_abduction"],
    } ..HIP;
    hip_abduction_machine "Hip abduction machine" [
        "hip abduction", "hip abductor", "hip abductor machine", "abductor machine", "seated hip abduction",
        "thigh abductor", "outer thigh machine", "abduktorenmaschine", "abduktoren", "abductores en máquina",
        "abductores", "abducteurs machine",
    ] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE, unilateral: false,
        primary: &[M::Abductors, M::Glutes],
        cues: &["Sit tall, pads on the outer knees", "Push the knees apart", "Return slowly"],
        faults: &["weights crash", "swinging"], regressions: &["clamshell"],
    } ..HIP;
    hip_adduction_machine "Hip adduction machine" [
        "hip adduction", "hip adductor", "hip adductor machine", "adductor machine", "seated hip adduction",
        "thigh adductor", "inner thigh machine", "adduktorenmaschine", "adduktoren", "aductores en máquina",
        "aductores", "adducteurs machine",
    ] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE, unilateral: false, primary: &[M::Adductors],
        cues: &["Sit tall, pads on the inner knees", "Squeeze the knees together", "Return slowly"],
        faults: &["range beyond comfort", "weights crash"], regressions: &["side_lying_adduction"],
    } ..HIP;
    cable_hip_adduction "Cable hip adduction" ["hip adduction cable", "standing cable hip adduction"] {
        equipment: &[E::Cable], loading: SMALL, met: RESISTANCE, primary: &[M::Adductors],
        cues: &["Cuff on the inner ankle", "Pull the leg across", "Trunk still"],
        faults: &["leaning", "swinging"], regressions: &["side_lying_adduction"],
    } ..HIP;
    side_lying_adduction "Side-lying hip adduction" [
        "side lying inner thigh raise", "inner thigh leg lift", "lying adduction",
    ] {
        primary: &[M::Adductors],
        cues: &["Lie on the side, top leg crossed over", "Lift the lower leg", "Lower slowly"],
        faults: &["rolling back", "bending the knee"], progressions: &["copenhagen_plank"],
    } ..HIP;
    standing_knee_raise "Standing knee raise" [
        "standing hip flexion", "banded knee raise", "psoas march", "standing march",
    ] {
        primary: &[M::HipFlexors], secondary: &[M::Abs],
        cues: &["Stand tall, hold a wall if needed", "Lift one knee above hip height", "Lower slowly"],
        faults: &["leaning back", "swinging"],
    } ..HIP;
    calf_raise "Standing calf raise" [
        "calf raise", "calf raises", "bodyweight calf raise", "heel raise", "heel raises",
        "standing calf raise bodyweight", "toe raise standing", "wadenheben", "wadenheben stehend",
        "elevación de talones", "elevación de gemelos", "gemelos de pie", "extension des mollets", "mollets debout",
    ] {
        cues: &["Stand tall, hold a wall if needed", "Rise as high as possible", "Lower slowly"],
        faults: &["bouncing", "rolling to the outer foot"],
        progressions: &["single_leg_calf_raise", "dumbbell_calf_raise"],
    } ..HEEL;
    single_leg_calf_raise "Single-leg calf raise" [
        "one leg calf raise", "single leg heel raise", "single leg standing calf raise", "einbeiniges wadenheben",
    ] {
        equipment: &[E::Box], unilateral: true, loading: ADDED,
        cues: &["Ball of the foot on a step", "Heel low, then rise high", "Slow both ways"],
        faults: &["bouncing", "bending the knee"], regressions: &["calf_raise"],
    } ..HEEL;
    bent_knee_calf_raise "Bent-knee calf raise" ["soleus raise", "bent knee heel raise", "squat calf raise"] {
        cues: &["Half squat against a wall", "Rise onto the toes", "Lower slowly"],
        faults: &["straightening the knees", "bouncing"], progressions: &["seated_calf_raise"],
    } ..HEEL;
    wall_calf_raise_hold "Calf raise hold" ["isometric calf raise", "heel raise hold", "calf hold"] {
        measure: Measure::Seconds,
        cues: &["Rise as high as possible", "Hold still", "Breathe"],
        faults: &["sinking slowly", "rolling to the outer foot"], regressions: &["calf_raise"],
    } ..HEEL;
    dumbbell_calf_raise "Dumbbell calf raise" [
        "db calf raise", "standing calf raise dumbbell", "dumbbell standing calf raise", "calf raise dumbbell",
        "single leg dumbbell calf raise",
    ] {
        equipment: &[E::Dumbbell], loading: HANDS, met: RESISTANCE,
        cues: &["Dumbbells at the sides", "Rise as high as possible", "Lower slowly"],
        faults: &["bouncing", "leaning forward"], regressions: &["calf_raise"],
    } ..HEEL;
    barbell_calf_raise "Barbell calf raise" [
        "standing calf raise barbell", "barbell standing calf raise", "calf raise barbell",
    ] {
        equipment: &[E::Barbell, E::Rack], loading: BAR, met: RESISTANCE,
        cues: &["Bar across the upper back", "Rise as high as possible", "Lower slowly"],
        faults: &["bouncing", "leaning forward"], regressions: &["dumbbell_calf_raise"],
    } ..HEEL;
    standing_calf_raise_machine "Standing calf raise machine" [
        "machine calf raise", "calf raise machine", "standing calf machine", "machine standing calf raise",
        "standing calf raise machine plate loaded", "wadenmaschine",
    ] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE,
        cues: &["Shoulders under the pads", "Heels low, then rise high", "Slow both ways"],
        faults: &["bouncing", "bending the knees"], regressions: &["calf_raise"],
    } ..HEEL;
    smith_calf_raise "Smith machine calf raise" [
        "smith calf raise", "standing calf raise smith machine", "calf raise smith machine",
    ] {
        equipment: &[E::Smith, E::Plate], loading: BAR, met: RESISTANCE,
        cues: &["Balls of the feet on a plate", "Rise high", "Lower slowly"],
        faults: &["bouncing", "bending the knees"], regressions: &["calf_raise"],
    } ..HEEL;
    seated_calf_raise "Seated calf raise" [
        "seated calf raise machine", "seated calf raises", "machine seated calf raise", "seated calf",
        "wadenheben sitzend", "gemelos sentado", "mollets assis",
    ] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE, bodyweight_share: 0.0,
        cues: &["Pad on the knees", "Heels low, then rise high", "Slow both ways"],
        faults: &["bouncing", "short range"], regressions: &["bent_knee_calf_raise"],
    } ..HEEL;
    seated_dumbbell_calf_raise "Seated dumbbell calf raise" [
        "dumbbell seated calf raise", "seated calf raise dumbbell", "seated db calf raise",
    ] {
        equipment: &[E::Dumbbell, E::Box], loading: HANDS, met: RESISTANCE, bodyweight_share: 0.0,
        cues: &["Dumbbells on the knees", "Rise onto the toes", "Lower slowly"],
        faults: &["bouncing", "short range"], regressions: &["bent_knee_calf_raise"],
    } ..HEEL;
    leg_press_calf_raise "Leg press calf raise" [
        "calf press", "calf press on leg press", "calf press machine", "calf press on seated leg press",
        "leg press calf press", "calf extension machine", "calf raise on leg press", "wadendrücken beinpresse",
    ] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE, bodyweight_share: 0.0,
        cues: &["Balls of the feet on the edge of the plate", "Push with the toes", "Heels far back on the way down"],
        faults: &["bending the knees", "bouncing"], regressions: &["calf_raise"],
    } ..HEEL;
    donkey_calf_raise "Donkey calf raise" ["donkey calf raise machine"] {
        equipment: &[E::Machine], loading: STACK, met: RESISTANCE, level: Level::Intermediate,
        cues: &["Hips bent, pad on the lower back", "Rise high", "Heels low"],
        faults: &["bouncing", "bending the knees"], regressions: &["standing_calf_raise_machine"],
    } ..HEEL;
    band_calf_press "Band calf press" [
        "banded calf raise", "calf raise band", "resistance band calf raise", "band plantar flexion",
    ] {
        equipment: &[E::Band], bodyweight_share: 0.0, contraindications: &[],
        cues: &["Sit, band round the ball of the foot", "Point the toes against it", "Return slowly"],
        faults: &["band slips", "rushing"], progressions: &["calf_raise"],
    } ..HEEL;
    tibialis_raise "Tibialis raise" [
        "tib raise", "tib raises", "shin raise", "toe raise", "wall tibialis raise", "tibialis anterior raise",
    ] {
        primary: &[M::Shins], secondary: &[], bodyweight_share: 0.3, contraindications: &[],
        cues: &["Back to the wall, feet forward", "Pull the toes up", "Lower slowly"],
        faults: &["bending the hips", "bouncing"],
    } ..HEEL;
}
