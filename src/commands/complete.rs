//! Completions at the cursor: `naserr complete WORD...`, which the scripts of `naserr completions` run at every TAB.
//!
//! It is not a command for people, so no help mentions it. Its arguments are the words after the program's name; the
//! last is the one at the cursor. It prints one candidate per line, with a description after a tab, or the single line
//! [`FILES`] to let the shell offer files. It reports no problems, because a message would appear in the middle of the
//! command line that is being typed. It does not depend on the shell.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, ValueHint};

use super::catalog;
use crate::catalog::{Catalog, StatusFilter, family, phrase, same};
use crate::cli::{Cli, NAME};
use crate::error::{Error, Exit};
use crate::sanitize::sanitize;
use crate::terminal::{ColorChoice, Terminal};

/// The first argument that asks for candidates.
pub const REQUEST: &str = "complete";

/// Printed instead of candidates if a file is wanted.
const FILES: &str = ":files";

/// The most characters of a description: longer ones do not fit a list.
const DESCRIPTION_WIDTH: usize = 72;

/// Words that can be inserted at the cursor, each with its description.
type Offers = BTreeMap<String, String>;

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
    terminal.configure(ColorChoice::Never, true);
    let mut text = String::new();
    match offer(&before, typed, terminal) {
        Some(candidates) => write(&mut text, candidates, attached),
        None => _ = writeln!(text, "{FILES}"),
    }
    terminal.print(|_, out| out.write_all(text.as_bytes()))?;
    Ok(if text.is_empty() { Exit::NotFound } else { Exit::Found })
}

/// The candidates that match what is typed after these words, or `None` for files.
fn offer(before: &[&str], typed: &str, terminal: &mut Terminal) -> Option<Offers> {
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
        return Some(fitting(options(command, has), typed));
    }
    let Some(argument) = open.or_else(|| next_positional(command, given.len())) else {
        return Some(Offers::new());
    };
    let is_first = command.has_subcommands() && argument.is_positional();
    if argument.get_value_hint() == ValueHint::FilePath && !is_first {
        return None;
    }
    let possible = possible_values(argument);
    if !possible.is_empty() {
        return Some(fitting(possible, typed));
    }
    let files = levels.iter().filter_map(|level| level.try_get_many::<PathBuf>("catalog").ok().flatten());
    let files: Vec<PathBuf> = files.flatten().cloned().collect();
    let catalog = catalog(&files, has("no_catalog"), terminal).unwrap_or_else(|_| Catalog::built_in());
    let entries = catalog.entries().iter();
    let codes = || codes(&catalog, typed, &given);
    let candidates = match argument.get_id().as_str() {
        // It may be a command, or else a code, or else a file.
        "files" => {
            let mut commands = commands(command);
            commands.retain(|name, _| given.is_empty() && name.starts_with(&typed.to_lowercase()));
            let offered = if commands.is_empty() { fitting(codes(), typed) } else { commands };
            return (!offered.is_empty()).then_some(offered);
        }
        "wanted" | "query" => codes(),
        "status" => statuses(&catalog),
        "family" => undescribed(entries.map(|entry| &*entry.code).filter(|code| code.contains('.')).map(family)),
        "action" => undescribed(entries.flat_map(|entry| entry.actions.iter().map(|action| &**action))),
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

/// The options that can be added to a command line that `has` some.
fn options(command: &Command, has: impl Fn(&str) -> bool) -> Offers {
    let options = command.get_arguments().filter(|option| {
        let repeats = matches!(option.get_action(), ArgAction::Append);
        !option.is_hide_set() && (repeats || !has(option.get_id().as_str()))
    });
    options.filter_map(|option| Some((format!("--{}", option.get_long()?), first_line(option.get_help())))).collect()
}

/// The commands.
fn commands(cli: &Command) -> Offers {
    let commands = cli.get_subcommands();
    commands.map(|command| (command.get_name().to_owned(), first_line(command.get_about()))).collect()
}

/// The values that an argument accepts, if they are few.
fn possible_values(argument: &Arg) -> Offers {
    let values = argument.get_possible_values();
    values.iter().map(|value| (value.get_name().to_owned(), first_line(value.get_help()))).collect()
}

fn first_line(text: Option<&StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

/// The codes that are not on the command line yet, or statuses if a number is being typed.
fn codes(catalog: &Catalog, typed: &str, given: &[&str]) -> Offers {
    if StatusFilter::resembles(typed) {
        return statuses(catalog);
    }
    let entries = catalog.entries().iter().filter(|entry| !given.iter().any(|given| same(given, &entry.code)));
    let mut codes = Offers::new();
    for (word, entry) in entries.filter_map(|entry| Some((as_word(&entry.code)?, entry))) {
        let status = entry.http_code.map(|status| format!("{status} ")).unwrap_or_default();
        // Of a code with two statuses, the first entry.
        codes.entry(word).or_insert_with(|| format!("{status}{}", entry.message));
    }
    codes
}

/// A code without its spaces, which are ignored anyway. `None` if a shell would not read it as one plain word.
fn as_word(code: &str) -> Option<String> {
    let word: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    (word.chars().all(is_plain) && word.starts_with(char::is_alphanumeric)).then_some(word)
}

/// HTTP statuses with their names, and their classes.
fn statuses(catalog: &Catalog) -> Offers {
    let statuses = catalog.entries().iter().filter_map(|entry| entry.http_code);
    let offer = |status: u16| {
        let name = phrase(status).unwrap_or_default().to_owned();
        [(status.to_string(), name), (format!("{}xx", status / 100), String::new())]
    };
    statuses.flat_map(offer).collect()
}

/// Words that say enough.
fn undescribed<'w>(words: impl Iterator<Item = &'w str>) -> Offers {
    words.filter_map(|word| Some((as_word(word)?, String::new()))).collect()
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
