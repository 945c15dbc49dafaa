//! The thread that owns a model: it loads, answers, unloads and loads again.
//!
//! Backend, model and context never leave it. Questions come over a bounded channel, words go back over another.
//! Between two tokens, and between two pieces of a prompt, it looks whether the question was taken back or the device
//! wants it to stop.

use super::constraint::Constraints;
use super::format::{self, Offer, ToolFormat};
use super::machine;
use super::prompt::Prompter;
use super::reply::{self, Plan};
use super::session::{Interrupted, Session, SessionSetup};
use super::snapshot::{Ahead, Snapshots};
use super::{LlamaError, LlamaOptions, ToolUse};
use crate::chat::{ChatRequest, ChatResponse, FinishReason, Message, ModelError, ToolCall, ToolDescription, Usage};
use crate::device::{Cores, DeviceState, Refusal, WorkPlan};
use crate::tools::{PickHints, pick_tools};
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::model::LlamaModel as Weights;
use llama_cpp_2::model::params::LlamaModelParams;
use llama_cpp_2::token::LlamaToken;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;
use tokio_util::sync::CancellationToken;

/// A fixed beginning shorter than this is not worth a file.
const SNAPSHOT_TOKENS: usize = 64;

/// What comes back for a question.
pub(super) enum Event {
    Text(String),
    Done(Result<ChatResponse, ModelError>),
}

/// What the thread is asked.
pub(super) enum Command {
    Chat {
        request: Box<ChatRequest>,
        events: UnboundedSender<Event>,
        cancel: CancellationToken,
    },
    /// The state of the device changed.
    Look,
    /// The model leaves memory until the next question.
    Unload,
}

/// What the thread and its owner share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    state: Mutex<DeviceState>,
    loaded: std::sync::atomic::AtomicBool,
    evaluated: std::sync::atomic::AtomicU64,
}

impl Shared {
    pub(super) fn set_state(&self, state: DeviceState) {
        if let Ok(mut held) = self.state.lock() {
            *held = state;
        }
    }

    pub(super) fn is_loaded(&self) -> bool {
        self.loaded.load(std::sync::atomic::Ordering::Acquire)
    }

    pub(super) fn evaluated(&self) -> u64 {
        self.evaluated.load(std::sync::atomic::Ordering::Acquire)
    }

    fn plan(&self, cores: Cores) -> WorkPlan {
        let state = self.state.lock().map(|state| *state).unwrap_or_default();
        WorkPlan::for_state(&state, cores)
    }

    /// Why nothing may be written now.
    fn refusal(&self) -> Option<Refusal> {
        self.plan(Cores { physical: 1, busy: 0 }).refuse
    }
}

/// Everything of a model but its weights.
pub(super) struct Engine {
    pub(super) path: PathBuf,
    pub(super) options: LlamaOptions,
    pub(super) prompter: Prompter,
    /// Tokens of a prompt that are read at once.
    pub(super) chunk: u32,
    pub(super) fingerprint: [u8; 32],
    pub(super) rolls_back: bool,
    pub(super) shared: Arc<Shared>,
    pub(super) picked: Vec<String>,
    /// The last grammar that was found to be one.
    pub(super) sound_grammar: Option<String>,
    /// The fixed beginning that was used last, opened while the weights are loaded.
    pub(super) ahead: Option<Ahead>,
}

/// Words on their way out. A fast model writes hundreds of pieces a second, and waking the reader for each costs more
/// than writing it.
struct Words<'a> {
    events: &'a UnboundedSender<Event>,
    waiting: String,
    sent: Option<Instant>,
}

impl<'a> Words<'a> {
    /// Pieces that come faster than this are sent together.
    const PAUSE: Duration = Duration::from_millis(20);

    fn new(events: &'a UnboundedSender<Event>) -> Self {
        Self { events, waiting: String::new(), sent: None }
    }

    fn say(&mut self, text: &str) {
        self.waiting.push_str(text);
        if self.sent.is_none_or(|sent| sent.elapsed() >= Self::PAUSE) {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let _ = self.events.send(Event::Text(std::mem::take(&mut self.waiting)));
            self.sent = Some(Instant::now());
        }
    }
}

enum End {
    Unload,
    Closed,
}

/// llama.cpp is set up once in a process.
pub(super) fn backend() -> Result<&'static LlamaBackend, LlamaError> {
    static BACKEND: OnceLock<Option<LlamaBackend>> = OnceLock::new();
    let backend = BACKEND.get_or_init(|| {
        let mut backend = LlamaBackend::init().ok()?;
        // It would write to standard error, in its own words, what `LlamaError` says in ours.
        backend.void_logs();
        Some(backend)
    });
    backend.as_ref().ok_or(LlamaError::Load)
}

