//! Whether a model fits into the memory of this device.

use super::Entry;
use crate::device::memory_ceiling;
use serde::Serialize;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

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

/// The most memory in bytes that a model may take on this device, by [`memory_ceiling`] of what is built in or, in a
/// container, of its share. `None` where the device does not tell.
#[must_use]
pub fn memory_for_models() -> Option<u64> {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(memory).ok()?;
    let built_in = system.total_memory();
    // In a container, its share is all there is.
    let share = system.cgroup_limits().map_or(built_in, |limits| limits.total_memory.min(built_in));
    (share > 0).then(|| memory_ceiling(share, None))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_device_tells_its_memory() {
        assert!(memory_for_models().is_some());
    }
}
