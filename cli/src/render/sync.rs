//! Sync as text.

use super::{system_time, table, thousands};
use coach_api::{DeviceView, SyncReport, SyncStatus};

/// What a sync did.
pub(crate) fn sync_report(report: &SyncReport) -> String {
    let counts = &report.report;
    let mut text = if counts.sent + counts.received + counts.blobs_sent + counts.blobs_received == 0 {
        "Nothing new on either side.".to_owned()
    } else {
        format!(
            "Sent {} and {} of data; received {} and {}.",
            changes(counts.sent),
            packs(counts.blobs_sent),
            changes(counts.received),
            packs(counts.blobs_received)
        )
    };
    if counts.blobs_missing > 0 {
        text.push_str(&format!("\nStill on their way from another device: {} of data.", packs(counts.blobs_missing)));
    }
    for sentence in &report.words {
        text.push_str(&format!("\n! {sentence}"));
    }
    for done in &report.interventions {
        text.push_str(&format!("\nThe safety rules reviewed what came in: {done}"));
    }
    text
}

/// How sync stands.
pub(crate) fn sync_status(status: &SyncStatus) -> String {
    let last = status.last_sync_ms.map_or_else(|| "never".to_owned(), system_time);
    let mut text = format!(
        "Account:   {}\nServer:    {}\nDevice:    {}, one of {}\nKey:       number {}\nLast sync: {last}\nWaiting:   {}, {} of data",
        status.account,
        status.server,
        status.device,
        status.devices,
        status.epoch,
        changes(status.unsent),
        packs(status.unsent_blobs),
    );
    if status.quarantined > 0 {
        text.push_str(&format!("\nIn quarantine: {}", thousands(status.quarantined)));
    }
    if status.trimmed_ms.is_some() || !status.waiting_for.is_empty() {
        text.push_str(&format!("\n{}", sync_trimmed(status)));
    }
    for alert in &status.alerts {
        text.push_str(&format!("\n! {}", alert.words()));
    }
    text
}

/// Since when older changes are gone, and for whom they stay.
pub(crate) fn sync_trimmed(status: &SyncStatus) -> String {
    let mut lines = Vec::new();
    if let Some(trimmed_ms) = status.trimmed_ms {
        lines.push(format!("Summed up: {}; {} since", system_time(trimmed_ms), changes(status.log_entries)));
    }
    if !status.waiting_for.is_empty() {
        let ids: Vec<String> = status.waiting_for.iter().map(|id| id.chars().take(8).collect()).collect();
        lines.push(format!("Older changes stay on the server until these devices have synced: {}", ids.join(", ")));
    }
    if lines.is_empty() {
        lines.push("There is nothing to sum up yet, or not everything is on the server.".to_owned());
    }
    lines.join("\n")
}

fn changes(number: u64) -> String {
    counted(number, "change")
}

fn packs(number: u64) -> String {
    counted(number, "pack")
}

/// A number with its noun.
fn counted(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", thousands(number))
}

/// The devices of the account.
pub(crate) fn sync_devices(devices: &[DeviceView]) -> String {
    let mut table = table(["id", "name", "", "since", "changes"]);
    for device in devices {
        let state = match (device.revoked, device.this) {
            (true, _) => "out",
            (false, true) => "this one",
            (false, false) => "in",
        };
        table.add_row([
            device.id[..device.id.len().min(8)].to_owned(),
            device.name.clone().unwrap_or_else(|| "?".to_owned()),
            state.to_owned(),
            system_time(device.added_ms),
            thousands(device.entries),
        ]);
    }
    table.to_string()
}

/// An instant as people read it.
pub(crate) fn moment(at_ms: i64) -> String {
    system_time(at_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_change() {
        assert_eq!(
            (changes(0), changes(1), packs(1_200)),
            ("0 changes".into(), "1 change".into(), "1,200 packs".into())
        );
    }
}
