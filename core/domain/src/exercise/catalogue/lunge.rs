//! Lunges, split squats and step-ups.

use super::{BAR, BELL, BODY, CALISTHENICS, HANDS, ONE, RESISTANCE};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// A lunge with the body alone; the front leg carries the trunk, as in a squat (0.85).
const FREE: Exercise = Exercise {
    pattern: Pattern::Lunge,
    primary: &[M::Quadriceps, M::Glutes],
    secondary: &[M::Adductors, M::Hamstrings, M::Calves],
    joints: &[J::Knee, J::Hip, J::Ankle],
    unilateral: true,
    bodyweight_share: 0.85,
    contraindications: &[C::KneeArthritis],
    met: CALISTHENICS,
    ..BODY
};

/// A lunge with a dumbbell in each hand.
const DUMBBELLS: Exercise = Exercise {
    secondary: &[M::Adductors, M::Hamstrings, M::Forearms],
    equipment: &[E::Dumbbell],
    loading: HANDS,
    met: RESISTANCE,
    ..FREE
};

/// A lunge under a barbell.
const BARBELL: Exercise = Exercise {
    secondary: &[M::Adductors, M::Hamstrings, M::LowerBack],
    joints: &[J::Knee, J::Hip, J::Ankle, J::LowerBack],
    equipment: &[E::Barbell, E::Rack],
    level: Level::Intermediate,
    loading: BAR,
    ..DUMBBELLS
};

