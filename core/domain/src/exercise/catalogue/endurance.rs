//! Running, walking, cycling, rowing, swimming and machines.

use super::BODY;
use crate::exercise::{Contraindication as C, Equipment as E, Exercise, Joint as J, Measure, Muscle as M, Pattern};
use crate::person::Level;

/// Work that goes on for minutes, counted in seconds.
const STEADY: Exercise = Exercise {
    pattern: Pattern::Endurance,
    primary: &[M::Cardio],
    secondary: &[M::Quadriceps, M::Calves, M::Glutes],
    joints: &[J::Ankle, J::Knee, J::Hip],
    measure: Measure::Seconds,
    ..BODY
};

/// Running. Codes of the heading "Running": 12020 jogging, 12050 at 6 mph (9.7 km/h), 12070 at 7 mph (11.3 km/h).
const RUN: Exercise = Exercise {
    secondary: &[M::Calves, M::Quadriceps, M::Hamstrings, M::Glutes],
    contraindications: &[C::KneeArthritis, C::HipArthritis, C::AchillesInjury, C::PelvicFloor, C::Osteoporosis],
    met: 7.5,
    ..STEADY
};

/// Cycling. Codes 01015 (outdoors, general) and 02010 (stationary, general).
const RIDE: Exercise = Exercise {
    secondary: &[M::Quadriceps, M::Glutes, M::Calves],
    joints: &[J::Knee, J::Hip],
    equipment: &[E::Bike],
    met: 7.0,
    ..STEADY
};

/// Swimming. Heading "Water activities": 18240 freestyle, slow or moderate.
const SWIM: Exercise = Exercise {
    secondary: &[M::Lats, M::Triceps, M::FrontDelts, M::Abs],
    joints: &[J::Shoulder, J::Hip],
    equipment: &[E::Pool],
    measure: Measure::Metres,
    contraindications: &[C::ShoulderInstability],
    met: 5.8,
    ..STEADY
};

/// A machine that spares the joints. 02048: elliptical trainer, moderate.
const MACHINE: Exercise = Exercise { equipment: &[E::CardioMachine], joints: &[J::Knee, J::Hip], met: 5.0, ..STEADY };

