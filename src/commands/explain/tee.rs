//! Passes an input through to another stream while it is read.

use std::io::{self, Read, Write};

/// A stream to which all inputs are copied, and why that failed.
pub struct PassThrough {
    output: Box<dyn Write>,
    pub failure: Option<io::Error>,
}

impl PassThrough {
    pub const fn new(output: Box<dyn Write>) -> Self {
        Self { output, failure: None }
    }
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
        let mut chunk = vec![0; 64 * 1024];
        loop {
            match self.read(&mut chunk) {
                Ok(1..) => {}
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                Ok(0) | Err(_) => break,
            }
        }
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
