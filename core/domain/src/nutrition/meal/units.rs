//! Numbers, units and sizes in English, German, Spanish, French and Italian. All words are folded, see `nutrition::fold`.

/// A unit that people measure food in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Gram,
    Kilogram,
    Milligram,
    Ounce,
    Pound,
    Millilitre,
    Centilitre,
    Decilitre,
    Litre,
    FluidOunce,
    Cup,
    Tablespoon,
    Teaspoon,
    Pint,
    Slice,
    Piece,
    Handful,
    Bowl,
    Plate,
    Glass,
    Mug,
    Can,
    Bottle,
    Scoop,
    Packet,
    Bar,
    Pinch,
    Stick,
    Clove,
    Fillet,
    Serving,
    Shot,
    Square,
    Pot,
    Spoon,
    Drizzle,
    Splash,
    Ball,
    Leaf,
    Strip,
    Etto,
    Quart,
}

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "g" | "gr" | "grs" | "gm" | "gms" | "gram" | "grams" | "gramm" | "grammes" | "gramme" | "gramo" | "gramos"
        | "grammo" | "grammi" | "gramms" => Unit::Gram,
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramm" | "kilogramo" | "kilogramos"
        | "kilogramme" | "kilogrammes" | "chilo" | "chilogrammo" => Unit::Kilogram,
        "mg" | "milligram" | "milligrams" | "milligramm" => Unit::Milligram,
        "oz" | "ozs" | "ounce" | "ounces" | "unze" | "unzen" | "onza" | "onzas" | "once" | "onces" | "oncia" => {
            Unit::Ounce
        }
        "lb" | "lbs" | "pound" | "pounds" | "libra" | "libras" | "libbra" | "libbre" => Unit::Pound,
        "ml" | "mls" | "millilitre" | "millilitres" | "milliliter" | "milliliters" | "mililitro" | "mililitros"
        | "millilitro" | "millilitri" | "cc" => Unit::Millilitre,
        "cl" | "centilitre" | "centilitres" | "centiliter" | "centilitro" | "centilitri" => Unit::Centilitre,
        "dl" | "decilitre" | "decilitres" | "deciliter" | "decilitro" | "decilitri" => Unit::Decilitre,
        "l" | "lt" | "ltr" | "litre" | "litres" | "liter" | "liters" | "litro" | "litros" | "litri" => Unit::Litre,
        "floz" => Unit::FluidOunce,
        "cup" | "cups" | "cupful" | "tasse" | "tassen" | "taza" | "tazas" | "tasses" | "tazza" | "tazze"
        | "tazzina" | "cupfuls" => Unit::Cup,
        "tbsp" | "tbsps" | "tbs" | "tbl" | "tblsp" | "tblspn" | "tablespoon" | "tablespoons" | "tablespoonful"
        | "el" | "essloffel" | "essloeffel" | "cucharada" | "cucharadas" | "cda" | "cdas" | "cucchiaio"
        | "cucchiai" | "cas" => Unit::Tablespoon,
        "tsp" | "tsps" | "teaspoon" | "teaspoons" | "teaspoonful" | "tl" | "teeloffel" | "teeloeffel"
        | "cucharadita" | "cucharaditas" | "cdita" | "cditas" | "cucchiaino" | "cucchiaini" | "cac" => Unit::Teaspoon,
        "pint" | "pints" | "pinta" | "pintas" | "pinte" | "pintes" => Unit::Pint,
        "slice" | "slices" | "part" | "parts" | "rasher" | "rashers" | "scheibe" | "scheiben" | "scheibchen"
        | "rebanada" | "rebanadas" | "loncha" | "lonchas" | "rodaja" | "rodajas" | "tranche" | "tranches" | "fetta"
        | "fette" | "round" | "rounds" | "fettina" | "fettine" => Unit::Slice,
        "piece" | "pieces" | "stuck" | "stucke" | "stueck" | "stuecke" | "stk" | "pcs" | "pc" | "chunk" | "chunks"
        | "trozo" | "trozos" | "pedazo" | "pedazos" | "unidad" | "unidades" | "pieza" | "piezas" | "morceau"
        | "morceaux" | "pezzo" | "pezzi" | "pezzetto" | "wedge" | "wedges" | "stuckchen" => Unit::Piece,
        "handful" | "handfuls" | "handfull" | "handvoll" | "handvol" | "punado" | "punados" | "poignee"
        | "poignees" | "manciata" | "manciate" | "fistful" | "pugno" | "pugni" | "pugnetto" | "handvolls" => {
            Unit::Handful
        }
        "bowl" | "bowls" | "bowlful" | "schussel" | "schuessel" | "schale" | "schalchen" | "tazon" | "cuenco"
        | "bol" | "bols" | "ciotola" | "ciotole" | "scodella" | "schusseln" => Unit::Bowl,
        "plate" | "plates" | "plateful" | "teller" | "plato" | "platos" | "assiette" | "assiettes" | "piatto"
        | "piatti" => Unit::Plate,
        "glass" | "glasses" | "glas" | "glaser" | "glaeser" | "vaso" | "vasos" | "copa" | "copas" | "verre"
        | "verres" | "bicchiere" | "bicchieri" | "calice" | "tumbler" => Unit::Glass,
        "mug" | "mugs" | "becher" | "pott" => Unit::Mug,
        "can" | "cans" | "tin" | "tins" | "dose" | "dosen" | "lata" | "latas" | "canette" | "canettes" | "boite"
        | "boites" | "lattina" | "lattine" | "scatoletta" | "scatola" => Unit::Can,
        "bottle" | "bottles" | "flasche" | "flaschen" | "botella" | "botellas" | "bouteille" | "bouteilles"
        | "bottiglia" | "bottiglie" | "botellin" => Unit::Bottle,
        "scoop" | "scoops" | "messloffel" | "messloeffel" | "scheffel" | "cacito" | "cazo" | "dosette" | "misurino"
        | "misurini" | "kugel" | "kugeln" | "bola" | "bolas" | "boule" | "boules" | "scoopful" => Unit::Scoop,
        "packet" | "packets" | "pack" | "packs" | "package" | "packages" | "bag" | "bags" | "sachet" | "sachets"
        | "packung" | "packungen" | "tute" | "tuete" | "packchen" | "paquete" | "paquetes" | "bolsa" | "sobre"
        | "sobres" | "paquet" | "paquets" | "pacchetto" | "pacchetti" | "busta" | "bustina" | "pouch" => Unit::Packet,
        "bar" | "bars" | "riegel" | "barra" | "barras" | "barre" | "barres" | "barretta" | "barrette" | "tafel" => {
            Unit::Bar
        }
        "pinch" | "pinches" | "dash" | "prise" | "prisen" | "pizca" | "pizcas" | "pincee" | "pizzico" | "sprinkle"
        | "sprinkling" | "messerspitze" => Unit::Pinch,
        "stick" | "sticks" | "stange" | "stangen" | "palito" | "palitos" | "baton" | "batons" | "bastoncino" => {
            Unit::Stick
        }
        "clove" | "cloves" | "zehe" | "zehen" | "diente" | "dientes" | "gousse" | "gousses" | "spicchio"
        | "spicchi" => Unit::Clove,
        "fillet" | "fillets" | "filet" | "filets" | "filete" | "filetes" | "filetto" | "filetti" | "steaks"
        | "steak" => Unit::Fillet,
        "serving" | "servings" | "portion" | "portions" | "portionen" | "racion" | "raciones" | "porcion"
        | "porciones" | "porzione" | "porzioni" | "helping" | "helpings" => Unit::Serving,
        "shot" | "shots" | "schuss" | "chupito" | "chupitos" | "bicchierino" | "doppelshot" => Unit::Shot,
        "square" | "squares" | "carre" | "carres" | "quadratino" | "quadratini" | "cuadradito" | "cuadraditos" => {
            Unit::Square
        }
        "pot" | "pots" | "tub" | "tubs" | "carton" | "cartons" | "pottle" | "vasetto" | "vasetti" | "tarrina"
        | "tarro" => Unit::Pot,
        "spoon" | "spoons" | "spoonful" | "spoonfuls" | "spoonfull" | "dollop" | "dollops" | "loffel" | "loeffel"
        | "cuchara" | "cucharas" | "cuillere" | "cuilleres" | "cuilleree" | "knob" | "klecks" | "squirt"
        | "schopfloffel" => Unit::Spoon,
        "drizzle" | "drizzles" | "glug" | "chorrito" | "filo" | "chorro" => Unit::Drizzle,
        "splash" | "splashes" | "spritzer" | "schluck" | "nuage" | "goutte" | "drop" | "drops" | "goccio" => {
            Unit::Splash
        }
        "ball" | "balls" => Unit::Ball,
        "leaf" | "leaves" | "blatt" | "blatter" | "hoja" | "hojas" | "feuille" | "feuilles" | "foglia" | "foglie" => {
            Unit::Leaf
        }
        "strip" | "strips" | "streifen" | "tira" | "tiras" => Unit::Strip,
        "etto" | "etti" => Unit::Etto,
        "quart" | "quarts" => Unit::Quart,
        _ => return None,
    })
}

