//! A request as the model's template wants it.
//!
//! The order of a prompt decides what can be kept between turns: the agent's instructions and the tools first, then
//! the conversation, and what changes from day to day (the date, the person's name, the span of the data) last, with
//! the person's latest message. What was said with a message once stays with it, so that the next turn only adds.

use super::format::ToolFormat;
use super::taint::{Rendered, Taint};
use super::template::{Conversation, Template, python_json};
use super::vocab::Marks;
use crate::chat::{ChatRequest, Message, ToolCall, ToolDescription, TurnContext};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Messages whose additions are remembered.
const REMEMBERED: usize = 512;
/// A letter that stands for "any message" when the fixed part of a prompt is looked for.
const ANYTHING: &str = "\u{f8ff}";

const ASK_JSON: &str = "# Tools\n\nTo call a tool, answer with one JSON object and nothing else:\n\
    {\"name\": \"<tool>\", \"arguments\": {<arguments>}}\nTo answer the person, write words. The tools:";

/// Turns requests into prompts for one model.
pub(super) struct Prompter {
    template: Template,
    format: ToolFormat,
    marks: Marks,
    /// The template refuses a system message: instructions go before the first message of the person.
    system_in_user: bool,
    added: HashMap<[u8; 32], String>,
}

/// A prompt, and the same prompt for another conversation: what they share at the beginning is fixed.
pub(super) struct Prompt {
    pub(super) whole: Rendered,
    pub(super) other: Rendered,
}

impl Prompter {
    /// Reads a template and tries it.
    ///
    /// # Errors
    /// A template that cannot be used, in words that follow "load the model: ".
    pub(super) fn new(source: &str, bos: &str, eos: &str, marks: Marks) -> Result<Self, String> {
        let template = Template::new(source, bos, eos)?;
        let format = ToolFormat::of(source, &marks)?;
        let mut prompter = Self { template, format, marks, system_in_user: false, added: HashMap::new() };
        let mut outcome = prompter.probe();
        if outcome.is_err() {
            prompter.system_in_user = true;
            outcome = prompter.probe();
        }
        outcome.map(|()| prompter)
    }

    pub(super) fn format(&self) -> ToolFormat {
        self.format
    }

    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Renders a conversation with everything in it.
    fn probe(&mut self) -> Result<(), String> {
        let call = |id: &str| ToolCall { id: id.to_owned(), name: "probe".to_owned(), arguments: json!({ "a": 1 }) };
        let result = |id: &str| Message::Tool {
            call_id: id.to_owned(),
            name: "probe".to_owned(),
            content: json!({ "b": 2 }),
            is_error: false,
        };
        let user = |text: &str| Message::User { text: text.to_owned() };
        let said =
            |text: &str, tool_calls| Message::Assistant { agent: String::new(), text: text.to_owned(), tool_calls };
        let tool = ToolDescription {
            name: "probe".to_owned(),
            description: "probe".to_owned(),
            input_schema: json!({ "type": "object", "properties": { "a": { "type": "integer" } } }),
        };
        let messages = vec![
            Message::System { text: "instructions-here".to_owned() },
            user("question-here"),
            said("", vec![call("1"), call("2")]),
            result("1"),
            result("2"),
            said("answer-here", Vec::new()),
            user("more-here"),
        ];
        let today = jiff::civil::date(2026, 1, 1);
        let rendered = self.render(&messages, &[tool], today)?;
        let complete = ["instructions-here", "question-here", "answer-here", "more-here", "probe"]
            .iter()
            .all(|text| rendered.contains(text));
        if complete { Ok(()) } else { Err("its template leaves out parts of a conversation".to_owned()) }
    }

    /// The prompt of a request. `skip` leaves out that many of the oldest turns; nothing when there are not as many.
    pub(super) fn prompt(
        &mut self,
        request: &ChatRequest,
        tools: &[ToolDescription],
        skip: usize,
    ) -> Result<Option<Prompt>, String> {
        let (mut messages, volatile) = split(request);
        let Some(messages) = without_oldest(&mut messages, skip) else { return Ok(None) };
        self.add_volatile(messages, &volatile);
        let today = request.context.today;
        let whole = self.render(messages, tools, today)?;
        let mut other: Vec<Message> =
            messages.iter().take_while(|message| matches!(message, Message::System { .. })).cloned().collect();
        other.push(Message::User { text: ANYTHING.to_owned() });
        let other = self.render(&other, tools, today)?;
        let taint = self.marks.taint();
        Ok(Some(Prompt { whole: taint.clear(&whole), other: taint.clear(&other) }))
    }

