//! What somebody means who leaves the command out: a code is to be looked up, a file or a pipe to be explained. And `help`,
//! which is another spelling of `--help`.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::catalog::{Catalog, Selector};
use crate::terminal::Terminal;

/// The arguments with the command that they lack, or `None` when the usage error says more than a guess.
pub fn meant(
    error: &clap::Error,
    arguments: &[OsString],
    terminal: &Terminal,
    catalog: impl FnOnce() -> Catalog,
) -> Option<Vec<OsString>> {
    let (place, command) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
                return None;
            };
            let place = arguments
                .iter()
                .skip(1)
                .position(|given| given == &**word)?
                + 1;
            if word == "help" {
                return Some(help(arguments, place));
            }
            (place, command_for(word, &catalog())?)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand
            if !terminal.input_is_terminal =>
        {
            (arguments.len(), "explain")
        }
        _ => return None,
    };
    let mut arguments = arguments.to_vec();
    arguments.insert(place, command.into());
    Some(arguments)
}

/// The command that a word goes with: one that is no mistyped command.
fn command_for(word: &str, catalog: &Catalog) -> Option<&'static str> {
    let is_known = catalog.find(word).is_some();
    if !is_known && Path::new(word).is_file() {
        return Some("explain");
    }
    let is_code = word.contains('.') || !matches!(Selector::parse(word), Ok(Selector::Code(_)));
    (is_known || is_code).then_some("lookup")
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
