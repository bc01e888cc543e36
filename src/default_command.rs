//! Which command is meant when the first word of a command line is not a command.

use std::ffi::OsStr;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::catalog::{Catalog, Selector};
use crate::cli::Cli;
use crate::nearest::nearest;
use crate::search::suggest;

/// The command that a word stands for.
pub enum Inferred {
    /// The word is a code, a pattern or a status, or close to a code.
    Lookup,
    /// The word is a file, or `-` for standard input.
    Explain,
    /// The word is probably a typo for this command.
    Misspelt(String),
    /// Nothing that naserr knows.
    Unknown,
}

/// Infers the command from the first word of a command line.
pub fn infer_command(word: &OsStr, catalog: &Catalog) -> Inferred {
    let path = Path::new(word);
    let Some(word) = word.to_str().filter(|word| *word != "-") else {
        return Inferred::Explain;
    };
    // A status is a status even if a file has its name.
    if catalog.find(word).is_some() || !matches!(Selector::parse(word), Ok(Selector::Code(_))) {
        return Inferred::Lookup;
    }
    if word.contains('/') || path.is_file() {
        return Inferred::Explain;
    }
    if word.contains('.') {
        return Inferred::Lookup;
    }
    let cli = Cli::command();
    if let Some(command) = nearest(word, cli.get_subcommands().map(Command::get_name)) {
        return Inferred::Misspelt(command.to_owned());
    }
    let is_family = || catalog.matching(&format!("{word}.*")).next().is_some();
    if !suggest(catalog, word).is_empty() || is_family() {
        return Inferred::Lookup;
    }
    Inferred::Unknown
}
