//! The small words of a meal in English, German, Spanish, French and Italian: numbers, units, sizes, connectors, and
//! the words that may stand beside a food without changing what it is.
//!
//! All words are folded (lower case, no accents), see `nutrition::fold`.

use super::Slot;

pub(super) use super::units::{Size, Unit, is_article, loose_count, number_word, part, size, unit};

/// What a small word does in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `and`: another thing follows.
    And,
    /// `with`, `on`: another thing follows that goes with the one before.
    With,
    /// `without`, `no`: what follows was not eaten.
    Without,
    /// `or`
    Or,
    /// `had`, `ate`: what follows was eaten.
    Eat,
    /// `at`, `before`: what follows says where or when.
    Circumstance,
    /// Says nothing.
    Filler,
    /// May stand beside a food and changes neither what it is nor its figures.
    Harmless,
    /// `something`, `mystery`: what was eaten is not known.
    Vague,
    /// A thing that is done and is no meal, `ran`, `slept`.
    NoMeal,
}

/// What the word does, for words that are no food.
pub(super) fn role(word: &str) -> Option<Role> {
    Some(match word {
        "and" | "plus" | "und" | "sowie" | "y" | "e" | "et" | "ed" | "also" | "then" | "dann" | "dazu" | "luego"
        | "puis" | "ensuite" | "poi" | "anche" | "tambien" | "aussi" | "auch" | "followed" | "n" | "ve"
        | "alongside" | "accompanied" | "danach" | "ademas" | "noch" => Role::And,
        "with" | "w" | "mit" | "con" | "aus" | "avec" | "on" | "auf" | "sur" | "sobre" | "sul" | "topped" | "col"
        | "coi" | "over" | "wih" | "wth" | "containing" | "using" | "in" | "into" | "spread" | "served"
        | "including" | "inside" | "stuffed" | "filled" | "drizzled" | "sprinkled" => Role::With,
        "without" | "no" | "ohne" | "sin" | "sans" | "senza" | "kein" | "keine" | "keinen" | "keinem" | "keiner"
        | "minus" | "skip" | "skipped" | "hold" | "except" | "not" | "nicht" | "didnt" | "instead" | "statt"
        | "anstatt" | "removed" | "pas" | "excluding" | "lose" | "zero" | "cero" | "nessun" | "niente" => Role::Without,
        "or" | "oder" | "ou" | "o" | "nor" | "ni" | "ne" | "either" => Role::Or,
        "had" | "have" | "ate" | "eaten" | "eat" | "eating" | "drank" | "drunk" | "drink" | "drinking" | "having"
        | "gegessen" | "ass" | "esse" | "hatte" | "habe" | "hab" | "getrunken" | "trank" | "comi" | "tome" | "bebi"
        | "desayune" | "almorce" | "cene" | "comido" | "he" | "mange" | "bu" | "pris" | "ai" | "ho" | "mangiato"
        | "bevuto" | "preso" | "was" | "is" | "were" | "are" | "consumed" | "log" | "add" | "record" | "track"
        | "made" | "grabbed" | "snacked" | "finished" | "gab" | "gabs" | "merendado" | "desayunado" | "cenado"
        | "almorzado" | "got" | "enjoyed" | "munched" | "polished" | "devoured" | "sipped" | "logged" | "bought"
        | "ordered" | "took" | "picked" | "gonna" | "hatten" | "mangeais" | "bevo" | "mangio" | "como"
        | "fruhstuckte" | "consists" | "consisted" | "consisting" | "contained" => Role::Eat,
        "at" | "from" | "before" | "after" | "during" | "while" | "because" | "when" | "around" | "um" | "gegen"
        | "vor" | "nach" | "bei" | "beim" | "im" | "chez" | "apres" | "avant" | "despues" | "antes" | "dopo"
        | "prima" | "since" | "where" | "who" | "which" | "beforehand" | "until" | "vom" | "zuhause" | "pour"
        | "as" => Role::Circumstance,
        "everything" | "allem" | "alles" | "todo" | "tout" | "tutto" | "usual" | "skillet" | "airfryer" | "i"
        | "ive" | "id" | "ill" | "my" | "me" | "we" | "our" | "you" | "your" | "the" | "of" | "for" | "to" | "some"
        | "any" | "it" | "its" | "this" | "that" | "these" | "those" | "there" | "so" | "just" | "only" | "today"
        | "yesterday" | "heute" | "gestern" | "hoy" | "ayer" | "hier" | "aujourdhui" | "oggi" | "ieri" | "tonight"
        | "now" | "ich" | "wir" | "mir" | "mein" | "meine" | "meinen" | "zum" | "zur" | "zu" | "der" | "die"
        | "das" | "den" | "dem" | "des" | "von" | "als" | "etwas" | "bisschen" | "wenig" | "yo" | "el" | "la"
        | "los" | "las" | "lo" | "de" | "del" | "al" | "para" | "por" | "mi" | "poco" | "je" | "j" | "le" | "les"
        | "du" | "d" | "l" | "au" | "aux" | "peu" | "ce" | "mon" | "ma" | "io" | "il" | "gli" | "di" | "da" | "dei"
        | "degli" | "delle" | "della" | "dell" | "dello" | "alla" | "per" | "po" | "bit" | "lot" | "lots" | "much"
        | "many" | "more" | "less" | "about" | "approximately" | "approx" | "roughly" | "circa" | "etwa" | "ca"
        | "ungefahr" | "environ" | "unos" | "ungefaehr" | "rund" | "maybe" | "probably" | "perhaps" | "really"
        | "very" | "quite" | "please" | "thanks" | "ok" | "okay" | "well" | "yeah" | "yes" | "hi" | "hello" | "hey"
        | "er" | "oh" | "been" | "be" | "am" | "did" | "do" | "does" | "mostly" | "meal" | "mahlzeit" | "comida"
        | "repas" | "pasto" | "essen" | "food" | "foods" | "myself" | "both" | "each" | "every" | "worth" | "side"
        | "top" | "alone" | "itself" | "by" | "together" | "mixed" | "along" | "bissl" | "bisserl" | "tsd" | "like"
        | "too" | "later" | "first" | "second" | "again" | "total" | "all" | "day" | "morning" | "evening"
        | "afternoon" | "night" | "noon" | "midday" | "abend" | "mittag" | "morgen" | "mañana" | "manana" | "noche"
        | "tarde" | "matin" | "soir" | "midi" | "mattina" | "sera" | "heavy" | "ja" | "si" | "oui" | "unsere"
        | "unser" | "nostro" | "nuestro" | "notre" | "mio" | "mia" | "a" | "an" | "x" | "times" | "mal" | "out"
        | "up" | "off" | "down" | "almost" | "nearly" | "knapp" | "gut" | "buono" | "casi" | "presque" | "quasi"
        | "here" | "usually" | "same" | "other" | "ones" | "count" | "calories" | "kcal" | "cal" | "kj" | "macros"
        | "nachmittag" | "vormittag" | "us" | "ser" | "fue" | "era" | "etait" | "but" | "aber" | "pero" | "mais"
        | "s" | "t" | "su" | "nel" | "nella" | "dans" | "en" | "sized" | "size" | "amount" | "menge" | "quantity"
        | "nur" | "seulement" | "soltanto" | "solamente" | "lediglich" | "idle" | "last" | "straight" | "always"
        | "ever" | "through" | "throughout" | "earlier" | "ago" | "shared" | "split" | "lunchbreak" | "lunchbox"
        | "chose" | "stattdessen" | "even" | "still" | "already" | "though" | "sharing" | "guess" | "think"
        | "them" | "weekday" | "noonish" | "nochmal" | "immer" | "siempre" | "sempre" | "toujours" | "standing"
        | "piping" | "nibbled" | "nibbling" | "picking" | "scoffed" | "demolished" | "inhaled" | "downed"
        | "necked" | "wolfed" | "treated" | "treat" | "cheeky" | "sneaky" | "left" => Role::Filler,
        "ground" | "fresh" | "freshly" | "homemade" | "home" | "organic" | "warm" | "hot" | "cold" | "delicious"
        | "tasty" | "nice" | "lovely" | "good" | "ripe" | "leftover" | "leftovers" | "favourite" | "favorite"
        | "simple" | "quick" | "bio" | "frisch" | "frische" | "frischer" | "frischen" | "frisches" | "warme"
        | "warmer" | "warmen" | "kalt" | "kalte" | "kalter" | "lecker" | "leckere" | "leckeren" | "selbstgemacht"
        | "hausgemacht" | "hausgemachte" | "fresco" | "fresca" | "frescos" | "frescas" | "caliente" | "rico"
        | "rica" | "casero" | "casera" | "frais" | "fraiche" | "fraiches" | "chaud" | "chaude" | "froid" | "maison"
        | "fatto" | "caldo" | "freddo" | "freschi" | "chopped" | "sliced" | "diced" | "grated" | "shredded"
        | "crushed" | "peeled" | "cut" | "toasty" | "level" | "heaped" | "heaping" | "rounded" | "generous"
        | "gehauft" | "gehaufter" | "gestrichen" | "gestrichener" | "thick" | "thin" | "packed" | "healthy"
        | "boring" | "standard" | "normal" | "typical" | "typisch" | "own" | "grandmas" | "mums" | "moms" | "grans"
        | "nans" | "omas" | "lunchtime" | "gorgeous" | "amazing" | "great" | "crispy" | "crunchy" | "juicy"
        | "tender" | "steaming" | "iced" | "chilled" | "local" | "free" | "range" | "seedless" | "kernlose"
        | "entero" | "entera" | "ganze" | "ganzer" | "ganzes" | "ganzen" | "intero" | "intera" | "entier"
        | "entiere" | "extra" | "additional" | "everyday" | "drained" | "rinsed" | "melted" | "soft" | "softened"
        | "geschnitten" | "geschnittene" | "gewurfelt" | "geschalt" | "plenty" | "basic" | "classic"
        | "traditional" | "natural" | "natur" | "plain" | "nature" | "naturale" | "pure" | "reine" | "fully"
        | "lightly" | "decent" | "proper" | "super" | "yummy" | "oven" | "stir" | "deep" | "air" | "fryer" | "way"
        | "style" | "cubed" | "halved" | "quartered" | "overripe" | "slightly" | "rare" | "skin" | "boneless"
        | "skinless" | "wild" | "farmed" => Role::Harmless,
        "something" | "anything" | "stuff" | "thing" | "things" | "mystery" | "unknown" | "secret" | "surprise"
        | "whatever" | "irgendwas" | "irgendetwas" | "algo" | "quelque" | "qualcosa" | "special" | "random"
        | "geheimes" | "unbekannt" | "mysterious" | "nonsense" | "imaginary" | "magic" | "magical" | "weird"
        | "strange" => Role::Vague,
        "ran" | "run" | "running" | "walked" | "walk" | "slept" | "sleep" | "trained" | "train" | "training"
        | "workout" | "gym" | "felt" | "feel" | "feeling" | "went" | "go" | "going" | "ignore" | "instructions"
        | "weigh" | "weighed" | "gelaufen" | "geschlafen" | "trainiert" | "corri" | "dormi" | "couru" | "dormito"
        | "corso" | "how" | "what" | "why" | "should" | "could" | "would" | "skipping" | "fasting" | "fasted"
        | "nothing" | "nichts" | "nada" | "rien" | "nulla" | "system" | "prompt" | "password" | "delete" | "steps"
        | "km" | "miles" | "minutes" | "min" | "hours" | "hour" | "reps" | "sets" | "squats" | "bench" => Role::NoMeal,
        _ => return None,
    })
}

