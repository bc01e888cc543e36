//! What goes to standard error: errors, notes and hints, in the terminal's width and colours.

use super::Terminal;
use crate::render::card::write_row;
use crate::render::palette::{Role, Span};
use crate::sanitize::sanitize;

impl Terminal {
    /// Reports what failed.
    pub(crate) fn error(&mut self, what: &str) {
        self.message("error:", Role::Failure, what);
    }

    /// Adds something that the output does not say, unless `--quiet`.
    pub(crate) fn note(&mut self, what: &str) {
        if !self.quiet {
            self.message("note:", Role::Label, what);
        }
    }

    /// Suggests what to do next, unless `--quiet`.
    pub(crate) fn hint(&mut self, what: &str) {
        if !self.quiet {
            self.message("hint:", Role::Label, what);
        }
    }

    /// Prints lines of help or usage.
    pub(crate) fn usage(&mut self, text: &str) {
        self.message("", Role::Plain, text);
    }

    fn message(&mut self, kind: &str, role: Role, what: &str) {
        let stream = &mut self.messages;
        let what = Span::new(sanitize(what, Some('\n')), Role::Plain);
        let column = if kind.is_empty() { 0 } else { kind.len() + 1 };
        // If writing to standard error fails, the failure cannot be reported anywhere.
        _ = write_row(kind, role, &what, 0, column, stream.style, &mut stream.writer);
    }
}
