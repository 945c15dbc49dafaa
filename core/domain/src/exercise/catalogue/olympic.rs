//! Snatch, clean, jerk and the lifts that lead to them.

use super::{BAR, BELL, BODY, HANDS, VIGOROUS};
use crate::exercise::{Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Muscle as M, Pattern};
use crate::person::Level;

/// A lift from the floor or the hang to the shoulders or overhead.
const LIFT: Exercise = Exercise {
    pattern: Pattern::Olympic,
    primary: &[M::Glutes, M::Quadriceps, M::UpperBack],
    secondary: &[M::Hamstrings, M::LowerBack, M::FrontDelts, M::Calves, M::Forearms],
    joints: &[J::Hip, J::Knee, J::Ankle, J::LowerBack, J::Shoulder, J::Elbow, J::Wrist],
    equipment: &[E::Barbell],
    level: Level::Advanced,
    loading: BAR,
    contraindications: &[
        C::DiscInjury,
        C::ShoulderInstability,
        C::Osteoporosis,
        C::Hernia,
        C::PelvicFloor,
        C::Pregnancy,
    ],
    met: VIGOROUS,
    ..BODY
};

/// A part of a lift that takes less skill.
const PART: Exercise = Exercise { level: Level::Intermediate, ..LIFT };

/// The same with one kettlebell.
const KETTLEBELL: Exercise = Exercise {
    secondary: &[M::Hamstrings, M::LowerBack, M::FrontDelts, M::Forearms],
    joints: &[J::Hip, J::LowerBack, J::Shoulder, J::Elbow, J::Wrist],
    equipment: &[E::Kettlebell],
    loading: BELL,
    unilateral: true,
    ..PART
};

