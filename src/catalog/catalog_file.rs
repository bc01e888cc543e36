//! Reads a catalog file: JSON in, entries out, or every problem with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that they obey the same rules as a user's catalog.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{Entry, HttpCode, Origin, Retryable, Text, Texts};
use super::spelling::{cleaned, fold};

/// A file with more problems than this is not checked any further.
const MOST_PROBLEMS: usize = 1000;

const FIELDS: [&str; 11] = [
    "Code",
    "HttpCode",
    "Message",
    "Resolution",
    "Retryable",
    "Origin",
    "Aliases",
    "Actions",
    "Notes",
    "Sources",
    "Link",
];

/// One thing that is wrong in a catalog file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Problem {
    /// The file; `None` when the catalog was not read from one.
    pub file: Option<PathBuf>,
    /// The line on which the entry begins, or on which the JSON ends early, from 1. `None` when the file could not be read.
    pub line: Option<usize>,
    /// The number of the entry, from 1; `None` when the problem is with the whole file.
    pub entry: Option<usize>,
    /// The code of the entry; empty where it has none.
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
/// Every problem of the text, up to a thousand: broken JSON, unknown, repeated or missing fields, values of the wrong kind,
/// empty or untrimmed strings, statuses out of range, and two entries with the same `Code` and `HttpCode`.
pub fn read(text: &str, origin: Origin) -> Result<Vec<Entry>, Vec<Problem>> {
    let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| vec![not_an_array(&error, text)])?;
    let mut entries = Vec::with_capacity(items.len());
    let mut problems = Vec::new();
    let mut numbers = HashMap::new();
    let (mut line, mut rest) = (1, text);
    for (number, item) in (1..).zip(items) {
        if problems.len() >= MOST_PROBLEMS {
            problems.push(Problem {
                line: Some(line),
                message: format!("stopped after {MOST_PROBLEMS} problems"),
                ..Problem::default()
            });
            break;
        }
        // The items are slices of the text, one after the other.
        let start = item.get().as_ptr().addr() - rest.as_ptr().addr();
        let (before, from) = rest.split_at(start);
        line += before.matches('\n').count();
        rest = from;
        let mut reader = EntryReader::new(origin);
        reader.read(item.get());
        let entry = reader.entry;
        let key = (fold(&entry.code), entry.http_code);
        let twin = *numbers.entry(key).or_insert(number);
        if twin != number && !entry.code.is_empty() {
            let status = entry.http_code.map_or("no HttpCode".to_owned(), |status| format!("HttpCode {status}"));
            let message = format!("duplicate of entry {twin} (same Code, {status})");
            reader.problems.push((String::new(), message));
        }
        let located = reader.problems.into_iter().map(|(field, message)| Problem {
            file: None,
            line: Some(line),
            entry: Some(number),
            code: brief(&entry.code),
            field,
            message,
        });
        problems.extend(located);
        entries.push(entry);
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// What is wrong with text that is not an array.
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

/// What an error of the JSON parser says, without the line and column at its end.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or(&said).to_owned()
}

/// Reads one entry, and collects its problems as pairs of field and message.
struct EntryReader {
    entry: Entry,
    problems: Vec<(String, String)>,
}

impl EntryReader {
    const fn new(origin: Origin) -> Self {
        Self { entry: Entry::empty(origin), problems: Vec::new() }
    }

    fn problem(&mut self, field: &str, message: String) {
        self.problems.push((brief(field), message));
    }

    fn read(&mut self, item: &str) {
        if !item.starts_with('{') {
            let message = format!("expected an object with a Code, found {}", brief(item));
            return self.problem("", message);
        }
        let fields = match serde_json::from_str(item) {
            Ok(Fields(fields)) => fields,
            Err(error) => return self.problem("", without_place(&error)),
        };
        if fields.iter().all(|(name, _)| name != "Code") {
            self.problem("Code", "missing".to_owned());
        }
        let mut seen: Vec<&str> = Vec::with_capacity(FIELDS.len());
        for (name, value) in &fields {
            if seen.contains(&name.as_str()) {
                self.problem(name, "duplicate field".to_owned());
            } else {
                self.read_field(name, value);
            }
            seen.push(name);
        }
    }

    fn read_field(&mut self, field: &str, value: &Value) {
        match field {
            "Code" => self.entry.code = self.text(field, value),
            "HttpCode" => self.entry.http_code = self.http_code(field, value),
            "Message" if !value.is_null() => self.entry.message = self.text(field, value),
            "Resolution" if !value.is_null() => self.entry.resolution = self.text(field, value),
            "Retryable" => {
                let word = self.word(field, value, &Retryable::ALL.map(Retryable::word));
                self.entry.retryable = word.unwrap_or(Retryable::Unknown);
            }
            // A printed catalog names the layer of each entry. What is loaded belongs to the layer that it is loaded into.
            "Origin" => _ = self.word::<Origin>(field, value, &Origin::ALL.map(Origin::word)),
            "Aliases" => self.entry.aliases = self.texts(field, value),
            "Actions" => self.entry.actions = self.texts(field, value),
            "Notes" => self.entry.notes = self.texts(field, value),
            "Sources" => self.entry.sources = self.texts(field, value),
            // A printed catalog has the link of each entry, which follows from its code.
            "Link" if !value.is_null() => _ = self.text(field, value),
            "Message" | "Resolution" | "Link" => {}
            _ => {
                let meant = FIELDS.iter().find(|name| name.eq_ignore_ascii_case(field));
                let hint = meant.map_or(String::new(), |name| format!(", did you mean '{name}'?"));
                self.problem(field, format!("unknown field{hint}"));
            }
        }
    }