/// Words that are close to the name of a food in spelling and are none: they are never taken for a slip.
pub(super) fn is_no_slip(word: &str) -> bool {
    matches!(
        word,
        "break"
            | "breaks"
            | "work"
            | "week"
            | "weeks"
            | "park"
            | "pair"
            | "mile"
            | "mild"
            | "plan"
            | "plane"
            | "late"
            | "data"
            | "team"
            | "horse"
            | "house"
            | "beach"
            | "mother"
            | "father"
            | "brother"
            | "class"
            | "ship"
            | "shop"
            | "hand"
            | "head"
            | "rise"
            | "fine"
            | "wise"
            | "came"
            | "come"
            | "coming"
            | "home"
            | "name"
            | "time"
            | "times"
            | "make"
            | "take"
            | "bake"
            | "lake"
            | "made"
            | "mate"
            | "mates"
            | "date"
            | "rate"
            | "pace"
            | "race"
            | "place"
            | "space"
            | "chess"
            | "cross"
            | "press"
            | "dress"
            | "great"
            | "treat"
            | "meet"
            | "meeting"
            | "beat"
            | "best"
            | "rest"
            | "test"
            | "west"
            | "honest"
            | "party"
            | "pants"
            | "plant"
            | "point"
            | "paint"
            | "pain"
            | "main"
            | "rain"
            | "brain"
            | "train"
            | "grain"
            | "chain"
            | "china"
            | "child"
            | "chips"
            | "crazy"
            | "create"
            | "crowd"
            | "cloud"
            | "could"
            | "should"
            | "would"
            | "salary"
            | "colour"
            | "color"
            | "cover"
            | "corner"
            | "counter"
            | "country"
            | "county"
            | "market"
            | "marked"
            | "matter"
            | "better"
            | "bitter"
            | "letter"
            | "later"
            | "leader"
            | "ladder"
            | "leather"
            | "weather"
            | "stuck"
            | "truck"
            | "track"
            | "trick"
            | "stick"
            | "stack"
            | "snack"
            | "shack"
            | "strange"
            | "change"
            | "range"
            | "orbit"
            | "ready"
            | "heavy"
            | "crust"
            | "trust"
            | "burst"
            | "sugars"
            | "model"
            | "noble"
            | "people"
            | "purple"
            | "simple"
            | "sample"
            | "apply"
            | "supply"
            | "maple"
            | "table"
            | "tables"
            | "stable"
            | "cable"
            | "sauna"
            | "system"
            | "prompt"
            | "previous"
            | "instructions"
            | "ignore"
            | "mystery"
            | "secret"
            | "cream"
    )
}

