//! `cargo xtask planted`: plants known bugs of sync in a copy of the sources, and says which test finds each.
//!
//! A bug is a file in `tests/sync/planted`: what it is, the file it is in, and lines as in a diff without numbers, where
//! `PLANTED` stands for "this bug is on". All of them are planted in one copy, which is built once; each is then switched
//! on alone. A bug whose lines are not in the source exactly once is a failure of the list.

use crate::tool::process::{cargo, show};
use crate::tool::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use cargo_metadata::Message;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Where the bugs are, in the workspace.
const FOLDER: &str = "tests/sync/planted";
/// Where what was found is written.
const TABLE: &str = "tests/sync/PLANTED.md";
/// Says which bug is on.
const SWITCH: &str = "POCKETCOACH_PLANTED";
/// Parts of the suite, the quick ones first; the first that fails has found the bug.
const PARTS: &[&str] = &["accounts", "malicious", "forgotten", "snapshots", "secrecy", "simulated", "crashes"];
/// A part that takes longer hangs, which is as good as a failed test.
const PATIENCE: Duration = Duration::from_secs(1200);
/// What the lowest crate gets, so that all can ask it.
const QUESTION: &str = r#"
extern crate self as coach_wire;
/// Whether a bug is on.
pub fn planted(name: &str) -> bool {
    static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    ON.get_or_init(|| std::env::var("POCKETCOACH_PLANTED").ok()).as_deref() == Some(name)
}
"#;
/// The file that it goes to.
const LOWEST: &str = "core/wire/src/lib.rs";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Plant this bug alone, by its file's name without `.patch`; may be given more than once
    #[arg(long)]
    only: Vec<String>,
    /// Random histories that look for each
    #[arg(long, default_value_t = 60)]
    seeds: u32,
    /// Make and build the copy, and stop
    #[arg(long)]
    build_only: bool,
}

/// A bug.
#[derive(Debug, PartialEq, Eq)]
struct Bug {
    name: String,
    what: String,
    file: String,
    find: String,
    replace: String,
}

impl Bug {
    fn read(name: &str, text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let what = lines.next().and_then(|line| line.strip_prefix("# ")).context("it does not say what it is")?;
        let file = lines.next().and_then(|line| line.strip_prefix("--- ")).context("it names no file")?;
        let (mut find, mut replace) = (Vec::new(), Vec::new());
        for line in lines {
            match line.split_at_checked(1) {
                Some(("-", rest)) => find.push(rest),
                Some(("+", rest)) => replace.push(rest),
                Some((" ", rest)) => {
                    find.push(rest);
                    replace.push(rest);
                }
                None => {
                    find.push("");
                    replace.push("");
                }
                Some(_) => bail!("a line begins with none of `-`, `+` and a space"),
            }
        }
        ensure!(!find.is_empty() && replace.iter().any(|line| line.contains("PLANTED")), "it plants nothing");
        let replace = replace.join("\n").replace("PLANTED", &format!("coach_wire::planted(\"{name}\")"));
        Ok(Bug { name: name.to_owned(), what: what.to_owned(), file: file.to_owned(), find: find.join("\n"), replace })
    }