impl Engine {
    /// Runs until all senders of commands are gone. `ready` hears whether the model could be loaded at first.
    pub(super) fn run(mut self, commands: &Receiver<Command>, ready: std::sync::mpsc::Sender<Result<(), LlamaError>>) {
        let mut ready = Some(ready);
        let mut first: Option<Command> = None;
        loop {
            let loaded = self.load();
            let end = match loaded {
                Ok((backend, weights)) => self.serve(backend, &weights, commands, first.take(), &mut ready),
                Err(error) => Err(error),
            };
            self.shared.loaded.store(false, std::sync::atomic::Ordering::Release);
            match end {
                Ok(End::Closed) => return,
                Ok(End::Unload) => tracing::debug!("the model left memory"),
                Err(error) => {
                    if let Some(ready) = ready.take() {
                        let _ = ready.send(Err(error));
                        return;
                    }
                    if let Some(Command::Chat { events, .. }) = first.take() {
                        let _ = events.send(Event::Done(Err(error.into())));
                    }
                }
            }
            // Without weights until somebody asks.
            first = loop {
                match commands.recv() {
                    Ok(Command::Chat { request, events, cancel }) => match self.shared.refusal() {
                        Some(refusal) => {
                            let _ = events.send(Event::Done(Err(ModelError::Unavailable(refusal.told().to_owned()))));
                        }
                        None => break Some(Command::Chat { request, events, cancel }),
                    },
                    Ok(Command::Look | Command::Unload) => {}
                    Err(_) => return,
                }
            };
        }
    }

    fn load(&mut self) -> Result<(&'static LlamaBackend, Weights), LlamaError> {
        let backend = backend()?;
        if !self.path.is_file() {
            return Err(LlamaError::Load);
        }
        self.ahead = self.options.snapshots.as_ref().and_then(Snapshots::ahead);
        let params = LlamaModelParams::default().with_use_mmap(true);
        let weights = Weights::load_from_file(backend, &self.path, &params).map_err(|_| LlamaError::Load)?;
        Ok((backend, weights))
    }

    fn threads(&self) -> u32 {
        self.options.threads.unwrap_or_else(|| self.shared.plan(machine::cores()).threads)
    }

    fn serve(
        &mut self,
        backend: &LlamaBackend,
        weights: &Weights,
        commands: &Receiver<Command>,
        first: Option<Command>,
        ready: &mut Option<std::sync::mpsc::Sender<Result<(), LlamaError>>>,
    ) -> Result<End, LlamaError> {
        let constraints = Constraints::new(weights).map_err(LlamaError::Template)?;
        let setup = SessionSetup {
            context_tokens: self.options.context_tokens,
            threads: self.threads(),
            chunk: self.chunk,
            small_memory: self.options.small_memory,
        };
        let mut session = Session::new(backend, weights, setup)?;
        if !self.rolls_back {
            session.expect_no_rollback();
        }
        self.shared.loaded.store(true, std::sync::atomic::Ordering::Release);
        if let Some(ready) = ready.take() {
            let _ = ready.send(Ok(()));
        }
        let mut next = first;
        loop {
            let plan = self.shared.plan(machine::cores());
            if plan.unload {
                return Ok(End::Unload);
            }
            let idle = self.options.idle_unload.unwrap_or(Duration::from_secs(plan.idle_unload_s));
            let command = match next.take() {
                Some(command) => command,
                None => match commands.recv_timeout(idle) {
                    Ok(command) => command,
                    Err(RecvTimeoutError::Timeout) => return Ok(End::Unload),
                    Err(RecvTimeoutError::Disconnected) => return Ok(End::Closed),
                },
            };
            match command {
                Command::Look => {}
                Command::Unload => return Ok(End::Unload),
                Command::Chat { request, events, cancel } => {
                    if cancel.is_cancelled() || events.is_closed() {
                        continue;
                    }
                    session = session.with_threads(backend, weights, self.threads())?;
                    let mut words = Words::new(&events);
                    let mut say = |text: &str| words.say(text);
                    let answer = self.answer(weights, &constraints, &mut session, &request, &mut say, &cancel);
                    words.flush();
                    self.shared.evaluated.store(session.evaluated(), std::sync::atomic::Ordering::Release);
                    let _ = events.send(Event::Done(answer));
                }
            }
        }
    }

