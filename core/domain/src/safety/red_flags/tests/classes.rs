//! Whole ways of speaking, several sentences each: those that must stop a turn, and those that must not.

/// Someone's pain told with an idiom, the heart of another, the arm beside the chest.
#[rustfmt::skip]
pub(super) const KILLING: &[&str] = &[
    "My husband says his chest is killing him and his arm feels heavy",
    "her chest is killing her and her left arm is like lead",
    "my chest is killing me and my arm feels heavy",
    "Dad's arms feel heavy and his chest is killing him",
    "my client's chest was killing her this morning, arm heavy too",
    "the pain in his chest is killing him",
    "chest killing me, arm gone heavy",
    "my wife's chest is murdering her and her arm weighs a ton",
    "his chest is doing him in and his left arm is heavy",
    "my brother's chest is killing him, arm heavy",
];

/// The heart races at rest and does not stop.
#[rustfmt::skip]
pub(super) const RACING: &[&str] = &[
    "my heart is pounding lying down and will not slow down",
    "heart racing in bed and it just won't stop",
    "my heart won't slow down even though I'm resting",
    "I've been on the sofa for an hour and my heart is still hammering",
    "heart keeps thumping like mad, not doing anything",
    "my pulse is racing and will not come down",
    "his heart is going crazy while he's just sitting",
    "my heart's beating so fast and it does not calm down",
    "heart beating way too fast lying in bed",
    "Mein Herz hämmert im Liegen und hört nicht auf",
    "Mein Herz schlägt im Sitzen viel zu schnell und beruhigt sich nicht",
    "Mir rast das Herz, obwohl ich nur liege",
    "el corazón me late muy rápido acostado y no para",
    "se me acelera el corazón en la cama y no se calma",
    "mon coeur bat très vite allongé et ne ralentit pas",
    "j'ai le coeur qui bat à toute allure au repos",
    "il cuore mi batte fortissimo da sdraiato e non rallenta",
    "mi batte il cuore all'impazzata anche a letto",
    "meu coração bate muito rápido deitado e não desacelera",
    "o coração disparou deitada e não para",
    "mijn hart bonst terwijl ik lig en het stopt niet",
    "mijn hart gaat als een gek in bed en wordt niet rustiger",
    "serce wali mi na leżąco i nie chce zwolnić",
    "serce bije mi jak oszalałe w łóżku",
    "yatarken kalbim çok hızlı atıyor ve yavaşlamıyor",
    "kalbim küt küt atıyor, durmuyor",
    "躺着的时候心跳很快，一直慢不下来",
    "我坐着心跳得特别快",
    "her pulse is hammering at rest and won't slow down",
    "my heart is pounding in bed and will not settle",
    "Mein Puls rast im Bett und hört nicht auf",
    "o coração bate rápido demais deitado",
    "le coeur bat trop vite quand je suis allongé",
    "kalbim otururken deli gibi atıyor",
    "我躺在床上心跳非常快",
    "you asked why I worry: my heart keeps racing in bed",
];

/// No air: the verb and "air" stand apart, in any order.
#[rustfmt::skip]
pub(super) const AIR: &[&str] = &[
    "Ich kriege seit heute früh ganz schlecht Luft",
    "ich bekomme einfach nicht genug Luft",
    "krieg grad irgendwie schlecht Luft",
    "Luft bekomme ich seit gestern kaum",
    "Mein Vater bekommt nach der Treppe kaum noch Luft",
    "Sie kriegt im Moment fast keine Luft",
    "ich kann nachts schlecht Luft holen",
    "dass ich so schlecht Luft kriege, macht mir Angst",
    "weil ich keine Luft mehr bekomme",
    "I can barely get any air",
    "air just isn't getting into my lungs",
    "I can't seem to get a proper breath",
    "no me llega bien el aire",
    "casi no me entra el aire",
    "apenas puedo tomar aire",
    "je n'arrive vraiment plus à reprendre mon souffle",
    "j'ai beaucoup de mal à respirer depuis hier",
    "non riesco proprio a prendere aria",
    "l'aria proprio non mi basta",
    "não consigo puxar o ar direito",
    "o ar não entra direito",
    "ik krijg de hele dag al slecht lucht",
    "ik krijg sinds vanochtend nauwelijks lucht",
    "lucht krijg ik bijna niet",
    "nie mogę normalnie nabrać powietrza",
    "ledwo mogę złapać powietrze",
    "bir türlü nefes alamıyorum",
    "nefesim bir türlü yetmiyor",
    "我怎么也吸不进气",
    "气都喘不上来",
    "Ich bekomme beim Sitzen ganz schlecht Luft",
    "meine Frau kriegt heute nur noch schlecht Luft",
    "Ik krijg al een uur amper lucht",
    "me cuesta mucho tomar aire",
];

/// Beats left out or out of order, the verb and its particle apart.
#[rustfmt::skip]
pub(super) const SKIPPING: &[&str] = &[
    "mijn hart slaat steeds een slag over",
    "mijn hart slaat de hele dag over",
    "soms slaat mijn hart over",
    "mijn hart klopt onregelmatig",
    "mijn hartslag voelt heel onregelmatig",
    "het hart van mijn vader slaat onregelmatig",
    "ik voel dat mijn hart telkens overslaat",
    "onregelmatig klopt mijn hart sinds gisteren",
    "mein Herz setzt immer wieder aus",
    "ständig setzt mein Herz einen Schlag aus",
    "unregelmäßig schlägt mein Herz seit heute",
    "my heart misses a beat every few minutes",
    "every few beats my heart misses one",
    "mi corazón se salta algún latido",
    "mon coeur saute des battements",
    "il mio cuore salta un battito ogni tanto",
    "meu coração pula batidas",
    "serce gubi mi uderzenia",
    "kalbim arada bir atlıyor",
    "心跳漏一拍，老是这样",
    "mijn hart slaat af en toe over",
    "zijn hart klopt de hele tijd onregelmatig",
];

