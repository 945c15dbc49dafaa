//! `wrk`, which makes the load, and says what it saw as JSON.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Asks one question over and over on so many connections.
pub(crate) fn run(url: &str, script: &Path, token: &str, body: &[u8], connections: u32, seconds: u32) -> Value {
    let mut bytes = String::new();
    for byte in body {
        let _ = write!(bytes, "\\{byte:03}");
    }
    let text = format!(
        "wrk.method = 'POST'\nwrk.body = '{bytes}'\nwrk.headers['Authorization'] = 'Bearer {token}'\n\
         function done(summary, latency, requests)\n\
         local e = summary.errors\n\
         io.write(string.format('\\n@{{\"requests\":%d,\"errors\":%d,\"p50_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f}}\\n',\
         summary.requests, e.connect + e.read + e.write + e.status + e.timeout,\
         latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))\nend\n"
    );
    std::fs::write(script, text).unwrap();
    let run = Command::new("wrk")
        .args(["-t", "2", "-c", &connections.to_string(), "-d", &format!("{seconds}s"), "-s"])
        .arg(script)
        .arg(format!("{url}/v1/sync"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    let line = said.lines().find_map(|line| line.strip_prefix('@'));
    serde_json::from_str(line.unwrap_or_else(|| panic!("wrk said {said}"))).unwrap()
}
