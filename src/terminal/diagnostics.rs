//! What goes to standard error: errors, notes and hints, in the terminal's width and colours.

use super::Terminal;
use crate::render::card::write_row;
use crate::render::palette::{Role, Span};
use crate::render::wrap::wrapped;
use crate::sanitize::sanitize;

impl Terminal {
    /// Reports what failed.
    pub(crate) fn error(&mut self, what: &str) {
        self.message("error:", Role::Failure, what);
    }

    /// Adds something that the answer does not say, unless `--quiet`.
    pub(crate) fn note(&mut self, what: &str) {
        if !self.quiet {
            self.message("note:", Role::Label, what);
        }
    }

    /// Says what to try next, unless `--quiet`.
    pub(crate) fn hint(&mut self, what: &str) {
        if !self.quiet {
            self.message("hint:", Role::Label, what);
        }
    }

    /// Prints lines of help or usage.
    pub(crate) fn usage(&mut self, text: &str) {
        let stream = &mut self.messages;
        let room = stream.style.width.unwrap_or(usize::MAX);
        _ = writeln!(stream.writer, "{}", wrapped(&sanitize(text, &['\n']), room));
    }

    fn message(&mut self, kind: &str, role: Role, what: &str) {
        let stream = &mut self.messages;
        let what = Span::new(sanitize(what, &['\n']), Role::Plain);
        // When standard error itself fails, there is nobody left to tell.
        _ = write_row(kind, role, &what, 0, kind.len() + 1, stream.style, &mut stream.writer);
    }
}
