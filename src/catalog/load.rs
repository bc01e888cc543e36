//! Reads catalog files: JSON in, drafts of entries out, or every fault with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that a layer and a user's catalog obey the same rules.
//! It knows neither the catalog nor where the text is from.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde_json_borrow::Value;

use super::code;
use super::entry::{Entry, HttpCode, Origin, Retryable, Texts};
use super::fault::{Fault, Flaw, brief, located};

/// The entries that a file may have: many more than any service has codes, and no more than memory has room for.
const MOST_ENTRIES: usize = 2_000_000;

/// The flaws that are listed of a file.
const MOST_FLAWS: usize = 1000;

/// The fields of an entry as a file states them. What a file leaves out is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft<'t> {
    /// As [`super::Entry::http_code`]; leaving it out and `null` are the same.
    pub http_code: Option<HttpCode>,
    /// The only field that a file must state.
    pub code: Cow<'t, str>,
    /// As [`super::Entry::message`]; leaving it out and `null` are the same.
    pub message: Option<Cow<'t, str>>,
    /// As [`super::Entry::resolution`]; leaving it out and `null` are the same.
    pub resolution: Option<Cow<'t, str>>,
    /// As [`super::Entry::retryable`].
    pub retryable: Option<Retryable>,
    /// As [`super::Entry::aliases`].
    pub aliases: Cow<'t, str>,
    /// As [`super::Entry::actions`].
    pub actions: Cow<'t, str>,
    /// As [`super::Entry::notes`].
    pub notes: Cow<'t, str>,
    /// As [`super::Entry::sources`].
    pub sources: Cow<'t, str>,
}

impl Draft<'_> {
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

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafts<'t> {
    /// The entries, in the order of the file.
    pub entries: Vec<Draft<'t>>,
    /// The places of `entries` in the order of their codes, compared as codes are.
    pub by_code: Vec<u32>,
}

/// Reads a catalog: an array of entries as `naserr list -f json` prints it, of which only `Code` is required.
///
/// # Errors
///
/// Every fault of the file: broken JSON, unknown, repeated or missing fields, values of the wrong kind, empty or untrimmed
/// text, statuses out of range, and keys (`Code` with `HttpCode`) that stand twice.
pub fn parse(text: &str) -> Result<Drafts<'_>, Vec<Fault>> {
    let mut flaws = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = json
        .deserialize_seq(Entries { flaws: &mut flaws })
        .and_then(|entries| json.end().map(|()| entries));
    let entries = read.map_err(|error| {
        vec![Fault {
            line: error.line().max(1),
            entry: String::new(),
            field: String::new(),
            problem: format!("not an array of entries in JSON: {error}"),
        }]
    })?;
    let by_code = in_order(&entries, &mut flaws);
    if flaws.is_empty() {
        return Ok(Drafts { entries, by_code });
    }
    let are_all = flaws.len() < MOST_FLAWS;
    let mut faults = faults(flaws, &entries, text);
    if let Some(last) = faults.last().filter(|_| !are_all) {
        faults.push(Fault {
            line: last.line,
            entry: String::new(),
            field: String::new(),
            problem: format!("{MOST_FLAWS} faults are enough; the rest was not looked for"),
        });
    }
    Err(faults)
}

/// Flaws of entries as faults of the text that they are from.
pub fn faults(flaws: Vec<Flaw>, entries: &[Draft<'_>], text: &str) -> Vec<Fault> {
    let codes: Vec<&str> = entries.iter().map(|entry| &*entry.code).collect();
    located(flaws, &codes, text)
}

/// Reads the array of a file, one entry after the other, and keeps what is wrong with them.
struct Entries<'f> {
    flaws: &'f mut Vec<Flaw>,
}

impl<'t> Visitor<'t> for Entries<'_> {
    type Value = Vec<Draft<'t>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut drafts = Vec::new();
        while self.flaws.len() < MOST_FLAWS {
            let Some(item) = items.next_element()? else {
                return Ok(drafts);
            };
            if drafts.len() == MOST_ENTRIES {
                return Err(A::Error::custom(format_args!(
                    "more than {MOST_ENTRIES} entries"
                )));
            }
            let mut reader = EntryReader {
                place: drafts.len(),
                flaws: self.flaws,
            };
            drafts.push(reader.read(item));
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(drafts)
    }
}

