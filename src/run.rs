//! A run of the program, from its arguments to its exit code.

use std::ffi::OsString;
use std::mem::ManuallyDrop;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::{Cli, Command};
use crate::command_line::Refused;
use crate::commands::{self, complete, completions, list, lookup, man, schema};
use crate::error::{Error, Exit};
use crate::first_contact::{self, Meant};
use crate::settings::{catalog_or_built_in, session};
use crate::terminal::{ColorChoice, Terminal};

/// The columns of help and usage texts at most: longer lines are hard to read.
const HELP_WIDTH: usize = 100;

/// The way on for those who do not know the commands.
const EVERY_COMMAND: &str = "'naserr --help' shows every command";

/// Runs the program: reads the arguments (the first is the program's name), answers on the terminal's streams, and says how
/// the process should end.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal) -> Exit {
    match answer(arguments, terminal).and_then(|exit| terminal.flush().map(|()| exit)) {
        Ok(exit) => exit,
        // Who has read enough has got what they wanted.
        Err(Error::ClosedPipe) => Exit::Found,
        Err(error) => {
            terminal.error(&error.to_string());
            Exit::Failed
        }
    }
}

fn answer(
    arguments: impl IntoIterator<Item = OsString>,
    terminal: &mut Terminal,
) -> Result<Exit, Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let [_, command, words @ ..] = arguments.as_slice()
        && command == complete::NAME
    {
        let words = words.iter().cloned();
        return complete::run(words, terminal, catalog_or_built_in);
    }
    match parse(&arguments, terminal) {
        Ok(cli) => obey(cli, terminal),
        Err(error) => {
            let refused = Refused::read(&arguments);
            terminal.configure(refused.color, refused.quiet);
            let catalog = || catalog_or_built_in(refused.catalogs, terminal);
            match first_contact::meant(&error, &arguments, refused.word, terminal, catalog) {
                Meant::Command(arguments) => obey_meant(&arguments, terminal),
                Meant::Words(words) => Ok(refuse(&words, terminal)),
                Meant::Refused => tell(&error, terminal),
            }
        }
    }
}

/// Does what arguments with a command of our own choice ask for.
fn obey_meant(arguments: &[OsString], terminal: &mut Terminal) -> Result<Exit, Error> {
    let exit = match parse(arguments, terminal) {
        Ok(cli) => obey(cli, terminal)?,
        Err(error) => return tell(&error, terminal),
    };
    if exit == Exit::NotFound {
        terminal.hint(EVERY_COMMAND);
    }
    Ok(exit)
}

/// Says what to type instead of words that are no command and no code.
fn refuse(words: &str, terminal: &mut Terminal) -> Exit {
    let word = words.split(' ').next().unwrap_or_default();
    terminal.error(&format!("'{word}' is neither a command nor a code"));
    terminal.hint(&format!("'naserr search {words}' finds codes by words"));
    terminal.hint(EVERY_COMMAND);
    Exit::Failed
}

fn parse(arguments: &[OsString], terminal: &Terminal) -> clap::error::Result<Cli> {
    let width = terminal.width().unwrap_or(HELP_WIDTH).min(HELP_WIDTH);
    // Forgotten rather than taken apart, which would cost more than finding the answer; the process is about to end.
    let mut command = ManuallyDrop::new(Cli::command().term_width(width));
    let parsed = command.try_get_matches_from_mut(arguments);
    parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches))
}

/// Prints what the parser has to say: a usage error, or help and version, which are answers.
fn tell(text: &clap::Error, terminal: &mut Terminal) -> Result<Exit, Error> {
    if text.use_stderr() {
        let text = text.to_string();
        let text = text.trim_end();
        match text
            .strip_prefix("error: ")
            .and_then(|text| text.split_once("\n\n"))
        {
            Some((error, usage)) => {
                terminal.error(error);
                terminal.usage("");
                terminal.usage(usage);
            }
            None => terminal.usage(text),
        }
        return Ok(Exit::Failed);
    }
    terminal.answer(&text.to_string())?;
    Ok(Exit::Found)
}

/// Does what the arguments ask for.
fn obey(cli: Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let options = cli.options();
    terminal.configure(options.color.unwrap_or(ColorChoice::Auto), options.quiet);
    match cli.command {
        Command::Lookup(args) => lookup::run(args, session(options, terminal)?),
        Command::List(args) => list::run(&args, session(options, terminal)?),
        Command::Search(args) => commands::search::run(&args, session(options, terminal)?),
        Command::Explain(args) => {
            let session = session(options.clone(), terminal)?;
            commands::explain::run(&args, &options, session)
        }
        Command::Schema => schema::run(terminal),
        Command::Completions(args) => completions::run(&args, terminal),
        Command::Man(_) => man::run(terminal),
    }
}
