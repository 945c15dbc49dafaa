//! What a device can bear: memory before a model is loaded, threads, and what to do as battery, heat and memory change.
//!
//! Pure: the shell of each platform reports what it sees ([`DeviceState`]), the engine asks what follows
//! ([`WorkPlan::for_state`]). Nothing here looks at a clock or a machine.

use crate::gguf::ModelFacts;
use serde::{Deserialize, Serialize};

const GIB: u64 = 1 << 30;
/// Battery share under which an unplugged device writes no replies on its own.
const LOW_BATTERY: f64 = 0.15;
/// Battery share under which it writes shorter ones on fewer cores.
const SPARING_BATTERY: f64 = 0.30;
const SPARING_TOKENS: u32 = 512;
const HOT_TOKENS: u32 = 256;
/// Seconds without a question after which a model leaves memory: in the foreground and in the background.
const IDLE_FOREGROUND_S: u64 = 600;
const IDLE_BACKGROUND_S: u64 = 60;

/// Memory that a model takes, in bytes: weights, the memory of the prompt and buffers, with a tenth on top.
///
/// `(weights + KV + (vocabulary + width) · batch · 4) · 1.1`, the estimate that PocketPal ships. `kv_bytes` is the
/// size of one number of the memory of the prompt (2 for 16-bit floats, 1.0625 for Q8_0).
#[must_use]
pub fn memory_need(facts: &ModelFacts, context_tokens: u32, batch: u32, kv_bytes: f64) -> u64 {
    let kv = facts.kv_bytes_per_token(kv_bytes) * f64::from(context_tokens);
    let buffers = (facts.vocabulary + facts.width) as f64 * f64::from(batch) * 4.0;
    ((facts.weight_bytes as f64 + kv + buffers) * 1.1) as u64
}

/// The most memory that a model may take, in bytes.
///
/// At first the smaller of 60 % of the memory and all but 1.2 GiB, the cold start of PocketPal AI, an app with the same
/// engine on the same phones; what has been loaded before without trouble
/// (`largest_success`) may be loaded again.
#[must_use]
pub fn memory_ceiling(total: u64, largest_success: Option<u64>) -> u64 {
    let cautious = (total / 5 * 3).min(total.saturating_sub(GIB + GIB / 5));
    largest_success.unwrap_or(0).min(total).max(cautious)
}

/// How hot a device says it is, in the words of iOS and Android.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thermal {
    /// Nothing to mind.
    #[default]
    Nominal,
    /// Warm.
    Fair,
    /// Hot: the system slows things down.
    Serious,
    /// So hot that only what must run should.
    Critical,
}

/// What the shell of a platform reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceState {
    /// The system warned that memory runs out.
    pub memory_warning: bool,
    /// Charge from 0 to 1; none for a device without a battery, or where it is not known.
    pub battery: Option<f64>,
    /// It is plugged in.
    pub charging: bool,
    /// Heat.
    pub thermal: Thermal,
    /// The app is not on the screen.
    pub background: bool,
}

/// Cores of a machine, and how many others use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cores {
    /// Physical cores; of two kinds, the fast ones.
    pub physical: u32,
    /// Cores that other programs keep busy.
    pub busy: u32,
}

impl Cores {
    /// Threads for the engine: the free cores, at least one, and never all while others work. Two threads that share
    /// a core wait for each other at every step, so one too many costs more than one too few.
    #[must_use]
    pub fn threads(self) -> u32 {
        let most = if self.busy > 0 { self.physical.saturating_sub(1) } else { self.physical };
        self.physical.saturating_sub(self.busy).min(most).max(1)
    }
}

/// Why the engine writes nothing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Memory runs out.
    Memory,
    /// The battery is low and the device unplugged.
    Battery,
    /// The device is too hot.
    Heat,
    /// The app is in the background, where a reply could be cut off by the system.
    Background,
}

impl Refusal {
    /// What to tell, after "failed to reach the model: ".
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Memory => "the device runs out of memory; close other apps and ask again",
            Self::Battery => "the battery is low; plug the device in and ask again",
            Self::Heat => "the device is too hot; let it cool down and ask again",
            Self::Background => "the app is in the background; open it and ask again",
        }
    }
}

/// How the engine works in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkPlan {
    /// Threads.
    pub threads: u32,
    /// Highest number of tokens of a reply, if there is a limit beside the request's.
    pub token_cap: Option<u32>,
    /// The model leaves memory now.
    pub unload: bool,
    /// Nothing is written now; what is being written stops at the next token.
    pub refuse: Option<Refusal>,
    /// What was read of the prompt is kept before anything else happens.
    pub checkpoint: bool,
    /// Seconds without a question after which the model leaves memory.
    pub idle_unload_s: u64,
}

