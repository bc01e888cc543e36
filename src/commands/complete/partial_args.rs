//! An unfinished command line, read by clap's own definition of the arguments. clap itself reads only finished ones.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

/// The words before the cursor.
pub struct PartialArgs<'c, 'w> {
    pub command: &'c Command,
    /// The option whose value is the next word.
    pub open: Option<&'c Arg>,
    /// `--` was read: no options follow.
    ended: bool,
    /// The options that were read, with their values.
    options: Vec<(&'c Arg, Option<&'w str>)>,
    /// The words that are no option, no value of one, and no command.
    pub positionals: Vec<&'w str>,
}

impl<'c, 'w> PartialArgs<'c, 'w> {
    pub const fn new(command: &'c Command) -> Self {
        Self { command, open: None, ended: false, options: Vec::new(), positionals: Vec::new() }
    }

    /// Reads the next word.
    pub fn read(&mut self, word: &'w str) {
        if let Some(option) = self.open {
            // Bash splits `--format=json` into three words.
            if word != "=" {
                self.options.push((option, Some(word)));
                self.open = None;
            }
        } else if self.ended || !word.starts_with('-') || word == "-" {
            match self.command.find_subcommand(word) {
                Some(command) if self.positionals.is_empty() => self.command = command,
                _ => self.positionals.push(word),
            }
        } else if word == "--" {
            self.ended = true;
        } else if let Some(long) = word.strip_prefix("--") {
            let mut parts = long.splitn(2, '=');
            let (name, value) = (parts.next(), parts.next());
            if let Some(option) = self.find(|option| option.get_long() == name) {
                self.add(option, value);
            }
        } else {
            self.read_short_options(word);
        }
    }

    /// Reads `-q`, `-qf`, `-fjson`.
    fn read_short_options(&mut self, word: &'w str) {
        for (place, letter) in word.char_indices().skip(1) {
            let Some(option) = self.find(|option| option.get_short() == Some(letter)) else {
                return;
            };
            let rest = word.get(place + letter.len_utf8()..).unwrap_or_default();
            self.add(option, Some(rest).filter(|rest| !rest.is_empty()));
            if option.get_action().takes_values() {
                return;
            }
        }
    }

    fn find(&self, is_it: impl Fn(&Arg) -> bool) -> Option<&'c Arg> {
        self.command.get_arguments().find(|option| is_it(option))
    }

    fn add(&mut self, option: &'c Arg, value: Option<&'w str>) {
        self.options.push((option, value));
        if value.is_none() && option.get_action().takes_values() {
            self.open = Some(option);
        }
    }

    /// Whether the next word may be an option.
    pub const fn accepts_options(&self) -> bool {
        !self.ended && self.open.is_none()
    }

    /// Whether an option was given.
    pub fn has(&self, id: &str) -> bool {
        self.options.iter().any(|(option, _)| option.get_id() == id)
    }

    /// The values of `--catalog`.
    pub fn catalogs(&self) -> Vec<PathBuf> {
        let catalogs = self.options.iter().filter(|(option, _)| option.get_id() == "catalog");
        catalogs.filter_map(|(_, value)| value.map(PathBuf::from)).collect()
    }

    /// The argument whose value is at the cursor.
    pub fn at_cursor(&self) -> Option<&'c Arg> {
        if self.open.is_some() {
            return self.open;
        }
        let mut positionals = self.command.get_positionals();
        positionals.nth(self.positionals.len()).or_else(|| {
            let last = self.command.get_positionals().last()?;
            matches!(last.get_action(), ArgAction::Append).then_some(last)
        })
    }
}