/// The number that a word stands for.
pub(super) fn number_word(word: &str) -> Option<f64> {
    Some(match word {
        "one" | "eins" | "ein" | "eine" | "einen" | "einer" | "eines" | "einem" | "uno" | "una" | "un" | "une" => 1.0,
        "two" | "zwei" | "zwo" | "dos" | "deux" | "due" | "twice" => 2.0,
        "three" | "drei" | "tres" | "trois" | "tre" => 3.0,
        "four" | "vier" | "cuatro" | "quatre" | "quattro" => 4.0,
        "five" | "funf" | "fuenf" | "cinco" | "cinq" | "cinque" => 5.0,
        "six" | "sechs" | "seis" | "sei" => 6.0,
        "seven" | "sieben" | "siete" | "sept" | "sette" => 7.0,
        "eight" | "acht" | "ocho" | "huit" | "otto" => 8.0,
        "nine" | "neun" | "nueve" | "neuf" | "nove" => 9.0,
        "ten" | "zehn" | "diez" | "dix" | "dieci" => 10.0,
        "eleven" | "elf" | "onze" | "undici" => 11.0,
        "twelve" | "zwolf" | "zwoelf" | "doce" | "douze" | "dodici" => 12.0,
        "fifteen" | "funfzehn" | "quinze" | "quindici" => 15.0,
        "twenty" | "zwanzig" | "veinte" | "vingt" | "venti" => 20.0,
        "thirty" | "dreissig" | "treinta" | "trente" | "trenta" => 30.0,
        "forty" | "vierzig" | "cuarenta" | "quarante" | "quaranta" => 40.0,
        "fifty" | "funfzig" | "cincuenta" | "cinquante" | "cinquanta" => 50.0,
        "sixty" | "sechzig" | "sesenta" | "soixante" | "sessanta" => 60.0,
        "seventy" | "siebzig" | "setenta" | "settanta" => 70.0,
        "eighty" | "achtzig" | "ochenta" | "ottanta" => 80.0,
        "ninety" | "neunzig" | "noventa" | "novanta" => 90.0,
        "hundred" | "hundert" | "einhundert" | "cien" | "ciento" | "cent" | "cento" => 100.0,
        "zweihundert" | "doscientos" | "duecento" => 200.0,
        "dreihundert" | "trescientos" | "trecento" => 300.0,
        "hundertfunfzig" | "hundertfuenfzig" | "centocinquanta" => 150.0,
        "zweihundertfunfzig" | "duecentocinquanta" => 250.0,
        "funfhundert" | "quinientos" | "cinquecento" => 500.0,
        "dozen" | "dutzend" | "docena" | "douzaine" | "dozzina" => 12.0,
        "anderthalb" | "eineinhalb" | "einenhalb" => 1.5,
        "zweieinhalb" => 2.5,
        "double" | "doppelter" | "doppelte" | "doble" | "doppio" => 2.0,
        _ => return None,
    })
}

