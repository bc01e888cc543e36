//! What somebody means who leaves the command out: a code is to be looked up, a file or a pipe to be explained. And `help`,
//! which is another spelling of `--help`.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::catalog::{Catalog, Selector};
use crate::search::suggest;
use crate::terminal::Terminal;

/// What arguments that the parser refuses are meant to do.
pub enum Meant {
    /// What these arguments do, which have the command that was lacking.
    Command(Vec<OsString>),
    /// Something with these words, the first of which is neither a command nor a code.
    Words(String),
    /// Nothing else than what the parser says.
    Refused,
}

/// Finds out what is meant by arguments with this error, with a word at this place where a command should stand.
pub fn meant(
    error: &clap::Error,
    arguments: &[OsString],
    place: Option<usize>,
    terminal: &Terminal,
    catalog: impl FnOnce() -> Catalog,
) -> Meant {
    match error.kind() {
        ErrorKind::InvalidSubcommand => with_word(error, arguments, place, catalog),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand
            if !terminal.input_is_terminal =>
        {
            with_command(arguments, arguments.len(), "explain")
        }
        ErrorKind::UnknownArgument => with_option(error, arguments, place),
        _ => Meant::Refused,
    }
}

/// What is meant by a word in a command's place that is no command.
fn with_word(
    error: &clap::Error,
    arguments: &[OsString],
    place: Option<usize>,
    catalog: impl FnOnce() -> Catalog,
) -> Meant {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return Meant::Refused;
    };
    let Some(place) = place.filter(|&place| arguments[place] == **word) else {
        return Meant::Refused;
    };
    if word == "help" {
        return Meant::Command(help(arguments, place));
    }
    let is_mistyped = error.get(ContextKind::SuggestedSubcommand).is_some();
    match command_for(word, is_mistyped, &catalog()) {
        Some(command) => with_command(arguments, place, command),
        None if is_mistyped => Meant::Refused,
        None => Meant::Words(words(&arguments[place..])),
    }
}

/// What is meant by an option that only one command has, with a word at this place.
fn with_option(error: &clap::Error, arguments: &[OsString], word: Option<usize>) -> Meant {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else {
        return Meant::Refused;
    };
    let place = arguments.iter().position(|argument| *argument == **option);
    match place.filter(|&place| word.is_none_or(|word| place < word)) {
        Some(place)
            if matches!(
                option.as_str(),
                "--summary" | "--each" | "--tee" | "--threads"
            ) =>
        {
            with_command(arguments, place, "explain")
        }
        _ => Meant::Refused,
    }
}

/// The command that a word goes with; `is_mistyped` when it resembles one.
fn command_for(word: &str, is_mistyped: bool, catalog: &Catalog) -> Option<&'static str> {
    let is_code =
        catalog.find(word).is_some() || !matches!(Selector::parse(word), Ok(Selector::Code(_)));
    let is_path = || word.contains('/') || Path::new(word).is_file();
    if word == "-" || !is_code && is_path() {
        return Some("explain");
    }
    let is_family = || catalog.matching(&format!("{word}.*")).next().is_some();
    let is_code = is_code
        || word.contains('.')
        || !is_mistyped && (!suggest(catalog, word).is_empty() || is_family());
    is_code.then_some("lookup")
}

fn with_command(arguments: &[OsString], place: usize, command: &str) -> Meant {
    let mut arguments = arguments.to_vec();
    arguments.insert(place, command.into());
    Meant::Command(arguments)
}

/// The words among arguments, up to the first option.
fn words(arguments: &[OsString]) -> String {
    let words: Vec<_> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy())
        .take_while(|argument| !argument.starts_with('-'))
        .collect();
    words.join(" ")
}

/// `naserr help lookup` as `naserr lookup --help`.
fn help(arguments: &[OsString], place: usize) -> Vec<OsString> {
    let others = arguments
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place);
    let others = others.map(|(_, argument)| argument.clone());
    others.chain(["--help".into()]).collect()
}
