//! The words of pain in English, German, Spanish and French.

use crate::exercise::Joint;
use crate::safety::phrase::Phrases;
use std::sync::{LazyLock, OnceLock};

/// Phrases by what they tell.
pub(super) struct Words {
    pub(super) pain: Phrases,
    pub(super) sore: Phrases,
    pub(super) surely_sore: Phrases,
    pub(super) sharp: Phrases,
    pub(super) after_training: Phrases,
    pub(super) denied: Phrases,
    pub(super) denied_behind: Phrases,
    pub(super) gone: Phrases,
    pub(super) idiom: Phrases,
    pub(super) out_of_ten: Phrases,
    pub(super) level: Phrases,
    pub(super) counted: Phrases,
    pub(super) left: Phrases,
    pub(super) right: Phrases,
    pub(super) both: Phrases,
    pub(super) during: Phrases,
    pub(super) ends_exercise: Phrases,
    pub(super) lifts: Phrases,
}

impl Words {
    pub(super) fn shared() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Words {
            pain: Phrases::new(&[
                "pain/pains/painful/hurt/hurts/hurting/ache/aches/aching/achy/twinge/twinges/pinch/pinches/pinching/stabbing/throbbing",
                "killing me|acting up|playing up|bothering me|tweaked/pinched/strained/sprained",
                "?knie/rücken/schulter/hüft/gelenk schmerz*|weh|zwickt/sticht/zieht|tut weh|tun weh|knieschmerz*/rückenschmerz*/schulterschmerz*/hüftschmerz*/nackenschmerz*/ellbogenschmerz*/gelenkschmerz*",
                "duele/duelen/dolor/dolores/dolía/molesta/molestia/molestias/pinchazo/punzada",
                "mal au/aux/a/à|douleur*/douloureu*|fait mal|font mal|faisait mal|lance/élancement*",
            ]),
            sore: Phrases::new(&[
                "sore/soreness/doms/stiff/stiffness",
                "muskelkater/steif",
                "agujetas/adolorid*/entumecid*",
                "courbature*/courbaturé*/raide/raides/raideur",
            ]),
            surely_sore: Phrases::new(&[
                "doms|muscle soreness|sore muscle*|muskelkater|agujetas|courbature*/courbaturé*|sore all over|sore from",
            ]),
            sharp: Phrases::new(&[
                "sharp/stabbing/shooting/burning/twinge/twinges/pinching/joint/swollen/locks/clicking/one-sided/popping/popped",
                "stechend*/stich/geschwollen/gelenk*|punzante/pinchazo/punzada/hinchad*|aigu/aiguë/vive/gonflé*",
            ]),
            after_training: Phrases::new(&[
                "yesterday*|day before|after ?the/my/that/leg/last ~ session/workout/day/training|days after|from ?the/my/those/all squats/squatting/lunges/session/workout/run",
                "gestern*/vorgestern|nach dem training|ayer/anteayer|después de entrenar|hier/avant-hier|après l/la séance/entraînement",
            ]),
            denied: Phrases::new(&[
                "no/not/never/without/zero/dont/doesnt/didnt/isnt/arent/wont/nothing",
                "kein/keine/keinen/keinerlei/nicht/ohne/nie/nichts|sin/nunca/ningún/ninguna/nada|pas/sans/aucun/aucune/jamais/plus",
            ]),
            denied_behind: Phrases::new(&[
                "pain/pains/painful free|hurt/hurts/duele/duelen/mal/weh nothing/nichts/nada/nicht|tut nicht|schmerzfrei",
            ]),
            gone: Phrases::new(&[
                "pain/soreness/ache/it is/has ?all ?now gone/vanished|pain/soreness/ache is/has ~ gone|no longer hurts/hurt/painful/sore|stopped hurting|schmerzen sind weg|tut nicht mehr weh|ya no me duele*|n/ne ai plus mal",
            ]),
            idiom: Phrases::new(&[
                "no pain no gain|wouldnt hurt|cant hurt|doesnt hurt to|hurt my feelings|growing pains|pain in the neck to|pain in the ass|hurts my/your wallet|it hurts to say|eyesore",
                "what is doms|what causes/helps ~ soreness|how do/can i prevent/avoid",
            ]),
            out_of_ten: Phrases::new(&[
                "out of 10/ten|of 10/ten|on a scale|von 10/zehn|auf einer skala|de 10/diez/dix|sobre 10/diez|sur 10/dix|in 10",
            ]),
            level: Phrases::new(&[
                "pain/hurts/hurting/ache level/score/rating ?is/of ?a ?about ?around|pain ?is ?at ?about ?around ?a|hurts ?at ?about ?a|its ?about ?around ?a|around/about/maybe/roughly a|rate ?it ?the ?pain ?at ?a|rated ?it",
                "schmerz/schmerzen/schmerzstärke/schmerzskala ?stärke ?ist ?bei ?etwa|stärke|dolor ?de ?nivel ?es ?de ?un|nivel ?de|douleur ?de ?niveau ?à ?est ?de|niveau",
            ]),
            counted: Phrases::new(&[
                "day/days/week/weeks/month/months/year/years/time/times/hour/hours/minute/minutes/min/set/sets/rep/reps/kg/kgs/lb/lbs/km/mile/miles",
                "tag/tage/tagen/woche/wochen/mal/stunden/minuten/wiederholungen/sätze/sätzen",
                "día/días/semana/semanas/veces/vez/horas/minutos/repeticiones/series|jour/jours/semaine/semaines/fois/heures/minutes/séries",
            ]),
            left: Phrases::new(&["left/linke/linkes/linken/linker/linkem/links/izquierdo/izquierda/gauche"]),
            right: Phrases::new(&[
                "right knee*/shoulder*/hip*/elbow*/wrist*/ankle*/foot/calf/leg/arm/hand/side/quad/hamstring/glute/lower/achilles/heel/shin/thigh/biceps|on the/my right|rechte/rechtes/rechten/rechter/rechtem/rechts/derecho/derecha/droit/droite",
            ]),
            both: Phrases::new(&["both/beide/beiden/ambos/ambas|deux genoux/épaules/côtés"]),
            during: Phrases::new(&[
                "when/while/during/whenever ?i ?am ?im ?do ?doing|doing/from|beim|bei/während ?den ?dem ?der|wenn ich|al|cuando hago|durante ?la ?las ?el ?los|haciendo|pendant ?les ?la ?le|en faisant|quand je fais ?des ?du ?de ?la|lors ?des ?du ?de ?la",
            ]),
            ends_exercise: Phrases::new(&[
                "and/but/since/it/its/i/is/about/maybe/around/yesterday/today/last/at/hurts/hurt/a/to/#/und/aber/seit/es/weh/schmerzt/etwa/gestern/heute/tut/y/pero/desde/me/ayer/hoy/et/mais/depuis/hier",
            ]),
            lifts: Phrases::new(&[
                "squat*/deadlift*/lunge*/rows/rowing/running/benching/pullups/pushups/dips/curls/lunging/cycling/swimming/jogging",
                "bench press*|overhead press*|leg press*|pull ups/up|push ups/up|kniebeuge*/kreuzheben/bankdrücken/laufen/joggen/klimmzüge*|sentadilla*|peso muerto|press de banca|squats|soulevé de terre|développé couché",
            ]),
        })
    }
}