/// History that is denied.
#[rustfmt::skip]
pub(super) const NEVER: &[&str] = &[
    "The form asked about palpitations and fainting, never had either",
    "Doctor asked about chest pain and dizziness, I've never had either",
    "They asked if I ever had chest pain or fainted. Never had any of that",
    "asked me about palpitations, never had them",
    "the questionnaire lists fainting, chest pain and palpitations; I have had none of them",
    "the nurse asked about dizziness: never had it",
    "asked about blackouts and shortness of breath, I have neither",
    "he asked about heart attacks and strokes, nothing like that",
    "Der Arzt fragte nach Schwindel und Brustschmerzen, hatte ich beides nie",
    "De dokter vroeg naar hartkloppingen en flauwvallen, nooit gehad",
    "me preguntaron por mareos y palpitaciones, nunca he tenido",
    "On m'a demandé si j'avais des vertiges ou des palpitations, jamais eu",
    "the intake form asked about dizziness or chest pain, I've never had them",
];

/// Stories: films, plays, books and quotations.
#[rustfmt::skip]
pub(super) const STORIES: &[&str] = &[
    "In the film the hero clutches his chest and has a heart attack",
    "the character in my book faints at the wedding",
    "watched a movie where the guy collapses with chest pain",
    "in the play she says \"I can't breathe\" and dies",
    "the novel opens with a man having a stroke",
    "that scene in the series where he passes out is so good",
    "my favourite line in the movie is \"my chest hurts when you leave\"",
    "the main character of the show has an arrhythmia",
    "Im Film fällt der Held in Ohnmacht",
    "En la película el protagonista sufre un infarto",
    "Dans le film, le héros a une crise cardiaque",
    "In de film krijgt de hoofdpersoon een hartaanval",
    "In the series the detective gets shot and can't breathe",
    "that scene where she faints in his arms",
];

/// Asleep, not unconscious.
#[rustfmt::skip]
pub(super) const ASLEEP: &[&str] = &[
    "passed out at 9pm and slept ten hours",
    "I passed out on the couch watching netflix",
    "totally passed out in bed after the long day, best sleep ever",
    "passed out before my head hit the pillow",
    "I was so tired I passed out at eight and slept through",
    "got home, passed out, woke up at noon, great sleep",
    "I passed out the second I got into bed",
    "kids passed out in the car and I had a nap too",
    "passed out after dinner and slept till ten",
];

/// Dizzy with choice, with numbers, with joy.
#[rustfmt::skip]
pub(super) const GIDDY: &[&str] = &[
    "so many charts I'm getting dizzy 😅",
    "all these numbers make me dizzy lol",
    "the choice of programmes makes me dizzy 😂",
    "dizzy from all the options in the menu :)",
    "these stats make my head spin 😄",
    "I'm dizzy with happiness about my PR",
    "Bei den vielen Zahlen wird mir ganz schwindelig 😅",
    "mir wird schwindelig bei so viel Auswahl :D",
    "vor Freude ist mir ganz schwindelig 😄",
    "die ganzen Statistiken machen mich schwindelig 😂",
    "tantos números me marean 😂",
    "tous ces chiffres me donnent le vertige 😅",
    "Bei so vielen Diagrammen wird mir schwindelig 😂",
    "so viele Optionen, da wird einem ja schwindlig :D",
    "too many options, dizzy already 😂",
];

/// What must not be taken for one of these: someone is ill, in or beside a story, a joke or a denial.
#[rustfmt::skip]
pub(super) const STILL_TOLD: &[&str] = &[
    "I watched a film and now my chest hurts",
    "during the movie I got chest pain",
    "I was reading my book when my heart started skipping beats",
    "after the play I fainted in the foyer",
    "I passed out during squats",
    "I passed out at the gym and hit my head",
    "passed out on the bathroom floor yesterday, no idea why",
    "I feel dizzy 😅",
    "getting dizzy since I stood up lol",
    "mir ist schwindelig 😅",
    "mir ist seit dem Training schwindelig :)",
    "doctor asked about chest pain and I have it right now",
    "asked about palpitations, never had them before but now my heart is skipping beats",
    "never had either until today, now I'm dizzy and my chest hurts",
    "seeing double numbers and feeling dizzy",
    "I never had chest pain like this",
    "asked about fainting and I fainted yesterday",
    "in the film club I fainted",
    "in the movie theater he fainted",
    "I passed out and hit the floor, then slept all day",
    "dizzy since this morning, these numbers worry me",
    "My doctor asked if I have chest pain, and yes, my chest hurts",
    "The scene today: I lost consciousness",
    "I never had chest pain before but it hurts now in my chest",
];

/// Air, hearts and forms that are no symptoms.
#[rustfmt::skip]
pub(super) const PLAIN: &[&str] = &[
    "I barely get any fresh air",
    "Ich hole mir kaum frische Luft",
    "my air bike won't get going",
    "I can't get the air squat right",
    "do I get enough air between sets?",
    "Ich bekomme keine Daten über die Luftqualität",
    "how fast does my heart rate drop after a sprint",
    "my heart rate is beating last year's average",
    "hearts and minds",
    "the form of my squat: never had a coach",
];
