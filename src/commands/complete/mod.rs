//! Completions at the cursor: `naserr complete WORD...`, which the scripts of `naserr completions` run at every TAB.
//!
//! It is not a command for people, so no help mentions it. Its arguments are the words after the program's name; the
//! last is the one at the cursor. It prints one candidate per line, with a description after a tab, or the single line
//! [`FILES`] to let the shell offer files. It reports no problems, because a message would appear in the middle of the
//! command line that is being typed. It does not depend on the shell.

mod candidates;

use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, ValueHint};

use crate::cli::{Cli, NAME};
use crate::error::{Error, Exit};
use crate::sanitize::sanitize;
use crate::session::catalog_or_built_in;
use crate::terminal::Terminal;
use candidates::Offers;

/// The first argument that asks for candidates.
pub const REQUEST: &str = "complete";

/// Printed instead of candidates if a file is wanted.
const FILES: &str = ":files";

/// The most characters of a description: longer ones do not fit a list.
const DESCRIPTION_WIDTH: usize = 72;

/// Prints the candidates for the last of these words.
pub fn run(words: &[OsString], terminal: &mut Terminal) -> Result<Exit, Error> {
    let words: Vec<String> = words.iter().map(|word| unquoted(&word.to_string_lossy()).to_owned()).collect();
    let Some((typed, before)) = words.split_last() else {
        return Ok(Exit::NotFound);
    };
    // Bash splits `--format=json` into three words, and other shells do not.
    let mut before: Vec<&str> = before.iter().map(String::as_str).filter(|word| *word != "=").collect();
    let (mut attached, mut typed) = ("", if typed == "=" { "" } else { typed.as_str() });
    if typed.starts_with("--")
        && let Some((option, value)) = typed.split_once('=')
    {
        before.push(option);
        (attached, typed) = typed.split_at(typed.len() - value.len());
    }
    let mut text = String::new();
    match offer(&before, typed, terminal) {
        Some(candidates) => write(&mut text, candidates, attached),
        None => _ = writeln!(text, "{FILES}"),
    }
    terminal.print(|_, out| out.write_all(text.as_bytes()))?;
    Ok(if text.is_empty() { Exit::NotFound } else { Exit::Found })
}

/// The candidates that match what is typed after these words, or `None` for files.
fn offer(before: &[&str], typed: &str, terminal: &Terminal) -> Option<Offers> {
    let mut cli = Cli::command().ignore_errors(true);
    let Ok(matches) = cli.try_get_matches_from_mut([NAME].iter().chain(before)) else {
        return Some(Offers::new());
    };
    let (command, levels) = match matches.subcommand() {
        Some((name, inner)) => (cli.find_subcommand(name)?, vec![&matches, inner]),
        None => (&cli, vec![&matches]),
    };
    let has = |id: &str| {
        let is_given = |level: &&ArgMatches| level.value_source(id) == Some(ValueSource::CommandLine);
        levels.iter().filter(|level| level.try_contains_id(id).is_ok()).any(is_given)
    };
    let values = |argument: &Arg| levels.last()?.try_get_raw(argument.get_id().as_str()).ok()?;
    let given = command.get_positionals().filter_map(values).flatten();
    let given: Vec<&str> = given.filter_map(OsStr::to_str).collect();
    let may_be_option = !before.contains(&"--");
    let open = before.last().filter(|_| may_be_option).and_then(|word| waiting(command, word));
    if open.is_none() && may_be_option && typed.starts_with('-') {
        return Some(fitting(candidates::options(command, has), typed));
    }
    let Some(argument) = open.or_else(|| next_positional(command, given.len())) else {
        return Some(Offers::new());
    };
    let is_first = command.has_subcommands() && argument.is_positional();
    if argument.get_value_hint() == ValueHint::FilePath && !is_first {
        return None;
    }
    let possible = candidates::possible_values(argument);
    if !possible.is_empty() {
        return Some(fitting(possible, typed));
    }
    let catalog = || {
        let files = levels.iter().filter_map(|level| level.try_get_many::<PathBuf>("catalog").ok().flatten());
        catalog_or_built_in(&files.flatten().cloned().collect::<Vec<_>>(), has("no_catalog"), terminal)
    };
    let codes = || candidates::codes(&catalog(), typed, &given);
    let candidates = match argument.get_id().as_str() {
        // It may be a command, or else a code, or else a file.
        "files" => {
            let mut commands = candidates::commands(command);
            commands.retain(|name, _| given.is_empty() && name.starts_with(&typed.to_lowercase()));
            let offered = if commands.is_empty() { fitting(codes(), typed) } else { commands };
            return (!offered.is_empty()).then_some(offered);
        }
        "wanted" | "query" => codes(),
        "status" => candidates::statuses(&catalog()),
        "family" => candidates::families(&catalog()),
        "action" => candidates::actions(&catalog()),
        _ => Offers::new(),
    };
    Some(fitting(candidates, typed))
}

/// The option that waits for a value after this word: `--format`, `-f` and `-qf`.
fn waiting<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    let letters = word.strip_prefix('-').filter(|rest| !rest.starts_with('-')).unwrap_or_default();
    let is_it = |option: &&Arg| {
        let is_long = word.strip_prefix("--").is_some_and(|name| option.get_long() == Some(name));
        is_long || option.get_short().is_some_and(|letter| letters.ends_with(letter))
    };
    command.get_opts().find(is_it)
}

/// The positional argument after so many values.
fn next_positional(command: &Command, given: usize) -> Option<&Arg> {
    command.get_positionals().nth(given).or_else(|| {
        let last = command.get_positionals().last()?;
        matches!(last.get_action(), ArgAction::Append).then_some(last)
    })
}

/// A word without the quotes around it. Shells pass words as they were typed.
fn unquoted(word: &str) -> &str {
    const QUOTES: [char; 2] = ['\'', '"'];
    word.strip_prefix(QUOTES).map_or(word, |rest| rest.strip_suffix(QUOTES).unwrap_or(rest))
}

/// The candidates that start with what is typed, or else those that contain it. Case is ignored.
fn fitting(mut candidates: Offers, typed: &str) -> Offers {
    let typed = typed.to_lowercase();
    if candidates.keys().any(|value| value.to_lowercase().starts_with(&typed)) {
        candidates.retain(|value, _| value.to_lowercase().starts_with(&typed));
    } else {
        candidates.retain(|value, _| value.to_lowercase().contains(&typed));
    }
    candidates
}

/// Writes candidates, one per line, each after what is typed before it in the same word.
fn write(text: &mut String, candidates: Offers, attached: &str) {
    for (value, description) in candidates {
        let description = sanitize(&description, None);
        let mut shown: String = description.chars().take(DESCRIPTION_WIDTH).collect();
        if shown.len() < description.len() {
            shown.pop();
            shown.push('…');
        }
        _ = writeln!(text, "{attached}{value}\t{shown}");
    }
}
