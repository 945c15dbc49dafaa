//! The words by which advice that is out of scope is told, in English, German, Spanish, French, Italian and Portuguese.

use crate::safety::phrase::Phrases;
use std::sync::OnceLock;

/// Phrases by what they tell.
pub(super) struct Words {
    /// Conditions, each by all its names.
    pub(super) conditions: Vec<Phrases>,
    /// What says that the person has what follows.
    pub(super) asserts: Phrases,
    /// The word for a diagnosis, right before what it is.
    pub(super) diagnosis: Phrases,
    /// Whole statements of an injury.
    pub(super) injured: Phrases,
    /// Between an assertion and a condition, these make it about something else.
    pub(super) unlinks: Phrases,
    /// The person tells of their own condition.
    pub(super) own: Phrases,
    pub(super) unsure: Phrases,
    pub(super) treats: Phrases,
    /// What is wrong.
    pub(super) body: Phrases,
    /// Where.
    pub(super) parts: Phrases,
    pub(super) certain: Phrases,
    pub(super) no_doctor: Phrases,
    pub(super) prescribes: Phrases,
    pub(super) drugs: Phrases,
    pub(super) supplements: Phrases,
    pub(super) nutrients: Phrases,
    pub(super) pills: Phrases,
    /// Verbs of advice on something to take.
    pub(super) takes: Phrases,
    /// Words before such a verb that make it a statement.
    pub(super) subjects: Phrases,
    pub(super) helps: Phrases,
    pub(super) number: Phrases,
    pub(super) units: Phrases,
    pub(super) small_units: Phrases,
    pub(super) contains: Phrases,
    pub(super) asks_doctor: Phrases,
    pub(super) as_prescribed: Phrases,
    pub(super) clinician: Phrases,
    pub(super) promises: Phrases,
    pub(super) denies: Phrases,
    pub(super) first_person_denies: Phrases,
    pub(super) conditional: Phrases,
    pub(super) reported: Phrases,
    /// The person wrote it into their own records.
    pub(super) on_record: Phrases,
    pub(super) adversative: Phrases,
    pub(super) hard: Phrases,
    pub(super) warned: Phrases,
}

