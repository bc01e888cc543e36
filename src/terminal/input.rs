//! Inputs that a signal ends, and that can report that they have gone quiet, for following a log.

use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// After this many milliseconds without data, an input counts as quiet. A signal is noticed within this time too.
#[cfg(unix)]
const PAUSE: i64 = 100;

/// The most short reads in a row without a pause, as from a busy log that is never quiet.
const LONGEST_FLOW: u32 = 64;

/// An input whose reads fail with [`io::ErrorKind::ConnectionAborted`] after a signal. If it `reports_pauses`, they
/// also fail with [`io::ErrorKind::WouldBlock`]: once for each silence, and now and then while a slow input keeps
/// flowing.
///
/// On systems that cannot tell whether an input is ready, reads just block.
pub struct Followed {
    input: File,
    reports_pauses: bool,
    quiet: bool,
    /// The reads since the last pause that did not fill the buffer: the input is slower than its reader. A file never
    /// is, so that its reader sees no pauses.
    short_reads: u32,
}

impl Followed {
    pub fn new(input: File, reports_pauses: bool) -> Self {
        Self { input, reports_pauses, quiet: false, short_reads: 0 }
    }

    /// Standard input without a buffer, because a buffer could contain bytes while the system reports that there are
    /// none.
    pub fn standard_input(reports_pauses: bool) -> io::Result<Self> {
        #[cfg(unix)]
        let input = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned()?;
        #[cfg(windows)]
        let input = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned()?;
        Ok(Self::new(input.into(), reports_pauses))
    }
}

impl Read for Followed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if received_signal().is_some() {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            let is_ready = is_ready(&self.input)?;
            let is_due = self.short_reads >= LONGEST_FLOW;
            if self.reports_pauses && !self.quiet && (is_due || !is_ready) {
                (self.quiet, self.short_reads) = (true, 0);
                return Err(io::ErrorKind::WouldBlock.into());
            }
            if !is_ready {
                continue;
            }
            let length = self.input.read(buffer)?;
            self.quiet = false;
            self.short_reads = if length < buffer.len() { self.short_reads + 1 } else { 0 };
            return Ok(length);
        }
    }
}

/// Waits for an input, at most for a pause, and returns whether it can be read.
#[cfg(unix)]
fn is_ready(input: &File) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let pause = Timespec { tv_sec: 0, tv_nsec: PAUSE * 1_000_000 };
    Ok(poll(&mut [PollFd::new(input, PollFlags::IN)], Some(&pause))? > 0)
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail on Unix")]
fn is_ready(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// The number of the last signal, or 0. A signal goes to the whole process, so there is one for all threads.
static RECEIVED: AtomicUsize = AtomicUsize::new(0);

/// Whether there was a signal before.
static IS_SECOND: AtomicBool = AtomicBool::new(false);

/// Catches SIGINT and SIGTERM from now on, so that what was found so far can still be printed. The second one ends the
/// process immediately.
pub fn catch_signals() -> io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_default(signal, &IS_SECOND)?;
        flag::register(signal, &IS_SECOND)?;
        flag::register_usize(signal, &RECEIVED, usize::try_from(signal).unwrap_or_default())?;
    }
    Ok(())
}

/// The number of the last signal that was caught, if any.
pub fn received_signal() -> Option<i32> {
    let number = i32::try_from(RECEIVED.load(Ordering::SeqCst)).unwrap_or_default();
    (number != 0).then_some(number)
}

/// Ends the process as the signal would have, if there was one.
pub fn end_process() {
    if let Some(signal) = received_signal() {
        _ = low_level::emulate_default_handler(signal);
    }
}
