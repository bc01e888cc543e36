//! Signals that ask the process to end. They are caught so that what was found so far can still be printed.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// The number of the last signal, or 0. A signal goes to the whole process, so there is one for all threads.
static RECEIVED: AtomicUsize = AtomicUsize::new(0);

/// Whether there was a signal before.
static IS_SECOND: AtomicBool = AtomicBool::new(false);

/// Catches SIGINT and SIGTERM from now on. The second one ends the process immediately.
pub fn catch() -> io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_default(signal, &IS_SECOND)?;
        flag::register(signal, &IS_SECOND)?;
        flag::register_usize(signal, &RECEIVED, usize::try_from(signal).unwrap_or_default())?;
    }
    Ok(())
}

/// The number of the last signal that was caught, if any.
pub fn received() -> Option<i32> {
    let number = i32::try_from(RECEIVED.load(Ordering::SeqCst)).unwrap_or_default();
    (number != 0).then_some(number)
}

/// Ends the process as the signal would have, if there was one.
pub fn end_process() {
    if let Some(signal) = received() {
        _ = low_level::emulate_default_handler(signal);
    }
}
