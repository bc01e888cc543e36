//! What goes to standard error: errors, notes and hints, in the terminal's width and colours.

use super::Terminal;
use crate::render::message;
use crate::render::palette::Role;

impl Terminal {
    /// Reports what failed.
    pub(crate) fn error(&mut self, what: &str) {
        self.message("error", Role::Failure, what);
    }

    /// Adds something that the answer does not say, unless `--quiet`.
    pub(crate) fn note(&mut self, what: &str) {
        if !self.quiet {
            self.message("note", Role::Label, what);
        }
    }

    /// Says what to try next, unless `--quiet`.
    pub(crate) fn hint(&mut self, what: &str) {
        if !self.quiet {
            self.message("hint", Role::Label, what);
        }
    }

    /// Prints lines of help or usage.
    pub(crate) fn usage(&mut self, text: &str) {
        let stream = &mut self.messages;
        _ = message::write_lines(text, stream.style, &mut stream.writer).and_then(|()| stream.writer.flush());
    }

    fn message(&mut self, kind: &str, role: Role, what: &str) {
        let stream = &mut self.messages;
        // When standard error itself fails, there is nobody left to tell.
        _ = message::write(kind, role, what, stream.style, &mut stream.writer).and_then(|()| stream.writer.flush());
    }
}