    /// The source with the bug in it, behind its switch; `None` when it does not fit.
    fn plant(&self, source: &str) -> Option<String> {
        (source.matches(&self.find).count() == 1).then(|| source.replace(&self.find, &self.replace))
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let bugs = bugs(&workspace.root)?;
    let copy = workspace.target.join("planted");
    let mut unfit = Vec::new();
    make_copy(&workspace.root, &copy, &bugs, &mut unfit)?;
    for bug in &unfit {
        println!("UNFIT    {bug}: its lines are not in the source exactly once");
    }
    let suite = build(&workspace, &copy)?;
    if args.build_only {
        return Ok(if unfit.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let healthy = look(&suite, args, None)?;
    ensure!(healthy.is_none(), "failed to begin: without any bug, {} fails", healthy.unwrap_or_default());
    let mut rows = Vec::new();
    let chosen = |bug: &&Bug| args.only.is_empty() || args.only.contains(&bug.name);
    for bug in bugs.iter().filter(|bug| !unfit.contains(&bug.name)).filter(chosen) {
        let began = Instant::now();
        let found = look(&suite, args, Some(&bug.name))?;
        let (verdict, by) = found.as_deref().map_or(("MISSED", ""), |by| ("found", by));
        println!("{verdict:8} {:4} s  {}  {by}", began.elapsed().as_secs(), bug.name);
        rows.push((bug, found));
    }
    let found = rows.iter().filter(|(_, found)| found.is_some()).count();
    println!("{found} found, {} missed, {} unfit", rows.len() - found, unfit.len());
    if args.only.is_empty() {
        fs::write(workspace.root.join(TABLE), table(&rows, args.seeds))?;
    }
    Ok(if found == rows.len() && unfit.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn bugs(root: &Path) -> Result<Vec<Bug>> {
    let mut bugs = Vec::new();
    for file in fs::read_dir(root.join(FOLDER))? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "patch") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path)?;
            bugs.push(Bug::read(&name, &text).with_context(|| format!("failed to read {}", path.display()))?);
        }
    }
    bugs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(bugs)
}

/// Copies what git knows or would take, with every bug in it that fits. Files that are the same are left alone, so that
/// a second build has nothing to do.
fn make_copy(root: &Path, to: &Path, bugs: &[Bug], unfit: &mut Vec<String>) -> Result<()> {
    let mut listing = Command::new("git");
    listing.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = listing.output().context("failed to start git")?;
    ensure!(listed.status.success(), "failed to list the sources with git");
    let mut sources: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for name in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        if let Ok(bytes) = fs::read(root.join(name)) {
            sources.insert(name.to_owned(), bytes);
        }
    }
    for bug in bugs {
        let source = sources.get(&bug.file).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        match source.and_then(|source| bug.plant(&source)) {
            Some(planted) => {
                sources.insert(bug.file.clone(), planted.into_bytes());
            }
            None => unfit.push(bug.name.clone()),
        }
    }
    // Cargo names what it builds by package and version, and what is built from the copy must not be taken for the real.
    if let Some(root) = sources.get_mut("Cargo.toml") {
        *root = String::from_utf8_lossy(root).replacen("version = \"", "version = \"999", 1).into_bytes();
    }
    sources.entry(LOWEST.to_owned()).or_default().extend_from_slice(QUESTION.as_bytes());
    for (name, bytes) in &sources {
        let path = to.join(name);
        if fs::read(&path).is_ok_and(|there| there == *bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap_or(to))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Builds the suite from the copy, and says where it is.
fn build(workspace: &Workspace, copy: &Path) -> Result<PathBuf> {
    let build = ["test", "--offline", "--profile", "quick", "-p", "coach-sync-tests", "--test", "sync", "--no-run"];
    let mut command = cargo(copy, &build);
    command.arg("--message-format=json-render-diagnostics").env("CARGO_TARGET_DIR", &workspace.target);
    show(&command);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("failed to start cargo")?;
    let output = child.stdout.take().context("failed to read what cargo says")?;
    let mut suite = None;
    for message in Message::parse_stream(BufReader::new(output)) {
        if let Message::CompilerArtifact(artifact) = message?
            && artifact.target.name == "sync"
            && let Some(path) = artifact.executable
        {
            suite = Some(path.into_std_path_buf());
        }
    }
    ensure!(child.wait()?.success(), "failed to build the copy with the bugs in it");
    suite.context("failed to find the suite that cargo built")
}

/// The first test that fails with a bug switched on, or without any.
fn look(suite: &Path, args: &Args, bug: Option<&str>) -> Result<Option<String>> {
    for part in PARTS {
        let mut command = Command::new(suite);
        command.arg(part).env("POCKETCOACH_SIM_SEEDS", args.seeds.to_string()).env("RUST_BACKTRACE", "0");
        command.env_remove(SWITCH).envs(bug.map(|bug| (SWITCH, bug)));
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = child.stdout.take().context("failed to read what the suite says")?;
        let reader = std::thread::spawn(move || {
            let mut lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.find_map(|line| Some(line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?.to_owned()))
        });
        // It ends at the first test that failed, or with the suite.
        let began = Instant::now();
        while !reader.is_finished() && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(50));
        }
        let hangs = !reader.is_finished();
        if hangs {
            child.kill()?;
        }
        let failed = reader.join().unwrap_or_default();
        if failed.is_some() {
            // One is enough.
            child.kill()?;
        }
        let status = child.wait()?;
        match failed {
            Some(test) => return Ok(Some(test.trim_start_matches("sync::").to_owned())),
            None if hangs => return Ok(Some(format!("{part}: it hangs"))),
            None if !status.success() => return Ok(Some(format!("{part}: it ends the suite"))),
            None => {}
        }
    }
    Ok(None)
}

fn table(rows: &[(&Bug, Option<String>)], seeds: u32) -> String {
    let found = rows.iter().filter(|(_, found)| found.is_some()).count();
    let mut text = format!(
        "# Planted bugs\n\nWritten by `cargo xtask planted`, which plants each bug of [`planted`](planted) in a copy of the \
         sources and runs the suite with it, {seeds} random histories among it, until a test fails. {found} of {} are \
         found.\n\n| bug | where | found by |\n|---|---|---|\n",
        rows.len()
    );
    for (bug, found) in rows {
        let by = found.as_deref().map_or_else(|| "**nobody**".to_owned(), |by| format!("`{by}`"));
        let _ = writeln!(text, "| {} | `{}` | {by} |", bug.what.trim_end_matches('.'), bug.file);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "# It adds.\n--- a.rs\n fn sum() {\n-    1 + 1\n+    if PLANTED { 3 } else { 1 + 1 }\n }\n";

    #[test]
    fn a_bug_is_planted_behind_its_switch_where_it_fits_once() {
        let bug = Bug::read("adds", PATCH).unwrap();
        assert_eq!((bug.what.as_str(), bug.file.as_str()), ("It adds.", "a.rs"));
        let source = "// before\nfn sum() {\n    1 + 1\n}\n";
        let planted = "// before\nfn sum() {\n    if coach_wire::planted(\"adds\") { 3 } else { 1 + 1 }\n}\n";
        assert_eq!(bug.plant(source).as_deref(), Some(planted));
        assert_eq!(bug.plant(&source.repeat(2)), None, "twice");
        assert_eq!(bug.plant("fn sum() {\n    2\n}\n"), None, "not at all");
    }

    #[test]
    fn a_file_that_plants_nothing_is_refused() {
        for text in ["", "# It adds.\n--- a.rs\n-1\n+2\n", "# It adds.\n-1\n+PLANTED\n", "# It adds.\n--- a.rs\n?1\n"] {
            assert!(Bug::read("adds", text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_bug_of_the_list_fits_the_sources() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let bugs = bugs(root).unwrap();
        assert!(bugs.len() >= 30);
        let mut sources: BTreeMap<&str, String> = BTreeMap::new();
        for bug in &bugs {
            let source = sources.entry(&bug.file).or_insert_with(|| fs::read_to_string(root.join(&bug.file)).unwrap());
            *source = bug.plant(source).unwrap_or_else(|| panic!("{} does not fit", bug.name));
        }
    }
}
