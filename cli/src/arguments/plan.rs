//! What `coach plan` takes.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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
