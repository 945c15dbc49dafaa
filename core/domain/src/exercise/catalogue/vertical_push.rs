//! Presses overhead.

use super::{BAR, BELL, BELLS, BODY, CALISTHENICS, HANDS, RESISTANCE, SMALL, STACK, VIGOROUS};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// A barbell pressed overhead while standing.
const BARBELL: Exercise = Exercise {
    pattern: Pattern::VerticalPush,
    primary: &[M::FrontDelts, M::Triceps],
    secondary: &[M::SideDelts, M::UpperBack, M::Abs],
    joints: &[J::Shoulder, J::Elbow, J::Wrist, J::LowerBack],
    equipment: &[E::Barbell, E::Rack],
    loading: BAR,
    contraindications: &[C::ShoulderInstability, C::Hypertension],
    met: VIGOROUS,
    ..BODY
};

/// Dumbbells pressed overhead.
const DUMBBELLS: Exercise = Exercise {
    secondary: &[M::SideDelts, M::UpperBack],
    joints: &[J::Shoulder, J::Elbow],
    equipment: &[E::Dumbbell],
    loading: HANDS,
    contraindications: &[C::ShoulderInstability],
    met: RESISTANCE,
    ..BARBELL
};

/// The body pressed up, head down.
const FREE: Exercise = Exercise {
    joints: &[J::Shoulder, J::Elbow, J::Wrist],
    equipment: &[],
    loading: Loading::None,
    contraindications: &[C::ShoulderInstability, C::Glaucoma, C::Hypertension],
    met: CALISTHENICS,
    ..DUMBBELLS
};

