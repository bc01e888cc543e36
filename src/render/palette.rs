//! The colours, and the only place that knows `colored`.
//!
//! Colour sets things apart for the eye; nothing is said by colour alone.

use std::borrow::Cow;

use colored::{Colorize, control};

use crate::catalog::HttpCode;

/// What a piece of text is, which decides how it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// A field's name, a heading, the kind of a hint: there to be skipped.
    Label,
    /// What a status and its code say about the fault: the client's, the server's, none.
    Status(Option<HttpCode>),
    /// What the reader came for.
    Resolution,
    /// A failure of naserr itself.
    Failure,
}

/// Paints text, or leaves it alone when its stream shows no colour.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    colored: bool,
}

impl Palette {
    /// The palette of a stream.
    #[must_use]
    pub fn new(colored: bool) -> Self {
        if colored {
            // `colored` would decide by itself, once, from standard output; here each stream has its own answer.
            control::set_override(true);
        }
        Self { colored }
    }

    /// The text as it is written to the stream.
    #[must_use]
    pub fn paint(self, role: Role, text: &str) -> Cow<'_, str> {
        if !self.colored || role == Role::Plain || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let painted = match role {
            Role::Plain | Role::Status(None) => text.normal(),
            Role::Label => text.dimmed(),
            Role::Status(Some(status)) => match status.class() {
                5 => text.red(),
                4 => text.yellow(),
                _ => text.green(),
            },
            Role::Resolution => text.bold(),
            Role::Failure => text.red().bold(),
        };
        Cow::Owned(painted.to_string())
    }
}
