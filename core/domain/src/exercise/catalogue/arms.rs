//! Single joints of the arm: elbow, wrist and grip.

use super::{BAR, BODY, CALISTHENICS, HANDS, ONE, RESISTANCE, SMALL, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// The elbow bent with dumbbells.
const CURL: Exercise = Exercise {
    pattern: Pattern::ElbowFlexion,
    primary: &[M::Biceps],
    secondary: &[M::Forearms],
    joints: &[J::Elbow],
    equipment: &[E::Dumbbell],
    loading: HANDS,
    met: RESISTANCE,
    ..BODY
};

/// The elbow bent with a bar.
const BAR_CURL: Exercise = Exercise { joints: &[J::Elbow, J::Wrist], equipment: &[E::Barbell], loading: BAR, ..CURL };

/// The elbow straightened at a cable.
const PUSHDOWN: Exercise = Exercise {
    pattern: Pattern::ElbowExtension,
    primary: &[M::Triceps],
    secondary: &[],
    equipment: &[E::Cable],
    loading: SMALL,
    ..CURL
};

/// The elbow straightened with a weight overhead or lying.
const EXTENSION: Exercise =
    Exercise { joints: &[J::Elbow, J::Shoulder], equipment: &[E::Dumbbell], loading: ONE, ..PUSHDOWN };

/// The wrist moved or the hand closed.
const GRIP: Exercise =
    Exercise { pattern: Pattern::Grip, primary: &[M::Forearms], secondary: &[], joints: &[J::Wrist], ..CURL };

rows! {
    barbell_curl "Barbell curl" [
        "barbell biceps curl", "bicep curl barbell", "bb curl", "standing barbell curl", "straight bar curl",
        "wide grip barbell curl", "close grip barbell curl", "langhantel curl", "langhantelcurls", "curl con barra",
        "curl barre",
    ] {
        cues: &["Elbows at the ribs", "Curl without leaning back", "Lower all the way"],
        faults: &["swinging the trunk", "elbows drift forward"], regressions: &["dumbbell_curl", "cable_curl"],
    } ..BAR_CURL;
    ez_bar_curl "EZ-bar curl" [
        "ez curl", "ez bar biceps curl", "bicep curl ez bar", "curl bar curl", "sz curl", "sz stange curl",
        "curl con barra z", "curl barre ez",
    ] {
        equipment: &[E::EzBar],
        cues: &["Hands on the angled part", "Elbows at the ribs", "Lower all the way"],
        faults: &["swinging the trunk", "elbows drift forward"], regressions: &["dumbbell_curl"],
    } ..BAR_CURL;
    reverse_curl "Reverse curl" [
        "barbell reverse curl", "reverse curl barbell", "overhand curl", "reverse grip barbell curl",
        "reverse barbell curl", "pronated curl",
    ] {
        primary: &[M::Forearms, M::Biceps], secondary: &[], loading: BAR,
        cues: &["Palms down, wrists straight", "Curl to the chest", "Lower slowly"],
        faults: &["wrists bend", "swinging"], regressions: &["hammer_curl"],
    } ..BAR_CURL;
    preacher_curl "Preacher curl" [
        "ez bar preacher curl", "preacher curl ez bar", "preacher curl barbell", "scott curl", "barbell preacher curl",
        "larry scott curl", "scottcurls", "curl predicador", "curl en banco scott", "curl pupitre",
    ] {
        equipment: &[E::EzBar, E::Bench],
        cues: &["Upper arms flat on the pad", "Curl to the top", "Lower almost straight"],
        faults: &["lifting the elbows", "dropping the weight at the bottom"], regressions: &["machine_curl"],
    } ..BAR_CURL;
    spider_curl "Spider curl" ["spider curls", "prone incline curl", "dumbbell spider curl"] {
        equipment: &[E::Dumbbell, E::Bench], contraindications: &[C::Pregnancy],
        cues: &["Chest on the incline bench, arms hang", "Curl without moving the elbows", "Lower slowly"],
        faults: &["swinging the elbows", "half the range"], regressions: &["dumbbell_curl"],
    } ..CURL;
    drag_curl "Drag curl" ["barbell drag curl", "body drag curl"] {
        level: Level::Intermediate,
        cues: &["Drag the bar up along the body", "Elbows move back", "Lower slowly"],
        faults: &["shrugging", "elbows come forward"], regressions: &["barbell_curl"],
    } ..BAR_CURL;
    dumbbell_curl "Dumbbell curl" [
        "biceps curl", "bicep curl", "bicep curls", "biceps curls", "arm curl", "db curl", "db curls",
        "dumbbell biceps curl", "bicep curl dumbbell", "standing dumbbell curl", "alternating dumbbell curl",
        "alternate dumbbell curl", "bizepscurl", "bizepscurls", "bizeps curl", "kurzhantel curl", "curl de bíceps",
        "curl con mancuernas", "curl biceps", "flexion des biceps",
    ] {
        cues: &["Elbows at the ribs, palms forward", "Curl without swinging", "Lower all the way"],
        faults: &["swinging the trunk", "elbows drift forward"], regressions: &["band_curl"],
        progressions: &["incline_dumbbell_curl", "barbell_curl"],
    } ..CURL;
    hammer_curl "Hammer curl" [
        "hammer curls", "dumbbell hammer curl", "db hammer curl", "hammer curl dumbbell", "neutral grip curl",
        "hammercurls", "curl martillo", "curl marteau",
    ] {
        primary: &[M::Biceps, M::Forearms], secondary: &[],
        cues: &["Palms face each other", "Curl without swinging", "Lower all the way"],
        faults: &["swinging the trunk", "shrugging"], regressions: &["band_curl"],
    } ..CURL;
    cross_body_hammer_curl "Cross-body hammer curl" ["cross body curl", "pinwheel curl"] {
        unilateral: true, primary: &[M::Biceps, M::Forearms], secondary: &[],
        cues: &["Palm towards the body", "Curl across to the other shoulder", "Lower slowly"],
        faults: &["swinging", "shrugging"], regressions: &["hammer_curl"],
    } ..CURL;
    incline_dumbbell_curl "Incline dumbbell curl" [
        "incline curl", "incline db curl", "incline bicep curl", "incline curl dumbbell", "incline biceps curl",
        "seated incline curl", "schrägbank curl", "curl inclinado",
    ] {
        equipment: &[E::Dumbbell, E::Bench], level: Level::Intermediate, joints: &[J::Elbow, J::Shoulder],
        cues: &["Lie back at 45 to 60 degrees, arms hang", "Curl without moving the elbows", "Lower all the way"],
        faults: &["elbows drift forward", "shoulders roll forward"], regressions: &["seated_dumbbell_curl"],
    } ..CURL;
    seated_dumbbell_curl "Seated dumbbell curl" [
        "seated curl", "seated biceps curl", "seated bicep curl dumbbell", "seated db curl",
    ] {
        equipment: &[E::Dumbbell, E::Bench],
        cues: &["Sit tall, arms hang", "Curl without swinging", "Lower all the way"],
        faults: &["leaning back", "shrugging"], progressions: &["incline_dumbbell_curl"],
    } ..CURL;
    concentration_curl "Concentration curl" [
        "concentration curls", "reverse grip concentration curl", "dumbbell concentration curl", "konzentrationscurl",
        "konzentrationscurls", "curl concentrado", "curl concentration",
    ] {
        equipment: &[E::Dumbbell, E::Bench], unilateral: true,
        cues: &["Sit, elbow against the inner thigh", "Curl to the shoulder", "Lower slowly"],
        faults: &["swinging the elbow", "leaning back"], regressions: &["dumbbell_curl"],
    } ..CURL;
    zottman_curl "Zottman curl" ["zottman curls", "dumbbell zottman curl"] {
        level: Level::Intermediate, primary: &[M::Biceps, M::Forearms], secondary: &[], joints: &[J::Elbow, J::Wrist],
        cues: &["Curl with the palms up", "Turn the palms down at the top", "Lower slowly"],
        faults: &["too much weight for the way down", "swinging"], regressions: &["dumbbell_curl"],
    } ..CURL;
    dumbbell_preacher_curl "Dumbbell preacher curl" [
        "db preacher curl", "preacher curl dumbbell", "one arm preacher curl", "single arm preacher curl",
    ] {
        equipment: &[E::Dumbbell, E::Bench], unilateral: true,
        cues: &["Upper arm flat on the pad", "Curl to the top", "Lower almost straight"],
        faults: &["lifting the elbow", "dropping the weight"], regressions: &["machine_curl"],
    } ..CURL;
    preacher_hammer_curl "Preacher hammer curl" [
        "hammer preacher curl", "dumbbell preacher hammer curl", "dumbbell hammer preacher curl",
        "neutral grip preacher curl",
    ] {
        equipment: &[E::Dumbbell, E::Bench],
        cues: &["Upper arms flat on the pad, palms face each other", "Curl to the top", "Lower almost straight"],
        faults: &["lifting the elbows", "turning the wrists"], regressions: &["hammer_curl"],
    } ..CURL;
    dumbbell_reverse_curl "Dumbbell reverse curl" [
        "reverse curl dumbbell", "db reverse curl", "reverse dumbbell curl",
    ] {
        primary: &[M::Forearms, M::Biceps], secondary: &[], joints: &[J::Elbow, J::Wrist],
        cues: &["Palms down, wrists straight", "Curl to the shoulders", "Lower slowly"],
        faults: &["wrists bend", "swinging"], progressions: &["reverse_curl"],
    } ..CURL;
    kettlebell_curl "Kettlebell curl" [
        "kb curl", "kettlebell biceps curl", "kettlebell bicep curl", "curl kettlebell",
    ] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 },
        cues: &["Hold the bell by the horns", "Elbows at the ribs", "Lower all the way"],
        faults: &["swinging", "elbows drift forward"],
    } ..CURL;
    kettlebell_hammer_curl "Kettlebell hammer curl" ["kb hammer curl", "hammer curl kettlebell"] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, unilateral: true,
        primary: &[M::Biceps, M::Forearms], secondary: &[], joints: &[J::Elbow, J::Wrist],
        cues: &["Hold the handle, bell hangs below the hand", "Curl with a straight wrist", "Lower slowly"],
        faults: &["wrist bends", "swinging"],
    } ..CURL;
    cable_curl "Cable curl" [
        "cable biceps curl", "bicep curl cable", "cable bicep curl", "standing cable curl", "cable curls",
        "cable bar curl", "single arm cable curl", "curl en polea", "curl poulie",
    ] {
        equipment: &[E::Cable], loading: SMALL,
        cues: &["Bar on the low pulley, elbows at the ribs", "Curl without leaning back", "Lower all the way"],
        faults: &["leaning back", "elbows drift forward"], regressions: &["machine_curl"],
        progressions: &["barbell_curl", "bayesian_curl"],
    } ..CURL;
    rope_hammer_curl "Cable hammer curl" [
        "hammer curl cable", "rope hammer curl", "cable rope hammer curl", "rope curl", "cable rope curl",
    ] {
        equipment: &[E::Cable], loading: SMALL, primary: &[M::Biceps, M::Forearms], secondary: &[],
        cues: &["Rope on the low pulley, palms face each other", "Curl, elbows at the ribs", "Lower all the way"],
        faults: &["leaning back", "elbows drift forward"], regressions: &["hammer_curl"],
    } ..CURL;
    bayesian_curl "Bayesian curl" ["bayesian cable curl", "behind the back cable curl", "behind body cable curl"] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true, level: Level::Intermediate,
        joints: &[J::Elbow, J::Shoulder],
        cues: &["Face away from the low pulley, arm behind", "Curl without moving the elbow", "Stretch at the bottom"],
        faults: &["elbow comes forward", "leaning"], regressions: &["cable_curl"],
    } ..CURL;
    machine_curl "Machine curl" [
        "biceps curl machine", "bicep curl machine", "preacher curl machine", "machine biceps curl",
        "machine bicep curl", "machine preacher curl", "arm curl machine", "bizepsmaschine", "curl en máquina",
        "curl machine",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Elbows in line with the pivot", "Curl to the top", "Lower almost straight"],
        faults: &["lifting the elbows", "weights crash"], progressions: &["cable_curl", "preacher_curl"],
    } ..CURL;
    band_curl "Band curl" [
        "banded curl", "resistance band curl", "band biceps curl", "bicep curl band", "resistance band bicep curl",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Stand on the band", "Elbows at the ribs, curl", "Lower slowly"],
        faults: &["leaning back", "band slips"], progressions: &["dumbbell_curl"],
    } ..CURL;
    band_hammer_curl "Band hammer curl" ["banded hammer curl", "hammer curl band", "resistance band hammer curl"] {
        equipment: &[E::Band], loading: Loading::None, primary: &[M::Biceps, M::Forearms], secondary: &[],
        cues: &["Stand on the band, palms face each other", "Curl", "Lower slowly"],
        faults: &["leaning back", "band slips"], progressions: &["hammer_curl"],
    } ..CURL;
    suspension_curl "Suspension curl" ["trx bicep curl", "trx biceps curl", "trx curl", "ring curl", "suspended curl"] {
        equipment: &[E::Suspension], loading: Loading::None, bodyweight_share: 0.4, secondary: &[M::Forearms, M::Abs],
        met: CALISTHENICS,
        cues: &["Lean back, elbows high and still", "Curl the hands to the temples", "Body straight"],
        faults: &["elbows drop", "hips sag"], regressions: &["band_curl"],
    } ..CURL;
    plate_curl "Plate curl" ["weight plate curl"] {
        equipment: &[E::Plate], loading: Loading::Total { step_kg: 5.0 },
        cues: &["Hold the plate at its edges", "Curl to the chest", "Lower slowly"],
        faults: &["swinging", "elbows drift forward"], progressions: &["barbell_curl"],
    } ..CURL;
    towel_curl "Towel curl" ["self resisted curl", "isometric towel curl", "leg resisted curl"] {
        equipment: &[], loading: Loading::None, met: CALISTHENICS, contraindications: &[C::Hypertension],
        cues: &["Towel under one thigh, sit tall", "Curl against the weight of the leg", "Lower slowly"],
        faults: &["rounding the back", "holding the breath"], progressions: &["band_curl"],
    } ..CURL;
    triceps_pushdown "Triceps pushdown" [
        "tricep pushdown", "tricep pulldown", "cable pushdown", "triceps pushdown cable", "cable triceps pushdown",
        "triceps pressdown", "tricep pushdowns", "triceps pushdown cable straight bar", "pushdown",
        "triceps cable pushdown", "v bar pushdown", "trizepsdrücken", "trizepsdrücken am kabel",
        "extensión de tríceps en polea", "jalón de tríceps", "extension triceps poulie",
    ] {
        cues: &["Elbows at the ribs", "Push down to straight arms", "Return until the forearms are level"],
        faults: &["elbows drift", "leaning over the bar"], regressions: &["band_triceps_pushdown"],
        progressions: &["cable_overhead_triceps_extension"],
    } ..PUSHDOWN;
    rope_pushdown "Rope pushdown" [
        "rope triceps pushdown", "triceps rope pushdown", "triceps pushdown rope", "cable rope pushdown",
        "tricep rope pushdown", "rope tricep extension", "rope pressdown",
    ] {
        cues: &["Elbows at the ribs", "Push down and spread the rope", "Return slowly"],
        faults: &["elbows drift", "leaning over the rope"], regressions: &["band_triceps_pushdown"],
    } ..PUSHDOWN;
    single_arm_pushdown "Single-arm triceps pushdown" [
        "one arm triceps pushdown", "single arm pushdown", "reverse grip pushdown", "single arm tricep pushdown",
        "reverse grip triceps pushdown", "single arm cable tricep extension",
    ] {
        unilateral: true,
        cues: &["Elbow at the ribs", "Push down to a straight arm", "Return slowly"],
        faults: &["twisting", "elbow drifts"], regressions: &["triceps_pushdown"],
    } ..PUSHDOWN;
    cable_overhead_triceps_extension "Cable overhead triceps extension" [
        "overhead cable triceps extension", "overhead triceps extension cable", "rope overhead extension",
        "overhead rope triceps extension", "cable overhead extension", "overhead cable extension",
        "triceps extension cable", "cable tricep extension", "cable triceps extension", "katana extension",
        "katana triceps extension", "cable katana extension", "rope overhead triceps", "overhead rope extension",
        "rope overhead triceps extension",
    ] {
        joints: &[J::Elbow, J::Shoulder],
        cues: &["Face away from the pulley, elbows beside the head", "Straighten the arms", "Return to a stretch"],
        faults: &["elbows flare", "lower back arches"], regressions: &["triceps_pushdown"],
    } ..PUSHDOWN;
    cable_triceps_kickback "Cable triceps kickback" ["triceps kickback cable", "cable tricep kickback"] {
        unilateral: true,
        cues: &["Hinge, upper arm level", "Straighten the elbow", "Return slowly"],
        faults: &["upper arm drops", "swinging"], regressions: &["triceps_pushdown"],
    } ..PUSHDOWN;
    machine_triceps_extension "Machine triceps extension" [
        "triceps extension machine", "tricep extension machine", "machine tricep extension", "seated triceps machine",
        "trizepsmaschine", "extensión de tríceps en máquina",
    ] {
        equipment: &[E::Machine], loading: STACK,
        cues: &["Elbows on the pad", "Straighten the arms", "Return slowly"],
        faults: &["lifting the elbows", "weights crash"], progressions: &["triceps_pushdown"],
    } ..PUSHDOWN;
    skull_crusher "Skull crusher" [
        "skull crushers", "skullcrusher", "skullcrushers", "lying triceps extension", "ez bar skull crusher",
        "skullcrusher barbell", "skullcrusher ez bar", "barbell skull crusher", "lying tricep extension",
        "french press lying", "french press", "lying triceps extension barbell", "nose breaker", "stirndrücken",
        "press francés", "rompecráneos", "barre au front",
    ] {
        equipment: &[E::EzBar, E::Bench], loading: BAR, level: Level::Intermediate,
        joints: &[J::Elbow, J::Shoulder, J::Wrist], contraindications: &[C::Pregnancy],
        cues: &["Arms tilted slightly back", "Bend the elbows, bar behind the forehead",
            "Straighten without moving the upper arms"],
        faults: &["elbows flare", "upper arms move"], regressions: &["dumbbell_skull_crusher", "triceps_pushdown"],
    } ..EXTENSION;
    dumbbell_skull_crusher "Dumbbell skull crusher" [
        "db skull crusher", "skullcrusher dumbbell", "lying dumbbell triceps extension",
        "lying triceps extension dumbbell", "dumbbell lying triceps extension",
    ] {
        equipment: &[E::Dumbbell, E::Bench], loading: HANDS, contraindications: &[C::Pregnancy],
        cues: &["Arms over the shoulders, palms face each other", "Bend the elbows beside the ears", "Straighten"],
        faults: &["elbows flare", "upper arms move"], regressions: &["floor_triceps_extension"],
        progressions: &["skull_crusher"],
    } ..EXTENSION;
    floor_triceps_extension "Floor dumbbell triceps extension" [
        "floor skull crusher", "dumbbell floor triceps extension", "floor dumbbell skull crusher",
    ] {
        loading: HANDS, contraindications: &[C::Pregnancy],
        cues: &["Lie on the floor, arms over the shoulders", "Bend the elbows to the floor", "Straighten"],
        faults: &["elbows flare", "dropping the weight"], progressions: &["dumbbell_skull_crusher"],
    } ..EXTENSION;
    overhead_triceps_extension "Overhead triceps extension" [
        "dumbbell overhead triceps extension", "triceps extension dumbbell", "overhead tricep extension",
        "db overhead tricep extension", "seated triceps extension", "overhead extension", "dumbbell triceps extension",
        "triceps extension", "tricep extension", "overhead dumbbell extension", "seated overhead triceps extension",
        "single arm overhead triceps extension", "trizepsstrecken über kopf", "trizepsstrecken", "extensión de tríceps",
        "extension triceps nuque",
    ] {
        cues: &["Dumbbell behind the head, elbows forward", "Straighten the arms", "Lower to a stretch"],
        faults: &["elbows flare", "lower back arches"], regressions: &["band_overhead_triceps_extension"],
        progressions: &["skull_crusher"],
    } ..EXTENSION;
    barbell_overhead_triceps_extension "Barbell overhead triceps extension" [
        "triceps extension barbell", "ez bar overhead triceps extension", "overhead triceps extension barbell",
        "standing french press", "seated french press",
    ] {
        equipment: &[E::Barbell], loading: BAR, level: Level::Intermediate, joints: &[J::Elbow, J::Shoulder, J::Wrist],
        cues: &["Bar overhead, elbows forward", "Bend behind the head", "Straighten"],
        faults: &["elbows flare", "lower back arches"], regressions: &["overhead_triceps_extension"],
    } ..EXTENSION;
    jm_press "JM press" ["barbell jm press", "smith jm press"] {
        equipment: &[E::Barbell, E::Bench, E::Rack], loading: BAR, level: Level::Advanced,
        contraindications: &[C::Pregnancy],
        cues: &["Close grip, elbows forward", "Lower the bar towards the throat, halfway", "Press up"],
        faults: &["elbows flare", "bar too low"], regressions: &["skull_crusher"],
    } ..EXTENSION;
    tate_press "Tate press" ["dumbbell tate press", "elbows out extension"] {
        equipment: &[E::Dumbbell, E::Bench], loading: HANDS, level: Level::Intermediate,
        contraindications: &[C::Pregnancy],
        cues: &["Dumbbells over the chest, elbows out", "Lower the inner ends to the chest", "Straighten"],
        faults: &["elbows drop", "rushing"], regressions: &["dumbbell_skull_crusher"],
    } ..EXTENSION;
    triceps_kickback "Triceps kickback" [
        "tricep kickback", "tricep kickbacks", "dumbbell kickback", "dumbbell triceps kickback", "db kickback",
        "triceps kickback dumbbell", "dumbbell tricep kickback", "trizeps kickback", "patada de tríceps",
        "kickback triceps",
    ] {
        loading: HANDS,
        cues: &["Hinge, upper arms level", "Straighten the elbows", "Return slowly"],
        faults: &["upper arms drop", "swinging"], regressions: &["band_triceps_pushdown"],
    } ..EXTENSION;
    kettlebell_triceps_extension "Kettlebell triceps extension" [
        "kb triceps extension", "kettlebell overhead triceps extension", "kettlebell tricep extension",
    ] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 },
        cues: &["Hold the bell by the horns behind the head", "Straighten the arms", "Lower slowly"],
        faults: &["elbows flare", "lower back arches"],
    } ..EXTENSION;
    band_triceps_pushdown "Band triceps pushdown" [
        "banded tricep pushdown", "triceps pushdown band", "resistance band triceps pushdown", "band pushdown",
        "band tricep pushdown",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Band over a high point, elbows at the ribs", "Push down", "Return slowly"],
        faults: &["elbows drift", "leaning"], progressions: &["triceps_pushdown", "triceps_kickback"],
    } ..PUSHDOWN;
    band_overhead_triceps_extension "Band overhead triceps extension" [
        "banded overhead triceps extension", "triceps extension band", "resistance band triceps extension",
        "band triceps extension",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Stand on the band, elbows beside the head", "Straighten the arms", "Lower slowly"],
        faults: &["elbows flare", "lower back arches"], progressions: &["overhead_triceps_extension"],
    } ..EXTENSION;
    suspension_triceps_extension "Suspension triceps extension" [
        "trx tricep extension", "trx triceps extension", "trx triceps press", "trx skull crusher",
        "ring triceps extension",
    ] {
        equipment: &[E::Suspension], loading: Loading::None, bodyweight_share: 0.4, secondary: &[M::Abs],
        met: CALISTHENICS,
        cues: &["Lean in, elbows forward", "Bend the elbows, hands to the forehead", "Press back, body straight"],
        faults: &["elbows flare", "hips sag"], regressions: &["band_triceps_pushdown"],
    } ..EXTENSION;
    bench_dip "Bench dip" [
        "bench dips", "chair dip", "tricep dip bench", "chair dips", "box dip", "triceps bench dip",
        "floor triceps dip", "bankdips", "fondos en banco", "dips sur banc",
    ] {
        equipment: &[E::Box], loading: Loading::None, bodyweight_share: 0.5, secondary: &[M::Chest, M::FrontDelts],
        joints: &[J::Shoulder, J::Elbow, J::Wrist], contraindications: &[C::ShoulderInstability], met: CALISTHENICS,
        cues: &["Hands on the edge, knees bent", "Lower until the elbows are at 90 degrees",
            "Press up, shoulders down"],
        faults: &["going too deep", "shoulders roll forward", "hips far from the edge"],
        regressions: &["wall_triceps_extension"], progressions: &["dip"],
    } ..EXTENSION;
    bodyweight_triceps_extension "Bodyweight triceps extension" [
        "bodyweight skull crusher", "sphinx push up", "cobra push up triceps", "tiger bend push up",
    ] {
        equipment: &[E::Box], loading: Loading::None, bodyweight_share: 0.4, level: Level::Intermediate,
        secondary: &[M::Abs], met: CALISTHENICS,
        cues: &["Hands on an edge, body straight", "Bend the elbows, head below the hands", "Press back"],
        faults: &["elbows flare", "hips sag"], regressions: &["wall_triceps_extension"],
    } ..EXTENSION;
    wall_triceps_extension "Wall triceps extension" ["wall triceps press", "standing wall triceps push"] {
        equipment: &[], loading: Loading::None, bodyweight_share: 0.2, met: CALISTHENICS,
        cues: &["Forearms near the wall, lean in", "Straighten the elbows", "Bend slowly"],
        faults: &["elbows flare", "hips stay behind"], progressions: &["bench_dip", "bodyweight_triceps_extension"],
    } ..EXTENSION;
    knee_triceps_push_up "Knee close-grip push-up" [
        "close grip knee push up", "kneeling triceps push up", "kneeling diamond push up",
    ] {
        equipment: &[], loading: Loading::None, bodyweight_share: 0.49, secondary: &[M::Chest, M::FrontDelts],
        joints: &[J::Shoulder, J::Elbow, J::Wrist], met: CALISTHENICS,
        cues: &["Knees down, hands close", "Elbows along the ribs", "Push the floor away"],
        faults: &["elbows flare", "hips stay behind"], regressions: &["wall_triceps_extension"],
        progressions: &["diamond_push_up"],
    } ..EXTENSION;
    wrist_curl "Wrist curl" [
        "wrist curls", "barbell wrist curl", "behind the back wrist curl", "seated wrist curl",
        "seated palms up wrist curl", "palms up wrist curl", "wrist curl barbell", "handgelenk curl", "curl de muñeca",
        "flexion des poignets",
    ] {
        equipment: &[E::Barbell, E::Bench], loading: Loading::Total { step_kg: 2.5 },
        cues: &["Forearms on the thighs or the bench, palms up", "Let the bar roll to the fingers", "Curl the wrists"],
        faults: &["lifting the forearms", "too much weight"], regressions: &["dumbbell_wrist_curl"],
    } ..GRIP;
    dumbbell_wrist_curl "Dumbbell wrist curl" ["wrist curl dumbbell", "db wrist curl", "dumbbell palms up wrist curl"] {
        loading: HANDS,
        cues: &["Forearm on the thigh, palm up", "Curl the wrist", "Lower slowly"],
        faults: &["lifting the forearm", "rushing"], progressions: &["wrist_curl"],
    } ..GRIP;
    reverse_wrist_curl "Reverse wrist curl" [
        "wrist extension", "palms down wrist curl", "reverse wrist curls", "dumbbell wrist extension",
        "dumbbell reverse wrist curl",
    ] {
        loading: HANDS,
        cues: &["Forearm on the thigh, palm down", "Lift the back of the hand", "Lower slowly"],
        faults: &["lifting the forearm", "too much weight"],
    } ..GRIP;
    wrist_roller "Wrist roller" ["wrist rollers", "forearm roller", "wrist roll"] {
        equipment: &[E::Plate], loading: Loading::Total { step_kg: 1.25 }, joints: &[J::Wrist, J::Shoulder],
        level: Level::Intermediate,
        cues: &["Arms in front, roll the weight up", "Roll it down slowly", "Turn both ways"],
        faults: &["dropping the arms", "letting the weight run"], regressions: &["reverse_wrist_curl"],
    } ..GRIP;
    plate_pinch "Plate pinch" ["plate pinch hold", "pinch grip", "pinch grip hold"] {
        equipment: &[E::Plate], loading: Loading::PerHand { step_kg: 1.25 }, measure: Measure::Seconds,
        cues: &["Pinch smooth plates, thumb against fingers", "Stand tall", "Hold"],
        faults: &["hooking a finger", "shrugging"],
    } ..GRIP;
    dumbbell_hold "Dumbbell hold" ["farmer hold", "farmers hold", "static hold dumbbell", "heavy hold"] {
        measure: Measure::Seconds, secondary: &[M::UpperBack], contraindications: &[C::Hypertension],
        cues: &["Stand tall with heavy dumbbells", "Shoulders down", "Hold and breathe"],
        faults: &["leaning back", "shoulders roll forward"], progressions: &["farmers_walk"],
    } ..GRIP;
    hand_gripper "Hand gripper" [
        "grippers", "grip trainer", "hand grip", "gripper squeeze", "ball squeeze", "fingerhantel",
    ] {
        equipment: &[], loading: Loading::None, met: CALISTHENICS, unilateral: true,
        cues: &["Gripper or a soft ball in the hand", "Close it fully", "Open slowly"],
        faults: &["half the range", "jerking"], progressions: &["plate_pinch"],
    } ..GRIP;
    fist_clench "Fist clench" ["fist clenches", "hand clench", "open and close hands", "finger flexion"] {
        equipment: &[], loading: Loading::None, met: CALISTHENICS,
        cues: &["Arms in front", "Close the fists hard, then spread the fingers", "Even rhythm"],
        faults: &["half the range", "shrugging"], progressions: &["hand_gripper"],
    } ..GRIP;
    finger_extension "Band finger extension" ["finger extensions", "finger extensor band"] {
        equipment: &[E::Band], loading: Loading::None, met: CALISTHENICS,
        cues: &["Band round the fingertips", "Open the hand", "Close slowly"],
        faults: &["rushing", "bending the wrist"],
    } ..GRIP;
    towel_wring "Towel wring" ["towel wringing", "towel twist"] {
        equipment: &[], loading: Loading::None, met: CALISTHENICS,
        cues: &["Hold a rolled towel in front", "Wring it hard both ways", "Elbows bent"],
        faults: &["shrugging", "holding the breath"],
    } ..GRIP;
}
