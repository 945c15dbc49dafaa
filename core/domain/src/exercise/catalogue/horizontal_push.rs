//! Bench presses, chest presses, push-ups and dips.

use super::{ADDED, BAR, BELLS, BODY, CALISTHENICS, HANDS, RESISTANCE, SMALL, STACK, VIGOROUS};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// A press on a bench with a barbell.
const BARBELL: Exercise = Exercise {
    pattern: Pattern::HorizontalPush,
    primary: &[M::Chest, M::Triceps],
    secondary: &[M::FrontDelts],
    joints: &[J::Shoulder, J::Elbow, J::Wrist],
    equipment: &[E::Barbell, E::Bench, E::Rack],
    loading: BAR,
    contraindications: &[C::ShoulderInstability, C::Pregnancy],
    met: VIGOROUS,
    ..BODY
};

/// A press on a bench with dumbbells.
const DUMBBELLS: Exercise =
    Exercise { equipment: &[E::Dumbbell, E::Bench], loading: HANDS, met: RESISTANCE, ..BARBELL };

/// A press on a machine or cable.
const GUIDED: Exercise = Exercise {
    joints: &[J::Shoulder, J::Elbow],
    equipment: &[E::Machine],
    loading: STACK,
    contraindications: &[C::ShoulderInstability],
    ..DUMBBELLS
};

/// A push-up. The hands carry 0.64 of the body's weight in the regular one, 0.49 from the knees and 0.41 with the hands
/// 60 cm high; 0.70 to 0.74 with the feet 30 to 60 cm high (Ebben et al. 2011, J Strength Cond Res 25:2891).
const PUSH_UP: Exercise = Exercise {
    secondary: &[M::FrontDelts, M::Abs],
    equipment: &[],
    loading: Loading::None,
    bodyweight_share: 0.64,
    contraindications: &[C::ShoulderInstability],
    met: CALISTHENICS,
    ..BARBELL
};

