//! Rows and face pulls.

use super::{BAR, BELL, BODY, CALISTHENICS, HANDS, HEAVY, RESISTANCE, SMALL, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// A bent-over row with a barbell.
const BARBELL: Exercise = Exercise {
    pattern: Pattern::HorizontalPull,
    primary: &[M::Lats, M::UpperBack],
    secondary: &[M::RearDelts, M::Biceps, M::LowerBack, M::Forearms],
    joints: &[J::Shoulder, J::Elbow, J::LowerBack],
    equipment: &[E::Barbell],
    loading: BAR,
    contraindications: &[C::DiscInjury],
    met: HEAVY,
    ..BODY
};

/// A row with dumbbells.
const DUMBBELLS: Exercise = Exercise { equipment: &[E::Dumbbell], loading: HANDS, met: RESISTANCE, ..BARBELL };

/// A row with the trunk supported or upright.
const GUIDED: Exercise = Exercise {
    secondary: &[M::RearDelts, M::Biceps, M::Forearms],
    joints: &[J::Shoulder, J::Elbow],
    equipment: &[E::Machine],
    loading: STACK,
    contraindications: &[],
    ..DUMBBELLS
};

/// The body pulled towards the hands; about 0.6 of it at 45 degrees, less when steeper (Melrose and Dawes 2015).
const FREE: Exercise = Exercise {
    secondary: &[M::RearDelts, M::Biceps, M::Forearms, M::Abs],
    equipment: &[],
    loading: Loading::None,
    bodyweight_share: 0.6,
    met: CALISTHENICS,
    ..GUIDED
};

rows! {
    bent_over_row "Bent-over row" [
        "barbell row", "barbell rows", "bb row", "bent over barbell row", "barbell bent over row",
        "bent over row barbell", "bor", "bentover row", "langhantelrudern", "vorgebeugtes rudern", "remo con barra",
        "rowing barre", "rowing buste penché",
    ] {
        cues: &["Hinge until the trunk is nearly level", "Pull the bar to the belly", "Lower with control, back flat"],
        faults: &["standing up with each pull", "back rounds", "jerking the bar"],
        regressions: &["dumbbell_row", "seated_cable_row"], progressions: &["pendlay_row"],
    } ..BARBELL;
    pendlay_row "Pendlay row" ["barbell pendlay row", "pendlay row barbell", "dead stop row"] {
        level: Level::Intermediate,
        cues: &["Trunk level, bar on the floor each time", "Pull fast to the lower chest", "Set it down with control"],
        faults: &["trunk rises", "back rounds"], regressions: &["bent_over_row"],
    } ..BARBELL;
    underhand_row "Underhand barbell row" [
        "reverse grip row", "yates row", "reverse grip barbell row", "supinated row", "bent over row underhand barbell",
        "reverse grip bent over row", "underhand bent over row",
    ] {
        secondary: &[M::Biceps, M::RearDelts, M::LowerBack, M::Forearms],
        cues: &["Palms forward, trunk at 45 degrees", "Pull to the belly, elbows close", "Lower with control"],
        faults: &["standing up with each pull", "curling the bar"], regressions: &["seated_cable_row"],
    } ..BARBELL;
    t_bar_row "T-bar row" [
        "t bar rows", "tbar row", "landmine row", "t bar row barbell", "t bar rudern", "remo en t", "rowing t bar",
    ] {
        equipment: &[E::Barbell, E::Landmine],
        cues: &["Straddle the bar, back flat", "Pull the handle to the chest", "Lower until the arms are straight"],
        faults: &["standing up with each pull", "back rounds"], regressions: &["chest_supported_row_machine"],
        progressions: &["bent_over_row"],
    } ..BARBELL;
    meadows_row "Meadows row" ["single arm landmine row", "landmine single arm row"] {
        equipment: &[E::Barbell, E::Landmine], level: Level::Intermediate, unilateral: true,
        cues: &["Stand beside the end of the bar, hinge", "Pull the elbow up and back", "Stretch at the bottom"],
        faults: &["twisting the trunk", "jerking"], regressions: &["dumbbell_row"],
    } ..BARBELL;
    seal_row "Seal row" ["barbell seal row", "bench pull", "prone bench row", "prone barbell row"] {
        equipment: &[E::Barbell, E::Bench], level: Level::Intermediate, secondary: &[M::RearDelts, M::Biceps],
        joints: &[J::Shoulder, J::Elbow], contraindications: &[C::Pregnancy],
        cues: &["Lie on a high bench, bar below", "Pull the bar to the bench", "Lower to straight arms"],
        faults: &["lifting the chest", "legs swing"], regressions: &["chest_supported_dumbbell_row"],
    } ..BARBELL;
    smith_row "Smith machine row" ["smith row", "bent over row smith machine", "smith machine bent over row"] {
        equipment: &[E::Smith], met: RESISTANCE,
        cues: &["Hinge, back flat", "Pull the bar to the belly", "Lower with control"],
        faults: &["standing up with each pull", "back rounds"], regressions: &["seated_cable_row"],
    } ..BARBELL;
    dumbbell_row "Single-arm dumbbell row" [
        "dumbbell row", "db row", "one arm dumbbell row", "single arm db row", "single arm row", "one arm row",
        "bent over one arm row dumbbell", "kroc row", "dumbbell row single arm", "kurzhantelrudern",
        "einarmiges rudern", "remo con mancuerna", "rowing haltère",
    ] {
        equipment: &[E::Dumbbell, E::Bench], unilateral: true, secondary: &[M::RearDelts, M::Biceps, M::Forearms],
        contraindications: &[],
        cues: &["Hand and knee on the bench, back flat", "Pull the elbow to the hip", "Lower to a full stretch"],
        faults: &["twisting the trunk", "shrugging", "jerking the weight"],
        regressions: &["seated_cable_row", "chest_supported_dumbbell_row"], progressions: &["bent_over_row"],
    } ..DUMBBELLS;
    bent_over_dumbbell_row "Bent-over dumbbell row" [
        "dumbbell bent over row", "bent over row dumbbell", "two arm dumbbell row", "db bent over row",
        "bilateral dumbbell row",
    ] {
        cues: &["Hinge, back flat, dumbbells hang", "Pull the elbows back", "Lower with control"],
        faults: &["standing up with each pull", "back rounds"], regressions: &["three_point_dumbbell_row"],
        progressions: &["bent_over_row"],
    } ..DUMBBELLS;
    three_point_dumbbell_row "Three-point dumbbell row" [
        "staggered stance dumbbell row", "split stance dumbbell row", "supported dumbbell row",
    ] {
        unilateral: true, secondary: &[M::RearDelts, M::Biceps, M::Forearms],
        cues: &["Split stance, free hand on the front thigh", "Pull the elbow to the hip", "Back stays flat"],
        faults: &["twisting the trunk", "shrugging"], progressions: &["bent_over_dumbbell_row"],
    } ..DUMBBELLS;
    chest_supported_dumbbell_row "Chest-supported dumbbell row" [
        "incline dumbbell row", "chest supported row", "dumbbell incline row", "incline bench dumbbell row",
        "incline row dumbbell", "chest supported db row", "chest supported incline row",
    ] {
        equipment: &[E::Dumbbell, E::Bench], secondary: &[M::RearDelts, M::Biceps], joints: &[J::Shoulder, J::Elbow],
        contraindications: &[C::Pregnancy],
        cues: &["Chest on the incline bench", "Pull the elbows back and down", "Lower to straight arms"],
        faults: &["lifting the chest", "shrugging"], progressions: &["dumbbell_row"],
    } ..DUMBBELLS;
    renegade_row "Renegade row" ["plank row", "dumbbell renegade row", "commando row"] {
        level: Level::Intermediate, unilateral: true, secondary: &[M::Abs, M::Obliques, M::Biceps, M::Triceps],
        joints: &[J::Shoulder, J::Elbow, J::Wrist, J::LowerBack],
        cues: &["Plank on the dumbbells, feet wide", "Pull one elbow back", "Hips stay square"],
        faults: &["hips twist", "hips sag"], regressions: &["three_point_dumbbell_row"],
    } ..DUMBBELLS;
    kettlebell_row "Kettlebell row" [
        "kb row", "single arm kettlebell row", "bent over kettlebell row", "kettlebell bent over row",
    ] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true,
        secondary: &[M::RearDelts, M::Biceps, M::Forearms],
        cues: &["Split stance, free hand on the thigh", "Pull the elbow to the hip", "Back stays flat"],
        faults: &["twisting the trunk", "shrugging"], progressions: &["kettlebell_gorilla_row"],
    } ..DUMBBELLS;
    kettlebell_gorilla_row "Gorilla row" ["kettlebell gorilla row", "kb gorilla row", "alternating kettlebell row"] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true, level: Level::Intermediate,
        cues: &["Wide stance, both bells on the floor", "Push one bell down, pull the other", "Back flat"],
        faults: &["back rounds", "twisting the trunk"], regressions: &["kettlebell_row"],
    } ..DUMBBELLS;
    seated_cable_row "Seated cable row" [
        "cable row", "seated row", "seated row cable", "low row", "low row cable", "seated cable rows",
        "v grip cable row", "seated cable row v grip", "close grip cable row", "rudern am kabelzug", "kabelrudern",
        "sitzendes rudern", "remo sentado", "remo en polea baja", "tirage horizontal", "rowing poulie basse",
    ] {
        equipment: &[E::Cable],
        cues: &["Sit tall, chest up", "Pull the handle to the belly",
            "Let the shoulders reach forward, then pull again"],
        faults: &["swinging the trunk", "shrugging"], regressions: &["machine_row"],
        progressions: &["dumbbell_row", "bent_over_row"],
    } ..GUIDED;
    wide_grip_cable_row "Wide-grip seated cable row" [
        "seated wide grip row cable", "wide grip seated row", "wide grip cable row", "seated cable row bar wide grip",
    ] {
        equipment: &[E::Cable], primary: &[M::UpperBack, M::RearDelts], secondary: &[M::Lats, M::Biceps],
        cues: &["Wide bar, elbows out", "Pull to the lower chest", "Squeeze the shoulder blades"],
        faults: &["swinging the trunk", "shrugging"], regressions: &["seated_cable_row"],
    } ..GUIDED;
    single_arm_cable_row "Single-arm cable row" [
        "one arm cable row", "single arm seated cable row", "standing single arm cable row", "standing cable row",
    ] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true,
        cues: &["Stand or sit tall", "Pull the elbow to the hip", "Do not turn the trunk"],
        faults: &["twisting", "shrugging"], regressions: &["seated_cable_row"],
    } ..GUIDED;
    face_pull "Face pull" [
        "face pulls", "cable face pull", "face pull cable", "rope face pull", "facepulls", "jalón a la cara",
        "tirage visage",
    ] {
        equipment: &[E::Cable], loading: SMALL, primary: &[M::RearDelts, M::UpperBack], secondary: &[M::Biceps],
        cues: &["Rope at the height of the face", "Pull towards the ears, elbows high",
            "Turn the hands back at the end"],
        faults: &["leaning back", "too much weight"], regressions: &["band_face_pull"],
    } ..GUIDED;
    machine_row "Machine row" [
        "seated row machine", "row machine plate loaded", "iso lateral row", "iso lateral row machine",
        "seated machine row", "lever seated row", "hammer strength row", "remo en máquina",
    ] {
        cues: &["Chest on the pad", "Pull the elbows back", "Return to straight arms"],
        faults: &["lifting the chest off the pad", "shrugging"], progressions: &["seated_cable_row"],
    } ..GUIDED;
    chest_supported_row_machine "Chest-supported T-bar row" [
        "t bar row machine", "machine t bar row", "lying t bar row", "chest supported row machine",
        "incline lever row", "prone t bar row", "prone t bar row machine",
    ] {
        contraindications: &[C::Pregnancy],
        cues: &["Chest on the pad, feet firm", "Pull the handles back", "Lower to straight arms"],
        faults: &["lifting the chest", "bouncing"], regressions: &["machine_row"], progressions: &["t_bar_row"],
    } ..GUIDED;
    high_row_machine "High row machine" [
        "iso lateral high row", "machine high row", "high row", "hammer strength high row",
    ] {
        cues: &["Reach up for the handles", "Pull the elbows down and back", "Return slowly"],
        faults: &["leaning back", "shrugging"], progressions: &["seated_cable_row"],
    } ..GUIDED;
    band_row "Band row" [
        "banded row", "resistance band row", "seated band row", "band seated row", "row band", "gummiband rudern",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Band round the feet or a post", "Sit or stand tall, pull to the belly", "Return slowly"],
        faults: &["shrugging", "leaning back"], progressions: &["suspension_row", "dumbbell_row"],
    } ..GUIDED;
    band_face_pull "Band face pull" ["banded face pull", "face pull band", "resistance band face pull"] {
        equipment: &[E::Band], loading: Loading::None, primary: &[M::RearDelts, M::UpperBack], secondary: &[M::Biceps],
        cues: &["Band at the height of the face", "Pull towards the ears, elbows high", "Turn the hands back"],
        faults: &["leaning back", "lower back arches"], progressions: &["face_pull"],
    } ..GUIDED;
    band_bent_over_row "Bent-over band row" [
        "band bent over row", "bent over row band", "resistance band bent over row", "standing band row bent over",
    ] {
        equipment: &[E::Band], loading: Loading::None, secondary: &[M::RearDelts, M::Biceps, M::LowerBack],
        joints: &[J::Shoulder, J::Elbow, J::LowerBack],
        cues: &["Stand on the band, hinge", "Pull the elbows back", "Back flat"],
        faults: &["back rounds", "standing up with each pull"], regressions: &["band_row"],
    } ..GUIDED;
    inverted_row "Inverted row" [
        "bodyweight row", "australian pull up", "body row", "horizontal pull up", "inverted rows",
        "barbell inverted row", "supine row", "australian row", "umgekehrtes rudern", "remo invertido",
        "dominadas australianas", "rowing inversé", "tractions australiennes",
    ] {
        equipment: &[E::Barbell, E::Rack],
        cues: &["Hang under the bar, body straight", "Pull the chest to the bar", "Lower to straight arms"],
        faults: &["hips sag", "neck reaches for the bar"], regressions: &["suspension_row", "table_row"],
        progressions: &["feet_elevated_inverted_row", "chin_up"],
    } ..FREE;
    feet_elevated_inverted_row "Feet-elevated inverted row" ["elevated inverted row", "decline inverted row"] {
        equipment: &[E::Barbell, E::Rack, E::Box], level: Level::Intermediate, bodyweight_share: 0.75,
        cues: &["Heels on a box, body straight", "Pull the chest to the bar", "Lower with control"],
        faults: &["hips sag", "half the range"], regressions: &["inverted_row"],
    } ..FREE;
    suspension_row "Suspension row" [
        "trx row", "ring row", "trx low row", "rings row", "ring rows", "suspension trainer row", "trx inverted row",
    ] {
        equipment: &[E::Suspension], bodyweight_share: 0.5,
        cues: &["Lean back, body straight", "Pull the chest to the handles", "Lower slowly"],
        faults: &["hips sag", "shrugging"], regressions: &["band_row"], progressions: &["inverted_row"],
    } ..FREE;
    suspension_high_row "Suspension high row" ["trx high row", "trx face pull", "suspension face pull", "trx y fly"] {
        equipment: &[E::Suspension], bodyweight_share: 0.4, primary: &[M::RearDelts, M::UpperBack],
        secondary: &[M::Biceps],
        cues: &["Lean back a little, elbows high", "Pull the hands to the ears", "Body stays straight"],
        faults: &["hips sag", "shrugging"], regressions: &["band_face_pull"],
    } ..FREE;
    single_arm_suspension_row "Single-arm suspension row" [
        "trx single arm row", "one arm trx row", "single arm ring row",
    ] {
        equipment: &[E::Suspension], bodyweight_share: 0.5, level: Level::Intermediate, unilateral: true,
        secondary: &[M::Obliques, M::Biceps, M::RearDelts],
        cues: &["Lean back on one arm", "Pull without turning", "Lower slowly"],
        faults: &["trunk twists", "hips sag"], regressions: &["suspension_row"],
    } ..FREE;
    table_row "Table row" [
        "towel row", "under table row", "door towel row", "towel door row", "table inverted row", "bedsheet row",
        "tisch rudern",
    ] {
        equipment: &[E::Box], bodyweight_share: 0.5,
        cues: &["Only under a table that cannot tip", "Hold the edge, body straight", "Pull the chest to the edge"],
        faults: &["hips sag", "pulling with the neck"], regressions: &["prone_row"], progressions: &["inverted_row"],
    } ..FREE;
    prone_row "Prone row" ["superman row", "prone elbow row", "floor row", "lying bodyweight row", "superman pull"] {
        bodyweight_share: 0.0, joints: &[J::Shoulder, J::UpperBack], primary: &[M::UpperBack, M::RearDelts],
        secondary: &[M::Lats, M::LowerBack], contraindications: &[C::Pregnancy],
        cues: &["Lie face down, arms in front, chest just off the floor", "Pull the elbows back to the ribs",
            "Squeeze and reach again"],
        faults: &["neck bends back", "rushing"], progressions: &["table_row"],
    } ..FREE;
    towel_row_hold "Isometric towel row" ["towel row hold", "isometric row", "self resisted row"] {
        bodyweight_share: 0.0, measure: Measure::Seconds, contraindications: &[C::Hypertension],
        cues: &["Sit, towel round the feet", "Pull the towel as if to tear it", "Sit tall and breathe"],
        faults: &["rounding the back", "holding the breath"], progressions: &["table_row"],
    } ..FREE;
    prone_t_raise "Prone T raise" ["prone t", "floor t raise", "prone t raises", "reverse snow angel"] {
        bodyweight_share: 0.0, joints: &[J::Shoulder, J::UpperBack], primary: &[M::RearDelts, M::UpperBack],
        secondary: &[M::LowerBack], contraindications: &[C::Pregnancy],
        cues: &["Lie face down, arms out to the sides", "Lift the arms, thumbs up", "Lower slowly"],
        faults: &["shrugging", "neck bends back"], progressions: &["prone_row"],
    } ..FREE;
}
