//! Pull-ups, chin-ups and pulldowns.

use super::{ADDED, BODY, CALISTHENICS, HANDS, RESISTANCE, SMALL, STACK};
use crate::exercise::{
    Contraindication as C, Equipment as E, Exercise, Joint as J, Loading, Measure, Muscle as M, Pattern,
};
use crate::person::Level;

/// The body pulled up to a bar; all of it is counted, as usual for weighted pull-ups.
const BAR: Exercise = Exercise {
    pattern: Pattern::VerticalPull,
    primary: &[M::Lats, M::UpperBack],
    secondary: &[M::Biceps, M::Forearms, M::RearDelts],
    joints: &[J::Shoulder, J::Elbow],
    equipment: &[E::PullUpBar],
    level: Level::Intermediate,
    bodyweight_share: 1.0,
    loading: ADDED,
    contraindications: &[C::ShoulderInstability],
    met: CALISTHENICS,
    ..BODY
};

/// A pulldown at a cable.
const PULLDOWN: Exercise = Exercise {
    equipment: &[E::Cable],
    level: Level::Beginner,
    bodyweight_share: 0.0,
    loading: STACK,
    contraindications: &[],
    met: RESISTANCE,
    ..BAR
};

/// A pulling movement on the floor, against hardly any load.
const FLOOR: Exercise = Exercise {
    secondary: &[M::RearDelts, M::LowerBack],
    joints: &[J::Shoulder, J::UpperBack],
    equipment: &[],
    loading: Loading::None,
    contraindications: &[C::Pregnancy],
    ..PULLDOWN
};