rows! {
    overhead_press "Overhead press" [
        "ohp", "military press", "standing military press", "barbell overhead press", "overhead press barbell",
        "barbell shoulder press", "shoulder press barbell", "standing press", "strict press", "shoulder press strict",
        "strict military press", "standing barbell press", "schulterdrücken langhantel", "überkopfdrücken",
        "military press barbell", "press militar", "développé militaire",
    ] {
        cues: &["Bar at the collarbones, glutes tight", "Press up close to the face",
            "Finish with the bar over the middle of the foot"],
        faults: &["leaning back", "pressing around the head", "elbows behind the bar"],
        regressions: &["dumbbell_shoulder_press"], progressions: &["push_press"],
    } ..BARBELL;
    seated_barbell_press "Seated barbell overhead press" [
        "seated overhead press", "seated barbell shoulder press", "seated military press",
        "seated overhead press barbell", "seated shoulder press barbell",
    ] {
        equipment: &[E::Barbell, E::Bench, E::Rack], secondary: &[M::SideDelts, M::UpperBack],
        joints: &[J::Shoulder, J::Elbow, J::Wrist],
        cues: &["Back against the pad", "Lower to the chin", "Press straight up"],
        faults: &["lower back arches", "bar drifts forward"], regressions: &["seated_dumbbell_press"],
    } ..BARBELL;
    push_press "Push press" ["barbell push press", "push press barbell", "schwungdrücken"] {
        level: Level::Intermediate, secondary: &[M::SideDelts, M::Quadriceps, M::Glutes, M::Abs],
        joints: &[J::Shoulder, J::Elbow, J::Wrist, J::LowerBack, J::Knee],
        cues: &["Short dip, trunk upright", "Drive hard with the legs", "Press the bar out to straight arms"],
        faults: &["dipping forward", "pressing too early"], regressions: &["overhead_press"],
        progressions: &["push_jerk"],
    } ..BARBELL;
    behind_the_neck_press "Behind-the-neck press" ["behind neck press", "btn press", "nackendrücken"] {
        level: Level::Advanced,
        cues: &["Only with free shoulders", "Lower to the ears", "Press straight up"],
        faults: &["head pushed forward", "lowering too deep"], regressions: &["overhead_press"],
    } ..BARBELL;
    bradford_press "Bradford press" [
        "barbell bradford press", "bradford rocky press", "rocky press", "bradford",
    ] {
        level: Level::Advanced,
        cues: &["Only with free shoulders", "Press just over the head", "Lower in front and behind by turns"],
        faults: &["lower back arches", "bar touches the head"], regressions: &["overhead_press"],
    } ..BARBELL;
    z_press "Z press" ["barbell z press", "seated floor press overhead"] {
        level: Level::Advanced, equipment: &[E::Barbell, E::Rack], secondary: &[M::Abs, M::UpperBack, M::SideDelts],
        cues: &["Sit on the floor, legs straight", "Sit tall, brace", "Press straight up"],
        faults: &["rounding the lower back", "leaning back"], regressions: &["overhead_press"],
    } ..BARBELL;
    smith_overhead_press "Smith machine overhead press" [
        "smith shoulder press", "smith machine shoulder press", "overhead press smith machine", "smith press",
    ] {
        equipment: &[E::Smith, E::Bench], met: RESISTANCE, joints: &[J::Shoulder, J::Elbow, J::Wrist],
        secondary: &[M::SideDelts],
        cues: &["Bench upright, bar in front of the face", "Lower to the chin", "Press straight up"],
        faults: &["lower back arches", "bar behind the head"], regressions: &["machine_shoulder_press"],
        progressions: &["overhead_press"],
    } ..BARBELL;
    landmine_press "Landmine press" ["single arm landmine press", "half kneeling landmine press", "angled press"] {
        equipment: &[E::Barbell, E::Landmine], unilateral: true, met: RESISTANCE, joints: &[J::Shoulder, J::Elbow],
        secondary: &[M::Chest, M::Abs], contraindications: &[],
        cues: &["End of the bar at the shoulder", "Press up and forward", "Lean in a little, ribs down"],
        faults: &["trunk twists", "shoulder shrugs"], regressions: &["machine_shoulder_press"],
        progressions: &["overhead_press"],
    } ..BARBELL;
    dumbbell_shoulder_press "Dumbbell shoulder press" [
        "db shoulder press", "shoulder press dumbbell", "db ohp", "dumbbell overhead press", "overhead press dumbbell",
        "standing dumbbell press", "db overhead press", "dumbbell military press", "kurzhantel schulterdrücken",
        "press de hombros con mancuernas", "press de hombros", "développé épaules haltères",
    ] {
        cues: &["Dumbbells at the shoulders, ribs down", "Press up and slightly together", "Lower to the ears"],
        faults: &["leaning back", "half the range"], regressions: &["machine_shoulder_press", "band_shoulder_press"],
        progressions: &["arnold_press", "overhead_press"],
    } ..DUMBBELLS;
    seated_dumbbell_press "Seated dumbbell shoulder press" [
        "seated db shoulder press", "seated dumbbell press", "seated shoulder press dumbbell",
        "seated overhead press dumbbell", "seated shoulder press", "seated db press", "seated dumbbell military press",
    ] {
        equipment: &[E::Dumbbell, E::Bench],
        cues: &["Back against the pad", "Dumbbells beside the ears", "Press up and together"],
        faults: &["lower back arches", "clanging the dumbbells"], regressions: &["machine_shoulder_press"],
        progressions: &["dumbbell_shoulder_press"],
    } ..DUMBBELLS;
    arnold_press "Arnold press" ["arnold dumbbell press", "arnold press dumbbell", "arnolds", "seated arnold press"] {
        equipment: &[E::Dumbbell, E::Bench], level: Level::Intermediate, primary: &[M::FrontDelts, M::SideDelts],
        secondary: &[M::Triceps],
        cues: &["Start with the palms towards you", "Turn the hands as you press", "Turn back on the way down"],
        faults: &["rushing the turn", "lower back arches"], regressions: &["seated_dumbbell_press"],
    } ..DUMBBELLS;
    single_arm_dumbbell_shoulder_press "Single-arm dumbbell shoulder press" [
        "one arm dumbbell press overhead", "single arm shoulder press", "single arm overhead press",
        "one arm shoulder press", "half kneeling dumbbell press", "half kneeling shoulder press",
    ] {
        unilateral: true, secondary: &[M::SideDelts, M::Obliques],
        cues: &["Feet firm, brace", "Press straight up", "Do not lean to the side"],
        faults: &["leaning away", "rib cage flares"], regressions: &["seated_dumbbell_press"],
    } ..DUMBBELLS;
    dumbbell_push_press "Dumbbell push press" ["db push press", "push press dumbbell"] {
        level: Level::Intermediate, secondary: &[M::SideDelts, M::Quadriceps, M::Glutes],
        cues: &["Short dip of the knees", "Drive with the legs", "Finish with straight arms"],
        faults: &["dipping forward", "pressing too early"], regressions: &["dumbbell_shoulder_press"],
        progressions: &["push_press"],
    } ..DUMBBELLS;
    kneeling_dumbbell_press "Tall-kneeling dumbbell press" [
        "tall kneeling shoulder press", "kneeling overhead press", "kneeling dumbbell shoulder press",
    ] {
        secondary: &[M::SideDelts, M::Abs],
        cues: &["Kneel tall, glutes tight", "Press up, ribs down", "Lower to the ears"],
        faults: &["leaning back", "sitting on the heels"], regressions: &["seated_dumbbell_press"],
    } ..DUMBBELLS;
    kettlebell_press "Kettlebell press" [
        "kb press", "kettlebell overhead press", "kettlebell shoulder press", "kettlebell military press",
        "single arm kettlebell press", "kb overhead press", "overhead press kettlebell",
    ] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true, secondary: &[M::SideDelts, M::Obliques],
        joints: &[J::Shoulder, J::Elbow, J::Wrist],
        cues: &["Bell on the forearm in the rack", "Press up with a straight wrist", "Ribs down at the top"],
        faults: &["wrist bends back", "leaning away"],
        progressions: &["double_kettlebell_press", "kettlebell_push_press"],
    } ..DUMBBELLS;
    kettlebell_half_kneeling_press "Half-kneeling kettlebell press" ["half kneeling kb press", "half kneeling press"] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true, secondary: &[M::SideDelts, M::Obliques, M::Abs],
        cues: &["One knee down, glute tight", "Press straight up", "Stay tall"],
        faults: &["leaning to the side", "rib cage flares"], progressions: &["kettlebell_press"],
    } ..DUMBBELLS;
    kettlebell_push_press "Kettlebell push press" ["kb push press"] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true, level: Level::Intermediate,
        secondary: &[M::SideDelts, M::Quadriceps, M::Glutes],
        cues: &["Short dip of the knees", "Drive the bell up", "Lock out over the shoulder"],
        faults: &["dipping forward", "wrist bends back"], regressions: &["kettlebell_press"],
    } ..DUMBBELLS;
    double_kettlebell_press "Double kettlebell press" [
        "double kb press", "double kettlebell overhead press", "two kettlebell press",
    ] {
        equipment: &[E::Kettlebell], loading: BELLS, level: Level::Intermediate, secondary: &[M::SideDelts, M::Abs],
        cues: &["Both bells in the rack", "Brace and press together", "Lower under control"],
        faults: &["leaning back", "wrists bend back"], regressions: &["kettlebell_press"],
    } ..DUMBBELLS;
    kettlebell_bottoms_up_press "Bottoms-up kettlebell press" ["bottoms up press", "bottom up kettlebell press"] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true, level: Level::Advanced,
        secondary: &[M::Forearms, M::SideDelts],
        cues: &["Bell upside down, crush the handle", "Forearm vertical", "Press slowly"],
        faults: &["bell tips over", "shrugging"], regressions: &["kettlebell_press"],
    } ..DUMBBELLS;
    machine_shoulder_press "Machine shoulder press" [
        "shoulder press machine", "shoulder press", "seated shoulder press machine", "shoulder press machine plates",
        "shoulder press plate loaded", "overhead press machine", "lever shoulder press", "schulterpresse",
        "schulterdrücken", "schulterdrücken maschine", "press de hombros en máquina", "développé épaules",
        "développé épaules machine",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Handles at the height of the ears", "Back against the pad", "Press without locking hard"],
        faults: &["shoulders shrug", "lower back arches"],
        progressions: &["seated_dumbbell_press", "dumbbell_shoulder_press"],
    } ..DUMBBELLS;
    cable_shoulder_press "Cable shoulder press" [
        "shoulder press cable", "overhead press cable", "cable overhead press",
    ] {
        equipment: &[E::Cable], loading: SMALL,
        cues: &["Handles at the shoulders, low pulleys", "Press up and together", "Ribs down"],
        faults: &["leaning back", "shrugging"], regressions: &["machine_shoulder_press"],
    } ..DUMBBELLS;
    band_shoulder_press "Band shoulder press" [
        "banded shoulder press", "resistance band shoulder press", "band overhead press", "overhead press band",
        "shoulder press band",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Stand on the band, hands at the shoulders", "Press up", "Ribs down, glutes tight"],
        faults: &["leaning back", "band pulls the wrists back"], progressions: &["dumbbell_shoulder_press"],
    } ..DUMBBELLS;
    band_half_kneeling_press "Half-kneeling band press" ["single arm band press", "single arm band shoulder press"] {
        equipment: &[E::Band], loading: Loading::None, unilateral: true, secondary: &[M::SideDelts, M::Obliques],
        cues: &["Band under the back knee", "Press straight up", "Stay tall"],
        faults: &["leaning to the side", "shrugging"], progressions: &["kettlebell_half_kneeling_press"],
    } ..DUMBBELLS;
    plate_press "Plate overhead press" ["plate press", "weight plate shoulder press", "plate overhead raise press"] {
        equipment: &[E::Plate], loading: Loading::Total { step_kg: 5.0 },
        cues: &["Hold the plate at the chest", "Press up over the head", "Ribs down"],
        faults: &["leaning back", "shrugging"], progressions: &["dumbbell_shoulder_press"],
    } ..DUMBBELLS;
    pike_push_up "Pike push-up" ["pike press", "pike press up", "pike pushups", "shoulder push up"] {
        level: Level::Intermediate, bodyweight_share: 0.7,
        cues: &["Hips high, hands and feet on the floor", "Lower the head in front of the hands",
            "Push back to straight arms"],
        faults: &["elbows flare", "turning it into a push-up"], regressions: &["incline_pike_push_up"],
        progressions: &["elevated_pike_push_up"],
    } ..FREE;
    incline_pike_push_up "Incline pike push-up" ["hands elevated pike push up", "box pike push up hands high"] {
        equipment: &[E::Box], bodyweight_share: 0.5,
        cues: &["Hands on a stable edge, hips high", "Lower the head towards the edge", "Push back"],
        faults: &["edge not stable", "elbows flare"], regressions: &["downward_dog_shoulder_push"],
        progressions: &["pike_push_up"],
    } ..FREE;
    downward_dog_shoulder_push "Down-dog shoulder push" ["down dog push", "dolphin push up", "puppy push up"] {
        bodyweight_share: 0.4,
        cues: &["Hips high, arms long", "Bend the elbows a little and push away", "Head between the arms"],
        faults: &["shrugging", "back rounds"], progressions: &["incline_pike_push_up"],
    } ..FREE;
    wall_slide_press "Wall press-up slide" [
        "wall overhead slide", "scapular wall slide", "wall slide", "wall slides", "wall angel", "wall angels",
    ] {
        contraindications: &[], joints: &[J::Shoulder], primary: &[M::FrontDelts, M::UpperBack],
        secondary: &[M::SideDelts],
        cues: &["Back and forearms on the wall", "Slide the arms up as far as they stay on it", "Ribs down"],
        faults: &["lower back arches", "shrugging"], progressions: &["downward_dog_shoulder_push"],
    } ..FREE;
    elevated_pike_push_up "Elevated pike push-up" [
        "feet elevated pike push up", "box pike push up", "decline pike push up",
    ] {
        level: Level::Advanced, equipment: &[E::Box], bodyweight_share: 0.85,
        cues: &["Feet on a box, hips over the hands", "Lower the head in front of the hands", "Push up"],
        faults: &["hips drift back", "elbows flare"], regressions: &["pike_push_up"],
        progressions: &["handstand_push_up"],
    } ..FREE;
    handstand_push_up "Handstand push-up" [
        "hspu", "handstand press up", "wall handstand push up", "strict handstand push up", "handstand liegestütz",
        "flexiones pino", "pompes en équilibre",
    ] {
        level: Level::Advanced, bodyweight_share: 0.95,
        cues: &["Handstand at the wall, body tight", "Lower the head to the floor with control",
            "Push up to straight arms"],
        faults: &["falling onto the head", "back arches"], regressions: &["elevated_pike_push_up"],
    } ..FREE;
    wall_handstand_hold "Wall handstand hold" [
        "handstand", "handstand hold", "wall handstand", "pino", "appui tendu renversé",
    ] {
        level: Level::Advanced, bodyweight_share: 1.0, measure: Measure::Seconds,
        cues: &["Hands a hand's breadth from the wall", "Push tall through the shoulders", "Ribs in, breathe"],
        faults: &["back arches", "shoulders sink"], regressions: &["pike_push_up"],
    } ..FREE;
    suspension_pike_push_up "Suspension pike push-up" ["trx pike push up"] {
        equipment: &[E::Suspension], level: Level::Advanced, bodyweight_share: 0.7,
        cues: &["Feet in the straps, hips high", "Lower the head in front of the hands", "Push up"],
        faults: &["swinging", "back rounds"], regressions: &["pike_push_up"],
    } ..FREE;
}
