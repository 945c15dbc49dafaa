//! Stretches that are held, and poses of yoga.

use super::BODY;
use crate::exercise::{Contraindication as C, Equipment as E, Exercise, Joint as J, Measure, Muscle as M, Pattern};
use crate::person::Level;

/// A stretch held for seconds. 02101: stretching, mild.
const STRETCH: Exercise = Exercise { pattern: Pattern::Mobility, measure: Measure::Seconds, met: 2.3, ..BODY };

/// A stretch of one side, then the other.
const SIDE: Exercise = Exercise { unilateral: true, ..STRETCH };

/// A pose of yoga. 02150: yoga, Hatha.
const POSE: Exercise = Exercise { met: 2.5, ..STRETCH };

rows! {
    hamstring_stretch "Standing hamstring stretch" [
        "hamstring stretch", "hamstring stretches", "hamstrings stretch", "oberschenkelrückseite dehnen",
        "estiramiento de isquiotibiales", "étirement ischio-jambiers",
    ] {
        primary: &[M::Hamstrings], joints: &[J::Hip],
        cues: &["Heel forward, leg straight", "Tip from the hip, back long", "Breathe out into it"],
        faults: &["back rounds", "bouncing"],
    } ..SIDE;
    lying_hamstring_stretch "Lying hamstring stretch" [
        "supine hamstring stretch", "strap hamstring stretch", "band hamstring stretch",
        "supine hamstring stretch with strap",
    ] {
        equipment: &[E::Band], primary: &[M::Hamstrings], joints: &[J::Hip],
        cues: &["Lie down, band round the foot", "Raise the leg, knee soft", "Other leg stays down"],
        faults: &["hips lift", "pulling hard"],
    } ..SIDE;
    seated_forward_fold "Seated forward fold" [
        "seated forward bend", "paschimottanasana", "sit and reach", "seated toe touch", "seated hamstring stretch",
        "sitzende vorbeuge", "pinza sentada",
    ] {
        primary: &[M::Hamstrings, M::LowerBack], joints: &[J::Hip, J::LowerBack],
        contraindications: &[C::DiscInjury, C::Osteoporosis],
        cues: &["Sit tall, legs long", "Tip from the hips", "Reach as far as is easy"],
        faults: &["rounding and pulling", "bouncing"],
    } ..STRETCH;
    standing_forward_fold "Standing forward fold" [
        "forward fold", "standing toe touch", "uttanasana", "forward bend", "toe touch stretch",
        "standing forward bend", "stehende vorbeuge", "ragdoll",
    ] {
        primary: &[M::Hamstrings, M::LowerBack], joints: &[J::Hip, J::LowerBack],
        contraindications: &[C::DiscInjury, C::Osteoporosis, C::Glaucoma, C::Hypertension],
        cues: &["Knees soft, tip from the hips", "Let head and arms hang", "Roll up slowly"],
        faults: &["locking the knees", "bouncing"],
    } ..STRETCH;
    quad_stretch "Standing quad stretch" [
        "quad stretch", "quadriceps stretch", "standing quadriceps stretch", "quad stretches", "quadrizeps dehnen",
        "estiramiento de cuádriceps", "étirement quadriceps",
    ] {
        primary: &[M::Quadriceps], joints: &[J::Knee, J::Hip],
        cues: &["Hold a wall, heel to the seat", "Knees together", "Push the hip forward a little"],
        faults: &["lower back arches", "knee drifts out"],
    } ..SIDE;
    couch_stretch "Couch stretch" [
        "wall quad stretch", "rear foot elevated hip flexor stretch", "bench hip flexor stretch",
    ] {
        equipment: &[E::Box], primary: &[M::Quadriceps, M::HipFlexors], joints: &[J::Knee, J::Hip],
        contraindications: &[C::KneeArthritis],
        cues: &["Back shin against a couch or wall", "Squeeze the glute", "Stay tall"],
        faults: &["lower back arches", "weight on the kneecap"],
    } ..SIDE;
    hip_flexor_stretch "Half-kneeling hip flexor stretch" [
        "hip flexor stretch", "kneeling hip flexor stretch", "half kneeling hip flexor", "hip flexor stretches",
        "lunge stretch", "psoas stretch", "hüftbeuger dehnen", "hüftbeugerdehnung", "estiramiento de psoas",
        "estiramiento flexores de cadera", "étirement psoas",
    ] {
        primary: &[M::HipFlexors], secondary: &[M::Quadriceps], joints: &[J::Hip, J::Knee],
        cues: &["One knee down, glute tight", "Shift forward a little", "Ribs down"],
        faults: &["lower back arches", "lunging too far"],
    } ..SIDE;
    pigeon_pose "Pigeon pose" [
        "pigeon", "pigeon stretch", "half pigeon", "taube", "taubenhaltung", "postura de la paloma",
        "posture du pigeon",
    ] {
        level: Level::Intermediate, unilateral: true, primary: &[M::Glutes], secondary: &[M::HipFlexors],
        joints: &[J::Hip, J::Knee], contraindications: &[C::KneeArthritis, C::HipArthritis],
        cues: &["Front shin across, foot flexed", "Hips level, use a cushion", "Lean forward slowly"],
        faults: &["knee pain is a stop", "rolling to one side"], regressions: &["figure_four_stretch"],
    } ..POSE;
    figure_four_stretch "Figure-four stretch" [
        "figure 4 stretch", "piriformis stretch", "figure four", "supine figure four", "lying glute stretch",
        "glute stretch", "seated figure four", "reclined pigeon", "piriformis dehnung", "estiramiento de glúteo",
        "étirement fessier",
    ] {
        primary: &[M::Glutes], joints: &[J::Hip],
        cues: &["Lie down, ankle on the other knee", "Pull the thigh in", "Head stays down"],
        faults: &["hips lift", "pulling on the knee"], progressions: &["pigeon_pose"],
    } ..SIDE;
    butterfly_stretch "Butterfly stretch" [
        "seated butterfly", "butterfly pose", "bound angle pose", "baddha konasana", "groin stretch",
        "schmetterlingssitz", "mariposa", "papillon étirement",
    ] {
        primary: &[M::Adductors], joints: &[J::Hip, J::Knee],
        cues: &["Soles together, sit tall", "Let the knees sink", "Lean forward from the hips"],
        faults: &["pressing the knees down", "rounding the back"],
    } ..STRETCH;
    frog_stretch "Frog stretch" ["frog pose", "kneeling groin stretch", "frosch dehnung"] {
        level: Level::Intermediate, primary: &[M::Adductors], joints: &[J::Hip, J::Knee],
        contraindications: &[C::HipArthritis, C::KneeArthritis],
        cues: &["Hands and knees, knees wide", "Sink the hips back", "Back flat"],
        faults: &["lower back sags", "forcing the range"], regressions: &["butterfly_stretch"],
    } ..STRETCH;
    wide_leg_stretch "Seated straddle stretch" [
        "straddle stretch", "seated straddle", "seated wide leg forward fold", "pancake stretch", "wide leg stretch",
        "grätsche",
    ] {
        primary: &[M::Adductors, M::Hamstrings], joints: &[J::Hip],
        cues: &["Sit tall, legs wide", "Tip forward from the hips", "Kneecaps up"],
        faults: &["rounding the back", "bouncing"],
    } ..STRETCH;
    calf_stretch "Wall calf stretch" [
        "calf stretch", "standing calf stretch", "gastrocnemius stretch", "calf stretches", "soleus stretch",
        "wade dehnen", "wadendehnung", "estiramiento de gemelos", "étirement mollet",
    ] {
        primary: &[M::Calves], joints: &[J::Ankle],
        cues: &["Hands on the wall, one leg back", "Heel down, knee straight, then bent", "Toes forward"],
        faults: &["foot turns out", "bouncing"],
    } ..SIDE;
    chest_stretch "Doorway chest stretch" [
        "chest stretch", "doorway stretch", "pec stretch", "doorway pec stretch", "door stretch", "chest stretches",
        "brust dehnen", "brustdehnung", "estiramiento de pecho", "étirement pectoraux",
    ] {
        primary: &[M::Chest], secondary: &[M::FrontDelts], joints: &[J::Shoulder],
        contraindications: &[C::ShoulderInstability],
        cues: &["Forearm on the door frame", "Step through gently", "Ribs down"],
        faults: &["shoulder pushed forward", "lower back arches"],
    } ..SIDE;
    cross_body_shoulder_stretch "Cross-body shoulder stretch" [
        "shoulder stretch", "cross body stretch", "cross body arm stretch", "posterior shoulder stretch",
        "rear delt stretch", "schulter dehnen", "schulterdehnung", "estiramiento de hombro", "étirement épaule",
    ] {
        primary: &[M::RearDelts], joints: &[J::Shoulder],
        cues: &["Arm across the chest", "Pull it in with the other arm", "Shoulder down"],
        faults: &["shrugging", "twisting the trunk"],
    } ..SIDE;
    sleeper_stretch "Sleeper stretch" ["sleeper stretches", "internal rotation stretch"] {
        level: Level::Intermediate, primary: &[M::RearDelts], joints: &[J::Shoulder],
        contraindications: &[C::ShoulderInstability],
        cues: &["Lie on the side, elbow in front", "Press the hand down gently", "Shoulder blade stays back"],
        faults: &["pressing hard", "rolling over"], regressions: &["cross_body_shoulder_stretch"],
    } ..SIDE;
    triceps_stretch "Overhead triceps stretch" [
        "triceps stretch", "tricep stretch", "overhead tricep stretch", "trizeps dehnen", "estiramiento de tríceps",
        "étirement triceps",
    ] {
        primary: &[M::Triceps], secondary: &[M::Lats], joints: &[J::Shoulder, J::Elbow],
        cues: &["Hand between the shoulder blades", "Ease the elbow back", "Ribs down"],
        faults: &["lower back arches", "pushing the head forward"],
    } ..SIDE;
    biceps_stretch "Wall biceps stretch" [
        "biceps stretch", "bicep stretch", "standing biceps stretch", "bizeps dehnen",
    ] {
        primary: &[M::Biceps], secondary: &[M::Chest], joints: &[J::Shoulder, J::Elbow],
        cues: &["Palm on the wall behind you", "Turn the chest away", "Arm straight"],
        faults: &["shrugging", "twisting hard"],
    } ..SIDE;
    lat_stretch "Kneeling lat stretch" [
        "lat stretch", "bench lat stretch", "prayer stretch", "standing lat stretch", "lats stretch",
        "latissimus dehnen",
    ] {
        primary: &[M::Lats], secondary: &[M::Triceps], joints: &[J::Shoulder, J::UpperBack],
        cues: &["Kneel, forearms on an edge or the floor", "Sink the chest", "Ribs in"],
        faults: &["lower back sags", "shrugging"],
    } ..STRETCH;
    side_stretch "Standing side stretch" [
        "side stretch", "standing side bend stretch", "side bend stretch", "lateral stretch", "crescent moon",
        "overhead side stretch", "seitdehnung",
    ] {
        primary: &[M::Obliques, M::Lats], joints: &[J::LowerBack, J::Shoulder],
        cues: &["One arm overhead", "Bend to the other side", "Do not lean forward"],
        faults: &["twisting", "collapsing the lower side"],
    } ..SIDE;
    neck_stretch "Neck side stretch" [
        "neck stretch", "neck stretches", "upper trap stretch", "trapezius stretch", "neck side bend", "nacken dehnen",
        "nackendehnung", "estiramiento de cuello", "étirement cou",
    ] {
        primary: &[M::Neck], secondary: &[M::UpperBack], joints: &[J::Neck],
        cues: &["Ear to the shoulder", "Other shoulder sinks", "Hand only rests on the head"],
        faults: &["pulling on the head", "shrugging"],
    } ..SIDE;
    levator_stretch "Levator scapulae stretch" ["levator stretch", "nose to armpit stretch"] {
        primary: &[M::Neck], joints: &[J::Neck],
        cues: &["Turn the nose to the armpit", "Let the head sink", "Hand only rests on the head"],
        faults: &["pulling on the head", "shrugging"],
    } ..SIDE;
    wrist_flexor_stretch "Wrist flexor stretch" [
        "forearm stretch", "wrist stretch", "forearm flexor stretch", "wrist stretches", "prayer wrist stretch",
        "unterarm dehnen",
    ] {
        primary: &[M::Forearms], joints: &[J::Wrist, J::Elbow],
        cues: &["Arm straight, palm up", "Pull the fingers back gently", "Breathe"],
        faults: &["pulling hard", "bending the elbow"],
    } ..SIDE;
    wrist_extensor_stretch "Wrist extensor stretch" ["forearm extensor stretch", "reverse wrist stretch"] {
        primary: &[M::Forearms], joints: &[J::Wrist, J::Elbow],
        cues: &["Arm straight, palm down", "Fold the hand down gently", "Breathe"],
        faults: &["pulling hard", "bending the elbow"],
    } ..SIDE;
    knees_to_chest "Knees to chest" [
        "knee to chest stretch", "knees to chest stretch", "double knee to chest", "single knee to chest",
        "wind relieving pose", "lower back stretch", "knie zur brust", "rodillas al pecho", "genoux poitrine",
    ] {
        primary: &[M::LowerBack, M::Glutes], joints: &[J::LowerBack, J::Hip],
        cues: &["Lie down, pull the knees in", "Lower back sinks", "Breathe"],
        faults: &["pulling on the shins", "lifting the head"],
    } ..STRETCH;
    supine_twist "Supine twist" [
        "lying spinal twist", "supine spinal twist", "lying twist", "spinal twist", "knee cross over stretch",
        "lying knee roll", "reclining twist", "krokodil drehung", "torsión supina",
    ] {
        primary: &[M::LowerBack, M::Obliques], secondary: &[M::Glutes], joints: &[J::LowerBack, J::UpperBack, J::Hip],
        contraindications: &[C::DiscInjury, C::Osteoporosis],
        cues: &["Lie down, one knee across", "Both shoulders stay down", "Look the other way"],
        faults: &["forcing the knee down", "holding the breath"],
    } ..SIDE;
    seated_twist_stretch "Seated spinal twist" [
        "seated twist stretch", "ardha matsyendrasana", "half lord of the fishes", "seated spinal rotation", "drehsitz",
        "torsión sentada",
    ] {
        primary: &[M::Obliques, M::UpperBack], secondary: &[M::Glutes], joints: &[J::UpperBack, J::LowerBack, J::Hip],
        contraindications: &[C::DiscInjury, C::Osteoporosis],
        cues: &["Sit tall, one foot across", "Turn from the ribs", "Lengthen, then turn"],
        faults: &["collapsing the back", "cranking with the arm"],
    } ..SIDE;
    childs_pose "Child's pose" [
        "childs pose", "child pose", "balasana", "kindhaltung", "stellung des kindes", "kindeshaltung",
        "postura del niño", "posture de l'enfant",
    ] {
        primary: &[M::LowerBack, M::Lats], joints: &[J::LowerBack, J::Hip, J::Knee, J::Shoulder],
        cues: &["Kneel, sit back on the heels", "Arms long in front", "Breathe into the back"],
        faults: &["lifting the shoulders", "forcing the hips down"],
    } ..POSE;
    cobra_stretch "Cobra pose" [
        "cobra stretch", "cobra", "bhujangasana", "prone press up", "sphinx pose", "sphinx", "mckenzie press up",
        "kobra", "postura de la cobra", "posture du cobra",
    ] {
        primary: &[M::Abs], secondary: &[M::LowerBack], joints: &[J::LowerBack, J::Shoulder, J::Wrist],
        contraindications: &[C::Pregnancy],
        cues: &["Lie face down, hands below the shoulders", "Lift the chest, hips stay down",
            "Shoulders away from the ears"],
        faults: &["pushing too high", "neck bends back"],
    } ..POSE;
    upward_dog "Upward-facing dog" [
        "upward dog", "up dog", "upward facing dog pose", "urdhva mukha svanasana", "heraufschauender hund",
    ] {
        level: Level::Intermediate, primary: &[M::Abs, M::HipFlexors], secondary: &[M::Triceps],
        joints: &[J::LowerBack, J::Shoulder, J::Wrist], contraindications: &[C::Pregnancy, C::DiscInjury],
        cues: &["Arms straight, thighs off the floor", "Chest forward", "Glutes soft"],
        faults: &["shrugging", "sagging in the lower back"], regressions: &["cobra_stretch"],
    } ..POSE;
    downward_dog "Downward-facing dog" [
        "downward dog", "down dog", "downward facing dog pose", "adho mukha svanasana", "herabschauender hund",
        "perro boca abajo", "chien tête en bas",
    ] {
        primary: &[M::Hamstrings, M::Calves], secondary: &[M::Lats, M::FrontDelts],
        joints: &[J::Shoulder, J::Wrist, J::Hip, J::Ankle], contraindications: &[C::Glaucoma, C::Hypertension],
        cues: &["Hands and feet, hips high", "Push the floor away, back long", "Knees may bend"],
        faults: &["back rounds", "shrugging"],
    } ..POSE;
    warrior_one "Warrior I" [
        "warrior 1", "warrior one", "warrior 1 pose", "virabhadrasana 1", "krieger 1", "guerrero 1", "guerrier 1",
    ] {
        unilateral: true, primary: &[M::Quadriceps, M::HipFlexors], secondary: &[M::Glutes, M::FrontDelts],
        joints: &[J::Hip, J::Knee, J::Ankle, J::Shoulder],
        cues: &["Long stance, front knee over the ankle", "Hips forward", "Arms up"],
        faults: &["lower back arches", "knee falls inwards"], progressions: &["warrior_three"],
    } ..POSE;
    warrior_two "Warrior II" [
        "warrior 2", "warrior two", "warrior 2 pose", "virabhadrasana 2", "krieger 2", "guerrero 2", "guerrier 2",
        "warrior pose",
    ] {
        unilateral: true, primary: &[M::Quadriceps, M::Adductors], secondary: &[M::Glutes, M::SideDelts],
        joints: &[J::Hip, J::Knee, J::Ankle],
        cues: &["Wide stance, front knee over the ankle", "Arms level, look over the front hand", "Trunk upright"],
        faults: &["knee falls inwards", "leaning forward"],
    } ..POSE;
    warrior_three "Warrior III" [
        "warrior 3", "warrior three", "warrior 3 pose", "virabhadrasana 3", "krieger 3", "guerrero 3", "guerrier 3",
    ] {
        level: Level::Intermediate, unilateral: true, primary: &[M::Hamstrings, M::Glutes],
        secondary: &[M::LowerBack, M::Calves], joints: &[J::Hip, J::Ankle, J::Knee, J::LowerBack],
        cues: &["Stand on one leg, tip forward", "One line from hands to heel", "Hips level"],
        faults: &["hip opens", "back rounds"], regressions: &["warrior_one"],
    } ..POSE;
    triangle_pose "Triangle pose" [
        "triangle", "trikonasana", "extended triangle", "dreieck", "postura del triángulo", "posture du triangle",
    ] {
        unilateral: true, primary: &[M::Hamstrings, M::Adductors], secondary: &[M::Obliques],
        joints: &[J::Hip, J::LowerBack, J::Shoulder],
        cues: &["Wide stance, front leg straight", "Reach forward, then down the shin", "Top arm up"],
        faults: &["collapsing onto the knee", "chest turns down"],
    } ..POSE;
    tree_pose "Tree pose" ["tree", "vrksasana", "baum", "baumhaltung", "postura del árbol", "posture de l'arbre"] {
        unilateral: true, primary: &[M::Calves, M::Abductors], secondary: &[M::Adductors],
        joints: &[J::Ankle, J::Hip, J::Knee],
        cues: &["Sole on the calf or thigh, not the knee", "Eyes on one point", "Stand tall"],
        faults: &["foot against the knee", "hip drops"],
    } ..POSE;
    chair_pose "Chair pose" ["utkatasana", "stuhlhaltung", "postura de la silla", "posture de la chaise"] {
        primary: &[M::Quadriceps], secondary: &[M::Glutes, M::FrontDelts], joints: &[J::Knee, J::Hip, J::Shoulder],
        contraindications: &[C::KneeArthritis],
        cues: &["Feet together, sit back", "Arms up, ribs down", "Knees behind the toes"],
        faults: &["lower back arches", "heels lift"],
    } ..POSE;
    camel_pose "Camel pose" ["camel", "ustrasana", "kamel haltung"] {
        level: Level::Intermediate, primary: &[M::HipFlexors, M::Abs], secondary: &[M::Chest],
        joints: &[J::LowerBack, J::UpperBack, J::Neck],
        contraindications: &[C::DiscInjury, C::Osteoporosis, C::Hypertension],
        cues: &["Kneel tall, hands on the hips", "Lift the chest and lean back", "Hips forward"],
        faults: &["dropping the head", "bending only the lower back"], regressions: &["cobra_stretch"],
    } ..POSE;
    happy_baby "Happy baby" ["happy baby pose", "ananda balasana", "glückliches baby", "bebé feliz", "bébé heureux"] {
        primary: &[M::Adductors, M::Glutes], secondary: &[M::LowerBack], joints: &[J::Hip, J::LowerBack, J::Knee],
        contraindications: &[C::Pregnancy],
        cues: &["Lie down, hold the outer feet", "Knees towards the armpits", "Tailbone sinks"],
        faults: &["lifting the head", "pulling hard"],
    } ..POSE;
    corpse_pose "Corpse pose" [
        "savasana", "shavasana", "totenstellung", "postura del cadáver", "relaxation", "final relaxation",
    ] {
        primary: &[M::Abs], met: 1.3,
        cues: &["Lie down at ease", "Let the breath come and go", "Roll to the side to get up"],
        faults: &["cold room", "getting up fast"],
    } ..POSE;
    legs_up_the_wall "Legs up the wall" [
        "legs up wall", "viparita karani", "beine an die wand", "piernas en la pared", "jambes au mur",
    ] {
        primary: &[M::Hamstrings], joints: &[J::Hip], met: 1.3, contraindications: &[C::Glaucoma, C::Pregnancy],
        cues: &["Seat close to the wall, legs up", "Arms loose", "Breathe"],
        faults: &["locked knees", "getting up fast"],
    } ..POSE;
    puppy_pose "Puppy pose" ["extended puppy pose", "melting heart pose", "uttana shishosana", "anahatasana"] {
        primary: &[M::Lats, M::Chest], joints: &[J::Shoulder, J::UpperBack],
        cues: &["Hands and knees, hips above the knees", "Walk the hands forward, chest sinks", "Forehead down"],
        faults: &["lower back sags", "shrugging"],
    } ..POSE;
    lizard_pose "Lizard pose" ["lizard lunge", "lizard stretch", "utthan pristhasana", "eidechse yoga"] {
        level: Level::Intermediate, unilateral: true, primary: &[M::HipFlexors, M::Adductors],
        joints: &[J::Hip, J::Knee], contraindications: &[C::HipArthritis],
        cues: &["Long lunge, hands inside the foot", "Sink the hips", "Forearms down if easy"],
        faults: &["knee falls inwards", "rounding hard"], regressions: &["hip_flexor_stretch"],
    } ..POSE;
    sun_salutation "Sun salutation" [
        "surya namaskar", "sun salutations", "sonnengruß", "saludo al sol", "salutation au soleil",
    ] {
        measure: Measure::Reps, met: 3.3, primary: &[M::Hamstrings, M::Chest],
        secondary: &[M::Abs, M::HipFlexors, M::FrontDelts], joints: &[J::Shoulder, J::Wrist, J::Hip, J::LowerBack],
        contraindications: &[C::Glaucoma, C::Hypertension],
        cues: &["Reach up, fold, step back", "Lower, lift the chest, hips high", "Step in and stand, with the breath"],
        faults: &["rushing", "dropping the hips"],
    } ..POSE;
    yoga "Yoga" [
        "yoga session", "yoga class", "hatha yoga", "vinyasa", "vinyasa yoga", "power yoga", "yoga flow", "yin yoga",
        "ashtanga", "clase de yoga",
    ] {
        primary: &[M::Abs, M::Hamstrings], secondary: &[M::UpperBack, M::Glutes],
        joints: &[J::Shoulder, J::Wrist, J::Hip, J::Knee, J::LowerBack],
        cues: &["Move with the breath", "Steady before deep", "Rest whenever needed"],
        faults: &["forcing a pose", "holding the breath"],
    } ..POSE;
    pilates "Pilates" ["pilates class", "mat pilates", "pilates mat", "reformer pilates", "clase de pilates"] {
        // 02105: Pilates, general.
        met: 2.8, primary: &[M::Abs, M::Obliques], secondary: &[M::Glutes, M::LowerBack],
        joints: &[J::LowerBack, J::Hip],
        cues: &["Breathe out with the effort", "Small and exact", "Trunk first"],
        faults: &["rushing", "holding the breath"],
    } ..POSE;
    stretching "Full-body stretching" [
        "stretching", "stretch", "general stretching", "full body stretch", "cool down", "cooldown", "flexibility",
        "stretching routine", "mobility", "mobility routine", "dehnen", "dehnübungen", "estiramientos", "estirar",
        "étirements",
    ] {
        primary: &[M::Hamstrings, M::HipFlexors], secondary: &[M::Chest, M::Calves], joints: &[J::Hip, J::Shoulder],
        cues: &["Warm first", "Mild pull, 20 to 30 seconds", "Breathe out"],
        faults: &["bouncing", "stretching into pain"],
    } ..STRETCH;
    tai_chi "Tai chi" ["taichi", "tai chi chuan", "qigong", "qi gong", "tai ji", "taiji"] {
        // 15670: tai chi, qi gong, general.
        met: 3.0, primary: &[M::Quadriceps, M::Calves], secondary: &[M::Abs], joints: &[J::Knee, J::Hip, J::Ankle],
        cues: &["Knees soft, weight low", "Shift slowly", "Breathe quietly"],
        faults: &["locking the knees", "rushing"],
    } ..STRETCH;
}
