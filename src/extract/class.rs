//! What a line on its own shows about where errors begin and continue.

use super::names;
use super::prefix::Prefix;
use super::shape::is_word;
use super::status::is_status_line;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing.
    Blank,
    /// It begins with the name of a field.
    Field,
    /// A header of a response that states nothing about an error.
    Header,
    /// It begins with an object or a document.
    Object,
    /// Anything else.
    Prose,
}

impl Class {
    /// The class of a line's text.
    pub fn of(text: &str) -> Self {
        let bare = text.trim_start_matches([' ', '\t']);
        if bare.trim_end().is_empty() {
            return Self::Blank;
        }
        let within = bare.trim_start_matches(['{', '[', ' ', '\t']);
        let is_object = bare.starts_with(['{', '[']) && within.starts_with(['"', '\'', ':']);
        if is_object || ["<?xml", "<? xml", "<Error"].iter().any(|start| bare.starts_with(start)) {
            return Self::Object;
        }
        if field_name(text).is_some() || is_status_line(bare) {
            return Self::Field;
        }
        if is_header(bare) { Self::Header } else { Self::Prose }
    }

    /// Whether a text of this class continues what is before it, even after a time and a level.
    pub fn continues(self, text: &str) -> bool {
        matches!(self, Self::Field | Self::Blank | Self::Header) || text.starts_with([' ', '\t', '}'])
    }
}

/// What a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// A log record.
    Record,
    /// It is a complete object.
    Object,
    /// It may continue what is before it.
    Nothing,
}

impl Beginning {
    /// What a line with this prefix begins. `is_closed` says that it ends with a bracket.
    pub fn of(line: &str, prefix: &Prefix, is_closed: bool) -> Self {
        let text = line.get(prefix.len..).unwrap_or_default();
        if is_record(text) {
            return Self::Record;
        }
        let is_log = prefix.dated && prefix.level;
        if !is_log && !is_closed {
            return Self::Nothing;
        }
        match Class::of(text) {
            class if is_log && !class.continues(text) => Self::Record,
            Class::Object if is_closed => Self::Object,
            _ => Self::Nothing,
        }
    }
}

/// Whether a text is a record of a logger that writes fields: the first one is a time or a level.
pub fn is_record(text: &str) -> bool {
    const FIRST: [&str; 11] =
        ["time", "ts", "timestamp", "@timestamp", "@t", "level", "@level", "lvl", "severity", "levelname", "asctime"];
    let json = text.strip_prefix("{\"").and_then(|fields| fields.split('"').next());
    json.or_else(|| Some(text.split_once('=')?.0)).is_some_and(|name| FIRST.contains(&name))
}

/// The name of the field that a text begins with, if a value follows.
pub fn field_name(text: &str) -> Option<&str> {
    let is_bullet = |c: char| c.is_whitespace() || "\"'[<*_`:・•·{(-".contains(c);
    let name = text.trim_start_matches(is_bullet);
    let start = text.len() - name.len();
    let (_, len) = names::wide(name).or_else(|| names::leading(name))?;
    let rest = name.get(len..)?;
    (rest.trim() == ":" || names::value_after(text, 0, start + len).is_some()).then(|| name.get(..len))?
}

/// Whether a line is a header of a response: a name with capitals or dashes, and a value.
fn is_header(text: &str) -> bool {
    let len = text.bytes().take_while(|b| is_word(*b) || *b == b'-').count();
    let (name, rest) = text.split_at(len);
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let dashed = name.contains('-') && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let value = rest.strip_prefix(": ").unwrap_or_default();
    (capital || dashed) && !value.starts_with(char::is_whitespace) && !value.is_empty() && !text.contains("rror")
}
