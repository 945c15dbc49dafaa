//! The trunk: bending, turning and straightening.

use super::{ADDED, BODY, CALISTHENICS, ONE, RESISTANCE, SMALL, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// The trunk bent or turned, lying on the back. Head, arms and upper trunk are lifted, about 0.3.
const CRUNCH: Exercise = Exercise {
    pattern: Pattern::TrunkFlexion,
    primary: &[M::Abs],
    secondary: &[M::Obliques],
    joints: &[J::LowerBack, J::Neck],
    bodyweight_share: 0.3,
    contraindications: &[C::Pregnancy, C::Osteoporosis, C::DiscInjury, C::PelvicFloor, C::Hernia],
    met: CALISTHENICS,
    ..BODY
};

/// The legs lifted towards the trunk. The legs are about 0.35 of the body.
const LEG_RAISE: Exercise = Exercise {
    secondary: &[M::HipFlexors, M::Obliques],
    joints: &[J::Hip, J::LowerBack],
    bodyweight_share: 0.35,
    ..CRUNCH
};

/// The back straightened against gravity; head, arms and trunk are about 0.6 of the body.
const BACK: Exercise = Exercise {
    pattern: Pattern::BackExtension,
    primary: &[M::LowerBack],
    secondary: &[M::Glutes, M::Hamstrings],
    joints: &[J::LowerBack, J::Hip],
    bodyweight_share: 0.6,
    contraindications: &[C::DiscInjury, C::Pregnancy],
    met: CALISTHENICS,
    ..BODY
};

rows! {
    crunch "Crunch" [
        "crunches", "ab crunch", "abdominal crunch", "floor crunch", "basic crunch", "bauchpresse", "abdominales",
        "encogimientos abdominales", "crunch abdominal", "crunch au sol", "abdos",
    ] {
        cues: &["Lower back on the floor", "Lift the shoulder blades", "Lower slowly"],
        faults: &["pulling on the neck", "using momentum"],
        progressions: &["bicycle_crunch", "reverse_crunch", "cable_crunch"],
    } ..CRUNCH;
    bicycle_crunch "Bicycle crunch" [
        "bicycle crunches", "bicycles", "bicycle abs", "fahrrad crunch", "fahrrad crunches", "abdominales bicicleta",
        "crunch vélo",
    ] {
        primary: &[M::Abs, M::Obliques], secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Neck, J::Hip],
        cues: &["Elbow towards the opposite knee", "Stretch the other leg", "Slow and even"],
        faults: &["pulling on the neck", "rushing"], regressions: &["crunch"],
    } ..CRUNCH;
    oblique_crunch "Oblique crunch" [
        "oblique crunches", "side crunch", "cross body crunch", "cross crunch", "twisting crunch", "crossover crunch",
        "schräge crunches", "crunch oblicuo",
    ] {
        primary: &[M::Obliques], secondary: &[M::Abs],
        cues: &["Knees bent, one hand at the temple", "Lift one shoulder towards the other knee", "Lower slowly"],
        faults: &["pulling on the neck", "rolling"], regressions: &["crunch"],
    } ..CRUNCH;
    reverse_crunch "Reverse crunch" ["reverse crunches", "umgekehrter crunch", "crunch inverso", "crunch inversé"] {
        secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Hip], bodyweight_share: 0.4,
        cues: &["Knees bent over the hips", "Curl the pelvis off the floor", "Lower slowly"],
        faults: &["swinging the legs", "lower back arches"], regressions: &["crunch"],
        progressions: &["lying_leg_raise"],
    } ..CRUNCH;
    heel_tap "Heel tap" [
        "heel taps", "heel touch", "heel touches", "heel toucher", "lying heel touches", "alternating heel touch",
        "penguin crunch",
    ] {
        primary: &[M::Obliques], secondary: &[M::Abs],
        cues: &["Shoulders a little off the floor", "Reach to one heel, then the other", "Lower back stays down"],
        faults: &["pulling the chin in hard", "rushing"],
    } ..CRUNCH;
    sit_up "Sit-up" [
        "sit up", "sit ups", "situp", "situps", "abmat sit up", "full sit up", "rumpfbeugen", "abdominales completos",
        "relevé de buste",
    ] {
        secondary: &[M::HipFlexors, M::Obliques], joints: &[J::LowerBack, J::Hip], bodyweight_share: 0.5,
        cues: &["Knees bent", "Roll up one vertebra after the other", "Roll down slowly"],
        faults: &["pulling on the neck", "throwing the arms"], regressions: &["crunch"],
        progressions: &["decline_sit_up", "v_up"],
    } ..CRUNCH;
    decline_sit_up "Decline sit-up" [
        "decline crunch", "decline bench sit up", "decline crunch bench", "decline sit ups",
    ] {
        equipment: &[E::Bench], level: Level::Intermediate, loading: ADDED, secondary: &[M::HipFlexors],
        joints: &[J::LowerBack, J::Hip], bodyweight_share: 0.5,
        cues: &["Feet secured", "Roll up", "Lower slowly, no arching"],
        faults: &["pulling on the neck", "dropping back"], regressions: &["sit_up"],
    } ..CRUNCH;
    butterfly_sit_up "Butterfly sit-up" ["butterfly situp", "butterfly sit ups"] {
        secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Hip], bodyweight_share: 0.5,
        cues: &["Soles together, knees out", "Reach over the feet", "Roll down slowly"],
        faults: &["throwing the arms", "lower back slams down"], regressions: &["crunch"],
    } ..CRUNCH;
    jackknife_sit_up "Jackknife sit-up" [
        "jack knife", "jackknife", "jack knife sit up", "tuck up", "tuck ups", "knee tuck sit up", "seated knee tuck",
        "bench knee tuck",
    ] {
        level: Level::Intermediate, secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Hip], bodyweight_share: 0.5,
        cues: &["Lie long", "Bring knees and chest together", "Stretch out slowly"],
        faults: &["lower back arches", "throwing the arms"], regressions: &["reverse_crunch"], progressions: &["v_up"],
    } ..CRUNCH;
    v_up "V-up" ["v up", "v ups", "v sit up", "klappmesser"] {
        level: Level::Intermediate, secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Hip], bodyweight_share: 0.5,
        cues: &["Lie long", "Bring straight legs and hands together", "Lower slowly"],
        faults: &["lower back arches", "bending the knees"], regressions: &["jackknife_sit_up", "sit_up"],
    } ..CRUNCH;
    cable_crunch "Cable crunch" [
        "kneeling cable crunch", "cable crunches", "rope crunch", "kneeling cable crunches", "ab crunch cable",
        "crunch am kabel", "crunch en polea", "crunch poulie",
    ] {
        equipment: &[E::Cable], loading: SMALL, bodyweight_share: 0.0, met: RESISTANCE, joints: &[J::LowerBack],
        cues: &["Kneel, rope beside the head", "Curl the ribs to the pelvis", "Return slowly"],
        faults: &["sitting back on the heels", "pulling with the arms"], regressions: &["crunch"],
    } ..CRUNCH;
    crunch_machine "Crunch machine" [
        "ab crunch machine", "crunch machine seated", "abdominal machine", "machine crunch", "machine ab crunch",
        "seated crunch machine", "bauchmaschine", "máquina de abdominales",
    ] {
        equipment: &[E::Machine], loading: STACK, bodyweight_share: 0.0, met: RESISTANCE, joints: &[J::LowerBack],
        cues: &["Pad on the chest", "Curl the ribs to the pelvis", "Return slowly"],
        faults: &["pulling with the arms", "weights crash"], regressions: &["crunch"],
    } ..CRUNCH;
    stability_ball_crunch "Stability ball crunch" [
        "crunch stability ball", "swiss ball crunch", "exercise ball crunch", "ball crunch",
    ] {
        equipment: &[E::StabilityBall],
        cues: &["Lower back on the ball", "Curl up", "Stretch back over the ball"],
        faults: &["rolling the ball", "pulling on the neck"], regressions: &["crunch"],
    } ..CRUNCH;
    weighted_crunch "Weighted crunch" ["plate crunch", "dumbbell crunch", "crunch weighted"] {
        equipment: &[E::Plate], loading: Loading::Total { step_kg: 2.5 },
        cues: &["Plate on the chest", "Lift the shoulder blades", "Lower slowly"],
        faults: &["pulling on the neck", "using momentum"], regressions: &["crunch"],
    } ..CRUNCH;
    toe_touch_crunch "Toe-touch crunch" ["toe touch", "toe touches", "toe touchers", "vertical leg crunch"] {
        cues: &["Legs straight up", "Reach for the toes", "Lower slowly"],
        faults: &["swinging the legs", "chin juts out"], regressions: &["crunch"],
    } ..CRUNCH;
    russian_twist "Russian twist" [
        "russian twists", "seated twist", "bodyweight russian twist", "russische drehung", "giros rusos", "giro ruso",
        "rotation russe",
    ] {
        primary: &[M::Obliques, M::Abs], secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Hip],
        cues: &["Lean back, back long", "Turn the chest to each side", "Feet down to make it easier"],
        faults: &["rounding the back", "only moving the arms"], progressions: &["weighted_russian_twist"],
    } ..CRUNCH;
    weighted_russian_twist "Weighted Russian twist" [
        "russian twist weighted", "medicine ball russian twist", "plate russian twist", "dumbbell russian twist",
        "kettlebell russian twist",
    ] {
        equipment: &[E::MedicineBall], loading: ONE, level: Level::Intermediate, primary: &[M::Obliques, M::Abs],
        secondary: &[M::HipFlexors], joints: &[J::LowerBack, J::Hip],
        cues: &["Weight close to the chest", "Turn the chest to each side", "Back long"],
        faults: &["rounding the back", "swinging the weight"], regressions: &["russian_twist"],
    } ..CRUNCH;
    lying_leg_raise "Lying leg raise" [
        "leg raise", "leg raises", "lying leg raises", "supine leg raise", "flat leg raise", "floor leg raise",
        "leg lifts", "beinheben", "beinheben liegend", "elevación de piernas", "elevaciones de piernas",
        "relevé de jambes",
    ] {
        cues: &["Lower back pressed down", "Raise the straight legs", "Lower as far as the back stays down"],
        faults: &["lower back arches", "dropping the legs"], regressions: &["lying_knee_raise"],
        progressions: &["hanging_knee_raise", "flutter_kick"],
    } ..LEG_RAISE;
    lying_knee_raise "Lying knee raise" [
        "flat knee raise", "lying knee tuck", "bent knee leg raise", "knee tuck", "knee tucks",
    ] {
        cues: &["Lower back pressed down", "Bring the knees to the chest", "Lower slowly"],
        faults: &["lower back arches", "swinging"], progressions: &["lying_leg_raise"],
    } ..LEG_RAISE;
    flutter_kick "Flutter kick" [
        "flutter kicks", "lying flutter kicks", "scissor kicks", "scissor kick", "scissors", "flatterkicks",
        "patada de aleteo", "battements de jambes",
    ] {
        measure: Measure::Seconds,
        cues: &["Lower back pressed down", "Small quick kicks", "Legs higher makes it easier"],
        faults: &["lower back arches", "holding the breath"], regressions: &["lying_leg_raise"],
    } ..LEG_RAISE;
    captains_chair_knee_raise "Captain's chair knee raise" [
        "knee raise captains chair", "vertical knee raise", "captains chair leg raise", "roman chair knee raise",
        "leg raise parallel bars", "knee raise parallel bars",
    ] {
        equipment: &[E::DipBars], joints: &[J::Hip, J::LowerBack, J::Shoulder],
        cues: &["Back on the pad, shoulders down", "Curl the knees up", "Lower slowly"],
        faults: &["swinging", "sinking into the shoulders"], regressions: &["lying_leg_raise"],
        progressions: &["hanging_knee_raise"],
    } ..LEG_RAISE;
    hanging_knee_raise "Hanging knee raise" [
        "hanging knee raises", "hanging knee tuck", "hanging knee ups", "knieheben hängend",
        "elevación de rodillas colgado", "relevé de genoux suspendu",
    ] {
        equipment: &[E::PullUpBar], level: Level::Intermediate, joints: &[J::Hip, J::LowerBack, J::Shoulder],
        cues: &["Hang with active shoulders", "Curl the knees to the chest", "Lower without swinging"],
        faults: &["swinging", "only lifting the thighs"],
        regressions: &["captains_chair_knee_raise", "lying_leg_raise"], progressions: &["hanging_leg_raise"],
    } ..LEG_RAISE;
    hanging_leg_raise "Hanging leg raise" [
        "hanging leg raises", "hanging straight leg raise", "hlr", "hängendes beinheben", "beinheben hängend",
        "elevación de piernas colgado", "relevé de jambes suspendu",
    ] {
        equipment: &[E::PullUpBar], level: Level::Intermediate, joints: &[J::Hip, J::LowerBack, J::Shoulder],
        cues: &["Hang with active shoulders", "Lift the straight legs, curl the pelvis", "Lower slowly"],
        faults: &["swinging", "bending the knees"], regressions: &["hanging_knee_raise"],
        progressions: &["toes_to_bar"],
    } ..LEG_RAISE;
    toes_to_bar "Toes to bar" ["toes to bars", "t2b", "ttb", "toe to bar", "kipping toes to bar"] {
        equipment: &[E::PullUpBar], level: Level::Advanced, joints: &[J::Hip, J::LowerBack, J::Shoulder],
        cues: &["Press down on the bar", "Bring the toes to the bar", "Lower under control"],
        faults: &["swinging", "bending the elbows"], regressions: &["hanging_leg_raise"],
    } ..LEG_RAISE;
    dragon_flag "Dragon flag" ["dragon flags", "dragonflag"] {
        equipment: &[E::Bench], level: Level::Advanced, bodyweight_share: 0.8, joints: &[J::LowerBack, J::Shoulder],
        cues: &["Hold the bench behind the head", "Body in one line on the shoulders", "Lower slowly"],
        faults: &["hips bend", "weight on the neck"], regressions: &["hanging_leg_raise"],
    } ..LEG_RAISE;
    windshield_wiper "Hanging windshield wiper" ["windshield wipers hanging", "hanging windshield wipers"] {
        equipment: &[E::PullUpBar], level: Level::Advanced, primary: &[M::Abs, M::Obliques],
        secondary: &[M::HipFlexors], joints: &[J::Hip, J::LowerBack, J::Shoulder],
        cues: &["Toes towards the bar", "Turn the legs to each side", "Slow"],
        faults: &["swinging", "bending the elbows"], regressions: &["toes_to_bar"],
    } ..LEG_RAISE;
    suspension_knee_tuck "Suspension knee tuck" [
        "trx knee tuck", "trx suspended knee tuck", "trx jackknife", "trx pike", "suspension pike",
    ] {
        equipment: &[E::Suspension], level: Level::Intermediate, joints: &[J::Hip, J::LowerBack, J::Shoulder, J::Wrist],
        contraindications: &[C::PelvicFloor, C::DiscInjury],
        cues: &["Plank, feet in the straps", "Pull the knees to the chest", "Stretch out slowly"],
        faults: &["hips sag", "swinging"], regressions: &["mountain_climber"],
    } ..LEG_RAISE;
    stability_ball_knee_tuck "Stability ball knee tuck" [
        "swiss ball knee tuck", "ball knee tuck", "swiss ball jackknife", "stability ball pike", "swiss ball pike",
    ] {
        equipment: &[E::StabilityBall], level: Level::Intermediate,
        joints: &[J::Hip, J::LowerBack, J::Shoulder, J::Wrist], contraindications: &[C::PelvicFloor],
        cues: &["Plank, shins on the ball", "Roll the ball in with the knees", "Roll out slowly"],
        faults: &["hips sag", "ball rolls sideways"], regressions: &["plank"],
    } ..LEG_RAISE;
    side_bend "Dumbbell side bend" [
        "side bend", "side bends", "side bend dumbbell", "db side bend", "oblique side bend", "seitbeugen",
        "flexión lateral", "inclinaciones laterales", "flexion latérale",
    ] {
        equipment: &[E::Dumbbell], loading: ONE, unilateral: true, primary: &[M::Obliques], secondary: &[M::LowerBack],
        joints: &[J::LowerBack], bodyweight_share: 0.0, met: RESISTANCE, contraindications: &[C::DiscInjury],
        cues: &["One dumbbell at the side", "Bend to that side", "Straighten with the other flank"],
        faults: &["leaning forward", "weights on both sides"],
    } ..CRUNCH;
    cable_woodchop "Cable woodchop" [
        "wood chop", "woodchop", "wood chops", "cable wood chop", "woodchoppers", "woodchopper", "high to low woodchop",
        "cable chop", "cable wood chopper", "holzhacker", "leñador en polea", "bûcheron poulie",
    ] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true, primary: &[M::Obliques],
        secondary: &[M::Abs, M::FrontDelts], joints: &[J::LowerBack, J::Shoulder], bodyweight_share: 0.0,
        met: RESISTANCE, contraindications: &[C::DiscInjury],
        cues: &["Arms long, pulley high", "Turn the trunk and hips down and across", "Return slowly"],
        faults: &["pulling with the arms", "lower back twists alone"], regressions: &["pallof_press"],
    } ..CRUNCH;
    cable_lift "Low-to-high woodchop" [
        "low to high wood chop", "reverse woodchop", "cable lift chop", "low to high cable chop",
    ] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true, primary: &[M::Obliques],
        secondary: &[M::Abs, M::FrontDelts], joints: &[J::LowerBack, J::Shoulder], bodyweight_share: 0.0,
        met: RESISTANCE, contraindications: &[C::DiscInjury],
        cues: &["Arms long, pulley low", "Turn up and across", "Return slowly"],
        faults: &["pulling with the arms", "leaning back"], regressions: &["pallof_press"],
    } ..CRUNCH;
    cable_twist "Cable twist" [
        "cable trunk rotation", "cable rotation", "standing cable twist", "cable core rotation",
    ] {
        equipment: &[E::Cable], loading: SMALL, unilateral: true, primary: &[M::Obliques], secondary: &[M::Abs],
        joints: &[J::LowerBack, J::Shoulder], bodyweight_share: 0.0, met: RESISTANCE,
        contraindications: &[C::DiscInjury],
        cues: &["Arms long, pulley at chest height", "Turn chest and hips away", "Return slowly"],
        faults: &["pulling with the arms", "lower back twists alone"], regressions: &["pallof_press"],
    } ..CRUNCH;
    torso_rotation_machine "Torso rotation machine" [
        "torso rotation", "rotary torso", "rotary torso machine", "trunk rotation machine", "rumpfrotation",
        "rotación de tronco en máquina",
    ] {
        equipment: &[E::Machine], loading: STACK, unilateral: true, primary: &[M::Obliques], secondary: &[M::Abs],
        joints: &[J::LowerBack], bodyweight_share: 0.0, met: RESISTANCE,
        contraindications: &[C::DiscInjury, C::Pregnancy],
        cues: &["Hips still", "Turn slowly", "Small range first"],
        faults: &["swinging", "range beyond comfort"],
    } ..CRUNCH;
    band_woodchop "Band woodchop" [
        "banded wood chop", "band wood chop", "resistance band woodchop", "band chop", "band rotation",
    ] {
        equipment: &[E::Band], unilateral: true, primary: &[M::Obliques], secondary: &[M::Abs],
        joints: &[J::LowerBack, J::Shoulder], bodyweight_share: 0.0, contraindications: &[C::DiscInjury],
        cues: &["Band high at the side", "Turn down and across", "Return slowly"],
        faults: &["pulling with the arms", "lower back twists alone"], regressions: &["band_pallof_press"],
        progressions: &["cable_woodchop"],
    } ..CRUNCH;
    landmine_rotation "Landmine rotation" ["landmine twist", "landmine 180", "landmine 180s", "rainbow landmine"] {
        equipment: &[E::Barbell, E::Landmine], loading: Loading::Total { step_kg: 2.5 }, level: Level::Intermediate,
        primary: &[M::Obliques, M::Abs], secondary: &[M::FrontDelts], joints: &[J::LowerBack, J::Shoulder],
        bodyweight_share: 0.0, met: RESISTANCE, contraindications: &[C::DiscInjury],
        cues: &["Arms long, hips turn along", "Arc from hip to hip", "Brace"],
        faults: &["bending the elbows", "lower back twists alone"], regressions: &["pallof_press"],
    } ..CRUNCH;
    superman "Superman" [
        "supermans", "superman hold", "supermen", "prone back extension", "superman übung", "supermán",
    ] {
        bodyweight_share: 0.3, secondary: &[M::Glutes, M::UpperBack], joints: &[J::LowerBack],
        cues: &["Lie face down, arms long", "Lift arms and legs a little", "Look at the floor"],
        faults: &["neck bends back", "jerking"], regressions: &["cobra_lift"],
    } ..BACK;
    cobra_lift "Prone chest lift" [
        "prone cobra", "cobra lift", "floor back extension", "lying back extension", "baby cobra lift",
    ] {
        bodyweight_share: 0.3, secondary: &[M::UpperBack], joints: &[J::LowerBack],
        cues: &["Lie face down, arms at the sides", "Lift the chest a little", "Lower slowly"],
        faults: &["neck bends back", "lifting too high"], progressions: &["superman"],
    } ..BACK;
    prone_leg_lift "Prone leg lift" ["prone hip extension", "reverse superman", "lying back leg lift"] {
        bodyweight_share: 0.3, secondary: &[M::Hamstrings], primary: &[M::LowerBack, M::Glutes],
        cues: &["Lie face down, forehead on the hands", "Lift both legs a little", "Lower slowly"],
        faults: &["lifting too high", "bending the knees"], progressions: &["superman"],
    } ..BACK;
    alternating_superman "Alternating superman" [
        "opposite arm and leg superman", "prone swim kicks", "swimming pilates",
    ] {
        bodyweight_share: 0.2, secondary: &[M::Glutes, M::RearDelts], joints: &[J::LowerBack],
        cues: &["Lie face down", "Lift opposite arm and leg", "Change sides slowly"],
        faults: &["neck bends back", "rocking"], progressions: &["superman"],
    } ..BACK;
    back_extension "Back extension" [
        "back extensions", "back extension hyperextension", "hyperextension", "hyperextensions",
        "roman chair back extension", "45 degree back extension", "hyper extension", "back extension bench",
        "back extension weighted", "rückenstrecker", "hiperextensiones", "extensión lumbar", "extension lombaire",
        "extensions lombaires", "roman chair hyperextension", "45 degree hyperextension"] {
        equipment: &[E::Machine], loading: ADDED,
        cues: &["Pad just below the hips", "Lower with a flat back", "Rise to a straight line, no further"],
        faults: &["bending backwards at the top", "swinging"], regressions: &["superman"],
        progressions: &["single_leg_back_extension"],
    } ..BACK;
    single_leg_back_extension "Single-leg back extension" ["one leg back extension", "single leg hyperextension"] {
        equipment: &[E::Machine], loading: ADDED, level: Level::Intermediate, unilateral: true,
        cues: &["One foot hooked", "Lower with a flat back", "Hips level"],
        faults: &["hips twist", "bending backwards"], regressions: &["back_extension"],
    } ..BACK;
    back_extension_machine "Seated back extension machine" [
        "back extension machine", "lower back machine", "machine back extension", "rückenstrecker maschine",
        "lumbar extension machine",
    ] {
        equipment: &[E::Machine], loading: STACK, bodyweight_share: 0.0, met: RESISTANCE,
        contraindications: &[C::DiscInjury],
        cues: &["Pad on the shoulder blades", "Straighten the back", "Return slowly"],
        faults: &["swinging", "bending far back"], progressions: &["back_extension"],
    } ..BACK;
    reverse_hyperextension "Reverse hyperextension" [
        "reverse hyper", "reverse hypers", "reverse hyperextension machine", "bench reverse hyperextension",
    ] {
        equipment: &[E::Machine], loading: STACK, bodyweight_share: 0.35, primary: &[M::Glutes, M::LowerBack],
        secondary: &[M::Hamstrings],
        cues: &["Trunk on the pad, hips at the edge", "Lift the legs to level", "Lower under control"],
        faults: &["swinging", "lower back arches"], regressions: &["prone_leg_lift"],
    } ..BACK;
    stability_ball_back_extension "Stability ball back extension" [
        "swiss ball back extension", "ball back extension", "exercise ball back extension",
    ] {
        equipment: &[E::StabilityBall],
        cues: &["Belly on the ball, feet at a wall", "Rise to a straight line", "Lower slowly"],
        faults: &["bending far back", "rolling"], regressions: &["cobra_lift"], progressions: &["back_extension"],
    } ..BACK;
    jefferson_curl "Jefferson curl" ["jefferson curls"] {
        equipment: &[E::Dumbbell, E::Box], loading: ONE, level: Level::Advanced, bodyweight_share: 0.5,
        primary: &[M::LowerBack, M::Hamstrings], secondary: &[M::UpperBack],
        contraindications: &[C::DiscInjury, C::Osteoporosis, C::Pregnancy, C::Hernia],
        cues: &["Very light weight, stand on a box", "Roll down vertebra by vertebra", "Roll up the same way"],
        faults: &["too much weight", "rushing"], regressions: &["back_extension"],
    } ..BACK;
}
