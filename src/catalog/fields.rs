//! Reads the fields of one entry of a catalog file, and says what is wrong with them.

use std::borrow::Cow;

use serde_json_borrow::Value;

use super::code;
use super::draft::Draft;
use super::entry::{HttpCode, Origin, Retryable, Texts};
use super::fault::{Flaw, brief};

/// Reads the fields of one entry.
pub struct EntryReader<'f> {
    /// The place of the entry, from 0.
    pub place: usize,
    /// What is wrong with it is added here.
    pub flaws: &'f mut Vec<Flaw>,
}

impl EntryReader<'_> {
    /// The entry that a JSON value states, as far as it is right.
    pub fn read<'t>(&mut self, item: Value<'t>) -> Draft<'t> {
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

/// A JSON value short enough to be quoted in a message.
fn shortened(value: &Value<'_>) -> String {
    brief(&value.to_string())
}
