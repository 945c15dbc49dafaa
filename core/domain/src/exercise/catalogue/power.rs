//! Jumps and throws.

use super::{BAR, BODY, HANDS, ONE, VIGOROUS};
use crate::exercise::{Contraindication as C, Equipment as E, Exercise, Joint as J, Muscle as M, Pattern};
use crate::person::Level;

/// A jump. 02020: calisthenics, vigorous.
const JUMP: Exercise = Exercise {
    pattern: Pattern::Power,
    primary: &[M::Quadriceps, M::Glutes, M::Calves],
    secondary: &[M::Hamstrings],
    joints: &[J::Ankle, J::Knee, J::Hip],
    bodyweight_share: 1.0,
    contraindications: &[
        C::KneeArthritis,
        C::HipArthritis,
        C::AchillesInjury,
        C::Osteoporosis,
        C::PelvicFloor,
        C::Pregnancy,
    ],
    met: 7.5,
    ..BODY
};

/// A throw of a ball.
const THROW: Exercise = Exercise {
    primary: &[M::Abs, M::Obliques],
    secondary: &[M::FrontDelts, M::Glutes],
    joints: &[J::Shoulder, J::LowerBack, J::Hip],
    equipment: &[E::MedicineBall],
    bodyweight_share: 0.0,
    loading: ONE,
    contraindications: &[C::ShoulderInstability, C::DiscInjury],
    met: VIGOROUS,
    ..JUMP
};

