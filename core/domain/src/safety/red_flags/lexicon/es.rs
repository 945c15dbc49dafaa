//! Spanish.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "día de pecho|dia de pecho|press de pecho|pecho y tríceps|entreno pecho|entrené pecho|entrenar pecho\
         |banda de pecho|cinta de pecho|correa del pecho|abrir el pecho|pecho al suelo|mareado de felicidad\
         |mareada de felicidad|mareado de alegría|quita el aliento|quitó el aliento|dejó sin aliento de\
         |sin aliento de emoción|de corazón|con el corazón|corazón roto|me rompió el corazón\
         |dolor de cabeza de proyecto|da dolor de cabeza|sueño irregular|horario irregular|horarios irregulares\
         |ejercicios de respiración|respirar hondo|variabilidad de la frecuencia|presión arterial\
         |pecho de pollo",
    ),
    (
        Polite,
        "dime|dígame|explícame|muéstrame|cuéntame|quiero saber|me gustaría saber|puedes decirme|me pregunto\
         |enséñame",
    ),
    (Negator, "no|ni|sin|nunca|ningún|ninguna|ninguno|jamás|tampoco|niega"),
    (
        NotNegation,
        "no sé|no se por|no es normal|no se va|no se me va|no para|no me siento bien|no estoy bien\
         |no me encuentro bien|no mejora|no solo|no me deja|nunca había tenido|nunca me había|nunca tuve ~ así\
         |no aguanto|no soporto|no se quita|no se me quita|no desaparece|no lo aguanto|no es agujetas\
         |no son agujetas|sin motivo|sin razón|no deja de",
    ),
    (Or, "o|ni"),
    (And, "y|e|además"),
    (But, "pero|aunque|sino|sólo|solo"),
    (
        Person,
        "yo|me|mi|mis|mí|tengo|siento|estoy|tuve|sentí|he|noto|soy|él|ella|su|sus|nos|nuestro|alguien|amigo|amiga\
         |esposa|esposo|marido|mujer|padre|madre|papá|mamá|hermano|hermana|hijo|hija|cliente|compañero|compañera|tiene\
         |siente|puedo|abuelo|abuela|es normal",
    ),
    (Family, "padre|madre|papá|mamá|abuelo|abuela|hermano|hermana|tío|tía"),
    (
        GenericStart,
        "qué es|que es|qué son|qué significa|qué causa|qué provoca|cuál es|cuáles son|cómo se|por qué da|puede\
         |pueden|es|síntomas de|señales de|causas de|diferencia entre|explica|define|cómo prevenir|cómo evitar",
    ),
    (
        Topic,
        "artículo ~ sobre|libro ~ sobre|leí ~ sobre|leyendo ~ sobre|leído ~ sobre|podcast ~ sobre|estudio ~ sobre\
         |documental ~ sobre|curso ~ sobre",
    ),
    (ConditionalYou, "si sientes|si tienes|si siente|si usted|en caso de|si notas|cuando sientas"),
    (
        Over,
        "ya pasó|se me pasó|se pasó|ya no|desapareció|ya estoy bien|estoy bien ahora|ahora estoy bien|se fue\
         |se me quitó|ya se me|ya me siento bien|todo bien|ha desaparecido",
    ),
    (Still, "todavía|aún|sigue|ahora mismo|en este momento|sigo|vuelve|otra vez"),
    (LongPast, "hace años|hace meses|el año pasado|de niño|de niña|hace un año"),
    (Had, "tuvo|tuve|murió|sufrió|tenía"),
    (Chest, "pecho|tórax|esternón"),
    (Heart, "corazón"),
    (Beat, "latido|latidos|pulso|ritmo cardíaco|ritmo del corazón|frecuencia cardíaca"),
    (Head, "cabeza"),
    (Headache, "dolor de cabeza|dolores de cabeza|migraña|jaqueca|cefalea"),
    (
        Joint,
        "rodilla|rodillas|tobillo|tobillos|cadera|caderas|hombro|hombros|codo|codos|muñeca|muñecas|articulación\
         |articulaciones",
    ),
    (Face, "cara|boca|rostro"),
    (
        Limb,
        "brazo izquierdo|brazo derecho|pierna izquierda|pierna derecha|un brazo|una pierna|el brazo|la pierna\
         |mi brazo|mi pierna",
    ),
    (OneSide, "un lado|lado izquierdo|lado derecho|mitad del cuerpo|mitad de la cara|medio cuerpo|media cara|la mitad"),
    (LeftArm, "brazo izquierdo|mandíbula|por el brazo|al brazo"),
    (Urine, "orina|pis|orino|orinar|pipí"),
    (Muscle, "músculo|músculos|piernas|brazos|muslos"),
    (
        OtherBody,
        "espalda|estómago|barriga|vientre|cuello|pie|pies|pantorrilla|muslo|dedo|dedos|mano|manos|talón|garganta\
         |diente|oreja|ojo|bíceps|ingle",
    ),
    (
        Pain,
        "dolor|dolores|duele|duelen|doler|dolía|dolió|doliendo|punzada|punzadas|pinchazo|pinchazos|ardor|molestia\
         |quemazón|calambre",
    ),
    (
        Pressure,
        "presión|opresión|aprieta|oprime|opresivo|aplasta|aplastante|pesadez|un peso en|un peso sobre|peso encima\
         |como un peso",
    ),
    (Tight, "tenso|tensa|rígido|apretado"),
    (Soreness, "agujetas|adolorido|adolorida|dolorido|dolorida"),
    (
        Severe,
        "fuerte|fuertes|intenso|intensa|terrible|terriblemente|horrible|muchísimo|muchisimo|muy fuerte|tremendo\
         |brutal|agudo|enorme|mucho",
    ),
    (
        Excruciating,
        "insoportable|severo|severa|atroz|dolor intenso|dolor muy fuerte|inaguantable|dolor terrible\
         |dolor horrible|dolor fuerte|dolor agudo|insufrible|no aguanto|no soporto|duele muchísimo|duele horrible",
    ),
    (WorstEver, "peor ~ de mi vida|peor ~ vida|más fuerte de mi vida"),
    (Sudden, "de repente|repentino|repentina|súbito|súbita|de golpe|repentinamente|de pronto|súbitamente"),
    (Numb, "dormido|dormida|adormecido|adormecida|entumecido|entumecida|hormigueo|no siento|durmió|duerme|durmiendo"),
    (Weak, "débil|debilidad|sin fuerza|sin fuerzas|paralizado|paralizada|parálisis"),
    (CannotMove, "no puedo mover|no puede mover|paralizado|paralizada|no puedo levantar|no puede levantar"),
    (Droop, "caída|caído|torcida|torcido|cae|dormida"),
    (
        Irregular,
        "se salta ~ latido|se salta ~ latidos|irregular|irregulares|irregularmente|salta|saltos|se salta|raro|rara|extraño|desacompasado|brinca|brincos\
         |descontrolado|aleteo",
    ),
    (Racing, "late ~ rápido|no se calma|como loco|acelerado|acelera|desbocado|a mil|muy rápido|disparado"),
    (Swollen, "hinchado|hinchados|hinchada|hinchadas|inflamado|inflamados|duelen|dolor|duros"),
    (Dark, "oscura|oscuro|oscuras"),
    (StrongColour, "cola|coca cola|marrón|café|negra|negro|roja|rojo|rojiza|sangre|color cola|color té"),
    (Radiate, "irradia|se extiende|se va al|baja por|corre por|hacia el brazo"),
    (Sweat, "sudor frío|sudando|náuseas|náusea|mandíbula"),
    (
        Cannot,
        "no puedo|no puede|no podía|no pude|me cuesta|le cuesta|apenas puedo|apenas|casi no|no logro|no consigo\
         |cuesta",
    ),
    (Breathe, "respirar|respiro|aire|aliento|respira|respiración"),
    (Trouble, "dificultad|dificultades|dificulta|problemas|cuesta|trabajo|difícil|dificultosa"),
    (
        ShortOfBreath,
        "falta de aire|falta el aire|me falta aire|sin aliento|faltándome el aire|falta de aliento|le falta el aire\
         |disnea|falta la respiración|falta respiración|falta el aliento",
    ),
    (OutOfBreath, "jadeando|sin aire"),
    (
        Rest,
        "en reposo|sentado|sentada|acostado|acostada|en la cama|de noche|sin hacer nada|sin motivo|escaleras\
         |al caminar|durmiendo|descansando|tumbado|de repente",
    ),
    (
        Exertion,
        "sprint*|sprints|correr|corriendo|carrera|intervalos|entrenar|entrenamiento|ejercicio|burpees|series|bici\
         |subir|nadar",
    ),
    (During, "mientras|durante|cuando|al"),
    (
        MuscleWork,
        "press de banca|press banca|flexiones|lagartijas|pectoral|pectorales|músculo|músculos|muscular|estirar\
         |estiramiento*|aperturas|fondos|entrenamiento|pesas|banca",
    ),
    (Cause, "por|debido a|a causa de|del|de las|de los|de hacer"),
    (Emotion, "alegría|felicidad|amor|enamorado|enamorada|emoción|ruptura|risa|reír|triste|tristeza"),
    (SleptOn, "dormí sobre|dormí encima|más débil que|repeticiones|curl"),
    (ChestDirect, "angina de pecho|angina"),
    (
        Dizzy,
        "mareo|mareos|mareado|mareada|mareando|mareé|marea|mareó|vértigo|desmayo|desmayé|desmayó|desmayarme\
         |desmayado|desmayada|desmayar|me desvanecí|desvanecimiento|desvanecer|perdí el conocimiento\
         |perdió el conocimiento|perdí la conciencia|perdió la conciencia|pérdida de conocimiento|inconsciente\
         |todo me da vueltas|me da vueltas|da vueltas todo|todo da vueltas|la cabeza me da vueltas|síncope\
         |aturdido|aturdida|colapsé|colapsó|colapsado|vista negra|se me nubla la vista|nubló la vista|veo negro\
         |vi todo negro|me voy a desmayar",
    ),
    (
        BreathDirect,
        "me ahogo|se ahoga|ahogando|ahogo|ahogándome|asfixia|asfixio|me asfixio|no me entra aire\
         |no me entra el aire|ataque de asma",
    ),
    (ArrhythmiaDirect, "palpitaciones|palpitación|arritmia|arritmias|taquicardia|fibrilación"),
    (HeartAttack, "infarto|ataque al corazón|ataque cardíaco|ataque cardiaco"),
    (StrokeWord, "derrame cerebral|ictus|accidente cerebrovascular|apoplejía|embolia"),
    (
        StrokeDirect,
        "hablo raro|habla arrastrada|arrastro las palabras|arrastra las palabras|no puedo hablar|no puede hablar\
         |balbuceo|balbucea|cara caída|se me cae la cara|boca torcida|cara torcida|se me tuerce la boca\
         |no me salen las palabras|hablar bien",
    ),
    (
        HeadacheDirect,
        "cabeza me explota|cabeza me va a explotar|cabeza va a estallar|cabeza me estalla|cabeza va a explotar",
    ),
    (JointDirect, "dislocado|dislocada|dislocé|disloqué|luxación|luxado"),
    (
        CannotBear,
        "no puedo apoyar|no puedo caminar|no puedo andar|no puedo pisar|no puedo ponerme de pie|no puedo cargar\
         |no puede caminar|no puede apoyar|no aguanta el peso|no soporta el peso|no puedo pararme",
    ),
    (Rhabdo, "rabdomiólisis"),
    (Get, "llega|entra|tomar|coger|agarrar"),
    (Scarce, "no me|no le|casi no|apenas|no puedo|no logro|no consigo"),
    (Asked, "preguntaron por|preguntó por|preguntaron si|preguntó si|cuestionario"),
    (NeverHad, "nunca he tenido|nunca tuve|ninguno de los dos|ninguna de las dos"),
    (
        Story,
        "en la película|en la novela|en la serie|en el libro|en la obra|el protagonista|la protagonista|el personaje|la escena",
    ),
    (OwnWord, "me|mi|yo|estoy|tengo|siento|tuve"),
    (Choice, "números|opciones|cifras|gráficos|estadísticas|datos|alegría|felicidad"),
];