/// Reads the fields of one entry.
struct EntryReader<'f> {
    place: usize,
    flaws: &'f mut Vec<Flaw>,
}

impl EntryReader<'_> {
    fn read<'t>(&mut self, item: Value<'t>) -> Draft<'t> {
        let mut draft = Draft::default();
        let Value::Object(fields) = item else {
            let found = shortened(&item);
            self.flaw("", format!("expected an object with a Code, found {found}"));
            return draft;
        };
        if !fields.contains_key("Code") {
            self.flaw("Code", "is missing".to_owned());
        }
        let mut read = Vec::with_capacity(fields.len());
        for (name, value) in fields.into_vec() {
            if read.contains(&name) {
                self.flaw(&name, "stands twice in the entry".to_owned());
                continue;
            }
            match &*name {
                "Code" => {
                    draft.code = self.text(&name, value).unwrap_or_default();
                    self.can_be_asked_for(&name, &draft.code);
                }
                "HttpCode" => draft.http_code = self.http_code(&name, &value),
                "Message" => draft.message = self.text_or_null(&name, value),
                "Resolution" => draft.resolution = self.text_or_null(&name, value),
                "Retryable" => {
                    draft.retryable = self.word(
                        &name,
                        &value,
                        Retryable::ALL.map(Retryable::word),
                        Retryable::from_word,
                    );
                }
                // A printed catalog names the layer of each entry; what is loaded gets its layer from where it is loaded.
                "Origin" => {
                    _ = self.word(
                        &name,
                        &value,
                        Origin::ALL.map(Origin::word),
                        Origin::from_word,
                    );
                }
                "Aliases" => {
                    draft.aliases = self.texts(&name, value);
                    for alias in Texts::new(&draft.aliases).iter() {
                        self.can_be_asked_for(&name, alias);
                    }
                }
                "Actions" => draft.actions = self.texts(&name, value),
                "Notes" => draft.notes = self.texts(&name, value),
                "Sources" => draft.sources = self.texts(&name, value),
                _ => {
                    self.flaw(&name, "is not a field of an entry".to_owned());
                    continue;
                }
            }
            read.push(name);
        }
        draft
    }

    fn flaw(&mut self, field: &str, problem: String) {
        self.flaws.push(Flaw {
            place: self.place,
            field: brief(field),
            problem,
        });
    }

    /// A code that ends in what comes along with copying, such as a comma, would never be found.
    fn can_be_asked_for(&mut self, field: &str, code: &str) {
        if code::cleaned(code) != code {
            let problem = format!(
                "'{}' ends with a comma or has a blank that is not ASCII, which look-ups leave out",
                brief(code)
            );
            self.flaw(field, problem);
        }
    }

    fn http_code(&mut self, field: &str, value: &Value<'_>) -> Option<HttpCode> {
        if value.is_null() {
            return None;
        }
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        let status = number.and_then(HttpCode::new);
        if status.is_none() {
            let found = shortened(value);
            self.flaw(
                field,
                format!("{found} is no HTTP status: a number from 100 to 599, or null"),
            );
        }
        status
    }

    fn text_or_null<'t>(&mut self, field: &str, value: Value<'t>) -> Option<Cow<'t, str>> {
        if value.is_null() {
            None
        } else {
            self.text(field, value)
        }
    }

    fn text<'t>(&mut self, field: &str, value: Value<'t>) -> Option<Cow<'t, str>> {
        let Value::Str(text) = value else {
            self.flaw(
                field,
                format!("expected a text, found {}", shortened(&value)),
            );
            return None;
        };
        if let Some(problem) = problem(&text) {
            self.flaw(field, problem);
            return None;
        }
        Some(text)
    }

    /// A list of texts, separated as [`Texts`] are.
    fn texts<'t>(&mut self, field: &str, value: Value<'t>) -> Cow<'t, str> {
        let items = match value {
            Value::Array(items) if items.iter().all(Value::is_string) => items,
            other => {
                self.flaw(
                    field,
                    format!("expected a list of texts, found {}", shortened(&other)),
                );
                return Cow::default();
            }
        };
        let lone = items.len() == 1;
        let room = items
            .iter()
            .filter_map(Value::as_str)
            .map(str::len)
            .sum::<usize>();
        let mut list = String::with_capacity(if lone { 0 } else { room + items.len() });
        for text in items.into_iter().filter_map(|item| self.text(field, item)) {
            if lone {
                return text;
            }
            if !list.is_empty() {
                list.push(Texts::SEPARATOR);
            }
            list.push_str(&text);
        }
        list.into()
    }

    fn word<T, const N: usize>(
        &mut self,
        field: &str,
        value: &Value<'_>,
        words: [&str; N],
        from_word: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = value.as_str().and_then(from_word);
        if found.is_none() {
            self.flaw(
                field,
                format!("{} is none of {}", shortened(value), words.join(", ")),
            );
        }
        found
    }
}

