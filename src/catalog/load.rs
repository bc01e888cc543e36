//! Reads catalog files: JSON in, drafts of entries out, or every fault with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that a layer and a user's catalog obey the same rules.
//! It knows neither the catalog nor where the text is from.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::code;
use super::entry::{Entry, HttpCode, Origin, Retryable, Texts};

/// The fields of an entry as a file states them. What a file leaves out is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The line of the file on which the entry begins, from 1.
    pub line: usize,
    /// As [`super::Entry::http_code`]; leaving it out and `null` are the same.
    pub http_code: Option<HttpCode>,
    /// The only field that a file must state.
    pub code: String,
    /// As [`super::Entry::message`].
    pub message: Option<String>,
    /// As [`super::Entry::resolution`].
    pub resolution: Option<String>,
    /// As [`super::Entry::retryable`].
    pub retryable: Option<Retryable>,
    /// As [`super::Entry::aliases`].
    pub aliases: String,
    /// As [`super::Entry::actions`].
    pub actions: String,
    /// As [`super::Entry::notes`].
    pub notes: String,
    /// As [`super::Entry::sources`].
    pub sources: String,
}

impl Draft {
    /// The entry that the draft stands for in a layer.
    #[must_use]
    pub fn entry(&self, origin: Origin) -> Entry<'_> {
        Entry {
            http_code: self.http_code,
            code: &self.code,
            message: self.message.as_deref().unwrap_or_default(),
            resolution: self.resolution.as_deref().unwrap_or_default(),
            retryable: self.retryable.unwrap_or(Retryable::Unknown),
            origin,
            aliases: Texts::new(&self.aliases),
            actions: Texts::new(&self.actions),
            notes: Texts::new(&self.notes),
            sources: Texts::new(&self.sources),
        }
    }
}

/// One thing that is wrong in a catalog file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line on which the entry begins, or on which the JSON breaks off; from 1.
    pub line: usize,
    /// The entry, by its place and, where it is known, its code. Empty when the file as a whole is meant.
    pub entry: String,
    /// The field; empty when the entry as a whole is meant.
    pub field: String,
    /// What is wrong and what is right, the bad value quoted.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        if !self.entry.is_empty() {
            write!(f, "{}: ", self.entry)?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.problem)
    }
}

/// Reads a catalog: an array of entries as `naserr list -f json` prints it, of which only `Code` is required.
///
/// # Errors
///
/// Every fault of the file: broken JSON, unknown, repeated or missing fields, values of the wrong kind, empty or untrimmed
/// text, statuses out of range, and keys (`Code` with `HttpCode`) that stand twice.
pub fn parse(text: &str) -> Result<Vec<Draft>, Vec<Fault>> {
    let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| {
        let problem = format!("not an array of entries in JSON: {error}");
        vec![Fault {
            line: error.line().max(1),
            entry: String::new(),
            field: String::new(),
            problem,
        }]
    })?;
    let mut drafts = Vec::with_capacity(items.len());
    let mut faults = Vec::new();
    let mut lines = LineCounter {
        text,
        offset: 0,
        line: 1,
    };
    for (index, item) in items.iter().enumerate() {
        let line = lines.line_of(item.get());
        let mut reader = EntryReader {
            line,
            name: format!("entry {}", index + 1),
            faults: &mut faults,
        };
        drafts.extend(reader.read(item.get()));
    }
    faults.extend(repeated_keys(&drafts));
    if faults.is_empty() {
        Ok(drafts)
    } else {
        Err(faults)
    }
}

/// Counts lines up to slices of a text that are asked for from front to back.
struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl LineCounter<'_> {
    /// The line on which a slice of the text begins. The slice tells its own place by its address.
    fn line_of(&mut self, slice: &str) -> usize {
        let offset = (slice.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if let Some(skipped) = self.text.get(self.offset..offset) {
            self.line += skipped.matches('\n').count();
            self.offset = offset;
        }
        self.line
    }
}

/// Reads the fields of one entry and keeps what is wrong with them.
struct EntryReader<'f> {
    line: usize,
    name: String,
    faults: &'f mut Vec<Fault>,
}