/// Names of conditions, injuries and diseases.
const CONDITIONS: &[&str] = &[
    "tendinitis/tendonitis/tendinopath*/tendinosis/tendinite/tendinites/tendinopatia/tendinose|sehnenentzündung*/sehnenreizung/sehnenscheidenentzündung",
    "herniated/slipped/bulging/prolapsed disc/disk/discs|disc/disk herniation/prolapse/bulge|bandscheibenvorfall*/bandscheibenschaden|hernia/hérnia discal|hernia/hérnia de disco|hernie discale|ernia/ernie ?del disco/discale",
    "torn/tear/ruptured/rupture/damaged ?of ?your ?the ?left ?right meniscus/acl/mcl/pcl/ligament/ligaments/tendon/achilles/labrum/cuff/rotator/hamstring/muscle|meniscus/acl/mcl/pcl/ligament/labral/cuff/hamstring/muscle/tendon tear/rupture/injury/strain|meniskusriss/kreuzbandriss/bänderriss/muskelfaserriss/sehnenriss/meniskusschaden|rotura/desgarro/ruptura ~ menisco/ligamento/muscular/músculo/tendón|déchirure/rupture ~ musculaire/ménisque/ligament*/tendon|rottura/lesione/strappo ~ menisco/legamento/muscolare|ruptura/rotura/lesão ~ menisco/ligamento/muscular",
    "fracture/fractures/fractured|broken bone|stress fracture|knochenbruch/ermüdungsbruch/fraktur|fractura/fratura/frattura/fissure",
    "arthritis/osteoarthritis/arthrosis/arthrose/gelenkentzündung/artritis/artrosis/artrite/artrosi/artrose/arthrite",
    "bursitis/schleimbeutelentzündung/bursite/borsite",
    "sprain/sprained/verstauchung/esguince/entorse/distorsione/distorsión",
    "muscle strain/pull|strained/pulled muscle|zerrung/muskelzerrung|tirón muscular|élongation|stiramento|distensão",
    "plantar fasciitis|fasciitis|plantarfasziitis/fersensporn|fascitis plantar|fasciite/aponévrosite|fascite plantare/plantar",
    "shin splints|schienbeinkantensyndrom|periostitis/périostite/periostite",
    "sciatica/ischias/ciática/sciatique/sciatica/ciatalgia/sciatalgia",
    "impingement/engpasssyndrom|frozen shoulder|carpal tunnel|karpaltunnelsyndrom|túnel carpiano|canal carpien|tunnel carpale|tennis elbow|golfers elbow|tennisarm/tennisellenbogen|runners/jumpers knee|läuferknie|patellofemoral|chondromalacia|it band syndrome|iliotibial",
    "arrhythmia/arritmia/arythmie/herzrhythmusstörung*|atrial fibrillation|afib|vorhofflimmern|fibrilación/fibrilação/fibrillazione auricular/atrial/atriale|fibrillation auriculaire|tachycardia/bradycardia",
    "hypertension/bluthochdruck/hipertensión/hypertonie/ipertensione/hipertensão|high blood pressure",
    "diabetes/diabetic/prediabetes/prediabetic/diabetiker/diabetikerin/diabète/diabétique/diabético/diabética/diabete/diabetico/diabetica|insulin resistance|insulinresistenz",
    "anemia/anaemia/anemic/anaemic/blutarmut/anämie/anémie/anémique/anémico|iron deficiency|eisenmangel|vitamin d/b12 deficiency|magnesium deficiency|magnesiummangel",
    "asthma/asthmatic/asma/asthme|copd|bronchitis/pneumonia",
    "angina|heart disease/failure/attack/condition/problem|herzinsuffizienz/herzinfarkt/herzkrankheit|coronary|enfermedad cardíaca|enfermedad del corazón|insuficiencia cardíaca|maladie cardiaque|infarct*/infarto/infarctus",
    "depression/depressive/depressed/depresión/dépression/depressione/depressão|anxiety disorder|burnout syndrome",
    "anorexia/bulimia/anorexic/bulimic/magersucht/bulimie/anorexie|eating disorder|essstörung|trastorno alimentario",
    "sleep apnea/apnoea|insomnia/schlafapnoe/schlaflosigkeit/insomnio/insomnie/insonnia/insônia|apnea del sueño",
    "concussion/gehirnerschütterung/conmoción/commotion",
    "hernia/leistenbruch",
    "hypothyroid*/hyperthyroid*/schilddrüsenunterfunktion/hipotiroidismo/hypothyroïdie/ipotiroidismo|thyroid disorder/problem/disease",
    "overtraining syndrome|übertrainingssyndrom|rhabdomyolysis/rhabdo|infection/infektion/infección/infezione/infecção|covid|thrombosis/thrombose/trombosis/trombosi|pcos/endometriosis|gout/gicht/gota|osteoporosis/osteopenia/osteoporose|scoliosis/skoliose/escoliosis|fibromyalgia|migraine",
];

