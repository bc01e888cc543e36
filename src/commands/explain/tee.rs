//! Passes an input through to another stream while it is read.

use std::io::{self, Read, Write};

/// A stream that gets what is read from any input, and why it could not be written.
pub struct PassThrough {
    output: Box<dyn Write>,
    pub failure: Option<io::Error>,
}

impl PassThrough {
    pub const fn new(output: Box<dyn Write>) -> Self {
        Self { output, failure: None }
    }
}

/// An input that is passed through. Reading fails with [`io::ErrorKind::ConnectionAborted`] once that is no longer possible.
pub struct Tee<'o, R> {
    pub input: R,
    pub output: &'o mut PassThrough,
}

impl<R: Read> Tee<'_, R> {
    /// Passes through what nobody has read.
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
        // At once: who watches the output must see a question before it is answered.
        let written = self.output.output.write_all(&buffer[..length]);
        if let Err(error) = written.and_then(|()| self.output.output.flush()) {
            self.output.failure = Some(error);
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(length)
    }
}
