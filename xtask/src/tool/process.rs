//! Child processes: each command is shown before it runs, and none may wait for keyboard input.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// `cargo`, the same one that runs this program, in `root`.
pub(crate) fn cargo(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(args);
    command
}

/// Shows and runs `command`; an error when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    show(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("failed to start {}", name(command)))?;
    succeeded(command, status)
}

/// Shows and runs `command`, passing every line of its output on and to `each`.
///
/// Standard output and standard error share one pipe, so that lines keep their order.
pub(crate) fn run_watched(mut command: Command, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
    show(&command);
    let (reader, writer) = std::io::pipe().context("failed to make a pipe")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("failed to start {}", name(&command)))?;
    // The command holds the writing end; reading ends only once every copy of it is closed.
    drop(command);
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    let mut out = std::io::stdout().lock();
    while reader.read_until(b'\n', &mut line)? > 0 {
        out.write_all(&line)?;
        out.flush()?;
        each(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(child.wait()?)
}

/// Whether `command` runs and ends with status 0, without a word.
pub(crate) fn works(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs `command` for at most `limit`; an error carries the last line of its standard error.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("failed to start {}", name(command)))?;
    let started = Instant::now();
    while child.try_wait()?.is_none() {
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("failed to finish {} within {} s", name(command), limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let status = child.wait()?;
    if status.success() {
        return Ok(());
    }
    bail!("{}", last_line(&mut child).unwrap_or_else(|| format!("{} ended with {status}", name(command))))
}

fn last_line(child: &mut Child) -> Option<String> {
    let lines = BufReader::new(child.stderr.take()?).lines().map_while(Result::ok);
    lines.filter(|line| !line.trim().is_empty()).last()
}

/// An error unless `status` is 0.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("{} ended with {status}", name(command))
}

/// Prints `command` as a person would type it.
pub(crate) fn show(command: &Command) {
    let quoted = |argument: &OsStr| {
        let text = argument.to_string_lossy();
        if text.contains(char::is_whitespace) { format!("'{text}'") } else { text.into_owned() }
    };
    let arguments: Vec<_> = command.get_args().map(quoted).collect();
    println!("$ {} {}", name(command), arguments.join(" "));
    // A line that waits in a buffer would appear after the child's own.
    let _ = std::io::stdout().flush();
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_watched_command_keeps_the_order_of_both_streams() {
        let mut lines = Vec::new();
        let status =
            run_watched(shell("echo one; echo two >&2; echo three; exit 3"), |line| lines.push(line.to_owned()))
                .unwrap();
        assert_eq!(status.code(), Some(3));
        assert_eq!(lines, ["one", "two", "three"]);
    }

    #[test]
    fn a_command_that_hangs_is_stopped() {
        let error = run_within(&mut shell("exec sleep 30"), Duration::from_millis(100)).unwrap_err();
        assert!(error.to_string().contains("within"), "{error}");
    }

    #[test]
    fn a_failure_within_the_limit_tells_the_last_line() {
        let error = run_within(&mut shell("echo fine; echo no route >&2; exit 1"), Duration::from_secs(20));
        assert_eq!(error.unwrap_err().to_string(), "no route");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert_eq!(error.to_string(), "failed to start no-such-program-here");
    }
}