/// The meal of the day that a word names.
pub(super) fn slot(word: &str) -> Option<Slot> {
    Some(match word {
        "breakfast" | "brekkie" | "brekky" | "fruhstuck" | "fruehstueck" | "desayuno" | "colazione" | "brunch"
        | "desayune" | "desayunado" | "gefruhstuckt" | "fruhstuckte" | "bfast" => Slot::Breakfast,
        "lunch" | "lunchtime" | "mittagessen" | "almuerzo" | "dejeuner" | "pranzo" | "almorce" | "almorzado" => {
            Slot::Lunch
        }
        "dinner" | "supper" | "abendessen" | "abendbrot" | "cena" | "diner" | "cene" | "cenado" | "tonight"
        | "dinnertime" => Slot::Dinner,
        "snack" | "snacks" | "snacked" | "zwischenmahlzeit" | "merienda" | "gouter" | "collation" | "merenda"
        | "spuntino" | "elevenses" | "merendado" | "zwischendurch" => Slot::Snack,
        _ => return None,
    })
}

/// The part of the day that a word names, for a meal of which nothing else is said.
pub(super) fn day_part(word: &str) -> Option<Slot> {
    Some(match word {
        "morning" | "matin" | "mattina" | "vormittag" | "manana" | "morgens" => Slot::Breakfast,
        "noon" | "midday" | "mittag" | "mittags" | "midi" | "mediodia" | "mezzogiorno" => Slot::Lunch,
        "afternoon" | "nachmittag" | "nachmittags" | "apresmidi" | "pomeriggio" => Slot::Snack,
        "evening" | "abend" | "abends" | "noche" | "soir" | "sera" | "night" => Slot::Dinner,
        _ => return None,
    })
}

