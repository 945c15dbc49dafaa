//! Warm-up drills and easy movement through a range.

use super::BODY;
use crate::exercise::{Contraindication as C, Equipment as E, Exercise, Joint as J, Measure, Muscle as M, Pattern};
use crate::person::Level;

/// A drill in repetitions. 02101: stretching, mild.
const DRILL: Exercise = Exercise { pattern: Pattern::Mobility, met: 2.3, ..BODY };

/// A drill for one side, then the other.
const SIDE: Exercise = Exercise { unilateral: true, ..DRILL };

/// A dynamic drill while walking. 02024: calisthenics, light.
const WALKING: Exercise = Exercise { met: 2.8, ..DRILL };

/// A muscle rolled on a roller or ball, for seconds.
const ROLL: Exercise =
    Exercise { equipment: &[E::FoamRoller], measure: Measure::Seconds, contraindications: &[C::Osteoporosis], ..DRILL };

rows! {
    arm_circle "Arm circle" [
        "arm circles", "small arm circles", "shoulder circles", "armkreisen", "círculos de brazos", "cercles de bras",
    ] {
        primary: &[M::SideDelts, M::UpperBack], joints: &[J::Shoulder],
        cues: &["Stand tall", "Small circles, then larger", "Both directions"],
        faults: &["shrugging", "lower back arches"],
    } ..DRILL;
    arm_swing "Arm swing" ["arm swings", "arm hugs", "arm crossover swing", "dynamic chest stretch", "hug swings"] {
        primary: &[M::Chest, M::RearDelts], joints: &[J::Shoulder],
        cues: &["Swing the arms open", "Cross them in front, change the upper arm", "Easy rhythm"],
        faults: &["throwing the arms", "shrugging"],
    } ..DRILL;
    shoulder_roll "Shoulder roll" ["shoulder rolls", "shoulder shrug rolls", "schulterkreisen"] {
        primary: &[M::UpperBack], joints: &[J::Shoulder, J::Neck],
        cues: &["Shoulders up, back, down", "Slow circles", "Both directions"],
        faults: &["rushing", "chin juts out"],
    } ..DRILL;
    shoulder_dislocate "Shoulder pass-through" [
        "shoulder dislocates", "shoulder dislocate", "shoulder pass throughs", "pvc pass through", "band pass through",
        "band dislocates", "shoulder dislocation",
    ] {
        equipment: &[E::Band], primary: &[M::Chest, M::FrontDelts], secondary: &[M::RearDelts], joints: &[J::Shoulder],
        contraindications: &[C::ShoulderInstability],
        cues: &["Wide grip on a band or stick", "Arms straight, up and behind", "Only as far as it is easy"],
        faults: &["grip too narrow", "lower back arches"],
    } ..DRILL;
    scapular_retraction "Shoulder blade squeeze" [
        "scapular retraction", "scapular squeeze", "scapular squeezes", "shoulder blade squeezes",
    ] {
        primary: &[M::UpperBack], joints: &[J::Shoulder, J::UpperBack],
        cues: &["Sit or stand tall", "Draw the shoulder blades together", "Hold three seconds"],
        faults: &["shrugging", "lower back arches"],
    } ..DRILL;
    wrist_circle "Wrist circle" ["wrist circles", "wrist rolls", "wrist warm up", "handgelenkkreisen"] {
        primary: &[M::Forearms], joints: &[J::Wrist],
        cues: &["Fingers folded or loose", "Slow circles", "Both directions"],
        faults: &["rushing", "forcing the range"],
    } ..DRILL;
    wrist_rock "Kneeling wrist rock" [
        "wrist rocks", "quadruped wrist rock", "wrist mobility", "kneeling wrist stretch",
    ] {
        primary: &[M::Forearms], joints: &[J::Wrist],
        cues: &["Hands and knees, fingers forward", "Rock forward over the hands", "Turn the fingers and repeat"],
        faults: &["too much weight", "forcing the range"],
    } ..DRILL;
    neck_circle "Neck half-circle" [
        "neck circles", "neck rolls", "neck rotations", "neck half circles", "head turns", "nackenkreisen",
    ] {
        primary: &[M::Neck], joints: &[J::Neck],
        cues: &["Chin to the chest", "Roll ear to shoulder, side to side", "Slow, not backwards"],
        faults: &["rolling backwards", "rushing"],
    } ..DRILL;
    chin_tuck "Chin tuck" ["chin tucks", "neck retraction", "cervical retraction", "doppelkinn übung"] {
        primary: &[M::Neck], joints: &[J::Neck],
        cues: &["Sit tall", "Draw the head straight back", "Hold three seconds"],
        faults: &["tipping the head", "forcing it"],
    } ..DRILL;
    cat_cow "Cat-cow" [
        "cat cow", "cat camel", "cat cow stretch", "cat stretch", "cat cows", "katze kuh", "katzenbuckel", "gato vaca",
        "chat vache",
    ] {
        primary: &[M::LowerBack, M::Abs], secondary: &[M::UpperBack], joints: &[J::LowerBack, J::UpperBack],
        cues: &["Hands and knees", "Round the back, then let it sink", "Move with the breath"],
        faults: &["rushing", "bending the elbows"],
    } ..DRILL;
    thoracic_rotation "Quadruped thoracic rotation" [
        "thoracic rotation", "t spine rotation", "quadruped t spine rotation", "kneeling thoracic rotation",
        "open the gate", "bws rotation",
    ] {
        primary: &[M::UpperBack, M::Obliques], joints: &[J::UpperBack, J::Shoulder],
        cues: &["Hands and knees, one hand at the head", "Turn the elbow to the ceiling", "Eyes follow"],
        faults: &["hips sway", "turning from the lower back"],
    } ..SIDE;
    open_book "Open book" ["open books", "side lying thoracic rotation", "open book stretch", "book opener"] {
        primary: &[M::UpperBack, M::Chest], joints: &[J::UpperBack, J::Shoulder],
        cues: &["Lie on the side, knees bent", "Open the upper arm like a page", "Knees stay together"],
        faults: &["knees come apart", "forcing the arm down"],
    } ..SIDE;
    thread_the_needle "Thread the needle" ["thread the needle stretch", "thread the needle pose"] {
        primary: &[M::UpperBack, M::RearDelts], joints: &[J::UpperBack, J::Shoulder],
        cues: &["Hands and knees", "Slide one arm below the other", "Shoulder to the floor"],
        faults: &["hips sway", "weight on the neck"],
    } ..SIDE;
    trunk_twist "Standing trunk twist" [
        "torso twist", "standing twist", "trunk rotations", "torso twists", "standing torso twist", "rumpfdrehen",
    ] {
        primary: &[M::Obliques], secondary: &[M::UpperBack], joints: &[J::UpperBack, J::LowerBack, J::Hip],
        cues: &["Stand tall, arms loose", "Turn side to side, heels follow", "Easy rhythm"],
        faults: &["throwing the arms", "knees locked"],
    } ..DRILL;
    pelvic_tilt "Pelvic tilt" [
        "pelvic tilts", "lying pelvic tilt", "posterior pelvic tilt", "beckenkippen", "báscula pélvica",
        "bascule du bassin",
    ] {
        primary: &[M::Abs], secondary: &[M::Glutes], joints: &[J::LowerBack],
        cues: &["Lie down, knees bent", "Press the lower back down", "Let go slowly"],
        faults: &["pushing with the feet", "holding the breath"],
    } ..DRILL;
    hip_circle "Hip circle" [
        "hip circles", "standing hip circles", "quadruped hip circles", "hip cars", "hüftkreisen",
    ] {
        primary: &[M::HipFlexors, M::Glutes], joints: &[J::Hip],
        cues: &["Hold a wall, lift one knee", "Draw a large circle", "Trunk still"],
        faults: &["leaning away", "rushing"],
    } ..SIDE;
    leg_swing "Leg swing" [
        "leg swings", "front to back leg swing", "forward leg swing", "side leg swing", "lateral leg swings",
        "beinschwingen", "balanceo de piernas", "balancement de jambe",
    ] {
        primary: &[M::Hamstrings, M::HipFlexors], joints: &[J::Hip],
        cues: &["Hold a wall", "Swing the leg front to back, then across", "Trunk tall"],
        faults: &["throwing the leg", "lower back arches"],
    } ..SIDE;
    ninety_ninety "90/90 hip switch" [
        "90 90", "90 90 hip switch", "90 90 switch", "ninety ninety", "shin box", "90 90 stretch", "shinbox switch",
    ] {
        primary: &[M::Glutes, M::Adductors], joints: &[J::Hip, J::Knee], contraindications: &[C::HipArthritis],
        cues: &["Sit, both knees at right angles to one side", "Turn to the other side", "Hands behind to help"],
        faults: &["forcing the knees", "collapsing the back"],
    } ..DRILL;
    worlds_greatest_stretch "World's greatest stretch" [
        "worlds greatest stretch", "the world's greatest stretch", "spiderman lunge with rotation", "wgs",
        "lunge with rotation", "spiderman stretch",
    ] {
        primary: &[M::HipFlexors, M::UpperBack], secondary: &[M::Hamstrings, M::Glutes],
        joints: &[J::Hip, J::UpperBack, J::Ankle],
        cues: &["Long lunge, hands inside the foot", "Elbow to the floor, then turn the arm up",
            "Straighten the front leg"],
        faults: &["rushing", "back knee drops hard"],
    } ..SIDE;
    inchworm "Inchworm" ["inchworms", "inch worm", "walkout", "walkouts", "plank walkout", "hand walkout", "raupe"] {
        primary: &[M::Hamstrings, M::Abs], secondary: &[M::FrontDelts], joints: &[J::Shoulder, J::Wrist, J::Hip],
        contraindications: &[C::Glaucoma],
        cues: &["Hands to the floor, walk out to a plank", "Hips level", "Walk the feet or hands back"],
        faults: &["hips sag", "knees bend early"],
    } ..WALKING;
    hip_opener "Walking hip opener" [
        "open the gate walk", "hip openers", "gate opener", "hip opener", "close the gate",
    ] {
        primary: &[M::HipFlexors, M::Abductors], joints: &[J::Hip],
        cues: &["Walk, lift a knee", "Open it to the side, step on", "Stand tall"],
        faults: &["leaning away", "rushing"],
    } ..WALKING;
    knee_hug "Walking knee hug" [
        "knee hug", "knee hugs", "walking knee to chest", "walking high knee hug", "knee to chest walk",
    ] {
        primary: &[M::Glutes], secondary: &[M::Calves], joints: &[J::Hip, J::Knee],
        cues: &["Walk, hug one knee to the chest", "Rise on the other toes", "Stand tall"],
        faults: &["rounding the back", "rushing"],
    } ..WALKING;
    walking_quad_stretch "Walking quad stretch" [
        "walking quad pull", "dynamic quad stretch", "walking quadriceps stretch",
    ] {
        primary: &[M::Quadriceps], joints: &[J::Knee, J::Hip],
        cues: &["Walk, pull one heel to the seat", "Knees close", "Stand tall"],
        faults: &["lower back arches", "knee drifts out"],
    } ..WALKING;
    frankenstein_walk "Frankenstein walk" [
        "frankensteins", "toy soldier", "toy soldiers", "straight leg march", "straight leg kicks",
        "walking hamstring kick", "walking leg kicks",
    ] {
        primary: &[M::Hamstrings], secondary: &[M::HipFlexors], joints: &[J::Hip],
        cues: &["Walk, kick a straight leg to the hand", "Trunk tall", "Controlled height"],
        faults: &["rounding to reach", "throwing the leg"],
    } ..WALKING;
    butt_kick "Butt kick" [
        "butt kicks", "butt kickers", "heel flicks", "anfersen", "talones al glúteo", "talons fesses",
    ] {
        met: 3.8, primary: &[M::Hamstrings], secondary: &[M::Calves, M::Cardio], joints: &[J::Knee, J::Ankle],
        cues: &["Run on the spot or forward", "Heels to the seat", "Light feet"],
        faults: &["leaning forward", "hard landings"],
    } ..WALKING;
    a_skip "A-skip" [
        "a skip", "a skips", "high knee skips", "high knee skip", "skipping drill", "running abc", "b skip", "lauf abc",
    ] {
        met: 3.8, level: Level::Intermediate, primary: &[M::HipFlexors, M::Calves], secondary: &[M::Cardio],
        joints: &[J::Hip, J::Ankle, J::Knee], contraindications: &[C::AchillesInjury],
        cues: &["Skip, knee to hip height", "Foot down below the hip", "Arms drive"],
        faults: &["leaning back", "hard landings"],
    } ..WALKING;
    carioca "Carioca" ["grapevine", "karaoke drill", "carioca drill", "kreuzschritte", "überkreuzlauf"] {
        met: 3.8, primary: &[M::Abductors, M::Adductors], secondary: &[M::Obliques, M::Cardio],
        joints: &[J::Hip, J::Ankle, J::Knee],
        cues: &["Move sideways", "Cross in front, then behind", "Turn the hips"],
        faults: &["looking down", "crossing too wide"],
    } ..WALKING;
    side_shuffle "Side shuffle" ["lateral shuffle", "side shuffles", "defensive slide", "seitgalopp", "sidesteps"] {
        met: 3.8, primary: &[M::Abductors, M::Quadriceps], secondary: &[M::Cardio],
        joints: &[J::Hip, J::Knee, J::Ankle],
        cues: &["Low stance, feet apart", "Push off sideways", "Do not cross the feet"],
        faults: &["standing up", "knees fall inwards"],
    } ..WALKING;
    heel_walk "Heel and toe walk" [
        "heel walk", "toe walk", "heel walks", "toe walks", "walking on toes", "fersengang",
    ] {
        primary: &[M::Shins, M::Calves], joints: &[J::Ankle],
        cues: &["Walk on the heels, toes high", "Then on the toes", "Stand tall"],
        faults: &["bending the hips", "rushing"],
    } ..WALKING;
    ankle_circle "Ankle circle" ["ankle circles", "ankle rolls", "foot circles", "ankle cars", "fußkreisen"] {
        primary: &[M::Calves, M::Shins], joints: &[J::Ankle],
        cues: &["Lift one foot", "Slow large circles", "Both directions"],
        faults: &["moving the whole leg", "rushing"],
    } ..SIDE;
    ankle_rock "Knee-to-wall ankle rock" [
        "ankle rocks", "knee to wall", "ankle mobility", "ankle dorsiflexion mobilisation", "ankle rocker",
        "half kneeling ankle mobility", "banded ankle mobility",
    ] {
        primary: &[M::Calves], joints: &[J::Ankle, J::Knee],
        cues: &["Half kneeling before a wall", "Push the knee over the toes", "Heel stays down"],
        faults: &["heel lifts", "knee falls inwards"],
    } ..SIDE;
    adductor_rock_back "Adductor rock-back" [
        "adductor rock back", "adductor rockback", "adductor rocks", "quadruped adductor rock",
        "half kneeling adductor rock",
    ] {
        primary: &[M::Adductors], joints: &[J::Hip],
        cues: &["Hands and knees, one leg out to the side", "Rock the hips back", "Back flat"],
        faults: &["back rounds", "rushing"],
    } ..SIDE;
    deep_squat_hold "Deep squat hold" [
        "asian squat", "malasana", "garland pose", "squat hold", "deep squat", "resting squat", "yoga squat",
        "tiefe hocke", "squat stretch", "bodyweight squat hold",
    ] {
        measure: Measure::Seconds, primary: &[M::Adductors, M::Glutes], secondary: &[M::Calves],
        joints: &[J::Hip, J::Knee, J::Ankle], contraindications: &[C::KneeArthritis, C::HipArthritis, C::PelvicFloor],
        cues: &["Feet a little turned out", "Sit deep, elbows inside the knees", "Hold on to something if needed"],
        faults: &["heels lift", "back collapses"],
    } ..DRILL;
    squat_to_stand "Squat to stand" [
        "squat to stand stretch", "toe touch squat", "sumo squat to stand", "primal squat",
    ] {
        primary: &[M::Hamstrings, M::Adductors], secondary: &[M::Quadriceps], joints: &[J::Hip, J::Knee, J::Ankle],
        contraindications: &[C::Glaucoma],
        cues: &["Hold the toes, knees soft", "Sit into a squat, chest up", "Straighten the legs"],
        faults: &["back rounds in the squat", "heels lift"],
    } ..DRILL;
    glute_march "Glute bridge march" ["bridge march", "marching glute bridge", "marching bridge"] {
        primary: &[M::Glutes, M::Abs], secondary: &[M::HipFlexors], joints: &[J::Hip, J::LowerBack],
        contraindications: &[C::Pregnancy], met: 2.8,
        cues: &["Bridge up", "Lift one foot, then the other", "Hips level"],
        faults: &["hips drop", "lower back arches"],
    } ..DRILL;
    single_leg_balance "Single-leg balance" [
        "one leg stand", "single leg stance", "balance on one leg", "flamingo stand", "standing on one leg",
        "einbeinstand", "equilibrio a una pierna",
    ] {
        measure: Measure::Seconds, primary: &[M::Calves, M::Abductors], joints: &[J::Ankle, J::Knee, J::Hip],
        cues: &["Stand on one leg near a wall", "Foot grips the floor", "Eyes closed makes it harder"],
        faults: &["hip drops", "toes claw"],
    } ..SIDE;
    diaphragmatic_breathing "Belly breathing" [
        "diaphragmatic breathing", "deep breathing", "breathing exercise", "box breathing", "90 90 breathing",
        "crocodile breathing", "bauchatmung", "atemübung", "respiración diafragmática", "respiration abdominale",
    ] {
        measure: Measure::Seconds, primary: &[M::Abs], met: 1.5,
        cues: &["Lie or sit at ease, hand on the belly", "In through the nose, belly rises", "Out longer than in"],
        faults: &["chest lifts first", "forcing the breath"],
    } ..DRILL;
    foam_roll_quads "Foam roll quadriceps" [
        "quad foam roll", "foam rolling quads", "foam roll quads", "quad rolling", "faszienrolle oberschenkel",
    ] {
        primary: &[M::Quadriceps], joints: &[J::Knee],
        cues: &["Face down, roller below the thighs", "Roll slowly above the knee to the hip", "Stay on tight spots"],
        faults: &["rolling over the knee", "rushing"],
    } ..ROLL;
    foam_roll_hamstrings "Foam roll hamstrings" [
        "hamstring foam roll", "foam rolling hamstrings", "hamstring rolling",
    ] {
        primary: &[M::Hamstrings],
        cues: &["Sit, roller below the thighs", "Roll slowly", "One leg over the other for more"],
        faults: &["rolling over the knee", "rushing"],
    } ..ROLL;
    foam_roll_calves "Foam roll calves" ["calf foam roll", "foam rolling calves", "calf rolling", "faszienrolle wade"] {
        primary: &[M::Calves], joints: &[J::Ankle],
        cues: &["Roller below the calves", "Roll slowly, turn the foot", "Stay on tight spots"],
        faults: &["rolling over the Achilles tendon hard", "rushing"],
    } ..ROLL;
    foam_roll_glutes "Foam roll glutes" [
        "glute foam roll", "foam rolling glutes", "lacrosse ball glutes", "piriformis foam roll",
    ] {
        primary: &[M::Glutes], joints: &[J::Hip],
        cues: &["Sit on the roller, one ankle on the other knee", "Lean to that side", "Roll slowly"],
        faults: &["pressing into numbness", "rushing"],
    } ..ROLL;
    foam_roll_it_band "Foam roll outer thigh" [
        "it band foam roll", "foam roll it band", "itb foam roll", "foam rolling it band", "iliotibial band roll",
    ] {
        primary: &[M::Abductors], secondary: &[M::Quadriceps], joints: &[J::Hip],
        cues: &["Lie on the side, upper foot in front", "Roll slowly above the knee to the hip", "Moderate pressure"],
        faults: &["too much pressure", "rolling over the hip bone"],
    } ..ROLL;
    foam_roll_upper_back "Foam roll upper back" [
        "upper back foam roll", "foam rolling upper back", "thoracic foam roll", "foam roll thoracic extension",
        "t spine foam roll", "thoracic extension on foam roller", "faszienrolle rücken",
    ] {
        primary: &[M::UpperBack], joints: &[J::UpperBack],
        cues: &["Roller across the shoulder blades", "Hands behind the head, lean back gently",
            "Not on the lower back"],
        faults: &["rolling the lower back", "ribs flare"],
    } ..ROLL;
    foam_roll_lats "Foam roll lats" ["lat foam roll", "foam rolling lats", "lat rolling"] {
        primary: &[M::Lats], joints: &[J::Shoulder],
        cues: &["Lie on the side, arm overhead", "Roller below the armpit", "Roll slowly"],
        faults: &["pressing into numbness", "rushing"],
    } ..ROLL;
}
