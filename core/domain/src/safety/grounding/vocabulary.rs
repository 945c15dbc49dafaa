//! Units, months and number words as figures and sentences spell them.

use Dimension as D;

/// What a unit measures and its size in the base unit of that dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub(super) dimension: Dimension,
    pub(super) size: f64,
}

/// Dimensions that figures and sentences share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    /// In seconds.
    Time,
    /// In metres.
    Length,
    /// In kilograms.
    Mass,
    /// In kilocalories.
    Energy,
    /// In millilitres.
    Volume,
    /// In metres per second.
    Speed,
    /// Percent.
    Percent,
    /// Per minute.
    Rate,
    /// Degrees Celsius.
    Celsius,
    /// Degrees Fahrenheit.
    Fahrenheit,
    /// Days, nights, weeks and the like, which are counted.
    Counted,
    /// Anything else with its own symbol.
    Other(&'static str),
}

/// Spellings of units, of figures and of sentences, in lower case.
#[rustfmt::skip]
const UNITS: &[(&str, Dimension, f64)] = &[
    ("h", D::Time, 3600.0), ("hr", D::Time, 3600.0), ("hrs", D::Time, 3600.0), ("hour", D::Time, 3600.0), ("hours", D::Time, 3600.0),
    ("std", D::Time, 3600.0), ("stunde", D::Time, 3600.0), ("stunden", D::Time, 3600.0), ("heure", D::Time, 3600.0),
    ("heures", D::Time, 3600.0), ("hora", D::Time, 3600.0), ("horas", D::Time, 3600.0), ("ora", D::Time, 3600.0), ("ore", D::Time, 3600.0),
    ("uur", D::Time, 3600.0), ("min", D::Time, 60.0), ("mins", D::Time, 60.0), ("minute", D::Time, 60.0), ("minutes", D::Time, 60.0),
    ("minuten", D::Time, 60.0), ("minutos", D::Time, 60.0), ("minuti", D::Time, 60.0), ("min/km", D::Other("min/km"), 60.0),
    ("s/km", D::Other("min/km"), 1.0), ("s", D::Time, 1.0), ("sec", D::Time, 1.0), ("secs", D::Time, 1.0), ("second", D::Time, 1.0),
    ("seconds", D::Time, 1.0), ("sekunden", D::Time, 1.0), ("segundos", D::Time, 1.0), ("ms", D::Time, 0.001),
    ("milliseconds", D::Time, 0.001), ("d", D::Counted, 1.0), ("day", D::Counted, 1.0), ("days", D::Counted, 1.0),
    ("night", D::Counted, 1.0), ("nights", D::Counted, 1.0), ("tag", D::Counted, 1.0), ("tage", D::Counted, 1.0),
    ("tagen", D::Counted, 1.0), ("nächte", D::Counted, 1.0), ("jours", D::Counted, 1.0), ("días", D::Counted, 1.0),
    ("giorni", D::Counted, 1.0), ("dias", D::Counted, 1.0), ("dagen", D::Counted, 1.0), ("wk", D::Counted, 7.0), ("week", D::Counted, 7.0),
    ("weeks", D::Counted, 7.0), ("wochen", D::Counted, 7.0), ("woche", D::Counted, 7.0), ("month", D::Other("month"), 1.0),
    ("months", D::Other("month"), 1.0), ("mo", D::Other("month"), 1.0), ("year", D::Other("year"), 1.0), ("years", D::Other("year"), 1.0),
    ("a", D::Other("year"), 1.0), ("jahre", D::Other("year"), 1.0), ("km", D::Length, 1000.0), ("kilometre", D::Length, 1000.0),
    ("kilometres", D::Length, 1000.0), ("kilometer", D::Length, 1000.0), ("kilometers", D::Length, 1000.0), ("m", D::Length, 1.0),
    ("metre", D::Length, 1.0), ("metres", D::Length, 1.0), ("meter", D::Length, 1.0), ("meters", D::Length, 1.0), ("cm", D::Length, 0.01),
    ("mm", D::Length, 0.001), ("mi", D::Length, 1609.344), ("mile", D::Length, 1609.344), ("miles", D::Length, 1609.344),
    ("yd", D::Length, 0.9144), ("yards", D::Length, 0.9144), ("ft", D::Length, 0.3048), ("feet", D::Length, 0.3048),
    ("foot", D::Length, 0.3048), ("inch", D::Length, 0.0254), ("inches", D::Length, 0.0254), ("in", D::Length, 0.0254),
    ("kg", D::Mass, 1.0), ("kgs", D::Mass, 1.0), ("kilo", D::Mass, 1.0), ("kilos", D::Mass, 1.0), ("kilogram", D::Mass, 1.0),
    ("kilograms", D::Mass, 1.0), ("g", D::Mass, 0.001), ("gram", D::Mass, 0.001), ("grams", D::Mass, 0.001), ("mg", D::Mass, 0.000_001),
    ("lb", D::Mass, 0.453_592_37), ("lbs", D::Mass, 0.453_592_37), ("pound", D::Mass, 0.453_592_37), ("pounds", D::Mass, 0.453_592_37),
    ("st", D::Mass, 6.350_293_18), ("stone", D::Mass, 6.350_293_18), ("oz", D::Mass, 0.028_349_523_125),
    ("ounces", D::Mass, 0.028_349_523_125), ("kcal", D::Energy, 1.0), ("cal", D::Energy, 1.0), ("calorie", D::Energy, 1.0),
    ("calories", D::Energy, 1.0), ("kalorien", D::Energy, 1.0), ("kj", D::Energy, 1.0 / 4.184), ("ml", D::Volume, 1.0),
    ("l", D::Volume, 1000.0), ("litre", D::Volume, 1000.0), ("litres", D::Volume, 1000.0), ("liter", D::Volume, 1000.0),
    ("liters", D::Volume, 1000.0), ("km/h", D::Speed, 1.0 / 3.6), ("kmh", D::Speed, 1.0 / 3.6), ("kph", D::Speed, 1.0 / 3.6),
    ("m/s", D::Speed, 1.0), ("mph", D::Speed, 0.447_04), ("%", D::Percent, 1.0), ("percent", D::Percent, 1.0), ("prozent", D::Percent, 1.0),
    ("pct", D::Percent, 1.0), ("bpm", D::Rate, 1.0), ("/min", D::Rate, 1.0), ("rpm", D::Rate, 1.0), ("beats", D::Rate, 1.0),
    ("breaths/min", D::Rate, 1.0), ("breaths", D::Rate, 1.0), ("beats/min", D::Rate, 1.0), ("1/min", D::Rate, 1.0),
    ("cel", D::Celsius, 1.0), ("°c", D::Celsius, 1.0), ("[degf]", D::Fahrenheit, 1.0), ("°f", D::Fahrenheit, 1.0),
    ("mm[hg]", D::Other("mmHg"), 1.0), ("mmhg", D::Other("mmHg"), 1.0), ("kg/m2", D::Other("kg/m2"), 1.0),
    ("kg/m²", D::Other("kg/m2"), 1.0), ("ml/kg/min", D::Other("ml/kg/min"), 1.0), ("mg/dl", D::Other("mg/dl"), 1.0),
    ("db", D::Other("db"), 1.0), ("w", D::Other("w"), 1.0), ("watts", D::Other("w"), 1.0), ("watt", D::Other("w"), 1.0),
    ("g/kg", D::Other("g/kg"), 1.0), ("kcal/kg", D::Other("kcal/kg"), 1.0), ("kcal/h/kg", D::Other("kcal/h/kg"), 1.0),
];

