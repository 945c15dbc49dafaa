//! What `coach models` reads about models elsewhere.

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Keep the key for a service; it is read from standard input, never from the command line.
    Set {
        /// openai, anthropic or the name of a server.
        service: String,
    },
    /// Forget the key for a service.
    Remove {
        /// Name of the service.
        service: String,
    },
    /// Services for which there are keys; the keys are not shown.
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ServerCommand {
    /// Add a server that speaks as OpenAI or Anthropic do: llama.cpp, Ollama, LM Studio, vLLM and others.
    Add(AddServer),
    /// Forget a server and its key.
    Remove {
        /// Its name.
        name: String,
    },
    /// The servers.
    List,
}

#[derive(Debug, Args)]
pub(crate) struct AddServer {
    /// Name to call it by.
    pub(crate) name: String,
    /// Base address, for example http://127.0.0.1:11434/v1.
    #[arg(long)]
    pub(crate) url: String,
    /// How it is spoken to.
    #[arg(long, value_enum, default_value_t = ApiChoice::Chat)]
    pub(crate) api: ApiChoice,
    /// Read a key for it from standard input.
    #[arg(long)]
    pub(crate) key: bool,
    /// It runs on this machine and sends nothing on, so that no consent is needed; addresses of this machine only.
    #[arg(long)]
    pub(crate) on_this_machine: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ApiChoice {
    /// OpenAI's chat completions.
    Chat,
    /// OpenAI's responses.
    Responses,
    /// Anthropic's messages.
    Messages,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConsentCommand {
    /// What is shared with models elsewhere.
    Show,
    /// Share categories from now on.
    Give {
        /// Categories as `show` names them, or all.
        #[arg(required = true)]
        categories: Vec<String>,
    },
    /// Share categories no longer.
    Withdraw {
        /// Categories as `show` names them, or all.
        #[arg(required = true)]
        categories: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Budget {
    /// Tokens that models elsewhere may use a day, or none for no limit.
    pub(crate) tokens_per_day: Option<String>,
    /// Seconds that one answer may take.
    #[arg(long)]
    pub(crate) timeout_s: Option<u64>,
}
