//! The process's surroundings: streams, colour, width and environment. Nothing else accesses them.
//!
//! Tests can replace everything here, so that they run the whole program inside the test process.

pub mod input;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use crate::error::Error;
use crate::render::Style;
use crate::render::card::write_row;
use crate::render::style::{Role, Span};
use crate::sanitize::sanitize;
use input::Followed;

/// Looks up a variable of the environment.
pub type Environment = Box<dyn Fn(&str) -> Option<OsString>>;

/// A stream to write to.
pub struct Stream {
    writer: Box<dyn Write>,
    style: Style,
}

impl Stream {
    /// A stream over any writer. `width` is the number of columns of its terminal. Without a terminal it is `None`:
    /// then nothing is wrapped, and nothing is coloured unless the arguments or the environment ask for it.
    #[must_use]
    pub fn new(writer: Box<dyn Write>, width: Option<usize>) -> Self {
        Self { writer, style: Style { width, colored: false, full: false } }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    // In a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    Always,
    Never,
}

/// Everything that a run reads from and writes to.
pub struct Terminal {
    /// Standard input; `None` for the process's own.
    input: Option<Box<dyn Read>>,
    /// Whether standard input is a terminal.
    pub input_is_terminal: bool,
    /// Standard output: answers only.
    output: Stream,
    /// Standard error: everything else.
    messages: Stream,
    environment: Environment,
    pub(crate) quiet: bool,
    /// Whether answers go to standard error, because standard output is used for something else.
    answers_on_messages: bool,
}

impl Terminal {
    /// The surroundings of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let (output, messages) = (io::stdout(), io::stderr());
        let (output_width, messages_width) = (width(&output), width(&messages));
        Self::new(
            None,
            io::stdin().is_terminal(),
            Stream::new(Box::new(BufWriter::new(output)), output_width),
            Stream::new(Box::new(messages), messages_width),
            Box::new(|name| std::env::var_os(name)),
        )
    }

    /// Surroundings chosen by the caller.
    #[must_use]
    pub fn new(
        input: Option<Box<dyn Read>>,
        input_is_terminal: bool,
        output: Stream,
        messages: Stream,
        environment: Environment,
    ) -> Self {
        let mut terminal =
            Self { input, input_is_terminal, output, messages, environment, quiet: false, answers_on_messages: false };
        terminal.choose_colors();
        terminal
    }

    /// The columns of standard output's terminal, if it is one.
    pub(crate) const fn output_width(&self) -> Option<usize> {
        self.output.style.width
    }

    /// Applies the options for colour and hints.
    pub(crate) fn configure(&mut self, color: ColorChoice, quiet: bool) {
        if color != ColorChoice::Auto {
            self.output.style.colored = color == ColorChoice::Always;
            self.messages.style.colored = color == ColorChoice::Always;
        }
        self.quiet = quiet;
    }

    /// Chooses which streams are coloured unless the arguments say otherwise. For every stream, `NO_COLOR` (no-color.org)
    /// wins over `CLICOLOR_FORCE` (bixense.com/clicolors).
    fn choose_colors(&mut self) {
        let is_forced = || self.variable("CLICOLOR_FORCE").is_some_and(|value| value != "0").then_some(true);
        let forced = self.variable("NO_COLOR").map_or_else(is_forced, |_| Some(false));
        let suits = |stream: &Stream| {
            stream.style.width.is_some()
                && self.variable("TERM").is_none_or(|term| term != "dumb")
                && self.variable("CLICOLOR").is_none_or(|value| value != "0")
        };
        let colored = |stream| forced.unwrap_or_else(|| suits(stream));
        (self.output.style.colored, self.messages.style.colored) = (colored(&self.output), colored(&self.messages));
    }

    /// A variable of the environment, unless it is empty.
    pub(crate) fn variable(&self, name: &str) -> Option<OsString> {
        (self.environment)(name).filter(|value| !value.is_empty())
    }

    /// The user's configuration folder for naserr, whether it exists or not.
    pub(crate) fn configuration_folder(&self) -> Option<PathBuf> {
        let folder = |name| self.variable(name).map(PathBuf::from);
        let base = if cfg!(windows) {
            folder("APPDATA")
        } else {
            // The specification says to ignore a relative path.
            let own = folder("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
            own.or_else(|| folder("HOME").map(|home| home.join(".config")))
        };
        base.map(|base| base.join("naserr"))
    }

    /// Takes standard input, which is empty afterwards. [`Followed`] explains what a signal does, and a pause if it
    /// `reports_pauses`.
    pub(crate) fn take_input(&mut self, reports_pauses: bool) -> io::Result<Box<dyn Read>> {
        Ok(match self.input.replace(Box::new(io::empty())) {
            Some(input) => input,
            None => Box::new(Followed::standard_input(reports_pauses)?),
        })
    }

    /// Catches the signals that would end the process, so that it can still print what it has found.
    pub(crate) fn catch_signals(&self) {
        // The caller who chose another input also handles the signals.
        if self.input.is_none() {
            // If they cannot be caught, they end the process immediately.
            _ = input::catch_signals();
        }
    }

    /// Takes standard output, to pass something through to it. From then on, answers go to standard error.
    pub(crate) fn take_output(&mut self) -> Box<dyn Write> {
        self.answers_on_messages = true;
        std::mem::replace(&mut self.output.writer, Box::new(io::sink()))
    }

    /// Writes an answer, or a part of one, where answers go: to standard output, unless that is taken.
    pub(crate) fn print<T>(&mut self, write: impl FnOnce(Style, &mut dyn Write) -> io::Result<T>) -> Result<T, Error> {
        let stream = if self.answers_on_messages { &mut self.messages } else { &mut self.output };
        let written = write(stream.style, &mut stream.writer);
        let flushed = written.and_then(|written| stream.writer.flush().map(|()| written));
        flushed.map_err(|error| Error::output(&error))
    }

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

/// The width of a stream's terminal, if it has one.
fn width(stream: &impl IsTerminal) -> Option<usize> {
    stream.is_terminal().then(|| {
        // Most terminals have 80 columns at least.
        terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
    })
}
