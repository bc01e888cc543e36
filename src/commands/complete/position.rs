//! Where in a command line the cursor stands, and so what may stand there; read off the same definition of the arguments
//! that parses them. It knows no catalog.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::Candidate;
use crate::command_line::Line;

/// What the cursor's word may be.
pub enum Wanted {
    /// Nothing is known.
    Nothing,
    /// The name of a file.
    Files,
    /// One of these.
    These(Vec<Candidate>),
    /// Something that the catalog holds.
    OfCatalog(Kind),
}

/// What the catalog can offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Codes, and statuses where a number is typed.
    Codes,
    /// HTTP statuses and their classes.
    Statuses,
    /// What codes begin with.
    Families,
    /// Actions of the API.
    Actions,
}

/// The place of the cursor.
pub struct Position<'w> {
    pub wanted: Wanted,
    /// What is typed of the value.
    pub current: &'w str,
    /// What stands before the value in the same word: `--format=`.
    pub attached: &'w str,
    /// The files that `--catalog` names before.
    pub catalogs: Vec<PathBuf>,
    /// The arguments before that are no options: what need not be offered again.
    pub given: Vec<&'w str>,
}

/// Finds out what the word at the cursor may be, from the words before it.
pub fn find<'w>(cli: &Command, before: &'w [String], current: &'w str) -> Position<'w> {
    let mut line = Line::new(cli);
    for word in before {
        line.read(word);
    }
    // Bash takes `--format=json` apart, and `=` is then a word of its own.
    let typed = if line.open.is_some() && current == "=" {
        ""
    } else {
        current
    };
    let mut attached = "";
    let mut value = typed;
    if line.reads_options()
        && typed.starts_with("--")
        && let Some((option, rest)) = typed.split_once('=')
    {
        line.read(option);
        if line.open.is_some() {
            (attached, value) = (typed.get(..=option.len()).unwrap_or_default(), rest);
        }
    }
    Position {
        wanted: line.wanted(value),
        current: value,
        attached,
        catalogs: line.catalogs(),
        given: line.given,
    }
}

impl Line<'_, '_> {
    /// What may stand behind what is read.
    fn wanted(&self, typed: &str) -> Wanted {
        if let Some(option) = self.open {
            return value_of(option);
        }
        if self.reads_options() && typed.starts_with('-') {
            return Wanted::These(self.new_options());
        }
        if self.command.has_subcommands() {
            return self.wanted_command(typed);
        }
        let mut positionals = self.command.get_positionals();
        let at_cursor = positionals.nth(self.given.len());
        at_cursor
            .or_else(|| {
                let last = self.command.get_positionals().last()?;
                let repeats = matches!(last.get_action(), ArgAction::Append);
                repeats.then_some(last)
            })
            .map_or(Wanted::Nothing, value_of)
    }

    /// A command, or a code where no command begins so: a code alone is looked up.
    fn wanted_command(&self, typed: &str) -> Wanted {
        let commands: Vec<Candidate> = self
            .command
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
            .map(|command| Candidate {
                value: command.get_name().to_owned(),
                description: first_line(command.get_about()),
            })
            .collect();
        let typed = typed.to_lowercase();
        if commands
            .iter()
            .any(|command| command.value.starts_with(&typed))
        {
            Wanted::These(commands)
        } else {
            Wanted::OfCatalog(Kind::Codes)
        }
    }

    /// The options that are not given yet or may be given again.
    fn new_options(&self) -> Vec<Candidate> {
        self.command
            .get_arguments()
            .filter(|option| !option.is_hide_set())
            .filter(|option| {
                let repeats = matches!(option.get_action(), ArgAction::Append);
                repeats
                    || !self
                        .options
                        .iter()
                        .any(|given| given.get_id() == option.get_id())
            })
            .filter_map(|option| {
                Some(Candidate {
                    value: format!("--{}", option.get_long()?),
                    description: first_line(option.get_help()),
                })
            })
            .collect()
    }
}

/// What may be an argument's value: what its name in help says.
fn value_of(argument: &Arg) -> Wanted {
    let words = argument.get_possible_values();
    if !words.is_empty() {
        let words = words.iter().map(|word| Candidate {
            value: word.get_name().to_owned(),
            description: first_line(word.get_help()),
        });
        return Wanted::These(words.collect());
    }
    let names = argument.get_value_names().unwrap_or_default();
    match names.first().map_or("", |name| name.as_str()) {
        "FILE" => Wanted::Files,
        "CODE|STATUS" | "QUERY" => Wanted::OfCatalog(Kind::Codes),
        "STATUS" => Wanted::OfCatalog(Kind::Statuses),
        "FAMILY" => Wanted::OfCatalog(Kind::Families),
        "ACTION" => Wanted::OfCatalog(Kind::Actions),
        _ => Wanted::Nothing,
    }
}

fn first_line(text: Option<&clap::builder::StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}
