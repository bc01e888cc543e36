//! What a shell may offer at the cursor of a command line: `naserr complete WORD...`, which the scripts of
//! `naserr completions` call at every TAB.
//!
//! It is no command for people and stands in no help. It reads the words behind the program's name, the last of which is
//! the one at the cursor, and prints a candidate a line, with a tab and a description behind it; or the one line
//! [`FILES`], and then the shell offers its files. Nothing that goes wrong is told, since the words would stand in the middle of
//! the command line that somebody types. It knows no shell.

mod position;
mod values;

use std::ffi::OsString;
use std::fmt::Write;
use std::path::PathBuf;

use clap::CommandFactory;

use crate::catalog::Catalog;
use crate::cli::Cli;
use crate::error::{Error, Exit};
use crate::sanitize::sanitize;
use crate::terminal::Terminal;
use position::{Position, Wanted};

/// The word that asks for candidates when it is the first argument.
pub const NAME: &str = "complete";

/// Stands in the place of candidates where a file is wanted.
const FILES: &str = ":files";

/// The characters of a description at most: what is longer fits no list.
const DESCRIPTION_WIDTH: usize = 72;

/// Something that may stand at the cursor.
#[derive(Debug, PartialEq, Eq)]
struct Candidate {
    value: String,
    description: String,
}

/// Prints the candidates for the last of `words`. `catalog` makes the catalog with the files that the words before name.
pub fn run(
    words: impl Iterator<Item = OsString>,
    terminal: &mut Terminal,
    catalog: impl FnOnce(Vec<PathBuf>, &Terminal) -> Catalog,
) -> Result<Exit, Error> {
    let words: Vec<String> = words
        .map(|word| unquoted(&word.to_string_lossy()).to_owned())
        .collect();
    let Some((current, before)) = words.split_last() else {
        return Ok(Exit::NotFound);
    };
    let mut cli = Cli::command();
    cli.build();
    let Position {
        wanted,
        current,
        attached,
        catalogs,
        given,
    } = position::find(&cli, before, current);
    let mut text = String::new();
    match wanted {
        Wanted::Nothing => {}
        Wanted::Files => _ = writeln!(text, "{FILES}"),
        Wanted::OfCatalog(kind) => {
            let catalog = catalog(catalogs, terminal);
            let candidates = values::of(kind, &catalog, current, &given);
            write(&mut text, fitting(candidates, current), attached);
        }
        Wanted::These(candidates) => write(&mut text, fitting(candidates, current), attached),
    }
    terminal.answer(&text)?;
    Ok(if text.is_empty() {
        Exit::NotFound
    } else {
        Exit::Found
    })
}

/// A word as the shell will read it, as far as the quotes around it go. Shells hand over what is typed.
fn unquoted(word: &str) -> &str {
    const QUOTES: [char; 2] = ['\'', '"'];
    word.strip_prefix(QUOTES)
        .map_or(word, |rest| rest.strip_suffix(QUOTES).unwrap_or(rest))
}

/// The candidates that begin with what is typed, or else those that have it anywhere; case aside, by the alphabet.
fn fitting(candidates: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let (mut starting, rest): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| candidate.value.to_lowercase().starts_with(&typed));
    if starting.is_empty() {
        starting.extend(
            rest.into_iter()
                .filter(|candidate| candidate.value.to_lowercase().contains(&typed)),
        );
    }
    starting.sort_by(|a, b| a.value.cmp(&b.value));
    starting
}

/// Writes candidates, one a line, each with what is typed before it in the same word.
fn write(text: &mut String, candidates: Vec<Candidate>, attached: &str) {
    for Candidate { value, description } in candidates {
        let description = sanitize(&description, &[]);
        let mut shown: String = description.chars().take(DESCRIPTION_WIDTH).collect();
        if shown.len() < description.len() {
            shown.pop();
            shown.push('…');
        }
        _ = writeln!(text, "{attached}{value}\t{shown}");
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, fitting, unquoted};

    #[test]
    fn quotes_of_the_shell_do_not_count() {
        for (word, meant) in [
            ("'Inv", "Inv"),
            ("\"a\"", "a"),
            ("\"\"", ""),
            ("a'b", "a'b"),
        ] {
            assert_eq!(unquoted(word), meant);
        }
    }

    #[test]
    fn the_middle_of_a_word_counts_only_when_no_start_fits() {
        let offered = |typed| {
            let candidates = ["MountTarget", "Denied.MountTarget", "mountOther"].map(|value| {
                let (value, description) = (value.to_owned(), String::new());
                Candidate { value, description }
            });
            let fitting = fitting(candidates.into(), typed).into_iter();
            fitting.map(|candidate| candidate.value).collect::<Vec<_>>()
        };
        assert_eq!(offered("mount"), ["MountTarget", "mountOther"]);
        assert_eq!(offered("NIED.m"), ["Denied.MountTarget"]);
        assert_eq!(offered("zzz"), [""; 0]);
    }
}
