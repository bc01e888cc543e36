//! The colours, and the only place that knows `colored`.
//!
//! Colour sets things apart for the eye; nothing is said by colour alone.

use std::borrow::Cow;

use colored::{ColoredString, Colorize, control};

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

    /// Whether anything is painted at all.
    #[must_use]
    pub const fn is_colored(self) -> bool {
        self.colored
    }

    /// The text as it is written to the stream.
    #[must_use]
    pub fn paint(self, role: Role, text: &str) -> Cow<'_, str> {
        if self.colored && role != Role::Plain && !text.is_empty() {
            Cow::Owned(styled(role, text).to_string())
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Adds the painted text to a line, the parts that are among the marks highlighted.
    pub fn paint_marked(self, role: Role, text: &str, marks: &[String], line: &mut String) {
        if !self.colored || marks.is_empty() {
            line.push_str(&self.paint(role, text));
            return;
        }
        let mut marked = vec![false; text.len()];
        for mark in marks {
            for (start, found) in text.match_indices(mark.as_str()) {
                marked[start..start + found.len()].fill(true);
            }
        }
        let mut rest = text;
        for run in marked.chunk_by(|a, b| a == b) {
            let (part, after) = rest.split_at(run.len());
            let part = styled(role, part);
            line.push_str(&if run[0] { part.underline() } else { part }.to_string());
            rest = after;
        }
    }
}

fn styled(role: Role, text: &str) -> ColoredString {
    match role {
        Role::Plain | Role::Status(None) => text.normal(),
        Role::Label => text.dimmed(),
        Role::Status(Some(status)) => match status.class() {
            5 => text.red(),
            4 => text.yellow(),
            _ => text.green(),
        },
        Role::Resolution => text.bold(),
        Role::Failure => text.red().bold(),
    }
}
