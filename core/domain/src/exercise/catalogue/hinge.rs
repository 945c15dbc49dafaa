//! Deadlifts, swings, good mornings and other hip hinges.

use super::{BAR, BELL, BELLS, BODY, CALISTHENICS, HANDS, HEAVY, ONE, RESISTANCE, STACK, VIGOROUS};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// A pull of a barbell from the floor. The body's own share is left out, as it is in strength standards.
const BARBELL: Exercise = Exercise {
    pattern: Pattern::Hinge,
    primary: &[M::Hamstrings, M::Glutes, M::LowerBack],
    secondary: &[M::UpperBack, M::Forearms, M::Quadriceps, M::Lats],
    joints: &[J::Hip, J::LowerBack, J::Knee],
    equipment: &[E::Barbell],
    loading: BAR,
    contraindications: &[C::DiscInjury, C::Osteoporosis, C::Hernia, C::PelvicFloor],
    met: HEAVY,
    ..BODY
};

/// A hinge with straight-ish legs, the weight held.
const ROMANIAN: Exercise = Exercise {
    primary: &[M::Hamstrings, M::Glutes],
    secondary: &[M::LowerBack, M::Forearms, M::UpperBack],
    joints: &[J::Hip, J::LowerBack],
    equipment: &[E::Dumbbell],
    loading: HANDS,
    contraindications: &[C::DiscInjury, C::Osteoporosis],
    met: RESISTANCE,
    ..BARBELL
};

/// A hinge with the body alone: the trunk, head and arms are lifted, about 0.6 by the segment masses of Winter (2009).
const FREE: Exercise = Exercise {
    secondary: &[M::LowerBack],
    equipment: &[],
    loading: Loading::None,
    bodyweight_share: 0.6,
    contraindications: &[C::DiscInjury],
    met: CALISTHENICS,
    ..ROMANIAN
};

/// A kettlebell driven by the hips.
const SWING: Exercise = Exercise {
    primary: &[M::Glutes, M::Hamstrings],
    secondary: &[M::LowerBack, M::Forearms, M::Abs, M::UpperBack],
    joints: &[J::Hip, J::LowerBack, J::Shoulder],
    equipment: &[E::Kettlebell],
    loading: BELL,
    contraindications: &[C::DiscInjury, C::Osteoporosis, C::PelvicFloor, C::Pregnancy],
    met: VIGOROUS,
    ..ROMANIAN
};

