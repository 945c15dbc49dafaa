//! What cores this machine has.

use crate::device::Cores;

/// Physical cores, and how many other programs keep busy now.
pub(super) fn cores() -> Cores {
    static PHYSICAL: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let physical = *PHYSICAL.get_or_init(physical);
    Cores { physical, busy: busy().min(physical) }
}

fn physical() -> u32 {
    let logical = std::thread::available_parallelism().map_or(1, |count| u32::try_from(count.get()).unwrap_or(1));
    siblings().map_or(logical, |pairs| pairs.min(logical)).max(1)
}

/// Distinct cores by what Linux says about each logical one.
fn siblings() -> Option<u32> {
    let mut cores = std::collections::HashSet::new();
    for entry in std::fs::read_dir("/sys/devices/system/cpu").ok()?.flatten() {
        let list = entry.path().join("topology/thread_siblings_list");
        if let Ok(siblings) = std::fs::read_to_string(list) {
            cores.insert(siblings.trim().to_owned());
        }
    }
    u32::try_from(cores.len()).ok().filter(|count| *count > 0)
}

/// Threads that want to run now, this one left out. 0 where that is not known.
fn busy() -> u32 {
    let Ok(load) = std::fs::read_to_string("/proc/loadavg") else { return 0 };
    let running = load.split_whitespace().nth(3).and_then(|part| part.split('/').next()?.parse::<u32>().ok());
    running.map_or(0, |running| running.saturating_sub(1))
}