    /// Puts what changes from day to day with the person's last message, and back with earlier ones.
    fn add_volatile(&mut self, messages: &mut [Message], volatile: &str) {
        let last = messages.iter().rposition(|message| matches!(message, Message::User { .. }));
        if self.added.len() > REMEMBERED {
            self.added.clear();
        }
        let mut so_far = blake3::Hasher::new();
        for (at, message) in messages.iter_mut().enumerate() {
            if matches!(message, Message::System { .. }) {
                continue;
            }
            so_far.update(serde_json::to_string(message).unwrap_or_default().as_bytes());
            let Message::User { text } = message else { continue };
            let key = *so_far.finalize().as_bytes();
            if Some(at) == last && !self.added.contains_key(&key) {
                self.added.insert(key, volatile.to_owned());
            }
            if let Some(addition) = self.added.get(&key)
                && !addition.is_empty()
            {
                *text = format!("{text}\n\n({addition})");
            }
        }
    }

    fn render(
        &self,
        messages: &[Message],
        tools: &[ToolDescription],
        today: jiff::civil::Date,
    ) -> Result<String, String> {
        let taint = self.marks.taint();
        let tools: Vec<Value> = tools.iter().map(|tool| described(tool, taint)).collect();
        let mut written = self.written(messages, &tools);
        if self.format == ToolFormat::Json {
            written = alternating(written);
        }
        let shown = if self.format == ToolFormat::Json { &[] } else { tools.as_slice() };
        self.template.render(Conversation { messages: &written, tools: shown, today, reply: true })
    }

    /// Messages as templates know them, with all text from outside marked.
    fn written(&self, messages: &[Message], tools: &[Value]) -> Vec<Value> {
        let taint = self.marks.taint();
        let shows_calls = self.format != ToolFormat::Json && self.template.source().contains("tool_calls");
        let mut instructions = String::new();
        let mut written: Vec<Value> = Vec::new();
        for message in &paired(messages, self.format) {
            match message {
                Message::System { text } => {
                    if !instructions.is_empty() {
                        instructions.push_str("\n\n");
                    }
                    instructions.push_str(&taint.mark(text));
                }
                Message::User { text } => written.push(json!({ "role": "user", "content": taint.mark(text) })),
                Message::Assistant { text, tool_calls, .. } => {
                    written.push(self.assistant(text, tool_calls, shows_calls));
                }
                Message::Tool { call_id, name, content, .. } => {
                    let text = match content {
                        Value::String(text) => text.clone(),
                        other => python_json(other, None).unwrap_or_default(),
                    };
                    let text = taint.mark(&text);
                    let name = taint.mark(name);
                    if self.format == ToolFormat::Json {
                        let content = format!("The tool {name} answered: {text}");
                        written.push(json!({ "role": "user", "content": content }));
                    } else {
                        let call_id = taint.mark(call_id);
                        written.push(json!({ "role": "tool", "name": name, "tool_call_id": call_id, "content": text }));
                    }
                }
            }
        }
        if self.format == ToolFormat::Json && !tools.is_empty() {
            if !instructions.is_empty() {
                instructions.push_str("\n\n");
            }
            instructions.push_str(ASK_JSON);
            for tool in tools {
                instructions.push('\n');
                instructions.push_str(&python_json(tool, None).unwrap_or_default());
            }
        }
        if instructions.is_empty() {
            return written;
        }
        if !self.system_in_user {
            written.insert(0, json!({ "role": "system", "content": instructions }));
            return written;
        }
        match written.first_mut() {
            Some(first) if first["role"] == "user" => {
                let text = first["content"].as_str().unwrap_or_default();
                first["content"] = Value::from(format!("{instructions}\n{text}"));
            }
            _ => written.insert(0, json!({ "role": "user", "content": instructions })),
        }
        written
    }

