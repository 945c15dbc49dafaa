//! The shoulder alone: raises, flies, rotations, shrugs; and the neck.

use super::{BAR, BELLS, BODY, CALISTHENICS, HANDS, RESISTANCE, SMALL, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// The arm raised with dumbbells.
const RAISE: Exercise = Exercise {
    pattern: Pattern::ShoulderIsolation,
    primary: &[M::SideDelts],
    secondary: &[M::UpperBack],
    joints: &[J::Shoulder],
    equipment: &[E::Dumbbell],
    loading: Loading::PerHand { step_kg: 1.0 },
    contraindications: &[C::ShoulderInstability],
    met: RESISTANCE,
    ..BODY
};

/// The arms brought together in front of the chest.
const FLY: Exercise = Exercise {
    primary: &[M::Chest],
    secondary: &[M::FrontDelts],
    equipment: &[E::Dumbbell, E::Bench],
    loading: HANDS,
    ..RAISE
};

/// The arms taken back.
const REAR: Exercise = Exercise { primary: &[M::RearDelts], contraindications: &[], ..RAISE };

/// The shoulders lifted.
const SHRUG: Exercise = Exercise {
    primary: &[M::UpperBack],
    secondary: &[M::Forearms, M::Neck],
    joints: &[J::Shoulder, J::Neck],
    loading: HANDS,
    contraindications: &[],
    ..RAISE
};

/// Small movements with a band or the arms alone.
const LIGHT: Exercise =
    Exercise { equipment: &[], loading: Loading::None, contraindications: &[], met: CALISTHENICS, ..RAISE };

rows! {
    lateral_raise "Lateral raise" [
        "lateral raises", "side raise", "dumbbell lateral raise", "db lateral raise", "lateral raise dumbbell",
        "side lateral raise", "lat raise", "lat raises", "standing lateral raise", "side raises", "dumbbell side raise",
        "seitheben", "kurzhantel seitheben", "elevaciones laterales", "elevación lateral", "élévations latérales",
        "élévation latérale",
    ] {
        cues: &["Soft elbows, lean forward a touch", "Raise to shoulder height, elbows lead", "Lower slowly"],
        faults: &["shrugging", "swinging", "hands higher than the elbows"], regressions: &["band_lateral_raise"],
        progressions: &["leaning_lateral_raise"],
    } ..RAISE;
    seated_lateral_raise "Seated lateral raise" [
        "seated dumbbell lateral raise", "seated side raise", "seated db lateral raise",
    ] {
        equipment: &[E::Dumbbell, E::Bench],
        cues: &["Sit tall", "Raise to shoulder height", "Lower slowly"],
        faults: &["shrugging", "leaning back"], progressions: &["leaning_lateral_raise"],
    } ..RAISE;
    leaning_lateral_raise "Leaning lateral raise" [
        "lean away lateral raise", "dumbbell lean away lateral raise", "single arm lateral raise",
        "one arm lateral raise",
    ] {
        unilateral: true, level: Level::Intermediate,
        cues: &["Hold a post and lean away", "Raise to shoulder height", "Lower slowly"],
        faults: &["shrugging", "swinging"], regressions: &["lateral_raise"],
    } ..RAISE;
    cable_lateral_raise "Cable lateral raise" [
        "lateral raise cable", "single arm cable lateral raise", "cable side raise", "cable lateral raises",
        "seitheben am kabel", "elevaciones laterales en polea",
    ] {
        equipment: &[E::Cable], unilateral: true, loading: Loading::Total { step_kg: 1.25 },
        cues: &["Pulley low, handle in the far hand", "Raise to shoulder height", "Lower slowly"],
        faults: &["leaning", "shrugging"], regressions: &["machine_lateral_raise"],
    } ..RAISE;
    machine_lateral_raise "Machine lateral raise" [
        "lateral raise machine", "lateral raise machine plates", "side raise machine", "deltoid raise machine",
        "seitheben maschine",
    ] {
        equipment: &[E::Machine], loading: SMALL,
        cues: &["Pads just above the elbows", "Raise to shoulder height", "Lower slowly"],
        faults: &["shrugging", "weights crash"], progressions: &["lateral_raise"],
    } ..RAISE;
    band_lateral_raise "Band lateral raise" [
        "banded lateral raise", "lateral raise band", "resistance band lateral raise", "resistance band side raise",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Stand on the band", "Raise to shoulder height", "Lower slowly"],
        faults: &["shrugging", "leaning back"], progressions: &["lateral_raise"],
    } ..RAISE;
    front_raise "Front raise" [
        "front raises", "dumbbell front raise", "db front raise", "front raise dumbbell", "alternating front raise",
        "frontheben", "elevaciones frontales", "elevación frontal", "élévations frontales", "élévation frontale",
    ] {
        primary: &[M::FrontDelts], secondary: &[M::SideDelts, M::Chest],
        cues: &["Arms nearly straight", "Raise to shoulder height", "Lower slowly"],
        faults: &["swinging", "leaning back"], regressions: &["band_front_raise"],
    } ..RAISE;
    barbell_front_raise "Barbell front raise" ["front raise barbell"] {
        equipment: &[E::Barbell], loading: BAR, primary: &[M::FrontDelts], secondary: &[M::SideDelts, M::Chest],
        cues: &["Shoulder-wide grip", "Raise to shoulder height", "Lower slowly"],
        faults: &["swinging", "leaning back"], regressions: &["front_raise"],
    } ..RAISE;
    plate_front_raise "Plate front raise" ["front raise plate", "weight plate front raise", "plate raise"] {
        equipment: &[E::Plate], loading: Loading::Total { step_kg: 5.0 }, primary: &[M::FrontDelts],
        secondary: &[M::SideDelts, M::Chest],
        cues: &["Hold the plate at nine and three", "Raise to eye height", "Lower slowly"],
        faults: &["swinging", "leaning back"], regressions: &["front_raise"],
    } ..RAISE;
    cable_front_raise "Cable front raise" ["front raise cable", "rope front raise"] {
        equipment: &[E::Cable], loading: SMALL, primary: &[M::FrontDelts], secondary: &[M::SideDelts],
        cues: &["Back to the low pulley", "Raise to shoulder height", "Lower slowly"],
        faults: &["leaning", "swinging"],
    } ..RAISE;
    band_front_raise "Band front raise" ["banded front raise", "front raise band", "resistance band front raise"] {
        equipment: &[E::Band], loading: Loading::None, primary: &[M::FrontDelts], secondary: &[M::SideDelts],
        cues: &["Stand on the band", "Raise to shoulder height", "Lower slowly"],
        faults: &["leaning back", "shrugging"], progressions: &["front_raise"],
    } ..RAISE;
    scaption_raise "Scaption raise" ["scaption", "full can raise", "y raise dumbbell", "dumbbell y raise standing"] {
        primary: &[M::SideDelts, M::FrontDelts], contraindications: &[],
        cues: &["Thumbs up, arms 30 degrees in front of the side", "Raise to shoulder height", "Lower slowly"],
        faults: &["shrugging", "too much weight"],
    } ..RAISE;
    upright_row "Upright row" [
        "upright rows", "barbell upright row", "upright row barbell", "aufrechtes rudern", "remo al mentón",
        "remo al cuello", "tirage menton", "rowing menton",
    ] {
        equipment: &[E::Barbell], loading: BAR, level: Level::Intermediate, secondary: &[M::UpperBack, M::Biceps],
        joints: &[J::Shoulder, J::Elbow, J::Wrist],
        cues: &["Wide grip, bar close to the body", "Pull to the lower chest, elbows lead", "Lower slowly"],
        faults: &["narrow grip and high hands", "swinging"], regressions: &["lateral_raise"],
    } ..RAISE;
    dumbbell_upright_row "Dumbbell upright row" ["upright row dumbbell", "db upright row"] {
        loading: HANDS, secondary: &[M::UpperBack, M::Biceps], joints: &[J::Shoulder, J::Elbow],
        cues: &["Dumbbells close to the body", "Elbows lead to chest height", "Lower slowly"],
        faults: &["hands higher than the chest", "swinging"], progressions: &["upright_row"],
    } ..RAISE;
    cable_upright_row "Cable upright row" ["upright row cable", "rope upright row"] {
        equipment: &[E::Cable], loading: SMALL, secondary: &[M::UpperBack, M::Biceps], joints: &[J::Shoulder, J::Elbow],
        cues: &["Rope on the low pulley", "Elbows lead to chest height", "Lower slowly"],
        faults: &["hands higher than the chest", "leaning back"], progressions: &["upright_row"],
    } ..RAISE;
    around_the_world "Dumbbell around the world" [
        "around the world", "around the worlds", "around the world dumbbell",
    ] {
        equipment: &[E::Dumbbell, E::Bench], level: Level::Intermediate, primary: &[M::Chest, M::FrontDelts],
        secondary: &[M::SideDelts, M::Lats],
        cues: &["Lie down, palms up, light weights", "Circle from the hips to overhead", "Return the same way"],
        faults: &["too much weight", "lower back arches"], regressions: &["dumbbell_fly"],
    } ..RAISE;
    dumbbell_fly "Dumbbell fly" [
        "chest fly", "dumbbell flys", "dumbbell flyes", "dumbbell flies", "chest flyes", "db fly", "chest fly dumbbell",
        "flat dumbbell fly", "pec fly dumbbell", "dumbbell chest fly", "fliegende", "butterfly kurzhantel",
        "aperturas con mancuernas", "aperturas", "écarté couché", "écartés haltères",
    ] {
        cues: &["Elbows a little bent and fixed", "Open until the chest stretches", "Close in a wide arc"],
        faults: &["bending it into a press", "going too deep"], regressions: &["pec_deck", "floor_fly"],
        progressions: &["incline_dumbbell_fly"],
    } ..FLY;
    incline_dumbbell_fly "Incline dumbbell fly" [
        "incline fly", "incline chest fly", "incline chest fly dumbbell", "incline db fly", "incline flyes",
        "incline dumbbell flyes", "schräge fliegende", "aperturas inclinadas",
    ] {
        cues: &["Bench at 30 degrees", "Open until the chest stretches", "Close in a wide arc"],
        faults: &["bending it into a press", "going too deep"], regressions: &["dumbbell_fly"],
    } ..FLY;
    decline_dumbbell_fly "Decline dumbbell fly" ["decline chest fly", "decline fly", "decline chest fly dumbbell"] {
        level: Level::Intermediate,
        contraindications: &[C::ShoulderInstability, C::Pregnancy, C::Glaucoma, C::Hypertension],
        cues: &["Legs secured", "Open with fixed elbows", "Close in a wide arc"],
        faults: &["going too deep", "rushing"], regressions: &["dumbbell_fly"],
    } ..FLY;
    floor_fly "Dumbbell floor fly" ["floor fly", "floor chest fly", "db floor fly"] {
        equipment: &[E::Dumbbell], contraindications: &[],
        cues: &["Lie on the floor, knees bent", "Open until the upper arms touch", "Close in a wide arc"],
        faults: &["arms crash on the floor", "bending it into a press"], progressions: &["dumbbell_fly"],
    } ..FLY;
    pec_deck "Pec deck" [
        "pec deck machine", "machine fly", "butterfly machine", "chest fly machine", "pec fly", "pec fly machine",
        "machine chest fly", "seated machine fly", "butterfly", "pectoral fly", "seated fly machine", "pec dec",
        "pec dec fly", "butterflymaschine", "contractora de pecho", "aperturas en máquina", "pec deck machine écartés",
        "peck deck",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Handles at chest height", "Close in an arc", "Open until the chest stretches"],
        faults: &["shoulders roll forward", "going too far back"], progressions: &["cable_crossover"],
    } ..FLY;
    cable_crossover "Cable crossover" [
        "cable fly", "cable cross over", "cable fly crossover", "cable chest fly", "cable crossovers", "high cable fly",
        "chest fly cable", "seated chest fly cable", "cable flyes", "standing cable fly", "mid cable fly",
        "high to low cable fly", "kabelzug überkreuz", "cable cross", "cruce de poleas", "cruces en polea",
        "écartés poulie", "vis à vis poulie",
    ] {
        equipment: &[E::Cable], loading: Loading::PerHand { step_kg: 2.5 },
        cues: &["Pulleys high, one foot forward", "Sweep the hands together in an arc", "Open slowly"],
        faults: &["bending it into a press", "leaning too far"], regressions: &["pec_deck"],
    } ..FLY;
    low_cable_fly "Low cable fly" [
        "low to high cable fly", "low cable crossover", "incline cable fly", "low cable fly crossover",
    ] {
        equipment: &[E::Cable], loading: Loading::PerHand { step_kg: 2.5 },
        cues: &["Pulleys low", "Sweep up and together to eye height", "Lower slowly"],
        faults: &["swinging", "shrugging"], regressions: &["pec_deck"],
    } ..FLY;
    band_chest_fly "Band chest fly" ["banded chest fly", "chest fly band", "resistance band fly", "band fly"] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Band behind you at chest height", "Sweep the hands together", "Open slowly"],
        faults: &["bending it into a press", "leaning"], progressions: &["cable_crossover"],
    } ..FLY;
    suspension_fly "Suspension fly" ["trx chest fly", "trx fly", "ring fly", "suspended chest fly"] {
        equipment: &[E::Suspension], loading: Loading::None, bodyweight_share: 0.5, level: Level::Intermediate,
        secondary: &[M::FrontDelts, M::Abs], met: CALISTHENICS,
        cues: &["Lean in, arms nearly straight", "Open wide, body straight", "Close in an arc"],
        faults: &["hips sag", "going too deep"], regressions: &["suspension_push_up"],
    } ..FLY;
    svend_press "Svend press" [
        "plate squeeze press", "plate pinch press", "chest press plate squeeze", "plate chest press", "plate squeeze",
    ] {
        equipment: &[E::Plate], loading: Loading::Total { step_kg: 2.5 }, contraindications: &[],
        joints: &[J::Shoulder, J::Elbow],
        cues: &["Squeeze a plate between the palms", "Push it away at chest height", "Return, still squeezing"],
        faults: &["losing the squeeze", "shrugging"],
    } ..FLY;
    reverse_fly "Dumbbell reverse fly" [
        "reverse fly", "rear delt fly", "bent over lateral raise", "bent over rear delt fly", "reverse fly dumbbell",
        "rear delt raise", "dumbbell rear delt fly", "rear delt flyes", "reverse flyes", "bent over reverse fly",
        "rear lateral raise", "seated rear lateral raise", "rear delt dumbbell fly", "bent over dumbbell reverse fly",
        "vorgebeugtes seitheben", "reverse fly kurzhantel", "pájaros", "elevaciones posteriores", "oiseau",
        "oiseau haltères", "bent over rear delt raise", "bent over rear delt lateral raise"] {
        cues: &["Hinge, soft elbows", "Open the arms to the sides", "Lower slowly"],
        faults: &["swinging", "turning it into a row"], regressions: &["band_pull_apart"],
    } ..REAR;
    chest_supported_reverse_fly "Chest-supported reverse fly" [
        "incline reverse fly", "incline rear delt fly", "chest supported rear delt fly", "prone incline reverse fly",
        "seated rear delt fly dumbbell",
    ] {
        equipment: &[E::Dumbbell, E::Bench], contraindications: &[C::Pregnancy],
        cues: &["Chest on the incline bench", "Open the arms to the sides", "Lower slowly"],
        faults: &["lifting the chest", "shrugging"],
    } ..REAR;
    reverse_pec_deck "Reverse pec deck" [
        "rear delt machine", "reverse fly machine", "rear delt fly machine", "machine reverse fly",
        "reverse machine fly", "machine rear delt fly", "rear delt reverse fly machine", "reverse butterfly",
        "butterfly reverse", "pájaros en máquina", "pec deck inversé",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Chest on the pad, handles at shoulder height", "Open in an arc", "Return slowly"],
        faults: &["shrugging", "leaning back"], progressions: &["reverse_fly"],
    } ..REAR;
    cable_reverse_fly "Cable reverse fly" [
        "reverse fly cable", "rear delt reverse fly cable", "cable rear delt fly", "rear delt fly cable",
        "rear delt cable fly", "reverse cable crossover",
    ] {
        equipment: &[E::Cable], loading: Loading::PerHand { step_kg: 1.25 },
        cues: &["Pulleys high, cables crossed", "Open the arms to the sides", "Return slowly"],
        faults: &["bending the elbows", "leaning back"], regressions: &["reverse_pec_deck"],
    } ..REAR;
    band_pull_apart "Band pull-apart" [
        "band pull aparts", "banded pull apart", "pull apart", "pull aparts", "resistance band pull apart",
    ] {
        equipment: &[E::Band], loading: Loading::None, primary: &[M::RearDelts, M::UpperBack], secondary: &[],
        cues: &["Arms straight in front", "Pull the band apart to the chest", "Return slowly"],
        faults: &["shrugging", "lower back arches"], progressions: &["reverse_fly"],
    } ..REAR;
    suspension_reverse_fly "Suspension reverse fly" [
        "trx reverse fly", "trx t fly", "trx rear delt fly", "suspension y raise", "trx y raise",
    ] {
        equipment: &[E::Suspension], loading: Loading::None, bodyweight_share: 0.4, level: Level::Intermediate,
        met: CALISTHENICS,
        cues: &["Lean back a little, arms long", "Open to a T or a Y", "Return slowly"],
        faults: &["hips sag", "bending the elbows"], regressions: &["suspension_high_row"],
    } ..REAR;
    rear_delt_row "Rear-delt row" ["dumbbell rear delt row", "wide dumbbell row", "elbows out row"] {
        loading: HANDS, joints: &[J::Shoulder, J::Elbow], secondary: &[M::UpperBack, M::Biceps],
        cues: &["Hinge, elbows out at right angles", "Pull to chest height", "Lower slowly"],
        faults: &["elbows drop to the ribs", "swinging"],
    } ..REAR;
    barbell_rear_delt_row "Barbell rear-delt row" [
        "rear delt barbell row", "bent over barbell rear delt row", "wide grip barbell rear delt row",
    ] {
        equipment: &[E::Barbell], loading: SMALL, joints: &[J::Shoulder, J::Elbow, J::LowerBack],
        secondary: &[M::UpperBack, M::Biceps],
        cues: &["Hinge, wide grip, elbows out", "Pull the bar to the upper chest", "Lower slowly"],
        faults: &["elbows drop to the ribs", "standing up with each pull"], regressions: &["rear_delt_row"],
    } ..REAR;
    shrug "Barbell shrug" [
        "shrug barbell", "barbell shrugs", "shrug", "shrugs", "trap shrug", "schulterheben", "nackenheben",
        "encogimientos con barra", "encogimientos", "haussements d'épaules", "shrug barre",
    ] {
        equipment: &[E::Barbell], loading: BAR,
        cues: &["Arms straight", "Lift the shoulders straight up", "Lower slowly"],
        faults: &["rolling the shoulders", "bending the elbows"], regressions: &["dumbbell_shrug"],
    } ..SHRUG;
    dumbbell_shrug "Dumbbell shrug" [
        "shrug dumbbell", "db shrug", "dumbbell shrugs", "db shrugs", "encogimientos con mancuernas",
    ] {
        cues: &["Dumbbells at the sides", "Lift the shoulders straight up", "Lower slowly"],
        faults: &["rolling the shoulders", "nodding the head"], progressions: &["shrug"],
    } ..SHRUG;
    kettlebell_shrug "Kettlebell shrug" ["kb shrug", "kettlebell shrugs"] {
        equipment: &[E::Kettlebell], loading: BELLS,
        cues: &["Bells at the sides", "Lift the shoulders straight up", "Lower slowly"],
        faults: &["rolling the shoulders", "nodding the head"],
    } ..SHRUG;
    machine_shrug "Machine shrug" ["shrug machine", "calf machine shrug"] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Hold the handles, arms straight", "Lift the shoulders", "Lower slowly"],
        faults: &["bending the elbows", "rolling the shoulders"],
    } ..SHRUG;
    smith_shrug "Smith machine shrug" ["smith shrug", "shrug smith machine"] {
        equipment: &[E::Smith], loading: BAR,
        cues: &["Bar at the thighs", "Lift the shoulders straight up", "Lower slowly"],
        faults: &["bending the elbows", "rolling the shoulders"],
    } ..SHRUG;
    cable_shrug "Cable shrug" ["shrug cable", "cable shrugs"] {
        equipment: &[E::Cable], loading: STACK,
        cues: &["Bar on the low pulley", "Lift the shoulders straight up", "Lower slowly"],
        faults: &["bending the elbows", "leaning back"],
    } ..SHRUG;
    trap_bar_shrug "Trap bar shrug" ["hex bar shrug", "shrug trap bar"] {
        equipment: &[E::TrapBar], loading: BAR,
        cues: &["Stand tall in the bar", "Lift the shoulders straight up", "Lower slowly"],
        faults: &["rolling the shoulders", "bending the elbows"], regressions: &["dumbbell_shrug"],
    } ..SHRUG;
    cable_external_rotation "Cable external rotation" [
        "external rotation cable", "shoulder external rotation cable", "external rotation",
        "shoulder external rotation", "rotator cuff external rotation",
    ] {
        equipment: &[E::Cable], loading: Loading::Total { step_kg: 1.25 }, unilateral: true, primary: &[M::RearDelts],
        contraindications: &[],
        cues: &["Elbow at the ribs at right angles", "Turn the hand outwards", "Return slowly"],
        faults: &["elbow leaves the ribs", "too much weight"], regressions: &["band_external_rotation"],
    } ..RAISE;
    cable_internal_rotation "Cable internal rotation" [
        "internal rotation cable", "shoulder internal rotation", "internal rotation",
    ] {
        equipment: &[E::Cable], loading: Loading::Total { step_kg: 1.25 }, unilateral: true, primary: &[M::FrontDelts],
        secondary: &[M::Chest], contraindications: &[],
        cues: &["Elbow at the ribs at right angles", "Turn the hand to the belly", "Return slowly"],
        faults: &["elbow leaves the ribs", "twisting"],
    } ..RAISE;
    band_external_rotation "Band external rotation" [
        "banded external rotation", "external rotation band", "resistance band external rotation", "no money drill",
    ] {
        equipment: &[E::Band], primary: &[M::RearDelts], unilateral: true,
        cues: &["Elbow at the ribs at right angles", "Turn the hand outwards", "Return slowly"],
        faults: &["elbow leaves the ribs", "wrist bends"], progressions: &["cable_external_rotation"],
    } ..LIGHT;
    dumbbell_external_rotation "Side-lying external rotation" [
        "dumbbell external rotation", "lying external rotation", "external rotation dumbbell",
        "side lying dumbbell external rotation",
    ] {
        equipment: &[E::Dumbbell], loading: Loading::PerHand { step_kg: 0.5 }, unilateral: true,
        primary: &[M::RearDelts],
        cues: &["Lie on the side, elbow on the ribs", "Turn the forearm up", "Lower slowly"],
        faults: &["elbow lifts", "too much weight"],
    } ..LIGHT;
    cuban_press "Cuban press" ["cuban rotation", "dumbbell cuban press"] {
        equipment: &[E::Dumbbell], loading: Loading::PerHand { step_kg: 1.0 }, level: Level::Intermediate,
        primary: &[M::RearDelts, M::SideDelts], joints: &[J::Shoulder, J::Elbow],
        cues: &["Pull the elbows to shoulder height", "Turn the forearms up", "Press and return"],
        faults: &["too much weight", "shrugging"], regressions: &["band_external_rotation"],
    } ..LIGHT;
    prone_y_raise "Prone Y raise" [
        "y raise", "y raises", "prone y", "prone ytw", "ytwl", "ytw", "incline y raise", "i y t raise", "iyt raise",
    ] {
        primary: &[M::UpperBack, M::RearDelts], secondary: &[M::LowerBack], contraindications: &[C::Pregnancy],
        cues: &["Lie face down, arms in a Y", "Lift with the thumbs up", "Lower slowly"],
        faults: &["shrugging", "neck bends back"],
    } ..LIGHT;
    chest_supported_y_raise "Chest-supported Y raise" [
        "incline bench y raise", "incline dumbbell y raise", "dumbbell chest supported y raise",
        "prone incline y raise",
    ] {
        primary: &[M::UpperBack, M::RearDelts], secondary: &[M::SideDelts], contraindications: &[C::Pregnancy],
        equipment: &[E::Dumbbell, E::Bench], loading: HANDS,
        cues: &["Chest on the incline bench", "Raise the arms in a Y, thumbs up", "Lower slowly"],
        faults: &["shrugging", "lifting the chest"], regressions: &["prone_y_raise"],
    } ..LIGHT;
    scapular_push_up "Scapular push-up" [
        "scap push up", "scap push ups", "scapula push up", "serratus push up", "push up plus",
    ] {
        primary: &[M::UpperBack], secondary: &[M::Chest, M::Abs], bodyweight_share: 0.6,
        joints: &[J::Shoulder, J::Wrist],
        cues: &["Push-up position, arms straight", "Let the chest sink between the shoulder blades", "Push it up"],
        faults: &["bending the elbows", "hips sag"],
    } ..LIGHT;
    arm_raise_hold "Standing arm raise" [
        "bodyweight lateral raise", "arm raises", "shoulder raise no weight", "bodyweight shoulder raises",
    ] {
        cues: &["Stand tall, arms at the sides", "Raise slowly to shoulder height", "Hold two seconds, lower"],
        faults: &["shrugging", "leaning back"], progressions: &["band_lateral_raise"],
    } ..LIGHT;
    neck_flexion "Neck flexion" ["neck curl", "neck curls", "lying neck flexion", "chin tuck lift"] {
        primary: &[M::Neck], secondary: &[], joints: &[J::Neck], level: Level::Intermediate,
        cues: &["Lie on the back, chin tucked", "Lift the head a little", "Lower slowly"],
        faults: &["chin juts out", "jerking"], regressions: &["isometric_neck_hold"],
    } ..LIGHT;
    neck_extension "Neck extension" [
        "neck harness", "lying neck extension", "neck extensions", "neck harness extension", "harness neck extension",
    ] {
        primary: &[M::Neck], secondary: &[M::UpperBack], joints: &[J::Neck], level: Level::Intermediate,
        contraindications: &[C::Osteoporosis],
        cues: &["Lie face down, head over the edge", "Lift the head to a straight line", "Lower slowly"],
        faults: &["bending far back", "jerking"], regressions: &["isometric_neck_hold"],
    } ..LIGHT;
    isometric_neck_hold "Isometric neck hold" ["neck isometrics", "isometric neck", "neck isometric hold"] {
        primary: &[M::Neck], secondary: &[], joints: &[J::Neck], measure: Measure::Seconds,
        cues: &["Hand against the head", "Press lightly, head still", "Each side, breathe"],
        faults: &["pressing too hard", "holding the breath"],
    } ..LIGHT;
}
