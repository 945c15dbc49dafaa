//! Processor seconds and peak memory of processes, as Linux tells them.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::process::Command;
use std::time::Instant;

/// What a process used.
pub(crate) struct Usage {
    pub(crate) cpu_s: f64,
    pub(crate) peak_mb: f64,
}

impl Usage {
    /// Of this process, all its threads together, so far.
    pub(crate) fn of_this_process() -> anyhow::Result<Self> {
        let stat = std::fs::read_to_string("/proc/self/stat").context("read /proc/self/stat")?;
        // The name may hold spaces and brackets; the fields after it do not (proc_pid_stat(5)).
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(f64::NAN);
        // Fields 14 and 15 of the whole, in ticks of 10 ms; two fields and the state stand before the first here.
        let cpu_s = (ticks(11) + ticks(12)) / 100.0;
        let status = std::fs::read_to_string("/proc/self/status").context("read /proc/self/status")?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        let kilobytes: f64 = peak.trim().trim_end_matches("kB").trim().parse().context("read the peak memory")?;
        Ok(Usage { cpu_s, peak_mb: kilobytes * 1024.0 / 1e6 })
    }
}

/// One line of the table.
pub(crate) struct Measured {
    name: String,
    wall_s: f64,
    figures: Value,
}

impl Measured {
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.figures.get(key).and_then(Value::as_f64)
    }

    pub(crate) fn json(&self) -> Value {
        json!({ "name": self.name, "process_wall_s": self.wall_s, "figures": self.figures })
    }
}

/// Runs one of our own ways, which tells its figures on its last line.
pub(crate) fn child(name: &str, command: &mut Command) -> anyhow::Result<Measured> {
    let began = Instant::now();
    let output = command.output().with_context(|| format!("start {name}"))?;
    let wall_s = began.elapsed().as_secs_f64();
    ensure!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let figures = serde_json::from_slice(&output.stdout).with_context(|| format!("read the figures of {name}"))?;
    Ok(Measured { name: name.to_owned(), wall_s, figures })
}

/// Runs a program that knows nothing of this benchmark; Python stands beside it to read what it used.
pub(crate) fn foreign(name: &str, command: Command) -> anyhow::Result<Measured> {
    const WATCH: &str = "import json, resource, subprocess, sys\n\
        subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n\
        used = resource.getrusage(resource.RUSAGE_CHILDREN)\n\
        print(json.dumps({'cpu_s': used.ru_utime + used.ru_stime, 'peak_mb': used.ru_maxrss * 1024 / 1e6}))";
    let mut watch = Command::new("python3");
    watch.args(["-c", WATCH]).arg(command.get_program()).args(command.get_args());
    child(name, &mut watch)
}

/// The lines as a table.
pub(crate) fn table(lines: &[Measured]) -> String {
    let mut text =
        format!("{:<34} {:>8} {:>8} {:>9} {:>9} {:>9}\n", "", "wall s", "CPU s", "peak MB", "first s", "store MB");
    for line in lines {
        let number = |key: &str, places: usize| {
            line.number(key).map_or_else(|| "-".to_owned(), |number| format!("{number:.places$}"))
        };
        text += &format!(
            "{:<34} {:>8.2} {:>8} {:>9} {:>9} {:>9}\n",
            line.name,
            line.wall_s,
            number("cpu_s", 2),
            number("peak_mb", 0),
            number("first_figures_s", 2),
            number("store_mb", 1),
        );
    }
    text
}
