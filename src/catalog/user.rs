//! A user's own catalogs: read from files, checked as a whole, laid over the built-in layers.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{error, fmt};

use super::Catalog;
use super::code;
use super::draft::Draft;
use super::entry::{Origin, Texts};
use super::load::{self, Drafts};
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
    let drafts = load::parse(text)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    table.text.to_mut().reserve(text.len());
    overlay(table, &drafts, file);
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
fn overlay(table: &mut Table, drafts: &Drafts<'_>, file: &Path) {
    let mut stays = vec![true; table.rows.len()];
    let mut is_new = vec![true; drafts.entries.len()];
    for (place, meant) in meetings(table, drafts) {
        let draft = &drafts.entries[meant];
        if draft.message.is_none() && draft.resolution.is_none() {
            complete(table, place, draft, file);
            is_new[meant] = false;
        } else if table.rows[place].http_code == draft.http_code {
            stays[place] = false;
        }
    }
    let stayed = new_places(&stays, 0);
    let added = new_places(&is_new, stays.iter().filter(|&&stays| stays).count());
    let mut stays = stays.into_iter();
    table.rows.to_mut().retain(|_| stays.next().unwrap_or(true));
    for (draft, is_new) in drafts.entries.iter().zip(is_new) {
        if is_new {
            table.push(&draft.entry(Origin::User));
        }
    }
    let moved = |places: &[u32], to: &[Option<u32>]| -> Vec<u32> {
        let new_place = |&place: &u32| to.get(place as usize).copied().flatten();
        places.iter().filter_map(new_place).collect()
    };
    table.by_code = moved(&table.by_code, &stayed).into();
    table.index(&moved(&drafts.by_code, &added));
}

/// Where the things that are kept come to stand when the others are left out, counted from `first`.
fn new_places(kept: &[bool], first: usize) -> Vec<Option<u32>> {
    let mut next = u32::try_from(first).unwrap_or(u32::MAX)..;
    kept.iter()
        .map(|&kept| if kept { next.next() } else { None })
        .collect()
}

/// The places of the entries that drafts mean, each with the draft's: those with its code and, where it states one, its
/// status. Found from the entries, which are few, rather than from the drafts, which may be many.
fn meetings(table: &Table, drafts: &Drafts<'_>) -> Vec<(usize, usize)> {
    let code_in = |place: u32| &*drafts.entries[place as usize].code;
    let mut meetings = Vec::new();
    for (place, entry) in table.entries().enumerate() {
        let meant = code::places_of(entry.code, &drafts.by_code, code_in);
        let meant = meant.iter().map(|&meant| meant as usize).filter(|&meant| {
            let status = drafts.entries[meant].http_code;
            status.is_none() || status == entry.http_code
        });
        meetings.extend(meant.map(|meant| (place, meant)));
    }
    meetings
}

/// Adds what a draft states to an entry. Its notes say which file they are from, since the entry is still the layer's.
fn complete(table: &mut Table, place: usize, draft: &Draft<'_>, file: &Path) {
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
