//! The process's surroundings: streams, colour, width and environment. The only door to them.
//!
//! Everything here can be made by hand, so that a test runs the whole program without a process.

mod live;
mod progress;
mod shared;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::PathBuf;

use crate::error::Error;
use crate::render::palette::{Palette, Role};
use crate::render::{Style, message};
use live::Live;
use progress::Progress;
use shared::Shared;

/// The columns of a terminal that does not tell its width.
const USUAL_WIDTH: usize = 80;

/// The bytes of a file that takes long enough to read for its progress to be shown.
const WORTH_WATCHING: u64 = 256 << 20;

/// Looks up a variable of the environment.
pub type Environment = Box<dyn Fn(&str) -> Option<OsString>>;

/// A stream to write to.
pub struct Stream {
    writer: Box<dyn Write>,
    width: Option<usize>,
    colored: bool,
    links: bool,
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
            links: false,
        }
    }

    const fn is_terminal(&self) -> bool {
        self.width.is_some()
    }

    /// How texts for people are shown on it.
    fn style(&self) -> Style {
        Style {
            width: self.width,
            palette: Palette::new(self.colored, self.links),
            full: false,
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
    /// The same for a progress, which is shown while something is read.
    progress: Shared,
    environment: Environment,
    quiet: bool,
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

    /// Surroundings made by hand.
    #[must_use]
    pub fn new(
        input: Option<Box<dyn Read>>,
        input_is_terminal: bool,
        output: Stream,
        messages: Stream,
        environment: Environment,
    ) -> Self {
        let progress = Shared::new(messages.writer);
        Self {
            input,
            input_is_terminal,
            output,
            messages: Stream {
                writer: Box::new(progress.clone()),
                ..messages
            },
            progress,
            environment,
            quiet: false,
        }
    }

    /// Takes in what the arguments say on colour and on hints.
    pub(crate) fn configure(&mut self, color: ColorChoice, quiet: bool) {
        self.output.colored = self.wants_color(color, self.output.is_terminal());
        self.messages.colored = self.wants_color(color, self.messages.is_terminal());
        self.output.links = self.output.colored && self.output.is_terminal() && self.opens_links();
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

    /// Whether the terminal is known to open links that are written with OSC 8.
    fn opens_links(&self) -> bool {
        let value = |name| {
            let value = self.variable(name).unwrap_or_default();
            value.to_string_lossy().into_owned()
        };
        // VTE, the terminal of GNOME and others, has a version such as 7600; links came with 5000.
        value("VTE_VERSION")
            .parse::<u32>()
            .is_ok_and(|version| version >= 5000)
            || !value("WT_SESSION").is_empty()
            || !value("KONSOLE_VERSION").is_empty()
            || ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"]
                .contains(&value("TERM_PROGRAM").as_str())
            || ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"]
                .contains(&value("TERM").as_str())
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

    /// Standard input, for the one who reads it; from then on it is empty. A live one fails with
    /// [`io::ErrorKind::WouldBlock`] when it goes quiet.
    pub(crate) fn take_input(&mut self, live: bool) -> Box<dyn Read> {
        match self.input.replace(Box::new(io::empty())) {
            Some(input) => input,
            None if live => Box::new(Live::default()),
            None => Box::new(io::stdin()),
        }
    }

    /// A file that shows on standard error how far it is read, if it is large and somebody watches; not where answers that
    /// come out `meanwhile` would stand in the same line.
    #[must_use]
    pub(crate) fn with_progress(
        &self,
        file: File,
        size: Option<u64>,
        meanwhile: bool,
    ) -> Box<dyn Read> {
        let is_free = !(meanwhile && self.output.is_terminal());
        let is_watched = self.messages.is_terminal() && !self.quiet && is_free;
        match size {
            Some(size) if size >= WORTH_WATCHING && is_watched => {
                Box::new(Progress::new(file, size, self.progress.clone()))
            }
            _ => Box::new(file),
        }
    }

    /// How answers for people are shown.
    #[must_use]
    pub(crate) fn style(&self) -> Style {
        self.output.style()
    }

    /// The columns that answers may take; `None` when no terminal shows them.
    #[must_use]
    pub(crate) const fn width(&self) -> Option<usize> {
        self.output.width
    }

    /// Standard output.
    pub(crate) fn output(&mut self) -> &mut dyn Write {
        self.output.writer.as_mut()
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
        self.output
            .writer
            .flush()
            .map_err(|error| Error::output(&error))
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