/// How a food was prepared, as far as tables tell rows apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Raw,
    Dry,
    Boiled,
    Roasted,
    Fried,
    Cooked,
}

impl State {
    /// Whether heat has been applied.
    pub(super) const fn is_cooked(self) -> bool {
        matches!(self, State::Boiled | State::Roasted | State::Fried | State::Cooked)
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            State::Raw => "raw",
            State::Dry => "dry",
            State::Boiled => "boiled",
            State::Roasted => "roasted",
            State::Fried => "fried",
            State::Cooked => "cooked",
        }
    }
}

/// The way of preparing that a word names.
pub(super) fn state(word: &str) -> Option<State> {
    Some(match word {
        "raw" | "roh" | "rohe" | "roher" | "rohen" | "rohes" | "crudo" | "cruda" | "crudos" | "crudas" | "cru"
        | "crue" | "crus" | "crudi" => State::Raw,
        "dry" | "uncooked" | "trocken" | "trockene" | "trockener" | "trockenen" | "ungekocht" | "ungekochte"
        | "ungekochter" | "seco" | "seca" | "secos" | "sec" | "secs" | "secca" | "secco" | "unprepared" => State::Dry,
        "boiled" | "poached" | "steamed" | "simmered" | "gekocht" | "gekochte" | "gekochter" | "gekochten"
        | "gekochtes" | "gedampft" | "gedampfte" | "gedunstet" | "gedunstete" | "hervido" | "hervida" | "hervidos"
        | "cocido" | "cocida" | "cocidos" | "vapor" | "vapeur" | "bouilli" | "bouillie" | "bollito" | "bollita"
        | "lesso" | "lessa" | "sodo" | "sode" | "dur" | "durs" | "hardboiled" | "softboiled" => State::Boiled,
        "roasted" | "roast" | "baked" | "grilled" | "broiled" | "barbecued" | "bbq" | "gebacken" | "gebackene"
        | "gebackener" | "gegrillt" | "gegrillte" | "gegrilltes" | "gegrillter" | "gerostet" | "gerostete"
        | "asado" | "asada" | "asados" | "horno" | "plancha" | "parrilla" | "roti" | "rotie" | "grille" | "grillee"
        | "grilles" | "four" | "arrosto" | "grigliato" | "grigliata" | "griglia" | "forno" | "airfried"
        | "griddled" | "chargrilled" => State::Roasted,
        "fried" | "sauteed" | "panfried" | "gebraten" | "gebratene" | "gebratener" | "gebratenes" | "gebratenen"
        | "frittiert" | "frito" | "frita" | "fritos" | "fritas" | "poele" | "frit" | "frits" | "frite" | "fritto"
        | "fritta" | "fritti" | "seared" | "saltado" | "salteado" | "saltato" => State::Fried,
        "cooked" | "cotto" | "cotta" | "cotti" | "cuit" | "cuite" | "cuits" | "cuites" | "cocinado" | "cocinada"
        | "zubereitet" | "braised" | "stewed" | "prepared" => State::Cooked,
        _ => return None,
    })
}