    fn answer(
        &mut self,
        weights: &Weights,
        constraints: &Constraints,
        session: &mut Session<'_>,
        request: &ChatRequest,
        say: &mut dyn FnMut(&str),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let plan = self.shared.plan(Cores { physical: 1, busy: 0 });
        if let Some(refusal) = plan.refuse {
            return Err(ModelError::Unavailable(refusal.told().to_owned()));
        }
        let shared = Arc::clone(&self.shared);
        let stop = move || cancel.is_cancelled() || shared.refusal().is_some();
        let outcome = self.evaluate(weights, constraints, session, request, say, &stop, plan.token_cap);
        match outcome {
            Ok(response) => Ok(response),
            Err(Interrupted::Stopped) if cancel.is_cancelled() => Err(ModelError::Cancelled),
            Err(Interrupted::Stopped) => {
                let told = self.shared.refusal().map_or("the device asked it to stop; ask again", Refusal::told);
                Err(ModelError::Unavailable(told.to_owned()))
            }
            Err(Interrupted::Full) => Err(LlamaError::TooLong.into()),
            Err(Interrupted::Failed(error)) => {
                session.clear();
                Err(error.into())
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn evaluate(
        &mut self,
        weights: &Weights,
        constraints: &Constraints,
        session: &mut Session<'_>,
        request: &ChatRequest,
        say: &mut dyn FnMut(&str),
        stop: &dyn Fn() -> bool,
        token_cap: Option<u32>,
    ) -> Result<ChatResponse, Interrupted> {
        let format = self.prompter.format();
        let mut tools = self.pick(request);
        let grammar = self.grammar(constraints, &mut tools);
        let max_tokens = request.max_tokens.min(token_cap.unwrap_or(u32::MAX)).max(1);
        let (prompt, fixed) = self.tokens(weights, session.room(), request, &tools, max_tokens)?;
        self.read_fixed(session, &prompt[..fixed], stop)?;
        let mut state = session.read(&prompt, stop)?;
        state.remember();
        let required = self.options.tool_use == ToolUse::Required && grammar.is_some();
        let written = reply::write(
            &Plan {
                model: weights,
                marks: self.prompter.marks(),
                constraints,
                format,
                grammar: grammar.as_deref(),
                required,
                sampling: self.options.sampling,
                max_tokens,
            },
            state,
            say,
            stop,
        )?;
        let usage = Usage { input_tokens: prompt.len() as u64, output_tokens: written.tokens };
        let tool_calls = calls(written.calls, &tools, request, format)?;
        let finish = match (tool_calls.is_empty(), written.cut) {
            (false, _) => FinishReason::ToolCalls,
            (true, true) => FinishReason::Length,
            (true, false) => FinishReason::Stop,
        };
        Ok(ChatResponse { text: written.text, tool_calls, finish, usage })
    }

    /// The grammar of calls of these tools. A tool that cannot be constrained is left out: a further server's broken
    /// schema takes nothing from the others.
    fn grammar(&mut self, constraints: &Constraints, tools: &mut Vec<ToolDescription>) -> Option<String> {
        let (format, marks) = (self.prompter.format(), self.prompter.marks());
        let together = |tools: &[ToolDescription]| -> Option<String> {
            let offers: Vec<Offer> = tools.iter().map(Offer::new).collect::<Result<_, _>>().ok()?;
            format.grammar(&offers, marks).ok()
        };
        let sound = |tools: &[ToolDescription]| {
            let grammar = together(tools)?;
            constraints.matcher(&grammar).is_ok().then_some(grammar)
        };
        if tools.is_empty() {
            return None;
        }
        let all = together(tools);
        if all.is_some() && all == self.sound_grammar {
            return all;
        }
        let mut grammar = sound(tools);
        if grammar.is_none() {
            tools.retain(|tool| {
                let kept = sound(std::slice::from_ref(tool)).is_some();
                if !kept {
                    tracing::warn!("a tool's schema cannot be made a grammar; the tool is not offered");
                }
                kept
            });
            // Sound one by one, they may still be too much together.
            while grammar.is_none() && !tools.is_empty() {
                grammar = sound(tools);
                if grammar.is_none() {
                    tools.pop();
                }
            }
        }
        self.sound_grammar.clone_from(&grammar);
        grammar
    }

    /// The tools to show: few, and the same while the question is.
    fn pick(&mut self, request: &ChatRequest) -> Vec<ToolDescription> {
        let at = request.messages.iter().rposition(|message| matches!(message, Message::User { .. }));
        let question = match at.and_then(|at| request.messages.get(at)) {
            Some(Message::User { text }) => text.as_str(),
            _ => "",
        };
        let called: Vec<&str> = request.messages[at.unwrap_or(0)..]
            .iter()
            .filter_map(|message| match message {
                Message::Assistant { tool_calls, .. } => Some(tool_calls.iter().map(|call| call.name.as_str())),
                _ => None,
            })
            .flatten()
            .collect();
        let hints = PickHints { called: &called, previous: &self.picked };
        let picked =
            pick_tools(question, &request.tools, self.options.max_tools, hints, self.options.tool_scorer.as_ref());
        if called.is_empty() && picked.len() < request.tools.len() {
            self.picked =
                picked.iter().map(|tool| tool.name.clone()).filter(|name| !name.starts_with("transfer_to_")).collect();
        }
        picked
    }

    /// The prompt's tokens, and how many of them are fixed. The oldest turns are left out while it does not fit.
    fn tokens(
        &mut self,
        weights: &Weights,
        room: usize,
        request: &ChatRequest,
        tools: &[ToolDescription],
        max_tokens: u32,
    ) -> Result<(Vec<LlamaToken>, usize), Interrupted> {
        let reserve = (max_tokens as usize).min(room / 4).max(1);
        for skip in 0.. {
            let Some(prompt) = self.prompter.prompt(request, tools, skip).map_err(LlamaError::Template)? else { break };
            let marks = self.prompter.marks();
            let tokens = marks.tokenize(weights, &prompt.whole);
            if tokens.len() + reserve > room {
                continue;
            }
            if tokens.is_empty() {
                return Err(LlamaError::Template("its template writes nothing".to_owned()).into());
            }
            let other = marks.tokenize(weights, &prompt.other);
            let fixed = tokens.iter().zip(&other).take_while(|(left, right)| left == right).count();
            return Ok((tokens, fixed));
        }
        Err(Interrupted::Full)
    }

    /// Reads the fixed beginning of a prompt, from disk where it was read before.
    fn read_fixed(
        &mut self,
        session: &mut Session<'_>,
        fixed: &[LlamaToken],
        stop: &dyn Fn() -> bool,
    ) -> Result<(), Interrupted> {
        let known = session.tokens().iter().zip(fixed).take_while(|(left, right)| left == right).count();
        let Some(snapshots) = &self.options.snapshots else {
            if !session.rolls_back() && known < fixed.len() && fixed.len() >= SNAPSHOT_TOKENS {
                session.read(fixed, stop)?.remember();
            }
            return Ok(());
        };
        if known == fixed.len() || fixed.len() < SNAPSHOT_TOKENS {
            return Ok(());
        }
        let identity = self.identity(fixed);
        let begin = Instant::now();
        if let Some(state) = snapshots.load(&identity, self.ahead.take())
            && session.restore(fixed.to_vec(), &state)
        {
            let us = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX);
            tracing::debug!(us, tokens = fixed.len() as u64, "a prompt that was read before came from the disk");
            session.remember();
            return Ok(());
        }
        session.read(fixed, stop)?.remember();
        self.keep(snapshots, session, &identity);
        Ok(())
    }

    fn keep(&self, snapshots: &Snapshots, session: &Session<'_>, identity: &[u8]) {
        if let Some(state) = session.save() {
            snapshots.save(identity, state);
        }
    }

    /// Everything that a saved state depends on.
    fn identity(&self, fixed: &[LlamaToken]) -> Vec<u8> {
        let mut identity = self.fingerprint.to_vec();
        identity.extend(self.options.context_tokens.to_le_bytes());
        identity.push(u8::from(self.options.small_memory));
        identity.extend(fixed.iter().flat_map(|token| token.0.to_le_bytes()));
        identity
    }
}

/// Calls as the agent loop takes them: offered tools only, arguments that satisfy the tool's own schema, ids that are
/// new in the conversation.
fn calls(
    written: Vec<format::Call>,
    tools: &[ToolDescription],
    request: &ChatRequest,
    format: ToolFormat,
) -> Result<Vec<ToolCall>, Interrupted> {
    let used: usize = request
        .messages
        .iter()
        .map(|message| if let Message::Assistant { tool_calls, .. } = message { tool_calls.len() } else { 0 })
        .sum();
    let malformed = || LlamaError::Constraint("the model's call does not fit its tool".to_owned());
    let mut calls = Vec::with_capacity(written.len());
    for (at, mut call) in written.into_iter().enumerate() {
        let tool = tools.iter().find(|tool| tool.name == call.name).ok_or_else(malformed)?;
        if format == ToolFormat::MiniCpm {
            format::typed(&mut call, &tool.input_schema);
        }
        let valid = jsonschema::validator_for(&tool.input_schema)
            .map_err(|_| LlamaError::Constraint("a tool's schema is none".to_owned()))?
            .is_valid(&call.arguments);
        if !valid {
            return Err(malformed().into());
        }
        calls.push(ToolCall { id: format!("call_{}", used + at + 1), name: call.name, arguments: call.arguments });
    }
    Ok(calls)
}
