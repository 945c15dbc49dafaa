//! Dutch.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "borst dag|borst training|borst getraind|borst trainen|borst vooruit|borst naar de grond|adembenemend*\
         |ademhalingsoefening*|diep ademhalen|diep adem|op adem komen|duizelig van geluk|duizelig van blijdschap\
         |duizelingwekkend*|van harte|hart gebroken|gebroken hart|op mijn hart|hart voor|onregelmatig slaap*\
         |onregelmatige slaap|onregelmatige werktijden|hartslag variabiliteit|slaap onregelmatig",
    ),
    (
        Polite,
        "vertel me|leg me uit|laat me zien|geef me|ik vraag me af|ik wil weten|ik zou graag weten|kun je me\
         |kan je me",
    ),
    (Negator, "geen|niet|zonder|nooit"),
    (
        NotNegation,
        "weet niet|niet zeker|niet normaal|gaat niet weg|gaat niet over|niet weg|houdt niet op|stopt niet\
         |niet goed|niet lekker|niet beter|niet alleen|nog nooit zo|geen idee|zonder reden|niet te houden\
         |niet te harden|geen spierpijn|nog nooit zulke",
    ),
    (Or, "noch"),
    (And, "en|ook"),
    (But, "maar|echter|alleen|behalve"),
    (
        Person,
        "ik|mij|mijn|me|m'n|hij|hem|zij|haar|ze|zijn vrouw|zijn hart|zijn hartslag|zijn borst|zijn arm|zijn hoofd|zijn knie|wij|we|ons|iemand|vriend|vriendin|vrouw|man|vader|moeder\
         |broer|zus|zoon|dochter|klant|collega|heb|is het normaal|is dit normaal",
    ),
    (Family, "vader|moeder|opa|oma|broer|zus|oom|tante"),
    (
        GenericStart,
        "wat is|wat zijn|wat betekent|wat veroorzaakt|welke|hoe ontstaat|hoe herken|hoe voorkom|waarom krijg je\
         |waarom krijgen|kan|kunnen|is|zijn|symptomen van|tekenen van|oorzaken van|verschil tussen|leg uit",
    ),
    (
        Topic,
        "artikel ~ over|boek ~ over|gelezen ~ over|lees ~ over|podcast ~ over|studie ~ over|documentaire ~ over\
         |cursus ~ over",
    ),
    (ConditionalYou, "als je|als u|wanneer je|in geval van|indien u"),
    (
        Over,
        "is weg|zijn weg|weer weg|is over|weer over|voorbij|gaat weer goed|weer goed|weer normaal|niet meer\
         |verdwenen|gestopt|nergens last meer",
    ),
    (Still, "nog steeds|op dit moment|momenteel|komt terug|weer terug"),
    (LongPast, "jaren geleden|maanden geleden|vorig jaar|als kind"),
    (Had, "had|overleden|gehad"),
    (Chest, "borst|borstkas|borstbeen|borstkast"),
    (Heart, "hart"),
    (Beat, "hartslag|hartritme|pols slag|hart slaat|hart klopt"),
    (Head, "hoofd"),
    (Headache, "hoofdpijn|migraine|koppijn"),
    (
        Joint,
        "knie|knieën|enkel|enkels|heup|heupen|schouder|schouders|elleboog|ellebogen|pols|polsen|gewricht\
         |gewrichten",
    ),
    (Face, "gezicht|mond|mondhoek"),
    (Limb, "linkerarm|rechterarm|linkerbeen|rechterbeen|linker arm|rechter arm|mijn arm|mijn been|een arm|een been"),
    (
        OneSide,
        "één kant|een kant|linkerkant|rechterkant|halve lichaam|halve gezicht|linkerzijde|rechterzijde\
         |helft van mijn",
    ),
    (LeftArm, "linkerarm|linker arm|kaak|mijn arm"),
    (Urine, "urine|plas|pis|plassen"),
    (Muscle, "spier|spieren|benen|armen|dijen"),
    (
        OtherBody,
        "rug|buik|maag|nek|voet|voeten|kuit|kuiten|dij|scheen|tenen|vinger|vingers|hand|handen|hiel|keel|tand|oor|oog\
         |biceps",
    ),
    (Pain, "pijn|pijnlijk|pijnen|steken|stekende|steek|brandend|branderig|kramp|doet zeer"),
    (
        Pressure,
        "druk|drukkend|drukkende|beklemmend|beklemd|benauwd|beklemming|strakke band|knellend|samenknijpend|knijpt\
         |zwaar gevoel",
    ),
    (Tight, "strak|gespannen|stijf"),
    (Soreness, "spierpijn"),
    (
        Severe,
        "hevig|hevige|erge|erg|ernstig|ernstige|vreselijk|vreselijke|verschrikkelijk|verschrikkelijke|extreem\
         |extreme|heel veel|enorm|enorme|felle|zware|acute",
    ),
    (
        Excruciating,
        "ondraaglijk|ondraaglijke|onverdraaglijk*|hevige pijn|ernstige pijn|vreselijke pijn|extreme pijn\
         |helse pijn|verschrikkelijke pijn|ontzettende pijn|enorme pijn|ontzettend veel pijn|heel veel pijn|hevig\
         |hevige|vreselijk veel pijn|niet te harden|verga van de pijn",
    ),
    (WorstEver, "ergste ~ van mijn leven|ergste ~ ooit|nog nooit zo"),
    (Sudden, "plotseling|plotselinge|plots|ineens|opeens|uit het niets|acute"),
    (Numb, "verdoofd|gevoelloos|tintelt|tintelen|tintelingen|doof gevoel|geen gevoel"),
    (Weak, "zwak|zwakte|krachteloos|slap|verlamd|verlamming|geen kracht"),
    (CannotMove, "niet bewegen|niet meer bewegen|niet optillen|verlamd|verlamming"),
    (Droop, "hangt|hangend|hangende|scheef|verdoofd"),
    (
        Irregular,
        "slaat ~ over|slaat ~ slag over|onregelmatig|onregelmatige|slaat over|overslaan|overslaat|raar|gek|vreemd|fladdert|hapert|door elkaar",
    ),
    (
        Racing,
        "klopt ~ snel|slaat ~ snel|als een gek|als een gekke|wordt niet rustiger|bonst|bonzen|raast|gaat tekeer|tekeer",
    ),
    (Swollen, "gezwollen|opgezwollen|zwelling|opgezet|pijn|pijnlijk"),
    (Dark, "donker|donkere|donkerder"),
    (StrongColour, "cola|colakleurig|bruin|bruine|thee|koffie|zwart|rood|bloed|donkerbruin|roodbruin"),
    (Radiate, "straalt|uitstraalt|uitstralende|uitstraling|trekt door"),
    (Sweat, "koud zweet|zweten|misselijk|kaak|kortademig"),
    (
        Cannot,
        "kan niet|kan nauwelijks|kan amper|kon niet|krijg geen|krijgt geen|kreeg geen|krijg nauwelijks|krijg bijna geen\
         |nauwelijks|moeite met|moeite om|hap naar|happen naar|snak naar|kan bijna niet",
    ),
    (Breathe, "ademen|adem|lucht|ademhalen|ademhaling"),
    (Trouble, "moeite|problemen|moeilijk|moeilijkheden|lastig|zwaar"),
    (ShortOfBreath, "kortademig|kortademigheid|benauwdheid|ademnood|benauwd"),
    (OutOfBreath, "buiten adem"),
    (
        Rest,
        "in rust|zittend|zit|lig|liggend|in bed|'s nachts|nachts|zonder reden|zonder inspanning|trap|traplopen\
         |op de bank|bij het lopen|ineens|plotseling|wandelen",
    ),
    (Exertion, "sprint|sprints|sprinten|hardlopen|rennen|interval*|training|workout|fietsen|burpees|zwemmen"),
    (During, "tijdens|terwijl|als ik|wanneer ik|bij het"),
    (
        MuscleWork,
        "bankdrukken|opdrukken|push ups|borstspier*|spier|spieren|rekken|stretchen|borsttraining|training|bench*",
    ),
    (Cause, "van|door|vanwege|wegens"),
    (Emotion, "geluk|blijdschap|liefde|verliefd|verdriet|liefdesverdriet|opwinding|lachen|gelachen"),
    (SleptOn, "op geslapen|op gelegen|zwakker dan|herhalingen|curls"),
    (ChestDirect, "hartpijn|borstpijn|pijn op de borst|pijn op ~ borst|druk op ~ borst|angina pectoris"),
    (
        Dizzy,
        "duizelig|duizelingen|duizeligheid|duizeling|licht in mijn hoofd|licht in het hoofd|licht in hoofd\
         |flauwgevallen|flauw gevallen|flauwvallen|flauwvalt|viel flauw|flauw te vallen|val flauw|flauw\
         |bewusteloos|bewustzijn verloren|buiten bewustzijn|onderuit gegaan|van mijn stokje|van zijn stokje\
         |van haar stokje|zwart voor mijn ogen|zwart voor de ogen|zwart voor ogen|alles draait|draait alles\
         |draaierig|ingestort|in elkaar gezakt|syncope|draaiduizelig*|collaps",
    ),
    (
        BreathDirect,
        "stik|stikken|stikt|verstik*|ademnood|naar adem|naar lucht|ademhalingsproblemen|ademhalingsmoeilijkheden\
         |astma aanval|astma-aanval|benauwdheid|kan geen lucht",
    ),
    (
        ArrhythmiaDirect,
        "slaat ~ hart over|sloeg ~ hart over|hart slaat ~ over|hart sloeg ~ over|hart slaat ~ slag over|hart ~ overslaat|onregelmatig klopt ~ hart|onregelmatig slaat ~ hart|klopt ~ hart onregelmatig|slaat ~ hart onregelmatig|hartkloppingen|hartritmestoornis*|boezemfibrilleren|hartoverslag*|hartritmestoornissen|hart slaat over\
         |hart sloeg over|overslagen|extrasystolen",
    ),
    (HeartAttack, "hartaanval|hartinfarct"),
    (StrokeWord, "beroerte|herseninfarct"),
    (
        StrokeDirect,
        "scheve mond|mond hangt|mond scheef|scheef gezicht|gezicht hangt|gezicht staat scheef|onduidelijk praten\
         |praat onduidelijk|wartaal|kan niet praten|kan niet meer praten|niet uit mijn woorden|spreek onduidelijk\
         |brabbelt|halfzijdig*|lalt",
    ),
    (HeadacheDirect, "donderslag*|hoofd ontploft|hoofd barst|hoofd explodeert"),
    (JointDirect, "uit de kom|ontwricht"),
    (
        CannotBear,
        "niet op staan|niet op lopen|kan niet lopen|niet meer lopen|niet belasten|niet meer belasten\
         |kan er niet op staan|zakt weg|zak er doorheen|nauwelijks lopen|niet meer staan|er niet op steunen\
         |er geen gewicht|geen gewicht op",
    ),
    (Rhabdo, "rabdomyolyse|rhabdomyolyse"),
    (Get, "krijg*|kreeg*|halen|haal"),
    (Scarce, "geen|nauwelijks|amper|slecht|bijna niet|te weinig|niet genoeg|moeilijk"),
    (Asked, "vroeg naar|vroegen naar|vroeg of|gevraagd naar|vragenlijst"),
    (NeverHad, "nooit gehad|geen van beide|nooit last van gehad"),
    (Story, "in de film|in het boek|in de roman|in de serie|in het toneelstuk|de hoofdpersoon|het personage|de scène"),
    (OwnWord, "ik|mijn|me|mij"),
    (Choice, "cijfers|getallen|keuze|keuzes|opties|grafieken|statistieken|geluk|blijdschap"),
];