const DRUGS: &[&str] = &[
    "ibuprofen/ibuprofène/ibuprofene/ibuprofeno/ibuprofene/advil/motrin/nurofen|paracetamol/paracétamol/paracetamolo/acetaminophen/tylenol/doliprane/panadol|aspirin/aspirine/aspirina|naproxen/naproxeno/naproxène/aleve|diclofenac/diclofenaco/diclofénac/voltaren/voltarol|metamizol/novalgin/ketoprofen*",
    "painkiller*|pain reliever*/killers|anti inflammator*|antiinflammator*/nsaid/nsaids|schmerzmittel*/schmerztablette*/entzündungshemmer*|analgésico*/antiinflamatorio*|antidouleur*/antalgique*|anti inflammatoire*|antidolorific*|analgésicos|anti inflamatório*",
    "medication*/medicine/medicines/meds/drug/drugs/medikament*/arznei*/medicamento*/medicación/médicament*/farmaco/farmaci/medicina/medicinale/medicação/remédio*",
    "beta blocker*/blockers|betablocker*/betabloqueante*/bêtabloquant*/betabloccant*/betabloqueador*|metoprolol/bisoprolol/propranolol/atenolol/ramipril/lisinopril/amlodipine|blutdruckmittel*/blutdrucktablette*|dosis/dosage/dosierung deines/deiner/of/de|statin/statins/atorvastatin/statine|blood thinner*|blutverdünner|warfarin|blood pressure pills/tablets/medication/meds",
    "metformin/metformina/metformine/insulin/insulina/insuline/ozempic/semaglutide/semaglutid/wegovy/mounjaro/tirzepatide/saxenda/liraglutide|glp 1",
    "steroid/steroids/steroide/anabolic*/anabolika/esteroides/stéroïdes/testosterone/testosteron/testosterona/trt/clenbuterol/ephedrine/ephedrin/dnp/sarms/ostarine/hgh/epo/anavar/cortisone/cortison/cortisona/prednisone/prednisolon|growth hormone",
    "tramadol/codeine/codein/opioid*/oxycodone/morphine|antidepressant*/antidepressiv*/antidepresivo*/antidépresseur*/sertraline/ssri|sleeping pills|schlaftabletten|diuretic*/laxative*/abführmittel*/antibiotic*/antibiotik*/antibiótico*/antibiotique*/adderall/modafinil/ritalin|diet pills|muscle relaxant*|cbd|inhaler*|asthmaspray/salbutamol",
];