    fn http_code(&mut self, field: &str, value: &Value) -> Option<HttpCode> {
        if value.is_null() {
            return None;
        }
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        let status = number.and_then(HttpCode::new);
        if status.is_none() {
            let found = brief(&value.to_string());
            let message = format!("invalid HTTP status {found} (expected 100 to 599, or null)");
            self.problem(field, message);
        }
        status
    }

    fn text(&mut self, field: &str, value: &Value) -> Text {
        let Some(text) = value.as_str() else {
            let found = brief(&value.to_string());
            self.problem(field, format!("expected a string, found {found}"));
            return Cow::Borrowed("");
        };
        let is_code = matches!(field, "Code" | "Aliases");
        let wrong = problem_of_text(text).or_else(|| is_code.then(|| never_found(text)).flatten());
        if let Some(message) = wrong {
            self.problem(field, message);
        }
        Cow::Owned(text.to_owned())
    }

    fn texts(&mut self, field: &str, value: &Value) -> Texts {
        match value.as_array() {
            Some(items) if items.iter().all(Value::is_string) => {
                items.iter().map(|item| self.text(field, item)).collect()
            }
            _ => {
                let found = brief(&value.to_string());
                self.problem(field, format!("expected a list of strings, found {found}"));
                Cow::Borrowed(&[])
            }
        }
    }

    fn word<T: FromStr>(&mut self, field: &str, value: &Value, words: &[&str]) -> Option<T> {
        let found = value.as_str().and_then(|word| word.parse().ok());
        if found.is_none() {
            let value = brief(&value.to_string());
            self.problem(field, format!("{value} is not one of {}", words.join(", ")));
        }
        found
    }
}

/// What is wrong with a text, if anything.
pub fn problem_of_text(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        Some("empty".to_owned())
    } else if trimmed.len() != text.len() {
        Some(format!("'{}' begins or ends with white space", brief(text)))
    } else if text.contains(|c: char| c.is_control() && c != '\n') {
        Some(format!("{:?} contains a control character", brief(text)))
    } else {
        None
    }
}

/// Why no look-up would find a code, if so: a look-up leaves out what comes along with copying, such as a comma.
fn never_found(code: &str) -> Option<String> {
    (cleaned(code) != code).then(|| {
        let code = brief(code);
        format!("'{code}' ends with a comma or has a non-ASCII space, which lookups ignore")
    })
}

/// Text short enough to be quoted in a message.
fn brief(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The fields of a JSON object in their order. A map would hide that one is there twice.
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        json.deserialize_map(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, read};

    /// The problems of a text, as a reader sees them.
    fn problems(text: &str) -> Vec<String> {
        let problems = read(text, Origin::User).err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_problem_names_its_line_entry_and_field() {
        let text = r#"[
            {"Code": "Good", "HttpCode": null},
            {"HttpCode": 404},
            {"Code": "A", "HttpCode": 999, "Colour": 1, "message": "x", "Message": " x", "Notes": "n"},
            {"Code": "B", "Message": "", "Retryable": "maybe", "Origin": "guide", "Actions": [1]},
            {"Code": "C", "Code": "D", "Resolution": "\u001b[31m"},
            {"Code": "good"},
            7
        ]"#;
        assert_eq!(
            problems(text),
            [
                "catalog: line 3: entry 2: Code: missing",
                "catalog: line 4: entry 3 'A': HttpCode: invalid HTTP status 999 (expected 100 to 599, or null)",
                "catalog: line 4: entry 3 'A': Colour: unknown field",
                "catalog: line 4: entry 3 'A': message: unknown field, did you mean 'Message'?",
                "catalog: line 4: entry 3 'A': Message: ' x' begins or ends with white space",
                "catalog: line 4: entry 3 'A': Notes: expected a list of strings, found \"n\"",
                "catalog: line 5: entry 4 'B': Message: empty",
                "catalog: line 5: entry 4 'B': Retryable: \"maybe\" is not one of yes, no, unknown",
                "catalog: line 5: entry 4 'B': Actions: expected a list of strings, found [1]",
                "catalog: line 6: entry 5 'C': Code: duplicate field",
                "catalog: line 6: entry 5 'C': Resolution: \"\\u{1b}[31m\" contains a control character",
                "catalog: line 7: entry 6 'good': duplicate of entry 1 (same Code, no HttpCode)",
                "catalog: line 8: entry 7: expected an object with a Code, found 7",
            ]
        );
    }

    #[test]
    fn a_code_that_no_look_up_would_find_is_a_problem() {
        let text = r#"[{"Code": "A.B,", "Aliases": ["fine", "C\u00a0D"]}, {"Code": "User. Disabled"}]"#;
        let why = "ends with a comma or has a non-ASCII space, which lookups ignore";
        assert_eq!(
            problems(text),
            [
                format!("catalog: line 1: entry 1 'A.B,': Code: 'A.B,' {why}"),
                format!("catalog: line 1: entry 1 'A.B,': Aliases: 'C\u{a0}D' {why}"),
            ]
        );
    }

    #[test]
    fn broken_json_is_one_problem_with_its_line() {
        let found = problems("[\n{\"Code\": \"A\"},\n{\"Code\" \"B\"}]");
        assert_eq!(found.len(), 1);
        let start = "catalog: line 3: not valid JSON at column 9: ";
        assert!(found[0].starts_with(start), "{}", found[0]);
        let object = &problems("{\"Code\": \"A\"}")[0];
        assert!(object.contains("found an object"), "{object}");
        let string = &problems("\"A\"")[0];
        assert!(string.contains("expected an array of entries: "), "{string}");
    }

    #[test]
    fn deep_nesting_is_a_problem_and_not_a_crash() {
        let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
        let deep = format!("[{{\"Code\": \"A\", \"Notes\": {open}{close}}}]");
        assert_eq!(problems(&deep).len(), 1);
    }
}
