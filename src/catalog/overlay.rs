//! Lays a user's catalog files over the built-in entries.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::catalog_file::{self, Problem};
use super::entry::{Entry, Origin, Retryable, Texts};
use super::spelling::fold;

/// The size of the largest catalog file that is read, in bytes. It has room for 300,000 entries; NAS has 300.
const LARGEST: u64 = 64 << 20;

/// Why catalog files could not be used. Displays every problem, one per line.
#[derive(Debug)]
pub struct CatalogError {
    pub(super) problems: Vec<Problem>,
}

impl CatalogError {
    /// Everything that is wrong in any of the files.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl Error for CatalogError {}

/// The entries of files laid over those of a catalog, later files over earlier ones.
pub fn with_files(mut entries: Vec<Entry>, files: &[impl AsRef<Path>]) -> Result<Vec<Entry>, CatalogError> {
    let mut problems = Vec::new();
    for file in files.iter().map(AsRef::as_ref) {
        let text = text_of(file).map_err(|message| vec![Problem { message, ..Problem::default() }]);
        // Editors on Windows begin a file with a byte order mark.
        let read =
            text.and_then(|text| catalog_file::read(text.strip_prefix('\u{feff}').unwrap_or(&text), Origin::User));
        match read {
            Ok(own) => entries = lay_over(entries, own, &file.display().to_string()),
            Err(found) => {
                problems.extend(found.into_iter().map(|problem| Problem { file: Some(file.to_owned()), ..problem }));
            }
        }
    }
    if problems.is_empty() { Ok(entries) } else { Err(CatalogError { problems }) }
}

/// The text of a file, or what is wrong with it.
fn text_of(file: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("is larger than {} MiB, the limit for a catalog", LARGEST >> 20));
    }
    String::from_utf8(bytes).map_err(|error| format!("is not UTF-8 text: {}", error.utf8_error()))
}

/// The entries of a file before those of a catalog.
///
/// An entry of the file that has a message or a resolution replaces the entry with its key. One that has neither adds
/// to the entries with its code (and its status, if it has one), and becomes an entry of its own only if there are
/// none.
pub fn lay_over(mut entries: Vec<Entry>, own: Vec<Entry>, file: &str) -> Vec<Entry> {
    let mut by_code: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, entry) in own.iter().enumerate() {
        by_code.entry(fold(&entry.code)).or_default().push(place);
    }
    let mut completes = vec![false; own.len()];
    entries.retain_mut(|entry| {
        for &place in by_code.get(&fold(&entry.code)).into_iter().flatten() {
            let stated = &own[place];
            let is_same_key = stated.http_code == entry.http_code;
            if !stated.message.is_empty() || !stated.resolution.is_empty() {
                if is_same_key {
                    return false;
                }
            } else if is_same_key || stated.http_code.is_none() {
                complete(entry, stated, file);
                completes[place] = true;
            }
        }
        true
    });
    let own = own.into_iter().zip(completes);
    let whole = own.filter(|(_, completes)| !completes);
    whole.map(|(entry, _)| entry).chain(entries).collect()
}

/// Adds the texts of an entry of a file. Its notes name the file, because the entry that they are added to stays in its
/// layer.
fn complete(entry: &mut Entry, stated: &Entry, file: &str) {
    let notes = stated.notes.iter();
    let notes: Texts = notes.map(|note| format!("{note} ({file})").into()).collect();
    extend(&mut entry.notes, &notes);
    extend(&mut entry.aliases, &stated.aliases);
    extend(&mut entry.actions, &stated.actions);
    extend(&mut entry.sources, &stated.sources);
    if stated.retryable != Retryable::Unknown {
        entry.retryable = stated.retryable;
    }
}

/// Adds the texts that a list does not have yet.
fn extend(list: &mut Texts, more: &Texts) {
    for text in more.iter() {
        if !list.contains(text) {
            list.to_mut().push(text.clone());
        }
    }
}
