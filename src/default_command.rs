//! Which command is meant when the first word of a command line is not a command.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::catalog::{Catalog, Selector};
use crate::cli::Cli;
use crate::search::{nearest, suggest};

/// What is meant by words without a command.
pub enum Inferred {
    /// `lookup`: the first word is a code, a pattern or a status, or close to a code.
    Lookup,
    /// `explain`: the first word is a file or `-`, or there is none.
    Explain,
    /// Nothing that naserr knows of.
    Unknown { error: String, hint: String },
}

/// Infers the command from words without one.
pub fn infer_command(words: &[&OsStr], catalog: &Catalog) -> Inferred {
    let words: Vec<Cow<'_, str>> = words.iter().map(|word| word.to_string_lossy()).collect();
    let word = words.first().map_or("-", |word| word);
    if word == "-" {
        return Inferred::Explain;
    }
    // A status is looked up even if there is a file of that name.
    if !catalog.find(word).is_empty() || !matches!(word.parse(), Ok(Selector::Code(_))) {
        return Inferred::Lookup;
    }
    if word.contains('/') || Path::new(word).is_file() {
        return Inferred::Explain;
    }
    if let Some((_, ending)) = word.rsplit_once('.') {
        let names_file = (1..=4).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_lowercase());
        return if names_file && suggest(catalog, word).is_empty() { Inferred::Explain } else { Inferred::Lookup };
    }
    let cli = Cli::command();
    if let Some(command) = nearest(word, cli.get_subcommands().map(Command::get_name)) {
        let mut meant = words.clone();
        meant[0] = command.into();
        return Inferred::Unknown {
            error: format!("'{word}' is not a command"),
            hint: format!("did you mean 'naserr {}'?", meant.join(" ")),
        };
    }
    let is_family = || catalog.matching(&format!("{word}.*")).next().is_some();
    if !suggest(catalog, word).is_empty() || is_family() {
        return Inferred::Lookup;
    }
    Inferred::Unknown {
        error: format!("'{word}' is neither a command nor a code"),
        hint: format!("'naserr search {}' finds codes by words", words.join(" ")),
    }
}