/// What a unit measures, by its UCUM symbol or a common spelling; `None` for counts and unknown units.
pub(super) fn measure(unit: &str) -> Option<Measure> {
    let folded = unit.trim().to_lowercase();
    UNITS
        .iter()
        .find(|(spelling, _, _)| *spelling == folded)
        .map(|(_, dimension, size)| Measure { dimension: *dimension, size: *size })
}

/// Names with digits that state no quantity.
pub(super) const NAMES: &[&str] =
    &["vo2", "vo2max", "spo2", "co2", "o2", "h2o", "b12", "b6", "d3", "e1rm", "1rm", "e1rms", "1rms"];

/// First letters of month names in the languages that replies are written in, January to December.
#[rustfmt::skip]
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1), ("ene", 1), ("gen", 1), ("sty", 1), ("feb", 2), ("fév", 2), ("fev", 2), ("lut", 2), ("mar", 3), ("mär", 3), ("maa", 3),
    ("mrt", 3), ("apr", 4), ("abr", 4), ("avr", 4), ("kwi", 4), ("may", 5), ("mai", 5), ("mei", 5), ("maj", 5), ("mag", 5), ("maggio", 5),
    ("mayo", 5), ("jun", 6), ("giu", 6), ("juin", 6), ("cze", 6), ("jul", 7), ("lug", 7), ("juil", 7), ("lip", 7), ("aug", 8), ("ago", 8),
    ("aoû", 8), ("sie", 8), ("sep", 9), ("set", 9), ("wrz", 9), ("oct", 10), ("okt", 10), ("ott", 10), ("out", 10), ("paź", 10),
    ("nov", 11), ("lis", 11), ("dec", 12), ("dez", 12), ("dic", 12), ("déc", 12), ("gru", 12),
];

