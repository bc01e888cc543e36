//! Lays a user's catalog files over the built-in entries.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::{error, fmt};

use super::catalog_file::{self, Problem};
use super::entry::{Entry, Origin, Retryable, Texts};
use super::spelling::fold;

/// The size of the largest catalog file that is read, in bytes. It has room for 300,000 entries; NAS has 300.
const LARGEST: u64 = 64 << 20;

/// Why catalog files could not be used. Displays every problem, one per line.
#[derive(Debug)]
pub struct CatalogError {
    pub(super) problems: Vec<Problem>,
    pub(super) cause: Option<io::Error>,
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

impl error::Error for CatalogError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        let cause = self.cause.as_ref()?;
        Some(cause)
    }
}

/// The entries of files laid over those of a catalog, later files over earlier ones.
pub fn with_files(mut entries: Vec<Entry>, files: &[impl AsRef<Path>]) -> Result<Vec<Entry>, CatalogError> {
    let (mut problems, mut cause) = (Vec::new(), None);
    for file in files.iter().map(AsRef::as_ref) {
        let text = text_of(file).map_err(|error| {
            let message = error.to_string();
            cause.get_or_insert(error);
            vec![Problem { message, ..Problem::default() }]
        });
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
    if problems.is_empty() { Ok(entries) } else { Err(CatalogError { problems, cause }) }
}

/// The text of a file, unless it is too large. Only a regular file reports its size, so the number of bytes read is
/// limited too.
fn text_of(file: &Path) -> io::Result<String> {
    let unreadable = |error: io::Error| io::Error::new(error.kind(), format!("cannot be read: {error}"));
    let metadata = fs::metadata(file).map_err(unreadable)?;
    // Opening some devices has side effects.
    if is_device(&metadata) {
        return Err(io::Error::other("is a device, not a regular file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(file).map_err(unreadable)?;
    if metadata.len() <= LARGEST {
        let mut limited = file.take(LARGEST + 1);
        limited.read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if metadata.len().max(bytes.len() as u64) > LARGEST {
        let most = LARGEST >> 20;
        return Err(io::Error::other(format!("is larger than {most} MiB, the limit for a catalog")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("is not UTF-8 text: {}", error.utf8_error());
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
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
