//! Joins what was extracted from an input with what the catalog knows.

mod finding;
mod packed;
mod words;

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::catalog::Catalog;
use crate::extract::{Extractor, Occurrence, Totals};
pub use finding::{Finding, entry_of};
pub use words::{Words, trace};

/// The bytes that are read at once.
const CHUNK: usize = 256 * 1024;

/// Reads an input to its end and hands over each error that is in it, completed from the catalog.
///
/// `file` is the name under which the findings are reported. Memory is bounded whatever the input holds.
///
/// # Errors
///
/// When the input cannot be read, or is compressed; what was found before has been handed over.
///
/// ```
/// use naserr::{Catalog, explain};
///
/// let answer = br#"{"Code": "InvalidFileSystem.NotFound", "RequestId": "B71B4C68-6C6B-4D4B-AD70-8951BD7D188E"}"#;
/// let catalog = Catalog::built_in();
/// let mut resolutions = Vec::new();
/// let totals = explain(&catalog, &mut answer.as_slice(), "-".as_ref(), &mut |finding| {
///     resolutions.extend(finding.entry.map(|entry| entry.resolution));
/// })?;
/// assert_eq!(resolutions, ["The specified file system does not exist or has been deleted."]);
/// assert_eq!(totals.lines, 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn explain<'c>(
    catalog: &'c Catalog,
    input: &mut dyn Read,
    file: &Path,
    found: &mut dyn FnMut(Finding<'c>),
) -> io::Result<Totals> {
    read(catalog, input, &mut |occurrence| {
        found(Finding::new(occurrence, file, catalog));
        ControlFlow::Continue(())
    })
}

/// As [`explain`], without completing what is found, and only until `found` breaks off.
///
/// An input that fails with [`io::ErrorKind::WouldBlock`] has nothing to give at the moment: what is complete is handed over
/// before it is asked again.
pub fn read(
    catalog: &Catalog,
    input: &mut dyn Read,
    found: &mut dyn FnMut(Occurrence) -> ControlFlow<()>,
) -> io::Result<Totals> {
    let words = Words::of(catalog);
    let mut extractor = Extractor::new(&words);
    let mut chunk = vec![0; CHUNK];
    let mut begun = false;
    let flow = Cell::new(ControlFlow::Continue(()));
    let mut emit = |occurrence| {
        if flow.get().is_continue() {
            flow.set(found(occurrence));
        }
    };
    let ended = loop {
        if flow.get().is_break() {
            break Ok(());
        }
        match input.read(&mut chunk) {
            Ok(0) => break Ok(()),
            Ok(length) => {
                let start = &chunk[..length];
                if !std::mem::replace(&mut begun, true)
                    && let Some(advice) = packed::advice(start)
                {
                    break Err(io::Error::other(advice));
                }
                extractor.feed(start, &mut emit);
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => extractor.pause(&mut emit),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    let totals = extractor.finish(&mut emit);
    ended.map(|()| totals)
}