/// Words that narrow a food down and of which a table may have no row: the plain food then stands in, and that is said.
pub(super) fn is_attribute(word: &str) -> bool {
    word.ends_with('%')
        || matches!(
            word,
            "low"
                | "fat"
                | "light"
                | "lite"
                | "lean"
                | "reduced"
                | "lowfat"
                | "nonfat"
                | "skinny"
                | "diet"
                | "full"
                | "wholegrain"
                | "wholemeal"
                | "wholewheat"
                | "grain"
                | "wheat"
                | "salted"
                | "unsalted"
                | "sweetened"
                | "unsweetened"
                | "smoked"
                | "vegan"
                | "vegetarian"
                | "gluten"
                | "lactose"
                | "dairy"
                | "sugar"
                | "spicy"
                | "mini"
                | "baby"
                | "seeded"
                | "smooth"
                | "crunchy"
                | "creamy"
                | "greek"
                | "red"
                | "green"
                | "yellow"
                | "black"
                | "white"
                | "dark"
                | "brown"
                | "frozen"
                | "dried"
                | "instant"
                | "whole"
                | "fettarm"
                | "fettarme"
                | "fettarmer"
                | "mager"
                | "rot"
                | "rote"
                | "roter"
                | "grun"
                | "grune"
                | "gruner"
                | "schwarz"
                | "schwarzer"
                | "weisse"
                | "weisser"
                | "rojo"
                | "roja"
                | "verde"
                | "blanco"
                | "blanca"
                | "negro"
                | "rouge"
                | "vert"
                | "verte"
                | "noir"
                | "blanc"
                | "blanche"
                | "rosso"
                | "rossa"
                | "bianco"
                | "bianca"
                | "nero"
                | "integral"
                | "integrale"
                | "complet"
                | "complete"
                | "desnatado"
                | "desnatada"
                | "ecreme"
                | "magro"
                | "magra"
                | "maigre"
                | "vanilla"
                | "high"
                | "protein"
                | "flavoured"
                | "flavored"
                | "roma"
                | "gala"
                | "fuji"
                | "gourmet"
                | "irish"
                | "italian"
                | "french"
                | "german"
                | "spanish"
                | "mexican"
                | "indian"
                | "thai"
                | "chinese"
                | "mature"
                | "mild"
                | "strong"
        )
}

