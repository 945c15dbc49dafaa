//! Italian.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "giorno petto|giornata petto|allenamento petto|allenato petto|allenare il petto|fascia cardio\
         |petto in fuori|petto a terra|petto e tricipiti|petto di pollo|toglie il fiato|tolto il fiato|mozzafiato\
         |gira la testa dalla gioia|di cuore|col cuore|cuore spezzato|spezzato il cuore|esercizi di respirazione\
         |respiro profondo|sonno irregolare|orari irregolari|variabilità cardiaca|pressione arteriosa\
         |pressione sanguigna",
    ),
    (Polite, "dimmi|mi dica|spiegami|mostrami|dammi|vorrei sapere|voglio sapere|mi chiedo|puoi dirmi"),
    (Negator, "non|nessun|nessuna|nessuno|senza|mai|neanche|no"),
    (
        NotNegation,
        "non so|non è normale|non passa|non mi passa|non va via|non smette|non sto bene|non mi sento bene\
         |non migliora|non solo|mai avuto ~ così|mai avuto ~ come|mai provato|senza motivo|non riesco a sopportare\
         |non lo sopporto|non sono doms|non si ferma",
    ),
    (Or, "o|oppure"),
    (And, "e|ed|anche"),
    (But, "ma|però|tuttavia|tranne|solo"),
    (
        Person,
        "io|mi|mio|mia|miei|mie|me|ho|sento|sono|lui|lei|suo|sua|gli|noi|nostro|qualcuno|amico|amica|moglie|marito\
         |padre|madre|papà|mamma|fratello|sorella|figlio|figlia|cliente|collega|nonno|nonna|ha|riesco|è normale",
    ),
    (Family, "padre|madre|papà|mamma|nonno|nonna|fratello|sorella|zio|zia"),
    (
        GenericStart,
        "cos è|che cos è|cosa è|cosa significa|cosa causa|cosa provoca|cosa sono|quali sono|qual è|come si\
         |come prevenire|come evitare|perché viene|perché si|può|possono|sintomi di|sintomi dell|segni di|cause di\
         |differenza tra|spiega|definizione|è",
    ),
    (
        Topic,
        "articolo ~ su*|libro ~ su*|letto ~ su*|leggendo ~ su*|podcast ~ su*|studio ~ su*|documentario ~ su*\
         |corso ~ su*",
    ),
    (ConditionalYou, "se senti|se hai|se si|in caso di|se avverti|quando senti"),
    (
        Over,
        "è passato|è passata|passato tutto|è sparito|è sparita|sparito|ora sto bene|adesso sto bene|sto bene ora\
         |non più|non ho più|tutto bene|tutto ok|è andato via|scomparso|scomparsa",
    ),
    (Still, "ancora|in questo momento|continua|torna"),
    (LongPast, "anni fa|mesi fa|l anno scorso|da bambino|da piccolo"),
    (Had, "aveva|avuto|morto|ebbe"),
    (Chest, "petto|torace|sterno"),
    (Heart, "cuore"),
    (Beat, "battito|battiti|polso cardiaco|ritmo cardiaco|cuore batte"),
    (Head, "testa"),
    (Headache, "mal di testa|emicrania|cefalea"),
    (
        Joint,
        "ginocchio|ginocchia|caviglia|caviglie|anca|spalla|spalle|gomito|gomiti|polso|polsi|articolazione|articolazioni",
    ),
    (Face, "faccia|viso|volto|bocca"),
    (
        Limb,
        "braccio sinistro|braccio destro|gamba sinistra|gamba destra|un braccio|una gamba|il braccio|la gamba\
         |mio braccio|mia gamba",
    ),
    (
        OneSide,
        "un lato|lato sinistro|lato destro|metà del corpo|metà del viso|metà della faccia|metà faccia|metà corpo\
         |parte sinistra|parte destra|una parte del corpo",
    ),
    (LeftArm, "braccio sinistro|mandibola|mascella|al braccio|nel braccio"),
    (Urine, "urina|urine|pipì"),
    (Muscle, "muscolo|muscoli|gambe|braccia|cosce"),
    (
        OtherBody,
        "schiena|pancia|stomaco|collo|piede|piedi|polpaccio|coscia|dito|dita|mano|mani|tallone|gola|dente|orecchio\
         |occhio|bicipite|inguine",
    ),
    (
        Pain,
        "dolore|dolori|fa male|fanno male|dolorante|fitta|fitte|bruciore|brucia|crampo|doloroso|dolorosa|fa ~ male\
         |faceva male|male al|male alla|male ai|male alle|male nel",
    ),
    (
        Pressure,
        "pressione|oppressione|stringe|stretta|schiaccia|schiacciato|costrizione|morsa|pesantezza|opprime|oppresso\
         |peso sul|senso di peso|un peso nel",
    ),
    (Tight, "teso|tesa|rigido|contratto"),
    (Soreness, "doms|indolenzito|indolenzita|indolenzimento"),
    (
        Severe,
        "forte|forti|intenso|intensa|terribile|terribilmente|orribile|tremendo|fortissimo|fortissima|molto|acuto\
         |violento|enorme|atroce",
    ),
    (
        Excruciating,
        "insopportabile|atroce|lancinante|severo|dolore fortissimo|dolore intenso|dolore fortissima\
         |dolore molto forte|dolore forte|dolore acuto|dolore terribile|forte dolore|malissimo|intollerabile\
         |tantissimo male",
    ),
    (WorstEver, "peggior* ~ della mia vita|peggiore ~ vita|più forte della mia vita"),
    (Sudden, "improvviso|improvvisa|improvvisamente|all improvviso|di colpo|d un tratto|di botto"),
    (Numb, "intorpidito|intorpidita|intorpidimento|formicolio|addormentato|addormentata|non sento"),
    (Weak, "debole|debolezza|senza forza|paralizzato|paralizzata|paralisi"),
    (
        CannotMove,
        "non riesco a muovere|non riesce a muovere|non muovo|paralizzato|paralizzata|non riesco ad alzare\
         |non riesco a sollevare",
    ),
    (Droop, "storta|storto|cadente|cade|pende|paralizzata"),
    (
        Irregular,
        "perde ~ battito|perde ~ battiti|irregolare|irregolari|irregolarmente|salta|saltare|strano|strani|strana|perde colpi|sfarfalla*|a scatti\
         |impazzito",
    ),
    (
        Racing,
        "batte ~ forte|batte ~ veloce|non rallenta|non si calma|accelerato|impazzito|all impazzata|troppo veloce|a mille|fortissimo",
    ),
    (Swollen, "gonfio|gonfi|gonfia|gonfie|duri|dolore|fanno male|doloranti"),
    (Dark, "scura|scure|scuro"),
    (StrongColour, "cola|coca cola|marrone|caffè|nera|rossa|rosse|rosso|sangue|color coca|color tè"),
    (Radiate, "irradia|si irradia|scende|si estende|si diffonde|arriva al"),
    (Sweat, "sudore freddo|sudo|nausea|mandibola"),
    (
        Cannot,
        "non riesco|non riesce|non posso|non può|non riuscivo|fatico|faccio fatica|fa fatica|a malapena|a stento\
         |manca|mi manca|fatica",
    ),
    (Breathe, "respirare|respiro|aria|fiato|respira|respirazione"),
    (Trouble, "difficoltà|problemi|fatica|difficile|a fatica|affannoso"),
    (
        ShortOfBreath,
        "fiato corto|manca il fiato|manca l aria|affanno|respiro corto|mancanza di respiro|mancanza d aria|dispnea\
         |mancanza di fiato",
    ),
    (OutOfBreath, "senza fiato|fiatone|ansimando"),
    (
        Rest,
        "a riposo|seduto|seduta|sdraiato|sdraiata|a letto|di notte|senza motivo|senza fare nulla|scale|camminando\
         |dormivo|divano|all improvviso",
    ),
    (
        Exertion,
        "sprint|scatti|correre|corsa|corso|intervalli|ripetute|allenamento|esercizio|burpees|bici|salita|nuotare",
    ),
    (During, "durante|mentre|quando"),
    (
        MuscleWork,
        "panca|piegamenti|flessioni|pettorali|pettorale|muscolo|muscoli|muscolare|stretching|croci|palestra\
         |allenamento",
    ),
    (Cause, "per|a causa|dovuto|dopo la panca|da|dalla|dalle|per colpa"),
    (Emotion, "gioia|felicità|amore|innamorato|innamorata|emozione|ridere|risate|rottura|triste|tristezza"),
    (SleptOn, "dormito sopra|più debole|ripetizioni|curl"),
    (ChestDirect, "angina pectoris|angina"),
    (
        Dizzy,
        "vertigini|vertigine|capogiro|capogiri|gira la testa|girava la testa|testa mi gira|testa che gira\
         |giramento di testa|giramenti di testa|girare la testa|svenuto|svenuta|svenire|svengo|svenendo|sviene\
         |svenimento|perso conoscenza|perso i sensi|perdere i sensi|perdita di coscienza|privo di sensi\
         |incosciente|stordito|stordita|collassato|collassata|sincope|mancamento|vedo nero|visto nero|tutto gira\
         |vista annebbiata|sto per svenire",
    ),
    (
        BreathDirect,
        "soffoco|soffocando|soffocare|soffocamento|non respiro|non respira|attacco d asma|crisi respiratoria\
         |fame d aria",
    ),
    (
        ArrhythmiaDirect,
        "palpitazioni|palpitazione|aritmia|aritmie|tachicardia|fibrillazione|extrasistole|extrasistoli|cardiopalmo\
         |batticuore",
    ),
    (HeartAttack, "infarto|attacco di cuore|attacco cardiaco"),
    (StrokeWord, "ictus"),
    (
        StrokeDirect,
        "bocca storta|faccia storta|viso storto|non riesco a parlare|non riesce a parlare|parlo male|biascico\
         |biascica|parola impastata|bocca impastata|difficoltà a parlare|paralisi facciale|farfuglia|farfuglio",
    ),
    (
        HeadacheDirect,
        "testa mi scoppia|testa scoppia|testa esplode|mi esplode la testa|rombo di tuono|mi scoppia la testa",
    ),
    (JointDirect, "lussato|lussata|lussazione|slogato|slogata"),
    (
        CannotBear,
        "non riesco a camminare|non riesco ad appoggiare|non posso appoggiare|non riesco a stare in piedi\
         |non posso camminare|non riesce a camminare|non regge|non riesco a caricare|non riesco ad alzarmi\
         |non riesco a reggermi",
    ),
    (Rhabdo, "rabdomiolisi"),
    (Get, "basta|bastare|arriva|entra|prendere"),
    (Scarce, "non mi|non gli|non le|non riesco|non riesce|a malapena"),
    (Asked, "chiesto di|chiesto se|chiesto del*|questionario"),
    (NeverHad, "mai avuto|mai avuti|mai avute|nessuno dei due"),
    (Story, "nel film|nel romanzo|nella serie|nel libro|il protagonista|la protagonista|il personaggio|la scena"),
    (OwnWord, "mi|mio|mia|ho|io|sono"),
    (Choice, "numeri|opzioni|scelta|grafici|statistiche|dati|gioia|felicità"),
];
