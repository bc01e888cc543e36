//! Reads a catalog file: JSON in, entries out, or every problem with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that they obey the same rules as a user's catalog.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{Entry, FIELDS, Origin, brief};
use super::query::fold;

/// The size of the largest catalog file that is read, in bytes. It has room for 300,000 entries; NAS has 300.
const LARGEST: u64 = 64 << 20;

/// A file with more problems than this is not checked any further.
const MOST_PROBLEMS: usize = 1000;

/// Why catalog files could not be used. Displays every problem, one per line.
#[derive(Debug)]
pub struct CatalogError {
    pub(super) problems: Vec<String>,
}

impl CatalogError {
    /// Everything that is wrong in any of the files: each problem with its file, the line on which its entry begins, the
    /// number and the code of the entry, and the field.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl Error for CatalogError {}

/// Reads a catalog file.
pub fn read_file(file: &Path, origin: Origin) -> Result<Vec<Entry>, CatalogError> {
    let name = format!("catalog '{}'", file.display());
    let text = text_of(file).map_err(|problem| CatalogError { problems: vec![format!("{name}: {problem}")] })?;
    // Editors on Windows begin a file with a byte order mark.
    read(text.strip_prefix('\u{feff}').unwrap_or(&text), origin, &name)
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
/// The problems of the text, up to a thousand, each after the name of the catalog: broken JSON, unknown, repeated or
/// missing fields, values of the wrong kind, empty or untrimmed strings, statuses out of range, and two entries with the
/// same `Code` and `HttpCode`.
pub fn read(text: &str, origin: Origin, name: &str) -> Result<Vec<Entry>, CatalogError> {
    let items: Vec<&RawValue> = serde_json::from_str(text)
        .map_err(|error| CatalogError { problems: vec![format!("{name}: {}", not_an_array(&error, text))] })?;
    let mut entries = Vec::with_capacity(items.len());
    let mut problems = Vec::new();
    let mut numbers = HashMap::new();
    let (mut line, mut counted) = (1, 0);
    for (number, item) in (1..).zip(items) {
        if problems.len() >= MOST_PROBLEMS {
            problems.push(format!("{name}: line {line}: stopped after {MOST_PROBLEMS} problems"));
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
            wrong.push(format!("duplicate of entry {twin} (same Code, {status})"));
        }
        let code = if entry.code.is_empty() { String::new() } else { format!(" '{}'", brief(&entry.code)) };
        let place = format!("{name}: line {line}: entry {number}{code}");
        problems.extend(wrong.iter().map(|problem| format!("{place}: {problem}")));
        entries.push(entry);
    }
    if problems.is_empty() { Ok(entries) } else { Err(CatalogError { problems }) }
}

/// One entry, and what is wrong with it.
fn read_entry(item: &str, origin: Origin) -> (Entry, Vec<String>) {
    if !item.starts_with('{') {
        return (Entry::default(), vec![format!("expected an object with a Code, found {}", brief(item))]);
    }
    let read = serde_json::Deserializer::from_str(item).deserialize_map(EntryVisitor { origin });
    read.unwrap_or_else(|error| (Entry::default(), vec![without_place(&error)]))
}

/// Reads the fields of an entry one by one. A map would hide that one is there twice.
struct EntryVisitor {
    origin: Origin,
}

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = (Entry, Vec<String>);

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
            problems.extend(read.err().map(|problem| format!("{}: {problem}", brief(&name))));
            seen.insert(name);
        }
        if !seen.contains("Code") {
            problems.insert(0, "Code: missing".to_owned());
        }
        Ok((entry, problems))
    }
}

/// What is wrong with a text that is not an array.
fn not_an_array(error: &serde_json::Error, text: &str) -> String {
    let (line, said) = (error.line().max(1), without_place(error));
    if error.is_data() && text.trim_start().starts_with('{') {
        format!(
            "line {line}: expected an array of entries, found an object; 'jq -s . FILE' turns objects into an array"
        )
    } else if error.is_data() {
        format!("line {line}: expected an array of entries: {said}")
    } else {
        format!("line {line}: not valid JSON at column {}: {said}", error.column())
    }
}

/// The message of the JSON parser, without the line and column at its end.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or(&said).to_owned()
}
