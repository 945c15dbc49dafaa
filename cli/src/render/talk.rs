//! Conversations.

use super::system_time;
use crate::failure::Failure;
use crate::output::Output;
use coach_api::{Found, TurnResult};
use termimad::MadSkin;

/// What `/help` shows.
pub(crate) const CHAT_HELP: &str = "Ask about sleep, recovery, steps, heart rate, training, strength or weight.\n\
    /coach max|emma|progress  talk to one coach; /coach auto lets the question decide\n\
    /new                      begin a new conversation\n\
    /quit                     end; so does Ctrl-D. Ctrl-C stops an answer.";

/// Markdown that is shown line by line as it comes.
pub(crate) struct Markdown {
    output: Output,
    skin: MadSkin,
    line: String,
}

impl Markdown {
    pub(crate) fn new(output: Output) -> Self {
        Self { output, skin: MadSkin::default_dark(), line: String::new() }
    }

    /// Adds a piece and shows the lines that it completes.
    pub(crate) fn push(&mut self, piece: &str) -> Result<(), Failure> {
        self.line.push_str(piece);
        while let Some(end) = self.line.find('\n') {
            let rest = self.line.split_off(end + 1);
            let line = std::mem::replace(&mut self.line, rest);
            self.show(&line)?;
        }
        Ok(())
    }

    /// Drops what is not shown yet.
    pub(crate) fn restart(&mut self) {
        self.line.clear();
    }

    /// Shows the rest.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let rest = std::mem::take(&mut self.line);
        if rest.trim().is_empty() { Ok(()) } else { self.show(&rest) }
    }

    fn show(&self, line: &str) -> Result<(), Failure> {
        if line.trim().is_empty() {
            return self.output.line("");
        }
        self.output.piece(&self.skin.term_text(line.trim_end()).to_string())
    }
}

pub(crate) fn welcome(name: Option<&str>) -> String {
    let name = name.map_or_else(String::new, |name| format!(", {name}"));
    format!(
        "Hello{name}. I am PocketCoach; everything you say stays on this device.\n\
         I am no doctor: with chest pain, fainting or trouble breathing, call your emergency number.\n\
         Ask me something, or /help."
    )
}

/// Who speaks next.
pub(crate) fn speaker(name: &str) -> String {
    format!("\n\x1b[1m{name}\x1b[0m")
}

pub(crate) fn handoff(from: &str, to: &str) -> String {
    format!("\x1b[2m{from} → {to}\x1b[0m")
}

pub(crate) fn tool_line(server: &str, tool: &str, ok: bool, duration_ms: f64) -> String {
    let mark = if ok { "✓" } else { "✗" };
    format!("\x1b[2m{mark} {server} · {tool} · {duration_ms:.1} ms\x1b[0m")
}

pub(crate) fn intervention(intervention: &coach_api::Intervention) -> String {
    format!("[{}] {}: {}", intervention.rule.id(), intervention.action, intervention.detail)
}

/// A whole turn without a terminal: handoffs, tool calls, reply.
pub(crate) fn turn(result: &TurnResult) -> String {
    let mut text = String::new();
    for handoff in &result.handoffs {
        text.push_str(&format!("{} → {}\n", handoff.from.name(), handoff.to.name()));
    }
    for call in &result.tool_calls {
        let mark = if call.ok { "✓" } else { "✗" };
        text.push_str(&format!(
            "{mark} {} · {} {} · {:.1} ms\n",
            call.server, call.tool, call.arguments, call.duration_ms
        ));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&format!("{}: {}\n", result.coach.name(), result.reply));
    for change in &result.interventions {
        text.push_str(&format!("\n{}", intervention(change)));
    }
    for proposal in &result.proposals {
        text.push_str(&format!("\nWaits for you: {} — `coach approve {}`", proposal.summary, proposal.id));
    }
    text
}

/// What was found again, a line for each.
pub(crate) fn found(found: &[Found]) -> String {
    if found.is_empty() {
        return "Nothing was said or written down with these words.".to_owned();
    }
    let line = |hit: &Found| {
        let by = if hit.said_by == "person" { "you" } else { hit.said_by.as_str() };
        let snippet = hit.snippet.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{}  {:<9} {by}: {snippet}", system_time(hit.at_ms), hit.kind)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}