impl EntryReader<'_> {
    fn read(&mut self, object: &str) -> Option<Draft> {
        let Ok(Fields(fields)) = serde_json::from_str::<Fields>(object) else {
            self.fault(
                "",
                format!(
                    "expected an object with a Code, found {}",
                    shortened(object)
                ),
            );
            return None;
        };
        let code = fields
            .iter()
            .find(|(name, _)| name == "Code")
            .and_then(|(_, value)| self.text("Code", value));
        if let Some(code) = &code {
            self.name = format!("{} '{code}'", self.name);
        } else if !fields.iter().any(|(name, _)| name == "Code") {
            self.fault("Code", "is missing".to_owned());
        }
        let mut draft = Draft {
            line: self.line,
            http_code: None,
            code: code.unwrap_or_default(),
            message: None,
            resolution: None,
            retryable: None,
            aliases: String::new(),
            actions: String::new(),
            notes: String::new(),
            sources: String::new(),
        };
        for (place, (name, value)) in fields.iter().enumerate() {
            if fields[..place].iter().any(|(earlier, _)| earlier == name) {
                self.fault(name, "stands twice in the entry".to_owned());
                continue;
            }
            match name.as_str() {
                "Code" => {}
                "HttpCode" => draft.http_code = self.http_code(value),
                "Message" => draft.message = self.text(name, value),
                "Resolution" => draft.resolution = self.text(name, value),
                "Retryable" => {
                    draft.retryable = self.word(
                        name,
                        value,
                        Retryable::ALL.map(Retryable::word),
                        Retryable::from_word,
                    );
                }
                // A printed catalog names the layer of each entry; what is loaded gets its layer from where it is loaded.
                "Origin" => {
                    _ = self.word(
                        name,
                        value,
                        Origin::ALL.map(Origin::word),
                        Origin::from_word,
                    );
                }
                "Aliases" => draft.aliases = self.texts(name, value),
                "Actions" => draft.actions = self.texts(name, value),
                "Notes" => draft.notes = self.texts(name, value),
                "Sources" => draft.sources = self.texts(name, value),
                _ => self.fault(name, "is not a field of an entry".to_owned()),
            }
        }
        (!draft.code.is_empty()).then_some(draft)
    }

    fn fault(&mut self, field: &str, problem: String) {
        self.faults.push(Fault {
            line: self.line,
            entry: self.name.clone(),
            field: field.to_owned(),
            problem,
        });
    }

    fn http_code(&mut self, value: &RawValue) -> Option<HttpCode> {
        if value.get() == "null" {
            return None;
        }
        let status = value.get().parse().ok().and_then(HttpCode::new);
        if status.is_none() {
            self.fault(
                "HttpCode",
                format!(
                    "{} is no HTTP status: a number from 100 to 599, or null",
                    shortened(value.get())
                ),
            );
        }
        status
    }

    fn text(&mut self, field: &str, value: &RawValue) -> Option<String> {
        let text = self.json(field, value, "a text")?;
        self.checked(field, text)
    }

    /// A list of texts, separated as [`Texts`] are.
    fn texts(&mut self, field: &str, value: &RawValue) -> String {
        let texts: Vec<String> = self
            .json(field, value, "a list of texts")
            .unwrap_or_default();
        let checked: Vec<String> = texts
            .into_iter()
            .filter_map(|text| self.checked(field, text))
            .collect();
        Texts::join(checked.iter().map(String::as_str))
    }

    fn json<T: DeserializeOwned>(
        &mut self,
        field: &str,
        value: &RawValue,
        kind: &str,
    ) -> Option<T> {
        let parsed = serde_json::from_str(value.get()).ok();
        if parsed.is_none() {
            self.fault(
                field,
                format!("expected {kind}, found {}", shortened(value.get())),
            );
        }
        parsed
    }

    fn checked(&mut self, field: &str, text: String) -> Option<String> {
        let problem = if text.trim().is_empty() {
            "is empty".to_owned()
        } else if text.trim() != text {
            format!("'{text}' begins or ends with white space")
        } else if text.contains(|c: char| c.is_control() && c != '\n') {
            format!("{text:?} holds a control character")
        } else {
            return Some(text);
        };
        self.fault(field, problem);
        None
    }

    fn word<T, const N: usize>(
        &mut self,
        field: &str,
        value: &RawValue,
        words: [&str; N],
        from_word: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word: Option<String> = serde_json::from_str(value.get()).ok();
        let found = word.and_then(|word| from_word(&word));
        if found.is_none() {
            self.fault(
                field,
                format!("{} is none of {}", shortened(value.get()), words.join(", ")),
            );
        }
        found
    }
}

