//! Random histories; see `coach_sync_tests::simulation`.
//!
//! `POCKETCOACH_SIM_SEEDS=1000` runs more of them, and `POCKETCOACH_SIM_SEED=17` one.

use coach_sync_tests::simulation::{Tally, run};

fn seeds() -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match number("POCKETCOACH_SIM_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("POCKETCOACH_SIM_SEEDS").unwrap_or(120)).collect(),
    }
}

#[test]
fn all_devices_end_up_with_all_that_was_written_whatever_happens_in_between() {
    let (mut all, seeds) = (Tally::default(), seeds());
    for &seed in &seeds {
        match std::panic::catch_unwind(|| run(seed)) {
            Ok(tally) => all.add(&tally),
            Err(panic) => {
                eprintln!("seed {seed} failed; POCKETCOACH_SIM_SEED={seed} repeats it");
                std::panic::resume_unwind(panic);
            }
        }
    }
    // A campaign that saw none of what it is for would prove nothing.
    if seeds.len() >= 100 {
        for (what, count) in [
            ("lost questions", all.lost),
            ("torn writes", all.torn),
            ("disks that forgot", all.forgotten),
            ("clocks that jumped", all.clock_jumps),
            ("devices that were put out", all.put_out),
            ("logs that were trimmed", all.trimmed),
            ("devices that came back to a trimmed log", all.came_back),
        ] {
            assert!(count > 0, "no {what}: {all:?}");
        }
    }
}
