//! Carries, sleds and whole-body work against the clock.

use super::{BAR, BELL, BELLS, BODY, CALISTHENICS, HANDS, ONE, RESISTANCE, VIGOROUS};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// 02020: calisthenics, vigorous: push-ups, jumping jacks, burpees, battling ropes.
const HARD_CALISTHENICS: f64 = 7.5;
/// 02040: circuit training with kettlebells and little rest, vigorous.
const CIRCUIT: f64 = 7.5;

/// A weight carried over a distance.
const CARRY: Exercise = Exercise {
    pattern: Pattern::Carry,
    primary: &[M::Forearms, M::UpperBack],
    secondary: &[M::Abs, M::Obliques, M::Glutes, M::Calves],
    joints: &[J::Shoulder, J::LowerBack, J::Hip, J::Knee, J::Ankle],
    equipment: &[E::Dumbbell],
    loading: HANDS,
    measure: Measure::Metres,
    contraindications: &[C::DiscInjury, C::Hypertension],
    met: VIGOROUS,
    ..BODY
};

/// A sled moved over a distance.
const SLED: Exercise = Exercise {
    primary: &[M::Quadriceps, M::Glutes],
    secondary: &[M::Calves, M::Hamstrings, M::Cardio],
    joints: &[J::Knee, J::Hip, J::Ankle],
    equipment: &[E::Sled],
    loading: Loading::Total { step_kg: 10.0 },
    contraindications: &[C::AchillesInjury, C::Hypertension],
    met: HARD_CALISTHENICS,
    ..CARRY
};

/// The body moved against the clock.
const CLOCK: Exercise = Exercise {
    pattern: Pattern::Conditioning,
    primary: &[M::Cardio],
    secondary: &[M::Quadriceps, M::Abs, M::FrontDelts],
    joints: &[J::Knee, J::Hip, J::Ankle, J::Shoulder, J::Wrist],
    measure: Measure::Seconds,
    contraindications: &[C::PelvicFloor, C::Hypertension],
    met: HARD_CALISTHENICS,
    ..BODY
};

/// The same, easy on the joints.
const EASY_CLOCK: Exercise =
    Exercise { joints: &[J::Hip, J::Knee], contraindications: &[], met: CALISTHENICS, ..CLOCK };

/// A lift of the whole body with a weight, again and again.
const COMPLEX: Exercise = Exercise {
    primary: &[M::Quadriceps, M::FrontDelts],
    secondary: &[M::Glutes, M::Triceps, M::Abs, M::Cardio],
    joints: &[J::Knee, J::Hip, J::Shoulder, J::Elbow, J::LowerBack],
    equipment: &[E::Dumbbell],
    loading: HANDS,
    measure: Measure::Reps,
    contraindications: &[C::Hypertension, C::PelvicFloor, C::ShoulderInstability],
    met: CIRCUIT,
    ..CLOCK
};

