//! Standard input that says when it has gone quiet, for those who follow a log.

use std::io::{self, Read};

/// The silence, in milliseconds, after which the input counts as quiet.
#[cfg(unix)]
const PAUSE: i64 = 100;

/// Standard input whose reads fail with [`io::ErrorKind::WouldBlock`] once for each silence.
///
/// Where the system cannot tell, reads simply take their time.
#[derive(Default)]
pub struct Live {
    quiet: bool,
}

impl Read for Live {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.quiet = !self.quiet && !is_ready()?;
        if self.quiet {
            Err(io::ErrorKind::WouldBlock.into())
        } else {
            io::stdin().read(buffer)
        }
    }
}

/// Waits a little for standard input, and tells whether a read will return at once.
#[cfg(unix)]
fn is_ready() -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let stdin = io::stdin();
    let pause = Timespec {
        tv_sec: 0,
        tv_nsec: PAUSE * 1_000_000,
    };
    match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&pause)) {
        Ok(ready) => Ok(ready > 0),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn is_ready() -> io::Result<bool> {
    Ok(true)
}