/// Whether the word is an indefinite article: one of it, said weakly.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "another" | "ein" | "eine" | "einen" | "einer" | "einem" | "un" | "una" | "une" | "uno" | "noch"
    )
}

/// The part that a word stands for, `half` is 0.5.
pub(super) fn part(word: &str) -> Option<f64> {
    Some(match word {
        "half" | "halb" | "halbe" | "halber" | "halben" | "halbes" | "medio" | "media" | "demi" | "demie" | "mezzo"
        | "mezza" | "halve" | "mitad" | "moitie" | "meta" | "halfte" | "haelfte" => 0.5,
        "quarter" | "viertel" | "cuarto" | "quart" => 0.25,
        "third" | "drittel" | "tercio" | "tiers" => 1.0 / 3.0,
        _ => return None,
    })
}

/// The count that a loose word stands for; it is always said as an assumption.
pub(super) fn loose_count(word: &str) -> Option<f64> {
    Some(match word {
        "couple" | "pair" => 2.0,
        "few" | "paar" | "several" | "einige" | "algunos" | "algunas" | "quelques" | "alcuni" | "alcune"
        | "qualche" | "unos" | "unas" | "varios" => 3.0,
        _ => return None,
    })
}

/// How big.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Small,
    Medium,
    Large,
    ExtraLarge,
}

impl Size {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Medium => "medium",
            Size::Large => "large",
            Size::ExtraLarge => "extra large",
        }
    }
    /// Beside the medium one, where no weight of this size is known. Sizes of fruit and rolls in USDA SR differ by
    /// about a fifth to a quarter from step to step.
    pub(super) const fn beside_medium(self) -> f64 {
        match self {
            Size::Small => 0.75,
            Size::Medium => 1.0,
            Size::Large => 1.25,
            Size::ExtraLarge => 1.5,
        }
    }
}

/// The size that a word names.
pub(super) fn size(word: &str) -> Option<Size> {
    Some(match word {
        "small" | "smallish" | "little" | "mini" | "tiny" | "klein" | "kleine" | "kleiner" | "kleines" | "kleinen"
        | "pequeno" | "pequena" | "pequenos" | "pequenas" | "petit" | "petite" | "petits" | "petites" | "piccolo"
        | "piccola" | "piccoli" | "piccole" => Size::Small,
        "medium" | "mittel" | "mittelgross" | "mittelgrosse" | "mittelgrosser" | "mittlere" | "mittlerer"
        | "mediano" | "mediana" | "moyen" | "moyenne" | "medi" | "regular" | "normale" | "average" => Size::Medium,
        "large" | "big" | "huge" | "gross" | "grosse" | "grosser" | "grosses" | "grossen" | "grande" | "grandes"
        | "gran" | "grand" | "grands" | "grandi" | "biggish" | "lg" => Size::Large,
        "xl" | "xxl" => Size::ExtraLarge,
        _ => return None,
    })
}
