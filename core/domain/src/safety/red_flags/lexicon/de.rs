//! German.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "frische luft|frischer luft|brust raus|brust trainieren|brust training|brust trainiert|brust zum boden|brust beim training|brust gurt\
         |atemübung*|atemtechnik*|atem beraubend*|luft nach oben|tief luft holen|luft holen zwischen\
         |von ganzem herzen|herz gebrochen|herz schlägt für|auf dem herzen|am herzen|herz aus gold\
         |liegt mir am herzen|schwindelerregend*|schwindelfrei|schwindlig vor glück|schwindelig vor glück\
         |schwindelig vor freude|schwindlig vor freude|ohnmächtig vor|kopfschmerzen bereitet\
         |macht mir kopfschmerzen|bereitet mir kopfschmerzen|mir ~ kopfschmerzen mit|herzfrequenz variabilität\
         |unregelmäßig* schlaf*|schlafe unregelmäßig|esse unregelmäßig|trainiere unregelmäßig\
         |unregelmäßig* arbeitszeiten|starke schmerzen auslösen",
    ),
    (
        Polite,
        "sag mir|erkläre mir|erklär mir|zeig mir|gib mir|kannst du mir|ich frage mich|ich würde gerne wissen\
         |ich möchte wissen|ich will wissen",
    ),
    (Negator, "kein|keine|keinen|keiner|keinem|keinerlei|nicht|ohne|nie|niemals|weder|nix"),
    (
        NotNegation,
        "nicht sicher|weiß nicht|weiss nicht|nicht normal|nicht weg|nicht mehr weg|hört nicht auf|hören nicht auf\
         |geht nicht weg|gehen nicht weg|nicht besser|nicht gut|nicht wohl|nicht nur|keine ahnung|noch nie so\
         |nicht mehr richtig|lässt nicht nach|lassen nicht nach|kein muskelkater|ohne grund|ohne vorwarnung\
         |nicht auszuhalten|noch nie solche|nicht vom training",
    ),
    (Or, "oder"),
    (And, "und|sowie"),
    (But, "aber|jedoch|sondern|allerdings|doch|nur"),
    (
        Person,
        "ich|mir|mich|mein|meine|meinen|meiner|meinem|wir|uns|er|ihm|ihn|sein|seine|seiner|ihr|ihre|jemand|freund\
         |freundin|mann|frau|vater|mutter|kollege|kollegin|trainingspartner|kunde|kundin|hab|ist es normal\
         |ist das normal",
    ),
    (Family, "vater|mutter|opa|oma|großvater|großmutter|bruder|schwester|onkel|tante"),
    (
        GenericStart,
        "was ist|was sind|was bedeutet|was heißt|was verursacht|was tun bei|was hilft|welche|wie entsteht\
         |wie entstehen|wie äußert|wie erkennt man|wie kann man|warum bekommt man|woher kommt|kann|können|ist|sind\
         |symptome von|symptome eines|anzeichen von|anzeichen für|ursachen|unterschied zwischen|erkläre|definition\
         |bedeutet|verursacht",
    ),
    (
        Topic,
        "artikel ~ über|buch ~ über|gelesen ~ über|lese ~ über|podcast ~ über|vortrag ~ über|studie ~ über\
         |studie ~ zu|doku ~ über",
    ),
    (ConditionalYou, "wenn du|falls du|wenn sie|wenn man|falls man|im falle|bei auftreten"),
    (
        Over,
        "ist weg|sind weg|wieder weg|ist vorbei|vorbei|wieder gut|alles gut|geht mir wieder gut|wieder normal\
         |nicht mehr da|nicht mehr|verschwunden|aufgehört|wieder okay|wieder ok|abgeklungen|beschwerdefrei\
         |geht es wieder|gehts wieder",
    ),
    (Still, "immer noch|gerade|noch immer|momentan|im moment|wieder da|kommt immer wieder|ständig"),
    (LongPast, "vor jahren|letztes jahr|als kind|vor monaten|früher|vor einem jahr"),
    (Had, "hatte|hatten|gestorben|überlebt"),
    (Chest, "brust|brustkorb|brustbein|brustbereich|brustkasten|thorax"),
    (Heart, "herz|herzen"),
    (Beat, "herzschlag|puls|herzrhythmus|herz schlägt"),
    (Head, "kopf|schädel"),
    (Headache, "kopfschmerz*|kopfweh|migräne"),
    (
        Joint,
        "knie|kniegelenk|sprunggelenk|knöchel|hüfte|hüftgelenk|schulter|schultergelenk|ellbogen|ellenbogen\
         |handgelenk|gelenk|gelenke",
    ),
    (Face, "gesicht|mundwinkel|mund|gesichtshälfte"),
    (
        Limb,
        "linker arm|rechter arm|linken arm|rechten arm|linkes bein|rechtes bein|linke bein|rechte bein|linke arm\
         |rechte arm|mein arm|mein bein|ein arm|ein bein",
    ),
    (
        OneSide,
        "eine seite|einer seite|einseitig*|linke seite|rechte seite|linken seite|rechten seite|halbseitig*\
         |linke körperhälfte|rechte körperhälfte|körperhälfte|gesichtshälfte|halbe gesicht|halbes gesicht\
         |halber körper|halbe körper",
    ),
    (LeftArm, "linken arm|linker arm|kiefer|den arm"),
    (Urine, "urin|pipi|harn|pinkel*|pisse"),
    (Muscle, "muskel*|oberschenkel|oberarme|arme|beine|waden"),
    (
        OtherBody,
        "rücken|bauch|magen|nacken|fuß|füße|wade|waden|oberschenkel|schienbein|zeh|zehen|finger|hand|ferse|hals\
         |zahn|zähne|ohr|auge|bizeps|trizeps|leiste|sehne|achillessehne",
    ),
    (
        Pain,
        "schmerz|schmerzen|schmerzt|schmerzhaft*|weh|wehtut|stechen|sticht|stechend*|stiche|stich|brennen|brennt\
         |ziehen im|krampf|krämpfe|tut weh|ziehender",
    ),
    (
        Pressure,
        "druck|drückt|engegefühl|enge|beklemmung|beklemmungsgefühl|zugeschnürt|schnürt|zieht sich zusammen|drückend*\
         |zusammengepresst|gequetscht|drückender",
    ),
    (Tight, "eng|verspannt|spannt"),
    (Soreness, "muskelkater|verspannung*"),
    (
        Severe,
        "stark|starke|starken|starker|heftig*|schlimm*|schrecklich*|furchtbar*|massiv*|extrem*|höllisch*\
         |wahnsinnig*|irre|brutal*|akut*|unglaublich*|sehr",
    ),
    (
        Excruciating,
        "unerträglich*|kaum auszuhalten|nicht auszuhalten|höllische schmerzen|extreme schmerzen|extrem starke\
         |vernichtend*|schlimmsten schmerzen|sehr starke schmerzen|starke schmerzen|heftige schmerzen\
         |starker schmerz|heftiger schmerz|tut höllisch weh|stärkste schmerzen|stärksten schmerzen\
         |starken schmerzen|heftigen schmerzen|schlimme schmerzen|massive schmerzen|vor schmerzen schreien",
    ),
    (
        WorstEver,
        "schlimmste ~ meines lebens|schlimmsten ~ meines lebens|schlimmste ~ je|schlimmsten ~ je\
         |stärkste ~ meines lebens|stärksten ~ meines lebens|wie noch nie",
    ),
    (Sudden, "plötzlich*|schlagartig*|auf einmal|aus heiterem himmel|aus dem nichts|abrupt"),
    (Numb, "taub|taubheit*|kribbelt|kribbeln|gefühllos|eingeschlafen|kein gefühl"),
    (Weak, "schwach|schwäche|kraftlos|lahm|gelähmt|lähmung*|keine kraft|schlaff"),
    (CannotMove, "nicht bewegen|nicht mehr bewegen|nicht heben|nicht mehr heben|gelähmt|lähmung*"),
    (Droop, "hängt|hängend*|hängen|herunterhängt|schief|taub"),
    (
        Irregular,
        "setzt ~ aus|setzt ~ schlag aus|lässt ~ schlag aus|unregelmäßig*|stolpert|stolpern|aussetzer|setzt aus|aussetzen|komisch|unrund|durcheinander|flattert\
         |flattern|holpert|stottert",
    ),
    (
        Racing,
        "schlägt ~ zu schnell|schlägt ~ schnell|klopft ~ schnell|klopft wie|klopft bis|wie verrückt|wie wild|beruhigt sich nicht|rast|rasen|hämmert|pocht wie",
    ),
    (Swollen, "geschwollen*|schwellung|anschwellen|steinhart|schmerzen|schmerzt|tun weh"),
    (Dark, "dunkel|dunkler|dunkle|dunklen"),
    (
        StrongColour,
        "cola|colafarben*|braun|brauner|braunen|teefarben*|schwarz|rot|rötlich|blutig|blut|kaffeefarben*\
         |dunkelbraun*|bräunlich|rostbraun",
    ),
    (Radiate, "ausstrahl*|strahlt|zieht in|zieht bis|strahlen"),
    (Sweat, "kalter schweiß|kaltschweißig|schwitze|übel|übelkeit|atemnot|kiefer"),
    (
        Cannot,
        "kann nicht|kann kaum|kann nur schwer|konnte nicht|konnte kaum|kaum|kriege keine|kriege kaum|krieg keine\
         |bekomme keine|bekomme kaum|bekam keine|kriegt keine|bekommt keine|bekommt kaum|kriegt kaum|kann nicht mehr\
         |kann nicht richtig|schnappt nach|schnappe nach|ringt nach|ringe nach",
    ),
    (Breathe, "atmen|luft|atem|durchatmen|luftholen|atme|einatmen"),
    (Trouble, "schwierigkeiten|probleme|problem|schwer|schwierig|mühe|fällt mir schwer|schmerzhaft"),
    (ShortOfBreath, "kurzatmig*|atemlos*|luftnot|atemnot"),
    (OutOfBreath, "außer atem|aus der puste|außer puste"),
    (
        Rest,
        "in ruhe|im sitzen|im liegen|im bett|nachts|ohne grund|ohne anstrengung|treppe|treppen|beim gehen\
         |beim spazieren|auf dem sofa|sitze|liege|beim reden|wach|aufgewacht|plötzlich|ständig",
    ),
    (
        Exertion,
        "sprint*|laufen|lauf|joggen|intervall*|training|workout|radfahren|rennen|treppenlauf|burpees|berglauf\
         |schwimmen|kniebeugen",
    ),
    (During, "beim|während|wenn ich"),
    (
        MuscleWork,
        "bankdrücken|liegestütz*|brusttraining|brusttag|muskel*|dehnen|dehnung|training|butterfly|dips|fliegende\
         |brustpresse",
    ),
    (Cause, "vom|von|wegen|durch"),
    (Emotion, "glück|freude|liebe|verliebt|liebeskummer|trennung|aufregung|aufgeregt|lachen|gelacht|trauer|vorfreude"),
    (SleptOn, "draufgelegen|drauf geschlafen|drauf gelegen|schwächer|stärker als|curls|wiederholungen"),
    (
        ChestDirect,
        "brustschmerz*|brustenge|brustdruck|herzschmerz*|herzstechen|bruststechen|herzinfarktsymptom*|herzenge\
         |angina pectoris",
    ),
    (
        Dizzy,
        "schwindlig|schwindelig|schwindel|schwindelgefühl|schwindelanfall|benommen|benommenheit|ohnmächtig\
         |ohnmacht|umgekippt|umgefallen|bewusstlos*|bewusstsein verloren|das bewusstsein|kreislaufkollaps\
         |kollabiert|zusammengebrochen|zusammengeklappt|schwarz vor augen|dreht sich alles|alles dreht sich\
         |alles dreht|alles drehte sich|kopf dreht sich|synkope|weggetreten|schwummrig|weggekippt\
         |schwarz vor den augen|drehschwindel",
    ),
    (
        BreathDirect,
        "erstick*|atemnot|atembeschwerden|atemprobleme|luftnot|ringe nach luft|ringt nach luft|schnappe nach luft\
         |schnappt nach luft|atemstillstand|asthmaanfall|atemschwierigkeiten",
    ),
    (
        ArrhythmiaDirect,
        "setzt ~ herz ~ aus|herz setzt ~ aus|unregelmäßig schlägt ~ herz|unregelmäßig klopft ~ herz|schlägt ~ herz unregelmäßig|stolpert ~ herz|herzstolpern|herzrhythmusstörung*|herzrasen|vorhofflimmern|herzflattern|herzklopfen ohne|arrhythmie*\
         |extrasystole*|herzaussetzer|rhythmusstörung*|herzstolperer",
    ),
    (HeartAttack, "herzinfarkt|herzattacke|herzanfall"),
    (StrokeWord, "schlaganfall"),
    (
        StrokeDirect,
        "lalle|lallt|lallen|gelallt|verwaschen* sprache|sprache ist verwaschen|sprachstörung*|mundwinkel hängt\
         |undeutlich sprechen|kann nicht mehr sprechen|kann nicht mehr richtig sprechen\
         |kann nicht richtig sprechen|halbseitenlähmung|spricht undeutlich|rede undeutlich|gesichtslähmung",
    ),
    (HeadacheDirect, "donnerschlagkopfschmerz*|vernichtungskopfschmerz*|kopf explodiert|kopf platzt|kopf zerspringt"),
    (JointDirect, "ausgekugelt|ausgerenkt|luxiert|luxation"),
    (
        CannotBear,
        "nicht belasten|nicht mehr belasten|nicht auftreten|nicht mehr auftreten|kann nicht gehen|nicht mehr gehen\
         |nicht laufen|nicht mehr laufen|kaum auftreten|kaum laufen|kaum gehen|knickt weg|nicht stehen\
         |nicht mehr stehen|kaum belasten",
    ),
    (Rhabdo, "rhabdomyolyse"),
    (Get, "krieg*|bekomm*|bekam*|hol*"),
    (Scarce, "keine|kaum|schlecht|wenig|nicht genug|nicht genügend|nicht richtig|nur schwer"),
    (Asked, "fragte nach|fragte mich nach|gefragt nach|hat ~ gefragt|fragebogen"),
    (NeverHad, "beides nie|hatte ich nie|nie gehabt|noch nie gehabt|nichts davon|keines davon|keins davon"),
    (
        Story,
        "im film|in dem film|im buch|im roman|im theaterstück|in der serie|der held|die heldin|hauptfigur|szene|romanfigur",
    ),
    (OwnWord, "ich|mir|mich|mein|meine|meinem|meinen|meiner|wir"),
    (Choice, "zahlen|auswahl|statistiken|diagramme|möglichkeiten|optionen|werte|angebot|freude|glück"),
];