    fn assistant(&self, text: &str, calls: &[ToolCall], shows_calls: bool) -> Value {
        let taint = self.marks.taint();
        let text = taint.mark(text);
        if calls.is_empty() {
            return json!({ "role": "assistant", "content": text });
        }
        if !shows_calls {
            let calls: Vec<(&str, &Value)> = calls.iter().map(|call| (call.name.as_str(), &call.arguments)).collect();
            let calls = self.format.write(&calls, |text| taint.mark(text));
            let content = if text.is_empty() { calls } else { format!("{text}\n{calls}") };
            return json!({ "role": "assistant", "content": content });
        }
        let calls: Vec<Value> = calls
            .iter()
            .map(|call| {
                json!({
                    "id": taint.mark(&call.id),
                    "type": "function",
                    "function": { "name": taint.mark(&call.name), "arguments": taint.mark_value(&call.arguments) }
                })
            })
            .collect();
        json!({ "role": "assistant", "content": text, "tool_calls": calls })
    }
}

fn described(tool: &ToolDescription, taint: &Taint) -> Value {
    taint.mark_value(&json!({
        "type": "function",
        "function": { "name": tool.name, "description": tool.description, "parameters": tool.input_schema }
    }))
}

/// The messages with lasting instructions only, and what changes from day to day.
fn split(request: &ChatRequest) -> (Vec<Message>, String) {
    let today = request.context.today.to_string();
    let mut volatile = Vec::new();
    let mut messages = request.messages.clone();
    for message in &mut messages {
        let Message::System { text } = message else { break };
        // Instructions end with the facts of the day, from the paragraph on that names the day.
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        if let Some(at) = paragraphs.iter().position(|paragraph| paragraph.contains(&today)) {
            volatile.push(paragraphs[at..].join(" "));
            *text = paragraphs[..at].join("\n\n");
        }
    }
    messages.retain(|message| !matches!(message, Message::System { text } if text.is_empty()));
    if volatile.is_empty() {
        volatile.push(facts(&request.context));
    }
    (messages, volatile.join(" "))
}

fn facts(context: &TurnContext) -> String {
    let mut facts = format!("Today is {}.", context.today);
    if let Some((first, last)) = context.data_span {
        facts.push_str(&format!(" There is data from {first} to {last}."));
    }
    if context.training_suspended {
        facts.push_str(" No training may be advised until a doctor has cleared it.");
    }
    facts
}

/// The messages without the oldest `skip` turns; a turn begins with a message of the person.
fn without_oldest(messages: &mut Vec<Message>, skip: usize) -> Option<&mut [Message]> {
    let turns: Vec<usize> = messages
        .iter()
        .enumerate()
        .filter(|(_, message)| matches!(message, Message::User { .. }))
        .map(|(at, _)| at)
        .collect();
    if skip > 0 {
        let first = turns.get(skip)?;
        let begin = messages.iter().take_while(|message| matches!(message, Message::System { .. })).count();
        messages.drain(begin..*first);
    }
    Some(messages)
}

/// For models that write one call at a time: each call directly before its result.
fn paired(messages: &[Message], format: ToolFormat) -> Vec<Message> {
    if !matches!(format, ToolFormat::Llama3 | ToolFormat::Json) {
        return messages.to_vec();
    }
    let mut pairs = Vec::with_capacity(messages.len());
    let mut waiting: Vec<Message> = Vec::new();
    for message in messages {
        match message {
            Message::Assistant { agent, text, tool_calls } if tool_calls.len() > 1 => {
                pairs.append(&mut waiting);
                for (at, call) in tool_calls.iter().enumerate() {
                    let text = if at == 0 { text.clone() } else { String::new() };
                    waiting.push(Message::Assistant { agent: agent.clone(), text, tool_calls: vec![call.clone()] });
                }
            }
            Message::Tool { call_id, .. } => {
                let asked = waiting.iter().position(|waiting| {
                    matches!(waiting, Message::Assistant { tool_calls, .. } if tool_calls.iter().any(|call| call.id == *call_id))
                });
                if let Some(asked) = asked {
                    pairs.push(waiting.remove(asked));
                }
                pairs.push(message.clone());
            }
            other => {
                pairs.append(&mut waiting);
                pairs.push(other.clone());
            }
        }
    }
    pairs.append(&mut waiting);
    pairs
}

/// Messages of one side in a row become one: templates without tools want the sides to take turns.
fn alternating(messages: Vec<Value>) -> Vec<Value> {
    let mut merged: Vec<Value> = Vec::with_capacity(messages.len());
    for message in messages {
        match merged.last_mut() {
            Some(last) if last["role"] == message["role"] && message["role"] != "system" => {
                let text =
                    [&*last, &message].map(|message| message["content"].as_str().unwrap_or_default()).join("\n\n");
                last["content"] = Value::from(text);
            }
            _ => merged.push(message),
        }
    }
    merged
}
