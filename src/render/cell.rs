//! A field as people read it, and the rows that cards and tables make of it.

use std::borrow::Cow;

use super::joined;
use super::layout::{Part, Row};
use super::palette::Role;
use crate::catalog::Text;
use crate::report::{Field, Record, Value};
use crate::visible::into_visible;

/// The most words of a list, such as API actions, that are named.
const WORDS: usize = 6;

/// A field that has a value.
pub struct Cell {
    /// The field's name.
    pub name: &'static str,
    text: String,
    /// What the text stands for, told where there is room for it.
    meaning: &'static str,
    role: Role,
    /// What is highlighted in the text.
    marks: Vec<String>,
}

/// The fields of a record that have a value and are wanted.
pub fn cells(record: &Record<'_>, wanted: impl Fn(&str) -> bool) -> Vec<Cell> {
    let status = match record.get("HttpCode") {
        Value::Status { status, .. } => Some(*status),
        _ => None,
    };
    let mut cells = Vec::with_capacity(record.fields.len());
    let fields = record
        .fields
        .iter()
        .filter(|field| wanted(field.name) && !field.value.is_empty());
    cells.extend(fields.map(|field| Cell::new(field, Role::Status(status))));
    cells
}

/// The cell of a field, if it has a value.
pub fn named<'c>(cells: &'c [Cell], name: &str) -> Option<&'c Cell> {
    cells.iter().find(|cell| cell.name == name)
}

impl Cell {
    /// A field shown whole, but for what would bury the resolution and is there for programs.
    fn new(field: &Field<'_>, status: Role) -> Self {
        let (text, meaning) = match &field.value {
            Value::Status { status, phrase } => (status.to_string(), *phrase),
            Value::Word { word, meaning } => ((*word).to_owned(), *meaning),
            Value::List {
                item: "Source",
                texts,
            } => (texts.len().to_string(), "named by -f json"),
            Value::List {
                item: "Note",
                texts,
            } => (sentences(texts), ""),
            Value::List { texts, .. } => words(texts),
            other => (joined(other, "\n"), ""),
        };
        let role = match field.name {
            "HttpCode" | "Code" => status,
            "Resolution" => Role::Resolution,
            _ => Role::Plain,
        };
        let marks = field
            .marks
            .iter()
            .map(|mark| into_visible((*mark).to_owned(), &['\n']))
            .collect();
        let text = into_visible(text, &['\n']);
        Self {
            name: field.name,
            text,
            meaning,
            role,
            marks,
        }
    }

    /// The value for a table, where a status is all that is explained: `404 Not Found`.
    pub fn brief(&self) -> Cow<'_, str> {
        match self.meaning {
            phrase if self.name == "HttpCode" && !phrase.is_empty() => {
                [&self.text, " ", phrase].concat().into()
            }
            _ => self.text.as_str().into(),
        }
    }

    /// The value for a card, with what it means.
    pub fn full(&self) -> Cow<'_, str> {
        match self.meaning {
            meaning if self.name != "HttpCode" && !meaning.is_empty() => {
                [&self.text, " (", meaning, ")"].concat().into()
            }
            _ => self.brief(),
        }
    }

    /// A value, painted as the field is.
    pub fn part<'c>(&'c self, text: Cow<'c, str>) -> Part<'c> {
        Part {
            text,
            role: self.role,
            marks: &self.marks,
        }
    }

    /// A row of two cells: the field's name and its value.
    pub fn labelled<'c>(&'c self, text: Cow<'c, str>) -> Row<'c> {
        vec![label(self.name), self.part(text)]
    }
}

/// A name or a heading.
pub fn label(name: &str) -> Part<'_> {
    Part::new(name, Role::Label)
}

/// Sentences below each other, with a dash each when there are several.
fn sentences(texts: &[Text]) -> String {
    let several = texts.len() > 1;
    texts
        .iter()
        .fold(String::with_capacity(512), |mut lines, text| {
            if several {
                lines.push_str(if lines.is_empty() { "- " } else { "\n- " });
            }
            lines.push_str(text);
            lines
        })
}

/// The first few words of a list, and what is to be said when there are more.
fn words(texts: &[Text]) -> (String, &'static str) {
    let mut text = String::with_capacity(128);
    for word in texts.iter().take(WORDS) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word);
    }
    match texts.len().saturating_sub(WORDS) {
        0 => (text, ""),
        more => (format!("{text} and {more} more"), "all named by -f json"),
    }
}
