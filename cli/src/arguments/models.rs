//! What `coach models` takes.

use super::{Budget, ConsentCommand, KeyCommand, ServerCommand};
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsCommand {
    /// Models of the catalogue and on this device, and whether they fit its memory. Uses no network.
    List,
    /// Fetch a model; goes on where an earlier pull was left. The only command here that uses the network.
    Pull {
        /// Name in the catalogue, or the https address of a GGUF file.
        model: String,
        /// Name to install it under.
        #[arg(long)]
        name: Option<String>,
        /// SHA-256 that the file must have.
        #[arg(long, value_name = "HEX")]
        sha256: Option<String>,
        /// Take what comes where no hash is known, and hold on to its hash from then on.
        #[arg(long, conflicts_with = "sha256")]
        trust_first_download: bool,
    },
    /// Compute the hash of an installed model again, or of all of them.
    Verify {
        /// Its name.
        model: Option<String>,
    },
    /// Measure how fast a model reads and writes here.
    Bench {
        /// Its name.
        model: String,
    },
    /// Remove a model, or what is left of an unfinished pull.
    Remove {
        /// Its name.
        model: String,
    },
    /// Copy a GGUF file of yours into the folder of models.
    Import {
        /// The file.
        path: PathBuf,
        /// Name to call it by.
        #[arg(long)]
        name: Option<String>,
        /// SHA-256 that the file must have.
        #[arg(long, value_name = "HEX")]
        sha256: Option<String>,
    },
    #[command(flatten)]
    Services(ServicesCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ServicesCommand {
    /// Keys for services.
    Key {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Servers of your own that speak as OpenAI or Anthropic do.
    Server {
        #[command(subcommand)]
        command: ServerCommand,
    },
    /// What is shared with models elsewhere.
    Consent {
        #[command(subcommand)]
        command: ConsentCommand,
    },
    /// The order in which models are asked; without models, shows it.
    Order {
        /// Models as --model names them, first to last; the built-in coach always stands behind the last.
        models: Vec<String>,
        /// Forget the order.
        #[arg(long, conflicts_with = "models")]
        none: bool,
    },
    /// What models elsewhere may use; without arguments, shows it.
    Budget(Budget),
}
