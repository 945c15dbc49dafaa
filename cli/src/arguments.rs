//! The command line as `clap` reads it.

mod elsewhere;
mod food;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

pub(crate) use elsewhere::{AddServer, ApiChoice, Budget, ConsentCommand, KeyCommand, ServerCommand};
pub(crate) use food::{FoodCommand, Switch};

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

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Name to be called by.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Date of birth, YYYY-MM-DD.
    #[arg(long)]
    pub(crate) birth_date: Option<Date>,
    /// Sex, as it matters to formulas.
    #[arg(long, value_enum)]
    pub(crate) sex: Option<SexChoice>,
    /// Height in centimetres.
    #[arg(long)]
    pub(crate) height_cm: Option<f64>,
    /// Weight in kilograms.
    #[arg(long)]
    pub(crate) weight_kg: Option<f64>,
    /// Training experience.
    #[arg(long, value_enum)]
    pub(crate) level: Option<LevelChoice>,
    /// Goal in your own words.
    #[arg(long)]
    pub(crate) goal: Option<String>,
    /// Measured maximum heart rate in bpm.
    #[arg(long)]
    pub(crate) max_hr: Option<f64>,
    /// Measured resting heart rate in bpm.
    #[arg(long)]
    pub(crate) resting_hr: Option<f64>,
    /// Functional threshold power on the bicycle in watts.
    #[arg(long)]
    pub(crate) ftp_w: Option<f64>,
    /// A condition such as pregnancy, beta_blocker or diabetes; may be repeated.
    #[arg(long)]
    pub(crate) condition: Vec<String>,
    /// Units of replies.
    #[arg(long, value_enum)]
    pub(crate) units: Option<UnitsChoice>,
    /// Time zone, for example Europe/Berlin [default: the system's].
    #[arg(long)]
    pub(crate) time_zone: Option<String>,
    /// Country code, for the local emergency number [default: told from the time zone].
    #[arg(long)]
    pub(crate) country: Option<String>,
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
pub(crate) enum LogCommand {
    /// Body weight, for example `coach log weight 72.4`.
    Weight {
        /// Weight, in kilograms unless a unit follows.
        value: f64,
        /// Unit.
        #[arg(value_enum, default_value_t = MassUnit::Kg)]
        unit: MassUnit,
    },
    /// A workout, for example `coach log workout running --minutes 32 --km 5.1`.
    Workout {
        /// Kind, for example running.
        kind: String,
        /// Length in minutes.
        #[arg(long)]
        minutes: f64,
        /// Distance in kilometres.
        #[arg(long)]
        km: Option<f64>,
        /// Effort from 0 to 10.
        #[arg(long)]
        rpe: Option<f64>,
        /// Start, for example 2026-11-19T18:30 [default: it ended now].
        #[arg(long)]
        start: Option<String>,
        /// Your own words.
        #[arg(long)]
        note: Option<String>,
    },
    /// A meal in your own words, for example `coach log meal "2 eggs and toast with butter"`.
    Meal {
        /// What you ate and drank.
        text: String,
        /// When, for example 2026-11-19T08:30 [default: now].
        #[arg(long)]
        at: Option<String>,
        /// Id of a logged meal that this one replaces or corrects.
        #[arg(long)]
        replaces: Option<String>,
    },
    /// Pain, for example `coach log pain "left knee" --score 4 --exercise squat`.
    Pain {
        /// Where it hurts.
        place: String,
        /// How strong, 0 to 10.
        #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
        score: Option<u8>,
        /// Exercise at which it hurts.
        #[arg(long)]
        exercise: Option<String>,
        /// Your own words.
        #[arg(long)]
        note: Option<String>,
    },
    /// A symptom in your own words.
    Symptom {
        /// What it is.
        text: String,
        /// How strong, 0 to 10.
        #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
        severity: Option<u8>,
    },
    /// How you feel, from 1 (very low) to 5 (very good).
    Mood {
        /// From 1 to 5.
        #[arg(value_parser = clap::value_parser!(u8).range(1..=5))]
        score: u8,
        /// Your own words.
        #[arg(long)]
        note: Option<String>,
    },
    /// A habit that you kept, for example `coach log habit stretching 10 minutes`.
    Habit {
        /// Its name.
        name: String,
        /// How much.
        amount: Option<f64>,
        /// Of what.
        unit: Option<String>,
    },
    /// Something is cleared: after a warning sign by a doctor; with --pain what hurt, with --screening the screening.
    Cleared {
        /// Id of a pain entry, or `all`.
        #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "all")]
        pain: Option<String>,
        /// A clinician lifted what the screening capped.
        #[arg(long, conflicts_with = "pain")]
        screening: bool,
    },
    /// A strength set, for example `coach log set "back squat" 80 5`.
    Set {
        /// Exercise.
        exercise: String,
        /// Load in kilograms, 0 for body weight.
        weight_kg: f64,
        /// Repetitions.
        reps: u32,
        /// Effort from 0 to 10.
        #[arg(long)]
        rpe: Option<f64>,
        /// A warm-up set.
        #[arg(long)]
        warmup: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Make a plan and take it as the current one.
    Create(PlanCreate),
    /// Show the plan with every set and target.
    #[command(disable_version_flag = true)]
    Show {
        /// An earlier version by its number.
        version: Option<u32>,
    },
    /// Every version, with the reason for it.
    Versions,
    /// What differs between two versions.
    Diff {
        /// Earlier version [default: the one before].
        #[arg(long)]
        from: Option<u32>,
        /// Later version [default: the last].
        #[arg(long)]
        to: Option<u32>,
    },
    /// Take an earlier version back; it is reviewed by today's facts.
    #[command(disable_version_flag = true)]
    Restore {
        /// Its number.
        version: u32,
    },
    /// Change the plan, for example `coach plan change less_time '{"minutes": 25}'`.
    Change {
        /// too_hard, too_easy, no_equipment, pain, less_time, swap, move, skip, missed, illness, travel, goal, days or
        /// deload.
        change: String,
        /// Arguments of the tool modifyWorkout as a JSON object.
        #[arg(default_value = "{}")]
        arguments: String,
    },
    /// Write the plan to a file or, for fit and zwo, one file a session into a folder.
    Export {
        /// Form.
        #[arg(long, value_enum, default_value_t = PlanFormat::Json)]
        format: PlanFormat,
        /// File or folder; standard output when missing.
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PlanCreate {
    /// strength, muscle, running, cycling, weight_loss, health or mixed [default: by your profile's goal].
    #[arg(long)]
    pub(crate) goal: Option<String>,
    /// Weeks, 1 to 26 [default: 4, 8 or 12 by level].
    #[arg(long)]
    pub(crate) weeks: Option<u32>,
    /// Training days a week [default: 3].
    #[arg(long, conflicts_with = "weekdays")]
    pub(crate) days: Option<u32>,
    /// Training days by name, for example mon,wed,fri.
    #[arg(long, value_delimiter = ',')]
    pub(crate) weekdays: Vec<String>,
    /// Most minutes of a session, 15 to 120 [default: 45].
    #[arg(long)]
    pub(crate) minutes: Option<u32>,
    /// gym, home, hotel, none, or things such as dumbbell,bench [default: gym].
    #[arg(long, value_delimiter = ',')]
    pub(crate) equipment: Vec<String>,
    /// First day, YYYY-MM-DD [default: the next Monday].
    #[arg(long)]
    pub(crate) start: Option<Date>,
    /// Time at which sessions begin, HH:MM [default: 18:00].
    #[arg(long)]
    pub(crate) start_time: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PlanFormat {
    /// One JSON document.
    Json,
    /// A calendar.
    Ics,
    /// FIT workout files.
    Fit,
    /// Zwift workout files.
    Zwo,
}

#[derive(Debug, Subcommand)]
pub(crate) enum McpCommand {
    /// Servers and their tools.
    List {
        /// One server.
        server: Option<String>,
    },
    /// Call a tool.
    Call {
        /// Server.
        server: String,
        /// Tool.
        tool: String,
        /// Arguments as a JSON object.
        #[arg(default_value = "{}")]
        arguments: String,
    },
    /// Serve the tools to an MCP client.
    Serve {
        /// One server; all of them when missing.
        server: Option<String>,
        /// How to speak to the client.
        #[arg(long, value_enum, default_value_t = Transport::Stdio)]
        transport: Transport,
        /// Port on loopback for http; 0 picks a free one.
        #[arg(long, default_value_t = 8765)]
        port: u16,
        /// Scopes of the client [default: the read scopes].
        #[arg(long, value_delimiter = ',')]
        scopes: Vec<String>,
    },
    /// Add a further server of your own; its tools are untrusted and ask at every call.
    Add {
        /// Name to call it by.
        name: String,
        /// Address of a server that speaks streamable HTTP.
        #[arg(long, conflicts_with = "command", required_unless_present = "command")]
        url: Option<String>,
        /// Approve the tools that it offers now without asking.
        #[arg(long)]
        yes: bool,
        /// Command of a server that speaks over standard input and output.
        #[arg(last = true)]
        command: Vec<String>,
    },
    /// Forget a further server.
    Remove {
        /// Its name.
        name: String,
    },
}

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

#[derive(Debug, Subcommand)]
pub(crate) enum SyncCommand {
    /// Make an account on a server; shows the 24 recovery words once.
    Init {
        /// Address of the server, for example `https://sync.example.org`.
        #[arg(long, value_name = "URL")]
        server: String,
        /// Name of this device for the others.
        #[arg(long)]
        name: Option<String>,
    },
    /// Let this device into your account: shows a code for a device that is in, and waits.
    Join {
        /// Address of the server.
        #[arg(long, value_name = "URL")]
        server: String,
        /// Name of this device for the others.
        #[arg(long)]
        name: Option<String>,
    },
    /// Let a new device in by the code that it shows; asks for the three words that it shows then.
    Pair {
        /// The code.
        code: String,
    },
    /// Sync now.
    Now {
        /// Go on until Ctrl-C: sync whenever another device has something new, and every five minutes.
        #[arg(long)]
        watch: bool,
    },
    /// How sync stands; asks nobody.
    Status,
    /// The devices of the account.
    Devices,
    /// Put a device out: it reads nothing that is written from now on.
    Revoke {
        /// Its id, or the first four digits or more.
        id: String,
    },
    /// Seal everything that is written from now on with a new key.
    Rotate,
    /// Bring the account back on this device with the 24 words, which are read from standard input.
    Recover {
        /// Address of the server.
        #[arg(long, value_name = "URL")]
        server: String,
        /// The account's code in the recovery kit; with it, a wrong word can be named.
        #[arg(long, value_name = "CODE")]
        account: Option<String>,
        /// Name of this device for the others.
        #[arg(long)]
        name: Option<String>,
    },
    /// Erase the account on the server; what is on your devices stays.
    Erase {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SexChoice {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other or not said.
    Other,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LevelChoice {
    /// New to training.
    Beginner,
    /// Trains regularly.
    Intermediate,
    /// Years of structured training.
    Advanced,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum UnitsChoice {
    /// Kilograms, kilometres.
    Metric,
    /// Pounds, miles.
    Imperial,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum MassUnit {
    /// Kilograms.
    Kg,
    /// Pounds.
    Lb,
    /// Stones.
    St,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Transport {
    /// Standard input and output.
    Stdio,
    /// Streamable HTTP on loopback.
    Http,
}
