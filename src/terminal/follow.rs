//! An input that can report when it has gone quiet, for those who follow a log, and that a signal ends.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use super::signals::Signals;

/// The silence, in milliseconds, after which an input counts as quiet.
#[cfg(unix)]
const PAUSE: i64 = 100;

/// The longest time without a pause while an input trickles, as a busy log does that is never quiet.
const LONGEST_FLOW: Duration = Duration::from_millis(500);

/// What an input is read from.
#[cfg(unix)]
pub trait Source: Read + std::os::fd::AsFd {}
#[cfg(unix)]
impl<R: Read + std::os::fd::AsFd> Source for R {}

/// What an input is read from.
#[cfg(not(unix))]
pub trait Source: Read {}
#[cfg(not(unix))]
impl<R: Read> Source for R {}

/// An input whose reads fail with [`io::ErrorKind::ConnectionAborted`] after a signal. If it `reports_pauses`, they also fail
/// with [`io::ErrorKind::WouldBlock`]: once for each silence, and now and then while a slow input keeps flowing.
///
/// Where the system cannot wait for several things, reads simply take their time.
pub struct Followed<R> {
    input: R,
    signals: Option<Signals>,
    reports_pauses: bool,
    quiet: bool,
    /// The last read did not fill the buffer: the input is slower than its reader. A file never is, so that time does not
    /// change what is found in one.
    trickles: bool,
    /// When the input began to flow, at first or after the last pause.
    flowing_since: Instant,
}

impl<R: Source> Followed<R> {
    pub fn new(input: R, signals: Option<Signals>, reports_pauses: bool) -> Self {
        Self { input, signals, reports_pauses, quiet: false, trickles: false, flowing_since: Instant::now() }
    }
}

impl<R: Source> Read for Followed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let may_be_quiet = self.reports_pauses && !self.quiet;
        let is_due = self.trickles && self.flowing_since.elapsed() >= LONGEST_FLOW;
        self.quiet = may_be_quiet && (is_due || !is_ready(&self.input, self.signals.as_ref(), true)?);
        if self.quiet {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        // After a silence, this is where the next bytes are waited for.
        if !may_be_quiet {
            is_ready(&self.input, self.signals.as_ref(), false)?;
            self.flowing_since = Instant::now();
        }
        if self.signals.as_ref().is_some_and(|signals| signals.received().is_some()) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let length = self.input.read(buffer)?;
        self.trickles = length < buffer.len();
        Ok(length)
    }
}

/// Waits for an input or a signal, at most for a pause if `briefly`, and returns whether there is one of them.
#[cfg(unix)]
fn is_ready(input: &impl Source, signals: Option<&Signals>, briefly: bool) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let pause = Timespec { tv_sec: 0, tv_nsec: PAUSE * 1_000_000 };
    let mut awaited = vec![PollFd::new(input, PollFlags::IN)];
    awaited.extend(signals.map(|signals| PollFd::new(signals.wake(), PollFlags::IN)));
    Ok(poll(&mut awaited, briefly.then_some(&pause))? > 0)
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail on Unix")]
fn is_ready(_: &impl Source, _: Option<&Signals>, _: bool) -> io::Result<bool> {
    Ok(true)
}

/// Standard input without a buffer, because a buffer could hold bytes while the system reports that there are none.
#[cfg(unix)]
pub fn standard_input() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;

    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

/// Standard input.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail on Unix")]
pub fn standard_input() -> io::Result<io::Stdin> {
    Ok(io::stdin())
}
