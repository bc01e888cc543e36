//! A run of the program, from its arguments to its exit code.

use std::ffi::OsString;
use std::mem::ManuallyDrop;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Subcommand};

use crate::catalog::CATALOG_DATE;
use crate::cli::{Cli, Command, ExplainArgs, LookupArgs, Options};
use crate::commands::{complete, explain, list, lookup, search, static_pages};
use crate::default_command::{Inferred, infer_command};
use crate::error::{Error, Exit};
use crate::session::Session;
use crate::terminal::{ColorChoice, Terminal};

/// The widest help and usage texts: longer lines are hard to read.
const HELP_WIDTH: usize = 100;

/// The name in usage texts: the caller chooses `argv[0]`, so it is never printed.
const NAME: &str = "naserr";

const EVERY_COMMAND: &str = "'naserr --help' shows every command";

/// Runs the program with these arguments, the first of which is its name, and returns how the process should end.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal) -> Exit {
    match answer(arguments, terminal).and_then(|exit| terminal.flush().map(|()| exit)) {
        Ok(exit) => exit,
        // The reader has what it wanted.
        Err(Error::ClosedPipe) => Exit::Found,
        Err(error) => {
            terminal.error(&error.to_string());
            if let Error::OwnCatalog(_) = error {
                terminal.hint("'--no-catalog' runs without your own catalogs");
            }
            Exit::Error
        }
    }
}

fn answer(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal) -> Result<Exit, Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let [_, command, words @ ..] = arguments.as_slice()
        && command == complete::NAME
    {
        return complete::run(words, terminal);
    }
    terminal.configure(ColorChoice::Auto, false);
    let mut cli = match parse(&arguments, terminal) {
        Ok(cli) => cli,
        Err(error) => return print_clap_error(error, terminal),
    };
    let options = cli.options();
    terminal.configure(options.color.unwrap_or_default(), options.quiet);
    match cli.command.take() {
        None => dispatch_words(cli, &options, terminal),
        Some(_) if cli.full || cli.each || cli.summary || cli.tee || cli.threads.is_some() => {
            let what = "'--full', '--each', '--summary', '--tee' and '--threads' go after the command";
            let error = Cli::command().error(ErrorKind::ArgumentConflict, what);
            print_clap_error(error, terminal)
        }
        Some(command) => dispatch(command, &options, terminal),
    }
}

fn parse(arguments: &[OsString], terminal: &Terminal) -> clap::error::Result<Cli> {
    // The options that may stand before a command are defined only where they can occur: defining them costs a look-up
    // 12% more instructions.
    let first = arguments.get(1).and_then(|word| word.to_str());
    let starts_with_command = first.is_some_and(Command::has_subcommand);
    let definition = if starts_with_command {
        let root = clap::Command::new(NAME).bin_name(NAME);
        Command::augment_subcommands(root.args_override_self(true))
    } else {
        Cli::command()
    };
    let width = terminal.style().width.unwrap_or(HELP_WIDTH).min(HELP_WIDTH);
    // Dropping it would cost 2% of a look-up, and the process is about to end.
    let mut definition = ManuallyDrop::new(definition.term_width(width));
    let mut matches = definition.try_get_matches_from_mut(arguments)?;
    if starts_with_command {
        Command::from_arg_matches_mut(&mut matches).map(Cli::from)
    } else {
        Cli::from_arg_matches_mut(&mut matches)
    }
}

fn dispatch(command: Command, options: &Options, terminal: &mut Terminal) -> Result<Exit, Error> {
    match command {
        Command::Lookup(args) => lookup::run(args, Session::open(options, terminal)?),
        Command::List(args) => list::run(args, Session::open(options, terminal)?),
        Command::Search(args) => search::run(&args, Session::open(options, terminal)?),
        Command::Explain(args) => explain::run(&args, options, Session::open(options, terminal)?),
        Command::Schema => print_text(static_pages::SCHEMA, terminal),
        Command::Man(_) => print_text(static_pages::MANUAL, terminal),
        Command::Completions(args) => print_text(static_pages::completion_script(args.shell), terminal),
    }
}

/// Runs the command that words without one stand for.
fn dispatch_words(cli: Cli, options: &Options, terminal: &mut Terminal) -> Result<Exit, Error> {
    let Cli { words, full, each, summary, tee, threads, .. } = cli;
    let explain_args = |files: Vec<OsString>| ExplainArgs {
        files: files.into_iter().map(Into::into).collect(),
        each,
        summary,
        tee,
        threads,
        ..ExplainArgs::default()
    };
    let exit = match words.as_slice() {
        [] if terminal.input_is_terminal && !(each || summary || tee) => {
            if let Err(help) = parse(&help_arguments(&[]), terminal) {
                terminal.usage(help.to_string().trim_end());
            }
            return Ok(Exit::Error);
        }
        [] => {
            let session = Session::open(options, terminal)?;
            explain::run(&explain_args(Vec::new()), options, session)?
        }
        [first, rest @ ..] if first == "help" => {
            return match parse(&help_arguments(rest), terminal) {
                Ok(_) => Ok(Exit::Error),
                Err(help) => print_clap_error(help, terminal),
            };
        }
        _ => {
            let session = Session::open(options, terminal)?;
            match infer_command(&words, &session.catalog) {
                Inferred::Explain => explain::run(&explain_args(words), options, session)?,
                Inferred::Lookup => {
                    let words = words.iter().map(|word| word.to_string_lossy().into_owned());
                    let args = LookupArgs { wanted: words.collect(), full, ..LookupArgs::default() };
                    lookup::run(args, session)?
                }
                Inferred::Unknown { error, hint } => {
                    session.terminal.error(&error);
                    session.terminal.hint(&hint);
                    session.terminal.hint(EVERY_COMMAND);
                    return Ok(Exit::Error);
                }
            }
        }
    };
    if exit == Exit::NotFound {
        terminal.hint(EVERY_COMMAND);
    }
    Ok(exit)
}

/// `naserr help WORDS` as `naserr WORDS --help`.
fn help_arguments(words: &[OsString]) -> Vec<OsString> {
    let name = [OsString::from(NAME)];
    let help = [OsString::from("--help")];
    [&name, words, &help].concat()
}

/// Prints a text that is part of the program.
fn print_text(text: &str, terminal: &mut Terminal) -> Result<Exit, Error> {
    terminal.answer(text)?;
    Ok(Exit::Found)
}

/// Prints what clap has to say: a usage error, or help and version, which are answers.
fn print_clap_error(mut error: clap::Error, terminal: &mut Terminal) -> Result<Exit, Error> {
    if error.kind() == ErrorKind::DisplayVersion {
        let text = format!("{error}catalog of {CATALOG_DATE}\n");
        return print_text(&text, terminal);
    }
    if !error.use_stderr() {
        return print_text(&error.to_string(), terminal);
    }
    if error.kind() == ErrorKind::UnknownArgument {
        // It would advise to pass a misspelt option as a word, after '--'.
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