/// Places on the body: the joint that they belong to, whether they are muscles, and their words.
pub(super) static PLACES: LazyLock<Vec<(Option<Joint>, bool, Phrases)>> = LazyLock::new(|| {
    let joint = |joint: Joint, words: &str| (Some(joint), false, Phrases::new(&[words]));
    let muscle = |words: &str| (None, true, Phrases::new(&[words]));
    vec![
        joint(Joint::Neck, "neck/nacken/nackenschmerz*/cuello/cervicales/nuque/cou"),
        joint(
            Joint::Shoulder,
            "?left ?right ?both shoulder/shoulders|?rotator cuff|?linke* ?rechte* schulter*|hombro* ?izquierdo ?derecho|épaule* ?gauche ?droite",
        ),
        joint(
            Joint::Elbow,
            "?left ?right ?both elbow/elbows|?linke* ?rechte* ellbogen*/ellenbogen*|codo* ?izquierdo ?derecho|coude* ?gauche ?droit",
        ),
        joint(
            Joint::Wrist,
            "?left ?right ?both wrist/wrists/hand/hands/thumb|?linke* ?rechte* ?linkes ?rechtes handgelenk*|muñeca* ?izquierda ?derecha|poignet* ?gauche ?droit",
        ),
        joint(
            Joint::UpperBack,
            "upper/mid back|between ~ shoulder blades|oberer/oberen/obere rücken|espalda alta|haut du dos",
        ),
        joint(
            Joint::LowerBack,
            "lower/low back|lumbar|back|unterer/unteren/untere rücken|rücken*/kreuz/lendenwirbel*|espalda ?baja|lumbares|zona lumbar|bas du dos|dos/lombaires",
        ),
        joint(
            Joint::Hip,
            "?left ?right ?both hip/hips/groin|?linke* ?rechte* hüfte*/hüft*/leiste|cadera* ?izquierda ?derecha|ingle|hanche* ?gauche ?droite|aine",
        ),
        joint(
            Joint::Knee,
            "?left ?right ?both knee/knees|kneecap*|patella*|?linkes ?rechtes ?linken ?rechten knie*|rodilla* ?izquierda ?derecha|genou/genoux ?gauche ?droit",
        ),
        joint(
            Joint::Ankle,
            "?left ?right ?both ankle/ankles/foot/feet/heel/heels|achilles ?tendon|?linker ?rechter ?linke* ?rechte* knöchel*/sprunggelenk*/fuss*/ferse*|tobillo* ?izquierdo ?derecho|pie/pies/talón|cheville* ?gauche ?droite|pied*/talon*",
        ),
        muscle(
            "?left ?right quad*/hamstring*/glute*/calf/calves/chest/pecs/lats/biceps/triceps/abs/traps/delts/thigh/thighs/leg/legs/arm/arms/butt/core/muscle*/forearm*/shin/shins",
        ),
        muscle(
            "oberschenkel*/wade*/beine/bein/arme/arm/bauchmuskel*/gesäß/po/brustmuskel*/muskel/muskeln|cuádriceps/muslo*/pantorrilla*/pierna*/brazo*/glúteo*/pecho/gemelo*/isquiotibiales|cuisse*/mollet*/jambe*/bras/fessier*/quadriceps/ischios/abdos/pectoraux",
        ),
    ]
});
