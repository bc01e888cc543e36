//! How far a long read has come, on one line of standard error that clears itself.
//!
//! Written here because the library for it, indicatif, needs `pow`, and with it the system's mathematics library at every
//! start: 66 thousand instructions more for each look-up, a seventh of it all.

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

/// The time between two looks at the progress.
const PERIOD: Duration = Duration::from_millis(100);

/// The columns of a full bar.
const BAR: usize = 30;

/// An input that shows how much of it is read.
pub struct Progress<R, W: Write> {
    input: R,
    messages: W,
    size: u64,
    read: u64,
    shown: Instant,
}

impl<R, W: Write> Progress<R, W> {
    /// Shows the progress of reading `size` bytes on standard error.
    pub fn new(input: R, size: u64, messages: W) -> Self {
        Self {
            input,
            messages,
            size,
            read: 0,
            shown: Instant::now(),
        }
    }

    fn show(&mut self) {
        let part = |whole: u64| {
            u128::from(self.read.min(self.size)) * u128::from(whole) / u128::from(self.size.max(1))
        };
        let done = usize::try_from(part(BAR as u64)).unwrap_or_default();
        let line = format!(
            "\r[{:<width$}] {:>3}%",
            "#".repeat(done),
            part(100),
            width = BAR
        );
        // Progress that cannot be shown is no reason to stop.
        _ = self.messages.write_all(line.as_bytes());
        self.shown = Instant::now();
    }
}

impl<R: Read, W: Write> Read for Progress<R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.read += length as u64;
        if self.shown.elapsed() >= PERIOD {
            self.show();
        }
        Ok(length)
    }
}

impl<R, W: Write> Drop for Progress<R, W> {
    fn drop(&mut self) {
        _ = write!(
            self.messages,
            "\r{:width$}\r",
            "",
            width = BAR + "[] 100%".len()
        );
    }
}
