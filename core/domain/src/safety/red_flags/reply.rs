//! What is said instead of a workout, in the language of the text.

use super::{RedFlag, language_of};
use crate::citation::Citation;
use crate::safety::emergency::{UNKNOWN_COUNTRY, emergency_number};
use crate::safety::{Intervention, Rule};

/// The two replies of a language; `{n}` is the number.
struct Words {
    language: &'static str,
    /// Between two numbers that both work.
    or: &'static str,
    /// In place of a number when the country is not known; empty where `unknown` is written with digits below.
    unknown: &'static str,
    present: &'static str,
    resolved: &'static str,
}

const WORDS: &[Words] = &[
    Words {
        language: "en",
        or: "or",
        unknown: UNKNOWN_COUNTRY,
        present: "Stop training now. What you describe can be a medical emergency. Call {n} now, or ask someone near you to call, and do not stay \
                  alone. I will not give you a workout, and your plan is suspended until a doctor has cleared you.",
        resolved: "What you describe needs a doctor before you train again, even if it is over now. I will not give you a workout, and your plan is \
                   suspended until a doctor has cleared you. If it comes back, stop and call {n} at once.",
    },
    Words {
        language: "de",
        or: "oder",
        unknown: "112 oder 911 oder deine örtliche Notrufnummer",
        present: "Hör jetzt auf zu trainieren. Was du beschreibst, kann ein medizinischer Notfall sein. Ruf sofort {n} an oder bitte jemanden in deiner Nähe \
                  darum, und bleib nicht allein. Ich gebe dir kein Training, und dein Plan ruht, bis eine Ärztin oder ein Arzt ihn freigibt.",
        resolved: "Was du beschreibst, muss ärztlich abgeklärt werden, bevor du wieder trainierst, auch wenn es jetzt vorbei ist. Ich gebe dir kein \
                   Training, und dein Plan ruht bis dahin. Kommt es wieder, hör auf und ruf sofort {n} an.",
    },
    Words {
        language: "es",
        or: "o",
        unknown: "al 112 o al 911, o a tu número local de emergencias",
        present: "Deja de entrenar ahora. Lo que describes puede ser una emergencia médica. Llama ya: {n}. Si no puedes, pide a alguien que llame y no te \
                  quedes a solas. No te daré un entrenamiento y tu plan queda suspendido hasta que un médico te autorice.",
        resolved: "Lo que describes debe verlo un médico antes de que vuelvas a entrenar, aunque ya haya pasado. No te daré un entrenamiento y tu plan queda \
                   suspendido hasta entonces. Si vuelve, para y llama enseguida: {n}.",
    },
    Words {
        language: "fr",
        or: "ou",
        unknown: "le 112 ou le 911, ou votre numéro d’urgence local",
        present: "Arrêtez l’entraînement maintenant. Ce que vous décrivez peut être une urgence médicale. Appelez tout de suite : {n}. Ou demandez à \
                  quelqu’un d’appeler, et ne restez pas sans personne. Je ne vous donne pas de séance et votre plan est suspendu jusqu’à l’accord d’un médecin.",
        resolved: "Ce que vous décrivez doit être vu par un médecin avant de reprendre l’entraînement, même si c’est passé. Je ne vous donne pas de séance et \
                   votre plan est suspendu jusque-là. Si cela revient, arrêtez et appelez aussitôt : {n}.",
    },
    Words {
        language: "it",
        or: "o",
        unknown: "il 112 o il 911, o il numero di emergenza locale",
        present: "Smetti subito di allenarti. Quello che descrivi può essere un’emergenza medica. Chiama ora: {n}. Oppure chiedi a qualcuno vicino a te di \
                  chiamare, e non restare senza compagnia. Non ti do un allenamento e il tuo piano è sospeso finché un medico non ti dà il via libera.",
        resolved: "Quello che descrivi va visto da un medico prima di tornare ad allenarti, anche se ora è passato. Non ti do un allenamento e il tuo piano è \
                   sospeso fino ad allora. Se torna, fermati e chiama subito: {n}.",
    },
    Words {
        language: "pt",
        or: "ou",
        unknown: "112 ou 911, ou o número de emergência local",
        present: "Pare de treinar agora. O que descreve pode ser uma emergência médica. Ligue já: {n}. Ou peça a alguém por perto que ligue, e não fique sem \
                  companhia. Não vou dar um treino e o seu plano fica suspenso até um médico liberar.",
        resolved: "O que descreve precisa ser visto por um médico antes de voltar a treinar, mesmo que já tenha passado. Não vou dar um treino e o seu plano \
                   fica suspenso até lá. Se voltar, pare e ligue logo: {n}.",
    },
    Words {
        language: "nl",
        or: "of",
        unknown: "112 of 911, of je plaatselijke alarmnummer",
        present: "Stop nu met trainen. Wat je beschrijft kan een medisch noodgeval zijn. Bel meteen {n}, of vraag iemand in de buurt om te bellen, en blijf niet \
                  alleen. Ik geef je geen training en je plan ligt stil tot een arts je toestemming geeft.",
        resolved: "Wat je beschrijft moet een arts zien voordat je weer traint, ook als het nu over is. Ik geef je geen training en je plan ligt tot dan stil. \
                   Komt het terug, stop dan en bel meteen {n}.",
    },
    Words {
        language: "pl",
        or: "lub",
        unknown: "112 lub 911 albo lokalny numer alarmowy",
        present: "Przerwij trening teraz. To, co opisujesz, może być stanem nagłym. Zadzwoń natychmiast: {n}. Możesz też poprosić kogoś obok o telefon; nie \
                  zostawaj bez opieki. Nie podam treningu, a plan jest zawieszony do czasu zgody lekarza.",
        resolved: "To, co opisujesz, musi ocenić lekarz, zanim wrócisz do treningu, nawet jeśli już minęło. Nie podam treningu, a plan jest do tego czasu \
                   zawieszony. Jeśli wróci, przerwij i natychmiast zadzwoń: {n}.",
    },
    Words {
        language: "tr",
        or: "veya",
        unknown: "112 veya 911 ya da yerel acil numaranız",
        present: "Antrenmanı şimdi bırak. Anlattıkların tıbbi bir acil durum olabilir. Hemen ara: {n}. Ya da yakınındaki birinden aramasını iste ve yalnız kalma. \
                  Sana antrenman vermeyeceğim; planın bir doktor onay verene kadar askıda.",
        resolved: "Anlattıkların geçmiş olsa bile yeniden antrenman yapmadan önce bir doktora görünmelisin. Sana antrenman vermeyeceğim; planın o zamana kadar \
                   askıda. Tekrarlarsa dur ve hemen ara: {n}.",
    },
    Words {
        language: "zh",
        or: "或",
        unknown: "112 或 911，或当地急救电话",
        present: "请立即停止训练。你描述的情况可能是医疗急症。请马上拨打 {n}，或请身边的人拨打，不要独处。我不会给出训练内容，在医生同意之前，你的计划已暂停。",
        resolved: "即使现在已经缓解，你描述的情况也需要先看医生再训练。我不会给出训练内容，在此之前你的计划已暂停。如果再次出现，请停下并立即拨打 {n}。",
    },
];