rows! {
    farmers_walk "Farmer's walk" [
        "farmers walk", "farmer walk", "farmers carry", "farmer carry", "farmer's carry", "dumbbell farmers walk",
        "dumbbell carry", "loaded carry", "farmers walk dumbbell", "farmerswalk", "paseo del granjero",
        "marche du fermier",
    ] {
        cues: &["Stand tall with a weight in each hand", "Short, quick steps", "Shoulders down, breathe"],
        faults: &["leaning back", "shoulders roll forward"], regressions: &["suitcase_carry"],
        progressions: &["trap_bar_carry"],
    } ..CARRY;
    kettlebell_farmers_walk "Kettlebell farmer's walk" [
        "kettlebell farmers carry", "kettlebell carry", "kb farmers carry", "kb farmers walk",
    ] {
        equipment: &[E::Kettlebell], loading: BELLS,
        cues: &["A bell in each hand", "Stand tall, short steps", "Shoulders down"],
        faults: &["leaning back", "bells swing"],
    } ..CARRY;
    trap_bar_carry "Trap bar carry" ["trap bar farmers walk", "hex bar carry", "farmers walk trap bar"] {
        equipment: &[E::TrapBar], loading: BAR, level: Level::Intermediate,
        cues: &["Lift with the legs", "Short steps, bar level", "Set it down with a flat back"],
        faults: &["back rounds when setting down", "bar tilts"], regressions: &["farmers_walk"],
    } ..CARRY;
    suitcase_carry "Suitcase carry" [
        "suitcase walk", "single arm farmers carry", "one arm farmers walk", "single arm carry",
        "dumbbell suitcase carry",
    ] {
        unilateral: true, primary: &[M::Obliques, M::Forearms], secondary: &[M::UpperBack, M::Glutes],
        cues: &["Weight in one hand", "Walk without leaning", "Shoulders level"],
        faults: &["leaning to either side", "weight bumps the leg"], progressions: &["farmers_walk"],
    } ..CARRY;
    kettlebell_suitcase_carry "Kettlebell suitcase carry" ["kb suitcase carry", "single arm kettlebell carry"] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true, primary: &[M::Obliques, M::Forearms],
        secondary: &[M::UpperBack, M::Glutes],
        cues: &["Bell in one hand", "Walk without leaning", "Shoulders level"],
        faults: &["leaning to either side", "shrugging"],
    } ..CARRY;
    goblet_carry "Goblet carry" ["front carry", "dumbbell front carry", "goblet walk"] {
        loading: ONE, primary: &[M::Abs, M::UpperBack], secondary: &[M::Biceps, M::Forearms],
        cues: &["Weight at the chest", "Stand tall, ribs down", "Steady steps"],
        faults: &["leaning back", "shoulders roll forward"],
    } ..CARRY;
    kettlebell_rack_carry "Kettlebell rack carry" [
        "rack carry", "front rack carry", "kettlebell front rack carry", "kb rack walk",
    ] {
        equipment: &[E::Kettlebell], loading: BELL, primary: &[M::Abs, M::UpperBack],
        secondary: &[M::Obliques, M::Biceps],
        cues: &["Bell in the rack, wrist straight", "Ribs down", "Steady steps"],
        faults: &["leaning back", "elbow flares"],
    } ..CARRY;
    overhead_carry "Overhead carry" [
        "waiter carry", "waiters walk", "waiter walk", "overhead walk", "dumbbell overhead carry",
        "kettlebell overhead carry",
    ] {
        level: Level::Intermediate, unilateral: true, primary: &[M::FrontDelts, M::UpperBack],
        secondary: &[M::Abs, M::Obliques, M::Triceps], contraindications: &[C::ShoulderInstability, C::Hypertension],
        cues: &["Arm straight beside the ear", "Ribs down", "Steady steps"],
        faults: &["lower back arches", "elbow bends"], regressions: &["goblet_carry"],
    } ..CARRY;
    sandbag_carry "Sandbag carry" ["bear hug carry", "sandbag bear hug carry", "sandbag walk"] {
        equipment: &[E::Sandbag], loading: Loading::Total { step_kg: 5.0 }, primary: &[M::UpperBack, M::Abs],
        secondary: &[M::Biceps, M::Glutes, M::Forearms],
        cues: &["Hug the bag high", "Steady steps", "Breathe behind the brace"],
        faults: &["leaning back", "bag slides down"],
    } ..CARRY;
    plate_carry "Plate carry" ["plate pinch carry", "weight plate carry"] {
        equipment: &[E::Plate], loading: Loading::PerHand { step_kg: 2.5 },
        cues: &["A plate in each hand", "Stand tall", "Steady steps"],
        faults: &["shoulders roll forward", "rushing"], progressions: &["farmers_walk"],
    } ..CARRY;
    yoke_walk "Yoke walk" ["yoke carry", "yoke"] {
        equipment: &[E::Barbell, E::Rack], loading: Loading::Total { step_kg: 10.0 }, level: Level::Advanced,
        primary: &[M::UpperBack, M::Quadriceps, M::Glutes], secondary: &[M::Abs, M::LowerBack, M::Calves],
        contraindications: &[C::DiscInjury, C::Hypertension, C::Osteoporosis, C::PelvicFloor],
        cues: &["Stand up as from a squat", "Short, quick steps", "Trunk tight"],
        faults: &["yoke sways", "steps too long"], regressions: &["farmers_walk"],
    } ..CARRY;
    sled_push "Sled push" [
        "prowler push", "prowler", "sled push high handle", "schlitten schieben", "empuje de trineo",
        "poussée de traîneau",
    ] {
        cues: &["Arms long, trunk in one line", "Drive through the whole foot", "Short, strong steps"],
        faults: &["back rounds", "steps on the toes only"],
    } ..SLED;
    sled_pull "Sled pull" [
        "sled drag", "backward sled drag", "sled row", "reverse sled drag", "sled drags", "schlitten ziehen",
    ] {
        secondary: &[M::UpperBack, M::Forearms, M::Calves, M::Cardio],
        cues: &["Strap or rope in the hands, lean back", "Walk back in short steps", "Knees soft"],
        faults: &["back rounds", "pulling with the arms only"],
    } ..SLED;
    bear_crawl "Bear crawl" ["bear crawls", "bear walk", "bärengang", "caminata del oso"] {
        pattern: Pattern::Conditioning, equipment: &[], loading: Loading::None, level: Level::Intermediate,
        primary: &[M::Abs, M::FrontDelts], secondary: &[M::Quadriceps, M::Triceps, M::Cardio],
        joints: &[J::Shoulder, J::Wrist, J::Knee, J::Hip], contraindications: &[C::Glaucoma],
        cues: &["Knees a hand above the floor", "Opposite hand and foot together", "Back flat"],
        faults: &["hips too high", "hips sway"], regressions: &["bear_hold"],
    } ..SLED;
    crab_walk "Crab walk" ["crab walks", "krebsgang"] {
        pattern: Pattern::Conditioning, equipment: &[], loading: Loading::None, primary: &[M::Triceps, M::Glutes],
        secondary: &[M::RearDelts, M::Abs], met: CALISTHENICS, joints: &[J::Shoulder, J::Wrist, J::Knee],
        contraindications: &[C::ShoulderInstability],
        cues: &["Sit, hands behind, hips up", "Opposite hand and foot together", "Chest open"],
        faults: &["hips sag", "shoulders shrug"],
    } ..SLED;
    burpee "Burpee" ["burpees", "full burpee", "burpee with push up", "bürpees"] {
        level: Level::Intermediate, measure: Measure::Reps, secondary: &[M::Quadriceps, M::Chest, M::Abs],
        contraindications: &[C::PelvicFloor, C::Hypertension, C::Glaucoma, C::Pregnancy],
        cues: &["Hands down, jump back to a plank", "Chest to the floor", "Jump up and reach"],
        faults: &["hips sag on landing", "hard landings"], regressions: &["step_back_burpee"],
        progressions: &["burpee_box_jump"],
    } ..CLOCK;
    step_back_burpee "Step-back burpee" [
        "half burpee", "squat thrust", "squat thrusts", "no jump burpee", "low impact burpee", "burpee without jump",
    ] {
        measure: Measure::Reps, met: CALISTHENICS,
        cues: &["Hands down on the floor or a box", "Step back to a plank, step in", "Stand tall"],
        faults: &["hips sag", "back rounds"], progressions: &["burpee"],
    } ..CLOCK;
    burpee_box_jump "Burpee box jump" ["burpee box jumps", "burpee box jump over", "burpee broad jump"] {
        equipment: &[E::Box], level: Level::Advanced, measure: Measure::Reps,
        contraindications: &[C::PelvicFloor, C::Hypertension, C::Glaucoma, C::Pregnancy, C::KneeArthritis],
        cues: &["Burpee before the box", "Jump and land softly", "Step down"],
        faults: &["hard landings", "rushing when tired"], regressions: &["burpee"],
    } ..CLOCK;
    mountain_climber "Mountain climber" [
        "mountain climbers", "running plank", "bergsteiger", "escaladores", "escalador", "grimpeur",
    ] {
        primary: &[M::Abs, M::Cardio], secondary: &[M::HipFlexors, M::FrontDelts],
        cues: &["High plank, hands under the shoulders", "Drive the knees in turn", "Hips level"],
        faults: &["hips bounce", "shoulders behind the hands"], regressions: &["high_knees_march"],
        progressions: &["burpee"],
    } ..CLOCK;
    jumping_jack "Jumping jack" [
        "jumping jacks", "star jumps", "star jump", "hampelmann", "hampelmänner", "saltos de tijera",
        "saltos en estrella", "jumping jacks écart",
    ] {
        secondary: &[M::Calves, M::SideDelts], joints: &[J::Ankle, J::Knee, J::Shoulder],
        contraindications: &[C::PelvicFloor, C::AchillesInjury],
        cues: &["Jump the feet wide, arms up", "Land softly", "Even rhythm"],
        faults: &["hard landings", "knees fall inwards"], regressions: &["step_jack"],
    } ..CLOCK;
    step_jack "Step jack" ["step jacks", "low impact jumping jack", "half jack"] {
        secondary: &[M::SideDelts, M::Abductors],
        cues: &["Step to the side, arms up", "Step back in", "Even rhythm"],
        faults: &["slouching", "rushing"], progressions: &["jumping_jack"],
    } ..EASY_CLOCK;
    high_knees "High knees" [
        "high knee run", "running in place", "high knee sprint", "kniehebelauf", "rodillas arriba", "skipping",
        "montées de genoux",
    ] {
        secondary: &[M::HipFlexors, M::Calves], joints: &[J::Ankle, J::Knee, J::Hip],
        contraindications: &[C::PelvicFloor, C::AchillesInjury],
        cues: &["Run on the spot on the balls of the feet", "Knees to hip height", "Arms drive"],
        faults: &["leaning back", "hard landings"], regressions: &["high_knees_march"],
    } ..CLOCK;
    high_knees_march "High-knee march" [
        "marching in place", "high knee march", "marching", "marschieren auf der stelle", "marcha en el sitio",
    ] {
        secondary: &[M::HipFlexors, M::Glutes],
        cues: &["March on the spot", "Knees to hip height", "Stand tall"],
        faults: &["leaning back", "stamping"], progressions: &["high_knees"],
    } ..EASY_CLOCK;
    shadow_boxing "Shadow boxing" ["shadowboxing", "air boxing", "schattenboxen", "boxeo de sombra"] {
        secondary: &[M::FrontDelts, M::Obliques, M::Triceps], joints: &[J::Shoulder, J::Elbow, J::Hip],
        cues: &["Guard up, light feet", "Turn the hip into each punch", "Breathe out with it"],
        faults: &["locking the elbows", "flat feet"],
    } ..EASY_CLOCK;
    heavy_bag "Heavy bag boxing" [
        "boxing", "heavy bag", "punching bag", "boxing bag", "kickboxing", "boxen", "boxeo", "sandsack boxen",
    ] {
        equipment: &[E::PunchingBag], level: Level::Intermediate, secondary: &[M::FrontDelts, M::Obliques, M::Triceps],
        joints: &[J::Shoulder, J::Elbow, J::Wrist], contraindications: &[C::Hypertension, C::ShoulderInstability],
        cues: &["Wrists wrapped and straight", "Turn the hip into each punch", "Move between combinations"],
        faults: &["bent wrists", "dropping the guard"], regressions: &["shadow_boxing"],
    } ..CLOCK;
    battle_ropes "Battle ropes" [
        "battle rope", "battle rope waves", "battling ropes", "battle rope alternating waves", "battle rope slams",
        "rope slams", "alternating waves", "cuerdas de batalla", "corde ondulatoire",
    ] {
        equipment: &[E::BattleRope], secondary: &[M::FrontDelts, M::UpperBack, M::Abs, M::Forearms],
        joints: &[J::Shoulder, J::Elbow, J::LowerBack], contraindications: &[C::ShoulderInstability, C::Hypertension],
        cues: &["Quarter squat, chest up", "Quick waves from the shoulders", "Breathe"],
        faults: &["back rounds", "only the wrists move"],
    } ..CLOCK;
    skater_jump "Skater jump" [
        "skaters", "skater hops", "skater jumps", "speed skater", "ice skaters", "lateral bound", "lateral bounds",
    ] {
        level: Level::Intermediate, secondary: &[M::Glutes, M::Abductors, M::Quadriceps],
        joints: &[J::Ankle, J::Knee, J::Hip], contraindications: &[C::PelvicFloor, C::AchillesInjury, C::KneeArthritis],
        cues: &["Jump sideways to one leg", "Land softly and hold", "Knee over the toes"],
        faults: &["knee falls inwards", "hard landings"], regressions: &["step_jack"],
    } ..CLOCK;
    wall_ball "Wall ball" [
        "wall balls", "wall ball shot", "wall ball shots", "medicine ball wall throw", "balón a la pared",
    ] {
        equipment: &[E::MedicineBall], loading: ONE, level: Level::Intermediate,
        cues: &["Squat with the ball at the chest", "Drive up and throw to the target", "Catch it into the next squat"],
        faults: &["heels lift", "catching with straight arms"], regressions: &["medicine_ball_slam"],
    } ..COMPLEX;
    barbell_thruster "Barbell thruster" ["thruster", "thrusters", "thruster barbell", "squat press"] {
        equipment: &[E::Barbell], loading: BAR, level: Level::Intermediate,
        cues: &["Front squat, elbows high", "Drive up into the press", "Lower straight into the next squat"],
        faults: &["elbows drop", "pressing before the hips are straight"], regressions: &["dumbbell_thruster"],
    } ..COMPLEX;
    dumbbell_thruster "Dumbbell thruster" [
        "db thruster", "thruster dumbbell", "dumbbell squat to press", "dumbbell squat press", "kettlebell thruster",
    ] {
        cues: &["Dumbbells at the shoulders, squat", "Drive up into the press", "Lower with control"],
        faults: &["leaning forward", "pressing before the hips are straight"], progressions: &["barbell_thruster"],
    } ..COMPLEX;
    band_thruster "Band thruster" ["banded thruster", "band squat press", "squat to press band"] {
        equipment: &[E::Band], loading: Loading::None, met: CALISTHENICS,
        cues: &["Stand on the band, hands at the shoulders", "Squat", "Drive up into the press"],
        faults: &["leaning forward", "band slips"],
    } ..COMPLEX;
    squat_row_band "Band squat row" ["squat row band", "squat row", "squat to row"] {
        equipment: &[E::Band], loading: Loading::None, primary: &[M::Quadriceps, M::UpperBack],
        secondary: &[M::Glutes, M::Biceps], contraindications: &[], met: CALISTHENICS,
        cues: &["Band in front, arms long, squat", "Stand up and row", "Return slowly"],
        faults: &["back rounds", "shrugging"],
    } ..COMPLEX;
    man_maker "Man maker" ["man makers", "manmaker", "dumbbell man maker"] {
        level: Level::Advanced, secondary: &[M::Chest, M::UpperBack, M::Abs, M::Cardio],
        cues: &["Push-up and row on each side", "Jump in and clean", "Squat and press"],
        faults: &["hips twist in the row", "back rounds in the clean"],
        regressions: &["dumbbell_thruster", "renegade_row"],
    } ..COMPLEX;
    devils_press "Devil's press" ["devil press", "devils press", "dumbbell devil press"] {
        level: Level::Advanced, primary: &[M::Glutes, M::FrontDelts], secondary: &[M::Hamstrings, M::Chest, M::Cardio],
        cues: &["Burpee over the dumbbells", "Swing them between the legs", "Drive overhead"],
        faults: &["back rounds", "pressing instead of driving"], regressions: &["burpee", "dumbbell_swing"],
    } ..COMPLEX;
    bear_complex "Barbell complex" ["barbell complexes", "bear complex", "the bear complex"] {
        equipment: &[E::Barbell], loading: BAR, level: Level::Advanced,
        cues: &["Light bar, no setting down", "Row, clean, squat, press in order", "Clean form before speed"],
        faults: &["too much weight", "back rounds when tired"], regressions: &["barbell_thruster"],
    } ..COMPLEX;
    kettlebell_complex "Kettlebell flow" ["kettlebell complex", "kettlebell circuit", "kb complex"] {
        equipment: &[E::Kettlebell], loading: BELL, level: Level::Intermediate, measure: Measure::Seconds,
        cues: &["Swing, clean, squat, press in turn", "Change hands at the swing", "Breathe with each move"],
        faults: &["gripping too hard", "rushing"], regressions: &["kettlebell_swing", "kettlebell_goblet_squat"],
    } ..COMPLEX;
    circuit_training "Circuit training" [
        "circuit", "hiit", "high intensity interval training", "hiit workout", "interval training", "tabata", "metcon",
        "crossfit", "bootcamp", "zirkeltraining", "entrenamiento en circuito", "circuito",
    ] {
        level: Level::Intermediate, equipment: &[], loading: Loading::None, joints: &[J::Knee, J::Hip, J::Shoulder],
        cues: &["Moves that you do well", "Work and rest by the clock", "Stop when form goes"],
        faults: &["starting too fast", "form before the clock is forgotten"], regressions: &["low_impact_circuit"],
    } ..CLOCK;
    low_impact_circuit "Low-impact circuit" [
        "low impact aerobics", "aerobics", "aerobic", "low impact cardio", "cardio workout", "aeróbic", "aérobic",
    ] {
        cues: &["One foot always on the floor", "Arms and legs together", "You can still talk"],
        faults: &["stamping", "holding the breath"], progressions: &["circuit_training"],
    } ..EASY_CLOCK;
    medicine_ball_slam "Medicine ball slam" [
        "ball slam", "ball slams", "slam ball", "med ball slam", "slam balls", "slams", "medizinball wurf boden",
    ] {
        pattern: Pattern::Power, equipment: &[E::MedicineBall], loading: ONE, primary: &[M::Lats, M::Abs],
        secondary: &[M::Triceps, M::Glutes, M::Cardio], met: VIGOROUS,
        cues: &["Reach tall with the ball", "Throw it down with the whole trunk", "Pick it up with a flat back"],
        faults: &["back rounds", "only the arms throw"], progressions: &["rotational_slam"],
    } ..COMPLEX;
    rotational_slam "Rotational medicine ball slam" [
        "side slam", "side to side ball slam", "rotational ball slam", "rainbow slam",
    ] {
        pattern: Pattern::Power, equipment: &[E::MedicineBall], loading: ONE, level: Level::Intermediate,
        primary: &[M::Obliques, M::Abs], secondary: &[M::Lats, M::Glutes], met: VIGOROUS,
        cues: &["Reach up and over", "Slam to the outside of one foot", "Turn the hips along"],
        faults: &["lower back twists alone", "back rounds"], regressions: &["medicine_ball_slam"],
    } ..COMPLEX;
    tire_flip "Tire flip" ["tyre flip", "tire flips", "reifen wenden"] {
        equipment: &[E::Tyre], loading: Loading::None, level: Level::Advanced,
        primary: &[M::Glutes, M::Quadriceps, M::UpperBack], secondary: &[M::Hamstrings, M::Chest, M::Biceps],
        contraindications: &[C::DiscInjury, C::Hypertension, C::Osteoporosis, C::Hernia, C::PelvicFloor],
        cues: &["Chest on the tyre, hips low", "Drive with the legs", "Knee under it, then push over"],
        faults: &["curling it with the arms", "back rounds"], regressions: &["sandbag_deadlift"],
    } ..COMPLEX;
    sandbag_shouldering "Sandbag shouldering" ["sandbag to shoulder", "sandbag over shoulder", "sandbag clean"] {
        equipment: &[E::Sandbag], loading: Loading::Total { step_kg: 5.0 }, level: Level::Intermediate,
        primary: &[M::Glutes, M::UpperBack], secondary: &[M::Hamstrings, M::Biceps, M::Abs],
        contraindications: &[C::DiscInjury, C::Hypertension, C::Osteoporosis],
        cues: &["Lap the bag first", "Drive the hips and roll it up", "Change sides"],
        faults: &["back rounds", "pulling with the arms"], regressions: &["sandbag_deadlift"],
    } ..COMPLEX;
    step_up_cardio "Step aerobics" ["step aerobic", "step class", "stepping", "step workout", "step up cardio"] {
        equipment: &[E::Box], secondary: &[M::Quadriceps, M::Calves],
        cues: &["Whole foot on the step", "Even rhythm", "Stand tall"],
        faults: &["only the toes on the step", "looking down"],
    } ..EASY_CLOCK;
    kettlebell_march "Loaded march" ["kettlebell march", "suitcase march", "dumbbell march", "weighted march"] {
        equipment: &[E::Kettlebell], loading: BELL, secondary: &[M::HipFlexors, M::Obliques], met: RESISTANCE,
        cues: &["Weight at the side or chest", "Knees to hip height", "Trunk still"],
        faults: &["leaning", "stamping"],
    } ..EASY_CLOCK;
}
