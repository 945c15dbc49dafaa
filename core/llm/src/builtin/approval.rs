//! A yes or no to a proposal in words. Only the person's own act approves a write, so a coach says where that is done.

use super::conversation::Conversation;
use super::text;
use super::understand::Coach;

/// What every proposal is said with.
const WAITS: &str = "waits for your approval";

/// Words of a yes that names no more than the proposal.
const YES: &[&str] = &[
    "yes",
    "yep",
    "yeah",
    "yup",
    "ok",
    "okay",
    "sure",
    "approve",
    "approved",
    "accept",
    "accepted",
    "confirm",
    "confirmed",
    "agreed",
    "go",
    "do",
    "save",
    "store",
    "write",
    "log",
    "book",
    "deal",
];

/// Words of a no.
const NO: &[&str] = &["no", "nope", "reject", "rejected", "decline", "discard", "cancel"];

/// Words that may stand around them.
const AROUND: &[&str] = &[
    "i", "it", "that", "this", "the", "a", "to", "with", "for", "me", "my", "please", "ahead", "plan", "change",
    "changes", "entry", "meal", "proposal", "all", "now", "then", "and", "down", "in", "sounds", "looks", "good",
    "great", "fine", "perfect", "thanks", "thank", "you", "lets", "let", "us", "is", "are", "want", "not", "do", "go",
];

/// Where a proposal is approved or turned down, when a message does no more than that right after one.
pub(super) fn in_words(conversation: &Conversation<'_>, coach: Coach) -> Option<String> {
    let tokens = text::tokens(conversation.question);
    let names = |words: &[&str]| tokens.iter().any(|token| token.is(words));
    let only = |words: &[&str]| tokens.iter().all(|token| token.is(words) || token.is(AROUND));
    let waits = conversation.said.last().is_some_and(|said| said.contains(WAITS));
    let (yes, no) = (names(YES) && only(YES), names(NO) && only(NO));
    if tokens.is_empty() || !(yes || no) {
        return None;
    }
    // a bare "yes" may answer anything else
    if !waits {
        let approves = names(&["approve", "approved", "reject", "rejected"]);
        return approves
            .then_some(match coach {
                Coach::Max => "Nothing from me waits right now. `coach approve` lists what does.",
                Coach::Emma => "I have nothing open for you just now. `coach approve` lists whatever still waits.",
                Coach::Progress => "My last message proposed nothing. `coach approve` lists what waits.",
            })
            .map(str::to_owned);
    }
    Some(
        match (yes, coach) {
            (true, Coach::Max) => {
                "Good, but the signature is yours, not mine. Answer y where I ask “Write it?”, or run `coach approve`: it lists what waits."
            }
            (true, Coach::Emma) => {
                "I am glad it suits you! Only you can store it: answer y where it asks “Write it?”, or use `coach approve`, which lists what waits for you."
            }
            (true, Coach::Progress) => {
                "A yes in words stores nothing, so that nobody but you can write. Answer y at “Write it?”, or run `coach approve`, which lists what waits."
            }
            (false, Coach::Max) => "Then it stays out. `coach reject` with its id clears it away. What do you want instead?",
            (false, Coach::Emma) => {
                "That is fine, nothing was stored. `coach reject` with its id puts it away. What would suit you better?"
            }
            (false, Coach::Progress) => {
                "Nothing was stored. `coach reject` with its id removes it from the list. Tell me what to change, and I propose again."
            }
        }
        .to_owned(),
    )
}
