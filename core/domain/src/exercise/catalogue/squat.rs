//! Squats and leg presses.

use super::{ADDED, BAR, BELL, BELLS, BODY, CALISTHENICS, HANDS, HEAVY, ONE, RESISTANCE, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// A squat under a barbell. All but the shanks and feet are lifted: about 0.88 of the body's weight by the segment
/// masses of Winter (2009), taken as 0.85 for feet, shanks and the part of the thighs that stays low.
const BARBELL: Exercise = Exercise {
    pattern: Pattern::Squat,
    primary: &[M::Quadriceps, M::Glutes],
    secondary: &[M::Adductors, M::Hamstrings, M::LowerBack, M::Abs],
    joints: &[J::Knee, J::Hip, J::LowerBack, J::Ankle],
    equipment: &[E::Barbell, E::Rack],
    bodyweight_share: 0.85,
    loading: BAR,
    contraindications: &[C::DiscInjury, C::KneeArthritis, C::PelvicFloor],
    met: HEAVY,
    ..BODY
};

/// A squat with a weight in the hands.
const HELD: Exercise = Exercise {
    secondary: &[M::Adductors, M::Abs, M::UpperBack],
    joints: &[J::Knee, J::Hip, J::Ankle],
    equipment: &[E::Dumbbell],
    loading: ONE,
    contraindications: &[C::KneeArthritis],
    met: RESISTANCE,
    ..BARBELL
};

/// A squat with the body alone.
const FREE: Exercise = Exercise {
    secondary: &[M::Adductors, M::Hamstrings],
    equipment: &[],
    loading: Loading::None,
    met: CALISTHENICS,
    ..HELD
};

/// A squat on a guided path, the back supported.
const GUIDED: Exercise = Exercise {
    secondary: &[M::Adductors, M::Hamstrings],
    equipment: &[E::Machine],
    loading: STACK,
    bodyweight_share: 0.0,
    ..HELD
};

rows! {
    back_squat "Back squat" [
        "squat", "squats", "barbell squat", "barbell back squat", "high bar squat", "high bar back squat",
        "barbell full squat", "kniebeuge", "kniebeugen", "langhantel kniebeuge", "sentadilla", "sentadilla con barra",
        "squat barre", "flexion de jambes barre",
    ] {
        cues: &["Bar across the upper back, feet at shoulder width", "Sit down between the hips, knees over the toes",
            "Drive up through the whole foot"],
        faults: &["knees fall inwards", "heels lift", "lower back rounds at the bottom"],
        regressions: &["goblet_squat", "smith_squat"], progressions: &["low_bar_squat", "front_squat", "pause_squat"],
    } ..BARBELL;
    low_bar_squat "Low-bar squat" ["low bar back squat", "powerlifting squat", "squat low bar barbell"] {
        level: Level::Intermediate,
        cues: &["Bar on the ridge of the shoulder blades", "Lean forward a little and push the hips back",
            "Stand up with chest and hips together"],
        faults: &["hips rise before the chest", "bar rolls up the back"], regressions: &["back_squat"],
    } ..BARBELL;
    front_squat "Front squat" [
        "barbell front squat", "front rack squat", "clean grip front squat", "frontkniebeuge", "frontkniebeugen",
        "sentadilla frontal", "squat avant",
    ] {
        level: Level::Intermediate, primary: &[M::Quadriceps],
        secondary: &[M::Glutes, M::UpperBack, M::Abs, M::Adductors],
        joints: &[J::Knee, J::Hip, J::Ankle, J::Wrist, J::UpperBack],
        cues: &["Bar on the front of the shoulders, elbows high", "Sit straight down, chest up",
            "Push the elbows up as you rise"],
        faults: &["elbows drop", "upper back rounds", "heels lift"], regressions: &["goblet_squat", "back_squat"],
        progressions: &["overhead_squat"],
    } ..BARBELL;
    pause_squat "Pause squat" ["paused squat", "paused back squat", "barbell pause squat", "pin squat"] {
        level: Level::Intermediate,
        cues: &["Hold two seconds at the bottom, braced", "Stay tight, no bounce", "Drive straight up"],
        faults: &["relaxing at the bottom", "rocking forward on the way up"], regressions: &["back_squat"],
    } ..BARBELL;
    barbell_box_squat "Barbell box squat" [
        "box squat", "box squat barbell", "box back squat", "kastenkniebeuge", "box squat to bench",
    ] {
        equipment: &[E::Barbell, E::Rack, E::Box],
        cues: &["Sit back to the box under control", "Stay braced while you touch it", "Stand up without rocking"],
        faults: &["dropping onto the box", "rocking forward to get up"], regressions: &["goblet_squat", "box_squat"],
        progressions: &["back_squat"],
    } ..BARBELL;
    overhead_squat "Overhead squat" [
        "barbell overhead squat", "ohs", "snatch grip overhead squat", "überkopf kniebeuge",
    ] {
        level: Level::Advanced, equipment: &[E::Barbell],
        secondary: &[M::SideDelts, M::UpperBack, M::Abs, M::Adductors],
        joints: &[J::Knee, J::Hip, J::Ankle, J::Shoulder, J::Wrist, J::LowerBack],
        contraindications: &[C::ShoulderInstability, C::DiscInjury, C::KneeArthritis, C::PelvicFloor],
        cues: &["Wide grip, bar over the middle of the foot", "Push up into the bar all the way down",
            "Sit between the heels, chest up"],
        faults: &["bar drifts forward", "elbows bend", "heels lift"], regressions: &["front_squat"],
    } ..BARBELL;
    zercher_squat "Zercher squat" ["barbell zercher squat", "zercher kniebeuge"] {
        level: Level::Intermediate, joints: &[J::Knee, J::Hip, J::Elbow, J::LowerBack, J::UpperBack],
        secondary: &[M::Abs, M::UpperBack, M::Adductors, M::Biceps],
        cues: &["Bar in the bend of the elbows, fists up", "Sit down between the knees", "Keep the chest tall"],
        faults: &["upper back rounds", "bar slips away from the body"], regressions: &["goblet_squat"],
    } ..BARBELL;
    safety_bar_squat "Safety bar squat" ["ssb squat", "safety squat bar squat", "safety bar back squat"] {
        cues: &["Hold the handles, elbows down", "Brace and sit straight down", "Push the upper back into the pad"],
        faults: &["upper back gives in", "knees fall inwards"], regressions: &["goblet_squat"],
    } ..BARBELL;
    barbell_hack_squat "Barbell hack squat" ["behind the back deadlift", "hack squat barbell"] {
        level: Level::Intermediate, equipment: &[E::Barbell], primary: &[M::Quadriceps],
        secondary: &[M::Glutes, M::Forearms, M::UpperBack],
        cues: &["Bar behind the calves, heels a little raised if needed", "Chest up, push the floor away",
            "Bar close to the legs"],
        faults: &["bar catches on the calves", "back rounds at the start"], regressions: &["hack_squat"],
    } ..BARBELL;
    smith_squat "Smith machine squat" ["smith squat", "squat smith machine", "multipresse kniebeuge"] {
        equipment: &[E::Smith], loading: BAR, secondary: &[M::Adductors, M::Hamstrings], bodyweight_share: 0.85,
        joints: &[J::Knee, J::Hip, J::LowerBack],
        cues: &["Feet slightly in front of the bar", "Sit down until the thighs are level", "Keep the back straight"],
        faults: &["heels lift", "lower back rounds at the bottom"], regressions: &["leg_press"],
        progressions: &["back_squat"],
    } ..GUIDED;
    hack_squat "Hack squat machine" ["hack squat", "machine hack squat", "hackenschmidt kniebeuge", "sentadilla hack"] {
        cues: &["Back and hips against the pad", "Lower until the thighs are level", "Push through the whole foot"],
        faults: &["hips lift off the pad", "knees fall inwards", "locking the knees hard"], regressions: &["leg_press"],
        progressions: &["back_squat"],
    } ..GUIDED;
    leg_press "Leg press" [
        "leg press machine", "machine leg press", "45 degree leg press", "incline leg press", "sled leg press",
        "beinpresse", "prensa de piernas", "prensa", "presse à cuisses", "presse cuisses",
    ] {
        cues: &["Feet at shoulder width in the middle of the plate", "Lower until the knees are well bent, hips down",
            "Push without locking the knees"],
        faults: &["lower back rolls off the pad", "knees fall inwards", "short range with too much weight"],
        progressions: &["hack_squat", "smith_squat"],
    } ..GUIDED;
    seated_leg_press "Seated leg press" ["horizontal leg press", "seated leg press machine"] {
        cues: &["Back against the pad, feet at hip width", "Push the plate away smoothly", "Return with control"],
        faults: &["knees fall inwards", "weights crash down"], progressions: &["leg_press"],
    } ..GUIDED;
    single_leg_press "Single-leg press" ["single leg leg press", "one leg press", "unilateral leg press"] {
        unilateral: true,
        cues: &["One foot in the middle of the plate", "Lower slowly, hips level", "Push through the heel"],
        faults: &["hip twists", "knee falls inwards"], regressions: &["leg_press"],
    } ..GUIDED;
    belt_squat "Belt squat" ["belt squat machine", "hip belt squat", "gürtel kniebeuge"] {
        cues: &["Belt low on the hips", "Sit straight down, trunk upright", "Drive up without leaning on the handles"],
        faults: &["pulling with the arms", "knees fall inwards"], regressions: &["leg_press"],
    } ..GUIDED;
    pendulum_squat "Pendulum squat" ["pendulum squat machine"] {
        level: Level::Intermediate,
        cues: &["Shoulders under the pads", "Let the knees travel forward", "Deep, slow, without a bounce"],
        faults: &["heels lift", "bouncing at the bottom"], regressions: &["hack_squat"],
    } ..GUIDED;
    goblet_squat "Goblet squat" [
        "dumbbell goblet squat", "goblet", "becherkniebeuge", "sentadilla goblet", "squat gobelet",
    ] {
        cues: &["Weight close to the chest", "Elbows between the knees at the bottom", "Stand up tall"],
        faults: &["chest falls forward", "heels lift", "weight drifts away from the body"], regressions: &["air_squat"],
        progressions: &["dumbbell_front_squat", "back_squat"],
    } ..HELD;
    kettlebell_goblet_squat "Kettlebell goblet squat" [
        "kb goblet squat", "kettlebell squat", "goblet squat kettlebell",
    ] {
        equipment: &[E::Kettlebell], loading: BELL,
        cues: &["Hold the bell by the horns at the chest", "Elbows between the knees at the bottom", "Stand up tall"],
        faults: &["chest falls forward", "heels lift"], regressions: &["air_squat"],
        progressions: &["kettlebell_front_squat"],
    } ..HELD;
    heel_elevated_goblet_squat "Heel-elevated goblet squat" [
        "heels elevated goblet squat", "cyclist squat", "goblet squat heels raised",
    ] {
        equipment: &[E::Dumbbell, E::Plate], primary: &[M::Quadriceps], secondary: &[M::Glutes, M::Abs],
        cues: &["Heels on a plate, feet close", "Knees travel forward over the toes", "Stay upright and slow"],
        faults: &["weight shifts to the toes", "bouncing at the bottom"], regressions: &["goblet_squat"],
    } ..HELD;
    dumbbell_squat "Dumbbell squat" [
        "db squat", "squat dumbbell", "dumbbell suitcase squat", "kurzhantel kniebeuge", "sentadilla con mancuernas",
    ] {
        loading: HANDS, secondary: &[M::Adductors, M::Forearms],
        cues: &["Dumbbells hang beside the legs", "Sit down, chest up", "Stand up through the whole foot"],
        faults: &["leaning forward", "knees fall inwards"], regressions: &["air_squat"],
        progressions: &["dumbbell_front_squat"],
    } ..HELD;
    dumbbell_front_squat "Dumbbell front squat" ["db front squat", "double dumbbell front squat"] {
        loading: HANDS,
        cues: &["Dumbbells rest on the shoulders, elbows up", "Sit straight down", "Keep the chest tall"],
        faults: &["elbows drop", "leaning forward"], regressions: &["goblet_squat"], progressions: &["front_squat"],
    } ..HELD;
    dumbbell_sumo_squat "Dumbbell sumo squat" [
        "sumo squat", "plie squat", "wide stance dumbbell squat", "sumo kniebeuge", "sentadilla sumo",
    ] {
        primary: &[M::Adductors, M::Glutes, M::Quadriceps], secondary: &[M::Hamstrings],
        cues: &["Feet wide, toes turned out", "Dumbbell hangs between the legs", "Push the knees out as you sit down"],
        faults: &["knees fall inwards", "leaning forward"], regressions: &["air_squat"],
        progressions: &["dumbbell_front_squat"],
    } ..HELD;
    kettlebell_sumo_squat "Kettlebell sumo squat" ["kb sumo squat", "sumo squat kettlebell"] {
        equipment: &[E::Kettlebell], loading: BELL, primary: &[M::Adductors, M::Glutes, M::Quadriceps],
        secondary: &[M::Hamstrings],
        cues: &["Feet wide, toes turned out", "Bell hangs between the legs", "Push the knees out"],
        faults: &["knees fall inwards", "back rounds towards the bell"], regressions: &["air_squat"],
    } ..HELD;
    kettlebell_front_squat "Double kettlebell front squat" [
        "kettlebell front squat", "kb front squat", "kettlebell rack squat",
    ] {
        equipment: &[E::Kettlebell], loading: BELLS, level: Level::Intermediate,
        cues: &["Bells in the rack, wrists straight", "Ribs down, brace", "Sit between the hips and stand tall"],
        faults: &["leaning back", "elbows flare and the bells pull apart"], regressions: &["kettlebell_goblet_squat"],
    } ..HELD;
    landmine_squat "Landmine squat" ["landmine goblet squat", "landmine front squat"] {
        equipment: &[E::Barbell, E::Landmine], loading: BAR,
        cues: &["Hold the end of the bar at the chest", "Lean slightly into the bar", "Sit down and drive up"],
        faults: &["heels lift", "bar pushed away from the chest"], regressions: &["goblet_squat"],
    } ..HELD;
    plate_squat "Plate squat" ["weight plate squat", "plate front squat", "counterbalance squat"] {
        equipment: &[E::Plate],
        cues: &["Hold the plate in front of the chest", "Use it as a counterweight and sit down", "Stand up tall"],
        faults: &["heels lift", "back rounds"], regressions: &["air_squat"], progressions: &["goblet_squat"],
    } ..HELD;
    sandbag_squat "Sandbag squat" ["sandbag front squat", "bear hug squat", "sandbag bear hug squat"] {
        equipment: &[E::Sandbag], loading: Loading::Total { step_kg: 5.0 },
        cues: &["Hug the bag high on the chest", "Sit down between the hips", "Stand up without leaning back"],
        faults: &["bag slides down", "upper back rounds"], regressions: &["air_squat"],
    } ..HELD;
    band_squat "Band squat" ["banded squat", "resistance band squat", "squat band"] {
        equipment: &[E::Band],
        cues: &["Stand on the band, ends at the shoulders", "Sit down with the knees out", "Stand up against the band"],
        faults: &["knees fall inwards", "leaning forward"], regressions: &["box_squat"],
    } ..FREE;
    suspension_squat "Suspension squat" ["trx squat", "assisted squat", "ring assisted squat"] {
        equipment: &[E::Suspension], bodyweight_share: 0.6,
        cues: &["Hold the handles, arms bent", "Sit back and down", "Use the arms only as much as needed"],
        faults: &["hanging in the straps", "heels lift"], progressions: &["air_squat", "assisted_pistol_squat"],
    } ..FREE;
    air_squat "Air squat" [
        "bodyweight squat", "squat bodyweight", "body weight squats", "free squat", "kniebeuge ohne gewicht",
        "sentadilla libre", "sentadilla sin peso", "squat poids du corps",
    ] {
        cues: &["Feet at shoulder width, arms forward", "Sit down until the thighs are level",
            "Stand up through the whole foot"],
        faults: &["knees fall inwards", "heels lift", "chest falls forward"], regressions: &["box_squat"],
        progressions: &["goblet_squat", "single_leg_box_squat"],
    } ..FREE;
    box_squat "Bodyweight box squat" [
        "sit to stand", "chair squat", "chair stand", "squat to chair", "sit to stand squat", "aufstehen vom stuhl",
    ] {
        equipment: &[E::Box],
        cues: &["Feet under the knees, lean forward a little", "Stand up without the hands", "Sit down slowly"],
        faults: &["dropping onto the seat", "knees fall inwards"], progressions: &["air_squat"],
    } ..FREE;
    wall_sit "Wall sit" ["wall squat hold", "wall squat", "wandsitzen", "sentadilla en pared", "la chaise"] {
        measure: Measure::Seconds, primary: &[M::Quadriceps], secondary: &[M::Glutes, M::Calves],
        joints: &[J::Knee, J::Hip], contraindications: &[C::Hypertension, C::KneeArthritis],
        cues: &["Back flat on the wall, thighs level", "Knees over the ankles", "Keep breathing"],
        faults: &["hands on the thighs", "holding the breath"],
    } ..FREE;
    stability_ball_wall_squat "Stability ball wall squat" [
        "swiss ball wall squat", "ball squat", "exercise ball squat",
    ] {
        equipment: &[E::StabilityBall],
        cues: &["Ball between the lower back and the wall", "Roll down until the thighs are level", "Press back up"],
        faults: &["feet too close to the wall", "leaning off the ball"], regressions: &["box_squat"],
        progressions: &["goblet_squat"],
    } ..FREE;
    squat_to_heel_raise "Squat to heel raise" ["squat to calf raise", "squat with calf raise"] {
        secondary: &[M::Calves, M::Adductors],
        cues: &["Sit down until the thighs are level", "Stand up and rise onto the toes", "Balance for a second"],
        faults: &["rushing the balance", "knees fall inwards"], regressions: &["box_squat"],
    } ..FREE;
    tempo_air_squat "Tempo bodyweight squat" ["slow squat", "slow bodyweight squat", "squat with pause bodyweight"] {
        cues: &["Four seconds down", "Two seconds at the bottom, tight", "Up at a normal pace"],
        faults: &["counting too fast", "relaxing at the bottom"], regressions: &["air_squat"],
    } ..FREE;
    single_leg_box_squat "Single-leg box squat" [
        "one leg box squat", "box pistol squat", "single leg squat to box", "single leg sit to stand",
        "single leg squat",
    ] {
        equipment: &[E::Box], level: Level::Intermediate, unilateral: true,
        cues: &["One foot forward, arms out", "Lower slowly to the seat", "Stand up without swinging"],
        faults: &["dropping the last part", "knee falls inwards"], regressions: &["air_squat"],
        progressions: &["pistol_squat"],
    } ..FREE;
    assisted_pistol_squat "Assisted pistol squat" [
        "trx pistol squat", "suspension pistol squat", "supported pistol squat",
    ] {
        equipment: &[E::Suspension], level: Level::Intermediate, unilateral: true,
        cues: &["Hold the straps, one leg forward", "Sit back and down on one leg", "Pull only as much as needed"],
        faults: &["heel lifts", "knee falls inwards"], regressions: &["suspension_squat"],
        progressions: &["pistol_squat"],
    } ..FREE;
    pistol_squat "Pistol squat" ["pistol", "pistols", "one legged squat", "einbeinige kniebeuge", "sentadilla pistol"] {
        level: Level::Advanced, unilateral: true, loading: ADDED, secondary: &[M::HipFlexors, M::Abs, M::Adductors],
        cues: &["Free leg straight in front", "Sit down with the heel on the floor", "Drive up without momentum"],
        faults: &["heel lifts", "knee falls inwards", "lower back collapses"],
        regressions: &["single_leg_box_squat", "assisted_pistol_squat"],
    } ..FREE;
    shrimp_squat "Shrimp squat" ["skater squat", "airborne lunge"] {
        level: Level::Advanced, unilateral: true, loading: ADDED,
        cues: &["Bend the back leg behind you", "Lower until the back knee touches softly",
            "Rise on the front leg alone"],
        faults: &["falling onto the back knee", "heel lifts"], regressions: &["single_leg_box_squat"],
    } ..FREE;
}