rows! {
    forward_lunge "Forward lunge" [
        "lunge", "lunges", "bodyweight lunge", "lunge bodyweight", "front lunge", "ausfallschritt", "ausfallschritte",
        "zancada", "zancadas", "fente", "fentes", "fente avant",
    ] {
        cues: &["Step forward as far as is stable", "Back knee towards the floor", "Push back through the front heel"],
        faults: &["front knee falls inwards", "front heel lifts", "trunk tips forward"],
        regressions: &["split_squat", "reverse_lunge"], progressions: &["dumbbell_lunge", "walking_lunge"],
    } ..FREE;
    reverse_lunge "Reverse lunge" [
        "backward lunge", "bodyweight reverse lunge", "step back lunge", "rückwärts ausfallschritt", "zancada inversa",
        "fente arrière",
    ] {
        cues: &["Step back, weight on the front foot", "Lower the back knee softly",
            "Pull yourself up with the front leg"],
        faults: &["pushing off with the back foot", "front knee falls inwards"], regressions: &["split_squat"],
        progressions: &["dumbbell_reverse_lunge"],
    } ..FREE;
    walking_lunge "Walking lunge" [
        "bodyweight walking lunge", "walking lunges", "lunge walk", "gehende ausfallschritte", "zancadas caminando",
        "fentes marchées",
    ] {
        cues: &["Long, steady steps", "Back knee just above the floor", "Come up straight into the next step"],
        faults: &["steps too short", "trunk tips forward", "knee falls inwards"], regressions: &["reverse_lunge"],
        progressions: &["dumbbell_walking_lunge"],
    } ..FREE;
    lateral_lunge "Lateral lunge" [
        "side lunge", "bodyweight side lunge", "lateral lunges", "seitlicher ausfallschritt", "zancada lateral",
        "fente latérale",
    ] {
        primary: &[M::Quadriceps, M::Adductors, M::Glutes], secondary: &[M::Abductors, M::Hamstrings],
        cues: &["Step to the side, toes forward", "Sit back into the bent leg", "Other leg stays straight"],
        faults: &["heel lifts", "knee falls inwards"], progressions: &["cossack_squat", "dumbbell_lateral_lunge"],
    } ..FREE;
    curtsy_lunge "Curtsy lunge" ["curtsey lunge", "bodyweight curtsy lunge", "curtsy squat"] {
        secondary: &[M::Abductors, M::Adductors],
        cues: &["Step behind and across", "Hips face forward", "Lower straight down"],
        faults: &["hips twist", "front knee falls inwards"], regressions: &["reverse_lunge"],
    } ..FREE;
    split_squat "Split squat" ["bodyweight split squat", "static lunge", "stationary lunge", "split squats"] {
        cues: &["Feet in a long stride, hip width apart", "Straight down and up", "Weight on the front foot"],
        faults: &["standing on a line and wobbling", "front heel lifts"],
        progressions: &["dumbbell_split_squat", "bodyweight_bulgarian_split_squat"],
    } ..FREE;
    cossack_squat "Cossack squat" ["cossack", "side to side squat"] {
        level: Level::Intermediate, primary: &[M::Adductors, M::Quadriceps, M::Glutes], secondary: &[M::Abductors],
        cues: &["Wide stance, shift to one side", "Sit low, heel down", "Straight leg points its toes up"],
        faults: &["heel lifts", "back rounds"], regressions: &["lateral_lunge"],
    } ..FREE;
    step_up "Step-up" [
        "step up", "step ups", "bodyweight step up", "box step up", "chair step up", "aufsteiger", "subida al cajón",
        "montée sur banc",
    ] {
        equipment: &[E::Box],
        cues: &["Whole foot on the box", "Stand up with the upper leg", "Lower slowly on the same leg"],
        faults: &["pushing off with the lower foot", "knee falls inwards"], progressions: &["dumbbell_step_up"],
    } ..FREE;
    lateral_step_up "Lateral step-up" ["side step up", "lateral box step up"] {
        equipment: &[E::Box], secondary: &[M::Abductors, M::Adductors],
        cues: &["Stand beside the box, near foot on it", "Push through the heel and stand tall", "Lower slowly"],
        faults: &["hip drops", "pushing off with the floor foot"], regressions: &["step_up"],
    } ..FREE;
    step_down "Step-down" ["step down", "eccentric step down", "heel tap step down", "lateral step down"] {
        equipment: &[E::Box], primary: &[M::Quadriceps], secondary: &[M::Glutes, M::Abductors],
        cues: &["Stand on a low step on one leg", "Bend slowly until the other heel taps", "Knee over the second toe"],
        faults: &["hip drops", "falling the last part"], progressions: &["lateral_step_up"],
    } ..FREE;
    bodyweight_bulgarian_split_squat "Bodyweight Bulgarian split squat" [
        "bulgarian split squat bodyweight", "rear foot elevated split squat bodyweight", "bodyweight bss",
    ] {
        equipment: &[E::Box],
        cues: &["Back foot on the box, laces down", "Lower straight down", "Push through the front heel"],
        faults: &["front foot too close", "weight on the back foot"], regressions: &["split_squat"],
        progressions: &["bulgarian_split_squat"],
    } ..FREE;
    suspension_lunge "Suspension lunge" [
        "trx lunge", "trx split squat", "suspended lunge", "trx bulgarian split squat",
    ] {
        equipment: &[E::Suspension],
        cues: &["Back foot in the strap", "Hips back and down", "Front heel stays on the floor"],
        faults: &["front knee falls inwards", "pushing with the back foot"],
        regressions: &["suspension_assisted_lunge"],
    } ..FREE;
    suspension_assisted_lunge "Suspension-assisted lunge" [
        "assisted lunge", "trx assisted lunge", "trx reverse lunge",
    ] {
        equipment: &[E::Suspension], bodyweight_share: 0.6,
        cues: &["Hold the handles in front", "Step back and lower the knee", "Help with the arms as needed"],
        faults: &["hanging in the straps", "front heel lifts"], progressions: &["reverse_lunge"],
    } ..FREE;
    band_split_squat "Band split squat" ["banded split squat", "resistance band split squat", "band lunge"] {
        equipment: &[E::Band],
        cues: &["Front foot on the band, ends at the shoulders", "Straight down", "Stand up against the band"],
        faults: &["band slips to the toes", "trunk tips forward"], regressions: &["split_squat"],
    } ..FREE;
    lunge_hold "Lunge hold" ["split squat hold", "isometric lunge", "isometric split squat"] {
        measure: Measure::Seconds, contraindications: &[C::Hypertension, C::KneeArthritis],
        cues: &["Lower into a split squat", "Back knee just off the floor", "Stay tall and breathe"],
        faults: &["holding the breath", "front heel lifts"], regressions: &["split_squat"],
    } ..FREE;
    dumbbell_lunge "Dumbbell lunge" [
        "lunge dumbbell", "db lunge", "dumbbell forward lunge", "kurzhantel ausfallschritt", "zancada con mancuernas",
        "fente haltères",
    ] {
        cues: &["Dumbbells hang beside you", "Step forward and lower the back knee", "Push back through the heel"],
        faults: &["trunk tips forward", "front knee falls inwards"], regressions: &["forward_lunge"],
        progressions: &["barbell_lunge"],
    } ..DUMBBELLS;
    dumbbell_reverse_lunge "Dumbbell reverse lunge" ["db reverse lunge", "reverse lunge dumbbell"] {
        cues: &["Dumbbells hang beside you", "Step back and lower softly", "Stand up with the front leg"],
        faults: &["pushing off with the back foot", "trunk tips forward"], regressions: &["reverse_lunge"],
        progressions: &["barbell_reverse_lunge", "deficit_reverse_lunge"],
    } ..DUMBBELLS;
    dumbbell_walking_lunge "Dumbbell walking lunge" [
        "db walking lunge", "walking lunge dumbbell", "weighted walking lunge",
    ] {
        cues: &["Long, steady steps", "Back knee just above the floor", "Shoulders over the hips"],
        faults: &["steps too short", "losing balance between steps"], regressions: &["walking_lunge"],
        progressions: &["barbell_walking_lunge"],
    } ..DUMBBELLS;
    dumbbell_lateral_lunge "Dumbbell lateral lunge" ["db side lunge", "dumbbell side lunge", "goblet lateral lunge"] {
        loading: ONE, primary: &[M::Quadriceps, M::Adductors, M::Glutes], secondary: &[M::Abductors, M::Abs],
        cues: &["Dumbbell at the chest", "Step to the side and sit back", "Push back to the middle"],
        faults: &["heel lifts", "chest falls"], regressions: &["lateral_lunge"],
    } ..DUMBBELLS;
    dumbbell_curtsy_lunge "Dumbbell curtsy lunge" [
        "curtsy lunge dumbbell", "db curtsy lunge", "weighted curtsy lunge",
    ] {
        secondary: &[M::Abductors, M::Adductors, M::Forearms],
        cues: &["Dumbbells hang beside you", "Step behind and across", "Lower straight down"],
        faults: &["hips twist", "front knee falls inwards"], regressions: &["curtsy_lunge"],
    } ..DUMBBELLS;
    deficit_reverse_lunge "Deficit reverse lunge" ["dumbbell deficit reverse lunge", "deficit lunge"] {
        equipment: &[E::Dumbbell, E::Box], level: Level::Intermediate,
        cues: &["Stand on a low step", "Step back and sink below the step", "Rise with the front leg"],
        faults: &["pushing off with the back foot", "lower back arches"], regressions: &["dumbbell_reverse_lunge"],
    } ..DUMBBELLS;
    dumbbell_split_squat "Dumbbell split squat" ["db split squat", "split squat dumbbell"] {
        cues: &["Long stride, dumbbells at the sides", "Straight down and up", "Weight on the front foot"],
        faults: &["front heel lifts", "trunk tips forward"], regressions: &["split_squat"],
        progressions: &["bulgarian_split_squat"],
    } ..DUMBBELLS;
    bulgarian_split_squat "Bulgarian split squat" [
        "bss", "rfess", "rear foot elevated split squat", "dumbbell bulgarian split squat", "bulgarian squat",
        "bulgarians", "bulgarian lunge", "bulgarische kniebeuge", "bulgarische split squats", "sentadilla búlgara",
        "squat bulgare",
    ] {
        equipment: &[E::Dumbbell, E::Bench], level: Level::Intermediate,
        cues: &["Back foot on the bench, laces down", "Lower straight down", "Push through the front heel"],
        faults: &["front foot too close", "weight on the back foot", "front knee falls inwards"],
        regressions: &["dumbbell_split_squat", "bodyweight_bulgarian_split_squat"],
        progressions: &["barbell_bulgarian_split_squat"],
    } ..DUMBBELLS;
    dumbbell_step_up "Dumbbell step-up" ["db step up", "step up dumbbell", "weighted step up"] {
        equipment: &[E::Dumbbell, E::Box],
        cues: &["Whole foot on the box", "Stand up with the upper leg", "Lower slowly"],
        faults: &["pushing off with the lower foot", "knee falls inwards"], regressions: &["step_up"],
        progressions: &["barbell_step_up"],
    } ..DUMBBELLS;
    goblet_split_squat "Goblet split squat" ["dumbbell goblet split squat", "goblet lunge"] {
        loading: ONE, secondary: &[M::Adductors, M::Abs],
        cues: &["Dumbbell at the chest", "Straight down in a long stride", "Push through the front heel"],
        faults: &["chest falls", "front knee falls inwards"], regressions: &["split_squat"],
    } ..DUMBBELLS;
    kettlebell_lunge "Kettlebell lunge" [
        "kb lunge", "kettlebell goblet lunge", "lunge kettlebell", "kettlebell forward lunge",
    ] {
        equipment: &[E::Kettlebell], loading: BELL, secondary: &[M::Adductors, M::Abs],
        cues: &["Bell at the chest", "Step forward and lower the back knee", "Push back through the heel"],
        faults: &["chest falls", "front knee falls inwards"], regressions: &["forward_lunge"],
    } ..DUMBBELLS;
    kettlebell_reverse_lunge "Kettlebell reverse lunge" [
        "kb reverse lunge", "kettlebell goblet reverse lunge", "kettlebell rack reverse lunge",
    ] {
        equipment: &[E::Kettlebell], loading: BELL, secondary: &[M::Adductors, M::Abs],
        cues: &["Bell at the chest or in the rack", "Step back softly", "Stand up with the front leg"],
        faults: &["leaning to one side", "pushing off with the back foot"], regressions: &["reverse_lunge"],
    } ..DUMBBELLS;
    barbell_lunge "Barbell lunge" ["lunge barbell", "barbell forward lunge", "langhantel ausfallschritt"] {
        cues: &["Bar across the upper back", "Step forward, trunk upright", "Push back in one step"],
        faults: &["trunk tips forward", "stumbling back"], regressions: &["dumbbell_lunge"],
    } ..BARBELL;
    barbell_reverse_lunge "Barbell reverse lunge" ["reverse lunge barbell"] {
        cues: &["Bar across the upper back", "Step back softly", "Stand up with the front leg"],
        faults: &["trunk tips forward", "back knee crashes down"], regressions: &["dumbbell_reverse_lunge"],
    } ..BARBELL;
    barbell_walking_lunge "Barbell walking lunge" ["walking lunge barbell"] {
        cues: &["Bar fixed on the upper back", "Long, steady steps", "Pause in balance if needed"],
        faults: &["steps too short", "trunk tips forward"], regressions: &["dumbbell_walking_lunge"],
    } ..BARBELL;
    barbell_split_squat "Barbell split squat" ["split squat barbell"] {
        cues: &["Long stride, bar across the upper back", "Straight down", "Push through the front heel"],
        faults: &["front heel lifts", "losing balance sideways"], regressions: &["dumbbell_split_squat"],
    } ..BARBELL;
    barbell_bulgarian_split_squat "Barbell Bulgarian split squat" [
        "bulgarian split squat barbell", "barbell rear foot elevated split squat", "barbell bss",
    ] {
        equipment: &[E::Barbell, E::Rack, E::Bench],
        cues: &["Back foot on the bench", "Lower straight down, trunk tight", "Push through the front heel"],
        faults: &["weight on the back foot", "losing balance sideways"], regressions: &["bulgarian_split_squat"],
    } ..BARBELL;
    barbell_step_up "Barbell step-up" ["step up barbell", "barbell box step up"] {
        equipment: &[E::Barbell, E::Rack, E::Box],
        cues: &["Whole foot on the box", "Stand up with the upper leg", "Lower slowly"],
        faults: &["pushing off with the lower foot", "trunk tips forward"], regressions: &["dumbbell_step_up"],
    } ..BARBELL;
    smith_lunge "Smith machine split squat" [
        "smith machine lunge", "smith lunge", "smith split squat", "lunge smith machine",
    ] {
        equipment: &[E::Smith], level: Level::Beginner, secondary: &[M::Adductors, M::Hamstrings],
        cues: &["Front foot forward of the bar", "Straight down", "Push through the front heel"],
        faults: &["front foot too close", "front knee falls inwards"], regressions: &["split_squat"],
    } ..BARBELL;
    smith_bulgarian_split_squat "Smith machine Bulgarian split squat" [
        "bulgarian split squat smith machine", "smith bulgarian split squat",
    ] {
        equipment: &[E::Smith, E::Bench],
        cues: &["Back foot on the bench", "Lower straight down", "Push through the front heel"],
        faults: &["front foot too close", "weight on the back foot"], regressions: &["smith_lunge"],
    } ..BARBELL;
    landmine_reverse_lunge "Landmine reverse lunge" ["landmine lunge"] {
        equipment: &[E::Barbell, E::Landmine], level: Level::Beginner, secondary: &[M::Adductors, M::Abs],
        joints: &[J::Knee, J::Hip, J::Ankle],
        cues: &["End of the bar at the chest", "Step back", "Lean into the bar as you stand up"],
        faults: &["pushing off with the back foot", "bar drifts to one side"], regressions: &["reverse_lunge"],
    } ..BARBELL;
    cable_lunge "Cable reverse lunge" ["cable lunge", "cable split squat"] {
        equipment: &[E::Cable], loading: Loading::Total { step_kg: 2.5 }, secondary: &[M::Hamstrings, M::Abs],
        cues: &["Face the low pulley, handle in both hands", "Step back and lower", "Stand tall against the cable"],
        faults: &["pulled forward by the cable", "front knee falls inwards"], regressions: &["reverse_lunge"],
    } ..DUMBBELLS;
}