/// The reply that ends the turn and the intervention for the log; `country` is an ISO 3166 code, if known.
///
/// The reply is in the language of `text`, English when that is not one of the ten that are known.
#[must_use]
pub fn emergency_reply(flags: &[RedFlag], country: Option<&str>, text: &str) -> (String, Intervention) {
    let language = language_of(text);
    let words = WORDS.iter().find(|words| words.language == language).unwrap_or(&WORDS[0]);
    let number = country
        .and_then(emergency_number)
        .map_or_else(|| words.unknown.to_owned(), |number| number.replace(" or ", &format!(" {} ", words.or)));
    let resolved = !flags.is_empty() && flags.iter().all(|flag| flag.resolved);
    let template = if resolved { words.resolved } else { words.present };
    let mut kinds: Vec<&str> = flags.iter().map(|flag| flag.kind.title()).collect();
    kinds.dedup();
    let detail = format!(
        "told of {}{}; training stopped, plan suspended, emergency number given",
        if kinds.is_empty() { "an emergency".to_owned() } else { kinds.join(", ") },
        if resolved { ", past and over" } else { "" },
    );
    (template.replace("{n}", &number), Intervention { rule: Rule::RedFlag, action: "stopped".to_owned(), detail })
}

/// Citations of the emergency numbers in a reply of [`emergency_reply`]: they come from the rule itself.
#[must_use]
pub fn emergency_citations(reply: &str) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    for digits in reply.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()) {
        if citations.iter().all(|known| known.text != digits) {
            citations.push(Citation {
                text: digits.to_owned(),
                value: digits.parse().unwrap_or(0.0),
                unit: String::new(),
                metric: Rule::RedFlag.id().to_owned(),
                source: "emergency numbers".to_owned(),
                from: None,
                to: None,
            });
        }
    }
    citations
}
