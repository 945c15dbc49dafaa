//! Plants known bugs, one after the other, in a copy of the sources, and says whether the tests find each.
//!
//! `cargo run -p coach-sync-tests --bin planted -- --workspace . --to target/planted`. Compiled dependencies of the
//! workspace are used again. A bug that no longer fits the source, or does not compile, is a failure of the list.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a campaign talks to who runs it")]

use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// A bug, and where it is planted.
struct Planted {
    name: &'static str,
    file: &'static str,
    find: &'static str,
    replace: &'static str,
}

const fn bug(name: &'static str, file: &'static str, find: &'static str, replace: &'static str) -> Planted {
    Planted { name, file, find, replace }
}

const EXCHANGE: &str = "core/sync/src/exchange.rs";
const BLOBS: &str = "core/sync/src/blobs.rs";
const LEDGER: &str = "core/sync/src/ledger.rs";
const SERVICE: &str = "core/sync/src/service.rs";
const STORE_LOG: &str = "core/store/src/log/mod.rs";
const STORE_SYNC: &str = "core/store/src/sync.rs";
const CLOCK: &str = "core/store/src/log/clock.rs";
const ACCOUNT: &str = "core/wire/src/account.rs";
const ENTRY: &str = "core/wire/src/entry.rs";
const RELAY: &str = "server/src/relay/exchange.rs";
const RELAY_BLOBS: &str = "server/src/relay/blobs.rs";
const SQLITE: &str = "server/src/storage/sqlite.rs";

