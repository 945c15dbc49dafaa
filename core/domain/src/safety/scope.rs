//! SCOPE: what a model wrote is shown without diagnosis, treatment, advice on drugs and doses, and promises.
//!
//! The check works sentence by sentence and by words alone, in English, German, Spanish, French, Italian and
//! Portuguese. What is denied ("I cannot diagnose"), conditional ("if you have diabetes"), asked, referred to a doctor
//! ("ask your doctor about ibuprofen"), told by the person or quoted of them stays. To rule a condition out is to
//! diagnose. When something was left out, a referral is added; when what is left speaks of high intensity, heavy
//! weights or advanced movements and carries no safety warning, one is added.

mod judge;
mod words;

#[cfg(test)]
mod tests;

use super::grounding::sentences::{self, Cut};
use super::red_flags::text::sentences as words_of;
use super::{Intervention, Rule};
use judge::Known;
use serde::{Deserialize, Serialize};

/// What the check knows of the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScopeContext {
    /// What the person wrote in this conversation. What they said they have may be said again.
    pub words: Vec<String>,
    /// Conditions of the profile, for example `diabetes`.
    pub conditions: Vec<String>,
}

/// Why a sentence was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// It says that the person has a condition, or has not.
    Diagnosis,
    /// It treats a condition, or advises against seeing a doctor.
    Treatment,
    /// It advises on a drug, or names the dose of a drug or a supplement.
    Dose,
    /// It promises a result.
    Promise,
}

impl Removal {
    /// What was done, for the log; no health value stands in it.
    #[must_use]
    pub const fn detail(self) -> &'static str {
        match self {
            Removal::Diagnosis => "left out a sentence that diagnoses; only a doctor can do that",
            Removal::Treatment => {
                "left out a sentence that treats a condition; that is for a doctor or physiotherapist"
            }
            Removal::Dose => "left out a sentence that advises on a drug or a dose; that is for a doctor or pharmacist",
            Removal::Promise => "left out a sentence that promises a result",
        }
    }
}

/// A text that stays within the scope.
#[derive(Debug, Clone, PartialEq)]
pub struct ScopeReport {
    /// The text to show; of a stream, what comes after that which was shown already.
    pub text: String,
    /// What was left out, and whether a warning was added.
    pub interventions: Vec<Intervention>,
}

/// Why a sentence of a model must not be shown; `None` when it may.
#[must_use]
pub fn judge(sentence: &str, context: &ScopeContext) -> Option<Removal> {
    judge::judge(sentence, &Known::new(context))
}

/// Checks a whole text.
#[must_use]
pub fn check(text: &str, context: &ScopeContext) -> ScopeReport {
    let mut stream = ScopeStream::new(context);
    let mut shown = stream.push_complete(text).concat();
    let rest = stream.finish();
    shown.push_str(&rest.text);
    ScopeReport { text: shown, interventions: rest.interventions }
}

/// Checks a text while it arrives: whole sentences come out, checked; nothing unchecked ever does.
///
/// What comes out is the same however the text is cut into pieces. Text that another check has cut into sentences
/// already, such as that of [`GroundingStream`](super::grounding::GroundingStream), goes through
/// [`push_complete`](Self::push_complete) and comes out at once.
#[derive(Debug, Clone)]
pub struct ScopeStream {
    known: Known,
    /// Text that has not been cut into sentences yet.
    pending: String,
    line: Line,
    interventions: Vec<Intervention>,
    removed: Vec<Removal>,
    /// Common words of each language of [`ADDED`] that the text has.
    votes: [usize; ADDED.len()],
    /// The last letters that came out.
    end: String,
    /// Speaks of high intensity, heavy weights or advanced movements.
    is_hard: bool,
    is_warned: bool,
    /// A line was left out, so that the blank line behind it goes too.
    swallow_blank: bool,
}

/// What is known of the line that is being read.
#[derive(Debug, Clone, Default)]
struct Line {
    begun: bool,
    is_row: bool,
    /// Bullet, heading or list number, written before the first sentence that is kept.
    layout: String,
    kept: bool,
    dropped: bool,
}

