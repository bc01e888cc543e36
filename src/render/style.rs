//! Colours. `colored` is used only here.
//!
//! Colour only helps the eye: everything that it says is in the text too.

use std::borrow::Cow;

use colored::{ColoredString, Colorize, control};

/// How text for people is shown.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The width of the terminal in columns; `None` leaves lines as long as they are.
    pub width: Option<usize>,
    /// Whether there are colours.
    pub colored: bool,
    /// Whether every entry is shown in full, however many there are.
    pub full: bool,
}

/// What a piece of text is, which determines its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// A field's name, a heading, the word before a hint.
    Label,
    /// A status or a code, in the colour of the status's class.
    Status(Option<u16>),
    /// What to do about an error.
    Resolution,
    /// A failure of naserr itself.
    Failure,
}

/// A piece of text of one role.
#[derive(Debug, Clone)]
pub struct Span {
    /// The text, safe for a terminal.
    pub content: String,
    /// Its role.
    pub role: Role,
}

impl Span {
    /// A text of a role.
    pub fn new(content: impl Into<String>, role: Role) -> Self {
        Self { content: content.into(), role }
    }
}

impl Style {
    /// The text with its colours.
    pub fn paint(self, role: Role, text: &str) -> Cow<'_, str> {
        if self.colored && role != Role::Plain && !text.is_empty() {
            Cow::Owned(styled(role, text).to_string())
        } else {
            Cow::Borrowed(text)
        }
    }
}

fn styled(role: Role, text: &str) -> ColoredString {
    // By default, `colored` checks standard output once. Here, each stream has its own setting.
    control::set_override(true);
    match role {
        Role::Plain | Role::Status(None) => text.normal(),
        Role::Label => text.dimmed(),
        Role::Status(Some(status)) => match status / 100 {
            5 => text.red(),
            4 => text.yellow(),
            _ => text.green(),
        },
        Role::Resolution => text.bold(),
        Role::Failure => text.red().bold(),
    }
}
