//! Reads an input and extracts its errors.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::compression::decompressed;
use super::words::Words;
use crate::extract::{Extractor, Occurrence, Totals};

/// The number of bytes that are read at once. The system provides a buffer of this size without clearing it first.
const CHUNK: usize = 128 * 1024;

/// What is known about an input when it has ended.
#[derive(Default)]
pub struct Ended {
    pub totals: Totals,
    /// Why it could not be read, or not to its end.
    pub failure: Option<io::Error>,
}

/// Reads an input to its end, or until `found` has enough.
///
/// A read may fail with [`io::ErrorKind::WouldBlock`] to signal that there is nothing to read at the moment: errors
/// that are complete are reported before the next read.
pub fn read(
    input: io::Result<impl Read>,
    words: &Words<'_>,
    found: &mut dyn FnMut(Occurrence) -> ControlFlow<()>,
) -> Ended {
    let mut input = match input.and_then(decompressed) {
        Ok(input) => input,
        Err(error) => return Ended { failure: Some(error), ..Ended::default() },
    };
    let mut extractor = Extractor::new(words);
    let mut chunk = vec![0; CHUNK];
    let mut batch = Vec::new();
    let failure = loop {
        let mut emit = |occurrence| batch.push(occurrence);
        match input.read(&mut chunk) {
            Ok(0) => break None,
            Ok(length) => extractor.feed(&chunk[..length], &mut emit),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => extractor.pause(&mut emit),
            Err(error) => break Some(error),
        }
        if batch.drain(..).try_for_each(&mut *found).is_break() {
            return Ended { totals: extractor.finish(&mut |_| {}), failure: None };
        }
    };
    let totals = extractor.finish(&mut |occurrence| batch.push(occurrence));
    _ = batch.drain(..).try_for_each(found);
    Ended { totals, failure }
}