/// The fields of a JSON object in their order, repeated ones included, their values unread.
struct Fields<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Fields<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'t> Visitor<'t> for InOrder {
            type Value = Fields<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<Fields<'t>, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// A fault for every key that an earlier entry of the file has.
fn repeated_keys(drafts: &[Draft]) -> Vec<Fault> {
    let mut keys: Vec<(Vec<u8>, Option<HttpCode>, &Draft)> = drafts
        .iter()
        .map(|draft| (code::folded(&draft.code).collect(), draft.http_code, draft))
        .collect();
    keys.sort_by(|a, b| (&a.0, a.1, a.2.line).cmp(&(&b.0, b.1, b.2.line)));
    keys.windows(2)
        .filter(|pair| (&pair[0].0, pair[0].1) == (&pair[1].0, pair[1].1))
        .map(|pair| {
            let status = pair[1].1.map_or("no HttpCode".to_owned(), |status| {
                format!("HttpCode {status}")
            });
            Fault {
                line: pair[1].2.line,
                entry: format!("'{}'", pair[1].2.code),
                field: String::new(),
                problem: format!(
                    "the same Code with {status} stands on line {} already",
                    pair[0].2.line
                ),
            }
        })
        .collect()
}

/// A JSON value short enough to be quoted in a message.
fn shortened(json: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match json.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &json[..end])),
        None => Cow::Borrowed(json),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// The faults of a text, as a reader sees them.
    fn faults(text: &str) -> Vec<String> {
        parse(text).map_or_else(
            |faults| faults.iter().map(ToString::to_string).collect(),
            |_| Vec::new(),
        )
    }

    #[test]
    fn each_fault_names_its_line_entry_and_field() {
        let text = r#"[
            {"Code": "Good", "HttpCode": null},
            {"HttpCode": 404},
            {"Code": "A", "HttpCode": 999, "Colour": 1, "Message": " x", "Notes": "n"},
            {"Code": "B", "Message": "", "Retryable": "maybe", "Origin": "guide", "Actions": [1]},
            {"Code": "C", "Code": "D", "Resolution": "\u001b[31m"},
            {"Code": "good"},
            7
        ]"#;
        assert_eq!(
            faults(text),
            [
                "line 3: entry 2: Code: is missing",
                "line 4: entry 3 'A': HttpCode: 999 is no HTTP status: a number from 100 to 599, or null",
                "line 4: entry 3 'A': Colour: is not a field of an entry",
                "line 4: entry 3 'A': Message: ' x' begins or ends with white space",
                "line 4: entry 3 'A': Notes: expected a list of texts, found \"n\"",
                "line 5: entry 4 'B': Message: is empty",
                "line 5: entry 4 'B': Retryable: \"maybe\" is none of yes, no, unknown",
                "line 5: entry 4 'B': Actions: expected a list of texts, found [1]",
                "line 6: entry 5 'C': Code: stands twice in the entry",
                "line 6: entry 5 'C': Resolution: \"\\u{1b}[31m\" holds a control character",
                "line 8: entry 7: expected an object with a Code, found 7",
                "line 7: 'good': the same Code with no HttpCode stands on line 2 already",
            ]
        );
    }

    #[test]
    fn broken_json_is_one_fault_with_its_line() {
        let found = faults("[\n{\"Code\": \"A\"},\n{\"Code\" \"B\"}]");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("line 3: not an array of entries in JSON: "),
            "{}",
            found[0]
        );
        assert!(faults("{\"Code\": \"A\"}")[0].starts_with("line 1: not an array of entries"));
    }

    #[test]
    fn nesting_of_any_depth_is_a_fault_and_no_crash() {
        let deep = format!(
            "[{{\"Code\": \"A\", \"Notes\": {}{}}}]",
            "[".repeat(200_000),
            "]".repeat(200_000)
        );
        assert_eq!(faults(&deep).len(), 1);
    }
}
