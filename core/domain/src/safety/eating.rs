//! Signs of an eating disorder in a person's words, and what is said then (ENERGY: no deficit, refer).
//!
//! Words only, in English, German, Spanish and French. It listens to what people tell of themselves or of someone
//! near; questions about knowledge, planned fasting, a skipped meal and a blood test are no signs. When in doubt
//! it is a sign: the cost is a kind word and a plan without a deficit.

use super::phrase::{Phrases, number_of};
use super::red_flags::language_of;
use super::red_flags::text::{Token, sentences};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

#[cfg(test)]
mod tests;

/// A kind of sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EatingSign {
    /// Vomiting on purpose.
    Purging,
    /// Laxatives, diuretics or diet pills to lose weight.
    Laxatives,
    /// Nothing eaten for days.
    NotEating,
    /// A target below [`EXTREME_KCAL`] a day.
    ExtremeTarget,
    /// Eating without control.
    Binge,
    /// Punishing or making up for food by training or starving.
    Compensating,
    /// Fear of food or of gaining weight, shame, disgust.
    Fear,
    /// A disorder by its name, told of oneself.
    Named,
}

/// Energy a day in kcal below which a target is a sign, whoever the person is: very-low-energy diets begin at 800 and
/// are followed only under medical care (Codex Alimentarius, CXS 203-1995: 450 to 800).
pub const EXTREME_KCAL: f64 = 800.0;

struct Words {
    signs: Vec<(EatingSign, Phrases)>,
    /// Energy a day.
    energy: Phrases,
    /// One meal or an effort, not a day.
    not_a_day: Phrases,
    harmless: Phrases,
    denied: Phrases,
    asked: Phrases,
}

