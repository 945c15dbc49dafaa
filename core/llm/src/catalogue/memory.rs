//! Whether a model fits into the memory of this device.

use super::Entry;
use serde::Serialize;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// Memory that a system keeps for itself and what else runs.
const KEPT: u64 = 1_200_000_000;

/// Whether a model fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fits {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The model's need or the device's memory is not known.
    Unknown,
}

/// The most memory in bytes that a model may take on this device: three fifths of what is built in, and never so much
/// that less than 1.2 GB is left. `None` where the device does not tell.
///
/// The rule is the cold start of PocketPal AI, an app with the same engine on the same phones.
#[must_use]
pub fn memory_for_models() -> Option<u64> {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(memory).ok()?;
    let built_in = system.total_memory();
    // In a container, its share is all there is.
    let share = system.cgroup_limits().map_or(built_in, |limits| limits.total_memory.min(built_in));
    (share > 0).then(|| ceiling(share))
}

/// Whether a model with that need fits under `ceiling`.
#[must_use]
pub fn fits(entry: &Entry, ceiling: Option<u64>) -> Fits {
    match (entry.memory_bytes, ceiling) {
        (Some(need), Some(ceiling)) if need <= ceiling => Fits::Yes,
        (Some(_), Some(_)) => Fits::No,
        _ => Fits::Unknown,
    }
}

const fn ceiling(memory: u64) -> u64 {
    let share = memory / 5 * 3;
    let rest = memory.saturating_sub(KEPT);
    if share < rest { share } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_keeps_two_fifths_and_never_less_than_its_share() {
        assert_eq!(ceiling(8_000_000_000), 4_800_000_000);
        assert_eq!(ceiling(3_000_000_000), 1_800_000_000);
        assert_eq!(ceiling(2_000_000_000), 800_000_000);
        assert_eq!(ceiling(1_000_000_000), 0);
    }

    #[test]
    fn this_device_tells_its_memory() {
        assert!(memory_for_models().is_some());
    }
}
