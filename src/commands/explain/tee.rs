//! Passes an input through to another stream while it is read.

use std::io::{self, Read, Write};

/// A stream to which all inputs are copied, and why that failed.
pub struct PassThrough {
    pub output: Box<dyn Write>,
    pub failure: Option<io::Error>,
}

/// An input that is passed through. Reads fail with [`io::ErrorKind::ConnectionAborted`] once the stream cannot be
/// written.
pub struct Tee<'o, R> {
    pub input: R,
    pub output: &'o mut PassThrough,
}

impl<R: Read> Tee<'_, R> {
    /// Passes through what was not read.
    pub fn drain(&mut self) {
        while io::copy(self, &mut io::sink()).is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock) {}
    }
}

impl<R: Read> Read for Tee<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.output.failure.is_some() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let length = self.input.read(buffer)?;
        // Immediately, because users have to see a prompt before they can answer it.
        let written = self.output.output.write_all(&buffer[..length]);
        if let Err(error) = written.and_then(|()| self.output.output.flush()) {
            self.output.failure = Some(error);
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(length)
    }
}
