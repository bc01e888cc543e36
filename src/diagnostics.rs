//! What goes to standard error: errors, notes and hints, in the terminal's width and colours.

use crate::render::palette::{Palette, Role};
use crate::render::{Style, message};
use crate::terminal::{Stream, Terminal};

impl Stream {
    /// How texts for people look on it.
    fn style(&self) -> Style {
        Style { width: self.width, palette: Palette::new(self.colored, self.links), full: false }
    }
}

impl Terminal {
    /// How answers for people look.
    pub(crate) fn style(&self) -> Style {
        self.answers().style()
    }

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
        let style = self.messages.style();
        let writer = &mut self.messages.writer;
        _ = message::lines(text, style, writer).and_then(|()| writer.flush());
    }

    fn message(&mut self, kind: &str, role: Role, what: &str) {
        self.clear_passing_note();
        let style = self.messages.style();
        let writer = &mut self.messages.writer;
        // When standard error itself fails, there is nobody left to tell.
        _ = message::message(kind, role, what, style, writer).and_then(|()| writer.flush());
    }
}