rows! {
    walking "Walking" [
        "walk", "outdoor walk", "walks", "spazieren", "gehen", "spaziergang", "caminar", "caminata", "marche",
        "marcher", "exercise type walking", "casual walk", "dog walk",
    ] {
        // 17190: 2.8 to 3.4 mph, level, firm.
        met: 3.8,
        cues: &["Tall posture, relaxed shoulders", "Arms swing", "You can talk in full sentences"],
        faults: &["looking down", "steps too long"], progressions: &["brisk_walking"],
    } ..STEADY;
    brisk_walking "Brisk walking" [
        "brisk walk", "power walk", "power walking", "fast walk", "speed walking", "fitness walking", "zügiges gehen",
        "walking brisk", "marche rapide", "caminata rápida",
    ] {
        // 17200: 3.5 to 3.9 mph.
        met: 4.8,
        cues: &["Short, quick steps", "Bent elbows drive", "You can talk, but not sing"],
        faults: &["steps too long", "leaning back"], regressions: &["walking"], progressions: &["walk_run", "hiking"],
    } ..STEADY;
    nordic_walking "Nordic walking" ["pole walking", "walking with poles", "marcha nórdica", "marche nordique"] {
        equipment: &[E::SportsGear], met: 6.8, secondary: &[M::Triceps, M::Lats, M::Calves],
        cues: &["Poles swing opposite the feet", "Push through the pole", "Open the hand behind the hip"],
        faults: &["poles in front of the feet", "gripping hard"], regressions: &["walking"],
    } ..STEADY;
    treadmill_walk "Treadmill walk" [
        "treadmill walking", "walking treadmill", "indoor walk", "indoor walking", "walk treadmill", "laufband gehen",
        "caminar en cinta",
    ] {
        equipment: &[E::Treadmill], met: 3.8,
        cues: &["Hands off the rails", "Look ahead", "Even steps"],
        faults: &["holding the rails", "looking at the belt"], progressions: &["incline_treadmill_walk"],
    } ..STEADY;
    incline_treadmill_walk "Incline treadmill walk" [
        "incline walk", "incline walking", "12 3 30", "treadmill incline walk", "uphill treadmill walk",
        "incline treadmill",
    ] {
        equipment: &[E::Treadmill], met: 6.0, contraindications: &[C::AchillesInjury],
        cues: &["Start with a low gradient", "Lean slightly forward from the ankles", "Hands off the rails"],
        faults: &["holding the rails", "gradient too steep"], regressions: &["treadmill_walk"],
        progressions: &["treadmill_run"],
    } ..STEADY;
    stair_climbing "Stair climbing" [
        "stairs", "climbing stairs", "stair walking", "treppensteigen", "subir escaleras", "monter les escaliers",
    ] {
        met: 6.8, contraindications: &[C::KneeArthritis],
        cues: &["Whole foot on the step", "Push through the heel", "Hold the rail only for balance"],
        faults: &["leaning on the rail", "knees fall inwards"], regressions: &["brisk_walking"],
    } ..STEADY;
    hiking "Hiking" [
        "hike", "trekking", "hill walking", "mountain hike", "wandern", "wanderung", "senderismo", "randonnée",
    ] {
        // 17080: hiking, cross country.
        met: 5.3,
        cues: &["Steady pace, short steps uphill", "Soft knees downhill", "Drink before thirst"],
        faults: &["starting too fast", "stiff knees downhill"], regressions: &["walking"], progressions: &["rucking"],
    } ..STEADY;
    rucking "Rucking" [
        "ruck", "weighted walk", "ruck march", "loaded march walk", "backpack walk", "weighted vest walk",
        "gepäckmarsch",
    ] {
        level: Level::Intermediate, met: 7.0, secondary: &[M::UpperBack, M::Glutes, M::Calves, M::Quadriceps],
        joints: &[J::Ankle, J::Knee, J::Hip, J::LowerBack, J::Shoulder],
        contraindications: &[C::DiscInjury, C::Osteoporosis, C::KneeArthritis],
        cues: &["Load high and close to the back", "Start with a tenth of your weight", "Stand tall"],
        faults: &["leaning far forward", "too much load too soon"], regressions: &["hiking"],
    } ..STEADY;
    walk_run "Walk-run intervals" [
        "walk run", "run walk", "run walk intervals", "jeffing", "couch to 5k", "c25k", "geh lauf wechsel",
    ] {
        met: 6.0, contraindications: &[C::AchillesInjury, C::PelvicFloor],
        cues: &["Run easily for a minute", "Walk before you are tired", "Repeat"],
        faults: &["running too fast", "skipping the walks"], regressions: &["brisk_walking"],
        progressions: &["easy_run"],
    } ..STEADY;
    easy_run "Easy run" [
        "running", "run", "jog", "jogging", "outdoor run", "running easy", "easy running", "base run", "zone 2 run",
        "street running", "road running", "laufen", "joggen", "lauf", "dauerlauf", "lockerer lauf", "correr", "carrera",
        "trotar", "course à pied", "footing",
    ] {
        cues: &["A pace at which you can talk", "Short, light steps", "Relaxed shoulders"],
        faults: &["too fast", "landing far in front of the hips"], regressions: &["walk_run"],
        progressions: &["long_run", "tempo_run"],
    } ..RUN;
    recovery_run "Recovery run" [
        "recovery jog", "shake out run", "shakeout run", "regenerationslauf", "regenerativer lauf",
    ] {
        cues: &["Slower than feels needed", "Short", "Relaxed"],
        faults: &["too fast", "too long"], regressions: &["walk_run"],
    } ..RUN;
    long_run "Long run" [
        "long slow distance", "lsd run", "long slow run", "langer lauf", "tirada larga", "sortie longue",
    ] {
        level: Level::Intermediate,
        cues: &["Easy from start to end", "Eat and drink when it is long", "Add a little each week"],
        faults: &["starting too fast", "too large a step in distance"], regressions: &["easy_run"],
    } ..RUN;
    tempo_run "Tempo run" [
        "threshold run", "tempo running", "lactate threshold run", "cruise run", "running tempo", "tempolauf",
        "schwellenlauf", "carrera a ritmo", "course au seuil",
    ] {
        level: Level::Intermediate, met: 9.3,
        cues: &["Warm up", "Comfortably hard, a few words at a time", "Even pace"],
        faults: &["racing it", "no warm-up"], regressions: &["easy_run"], progressions: &["interval_run"],
    } ..RUN;
    interval_run "Interval run" [
        "intervals", "interval running", "running intervals", "track intervals", "vo2max intervals", "400m repeats",
        "800m repeats", "intervalltraining laufen", "intervalle laufen", "series de carrera", "fractionné",
    ] {
        level: Level::Intermediate, met: 11.0,
        cues: &["Warm up well", "Hard but even repeats", "Jog or walk between"],
        faults: &["first repeat too fast", "no warm-up"], regressions: &["fartlek", "tempo_run"],
        progressions: &["sprint"],
    } ..RUN;
    fartlek "Fartlek" ["fartlek run", "speed play", "fahrtspiel"] {
        level: Level::Intermediate, met: 9.3,
        cues: &["Faster parts by feel", "Easy between them", "Play with the pace"],
        faults: &["too hard too early", "no easy parts"], regressions: &["easy_run"],
    } ..RUN;
    hill_sprint "Hill repeats" [
        "hill sprints", "hill sprint", "hill run", "hill repeat", "uphill repeats", "bergläufe", "bergsprints",
        "cuestas", "côtes",
    ] {
        level: Level::Intermediate, met: 11.0,
        cues: &["Warm up", "Short strong steps uphill", "Walk down"],
        faults: &["leaning from the hips", "running down hard"], regressions: &["easy_run"], progressions: &["sprint"],
    } ..RUN;
    strides "Strides" ["running strides", "accelerations", "steigerungsläufe", "steigerungen", "progresivos"] {
        level: Level::Intermediate, met: 9.3,
        cues: &["Build up over 20 seconds", "Tall and relaxed", "Walk back"],
        faults: &["sprinting flat out", "tense shoulders"], regressions: &["easy_run"],
    } ..RUN;
    sprint "Sprint" [
        "sprints", "sprinting", "sprint intervals", "100m sprint", "flat out run", "esprint", "wind sprints",
    ] {
        level: Level::Advanced, met: 14.0,
        cues: &["Long warm-up", "Drive the knees, tall", "Full rest between"],
        faults: &["no warm-up", "overreaching with the foot"], regressions: &["strides", "interval_run"],
    } ..RUN;
    trail_run "Trail run" [
        "trail running", "trail runs", "cross country run", "geländelauf", "trailrunning", "course en sentier",
    ] {
        level: Level::Intermediate, met: 9.0,
        cues: &["Eyes a few metres ahead", "Short quick steps", "Walk the steep parts"],
        faults: &["long steps downhill", "too fast"], regressions: &["easy_run"],
    } ..RUN;
    treadmill_run "Treadmill run" [
        "treadmill", "treadmill running", "running treadmill", "indoor run", "indoor running", "run treadmill",
        "laufband", "cinta de correr", "correr en cinta", "tapis de course", "tapis roulant",
    ] {
        equipment: &[E::Treadmill],
        cues: &["Clip on the safety cord", "Look ahead", "Short, light steps"],
        faults: &["holding the rails", "running too far back"], regressions: &["treadmill_walk"],
    } ..RUN;
    cycling "Outdoor cycling" [
        "cycling", "bike ride", "outdoor bike", "road cycling", "road bike", "biking", "bicycle ride", "bike",
        "outdoor ride", "radfahren", "fahrradfahren", "rennrad", "ciclismo", "bicicleta", "vélo", "cyclisme",
        "rennradfahren",
    ] {
        cues: &["Saddle at a height where the knee stays a little bent", "Turn the pedals 80 to 90 times a minute",
            "Relaxed upper body"],
        faults: &["saddle too low", "gear too heavy"], regressions: &["indoor_cycling"],
    } ..RIDE;
    mountain_biking "Mountain biking" [
        "mountain bike", "mtb", "mountainbiken", "mountainbike", "gravel ride", "gravel cycling", "ciclismo de montaña",
        "vtt",
    ] {
        level: Level::Intermediate, met: 8.5, joints: &[J::Knee, J::Hip, J::Wrist, J::Shoulder],
        contraindications: &[C::Pregnancy, C::Osteoporosis],
        cues: &["Stand on level pedals downhill", "Look where you want to go", "Brake before the bend"],
        faults: &["stiff arms", "braking in the bend"], regressions: &["cycling"],
    } ..RIDE;
    indoor_cycling "Indoor cycling" [
        "stationary bike", "exercise bike", "indoor bike", "cycling indoor", "spin bike", "bike erg", "spinning",
        "spin", "indoor ride", "virtual ride", "peloton", "zwift", "ergometer", "stationary cycling", "upright bike",
        "heimtrainer", "ergometerrad", "fahrradergometer", "bicicleta estática", "bicicleta fija", "vélo d'appartement",
        "vélo stationnaire",
    ] {
        met: 6.8,
        cues: &["Set the saddle to hip height", "Turn the pedals 80 to 90 times a minute", "Relaxed shoulders"],
        faults: &["saddle too low", "bouncing on the saddle"], progressions: &["bike_intervals", "cycling"],
    } ..RIDE;
    recumbent_bike "Recumbent bike" [
        "recumbent cycling", "recumbent exercise bike", "recumbent", "liegerad ergometer",
    ] {
        met: 5.0,
        cues: &["Back on the backrest", "Knee a little bent at full reach", "Even pace"],
        faults: &["seat too close", "knees fall inwards"], progressions: &["indoor_cycling"],
    } ..RIDE;
    bike_intervals "Bike intervals" [
        "cycling intervals", "bike interval", "spin intervals", "cycling hiit", "bike sprints", "sprint bike",
        "intervalle radfahren",
    ] {
        level: Level::Intermediate, met: 10.0, contraindications: &[C::Hypertension],
        cues: &["Warm up", "Hard parts seated and even", "Easy spinning between"],
        faults: &["first one too hard", "no easy parts"], regressions: &["indoor_cycling"],
    } ..RIDE;
    assault_bike "Air bike" [
        "assault bike", "assault airbike", "airdyne", "fan bike", "echo bike", "air bike sprint", "airbike",
    ] {
        met: 8.8, secondary: &[M::Quadriceps, M::FrontDelts, M::UpperBack], joints: &[J::Knee, J::Hip, J::Shoulder],
        cues: &["Push and pull with the arms", "Even pace", "Sit tall"],
        faults: &["going out too hard", "rocking"],
    } ..RIDE;
    rowing_erg "Rowing machine" [
        "rowing", "row machine", "rower", "indoor rowing", "rowing erg", "erg", "rowing ergometer", "concept2",
        "concept2 row", "concept 2 rower", "rowing machine cardio", "row erg", "rudern", "rudergerät", "ruderergometer",
        "remo", "remo ergómetro", "máquina de remo", "rameur", "aviron", "machine rowing",
    ] {
        equipment: &[E::Rower], met: 5.0, secondary: &[M::UpperBack, M::Lats, M::Quadriceps, M::Glutes],
        joints: &[J::Knee, J::Hip, J::LowerBack, J::Shoulder], contraindications: &[C::DiscInjury],
        cues: &["Legs, then trunk, then arms", "Back the other way round", "Long strokes, calm return"],
        faults: &["pulling with the arms first", "rounding the back at the catch"], progressions: &["rowing_intervals"],
    } ..STEADY;
    rowing_intervals "Rowing intervals" ["row intervals", "erg intervals", "500m row repeats", "rowing sprints"] {
        equipment: &[E::Rower], met: 8.5, level: Level::Intermediate,
        secondary: &[M::UpperBack, M::Lats, M::Quadriceps, M::Glutes],
        joints: &[J::Knee, J::Hip, J::LowerBack, J::Shoulder], contraindications: &[C::DiscInjury, C::Hypertension],
        cues: &["Warm up", "Strong legs in the hard parts", "Easy rowing between"],
        faults: &["stroke rate without power", "rounding the back"], regressions: &["rowing_erg"],
    } ..STEADY;
    elliptical "Elliptical trainer" [
        "elliptical", "elliptical machine", "cross trainer", "crosstrainer", "elliptical cross trainer",
        "ellipsentrainer", "elíptica", "vélo elliptique", "elliptique",
    ] {
        secondary: &[M::Quadriceps, M::Glutes, M::Triceps],
        cues: &["Whole foot on the pedal", "Push and pull with the arms", "Stand tall"],
        faults: &["leaning on the handles", "up on the toes"],
    } ..MACHINE;
    stair_climber "Stair climber" [
        "stairmaster", "stair stepper", "stair machine", "stair machine floors", "stair machine steps",
        "stair climber machine", "stepmill", "step mill", "stepper", "stair stepping machine", "stair master",
        "treppensteiger", "escaladora", "simulateur d'escalier",
    ] {
        // 02065: stair-treadmill ergometer, general.
        met: 9.0, contraindications: &[C::KneeArthritis],
        cues: &["Whole foot on the step", "Stand tall", "Hands light on the rails"],
        faults: &["hanging on the rails", "small steps on the toes"], regressions: &["elliptical"],
    } ..MACHINE;
    ski_erg "Ski erg" ["skierg", "ski ergometer", "ski machine", "nordic ski machine"] {
        // 02080: ski machine, general.
        met: 6.8, secondary: &[M::Lats, M::Triceps, M::Abs], joints: &[J::Shoulder, J::Elbow, J::Hip],
        cues: &["Reach tall", "Pull down with the trunk, then the arms", "Hips back, stand up again"],
        faults: &["only the arms pull", "squatting"],
    } ..MACHINE;
    arm_ergometer "Arm ergometer" [
        "upper body ergometer", "ube", "arm bike", "hand bike", "handcycling", "handbike", "arm crank",
    ] {
        met: 4.0, secondary: &[M::FrontDelts, M::Triceps, M::UpperBack], joints: &[J::Shoulder, J::Elbow],
        cues: &["Axle at shoulder height", "Even circles", "Sit tall"],
        faults: &["shrugging", "rocking the trunk"],
    } ..MACHINE;
    jump_rope "Jump rope" [
        "jumping rope", "rope skipping", "skipping rope", "rope jumping", "jump ropes", "skip rope", "single unders",
        "seilspringen", "springseil", "seilhüpfen", "saltar la cuerda", "comba", "saltar a la comba", "corde à sauter",
    ] {
        // 02068 or 15551: rope jumping, moderate.
        equipment: &[E::JumpRope], met: 11.8, secondary: &[M::Calves, M::Forearms],
        joints: &[J::Ankle, J::Knee, J::Wrist],
        contraindications: &[C::AchillesInjury, C::PelvicFloor, C::KneeArthritis, C::Osteoporosis],
        cues: &["Turn from the wrists", "Small jumps on the balls of the feet", "Elbows close"],
        faults: &["jumping too high", "turning from the shoulders"], regressions: &["jumping_jack"],
        progressions: &["double_unders"],
    } ..STEADY;
    double_unders "Double unders" ["double under", "dus", "du", "doppelsprünge"] {
        equipment: &[E::JumpRope], met: 12.3, level: Level::Advanced, measure: Measure::Reps,
        secondary: &[M::Calves, M::Forearms], joints: &[J::Ankle, J::Knee, J::Wrist],
        contraindications: &[C::AchillesInjury, C::PelvicFloor, C::KneeArthritis, C::Osteoporosis],
        cues: &["Jump a little higher", "Whip from the wrists", "Stay tall"],
        faults: &["piking the hips", "arms drift wide"], regressions: &["jump_rope"],
    } ..STEADY;
    freestyle_swim "Freestyle swimming" [
        "swimming", "swim", "freestyle", "front crawl", "crawl swimming", "lap swimming", "pool swim", "pool swimming",
        "swimming freestyle", "swimming laps", "schwimmen", "kraulschwimmen", "kraulen", "natación", "nadar", "crol",
        "natation", "nage libre", "crawl",
    ] {
        cues: &["Long body, eyes down", "Roll to breathe", "Pull along the body"],
        faults: &["lifting the head", "kicking from the knees"], regressions: &["kickboard_swim"],
    } ..SWIM;
    breaststroke "Breaststroke" [
        "breaststroke swimming", "swimming breaststroke", "breast stroke", "brustschwimmen", "braza", "brasse",
    ] {
        joints: &[J::Knee, J::Hip, J::Shoulder, J::Neck], contraindications: &[C::KneeArthritis], met: 5.3,
        cues: &["Pull, breathe, kick, glide", "Head down in the glide", "Heels to the seat, turn the feet out"],
        faults: &["head always up", "no glide"], regressions: &["kickboard_swim"],
    } ..SWIM;
    backstroke "Backstroke" [
        "backstroke swimming", "swimming backstroke", "back crawl", "rückenschwimmen", "espalda natación", "dos crawlé",
    ] {
        met: 4.8,
        cues: &["Hips high, eyes up", "Roll with each arm", "Small steady kick"],
        faults: &["sitting in the water", "crossing the middle"], regressions: &["kickboard_swim"],
    } ..SWIM;
    butterfly_swim "Butterfly stroke" [
        "butterfly swimming", "swimming butterfly", "delphinschwimmen", "schmetterling schwimmen", "mariposa natación",
        "nage papillon",
    ] {
        met: 13.8, level: Level::Advanced, joints: &[J::Shoulder, J::LowerBack, J::Hip],
        cues: &["Wave from the chest", "Two kicks for each pull", "Breathe low"],
        faults: &["lifting too high", "kicking from the knees"], regressions: &["freestyle_swim"],
    } ..SWIM;
    kickboard_swim "Kickboard swimming" ["kickboard", "swim kick", "flutter kick swimming", "beinschlag schwimmen"] {
        met: 4.8, secondary: &[M::Quadriceps, M::Glutes, M::HipFlexors], contraindications: &[],
        joints: &[J::Hip, J::Knee, J::Ankle],
        cues: &["Hold the board, arms long", "Kick from the hips", "Loose ankles"],
        faults: &["kicking from the knees", "head high"], progressions: &["freestyle_swim"],
    } ..SWIM;
    open_water_swim "Open-water swimming" [
        "open water swim", "sea swimming", "lake swimming", "swimming open water", "freiwasserschwimmen",
        "aguas abiertas", "nage en eau libre",
    ] {
        met: 6.0, level: Level::Intermediate,
        cues: &["Never alone, with a buoy", "Look up every few strokes", "Stay close to the shore"],
        faults: &["starting too fast", "cold water without getting used to it"], regressions: &["freestyle_swim"],
    } ..SWIM;
    aqua_jogging "Aqua jogging" [
        "water aerobics", "aqua aerobics", "water running", "deep water running", "aqua fitness", "aquafit",
        "wassergymnastik", "aquagym",
    ] {
        // 18355: water aerobics.
        met: 5.5, measure: Measure::Seconds, contraindications: &[], secondary: &[M::Quadriceps, M::HipFlexors, M::Abs],
        joints: &[J::Hip, J::Knee],
        cues: &["Belt on, upright", "Run with high knees", "Push the water back"],
        faults: &["leaning forward", "paddling with the hands"],
    } ..SWIM;
    cross_country_skiing "Cross-country skiing" [
        "nordic skiing", "xc skiing", "cross country ski", "langlauf", "skilanglauf", "esquí de fondo", "ski de fond",
    ] {
        equipment: &[E::SportsGear], met: 8.5, level: Level::Intermediate,
        secondary: &[M::Lats, M::Triceps, M::Quadriceps, M::Glutes], joints: &[J::Hip, J::Knee, J::Shoulder],
        contraindications: &[C::Pregnancy, C::Osteoporosis],
        cues: &["Weight on the gliding ski", "Push with the poles from the trunk", "Long glides"],
        faults: &["standing between the skis", "stiff knees"],
    } ..STEADY;
    alpine_skiing "Alpine skiing" [
        "skiing", "downhill skiing", "ski", "snowboarding", "snowboard", "skifahren", "esquí", "ski alpin",
    ] {
        equipment: &[E::SportsGear], met: 6.3, level: Level::Intermediate,
        contraindications: &[C::Pregnancy, C::Osteoporosis, C::KneeArthritis],
        cues: &["Shins against the boots", "Weight on the outer ski", "Look down the slope"],
        faults: &["sitting back", "stiff knees"],
    } ..STEADY;
    rock_climbing "Climbing" [
        "rock climbing", "indoor climbing", "bouldering", "wall climbing", "klettern", "bouldern", "escalada",
        "escalade",
    ] {
        equipment: &[E::SportsGear], met: 7.3, level: Level::Intermediate,
        secondary: &[M::Forearms, M::Lats, M::Biceps, M::UpperBack], joints: &[J::Shoulder, J::Elbow, J::Wrist, J::Hip],
        contraindications: &[C::Pregnancy, C::Osteoporosis, C::ShoulderInstability],
        cues: &["Push with the legs", "Straight arms to rest", "Look at the feet"],
        faults: &["pulling with bent arms all the time", "jumping down from high"],
    } ..STEADY;
    inline_skating "Inline skating" [
        "skating", "rollerblading", "inline skate", "roller skating", "ice skating", "inlineskaten", "patinaje",
        "patinaje en línea", "roller", "patinage",
    ] {
        equipment: &[E::SportsGear], met: 7.5, level: Level::Intermediate,
        secondary: &[M::Glutes, M::Abductors, M::Quadriceps], contraindications: &[C::Pregnancy, C::Osteoporosis],
        cues: &["Knees bent, weight low", "Push to the side", "Wear guards"],
        faults: &["straight legs", "pushing back"],
    } ..STEADY;
    dancing "Dancing" [
        "dance", "zumba", "dance workout", "dance cardio", "dance fitness", "cardio dance", "tanzen", "bailar", "baile",
        "danse",
    ] {
        met: 5.5,
        cues: &["Light feet", "Soft knees in the turns", "Move at a pace at which you can talk"],
        faults: &["twisting on a fixed foot", "stiff knees"],
    } ..STEADY;
}
