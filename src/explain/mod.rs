//! Reads inputs, extracts their errors, and joins these with what the catalog knows about them.

mod compression;
mod finding;
mod words;

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::catalog::Catalog;
use crate::extract::{Extractor, Occurrence, Totals};
use compression::decompressed;
pub use finding::Finding;
pub use words::{Words, trace};

/// The number of bytes that are read at once. The system provides a buffer of this size without clearing it first.
const CHUNK: usize = 128 * 1024;

/// What is known about an input when it has ended.
#[derive(Default)]
pub struct Ended {
    pub totals: Totals,
    /// Why it could not be read, or not to its end.
    pub failure: Option<io::Error>,
}

/// Reads an input to its end, and calls `found` with each error in it, completed from the catalog.
///
/// The findings name `file` as the place where they were seen. Input that is compressed with gzip or zstd is
/// decompressed. `found` may return [`ControlFlow::Break`] to stop early. Memory is bounded whatever the input holds.
///
/// # Errors
///
/// If the input cannot be read or decompressed. `found` has been called for what was found before.
pub fn explain<'c>(
    catalog: &'c Catalog,
    input: impl Read,
    file: impl AsRef<Path>,
    mut found: impl FnMut(Finding<'c>) -> ControlFlow<()>,
) -> io::Result<Totals> {
    let mut found = |occurrence| found(Finding::new(occurrence, file.as_ref(), catalog));
    let ended = read(Ok(input), &Words::of(catalog), &mut found);
    ended.failure.map_or(Ok(ended.totals), Err)
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
    let has_enough = Cell::new(false);
    let mut emit = |occurrence| {
        if !has_enough.get() {
            has_enough.set(found(occurrence).is_break());
        }
    };
    let mut failure = None;
    while !has_enough.get() && failure.is_none() {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => extractor.feed(&chunk[..length], &mut emit),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => extractor.pause(&mut emit),
            Err(error) => failure = Some(error),
        }
    }
    Ended { totals: extractor.finish(&mut emit), failure }
}