impl ScopeStream {
    /// Starts a check with what is known of the person.
    #[must_use]
    pub fn new(context: &ScopeContext) -> Self {
        Self {
            known: Known::new(context),
            pending: String::new(),
            line: Line::default(),
            interventions: Vec::new(),
            removed: Vec::new(),
            votes: [0; ADDED.len()],
            end: String::new(),
            is_hard: false,
            is_warned: false,
            swallow_blank: false,
        }
    }

    /// Takes the next piece and gives the sentences that are complete and may be shown.
    #[must_use]
    pub fn push(&mut self, piece: &str) -> Vec<String> {
        self.pending.push_str(piece);
        self.read(true)
    }

    /// Takes text that ends with the end of a sentence or of a line, and gives what of it may be shown.
    #[must_use]
    pub fn push_complete(&mut self, text: &str) -> Vec<String> {
        self.pending.push_str(text);
        self.read(false)
    }

    /// Ends the text: what was still waiting, the referral and the warning where they are due, and what was left out.
    #[must_use]
    pub fn finish(mut self) -> ScopeReport {
        let mut text = self.read(false).concat();
        let words = self.added();
        let mut additions = Vec::new();
        if !self.removed.is_empty() {
            let is_medical = self.removed.iter().any(|removal| *removal != Removal::Promise);
            additions.push(if is_medical { words.referral } else { words.no_promise });
        }
        if self.is_hard && !self.is_warned {
            additions.push(words.warning);
            self.interventions.push(Intervention {
                rule: Rule::Scope,
                action: "adjusted".to_owned(),
                detail: "added a safety warning to advice on hard training".to_owned(),
            });
        }
        for addition in additions {
            let gap = match self.end.as_str() {
                "" | "\n\n" => "",
                end if end.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            text.push_str(gap);
            text.push_str(addition);
            addition.clone_into(&mut self.end);
        }
        ScopeReport { text, interventions: self.interventions }
    }

    fn read(&mut self, more: bool) -> Vec<String> {
        let mut out = Vec::new();
        while !self.pending.is_empty() {
            if !self.line.begun {
                let first = self.pending.split_inclusive('\n').next().unwrap_or_default();
                let Some(layout) = sentences::layout(first, more && !first.ends_with('\n')) else { break };
                let rest = self.pending.split_off(layout.length);
                let layout = std::mem::replace(&mut self.pending, rest);
                self.line = Line { begun: true, is_row: self.pending.starts_with('|'), layout, ..Line::default() };
            }
            let end = match sentences::first(&self.pending, self.line.is_row) {
                Cut::At(end) => end,
                Cut::NeedMore if more => break,
                Cut::NeedMore => self.pending.len(),
            };
            let rest = self.pending.split_off(end);
            let sentence = std::mem::replace(&mut self.pending, rest);
            self.sentence(&sentence, &mut out);
        }
        for piece in &out {
            self.end.push_str(piece);
        }
        let last = self.end.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        self.end.drain(..last);
        out
    }

    /// What is added, in the language of which the text has the most common words; English when in doubt.
    fn added(&self) -> &'static Added {
        let most = self.votes.iter().max().copied().unwrap_or(0);
        self.votes.iter().position(|votes| *votes == most).and_then(|at| ADDED.get(at)).unwrap_or(&ADDED[0])
    }

    fn vote(&mut self, sentence: &str) {
        for word in words_of(sentence).iter().flat_map(|sentence| &sentence.tokens) {
            for (votes, added) in self.votes.iter_mut().zip(ADDED) {
                *votes += usize::from(added.common.split(' ').any(|common| common == word.form));
            }
        }
    }

    fn sentence(&mut self, sentence: &str, out: &mut Vec<String>) {
        let body = sentence.trim_end_matches([' ', '\t', '\n', '\r']);
        let tail = &sentence[body.len()..];
        let ends_line = tail.ends_with('\n');
        self.vote(body);
        let removal = if body.is_empty() { None } else { judge::judge(body, &self.known) };
        if let Some(removal) = removal {
            self.line.dropped = true;
            self.removed.push(removal);
            self.interventions.push(Intervention {
                rule: Rule::Scope,
                action: "removed".to_owned(),
                detail: removal.detail().to_owned(),
            });
            if ends_line && self.line.kept {
                out.push("\n".to_owned());
            }
        } else if body.is_empty() && !self.line.kept && self.swallow_blank {
            // The blank line behind a paragraph that was left out.
        } else if body.is_empty() && self.line.dropped && !self.line.kept {
            // White space behind the only sentence of a line, which was left out.
        } else {
            self.is_hard |= judge::is_hard(body);
            self.is_warned |= judge::is_warning(body);
            out.push(format!("{}{sentence}", std::mem::take(&mut self.line.layout)));
            self.line.kept = true;
        }
        if ends_line {
            let line = std::mem::take(&mut self.line);
            self.swallow_blank = line.dropped && !line.kept;
        }
    }
}

