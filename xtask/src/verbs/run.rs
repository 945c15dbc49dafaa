//! `cargo xtask run`: from a fresh clone to a conversation about a sample year.

use crate::tool::process::{cargo, run as run_command, show, succeeded};
use crate::tool::workspace::Workspace;
use crate::tool::{encoder, setup};
use anyhow::{Context, Result};
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// What is asked when nobody sits at a terminal.
pub(crate) const QUESTION: &str = "How did I sleep last week?";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build with this profile
    #[arg(long, default_value = "quick")]
    pub(crate) profile: String,
    /// Throw the sample home away and make it again
    #[arg(long)]
    fresh: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    setup::ensure(&[setup::BUILD])?;
    println!("building the coach; the first time takes some minutes");
    run_command(&mut cargo(
        &workspace.root,
        &["build", "--locked", "--profile", &args.profile, "-p", "coach-cli", "--bin", "coach"],
    ))?;
    let home = SampleHome::new(&workspace.target, workspace.program(&args.profile, "coach")?);
    if args.fresh {
        home.remove()?;
    }
    home.fill()?;
    // Better with it, and whole without.
    if let Err(error) = encoder::fetched(&workspace).and_then(|file| home.install(&file)) {
        println!("going on without an encoder, by words alone: {error:#}");
    }
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        home.talk()?;
    } else {
        home.ask(QUESTION)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A home for the coach with an invented person in it, under the target directory.
///
/// Its database is encrypted like any other; the key lies beside it in a file for its owner only, since
/// a build machine has no keyring and nothing in here is anyone's own.
pub(crate) struct SampleHome {
    folder: PathBuf,
    coach: PathBuf,
}

impl SampleHome {
    /// The sample home in `target`, used with the program `coach`.
    pub(crate) fn new(target: &Path, coach: PathBuf) -> Self {
        Self { folder: target.join("sample-home"), coach }
    }

    /// Deletes it, if it is there.
    pub(crate) fn remove(&self) -> Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder).with_context(|| format!("failed to remove {}", self.folder.display()))?;
        }
        Ok(())
    }

    /// Makes the profile and the sample year unless both are there.
    pub(crate) fn fill(&self) -> Result<()> {
        let done = self.folder.join("filled");
        if done.exists() {
            println!("using the sample year in {} (--fresh makes it again)", self.folder.display());
            return Ok(());
        }
        // What an interrupted run left behind is no use.
        self.remove()?;
        fs::create_dir_all(&self.folder).with_context(|| format!("failed to make {}", self.folder.display()))?;
        println!("making a sample home with an invented person in {}", self.folder.display());
        run_command(&mut self.command(&[
            "init",
            "--name",
            "Sam",
            "--units",
            "metric",
            "--birth-date",
            "1990-06-12",
            "--sex",
            "male",
            "--height-cm",
            "181",
            "--level",
            "intermediate",
            "--goal",
            "get stronger and run 10 km",
        ]))?;
        run_command(&mut self.command(&["demo"]))?;
        fs::write(done, "")?;
        Ok(())
    }

    /// Installs the encoder by which texts are compared, unless it is there.
    fn install(&self, encoder: &Path) -> Result<()> {
        let done = self.folder.join("encoder");
        if !done.exists() {
            let file = encoder.to_str().context("failed to install the encoder: its path is no text")?;
            run_command(&mut self.command(&["models", "import", file, "--name", "minilm"]))?;
            fs::write(done, "")?;
        }
        Ok(())
    }

    /// One question, one answer.
    pub(crate) fn ask(&self, question: &str) -> Result<()> {
        run_command(&mut self.command(&["ask", question]))
    }

    /// A conversation, at the person's own terminal.
    fn talk(&self) -> Result<()> {
        let mut command = self.command(&["chat"]);
        show(&command);
        let status = command.stdin(Stdio::inherit()).status().context("failed to start the coach")?;
        succeeded(&command, status)
    }

    /// What has another program of the coach work with this home.
    pub(crate) fn variables(&self) -> [(&'static str, PathBuf); 2] {
        [("POCKETCOACH_HOME", self.folder.clone()), ("POCKETCOACH_KEY_FILE", self.folder.join("key"))]
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.coach);
        command.args(arguments).arg("--data-dir").arg(&self.folder).arg("--key-file").arg(self.folder.join("key"));
        command
    }
}
