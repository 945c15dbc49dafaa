//! The command line as `clap` reads it.

mod elsewhere;
mod food;
mod log;
mod mcp;
mod models;
mod person;
mod plan;
mod sync;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

pub(crate) use elsewhere::{AddServer, ApiChoice, Budget, ConsentCommand, KeyCommand, ServerCommand};
pub(crate) use food::{FoodCommand, Switch};
pub(crate) use log::{LogCommand, MassUnit};
pub(crate) use mcp::{McpCommand, Transport};
pub(crate) use models::{ModelsCommand, ServicesCommand};
pub(crate) use person::{Init, LevelChoice, SexChoice, UnitsChoice};
pub(crate) use plan::{PlanCommand, PlanFormat};
pub(crate) use sync::SyncCommand;

/// A private AI fitness coach on this device. Works with no key, no network and no model file.
#[derive(Debug, Parser)]
#[command(name = "coach", version, arg_required_else_help = true, propagate_version = true)]
pub(crate) struct Arguments {
    /// Folder of the data [default: the platform's data folder].
    #[arg(long, global = true, value_name = "DIR", env = "POCKETCOACH_HOME")]
    pub(crate) data_dir: Option<PathBuf>,
    /// File with the database key, readable by you only; else POCKETCOACH_KEY, else the platform's keyring.
    #[arg(long, global = true, value_name = "FILE", env = "POCKETCOACH_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Answer with one JSON document on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Log to standard error; twice for more.
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the database, its key and your profile.
    Init(Init),
    /// Show your profile, or change what is given.
    Profile(Init),
    /// Screening before the first plan: what may be trained, by a few questions.
    Screen {
        /// Answers as JSON: {"active": true, "diseases": [], "signs": [], "intensity": "moderate", "cleared": false}.
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
    },
    /// Write a seeded, watermarked year of a made-up person.
    Demo {
        /// Seed; the same seed gives the same year.
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// Days to write, ending today.
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
        days: u32,
    },
    /// Import exports of other apps and devices; again adds nothing.
    Import {
        /// Files, folders or archives.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Format of the input.
        #[arg(long, value_enum, default_value_t = ImportFormat::Auto)]
        format: ImportFormat,
    },
    /// Ask the coach one question.
    Ask {
        /// The question.
        text: String,
        /// Go on with this conversation.
        #[arg(long)]
        session: Option<String>,
        /// Show, to the byte, what would leave this device for the question; nothing is sent.
        #[arg(long)]
        preview: bool,
        #[command(flatten)]
        choice: Choice,
    },
    /// Talk to the coach.
    Chat {
        /// Go on with this conversation.
        #[arg(long)]
        session: Option<String>,
        #[command(flatten)]
        choice: Choice,
    },
    /// Carry out a proposal of the coach.
    Approve {
        /// Id of the proposal; without one, lists what waits.
        id: Option<String>,
    },
    /// Turn a proposal of the coach down.
    Reject {
        /// Id of the proposal.
        id: String,
    },
    /// Foods: search them, look a product up by its barcode, and what is kept of catalogues.
    Food {
        #[command(subcommand)]
        command: FoodCommand,
    },
    /// The day at a glance.
    Today {
        /// Another day.
        #[arg(long)]
        date: Option<Date>,
    },
    /// A period at a glance.
    Summary {
        /// Length, ending today, for example 7d, 4w or 3m.
        #[arg(long, default_value = "7d")]
        range: String,
    },
    /// Find again what was said or written down: conversations, the journal, notes of workouts.
    Search {
        /// Words to look for.
        #[arg(required = true)]
        text: Vec<String>,
        /// Highest number of finds.
        #[arg(long, default_value_t = 10)]
        limit: usize,
    },
    /// Figures out of the store.
    Query {
        /// Metric, for example steps or resting_hr.
        metric: String,
        #[command(flatten)]
        span: Span,
        /// Width of a row.
        #[arg(long, value_enum, default_value_t = Width::Day)]
        bucket: Width,
        /// One source only.
        #[arg(long)]
        source: Option<String>,
    },
    /// Nights by the day of waking.
    Sleep {
        #[command(flatten)]
        span: Span,
    },
    /// Workouts.
    Workouts {
        #[command(flatten)]
        span: Span,
    },
    /// Sources with their priority, counts and freshness.
    Sources {
        #[command(subcommand)]
        command: Option<SourcesCommand>,
    },
    /// Write something down.
    Log {
        #[command(subcommand)]
        entry: LogCommand,
    },
    /// The training plan: make it, show it, change it, export it.
    Plan {
        #[command(subcommand)]
        command: PlanCommand,
    },
    /// Watch over a workout: heart rate in as JSON lines, events out, with the emergency stop.
    ///
    /// Lines: {"t": 12.5, "heart_rate_bpm": 141} with seconds (or milliseconds since 1970, or RFC 3339),
    /// {"said": "my chest hurts"}, {"confirm": true, "effort": 2} after a stop, {"finish": true}.
    Live {
        /// Session of the plan that this is.
        #[arg(long)]
        workout: Option<String>,
    },
    /// The local MCP servers, for any MCP client.
    Mcp {
        #[command(subcommand)]
        command: McpCommand,
    },
    /// Models: those on this device, those elsewhere, and what they may be told.
    Models {
        #[command(subcommand)]
        command: ModelsCommand,
    },
    /// The local HTTP API and the pages of the interface, for this machine only.
    ///
    /// Prints the address with the token of this start, and serves until Ctrl-C.
    Serve {
        /// Port on 127.0.0.1 and ::1; 0 picks a free one.
        #[arg(long, default_value_t = 8700)]
        port: u16,
        /// Open the interface in the browser.
        #[arg(long)]
        open: bool,
        /// Write the OpenAPI description of the API and end.
        #[arg(long, conflicts_with_all = ["port", "open", "scopes"])]
        openapi: bool,
        /// Scopes of MCP clients under /v1/mcp [default: the read scopes].
        #[arg(long, value_delimiter = ',')]
        scopes: Vec<String>,
    },
    /// Sync with your other devices, end to end encrypted.
    Sync {
        #[command(subcommand)]
        command: SyncCommand,
    },
    /// What a turn did, span by span.
    Trace {
        #[command(subcommand)]
        command: TraceCommand,
    },
    /// Everything out, in a canonical order.
    Export {
        /// File to write; standard output when missing.
        #[arg(long, short)]
        output: Option<PathBuf>,
        /// Form of the export.
        #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
        format: ExportFormat,
    },
    /// Everything gone, for good.
    Delete {
        /// Erase the database and its key.
        #[arg(long, conflicts_with = "source", required_unless_present = "source")]
        all: bool,
        /// Remove one source with all its data.
        #[arg(long)]
        source: Option<String>,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Who read or wrote what, and what the safety rules did; with --outbound what left this device.
    Audit {
        /// Highest number of lines.
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// Requests to models elsewhere.
        #[arg(long)]
        outbound: bool,
        /// Every byte of one of them, by its number.
        #[arg(long, value_name = "ID", requires = "outbound")]
        body: Option<i64>,
    },
    /// What is wrong on this machine.
    Doctor,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Choice {
    /// Coach to talk to; without one the question decides.
    #[arg(long, value_enum)]
    pub(crate) coach: Option<CoachChoice>,
    /// Model: auto (your order), builtin, llama:NAME, openai:NAME, anthropic:NAME or server:NAME/MODEL.
    #[arg(long, default_value = "auto")]
    pub(crate) model: String,
}

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Span {
    /// First day, YYYY-MM-DD [default: 29 days before the last].
    #[arg(long)]
    pub(crate) from: Option<Date>,
    /// Last day, included [default: today].
    #[arg(long)]
    pub(crate) to: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SourcesCommand {
    /// Set the order of sources for a metric, best first.
    Order {
        /// Metric, for example steps.
        metric: String,
        /// Names of sources.
        #[arg(required = true)]
        sources: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TraceCommand {
    /// The latest traces.
    List {
        /// Highest number of lines.
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// One trace as a tree.
    Show {
        /// Id of the trace; `last` for the latest.
        #[arg(default_value = "last")]
        id: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Told from the content.
    Auto,
    /// Apple Health export: zip, xml or folder.
    AppleHealth,
    /// The full CSV download of USDA FoodData Central: zip or folder.
    FooddataCentral,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Everything as JSON lines.
    Json,
    /// Everything as one table.
    Csv,
    /// Samples as FHIR R4 observations, one a line.
    Fhir,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum CoachChoice {
    /// Max Power: aggressive.
    Max,
    /// Emma Encourage: supportive.
    Emma,
    /// Dr. Progress: steady.
    Progress,
}

impl CoachChoice {
    /// The coach's fixed name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            CoachChoice::Max => "Max Power",
            CoachChoice::Emma => "Emma Encourage",
            CoachChoice::Progress => "Dr. Progress",
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Width {
    /// Every sample.
    Raw,
    /// Local hours.
    Hour,
    /// Local days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Calendar months.
    Month,
}