/// What is added to a text, in one language.
struct Added {
    /// Its most common words, folded.
    common: &'static str,
    referral: &'static str,
    no_promise: &'static str,
    warning: &'static str,
}

const ADDED: [Added; 6] = [
    Added {
        common: "the and is are you your with for to of in on it this that not at i have do then will",
        referral: "I leave diagnosis, treatment and medicines to professionals: please ask your doctor, pharmacist or physiotherapist about that.",
        no_promise: "Results differ from person to person, so I promise none.",
        warning: "Safety: warm up first, use a weight and a pace that you control, have a spotter for heavy lifts, and stop if you feel pain, dizziness or pressure in your chest.",
    },
    Added {
        common: "der die das und ist sind du dein deine deinen mit fur zu im den dem ein eine einen nicht auf hast dir ich heute es wir",
        referral: "Diagnose, Behandlung und Medikamente überlasse ich Fachleuten: Frag dazu bitte deine Ärztin, deinen Arzt, die Apotheke oder die Physiotherapie.",
        no_promise: "Ergebnisse sind von Mensch zu Mensch verschieden; ich verspreche keine.",
        warning: "Sicherheit: Wärm dich zuerst auf, nimm Gewicht und Tempo, die du beherrschst, lass dich bei schweren Gewichten sichern, und hör auf bei Schmerz, Schwindel oder Druck in der Brust.",
    },
    Added {
        common: "el la los las y es son tu tus con para en un una de que por no te tienes del al hoy lo esta su",
        referral: "El diagnóstico, el tratamiento y los medicamentos son cosa de profesionales: consulta a tu médico, farmacéutico o fisioterapeuta.",
        no_promise: "Los resultados varían de una persona a otra; no prometo ninguno.",
        warning: "Seguridad: calienta primero, usa un peso y un ritmo que controles, pide ayuda con las cargas altas y para si notas dolor, mareo o presión en el pecho.",
    },
    Added {
        common: "le la les et est sont vous votre tu ton avec pour en un une de des que ne pas c il je du aujourd cet cette",
        referral: "Le diagnostic, le traitement et les médicaments relèvent de professionnels : demandez à votre médecin, pharmacien ou kinésithérapeute.",
        no_promise: "Les résultats varient d’une personne à l’autre ; je n’en promets aucun.",
        warning: "Sécurité : échauffez-vous d’abord, gardez une charge et une allure que vous maîtrisez, faites-vous assister pour les charges élevées et arrêtez en cas de douleur, de vertige ou de pression dans la poitrine.",
    },
    Added {
        common: "il lo la gli e sono tu tuo tua con per un una di che non ti hai del oggi questo questa ad al fai",
        referral: "Diagnosi, cura e farmaci spettano a chi è del mestiere: chiedi al tuo medico, farmacista o fisioterapista.",
        no_promise: "I risultati cambiano da persona a persona; non ne prometto.",
        warning: "Sicurezza: prima riscaldati, usa un peso e un ritmo che controlli, fatti assistere con i carichi alti e fermati se senti dolore, capogiro o pressione al petto.",
    },
    Added {
        common: "o os as e voce seu sua com para em um uma de que nao tem do da hoje isso este faca no na",
        referral: "Diagnóstico, tratamento e medicamentos cabem a profissionais: pergunte ao seu médico, farmacêutico ou fisioterapeuta.",
        no_promise: "Os resultados variam de pessoa para pessoa; não prometo nenhum.",
        warning: "Segurança: aqueça primeiro, use um peso e um ritmo que controla, peça apoio com cargas altas e pare se sentir dor, tontura ou pressão no peito.",
    },
];