rows! {
    pull_up "Pull-up" [
        "pull up", "pull ups", "pullup", "pullups", "strict pull up", "overhand pull up", "bodyweight pull up",
        "weighted pull up", "pull up weighted", "klimmzug", "klimmzüge", "dominada", "dominadas", "tractions",
        "traction pronation",
    ] {
        cues: &["Hang with straight arms, palms away", "Pull the elbows down to the ribs",
            "Chin over the bar, lower with control"],
        faults: &["swinging", "half the range", "shoulders shrug at the bottom"],
        regressions: &["assisted_pull_up", "negative_pull_up", "lat_pulldown"],
        progressions: &["wide_grip_pull_up", "muscle_up"],
    } ..BAR;
    chin_up "Chin-up" [
        "chin up", "chin ups", "chinup", "chinups", "underhand pull up", "weighted chin up", "reverse grip pull up",
        "klimmzüge untergriff", "dominadas supinas", "tractions supination",
    ] {
        primary: &[M::Lats, M::Biceps], secondary: &[M::UpperBack, M::Forearms],
        cues: &["Hang with straight arms, palms towards you", "Pull the chest to the bar", "Lower with control"],
        faults: &["swinging", "half the range"],
        regressions: &["assisted_chin_up", "negative_pull_up", "underhand_lat_pulldown"], progressions: &["pull_up"],
    } ..BAR;
    neutral_grip_pull_up "Neutral-grip pull-up" ["hammer grip pull up", "parallel grip pull up", "close grip pull up"] {
        cues: &["Palms face each other", "Pull the chest to the hands", "Lower to straight arms"],
        faults: &["swinging", "half the range"], regressions: &["assisted_pull_up"],
    } ..BAR;
    wide_grip_pull_up "Wide-grip pull-up" ["wide pull up", "wide pull ups", "breite klimmzüge"] {
        level: Level::Advanced,
        cues: &["Hands well outside the shoulders", "Pull the elbows down", "Chest towards the bar"],
        faults: &["half the range", "shrugging"], regressions: &["pull_up"],
    } ..BAR;
    archer_pull_up "Archer pull-up" ["side to side pull up", "typewriter pull up"] {
        level: Level::Advanced, unilateral: true,
        cues: &["Wide grip, pull to one hand", "Other arm straight", "Lower with control"],
        faults: &["swinging", "straight arm bends"], regressions: &["pull_up"],
    } ..BAR;
    l_sit_pull_up "L-sit pull-up" ["l pull up", "l sit pullup"] {
        level: Level::Advanced, secondary: &[M::Biceps, M::Abs, M::HipFlexors],
        cues: &["Legs straight in front", "Pull without swinging", "Lower slowly"],
        faults: &["legs drop", "swinging"], regressions: &["pull_up"],
    } ..BAR;
    kipping_pull_up "Kipping pull-up" ["kipping pull ups", "butterfly pull up"] {
        level: Level::Advanced,
        cues: &["Only with strict pull-ups in hand", "Swing from the shoulders", "Push away at the top"],
        faults: &["dropping into the shoulders", "swinging from the knees"], regressions: &["pull_up"],
    } ..BAR;
    chest_to_bar_pull_up "Chest-to-bar pull-up" ["chest to bar", "c2b", "ctb pull up", "c2b pull up"] {
        level: Level::Advanced,
        cues: &["Pull hard, elbows back", "Chest touches the bar", "Lower with control"],
        faults: &["swinging", "neck reaches for the bar"], regressions: &["pull_up"],
    } ..BAR;
    muscle_up "Muscle-up" ["muscle up", "muscle ups", "bar muscle up", "muscleup"] {
        level: Level::Advanced, primary: &[M::Lats, M::Triceps, M::Chest],
        secondary: &[M::UpperBack, M::Biceps, M::Abs], joints: &[J::Shoulder, J::Elbow, J::Wrist],
        cues: &["Pull explosively to the belly", "Turn the wrists over the bar", "Press to straight arms"],
        faults: &["one arm first", "wild swinging"], regressions: &["pull_up", "dip"],
        progressions: &["ring_muscle_up"],
    } ..BAR;
    ring_muscle_up "Ring muscle-up" ["rings muscle up", "ring muscle ups"] {
        level: Level::Advanced, equipment: &[E::Suspension], primary: &[M::Lats, M::Triceps, M::Chest],
        secondary: &[M::UpperBack, M::Biceps, M::Abs], joints: &[J::Shoulder, J::Elbow, J::Wrist],
        cues: &["False grip", "Pull to the chest, rings close", "Turn over and press"],
        faults: &["rings drift apart", "losing the false grip"], regressions: &["muscle_up", "ring_dip"],
    } ..BAR;
    assisted_pull_up "Assisted pull-up" [
        "assisted pull ups", "pull up assisted", "machine assisted pull up", "assisted pull up machine",
        "klimmzugmaschine", "dominadas asistidas", "tractions assistées",
    ] {
        // How much is lifted depends on the help.
        bodyweight_share: 0.0, level: Level::Beginner, equipment: &[E::Machine], loading: Loading::None,
        cues: &["Set help that allows clean sets", "Pull the elbows down", "Lower to straight arms"],
        faults: &["half the range", "shrugging"], regressions: &["lat_pulldown"], progressions: &["pull_up"],
    } ..BAR;
    assisted_chin_up "Assisted chin-up" ["assisted chin ups", "chin up assisted", "machine assisted chin up"] {
        // How much is lifted depends on the help.
        bodyweight_share: 0.0, level: Level::Beginner, equipment: &[E::Machine], loading: Loading::None,
        primary: &[M::Lats, M::Biceps], secondary: &[M::UpperBack],
        cues: &["Palms towards you", "Pull the chest to the bar", "Lower to straight arms"],
        faults: &["half the range", "shrugging"], regressions: &["lat_pulldown"], progressions: &["chin_up"],
    } ..BAR;
    band_assisted_pull_up "Band-assisted pull-up" [
        "banded pull up", "pull up band", "band pull up", "band assisted pull ups",
        "klimmzüge mit band",
    ] {
        // How much is lifted depends on the help.
        bodyweight_share: 0.0, level: Level::Beginner, equipment: &[E::PullUpBar, E::Band], loading: Loading::None,
        cues: &["Foot or knee in the band", "Pull the elbows down", "Lower slowly"],
        faults: &["bouncing in the band", "half the range"], progressions: &["pull_up"],
    } ..BAR;
    band_assisted_chin_up "Band-assisted chin-up" [
        "banded chin up", "banded chin ups", "chin up band", "band assisted chin ups", "assisted chin up band",
    ] {
        // How much is lifted depends on the help.
        bodyweight_share: 0.0, level: Level::Beginner, equipment: &[E::PullUpBar, E::Band], loading: Loading::None,
        primary: &[M::Lats, M::Biceps], secondary: &[M::UpperBack],
        cues: &["Palms towards you, foot or knee in the band", "Pull the chest to the bar", "Lower to straight arms"],
        faults: &["bouncing in the band", "half the range"], progressions: &["chin_up"],
    } ..BAR;
    negative_pull_up "Negative pull-up" [
        "eccentric pull up", "pull up negative", "negative pull ups", "negative chin up",
    ] {
        level: Level::Beginner, equipment: &[E::PullUpBar, E::Box], loading: Loading::None,
        cues: &["Step up to the top position", "Take five seconds down", "Step up again"],
        faults: &["dropping the last part", "shrugging"], regressions: &["dead_hang"],
        progressions: &["pull_up", "chin_up"],
    } ..BAR;
    scapular_pull_up "Scapular pull-up" ["scap pull up", "scapula pull up", "scap pulls", "scapular pulls"] {
        level: Level::Beginner, primary: &[M::UpperBack, M::Lats], secondary: &[M::Forearms], joints: &[J::Shoulder],
        loading: Loading::None,
        cues: &["Hang with straight arms", "Pull the shoulder blades down", "Arms stay straight"],
        faults: &["bending the elbows", "swinging"], regressions: &["dead_hang"], progressions: &["negative_pull_up"],
    } ..BAR;
    dead_hang "Dead hang" ["bar hang", "passive hang", "hang", "hanging hold", "aushängen", "colgarse"] {
        level: Level::Beginner, measure: Measure::Seconds, loading: Loading::None, primary: &[M::Forearms, M::Lats],
        secondary: &[M::UpperBack], joints: &[J::Shoulder, J::Elbow, J::Wrist],
        cues: &["Hang from the bar, arms straight", "Shoulders relaxed or slightly down", "Breathe"],
        faults: &["dropping off the bar", "holding the breath"], progressions: &["scapular_pull_up"],
    } ..BAR;
    flexed_arm_hang "Flexed-arm hang" ["chin up hold", "bent arm hang", "pull up hold"] {
        measure: Measure::Seconds, loading: Loading::None,
        contraindications: &[C::ShoulderInstability, C::Hypertension],
        cues: &["Chin over the bar", "Elbows by the ribs", "Keep breathing"],
        faults: &["chin rests on the bar", "shrugging"], regressions: &["negative_pull_up"],
    } ..BAR;
    rope_climb "Rope climb" ["rope climbing", "seilklettern"] {
        level: Level::Advanced, equipment: &[E::ClimbingRope], measure: Measure::Metres, loading: Loading::None,
        primary: &[M::Lats, M::Biceps, M::Forearms], secondary: &[M::UpperBack, M::Abs],
        cues: &["Lock the rope with the feet", "Stand up and reach", "Come down hand under hand"],
        faults: &["sliding down", "arms only"], regressions: &["pull_up"],
    } ..BAR;
    lat_pulldown "Lat pulldown" [
        "lat pulldowns", "lat pull down", "cable lat pulldown", "lat pulldown cable", "pulldown", "lat pull",
        "front lat pulldown", "lat pulldown machine", "machine lat pulldown", "latzug", "latziehen", "jalón al pecho",
        "jalón polea", "tirage vertical", "tirage poitrine",
    ] {
        cues: &["Thighs under the pad, chest up", "Pull the bar to the upper chest", "Let it rise to straight arms"],
        faults: &["leaning far back", "pulling behind the neck", "using momentum"], regressions: &["band_lat_pulldown"],
        progressions: &["assisted_pull_up", "pull_up"],
    } ..PULLDOWN;
    wide_grip_lat_pulldown "Wide-grip lat pulldown" [
        "lat pulldown wide grip cable", "wide grip pulldown", "wide lat pulldown",
    ] {
        cues: &["Hands well outside the shoulders", "Pull the elbows down", "Chest up"],
        faults: &["leaning far back", "half the range"], regressions: &["lat_pulldown"],
    } ..PULLDOWN;
    close_grip_lat_pulldown "Close-grip lat pulldown" [
        "lat pulldown close grip cable", "v bar pulldown", "close grip pulldown", "v grip lat pulldown",
        "narrow grip lat pulldown", "neutral grip lat pulldown", "neutral grip pulldown",
    ] {
        cues: &["Narrow handle, chest up", "Pull to the upper chest", "Let it rise to a full stretch"],
        faults: &["leaning far back", "shrugging"], regressions: &["lat_pulldown"],
    } ..PULLDOWN;
    underhand_lat_pulldown "Underhand lat pulldown" [
        "reverse grip lat pulldown", "lat pulldown underhand cable", "supinated lat pulldown", "reverse grip pulldown",
        "chin up grip pulldown", "underhand pulldown"] {
        primary: &[M::Lats, M::Biceps], secondary: &[M::UpperBack, M::Forearms],
        cues: &["Palms towards you, shoulder width", "Pull the elbows to the ribs", "Let it rise to straight arms"],
        faults: &["leaning far back", "curling the bar"], regressions: &["lat_pulldown"], progressions: &["chin_up"],
    } ..PULLDOWN;
    single_arm_lat_pulldown "Single-arm lat pulldown" [
        "one arm lat pulldown", "lat pulldown single arm cable", "single arm pulldown", "half kneeling lat pulldown",
        "kneeling single arm pulldown",
    ] {
        unilateral: true, loading: SMALL,
        cues: &["Sit or kneel tall", "Pull the elbow to the ribs", "Do not lean"],
        faults: &["leaning to the side", "twisting"], regressions: &["lat_pulldown"],
    } ..PULLDOWN;
    iso_lateral_pulldown "Iso-lateral pulldown machine" [
        "plate loaded lat pulldown", "hammer strength pulldown", "iso lateral front lat pulldown",
        "iso lateral lat pulldown",
    ] {
        equipment: &[E::Machine],
        cues: &["Chest up, thighs under the pad", "Pull both handles to the shoulders", "Return to straight arms"],
        faults: &["leaning far back", "shrugging"], progressions: &["assisted_pull_up"],
    } ..PULLDOWN;
    straight_arm_pulldown "Straight-arm pulldown" [
        "straight arm lat pulldown", "straight arm lat pulldown cable", "lat pushdown", "stiff arm pulldown",
        "straight arm cable pulldown", "cable straight arm pulldown", "rope straight arm pulldown", "überzüge am kabel",
    ] {
        primary: &[M::Lats], secondary: &[M::Triceps, M::Abs, M::RearDelts], joints: &[J::Shoulder], loading: SMALL,
        cues: &["Stand tall, arms nearly straight", "Sweep the bar down to the thighs", "Return slowly"],
        faults: &["bending the elbows", "rocking the trunk"], regressions: &["band_straight_arm_pulldown"],
    } ..PULLDOWN;
    cable_pullover "Cable pullover" ["pullover cable", "lying cable pullover", "rope pullover"] {
        primary: &[M::Lats], secondary: &[M::Triceps, M::Chest], joints: &[J::Shoulder], loading: SMALL,
        cues: &["Hinge a little, arms long", "Pull in an arc to the hips", "Feel the stretch on the way up"],
        faults: &["bending the elbows", "rocking"], regressions: &["lat_pulldown"],
    } ..PULLDOWN;
    machine_pullover "Machine pullover" ["pullover machine", "nautilus pullover", "überzugmaschine"] {
        equipment: &[E::Machine], primary: &[M::Lats], secondary: &[M::Chest, M::Triceps], joints: &[J::Shoulder],
        cues: &["Elbows on the pads", "Pull in an arc to the hips", "Return slowly"],
        faults: &["lower back arches", "range beyond comfort"], regressions: &["lat_pulldown"],
    } ..PULLDOWN;
    dumbbell_pullover "Dumbbell pullover" [
        "db pullover", "pullover dumbbell", "pullover", "überzüge", "überzug kurzhantel", "pullover con mancuerna",
        "pullover haltère",
    ] {
        equipment: &[E::Dumbbell, E::Bench], loading: Loading::Total { step_kg: 2.0 }, primary: &[M::Lats, M::Chest],
        secondary: &[M::Triceps], joints: &[J::Shoulder], contraindications: &[C::ShoulderInstability, C::Pregnancy],
        cues: &["Lie on the bench, dumbbell over the chest", "Lower behind the head, arms nearly straight",
            "Pull back over the chest"],
        faults: &["lower back arches", "bending the elbows"], regressions: &["floor_dumbbell_pullover"],
    } ..PULLDOWN;
    floor_dumbbell_pullover "Floor dumbbell pullover" ["dumbbell floor pullover", "floor pullover"] {
        equipment: &[E::Dumbbell], loading: Loading::Total { step_kg: 2.0 }, primary: &[M::Lats, M::Chest],
        secondary: &[M::Triceps, M::Abs], joints: &[J::Shoulder], contraindications: &[C::Pregnancy],
        cues: &["Lie on the floor, knees bent", "Lower behind the head to the floor", "Pull back over the chest"],
        faults: &["ribs flare", "bending the elbows"], progressions: &["dumbbell_pullover"],
    } ..PULLDOWN;
    prone_dumbbell_pulldown "Prone dumbbell lat sweep" [
        "dumbbell lat sweep", "bent over lat sweep", "dumbbell straight arm kickback",
    ] {
        equipment: &[E::Dumbbell], loading: HANDS, primary: &[M::Lats], secondary: &[M::RearDelts, M::Triceps],
        joints: &[J::Shoulder, J::LowerBack],
        cues: &["Hinge, arms hang long", "Sweep the straight arms back to the hips", "Return slowly"],
        faults: &["bending the elbows", "rocking"], regressions: &["prone_lat_sweep"],
    } ..PULLDOWN;
    kettlebell_pullover "Kettlebell pullover" ["kb pullover", "pullover kettlebell"] {
        equipment: &[E::Kettlebell], loading: Loading::Total { step_kg: 4.0 }, primary: &[M::Lats, M::Chest],
        secondary: &[M::Triceps, M::Abs], joints: &[J::Shoulder],
        contraindications: &[C::Pregnancy, C::ShoulderInstability],
        cues: &["Lie on the floor, hold the bell by the horns", "Lower behind the head", "Pull back over the chest"],
        faults: &["ribs flare", "bending the elbows"],
    } ..PULLDOWN;
    band_lat_pulldown "Band lat pulldown" [
        "banded lat pulldown", "resistance band lat pulldown", "kneeling pulldown band", "lat pulldown band",
        "band pulldown",
    ] {
        equipment: &[E::Band], loading: Loading::None,
        cues: &["Band over a high point, kneel tall", "Pull the elbows to the ribs", "Return slowly"],
        faults: &["shrugging", "leaning back"], progressions: &["lat_pulldown", "band_assisted_pull_up"],
    } ..PULLDOWN;
    band_straight_arm_pulldown "Band straight-arm pulldown" [
        "straight arm pulldown band", "banded straight arm pulldown",
    ] {
        equipment: &[E::Band], loading: Loading::None, primary: &[M::Lats], secondary: &[M::Triceps, M::Abs],
        joints: &[J::Shoulder],
        cues: &["Band over a high point, arms straight", "Sweep down to the thighs", "Return slowly"],
        faults: &["bending the elbows", "rocking"], progressions: &["straight_arm_pulldown"],
    } ..PULLDOWN;
    suspension_pull_up "Suspension-assisted pull-up" [
        "trx pull up", "trx assisted pull up", "ring pull up", "low ring pull up",
    ] {
        equipment: &[E::Suspension], loading: Loading::None, bodyweight_share: 0.7,
        cues: &["Sit below the handles, feet on the floor", "Pull up, help with the legs", "Lower slowly"],
        faults: &["pushing too much with the legs", "shrugging"], progressions: &["pull_up"],
    } ..PULLDOWN;
    prone_swimmer "Prone swimmer" ["prone swimmers", "swimmers hover", "swimmer exercise", "floor swimmer"] {
        cues: &["Lie face down, arms in front", "Circle the arms to the lower back without touching the floor",
            "Move slowly both ways"],
        faults: &["neck bends back", "rushing"], progressions: &["prone_lat_pulldown"],
    } ..FLOOR;
    prone_lat_pulldown "Prone lat pulldown" [
        "superman pulldown", "floor lat pulldown", "prone pulldown", "superman lat pull", "prone y to w",
    ] {
        cues: &["Lie face down, chest just off the floor", "Pull the elbows from overhead to the ribs",
            "Reach long again"],
        faults: &["neck bends back", "arms rest on the floor"], regressions: &["prone_swimmer"],
    } ..FLOOR;
    prone_lat_sweep "Prone lat sweep" ["floor lat sweep", "prone straight arm sweep", "sliding floor pulldown"] {
        cues: &["Lie face down, arms overhead", "Press the palms into the floor and sweep to the hips",
            "Return along the floor"],
        faults: &["shrugging", "lifting the head"], progressions: &["prone_lat_pulldown"],
    } ..FLOOR;
}
