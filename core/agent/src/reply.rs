//! The guard after a model: text is held until a sentence is complete and every number in it is traced.

use coach_domain::citation::Citation;
use coach_domain::safety::Intervention;
use coach_domain::safety::grounding::{Evidence, ground};

/// Text that was checked, and what stands behind it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Released {
    /// Text to show.
    pub(crate) text: String,
    /// One figure for each number in it.
    pub(crate) citations: Vec<Citation>,
    /// What was removed.
    pub(crate) interventions: Vec<Intervention>,
}

/// The reply of one model call on its way to the person.
#[derive(Debug)]
pub(crate) struct ReplyStream {
    evidence: Evidence,
    /// Received and not checked yet.
    held: String,
    /// White space to show before the next sentence.
    space: String,
    /// Characters that may still be shown.
    room: usize,
    /// Bytes received.
    pub(crate) received: usize,
    /// Sentences checked.
    pub(crate) sentences: u64,
    /// Sentences that lost something.
    pub(crate) repaired: u64,
    /// Everything released so far.
    pub(crate) all: Released,
}

impl ReplyStream {
    /// A stream that shows at most `room` characters, `space` before the first of them.
    pub(crate) fn new(evidence: Evidence, space: &str, room: usize) -> Self {
        Self {
            evidence,
            held: String::new(),
            space: space.to_owned(),
            room,
            received: 0,
            sentences: 0,
            repaired: 0,
            all: Released::default(),
        }
    }

    /// Takes a piece of text and gives out the sentences that it completes.
    pub(crate) fn push(&mut self, piece: &str) -> Released {
        self.received += piece.len();
        self.held.push_str(piece);
        let mut released = Released::default();
        while let Some(end) = sentence_end(&self.held) {
            let rest = self.held.split_off(end);
            let sentence = std::mem::replace(&mut self.held, rest);
            self.check(&sentence, &mut released);
        }
        self.keep(released)
    }

    /// Checks what is left; nothing more comes.
    pub(crate) fn finish(&mut self) -> Released {
        let sentence = std::mem::take(&mut self.held);
        let mut released = Released::default();
        self.check(&sentence, &mut released);
        self.keep(released)
    }

    fn keep(&mut self, released: Released) -> Released {
        self.all.text.push_str(&released.text);
        self.all.citations.extend(released.citations.iter().cloned());
        self.all.interventions.extend(released.interventions.iter().cloned());
        released
    }

    /// Checks one sentence with the white space around it.
    fn check(&mut self, sentence: &str, released: &mut Released) {
        let core = sentence.trim();
        let started = !self.is_at_start(released);
        if core.is_empty() || self.room == 0 {
            self.space.push_str(if started { sentence } else { "" });
            return;
        }
        let leading = &sentence[..sentence.len() - sentence.trim_start().len()];
        let trailing = &sentence[sentence.trim_end().len()..];
        self.space.push_str(if started { leading } else { "" });
        self.sentences += 1;
        let grounded = ground(core, &self.evidence);
        self.repaired += u64::from(!grounded.interventions.is_empty());
        released.interventions.extend(grounded.interventions);
        let text = grounded.text.trim();
        if !text.is_empty() {
            let space = std::mem::take(&mut self.space);
            self.show(&space, text, grounded.citations, released);
            self.space.push_str(trailing);
        } else if started && trailing.contains('\n') && !self.space.contains('\n') {
            trailing.clone_into(&mut self.space);
        }
    }

    /// Shows a checked sentence if it fits; after the first that does not, nothing more is shown.
    fn show(&mut self, space: &str, text: &str, citations: Vec<Citation>, released: &mut Released) {
        let wanted = space.chars().count() + text.chars().count();
        if wanted <= self.room {
            self.room -= wanted;
            released.text.push_str(space);
            released.text.push_str(text);
            released.citations.extend(citations);
            return;
        }
        if self.is_at_start(released) {
            // One sentence longer than a whole reply: its beginning, cut between words so that no number is halved.
            let cut: String = text.chars().take(self.room.saturating_sub(space.chars().count() + 1)).collect();
            if let Some((whole, _)) = cut.rsplit_once(char::is_whitespace) {
                released.text.push_str(space);
                released.text.push_str(whole.trim_end());
                released.text.push('…');
                released.citations.extend(citations.into_iter().filter(|citation| whole.contains(&citation.text)));
            }
        }
        self.room = 0;
    }