rows! {
    deadlift "Deadlift" [
        "deadlifts", "barbell deadlift", "conventional deadlift", "deadlift barbell", "dl", "kreuzheben",
        "langhantel kreuzheben", "peso muerto", "peso muerto con barra", "soulevé de terre",
    ] {
        cues: &["Bar over the middle of the foot, brace", "Push the floor away, bar close to the legs",
            "Stand tall, hips and shoulders together"],
        faults: &["lower back rounds", "hips shoot up first", "bar drifts away from the legs"],
        regressions: &["kettlebell_deadlift", "trap_bar_deadlift"],
        progressions: &["deficit_deadlift", "snatch_grip_deadlift"],
    } ..BARBELL;
    sumo_deadlift "Sumo deadlift" [
        "barbell sumo deadlift", "sumo dl", "deadlift sumo", "sumo kreuzheben", "peso muerto sumo",
        "soulevé de terre sumo",
    ] {
        level: Level::Intermediate, primary: &[M::Glutes, M::Quadriceps, M::Adductors],
        secondary: &[M::Hamstrings, M::LowerBack, M::UpperBack, M::Forearms],
        cues: &["Wide stance, toes out, shins upright", "Pull the slack out, chest up",
            "Push the knees apart and stand"],
        faults: &["hips shoot up first", "knees fall inwards"], regressions: &["kettlebell_sumo_deadlift", "deadlift"],
    } ..BARBELL;
    trap_bar_deadlift "Trap bar deadlift" [
        "hex bar deadlift", "trap bar dl", "deadlift trap bar", "hexbar deadlift", "kreuzheben trap bar",
        "peso muerto con barra hexagonal",
    ] {
        equipment: &[E::TrapBar], primary: &[M::Quadriceps, M::Glutes, M::Hamstrings],
        secondary: &[M::LowerBack, M::UpperBack, M::Forearms],
        cues: &["Stand in the middle, hands on the handles", "Chest up, brace", "Push the floor away and stand tall"],
        faults: &["back rounds", "knees fall inwards", "tilting the bar"], regressions: &["kettlebell_deadlift"],
        progressions: &["deadlift"],
    } ..BARBELL;
    romanian_deadlift "Romanian deadlift" [
        "rdl", "rdls", "barbell rdl", "barbell romanian deadlift", "romanian deadlift barbell", "romanians",
        "rumänisches kreuzheben", "peso muerto rumano", "soulevé de terre roumain",
    ] {
        equipment: &[E::Barbell], loading: BAR, met: HEAVY,
        cues: &["Soft knees, push the hips back", "Bar slides down the thighs to mid-shin",
            "Squeeze the glutes to stand"],
        faults: &["back rounds", "turning it into a squat", "bar away from the legs"],
        regressions: &["dumbbell_romanian_deadlift"], progressions: &["deficit_deadlift"],
    } ..ROMANIAN;
    stiff_leg_deadlift "Stiff-leg deadlift" [
        "sldl", "stiff legged deadlift", "straight leg deadlift", "barbell stiff leg deadlift",
        "stiff leg deadlift barbell", "kreuzheben mit gestreckten beinen", "kreuzheben gestreckt",
        "peso muerto piernas rígidas", "soulevé de terre jambes tendues",
    ] {
        equipment: &[E::Barbell], loading: BAR, level: Level::Intermediate, met: HEAVY,
        cues: &["Legs nearly straight, hips high", "Lower the bar with a flat back",
            "Pull up with the back of the legs"],
        faults: &["back rounds", "locking the knees hard"], regressions: &["romanian_deadlift"],
    } ..ROMANIAN;
    deficit_deadlift "Deficit deadlift" ["barbell deficit deadlift", "deadlift deficit"] {
        level: Level::Advanced, equipment: &[E::Barbell, E::Plate],
        cues: &["Stand on a plate of a few centimetres", "Set the back flat before you pull", "Keep the bar close"],
        faults: &["back rounds at the start", "hips shoot up first"], regressions: &["deadlift"],
    } ..BARBELL;
    snatch_grip_deadlift "Snatch-grip deadlift" ["wide grip deadlift", "snatch deadlift"] {
        level: Level::Intermediate, secondary: &[M::UpperBack, M::Lats, M::Forearms, M::Quadriceps],
        cues: &["Hands wide, chest up", "Push with the legs first", "Keep the shoulder blades tight"],
        faults: &["upper back rounds", "hips shoot up first"], regressions: &["deadlift"],
    } ..BARBELL;
    rack_pull "Rack pull" ["barbell rack pull", "block pull", "partial deadlift", "rack pulls"] {
        equipment: &[E::Barbell, E::Rack], primary: &[M::Glutes, M::LowerBack, M::UpperBack],
        secondary: &[M::Hamstrings, M::Forearms, M::Lats],
        cues: &["Bar on the pins at knee height", "Brace and push the hips forward",
            "Finish tall without leaning back"],
        faults: &["leaning back at the top", "jerking the bar off the pins"], regressions: &["romanian_deadlift"],
        progressions: &["deadlift"],
    } ..BARBELL;
    pause_deadlift "Pause deadlift" ["paused deadlift"] {
        level: Level::Intermediate,
        cues: &["Stop for two seconds just off the floor", "Stay tight", "Finish smoothly"],
        faults: &["losing tension in the pause", "back rounds"], regressions: &["deadlift"],
    } ..BARBELL;
    smith_deadlift "Smith machine deadlift" ["smith deadlift", "deadlift smith machine"] {
        equipment: &[E::Smith],
        cues: &["Feet under the bar, hips back", "Flat back, push the floor away", "Stand tall"],
        faults: &["standing too far from the bar", "back rounds"], regressions: &["kettlebell_deadlift"],
        progressions: &["deadlift"],
    } ..BARBELL;
    smith_romanian_deadlift "Smith machine Romanian deadlift" [
        "smith rdl", "romanian deadlift smith machine", "smith machine stiff leg deadlift",
    ] {
        equipment: &[E::Smith], loading: BAR,
        cues: &["Soft knees, bar at the thighs", "Push the hips back", "Squeeze the glutes to stand"],
        faults: &["turning it into a squat", "back rounds"], regressions: &["dumbbell_romanian_deadlift"],
        progressions: &["romanian_deadlift"],
    } ..ROMANIAN;
    dumbbell_deadlift "Dumbbell deadlift" [
        "db deadlift", "deadlift dumbbell", "kurzhantel kreuzheben", "peso muerto con mancuernas",
    ] {
        secondary: &[M::LowerBack, M::Quadriceps, M::Forearms], joints: &[J::Hip, J::LowerBack, J::Knee],
        cues: &["Dumbbells beside the shins", "Flat back, chest up", "Push the floor away and stand tall"],
        faults: &["back rounds", "weights drift forward"], regressions: &["hip_hinge_drill"],
        progressions: &["deadlift"],
    } ..ROMANIAN;
    dumbbell_romanian_deadlift "Dumbbell Romanian deadlift" [
        "db rdl", "dumbbell rdl", "romanian deadlift dumbbell", "db romanian deadlift",
        "rumänisches kreuzheben kurzhantel", "soulevé de terre roumain haltères", "peso muerto rumano con mancuernas",
    ] {
        cues: &["Dumbbells in front of the thighs, soft knees", "Push the hips back, weights close",
            "Squeeze the glutes to stand"],
        faults: &["back rounds", "bending the knees too much"],
        regressions: &["hip_hinge_drill", "bodyweight_good_morning"],
        progressions: &["romanian_deadlift", "single_leg_romanian_deadlift"],
    } ..ROMANIAN;
    dumbbell_stiff_leg_deadlift "Dumbbell stiff-leg deadlift" [
        "db stiff leg deadlift", "stiff leg deadlift dumbbell", "straight leg dumbbell deadlift",
    ] {
        cues: &["Legs nearly straight", "Lower with a flat back", "Rise with the back of the legs"],
        faults: &["back rounds", "bouncing at the bottom"], regressions: &["dumbbell_romanian_deadlift"],
    } ..ROMANIAN;
    dumbbell_sumo_deadlift "Dumbbell sumo deadlift" ["db sumo deadlift", "sumo deadlift dumbbell"] {
        loading: ONE, primary: &[M::Glutes, M::Adductors, M::Hamstrings], joints: &[J::Hip, J::Knee, J::LowerBack],
        cues: &["Wide stance, dumbbell between the feet", "Chest up, knees out", "Stand tall"],
        faults: &["knees fall inwards", "back rounds"], regressions: &["hip_hinge_drill"],
    } ..ROMANIAN;
    single_leg_romanian_deadlift "Single-leg Romanian deadlift" [
        "single leg rdl", "single leg deadlift", "one leg deadlift", "sl rdl", "slrdl", "single leg dumbbell rdl",
        "dumbbell single leg romanian deadlift", "single leg stiff leg deadlift", "einbeiniges kreuzheben",
        "peso muerto a una pierna", "soulevé de terre une jambe",
    ] {
        level: Level::Intermediate, unilateral: true, joints: &[J::Hip, J::LowerBack, J::Ankle, J::Knee],
        secondary: &[M::LowerBack, M::Abductors, M::Forearms],
        cues: &["Stand on one leg, soft knee", "Tip forward, back leg in line with the trunk",
            "Hips level all the way"],
        faults: &["hip opens to the side", "back rounds"],
        regressions: &["bodyweight_single_leg_deadlift", "b_stance_romanian_deadlift"],
    } ..ROMANIAN;
    b_stance_romanian_deadlift "B-stance Romanian deadlift" [
        "b stance rdl", "kickstand rdl", "staggered stance rdl", "kickstand deadlift", "staggered stance deadlift",
    ] {
        unilateral: true,
        cues: &["One foot half a step back, on its toes", "Hips back over the front leg",
            "Stand up through the front heel"],
        faults: &["weight on the back foot", "hips twist"], regressions: &["dumbbell_romanian_deadlift"],
        progressions: &["single_leg_romanian_deadlift"],
    } ..ROMANIAN;
    kettlebell_deadlift "Kettlebell deadlift" ["kb deadlift", "deadlift kettlebell", "kettlebell kreuzheben"] {
        equipment: &[E::Kettlebell], loading: BELL, secondary: &[M::LowerBack, M::Quadriceps, M::Forearms],
        joints: &[J::Hip, J::LowerBack, J::Knee],
        cues: &["Bell between the ankles", "Hips back, flat back", "Stand tall and squeeze the glutes"],
        faults: &["squatting the weight up", "back rounds"], regressions: &["hip_hinge_drill"],
        progressions: &["trap_bar_deadlift", "kettlebell_swing"],
    } ..ROMANIAN;
    kettlebell_romanian_deadlift "Kettlebell Romanian deadlift" [
        "kb rdl", "kettlebell rdl", "romanian deadlift kettlebell",
    ] {
        equipment: &[E::Kettlebell], loading: BELL,
        cues: &["Bell in front of the thighs", "Push the hips back, soft knees", "Stand tall"],
        faults: &["back rounds", "bending the knees too much"], regressions: &["hip_hinge_drill"],
    } ..ROMANIAN;
    kettlebell_sumo_deadlift "Kettlebell sumo deadlift" ["kb sumo deadlift", "sumo deadlift kettlebell"] {
        equipment: &[E::Kettlebell], loading: BELL, primary: &[M::Glutes, M::Adductors, M::Hamstrings],
        joints: &[J::Hip, J::Knee, J::LowerBack],
        cues: &["Wide stance, bell between the feet", "Chest up, knees out", "Stand tall"],
        faults: &["knees fall inwards", "back rounds"], regressions: &["hip_hinge_drill"],
    } ..ROMANIAN;
    suitcase_deadlift "Suitcase deadlift" [
        "dumbbell suitcase deadlift", "single arm deadlift", "one arm deadlift", "kettlebell suitcase deadlift",
    ] {
        equipment: &[E::Kettlebell], loading: BELL, unilateral: true,
        secondary: &[M::Obliques, M::LowerBack, M::Forearms, M::Quadriceps],
        cues: &["Weight beside one foot", "Hips back, shoulders level", "Stand up without leaning"],
        faults: &["leaning to the side", "back rounds"], regressions: &["kettlebell_deadlift"],
    } ..ROMANIAN;
    kettlebell_swing "Kettlebell swing" [
        "kb swing", "kb swings", "russian swing", "russian kettlebell swing", "two hand kettlebell swing", "swing",
        "kettlebell schwung", "kettlebell schwingen", "balanceo con kettlebell", "swing kettlebell",
    ] {
        cues: &["Hike the bell back between the legs", "Snap the hips, arms only guide",
            "Tall plank at the top, let it fall"],
        faults: &["squatting instead of hinging", "lifting with the arms", "leaning back at the top"],
        regressions: &["kettlebell_deadlift"],
        progressions: &["american_kettlebell_swing", "single_arm_kettlebell_swing"],
    } ..SWING;
    american_kettlebell_swing "American kettlebell swing" [
        "american swing", "overhead kettlebell swing", "crossfit swing",
    ] {
        level: Level::Intermediate,
        contraindications: &[C::DiscInjury, C::Osteoporosis, C::PelvicFloor, C::Pregnancy, C::ShoulderInstability],
        cues: &["Snap the hips hard", "Guide the bell overhead, ribs down", "Let it fall and hinge"],
        faults: &["arching the lower back overhead", "lifting with the arms"], regressions: &["kettlebell_swing"],
    } ..SWING;
    single_arm_kettlebell_swing "Single-arm kettlebell swing" [
        "one arm swing", "one arm kettlebell swing", "single arm kb swing", "single arm swing",
    ] {
        level: Level::Intermediate, unilateral: true,
        secondary: &[M::Obliques, M::Forearms, M::LowerBack, M::UpperBack],
        cues: &["Shoulder stays packed", "Snap the hips, trunk square", "Free arm moves along"],
        faults: &["trunk twists", "shoulder pulled forward"], regressions: &["kettlebell_swing"],
    } ..SWING;
    dumbbell_swing "Dumbbell swing" ["db swing", "dumbbell kettlebell style swing"] {
        equipment: &[E::Dumbbell], loading: ONE,
        cues: &["Hold one end of the dumbbell with both hands", "Hike it back, snap the hips", "Arms only guide"],
        faults: &["squatting instead of hinging", "lifting with the arms"],
        regressions: &["dumbbell_romanian_deadlift"],
    } ..SWING;
    double_kettlebell_deadlift "Double kettlebell deadlift" ["two kettlebell deadlift", "double kb deadlift"] {
        equipment: &[E::Kettlebell], loading: BELLS, joints: &[J::Hip, J::LowerBack, J::Knee],
        cues: &["A bell beside each foot", "Hips back, flat back", "Stand tall"],
        faults: &["back rounds", "squatting the weight up"], regressions: &["kettlebell_deadlift"],
    } ..ROMANIAN;
    good_morning "Barbell good morning" [
        "good morning", "good mornings", "good morning barbell", "buenos días con barra",
    ] {
        equipment: &[E::Barbell, E::Rack], loading: BAR, level: Level::Intermediate,
        primary: &[M::Hamstrings, M::LowerBack], secondary: &[M::Glutes],
        contraindications: &[C::DiscInjury, C::Osteoporosis, C::Hernia, C::PelvicFloor],
        cues: &["Bar across the upper back, soft knees", "Push the hips back, flat back",
            "Rise by pushing the hips forward"],
        faults: &["back rounds", "going heavier than the back can hold"],
        regressions: &["bodyweight_good_morning", "band_good_morning"],
    } ..ROMANIAN;
    band_good_morning "Band good morning" ["banded good morning", "good morning band", "resistance band good morning"] {
        equipment: &[E::Band],
        cues: &["Stand on the band, loop behind the neck", "Hips back, flat back", "Stand tall against the band"],
        faults: &["back rounds", "band presses on the neck"], regressions: &["bodyweight_good_morning"],
        progressions: &["good_morning"],
    } ..FREE;
    band_deadlift "Band deadlift" ["banded deadlift", "deadlift band", "resistance band deadlift"] {
        equipment: &[E::Band], secondary: &[M::LowerBack, M::Quadriceps, M::Forearms],
        cues: &["Stand on the band, ends in the hands", "Hips back, flat back", "Stand tall"],
        faults: &["back rounds", "pulling with the arms"], regressions: &["hip_hinge_drill"],
    } ..FREE;
    band_romanian_deadlift "Band Romanian deadlift" [
        "banded rdl", "band rdl", "resistance band rdl", "banded romanian deadlift",
    ] {
        equipment: &[E::Band],
        cues: &["Stand on the band, soft knees", "Push the hips back", "Squeeze the glutes to stand"],
        faults: &["back rounds", "bending the knees too much"], regressions: &["bodyweight_good_morning"],
    } ..FREE;
    band_pull_through "Band pull-through" ["banded pull through", "pull through band"] {
        equipment: &[E::Band], primary: &[M::Glutes, M::Hamstrings],
        cues: &["Band low behind you, between the legs", "Hinge back", "Snap the hips forward and squeeze"],
        faults: &["squatting", "pulling with the arms"], progressions: &["cable_pull_through"],
    } ..FREE;
    bodyweight_good_morning "Bodyweight good morning" [
        "good morning bodyweight", "standing hip hinge", "air good morning",
    ] {
        cues: &["Hands at the temples or crossed at the chest", "Push the hips back, flat back", "Stand tall"],
        faults: &["back rounds", "bending the knees instead"], regressions: &["hip_hinge_drill"],
        progressions: &["band_good_morning", "dumbbell_romanian_deadlift"],
    } ..FREE;
    hip_hinge_drill "Hip hinge drill" ["hip hinge", "wall hip hinge", "wall tap hinge", "hip hinge with stick"] {
        contraindications: &[],
        cues: &["Stand a hand's breadth from a wall", "Push the hips back to touch it", "Back long, shins upright"],
        faults: &["back rounds", "knees push forward"],
        progressions: &["bodyweight_good_morning", "kettlebell_deadlift"],
    } ..FREE;
    bodyweight_single_leg_deadlift "Bodyweight single-leg deadlift" [
        "bodyweight single leg rdl", "single leg hip hinge", "standing balance hinge", "single leg deadlift bodyweight",
    ] {
        unilateral: true, joints: &[J::Hip, J::Ankle, J::LowerBack], secondary: &[M::LowerBack, M::Abductors],
        cues: &["Stand on one leg, touch a wall if needed", "Tip forward, back leg long", "Hips level"],
        faults: &["hip opens to the side", "back rounds"], regressions: &["bodyweight_good_morning"],
        progressions: &["single_leg_romanian_deadlift"],
    } ..FREE;
    good_morning_hold "Hip hinge hold" ["isometric hinge", "hinge hold"] {
        measure: Measure::Seconds, primary: &[M::LowerBack, M::Hamstrings], secondary: &[M::Glutes],
        cues: &["Hinge to a level back", "Hands at the temples", "Hold and breathe"],
        faults: &["back rounds with fatigue", "holding the breath"], regressions: &["bodyweight_good_morning"],
    } ..FREE;
    suspension_hinge "Suspension hinge" ["trx hip hinge", "trx single leg deadlift", "suspended good morning"] {
        equipment: &[E::Suspension],
        cues: &["Hold the handles, arms long", "Hips back as the arms reach forward", "Stand up with the hips"],
        faults: &["hanging in the straps", "back rounds"], regressions: &["hip_hinge_drill"],
    } ..FREE;
    cable_pull_through "Cable pull-through" ["pull through", "pull throughs", "rope pull through", "cable hip hinge"] {
        equipment: &[E::Cable], loading: STACK, primary: &[M::Glutes, M::Hamstrings], secondary: &[M::LowerBack],
        cues: &["Face away from the low pulley, rope between the legs", "Hinge back",
            "Snap the hips forward and squeeze"],
        faults: &["squatting", "leaning back at the top"], regressions: &["band_pull_through"],
        progressions: &["romanian_deadlift"],
    } ..ROMANIAN;
    cable_romanian_deadlift "Cable Romanian deadlift" ["cable rdl", "cable deadlift", "romanian deadlift cable"] {
        equipment: &[E::Cable], loading: STACK,
        cues: &["Bar on the low pulley, arms long", "Hips back, flat back", "Stand tall"],
        faults: &["back rounds", "pulling with the arms"], regressions: &["cable_pull_through"],
    } ..ROMANIAN;
    landmine_romanian_deadlift "Landmine Romanian deadlift" ["landmine rdl", "landmine deadlift"] {
        equipment: &[E::Barbell, E::Landmine], loading: BAR,
        cues: &["Hold the end of the bar with both hands", "Hips back, flat back", "Stand tall"],
        faults: &["back rounds", "squatting"], regressions: &["dumbbell_romanian_deadlift"],
    } ..ROMANIAN;
    sandbag_deadlift "Sandbag deadlift" ["sandbag lift", "sandbag pick up"] {
        equipment: &[E::Sandbag], loading: Loading::Total { step_kg: 5.0 }, joints: &[J::Hip, J::LowerBack, J::Knee],
        cues: &["Bag between the feet", "Hips back, flat back", "Stand tall with the bag close"],
        faults: &["back rounds", "jerking the bag"], regressions: &["hip_hinge_drill"],
    } ..ROMANIAN;
}