impl WorkPlan {
    /// What follows from a state.
    #[must_use]
    pub fn for_state(state: &DeviceState, cores: Cores) -> Self {
        let unplugged = |below: f64| !state.charging && state.battery.is_some_and(|charge| charge < below);
        let refuse = if state.memory_warning {
            Some(Refusal::Memory)
        } else if state.thermal == Thermal::Critical {
            Some(Refusal::Heat)
        } else if unplugged(LOW_BATTERY) {
            Some(Refusal::Battery)
        } else if state.background {
            Some(Refusal::Background)
        } else {
            None
        };
        let mut threads = cores.threads();
        if state.thermal >= Thermal::Serious {
            threads = threads.div_ceil(2);
        } else if state.thermal == Thermal::Fair || unplugged(SPARING_BATTERY) {
            threads = threads.saturating_sub(1);
        }
        let caps = [
            (state.thermal >= Thermal::Serious).then_some(HOT_TOKENS),
            unplugged(SPARING_BATTERY).then_some(SPARING_TOKENS),
        ];
        Self {
            threads: threads.max(1),
            token_cap: caps.into_iter().flatten().min(),
            unload: state.memory_warning,
            refuse,
            checkpoint: state.memory_warning || state.background,
            idle_unload_s: if state.background { IDLE_BACKGROUND_S } else { IDLE_FOREGROUND_S },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FOUR: Cores = Cores { physical: 4, busy: 0 };

    fn plan(change: impl FnOnce(&mut DeviceState)) -> WorkPlan {
        let mut state = DeviceState::default();
        change(&mut state);
        WorkPlan::for_state(&state, FOUR)
    }

    #[test]
    fn memory_is_estimated_before_it_is_taken() {
        let facts = crate::gguf::tests_support::facts_of_a_tiny_model();
        let kv = facts.kv_bytes_per_token(2.0) * 1000.0;
        let buffers = ((facts.vocabulary + facts.width) * 64 * 4) as f64;
        assert_eq!(memory_need(&facts, 1000, 64, 2.0), ((facts.weight_bytes as f64 + kv + buffers) * 1.1) as u64);
        assert!(memory_need(&facts, 2000, 64, 2.0) > memory_need(&facts, 1000, 64, 2.0));
    }

    #[test]
    fn the_ceiling_leaves_room_and_learns() {
        assert_eq!(memory_ceiling(2 * GIB, None), 2 * GIB - GIB - GIB / 5);
        assert_eq!(memory_ceiling(10 * GIB, None), 10 * GIB / 5 * 3);
        assert_eq!(memory_ceiling(10 * GIB, Some(8 * GIB)), 8 * GIB);
        assert_eq!(memory_ceiling(10 * GIB, Some(GIB)), 10 * GIB / 5 * 3);
        assert_eq!(memory_ceiling(10 * GIB, Some(u64::MAX)), 10 * GIB, "never more than there is");
        assert_eq!(memory_ceiling(GIB, None), 0);
    }

    #[test]
    fn threads_follow_the_free_cores() {
        let threads = |physical, busy| Cores { physical, busy }.threads();
        assert_eq!([threads(4, 0), threads(4, 1), threads(4, 3), threads(4, 9)], [4, 3, 1, 1]);
        assert_eq!([threads(1, 0), threads(1, 1), threads(0, 0), threads(2, 1)], [1, 1, 1, 1]);
    }

    #[test]
    fn each_state_has_its_reaction() {
        let calm = plan(|_| ());
        assert_eq!(
            (calm.threads, calm.token_cap, calm.refuse, calm.unload, calm.checkpoint),
            (4, None, None, false, false)
        );
        let warned = plan(|state| state.memory_warning = true);
        assert!(warned.unload && warned.checkpoint && warned.refuse == Some(Refusal::Memory));
        assert_eq!(plan(|state| state.thermal = Thermal::Fair).threads, 3);
        let hot = plan(|state| state.thermal = Thermal::Serious);
        assert_eq!((hot.threads, hot.token_cap, hot.refuse), (2, Some(256), None));
        assert_eq!(plan(|state| state.thermal = Thermal::Critical).refuse, Some(Refusal::Heat));
        let battery = |charge, charging| {
            plan(|state| {
                state.battery = Some(charge);
                state.charging = charging;
            })
        };
        assert_eq!(battery(0.149, false).refuse, Some(Refusal::Battery));
        assert_eq!(battery(0.15, false).refuse, None);
        assert_eq!((battery(0.29, false).token_cap, battery(0.29, false).threads), (Some(512), 3));
        assert_eq!(battery(0.30, false), calm);
        assert_eq!(battery(0.01, true), calm);
        let behind = plan(|state| state.background = true);
        assert_eq!((behind.refuse, behind.checkpoint, behind.idle_unload_s), (Some(Refusal::Background), true, 60));
    }

    proptest! {
        #[test]
        fn worse_is_never_met_with_more(
            battery in prop::option::of(0.0..1.0_f64), charging: bool, background: bool, memory_warning: bool,
            physical in 0..64_u32, busy in 0..64_u32,
        ) {
            let cores = Cores { physical, busy };
            let mut before: Option<WorkPlan> = None;
            for thermal in [Thermal::Nominal, Thermal::Fair, Thermal::Serious, Thermal::Critical] {
                let state = DeviceState { memory_warning, battery, charging, thermal, background };
                let plan = WorkPlan::for_state(&state, cores);
                prop_assert!(plan.threads >= 1 && plan.threads <= physical.max(1));
                if let Some(cooler) = before {
                    prop_assert!(plan.threads <= cooler.threads);
                    prop_assert!(plan.token_cap.unwrap_or(u32::MAX) <= cooler.token_cap.unwrap_or(u32::MAX));
                    prop_assert!(cooler.refuse.is_none() || plan.refuse.is_some());
                }
                before = Some(plan);
            }
        }
    }
}
