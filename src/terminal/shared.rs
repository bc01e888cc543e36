//! A writer with several who write to it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// A writer whose clones write to the same place.
#[derive(Clone)]
pub struct Shared(Rc<RefCell<Box<dyn Write>>>);

impl Shared {
    /// Shares a writer.
    pub fn new(writer: Box<dyn Write>) -> Self {
        Self(Rc::new(RefCell::new(writer)))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}
