//! The words of each language. `|` parts phrases, `*` ends a stem, `~` stands for up to three words of any kind.
//!
//! All tables are searched for every text: people mix languages, and a symptom missed costs more than one too many.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;
mod pl;
mod pt;
mod tr;

use super::concept::Concept;

/// One language: concepts and the phrases that stand for them.
pub(super) type Table = &'static [(Concept, &'static str)];

/// ISO 639 code and table of each language with word boundaries.
pub(super) const LANGUAGES: &[(&str, Table)] = &[
    ("en", en::TABLE),
    ("de", de::TABLE),
    ("es", es::TABLE),
    ("fr", fr::TABLE),
    ("it", it::TABLE),
    ("pt", pt::TABLE),
    ("nl", nl::TABLE),
    ("pl", pl::TABLE),
    ("tr", tr::TABLE),
];

/// Everyday words one letter away from a symptom: never taken for a typing error.
pub(super) const COMMON: &str = "\
    check checks cheat cheats chase cheese cheap choose chester crest quest heat heats heats hear hears heard hearty earth \
    hearts beard beat beats breadth bread breads break breaks breast breathed breadcrumb dozy ditzy faith feint paint paints \
    right night light lights might sight eight eighth fight fights tights tighten tightened weight weights height heights \
    share shark shape shapes sharpen spain plain main gain gains rain train trains drain again against knew keen kneel need \
    needs anklet angle angles wrest wrists waist hips ships shoulders should elbows numbers number weekend week weeks week's \
    speak speech swear sweater sweet sweets sweat spell spells spelled swallow swelling smell pressed press presses pleasure \
    measure measures brown crown town brow drown dark park bark mark urge urine urban severe several sever server serve even \
    ever every seven sudden suddenly sadden hidden headband heading headed heads header dead bead lead leads read reads ready \
    hard herd herb herbs card hand hands hurt hurts hurry hurdle hunt hunts hurl strike strokes stroked stock strong string \
    streak stronger race raced races raising rating ratings facing raking racks racking rating resting nesting testing \
    lasting fasting tasting listing rusting side sides slide sized size arms army arm's leg legs leggings light lightly fine \
    find finds kind mind line lines nine wine body bodies bode burn burns born barn bury fall falls fell feel feels felt fail \
    well wells wall walls tell tells sell bell back backs pack packs pace paces place places palace panel panels penal final \
    since science silence shake shaky shakes snake snack stand stands standing start starts state states steak stake \
    stairs stair stars star store stores story sport sports spot spots still stile steal steel style stiff stuff staff \
    waking walking talking baking making taking looking cooking booking lifting sitting setting getting letting betting \
    cutting hitting fitting knitting running turning burning-out learning earning morning evening during daring \
    pushing rushing brushing crashing crash crush crushed trash brush blush flush plush flash clash slash smash \
    muscle muscles muscly mussel missed mixed mile miles smile while white write wrote quote quite quiet quit rest rests \
    chess chest's text texts tests best rest west vest vests guest guests jest lest nest pest zest pains \
    irrigate regular regularly singular triangular angular popular muscular secular granular insular circular \
    break breath breathes breathing breather breeding bleeding reading leading heading heading pleading treating heating \
    beating eating meeting seating sweating swearing wearing hearing bearing tearing fearing nearing clearing \
    plan plans plane planes plant plants plank planks place pulse pause paused pulses pulls pull pushes push pulled \
    corner collar dollar doctor color colour colours cover covers clover lover lower tower power powers flower slower \
    kilo kilos pinta pinto peche pesto petit petite peito puerto pierde pierre patte pattern brute bruch brusque bruto \
    bürste büste brücke brauch brauche brauchst lust frust herd herz herzlich scherz schmaler schmelzen schwimmen schwindeln \
    schwierig atmend adem luft lift loft left lost last list dolar dollars color calor valor olor doler douche douleurs \
    couleur couleurs chaleur poitou cure cour cours court coeur coureur courir course courses cuore core score scuola \
    pieds piers piece pieces niece nice rice price prices dice lice petto letto detto tetto retto aspetto effetto \
    costa costo cosa casa causa pause pausa fiato fiat fatto fato flat flats boat boats goat goals goal athletes patients clients friends partners children";
