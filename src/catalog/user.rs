//! A user's own catalogs: read from files, checked as a whole, laid over the built-in layers.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{error, fmt};

use super::Catalog;
use super::entry::{Origin, Texts};
use super::load;
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
        if let Err(found) = read_file(file, &mut table) {
            let named = |fault| format!("catalog '{}': {fault}", file.display());
            faults.extend(found.into_iter().map(named));
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

/// Lays what a file says over a table, or says everything that is wrong with the file.
fn read_file(file: &Path, table: &mut Table) -> Result<(), Vec<String>> {
    let bytes = bytes(file).map_err(|problem| vec![problem])?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|error| vec![format!("is not text in UTF-8: {error}")])?;
    // Editors on Windows put a mark before the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = load::parse(text, Origin::User)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    overlay(table, read, file);
    Ok(())
}

/// The bytes of a file, unless there are too many. A file that tells its size is refused before it is read.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("cannot be read: {error}");
    let metadata = fs::metadata(file).map_err(unreadable)?;
    // Before it is opened, which some devices take for a command.
    if is_device(&metadata) {
        return Err("is a device, no file".to_owned());
    }
    let size = metadata.len();
    let too_large = || {
        format!(
            "is larger than {} MiB, the most that is read",
            LARGEST >> 20
        )
    };
    if size > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size + 1).unwrap_or_default());
    let opened = File::open(file).map_err(unreadable)?;
    let mut limited = opened.take(LARGEST + 1);
    limited.read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_device(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;

    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
const fn is_device(_: &Metadata) -> bool {
    false
}

/// Lays the entries of one file over a table.
fn overlay(table: &mut Table, mut read: Table, file: &Path) {
    let (mut replaced, mut completing) = (Vec::new(), Vec::new());
    for (place, meant) in meetings(table, &read) {
        let (had, states) = (&table.rows[place], &read.rows[meant]);
        if states.is_without_texts() {
            complete(table, place, &read, meant, file);
            completing.push(meant);
        } else if had.http_code == states.http_code {
            replaced.push(place);
        }
    }
    completing.sort_unstable();
    completing.dedup();
    table.remove(&replaced);
    read.remove(&completing);
    read.put_before(table);
    *table = read;
}

/// The places of the entries that those of a file mean, each with the place of the one that means it: those with its code and,
/// where it states one, its status. Found from the entries, which are few, rather than from the file's, which may be many.
fn meetings(table: &Table, read: &Table) -> Vec<(usize, usize)> {
    let mut meetings = Vec::new();
    for (place, entry) in table.entries().enumerate() {
        let meant = read
            .places_of(entry.code)
            .iter()
            .map(|&meant| meant as usize);
        let meant = meant.filter(|&meant| {
            let status = read.rows[meant].http_code;
            status.is_none() || status == entry.http_code
        });
        meetings.extend(meant.map(|meant| (place, meant)));
    }
    meetings
}

/// Adds what an entry of a file states to an entry that is known. Its notes say which file they are from, since the entry is
/// still its layer's.
fn complete(table: &mut Table, place: usize, read: &Table, meant: usize, file: &Path) {
    let Some(states) = read.entry(meant) else {
        return;
    };
    let name = file.display();
    let notes = states.notes.iter().map(|note| format!("{note} ({name})"));
    let notes: Vec<String> = notes.collect();
    let notes = Texts::join(notes.iter().map(String::as_str));
    table.add_to_list(place, |row| &mut row.notes, Texts::new(&notes));
    table.add_to_list(place, |row| &mut row.aliases, states.aliases);
    table.add_to_list(place, |row| &mut row.actions, states.actions);
    table.add_to_list(place, |row| &mut row.sources, states.sources);
    if let Some(retryable) = read.rows[meant].retryable {
        table.rows.to_mut()[place].retryable = Some(retryable);
    }
}