const BUGS: &[Planted] = &[
    bug("the body is not under the signature", ENTRY, "blake3::hash(sealed)", "blake3::hash(&sealed[..0])"),
    bug(
        "signatures of entries are not checked",
        ENTRY,
        "&signature).map_err(|_| Error::Signature(WHAT))?;",
        "&signature).or(Ok::<(), ()>(())).map_err(|()| Error::Signature(WHAT))?;",
    ),
    bug(
        "records of strangers are followed",
        ACCOUNT,
        "        crate::verify(key, RECORD, &record.body, &record.signature, WHAT)?;\n        let mut next",
        "        let _ = key;\n        let mut next",
    ),
    bug("weaker cryptography is taken", ACCOUNT, "if epoch.suite < suite {", "if false && epoch.suite < suite {"),
    bug(
        "another log of the account is followed",
        ACCOUNT,
        "if body.number != self.records || body.prev_hash != self.head {",
        "if body.number != self.records {",
    ),
    bug(
        "a later edit may get an earlier stamp",
        CLOCK,
        "previous.map_or(Stamp(0), Stamp::next).max(Stamp::at(wall_ms))",
        "{ let _ = previous; Stamp::at(wall_ms) }",
    ),
    bug(
        "the chain's hash is not compared by a device",
        STORE_LOG,
        "        if header.prev_hash != hash {\n            return Ok(Err(Refused::Fork));\n        }\n        insert",
        "        let _ = hash;\n        insert",
    ),
    bug(
        "another entry of the same number is taken for the same",
        STORE_LOG,
        "return Ok(if same { Ok(Taken::Known) } else { Err(Refused::Fork) });",
        "return Ok(if same || true { Ok(Taken::Known) } else { Err(Refused::Fork) });",
    ),
    bug(
        "a gap in a chain is taken by a device",
        STORE_LOG,
        "        if header.seq != seq + 1 {\n            return Ok(Err(Refused::Gap));\n        }\n",
        "",
    ),
    bug(
        "entries after a revocation are taken by a device",
        STORE_LOG,
        "if last_seq.is_some_and(|last| header.seq > last) {",
        "if false && last_seq.is_some_and(|last| header.seq > last) {",
    ),
    bug(
        "what could not be read is not read when its key comes",
        STORE_LOG,
        "            opened += 1;\n",
        "            opened += 1;\n            if opened > 0 { break; }\n",
    ),
    bug(
        "one bad entry stops those of all devices",
        STORE_SYNC,
        "if stopped.contains(&device) {\n                    continue;",
        "if !stopped.is_empty() {\n                    continue;",
    ),
    bug(
        "what is confirmed stays to be sent",
        STORE_SYNC,
        "DELETE FROM outbox WHERE seq <= ?1",
        "DELETE FROM outbox WHERE seq < ?1",
    ),
    bug(
        "one more is taken for confirmed than was",
        EXCHANGE,
        "self.store.sent(mark.seq)?;",
        "self.store.sent(mark.seq + 1)?;",
    ),
    bug(
        "entries beside the log are named and not sent",
        EXCHANGE,
        "if ours && held < confirmed && self.alerts.insert(Alert::RolledBack) {",
        "if ours && held < confirmed && self.alerts.insert(Alert::RolledBack) && false {",
    ),
    bug(
        "a relay that goes back is believed",
        EXCHANGE,
        "let held = relay.get(&tip.device).map_or(0, |mark| mark.seq);\n            let ours",
        "let held = relay.get(&tip.device).map_or(u64::MAX, |mark| mark.seq.max(confirmed));\n            let ours",
    ),
    bug(
        "what other devices say is not listened to",
        EXCHANGE,
        "                self.hear(&statement, &tips)?;",
        "                let _ = (&statement, &tips);",
    ),
    bug("statements that nobody signed are heard", EXCHANGE, "        if !genuine {", "        if false && !genuine {"),
    bug("a confirmation without keeping goes unnoticed", EXCHANGE, "self.alerts.insert(Alert::NotKept);", ""),
    bug(
        "records that are kept back go unnoticed",
        EXCHANGE,
        "self.alerts.insert(Alert::AccountKeptBack);\n        } else if",
        "} else if",
    ),
    bug(
        "entries that are kept back go unnoticed",
        EXCHANGE,
        "if mark.seq.min(last.unwrap_or(u64::MAX)) > known && !more && readable {",
        "if false && mark.seq.min(last.unwrap_or(u64::MAX)) > known && !more && readable {",
    ),
    bug(
        "a fork of one's own chain is taken for someone else's",
        EXCHANGE,
        "Reason::Fork if device == own => {",
        "Reason::Fork if device != own => {",
    ),
    bug(
        "only one page is fetched",
        EXCHANGE,
        "self.quiet = before == after || (agreed && !answer.more && !unsaid);",
        "self.quiet = true;",
    ),
    bug(
        "blobs are marked as sent before they are",
        BLOBS,
        "self.to_put.extend(to_put.into_iter().map(|(slot, _)| slot));",
        "store.slots_sent(&to_put.into_iter().map(|(slot, _)| slot).collect::<Vec<_>>())?;",
    ),
    bug(
        "what is said of a slot has no order",
        BLOBS,
        ".map_or(0, |tip| tip.seq);\n        let mut refs",
        ".map_or(0, |tip| tip.seq.min(1));\n        let mut refs",
    ),
    bug(
        "a device that is in already is let in again",
        LEDGER,
        "known.last_seq.is_none()\n                && known",
        "known.last_seq.is_some()\n                && known",
    ),
    bug(
        "a successor forgets the log that lets it in",
        LEDGER,
        "        ledger.save(store)?;\n        Ok(store.become_device(&self.id, &self.seed, self.common)?)",
        "        store.become_device(&self.id, &self.seed, self.common)?;\n        ledger.save(store)",
    ),
    bug(
        "a new device does not compare what it is shown with what it was told",
        SERVICE,
        "if !revoked && store.entry_hash(&tip.device, tip.seq)? != Some(tip.hash) {",
        "if false && !revoked && store.entry_hash(&tip.device, tip.seq)? != Some(tip.hash) {",
    ),
    bug(
        "a change of the account counts before the relay has it",
        SERVICE,
        "Response::Exchanged(answer) if taken(&ledger, before, &answer) => {\n                ledger.save(store)?;",
        "Response::Exchanged(answer) if taken(&ledger, before, &answer) || true => {\n                ledger.save(store)?;",
    ),
    bug(
        "a revocation names no last entry",
        SERVICE,
        ".find(|tip| tip.device == device).map_or(0, |tip| tip.seq);\n        ledger.rotate",
        ".find(|tip| tip.device == device).map_or(0, |_| 0);\n        ledger.rotate",
    ),
    bug(
        "the relay takes another entry under a number",
        RELAY,
        "return Ok(if there == Some(hash) { Ok((hash, 0)) } else { Err(Reason::Fork) });",
        "return Ok(if there == Some(hash) || true { Ok((hash, 0)) } else { Err(Reason::Fork) });",
    ),
    bug(
        "the relay confirms what it does not keep",
        RELAY,
        "            view.put_entries(&account.id, &device, &entries)?;",
        "            if entries.len() < 2 { view.put_entries(&account.id, &device, &entries)?; }",
    ),
    bug(
        "the relay keeps what a revoked device wrote",
        RELAY,
        "let gone = view.cut(&next.id, &device, last_seq)?;",
        "let gone = view.cut(&next.id, &device, last_seq.max(u64::MAX >> 1))?;",
    ),
    bug(
        "the relay refuses deletions when the room is full",
        RELAY,
        "if size <= SMALL {",
        "if false && size <= SMALL {",
    ),
    bug("the relay hides the last entry of a chain", RELAY, "if known >= chain.seq {", "if known + 1 >= chain.seq {"),
    bug(
        "the relay passes no statements on",
        RELAY,
        "if statements > ask.statements_known {",
        "if false && statements > ask.statements_known {",
    ),
    bug(
        "the relay takes old words about a slot",
        RELAY_BLOBS,
        "if known.as_ref().is_some_and(|(newest, _)| newest > version) {",
        "if false && known.as_ref().is_some_and(|(newest, _)| newest > version) {",
    ),
    bug(
        "the relay drops blobs that another slot has",
        SQLITE,
        "AND NOT EXISTS (SELECT 1 FROM slot WHERE account = ?1 AND blob = ?2) RETURNING length(sealed)",
        "RETURNING length(sealed)",
    ),
    bug(
        "the relay commits when a question fails",
        SQLITE,
        "            let result = work(&mut inside)?;\n            let news",
        "            let result = match work(&mut inside) { Ok(result) => result, Err(error) => { tx.commit()?; return Err(error); } };\n            let news",
    ),
];