impl Words {
    fn shared() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let sign = |sign: EatingSign, tables: &[&str]| (sign, Phrases::new(tables));
            Words {
                signs: vec![
                    sign(EatingSign::Purging, &[
                        "purge/purged/purging/purges|make/makes/made/making myself/herself/himself/themselves ?to sick/vomit/throw/puke|threw/throw/throwing/vomit/vomited/vomiting/puke/puked up ?on purpose after ~ eating/meal/meals/dinner/lunch/binge/food|vomit/vomited/vomiting/puke/puked after ~ eating/meal/meals/dinner/lunch/food|throw/throwing/threw up my/everything/what ~ food/ate/dinner/lunch/eaten|throw/throwing/threw up on purpose|fingers/finger down ~ throat|induce/induced/inducing ?myself vomiting/vomit",
                        "erbreche/erbrochen/kotze/übergebe ~ nach ~ essen/mahlzeit*|nach dem essen ~ erbreche*/erbrochen/kotze*/übergeb*|finger in den hals|absichtlich erbr*/übergeb*/kotz*|bringe mich zum erbrechen/kotzen|bringt sich zum erbrechen",
                        "me provoco/provoqué ?el vómito/vomitar|vomito/vómito/vomité después de comer|vomitar después de comer|me meto los dedos|me purgo/purgué",
                        "me fais/faire vomir|vomis/vomir/vomi après ~ repas/manger/mangé|doigts dans la gorge|me purge",
                    ]),
                    sign(EatingSign::Laxatives, &[
                        "take/taking/took/use/using/used/abuse/abusing/eat/swallow ~ laxative*|laxatives to/for/after ~ lose/weight/eating/meal/binge/drop/cut/thin|take/taking/took/use/using/abusing ~ diuretic*/water pills to ~ lose/weight/drop/cut/thin|diet pills/pill ~ every/instead/to",
                        "nehme/nehm/schlucke/nahm/genommen ~ abführmittel*|abführmittel* ~ abnehmen/genommen/gewicht/schlank*/essen|diätpillen",
                        "tomo/tomé/tomando/uso/usando ~ laxante*|laxantes para ~ adelgazar/bajar/perder|pastillas para adelgazar",
                        "prends/pris/prendre/utilise ~ laxatif*|laxatifs pour ~ maigrir/perdre|pilules pour maigrir",
                    ]),
                    sign(EatingSign::NotEating, &[
                        "havent/hasnt/not/didnt/barely/hardly eat/eaten/eating ?anything ?a ?thing ?solid ?food ?for ?in ~ days/week/weeks|havent/hasnt/not/didnt had/have ?anything ?a ?thing ?food to eat ?for ?in ~ days|nothing to eat for/in ~ days|not eat/eating for ~ days|eat/ate/eaten/eating nothing for/in ~ days|without food/eating for ~ days|starve/starving/starved myself/herself/himself|stop/stopped eating ?completely ?altogether to ~ lose/weight/thin/drop|stopped eating ?completely ?altogether ?for ~ days|skip/skipping/skipped ?all every/all ?my meal/meals ~ to ~ weight/thin/lose|eat as little as possible",
                        "seit ~ tagen/wochen ?fast nichts/nicht ?mehr gegessen|seit ~ tagen ~ nichts gegessen|esse seit ~ tagen nichts/nicht|hungere/hungern mich|mich ~ zu tode hungern|so wenig wie möglich essen|esse so wenig wie möglich|will nichts mehr essen",
                        "no he comido ?nada ?en ?desde ~ días|llevo ~ días sin comer|sin comer ?nada desde/durante/hace ~ días|no como ?nada desde ?hace ~ días|me mato de hambre|dejé de comer|comer lo menos posible",
                        "rien mangé depuis ~ jours|pas mangé depuis ~ jours|mange rien/plus depuis ~ jours|sans manger depuis/pendant ~ jours|je m affame|arrêté de manger|manger le moins possible",
                    ]),
                    sign(EatingSign::Binge, &[
                        "binge/binged/bingeing/binging ~ eat/ate/eating/food/again/then/and/purge*/every/on|binge/binges eating|my binges/bingeing|i ?keep ?always ?often ?just binge/binged/bingeing|cant/couldnt stop eating|lose/lost/losing control ~ eat/eating/food/ate",
                        "fressanfall*/fressattacke*/essanfall*/essanfälle*/fressanfälle*|kontrolle ~ essen verlier*/verloren|kann nicht aufhören zu essen",
                        "atracón/atracones|me atraco|no puedo parar de comer|pierdo el control ~ como/comer/comida",
                        "crise*/accès de boulimie|crises ?de ?alimentaires|hyperphagie|arrive pas à m arrêter de manger|perds le contrôle ~ mange/manger",
                    ]),
                    sign(EatingSign::Compensating, &[
                        "punish/punishing ~ eating/ate/food|punish/punishing myself ~ eat/eating/eaten/ate|burn/work/run/sweat/train off ~ binge|compensate ~ binge*/eating/ate/food/calories/cake/dinner|make up for ~ binge|eat/eating/ate ~ ~ ~ make up for|earn my food/meal/meals/dinner|deserve to eat|starve/fast tomorrow/today ~ because/to ~ ate|dont deserve food/dinner/meals",
                        "bestrafe mich ~ essen/gegessen|essen ~ verdienen|abtrainieren ~ gegessen|verdiene ~ essen nicht",
                        "me castigo ~ comer/comido/comida|compensar ~ atracón/comido/comida|no merezco comer",
                        "me punir ~ mangé/manger|compenser ~ mangé/manger/repas/crise|mérite pas de manger",
                    ]),
                    sign(EatingSign::Fear, &[
                        "afraid/scared/terrified/frightened of ?to food/eating/eat/carbs/calories/gaining/getting/becoming ?weight ?fat|fear of food/eating/gaining/getting/fat|panic ~ eat/ate/calories/carbs|hate my body ~ eat/eating/food|disgusted ~ ate/eating/body|ashamed/guilty of/about/after/for/when/every ?time ?i ?what ?i eat/eating/ate/eaten|guilt after ?every ?each eating/meal/meals|feel/felt ~ disgusting/disgusted/gross/fat/worthless ~ after/when/about ~ eating/eat/ate/meals/food|hide/hiding/hid ?my ?the food/eating ?from|obsess/obsessed/obsessing about/over/with calories/calorie/food ?i|still feel/too fat ~ bmi/bones/underweight",
                        "angst vor ?dem ?dass ?dem essen/kalorien/kohlenhydraten/zunehmen/gewichtszunahme|angst ~ zuzunehmen/zunehme/dick|schuldgefühle/schäme ?mich ~ essen/gegessen/esse|ekle/ekel mich ~ essen/körper/gegessen|verstecke ~ essen",
                        "miedo a/de ?la comer/comida/engordar/calorías/subir|terror a/de comer/engordar|culpa/culpable ~ comer/como/comido|asco ~ comer/comida/cuerpo/comido|escondo ?la comida",
                        "peur de ?la ?d manger/grossir/nourriture/calories|peur des calories|coupable ~ mange/manger/mangé|honte ~ mange/manger/mangé|dégoût* ~ mange/manger/corps/mangé|cache ?la ?de nourriture",
                    ]),
                    sign(EatingSign::Named, &[
                        "i/ive/im/my/she/he/daughter/son/sister/friend/we ~ anorexia/anorexic/bulimia/bulimic/orthorexia|i/ive/im/my/she/he/daughter/son/sister/friend ~ eating disorder|eating disorder ~ relapse*/history/recovery|relapse* ~ anorexia/bulimia/eating",
                        "ich/habe/hatte/bin/meine/mein/sie/er ~ magersucht/magersüchtig/bulimie/bulimisch/anorexie/essstörung|esssucht|ess brech sucht",
                        "tengo/tuve/soy/padezco/sufro/mi/fui ~ anorexia/bulimia/anoréxica/anoréxico/bulímica/bulímico|trastorno alimenticio/alimentario|trastorno de la conducta alimentaria",
                        "ai/suis/souffre/ma/mon/étais/avais ~ anorexie/boulimie/anorexique/boulimique|troubles/trouble du comportement alimentaire|tca",
                    ]),
                ],
                energy: Phrases::new(&[
                    "kcal/kcals/cal/cals/calorie/calories/kalorien/caloría/calorías ?total ?or ?less a/per/each/every/daily/pro/am/al/por/par/täglich/diarias/jour ?day ?tag ?día ?jour",
                    "kcal/calories/kalorien/calorías/cal/cals ?only/max/total/diarias/daily/täglich",
                    "# daily/tägliche kcal/calories/kalorien",
                ]),
                not_a_day: Phrases::new(&[
                    "deficit/surplus/below/under maintenance|deficit/defizit/déficit/surplus/überschuss|burn/burned/burnt/burning/verbrannt/verbrenne/verbrennen/verbraucht/quemé/quemar/quemo/brûlé/brûler|breakfast/lunch/dinner/snack/meal/meals/frühstück/mittagessen/abendessen/mahlzeit/desayuno/almuerzo/cena/comida/repas/déjeuner/dîner/goûter|session/workout/run/ride/hour/serving/portion/bar/shake/training/100|reduce/cut ?back ?down by|less than ?my maintenance|protein/fat/carbs from",
                ]),
                harmless: Phrases::new(&[
                    "binge watch*|binge drinking|purge/purged/purging ~ wardrobe/closet/house/fridge/pantry/inbox/photos|purge ~ data/cache/old/list/files/account|before/for ?the ?my ?a surgery/colonoscopy/operation|blood test|fasting glucose/blood|blutabnahme/darmspiegelung|análisis de sangre|prise de sang|food poisoning|stomach bug|stomach flu|norovirus|magen darm|lebensmittelvergiftung|gastroenteritis|pregnan*|schwanger*|embarazada|enceinte|constipat*|verstopfung|estreñimiento|constipé*",
                ]),
                denied: Phrases::new(&[
                    "no/not/never/dont/doesnt/didnt/without/nobody/kein/keine/keinen/nie/niemals/nicht/ohne|nunca/jamás/sin/jamais/pas/sans/aucun/aucune",
                ]),
                asked: Phrases::new(&[
                    "what is/are/does|whats|how common|how many people|how do doctors|define|explain|tell me about|was ist/sind|qué es/son|que es|c est quoi|qu est ce|what causes",
                ]),
            }
        })
    }
}

