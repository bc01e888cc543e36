//! A user's own catalogs: read from files, checked as a whole, laid over the built-in layers.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{error, fmt};

use super::Catalog;
use super::entry::{Origin, Texts};
use super::load::{self, Draft};
use super::table::Table;

/// The size of the largest catalog file that is read, in bytes. Its million of entries is more than any service has.
const LARGEST: u64 = 512 << 20;

/// Why catalog files could not be used: every fault, one a line, each with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogError(Vec<String>);

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl error::Error for CatalogError {}

/// A catalog with the entries of files laid over it.
pub fn read(files: &[PathBuf], catalog: Catalog) -> Result<Catalog, CatalogError> {
    if files.is_empty() {
        return Ok(catalog);
    }
    let mut table = catalog.table.into_owned();
    let mut faults = Vec::new();
    for file in files {
        match drafts(file) {
            Ok(drafts) => overlay(&mut table, &drafts, file),
            Err(found) => faults.extend(
                found
                    .into_iter()
                    .map(|fault| format!("catalog '{}': {fault}", file.display())),
            ),
        }
    }
    if faults.is_empty() {
        Ok(Catalog {
            table: Cow::Owned(table),
        })
    } else {
        Err(CatalogError(faults))
    }
}

/// What a file says, or everything that is wrong with it.
fn drafts(file: &Path) -> Result<Vec<Draft>, Vec<String>> {
    let mut bytes = Vec::new();
    let opened = File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    opened.map_err(|error| vec![format!("cannot be read: {error}")])?;
    if bytes.len() as u64 > LARGEST {
        return Err(vec![format!(
            "is larger than {} MiB, the most that is read",
            LARGEST >> 20
        )]);
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|error| vec![format!("is not text in UTF-8: {error}")])?;
    // Editors on Windows put a mark before the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    load::parse(text).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// Lays the entries of one file over a table.
fn overlay(table: &mut Table, drafts: &[Draft], file: &Path) {
    let mut replaced = HashSet::new();
    let mut whole = Vec::new();
    for draft in drafts {
        let known: Vec<usize> = places(table, draft);
        if draft.message.is_some() || draft.resolution.is_some() || known.is_empty() {
            whole.push(draft);
            replaced.extend(
                known
                    .into_iter()
                    .filter(|&place| table.rows[place].http_code == draft.http_code),
            );
        } else {
            for place in known {
                complete(table, place, draft, file);
            }
        }
    }
    let mut place = 0..;
    table
        .rows
        .to_mut()
        .retain(|_| place.next().is_none_or(|place| !replaced.contains(&place)));
    for draft in whole {
        table.push(&draft.entry(Origin::User));
    }
    table.index();
}

/// The entries that a draft means: those with its code and, where it states one, its status.
fn places(table: &Table, draft: &Draft) -> Vec<usize> {
    let places = table.places(&draft.code);
    places
        .filter(|&place| {
            draft.http_code.is_none() || table.rows[place].http_code == draft.http_code
        })
        .collect()
}

/// Adds what a draft states to an entry. Its notes say which file they are from, since the entry is still the layer's.
fn complete(table: &mut Table, place: usize, draft: &Draft, file: &Path) {
    let name = file.display().to_string();
    let notes: Vec<String> = Texts::new(&draft.notes)
        .iter()
        .map(|note| format!("{note} ({name})"))
        .collect();
    let notes = notes.join(&Texts::SEPARATOR.to_string());
    table.add_to_list(place, |row| &mut row.notes, &notes);
    table.add_to_list(place, |row| &mut row.aliases, &draft.aliases);
    table.add_to_list(place, |row| &mut row.actions, &draft.actions);
    table.add_to_list(place, |row| &mut row.sources, &draft.sources);
    if let Some(retryable) = draft.retryable {
        table.rows.to_mut()[place].retryable = retryable;
    }
}
