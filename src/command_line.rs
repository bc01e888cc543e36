//! What a command line says, as far as it can be read whether it is right or not: for one that the parser refuses, and for one
//! that is still being typed. Read off the same definition of the arguments that parses them.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, Args, Command};

use crate::cli::{Options, named};
use crate::terminal::ColorChoice;

/// The command that a word stands for which is none, such as a code.
const DEFAULT_COMMAND: &str = "lookup";

/// What counts of arguments that the parser refuses.
pub struct Refused {
    /// The place of the first word that is neither an option nor its value, where a command should stand.
    pub word: Option<usize>,
    pub catalogs: Vec<PathBuf>,
    pub color: ColorChoice,
    pub quiet: bool,
}

impl Refused {
    /// Reads arguments, the first of which is the program's name.
    pub fn read(arguments: &[OsString]) -> Self {
        let words: Vec<Cow<'_, str>> = arguments
            .iter()
            .map(|word| word.to_string_lossy())
            .collect();
        // Every command has these options, so that it need not be known which one it is: to build them all costs as much as
        // half a look-up.
        let options = Options::augment_args(Command::new("naserr"));
        let mut line = Line::new(&options);
        let mut word = None;
        for (place, read) in words.iter().enumerate().skip(1) {
            line.read(read);
            if word.is_none() && !line.given.is_empty() {
                word = Some(place);
            }
        }
        let color = line.values("color").last();
        let color = color.and_then(|when| named(ColorChoice::ALL, ColorChoice::word, when));
        Self {
            word,
            catalogs: line.catalogs(),
            color: color.unwrap_or(ColorChoice::Auto),
            quiet: line.options.iter().any(|option| option.get_id() == "quiet"),
        }
    }
}

/// A command line as far as it is read.
pub struct Line<'c, 'w> {
    pub command: &'c Command,
    /// The option whose value comes next.
    pub open: Option<&'c Arg>,
    /// `--` has been read: no options follow.
    ended: bool,
    pub options: Vec<&'c Arg>,
    /// The values of options, each with its own.
    values: Vec<(&'c Arg, &'w str)>,
    /// The arguments that are neither options nor their values, nor the command.
    pub given: Vec<&'w str>,
}

impl<'c, 'w> Line<'c, 'w> {
    /// A command line of which nothing is read yet.
    pub fn new(command: &'c Command) -> Self {
        Self {
            command,
            open: None,
            ended: false,
            options: Vec::new(),
            values: Vec::new(),
            given: Vec::new(),
        }
    }

    /// Whether the next word may be an option.
    pub fn reads_options(&self) -> bool {
        !self.ended && self.open.is_none()
    }

    /// Reads a word.
    pub fn read(&mut self, word: &'w str) {
        if let Some(option) = self.open {
            if word == "=" {
                return;
            }
            self.values.push((option, word));
            self.open = None;
        } else if self.ended || !word.starts_with('-') || word == "-" {
            self.read_argument(word);
        } else if word == "--" {
            self.ended = true;
        } else if let Some(long) = word.strip_prefix("--") {
            let (name, value) = long
                .split_once('=')
                .map_or((long, None), |(name, value)| (name, Some(value)));
            if let Some(option) = self.option(|option| option.get_long() == Some(name)) {
                self.meet(option, value);
            }
        } else {
            self.read_short_options(word);
        }
    }

    /// `-q`, `-qf`, `-fjson`.
    fn read_short_options(&mut self, word: &'w str) {
        for (place, letter) in word.char_indices().skip(1) {
            let Some(option) = self.option(|option| option.get_short() == Some(letter)) else {
                return;
            };
            let rest = word.get(place + letter.len_utf8()..).unwrap_or_default();
            self.meet(option, Some(rest).filter(|rest| !rest.is_empty()));
            if option.get_action().takes_values() {
                return;
            }
        }
    }

    fn read_argument(&mut self, word: &'w str) {
        if !self.command.has_subcommands() {
            self.given.push(word);
        } else if let Some(command) = self.command.find_subcommand(word) {
            self.command = command;
        } else if let Some(command) = self.command.find_subcommand(DEFAULT_COMMAND) {
            self.command = command;
            self.given.push(word);
        }
    }

    fn option(&self, is_it: impl Fn(&Arg) -> bool) -> Option<&'c Arg> {
        self.command.get_arguments().find(|option| is_it(option))
    }

    fn meet(&mut self, option: &'c Arg, value: Option<&'w str>) {
        self.options.push(option);
        match value {
            Some(value) => self.values.push((option, value)),
            None if option.get_action().takes_values() => self.open = Some(option),
            None => {}
        }
    }

    /// The values of an option.
    fn values(&self, option: &str) -> impl Iterator<Item = &'w str> {
        let values = self.values.iter();
        values
            .filter(move |(given, _)| given.get_id() == option)
            .map(|(_, value)| *value)
    }

    /// The files that `--catalog` names.
    pub fn catalogs(&self) -> Vec<PathBuf> {
        self.values("catalog").map(PathBuf::from).collect()
    }
}
