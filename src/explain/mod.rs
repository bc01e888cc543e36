//! Joins the errors extracted from an input with what the catalog knows about them.

mod compression;
mod finding;
mod read;
mod words;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::catalog::Catalog;
use crate::extract::Totals;
pub use finding::{Finding, entry_of};
pub use read::{Ended, read};
pub use words::{Words, trace};

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