/// What is wrong with a text, if anything.
pub fn problem(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        Some("is empty".to_owned())
    } else if trimmed.len() != text.len() {
        Some(format!("'{}' begins or ends with white space", brief(text)))
    } else if holds_control(text) {
        Some(format!("{:?} holds a control character", brief(text)))
    } else {
        None
    }
}

/// Whether a text holds a control character other than a line break. Most texts are ASCII, where a whole look at every byte
/// is faster than one that ends early.
fn holds_control(text: &str) -> bool {
    if text.is_ascii() {
        let is_hidden = |byte: u8| byte.is_ascii_control() && byte != b'\n';
        text.bytes().fold(false, |any, byte| any | is_hidden(byte))
    } else {
        text.contains(|c: char| c.is_control() && c != '\n')
    }
}

/// The places of entries in the order of their codes. Every key that an earlier entry has is a flaw.
fn in_order(entries: &[Draft<'_>], flaws: &mut Vec<Flaw>) -> Vec<u32> {
    let mut keys: Vec<(Vec<u8>, Option<HttpCode>, u32)> = (0..)
        .zip(entries)
        .filter(|(_, entry)| !entry.code.is_empty())
        .map(|(place, entry)| (key(&entry.code), entry.http_code, place))
        .collect();
    keys.sort_unstable();
    for pair in keys.windows(2) {
        if flaws.len() == MOST_FLAWS {
            break;
        }
        if let [(earlier, status, first), (later, same_status, place)] = pair
            && (earlier, status) == (later, same_status)
        {
            let status = status.map_or("no HttpCode".to_owned(), |status| {
                format!("HttpCode {status}")
            });
            flaws.push(Flaw {
                place: *place as usize,
                field: String::new(),
                problem: format!("entry {} has the same Code with {status}", first + 1),
            });
        }
    }
    keys.into_iter().map(|(_, _, place)| place).collect()
}

/// A code as it is sorted and compared.
fn key(code: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(code.len());
    key.extend(code::folded(code));
    key
}

/// A JSON value short enough to be quoted in a message.
fn shortened(value: &Value<'_>) -> String {
    brief(&value.to_string())
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
                "line 7: entry 6 'good': entry 1 has the same Code with no HttpCode",
            ]
        );
    }

    #[test]
    fn a_code_that_no_look_up_would_find_is_a_fault() {
        let text =
            r#"[{"Code": "A.B,", "Aliases": ["fine", "C\u00a0D"]}, {"Code": "User. Disabled"}]"#;
        let why = "ends with a comma or has a blank that is not ASCII, which look-ups leave out";
        assert_eq!(
            faults(text),
            [
                format!("line 1: entry 1 'A.B,': Code: 'A.B,' {why}"),
                format!("line 1: entry 1 'A.B,': Aliases: 'C\u{a0}D' {why}"),
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