/// Whole month names by prefix would take "market" for March; so a word counts only when it is one of these.
const MONTH_WORDS: &str = "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
    januar februar märz mai juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
    janvier février mars avril juin juillet août septembre octobre novembre décembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre \
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro januari februari maart mei augustus \
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia";

/// The month that a word names.
pub(super) fn month_of(word: &str) -> Option<i8> {
    let folded = word.to_lowercase();
    if !MONTH_WORDS.split_whitespace().any(|known| known == folded) {
        return None;
    }
    let longest = MONTHS.iter().filter(|(start, _)| folded.starts_with(start)).max_by_key(|(start, _)| start.len());
    longest.map(|(_, month)| *month)
}

/// Number words from two on; "one" is also a pronoun and is left alone.
#[rustfmt::skip]
pub(super) const WORDS: &[(&str, f64)] = &[
    ("two", 2.0), ("three", 3.0), ("four", 4.0), ("five", 5.0), ("six", 6.0), ("seven", 7.0), ("eight", 8.0), ("nine", 9.0), ("ten", 10.0),
    ("eleven", 11.0), ("twelve", 12.0), ("thirteen", 13.0), ("fourteen", 14.0), ("fifteen", 15.0), ("sixteen", 16.0), ("seventeen", 17.0),
    ("eighteen", 18.0), ("nineteen", 19.0), ("twenty", 20.0), ("thirty", 30.0), ("forty", 40.0), ("fifty", 50.0), ("sixty", 60.0),
    ("seventy", 70.0), ("eighty", 80.0), ("ninety", 90.0), ("hundred", 100.0), ("thousand", 1000.0), ("zwei", 2.0), ("drei", 3.0),
    ("vier", 4.0), ("fünf", 5.0), ("sechs", 6.0), ("sieben", 7.0), ("acht", 8.0), ("neun", 9.0), ("zehn", 10.0), ("dos", 2.0),
    ("tres", 3.0), ("cuatro", 4.0), ("cinco", 5.0), ("seis", 6.0), ("siete", 7.0), ("ocho", 8.0), ("nueve", 9.0), ("diez", 10.0),
    ("deux", 2.0), ("trois", 3.0), ("quatre", 4.0), ("cinq", 5.0), ("sept", 7.0), ("huit", 8.0), ("neuf", 9.0), ("dix", 10.0), ("tre", 3.0),
    ("quattro", 4.0), ("cinque", 5.0), ("sette", 7.0), ("otto", 8.0),
];

/// Nouns that a number word before them counts or measures, beside the units.
pub(super) const COUNTED: &[&str] = &[
    "steps",
    "sets",
    "set",
    "reps",
    "rep",
    "repetitions",
    "workouts",
    "workout",
    "sessions",
    "session",
    "runs",
    "rides",
    "times",
    "points",
    "beats",
    "meals",
    "kilometres",
    "flights",
    "floors",
    "laps",
    "exercises",
    "records",
    "prs",
    "sources",
    "readings",
    "samples",
    "measurements",
    "entries",
    "mal",
    "schritte",
    "einheiten",
    "veces",
    "fois",
    "volte",
    "noches",
    "nuits",
    "notti",
    "semanas",
    "semaines",
    "settimane",
    "sessions",
    "rest",
    "training",
    "consecutive",
    "full",
];
