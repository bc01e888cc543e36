//! Reads a catalog file: JSON in, entries out, or every problem with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that they obey the same rules as a user's catalog.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{Entry, FIELDS, Origin, brief};
use super::query::fold;

/// The size of the largest catalog file that is read, in bytes. It has room for 300,000 entries; NAS has 300.
const LARGEST: u64 = 64 << 20;

/// A file with more problems than this is not checked any further.
const MOST_PROBLEMS: usize = 1000;

/// One thing that is wrong in a catalog file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Problem {
    /// The file; `None` when the catalog was not read from one.
    pub file: Option<PathBuf>,
    /// The line on which the entry begins, or on which the JSON ends early, from 1. `None` when the file could not be
    /// read.
    pub line: Option<usize>,
    /// The number of the entry, from 1; `None` when the problem is with the whole file.
    pub entry: Option<usize>,
    /// The code of the entry; empty if it has none.
    pub code: String,
    /// The field; empty when the problem is with the whole entry.
    pub field: String,
    /// What is wrong, with the bad value quoted.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "catalog '{}': ", file.display())?,
            None => f.write_str("catalog: ")?,
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}")?;
            if !self.code.is_empty() {
                write!(f, " '{}'", self.code)?;
            }
            f.write_str(": ")?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

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

/// Reads a catalog file. The problems of the file name it.
pub fn read_file(file: &Path, origin: Origin) -> Result<Vec<Entry>, CatalogError> {
    let text = text_of(file).map_err(|message| vec![Problem { message, ..Problem::default() }]);
    // Editors on Windows begin a file with a byte order mark.
    let read = text.and_then(|text| read(text.strip_prefix('\u{feff}').unwrap_or(&text), origin));
    read.map_err(|mut problems| {
        for problem in &mut problems {
            problem.file = Some(file.to_owned());
        }
        CatalogError { problems }
    })
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

/// Reads a catalog: an array of entries as `naserr list -f json` prints it, of which only `Code` is required.
///
/// # Errors
///
/// The problems of the text, up to a thousand: broken JSON, unknown, repeated or missing fields, values of the wrong
/// kind, empty or untrimmed strings, statuses out of range, and two entries with the same `Code` and `HttpCode`.
pub fn read(text: &str, origin: Origin) -> Result<Vec<Entry>, Vec<Problem>> {
    let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| vec![not_an_array(&error, text)])?;
    let mut entries = Vec::with_capacity(items.len());
    let mut problems = Vec::new();
    let mut numbers = HashMap::new();
    let (mut line, mut counted) = (1, 0);
    for (number, item) in (1..).zip(items) {
        if problems.len() >= MOST_PROBLEMS {
            let message = format!("stopped after {MOST_PROBLEMS} problems");
            problems.push(Problem { line: Some(line), message, ..Problem::default() });
            break;
        }
        // The items are slices of the text, one after the other.
        let start = item.get().as_ptr().addr() - text.as_ptr().addr();
        line += text[counted..start].matches('\n').count();
        counted = start;
        let (entry, mut wrong) = read_entry(item.get(), origin);
        let twin = *numbers.entry((fold(&entry.code), entry.http_code)).or_insert(number);
        if twin != number && !entry.code.is_empty() {
            let status = entry.http_code.map_or("no HttpCode".to_owned(), |status| format!("HttpCode {status}"));
            wrong.push((String::new(), format!("duplicate of entry {twin} (same Code, {status})")));
        }
        let place = Problem { line: Some(line), entry: Some(number), code: brief(&entry.code), ..Problem::default() };
        problems.extend(wrong.into_iter().map(|(field, message)| Problem { field, message, ..place.clone() }));
        entries.push(entry);
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// One entry, and its problems as pairs of field and message.
fn read_entry(item: &str, origin: Origin) -> (Entry, Vec<(String, String)>) {
    let none = Entry { origin, ..Entry::default() };
    if !item.starts_with('{') {
        let message = format!("expected an object with a Code, found {}", brief(item));
        return (none, vec![(String::new(), message)]);
    }
    let read = serde_json::Deserializer::from_str(item).deserialize_map(EntryVisitor { origin });
    read.unwrap_or_else(|error| (none, vec![(String::new(), without_place(&error))]))
}

/// Reads the fields of an entry one by one. A map would hide that one is there twice.
struct EntryVisitor {
    origin: Origin,
}

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = (Entry, Vec<(String, String)>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entry = Entry { origin: self.origin, ..Entry::default() };
        let (mut problems, mut seen) = (Vec::new(), HashSet::new());
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            let read = match FIELDS.iter().find(|(known, ..)| *known == name) {
                _ if seen.contains(&name) => Err("duplicate field".to_owned()),
                Some((_, _, set)) => set(&mut entry, &value),
                None => {
                    let mut names = FIELDS.iter().map(|(known, ..)| known);
                    let meant = names.find(|known| known.eq_ignore_ascii_case(&name));
                    let hint = meant.map_or(String::new(), |known| format!(", did you mean '{known}'?"));
                    Err(format!("unknown field{hint}"))
                }
            };
            problems.extend(read.err().map(|message| (brief(&name), message)));
            seen.insert(name);
        }
        if !seen.contains("Code") {
            problems.insert(0, ("Code".to_owned(), "missing".to_owned()));
        }
        Ok((entry, problems))
    }
}

/// What is wrong with a text that is not an array.
fn not_an_array(error: &serde_json::Error, text: &str) -> Problem {
    let message = if error.is_data() && text.trim_start().starts_with('{') {
        "expected an array of entries, found an object; 'jq -s . FILE' turns objects into an array".to_owned()
    } else if error.is_data() {
        format!("expected an array of entries: {}", without_place(error))
    } else {
        let column = error.column();
        format!("not valid JSON at column {column}: {}", without_place(error))
    };
    Problem { line: Some(error.line().max(1)), message, ..Problem::default() }
}

/// The message of the JSON parser, without the line and column at its end.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or(&said).to_owned()
}