/// Abbreviations behind which a full stop ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "tbsp"
            | "tbs"
            | "tsp"
            | "oz"
            | "fl"
            | "g"
            | "gr"
            | "ml"
            | "lb"
            | "lbs"
            | "ca"
            | "approx"
            | "el"
            | "tl"
            | "stk"
            | "pcs"
            | "pc"
            | "cda"
            | "cdta"
            | "etc"
            | "c"
            | "kg"
            | "l"
            | "med"
            | "sm"
            | "lg"
            | "cups"
            | "cup"
            | "ungef"
    )
}

/// Places and people at which or with whom one eats.
pub(super) fn is_place(word: &str) -> bool {
    matches!(
        word,
        "office"
            | "work"
            | "home"
            | "kitchen"
            | "car"
            | "bed"
            | "canteen"
            | "restaurant"
            | "cafeteria"
            | "school"
            | "bus"
            | "mom"
            | "mum"
            | "dad"
            | "friends"
            | "friend"
            | "family"
            | "colleagues"
            | "colleague"
            | "wife"
            | "husband"
            | "kids"
            | "partner"
            | "brother"
            | "brothers"
            | "sister"
            | "sisters"
            | "mother"
            | "father"
            | "son"
            | "daughter"
            | "children"
            | "girlfriend"
            | "boyfriend"
            | "flatmate"
            | "roommate"
            | "housemate"
            | "neighbour"
            | "neighbor"
            | "boss"
            | "coworker"
            | "mate"
            | "mates"
            | "aunt"
            | "uncle"
            | "cousin"
            | "girls"
            | "lads"
            | "pub"
            | "cinema"
            | "park"
            | "beach"
            | "house"
            | "shop"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "weekend"
            | "buro"
            | "kantine"
            | "arbeit"
            | "casa"
            | "trabajo"
            | "bureau"
            | "travail"
            | "lavoro"
            | "ufficio"
            | "oficina"
            | "table"
            | "plate"
            | "desk"
            | "train"
            | "hotel"
            | "airport"
            | "break"
            | "pause"
            | "way"
            | "yesterday"
            | "ago"
            | "week"
            | "month"
    )
}

/// Makers and shops whose name says nothing about the food.
pub(super) fn brand(word: &str) -> bool {
    matches!(
        word,
        "tesco"
            | "aldi"
            | "lidl"
            | "rewe"
            | "edeka"
            | "sainsburys"
            | "asda"
            | "waitrose"
            | "walmart"
            | "costco"
            | "trader"
            | "joes"
            | "heinz"
            | "kelloggs"
            | "nestle"
            | "danone"
            | "arla"
            | "alpro"
            | "muller"
            | "kirkland"
            | "hovis"
            | "warburtons"
            | "barilla"
            | "mercadona"
            | "carrefour"
            | "milka"
            | "lindt"
            | "cadbury"
            | "hersheys"
            | "ehrmann"
            | "weihenstephan"
            | "starbucks"
            | "costa"
            | "nescafe"
            | "lavazza"
            | "tropicana"
            | "innocent"
            | "activia"
            | "dannon"
            | "yoplait"
            | "philly"
            | "lurpak"
            | "bertolli"
            | "buitoni"
            | "birds"
            | "iglo"
            | "dmbio"
            | "alnatura"
            | "myprotein"
            | "optimum"
            | "nutrition"
            | "skippy"
            | "jif"
    )
}

/// Articles and connectors: no name begins or ends with one.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "de"
            | "d"
            | "l"
            | "di"
            | "du"
            | "des"
            | "del"
            | "della"
            | "dell"
            | "dei"
            | "la"
            | "le"
            | "les"
            | "el"
            | "los"
            | "las"
            | "al"
            | "alla"
            | "au"
            | "aux"
            | "da"
            | "il"
            | "lo"
            | "der"
            | "die"
            | "das"
            | "and"
            | "und"
            | "y"
            | "et"
            | "e"
            | "with"
            | "mit"
            | "con"
            | "avec"
            | "or"
            | "oder"
            | "without"
            | "ohne"
            | "sin"
            | "sans"
            | "senza"
            | "no"
            | "in"
            | "on"
            | "auf"
            | "n"
            | "ein"
            | "eine"
            | "einen"
            | "un"
            | "una"
            | "une"
            | "uno"
            | "some"
            | "my"
    )
}
