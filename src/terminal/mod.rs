//! The process's surroundings: streams, colour, width and environment. The only door to them.
//!
//! Everything here can be made by hand, so that a test runs the whole program without a process.

pub mod follow;
pub mod signals;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::PathBuf;

use crate::error::Error;
use crate::render::palette::{Palette, Role};
use crate::render::{Style, message};
use follow::{Followed, standard_input};
use signals::Signals;

/// The columns of a terminal that does not tell its width.
const USUAL_WIDTH: usize = 80;

/// Looks up a variable of the environment.
pub type Environment = Box<dyn Fn(&str) -> Option<OsString>>;

/// A stream to write to.
pub struct Stream {
    writer: Box<dyn Write>,
    width: Option<usize>,
    colored: bool,
}

impl Stream {
    /// A stream over any writer. `width` are the columns of the terminal that shows it; `None` when none does, and then
    /// nothing is wrapped, and nothing is painted unless somebody asks for it.
    #[must_use]
    pub fn new(writer: Box<dyn Write>, width: Option<usize>) -> Self {
        Self {
            writer,
            width,
            colored: false,
        }
    }

    const fn is_terminal(&self) -> bool {
        self.width.is_some()
    }

    /// How texts for people are shown on it.
    fn style(&self) -> Style {
        Style {
            width: self.width,
            palette: Palette::new(self.colored),
        }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorChoice {
    /// As the environment says, else at a terminal.
    Auto,
    /// Always, whatever the environment says.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    /// The word that stands for the choice.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// Everything that a run reads from and writes to.
pub struct Terminal {
    /// Standard input; `None` for the process's own.
    input: Option<Box<dyn Read>>,
    /// Whether somebody types at standard input.
    pub input_is_terminal: bool,
    /// Standard output: answers only.
    output: Stream,
    /// Standard error: everything else.
    messages: Stream,
    environment: Environment,
    quiet: bool,
    /// How signals are caught; `None` for surroundings that are no process.
    watch: Option<fn() -> io::Result<Signals>>,
    /// Whether answers go to standard error, since standard output carries something else.
    answers_on_messages: bool,
    /// The columns of a note that is to disappear.
    passing_note: usize,
}

impl Terminal {
    /// The surroundings of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let (output, messages) = (io::stdout(), io::stderr());
        let (output_width, messages_width) = (width(&output), width(&messages));
        let made = Self::new(
            None,
            io::stdin().is_terminal(),
            Stream::new(Box::new(BufWriter::new(output)), output_width),
            Stream::new(Box::new(messages), messages_width),
            Box::new(|name| std::env::var_os(name)),
        );
        Self {
            watch: Some(Signals::watch),
            ..made
        }
    }

    /// Surroundings made by hand.
    #[must_use]
    pub fn new(
        input: Option<Box<dyn Read>>,
        input_is_terminal: bool,
        output: Stream,
        messages: Stream,
        environment: Environment,
    ) -> Self {
        Self {
            input,
            input_is_terminal,
            output,
            messages,
            environment,
            quiet: false,
            watch: None,
            answers_on_messages: false,
            passing_note: 0,
        }
    }

    /// Takes in what the arguments say on colour and on hints.
    pub(crate) fn configure(&mut self, color: ColorChoice, quiet: bool) {
        self.output.colored = self.wants_color(color, self.output.is_terminal());
        self.messages.colored = self.wants_color(color, self.messages.is_terminal());
        self.quiet = quiet;
    }

    /// `NO_COLOR` (no-color.org) and `CLICOLOR`, `CLICOLOR_FORCE` (bixense.com/clicolors), in this order; the choice of the
    /// arguments beats them all.
    fn wants_color(&self, choice: ColorChoice, is_terminal: bool) -> bool {
        let set = |name| self.variable(name).filter(|value| !value.is_empty());
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if set("NO_COLOR").is_some() => false,
            ColorChoice::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            ColorChoice::Auto => {
                is_terminal
                    && self.variable("TERM").is_none_or(|term| term != "dumb")
                    && self.variable("CLICOLOR").is_none_or(|value| value != "0")
            }
        }
    }

    /// A variable of the environment.
    #[must_use]
    pub(crate) fn variable(&self, name: &str) -> Option<OsString> {
        (self.environment)(name)
    }

    /// The folder for the user's settings of naserr, whether it exists or not.
    #[must_use]
    pub(crate) fn configuration_folder(&self) -> Option<PathBuf> {
        let folder = |name| {
            self.variable(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let base = if cfg!(windows) {
            folder("APPDATA")
        } else {
            // Its specification says to ignore a relative one.
            let own = folder("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
            own.or_else(|| folder("HOME").map(|home| home.join(".config")))
        };
        base.map(|base| base.join("naserr"))
    }

    /// Standard input, for the one who reads it; from then on it is empty. See [`Followed`] for what a signal does, and a
    /// silence if it `reports_pauses`.
    pub(crate) fn take_input(
        &mut self,
        signals: Option<&Signals>,
        reports_pauses: bool,
    ) -> io::Result<Box<dyn Read>> {
        Ok(match self.input.replace(Box::new(io::empty())) {
            Some(input) => input,
            None => Box::new(Followed::new(
                standard_input()?,
                signals.cloned(),
                reports_pauses,
            )),
        })
    }

    /// Catches the signals that would end the process, so that it can still show what it has found.
    pub(crate) fn catch_signals(&self) -> Option<Signals> {
        self.watch.and_then(|watch| watch().ok())
    }

    /// Standard output, for the one who passes something through to it; from then on answers go to standard error.
    pub(crate) fn take_output(&mut self) -> Box<dyn Write> {
        self.answers_on_messages = true;
        std::mem::replace(&mut self.output.writer, Box::new(io::sink()))
    }

    const fn answers(&self) -> &Stream {
        if self.answers_on_messages {
            &self.messages
        } else {
            &self.output
        }
    }

    const fn answers_mut(&mut self) -> &mut Stream {
        if self.answers_on_messages {
            &mut self.messages
        } else {
            &mut self.output
        }
    }

    /// Shows a note at a terminal until [`Self::clear_passing_note`] or the next message, unless told to be quiet.
    pub(crate) fn show_passing_note(&mut self, note: &str) {
        let width = self.messages.width.unwrap_or_default();
        // A note that is broken over lines could not be cleared.
        if self.messages.is_terminal() && !self.quiet && note.chars().count() < width {
            self.passing_note = note.chars().count();
            let writer = &mut self.messages.writer;
            _ = writer
                .write_all(note.as_bytes())
                .and_then(|()| writer.flush());
        }
    }

    /// Makes a passing note disappear, if there is one.
    pub(crate) fn clear_passing_note(&mut self) {
        let columns = std::mem::take(&mut self.passing_note);
        if columns > 0 {
            let writer = &mut self.messages.writer;
            _ = write!(writer, "\r{:columns$}\r", "").and_then(|()| writer.flush());
        }
    }

    /// How answers for people are shown.
    #[must_use]
    pub(crate) fn style(&self) -> Style {
        self.answers().style()
    }

    /// The columns that answers may take; `None` when no terminal shows them.
    #[must_use]
    pub(crate) const fn width(&self) -> Option<usize> {
        self.answers().width
    }

    /// Where answers go: standard output, unless that is taken.
    pub(crate) fn output(&mut self) -> &mut dyn Write {
        self.answers_mut().writer.as_mut()
    }

    /// Writes an answer that is made already.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written.
    pub(crate) fn answer(&mut self, text: &str) -> Result<(), Error> {
        let written = self.output().write_all(text.as_bytes());
        written.map_err(|error| Error::output(&error))
    }

    /// Writes out what is buffered for standard output.
    ///
    /// # Errors
    ///
    /// When it cannot be written: nobody must believe that a lost answer was given.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.output().flush().map_err(|error| Error::output(&error))
    }

    /// Reports what failed, on standard error.
    pub(crate) fn error(&mut self, what: &str) {
        self.say("error", Role::Failure, what);
    }

    /// Tells something the answer alone does not tell, on standard error, unless told to be quiet.
    pub(crate) fn note(&mut self, what: &str) {
        if !self.quiet {
            self.say("note", Role::Label, what);
        }
    }

    /// Shows the way on, on standard error, unless told to be quiet.
    pub(crate) fn hint(&mut self, what: &str) {
        if !self.quiet {
            self.say("hint", Role::Label, what);
        }
    }

    /// Writes lines of help or usage on standard error.
    pub(crate) fn usage(&mut self, text: &str) {
        let style = self.messages.style();
        let writer = &mut self.messages.writer;
        _ = message::lines(text, style, writer).and_then(|()| writer.flush());
    }

    fn say(&mut self, kind: &str, role: Role, what: &str) {
        self.clear_passing_note();
        let style = self.messages.style();
        let writer = &mut self.messages.writer;
        // Nobody is left to be told when standard error itself fails.
        _ = message::message(kind, role, what, style, writer).and_then(|()| writer.flush());
    }
}

/// The columns of the terminal that shows a stream of this process.
fn width(stream: &impl IsTerminal) -> Option<usize> {
    stream.is_terminal().then(|| {
        let told = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        told.filter(|&width| width > 0).unwrap_or(USUAL_WIDTH)
    })
}
