//! Explains the error codes of Alibaba Cloud NAS (file storage), offline.
//!
//! The program is a thin layer over this library: a [`Catalog`] of [`Entry`] values, found by code, pattern or status.
//!
//! ```
//! use naserr::{Catalog, Selector};
//!
//! let catalog = Catalog::built_in();
//!
//! let found = catalog.find("invalidfilesystem.notfound").expect("a code of the guide");
//! assert_eq!(found.entries[0].http_code.map(|status| status.get()), Some(404));
//! assert_eq!(found.entries[0].resolution, "The specified file system does not exist or has been deleted.");
//!
//! assert!(catalog.matching("OperationDenied.*").all(|entry| entry.code.starts_with("OperationDenied.")));
//! ```

mod catalog;
mod cli;
mod commands;
mod error;
mod explain;
mod extract;
mod first_contact;
mod render;
mod report;
mod search;
mod secrets;
mod terminal;
mod visible;

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, ValueEnum};

pub use catalog::{
    Catalog, CatalogError, Entry, Family, Found, HttpCode, Origin, Retryable, Selector, Spelling,
    StatusFilter, Texts, phrase,
};
use cli::{Cli, Command, Options};
use commands::{Session, complete, completions, list, lookup, man, schema};
use error::Error;
pub use error::Exit;
pub use explain::{Finding, explain};
pub use extract::{Occurrence, Totals};
pub use search::{Field, Hit, Match, Rank, search, suggest};
use terminal::ColorChoice;
pub use terminal::{Environment, Stream, Terminal};

/// The columns of help and usage texts at most: longer lines are hard to read.
const HELP_WIDTH: usize = 100;

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
            let catalog = || catalog_or_built_in(Vec::new(), terminal);
            let meant = first_contact::meant(&error, &arguments, terminal, catalog);
            let cli = match meant.map(|arguments| parse(&arguments, terminal)) {
                Some(Ok(cli)) => cli,
                Some(Err(help)) if !help.use_stderr() => return tell(&help, terminal),
                _ => return tell(&error, terminal),
            };
            let exit = obey(cli, terminal)?;
            if exit == Exit::NotFound {
                terminal.hint("'naserr --help' shows every command");
            }
            Ok(exit)
        }
    }
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
        terminal.message(&text.to_string());
        return Ok(Exit::Failed);
    }
    let written = terminal.output().write_all(text.to_string().as_bytes());
    written.map_err(|error| Error::output(&error))?;
    Ok(Exit::Found)
}

/// Does what the arguments ask for.
fn obey(cli: Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let options = cli.options();
    let color = options.color.map_or(ColorChoice::Auto, Into::into);
    terminal.configure(color, options.quiet);
    match cli.command {
        Command::Lookup(args) => lookup::run(args, session(options, terminal)?),
        Command::List(args) => list::run(&args, session(options, terminal)?),
        Command::Search(args) => commands::search::run(&args, session(options, terminal)?),
        Command::Explain(args) => commands::explain::run(&args, session(options, terminal)?),
        Command::Schema => schema::run(terminal),
        Command::Completions(args) => completions::run(&args, terminal),
        Command::Man(_) => man::run(terminal),
    }
}

/// The catalog with these files and the user's own; the built-in one alone when they have faults.
fn catalog_or_built_in(named: Vec<PathBuf>, terminal: &Terminal) -> Catalog {
    let files = catalog_files(named, terminal);
    Catalog::with_files(&files).unwrap_or_else(|_| Catalog::built_in())
}

/// What a command that answers from the catalog works with.
fn session(options: Options, terminal: &mut Terminal) -> Result<Session<'_>, Error> {
    let format = format(&options, terminal)?;
    let files = catalog_files(options.catalog, terminal);
    let catalog = Catalog::with_files(&files).map_err(|error| Error::Failure(error.to_string()))?;
    Ok(Session {
        catalog,
        format,
        terminal,
    })
}

/// The format that the arguments name, or else the environment.
fn format(options: &Options, terminal: &Terminal) -> Result<render::Format, Error> {
    const VARIABLE: &str = "NASERR_FORMAT";
    if let Some(format) = options.format {
        return Ok(format.into());
    }
    let Some(value) = terminal
        .variable(VARIABLE)
        .filter(|value| !value.is_empty())
    else {
        return Ok(render::Format::Table);
    };
    let value = value.to_string_lossy();
    cli::Format::from_str(&value, true)
        .map(Into::into)
        .map_err(|_| {
            let names: Vec<String> = cli::Format::value_variants()
                .iter()
                .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
                .collect();
            Error::Failure(format!(
                "the environment's {VARIABLE} is '{value}', which is none of {}",
                names.join(", ")
            ))
        })
}

/// The catalog files to read, those that win last: the configuration folder's, the environment's, the arguments'.
fn catalog_files(named: Vec<PathBuf>, terminal: &Terminal) -> Vec<PathBuf> {
    let own = terminal
        .configuration_folder()
        .map(|folder| folder.join("catalog.json"))
        .filter(|file| file.exists());
    let listed = terminal.variable("NASERR_CATALOG").unwrap_or_default();
    let listed = std::env::split_paths(&listed).filter(|file| !file.as_os_str().is_empty());
    own.into_iter().chain(listed).chain(named).collect()
}
