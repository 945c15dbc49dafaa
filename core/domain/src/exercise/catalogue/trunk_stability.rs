//! The trunk held still: planks, roll-outs, dead bugs, get-ups.

use super::{ADDED, BODY, CALISTHENICS, ONE, RESISTANCE, SMALL};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// The trunk held still, for seconds.
const HOLD: Exercise = Exercise {
    pattern: Pattern::TrunkStability,
    primary: &[M::Abs],
    secondary: &[M::Obliques, M::Glutes, M::FrontDelts],
    joints: &[J::LowerBack, J::Shoulder],
    bodyweight_share: 0.6,
    measure: Measure::Seconds,
    contraindications: &[C::PelvicFloor],
    met: CALISTHENICS,
    ..BODY
};

/// The trunk kept still while arms or legs move.
const STILL: Exercise = Exercise {
    secondary: &[M::Obliques, M::HipFlexors],
    joints: &[J::LowerBack, J::Hip],
    bodyweight_share: 0.0,
    measure: Measure::Reps,
    contraindications: &[],
    ..HOLD
};

rows! {
    plank "Plank" [
        "planks", "front plank", "forearm plank", "elbow plank", "plank hold", "unterarmstütz", "plancha",
        "plancha abdominal", "planche", "gainage", "gainage ventral",
    ] {
        cues: &["Elbows under the shoulders", "Squeeze the glutes, ribs down", "Breathe"],
        faults: &["hips sag", "hips too high", "holding the breath"], regressions: &["knee_plank"],
        progressions: &["long_lever_plank", "plank_shoulder_tap", "body_saw"],
    } ..HOLD;
    knee_plank "Knee plank" ["kneeling plank", "plank on knees", "modified plank"] {
        bodyweight_share: 0.4,
        cues: &["Knees down, elbows under the shoulders", "Straight from knee to head", "Breathe"],
        faults: &["hips stay behind", "hips sag"], progressions: &["plank"],
    } ..HOLD;
    high_plank "High plank" ["straight arm plank", "push up plank", "top of push up hold", "extended arm plank"] {
        joints: &[J::LowerBack, J::Shoulder, J::Wrist],
        cues: &["Hands under the shoulders", "Squeeze the glutes, push the floor away", "Breathe"],
        faults: &["hips sag", "shoulders sink"], regressions: &["knee_plank"], progressions: &["plank_shoulder_tap"],
    } ..HOLD;
    long_lever_plank "Long-lever plank" ["rkc plank", "hardstyle plank", "extended plank"] {
        level: Level::Intermediate, contraindications: &[C::PelvicFloor, C::Hypertension],
        cues: &["Elbows in front of the shoulders", "Everything tight", "Short, hard holds"],
        faults: &["hips sag", "holding the breath"], regressions: &["plank"],
    } ..HOLD;
    weighted_plank "Weighted plank" ["plank weighted", "plate plank"] {
        equipment: &[E::Plate], level: Level::Intermediate, loading: ADDED,
        contraindications: &[C::PelvicFloor, C::Hypertension],
        cues: &["Plate on the hips or upper back", "Squeeze the glutes", "Breathe"],
        faults: &["hips sag", "plate on the lower back"], regressions: &["plank"],
    } ..HOLD;
    side_plank "Side plank" [
        "side planks", "side bridge", "lateral plank", "seitstütz", "seitlicher unterarmstütz", "plancha lateral",
        "gainage latéral", "planche latérale",
    ] {
        unilateral: true, primary: &[M::Obliques], secondary: &[M::Abductors, M::Abs, M::SideDelts],
        cues: &["Elbow under the shoulder", "Lift the hips into one line", "Breathe"],
        faults: &["hips sag", "rolling forward"], regressions: &["knee_side_plank"],
        progressions: &["copenhagen_plank", "side_plank_hip_dip"],
    } ..HOLD;
    knee_side_plank "Knee side plank" [
        "side plank on knees", "kneeling side plank", "modified side plank", "side plank knees",
    ] {
        unilateral: true, bodyweight_share: 0.4, primary: &[M::Obliques], secondary: &[M::Abductors, M::Abs],
        cues: &["Knees bent, elbow under the shoulder", "Lift the hips", "Breathe"],
        faults: &["hips sag", "rolling forward"], progressions: &["side_plank"],
    } ..HOLD;
    side_plank_hip_dip "Side plank hip dip" [
        "side plank dips", "hip dips", "side plank raise", "side plank hip raise",
    ] {
        unilateral: true, level: Level::Intermediate, measure: Measure::Reps, primary: &[M::Obliques],
        secondary: &[M::Abductors, M::Abs],
        cues: &["Side plank", "Lower the hips a little", "Lift above the line"],
        faults: &["rolling forward", "rushing"], regressions: &["side_plank"],
    } ..HOLD;
    copenhagen_plank "Copenhagen plank" [
        "copenhagen side plank", "copenhagen adduction", "copenhagens", "adductor plank", "copenhagen bridge",
        "copenhagen adductor bridge", "copenhagen side bridge",
    ] {
        equipment: &[E::Box], unilateral: true, level: Level::Advanced, primary: &[M::Adductors, M::Obliques],
        secondary: &[M::Abs], joints: &[J::Hip, J::LowerBack, J::Shoulder, J::Knee],
        cues: &["Top leg on a bench, elbow under the shoulder", "Lift the hips into one line",
            "Start with the knee on the bench"],
        faults: &["hips sag", "rolling forward"], regressions: &["side_plank"],
    } ..HOLD;
    reverse_plank "Reverse plank" ["reverse bridge", "rear plank", "rückstütz", "plancha inversa"] {
        primary: &[M::Glutes, M::LowerBack], secondary: &[M::Hamstrings, M::RearDelts, M::Triceps],
        joints: &[J::Shoulder, J::Wrist, J::Hip, J::LowerBack],
        cues: &["Hands under the shoulders, heels down", "Lift the hips into one line", "Chest open"],
        faults: &["hips sag", "shoulders shrug"], regressions: &["glute_bridge"],
    } ..HOLD;
    hollow_hold "Hollow body hold" ["hollow hold", "hollow body", "hollow rock", "hollow rocks", "hollow body rock"] {
        level: Level::Intermediate, bodyweight_share: 0.5, secondary: &[M::HipFlexors, M::Obliques],
        joints: &[J::LowerBack, J::Hip], contraindications: &[C::PelvicFloor, C::Pregnancy, C::Hernia],
        cues: &["Lower back pressed down", "Lift shoulders and legs", "Bend the knees to make it easier"],
        faults: &["lower back arches", "holding the breath"], regressions: &["dead_bug"],
    } ..HOLD;
    l_sit "L-sit" ["l sit hold", "l sits", "parallel bar l sit", "floor l sit"] {
        level: Level::Advanced, bodyweight_share: 1.0, primary: &[M::Abs, M::HipFlexors],
        secondary: &[M::Triceps, M::Lats], joints: &[J::Shoulder, J::Wrist, J::Hip],
        contraindications: &[C::PelvicFloor, C::Hypertension],
        cues: &["Push tall through straight arms", "Legs straight in front", "Tuck to make it easier"],
        faults: &["shoulders shrug", "rounding back"], regressions: &["captains_chair_knee_raise", "hollow_hold"],
    } ..HOLD;
    human_flag "Human flag" ["flag hold", "side flag", "menschliche flagge"] {
        equipment: &[E::PullUpBar], level: Level::Advanced, bodyweight_share: 1.0, primary: &[M::Obliques, M::Lats],
        secondary: &[M::SideDelts, M::Abs], joints: &[J::Shoulder, J::Elbow, J::Wrist, J::LowerBack],
        contraindications: &[C::ShoulderInstability, C::Hypertension, C::PelvicFloor],
        cues: &["Push with the lower arm, pull with the upper", "Body in one line", "Tuck first"],
        faults: &["shoulder collapses", "twisting"], regressions: &["side_plank"],
    } ..HOLD;
    front_lever "Front lever" ["front lever hold", "tuck front lever"] {
        equipment: &[E::PullUpBar], level: Level::Advanced, bodyweight_share: 1.0, primary: &[M::Lats, M::Abs],
        secondary: &[M::UpperBack, M::RearDelts], joints: &[J::Shoulder, J::Elbow, J::LowerBack],
        contraindications: &[C::ShoulderInstability, C::Hypertension, C::PelvicFloor],
        cues: &["Straight arms, pull the bar to the hips", "Body level", "Tuck first"],
        faults: &["elbows bend", "hips sag"], regressions: &["hollow_hold", "pull_up"],
    } ..HOLD;
    suspension_plank "Suspension plank" ["trx plank", "trx body saw", "suspended plank", "feet suspended plank"] {
        equipment: &[E::Suspension], level: Level::Intermediate,
        cues: &["Feet in the straps, elbows under the shoulders", "Squeeze the glutes", "Straps still"],
        faults: &["hips sag", "swinging"], regressions: &["plank"],
    } ..HOLD;
    stability_ball_plank "Stability ball plank" ["swiss ball plank", "ball plank", "stir the pot"] {
        equipment: &[E::StabilityBall], level: Level::Intermediate,
        cues: &["Forearms on the ball", "Squeeze the glutes", "Small circles make it harder"],
        faults: &["hips sag", "shoulders shrug"], regressions: &["plank"],
    } ..HOLD;
    bear_hold "Bear plank" ["bear hold", "bear plank hold", "quadruped hover", "beast hold", "hovering table top"] {
        bodyweight_share: 0.5, secondary: &[M::Quadriceps, M::FrontDelts, M::Obliques],
        joints: &[J::Shoulder, J::Wrist, J::Knee],
        cues: &["Hands and toes, knees a hand above the floor", "Back flat", "Breathe"],
        faults: &["hips too high", "back rounds"], progressions: &["bear_crawl"],
    } ..HOLD;
    stomach_vacuum "Stomach vacuum" ["vacuum", "abdominal vacuum", "ab vacuum", "bauch vakuum"] {
        bodyweight_share: 0.0, secondary: &[], joints: &[J::LowerBack],
        contraindications: &[C::Pregnancy, C::Hypertension, C::Hernia],
        cues: &["Breathe out fully", "Draw the belly in", "Hold shortly, breathe"],
        faults: &["holding too long", "shrugging"],
    } ..HOLD;
    dead_bug "Dead bug" ["dead bugs", "deadbug", "deadbugs", "käfer übung", "bicho muerto"] {
        contraindications: &[C::Pregnancy],
        cues: &["Lower back pressed down", "Lower opposite arm and leg", "Breathe out as you reach"],
        faults: &["lower back arches", "rushing"], progressions: &["weighted_dead_bug", "hollow_hold"],
    } ..STILL;
    weighted_dead_bug "Weighted dead bug" ["dumbbell dead bug", "band dead bug", "kettlebell dead bug"] {
        equipment: &[E::Dumbbell], loading: ONE, level: Level::Intermediate, contraindications: &[C::Pregnancy],
        cues: &["Weight over the chest", "Lower one leg at a time", "Lower back pressed down"],
        faults: &["lower back arches", "weight drifts"], regressions: &["dead_bug"],
    } ..STILL;
    bird_dog "Bird dog" [
        "bird dogs", "birddog", "quadruped opposite arm and leg", "vierfüßlerstand diagonal", "pájaro perro",
    ] {
        primary: &[M::Abs, M::LowerBack], secondary: &[M::Glutes, M::RearDelts],
        cues: &["Hands and knees, back flat", "Stretch opposite arm and leg", "Hips level"],
        faults: &["lower back arches", "hips tilt"],
    } ..STILL;
    plank_shoulder_tap "Plank shoulder tap" ["shoulder taps", "shoulder tap", "plank taps", "plank shoulder taps"] {
        level: Level::Intermediate, bodyweight_share: 0.6, secondary: &[M::Obliques, M::FrontDelts],
        joints: &[J::Shoulder, J::Wrist, J::LowerBack], contraindications: &[C::PelvicFloor],
        cues: &["High plank, feet wide", "Tap the opposite shoulder", "Hips still"],
        faults: &["hips sway", "rushing"], regressions: &["high_plank"],
    } ..STILL;
    plank_up_down "Plank up-down" [
        "up down plank", "plank to push up", "walking plank", "plank up downs", "commando plank", "commandos",
    ] {
        level: Level::Intermediate, bodyweight_share: 0.6, secondary: &[M::Triceps, M::FrontDelts, M::Obliques],
        joints: &[J::Shoulder, J::Elbow, J::Wrist], contraindications: &[C::PelvicFloor],
        cues: &["From elbows to hands and back", "Change the leading arm", "Hips still"],
        faults: &["hips sway", "hips sag"], regressions: &["plank"],
    } ..STILL;
    body_saw "Body saw" ["plank saw", "plank body saw", "slider body saw"] {
        level: Level::Intermediate, bodyweight_share: 0.6, secondary: &[M::Lats, M::FrontDelts],
        joints: &[J::Shoulder, J::LowerBack], contraindications: &[C::PelvicFloor],
        cues: &["Forearm plank, feet on sliders or a towel", "Push back a little", "Pull forward"],
        faults: &["hips sag", "too large a range"], regressions: &["plank"], progressions: &["ab_wheel_rollout"],
    } ..STILL;
    ab_wheel_rollout "Ab wheel rollout" [
        "ab wheel", "ab rollout", "ab roller", "kneeling ab wheel", "wheel rollout", "rollout",
        "kneeling ab wheel rollout", "ab rollouts", "bauchroller", "bauchrad", "rueda abdominal", "roue abdominale",
    ] {
        equipment: &[E::AbWheel], level: Level::Intermediate, bodyweight_share: 0.6,
        secondary: &[M::Lats, M::HipFlexors, M::Triceps], joints: &[J::LowerBack, J::Shoulder],
        contraindications: &[C::PelvicFloor, C::Hernia, C::DiscInjury, C::Pregnancy],
        cues: &["Kneel, glutes tight, ribs down", "Roll out only as far as the back stays still",
            "Pull back with the arms"],
        faults: &["lower back arches", "hips stay behind"], regressions: &["stability_ball_rollout", "plank"],
        progressions: &["standing_ab_wheel_rollout"],
    } ..STILL;
    standing_ab_wheel_rollout "Standing ab wheel rollout" [
        "standing ab wheel", "standing rollout", "full ab wheel rollout",
    ] {
        equipment: &[E::AbWheel], level: Level::Advanced, bodyweight_share: 0.7,
        secondary: &[M::Lats, M::HipFlexors, M::Triceps], joints: &[J::LowerBack, J::Shoulder],
        contraindications: &[C::PelvicFloor, C::Hernia, C::DiscInjury, C::Pregnancy],
        cues: &["Towards a wall first", "Everything tight", "Roll back the same way"],
        faults: &["lower back arches", "falling the last part"], regressions: &["ab_wheel_rollout"],
    } ..STILL;
    barbell_rollout "Barbell rollout" ["barbell ab rollout"] {
        equipment: &[E::Barbell], level: Level::Intermediate, bodyweight_share: 0.6,
        secondary: &[M::Lats, M::HipFlexors], joints: &[J::LowerBack, J::Shoulder],
        contraindications: &[C::PelvicFloor, C::Hernia, C::DiscInjury, C::Pregnancy],
        cues: &["Kneel, round plates on the bar", "Roll out with the ribs down", "Pull back"],
        faults: &["lower back arches", "hips stay behind"], regressions: &["stability_ball_rollout"],
    } ..STILL;
    stability_ball_rollout "Stability ball rollout" ["swiss ball rollout", "ball rollout", "exercise ball rollout"] {
        equipment: &[E::StabilityBall], bodyweight_share: 0.4, secondary: &[M::Lats],
        joints: &[J::LowerBack, J::Shoulder], contraindications: &[C::PelvicFloor],
        cues: &["Kneel, forearms on the ball", "Roll out, ribs down", "Pull back"],
        faults: &["lower back arches", "hips stay behind"], regressions: &["knee_plank"],
        progressions: &["ab_wheel_rollout"],
    } ..STILL;
    suspension_fallout "Suspension fallout" ["trx fallout", "trx rollout", "suspension rollout"] {
        equipment: &[E::Suspension], level: Level::Intermediate, bodyweight_share: 0.5,
        secondary: &[M::Lats, M::Obliques], joints: &[J::LowerBack, J::Shoulder], contraindications: &[C::PelvicFloor],
        cues: &["Lean in, arms straight", "Reach forward, ribs down", "Pull back"],
        faults: &["lower back arches", "elbows bend"], regressions: &["plank"],
    } ..STILL;
    pallof_press "Pallof press" [
        "cable pallof press", "paloff press", "anti rotation press", "pallof press cable",
        "half kneeling pallof press", "pallof anti rotation press",
    ] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true, primary: &[M::Obliques, M::Abs],
        secondary: &[M::Glutes], joints: &[J::LowerBack, J::Shoulder], met: RESISTANCE,
        cues: &["Stand side-on to the pulley, hands at the chest", "Press out and hold two seconds",
            "Do not let it turn you"],
        faults: &["trunk turns", "shrugging"], regressions: &["band_pallof_press"],
    } ..STILL;
    band_pallof_press "Band Pallof press" ["pallof press band", "banded pallof press", "band anti rotation press"] {
        equipment: &[E::Band], unilateral: true, primary: &[M::Obliques, M::Abs], secondary: &[M::Glutes],
        joints: &[J::LowerBack, J::Shoulder],
        cues: &["Stand side-on to the band", "Press out and hold two seconds", "Do not let it turn you"],
        faults: &["trunk turns", "shrugging"], progressions: &["pallof_press"],
    } ..STILL;
    kettlebell_drag "Plank drag" [
        "plank pull through", "kettlebell plank drag", "kettlebell plank pull through", "dumbbell plank drag",
        "plank drag through",
    ] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, level: Level::Intermediate,
        bodyweight_share: 0.6, secondary: &[M::Obliques, M::Lats], joints: &[J::Shoulder, J::Wrist, J::LowerBack],
        contraindications: &[C::PelvicFloor],
        cues: &["High plank, feet wide", "Drag the weight across below you", "Hips still"],
        faults: &["hips twist", "hips sag"], regressions: &["high_plank"],
    } ..STILL;
    kettlebell_halo "Kettlebell halo" ["kb halo", "halo", "halos", "plate halo"] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 },
        secondary: &[M::SideDelts, M::UpperBack, M::Obliques], joints: &[J::Shoulder, J::Elbow],
        contraindications: &[C::ShoulderInstability],
        cues: &["Bell upside down at the chest", "Circle it closely round the head", "Ribs down"],
        faults: &["lower back arches", "head dodges the bell"],
    } ..STILL;
    turkish_get_up "Turkish get-up" [
        "turkish get up", "tgu", "get up", "kettlebell turkish get up", "turkish getup", "kettlebell get up",
        "dumbbell turkish get up", "türkisches aufstehen", "levantamiento turco", "relevé turc",
    ] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, level: Level::Advanced, unilateral: true,
        primary: &[M::Abs, M::Obliques, M::FrontDelts], secondary: &[M::Glutes, M::Quadriceps, M::Triceps],
        joints: &[J::Shoulder, J::Elbow, J::Wrist, J::Hip, J::Knee, J::LowerBack],
        contraindications: &[C::ShoulderInstability, C::Pregnancy], met: RESISTANCE,
        cues: &["Eyes on the bell, arm straight", "Roll to the elbow, then the hand",
            "Sweep the leg, stand up, and back the same way"],
        faults: &["bent elbow", "rushing the steps"], regressions: &["half_get_up"],
    } ..STILL;
    half_get_up "Half get-up" ["half turkish get up", "half kneeling get up", "partial get up"] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, level: Level::Intermediate,
        unilateral: true, primary: &[M::Abs, M::Obliques], secondary: &[M::FrontDelts, M::Glutes],
        joints: &[J::Shoulder, J::Wrist, J::LowerBack], contraindications: &[C::ShoulderInstability, C::Pregnancy],
        met: RESISTANCE,
        cues: &["Eyes on the bell, arm straight", "Roll to the elbow, then the hand", "Return the same way"],
        faults: &["bent elbow", "sitting straight up"], progressions: &["turkish_get_up"],
    } ..STILL;
    kettlebell_windmill "Kettlebell windmill" ["windmill", "kb windmill", "dumbbell windmill"] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, level: Level::Advanced, unilateral: true,
        primary: &[M::Obliques], secondary: &[M::Hamstrings, M::SideDelts, M::Abs],
        joints: &[J::Shoulder, J::Hip, J::LowerBack], contraindications: &[C::ShoulderInstability, C::DiscInjury],
        met: RESISTANCE,
        cues: &["Bell overhead, eyes on it", "Push the hip out and reach down the leg", "Stand up with the hip"],
        faults: &["bending the back instead of the hip", "arm drifts"], regressions: &["half_get_up"],
    } ..STILL;
}