rows! {
    bench_press "Bench press" [
        "bench", "bp", "barbell bench press", "bench press barbell", "barbell bench", "flat bench",
        "flat barbell bench", "flat bench press", "flat barbell bench press", "barbell chest press", "bankdrücken",
        "langhantel bankdrücken", "press de banca", "press banca", "développé couché", "développé couché barre",
    ] {
        cues: &["Shoulder blades back, feet flat", "Lower to the chest with control", "Press up and slightly back"],
        faults: &["bouncing off the chest", "elbows flare straight out", "hips leave the bench"],
        regressions: &["dumbbell_bench_press", "machine_chest_press"],
        progressions: &["paused_bench_press", "close_grip_bench_press"],
    } ..BARBELL;
    incline_bench_press "Incline bench press" [
        "incline bench", "incline barbell bench press", "barbell incline press", "incline bench press barbell",
        "incline barbell press", "schrägbankdrücken", "press inclinado", "press inclinado con barra",
        "développé incliné", "développé incliné barre",
    ] {
        cues: &["Bench at 30 degrees or a little less", "Lower to the upper chest", "Press straight up"],
        faults: &["bench too steep", "bouncing off the chest"], regressions: &["incline_dumbbell_press"],
    } ..BARBELL;
    decline_bench_press "Decline bench press" [
        "decline bench", "barbell decline bench press", "decline bench press barbell", "negativ bankdrücken",
        "press declinado", "développé décliné",
    ] {
        level: Level::Intermediate,
        contraindications: &[C::ShoulderInstability, C::Pregnancy, C::Glaucoma, C::Hypertension],
        cues: &["Legs secured, head lower than the hips", "Lower to the lower chest", "Press straight up"],
        faults: &["bouncing off the chest", "lifting off without help"], regressions: &["bench_press"],
    } ..BARBELL;
    close_grip_bench_press "Close-grip bench press" [
        "cgbp", "close grip bench", "narrow grip bench press", "bench press close grip barbell",
        "close grip barbell bench press", "triceps bench press", "enges bankdrücken", "bankdrücken eng",
        "press de banca agarre cerrado", "développé couché prise serrée",
    ] {
        primary: &[M::Triceps, M::Chest],
        cues: &["Hands at shoulder width", "Elbows close to the body", "Press up without letting the wrists bend back"],
        faults: &["grip too narrow for the wrists", "elbows flare"], regressions: &["bench_press"],
    } ..BARBELL;
    wide_grip_bench_press "Wide-grip bench press" ["bench press wide grip barbell", "wide bench press"] {
        level: Level::Intermediate, primary: &[M::Chest], secondary: &[M::Triceps, M::FrontDelts],
        cues: &["Hands a little wider than usual", "Lower to the middle of the chest", "Press up evenly"],
        faults: &["elbows flare straight out", "shoulders roll forward"], regressions: &["bench_press"],
    } ..BARBELL;
    guillotine_press "Guillotine press" [
        "guillotine bench press", "barbell guillotine press", "neck press", "barbell neck press", "bench press to neck",
    ] {
        level: Level::Advanced, primary: &[M::Chest], secondary: &[M::Triceps, M::FrontDelts],
        cues: &["Light, with safety arms or a spotter", "Lower to the collarbones, elbows out", "Press straight up"],
        faults: &["too much weight", "thumbs not around the bar"], regressions: &["wide_grip_bench_press"],
    } ..BARBELL;
    paused_bench_press "Paused bench press" [
        "pause bench press", "pause bench", "paused bench", "bench press paused", "competition bench press",
    ] {
        level: Level::Intermediate,
        cues: &["Hold the bar still on the chest", "Stay tight", "Press at once, no sinking"],
        faults: &["relaxing in the pause", "bar sinks into the chest"], regressions: &["bench_press"],
    } ..BARBELL;
    reverse_grip_bench_press "Reverse-grip bench press" ["underhand bench press", "reverse grip bench"] {
        level: Level::Advanced, primary: &[M::Chest, M::Triceps], secondary: &[M::FrontDelts, M::Biceps],
        cues: &["Palms towards the face, thumbs round the bar", "Lower to the lower chest",
            "Press up and back, with a spotter"],
        faults: &["thumb not round the bar", "wrists bend back"], regressions: &["close_grip_bench_press"],
    } ..BARBELL;
    barbell_floor_press "Barbell floor press" ["floor press", "floor press barbell"] {
        equipment: &[E::Barbell, E::Rack], primary: &[M::Triceps, M::Chest],
        cues: &["Lie on the floor, knees bent", "Lower until the upper arms touch", "Press after a short stop"],
        faults: &["elbows crash on the floor", "elbows flare"], regressions: &["dumbbell_floor_press"],
        progressions: &["bench_press"],
    } ..BARBELL;
    smith_bench_press "Smith machine bench press" [
        "smith bench press", "bench press smith machine", "smith machine flat bench press", "smith machine chest press",
    ] {
        equipment: &[E::Smith, E::Bench], met: RESISTANCE,
        cues: &["Bar over the middle of the chest", "Lower with control", "Press without locking hard"],
        faults: &["bench set too far up or down", "elbows flare straight out"], regressions: &["machine_chest_press"],
        progressions: &["bench_press"],
    } ..BARBELL;
    smith_incline_bench_press "Smith machine incline bench press" [
        "smith incline press", "incline bench press smith machine", "smith machine incline press",
    ] {
        equipment: &[E::Smith, E::Bench], met: RESISTANCE,
        cues: &["Bench at 30 degrees", "Bar to the upper chest", "Press straight up"],
        faults: &["bench too steep", "bouncing off the chest"], regressions: &["incline_chest_press_machine"],
        progressions: &["incline_bench_press"],
    } ..BARBELL;
    dumbbell_bench_press "Dumbbell bench press" [
        "db bench press", "dumbbell bench", "flat dumbbell bench", "db bench", "db press flat", "bench press dumbbell",
        "dumbbell chest press", "flat dumbbell press", "dumbbell press flat bench", "flat db press",
        "kurzhantel bankdrücken", "press de banca con mancuernas", "développé couché haltères",
    ] {
        cues: &["Shoulder blades back, dumbbells over the chest", "Lower beside the chest, elbows half out",
            "Press up and together"],
        faults: &["elbows flare straight out", "dumbbells drift towards the face"],
        regressions: &["push_up", "dumbbell_floor_press"], progressions: &["bench_press"],
    } ..DUMBBELLS;
    incline_dumbbell_press "Incline dumbbell press" [
        "incline dumbbell bench press", "db incline press", "incline db press", "incline bench press dumbbell",
        "incline db bench press", "incline chest press dumbbell", "schrägbankdrücken kurzhantel",
        "press inclinado con mancuernas", "développé incliné haltères",
    ] {
        cues: &["Bench at 30 degrees", "Lower to the upper chest", "Press up over the shoulders"],
        faults: &["bench too steep", "lower back arches off the bench"], regressions: &["dumbbell_bench_press"],
        progressions: &["incline_bench_press"],
    } ..DUMBBELLS;
    decline_dumbbell_press "Decline dumbbell press" [
        "decline dumbbell bench press", "decline db press", "decline bench press dumbbell",
    ] {
        level: Level::Intermediate,
        contraindications: &[C::ShoulderInstability, C::Pregnancy, C::Glaucoma, C::Hypertension],
        cues: &["Legs secured", "Lower beside the lower chest", "Press straight up"],
        faults: &["elbows flare", "losing control at the bottom"], regressions: &["dumbbell_bench_press"],
    } ..DUMBBELLS;
    dumbbell_floor_press "Dumbbell floor press" ["db floor press", "floor press dumbbell", "bodendrücken kurzhantel"] {
        equipment: &[E::Dumbbell],
        cues: &["Lie on the floor, knees bent", "Lower until the upper arms touch", "Press up and together"],
        faults: &["elbows crash on the floor", "wrists bend back"], regressions: &["incline_push_up"],
        progressions: &["dumbbell_bench_press"],
    } ..DUMBBELLS;
    neutral_grip_dumbbell_press "Neutral-grip dumbbell bench press" [
        "hammer grip dumbbell press", "neutral grip bench press dumbbell", "hammer press dumbbell",
        "close grip dumbbell press",
    ] {
        primary: &[M::Triceps, M::Chest],
        cues: &["Palms face each other", "Elbows close to the body", "Press straight up"],
        faults: &["dumbbells drift apart", "wrists bend back"], regressions: &["dumbbell_floor_press"],
    } ..DUMBBELLS;
    squeeze_press "Squeeze press" ["dumbbell squeeze press", "hex press", "dumbbell hex press", "crush press"] {
        cues: &["Press the dumbbells together over the chest", "Lower them as one", "Keep squeezing on the way up"],
        faults: &["losing the squeeze", "elbows flare"], regressions: &["dumbbell_floor_press"],
    } ..DUMBBELLS;
    single_arm_dumbbell_press "Single-arm dumbbell bench press" [
        "one arm dumbbell bench press", "single arm db bench", "single arm bench press",
        "alternating dumbbell bench press",
    ] {
        unilateral: true, secondary: &[M::FrontDelts, M::Obliques], level: Level::Intermediate,
        cues: &["Feet wide, trunk braced", "Lower with control", "Press without rolling to the side"],
        faults: &["trunk rolls", "hips leave the bench"], regressions: &["dumbbell_bench_press"],
    } ..DUMBBELLS;
    kettlebell_floor_press "Kettlebell floor press" [
        "kb floor press", "kettlebell chest press", "floor press kettlebell",
    ] {
        equipment: &[E::Kettlebell], loading: BELLS,
        cues: &["Lie on the floor, bell on the forearm", "Upper arm touches the floor", "Press with a straight wrist"],
        faults: &["wrist bends back", "elbow flares"], regressions: &["incline_push_up"],
    } ..DUMBBELLS;
    machine_chest_press "Machine chest press" [
        "chest press", "chest press machine", "seated chest press", "seated chest press machine",
        "hammer strength chest press", "iso lateral chest press", "lever chest press", "vertical chest press",
        "brustpresse", "press de pecho en máquina", "développé machine", "presse pectoraux", "machine bench press",
        "bench press machine",
    ] {
        cues: &["Handles at the height of the chest", "Shoulder blades back", "Press without locking hard"],
        faults: &["shoulders roll forward", "seat too low"], regressions: &["incline_push_up"],
        progressions: &["dumbbell_bench_press", "bench_press"],
    } ..GUIDED;
    incline_chest_press_machine "Incline chest press machine" [
        "incline chest press", "incline machine press", "machine incline chest press",
        "incline chest press machine plate loaded", "iso lateral incline press", "hammer strength incline press",
        "incline machine bench press", "machine incline bench press",
    ] {
        cues: &["Handles at the height of the upper chest", "Shoulder blades back", "Press up and forward"],
        faults: &["shoulders shrug", "lower back arches"], progressions: &["incline_dumbbell_press"],
    } ..GUIDED;
    decline_chest_press_machine "Decline chest press machine" [
        "decline chest press", "iso lateral decline press", "machine decline press",
    ] {
        cues: &["Handles at the height of the lower chest", "Shoulder blades back", "Press down and forward"],
        faults: &["shoulders roll forward", "short range"], progressions: &["dip"],
    } ..GUIDED;
    cable_chest_press "Cable chest press" [
        "standing cable chest press", "cable press", "chest press cable", "cable bench press", "bench press cable",
        "single arm cable press",
    ] {
        equipment: &[E::Cable], secondary: &[M::FrontDelts, M::Abs], loading: SMALL,
        cues: &["Pulleys at chest height, one foot forward", "Press forward and together", "Return slowly"],
        faults: &["trunk leans into it", "shoulders roll forward"], regressions: &["machine_chest_press"],
    } ..GUIDED;
    assisted_dip_machine "Assisted dip" [
        "assisted dips", "dip assisted", "machine assisted dip", "assisted dip machine", "chest dip assisted",
        "triceps dip assisted", "fondos asistidos", "dips assistés",
    ] {
        // How much is lifted depends on the help, so nothing is counted.
        loading: Loading::None,
        cues: &["Set help that allows clean sets", "Lower until the upper arms are level", "Press up, shoulders down"],
        faults: &["sinking into the shoulders", "going too deep"], progressions: &["dip"],
    } ..GUIDED;
    band_assisted_dip "Band-assisted dip" [
        "banded dip", "banded dips", "dip band", "band assisted dips", "assisted dip band",
    ] {
        // How much is lifted depends on the help, so nothing is counted.
        equipment: &[E::DipBars, E::Band], loading: Loading::None, bodyweight_share: 0.0,
        cues: &["Knees or feet in the band", "Lower until the upper arms are level", "Press up, shoulders down"],
        faults: &["bouncing in the band", "sinking into the shoulders"], regressions: &["assisted_dip_machine"],
        progressions: &["dip"],
    } ..GUIDED;
    seated_dip_machine "Seated dip machine" [
        "dip machine", "machine dip", "triceps dip machine", "triceps press machine",
    ] {
        primary: &[M::Triceps, M::Chest],
        cues: &["Elbows close, shoulders down", "Press the handles down", "Return slowly"],
        faults: &["shrugging", "leaning far forward"], progressions: &["assisted_dip_machine"],
    } ..GUIDED;
    push_up "Push-up" [
        "push up", "push ups", "pushup", "pushups", "press up", "press ups", "bodyweight push up", "standard push up",
        "liegestütz", "liegestütze", "liegestützen", "flexiones", "lagartijas", "flexión de brazos", "pompe", "pompes",
    ] {
        loading: ADDED,
        cues: &["Hands under the shoulders, body in one line", "Lower the chest between the hands",
            "Push the floor away"],
        faults: &["hips sag", "elbows flare straight out", "half the range"],
        regressions: &["knee_push_up", "incline_push_up"],
        progressions: &["decline_push_up", "diamond_push_up", "ring_push_up"],
    } ..PUSH_UP;
    knee_push_up "Knee push-up" [
        "push up on knees", "kneeling push up", "push up knees", "modified push up", "knie liegestütz",
        "flexiones de rodillas", "pompes sur les genoux",
    ] {
        bodyweight_share: 0.49,
        cues: &["Knees, hips and shoulders in one line", "Lower the chest between the hands", "Push the floor away"],
        faults: &["hips stay behind", "head drops first"], regressions: &["incline_push_up"],
        progressions: &["push_up"],
    } ..PUSH_UP;
    incline_push_up "Incline push-up" [
        "hands elevated push up", "elevated push up", "bench push up", "box push up", "liegestütz erhöht",
        "flexiones inclinadas", "pompes inclinées",
    ] {
        bodyweight_share: 0.41, equipment: &[E::Box],
        cues: &["Hands on a stable edge, body in one line", "Lower the chest to the edge", "Push away"],
        faults: &["hips sag", "edge not stable"], regressions: &["wall_push_up"],
        progressions: &["knee_push_up", "push_up"],
    } ..PUSH_UP;
    wall_push_up "Wall push-up" ["wall press up", "wand liegestütz", "flexiones en pared", "pompes contre le mur"] {
        bodyweight_share: 0.2, joints: &[J::Shoulder, J::Elbow], contraindications: &[],
        cues: &["Hands on the wall at chest height", "Lean in with a straight body", "Push away"],
        faults: &["hips stay behind", "shoulders shrug"], progressions: &["incline_push_up"],
    } ..PUSH_UP;
    decline_push_up "Decline push-up" ["feet elevated push up", "push up feet elevated", "push up decline"] {
        bodyweight_share: 0.72, equipment: &[E::Box], level: Level::Intermediate,
        cues: &["Feet on the box, body in one line", "Lower the chest between the hands", "Push the floor away"],
        faults: &["hips sag", "head drops first"], regressions: &["push_up"], progressions: &["archer_push_up"],
    } ..PUSH_UP;
    diamond_push_up "Diamond push-up" [
        "close grip push up", "triangle push up", "narrow push up", "triceps push up", "enge liegestütze",
        "flexiones diamante", "pompes diamant",
    ] {
        level: Level::Intermediate, primary: &[M::Triceps, M::Chest],
        cues: &["Hands together under the chest", "Elbows close to the body", "Push the floor away"],
        faults: &["elbows flare", "hips sag"], regressions: &["push_up"],
    } ..PUSH_UP;
    wide_push_up "Wide push-up" ["wide grip push up", "wide hand push up"] {
        primary: &[M::Chest], secondary: &[M::Triceps, M::FrontDelts, M::Abs],
        cues: &["Hands wider than the shoulders", "Lower the chest", "Push the floor away"],
        faults: &["elbows above the shoulders", "hips sag"], regressions: &["knee_push_up"],
    } ..PUSH_UP;
    archer_push_up "Archer push-up" ["side to side push up", "typewriter push up"] {
        level: Level::Advanced, unilateral: true,
        cues: &["Hands very wide", "Lower to one side, other arm straight", "Push back to the middle"],
        faults: &["hips twist", "straight arm bends"], regressions: &["decline_push_up"],
        progressions: &["one_arm_push_up"],
    } ..PUSH_UP;
    one_arm_push_up "One-arm push-up" ["single arm push up", "one handed push up", "einarmige liegestütze"] {
        level: Level::Advanced, unilateral: true, secondary: &[M::FrontDelts, M::Abs, M::Obliques],
        cues: &["Feet wide, hand under the shoulder", "Stay square to the floor", "Push up in one piece"],
        faults: &["hips twist", "shoulder shrugs"], regressions: &["archer_push_up"],
    } ..PUSH_UP;
    clap_push_up "Clap push-up" ["plyo push up", "plyometric push up", "clapping push up", "explosive push up"] {
        level: Level::Intermediate,
        cues: &["Lower with control", "Push so hard that the hands leave the floor", "Land softly with bent elbows"],
        faults: &["landing on straight arms", "hips sag"], regressions: &["push_up"],
    } ..PUSH_UP;
    negative_push_up "Negative push-up" ["eccentric push up", "slow push up", "tempo push up"] {
        cues: &["Start at the top, body in one line", "Take five seconds down", "Come up from the knees"],
        faults: &["dropping the last part", "hips sag"], regressions: &["knee_push_up"], progressions: &["push_up"],
    } ..PUSH_UP;
    hand_release_push_up "Hand-release push-up" ["hand release push ups", "hrpu"] {
        cues: &["Lower all the way to the floor", "Lift the hands for a moment", "Push up in one piece"],
        faults: &["chest rises before the hips", "dropping down"], regressions: &["knee_push_up"],
    } ..PUSH_UP;
    push_up_hold "Push-up hold" ["low push up hold", "isometric push up"] {
        measure: Measure::Seconds, level: Level::Intermediate,
        contraindications: &[C::ShoulderInstability, C::Hypertension],
        cues: &["Lower halfway", "Hold with a tight body", "Keep breathing"],
        faults: &["hips sag", "shoulders shrug"], regressions: &["negative_push_up"],
    } ..PUSH_UP;
    band_push_up "Banded push-up" ["push up band", "resistance band push up", "band push up"] {
        equipment: &[E::Band], level: Level::Intermediate,
        cues: &["Band across the upper back, ends under the hands", "Lower with control", "Push up against the band"],
        faults: &["hips sag", "band slides to the neck"], regressions: &["push_up"],
    } ..PUSH_UP;
    band_chest_press "Band chest press" [
        "chest press band", "bench press band", "resistance band chest press", "banded chest press",
        "standing band press",
    ] {
        equipment: &[E::Band], bodyweight_share: 0.0, joints: &[J::Shoulder, J::Elbow], met: RESISTANCE,
        cues: &["Band behind the upper back or on a door", "Press forward and together", "Return slowly"],
        faults: &["shoulders roll forward", "lower back arches"], regressions: &["wall_push_up"],
    } ..PUSH_UP;
    suspension_push_up "Suspension push-up" [
        "trx push up", "trx chest press", "suspended push up", "suspension chest press",
    ] {
        equipment: &[E::Suspension], bodyweight_share: 0.4,
        cues: &["Stand tall and lean into the straps", "Lower the chest between the hands",
            "Press back, body straight"],
        faults: &["hips sag", "straps rub on the arms with flared elbows"], regressions: &["wall_push_up"],
        progressions: &["ring_push_up"],
    } ..PUSH_UP;
    ring_push_up "Ring push-up" ["rings push up", "gymnastic ring push up", "push up on rings"] {
        equipment: &[E::Suspension], level: Level::Intermediate,
        cues: &["Rings a hand above the floor", "Turn the hands out at the top", "Body in one line"],
        faults: &["rings drift apart", "hips sag"], regressions: &["suspension_push_up", "push_up"],
        progressions: &["ring_dip"],
    } ..PUSH_UP;
    medicine_ball_push_up "Medicine ball push-up" ["med ball push up", "push up on medicine ball"] {
        equipment: &[E::MedicineBall], level: Level::Intermediate,
        cues: &["Both hands on the ball", "Elbows close", "Push up without rolling"],
        faults: &["ball rolls", "hips sag"], regressions: &["push_up"],
    } ..PUSH_UP;
    dip "Dip" [
        "dips", "chest dip", "chest dips", "parallel bar dip", "bar dips", "dips am barren", "triceps dip",
        "tricep dips", "weighted dip", "barrenstütz", "fondos", "fondos en paralelas", "répulsions",
    ] {
        equipment: &[E::DipBars], level: Level::Intermediate, loading: ADDED,
        // All but the hands and forearms: 0.95 by the segment masses of Winter (2009).
        bodyweight_share: 0.95,
        cues: &["Shoulders down, lean forward a little", "Lower until the upper arms are level",
            "Press up to straight arms"],
        faults: &["sinking into the shoulders", "going too deep", "swinging"],
        regressions: &["assisted_dip_machine", "bench_dip"], progressions: &["ring_dip"],
    } ..PUSH_UP;
    ring_dip "Ring dip" ["rings dip", "ring dips"] {
        equipment: &[E::Suspension], level: Level::Advanced, bodyweight_share: 0.95, loading: ADDED,
        cues: &["Rings close to the body", "Lower with control", "Press up and turn the hands out"],
        faults: &["rings drift apart", "shoulders roll forward"], regressions: &["dip", "ring_push_up"],
    } ..PUSH_UP;
}
