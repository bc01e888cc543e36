//! A run of the program: what its arguments mean, and how it ends.

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::Path;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Subcommand};

use crate::catalog::{CATALOG_DATE, Catalog, Selector};
use crate::cli::{Cli, Command, LookupArgs, NAME};
use crate::commands::{Session, complete, explain, list, lookup, search};
use crate::error::{Error, Exit};
use crate::search::{nearest, suggest};
use crate::terminal::Terminal;

/// The manual page, in roff. A test generates it from the command line's definition.
const MANUAL: &str = include_str!("commands/man/naserr.1");

/// The JSON Schema of a catalog file.
const SCHEMA: &str = include_str!("catalog/schema.json");

/// The widest help and usage texts: longer lines are hard to read.
const HELP_WIDTH: usize = 100;

/// Runs the program with these arguments, the first of which is its name, and returns how the process should end.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal) -> Exit {
    match answer(arguments.into_iter().collect(), terminal) {
        Ok(exit) => exit,
        // The reader has all that it wanted.
        Err(Error::ClosedPipe) => Exit::Found,
        Err(Error::Other(what)) => {
            terminal.error(&what);
            Exit::Error
        }
        Err(Error::OwnCatalog(what)) => {
            terminal.error(&what);
            terminal.hint("'--no-catalog' runs without your own catalogs");
            Exit::Error
        }
    }
}

fn answer(mut arguments: Vec<OsString>, terminal: &mut Terminal) -> Result<Exit, Error> {
    if let [_, command, words @ ..] = arguments.as_slice()
        && command == complete::REQUEST
    {
        return complete::run(words, terminal);
    }
    match parse(&mut arguments, terminal) {
        Ok(Cli { command: Some(command), .. }) => run_command(command, terminal),
        Ok(cli) => run_without_command(cli, terminal),
        Err(error) => print_clap_error(error, terminal),
    }
}

fn parse(arguments: &mut [OsString], terminal: &Terminal) -> clap::error::Result<Cli> {
    let first = arguments.get(1).and_then(|word| word.to_str());
    let starts_with_command = first.is_some_and(Command::has_subcommand);
    // Dropping it would cost 2% of a lookup, and the process is about to end.
    let mut definition = ManuallyDrop::new(definition(starts_with_command, terminal));
    let mut matches = definition.try_get_matches_from_mut(&*arguments)?;
    if starts_with_command {
        let command = Command::from_arg_matches_mut(&mut matches)?;
        return Ok(Cli { command: Some(command), ..Cli::default() });
    }
    let name = matches.subcommand_name().map(OsString::from);
    let cli = Cli::from_arg_matches_mut(&mut matches)?;
    if let None | Some(Command::Completions(_) | Command::Man | Command::Schema) = cli.command {
        return Ok(cli);
    }
    // The options before these commands are options of the command. clap's `global = true` does this too, but costs a
    // lookup 25% more instructions.
    if let Some(place) = arguments.iter().skip(1).position(|word| Some(word) == name.as_ref()) {
        arguments[1..=place + 1].rotate_right(1);
    }
    parse(arguments, terminal)
}

/// What clap has to know. The arguments without a command are defined only where they can occur: defining them costs a
/// lookup 12% more instructions.
fn definition(starts_with_command: bool, terminal: &Terminal) -> clap::Command {
    let definition = if starts_with_command {
        let root = clap::Command::new(NAME).bin_name(NAME).disable_help_subcommand(true);
        Command::augment_subcommands(root.args_override_self(true))
    } else {
        Cli::command()
    };
    match terminal.output_width() {
        Some(width) => definition.term_width(width.min(HELP_WIDTH)),
        None => definition,
    }
}

fn run_command(command: Command, terminal: &mut Terminal) -> Result<Exit, Error> {
    match command {
        Command::Lookup(args) => lookup::run(&args, Session::open(&args.options, terminal)?),
        Command::List(args) => list::run(&args, Session::open(&args.options, terminal)?),
        Command::Search(args) => search::run(&args, Session::open(&args.options, terminal)?),
        Command::Explain(args) => explain::run(&args, Session::open(&args.options, terminal)?),
        Command::Schema => print_text(SCHEMA, terminal),
        Command::Man => print_text(MANUAL, terminal),
        Command::Completions(args) => print_text(args.shell.script(), terminal),
    }
}

/// Runs the command that is meant by words without a command.
fn run_without_command(cli: Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let Cli { bare, full, .. } = cli;
    let is_explain = bare.each || bare.summary || bare.tee || bare.threads.is_some();
    if bare.files.is_empty() && terminal.input_is_terminal && !is_explain {
        let help = definition(false, terminal).render_help().to_string();
        terminal.usage(help.trim_end());
        return Ok(Exit::Error);
    }
    let session = Session::open(&bare.options, terminal)?;
    let words: Vec<String> = bare.files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let inferred = if is_explain { Inferred::Explain } else { infer_command(&words, &session.catalog) };
    match inferred {
        Inferred::Explain => explain::run(&bare, session),
        Inferred::Lookup => lookup::run(&LookupArgs { wanted: words, full, options: bare.options }, session),
        Inferred::Unknown { error, hint } => {
            session.terminal.error(&error);
            session.terminal.hint(&hint);
            session.terminal.hint("'naserr --help' shows every command");
            Ok(Exit::Error)
        }
    }
}

/// What is meant by words without a command.
enum Inferred {
    /// `lookup`: the first word is a code, a pattern or a status, or close to a code.
    Lookup,
    /// `explain`: the first word is a file or `-`, or there is none.
    Explain,
    /// Nothing that naserr knows of.
    Unknown { error: String, hint: String },
}

/// Infers the command from words without one.
fn infer_command(words: &[String], catalog: &Catalog) -> Inferred {
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
    if let Some(command) = nearest(word, cli.get_subcommands().map(clap::Command::get_name)) {
        let meant = [&[command.to_owned()], &words[1..]].concat().join(" ");
        return Inferred::Unknown {
            error: format!("'{word}' is not a command"),
            hint: format!("did you mean 'naserr {meant}'?"),
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

/// Prints a text that is part of the program.
fn print_text(text: &str, terminal: &mut Terminal) -> Result<Exit, Error> {
    terminal.print(|_, out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Found)
}

/// Prints clap's output: usage errors, and help and version, which go to standard output.
fn print_clap_error(mut error: clap::Error, terminal: &mut Terminal) -> Result<Exit, Error> {
    if error.kind() == ErrorKind::DisplayVersion {
        let text = format!("{error}catalog of {CATALOG_DATE}\n");
        return print_text(&text, terminal);
    }
    if !error.use_stderr() {
        return print_text(&error.to_string(), terminal);
    }
    if error.kind() == ErrorKind::UnknownArgument {
        // clap would suggest to pass a misspelt option as a word, after '--'.
        error.remove(ContextKind::Suggested);
    }
    let text = error.to_string();
    let text = text.trim_end();
    let parts = text.strip_prefix("error: ").map(|text| text.split_once("\n\n"));
    match parts.flatten() {
        Some((error, usage)) => {
            terminal.error(error);
            terminal.usage("");
            terminal.usage(usage);
        }
        None => terminal.usage(text),
    }
    Ok(Exit::Error)
}