rows! {
    squat_jump "Squat jump" [
        "jump squat", "jump squats", "squat jumps", "bodyweight jump squat", "jumping squat", "kniebeugensprung",
        "strecksprung", "strecksprünge", "sentadilla con salto", "squat sauté",
    ] {
        cues: &["Half squat, arms back", "Jump tall", "Land softly, knees over the toes"],
        faults: &["hard landings", "knees fall inwards"], regressions: &["pogo_hop", "squat_to_heel_raise"],
        progressions: &["box_jump", "weighted_jump_squat", "tuck_jump"],
    } ..JUMP;
    weighted_jump_squat "Weighted jump squat" ["dumbbell jump squat", "dumbbell squat jump", "kettlebell jump squat"] {
        equipment: &[E::Dumbbell], loading: HANDS, level: Level::Intermediate, bodyweight_share: 0.85,
        cues: &["Light dumbbells at the sides", "Jump tall", "Land softly"],
        faults: &["too much weight", "hard landings"], regressions: &["squat_jump"],
        progressions: &["barbell_jump_squat"],
    } ..JUMP;
    barbell_jump_squat "Barbell jump squat" ["barbell squat jump", "jump squat barbell", "loaded jump squat"] {
        equipment: &[E::Barbell, E::Rack], loading: BAR, level: Level::Advanced, bodyweight_share: 0.85,
        cues: &["Light bar, held firmly", "Jump tall", "Land softly and reset"],
        faults: &["bar bounces", "hard landings"], regressions: &["weighted_jump_squat"],
    } ..JUMP;
    trap_bar_jump "Trap bar jump" ["hex bar jump", "trap bar jumps"] {
        equipment: &[E::TrapBar], loading: BAR, level: Level::Intermediate,
        cues: &["Light bar, hips back", "Jump tall", "Land softly and reset"],
        faults: &["hard landings", "back rounds"], regressions: &["squat_jump"],
    } ..JUMP;
    box_jump "Box jump" [
        "box jumps", "plyo box jump", "jump to box", "kastensprung", "kastensprünge", "salto al cajón", "saut sur box",
    ] {
        equipment: &[E::Box],
        cues: &["Arms swing, jump up", "Land softly on the whole foot", "Step down"],
        faults: &["box too high", "jumping down backwards", "knees fall inwards"],
        regressions: &["squat_jump", "step_up"], progressions: &["depth_jump"],
    } ..JUMP;
    lateral_box_jump "Lateral box jump" ["side box jump", "lateral box jumps"] {
        equipment: &[E::Box], level: Level::Intermediate,
        cues: &["Stand beside a low box", "Jump up sideways", "Step down"],
        faults: &["knees fall inwards", "catching the toes"], regressions: &["box_jump"],
    } ..JUMP;
    single_leg_box_jump "Single-leg box jump" ["one leg box jump", "single leg jump"] {
        equipment: &[E::Box], level: Level::Advanced, unilateral: true,
        cues: &["Very low box first", "Jump from one leg", "Land softly, step down"],
        faults: &["knee falls inwards", "box too high"], regressions: &["box_jump"],
    } ..JUMP;
    depth_jump "Depth jump" ["drop jump", "depth jumps", "drop jumps", "tiefsprung"] {
        equipment: &[E::Box], level: Level::Advanced,
        cues: &["Step off a low box", "Touch the floor as shortly as possible", "Jump straight up"],
        faults: &["long contact", "knees fall inwards"], regressions: &["box_jump", "drop_landing"],
    } ..JUMP;
    drop_landing "Drop landing" ["snap down", "depth drop", "landing drill", "stick landing"] {
        equipment: &[E::Box],
        cues: &["Step off a low step", "Land softly and hold", "Knees over the toes"],
        faults: &["hard landing", "knees fall inwards"], progressions: &["box_jump"],
    } ..JUMP;
    broad_jump "Broad jump" [
        "standing long jump", "broad jumps", "long jump", "standweitsprung", "salto de longitud", "saut en longueur",
    ] {
        level: Level::Intermediate,
        cues: &["Swing the arms, hips back", "Jump far", "Land softly and hold"],
        faults: &["falling forward", "stiff landing"], regressions: &["squat_jump"], progressions: &["bounding"],
    } ..JUMP;
    tuck_jump "Tuck jump" ["tuck jumps", "knee tuck jump", "hocksprung"] {
        level: Level::Intermediate,
        cues: &["Jump tall", "Bring the knees up", "Land softly"],
        faults: &["rounding the back", "hard landings"], regressions: &["squat_jump"],
    } ..JUMP;
    jump_lunge "Jump lunge" [
        "jumping lunge", "jumping lunges", "split jump", "lunge jump", "alternating jump lunge", "split squat jump",
        "plyo lunge", "ausfallschritt sprung", "zancada con salto", "fente sautée",
    ] {
        level: Level::Intermediate, unilateral: true,
        cues: &["Lunge, jump and change legs", "Land softly", "Trunk upright"],
        faults: &["back knee hits the floor", "front knee falls inwards"],
        regressions: &["reverse_lunge", "squat_jump"],
    } ..JUMP;
    pogo_hop "Pogo hop" [
        "pogo jump", "pogo jumps", "pogos", "ankle hops", "ankle hop", "ankle bounces", "ankle jumps",
    ] {
        primary: &[M::Calves], secondary: &[M::Quadriceps], joints: &[J::Ankle, J::Knee],
        cues: &["Knees nearly straight", "Bounce from the ankles", "Short contact"],
        faults: &["bending the knees deeply", "landing on the heels"], progressions: &["squat_jump", "single_leg_hop"],
    } ..JUMP;
    single_leg_hop "Single-leg hop" ["one leg hop", "single leg hops", "hopping", "single leg pogo"] {
        level: Level::Intermediate, unilateral: true, primary: &[M::Calves, M::Quadriceps],
        cues: &["Small hops on one leg", "Land softly", "Knee over the toes"],
        faults: &["knee falls inwards", "hard landings"], regressions: &["pogo_hop"], progressions: &["bounding"],
    } ..JUMP;
    bounding "Bounding" ["bounds", "alternate leg bounding", "sprunglauf"] {
        level: Level::Advanced, unilateral: true,
        cues: &["Long, high running strides", "Drive the knee", "Land under the hips"],
        faults: &["reaching with the foot", "collapsing on contact"], regressions: &["broad_jump", "single_leg_hop"],
    } ..JUMP;
    hurdle_jump "Hurdle jump" ["hurdle hops", "hurdle jumps", "cone hops", "barrier jumps"] {
        equipment: &[E::Box], level: Level::Intermediate,
        cues: &["Low hurdles first", "Jump and land on both feet", "Short contact"],
        faults: &["knees fall inwards", "long contact"], regressions: &["squat_jump"],
    } ..JUMP;
    medicine_ball_chest_pass "Medicine ball chest pass" [
        "med ball chest pass", "chest pass", "medicine ball chest throw", "med ball chest throw",
    ] {
        primary: &[M::Chest, M::Triceps], secondary: &[M::FrontDelts, M::Abs],
        joints: &[J::Shoulder, J::Elbow, J::Wrist], contraindications: &[C::ShoulderInstability],
        cues: &["Ball at the chest, before a wall", "Throw hard and straight", "Catch with soft arms"],
        faults: &["leaning back", "wrists bend back"],
    } ..THROW;
    medicine_ball_rotational_throw "Medicine ball rotational throw" [
        "med ball rotational throw", "rotational throw", "medicine ball side throw", "side throw",
        "rotational med ball throw",
    ] {
        unilateral: true, primary: &[M::Obliques, M::Glutes], secondary: &[M::Abs, M::FrontDelts],
        cues: &["Side-on to the wall, ball at the hip", "Turn from the back hip", "Throw through the wall"],
        faults: &["only the arms throw", "feet stay still"],
    } ..THROW;
    medicine_ball_overhead_throw "Medicine ball overhead throw" [
        "med ball overhead throw", "overhead medicine ball throw", "soccer throw", "backward overhead throw",
        "medicine ball scoop toss",
    ] {
        level: Level::Intermediate, primary: &[M::Lats, M::Abs], secondary: &[M::Triceps, M::Glutes],
        cues: &["Ball overhead, ribs down", "Step and throw", "Follow through"],
        faults: &["lower back arches", "only the arms throw"], regressions: &["medicine_ball_chest_pass"],
    } ..THROW;
    vertical_jump "Vertical jump" [
        "countermovement jump", "cmj", "vertical leap", "max vertical jump", "hochsprung aus dem stand",
    ] {
        cues: &["Quick dip, arms swing", "Jump as high as possible", "Land softly"],
        faults: &["dipping too deep", "stiff landing"], regressions: &["pogo_hop"], progressions: &["tuck_jump"],
    } ..JUMP;
}
