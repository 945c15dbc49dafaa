//! French.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "jour des pectoraux|développé poitrine|ceinture thoracique|coupé le souffle de|à couper le souffle\
         |coupe le souffle tellement|souffle coupé par la beauté|ivre de|tête tourne de bonheur|tourner la tête de\
         |de tout coeur|par coeur|coeur brisé|bon coeur|coup de coeur|casse tête|exercice de respiration\
         |exercices de respiration|respirer profondément|sommeil irrégulier|horaires irréguliers\
         |variabilité cardiaque|pression artérielle|me donne mal à la tête ce projet",
    ),
    (
        Polite,
        "dis moi|dites moi|explique moi|expliquez moi|montre moi|donne moi|je voudrais savoir|je veux savoir\
         |j aimerais savoir|je me demande|peux tu me",
    ),
    (Negator, "pas|sans|aucun|aucune|jamais|ni|non|nullement|plus de|pas de"),
    (
        NotNegation,
        "ne sais pas|sais pas|pas normal|passe pas|ne passe pas|ne part pas|part pas|s arrête pas|n arrête pas\
         |pas bien|pas très bien|va pas|vais pas bien|pas seulement|jamais eu ~ comme|jamais eu ~ aussi\
         |jamais ressenti|sans raison|pas mieux|ne cesse pas|n est pas normal|pas courbature*|pas des courbatures\
         |sans arrêt|pas supporter|plus supporter|jamais eu aussi|jamais eu si",
    ),
    (Or, "ou|ni"),
    (And, "et|puis"),
    (But, "mais|cependant|pourtant|sauf|seulement"),
    (
        Person,
        "je|j|me|m|moi|mon|ma|mes|il|elle|lui|sa|ses|nous|quelqu|ami|amie|femme|mari|père|mère|frère|soeur|fils|fille\
         |client|collègue|copain|copine|ai|est ce normal|c est normal",
    ),
    (Family, "père|mère|grand père|grand mère|frère|soeur|oncle|tante|papa|maman"),
    (
        GenericStart,
        "qu est ce que|qu est ce qu|c est quoi|quels sont|quelles sont|quel est|quelle est|que signifie\
         |pourquoi a t on|pourquoi les gens|comment éviter|comment prévenir|comment reconnaître|est ce que ~ peut\
         |peut on|peut|peuvent|symptômes de|signes de|causes de|différence entre|définition|explique",
    ),
    (Topic, "article ~ sur|livre ~ sur|lu ~ sur|lis ~ sur|podcast ~ sur|étude ~ sur|documentaire ~ sur|cours ~ sur"),
    (ConditionalYou, "si vous|si tu|en cas de|lorsque vous|si l on"),
    (
        Over,
        "c est passé|est passé|est passée|c est fini|a disparu|disparu|ça va mieux maintenant|ça va maintenant\
         |je vais bien maintenant|n ai plus|plus rien|tout va bien|parti maintenant|c est parti",
    ),
    (Still, "encore|toujours|en ce moment|revient|actuellement"),
    (LongPast, "il y a des années|il y a ~ ans|l année dernière|enfant|il y a des mois"),
    (Had, "avait|eu|mort|fait un"),
    (Chest, "poitrine|thorax|sternum|cage thoracique|torse"),
    (Heart, "coeur"),
    (Beat, "battement*|pouls|rythme cardiaque|coeur bat"),
    (Head, "tête|crâne"),
    (Headache, "mal de tête|maux de tête|mal à la tête|mal au crâne|migraine|céphalée*|mal de crâne"),
    (
        Joint,
        "genou|genoux|cheville|chevilles|hanche|hanches|épaule|épaules|coude|coudes|poignet|poignets|articulation\
         |articulations",
    ),
    (Face, "visage|bouche"),
    (Limb, "bras gauche|bras droit|jambe gauche|jambe droite|mon bras|ma jambe|un bras|une jambe|le bras|la jambe"),
    (OneSide, "un côté|d un côté|côté gauche|côté droit|moitié du corps|moitié du visage|la moitié"),
    (LeftArm, "bras gauche|mâchoire|dans le bras|le bras"),
    (Urine, "urine|urines|pipi|pisse"),
    (Muscle, "muscle|muscles|jambes|cuisses|bras"),
    (
        OtherBody,
        "dos|ventre|estomac|cou|nuque|pied|pieds|mollet|mollets|cuisse|cuisses|doigt|doigts|main|mains|talon|gorge\
         |dent|oreille|oeil|biceps|aine|orteil",
    ),
    (
        Pain,
        "douleur|douleurs|douloureux|douloureuse|brûlure|pique|picotement*|lancinant*|élancement*|crampe|fait mal\
         |poignard|pincement|ai mal|a mal|avoir mal|avais mal|avait mal|ont mal|mal à|mal au|mal aux|mal dans|font mal\
         |faisait mal|mal de|très mal|si mal|mal partout",
    ),
    (
        Pressure,
        "pression|oppression|oppressé|oppressée|serre|serrement|serrée|serré|étau|écrase|écrasement|lourdeur|pèse\
         |comprimée|oppresse|un poids sur|poids dans|lourde",
    ),
    (Tight, "tendu|tendue|raide|contracté"),
    (Soreness, "courbature*|courbaturé*"),
    (
        Severe,
        "fort|forte|fortes|violent|violente|intense|terrible|horrible|très mal|énorme|affreux|affreuse|aigu|aiguë\
         |atroce|très",
    ),
    (
        Excruciating,
        "insupportable|atroce|intolérable|sévère|insoutenable|douleur intense|très forte douleur\
         |douleur très forte|douleur violente|affreusement mal|horriblement mal|terriblement mal|extrêmement mal\
         |douleur aiguë|douleurs intenses|violente douleur",
    ),
    (WorstEver, "pire ~ de ma vie|pire ~ vie|jamais eu aussi mal"),
    (Sudden, "soudain|soudaine|soudainement|d un coup|brutal|brutale|brutalement|subit|subite|subitement|tout à coup"),
    (Numb, "engourdi|engourdie|engourdissement*|fourmillement*|insensible|ne sens plus|sens plus"),
    (Weak, "faible|faiblesse|sans force|paralysé|paralysée|paralysie|plus de force"),
    (
        CannotMove,
        "peux plus bouger|peut plus bouger|peux pas bouger|paralysé|paralysée|paralysie|n arrive plus à bouger\
         |peux plus lever|arrive pas à bouger",
    ),
    (Droop, "tombe|tombant|tombante|affaissé|de travers|tordue|engourdi"),
    (
        Irregular,
        "rate ~ battement*|saute ~ battement*|irrégulier|irrégulière|irréguliers|irrégulièrement|bizarre|bizarrement|n importe comment|saute|ratés\
         |anarchique|désordonné|s emballe",
    ),
    (
        Racing,
        "bat ~ vite|toute allure|la chamade|ne ralentit pas|ne se calme pas|s emballe|emballe|très vite|à toute vitesse|trop vite",
    ),
    (Swollen, "gonflé|gonflés|gonflée|gonflées|enflé|enflés|enflées|durs|mal|douleurs"),
    (Dark, "foncée|foncées|foncé|sombre|sombres"),
    (
        StrongColour,
        "cola|coca|marron|brune|brunes|café|noire|noires|rouge|rouges|sang|couleur coca|couleur thé|comme du thé",
    ),
    (Radiate, "irradie|descend|remonte|se propage|jusque dans"),
    (Sweat, "sueurs froides|transpire|nausée|nausées|mâchoire"),
    (
        Cannot,
        "arrive ~ pas|arrive ~ plus|peux pas|peux plus|peut pas|peut plus|arrive pas|arrive plus|n arrive pas|n arrive plus|pouvais pas\
         |pouvais plus|du mal à|de la peine à|manque d|manque de|à peine|difficilement",
    ),
    (Breathe, "respirer|respire|souffle|respiration|d air|l air"),
    (Trouble, "difficulté|difficultés|mal à|peine|problèmes|du mal|difficile"),
    (
        ShortOfBreath,
        "essoufflé|essoufflée|essoufflement|manque d air|souffle court|manque de souffle|dyspnée|à bout de souffle",
    ),
    (OutOfBreath, "hors d haleine|haletant"),
    (
        Rest,
        "au repos|assis|assise|allongé|allongée|au lit|la nuit|sans rien faire|sans raison|sans effort|escaliers\
         |en marchant|couché|d un coup|soudain|canapé",
    ),
    (
        Exertion,
        "sprint|sprints|courir|course|couru|intervalles|entraînement|exercice|burpees|fractionné|vélo|séance\
         |montée|nager|footing",
    ),
    (During, "pendant|quand|lorsque|en courant|depuis"),
    (
        MuscleWork,
        "développé couché|pompes|pectoraux|pecs|muscle|muscles|musculaire*|étirement*|étirer|musculation|séance",
    ),
    (Cause, "à cause|dû à|dues|due à|après les|après des|à cause du|à force de"),
    (Emotion, "joie|bonheur|amour|amoureux|amoureuse|rupture|émotion|rire|ri|triste|chagrin"),
    (SleptOn, "dormi dessus|plus faible que|répétitions|curl"),
    (ChestDirect, "angine de poitrine|angor"),
    (
        Dizzy,
        "vertige|vertiges|étourdi|étourdie|étourdissement*|tête qui tourne|tête tourne|tête me tourne\
         |tête lui tourne|évanoui|évanouie|évanouir|évanouis|évanouissement|tombé dans les pommes\
         |tombée dans les pommes|tomber dans les pommes|perdu connaissance|perds connaissance|perdre connaissance\
         |perte de connaissance|inconscient|inconsciente|malaise|malaises|syncope|voile noir|vu noir|tout tourne\
         |tout tournait|effondré|effondrée|tourner de l oeil|tourné de l oeil|la tête qui tournait",
    ),
    (
        BreathDirect,
        "j étouffe|étouffe|étouffer|suffoque|suffoquer|suffocation|crise d asthme|détresse respiratoire|asphyxie\
         |gêne respiratoire|manque d air",
    ),
    (
        ArrhythmiaDirect,
        "palpitations|palpitation|arythmie|arythmies|tachycardie|fibrillation|extrasystoles|coeur qui s emballe",
    ),
    (HeartAttack, "crise cardiaque|infarctus|attaque cardiaque"),
    (StrokeWord, "avc|accident vasculaire|attaque cérébrale"),
    (
        StrokeDirect,
        "bouche de travers|visage paralysé|visage affaissé|visage qui tombe|n arrive plus à parler\
         |peux plus parler|élocution|troubles de la parole|bafouille|parle bizarrement|bouche tordue\
         |difficulté à parler|du mal à parler|mal à articuler",
    ),
    (HeadacheDirect, "coup de tonnerre|tête va exploser|tête explose|crâne explose"),
    (JointDirect, "luxation|luxé|luxée|déboîté|déboîtée|démis"),
    (
        CannotBear,
        "peux plus marcher|peux pas marcher|peux plus poser|peux pas poser|peux plus m appuyer|pas m appuyer\
         |peut plus marcher|plus poser le pied|pas poser le pied|peux plus tenir|ne tient plus|plus tenir debout\
         |n arrive plus à marcher|arrive pas à marcher|m appuyer dessus|mettre du poids",
    ),
    (Rhabdo, "rhabdomyolyse"),
    (Asked, "demandé si|demande si|demandé pour|questionnaire"),
    (NeverHad, "jamais eu|ni l un ni l autre|aucun des deux"),
    (
        Story,
        "dans le film|dans le roman|dans la série|dans le livre|dans la pièce|le héros|l héroïne|le personnage|la scène",
    ),
    (OwnWord, "j|je|ma|mon|mes|m|moi"),
    (Choice, "chiffres|choix|options|graphiques|statistiques|données|joie|bonheur"),
];