impl Words {
    pub(super) fn shared() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Words {
            conditions: CONDITIONS.iter().map(|names| Phrases::new(&[names])).collect(),
            asserts: Phrases::new(&[
                "you/youve/youre ?do ?dont ?not ?may ?might ?could ?must ?be ?most ?very ?probably ?likely ?clearly ?definitely ?certainly ?also ?seem ?to have/got/suffer/suffering/developed/developing/dealing/experiencing ?got ?from ?with",
                "youre/youve/you ?are ?probably ?likely ?clearly ?definitely ?a ?an ?not are/youre/youve/a/an/probably/likely/clearly/definitely",
                "youre",
                "this/that/it/these/those/pain/swelling/symptoms/problem/issue/injury/knee/shoulder/back/elbow/ankle/hip/wrist/heel/foot/calf/chest ?very ?most ?probably ?almost ?certainly is/are/isnt/could/may/might/must/looks/sounds/seems/appears/indicates/suggests/suggest/indicate/means/comes/points ?be ?to ?be ?is ?like ?that ?from ?you ?have ?very ?probably ?likely",
                "its/thats|indicates/indicate/suggests/suggest/means/confirms/signals ?that ?you ?have|points/point to",
                "your/these/the symptoms/symptom/pain/description/numbers/data/signs/readings ~ suggest/suggests/indicate/indicates/match/matches/fit/fits/point/points/consistent ?to ?with ?you ?have",
                "du/sie/ihr ?hast/haben/leidest/leiden/habt ?eindeutig ?wahrscheinlich ?vermutlich ?wohl ?sicher ?keine ?keinen hast/haben/leidest/leiden/habt/bist/wohl/wahrscheinlich/vermutlich ?an ?unter ?eine ?einen",
                "das/es/dies/knie/schulter/schmerz/schmerzen/rücken/schwellung ist/sind/hat/haben/klingt/sieht/deutet/scheint/könnte/spricht/dürfte ?wahrscheinlich ?nach ?wie ?auf ?für ?eine ?einen ?ein ?sehr|handelt ?es sich ?wahrscheinlich um|ist ?wahrscheinlich ?eindeutig ?eine ?ein",
                "tienes/tiene/padeces/padece/sufres/sufre ?probablemente ?seguramente ?de|esto/eso/dolor/lesión/rodilla/hombro ~ es/parece/suena/indica/sugiere ?a ?una ?ser|es/parece ?probablemente ?claramente una/un|podría/puede ser|eres",
                "vous/tu ?n avez/as/souffrez/souffres/êtes/es ?pas ?probablement ?sûrement ?sans ?doute ?certainement ?d ?de|on dirait|c est ?probablement ?sûrement ?sans ?doute|il s agit ?probablement ?sûrement d/de|ressemble/semble/indique/évoque ?à ?être ?d|douleur/genou/épaule ~ est",
                "hai/ha/soffri/soffre ?probabilmente ?sicuramente ?di|questa/questo/quella/dolore/ginocchio ~ e/sembra/indica|si tratta ?probabilmente di|sembra|sei",
                "você/tu/voce ?não ?provavelmente tem/tens/sofre/sofres/está ?provavelmente ?de ?com|isto/isso/dor/joelho ~ e/parece/indica|trata se ?provavelmente de|parece ?ser|tem/tens ?provavelmente uma/um",
            ]),
            diagnosis: Phrases::new(&[
                "diagnosis/diagnose/diagnosing/diagnóstico/diagnostic/diagnosi/diagnostique/diagnostiziere/diagnosticare ?is ?you ?with ?as ?ist ?lautet ?es ?est ?e ?a ?an ?eine ?una ?une ?uma ?dir ?te ?vous ?une",
            ]),
            injured: Phrases::new(&[
                "you/youve ?have ?probably ?likely ?clearly ?definitely ?almost ?certainly tore/torn/ruptured/fractured/herniated/dislocated/sprained/strained/broken/broke/pulled ?a ?an ?your ?the ?left ?right meniscus/acl/mcl/ligament/ligaments/tendon/achilles/labrum/cuff/rotator/hamstring/muscle/ankle/wrist/knee/shoulder/disc/rib/bone/foot/calf/groin/quad",
                "your ~ meniscus/acl/mcl/ligament/ligaments/tendon/tendons/cuff/disc/disk/achilles/labrum/cartilage is/are/looks ?probably ?likely ?clearly torn/ruptured/herniated/inflamed/fractured/broken/slipped/damaged",
                "dein/deine ~ meniskus/kreuzband/sehne/band/achillessehne/bandscheibe ist/sind ?wahrscheinlich gerissen/entzündet/gebrochen",
                "tu/su menisco/ligamento/tendón está/esta roto/inflamado/desgarrado|te has roto/desgarrado/fracturado",
                "votre/ton ménisque/ligament/tendon est ?probablement déchiré/rompu/enflammé",
                "il tuo menisco/legamento/tendine e rotto/infiammato|seu menisco/ligamento/tendão está rompido/inflamado",
            ]),
            unlinks: Phrases::new(&[
                "for/with/against/about/in/on/people/who/good/bad/safe/prevent*/avoid*/lower*/reduc*/called/known/than/by/risk/beyond/research/studies/everyone/für/gegen/über/bei/mit/genannt/vorbeug*/para/contra/sobre/con/prevenir/pour/contre/sur/avec/prévenir/per/contro/su/con/com/enough/helpful/useful/common/more/often/rather",
            ]),
            own: Phrases::new(&[
                "i/ive ?also ?still have/ve/had/suffer/am/was/got|im|i was diagnosed|doctor ~ said/told/diagnosed/found|diagnosed me|my ~ is/are/was|ich habe/hatte/leide/bin/wurde|tengo/tuve/padezco/sufro/soy|j ai/souffre|je suis/souffre|ho/soffro/sono|tenho/sofro/sou",
            ]),
            unsure: Phrases::new(&[
                "think/maybe/might/could/perhaps/wonder/worried/afraid/probably/glaube/vielleicht/könnte/creo/quizás/crois/peut/credo/forse/acho/talvez/whether/if/ob",
            ]),
            treats: Phrases::new(&[
                "treat/treats/treating/cure/cures/curing/heal/heals/fix/fixes/cured",
                "behandle/behandelt/behandeln/heile/heilt/heilen/kuriert/kurieren|trata/tratar/trate tu/su/la/el/esa/esta/sua/seu/a/o|cura/curar/curará/cure|soigne/soigner/soignez/guérit/guérir/guérira/traite/traiter/traitez|curare/guarisce/guarire/guarirà/trattare|tratará/curam",
            ]),
            body: Phrases::new(&[
                "injury/injuries/pain/strain/condition/disease/illness/inflammation|it/this with|verletzung*/schmerz*/entzündung*/krankheit|lesión/dolor/lesiones/enfermedad/inflamación|blessure/douleur*/inflammation/maladie|lesione/infortunio/dolore/infiammazione/malattia|lesão/dor/inflamação/doença",
            ]),
            parts: Phrases::new(&[
                "your/the/deinen/dein/deine/tu/votre/ton/il/la/seu/sua ?bad ?sore back/knee/shoulder/hip/ankle/elbow/rücken/knie/schulter/espalda/rodilla/dos/genou/schiena/ginocchio/costas/joelho",
            ]),
            no_doctor: Phrases::new(&[
                "dont/not need ?to ?see ?visit ?go ?to a/any/the doctor/physician/physio|no need to ?see/go/visit/for ?see ?to ?a ?the doctor/physician|no doctor ?is needed|skip the doctor|ignore ?your ?the ?a doctor/doctors|instead of seeing/going ?to a/the doctor|without seeing a doctor",
                "brauchst/brauchen ?sie ?du keinen arzt|kein arzt nötig|nicht zum arzt ?gehen|no necesitas/necesita ?ver ?ir ?a ?al ?un médico|pas besoin de/d ?voir ?aller ?consulter ?un ?chez ?le médecin|non hai/ha bisogno di/del ?un medico|non serve ?un ?il medico|não precisa ?de ?ver ?ir ?ao ?um médico",
            ]),
            prescribes: Phrases::new(&[
                "i/ill/id/we ?will ?would ?am ?can prescribe/prescribing|my prescription|ich verschreibe|te receto|le receto|je vous/te prescris|ti prescrivo|eu receito|vou receitar",
            ]),
            drugs: Phrases::new(DRUGS),
            supplements: Phrases::new(&[
                "creatine/kreatin/creatina/créatine/caffeine/koffein/cafeína/caféine/caffeina|beta alanine|beta alanin/alanina|melatonin/melatonina/mélatonine|citrulline/bicarbonate/ashwagandha/bcaa/bcaas/yohimbine|pre workout|fat burner*|omega 3|fish oil|fischöl|electrolyte/salt tablets/tablet",
            ]),
            nutrients: Phrases::new(&[
                "vitamin/vitamins/vitamina/vitamine/magnesium/magnesio/magnésium/magnésio/zinc/zink/iron/eisen/hierro/fer/ferro/potassium/sodium/calcium/kalium/selenium/iodine/d3/b12",
            ]),
            pills: Phrases::new(&[
                "supplement*/tablet*/capsule*/pill/pills/nahrungsergänzung*/tablette*/kapsel*/suplemento*/cápsula*/pastilla*/complément*/comprimé*/gélule*/integrator*/compress*/capsul*/comprimido*",
            ]),
            takes: Phrases::new(&[
                "take/taking/use/try/start/stop/skip/increase/reduce/double/halve/lower/raise/swap/switch/pop/apply/inject/continue/quit/drop/cut/add/get/consider/recommend/suggest/supplement/go/come off/on ?with ?off ?to ?on ?out",
                "take/taking/use/try/start/stop/skip/increase/reduce/double/halve/lower/raise/swap/switch/pop/apply/inject/continue/quit/drop/cut/add/get/consider/recommend/suggest/supplement/put/rub/spray/swallow/load",
                "nimm/nehmen/nehme/einnehmen/einzunehmen/setze/setz/absetzen/verdopple/verdoppeln/halbiere/reduziere/reduzieren/erhöhe/erhöhen/versuche/verwende/probiere/empfehle/spritze/stoppe/lass/trinke",
                "toma/tome/tomar/tomes/prueba/deja/deje/dejar/suspende/aumenta/aumente/reduce/reduzca/usa/use/recomiendo/inyecta",
                "prenez/prends/prendre/essayez/essaie/arrêtez/arrête/arrêter/augmentez/augmente/réduisez/réduis/utilisez/recommande/doublez",
                "prendi/prenda/prendere/assumi/assumere/prova/smetti/sospendi/aumenta/riduci/usa/consiglio/raddoppia",
                "tome/toma/tomar/use/usa/pare/suspenda/aumente/reduza/experimente/recomendo/dobre",
            ]),
            subjects: Phrases::new(&[
                "you/i/we/they/who/people/athletes/that/which/patients/runners/still/already/youre/are/while/when/if/since/because/when/before/after/of/by/about/on/with/from/without/not/dont/never/or/whether",
            ]),
            helps: Phrases::new(&[
                "?will ?can ?would ?should ?could ?might help/helps/work/works/relieve/relieves/do ?the ?trick|is/are ?a ?the ?your good/best/fine/safe/great/effective/ok/okay ?choice ?option",
                "hilft/helfen/wirkt/lindert|ayuda/ayudará/funciona/alivia|aide/aidera/soulage/marche|aiuta/aiuterà/funziona|ajuda/ajudará/funciona/alivia",
            ]),
            number: Phrases::new(&["#"]),
            units: Phrases::new(&[
                "mg/mcg/ug/g/gram/grams/gramm/gramo/gramos/gramme/grammes/grammi/gramas/milligram*/miligramo*/milligrammi/microgram*/iu/ie/ui/ml/tablet*/tablette*/pill/pills/capsule*/kapsel*/drop/drops/tropfen/puff/puffs/scoop/scoops/unit/units/einheiten/unidades/unités/unità/comprimé*/pastilla*/compress*/comprimido*/cápsula*/gélule*/dose/doses/dosis",
            ]),
            small_units: Phrases::new(&[
                "mg/mcg/ug/milligram*/miligramo*/microgram*/iu/tablet*/tablette*/pill/pills/capsule*/kapsel*/comprimé*/pastilla*/compress*/comprimido*/cápsula*/gélule*",
            ]),
            contains: Phrases::new(&[
                "contain*/has/had/logged/drank/ate/took/recorded/provides/enthält/enthalten/hatte/hat/contiene/contienen/tenía/contient/avait/contém/tinha|you have ?already ?had",
            ]),
            asks_doctor: Phrases::new(&[
                "ask/talk/speak/check/consult/discuss/see/tell/contact/call ~ doctor/doctors/physician/pharmacist/clinician/gp/professional/cardiologist/provider/prescriber",
                "doctor/physician/pharmacist/clinician/gp/cardiologist/professional ~ decide/decides/tell/say/says/prescribe/prescribes/prescribed/advise/advised/told/recommend/recommended/know/knows/help|question for ~ doctor/pharmacist|up to ~ doctor|for ~ doctor to",
                "frag/frage/fragen/sprich/sprechen/besprich/kläre ~ arzt/ärztin/apotheker*/apotheke|arzt/ärztin ~ entscheidet/weiss/verschrieben/sagt/sagen/beraten",
                "pregunta/consulta/habla/consulte/pregunte ~ médico/farmacéutico/doctor|médico ~ decide/dirá/recetó/recetado",
                "demandez/demande/parlez/consultez ~ médecin/pharmacien|médecin ~ décide/prescrit/dira",
                "chiedi/parla/consulta/chieda ~ medico/farmacista|medico ~ decide/prescritto/dirà",
                "pergunte/fale/consulte ~ médico/farmacêutico|médico ~ decide/receitou/dirá",
            ]),
            as_prescribed: Phrases::new(&[
                "as prescribed/directed/instructed|as ~ doctor told/said/prescribed|doctor/physician prescribed/prescribes|without ?first asking/talking/speaking/checking/consulting ~ doctor|unless/until ~ doctor|wie verordnet/verschrieben|ohne ~ arzt/ärztin|sin ~ médico|sans ~ médecin|senza ~ medico|sem ~ médico|without ~ doctor*|if your doctor agrees",
            ]),
            clinician: Phrases::new(&[
                "doctor/doctors/physician/physio/physiotherapist/therapist/clinician/surgeon/professional/specialist/arzt/ärztin/ärzte/physiotherapeut*/médico/médica/fisioterapeuta/doctor/médecin/kiné/medico/dottore/fisioterapista",
            ]),
            promises: Phrases::new(&[
                "guarantee/guarantees/guaranteed/guaranteeing",
                "garantiere/garantieren/garantiert/garantierte/garantierter/garantía/garantizo/garantiza/garantizado/garantizados/garantizamos/garanti/garantie/garantis/garantit/garantissons/garantisco/garantito/garantiti/garantiamo/garanto/garantido/garantidos/garantia",
                "i promise ?you|ich verspreche ?dir ?es|te prometo|je ?te ?vous promets|ti prometto|eu prometo|prometo",
                "you/youll ?will ?definitely ?certainly ?easily ?surely ?quickly lose/gain/drop/shed/burn ?off ?up ?to ?at ?least ?about ?over ?a # ?kg* kg/kgs/kilo/kilos/kilogram*/lb/lbs/pound/pounds/stone/percent/inches/cm|you/youll ?will ?definitely ?certainly ?easily ?surely lose/gain/drop/shed ~ in/within/by ?just ?only # day/days/week/weeks/month/months",
                "you will/youll be ~ # kg/kilos/pounds/lbs lighter/leaner/heavier|youll be ~ # kg/kilos/pounds/lbs lighter/leaner/heavier",
                "you will ?definitely ?certainly ?easily reach/achieve/look/transform ~ in/within ?just ?only # day/days/week/weeks/month/months|youll ?definitely ?certainly ?easily reach/achieve/look/transform ~ in/within ?just ?only # day/days/week/weeks/month/months|get/see ?a ?your ?visible ?big ?real shredded/ripped/results/abs/six ?pack in/within ?just ?only # days/weeks/month",
                "youll/will definitely/certainly/surely/absolutely",
                "results/success is/are certain/assured/sure|100 certain/safe/sure/success/effective|risk free|works for everyone|foolproof",
                "du wirst/nimmst ~ # kilo/kg ?in ?# abnehmen/ab/verlieren/zunehmen|du verlierst ~ # kilo/kg|wirst du ~ # kilo/kg ~ abnehmen/verlieren",
                "perderás/bajarás/adelgazarás/ganarás ~ # kilos/kg/kilo|vas a perder/bajar ~ # kilos/kg|resultados asegurados/seguros",
                "vous perdrez/allez ?perdre ~ # kilos/kg|tu perdras/vas ?perdre ~ # kilos/kg|résultats assurés",
                "perderai/dimagrirai ~ # chili/kg|risultati assicurati|vai/vais perder ~ # quilos/kg|você/voce perderá/perdera ~ # quilos/kg|resultados assegurados",
            ]),
            denies: Phrases::new(&[
                "no/not/never/cannot/cant/dont/doesnt/isnt/arent/wont/without/nobody/none/neither/nor/didnt/wouldnt/couldnt/shouldnt/unable/avoid/instead",
                "nicht/kein/keine/keinen/keiner/nie/niemals/ohne/weder|no/nunca/jamás/sin/ningún/ninguna/ni|ne/n/pas/jamais/sans/aucun/aucune|non/mai/senza/nessun/nessuna|não/nunca/sem/nenhum/nenhuma",
            ]),
            first_person_denies: Phrases::new(&[
                "i/we cannot/cant/wont/dont/never|i/we ?am ?are ?do ?will ?can ?would not|im not|not able to|not allowed to|ich kann/darf/werde ?dir ?ihnen ?das ?nicht ?keine ?kein nicht/keine/kein/keinen|no puedo/debo/voy|je ne/n|non posso|não posso/vou",
            ]),
            certain: Phrases::new(&[
                "no/without/not/beyond/ohne/kein/sin/sans/senza/sem/nessun ?a ?any ?much doubt/question/zweifel/duda/doute/dubbio/dúvida|not only|no less",
            ]),
            conditional: Phrases::new(&[
                "if/whether/when/unless/suppose/whenever/imagine|should you|in case|ob/wenn/falls/sollte|si/cuando|si/quand/lorsque|se/quando|people/someone/anyone/those/athletes/runners/women/men/adults who/with|how to know/tell",
            ]),
            reported: Phrases::new(&[
                "you ?have ?just ?also ?already told/said/mentioned/wrote/noted/reported/logged/asked/describe|as you say|telling me|your profile/notes/records/entry|profile/file says/lists|doctor/physician/physio ~ said/told/diagnosed/found/says|diagnosed by|you were diagnosed",
                "du ?hast ?mir ?selbst gesagt/erwähnt/geschrieben/angegeben|hast du gesagt/geschrieben/erwähnt|dein profil|du sagst/schreibst|dein arzt ~ gesagt/diagnostiziert|dijiste/mencionaste/escribiste/dices|tu perfil|vous avez dit/écrit/mentionné|tu as dit/écrit|votre/ton profil|hai detto/scritto|il tuo profilo|você disse/escreveu|seu perfil",
            ]),
            on_record: Phrases::new(&[
                "in your profile/notes/records|in deinem profil|en tu perfil|dans votre/ton profil|nel tuo profilo|no seu perfil",
            ]),
            adversative: Phrases::new(&[
                "but/however/though/although/yet/so/then/because/therefore/aber/jedoch/sondern/trotzdem/deshalb/pero/sino/porque/mais/donc/cependant/ma/però/quindi/mas/porém/então",
            ]),
            hard: Phrases::new(&[
                "hiit|high intensity|intervals at ~ max*|all out|tabata|1rm ?max test/attempt/attempts/testing/try/day|one/1 rep max ?test ?attempt|max out|maxing out|max effort|true max|heavy single/singles/double/triple/squat/squats/deadlift/deadlifts/bench/lifting/weights/set/sets/lifts|go heavy|lift heavy|to failure|muscle up|muscle ups|snatch/snatches|clean and jerk*|power clean*|handstand push*|pistol squat*|plyometric*|box jumps|depth jumps|sprint/sprints|kipping",
                "hochintensiv*|intervalltraining|maximalversuch*|maximalkraft*|schwere/schwer ?einzel* gewichte/kniebeugen/heben/trainieren/sätze|bis zum muskelversagen|reissen|umsetzen und stossen|stossen",
                "alta intensidad|repetición máxima|pesos/pesas pesados/pesadas|al fallo|arrancada|haute intensité|fractionné|charge maximale|charges lourdes|arraché|épaulé jeté|alta intensità|massimale|carichi pesanti|a cedimento|strappo|alta intensidade|carga máxima|cargas pesadas|até a falha|arranco",
            ]),
            warned: Phrases::new(&[
                "safety|stop if/when/at ~ pain/hurts/dizzy/chest|stop ~ if|warm up ~ first|spotter|sicherheit/sicherheitshinweis|hör auf wenn/sobald|aufwärmen|seguridad|para si|calienta|sécurité|échauffez|arrêtez si|sicurezza|fermati se|segurança|pare se|aqueça",
            ]),
        })
    }
}