/// Parts of the workspace that the tests are built from.
const COPIED: &[&str] = &["Cargo.toml", "Cargo.lock", "clippy.toml", "rustfmt.toml"];

/// Plants bugs and says which are found.
#[derive(Parser)]
struct Arguments {
    /// The workspace.
    #[arg(long)]
    workspace: PathBuf,
    /// Folder for the copy; it is made anew.
    #[arg(long)]
    to: PathBuf,
    /// The first of them, by number.
    #[arg(long, default_value_t = 0)]
    from: usize,
    /// How many.
    #[arg(long, default_value_t = usize::MAX)]
    count: usize,
    /// Random histories for each.
    #[arg(long, default_value_t = 60)]
    seeds: u32,
}

fn copy(from: &Path, to: &Path) {
    let name = from.file_name().unwrap_or_default();
    if name == "target" || name == "node_modules" || name == ".git" {
        return;
    }
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for file in std::fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            copy(&file.path(), &to.join(file.file_name()));
        }
    } else if from.is_file() {
        std::fs::copy(from, to).unwrap();
    }
}

enum Found {
    By(String),
    Nobody,
    NotBuilt(String),
}

fn cargo(options: &Arguments, to: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(to).args(["test", "--offline", "--quiet", "-p", "coach-sync-tests", "--test", "sync"]);
    command.args(more).env("CARGO_TARGET_DIR", options.workspace.join("target"));
    command.env("POCKETCOACH_SIM_SEEDS", options.seeds.to_string()).env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::null());
    command
}

/// The quick tests first; the first one that fails has found it.
fn look(options: &Arguments, to: &Path) -> Found {
    let built = cargo(options, to, &["--no-run"]).output().unwrap();
    if !built.status.success() {
        return Found::NotBuilt(String::from_utf8_lossy(&built.stderr).into_owned());
    }
    for part in ["malicious", "simulated", "crashes", "secrecy"] {
        let done = cargo(options, to, &["--", part]).output().unwrap();
        if !done.status.success() {
            let text = String::from_utf8_lossy(&done.stdout).into_owned();
            let failed = text.lines().skip_while(|line| *line != "failures:").find(|line| line.starts_with("---- "));
            let name = failed.and_then(|line| line.split_whitespace().nth(1)).unwrap_or(part);
            return Found::By(name.to_owned());
        }
    }
    Found::Nobody
}

fn main() -> ExitCode {
    let mut options = Arguments::parse();
    options.workspace = options.workspace.canonicalize().unwrap();
    let _ = std::fs::remove_dir_all(&options.to);
    std::fs::create_dir_all(&options.to).unwrap();
    let to = options.to.canonicalize().unwrap();
    for part in std::fs::read_dir(&options.workspace).unwrap() {
        let (path, name) = {
            let part = part.unwrap();
            (part.path(), part.file_name())
        };
        if path.is_dir() || COPIED.iter().any(|file| name == *file) {
            copy(&path, &to.join(name));
        }
    }
    let (mut found, mut missed) = (0, Vec::new());
    for (number, planted) in BUGS.iter().enumerate().skip(options.from).take(options.count) {
        let (began, file) = (Instant::now(), to.join(planted.file));
        let source = std::fs::read_to_string(&file).unwrap();
        let verdict = if source.matches(planted.find).count() == 1 {
            std::fs::write(&file, source.replace(planted.find, planted.replace)).unwrap();
            let verdict = look(&options, &to);
            std::fs::write(&file, source).unwrap();
            verdict
        } else {
            Found::NotBuilt("it does not fit the source".to_owned())
        };
        let seconds = began.elapsed().as_secs();
        match verdict {
            Found::By(test) => {
                found += 1;
                println!("{number:2} found    {seconds:4} s  {}: {test}", planted.name);
            }
            Found::Nobody => {
                missed.push(number);
                println!("{number:2} MISSED   {seconds:4} s  {}", planted.name);
            }
            Found::NotBuilt(why) => {
                missed.push(number);
                println!(
                    "{number:2} UNFIT    {seconds:4} s  {}: {}",
                    planted.name,
                    why.lines().take(8).collect::<Vec<_>>().join(" / ")
                );
            }
        }
    }
    let _ = std::fs::remove_dir_all(&to);
    println!("{found} found, {} not: {missed:?}", missed.len());
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
