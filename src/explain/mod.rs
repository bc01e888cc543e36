//! Joins what was extracted from an input with what the catalog knows.

mod compression;
mod finding;
mod read;
mod words;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::catalog::Catalog;
use crate::extract::Totals;
pub use compression::NeedsTool;
pub use finding::{Finding, entry_of};
pub use read::{Ended, read};
pub use words::{Words, trace};

/// Reads an input to its end and hands over each error in it, completed from the catalog.
///
/// The findings name `file` as the place where they were seen. Input that is compressed with gzip or zstd is decompressed.
/// `found` may return [`ControlFlow::Break`] to stop early. Memory is bounded whatever the input holds.
///
/// # Errors
///
/// When the input cannot be read or decompressed. What was found before the failure has been handed over.
///
/// ```
/// use std::ops::ControlFlow;
///
/// use naserr::{Catalog, explain};
///
/// let answer = br#"{"Code": "InvalidFileSystem.NotFound", "RequestId": "B71B4C68-6C6B-4D4B-AD70-8951BD7D188E"}"#;
/// let catalog = Catalog::built_in();
/// let mut resolutions = Vec::new();
/// let totals = explain(&catalog, answer.as_slice(), "-", |finding| {
///     resolutions.extend(finding.entry.map(|entry| entry.resolution.clone()));
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(resolutions, ["The specified file system does not exist or has been deleted."]);
/// assert_eq!(totals.lines, 1);
/// # Ok::<(), std::io::Error>(())
/// ```
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