/// The signs of an eating disorder that a text tells of, each once, in the order of [`EatingSign`].
#[must_use]
pub fn signs(text: &str) -> Vec<EatingSign> {
    let words = Words::shared();
    let mut found: Vec<EatingSign> = Vec::new();
    for sentence in sentences(text) {
        let tokens = &sentence.tokens;
        // Vomiting of an illness, a laxative for a test and a question about knowledge are none.
        let is_harmless = words.harmless.is_in(tokens);
        let is_asked = words.asked.begins(tokens);
        for (sign, phrases) in &words.signs {
            let is_illness = matches!(sign, EatingSign::Purging | EatingSign::Laxatives | EatingSign::NotEating);
            if is_asked || (is_harmless && (is_illness || *sign == EatingSign::Binge)) {
                continue;
            }
            let hits = phrases.find_all(tokens);
            if hits.iter().any(|(first, _)| !is_denied(words, tokens, *first)) {
                found.push(*sign);
            }
        }
        if !is_asked && tells_extreme_target(words, tokens) {
            found.push(EatingSign::ExtremeTarget);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a hit is denied by a word before it in its clause, or right behind "I".
fn is_denied(words: &Words, tokens: &[Token], first: usize) -> bool {
    let Some(clause) = tokens.get(first).map(|token| token.clause) else { return false };
    let from = (first.saturating_sub(4)..first).find(|at| tokens[*at].clause == clause).unwrap_or(first);
    // The words of the sign itself may stand behind "I": "I have never had an eating disorder".
    let behind = tokens[first + 1..].iter().take(2).filter(|token| token.clause == clause);
    let starts_with_person = matches!(tokens[first].form.as_str(), "i" | "ive" | "im" | "ich" | "my" | "she" | "he");
    words.denied.is_in(&tokens[from..first])
        || (starts_with_person && behind.cloned().any(|token| words.denied.is_in(&[token])))
}

/// Whether a sentence names an energy of a day below [`EXTREME_KCAL`] as what is eaten.
fn tells_extreme_target(words: &Words, tokens: &[Token]) -> bool {
    if words.not_a_day.is_in(tokens) {
        return false;
    }
    let is_energy = |at: usize| {
        let rest = tokens.get(at..).unwrap_or_default();
        words.energy.begins(rest)
    };
    let value = |token: &Token| -> Option<(f64, bool)> {
        let digits: String =
            token.form.chars().take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')).collect();
        let unit = &token.form[digits.len()..];
        // "1,200" and "1.200" are thousands.
        let grouped = digits.split(['.', ',']).nth(1).is_some_and(|part| part.len() == 3);
        let number: f64 =
            if grouped { digits.replace(['.', ','], "") } else { digits.replace(',', ".") }.parse().ok()?;
        Some((number, matches!(unit, "kcal" | "cal" | "cals")))
    };
    let is_day = || {
        let day = [
            "day",
            "daily",
            "tag",
            "taglich",
            "dia",
            "diarias",
            "jour",
            "quotidien",
            "eat",
            "eating",
            "esse",
            "essen",
            "como",
            "comer",
            "mange",
            "manger",
            "diet",
            "diat",
            "dieta",
        ];
        tokens.iter().any(|token| day.contains(&token.form.as_str()))
    };
    tokens.iter().enumerate().any(|(at, token)| {
        let number = value(token).or_else(|| {
            let hundred = tokens.get(at + 1).is_some_and(|next| matches!(next.form.as_str(), "hundred" | "hundert"));
            number_of(&token.form).filter(|_| hundred).map(|number| (f64::from(number) * 100.0, false))
        });
        let Some((kcal, with_unit)) = number else { return false };
        let behind = if value(token).is_none() { at + 2 } else { at + 1 };
        (1.0..EXTREME_KCAL).contains(&kcal) && (with_unit || is_energy(behind)) && is_day()
    })
}

/// What is said when a text tells of such signs, in its language where that is one of the four that are read.
#[must_use]
pub fn referral_text(text: &str) -> &'static str {
    match language_of(text) {
        "de" => {
            "Danke, dass du das sagst; das ist nicht leicht. Ich plane jetzt kein Defizit und kein Abnehmen. Bitte sprich mit einer Ärztin, einem Arzt oder einer Beratungsstelle für Essstörungen: Hilfe wirkt, und du musst damit nicht allein bleiben. Bei Ohnmacht, Brustschmerzen oder Gedanken, dir etwas anzutun, ruf sofort den Notruf."
        }
        "es" => {
            "Gracias por contarlo; no es fácil. Ahora no planearé ningún déficit ni pérdida de peso. Habla, por favor, con un médico o con un servicio de ayuda para trastornos de la alimentación: la ayuda funciona y no tienes que llevarlo en soledad. Si te desmayas, te duele el pecho o piensas en hacerte daño, llama ya a emergencias."
        }
        "fr" => {
            "Merci de le dire ; ce n’est pas facile. Je ne prévois plus aucun déficit ni perte de poids. Parlez-en à un médecin ou à un service d’aide aux troubles alimentaires : l’aide fonctionne, et vous n’avez pas à rester sans soutien. En cas de malaise, de douleur à la poitrine ou d’idées de vous faire du mal, appelez tout de suite les secours."
        }
        _ => {
            "Thank you for telling me; that is not easy. I will not plan a deficit or weight loss now. Please talk to a doctor or to a helpline for eating disorders: help works, and you do not have to carry this alone. If you faint, your chest hurts or you think of harming yourself, call your local emergency number at once."
        }
    }
}
