//! Completions at the cursor: `naserr complete WORD...`, which the scripts of `naserr completions` run at every TAB.
//!
//! It is not a command for people, so no help mentions it. Its arguments are the words after the program's name; the
//! last is the one at the cursor. It prints one candidate per line, with a description after a tab, or the single line
//! [`FILES`] to let the shell offer files. It reports no problems, because a message would appear in the middle of the
//! command line that is being typed. It does not depend on the shell.

mod candidates;

use std::ffi::OsString;
use std::fmt::Write;

use clap::{CommandFactory, ValueHint};

use crate::cli::Cli;
use crate::error::{Error, Exit};
use crate::partial_args::PartialArgs;
use crate::sanitize::sanitize;
use crate::session::catalog_or_built_in;
use crate::terminal::Terminal;
use candidates::Offers;

/// The first argument that asks for candidates.
pub const NAME: &str = "complete";

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
    let mut cli = Cli::command();
    cli.build();
    let mut args = PartialArgs::new(&cli);
    for word in before {
        args.read(word);
    }
    let (attached, typed) = split_option(typed, &mut args);
    let mut text = String::new();
    match offer(&args, typed, terminal) {
        Some(candidates) => write(&mut text, candidates, attached),
        None => _ = writeln!(text, "{FILES}"),
    }
    terminal.print(|_, out| out.write_all(text.as_bytes()))?;
    Ok(if text.is_empty() { Exit::NotFound } else { Exit::Found })
}

/// Splits `--format=js` into the option, which is parsed, and the start of its value.
fn split_option<'w>(typed: &'w str, args: &mut PartialArgs<'_, 'w>) -> (&'w str, &'w str) {
    // Bash splits it itself, and `=` is then a word of its own.
    if args.open.is_some() && typed == "=" {
        return ("", "");
    }
    let end = typed.find('=').map(|place| place + 1);
    if args.accepts_options()
        && typed.starts_with("--")
        && let Some((attached, value)) = end.and_then(|end| typed.split_at_checked(end))
    {
        args.read(attached.trim_end_matches('='));
        if args.open.is_some() {
            return (attached, value);
        }
    }
    ("", typed)
}

/// The candidates that match what is typed, or `None` for files.
fn offer(args: &PartialArgs<'_, '_>, typed: &str, terminal: &Terminal) -> Option<Offers> {
    if args.accepts_options() && typed.starts_with('-') {
        return Some(fitting(candidates::options(args), typed));
    }
    let Some(argument) = args.at_cursor() else {
        return Some(Offers::new());
    };
    let is_first = args.command.has_subcommands() && argument.is_positional();
    if argument.get_value_hint() == ValueHint::FilePath && !is_first {
        return None;
    }
    let possible = candidates::possible_values(argument);
    if !possible.is_empty() {
        return Some(fitting(possible, typed));
    }
    let catalog = || catalog_or_built_in(&args.catalogs(), args.has("no_catalog"), terminal);
    let codes = || candidates::codes(&catalog(), typed, &args.positionals);
    let candidates = match argument.get_id().as_str() {
        // It may be a command, or else a code, or else a file.
        "files" => {
            let mut commands = candidates::commands(args.command);
            commands.retain(|name, _| args.positionals.is_empty() && name.starts_with(&typed.to_lowercase()));
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
        let description = sanitize(&description, &[]);
        let mut shown: String = description.chars().take(DESCRIPTION_WIDTH).collect();
        if shown.len() < description.len() {
            shown.pop();
            shown.push('…');
        }
        _ = writeln!(text, "{attached}{value}\t{shown}");
    }
}
