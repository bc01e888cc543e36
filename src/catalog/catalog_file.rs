//! Reads a catalog file: JSON in, entries out, or every problem with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that they obey the same rules as a user's catalog.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::PathBuf;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{Entry, Origin};
use super::fields::{FIELDS, brief};
use super::spelling::fold;

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
        let (line, entry_number, code) = (Some(line), Some(number), brief(&entry.code));
        problems.extend(wrong.into_iter().map(|(field, message)| Problem {
            file: None,
            line,
            entry: entry_number,
            code: code.clone(),
            field,
            message,
        }));
        entries.push(entry);
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// One entry, and its problems as pairs of field and message.
fn read_entry(item: &str, origin: Origin) -> (Entry, Vec<(String, String)>) {
    let mut entry = Entry { origin, ..Entry::default() };
    if !item.starts_with('{') {
        let message = format!("expected an object with a Code, found {}", brief(item));
        return (entry, vec![(String::new(), message)]);
    }
    let members = match serde_json::from_str(item) {
        Ok(Members(members)) => members,
        Err(error) => return (entry, vec![(String::new(), without_place(&error))]),
    };
    let mut problems = Vec::new();
    if members.iter().all(|(name, _)| name != "Code") {
        problems.push(("Code".to_owned(), "missing".to_owned()));
    }
    let mut seen = HashSet::new();
    for (name, value) in &members {
        let field = FIELDS.iter().find(|(known, ..)| known == name);
        let read = match field {
            _ if !seen.insert(name) => Err("duplicate field".to_owned()),
            Some((_, _, set)) => set(&mut entry, value),
            None => {
                let mut names = FIELDS.iter().map(|(known, ..)| known);
                let meant = names.find(|known| known.eq_ignore_ascii_case(name));
                let hint = meant.map_or(String::new(), |known| format!(", did you mean '{known}'?"));
                Err(format!("unknown field{hint}"))
            }
        };
        problems.extend(read.err().map(|message| (brief(name), message)));
    }
    (entry, problems)
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

/// The members of a JSON object in their order. A map would hide that one is there twice.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        json.deserialize_map(Reader)
    }
}