    fn is_at_start(&self, released: &Released) -> bool {
        self.all.text.is_empty() && released.text.is_empty()
    }
}

/// Words before whose full stop no sentence ends.
const ABBREVIATIONS: [&str; 16] =
    ["dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "eg", "ie", "approx", "vs", "ca", "no", "avg", "incl"];

/// Where the first complete sentence ends, with the white space after it; `None` while more may belong to it.
fn sentence_end(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\n' => return Some(at + 1),
            '.' | '!' | '?' | '…' | '。' => {
                let mut end = at + letter.len_utf8();
                while let Some((next_at, next)) = letters.next_if(|(_, next)| {
                    matches!(next, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']' | '*' | '_')
                }) {
                    end = next_at + next.len_utf8();
                }
                match letters.peek() {
                    Some((_, next)) if next.is_whitespace() && !(letter == '.' && is_inner_stop(&text[..at])) => {
                        let space = text[end..].chars().take_while(|next| next.is_whitespace() && *next != '\n');
                        return Some(end + space.map(char::len_utf8).sum::<usize>());
                    }
                    _ if letter == '。' => return Some(end),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a full stop after this text ends an abbreviation or numbers a list rather than ends a sentence.
fn is_inner_stop(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let word = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let word = word.trim_start_matches(['(', '*', '_', '"', '“']).to_lowercase();
    let numbers_a_list = line.trim().chars().all(|letter| letter.is_ascii_digit());
    numbers_a_list || ABBREVIATIONS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stream(text: &str, pieces: usize, room: usize) -> (String, ReplyStream) {
        let mut stream = ReplyStream::new(Evidence::default(), "", room);
        let letters: Vec<char> = text.chars().collect();
        let mut shown = String::new();
        for piece in letters.chunks(pieces.max(1)) {
            shown.push_str(&stream.push(&piece.iter().collect::<String>()).text);
        }
        shown.push_str(&stream.finish().text);
        (shown, stream)
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        let end = |text: &str| sentence_end(text).map(|end| text[..end].to_owned());
        assert_eq!(end("You slept well. And then").as_deref(), Some("You slept well. "));
        assert_eq!(end("Ask Dr. Progress"), None);
        assert_eq!(end("about e.g. this"), None);
        assert_eq!(end("7.5 h"), None);
        assert_eq!(end("1. Walk"), None);
        assert_eq!(end("1. Walk\n2. Run").as_deref(), Some("1. Walk\n"));
        assert_eq!(end("Really?! \"Yes.\" "), Some("Really?! ".to_owned()));
        assert_eq!(end("It is done."), None);
    }

    #[test]
    fn a_long_reply_ends_after_a_whole_sentence() {
        let (shown, _) = stream("One is short. Two is much longer than that. Three.", 3, 20);
        assert_eq!(shown, "One is short.");
        let (shown, _) = stream("a single sentence without any end in sight", 5, 20);
        assert_eq!(shown, "a single sentence…");
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter_and_nothing_is_lost(text in "[a-zA-Z.,!?\\n \"]{0,120}", pieces in 1_usize..20) {
            let (whole, _) = stream(&text, 1_000, 2_000);
            let (shown, stream) = stream(&text, pieces, 2_000);
            prop_assert_eq!(&shown, &whole);
            prop_assert_eq!(&shown, &stream.all.text);
            prop_assert_eq!(shown.as_str(), text.trim());
        }

        #[test]
        fn room_is_never_exceeded(text in "\\PC{0,200}", pieces in 1_usize..20, room in 0_usize..60) {
            let (shown, _) = stream(&text, pieces, room);
            prop_assert!(shown.chars().count() <= room);
        }
    }
}
