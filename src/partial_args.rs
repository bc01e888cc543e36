//! Parses the beginning of a command line by clap's own definition of the arguments. clap itself parses only complete
//! ones.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

/// The words that were read.
pub struct PartialArgs<'c, 'w> {
    pub command: &'c Command,
    /// The option whose value is the next word.
    pub open: Option<&'c Arg>,
    /// After `--`: no options follow.
    ended: bool,
    /// The options so far, with their values.
    options: Vec<(&'c Arg, Option<&'w str>)>,
    /// The words that are neither options, nor values of options, nor commands.
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
                Some(command) if self.positionals.is_empty() && !self.ended => self.command = command,
                _ => self.positionals.push(word),
            }
        } else if word == "--" {
            self.ended = true;
        } else if let Some((option, value)) = self.option(word) {
            self.options.push((option, value));
            if value.is_none() && option.get_action().takes_values() {
                self.open = Some(option);
            }
        }
    }

    /// The option that a word is, with its value if that is in the same word.
    fn option(&self, word: &'w str) -> Option<(&'c Arg, Option<&'w str>)> {
        let find = |is_it: &dyn Fn(&Arg) -> bool| self.command.get_arguments().find(|option| is_it(option));
        if let Some(long) = word.strip_prefix("--") {
            let mut parts = long.splitn(2, '=');
            let name = parts.next();
            return Some((find(&|option| option.get_long() == name)?, parts.next()));
        }
        // Of `-qfjson`, the one that takes a value; the rest of the word is its value.
        word.char_indices().skip(1).find_map(|(place, letter)| {
            let option = find(&|option| option.get_short() == Some(letter) && option.get_action().takes_values())?;
            let rest = word.get(place + letter.len_utf8()..);
            Some((option, rest.filter(|rest| !rest.is_empty())))
        })
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