rows! {
    snatch "Snatch" [
        "barbell snatch", "full snatch", "squat snatch", "snatch barbell", "snatches", "reißen", "reissen", "arrancada",
        "arraché",
    ] {
        cues: &["Wide grip, chest up, bar close", "Extend fully, then pull under", "Catch in a deep overhead squat"],
        faults: &["arms bend early", "bar swings away", "jumping forward"],
        regressions: &["power_snatch", "overhead_squat"],
    } ..LIFT;
    power_snatch "Power snatch" ["power snatch barbell", "standreißen", "arrancada de potencia", "arraché debout"] {
        cues: &["As a snatch, bar close", "Catch above a half squat", "Stand up with the bar locked"],
        faults: &["arms bend early", "pressing out"], regressions: &["hang_snatch", "snatch_pull"],
        progressions: &["snatch"],
    } ..LIFT;
    hang_snatch "Hang snatch" ["hang power snatch", "hang snatch barbell", "hang squat snatch"] {
        cues: &["Bar above the knees, hips back", "Extend fully", "Pull under and lock out"],
        faults: &["arms bend early", "bar swings away"], regressions: &["snatch_pull"], progressions: &["power_snatch"],
    } ..LIFT;
    muscle_snatch "Muscle snatch" ["muscle snatches"] {
        cues: &["Pull tall, elbows high", "Turn over without bending the knees", "Press to lockout"],
        faults: &["bar swings away", "knees bend"], regressions: &["snatch_pull"],
    } ..LIFT;
    snatch_balance "Snatch balance" ["drop snatch", "heaving snatch balance"] {
        cues: &["Bar on the upper back, wide grip", "Dip, drive and drop under", "Catch with straight arms"],
        faults: &["pressing out", "feet land too wide"], regressions: &["overhead_squat"],
    } ..LIFT;
    clean "Clean" [
        "barbell clean", "squat clean", "full clean", "clean barbell", "cleans", "umsetzen", "cargada", "épaulé",
    ] {
        cues: &["Chest up, bar close", "Extend fully, then pull under", "Catch in a front squat, elbows high"],
        faults: &["arms bend early", "elbows slow", "jumping forward"], regressions: &["power_clean", "front_squat"],
        progressions: &["clean_and_jerk"],
    } ..LIFT;
    power_clean "Power clean" [
        "power clean barbell", "power cleans", "standumsetzen", "cargada de potencia", "épaulé debout",
    ] {
        cues: &["As a clean, bar close", "Catch above a half squat, elbows high", "Stand tall"],
        faults: &["arms bend early", "catching with the back bent"], regressions: &["hang_power_clean", "clean_pull"],
        progressions: &["clean"],
    } ..LIFT;
    hang_clean "Hang clean" ["hang squat clean", "hang clean barbell"] {
        cues: &["Bar above the knees, hips back", "Extend fully", "Catch in a front squat"],
        faults: &["arms bend early", "elbows slow"], regressions: &["hang_power_clean"], progressions: &["clean"],
    } ..LIFT;
    hang_power_clean "Hang power clean" ["hang power clean barbell", "hpc", "hang power cleans"] {
        cues: &["Bar above the knees, hips back", "Jump tall", "Catch high, elbows forward"],
        faults: &["arms bend early", "leaning back in the catch"], regressions: &["clean_pull", "hang_high_pull"],
        progressions: &["power_clean"],
    } ..PART;
    clean_and_jerk "Clean and jerk" [
        "clean & jerk", "c&j", "clean jerk", "clean and jerks", "power clean and jerk", "stoßen", "umsetzen und stoßen",
        "dos tiempos", "cargada y envión", "épaulé jeté",
    ] {
        cues: &["Clean to a stable front rack", "Stand, breathe, dip straight down", "Drive and split or push under"],
        faults: &["dipping forward", "pressing out", "rushing the jerk"], regressions: &["clean", "split_jerk"],
    } ..LIFT;
    clean_and_press "Clean and press" [
        "barbell clean and press", "clean & press", "power clean and press", "clean press",
    ] {
        level: Level::Intermediate,
        cues: &["Clean to the shoulders", "Brace", "Press overhead"],
        faults: &["leaning back", "reverse-curling the clean"], regressions: &["hang_power_clean", "overhead_press"],
    } ..LIFT;
    split_jerk "Split jerk" [
        "jerk", "barbell jerk", "split jerk barbell", "jerks", "ausstoßen", "envión", "jeté fente",
    ] {
        cues: &["Dip straight down", "Drive up, then split under", "Front foot back first, then the rear"],
        faults: &["dipping forward", "pressing out", "short split"], regressions: &["push_jerk"],
    } ..LIFT;
    push_jerk "Push jerk" ["power jerk", "push jerk barbell"] {
        cues: &["Dip straight down", "Drive and drop under with bent knees", "Stand up with the bar locked"],
        faults: &["dipping forward", "pressing out"], regressions: &["push_press"], progressions: &["split_jerk"],
    } ..LIFT;
    clean_pull "Clean pull" ["clean pulls", "clean deadlift", "barbell clean pull"] {
        cues: &["As a clean, arms straight", "Extend fully with a shrug", "Lower with control"],
        faults: &["arms bend early", "back rounds"], regressions: &["deadlift"], progressions: &["hang_power_clean"],
    } ..PART;
    snatch_pull "Snatch pull" ["snatch pulls", "snatch high pull", "barbell snatch pull"] {
        cues: &["Wide grip, arms straight", "Extend fully with a shrug", "Lower with control"],
        faults: &["arms bend early", "back rounds"], regressions: &["deadlift"], progressions: &["hang_snatch"],
    } ..PART;
    hang_high_pull "High pull" [
        "hang high pull", "barbell high pull", "deadlift high pull", "clean high pull", "sumo deadlift high pull",
        "sdhp", "high pulls",
    ] {
        cues: &["Bar above the knees, hips back", "Extend fully", "Elbows high and outside"],
        faults: &["pulling with the arms first", "bar swings away"], regressions: &["romanian_deadlift"],
        progressions: &["hang_power_clean"],
    } ..PART;
    jump_shrug "Jump shrug" ["barbell jump shrug", "jump shrug barbell"] {
        cues: &["Bar above the knees, hips back", "Jump and shrug", "Land softly"],
        faults: &["arms bend", "hard landing"], regressions: &["romanian_deadlift"],
        progressions: &["hang_power_clean"],
    } ..PART;
    press_under "Tall clean" ["press under", "tall snatch", "press under barbell"] {
        cues: &["Stand tall on the toes", "Pull yourself under", "Catch low and still"],
        faults: &["using the hips", "slow feet"], regressions: &["hang_power_clean"],
    } ..LIFT;
    kettlebell_clean "Kettlebell clean" ["kb clean", "single arm kettlebell clean", "kettlebell cleans"] {
        cues: &["Hike as in a swing", "Elbow close, bell rolls round the wrist", "Soft landing in the rack"],
        faults: &["bell bangs the forearm", "curling the bell"], regressions: &["kettlebell_swing"],
        progressions: &["kettlebell_clean_and_press", "kettlebell_snatch"],
    } ..KETTLEBELL;
    kettlebell_clean_and_press "Kettlebell clean and press" [
        "kb clean and press", "kettlebell clean & press", "single arm kettlebell clean and press",
        "kettlebell clean press",
    ] {
        cues: &["Clean to the rack", "Brace, press with a straight wrist", "Lower to the rack, then swing"],
        faults: &["leaning away", "bell bangs the forearm"], regressions: &["kettlebell_clean", "kettlebell_press"],
        progressions: &["kettlebell_clean_and_jerk"],
    } ..KETTLEBELL;
    kettlebell_clean_and_jerk "Kettlebell clean and jerk" [
        "kb clean and jerk", "kettlebell jerk", "kettlebell long cycle", "long cycle",
    ] {
        level: Level::Advanced,
        cues: &["Clean to the rack", "Dip, drive, dip again", "Lock out and stand"],
        faults: &["heels lift in the dip", "pressing out"], regressions: &["kettlebell_clean_and_press"],
    } ..KETTLEBELL;
    kettlebell_snatch "Kettlebell snatch" [
        "kb snatch", "single arm kettlebell snatch", "kettlebell snatches", "snatch kettlebell",
    ] {
        level: Level::Advanced,
        cues: &["Hike as in a swing", "Elbow high and close, punch through", "Lock out over the shoulder"],
        faults: &["bell bangs the forearm", "swinging a wide arc"],
        regressions: &["kettlebell_clean", "single_arm_kettlebell_swing"],
    } ..KETTLEBELL;
    kettlebell_high_pull "Kettlebell high pull" [
        "kb high pull", "single arm kettlebell high pull", "kettlebell sumo deadlift high pull",
        "kettlebell sumo high pull",
    ] {
        cues: &["Swing, then pull the elbow back", "Bell level at shoulder height", "Push it back into the swing"],
        faults: &["pulling with the arm first", "shrugging"], regressions: &["kettlebell_swing"],
        progressions: &["kettlebell_snatch"],
    } ..KETTLEBELL;
    dumbbell_snatch "Dumbbell snatch" [
        "db snatch", "single arm dumbbell snatch", "alternating dumbbell snatch", "one arm dumbbell snatch",
        "snatch dumbbell",
    ] {
        equipment: &[E::Dumbbell], loading: Loading::Total { step_kg: 2.0 }, level: Level::Advanced,
        cues: &["Dumbbell between the feet, flat back", "Extend fully, elbow high", "Punch overhead"],
        faults: &["pulling with the arm first", "back rounds"], regressions: &["dumbbell_clean"],
    } ..KETTLEBELL;
    dumbbell_clean "Dumbbell clean" [
        "db clean", "dumbbell hang clean", "dumbbell power clean", "dumbbell hang power clean",
    ] {
        equipment: &[E::Dumbbell], loading: HANDS, unilateral: false,
        cues: &["Dumbbells above the knees, hips back", "Jump tall", "Catch at the shoulders"],
        faults: &["curling the dumbbells", "back rounds"], regressions: &["dumbbell_romanian_deadlift"],
        progressions: &["dumbbell_clean_and_press", "dumbbell_snatch"],
    } ..KETTLEBELL;
    dumbbell_clean_and_press "Dumbbell clean and press" [
        "db clean and press", "dumbbell clean & press", "dumbbell clean press",
    ] {
        equipment: &[E::Dumbbell], loading: HANDS, unilateral: false,
        cues: &["Clean to the shoulders", "Brace", "Press overhead"],
        faults: &["leaning back", "curling the dumbbells"], regressions: &["dumbbell_clean", "dumbbell_shoulder_press"],
    } ..KETTLEBELL;
    dumbbell_clean_and_jerk "Dumbbell clean and jerk" ["db clean and jerk", "dumbbell clean & jerk", "dumbbell jerk"] {
        equipment: &[E::Dumbbell], loading: HANDS, unilateral: false, level: Level::Advanced,
        cues: &["Clean to the shoulders", "Dip and drive", "Drop under and lock out"],
        faults: &["dipping forward", "pressing out"], regressions: &["dumbbell_clean_and_press"],
    } ..KETTLEBELL;
}
