//! Logs go to standard error, and only when asked for.

use tracing_subscriber::EnvFilter;

/// Starts logging: nothing below warnings without `-v`; `-v` shows what happens, `-vv` everything of ours.
pub(crate) fn start(verbose: u8) {
    let default = match verbose {
        0 => "error",
        1 => "warn,coach=info",
        _ => "warn,coach=debug",
    };
    let filter = EnvFilter::try_from_env("POCKETCOACH_LOG").unwrap_or_else(|_| {
        let ours = default.rsplit('=').next().unwrap_or("error");
        let crates =
            ["coach_agent", "coach_api", "coach_mcp", "coach_servers", "coach_sources", "coach_store", "coach_web"];
        let directives = crates.map(|name| format!("{name}={ours}")).join(",");
        EnvFilter::new(format!("error,{directives}"))
    });
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().try_init();
}
