//! What happens when something breaks down: nothing about the person is told.

use std::io::Write as _;
use std::panic;

/// Has a panic tell where it was, and not with which values, which could be the person's.
pub(crate) fn keep_values_out_of_panics() {
    panic::set_hook(Box::new(|broken| {
        let place = broken.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        let _ = writeln!(std::io::stderr(), "coach-desktop: something broke down{place}; the app goes on without it");
    }));
}
