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

use clap::ValueEnum;

use crate::error::Error;
use live::Live;
use progress::Progress;
use shared::Shared;

/// The width assumed for a terminal that does not report its own.
const USUAL_WIDTH: usize = 80;

/// The bytes of a file that takes long enough to read for its progress to be shown.
const WORTH_WATCHING: u64 = 256 << 20;

/// Looks up a variable of the environment.
pub type Environment = Box<dyn Fn(&str) -> Option<OsString>>;

/// A stream to write to.
pub struct Stream {
    pub(crate) writer: Box<dyn Write>,
    pub(crate) width: Option<usize>,
    pub(crate) colored: bool,
    pub(crate) links: bool,
}

impl Stream {
    /// A stream over any writer. `width` is the number of columns of its terminal. Without a terminal it is `None`: then
    /// nothing is wrapped, and nothing is coloured unless the arguments or the environment ask for it.
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
}

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    // At a terminal, unless the environment says otherwise.
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
    pub(crate) output: Stream,
    /// Standard error: everything else.
    pub(crate) messages: Stream,
    /// The same for a progress, which is shown while something is read.
    progress: Shared,
    environment: Environment,
    pub(crate) quiet: bool,
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

    /// Applies the options for colour and hints.
    pub(crate) fn configure(&mut self, color: ColorChoice, quiet: bool) {
        self.output.colored = self.wants_color(color, self.output.is_terminal());
        self.messages.colored = self.wants_color(color, self.messages.is_terminal());
        self.output.links = self.output.colored && self.output.is_terminal() && self.opens_links();
        self.quiet = quiet;
    }

    /// Whether a stream is coloured. The arguments win, then `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE` and
    /// `CLICOLOR` (bixense.com/clicolors).
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

    /// The user's configuration folder for naserr, whether it exists or not.
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
            // Its specification says to ignore a relative path.
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

    /// The columns that answers may take; `None` when no terminal shows them.
    #[must_use]
    pub(crate) const fn width(&self) -> Option<usize> {
        self.output.width
    }

    /// Standard output.
    pub(crate) fn output(&mut self) -> &mut dyn Write {
        self.output.writer.as_mut()
    }

    /// Writes a finished answer.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written.
    pub(crate) fn answer(&mut self, text: &str) -> Result<(), Error> {
        let written = self.output().write_all(text.as_bytes());
        written.map_err(|error| Error::output(&error))
    }

    /// Flushes standard output.
    ///
    /// # Errors
    ///
    /// When it cannot be written: an answer must not be lost without a message.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.output
            .writer
            .flush()
            .map_err(|error| Error::output(&error))
    }
}

/// The width of a stream's terminal, if it has one.
fn width(stream: &impl IsTerminal) -> Option<usize> {
    stream.is_terminal().then(|| {
        let told = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        told.filter(|&width| width > 0).unwrap_or(USUAL_WIDTH)
    })
}
